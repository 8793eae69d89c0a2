package weighting_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// TestRake_byHand: [[30,20],[10,40]] raked to rows 60, 40 and columns 50, 50 is [[40,20],[10,30]]: the odds ratio of the
// sample, 6, stays.
func TestRake_byHand(t *testing.T) {
	w := raked(t, table(t, two(), counts(30, 20, 10, 40)), margins([]float64{60, 40}, []float64{50, 50}))
	for cell, want := range map[[2]int]float64{{0, 0}: 40. / 30, {0, 1}: 1, {1, 0}: 1, {1, 1}: 30. / 40} {
		assert.InDelta(t, want, factor(t, w, cell[0], cell[1]), 1e-9, "%v", cell)
	}
	s := w.Summary()
	assert.InDelta(t, 100, s.Sum, 1e-9)
	assert.InDelta(t, 0.75, s.Min, 1e-9)
	assert.InDelta(t, 40./30, s.Max, 1e-9)
	assert.InDelta(t, 1, s.Mean, 1e-9)
	squares := 30*math.Pow(40./30, 2) + 20 + 10 + 40*math.Pow(.75, 2)
	assert.InDelta(t, squares/100, s.DesignEffect, 1e-9)
	assert.InDelta(t, 1e4/squares, s.EffectiveN, 1e-6)
	assert.LessOrEqual(t, s.MarginError, 1e-10)
	assert.Equal(t, int64(100), s.N)
	assert.Greater(t, s.Iterations, 1)
}

// TestKish: weights 1, 1 and 2 have a design effect of 3·6/4² = 1.125 (Kish 1965).
func TestKish(t *testing.T) {
	one := []weighting.Variable{variable("all", 1)}
	y := table(t, one, []row{{[]int{0}, 1, 0}, {[]int{0}, 1, 0}, {[]int{0}, 2, 0}})
	w := raked(t, y, []weighting.Margin{{Variable: "all", Targets: []float64{8}}})
	assert.Equal(t, weighting.Summary{
		N: 3, Sum: 8, Min: 2, Max: 4, Mean: 8. / 3, DesignEffect: 1.125, EffectiveN: 3 / 1.125, Iterations: 1,
	}, w.Summary())
}

// TestRake_loglin: R 4.2.2, loglin(outer(r, c)/1000, list(1, 2), start = sample, fit = TRUE, eps = 1e-11)$fit.
func TestRake_loglin(t *testing.T) {
	sample := [3][4]int{{12, 7, 30, 5}, {22, 9, 14, 40}, {3, 18, 6, 11}}
	want := [3][4]float64{
		{215.3692953425, 101.8283607837, 123.2556869015, 59.5466569723},
		{111.7842367309, 37.0653893032, 16.2842998712, 134.8660740947},
		{22.8464679266, 111.1062499130, 10.4600132273, 55.5872689331},
	}
	y := table(t, []weighting.Variable{variable("row", 3), variable("column", 4)}, nil)
	for i, counts := range sample {
		for k, n := range counts {
			for range n {
				require.NoError(t, y.Add([]int{i, k}, 1))
			}
		}
	}
	w := raked(t, y, margins([]float64{500, 300, 200}, []float64{350, 250, 150, 250}))
	for i, row := range want {
		for k, total := range row {
			assert.InEpsilon(t, total, factor(t, w, i, k)*float64(sample[i][k]), 1e-9)
		}
	}
}

// slowRake rakes row by row and returns the weights of the rows.
func slowRake(rows []row, ms []weighting.Margin) []float64 {
	weights := make([]float64, len(rows))
	for i, r := range rows {
		weights[i] = r.design
	}
	for range 500 {
		for v, m := range ms {
			sums := make([]float64, len(m.Targets))
			for i, r := range rows {
				sums[r.cell[v]] += weights[i]
			}
			for i, r := range rows {
				weights[i] *= m.Targets[r.cell[v]] / sums[r.cell[v]]
			}
		}
	}
	return weights
}

