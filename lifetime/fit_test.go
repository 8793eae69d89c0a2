package lifetime_test

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// recovers asserts that the parameters are within 4 standard errors of the truth.
func recovers[M any](t *testing.T, fit lifetime.Fit[M], truth ...float64) {
	t.Helper()
	assert.True(t, fit.Converged)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	for i, e := range estimates {
		assert.InDelta(t, truth[i], e.Value, 4*e.SE, e.Name)
		assert.Equal(t, lifetime.Interior, e.Bound)
		assert.True(t, e.Low < e.Value && e.Value < e.High, "%+v", e)
	}
}

// continuous returns the histogram of n customers of m observed for 27 to 39 weeks, without rounding to days.
func continuous(t *testing.T, m simulator, n int) *lifetime.Histogram {
	t.Helper()
	rng := rand.New(rand.NewPCG(11, 2))
	var g lifetime.Histogram
	for range n {
		age := lifetime.Span(39*7 - rng.IntN(84))
		times, err := m.Simulate(rng, age)
		require.NoError(t, err)
		h, err := lifetime.HistoryAt(times, age)
		require.NoError(t, err)
		require.NoError(t, g.Add(h, 1))
	}
	return &g
}

func TestFit_recovery(t *testing.T) {
	const n = 20_000
	bg, err := lifetime.FitBGNBD(continuous(t, cdnow, n), lifetime.FitOptions{})
	require.NoError(t, err)
	recovers(t, bg, cdnow.R, cdnow.Alpha, cdnow.A, cdnow.B)
	mbg, err := lifetime.FitMBGNBD(continuous(t, central, n), lifetime.FitOptions{})
	require.NoError(t, err)
	recovers(t, mbg, central.R, central.Alpha, central.A, central.B)
	pareto, err := lifetime.FitParetoNBD(continuous(t, cdnowPareto, n), lifetime.FitOptions{})
	require.NoError(t, err)
	recovers(t, pareto, cdnowPareto.R, cdnowPareto.Alpha, cdnowPareto.S, cdnowPareto.Beta)
	nbd, err := lifetime.FitNBD(continuous(t, steady, n), lifetime.FitOptions{})
	require.NoError(t, err)
	recovers(t, nbd, steady.R, steady.Alpha)
	bgbb, err := lifetime.FitBGBB(donors(t, n), lifetime.FitOptions{Unit: lifetime.Year})
	require.NoError(t, err)
	recovers(t, bgbb, season.Alpha, season.Beta, season.Gamma, season.Delta)
	spend, err := lifetime.FitGammaGamma(slices.Values(spends(cohort(cdnow, n, 4), 4)), lifetime.FitOptions{})
	require.NoError(t, err)
	recovers(t, spend, cdnowSpend.P, cdnowSpend.Q, cdnowSpend.Gamma)
}

// donors returns the histogram of n customers of season over six years.
func donors(t *testing.T, n int) *lifetime.Histogram {
	t.Helper()
	rng := rand.New(rand.NewPCG(2, 6))
	var g lifetime.Histogram
	for range n {
		times, err := season.Simulate(rng, 6*lifetime.Year)
		require.NoError(t, err)
		h, err := lifetime.HistoryAt(times, 6*lifetime.Year)
		require.NoError(t, err)
		require.NoError(t, g.Add(h, 1))
	}
	return &g
}

// cohortOf returns continuous histories of n customers over 39 weeks.
func cohortOf(t *testing.T, m simulator, n int, seed uint64) []lifetime.History {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 77))
	rows := make([]lifetime.History, n)
	for i := range rows {
		times, err := m.Simulate(rng, 39*lifetime.Week)
		require.NoError(t, err)
		rows[i], err = lifetime.HistoryAt(times, 39*lifetime.Week)
		require.NoError(t, err)
	}
	return rows
}

