package driver

import "math"

// cholesky returns the lower factor of the symmetric matrix m of k rows, and -1, or the first row whose pivot is not
// above the bound.
func cholesky(m []float64, k int, bound float64) (lower []float64, row int) {
	lower = make([]float64, k*k)
	for i := range k {
		a := lower[i*k : i*k+i+1]
		for j := range i {
			b := lower[j*k : j*k+j+1]
			a[j] = (m[i*k+j] - dot(a[:j], b[:j])) / b[j]
		}
		pivot := m[i*k+i] - dot(a[:i], a[:i])
		if !(pivot > bound) {
			return nil, i
		}
		a[i] = math.Sqrt(pivot)
	}
	return lower, -1
}

// dot returns the sum of the products of a and b, which have one length.
func dot(a, b []float64) (sum float64) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// forward returns the x of lower x = b.
func forward(lower, b []float64) []float64 {
	k := len(b)
	x := make([]float64, k)
	for i := range k {
		x[i] = (b[i] - dot(lower[i*k:i*k+i], x[:i])) / lower[i*k+i]
	}
	return x
}

// backward returns the x of lowerᵀ x = b.
func backward(lower, b []float64) []float64 {
	k := len(b)
	x := make([]float64, k)
	copy(x, b)
	for i := k - 1; i >= 0; i-- {
		for j := i + 1; j < k; j++ {
			x[i] -= lower[j*k+i] * x[j]
		}
		x[i] /= lower[i*k+i]
	}
	return x
}

// inverseDiagonal returns the diagonal of the inverse of lower·lowerᵀ.
func inverseDiagonal(lower []float64, k int) []float64 {
	diagonal, column := make([]float64, k), make([]float64, k)
	for j := range k {
		for i := j; i < k; i++ { // column j of the inverse of lower
			entry := 0.0
			if i == j {
				entry = 1
			}
			column[i] = (entry - dot(lower[i*k+j:i*k+i], column[j:i])) / lower[i*k+i]
			diagonal[j] += column[i] * column[i]
		}
	}
	return diagonal
}
