package lifetime

import "errors"

// ErrSpan says that a [Span] is not a finite number of days from 0 to 1e9, or is 0 where time must pass.
var ErrSpan = errors.New("span is out of range")

// ErrRate says that a [Rate] is not an effective interest from 0 to 100 with at most 40 decimal places.
var ErrRate = errors.New("rate is out of range")

// ErrTiming says that a [Timing] is none of its constants, or is [Flow] where payments come in periods.
var ErrTiming = errors.New("timing does not fit")

// ErrDivergent says that a sum without end has no finite value: the margin grows at least as fast as it is
// discounted and lost.
var ErrDivergent = errors.New("sum without end is not finite")

// ErrRange says that a number lies outside its range, such as a chance above 1 or fewer than no customers.
var ErrRange = errors.New("number is out of range")

// ErrLimit says that there are too many of something, or that a decimal is too large or too long to be computed
// with: more than 1200 periods, a margin above 1e15.
var ErrLimit = errors.New("beyond the limit")

// ErrUnknown says that a text names no [Timing].
var ErrUnknown = errors.New("unknown timing")
