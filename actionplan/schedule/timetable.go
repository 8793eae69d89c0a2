package schedule

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Row is the dates of an action. Numbers are working days from the start of the project, which is 0; an action takes the
// days ES to EF - 1, and all dates are included. A milestone stands on the day before ES, the last of what led to it, but
// on no day before its own Start, AsOf or the project's. Late dates and TotalFloat are by the deadline, or by the finish of
// the plan. The zero value has no dates.
type Row struct {
	Code                  actionplan.Code
	ES, EF, LS, LF        int
	TotalFloat            int // how far it may slip; below 0: how much too late it is
	FreeFloat             int // how far it may slip without moving another
	Start, Finish         calendar.Date
	LateStart, LateFinish calendar.Date
	Critical              bool // TotalFloat is 0 or less, and it has not finished
	OnLongest             bool // on a chain of drivers that ends at the finish, whatever the deadline
}

// A Timetable is a plan on its calendar; [Build] makes one. The zero value is the timetable of a plan without actions. It
// shares nothing with the plan, and is never changed.
type Timetable struct {
	rows   []Row
	at     map[actionplan.Code]int32
	tasks  []task
	links  []actionplan.Link
	live   []bool // links that hold at all: not those into what is a fact, nor from or to nothing but cancelled actions
	clock  *clock
	asOf   int // number of the day of AsOf, 0 for none and before day 0
	start  calendar.Date
	o      PlanOptions
	times  *Times
	kernel Network
}

// Row returns the row of an action, and false if there is none.
func (t *Timetable) Row(c actionplan.Code) (Row, bool) {
	i, ok := t.at[c]
	if !ok {
		return Row{}, false
	}
	return t.rows[i], true
}

// place returns the place of an action, or [actionplan.ErrNotFound].
func (t *Timetable) place(c actionplan.Code) (int, error) {
	i, ok := t.at[c]
	if !ok {
		return 0, fmt.Errorf("%.64q: %w", c, actionplan.ErrNotFound)
	}
	return int(i), nil
}

// All returns the rows in the order of the plan.
func (t *Timetable) All() iter.Seq[Row] { return slices.Values(t.rows) }

// Finish returns the last finish of any action, and the unset day if there is none.
func (t *Timetable) Finish() calendar.Date {
	last := calendar.Date{}
	for _, row := range t.rows {
		if row.Finish.Compare(last) > 0 {
			last = row.Finish
		}
	}
	return last
}

// Spans returns the early dates and the total float of every action, as package actionplan takes them.
func (t *Timetable) Spans() map[actionplan.Code]calendar.Span {
	spans := make(map[actionplan.Code]calendar.Span, len(t.rows))
	for _, r := range t.rows {
		spans[r.Code] = calendar.Span{Start: r.Start, Finish: r.Finish, Float: r.TotalFloat, Critical: r.Critical}
	}
	return spans
}

// Network returns the network behind the timetable, in working days and in the order of the plan, with an estimate an
// action, as [PERT] and [Simulate] take them: its own, of a begun action the share that is left, or without one its duration
// three times. NotAfter holds what is due. What is a fact is held by NotBefore, and links into it are left out.
func (t *Timetable) Network() (Network, []actionplan.Estimate) {
	n := Network{
		Duration: slices.Clone(t.kernel.Duration), Links: slices.Clone(t.kernel.Links),
		NotBefore: slices.Clone(t.kernel.NotBefore), NotAfter: slices.Clone(t.kernel.NotAfter),
	}
	estimates := make([]actionplan.Estimate, len(t.tasks))
	for i, k := range t.tasks {
		d := float64(k.left)
		estimates[i] = actionplan.Estimate{Optimistic: d, Likely: d, Pessimistic: d}
		if e := k.estimate; k.isEstimated {
			estimates[i] = actionplan.Estimate{
				Optimistic: e.Optimistic * k.share, Likely: e.Likely * k.share, Pessimistic: e.Pessimistic * k.share,
			}
		}
	}
	return n, estimates
}

