package schedule_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// TestOutcome_zero: empty until something is merged; empty parts add nothing.
func TestOutcome_zero(t *testing.T) {
	var out schedule.Outcome
	for _, merge := range []*schedule.Outcome{nil, {}} {
		require.NoError(t, out.Merge(merge))
		assert.Zero(t, out.Runs())
		_, ok := out.Mean()
		assert.False(t, ok)
		_, ok = out.P(1)
		assert.False(t, ok)
		_, ok = out.Quantile(0.5)
		assert.False(t, ok)
		_, ok = out.Criticality(0)
		assert.False(t, ok)
	}
	var back schedule.Outcome
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, &out)))
	assert.Zero(t, back.Runs())
	require.NoError(t, out.Merge(simulated(0, 10)))
	assert.Equal(t, bytesOf(t, simulated(0, 10)), bytesOf(t, &out))
}

// TestOutcome_shares: shares and quantiles against counting, on few runs with ties.
func TestOutcome_shares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := rapid.IntRange(1, 60).Draw(t, "runs")
		out := simulated(rapid.IntRange(0, 1000).Draw(t, "first"), runs)
		q := rapid.Float64Range(0, 1).Draw(t, "q")
		if rapid.Bool().Draw(t, "on the step") {
			q = float64(rapid.IntRange(0, runs).Draw(t, "k")) / float64(runs)
		}
		x, ok := out.Quantile(q)
		require.True(t, ok)
		p, ok := out.P(x)
		require.True(t, ok)
		assert.GreaterOrEqual(t, p, q)
		if below, _ := out.P(math.Nextafter(x, -1)); q > 0 {
			assert.Less(t, below, q, "the least such time")
		}
	})
	out := simulated(0, 10)
	for _, q := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		_, ok := out.Quantile(q)
		assert.False(t, ok)
	}
	_, ok := out.P(math.NaN())
	assert.False(t, ok)
	all, _ := out.P(math.Inf(1))
	none, _ := out.P(math.Inf(-1))
	assert.Equal(t, [2]float64{1, 0}, [2]float64{all, none})
	for _, i := range []int{-1, 3} {
		_, ok = out.Criticality(i)
		assert.False(t, ok)
	}
}

// TestOutcome_Quantile_steps: on every step of many runs, and next to it on either side, whatever rounding does.
func TestOutcome_Quantile_steps(t *testing.T) {
	for _, runs := range []int{1, 3, 10, 49, 98, 103, 1000} {
		out := simulated(0, runs)
		for k := range runs + 1 {
			step := float64(k) / float64(runs)
			for _, q := range []float64{math.Nextafter(step, -1), step, math.Nextafter(step, 2)} {
				x, ok := out.Quantile(q)
				require.Equal(t, q >= 0 && q <= 1, ok)
				p, _ := out.P(x)
				below, _ := out.P(math.Nextafter(x, -1))
				require.True(t, !ok || p >= q && (q == 0 || below < q), "%d of %d", k, runs)
			}
		}
	}
}

