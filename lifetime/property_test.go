package lifetime_test

import (
	"encoding/json"
	"math"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// drawParameter draws a parameter of everyday size, on the log scale.
func drawParameter(t *rapid.T, name string) float64 {
	return math.Exp(rapid.Float64Range(-3, 4).Draw(t, "ln "+name))
}

// drawModel draws a model of any family, in weeks; BG/BB in days.
func drawModel(t *rapid.T) lifetime.Model {
	p := func(name string) float64 { return drawParameter(t, name) }
	switch rapid.IntRange(0, 4).Draw(t, "family") {
	case 0:
		return lifetime.BGNBD{lifetime.Week, p("r"), p("alpha"), p("a"), p("b")}
	case 1:
		return lifetime.MBGNBD{lifetime.Week, p("r"), p("alpha"), p("a"), p("b")}
	case 2:
		return lifetime.ParetoNBD{lifetime.Week, p("r"), p("alpha"), p("s"), p("beta")}
	case 3:
		return lifetime.NBD{lifetime.Week, p("r"), p("alpha")}
	default:
		return lifetime.BGBB{lifetime.Day, p("alpha"), p("beta"), p("gamma"), p("delta")}
	}
}

// drawHistory draws a history on whole days.
func drawHistory(t *rapid.T) lifetime.History {
	h := lifetime.History{T: lifetime.Span(rapid.IntRange(0, 400).Draw(t, "T"))}
	if h.T > 0 && rapid.Bool().Draw(t, "came back") {
		h.Tx = lifetime.Span(rapid.IntRange(1, int(h.T)).Draw(t, "tx"))
		h.X = rapid.IntRange(1, int(h.Tx)).Draw(t, "x")
	}
	return h
}

func TestModel_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		span := lifetime.Span(rapid.IntRange(1, 300).Draw(t, "span"))
		ask := func(v float64, err error) float64 {
			require.NoError(t, err)
			return v
		}
		now := ask(m.Alive(h, 0))
		near, far := ask(m.Purchases(h, span)), ask(m.Purchases(h, 2*span))
		assert.LessOrEqual(t, near, far*(1+1e-12))
		assert.LessOrEqual(t, far, 2*near*(1+1e-9), "the second half brings no more than the first")
		assert.LessOrEqual(t, ask(m.Alive(h, span)), now*(1+1e-12))
		assert.LessOrEqual(t, ask(m.Alive(h, 2*span)), ask(m.Alive(h, span))*(1+1e-9))
		assert.Zero(t, ask(m.PMF(h, span, -1)))
		assert.Zero(t, ask(m.Purchases(h, 0)))
		assert.InDelta(t, 1, ask(m.PMF(h, 0, 0)), 1e-12)
		dear, cheap := ask(m.DERT(h, lifetime.Annual(decimal.New(5, -1)))), ask(m.DERT(h, tenPercent))
		assert.LessOrEqual(t, dear, cheap)
		whole := ask(lifetime.DET(m, h, lifetime.Cash{Rate: tenPercent, Period: span, Timing: lifetime.Flow}))
		assert.InDelta(t, cheap, whole, 1e-9*cheap)
	})
}

// The probabilities of all numbers of purchases sum to 1, and their mean is Purchases.
func TestModel_PMF_mean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		span := lifetime.Span(rapid.IntRange(1, 40).Draw(t, "span"))
		expected, err := m.Purchases(h, span)
		for ; expected > 30; expected, err = m.Purchases(h, span) { // too many to sum
			if span /= 2; span > 1 {
				span = lifetime.Span(math.Floor(float64(span)))
			}
		}
		require.NoError(t, err)
		var sum, mean float64
		for n := range 3000 {
			p, err := m.PMF(h, span, n)
			require.NoError(t, err)
			sum += p
			mean += float64(n) * p
			if sum > 1-1e-13 {
				break
			}
		}
		assert.InDelta(t, 1, sum, 1e-8)
		assert.InDelta(t, expected, mean, 1e-5*(1+expected)) // what lies beyond counts with its number
	})
}

