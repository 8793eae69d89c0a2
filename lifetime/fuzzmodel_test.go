package lifetime_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// sound asserts that a result is finite and in range, or that there is an error and the result is 0.
func sound(t *testing.T, what string, low, high float64) func(v float64, err error) {
	return func(v float64, err error) {
		t.Helper()
		if err != nil {
			assert.Zero(t, v, what)
			return
		}
		assert.False(t, math.IsNaN(v) || math.IsInf(v, 0) || v < low || v > high, "%s: %v", what, v)
	}
}

// FuzzPredict: any numbers at all give a result in its range or an error, in bounded time.
func FuzzPredict(f *testing.F) {
	f.Add(7.0, 0.243, 4.414, 0.793, 2.426, 2, 213.0, 272.0, 273.0, 3, 0.2, uint16(10))
	f.Add(7.0, 0.553, 10.578, 1.0, 11.669, 5000, 5000.0, 7000.0, 1e-9, 5000, -0.9, uint16(0))
	f.Add(1e-300, 1e30, 1e-30, 1e30, 1e-30, 1_000_000, 1e9, 1e9, 1e9, 1<<62, 1e6, uint16(9999))
	f.Add(1.0, 1e-30, 1e30, 1e-30, 1e30, 0, 0.0, 1e9, 1e9, 0, 0.0, uint16(1))
	f.Add(math.NaN(), math.Inf(1), -1.0, 0.0, math.NaN(), -1, -1.0, math.NaN(), math.Inf(-1), -1, math.NaN(), uint16(3))
	f.Add(1.0, 1.0, 1.0, 1.0, 1.0, 40, 9999.0, 10000.0, 10000.0, 5000, 1.0, uint16(1))
	// 1800 silent opportunities once made a product of 0 and infinity of the odds
	f.Add(1.0, 0.0405, 2207.84, 1951.137, 2.426, 105, 250.0, 2040.0, 737.0, -124, -159.3, uint16(146))
	f.Add(1e9, 1e5, 1e-8, 1e9, 0.01, 3, 1e9, 1e9, 1e9, 7, 1.0, uint16(5))
	f.Fuzz(func(t *testing.T, unit, a, b, c, d float64, x int, tx, age, ahead float64, n int, worse float64, percent uint16) {
		u := lifetime.Span(unit)
		h := lifetime.History{X: x, Tx: lifetime.Span(tx), T: lifetime.Span(age)}
		span := lifetime.Span(ahead)
		rate := lifetime.Annual(decimal.New(int64(percent), -2))
		cash := lifetime.Cash{Rate: rate, Period: span, Periods: int(percent) % 40, Timing: lifetime.Timing(percent % 4)}
		for _, m := range []lifetime.Model{
			lifetime.BGNBD{u, a, b, c, d},
			lifetime.MBGNBD{u, a, b, c, d},
			lifetime.ParetoNBD{u, a, b, c, d},
			lifetime.NBD{u, a, b},
			lifetime.BGBB{u, a, b, c, d},
		} {
			sound(t, "ln L", math.Inf(-1), math.Inf(1))(m.LogLikelihood(h))
			sound(t, "alive", 0, 1)(m.Alive(h, 0))
			sound(t, "alive later", 0, 1)(m.Alive(h, span))
			sound(t, "purchases", 0, math.Inf(1))(m.Purchases(h, span))
			sound(t, "pmf", 0, 1)(m.PMF(h, span, n))
			sound(t, "dert", 0, math.Inf(1))(m.DERT(h, rate))
			sound(t, "det", 0, math.Inf(1))(lifetime.DET(m, h, cash))
			before, after, err := lifetime.Erosion(m, h, worse, rate)
			sound(t, "before", 0, math.Inf(1))(before, err)
			sound(t, "after", 0, math.Inf(1))(after, err)
			if times, err := m.(simulator).Simulate(rand.New(rand.NewPCG(1, uint64(percent))), min(span, 50*u)); err == nil {
				assert.True(t, slices.IsSorted(times))
			}
		}
		g := lifetime.GammaGamma{P: a, Q: b, Gamma: c}
		sound(t, "expected", 0, math.Inf(1))(g.Expected(lifetime.Spend{X: x, Mean: tx}))
		sound(t, "ln L", math.Inf(-1), math.Inf(1))(g.LogLikelihood(lifetime.Spend{X: x, Mean: tx}))
	})
}

