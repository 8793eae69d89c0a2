package mcdm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// The limits of a problem.
const (
	maxCriteria     = 64
	maxAlternatives = 1_000_000
	maxPairwise     = 10_000 // where every alternative is compared with every other
)

// A Problem is a table of what alternatives achieve on criteria. The zero value is invalid: it has no alternative.
type Problem struct {
	Values  [][]float64 `json:"values"`  // a row for each alternative, 1 to 1,000,000; a column for each criterion, 1 to 64
	Weights []float64   `json:"weights"` // of the criteria, at least 0, sum 1 to 1e-9. Defaults to equal ones, as do zeros
	Cost    []bool      `json:"cost"`    // the criteria of which less is better. Defaults to none
}

// A Result is what a method makes of a [Problem], in the order of its rows. The zero value is empty.
type Result struct {
	Method string    `json:"method"`
	Scores []float64 `json:"scores"`
	Ranks  []int     `json:"ranks"` // by [Ranks]
	Plus   []float64 `json:"plus"`  // distances from the ideal, or leaving flows
	Minus  []float64 `json:"minus"` // distances from the anti-ideal, or entering flows
}

// check returns the weights, or what is wrong with p.
func (p Problem) check() ([]float64, error) {
	if len(p.Values) == 0 || len(p.Values[0]) == 0 {
		return nil, fmt.Errorf("no values: %w", ErrShape)
	}
	criteria := len(p.Values[0])
	if criteria > maxCriteria || len(p.Values) > maxAlternatives {
		return nil, fmt.Errorf("%d alternatives on %d criteria: %w", len(p.Values), criteria, ErrLimit)
	}
	for i, row := range p.Values {
		if len(row) != criteria {
			return nil, fmt.Errorf("row %d has %d values, not %d: %w", i, len(row), criteria, ErrShape)
		}
		for j, x := range row {
			if !(math.Abs(x) <= 1e150) || x != 0 && math.Abs(x) < 1e-150 {
				return nil, fmt.Errorf("row %d, column %d is %v: %w", i, j, x, ErrValue)
			}
		}
	}
	if p.Cost != nil && len(p.Cost) != criteria {
		return nil, fmt.Errorf("%d directions, not %d: %w", len(p.Cost), criteria, ErrShape)
	}
	return weights(p.Weights, criteria)
}

// cost reports whether less is better on criterion j.
func (p Problem) cost(j int) bool { return p.Cost != nil && p.Cost[j] }

// weights returns the weights of n criteria, equal ones for none or zeros.
func weights(given []float64, n int) ([]float64, error) {
	if given == nil {
		given = make([]float64, n)
	}
	if len(given) != n {
		return nil, fmt.Errorf("%d weights, not %d: %w", len(given), n, ErrShape)
	}
	var sum float64
	for j, w := range given {
		if !(w >= 0 && w <= 2) {
			return nil, fmt.Errorf("weight %d is %v: %w", j, w, ErrWeights)
		}
		sum += w
	}
	if sum == 0 {
		return slices.Repeat([]float64{1 / float64(n)}, n), nil
	}
	if math.Abs(sum-1) > 1e-9 {
		return nil, fmt.Errorf("sum %v: %w", sum, ErrWeights)
	}
	return given, nil
}

// Ranks returns the competition ranks of scores, 1 for the highest: equal ones share the better rank, and the next rank
// is left out for each. Scores within 1e-12 of the highest of them, relative to it, are equal. NaN ranks last.
// No scores have no ranks.
func Ranks(scores []float64) []int {
	order := make([]valued, len(scores))
	for i, score := range scores {
		order[i] = valued{score, i}
	}
	slices.SortFunc(order, func(a, b valued) int { return falling(a.x, b.x) })
	ranks := make([]int, len(scores))
	first := 0
	for k, v := range order {
		if !alike(order[first].x, v.x) {
			first = k
		}
		ranks[v.at] = first + 1
	}
	return ranks
}

// alike reports whether score shares the rank of top.
func alike(top, score float64) bool {
	return top == score || !math.IsInf(top, 0) && math.Abs(top-score) <= 1e-12*math.Abs(top)
}

// falling orders from the highest, NaN last.
func falling(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	default:
		return cmp.Compare(b, a) // NaN is less than any
	}
}
