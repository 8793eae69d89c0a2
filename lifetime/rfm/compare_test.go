package rfm_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// cdnow is the published BG/NBD fit to CDNOW: Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way.
var cdnow = lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}

// market simulates n customers who buy first within 84 days from day 730000 on, until the end.
func market(t require.TestingT, n int, end rfm.Day) *rfm.Log {
	rng := rand.New(rand.NewPCG(3, 9))
	var l rfm.Log
	for i := range n {
		id := fmt.Sprintf("c%05d", i)
		first := rfm.Day(730_000 + rng.IntN(84))
		require.NoError(t, l.AddMinor(id, first, 1000))
		times, err := cdnow.Simulate(rng, lifetime.Span(end-first))
		require.NoError(t, err)
		for _, at := range times {
			require.NoError(t, l.AddMinor(id, first+rfm.Day(math.Ceil(float64(at))), 1000))
		}
	}
	return &l
}

func TestFrequencies_addUp(t *testing.T) {
	l := market(t, 5000, 730_273)
	g, err := l.Histogram(rfm.Options{Cut: 730_273})
	require.NoError(t, err)
	bins, err := rfm.Frequencies(cdnow, g, 7)
	require.NoError(t, err)
	require.Len(t, bins, 8)
	var customers int64
	var expected, chi float64
	for x, bin := range bins {
		assert.Equal(t, x, bin.X)
		customers += bin.Customers
		expected += bin.Expected
		chi += (float64(bin.Customers) - bin.Expected) * (float64(bin.Customers) - bin.Expected) / bin.Expected
	}
	assert.EqualValues(t, 5000, customers)
	assert.InDelta(t, 5000, expected, 1e-6)
	assert.Less(t, chi, 24.3) // the .999 quantile of chi-squared with 7 degrees of freedom
}

func TestTrack_isByHand(t *testing.T) {
	const cut, end = 730_150, 730_300
	l := market(t, 300, end)
	o := rfm.Options{Cut: cut, End: end}
	points, err := rfm.Track(cdnow, l, o, 7)
	require.NoError(t, err)
	assert.EqualValues(t, end, points[len(points)-1].On)
	firsts := map[rfm.Day]int{}
	var all int64
	for c, err := range l.Customers(o) {
		require.NoError(t, err)
		firsts[c.First]++
		all += int64(c.X + c.HoldoutX)
	}
	assert.Equal(t, all, points[len(points)-1].Actual)
	var actual int64
	var expected float64
	for i, p := range points {
		if i > 0 && i < len(points)-1 {
			assert.EqualValues(t, 7, p.On-points[i-1].On)
		}
		actual += p.ActualNew
		expected += p.ExpectedNew
		assert.Equal(t, actual, p.Actual)
		assert.InDelta(t, expected, p.Expected, 1e-9)
		var want float64
		for first := range maps.Keys(firsts) {
			if first < p.On {
				e, err := cdnow.Purchases(lifetime.History{}, lifetime.Span(p.On-first))
				require.NoError(t, err)
				want += e * float64(firsts[first])
			}
		}
		assert.InDelta(t, want, p.Expected, 1e-9)
	}
	// 300 customers buy some 300 times: within five standard deviations, taken as those of a Poisson law thrice as wide
	assert.InDelta(t, expected, float64(actual), 5*3*math.Sqrt(expected))
}

func TestByFrequency_isByHand(t *testing.T) {
	o := rfm.Options{Cut: 730_273, End: 730_546}
	l := market(t, 3000, o.End)
	bins, err := rfm.ByFrequency(cdnow, l, o, 7)
	require.NoError(t, err)
	type sums struct {
		n, actual int
		expected  float64
	}
	want := make([]sums, 8)
	for c, err := range l.Customers(o) {
		require.NoError(t, err)
		e, err := cdnow.Purchases(c.History(), lifetime.Span(o.End-o.Cut))
		require.NoError(t, err)
		bin := &want[min(c.X, 7)]
		bin.n, bin.actual, bin.expected = bin.n+1, bin.actual+c.HoldoutX, bin.expected+e
	}
	for x, bin := range bins {
		assert.Equal(t, x, bin.X)
		assert.EqualValues(t, want[x].n, bin.Customers)
		assert.InDelta(t, float64(want[x].actual)/float64(want[x].n), bin.Actual, 1e-12)
		assert.InDelta(t, want[x].expected/float64(want[x].n), bin.Expected, 1e-9)
	}
	assert.Greater(t, bins[7].Expected, bins[0].Expected)
}

