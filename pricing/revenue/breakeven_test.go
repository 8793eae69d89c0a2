package revenue_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing/revenue"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func TestBreakEvenUplift(t *testing.T) { // by hand: (price - promo)/(promo - cost)
	for _, c := range []struct {
		price, promo, cost, want string
		ok                       bool
	}{
		{"960", "480", "384", "5", true},
		{"960", "480", "480", "0", false},
		{"960", "480", "576", "0", false},
		{"960", "960", "384", "0", true},
		{"100", "110", "60", "-0.2", true},
		{"1", "0.7", "0.1", "0.5", true},
		{"100", "99", "69", "0.0333333333", true},
		{"0.00000000005", "0", "0", "0", false},
		{"1.00000000005", "1", "0", "0", true},            // half to even: down
		{"1.00000000015", "1", "0", "0.0000000002", true}, // and up
		{"0.99999999985", "1", "0", "-0.0000000002", true},
		{"0.99999999995", "1", "0", "0", true},
		{"0.99999999994", "1", "0", "-0.0000000001", true},
	} {
		got, ok, err := revenue.BreakEvenUplift(dec(c.price), dec(c.promo), dec(c.cost))
		require.NoError(t, err)
		assert.Equal(t, c.ok, ok, "%+v", c)
		assert.True(t, dec(c.want).Equal(got), "%+v: %s", c, got)
	}
}

// TestBreakEvenUplift_earnsTheSame: at the uplift the promotion earns what the normal price does, to the rounding.
func TestBreakEvenUplift_earnsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.Int64Range(0, 1e6).Draw(t, "cost")
		promo := cost + rapid.Int64Range(1, 1e6).Draw(t, "contribution")
		price := rapid.Int64Range(0, 1e7).Draw(t, "price")
		uplift, ok, err := revenue.BreakEvenUplift(decimal.New(price, -2), decimal.New(promo, -2), decimal.New(cost, -2))
		require.NoError(t, err)
		require.True(t, ok)
		exact := big.NewRat(price-promo, promo-cost)
		off := exact.Sub(exact, uplift.Rat())
		assert.LessOrEqual(t, off.Abs(off).Cmp(big.NewRat(1, 2e10)), 0, "%s", uplift)
	})
}

func TestBreakEvenUnits(t *testing.T) { // by hand
	for _, c := range []struct {
		fixed, price, cost, want string
		ok                       bool
	}{
		{"7200", "960", "84", "8.2192", true},
		{"0", "2", "1", "0", true},
		{"5", "1", "1", "0", false},
		{"1", "30", "0", "0.0333", true},
		{"1.00005", "1", "0", "1", true},
		{"1.00015", "1", "0", "1.0002", true},
	} {
		got, ok, err := revenue.BreakEvenUnits(dec(c.fixed), dec(c.price), dec(c.cost))
		require.NoError(t, err)
		assert.Equal(t, c.ok, ok, "%+v", c)
		assert.True(t, dec(c.want).Equal(got), "%+v: %s", c, got)
	}
}

func TestBreakEven_faults(t *testing.T) {
	one := decimal.New(1, 0)
	for _, bad := range []decimal.Decimal{decimal.New(-1, 0), decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(1, -13), decimal.New(2, 18)} {
		for i, name := range []string{"price", "promo", "cost"} {
			args := []decimal.Decimal{one, one, one}
			args[i] = bad
			_, _, err := revenue.BreakEvenUplift(args[0], args[1], args[2])
			assert.ErrorIs(t, err, revenue.ErrRange)
			assert.ErrorContains(t, err, name)
		}
		_, _, err := revenue.BreakEvenUnits(one, bad, one)
		assert.ErrorIs(t, err, revenue.ErrRange)
	}
}

