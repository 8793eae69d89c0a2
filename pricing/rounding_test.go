package pricing_test

import (
	"math/big"
	"math/bits"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// TestRounding_Round: 12.345 by the tests of bojanz/currency; the rest by the definition of each rule.
func TestRounding_Round(t *testing.T) {
	for _, c := range []struct {
		rule   pricing.Rounding
		d      string
		places int32
		want   string
	}{
		{pricing.HalfUp, "12.345", 2, "12.35"},
		{pricing.HalfDown, "12.345", 2, "12.34"},
		{pricing.HalfEven, "12.345", 2, "12.34"},
		{pricing.HalfEven, "12.355", 2, "12.36"},
		{pricing.HalfUp, "-12.345", 2, "-12.35"},
		{pricing.Up, "12.341", 2, "12.35"},
		{pricing.Down, "12.349", 2, "12.34"},
		{pricing.Ceiling, "-12.349", 2, "-12.34"},
		{pricing.Floor, "-12.341", 2, "-12.35"},
		{pricing.HalfUp, "1250", -2, "1300"},
		{pricing.HalfEven, "1250", -2, "1200"},
		{pricing.Up, "12.34", 2, "12.34"},
	} {
		got, err := c.rule.Round(decimal.RequireFromString(c.d), c.places)
		require.NoError(t, err)
		assert.True(t, decimal.RequireFromString(c.want).Equal(got), "%s of %s: %s", c.rule, c.d, got)
	}
}

func TestRounding_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "coefficient"), rapid.Int32Range(-12, 0).Draw(t, "exponent"))
		places := rapid.Int32Range(-3, 6).Draw(t, "places")
		rule := pricing.Rounding(rapid.IntRange(0, 6).Draw(t, "rule"))
		got, err := rule.Round(d, places)
		require.NoError(t, err)
		want := slowRound(d.Shift(places).Rat(), rule)
		assert.Equal(t, want.String(), new(big.Int).Set(got.Shift(places).BigInt()).String())
	})
}

func TestRounding_faults(t *testing.T) {
	one := decimal.New(1, 0)
	for name, err := range map[string]error{
		"places":     second(pricing.HalfUp.Round(one, 13)),
		"magnitude":  second(pricing.HalfUp.Round(one, -19)),
		"step 0":     second(pricing.HalfUp.RoundStep(one, decimal.Decimal{})),
		"step below": second(pricing.HalfUp.RoundStep(one, one.Neg())),
		"rule":       second(pricing.Rounding(7).Round(one, 2)),
	} {
		assert.ErrorIs(t, err, pricing.ErrRange, name)
	}
}

func second[T any](_ T, err error) error { return err }

// TestHostile: a small value whose addition or text would run for minutes is refused at once, everywhere.
func TestHostile(t *testing.T) {
	huge := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 4_000_000), 0) // a million digits
	for _, d := range []decimal.Decimal{decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(0, 1e9), huge} {
		for name, err := range map[string]error{
			"NewMoney":   second(pricing.NewMoney(d, "MXN")),
			"RoundMoney": second(pricing.RoundMoney(d, "MXN", pricing.HalfUp)),
			"NewPercent": second(pricing.NewPercent(d)),
			"Round":      second(pricing.HalfUp.Round(d, 2)),
			"RoundStep":  second(pricing.HalfUp.RoundStep(d, decimal.New(1, 0))),
			"step":       second(pricing.HalfUp.RoundStep(decimal.New(1, 0), d)),
		} {
			assert.ErrorIs(t, err, pricing.ErrRange, name)
		}
	}
}

func TestEnumerations_roundTrip(t *testing.T) {
	for r := range pricing.Floor + 1 {
		text, err := r.MarshalText()
		require.NoError(t, err)
		parsed, err := pricing.ParseRounding(string(text))
		require.NoError(t, err)
		assert.Equal(t, r, parsed)
		assert.NoError(t, parsed.UnmarshalText(text))
	}
	for l := range pricing.LastLines + 1 {
		text, err := l.MarshalText()
		require.NoError(t, err)
		parsed, err := pricing.ParseLeftover(string(text))
		require.NoError(t, err)
		assert.Equal(t, l, parsed)
		assert.NoError(t, parsed.UnmarshalText(text))
		assert.Equal(t, string(text), l.String())
	}
	for k := range pricing.AboveNormal + 1 {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var parsed pricing.Kind
		require.NoError(t, parsed.UnmarshalText(text))
		assert.Equal(t, k, parsed)
	}
	_, err := pricing.ParseKind("")
	assert.ErrorIs(t, err, pricing.ErrUnknown, "the zero value is no kind")
	_, err = pricing.Kind(99).MarshalText()
	assert.ErrorIs(t, err, pricing.ErrUnknown)
}

// TestRounding_Div64: against the rounding of decimals, and what it refuses.
func TestRounding_Div64(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount, num, den := rapid.Uint64Range(0, 1e12).Draw(t, "amount"), rapid.Uint64Range(0, 1e6).Draw(t, "num"), rapid.SampledFrom([]uint64{1, 2, 4, 5, 8, 1000, 1e6}).Draw(t, "den")
		rule := pricing.Rounding(rapid.IntRange(0, 6).Draw(t, "rule"))
		high, low := bits.Mul64(amount, num)
		got, err := rule.Div64(high, low, den)
		require.NoError(t, err)
		exact := decimal.NewFromUint64(amount).Mul(decimal.NewFromUint64(num)).DivRound(decimal.NewFromUint64(den), 6) // ends there
		want, err := rule.Round(exact, 0)
		require.NoError(t, err)
		assert.Equal(t, want.IntPart(), got)
	})
	for _, c := range []struct {
		rule          pricing.Rounding
		high, low, by uint64
	}{{pricing.HalfUp, 0, 1, 0}, {pricing.HalfUp, 2, 0, 2}, {pricing.HalfUp, 0, 1 << 63, 1}, {pricing.Up, 0, 1<<64 - 1, 2}, {pricing.Floor + 1, 0, 1, 1}} {
		_, err := c.rule.Div64(c.high, c.low, c.by)
		assert.ErrorIs(t, err, pricing.ErrRange)
	}
}

// TestPercent_Fraction is reduced, and 0 of 1 for the zero value.
func TestPercent_Fraction(t *testing.T) {
	for text, want := range map[string][2]int64{"0": {0, 1}, "50": {1, 2}, "-12.5": {-1, 8}, "28700/573": {287, 573}, "150": {3, 2}} {
		num, den := pricing.MustPercent(text).Fraction()
		assert.Equal(t, want, [2]int64{num, den}, text)
	}
}
