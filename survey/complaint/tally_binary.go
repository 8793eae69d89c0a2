package complaint

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "complaint.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It has no error.
func (t *Tally) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter(wireName, wireVersion)
	for _, n := range t.counts() {
		w.Uvarint(uint64(*n))
	}
	for _, m := range []*multiset{&t.acknowledge, &t.closing, &t.handovers} {
		w.Uvarint(uint64(len(m.of)))
		last := int64(0)
		for _, v := range m.values() {
			w.Uvarint(uint64(v - last)) // how much above the one before
			w.Uvarint(uint64(m.of[v]))
			last = v
		}
	}
	return w.Bytes(), nil
}

// counts returns the plain counts of t in the order of its form.
func (t *Tally) counts() []*int64 {
	all := make([]*int64, 0, states+4)
	for i := range t.byState {
		all = append(all, &t.byState[i])
	}
	return append(all, &t.otherwise, &t.resolved, &t.reopened, &t.regained)
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write, also for counts that no cases can have given, and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	var decoded Tally
	for _, n := range decoded.counts() {
		*n = readNumber(r)
	}
	for _, m := range []*multiset{&decoded.acknowledge, &decoded.closing, &decoded.handovers} {
		readMultiset(r, m)
	}
	if !decoded.possible() {
		r.Refuse("counts that no cases give")
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("complaint: decode tally: %w: %w", ErrDecode, err)
	}
	*t = decoded
	return nil
}

// readMultiset reads the members of m, which rise.
func readMultiset(r *wire.Reader, m *multiset) {
	v := int64(0)
	for i := range r.Count(2) {
		step, count := readNumber(r), readNumber(r)
		if i > 0 && step == 0 || count == 0 || v > math.MaxInt64-step || m.n > math.MaxInt64-count {
			r.Refuse("members out of order or without end")
			return
		}
		v += step
		m.add(v, count)
	}
}

// readNumber reads a whole number; one beyond an int64 ends the form.
func readNumber(r *wire.Reader) int64 {
	n := r.Uvarint()
	if n > math.MaxInt64 {
		r.Refuse("number beyond 2^63-1")
		return 0
	}
	return int64(n)
}
