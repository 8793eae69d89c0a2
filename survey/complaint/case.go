package complaint

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

const mostEvents = 10_000

// A Complaint is what a customer was not content with. Contact is the team that took it and answers for it towards the
// customer until the end, whoever works on it. About is what it is about, such as a promise attribute; Source where it
// came from, such as an earlier complaint of the same customer or a response to a survey. Segments place it, as those of
// a response do. Remedy is what the customer wants to happen, Occurred when it went wrong. ID, At and Contact are
// mandatory, so the zero value is invalid.
type Complaint struct {
	ID       uuid.UUID         `json:"id"`
	At       time.Time         `json:"at"`
	Contact  Team              `json:"contact"`
	About    survey.Ref        `json:"about,omitzero"`
	Source   survey.Ref        `json:"source,omitzero"`
	Segments map[string]string `json:"segments,omitempty" validate:"max=100,dive,keys,required,text_size=1000,clean,endkeys,text_size=1000,clean"`
	Problem  string            `json:"problem,omitempty" validate:"text_size=10000,clean"`
	Remedy   string            `json:"remedy,omitempty" validate:"text_size=10000,clean"`
	Occurred *time.Time        `json:"occurred,omitempty"`
}

// Ref returns the ref by which others cite c: {"survey.complaint", "<uuid>"}.
func (c Complaint) Ref() survey.Ref { return survey.Ref{Kind: "survey.complaint", ID: c.ID.String()} }

// A Case is a complaint with what has happened to it since, under a policy that says what ends it. Its state follows
// from the events. Make it by [Open] and let it grow by [Case.Apply], or read it from where it was stored; the zero
// value is invalid.
type Case struct {
	Complaint Complaint `json:"complaint"`
	Policy    Policy    `json:"policy"`
	Events    []Event   `json:"events,omitempty" validate:"max=10000,dive"`
}

// Open returns the case of a new complaint, or the faults of c or p as [Case.Validate] names them.
func Open(c Complaint, p Policy) (Case, error) { return open("complaint: open", c, p) }

func open(op string, c Complaint, p Policy) (Case, error) {
	c.At, c.Segments = c.At.Round(0), maps.Clone(c.Segments) // without the reading of a monotonic clock
	if c.Occurred != nil {
		occurred := c.Occurred.Round(0)
		c.Occurred = &occurred
	}
	opened := Case{Complaint: c, Policy: p}
	if err := opened.check(op); err != nil {
		return Case{}, err
	}
	return opened, nil
}

// FromResponse opens a case for a response to a survey for which the condition holds, such as
// survey.AtMost("recommend", 6), and reports whether it does. What c leaves empty comes from the response: At, Segments,
// Source as {"survey.response", "<uuid>"}, and ID, derived from that of the response so that one response opens one case.
// It returns the errors of [Open], and of [survey.Form.Holds] for the condition.
func FromResponse(f *survey.Form, r survey.Response, when survey.Condition, c Complaint, p Policy) (Case, bool, error) {
	const op = "complaint: open from response"
	if f == nil {
		return Case{}, false, fmt.Errorf("%s: %w: no form", op, ErrInvalid)
	}
	holds, err := f.Holds(when, r)
	if err != nil {
		return Case{}, false, fmt.Errorf("%s: %w: %w", op, ErrInvalid, err)
	}
	if !holds {
		return Case{}, false, nil
	}
	if c.ID == uuid.Nil && r.ID != uuid.Nil {
		c.ID = uuid.NewSHA1(r.ID, []byte("complaint"))
	}
	if c.Source == (survey.Ref{}) && r.ID != uuid.Nil {
		c.Source = survey.Ref{Kind: "survey.response", ID: r.ID.String()}
	}
	if c.At.IsZero() {
		c.At = r.At
	}
	if c.Segments == nil {
		c.Segments = r.Segments
	}
	opened, err := open(op, c, p)
	return opened, err == nil, err
}

// State returns where c stands. It returns [ErrInvalid], [ErrOrder], [ErrLimit] or a [TransitionError] for a case that
// did not come about by [Open] and [Case.Apply] and cannot have; texts are not looked at, [Case.Validate] does. Cost:
// O(events), as for all that asks a case.
func (c Case) State() (State, error) {
	r, err := c.run("complaint: state")
	return r.state, err
}

// Allowed returns the kinds of events that c takes next, in their order: none once it is over. Feedback is allowed with
// any mood. Errors as of [Case.State].
func (c Case) Allowed() ([]Kind, error) {
	r, err := c.run("complaint: allowed")
	if err != nil {
		return nil, err
	}
	var kinds []Kind
	for k := KindAcknowledge; k <= KindWithdraw; k++ {
		mood := Mood(0)
		if k == KindFeedback {
			mood = MoodPositive
		}
		if _, ok := r.step(c.Policy, k, mood); ok {
			kinds = append(kinds, k)
		}
	}
	return kinds, nil
}

// Resolver returns the team to which c was assigned last, also once it is over, and false where it was to none: then the
// contact team resolves it at once. For a case that [Case.State] refuses there is none.
func (c Case) Resolver() (Team, bool) {
	r, err := c.run("complaint: resolver")
	if err != nil || r.team == nil {
		return Team{}, false
	}
	return *r.team, true
}

// Apply returns c with one more event; c itself is not changed. On an error it returns c as it was: [ErrInvalid] for an
// event with faults, which unwraps to validator.ValidationErrors too, [ErrOrder] for one before the last, a
// [TransitionError] for one that does not follow on the state, [ErrLimit] for the 10,001st or one later than 292 years
// after the opening, and the errors of [Case.State]. Equal times are in order.
func (c Case) Apply(e Event) (Case, error) {
	const op = "complaint: apply"
	r, err := c.run(op)
	if err != nil {
		return c, err
	}
	if err := e.check(op); err != nil {
		return c, err
	}
	e.At = e.At.Round(0)
	if e.Team != nil {
		team := *e.Team
		e.Team = &team
	}
	if len(c.Events) == mostEvents {
		return c, fmt.Errorf("%s: %w: at most %d events", op, ErrLimit, mostEvents)
	}
	if _, err := r.take(c.Policy, &e); err != nil {
		return c, fmt.Errorf("%s: %w", op, err)
	}
	c.Events = append(slices.Clone(c.Events), e)
	return c, nil
}

// run replays c in the name of op.
func (c Case) run(op string) (run, error) {
	r, fault := c.replay()
	if fault == nil {
		return r, nil
	}
	if errors.Is(fault.cause, ErrInvalid) {
		return run{}, fmt.Errorf("%s: %w: %s %s", op, ErrInvalid, fault.path, fault.code)
	}
	return run{}, fmt.Errorf("%s: %s: %w", op, fault.path, fault.cause)
}
