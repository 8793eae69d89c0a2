package driver

import "errors"

// ErrInvalid says that a declaration is wrong, such as two drivers of one name, or that a value was not made by its
// constructor.
var ErrInvalid = errors.New("invalid")

// ErrUnknown says that a text names no value of an enumeration.
var ErrUnknown = errors.New("unknown")

// ErrRange says that a number lies outside its range, such as an answer off its scale.
var ErrRange = errors.New("out of range")

// ErrMismatch says that things do not fit together: tallies of other drivers, a row of another length, or a driver
// that has no gap.
var ErrMismatch = errors.New("does not match")

// ErrTooFew says that there are too few rows or drivers for what was asked.
var ErrTooFew = errors.New("too few")

// ErrNoVariance says that the response does not vary.
var ErrNoVariance = errors.New("no variance")

// ErrSingular says that the drivers cannot be told apart: one does not vary, one is a combination of others, or the
// correlations belong to no rows.
var ErrSingular = errors.New("not positive definite")

// ErrNoConvergence says that the values of a matrix were not found.
var ErrNoConvergence = errors.New("no convergence")

// ErrLimit says that there are too many of something, or that it is too large.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a tally.
var ErrDecode = errors.New("cannot decode")
