package driver

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "driver.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns [ErrInvalid] for the
// zero tally.
func (t *Tally) MarshalBinary() ([]byte, error) {
	if t.isZero() {
		return nil, fmt.Errorf("driver: marshal tally: %w: not made by NewTally", ErrInvalid)
	}
	w := wire.NewWriter(wireName, wireVersion)
	w.Uvarint(uint64(len(t.names)))
	for i, name := range t.names {
		w.String(name)
		w.Varint(int64(t.min[i]))
		w.Uvarint(uint64(t.widths[i]))
	}
	w.Uvarint(uint64(t.added))
	w.Uvarint(uint64(t.complete))
	for _, numbers := range [][]int64{t.sums, t.products} {
		for _, n := range numbers {
			w.Uvarint(uint64(n))
		}
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write, also for sums that no rows can have given, and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	decoded, err := readTally(r)
	if err != nil {
		r.Refuse(err.Error())
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("driver: decode tally: %w: %w", ErrDecode, err)
	}
	*t = *decoded
	return nil
}

// readTally reads a tally; it is nil where r or the error says why.
func readTally(r *wire.Reader) (*Tally, error) {
	m := r.Count(4) // a name of a byte, its length, and two numbers
	names, low, high := make([]string, m), make([]int, m), make([]int, m)
	for i := range m {
		name, least, width := r.String(), r.Varint(), r.Uvarint()
		names[i], low[i], high[i] = name, int(least), int(uint64(least)+width)
		if int64(low[i]) != least || width > mostWidth || int64(high[i]) != least+int64(width) {
			return nil, fmt.Errorf("scale %w", ErrRange)
		}
	}
	if m == 0 {
		return nil, fmt.Errorf("no columns: %w", ErrTooFew)
	}
	t, err := newTally(names[0], names[1:], low, high)
	if err != nil {
		return nil, err
	}
	t.added, t.complete = readCount(r), readCount(r)
	for _, numbers := range [][]int64{t.sums, t.products} {
		for i := range numbers {
			numbers[i] = readCount(r)
		}
	}
	if !t.possible() {
		return nil, fmt.Errorf("sums that no rows give: %w", ErrRange)
	}
	return t, nil
}

// readCount reads a whole number; one beyond an int64 ends the form.
func readCount(r *wire.Reader) int64 {
	n := r.Uvarint()
	if n > math.MaxInt64 {
		r.Refuse("number beyond 2^63-1")
		return 0
	}
	return int64(n)
}
