package actionplan_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// TestReplay_olderRules: what today's rules refuse replays, as long as the chain holds.
func TestReplay_olderRules(t *testing.T) {
	log := []actionplan.Event{
		{Verb: actionplan.Finish, At: noon(2), By: "x", From: actionplan.Planned, To: actionplan.Done}, // never begun
		{Verb: actionplan.Close, At: noon(3), By: "x", From: actionplan.Done, To: actionplan.Closed},   // never verified
		{Verb: actionplan.Reopen, At: noon(4), By: "x", From: actionplan.Closed, To: actionplan.Planned},
	}
	a, err := actionplan.Replay(draft(), log[:2])
	require.NoError(t, err)
	assert.Equal(t, actionplan.Closed, a.Status)
	assert.Equal(t, "2013-01-02 2013-01-02", a.Started.String()+" "+a.Finished.String())
	assert.True(t, a.Progress.Equal(decimal.New(1, 0)))
	a, err = actionplan.Replay(draft(), log)
	require.NoError(t, err)
	assert.True(t, a.Progress.IsZero() && a.Finished.IsZero())
	p := season()
	p.Links, p.Actions = nil, []actionplan.Action{a}
	assert.NoError(t, p.Validate())
	cancelled := actionplan.Event{Verb: actionplan.Cancel, At: noon(3), By: "x", From: actionplan.Done, To: actionplan.Cancelled}
	a, err = actionplan.Replay(draft(), []actionplan.Event{log[0], cancelled})
	require.NoError(t, err)
	assert.Equal(t, "2013-01-02", a.Finished.String(), "what was done stays done")
	assert.True(t, a.Progress.Equal(decimal.New(1, 0)))
}

// TestReplay_blockedTwice: an action that was blocked again while it was goes back to where it was before the first time.
func TestReplay_blockedTwice(t *testing.T) {
	a, err := actionplan.Replay(draft(), []actionplan.Event{
		{Verb: actionplan.Block, At: noon(2), By: "x", From: actionplan.Planned, To: actionplan.Blocked},
		{Verb: actionplan.Block, At: noon(3), By: "x", From: actionplan.Blocked, To: actionplan.Blocked},
	})
	require.NoError(t, err)
	a, err = actionplan.Apply(a, on(4, actionplan.Unblock))
	require.NoError(t, err)
	assert.Equal(t, actionplan.Planned, a.Status)
}

func TestReplay_faults(t *testing.T) {
	log := lived(t, toDone()...).Log
	for name, change := range map[string]func(log []actionplan.Event){
		"the chain breaks": func(log []actionplan.Event) { log[1].From = actionplan.Draft },
		"nobody did it":    func(log []actionplan.Event) { log[2].By = "" },
		"no status":        func(log []actionplan.Event) { log[2].To = 8 },
	} {
		broken := slices.Clone(log)
		change(broken)
		_, err := actionplan.Replay(draft(), broken)
		assert.ErrorIs(t, err, actionplan.ErrInvalid, name)
	}
	back := slices.Clone(log)
	back[2].At = noon(1)
	_, err := actionplan.Replay(draft(), back)
	assert.ErrorIs(t, err, actionplan.ErrRange)
	_, err = actionplan.Replay(draft(), slices.Repeat(log[:1], 10_001))
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	east, west := time.FixedZone("", 14*3600), time.FixedZone("", -12*3600)
	zones := slices.Clone(log)
	zones[1].At, zones[2].At = noon(3).In(east), noon(3).Add(time.Hour).In(west) // the 4th in the east, the 3rd in the west
	_, err = actionplan.Replay(draft(), zones)
	assert.ErrorIs(t, err, actionplan.ErrRange, "finished on the day before it was started")
}

// TestReplay_apart: the result shares nothing with the log.
func TestReplay_apart(t *testing.T) {
	log := lived(t, append(toDone(), with(on(11, actionplan.Verify), measured(10, "31")))...).Log
	a, err := actionplan.Replay(draft(), log)
	require.NoError(t, err)
	*log[3].Evidence[0].Value = decimal.New(1, 0)
	log[0].By = "nobody"
	assert.Equal(t, "31", a.Log[3].Evidence[0].Value.StringFixed(0))
	assert.Equal(t, "analyst", a.Log[0].By)
}

