package swot_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// joined is the case of article 000 with relations that are assumed: what passengers complain of is mended before
// luxury is sold, and a cheap ticket stands in the way of a luxury brand.
func joined() swot.Matrix {
	m := busLine()
	m.Relations = []swot.Relation{
		{From: "SO1", To: "WO1", Type: swot.Requires, Strength: 3},
		{From: "ST1", To: "SO1", Type: swot.Conflicts, Strength: 2},
		{From: "WO1", To: "ST1", Type: swot.Supports, Strength: 1},
	}
	return m
}

// Effects end on the first level, and what drives them stands on the last.
func ExampleMatrix_Levels() {
	levels, cycles, err := joined().Levels()
	fmt.Println(levels, cycles, err)
	// Output: [[SO1 ST1] [WO1]] [] <nil>
}

// Can luxury and advance purchase be carried out together?
func ExampleMatrix_Conflicts() {
	conflicts, err := joined().Conflicts([]string{"SO1", "ST1"})
	for _, r := range conflicts {
		fmt.Println(r.From, r.Type, r.To)
	}
	fmt.Println(err)
	// Output:
	// SO1 requires WO1
	// ST1 conflicts SO1
	// <nil>
}

// What mcdm.DEMATEL takes: who works on whom, and how strongly.
func ExampleMatrix_Influence() {
	codes, strength, err := joined().Influence()
	fmt.Println(codes, strength, err)
	// Output: [SO1 ST1 WO1] [[0 0 0] [0 0 0] [3 1 0]] <nil>
}

// rated is the case of article 000 with weights and ratings that are assumed.
func rated() swot.Matrix {
	m := busLine()
	for i, r := range []struct {
		weight string
		rating int
	}{{"0.5", 4}, {"0.3", 1}, {"0.2", 3}, {"0.6", 3}, {"0.4", 2}} {
		m.Factors[i].Weight, m.Factors[i].Rating = decimal.NewNullDecimal(decimal.RequireFromString(r.weight)), r.rating
	}
	return m
}

// A price that is too high is rated as if it were a strength: it is counted, and shown.
func ExampleMatrix_IFE() {
	e, err := rated().IFE()
	for _, p := range e.Parts {
		fmt.Println(p.Code, p.Product.StringFixed(1))
	}
	fmt.Println("total", e.Total.StringFixed(1), "against the rule", e.OffRule, err)
	// Output:
	// S1 2.0
	// W1 0.3
	// W2 0.6
	// total 2.9 against the rule [W2] <nil>
}

func ExampleMatrix_EFE() {
	e, err := rated().EFE()
	fmt.Println("total", e.Total.StringFixed(1), err)
	// Output: total 2.6 <nil>
}

func ExampleIE() {
	ife, _ := rated().IFE()
	efe, _ := rated().EFE()
	position, err := swot.IE(ife.Total, efe.Total)
	fmt.Println(position.Name, position.Advice, err)
	// Output: V hold and maintain <nil>
}

// How much does each factor speak for the two strategies, from 1 to 4? The base brand is a matter of neither.
func ExampleMatrix_QSPM() {
	ranking, err := rated().QSPM(map[string]map[string]int{
		"SO1": {"S1": 4, "O1": 4, "T1": 1},
		"ST1": {"S1": 2, "O1": 2, "T1": 4},
	})
	fmt.Print(ranking.Markdown())
	fmt.Println(err)
	// Output:
	// | Rank | Strategy | Score | S1 | O1 | T1 |
	// | ---: | --- | ---: | ---: | ---: | ---: |
	// | 1 | SO1 | 4.8000 | 2.0000 | 2.4000 | 0.4000 |
	// | 2 | ST1 | 3.8000 | 1.0000 | 1.2000 | 1.6000 |
	// <nil>
}

// What changed since last year?
func ExampleDiff() {
	before, after := busLine(), busLine()
	after.Factors[2].Text = "price, above that of the bus next door"
	after.Strategies[1].Scores["need"] = decimal.New(4, 0)
	after.Strategies[1].Uses = append(after.Strategies[1].Uses, "W2")
	changes, err := swot.Diff(before, after)
	for _, c := range changes {
		fmt.Printf("%s: %q -> %q\n", c.Path, c.Before, c.After)
	}
	fmt.Println(err)
	// Output:
	// factors[W2].text: "price" -> "price, above that of the bus next door"
	// strategies[ST1].scores[need]: "5" -> "4"
	// strategies[ST1].uses[W2]: "" -> "W2"
	// <nil>
}
