package swot_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// contested is a decision that hangs on the weights: advance purchase has the impact, luxury is easier.
func contested() swot.Decision {
	d := jury()
	for i, row := range [][]int64{{3, 5, 3}, {5, 3, 4}, {4, 2, 4}} {
		for k, x := range row {
			d.Scores[i][k] = decimal.New(x, 0)
		}
	}
	return d
}

// A strategy that can hardly be carried out gets little for its impact.
func ExampleWeightedProduct() {
	d := jury()
	d.Scores[1][1] = decimal.New(1, 0) // advance purchase cannot be carried out
	ranking, err := swot.WeightedProduct(d)
	fmt.Print(ranking.Markdown())
	fmt.Println(ranking.Method, err)
	// Output:
	// | Rank | Strategy | Score | impact | viability | need |
	// | ---: | --- | ---: | ---: | ---: | ---: |
	// | 1 | SO1 | 0.8000 | 0.9283 | 0.9283 | 0.9283 |
	// | 2 | WO1 | 0.7830 | 0.9283 | 0.8434 | 1.0000 |
	// | 3 | ST1 | 0.5848 | 1.0000 | 0.5848 | 1.0000 |
	// weighted product, exact ties <nil>
}

// Whatever the weights, mending the base brand never beats advance purchase.
func ExamplePareto() {
	front, dominatedBy, err := swot.Pareto(contested())
	fmt.Println(front, dominatedBy, err)
	// Output: [SO1 ST1] map[WO1:[ST1]] <nil>
}

// How much more must viability weigh before luxury leads? A third is not enough, three sevenths are.
func ExampleRobust() {
	r, err := swot.Robust(contested())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Leaders, "by", r.Margin.Decimal.StringFixed(4))
	for _, flip := range r.Weights {
		fmt.Println("weight of", flip.Criterion, "to", flip.To.StringFixed(4), "ties with", flip.Challenger, flip.Leads)
	}
	for _, flip := range r.Scores {
		if flip.Change.Abs().LessThanOrEqual(decimal.New(1, 0)) { // the one-point question
			fmt.Println("score of", flip.Strategy, "on", flip.Criterion, "to", flip.To.StringFixed(2), "ties with", flip.Challenger)
		}
	}
	// Output:
	// [ST1] by 0.0833
	// weight of viability to 0.4286 ties with SO1 true
	// weight of impact to 0.2000 ties with SO1 true
	// weight of need to 0.0000 ties with SO1 true
	// weight of need to 1.0000 ties with WO1 true
	// score of ST1 on impact to 4.00 ties with SO1
	// score of SO1 on impact to 4.00 ties with SO1
	// score of ST1 on viability to 2.00 ties with SO1
	// score of ST1 on need to 3.00 ties with SO1
	// score of SO1 on need to 4.00 ties with SO1
}

// Applied, the weight that is reported makes the tie.
func ExampleRobust_applied() {
	d := contested()
	r, _ := swot.Robust(d)
	flip := r.Weights[1] // impact to a fifth; the other two, which were equal, stay so
	rest := decimal.New(1, 0).Sub(flip.To).Mul(decimal.New(5, -1))
	d.Criteria[0].Weight, d.Criteria[1].Weight, d.Criteria[2].Weight = flip.To, rest, rest
	ranking, err := swot.WeightedSum(d)
	for _, place := range ranking.Places[:2] {
		fmt.Println(place.Rank, place.Code, place.Tied)
	}
	fmt.Println(err)
	// Output:
	// 1 SO1 true
	// 1 ST1 true
	// <nil>
}

func ExampleRobustness_Markdown() {
	d := contested()
	d.Codes, d.Scores = d.Codes[:2], d.Scores[:2]
	r, err := swot.Robust(d)
	fmt.Print(r.Markdown())
	fmt.Println(err)
	// Output:
	// ST1 leads by 0.0833.
	//
	// | Weight | Ties with | At | Change | Leads there |
	// | --- | --- | ---: | ---: | --- |
	// | viability | SO1 | 0.4286 | +0.0952 | yes |
	// | impact | SO1 | 0.2000 | -0.1333 | yes |
	// | need | SO1 | 0.0000 | -0.3333 | yes |
	//
	// | Score | Ties with | At | Change | Leads there |
	// | --- | --- | ---: | ---: | --- |
	// | impact of ST1 | SO1 | 4.0000 | -1.0000 | yes |
	// | impact of SO1 | SO1 | 4.0000 | +1.0000 | yes |
	// | viability of ST1 | SO1 | 2.0000 | -1.0000 | yes |
	// | need of ST1 | SO1 | 3.0000 | -1.0000 | yes |
	// | need of SO1 | SO1 | 4.0000 | +1.0000 | yes |
	//
	// | All weights | Ties with | Distance | New weights |
	// | --- | --- | ---: | --- |
	// | L1 | SO1 | 0.1667 | 0.2500, 0.4167, 0.3333 |
	// | L2 | SO1 | 0.1132 | 0.2692, 0.4231, 0.3077 |
	// <nil>
}

// Nobody agrees on the weights. Under which share of them does each strategy lead? Luxury does in the corner of
// viability, up to a half of the way to impact and two thirds of that to need.
func ExampleAcceptability() {
	shares, err := swot.Acceptability(contested(), swot.AcceptabilityOptions{})
	for _, s := range shares {
		fmt.Printf("%s %s = %.3f\n", s.Code, s.Exact.RatString(), s.Share)
	}
	fmt.Println(err)
	// Output:
	// SO1 1/3 = 0.333
	// ST1 2/3 = 0.667
	// WO1 0 = 0.000
	// <nil>
}

// They agree on the order at least: impact matters most, then viability, then need.
func ExampleAcceptability_ordered() {
	shares, err := swot.Acceptability(contested(), swot.AcceptabilityOptions{Ordered: true})
	for _, s := range shares {
		fmt.Println(s.Code, s.Exact.RatString())
	}
	fmt.Println(err)
	// Output:
	// SO1 0
	// ST1 1
	// WO1 0
	// <nil>
}

// Two directors of the same weight, and a third who counts twice.
func ExamplePool() {
	first, second, third := jury(), jury(), contested()
	pooled, err := swot.Pool([]swot.Decision{first, second, third}, []decimal.Decimal{
		decimal.New(25, -2), decimal.New(25, -2), decimal.New(50, -2),
	})
	for i, code := range pooled.Codes {
		fmt.Println(code, pooled.Scores[i][0].StringFixed(1), pooled.Scores[i][1].StringFixed(1), pooled.Scores[i][2].StringFixed(1))
	}
	fmt.Println(err)
	// Output:
	// SO1 3.5 4.5 3.5
	// ST1 5.0 3.5 4.5
	// WO1 4.0 2.5 4.5
	// <nil>
}

// What package mcdm's Problem is made of: Values, Weights and Cost.
func ExampleDecision_Floats() {
	values, weights, cost, err := jury().Floats()
	fmt.Printf("%v %.3f %v %v\n", values, weights, cost, err)
	// Output: [[4 4 4] [5 4 5] [4 3 5]] [0.333 0.333 0.333] [false false false] <nil>
}
