package reliability

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// An Interval holds the figure that it goes with at the confidence Level, in (0, 1). The zero value is no interval.
type Interval struct{ Low, High, Level float64 }

// feldt returns the interval of an alpha that is 1-rest, of k items and n rows.
func feldt(rest float64, n int64, k int, level float64) Interval {
	rows, degrees := float64(n-1), float64(n-1)*float64(k-1)
	low := 1 - rest*math.Exp(logF(rows, degrees, level))
	high := 1 - rest*math.Exp(-logF(degrees, rows, level))
	return Interval{min(low, high), max(low, high), level} // rest is negative where alpha exceeds 1
}

// logF returns the logarithm of the quantile of (1+level)/2 of F with a and b degrees of freedom, of at least 1 each.
// The lower quantile is the reciprocal of the upper one with a and b exchanged.
func logF(a, b, level float64) float64 {
	if z := stat.Z(level); min(a, b) >= 100_000 {
		return expandF(a, b, z)
	}
	return solveF(a, b, (1-level)/2)
}

// solveF solves tail(exp u) = p, p ≤ 1/2, by Newton's method. The logarithm of the tail is concave in u, so that after
// one step, which may pass the solution, the steps fall to it.
func solveF(a, b, p float64) float64 {
	start, beta := stat.Z(1-2*p)*math.Sqrt(2/a+2/b), mathext.Lbeta(a/2, b/2)
	u := start
	for range 200 {
		ratio := a / b * math.Exp(u)
		tail := mathext.RegIncBeta(b/2, a/2, 1/(1+ratio))
		if tail == 0 {
			u /= 2 // far beyond
			continue
		}
		density := math.Exp(a/2*math.Log(ratio) - (a+b)/2*math.Log1p(ratio) - beta) // of u
		step := math.Log(tail/p) * tail / density
		u += step
		if math.Abs(step) <= 1e-14*(1+math.Abs(u)) {
			break
		}
	}
	return u
}

// expandF returns the quantile of ln F at the normal quantile z by the expansion of Cornish and Fisher from its first
// five cumulants, which are differences of polygamma functions. With 100,000 degrees it is right to 1e-12.
func expandF(a, b, z float64) float64 {
	a, b = a/2, b/2
	mean := excess(a) - excess(b)
	variance := trigamma(a) + trigamma(b)
	sd := math.Sqrt(variance)
	g1 := (-1/(a*a) - 1/(a*a*a) + 1/(b*b) + 1/(b*b*b)) / (variance * sd)
	g2 := (2/(a*a*a) + 3/(a*a*a*a) + 2/(b*b*b) + 3/(b*b*b*b)) / (variance * variance)
	g3 := (-6/(a*a*a*a) + 6/(b*b*b*b)) / (variance * variance * sd)
	z2 := z * z
	w := z + g1*(z2-1)/6 + g2*z*(z2-3)/24 - g1*g1*z*(2*z2-5)/36 +
		g3*((z2-6)*z2+3)/120 - g1*g2*((z2-5)*z2+2)/24 + g1*g1*g1*((12*z2-53)*z2+17)/324
	return mean + sd*w
}

// excess returns ψ(a) - ln a for large a.
func excess(a float64) float64 { return -1/(2*a) - 1/(12*a*a) }

// trigamma returns ψ′(a) for large a.
func trigamma(a float64) float64 { return 1/a + 1/(2*a*a) + 1/(6*a*a*a) }
