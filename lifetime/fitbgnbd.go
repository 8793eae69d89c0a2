package lifetime

import (
	"fmt"
	"math"
)

// FitBGNBD returns the BG/NBD model under which the histories of g are most likely, in o.Unit. Time is scaled while it
// is looked for, so that neither the unit nor the order of the histories matters, and the bits are the same for any
// number of processors. It returns [ErrNoData] if g has no customer or no time was observed, and the errors of
// [Maximize] for o. The cost is that of some twenty passes over the distinct histories.
func FitBGNBD(g *Histogram, o FitOptions) (Fit[BGNBD], error) {
	return fitBG(g, o, "BG/NBD", false, func(m BGNBD) BGNBD { return m })
}

// FitMBGNBD returns the MBG/NBD model under which the histories of g are most likely, as [FitBGNBD] does.
func FitMBGNBD(g *Histogram, o FitOptions) (Fit[MBGNBD], error) {
	return fitBG(g, o, "MBG/NBD", true, func(m BGNBD) MBGNBD { return MBGNBD(m) })
}

// fitBG fits either; first says that a customer may leave after his first purchase.
func fitBG[M any](g *Histogram, o FitOptions, name string, first bool, as func(BGNBD) M) (Fit[M], error) {
	unit, err := o.unit()
	var s *sample
	if err == nil {
		s, err = newSample(g, unit)
	}
	var fit Fit[M]
	if err == nil {
		scale := math.Exp(s.lnScale)
		fit, err = maximize(Problem[M]{
			Names:     []string{"r", "alpha", "a", "b"},
			Start:     []float64{0.5, 0.5 / s.mean() * scale, 1, 3},
			Customers: s.customers,
			Eval: func(logTheta, gradient []float64) float64 {
				return s.inUnit(s.bgnbd(first, math.Exp(logTheta[0]), math.Exp(logTheta[1]-s.lnScale),
					math.Exp(logTheta[2]), math.Exp(logTheta[3]), gradient))
			},
			Build: func(theta []float64) M {
				return as(BGNBD{Unit: unit, R: theta[0], Alpha: theta[1], A: theta[2], B: theta[3]})
			},
			shift: []float64{0, s.lnScale, 0, 0},
		}, o)
	}
	if err != nil {
		return Fit[M]{}, fmt.Errorf("lifetime: fit %s: %w", name, err)
	}
	return fit, nil
}

// bgnbd returns the log-likelihood in scaled time and sets the gradient by the logarithms of the parameters.
func (s *sample) bgnbd(first bool, r, alpha, a, b float64, gradient []float64) float64 {
	chance := 0.0 // to leave besides those after repeats
	if first {
		chance = 1
	}
	t := s.rates(alpha)
	lnOdds := make([]float64, len(s.xs)) // of having left, but for the silence
	for i, x := range s.xs {
		lnOdds[i] = math.Inf(-1)
		if x+chance > 0 {
			lnOdds[i] = math.Log(a / (b + x + chance - 1))
		}
	}
	all := sumOf(len(s.rows), lightChunk, func(from, end int, to *sums) {
		product := 1.0 // of 1 + odds over rows of one customer, so that many take one logarithm
		for i := range s.rows[from:end] {
			w := &s.rows[from+i]
			x := s.xs[w.x]
			grown := t.grown[w.age] - t.grown[w.last]
			e := lnOdds[w.x] + (r+x)*grown
			left, ln := 1.0, e // probability of having left; ln(1 + e^e)
			if e < 36 {
				odds := math.Exp(e)
				left, ln = odds/(1+odds), 0
				if w.n > 1 {
					ln = math.Log(1 + odds)
				} else if product *= 1 + odds; product > 1e200 {
					ln, product = math.Log(product), 1
				}
			}
			to[0] += w.n * (ln - (r+x)*t.grown[w.age])
			to[1] += w.n * r * (left*grown - t.grown[w.age])
			to[2] += w.n * ((r + x) * (s.times[w.age]*t.inverse[w.age] - left*alpha*w.silent*t.inverse[w.age]*t.inverse[w.last]))
			if left > 0 {
				to[3] += w.n * left
				to[4] -= w.n * left * b / (b + x + chance - 1)
			}
		}
		to[0] += math.Log(product)
	})
	s.purchases(r, alpha, &all)
	for i, x := range s.xs {
		if chances := x + chance; chances > 0 {
			n := s.counts[i]
			all[0] += n * lnStay(a, b, chances)
			all[3] -= n * a * psiRise(a+b, chances)
			all[4] += n * b * (psiRise(b, chances) - psiRise(a+b, chances))
		}
	}
	copy(gradient, all[1:])
	return all[0]
}