// TestCanClose: every reason that holds is given, and the latest feedback of every source counts.
func TestCanClose(t *testing.T) {
	verified := lived(t, append(toDone(), with(on(11, actionplan.Verify), measured(10, "31")))...)
	yes, no, so := actionplan.Positive, actionplan.Negative, actionplan.Neutral
	for _, c := range []struct {
		name string
		a    actionplan.Action
		more []actionplan.Observation
		want []string
	}{
		{"silence", verified, nil, []string{"no_feedback"}},
		{"heard on the day it was finished", verified, []actionplan.Observation{heard(10, "x", yes)}, nil},
		{"heard before it was finished", verified, []actionplan.Observation{heard(9, "x", yes)}, []string{"no_feedback"}},
		{"one says no", verified, []actionplan.Observation{heard(11, "x", yes), heard(11, "y", no)}, []string{"feedback_not_positive"}},
		{"neither", verified, []actionplan.Observation{heard(11, "x", yes), heard(11, "y", so)}, []string{"feedback_not_positive"}},
		{"turned round", verified, []actionplan.Observation{heard(9, "x", no), heard(12, "x", yes)}, nil},
		{"turned round, told in another order", verified, []actionplan.Observation{heard(12, "x", yes), heard(9, "x", no)}, nil},
		{"complained before, and never again", verified, []actionplan.Observation{heard(9, "x", no), heard(12, "y", yes)}, []string{"feedback_not_positive"}},
		{"twice on a day", verified, []actionplan.Observation{heard(12, "x", yes), heard(12, "x", no)}, []string{"feedback_not_positive"}},
		{"the effect has gone", verified, []actionplan.Observation{heard(12, "x", yes), measured(12, "1")}, []string{"effect_short"}},
		{"measured twice on a day", verified, []actionplan.Observation{heard(12, "x", yes), measured(12, "1"), measured(12, "31")}, nil},
		{"measured twice on a day, the other way round", verified, []actionplan.Observation{heard(12, "x", yes), measured(12, "31"), measured(12, "1")}, []string{"effect_short"}},
		{"nothing at all", draft(), nil, []string{"effect_unmeasured", "no_feedback", "not_verified"}},
		{"no indicator", actionplan.Action{}, nil, []string{"no_feedback", "no_indicator", "not_verified"}},
	} {
		err := actionplan.CanClose(c.a, c.more)
		if c.want == nil {
			assert.NoError(t, err, c.name)
			continue
		}
		assert.Equal(t, c.want, missing(t, err), c.name)
	}
	two := verified
	two.Indicators = append(two.Indicators, actionplan.Indicator{Code: "j", Name: "x"}, actionplan.Indicator{Code: "k", Name: "x", Goal: decimal.New(2, 0)})
	other := actionplan.Observation{On: day("2013-01-12"), Metric: "k", Value: number("1")}
	assert.Equal(t, []string{"effect_short", "effect_unmeasured"}, missing(t, actionplan.CanClose(two, []actionplan.Observation{other, heard(12, "x", yes)})))
	err := actionplan.CanClose(verified, []actionplan.Observation{{}})
	assert.Equal(t, []string{"Observation.on required"}, faults(t, err))
}

func TestPlan_Apply(t *testing.T) {
	p := season()
	after, err := p.Apply("windows", on(2, actionplan.Start))
	require.NoError(t, err)
	assert.Equal(t, actionplan.InProgress, after.Actions[1].Status)
	after.Actions[0].What[0] = "changed"
	assert.Equal(t, season(), p, "shares nothing")
	_, err = p.Apply("x", on(2, actionplan.Start))
	assert.ErrorIs(t, err, actionplan.ErrNotFound)
	same, err := p.Apply("windows", on(2, actionplan.Finish))
	assert.ErrorIs(t, err, actionplan.ErrTransition)
	assert.Equal(t, p, same)
}
