package pricing_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// TestPercent_stacking: 5 + 10 + 15 % taken one after another are 27.325 % (Zuora's documentation of stacked discounts).
func TestPercent_stacking(t *testing.T) {
	left := pricing.MustMoney("100000.00 MXN")
	for _, off := range []string{"5", "10", "15"} {
		p, err := pricing.MustPercent("100").Sub(pricing.MustPercent(off))
		require.NoError(t, err)
		left, err = left.Percent(p, pricing.HalfUp)
		require.NoError(t, err)
	}
	saved, err := pricing.MustMoney("100000.00 MXN").Sub(left)
	require.NoError(t, err)
	depth, err := pricing.PercentOf(saved, pricing.MustMoney("100000.00 MXN"))
	require.NoError(t, err)
	assert.Equal(t, pricing.MustPercent("27.325"), depth)
}

func TestParsePercent_faults(t *testing.T) {
	for text, cause := range map[string]error{
		"": pricing.ErrSyntax, "50%": pricing.ErrSyntax, "+5": pricing.ErrSyntax, ".5": pricing.ErrSyntax, "5.": pricing.ErrSyntax,
		"1/0": pricing.ErrSyntax, "1/-2": pricing.ErrSyntax, "1.5/2": pricing.ErrSyntax, "1/2/3": pricing.ErrSyntax,
		"1e3": pricing.ErrSyntax, "NaN": pricing.ErrSyntax, "99999999999999999999999": pricing.ErrRange,
		"0.00000000000000000001": pricing.ErrRange, "0x10": pricing.ErrSyntax, "1_0": pricing.ErrSyntax,
	} {
		_, err := pricing.ParsePercent(text)
		assert.ErrorIs(t, err, cause, text)
	}
	_, err := pricing.PercentOf(pricing.MustMoney("1 MXN"), pricing.MustMoney("0 MXN"))
	assert.ErrorIs(t, err, pricing.ErrZero)
	_, err = pricing.NewPercent(decimal.RequireFromString("0.1234567890123"))
	assert.ErrorIs(t, err, pricing.ErrRange)
	for _, places := range []int32{-1, 13} {
		_, err = pricing.Percent{}.Decimal(places, pricing.HalfUp)
		assert.ErrorIs(t, err, pricing.ErrRange)
	}
	_, err = pricing.Percent{}.Decimal(2, pricing.Rounding(7))
	assert.ErrorIs(t, err, pricing.ErrRange)
}

// percent draws a share of one and its big.Rat.
func percent(t *rapid.T, label string) (pricing.Percent, *big.Rat) {
	num, den := rapid.Int64Range(-1e9, 1e9).Draw(t, label), rapid.Int64Range(1, 1e9).Draw(t, label+" of")
	p, err := pricing.PercentOf(minor(t, num), minor(t, den))
	require.NoError(t, err)
	return p, big.NewRat(num, den)
}

func TestPercent_arithmeticAgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, x := percent(t, "p")
		q, y := percent(t, "q")
		assert.Equal(t, x.Cmp(y), p.Cmp(q))
		assert.Equal(t, x.Sign(), p.Sign())
		assert.Equal(t, x.Cmp(y) == 0, p == q, "== is equality")
		if sum, err := p.Add(q); err == nil {
			back, err := sum.Sub(q)
			require.NoError(t, err)
			assert.Equal(t, p, back)
			z := new(big.Rat).Add(x, y)
			assert.Equal(t, z.Sign(), sum.Sign())
		}
		text, err := p.MarshalText()
		require.NoError(t, err)
		var parsed pricing.Percent
		require.NoError(t, parsed.UnmarshalText(text), "%s", text)
		assert.Equal(t, p, parsed)
		column, err := p.Value()
		require.NoError(t, err)
		require.NoError(t, parsed.Scan(column))
		assert.Equal(t, p, parsed)
	})
}

func TestPercent_ofWholeGivesThePartBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part, whole := minor(t, rapid.Int64().Draw(t, "part")), minor(t, rapid.Int64Range(1, 1<<62).Draw(t, "whole"))
		p, err := pricing.PercentOf(part, whole)
		require.NoError(t, err)
		back, err := whole.Percent(p, pricing.HalfEven)
		require.NoError(t, err)
		assert.Equal(t, part, back)
	})
}

func TestPercent_zeroIsTheZeroValue(t *testing.T) {
	assert.Equal(t, pricing.Percent{}, pricing.MustPercent("0.00"))
	assert.Equal(t, "0 %", pricing.Percent{}.String())
	zero, err := pricing.MustMoney("5 MXN").Percent(pricing.Percent{}, pricing.Up)
	require.NoError(t, err)
	assert.Equal(t, int64(0), zero.Minor())
}

// TestPercent_text_oracle: what is read is what big.Rat reads, and what is written says the same number in the fewest
// digits, short decimals and long ones, fractions that end and those that do not. Fractions with a leading 0, as 010/1,
// were once read as octal ones.
func TestPercent_text_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,9}(\.[0-9]{1,8})?|-?[0-9]{1,6}/[1-9][0-9]{0,5}`).Draw(t, "text")
		p, err := pricing.ParsePercent(text)
		require.NoError(t, err)
		above, under, _ := strings.Cut(text, "/")
		want, ok := new(big.Rat).SetString(above + ".0") // a leading 0 and no point would be octal
		if strings.Contains(above, ".") {
			want, ok = new(big.Rat).SetString(above)
		}
		require.True(t, ok)
		if under != "" {
			below, ok := new(big.Rat).SetString(under + ".0")
			require.True(t, ok)
			want.Quo(want, below)
		}
		num, den := p.Fraction()
		assert.Zero(t, new(big.Rat).Mul(want, big.NewRat(1, 100)).Cmp(big.NewRat(num, den)), text)
		written, err := p.MarshalText()
		require.NoError(t, err)
		back, ok := new(big.Rat).SetString(string(written)) // without leading zeros
		require.True(t, ok)
		assert.Zero(t, want.Cmp(back), "%s %s", text, written)
		again, err := pricing.ParsePercent(string(written))
		require.NoError(t, err)
		assert.Equal(t, p, again)
		if places, exact := want.FloatPrec(); exact && places <= 12 {
			assert.Equal(t, want.FloatString(places), string(written))
		} else {
			assert.Equal(t, want.String(), string(written))
		}
	})
}
