package driver

import (
	"fmt"
	"math/bits"
)

// cross returns n Σab - Σa Σb, rounded once or twice from its exact value. All four are at least 0.
func cross(n, a, b, ab int64) float64 {
	high, low := bits.Mul64(uint64(n), uint64(ab))
	lessHigh, lessLow := bits.Mul64(uint64(a), uint64(b))
	low, borrow := bits.Sub64(low, lessLow, 0)
	high, _ = bits.Sub64(high, lessHigh, borrow)
	if int64(high) >= 0 {
		return float64(high)*(1<<64) + float64(low)
	}
	low, borrow = bits.Sub64(0, low, 0)
	high, _ = bits.Sub64(0, high, borrow)
	return -(float64(high)*(1<<64) + float64(low))
}

// product returns Σab of the columns i ≤ j.
func (t *Tally) product(i, j int) int64 {
	return t.products[i*len(t.names)-i*(i+1)/2+j]
}

// possible reports whether rows can have given what t holds: whether Σxy, Σx(w-y), Σ(w-x)y and Σ(w-x)(w-y) are all at
// least 0, and the squares of a column are those of whole numbers. What it lets pass gives finite figures.
func (t *Tally) possible() bool {
	n := t.complete
	if n < 0 || t.added < n || t.added > t.most {
		return false
	}
	for i, a := range t.sums { // sums first: what follows multiplies them
		if a < 0 || a > n*t.widths[i] {
			return false
		}
	}
	for i, a := range t.sums {
		for j := i; j < len(t.sums); j++ {
			b, ab, wa, wb := t.sums[j], t.product(i, j), t.widths[i], t.widths[j]
			if ab < 0 || ab > wb*a || ab > wa*b || n*wa*wb-wb*a-(wa*b-ab) < 0 {
				return false
			}
			if i == j && (ab < a || cross(n, a, b, ab) < 0) {
				return false
			}
		}
	}
	return true
}

// Problem returns what the complete rows of t tell of the response and its drivers. Their correlations come from exact
// integers and are right to five units in the last place. It returns the errors of [FromRows] for what is wrong with
// them, and [ErrInvalid] for the zero tally.
func (t *Tally) Problem() (Problem, error) {
	const op = "driver: problem of tally"
	if t.isZero() {
		return Problem{}, fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	m := len(t.names)
	s := make([]float64, m*m)
	for i := range m {
		for j := i; j < m; j++ {
			value := cross(t.complete, t.sums[i], t.sums[j], t.product(i, j))
			s[i*m+j], s[j*m+i] = value, value
		}
	}
	p, err := solveProblem(t.names, s, t.complete)
	if err != nil {
		return Problem{}, fmt.Errorf("%s: %w", op, err)
	}
	return p, nil
}
