package stat

import (
	"cmp"
	"errors"
	"slices"
)

// ErrP says that a p-value does not lie in [0, 1].
var ErrP = errors.New("p-value is not in [0, 1]")

// Holm returns the p-values adjusted so that deciding each at α keeps the chance of any false rejection at α at
// most: in rising order p(i) becomes max over j ≤ i of (m-j+1)·p(j), at most 1. The order of p is kept; p is not
// changed; no p-value gives none. Reference: Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure.
func Holm(p []float64) ([]float64, error) {
	order, err := rising(p)
	if err != nil {
		return nil, err
	}
	adjusted, least := make([]float64, len(p)), 0.0
	for i, at := range order {
		least = max(least, float64(len(p)-i)*p[at])
		adjusted[at] = min(1, least)
	}
	return adjusted, nil
}

// BenjaminiHochberg returns the p-values adjusted so that deciding each at α keeps the expected share of false
// rejections among all at α at most: p(i) becomes min over j ≥ i of m·p(j)/j, at most 1. Order as for [Holm].
// Reference: Benjamini, Hochberg (1995), Controlling the False Discovery Rate.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	order, err := rising(p)
	if err != nil {
		return nil, err
	}
	adjusted, most := make([]float64, len(p)), 1.0
	for i, at := range slices.Backward(order) {
		most = min(most, max(p[at], float64(len(p))*p[at]/float64(i+1))) // never below p by a rounding
		adjusted[at] = most
	}
	return adjusted, nil
}

// rising returns the indexes of p in rising order, equal ones in theirs.
func rising(p []float64) ([]int, error) {
	order := make([]int, len(p))
	for i, value := range p {
		if !(value >= 0 && value <= 1) {
			return nil, ErrP
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order, nil
}
