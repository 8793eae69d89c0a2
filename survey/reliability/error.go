package reliability

import "errors"

// ErrInvalid says that a declaration is wrong, such as two items of one name, or that a value was not made by its
// constructor.
var ErrInvalid = errors.New("invalid")

// ErrUnknown says that a text names no [Missingness].
var ErrUnknown = errors.New("unknown missingness")

// ErrRange says that a number lies outside its range, such as an answer off the scale of its item.
var ErrRange = errors.New("out of range")

// ErrMismatch says that things do not fit together: tallies of other items, or a row of another length.
var ErrMismatch = errors.New("does not match")

// ErrTooFew says that there are too few rows, or too few items, for what was asked.
var ErrTooFew = errors.New("too few")

// ErrNoVariance says that something does not vary: all items, their sum or, for omega, one of them.
var ErrNoVariance = errors.New("no variance")

// ErrSingular says that an item is a linear combination of others, or that the matrix is not positive definite.
var ErrSingular = errors.New("not positive definite")

// ErrNoConvergence says that the iterations ended before the likelihood was at its maximum.
var ErrNoConvergence = errors.New("no convergence")

// ErrLimit says that there are too many of something, or that it is too large.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a tally.
var ErrDecode = errors.New("cannot decode")
