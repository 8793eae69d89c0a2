package swot_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func TestLabelsFor(t *testing.T) {
	en, err := swot.LabelsFor("en")
	require.NoError(t, err)
	for _, language := range []string{"es", "es-ES"} {
		labels, err := swot.LabelsFor(language)
		require.NoError(t, err)
		assert.Len(t, labels, len(en), "a label for each key")
		for key, label := range labels {
			assert.NotEmpty(t, label, key)
		}
		for kind := swot.Strength; kind <= swot.Threat; kind++ {
			got, err := labels.ParseKind(labels[kind.String()])
			assert.NoError(t, err)
			assert.Equal(t, kind, got)
		}
	}
	for _, language := range []string{"", "fr", "ES", "es-MX"} {
		_, err := swot.LabelsFor(language)
		assert.ErrorIs(t, err, swot.ErrUnknown)
	}
	en["swot"] = "changed"
	again, err := swot.LabelsFor("en")
	require.NoError(t, err)
	assert.Equal(t, "SWOT", again["swot"], "the map is the caller's own")
	assert.Equal(t, swot.Labels{}.Matrix(fullMatrix()), again.Matrix(fullMatrix()), "a missing key is English")
}

func TestLabels_ParseKind(t *testing.T) {
	es, err := swot.LabelsFor("es")
	require.NoError(t, err)
	for _, c := range []struct {
		labels swot.Labels
		text   string
		want   swot.Kind
	}{ // the classes of article 000's tables
		{es, "F", swot.Strength},
		{es, "fortaleza", swot.Strength},
		{es, "O", swot.Opportunity},
		{es, " Oportunidades ", swot.Opportunity},
		{es, "D", swot.Weakness},
		{es, "DEBILIDAD", swot.Weakness},
		{es, "A", swot.Threat},
		{es, "S", 0},
		{es, "", 0},
		{es, " ", 0},
		{es, "FF", 0},
		{nil, "s", swot.Strength},
		{nil, "Weaknesses", swot.Weakness},
		{nil, "F", 0},
		{swot.Labels{"S": "", "W": "!"}, "!", swot.Weakness},
	} {
		got, err := c.labels.ParseKind(c.text)
		assert.Equal(t, c.want, got, c.text)
		if c.want == 0 {
			assert.ErrorIs(t, err, swot.ErrUnknown)
		}
	}
}

// nasty is a matrix whose texts try to break out, whose codes do not exist, and whose parts are not valid.
func nasty() swot.Matrix {
	const text = "a|b\n\"c\" ]:::x <b> #1; `d` --> é"
	return swot.Matrix{
		Title: text,
		Factors: []swot.Factor{
			{Code: text, Kind: swot.Strength, Text: text, Brand: text, Attribute: swot.Ref{ID: text + "/" + text}},
			{Code: "none", Text: "without a kind", Brand: "x"},
			{Code: "nine", Kind: 9, Text: "of no kind"},
		},
		Strategies: []swot.Strategy{
			{Code: text, Title: text, Uses: []string{text, "unknown", text}, Embodied: []swot.Ref{{ID: text}, {ID: text}, {Kind: text}}},
			{Code: "end", Declared: 9, Uses: []string{"nine", "unknown"}},
		},
	}
}

// cells returns the number of unescaped cell borders of every line of a table.
func cells(table string) (counts []int) {
	for line := range strings.Lines(table) {
		counts = append(counts, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"))
	}
	return counts
}

func TestRender_nasty(t *testing.T) {
	assert.Equal(t, []int{4, 4, 4, 4}, cells(swot.Labels{}.Matrix(nasty())))
	tows := swot.Labels{}.TOWS(nasty())
	assert.Equal(t, []int{4, 4, 4, 4, 0, 0, 0, 0, 0}, cells(tows), "two strategies without a quadrant below")
	assert.Contains(t, tows, "\n- end:  (nine, unknown)\n")
	assert.Equal(t, []int{6, 6, 6, 6}, cells(swot.Labels{}.Attributes(nasty())))
	assert.True(t, strings.HasPrefix(nasty().Markdown(), `## a\|b<br>"c" `))

	assert.Equal(t, []int{4, 4, 4, 4}, cells(swot.Labels{}.Matrix(swot.Matrix{})))
	assert.Equal(t, []int{4, 4, 4, 4}, cells(swot.Labels{}.TOWS(swot.Matrix{})))
	assert.Equal(t, []int{6, 6}, cells(swot.Labels{}.Attributes(swot.Matrix{})))
	assert.Equal(t, []int{4, 4}, cells(swot.Ranking{}.Markdown()))
}

func TestLabels_Ranking_columns(t *testing.T) {
	r := standings(t)
	r, err := r.ByCount(1, 2)
	require.NoError(t, err)
	es, err := swot.LabelsFor("es")
	require.NoError(t, err)
	assert.Equal(t, `| Puesto | Estrategia | Valor | p | q | Puntos | Prioridad | Bajo el mínimo |
| ---: | --- | ---: | ---: | ---: | ---: | --- | --- |
| 1 | B | 0.9000 | 0.4500 | 0.4500 | 0.9000 | alta |  |
| 2= | A | 0.8500 | 0.4000 | 0.4500 | 0.8500 | media |  |
| 2= | C | 0.8500 | 0.3750 | 0.4750 | 0.8500 | media |  |
| 4 | D | 0.5000 | 0.0250 | 0.4750 | 0.5000 | baja |  |
| 5 | E | 0.7500 | 0.5000 | 0.2500 | 0.7500 | baja | q |
`, es.Ranking(r))

	mixed := swot.Ranking{Places: []swot.Place{
		{Code: "A|", Rank: 1, Points: decimal.NewNullDecimal(num("2.00005")), Parts: []swot.Part{{Code: "p"}}},
		{Code: "B", Rank: 2, Score: decimal.New(1, 1e9), Parts: []swot.Part{{Code: "q", Product: decimal.New(1, -1e9)}}},
	}}
	assert.Equal(t, `| Rank | Strategy | Score | p | q | Points |
| ---: | --- | ---: | ---: | ---: | ---: |
| 1 | A\| | 0.0000 | 0.0000 |  | 2.0001 |
| 2 | B | ? |  | ? |  |
`, mixed.Markdown())
}
