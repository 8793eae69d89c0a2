package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// Gender and party, Agresti (2007), An Introduction to Categorical Data Analysis, table 2.5, the example of R's
// chisq.test: 30.07 with 2 degrees of freedom, P 2.954e-07, adjusted residuals 4.50, 0.70 and -5.32. Digits: mpmath
// 1.3.0.
func TestTestIndependence(t *testing.T) {
	got, err := survey.TestIndependence([][]int64{{762, 327, 468}, {484, 239, 477}})
	require.NoError(t, err)
	assert.InDelta(t, 30.070149095754672, got.ChiSquare, 1e-12)
	assert.InEpsilon(t, 2.953589183211758e-7, got.P, 1e-12)
	assert.InDelta(t, 0.10443580235646777, got.CramersV, 1e-15)
	assert.Equal(t, 2, got.DF)
	for i, want := range [][][]float64{
		{
			{703.67138193688792, 319.64526659412405, 533.68335146898803},
			{2.1988557660158961, 0.4113701700566289, -2.8432397155451501},
			{4.502053521086702, 0.69945173298443019, -5.31594554270493},
		},
		{
			{542.32861806311208, 246.35473340587595, 411.31664853101197},
			{-2.5046694925607262, -0.46858294710127327, 3.2386734435365836},
			{-4.502053521086702, -0.69945173298443019, 5.31594554270493},
		},
	} {
		assert.InDeltaSlice(t, want[0], got.Expected[i], 1e-12)
		assert.InDeltaSlice(t, want[1], got.Pearson[i], 1e-13)
		assert.InDeltaSlice(t, want[2], got.Adjusted[i], 1e-13)
	}
	roundTrip(t, got)
	turned, err := survey.TestIndependence([][]int64{{762, 484}, {327, 239}, {468, 477}}) // columns for rows
	require.NoError(t, err)
	assert.InDelta(t, got.ChiSquare, turned.ChiSquare, 1e-12)
	assert.InDelta(t, got.CramersV, turned.CramersV, 1e-15)
	assert.InDelta(t, got.Adjusted[0][2], turned.Adjusted[2][0], 1e-13)
}

// Two shares: χ² is the squared z of the pooled test, the adjusted residual is z, and V is |φ|.
func TestTestIndependence_shares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.Int64Range(1, 1e9)
		a, b, c, d := count.Draw(t, "a"), count.Draw(t, "b"), count.Draw(t, "c"), count.Draw(t, "d")
		got, err := survey.TestIndependence([][]int64{{a, b}, {c, d}})
		require.NoError(t, err)
		change, err := survey.CompareShares(survey.Count{X: a, N: a + b}, survey.Count{X: c, N: c + d}, survey.Options{})
		require.NoError(t, err)
		tolerance := 1e-9 * max(1, math.Abs(change.Statistic))
		assert.InDelta(t, math.Abs(change.Statistic), math.Sqrt(got.ChiSquare), tolerance)
		assert.InDelta(t, change.Statistic, got.Adjusted[1][0], tolerance)
		assert.InDelta(t, change.P, got.P, 1e-9)
		assert.InDelta(t, math.Abs(change.Statistic)/math.Sqrt(float64(a+b+c+d)), got.CramersV, 1e-12)
	})
}

// Rows that are multiples of each other have nothing to tell; a table with one full cell a row tells all.
func TestTestIndependence_ends(t *testing.T) {
	none, err := survey.TestIndependence([][]int64{{1, 2, 3}, {100_000_000, 200_000_000, 300_000_000}})
	require.NoError(t, err)
	assert.InDelta(t, 0, none.ChiSquare, 1e-20)
	assert.InDelta(t, 1, none.P, 1e-15)
	all, err := survey.TestIndependence([][]int64{{5, 0, 0}, {0, 7, 0}, {0, 0, 1}})
	require.NoError(t, err)
	assert.InDelta(t, 1, all.CramersV, 1e-15)
	assert.InDelta(t, 26, all.ChiSquare, 1e-12)                                                       // n·(r - 1)
	huge, err := survey.TestIndependence([][]int64{{math.MaxInt64 / 2, 0}, {0, math.MaxInt64/2 + 1}}) // 2^63-1
	require.NoError(t, err)
	assert.InDelta(t, 0, huge.P, 0)
}

func TestTestIndependence_refuses(t *testing.T) {
	for name, c := range map[string]struct {
		table [][]int64
		err   error
	}{
		"nothing":      {nil, survey.ErrRange},
		"one row":      {[][]int64{{1, 2}}, survey.ErrRange},
		"one column":   {[][]int64{{1}, {2}}, survey.ErrRange},
		"short row":    {[][]int64{{1, 2}, {3}}, survey.ErrRange},
		"long row":     {[][]int64{{1, 2}, {3, 4, 5}}, survey.ErrRange},
		"negative":     {[][]int64{{1, 2}, {3, -1}}, survey.ErrRange},
		"empty row":    {[][]int64{{1, 2}, {0, 0}}, survey.ErrNoAnswers},
		"empty column": {[][]int64{{1, 0}, {2, 0}}, survey.ErrNoAnswers},
		"overflow":     {[][]int64{{math.MaxInt64, 1}, {1, 1}}, survey.ErrLimit},
	} {
		_, err := survey.TestIndependence(c.table)
		require.ErrorIs(t, err, c.err, name)
	}
}

