package house_test

import (
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
	"github.com/seed-4ccf82d5/servicequality/promise/process"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/promise/staffing"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

func promiseOf(d decimal.Decimal) promise.Promise {
	attribute := func(code string) promise.Attribute {
		return promise.Attribute{Code: code, Name: "x", Tier: promise.Base, Weight: d, Class: promise.Strength, Specs: []promise.Specification{{
			Code: code, Text: "x", Indicator: "x", Owner: "x", Target: promise.Target{Op: promise.Yes}, Coverage: promise.Always(),
		}}}
	}
	return promise.Promise{ID: anID, Key: promise.Key{Brand: "B"}, Version: 1, Attributes: []promise.Attribute{attribute("a"), attribute("b")}}
}

// reducedOf returns the variant of p, in which its weights count no more.
func reducedOf(p promise.Promise) promise.Promise {
	variant, _ := p.Reduced("high")
	return variant
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
		"promise.Diff": {
			func(d decimal.Decimal) outcome { return returns(promise.Diff(promiseOf(d), promiseOf(units))) },
			func(d decimal.Decimal) outcome { return returns(promise.Diff(promiseOf(units), promiseOf(d))) },
		},
		"promise.NewEvaluator": of(func(p promise.Promise) outcome {
			e, err := promise.NewEvaluator(p, promise.Options{})
			if err != nil {
				return refuses(nil, err)
			}
			return refuses(e.MarshalBinary())
		}),
		"promise.Promise.Reduced": of(func(p promise.Promise) outcome { return returns(reducedOf(p)) }),
		"promise.Evaluate":        of(func(p promise.Promise) outcome { return refuses(promise.Evaluate(p, seen, promise.Options{})) }),
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

func promiseStructs() map[string]any {
	promises := seeds.ADOPromises()
	report, _ := promise.EvaluateTallies(promises[0], map[string]promise.Tally{"delay": {Kept: 1, Total: 2}}, promise.Options{})
	node := agreement.InSeries(agreement.Commit("a", agreement.Commitment{Keep: promise.Always()}))
	composed, _ := agreement.Compose(node)
	feasible, _ := agreement.Feasible(node.Parts[0].Commitment, node)
	all := map[string]any{
		"promise.Attribute":              promises[0].Attributes[0],
		"promise.Budget":                 *report.Attributes[0].Specs[0].Budget,
		"promise.Change":                 promise.Change{Kind: promise.Tightened, Attribute: "a"},
		"promise.Comparison":             promise.Comparison{Spec: "a"},
		"promise.Window":                 promise.Window{Period: time.Hour, Long: time.Minute, Share: promise.Always()},
		"promise.AttributeResult":        report.Attributes[0],
		"promise.Interval":               promise.Interval{},
		"promise.Key":                    promises[0].Key,
		"promise.Observation":            promise.Observation{},
		"promise.Promise":                promises[0],
		"promise.Ref":                    promise.Ref{},
		"promise.Report":                 report,
		"promise.SpecResult":             report.Attributes[0].Specs[0],
		"promise.Specification":          promises[0].Attributes[0].Specs[0],
		"promise.Tally":                  promise.Tally{},
		"promise.Target":                 promises[0].Attributes[0].Specs[0].Target,
		"promise/agreement.Agreement":    seeds.MultiProviderAgreement(),
		"promise/agreement.Boundary":     agreement.Boundary{},
		"promise/agreement.Commitment":   agreement.Commitment{Keep: promise.Always(), Within: time.Hour},
		"promise/agreement.Composed":     composed,
		"promise/agreement.Feasibility":  feasible,
		"promise/agreement.Handoff":      agreement.Handoff{},
		"promise/agreement.HandoffFault": agreement.HandoffFault{Kind: agreement.NoOwner},
		"promise/agreement.Node":         node,
		"promise/agreement.Obligation":   agreement.Obligation{},
		"promise/agreement.Overlap":      agreement.Overlap{},
		"promise/agreement.Party":        agreement.Party{},
		"promise/agreement.Person":       agreement.Person{},
		"promise/agreement.Team":         agreement.Team{},
		"promise/staffing.Abandonment":   staffing.Abandonment{},
		"promise/staffing.Goal":          staffing.Goal{Level: 0.8},
		"promise/staffing.Load":          staffing.Load{Arrivals: 0.1},
		"promise/staffing.Performance":   staffing.Performance{},
	}
	maps.Copy(all, sigmaStructs())
	maps.Copy(all, processStructs())
	return all
}

func sigmaStructs() map[string]any {
	limits := sigma.Limits{Lower: new(0.0), Upper: new(9.0)}
	capability, _ := sigma.CapabilityOf([]float64{1, 2, 4}, limits, sigma.CapabilityOptions{})
	chart, _ := sigma.CChart([]int64{1, 2, 40}, sigma.ChartOptions{})
	yields, _ := sigma.Throughput([]sigma.Step{{In: 10, Rework: 1}})
	return map[string]any{
		"promise/sigma.Capability":        capability,
		"promise/sigma.CapabilityOptions": sigma.CapabilityOptions{Within: sigma.Pooled},
		"promise/sigma.Chart":             chart,
		"promise/sigma.ChartOptions":      sigma.ChartOptions{Rules: sigma.NelsonRules()},
		"promise/sigma.Convention":        sigma.Convention{Shift: sigma.LongTermShift, Sides: sigma.TwoSided},
		"promise/sigma.Limits":            limits,
		"promise/sigma.Signal":            sigma.Signal{Index: 3, Rule: sigma.SixTrend},
		"promise/sigma.Step":              sigma.Step{In: 3},
		"promise/sigma.Yields":            yields,
	}
}

func processStructs() map[string]any {
	blueprint := seeds.CarService()
	graph, _ := process.New(blueprint)
	log := process.NewLog(graph)
	_ = log.Add([]process.Visit{{Stage: "agree", Took: time.Hour}, {Stage: "?"}, {Stage: "agree"}})
	blueprint.Edges[4].Kind, blueprint.Stages[1].FailPoint = process.WinBack, true
	return map[string]any{
		"promise/process.Blueprint":       blueprint,
		"promise/process.Conformance":     log.Conformance(),
		"promise/process.Edge":            process.Edge{From: "a", To: "b", Probability: 0.1, Kind: process.Rework, Label: "again"},
		"promise/process.EstimateOptions": process.EstimateOptions{Prior: 0.5},
		"promise/process.FailureMode":     process.FailureMode{Name: "x", Severity: 1},
		"promise/process.Gain":            process.Gain{Time: 0.1},
		"promise/process.Move":            process.Move{From: "?", Count: 1},
		"promise/process.Ranked":          process.Ranked{Cumulative: 0.5},
		"promise/process.Schedule":        process.Schedule{Critical: [][]string{{"a"}}},
		"promise/process.Slot":            process.Slot{Stage: "a", Slack: 1},
		"promise/process.Span":            process.Span{Mean: time.Hour},
		"promise/process.Stage":           blueprint.Stages[0],
		"promise/process.Visit":           process.Visit{Stage: "a", Took: 1},
	}
}
