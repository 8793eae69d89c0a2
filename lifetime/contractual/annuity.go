package contractual

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/integrate/quad"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// An annuity is a payment at every renewal from first on, for those who outlasted renewal base, as long as they stay,
// discounted at force delta a period to renewal first:
//
//	Σ S(t)/S(base) e^(-δ(t-first)) (t-base)^power, t = first, first+1, ...
//
// power is 0, or 1 for the derivative by the retention.
type annuity struct {
	law
	base, first, delta, power float64
}

const (
	smooth  = 0.04 // a relative change per renewal up to which a sum is told from its integral
	settled = 1e16 // where t^c is so large against the parameters, survival is a power of t
	reached = 1e-17
	// A term that changes faster falls to nothing in 40/smooth renewals, or soon changes slower.
	maxTerms  = 10_000
	maxPanels = 10_000 // of an integral
)

// newAnnuity returns the annuity of customers who have paid so many times, or what is wrong.
func newAnnuity(l law, d lifetime.Rate, period lifetime.Span, paid int) (annuity, error) {
	if paid < 0 || paid > maxRenewals {
		return annuity{}, fmt.Errorf("%d payments outside 0 to %d: %w", paid, maxRenewals, ErrRange)
	}
	delta, err := d.Force(period)
	return annuity{law: l, base: float64(max(0, paid-1)), first: float64(paid), delta: delta}, err
}

// value sums the annuity: term by term as long as the terms change fast, then by the Euler-Maclaurin formula.
func (a annuity) value() (float64, error) {
	if a.delta == 0 && !(a.c*a.alpha > 1+a.power) {
		return 0, lifetime.ErrDivergent
	}
	var sum float64
	for t := a.first; t < a.first+maxTerms; t++ {
		term := a.term(t)
		slope := a.slope(t)
		if t >= a.first+64 && math.Abs(slope) < smooth {
			sum += a.rest(t, term, slope)
			break
		}
		sum += term
		if t > a.first && (term == 0 || slope < 0 && term <= reached*-math.Expm1(slope)*sum) {
			break
		}
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return 0, fmt.Errorf("result %v: %w", sum, ErrLimit)
	}
	return sum, nil
}

// term returns what renewal t adds.
func (a annuity) term(t float64) float64 {
	v := a.at(t, a.base) * math.Exp(-a.delta*(t-a.first))
	if a.power > 0 {
		v *= t - a.base
	}
	return v
}

// slope returns the derivative of the logarithm of the term by t.
func (a annuity) slope(t float64) float64 {
	if t == 0 {
		return math.Inf(-1)
	}
	v := math.Pow(t, a.c)
	slope := -a.delta - a.c*(v/t)*psiRise(a.beta+v, a.alpha)
	if math.IsInf(v, 1) {
		slope = -a.delta - a.c*a.alpha/t
	}
	if a.power > 0 && t > a.base {
		slope += 1 / (t - a.base)
	}
	return slope
}

// rest returns the sum from t on, where the terms change slowly: the integral with three corrections. What is left out
// is the fifth derivative over 30240, some smooth^5/30240 = 3e-12 of a term.
func (a annuity) rest(t, term, slope float64) float64 {
	const h = 0.5
	above, below := a.term(t+h)*a.slope(t+h), a.term(t-h)*a.slope(t-h)
	third := (above - 2*term*slope + below) / (h * h)
	return a.integral(t) + term/2 - term*slope/12 + third/720
}

// integral returns the integral of the terms over t from on, in w = ln t: by Gauss-Legendre panels up to where nothing is
// left, or where survival is a power of t and the rest has a closed form.
func (a annuity) integral(from float64) float64 {
	inner := func(w float64) float64 {
		t := math.Exp(w)
		ln := a.lnSurvival(w, a.base) + w - a.delta*(t-a.first)
		if a.power > 0 {
			ln += w + math.Log1p(-a.base/t)
		}
		return math.Exp(ln)
	}
	end := math.Log(settled*(1+a.alpha)*(a.alpha+a.beta+math.Pow(a.base+1, a.c))) / a.c
	end = max(end, math.Log(settled*(1+a.base)))
	slope := func(w float64) float64 {
		t := math.Exp(w)
		if math.IsInf(t, 1) {
			return 1 + a.power - a.c*a.alpha
		}
		return 1 + t*a.slope(t)
	}
	var sum float64
	w := math.Log(from)
	for range maxPanels {
		if w >= end {
			break
		}
		length := min(2/max(1, a.c), end-w)
		for range 60 {
			if max(math.Abs(slope(w+length)), math.Abs(slope(w)))*length <= 12 {
				break
			}
			length /= 2
		}
		part := quad.Fixed(inner, w, w+length, 16, nil, 0)
		sum += part
		w += length
		if slope(w) < 0 && inner(w)/-slope(w) <= reached*sum {
			return sum
		}
		if math.IsInf(sum, 1) || w+length == w {
			return sum
		}
	}
	if a.delta > 0 {
		return sum
	}
	return sum + inner(end)/(a.c*a.alpha-1-a.power)
}
