package driver_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// TestProblem_units: covariances in any unit, rows at any distance from 0 and correlations give one problem.
func TestProblem_units(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
		rows := correlated(rng, 30, 3)
		want := problem(t, correlationsOf(rows))
		units, shift := []float64{1e-3, 250, 7, 1e6}, rapid.Float64Range(-1e6, 1e6).Draw(t, "shift")
		r := correlationsOf(rows)
		for i := range r {
			for j := range r[i] {
				r[i][j] *= units[i] * units[j]
			}
		}
		for _, row := range rows {
			for i := range row {
				row[i] = shift + units[i]*row[i]
			}
		}
		fromRows, err := driver.FromRows("y", names(3), rows)
		require.NoError(t, err)
		for _, p := range []driver.Problem{problem(t, r), fromRows} {
			assert.InDelta(t, want.R2(), p.R2(), 1e-6)
			assert.InDeltaSlice(t, want.VIF(), p.VIF(), 1e-4)
		}
		assert.InDeltaSlice(t, values(t, want, driver.MethodLMG), values(t, problem(t, r), driver.MethodLMG), 1e-12)
	})
}

// TestFromRows_perfect: a response that the drivers explain wholly has an R² of 1, not more.
func TestFromRows_perfect(t *testing.T) {
	rows := [][]float64{{3, 1, 1}, {5, 2, 1}, {9, 3, 3}, {8, 4, 0}, {12, 5, 2}}
	p, err := driver.FromRows("y", names(2), rows)
	require.NoError(t, err)
	assert.InDelta(t, 1, p.R2(), 1e-14)
	assert.LessOrEqual(t, p.R2(), 1.0)
	assert.InDelta(t, 1, sum(values(t, p, driver.MethodLMG)), 1e-14)
}

// TestProblem_beyond1: what rounding of a table carries past 1 is cut in R², and shared out as it is.
func TestProblem_beyond1(t *testing.T) {
	p := problem(t, [][]float64{{1, 0.6, 0.8000001}, {0.6, 1, 0}, {0.8000001, 0, 1}})
	assert.InDelta(t, 1, p.R2(), 0)
	assert.Greater(t, sum(values(t, p, driver.MethodLMG)), 1.0)
}

