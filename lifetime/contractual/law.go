package contractual

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// A law is the beta-discrete-Weibull law that both models share; c is 1 for sBG. A customer outlasts t renewals with
// the chance (1-θ)^(t^c), θ ~ Beta(alpha, beta).
type law struct{ alpha, beta, c float64 }

// far is the logarithm of a t^c that alone counts: nothing else comes near to e^100.
const far = 100

// newLaw returns the law, or what is wrong with its parameters.
func newLaw(period lifetime.Span, alpha, beta, c float64) (law, error) {
	if _, err := period.In(lifetime.Day); err != nil || period == 0 {
		return law{}, fmt.Errorf("period of %v: %w", period, lifetime.ErrSpan)
	}
	for i, v := range [3]float64{alpha, beta, c} {
		if !(v >= 1e-30 && v <= 1e30) {
			return law{}, fmt.Errorf("parameter %d is %v: %w", i+1, v, lifetime.ErrParameter)
		}
	}
	return law{alpha, beta, c}, nil
}

// lnSurvival returns ln of the chance to outlast the renewal at time w = ln t, of those who have outlasted renewal
// base: ln B(α, β+t^c) - ln B(α, β+base^c).
func (l law) lnSurvival(w, base float64) float64 {
	from := math.Pow(base, l.c)
	lnV := l.c * w
	if lnV > far {
		return lnRise(l.beta+from, l.alpha) - l.alpha*lnV
	}
	return lnStay(l.alpha, l.beta+from, math.Exp(lnV)-from)
}

// at returns the chance to outlast renewal t, of those who have outlasted renewal base ≤ t.
func (l law) at(t, base float64) float64 {
	if t <= base {
		return 1
	}
	return math.Exp(l.lnSurvival(math.Log(t), base))
}

// leaves returns the chance to leave at renewal t, of those who have outlasted the one before.
func (l law) leaves(t float64) float64 { return -math.Expm1(l.lnStep(t)) }

// lnStep returns ln of the chance to outlast renewal t ≥ 1, of those who have outlasted the one before.
func (l law) lnStep(t float64) float64 {
	before := math.Pow(t-1, l.c)
	switch {
	case l.c == 1:
		return -math.Log1p(l.alpha / (l.beta + before))
	case t == 1:
		return lnStay(l.alpha, l.beta, 1)
	case l.c*math.Log(t-1) > far:
		return l.alpha * l.c * math.Log1p(-1/t)
	case l.c*math.Log(t) > far:
		return l.lnSurvival(math.Log(t), t-1)
	}
	return lnStay(l.alpha, l.beta+before, before*math.Expm1(l.c*math.Log1p(1/(t-1))))
}

// simulate returns the renewal at which a new customer leaves, by inverting the discrete Weibull law.
func (l law) simulate(rng *rand.Rand) int {
	theta := distuv.Beta{Alpha: l.alpha, Beta: l.beta, Src: rng}.Rand()
	if math.IsNaN(theta) { // both gamma variates underflow: nearly all θ are 0 or 1
		theta = 0
		if rng.Float64() < l.alpha/(l.alpha+l.beta) {
			theta = 1
		}
	}
	t := math.Ceil(math.Pow(math.Log(1-rng.Float64())/math.Log1p(-theta), 1/l.c))
	return int(max(1, min(t, farRenewal)))
}

// lnStay returns ln B(a, b+v)/B(a, b) for v ≥ 0, to 1e-13 relative however small a or v is: b is raised to 16 by
// B(a, b+1) = B(a, b) b/(a+b), and there the four logarithms of gamma functions are Stirling's, taken together so that
// what is alike in them has cancelled on paper.
func lnStay(a, b, v float64) (ln float64) {
	for ; b < 16; b++ {
		if lost := a / (a + b) * (v / (b + v)); lost < 0.5 {
			ln += math.Log1p(-lost)
		} else {
			ln += math.Log(b / (a + b) * ((a + b + v) / (b + v)))
		}
	}
	ln += (b-0.5)*math.Log1p(a/(a+b+v)*(v/b)) - v*math.Log1p(a/(b+v)) - a*math.Log1p(v/(a+b)) -
		a/(a+b)*(v/(b+v))*((a+2*b+v)/(a+b+v))/(12*b)
	return ln + beyondStirling(b+v) - beyondStirling(a+b+v) + beyondStirling(a+b) - beyondStirling(b)
}

// beyondStirling returns ln Γ(x) less (x-½) ln x - x + ½ ln 2π + 1/(12x), for x ≥ 16.
func beyondStirling(x float64) float64 {
	u := 1 / (x * x)
	return -u / x * (1.0/360 - u*(1.0/1260-u*(1.0/1680-u/1188)))
}

// lnRise returns ln Γ(x+a) - ln Γ(x), by Stirling's series where both are large.
func lnRise(x, a float64) float64 {
	if x < 500 {
		y, _ := math.Lgamma(x + a)
		z, _ := math.Lgamma(x)
		return y - z
	}
	end := x + a
	return (x-0.5)*math.Log1p(a/x) + a*math.Log(end) - a + (1/end-1/x)/12 - (1/(end*end*end)-1/(x*x*x))/360
}

// psiRise returns ψ(x+a) - ψ(x).
func psiRise(x, a float64) float64 {
	if x < 500 {
		return mathext.Digamma(x+a) - mathext.Digamma(x)
	}
	end := x + a
	return math.Log1p(a/x) - (1/end-1/x)/2 - (1/(end*end)-1/(x*x))/12
}
