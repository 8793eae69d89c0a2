package swot_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// related is a matrix of strategies A, B, C... with relations.
func related(n int, relations ...swot.Relation) (m swot.Matrix) {
	for i := range n {
		m.Strategies = append(m.Strategies, swot.Strategy{Code: string(rune('A' + i))})
	}
	m.Relations = relations
	return m
}

func TestMatrix_Levels(t *testing.T) {
	for _, c := range []struct {
		name           string
		m              swot.Matrix
		levels, cycles [][]string
	}{ // by stripping, by hand
		{"none", related(0), nil, nil},
		{"no relation", related(2), [][]string{{"A", "B"}}, nil},
		{
			"A drives B drives C", related(3, swot.Relation{"A", "B", swot.Supports, 3}, swot.Relation{"B", "C", swot.Precedes, 0}),
			[][]string{{"C"}, {"B"}, {"A"}},
			nil,
		},
		{"what is required drives", related(2, swot.Relation{"A", "B", swot.Requires, 1}), [][]string{{"A"}, {"B"}}, nil},
		{"conflicts drive nothing", related(2, swot.Relation{"A", "B", swot.Conflicts, 4}), [][]string{{"A", "B"}}, nil},
		{
			"a circle stands on one level", related(4, swot.Relation{"D", "A", swot.Supports, 1}, swot.Relation{"A", "C", swot.Supports, 1},
				swot.Relation{"C", "A", swot.Supports, 1}, swot.Relation{"C", "B", swot.Supports, 1}),
			[][]string{{"B"}, {"A", "C"}, {"D"}},
			[][]string{{"A", "C"}},
		},
		{"a strategy of itself", related(1, swot.Relation{"A", "A", swot.Supports, 1}), [][]string{{"A"}}, nil},
		{
			"the longest way counts", related(4, swot.Relation{"A", "B", swot.Supports, 1}, swot.Relation{"B", "C", swot.Supports, 1},
				swot.Relation{"A", "C", swot.Supports, 1}, swot.Relation{"A", "D", swot.Supports, 1}),
			[][]string{{"C", "D"}, {"B"}, {"A"}},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			levels, cycles, err := c.m.Levels()
			require.NoError(t, err)
			assert.Equal(t, c.levels, levels)
			assert.Equal(t, c.cycles, cycles)
		})
	}
	for _, bad := range []struct {
		r   swot.Relation
		err error
	}{
		{swot.Relation{"A", "X", swot.Supports, 1}, swot.ErrNotFound},
		{swot.Relation{"X", "A", swot.Conflicts, 1}, swot.ErrNotFound},
		{swot.Relation{"A", "B", 0, 1}, swot.ErrUnknown},
		{swot.Relation{"A", "B", 5, 1}, swot.ErrUnknown},
	} {
		m := related(2, bad.r)
		_, _, err := m.Levels()
		assert.ErrorIs(t, err, bad.err)
		_, err = m.Conflicts(nil)
		assert.ErrorIs(t, err, bad.err)
		_, _, err = m.Influence()
		assert.ErrorIs(t, err, bad.err)
	}
}

// TestMatrix_Levels_oracle: by transitive closure, stripped level by level as Warfield has it.
func TestMatrix_Levels_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		m := related(n)
		reach := make([][]bool, n)
		for i := range reach {
			reach[i] = make([]bool, n)
			reach[i][i] = true
		}
		for range rapid.IntRange(0, 12).Draw(t, "relations") {
			i, j := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
			r := swot.Relation{m.Strategies[i].Code, m.Strategies[j].Code, swot.RelationType(rapid.IntRange(1, 4).Draw(t, "type")), 1}
			m.Relations = append(m.Relations, r)
			switch r.Type {
			case swot.Supports, swot.Precedes:
				reach[i][j] = true
			case swot.Requires:
				reach[j][i] = true
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		var want, circles [][]string
		for gone := make([]bool, n); slices.Contains(gone, false); {
			var level []int
			for i := range n {
				ends := !gone[i]
				for j := range n {
					ends = ends && (gone[j] || !reach[i][j] || reach[j][i])
				}
				if ends {
					level = append(level, i)
				}
			}
			var codes []string
			for _, i := range level {
				gone[i] = true
				codes = append(codes, m.Strategies[i].Code)
			}
			want = append(want, codes)
		}
		for i := range n {
			var circle []string
			first := true
			for j := range n {
				if reach[i][j] && reach[j][i] {
					circle = append(circle, m.Strategies[j].Code)
					first = first && j >= i
				}
			}
			if first && len(circle) > 1 {
				circles = append(circles, circle)
			}
		}
		levels, cycles, err := m.Levels()
		require.NoError(t, err)
		assert.Equal(t, want, levels)
		assert.Equal(t, circles, cycles)
	})
}

