// Package stat holds the statistics that several packages share: intervals of a proportion and of the difference
// of two, and corrections for testing many things at once.
//
// Every interval takes x successes among n cases, 0 ≤ x ≤ n and n ≥ 1 (else [ErrCount]), and a two-sided
// confidence level in (0, 1) (else [ErrLevel]). z is the standard normal quantile of (1+level)/2. Ends are
// right to 1e-12 absolute up to n = 1e6 and to 1e-9 up to n = 1e9. The ends of [ClopperPearson] and [Jeffreys] that
// leave over 0.3 beyond them, so at levels below 0.4, are right to 1e-5 only for n above 1e6.
package stat

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// ErrCount says that x of n is not a share: x below 0 or above n, or n below 1.
var ErrCount = errors.New("not x of n with 0 ≤ x ≤ n and n ≥ 1")

// ErrLevel says that a confidence level does not lie in (0, 1).
var ErrLevel = errors.New("level is not in (0, 1)")

// An Interval is closed: Low ≤ High.
type Interval struct{ Low, High float64 }

// Level returns level, 0.95 for 0, or [ErrLevel] unless that lies in (0, 1); so for NaN too.
func Level(level float64) (float64, error) {
	if level == 0 {
		return 0.95, nil
	}
	if level > 0 && level < 1 {
		return level, nil
	}
	return 0, ErrLevel
}

// Z returns the standard normal quantile of (1+level)/2, from the small tail (1-level)/2, for level in (0, 1).
func Z(level float64) float64 { return -distuv.UnitNormal.Quantile((1 - level) / 2) }

// Wald returns p ± z·√(p(1-p)/n), as the formula gives it: it may leave [0, 1], and has no width at x = 0 and n.
func Wald(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	return around(float64(x)/float64(n), float64(n), Z(level)), nil
}

// AgrestiCoull returns the Wald interval of x + z²/2 among n + z², as published: it may leave [0, 1].
// Reference: Brown, Cai, DasGupta (2001), Interval Estimation for a Binomial Proportion.
func AgrestiCoull(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	z := Z(level)
	cases := float64(n) + z*z
	return around((float64(x)+z*z/2)/cases, cases, z), nil
}

// Wilson returns the score interval, within [0, 1].
// Reference: Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion, method 3.
func Wilson(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	return WilsonOf(float64(x), float64(n), level), nil
}

// WilsonOf is Wilson of counts that need not be whole, as weighted ones are; 0 ≤ x ≤ n, n > 0 and level are not checked.
func WilsonOf(x, n, level float64) Interval {
	z := Z(level)
	return Interval{wilsonLow(x, n, z), wilsonHigh(x, n, z)}
}

// WilsonCorrected returns the score interval with continuity correction c = min(1/2, |x - n/2|) by the rule of
// R's prop.test: Low is that of x - c, 0 where that is not above 0, High that of x + c, 1 where that is not
// below n. Newcombe's method 4 takes c = 1/2 always; the two differ only where x lies within 1/2 of n/2.
func WilsonCorrected(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	successes, cases := float64(x), float64(n)
	c := min(0.5, math.Abs(successes-cases/2))
	return Interval{
		wilsonLow(max(0, successes-c), cases, Z(level)),
		wilsonHigh(min(cases, successes+c), cases, Z(level)),
	}, nil
}

// ClopperPearson returns the exact interval: each end leaves (1-level)/2 beyond it. Low is 0 at x = 0, High 1 at
// x = n. Reference: Clopper, Pearson (1934), The Use of Confidence or Fiducial Limits.
func ClopperPearson(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	share, interval := float64(x)/float64(n), exact(x, n, (1-level)/2)
	return Interval{min(share, interval.Low), max(share, interval.High)}, nil // p is inside, however inexact the ends
}

