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
