package ahp

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A balanced matrix is one of judgements on the scale of weights that fit them: b[i·n+j] = a_ij·w_j/w_i, so that it is all
// ones where the judgements are consistent. Its eigenvalues are those of the judgements.
type balanced struct {
	n int
	b []float64
}

// times sets y to b·x, or to x·b for the left side.
func (m balanced) times(y, x []float64, left bool) {
	if !left {
		for i := range y {
			row, sum := m.b[i*m.n:(i+1)*m.n], 0.0
			for j, b := range row {
				sum += b * x[j]
			}
			y[i] = sum
		}
		return
	}
	clear(y)
	for i, xi := range x {
		row := m.b[i*m.n : (i+1)*m.n]
		for j, b := range row {
			y[j] += b * xi
		}
	}
}

// perron returns the principal eigenvalue, and turns x, a positive start that sums to 1, into its right or left
// eigenvector, by power iteration to 1e-14; scratch is as long. Where two eigenvalues are nearly as large, as in a circle
// of extreme judgements, it goes on by [balanced.noda].
func (m balanced) perron(x, scratch []float64, left bool) (lambda float64) {
	last := math.Inf(1)
	for range 300 {
		m.times(scratch, x, left)
		lambda = 0
		for _, y := range scratch {
			lambda += y
		}
		change := 0.0
		for i, y := range scratch {
			y /= lambda
			change = max(change, math.Abs(y-x[i])/x[i])
			x[i] = y
		}
		if change <= 1e-14 || change < 1e-13 && change >= last {
			return lambda
		}
		last = change
	}
	return m.noda(x, scratch, left)
}

// noda is inverse iteration whose shift is the greatest of the ratios (b·x)_i/x_i: it stays above the principal eigenvalue,
// falls to it quadratically, and keeps x positive. Reference: Noda (1971), Note on the Computation of the Maximal
// Eigenvalue of a Non-Negative Irreducible Matrix, Numerische Mathematik 17.
func (m balanced) noda(x, scratch []float64, left bool) (lambda float64) {
	n := m.n
	shifted := mat.NewDense(n, n, nil)
	var lu mat.LU
	for range 60 {
		m.times(scratch, x, left)
		low, high := math.Inf(1), 0.0
		for i, y := range scratch {
			low, high = min(low, y/x[i]), max(high, y/x[i])
		}
		lambda = high
		if high-low <= 1e-13*high {
			break
		}
		shift := high * (1 + 1e-15)
		for i := range n {
			for j := range n {
				shifted.Set(i, j, -m.b[i*n+j])
			}
			shifted.Set(i, i, shift-m.b[i*n+i])
		}
		lu.Factorize(shifted)
		solved := mat.NewVecDense(n, scratch)
		_ = lu.SolveVecTo(solved, left, mat.NewVecDense(n, x)) // near the end the system is singular, and meant to be
		sum := 0.0
		for _, y := range scratch {
			sum += math.Abs(y)
		}
		if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
			break
		}
		for i, y := range scratch {
			x[i] = max(math.Abs(y)/sum, math.SmallestNonzeroFloat64)
		}
	}
	return lambda
}
