package rfm

import "errors"

// ErrDay says that a [Day] is no date of the years 1 to 9999, or that days come in the wrong order.
var ErrDay = errors.New("day is out of range")

// ErrAmount says that an amount is no whole number of minor units, or larger than an int64 of them.
var ErrAmount = errors.New("amount is not exact in minor units")

// ErrReturn says that there is a negative row where [ReturnsReject] forbids it.
var ErrReturn = errors.New("return of a purchase")

// ErrDigits says that a number of minor digits is outside 0 to 8, or differs between two logs.
var ErrDigits = errors.New("minor digits do not fit")

// ErrNoData says that there is nothing to compute from.
var ErrNoData = errors.New("no data")

// ErrRange says that a number lies outside its range.
var ErrRange = errors.New("number is out of range")

// ErrLimit says that there are too many of something, or that a sum is larger than its type.
var ErrLimit = errors.New("beyond the limit")

// ErrUnknown says that a text names no [Returns].
var ErrUnknown = errors.New("unknown policy of returns")

// ErrDecode says that bytes are not the form of a [Log].
var ErrDecode = errors.New("bytes of another form")
