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

// ErrUnknown says that a text names no constant of its enumeration, or that a model is not one of this package.
var ErrUnknown = errors.New("unknown")

// ErrHistory says that a [History] cannot have happened: a last purchase after the end, purchases without a time.
var ErrHistory = errors.New("history is impossible")

// ErrParameter says that a parameter of a model is not a number from 1e-30 to 1e30.
var ErrParameter = errors.New("parameter is out of range")

// ErrSpend says that a [Spend] is not at least one purchase with a mean amount above 0.
var ErrSpend = errors.New("spend is out of range")

// ErrNoMean says that the distribution of spend has no mean, as at q ≤ 1 for somebody who has not yet bought.
var ErrNoMean = errors.New("spend has no mean")

// ErrNoData says that there is nothing to compute from: no customer, or none whom any time was observed.
var ErrNoData = errors.New("no data")

// ErrBoundary says that the likelihood is greatest where a parameter is 0 or infinite, so that it has no curvature
// there, and no standard error.
var ErrBoundary = errors.New("maximum is on the boundary")

// ErrSingular says that the likelihood does not tell the parameters apart: its curvature has no inverse.
var ErrSingular = errors.New("parameters are not identified")

// ErrDecode says that bytes are not the form of what they are read into.
var ErrDecode = errors.New("bytes of another form")
