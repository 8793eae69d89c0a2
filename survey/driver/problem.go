package driver

import (
	"fmt"
	"math"
	"slices"
)

const (
	largest   = 1e100 // covariance
	smallest  = 1e-100
	farthest  = 1e40  // value in a row
	noPivot   = 1e-13 // what is left of the variance of a driver that those before it explain
	mostVIF   = 1e10
	beyondOne = 1e-6 // how far rounding may carry R² of drivers that are nearly collinear
)

// A Problem is how a response goes with its drivers: their correlations, solved. Make it by [NewProblem], [FromRows] or
// [Tally.Problem]; the zero value has no drivers, its shares are [ErrInvalid]. It does not change, and is safe for
// concurrent use.
type Problem struct {
	drivers []string
	r       []float64 // correlations of the drivers, by rows
	ry      []float64 // of each driver with the response
	betas   []float64
	vif     []float64
	r2      float64
}

// NewProblem returns the problem of a matrix of correlations or covariances that n rows gave, as of a published table.
// The response comes first in its rows and columns, the 1 to 100 drivers follow in their order.
//
// It returns [ErrMismatch] unless r has a row and a column for each name, [ErrRange] unless r is symmetric to ten
// digits and holds numbers within ±1e100 with variances that are 0 or at least 1e-100, and the errors of [FromRows] for
// names, n and what the numbers mean.
func NewProblem(response string, drivers []string, r [][]float64, n int64) (Problem, error) {
	const op = "driver: new problem"
	names, err := columns(response, drivers)
	if err != nil {
		return Problem{}, fmt.Errorf("%s: %w", op, err)
	}
	s, err := symmetric(names, r)
	if err != nil {
		return Problem{}, fmt.Errorf("%s: %w", op, err)
	}
	p, err := solveProblem(names, s, n)
	if err != nil {
		return Problem{}, fmt.Errorf("%s: %w", op, err)
	}
	return p, nil
}

// symmetric returns the matrix as one slice, symmetric to the bit.
func symmetric(names []string, r [][]float64) ([]float64, error) {
	m := len(names)
	if len(r) != m || slices.ContainsFunc(r, func(row []float64) bool { return len(row) != m }) {
		return nil, fmt.Errorf("matrix is not %d by %d: %w", m, m, ErrMismatch)
	}
	s := make([]float64, m*m)
	for i := range m {
		if v := r[i][i]; !(v == 0 || v >= smallest && v <= largest) {
			return nil, fmt.Errorf("variance %g of %.40q: %w", v, names[i], ErrRange)
		}
		s[i*m+i] = r[i][i]
		for j := range i {
			a, b := r[i][j], r[j][i]
			unit := math.Sqrt(r[i][i]) * math.Sqrt(r[j][j])
			if !(math.Abs(a) <= largest && math.Abs(b) <= largest && math.Abs(a-b) <= 1e-10*max(unit, math.Abs(a))) {
				return nil, fmt.Errorf("%g and %g between %.40q and %.40q: %w", a, b, names[i], names[j], ErrRange)
			}
			s[i*m+j], s[j*m+i] = (a+b)/2, (a+b)/2
		}
	}
	return s, nil
}

// FromRows returns the problem of complete rows of values, the response first and then its 1 to 100 drivers. It goes
// over the rows twice, so values far from 0 lose nothing to the squares.
//
// It returns [ErrTooFew] or [ErrLimit] for another number of drivers, [ErrInvalid] for a name that is empty or comes
// twice, [ErrLimit] for one above 200 bytes, [ErrMismatch] for a row of another length and [ErrRange] for a value that
// is not within ±1e40, so for NaN too, or that varies by less than 1e-50. It returns [ErrNoVariance] if the response
// does not vary, and [ErrSingular] naming a driver that does not vary or that others explain but for 1e-10 of its
// variance, for correlations that no rows have, and, with [ErrTooFew], unless there are at least two rows more than
// drivers.
func FromRows(response string, drivers []string, rows [][]float64) (Problem, error) {
	p, err := fromRows(response, drivers, rows)
	if err != nil {
		return Problem{}, fmt.Errorf("driver: problem from rows: %w", err)
	}
	return p, nil
}

func fromRows(response string, drivers []string, rows [][]float64) (Problem, error) {
	names, err := columns(response, drivers)
	if err != nil {
		return Problem{}, err
	}
	flat, err := flatten(names, rows)
	if err != nil {
		return Problem{}, err
	}
	all := make([]int, len(rows))
	for at := range all {
		all[at] = at
	}
	m := len(names)
	s := products(flat, all, m)
	for i, name := range names {
		if s[i*m+i] > 0 && s[i*m+i] < smallest {
			return Problem{}, fmt.Errorf("values of %.40q vary too little: %w", name, ErrRange)
		}
	}
	return solveProblem(names, s, int64(len(rows)))
}

