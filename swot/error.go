package swot

import "errors"

// ErrInvalid says that a declaration has faults. The error that wraps it unwraps to
// validator.ValidationErrors too.
var ErrInvalid = errors.New("invalid")

// ErrNotFound says that no factor, strategy or criterion has the code asked for.
var ErrNotFound = errors.New("not found")

// ErrUnknown says that a text names no value of an enumeration, or no language.
var ErrUnknown = errors.New("unknown")

// ErrRange says that a number lies outside its range.
var ErrRange = errors.New("out of range")

// ErrLimit says that a number is too large or too long, or that there are too many, to be computed with.
var ErrLimit = errors.New("beyond the limit")

// ErrScale says that a method cannot work on the scale of a criterion.
var ErrScale = errors.New("scale does not fit the method")

// ErrUndefined says that a quantity does not exist, such as the share of each in a sum of zero.
var ErrUndefined = errors.New("undefined")
