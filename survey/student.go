package survey

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// studentQuantile returns the quantile of (1+level)/2 of Student's t with df ≥ 1 degrees of freedom, level in (0, 1).
//
// Few degrees solve for the small tail (1-level)/2 by Newton's method; from 10,000 on, where the tail loses digits, it
// is the expansion around the normal quantile of Abramowitz, Stegun (1964), 26.7.5.
func studentQuantile(level float64, df int64) float64 {
	const many = 10_000
	z, nu := stat.Z(level), float64(df)
	if df >= many {
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
		tail := mathext.RegIncBeta(nu/2, 0.5, 1/(1+u)) / 2
		density := math.Exp(-(nu+1)/2*math.Log1p(u)-beta) / math.Sqrt(nu)
		step := math.Log(tail/p) * tail / (density * t)
		t *= math.Exp(step)
		if math.Abs(step) <= 1e-13 {
			break
		}
	}
	return t
}
