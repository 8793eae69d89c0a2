package survey

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
)

// A Tally counts the answers to one question: how many gave each point or chose each option, and the [Base]. It keeps
// counts only, so any order and grouping of merges gives the bits of one pass, and an answer can be taken out again. Make it
// by [NewTally], [NewChoiceTally] or [Form.Tally]; the zero value refuses everything with [ErrInvalid]. A tally serves one
// goroutine; Merge joins them.
type Tally struct {
	kind    Kind
	scale   Scale
	options []string
	counts  []int64 // by scored point, Min first, or by option
	base    Base
}

// NewTally returns an empty tally of points on a scale, the zero scale for the default of the kind. It returns [ErrKind] for
// a kind that is not scored and [ErrRange] for a scale that is none or not of the kind. The points of a Matrix are those of
// one row.
func NewTally(k Kind, s Scale) (*Tally, error) {
	if !k.scored() {
		return nil, fmt.Errorf("survey: new tally of %q: %w", k, ErrKind)
	}
	s, ok := s.of(k)
	if !ok {
		return nil, fmt.Errorf("survey: new tally of %q: scale %d to %d: %w", k, s.Min, s.Max, ErrRange)
	}
	s.Labels = nil
	return &Tally{kind: k, scale: s, counts: make([]int64, s.Max-s.Min+1)}, nil
}

// NewChoiceTally returns an empty tally of options: one or more, none empty and none twice, else [ErrInvalid].
func NewChoiceTally(choices []string) (*Tally, error) {
	if len(choices) > 1000 || !options(choices, true) {
		return nil, fmt.Errorf("survey: new choice tally: options: %w", ErrInvalid)
	}
	return &Tally{kind: KindMulti, options: slices.Clone(choices), counts: make([]int64, len(choices))}, nil
}

// label says what t counts, for a MismatchError.
func (t *Tally) label() string {
	if t.kind.scored() {
		return fmt.Sprintf("%s %d to %d reverse %t", t.kind, t.scale.Min, t.scale.Max, t.scale.Reverse)
	}
	return fmt.Sprintf("%d options %.60q", len(t.options), strings.Join(t.options, ","))
}

// place returns the index of a raw point, and false off the scale.
func (t *Tally) place(v int) (int, bool) {
	if v < t.scale.Min || v > t.scale.Max {
		return 0, false
	}
	if t.scale.Reverse {
		return t.scale.Max - v, true
	}
	return v - t.scale.Min, true
}

// Add counts an answer of v raw points. Off the scale it counts one Invalid and returns [ErrRange]. It returns [ErrKind] for
// a tally of options and [ErrLimit] where the counts are full; then nothing is counted.
func (t *Tally) Add(v int) error {
	if !t.kind.scored() {
		return fmt.Errorf("survey: add points: %w", t.notScored())
	}
	if t.base.Responses == math.MaxInt64 {
		return fmt.Errorf("survey: add points: %w", ErrLimit)
	}
	t.base.Responses++
	i, ok := t.place(v)
	if !ok {
		t.base.Invalid++
		return fmt.Errorf("survey: add %d points on %d to %d: %w", v, t.scale.Min, t.scale.Max, ErrRange)
	}
	t.base.Answered++
	t.counts[i]++
	return nil
}

// notScored returns ErrInvalid for the zero tally and ErrKind for one of options.
func (t *Tally) notScored() error {
	if t.kind == 0 {
		return ErrInvalid
	}
	return ErrKind
}

// Remove takes out an answer that [Tally.Add] counted, so that the bits are those of never having counted it. It returns
// [ErrRange] if there is none, and [ErrKind] for a tally of options.
func (t *Tally) Remove(v int) error {
	if !t.kind.scored() {
		return fmt.Errorf("survey: remove points: %w", t.notScored())
	}
	if i, ok := t.place(v); ok && t.counts[i] > 0 {
		t.counts[i]--
		t.base.Answered--
		t.base.Responses--
		return nil
	} else if !ok && t.base.Invalid > 0 {
		t.base.Invalid--
		t.base.Responses--
		return nil
	}
	return fmt.Errorf("survey: remove %d points: none was counted: %w", v, ErrRange)
}

