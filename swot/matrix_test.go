package swot_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// faults returns path and tag of every fault in err.
func faults(t require.TestingT, err error) (list []string) {
	var all validator.ValidationErrors
	require.True(t, errors.As(err, &all), "%v", err)
	for _, fault := range all {
		list = append(list, fault.Namespace()+" "+fault.Tag())
	}
	return list
}

func null(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

func TestMatrix_Validate(t *testing.T) {
	require.NoError(t, operator().Validate())
	for _, c := range []struct {
		name   string
		change func(m *swot.Matrix)
		want   []string
	}{
		{"no strategies", func(m *swot.Matrix) { m.Strategies = nil }, nil},
		{"unknown factor", func(m *swot.Matrix) { m.Strategies[0].Uses[1] = "T9" }, []string{"Matrix.strategies[0].uses[1] code_unknown"}},
		{"factor used twice", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", "T1", "S1"} }, []string{"Matrix.strategies[0].uses[2] use_dup"}},
		{"factor code twice", func(m *swot.Matrix) { m.Factors[1].Code = "S1"; m.Factors[1].Kind = swot.Strength; m.Strategies = nil }, []string{"Matrix.factors[1].code code_dup"}},
		{"strategy code twice", func(m *swot.Matrix) { m.Strategies[1].Code = "ST1" }, []string{"Matrix.strategies[1].code code_dup"}},
		{"no external factor", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1"} }, []string{"Matrix.strategies[0].uses tows_pair"}},
		{"ambiguous", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", "T1", "O1"} }, []string{"Matrix.strategies[0].declared quadrant_ambiguous"}},
		{"declared settles", func(m *swot.Matrix) {
			m.Strategies[0].Uses = []string{"S1", "T1", "O1"}
			m.Strategies[0].Declared = swot.ST
		}, nil},
		{"mismatch of one", func(m *swot.Matrix) { m.Strategies[0].Declared = swot.WO }, []string{"Matrix.strategies[0].declared quadrant_mismatch"}},
		{"mismatch of two", func(m *swot.Matrix) {
			m.Strategies[0].Uses = []string{"S1", "T1", "O1"}
			m.Strategies[0].Declared = swot.WT
		}, []string{"Matrix.strategies[0].declared quadrant_mismatch"}},
		{"no objective", func(m *swot.Matrix) { m.Strategies[0].Objectives = nil }, []string{"Matrix.strategies[0].objectives objective_missing"}},
		{"empty objective", func(m *swot.Matrix) { m.Strategies[0].Objectives = []swot.Objective{{}} }, []string{
			"Matrix.strategies[0].objectives[0].area required", "Matrix.strategies[0].objectives[0].indicator required",
		}},
		{"baseline beyond its target", func(m *swot.Matrix) { m.Strategies[0].Objectives[0].Baseline = null("31") }, []string{
			"Matrix.strategies[0].objectives[0].baseline baseline_side", "Matrix.strategies[1].objectives[0].baseline baseline_side",
			"Matrix.strategies[2].objectives[0].baseline baseline_side", // the three share one slice
		}},
		{"half a reference", func(m *swot.Matrix) { m.Factors[0].Attribute.Kind = "promise.attribute" }, []string{"Matrix.factors[0].attribute.id ref_half"}},
		{"empty evidence", func(m *swot.Matrix) { m.Factors[0].Evidence = []swot.Evidence{{}} }, []string{"Matrix.factors[0].evidence[0].source evidence_empty"}},
		{"weight and rating", func(m *swot.Matrix) { m.Factors[0].Weight = null("1.1"); m.Factors[1].Rating = 5 }, []string{
			"Matrix.factors[0].weight dlte", "Matrix.factors[1].rating max",
		}},
		{"long text", func(m *swot.Matrix) { m.Title = strings.Repeat("x", 10_001) }, []string{"Matrix.title text_size"}},
		{"zero value", func(m *swot.Matrix) { *m = swot.Matrix{} }, []string{"Matrix.id required", "Matrix.title required"}},
		{"tenth row after the second", func(m *swot.Matrix) {
			m.Strategies = nil
			m.Factors = make([]swot.Factor, 11)
			for i := range m.Factors {
				m.Factors[i] = swot.Factor{Code: "F" + string(rune('a'+i)), Kind: swot.Strength, Text: "x"}
			}
			m.Factors[10].Text, m.Factors[2].Text = "", ""
		}, []string{"Matrix.factors[2].text required", "Matrix.factors[10].text required"}},
	} {
		m := operator()
		c.change(&m)
		err := m.Validate()
		if c.want == nil {
			assert.NoError(t, err, c.name)
			continue
		}
		require.ErrorIs(t, err, swot.ErrInvalid, c.name)
		assert.Equal(t, c.want, faults(t, err), c.name)
	}
}

// hostile are small values whose addition or text would run for minutes, and one of a million digits.
func hostile() []decimal.Decimal {
	digits := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 4_000_000), 0)
	return []decimal.Decimal{decimal.New(1, 1e9), decimal.New(1, -1e9), digits}
}

func TestHostile(t *testing.T) {
	one := decimal.New(1, 0)
	for _, d := range hostile() {
		m := operator()
		m.Factors[0].Weight = decimal.NewNullDecimal(d)
		m.Strategies[0].Objectives = []swot.Objective{{Indicator: "x", Area: "x", Target: d, Baseline: decimal.NewNullDecimal(d)}}
		m.Strategies[0].Scores["impact"] = d
		assert.Equal(t, []string{
			"Matrix.factors[0].weight dsize", "Matrix.strategies[0].objectives[0].baseline dsize",
			"Matrix.strategies[0].objectives[0].target dsize", "Matrix.strategies[0].scores[impact] dsize",
		}, faults(t, m.Validate()))
		_, err := json.Marshal(m)
		assert.ErrorIs(t, err, swot.ErrRange)
		_, err = m.Decision(swot.DefaultCriteria())
		assert.Equal(t, []string{"Decision.scores[0][0] dsize"}, faults(t, err))

		criteria := swot.DefaultCriteria()
		criteria[0].Weight, criteria[1].Max, criteria[2].Floor = d, d, decimal.NewNullDecimal(d)
		_, err = operator().Decision(criteria)
		assert.Equal(t, []string{
			"Decision.criteria[0].weight dsize", "Decision.criteria[1].max dsize", "Decision.criteria[2].floor dsize",
		}, faults(t, err))
		for name, value := range map[string]any{
			"criterion": swot.Criterion{Max: d}, "floor": swot.Criterion{Floor: decimal.NewNullDecimal(d)},
			"decision": swot.Decision{Scores: [][]decimal.Decimal{{d}}}, "factor": swot.Factor{Weight: decimal.NewNullDecimal(d)},
			"objective": swot.Objective{Target: d}, "baseline": swot.Objective{Baseline: decimal.NewNullDecimal(d)},
		} {
			_, err := json.Marshal(value)
			assert.ErrorIs(t, err, swot.ErrRange, name)
		}

		_, err = swot.NormalizeWeights([]decimal.Decimal{one, d}, 2)
		assert.ErrorIs(t, err, swot.ErrRange)
		_, err = swot.Objective{Target: one}.Reached(d)
		assert.ErrorIs(t, err, swot.ErrRange)
		_, err = swot.Objective{Target: d}.Reached(one)
		assert.ErrorIs(t, err, swot.ErrRange)
		assert.Nil(t, ranked().Close(d))
		_, err = ranked().ByScore(d, one)
		assert.ErrorIs(t, err, swot.ErrRange)
		_, err = ranked().ByScore(one, d)
		assert.ErrorIs(t, err, swot.ErrRange)
		forged := swot.Ranking{Places: []swot.Place{{Code: "X", Score: d, Points: decimal.NewNullDecimal(d), Parts: []swot.Part{{Product: d}}}}}
		assert.Contains(t, forged.Markdown(), "| 0 | X | ? | ? |")
		assert.Nil(t, forged.Close(one))
		_, err = forged.ByScore(one, one)
		assert.ErrorIs(t, err, swot.ErrRange)
	}
}

func TestMatrix_lookUps(t *testing.T) {
	_, err := operator().Factor("X")
	assert.ErrorIs(t, err, swot.ErrNotFound)
	_, err = operator().Quadrant("X")
	assert.ErrorIs(t, err, swot.ErrNotFound)
	m := operator()
	m.Strategies[0].Uses = nil
	_, err = m.Quadrant("ST1")
	assert.ErrorIs(t, err, swot.ErrInvalid)
}

// TestMatrix_Quadrant_table: the four fields of Weihrich's matrix.
func TestMatrix_Quadrant_table(t *testing.T) {
	for uses, want := range map[[2]string]swot.Quadrant{
		{"S1", "O1"}: swot.SO, {"W1", "O1"}: swot.WO, {"S1", "T1"}: swot.ST, {"W1", "T1"}: swot.WT,
		{"O1", "S1"}: swot.SO, {"T1", "W1"}: swot.WT, // the order of the codes is of no account
	} {
		m := operator()
		m.Strategies[0].Uses = uses[:]
		got, err := m.Quadrant("ST1")
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestMatrix_Coverage_draft(t *testing.T) {
	m := swot.Matrix{
		Factors: []swot.Factor{{Code: "S1", Kind: swot.Strength}, {Code: "T1", Kind: swot.Threat, Assumed: true}, {Code: "T2", Kind: swot.Threat}},
		Strategies: []swot.Strategy{
			{Code: "A", Title: "same", Uses: []string{"S1", "X", "X"}},
			{Code: "B", Title: "same", Uses: []string{"T1", "X"}, Embodied: []swot.Ref{{Kind: "procedure", ID: "P"}}},
			{Code: "C", Title: "other", Uses: []string{"S1", "T1", "S1"}, Objectives: []swot.Objective{{}}, Embodied: []swot.Ref{{Kind: "law", ID: "L"}}},
		},
	}
	c := m.Coverage()
	assert.Equal(t, map[string][]string{"S1": {"A", "C"}, "T1": {"B", "C"}}, c.UsedBy)
	assert.Equal(t, []string{"T2"}, c.Unused)
	assert.Equal(t, []string{"S1", "T1", "T2"}, c.NoEvidence)
	assert.Equal(t, []string{"T1"}, c.Assumed)
	assert.Equal(t, []string{"B"}, c.NoInternal)
	assert.Equal(t, []string{"A"}, c.NoExternal)
	assert.Equal(t, []string{"A", "B"}, c.NoObjective)
	assert.Equal(t, []string{"A", "C"}, c.NoProcess)
	assert.Equal(t, []string{"X"}, c.Unknown)
	assert.Equal(t, [][]string{{"A", "B"}}, c.SameTitle)
	assert.Equal(t, []swot.Quadrant{swot.SO, swot.WO, swot.WT}, c.Empty)
}

func TestMatrix_Trace_stops(_ *testing.T) {
	for range operator().Trace() {
		break
	}
}

// TestJSON: encoded, decoded and encoded again, everything declared gives the same bytes, digits as written.
func TestJSON(t *testing.T) {
	m := operator()
	m.Factors[0].Weight = null("0.10")
	m.Strategies[0].Objectives[0].Baseline, m.Strategies[0].Objectives[0].Due = null("12.50"), time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC)
	m.Strategies[0].Declared = swot.ST
	d, err := m.Decision(swot.DefaultCriteria())
	require.NoError(t, err)
	d.Criteria[0].Floor, d.Criteria[0].Anchors = null("2.0"), map[string]string{"1": "none"}
	for _, value := range []any{&m, &swot.Matrix{}, &d, &swot.Decision{}, &swot.Criterion{}, &swot.Factor{}, &swot.Strategy{}, &swot.Objective{}, &swot.Ranking{}, &swot.Evidence{}} {
		first, err := json.Marshal(value)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, value))
		again, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	text, err := json.Marshal(m)
	require.NoError(t, err)
	for _, part := range []string{`"weight":"0.10"`, `"baseline":"12.50"`, `"target":"30"`, `"kind":"S"`, `"declared":"ST"`, `"impact":"5"`} {
		assert.Contains(t, string(text), part)
	}
	assert.Error(t, json.Unmarshal([]byte(`{"factors":[{"kind":"X"}]}`), &m))
}

func TestEnumerations(t *testing.T) {
	for k := range swot.Threat + 1 {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back swot.Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
		parsed, err := swot.ParseKind(k.String())
		assert.Equal(t, k == 0, err != nil)
		assert.Equal(t, k, parsed)
	}
	for q := range swot.WT + 1 {
		text, err := q.MarshalText()
		require.NoError(t, err)
		var back swot.Quadrant
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, q, back)
		_, err = swot.ParseQuadrant(q.String())
		assert.Equal(t, q == 0, err != nil)
	}
	for p := range swot.Low + 1 {
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back swot.Priority
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, p, back)
		_, err = swot.ParsePriority(p.String())
		assert.Equal(t, p == 0, err != nil)
	}
	_, err := swot.Kind(9).MarshalText()
	assert.ErrorIs(t, err, swot.ErrUnknown)
}

