package lifetime_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// At the poles of the closed forms the limit is answered, and next to them nothing jumps.
func TestModels_poles(t *testing.T) {
	h := lifetime.History{X: 2, Tx: 213, T: 272}
	zero := lifetime.History{}
	for _, off := range []float64{1e-6, 1e-9, 1e-12, 1e-15} {
		for name, pair := range map[string][2]lifetime.Model{
			"a = 1": {
				lifetime.BGNBD{lifetime.Week, 0.243, 4.414, 1, 2.426}, lifetime.BGNBD{lifetime.Week, 0.243, 4.414, 1 + off, 2.426},
			},
			"a + b = 1": {
				lifetime.BGNBD{lifetime.Week, 0.243, 4.414, 0.4, 0.6}, lifetime.BGNBD{lifetime.Week, 0.243, 4.414, 0.4 + off, 0.6},
			},
			"s = 1": {
				lifetime.ParetoNBD{lifetime.Week, 0.553, 10.578, 1, 11.669},
				lifetime.ParetoNBD{lifetime.Week, 0.553, 10.578, 1 + off, 11.669},
			},
			"alpha = beta": {
				lifetime.ParetoNBD{lifetime.Week, 0.553, 11, 0.6, 11}, lifetime.ParetoNBD{lifetime.Week, 0.553, 11, 0.6, 11 + off},
			},
		} {
			for _, history := range []lifetime.History{h, zero} {
				for _, span := range []lifetime.Span{1e-9, 39 * lifetime.Week, 1e5 * lifetime.Week} {
					at, err := pair[0].Purchases(history, span)
					require.NoError(t, err)
					beside, err := pair[1].Purchases(history, span)
					require.NoError(t, err)
					assert.InEpsilon(t, at, beside, 10*off+1e-10, "%s + %v, %v", name, off, span)
				}
				at, err := pair[0].DERT(history, tenPercent)
				require.NoError(t, err)
				beside, err := pair[1].DERT(history, tenPercent)
				require.NoError(t, err)
				assert.InEpsilon(t, at, beside, 10*off+1e-10, "%s + %v", name, off)
			}
		}
	}
	at, err := lifetime.BGBB{1, 1, 1, 1, 3}.Purchases(zero, 5000)
	require.NoError(t, err)
	want := 0.0
	for k := 5000; k >= 1; k-- {
		want += 0.5 * 3 / float64(3+k)
	}
	assert.InEpsilon(t, want, at, 1e-13)
}

// The closed form of BG/NBD holds away from its poles, with gonum's 2F1 where that does not overflow.
func TestBGNBD_Purchases_closedForm(t *testing.T) {
	for _, q := range questions {
		h := lifetime.History{X: q.x, Tx: lifetime.Span(min(q.tx, q.age)) * lifetime.Week, T: lifetime.Span(q.age) * lifetime.Week}
		if q.t < 1 || q.t > 100 {
			continue
		}
		r, alpha, a, b := cdnow.R+float64(q.x), cdnow.Alpha+q.age, cdnow.A, cdnow.B+float64(q.x)
		z := q.t / (alpha + q.t)
		want := (a + b - 1) / (a - 1) * (1 - math.Pow(1-z, r)*mathext.Hypergeo(r, b, a+b-1, z))
		alive, err := cdnow.Alive(h, 0)
		require.NoError(t, err)
		got, err := cdnow.Purchases(h, lifetime.Span(q.t)*lifetime.Week)
		require.NoError(t, err)
		assert.InEpsilon(t, want*alive, got, 1e-8, "%+v", q) // 2F1 loses some
	}
}

// The published value: Fader, Hardie, Lee (2005), Implementing the BG/NBD Model ... in Microsoft Excel, the customer
// with x = 2, t_x = 30.43 and T = 38.86 weeks.
func TestBGNBD_published(t *testing.T) {
	h := lifetime.History{X: 2, Tx: 30.43 * lifetime.Week, T: 38.86 * lifetime.Week}
	got, err := cdnow.Purchases(h, 39*lifetime.Week)
	require.NoError(t, err)
	assert.InDelta(t, 1.226, got, 0.0005)
}

