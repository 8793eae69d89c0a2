package mcdm

import "errors"

// ErrShape says that rows, weights or directions have lengths that do not fit, or that there are none.
var ErrShape = errors.New("lengths do not fit")

// ErrValue says that a number is NaN or infinite, or outside what it may be; the text names its row and column.
var ErrValue = errors.New("value is out of range")

// ErrWeights says that weights are negative or do not sum to 1.
var ErrWeights = errors.New("weights do not sum to 1")

// ErrThreshold says that the thresholds of a [Preference] are negative, in the wrong order or missing.
var ErrThreshold = errors.New("thresholds do not fit the shape")

// ErrSingular says that an influence has no end: everything influences everything else alike.
var ErrSingular = errors.New("influence has no end")

// ErrLimit says that there are too many alternatives, criteria or elements.
var ErrLimit = errors.New("beyond the limit")

// ErrUnknown says that a text names no constant of its enumeration.
var ErrUnknown = errors.New("unknown")
