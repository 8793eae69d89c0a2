package complaint

import (
	"errors"
	"fmt"
)

// ErrInvalid says that a declaration has faults. What Validate, Open and Apply return unwraps to
// validator.ValidationErrors too.
var ErrInvalid = errors.New("invalid")

// ErrUnknown says that a text names no value of an enumeration.
var ErrUnknown = errors.New("unknown")

// ErrOrder says that an event lies before the one that it follows, or after the moment that was asked about.
var ErrOrder = errors.New("times out of order")

// ErrRange says that a number lies outside its range, or that there is nothing to take out.
var ErrRange = errors.New("out of range")

// ErrLimit says that there are too many of something, or that it is too large.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a tally.
var ErrDecode = errors.New("cannot decode")

// A TransitionError is an event that a case does not take in the state in which it is.
type TransitionError struct {
	State State
	Kind  Kind
}

// Error names the event and the state.
func (e TransitionError) Error() string {
	return fmt.Sprintf("%v does not follow on %v", e.Kind, e.State)
}