// Slip returns by how many working days of the calendar of t each action finishes later than in a baseline, below 0 if
// earlier. Actions that only one of the two has are left out. It is nil for no baseline and for timetables more than 400
// years apart.
func (t *Timetable) Slip(base *Timetable) map[actionplan.Code]int {
	if base == nil || t.clock == nil || len(base.rows) == 0 {
		return nil
	}
	first, last := t.clock.first, t.clock.last
	for _, row := range base.rows {
		first = slices.MinFunc([]calendar.Date{first, row.Finish}, calendar.Date.Compare)
		last = slices.MaxFunc([]calendar.Date{last, row.Finish}, calendar.Date.Compare)
	}
	k, err := newClock(t.clock.calendar, first, t.start, last)
	if err != nil {
		return nil
	}
	slips := make(map[actionplan.Code]int, len(t.rows))
	for _, row := range t.rows {
		if before, ok := base.Row(row.Code); ok {
			slips[row.Code] = k.through(row.Finish) - k.through(before.Finish)
		}
	}
	return slips
}

// DateAt returns the day in which an offset is reached, in working days from the start of the project: a piece of work that
// takes 2.5 days from there ends on the third. It is the first working day for 0. It returns [ErrRange] for an offset below
// 0 or not finite, and for a timetable without actions, and [calendar.ErrRange] beyond 400 years.
func (t *Timetable) DateAt(offset float64) (calendar.Date, error) {
	if !(offset >= 0) || offset > most || t.clock == nil {
		return calendar.Date{}, fmt.Errorf("schedule: date at %v: %w", offset, ErrRange)
	}
	day := max(0, int(math.Ceil(offset-tolerance(offset)))-1)
	if t.clock.zero+day < len(t.clock.dates) {
		return t.clock.date(day), nil
	}
	k := *t.clock
	if err := k.cover(0, day); err != nil {
		return calendar.Date{}, fmt.Errorf("schedule: date at %v: %w", offset, err)
	}
	return k.date(day), nil
}

// LongestPaths returns every longest path as codes, one at a time; see [Times.Paths].
func (t *Timetable) LongestPaths() iter.Seq[[]actionplan.Code] {
	return func(yield func([]actionplan.Code) bool) {
		if t.times == nil {
			return
		}
		for path := range t.times.Paths() {
			codes := make([]actionplan.Code, len(path))
			for k, i := range path {
				codes[k] = t.rows[i].Code
			}
			if !yield(codes) {
				return
			}
		}
	}
}

// Drag returns how many working days earlier the plan would finish if an action took none (or, of a begun one, no more), 0
// for one that has finished. It returns [actionplan.ErrNotFound]. Cost: that of working out the network anew. Reference:
// Devaux (1999), Total Project Control.
func (t *Timetable) Drag(c actionplan.Code) (int, error) {
	i, err := t.place(c)
	if err != nil {
		return 0, fmt.Errorf("schedule: drag: %w", err)
	}
	if t.tasks[i].state == finished {
		return 0, nil
	}
	n := t.kernel
	n.Duration = slices.Clone(n.Duration)
	n.Duration[i] = 0
	without, _, err := n.times(CPMOptions{})
	if err != nil { // not of a network that was worked out before
		return 0, fmt.Errorf("schedule: drag: %w", err)
	}
	return int(t.times.Finish - without.Finish), nil
}

// Markdown returns the rows as a table in the order of the plan.
func (t *Timetable) Markdown() string {
	cells := make([][]string, 0, len(t.rows))
	for _, r := range t.rows {
		critical := ""
		if r.Critical {
			critical = "yes"
		}
		cells = append(cells, []string{
			string(r.Code), r.Start.String(), r.Finish.String(), r.LateStart.String(), r.LateFinish.String(),
			strconv.Itoa(r.TotalFloat), strconv.Itoa(r.FreeFloat), critical,
		})
	}
	header := []string{"Action", "Start", "Finish", "Late start", "Late finish", "Float", "Free float", "Critical"}
	return markdown.Table("lllllrr", header, cells)
}