// A daily customer of 5000 purchases, on time and long silent: nothing overflows, and a vanishing chance has a logarithm.
func TestModels_frequent(t *testing.T) {
	onTime := lifetime.History{X: 5000, Tx: 5000, T: 5000}
	silent := lifetime.History{X: 5000, Tx: 5000, T: 7000}
	type logAlive interface {
		lifetime.Model
		LogAlive(h lifetime.History) (float64, error)
	}
	for _, m := range []logAlive{cdnow, central, cdnowPareto} {
		alive, err := m.Alive(onTime, 0)
		require.NoError(t, err)
		assert.Greater(t, alive, 0.999)
		purchases, err := m.Purchases(onTime, 39*lifetime.Week)
		require.NoError(t, err)
		assert.InDelta(t, 270, purchases, 6) // once a day, hardly ever leaving
		alive, err = m.Alive(silent, 0)
		require.NoError(t, err)
		assert.Zero(t, alive)
		ln, err := m.LogAlive(silent)
		require.NoError(t, err)
		assert.InDelta(t, -5000*math.Log(7030.0/5030), ln, 30) // the silence alone
		purchases, err = m.Purchases(silent, lifetime.Year)
		require.NoError(t, err)
		assert.Zero(t, purchases)
		pmf, err := m.PMF(silent, lifetime.Year, 0)
		require.NoError(t, err)
		assert.Equal(t, 1.0, pmf)
	}
	steadily, err := cdnow.Purchases(onTime, 1e-9)
	require.NoError(t, err)
	rate := 5000.243 / (5000.0/7 + 4.414) / 7 // purchases a day
	assert.InEpsilon(t, rate*1e-9, steadily, 1e-3)
}

func TestModels_extremeParameters(t *testing.T) {
	h := lifetime.History{X: 3, Tx: 100, T: 200}
	for _, m := range []lifetime.Model{
		lifetime.ParetoNBD{lifetime.Week, 0.5, 1e-6, 0.6, 1e7},
		lifetime.ParetoNBD{lifetime.Week, 0.5, 1e7, 0.6, 1e-6},
		lifetime.ParetoNBD{lifetime.Week, 0.5, 10, 1e-8, 10},
		lifetime.ParetoNBD{lifetime.Week, 0.5, 10, 1e8, 1e7},
		lifetime.BGNBD{lifetime.Week, 0.5, 10, 1e-6, 2},
		lifetime.BGNBD{lifetime.Week, 0.5, 10, 2, 1e-6},
		lifetime.BGNBD{lifetime.Week, 1e8, 1e9, 1e8, 1e9},
		lifetime.MBGNBD{lifetime.Week, 0.5, 10, 1e-6, 1e-6},
		lifetime.BGBB{100, 1e-6, 1e6, 1e-6, 1e6},
	} {
		if _, ok := m.(lifetime.BGBB); ok {
			h = lifetime.History{X: 1, Tx: 100, T: 200}
		}
		last := 0.0
		for _, span := range []lifetime.Span{100, 1000, 1e5} {
			e, err := m.Purchases(h, span)
			require.NoError(t, err, "%+v", m)
			assert.GreaterOrEqual(t, e, last, "%+v", m)
			last = e
			alive, err := m.Alive(h, span)
			require.NoError(t, err, "%+v", m)
			assert.True(t, alive >= 0 && alive <= 1, "%+v %v", m, alive)
		}
		dert, err := m.DERT(h, tenPercent)
		require.NoError(t, err, "%+v", m)
		assert.GreaterOrEqual(t, dert, 0.0)
		_, err = m.LogLikelihood(h)
		require.NoError(t, err, "%+v", m)
	}
}

// As nobody leaves any more, the models become NBD.
func TestModels_tendToNBD(t *testing.T) {
	nbd := lifetime.NBD{Unit: lifetime.Week, R: 0.5, Alpha: 10}
	want, err := nbd.Purchases(passenger, lifetime.Year)
	require.NoError(t, err)
	wantLn, err := nbd.LogLikelihood(passenger)
	require.NoError(t, err)
	for _, m := range []lifetime.Model{
		lifetime.BGNBD{lifetime.Week, 0.5, 10, 1e-11, 2},
		lifetime.MBGNBD{lifetime.Week, 0.5, 10, 1e-11, 2},
		lifetime.ParetoNBD{lifetime.Week, 0.5, 10, 1e-11, 12},
	} {
		got, err := m.Purchases(passenger, lifetime.Year)
		require.NoError(t, err)
		assert.InEpsilon(t, want, got, 1e-9)
		ln, err := m.LogLikelihood(passenger)
		require.NoError(t, err)
		assert.InDelta(t, wantLn, ln, 1e-9)
	}
}

