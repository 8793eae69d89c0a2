package schedule

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A state says how much of an action is a fact.
type state uint8

const (
	planned   state = iota
	started         // its start is a fact, what is left is planned
	finished        // its dates are facts
	cancelled       // it takes no time
)

// A task is what the timetable keeps of an action. Numbers are working days from day 0.
type task struct {
	state       state
	start, due  calendar.Date // declared
	begun       calendar.Date // fact, where it is one and known
	ended       calendar.Date
	es          int     // number of the day of begun, or of what is left where begun is unknown
	left        int     // working days still to do; all of them where nothing has begun
	floor       int     // what is left begins no earlier, for reasons of the action itself
	hold        int     // the same with links from starts that are facts
	notAfter    int     // bound of the finish, unbounded for none
	share       float64 // of the estimate that is left
	people      []string
	estimate    actionplan.Estimate
	isEstimated bool
}

// unbounded is no bound of a finish.
const unbounded = math.MaxInt

// stateOf returns the state of an action as of a day, as planned for the unset day.
func stateOf(a actionplan.Action, asOf calendar.Date) state {
	switch {
	case a.Status == actionplan.Cancelled:
		return cancelled
	case asOf.IsZero():
		return planned
	case a.Status >= actionplan.Done || !a.Finished.IsZero():
		return finished
	case a.Status == actionplan.InProgress || !a.Started.IsZero():
		return started
	}
	return planned
}

// task returns what is kept of an action.
func (b *builder) task(a actionplan.Action) (task, error) {
	t := task{state: stateOf(a, b.AsOf), start: a.Start, due: a.Due, notAfter: unbounded, share: 1, people: people(a)}
	if t.state == started || t.state == finished {
		t.begun, t.ended = a.Started, a.Finished
	}
	var err error
	switch t.state {
	case cancelled:
		return t, nil
	case finished:
		return b.done(t, a)
	case started:
		t.es, t.floor = b.asOf, b.asOf
		if !t.begun.IsZero() {
			t.es = b.clock.number(t.begun)
			t.floor = max(t.es, b.asOf)
		}
	default:
		t.floor = b.asOf
		if !t.start.IsZero() {
			t.floor = max(t.floor, b.clock.number(t.start))
		}
	}
	if t.left, err = b.days(a); err != nil {
		return t, err
	}
	if a.Estimate != nil && !a.Milestone {
		t.estimate, t.isEstimated = *a.Estimate, true
	}
	if t.state == started {
		t.left -= int(a.Progress.Mul(decimal.New(int64(t.left), 0)).IntPart()) // the ceiling of what is not done
		t.share = 1 - a.Progress.InexactFloat64()
	}
	if !t.due.IsZero() && !b.IgnoreDue {
		t.notAfter = b.clock.through(t.due)
	}
	return t, b.begunInTime(t, a)
}

// done fills in a task whose dates are facts: without a finish it has finished by AsOf.
func (b *builder) done(t task, a actionplan.Action) (task, error) {
	t.es = b.asOf
	if !t.begun.IsZero() {
		t.es = b.clock.number(t.begun)
	}
	end := max(t.es, b.asOf)
	if !t.ended.IsZero() {
		end = b.clock.through(t.ended)
	}
	t.left, t.floor = end-t.es, t.es
	return t, b.begunInTime(t, a)
}

// lengthen adds working days to what is left, and stretches the estimate alike.
func (k *task) lengthen(days int) {
	if k.left > 0 {
		k.share *= float64(k.left+days) / float64(k.left)
		k.left += days
	}
}

// begunInTime returns [ErrStart] if a task has begun before day 0.
func (b *builder) begunInTime(t task, a actionplan.Action) error {
	if t.es < 0 {
		return fmt.Errorf("%.64q began on %s, before the start of the project: %w", a.Code, t.begun, ErrStart)
	}
	return nil
}

