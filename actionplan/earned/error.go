package earned

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// The bare causes that errors of this package wrap.
var (
	ErrAmount  = errors.New("amount does not fit")                      // negative, hostile, or above its whole
	ErrCurve   = errors.New("planned values must rise to more than 0")  // none, falling, or all 0
	ErrRange   = errors.New("number out of range")                      // a scale, a time, a date, a code
	ErrUnknown = errors.New("unknown")                                  // text of an enumeration, or an action
	ErrDecode  = errors.New("not a ledger, or of a version after this") // bytes that are not ours
)

// accepted are the amounts that this package takes, and declared the numbers that a valid plan may hold: a cost times a
// progress is acceptable.
func accepted() bound.Limit { return bound.Limit{Places: 30, Magnitude: 36} }
func declared() bound.Limit { return bound.Limit{Places: 12, Magnitude: 18} }

// checkAmount returns [ErrAmount] with the name unless d is within a limit and at least 0.
func checkAmount(name string, d decimal.Decimal, limit bound.Limit) error {
	if err := limit.Check(d); err != nil {
		return fmt.Errorf("%s: %w: %w", name, ErrAmount, err)
	}
	if d.Sign() < 0 {
		return fmt.Errorf("%s below 0: %w", name, ErrAmount)
	}
	return nil
}
