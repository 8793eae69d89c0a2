package servqual

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

const manyDegrees = 10_000 // from here on the incomplete beta function loses digits, and expansions are exact

// student returns the number that Student's t with df ≥ 1 degrees of freedom exceeds in size with probability 1-level.
// One and two degrees have closed forms; many take the first terms of the expansion around the normal quantile (Fisher 1926).
func student(level float64, df int64) float64 {
	nu := float64(df)
	switch {
	case df == 1:
		return 1 / math.Tan(math.Pi/2*(1-level))
	case df == 2:
		return level * math.Sqrt(2/((1-level)*(1+level)))
	case df < manyDegrees:
		x := mathext.InvRegIncBeta(nu/2, 0.5, 1-level)
		return math.Sqrt(nu * (1 - x) / x)
	}
	z := stat.Z(level)
	cube := z * z * z
	return z + (cube+z)/(4*nu) + (5*z*z*cube+16*cube+3*z)/(96*nu*nu)
}

// studentTails returns the probability that Student's t with df degrees of freedom is at least t in size. Many degrees go by
// way of the normal deviate of Hill (1970), Algorithm 395, Communications of the ACM 13.
func studentTails(t float64, df int64) float64 {
	nu := float64(df)
	if df < manyDegrees {
		return mathext.RegIncBeta(nu/2, 0.5, nu/(nu+t*t))
	}
	a := nu - 0.5
	b := 48 * a * a
	y2 := a * math.Log1p(t*t/nu)
	z := (((((-0.4*y2-3.3)*y2-24)*y2-85.5)/(0.8*y2*y2+100+b)+y2+3)/b + 1) * math.Sqrt(y2)
	return math.Erfc(z / math.Sqrt2)
}
