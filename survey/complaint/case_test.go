package complaint_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// slowStep is the machine written out once more, a state a line: what may come, and where it leads. "+", "0" and "-" are
// the moods of feedback; what is in brackets needs the policy of the standard.
var slowStep = map[complaint.State]map[string]complaint.State{
	complaint.StateOpened: {
		"acknowledge": complaint.StateAcknowledged, "assess": complaint.StateOpened, "assign": complaint.StateAssigned,
		"resolve": complaint.StateAwaitingFeedback, "withdraw": complaint.StateWithdrawn,
	},
	complaint.StateAcknowledged: {
		"assess": complaint.StateAcknowledged, "assign": complaint.StateAssigned,
		"resolve": complaint.StateAwaitingFeedback, "withdraw": complaint.StateWithdrawn,
	},
	complaint.StateAssigned: {
		"acknowledge": complaint.StateAssigned, "assess": complaint.StateAssigned, "assign": complaint.StateAssigned,
		"resolve": complaint.StateAwaitingFeedback, "withdraw": complaint.StateWithdrawn,
	},
	complaint.StateAwaitingFeedback: {
		"assess": complaint.StateAwaitingFeedback, "feedback+": complaint.StateClosed, "feedback0": complaint.StateReopened,
		"feedback-": complaint.StateReopened, "withdraw": complaint.StateWithdrawn,
		"(accept)": complaint.StateClosed, "(exhaust)": complaint.StateClosed,
	},
	complaint.StateReopened: {
		"assess": complaint.StateReopened, "assign": complaint.StateAssigned, "resolve": complaint.StateAwaitingFeedback,
		"withdraw": complaint.StateWithdrawn, "(exhaust)": complaint.StateClosed,
	},
	complaint.StateClosed: {}, complaint.StateWithdrawn: {},
}

// slowState replays by the table, and reports whether all events follow.
func slowState(p complaint.Policy, events []complaint.Event) (complaint.State, bool) {
	at, told, offered := complaint.StateOpened, false, false
	for _, e := range events {
		name := e.Kind.String()
		if e.Kind == complaint.KindFeedback {
			name += " +0-"[e.Mood : e.Mood+1]
		}
		to, ok := slowStep[at][name]
		if p == complaint.PolicyISO10002 && !ok {
			to, ok = slowStep[at]["("+name+")"]
		}
		if !ok || name == "acknowledge" && (told || offered) {
			return at, false
		}
		told, offered = told || name == "acknowledge", offered || name == "resolve"
		at = to
	}
	return at, true
}

// TestCase_slow: any events, legal or not, lead where the table says.
func TestCase_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := complaint.Policy(rapid.IntRange(0, 1).Draw(t, "policy"))
		c := opened(t, p)
		for i := range rapid.IntRange(1, 14).Draw(t, "n") {
			k := complaint.Kind(rapid.SampledFrom([]int{1, 2, 3, 4, 4, 4, 5, 5, 5, 6, 7, 8}).Draw(t, "kind"))
			e := event(k, day(1+i), complaint.Mood(rapid.IntRange(1, 3).Draw(t, "mood")))
			before := c
			want, legal := slowState(p, append(append([]complaint.Event(nil), c.Events...), e))
			next, err := c.Apply(e)
			if !legal {
				require.ErrorIs(t, err, complaint.TransitionError{State: want, Kind: k})
				assert.Equal(t, before, next, "as it was")
				continue
			}
			require.NoError(t, err)
			assert.Equal(t, before, c, "the old case is unchanged")
			assert.Equal(t, want, state(t, next))
			c = next
		}
		require.NoError(t, c.Validate())
	})
}

