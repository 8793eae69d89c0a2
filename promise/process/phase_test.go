package process_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// row is stages one after another.
func row(spans ...process.Span) process.Blueprint {
	b := process.Blueprint{ID: id, Name: "row", Start: "s0"}
	code := func(i int) string { return string(rune('s')) + string(rune('0'+i)) }
	for i, span := range spans {
		b.Stages = append(b.Stages, process.Stage{Code: code(i), Title: "x", Span: span})
		b.Edges = append(b.Edges, process.Edge{From: code(i), To: code(i + 1)})
	}
	b.Stages = append(b.Stages, process.Stage{Code: code(len(spans)), Title: "end", Outcome: true})
	return b
}

// erlang is the distribution of the sum of k exponential times of that rate: 1 - e^-x Σ x^i/i!, i < k.
func erlang(k int, rate, t float64) float64 {
	sum, term := 0.0, math.Exp(-rate*t)
	for i := range k {
		sum += term
		term *= rate * t / float64(i+1)
	}
	return 1 - sum
}

// TestDoneBy_closedForms: an exponential, two of different means, and Erlang distributions, by their formulas.
func TestDoneBy_closedForms(t *testing.T) {
	h := time.Hour
	one, two := chainOf(t, row(process.Span{Mean: h})), chainOf(t, row(process.Span{Mean: h}, process.Span{Mean: 3 * h}))
	erlang4 := chainOf(t, row(process.Span{Mean: h, SD: h / 2}))                                                 // 4 phases
	mixed := chainOf(t, row(process.Span{Mean: 4 * h, SD: 2 * h}, process.Span{Mean: h, SD: h}, process.Span{})) // 4 + 1 phases of a mean of 1 h
	for _, hours := range []float64{0, 0.01, 0.5, 1, 3, 10, 60} {
		at := time.Duration(hours * float64(h))
		for _, c := range []struct {
			chain *process.Chain
			model process.TimeModel
			want  float64
		}{
			{one, process.Exponential, 1 - math.Exp(-hours)},
			{one, process.Matched, erlang(64, 64, hours)}, // a deviation of 0 counts as 1/8 of the mean
			{two, process.Exponential, 1 - (3*math.Exp(-hours/3)-math.Exp(-hours))/2},
			{erlang4, process.Matched, erlang(4, 4, hours)},
			{mixed, process.Matched, erlang(5, 1, hours)},
		} {
			got, err := c.chain.DoneBy(at, c.model)
			require.NoError(t, err)
			assert.InDelta(t, c.want, got, 1e-12, "%v hours", hours)
		}
	}
}

// TestDoneBy_matchesTwoMoments integrates the distribution: mean ∫(1-F), second moment ∫2t(1-F).
func TestDoneBy_matchesTwoMoments(t *testing.T) {
	for _, ratio := range []float64{0.126, 0.2, 0.5, 0.7, 0.9, 0.999, 1, 1.001, 1.5, 2, 3} {
		mean := 1e9 // a second
		c := chainOf(t, row(process.Span{Mean: time.Duration(mean), SD: time.Duration(ratio * mean)}))
		first, second := 0.0, 0.0
		const step, count = 0.1, 2000 // to 200 means
		for i := range count + 1 {
			at := step * float64(i)
			done, err := c.DoneBy(time.Duration(at*mean), process.Matched)
			require.NoError(t, err)
			weight := float64(2+2*(i%2)) * step / 3 // Simpson
			if i == 0 || i == count {
				weight = step / 3
			}
			first += weight * (1 - done)
			second += weight * 2 * at * (1 - done)
		}
		assert.InDelta(t, 1, first, 2e-5, "mean at ratio %v", ratio)
		assert.InDelta(t, ratio, math.Sqrt(second-first*first), 3e-4*max(1, ratio), "deviation at ratio %v", ratio)
	}
}