func TestOptimalPrice(t *testing.T) {
	price, err := revenue.OptimalPrice(10, -1-0x1p-52) // the elasticity next to -1: 10·(1 + 2^52)
	require.NoError(t, err)
	assert.Equal(t, 10*(1+0x1p52), price)
	for _, e := range []float64{-1, 0, 3, math.NaN(), math.Inf(1)} {
		_, err := revenue.OptimalPrice(10, e)
		assert.ErrorIs(t, err, revenue.ErrInelastic)
	}
	for _, cost := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err := revenue.OptimalPrice(cost, -2)
		assert.ErrorIs(t, err, revenue.ErrRange)
	}
	_, err = revenue.OptimalPrice(math.MaxFloat64, -2)
	assert.ErrorIs(t, err, revenue.ErrRange)
	_, err = revenue.OptimalPrice(1, math.Inf(-1))
	assert.ErrorIs(t, err, revenue.ErrRange)
}

// TestOptimalPrice_oracle: no price near the optimum earns more, and the Lerner index there is -1/e.
func TestOptimalPrice_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost, e := rapid.Float64Range(0.01, 1e3).Draw(t, "cost"), rapid.Float64Range(-9, -1.01).Draw(t, "e")
		best, err := revenue.OptimalPrice(cost, e)
		require.NoError(t, err)
		earns := func(price float64) float64 { return (price - cost) * math.Pow(price/best, e) }
		for _, factor := range []float64{0.9, 0.999, 1.001, 1.1} {
			assert.Less(t, earns(best*factor), earns(best))
		}
		index, err := revenue.Lerner(best, cost)
		require.NoError(t, err)
		assert.InDelta(t, -1/e, index, 1e-12)
	})
}

func TestLerner_faults(t *testing.T) {
	for _, c := range [][2]float64{{0, 1}, {-1, 1}, {1, -1}, {math.NaN(), 1}, {1, math.NaN()}, {1e-300, 1e300}} {
		_, err := revenue.Lerner(c[0], c[1])
		assert.ErrorIs(t, err, revenue.ErrRange, "%v", c)
	}
	index, err := revenue.Lerner(10, 15)
	require.NoError(t, err)
	assert.Equal(t, -0.5, index, "sold below cost")
}

func TestDecompose(t *testing.T) { // by hand, each field in turn: what one unit of it changes
	in := revenue.LiftInput{
		Baseline: 100, Observed: 150, PulledForward: 10, Cannibalised: 5, Halo: 4, Price: 10, Promo: 8, Cost: 6,
		OtherMargin: 3, HaloMargin: 2, Fixed: 20,
	}
	lift, err := revenue.Decompose(in)
	require.NoError(t, err)
	// 150·2 - 110·4 - 5·3 + 4·2 - 20 = -167
	assert.Equal(t, revenue.Lift{Gross: 50, Net: 39, MarginChange: -167}, lift)
	for name, field := range map[string]*float64{
		"baseline": &in.Baseline, "observed": &in.Observed, "pulledForward": &in.PulledForward, "cannibalised": &in.Cannibalised,
		"halo": &in.Halo, "price": &in.Price, "promo": &in.Promo, "cost": &in.Cost, "otherMargin": &in.OtherMargin,
		"haloMargin": &in.HaloMargin, "fixed": &in.Fixed,
	} {
		old := *field
		for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			*field = bad
			_, err := revenue.Decompose(in)
			assert.ErrorIs(t, err, revenue.ErrRange)
			assert.ErrorContains(t, err, name)
		}
		*field = -1
		_, err := revenue.Decompose(in)
		assert.Equal(t, name == "otherMargin" || name == "haloMargin", err == nil, name)
		*field = old
	}
	in.Observed, in.Promo = 1e300, 1e300
	_, err = revenue.Decompose(in)
	assert.ErrorIs(t, err, revenue.ErrRange)
	assert.ErrorContains(t, err, "marginChange")
	_, err = revenue.Decompose(revenue.LiftInput{Baseline: math.MaxFloat64, PulledForward: math.MaxFloat64})
	assert.ErrorContains(t, err, "net")
}
