package lifetime

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// hessian returns the second derivatives of the objective by the free parameters.
func (s *search) hessian(p place) *mat.SymDense {
	free := s.free()
	h := mat.NewDense(max(1, len(free)), max(1, len(free)), nil)
	for k, i := range free {
		x := slices.Clone(p.x)
		x[i] = p.x[i] + difference
		above := s.at(x)
		x[i] = p.x[i] - difference
		below := s.at(x)
		for l, j := range free {
			h.Set(k, l, (above.gradient[j]-below.gradient[j])/(2*difference))
		}
	}
	sym := mat.NewSymDense(max(1, len(free)), nil)
	for k := range free {
		for l := range k + 1 {
			sym.SetSym(k, l, (h.At(k, l)+h.At(l, k))/2)
		}
	}
	return sym
}

// polish takes Newton steps from p as long as they flatten the gradient, and returns the Hessian there.
func (s *search) polish(p *place) *mat.SymDense {
	free := s.free()
	hessian := s.hessian(*p)
	moved := 0.0
	for range 8 {
		if s.steepest(*p) < stationary/1e6 {
			break
		}
		step, ok := newton(hessian, *p, free)
		if !ok {
			break
		}
		x := slices.Clone(p.x)
		length := 0.0
		for k, i := range free {
			x[i] += step[k]
			length = max(length, math.Abs(step[k]))
		}
		if length > 1 {
			break
		}
		next := s.at(x)
		if next.value < p.value-1e-13*(1+math.Abs(p.value)) || s.steepest(next) >= s.steepest(*p) {
			break
		}
		*p = next
		if moved += length; moved > difference/10 {
			hessian, moved = s.hessian(*p), 0
		}
	}
	return hessian
}

// newton returns the step to where the gradient would vanish, if the objective curves down.
func newton(hessian *mat.SymDense, p place, free []int) ([]float64, bool) {
	down := mat.NewSymDense(hessian.SymmetricDim(), nil)
	down.ScaleSym(-1, hessian)
	var chol mat.Cholesky
	if len(free) == 0 || !finite(down) || !chol.Factorize(down) {
		return nil, false
	}
	g := mat.NewVecDense(len(free), nil)
	for k, i := range free {
		g.SetVec(k, p.gradient[i])
	}
	var step mat.VecDense
	if chol.SolveVecTo(&step, g) != nil {
		return nil, false
	}
	return step.RawVector().Data, true
}

// finite reports whether all of m is.
func finite(m *mat.SymDense) bool {
	return !slices.ContainsFunc(m.RawSymmetric().Data, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}

// covariance returns that of the logarithms from the Hessian of the objective by the free parameters, without the
// penalty, or nil if it has no inverse.
func (s *search) covariance(hessian *mat.SymDense) [][]float64 {
	free := s.free()
	down := mat.NewSymDense(hessian.SymmetricDim(), nil)
	down.ScaleSym(-s.customers, hessian)
	for k := range free {
		down.SetSym(k, k, down.At(k, k)-2*s.penalty*s.customers)
	}
	cov := make([][]float64, len(s.start))
	for i := range cov {
		cov[i] = make([]float64, len(s.start))
	}
	if len(free) == 0 {
		return cov
	}
	var chol mat.Cholesky
	if !finite(down) || !chol.Factorize(down) || chol.Cond() > 1e15 {
		return nil
	}
	var inverse mat.SymDense
	if chol.InverseTo(&inverse) != nil {
		return nil
	}
	for k, i := range free {
		for l, j := range free {
			cov[i][j] = inverse.At(k, l)
		}
	}
	return cov
}
