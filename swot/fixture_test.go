package swot_test

import (
	"errors"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// num is a decimal written as people write it.
func num(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// maybe is a decimal that is there.
func maybe(text string) decimal.NullDecimal { return decimal.NewNullDecimal(num(text)) }

// scores are the scores of a strategy on the default criteria.
func scores(impact, viability, need string) map[string]decimal.Decimal {
	return map[string]decimal.Decimal{"impact": num(impact), "viability": num(viability), "need": num(need)}
}

// share is an objective in per cent.
func share(indicator, target, area string) []swot.Objective {
	return []swot.Objective{{Indicator: indicator, Unit: "%", Target: num(target), Area: area}}
}

// busLine is the case of article 000 in short: the factors inside are from its tables of features, those
// outside are assumed, and so are targets and scores.
func busLine() swot.Matrix {
	table := func(brand string) []swot.Evidence { return []swot.Evidence{{Source: "table of features, " + brand}} }
	comfort := swot.Ref{Kind: "promise.attribute", ID: "7d444840-9dc0-41d1-b245-5ffdce74fad2/comfort"}
	return swot.Matrix{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), Title: "Service of the ADO Group",
		Factors: []swot.Factor{
			{
				Code: "S1", Kind: swot.Strength, Text: "new buses, 40 seats", Aspect: swot.AspectMaterial,
				Brand: "ADO GL", Attribute: comfort, Evidence: table("ADO GL"),
			},
			{
				Code: "W1", Kind: swot.Weakness, Text: "old uncomfortable buses", Aspect: swot.AspectMaterial,
				Brand: "OCC", Attribute: comfort, Evidence: table("OCC"),
			},
			{
				Code: "W2", Kind: swot.Weakness, Text: "price", Aspect: swot.AspectProcess,
				Brand: "OCC", Market: "Puebla", Evidence: table("OCC"),
			},
			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who would pay for luxury", Assumed: true},
			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors", Assumed: true},
		},
		Strategies: []swot.Strategy{
			{
				Code: "SO1", Title: "From first class to luxury", Uses: []string{"S1", "O1"},
				Objectives: share("share of luxury tickets", "20", "service windows"), Scores: scores("4", "4", "4"),
			},
			{
				Code: "ST1", Title: "Advance purchase saves up to 50 %", Uses: []string{"S1", "T1"},
				Objectives: share("share of tickets bought 7 days ahead", "30", "service windows"),
				Embodied:   []swot.Ref{{Kind: "process", ID: "ticket sale"}}, Scores: scores("5", "4", "5"),
			},
			{
				Code: "WO1", Title: "Mend what passengers of the base brand complain of", Uses: []string{"W1", "O1"},
				Objectives: share("passengers content with comfort", "70", "operations"), Scores: scores("4", "3", "5"),
			},
		},
	}
}

// jury is the decision about the strategies of busLine.
func jury() swot.Decision {
	d, err := busLine().Decision(swot.DefaultCriteria())
	if err != nil {
		panic(err) // a fault of this file
	}
	return d
}

// faults returns "path code" of each fault in err.
func faults(t testing.TB, err error) (lines []string) {
	t.Helper()
	require.ErrorIs(t, err, swot.ErrInvalid)
	var found validator.ValidationErrors
	require.True(t, errors.As(err, &found))
	for _, fault := range found {
		lines = append(lines, fault.Namespace()+" "+fault.Tag())
	}
	return lines
}

// hostile are decimals that no arithmetic may meet.
func hostile() []decimal.Decimal { return []decimal.Decimal{decimal.New(1, 1e9), decimal.New(1, -1e9)} }
