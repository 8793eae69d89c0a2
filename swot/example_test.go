package swot_test

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func Example() {
	m := swot.Matrix{
		ID:    uuid.MustParse("5f0c7f8e-7d3b-4b56-9d0c-0a4b9d1c2e3f"),
		Title: "Bus operator",
		Factors: []swot.Factor{
			{Code: "S1", Kind: swot.Strength, Text: "new comfortable buses", Aspect: swot.AspectMaterial},
			{Code: "W1", Kind: swot.Weakness, Text: "old buses of the base brand"},
			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who plan ahead", Assumed: true},
			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors"},
		},
		Strategies: []swot.Strategy{
			{
				Code: "ST1", Title: "advance purchase", Uses: []string{"S1", "T1"},
				Objectives: []swot.Objective{{Indicator: "tickets bought early", Unit: "%", Target: decimal.New(30, 0), Area: "windows"}},
				Scores:     map[string]decimal.Decimal{"impact": decimal.New(5, 0), "viability": decimal.New(5, 0), "need": decimal.New(5, 0)},
			},
			{
				Code: "WO1", Title: "ask the passengers", Uses: []string{"W1", "O1"},
				Objectives: []swot.Objective{{Indicator: "content passengers", Unit: "%", Target: decimal.New(70, 0), Area: "operations"}},
				Scores:     map[string]decimal.Decimal{"impact": decimal.New(4, 0), "viability": decimal.New(3, 0), "need": decimal.New(5, 0)},
			},
		},
	}
	decision, err := m.Decision(swot.DefaultCriteria())
	if err != nil {
		panic(err)
	}
	ranking, err := swot.WeightedSum(decision)
	if err != nil {
		panic(err)
	}
	fmt.Print(ranking.Markdown())
	// Output:
	// | Rank | Strategy | Score | Points | Contributions | Priority |
	// | ---: | --- | ---: | ---: | --- | --- |
	// | 1 | ST1 | 1 | 5 | impact 0.3333, viability 0.3333, need 0.3333 |  |
	// | 2 | WO1 | 0.75 | 4 | impact 0.25, viability 0.1667, need 0.3333 |  |
}

// operator is the matrix of the package's example, with a draft beside its two strategies' shape.
func operator() swot.Matrix {
	objective := []swot.Objective{{Indicator: "tickets bought early", Unit: "%", Target: decimal.New(30, 0), Area: "windows"}}
	scores := func(impact, viability, need int64) map[string]decimal.Decimal {
		return map[string]decimal.Decimal{
			"impact": decimal.New(impact, 0), "viability": decimal.New(viability, 0), "need": decimal.New(need, 0),
		}
	}
	return swot.Matrix{
		ID:    uuid.MustParse("5f0c7f8e-7d3b-4b56-9d0c-0a4b9d1c2e3f"),
		Title: "Bus operator",
		Factors: []swot.Factor{
			{Code: "S1", Kind: swot.Strength, Text: "new buses", Brand: "ADO GL", Evidence: []swot.Evidence{{Source: "brand table"}}},
			{Code: "W1", Kind: swot.Weakness, Text: "old buses", Brand: "OCC", Evidence: []swot.Evidence{{Source: "brand table"}}},
			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who plan ahead", Assumed: true},
			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors"},
		},
		Strategies: []swot.Strategy{
			{
				Code: "ST1", Title: "advance purchase", Uses: []string{"S1", "T1"}, Objectives: objective, Scores: scores(5, 5, 5),
				Embodied: []swot.Ref{{Kind: "process", ID: "ticket sale"}},
			},
			{Code: "WO1", Title: "ask the passengers", Uses: []string{"W1", "O1"}, Objectives: objective, Scores: scores(4, 3, 5)},
			{Code: "SO1", Title: "luxury", Uses: []string{"S1", "O1"}, Objectives: objective, Scores: scores(4, 4, 4)},
		},
	}
}

// ranked is the ranking of operator.
func ranked() swot.Ranking {
	d, err := operator().Decision(swot.DefaultCriteria())
	if err != nil {
		panic(err)
	}
	r, err := swot.WeightedSum(d)
	if err != nil {
		panic(err)
	}
	return r
}

func ExampleKind_Internal() {
	fmt.Println(swot.Weakness.Internal(), swot.Threat.Internal())
	// Output: true false
}

func ExampleKind_Helpful() {
	fmt.Println(swot.Opportunity.Helpful(), swot.Threat.Helpful())
	// Output: true false
}

