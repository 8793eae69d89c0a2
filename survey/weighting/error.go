package weighting

import (
	"errors"
	"fmt"
)

// ErrInvalid says that a declaration is wrong, such as two variables of one name, or that a value was not made by its
// constructor.
var ErrInvalid = errors.New("invalid")

// ErrRange says that a number lies outside its range, such as a design weight below 0.
var ErrRange = errors.New("out of range")

// ErrMismatch says that things do not fit together: tables of other variables, a cell of another length, a margin of a
// variable that is not there.
var ErrMismatch = errors.New("does not match")

// ErrTargets says that population counts are no such counts, or that margins disagree about the whole.
var ErrTargets = errors.New("impossible targets")

// ErrTooFew says that there are too few rows with a weight for what was asked.
var ErrTooFew = errors.New("too few")

// ErrLimit says that there are too many of something, or that it is too large.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a table or a tally.
var ErrDecode = errors.New("cannot decode")

// An EmptyCellError is a part of the population of which nobody, or nobody with a design weight, is in the sample: no
// weight makes up for that. Merge the category with another. Of crossed variables the names are joined by " x ".
type EmptyCellError struct{ Variable, Category string }

// Error names the category.
func (e EmptyCellError) Error() string {
	return fmt.Sprintf("nobody in the sample is %.80q of %.80q", e.Category, e.Variable)
}

// A NoConvergenceError says that raking did not meet the margins: after so many rounds one was off by MarginError, as a
// share of its target. Either the cells without sample make it impossible, or it takes more rounds.
type NoConvergenceError struct {
	Iterations  int
	MarginError float64
}

// Error tells the figures.
func (e NoConvergenceError) Error() string {
	return fmt.Sprintf("no convergence in %d rounds: a margin is off by %.3g of its target", e.Iterations, e.MarginError)
}
