package swot_test

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func Example() {
	goal := func(indicator string, percent int64) []swot.Objective {
		return []swot.Objective{{Indicator: indicator, Unit: "%", Target: decimal.New(percent, 0), Area: "service windows"}}
	}
	scores := func(impact, viability, need int64) map[string]decimal.Decimal {
		return map[string]decimal.Decimal{
			"impact": decimal.New(impact, 0), "viability": decimal.New(viability, 0), "need": decimal.New(need, 0),
		}
	}
	table := []swot.Evidence{{Source: "table of features, ADO GL"}}
	m := swot.Matrix{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), Title: "Service of the ADO Group",
		Factors: []swot.Factor{
			{Code: "S1", Kind: swot.Strength, Text: "new buses, 40 seats", Brand: "ADO GL", Evidence: table},
			{Code: "W1", Kind: swot.Weakness, Text: "old uncomfortable buses", Brand: "OCC"},
			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who would pay for luxury", Assumed: true},
			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors", Assumed: true},
		},
		Strategies: []swot.Strategy{
			{
				Code: "SO1", Title: "From first class to luxury", Uses: []string{"S1", "O1"},
				Objectives: goal("share of luxury tickets", 20), Scores: scores(4, 4, 4),
			},
			{
				Code: "ST1", Title: "Advance purchase saves up to 50 %", Uses: []string{"S1", "T1"},
				Objectives: goal("share of tickets bought 7 days ahead", 30), Scores: scores(5, 4, 5),
			},
		},
	}
	fmt.Println(m.Validate())
	decision, _ := m.Decision(swot.DefaultCriteria())
	ranking, _ := swot.WeightedSum(decision)
	fmt.Print(ranking.Markdown())
	robust, _ := swot.Robust(decision)
	flip := robust.Weights[0]
	fmt.Println("tied if", flip.Criterion, "weighs", flip.To.StringFixed(2))
	fmt.Println("no strategy answers", m.Coverage().Unused)
	// Output:
	// <nil>
	// | Rank | Strategy | Score | impact | viability | need | Points |
	// | ---: | --- | ---: | ---: | ---: | ---: | ---: |
	// | 1 | ST1 | 0.9167 | 0.3333 | 0.2500 | 0.3333 | 4.6667 |
	// | 2 | SO1 | 0.7500 | 0.2500 | 0.2500 | 0.2500 | 4.0000 |
	// tied if viability weighs 1.00
	// no strategy answers [W1]
}