// TestRake_slow: the weights are those of raking row by row; margins are met, the sum is the population, and raking what
// was raked changes nothing.
func TestRake_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, ms := drawRows().Draw(t, "rows"), drawMargins().Draw(t, "margins")
		w := raked(t, table(t, three(), rows), ms)
		want, sum, squares := slowRake(rows, ms), 0.0, 0.0
		low, high := math.Inf(1), 0.0
		again := make([]row, len(rows))
		for i, r := range rows {
			weight := r.design * factor(t, w, r.cell...)
			assert.InEpsilon(t, want[i], weight, 1e-7) // both met their margins to 1e-10 and design weights are whole 2^-30
			sum += weight
			squares += weight * weight
			low, high = min(low, weight), max(high, weight)
			again[i] = row{r.cell, max(1e-3, weight), 0}
		}
		s := w.Summary()
		assert.InEpsilon(t, 1000, s.Sum, 1e-9)
		assert.InEpsilon(t, sum, s.Sum, 1e-7)
		assert.InEpsilon(t, float64(len(rows))*squares/sum/sum, s.DesignEffect, 1e-7)
		assert.GreaterOrEqual(t, s.DesignEffect, 1.0)
		assert.InEpsilon(t, low, s.Min, 1e-7)
		assert.InEpsilon(t, high, s.Max, 1e-7)
		assert.LessOrEqual(t, s.MarginError, 1e-10)
		if low < 1e-3 {
			return // no design weight
		}
		twice := raked(t, table(t, three(), again), ms)
		for _, r := range rows {
			assert.InDelta(t, 1, factor(t, twice, r.cell...), 1e-5) // weights from 1e-3 up are held to 2^-30
		}
	})
}

// TestRake_zero: a target 0 gives weights 0; a variable without a margin is left as it comes.
func TestRake_zero(t *testing.T) {
	y := table(t, two(), counts(30, 20, 10, 40))
	w := raked(t, y, margins([]float64{50, 0}, []float64{20, 30}))
	assert.Zero(t, factor(t, w, 1, 0))
	assert.Zero(t, factor(t, w, 1, 1))
	assert.InDelta(t, 20./30, factor(t, w, 0, 0), 1e-9)
	assert.InDelta(t, 50, w.Summary().Sum, 1e-9)
	assert.Zero(t, w.Summary().Min)

	w = raked(t, y, []weighting.Margin{{Variable: "column", Targets: []float64{80, 120}}})
	assert.InDelta(t, 2, factor(t, w, 0, 0), 1e-12)
	assert.InDelta(t, 2, factor(t, w, 1, 1), 1e-12)
	assert.Equal(t, 1, w.Summary().Iterations)
}

// TestRake_refuses: each fault by its name.
func TestRake_refuses(t *testing.T) {
	full := table(t, two(), counts(30, 20, 10, 40))
	half := []float64{50, 50}
	for name, test := range map[string]struct {
		table   *weighting.Table
		margins []weighting.Margin
		options weighting.RakeOptions
		want    error
	}{
		"nobody of a row":     {table(t, two(), counts(30, 20)), margins(half, half), weighting.RakeOptions{}, weighting.EmptyCellError{"row", "row1"}},
		"no weight in a row":  {table(t, two(), append(counts(30, 20), row{[]int{1, 1}, 0, 0})), margins(half, half), weighting.RakeOptions{}, weighting.EmptyCellError{"row", "row1"}},
		"emptied by a target": {table(t, two(), counts(30, 20, 10)), margins([]float64{0, 100}, half), weighting.RakeOptions{}, weighting.EmptyCellError{"column", "column1"}},
		"totals":              {full, margins(half, []float64{50, 50.0001}), weighting.RakeOptions{}, weighting.ErrTargets},
		"negative":            {full, margins([]float64{-1, 101}, half), weighting.RakeOptions{}, weighting.ErrTargets},
		"NaN":                 {full, margins([]float64{math.NaN(), 50}, half), weighting.RakeOptions{}, weighting.ErrTargets},
		"huge":                {full, margins([]float64{1e16, 50}, half), weighting.RakeOptions{}, weighting.ErrTargets},
		"nobody at all":       {full, margins([]float64{0, 0}, half), weighting.RakeOptions{}, weighting.ErrTargets},
		"three rows":          {full, margins([]float64{50, 25, 25}, half), weighting.RakeOptions{}, weighting.ErrMismatch},
		"no such variable":    {full, []weighting.Margin{{"age", half}}, weighting.RakeOptions{}, weighting.ErrMismatch},
		"twice":               {full, []weighting.Margin{{"row", half}, {"row", half}}, weighting.RakeOptions{}, weighting.ErrInvalid},
		"no margins":          {full, nil, weighting.RakeOptions{}, weighting.ErrInvalid},
		"no table":            {nil, margins(half, half), weighting.RakeOptions{}, weighting.ErrInvalid},
		"zero table":          {new(weighting.Table), margins(half, half), weighting.RakeOptions{}, weighting.ErrInvalid},
		"tolerance":           {full, margins(half, half), weighting.RakeOptions{Tolerance: 1e-15}, weighting.ErrRange},
		"tolerance NaN":       {full, margins(half, half), weighting.RakeOptions{Tolerance: math.NaN()}, weighting.ErrRange},
		"iterations":          {full, margins(half, half), weighting.RakeOptions{MaxIterations: -1}, weighting.ErrRange},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := weighting.Rake(test.table, test.margins, test.options)
			require.ErrorIs(t, err, test.want)
			assert.Nil(t, w)
		})
	}
	w, err := weighting.Rake(full, margins(half, []float64{50, 50 + 1e-8}), weighting.RakeOptions{})
	require.NoError(t, err, "totals that differ in the tenth digit")
	assert.InDelta(t, 100, w.Summary().Sum, 1e-9)
}

