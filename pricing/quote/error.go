package quote

import (
	"errors"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid = errors.New("invalid")                     // a cart, policy or promotion with faults; a counter below 0
	ErrUnknown = errors.New("unknown")                     // text of an enumeration
	ErrBroken  = errors.New("receipt does not add up")     // in a BrokenError
	ErrReturn  = errors.New("cannot be returned")          // a line that is not there, or more units than are left
	ErrLimit   = errors.New("too many or too large")       // promotions, or a percentage of too odd a denominator
	ErrDecode  = errors.New("bytes of another form")       // of a tally
	ErrRange   = errors.New("amounts beyond what is safe") // a cart of more than 2^61 minor units
)

// errPromotion is the cause of faults in promotions: this package's and theirs.
var errPromotion = fmt.Errorf("%w%.0w", ErrInvalid, promotion.ErrInvalid)

// A BrokenError is the first invariant that a [Result] breaks: 1 to 5 or 10 of the package's list, at a line, or at the
// order or a promotion where Line is "". It wraps [ErrBroken].
type BrokenError struct {
	Invariant int
	Line      string
}

// Error says which invariant is broken, and where.
func (e BrokenError) Error() string {
	if e.Line == "" {
		return fmt.Sprintf("%v: invariant %d", ErrBroken, e.Invariant)
	}
	return fmt.Sprintf("%v: invariant %d at line %.40q", ErrBroken, e.Invariant, e.Line)
}

// Unwrap returns [ErrBroken].
func (e BrokenError) Unwrap() error { return ErrBroken }
