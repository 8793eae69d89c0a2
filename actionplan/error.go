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

// Error names the first ten members.
func (e CycleError) Error() string {
	return fmt.Sprintf("%v: %.64q and so on, %d in all", ErrCycle, e.Codes[:min(10, len(e.Codes))], len(e.Codes))
}

// Unwrap returns [ErrCycle].
func (e CycleError) Unwrap() error { return ErrCycle }
