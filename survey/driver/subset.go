package driver

import (
	"fmt"
	"math/bits"
)

// Conditional returns by how much each driver raises R² on the average over all subsets of the others of one size:
// the row of a driver has an entry for each size from 0, the driver alone, to p-1, all others. A driver whose row lies
// above that of another throughout dominates it conditionally; the mean of a row is the LMG share. No entry is below 0.
//
// Conditional returns [ErrInvalid] for the zero Problem and [ErrLimit] for more than 20 drivers. Accuracy and cost are
// those of LMG in [Problem.Shares]. Reference: Azen and Budescu (2003), The Dominance Analysis Approach for Comparing
// Predictors in Multiple Regression, Psychological Methods 8.
func (p Problem) Conditional() ([][]float64, error) {
	gains, err := p.gains()
	if err != nil {
		return nil, fmt.Errorf("driver: conditional gains: %w", err)
	}
	k := len(p.drivers)
	rows := make([][]float64, k)
	for i := range rows {
		rows[i] = gains[i*k : (i+1)*k : (i+1)*k]
	}
	return rows, nil
}

// lmg returns the Shapley values of R².
func (p Problem) lmg() ([]float64, error) {
	gains, err := p.gains()
	if err != nil {
		return nil, err
	}
	k := len(p.drivers)
	values := make([]float64, k)
	for i := range values {
		for _, gain := range gains[i*k : (i+1)*k] {
			values[i] += gain
		}
		values[i] /= float64(k)
	}
	return values, nil
}

// gains returns the mean gain of each driver for each size of subset, by rows.
func (p Problem) gains() ([]float64, error) {
	k := len(p.drivers)
	if k == 0 {
		return nil, fmt.Errorf("%w: problem not made by a constructor", ErrInvalid)
	}
	if k > mostLMG {
		return nil, fmt.Errorf("%d drivers: %w: at most %d", k, ErrLimit, mostLMG)
	}
	gains, r2 := make([]float64, k*k), p.subsets()
	for set := uint(1); set < uint(len(r2)); set++ {
		whole, size := r2[set], bits.OnesCount(set)-1
		for left := set; left != 0; left &= left - 1 {
			gains[bits.TrailingZeros(left)*k+size] += whole - r2[set&^(left&-left)]
		}
	}
	subsets := 1.0 // of each size among k-1
	for size := range k {
		for i := range k {
			gains[i*k+size] = max(0, gains[i*k+size]/subsets)
		}
		subsets *= float64(k-1-size) / float64(size+1)
	}
	return gains, nil
}

// subsets returns R² of every subset of the drivers, bit i of the index standing for driver i.
func (p Problem) subsets() []float64 {
	k := len(p.drivers)
	w := walk{r2: make([]float64, 1<<k), k: k, left: make([][]float64, k+1)}
	for depth := range w.left {
		w.left[depth] = make([]float64, (k+1)*(k+1))
	}
	for i := range k {
		copy(w.left[0][i*(k+1):], p.r[i*k:(i+1)*k])
		w.left[0][i*(k+1)+k] = p.ry[i]
	}
	w.extend(0, 0, 0)
	return w.r2
}

// A walk goes depth first over the subsets of k drivers. left[d] holds, for the subset of d drivers at hand, what it
// leaves of the covariances of the later drivers, by rows, with that with the response as last column.
type walk struct {
	r2   []float64
	k    int
	left [][]float64
}

// extend visits all subsets that add drivers from first on to the set of depth drivers. Adding one is a step of
// elimination on the drivers after it, of which there are one or two on the average.
func (w *walk) extend(set uint, depth, first int) {
	k := w.k
	stride, now, next := k+1, w.left[depth], w.left[min(depth+1, k)]
	for i := first; i < k; i++ {
		row := now[i*stride : (i+1)*stride]
		gain := row[k] * row[k] / row[i]
		added := set | 1<<i
		w.r2[added] = w.r2[set] + gain
		if i == k-1 {
			return
		}
		for a := i + 1; a < k; a++ {
			factor := row[a] / row[i]
			from, into := now[a*stride:(a+1)*stride], next[a*stride:(a+1)*stride]
			for b := a; b <= k; b++ {
				into[b] = from[b] - factor*row[b]
			}
		}
		w.extend(added, depth+1, i+1)
	}
}
