package survey

import (
	"fmt"
	"iter"
)

// Outcome returns what became of r's answer to the question, or the row "Q6.clean": never Excluded, which is the
// caller's decision. A whole matrix is answered where one of its rows is and nothing in it is invalid. It returns
// [ErrNotFound] for an id that is not declared.
func (f *Form) Outcome(r Response, id QuestionID) (Outcome, error) {
	p, ok := f.place(id)
	if !ok {
		return 0, fmt.Errorf("survey: outcome: question %.140q: %w", string(id), ErrNotFound)
	}
	v := f.view(r)
	_, outcome := v.answer(p)
	return outcome, nil
}

// Tally counts the answers of rs to the question, or to a row of a matrix, "Q6.clean". Each response counts once, as
// its [Outcome]. It returns [ErrNotFound] for an id that is not declared and [ErrKind] for a text or a whole matrix.
func (f *Form) Tally(id QuestionID, rs iter.Seq[Response]) (*Tally, error) {
	p, t, err := f.tally(id, "survey: tally")
	if err != nil {
		return nil, err
	}
	v := f.view(Response{})
	for r := range rs {
		v.turn(r)
		v.count(t, p)
	}
	return t, nil
}

// TallyBy counts the answers of rs as [Form.Tally] does, one tally for each value of the segment, such as "brand", that
// occurs; responses without it are under "".
func (f *Form) TallyBy(id QuestionID, segment string, rs iter.Seq[Response]) (map[string]*Tally, error) {
	p, empty, err := f.tally(id, "survey: tally by segment")
	if err != nil {
		return nil, err
	}
	v, tallies := f.view(Response{}), map[string]*Tally{}
	for r := range rs {
		t, ok := tallies[r.Segments[segment]]
		if !ok {
			t = empty.fresh()
			tallies[r.Segments[segment]] = t
		}
		v.turn(r)
		v.count(t, p)
	}
	return tallies, nil
}

// tally returns the place of id and an empty tally for it.
func (f *Form) tally(id QuestionID, op string) (place, *Tally, error) {
	p, ok := f.place(id)
	if !ok {
		return place{}, nil, fmt.Errorf("%s: question %.140q: %w", op, string(id), ErrNotFound)
	}
	switch it := &f.items[p.at]; {
	case it.kind.pointed() || p.isRow:
		return p, newPointTally(it.kind, it.scale), nil
	case it.kind.chosen():
		return p, newOptionTally(it.options), nil
	default:
		return place{}, nil, fmt.Errorf("%s: question %.140q, a %v: %w", op, string(id), it.kind, ErrKind)
	}
}

// count adds what became of the answer at p to t, which was made for it and holds fewer than 2^63 responses.
func (v *view) count(t *Tally, p place) {
	a, outcome := v.answer(p)
	switch {
	case outcome != OutcomeAnswered:
		*t.skipped.of(outcome)++
		return
	case t.kind != KindMulti:
		t.counts[t.index(a.at(p))]++
		return
	}
	t.skipped.Answered++
	if a.shape == shapeText {
		t.counts[t.optionAt[a.text]]++
	}
	for _, option := range a.list {
		t.counts[t.optionAt[option]]++
	}
}
