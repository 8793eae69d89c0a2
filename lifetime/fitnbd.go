package lifetime

import (
	"fmt"
	"math"
)

// FitNBD returns the NBD model under which the histories of g are most likely, as [FitBGNBD] does.
func FitNBD(g *Histogram, o FitOptions) (Fit[NBD], error) {
	unit, err := o.unit()
	var s *sample
	if err == nil {
		s, err = newSample(g, unit)
	}
	var fit Fit[NBD]
	if err == nil {
		fit, err = maximize(Problem[NBD]{
			Names:     []string{"r", "alpha"},
			Start:     []float64{0.5, 0.5 / s.mean() * math.Exp(s.lnScale)},
			Customers: s.customers,
			Eval: func(logTheta, gradient []float64) float64 {
				return s.inUnit(s.nbd(math.Exp(logTheta[0]), math.Exp(logTheta[1]-s.lnScale), gradient))
			},
			Build: func(theta []float64) NBD { return NBD{Unit: unit, R: theta[0], Alpha: theta[1]} },
			shift: []float64{0, s.lnScale},
		}, o)
	}
	if err != nil {
		return Fit[NBD]{}, fmt.Errorf("lifetime: fit NBD: %w", err)
	}
	return fit, nil
}

// nbd returns the log-likelihood in scaled time and sets the gradient by the logarithms of the parameters.
func (s *sample) nbd(r, alpha float64, gradient []float64) float64 {
	t := s.rates(alpha)
	all := sumOf(len(s.rows), lightChunk, func(from, end int, to *sums) {
		for i := range s.rows[from:end] {
			w := &s.rows[from+i]
			x := s.xs[w.x]
			to[0] -= w.n * (r + x) * t.grown[w.age]
			to[1] -= w.n * r * t.grown[w.age]
			to[2] += w.n * (r + x) * s.times[w.age] * t.inverse[w.age]
		}
	})
	s.purchases(r, alpha, &all)
	copy(gradient, all[1:3])
	return all[0]
}
