package actionplan

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// transitions are the statuses that each verb leads from, and the one that it leads to.
var transitions = [...]struct {
	from []Status
	to   Status
}{
	Commit:  {[]Status{Draft}, Planned},
	Start:   {[]Status{Planned}, InProgress},
	Report:  {[]Status{InProgress}, InProgress},
	Block:   {[]Status{Planned, InProgress}, Blocked},
	Unblock: {[]Status{Blocked}, InProgress}, // or Planned; see unblocked
	Finish:  {[]Status{InProgress}, Done},
	Verify:  {[]Status{Done}, Verified},
	Reject:  {[]Status{Done, Verified}, InProgress},
	Close:   {[]Status{Verified}, Closed},
	Reopen:  {[]Status{Done, Verified, Closed, Cancelled}, InProgress},
	Cancel:  {[]Status{Draft, Planned, InProgress, Blocked}, Cancelled},
}

// mostEvents is how many events a log holds at most.
const mostEvents = 10_000

// Verbs returns what may happen to an action of status s, in the order of the verbs; none for a value that is no status.
// [Apply] may still refuse a verb for what the action lacks.
func (s Status) Verbs() []Verb {
	var verbs []Verb
	for verb, t := range transitions {
		if slices.Contains(t.from, s) {
			verbs = append(verbs, Verb(verb))
		}
	}
	return verbs
}

// Apply returns a after e, with e at the end of its log; From and To of e are filled in. It changes neither a nor what a
// holds, and shares nothing with it. A refusal returns a as it is.
//
//   - Commit: Draft to Planned; needs What, Why, Due and Accountable.
//   - Start: Planned to InProgress. Report: progress of an action InProgress. Finish: InProgress to Done, progress 1.
//   - Block: Planned or InProgress to Blocked. Unblock: back to where it was.
//   - Verify: Done to Verified; needs for every indicator, of which there is one at least, that its latest value measured on
//     or after the day it finished meets the goal. Close: Verified to Closed; needs what [CanClose] asks for.
//   - Reject: Done or Verified to InProgress. Reopen: Done, Verified, Closed or Cancelled to InProgress. Both keep Started,
//     unset Finished, and take progress from e, else 0.
//   - Cancel: Draft, Planned, InProgress or Blocked to Cancelled.
//
// Block, Reject, Reopen and Cancel need a reason, Report a progress. What is refused by these rules is a [TransitionError];
// its codes are no_what, no_why, no_due, no_accountable, no_reason, no_progress and those of [CanClose]. Apply returns
// [ErrInvalid] with the faults of e or of the dates, the status and the progress of a, and for a progress with any other
// verb; [ErrRange] if e is before the last event, finishes before a started, has evidence dated after its day, or is one
// event more than 10,000.
//
// Reference: ISO 9001:2015, 10.2.1 d, review the effectiveness of any corrective action taken.
func Apply(a Action, e Event) (Action, error) {
	after, err := a.after(e)
	if err != nil {
		return a, fmt.Errorf("actionplan: apply: %w", err)
	}
	return after, nil
}

// Apply returns p with the action of that code after e, as [Apply] gives it. It shares nothing with p. It returns
// [ErrNotFound] if there is no such action, and the errors of Apply; a refusal returns p as it is.
func (p Plan) Apply(c Code, e Event) (Plan, error) {
	i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Code == c })
	if i < 0 {
		return p, fmt.Errorf("actionplan: apply: %.64q: %w", c, ErrNotFound)
	}
	after, err := p.Actions[i].after(e)
	if err != nil {
		return p, fmt.Errorf("actionplan: apply: %w", err)
	}
	p = p.clone()
	p.Actions[i] = after
	return p, nil
}

// after returns a after e.
func (a Action) after(e Event) (Action, error) {
	e.From, e.To, e.At = a.Status, 0, e.At.Round(0) // without a monotonic clock, which no log keeps
	if !a.alive() {
		return a, faulty(a, fmt.Sprintf("%.64q", a.Code))
	}
	if !e.sound() {
		return a, faulty(e, fmt.Sprintf("%.64q", a.Code))
	}
	if err := a.timely(e); err != nil {
		return a, fmt.Errorf("%.64q: %w", a.Code, err)
	}
	refused, leads := TransitionError{Action: a.Code, From: a.Status, Verb: e.Verb}, slices.Contains(transitions[e.Verb].from, a.Status)
	if leads || e.Verb == Close { // Close is also told that it is not verified
		refused.Missing = a.missing(e)
	}
	if !leads || len(refused.Missing) > 0 {
		return a, refused
	}
	e.To = transitions[e.Verb].to
	if e.Verb == Unblock {
		e.To = a.unblocked()
	}
	after := a.clone()
	after.Log = append(after.Log, e.clone())
	return after, after.settle(e)
}

// alive reports whether the life of a, as far as an event depends on it, has no fault.
func (a *Action) alive() bool {
	sound := a.Status <= Cancelled && isShare(a.Progress)
	reportAction(*a, func(string, string) { sound = false })
	return sound
}

