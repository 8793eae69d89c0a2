package survey

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "survey.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns [ErrInvalid] for the
// zero tally.
func (t *Tally) MarshalBinary() ([]byte, error) {
	if len(t.counts) == 0 {
		return nil, t.wants(false, "survey: marshal tally")
	}
	w := wire.NewWriter(wireName, wireVersion)
	w.Uvarint(uint64(t.kind))
	if t.kind == KindMulti {
		w.Uvarint(uint64(len(t.options)))
		for _, option := range t.options {
			w.String(option)
		}
		w.Uvarint(uint64(t.skipped.Answered))
	} else {
		w.Varint(int64(t.scale.Min))
		w.Varint(int64(t.scale.Max))
		reverse := uint64(0)
		if t.scale.Reverse {
			reverse = 1
		}
		w.Uvarint(reverse)
	}
	for _, n := range []int64{t.skipped.Missing, t.skipped.Hidden, t.skipped.Invalid, t.skipped.Excluded} {
		w.Uvarint(uint64(n))
	}
	for _, n := range t.counts {
		w.Uvarint(uint64(n))
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write, also for counts that no responses can have given, and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	decoded, err := readTally(r)
	if err != nil {
		r.Refuse(err.Error())
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("survey: decode tally: %w: %w", ErrDecode, err)
	}
	*t = *decoded
	return nil
}

// readTally reads a tally; it is nil where r or the error says why.
func readTally(r *wire.Reader) (*Tally, error) {
	t, err := readHead(r)
	if err != nil {
		return nil, err
	}
	responses := t.skipped.Answered // of options
	count := func(n *int64, sums bool) {
		*n = readCount(r)
		if sums && responses >= 0 {
			responses += *n // below 0 from the first overflow on
		}
	}
	for _, n := range []*int64{&t.skipped.Missing, &t.skipped.Hidden, &t.skipped.Invalid, &t.skipped.Excluded} {
		count(n, true)
	}
	for i := range t.counts {
		count(&t.counts[i], t.kind != KindMulti)
	}
	if responses < 0 {
		return nil, fmt.Errorf("responses %w", ErrLimit)
	}
	if t.kind == KindMulti && !t.possible() {
		return nil, fmt.Errorf("mentions %w of the answers", ErrRange)
	}
	t.measure()
	return t, nil
}

// readHead reads what the tally counts and, of options, how many answered.
func readHead(r *wire.Reader) (*Tally, error) {
	k := r.Uvarint()
	if k == uint64(KindMulti) {
		options := make([]string, r.Count(2)) // a length and a byte each
		for i := range options {
			options[i] = r.String()
		}
		t, err := NewChoiceTally(options)
		if err != nil {
			return nil, err
		}
		t.skipped.Answered = readCount(r)
		return t, nil
	}
	low, high, reverse := r.Varint(), r.Varint(), r.Uvarint()
	if k > uint64(KindText) || reverse > 1 || int64(int(low)) != low || int64(int(high)) != high {
		return nil, fmt.Errorf("scale %w", ErrRange)
	}
	s := Scale{Min: int(low), Max: int(high), Reverse: reverse == 1}
	if s.isZero() {
		return nil, fmt.Errorf("scale %w", ErrRange) // would stand for a default
	}
	return NewTally(Kind(k), s)
}

// readCount reads a count; one beyond an int64 ends the form.
func readCount(r *wire.Reader) int64 {
	n := r.Uvarint()
	if n > math.MaxInt64 {
		r.Refuse("count beyond 2^63-1")
		return 0
	}
	return int64(n)
}
