package weighting_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// slowEstimate computes a weighted mean and its error row by row.
func slowEstimate(t tb, w *weighting.Weights, rows []row, worth func(value int) float64) (value, se, effective float64) {
	t.Helper()
	total, squares := 0.0, 0.0
	weights := make([]float64, len(rows))
	for i, r := range rows {
		weights[i] = r.design * factor(t, w, r.cell...)
		total += weights[i]
		squares += weights[i] * weights[i]
		value += weights[i] * worth(r.value)
	}
	value /= total
	sum, n := 0.0, float64(len(rows))
	for i, r := range rows {
		sum += math.Pow(weights[i]*(worth(r.value)-value), 2)
	}
	return value, math.Sqrt(n/(n-1)*sum) / total, total * total / squares
}

// TestScore_slow: figures from the table are those from the rows.
func TestScore_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows().Draw(t, "rows")
		w := raked(t, table(t, three(), rows), drawMargins().Draw(t, "margins"))
		y := scores(t, three(), rows)
		const z = 1.959963984540054
		check := func(e weighting.Estimate, err error, worth func(int) float64, scale float64) {
			require.NoError(t, err)
			value, se, effective := slowEstimate(t, w, rows, worth)
			assert.InDelta(t, value, e.Value, 1e-6*scale)
			assert.InDelta(t, se, e.SE, 1e-6*scale)
			assert.InEpsilon(t, effective, e.EffectiveN, 1e-6)
			assert.Equal(t, int64(len(rows)), e.N)
		}
		mean, err := y.Mean(w, 0)
		check(mean, err, func(v int) float64 { return float64(v) }, 10)
		assert.InDelta(t, mean.Value-z*mean.SE, mean.Low, 1e-9)
		assert.InDelta(t, mean.Value+z*mean.SE, mean.High, 1e-9)
		nps, err := y.NPS(w, 0.95)
		check(nps, err, func(v int) float64 { return map[bool]float64{true: 100}[v >= 9] - map[bool]float64{true: 100}[v <= 6] }, 100)
		assert.LessOrEqual(t, math.Abs(nps.Value), 100.0)
		atLeast := rapid.IntRange(0, 10).Draw(t, "at least")
		share, err := y.Share(w, atLeast, 0)
		check(share, err, func(v int) float64 { return map[bool]float64{true: 1}[v >= atLeast] }, 1)
		p, n := share.Value, share.EffectiveN // Wilson: (p - e)² = z²e(1-e)/n at both ends e
		for _, end := range []float64{share.Low, share.High} {
			assert.InDelta(t, z*z*end*(1-end)/n, (p-end)*(p-end), 1e-9)
		}
		assert.True(t, 0 <= share.Low && share.Low <= p && p <= share.High && share.High <= 1)
	})
}

// TestScore_equal: with equal weights the mean is the plain one, its error s/√n: of 1, 2, 3, 6 the mean is 3, s² = 14/3.
func TestScore_equal(t *testing.T) {
	one := []weighting.Variable{variable("all", 1)}
	var rows []row
	for _, v := range []int{1, 2, 3, 6} {
		rows = append(rows, row{[]int{0}, 2, v})
	}
	w := raked(t, table(t, one, rows), []weighting.Margin{{"all", []float64{1000}}})
	e, err := scores(t, one, rows).Mean(w, 0.5)
	require.NoError(t, err)
	assert.InDelta(t, 3, e.Value, 1e-12)
	assert.InDelta(t, math.Sqrt(14./3/4), e.SE, 1e-12)
	assert.InDelta(t, 4, e.EffectiveN, 1e-12)
	assert.InDelta(t, 3+0.6744897501960817*e.SE, e.High, 1e-12) // the quartile of the standard normal
	for name, promoters := range map[string]int{"all promote": 10, "all detract": 0} {
		var same []row
		for range 5 {
			same = append(same, row{[]int{0}, 0.7, promoters})
		}
		y := scores(t, one, same)
		nps, err := y.NPS(w, 0)
		require.NoError(t, err)
		assert.Equal(t, float64(promoters*20-100), nps.Value, name)
		assert.Zero(t, nps.SE)
		share, err := y.Share(w, 9, 0)
		require.NoError(t, err)
		assert.InDelta(t, 0.4345, share.High-share.Low, 5e-5, "Wilson of 5 of 5, by its formula z²/(n+z²)")
	}
}

