package promise

import (
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid    = errors.New("invalid")                           // a declaration with faults
	ErrUnknown    = errors.New("unknown")                           // text of an enumeration
	ErrRatio      = errors.New("not a share above 0 and at most 1") // of whole numbers up to 1e9
	ErrValue      = errors.New("value does not fit the target")     // NaN, infinite, or a yes other than 0 or 1
	ErrRange      = errors.New("number out of range")               // a tally, an option
	ErrLevel      = errors.New("level of confidence out of range")  // 0, or in (0, 1) for an interval and in [0.5, 1) for a verdict
	ErrNoEvidence = errors.New("no observation")                    // an interval of nothing
	ErrAlways     = errors.New("always is not shown by evidence")   // nor has it a percentile
	ErrLimit      = errors.New("too many or too large")             // counts beyond 2^63-1, slots
	ErrDecode     = errors.New("bytes of another form")             // not ours, or not possible
)

// An UnknownSpecError is an observation of a specification that the promise does not have.
type UnknownSpecError struct{ Code string }

// Error names the code.
func (e UnknownSpecError) Error() string { return fmt.Sprintf("unknown specification %.40q", e.Code) }

// A MismatchError says that two evaluators do not count the same: A and B are the promises that they evaluate, equal
// where only versions, specifications or options differ.
type MismatchError struct{ A, B uuid.UUID }

// Error names both promises.
func (e MismatchError) Error() string {
	if e.A == e.B {
		return fmt.Sprintf("promise %v in two versions or with two sets of options", e.A)
	}
	return fmt.Sprintf("promises %v and %v", e.A, e.B)
}
