package actionplan_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func assess(t require.TestingT, a actionplan.Action, on string, o actionplan.AssessOptions) actionplan.Assessment {
	p := season()
	p.Calendar = calendar.Calendar{Rest: calendar.NewWeekdays(0, 6)}
	a.Code, a.What = "team", []string{"x"}
	p.Actions[0] = a
	got, err := actionplan.Assess(p, day(on), o)
	require.NoError(t, err)
	return got[0]
}

// TestAssess_late: 11 January 2013 is a Friday.
func TestAssess_late(t *testing.T) {
	due := day("2013-01-11")
	for _, c := range []struct {
		name           string
		a              actionplan.Action
		on             string
		overdue, late  bool
		days, workdays int
	}{
		{"on the day itself", actionplan.Action{Due: due}, "2013-01-11", false, false, 0, 0},
		{"the day after, a Saturday", actionplan.Action{Due: due}, "2013-01-12", true, false, 1, 0},
		{"the Monday", actionplan.Action{Due: due}, "2013-01-14", true, false, 3, 1},
		{"a month later", actionplan.Action{Due: due, Status: actionplan.Blocked}, "2013-02-11", true, false, 31, 21},
		{"due on a Sunday", actionplan.Action{Due: day("2013-01-13")}, "2013-01-14", true, false, 1, 1},
		{"cancelled", actionplan.Action{Due: due, Status: actionplan.Cancelled}, "2013-02-11", false, false, 0, 0},
		{"done in time", actionplan.Action{Due: due, Status: actionplan.Done, Progress: decimal.New(1, 0), Started: due, Finished: due}, "2013-02-11", false, false, 0, 0},
		{"done late", actionplan.Action{Due: due, Status: actionplan.Closed, Progress: decimal.New(1, 0), Started: due, Finished: day("2013-01-15")}, "2013-02-11", false, true, 4, 2},
		{"never due", actionplan.Action{}, "2013-02-11", false, false, 0, 0},
	} {
		got := assess(t, c.a, c.on, actionplan.AssessOptions{})
		assert.Equal(t, c.overdue, got.Overdue, c.name)
		assert.Equal(t, c.late, got.Late, c.name)
		assert.Equal(t, c.days, got.DaysLate, c.name)
		assert.Equal(t, c.workdays, got.WorkdaysLate, c.name)
		assert.Equal(t, day(c.on), got.On)
	}
}

// TestAssess_pace: ten working days from 2 January (a Wednesday) to 15 January 2013.
func TestAssess_pace(t *testing.T) {
	a := actionplan.Action{Start: day("2013-01-02"), Due: day("2013-01-15"), Status: actionplan.InProgress, Started: day("2013-01-02")}
	for on, want := range map[string]string{"2013-01-01": "0", "2013-01-02": "0", "2013-01-03": "0.1", "2013-01-07": "0.3", "2013-01-15": "0.9", "2013-01-16": "1", "2013-02-01": "1"} {
		got := assess(t, a, on, actionplan.AssessOptions{})
		require.NotNil(t, got.Expected)
		assert.True(t, decimal.RequireFromString(want).Equal(*got.Expected), "%s: %s", on, got.Expected)
		assert.Equal(t, want != "0", len(got.AtRisk) == 1, on)
	}
	slack := actionplan.AssessOptions{Slack: decimal.RequireFromString("0.3")}
	assert.Empty(t, assess(t, a, "2013-01-07", slack).AtRisk, "a gap of exactly the slack is tolerated")
	a.Progress = decimal.RequireFromString("0.3")
	assert.Empty(t, assess(t, a, "2013-01-07", actionplan.AssessOptions{}).AtRisk)
	a.Status = actionplan.Blocked
	all := actionplan.AssessOptions{Spans: map[actionplan.Code]calendar.Span{"team": {Float: 1}}, MinFloat: 2}
	assert.Equal(t, []string{"blocked", "float", "pace"}, assess(t, a, "2013-01-08", all).AtRisk, "every reason that holds")
	weekend := actionplan.Action{Start: day("2013-01-05"), Due: day("2013-01-06")}
	assert.True(t, assess(t, weekend, "2013-01-06", actionplan.AssessOptions{}).Expected.IsZero())
	assert.True(t, assess(t, weekend, "2013-01-07", actionplan.AssessOptions{}).Expected.Equal(decimal.New(1, 0)), "where no day works")
}

func TestAssess_waiting(t *testing.T) {
	for _, c := range []struct {
		link   actionplan.LinkType
		status actionplan.Status
		waits  bool
		ready  bool
	}{
		{actionplan.FinishStart, actionplan.InProgress, true, false},
		{actionplan.FinishStart, actionplan.Done, false, true},
		{actionplan.FinishStart, actionplan.Cancelled, false, true},
		{actionplan.StartStart, actionplan.Planned, true, false},
		{actionplan.StartStart, actionplan.InProgress, false, true},
		{actionplan.StartFinish, actionplan.Blocked, false, true},
		{actionplan.StartFinish, actionplan.Planned, true, true},  // its finish waits, its start does not
		{actionplan.FinishFinish, actionplan.Blocked, true, true}, // alike
	} {
		p := season()
		p.Links[0].Type, p.Actions[0].Status, p.Actions[0].Progress = c.link, c.status, decimal.Decimal{}
		if c.status == actionplan.Done {
			p.Actions[0].Progress = decimal.New(1, 0)
		}
		got, err := actionplan.Assess(p, day("2013-01-02"), actionplan.AssessOptions{})
		require.NoError(t, err)
		assert.Equal(t, c.waits, len(got[1].Waiting) == 1, "%v %v", c.link, c.status)
		assert.Equal(t, c.ready, got[1].Ready, "%v %v", c.link, c.status)
	}
}

