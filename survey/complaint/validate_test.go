package complaint_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

func TestCase_Validate(t *testing.T) {
	change := func(with func(c *complaint.Case)) complaint.Case {
		c := complaint.Case{Complaint: damaged(), Events: towed()}
		with(&c)
		return c
	}
	require.NoError(t, change(func(*complaint.Case) {}).Validate())
	last := damaged()
	last.At = day(1).AddDate(9999-2026, 0, 0)
	_, err := complaint.Open(last, complaint.PolicyPositiveFeedback)
	require.NoError(t, err, "the last year")
	for name, test := range map[string]struct {
		bad   complaint.Case
		want  []string
		cause error
	}{
		"nothing": {
			complaint.Case{},
			[]string{"Case.complaint.at required", "Case.complaint.contact.id required", "Case.complaint.contact.role required", "Case.complaint.id required"},
			complaint.ErrInvalid,
		},
		"policy": {change(func(c *complaint.Case) { c.Policy = 2 }), []string{"Case.policy max"}, complaint.ErrInvalid},
		"a resolver takes it": {
			change(func(c *complaint.Case) { c.Complaint.Contact.Role = complaint.RoleResolver }),
			[]string{"Case.complaint.contact.role contact_role"},
			complaint.ErrInvalid,
		},
		"role": {change(func(c *complaint.Case) { c.Complaint.Contact.Role = 9 }), []string{"Case.complaint.contact.role max"}, complaint.ErrInvalid},
		"texts and refs": {
			change(func(c *complaint.Case) {
				c.Complaint.Problem, c.Complaint.Remedy = strings.Repeat("x", 10_001), "\xff"
				c.Complaint.About, c.Complaint.Source = survey.Ref{Kind: "x"}, survey.Ref{ID: "x"}
				c.Complaint.Segments = map[string]string{"": "x", "brand": "\x00"}
			}),
			[]string{
				"Case.complaint.about.id ref_half", "Case.complaint.problem text_size", "Case.complaint.remedy clean",
				"Case.complaint.segments[] required", "Case.complaint.segments[brand] clean", "Case.complaint.source.kind ref_half",
			},
			complaint.ErrInvalid,
		},
		"occurred later":   {change(func(c *complaint.Case) { c.Complaint.Occurred = new(day(2)) }), []string{"Case.complaint.occurred order"}, complaint.ErrInvalid},
		"occurred in -1":   {change(func(c *complaint.Case) { c.Complaint.Occurred = new(day(1).AddDate(-2027, 0, 0)) }), []string{"Case.complaint.occurred year"}, complaint.ErrInvalid},
		"an event's team":  {change(func(c *complaint.Case) { c.Events[2].Team.ID = "" }), []string{"Case.events[2].team.id required"}, complaint.ErrInvalid},
		"does not follow":  {change(func(c *complaint.Case) { c.Events = append(c.Events[:3:3], c.Events[4:]...) }), []string{"Case.events[3].kind transition"}, complaint.TransitionError{complaint.StateAssigned, complaint.KindFeedback}},
		"out of order":     {change(func(c *complaint.Case) { c.Events[5].At = day(19) }), []string{"Case.events[5].at order"}, complaint.ErrOrder},
		"centuries later":  {change(func(c *complaint.Case) { c.Events[7].At = day(1).AddDate(300, 0, 0) }), []string{"Case.events[7].at order"}, complaint.ErrLimit},
		"faults and order": {change(func(c *complaint.Case) { c.Events[1].At, c.Events[6].Mood = day(1).Add(-1), 1 }), []string{"Case.events[1].at order", "Case.events[6].mood unused"}, complaint.ErrOrder},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.bad.Validate()
			require.ErrorIs(t, err, complaint.ErrInvalid)
			require.ErrorIs(t, err, test.cause)
			assert.Equal(t, test.want, faults(t, err))
			if name == "texts and refs" { // which the state does not depend on
				return
			}
			for _, err := range errorsOf(test.bad) {
				require.ErrorIs(t, err, test.cause)
			}
			_, ok := test.bad.Resolver()
			assert.False(t, ok)
		})
	}
}

// errorsOf returns the errors of all that asks a case.
func errorsOf(c complaint.Case) []error {
	_, state := c.State()
	_, allowed := c.Allowed()
	after, apply := c.Apply(event(complaint.KindResolve, day(30), 0))
	if len(after.Events) != len(c.Events) {
		panic("not as it was")
	}
	return []error{state, allowed, apply, new(complaint.Tally).Add(c), new(complaint.Tally).Remove(c)}
}

func TestErrors_text(t *testing.T) {
	_, err := opened(t, complaint.PolicyPositiveFeedback).Apply(event(complaint.KindFeedback, day(2), 1))
	require.EqualError(t, err, "complaint: apply: feedback does not follow on opened")
	_, err = complaint.Case{Complaint: damaged(), Events: towed()[4:]}.State()
	require.EqualError(t, err, "complaint: state: events[0].kind: feedback does not follow on opened")
	_, err = complaint.Case{}.State()
	require.EqualError(t, err, "complaint: state: invalid: complaint.id required")
}
