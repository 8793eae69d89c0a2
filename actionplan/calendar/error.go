package calendar

import "errors"

// The bare causes that errors of this package wrap.
var (
	ErrInvalid   = errors.New("invalid calendar")              // with the faults; see Fault
	ErrUnknown   = errors.New("unknown")                       // text of a weekday
	ErrDate      = errors.New("no such day")                   // or text that is none
	ErrRange     = errors.New("beyond the years or the index") // years 1 to 9999, from after to, more than 400 years
	ErrNoWorkday = errors.New("no working day in the index")   // nothing to roll to
)
