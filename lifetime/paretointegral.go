package lifetime

import "math"

// A departure is the integral of the Pareto/NBD likelihood over the time u at which a customer may have left, between
// his last purchase at tx and the end T of his observation,
//
//	s ∫ ((α+T)/(α+u))^rx ((β+T)/(β+u))^(s+1) du / (β+T)
//
// which is the odds of his having left. It is computed in w = ln((c+u)/(c+tx)), c the smaller of α and β, where
// the integrand is analytic within π of the real line, by Gauss-Legendre on panels: no case of the parameters needs
// a series of its own, and nothing cancels.
type departure struct {
	rx, alpha, s, beta float64
	tx, span           float64 // span is T - tx
}

// means are averages over u under the integrand, for the gradient.
type means struct {
	logAlpha, logBeta     float64 // of ln((α+u)/(α+tx)), ln((β+u)/(β+tx))
	shareAlpha, shareBeta float64 // of u/(α+u), u/(β+u)
}

// odds returns the logarithm of the integral and, if average is set, the means.
func (d departure) odds(average bool) (ln float64, avg means) {
	if d.span == 0 {
		return math.Inf(-1), means{shareAlpha: d.tx / (d.alpha + d.tx), shareBeta: d.tx / (d.beta + d.tx)}
	}
	near, far := d.alpha+d.tx, d.beta+d.tx
	powerNear, powerFar := d.rx, d.s+1
	if swapped := d.beta < d.alpha; swapped {
		near, far = far, near
		powerNear, powerFar = powerFar, powerNear
	}
	ratio := near / far
	slope := func(w float64) float64 {
		e := math.Exp(w)
		return 1 - powerNear - powerFar*ratio*e/(1+ratio*(e-1))
	}
	var sum, sumNear, sumFar, shareNear, shareFar float64
	steep := 1 - powerNear - powerFar*ratio
	end := math.Log1p(d.span / near)
	for w := 0.0; w < end; {
		p := newPanel(w, end, steep, slope)
		center := math.Exp(p.middle)
		for _, node := range p.nodes {
			apart := math.Exp(node[0] * p.half)
			for side, e := range [2]float64{center * apart, center / apart} {
				w := p.middle + float64(1-2*side)*node[0]*p.half
				grown := 1 + ratio*(e-1)
				lnFar := math.Log(grown)
				if powerFar > 100 { // where what grown has lost beyond 1 counts
					lnFar = math.Log1p(ratio * math.Expm1(w))
				}
				f := node[1] * p.half * math.Exp(w-powerNear*w-powerFar*lnFar)
				sum += f
				if average {
					sumNear += f * w
					sumFar += f * lnFar
					u := d.tx + near*(e-1)
					shareNear += f * u / e
					shareFar += f * u / grown
				}
			}
		}
		next := p.end()
		if next <= w || next >= end {
			break
		}
		w, steep = next, slope(next)
		if steep < 0 && math.Exp(w-powerNear*w-powerFar*math.Log1p(ratio*math.Expm1(w)))/-steep < 1e-16*sum {
			break
		}
	}
	ln = math.Log(d.s) + math.Log(near) - math.Log(d.beta+d.tx+d.span) + math.Log(sum) +
		d.rx*math.Log1p(d.span/(d.alpha+d.tx)) + (d.s+1)*math.Log1p(d.span/(d.beta+d.tx))
	avg = means{
		logAlpha: sumNear / sum, logBeta: sumFar / sum,
		shareAlpha: shareNear / sum / near, shareBeta: shareFar / sum / far,
	}
	if d.beta < d.alpha {
		avg = means{logAlpha: avg.logBeta, logBeta: avg.logAlpha, shareAlpha: avg.shareBeta, shareBeta: avg.shareAlpha}
	}
	return ln, avg
}
