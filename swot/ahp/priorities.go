package ahp

import (
	"fmt"
	"math"
	"slices"
)

// A Result is what judgements say of the elements. The zero value is empty.
type Result struct {
	Elements  []string    `json:"elements"`
	Weights   []float64   `json:"weights"` // of the elements, above 0, sum 1
	Method    Method      `json:"method"`
	LambdaMax float64     `json:"lambdaMax"`    // principal eigenvalue of the judgements completed with Filled; n if consistent
	CI        float64     `json:"ci"`           // consistency index (LambdaMax - n)/(n - 1), 0 for n ≤ 2
	GCI       float64     `json:"gci"`          // geometric consistency index, 0 if no judgement can contradict another
	Index     RandomIndex `json:"index"`        // by which CR is measured
	CR        *float64    `json:"cr,omitempty"` // consistency ratio CI/Index, 0 for n ≤ 2; nil where the table has no index for n
	Filled    []Judgement `json:"filled"`       // what completes the missing pairs, in the order of the elements; may lie beyond 1e6
}

// Priorities returns the weights of the elements and how consistent the judgements are.
//
//	Eigenvector    A·w = λ w, λ the largest eigenvalue, w sums to 1
//	GeometricMean  w minimises Σ ln²(a_ij w_j/w_i) over the judged pairs: w_i ∝ (Π a_ij)^(1/n) if all are
//	GCI            Σ ln²(a_ij w_j/w_i)/(m - n + 1) over the m judged pairs, w by GeometricMean
//
// Where pairs are missing, Eigenvector completes them so that λ is least, GeometricMean by its own weights. Either is
// unique if the judgements connect all elements, else Priorities returns [ErrDisconnected] with the groups. The random
// index is that of all pairs, which flatters few judgements. A CR above 0.1 is no error: Saaty's threshold says that some
// judgements are worth another look, which [Comparison.Repairs] takes. It returns [ErrElements] for the zero Comparison,
// [ErrUnknown] for an option that is no constant, and [ErrLimit] for weights over 1e260 times apart, which only a long chain
// of extreme judgements gives. Accuracy: 1e-12 relative; with missing pairs and Eigenvector 1e-9.
// Cost: n² a step of some tens; where pairs are missing n³, with Eigenvector times some tens to hundreds.
// References: Saaty (1980); Bozoki, Fulop, Ronyai (2010), On Optimal Completion of Incomplete Pairwise Comparison
// Matrices, Mathematical and Computer Modelling 52; Aguaron, Moreno-Jimenez (2003), The Geometric Consistency Index,
// European Journal of Operational Research 147.
func (c Comparison) Priorities(opt Options) (Result, error) {
	r, err := c.priorities(opt)
	if err != nil {
		return Result{}, fmt.Errorf("ahp: priorities: %w", err)
	}
	return r, nil
}

func (c Comparison) priorities(opt Options) (Result, error) {
	n := len(c.elements)
	if n == 0 {
		return Result{}, fmt.Errorf("no elements: %w", ErrElements)
	}
	if err := opt.check(); err != nil {
		return Result{}, err
	}
	pairs := c.pairs()
	complete := pairs == n*(n-1)/2
	if !complete {
		if err := c.connected(); err != nil {
			return Result{}, err
		}
	}
	w, err := c.leastSquares(complete)
	if err != nil {
		return Result{}, err
	}
	scratch := make([]float64, n*n+2*n)
	m, x, y := balanced{n, scratch[:n*n]}, scratch[n*n:n*n+n], scratch[n*n+n:]
	r := Result{Elements: slices.Clone(c.elements), Weights: w, Method: opt.Method, Index: opt.Index}
	r.GCI = c.balance(m, w, pairs)
	for i := range x {
		x[i] = 1 / float64(n)
	}
	if opt.Method == Eigenvector && !complete {
		c.complete(m, x, y)
	}
	r.LambdaMax = max(float64(n), m.perron(x, y, false))
	c.fill(&r, m)
	if opt.Method == Eigenvector {
		for i := range w {
			w[i] *= x[i]
		}
		normalise(w)
	}
	if n > 2 {
		r.CI = (r.LambdaMax - float64(n)) / float64(n-1)
	}
	if ri, ok := opt.Index.At(n); ok {
		r.CR = new(0.0)
		if ri > 0 {
			*r.CR = r.CI / ri
		}
	}
	return r, nil
}

// pairs counts the judged pairs.
func (c Comparison) pairs() (pairs int) {
	n := len(c.elements)
	for i := range n {
		for _, v := range c.a[i*n+i+1 : (i+1)*n] {
			if v != 0 {
				pairs++
			}
		}
	}
	return pairs
}

// balance sets m to the judgements on the scale of w, missing ones as w has them, and returns the geometric consistency
// index.
func (c Comparison) balance(m balanced, w []float64, pairs int) (gci float64) {
	n := m.n
	for i := range n {
		m.b[i*n+i] = 1
		for j := i + 1; j < n; j++ {
			b := 1.0
			if v := c.a[i*n+j]; v != 0 {
				b = v * (w[j] / w[i])
				l := math.Log(b)
				gci += l * l
			}
			m.b[i*n+j], m.b[j*n+i] = b, 1/b
		}
	}
	if pairs < n { // a tree
		return 0
	}
	return gci / float64(pairs-n+1)
}

// normalise divides by the sum.
func normalise(w []float64) {
	sum := 0.0
	for _, v := range w {
		sum += v
	}
	for i := range w {
		w[i] /= sum
	}
}
