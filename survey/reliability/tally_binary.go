package reliability

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "reliability.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns [ErrInvalid] for the
// zero tally.
func (t *Tally) MarshalBinary() ([]byte, error) {
	if t.isZero() {
		return nil, fmt.Errorf("reliability: marshal tally: %w: not made by NewTally", ErrInvalid)
	}
	w := wire.NewWriter(wireName, wireVersion)
	w.Uvarint(uint64(t.missing))
	w.Uvarint(uint64(len(t.items)))
	for _, it := range t.items {
		reverse := uint64(0)
		if it.Reverse {
			reverse = 1
		}
		w.String(it.Name)
		w.Varint(int64(it.Min))
		w.Varint(int64(it.Max))
		w.Uvarint(reverse)
	}
	w.Uvarint(uint64(t.added))
	w.Uvarint(uint64(t.complete))
	for _, numbers := range t.numbers() {
		for _, n := range numbers {
			w.Uvarint(uint64(n))
		}
	}
	return w.Bytes(), nil
}

// numbers returns the sums of t in the order of its form.
func (t *Tally) numbers() [][]int64 {
	if t.partial == nil {
		return [][]int64{t.sums, t.products}
	}
	return [][]int64{t.sums, t.products, t.partial.counts, t.partial.sums, t.partial.products}
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
		return fmt.Errorf("reliability: decode tally: %w: %w", ErrDecode, err)
	}
	*t = *decoded
	return nil
}

// readTally reads a tally; it is nil where r or the error says why.
func readTally(r *wire.Reader) (*Tally, error) {
	missing := r.Uvarint()
	items := make([]Item, r.Count(5)) // a name of a byte, its length, and three numbers
	for i := range items {
		name, low, high, reverse := r.String(), r.Varint(), r.Varint(), r.Uvarint()
		if reverse > 1 || int64(int(low)) != low || int64(int(high)) != high {
			return nil, fmt.Errorf("item %w", ErrRange)
		}
		items[i] = Item{name, int(low), int(high), reverse == 1}
	}
	if missing > uint64(MissingnessPairwise) {
		return nil, fmt.Errorf("missingness %w", ErrRange)
	}
	t, err := newTally(items, Missingness(missing))
	if err != nil {
		return nil, err
	}
	t.added, t.complete = readCount(r), readCount(r)
	for _, numbers := range t.numbers() {
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
