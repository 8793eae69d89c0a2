package swot_test

import (
	"errors"
	"fmt"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func ExampleDefaultCriteria() {
	for _, c := range swot.DefaultCriteria() {
		fmt.Println(c.Name, "from", c.Min.IntPart(), "to", c.Max.IntPart())
	}
	// Output:
	// Impact from 1 to 5
	// Viability from 1 to 5
	// Need from 1 to 5
}

func ExampleMatrix_Decision() {
	d, err := busLine().Decision(swot.DefaultCriteria())
	for i, code := range d.Codes {
		fmt.Println(code, d.Scores[i][0].IntPart(), d.Scores[i][1].IntPart(), d.Scores[i][2].IntPart())
	}
	fmt.Println(err)
	// Output:
	// SO1 4 4 4
	// ST1 5 4 5
	// WO1 4 3 5
	// <nil>
}

// The weights of a third, written as people write them, are not weights.
func ExampleDecision_Validate() {
	d := jury()
	for k := range d.Criteria {
		d.Criteria[k].Weight = decimal.RequireFromString("0.33")
	}
	d.Scores[1][2] = decimal.New(6, 0)
	if faults, ok := errors.AsType[validator.ValidationErrors](d.Validate()); ok {
		for _, fault := range faults {
			fmt.Println(fault.Namespace(), fault.Tag())
		}
	}
	// Output:
	// Decision.criteria dsum1
	// Decision.scores[1][2] score_range
}

// A jury gives impact, viability and need 5, 1 and 1 points.
func ExampleNormalizeWeights() {
	points := []decimal.Decimal{decimal.New(5, 0), decimal.New(1, 0), decimal.New(1, 0)}
	weights, err := swot.NormalizeWeights(points, 2)
	for _, w := range weights {
		fmt.Print(w.StringFixed(2), " ")
	}
	fmt.Println(err)
	// Output: 0.72 0.14 0.14 <nil>
}

// Who leads, by what, and what does each criterion add?
func ExampleWeightedSum() {
	d, _ := busLine().Decision(swot.DefaultCriteria())
	ranking, err := swot.WeightedSum(d)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, place := range ranking.Places {
		fmt.Print(place.Rank, " ", place.Code, " ", place.Score.StringFixed(4), " =")
		for _, part := range place.Parts {
			fmt.Print(" ", part.Code, " ", part.Product.StringFixed(4))
		}
		fmt.Println(" tied:", place.Tied)
	}
	// Output:
	// 1 ST1 0.9167 = impact 0.3333 viability 0.2500 need 0.3333 tied: false
	// 2 SO1 0.7500 = impact 0.2500 viability 0.2500 need 0.2500 tied: true
	// 2 WO1 0.7500 = impact 0.2500 viability 0.1667 need 0.3333 tied: true
}

// A strategy that hardly anyone can carry out is out, however much it would bring.
func ExampleWeightedSum_floor() {
	d := jury()
	d.Criteria[1].Floor = decimal.NewNullDecimal(decimal.New(3, 0)) // viability
	d.Scores[1][1] = decimal.New(2, 0)                              // of advance purchase
	ranking, err := swot.WeightedSum(d)
	fmt.Print(ranking.Markdown())
	fmt.Println(err)
	// Output:
	// | Rank | Strategy | Score | impact | viability | need | Points | Below the floor |
	// | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |
	// | 1= | SO1 | 0.7500 | 0.2500 | 0.2500 | 0.2500 | 4.0000 |  |
	// | 1= | WO1 | 0.7500 | 0.2500 | 0.1667 | 0.3333 | 4.0000 |  |
	// | 3 | ST1 | 0.7500 | 0.3333 | 0.0833 | 0.3333 | 4.0000 | viability |
	// <nil>
}

// A twentieth of the scale is what we would not quarrel about.
func ExampleRanking_Close() {
	d := jury()
	d.Scores[0][0] = decimal.RequireFromString("5") // SO1: 5 4 4
	d.Scores[0][2] = decimal.RequireFromString("4.5")
	ranking, _ := swot.WeightedSum(d)
	fmt.Println(ranking.Close(decimal.RequireFromString("0.05")))
	// Output: [ST1 SO1]
}

func ExampleRanking_ByScore() {
	ranking, _ := swot.WeightedSum(jury())
	ranking, err := ranking.ByScore(decimal.New(80, -2), decimal.New(60, -2))
	for _, place := range ranking.Places {
		fmt.Print(place.Code, " ", place.Class, ", ")
	}
	fmt.Println(err)
	// Output: ST1 high, SO1 medium, WO1 medium, <nil>
}

// There is money for two; the second place is shared.
func ExampleRanking_ByCount() {
	ranking, _ := swot.WeightedSum(jury())
	ranking, err := ranking.ByCount(2, 1)
	for _, place := range ranking.Places {
		fmt.Print(place.Rank, " ", place.Code, " ", place.Class, ", ")
	}
	fmt.Println(err)
	// Output: 1 ST1 high, 2 SO1 high, 2 WO1 high, <nil>
}
