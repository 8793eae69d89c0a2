package schedule_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// since is contingencies in force since a day, "" for ever.
func since(text string, codes ...actionplan.Code) map[actionplan.Code]calendar.Date {
	active := map[actionplan.Code]calendar.Date{}
	for _, code := range codes {
		active[code] = calendar.Date{}
		if text != "" {
			active[code] = day(text)
		}
	}
	return active
}

// season is a plan with a response for the high passenger season, which affects all its work.
func season() actionplan.Plan {
	p := office(work("sell", 10), work("report", 3), work("close", 0))
	p.Actions[2].Milestone = true
	p.Links = []actionplan.Link{{From: "sell", To: "report"}, {From: "report", To: "close"}}
	cost := decimal.New(125, -1)
	p.Actions[0].Contingencies = []actionplan.Contingency{
		{
			Code: "K1", Trigger: "high passenger season", Response: "reduced service standard", Owner: "commercial director",
			Affects: []actionplan.Code{"sell", "report", "sell", "close"}, Stretch: decimal.New(15, -1), ExtraDays: 1, Cost: &cost,
		},
		{Code: "K2", Trigger: "strike", Response: "sell by telephone", Stretch: decimal.New(5, -1), Cost: &cost},
		{Code: "K3", Trigger: "rain", Response: "none"},
	}
	return p
}

// TestRehearse: what each response does to the finish, from each day.
func TestRehearse(t *testing.T) {
	o := schedule.PlanOptions{Start: day("2013-01-02")}
	for name, test := range map[string]struct {
		active map[actionplan.Code]calendar.Date
		slip   int
		moved  []actionplan.Code
		cost   string
		gaps   []string
	}{
		"nothing":         {nil, 0, nil, "0", nil},
		"all along":       {since("", "K1"), 6 + 3, []actionplan.Code{"sell", "report", "close"}, "12.5", nil},                  // 10 to 16, 3 to 6
		"from the middle": {since("2013-01-09", "K1"), 4 + 3, []actionplan.Code{"sell", "report", "close"}, "12.5", nil},        // 5 of 10 left: 9
		"at the end":      {since("2013-01-16", "K1"), 3, []actionplan.Code{"report", "close"}, "12.5", nil},                    // selling is over
		"after all":       {since("2014-01-01", "K1"), 0, nil, "12.5", []string{"no_effect K1"}},                                // nothing left
		"before all":      {since("1913-01-01", "K1"), 6 + 3, []actionplan.Code{"sell", "report", "close"}, "12.5", nil},        // as all along
		"faster":          {since("", "K2"), -5, []actionplan.Code{"sell", "report", "close"}, "12.5", []string{"no_owner K2"}}, // half
		"one by one":      {since("", "K2", "K1"), -2 + 3, []actionplan.Code{"sell", "report", "close"}, "25", []string{"no_owner K2"}},
		"words alone":     {since("", "K3"), 0, nil, "0", []string{"no_effect K3", "no_owner K3"}},
	} {
		p := season()
		r, err := schedule.Rehearse(p, test.active, o)
		require.NoError(t, err, name)
		assert.Equal(t, test.slip, r.Slip, name)
		assert.Equal(t, test.moved, r.Moved, name)
		assert.True(t, decimal.RequireFromString(test.cost).Equal(r.Cost), name)
		assert.Equal(t, test.gaps, r.Gaps, name)
		assert.Equal(t, build(p, o).Spans(), r.Without.Spans(), name)
		assert.Equal(t, season(), p, "%s: the plan stays as it is", name)
	}
}

