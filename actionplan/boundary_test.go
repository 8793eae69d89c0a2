package actionplan_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// TestCode: 1 to 64 letters, digits, "-", "_" and ".", the first a letter or a digit.
func TestCode(t *testing.T) {
	valid := func(code actionplan.Code) bool {
		p := season()
		p.Links = nil
		p.Actions[0].Code = code
		return p.Validate() == nil
	}
	for _, code := range []string{"a", "z", "A", "Z", "0", "9", "a-b", "a_b", "a.b", "a" + strings.Repeat("-", 63)} {
		assert.True(t, valid(actionplan.Code(code)), code)
	}
	for _, code := range []string{"", "-a", "_a", ".a", "a b", "a/b", "a:", "a@", "a[", "a`", "a{", "é", strings.Repeat("a", 65)} {
		assert.False(t, valid(actionplan.Code(code)), code)
	}
}

// TestPlan_Validate_ends: what lies on the end of a range is valid.
func TestPlan_Validate_ends(t *testing.T) {
	p := season()
	a := &p.Actions[0]
	a.Start, a.Due, a.Started = day("2013-01-02"), day("2013-01-02"), day("2013-01-02") // a day's work
	a.Gravity, a.Urgency, a.Tendency = 1, 5, 3
	a.Contingencies = []actionplan.Contingency{{
		Code: "K", Trigger: "x", Response: "x", From: day("2013-01-02"), To: day("2013-01-02"), Stretch: decimal.New(100, 0),
	}}
	p.Links[0].Lag, p.Links[1].Lag = -10_000, 10_000
	assert.NoError(t, p.Validate())
	a.Status, a.Progress, a.Finished = actionplan.Closed, decimal.New(1, 0), day("2013-01-02") // begun and done in a day
	assert.NoError(t, p.Validate())
	a.Progress = decimal.RequireFromString("0.99")
	assert.Equal(t, []string{"Plan.actions[0].progress status_progress"}, faults(t, p.Validate()))
	a.Status, a.Finished = actionplan.Cancelled, calendar.Date{} // given up half-way
	assert.NoError(t, p.Validate())
	a.Urgency, a.Tendency = 0, 0
	assert.Equal(t, []string{"Plan.actions[0].gravity gut_range"}, faults(t, p.Validate()))
	a.Urgency = 2
	assert.Equal(t, []string{"Plan.actions[0].gravity gut_range"}, faults(t, p.Validate()))
}

// TestAssess_floatOnTheLimit: float of exactly MinFloat is enough.
func TestAssess_floatOnTheLimit(t *testing.T) {
	spans := map[actionplan.Code]calendar.Span{"team": {Float: 2}}
	got := assess(t, actionplan.Action{}, "2013-01-02", actionplan.AssessOptions{Spans: spans, MinFloat: 2})
	assert.Empty(t, got.AtRisk)
	got = assess(t, actionplan.Action{}, "2013-01-02", actionplan.AssessOptions{Spans: spans, MinFloat: 3})
	assert.Equal(t, []string{"float"}, got.AtRisk)
}
