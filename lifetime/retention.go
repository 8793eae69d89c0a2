package lifetime

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// maxPeriods is the most periods that a sum with an end may have: a hundred years of months.
const maxPeriods = 1200

// A Retention is a customer, or a book of them, that brings a margin each period, is kept from one period to the
// next with a constant chance, and whose margin may grow. Cash says at what rate and when. Its Timing is not [Flow];
// its Period may be 0 only where its Rate is 0. The zero value is worth 0.
type Retention struct {
	Margin    decimal.Decimal `json:"margin"`    // of a period, in money; below 0 for a loss
	Retention decimal.Decimal `json:"retention"` // chance to stay for another period, 0 to 1
	Growth    decimal.Decimal `json:"growth"`    // of the margin each period, above -1 and at most 100
	Cash      Cash            `json:"cash"`
}

// Value returns the present value of all margins, with m, r, g for the fields and i for the interest of a
// period, Cash.Rate.Over(Cash.Period).
//
//	End    Σ m (1+g)^(t-1) r^t / (1+i)^t  for t = 1, 2, ...     m r / (1+i-r(1+g)) without end
//	Start  Σ m (1+g)^t r^t / (1+i)^t      for t = 0, 1, ...     m (1+i) / (1+i-r(1+g)) without end
//	Mid    End · √(1+i)
//
// With an End the first margin comes after one period if the customer is kept, with a Start today and for certain;
// n periods are n terms. Value returns [ErrDivergent] if there is no end and r(1+g) ≥ 1+i, whatever the margin.
// It returns [ErrRange] for a field out of its range, [ErrRate], [ErrSpan] or [ErrTiming] for one of Cash, and
// [ErrLimit] if there are over 1200 periods, a decimal has over 30 places or exceeds 1e15, or the result 1e100.
// The result is the exact value for that i, rounded once to 12 decimal places, half away from zero. The cost grows
// with the digits of q = r(1+g)/(1+i) times n: a microsecond or ten without end, milliseconds at worst.
// Reference: Gupta, Lehmann (2003), Customers as Assets.
func (r Retention) Value() (decimal.Decimal, error) {
	value, err := r.present()
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: value with retention: %w", err)
	}
	return value, nil
}

// Loss returns what a fall of the retention costs, the price of worse service: Value less the Value at
// Retention - fall. A negative fall is an improvement, and its loss is below 0 where margins are above.
// Without end, at no growth and with the margin at the End, a fall of d loses
//
//	m d (1+i) / ((1+i-r)(1+i-r+d))
//
// The errors are those of [Retention.Value] for both, so [ErrRange] if Retention - fall is outside [0, 1]. Each
// value is rounded to 12 decimal places.
func (r Retention) Loss(fall decimal.Decimal) (decimal.Decimal, error) {
	if err := check(fall, "fall"); err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: loss of retention: %w", err)
	}
	now, err := r.present()
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: loss of retention: %w", err)
	}
	r.Retention = r.Retention.Sub(fall)
	then, err := r.present()
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: loss of retention: after a fall of %s: %w", bound.Plain(fall), err)
	}
	return now.Sub(then), nil
}

// check returns the interest of a period, or what is wrong with r.
func (r Retention) check() (interest decimal.Decimal, err error) {
	if err := check(r.Margin, "margin"); err != nil {
		return interest, err
	}
	if err := checkShare(r.Retention, "retention"); err != nil {
		return interest, err
	}
	if err := check(r.Growth, "growth"); err != nil {
		return interest, err
	}
	if !r.Growth.GreaterThan(decimal.New(-1, 0)) || r.Growth.GreaterThan(decimal.New(100, 0)) {
		return interest, fmt.Errorf("growth %s outside (-1, 100]: %w", bound.Plain(r.Growth), ErrRange)
	}
	return r.Cash.interest()
}

// interest returns the interest of a period, or what keeps c from paying by the period.
func (c Cash) interest() (interest decimal.Decimal, err error) {
	if c.Timing < End || c.Timing >= Flow {
		return interest, fmt.Errorf("timing %v: %w", c.Timing, ErrTiming)
	}
	if err := c.count(); err != nil {
		return interest, err
	}
	interest, err = c.Rate.Over(c.Period)
	if err == nil && c.Period == 0 && !c.Rate.Effective.IsZero() {
		return interest, fmt.Errorf("period: %w", ErrSpan)
	}
	return interest, err
}

// present returns the value of r, as [Retention.Value] describes it.
func (r Retention) present() (decimal.Decimal, error) {
	interest, err := r.check()
	if err != nil {
		return decimal.Decimal{}, err
	}
	one := big.NewRat(1, 1)
	discount := new(big.Rat).Add(one, bound.Rat(interest))
	growth := new(big.Rat).Add(one, bound.Rat(r.Growth))
	kept := new(big.Rat).Quo(bound.Rat(r.Retention), discount)
	num, den, err := geometric(growth.Mul(growth, kept), r.Cash.Periods)
	if err != nil {
		return decimal.Decimal{}, err
	}
	first := bound.Rat(r.Margin)
	if r.Cash.Timing != Start {
		first.Mul(first, kept)
	}
	num.Mul(num, first.Num())
	den.Mul(den, first.Denom())
	if r.Cash.Timing == Mid {
		return bounded(rootQuotient(num, den, discount))
	}
	return bounded(quotient(num, den))
}

// geometric returns the sum of n terms 1 + q + q² + ..., of all if n is 0, as a fraction that is not reduced:
// with q = a/b it is (bⁿ - aⁿ) / (bⁿ⁻¹(b-a)), and b/(b-a) without end.
func geometric(q *big.Rat, n int) (num, den *big.Int, err error) {
	a, b := q.Num(), q.Denom()
	rest := new(big.Int).Sub(b, a)
	switch {
	case n == 0 && rest.Sign() <= 0:
		return nil, nil, ErrDivergent
	case n == 0:
		return new(big.Int).Set(b), rest, nil
	case rest.Sign() == 0:
		return big.NewInt(int64(n)), big.NewInt(1), nil
	}
	power := new(big.Int).Exp(b, big.NewInt(int64(n-1)), nil)
	num = new(big.Int).Mul(power, b)
	num.Sub(num, new(big.Int).Exp(a, big.NewInt(int64(n)), nil))
	return num, power.Mul(power, rest), nil
}