// TestRake_noConvergence: margins that structural zeros make impossible end in an error that tells by how much, however
// many rounds there are, also when factors leave float64 on the way; and so do too few rounds.
func TestRake_noConvergence(t *testing.T) {
	var none weighting.NoConvergenceError
	diagonal := table(t, two(), counts(30, 0, 0, 40))
	_, err := weighting.Rake(diagonal, margins([]float64{50, 50}, []float64{60, 40}), weighting.RakeOptions{})
	require.ErrorAs(t, err, &none)
	assert.Equal(t, 1000, none.Iterations)
	assert.InDelta(t, 1./5, none.MarginError, 1e-9) // columns are met, rows 60 and 40 of 50

	corner := table(t, two(), counts(30, 20, 10, 0))
	_, err = weighting.Rake(corner, margins([]float64{1, 1}, []float64{0.5, 1.5}), weighting.RakeOptions{MaxIterations: 100_000})
	require.ErrorAs(t, err, &none, "the first column needs 1 of row 2, and may hold 0.5")
	assert.False(t, math.IsNaN(none.MarginError) || math.IsInf(none.MarginError, 0))

	_, err = weighting.Rake(table(t, two(), counts(30, 20, 10, 40)), margins([]float64{60, 40}, []float64{50, 50}), weighting.RakeOptions{MaxIterations: 1})
	require.ErrorAs(t, err, &none)
	assert.Equal(t, 1, none.Iterations)
	assert.Greater(t, none.MarginError, 1e-3)
}

// TestPostStratify: each crossed cell gets its count, the last variable fastest, whatever the order of the table's.
func TestPostStratify(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows().Draw(t, "rows")
		targets := rapid.SliceOfN(rapid.Float64Range(0.1, 50), 6, 6).Draw(t, "targets")
		w, err := weighting.PostStratify(table(t, three(), rows), []string{"b", "a"}, targets)
		require.NoError(t, err)
		sums := make([]float64, 6)
		for _, r := range rows {
			sums[r.cell[1]*2+r.cell[0]] += r.design * factor(t, w, r.cell...)
		}
		for i := range sums {
			assert.InEpsilon(t, targets[i], sums[i], 1e-6)
		}
		assert.Equal(t, 1, w.Summary().Iterations)
	})
	full, quarter := table(t, two(), counts(30, 20, 10, 0)), []float64{25, 25, 25, 25}
	for name, test := range map[string]struct {
		table     *weighting.Table
		variables []string
		targets   []float64
		want      error
	}{
		"empty":      {full, []string{"row", "column"}, quarter, weighting.EmptyCellError{"row x column", "row1 x column1"}},
		"turned":     {full, []string{"column", "row"}, quarter, weighting.EmptyCellError{"column x row", "column1 x row1"}},
		"too many":   {full, []string{"row"}, quarter, weighting.ErrMismatch},
		"unknown":    {full, []string{"age"}, quarter, weighting.ErrMismatch},
		"twice":      {full, []string{"row", "row"}, quarter, weighting.ErrInvalid},
		"none":       {full, nil, quarter, weighting.ErrInvalid},
		"no table":   {nil, []string{"row"}, quarter, weighting.ErrInvalid},
		"bad target": {full, []string{"row"}, []float64{math.Inf(1), 1}, weighting.ErrTargets},
	} {
		_, err := weighting.PostStratify(test.table, test.variables, test.targets)
		require.ErrorIs(t, err, test.want, name)
	}
	w, err := weighting.PostStratify(full, []string{"row", "column"}, []float64{25, 25, 25, 0})
	require.NoError(t, err)
	_, err = w.Factor([]int{1, 1})
	require.ErrorIs(t, err, weighting.ErrMismatch, "nobody is there")
}

func TestFactor(t *testing.T) {
	w := raked(t, table(t, two(), counts(30, 20, 10, 40)), margins([]float64{60, 40}, []float64{50, 50}))
	for _, bad := range []struct {
		w    *weighting.Weights
		cell []int
		want error
	}{
		{w, []int{0}, weighting.ErrMismatch},
		{w, []int{0, 2}, weighting.ErrRange},
		{w, []int{-1, 0}, weighting.ErrRange},
		{new(weighting.Weights), []int{0, 0}, weighting.ErrInvalid},
		{new(weighting.Weights), nil, weighting.ErrInvalid},
	} {
		_, err := bad.w.Factor(bad.cell)
		require.ErrorIs(t, err, bad.want)
	}
	assert.Equal(t, weighting.Summary{}, new(weighting.Weights).Summary())
}