// pairs walks two slices.
func pairs(predicted, actual []float64) func(yield func(float64, float64) bool) {
	return func(yield func(float64, float64) bool) {
		for i := range predicted {
			if !yield(predicted[i], actual[i]) {
				return
			}
		}
	}
}

// By hand: errors 1, -1, 0, 0; by falling prediction the actuals are 0, 3, 1, 0, whose cumulated shares are 0, 3/4, 1, 1.
func TestMeasure_byHand(t *testing.T) {
	a, err := rfm.Measure(pairs([]float64{4, 2, 1, 0}, []float64{0, 3, 1, 0}))
	require.NoError(t, err)
	assert.Equal(t, 4, a.N)
	assert.InDelta(t, 5.0/4, a.MAE, 1e-15)
	assert.InDelta(t, math.Sqrt(17.0/4), a.RMSE, 1e-15)
	assert.InDelta(t, 3.0/4, a.Bias, 1e-15)
	assert.InDelta(t, 3.0/4, a.BiasRatio, 1e-15)
	// areas of the trapezoids: (0 + 3/8 + 7/8 + 1)/4 = 9/16, and in the best order 3, 1, 0, 0: (3/8 + 7/8 + 1 + 1)/4 = 13/16
	assert.InDelta(t, (2*9.0/16-1)/(2*13.0/16-1), a.Gini, 1e-15)
	assert.Len(t, a.Lift, 10)
	assert.InDelta(t, 0, a.Lift[0], 1e-15)
	assert.InDelta(t, 1.5, a.Lift[2], 1e-15) // half of it falls on the 3, four times the share of its place
}

func TestMeasure_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "n")
		draw := func(what string) []float64 {
			out := make([]float64, n)
			for i := range out {
				out[i] = float64(rapid.IntRange(0, 6).Draw(t, what))
			}
			return out
		}
		predicted, actual := draw("predicted"), draw("actual")
		actual[0]++
		a, err := rfm.Measure(pairs(predicted, actual))
		require.NoError(t, err)
		assert.LessOrEqual(t, math.Abs(a.Bias), a.MAE+1e-12)
		assert.LessOrEqual(t, a.MAE, a.RMSE+1e-12)
		assert.True(t, a.Gini >= -1-1e-12 && a.Gini <= 1+1e-12, "%v", a.Gini)
		var mean float64
		for _, l := range a.Lift {
			mean += l / 10
		}
		assert.InDelta(t, 1, mean, 1e-12)
		perfect, err := rfm.Measure(pairs(actual, actual))
		require.NoError(t, err)
		assert.Zero(t, perfect.RMSE)
		assert.True(t, perfect.Gini == 0 || math.Abs(perfect.Gini-1) < 1e-12)
	})
}

func TestMeasure_refuses(t *testing.T) {
	_, err := rfm.Measure(pairs(nil, nil))
	require.ErrorIs(t, err, rfm.ErrNoData)
	_, err = rfm.Measure(pairs([]float64{1}, []float64{0}))
	require.ErrorIs(t, err, rfm.ErrNoData)
	for _, bad := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err = rfm.Measure(pairs([]float64{bad}, []float64{1}))
		require.ErrorIs(t, err, rfm.ErrRange)
		_, err = rfm.Measure(pairs([]float64{1}, []float64{bad}))
		require.ErrorIs(t, err, rfm.ErrRange)
	}
	_, err = rfm.Measure(pairs([]float64{1e300}, []float64{1}))
	require.ErrorIs(t, err, rfm.ErrLimit)
}
