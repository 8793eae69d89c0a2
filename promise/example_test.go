package promise_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func Example() {
	ratio, err := promise.ParseRatio("90%")
	if err != nil {
		panic(err)
	}
	p := promise.Promise{
		Key: promise.Key{Brand: "ADO GL", Market: "Mexico"},
		Attributes: []promise.Attribute{
			{Code: "punctuality", Tier: promise.Base, Visible: true, Specs: []promise.Specification{
				{Code: "delay", Unit: "min", Target: promise.Target{Op: promise.AtMost, Limit: 15}, Coverage: ratio},
			}},
			{Code: "comfort", Tier: promise.Base, Visible: true, Class: promise.Strength, Specs: []promise.Specification{
				{Code: "seats", Target: promise.Target{Op: promise.Exactly, Limit: 40}, Coverage: promise.Always()},
			}},
		},
	}
	report, err := promise.EvaluateTallies(p, map[string]promise.Tally{
		"delay": {Kept: 190, Total: 200},
		"seats": {Kept: 200, Total: 200},
	}, promise.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Print(report.Markdown())
	// Output:
	// | Attribute | Specification | Promised | Kept | % | Interval, % | Met | Verdict |
	// | --- | --- | ---: | ---: | ---: | ---: | --- | --- |
	// | punctuality | delay | 0.9 | 190 of 200 | 95.0 | 91.0 to 97.6 | yes | kept |
	// | comfort | seats | always | 200 of 200 | 100.0 | 98.2 to 100.0 | yes | undetermined |
	//
	// Base promise: undetermined. Differentiating promise: no-evidence. Worst visible attribute: punctuality.
}

// ninety is the share 9/10.
func ninety() promise.Ratio {
	ratio, err := promise.RatioOf(9, 10)
	if err != nil {
		panic(err)
	}
	return ratio
}

// gl is a valid promise of ADO GL in the market of Mexico: two base attributes and a differentiating one.
func gl() promise.Promise {
	return promise.Promise{
		ID: uuid.MustParse("0c7be2a4-5a0b-4d7e-8f11-1f6f4a2f9b10"), Key: promise.Key{Brand: "ADO GL", Market: "Mexico"}, Version: 1,
		From: time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), Class: promise.Strength,
		Attributes: []promise.Attribute{
			{
				Code: "punctuality", Name: "Punctuality", Tier: promise.Base, Visible: true,
				Specs: []promise.Specification{{
					Code: "delay", Text: "at most 15 minutes late", Indicator: "delay at arrival", Unit: "min", Owner: "operations",
					Target: promise.Target{Op: promise.AtMost, Limit: 15}, Coverage: ninety(),
				}},
			},
			{
				Code: "comfort", Name: "Comfort and cleanliness", Tier: promise.Base, Visible: true, Class: promise.Strength,
				Specs: []promise.Specification{{
					Code: "seats", Text: "40 seats", Indicator: "seats a bus", Owner: "operations",
					Target: promise.Target{Op: promise.Exactly, Limit: 40}, Coverage: promise.Always(),
				}},
			},
			{
				Code: "drivers", Name: "Best drivers", Tier: promise.Differentiating,
				Specs: []promise.Specification{{
					Code: "calm", Text: "no sharp braking", Indicator: "braking recorded", Owner: "operations",
					Target: promise.Target{Op: promise.Yes}, Coverage: ninety(),
				}},
			},
		},
	}
}

func ExampleAlways() {
	fmt.Println(promise.Always(), promise.Always().Met(promise.Tally{Kept: 199, Total: 200}))
	// Output: always false
}

func ExampleRatioOf() {
	fmt.Println(promise.RatioOf(190, 200))
	_, err := promise.RatioOf(3, 2)
	fmt.Println(err)
	// Output:
	// 0.95 <nil>
	// promise: ratio of 3 to 2: not a share above 0 and at most 1
}

func ExampleParseRatio() {
	for _, text := range []string{"0.95", "95%", "19/20", "always"} {
		ratio, err := promise.ParseRatio(text)
		fmt.Println(ratio, err)
	}
	// Output:
	// 0.95 <nil>
	// 0.95 <nil>
	// 0.95 <nil>
	// always <nil>
}

func ExampleRatio_IsAlways() {
	fmt.Println(promise.Always().IsAlways(), ninety().IsAlways())
	// Output: true false
}

