package swot_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// roundTrip encodes v, decodes that into a fresh value and encodes it again: the same bytes. It returns them.
func roundTrip[T any](t *testing.T, v T) string {
	t.Helper()
	first, err := json.Marshal(v)
	require.NoError(t, err)
	var decoded T
	require.NoError(t, json.Unmarshal(first, &decoded))
	second, err := json.Marshal(decoded)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))
	return string(first)
}

// fullMatrix has every field of every struct set.
func fullMatrix() swot.Matrix {
	m := busLine()
	f := &m.Factors[0]
	f.Weight, f.Rating, f.Market, f.Note = maybe("0.10"), 4, "Mexico", "class of the table"
	f.Evidence = append(f.Evidence, swot.Evidence{
		Ref: swot.Ref{Kind: "survey.finding", ID: "7d444840-9dc0-41d1-b245-5ffdce74fad2/comfort"}, Quote: "«new buses» & toilets",
	})
	s := &m.Strategies[1]
	s.Declared, s.Note, s.Scores = swot.ST, "of the action plan", scores("5.00", "4", "0.5")
	s.Objectives[0] = swot.Objective{
		Indicator: "complaints", Unit: "per 1000 trips", Baseline: maybe("12.50"), Target: num("5.0"), LowerIsBetter: true,
		Due:  time.Date(2013, time.June, 30, 12, 0, 0, 5, time.FixedZone("", -6*3600)),
		Area: "service windows", Owner: "commercial director",
	}
	m.Note = "the pictures of the matrix are lost"
	return m
}

func fullDecision() swot.Decision {
	d := jury()
	weigh(&d, "0.50", "0.30", "0.20")
	d.Criteria[0].Floor, d.Criteria[1].LowerIsBetter = maybe("2.0"), true
	d.Criteria[2].Anchors = map[string]string{"1": "can wait", "5": "cannot"}
	d.Scores[0][0] = num("4.50")
	return d
}

func TestJSON_roundTrip(t *testing.T) {
	roundTrip(t, fullMatrix())
	roundTrip(t, swot.Matrix{})
	roundTrip(t, swot.Factor{})
	roundTrip(t, swot.Factor{Weight: decimal.NullDecimal{Decimal: num("5")}}) // absent, whatever it holds
	roundTrip(t, swot.Evidence{})
	roundTrip(t, swot.Strategy{})
	roundTrip(t, swot.Strategy{Scores: map[string]decimal.Decimal{}, Uses: []string{}})
	roundTrip(t, swot.Objective{})
	roundTrip(t, fullDecision())
	roundTrip(t, swot.Decision{})
	roundTrip(t, swot.Decision{Scores: [][]decimal.Decimal{nil, {}}})
	roundTrip(t, swot.Criterion{})
	roundTrip(t, swot.Coverage{})
	roundTrip(t, fullMatrix().Coverage())
	roundTrip(t, swot.Ranking{})
	for _, d := range []swot.Decision{jury(), contested()} {
		r, err := swot.Robust(d)
		require.NoError(t, err)
		roundTrip(t, r)
		shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{})
		require.NoError(t, err)
		roundTrip(t, shares)
	}
	roundTrip(t, joined())

	var m swot.Matrix
	require.NoError(t, json.Unmarshal([]byte(roundTrip(t, fullMatrix())), &m))
	assert.NoError(t, m.Validate())
}

func TestJSON_digits(t *testing.T) {
	text := roundTrip(t, fullMatrix())
	for _, part := range []string{
		`"weight":"0.10"`, `"baseline":"12.50"`, `"target":"5.0"`, `"impact":"5.00"`, `"kind":"S"`, `"declared":"ST"`,
		`"due":"2013-06-30T12:00:00.000000005-06:00"`, `"id":"0f0e0d0c-0b0a-4908-8706-050403020100"`,
	} {
		assert.Contains(t, text, part)
	}
	text = roundTrip(t, fullDecision())
	for _, part := range []string{`"weight":"0.50"`, `"floor":"2.0"`, `[["4.50","4","4"]`} {
		assert.Contains(t, text, part)
	}
	assert.Contains(t, roundTrip(t, swot.Objective{Target: decimal.New(3, 2)}), `"target":"300"`)
}

// A draft that nobody has validated can be stored, but a hostile decimal cannot.
func TestJSON_refuses(t *testing.T) {
	for _, d := range hostile() {
		for _, v := range []any{
			swot.Matrix{Factors: []swot.Factor{{Weight: decimal.NewNullDecimal(d)}}},
			swot.Matrix{Strategies: []swot.Strategy{{Objectives: []swot.Objective{{Target: d}}}}},
			swot.Matrix{Strategies: []swot.Strategy{{Objectives: []swot.Objective{{Baseline: decimal.NewNullDecimal(d)}}}}},
			swot.Strategy{Scores: map[string]decimal.Decimal{"need": d}},
			swot.Criterion{Floor: decimal.NewNullDecimal(d)},
			swot.Decision{Criteria: []swot.Criterion{{Weight: d}}},
			swot.Decision{Scores: [][]decimal.Decimal{{d}}},
		} {
			_, err := json.Marshal(v)
			assert.ErrorIs(t, err, swot.ErrLimit, "%T", v)
		}
	}
	_, err := json.Marshal(swot.Matrix{Factors: []swot.Factor{{Kind: 9}}})
	assert.ErrorIs(t, err, swot.ErrUnknown)
	var m swot.Matrix
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"factors":[{"kind":"F"}]}`), &m), swot.ErrUnknown)
}

// The package-wide settings of the decimal package change nothing here.
func TestGlobals(t *testing.T) {
	compute := func() []string {
		r, err := swot.WeightedSum(fullDecision())
		require.NoError(t, err)
		r, err = r.ByScore(num("0.8"), num("0.5"))
		require.NoError(t, err)
		chart, err := fullDecision().Mermaid("impact", "viability")
		require.NoError(t, err)
		weights, err := swot.NormalizeWeights([]decimal.Decimal{num("1"), num("2")}, 18)
		require.NoError(t, err)
		robust, err := swot.Robust(fullDecision())
		require.NoError(t, err)
		product, err := swot.WeightedProduct(fullDecision())
		require.NoError(t, err)
		pooled, err := swot.Pool([]swot.Decision{fullDecision(), fullDecision()}, nil)
		require.NoError(t, err)
		changes, err := swot.Diff(fullMatrix(), busLine())
		require.NoError(t, err)
		e, err := rated().IFE()
		require.NoError(t, err)
		return []string{
			robust.Markdown(), product.Markdown(), roundTrip(t, pooled), fmt.Sprint(changes), e.Total.StringFixed(2),
			r.Markdown(), chart, weights[0].Coefficient().String(), r.Places[0].Score.Coefficient().String(),
			roundTrip(t, fullMatrix()), roundTrip(t, fullDecision()),
		}
	}
	want := compute()
	precision, power, quotes := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes
	trim, scientific, zero := decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero
	defer func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes = precision, power, quotes
		decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero = trim, scientific, zero
	}()
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes = 1, 1, true
	decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero = false, true, num("7")
	assert.Equal(t, want, compute())
}
