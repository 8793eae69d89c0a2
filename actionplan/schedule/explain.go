package schedule

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A Reason is one of the things that make a date what it is; String says it in words. The zero value is none. Kinds:
//
//	start       the project starts On
//	actual      it began On, a fact; Days are those it took, or those still left
//	link        Link holds it, by what happens On; of Days nothing
//	lag         Link holds it Days working days later, or earlier where Days is below 0
//	not_before  its own Start, On
//	as_of       nothing is left to do before On, the day of AsOf
//	rest_days   it runs over Days days of rest, the first On
//	float       it may slip Days working days, to finish On; further, and Link delays another
//	critical    it may not slip, or is -Days working days too late; Link as above
//	due         its own Due, On, bounds its late finish
//	deadline    the deadline, On, bounds its late finish
type Reason struct {
	Kind string
	Link *actionplan.Link
	Days int
	On   calendar.Date
}

// Explain says why an action starts when it starts, all reasons that hold at once, which days of rest it runs over, and why
// it is critical or is not: the links in the order of the plan, then the action's own reasons. What has finished is a fact,
// which neither slips nor holds anything up. It returns
// [actionplan.ErrNotFound]. Cost: O(links).
func (t *Timetable) Explain(c actionplan.Code) ([]Reason, error) {
	i, err := t.place(c)
	if err != nil {
		return nil, fmt.Errorf("schedule: explain: %w", err)
	}
	reasons := t.whyStart(i)
	if rest, first := t.rest(i); rest > 0 {
		reasons = append(reasons, Reason{Kind: "rest_days", Days: rest, On: first})
	}
	if t.tasks[i].state == finished {
		return reasons, nil
	}
	return append(reasons, t.whyFloat(i)...), nil
}

// whyStart returns what holds the start of an action, or of what is left of it.
func (t *Timetable) whyStart(i int) []Reason {
	var reasons []Reason
	row, k := t.rows[i], t.tasks[i]
	if k.state == finished || !k.begun.IsZero() {
		reasons = append(reasons, Reason{Kind: "actual", On: row.Start, Days: k.left})
	}
	if k.state == finished {
		return reasons
	}
	held := row.EF - k.left // the start of what is left
	reasons = append(reasons, t.whyLinks(i, held)...)
	if k.state == planned && !k.start.IsZero() && held > 0 && t.clock.number(k.start) == held {
		reasons = append(reasons, Reason{Kind: "not_before", On: k.start})
	}
	if k.state != cancelled && held > 0 && t.asOf == held {
		reasons = append(reasons, Reason{Kind: "as_of", On: t.o.AsOf})
	}
	if len(reasons) == 0 {
		reasons = append(reasons, Reason{Kind: "start", On: t.start})
	}
	return reasons
}

// whyLinks returns the links that hold what is left of an action at a moment.
func (t *Timetable) whyLinks(i, held int) (reasons []Reason) {
	for k, l := range t.links {
		if !t.live[k] || l.To != t.rows[i].Code {
			continue
		}
		from := t.rows[t.at[l.From]]
		at, on := from.EF+l.Lag, from.Finish
		if fromStart(l.Type) {
			at, on = from.ES+l.Lag, from.Start
		}
		if toFinish(l.Type) {
			at -= t.tasks[i].left
		}
		if at == held {
			reasons = append(reasons, Reason{Kind: "link", Link: &l, On: on})
			if l.Lag != 0 {
				reasons = append(reasons, Reason{Kind: "lag", Link: &l, Days: l.Lag, On: on})
			}
		}
	}
	return reasons
}

// rest returns how many days between start and finish of an action do not work, and the first of them.
func (t *Timetable) rest(i int) (days int, first calendar.Date) {
	row := t.rows[i]
	all, _ := row.Finish.DaysSince(row.Start)
	days = all + 1 - (t.clock.through(row.Finish) - t.clock.number(row.Start))
	for first = row.Start; days > 0 && t.clock.through(first) > t.clock.number(first); {
		first = later(first, 1)
	}
	return days, first
}

// whyFloat returns why an action may slip so far and no further.
func (t *Timetable) whyFloat(i int) []Reason {
	row, k := t.rows[i], t.tasks[i]
	why := Reason{Kind: "float", Days: row.TotalFloat, On: row.LateFinish, Link: t.bounding(i)}
	if row.Critical {
		why.Kind = "critical"
	}
	reasons := []Reason{why}
	if k.notAfter == row.LF {
		reasons = append(reasons, Reason{Kind: "due", Days: row.TotalFloat, On: k.due})
	}
	if !t.o.Deadline.IsZero() && t.clock.through(t.o.Deadline) == row.LF {
		reasons = append(reasons, Reason{Kind: "deadline", Days: row.TotalFloat, On: t.o.Deadline})
	}
	return reasons
}

// bounding returns the first link that bounds the late finish of an action, nil for none.
func (t *Timetable) bounding(i int) *actionplan.Link {
	row := t.rows[i]
	for k, l := range t.links {
		if !t.live[k] || l.From != row.Code {
			continue
		}
		fact := t.tasks[i].state == started && !t.tasks[i].begun.IsZero() && fromStart(l.Type)
		to := t.at[l.To]
		at := t.rows[to].LF - l.Lag
		if !toFinish(l.Type) {
			at -= t.tasks[to].left
		}
		if fromStart(l.Type) {
			at += t.tasks[i].left
		}
		if !fact && at == row.LF {
			return &l
		}
	}
	return nil
}

// String returns r in words, such as "starts after A1 finishes (2013-01-04)".
func (r Reason) String() string {
	days := func(n int) string { return plural(n, "working day") }
	switch r.Kind {
	case "start":
		return fmt.Sprintf("the project starts on %s", r.On)
	case "actual":
		return fmt.Sprintf("began on %s", r.On)
	case "link":
		return fmt.Sprintf("%s (%s)", r.waits(), r.On)
	case "lag":
		if r.Days < 0 {
			return fmt.Sprintf("up to %s before that", days(-r.Days))
		}
		return fmt.Sprintf("with %s between", days(r.Days))
	case "not_before":
		return fmt.Sprintf("is not to start before %s", r.On)
	case "as_of":
		return fmt.Sprintf("what is left cannot be done before %s", r.On)
	case "rest_days":
		return fmt.Sprintf("runs over %s of rest from %s on", plural(r.Days, "day"), r.On)
	case "float":
		return fmt.Sprintf("may slip %s, to finish on %s%s", days(r.Days), r.On, r.delays(", or it delays "))
	case "critical":
		if r.Days < 0 {
			return fmt.Sprintf("is %s too late%s", days(-r.Days), r.delays(" for "))
		}
		return "may not slip" + r.delays(", or it delays ")
	case "due":
		return fmt.Sprintf("is due on %s", r.On)
	case "deadline":
		return fmt.Sprintf("the deadline is %s", r.On)
	}
	return ""
}

// plural returns a number of things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// waits says what the link of r asks for.
func (r Reason) waits() string {
	if r.Link == nil {
		return "waits"
	}
	verb, after := "starts", "finishes"
	if toFinish(r.Link.Type) {
		verb = "finishes"
	}
	if fromStart(r.Link.Type) {
		after = "starts"
	}
	return fmt.Sprintf("%s after %s %s", verb, r.Link.From, after)
}

// delays names the action that the link of r leads to.
func (r Reason) delays(before string) string {
	if r.Link == nil {
		return ""
	}
	return before + string(r.Link.To)
}