// flatten returns the rows in one slice.
func flatten(names []string, rows [][]float64) ([]float64, error) {
	m := len(names)
	flat := make([]float64, 0, m*len(rows))
	for at, row := range rows {
		if len(row) != m {
			return nil, fmt.Errorf("row %d has %d values for %d columns: %w", at+1, len(row), m, ErrMismatch)
		}
		for i, x := range row {
			if !(math.Abs(x) <= farthest) {
				return nil, fmt.Errorf("row %d: value %g of %.40q: %w", at+1, x, names[i], ErrRange)
			}
		}
		flat = append(flat, row...)
	}
	return flat, nil
}

// products returns the sums of products around the means of the rows at, of m values each. It counts from the first of
// them, so that a column of equal values has exactly 0; what rounding leaves in a mean, its square, is far below what
// that row adds.
func products(flat []float64, at []int, m int) []float64 {
	s, means, off := make([]float64, m*m), make([]float64, m), make([]float64, m)
	n := float64(len(at))
	for _, row := range at {
		for i, x := range flat[row*m : row*m+m] {
			means[i] += (x - flat[at[0]*m+i]) / n
		}
	}
	for _, row := range at {
		for i, x := range flat[row*m : row*m+m] {
			off[i] = x - flat[at[0]*m+i] - means[i]
			into := s[i*m : i*m+i+1]
			for j, y := range off[:i+1] {
				into[j] += off[i] * y
			}
		}
	}
	for i := range m {
		for j := range i {
			s[j*m+i] = s[i*m+j]
		}
	}
	return s
}

// solveProblem solves the problem of covariances s, in any unit.
func solveProblem(names []string, s []float64, n int64) (Problem, error) {
	m, k := len(names), len(names)-1
	if n <= int64(k)+1 {
		return Problem{}, fmt.Errorf("%d rows for %d drivers: %w: %w", n, k, ErrSingular, ErrTooFew)
	}
	if !(s[0] > 0) {
		return Problem{}, fmt.Errorf("response %.40q: %w", names[0], ErrNoVariance)
	}
	p := Problem{drivers: slices.Clone(names[1:]), r: make([]float64, k*k), ry: make([]float64, k)}
	for i := range k {
		own := s[(i+1)*m+i+1]
		if !(own > 0) {
			return Problem{}, fmt.Errorf("driver %.40q does not vary: %w", p.drivers[i], ErrSingular)
		}
		p.ry[i] = s[i+1] / math.Sqrt(own) / math.Sqrt(s[0])
		for j := range i {
			value := s[(i+1)*m+j+1] / math.Sqrt(own) / math.Sqrt(s[(j+1)*m+j+1])
			p.r[i*k+j], p.r[j*k+i] = value, value
		}
		p.r[i*k+i] = 1
	}
	if err := p.solve(); err != nil {
		return Problem{}, err
	}
	if !(p.r2 <= 1+beyondOne) {
		return Problem{}, fmt.Errorf("correlations of %.40q with the drivers: %w", names[0], ErrSingular)
	}
	return p, nil
}

// solve finds the weights of p, or names the driver that others explain.
func (p *Problem) solve() error {
	k := len(p.ry)
	lower, singular := cholesky(p.r, k, noPivot)
	if singular >= 0 {
		return fmt.Errorf("driver %.40q: %w", p.drivers[singular], ErrSingular)
	}
	p.vif = inverseDiagonal(lower, k)
	worst := 0
	for i, v := range p.vif {
		if v > p.vif[worst] {
			worst = i
		}
	}
	if p.vif[worst] > mostVIF {
		return fmt.Errorf("driver %.40q: %w", p.drivers[worst], ErrSingular)
	}
	half := forward(lower, p.ry)
	p.r2 = dot(half, half)
	p.betas = backward(lower, half)
	return nil
}

// R2 returns the share of the variance of the response that the drivers explain together, from 0 to 1; 0 for the zero
// Problem. It is not adjusted for the number of drivers.
func (p Problem) R2() float64 { return min(1, p.r2) }

// Betas returns the standardised regression weights β = R⁻¹r in the order of the drivers: by how many deviations the
// response moves with one of the driver, the others held. It is nil for the zero Problem.
func (p Problem) Betas() []float64 { return slices.Clone(p.betas) }

// VIF returns the variance inflation factors in the order of the drivers, the diagonal of R⁻¹, at least 1: how often
// the variance of a weight is what it would be if the others did not go with the driver. It is nil for the zero
// Problem.
func (p Problem) VIF() []float64 { return slices.Clone(p.vif) }
