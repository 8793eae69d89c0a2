package actionplan_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

// TestPlan_Validate_emptyEffect: an effect on the empty code was taken for one on the action itself.
func TestPlan_Validate_emptyEffect(t *testing.T) {
	p := season()
	p.Actions[0].Contingencies = []actionplan.Contingency{{Code: "K", Trigger: "x", Response: "x", Affects: []actionplan.Code{""}}}
	assert.Equal(t, []string{"Plan.actions[0].contingencies[0].affects[0] required"}, faults(t, p.Validate()))
}

// TestPlan_Validate_selfAndCycle: a link from an action to itself hid a cycle elsewhere.
func TestPlan_Validate_selfAndCycle(t *testing.T) {
	p := season()
	p.Links = append(p.Links, actionplan.Link{From: "survey", To: "windows"}, actionplan.Link{From: "team", To: "team"})
	assert.Equal(t, []string{"Plan.links cycle", "Plan.links[3].to self_link"}, faults(t, p.Validate()))
	_, err := p.Order()
	assert.ErrorIs(t, err, actionplan.ErrCycle)
	p.Links = []actionplan.Link{{From: "windows", To: "windows"}}
	_, err = p.Order()
	var cycle actionplan.CycleError
	require.ErrorAs(t, err, &cycle)
	assert.Equal(t, []actionplan.Code{"windows"}, cycle.Codes)
}

// TestAssess_validates: every fault of what it reads is refused, with the fault that Validate gives.
func TestAssess_validates(t *testing.T) {
	for fault, change := range map[string]func(p *actionplan.Plan){
		"Plan.actions[1].code unique_code":                 func(p *actionplan.Plan) { p.Actions[1].Code, p.Links = "team", nil },
		"Plan.links[2].from unknown_code":                  func(p *actionplan.Plan) { p.Links = append(p.Links, actionplan.Link{From: "x", To: "team"}) },
		"Plan.links[0].type max":                           func(p *actionplan.Plan) { p.Links[0].Type = 4 },
		"Plan.links cycle":                                 func(p *actionplan.Plan) { p.Links = append(p.Links, actionplan.Link{From: "survey", To: "team"}) },
		"Plan.actions[0].due due_before_start":             func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-01") },
		"Plan.actions[0].finished finished_before_started": func(p *actionplan.Plan) { p.Actions[0].Finished = day("2013-01-01") },
		"Plan.actions[1].progress status_progress":         func(p *actionplan.Plan) { p.Actions[1].Progress = decimal.New(1, -1) },
		"Plan.actions[0].progress dlte":                    func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(2, 0) },
		"Plan.actions[0].progress dgte":                    func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(-1, 0) },
		"Plan.actions[0].progress dsize":                   func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(1, 1e9) },
		"Plan.actions[2].status max":                       func(p *actionplan.Plan) { p.Actions[2].Status = 8 },
		"Plan.calendar.off[0] required":                    func(p *actionplan.Plan) { p.Calendar.Off = make([]calendar.Date, 1) },
	} {
		p := season()
		change(&p)
		_, err := actionplan.Assess(p, day("2013-01-01"), actionplan.AssessOptions{})
		assert.Contains(t, faults(t, err), fault)
	}
	p := season()
	p.Currency = "PESO" // nothing to it
	_, err := actionplan.Assess(p, day("2013-01-01"), actionplan.AssessOptions{})
	assert.NoError(t, err)
}
