package mcdm

import (
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
			if size := math.Abs(x); !(size <= 1e150) || size < 1e-150 && x != 0 {
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
