package process

import "math"

// A dense is a square matrix of n rows that each sum to 1. Its last row and column are the end, in which it stays.
type dense struct {
	n int
	p []float64
}

// newDense returns the matrix for so many states and the end, of which only the row of the end is filled in.
func newDense(states int) dense {
	d := dense{states + 1, make([]float64, (states+1)*(states+1))}
	d.p[len(d.p)-1] = 1
	return d
}

// row returns row i.
func (d dense) row(i int) []float64 { return d.p[i*d.n : (i+1)*d.n] }

// times returns the product with another, its rows set to sum to 1. What is small in it, the chance to end above all, is a
// sum of positive terms and keeps its digits; setting the sums takes the rounding out of what is near 1, so that the powers
// of a matrix do not drift.
func (d dense) times(other dense) dense {
	product := dense{d.n, make([]float64, len(d.p))}
	for i := range d.n {
		row := product.row(i)
		for k, p := range d.row(i) {
			if p > 0 {
				for j, q := range other.row(k) {
					row[j] += p * q
				}
			}
		}
		product.set(i)
	}
	return product
}

// set divides row i by its sum.
func (d dense) set(i int) {
	row := d.row(i)
	total := sum(row)
	for j := range row {
		row[j] /= total
	}
}

// from returns the row x times the matrix.
func (d dense) from(x []float64) []float64 {
	y := make([]float64, d.n)
	for i, at := range x {
		for j, p := range d.row(i) {
			y[j] += at * p
		}
	}
	return y
}

// exponential returns exp(q(D-1)), the matrix of a chain that moves by D at a rate of 1 for a time q, by its series for a
// small part of the time and repeated squaring.
func (d dense) exponential(q float64) dense {
	_, halvings := math.Frexp(q)
	halvings = max(0, halvings)
	small := math.Ldexp(q, -halvings) // below 1
	term, weight := newDense(d.n-1), math.Exp(-small)
	for i := range d.n {
		term.row(i)[i] = 1
	}
	series := dense{d.n, make([]float64, len(d.p))}
	for k := 1; k <= 24; k++ { // 1/24! is 2e-24
		for at, p := range term.p {
			series.p[at] += weight * p
		}
		term = term.times(d)
		weight *= small / float64(k)
	}
	for i := range d.n {
		series.set(i)
	}
	for range halvings {
		series = series.times(series)
	}
	return series
}
