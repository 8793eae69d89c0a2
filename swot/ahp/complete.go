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
//	b_ij = √(v_i u_j/(v_j u_i))
//
// Each step goes there for all pairs at once, downhill on a convex function, and is halved while λ rises by more than its
// rounding. With many missing pairs the steps shrink slowly, by one rate; once that is steady a step goes to where all the
// following would lead (Lyusternik's acceleration).
func (c Comparison) complete(m balanced, v, scratch []float64) {
	const near = 1e-12 // of a step, in logarithms
	n := m.n
	u, old := slices.Clone(v), make([]float64, n*n)
	lambda := m.perron(v, scratch, false)
	m.perron(u, scratch, true)
	stride, last, rate, steady := 1.0, 0.0, 0.0, 0 // steps since the last long one
	for range 1000 {
		copy(old, m.b)
		far := 0.0
		for i := range n {
			for j := i + 1; j < n; j++ {
				if c.a[i*n+j] == 0 {
					step := math.Log(math.Sqrt(v[i]*u[j]/(v[j]*u[i])) / old[i*n+j])
					far = max(far, math.Abs(step))
					b := old[i*n+j] * math.Exp(stride*step)
					m.b[i*n+j], m.b[j*n+i] = b, 1/b
				}
			}
		}
		if far <= near {
			return
		}
		before := rate
		rate, last, stride, steady = far/last, far, 1, steady+1
		if steady > 3 && rate < 1 && math.Abs(rate-before) < 0.1*(1-rate) {
			stride, steady = min(1/(1-rate), 1000), 0
		}
		next := m.perron(v, scratch, false)
		for next > lambda*(1+1e-12) && far > near {
			far /= 2
			for i := range n {
				for j := i + 1; j < n; j++ {
					if c.a[i*n+j] == 0 {
						b := math.Sqrt(m.b[i*n+j] * old[i*n+j])
						m.b[i*n+j], m.b[j*n+i] = b, 1/b
					}
				}
			}
			next = m.perron(v, scratch, false)
		}
		lambda = next
		m.perron(u, scratch, true)
	}
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
