package lifetime_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

func TestRate_Over(t *testing.T) {
	tests := []struct {
		name      string
		effective string
		per, over lifetime.Span
		want      string
	}{
		{"its own span, as written", "0.1234567890123456789012345678901234567890", lifetime.Year, lifetime.Year, "0.1234567890123456789012345678901234567890"},
		{"two years by hand: 1.1 squared", "0.1", lifetime.Year, 2 * lifetime.Year, "0.21"},
		{"half a span by hand: root of 1.21", "0.21", lifetime.Year, lifetime.Year / 2, "0.1"},
		// 1.01^12 = 1.126825030131969720661201 by hand, cut to twenty digits
		{"1 % a month over a year", "0.01", lifetime.Month, lifetime.Year, "0.12682503013196972066"},
		{"no time", "0.1", lifetime.Year, 0, "0"},
		{"no interest", "0", lifetime.Year, lifetime.Month, "0"},
		{"no rate at all", "0", 0, 1e9, "0"},
		{"the greatest", "100", lifetime.Day, 2, "10200"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := lifetime.Rate{Effective: dec(t, test.effective), Per: test.per}.Over(test.over)
			require.NoError(t, err)
			equal(t, dec(t, test.want), got)
		})
	}
}

// TestRate_Over_slow compares with roots by bisection in 2000 bits: (1+e)^(p/q) - 1.
func TestRate_Over_slow(t *testing.T) {
	for _, effective := range []string{
		"0.1", "0.08", "0.0000001", "100", "1", "0.999999999999999999999999999999",
		"0.0000000000000000000000000000000000000001", "0.000000000000000000012345678901234567",
	} {
		for _, ratio := range [][2]int{{1, 2}, {1, 4}, {3, 2}, {7, 1}, {1, 64}, {12, 1}, {5, 8}} { // Per 64 days: exact floats
			e := dec(t, effective)
			got, err := lifetime.Rate{Effective: e, Per: 64}.Over(lifetime.Span(64*ratio[0]) / lifetime.Span(ratio[1]))
			require.NoError(t, err)
			want := slowPower(e, ratio[0], ratio[1])
			within(t, want.Sub(want, big.NewFloat(1)), got)
		}
	}
}

// TestRate_Over_short: over a span that is next to nothing the interest is the force f and half its square, without
// cancellation. ln 1.1 = 0.09531017980432486004 (tables).
func TestRate_Over_short(t *testing.T) {
	got, err := lifetime.Rate{Effective: decimal.New(1, -1), Per: 1 << 29}.Over(1)
	require.NoError(t, err)
	f := 0.09531017980432486004 / (1 << 29)
	assert.InEpsilon(t, f+f*f/2, got.InexactFloat64(), 1e-15)
	tiny, err := lifetime.Rate{Effective: decimal.New(1, -1), Per: lifetime.Year}.Over(1e-300)
	require.NoError(t, err)
	assert.True(t, tiny.IsZero(), "below the fortieth place")
}

func TestRate_bad(t *testing.T) {
	ok := decimal.New(10, -2)
	for name, test := range map[string]struct {
		rate lifetime.Rate
		want error
	}{
		"negative":       {lifetime.Annual(decimal.New(-1, -2)), lifetime.ErrRate},
		"above 100":      {lifetime.Annual(decimal.New(10001, -2)), lifetime.ErrRate},
		"places":         {lifetime.Annual(decimal.New(1, -41)), lifetime.ErrRate},
		"hostile":        {lifetime.Annual(decimal.New(1, 1e9)), lifetime.ErrRate},
		"hostile places": {lifetime.Annual(decimal.New(1, -1e9)), lifetime.ErrRate},
		"hostile zero":   {lifetime.Annual(decimal.New(0, 1e9)), lifetime.ErrRate},
		"per nothing":    {lifetime.Rate{Effective: ok}, lifetime.ErrSpan},
		"per negative":   {lifetime.Rate{Effective: ok, Per: -1}, lifetime.ErrSpan},
		"per NaN":        {lifetime.Rate{Per: badSpans["NaN"]}, lifetime.ErrSpan},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := test.rate.Over(lifetime.Month)
			require.ErrorIs(t, err, test.want)
			_, err = test.rate.Over(test.rate.Per)
			require.ErrorIs(t, err, test.want)
			_, err = test.rate.Force(lifetime.Month)
			require.ErrorIs(t, err, test.want)
		})
	}
	for name, bad := range badSpans {
		t.Run("over "+name, func(t *testing.T) {
			for _, rate := range []lifetime.Rate{lifetime.Annual(ok), {}} {
				_, err := rate.Over(bad)
				require.ErrorIs(t, err, lifetime.ErrSpan)
				_, err = rate.Force(bad)
				require.ErrorIs(t, err, lifetime.ErrSpan)
			}
			_, err := lifetime.Continuous(0.1, bad)
			require.ErrorIs(t, err, lifetime.ErrSpan)
		})
	}
}

