package lifetime_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// The numbers of this file are integrals over the customers by Python's mpmath 1.3 in 25 digits, with its confluent
// hypergeometric function U for the discounting: an implementation that shares nothing with this one.

// Shapes far below 1 put half of the customers where the density is a power of a share or a rate that is all but 0, and
// a rate of interest that is all but 0 asks for the mean of an inverse: both once were off by up to 1e-7.
func TestModels_smallShapes(t *testing.T) {
	fresh := lifetime.History{}
	low, err := lifetime.Continuous(0.0025, lifetime.Day)
	require.NoError(t, err)
	minute, err := lifetime.Continuous(1e-12, lifetime.Day)
	require.NoError(t, err)
	for _, c := range []struct {
		m    lifetime.Model
		h    lifetime.History
		d    lifetime.Rate
		want float64
	}{
		{lifetime.BGNBD{1, 0.2, 0.3, 0.04, 10.5}, fresh, low, 226.74976107966261},
		{lifetime.BGNBD{1, 2.6, 0.05, 1, 0.07}, lifetime.History{T: 30}, low, 1.1787830657818371},
		{lifetime.BGNBD{1, 0.5, 6, 1.2, 3}, fresh, minute, 15.783027926934805},
		{lifetime.BGNBD{1, 0.003, 468, 3.8e6, 0.36}, fresh, low, 0.0016040415881501018},
		{lifetime.BGBB{1, 1, 1, 1.2, 3}, fresh, minute, 7.4550608244145175},
		{lifetime.ParetoNBD{1, 0.07, 0.17, 0.18, 1.5}, fresh, low, 68.351459081822342},
		{lifetime.ParetoNBD{1, 0.07, 0.17, 1.2, 1.5}, fresh, minute, 3.0727125923745819},
	} {
		got, err := c.m.DERT(c.h, c.d)
		require.NoError(t, err)
		assert.InEpsilon(t, c.want, got, 1e-10, "%T %+v", c.m, c.m)
	}
	got, err := lifetime.BGNBD{1, 0.2, 0.03, 0.65, 0.18}.Purchases(fresh, 1e5)
	require.NoError(t, err)
	assert.InEpsilon(t, 43.023252514106126, got, 1e-10)
	got, err = lifetime.BGNBD{1, 1000, 1000, 1.2, 3}.Purchases(fresh, 1e8)
	require.NoError(t, err)
	assert.InEpsilon(t, 15.512843453071624, got, 1e-10)
}

// Who bought 300 times on his first day is hardly going to stay for 39 days without a purchase, a chance below all
// float64s: that he has left by then without one is what is left, and once was lost.
func TestParetoNBD_PMF_underflow(t *testing.T) {
	m := lifetime.ParetoNBD{Unit: 1, R: 0.07, Alpha: 0.24, S: 0.15, Beta: 14}
	got, err := m.PMF(lifetime.History{X: 300}, 39, 0)
	require.NoError(t, err)
	assert.InEpsilon(t, 8.5975140227797182e-6, got, 1e-10)
}

func TestGammaGamma_LogLikelihood_extreme(t *testing.T) {
	for _, c := range []struct {
		g    lifetime.GammaGamma
		s    lifetime.Spend
		want float64
	}{
		{lifetime.GammaGamma{6.25, 3.74, 15.44}, lifetime.Spend{X: 3, Mean: 37.5}, -4.197952068759495},
		{lifetime.GammaGamma{2, 1e9, 3e10}, lifetime.Spend{X: 1, Mean: 40}, -4.4468486433214856},
		{lifetime.GammaGamma{1e9, 2, 1e-7}, lifetime.Spend{X: 1, Mean: 40}, -4.3562979912406261},
	} {
		got, err := c.g.LogLikelihood(c.s)
		require.NoError(t, err)
		assert.InDelta(t, c.want, got, 1e-11, "%+v", c.g)
	}
}

// Paid at the start of a period of 270,000 years, all its purchases count in full, although a payment at its end
// is worth nothing.
func TestDET_hugePeriod(t *testing.T) {
	for _, m := range []lifetime.Model{cdnow, central, cdnowPareto, steady, foreign{cdnow}} {
		want, err := m.Purchases(passenger, 1e8)
		require.NoError(t, err)
		for _, periods := range []int{0, 3} {
			c := lifetime.Cash{Rate: tenPercent, Period: 1e8, Periods: periods, Timing: lifetime.Start}
			got, err := lifetime.DET(m, passenger, c)
			require.NoError(t, err, "%T", m)
			assert.InEpsilon(t, want, got, 1e-9, "%T", m)
			c.Timing = lifetime.End
			got, err = lifetime.DET(m, passenger, c)
			require.NoError(t, err)
			assert.Zero(t, got, "%T", m)
		}
	}
	yearly, err := season.Purchases(lifetime.History{}, 10_000*lifetime.Year)
	require.NoError(t, err)
	got, err := lifetime.DET(season, lifetime.History{}, lifetime.Cash{
		Rate: tenPercent, Period: 10_000 * lifetime.Year, Timing: lifetime.Start,
	})
	require.NoError(t, err)
	assert.InEpsilon(t, yearly, got, 1e-9)
}

// A maximum that hardly bends has an interval as wide as float64 goes, and none that is infinite.
func TestFit_Parameters_finite(t *testing.T) {
	var g lifetime.Histogram
	require.NoError(t, g.Add(lifetime.History{X: 1, Tx: 1, T: 5}, 1))
	require.NoError(t, g.Add(lifetime.History{T: 5}, 1))
	fit, err := lifetime.FitBGNBD(&g, lifetime.FitOptions{})
	require.NoError(t, err)
	estimates, err := fit.Parameters(0)
	require.NoError(t, err)
	widest := 0.0
	for _, e := range estimates {
		assert.False(t, math.IsInf(e.High, 0) || math.IsNaN(e.High), "%+v", e)
		widest = max(widest, e.High)
	}
	assert.Equal(t, math.MaxFloat64, widest)
}