// TestCase_prefix: every prefix of a legal list of events is legal; what Allowed names is what Apply takes; a case closed
// under the default policy ends on positive feedback after a remedy.
func TestCase_prefix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase().Draw(t, "case")
		for i := range c.Events {
			part := c
			part.Events = c.Events[:i]
			require.NoError(t, part.Validate())
		}
		allowed, err := c.Allowed()
		require.NoError(t, err)
		for k := complaint.KindAcknowledge; k <= complaint.KindWithdraw; k++ {
			_, err := c.Apply(event(k, day(31), complaint.MoodPositive))
			if assert.Equal(t, err == nil, slices.Contains(allowed, k), "%v after %v", k, c.Events) && err != nil {
				assert.ErrorAs(t, err, new(complaint.TransitionError))
			}
		}
		if c.Policy != complaint.PolicyISO10002 && state(t, c) == complaint.StateClosed {
			last := c.Events[len(c.Events)-1]
			assert.Equal(t, complaint.MoodPositive, last.Mood)
			assert.True(t, len(c.Events) > 1)
		}
	})
}

func TestCase_towed(t *testing.T) {
	c := opened(t, complaint.PolicyPositiveFeedback)
	want := []complaint.State{
		complaint.StateAcknowledged, complaint.StateAssigned, complaint.StateAssigned, complaint.StateAwaitingFeedback,
		complaint.StateReopened, complaint.StateAssigned, complaint.StateAwaitingFeedback, complaint.StateClosed,
	}
	_, assigned := c.Resolver()
	assert.False(t, assigned, "the contact team answers")
	for i, e := range towed() {
		var err error
		c, err = c.Apply(e)
		require.NoError(t, err)
		assert.Equal(t, want[i], state(t, c))
	}
	resolver, assigned := c.Resolver()
	assert.True(t, assigned)
	assert.Equal(t, team("dealer", complaint.RoleResolver), resolver)
	allowed, err := c.Allowed()
	require.NoError(t, err)
	assert.Empty(t, allowed)
}

// TestApply_refuses: the traps of a closed loop, each named.
func TestApply_refuses(t *testing.T) {
	resolved := complaint.Event{Kind: complaint.KindResolve, At: day(3)}
	said := func(m complaint.Mood, on int) complaint.Event {
		return complaint.Event{Kind: complaint.KindFeedback, At: day(on), Mood: m}
	}
	for name, test := range map[string]struct {
		events []complaint.Event
		then   complaint.Event
		want   error
	}{
		"feedback before a remedy":      {nil, said(complaint.MoodPositive, 2), complaint.TransitionError{complaint.StateOpened, complaint.KindFeedback}},
		"accept under the default":      {[]complaint.Event{resolved}, complaint.Event{Kind: complaint.KindAccept, At: day(4)}, complaint.TransitionError{complaint.StateAwaitingFeedback, complaint.KindAccept}},
		"positive without a new remedy": {[]complaint.Event{resolved, said(complaint.MoodNegative, 4)}, said(complaint.MoodPositive, 5), complaint.TransitionError{complaint.StateReopened, complaint.KindFeedback}},
		"after the end":                 {towed(), complaint.Event{Kind: complaint.KindAssess, At: day(30), Severity: complaint.SeverityLow}, complaint.TransitionError{complaint.StateClosed, complaint.KindAssess}},
		"withdrawn twice":               {[]complaint.Event{{Kind: complaint.KindWithdraw, At: day(2)}}, complaint.Event{Kind: complaint.KindWithdraw, At: day(2)}, complaint.TransitionError{complaint.StateWithdrawn, complaint.KindWithdraw}},
		"acknowledged twice":            {towed()[:1], complaint.Event{Kind: complaint.KindAcknowledge, At: day(2)}, complaint.TransitionError{complaint.StateAcknowledged, complaint.KindAcknowledge}},
		"twice, assigned between":       {towed()[:2], complaint.Event{Kind: complaint.KindAcknowledge, At: day(2)}, complaint.TransitionError{complaint.StateAssigned, complaint.KindAcknowledge}},
		"acknowledged after a remedy":   {towed()[3:6], complaint.Event{Kind: complaint.KindAcknowledge, At: day(22)}, complaint.TransitionError{complaint.StateAssigned, complaint.KindAcknowledge}},
		"before the last":               {[]complaint.Event{resolved}, said(complaint.MoodPositive, 2), complaint.ErrOrder},
		"before the opening":            {nil, complaint.Event{Kind: complaint.KindAcknowledge, At: day(1).Add(-1)}, complaint.ErrOrder},
		"centuries later":               {nil, complaint.Event{Kind: complaint.KindAcknowledge, At: day(1).AddDate(293, 0, 0)}, complaint.ErrLimit},
	} {
		t.Run(name, func(t *testing.T) {
			c := opened(t, complaint.PolicyPositiveFeedback, test.events...)
			after, err := c.Apply(test.then)
			require.ErrorIs(t, err, test.want)
			assert.Equal(t, c, after)
		})
	}
}