func TestScore_refuses(t *testing.T) {
	rows := counts(30, 20, 10, 40)
	w := raked(t, table(t, two(), rows), margins([]float64{60, 40}, []float64{50, 50}))
	y := scores(t, two(), rows)
	wide, err := weighting.NewScoreTally(1, 5, two()...)
	require.NoError(t, err)
	require.NoError(t, wide.Add([]int{0, 0}, 1, 1))
	half := raked(t, table(t, two(), counts(30, 20)), []weighting.Margin{{"column", []float64{1, 1}}})
	empty := scores(t, two(), nil)
	unweighted := scores(t, two(), []row{{[]int{0, 0}, 0, 1}, {[]int{0, 0}, 0, 1}})
	zero := raked(t, table(t, two(), rows), []weighting.Margin{{"row", []float64{1, 0}}})
	for name, test := range map[string]struct {
		tally *weighting.ScoreTally
		w     *weighting.Weights
		level float64
		want  error
	}{
		"zero tally":      {new(weighting.ScoreTally), w, 0, weighting.ErrInvalid},
		"no weights":      {y, nil, 0, weighting.ErrInvalid},
		"zero weights":    {y, new(weighting.Weights), 0, weighting.ErrInvalid},
		"other variables": {scores(t, three(), nil), w, 0, weighting.ErrMismatch},
		"unknown cell":    {y, half, 0, weighting.ErrMismatch},
		"level":           {y, w, 1, weighting.ErrRange},
		"level NaN":       {y, w, math.NaN(), weighting.ErrRange},
		"nobody":          {empty, w, 0, weighting.ErrTooFew},
		"one":             {scores(t, two(), rows[:1]), w, 0, weighting.ErrTooFew},
		"no weight":       {unweighted, w, 0, weighting.ErrTooFew},
		"weights 0":       {scores(t, two(), counts(0, 0, 1, 1)), zero, 0, weighting.ErrTooFew},
	} {
		_, err := test.tally.Mean(test.w, test.level)
		require.ErrorIs(t, err, test.want, name)
		_, err = test.tally.NPS(test.w, test.level)
		require.ErrorIs(t, err, test.want, name)
		_, err = test.tally.Share(test.w, 5, test.level)
		require.ErrorIs(t, err, test.want, name)
	}
	_, err = wide.NPS(w, 0)
	require.ErrorIs(t, err, weighting.ErrMismatch, "no promoters on 1 to 5")
	for _, point := range []int{-1, 11} {
		_, err = y.Share(w, point, 0)
		require.ErrorIs(t, err, weighting.ErrRange)
	}
}

// TestScore_scale: only the ratios of the weights matter, however small they are: answers in a cell of which the population
// has next to nobody have a figure of their own. The squares of such weights are 0 in float64, so the effective number of
// answers once was infinite.
func TestScore_scale(t *testing.T) {
	one := []weighting.Variable{variable("row", 2)}
	rows := []row{{[]int{0}, 1, 3}, {[]int{0}, 2, 9}, {[]int{0}, 1, 10}, {[]int{1}, 1, 5}}
	y, rare := table(t, one, rows), scores(t, one, rows[:3])
	want, err := rare.Mean(raked(t, y, []weighting.Margin{{"row", []float64{4, 1}}}), 0)
	require.NoError(t, err)
	for _, target := range []float64{1e-100, 1e-200, 1e-300} {
		e, err := rare.Mean(raked(t, y, []weighting.Margin{{"row", []float64{target, 1}}}), 0)
		require.NoError(t, err, target)
		assert.InEpsilon(t, want.Value, e.Value, 1e-12, target)
		assert.InEpsilon(t, want.SE, e.SE, 1e-12, target)
		assert.InEpsilon(t, want.EffectiveN, e.EffectiveN, 1e-12, target)
		small := raked(t, y, []weighting.Margin{{"row", []float64{3 * target, target}}}).Summary()
		assert.InEpsilon(t, 1.09375, small.DesignEffect, 1e-12, "4·(2·0.75² + 1.5² + 1)/4²")
	}
}

// TestScore_alone: one answer with a weight says nothing of its error, whatever comes with a weight of 0.
func TestScore_alone(t *testing.T) {
	one := []weighting.Variable{variable("row", 2)}
	all := []row{{[]int{0}, 5, 3}, {[]int{0}, 0, 3}, {[]int{0}, 0, 9}, {[]int{1}, 1, 10}, {[]int{1}, 1, 4}, {[]int{0}, 5, 3}}
	w := raked(t, table(t, one, all), []weighting.Margin{{"row", []float64{1, 0}}})
	_, err := scores(t, one, all[:5]).Mean(w, 0)
	require.ErrorIs(t, err, weighting.ErrTooFew)
	e, err := scores(t, one, all).Mean(w, 0)
	require.NoError(t, err, "two at one point")
	assert.InDelta(t, 3, e.Value, 0)
	assert.InDelta(t, 2, e.EffectiveN, 1e-15)
}