// TestTrim: factors lie within their bounds, the total stays, and order too; what touches nothing leaves every bit.
func TestTrim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, ms := drawRows().Draw(t, "rows"), drawMargins().Draw(t, "margins")
		w := raked(t, table(t, three(), rows), ms)
		o := weighting.TrimOptions{
			Lower: rapid.SampledFrom([]float64{0, 0.2, 0.7, 0.99, 1}).Draw(t, "lower"),
			Upper: rapid.SampledFrom([]float64{0, 1, 1.01, 1.5, 3, 1e9}).Draw(t, "upper"),
		}
		trimmed, err := w.Trim(o)
		require.NoError(t, err)
		assert.InEpsilon(t, w.Summary().Sum, trimmed.Summary().Sum, 1e-12)
		assert.Equal(t, w.Summary().Iterations, trimmed.Summary().Iterations)
		designs := 0.0
		for _, r := range rows {
			designs += r.design
		}
		mean, bites := w.Summary().Sum/designs, false
		for _, r := range rows {
			f := factor(t, w, r.cell...) / mean
			bites = bites || f < o.Lower-1e-7 || o.Upper > 0 && f > o.Upper+1e-7
			f = factor(t, trimmed, r.cell...) / mean
			assert.GreaterOrEqual(t, f, o.Lower-1e-7)
			assert.True(t, o.Upper == 0 || f <= o.Upper+1e-7, f)
		}
		for _, a := range rows {
			for _, b := range rows[:3] {
				if factor(t, w, a.cell...) <= factor(t, w, b.cell...) {
					assert.LessOrEqual(t, factor(t, trimmed, a.cell...), factor(t, trimmed, b.cell...))
				}
			}
		}
		if !bites {
			assert.InDelta(t, w.Summary().MarginError, trimmed.Summary().MarginError, 1e-6)
		}
		loose, err := w.Trim(weighting.TrimOptions{Lower: 1e-9, Upper: 1e9})
		require.NoError(t, err)
		assert.Equal(t, w, loose)
	})
}

// TestTrim_byHand: factors 2, 1 and 1 of three rows, at most 1.2 times their mean 4/3, which is 1.6: the others rise from 1
// to 1.2. At least 0.9 times: 1.2 for two, and 1.6 is left for the other.
func TestTrim_byHand(t *testing.T) {
	y := table(t, []weighting.Variable{variable("a", 3)}, []row{{[]int{0}, 1, 0}, {[]int{1}, 1, 0}, {[]int{2}, 1, 0}})
	w := raked(t, y, []weighting.Margin{{"a", []float64{2, 1, 1}}})
	for _, o := range []weighting.TrimOptions{{Upper: 1.2}, {Lower: 0.9}, {Lower: 0.9, Upper: 1.2}} {
		trimmed, err := w.Trim(o)
		require.NoError(t, err)
		assert.InDelta(t, 1.6, factor(t, trimmed, 0), 1e-12, "%+v", o)
		assert.InDelta(t, 1.2, factor(t, trimmed, 1), 1e-12)
		assert.InDelta(t, 1.2, factor(t, trimmed, 2), 1e-12)
		assert.InDelta(t, 0.2, trimmed.Summary().MarginError, 1e-12)
	}
	assert.Equal(t, 2.0, factor(t, w, 0), "w is not changed")
	even, err := w.Trim(weighting.TrimOptions{Lower: 1, Upper: 1})
	require.NoError(t, err)
	assert.InDelta(t, 4./3, factor(t, even, 0), 1e-12)
	zero := raked(t, y, []weighting.Margin{{"a", []float64{3, 1, 0}}})
	zero, err = zero.Trim(weighting.TrimOptions{Lower: 0.9})
	require.NoError(t, err)
	assert.InDelta(t, 1.8, factor(t, zero, 1), 1e-12, "the mean is 2, of those who count")
	assert.InDelta(t, 2.2, factor(t, zero, 0), 1e-12)
	assert.Zero(t, factor(t, zero, 2))
	for _, bad := range []weighting.TrimOptions{{Lower: 1.01}, {Lower: -1}, {Lower: math.NaN()}, {Upper: 0.99}, {Upper: -1}, {Upper: math.NaN()}} {
		_, err := w.Trim(bad)
		require.ErrorIs(t, err, weighting.ErrRange, "%+v", bad)
	}
	_, err = new(weighting.Weights).Trim(weighting.TrimOptions{})
	require.ErrorIs(t, err, weighting.ErrInvalid)
}