func ExampleRatio_Met() {
	ratio, _ := promise.ParseRatio("95%")
	fmt.Println(ratio.Met(promise.Tally{Kept: 57, Total: 60}), ratio.Met(promise.Tally{Kept: 189, Total: 200}))
	// Output: true false
}

func ExampleRatio_Float64() {
	fmt.Println(ninety().Float64())
	// Output: 0.9
}

func ExampleRatio_Miss() {
	fmt.Println(ninety().Miss())
	// Output: 0.1
}

func ExampleRatio_Cmp() {
	fmt.Println(ninety().Cmp(promise.Always()))
	// Output: -1
}

func ExampleClass_Letter() {
	fmt.Println(promise.Strength.Letter(), promise.Weakness.Letter())
	// Output: F D
}

func ExampleTarget_Holds() {
	delay := promise.Target{Op: promise.AtMost, Limit: 15}
	fmt.Println(delay.Holds(promise.Observation{Spec: "delay", Value: 12}))
	// Output: true <nil>
}

func ExampleTally_Ratio() {
	fmt.Println(promise.Tally{Kept: 190, Total: 200}.Ratio())
	fmt.Println(promise.Tally{}.Ratio())
	// Output:
	// 0.95 true
	// 0 false
}

func ExampleTally_Interval() {
	interval, err := promise.Tally{Kept: 81, Total: 263}.Interval(0.95, promise.Wilson)
	fmt.Printf("%.4f to %.4f %v\n", interval.Low, interval.High, err)
	// Output: 0.2553 to 0.3662 <nil>
}

func ExamplePromise_Validate() {
	p := gl()
	p.Attributes[0].Specs[0].Owner = ""
	p.Attributes[1].Specs[0].Coverage = promise.Ratio{}
	fmt.Println(p.Validate())
	// Output: promise: validate promise: invalid: Promise.attributes[0].specs[0].owner required, Promise.attributes[1].specs[0].coverage coverage
}

func ExamplePromise_Proposition() {
	for attribute := range gl().Proposition(promise.Base) {
		fmt.Println(attribute.Name)
	}
	// Output:
	// Punctuality
	// Comfort and cleanliness
}

func ExamplePromise_Specifications() {
	for attribute, spec := range gl().Specifications() {
		fmt.Println(attribute.Code, spec.Code, spec.Target)
	}
	// Output:
	// punctuality delay <= 15
	// comfort seats = 40
	// drivers calm yes
}

func ExamplePromise_SWOTItems() {
	for class, attribute := range gl().SWOTItems() {
		fmt.Println(class, attribute.Name)
	}
	// Output: strength Comfort and cleanliness
}

func ExamplePromise_InForce() {
	fmt.Println(gl().InForce(time.Date(2012, 12, 31, 0, 0, 0, 0, time.UTC)))
	// Output: false
}

func ExamplePromise_AttributeRef() {
	fmt.Println(gl().AttributeRef("comfort"))
	// Output: {promise.attribute 0c7be2a4-5a0b-4d7e-8f11-1f6f4a2f9b10/comfort}
}

func ExamplePromise_SpecificationRef() {
	fmt.Println(gl().SpecificationRef("seats"))
	// Output: {promise.specification 0c7be2a4-5a0b-4d7e-8f11-1f6f4a2f9b10/seats}
}

func ExamplePromise_Markdown() {
	p := gl()
	p.Attributes = p.Attributes[:2]
	fmt.Print(p.Markdown())
	// Output:
	// **ADO GL, Mexico**, version 1
	//
	// | Attribute | Proposition | F/O/D/A | Specification | Target | Coverage | Owner |
	// | --- | --- | --- | --- | --- | --- | --- |
	// | Punctuality | base |  | at most 15 minutes late | \<= 15 min | 0.9 \* | operations |
	// | Comfort and cleanliness | base | F | 40 seats | = 40 | always | operations |
	//
	// \* a base promise with a tolerance
}

func ExamplePick() {
	season := gl()
	season.Key.Season = "high"
	at := time.Date(2013, 7, 1, 0, 0, 0, 0, time.UTC)
	picked, ok := promise.Pick([]promise.Promise{gl(), season}, promise.Key{Brand: "ADO GL", Market: "Mexico", Season: "easter"}, at)
	fmt.Printf("%q %v\n", picked.Key.Season, ok) // none of Easter: the normal one
	// Output: "" true
}

