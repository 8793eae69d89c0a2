package agreement

import "errors"

// The bare causes that errors of this package wrap.
var (
	ErrInvalid = errors.New("invalid")               // a declaration with faults
	ErrUnknown = errors.New("unknown")               // text of an enumeration
	ErrRange   = errors.New("number out of range")   // a duration
	ErrLimit   = errors.New("too many or too large") // depth and leaves of a node
)
