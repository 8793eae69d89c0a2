package schedule

import (
	"errors"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// The bare causes that errors of this package wrap. A link from or to nothing and an unknown code wrap those of package
// actionplan, a day beyond the calendar those of package calendar.
var (
	ErrNetwork  = errors.New("invalid network")              // a bad index, a negative or infinite number, a sum of 2^53 or more
	ErrEstimate = errors.New("invalid estimate")             // not 0 ≤ optimistic ≤ likely ≤ pessimistic
	ErrOverlap  = errors.New("runs counted twice")           // two outcomes share a run
	ErrDuration = errors.New("no duration")                  // an action with neither days nor dates nor an estimate
	ErrStart    = errors.New("no start")                     // no day to begin on, or one after work has begun
	ErrLinkType = errors.New("not a finish-start link")      // PERT adds along finish-start links only
	ErrRange    = errors.New("number out of range")          // an option, a share, an offset
	ErrUnknown  = errors.New("unknown")                      // text of a distribution
	ErrDecode   = errors.New("bytes are not of this format") // of an outcome
)

// A CycleError names exactly the members of one cycle of links, in link order; the least index leads. It wraps
// [actionplan.ErrCycle]. [Build] returns an [actionplan.CycleError] in its place.
type CycleError struct{ Nodes []int }

// Error names the first ten members.
func (e CycleError) Error() string {
	text := fmt.Sprintf("%v: %d", actionplan.ErrCycle, e.Nodes[:min(10, len(e.Nodes))])
	if more := len(e.Nodes) - 10; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Unwrap returns [actionplan.ErrCycle].
func (e CycleError) Unwrap() error { return actionplan.ErrCycle }
