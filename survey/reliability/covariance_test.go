package reliability_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// TestPairwise: each covariance over its own complete pairs, against exact fractions of the same rows, by way of alpha
// and the figures of the items.
func TestPairwise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 4).Draw(t, "k")
		rows := drawRows(k, 6, 2, true).Draw(t, "rows")
		c, err := tally(t, points(k, 0, 6), reliability.MissingnessPairwise, rows...).Covariance()
		trace, total := new(big.Rat), new(big.Rat)
		for i := range k {
			for j := range k {
				both := answering(rows, i, j)
				if len(both) < 2 {
					require.ErrorIs(t, err, reliability.ErrTooFew)
					return
				}
				value := cov(both, item(i), item(j))
				total.Add(total, value)
				if i == j {
					trace.Add(trace, value)
				}
			}
		}
		require.NoError(t, err)
		a, err := c.Alpha(reliability.Options{})
		if total.Sign() <= 0 {
			require.ErrorIs(t, err, reliability.ErrNoVariance)
			return
		}
		require.NoError(t, err)
		requireFinite(t, a)
		part, _ := trace.Quo(trace, total).Float64()
		assert.InDelta(t, float64(k)/float64(k-1)*(1-part), a.Raw, 1e-12*(1+part))
		assert.Equal(t, int64(len(rows)), a.N, "rows added")
		for i := range k {
			own := answering(rows, i, i)
			assert.Equal(t, int64(len(own)), a.Items[i].N)
			v, _ := variance(own, item(i)).Float64()
			assert.InDelta(t, math.Sqrt(v), a.Items[i].SD, 1e-14)
		}
	})
}

// answering returns the rows in which i and j are answered.
func answering(rows [][]int, i, j int) (both [][]int) {
	for _, row := range rows {
		if row[i] != reliability.Missing && row[j] != reliability.Missing {
			both = append(both, row)
		}
	}
	return both
}

// TestListwise: rows with holes are left out, and n is what is left.
func TestListwise(t *testing.T) {
	holed := append(five(), []int{1, reliability.Missing, 5}, []int{reliability.Missing, reliability.Missing, reliability.Missing})
	y := tally(t, points(3, 1, 5), reliability.MissingnessListwise, holed...)
	assert.Equal(t, alphaOf(t, covariance(t, tally(t, points(3, 1, 5), 0, five()...))), alphaOf(t, covariance(t, y)))
	added, complete := y.Rows()
	assert.Equal(t, []int64{7, 5}, []int64{added, complete})
}

// TestFromRows: as the tally of the same rows, also far from 0.
func TestFromRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 5).Draw(t, "k")
		rows := drawRows(k, 6, 2, false).Draw(t, "rows")
		want, wantErr := covariance(t, tally(t, points(k, 0, 6), 0, rows...)).Alpha(reliability.Options{})
		far := floats(rows)
		for _, row := range far {
			for i := range row {
				row[i] += 1e9
			}
		}
		for _, values := range [][][]float64{floats(rows), far} {
			c, err := reliability.FromRows(names(k), values)
			require.NoError(t, err)
			got, err := c.Alpha(reliability.Options{})
			require.Equal(t, wantErr == nil, err == nil)
			if err == nil {
				assert.InDelta(t, want.Raw, got.Raw, 1e-9*(1+math.Abs(want.Raw)))
				for i := range want.Items {
					assert.InDelta(t, want.Items[i].SD, got.Items[i].SD, 1e-9)
				}
			}
		}
	})
}

// TestFromRows_constant: 0.1 in every row has no variance, although its sum is not exact.
func TestFromRows_constant(t *testing.T) {
	rows := make([][]float64, 1000)
	for i := range rows {
		rows[i] = []float64{0.1, float64(i % 7)}
	}
	c, err := reliability.FromRows(names(2), rows)
	require.NoError(t, err)
	a := alphaOf(t, c)
	assert.Zero(t, a.Items[0].SD)
	assert.InDelta(t, 0.1, *a.Items[0].Mean, 0)
	assert.Nil(t, a.MeanR)
}