// TestOutcome_Merge_refuses: runs of another network, estimate, bound, seed or distribution do not mix; nothing changes.
func TestOutcome_Merge_refuses(t *testing.T) {
	n, estimates := merging()
	out := simulate(t, n, estimates, schedule.SimulateOptions{Runs: 10})
	before := bytesOf(t, out)
	lag, type2, moved := n, n, n
	lag.Links = []schedule.Link{{From: 0, To: 2}, {From: 1, To: 2, Lag: 1}}
	type2.Links = []schedule.Link{{From: 0, To: 2}, {From: 1, To: 2, Type: ss}}
	moved.Links = []schedule.Link{{From: 0, To: 2}, {From: 0, To: 2}}
	bounded, ending := n, n
	bounded.NotBefore, ending.NotAfter = []float64{0, 0, 0}, []float64{0, 0, 0}
	other := slices.Clone(estimates)
	other[0].Likely++
	for k, part := range []*schedule.Outcome{
		simulate(t, lag, estimates, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, type2, estimates, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, moved, estimates, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, bounded, estimates, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, ending, estimates, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, n, other, schedule.SimulateOptions{First: 10, Runs: 10}),
		simulate(t, n, estimates, schedule.SimulateOptions{First: 10, Runs: 10, Seed: 1}),
		simulate(t, n, estimates, schedule.SimulateOptions{First: 10, Runs: 10, Distribution: schedule.Triangular}),
	} {
		assert.ErrorIs(t, out.Merge(part), schedule.ErrNetwork, k)
	}
	assert.ErrorIs(t, out.Merge(out), schedule.ErrOverlap)
	assert.ErrorIs(t, out.Merge(simulate(t, n, estimates, schedule.SimulateOptions{First: 9, Runs: 2})), schedule.ErrOverlap)
	assert.Equal(t, before, bytesOf(t, out))
	negativeZero := slices.Clone(estimates)
	negativeZero[2].Optimistic = math.Copysign(0, -1)
	assert.NoError(t, out.Merge(simulate(t, n, negativeZero, schedule.SimulateOptions{First: 10, Runs: 1})), "-0 is 0")
}

// TestOutcome_UnmarshalBinary: whole forms only, and none that no simulation gives.
func TestOutcome_UnmarshalBinary(t *testing.T) {
	out := simulated(5, 3)
	require.NoError(t, out.Merge(simulated(10, 2)))
	data := bytesOf(t, out)
	var back schedule.Outcome
	require.NoError(t, back.UnmarshalBinary(data))
	assert.Equal(t, data, bytesOf(t, &back))
	require.NoError(t, back.Merge(simulated(8, 2)))
	assert.Equal(t, bytesOf(t, simulated(5, 7)), bytesOf(t, &back))

	head := 1 + len("schedule.outcome") + 1 // then 2 intervals, the fingerprint, 5 8 10 12, 3 counts, 5 finishes
	runs := head + 1 + 1 + 32
	counts := runs + 4
	finishes := counts + 1 + 3 + 1
	bad := map[string]func(b []byte) []byte{
		"nothing":             func([]byte) []byte { return nil },
		"another version":     func(b []byte) []byte { b[head-1]++; return b },
		"short":               func(b []byte) []byte { return b[:len(b)-1] },
		"long":                func(b []byte) []byte { return append(b, 0) },
		"short fingerprint":   func(b []byte) []byte { b[head+1] = 31; return append(b[:head+2], b[head+3:]...) },
		"no runs, but more":   func(b []byte) []byte { b[head] = 0; return b },
		"overlapping runs":    func(b []byte) []byte { b[runs+2] = 7; return b },
		"touching runs":       func(b []byte) []byte { b[runs+2], b[runs+3] = 8, 10; return b },
		"empty runs":          func(b []byte) []byte { b[runs] = 8; return b },
		"backward runs":       func(b []byte) []byte { b[runs] = 9; return b },
		"fewer runs":          func(b []byte) []byte { b[runs] = 6; return b },
		"more runs":           func(b []byte) []byte { b[runs] = 4; return b },
		"many more runs":      func(b []byte) []byte { b[runs+3] = 127; return b },
		"more critical":       func(b []byte) []byte { b[counts+1] = 6; return b },
		"finish out of order": func(b []byte) []byte { binary.LittleEndian.PutUint64(b[finishes:], math.Float64bits(1e6)); return b },
		"negative finish":     func(b []byte) []byte { binary.LittleEndian.PutUint64(b[finishes:], math.Float64bits(-1)); return b },
		"negative zero":       func(b []byte) []byte { binary.LittleEndian.PutUint64(b[finishes:], 1<<63); return b },
		"NaN": func(b []byte) []byte {
			binary.LittleEndian.PutUint64(b[len(b)-8:], math.Float64bits(math.NaN()))
			return b
		},
		"infinite": func(b []byte) []byte {
			binary.LittleEndian.PutUint64(b[len(b)-8:], math.Float64bits(math.Inf(1)))
			return b
		},
	}
	for name, change := range bad {
		before := bytesOf(t, &back)
		err := back.UnmarshalBinary(change(bytes.Clone(data)))
		assert.ErrorIs(t, err, schedule.ErrDecode, name)
		assert.Equal(t, before, bytesOf(t, &back), name)
	}
	longer := slices.Concat(data[:counts], []byte{4}, data[counts+1:finishes-1], []byte{1}, data[finishes-1:])
	var foreign schedule.Outcome // whole, but of no simulation: its mark is that of three activities
	require.NoError(t, foreign.UnmarshalBinary(longer))
	alone := simulated(20, 1)
	want := bytesOf(t, alone)
	assert.ErrorIs(t, alone.Merge(&foreign), schedule.ErrNetwork)
	assert.ErrorIs(t, foreign.Merge(alone), schedule.ErrNetwork)
	assert.Equal(t, want, bytesOf(t, alone))
	beyond := slices.Concat(data[:runs], binary.AppendUvarint(nil, 5), binary.AppendUvarint(nil, math.MaxUint64), data[runs+2:])
	assert.ErrorIs(t, back.UnmarshalBinary(beyond), schedule.ErrDecode)
}

