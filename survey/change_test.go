package survey_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// sound asserts that a change holds no NaN nor infinity, a p-value, and ends in order.
func sound(t require.TestingT, c survey.Change) {
	for _, x := range []float64{
		c.Before.Value, c.After.Value, c.Difference, c.SE, c.Statistic, c.DF, c.P, c.AdjustedP, c.Effect, c.Interval.Low, c.Interval.High,
	} {
		require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%+v", c)
	}
	require.True(t, 0 <= c.P && c.P <= 1, "%+v", c)
	require.LessOrEqual(t, c.Interval.Low, c.Interval.High)
}

// turned asserts that b is a with the waves in each other's place.
func turned(t require.TestingT, a, b survey.Change) {
	require.Equal(t, a.Before, b.After)
	require.Equal(t, a.After, b.Before)
	require.Equal(t, []float64{a.SE, a.P, a.AdjustedP}, []float64{b.SE, b.P, b.AdjustedP})
	require.InDelta(t, a.DF, b.DF, 1e-12*a.DF)
	require.InDeltaSlice(t, []float64{a.Difference, a.Statistic, a.Effect}, []float64{-b.Difference, -b.Statistic, -b.Effect}, 0)
	tolerance := 1e-12 * max(1, math.Abs(a.Interval.Low), math.Abs(a.Interval.High)) // DF may differ in its last bit
	require.InDelta(t, a.Interval.Low, -b.Interval.High, tolerance)
	require.InDelta(t, a.Interval.High, -b.Interval.Low, tolerance)
}

// The statistics: mpmath 1.3.0 at 40 digits by the formulas. The intervals: Newcombe (1998), "Interval Estimation for
// the Difference Between Independent Proportions", table II, method 10.
func TestCompareShares(t *testing.T) {
	for _, c := range []struct {
		before, after              survey.Count
		difference, se, z, p, h    float64
		low, high, toleranceOfEnds float64
	}{
		{
			survey.Count{X: 48, N: 80},
			survey.Count{X: 56, N: 70},
			0.2, 0.075466801278695357, 2.6501719512585326, 0.0080450813681965847, 0.4421431880029536, .0524, .3339, 5.01e-5,
		},
		{
			survey.Count{X: 3, N: 10},
			survey.Count{X: 9, N: 10},
			0.6, 0.21908902300206645, 2.7386127875258306, 0.0061698993205441622, 1.3388120640691003, .1705, .8090, 5.01e-5,
		},
		{ // the ends are 5e-5 ± z·SE to 1e-13 there
			survey.Count{X: 500_000_000, N: 1e9},
			survey.Count{X: 500_050_000, N: 1e9},
			5e-5, 2.2360679747047047e-5, 2.2360679802948747, 0.025347318494405982, 0.00010000000016666667,
			5e-5 - 1.959963984540054*2.236067975e-5, 5e-5 + 1.959963984540054*2.236067975e-5, 1e-12,
		},
	} {
		got, err := survey.CompareShares(c.before, c.after, survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, c.difference, got.Difference, 1e-15)
		assert.InDelta(t, c.se, got.SE, 1e-15)
		assert.InDelta(t, c.z, got.Statistic, 1e-9)
		assert.InEpsilon(t, c.p, got.P, 1e-9)
		assert.InDelta(t, c.h, got.Effect, 1e-15)
		assert.InDelta(t, c.low, got.Interval.Low, c.toleranceOfEnds)
		assert.InDelta(t, c.high, got.Interval.High, c.toleranceOfEnds)
		assert.Equal(t, survey.MethodNewcombe, got.Interval.Method)
		assert.Equal(t, [2]float64{got.P, 0}, [2]float64{got.AdjustedP, got.DF})
		before, err := survey.Proportion(c.before, survey.Options{})
		require.NoError(t, err)
		assert.Equal(t, before, got.Before)
		roundTrip(t, got)
	}
}

// All or none in both waves is no change; one answer a wave is an answer.
func TestCompareShares_ends(t *testing.T) {
	for _, x := range []int64{0, 1} {
		got, err := survey.CompareShares(survey.Count{X: 7 * x, N: 7}, survey.Count{X: 9 * x, N: 9}, survey.Options{Exact: x == 1})
		require.NoError(t, err)
		assert.Equal(t, [4]float64{0, 0, 1, 0}, [4]float64{got.Difference, got.Statistic, got.P, got.Effect})
		sound(t, got)
	}
	got, err := survey.CompareShares(survey.Count{X: 0, N: 1}, survey.Count{X: 1, N: 1}, survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, math.Sqrt2, got.Statistic, 1e-15) // by hand: p = 1/2, SE = √(1/4·2)
	assert.InDelta(t, math.Pi, got.Effect, 1e-15)
}