// Without discounting BG/NBD's DERT is PA (a+b+x-1)/(a-1), and a small rate comes close to it.
func TestBGNBD_DERT_undiscounted(t *testing.T) {
	m := lifetime.BGNBD{Unit: lifetime.Week, R: 0.5, Alpha: 6, A: 2.5, B: 3}
	alive, err := m.Alive(passenger, 0)
	require.NoError(t, err)
	whole, err := m.DERT(passenger, lifetime.Rate{})
	require.NoError(t, err)
	near(t, alive*(2.5+3+2-1)/(2.5-1), whole)
	tiny, err := m.DERT(passenger, lifetime.Annual(decimal.New(1, -12)))
	require.NoError(t, err)
	assert.InEpsilon(t, whole, tiny, 1e-7)
	for _, divergent := range []lifetime.Model{cdnow, cdnowPareto, central, steady, season} {
		_, err := divergent.DERT(lifetime.History{}, lifetime.Rate{})
		require.ErrorIs(t, err, lifetime.ErrDivergent, "%T", divergent)
	}
	pareto := lifetime.ParetoNBD{Unit: lifetime.Week, R: 0.5, Alpha: 6, S: 2.5, Beta: 3}
	whole, err = pareto.DERT(lifetime.History{}, lifetime.Rate{})
	require.NoError(t, err)
	near(t, 0.5/6*3/1.5, whole)
	yearly := lifetime.BGBB{lifetime.Year, 1, 1, 2, 3}
	whole, err = yearly.DERT(lifetime.History{}, lifetime.Rate{})
	require.NoError(t, err)
	near(t, 0.5*3/1, whole)
}

// slowBGBB enumerates: at every opportunity he may have left, or buys or not; over p and θ a fine grid.
func slowBGBB(m lifetime.BGBB, bought []bool, ahead int, n int, d float64) answers {
	p := betaGrid(m.Alpha, m.Beta)
	theta := betaGrid(m.Gamma, m.Delta)
	var l, alive, later, expect, pmf, dert float64
	for i := range p.x {
		for j := range theta.x {
			w := math.Exp(p.ln[i] + theta.ln[j])
			there, gone := w, 0.0
			for _, b := range bought {
				leaves := there * theta.x[j]
				there -= leaves
				if b {
					there, gone = there*p.x[i], 0 // who is gone does not buy
				} else {
					there, gone = there*p.rest[i], gone+leaves
				}
			}
			l += there + gone
			alive += there
			dist := []float64{1} // by purchases, still there
			left := make([]float64, ahead+1)
			for k := 1; k <= ahead; k++ {
				next := make([]float64, k+1)
				for c, q := range dist {
					left[c] += q * theta.x[j]
					next[c] += q * theta.rest[j] * p.rest[i]
					next[c+1] += q * theta.rest[j] * p.x[i]
				}
				dist = next
				expect += there * math.Pow(theta.rest[j], float64(k)) * p.x[i]
			}
			later += there * math.Pow(theta.rest[j], float64(ahead))
			dert += there * p.x[i] * theta.rest[j] / (d + theta.x[j])
			pmf += there * (dist[n] + left[n])
			if n == 0 {
				pmf += gone
			}
		}
	}
	return answers{math.Log(l), alive / l, later / l, expect / l, pmf / l, dert / l}
}

func TestBGBB_enumeration(t *testing.T) {
	for _, m := range []lifetime.BGBB{season, {lifetime.Year, 1, 1, 1, 1}, {lifetime.Year, 0.3, 4, 2.2, 0.5}} {
		for pattern := range 64 { // six opportunities, in all orders
			var bought []bool
			h := lifetime.History{T: 6 * lifetime.Year}
			for k := range 6 {
				b := pattern>>k&1 == 1
				bought = append(bought, b)
				if b {
					h.X++
					h.Tx = lifetime.Span(k+1) * lifetime.Year
				}
			}
			if pattern%7 != 0 { // a tenth of them is enough
				continue
			}
			want := slowBGBB(m, bought, 5, 2, 0.1)
			ln, err := m.LogLikelihood(h)
			require.NoError(t, err)
			assert.InDelta(t, want.lnL, ln, 1e-10)
			for what, ask := range map[string]struct {
				want float64
				got  func() (float64, error)
			}{
				"alive":     {want.alive, func() (float64, error) { return m.Alive(h, 0) }},
				"later":     {want.later, func() (float64, error) { return m.Alive(h, 5*lifetime.Year) }},
				"purchases": {want.expect, func() (float64, error) { return m.Purchases(h, 5*lifetime.Year) }},
				"pmf":       {want.pmf, func() (float64, error) { return m.PMF(h, 5*lifetime.Year, 2) }},
				"dert":      {want.dert, func() (float64, error) { return m.DERT(h, tenPercent) }},
			} {
				got, err := ask.got()
				require.NoError(t, err)
				near(t, ask.want, got, "%s of %+v %+v", what, m, h)
			}
		}
	}
}
