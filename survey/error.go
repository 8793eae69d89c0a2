package survey

import (
	"errors"
	"fmt"
	"strings"
)

// ErrInvalid says that a declaration has faults. The error that wraps it for a questionnaire unwraps to
// validator.ValidationErrors too.
var ErrInvalid = errors.New("invalid")

// ErrUnknown says that a text names no value of an enumeration.
var ErrUnknown = errors.New("unknown")

// ErrNotFound says that the questionnaire has no such question or row, or the tally no such option.
var ErrNotFound = errors.New("not found")

// ErrRange says that a number lies outside its range, or that there is nothing to take back.
var ErrRange = errors.New("out of range")

// ErrKind says that a figure was asked of a kind of question that does not have it, such as the NPS of a rating.
var ErrKind = errors.New("not for this kind of question")

// ErrMethod says that an interval was asked by a method that does not give it.
var ErrMethod = errors.New("method does not give this interval")

// ErrNoAnswers says that a figure was asked of nobody.
var ErrNoAnswers = errors.New("no answers")

// ErrTooFew says that a figure needs more answers than there are.
var ErrTooFew = errors.New("too few answers")

// ErrNoVariance says that all answers agree, so that what differs cannot be set against chance.
var ErrNoVariance = errors.New("no variance")

// ErrLimit says that there are too many of something, or that it is too large or too deep.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes or JSON are not of the form that they should be.
var ErrDecode = errors.New("cannot decode")

// A MismatchError says that two tallies count different things and cannot be merged: their kinds, scales or
// options differ. A is the one that was to grow.
type MismatchError struct{ A, B string }

// Error names both sides.
func (e MismatchError) Error() string { return fmt.Sprintf("%s does not match %s", e.B, e.A) }

// A CycleError says that questions are shown depending on each other in a circle. IDs are those of one circle: each
// is shown depending on the next, and the last on the first; a question that depends on itself stands alone.
type CycleError struct{ IDs []QuestionID }

// Error names the questions.
func (e CycleError) Error() string {
	var names strings.Builder
	for i, id := range e.IDs {
		if i == 8 {
			fmt.Fprintf(&names, " and %d more", len(e.IDs)-i)
			break
		}
		fmt.Fprintf(&names, " %.70q", string(id))
	}
	return "shown depending on each other:" + names.String()
}