// days returns how many working days an action is planned to take.
func (b *builder) days(a actionplan.Action) (int, error) {
	switch {
	case a.Milestone:
		return 0, nil
	case a.Days > 0:
		return a.Days, nil
	case !a.Start.IsZero() && !a.Due.IsZero():
		return b.clock.through(a.Due) - b.clock.number(a.Start), nil
	case a.Estimate != nil:
		mean, _ := classic(*a.Estimate)
		return int(math.Ceil(mean - 1e-9)), nil // whole means stay whole
	case b.DefaultDays > 0:
		return b.DefaultDays, nil
	}
	return 0, fmt.Errorf("%.64q has no days, dates or estimate: %w", a.Code, ErrDuration)
}

// people returns who works on an action, sorted, each once.
func people(a actionplan.Action) []string {
	if a.Accountable == "" && len(a.Responsible) == 0 {
		return nil
	}
	all := slices.Clone(a.Responsible)
	if a.Accountable != "" {
		all = append(all, a.Accountable)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sound reports whether what a timetable depends on is without fault; what it does not depend on is not looked at. at
// becomes the place of each code.
func sound(p actionplan.Plan, at map[actionplan.Code]int32) bool {
	if len(p.Actions) > 200_000 || len(p.Links) > 1_000_000 || p.Calendar.Validate() != nil {
		return false
	}
	for i := range p.Actions {
		a := &p.Actions[i]
		at[a.Code] = int32(i)
		if a.Code == "" || !soundAction(a) {
			return false
		}
	}
	for _, l := range p.Links {
		if l.Type > actionplan.StartFinish || l.Lag < -10_000 || l.Lag > 10_000 {
			return false
		}
	}
	return len(at) == len(p.Actions)
}

// soundAction reports whether the fields of an action that a timetable depends on are without fault.
func soundAction(a *actionplan.Action) bool {
	if e := a.Estimate; e != nil && (sane(*e) != nil || e.Pessimistic > 10_000) {
		return false
	}
	return a.Days >= 0 && a.Days <= 10_000 && a.Status <= actionplan.Cancelled &&
		(a.Start.IsZero() || a.Due.IsZero() || a.Due.Compare(a.Start) >= 0) &&
		(a.Finished.IsZero() || !a.Started.IsZero() && a.Finished.Compare(a.Started) >= 0) &&
		isShare(a.Progress)
}

// isShare reports whether d is from 0 to 1, of few places.
func isShare(d decimal.Decimal) bool {
	if d.Exponent() == 0 && d.Sign() == 0 { // nearly all of a plan
		return true
	}
	limit := bound.Limit{Places: 12, Magnitude: 18}
	return limit.Check(d) == nil && d.Sign() >= 0 && d.LessThanOrEqual(decimal.New(1, 0))
}

// begins returns the start of the project: the one given, or the earliest start of an action that is not cancelled.
func (o PlanOptions) begins(p actionplan.Plan) (calendar.Date, error) {
	if !o.Start.IsZero() {
		return o.Start, nil
	}
	earliest := calendar.Date{}
	for i := range p.Actions {
		a := &p.Actions[i]
		for _, d := range []calendar.Date{a.Start, a.Started} {
			if a.Status != actionplan.Cancelled && !d.IsZero() && (earliest.IsZero() || d.Compare(earliest) < 0) {
				earliest = d
			}
		}
	}
	if earliest.IsZero() {
		return earliest, fmt.Errorf("no action has a start: %w", ErrStart)
	}
	return earliest, nil
}

// extremes returns the first and the last day that the plan or the options name.
func (o PlanOptions) extremes(p actionplan.Plan, start calendar.Date) (first, last calendar.Date) {
	first, last = start, start
	include := func(d calendar.Date) {
		switch {
		case d.IsZero():
		case d.Compare(first) < 0:
			first = d
		case d.Compare(last) > 0:
			last = d
		}
	}
	include(o.AsOf)
	include(o.Deadline)
	for i := range p.Actions {
		a := &p.Actions[i]
		include(a.Start)
		include(a.Due)
		include(a.Started)
		include(a.Finished)
	}
	return first, last
}

// invalid returns the faults of p, and at any rate an error.
func invalid(p actionplan.Plan) error { return cmp.Or(p.Validate(), actionplan.ErrInvalid) }
