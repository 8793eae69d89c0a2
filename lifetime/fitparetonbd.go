package lifetime

import (
	"fmt"
	"math"
)

// FitParetoNBD returns the Pareto/NBD model under which the histories of g are most likely, as [FitBGNBD] does. It
// costs some ten times as much, for the integral that each history takes.
func FitParetoNBD(g *Histogram, o FitOptions) (Fit[ParetoNBD], error) {
	unit, err := o.unit()
	var s *sample
	if err == nil {
		s, err = newSample(g, unit)
	}
	var fit Fit[ParetoNBD]
	if err == nil {
		scale := math.Exp(s.lnScale)
		fit, err = maximize(Problem[ParetoNBD]{
			Names:     []string{"r", "alpha", "s", "beta"},
			Start:     []float64{0.5, 0.5 / s.mean() * scale, 0.7, 0.5 * scale},
			Customers: s.customers,
			Eval: func(logTheta, gradient []float64) float64 {
				return s.inUnit(s.paretonbd(math.Exp(logTheta[0]), math.Exp(logTheta[1]-s.lnScale),
					math.Exp(logTheta[2]), math.Exp(logTheta[3]-s.lnScale), gradient))
			},
			Build: func(theta []float64) ParetoNBD {
				return ParetoNBD{Unit: unit, R: theta[0], Alpha: theta[1], S: theta[2], Beta: theta[3]}
			},
			shift: []float64{0, s.lnScale, 0, s.lnScale},
		}, o)
	}
	if err != nil {
		return Fit[ParetoNBD]{}, fmt.Errorf("lifetime: fit Pareto/NBD: %w", err)
	}
	return fit, nil
}

// paretonbd returns the log-likelihood in scaled time and sets the gradient by the logarithms of the parameters.
func (s *sample) paretonbd(r, alpha, leave, beta float64, gradient []float64) float64 {
	buying, leaving := s.rates(alpha), s.rates(beta)
	all := sumOf(len(s.rows), heavyChunk, func(from, end int, to *sums) {
		for i := range s.rows[from:end] {
			w := &s.rows[from+i]
			x := s.xs[w.x]
			rx := r + x
			lnOdds, avg := departure{
				rx: rx, alpha: alpha, s: leave, beta: beta, tx: s.times[w.last], span: w.silent,
			}.odds(true)
			left, ln := 1.0, lnOdds
			if lnOdds < 36 {
				odds := math.Exp(lnOdds)
				left, ln = odds/(1+odds), math.Log(1+odds) // 1e-16 off, as is a customer's likelihood
			}
			grown, gone := buying.grown[w.age], leaving.grown[w.age]
			shareBuying, shareLeaving := s.times[w.age]*buying.inverse[w.age], s.times[w.age]*leaving.inverse[w.age]
			to[0] += w.n * (ln - rx*grown - leave*gone)
			to[1] += w.n * r * (left*(grown-buying.grown[w.last]-avg.logAlpha) - grown)
			to[2] += w.n * rx * (shareBuying + left*(avg.shareAlpha-shareBuying))
			to[3] += w.n * (left + leave*(left*(gone-leaving.grown[w.last]-avg.logBeta)-gone))
			to[4] += w.n * (leave*shareLeaving + left*((leave+1)*avg.shareBeta-1-leave*shareLeaving))
		}
	})
	s.purchases(r, alpha, &all)
	copy(gradient, all[1:])
	return all[0]
}
