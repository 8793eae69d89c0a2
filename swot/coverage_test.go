package swot_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func TestMatrix_Coverage(t *testing.T) {
	assert.Equal(t, swot.Coverage{
		UsedBy: map[string][]string{
			"S1": {"SO1", "ST1"}, "W1": {"WO1"}, "O1": {"SO1", "WO1"}, "T1": {"ST1"},
		},
		Unused: []string{"W2"}, NoEvidence: []string{"O1", "T1"}, Assumed: []string{"O1", "T1"},
		NoProcess: []string{"SO1", "WO1"}, Empty: []swot.Quadrant{swot.WT},
	}, busLine().Coverage())
}

func TestMatrix_Coverage_drafts(t *testing.T) {
	m := swot.Matrix{
		Factors: []swot.Factor{
			{Code: "S1", Kind: swot.Strength, Evidence: make([]swot.Evidence, 1)}, // evidence that shows nothing
			{Code: "O1", Kind: swot.Opportunity, Evidence: []swot.Evidence{{Quote: "«we want luxury»"}}},
			{Code: "T1", Kind: swot.Threat, Assumed: true},
			{Code: "S1", Kind: swot.Weakness}, // the first counts
		},
		Strategies: []swot.Strategy{
			{Code: "A", Title: "advance purchase", Uses: []string{"S1", "T1", "S1"}},
			{Code: "B", Title: "luxury", Uses: []string{"O1", "X9", "X8"}},
			{Code: "C", Title: "advance purchase", Uses: []string{"S1", "O1", "X9"}},
			{Code: "D", Title: "nothing"},
		},
	}
	assert.Equal(t, swot.Coverage{
		UsedBy:     map[string][]string{"S1": {"A", "C"}, "O1": {"B", "C"}, "T1": {"A"}},
		NoEvidence: []string{"S1", "T1", "S1"}, Assumed: []string{"T1"},
		NoInternal: []string{"B", "D"}, NoExternal: []string{"D"},
		NoObjective: []string{"A", "B", "C", "D"}, NoProcess: []string{"A", "B", "C", "D"},
		Unknown: []string{"X9", "X8"}, SameTitle: [][]string{{"A", "C"}},
		Empty: []swot.Quadrant{swot.SO, swot.WO, swot.WT}, // C might be SO, if X9 allows it
	}, m.Coverage())

	assert.Equal(t, swot.Coverage{
		UsedBy: map[string][]string{}, Empty: []swot.Quadrant{swot.SO, swot.WO, swot.ST, swot.WT},
	}, swot.Matrix{}.Coverage())
}
