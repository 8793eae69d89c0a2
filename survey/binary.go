package survey

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const tallyForm = "survey.tally"

// MarshalBinary returns the tally in a versioned form: equal tallies have equal bytes, so tallies merge anywhere and can be
// compared. It returns [ErrInvalid] for the zero tally.
func (t *Tally) MarshalBinary() ([]byte, error) {
	if t.kind == 0 {
		return nil, fmt.Errorf("survey: marshal tally: %w", ErrInvalid)
	}
	w := wire.NewWriter(tallyForm, 1)
	w.Uvarint(uint64(t.kind))
	w.Varint(int64(t.scale.Min))
	w.Varint(int64(t.scale.Max))
	reverse := uint64(0)
	if t.scale.Reverse {
		reverse = 1
	}
	w.Uvarint(reverse)
	w.Uvarint(uint64(len(t.options)))
	for _, option := range t.options {
		w.String(option)
	}
	for _, count := range t.counts {
		w.Uvarint(uint64(count))
	}
	b := t.base
	for _, count := range []int64{b.Missing, b.Hidden, b.Invalid, b.Excluded, b.Answered} {
		w.Uvarint(uint64(count))
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the tally that [Tally.MarshalBinary] wrote. For any other bytes, and for counts that no answers
// give, it returns [ErrDecode] and leaves t alone. It allocates no more than the bytes ask for.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, tallyForm, 1)
	kind, least, most, reverse := r.Uvarint(), r.Varint(), r.Varint(), r.Uvarint()
	var choices []string
	for range r.Count(1) {
		choices = append(choices, r.String())
	}
	fresh, err := decodeHead(kind, least, most, reverse, choices)
	if err != nil {
		r.Refuse("no such tally")
		return fmt.Errorf("survey: unmarshal tally: %w: %w", ErrDecode, r.Close())
	}
	sum, ok := uint64(0), true
	count := func() int64 {
		n := r.Uvarint()
		ok = ok && n <= 1<<63-1
		return int64(n)
	}
	for i := range fresh.counts {
		fresh.counts[i] = count()
	}
	b := &fresh.base
	for _, field := range []*int64{&b.Missing, &b.Hidden, &b.Invalid, &b.Excluded, &b.Answered} {
		*field = count()
		sum += uint64(*field)
		ok = ok && sum <= 1<<63-1
	}
	b.Responses = int64(sum)
	if !ok || !fresh.adds() {
		r.Refuse("counts do not add up")
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("survey: unmarshal tally: %w: %w", ErrDecode, err)
	}
	*t = *fresh
	return nil
}

// decodeHead returns an empty tally of what the head of a form says.
func decodeHead(kind uint64, least, most int64, reverse uint64, choices []string) (*Tally, error) {
	const far = 1 << 30
	if kind > uint64(KindText) || reverse > 1 || least < -far || most > far {
		return nil, ErrDecode
	}
	if Kind(kind).chosen() {
		if least != 0 || most != 0 || reverse != 0 || Kind(kind) != KindMulti {
			return nil, ErrDecode
		}
		return NewChoiceTally(choices)
	}
	s := Scale{Min: int(least), Max: int(most), Reverse: reverse == 1}
	if !s.ordered() || len(choices) > 0 {
		return nil, ErrDecode
	}
	return NewTally(Kind(kind), s)
}

// adds reports whether the counts go with the answers: points sum to them, no option has more mentions than there are.
func (t *Tally) adds() bool {
	left := t.base.Answered
	for _, count := range t.counts {
		if count < 0 || count > t.base.Answered {
			return false
		}
		if t.kind.scored() {
			if left -= count; left < 0 {
				return false
			}
		}
	}
	return !t.kind.scored() || left == 0
}
