package survey

import (
	"errors"
	"fmt"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid    = errors.New("invalid")                     // a declaration with faults, or a zero tally
	ErrUnknown    = errors.New("unknown")                     // text of an enumeration, a question or an option
	ErrRange      = errors.New("number out of range")         // off the scale, or an option of an estimate
	ErrKind       = errors.New("not a question of that kind") // such as the NPS of a 1 to 5
	ErrMethod     = errors.New("method does not fit")         // such as a mean by Wilson
	ErrNoAnswers  = errors.New("no answers")                  // an estimate of nobody
	ErrTooFew     = errors.New("too few answers")             // a spread of one
	ErrNoVariance = errors.New("no variance")                 // answers that are all alike
	ErrLimit      = errors.New("too many or too deep")        // conditions, options, counts
	ErrDecode     = errors.New("not the bytes of a tally")    // in UnmarshalBinary
)

// A MismatchError says that two tallies that meet count different things.
type MismatchError struct{ A, B string }

// Error names both.
func (e MismatchError) Error() string {
	return fmt.Sprintf("tally of %.80s meets tally of %.80s", e.A, e.B)
}

// A CycleError names the questions whose conditions form a cycle, in the order in which each asks for the next.
type CycleError struct{ IDs []QuestionID }

// Error names the first ten.
func (e CycleError) Error() string {
	return fmt.Sprintf("conditions form a cycle: %.64q, %d in all", e.IDs[:min(10, len(e.IDs))], len(e.IDs))
}
