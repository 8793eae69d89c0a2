package reliability

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Missing is the answer that was not given, in a row of [Tally.Add].
const Missing = math.MinInt

const (
	mostItems = 500
	mostName  = 200       // bytes
	mostWidth = 1<<16 - 1 // of an item, so that a tally takes 2^31 rows at least
)

// An Item is one statement that customers answer on a scale of whole points from Min to Max, both included. Reverse
// says that agreement is bad, so that an answer x scores Min+Max-x on the declared scale, whatever was answered. Set it
// for raw rows only: the rows of survey's Form.Rows are scored already, and reversing twice is no reversal. The zero
// value is invalid.
type Item struct {
	Name     string // not empty, at most 200 bytes, and unlike the others
	Min, Max int    // Min is below Max by at most 65,535, and above [Missing]
	Reverse  bool
}

// width returns Max-Min, or what is wrong with the scale.
func (it Item) width() (int64, error) {
	if it.Min >= it.Max || it.Min == Missing {
		return 0, fmt.Errorf("item %.40q from %d to %d: %w", it.Name, it.Min, it.Max, ErrInvalid)
	}
	if width := uint64(it.Max) - uint64(it.Min); width <= mostWidth { // the difference of ints may overflow
		return int64(width), nil
	}
	return 0, fmt.Errorf("item %.40q: more than %d points: %w", it.Name, mostWidth+1, ErrLimit)
}

// checkNames returns what is wrong with the names of items: too few or many, or an empty, long or repeated one.
func checkNames(names []string) error {
	if len(names) < 2 {
		return fmt.Errorf("%d items: %w", len(names), ErrTooFew)
	}
	if len(names) > mostItems {
		return fmt.Errorf("%d items: %w: at most %d", len(names), ErrLimit, mostItems)
	}
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		switch {
		case name == "":
			return fmt.Errorf("item %d has no name: %w", i+1, ErrInvalid)
		case len(name) > mostName:
			return fmt.Errorf("item %.40q: name %w: at most %d bytes", name, ErrLimit, mostName)
		case seen[name]:
			return fmt.Errorf("item %.40q comes twice: %w", name, ErrInvalid)
		}
		seen[name] = true
	}
	return nil
}

// A Missingness is what becomes of a row in which answers are missing. The zero value is Listwise.
type Missingness uint8

const (
	MissingnessListwise Missingness = iota // the row is left out
	MissingnessPairwise                    // the row counts for every pair of items that it answers
)

var missingnessNames = [...]string{"listwise", "pairwise"}

// String returns the name of m, or "?".
func (m Missingness) String() string { return enum.String(missingnessNames[:], m) }

// MarshalText returns the name of m. Its error wraps [ErrUnknown].
func (m Missingness) MarshalText() ([]byte, error) {
	return enum.Marshal(missingnessNames[:], m, "reliability: marshal missingness", ErrUnknown)
}

// UnmarshalText sets m to the policy called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Missingness) UnmarshalText(text []byte) error {
	return enum.Unmarshal(missingnessNames[:], m, text, "reliability: parse missingness", ErrUnknown)
}

// ParseMissingness returns the policy called text, or [ErrUnknown].
func ParseMissingness(text string) (Missingness, error) {
	return enum.Parse[Missingness](missingnessNames[:], text, "reliability: parse missingness", ErrUnknown)
}