// TestApply_faults: an event with faults names them all, and none of the state.
func TestApply_faults(t *testing.T) {
	c := opened(t, complaint.PolicyPositiveFeedback)
	for name, test := range map[string]struct {
		event complaint.Event
		want  []string
	}{
		"nothing":      {complaint.Event{}, []string{"Event.kind required"}},
		"no such kind": {complaint.Event{Kind: 9, At: day(1)}, []string{"Event.kind max"}},
		"no time":      {complaint.Event{Kind: complaint.KindResolve}, []string{"Event.at required"}},
		"year 10000":   {complaint.Event{Kind: complaint.KindResolve, At: day(1).AddDate(9000, 0, 0)}, []string{"Event.at year"}},
		"no team":      {complaint.Event{Kind: complaint.KindAssign, At: day(1)}, []string{"Event.team required"}},
		"half a team": {
			complaint.Event{Kind: complaint.KindAssign, At: day(1), Team: &complaint.Team{Role: 3, Provider: survey.Ref{ID: "x"}}},
			[]string{"Event.team.id required", "Event.team.provider.kind ref_half", "Event.team.role max"},
		},
		"what it does not use": {
			complaint.Event{Kind: complaint.KindResolve, At: day(1), Team: new(damaged().Contact), Severity: 1, Mood: 1, Note: "\x00"},
			[]string{"Event.mood unused", "Event.note clean", "Event.severity unused", "Event.team unused"},
		},
		"no severity": {complaint.Event{Kind: complaint.KindAssess, At: day(1)}, []string{"Event.severity required"}},
		"no mood":     {complaint.Event{Kind: complaint.KindFeedback, At: day(1)}, []string{"Event.mood required"}},
		"beyond":      {complaint.Event{Kind: complaint.KindFeedback, At: day(1), Mood: 4}, []string{"Event.mood max"}},
	} {
		t.Run(name, func(t *testing.T) {
			after, err := c.Apply(test.event)
			require.ErrorIs(t, err, complaint.ErrInvalid)
			assert.Equal(t, test.want, faults(t, err))
			assert.Equal(t, c, after)
		})
	}
}

// TestApply_limit: the 10,001st event is refused, and a case that came with more is.
func TestApply_limit(t *testing.T) {
	c := opened(t, complaint.PolicyPositiveFeedback)
	for range 10_000 {
		c.Events = append(c.Events, event(complaint.KindAssess, day(2), 0))
	}
	require.NoError(t, c.Validate())
	_, err := c.Apply(event(complaint.KindResolve, day(3), 0))
	require.ErrorIs(t, err, complaint.ErrLimit)
	c.Events = append(c.Events, event(complaint.KindAssess, day(2), 0))
	_, err = c.State()
	require.ErrorIs(t, err, complaint.ErrLimit)
	err = c.Validate()
	require.ErrorIs(t, err, complaint.ErrLimit)
	assert.Equal(t, []string{"Case.events max"}, faults(t, err))
}

