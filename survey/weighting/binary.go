package weighting

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	tableName   = "weighting.Table"
	scoreName   = "weighting.ScoreTally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tables have equal bytes. It returns [ErrInvalid] for the zero
// table.
func (t *Table) MarshalBinary() ([]byte, error) {
	if t.sums.cells == nil {
		return nil, fmt.Errorf("weighting: marshal table: %w: not made by NewTable", ErrInvalid)
	}
	w := wire.NewWriter(tableName, wireVersion)
	t.grid.write(w)
	t.sums.write(w)
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the table in data, whatever it was. It returns [ErrDecode] for bytes that
// [Table.MarshalBinary] does not write, also for sums that no rows can have given, and leaves t alone then.
func (t *Table) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, tableName, wireVersion)
	var decoded Table
	var err error
	if decoded.grid, err = newGrid(readVariables(r), 1); err != nil {
		r.Refuse(err.Error())
	}
	decoded.sums = readSums(r, decoded.grid.cells)
	if err := r.Close(); err != nil {
		return fmt.Errorf("weighting: decode table: %w: %w", ErrDecode, err)
	}
	*t = decoded
	return nil
}

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns [ErrInvalid] for the
// zero tally.
func (t *ScoreTally) MarshalBinary() ([]byte, error) {
	if t.sums.cells == nil {
		return nil, fmt.Errorf("weighting: marshal score tally: %w: not made by NewScoreTally", ErrInvalid)
	}
	w := wire.NewWriter(scoreName, wireVersion)
	w.Varint(int64(t.low))
	w.Varint(int64(t.high))
	t.grid.write(w)
	t.sums.write(w)
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [ScoreTally.MarshalBinary] does not write, also for sums that no rows can have given, and leaves t alone then.
func (t *ScoreTally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, scoreName, wireVersion)
	low, high := r.Varint(), r.Varint()
	var decoded ScoreTally
	points, err := pointsOf(low, high)
	if err == nil {
		decoded.low, decoded.high = int(low), int(high)
		decoded.grid, err = newGrid(readVariables(r), points)
	}
	if err != nil {
		r.Refuse(err.Error())
	}
	decoded.sums = readSums(r, decoded.grid.cells*points)
	if err := r.Close(); err != nil {
		return fmt.Errorf("weighting: decode score tally: %w: %w", ErrDecode, err)
	}
	*t = decoded
	return nil
}

// write appends the variables.
func (g *grid) write(w *wire.Writer) {
	w.Uvarint(uint64(len(g.vars)))
	for _, v := range g.vars {
		w.String(v.Name)
		w.Uvarint(uint64(len(v.Categories)))
		for _, category := range v.Categories {
			w.String(category)
		}
	}
}

// readVariables reads the variables, unchecked.
func readVariables(r *wire.Reader) []Variable {
	vars := make([]Variable, min(r.Count(4), mostVariables+1)) // two texts and their lengths
	for i := range vars {
		vars[i].Name = r.String()
		vars[i].Categories = make([]string, r.Count(2))
		for k := range vars[i].Categories {
			vars[i].Categories[k] = r.String()
		}
	}
	return vars
}

// write appends the cells: one byte for each that is empty.
func (s *sums) write(w *wire.Writer) {
	w.Uvarint(uint64(len(s.cells)))
	for _, c := range s.cells {
		w.Uvarint(uint64(c.n))
		if c.n == 0 {
			continue
		}
		for _, n := range [...]uint64{c.least, c.most, c.sum.high, c.sum.low, c.squares.high, c.squares.low} {
			w.Uvarint(n)
		}
	}
}

// readSums reads so many cells.
func readSums(r *wire.Reader, cells int) (s sums) {
	if r.Count(1) != cells || cells == 0 {
		r.Refuse("another number of cells")
		return s
	}
	s.cells = make([]cell, cells) // no more than there are bytes
	for i := range s.cells {
		c := &s.cells[i]
		n := r.Uvarint()
		if n > uint64(math.MaxInt64-s.n) {
			r.Refuse("rows beyond 2^63-1")
			return s
		}
		c.n = int64(n)
		s.n += c.n
		if n == 0 {
			continue
		}
		for _, into := range [...]*uint64{&c.least, &c.most, &c.sum.high, &c.sum.low, &c.squares.high, &c.squares.low} {
			*into = r.Uvarint()
		}
		if !c.possible() {
			r.Refuse("sums that no rows give")
			return s
		}
	}
	return s
}