// TestDoneBy_stiff: what would take more jumps than can be walked is squared. Two stages of a millisecond that pass a case to
// and fro, and let it go once in 2^30 times, by the eigenvalues of their rates.
func TestDoneBy_stiff(t *testing.T) {
	const leave = 0x1p-30
	b := row(process.Span{Mean: time.Millisecond}, process.Span{Mean: time.Millisecond})
	b.Edges[1].Probability = leave
	b.Edges = append(b.Edges, process.Edge{From: "s1", To: "s0", Probability: 1 - leave, Kind: process.Rework})
	c := chainOf(t, b)
	root := math.Sqrt(1 - leave)
	slow := leave / (1 + root) // 1 - root
	for _, days := range []float64{0.001, 1, 10, 25, 100} {
		jumps := days * 86_400_000
		want := 1 - (1+1/root)/2*math.Exp(-slow*jumps)
		got, err := c.DoneBy(time.Duration(days*float64(24*time.Hour)), process.Exponential)
		require.NoError(t, err)
		assert.InDelta(t, want, got, 1e-10, "%v days", days)
	}
	median, err := c.Quantile(0.5, process.Exponential)
	require.NoError(t, err)
	assert.InEpsilon(t, math.Ln2/slow*1e6, float64(median), 1e-8)
}

// TestDoneBy_properties: it rises from what takes no time to 1, the outcomes add up to it, and quantiles lead back.
func TestDoneBy_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		c := chainOf(t, b)
		model := process.TimeModel(rapid.IntRange(0, 1).Draw(t, "model"))
		mean, _, err := c.Time()
		require.NoError(t, err)
		before := -1.0
		for _, at := range []time.Duration{0, 1, mean, 30 * mean} {
			done, err := c.DoneBy(at, model)
			require.NoError(t, err)
			assert.GreaterOrEqual(t, done, before-1e-12)
			assert.LessOrEqual(t, done, 1.0)
			sum := 0.0
			for code, p := range c.Outcomes() {
				by, err := c.OutcomeBy(code, at, model)
				require.NoError(t, err)
				assert.LessOrEqual(t, by, p+1e-12)
				sum += by
			}
			assert.InDelta(t, done, sum, 1e-10)
			before = done
		}
		assert.Greater(t, before, 0.9)
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		at, err := c.Quantile(p, model)
		require.NoError(t, err)
		done, err := c.DoneBy(at, model)
		require.NoError(t, err)
		if at > 0 {
			assert.InDelta(t, p, done, 1e-9)
		} else {
			assert.GreaterOrEqual(t, done, p-1e-9)
		}
	})
}

func TestDoneBy_refuses(t *testing.T) {
	c := repairChain()
	_, err := c.DoneBy(-1, process.Exponential)
	assert.ErrorIs(t, err, process.ErrRange)
	_, err = c.DoneBy(1, 2)
	assert.ErrorIs(t, err, process.ErrUnknown)
	_, err = c.OutcomeBy("repair", 1, process.Exponential)
	assert.ErrorIs(t, err, process.ErrStage)
	for _, p := range []float64{0, 1, -1, 2, math.NaN()} {
		_, err = c.Quantile(p, process.Exponential)
		assert.ErrorIs(t, err, process.ErrRange, "%v", p)
	}
	_, err = c.Quantile(0.5, 2)
	assert.ErrorIs(t, err, process.ErrUnknown)
	b := loop(1 - 1e-8)
	b.Stages[0].Span.Mean = 1000 * time.Hour
	_, err = chainOf(t, b).Quantile(0.5, process.Exponential)
	assert.ErrorIs(t, err, process.ErrOverflow)
	late, err := chainOf(t, b).Quantile(1e-7, process.Exponential)
	require.NoError(t, err)
	assert.InEpsilon(t, 1e-7*1e8*1000*3600e9, float64(late), 1e-5)
}

// TestDoneBy_extremes: nanoseconds beside years, and the longest time there is.
func TestDoneBy_extremes(t *testing.T) {
	c := chainOf(t, row(process.Span{Mean: 1, SD: 1}, process.Span{Mean: 1000 * time.Hour, SD: 300 * time.Hour}, process.Span{Mean: 1, SD: math.MaxInt64}))
	for _, model := range []process.TimeModel{process.Exponential, process.Matched} {
		for _, at := range []time.Duration{0, 1, time.Hour, 1000 * time.Hour, math.MaxInt64} {
			p, err := c.DoneBy(at, model)
			require.NoError(t, err)
			assert.True(t, p >= 0 && p <= 1, "%v", p)
		}
	}
	p, err := c.DoneBy(1000*time.Hour, process.Exponential)
	require.NoError(t, err)
	assert.InDelta(t, 1-1/math.E, p, 1e-10)
}