func ExampleSideBySide() {
	other := gl()
	other.Key.Brand, other.Attributes = "PLATINUM", other.Attributes[:1]
	p := gl()
	p.Attributes = p.Attributes[:2]
	fmt.Print(promise.SideBySide([]promise.Promise{p, other}))
	// Output:
	// | Attribute | Specification | ADO GL, Mexico | PLATINUM, Mexico |
	// | --- | --- | --- | --- |
	// | Punctuality | delay | \<= 15 min, 0.9 | \<= 15 min, 0.9 |
	// | Comfort and cleanliness | seats | = 40, always |  |
}

func ExampleEvaluate() {
	trips := slices.Values([]promise.Observation{
		{Spec: "delay", Value: 3, Case: "trip 1"},
		{Spec: "delay", Value: 40, Case: "trip 2"},
		{Spec: "seats", Value: 39, Case: "trip 1"},
	})
	report, err := promise.Evaluate(gl(), trips, promise.Options{KeepMisses: 1})
	if err != nil {
		panic(err)
	}
	for _, code := range []string{"delay", "seats", "calm"} {
		spec, _ := report.Spec(code)
		fmt.Println(code, spec.Tally, spec.Verdict)
	}
	// Output:
	// delay {1 2} undetermined
	// seats {0 1} broken
	// calm {0 0} no-evidence
}

func ExampleEvaluateTallies() {
	report, err := promise.EvaluateTallies(gl(), map[string]promise.Tally{"delay": {Kept: 150, Total: 200}}, promise.Options{})
	fmt.Println(report.Base, report.Unmeasured, err)
	// Output: broken [seats calm] <nil>
}

func ExampleReport_Spec() {
	report, _ := promise.EvaluateTallies(gl(), map[string]promise.Tally{"calm": {Kept: 50, Total: 50}}, promise.Options{})
	spec, ok := report.Spec("calm")
	fmt.Printf("%v at least %.3f %v\n", spec.Verdict, spec.Bounds.Low, ok)
	// Output: kept at least 0.942 true
}

func ExampleReport_Markdown() {
	p := gl()
	p.Attributes = p.Attributes[:1]
	report, _ := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": {Kept: 9, Total: 10}}, promise.Options{})
	fmt.Print(report.Markdown())
	// Output:
	// | Attribute | Specification | Promised | Kept | % | Interval, % | Met | Verdict |
	// | --- | --- | ---: | ---: | ---: | ---: | --- | --- |
	// | punctuality | delay | 0.9 | 9 of 10 | 90.0 | 55.5 to 99.7 | yes | undetermined |
	//
	// Base promise: undetermined. Differentiating promise: no-evidence. Worst visible attribute: punctuality.
}

func ExampleSpecification_Validate() {
	spec := gl().Attributes[0].Specs[0]
	spec.Owner, spec.Target = "", promise.Target{Op: promise.OneOf}
	fmt.Println(spec.Validate())
	// Output: promise: validate specification: invalid: Specification.owner required, Specification.target.choices target
}

func ExamplePromise_Reduced() {
	variant, err := gl().Reduced("high", "punctuality")
	fmt.Println(variant.Key.Season, variant.Reduces == gl().ID, err)
	for _, change := range promise.Diff(gl(), variant) {
		fmt.Printf("%v %s/%s\n", change.Kind, change.Attribute, change.Spec)
	}
	// Output:
	// high true <nil>
	// removed comfort/
	// removed comfort/seats
	// removed drivers/
	// removed drivers/calm
}

func ExampleDiff() {
	next := gl()
	next.Version, next.Attributes[0].Specs[0].Target.Limit = 2, 10
	next.Attributes[1].Class = promise.Opportunity
	for _, change := range promise.Diff(gl(), next) {
		fmt.Printf("%v %s %s: %s -> %s\n", change.Kind, change.Attribute, change.Spec, change.From, change.To)
	}
	// Output:
	// tightened punctuality delay: <= 15 min, 0.9 -> <= 10 min, 0.9
	// reclassified comfort : strength -> opportunity
}