// TestAssess_ready: what may be begun on a day.
func TestAssess_ready(t *testing.T) {
	planned := actionplan.Action{Status: actionplan.Planned, Start: day("2013-01-02")}
	assert.False(t, assess(t, planned, "2013-01-01", actionplan.AssessOptions{}).Ready, "its start has not come")
	assert.True(t, assess(t, planned, "2013-01-02", actionplan.AssessOptions{}).Ready)
	planned.Status = actionplan.Draft
	assert.False(t, assess(t, planned, "2013-01-02", actionplan.AssessOptions{}).Ready, "not committed to")
	p := season()
	p.Links = append(p.Links, p.Links[0], actionplan.Link{From: "team", To: "windows", Type: actionplan.FinishFinish})
	got, err := actionplan.Assess(p, day("2013-01-02"), actionplan.AssessOptions{})
	require.NoError(t, err)
	assert.Equal(t, []actionplan.Code{"team"}, got[1].Waiting, "each once")
	p.Actions[1].Status, p.Actions[1].Progress = actionplan.Done, decimal.New(1, 0)
	got, err = actionplan.Assess(p, day("2013-01-02"), actionplan.AssessOptions{})
	require.NoError(t, err)
	assert.Empty(t, got[1].Waiting, "what is done waits for nothing")
}

func TestAssess_faults(t *testing.T) {
	_, err := actionplan.Assess(season(), calendar.Date{}, actionplan.AssessOptions{})
	assert.ErrorIs(t, err, actionplan.ErrRange)
	for _, slack := range []string{"-0.1", "1.1"} {
		_, err = actionplan.Assess(season(), day("2013-01-01"), actionplan.AssessOptions{Slack: decimal.RequireFromString(slack)})
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
	_, err = actionplan.Assess(season(), day("9999-01-01"), actionplan.AssessOptions{})
	assert.ErrorIs(t, err, calendar.ErrRange)
}

func TestTrace(t *testing.T) {
	ref := func(id string) actionplan.Ref { return actionplan.Ref{Kind: "k", ID: id} }
	p := actionplan.Plan{Refs: []actionplan.Ref{ref("plan")}, Actions: []actionplan.Action{
		{Code: "a", Refs: []actionplan.Ref{ref("2"), ref("9"), {Kind: "j", ID: "9"}}}, {Code: "b", Refs: []actionplan.Ref{ref("1"), ref("2")}}, {Code: "c"},
	}}
	c := actionplan.Trace(p, []actionplan.Ref{ref("3"), ref("2"), ref("1"), ref("2"), ref("plan")})
	assert.Equal(t, []actionplan.Ref{ref("1"), ref("2")}, c.Answered)
	assert.Equal(t, []actionplan.Ref{ref("3"), ref("plan")}, c.Unanswered)
	assert.Equal(t, []actionplan.Ref{{Kind: "j", ID: "9"}, ref("9")}, c.Unknown)
	assert.Equal(t, []actionplan.Code{"c"}, c.Unasked)
}

// TestAssess_farSpan: dates of a span are not read, so one in a far year broke an assessment for nothing.
func TestAssess_farSpan(t *testing.T) {
	spans := map[actionplan.Code]calendar.Span{"team": {Start: day("2013-01-02"), Finish: day("9999-12-31"), Float: -1}}
	got := assess(t, actionplan.Action{}, "2013-01-02", actionplan.AssessOptions{Spans: spans})
	assert.Equal(t, []string{"float"}, got.AtRisk)
}

// TestAssess_expected: the share of days is that of the exact fraction, rounded to 4 places half away from zero.
func TestAssess_expected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := day("2013-01-02")
		whole, passed := rapid.IntRange(1, 3000).Draw(t, "whole"), rapid.IntRange(-5, 3005).Draw(t, "passed")
		due, _ := start.AddDays(whole - 1)
		on, _ := start.AddDays(passed)
		p := season()
		p.Actions[0].Start, p.Actions[0].Due = start, due
		got, err := actionplan.Assess(p, on, actionplan.AssessOptions{})
		require.NoError(t, err)
		want := decimal.NewFromInt(int64(min(max(passed, 0), whole))).DivRound(decimal.NewFromInt(int64(whole)), 4)
		assert.True(t, want.Equal(*got[0].Expected), "%s", got[0].Expected)
	})
}

func TestIndicator_Met(t *testing.T) {
	goal := actionplan.Indicator{Goal: decimal.New(30, 0)}
	assert.True(t, goal.Met(decimal.New(30, 0)))
	goal.Lower = true
	assert.True(t, goal.Met(decimal.New(30, 0)))
	assert.False(t, goal.Met(decimal.New(31, 0)))
	assert.True(t, goal.Met(decimal.New(29, 0)))
}
