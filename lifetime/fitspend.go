package lifetime

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
)

// FitGammaGamma returns the gamma-gamma model under which the mean amounts of rows are most likely; o.Unit is not used.
// Equal rows are counted once; neither their order nor the number of processors changes a bit. Amounts are scaled
// while it is looked for, so their unit does not matter. It returns [ErrSpend] for an impossible row and names its
// index, [ErrNoData] for no row, and the errors of [Maximize] for o. Where all means are equal, p is [AtInfinity].
func FitGammaGamma(rows iter.Seq[Spend], o FitOptions) (Fit[GammaGamma], error) {
	s, err := newAmounts(rows)
	var fit Fit[GammaGamma]
	if err == nil {
		fit, err = maximize(Problem[GammaGamma]{
			Names:     []string{"p", "q", "gamma"},
			Start:     []float64{3, 3, 2.0 / 3 * math.Exp(s.lnScale)},
			Customers: s.customers,
			Eval: func(logTheta, gradient []float64) float64 {
				return s.gammaGamma(math.Exp(logTheta[0]), math.Exp(logTheta[1]), math.Exp(logTheta[2]-s.lnScale), gradient)
			},
			Build: func(theta []float64) GammaGamma { return GammaGamma{P: theta[0], Q: theta[1], Gamma: theta[2]} },
			shift: []float64{0, 0, s.lnScale},
		}, o)
	}
	if err != nil {
		return Fit[GammaGamma]{}, fmt.Errorf("lifetime: fit gamma-gamma: %w", err)
	}
	return fit, nil
}

// amounts are spends laid out for the evaluation of the likelihood, in units of their mean.
type amounts struct {
	rows      []amount
	xs        []float64 // distinct numbers of purchases
	counts    []float64 // customers who have each
	customers int64
	lnScale   float64 // ln of the mean amount
	lnMeans   float64 // Σ n ln m, unscaled
}

// An amount is a distinct spend: n customers with x purchases, of the scaled total mx.
type amount struct {
	n, total, lnTotal float64
	x                 int32
}

// newAmounts sorts and lays out rows.
func newAmounts(rows iter.Seq[Spend]) (*amounts, error) {
	var spends []Spend
	i := 0
	for s := range rows {
		if err := s.fault(); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
		spends = append(spends, s)
		i++
	}
	if len(spends) == 0 {
		return nil, fmt.Errorf("no row: %w", ErrNoData)
	}
	slices.SortFunc(spends, func(a, b Spend) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Mean, b.Mean))
	})
	s := &amounts{customers: int64(len(spends))}
	var mean float64
	for _, spend := range spends {
		mean += spend.Mean / float64(len(spends))
	}
	s.lnScale = math.Log(mean)
	for i, spend := range spends {
		x := float64(spend.X)
		s.lnMeans += math.Log(spend.Mean)
		if len(s.xs) == 0 || s.xs[len(s.xs)-1] != x {
			s.xs, s.counts = append(s.xs, x), append(s.counts, 0)
		}
		s.counts[len(s.counts)-1]++
		if i > 0 && spend == spends[i-1] {
			s.rows[len(s.rows)-1].n++
			continue
		}
		total := x * (spend.Mean / mean)
		s.rows = append(s.rows, amount{n: 1, total: total, lnTotal: math.Log(total), x: int32(len(s.xs) - 1)})
	}
	return s, nil
}

// gammaGamma returns the log-likelihood and sets the gradient by the logarithms of the parameters; gamma is scaled.
func (s *amounts) gammaGamma(p, q, gamma float64, gradient []float64) float64 {
	lnGamma := math.Log(gamma)
	all := sumOf(len(s.rows), lightChunk, func(from, end int, part *sums) {
		for i := range s.rows[from:end] {
			w := &s.rows[from+i]
			px := p * s.xs[w.x]
			u := w.total / gamma
			var own, other float64 // -ln[m x/(γ+m x)], -ln[γ/(γ+m x)]
			if lnU := w.lnTotal - lnGamma; u < 1 {
				other = math.Log1p(u)
				own = other - lnU
			} else {
				own = math.Log1p(1 / u)
				other = own + lnU
			}
			part[0] -= w.n * (px*own + q*other)
			part[1] -= w.n * px * own
			part[2] -= w.n * q * other
			part[3] += w.n * (q*u - px) / (1 + u)
		}
	})
	for i, x := range s.xs {
		n, px := s.counts[i], p*x
		all[0] -= n * lnBeta(px, q)
		all[1] += n * px * psiRise(px, q)
		all[2] += n * q * psiRise(q, px)
	}
	copy(gradient, all[1:4])
	return all[0] - s.lnMeans
}
