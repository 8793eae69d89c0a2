package lifetime

import (
	"fmt"
	"math"
)

// FitBGBB returns the BG/BB model under which the histories of g are most likely, as [FitBGNBD] does. There is no
// default for o.Unit, the span from one opportunity to the next: 0 is [ErrSpan], as is a history that does not go by
// whole units; over 10,000 of them are [ErrLimit], and more purchases than opportunities [ErrHistory].
func FitBGBB(g *Histogram, o FitOptions) (Fit[BGBB], error) {
	err := checkUnit(o.Unit)
	var s *discrete
	if err == nil {
		s, err = newDiscrete(g, o.Unit)
	}
	var fit Fit[BGBB]
	if err == nil {
		fit, err = maximize(Problem[BGBB]{
			Names:     []string{"alpha", "beta", "gamma", "delta"},
			Start:     []float64{1, 1, 0.5, 2},
			Customers: g.customers,
			Eval: func(logTheta, gradient []float64) float64 {
				return s.bgbb(math.Exp(logTheta[0]), math.Exp(logTheta[1]), math.Exp(logTheta[2]), math.Exp(logTheta[3]),
					gradient)
			},
			Build: func(theta []float64) BGBB {
				return BGBB{Unit: o.Unit, Alpha: theta[0], Beta: theta[1], Gamma: theta[2], Delta: theta[3]}
			},
		}, o)
	}
	if err != nil {
		return Fit[BGBB]{}, fmt.Errorf("lifetime: fit BG/BB: %w", err)
	}
	return fit, nil
}

// A discrete is a histogram laid out by opportunities.
type discrete struct{ rows []opportunity }

// An opportunity is a distinct history: n customers who bought x times, last at the opportunity numbered last, of all.
type opportunity struct{ n, x, last, all float64 }

// newDiscrete lays out g.
func newDiscrete(g *Histogram, unit Span) (*discrete, error) {
	if g == nil || g.customers == 0 {
		return nil, fmt.Errorf("no customer: %w", ErrNoData)
	}
	var s discrete
	observed := false
	for _, h := range g.sorted() {
		x, tx, age, err := h.in(unit)
		if err != nil {
			return nil, err
		}
		last, all, err := opportunities(x, tx, age)
		if err != nil {
			return nil, err
		}
		observed = observed || all > 0
		s.rows = append(s.rows, opportunity{float64(g.counts[h]), x, last, all})
	}
	if !observed {
		return nil, fmt.Errorf("no opportunity was observed: %w", ErrNoData)
	}
	return &s, nil
}

// bgbb returns the log-likelihood and sets the gradient by the logarithms of the parameters.
func (s *discrete) bgbb(alpha, beta, gamma, delta float64, gradient []float64) float64 {
	all := sumOf(len(s.rows), heavyChunk, func(from, end int, to *sums) {
		for _, w := range s.rows[from:end] {
			w.add(alpha, beta, gamma, delta, to)
		}
	})
	for i, theta := range [4]float64{alpha, beta, gamma, delta} {
		gradient[i] = theta * all[i+1]
	}
	return all[0]
}

// add adds the log-likelihood of w and its derivatives by the parameters to the sums.
func (w opportunity) add(alpha, beta, gamma, delta float64, to *sums) {
	lnOdds, by := w.odds(alpha, beta, gamma, delta)
	left := 1 / (1 + math.Exp(-lnOdds))
	if math.IsInf(lnOdds, -1) {
		left = 0
	}
	missed := w.all - w.x
	both := alpha + beta
	to[0] += w.n * (rise(alpha, w.x) + rise(beta, missed) - rise(both, w.all) + lnStay(gamma, delta, w.all) +
		logOnePlusExp(lnOdds))
	bought := risePsi(both, w.all)
	kept := risePsi(gamma+delta, w.all)
	to[1] += w.n * (risePsi(alpha, w.x) - bought + left*by[0])
	to[2] += w.n * (risePsi(beta, missed) - bought + left*by[1])
	to[3] += w.n * (left*by[2] - kept)
	to[4] += w.n * (risePsi(delta, w.all) - kept + left*by[3])
}

// rise is [lnRise] that is 0 for a of 0.
func rise(x, a float64) float64 {
	if a == 0 {
		return 0
	}
	return lnRise(x, a)
}

// risePsi is [psiRise] that is 0 for a of 0.
func risePsi(x, a float64) float64 {
	if a == 0 {
		return 0
	}
	return psiRise(x, a)
}

// odds returns ln of the odds of having left, and its derivatives by the parameters. The odds are the sum over the last
// opportunity that the customer was there for, from his last purchase on, of that chance relative to his being there
// still; the derivatives are the means, under the terms of this sum, of those of their logarithms.
func (w opportunity) odds(alpha, beta, gamma, delta float64) (ln float64, by [4]float64) {
	var sum, lnScale float64
	var bought, missed, survived, died float64 // derivatives of the logarithm of the term
	term := gamma / (delta + w.all - 1)        // he left after all but one, but for the silence
	for j := w.all - 1; j >= w.last; j-- {
		if j < w.all-1 {
			term *= (gamma + delta + j + 1) / (delta + j)
			died += 1 / (gamma + delta + j + 1)
		}
		term *= (alpha + beta + j) / (beta - w.x + j) // and would not have bought
		bought += 1 / (alpha + beta + j)
		missed += 1/(alpha+beta+j) - 1/(beta-w.x+j)
		survived -= 1 / (delta + j)
		sum += term
		for i, d := range [4]float64{bought, missed, 1/gamma + died, survived + died} {
			by[i] += term * d
		}
		if term > 1e100 {
			sum, term, lnScale = sum*1e-100, term*1e-100, lnScale+100*math.Ln10
			for i := range by {
				by[i] *= 1e-100
			}
		}
	}
	if sum == 0 {
		return math.Inf(-1), [4]float64{}
	}
	for i := range by {
		by[i] /= sum
	}
	return math.Log(sum) + lnScale, by
}