func TestNewProblem_errors(t *testing.T) {
	pair := names(2)
	for name, c := range map[string]struct {
		drivers []string
		r       [][]float64
		n       int64
		want    error
	}{
		"none":         {nil, [][]float64{{1}}, 10, driver.ErrTooFew},
		"101":          {names(101), nil, 1000, driver.ErrLimit},
		"no name":      {[]string{"a", ""}, two(), 10, driver.ErrInvalid},
		"twice":        {[]string{"a", "a"}, two(), 10, driver.ErrInvalid},
		"response too": {[]string{"a", "y"}, two(), 10, driver.ErrInvalid},
		"long name":    {[]string{"a", strings.Repeat("b", 201)}, two(), 10, driver.ErrLimit},
		"small":        {pair, [][]float64{{1, 0}, {0, 1}}, 10, driver.ErrMismatch},
		"not square":   {pair, [][]float64{{1, 0, 0}, {0, 1}, {0, 0, 1}}, 10, driver.ErrMismatch},
		"asymmetric":   {pair, [][]float64{{1, 0.5, 0}, {0.4, 1, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"NaN":          {pair, [][]float64{{1, math.NaN(), 0}, {0, 1, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"Inf":          {pair, [][]float64{{1, 0, math.Inf(1)}, {0, 1, 0}, {math.Inf(1), 0, 1}}, 10, driver.ErrRange},
		"NaN variance": {pair, [][]float64{{math.NaN(), 0, 0}, {0, 1, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"negative":     {pair, [][]float64{{1, 0, 0}, {0, -1, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"huge":         {pair, [][]float64{{1, 0, 0}, {0, 1e101, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"tiny":         {pair, [][]float64{{1, 0, 0}, {0, 1e-101, 0}, {0, 0, 1}}, 10, driver.ErrRange},
		"as many rows": {pair, two(), 3, driver.ErrSingular},
		"few rows":     {pair, two(), 3, driver.ErrTooFew},
		"no rows":      {pair, two(), math.MinInt64, driver.ErrTooFew},
		"flat":         {pair, [][]float64{{0, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 10, driver.ErrNoVariance},
		"constant":     {pair, [][]float64{{1, 0, 0}, {0, 0, 0}, {0, 0, 1}}, 10, driver.ErrSingular},
		"collinear":    {pair, [][]float64{{1, 0.5, 0.5}, {0.5, 1, 1}, {0.5, 1, 1}}, 10, driver.ErrSingular},
		"nearly":       {pair, [][]float64{{1, 0.5, 0.5}, {0.5, 1, 1 - 1e-12}, {0.5, 1 - 1e-12, 1}}, 10, driver.ErrSingular},
		"above 1":      {pair, [][]float64{{1, 0.5, 0.5}, {0.5, 1, 1.2}, {0.5, 1.2, 1}}, 10, driver.ErrSingular},
		"too good":     {pair, [][]float64{{1, 0.9, 0.9}, {0.9, 1, 0}, {0.9, 0, 1}}, 10, driver.ErrSingular},
	} {
		_, err := driver.NewProblem("y", c.drivers, c.r, c.n)
		require.ErrorIs(t, err, c.want, name)
		assert.Less(t, len(err.Error()), 200, name)
	}
	_, err := driver.NewProblem("y", pair, two(), 4)
	require.NoError(t, err, "two rows more than drivers")
	_, err = driver.NewProblem("y", []string{"price", "speed"}, [][]float64{{1, 0.5, 0.5}, {0.5, 1, 1}, {0.5, 1, 1}}, 10)
	require.EqualError(t, err, `driver: new problem: driver "speed": not positive definite`)
}

func TestFromRows_errors(t *testing.T) {
	good := [][]float64{{1, 2}, {2, 3}, {4, 3}}
	for name, c := range map[string]struct {
		drivers []string
		rows    [][]float64
		want    error
	}{
		"no drivers":      {nil, good, driver.ErrTooFew},
		"no rows":         {names(1), nil, driver.ErrTooFew},
		"two rows":        {names(1), good[:2], driver.ErrSingular},
		"short row":       {names(1), [][]float64{{1, 2}, {1}, {2, 1}}, driver.ErrMismatch},
		"NaN":             {names(1), [][]float64{{1, 2}, {1, math.NaN()}, {2, 1}}, driver.ErrRange},
		"Inf":             {names(1), [][]float64{{1, 2}, {math.Inf(1), 2}, {2, 1}}, driver.ErrRange},
		"huge":            {names(1), [][]float64{{1, 2}, {1e41, 2}, {2, 1}}, driver.ErrRange},
		"tiny":            {names(1), [][]float64{{1, 2e-60}, {3, 1e-60}, {2, 1e-60}}, driver.ErrRange},
		"constant driver": {names(1), [][]float64{{1, 0.1}, {2, 0.1}, {3, 0.1}, {5, 0.1}}, driver.ErrSingular},
		"flat response":   {names(1), [][]float64{{0.1, 1}, {0.1, 2}, {0.1, 4}}, driver.ErrNoVariance},
		"sum of others": {
			names(3),
			[][]float64{{1, 1, 2, 3}, {3, 2, 2, 4}, {2, 5, 1, 6}, {5, 3, 3, 6}, {2, 0, 7, 7}, {9, 4, 1, 5}},
			driver.ErrSingular,
		},
	} {
		_, err := driver.FromRows("y", c.drivers, c.rows)
		require.ErrorIs(t, err, c.want, name)
	}
}

// TestNewProblem_nearlyCollinear: the drivers that explain each other are named, not the one that stands apart.
func TestNewProblem_nearlyCollinear(t *testing.T) {
	const near = 1 - 1e-12 // VIF 5e11
	_, err := driver.NewProblem("y", []string{"apart", "b", "c"}, [][]float64{
		{1, 0.5, 0.3, 0.3}, {0.5, 1, 0, 0}, {0.3, 0, 1, near}, {0.3, 0, near, 1},
	}, 100)
	require.ErrorIs(t, err, driver.ErrSingular)
	assert.NotContains(t, err.Error(), "apart")
}
