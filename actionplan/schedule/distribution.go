package schedule

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Distribution is the shape of a duration between its estimates. The zero value is BetaPERT.
type Distribution uint8

const (
	BetaPERT   Distribution = iota // smooth, the likely value weighs four times
	Triangular                     // straight lines, the outer values weigh more
)

var distributionNames = []string{"beta-pert", "triangular"} // as ordered above

// String returns "beta-pert" or "triangular", and "?" for another value.
func (d Distribution) String() string { return enum.String(distributionNames, d) }

// MarshalText returns the name of d, or [ErrUnknown].
func (d Distribution) MarshalText() ([]byte, error) {
	return enum.Marshal(distributionNames, d, "schedule: marshal distribution", ErrUnknown)
}

// UnmarshalText sets d to the distribution called text. For any other text it returns [ErrUnknown] and leaves d alone.
func (d *Distribution) UnmarshalText(text []byte) error {
	return enum.Unmarshal(distributionNames, d, text, "schedule: parse distribution", ErrUnknown)
}

// ParseDistribution returns the distribution called text, or [ErrUnknown].
func ParseDistribution(text string) (Distribution, error) {
	return enum.Parse[Distribution](distributionNames, text, "schedule: parse distribution", ErrUnknown)
}

// Moments returns mean and variance of a duration, in the unit of the estimate and in its square:
//
//	BetaPERT    (o + 4m + p)/6    αβ(p − o)²/((α + β)²(α + β + 1)), α = 1 + 4(m − o)/(p − o), β = 1 + 4(p − m)/(p − o)
//	Triangular  (o + m + p)/3     (o² + m² + p² − om − op − mp)/18
//
// The variance of BetaPERT is not the ((p − o)/6)² of [PERT]. An estimate with o = p is a constant. It returns
// [ErrEstimate], and [ErrUnknown] for another distribution. Accuracy: 1e-15 of the value. Reference: Vose (2008), Risk
// Analysis, 3rd ed., on the modified PERT distribution.
func Moments(e actionplan.Estimate, d Distribution) (mean, variance float64, err error) {
	if err := sane(e); err != nil {
		return 0, 0, fmt.Errorf("schedule: moments: %w", err)
	}
	left, right, width := e.Likely-e.Optimistic, e.Pessimistic-e.Likely, e.Pessimistic-e.Optimistic
	switch d {
	case BetaPERT: // α + β = 6, so that the variance is (width + 4 left)(width + 4 right)/252
		mean, _ = classic(e)
		return mean, float64((width+float64(4*left))*(width+float64(4*right))) / 252, nil
	case Triangular: // the same as above, without differences of squares
		squares := float64(left*left) + float64(left*right) + float64(right*right)
		return e.Optimistic + (float64(2*left)+right)/3, squares / 18, nil
	}
	return 0, 0, fmt.Errorf("schedule: moments: %w distribution %d", ErrUnknown, d)
}
