package house_test

import (
	"slices"
	"time"

	"github.com/google/uuid"
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

func actionOf(d decimal.Decimal) actionplan.Action { return planOf(d).Actions[0] }

// otherID is the identifier of another plan.
var otherID = uuid.UUID{2}

// aTime is a moment of aDay.
var aTime = aDay.Time(time.UTC)

// reportOf is an event with a decimal in its progress and its evidence.
func reportOf(d decimal.Decimal) actionplan.Event {
	return actionplan.Event{
		Verb: actionplan.Report, At: aTime, By: "x", From: actionplan.InProgress, To: actionplan.InProgress, Progress: &d,
		Evidence: []actionplan.Observation{{On: aDay, Metric: "m", Value: &d}},
	}
}

// changes is the outcome of a comparison: the paths, since the JSON of a decimal obeys the package's variables.
func changes(all []actionplan.Change, err error) outcome {
	var paths []string
	for _, c := range all {
		paths = append(paths, c.Path)
	}
	return refuses(paths, err)
}

// merged is the outcome of a merge: the plan and the paths in conflict.
func merged(base, ours, theirs actionplan.Plan) outcome {
	p, conflicts, err := actionplan.Merge(base, ours, theirs)
	var paths []string
	for _, c := range conflicts {
		paths = append(paths, c[0].Path)
	}
	return refuses([]any{p, paths}, err)
}

// replayed is the outcome of a replay of one event, which does not look at the sheet.
func replayed(a actionplan.Action) outcome {
	got, _ := actionplan.Replay(a, []actionplan.Event{reportOf(units)})
	return returns(got)
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
		"actionplan.Apply": {
			func(d decimal.Decimal) outcome { return refuses(actionplan.Apply(actionOf(d), reportOf(units))) },
			func(d decimal.Decimal) outcome { return refuses(actionplan.Apply(actionOf(units), reportOf(d))) },
		},
		"actionplan.CanClose": {
			func(d decimal.Decimal) outcome { return returns(actionplan.CanClose(actionOf(d), nil)) },
			func(d decimal.Decimal) outcome {
				return returns(actionplan.CanClose(actionOf(units), reportOf(d).Evidence))
			},
		},
		"actionplan.Diff": {
			func(d decimal.Decimal) outcome { return changes(actionplan.Diff(planOf(d), planOf(units))) },
			func(d decimal.Decimal) outcome { return changes(actionplan.Diff(planOf(units), planOf(d))) },
		},
		"actionplan.Indicator.Met": {
			func(d decimal.Decimal) outcome { return returns(actionplan.Indicator{Goal: units}.Met(d)) },
			func(d decimal.Decimal) outcome { return returns(actionplan.Indicator{Goal: d}.Met(units)) },
		},
		"actionplan.Merge": {
			func(d decimal.Decimal) outcome { return merged(planOf(d), planOf(units), planOf(units)) },
			func(d decimal.Decimal) outcome { return merged(planOf(units), planOf(d), planOf(units)) },
			func(d decimal.Decimal) outcome { return merged(planOf(units), planOf(units), planOf(d)) },
		},
		"actionplan.NextTurn":    plan(func(p actionplan.Plan) outcome { return refuses(actionplan.NextTurn(p, otherID)) }),
		"actionplan.Patch":       plan(func(p actionplan.Plan) outcome { return refuses(actionplan.Patch(p, nil)) }),
		"actionplan.Plan.Action": plan(func(p actionplan.Plan) outcome { _, ok := p.Action("A"); return returns(ok) }),
		"actionplan.Plan.Apply": {
			func(d decimal.Decimal) outcome { return refuses(planOf(d).Apply("A", reportOf(units))) },
			func(d decimal.Decimal) outcome { return refuses(planOf(units).Apply("A", reportOf(d))) },
		},
		"actionplan.Plan.Flowchart": plan(func(p actionplan.Plan) outcome { return returns(p.Flowchart(actionplan.TextOptions{})) }),
		"actionplan.Plan.Gantt": plan(func(p actionplan.Plan) outcome {
			chart, _ := p.Gantt(actionplan.TextOptions{})
			return returns(chart)
		}),
		"actionplan.Plan.ICalendar": plan(func(p actionplan.Plan) outcome { return refuses(p.ICalendar(aTime, actionplan.TextOptions{})) }),
		"actionplan.Plan.Lint":      plan(func(p actionplan.Plan) outcome { return returns(p.Lint()) }),
		"actionplan.Plan.ActionRef": plan(func(p actionplan.Plan) outcome { return returns(p.ActionRef("A")) }),
		"actionplan.Plan.Markdown":  plan(func(p actionplan.Plan) outcome { return returns(p.Markdown(actionplan.TextOptions{})) }),
		"actionplan.Plan.Order":     plan(func(p actionplan.Plan) outcome { codes, _ := p.Order(); return returns(codes) }),
		"actionplan.Plan.Validate":  plan(func(p actionplan.Plan) outcome { return refuses(nil, p.Validate()) }),
		"actionplan.Prioritize": plan(func(p actionplan.Plan) outcome {
			ranked, _ := actionplan.Prioritize(p)
			return returns(ranked)
		}),
		"actionplan.Replay": {
			func(d decimal.Decimal) outcome { return replayed(actionOf(d)) },
			func(d decimal.Decimal) outcome {
				return refuses(actionplan.Replay(actionOf(units), []actionplan.Event{reportOf(d)}))
			},
		},
		"actionplan.Triggered": {
			func(d decimal.Decimal) outcome { return refuses(actionplan.Triggered(planOf(d), aDay, nil)) },
			func(d decimal.Decimal) outcome {
				return refuses(actionplan.Triggered(planOf(units), aDay, slices.Values(reportOf(d).Evidence)))
			},
		},
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
		"actionplan.Change":            actionplan.Change{},
		"actionplan.Contingency":       plan.Actions[0].Contingencies[0],
		"actionplan.Estimate":          actionplan.Estimate{},
		"actionplan.Event":             reportOf(units),
		"actionplan.Indicator":         plan.Actions[0].Indicators[0],
		"actionplan.Link":              plan.Links[0],
		"actionplan.Message":           plan.Actions[0].Messages[0],
		"actionplan.Observation":       reportOf(units).Evidence[0],
		"actionplan.Plan":              plan,
		"actionplan.Ref":               plan.Actions[0].Refs[0],
		"actionplan/calendar.Calendar": calendar.Calendar{},
		"actionplan/calendar.Holiday":  calendar.Holiday{},
		"actionplan/calendar.Span":     calendar.Span{},
		"actionplan/earned.Measures":   earned.Measures{CPI: &units}, "actionplan/earned.Options": earned.Options{},
		"actionplan/earned.Snapshot": earned.Snapshot{BAC: units}, "actionplan/earned.TimeMeasures": earned.TimeMeasures{Index: &units},
	}
}
