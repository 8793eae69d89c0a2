package reliability

import (
	"fmt"
	"math"
	"slices"
)

const (
	largest  = 1e100 // covariance
	smallest = 1e-100
	farthest = 1e49 // value in a row
	flat     = 1e-12
)

// A Covariance is what alpha and omega are computed from: the covariances of items, how many rows they stand for and,
// where known, the means. Make it by [Tally.Covariance], [FromRows] or [NewCovariance]; the zero value refuses
// everything with [ErrInvalid]. It does not change, and is safe for concurrent use.
type Covariance struct {
	names []string
	s     []float64 // k·k, symmetric
	n     int64
	rows  []int64   // that answer each item
	means []float64 // nil if not known
}

// newCovariance returns the covariances of k items without names, all 0.
func newCovariance(k int) Covariance {
	return Covariance{names: make([]string, k), s: make([]float64, k*k), rows: make([]int64, k)}
}

// NewCovariance returns the covariances s of 2 to 500 items, as of a published table, that n ≥ 2 rows gave. A matrix of
// correlations will do; the raw figures are then the standardised ones. The means are not known.
//
// It returns [ErrMismatch] unless s has a row and a column for each name, [ErrRange] unless s is symmetric to ten
// digits and holds numbers within ±1e100 with variances that are 0 or at least 1e-100, [ErrTooFew], [ErrInvalid] or
// [ErrLimit] for what is wrong with n and the names. The matrix need not be positive definite.
func NewCovariance(names []string, s [][]float64, n int64) (Covariance, error) {
	c, err := declared(names, s, n)
	if err != nil {
		return Covariance{}, fmt.Errorf("reliability: new covariance: %w", err)
	}
	return c, nil
}

func declared(names []string, s [][]float64, n int64) (Covariance, error) {
	if err := checkNames(names); err != nil {
		return Covariance{}, err
	}
	if n < 2 {
		return Covariance{}, fmt.Errorf("%d rows: %w", n, ErrTooFew)
	}
	k := len(names)
	if len(s) != k || slices.ContainsFunc(s, func(row []float64) bool { return len(row) != k }) {
		return Covariance{}, fmt.Errorf("matrix is not %d by %d: %w", k, k, ErrMismatch)
	}
	c := newCovariance(k)
	copy(c.names, names)
	c.n = n
	for i := range k {
		c.rows[i] = n
		copy(c.s[i*k:], s[i])
	}
	return c, c.settle()
}

// settle checks the numbers of c and makes it symmetric to the bit.
func (c Covariance) settle() error {
	k := len(c.names)
	for i := range k {
		if v := c.s[i*k+i]; !(v == 0 || v >= smallest && v <= largest) {
			return fmt.Errorf("variance %g of %.40q: %w", v, c.names[i], ErrRange)
		}
	}
	for i := range k {
		for j := range i {
			a, b := c.s[i*k+j], c.s[j*k+i]
			si, sj := c.s[i*k+i], c.s[j*k+j]
			if !(math.Abs(a) <= largest && math.Abs(b) <= largest) || (si == 0 || sj == 0) && (a != 0 || b != 0) ||
				math.Abs(a-b) > 1e-10*max(math.Sqrt(si)*math.Sqrt(sj), math.Abs(a)) {
				return fmt.Errorf("covariances %g and %g of %.40q and %.40q: %w", a, b, c.names[i], c.names[j], ErrRange)
			}
			c.s[i*k+j], c.s[j*k+i] = (a+b)/2, (a+b)/2
		}
	}
	return nil
}

// FromRows returns the sample covariances of 2 to 500 items over at least two complete rows of one value an item, with
// the means. It goes over the rows twice, so values far from 0 lose nothing to the squares. A value that stands in
// every row has variance 0 exactly.
//
// It returns [ErrMismatch] for a row of another length, [ErrRange] for a value that is not within ±1e49, so for NaN
// too, or for values whose variance is above 0 and below 1e-100, and [ErrTooFew], [ErrInvalid] or [ErrLimit] for what
// is wrong with the number of rows and the names.
func FromRows(names []string, rows [][]float64) (Covariance, error) {
	c, err := fromRows(names, rows)
	if err != nil {
		return Covariance{}, fmt.Errorf("reliability: covariance from rows: %w", err)
	}
	return c, nil
}

func fromRows(names []string, rows [][]float64) (Covariance, error) {
	if err := checkNames(names); err != nil {
		return Covariance{}, err
	}
	if len(rows) < 2 {
		return Covariance{}, fmt.Errorf("%d rows: %w", len(rows), ErrTooFew)
	}
	k, n := len(names), float64(len(rows))
	c := newCovariance(k)
	copy(c.names, names)
	c.n, c.means = int64(len(rows)), make([]float64, k)
	for at, row := range rows {
		if len(row) != k {
			return Covariance{}, fmt.Errorf("row %d has %d values for %d items: %w", at+1, len(row), k, ErrMismatch)
		}
		for i, x := range row {
			if !(math.Abs(x) <= farthest) {
				return Covariance{}, fmt.Errorf("row %d: value %g of %.40q: %w", at+1, x, names[i], ErrRange)
			}
			c.means[i] += (x - rows[0][i]) / n // from the first row, so that equal values have exactly their mean
		}
	}
	for i := range k {
		c.rows[i] = c.n
		c.means[i] += rows[0][i]
	}
	c.s = products(rows, c.means)
	return c, c.settle()
}

// products returns the covariances of the rows around their means. What rounding leaves in a mean, its square, is far
// below what the first row adds.
func products(rows [][]float64, means []float64) []float64 {
	k, n := len(means), float64(len(rows))
	s, off := make([]float64, k*k), make([]float64, k)
	for _, row := range rows {
		for i, x := range row {
			off[i] = x - means[i]
			for j, y := range off[:i+1] {
				s[i*k+j] += off[i] * y / (n - 1)
			}
		}
	}
	for i := range k {
		for j := range i {
			s[j*k+i] = s[i*k+j]
		}
	}
	return s
}

// isZero reports whether c was not made by a constructor.
func (c Covariance) isZero() bool { return len(c.names) == 0 }

// correlations returns the matrix of c scaled by its own diagonal, or the first item that does not vary, else -1.
func (c Covariance) correlations() (r []float64, constant int) {
	k := len(c.names)
	r = make([]float64, k*k)
	for i := range k {
		if c.s[i*k+i] == 0 {
			return nil, i
		}
		for j := range i {
			value := c.s[i*k+j] / math.Sqrt(c.s[i*k+i]) / math.Sqrt(c.s[j*k+j])
			r[i*k+j], r[j*k+i] = value, value
		}
		r[i*k+i] = 1
	}
	return r, -1
}