// ClopperPearsonBounds returns the two one-sided exact bounds, each at the level: each end leaves 1-level beyond it.
// At levels below 1/2 Low may exceed High.
func ClopperPearsonBounds(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	return exact(x, n, 1-level), nil
}

// Jeffreys returns the equal-tailed interval of Beta(x+1/2, n-x+1/2); Low is 0 at x = 0, High 1 at x = n.
// Reference: Brown, Cai, DasGupta (2001).
func Jeffreys(x, n int64, level float64) (Interval, error) {
	if err := check(x, n, level); err != nil {
		return Interval{}, err
	}
	tail, hits, misses := (1-level)/2, float64(x)+0.5, float64(n-x)+0.5
	interval := Interval{0, 1}
	if x > 0 {
		interval.Low = quantile(hits, misses, tail)
	}
	if x < n {
		interval.High = max(interval.Low, 1-quantile(misses, hits, tail)) // from the small tail
	}
	return interval, nil
}

// check returns what is wrong with x of n and level.
func check(x, n int64, level float64) error {
	if x < 0 || n < 1 || x > n {
		return ErrCount
	}
	if !(level > 0 && level < 1) {
		return ErrLevel
	}
	return nil
}

// around returns p ± z·√(p(1-p)/n).
func around(p, n, z float64) Interval {
	half := z * math.Sqrt(max(0, p*(1-p)/n))
	return Interval{p - half, p + half}
}

// wilsonLow solves for the lesser root of (x/n - p)² = z²p(1-p)/n, free of cancellation for small x.
func wilsonLow(x, n, z float64) float64 {
	if x == 0 {
		return 0
	}
	return min(x/n, 2*x*x/(n*(2*x+z*z+z*math.Sqrt(z*z+4*x*(1-x/n))))) // x/n is inside, also in the last bit
}

// wilsonHigh is the greater root.
func wilsonHigh(x, n, z float64) float64 {
	if x == n {
		return 1
	}
	return max(x/n, (2*x+z*z+z*math.Sqrt(z*z+4*x*(1-x/n)))/(2*(n+z*z)))
}

// exact returns the Clopper-Pearson ends that leave tail beyond each, in closed form at x = 0 and x = n.
func exact(x, n int64, tail float64) Interval {
	interval := Interval{0, 1}
	switch hits, misses := float64(x), float64(n-x); {
	case x == n:
		interval.Low = math.Exp(math.Log(tail) / float64(n))
	case x > 0:
		interval.Low = quantile(hits, misses+1, tail)
	}
	switch hits, misses := float64(x), float64(n-x); {
	case x == 0:
		interval.High = -math.Expm1(math.Log(tail) / float64(n))
	case x < n:
		interval.High = 1 - quantile(misses, hits+1, tail) // from the small tail
	}
	return interval
}

// quantile returns the p-quantile of Beta(a, b): gonum's, unless p is below 1e-5, where that is off by up to 1e-7 for
// a hundred cases and by anything for a million. There Newton's method on the logarithm of the distribution follows,
// kept between what is known to be below and above.
func quantile(a, b, p float64) float64 {
	x := mathext.InvRegIncBeta(a, b, p)
	if math.IsNaN(x) { // near 2^63 cases gonum's steps lose their way; a normal end is as near there
		mean := a / (a + b)
		return min(1, max(0, mean+math.Sqrt(mean*(1-mean)/(a+b+1))*distuv.UnitNormal.Quantile(p)))
	}
	low, high := 0.0, 1.0
	for step := 0; step < 100 && p < 1e-5; step++ {
		below := mathext.RegIncBeta(a, b, x)
		if math.IsNaN(below) {
			return x
		}
		if below < p {
			low = x
		} else {
			high = x
		}
		density := math.Exp((a-1)*math.Log(x) + (b-1)*math.Log1p(-x) - mathext.Lbeta(a, b))
		next := x - below*math.Log(below/p)/density
		if !(low < next && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) <= 1e-16*x {
			break
		}
		x = next
	}
	return x
}
