package weighting

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// TrimOptions bound the factors of [Weights.Trim], each as a ratio to their mean over the rows that have a weight. 0 is no
// bound, so the zero value trims nothing.
type TrimOptions struct {
	Lower float64 // at most 1, such as 0.3
	Upper float64 // at least 1, such as 3
}

// Trim returns w with its factors between Lower and Upper times their mean, so that no respondent speaks for very many or
// hardly for himself. All are multiplied by one number and cut to the bounds, the number being such that the weights sum to
// what they did:
//
//	trimmed = min(Upper·f̄, max(Lower·f̄, s·f))    f̄ = Σdf / Σd, over design weights d with f > 0
//
// A factor 0, of a category with target 0, stays 0. Bounds that touch nothing leave every bit. What it costs in bias the
// MarginError of its [Weights.Summary] tells; w is not changed. Trim returns [ErrRange] for a Lower outside [0, 1] or an
// Upper that is neither 0 nor at least 1, NaN too, and [ErrInvalid] for the zero Weights. Accuracy: 1e-12 of the sum.
// Reference: Potter (1990), A Study of Procedures to Identify and Trim Extreme Sampling Weights.
func (w *Weights) Trim(o TrimOptions) (*Weights, error) {
	const op = "weighting: trim"
	switch {
	case w.factors == nil:
		return nil, fmt.Errorf("%s: %w: weights not made by this package", op, ErrInvalid)
	case !(o.Lower >= 0 && o.Lower <= 1):
		return nil, fmt.Errorf("%s: lower %g: %w: 0 to 1", op, o.Lower, ErrRange)
	case o.Upper != 0 && !(o.Upper >= 1):
		return nil, fmt.Errorf("%s: upper %g: %w: 0, or at least 1", op, o.Upper, ErrRange)
	}
	t := trimming{mass: w.mass, factors: slices.Clone(w.factors)}
	rows := 0.0
	for i, f := range w.factors {
		if f > 0 {
			t.total += f * w.mass[i]
			rows += w.mass[i]
		}
	}
	mean := t.total / rows
	for i, f := range t.factors {
		if f > 0 {
			t.factors[i] = max(f, 1e-200*mean) // smaller ones would send the scale beyond float64
		}
	}
	t.low, t.high = o.Lower*mean, o.Upper*mean
	if o.Upper == 0 {
		t.high = math.Inf(1)
	}
	if !slices.ContainsFunc(w.factors, func(f float64) bool { return f > 0 && (f < t.low || f > t.high) }) {
		return w.with(slices.Clone(w.factors)), nil
	}
	scale := t.scale()
	for i, f := range t.factors {
		if f > 0 {
			t.factors[i] = min(t.high, max(t.low, scale*f))
		}
	}
	return w.with(t.factors), nil
}

// A trimming is a search for the scale with which factors, cut to their bounds, keep their total.
type trimming struct {
	mass, factors    []float64
	low, high, total float64
}

// sum returns what the weights sum to at a scale.
func (t *trimming) sum(scale float64) (sum float64) {
	for i, f := range t.factors {
		if f > 0 {
			sum += t.mass[i] * min(t.high, max(t.low, scale*f))
		}
	}
	return sum
}

// scale returns the scale: the sum rises with it, in a straight line between the scales at which a factor meets a bound.
func (t *trimming) scale() float64 {
	var turns []float64
	for _, f := range t.factors {
		if f <= 0 {
			continue
		}
		if t.low > 0 {
			turns = append(turns, t.low/f)
		}
		if !math.IsInf(t.high, 1) {
			turns = append(turns, t.high/f)
		}
	}
	slices.Sort(turns)
	k := sort.Search(len(turns), func(i int) bool { return t.sum(turns[i]) > t.total })
	var inside float64 // a scale between the turns
	switch {
	case k == 0:
		inside = turns[0] / 2
	case k == len(turns):
		inside = turns[k-1] * 2
	default:
		inside = turns[k-1] + (turns[k]-turns[k-1])/2
	}
	left, free := t.total, 0.0
	for i, f := range t.factors {
		switch {
		case f <= 0:
		case inside*f <= t.low:
			left -= t.mass[i] * t.low
		case inside*f >= t.high:
			left -= t.mass[i] * t.high
		default:
			free += t.mass[i] * f
		}
	}
	if free == 0 { // the sum is flat here
		return inside
	}
	return left / free
}
