package quote

import (
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// Combine says what several promotions that hold do together. The zero value is Sequential.
type Combine uint8

const (
	Sequential Combine = iota // one after another, by priority, each on what the ones before have left
	Additive                  // percentages off are summed and taken once off the list price, then the others follow
	Best                      // the one that gives the lowest total, alone
	First                     // the first by priority that takes anything off, alone
)

var combineNames = []string{"sequential", "additive", "best", "first"} // as ordered above

// String returns the name of c, such as "additive", and "?" for another value.
func (c Combine) String() string { return enum.String(combineNames, c) }

// MarshalText returns the name of c, or [ErrUnknown].
func (c Combine) MarshalText() ([]byte, error) {
	return enum.Marshal(combineNames, c, "quote: marshal combine", ErrUnknown)
}

// UnmarshalText sets c to the value called text. For any other text it returns [ErrUnknown] and leaves c alone.
func (c *Combine) UnmarshalText(text []byte) error {
	return enum.Unmarshal(combineNames, c, text, "quote: parse combine", ErrUnknown)
}

// ParseCombine returns the value called text, or [ErrUnknown].
func ParseCombine(text string) (Combine, error) {
	return enum.Parse[Combine](combineNames, text, "quote: parse combine", ErrUnknown)
}

// A Policy is what a house decides once for all its quotes. The zero value is the default: promotions one after
// another, prices after a promotion rounded half up to the minor unit, odd minor units to whoever was cut most,
// thresholds against the running total, no guard.
type Policy struct {
	Combine Combine `json:"combine,omitempty" validate:"max=3"`
	// how a price after a promotion is rounded, or with RoundDiscount what is taken off; and tax
	Rounding      pricing.Rounding `json:"rounding,omitempty" validate:"max=6"`
	RoundDiscount bool             `json:"roundDiscount,omitempty"`
	Step          int64            `json:"step,omitempty" validate:"min=0,max=10000"` // minor units that prices are multiples of; 0: 1
	Leftover      pricing.Leftover `json:"leftover,omitempty" validate:"max=2"`
	// thresholds look at list prices, not at what the promotions before have left
	ThresholdsOnList bool `json:"thresholdsOnList,omitempty"`
	// the most that all promotions together take off a unit, nil for any
	MaxDepth *pricing.Percent `json:"maxDepth,omitempty" validate:"omitnil,pct100"`
	// the least (net - Cost)/net of a unit with a Cost, net without tax, below 100, nil for any
	MinMargin *pricing.Percent `json:"minMargin,omitempty" validate:"omitnil,pct100,below100"`
}

// step returns the minor units that prices are multiples of.
func (p Policy) step() int64 { return max(1, p.Step) }
