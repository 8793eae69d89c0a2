package actionplan

import (
	"errors"
	"fmt"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid  = errors.New("invalid")             // a declaration with faults
	ErrUnknown  = errors.New("unknown")             // text of an enumeration or a language
	ErrRange    = errors.New("number out of range") // a hostile decimal, an unset day, an option
	ErrNotFound = errors.New("no such code")        // a link from or to nothing
	ErrCycle    = errors.New("links form a cycle")  // in a CycleError
)

// A CycleError names exactly the members of one cycle of links, in link order; the first in the order of the plan leads. It
// wraps [ErrCycle].
type CycleError struct{ Codes []Code }

// Error names the first ten members and counts the rest.
func (e CycleError) Error() string {
	text := fmt.Sprintf("%v: %.64q", ErrCycle, e.Codes[:min(10, len(e.Codes))])
	if more := len(e.Codes) - 10; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Unwrap returns [ErrCycle].
func (e CycleError) Unwrap() error { return ErrCycle }
