package actionplan_test

import (
	"math"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// spotless is a plan of two actions in which nothing is missing or odd.
func spotless() actionplan.Plan {
	p := season()
	p.Calendar.Rest = calendar.NewWeekdays(0, 6)
	p.Actions, p.Links = p.Actions[:2], p.Links[:1]
	for i := range p.Actions {
		a := &p.Actions[i]
		a.Why, a.Accountable, a.Days = []string{"y"}, "director", 5
		a.Indicators = []actionplan.Indicator{{Code: "i", Name: "n", Area: "windows", Goal: decimal.New(30, 0), Baseline: number("10")}}
		a.Contingencies = []actionplan.Contingency{{
			Code: "K" + a.Code, Trigger: "t", Response: "r", Owner: "deputy", From: day("2013-03-24"),
		}}
		a.Messages = []actionplan.Message{{What: "w", To: "t"}}
		a.Refs = []actionplan.Ref{{Kind: "k", ID: "1"}}
	}
	return p
}

// TestPlan_Lint: each rule is found where it is broken, alone.
func TestPlan_Lint(t *testing.T) {
	require.NoError(t, spotless().Validate())
	require.Empty(t, spotless().Lint())
	verified := actionplan.Event{Verb: actionplan.Verify, By: "director"}
	for _, c := range []struct {
		change func(p *actionplan.Plan, a *actionplan.Action)
		want   []string
	}{
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Accountable = "" }, []string{"Plan.actions[0].accountable no_accountable"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Indicators = nil }, []string{"Plan.actions[0].indicators no_indicator"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Indicators[0].Area = "" }, []string{"Plan.actions[0].indicators[0].area no_area"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Indicators[0].Baseline = number("30.0") }, []string{"Plan.actions[0].indicators[0].goal goal_is_baseline"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Indicators[0].Baseline = nil }, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Why = nil }, []string{"Plan.actions[0].why no_why"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Due = calendar.Date{} }, []string{"Plan.actions[0].due no_due"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days, a.Start = 0, calendar.Date{} }, []string{
			"Plan.actions[0].days no_duration", "Plan.actions[0].start open_start",
		}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days = 0 }, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days, a.Milestone = 0, true }, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) {
			a.Days, a.Due, a.Estimate = 0, calendar.Date{}, &actionplan.Estimate{}
		}, []string{"Plan.actions[0].due no_due"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Contingencies = nil }, []string{"Plan.actions[0].contingencies no_contingency"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Contingencies[0].From = calendar.Date{} }, []string{
			"Plan.actions[0].contingencies[0].trigger trigger_text_only",
		}},
		{func(_ *actionplan.Plan, a *actionplan.Action) {
			a.Contingencies[0].From, a.Contingencies[0].To = calendar.Date{}, day("2013-02-01")
		}, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) {
			a.Contingencies[0].From, a.Contingencies[0].Metric, a.Contingencies[0].AtMost = calendar.Date{}, "m", number("1")
		}, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Contingencies[0].Owner = "" }, []string{
			"Plan.actions[0].contingencies[0].owner no_response_owner",
		}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Messages = nil }, []string{"Plan.actions[0].messages no_message"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Refs = nil }, []string{"Plan.actions[0].refs no_ref"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Due = day("2013-01-12") }, []string{"Plan.actions[0].due due_on_rest_day"}},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links[0].Type = actionplan.FinishFinish }, []string{"Plan.actions[1].start open_start"}},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Actions[1].Due = calendar.Date{} }, []string{
			"Plan.actions[1].due no_due", "Plan.actions[1].due open_end",
		}},
		{func(p *actionplan.Plan, _ *actionplan.Action) {
			p.Links[0].Type, p.Actions[0].Due = actionplan.StartStart, calendar.Date{}
		}, []string{
			"Plan.actions[0].due no_due", "Plan.actions[0].due open_end",
		}},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links[0].Type = actionplan.StartStart }, nil},
		{func(p *actionplan.Plan, a *actionplan.Action) {
			p.Links[0].Type, a.Due, p.Actions[1].Start = actionplan.FinishFinish, calendar.Date{}, day("2013-01-14")
		}, []string{"Plan.actions[0].due no_due"}},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links, p.Actions[1].Start = nil, calendar.Date{} }, nil},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links[0].Lag = -1 }, []string{"Plan.links[0].lag lead"}},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links[0].Lag = 5 }, nil},
		{func(p *actionplan.Plan, _ *actionplan.Action) { p.Links[0].Lag = 6 }, []string{"Plan.links[0].lag long_lag"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days = 44 }, nil},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days = 45 }, []string{"Plan.actions[0].days long_action"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days, a.Due = 0, day("2013-03-04") }, nil},                                          // 44 working days
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Days, a.Due = 0, day("2013-03-05") }, []string{"Plan.actions[0].days long_action"}}, // 45
		{func(_ *actionplan.Plan, a *actionplan.Action) { a.Log = []actionplan.Event{verified} }, []string{"Plan.actions[0].log[0].by self_check"}},
		{func(_ *actionplan.Plan, a *actionplan.Action) {
			a.Log = []actionplan.Event{verified, {Verb: actionplan.Verify, By: "analyst"}, {Verb: actionplan.Close, By: "director"}}
		}, nil}, // the last to verify counts
		{func(_ *actionplan.Plan, a *actionplan.Action) { *a = actionplan.Action{Status: actionplan.Cancelled} }, nil},
	} {
		p := spotless()
		c.change(&p, &p.Actions[0])
		var got []string
		for _, f := range p.Lint() {
			got = append(got, f.Path+" "+f.Rule)
			assert.NotEmpty(t, f.Text)
		}
		assert.Equal(t, c.want, got)
	}
}

// TestPlan_Lint_sorted: by path, numbers as numbers, then by rule; and any plan at all has an answer.
func TestPlan_Lint_sorted(t *testing.T) {
	p := season()
	p.Actions = slices.Repeat(p.Actions, 4)
	first := slices.IndexFunc(p.Lint(), func(f actionplan.Finding) bool { return f.Path == "Plan.actions[2].why" })
	second := slices.IndexFunc(p.Lint(), func(f actionplan.Finding) bool { return f.Path == "Plan.actions[10].why" })
	assert.True(t, 0 <= first && first < second)
	d := decimal.New(1, 1e9)
	p.Actions[0].Indicators = []actionplan.Indicator{{Baseline: &d, Goal: d}}
	p.Actions[0].Due, p.Calendar.Off = day("9999-12-31"), []calendar.Date{{}}
	p.Links[0].Lag, p.Links[1].Type = math.MinInt, 9
	assert.NotEmpty(t, p.Lint())
	assert.Empty(t, actionplan.Plan{}.Lint())
}