// TestRate_Over_limit: 101^(1e9) has two billion digits and is refused unseen; what just fits is computed.
func TestRate_Over_limit(t *testing.T) {
	for name, rate := range map[string]lifetime.Rate{
		"101^1e9":       {Effective: decimal.New(100, 0), Per: lifetime.Day},
		"per next to 0": {Effective: decimal.New(1, -40), Per: 5e-324},
	} {
		_, err := rate.Over(1e9)
		require.ErrorIs(t, err, lifetime.ErrLimit, name)
	}
	rate := lifetime.Rate{Effective: decimal.New(9, 0), Per: lifetime.Day} // 10^days - 1
	most, err := rate.Over(29.5)
	require.NoError(t, err)
	assert.InEpsilon(t, math.Pow(10, 29.5), most.InexactFloat64(), 1e-14)
	_, err = rate.Over(30.5)
	require.ErrorIs(t, err, lifetime.ErrLimit)
}

func TestRate_Force(t *testing.T) {
	got, err := lifetime.Annual(decimal.New(10, -2)).Force(lifetime.Year)
	require.NoError(t, err)
	assert.InEpsilon(t, 0.09531017980432486004, got, 1e-15) // ln 1.1, tables
	for _, rate := range []lifetime.Rate{{}, {Per: lifetime.Year}} {
		got, err = rate.Force(lifetime.Week)
		require.NoError(t, err)
		assert.Zero(t, got)
	}
	_, err = lifetime.Rate{Effective: decimal.New(1, 0), Per: 5e-324}.Force(lifetime.Day)
	require.ErrorIs(t, err, lifetime.ErrSpan, "overflow")
}

func TestContinuous(t *testing.T) {
	// e^0.5 = 1.648721270700128146848650787814..., e = 2.718281828459045235360287471352..., OEIS A019774 and A001113.
	for force, want := range map[float64]string{0: "0", 0.5: "0.64872127070012814685", 1: "1.7182818284590452354"} {
		rate, err := lifetime.Continuous(force, lifetime.Year)
		require.NoError(t, err)
		equal(t, dec(t, want), rate.Effective)
		assert.Equal(t, lifetime.Year, rate.Per)
	}
	small, err := lifetime.Continuous(0x1p-60, lifetime.Day) // x + x^2/2 + x^3/6, all exact in binary but the last
	require.NoError(t, err)
	x := new(big.Float).SetPrec(2000).SetFloat64(0x1p-60)
	x.Add(x, new(big.Float).SetFloat64(0x1p-121))
	within(t, x, small.Effective)
	none, err := lifetime.Continuous(1e-300, lifetime.Day)
	require.NoError(t, err)
	assert.True(t, none.Effective.IsZero())
}

func TestContinuous_bad(t *testing.T) {
	most := math.Log(101)
	_, err := lifetime.Continuous(most*(1-1e-15), lifetime.Year)
	require.NoError(t, err)
	for _, force := range []float64{-1e-9, most * (1 + 1e-15), 5, 1e300, math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := lifetime.Continuous(force, lifetime.Year)
		require.ErrorIs(t, err, lifetime.ErrRate, "%v", force)
	}
	for _, force := range []float64{0, 0.1} {
		_, err = lifetime.Continuous(force, 0)
		require.ErrorIs(t, err, lifetime.ErrSpan)
	}
}

// TestContinuous_Force: the force that goes in comes out.
func TestContinuous_Force(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		force := rapid.Float64Range(1e-18, 4.6).Draw(t, "force")
		per := lifetime.Span(rapid.Float64Range(1e-3, 1e9).Draw(t, "per"))
		rate, err := lifetime.Continuous(force, per)
		require.NoError(t, err)
		back, err := rate.Force(per)
		require.NoError(t, err)
		assert.InEpsilon(t, force, back, 2e-15)
	})
}

// TestRate_Over_compounds: interest over two spans in turn is that over both.
func TestRate_Over_compounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := lifetime.Annual(decimal.New(rapid.Int64Range(0, 500).Draw(t, "percent"), -2))
		first := rapid.Float64Range(0, 3000).Draw(t, "first")
		second := rapid.Float64Range(0, 3000).Draw(t, "second")
		one := decimal.New(1, 0)
		a, err := rate.Over(lifetime.Span(first))
		require.NoError(t, err)
		b, err := rate.Over(lifetime.Span(second))
		require.NoError(t, err)
		both, err := rate.Over(lifetime.Span(first + second))
		require.NoError(t, err)
		product := one.Add(a).Mul(one.Add(b)).InexactFloat64()
		assert.InEpsilon(t, product, one.Add(both).InexactFloat64(), 1e-12) // first+second rounds as a float64
		assert.True(t, both.GreaterThanOrEqual(decimal.Max(a, b)), "interest never falls in time")
	})
}
