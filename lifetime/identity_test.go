package lifetime_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// updated returns the model under which somebody with the history h of m, if alive, is a new customer.
func updated(m lifetime.Model, h lifetime.History) lifetime.Model {
	x := float64(h.X)
	switch m := m.(type) {
	case lifetime.BGNBD:
		m.R, m.Alpha, m.B = m.R+x, m.Alpha+float64(h.T/m.Unit), m.B+x
		return m
	case lifetime.MBGNBD:
		m.R, m.Alpha, m.B = m.R+x, m.Alpha+float64(h.T/m.Unit), m.B+x+1
		return lifetime.BGNBD(m)
	case lifetime.ParetoNBD:
		m.R, m.Alpha, m.Beta = m.R+x, m.Alpha+float64(h.T/m.Unit), m.Beta+float64(h.T/m.Unit)
		return m
	case lifetime.NBD:
		m.R, m.Alpha = m.R+x, m.Alpha+float64(h.T/m.Unit)
		return m
	case lifetime.BGBB:
		n := float64(h.T / m.Unit)
		m.Alpha, m.Beta, m.Delta = m.Alpha+x, m.Beta+n-x, m.Delta+n
		return m
	}
	panic("unknown model")
}

// Given that he is alive at T, a customer is a new one with the parameters that his history leaves.
func TestModel_posterior(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		span := lifetime.Span(rapid.IntRange(1, 300).Draw(t, "span"))
		n := rapid.IntRange(0, 9).Draw(t, "n")
		next := updated(m, h)
		alive, err := m.Alive(h, 0)
		require.NoError(t, err)
		rest := 0.0
		if n == 0 {
			rest = 1 - alive
		}
		for what, ask := range map[string]func(m lifetime.Model, h lifetime.History) (float64, error){
			"alive":     func(m lifetime.Model, h lifetime.History) (float64, error) { return m.Alive(h, span) },
			"purchases": func(m lifetime.Model, h lifetime.History) (float64, error) { return m.Purchases(h, span) },
			"dert":      func(m lifetime.Model, h lifetime.History) (float64, error) { return m.DERT(h, tenPercent) },
			"pmf":       func(m lifetime.Model, h lifetime.History) (float64, error) { return m.PMF(h, span, n) },
		} {
			got, err := ask(m, h)
			require.NoError(t, err)
			fresh, err := ask(next, lifetime.History{})
			require.NoError(t, err)
			if _, central := m.(lifetime.MBGNBD); central || what != "pmf" {
				first, err := next.Alive(lifetime.History{}, 0)
				require.NoError(t, err)
				assert.Equal(t, 1.0, first, "a new customer of the family is alive")
			}
			want := alive * fresh
			if what == "pmf" {
				want += rest
			}
			assert.InDelta(t, want, got, 1e-9*want+1e-300, "%s of %+v %+v", what, m, h)
		}
	})
}

// What simulated customers do is what the models expect, within five standard errors: purchases, none at all, and the
// histories' likelihood of no repeat.
func TestSimulate_means(t *testing.T) {
	const n = 20_000
	for _, m := range []lifetime.Model{cdnow, central, cdnowPareto, steady, season} {
		span := 39 * lifetime.Week
		if m == lifetime.Model(season) {
			span = 6 * lifetime.Year
		}
		rng := rand.New(rand.NewPCG(8, 8))
		var sum, squares, none float64
		for range n {
			times, err := m.(simulator).Simulate(rng, span)
			require.NoError(t, err)
			x := float64(len(times))
			sum, squares = sum+x, squares+x*x
			if x == 0 {
				none++
			}
		}
		want, err := m.Purchases(lifetime.History{}, span)
		require.NoError(t, err)
		mean := sum / n
		assert.InDelta(t, want, mean, 5*math.Sqrt((squares/n-mean*mean)/n), "%T", m)
		zero, err := m.PMF(lifetime.History{}, span, 0)
		require.NoError(t, err)
		assert.InDelta(t, zero, none/n, 5*math.Sqrt(zero*(1-zero)/n), "%T", m)
		if _, discrete := m.(lifetime.BGBB); !discrete { // a history without a repeat is one event, in no unit
			ln, err := m.LogLikelihood(lifetime.History{T: span})
			require.NoError(t, err)
			assert.InEpsilon(t, zero, math.Exp(ln), 1e-9, "%T", m)
		}
	}
	rng := rand.New(rand.NewPCG(8, 9))
	var sum, squares float64
	for range n {
		s, err := lifetime.GammaGamma{P: 6.25, Q: 6, Gamma: 15.44}.Simulate(rng, 3)
		require.NoError(t, err)
		sum, squares = sum+s.Mean, squares+s.Mean*s.Mean
	}
	mean := sum / n
	assert.InDelta(t, 6.25*15.44/5, mean, 5*math.Sqrt((squares/n-mean*mean)/n))
}

// Stretching all times leaves the difference of two models' likelihoods.
func TestFit_stretched(t *testing.T) {
	var slow lifetime.Histogram
	for h, n := range passengers().Rows() {
		h.Tx, h.T = 3*h.Tx, 3*h.T
		require.NoError(t, slow.Add(h, n))
	}
	apart := func(g *lifetime.Histogram) float64 {
		bg, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		pareto, err := lifetime.FitParetoNBD(g, lifetime.FitOptions{})
		require.NoError(t, err)
		return bg.AIC() - pareto.AIC()
	}
	assert.InDelta(t, apart(passengers()), apart(&slow), 1e-6)
}
