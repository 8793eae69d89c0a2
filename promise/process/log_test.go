package process_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// drawTraces draws traces over the stages of the repair, and stages that nobody declared.
func drawTraces(t *rapid.T) (traces [][]process.Visit) {
	for range rapid.IntRange(0, 12).Draw(t, "traces") {
		var visits []process.Visit
		for range rapid.IntRange(0, 6).Draw(t, "visits") {
			visits = append(visits, process.Visit{
				Stage: rapid.SampledFrom([]string{"agree", "repair", "check", "over", "gone", "paint", ""}).Draw(t, "stage"),
				Took:  time.Duration(rapid.OneOf(rapid.Int64Range(0, 3), rapid.Just(int64(math.MaxInt64))).Draw(t, "took")),
			})
		}
		traces = append(traces, visits)
	}
	return traces
}

func logOf(t require.TestingT, traces [][]process.Visit) *process.Log {
	log := process.NewLog(repairGraph())
	for _, trace := range traces {
		require.NoError(t, log.Add(trace))
	}
	return log
}

func bytesOf(t require.TestingT, log *process.Log) []byte {
	data, err := log.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestLog_Merge_anySplit: any split and order of merges gives the bytes of one pass, and so does any order of traces.
func TestLog_Merge_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		traces := drawTraces(t)
		cut := rapid.IntRange(0, len(traces)).Draw(t, "cut")
		merged, first := logOf(t, traces[cut:]), logOf(t, traces[:cut])
		require.NoError(t, merged.Merge(first))
		require.NoError(t, merged.Merge(nil))
		require.NoError(t, merged.Merge(process.NewLog(repairGraph())))
		whole := logOf(t, rapid.Permutation(traces).Draw(t, "order"))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, merged))
		assert.Equal(t, whole.Conformance(), merged.Conformance())
		var read process.Log
		require.NoError(t, read.UnmarshalBinary(bytesOf(t, whole)))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, &read))
		assert.Equal(t, whole.Conformance(), read.Conformance())
		require.NoError(t, read.Add([]process.Visit{{Stage: "agree"}, {Stage: "agree"}}), "it goes on")
		assert.Equal(t, whole.Conformance().Total+1, read.Conformance().Total)
		assert.Equal(t, whole.Conformance().ReworkCases+1, read.Conformance().ReworkCases)
	})
}

// TestLog_slow holds the conformance to a plain reading of each trace.
func TestLog_slow(t *testing.T) {
	declared := map[[2]string]bool{{"", "agree"}: true}
	for _, e := range repair().Edges {
		declared[[2]string{e.From, e.To}] = true
	}
	known := []string{"agree", "repair", "check", "over", "gone"}
	rapid.Check(t, func(t *rapid.T) {
		traces := drawTraces(t)
		var want process.Conformance
		illegal, rework := map[[2]string]int64{}, map[string]int64{}
		for _, trace := range traces {
			before, fits := "", true
			times := map[string]int{}
			for _, visit := range trace {
				stage := visit.Stage
				if !slices.Contains(known, stage) {
					stage = "?"
				} else {
					times[stage]++
				}
				if move := [2]string{before, stage}; !declared[move] {
					illegal[move]++
					fits = false
				}
				before = stage
			}
			want.Total++
			ended := before == "over" || before == "gone"
			if !ended {
				want.Incomplete++
			}
			if fits && ended {
				want.Fitting++
			}
			reworked := false
			for stage, n := range times {
				if n > 1 {
					rework[stage]++
					reworked = true
				}
			}
			if reworked {
				want.ReworkCases++
			}
		}
		got := logOf(t, traces).Conformance()
		assert.Equal(t, [4]int64{want.Total, want.Fitting, want.Incomplete, want.ReworkCases}, [4]int64{got.Total, got.Fitting, got.Incomplete, got.ReworkCases})
		assert.Len(t, got.Illegal, len(illegal))
		for i, move := range got.Illegal {
			assert.Equal(t, illegal[[2]string{move.From, move.To}], move.Count)
			assert.True(t, i == 0 || got.Illegal[i-1].Count >= move.Count)
		}
		assert.Len(t, got.Rework, len(rework))
		for stage, n := range got.Rework {
			assert.Equal(t, rework[stage], n)
		}
	})
}

// TestLog_Estimate: 2, 4 and 6 seconds have a mean of 4 and a deviation of 2; moves are shares.
func TestLog_Estimate(t *testing.T) {
	log := process.NewLog(repairGraph())
	for _, seconds := range []time.Duration{2, 4, 6} {
		require.NoError(t, log.Add([]process.Visit{{"agree", seconds * time.Second}, {"repair", seconds}, {"paint", 1}, {"over", 5}}))
	}
	require.NoError(t, log.Add([]process.Visit{{Stage: "agree", Took: 0}, {Stage: "gone"}}))
	g, err := log.Estimate(process.EstimateOptions{})
	require.NoError(t, err)
	b := g.Blueprint()
	assert.Equal(t, process.Span{Mean: 4 * time.Second, SD: 2 * time.Second}, b.Stages[0].Span)
	assert.Equal(t, process.Span{Mean: 4, SD: 2}, b.Stages[1].Span, "of a trace that does not fit too")
	assert.Equal(t, repair().Stages[2].Span, b.Stages[2].Span, "never seen: as declared")
	assert.Zero(t, b.Stages[3].Span, "an outcome takes no time")
	assert.Equal(t, []float64{0.75, 0.25}, []float64{b.Edges[0].Probability, b.Edges[1].Probability})
	assert.Equal(t, 0.9, b.Edges[3].Probability, "never left: as declared")
	g, err = log.Estimate(process.EstimateOptions{Prior: 2})
	require.NoError(t, err)
	b = g.Blueprint()
	assert.Equal(t, []float64{5.0 / 8, 3.0 / 8}, []float64{b.Edges[0].Probability, b.Edges[1].Probability})
	assert.Equal(t, 0.9, b.Edges[3].Probability, "a prior is no evidence of its own")
	for _, prior := range []float64{-1, math.NaN(), 2e9, math.Inf(1)} {
		_, err := log.Estimate(process.EstimateOptions{Prior: prior})
		assert.ErrorIs(t, err, process.ErrRange)
	}
}

