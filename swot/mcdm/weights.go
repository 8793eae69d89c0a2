package mcdm

import (
	"fmt"
	"math"
)

// maxRanked is the most criteria that a rank-order rule weighs.
const maxRanked = 10_000

// ROC returns the rank-order centroid weights of n criteria that are ranked only, 1 to 10,000, the most important first:
// the mean of all weights that respect the ranks.
//
//	w_i = 1/n Σ 1/k, k = i..n
//
// It returns [ErrLimit] for another n. Reference: Barron, Barrett (1996), Decision Quality Using Ranked Attribute Weights.
func ROC(n int) ([]float64, error) {
	if n < 1 || n > maxRanked {
		return nil, fmt.Errorf("mcdm: rank-order centroid of %d: %w", n, ErrLimit)
	}
	w := make([]float64, n)
	var sum float64
	for i := n; i >= 1; i-- {
		sum += 1 / float64(i)
		w[i-1] = sum / float64(n)
	}
	return w, nil
}

// RankSum returns the weights 2(n+1-i)/(n(n+1)) of n criteria that are ranked only, 1 to 10,000, the most important first.
// It returns [ErrLimit] for another n. Reference: Stillwell, Seaver, Edwards (1981), A comparison of weight approximation
// techniques in multiattribute utility decision making.
func RankSum(n int) ([]float64, error) {
	if n < 1 || n > maxRanked {
		return nil, fmt.Errorf("mcdm: rank sum of %d: %w", n, ErrLimit)
	}
	w := make([]float64, n)
	for i := range w {
		w[i] = 2 * float64(n-i) / (float64(n) * float64(n+1))
	}
	return w, nil
}

// SWARA returns the weights of criteria in the order of their importance, from how much less important each is than the
// one before, 0.2 for 20 %; the first step is not looked at.
//
//	q_1 = 1, q_j = q_(j-1)/(1 + s_j), w_j = q_j/Σq
//
// It returns [ErrShape] for no step, [ErrLimit] for over 10,000, and [ErrValue] unless steps are from 0 to 1e6.
// Reference: Kersuliene, Zavadskas, Turskis (2010), Selection of Rational Dispute Resolution Method by Applying New
// Step-wise Weight Assessment Ratio Analysis (SWARA).
func SWARA(steps []float64) ([]float64, error) {
	if len(steps) == 0 {
		return nil, fmt.Errorf("mcdm: SWARA of no step: %w", ErrShape)
	}
	if len(steps) > maxRanked {
		return nil, fmt.Errorf("mcdm: SWARA of %d steps: %w", len(steps), ErrLimit)
	}
	w := make([]float64, len(steps))
	w[0] = 1
	sum := 1.0
	for j := 1; j < len(steps); j++ {
		if !(steps[j] >= 0 && steps[j] <= 1e6) {
			return nil, fmt.Errorf("mcdm: SWARA: step %d is %v: %w", j, steps[j], ErrValue)
		}
		w[j] = w[j-1] / (1 + steps[j])
		sum += w[j]
	}
	for j := range w {
		w[j] /= sum
	}
	return w, nil
}

// Normalize returns weights divided by their sum, and equal ones for zeros. It returns [ErrShape] for none and
// [ErrWeights] for one that is negative or above 1e150, so for NaN too.
func Normalize(weights []float64) ([]float64, error) {
	if len(weights) == 0 {
		return nil, fmt.Errorf("mcdm: normalise no weight: %w", ErrShape)
	}
	var sum, top float64
	for j, w := range weights {
		if !(w >= 0 && w <= 1e150) {
			return nil, fmt.Errorf("mcdm: normalise weights: %d is %v: %w", j, w, ErrWeights)
		}
		top = max(top, w)
	}
	normalised := make([]float64, len(weights))
	for j, w := range weights {
		normalised[j] = 1
		if top > 0 {
			normalised[j] = w / top // a sum of the smallest numbers would lose them
		}
		sum += normalised[j]
	}
	for j := range normalised {
		normalised[j] /= sum
	}
	return normalised, nil
}

// midranks returns the ranks of values from the lowest, equal ones sharing the mean of theirs, and Σ(t³-t) over the groups
// of t equal ones.
func midranks(values []float64) (ranks []float64, ties float64) {
	order := rising(values)
	ranks = make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) / 2
		}
		t := float64(to - from)
		ties += t*t*t - t
		from = to
	}
	return ranks, ties
}

// finite returns [ErrValue] for the first of values that is not.
func finite(values []float64) error {
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("value %d is %v: %w", i, v, ErrValue)
		}
	}
	return nil
}