func ExampleNewEvaluator() {
	e, err := promise.NewEvaluator(gl(), promise.Options{KeepMisses: 1})
	if err != nil {
		panic(err)
	}
	for _, delay := range []float64{3, 40, 12} {
		if err := e.Add(promise.Observation{Spec: "delay", Value: delay}); err != nil {
			panic(err)
		}
	}
	report, err := e.Report()
	spec, _ := report.Spec("delay")
	fmt.Println(spec.Tally, spec.Misses[0].Value, err)
	// Output: {2 3} 40 <nil>
}

func ExampleEvaluator_Add() {
	e, _ := promise.NewEvaluator(gl(), promise.Options{})
	fmt.Println(e.Add(promise.Observation{Spec: "delay", Value: 3}))
	fmt.Println(e.Add(promise.Observation{Spec: "luggage", Value: 1}))
	// Output:
	// <nil>
	// promise: add observation: unknown specification "luggage"
}

func ExampleEvaluator_Merge() {
	here, _ := promise.NewEvaluator(gl(), promise.Options{})
	there, _ := promise.NewEvaluator(gl(), promise.Options{})
	_ = there.Add(promise.Observation{Spec: "delay", Value: 3})
	data, err := there.MarshalBinary() // on another machine
	if err != nil {
		panic(err)
	}
	var shipped promise.Evaluator
	fmt.Println(shipped.UnmarshalBinary(data), here.Merge(&shipped))
	report, _ := here.Report()
	spec, _ := report.Spec("delay")
	fmt.Println(spec.Tally)
	// Output:
	// <nil> <nil>
	// {1 1}
}

func ExampleEvaluator_Report() {
	e, _ := promise.NewEvaluator(gl(), promise.Options{})
	_ = e.Add(promise.Observation{Spec: "seats", Value: 39})
	report, err := e.Report()
	fmt.Println(report.Base, report.Worst, err)
	// Output: broken comfort <nil>
}

func ExampleNeededCases() {
	ratio, _ := promise.ParseRatio("95%")
	for misses := range int64(3) {
		n, err := promise.NeededCases(ratio, misses, 0.95)
		fmt.Println(misses, "missed of", n, err)
	}
	// Output:
	// 0 missed of 59 <nil>
	// 1 missed of 93 <nil>
	// 2 missed of 124 <nil>
}

func ExamplePercentile() {
	delays := []float64{1, 2, 2, 3, 4, 5, 7, 9, 12, 40}
	fmt.Println(promise.Percentile(delays, ninety())) // nine of ten are within 12 minutes
	// Output: 12 <nil>
}

func ExamplePercentileRanks() {
	median, _ := promise.ParseRatio("50%")
	low, high, cover, err := promise.PercentileRanks(10, median, 0.95)
	fmt.Printf("between the %d. and the %d. of ten, with confidence %.4f %v\n", low, high, cover, err)
	// Output: between the 2. and the 9. of ten, with confidence 0.9785 <nil>
}

func ExampleCompare() {
	var reports []promise.Report
	for brand, kept := range []int64{190, 150, 188} {
		p := gl()
		p.Key.Brand = []string{"PLATINUM", "OCC", "ADO GL"}[brand]
		report, err := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": {Kept: kept, Total: 200}}, promise.Options{})
		if err != nil {
			panic(err)
		}
		reports = append(reports, report)
	}
	comparisons, err := promise.Compare(reports, promise.Options{})
	for _, c := range comparisons {
		fmt.Printf("%s %s - %s: %+.2f (%.2f to %.2f), p %.2g\n", c.Spec, c.A.Brand, c.B.Brand, c.Difference, c.Interval.Low, c.Interval.High, c.Adjusted)
	}
	fmt.Println(err)
	// Output:
	// delay PLATINUM - OCC: +0.20 (0.13 to 0.27), p 4.8e-08
	// delay PLATINUM - ADO GL: +0.01 (-0.04 to 0.06), p 0.83
	// delay OCC - ADO GL: -0.19 (-0.26 to -0.12), p 2.9e-07
	// <nil>
}

func ExampleHomogeneity() {
	chi2, df, p, err := promise.Homogeneity([]promise.Tally{{Kept: 190, Total: 200}, {Kept: 150, Total: 200}, {Kept: 170, Total: 200}})
	fmt.Printf("%.2f %d %.2g %v\n", chi2, df, p, err)
	// Output: 31.37 2 1.5e-07 <nil>
}