// The first by hand: po 0.7, pe 0.5, so 0.4. The second is the example of R's psych::cohen.kappa after Cohen (1968), in
// counts: 0.49. Standard errors: mpmath 1.3.0 by the formula of Fleiss, Cohen and Everitt.
func TestKappa(t *testing.T) {
	for _, c := range []struct {
		table     [][]int64
		kappa, se float64
	}{
		{[][]int64{{20, 5}, {10, 15}}, 0.4, 0.12699606293110035},
		{[][]int64{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, 0.49152542372881356, 0.051001815576077849},
	} {
		got, err := survey.Kappa(c.table, survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, c.kappa, got.Value, 1e-15)
		assert.InDelta(t, c.se, got.SE, 1e-15)
		assert.InDelta(t, c.kappa-1.959963984540054*c.se, got.Interval.Low, 1e-14)
		assert.InDelta(t, c.kappa+1.959963984540054*c.se, got.Interval.High, 1e-14)
		assert.Equal(t, survey.MethodWald, got.Interval.Method)
	}
}

// slowKappa is κ of shares by its definition.
func slowKappa(p [][]float64) float64 {
	po, pe := 0.0, 0.0
	for i := range p {
		row, column := 0.0, 0.0
		for j := range p {
			row += p[i][j]
			column += p[j][i]
		}
		po, pe = po+p[i][i], pe+row*column
	}
	return (po - pe) / (1 - pe)
}

// The standard error is that of the delta method: slopes of κ in each share, taken by small steps.
func TestKappa_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 4).Draw(t, "categories")
		table, n := make([][]int64, k), 0.0
		for i := range table {
			table[i] = rapid.SliceOfN(rapid.Int64Range(1, 40), k, k).Draw(t, "row")
			for _, count := range table[i] {
				n += float64(count)
			}
		}
		shares := func() [][]float64 {
			p := make([][]float64, k)
			for i := range p {
				for j := range k {
					p[i] = append(p[i], float64(table[i][j])/n)
				}
			}
			return p
		}
		mean, squares := 0.0, 0.0
		const step = 1e-6
		for i := range k {
			for j := range k {
				up, down := shares(), shares()
				up[i][j] += step
				down[i][j] -= step
				slope := (slowKappa(up) - slowKappa(down)) / (2 * step)
				mean += float64(table[i][j]) / n * slope
				squares += float64(table[i][j]) / n * slope * slope
			}
		}
		got, err := survey.Kappa(table, survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, slowKappa(shares()), got.Value, 1e-12)
		assert.InDelta(t, math.Sqrt((squares-mean*mean)/n), got.SE, 1e-6)
	})
}

func TestKappa_ends(t *testing.T) {
	always, err := survey.Kappa([][]int64{{500_000_000, 0}, {0, 500_000_000}}, survey.Options{})
	require.NoError(t, err)
	assert.Equal(t, survey.Estimate{Value: 1, N: 1e9, Interval: survey.Interval{Low: 1, High: 1, Level: 0.95, Method: survey.MethodWald}}, always)
	never, err := survey.Kappa([][]int64{{0, 1}, {1, 0}}, survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, -1, never.Value, 0)
	one, err := survey.Kappa([][]int64{{0, 1}, {0, 0}}, survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 0, one.Value, 0)
	huge, err := survey.Kappa([][]int64{{math.MaxInt64/2 + 1, 0}, {math.MaxInt64 / 2, 0}}, survey.Options{})
	require.NoError(t, err)
	finite(t, huge)
	for _, c := range []struct {
		table [][]int64
		o     survey.Options
		err   error
	}{
		{[][]int64{{1, 2, 3}, {4, 5, 6}}, survey.Options{}, survey.ErrRange},
		{[][]int64{{1, 2}, {3, 4}, {5, 6}}, survey.Options{}, survey.ErrRange},
		{[][]int64{{0, 0}, {0, 0}}, survey.Options{}, survey.ErrNoAnswers},
		{[][]int64{{9, 0}, {0, 0}}, survey.Options{}, survey.ErrNoVariance},
		{[][]int64{{9, -1}, {0, 0}}, survey.Options{}, survey.ErrRange},
		{[][]int64{{1, 2}, {3, 4}}, survey.Options{Method: survey.MethodWilson}, survey.ErrMethod},
		{[][]int64{{1, 2}, {3, 4}}, survey.Options{Level: 1}, survey.ErrRange},
		{[][]int64{{math.MaxInt64, 1}, {0, 0}}, survey.Options{}, survey.ErrLimit},
	} {
		_, err := survey.Kappa(c.table, c.o)
		require.ErrorIs(t, err, c.err)
	}
}
