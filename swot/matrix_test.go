package swot_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func TestMatrix_Quadrant(t *testing.T) {
	for _, c := range []struct {
		name     string
		uses     []string
		declared swot.Quadrant
		want     swot.Quadrant
		err      error
		text     string
	}{
		{"strength and opportunity", []string{"S1", "O1"}, 0, swot.SO, nil, ""},
		{"weaknesses and opportunity", []string{"O1", "W2", "W1"}, 0, swot.WO, nil, ""},
		{"strength and threat", []string{"T1", "S1"}, 0, swot.ST, nil, ""},
		{"weakness and threat", []string{"W1", "T1"}, 0, swot.WT, nil, ""},
		{"the same declared", []string{"W1", "T1"}, swot.WT, swot.WT, nil, ""},
		{"another declared", []string{"W1", "T1"}, swot.SO, 0, swot.ErrInvalid, "quadrant_mismatch"},
		{"two possible", []string{"S1", "O1", "T1"}, 0, 0, swot.ErrInvalid, "quadrant_ambiguous"},
		{"two possible, settled", []string{"S1", "O1", "T1"}, swot.ST, swot.ST, nil, ""},
		{"two possible, a third declared", []string{"S1", "O1", "T1"}, swot.WO, 0, swot.ErrInvalid, "quadrant_mismatch"},
		{"four possible, settled", []string{"S1", "W1", "O1", "T1"}, swot.WO, swot.WO, nil, ""},
		{"inside only", []string{"S1", "W1"}, swot.SO, 0, swot.ErrInvalid, "tows_pair"},
		{"nothing", nil, 0, 0, swot.ErrInvalid, "tows_pair"},
		{"unknown factor", []string{"S1", "O1", "X1"}, 0, 0, swot.ErrNotFound, `"X1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := busLine()
			m.Strategies[0].Uses, m.Strategies[0].Declared = c.uses, c.declared
			q, err := m.Quadrant("SO1")
			assert.Equal(t, c.want, q)
			assert.ErrorIs(t, err, c.err)
			if c.err != nil {
				assert.ErrorContains(t, err, c.text)
			}
		})
	}
	_, err := busLine().Quadrant("nobody")
	assert.ErrorIs(t, err, swot.ErrNotFound)
}

// Quadrant does not depend on the order of Uses, and agrees with what Validate and Coverage say of it.
func TestMatrix_Quadrant_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := busLine()
		m.Strategies = m.Strategies[:1]
		uses := rapid.SliceOfDistinct(rapid.SampledFrom([]string{"S1", "W1", "W2", "O1", "T1"}), rapid.ID).Draw(t, "uses")
		m.Strategies[0].Uses = uses
		m.Strategies[0].Declared = rapid.SampledFrom([]swot.Quadrant{0, swot.SO, swot.WO, swot.ST, swot.WT}).Draw(t, "declared")
		q, err := m.Quadrant("SO1")
		assert.Equal(t, err == nil, m.Validate() == nil)
		assert.Equal(t, err == nil, !slices.Contains(m.Coverage().Empty, q) && q != 0)

		m.Strategies[0].Uses = rapid.Permutation(uses).Draw(t, "permuted")
		again, err2 := m.Quadrant("SO1")
		assert.Equal(t, q, again)
		assert.Equal(t, err, err2)
	})
}

func TestMatrix_lookUp(t *testing.T) {
	m := busLine()
	f, err := m.Factor("W2")
	require.NoError(t, err)
	assert.Equal(t, m.Factors[2], f)
	s, err := m.Strategy("ST1")
	require.NoError(t, err)
	assert.Equal(t, m.Strategies[1], s)

	_, err = m.Factor("ST1")
	assert.ErrorIs(t, err, swot.ErrNotFound)
	_, err = m.Strategy("W2")
	assert.ErrorIs(t, err, swot.ErrNotFound)
}

// A changed result never reaches the declaration.
func TestMatrix_copies(t *testing.T) {
	m := busLine()
	spoil := func(f swot.Factor, s swot.Strategy) {
		f.Evidence[0].Source, s.Uses[0], s.Objectives[0].Area = "changed", "changed", "changed"
		s.Embodied[0].ID, s.Scores["need"] = "changed", num("1")
	}
	f, err := m.Factor("S1")
	require.NoError(t, err)
	s, err := m.Strategy("ST1")
	require.NoError(t, err)
	spoil(f, s)
	for f, s := range m.Trace() {
		if f.Code == "S1" && s.Code == "ST1" {
			spoil(f, s)
		}
	}
	assert.Equal(t, busLine(), m)
}

func TestMatrix_Trace(t *testing.T) {
	m := busLine()
	m.Strategies[0].Uses = []string{"O1", "S1", "X1", "S1"} // unknown, and twice
	pairs := func(most int) (out []string) {
		for f, s := range m.Trace() {
			if out = append(out, f.Code+" "+s.Code); len(out) == most {
				break
			}
		}
		return out
	}
	assert.Equal(t, []string{"S1 SO1", "S1 ST1", "W1 WO1", "O1 SO1", "O1 WO1", "T1 ST1"}, pairs(0))
	assert.Equal(t, []string{"S1 SO1", "S1 ST1"}, pairs(2), "stops when told")
}

func TestObjective_Reached(t *testing.T) {
	for _, c := range []struct {
		name, target, value string
		lower, want         bool
	}{
		{"short of it", "30", "29.999", false, false},
		{"met", "30", "30.0", false, true},
		{"passed", "30", "31", false, true},
		{"complaints above", "5", "5.1", true, false},
		{"complaints met", "5.0", "5", true, true},
		{"complaints below", "5", "-1", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := swot.Objective{Target: num(c.target), LowerIsBetter: c.lower}.Reached(num(c.value))
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
	for _, value := range []string{"1e9", "-1000000000", "0.000000000000000001"} {
		_, err := swot.Objective{}.Reached(num(value))
		assert.NoError(t, err, "%s: at the limit", value)
	}
	for _, value := range []string{"1000000000.1", "-1000000001", "0.0000000000000000001"} {
		_, err := swot.Objective{}.Reached(num(value))
		assert.ErrorIs(t, err, swot.ErrLimit, "%s: beyond it", value)
	}
	for _, d := range hostile() {
		_, err := swot.Objective{}.Reached(d)
		assert.ErrorIs(t, err, swot.ErrLimit)
		_, err = swot.Objective{Target: d}.Reached(num("1"))
		assert.ErrorIs(t, err, swot.ErrLimit)
	}
}
