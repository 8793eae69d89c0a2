package house_test

import (
	"maps"
	"math/big"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/staffing"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

// An outcome is what a function returned. One that refuses returns an error for a hostile decimal; the others have no error
// to return, or do not look at it, and just have to come back.
type outcome struct {
	value   any
	err     error
	refuses bool
}

func refuses(value any, err error) outcome { return outcome{value, err, true} }

func returns(value any) outcome { return outcome{value: value} }

// places are calls of one function, each with the decimal in another place.
type places []func(d decimal.Decimal) outcome

// one is a call that has one place for a decimal.
func one(call func(d decimal.Decimal) outcome) places { return places{call} }

// table has an entry for every exported function that takes decimals. 0.50 is a good value in every place.
func table() map[string]places {
	all := map[string]places{}
	for _, part := range []map[string]places{actionplanTable(), lifetimeTable(), modelTable(), pricingTable(), promiseTable(), surveyTable(), swotTable()} {
		maps.Copy(all, part)
	}
	return all
}

// millionDigits is a decimal of more than a million digits.
var millionDigits = sync.OnceValue(func() decimal.Decimal {
	return decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3_400_000), 0)
})

var (
	aDay  = calendar.DateOf(time.Date(2013, 1, 2, 0, 0, 0, 0, time.UTC))
	anID  = uuid.UUID{1}
	units = decimal.New(1, 0)
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
		"actionplan.Plan.Action":    plan(func(p actionplan.Plan) outcome { _, ok := p.Action("A"); return returns(ok) }),
		"actionplan.Plan.ActionRef": plan(func(p actionplan.Plan) outcome { return returns(p.ActionRef("A")) }),
		"actionplan.Plan.Markdown":  plan(func(p actionplan.Plan) outcome { return returns(p.Markdown(actionplan.TextOptions{})) }),
		"actionplan.Plan.Order":     plan(func(p actionplan.Plan) outcome { codes, _ := p.Order(); return returns(codes) }),
		"actionplan.Plan.Validate":  plan(func(p actionplan.Plan) outcome { return refuses(nil, p.Validate()) }),
		"actionplan.Trace":          plan(func(p actionplan.Plan) outcome { return returns(actionplan.Trace(p, nil)) }),
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

func pricingTable() map[string]places {
	return map[string]places{
		"pricing.NewMoney":       one(func(d decimal.Decimal) outcome { return refuses(pricing.NewMoney(d, "MXN")) }),
		"pricing.RoundMoney":     one(func(d decimal.Decimal) outcome { return refuses(pricing.RoundMoney(d, "JPY", pricing.HalfUp)) }),
		"pricing.NewPercent":     one(func(d decimal.Decimal) outcome { return refuses(pricing.NewPercent(d)) }),
		"pricing.Rounding.Round": one(func(d decimal.Decimal) outcome { return refuses(pricing.HalfEven.Round(d, 1)) }),
		"pricing.Rounding.RoundStep": {
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(d, units)) },
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(units, d)) },
		},
	}
}

func promiseOf(d decimal.Decimal) promise.Promise {
	attribute := func(code string) promise.Attribute {
		return promise.Attribute{Code: code, Name: "x", Tier: promise.Base, Weight: d, Class: promise.Strength, Specs: []promise.Specification{{
			Code: code, Text: "x", Indicator: "x", Owner: "x", Target: promise.Target{Op: promise.Yes}, Coverage: promise.Always(),
		}}}
	}
	return promise.Promise{ID: anID, Key: promise.Key{Brand: "B"}, Version: 1, Attributes: []promise.Attribute{attribute("a"), attribute("b")}}
}