// Changing the unit with its parameters changes no prediction.
func TestModel_unit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t)
		r, alpha, a, b := drawParameter(t, "r"), drawParameter(t, "alpha"), drawParameter(t, "a"), drawParameter(t, "b")
		for _, pair := range [][2]lifetime.Model{
			{lifetime.BGNBD{lifetime.Week, r, alpha, a, b}, lifetime.BGNBD{lifetime.Day, r, 7 * alpha, a, b}},
			{lifetime.ParetoNBD{lifetime.Week, r, alpha, a, b}, lifetime.ParetoNBD{lifetime.Day, r, 7 * alpha, a, 7 * b}},
		} {
			for _, ask := range []func(m lifetime.Model) (float64, error){
				func(m lifetime.Model) (float64, error) { return m.Alive(h, 100) },
				func(m lifetime.Model) (float64, error) { return m.Purchases(h, 100) },
				func(m lifetime.Model) (float64, error) { return m.PMF(h, 100, 2) },
				func(m lifetime.Model) (float64, error) { return m.DERT(h, tenPercent) },
			} {
				weekly, err := ask(pair[0])
				require.NoError(t, err)
				daily, err := ask(pair[1])
				require.NoError(t, err)
				assert.InDelta(t, weekly, daily, 1e-9*weekly+1e-300)
			}
		}
	})
}

func TestDET_timings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		c := lifetime.Cash{
			Rate: lifetime.Annual(decimal.New(rapid.Int64Range(1, 90).Draw(t, "percent"), -2)), Period: 30,
			Periods: rapid.IntRange(0, 24).Draw(t, "periods"),
		}
		det := func(timing lifetime.Timing) float64 {
			c.Timing = timing
			v, err := lifetime.DET(m, h, c)
			require.NoError(t, err)
			return v
		}
		end, mid, start, flow := det(lifetime.End), det(lifetime.Mid), det(lifetime.Start), det(lifetime.Flow)
		slack := 1 + 1e-9
		assert.LessOrEqual(t, end, mid*slack)
		assert.LessOrEqual(t, mid, start*slack)
		assert.LessOrEqual(t, end, flow*slack)
		assert.LessOrEqual(t, flow, start*slack)
		if c.Periods > 0 { // by hand, from Purchases
			var want, before float64
			for k := 1; k <= c.Periods; k++ {
				upTo, err := m.Purchases(h, 30*lifetime.Span(k))
				require.NoError(t, err)
				want += (upTo - before) * math.Pow(1+c.Rate.Effective.InexactFloat64(), -30*float64(k)/365.25)
				before = upTo
			}
			assert.InDelta(t, want, end, 1e-9*want)
		}
	})
}

// A foreign model has the methods of a model and nothing else.
type foreign struct{ lifetime.Model }

// A model of the caller's gives what the same model of this package gives.
func TestDET_foreign(t *testing.T) {
	for _, m := range []lifetime.Model{cdnow, cdnowPareto, steady} {
		for _, periods := range []int{0, 24} {
			for _, timing := range []lifetime.Timing{lifetime.End, lifetime.Mid, lifetime.Start, lifetime.Flow} {
				c := lifetime.Cash{Rate: tenPercent, Period: lifetime.Month, Periods: periods, Timing: timing}
				want, err := lifetime.DET(m, passenger, c)
				require.NoError(t, err)
				got, err := lifetime.DET(foreign{m}, passenger, c)
				require.NoError(t, err)
				assert.InEpsilon(t, want, got, 1e-9, "%T %d %v", m, periods, timing)
			}
		}
	}
	undiscounted := lifetime.Cash{Period: lifetime.Month, Periods: 12, Timing: lifetime.Flow}
	want, err := cdnow.Purchases(passenger, 12*lifetime.Month)
	require.NoError(t, err)
	got, err := lifetime.DET(foreign{cdnow}, passenger, undiscounted)
	require.NoError(t, err)
	near(t, want, got)
	_, err = lifetime.DET(foreign{cdnow}, passenger, lifetime.Cash{Period: lifetime.Month})
	require.ErrorIs(t, err, lifetime.ErrDivergent)
	slow := lifetime.Cash{Rate: lifetime.Annual(decimal.New(1, -6)), Period: 1}
	_, err = lifetime.DET(foreign{steady}, passenger, slow)
	require.ErrorIs(t, err, lifetime.ErrLimit)
	_, _, err = lifetime.Erosion(foreign{cdnow}, passenger, 0.1, tenPercent)
	require.ErrorIs(t, err, lifetime.ErrUnknown)
	_, err = lifetime.EncodeModel(foreign{cdnow})
	require.ErrorIs(t, err, lifetime.ErrUnknown)
	broken := foreign{lifetime.BGNBD{}}
	for _, c := range []lifetime.Cash{monthly, {Rate: tenPercent, Period: 1, Timing: lifetime.Flow, Periods: 3}} {
		_, err = lifetime.DET(broken, passenger, c)
		require.ErrorIs(t, err, lifetime.ErrSpan)
	}
	_, err = lifetime.Score(broken, []lifetime.History{passenger}, 1, monthly)
	require.ErrorIs(t, err, lifetime.ErrSpan)
}