// TestApply_instants: times compare as instants, whatever their zone; a monotonic reading does not count.
func TestApply_instants(t *testing.T) {
	c := opened(t, complaint.PolicyPositiveFeedback)
	zone := time.FixedZone("", -7*3600)
	c, err := c.Apply(event(complaint.KindResolve, day(1).In(zone), 0))
	require.NoError(t, err)
	_, err = c.Apply(event(complaint.KindFeedback, time.Date(2026, 3, 1, 9, 30, 0, 0, time.FixedZone("", 3600)), 1))
	require.ErrorIs(t, err, complaint.ErrOrder, "half past nine at +1 was before nine")

	now := damaged()
	now.At = time.Now()
	now.Occurred = new(now.At)
	c, err = complaint.Open(now, complaint.PolicyPositiveFeedback)
	require.NoError(t, err)
	c, err = c.Apply(event(complaint.KindResolve, time.Now(), 0))
	require.NoError(t, err)
	assert.NotContains(t, c.Complaint.At.String()+c.Complaint.Occurred.String()+c.Events[0].At.String(), "m=")
}

// TestCase_own: a case shares nothing with what it was made from.
func TestCase_own(t *testing.T) {
	from := damaged()
	from.Segments, from.Occurred = map[string]string{"brand": "OCC"}, new(day(1))
	c, err := complaint.Open(from, complaint.PolicyPositiveFeedback)
	require.NoError(t, err)
	worker := team("a", complaint.RoleResolver)
	one, err := c.Apply(complaint.Event{Kind: complaint.KindAssign, At: day(2), Team: &worker})
	require.NoError(t, err)
	from.Segments["brand"], *from.Occurred, worker.ID = "x", day(9), "x"
	assert.Equal(t, "OCC", c.Complaint.Segments["brand"])
	assert.Equal(t, day(1), *c.Complaint.Occurred)
	assert.Equal(t, "a", one.Events[0].Team.ID)
	left, err := one.Apply(event(complaint.KindResolve, day(3), 0))
	require.NoError(t, err)
	right, err := one.Apply(event(complaint.KindWithdraw, day(4), 0))
	require.NoError(t, err)
	assert.Equal(t, complaint.KindResolve, left.Events[1].Kind)
	assert.Equal(t, complaint.KindWithdraw, right.Events[1].Kind, "two ways on from one case")
}

// TestCase_json: what a case is encoded as reads back to the same bytes and state.
func TestCase_json(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase().Draw(t, "case")
		first, err := json.Marshal(c)
		require.NoError(t, err)
		var back complaint.Case
		require.NoError(t, json.Unmarshal(first, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
		require.NoError(t, back.Validate())
		assert.Equal(t, state(t, c), state(t, back))
	})
}

func TestFromResponse(t *testing.T) {
	form, err := survey.Questionnaire{
		ID: uuid.UUID{1}, Questions: []survey.Question{{ID: "recommend", Kind: survey.KindNPS}},
	}.Compile()
	require.NoError(t, err)
	r := survey.Response{
		ID: uuid.UUID{7}, At: day(4), Segments: map[string]string{"brand": "OCC"},
		Answers: map[survey.QuestionID]survey.Answer{"recommend": survey.Points(2)},
	}
	detracts := survey.AtMost("recommend", 6)
	bare := complaint.Complaint{Contact: damaged().Contact}
	c, ok, err := complaint.FromResponse(form, r, detracts, bare, complaint.PolicyISO10002)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, complaint.PolicyISO10002, c.Policy)
	assert.Equal(t, day(4), c.Complaint.At)
	assert.Equal(t, survey.Ref{Kind: "survey.response", ID: r.ID.String()}, c.Complaint.Source)
	assert.Equal(t, map[string]string{"brand": "OCC"}, c.Complaint.Segments)
	assert.Equal(t, uuid.NewSHA1(r.ID, []byte("complaint")), c.Complaint.ID)

	full := damaged()
	full.Source, full.Segments = survey.Ref{Kind: "x", ID: "y"}, map[string]string{}
	c, ok, err = complaint.FromResponse(form, r, detracts, full, complaint.PolicyPositiveFeedback)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, full, c.Complaint, "what the caller gives stays")

	r.Answers["recommend"] = survey.Points(9)
	c, ok, err = complaint.FromResponse(form, r, detracts, bare, complaint.PolicyPositiveFeedback)
	require.NoError(t, err)
	assert.False(t, ok)
	assert.Equal(t, complaint.Case{}, c)

	_, ok, err = complaint.FromResponse(form, r, survey.AtMost("why", 6), bare, complaint.PolicyPositiveFeedback)
	require.ErrorIs(t, err, complaint.ErrInvalid)
	require.ErrorIs(t, err, survey.ErrInvalid)
	assert.False(t, ok)
	_, _, err = complaint.FromResponse(nil, r, detracts, bare, complaint.PolicyPositiveFeedback)
	require.ErrorIs(t, err, complaint.ErrInvalid)
	_, ok, err = complaint.FromResponse(form, survey.Response{}, survey.Condition{}, bare, complaint.PolicyPositiveFeedback)
	assert.Equal(t, []string{"Case.complaint.at required", "Case.complaint.id required"}, faults(t, err))
	assert.False(t, ok)
}

