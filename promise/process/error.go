package process

import (
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid  = errors.New("invalid")                       // a declaration with faults, or one that gives no chain
	ErrUnknown  = errors.New("unknown")                       // text of an enumeration, or a value that it does not have
	ErrStage    = errors.New("no such stage")                 // a code that the blueprint does not have, or not as an outcome
	ErrSpan     = errors.New("not 0 ≤ low ≤ likely ≤ high")   // three estimates of a time
	ErrRange    = errors.New("number out of range")           // a time, a share, an option, a factor
	ErrOverflow = errors.New("beyond what the type can hold") // a time above 292 years, a count
	ErrLimit    = errors.New("too much to compute")           // a graph or a time that would take minutes
	ErrCycle    = errors.New("cycle of flow edges")           // each stage would have to come before itself
	ErrMismatch = errors.New("logs of different blueprints")  // that cannot be merged
	ErrDecode   = errors.New("bytes are not of this form")    // of a log
)

// A CycleError names the stages of one cycle of flow edges in the order of the edges, the one declared first leading. It
// wraps [ErrCycle].
type CycleError struct{ Codes []string }

// Error names the first ten stages.
func (e CycleError) Error() string {
	text := fmt.Sprintf("%v: %.40q", ErrCycle, e.Codes[:min(10, len(e.Codes))])
	if more := len(e.Codes) - 10; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return strings.ReplaceAll(text, `" "`, `", "`)
}

// Unwrap returns [ErrCycle].
func (e CycleError) Unwrap() error { return ErrCycle }

// A MismatchError says that the logs to be merged are of blueprints A and B, which are not the same, whatever their
// identifiers. It wraps [ErrMismatch].
type MismatchError struct{ A, B uuid.UUID }

// Error names both.
func (e MismatchError) Error() string { return fmt.Sprintf("%v: %v and %v", ErrMismatch, e.A, e.B) }

// Unwrap returns [ErrMismatch].
func (e MismatchError) Unwrap() error { return ErrMismatch }