func TestErosion_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, h := drawModel(t), drawHistory(t)
		before, same, err := lifetime.Erosion(m, h, 0, tenPercent)
		require.NoError(t, err)
		assert.Equal(t, before, same)
		dert, err := m.DERT(h, tenPercent)
		require.NoError(t, err)
		assert.Equal(t, dert, before)
		little := rapid.Float64Range(-0.9, 3).Draw(t, "worse")
		_, after, err := lifetime.Erosion(m, h, little, tenPercent)
		require.NoError(t, err)
		_, later, err := lifetime.Erosion(m, h, little+1, tenPercent)
		require.NoError(t, err)
		assert.LessOrEqual(t, later, after*(1+1e-9))
	})
	for _, worse := range []float64{-1, math.NaN(), math.Inf(1), 1e7} {
		_, _, err := lifetime.Erosion(cdnow, passenger, worse, tenPercent)
		require.ErrorIs(t, err, lifetime.ErrRange)
	}
}

// Score is what the methods say, for any order of rows and number of processors.
func TestScore_isMethods(t *testing.T) {
	rows := append(cohort(cdnow, 2000, 5), cohort(cdnow, 2000, 5)...)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, m := range []lifetime.Model{cdnow, central, cdnowPareto, steady, foreign{cdnow}} {
		runtime.GOMAXPROCS(1)
		want, err := lifetime.Score(m, rows, 39*lifetime.Week, monthly)
		require.NoError(t, err)
		runtime.GOMAXPROCS(8)
		got, err := lifetime.Score(m, rows, 39*lifetime.Week, monthly)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		for i := 0; i < len(rows); i += 501 {
			alive, err := m.Alive(rows[i], 0)
			require.NoError(t, err)
			purchases, err := m.Purchases(rows[i], 39*lifetime.Week)
			require.NoError(t, err)
			discounted, err := lifetime.DET(m, rows[i], monthly)
			require.NoError(t, err)
			assert.Equal(t, lifetime.Prediction{Alive: alive, Purchases: purchases, Discounted: discounted}, got[i])
		}
	}
	none, err := lifetime.Score(cdnow, nil, 1, monthly)
	require.NoError(t, err)
	assert.Empty(t, none)
	_, err = lifetime.Score(cdnow, []lifetime.History{{}, {X: -1}}, 1, monthly)
	require.ErrorIs(t, err, lifetime.ErrHistory)
	require.ErrorContains(t, err, "row 1")
	_, err = lifetime.Score(cdnow, rows, -1, monthly)
	require.ErrorIs(t, err, lifetime.ErrSpan)
	_, err = lifetime.Score(cdnow, rows, 1, lifetime.Cash{})
	require.ErrorIs(t, err, lifetime.ErrSpan)
}

func TestHistogram_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.Custom(drawHistory)).Draw(t, "rows")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		whole, merged := grouped(rows), grouped(rows[cut:])
		require.NoError(t, merged.Merge(grouped(rows[:cut])))
		want, err := whole.MarshalBinary()
		require.NoError(t, err)
		got, err := merged.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, want, got)
		var back lifetime.Histogram
		require.NoError(t, back.UnmarshalBinary(want))
		got, err = back.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Equal(t, whole.Customers(), back.Customers())
	})
}

