package contractual

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// FitSBG returns the sBG model with that period under which the counts of y are most likely; o.Unit is not used. A
// cohort that loses a constant share has both parameters [lifetime.AtInfinity]. It returns [lifetime.ErrNoData] if y
// has no customer, or none who could have left, [lifetime.ErrSpan] for the period, and the errors of
// [lifetime.Maximize] for o. The cost grows with the renewals, not with the customers.
func FitSBG(y *Tally, period lifetime.Span, o lifetime.FitOptions) (lifetime.Fit[SBG], error) {
	fit, err := fitted(y, period, o, lifetime.Problem[SBG]{
		Names: []string{"alpha", "beta"},
		Start: []float64{1, 1},
		Build: func(theta []float64) SBG { return SBG{period, theta[0], theta[1]} },
	})
	if err != nil {
		return lifetime.Fit[SBG]{}, fmt.Errorf("contractual: fit sBG: %w", err)
	}
	return fit, nil
}

// FitBdW returns the BdW model with that period under which the counts of y are most likely, as [FitSBG] does.
func FitBdW(y *Tally, period lifetime.Span, o lifetime.FitOptions) (lifetime.Fit[BdW], error) {
	fit, err := fitted(y, period, o, lifetime.Problem[BdW]{
		Names: []string{"alpha", "beta", "c"},
		Start: []float64{1, 1, 1},
		Build: func(theta []float64) BdW { return BdW{period, theta[0], theta[1], theta[2]} },
	})
	if err != nil {
		return lifetime.Fit[BdW]{}, fmt.Errorf("contractual: fit BdW: %w", err)
	}
	return fit, nil
}

// fitted maximises the likelihood of y.
func fitted[M any](
	y *Tally, period lifetime.Span, o lifetime.FitOptions, p lifetime.Problem[M],
) (lifetime.Fit[M], error) {
	if _, err := newLaw(period, 1, 1, 1); err != nil {
		return lifetime.Fit[M]{}, err
	}
	if y == nil || len(y.lost) < 2 && len(y.active) < 2 {
		return lifetime.Fit[M]{}, fmt.Errorf("no renewal: %w", lifetime.ErrNoData)
	}
	p.Customers = y.customers
	p.Eval = func(logTheta, gradient []float64) float64 {
		l := law{math.Exp(logTheta[0]), math.Exp(logTheta[1]), 1}
		if len(logTheta) > 2 {
			l.c = math.Exp(logTheta[2])
		}
		ln, by := l.likelihood(y)
		copy(gradient, by[:len(gradient)])
		return ln
	}
	return lifetime.Maximize(p, o)
}

// likelihood returns the log-likelihood of y and its derivatives by the logarithms of alpha, beta and c.
func (l law) likelihood(y *Tally) (ln float64, by [3]float64) {
	var lnBefore, lnNow float64        // ln S(t)
	var lostBefore, lostNow [3]float64 // derivatives of ln S(t)
	for t := 1; t < max(len(y.lost), len(y.active)); t++ {
		lnBefore, lostBefore = lnNow, lostNow
		step := l.lnStep(float64(t))
		lnNow += step
		lostNow = l.derivatives(float64(t))
		if t < len(y.lost) && y.lost[t] > 0 {
			n := float64(y.lost[t])
			leaves := -math.Expm1(step)
			ln += n * (lnBefore + math.Log(leaves))
			for i := range by {
				by[i] += n * (lostBefore[i] - (lostNow[i]-lostBefore[i])*(1-leaves)/leaves)
			}
		}
		if t < len(y.active) && y.active[t] > 0 {
			n := float64(y.active[t])
			ln += n * lnNow
			for i := range by {
				by[i] += n * lostNow[i]
			}
		}
	}
	return ln, by
}

// derivatives returns those of ln S(t) by the logarithms of alpha, beta and c.
func (l law) derivatives(t float64) [3]float64 {
	lnV := l.c * math.Log(t)
	if lnV > far {
		return [3]float64{
			-l.alpha * (lnV - mathext.Digamma(l.alpha+l.beta)), l.beta * psiRise(l.beta, l.alpha), -l.alpha * lnV,
		}
	}
	v := math.Exp(lnV)
	both := psiRise(l.alpha+l.beta, v)
	return [3]float64{
		-l.alpha * both,
		l.beta * (psiRise(l.beta, v) - both),
		-lnV * v * psiRise(l.beta+v, l.alpha),
	}
}
