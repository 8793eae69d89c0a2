package lifetime

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

const (
	reach      = 23    // how far the logarithm of a parameter is looked for around its start
	loose      = 30    // how far while another one is held at its bound
	suspicious = 1e-6  // a curvature per customer below which a maximum may be on the boundary
	levelled   = 1e-8  // what a parameter at its bound may cost per customer in log-likelihood
	stationary = 1e-7  // the gradient per customer of a maximum
	roughly    = 1e-5  // the same where a parameter is at its bound, e^23 off: there the rounding shows
	patience   = 12    // evaluations without a gain, by which a line search halves its step to where rounding decides
	difference = 1e-4  // the step of the central differences of the gradient
	impossible = 1e300 // in place of a likelihood of 0
)

// Maximize fits the parameters of p: by BFGS on their logarithms from the start, then Newton steps with the Hessian
// by central differences of the gradient, whose inverse is the covariance. With a Penalty λ it maximises
//
//	ln L / customers - λ Σ (ln θ)²
//
// with the parameters in scaled time for the models of this package; the covariance is that of the likelihood alone.
// A parameter that the likelihood drives to 0 or to infinity is held e^23 off the start, if that costs less than
// 1e-8 per customer in log-likelihood, and marked by a [Bound]: a maximum on the boundary is an answer. A Fit is
// Converged if the gradient per customer is below 1e-7, or 1e-5 with a parameter at its bound; a search that ends
// before that, at MaxIterations, is no error. It returns [ErrRange] for an option or a
// Problem out of its range, [ErrParameter] for a start that is not from 1e-30 to 1e30, and [ErrNoData] for a
// likelihood of 0 or NaN at the start. Equal input gives equal bits.
func Maximize[M any](p Problem[M], o FitOptions) (Fit[M], error) {
	fit, err := maximize(p, o)
	if err != nil {
		return Fit[M]{}, fmt.Errorf("lifetime: maximise: %w", err)
	}
	return fit, nil
}

func maximize[M any](p Problem[M], o FitOptions) (Fit[M], error) {
	s, err := newSearch(p, o)
	if err != nil {
		return Fit[M]{}, err
	}
	at := s.run(s.start)
	hessian := s.polish(&at)
	if s.suspect(at, hessian) {
		hessian = s.bound(&at)
	}
	theta := make([]float64, len(at.x))
	for i, x := range at.x {
		theta[i] = math.Exp(x)
	}
	return Fit[M]{
		Model:         p.Build(slices.Clone(theta)),
		LogLikelihood: s.eval(at.x, make([]float64, len(theta))),
		Customers:     p.Customers,
		Evaluations:   s.evaluations,
		Converged:     s.steepest(at) < s.tolerance(),
		names:         slices.Clone(p.Names),
		build:         p.Build,
		logTheta:      at.x,
		bounds:        s.bounds,
		cov:           s.covariance(hessian),
	}, nil
}

// A search looks for the maximum of a likelihood per customer, less the penalty.
type search struct {
	eval        func(logTheta, gradient []float64) float64
	customers   float64
	penalty     float64
	shift       []float64
	start       []float64 // logarithms
	iterations  int
	bounds      []Bound // of the parameters held
	evaluations int
}

// A place is a point of the search with the value of the objective and its gradient.
type place struct {
	x, gradient []float64
	value       float64
}

// newSearch checks p and o.
func newSearch[M any](p Problem[M], o FitOptions) (*search, error) {
	k := len(p.Names)
	if k == 0 || len(p.Start) != k || p.Eval == nil || p.Build == nil || p.Customers < 1 {
		return nil, fmt.Errorf("problem: %w", ErrRange)
	}
	if err := o.check(k); err != nil {
		return nil, err
	}
	theta := p.Start
	if len(o.Start) == k {
		theta = o.Start
	}
	if err := checkParameters(theta...); err != nil {
		return nil, fmt.Errorf("start: %w", err)
	}
	s := &search{
		eval: p.Eval, customers: float64(p.Customers), penalty: o.Penalty, shift: p.shift,
		iterations: o.MaxIterations, bounds: make([]Bound, k),
	}
	if s.iterations == 0 {
		s.iterations = 200
	}
	if s.shift == nil {
		s.shift = make([]float64, k)
	}
	for _, v := range theta {
		s.start = append(s.start, math.Log(v))
	}
	if at := s.at(s.start); at.value <= -impossible {
		return nil, fmt.Errorf("no likelihood at the start: %w", ErrNoData)
	}
	return s, nil
}

