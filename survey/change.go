package survey

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// A Change compares two waves, or two segments: always the second, After, less the first, Before. Difference, its
// standard error SE and its Interval are in the unit of the figure; Statistic is z or t, with DF degrees of freedom, 0
// for z; P is the chance, were there no change, of a statistic at least as far from 0. AdjustedP is P until
// [AdjustChanges] allows for how many changes were looked at. Effect says how large the change is, whatever the number
// of answers. All turn their sign when the waves change places. Nothing is NaN nor infinite. The zero value compares
// nothing.
type Change struct {
	Before     Estimate `json:"before"`
	After      Estimate `json:"after"`
	Difference float64  `json:"difference"`
	SE         float64  `json:"se"`
	Statistic  float64  `json:"statistic"`
	DF         float64  `json:"df,omitempty"`
	P          float64  `json:"p"`
	AdjustedP  float64  `json:"adjustedP"`
	Effect     float64  `json:"effect"`
	Interval   Interval `json:"interval"`
}

// CompareShares compares two shares.
//
//	z = (p2 - p1)/SE    SE = √(p(1-p)(1/n1 + 1/n2)), p: share of both together    Effect = 2·asin√p2 - 2·asin√p1
//
// SE is that of the test; there is no continuity correction. The interval is Newcombe's, from the Wilson interval of
// each share, whatever o.Method: that puts the intervals around Before and After, as in [Proportion]. With o.Exact, P
// is that of Fisher's exact test, the chance of all tables with the same sums that are no likelier than this one.
//
// Where both shares are 0, or both 1, z is 0 and P is 1. It returns [ErrRange] unless 0 ≤ X ≤ N, or for options out of
// range, [ErrNoAnswers] for 0 of 0, [ErrMethod] for a method that is none for a share, and [ErrLimit] for o.Exact on
// over 1e12 answers. Accuracy: 1e-9 up to 1e9 answers; an exact P below 1e-300 is 0. Cost: of o.Exact, the square root
// of the answers, 8 ms for 2e9.
//
// References: Newcombe (1998), Interval Estimation for the Difference Between Independent Proportions, method 10; Cohen
// (1988), Statistical Power Analysis, 6.2: the effect h; Agresti (2002), Categorical Data Analysis, 3.5: exact tests.
func CompareShares(before, after Count, o Options) (Change, error) {
	const op = "survey: compare shares"
	resolved, err := o.resolve(op, MethodWilson)
	if err != nil {
		return Change{}, err
	}
	var c Change
	if c.Before, err = proportion("before", before, o); err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	if c.After, err = proportion("after", after, o); err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	newcombe, err := stat.NewcombeDifference(after.X, after.N, before.X, before.N, resolved.Level)
	if err != nil { // of the counts and the level, which are sound
		return Change{}, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	c.Interval = Interval{newcombe.Low, newcombe.High, resolved.Level, MethodNewcombe}
	n1, n2 := float64(before.N), float64(after.N)
	hits, misses := float64(before.X)+float64(after.X), float64(before.N-before.X)+float64(after.N-after.X)
	c.SE = math.Sqrt(hits / (n1 + n2) * (misses / (n1 + n2)) * (1/n1 + 1/n2))
	c.Difference = cross(after.X, before.N, before.X, after.N) / (n1 * n2)
	if c.SE > 0 {
		c.Statistic = c.Difference / c.SE
	}
	c.Effect = 2*math.Asin(math.Sqrt(c.After.Value)) - 2*math.Asin(math.Sqrt(c.Before.Value))
	c.P = twoSided(c.Statistic, 0)
	if o.Exact {
		if c.P, err = fisher(before, after); err != nil {
			return Change{}, fmt.Errorf("%s: %w", op, err)
		}
	}
	c.AdjustedP = c.P
	return c, nil
}

// cross returns a·b - c·d of numbers that are not negative, rounded once or twice from its exact value, so that nothing
// cancels.
func cross(a, b, c, d int64) float64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	lessHigh, lessLow := bits.Mul64(uint64(c), uint64(d))
	sign := 1.0
	if high < lessHigh || high == lessHigh && low < lessLow {
		sign, high, low, lessHigh, lessLow = -1, lessHigh, lessLow, high, low
	}
	low, borrow := bits.Sub64(low, lessLow, 0)
	high, _ = bits.Sub64(high, lessHigh, borrow)
	return sign * (math.Ldexp(float64(high), 64) + float64(low))
}

// change compares two figures of independent answers; o is resolved.
func (o Options) change(op string, before, after figure) (Change, error) {
	c := Change{
		Before: o.estimate(before), After: o.estimate(after),
		Difference: after.value - before.value, SE: math.Hypot(before.se, after.se),
	}
	centre := after.centre - before.centre
	switch {
	case c.SE > 0:
		c.Statistic = centre / c.SE
		c.DF = satterthwaite(before, after)
	case centre != 0:
		return Change{}, fmt.Errorf("%s: %w: all of each side agree, on different answers", op, ErrNoVariance)
	default:
		c.DF = before.df + after.df
	}
	if sd := math.Hypot(before.sd, after.sd) / math.Sqrt2; sd > 0 {
		c.Effect = c.Difference / sd
	}
	c.P = twoSided(c.Statistic, c.DF)
	c.AdjustedP = c.P
	half := quantile(o.Level, c.DF) * c.SE
	c.Interval = Interval{centre - half, centre + half, o.Level, o.Method}
	return c, nil
}

// satterthwaite returns the degrees of freedom of a difference whose sides may vary differently, 0 for the normal
// distribution.
func satterthwaite(before, after figure) float64 {
	if before.df == 0 {
		return 0
	}
	se := math.Hypot(before.se, after.se)
	first, second := before.se/se, after.se/se
	return 1 / (math.Pow(first, 4)/before.df + math.Pow(second, 4)/after.df)
}
