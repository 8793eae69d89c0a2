package servqual

import (
	"fmt"
	"math"
)

// Missing is the answer that was not given, among those of [Tally.Add].
const Missing = math.MinInt

const (
	mostDimensions = 50
	mostItems      = 16 // a dimension
	mostName       = 200
	mostWidth      = 1000
	mostPoint      = 1_000_000_000 // of a scale, in size
)

// A Dimension is one side of the service, asked about by Items statements. Both are mandatory, so the zero value is invalid.
type Dimension struct {
	Name  string // at most 200 bytes, and unlike the others
	Items int    // 1 to 16
}

// Standard returns the five dimensions of SERVQUAL with their 22 items, in the order of the published questionnaire.
// Reference: Parasuraman, Zeithaml, Berry (1988), SERVQUAL: A Multiple-Item Scale, Journal of Retailing 64.
func Standard() []Dimension {
	return []Dimension{{"tangibles", 4}, {"reliability", 5}, {"responsiveness", 4}, {"assurance", 4}, {"empathy", 5}}
}

// check returns what is wrong with dimensions on a scale.
func check(dims []Dimension, low, high int) error {
	switch {
	case len(dims) == 0:
		return fmt.Errorf("no dimensions: %w", ErrInvalid)
	case len(dims) > mostDimensions:
		return fmt.Errorf("%d dimensions: %w: at most %d", len(dims), ErrLimit, mostDimensions)
	case low >= high || low < -mostPoint || high > mostPoint:
		return fmt.Errorf("scale from %d to %d: %w", low, high, ErrInvalid)
	case high-low > mostWidth:
		return fmt.Errorf("scale from %d to %d: %w: at most %d points", low, high, ErrLimit, mostWidth+1)
	}
	seen := make(map[string]bool, len(dims))
	for i, d := range dims {
		switch {
		case d.Name == "":
			return fmt.Errorf("dimension %d has no name: %w", i+1, ErrInvalid)
		case len(d.Name) > mostName:
			return fmt.Errorf("dimension %.40q: name %w: at most %d bytes", d.Name, ErrLimit, mostName)
		case seen[d.Name]:
			return fmt.Errorf("dimension %.40q comes twice: %w", d.Name, ErrInvalid)
		case d.Items < 1:
			return fmt.Errorf("dimension %.40q has no items: %w", d.Name, ErrInvalid)
		case d.Items > mostItems:
			return fmt.Errorf("dimension %.40q of %d items: %w: at most %d", d.Name, d.Items, ErrLimit, mostItems)
		}
		seen[d.Name] = true
	}
	return nil
}

// commonMultiple returns the least common multiple of 1 to n, n ≤ 16: at most 720,720.
func commonMultiple(n int) int64 {
	multiple := int64(1)
	for k := int64(2); k <= int64(n); k++ {
		a, b := multiple, k
		for b != 0 {
			a, b = b, a%b
		}
		multiple *= k / a
	}
	return multiple
}