// at evaluates the objective.
func (s *search) at(x []float64) place {
	p := place{x: slices.Clone(x), gradient: make([]float64, len(x))}
	s.evaluations++
	p.value = s.eval(p.x, p.gradient) / s.customers
	for i := range x {
		scaled := x[i] - s.shift[i]
		p.value -= s.penalty * scaled * scaled
		p.gradient[i] = p.gradient[i]/s.customers - 2*s.penalty*scaled
		if math.IsNaN(p.gradient[i]) || math.IsInf(p.gradient[i], 0) {
			p.value = math.NaN()
		}
	}
	if math.IsNaN(p.value) || math.IsInf(p.value, 0) {
		p.value = -impossible
		clear(p.gradient)
	}
	return p
}

// free returns the parameters that are not held.
func (s *search) free() []int {
	var free []int
	for i, b := range s.bounds {
		if b == Interior {
			free = append(free, i)
		}
	}
	return free
}

// run maximises over the free parameters from x, by BFGS on y with ln θ = start + loose·tanh(y/loose), which keeps
// them within reach. It returns the best place it saw.
func (s *search) run(x []float64) place {
	free := s.free()
	best := s.at(x)
	if len(free) == 0 {
		return best
	}
	limit := float64(loose)
	y := make([]float64, len(free))
	for k, i := range free {
		y[k] = limit * math.Atanh(max(-0.999, min(0.999, (x[i]-s.start[i])/limit)))
	}
	var last place
	var lastY []float64
	idle := 0 // evaluations since the best
	visit := func(y []float64) place {
		if slices.Equal(y, lastY) {
			return last
		}
		at := slices.Clone(x)
		for k, i := range free {
			at[i] = s.start[i] + limit*math.Tanh(y[k]/limit)
		}
		last, lastY = s.at(at), slices.Clone(y)
		if idle++; last.value > best.value {
			best, idle = last, 0
		}
		return last
	}
	problem := optimize.Problem{
		Func: func(y []float64) float64 { return -visit(y).value },
		Grad: func(gradient, y []float64) {
			at := visit(y)
			for k, i := range free {
				t := math.Tanh(y[k] / limit)
				gradient[k] = -at.gradient[i] * (1 - t*t)
			}
		},
		Status: func() (optimize.Status, error) {
			if idle > patience {
				return optimize.FunctionConvergence, nil
			}
			return optimize.NotTerminated, nil
		},
	}
	settings := &optimize.Settings{
		GradientThreshold: stationary / 10,
		MajorIterations:   s.iterations,
		FuncEvaluations:   50 * s.iterations,
		Converger:         &optimize.FunctionConverge{Absolute: 1e-14, Iterations: 6},
	}
	// A failed line search is where rounding hides the descent: the best place is kept, and the gradient tells.
	_, _ = optimize.Minimize(problem, y, settings, &optimize.BFGS{})
	return best
}

// steepest returns the largest derivative at p by a free parameter.
func (s *search) steepest(p place) float64 {
	var top float64
	for _, i := range s.free() {
		top = max(top, math.Abs(p.gradient[i]))
	}
	return top
}

// tolerance returns the gradient per customer below which a place is a maximum.
func (s *search) tolerance() float64 {
	if len(s.free()) < len(s.bounds) {
		return roughly
	}
	return stationary
}

// suspect reports whether the maximum may lie on the boundary.
func (s *search) suspect(p place, hessian *mat.SymDense) bool {
	if s.penalty > 0 {
		return false
	}
	for _, i := range s.free() {
		if math.Abs(p.x[i]-s.start[i]) > reach/2 {
			return true
		}
	}
	var eigen mat.EigenSym
	if !finite(hessian) || !eigen.Factorize(hessian, false) {
		return true
	}
	return slices.Max(eigen.Values(nil)) > -suspicious
}

// bound holds at its bound each parameter that the likelihood does not miss there, one after the other, and
// returns the Hessian by the others. The side nearer to where it is comes first.
func (s *search) bound(p *place) *mat.SymDense {
	for _, i := range s.free() {
		sides := [2]Bound{AtZero, AtInfinity}
		if p.x[i] > s.start[i] {
			sides = [2]Bound{AtInfinity, AtZero}
		}
		for _, side := range sides {
			x := slices.Clone(p.x)
			x[i] = s.start[i] - reach
			if side == AtInfinity {
				x[i] = s.start[i] + reach
			}
			s.bounds[i] = side
			if held := s.run(x); held.value >= p.value-levelled {
				*p = held
				break
			}
			s.bounds[i] = Interior
		}
	}
	for _, i := range s.free() { // a parameter may follow another one out of reach
		if off := p.x[i] - s.start[i]; off < -reach {
			s.bounds[i] = AtZero
		} else if off > reach {
			s.bounds[i] = AtInfinity
		}
	}
	return s.polish(p)
}
