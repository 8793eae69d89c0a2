package servqual

import (
	"fmt"
	"math"
	"math/big"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Options say how a result tells its uncertainty. The zero value is the default.
type Options struct {
	Level float64 // two-sided confidence, in (0, 1). Defaults to 0.95.
}

// A Stat is what respondents said of an item or a dimension, in points of the scale. What was not asked, or answered by
// nobody, is nil. Where expectations are known, N, Low, High and P are of the gap: how many gave both answers, and the paired
// t-test of whether it is 0. Else N, Low and High are of Perceived. Low and High are nil below two respondents, P also where
// all gaps are the same. Weight is the mean number of points that a dimension got, of 100.
type Stat struct {
	Name                                           string
	N                                              int64
	Expected, Perceived, Gap, Weight, Low, High, P *float64
}

// A Result is what a tally tells of the service. The zero value tells nothing.
type Result struct {
	Items, Dimensions []Stat

	Gap, Performance                 *float64 // mean of the dimensions; nil where one of them has none
	WeightedGap, WeightedPerformance *float64 // mean of the respondents' own weighted figures; nil without any
	GapByMeanWeights                 *float64 // the dimensions' gaps by their mean weights

	N, Unweighted int64 // respondents, and those who are in no weighted figure, or in but one of two that they were asked for
}

// Result returns what t tells.
//
//	gap of an item             perceived - expected, of those who gave both
//	dimension of a respondent  mean of the items that he answered
//	dimension                  mean over the respondents who have one
//	Gap, Performance           mean of the dimensions
//	WeightedGap                mean over respondents of Σ points/100 · own dimension
//	GapByMeanWeights           Σ mean points/100 · dimension
//	Low, High                  mean ± t·s/√n, t of Student's distribution with n-1 degrees of freedom
//
// Expected and Perceived are over all who answered the one or the other, so where answers are missing their difference may
// not be the gap. A respondent is in a weighted figure if his points sum to 100 and he has every dimension.
//
// Result returns [ErrNoAnswers] where nobody said how he perceives an item, [ErrRange] for a level outside (0, 1) and
// [ErrInvalid] for the zero tally. Accuracy: means and deviations are exact fractions rounded once or twice, quantiles right
// to 1e-9 for levels up to 0.99999. References: Parasuraman, Zeithaml, Berry (1988); for performance alone Cronin, Taylor
// (1992), Measuring Service Quality: A Reexamination and Extension, Journal of Marketing 56.
func (t *Tally) Result(o Options) (Result, error) {
	const op = "servqual: result"
	if t.dims == nil {
		return Result{}, fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	level, err := stat.Level(o.Level)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	r, asked := Result{N: t.n, Unweighted: t.unweighted}, false
	quantiles := map[int64]float64{} // by degrees of freedom: mostly one for all
	quantile := func(df int64) float64 {
		if _, ok := quantiles[df]; !ok {
			quantiles[df] = student(level, df)
		}
		return quantiles[df]
	}
	item := 0
	for d, dim := range t.dims {
		s := t.stat(dim.Name, &t.means[d], t.unit, quantile)
		if t.pointed > 0 {
			s.Weight = new(float64(t.points[d]) / float64(t.pointed))
		}
		asked = asked || s.Perceived != nil
		r.Dimensions = append(r.Dimensions, s)
		for i := range dim.Items {
			r.Items = append(r.Items, t.stat(fmt.Sprintf("%s %d", dim.Name, i+1), &t.items[item], 1, quantile))
			item++
		}
	}
	if !asked {
		return Result{}, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	one := func(Stat) *float64 { return new(1.0) }
	r.Gap = across(r.Dimensions, func(s Stat) *float64 { return s.Gap }, one)
	r.Performance = across(r.Dimensions, func(s Stat) *float64 { return s.Perceived }, one)
	r.GapByMeanWeights = across(r.Dimensions, func(s Stat) *float64 { return s.Gap }, func(s Stat) *float64 { return s.Weight })
	r.WeightedGap = t.weighted(ofGap, 0)
	r.WeightedPerformance = t.weighted(ofPerformance, t.low)
	return r, nil
}

// across returns the mean of what dimensions have, by weights, or nil where one has none.
func across(dims []Stat, of, weight func(Stat) *float64) *float64 {
	sum, whole := 0.0, 0.0
	for _, s := range dims {
		x, w := of(s), weight(s)
		if x == nil || w == nil {
			return nil
		}
		sum += *x * *w
		whole += *w
	}
	return new(sum / whole)
}

// weighted returns a weighted figure above low, or nil.
func (t *Tally) weighted(which, low int) *float64 {
	w := t.weighed[which]
	if w.n == 0 {
		return nil
	}
	return new(float64(low) + float64(w.sum)/(float64(100*t.unit)*float64(w.n)))
}

// stat returns what is known of an item or a dimension held in units.
func (t *Tally) stat(name string, s *series, unit int64, quantile func(df int64) float64) Stat {
	mean := func(of *total, low int) *float64 {
		n := t.complete + of.n
		if n == 0 {
			return nil
		}
		return new(float64(low) + float64(of.sum)/(float64(n)*float64(unit)))
	}
	st := Stat{Name: name, Expected: mean(&s.expected, t.low), Perceived: mean(&s.perceived.total, t.low), Gap: mean(&s.gap.total, 0)}
	of, value := &s.gap, st.Gap
	if value == nil {
		of, value = &s.perceived, st.Perceived
	}
	st.N = t.complete + of.n
	if st.N < 2 {
		return st
	}
	se := of.standardError(st.N) / float64(unit)
	half := quantile(st.N-1) * se
	st.Low, st.High = new(*value-half), new(*value+half)
	if st.Gap != nil && se > 0 {
		st.P = new(studentTails(*value/se, st.N-1))
	}
	return st
}

// standardError returns s/√n of n ≥ 2 numbers: the root of n Σv² - (Σv)² over n²(n-1).
func (m *moment) standardError(n int64) float64 {
	spread, _ := new(big.Float).SetInt(m.spread(n)).Float64()
	return math.Sqrt(spread/float64(n-1)) / float64(n)
}
