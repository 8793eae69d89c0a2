package mcdm_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

func TestRanks_ties(t *testing.T) {
	assert.Equal(t, []int{2, 1, 2, 4}, mcdm.Ranks([]float64{0.5, 0.9, 0.5 + 1e-14, 0.1}))
	assert.Equal(t, []int{1, 1}, mcdm.Ranks([]float64{0, 0}))
	assert.Equal(t, []int{3, 1, 2}, mcdm.Ranks([]float64{math.NaN(), math.Inf(1), -1}))
	assert.Empty(t, mcdm.Ranks(nil))
}

// slowRanks is the definition: from the highest, each either shares the rank of the highest of its group or begins one.
func slowRanks(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := scores[i], scores[j]
		switch {
		case a > b || b != b && a == a:
			return -1
		case a < b || a != a && b == b:
			return 1
		}
		return 0
	})
	ranks, top := make([]int, len(scores)), 0
	for k, i := range order {
		high := scores[order[top]]
		if high != scores[i] && high == high && (math.IsInf(high, 0) || !(math.Abs(high-scores[i]) <= 1e-12*math.Abs(high))) {
			top = k
		}
		ranks[i] = top + 1
	}
	return ranks
}

// A few scores and thousands of them are sorted in different ways.
func TestRanks_oracle(t *testing.T) {
	special := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324, math.MaxFloat64, 1, 1 + 1e-13, -1, -1 - 1e-13}
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(special), rapid.Float64(), rapid.Float64Range(-1, 1)), 1, 40).Draw(t, "scores")
		assert.Equal(t, slowRanks(drawn), mcdm.Ranks(drawn))
		many := slices.Repeat(drawn, rapid.IntRange(1, 40).Draw(t, "times"))
		for i := range many {
			if i%3 == 0 {
				many[i] *= 1 + float64(i)/1000
			}
		}
		given := slices.Clone(many)
		assert.Equal(t, slowRanks(many), mcdm.Ranks(many))
		for i := range many {
			assert.Equal(t, math.Float64bits(given[i]), math.Float64bits(many[i]), "left alone")
		}
	})
}

// One among a thousand that differs in a few bits only, wherever they are.
func TestRanks_one(t *testing.T) {
	for bit := 16; bit < 52; bit++ { // below, it is within the tolerance
		scores := slices.Repeat([]float64{1}, 1000)
		scores[999] += math.Ldexp(1, bit-52)
		ranks := mcdm.Ranks(scores)
		assert.Equal(t, []int{2, 1}, []int{ranks[0], ranks[999]}, "bit %d", bit)
	}
}

// Permuting alternatives permutes the answer, permuting criteria changes nothing.
func TestMethods_permutations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		preferences := make([]mcdm.Preference, len(p.Weights))
		for j := range preferences {
			preferences[j] = drawPreference(t)
		}
		rows, columns := permutation(t, len(p.Values)), permutation(t, len(p.Weights))
		var q mcdm.Problem
		var mixed []mcdm.Preference
		for _, j := range columns {
			q.Weights, q.Cost, mixed = append(q.Weights, p.Weights[j]), append(q.Cost, p.Cost[j]), append(mixed, preferences[j])
		}
		for _, i := range rows {
			var row []float64
			for _, j := range columns {
				row = append(row, p.Values[i][j])
			}
			q.Values = append(q.Values, row)
		}
		same := func(a, b mcdm.Result, err error) {
			require.NoError(t, err)
			for at, i := range rows {
				assert.InDelta(t, a.Scores[i], b.Scores[at], 1e-9)
				assert.InDelta(t, a.Plus[i], b.Plus[at], 1e-9)
				assert.InDelta(t, a.Minus[i], b.Minus[at], 1e-9)
			}
		}
		a, err := mcdm.TOPSIS(p, mcdm.TOPSISOptions{})
		require.NoError(t, err)
		b, err := mcdm.TOPSIS(q, mcdm.TOPSISOptions{})
		same(a, b, err)
		a, err = mcdm.PROMETHEE(p, preferences)
		require.NoError(t, err)
		b, err = mcdm.PROMETHEE(q, mixed)
		same(a, b, err)
	})
}

func permutation(t *rapid.T, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return rapid.Permutation(all).Draw(t, "permutation")
}

// T = N + N·T, without a series.
func TestDEMATEL_identity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "n")
		z := drawInfluences(t, n)
		f, err := mcdm.DEMATEL(z, mcdm.KRule(rapid.IntRange(0, 1).Draw(t, "rule")))
		if err != nil {
			require.ErrorIs(t, err, mcdm.ErrSingular)
			return
		}
		for i := range n {
			for j := range n {
				var want float64
				if f.K > 0 {
					want = z[i][j] / f.K
					for k := range n {
						want += z[i][k] / f.K * f.Total[k][j]
					}
				}
				assert.InDelta(t, want, f.Total[i][j], 1e-9*(1+f.Total[i][j]))
			}
		}
	})
}