// AddChoices counts one respondent who chose these options: a mention of each, one answer in all. Options that are unknown
// or stand twice count one Invalid and return [ErrUnknown]. It returns [ErrKind] for a tally of points and [ErrLimit] where
// the counts are full; then nothing is counted.
func (t *Tally) AddChoices(chosen []string) error {
	if !t.kind.chosen() {
		return fmt.Errorf("survey: add choices: %w", t.notChosen())
	}
	if t.base.Responses == math.MaxInt64 {
		return fmt.Errorf("survey: add choices: %w", ErrLimit)
	}
	t.base.Responses++
	places, ok := t.places(chosen)
	if !ok {
		t.base.Invalid++
		return fmt.Errorf("survey: add choices: %w option", ErrUnknown)
	}
	t.base.Answered++
	for _, i := range places {
		t.counts[i]++
	}
	return nil
}

// notChosen returns ErrInvalid for the zero tally and ErrKind for one of points.
func (t *Tally) notChosen() error {
	if t.kind == 0 {
		return ErrInvalid
	}
	return ErrKind
}

// places returns the indexes of options, and false if one is unknown or stands twice.
func (t *Tally) places(chosen []string) ([]int, bool) {
	places := make([]int, 0, len(chosen))
	for _, option := range chosen {
		i := slices.Index(t.options, option)
		if i < 0 || slices.Contains(places, i) {
			return nil, false
		}
		places = append(places, i)
	}
	return places, true
}

// RemoveChoices takes out an answer that [Tally.AddChoices] counted. It returns [ErrRange] if there is none, and [ErrKind]
// for a tally of points.
func (t *Tally) RemoveChoices(chosen []string) error {
	if !t.kind.chosen() {
		return fmt.Errorf("survey: remove choices: %w", t.notChosen())
	}
	places, ok := t.places(chosen)
	none := func(i int) bool { return t.counts[i] == 0 }
	switch {
	case !ok && t.base.Invalid > 0:
		t.base.Invalid--
	case ok && t.base.Answered > 0 && !slices.ContainsFunc(places, none):
		t.base.Answered--
		for _, i := range places {
			t.counts[i]--
		}
	default:
		return fmt.Errorf("survey: remove choices: none were counted: %w", ErrRange)
	}
	t.base.Responses--
	return nil
}

// field returns the count of an outcome other than OutcomeAnswered, nil for that and for anything else.
func (t *Tally) field(o Outcome) *int64 {
	switch o {
	case OutcomeMissing:
		return &t.base.Missing
	case OutcomeHidden:
		return &t.base.Hidden
	case OutcomeInvalid:
		return &t.base.Invalid
	case OutcomeExcluded:
		return &t.base.Excluded
	}
	return nil
}

// Skip counts a respondent without an answer. It returns [ErrRange] for OutcomeAnswered and for what is no outcome, and
// [ErrLimit] where the counts are full.
func (t *Tally) Skip(o Outcome) error {
	field := t.field(o)
	switch {
	case t.kind == 0:
		return fmt.Errorf("survey: skip: %w", ErrInvalid)
	case field == nil:
		return fmt.Errorf("survey: skip %q: %w", o, ErrRange)
	case t.base.Responses == math.MaxInt64:
		return fmt.Errorf("survey: skip: %w", ErrLimit)
	}
	*field++
	t.base.Responses++
	return nil
}

// Unskip takes out a respondent whom [Tally.Skip] counted. It returns [ErrRange] if there is none.
func (t *Tally) Unskip(o Outcome) error {
	field := t.field(o)
	if t.kind == 0 {
		return fmt.Errorf("survey: unskip: %w", ErrInvalid)
	}
	if field == nil || *field == 0 {
		return fmt.Errorf("survey: unskip %q: none was counted: %w", o, ErrRange)
	}
	*field--
	t.base.Responses--
	return nil
}

