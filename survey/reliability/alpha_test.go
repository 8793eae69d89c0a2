package reliability_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// TestAlpha: five rows worked by hand; covariances 2.5, 1.3, 1.8 on the diagonal, 1.5, 2 and 1.05 beside it.
func TestAlpha(t *testing.T) {
	for _, m := range []reliability.Missingness{reliability.MissingnessListwise, reliability.MissingnessPairwise} {
		a := alphaOf(t, covariance(t, tally(t, points(3, 1, 5), m, five()...)))
		assert.InDelta(t, 13.0/14, a.Raw, 1e-15)
		assert.InDelta(t, 0.639098, a.Interval.Low, 5e-7)
		assert.InDelta(t, 0.992045, a.Interval.High, 5e-7)
		assert.InDelta(t, 0.95, a.Interval.Level, 0)
		assert.Equal(t, []int64{5, 3}, []int64{a.N, int64(a.K)})
		want := []struct{ mean, sd, corrected, deleted float64 }{
			{3, math.Sqrt(2.5), 0.970725, 0.807692}, {3.4, math.Sqrt(1.3), 0.776300, 0.963855}, {3.4, math.Sqrt(1.8), 0.871784, 0.882353},
		}
		for i, w := range want {
			item := a.Items[i]
			assert.Equal(t, names(3)[i], item.Name)
			assert.Equal(t, int64(5), item.N)
			assert.InDelta(t, w.mean, *item.Mean, 1e-15)
			assert.InDelta(t, w.sd, item.SD, 1e-15)
			assert.InDelta(t, w.corrected, *item.Corrected, 5e-7)
			assert.InDelta(t, w.deleted, *item.IfDeleted, 5e-7)
		}
		assert.InDelta(t, 6/math.Sqrt(2.5*14.7), *a.Items[0].ItemTotal, 1e-15)
	}
}

// TestAlpha_matrix: the sums of three correlations 0.5, 0.4, 0.3 by hand: mean 0.4, alpha 1.2/1.8; squared multiple
// correlations (0.25+0.16-2·0.06)/(1-0.09), (0.25+0.09-2·0.06)/(1-0.16), (0.16+0.09-2·0.06)/(1-0.25).
func TestAlpha_matrix(t *testing.T) {
	a := alphaOf(t, matrix(t, [][]float64{{1, 0.5, 0.4}, {0.5, 1, 0.3}, {0.4, 0.3, 1}}, 50))
	assert.InDelta(t, 2.0/3, a.Raw, 1e-15)
	assert.InDelta(t, 2.0/3, *a.Standardised, 1e-15)
	assert.InDelta(t, 0.4, *a.MeanR, 1e-15)
	explained := 0.29/0.91 + 0.22/0.84 + 0.13/0.75
	assert.InDelta(t, 1-(3-explained)/5.4, *a.Lambda6, 1e-14)
	assert.InDelta(t, 0.6/1.3, *a.Items[0].StandardisedIfDeleted, 1e-15)
	assert.InDelta(t, 0.9/math.Sqrt(2.6), *a.Items[0].Corrected, 1e-15)
	assert.Nil(t, a.Items[0].Mean, "a matrix has no means")
}

// TestAlpha_standardError: for k parallel items of correlation r the asymptotic variance of van Zyl, Neudecker and Nel
// (2000) is 2k(1-alpha)²/(n(k-1)); and the general form of Duhachek and Iacobucci (2004) for three items by hand.
func TestAlpha_standardError(t *testing.T) {
	a := alphaOf(t, matrix(t, even(4, 0.5), 100))
	assert.InDelta(t, math.Sqrt(2*4*0.04/(100*3)), a.SE, 1e-15)
	// V = {{2.5,1.5,2},{1.5,1.3,1.05},{2,1.05,1.8}}: j'Vj 14.7, tr V 5.6, tr V² 27.385... and j'V²j are sums of squares
	v := [3][3]float64{{2.5, 1.5, 2}, {1.5, 1.3, 1.05}, {2, 1.05, 1.8}}
	total, trace, squares, rows := 0.0, 0.0, 0.0, 0.0
	for i := range v {
		row := 0.0
		for j := range v {
			row += v[i][j]
			squares += v[i][j] * v[i][j]
		}
		total, trace, rows = total+row, trace+v[i][i], rows+row*row
	}
	q := 2 * 9 / (4 * total * total * total) * (total*(squares+trace*trace) - 2*trace*rows)
	a = alphaOf(t, covariance(t, tally(t, points(3, 1, 5), 0, five()...)))
	assert.InDelta(t, math.Sqrt(q/5), a.SE, 1e-15)
}

