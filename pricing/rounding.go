package pricing

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Rounding says what becomes of digits that do not fit. The zero value is HalfUp, as shops and invoices round.
type Rounding uint8

const (
	HalfUp   Rounding = iota // to the nearest, ties away from zero, below zero too
	HalfEven                 // to the nearest, ties to the even neighbour
	HalfDown                 // to the nearest, ties towards zero
	Up                       // away from zero
	Down                     // towards zero
	Ceiling                  // towards +∞
	Floor                    // towards -∞
)

var roundingNames = []string{"half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"} // as ordered above

// String returns the name of r, such as "half-up", and "?" for another value.
func (r Rounding) String() string { return enum.String(roundingNames, r) }

// MarshalText returns the name of r, or [ErrUnknown].
func (r Rounding) MarshalText() ([]byte, error) {
	return enum.Marshal(roundingNames, r, "pricing: marshal rounding", ErrUnknown)
}

// UnmarshalText sets r to the rounding called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *Rounding) UnmarshalText(text []byte) error {
	return enum.Unmarshal(roundingNames, r, text, "pricing: parse rounding", ErrUnknown)
}

// ParseRounding returns the rounding called text, or [ErrUnknown].
func ParseRounding(text string) (Rounding, error) {
	return enum.Parse[Rounding](roundingNames, text, "pricing: parse rounding", ErrUnknown)
}

// accepted is the limit of every decimal that comes into this package.
func accepted() bound.Limit { return bound.Limit{Places: 12, Magnitude: 18} }

// Round returns d with at most places decimal places, rounded once and exactly; places below 0 round before the point.
// It returns [ErrRange] for a decimal of more than 12 places or above 1e18, for places outside -18 to 12, and for an r
// that is none of the seven.
func (r Rounding) Round(d decimal.Decimal, places int32) (decimal.Decimal, error) {
	if places < -18 || places > 12 {
		return decimal.Decimal{}, fmt.Errorf("pricing: round to %d places: %w", places, ErrRange)
	}
	return r.RoundStep(d, decimal.New(1, -places))
}

// RoundStep returns the multiple of step that d rounds to: a step of 0.05 is that of Swiss cash. Step is above 0. It
// returns [ErrRange] for a decimal of more than 12 places or above 1e18, for a step that is not above 0, and for an r that
// is none of the seven.
func (r Rounding) RoundStep(d, step decimal.Decimal) (decimal.Decimal, error) {
	if err := accepted().Check(d); err != nil {
		return decimal.Decimal{}, fmt.Errorf("pricing: round: %w: %w", ErrRange, err)
	}
	if err := accepted().Check(step); err != nil || step.Sign() <= 0 {
		return decimal.Decimal{}, fmt.Errorf("pricing: round: step is not above 0 and safe: %w", ErrRange)
	}
	if r > Floor {
		return decimal.Decimal{}, fmt.Errorf("pricing: round by %d: %w", r, ErrRange)
	}
	q := bound.Rat(d)
	q.Quo(q, bound.Rat(step))
	return decimal.NewFromBigInt(r.quotient(q.Num(), q.Denom()), 0).Mul(step), nil
}

// Div64 returns the 128-bit number high·2^64 + low divided by by, rounded once to a whole number: [bits.Div64] with a rule
// for what is left over. With [bits.Mul64] it takes a share of an amount without an allocation. It returns [ErrRange] for a
// divisor of 0, a quotient beyond 63 bits, and an r that is none of the seven.
func (r Rounding) Div64(high, low, by uint64) (int64, error) {
	quotient, ok := divide(high, low, by, false, r)
	if !ok {
		return 0, fmt.Errorf("pricing: divide: %w", ErrRange)
	}
	return quotient, nil
}

// quotient returns num/den rounded to a whole number, for den above 0.
func (r Rounding) quotient(num, den *big.Int) *big.Int {
	quotient, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	half := rest.Abs(rest).Cmp(new(big.Int).Sub(den, rest)) // of the rest against what is missing
	if r.away(rest.Sign() != 0, half, quotient.Bit(0) == 1, num.Sign() < 0) {
		quotient.Add(quotient, big.NewInt(int64(num.Sign())))
	}
	return quotient
}

// away reports whether a number cut towards zero moves one step away from zero: given whether anything was cut, how it
// compares with half a step, whether the number cut is odd, and whether it is negative.
func (r Rounding) away(cut bool, half int, odd, negative bool) bool {
	if !cut {
		return false
	}
	switch r {
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	case HalfDown:
		return half > 0
	case Up:
		return true
	case Ceiling:
		return !negative
	case Floor:
		return negative
	}
	return false // Down
}
