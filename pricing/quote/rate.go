package quote

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A rate is a share num/den of one that is taken off, 0 ≤ num ≤ den.
type rate struct{ num, den int64 }

// rateOf returns p, from 0 to 100 %, as a rate.
func rateOf(p pricing.Percent) rate {
	num, den := p.Fraction()
	return rate{num, den}
}

// wide is a whole number of 128 bits, not negative.
type wide struct{ high, low uint64 }

// times returns a·b, both not negative.
func times(a, b int64) wide {
	high, low := bits.Mul64(uint64(a), uint64(b))
	return wide{high, low}
}

func (w wide) plus(v wide) wide {
	low, carry := bits.Add64(w.low, v.low, 0)
	high, _ := bits.Add64(w.high, v.high, carry)
	return wide{high, low}
}

// minus returns w - v, for v ≤ w.
func (w wide) minus(v wide) wide {
	low, borrow := bits.Sub64(w.low, v.low, 0)
	high, _ := bits.Sub64(w.high, v.high, borrow)
	return wide{high, low}
}

// rounder rounds amounts as the policy says.
type rounder struct {
	rule     pricing.Rounding
	step     int64
	discount bool // round what is taken off, not what is left
}

// off returns what is taken off an amount, at most all of it, where exactly w/den of a minor unit would be: the price
// after, or the discount, is rounded once, straight to a multiple of the step. Amounts are at most 2^62 and den·step is
// within int64, so nothing overflows.
func (r rounder) off(amount int64, w wide, den int64) int64 {
	by := uint64(den) * uint64(r.step)
	whole := times(amount, den)
	if r.discount {
		steps, _ := r.rule.Div64(w.high, w.low, by)
		return min(amount, steps*r.step)
	}
	rest := whole.minus(w)
	steps, _ := r.rule.Div64(rest.high, rest.low, by)
	return max(0, amount-steps*r.step)
}

// share returns what a rate takes off an amount.
func (r rounder) share(amount int64, p rate) int64 { return r.off(amount, times(amount, p.num), p.den) }

// fits reports whether amounts can be reckoned with a denominator and a step.
func fits(den, step int64) bool { return den <= math.MaxInt64/step }

// common returns the least common multiple of a and b, or 0 if it is beyond mostDen.
func common(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	if a/x > mostDen/b {
		return 0
	}
	return a / x * b
}

// mostDen bounds denominators that are made common: percentages of up to 12 decimal places are within it.
const mostDen = 100_000_000_000_000

// ceiling returns n·num/den rounded up, at most limit; n is positive or 0. It falls back on big numbers where 128 bits are
// too few.
func ceiling(n int64, num, den [2]uint64, limit int64) int64 {
	var top, bottom wide
	top.high, top.low = bits.Mul64(num[0], num[1])
	bottom.high, bottom.low = bits.Mul64(den[0], den[1])
	if top.high == 0 && bottom.high == 0 && top.low <= math.MaxInt64 && bottom.low > 0 {
		high, low := bits.Mul64(uint64(n), top.low)
		up, err := pricing.Up.Div64(high, low, bottom.low)
		if err != nil {
			return limit
		}
		return min(up, limit)
	}
	of := func(n uint64) *big.Int { return new(big.Int).SetUint64(n) }
	a := of(num[0])
	a.Mul(a, of(num[1])).Mul(a, big.NewInt(n))
	b := of(den[0])
	b.Mul(b, of(den[1]))
	a.Add(a, b).Sub(a, big.NewInt(1)).Quo(a, b)
	if !a.IsInt64() {
		return limit
	}
	return min(a.Int64(), limit)
}
