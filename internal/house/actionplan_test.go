package house_test

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

func planOf(d decimal.Decimal) actionplan.Plan {
	return actionplan.Plan{ID: anID, Version: 1, Actions: []actionplan.Action{{
		Code: "A", What: []string{"x"}, Start: aDay, Due: aDay, Status: actionplan.InProgress, Progress: d, Cost: &d,
		Indicators:    []actionplan.Indicator{{Code: "I", Name: "x", Goal: d, Baseline: &d}},
		Contingencies: []actionplan.Contingency{{Code: "K", Trigger: "x", Response: "x", Metric: "m", AtLeast: &d, AtMost: &d, Stretch: d, Cost: &d}},
	}}}
}

func actionplanTable() map[string]places {
	plan := func(call func(p actionplan.Plan) outcome) places {
		return one(func(d decimal.Decimal) outcome { return call(planOf(d)) })
	}
	return map[string]places{
		"actionplan.Assess": {
			func(d decimal.Decimal) outcome {
				return refuses(actionplan.Assess(planOf(d), aDay, actionplan.AssessOptions{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(actionplan.Assess(planOf(units), aDay, actionplan.AssessOptions{Slack: d}))
			},
		},
		"actionplan.Indicator.Met": {
			func(d decimal.Decimal) outcome { return returns(actionplan.Indicator{Goal: units}.Met(d)) },
			func(d decimal.Decimal) outcome { return returns(actionplan.Indicator{Goal: d}.Met(units)) },
		},
		"actionplan.Plan.Action":       plan(func(p actionplan.Plan) outcome { _, ok := p.Action("A"); return returns(ok) }),
		"actionplan.Plan.ActionRef":    plan(func(p actionplan.Plan) outcome { return returns(p.ActionRef("A")) }),
		"actionplan.Plan.Markdown":     plan(func(p actionplan.Plan) outcome { return returns(p.Markdown(actionplan.TextOptions{})) }),
		"actionplan.Plan.Order":        plan(func(p actionplan.Plan) outcome { codes, _ := p.Order(); return returns(codes) }),
		"actionplan.Plan.Validate":     plan(func(p actionplan.Plan) outcome { return refuses(nil, p.Validate()) }),
		"actionplan.Trace":             plan(func(p actionplan.Plan) outcome { return returns(actionplan.Trace(p, nil)) }),
		"actionplan/earned.Ledger.Add": one(func(d decimal.Decimal) outcome { return refuses(nil, new(earned.Ledger).Add("A", d)) }),
		"actionplan/earned.Measure": {
			func(d decimal.Decimal) outcome {
				return refuses(earned.Measure(earned.Snapshot{BAC: d}, earned.Options{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(earned.Measure(earned.Snapshot{BAC: units, PV: d}, earned.Options{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(earned.Measure(earned.Snapshot{BAC: units, EV: d}, earned.Options{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(earned.Measure(earned.Snapshot{BAC: units, AC: d}, earned.Options{}))
			},
		},
		"actionplan/earned.PlannedValue": plan(func(p actionplan.Plan) outcome {
			return refuses(earned.PlannedValue(p, nil, []calendar.Date{aDay}))
		}),
		"actionplan/earned.Schedule": {
			func(d decimal.Decimal) outcome {
				return refuses(earned.Schedule([]decimal.Decimal{d}, decimal.Decimal{}, units, earned.Options{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(earned.Schedule([]decimal.Decimal{units}, d, units, earned.Options{}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(earned.Schedule([]decimal.Decimal{units}, units, d, earned.Options{}))
			},
		},
		"actionplan/earned.Take": plan(func(p actionplan.Plan) outcome {
			return refuses(earned.Take(p, nil, nil, aDay, earned.ByProgress))
		}),
		"actionplan/schedule.Build": plan(func(p actionplan.Plan) outcome {
			t, err := schedule.Build(p, schedule.PlanOptions{})
			if err != nil {
				return refuses(nil, err)
			}
			return refuses(t.Markdown(), nil)
		}),
		"actionplan/schedule.Rehearse": plan(func(p actionplan.Plan) outcome {
			r, err := schedule.Rehearse(p, map[actionplan.Code]calendar.Date{"K": aDay}, schedule.PlanOptions{})
			if err != nil {
				return refuses(nil, err)
			}
			return refuses(r.With.Markdown(), nil)
		}),
	}
}

func actionplanStructs() map[string]any {
	plan := seeds.ADOPlan()
	return map[string]any{
		"actionplan.Action":            plan.Actions[0],
		"actionplan.Contingency":       plan.Actions[0].Contingencies[0],
		"actionplan.Estimate":          actionplan.Estimate{},
		"actionplan.Indicator":         plan.Actions[0].Indicators[0],
		"actionplan.Link":              plan.Links[0],
		"actionplan.Message":           plan.Actions[0].Messages[0],
		"actionplan.Plan":              plan,
		"actionplan.Ref":               plan.Actions[0].Refs[0],
		"actionplan/calendar.Calendar": calendar.Calendar{},
		"actionplan/calendar.Holiday":  calendar.Holiday{},
		"actionplan/calendar.Span":     calendar.Span{},
		"actionplan/earned.Measures":   earned.Measures{CPI: &units}, "actionplan/earned.Options": earned.Options{},
		"actionplan/earned.Snapshot": earned.Snapshot{BAC: units}, "actionplan/earned.TimeMeasures": earned.TimeMeasures{Index: &units},
	}
}
