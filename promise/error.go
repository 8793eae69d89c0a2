package promise

import (
	"errors"
	"fmt"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid    = errors.New("invalid")                           // a declaration with faults
	ErrUnknown    = errors.New("unknown")                           // text of an enumeration
	ErrRatio      = errors.New("not a share above 0 and at most 1") // of whole numbers up to 1e9
	ErrValue      = errors.New("value does not fit the target")     // NaN, infinite, or a yes other than 0 or 1
	ErrRange      = errors.New("number out of range")               // a tally, an option
	ErrLevel      = errors.New("level is not 0 or in (0, 1)")       // of confidence
	ErrNoEvidence = errors.New("no observation")                    // an interval of nothing
)

// An UnknownSpecError is an observation of a specification that the promise does not have.
type UnknownSpecError struct{ Code string }

// Error names the code.
func (e UnknownSpecError) Error() string { return fmt.Sprintf("unknown specification %.40q", e.Code) }
