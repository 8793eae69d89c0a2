package complaint

import (
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
)

// A run is a case as its events have made it.
type run struct {
	state              State
	opened, last       time.Time
	since              time.Time // when the state was reached that counts for being late
	team               *Team     // assigned last
	acknowledged       time.Time // zero if not
	resolves, reopened int
	handovers          int64
	positive           bool // ended on positive feedback
}

// A fault is the first thing that makes a case impossible. Its cause is ErrInvalid, ErrOrder, ErrLimit or a
// TransitionError.
type fault struct {
	path, code string
	cause      error
}

// replay runs through the events of c, and stops at the first fault.
func (c *Case) replay() (r run, found *fault) {
	refuse := func(prefix string) func(field, code string) {
		return func(field, code string) {
			if found == nil {
				found = &fault{prefix + field, code, ErrInvalid}
			}
		}
	}
	if c.Policy > PolicyISO10002 {
		refuse("")("policy", "max")
	}
	c.Complaint.faults(refuse("complaint."))
	c.Complaint.Contact.faults(refuse("complaint.contact."))
	if len(c.Events) > mostEvents {
		return r, &fault{"events", "max", ErrLimit}
	}
	if found != nil {
		return r, found
	}
	at := c.Complaint.At.Round(0)
	r = run{state: StateOpened, opened: at, last: at, since: at}
	for i := range c.Events {
		e := &c.Events[i]
		bad := func(field, code string) {
			if found == nil {
				found = &fault{fmt.Sprintf("events[%d].%s", i, field), code, ErrInvalid}
			}
		}
		e.faults(bad)
		if e.Team != nil {
			e.Team.faults(func(field, code string) { bad("team."+field, code) })
		}
		if found != nil {
			return r, found
		}
		if field, err := r.take(c.Policy, e); err != nil {
			code := "order"
			if field == "kind" {
				code = "transition"
			}
			return r, &fault{fmt.Sprintf("events[%d].%s", i, field), code, err}
		}
	}
	return r, nil
}

// faults reports what is wrong with c, apart from its texts and what its team lacks.
func (c Complaint) faults(report func(field, code string)) {
	if c.ID == uuid.Nil {
		report("id", "required")
	}
	if code := moment(c.At); code != "" {
		report("at", code)
	}
	if c.Contact.Role == RoleResolver {
		report("contact.role", "contact_role")
	}
	if c.Occurred != nil {
		if code := moment(*c.Occurred); code != "" {
			report("occurred", code)
		} else if c.At.Round(0).Before(c.Occurred.Round(0)) {
			report("occurred", "order")
		}
	}
}

// step returns where an event of kind k leads, and whether it may come. The customer is told once that his complaint has
// come in, and not after he was offered a remedy.
func (r *run) step(p Policy, k Kind, m Mood) (State, bool) {
	if k == KindAcknowledge && (!r.acknowledged.IsZero() || r.resolves > 0) {
		return r.state, false
	}
	return p.step(r.state, k, m)
}

// take moves r on by e, which has no faults by itself, or returns the field and the error of what is in the way.
func (r *run) take(p Policy, e *Event) (field string, err error) {
	at := e.At.Round(0)
	switch {
	case at.Before(r.last):
		return "at", fmt.Errorf("%v at %s: %w", e.Kind, at.Format(time.RFC3339), ErrOrder)
	case at.Sub(r.opened) == math.MaxInt64:
		return "at", fmt.Errorf("%v later than 292 years: %w", e.Kind, ErrLimit)
	}
	to, ok := r.step(p, e.Kind, e.Mood)
	if !ok {
		return "kind", TransitionError{r.state, e.Kind}
	}
	r.last = at
	switch e.Kind {
	case KindAcknowledge:
		r.acknowledged = at
	case KindAssign:
		if r.team != nil && !r.team.isSame(*e.Team) {
			r.handovers++
		}
		r.team = e.Team
	case KindResolve:
		r.resolves++
		r.since = at
	case KindFeedback:
		if to == StateReopened {
			r.reopened++
			r.since = at
		}
		r.positive = to == StateClosed
	}
	r.state = to
	return "", nil
}
