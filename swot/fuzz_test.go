package swot_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func FuzzMatrixJSON(f *testing.F) {
	text, _ := json.Marshal(operator())
	f.Add(text)
	f.Add([]byte(`{"factors":[{"weight":"1e1000000000"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var m swot.Matrix
		if json.Unmarshal(data, &m) != nil {
			return
		}
		_, _, _ = m.Coverage(), m.Markdown(), m.Mermaid()
		if m.Validate() != nil {
			return
		}
		first, err := json.Marshal(m)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, &m))
		again, err := json.Marshal(m)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	})
}

func FuzzDecision(f *testing.F) {
	f.Add(int64(1), int32(0), int64(5), int32(0), int64(3), int32(-1))
	f.Add(int64(1), int32(1e9), int64(1), int32(-1e9), int64(0), int32(1e9))
	f.Fuzz(func(t *testing.T, low int64, lowExp int32, high int64, highExp int32, score int64, scoreExp int32) {
		d := swot.Decision{
			Criteria: []swot.Criterion{{Code: "a", Min: decimal.New(low, lowExp), Max: decimal.New(high, highExp)}},
			Codes:    []string{"X"}, Scores: [][]decimal.Decimal{{decimal.New(score, scoreExp)}},
		}
		r, err := swot.WeightedSum(d)
		if err != nil {
			assert.ErrorIs(t, err, swot.ErrInvalid)
			return
		}
		assert.False(t, r.Places[0].Score.IsNegative() || r.Places[0].Score.GreaterThan(decimal.New(1, 0)))
	})
}

func FuzzParse(f *testing.F) {
	f.Add("S")
	f.Add("Fortaleza")
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := swot.ParseKind(text); err == nil {
			assert.Equal(t, text, k.String())
		}
		for _, language := range []string{"en", "es", "es-ES"} {
			labels, err := swot.LabelsFor(language)
			require.NoError(t, err)
			_, _ = labels.ParseKind(text)
		}
	})
}

// large is a matrix of 30 factors and 12 strategies.
func large() swot.Matrix {
	m := operator()
	m.Factors, m.Strategies = nil, nil
	for i := range 30 {
		m.Factors = append(m.Factors, swot.Factor{Code: fmt.Sprint("F", i), Kind: swot.Kind(i%4 + 1), Text: "a factor"})
	}
	for i := range 12 {
		s := operator().Strategies[0]
		s.Code, s.Uses = fmt.Sprint("X", i), []string{fmt.Sprint("F", i/4*4), fmt.Sprint("F", i/4*4+2)}
		m.Strategies = append(m.Strategies, s)
	}
	return m
}

// Figures of the benchmarks below: 2 cores, linux/amd64, Go 1.26.

// BenchmarkValidate: 30 factors and 12 strategies: 0.11 ms.
func BenchmarkValidate(b *testing.B) {
	m := large()
	require.NoError(b, m.Validate())
	b.ReportAllocs()
	for b.Loop() {
		_ = m.Validate()
	}
}

// BenchmarkWeightedSum15x3: 15 strategies on 3 criteria, validation included: 0.2 ms.
func BenchmarkWeightedSum15x3(b *testing.B) {
	d, err := large().Decision(swot.DefaultCriteria())
	require.NoError(b, err)
	for i := range 3 {
		d.Codes, d.Scores = append(d.Codes, fmt.Sprint("Y", i)), append(d.Scores, d.Scores[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = swot.WeightedSum(d)
	}
}

// BenchmarkMarkdown: 30 factors and 12 strategies: 0.06 ms.
func BenchmarkMarkdown(b *testing.B) {
	m := large()
	b.ReportAllocs()
	for b.Loop() {
		_ = m.Markdown()
	}
}
