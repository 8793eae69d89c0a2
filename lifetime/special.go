package lifetime

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// maxFraction is the most steps of a continued fraction; it takes some √(n + r) of them.
const maxFraction = 20_000

// lnRise returns ln Γ(x+a) - ln Γ(x) for x, a > 0, without the cancellation of two large logarithms.
// Accuracy: 1e-12 absolute, 1e-15 relative if that is more.
func lnRise(x, a float64) float64 {
	if x < 1000 {
		top, _ := math.Lgamma(x + a)
		bottom, _ := math.Lgamma(x)
		return top - bottom
	}
	return (x-0.5)*math.Log1p(a/x) + a*(math.Log(x+a)-1) + stirling(x+a) - stirling(x)
}

// lnBeta returns ln B(a, b), by the rise from the greater of the two, which hardly cancels.
func lnBeta(a, b float64) float64 {
	least := min(a, b)
	small, _ := math.Lgamma(least)
	return small - lnRise(max(a, b), least)
}

// psiRise returns ψ(x+a) - ψ(x), the derivative of lnRise by x, for x, a > 0. Accuracy: 1e-14 absolute for x < 1000,
// 1e-13 relative above.
func psiRise(x, a float64) float64 {
	if x < 1000 {
		return mathext.Digamma(x+a) - mathext.Digamma(x)
	}
	y := x + a
	return math.Log1p(a/x) + a/(2*x*y) + a*(x+y)/(12*x*x*y*y)
}

// stirling returns ln Γ(x) - [(x-½) ln x - x + ½ ln 2π] for x ≥ 16.
func stirling(x float64) float64 {
	u := 1 / (x * x)
	return (1.0/12 - u*(1.0/360-u*(1.0/1260-u*(1.0/1680-u/1188)))) / x
}

// stirlingError returns ln x! less Stirling's formula for it, for x > 0.
func stirlingError(x float64) float64 {
	if x >= 16 {
		return stirling(x)
	}
	lg, _ := math.Lgamma(x + 1)
	return lg - (x+0.5)*math.Log(x) + x - 0.5*math.Log(2*math.Pi)
}

// deviance returns x ln(x/m) + m - x for x, m ≥ 0 without cancellation near x = m.
func deviance(x, m float64) float64 {
	d := (x - m) / (x + m)
	if math.Abs(d) >= 0.1 {
		return x*math.Log(x/m) + m - x
	}
	sum, term := (x-m)*d, 2*x*d
	for j := 3.0; ; j += 2 {
		term *= d * d
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// negativeBinomial returns the probability of n ≥ 0 purchases in t of somebody whose rate is Gamma(r, alpha)
// distributed and who stays:
//
//	Γ(r+n)/(Γ(r) n!) (alpha/(alpha+t))^r (t/(alpha+t))^n
//
// by Loader's saddle point, so that it holds for any size of r and n. Accuracy: 1e-12 relative.
// Reference: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
func negativeBinomial(r, alpha, t, n float64) float64 {
	switch {
	case n == 0:
		return math.Exp(-r * math.Log1p(t/alpha))
	case t == 0:
		return 0
	}
	total := n + r
	stays, comes := alpha/(alpha+t), t/(alpha+t)
	ln := stirlingError(total) - stirlingError(r) - stirlingError(n) -
		deviance(r, total*stays) - deviance(n, total*comes)
	return r / total * math.Exp(ln) * math.Sqrt(total/r/(2*math.Pi*n))
}

// atLeast returns the probability of n ≥ 1 or more such purchases, the regularised incomplete beta function
// I_z(n, r) at z = t/(alpha+t), by its continued fraction. Accuracy: 1e-11 relative for n + r up to 1e7.
// Reference: NIST Digital Library of Mathematical Functions, 8.17.22.
func atLeast(r, alpha, t, n float64) float64 {
	point := negativeBinomial(r, alpha, t, n)
	stays, comes := alpha/(alpha+t), t/(alpha+t)
	if comes <= (n+1)/(n+r+2) {
		return min(1, point*betaFraction(n, r, comes))
	}
	return max(0, 1-point*n/r*betaFraction(r, n, stays))
}

// betaFraction returns a·B(a, b)·I_z(a, b) / (z^a (1-z)^b) by Lentz's method.
func betaFraction(a, b, z float64) float64 {
	const tiny = 1e-300
	c, d := 1.0, 1-(a+b)*z/(a+1)
	if math.Abs(d) < tiny {
		d = tiny
	}
	d = 1 / d
	f := d
	for m := 1.0; m < maxFraction; m++ {
		for _, step := range [2]float64{
			m * (b - m) * z / ((a + 2*m - 1) * (a + 2*m)),
			-(a + m) * (a + b + m) * z / ((a + 2*m) * (a + 2*m + 1)),
		} {
			d, c = 1+step*d, 1+step/c
			if math.Abs(d) < tiny {
				d = tiny
			}
			if math.Abs(c) < tiny {
				c = tiny
			}
			d = 1 / d
			f *= d * c
		}
		if math.Abs(d*c-1) < 1e-15 {
			break
		}
	}
	return f
}

// logOnePlusExp returns ln(1 + e^x) without overflow.
func logOnePlusExp(x float64) float64 {
	if x > 36 {
		return x
	}
	return math.Log1p(math.Exp(x))
}