// TestAlpha_perfect: items that agree wholly have alpha 1 and no uncertainty, to the bit.
func TestAlpha_perfect(t *testing.T) {
	for k := 2; k < 12; k++ {
		y := tally(t, points(k, 0, 10), 0)
		for x := range 7 {
			require.NoError(t, y.Add(slices.Repeat([]int{x}, k)))
		}
		a := alphaOf(t, covariance(t, y))
		assert.Equal(t, []float64{1, 1, 1}, []float64{a.Raw, a.Interval.Low, a.Interval.High})
		assert.InDelta(t, 0, a.SE, 1e-15)
		assert.Nil(t, a.Lambda6, "each item explains the others")
		if k == 2 {
			assert.Nil(t, a.Items[0].IfDeleted)
			assert.Nil(t, a.Items[0].StandardisedIfDeleted)
		} else {
			assert.InDelta(t, 1, *a.Items[0].IfDeleted, 0)
		}
	}
}

// TestAlpha_noVariance: what has no sum that varies is an error, never -Inf.
func TestAlpha_noVariance(t *testing.T) {
	for name, rows := range map[string][][]int{
		"constant":      {{3, 3, 3}, {3, 3, 3}, {3, 3, 3}},
		"opposite":      {{0, 10, 5}, {10, 0, 5}, {4, 6, 5}},
		"opposite in 3": {{0, 3, 9}, {1, 8, 3}, {10, 2, 0}, {4, 4, 4}},
	} {
		c := covariance(t, tally(t, points(3, 0, 10), 0, rows...))
		_, err := c.Alpha(reliability.Options{})
		require.ErrorIs(t, err, reliability.ErrNoVariance, name)
	}
	_, err := matrix(t, [][]float64{{1, 0.1, -1.1}, {0.1, 1, -1.1}, {-1.1, -1.1, 1.2}}, 9).Alpha(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrNoVariance, "a sum that should be 0 and is 1e-17")
}

// TestAlpha_constantItem: raw figures stand, what needs its correlations is nil.
func TestAlpha_constantItem(t *testing.T) {
	rows := five()
	for i := range rows {
		rows[i] = append(rows[i], 4)
	}
	c := covariance(t, tally(t, points(4, 1, 5), 0, rows...))
	a := alphaOf(t, c)
	assert.InDelta(t, 4.0/3*(1-5.6/14.7), a.Raw, 1e-15)
	assert.Nil(t, a.Standardised)
	assert.Nil(t, a.MeanR)
	assert.Nil(t, a.Lambda6)
	last := a.Items[3]
	assert.Nil(t, last.ItemTotal)
	assert.Nil(t, last.Corrected)
	assert.InDelta(t, 13.0/14, *last.IfDeleted, 1e-15)
	assert.NotNil(t, a.Items[0].Corrected)
	assert.Nil(t, a.Items[0].StandardisedIfDeleted)
	_, err := c.Omega(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrNoVariance)
	require.EqualError(t, err, `reliability: omega: item "q4": no variance`)
}

