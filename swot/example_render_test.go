package swot_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func ExampleLabelsFor() {
	for _, language := range []string{"en", "es", "es-ES"} {
		labels, err := swot.LabelsFor(language)
		fmt.Println(labels["swot"], labels["classes"], labels["S.one"], err)
	}
	_, err := swot.LabelsFor("tlh")
	fmt.Println(err)
	// Output:
	// SWOT S/W/O/T Strength <nil>
	// FODA F/O/D/A Fortaleza <nil>
	// DAFO D/A/F/O Fortaleza <nil>
	// swot: labels for language "tlh": unknown
}

// The tables of article 000 class what each brand offers by letters.
func ExampleLabels_ParseKind() {
	es, _ := swot.LabelsFor("es")
	for _, class := range []string{"F", "D", "Amenaza", "S"} {
		kind, err := es.ParseKind(class)
		fmt.Println(kind, err)
	}
	// Output:
	// S <nil>
	// W <nil>
	// T <nil>
	//  swot: parse kind: unknown "S"
}

func ExampleLabels_Matrix() {
	es, _ := swot.LabelsFor("es")
	fmt.Print(es.Matrix(busLine()))
	// Output:
	// | FODA | Favorable | Desfavorable |
	// | --- | --- | --- |
	// | Interno | Fortalezas<br>S1: new buses, 40 seats | Debilidades<br>W1: old uncomfortable buses<br>W2: price |
	// | Externo | Oportunidades<br>O1: passengers who would pay for luxury (supuesto) | Amenazas<br>T1: far cheaper competitors (supuesto) |
}

func ExampleLabels_TOWS() {
	m := busLine()
	m.Factors = m.Factors[:4] // nobody has seen to the competitors yet
	fmt.Print(swot.Labels{}.TOWS(m))
	// Output:
	// | SWOT | Strengths (maintain)<br>S1: new buses, 40 seats | Weaknesses (correct)<br>W1: old uncomfortable buses<br>W2: price |
	// | --- | --- | --- |
	// | Opportunities (exploit)<br>O1: passengers who would pay for luxury (assumed) | SO<br>SO1: From first class to luxury (S1, O1) | WO<br>WO1: Mend what passengers of the base brand complain of (W1, O1) |
	// | Threats (face) | ST | WT |
	//
	// Strategies without a quadrant:
	//
	// - ST1: Advance purchase saves up to 50 % (S1, T1)
}

func ExampleLabels_Attributes() {
	es, _ := swot.LabelsFor("es")
	fmt.Print(es.Attributes(busLine()))
	// Output:
	// | Marca | Mercado | Atributo | Factor | F/O/D/A |
	// | --- | --- | --- | --- | --- |
	// | ADO GL |  | comfort | S1: new buses, 40 seats | F |
	// | OCC |  | comfort | W1: old uncomfortable buses | D |
	// | OCC | Puebla |  | W2: price | D |
}

func ExampleLabels_Ranking() {
	es, _ := swot.LabelsFor("es-ES")
	ranking, _ := swot.WeightedSum(jury())
	ranking, _ = ranking.ByCount(1, 1)
	fmt.Print(es.Ranking(ranking))
	// Output:
	// | Puesto | Estrategia | Valor | impact | viability | need | Puntos | Prioridad |
	// | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |
	// | 1 | ST1 | 0.9167 | 0.3333 | 0.2500 | 0.3333 | 4.6667 | alta |
	// | 2= | SO1 | 0.7500 | 0.2500 | 0.2500 | 0.2500 | 4.0000 | media |
	// | 2= | WO1 | 0.7500 | 0.2500 | 0.1667 | 0.3333 | 4.0000 | media |
}

func ExampleMatrix_Markdown() {
	m := busLine()
	m.Strategies = nil // the factors alone, to begin with
	fmt.Print(m.Markdown())
	// Output:
	// ## Service of the ADO Group
	//
	// | SWOT | Helpful | Harmful |
	// | --- | --- | --- |
	// | Internal | Strengths<br>S1: new buses, 40 seats | Weaknesses<br>W1: old uncomfortable buses<br>W2: price |
	// | External | Opportunities<br>O1: passengers who would pay for luxury (assumed) | Threats<br>T1: far cheaper competitors (assumed) |
}

func ExampleRanking_Markdown() {
	ranking, _ := swot.WeightedSum(jury())
	fmt.Print(ranking.Markdown())
	// Output:
	// | Rank | Strategy | Score | impact | viability | need | Points |
	// | ---: | --- | ---: | ---: | ---: | ---: | ---: |
	// | 1 | ST1 | 0.9167 | 0.3333 | 0.2500 | 0.3333 | 4.6667 |
	// | 2= | SO1 | 0.7500 | 0.2500 | 0.2500 | 0.2500 | 4.0000 |
	// | 2= | WO1 | 0.7500 | 0.2500 | 0.1667 | 0.3333 | 4.0000 |
}

func ExampleMatrix_Mermaid() {
	m := busLine()
	m.Strategies = m.Strategies[1:2]
	fmt.Print(m.Mermaid())
	// Output:
	// flowchart LR
	//     f0["S1: new buses, 40 seats"]
	//     f1["W1: old uncomfortable buses"]
	//     f2["W2: price"]
	//     f3["O1: passengers who would pay for luxury"]
	//     f4["T1: far cheaper competitors"]
	//     s5(["ST1: Advance purchase saves up to 50 #37;"])
	//     f0 --> s5
	//     f4 --> s5
	//     p6[["process ticket sale"]]
	//     s5 --> p6
}

// Where effort pays: right and up is easy and matters much.
func ExampleDecision_Mermaid() {
	d := jury()
	d.Criteria = append(d.Criteria, swot.Criterion{
		Code: "cost", Name: "Cost, million MXN", Max: decimal.New(8, 0), LowerIsBetter: true,
	})
	for i, cost := range []int64{6, 1, 4} {
		d.Scores[i] = append(d.Scores[i], decimal.New(cost, 0))
	}
	drawing, err := d.Mermaid("cost", "impact")
	fmt.Print(drawing)
	fmt.Println(err)
	// Output:
	// %%{init: {"quadrantChart": {"quadrantPadding": 40}}}%%
	// quadrantChart
	//     x-axis "← Cost, million MXN 8" --> "Cost, million MXN 0 →"
	//     y-axis "← Impact 1" --> "Impact 5 →"
	//     "SO1": [0.25, 0.75]
	//     "ST1": [0.875, 1]
	//     "WO1": [0.5, 0.75]
	// <nil>
}