// TestLabels: FODA and DAFO are the same words under the acronyms of Latin America and of Spain.
func TestLabels(t *testing.T) {
	for language, letters := range map[string]string{"en": "SWOT", "es": "FDOA", "es-ES": "FDOA"} {
		labels, err := swot.LabelsFor(language)
		require.NoError(t, err)
		for i, kind := range []swot.Kind{swot.Strength, swot.Weakness, swot.Opportunity, swot.Threat} {
			for _, text := range []string{string(letters[i]), strings.ToLower(labels[kind.String()]), labels[kind.String()]} {
				got, err := labels.ParseKind(text)
				require.NoError(t, err)
				assert.Equal(t, kind, got, text)
			}
		}
		_, err = labels.ParseKind("Q")
		assert.ErrorIs(t, err, swot.ErrUnknown)
		_, err = labels.ParseKind("")
		assert.ErrorIs(t, err, swot.ErrUnknown)
	}
	spain, _ := swot.LabelsFor("es-ES")
	assert.Equal(t, "DAFO", spain["matrix"])
	_, err := swot.LabelsFor("xx")
	assert.ErrorIs(t, err, swot.ErrUnknown)
	own := swot.Labels{"S": "Forza"}
	assert.Contains(t, own.Attributes(operator()), "F, Forza")
	assert.Contains(t, own.Attributes(operator()), "W, Weakness", "a missing key falls back to English")
}

