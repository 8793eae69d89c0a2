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
