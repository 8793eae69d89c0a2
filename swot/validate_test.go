package swot_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// matrixFaults spoil the valid matrix of busLine, each in its way.
var matrixFaults = []struct {
	name  string
	spoil func(m *swot.Matrix)
	want  []string
}{
	{"no identifier", func(m *swot.Matrix) { m.ID = uuid.UUID{} }, []string{"Matrix.id required"}},
	{"no title", func(m *swot.Matrix) { m.Title = "" }, []string{"Matrix.title required"}},
	{"factor without anything", func(m *swot.Matrix) { m.Factors[2] = swot.Factor{} }, []string{
		"Matrix.factors[2].code required", "Matrix.factors[2].kind required", "Matrix.factors[2].text required",
	}},
	{"kind that does not exist", func(m *swot.Matrix) { m.Factors[2].Kind = 5 }, []string{"Matrix.factors[2].kind max"}},
	{"factor code twice", func(m *swot.Matrix) { m.Factors[2].Code = "W1" }, []string{"Matrix.factors[2].code code_dup"}},
	{"half a ref, no ID", func(m *swot.Matrix) { m.Factors[0].Attribute.ID = "" }, []string{
		"Matrix.factors[0].attribute.id ref_half",
	}},
	{"half a ref, no kind", func(m *swot.Matrix) { m.Factors[0].Evidence[0].Ref.ID = "x" }, []string{
		"Matrix.factors[0].evidence[0].ref.kind ref_half",
	}},
	{"empty evidence", func(m *swot.Matrix) { m.Factors[0].Evidence = make([]swot.Evidence, 2) }, []string{
		"Matrix.factors[0].evidence[0] evidence_empty", "Matrix.factors[0].evidence[1] evidence_empty",
	}},
	{"weight below 0", func(m *swot.Matrix) { m.Factors[0].Weight = maybe("-0.1") }, []string{
		"Matrix.factors[0].weight weight_negative",
	}},
	{"weight above 1", func(m *swot.Matrix) { m.Factors[0].Weight = maybe("1.01") }, []string{"Matrix.factors[0].weight dlte"}},
	{"weight of 19 places", func(m *swot.Matrix) { m.Factors[0].Weight = maybe("0.0000000000000000001") }, []string{
		"Matrix.factors[0].weight dsize",
	}},
	{"rating above 4", func(m *swot.Matrix) { m.Factors[0].Rating = 5 }, []string{"Matrix.factors[0].rating max"}},
	{"rating below 0", func(m *swot.Matrix) { m.Factors[0].Rating = -1 }, []string{"Matrix.factors[0].rating min"}},
	{"note too long", func(m *swot.Matrix) { m.Note = strings.Repeat("x", 10_001) }, []string{"Matrix.note text_size"}},
	{"control character", func(m *swot.Matrix) { m.Factors[0].Text = "new\x1bbuses" }, []string{"Matrix.factors[0].text clean"}},
	{"strategy without anything", func(m *swot.Matrix) { m.Strategies[2] = swot.Strategy{} }, []string{
		"Matrix.strategies[2].code required", "Matrix.strategies[2].objectives objective_missing",
		"Matrix.strategies[2].title required", "Matrix.strategies[2].uses tows_pair",
	}},
	{"strategy code twice", func(m *swot.Matrix) { m.Strategies[2].Code = "SO1" }, []string{"Matrix.strategies[2].code code_dup"}},
	{"unknown factor", func(m *swot.Matrix) { m.Strategies[0].Uses[1] = "O9" }, []string{"Matrix.strategies[0].uses[1] code_unknown"}},
	{"unknown factor, and no quadrant asked", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"O9", "O9"} }, []string{
		"Matrix.strategies[0].uses[0] code_unknown", "Matrix.strategies[0].uses[1] code_unknown",
	}},
	{"unknown factor first", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"O9", "S1"} }, []string{
		"Matrix.strategies[0].uses[0] code_unknown",
	}},
	{"empty factor code", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", ""} }, []string{
		"Matrix.strategies[0].uses[1] code_unknown",
	}},
	{"factor used twice", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", "O1", "S1"} }, []string{
		"Matrix.strategies[0].uses[2] use_dup",
	}},
	{"internal factors only", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", "W1"} }, []string{
		"Matrix.strategies[0].uses tows_pair",
	}},
	{"external factors only", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"T1", "O1"} }, []string{
		"Matrix.strategies[0].uses tows_pair",
	}},
	{"another quadrant declared", func(m *swot.Matrix) { m.Strategies[0].Declared = swot.WT }, []string{
		"Matrix.strategies[0].declared quadrant_mismatch",
	}},
	{"quadrant left open", func(m *swot.Matrix) { m.Strategies[0].Uses = []string{"S1", "O1", "T1"} }, []string{
		"Matrix.strategies[0].declared quadrant_ambiguous",
	}},
	{"quadrant that does not exist", func(m *swot.Matrix) { m.Strategies[0].Declared = 5 }, []string{
		"Matrix.strategies[0].declared max",
	}},
	{"no objective", func(m *swot.Matrix) { m.Strategies[1].Objectives = nil }, []string{
		"Matrix.strategies[1].objectives objective_missing",
	}},
	// Target is mandatory in the sense that it is always there: 0 is one.
	{"objective without anything", func(m *swot.Matrix) { m.Strategies[1].Objectives[0] = swot.Objective{} }, []string{
		"Matrix.strategies[1].objectives[0].area required", "Matrix.strategies[1].objectives[0].indicator required",
	}},
	{"baseline above the target", func(m *swot.Matrix) { m.Strategies[0].Objectives[0].Baseline = maybe("20.1") }, []string{
		"Matrix.strategies[0].objectives[0].baseline baseline_side",
	}},
	{"baseline below a falling target", func(m *swot.Matrix) {
		m.Strategies[0].Objectives[0].LowerIsBetter = true
		m.Strategies[0].Objectives[0].Baseline = maybe("19.9")
	}, []string{"Matrix.strategies[0].objectives[0].baseline baseline_side"}},
	{"empty process", func(m *swot.Matrix) { m.Strategies[1].Embodied[0] = swot.Ref{} }, []string{
		"Matrix.strategies[1].embodied[0] required",
	}},
	{"half a process", func(m *swot.Matrix) { m.Strategies[1].Embodied[0].ID = "" }, []string{
		"Matrix.strategies[1].embodied[0].id ref_half",
	}},
	{"too many factors", func(m *swot.Matrix) {
		m.Factors = make([]swot.Factor, 10_001)
		m.Strategies = nil
	}, []string{"Matrix.factors max"}},
}

