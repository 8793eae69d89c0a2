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

// Over 200 small samples the 95 % intervals of every parameter hold the truth in 90 to 99 %.
func TestFit_coverage(t *testing.T) {
	truth := []float64{steady.R, steady.Alpha}
	held := make([]int, len(truth))
	for seed := range uint64(200) {
		fit, err := lifetime.FitNBD(grouped(cohortOf(t, steady, 400, seed)), lifetime.FitOptions{})
		require.NoError(t, err)
		estimates, err := fit.Parameters(0)
		require.NoError(t, err)
		for i, e := range estimates {
			if e.Low <= truth[i] && truth[i] <= e.High {
				held[i]++
			}
		}
	}
	for i, n := range held {
		assert.True(t, n >= 180 && n <= 198, "parameter %d: %d of 200", i, n)
	}
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
	total := func(m lifetime.Model) float64 {
		var sum float64
		for h, n := range g.Rows() {
			ln, err := m.LogLikelihood(h)
			require.NoError(t, err)
			sum += ln * float64(n)
		}
		return sum
	}
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

// The covariance is the inverse of minus the Hessian, here by second differences of the log-likelihood itself.
func TestFit_Covariance_isHessian(t *testing.T) {
	g := passengers()
	fit, err := lifetime.FitNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	total := func(r, alpha float64) float64 {
		var sum float64
		for h, n := range g.Rows() {
			ln, err := lifetime.NBD{Unit: lifetime.Week, R: r, Alpha: alpha}.LogLikelihood(h)
			require.NoError(t, err)
			sum += ln * float64(n)
		}
		return sum
	}
	r, a := fit.Model.R, fit.Model.Alpha
	hr, ha := r*1e-3, a*1e-3
	rr := (total(r+hr, a) - 2*total(r, a) + total(r-hr, a)) / (hr * hr)
	aa := (total(r, a+ha) - 2*total(r, a) + total(r, a-ha)) / (ha * ha)
	ra := (total(r+hr, a+ha) - total(r+hr, a-ha) - total(r-hr, a+ha) + total(r-hr, a-ha)) / (4 * hr * ha)
	det := rr*aa - ra*ra
	cov, err := fit.Covariance()
	require.NoError(t, err)
	assert.InEpsilon(t, -aa/det, cov[0][0], 1e-4)
	assert.InEpsilon(t, -rr/det, cov[1][1], 1e-4)
	assert.InEpsilon(t, ra/det, cov[0][1], 1e-4)
	assert.Equal(t, cov[0][1], cov[1][0])
	ln, err := fit.LogCovariance()
	require.NoError(t, err)
	assert.InEpsilon(t, cov[0][0], ln[0][0]*r*r, 1e-12)
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

func TestFit_boundary(t *testing.T) {
	never := new(lifetime.Histogram)
	require.NoError(t, never.Add(lifetime.History{T: 100}, 50))
	always := new(lifetime.Histogram)
	for x := 1; x < 12; x++ {
		require.NoError(t, always.Add(lifetime.History{X: x, Tx: 100, T: 100}, 3))
	}
	for _, g := range []*lifetime.Histogram{never, always} {
		bg, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		assert.True(t, bg.Converged)
		estimates, err := bg.Parameters(0)
		require.NoError(t, err)
		assert.Equal(t, lifetime.AtZero, estimates[2].Bound, "nobody is seen to leave")
		assert.Zero(t, estimates[2].SE)
		_, err = bg.LogCovariance()
		require.ErrorIs(t, err, lifetime.ErrBoundary)
		_, err = bg.Covariance()
		require.ErrorIs(t, err, lifetime.ErrBoundary)
		ask := func(m lifetime.BGNBD) (float64, error) { return m.Alive(passenger, 0) }
		_, err = bg.Estimate(0, lifetime.Logit, ask)
		require.ErrorIs(t, err, lifetime.ErrBoundary)
		_, err = lifetime.EstimateJoint(bg, bg, 0, lifetime.Natural, func(m, _ lifetime.BGNBD) (float64, error) { return ask(m) })
		require.ErrorIs(t, err, lifetime.ErrBoundary)
		pareto, err := lifetime.FitParetoNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		nbd, err := lifetime.FitNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		assert.InDelta(t, nbd.LogLikelihood, bg.LogLikelihood, 1e-6) // nobody leaves: all are NBD
		assert.InDelta(t, nbd.LogLikelihood, pareto.LogLikelihood, 1e-3) // s of e^23 leaves the rounding of 1e11
	}
	same := slices.Values([]lifetime.Spend{{X: 3, Mean: 10}, {X: 4, Mean: 10}, {X: 1, Mean: 10}})
	spend, err := lifetime.FitGammaGamma(same, lifetime.FitOptions{})
	require.NoError(t, err)
	estimates, err := spend.Parameters(0)
	require.NoError(t, err)
	assert.Equal(t, lifetime.AtInfinity, estimates[0].Bound, "all amounts are equal")
	one := new(lifetime.Histogram)
	require.NoError(t, one.Add(lifetime.History{X: 3, Tx: 50, T: 100}, 1))
	lonely, err := lifetime.FitBGNBD(one, lifetime.FitOptions{})
	require.NoError(t, err)
	assert.Less(t, lonely.Evaluations, 3000)
}

func TestFit_refuses(t *testing.T) {
	g := passengers()
	empty, young := new(lifetime.Histogram), new(lifetime.Histogram)
	require.NoError(t, young.Add(lifetime.History{}, 7))
	for _, bad := range []*lifetime.Histogram{nil, empty, young} {
		_, err := lifetime.FitBGNBD(bad, lifetime.FitOptions{})
		require.ErrorIs(t, err, lifetime.ErrNoData)
		_, err = lifetime.FitMBGNBD(bad, lifetime.FitOptions{})
		require.ErrorIs(t, err, lifetime.ErrNoData)
		_, err = lifetime.FitParetoNBD(bad, lifetime.FitOptions{})
		require.ErrorIs(t, err, lifetime.ErrNoData)
		_, err = lifetime.FitNBD(bad, lifetime.FitOptions{})
		require.ErrorIs(t, err, lifetime.ErrNoData)
		_, err = lifetime.FitBGBB(bad, lifetime.FitOptions{Unit: 1})
		require.ErrorIs(t, err, lifetime.ErrNoData)
	}
	_, err := lifetime.FitBGBB(g, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrSpan)
	_, err = lifetime.FitBGBB(g, lifetime.FitOptions{Unit: lifetime.Week})
	require.ErrorIs(t, err, lifetime.ErrSpan)
	crowded := new(lifetime.Histogram)
	require.NoError(t, crowded.Add(lifetime.History{X: 5, Tx: 3, T: 4}, 7))
	_, err = lifetime.FitBGBB(crowded, lifetime.FitOptions{Unit: 1})
	require.ErrorIs(t, err, lifetime.ErrHistory)
	for _, o := range []lifetime.FitOptions{
		{Penalty: -1}, {Penalty: math.NaN()}, {MaxIterations: -1}, {MaxIterations: 1e9}, {Start: []float64{1}},
	} {
		_, err := lifetime.FitNBD(g, o)
		require.ErrorIs(t, err, lifetime.ErrRange, "%+v", o)
	}
	_, err = lifetime.FitNBD(g, lifetime.FitOptions{Start: []float64{1, math.NaN()}})
	require.ErrorIs(t, err, lifetime.ErrParameter)
	for _, unit := range []lifetime.Span{-1, lifetime.Span(math.NaN()), 1e10} {
		_, err = lifetime.FitNBD(g, lifetime.FitOptions{Unit: unit})
		require.ErrorIs(t, err, lifetime.ErrSpan)
	}
	_, err = lifetime.FitGammaGamma(slices.Values([]lifetime.Spend(nil)), lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrNoData)
	_, err = lifetime.FitGammaGamma(slices.Values([]lifetime.Spend{{1, 5}, {0, 5}}), lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrSpend)
	require.ErrorContains(t, err, "row 1")
}

func TestMaximize_refuses(t *testing.T) {
	good := lifetime.Problem[float64]{
		Names: []string{"x"}, Start: []float64{1}, Customers: 1,
		Eval:  func(x, g []float64) float64 { g[0] = -2 * x[0]; return -x[0] * x[0] },
		Build: func(theta []float64) float64 { return theta[0] },
	}
	fit, err := lifetime.Maximize(good, lifetime.FitOptions{Start: []float64{7}})
	require.NoError(t, err)
	assert.InDelta(t, 1, fit.Model, 1e-9)
	nan := good
	nan.Eval = func(_, g []float64) float64 { g[0] = 0; return math.NaN() }
	_, err = lifetime.Maximize(nan, lifetime.FitOptions{})
	require.ErrorIs(t, err, lifetime.ErrNoData)
	for _, spoil := range []func(p *lifetime.Problem[float64]){
		func(p *lifetime.Problem[float64]) { p.Names = nil },
		func(p *lifetime.Problem[float64]) { p.Start = []float64{1, 2} },
		func(p *lifetime.Problem[float64]) { p.Customers = 0 },
		func(p *lifetime.Problem[float64]) { p.Eval = nil },
		func(p *lifetime.Problem[float64]) { p.Build = nil },
	} {
		bad := good
		spoil(&bad)
		_, err = lifetime.Maximize(bad, lifetime.FitOptions{})
		require.ErrorIs(t, err, lifetime.ErrRange)
	}
	flat := good
	flat.Eval = func(_, g []float64) float64 { g[0] = 0; return 0 }
	fit, err = lifetime.Maximize(flat, lifetime.FitOptions{})
	require.NoError(t, err)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	assert.NotEqual(t, lifetime.Interior, estimates[0].Bound)
	short, err := lifetime.FitBGNBD(passengers(), lifetime.FitOptions{MaxIterations: 1})
	require.NoError(t, err)
	assert.False(t, short.Converged)
}

func TestEstimate_scales(t *testing.T) {
	fit, err := lifetime.FitBGNBD(passengers(), lifetime.FitOptions{})
	require.NoError(t, err)
	alive := func(m lifetime.BGNBD) (float64, error) { return m.Alive(passenger, 0) }
	var se float64
	for _, on := range []lifetime.Scale{lifetime.Log, lifetime.Logit, lifetime.Natural} {
		e, err := fit.Estimate(0.9, on, alive)
		require.NoError(t, err)
		assert.True(t, e.Low < e.Value && e.Value < e.High, "%v %+v", on, e)
		if on > lifetime.Log {
			assert.Equal(t, se, e.SE)
		}
		se = e.SE
	}
	sure, err := fit.Estimate(0, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) {
		return m.Alive(lifetime.History{T: 100}, 0)
	})
	require.NoError(t, err)
	assert.Equal(t, lifetime.Estimate{Value: 1, Low: 1, High: 1}, sure)
	_, err = fit.Estimate(0, 9, alive)
	require.ErrorIs(t, err, lifetime.ErrUnknown)
	for _, level := range []float64{-0.1, 1, math.NaN()} {
		_, err = fit.Estimate(level, lifetime.Log, alive)
		require.ErrorIs(t, err, lifetime.ErrRange)
		_, err = fit.Parameters(level)
		require.ErrorIs(t, err, lifetime.ErrRange)
	}
	_, err = fit.Estimate(0, lifetime.Log, func(m lifetime.BGNBD) (float64, error) { return -m.R, nil })
	require.ErrorIs(t, err, lifetime.ErrRange)
	_, err = fit.Estimate(0, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) { return 1 + m.R, nil })
	require.ErrorIs(t, err, lifetime.ErrRange)
	_, err = fit.Estimate(0, lifetime.Log, func(lifetime.BGNBD) (float64, error) { return math.NaN(), nil })
	require.ErrorIs(t, err, lifetime.ErrRange)
	_, err = fit.Estimate(0, lifetime.Log, func(m lifetime.BGNBD) (float64, error) { return m.DERT(passenger, lifetime.Rate{}) })
	require.ErrorIs(t, err, lifetime.ErrDivergent)
	_, err = lifetime.Fit[lifetime.BGNBD]{}.Estimate(0, lifetime.Log, alive)
	require.ErrorIs(t, err, lifetime.ErrNoData)
	assert.Zero(t, lifetime.Fit[lifetime.BGNBD]{}.BIC())
}
