package swot_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// Whatever decodes is validated, rendered and covered without a panic, and written and read again to the same
// bytes.
func FuzzMatrixJSON(f *testing.F) {
	for _, m := range []swot.Matrix{{}, fullMatrix(), nasty(), joined(), rated()} {
		if text, err := json.Marshal(m); err == nil {
			f.Add(text)
		}
	}
	f.Add([]byte(`{"strategies":[{"uses":["S1"],"scores":{"need":"1e1000000000"}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var m swot.Matrix
		if json.Unmarshal(text, &m) != nil {
			return
		}
		if err := m.Validate(); err != nil {
			assert.ErrorIs(t, err, swot.ErrInvalid)
		}
		_, _ = m.Markdown(), swot.Labels{}.Attributes(m)
		assertDrawing(t, "flowchart LR", flowLine, m.Mermaid())
		assert.LessOrEqual(t, len(m.Coverage().Unused), len(m.Factors))
		if levels, _, err := m.Levels(); err == nil {
			assert.Equal(t, len(m.Strategies), len(slices.Concat(levels...)))
		}
		_, _, _ = m.Influence()
		_, _ = m.IFE()
		if found, err := swot.Diff(m, m); err == nil {
			assert.Empty(t, found)
		}
		first, err := json.Marshal(m)
		if err != nil {
			return // a year beyond 9999, or a hostile decimal
		}
		var again swot.Matrix
		require.NoError(t, json.Unmarshal(first, &again))
		second, err := json.Marshal(again)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(second))
	})
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"S", "WO", "high", "Fortaleza", "ſ", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := swot.ParseKind(text); err == nil {
			assert.Equal(t, text, k.String())
		}
		if q, err := swot.ParseQuadrant(text); err == nil {
			assert.Equal(t, text, q.String())
		}
		if p, err := swot.ParsePriority(text); err == nil {
			assert.Equal(t, text, p.String())
		}
		if r, err := swot.ParseRelationType(text); err == nil {
			assert.Equal(t, text, r.String())
		}
		if labels, err := swot.LabelsFor(text); err == nil {
			assert.NotEmpty(t, labels)
		}
		k, err := swot.Labels{}.ParseKind(text)
		assert.Equal(t, err == nil, k != 0)
	})
}

// Two strategies on one criterion: each either is refused, or is ranked as the comparison of the two scores
// says.
func FuzzDecision(f *testing.F) {
	f.Add(int64(1), int32(0), int64(5), int32(0), false)
	f.Add(int64(1), int32(1e9), int64(-7), int32(-1e9), true)
	f.Add(int64(123456789), int32(-18), int64(1), int32(-9), true)
	f.Fuzz(func(t *testing.T, a int64, aExponent int32, b int64, bExponent int32, lower bool) {
		d := swot.Decision{
			Criteria: []swot.Criterion{{Code: "cost", Min: num("-1e9"), Max: num("1e9"), LowerIsBetter: lower}},
			Codes:    []string{"A", "B"},
			Scores:   [][]decimal.Decimal{{decimal.New(a, aExponent)}, {decimal.New(b, bExponent)}},
		}
		r, err := swot.WeightedSum(d)
		drawing, drawn := d.Mermaid("cost", "cost")
		assert.Equal(t, err == nil, drawn == nil)
		if err != nil {
			assert.ErrorIs(t, err, swot.ErrInvalid)
			return
		}
		assertDrawing(t, chartHead, chartLine, drawing)
		order := d.Scores[0][0].Cmp(d.Scores[1][0])
		if lower {
			order = -order
		}
		exercise(t, d)
		want := map[int]string{1: "A1B2", 0: "A1B1", -1: "B1A2"}[order]
		assert.Equal(t, want, r.Places[0].Code+"1"+r.Places[1].Code+string(rune('0'+r.Places[1].Rank)))
	})
}

// exercise asks everything that a valid decision about two strategies on a criterion can be asked.
func exercise(t *testing.T, d swot.Decision) {
	r, err := swot.Robust(d)
	require.NoError(t, err)
	assert.NotEmpty(t, r.Leaders)
	shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{Ordered: true})
	require.NoError(t, err)
	assert.Equal(t, "1", new(big.Rat).Add(shares[0].Exact, shares[1].Exact).RatString())
	front, _, err := swot.Pareto(d)
	require.NoError(t, err)
	assert.Len(t, front, len(r.Leaders))
	pooled, err := swot.Pool([]swot.Decision{d, d}, nil)
	require.NoError(t, err)
	assert.NoError(t, pooled.Validate())
	_, err = swot.WeightedProduct(d)
	assert.ErrorIs(t, err, swot.ErrScale)
	d.Criteria = slices.Clone(d.Criteria)
	d.Criteria[0].Min = decimal.Decimal{}
	if product, err := swot.WeightedProduct(d); err == nil {
		assert.True(t, product.Places[0].Score.GreaterThanOrEqual(product.Places[1].Score))
	}
}

// Whatever a label holds, a drawing keeps to its grammar.
func FuzzMermaid(f *testing.F) {
	f.Add("old \"buses\"; %%", "a]-->b[", "x|y")
	f.Add("\u2028#quot;", "`**b**`", "<br>&lt;")
	f.Fuzz(func(t *testing.T, factor, strategy, name string) {
		m := swot.Matrix{
			Factors:    []swot.Factor{{Code: factor, Text: name}},
			Strategies: []swot.Strategy{{Code: strategy, Title: name, Uses: []string{factor, name}, Embodied: []swot.Ref{{Kind: name, ID: factor}}}},
			Relations:  []swot.Relation{{From: strategy, To: name, Type: swot.Conflicts}, {From: factor, To: strategy, Type: swot.Supports}},
		}
		assertDrawing(t, "flowchart LR", flowLine, m.Mermaid())
		d := swot.Decision{
			Criteria: []swot.Criterion{{Code: "c", Name: name, Max: num("1")}}, Codes: []string{strategy}, Scores: [][]decimal.Decimal{{num("0.5")}},
		}
		if drawing, err := d.Mermaid("c", "c"); err == nil {
			assertDrawing(t, chartHead, chartLine, drawing)
		}
	})
}

func FuzzNormalizeWeights(f *testing.F) {
	f.Add(int64(1), int64(2), int32(0), int32(2))
	f.Add(int64(1), int64(1), int32(1e9), int32(18))
	f.Fuzz(func(t *testing.T, a, b int64, exponent, places int32) {
		weights, err := swot.NormalizeWeights([]decimal.Decimal{decimal.New(a, exponent), decimal.New(b, 0)}, places)
		if err != nil {
			assert.True(t, errors.Is(err, swot.ErrRange) || errors.Is(err, swot.ErrLimit) || errors.Is(err, swot.ErrUndefined))
			return
		}
		assert.True(t, weights[0].Add(weights[1]).Equal(num("1")))
		assert.False(t, weights[0].IsNegative() || weights[1].IsNegative())
	})
}
