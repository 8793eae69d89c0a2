package lifetime

import (
	"fmt"
	"math"
)

// A Span is a length of time in days, as a [time.Duration] is one in nanoseconds: a number of units is written
// 39*Week. Valid spans are finite and lie from 0 to 1e9 days. The zero value is no time, and valid.
type Span float64

// The units of time. A year is the mean Julian year and a month its twelfth, 30.4375 days: no calendar is meant.
const (
	Day     Span = 1
	Week         = 7 * Day
	Year         = 365.25 * Day
	Month        = Year / 12
	Quarter      = Year / 4
)

// maxSpan is the longest span, some 2.7 million years.
const maxSpan Span = 1e9

// In returns s measured in unit, s/unit: (39*Week).In(Month) is about 8.97.
// It returns [ErrSpan] unless both are valid and unit is above 0, or if unit is so short that the number of
// units overflows. Accuracy: the float64 nearest to the quotient.
func (s Span) In(unit Span) (float64, error) {
	n := float64(s / unit)
	if !s.valid() || !unit.valid() || unit == 0 || math.IsInf(n, 0) {
		return 0, fmt.Errorf("lifetime: %v in units of %v: %w", s, unit, ErrSpan)
	}
	return n, nil
}

// String returns s in days, "1 day" or "30.4375 days", also if s is not valid.
func (s Span) String() string {
	if s == Day {
		return "1 day"
	}
	return fmt.Sprintf("%v days", float64(s))
}

// valid reports whether s is finite and in range; NaN is not.
func (s Span) valid() bool { return s >= 0 && s <= maxSpan }