// everyday maps any bytes to a parameter from e^-7 to e^7.
func everyday(v uint16) float64 { return math.Exp((float64(v) - 32768) / 32768 * 7) }

// FuzzParetoIntegral: the odds of having left are those of a plain rule of 20,000 midpoints in ln(1 + u/scale).
func FuzzParetoIntegral(f *testing.F) {
	f.Add(uint16(30000), uint16(43000), uint16(30500), uint16(43500), uint16(2), uint16(213), uint16(59))
	f.Add(uint16(65535), uint16(0), uint16(65535), uint16(65535), uint16(900), uint16(1), uint16(60000))
	f.Add(uint16(0), uint16(65535), uint16(65535), uint16(0), uint16(1), uint16(65535), uint16(1))
	f.Fuzz(func(t *testing.T, r, alpha, s, beta, x, tx, silent uint16) {
		m := lifetime.ParetoNBD{lifetime.Day, everyday(r), everyday(alpha), everyday(s), everyday(beta)}
		h := lifetime.History{X: int(x) % 1000, Tx: lifetime.Span(tx)}
		if h.X == 0 {
			h.Tx = 0
		}
		h.T = h.Tx + lifetime.Span(silent)
		got, err := m.LogAlive(h)
		require.NoError(t, err)
		near, far := m.Alpha+float64(h.Tx), m.Beta+float64(h.Tx)
		span, rx := float64(silent), m.R+float64(h.X)
		scale := min(near, far) / (rx + m.S + 1)
		const steps = 20_000
		end := math.Log1p(span / scale)
		var odds float64 // relative to the integrand at its start
		for k := range steps {
			w := end * (float64(k) + 0.5) / steps
			u := scale * math.Expm1(w)
			odds += math.Exp(-rx*math.Log1p(u/near)-(m.S+1)*math.Log1p(u/far)+w) * scale * end / steps
		}
		ln := math.Log(m.S/far*odds) + rx*math.Log1p(span/near) + m.S*math.Log1p(span/far)
		want := -ln
		if ln < 36 {
			want = -math.Log1p(math.Exp(ln))
		}
		assert.InDelta(t, want, got, 1e-5*(1+math.Abs(want)), "%+v %+v", m, h)
	})
}

// FuzzShares: the mean over the shares p that BG/NBD takes for its P(alive) and its purchases is that of a plain rule of
// steps of 1/50 in the log-odds, however skewed the shares are.
func FuzzShares(f *testing.F) {
	f.Add(uint16(30000), uint16(40000), uint16(31000), uint16(36000), uint32(273))
	f.Add(uint16(65535), uint16(0), uint16(20000), uint16(18000), uint32(1e9))
	f.Add(uint16(0), uint16(65535), uint16(65535), uint16(19000), uint32(1))
	f.Fuzz(func(t *testing.T, r, alpha, a, b uint16, ahead uint32) {
		m := lifetime.BGNBD{lifetime.Day, everyday(r), everyday(alpha), everyday(max(a, 16000)), everyday(max(b, 16000))}
		span := lifetime.Span(min(ahead, 1e9))
		y := float64(span) / m.Alpha
		var sum, alive, purchases float64
		center := math.Log(m.A / m.B)
		peak := -m.A*math.Log1p(math.Exp(-center)) - m.B*math.Log1p(math.Exp(center))
		for k := -60_000; k <= 60_000; k++ {
			s := center + float64(k)/50
			weight := math.Exp(-m.A*math.Log1p(math.Exp(-s)) - m.B*math.Log1p(math.Exp(s)) - peak)
			p := 1 / (1 + math.Exp(-s))
			sum += weight
			stays := -m.R * math.Log1p(p*y)
			alive += weight * math.Exp(stays)
			if p > 1e-290 {
				purchases -= weight * math.Expm1(stays) / p
			} else {
				purchases += weight * m.R * y
			}
		}
		got, err := m.Alive(lifetime.History{}, span)
		require.NoError(t, err)
		assert.InDelta(t, alive/sum, got, 1e-9*alive/sum+1e-14, "alive %+v %v", m, span)
		got, err = m.Purchases(lifetime.History{}, span)
		require.NoError(t, err)
		assert.InDelta(t, purchases/sum, got, 1e-9*purchases/sum, "purchases %+v %v", m, span)
	})
}