func TestFromRows_errors(t *testing.T) {
	two := names(2)
	for name, c := range map[string]struct {
		names []string
		rows  [][]float64
		want  error
	}{
		"one row":   {two, [][]float64{{1, 2}}, reliability.ErrTooFew},
		"short row": {two, [][]float64{{1, 2}, {1}}, reliability.ErrMismatch},
		"NaN":       {two, [][]float64{{1, 2}, {1, math.NaN()}}, reliability.ErrRange},
		"Inf":       {two, [][]float64{{math.Inf(-1), 2}, {1, 3}}, reliability.ErrRange},
		"huge":      {two, [][]float64{{1e50, 2}, {1, 3}}, reliability.ErrRange},
		"tiny":      {two, [][]float64{{1e-60, 2}, {3e-60, 3}}, reliability.ErrRange},
		"one item":  {names(1), [][]float64{{1}, {2}}, reliability.ErrTooFew},
		"twice":     {[]string{"a", "a"}, [][]float64{{1, 2}, {2, 1}}, reliability.ErrInvalid},
		"long name": {[]string{"a", strings.Repeat("b", 201)}, [][]float64{{1, 2}, {2, 1}}, reliability.ErrLimit},
	} {
		_, err := reliability.FromRows(c.names, c.rows)
		require.ErrorIs(t, err, c.want, name)
	}
	c, err := reliability.FromRows(two, [][]float64{{1e49, -1e49}, {-1e49, 1e49}, {1e49, 0}})
	require.NoError(t, err)
	requireFinite(t, alphaOf(t, c))
}

func TestNewCovariance_errors(t *testing.T) {
	two := names(2)
	for name, c := range map[string]struct {
		names []string
		s     [][]float64
		n     int64
		want  error
	}{
		"one row":      {two, even(2, 0.5), 1, reliability.ErrTooFew},
		"no rows":      {two, even(2, 0.5), math.MinInt64, reliability.ErrTooFew},
		"small":        {two, even(1, 0.5), 9, reliability.ErrMismatch},
		"not square":   {two, [][]float64{{1, 2}, {2}}, 9, reliability.ErrMismatch},
		"asymmetric":   {two, [][]float64{{1, 0.5}, {0.6, 1}}, 9, reliability.ErrRange},
		"negative":     {two, [][]float64{{1, 0.5}, {0.5, -1}}, 9, reliability.ErrRange},
		"NaN variance": {two, [][]float64{{math.NaN(), 0.5}, {0.5, 1}}, 9, reliability.ErrRange},
		"NaN":          {two, [][]float64{{1, math.NaN()}, {0.5, 1}}, 9, reliability.ErrRange},
		"Inf":          {two, [][]float64{{1, math.Inf(1)}, {math.Inf(1), 1}}, 9, reliability.ErrRange},
		"huge":         {two, [][]float64{{1e101, 0}, {0, 1}}, 9, reliability.ErrRange},
		"tiny":         {two, [][]float64{{1e-101, 0}, {0, 1}}, 9, reliability.ErrRange},
		"from nothing": {two, [][]float64{{0, 0.1}, {0.1, 1}}, 9, reliability.ErrRange},
		"no names":     {nil, nil, 9, reliability.ErrTooFew},
		"501":          {names(501), nil, 9, reliability.ErrLimit},
		"empty name":   {[]string{"a", ""}, even(2, 0.5), 9, reliability.ErrInvalid},
	} {
		_, err := reliability.NewCovariance(c.names, c.s, c.n)
		require.ErrorIs(t, err, c.want, name)
	}
}

// TestNewCovariance_keeps: the matrix given is neither changed nor kept, and means of an Alpha are its own.
func TestNewCovariance_keeps(t *testing.T) {
	s := [][]float64{{1, 0.5}, {0.5 + 1e-12, 1}}
	c := matrix(t, s, 9)
	assert.InDelta(t, 0.5+1e-12, s[1][0], 0)
	before := alphaOf(t, c)
	s[0][0] = 77
	assert.Equal(t, before, alphaOf(t, c))

	c = covariance(t, tally(t, points(3, 1, 5), 0, five()...))
	a := alphaOf(t, c)
	*a.Items[0].Mean = 99
	assert.InDelta(t, 3, *alphaOf(t, c).Items[0].Mean, 0)
}
