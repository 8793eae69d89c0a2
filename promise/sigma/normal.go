package sigma

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// upper returns Q(z), the share of the standard normal distribution above z, with all its digits in either tail.
func upper(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// quantile returns z with Q(z) = share. The share is the smaller tail: at most about 1/2.
func quantile(share float64) float64 { return -distuv.UnitNormal.Quantile(share) }

// density returns the standard normal density at z.
func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// outside returns the share that lies beyond -s and s of a normal distribution whose mean is off by δ.
func outside(s, shift float64) float64 { return upper(s-shift) + upper(s+shift) }

// inside returns the share that lies between -s and s of a normal distribution whose mean is off by δ. Where the two tails
// are too alike to be subtracted it is the Taylor series in s about δ,
//
//	2φ(δ) Σ He_k(δ) s^(k+1)/(k+1)!, k even, with Hermite's He_k+1(δ) = δ He_k(δ) - k He_k-1(δ)
func inside(s, shift float64) float64 {
	if s*max(1, shift) > 0.5 || shift > 40 { // so far off, the tails are all that there is
		return max(0, upper(shift-s)-upper(shift+s))
	}
	sum, before, hermite, power := 0.0, 0.0, 1.0, s
	for k := range 40 {
		if k%2 == 0 {
			sum += hermite * power
		}
		before, hermite = hermite, shift*hermite-float64(k)*before
		power *= s / float64(k+2)
	}
	return 2 * density(shift) * sum
}
