package survey

import (
	"fmt"
	"math"
	"slices"
)

// A Tally counts the answers to one question: how many for each point of its scale, or for each option, and what
// became of the rest. It keeps counts only, so merging in any order and grouping gives the bits of one pass, an answer
// can be taken out again, and its size does not depend on the number of responses. Make it by [NewTally],
// [NewChoiceTally] or [Form.Tally]; the zero value refuses everything with [ErrInvalid] and has nothing to tell. A
// tally serves one goroutine while it changes; [Tally.Merge] joins what several have counted.
type Tally struct {
	kind     Kind           // of points, or Matrix for a row of one, or Multi for options
	scale    Scale          // of points, without labels
	options  []string       // of a tally of options
	optionAt map[string]int // where each stands
	chosen   []bool         // scratch of AddChoices, all false between calls
	counts   []int64        // by scored point, or by option; never negative
	skipped  Base           // Answered is kept for options only, Responses never: they are sums
	brimming bool           // over half of what the sum of all responses may be is reached
	low      int            // the point at counts[0] of those below
	quick    uint           // how many points from low Add counts without a second look
}

// NewTally returns an empty tally of points for a kind and its scale, the zero Scale being the default of NPS, CSAT and
// CES. KindMatrix is a row of a matrix. It returns [ErrKind] for a kind without points and [ErrInvalid] for a scale
// that the kind does not take.
func NewTally(k Kind, s Scale) (*Tally, error) {
	if !k.scaled() {
		return nil, fmt.Errorf("survey: new tally of %q: %w", k, ErrKind)
	}
	s = s.of(k)
	if field, code := s.fault(k); code != "" {
		return nil, fmt.Errorf("survey: new tally: %w: scale%s %s", ErrInvalid, field, code)
	}
	return newPointTally(k, s), nil
}

// NewChoiceTally returns an empty tally of options, for questions with one choice and with several. It returns
// [ErrInvalid] for no options, an empty one, or two alike, and [ErrLimit] for more than 1000.
func NewChoiceTally(options []string) (*Tally, error) {
	const op = "survey: new choice tally"
	if len(options) > mostOptions {
		return nil, fmt.Errorf("%s: %d options: %w", op, len(options), ErrLimit)
	}
	var fault error
	if i := slices.Index(options, ""); i >= 0 {
		fault = fmt.Errorf("%s: %w: %s required", op, ErrInvalid, at("options", i))
	}
	optionFaults(options, func(i int, code string) {
		fault = fmt.Errorf("%s: %w: %s %s", op, ErrInvalid, at("options", i), code)
	})
	if fault != nil {
		return nil, fault
	}
	return newOptionTally(options), nil
}

// newPointTally returns an empty tally of points on a scale that k takes.
func newPointTally(k Kind, s Scale) *Tally {
	s.Labels = nil
	t := &Tally{kind: k, scale: s, counts: make([]int64, s.points())}
	t.measure()
	return t
}

// newOptionTally returns an empty tally of options that are all different.
func newOptionTally(options []string) *Tally {
	n := len(options)
	return &Tally{
		kind: KindMulti, options: slices.Clone(options), optionAt: places(options),
		chosen: make([]bool, n), counts: make([]int64, n),
	}
}

// fresh returns an empty tally of what t counts.
func (t *Tally) fresh() *Tally {
	if t.kind == KindMulti {
		return newOptionTally(t.options)
	}
	return newPointTally(t.kind, t.scale)
}

// measure finds out, after a change of many counts at once, what [Tally.Add] need not look at. Half of what responses
// may sum to is more than anybody adds one by one.
func (t *Tally) measure() {
	t.brimming = t.Base().Responses > math.MaxInt64/2
	t.low, t.quick = t.scale.Min, 0
	if !t.brimming && !t.scale.Reverse && t.kind != KindMulti {
		t.quick = uint(len(t.counts))
	}
}

// full reports whether no response more can be counted.
func (t *Tally) full() bool { return t.brimming && t.Base().Responses == math.MaxInt64 }

// index returns where the raw point v is counted: beyond the counts, or below 0, if it is off the scale.
func (t *Tally) index(v int) int {
	if t.scale.Reverse {
		return t.scale.Max - v
	}
	return v - t.scale.Min
}

// Add counts one answer of v points, as given: it is counted as scored where the scale is reversed. A point off the
// scale is counted Invalid and returned as [ErrRange]. On a tally of options Add returns [ErrKind] and counts nothing;
// beyond 2^63-1 responses it returns [ErrLimit].
func (t *Tally) Add(v int) error {
	v -= t.low // wraps for v far off, and then lies beyond the counts too
	if uint(v) >= t.quick {
		return t.addStep(v)
	}
	t.counts[v]++ // all of Add fits into the caller's loop: keep it so
	return nil
}

// addStep is Add of the point that lies v steps above the low one, with every look that it takes.
func (t *Tally) addStep(v int) error {
	const op = "survey: add answer"
	v += t.low
	if err := t.wants(false, op); err != nil {
		return err
	}
	if t.full() {
		return fmt.Errorf("%s: responses: %w", op, ErrLimit)
	}
	if i := uint(t.index(v)); i < uint(len(t.counts)) {
		t.counts[i]++
		return nil
	}
	t.skipped.Invalid++
	return fmt.Errorf("%s %d on %v: %w", op, v, t, ErrRange)
}