// TestAlpha_pairwiseBeyond1: covariances that no rows give may have an alpha above 1; the interval keeps its order.
func TestAlpha_pairwiseBeyond1(t *testing.T) {
	a := alphaOf(t, matrix(t, [][]float64{{1, 1.5}, {1.5, 1}}, 20))
	assert.InDelta(t, 1.2, a.Raw, 1e-15)
	requireFinite(t, a)
	assert.Nil(t, a.Lambda6)
	// The sum of the others of q3 has the variance 1 + 1 - 2·1.
	a = alphaOf(t, matrix(t, [][]float64{{1, -1, 0.5}, {-1, 1, 0.5}, {0.5, 0.5, 1}}, 20))
	assert.Nil(t, a.Items[2].Corrected)
	assert.Nil(t, a.Items[2].IfDeleted)
	assert.Nil(t, a.Items[2].StandardisedIfDeleted)
	requireFinite(t, a)
	// So has that of q3 here, where 0.4 + 0.2 - 2·0.3 comes out as 4e-16.
	a = alphaOf(t, matrix(t, [][]float64{{0.4, -0.3, 0.8}, {-0.3, 0.2, 0.1}, {0.8, 0.1, 1}}, 20))
	assert.Nil(t, a.Items[2].Corrected)
	assert.Nil(t, a.Items[2].IfDeleted)
	// Raw 1.5(1 - 3.02/2) = -0.765; scaled to one variance the sum would vary by less than 0.
	a = alphaOf(t, matrix(t, [][]float64{{2, -0.1, 0}, {-0.1, 0.01, -0.2}, {0, -0.2, 1}}, 20))
	assert.Nil(t, a.Lambda6)
	requireFinite(t, a)
}

// TestAlpha_properties: against the definition on rows; shifting a scale, reordering and reversing change nothing.
func TestAlpha_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 6).Draw(t, "k")
		rows := drawRows(k, 4, 2, false).Draw(t, "rows")
		c := covariance(t, tally(t, points(k, 0, 4), 0, rows...))
		a, err := c.Alpha(reliability.Options{})
		want, ok := slowAlpha(rows)
		if !ok {
			require.ErrorIs(t, err, reliability.ErrNoVariance)
			return
		}
		require.NoError(t, err)
		requireFinite(t, a)
		assert.InEpsilon(t, 1-want+2, 1-a.Raw+2, 1e-13)
		for i := range a.Items {
			slowItem(t, rows, i, a)
		}
		far := tally(t, points(k, 1_000_000_000, 1_000_000_006), 0)
		turned := points(k, 0, 4)
		slices.Reverse(turned)
		reordered, reversed := tally(t, turned, 0), tally(t, reversedItems(k, 4), 0)
		for _, row := range rows {
			shifted, order, other := make([]int, k), slices.Clone(row), make([]int, k)
			for i, x := range row {
				shifted[i], other[i] = 1_000_000_000+x, 4-x
			}
			slices.Reverse(order)
			require.NoError(t, far.Add(shifted))
			require.NoError(t, reordered.Add(order))
			require.NoError(t, reversed.Add(other))
		}
		assert.InDelta(t, a.Raw, alphaOf(t, covariance(t, reordered)).Raw, 1e-12*(1+math.Abs(a.Raw)))
		assert.Equal(t, a, alphaOf(t, covariance(t, reversed)), "reversed twice, with the means")
		b := alphaOf(t, covariance(t, far))
		for i := range b.Items {
			assert.InDelta(t, *a.Items[i].Mean+1e9, *b.Items[i].Mean, 1e-6)
			b.Items[i].Mean = a.Items[i].Mean
		}
		assert.Equal(t, a, b, "to the bit, but for the means")
	})
}

// reversedItems returns k items from 0 to top, all reversed.
func reversedItems(k, top int) []reliability.Item {
	items := points(k, 0, top)
	for i := range items {
		items[i].Reverse = true
	}
	return items
}

func TestAlpha_errors(t *testing.T) {
	c := matrix(t, even(3, 0.5), 10)
	for _, level := range []float64{-0.1, 1, 2, math.NaN(), math.Inf(1)} {
		_, err := c.Alpha(reliability.Options{Level: level})
		require.ErrorIs(t, err, reliability.ErrRange, "%g", level)
	}
	_, err := reliability.Covariance{}.Alpha(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrInvalid)
}