func TestLate(t *testing.T) {
	due := complaint.Due{Acknowledge: 24 * time.Hour, Resolve: 5 * 24 * time.Hour, Follow: 3 * 24 * time.Hour}
	ack, fix, ask := complaint.KindAcknowledge, complaint.KindResolve, complaint.KindFeedback
	all := towed()
	for name, test := range map[string]struct {
		events []complaint.Event
		at     time.Time
		want   []complaint.Kind
	}{
		"to the minute":         {nil, day(2), nil},
		"not told":              {nil, day(2).Add(1), []complaint.Kind{ack}},
		"nothing done":          {nil, day(7), []complaint.Kind{ack, fix}},
		"told":                  {all[:1], day(7), []complaint.Kind{fix}},
		"assigned but not told": {all[1:2], day(3), []complaint.Kind{ack}},
		"handed over":           {all[:3], day(7), []complaint.Kind{fix}},
		"remedied in time":      {all[:4], day(20), nil},
		"not asked":             {all[:4], day(23), []complaint.Kind{ask}},
		"for years":             {all[:4], day(1).AddDate(400, 0, 0), []complaint.Kind{ask}},
		"opened again":          {all[:5], day(25), nil}, // five days from the feedback
		"again late":            {all[:6], day(26), []complaint.Kind{fix}},
		"never told":            {all[3:6], day(26), []complaint.Kind{fix}}, // a remedy came first
		"over":                  {all, day(31), nil},
		"withdrawn":             {[]complaint.Event{event(complaint.KindWithdraw, day(1), 0)}, day(31), nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := opened(t, complaint.PolicyPositiveFeedback, test.events...)
			late, err := c.Late(test.at, due)
			require.NoError(t, err)
			assert.Equal(t, test.want, late)
			late, err = c.Late(test.at, complaint.Due{})
			require.NoError(t, err)
			assert.Empty(t, late, "nothing is due")
		})
	}
	c := opened(t, complaint.PolicyPositiveFeedback, all...)
	_, err := c.Late(day(29), due)
	require.ErrorIs(t, err, complaint.ErrOrder)
	for _, bad := range []complaint.Due{{Acknowledge: -1}, {Resolve: -1}, {Follow: math.MinInt64}} {
		_, err = c.Late(day(31), bad)
		require.ErrorIs(t, err, complaint.ErrRange)
	}
	_, err = complaint.Case{}.Late(day(1), due)
	require.ErrorIs(t, err, complaint.ErrInvalid)
}

// TestMermaid: one arrow between two states, since a renderer draws the labels of several over each other.
func TestMermaid(t *testing.T) {
	assert.Empty(t, complaint.Mermaid(complaint.PolicyISO10002+1))
	for _, p := range []complaint.Policy{complaint.PolicyPositiveFeedback, complaint.PolicyISO10002} {
		seen := map[string]bool{}
		for line := range strings.SplitSeq(complaint.Mermaid(p), "\n") {
			ends, _, isStep := strings.Cut(line, ": ")
			if isStep {
				assert.False(t, seen[ends], line)
				seen[ends] = true
			}
		}
	}
	iso := complaint.Mermaid(complaint.PolicyISO10002)
	assert.Contains(t, iso, "    awaiting_feedback --> closed: positive feedback, accept, exhaust\n")
	assert.Contains(t, iso, "    reopened --> closed: exhaust\n")
}