func promiseTable() map[string]places {
	of := func(call func(p promise.Promise) outcome) places {
		return one(func(d decimal.Decimal) outcome { return call(promiseOf(d)) })
	}
	seen := slices.Values([]promise.Observation{{Spec: "a", Value: 1}})
	return map[string]places{
		"promise/staffing.Need": one(func(d decimal.Decimal) outcome {
			load := staffing.Load{Arrivals: 100, Per: time.Hour, Handle: time.Minute}
			return refuses(staffing.Need(load, staffing.Goal{Level: 0.8, Shrinkage: d}))
		}),
		"promise/staffing.Scheduled": one(func(d decimal.Decimal) outcome { return refuses(staffing.Scheduled(84, d)) }),
		"promise.Evaluate":           of(func(p promise.Promise) outcome { return refuses(promise.Evaluate(p, seen, promise.Options{})) }),
		"promise.EvaluateTallies": of(func(p promise.Promise) outcome {
			return refuses(promise.EvaluateTallies(p, map[string]promise.Tally{"a": {Kept: 1, Total: 1}, "b": {Total: 1}}, promise.Options{}))
		}),
		"promise.Pick": of(func(p promise.Promise) outcome {
			_, ok := promise.Pick([]promise.Promise{p}, p.Key, time.Time{})
			return returns(ok)
		}),
		"promise.Promise.AttributeRef":     of(func(p promise.Promise) outcome { return returns(p.AttributeRef("a")) }),
		"promise.Promise.InForce":          of(func(p promise.Promise) outcome { return returns(p.InForce(time.Time{})) }),
		"promise.Promise.Markdown":         of(func(p promise.Promise) outcome { return returns(p.Markdown()) }),
		"promise.Promise.Proposition":      of(func(p promise.Promise) outcome { return returns(len(slices.Collect(p.Proposition(promise.Base)))) }),
		"promise.Promise.SWOTItems":        of(func(p promise.Promise) outcome { return returns(count2(p.SWOTItems())) }),
		"promise.Promise.SpecificationRef": of(func(p promise.Promise) outcome { return returns(p.SpecificationRef("a")) }),
		"promise.Promise.Specifications":   of(func(p promise.Promise) outcome { return returns(count2(p.Specifications())) }),
		"promise.Promise.Validate":         of(func(p promise.Promise) outcome { return refuses(nil, p.Validate()) }),
		"promise.SideBySide":               of(func(p promise.Promise) outcome { return returns(promise.SideBySide([]promise.Promise{p, p})) }),
	}
}

// count2 counts the pairs of a sequence.
func count2[A, B any](pairs func(func(A, B) bool)) (n int) {
	for range pairs {
		n++
	}
	return n
}

func surveyTable() map[string]places {
	return map[string]places{"survey.Gap": one(func(d decimal.Decimal) outcome {
		t, err := survey.NewTally(survey.KindNumber, survey.Scale{Min: 0, Max: 3})
		for _, v := range []int{0, 1, 3} {
			if err == nil {
				err = t.Add(v)
			}
		}
		if err != nil {
			return refuses(nil, err)
		}
		return refuses(survey.Gap(survey.Promised{Question: "q", Level: d}, t, survey.Options{}))
	})}
}

func matrixOf(d decimal.Decimal) swot.Matrix {
	return swot.Matrix{
		ID: anID, Title: "x",
		Factors: []swot.Factor{
			{Code: "S", Kind: swot.Strength, Text: "x", Weight: decimal.NewNullDecimal(d)}, {Code: "O", Kind: swot.Opportunity, Text: "x"},
		},
		Strategies: []swot.Strategy{{
			Code: "A", Title: "x", Uses: []string{"S", "O"}, Scores: map[string]decimal.Decimal{"c": d},
			Objectives: []swot.Objective{{Indicator: "x", Area: "x", Target: d, Baseline: decimal.NewNullDecimal(d)}},
		}},
	}
}

// criterionOf is a scale from least to most.
func criterionOf(weight, least, most decimal.Decimal, floor decimal.NullDecimal) swot.Criterion {
	return swot.Criterion{Code: "c", Weight: weight, Min: least, Max: most, Floor: floor}
}

// decisions are decisions with the decimal in each place.
func decisions(d decimal.Decimal) []swot.Decision {
	zero, ten, none := decimal.Decimal{}, decimal.New(10, 0), decimal.NullDecimal{}
	other := swot.Criterion{Code: "o", Weight: decimal.New(5, -1), Max: ten}
	decide := func(score decimal.Decimal, criteria ...swot.Criterion) swot.Decision {
		rows := [][]decimal.Decimal{{score}, {score}}
		if len(criteria) > 1 {
			rows = [][]decimal.Decimal{{score, units}, {units, ten}}
		}
		return swot.Decision{Criteria: criteria, Codes: []string{"A", "B"}, Scores: rows}
	}
	return []swot.Decision{
		decide(d, criterionOf(zero, zero, ten, none)),
		decide(units, criterionOf(d, zero, ten, none), other),
		decide(units, criterionOf(zero, d, ten, none)),
		decide(decimal.Decimal{}, criterionOf(zero, decimal.New(-1, 0), d, none)),
		decide(units, criterionOf(zero, zero, ten, decimal.NewNullDecimal(d))),
	}
}
