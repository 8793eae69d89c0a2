package process_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// TestRank: by product, then severity, occurrence, detection, then name and stage.
func TestRank(t *testing.T) {
	mode := func(stage, name string, s, o, d int) process.FailureMode {
		return process.FailureMode{Stage: stage, Name: name, Severity: s, Occurrence: o, Detection: d}
	}
	modes := []process.FailureMode{
		mode("b", "x", 2, 3, 4), mode("a", "x", 2, 3, 4), mode("a", "w", 2, 3, 4), mode("a", "x", 2, 4, 3), mode("a", "x", 3, 2, 4),
		mode("a", "x", 9, 1, 1), mode("a", "x", 10, 10, 10),
	}
	ranked, err := process.Rank(modes)
	require.NoError(t, err)
	var order []int
	for _, r := range ranked {
		for i, m := range modes {
			if m == r.Mode {
				order = append(order, i)
			}
		}
	}
	assert.Equal(t, []int{6, 4, 3, 2, 1, 0, 5}, order)
	assert.Equal(t, 1000.0/1129, ranked[0].Cumulative)
	assert.Equal(t, 1.0, ranked[6].Cumulative)
	assert.True(t, ranked[6].Severe, "9·1·1 hides a 9")
	assert.False(t, ranked[1].Severe)
	none, err := process.Rank(nil)
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestRank_refuses(t *testing.T) {
	for _, m := range []process.FailureMode{
		{}, {Severity: 11, Occurrence: 1, Detection: 1}, {Severity: 1, Occurrence: -1, Detection: 1}, {Severity: 1, Occurrence: 1},
	} {
		_, err := process.Rank([]process.FailureMode{{Severity: 1, Occurrence: 1, Detection: 1}, m})
		assert.ErrorIs(t, err, process.ErrRange, "%+v", m)
		assert.ErrorContains(t, err, "mode 1")
	}
}

// TestRank_properties: products fall, shares rise to 1, and nothing is lost.
func TestRank_properties(t *testing.T) {
	factor := rapid.IntRange(1, 10)
	rapid.Check(t, func(t *rapid.T) {
		modes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) process.FailureMode {
			return process.FailureMode{Name: "x", Severity: factor.Draw(t, "s"), Occurrence: factor.Draw(t, "o"), Detection: factor.Draw(t, "d")}
		}), 1, 20).Draw(t, "modes")
		ranked, err := process.Rank(modes)
		require.NoError(t, err)
		got := make([]process.FailureMode, len(ranked))
		for i, r := range ranked {
			got[i] = r.Mode
			assert.Equal(t, r.Mode.RPN(), r.RPN)
			assert.True(t, i == 0 || ranked[i-1].RPN >= r.RPN && ranked[i-1].Cumulative < r.Cumulative)
		}
		assert.ElementsMatch(t, modes, got)
		assert.Equal(t, 1.0, ranked[len(ranked)-1].Cumulative)
	})
}
