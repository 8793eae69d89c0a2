package reliability

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Options say how the figures of a [Covariance] are computed. The zero value is the default.
type Options struct {
	Level         float64 // confidence of alpha's interval, in (0, 1). Defaults to 0.95.
	Tolerance     float64 // of omega: largest slope of the likelihood where it ends, in (0, 1). Defaults to 1e-8.
	MaxIterations int     // of omega, at least 1. Defaults to 1000.
}

// An Alpha is how consistently items measure one thing, as [Covariance.Alpha] returns it. Pointers are nil where a
// figure is not defined. The zero value tells nothing.
type Alpha struct {
	Raw          float64    // coefficient alpha, at most 1; below 0 where items contradict each other
	SE           float64    // standard error of Raw
	Standardised *float64   // alpha of the items scaled to one variance; nil if one does not vary
	MeanR        *float64   // mean correlation of two items; nil if one does not vary
	Lambda6      *float64   // Guttman's λ6 of the standardised items; nil if one is explained by the others
	N            int64      // rows that SE and Interval stand on
	K            int        // items
	Interval     Interval   // of Raw
	Items        []ItemStat // in the order of the items
}

// An ItemStat is what one item does to the scale that is the sum of all. Pointers are nil where a figure is not
// defined. The zero value tells nothing.
type ItemStat struct {
	Name                  string
	N                     int64    // rows that answer the item
	SD                    float64  // of its scores
	Mean                  *float64 // of its scores; nil if not known
	ItemTotal             *float64 // correlation with the sum of all; nil if the item does not vary
	Corrected             *float64 // correlation with the sum of the others; nil if one of the two does not vary
	IfDeleted             *float64 // Raw of the others; nil if that is one item, or their sum does not vary
	StandardisedIfDeleted *float64 // Standardised of the others; nil if that is one item, or any does not vary
}

// Alpha returns coefficient alpha of the k items with its interval, and what each item contributes.
//
//	Raw = k/(k-1) (1 - tr C / sum C)               = 1 - Σ var(a-b) / ((k-1) sum C), over the pairs of items a, b
//	Interval = 1 - (1-Raw) F                       quantiles of (1±Level)/2 with n-1 and (n-1)(k-1) degrees of freedom
//	SE² = 2k²/(n(k-1)²) tr((C/sum C - t 1rᵀ)²)     t = tr C / sum C, r = C1 / sum C
//	Standardised = k MeanR / (1 + (k-1) MeanR)     Lambda6 = 1 - Σ 1/(R⁻¹)ᵢᵢ / sum R, R the correlations
//
// Raw is summed in its second form, which is exact where all items agree: then Raw is 1 and the interval [1, 1].
// Pairwise covariances may fit no set of rows; Raw may exceed 1 then, and the interval turns to keep its order.
//
// Alpha returns [ErrNoVariance] if the sum of the items does not vary beyond 1e-12 of their variances, [ErrRange] for a
// level outside [0, 1) and [ErrInvalid] for the zero Covariance. Accuracy: 1e-10 of 1-Raw, for n from 2 to 1e12 and any
// level to 1-1e-12; correlations 1e-14. Cost: k³. Reference: Cronbach (1951); Feldt (1965); Duhachek and Iacobucci
// (2004); Guttman (1945).
func (c Covariance) Alpha(o Options) (Alpha, error) {
	const op = "reliability: alpha"
	if c.isZero() {
		return Alpha{}, fmt.Errorf("%s: %w: covariance not made by a constructor", op, ErrInvalid)
	}
	level, err := stat.Level(o.Level)
	if err != nil {
		return Alpha{}, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	k := len(c.names)
	rest, ok := shortfall(c.s, k, -1)
	if !ok {
		return Alpha{}, fmt.Errorf("%s: sum of the items: %w", op, ErrNoVariance)
	}
	a := Alpha{
		Raw: 1 - rest, SE: standardError(c.s, k, c.n), N: c.n, K: k,
		Interval: feldt(rest, c.n, k, level), Items: c.itemStats(),
	}
	if r, constant := c.correlations(); constant < 0 {
		a.standardise(r)
	}
	return a, nil
}

// standardise adds to a what the correlations tell.
func (a *Alpha) standardise(r []float64) {
	mean := (sum(r) - float64(a.K)) / float64(a.K*(a.K-1))
	a.MeanR = &mean
	if rest, ok := shortfall(r, a.K, -1); ok {
		a.Standardised = new(1 - rest)
	}
	for i := range a.Items {
		if rest, ok := shortfall(r, a.K, i); ok {
			a.Items[i].StandardisedIfDeleted = new(1 - rest)
		}
	}
	if lower, singular := cholesky(r, a.K, singularity); singular < 0 {
		unique := 0.0
		for _, d := range inverseDiagonal(lower, a.K) {
			unique += 1 / d
		}
		a.Lambda6 = new(1 - unique/sum(r))
	}
}

// shortfall returns 1 - alpha of the k items with covariances s without the item to skip, -1 for none; ok is false if
// less than two are left or their sum does not vary. It is the sum of the variances of all differences of two items
// over k-1 times the variance of the sum, so nothing cancels where items agree.
func shortfall(s []float64, k, skip int) (rest float64, ok bool) {
	items, trace, between, apart := 0, 0.0, 0.0, 0.0
	for i := range k {
		if i == skip {
			continue
		}
		items++
		trace += s[i*k+i]
		for j := range i {
			if j != skip {
				between += s[i*k+j]
				apart += s[i*k+i] + s[j*k+j] - 2*s[i*k+j]
			}
		}
	}
	total := trace + 2*between
	if items < 2 || !(total > flat*trace) {
		return 0, false
	}
	return apart / (float64(items-1) * total), true
}

// standardError returns the asymptotic standard error of alpha, as a sum of squares that vanishes where items agree.
func standardError(s []float64, k int, n int64) float64 {
	total, trace := sum(s), 0.0
	rows := make([]float64, k)
	for i := range k {
		trace += s[i*k+i] / total
		rows[i] = sum(s[i*k:i*k+k]) / total
	}
	bracket := 0.0
	for i := range k {
		for j := range k {
			share := s[i*k+j] / total
			bracket += (share - trace*rows[j]) * (share - trace*rows[i])
		}
	}
	return float64(k) / float64(k-1) * math.Sqrt(2*max(0, bracket)/float64(n))
}

// sum returns the sum of s.
func sum(s []float64) (total float64) {
	for _, x := range s {
		total += x
	}
	return total
}

// itemStats returns what c tells of each item, but for the standardised alphas.
func (c Covariance) itemStats() []ItemStat {
	k, total := len(c.names), sum(c.s)
	stats := make([]ItemStat, k)
	for i := range k {
		own, row := c.s[i*k+i], sum(c.s[i*k:i*k+k])
		stats[i] = ItemStat{
			Name: c.names[i], N: c.rows[i], SD: math.Sqrt(own),
			ItemTotal: correlation(row, own, total, total),
			Corrected: correlation(row-own, own, total-row-(row-own), total),
		}
		if rest, ok := shortfall(c.s, k, i); ok {
			stats[i].IfDeleted = new(1 - rest)
		}
	}
	for i, mean := range c.means {
		stats[i].Mean = &mean
	}
	return stats
}

// correlation returns the correlation of two variables, nil if one does not vary as measured by scale.
func correlation(covariance, a, b, scale float64) *float64 {
	if !(a > 0 && b > flat*scale) {
		return nil
	}
	return new(covariance / math.Sqrt(a) / math.Sqrt(b))
}
