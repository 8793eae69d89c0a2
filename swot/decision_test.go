package swot_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// weigh gives the criteria of d weights.
func weigh(d *swot.Decision, weights ...string) {
	for k, w := range weights {
		d.Criteria[k].Weight = num(w)
	}
}

var decisionFaults = []struct {
	name  string
	spoil func(d *swot.Decision)
	want  []string
}{
	{"weights that sum to 0.99", func(d *swot.Decision) { weigh(d, "0.33", "0.33", "0.33") }, []string{"Decision.criteria dsum1"}},
	{"one weight only", func(d *swot.Decision) { weigh(d, "0.5") }, []string{"Decision.criteria dsum1"}},
	{"weights that sum to 1, one below 0", func(d *swot.Decision) { weigh(d, "1.2", "-0.4", "0.2") }, []string{
		"Decision.criteria[1].weight weight_negative",
	}},
	{"no criterion", func(d *swot.Decision) { *d = swot.Decision{} }, []string{"Decision.criteria required"}},
	{"criterion without anything", func(d *swot.Decision) {
		*d = swot.Decision{Criteria: make([]swot.Criterion, 1)}
	}, []string{"Decision.criteria[0].code required", "Decision.criteria[0].max scale"}},
	{"criterion twice", func(d *swot.Decision) { d.Criteria[2].Code = "impact" }, []string{"Decision.criteria[2].code code_dup"}},
	{"scale upside down", func(d *swot.Decision) { d.Criteria[1].Min = num("5.5") }, []string{"Decision.criteria[1].max scale"}},
	{"scale of one point", func(d *swot.Decision) { d.Criteria[1].Min = num("5.0") }, []string{"Decision.criteria[1].max scale"}},
	{"floor off the scale", func(d *swot.Decision) { d.Criteria[0].Floor = maybe("0.9") }, []string{
		"Decision.criteria[0].floor floor_range",
	}},
	{"strategy without a code", func(d *swot.Decision) { d.Codes[0] = "" }, []string{"Decision.codes[0] required"}},
	{"strategy twice", func(d *swot.Decision) { d.Codes[2] = "SO1" }, []string{"Decision.codes[2] code_dup"}},
	{"scores off the scale", func(d *swot.Decision) {
		d.Scores[0][0], d.Scores[2][1] = num("5.01"), num("0.99")
	}, []string{"Decision.scores[0][0] score_range", "Decision.scores[2][1] score_range"}},
	{"short row", func(d *swot.Decision) { d.Scores[1] = d.Scores[1][:1] }, []string{
		"Decision.scores[1][1] score_missing", "Decision.scores[1][2] score_missing",
	}},
	{"long row", func(d *swot.Decision) { d.Scores[1] = append(d.Scores[1], num("3")) }, []string{"Decision.scores[1][3] score_extra"}},
	{"row missing", func(d *swot.Decision) { d.Scores = d.Scores[:2] }, []string{"Decision.scores[2] score_missing"}},
	{"row too many", func(d *swot.Decision) { d.Codes = d.Codes[:2] }, []string{"Decision.scores[2] score_extra"}},
	{"too many criteria", func(d *swot.Decision) {
		d.Criteria, d.Codes, d.Scores = nil, nil, nil
		for k := range 65 {
			c := swot.DefaultCriteria()[0]
			c.Code = strconv.Itoa(k)
			d.Criteria = append(d.Criteria, c)
		}
	}, []string{"Decision.criteria max"}},
}

func TestDecision_Validate_faults(t *testing.T) {
	require.NoError(t, jury().Validate())
	for _, c := range decisionFaults {
		t.Run(c.name, func(t *testing.T) {
			d := jury()
			c.spoil(&d)
			assert.Equal(t, c.want, faults(t, d.Validate()))
			_, err := swot.WeightedSum(d)
			assert.Equal(t, c.want, faults(t, err))
			_, err = d.Mermaid("impact", "need")
			assert.Equal(t, c.want, faults(t, err))
		})
	}
}

func TestDecision_Validate_hostile(t *testing.T) {
	for _, evil := range hostile() {
		d := jury()
		d.Criteria[0].Weight, d.Criteria[1].Min, d.Criteria[2].Max = evil, evil, evil
		d.Criteria[0].Floor, d.Scores[1][0], d.Scores[2][2] = decimal.NewNullDecimal(evil), evil, num("6")
		want := []string{
			"Decision.criteria[0].floor dsize", "Decision.criteria[0].weight dsize",
			"Decision.criteria[1].min dsize", "Decision.criteria[2].max dsize", "Decision.scores[1][0] dsize",
		}
		assert.Equal(t, want, faults(t, d.Validate()))
		_, err := swot.WeightedSum(d)
		assert.Equal(t, want, faults(t, err))
		_, err = d.Mermaid("impact", "need")
		assert.Equal(t, want, faults(t, err))
	}
}

func TestMatrix_Decision(t *testing.T) {
	m := busLine()
	m.Strategies[0].Scores["elegance"] = num("9") // on no criterion: left aside
	criteria := swot.DefaultCriteria()
	criteria[0].Anchors = map[string]string{"5": "wins back the market"}
	d, err := m.Decision(criteria)
	require.NoError(t, err)
	assert.Equal(t, criteria, d.Criteria)
	assert.Equal(t, []string{"SO1", "ST1", "WO1"}, d.Codes)
	assert.True(t, num("3").Equal(d.Scores[2][1]), "viability of WO1")

	criteria[0].Anchors["5"], criteria[1].Code = "changed", "changed"
	m.Strategies[0].Scores["impact"] = num("1")
	assert.Equal(t, "wins back the market", d.Criteria[0].Anchors["5"])
	assert.Equal(t, "viability", d.Criteria[1].Code)
	assert.True(t, num("4").Equal(d.Scores[0][0]))
}

func TestMatrix_Decision_faults(t *testing.T) {
	m, criteria := busLine(), swot.DefaultCriteria()
	delete(m.Strategies[0].Scores, "viability") // the middle one: no row is merely short
	m.Strategies[1].Scores["need"] = num("5.5")
	m.Strategies[2].Scores["impact"] = decimal.New(1, 1e9)
	criteria[2].Weight = num("0.99")
	d, err := m.Decision(criteria)
	assert.Equal(t, []string{
		"Decision.criteria dsum1", "Decision.scores[0][1] score_missing",
		"Decision.scores[1][2] score_range", "Decision.scores[2][0] dsize",
	}, faults(t, err))
	assert.Equal(t, swot.Decision{}, d)

	_, err = busLine().Decision(nil)
	assert.Equal(t, []string{"Decision.criteria required"}, faults(t, err))
}

func TestMatrix_Decision_drafts(t *testing.T) {
	m := busLine()
	m.Strategies[0].Objectives, m.Title = nil, ""
	_, err := m.Decision(swot.DefaultCriteria())
	assert.NoError(t, err, "a draft can be ranked")
	d, err := swot.Matrix{}.Decision(swot.DefaultCriteria())
	require.NoError(t, err)
	assert.Empty(t, d.Codes)
}

// The exponent that marks an absent score inside the package is none that a caller can compute with either.
func TestDecision_Validate_absent(t *testing.T) {
	d := jury()
	d.Scores[0][0] = decimal.New(7, math.MinInt32)
	assert.Equal(t, []string{"Decision.scores[0][0] score_missing"}, faults(t, d.Validate()))
}

func TestDefaultCriteria_fresh(t *testing.T) {
	changed := swot.DefaultCriteria()
	changed[0].Code = "changed"
	assert.Equal(t, "impact", swot.DefaultCriteria()[0].Code)
}