// TestMermaid_oneLineANode: whatever the texts hold, each node and edge stays one line of the chart's grammar.
func TestMermaid_oneLineANode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := operator()
		m.Factors[0].Text = rapid.String().Draw(t, "text")
		m.Strategies[0].Title = rapid.String().Draw(t, "title")
		m.Strategies[0].Embodied[0].ID = rapid.String().Draw(t, "process")
		lines := strings.Split(strings.TrimSuffix(m.Mermaid(), "\n"), "\n")
		assert.Len(t, lines, 1+4+3+6+2)
		for _, line := range lines[1:] {
			assert.Regexp(t, `^  ([fsp]\d+ --> [fsp]\d+|[fsp]\d+(\["[^"]*"\]|\(\["[^"]*"\]\)|\[\["[^"]*"\]\]))$`, line)
		}
	})
	d, err := operator().Decision(swot.DefaultCriteria())
	require.NoError(t, err)
	_, err = d.Mermaid("impact", "fame")
	assert.ErrorIs(t, err, swot.ErrNotFound)
	_, err = swot.Decision{}.Mermaid("impact", "need")
	assert.ErrorIs(t, err, swot.ErrInvalid)
	d.Criteria[0].Name = ""
	chart, err := d.Mermaid("impact", "need")
	require.NoError(t, err)
	assert.Contains(t, chart, `"Low impact" --> "High impact"`)
}
