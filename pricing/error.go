package pricing

import (
	"errors"
	"fmt"
)

// The bare causes that errors of this package wrap.
var (
	ErrInvalid   = errors.New("invalid")                                   // a declaration with faults
	ErrUnknown   = errors.New("unknown")                                   // text of an enumeration
	ErrCurrency  = errors.New("not a currency of ISO 4217 with a unit")    // also the zero Money where a currency is needed
	ErrMismatch  = errors.New("currencies differ")                         // in a MismatchError
	ErrRange     = errors.New("number out of range")                       // overflow, or a hostile decimal
	ErrPrecision = errors.New("more decimal places than the currency has") // digits would be lost
	ErrSyntax    = errors.New("not in the form that is asked for")         // text of an amount or a percentage
	ErrZero      = errors.New("share of nothing")                          // the whole is 0
	ErrWeight    = errors.New("weight below 0")                            // in an allocation
	ErrHistory   = errors.New("no price known")                            // before an offer
	ErrLimit     = errors.New("too many")                                  // rows, parts or bytes
)

// A MismatchError says that two amounts that meet have different currencies. It wraps [ErrMismatch].
type MismatchError struct{ A, B string }

// Error names both currencies.
func (e MismatchError) Error() string { return fmt.Sprintf("%v: %s and %s", ErrMismatch, e.A, e.B) }

// Unwrap returns [ErrMismatch].
func (e MismatchError) Unwrap() error { return ErrMismatch }