func TestCompareShares_refuses(t *testing.T) {
	fine := survey.Count{X: 1, N: 2}
	for _, c := range []struct {
		before, after survey.Count
		o             survey.Options
		err           error
		side          string
	}{
		{survey.Count{}, fine, survey.Options{}, survey.ErrNoAnswers, "before"},
		{fine, survey.Count{}, survey.Options{}, survey.ErrNoAnswers, "after"},
		{fine, survey.Count{X: 3, N: 2}, survey.Options{}, survey.ErrRange, "after"},
		{survey.Count{X: -1, N: 2}, fine, survey.Options{}, survey.ErrRange, "before"},
		{fine, fine, survey.Options{Level: math.NaN()}, survey.ErrRange, ""},
		{fine, fine, survey.Options{Method: survey.MethodNewcombe}, survey.ErrMethod, "before"},
		{fine, fine, survey.Options{Small: -1}, survey.ErrRange, ""},
		{fine, survey.Count{X: 1, N: 1e12}, survey.Options{Exact: true}, survey.ErrLimit, ""},
		{fine, survey.Count{X: 1, N: math.MaxInt64}, survey.Options{Exact: true}, survey.ErrLimit, ""},
		{survey.Count{X: 1, N: math.MaxInt64}, survey.Count{X: 1, N: math.MaxInt64}, survey.Options{Exact: true}, survey.ErrLimit, ""},
	} {
		_, err := survey.CompareShares(c.before, c.after, c.o)
		require.ErrorIs(t, err, c.err)
		assert.ErrorContains(t, err, c.side)
	}
}

// The tasting of tea, Fisher (1935): R's fisher.test gives 0.4857143 for both sides, 34/70 by hand. Tables of one
// answer a side have P 1.
func TestCompareShares_exact(t *testing.T) {
	tea, err := survey.CompareShares(survey.Count{X: 3, N: 4}, survey.Count{X: 1, N: 4}, survey.Options{Exact: true})
	require.NoError(t, err)
	assert.InDelta(t, 34.0/70, tea.P, 1e-15)
	assert.Equal(t, tea.P, tea.AdjustedP)
	few, err := survey.CompareShares(survey.Count{X: 0, N: 1}, survey.Count{X: 1, N: 1}, survey.Options{Exact: true})
	require.NoError(t, err)
	assert.InDelta(t, 1, few.P, 0)
	for _, c := range [][4]int64{{333, 1000, 380, 1000}, {3, 2000, 25, 1500}, {900, 1000, 700, 1000}} { // the last P is 1e-29
		before, after := survey.Count{X: c[0], N: c[1]}, survey.Count{X: c[2], N: c[3]}
		got, err := survey.CompareShares(before, after, survey.Options{Exact: true})
		require.NoError(t, err)
		assert.InEpsilon(t, slowFisher(before, after), got.P, 1e-11)
	}
	// Far in the tail the chance of the observed table itself is beyond what a float64 holds.
	apart, err := survey.CompareShares(survey.Count{X: 0, N: 1e9}, survey.Count{X: 1e9, N: 1e9}, survey.Options{Exact: true})
	require.NoError(t, err)
	assert.InDelta(t, 0, apart.P, 0)
	// For many answers the normal approximation is near: the exact P lies above by about a continuity correction.
	many := survey.Count{X: 500_000_000, N: 1e9}
	exact, err := survey.CompareShares(many, survey.Count{X: 500_050_000, N: 1e9}, survey.Options{Exact: true})
	require.NoError(t, err)
	assert.InEpsilon(t, 0.025347318494405982, exact.P, 2e-4)
}

// slowFisher sums the chances of all tables with the same sums that are no likelier, as fractions.
func slowFisher(before, after survey.Count) float64 {
	hits := before.X + after.X
	ways := func(x int64) *big.Int {
		w := new(big.Int).Binomial(before.N, x)
		return w.Mul(w, new(big.Int).Binomial(after.N, hits-x))
	}
	observed, sum, all := ways(before.X), new(big.Int), new(big.Int)
	for x := max(0, hits-after.N); x <= min(before.N, hits); x++ {
		w := ways(x)
		all.Add(all, w)
		if w.Cmp(observed) <= 0 {
			sum.Add(sum, w)
		}
	}
	p, _ := new(big.Rat).SetFrac(sum, all).Float64()
	return p
}

func TestCompareShares_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) survey.Count {
			n := rapid.Int64Range(1, 60).Draw(t, "n "+label)
			return survey.Count{X: rapid.Int64Range(0, n).Draw(t, "x "+label), N: n}
		}
		before, after := draw("before"), draw("after")
		got, err := survey.CompareShares(before, after, survey.Options{Exact: true})
		require.NoError(t, err)
		assert.InEpsilon(t, slowFisher(before, after), got.P, 1e-12)
	})
}

func TestCompareShares_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) survey.Count {
			n := rapid.OneOf(rapid.Int64Range(1, 60), rapid.Int64Range(1, 1e6), rapid.Just[int64](math.MaxInt64)).Draw(t, "n "+label)
			return survey.Count{X: rapid.OneOf(rapid.Int64Range(0, n), rapid.Just[int64](0), rapid.Just(n)).Draw(t, "x "+label), N: n}
		}
		before, after := draw("before"), draw("after")
		o := survey.Options{Level: rapid.Float64Range(0.5, 0.999).Draw(t, "level"), Exact: max(before.N, after.N) <= 60}
		got, err := survey.CompareShares(before, after, o)
		require.NoError(t, err)
		sound(t, got)
		assert.LessOrEqual(t, got.Interval.Low, got.Difference+1e-15)
		assert.GreaterOrEqual(t, got.Interval.High, got.Difference-1e-15)
		back, err := survey.CompareShares(after, before, o)
		require.NoError(t, err)
		if o.Exact {
			assert.InEpsilon(t, got.P, back.P, 1e-12)
			back.P, back.AdjustedP = got.P, got.AdjustedP
		}
		turned(t, got, back)
	})
}
