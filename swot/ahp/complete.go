package ahp

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// connected returns [ErrDisconnected] with the groups unless judgements connect all elements.
func (c Comparison) connected() error {
	n := len(c.elements)
	group := make([]int, n) // from 1
	groups := 0
	for start := range n {
		if group[start] != 0 {
			continue
		}
		groups++
		group[start] = groups
		for todo := []int{start}; len(todo) > 0; {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for j := range n {
				if c.a[i*n+j] != 0 && group[j] == 0 {
					group[j] = groups
					todo = append(todo, j)
				}
			}
		}
	}
	if groups == 1 {
		return nil
	}
	var names []string // of three groups, three names each
	for g := 1; g <= min(groups, 3); g++ {
		var of []string
		for i, name := range c.elements {
			if group[i] == g && len(of) < 3 {
				of = append(of, fmt.Sprintf("%.40q", name))
			}
		}
		names = append(names, strings.Join(of, ", "))
	}
	return fmt.Errorf("%w: %d groups: {%s}", ErrDisconnected, groups, strings.Join(names, "}, {"))
}

// maxSpread is how far the logarithms of weights may lie apart, 1e260: beyond 1e308 the least would be 0.
const maxSpread = 600

// leastSquares returns the weights of GeometricMean, or [ErrLimit] if they lie too far apart.
func (c Comparison) leastSquares(complete bool) ([]float64, error) {
	n := len(c.elements)
	w := make([]float64, n) // ln w, up to a shift
	for i := range n {
		for j := i + 1; j < n; j++ {
			if v := c.a[i*n+j]; v != 0 && v != 1 {
				l := math.Log(v)
				w[i] += l
				w[j] -= l
			}
		}
	}
	if complete {
		for i := range w {
			w[i] /= float64(n)
		}
	} else {
		c.solveLaplacian(w)
	}
	top := slices.Max(w)
	if top-slices.Min(w) > maxSpread {
		return nil, fmt.Errorf("weights lie over 1e260 times apart: %w", ErrLimit)
	}
	for i := range w {
		w[i] = math.Exp(w[i] - top)
	}
	normalise(w)
	return w, nil
}

// solveLaplacian solves for ln w of all elements, the first of which is 0: for each element the sum over its judged pairs of
// ln w_i - ln w_j is that of ln a_ij, which w holds. Connected judgements make the system positive definite.
func (c Comparison) solveLaplacian(w []float64) {
	n := len(c.elements)
	laplacian := mat.NewSymDense(n-1, nil)
	for i := 1; i < n; i++ {
		degree := -1.0 // itself
		for j := range n {
			if c.a[i*n+j] != 0 {
				degree++
				if j > i {
					laplacian.SetSym(i-1, j-1, -1)
				}
			}
		}
		laplacian.SetSym(i-1, i-1, degree)
	}
	var factor mat.Cholesky
	factor.Factorize(laplacian)
	solved := mat.NewVecDense(n-1, w[1:])
	_ = factor.SolveVecTo(solved, solved) // a long chain of judgements is near singular, and solved to 1e-12 all the same
	w[0] = 0
}

// complete sets the missing pairs of m so that its principal eigenvalue is least. With u and v its left and right
// eigenvectors, the derivative of λ by ln b_ij is (u_i b_ij v_j - u_j b_ji v_i)/u·v, which is 0 where
//
//	b_ij = d_i/d_j, d_i = √(v_i/u_i)
//
// Each step takes d there, downhill on a convex function, and is halved while λ rises by more than its rounding. Where many
// pairs are missing such steps are short, so a [mixer] tells where they lead, and is not heard where λ rises there.
func (c Comparison) complete(m balanced, v, scratch []float64) {
	const near = 1e-12 // of a step, in logarithms
	var mix mixer
	u, d := slices.Clone(v), make([]float64, m.n) // d in logarithms
	lambda := m.perron(v, scratch, false)
	for range 1000 {
		m.perron(u, scratch, true)
		step, mean := make([]float64, m.n), 0.0
		for i := range step {
			step[i] = math.Log(v[i]/u[i])/2 - d[i]
			mean += step[i] / float64(m.n)
		}
		for i := range step { // as only differences count
			step[i] -= mean
		}
		if slices.Max(step)-slices.Min(step) <= near {
			return
		}
		to := mix.next(d, step)
		next := c.place(m, to, v, scratch)
		for half := 1.0; next > lambda*(1+1e-12) && half > near; half /= 2 {
			mix.forget()
			for i := range to {
				to[i] = d[i] + half*step[i]
			}
			next = c.place(m, to, v, scratch)
		}
		lambda, d = next, to
	}
}

// place sets the missing pairs of m to d_i/d_j, d in logarithms, and returns its principal eigenvalue with the eigenvector in
// v. Where d lies so far apart that what is filled might leave a float64, nothing is set and λ is infinite.
func (c Comparison) place(m balanced, d, v, scratch []float64) (lambda float64) {
	const apart = 100 // with maxSpread below the 709 of a float64
	if !(slices.Max(d)-slices.Min(d) <= apart) {
		return math.Inf(1)
	}
	for i := range m.n {
		for j := i + 1; j < m.n; j++ {
			if c.a[i*m.n+j] == 0 {
				b := math.Exp(d[i] - d[j])
				m.b[i*m.n+j], m.b[j*m.n+i] = b, 1/b
			}
		}
	}
	return m.perron(v, scratch, false)
}

// fill tells how the missing pairs are completed: b_ij = a_ij·w_j/w_i, w still those of GeometricMean.
func (c Comparison) fill(r *Result, m balanced) {
	n := m.n
	for i := range n {
		for j := i + 1; j < n; j++ {
			if c.a[i*n+j] == 0 {
				value := m.b[i*n+j] * (r.Weights[i] / r.Weights[j])
				r.Filled = append(r.Filled, c.judgement(i, j, value, 1/value))
			}
		}
	}
}
