package schedule

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// PlanOptions say how [Build] reads a plan. The zero value is the default.
type PlanOptions struct {
	Start       calendar.Date // first day of the project. Defaults to the earliest Start or Started of an action.
	Deadline    calendar.Date // last day of the project. Defaults to none: late dates are by the early finish.
	AsOf        calendar.Date // the day that has just begun; what has happened is a fact. Defaults to none: as planned.
	Override    bool          // begun work goes on whatever it should wait for. Defaults to what is left of it waiting.
	IgnoreDue   bool          // Due does not bound late finishes. Defaults to that it does.
	DefaultDays int           // of actions without days, dates or estimate, up to 10,000. Defaults to 0: [ErrDuration].
}

// A builder is a timetable in the making.
type builder struct {
	PlanOptions
	*Timetable
	plan     actionplan.Plan
	from, to []int32 // the places of the ends of each link
}

// Build works out the dates of a plan.
//
// An action takes Days, or the working days from Start to Due, or the mean of its estimate (o + 4m + p)/6 rounded up, or
// DefaultDays; a milestone and a cancelled action take none, and a cancelled one passes its links on. It starts no earlier
// than Start; Due bounds its late finish. Lags count working days. As of a day, what has finished keeps its dates (without
// them, it has ended by then); what has begun keeps its start and has ⌈d·(1 − Progress)⌉ days left from that day on;
// nothing else starts before it. A link into the start of begun work, or into what has finished, holds nothing any more.
//
// It looks at what the dates depend on, and if that has a fault returns all of [actionplan.Plan.Validate]; also
// [actionplan.CycleError], [ErrStart], [ErrDuration], [ErrRange] for DefaultDays, and of package calendar
// [calendar.ErrNoWorkday] and, for a plan of more than 400 years, [calendar.ErrRange]. Cost: O(actions + links + days).
func Build(p actionplan.Plan, o PlanOptions) (*Timetable, error) {
	t, err := build(p, o, nil)
	if err != nil {
		return nil, wrap("build", err)
	}
	return t, nil
}

// wrap names the operation of an error, unless it is the faults of a plan, which name their own.
func wrap(operation string, err error) error {
	if errors.Is(err, actionplan.ErrInvalid) {
		return err
	}
	return fmt.Errorf("schedule: %s: %w", operation, err)
}

// build works out the dates with extra working days for each action, nil for none.
func build(p actionplan.Plan, o PlanOptions, extra []int) (*Timetable, error) {
	b := &builder{PlanOptions: o, plan: p, Timetable: &Timetable{o: o}}
	b.at = make(map[actionplan.Code]int32, len(p.Actions))
	if !sound(p, b.at) {
		return nil, invalid(p)
	}
	if o.DefaultDays < 0 || o.DefaultDays > 10_000 {
		return nil, fmt.Errorf("default of %d days: %w", o.DefaultDays, ErrRange)
	}
	for _, step := range []func() error{b.connect, b.begin, b.perform} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	for i, days := range extra {
		b.tasks[i].lengthen(days)
	}
	b.reduce()
	if err := b.schedule(); err != nil {
		return nil, err
	}
	return b.Timetable, nil
}

// connect finds the ends of the links.
func (b *builder) connect() error {
	b.links, b.live = slices.Clone(b.plan.Links), make([]bool, len(b.plan.Links))
	ends := make([]int32, 2*len(b.links))
	b.from, b.to = ends[:len(b.links)], ends[len(b.links):]
	for k, l := range b.links {
		from, known := b.at[l.From]
		to, knownTo := b.at[l.To]
		if !known || !knownTo {
			return invalid(b.plan)
		}
		b.from[k], b.to[k] = from, to
	}
	return nil
}

// begin starts the clock.
func (b *builder) begin() (err error) {
	if b.start, err = b.begins(b.plan); err != nil {
		return err
	}
	first, last := b.extremes(b.plan, b.start)
	if b.clock, err = newClock(b.plan.Calendar, first, b.start, last); err != nil {
		return err
	}
	if !b.AsOf.IsZero() {
		b.asOf = max(0, b.clock.number(b.AsOf))
	}
	return nil
}

// perform makes the tasks.
func (b *builder) perform() (err error) {
	b.tasks = make([]task, len(b.plan.Actions))
	for i := range b.plan.Actions {
		if b.tasks[i], err = b.task(b.plan.Actions[i]); err != nil {
			return err
		}
		b.tasks[i].hold = b.tasks[i].floor
	}
	return nil
}

