package weighting

import (
	"fmt"
	"math"
	"slices"
)

// Weights are what [Rake] or [PostStratify] found: a factor for each cell, by which the design weights of its respondents
// are multiplied. They are immutable and serve any number of goroutines. The zero value weighs nothing.
type Weights struct {
	grid       grid
	cells      []cell
	mass       []float64 // sum of design weights by cell
	factors    []float64 // by cell; -1 where the table has no row with a design weight
	asked      []constraint
	iterations int
	summary    Summary
}

// A Summary tells what weights do to a sample. The weight of a row is its design weight times the factor of its cell.
type Summary struct {
	N                   int64   // rows
	Sum, Min, Max, Mean float64 // of the weights of the rows
	DesignEffect        float64 // n Σw² / (Σw)²: by how much they widen the variance of a mean, at least 1
	EffectiveN          float64 // N / DesignEffect
	MarginError         float64 // largest error of a margin, as a share of its target
	Iterations          int     // rounds that it took
}

// newWeights returns the weights of the factors, with what they amount to.
func newWeights(t *Table, asked []constraint, mass, factors []float64, iterations int) *Weights {
	w := &Weights{
		grid: grid{vars: t.grid.variables(), sizes: t.grid.sizes, cells: t.grid.cells}, cells: slices.Clone(t.sums.cells),
		mass: mass, asked: asked, iterations: iterations,
	}
	w.summary.N = t.sums.n
	return w.with(factors)
}

// with returns w with these factors in place of its own.
func (w *Weights) with(factors []float64) *Weights {
	of := *w
	of.factors = factors
	s, squares, largest := Summary{N: w.summary.N, Min: math.Inf(1), Iterations: w.iterations}, 0.0, slices.Max(factors)
	for i, c := range w.cells {
		if c.n == 0 {
			continue
		}
		f := max(0, factors[i])
		s.Sum += f * w.mass[i]
		squares += f / largest * (f / largest) * c.squares.float(unit*unit) // the square of a small factor would be 0
		s.Min, s.Max = min(s.Min, f*float64(c.least)/one), max(s.Max, f*float64(c.most)/one)
	}
	n := float64(s.N)
	s.Mean = s.Sum / n
	sum := s.Sum / largest
	s.DesignEffect = max(1, n*(squares/sum/sum))
	s.EffectiveN = n / s.DesignEffect
	widest := 0
	for k := range w.asked {
		widest = max(widest, len(w.asked[k].targets))
	}
	s.MarginError = marginError(w.asked, make([]float64, widest), w.mass, factors)
	of.summary = s
	return &of
}

// Factor returns what the design weight of a respondent in the cell is multiplied by. It returns [ErrMismatch] for another
// number of categories or a cell of which the weighted table has no row with a design weight, [ErrRange] for a category that is not there, and
// [ErrInvalid] for the zero Weights.
func (w *Weights) Factor(cell []int) (float64, error) {
	const op = "weighting: factor"
	at, ok := w.grid.at(cell)
	if !ok || w.factors == nil {
		return 0, fmt.Errorf("%s: %w", op, w.grid.fault(cell))
	}
	if w.factors[at] < 0 {
		return 0, fmt.Errorf("%s: no row with a weight in cell %v: %w", op, cell, ErrMismatch)
	}
	return w.factors[at], nil
}

// Summary returns what w does to the sample; all is zero for the zero Weights. Reference: Kish (1965), Survey Sampling,
// 11.7: the design effect.
func (w *Weights) Summary() Summary { return w.summary }