// timely returns what is wrong with the time of e, with that of its evidence, and with its progress.
func (a *Action) timely(e Event) error {
	day := calendar.DateOf(e.At)
	for i, o := range e.Evidence {
		if o.On.Compare(day) > 0 {
			return fmt.Errorf("evidence[%d] is of %s, after %s: %w", i, o.On, day, ErrRange)
		}
	}
	if last := len(a.Log) - 1; last >= 0 && e.At.Before(a.Log[last].At) {
		return fmt.Errorf("it is before the event before it: %w", ErrRange)
	}
	if len(a.Log) >= mostEvents {
		return fmt.Errorf("more than %d events: %w", mostEvents, ErrRange)
	}
	if e.Progress != nil && e.Verb != Report && e.Verb != Reject && e.Verb != Reopen {
		return fmt.Errorf("%v takes no progress: %w", e.Verb, ErrInvalid)
	}
	return nil
}

// missing returns the codes, sorted, of what e needs beyond the right status.
func (a *Action) missing(e Event) (missing []string) {
	lacks := func(condition bool, code string) {
		if condition {
			missing = append(missing, code)
		}
	}
	switch e.Verb {
	case Commit:
		lacks(len(a.What) == 0, "no_what")
		lacks(len(a.Why) == 0, "no_why")
		lacks(a.Due.IsZero(), "no_due")
		lacks(a.Accountable == "", "no_accountable")
	case Report:
		lacks(e.Progress == nil, "no_progress")
	case Block, Reject, Reopen, Cancel:
		lacks(e.Reason == "", "no_reason")
	case Verify:
		missing = a.effectMissing(a.evidence(e.Evidence))
	case Close:
		missing = a.closeMissing(e.Evidence)
	}
	slices.Sort(missing)
	return missing
}

// unblocked returns where a blocked action was before.
func (a *Action) unblocked() Status {
	for _, e := range slices.Backward(a.Log) {
		if e.To == Blocked && e.From != Blocked {
			return e.From
		}
	}
	if a.Started.IsZero() && a.Progress.Sign() == 0 { // declared as blocked
		return Planned
	}
	return InProgress
}

// settle fills in what follows from where e leads. It depends on From, To, Progress and the day alone, so that events of
// older rules settle too.
func (a *Action) settle(e Event) error {
	day := calendar.DateOf(e.At)
	worked := func(s Status) bool { return s >= Done && s <= Closed }
	if worked(e.To) {
		a.Progress = decimal.New(1, 0)
		if !worked(e.From) {
			a.Finished = day
		}
	} else {
		if e.From >= Done && e.To != Cancelled { // back to work
			a.Finished, a.Progress = calendar.Date{}, decimal.Decimal{}
		}
		if e.Progress != nil {
			a.Progress = *e.Progress
		}
		if e.To <= Planned {
			a.Progress = decimal.Decimal{}
		}
	}
	if a.Started.IsZero() && (e.To == InProgress || worked(e.To)) {
		a.Started = day
	}
	a.Status = e.To
	if !a.Finished.IsZero() && a.Finished.Compare(a.Started) < 0 {
		return fmt.Errorf("%.64q: finished on %s, before it started on %s: %w", a.Code, a.Finished, a.Started, ErrRange)
	}
	return nil
}

// Replay returns the sheet of a with the life that log tells, and log as its log; what a says of its own life is left out.
// It shares nothing with a or log. A life that began before its log starts at the From of the first event, of which nothing
// but the status is known then.
//
// Events recorded under older rules replay: each From must be the To before it, and At must never decrease, but verbs and
// what they need are not checked again. It returns [ErrInvalid] with the faults of an event, where the chain breaks, and for
// more than 10,000 events; [ErrRange] where the clock goes back or a finish lies before the start. The cost is that of one
// pass over the log.
func Replay(a Action, log []Event) (Action, error) {
	replayed := a
	replayed.Status, replayed.Progress, replayed.Log = Draft, decimal.Decimal{}, log
	replayed.Started, replayed.Finished = calendar.Date{}, calendar.Date{}
	if len(log) > mostEvents {
		return a, fmt.Errorf("actionplan: replay %.64q: more than %d events: %w", a.Code, mostEvents, ErrInvalid)
	}
	for i := range log {
		if err := replayed.follow(log, i); err != nil {
			return a, fmt.Errorf("actionplan: replay %.64q: log[%d]: %w", a.Code, i, err)
		}
	}
	return replayed.clone(), nil
}

// follow takes a through one event of a log.
func (a *Action) follow(log []Event, i int) error {
	e := &log[i]
	switch {
	case !e.sound():
		return faulty(*e, "event")
	case i == 0:
		a.Status = e.From
	case e.From != a.Status:
		return fmt.Errorf("from %v, while the action is %v: %w", e.From, a.Status, ErrInvalid)
	case e.At.Before(log[i-1].At):
		return fmt.Errorf("it is before the event before it: %w", ErrRange)
	}
	return a.settle(*e)
}
