package servqual

import "errors"

// ErrInvalid says that a declaration is wrong, such as two dimensions of one name, or that a tally was not made by its
// constructor.
var ErrInvalid = errors.New("invalid")

// ErrRange says that a number lies outside its range, such as an answer off the scale, or points that do not sum to 100.
var ErrRange = errors.New("out of range")

// ErrNoAnswers says that a figure was asked of nobody.
var ErrNoAnswers = errors.New("no answers")

// ErrMismatch says that things do not fit together: tallies of other dimensions, or answers of another number of items.
var ErrMismatch = errors.New("does not match")

// ErrLimit says that there are too many of something, or that it is too large.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a tally.
var ErrDecode = errors.New("cannot decode")