// FuzzFit: a fit of a few odd customers ends after a bounded number of evaluations, with finite parameters.
func FuzzFit(f *testing.F) {
	f.Add([]byte{0, 0, 10, 1, 3, 5, 9, 2})
	f.Add([]byte{1, 1, 1, 255, 0, 0, 255, 1, 200, 200, 200, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var g lifetime.Histogram
		var spend []lifetime.Spend
		for ; len(data) >= 4 && g.Len() < 12; data = data[4:] {
			h := lifetime.History{X: int(data[0]), Tx: lifetime.Span(data[1]), T: lifetime.Span(data[2])}
			if g.Add(h, 1+int64(data[3])) == nil && h.X > 0 {
				spend = append(spend, lifetime.Spend{X: h.X, Mean: 1 + float64(data[3])})
			}
		}
		const most = 40_000
		check := func(evaluations int, model lifetime.Model, err error) {
			if err != nil {
				return
			}
			assert.Less(t, evaluations, most)
			_, err = model.Alive(lifetime.History{}, 0)
			require.NoError(t, err, "%+v", model)
		}
		bg, err := lifetime.FitBGNBD(&g, lifetime.FitOptions{})
		check(bg.Evaluations, bg.Model, err)
		mbg, err := lifetime.FitMBGNBD(&g, lifetime.FitOptions{})
		check(mbg.Evaluations, mbg.Model, err)
		pareto, err := lifetime.FitParetoNBD(&g, lifetime.FitOptions{MaxIterations: 20})
		check(pareto.Evaluations, pareto.Model, err)
		bgbb, err := lifetime.FitBGBB(&g, lifetime.FitOptions{Unit: lifetime.Day, MaxIterations: 20})
		check(bgbb.Evaluations, bgbb.Model, err)
		money, err := lifetime.FitGammaGamma(slices.Values(spend), lifetime.FitOptions{})
		if err == nil {
			assert.Less(t, money.Evaluations, most)
			_, err = money.Model.Expected(lifetime.Spend{X: 1, Mean: 1})
			if err != nil {
				require.ErrorIs(t, err, lifetime.ErrNoMean)
			}
		}
	})
}

func FuzzDecodeModel(f *testing.F) {
	for _, m := range []lifetime.Model{cdnow, central, cdnowPareto, steady, season} {
		data, err := lifetime.EncodeModel(m)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := lifetime.DecodeModel(data)
		if err != nil {
			assert.Nil(t, m)
			return
		}
		again, err := lifetime.EncodeModel(m)
		require.NoError(t, err)
		back, err := lifetime.DecodeModel(again)
		require.NoError(t, err)
		assert.Equal(t, m, back)
	})
}

func FuzzHistogramUnmarshal(f *testing.F) {
	data, err := grouped(cohort(cdnow, 20, 1)).MarshalBinary()
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var g lifetime.Histogram
		if err := g.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, lifetime.ErrDecode)
			return
		}
		again, err := g.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, data, again)
	})
}