// TestRehearse_asOf: of begun work only what is left takes longer; facts do not change, nor does what is given up.
func TestRehearse_asOf(t *testing.T) {
	p := season()
	p.Actions = append(p.Actions, ended("past", 2, "2013-01-02", "2013-01-03"), dropped("gone"))
	p.Actions[0].Status, p.Actions[0].Started, p.Actions[0].Progress = actionplan.InProgress, day("2013-01-02"), decimal.New(8, -1)
	p.Actions[0].Contingencies[0].Affects = []actionplan.Code{"sell", "past", "gone"}
	p.Actions[0].Due, p.Actions[1].Due = day("2013-01-15"), day("2013-01-18")
	r, err := schedule.Rehearse(p, since("", "K1"), schedule.PlanOptions{AsOf: day("2013-01-14")})
	require.NoError(t, err)
	assert.Equal(t, 2, r.Slip, "2 days left become 3, and one more")
	assert.Equal(t, []actionplan.Code{"sell", "report"}, r.Missed)
	assert.Equal(t, []actionplan.Code{"sell", "report", "close"}, r.Moved)
	estimate := &actionplan.Estimate{Optimistic: 5, Likely: 10, Pessimistic: 20}
	p.Actions[0].Estimate = estimate
	r, err = schedule.Rehearse(p, since("", "K1"), schedule.PlanOptions{AsOf: day("2013-01-14")})
	require.NoError(t, err)
	_, without := r.Without.Network()
	_, with := r.With.Network()
	assert.InDelta(t, 2, without[0].Likely, 1e-12)
	assert.InDelta(t, 4, with[0].Likely, 1e-12, "the estimate stretches alike")
}

// TestRehearse_refuses: faults of what it depends on, and hostile numbers, at once.
func TestRehearse_refuses(t *testing.T) {
	hostile, minute, negative := decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(-1, 0)
	for name, change := range map[string]func(k *actionplan.Contingency){
		"hostile stretch":  func(k *actionplan.Contingency) { k.Stretch = hostile },
		"minute stretch":   func(k *actionplan.Contingency) { k.Stretch = minute },
		"stretch below 0":  func(k *actionplan.Contingency) { k.Stretch = negative },
		"stretch over 100": func(k *actionplan.Contingency) { k.Stretch = decimal.New(10001, -2) },
		"hostile cost":     func(k *actionplan.Contingency) { k.Cost = &hostile },
		"cost below 0":     func(k *actionplan.Contingency) { k.Cost = &negative },
		"days below 0":     func(k *actionplan.Contingency) { k.ExtraDays = -1 },
		"days too long":    func(k *actionplan.Contingency) { k.ExtraDays = 10_001 },
		"unknown action":   func(k *actionplan.Contingency) { k.Affects = []actionplan.Code{"x"} },
		"code twice":       func(k *actionplan.Contingency) { k.Code = "K2" },
	} {
		p := season()
		change(&p.Actions[0].Contingencies[0])
		_, err := schedule.Rehearse(p, since("", "K1", "K2"), schedule.PlanOptions{Start: day("2013-01-02")})
		assert.ErrorIs(t, err, actionplan.ErrInvalid, name)
	}
	_, err := schedule.Rehearse(season(), since("", "K9", "K1", "K8"), schedule.PlanOptions{Start: day("2013-01-02")})
	assert.EqualError(t, err, `schedule: rehearse: contingency "K8": no such code`)
	assert.ErrorIs(t, err, actionplan.ErrNotFound)

	p := season()
	p.Actions[0].Contingencies = nil
	active := map[actionplan.Code]calendar.Date{}
	for _, code := range []actionplan.Code{"L1", "L2", "L3", "L4", "L5"} {
		active[code] = calendar.Date{}
		p.Actions[0].Contingencies = append(p.Actions[0].Contingencies, actionplan.Contingency{
			Code: code, Trigger: "x", Response: "x", Stretch: decimal.New(100, 0),
		})
	}
	_, err = schedule.Rehearse(p, active, schedule.PlanOptions{Start: day("2013-01-02")})
	assert.ErrorIs(t, err, schedule.ErrRange, "100 to the fifth")
	delete(active, "L5")
	_, err = schedule.Rehearse(p, active, schedule.PlanOptions{Start: day("2013-01-02")})
	assert.ErrorIs(t, err, calendar.ErrRange, "a billion days")
}
