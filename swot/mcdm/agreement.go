package mcdm

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Agreement says how far judges agree on an order. The zero value is no agreement.
type Agreement struct {
	W         float64 `json:"w"`         // Kendall's coefficient of concordance, 0 to 1
	ChiSquare float64 `json:"chiSquare"` // m(n-1)W, of n-1 degrees of freedom if judges order at random
	P         float64 `json:"p"`         // the chance of that much by chance; rough for few judges
}

// KendallW returns how far the judges, one a row, agree on the order of what they rank or score, one a column.
//
//	W = 12 S/(m²(n³-n) - m ΣT)
//
// S is the sum of squares of the columns' rank sums about their mean, T = Σ(t³-t) over a judge's groups of t equal ones,
// which share a rank. It makes no difference whether high or low is best, as long as all judges mean the same. ok is
// false if every judge finds all equal. It returns [ErrShape] for fewer than two judges or columns or rows of different
// lengths, [ErrLimit] for over 10,000 columns, and [ErrValue] for a number that is not finite.
// Accuracy: 1e-12. Reference: Kendall, Babington Smith (1939), The Problem of m Rankings.
func KendallW(judges [][]float64) (a Agreement, ok bool, err error) {
	if len(judges) < 2 || len(judges[0]) < 2 {
		return a, false, fmt.Errorf("mcdm: concordance of %d judges: %w", len(judges), ErrShape)
	}
	columns := len(judges[0])
	if columns > maxPairwise {
		return a, false, fmt.Errorf("mcdm: concordance on %d: %w", columns, ErrLimit)
	}
	sums := make([]float64, columns)
	var ties float64
	for i, judge := range judges {
		if len(judge) != columns {
			return a, false, fmt.Errorf("mcdm: concordance: judge %d ranks %d, not %d: %w", i, len(judge), columns, ErrShape)
		}
		if err := finite(judge); err != nil {
			return a, false, fmt.Errorf("mcdm: concordance: judge %d: %w", i, err)
		}
		ranks, t := midranks(judge)
		ties += t
		for j, rank := range ranks {
			sums[j] += rank
		}
	}
	m, n := float64(len(judges)), float64(columns)
	var s float64
	for _, sum := range sums {
		d := sum - m*(n+1)/2
		s += d * d
	}
	below := m*m*(n*n*n-n) - m*ties
	if below <= 0 {
		return a, false, nil
	}
	a.W = min(1, 12*s/below)
	a.ChiSquare = m * (n - 1) * a.W
	a.P = distuv.ChiSquared{K: n - 1}.Survival(a.ChiSquare)
	return a, true, nil
}

// Spearman returns the rank correlation of x and y, -1 to 1: Pearson's of their ranks, equal ones sharing theirs. ok is
// false if all x or all y are equal. It returns [ErrShape] for fewer than two pairs or unequal lengths and [ErrValue] for
// a number that is not finite. Accuracy: 1e-13. Reference: Spearman (1904).
func Spearman(x, y []float64) (rho float64, ok bool, err error) {
	if err := paired(x, y); err != nil {
		return 0, false, fmt.Errorf("mcdm: rank correlation: %w", err)
	}
	first, _ := midranks(x)
	second, _ := midranks(y)
	mean := float64(len(x)+1) / 2
	var xx, yy, xy float64
	for i := range first {
		dx, dy := first[i]-mean, second[i]-mean
		xx += dx * dx
		yy += dy * dy
		xy += dx * dy
	}
	if xx == 0 || yy == 0 {
		return 0, false, nil
	}
	return max(-1, min(1, xy/math.Sqrt(xx)/math.Sqrt(yy))), true, nil
}

// TauB returns Kendall's rank correlation τ_b of x and y, -1 to 1: concordant less discordant pairs over those tied in
// neither, as a geometric mean.
//
//	τ_b = (C - D)/√((C + D + X)(C + D + Y)), X, Y the pairs tied in x alone and in y alone
//
// ok is false if all x or all y are equal. The errors are those of [Spearman], and [ErrLimit] for over 10,000 pairs, each
// of which is compared with every other. The result is exact but for its rounding. Reference: Kendall (1945).
func TauB(x, y []float64) (tau float64, ok bool, err error) {
	if err = paired(x, y); err == nil && len(x) > maxPairwise {
		err = fmt.Errorf("%d pairs: %w", len(x), ErrLimit)
	}
	if err != nil {
		return 0, false, fmt.Errorf("mcdm: rank correlation: %w", err)
	}
	var apart, inX, inY int64 // concordant less discordant; pairs that differ in x, in y
	for i := range x {
		for j := range i {
			a, b := cmp.Compare(x[i], x[j]), cmp.Compare(y[i], y[j])
			apart += int64(a * b)
			inX += int64(a * a)
			inY += int64(b * b)
		}
	}
	if inX == 0 || inY == 0 {
		return 0, false, nil
	}
	return float64(apart) / math.Sqrt(float64(inX)) / math.Sqrt(float64(inY)), true, nil
}

// paired returns what keeps x and y from being compared.
func paired(x, y []float64) error {
	if len(x) != len(y) || len(x) < 2 {
		return fmt.Errorf("%d and %d values: %w", len(x), len(y), ErrShape)
	}
	if err := finite(x); err != nil {
		return err
	}
	return finite(y)
}

// rising returns the indexes of values from the lowest.
func rising(values []float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	return order
}
