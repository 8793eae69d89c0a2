package revenue

import (
	"errors"
	"fmt"
	"math"
)

// The bare causes that errors of this package wrap.
var (
	ErrRange       = errors.New("number out of range")               // an argument, or a result beyond float64
	ErrUnknown     = errors.New("unknown")                           // text of an enumeration
	ErrTooFew      = errors.New("too few")                           // observations or classes
	ErrNoVariation = errors.New("all prices are equal")              // no elasticity can be read off
	ErrObservation = errors.New("price and units must be above 0")   // an observation without logarithms
	ErrInelastic   = errors.New("elasticity must be below -1")       // any higher price earns more
	ErrOrder       = errors.New("fares must not rise down the list") // classes come with the highest fare first
)

// within returns [ErrRange] with the name unless low ≤ v ≤ high.
func within(name string, v, low, high float64) error {
	if v >= low && v <= high {
		return nil
	}
	return fmt.Errorf("%s %v outside %v to %v: %w", name, v, low, high, ErrRange)
}

// finite returns v, or [ErrRange] with the name of what it is if it is NaN or infinite.
func finite(name string, v float64) (float64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%s: %w", name, ErrRange)
	}
	return v, nil
}
