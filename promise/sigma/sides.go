package sigma

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// LongTermShift is the customary shift of 1.5 sigma between what a process does in a short and in a long time. Nothing
// here applies it unasked.
const LongTermShift = 1.5

// Sides says which tails of the normal distribution are defects. The zero value is OneSided.
type Sides uint8

const (
	OneSided Sides = iota // beyond the nearer limit only, as the tables of six sigma have it
	TwoSided              // beyond either of two limits at the same distance
)

var sidesNames = []string{"one-sided", "two-sided"} // as ordered above

// String returns the name of s, and "?" for another value.
func (s Sides) String() string { return enum.String(sidesNames, s) }

// MarshalText returns the name of s, or [ErrUnknown].
func (s Sides) MarshalText() ([]byte, error) {
	return enum.Marshal(sidesNames, s, "sigma: marshal sides", ErrUnknown)
}

// UnmarshalText sets s to the sides called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Sides) UnmarshalText(text []byte) error {
	return enum.Unmarshal(sidesNames, s, text, "sigma: parse sides", ErrUnknown)
}

// ParseSides returns the sides called text, one-sided or two-sided, or [ErrUnknown].
func ParseSides(text string) (Sides, error) {
	return enum.Parse[Sides](sidesNames, text, "sigma: parse sides", ErrUnknown)
}

// A Convention is what a number of sigmas says nothing without: how far the process is taken to drift towards a limit,
// and which tails count. The zero value is no drift and one tail.
type Convention struct {
	Shift float64 `json:"shift"` // in sigmas, 0 to 10
	Sides Sides   `json:"sides"`
}

// valid reports whether the fields of c lie in their ranges.
func (c Convention) valid() bool { return c.Shift >= 0 && c.Shift <= 10 && c.Sides <= TwoSided }
