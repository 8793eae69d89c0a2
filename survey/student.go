package survey

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// manyDegrees is from where on Student's t is an expansion around the normal distribution: the incomplete beta function
// loses digits there.
const manyDegrees = 10_000

// studentQuantile returns the quantile of (1+level)/2 of Student's t with nu ≥ 1 degrees of freedom, level in (0, 1).
//
// Few degrees solve for the small tail (1-level)/2 by Newton's method; many take the expansion around the normal
// quantile of Abramowitz, Stegun (1964), 26.7.5.
func studentQuantile(level, nu float64) float64 {
	z := stat.Z(level)
	if nu >= manyDegrees {
		z2 := z * z
		g1 := (z2 + 1) / 4
		g2 := ((5*z2+16)*z2 + 3) / 96
		g3 := (((3*z2+19)*z2+17)*z2 - 15) / 384
		return z * (1 + (g1+(g2+g3/nu)/nu)/nu)
	}
	return solveStudent(z, nu, (1-level)/2)
}

// solveStudent solves tail(t) = p for t ≥ 0 and p < 1/2, starting from the normal quantile, which lies below. On the
// logarithms of t and of the tail Newton's steps rise to the solution without passing it.
func solveStudent(start, nu, p float64) float64 {
	t := max(start, 1e-300)
	beta := mathext.Lbeta(nu/2, 0.5)
	for range 100 {
		u := t * t / nu
		tail := studentTail(t, nu)
		density := math.Exp(-(nu+1)/2*math.Log1p(u)-beta) / math.Sqrt(nu)
		step := math.Log(tail/p) * tail / (density * t)
		t *= math.Exp(step)
		if math.Abs(step) <= 1e-13 {
			break
		}
	}
	return t
}

// studentTail returns the chance that Student's t with nu ≥ 1 degrees of freedom exceeds t ≥ 0. Many degrees take the
// expansion of Hill (1970), Algorithm 395: Student's t-Distribution, to its first term: the next is below 1e-10 of the
// chance up to t = 15, and 1e-8 wherever that is a float64.
func studentTail(t, nu float64) float64 {
	u := t * t / nu
	switch {
	case nu < manyDegrees && t < 1: // 1 + u would lose a small t
		return (1 - mathext.RegIncBeta(0.5, nu/2, u/(1+u))) / 2
	case nu < manyDegrees:
		return mathext.RegIncBeta(nu/2, 0.5, 1/(1+u)) / 2
	}
	a := nu - 0.5
	b, y := 48*a*a, a*math.Log1p(u)
	return normalTail(math.Sqrt(y) * (1 + (y+3)/b))
}

// quantile returns the quantile of (1+level)/2 of Student's t with df degrees of freedom, of the normal distribution
// for 0.
func quantile(level, df float64) float64 {
	if df == 0 {
		return stat.Z(level)
	}
	return studentQuantile(level, df)
}

// twoSided returns the chance that Student's t with df degrees of freedom, a standard normal variable for 0, lies at
// least as far from 0 as x.
func twoSided(x, df float64) float64 {
	if df == 0 {
		return 2 * normalTail(math.Abs(x))
	}
	return 2 * studentTail(math.Abs(x), df)
}

// normalTail returns the chance that a standard normal variable exceeds z.
func normalTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