// FuzzOutcome_UnmarshalBinary: what is read is written back byte by byte, and everything else is refused by name.
func FuzzOutcome_UnmarshalBinary(f *testing.F) {
	f.Add([]byte{})
	f.Add(bytesOf(f, &schedule.Outcome{}))
	f.Add(bytesOf(f, simulated(3, 4)))
	f.Fuzz(func(t *testing.T, data []byte) {
		var out schedule.Outcome
		if err := out.UnmarshalBinary(data); err != nil {
			assert.ErrorIs(t, err, schedule.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &out))
		mean, ok := out.Mean()
		assert.Equal(t, out.Runs() > 0, ok)
		assert.False(t, math.IsNaN(mean) || math.IsInf(mean, 0))
		for i := range 3 {
			share, _ := out.Criticality(i)
			assert.True(t, share >= 0 && share <= 1)
		}
	})
}

// FuzzSimulate: any three numbers are refused by name, or drawn from within them.
func FuzzSimulate(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, uint64(1), byte(0))
	f.Add(0.0, 0.0, 1e15, uint64(2), byte(1))
	f.Add(0.0, 5e-324, 1e-323, uint64(3), byte(0))
	f.Fuzz(func(t *testing.T, o, m, p float64, seed uint64, d byte) {
		e := actionplan.Estimate{Optimistic: o, Likely: m, Pessimistic: p}
		out, err := schedule.Simulate(schedule.Network{}, []actionplan.Estimate{e}, schedule.SimulateOptions{
			Seed: seed, Runs: 20, Distribution: schedule.Distribution(d),
		})
		if err != nil {
			assert.True(t, isNamed(err), err)
			return
		}
		least, _ := out.Quantile(0)
		most, _ := out.Quantile(1)
		assert.GreaterOrEqual(t, least, o)
		assert.LessOrEqual(t, most, p)
	})
}

// TestDistribution: names there and back, and no others.
func TestDistribution(t *testing.T) {
	for _, d := range []schedule.Distribution{schedule.BetaPERT, schedule.Triangular} {
		text, err := d.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, d.String(), string(text))
		back, err := schedule.ParseDistribution(string(text))
		require.NoError(t, err)
		assert.Equal(t, d, back)
		require.NoError(t, back.UnmarshalText(text))
		require.ErrorIs(t, back.UnmarshalText([]byte("normal")), schedule.ErrUnknown)
		assert.Equal(t, d, back)
	}
	_, err := schedule.Distribution(2).MarshalText()
	require.ErrorIs(t, err, schedule.ErrUnknown)
	assert.Equal(t, "?", schedule.Distribution(2).String())
	_, err = schedule.ParseDistribution("")
	assert.ErrorIs(t, err, schedule.ErrUnknown)
}