// The log-likelihood of a fit is the sum of those of the model, and none of 1000 places around it is better.
func TestFit_isMaximum(t *testing.T) {
	g := passengers()
	total := func(m lifetime.Model) float64 { return summed(t, g, m) }
	fit, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, total(fit.Model), fit.LogLikelihood, 1e-12)
	pareto, err := lifetime.FitParetoNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, total(pareto.Model), pareto.LogLikelihood, 1e-11)
	mbg, err := lifetime.FitMBGNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, total(mbg.Model), mbg.LogLikelihood, 1e-12)
	nbd, err := lifetime.FitNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, total(nbd.Model), nbd.LogLikelihood, 1e-12)

	rng := rand.New(rand.NewPCG(1, 1))
	apart := func(v float64) float64 { return v * math.Exp(0.3*rng.NormFloat64()) }
	for range 1000 {
		m := fit.Model
		m.R, m.Alpha, m.A, m.B = apart(m.R), apart(m.Alpha), apart(m.A), apart(m.B)
		assert.Less(t, total(m), fit.LogLikelihood)
	}
}

func TestFit_sameBits(t *testing.T) {
	rows := cohort(cdnow, 30_000, 9)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	var want lifetime.BGNBD
	var wantPareto lifetime.ParetoNBD
	for i, processors := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(processors)
		rng := rand.New(rand.NewPCG(uint64(i), 3))
		rng.Shuffle(len(rows), func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
		g := grouped(rows)
		fit, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		pareto, err := lifetime.FitParetoNBD(grouped(rows[:3000]), lifetime.FitOptions{MaxIterations: 4})
		require.NoError(t, err)
		if i == 0 {
			want = fit.Model
		}
		assert.Equal(t, want, fit.Model)
		if i == 0 {
			rng.Shuffle(3000, func(a, b int) { rows[a], rows[b] = rows[b], rows[a] })
			again, err := lifetime.FitParetoNBD(grouped(rows[:3000]), lifetime.FitOptions{MaxIterations: 4})
			require.NoError(t, err)
			wantPareto = again.Model
			assert.Equal(t, wantPareto, pareto.Model)
		}
	}
}

// The unit changes the numbers of the parameters, no prediction and no difference of likelihoods.
func TestFit_unit(t *testing.T) {
	g := passengers()
	var alive []float64
	var apart []float64
	for _, unit := range []lifetime.Span{lifetime.Day, lifetime.Week, lifetime.Month, 1e4 * lifetime.Year, 1e-6} {
		bg, err := lifetime.FitBGNBD(g, lifetime.FitOptions{Unit: unit})
		require.NoError(t, err)
		nbd, err := lifetime.FitNBD(g, lifetime.FitOptions{Unit: unit})
		require.NoError(t, err)
		a, err := bg.Model.Alive(passenger, lifetime.Year)
		require.NoError(t, err)
		alive, apart = append(alive, a), append(apart, bg.AIC()-nbd.AIC())
	}
	for i := range alive {
		assert.InEpsilon(t, alive[0], alive[i], 1e-6)
		assert.InEpsilon(t, apart[0], apart[i], 1e-6)
	}
}

// A customer counted n times is n customers.
func TestFit_weights(t *testing.T) {
	var once, often lifetime.Histogram
	for h, n := range passengers().Rows() {
		require.NoError(t, once.Add(h, 3*n))
		for range 3 {
			require.NoError(t, often.Add(h, n))
		}
	}
	a, err := lifetime.FitMBGNBD(&once, lifetime.FitOptions{})
	require.NoError(t, err)
	b, err := lifetime.FitMBGNBD(&often, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.Equal(t, a.Model, b.Model)
}

// The penalty pulls towards 1 in scaled time, and the covariance stays that of the likelihood.
func TestFit_penalty(t *testing.T) {
	g := passengers()
	free, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	held, err := lifetime.FitBGNBD(g, lifetime.FitOptions{Penalty: 0.01})
	require.NoError(t, err)
	assert.True(t, held.Converged)
	assert.Less(t, held.LogLikelihood, free.LogLikelihood)
	assert.Less(t, math.Abs(math.Log(held.Model.R)), math.Abs(math.Log(free.Model.R)))
	daily, err := lifetime.FitBGNBD(g, lifetime.FitOptions{Penalty: 0.01, Unit: lifetime.Day})
	require.NoError(t, err)
	assert.InEpsilon(t, held.Model.Alpha*7, daily.Model.Alpha, 1e-6)
}