// reduce makes the network: it leaves out the links that hold nothing, and turns those from a start that is a fact into a
// bound.
func (b *builder) reduce() {
	n := &b.kernel
	n.Links = make([]Link, 0, len(b.links))
	passes := b.passes()
	for k, l := range b.links {
		from, to := &b.tasks[b.from[k]], &b.tasks[b.to[k]]
		held := to.state == started && (b.Override || l.Type == actionplan.StartStart)
		if to.state == finished || held || !passes(k) {
			continue
		}
		b.live[k] = true
		if fromStart(l.Type) && from.state == started && !from.begun.IsZero() {
			at := from.es + l.Lag
			if l.Type == actionplan.StartFinish {
				at -= to.left
			}
			to.hold = max(to.hold, at)
			continue
		}
		n.Links = append(n.Links, Link{int(b.from[k]), int(b.to[k]), l.Type, float64(l.Lag)})
	}
	all := make([]float64, 3*len(b.tasks))
	n.Duration, n.NotBefore, n.NotAfter = all[:len(b.tasks)], all[len(b.tasks):2*len(b.tasks)], all[2*len(b.tasks):]
	for i, k := range b.tasks {
		n.Duration[i], n.NotBefore[i], n.NotAfter[i] = float64(k.left), float64(k.hold), math.Inf(1)
		if k.notAfter != unbounded {
			n.NotAfter[i] = float64(k.notAfter)
		}
	}
}

// passes returns whether a link leads from and to actions that are not cancelled, be it through some that are: a cancelled
// action after which nothing comes makes no finish, and one before which nothing came holds nobody up.
func (b *builder) passes() func(link int) bool {
	gone := func(i int32) bool { return b.tasks[i].state == cancelled }
	if !slices.ContainsFunc(b.tasks, func(k task) bool { return k.state == cancelled }) {
		return func(int) bool { return true }
	}
	reached := func(from, to []int32) []bool { // cancelled actions that a link leads to, from one that is not
		next, done := map[int32][]int32{}, make([]bool, len(b.tasks))
		var todo []int32
		for k := range from {
			switch {
			case !gone(to[k]):
			case gone(from[k]):
				next[from[k]] = append(next[from[k]], to[k])
			default:
				todo = append(todo, to[k])
			}
		}
		for len(todo) > 0 {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !done[i] {
				done[i] = true
				todo = append(todo, next[i]...)
			}
		}
		return done
	}
	after, before := reached(b.from, b.to), reached(b.to, b.from)
	return func(k int) bool {
		return (!gone(b.from[k]) || after[b.from[k]]) && (!gone(b.to[k]) || before[b.to[k]])
	}
}

// schedule works out the network and fills in the rows.
func (b *builder) schedule() (err error) {
	if len(b.kernel.Links) < len(b.links) { // those left out must form no cycle either
		all := make([]Link, len(b.links))
		for k := range all {
			all[k] = Link{From: int(b.from[k]), To: int(b.to[k])}
		}
		if _, err := newGraph(b.kernel.Duration, all); err != nil {
			return b.named(err)
		}
	}
	var o CPMOptions
	if !b.Deadline.IsZero() {
		limit := float64(b.clock.through(b.Deadline))
		o.Deadline = &limit
	}
	if b.times, _, err = b.kernel.times(o); err != nil {
		return b.named(err)
	}
	return b.fill()
}

// named returns the cycle of an error by the codes of its members, and any other error as it is.
func (b *builder) named(err error) error {
	cycle, ok := errors.AsType[CycleError](err)
	if !ok {
		return err
	}
	codes := make([]actionplan.Code, len(cycle.Nodes))
	for k, i := range cycle.Nodes {
		codes[k] = b.plan.Actions[i].Code
	}
	return actionplan.CycleError{Codes: codes}
}

// fill fills in the rows.
func (b *builder) fill() error {
	b.rows = make([]Row, len(b.tasks))
	longest := b.times.longest()
	low, high := 0, 0
	for i, k := range b.tasks {
		r := &b.rows[i]
		r.Code = b.plan.Actions[i].Code
		r.ES, r.EF, r.LF = int(b.times.EarlyStart[i]), int(b.times.EarlyFinish[i]), int(b.times.LateFinish[i])
		if k.state == started {
			r.ES = k.es
			if k.begun.IsZero() {
				r.ES = r.EF - k.left
			}
		}
		r.TotalFloat, r.FreeFloat = int(b.times.TotalFloat[i]), int(b.times.FreeFloat[i])
		r.LS = r.ES + r.TotalFloat
		r.Critical, r.OnLongest = r.TotalFloat <= 0 && k.state != finished, longest[i]
		low, high = min(low, r.LS, r.LF-1), max(high, r.ES, r.LS, r.EF-1, r.LF-1)
	}
	if err := b.clock.cover(low, high); err != nil {
		return err
	}
	for i := range b.rows {
		b.date(&b.rows[i], &b.tasks[i])
	}
	return nil
}

// date fills in the dates of a row.
func (b *builder) date(r *Row, k *task) {
	if r.EF > r.ES {
		r.Start, r.Finish = b.clock.date(r.ES), b.clock.date(r.EF-1)
		r.LateStart, r.LateFinish = b.clock.date(r.LS), b.clock.date(r.LF-1)
	} else {
		r.Start, r.LateStart = b.clock.date(k.stand(r.ES)), b.clock.date(k.stand(r.LS))
		r.Finish, r.LateFinish = r.Start, r.LateStart
	}
	if !k.begun.IsZero() {
		r.Start = k.begun
	}
	if !k.ended.IsZero() {
		r.Finish = k.ended
	}
}

// stand returns the day on which a task without length stands: the last before the moment, unless the task itself may not
// be earlier than the moment.
func (k *task) stand(moment int) int {
	if moment == k.floor {
		return moment
	}
	return moment - 1
}
