package pricing

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"math/bits"
)

// Add returns m + n. The zero value is neutral. It returns a [MismatchError] for two currencies and [ErrRange] on overflow.
func (m Money) Add(n Money) (Money, error) {
	if m == (Money{}) {
		return n, nil
	}
	if n == (Money{}) {
		return m, nil
	}
	if err := m.meets(n); err != nil {
		return Money{}, fmt.Errorf("pricing: add: %w", err)
	}
	sum := m.units + n.units
	if (sum > m.units) != (n.units > 0) {
		return Money{}, fmt.Errorf("pricing: add: %w", ErrRange)
	}
	return m.like(sum), nil
}

// Sub returns m - n. The zero value is neutral. Its errors are those of [Money.Add].
func (m Money) Sub(n Money) (Money, error) {
	if n.units == math.MinInt64 { // it has no negative: subtract it in two halves
		half := n.like(n.units / 2)
		rest, err := m.Sub(half)
		if err != nil {
			return Money{}, err
		}
		return rest.Sub(half)
	}
	return m.Add(n.like(-n.units))
}

// SumMoney returns the sum of amounts, the zero value for none. Its errors are those of [Money.Add].
func SumMoney(amounts iter.Seq[Money]) (sum Money, err error) {
	for amount := range amounts {
		if sum, err = sum.Add(amount); err != nil {
			return Money{}, err
		}
	}
	return sum, nil
}

// Neg returns -m, or [ErrRange] for the least amount, which has no counterpart.
func (m Money) Neg() (Money, error) {
	if m.units == math.MinInt64 {
		return Money{}, fmt.Errorf("pricing: negate: %w", ErrRange)
	}
	return m.like(-m.units), nil
}

// Mul returns n times m, or [ErrRange] on overflow.
func (m Money) Mul(n int64) (Money, error) {
	high, low := bits.Mul64(magnitude(m.units), magnitude(n))
	product, ok := signed(high, low, (m.units < 0) != (n < 0))
	if !ok {
		return Money{}, fmt.Errorf("pricing: multiply: %w", ErrRange)
	}
	return m.like(product), nil
}

// Cmp returns -1, 0 or 1 as m is less than, equal to or more than n. It returns a [MismatchError] for two currencies; the
// zero value compares with itself only.
func (m Money) Cmp(n Money) (int, error) {
	if err := m.meets(n); err != nil {
		return 0, fmt.Errorf("pricing: compare: %w", err)
	}
	return cmp.Compare(m.units, n.units), nil
}

// Percent returns p of m, rounded once to the minor unit from the exact product. It returns [ErrRange] on overflow and for
// an r that is none of the seven.
func (m Money) Percent(p Percent, r Rounding) (Money, error) {
	high, low := bits.Mul64(magnitude(m.units), magnitude(p.num))
	units, ok := divide(high, low, uint64(max(1, p.den)), (m.units < 0) != (p.num < 0), r)
	if !ok {
		return Money{}, fmt.Errorf("pricing: percent: %w", ErrRange)
	}
	return m.like(units), nil
}

// RoundTo returns the multiple of step minor units that m rounds to: a step of 5 makes 0.05 CHF of Swiss cash. It returns
// [ErrRange] for a step below 1, on overflow, and for an r that is none of the seven.
func (m Money) RoundTo(step int64, r Rounding) (Money, error) {
	if step < 1 {
		return Money{}, fmt.Errorf("pricing: round to a step of %d: %w", step, ErrRange)
	}
	steps, ok := divide(0, magnitude(m.units), uint64(step), m.units < 0, r)
	if !ok {
		return Money{}, fmt.Errorf("pricing: round to a step of %d: %w", step, ErrRange)
	}
	return m.like(steps).Mul(step)
}

// Split returns m in n equal parts that sum to m; the odd minor units go to the first. It returns [ErrLimit] unless
// 1 ≤ n ≤ 1e6.
func (m Money) Split(n int) ([]Money, error) {
	if n < 1 || n > 1e6 {
		return nil, fmt.Errorf("pricing: split into %d: %w", n, ErrLimit)
	}
	parts := make([]Money, n)
	each, odd := m.units/int64(n), m.units%int64(n)
	for i := range parts {
		extra := int64(0)
		if int64(i) < int64(magnitude(odd)) {
			extra = int64(m.Sign())
		}
		parts[i] = m.like(each + extra)
	}
	return parts, nil
}

// meets returns a [MismatchError] unless both have one currency.
func (m Money) meets(n Money) error {
	if m.code != n.code {
		return MismatchError{m.Currency(), n.Currency()}
	}
	return nil
}

// magnitude returns |n|, also for the least int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed returns the 128-bit magnitude high·2^64 + low with its sign, and false if it is no int64.
func signed(high, low uint64, negative bool) (int64, bool) {
	switch {
	case high != 0 || low > math.MaxInt64+1 || low == math.MaxInt64+1 && !negative:
		return 0, false
	case negative:
		return -int64(low), true
	}
	return int64(low), true
}

// divide returns (high·2^64 + low)/by with its sign, rounded by r, and false if that is no int64 or r is none of the seven.
func divide(high, low, by uint64, negative bool, r Rounding) (int64, bool) {
	if high >= by || r > Floor {
		return 0, false
	}
	quotient, rest := bits.Div64(high, low, by)
	if r.away(rest != 0, cmp.Compare(rest, by-rest), quotient&1 == 1, negative) {
		quotient++
		if quotient == 0 {
			return 0, false
		}
	}
	return signed(0, quotient, negative)
}