func ExampleBudgetOf() {
	ratio, _ := promise.ParseRatio("95%")
	budget, err := promise.BudgetOf(ratio, promise.Tally{Kept: 194, Total: 200})
	fmt.Printf("%v missed of %v allowed, %v left, %.0f %% gone %v\n", budget.Spent, budget.Allowed, budget.Remaining, 100**budget.Consumed, err)
	// Output: 6 missed of 10 allowed, 4 left, 60 % gone <nil>
}

func ExampleBurnWindows() {
	windows, err := promise.BurnWindows(30 * 24 * time.Hour)
	for _, w := range windows {
		fmt.Println(w.Share, "of the budget in", w.Long, "is a burn of", w.BurnRate())
	}
	fmt.Println(err)
	// Output:
	// 0.02 of the budget in 1h0m0s is a burn of 14.4
	// 0.05 of the budget in 6h0m0s is a burn of 6
	// 0.1 of the budget in 24h0m0s is a burn of 3
	// 0.1 of the budget in 72h0m0s is a burn of 1
	// <nil>
}

func ExampleWindow_BurnRate() {
	ratio, _ := promise.ParseRatio("2%")
	fmt.Println(promise.Window{Period: 30 * 24 * time.Hour, Long: time.Hour, Share: ratio}.BurnRate())
	// Output: 14.4
}

func ExampleWindow_CanFire() {
	windows, _ := promise.BurnWindows(30 * 24 * time.Hour)
	ratio, _ := promise.ParseRatio("90%")
	for _, w := range windows {
		fmt.Print(w.CanFire(ratio), " ")
	}
	// Output: false true true true
}

func ExampleWindow_Fires() {
	windows, _ := promise.BurnWindows(30 * 24 * time.Hour)
	ratio, _ := promise.ParseRatio("99%")
	short := promise.Tally{Kept: 80, Total: 100}
	fmt.Println(windows[0].Fires(ratio, promise.Tally{Kept: 856, Total: 1000}, short)) // 14.4 % missed: just the threshold
	fmt.Println(windows[0].Fires(ratio, promise.Tally{Kept: 855, Total: 1000}, short))
	// Output:
	// false
	// true
}

// morning is a timeline of hours: all kept from 6 to 7, half from 8 to 9, none seen between.
func morning() *promise.Timeline {
	line, err := promise.NewTimeline(time.Hour)
	if err != nil {
		panic(err)
	}
	at := time.Date(2013, 1, 2, 6, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		after time.Duration
		kept  bool
	}{{0, true}, {time.Minute, true}, {2 * time.Hour, true}, {2*time.Hour + time.Minute, false}} {
		if err := line.Add(at.Add(c.after), c.kept); err != nil {
			panic(err)
		}
	}
	return line
}

func ExampleNewTimeline() {
	_, err := promise.NewTimeline(time.Millisecond)
	fmt.Println(err)
	// Output: promise: new timeline of 1ms: number out of range: 1s to 744h
}

func ExampleTimeline_Add() {
	line, _ := promise.NewTimeline(time.Hour)
	fmt.Println(line.Add(time.Date(2013, 1, 2, 6, 30, 0, 0, time.UTC), true))
	fmt.Println(line.Tally(time.Time{}, time.Time{}))
	// Output:
	// <nil>
	// {1 1}
}

func ExampleTimeline_Merge() {
	line := morning()
	fmt.Println(line.Merge(morning()), line.Tally(time.Time{}, time.Time{}))
	// Output: <nil> {6 8}
}

func ExampleTimeline_Tally() {
	eight := time.Date(2013, 1, 2, 8, 0, 0, 0, time.UTC)
	fmt.Println(morning().Tally(eight, eight.Add(time.Hour)))
	// Output: {1 2}
}

func ExampleTimeline_Slices() {
	fmt.Println(morning().Slices(ninety(), time.Time{}, time.Time{}, false), morning().Slices(ninety(), time.Time{}, time.Time{}, true))
	// Output: {1 2} {2 3}
}

func ExampleTimeline_MeanRatio() {
	fmt.Println(morning().MeanRatio(time.Time{}, time.Time{}, false))
	// Output: 0.75 true
}
