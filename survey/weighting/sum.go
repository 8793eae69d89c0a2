package weighting

import (
	"fmt"
	"math"
	"math/bits"
)

// Design weights are held in units of 2^-30, and sums of their squares in units of 2^-60, as whole numbers of 128 bits.
const (
	one   = 1 << 30
	unit  = 1.0 / one
	least = 1_073_742 // 1e-3
	most  = one << 20
)

// units returns a design weight in units, and whether it is one: 0, or from 1e-3 to 2^20.
func units(design float64) (uint64, bool) {
	switch {
	case design == 1:
		return one, true
	case design == 0:
		return 0, true
	case design >= 1e-3 && design <= 1<<20: // false for NaN
		return uint64(math.RoundToEven(design * one)), true
	}
	return 0, false
}

// A wide is a whole number from 0 to 2^128-1.
type wide struct{ high, low uint64 }

// plus returns w + o, and whether that is too large.
func (w wide) plus(o wide) (sum wide, over bool) {
	var carry uint64
	sum.low, carry = bits.Add64(w.low, o.low, 0)
	sum.high, carry = bits.Add64(w.high, o.high, carry)
	return sum, carry != 0
}

// times returns a · b.
func times(a, b uint64) (w wide) {
	w.high, w.low = bits.Mul64(a, b)
	return w
}

// less reports whether w < o.
func (w wide) less(o wide) bool { return w.high < o.high || w.high == o.high && w.low < o.low }

// float returns w times scale, a power of 2.
func (w wide) float(scale float64) float64 {
	return (float64(w.high)*0x1p64 + float64(w.low)) * scale
}

// A cell is what is known of the rows in it: how many, the sums of their design weights and of the squares, the smallest and
// the largest.
type cell struct {
	n            int64
	sum, squares wide
	least, most  uint64
}

// add adds a row of that design weight, and reports whether it was too much.
func (c *cell) add(w uint64) (over bool) {
	squares, over := c.squares.plus(times(w, w))
	if over {
		return true
	}
	c.squares = squares
	low, carry := bits.Add64(c.sum.low, w, 0)
	c.sum.low = low
	c.sum.high += carry // n·2^50 fits
	if c.n == 0 || w < c.least {
		c.least = w
	}
	c.most = max(c.most, w)
	c.n++
	return false
}

// weighed returns how many of the rows have a weight, 2 for more.
func (c cell) weighed() int {
	switch c.sum {
	case wide{}:
		return 0
	case wide{0, c.most}:
		return 1
	}
	return 2
}

// join returns the rows of c and o together, and whether they are too many.
func (c cell) join(o cell) (cell, bool) {
	switch {
	case o.n == 0:
		return c, false
	case c.n == 0:
		return o, false
	}
	sum, _ := c.sum.plus(o.sum)
	squares, over := c.squares.plus(o.squares)
	return cell{c.n + o.n, sum, squares, min(c.least, o.least), max(c.most, o.most)}, over
}

// possible reports whether rows can have given c: their mean weight lies between the ends, and their mean square too.
func (c cell) possible() bool {
	n := uint64(c.n)
	if c.n == 0 {
		return c == cell{}
	}
	if c.n < 0 || c.least > c.most || c.most > most || c.least > 0 && c.least < least || c.most > 0 && c.most < least ||
		c.sum.less(times(n, c.least)) || times(n, c.most).less(c.sum) {
		return false
	}
	sum, squares := c.sum.float(unit), c.squares.float(unit*unit)
	low, high := sum*float64(c.least)/one, sum*float64(c.most)/one
	const slack = 1e-12
	return squares >= low*(1-slack) && squares <= high*(1+slack) && squares*float64(c.n) >= sum*sum*(1-slack)
}

// sums are the cells of a table or a tally, by number.
type sums struct {
	cells []cell
	n     int64
}

// add adds a row to the cell at a number, or returns what is wrong.
func (s *sums) add(at int, design float64) error {
	w, ok := units(design)
	if !ok {
		return fmt.Errorf("design weight %g: %w: 0, or 0.001 to 2^20", design, ErrRange)
	}
	if s.n == math.MaxInt64 || s.cells[at].add(w) {
		return fmt.Errorf("rows: %w", ErrLimit)
	}
	s.n++
	return nil
}

// merge adds the rows of o, which has as many cells, or none of them.
func (s *sums) merge(o *sums) error {
	if s.n > math.MaxInt64-o.n {
		return fmt.Errorf("rows: %w", ErrLimit)
	}
	for i := range s.cells {
		if _, over := s.cells[i].join(o.cells[i]); over {
			return fmt.Errorf("design weights: %w", ErrLimit)
		}
	}
	for i := range s.cells {
		s.cells[i], _ = s.cells[i].join(o.cells[i])
	}
	s.n += o.n
	return nil
}
