package promotion

import (
	"errors"
	"fmt"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid = errors.New("invalid")           // a declaration with faults
	ErrUnknown = errors.New("unknown")           // text of an enumeration, or the type of a condition or a benefit
	ErrLimit   = errors.New("too large")         // a condition too deep, too long or with too many parts; a decimal
	ErrDecode  = errors.New("not a declaration") // JSON that does not say what it should
)

// placed is an error with the JSON path of what it is about.
type placed struct {
	path string
	err  error
}

func (e placed) Error() string { return fmt.Sprintf("%.200s: %v", e.path, e.err) }

func (e placed) Unwrap() error { return e.err }

// within puts a field name, or an index in brackets, in front of the path of err.
func within(name string, err error) error {
	inner, ok := errors.AsType[placed](err)
	switch {
	case err == nil:
		return nil
	case !ok:
		return placed{name, err}
	case inner.path[0] == '[':
		return placed{name + inner.path, inner.err}
	}
	return placed{name + "." + inner.path, inner.err}
}