func TestHistogram_refuses(t *testing.T) {
	var g lifetime.Histogram
	negative := math.Copysign(0, -1)
	require.NoError(t, g.Add(lifetime.History{T: lifetime.Span(negative)}, 1))
	require.NoError(t, g.Add(lifetime.History{}, math.MaxInt64-1))
	assert.Equal(t, 1, g.Len())
	require.ErrorIs(t, g.Add(lifetime.History{}, 1), lifetime.ErrLimit)
	require.ErrorIs(t, g.Add(lifetime.History{}, 0), lifetime.ErrRange)
	require.ErrorIs(t, g.Add(lifetime.History{X: 1, Tx: 2, T: 1}, 1), lifetime.ErrHistory)
	require.ErrorIs(t, g.Merge(&g), lifetime.ErrLimit)
	require.NoError(t, g.Merge(nil))
	var small lifetime.Histogram
	require.NoError(t, small.Add(passenger, 2))
	require.NoError(t, small.Merge(&small))
	assert.EqualValues(t, 4, small.Customers())
	for range small.Rows() {
		break
	}
	data, err := small.MarshalBinary()
	require.NoError(t, err)
	for _, bad := range [][]byte{nil, data[:len(data)-1], append(data, 0), []byte("\x12lifetime.histogram\x01\xff\xff\x7f")} {
		require.ErrorIs(t, small.UnmarshalBinary(bad), lifetime.ErrDecode)
	}
	assert.EqualValues(t, 4, small.Customers())
}

func TestHistoryAt_refuses(t *testing.T) {
	for _, times := range [][]lifetime.Span{{2, 1}, {0}, {-1}, {lifetime.Span(math.NaN())}, {1e10}} {
		_, err := lifetime.HistoryAt(times, 100)
		require.ErrorIs(t, err, lifetime.ErrHistory, "%v", times)
	}
	_, err := lifetime.HistoryAt(nil, -1)
	require.ErrorIs(t, err, lifetime.ErrHistory)
}

func TestModels_encoded(t *testing.T) {
	for _, m := range []lifetime.Model{cdnow, central, cdnowPareto, steady, season} {
		data, err := lifetime.EncodeModel(m)
		require.NoError(t, err)
		back, err := lifetime.DecodeModel(data)
		require.NoError(t, err)
		assert.Equal(t, m, back)
		again, err := lifetime.EncodeModel(back)
		require.NoError(t, err)
		assert.Equal(t, data, again)
	}
	for _, bad := range []string{
		"", "null", "{}", `{"model":"x"}`, `{"model":"nbd","unit":7,"r":1}`, `{"model":"nbd","unit":0,"r":1,"alpha":1}`,
		`{"model":"nbd","unit":7,"r":1,"alpha":1} {}`, `{"model":"nbd","unit":7,"r":1,"alpha":1,"r":2}`,
		`{"model":"nbd","unit":7,"r":1,"R":1,"alpha":1}`, `{"model":"nbd","unit":7,"r":"1","alpha":1}`,
		`{"model":"bg/nbd","unit":7,"r":1,"alpha":-1,"a":1,"b":1}`, `{"model":"nbd","unit":7,"r":1e999,"alpha":1}`,
		string(make([]byte, 5000)),
	} {
		m, err := lifetime.DecodeModel([]byte(bad))
		require.Error(t, err, bad)
		assert.Nil(t, m)
	}
	_, err := lifetime.EncodeModel(lifetime.NBD{})
	require.ErrorIs(t, err, lifetime.ErrSpan)
}

func TestEstimate_text(t *testing.T) {
	for b := lifetime.Interior; b <= lifetime.AtInfinity; b++ {
		e := lifetime.Estimate{Name: "r", Value: 1.5, Bound: b}
		data, err := json.Marshal(e)
		require.NoError(t, err)
		var back lifetime.Estimate
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, e, back)
	}
	for s := lifetime.Log; s <= lifetime.Natural; s++ {
		text, err := s.MarshalText()
		require.NoError(t, err)
		back, err := lifetime.ParseScale(string(text))
		require.NoError(t, err)
		assert.Equal(t, s, back)
		require.NoError(t, back.UnmarshalText(text))
	}
	_, err := lifetime.ParseBound("x")
	require.ErrorIs(t, err, lifetime.ErrUnknown)
	assert.Equal(t, "?", lifetime.Scale(9).String())
	assert.Equal(t, "?", lifetime.Bound(9).String())
	_, err = lifetime.Bound(-1).MarshalText()
	require.ErrorIs(t, err, lifetime.ErrUnknown)
}