// TestLog_Estimate_trap: traces that only ever go round leave no way out, unless a prior keeps it open.
func TestLog_Estimate_trap(t *testing.T) {
	log := process.NewLog(repairGraph())
	require.NoError(t, log.Add(trace("agree", "repair", "check", "repair")))
	_, err := log.Estimate(process.EstimateOptions{})
	assert.ErrorIs(t, err, process.ErrInvalid)
	g, err := log.Estimate(process.EstimateOptions{Prior: 1})
	require.NoError(t, err)
	assert.InDelta(t, 1.0/3, g.Blueprint().Edges[3].Probability, 1e-15)
	_, err = new(process.Log).Estimate(process.EstimateOptions{})
	assert.ErrorIs(t, err, process.ErrInvalid)
}

// TestLog_Estimate_longTimes: times whose squares and sums no int64 holds are summed exactly.
func TestLog_Estimate_longTimes(t *testing.T) {
	log := process.NewLog(repairGraph())
	const most = math.MaxInt64
	for _, took := range []time.Duration{most, most, most, most - 3} {
		require.NoError(t, log.Add([]process.Visit{{"repair", took}}))
	}
	g, err := log.Estimate(process.EstimateOptions{})
	require.NoError(t, err)
	assert.Equal(t, process.Span{Mean: most - 1, SD: 2}, g.Blueprint().Stages[1].Span, "mean -0.75, deviation 1.5, both rounded")
}

func TestLog_refuses(t *testing.T) {
	log := process.NewLog(repairGraph())
	err := log.Add([]process.Visit{{Stage: "agree"}, {Stage: "gone", Took: -1}})
	assert.ErrorIs(t, err, process.ErrRange)
	assert.ErrorContains(t, err, "visit 1")
	assert.Zero(t, log.Conformance().Total, "nothing is counted")
	for _, none := range []*process.Log{process.NewLog(nil), {}} {
		assert.ErrorIs(t, none.Add(nil), process.ErrInvalid)
		assert.ErrorIs(t, log.Merge(none), process.ErrMismatch)
		assert.ErrorIs(t, none.Merge(log), process.ErrMismatch)
		assert.Equal(t, process.Conformance{}, none.Conformance())
		var read process.Log
		assert.NoError(t, read.UnmarshalBinary(bytesOf(t, none)))
	}
	b := repair()
	b.Name = "other"
	g, err := process.New(b)
	require.NoError(t, err)
	err = log.Merge(process.NewLog(g))
	var mismatch process.MismatchError
	require.ErrorAs(t, err, &mismatch)
	assert.Equal(t, process.MismatchError{A: id, B: id}, mismatch, "the same identity, another content")
	assert.ErrorContains(t, err, "logs of different blueprints")
}

// TestLog_overflow: logs that were doubled until they nearly overflow refuse one visit more.
func TestLog_overflow(t *testing.T) {
	log := process.NewLog(repairGraph())
	require.NoError(t, log.Add([]process.Visit{{"agree", math.MaxInt64}}))
	for range 62 {
		require.NoError(t, log.Merge(log))
	}
	assert.ErrorIs(t, log.Merge(log), process.ErrOverflow)
	assert.Equal(t, int64(1)<<62, log.Conformance().Total)
	var read process.Log
	require.NoError(t, read.UnmarshalBinary(bytesOf(t, log)))
	g, err := read.Estimate(process.EstimateOptions{})
	require.NoError(t, err)
	assert.Equal(t, process.Span{Mean: math.MaxInt64}, g.Blueprint().Stages[0].Span)
	all, unit := process.NewLog(repairGraph()), process.NewLog(repairGraph())
	require.NoError(t, unit.Add(trace("agree")))
	for k := range 63 { // 1 + 2 + 4 + ... = 2^63 - 1
		require.NoError(t, all.Merge(unit))
		if k < 62 {
			require.NoError(t, unit.Merge(unit))
		}
	}
	assert.Equal(t, int64(math.MaxInt64), all.Conformance().Total)
	assert.ErrorIs(t, all.Add(nil), process.ErrOverflow)
}

// TestLog_decode: what no log writes is refused, and leaves the log alone.
func TestLog_decode(t *testing.T) {
	log := logOf(t, [][]process.Visit{trace("agree", "paint"), {{"agree", 3}, {"gone", 0}}})
	data := bytesOf(t, log)
	for cut := range data {
		kept := logOf(t, nil)
		assert.ErrorIs(t, kept.UnmarshalBinary(data[:cut]), process.ErrDecode, "%d", cut)
		assert.Equal(t, bytesOf(t, logOf(t, nil)), bytesOf(t, kept))
	}
	for i := range data { // a changed byte is refused, or is another log that is written as it was read
		changed := slices.Clone(data)
		changed[i] ^= 1
		var read process.Log
		if read.UnmarshalBinary(changed) == nil {
			assert.Equal(t, changed, bytesOf(t, &read))
		}
	}
	assert.ErrorIs(t, new(process.Log).UnmarshalBinary(append(slices.Clone(data), 0)), process.ErrDecode)
}
