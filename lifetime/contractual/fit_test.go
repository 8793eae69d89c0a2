package contractual_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

func TestFitSBG_published(t *testing.T) {
	y, err := contractual.FromSurvivors(regular)
	require.NoError(t, err)
	fit, err := contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.True(t, fit.Converged)
	assert.InDelta(t, 0.704, fit.Model.Alpha, 0.0005)
	assert.InDelta(t, 1.182, fit.Model.Beta, 0.0005)
	ln, err := fit.Model.LogLikelihood(y)
	require.NoError(t, err)
	assert.InDelta(t, ln, fit.LogLikelihood, 1e-9)
}

func TestFitBdW_nestsSBG(t *testing.T) {
	y, err := contractual.FromSurvivors(regular)
	require.NoError(t, err)
	simple, err := contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{})
	require.NoError(t, err)
	fit, err := contractual.FitBdW(y, lifetime.Year, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.True(t, fit.Converged)
	assert.GreaterOrEqual(t, fit.LogLikelihood, simple.LogLikelihood-1e-9)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	assert.Equal(t, "c", estimates[2].Name)
	assert.Less(t, estimates[2].Low, estimates[2].Value)
	assert.Less(t, estimates[2].Value, estimates[2].High)
}

func TestSimulate_recovery(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	m := contractual.BdW{Period: lifetime.Month, Alpha: 0.7, Beta: 2.2, C: 1.3}
	var y contractual.Tally
	for range 20_000 {
		renewal, err := m.Simulate(rng)
		require.NoError(t, err)
		if renewal > 12 {
			require.NoError(t, y.Add(12, true, 1))
		} else {
			require.NoError(t, y.Add(renewal, false, 1))
		}
	}
	fit, err := contractual.FitBdW(&y, m.Period, lifetime.FitOptions{})
	require.NoError(t, err)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	for i, want := range []float64{m.Alpha, m.Beta, m.C} {
		assert.InDelta(t, want, estimates[i].Value, 4*estimates[i].SE, estimates[i].Name)
	}
	del, err := fit.Estimate(0, lifetime.Log, func(m contractual.BdW) (float64, error) { return m.DEL(tenPercent) })
	require.NoError(t, err)
	assert.Less(t, del.Low, del.Value)
	assert.Less(t, del.Value, del.High)
}

func TestFitSBG_recovery(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	m := yearly()
	var y contractual.Tally
	for range 20_000 {
		renewal, err := m.Simulate(rng)
		require.NoError(t, err)
		require.NoError(t, y.Add(min(renewal, 8), renewal > 8, 1))
	}
	fit, err := contractual.FitSBG(&y, m.Period, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.True(t, fit.Converged)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	for i, want := range []float64{m.Alpha, m.Beta} {
		assert.InDelta(t, want, estimates[i].Value, 4*estimates[i].SE, estimates[i].Name)
	}
}

// Customers who leave at the second and no other renewal push c to infinity, where t^c overflows: once the search ended
// there, not converged.
func TestFitBdW_boundary(t *testing.T) {
	var y contractual.Tally
	require.NoError(t, y.Add(2, false, 400))
	require.NoError(t, y.Add(1, true, 111))
	require.NoError(t, y.Add(7, true, 921))
	fit, err := contractual.FitBdW(&y, lifetime.Year, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.True(t, fit.Converged)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	bounded := 0
	for _, e := range estimates {
		if e.Bound != lifetime.Interior {
			bounded++
		}
	}
	assert.Positive(t, bounded)
	_, err = fit.Covariance()
	require.ErrorIs(t, err, lifetime.ErrBoundary)
	ln, err := fit.Model.LogLikelihood(&y)
	require.NoError(t, err)
	// as c grows, all stay at first and S(t) tends to t^-k: 400 ln(1 - 2^-k) - 921 k ln 7, whose derivative by k is 0 at
	odds := 921 * math.Log(7) / (400 * math.Ln2) // 2^-k over its complement
	k := math.Log2(1 + 1/odds)
	assert.InDelta(t, 400*math.Log(1-math.Exp2(-k))-921*k*math.Log(7), ln, 0.01)
}

// A cohort that loses the same share at each renewal has one θ for all: both parameters are infinite.
func TestFitSBG_homogeneous(t *testing.T) {
	y, err := contractual.FromSurvivors([]int64{65536, 32768, 16384, 8192, 4096, 2048})
	require.NoError(t, err)
	fit, err := contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.True(t, fit.Converged)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	assert.Equal(t, lifetime.AtInfinity, estimates[0].Bound)
	retained, err := fit.Model.Retention(1)
	require.NoError(t, err)
	assert.InDelta(t, 0.5, retained, 1e-6)
	_, err = fit.Covariance()
	require.ErrorIs(t, err, lifetime.ErrBoundary)
}

func TestFit_refuses(t *testing.T) {
	some, err := contractual.FromSurvivors(regular)
	require.NoError(t, err)
	_, err = contractual.FitSBG(&contractual.Tally{}, lifetime.Year, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrNoData)
	_, err = contractual.FitBdW(nil, lifetime.Year, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrNoData)
	_, err = contractual.FitSBG(some, 0, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrSpan)
	_, err = contractual.FitBdW(some, lifetime.Year, lifetime.FitOptions{Penalty: math.NaN()})
	require.ErrorIs(t, err, lifetime.ErrRange)
	fresh, err := contractual.FromSurvivors([]int64{5})
	require.NoError(t, err)
	_, err = contractual.FitSBG(fresh, lifetime.Year, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrNoData)
}
