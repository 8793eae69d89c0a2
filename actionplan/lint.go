package actionplan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// A Finding is what a good plan would not have, though a valid one may.
type Finding struct {
	Rule string // stable code, such as "no_accountable"
	Path string // as Validate gives it, such as Plan.actions[2].accountable
	Text string // in English
}

// Limits of the rules on links and durations.
const (
	longLag    = 5  // working days
	longAction = 44 // working days, two months; DCMA's 14-point assessment
)

// Lint returns what is missing or odd in p, sorted by path, then rule; nil if nothing is. Of an action that is not cancelled:
//
//   - no_accountable, no_why, no_due, no_message, no_ref, no_contingency, no_indicator: the sheet has no such row.
//   - no_area: nobody's area is responsible for an indicator. goal_is_baseline: the goal of one is where it stands today.
//   - trigger_text_only: a contingency without bounds or season, which never fires. no_response_owner: nobody responds.
//   - no_duration: no milestone, and neither days nor start and due day nor estimate. long_action: over 44 working days.
//   - due_on_rest_day: it is due on a day that does not work.
//   - open_start, open_end, in a plan with links: neither a start day nor a link says when it starts (FS and SS do); neither a
//     due day nor a link out of its finish (FS and FF) says what it is needed for.
//   - self_check: the one who verified it last is the one who answers for it.
//
// Of a link: lead, a lag below 0; long_lag, one over 5 working days. Lint is for a valid plan; of another it returns what it
// finds. What depends on working days is left out if the start and due days span more than 400 years.
func (p Plan) Lint() []Finding {
	l := linter{plan: p, linked: p.linked()}
	l.index()
	for i := range p.Actions {
		first := len(l.findings)
		if p.Actions[i].Status != Cancelled {
			l.action(i)
			l.days(i)
		}
		sortFindings(l.findings[first:])
	}
	for i, link := range p.Links {
		l.add(link.Lag < 0, "lead", "links[%d].lag", "a lead: the successor begins before what it waits for is over", i)
		l.add(link.Lag > longLag, "long_lag", "links[%d].lag", "a lag of more than 5 working days hides an action", i)
	}
	return l.findings
}

// sortFindings sorts the findings of one action by path, then rule.
func sortFindings(findings []Finding) {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(declare.ComparePaths(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule))
	})
}

// A linter gathers findings.
type linter struct {
	plan     Plan
	linked   map[Code][2]bool
	workdays calendar.Workdays
	indexed  bool // workdays know every start and due day
	findings []Finding
}

// add adds a finding at a path, whose indexes are at, if the condition holds.
func (l *linter) add(condition bool, rule, path, text string, at ...any) {
	if condition {
		l.findings = append(l.findings, Finding{rule, "Plan." + fmt.Sprintf(path, at...), text})
	}
}

// linked returns, by code, whether a link holds the start of an action, and whether one leads from its finish.
func (p Plan) linked() map[Code][2]bool {
	linked := map[Code][2]bool{}
	for _, l := range p.Links {
		if l.Type == FinishStart || l.Type == StartStart {
			linked[l.To] = [2]bool{true, linked[l.To][1]}
		}
		if l.Type == FinishStart || l.Type == FinishFinish {
			linked[l.From] = [2]bool{linked[l.From][0], true}
		}
	}
	return linked
}

// action looks at the sheet of an action.
func (l *linter) action(i int) {
	a := &l.plan.Actions[i]
	row := func(missing bool, rule, field, text string) { l.add(missing, rule, "actions[%d]."+field, text, i) }
	row(a.Accountable == "", "no_accountable", "accountable", "nobody alone answers for it")
	row(len(a.Why) == 0, "no_why", "why", "nothing says what it is for")
	row(a.Due.IsZero(), "no_due", "due", "it is due on no day")
	row(len(a.Messages) == 0, "no_message", "messages", "nobody is told of it")
	row(len(a.Refs) == 0, "no_ref", "refs", "it answers no finding and no strategy")
	row(len(a.Contingencies) == 0, "no_contingency", "contingencies", "nothing says what to do if it goes wrong")
	row(len(a.Indicators) == 0, "no_indicator", "indicators", "nothing measures it")
	row(!a.Milestone && a.Days == 0 && (a.Start.IsZero() || a.Due.IsZero()) && a.Estimate == nil,
		"no_duration", "days", "nothing says how long it takes")
	if len(l.plan.Links) > 0 {
		held := l.linked[a.Code]
		row(a.Start.IsZero() && !held[0], "open_start", "start", "neither a day nor a link says when it starts")
		row(a.Due.IsZero() && !held[1], "open_end", "due", "neither a day nor a link says when it is needed")
	}
	for k, indicator := range a.Indicators {
		same := indicator.Baseline != nil && soundBound(indicator.Baseline) && soundBound(&indicator.Goal) &&
			indicator.Baseline.Equal(indicator.Goal)
		l.add(indicator.Area == "", "no_area", "actions[%d].indicators[%d].area", "no area is responsible for it", i, k)
		l.add(same, "goal_is_baseline", "actions[%d].indicators[%d].goal", "the goal is where it stands today", i, k)
	}
	for k, c := range a.Contingencies {
		inWords := c.AtLeast == nil && c.AtMost == nil && c.From.IsZero() && c.To.IsZero()
		l.add(inWords, "trigger_text_only", "actions[%d].contingencies[%d].trigger", "in words alone it never fires", i, k)
		l.add(c.Owner == "", "no_response_owner", "actions[%d].contingencies[%d].owner", "nobody is to respond", i, k)
	}
	for k, e := range slices.Backward(a.Log) {
		if e.Verb == Verify {
			l.add(e.By == a.Accountable, "self_check", "actions[%d].log[%d].by", "who answers for it verified it himself", i, k)
			return
		}
	}
}

// index makes the index of the working days between the first and the last start or due day.
func (l *linter) index() {
	first, last := calendar.Date{}, calendar.Date{}
	for i := range l.plan.Actions {
		a := &l.plan.Actions[i]
		for _, d := range []calendar.Date{a.Start, a.Due} {
			if !d.IsZero() && (first.IsZero() || d.Compare(first) < 0) {
				first = d
			}
			if d.Compare(last) > 0 {
				last = d
			}
		}
	}
	days, err := l.plan.Calendar.Workdays(first, last)
	l.workdays, l.indexed = days, err == nil
}

// days looks at what depends on working days.
func (l *linter) days(i int) {
	a := &l.plan.Actions[i]
	length := a.Days
	if l.indexed && length == 0 && !a.Milestone && !a.Start.IsZero() && !a.Due.IsZero() {
		length, _ = l.workdays.Count(a.Start, a.Due)
		length += one(l.workdays.Works(a.Due))
	}
	l.add(length > longAction, "long_action", "actions[%d].days", "more than 44 working days are too long to follow", i)
	rests := l.indexed && !a.Due.IsZero() && !l.workdays.Works(a.Due)
	l.add(rests, "due_on_rest_day", "actions[%d].due", "it is due on a day that does not work", i)
}