func ExampleObjective_Reached() {
	punctual := swot.Objective{Indicator: "late buses", Unit: "%", Target: decimal.New(5, 0), LowerIsBetter: true, Area: "operations"}
	fmt.Println(punctual.Reached(decimal.RequireFromString("4.8")))
	// Output: true <nil>
}

func ExampleMatrix_Validate() {
	m := operator()
	m.Strategies[0].Uses = []string{"S1", "T9"}
	m.Strategies[1].Objectives = nil
	fmt.Println(m.Validate())
	// Output: swot: validate matrix: invalid: Matrix.strategies[0].uses[1] code_unknown, Matrix.strategies[1].objectives objective_missing
}

func ExampleMatrix_Factor() {
	f, err := operator().Factor("T1")
	fmt.Println(f.Text, err)
	// Output: far cheaper competitors <nil>
}

func ExampleMatrix_Strategy() {
	_, err := operator().Strategy("XX")
	fmt.Println(err)
	// Output: swot: strategy "XX": no such code
}

func ExampleMatrix_FactorRef() {
	fmt.Println(operator().FactorRef("S1"))
	// Output: {swot.factor 5f0c7f8e-7d3b-4b56-9d0c-0a4b9d1c2e3f/S1}
}

func ExampleMatrix_StrategyRef() {
	fmt.Println(operator().StrategyRef("ST1"))
	// Output: {swot.strategy 5f0c7f8e-7d3b-4b56-9d0c-0a4b9d1c2e3f/ST1}
}

func ExampleMatrix_Quadrant() {
	fmt.Println(operator().Quadrant("WO1"))
	// Output: WO <nil>
}

func ExampleMatrix_Trace() {
	for factor, strategy := range operator().Trace() {
		fmt.Println(factor.Code, "->", strategy.Code)
	}
	// Output:
	// S1 -> ST1
	// S1 -> SO1
	// W1 -> WO1
	// O1 -> WO1
	// O1 -> SO1
	// T1 -> ST1
}

func ExampleMatrix_Coverage() {
	c := operator().Coverage()
	fmt.Println("without evidence:", c.NoEvidence)
	fmt.Println("without a process:", c.NoProcess)
	fmt.Println("empty:", c.Empty)
	// Output:
	// without evidence: [O1 T1]
	// without a process: [WO1 SO1]
	// empty: [WT]
}

func ExampleDefaultCriteria() {
	for _, c := range swot.DefaultCriteria() {
		fmt.Println(c.Code, c.Min, c.Max)
	}
	// Output:
	// impact 1 5
	// viability 1 5
	// need 1 5
}

func ExampleMatrix_Decision() {
	d, err := operator().Decision(swot.DefaultCriteria())
	fmt.Println(d.Codes, d.Scores[1], err)
	// Output: [ST1 WO1 SO1] [4 3 5] <nil>
}

func ExampleDecision_Validate() {
	d, _ := operator().Decision(swot.DefaultCriteria())
	for k, weight := range []string{"0.33", "0.33", "0.33"} {
		d.Criteria[k].Weight = decimal.RequireFromString(weight)
	}
	d.Scores[2][0] = decimal.New(7, 0)
	fmt.Println(d.Validate())
	// Output: swot: validate decision: invalid: Decision.criteria dsum1, Decision.scores[2][0] score_range
}

func ExampleNormalizeWeights() {
	points := []decimal.Decimal{decimal.New(1, 0), decimal.New(1, 0), decimal.New(1, 0)}
	fmt.Println(swot.NormalizeWeights(points, 2))
	// Output: [0.34 0.33 0.33] <nil>
}

func ExampleWeightedSum() {
	for _, place := range ranked().Places {
		fmt.Println(place.Rank, place.Code, place.Score, place.Tied)
	}
	// Output:
	// 1 ST1 1 false
	// 2 WO1 0.75 true
	// 2 SO1 0.75 true
}

func ExampleRanking_Close() {
	fmt.Println(ranked().Close(decimal.RequireFromString("0.05")))
	// Output: [ST1]
}

func ExampleRanking_ByScore() {
	r, err := ranked().ByScore(decimal.RequireFromString("0.8"), decimal.RequireFromString("0.6"))
	fmt.Println(r.Places[0].Class, r.Places[1].Class, err)
	// Output: high medium <nil>
}

