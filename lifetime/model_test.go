package lifetime_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// near asserts that got is want to a relative 1e-9.
func near(t *testing.T, want, got float64, what ...any) {
	t.Helper()
	assert.InDelta(t, want, got, 1e-10*math.Abs(want)+1e-300, what...)
}

// A question is put to a model and to its oracle, times in weeks.
type question struct {
	x          int
	tx, age, t float64
	n          int
}

var questions = []question{
	{0, 0, 0, 39, 2}, // a new customer
	{0, 0, 38.86, 39, 0},
	{2, 30.43, 38.86, 39, 1},
	{2, 30.43, 38.86, 1e-9, 1},
	{1, 38.86, 38.86, 52, 3}, // bought on the last day
	{7, 12, 38.86, 520, 7},
	{26, 30.86, 31, 30, 25},
	{1, 0.14, 0.14, 5, 0},
	{40, 10, 38, 4, 4},
}

// extremes are a daily customer many times over, and a horizon of two millennia.
var extremes = []question{
	{5000, 38.86, 38.86, 0.04, 5},
	{5000, 38.5, 38.86, 0.04, 4},
	{2, 30.43, 38.86, 1e5, 1},
}

// agrees asks m every question and compares with what the oracle says of them.
func agrees(t *testing.T, m lifetime.Model, oracle func(q question, delta float64) answers) {
	t.Helper()
	answersTo(t, m, questions, oracle)
}

// answersTo asks m some questions.
func answersTo(t *testing.T, m lifetime.Model, questions []question, oracle func(q question, delta float64) answers) {
	t.Helper()
	const delta = 0.0025
	rate, err := lifetime.Continuous(delta, lifetime.Week)
	require.NoError(t, err)
	for _, q := range questions {
		want := oracle(q, delta)
		h := lifetime.History{X: q.x, Tx: lifetime.Span(q.tx) * lifetime.Week, T: lifetime.Span(q.age) * lifetime.Week}
		h.Tx = min(h.Tx, h.T)
		span := lifetime.Span(q.t) * lifetime.Week
		ask := func(what string, want float64) func(got float64, err error) {
			return func(got float64, err error) {
				require.NoError(t, err)
				near(t, want, got, "%+v: %s of %+v: want %v, got %v", m, what, q, want, got)
			}
		}
		lnL, err := m.LogLikelihood(h)
		require.NoError(t, err)
		assert.InDelta(t, want.lnL, lnL, 1e-11*(1+math.Abs(want.lnL)), "%+v: ln L of %+v", m, q)
		ask("alive", want.alive)(m.Alive(h, 0))
		ask("alive later", want.later)(m.Alive(h, span))
		ask("purchases", want.expect)(m.Purchases(h, span))
		ask("pmf", want.pmf)(m.PMF(h, span, q.n))
		ask("dert", want.dert)(m.DERT(h, rate))
	}
}

func TestBGNBD_story(t *testing.T) {
	for _, m := range []lifetime.BGNBD{
		{lifetime.Week, 0.243, 4.414, 0.793, 2.426}, // the published fit to CDNOW
		{lifetime.Week, 0.243, 4.414, 1, 2.426},     // the poles of the closed forms
		{lifetime.Week, 0.55, 10, 0.4, 0.6},
		{lifetime.Week, 3, 20, 2.5, 0.5},
		{lifetime.Week, 40, 200, 30, 90},
	} {
		agrees(t, m, func(q question, delta float64) answers {
			return slowBG(m.R, m.Alpha, m.A, m.B, false, q.x, q.tx, q.age, q.t, q.n, delta)
		})
	}
}

func TestMBGNBD_story(t *testing.T) {
	for _, m := range []lifetime.MBGNBD{
		{lifetime.Week, 0.525, 6.183, 0.891, 1.614},
		{lifetime.Week, 1, 1, 1, 1},
	} {
		agrees(t, m, func(q question, delta float64) answers {
			return slowBG(m.R, m.Alpha, m.A, m.B, true, q.x, q.tx, q.age, q.t, q.n, delta)
		})
	}
}

func TestParetoNBD_story(t *testing.T) {
	for _, m := range []lifetime.ParetoNBD{
		{lifetime.Week, 0.553, 10.578, 0.606, 11.669}, // the published fit to CDNOW
		{lifetime.Week, 0.553, 10.578, 1, 11.669},     // the pole of the closed form
		{lifetime.Week, 0.8, 11, 0.7, 11},             // alpha = beta
		{lifetime.Week, 2, 0.5, 1.5, 300},
		{lifetime.Week, 2, 300, 1.5, 0.5},
	} {
		agrees(t, m, func(q question, delta float64) answers {
			return slowPareto(m.R, m.Alpha, m.S, m.Beta, q.x, q.tx, q.age, q.t, q.n, delta)
		})
	}
}

func TestModels_extremeStory(t *testing.T) {
	answersTo(t, cdnow, extremes, func(q question, delta float64) answers {
		return slowBG(cdnow.R, cdnow.Alpha, cdnow.A, cdnow.B, false, q.x, q.tx, q.age, q.t, q.n, delta)
	})
	answersTo(t, cdnowPareto, extremes, func(q question, delta float64) answers {
		m := cdnowPareto
		return slowPareto(m.R, m.Alpha, m.S, m.Beta, q.x, q.tx, q.age, q.t, q.n, delta)
	})
}
