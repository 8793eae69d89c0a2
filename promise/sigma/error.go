package sigma

import "errors"

// The bare causes that errors of this package wrap.
var (
	ErrRange    = errors.New("number out of range")          // NaN, infinite, or beyond what its field allows
	ErrUnknown  = errors.New("unknown")                      // text of an enumeration, or a value that it does not have
	ErrLimits   = errors.New("no limits to measure against") // none given, or the lower not below the upper
	ErrLevel    = errors.New("level is not 0 or in (0, 1)")  // of confidence
	ErrFew      = errors.New("too few values")               // for a spread or a chart
	ErrSizes    = errors.New("sizes do not fit")             // groups or lists of different lengths
	ErrConstant = errors.New("values do not vary")           // an index would be infinite
	ErrDecode   = errors.New("bytes are not of this form")   // of a level
)
