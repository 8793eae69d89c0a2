package actionplan

import (
	"errors"
	"fmt"
	"strings"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid    = errors.New("invalid")            // a declaration with faults, a log that breaks off, a change that is none
	ErrUnknown    = errors.New("unknown")            // text of an enumeration
	ErrRange      = errors.New("out of range")       // a hostile decimal, an unset day, an option, a clock that goes back
	ErrNotFound   = errors.New("no such code")       // an action, or a link from or to nothing
	ErrCycle      = errors.New("links form a cycle") // in a CycleError
	ErrTransition = errors.New("transition refused") // in a TransitionError
	ErrConflict   = errors.New("change in conflict") // Change.From is not what stands there, or the plan is another
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

// A TransitionError says that an action may not do what was asked of it: the verb does not lead from its status, or needs
// what is missing. It wraps [ErrTransition].
type TransitionError struct {
	Action  Code
	From    Status
	Verb    Verb
	Missing []string // stable codes, sorted; none where a verb but Close does not lead from that status
}

// Error names the action, its status, the verb and what is missing.
func (e TransitionError) Error() string {
	text := fmt.Sprintf("%v: %.64q: %v from %v", ErrTransition, e.Action, e.Verb, e.From)
	if len(e.Missing) > 0 {
		text += ": " + strings.Join(e.Missing, ", ")
	}
	return text
}

// Unwrap returns [ErrTransition].
func (e TransitionError) Unwrap() error { return ErrTransition }
