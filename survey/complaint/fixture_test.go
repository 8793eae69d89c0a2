package complaint_test

import (
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// day returns nine in the morning of a day in March 2026.
func day(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }

// team returns a team with a provider of its own.
func team(id string, role complaint.Role) complaint.Team {
	return complaint.Team{ID: id, Role: role, Provider: survey.Ref{Kind: "provider", ID: id}}
}

// damaged is the complaint of the car that was damaged while it was towed (after article 004; names and dates are ours).
func damaged() complaint.Complaint {
	return complaint.Complaint{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), At: day(1),
		Contact: team("dealer", complaint.RoleContactPoint),
		Problem: "The fender was damaged while the car was towed.", Remedy: "Repair it.",
	}
}

// towed are the events of its case: three providers, two handovers, one reopening, closed on the 30th.
func towed() []complaint.Event {
	return []complaint.Event{
		{Kind: complaint.KindAcknowledge, At: day(1)},
		{Kind: complaint.KindAssign, At: day(2), Team: new(team("towing", complaint.RoleResolver))},
		{Kind: complaint.KindAssign, At: day(5), Team: new(team("insurer", complaint.RoleResolver))},
		{Kind: complaint.KindResolve, At: day(19), Note: "Claim settled, car repaired."},
		{Kind: complaint.KindFeedback, At: day(20), Mood: complaint.MoodNegative, Note: "It rattles."},
		{Kind: complaint.KindAssign, At: day(21), Team: new(team("dealer", complaint.RoleResolver))},
		{Kind: complaint.KindResolve, At: day(23)},
		{Kind: complaint.KindFeedback, At: day(30), Mood: complaint.MoodPositive},
	}
}

// opened returns the case of the damaged car under a policy, with events.
func opened(t tb, p complaint.Policy, events ...complaint.Event) complaint.Case {
	t.Helper()
	c, err := complaint.Open(damaged(), p)
	require.NoError(t, err)
	for _, e := range events {
		c, err = c.Apply(e)
		require.NoError(t, err)
	}
	return c
}

// event returns an event of a kind with what the kind needs.
func event(k complaint.Kind, at time.Time, m complaint.Mood) complaint.Event {
	e := complaint.Event{Kind: k, At: at}
	switch k {
	case complaint.KindAssign:
		e.Team = new(team("workshop", complaint.RoleResolver))
	case complaint.KindAssess:
		e.Severity = complaint.SeverityHigh
	case complaint.KindFeedback:
		e.Mood = m
	}
	return e
}

// state returns where a case stands.
func state(t tb, c complaint.Case) complaint.State {
	t.Helper()
	s, err := c.State()
	require.NoError(t, err)
	return s
}

// faults returns path and tag of each fault.
func faults(t tb, err error) (all []string) {
	t.Helper()
	var list validator.ValidationErrors
	require.ErrorAs(t, err, &list)
	for _, fault := range list {
		all = append(all, fault.Namespace()+" "+fault.Tag())
	}
	return all
}

// drawCase draws a case that grew by legal events, under any policy.
func drawCase() *rapid.Generator[complaint.Case] {
	return rapid.Custom(func(t *rapid.T) complaint.Case {
		at := day(1)
		c := opened(t, rapid.SampledFrom([]complaint.Policy{complaint.PolicyPositiveFeedback, complaint.PolicyISO10002}).Draw(t, "policy"))
		for range rapid.IntRange(0, 12).Draw(t, "events") {
			allowed, err := c.Allowed()
			require.NoError(t, err)
			if len(allowed) == 0 {
				break
			}
			at = at.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "hours")) * time.Hour)
			e := event(rapid.SampledFrom(allowed).Draw(t, "kind"), at, complaint.Mood(rapid.IntRange(1, 3).Draw(t, "mood")))
			if e.Kind == complaint.KindWithdraw && rapid.IntRange(0, 9).Draw(t, "stay") > 0 {
				continue
			}
			if e.Team != nil {
				e.Team.ID = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "team")
			}
			c, err = c.Apply(e)
			require.NoError(t, err)
		}
		return c
	})
}
