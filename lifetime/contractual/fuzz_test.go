package contractual_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

// sound asserts that a result is finite and within its range, or that there is an error and the result is 0.
func sound(t *testing.T, low, high float64) func(v float64, err error) {
	return func(v float64, err error) {
		t.Helper()
		if err != nil {
			assert.Zero(t, v)
			return
		}
		assert.False(t, math.IsNaN(v) || math.IsInf(v, 0) || v < low || v > high, "%v", v)
	}
}

func FuzzPredict(f *testing.F) {
	f.Add(365.25, 0.704, 1.182, 1.0, 3, 10, 0.2, uint64(1))
	f.Add(1.0, 1e30, 1e-30, 1e30, 10_000, 0, 1e6, uint64(2))
	f.Add(math.NaN(), 1.0, 1.0, 1.0, -1, -1, math.Inf(1), uint64(3))
	f.Add(7.0, 1e-9, 1e9, 1e-3, 1<<62, 1, -0.999, uint64(4))
	f.Add(7.0, 2.0, 1e9, 7.0, 500, 0, 0.0, uint64(5))
	f.Fuzz(func(t *testing.T, period, alpha, beta, c float64, n, percent int, worse float64, seed uint64) {
		m := contractual.BdW{Period: lifetime.Span(period), Alpha: alpha, Beta: beta, C: c}
		d := lifetime.Annual(decimal.New(int64(percent), -2))
		share := sound(t, 0, 1)
		share(m.Survival(n))
		share(m.Retention(n))
		share(m.Churn(n))
		sound(t, 1, math.Inf(1))(m.DEL(d))
		sound(t, 0, math.Inf(1))(m.DERL(d, n))
		sound(t, 0, math.Inf(1))(m.Elasticity(d, n))
		before, after, err := m.Erosion(d, n, worse)
		sound(t, 0, math.Inf(1))(before, err)
		sound(t, 0, math.Inf(1))(after, err)
		if at, err := m.Simulate(rand.New(rand.NewPCG(seed, 1))); err == nil {
			assert.Positive(t, at)
		}
		y, err := contractual.FromSurvivors(regular)
		require.NoError(t, err)
		sound(t, math.Inf(-1), 0)(m.LogLikelihood(y))
	})
}

func TestModels_refuse(t *testing.T) {
	good := yearly()
	for _, v := range []float64{0, -1, math.NaN(), math.Inf(1), 1e-31, 1e31} {
		for _, m := range []contractual.SBG{{lifetime.Year, v, 1}, {lifetime.Year, 1, v}} {
			_, err := m.DEL(tenPercent)
			require.ErrorIs(t, err, lifetime.ErrParameter, "%v", v)
		}
		_, err := contractual.BdW{Period: lifetime.Year, Alpha: 1, Beta: 1, C: v}.Survival(1)
		require.ErrorIs(t, err, lifetime.ErrParameter, "%v", v)
	}
	for _, period := range []lifetime.Span{0, -1, lifetime.Span(math.NaN()), 2e9} {
		bad := good
		bad.Period = period
		_, err := bad.Survival(1)
		require.ErrorIs(t, err, lifetime.ErrSpan, "%v", period)
		_, err = bad.LogLikelihood(nil)
		require.ErrorIs(t, err, lifetime.ErrSpan)
		_, err = bad.Retention(1)
		require.ErrorIs(t, err, lifetime.ErrSpan)
		_, err = bad.Churn(1)
		require.ErrorIs(t, err, lifetime.ErrSpan)
		_, err = bad.Elasticity(tenPercent, 1)
		require.ErrorIs(t, err, lifetime.ErrSpan)
		_, err = bad.Simulate(rand.New(rand.NewPCG(1, 1)))
		require.ErrorIs(t, err, lifetime.ErrSpan)
		_, _, err = bad.Erosion(tenPercent, 1, 1)
		require.ErrorIs(t, err, lifetime.ErrSpan)
	}
	_, err := good.Survival(-1)
	require.ErrorIs(t, err, contractual.ErrRange)
	_, err = good.Retention(0)
	require.ErrorIs(t, err, contractual.ErrRange)
	_, err = good.Churn(0)
	require.ErrorIs(t, err, contractual.ErrRange)
	_, err = good.DERL(tenPercent, 0)
	require.ErrorIs(t, err, contractual.ErrRange)
	_, err = good.DERL(tenPercent, 10_001)
	require.ErrorIs(t, err, contractual.ErrRange)
	_, err = good.Elasticity(tenPercent, -1)
	require.ErrorIs(t, err, contractual.ErrRange)
	for _, worse := range []float64{-1, math.NaN(), 1e7, math.Inf(1)} {
		_, _, err = good.Erosion(tenPercent, 1, worse)
		require.ErrorIs(t, err, contractual.ErrRange, "%v", worse)
	}
	hostile := lifetime.Annual(decimal.New(1, 1_000_000_000))
	_, err = good.DEL(hostile)
	require.ErrorIs(t, err, lifetime.ErrRate)
	ln, err := good.LogLikelihood(nil)
	require.NoError(t, err)
	assert.Zero(t, ln)
}
