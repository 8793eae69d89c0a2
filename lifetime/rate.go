package lifetime

import (
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Rate is effective interest, 0.10 for 10 %, and the span over which it accrues, so that no rate is taken for
// one of another period. Effective lies from 0 to 100 with at most 40 decimal places, Per is above 0.
// The zero value is no discounting; Per may be 0 only where Effective is.
type Rate struct {
	Effective decimal.Decimal `json:"effective"`
	Per       Span            `json:"per"` // in days
}

// Annual returns the rate of effective interest a [Year]: Annual(decimal.New(10, -2)) is 10 % a year.
// It takes any decimal; what uses the rate answers [ErrRate] for one out of range.
func Annual(effective decimal.Decimal) Rate { return Rate{Effective: effective, Per: Year} }

// Continuous returns the rate whose force of interest is delta each span of per.
//
//	Effective = e^delta - 1
//
// It returns [ErrRate] unless 0 ≤ delta ≤ ln 101, so for NaN too, and [ErrSpan] unless per is valid and above 0.
// Accuracy: 20 significant digits of the exponential of the float64 as it is, in at most 40 decimal places; a
// force below 5e-41 is no interest.
func Continuous(delta float64, per Span) (Rate, error) {
	if !(delta >= 0 && delta < 5) { // ln 101 is 4.6; check tells exactly
		return Rate{}, fmt.Errorf("lifetime: rate of force %v: %w", delta, ErrRate)
	}
	r := Rate{Effective: significant(expm1(wide().SetFloat64(delta))), Per: per}
	if err := r.check(); err != nil {
		return Rate{}, fmt.Errorf("lifetime: rate of force %v: %w", delta, err)
	}
	if per == 0 {
		return Rate{}, fmt.Errorf("lifetime: rate of force %v: per %v: %w", delta, per, ErrSpan)
	}
	return r, nil
}

// Over returns the effective interest of r over s.
//
//	(1 + Effective)^(s/Per) - 1
//
// Over no time, and at an Effective of 0, it is 0. It returns [ErrRate] or [ErrSpan] if r or s is not valid and
// [ErrLimit] if the result exceeds 1e30. Accuracy: exact if s is Per, else 20 significant digits in at most 40
// decimal places. An average call takes tens of microseconds.
func (r Rate) Over(s Span) (decimal.Decimal, error) {
	if err := r.check(); err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: rate over %v: %w", s, err)
	}
	if !s.valid() {
		return decimal.Decimal{}, fmt.Errorf("lifetime: rate over %v: %w", s, ErrSpan)
	}
	switch {
	case s == r.Per:
		return r.Effective, nil
	case s == 0 || r.Effective.IsZero():
		return decimal.Decimal{}, nil
	case r.log()*float64(s/r.Per) > 30*math.Ln10:
		return decimal.Decimal{}, fmt.Errorf("lifetime: rate over %v: more than 1e30: %w", s, ErrLimit)
	}
	force, err := r.Effective.Add(decimal.New(1, 0)).Ln(90)
	if err != nil { // not for a number above 1
		return decimal.Decimal{}, fmt.Errorf("lifetime: rate over %v: %w: %w", s, ErrRate, err)
	}
	exponent := wide().SetRat(bound.Rat(force))
	exponent.Mul(exponent, wide().SetFloat64(float64(s)))
	exponent.Quo(exponent, wide().SetFloat64(float64(r.Per)))
	return significant(expm1(exponent)), nil
}

// Force returns the force of interest of r each span of unit.
//
//	ln(1 + Effective) · unit/Per
//
// At an Effective of 0 it is 0. It returns [ErrRate] or [ErrSpan] if r or unit is not valid, and [ErrSpan] if
// Per is so short against unit that the force overflows. Accuracy: 1e-15 relative.
func (r Rate) Force(unit Span) (float64, error) {
	if err := r.check(); err != nil {
		return 0, fmt.Errorf("lifetime: force of interest: %w", err)
	}
	if r.Effective.IsZero() && unit.valid() {
		return 0, nil
	}
	force := r.log() * float64(unit/r.Per)
	if !unit.valid() || math.IsInf(force, 0) {
		return 0, fmt.Errorf("lifetime: force of interest each %v: %w", unit, ErrSpan)
	}
	return force, nil
}

// log returns ln(1 + Effective) of a checked rate.
func (r Rate) log() float64 { return math.Log1p(r.Effective.InexactFloat64()) }

// check returns what is wrong with r.
func (r Rate) check() error {
	if err := (bound.Limit{Places: 40, Magnitude: 2}).Check(r.Effective); err != nil {
		return fmt.Errorf("%w: %w", ErrRate, err)
	}
	if r.Effective.IsNegative() {
		return fmt.Errorf("%w: below 0", ErrRate)
	}
	if !r.Per.valid() || r.Per == 0 && !r.Effective.IsZero() {
		return fmt.Errorf("per %v: %w", r.Per, ErrSpan)
	}
	return nil
}

// wide returns a zero of 256 bits, 77 decimal digits.
func wide() *big.Float { return new(big.Float).SetPrec(256) }

// expm1 returns e^x - 1 for 0 ≤ x ≤ 70 to 70 significant digits: the Taylor series of x/2^k, at most 2^-8, and
// e^2y - 1 = (e^y - 1)(e^y - 1 + 2) k times. Nothing cancels.
func expm1(x *big.Float) *big.Float {
	sum := wide()
	halvings := max(0, x.MantExp(nil)+8)
	y := wide().SetMantExp(x, -halvings)
	term := wide().SetInt64(1)
	for n := int64(1); n <= 24; n++ { // what is left out is 2^-275 of the sum
		term.Mul(term, y)
		term.Quo(term, wide().SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, wide().Add(sum, wide().SetInt64(2)))
	}
	return sum
}