// Merge adds the counts of o to t. It returns a [MismatchError] unless both count the same kind, scale and options, and
// [ErrLimit] where a count would overflow; then t is unchanged. The cost does not depend on the answers counted.
func (t *Tally) Merge(o *Tally) error {
	if t.kind == 0 || o.kind == 0 {
		return fmt.Errorf("survey: merge: %w", ErrInvalid)
	}
	if t.kind != o.kind || !t.scale.same(o.scale) || !slices.Equal(t.options, o.options) {
		return fmt.Errorf("survey: merge: %w", MismatchError{t.label(), o.label()})
	}
	if t.base.Responses > math.MaxInt64-o.base.Responses { // every other count is at most this one
		return fmt.Errorf("survey: merge: %w", ErrLimit)
	}
	for i, count := range o.counts {
		t.counts[i] += count
	}
	t.base.Responses += o.base.Responses
	t.base.Answered += o.base.Answered
	t.base.Missing += o.base.Missing
	t.base.Hidden += o.base.Hidden
	t.base.Invalid += o.base.Invalid
	t.base.Excluded += o.base.Excluded
	return nil
}

// Base returns how the responses add up.
func (t *Tally) Base() Base { return t.base }

// Counts returns how many gave each point, the least scored one first, or chose each option, as declared.
func (t *Tally) Counts() []int64 { return slices.Clone(t.counts) }

// Tally counts the answers to a question, or to a row of a matrix such as "Q6.clean", and what became of those who gave
// none. It returns [ErrUnknown] for a question that f does not have, and [ErrKind] for a Text and a whole Matrix.
func (f *Form) Tally(id QuestionID, rs iter.Seq[Response]) (*Tally, error) {
	q, row, t, err := f.empty(id)
	if err != nil {
		return nil, err
	}
	for r := range rs {
		if err := f.count(t, q, row, &r); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// TallyBy is [Form.Tally] for each value of a segment apart, such as each brand; "" for those who do not say.
func (f *Form) TallyBy(id QuestionID, segment string, rs iter.Seq[Response]) (map[string]*Tally, error) {
	q, row, _, err := f.empty(id)
	if err != nil {
		return nil, err
	}
	tallies := map[string]*Tally{}
	for r := range rs {
		key := r.Segments[segment]
		if tallies[key] == nil {
			_, _, tallies[key], _ = f.empty(id) // as above, without an error
		}
		if err := f.count(tallies[key], q, row, &r); err != nil {
			return nil, err
		}
	}
	return tallies, nil
}

// empty returns the question and the row that id addresses, and an empty tally for them.
func (f *Form) empty(id QuestionID) (q *Question, row string, t *Tally, err error) {
	q, row, ok := f.split(id)
	switch {
	case !ok:
		return nil, "", nil, fmt.Errorf("survey: tally: %w question %.130q", ErrUnknown, id)
	case q.Kind == KindText || q.Kind == KindMatrix && row == "":
		return nil, "", nil, fmt.Errorf("survey: tally of %.64q: %w", id, ErrKind)
	case q.Kind.chosen():
		t, err = NewChoiceTally(q.Options)
	default:
		t, err = NewTally(q.Kind, q.Scale)
	}
	return q, row, t, err
}

// count counts what became of one question for r.
func (f *Form) count(t *Tally, q *Question, row string, r *Response) error {
	outcome := f.outcome(r, q, row)
	answer := r.Answers[q.ID]
	switch {
	case outcome != OutcomeAnswered:
		return t.Skip(outcome)
	case q.Kind.chosen():
		return t.AddChoices(answer.texts)
	case row != "":
		return t.Add(answer.grid[row])
	}
	return t.Add(answer.points)
}
