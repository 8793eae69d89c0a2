package sigma

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Limits are what a process is measured against: the specification, not the control limits of a chart. At least one of
// Lower and Upper is given. The zero value is invalid.
type Limits struct {
	Lower  *float64 `json:"lower,omitempty"`  // least that is good
	Upper  *float64 `json:"upper,omitempty"`  // greatest that is good, above Lower
	Target *float64 `json:"target,omitempty"` // what is best, within the limits. Defaults to their midpoint
}

// check returns [ErrRange] for a limit that is not a number within ±1e150, and [ErrLimits] for none, or limits and target
// out of order.
func (l Limits) check() error {
	var given []float64
	for _, limit := range []*float64{l.Lower, l.Target, l.Upper} {
		if limit != nil {
			given = append(given, *limit)
		}
	}
	if err := checkValues(given); err != nil {
		return fmt.Errorf("limits: %w", err)
	}
	for i := 1; i < len(given); i++ {
		if given[i] < given[i-1] {
			return fmt.Errorf("%v above %v: %w", given[i-1], given[i], ErrLimits)
		}
	}
	switch {
	case l.Lower == nil && l.Upper == nil:
		return ErrLimits
	case l.Lower != nil && l.Upper != nil && *l.Lower == *l.Upper:
		return fmt.Errorf("both are %v: %w", *l.Lower, ErrLimits)
	}
	return nil
}

// outside reports whether a value lies beyond a limit.
func (l Limits) outside(value float64) bool {
	return l.Lower != nil && value < *l.Lower || l.Upper != nil && value > *l.Upper
}

// expected returns the level of a normal process against l.
func (l Limits) expected(center, sd float64) Level {
	switch {
	case l.Upper == nil:
		z := (center - *l.Lower) / sd
		return Level{upper(z), upper(-z)}
	case l.Lower == nil:
		z := (*l.Upper - center) / sd
		return Level{upper(z), upper(-z)}
	}
	half, shift := (*l.Upper-*l.Lower)/2/sd, math.Abs(center-(*l.Lower+(*l.Upper-*l.Lower)/2))/sd
	return Level{outside(half, shift), inside(half, shift)}
}

// Within says how the spread of a process in the short time is measured. The zero value is MovingRange.
type Within uint8

const (
	MovingRange Within = iota // mean moving range over d2(2): of single values
	RangeMean                 // mean range of the groups over d2, groups of at most 25
	SDMean                    // mean standard deviation of the groups over c4
	Pooled                    // root of the mean variance of the groups
)

var withinNames = []string{"moving-range", "range-mean", "sd-mean", "pooled"} // as ordered above

// String returns the name of w, and "?" for another value.
func (w Within) String() string { return enum.String(withinNames, w) }

// MarshalText returns the name of w, or [ErrUnknown].
func (w Within) MarshalText() ([]byte, error) {
	return enum.Marshal(withinNames, w, "sigma: marshal within", ErrUnknown)
}

// UnmarshalText sets w to the measure called text. For any other text it returns [ErrUnknown] and leaves w alone.
func (w *Within) UnmarshalText(text []byte) error {
	return enum.Unmarshal(withinNames, w, text, "sigma: parse within", ErrUnknown)
}

// ParseWithin returns the measure called text, such as range-mean, or [ErrUnknown].
func ParseWithin(text string) (Within, error) {
	return enum.Parse[Within](withinNames, text, "sigma: parse within", ErrUnknown)
}
