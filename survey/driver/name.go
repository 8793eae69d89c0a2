package driver

import (
	"fmt"
	"math"
)

// Missing is the answer that was not given, in a row of [Tally.Add].
const Missing = math.MinInt

const (
	mostDrivers = 100
	mostLMG     = 20 // drivers whose subsets are counted
	mostName    = 200
)

// columns returns the names of the columns of a row, the response first, or what is wrong with them.
func columns(response string, drivers []string) ([]string, error) {
	if len(drivers) == 0 {
		return nil, fmt.Errorf("no drivers: %w", ErrTooFew)
	}
	if len(drivers) > mostDrivers {
		return nil, fmt.Errorf("%d drivers: %w: at most %d", len(drivers), ErrLimit, mostDrivers)
	}
	names := append([]string{response}, drivers...)
	return names, checkNames(names)
}

// checkNames returns what is wrong with names: an empty, long or repeated one.
func checkNames(names []string) error {
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		switch {
		case name == "":
			return fmt.Errorf("name %d is empty: %w", i+1, ErrInvalid)
		case len(name) > mostName:
			return fmt.Errorf("name %.40q: %w: at most %d bytes", name, ErrLimit, mostName)
		case seen[name]:
			return fmt.Errorf("name %.40q comes twice: %w", name, ErrInvalid)
		}
		seen[name] = true
	}
	return nil
}