// A chain of ten thousand, and a ring of them.
func TestMatrix_Levels_long(t *testing.T) {
	var m swot.Matrix
	for i := range 10_000 {
		m.Strategies = append(m.Strategies, swot.Strategy{Code: strconv.Itoa(i)})
		m.Relations = append(m.Relations, swot.Relation{strconv.Itoa(i), strconv.Itoa((i + 1) % 10_000), swot.Precedes, 1})
	}
	levels, cycles, err := m.Levels()
	require.NoError(t, err)
	assert.Len(t, levels, 1)
	assert.Len(t, cycles[0], 10_000)
	m.Relations = m.Relations[:9999]
	levels, cycles, err = m.Levels()
	require.NoError(t, err)
	assert.Len(t, levels, 10_000)
	assert.Equal(t, []string{"0"}, levels[9999], "what drives the rest comes last")
	assert.Empty(t, cycles)
	_, _, err = m.Influence()
	assert.ErrorIs(t, err, swot.ErrLimit)
}

func TestMatrix_Conflicts(t *testing.T) {
	m := related(4, swot.Relation{"B", "A", swot.Conflicts, 2}, swot.Relation{"A", "C", swot.Requires, 1},
		swot.Relation{"C", "D", swot.Conflicts, 0}, swot.Relation{"A", "D", swot.Supports, 1})
	for selected, want := range map[string][]int{"": nil, "A": {1}, "AC": nil, "AB": {0, 1}, "BC": nil, "CD": {2}, "ABCD": {0, 2}} {
		var codes []string
		var relations []swot.Relation
		for _, r := range selected {
			codes = append(codes, string(r))
		}
		for _, i := range want {
			relations = append(relations, m.Relations[i])
		}
		found, err := m.Conflicts(codes)
		require.NoError(t, err)
		assert.Equal(t, relations, found, selected)
	}
	_, err := m.Conflicts([]string{"A", "X"})
	assert.ErrorIs(t, err, swot.ErrNotFound)
	_, err = related(2, swot.Relation{From: "A", To: "X", Type: swot.Supports}).Conflicts(nil)
	assert.ErrorIs(t, err, swot.ErrNotFound)
	_, err = related(2, swot.Relation{From: "A", To: "B"}).Conflicts(nil)
	assert.ErrorIs(t, err, swot.ErrUnknown)
}

func TestMatrix_Influence(t *testing.T) {
	m := related(3, swot.Relation{"A", "B", swot.Supports, 2}, swot.Relation{"A", "B", swot.Precedes, 3}, swot.Relation{"A", "B", swot.Supports, 1},
		swot.Relation{"A", "C", swot.Requires, 4}, swot.Relation{"B", "C", swot.Conflicts, 4}, swot.Relation{"B", "A", swot.Precedes, 0})
	codes, strength, err := m.Influence()
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B", "C"}, codes)
	assert.Equal(t, [][]float64{{0, 3, 0}, {0, 0, 0}, {4, 0, 0}}, strength, "the strongest; from the required")
	for _, bad := range []swot.Relation{{"A", "B", swot.Supports, 5}, {"A", "B", swot.Supports, -1}, {"A", "A", swot.Supports, 1}} {
		_, _, err = related(2, bad).Influence()
		assert.ErrorIs(t, err, swot.ErrRange)
	}
}

func TestMatrix_Validate_relations(t *testing.T) {
	m := busLine()
	m.Relations = []swot.Relation{
		{"SO1", "ST1", swot.Supports, 4}, {"ST1", "SO1", swot.Supports, 0}, {"ST1", "SO1", swot.Conflicts, 1}, {"WO1", "SO1", swot.Requires, 2},
	}
	require.NoError(t, m.Validate())
	roundTrip(t, m)
	m.Relations = append(
		m.Relations,
		swot.Relation{"SO1", "ST1", swot.Supports, 1}, swot.Relation{"SO1", "ST1", swot.Conflicts, 2},
		swot.Relation{"WO1", "WO1", swot.Precedes, 5}, swot.Relation{"S1", "XX", swot.Precedes, -1}, swot.Relation{}, swot.Relation{"SO1", "WO1", 5, 0},
	)
	assert.Equal(t, []string{
		"Matrix.relations[4] relation_dup", "Matrix.relations[5] relation_dup",
		"Matrix.relations[6].strength max", "Matrix.relations[6].to relation_self",
		"Matrix.relations[7].from code_unknown", "Matrix.relations[7].strength min", "Matrix.relations[7].to code_unknown",
		"Matrix.relations[8].from code_unknown", "Matrix.relations[8].to code_unknown", "Matrix.relations[8].type required",
		"Matrix.relations[9].type max",
	}, faults(t, m.Validate()))
}
