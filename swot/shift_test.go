package swot_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// slowL1 is the least Σ|v - w| of weights v that are at least 0, sum to 1 and make the gaps sum to 0. The sum of
// sizes is linear but for kinks at 0 and at w, so it is least where all but two of the weights stand at 0 or at w;
// all such corners are tried.
func slowL1(w, gaps []*big.Rat) (least *big.Rat) {
	try := func(v []*big.Rat) {
		sum, tie, size := new(big.Rat), new(big.Rat), new(big.Rat)
		for k := range v {
			if v[k].Sign() < 0 {
				return
			}
			sum.Add(sum, v[k])
			tie.Add(tie, new(big.Rat).Mul(v[k], gaps[k]))
			apart := new(big.Rat).Sub(v[k], w[k])
			size.Add(size, apart.Abs(apart))
		}
		if sum.Cmp(big.NewRat(1, 1)) == 0 && tie.Sign() == 0 && (least == nil || size.Cmp(least) < 0) {
			least = size
		}
	}
	n := len(w)
	for corner := range 1 << n {
		v := make([]*big.Rat, n)
		for k := range v {
			v[k] = new(big.Rat)
			if corner>>k&1 == 1 {
				v[k].Set(w[k])
			}
		}
		try(v)
		for a := range n {
			for b := range a { // v_a + v_b = left, v_a·g_a + v_b·g_b = need
				left, need := big.NewRat(1, 1), new(big.Rat)
				for k := range v {
					if k != a && k != b {
						left.Sub(left, v[k])
						need.Sub(need, new(big.Rat).Mul(v[k], gaps[k]))
					}
				}
				slope := new(big.Rat).Sub(gaps[a], gaps[b])
				if slope.Sign() == 0 {
					continue
				}
				u := slices.Clone(v)
				u[a] = new(big.Rat).Quo(new(big.Rat).Sub(need, new(big.Rat).Mul(left, gaps[b])), slope)
				u[b] = new(big.Rat).Sub(left, u[a])
				try(u)
			}
		}
	}
	return least
}

func TestRobust_shifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		r, err := swot.Robust(d)
		require.NoError(t, err)
		if len(r.Leaders) == 0 {
			return
		}
		leader, w, at := slices.Index(d.Codes, r.Leaders[0]), slowWeights(d), 0
		for i, code := range d.Codes {
			if i == leader || slowVetoed(d, i) {
				continue
			}
			l1, l2 := r.L1[at], r.L2[at]
			at++
			assert.Equal(t, []string{code, code}, []string{l1.Challenger, l2.Challenger}, "in the order of the decision")
			gaps := make([]*big.Rat, len(w))
			for k := range w {
				gaps[k] = new(big.Rat).Sub(slowUtility(d, leader, k), slowUtility(d, i, k))
			}
			least := slowL1(w, gaps)
			assert.Equal(t, least != nil, l1.Feasible)
			assert.Equal(t, least != nil, l1.Weights != nil)
			if least != nil {
				assertNear(t, least, l1.Distance, 1e-16)
				size, _ := assertTie(t, d, w, gaps, l1)
				assert.InDelta(t, size, l1.Distance.InexactFloat64(), 1e-14)
				for _, v := range l1.Weights {
					assert.False(t, v.IsNegative())
				}
			}
			alike := !slices.ContainsFunc(gaps, func(g *big.Rat) bool { return g.Cmp(gaps[0]) != 0 })
			assert.Equal(t, alike && gaps[0].Sign() != 0, l2.Weights == nil, "no weights tie if the leader is ahead by the same everywhere")
			if l2.Weights == nil {
				assert.False(t, l2.Feasible)
				continue
			}
			_, root := assertTie(t, d, w, gaps, l2)
			assert.InDelta(t, root, l2.Distance.InexactFloat64(), 1e-14)
			assert.Equal(t, !slices.ContainsFunc(l2.Weights, func(v decimal.Decimal) bool { return v.LessThan(num("-1e-15")) }), l2.Feasible)
			if least != nil { // no tie is nearer than the nearest
				_, other := assertTie(t, d, w, gaps, l1)
				assert.LessOrEqual(t, root, other+1e-14)
			}
		}
		assert.Len(t, r.L1, at)
		assert.Len(t, r.L2, at)
	})
}

// assertTie asserts that the weights of s sum to exactly 1 and tie, and returns how far they are from w.
func assertTie(t *rapid.T, d swot.Decision, w, gaps []*big.Rat, s swot.WeightShift) (size, root float64) {
	require.Len(t, s.Weights, len(d.Criteria))
	sum, tie := decimal.Decimal{}, new(big.Rat)
	for k, v := range s.Weights {
		sum = sum.Add(v)
		tie.Add(tie, new(big.Rat).Mul(v.Rat(), gaps[k]))
		apart, _ := new(big.Rat).Sub(v.Rat(), w[k]).Float64()
		size += math.Abs(apart)
		root = math.Hypot(root, apart)
	}
	assert.True(t, sum.Equal(num("1")), "%s", sum)
	rest, _ := tie.Float64()
	assert.InDelta(t, 0, rest, 1e-13)
	return size, root
}

// A tie of weights that is feasible can be ranked: WeightedSum takes the weights, which sum to exactly 1.
func TestRobust_shiftApplied(t *testing.T) {
	d := jury() // thirds, and SO1 4 4 4 against ST1 5 4 5
	r, err := swot.Robust(d)
	require.NoError(t, err)
	require.True(t, r.L2[0].Feasible)
	for k := range d.Criteria {
		d.Criteria[k].Weight = r.L2[0].Weights[k]
	}
	ranking, err := swot.WeightedSum(d)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1}, []int{ranking.Places[0].Rank, ranking.Places[1].Rank})
}

// Criteria that are alike change alike: two give, two take.
func TestRobust_shiftIsFair(t *testing.T) {
	d := decide([]string{"1", "1", "0", "0"}, []string{"0", "0", "0.5", "0.5"})
	weigh(&d, "0.5", "0.3", "0.1", "0.1")
	r, err := swot.Robust(d)
	require.NoError(t, err)
	// gaps 1 1 -0.5 -0.5: 0.8 - 0.1 = 0.7 is closed by moving 0.7/1.5 of the weight, from p and q as 5 to 3. To 16
	// places 0.208333..., 0.125, 0.333... and 0.333... leave one unit over, of equal remainders the first has it.
	assertWeights(t, r.L1[0], "0.9333333333333333", "0.2083333333333334", "0.125", "0.3333333333333333", "0.3333333333333333")
}

// Permuting criteria or strategies changes no distance.
func TestRobust_permutations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		want, err := swot.Robust(d)
		require.NoError(t, err)
		if len(want.Leaders) != 1 {
			return // of tied leaders the first is the reference
		}
		got, err := swot.Robust(permuted(d, indexes(t, len(d.Codes)), indexes(t, len(d.Criteria))))
		require.NoError(t, err)
		assert.Equal(t, want.Leaders, got.Leaders)
		assert.ElementsMatch(t, flipTexts(want.Weights), flipTexts(got.Weights))
		assert.ElementsMatch(t, flipTexts(want.Scores), flipTexts(got.Scores))
		assert.ElementsMatch(t, want.Never, got.Never)
		distances := func(shifts []swot.WeightShift) (lines []string) {
			for _, s := range shifts {
				lines = append(lines, s.Challenger+" "+s.Distance.String())
			}
			return lines
		}
		assert.ElementsMatch(t, distances(want.L1), distances(got.L1))
		assert.ElementsMatch(t, distances(want.L2), distances(got.L2))
	})
}