// wants returns [ErrInvalid] for the zero tally, [ErrKind] unless it counts options, or points, as is wanted.
func (t *Tally) wants(options bool, op string) error {
	switch {
	case t == nil || len(t.counts) == 0:
		return fmt.Errorf("%s: %w: tally not made by a constructor", op, ErrInvalid)
	case options != (t.kind == KindMulti):
		return fmt.Errorf("%s of %v: %w", op, t, ErrKind)
	}
	return nil
}

// wantsKind returns [ErrInvalid] for the zero tally, and [ErrKind] unless it is of kind k.
func (t *Tally) wantsKind(k Kind, op string) error {
	switch {
	case len(t.counts) == 0:
		return t.wants(false, op)
	case t.kind != k:
		return fmt.Errorf("%s of %v: %w", op, t, ErrKind)
	}
	return nil
}

// Skip counts one response without an answer as Missing, Hidden, Invalid or Excluded; for any other outcome it returns
// [ErrRange], beyond 2^63-1 responses [ErrLimit].
func (t *Tally) Skip(o Outcome) error {
	const op = "survey: skip answer"
	if len(t.counts) == 0 {
		return t.wants(false, op)
	}
	n := t.skipped.of(o)
	if n == nil || o == OutcomeAnswered {
		return fmt.Errorf("%s: outcome %q: %w", op, o, ErrRange)
	}
	if t.full() {
		return fmt.Errorf("%s: responses: %w", op, ErrLimit)
	}
	*n++
	return nil
}

// Unskip takes back one [Tally.Skip] of the same outcome. It returns [ErrRange] where there is none.
func (t *Tally) Unskip(o Outcome) error {
	const op = "survey: unskip answer"
	if len(t.counts) == 0 {
		return t.wants(false, op)
	}
	n := t.skipped.of(o)
	if n == nil || o == OutcomeAnswered || *n == 0 {
		return fmt.Errorf("%s: outcome %q: %w", op, o, ErrRange)
	}
	*n--
	return nil
}

// Remove takes back one [Tally.Add] of v, for a respondent who has his answers erased: off the scale, one Invalid. It
// returns [ErrRange] where there is none, and changes nothing then.
func (t *Tally) Remove(v int) error {
	if err := t.wants(false, "survey: remove answer"); err != nil {
		return err
	}
	i := uint(t.index(v))
	if i >= uint(len(t.counts)) {
		return t.Unskip(OutcomeInvalid)
	}
	if t.counts[i] == 0 {
		return fmt.Errorf("survey: remove answer %d from %v: %w", v, t, ErrRange)
	}
	t.counts[i]--
	return nil
}

// Merge adds the counts of o to t. It returns a [MismatchError] when kind, scale or options differ, options in another
// order too, [ErrLimit] beyond 2^63-1 responses, and changes nothing then. o is not changed. Cost: the size of a tally.
func (t *Tally) Merge(o *Tally) error {
	const op = "survey: merge tallies"
	if len(t.counts) == 0 || o == nil || len(o.counts) == 0 {
		return fmt.Errorf("%s: %w: tally not made by a constructor", op, ErrInvalid)
	}
	if err := t.matches(o, op); err != nil {
		return err
	}
	if t.Base().Responses > math.MaxInt64-o.Base().Responses {
		return fmt.Errorf("%s: responses: %w", op, ErrLimit)
	}
	for i, n := range o.counts {
		t.counts[i] += n
	}
	t.skipped.add(o.skipped)
	t.measure()
	return nil
}

// matches returns a [MismatchError] unless o counts what t does.
func (t *Tally) matches(o *Tally, op string) error {
	if t.kind == o.kind && t.scale.Min == o.scale.Min && t.scale.Max == o.scale.Max &&
		t.scale.Reverse == o.scale.Reverse && slices.Equal(t.options, o.options) {
		return nil
	}
	return fmt.Errorf("%s: %w", op, MismatchError{A: t.String(), B: o.String()})
}

// answered returns how many answered.
func (t *Tally) answered() (n int64) {
	if t.kind == KindMulti {
		return t.skipped.Answered
	}
	for _, count := range t.counts {
		n += count
	}
	return n
}

// Base returns of whom t speaks.
func (t *Tally) Base() Base {
	b := t.skipped
	b.Answered = t.answered()
	b.Responses = b.Answered + b.Missing + b.Hidden + b.Invalid + b.Excluded
	return b
}

// Counts returns how many answered each point as scored, Min first, or chose each option, as declared. For the zero
// tally there are none.
func (t *Tally) Counts() []int64 { return slices.Clone(t.counts) }

// String says what t counts, such as "nps 0..10", bounded.
func (t *Tally) String() string {
	switch {
	case len(t.counts) == 0:
		return "no tally"
	case t.kind == KindMulti:
		return fmt.Sprintf("%d options %.20q", len(t.options), t.options[:min(5, len(t.options))])
	case t.scale.Reverse:
		return fmt.Sprintf("%v %d..%d reversed", t.kind, t.scale.Min, t.scale.Max)
	}
	return fmt.Sprintf("%v %d..%d", t.kind, t.scale.Min, t.scale.Max)
}