func TestMatrix_Validate_faults(t *testing.T) {
	require.NoError(t, busLine().Validate())
	for _, c := range matrixFaults {
		t.Run(c.name, func(t *testing.T) {
			m := busLine()
			c.spoil(&m)
			assert.Equal(t, c.want, faults(t, m.Validate()))
		})
	}
}

func TestMatrix_Validate_allAtOnce(t *testing.T) {
	m := busLine()
	m.Title, m.Note = "", strings.Repeat("x", 10_001)
	m.Factors[0].Weight, m.Factors[3].Weight = maybe("-1"), decimal.NewNullDecimal(decimal.New(1, 1e9))
	m.Strategies[0].Declared, m.Strategies[0].Uses[1] = 5, "O9"
	m.Strategies[1].Objectives[0] = swot.Objective{}
	m.Strategies[2].Code = "SO1"
	assert.Equal(t, []string{
		"Matrix.factors[0].weight weight_negative", "Matrix.factors[3].weight dsize", "Matrix.note text_size",
		"Matrix.strategies[0].declared max", "Matrix.strategies[0].uses[1] code_unknown",
		"Matrix.strategies[1].objectives[0].area required", "Matrix.strategies[1].objectives[0].indicator required",
		"Matrix.strategies[2].code code_dup", "Matrix.title required",
	}, faults(t, m.Validate()))
}

func TestMatrix_Validate_drafts(t *testing.T) {
	empty := swot.Matrix{ID: busLine().ID, Title: "nothing yet"}
	assert.NoError(t, empty.Validate(), "a matrix without factors and strategies")
	assert.Equal(t, []string{"Matrix.id required", "Matrix.title required"}, faults(t, swot.Matrix{}.Validate()))

	m := busLine()
	m.Strategies[0].Uses, m.Strategies[0].Declared = []string{"S1", "O1", "T1"}, swot.ST
	m.Strategies[1].Title = m.Strategies[0].Title
	m.Strategies[2].Objectives[0].Baseline = maybe("70.0") // hold it
	m.Strategies[1].Objectives[0].Baseline, m.Strategies[1].Objectives[0].LowerIsBetter = maybe("30"), true
	m.Factors[4].Code, m.Strategies[1].Uses[1], m.Strategies[0].Uses[2] = "W9", "W9", "W9"
	assert.NoError(t, m.Validate(), "declared quadrant, same title, baseline at the target, a threat with a W in its code")
}

func TestMatrix_Validate_hostile(t *testing.T) {
	for _, d := range hostile() {
		m := busLine()
		m.Factors[0].Weight = decimal.NewNullDecimal(d)
		m.Strategies[0].Objectives[0].Baseline = decimal.NewNullDecimal(d)
		m.Strategies[1].Objectives[0].Target = d
		m.Strategies[2].Scores["need"] = d
		assert.Equal(t, []string{
			"Matrix.factors[0].weight dsize", "Matrix.strategies[0].objectives[0].baseline dsize",
			"Matrix.strategies[1].objectives[0].target dsize", "Matrix.strategies[2].scores[need] dsize",
		}, faults(t, m.Validate()))
	}
}
