package lifetime_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// dec reads a decimal of a table.
func dec(t require.TestingT, text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	require.NoError(t, err)
	return d
}

// equal asserts that two decimals have the same value.
func equal(t assert.TestingT, want, got decimal.Decimal) {
	assert.True(t, want.Equal(got), "want %s, got %s", want, got)
}

// rat reads the written form of d, so that it shares nothing with the code under test.
func rat(d decimal.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic("not a number: " + d.String())
	}
	return r
}

// slowValue is the oracle of Retention.Value for End and Start with periods: each term on its own, added one by
// one as a fraction.
func slowValue(r lifetime.Retention, interest decimal.Decimal) *big.Rat {
	one := big.NewRat(1, 1)
	sum, chance, margin, discount := new(big.Rat), big.NewRat(1, 1), rat(r.Margin), big.NewRat(1, 1)
	for t := range r.Cash.Periods {
		if r.Cash.Timing == lifetime.End || t > 0 { // the customer may have left, and time has passed
			chance.Mul(chance, rat(r.Retention))
			discount.Mul(discount, new(big.Rat).Add(one, rat(interest)))
		}
		term := new(big.Rat).Mul(margin, chance)
		sum.Add(sum, term.Quo(term, discount))
		margin.Mul(margin, new(big.Rat).Add(one, rat(r.Growth)))
	}
	return sum
}

// rounded is r at twelve places, half away from zero: big.Rat.FloatString rounds so.
func rounded(t require.TestingT, r *big.Rat) decimal.Decimal { return dec(t, r.FloatString(12)) }

// slowPower is 1+effective to the power p/q, by bisection of its q-th power, to 130 binary digits and more.
func slowPower(effective decimal.Decimal, p, q int) *big.Float {
	float := func() *big.Float { return new(big.Float).SetPrec(2000) }
	power := func(x *big.Float, n int) *big.Float {
		y := float().SetInt64(1)
		for range n {
			y.Mul(y, x)
		}
		return y
	}
	base := float().SetRat(new(big.Rat).Add(big.NewRat(1, 1), rat(effective)))
	goal := power(base, p)
	low, high := float().SetInt64(1), float().Copy(goal)
	for range 400 {
		mid := float().Add(low, high)
		mid.Quo(mid, float().SetInt64(2))
		if power(mid, q).Cmp(goal) > 0 {
			high = mid
		} else {
			low = mid
		}
	}
	return low
}

// within asserts that got is want to 20 significant digits, one unit of the last of them allowed, or to a unit of
// the 40th decimal place where that is coarser.
func within(t *testing.T, want *big.Float, got decimal.Decimal) {
	t.Helper()
	exact, _ := want.Rat(nil)
	gap := new(big.Rat).Sub(exact, rat(got))
	unit := new(big.Rat).Quo(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(19), nil)))
	least := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil))
	if unit.Cmp(least) < 0 {
		unit = least
	}
	assert.LessOrEqual(t, gap.Abs(gap).Cmp(unit), 0, "want %s, got %s", want.Text('g', 25), got)
	digits := got.Coefficient().String()
	assert.LessOrEqual(t, len(digits), 20, "no more digits than are right")
	assert.GreaterOrEqual(t, got.Exponent(), int32(-40))
}
