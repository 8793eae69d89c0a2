package swot

import "errors"

// The bare causes that errors of this package wrap.
var (
	ErrInvalid  = errors.New("invalid")             // a declaration with faults
	ErrUnknown  = errors.New("unknown")             // text of an enumeration or a language
	ErrNotFound = errors.New("no such code")        // a factor, strategy or criterion that is not there
	ErrRange    = errors.New("number out of range") // a hostile decimal, or one outside its range
	ErrLimit    = errors.New("too many")            // parts of an answer
)