func ExampleRanking_ByCount() {
	r, err := ranked().ByCount(2, 1)
	for _, place := range r.Places {
		fmt.Println(place.Code, place.Class)
	}
	fmt.Println(err)
	// Output:
	// ST1 high
	// WO1 high
	// SO1 high
	// <nil>
}

func ExampleLabelsFor() {
	labels, err := swot.LabelsFor("es")
	fmt.Println(labels["matrix"], labels["strengths"], err)
	// Output: FODA Fortalezas <nil>
}

func ExampleLabels_ParseKind() {
	labels, _ := swot.LabelsFor("es")
	kind, err := labels.ParseKind("Debilidad")
	fmt.Println(kind, err)
	// Output: W <nil>
}

func ExampleLabels_Matrix() {
	labels, _ := swot.LabelsFor("es")
	fmt.Print(labels.Matrix(operator()))
	// Output:
	// | FODA | Ayuda | Daña |
	// | --- | --- | --- |
	// | Interno | Fortalezas<br>S1: new buses | Debilidades<br>W1: old buses |
	// | Externo | Oportunidades<br>O1: passengers who plan ahead (supuesto) | Amenazas<br>T1: far cheaper competitors |
}

func ExampleLabels_TOWS() {
	fmt.Print(swot.Labels(nil).TOWS(operator()))
	// Output:
	// | TOWS | Strengths<br>S1: new buses | Weaknesses<br>W1: old buses |
	// | --- | --- | --- |
	// | Opportunities<br>O1: passengers who plan ahead (assumed) | SO<br>SO1: luxury | WO<br>WO1: ask the passengers |
	// | Threats<br>T1: far cheaper competitors | ST<br>ST1: advance purchase | WT |
}

func ExampleLabels_Attributes() {
	labels, _ := swot.LabelsFor("es")
	m := operator()
	m.Factors = m.Factors[:2]
	fmt.Print(labels.Attributes(m))
	// Output:
	// | Marca | Mercado | Atributo | Clase |
	// | --- | --- | --- | --- |
	// | ADO GL | todas | new buses | F, Fortaleza |
	// | OCC | todas | old buses | D, Debilidad |
}

func ExampleLabels_Ranking() {
	labels, _ := swot.LabelsFor("es")
	r := ranked()
	r.Places = r.Places[:1]
	fmt.Print(labels.Ranking(r))
	// Output:
	// | Lugar | Estrategia | Calificación | Puntos | Contribuciones | Prioridad |
	// | ---: | --- | ---: | ---: | --- | --- |
	// | 1 | ST1 | 1 | 5 | impact 0.3333, viability 0.3333, need 0.3333 |  |
}

func ExampleMatrix_Markdown() {
	m := operator()
	m.Strategies = nil
	fmt.Print(m.Markdown())
	// Output:
	// | SWOT | Helpful | Harmful |
	// | --- | --- | --- |
	// | Internal | Strengths<br>S1: new buses | Weaknesses<br>W1: old buses |
	// | External | Opportunities<br>O1: passengers who plan ahead (assumed) | Threats<br>T1: far cheaper competitors |
}

func ExampleRanking_Markdown() {
	r := ranked()
	r.Places = r.Places[:1]
	fmt.Print(r.Markdown())
	// Output:
	// | Rank | Strategy | Score | Points | Contributions | Priority |
	// | ---: | --- | ---: | ---: | --- | --- |
	// | 1 | ST1 | 1 | 5 | impact 0.3333, viability 0.3333, need 0.3333 |  |
}

func ExampleMatrix_Mermaid() {
	m := operator()
	m.Factors, m.Strategies = m.Factors[:1], m.Strategies[:1]
	fmt.Print(m.Mermaid())
	// Output:
	// flowchart LR
	//   f0["S1: new buses"]
	//   s0(["ST1: advance purchase"])
	//   f0 --> s0
	//   p0[["process: ticket sale"]]
	//   s0 --> p0
}

func ExampleDecision_Mermaid() {
	d, _ := operator().Decision(swot.DefaultCriteria())
	chart, err := d.Mermaid("viability", "impact")
	fmt.Print(chart)
	fmt.Println(err)
	// Output:
	// quadrantChart
	//   x-axis "Low Viability" --> "High Viability"
	//   y-axis "Low Impact" --> "High Impact"
	//   "ST1": [1.0000, 1.0000]
	//   "WO1": [0.5000, 0.7500]
	//   "SO1": [0.7500, 0.7500]
	// <nil>
}
