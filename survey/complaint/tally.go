package complaint

import (
	"fmt"
	"math"
)

// A Tally counts cases as they stand: their states, how they ended, handovers, and how long they took, exactly. So merging
// in any order and grouping gives the bits of one pass, and a case can be taken out again, to count it anew after the next
// event or to forget it. The zero value is empty and ready. It grows with the number of different durations, not of cases:
// round times to minutes where there are millions. A tally serves one goroutine; [Tally.Merge] joins what several have
// counted.
type Tally struct {
	byState                                 [states]int64 // by state less one
	otherwise, resolved, reopened, regained int64
	acknowledge, closing                    multiset // nanoseconds from the opening
	handovers                               multiset // of each case
}

// cases returns how many cases t counts.
func (t *Tally) cases() int64 { return t.handovers.n }

// Add counts c as it stands. It returns the errors of [Case.State], and [ErrLimit] beyond 2^63-1 cases, and counts nothing
// then.
func (t *Tally) Add(c Case) error {
	const op = "complaint: add case"
	r, err := c.run(op)
	if err != nil {
		return err
	}
	if t.cases() == math.MaxInt64 {
		return fmt.Errorf("%s: cases: %w", op, ErrLimit)
	}
	t.count(r, 1)
	return nil
}

// Remove takes back one [Tally.Add] of c as it stood then. It returns [ErrRange] where there is no such case, as far as
// the counts tell, the errors of [Case.State], and changes nothing then.
func (t *Tally) Remove(c Case) error {
	const op = "complaint: remove case"
	r, err := c.run(op)
	if err != nil {
		return err
	}
	var one Tally
	one.count(r, 1)
	if !t.holds(&one) {
		return fmt.Errorf("%s: no such case was added: %w", op, ErrRange)
	}
	t.count(r, -1)
	return nil
}

// count adds a case sign times, so that -1 takes it out.
func (t *Tally) count(r run, sign int64) {
	t.byState[r.state-1] += sign
	t.handovers.add(r.handovers, sign)
	if !r.acknowledged.IsZero() {
		t.acknowledge.add(int64(r.acknowledged.Sub(r.opened)), sign)
	}
	if r.resolves > 0 {
		t.resolved += sign
	}
	if r.reopened > 0 {
		t.reopened += sign
	}
	if r.state != StateClosed {
		return
	}
	t.closing.add(int64(r.last.Sub(r.opened)), sign)
	switch {
	case !r.positive:
		t.otherwise += sign
	case r.reopened > 0:
		t.regained += sign
	}
}

// holds reports whether t can hold the one case of o.
func (t *Tally) holds(o *Tally) bool {
	left := *t
	for i := range left.byState {
		left.byState[i] -= o.byState[i]
	}
	left.otherwise -= o.otherwise
	left.resolved -= o.resolved
	left.reopened -= o.reopened
	left.regained -= o.regained
	for _, pair := range [...]struct{ all, one *multiset }{
		{&left.acknowledge, &o.acknowledge}, {&left.closing, &o.closing}, {&left.handovers, &o.handovers},
	} {
		for v, count := range pair.one.of {
			if pair.all.of[v] < count {
				return false
			}
			pair.all.n -= count
		}
	}
	return left.possible()
}

// possible reports whether cases can have given the counts of t. A case that was closed on positive feedback had one remedy
// and was never opened again, or was won back; so the first are what the rest leaves.
func (t *Tally) possible() bool {
	cases, sum := t.cases(), int64(0)
	for _, n := range t.byState {
		if n < 0 || sum > math.MaxInt64-n {
			return false
		}
		sum += n
	}
	of := func(s State) int64 { return t.byState[s-1] }
	must := of(StateAwaitingFeedback) + of(StateReopened) + of(StateClosed) // have been resolved
	never := of(StateOpened) + of(StateAcknowledged)
	told := of(StateAcknowledged)
	return sum == cases && t.closing.n == of(StateClosed) &&
		t.otherwise >= 0 && t.otherwise <= of(StateClosed) &&
		t.regained >= 0 && t.regained <= of(StateClosed)-t.otherwise &&
		t.acknowledge.n >= told && t.acknowledge.n <= cases-of(StateOpened) &&
		t.resolved >= must && t.resolved <= cases-never &&
		t.reopened >= of(StateReopened)+t.regained && t.reopened <= t.resolved
}

// Merge adds the cases of o to t. It returns [ErrLimit] beyond 2^63-1 cases, and changes nothing then. o is not changed.
// The cost does not depend on the cases but on the different durations of o.
func (t *Tally) Merge(o *Tally) error {
	const op = "complaint: merge tallies"
	if o == nil {
		return fmt.Errorf("%s: %w: no tally", op, ErrInvalid)
	}
	if t.cases() > math.MaxInt64-o.cases() {
		return fmt.Errorf("%s: cases: %w", op, ErrLimit)
	}
	for i, n := range o.byState {
		t.byState[i] += n
	}
	t.otherwise += o.otherwise
	t.resolved += o.resolved
	t.reopened += o.reopened
	t.regained += o.regained
	t.acknowledge.merge(o.acknowledge)
	t.closing.merge(o.closing)
	t.handovers.merge(o.handovers)
	return nil
}
