package swot_test

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// Two criteria of half the weight each: A is ahead by 0.8 on p, B by 0.4 on q. They tie where w_p·0.8 = w_q·0.4, at
// a third; and where half of a score of A or B moves by the whole distance of 0.2, so by 0.4.
func TestRobust_byHand(t *testing.T) {
	d := decide([]string{"0.9", "0.3"}, []string{"0.1", "0.7"}, []string{"0.1", "0.2"})
	weigh(&d, "0.5", "0.5")
	r, err := swot.Robust(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"A"}, r.Leaders)
	assert.True(t, num("0.2").Equal(r.Margin.Decimal), "%s", r.Margin.Decimal)
	assert.Equal(t, []string{
		"p B  0.3333333333333333 -0.1666666666666667 true", "q B  0.6666666666666667 0.1666666666666667 true",
	}, flipTexts(r.Weights))
	assert.Equal(t, []string{
		"p B A 0.5 -0.4 true", "p B B 0.5 0.4 true",
		"p C A 0 -0.9 false", "p C C 1 0.9 true", // 0.45 of half the weight
	}, flipTexts(r.Scores), "q of A cannot fall by 0.4, nor that of B rise by it")
	require.Len(t, r.L1, 2)
	assertWeights(t, r.L1[0], "0.3333333333333333", "0.3333333333333333", "0.6666666666666667")
	assertWeights(t, r.L2[0], "0.2357022603955158", "0.3333333333333333", "0.6666666666666667") // √2/6
	assert.Nil(t, r.L1[1].Weights, "C is below everywhere")
	assert.False(t, r.L1[1].Feasible)
	assert.True(t, r.L1[1].Distance.IsZero())
	// g = (0.8, 0.1), h = ±0.35: by -0.45·0.35/0.245 to -1/7 and 8/7, a distance of (9/14)√2 = 0.90913729009698967...
	assertWeights(t, r.L2[1], "0.9091372900969897", "-0.1428571428571429", "1.1428571428571429")
	assert.False(t, r.L2[1].Feasible)
	assert.Equal(t, []string{"C"}, r.Never)
}

// flipTexts returns each flip as a line.
func flipTexts(flips []swot.Flip) (lines []string) {
	for _, f := range flips {
		leads := " false"
		if f.Leads {
			leads = " true"
		}
		lines = append(lines, f.Criterion+" "+f.Challenger+" "+f.Strategy+" "+f.To.String()+" "+f.Change.String()+leads)
	}
	return lines
}

func assertWeights(t *testing.T, s swot.WeightShift, distance string, weights ...string) {
	t.Helper()
	assert.True(t, num(distance).Equal(s.Distance), "%s", s.Distance)
	require.Len(t, s.Weights, len(weights))
	for k, w := range weights {
		assert.True(t, num(w).Equal(s.Weights[k]), "%s", s.Weights[k])
	}
}

func TestRobust_edges(t *testing.T) {
	one, err := swot.Robust(decide([]string{"0.4", "1"}))
	require.NoError(t, err)
	assert.Equal(t, swot.Robustness{Leaders: []string{"A"}, Weights: []swot.Flip{}, Scores: []swot.Flip{}}, one)
	none, err := swot.Robust(swot.Decision{Criteria: swot.DefaultCriteria()})
	require.NoError(t, err)
	assert.Empty(t, none.Leaders)

	d := decide([]string{"1", "0.1"}, []string{"0.9", "0"}, []string{"0.5", "0.5"})
	d.Criteria[1].Floor = maybe("0.2")
	r, err := swot.Robust(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"C"}, r.Leaders, "vetoed strategies do not lead")
	assert.Empty(t, r.Weights, "nor challenge")
	assert.False(t, r.Margin.Valid)
	assert.Empty(t, r.Never, "nor dominate: B is dominated by A only")
	d.Criteria[1].Floor = maybe("0.9")
	r, err = swot.Robust(d)
	require.NoError(t, err)
	assert.Empty(t, r.Leaders, "all vetoed")
	assert.Empty(t, append(r.L1, r.L2...))

	d = decide([]string{"1", "0"}, []string{"0", "1"}, []string{"0", "1"}, []string{"1", "0"})
	r, err = swot.Robust(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B", "C", "D"}, r.Leaders)
	assert.True(t, r.Margin.Valid && r.Margin.Decimal.IsZero())
	assert.Equal(t, []string{
		"p B  0.5 0 true", "p C  0.5 0 true", "q B  0.5 0 true", "q C  0.5 0 true",
	}, flipTexts(r.Weights), "tied, with a change of 0; D is equal to A and never flips")
	assert.Len(t, r.Scores, 8)
	assertWeights(t, r.L1[0], "0", "0.5", "0.5")
	assertWeights(t, r.L2[2], "0", "0.5", "0.5")
	assert.Empty(t, r.Never)

	d = decide([]string{"1", "0"}, []string{"0", "1"})
	weigh(&d, "1", "0")
	r, err = swot.Robust(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"q B  0.5 0.5 true"}, flipTexts(r.Weights), "p has all the weight: no proportions to keep")
	assert.Equal(t, []string{"p B A 0 -1 true", "p B B 1 1 true"}, flipTexts(r.Scores), "q has none: no score of it matters")

	d = decide([]string{"0.7", "0.5"}, []string{"0.5", "0.3"})
	r, err = swot.Robust(d)
	require.NoError(t, err)
	assert.Nil(t, r.L2[0].Weights, "ahead by 0.2 everywhere: no weights tie, of any sign")
	_, err = swot.Robust(swot.Decision{})
	assert.ErrorIs(t, err, swot.ErrInvalid)
}

func TestRobustness_Markdown(t *testing.T) {
	assert.Equal(t, "Nobody leads.\n", swot.Robustness{}.Markdown())
	assert.Equal(t, "A\\|B is alone.\n", swot.Robustness{Leaders: []string{"A|B"}}.Markdown())
	tied, err := swot.Robust(decide([]string{"1", "0"}, []string{"0", "1"}, []string{"0", "0.5"}))
	require.NoError(t, err)
	text := tied.Markdown()
	assert.True(t, strings.HasPrefix(text, "Tied in front: A, B.\n\n| Weight | Ties with |"), text)
	assert.Contains(t, text, "\n| p | B | 0.5000 | 0.0000 | yes |\n")
	assert.True(t, strings.HasSuffix(text, "\n\nNever first alone: C.\n"), text)
	r, err := swot.Robust(decide([]string{"0.9", "0.3"}, []string{"0.1", "0.2"}))
	require.NoError(t, err)
	assert.Contains(t, r.Markdown(), "\n| L1 | B |  | no weights tie |\n| L2 | B | 0.9091 | -0.1429, 1.1429 (below 0) |\n")
	for _, d := range hostile() {
		r = swot.Robustness{
			Leaders: []string{"A"}, Margin: decimal.NewNullDecimal(d), Weights: []swot.Flip{{To: d, Change: d}},
			L1: []swot.WeightShift{{Distance: d, Weights: []decimal.Decimal{d}}},
		}
		assert.Equal(t, 5, strings.Count(r.Markdown(), "?"))
	}
}

// Lower is better: the leader's score rises to the tie, the challenger's falls.
func TestRobust_lowerIsBetter(t *testing.T) {
	d := decide([]string{"0.2"}, []string{"0.5"})
	d.Criteria[0].LowerIsBetter = true
	r, err := swot.Robust(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"p B A 0.5 0.3 true", "p B B 0.2 -0.3 true"}, flipTexts(r.Scores))
}

// scoresAt returns the exact scores of d with criterion k at weight t and the others in proportion.
func scoresAt(d swot.Decision, k int, t *big.Rat) []*big.Rat {
	one, w := big.NewRat(1, 1), slowWeights(d)
	rest := new(big.Rat).Sub(one, w[k])
	out := make([]*big.Rat, len(d.Codes))
	for i := range d.Codes {
		out[i] = new(big.Rat)
		for j := range w {
			at := t
			if j != k {
				at = new(big.Rat).Mul(w[j], new(big.Rat).Quo(new(big.Rat).Sub(one, t), rest))
			}
			out[i].Add(out[i], new(big.Rat).Mul(at, slowUtility(d, i, j)))
		}
	}
	return out
}

// TestRobust_weightFlips: the distance is linear in the weight, so its values at 0 and 1 say where it is zero.
// There the two tie, just short of it they do not, and nobody is above them if Leads says so.
func TestRobust_weightFlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		r, err := swot.Robust(d)
		require.NoError(t, err)
		if len(r.Leaders) == 0 {
			return
		}
		leader, w, listed := slices.Index(d.Codes, r.Leaders[0]), slowWeights(d), 0
		for k, c := range d.Criteria {
			if w[k].Cmp(big.NewRat(1, 1)) == 0 {
				continue
			}
			low, high := scoresAt(d, k, new(big.Rat)), scoresAt(d, k, big.NewRat(1, 1))
			for i, code := range d.Codes {
				if i == leader || slowVetoed(d, i) {
					continue
				}
				from, to := new(big.Rat).Sub(low[leader], low[i]), new(big.Rat).Sub(high[leader], high[i])
				if from.Cmp(to) == 0 || from.Sign()*to.Sign() > 0 {
					continue
				}
				listed++
				at := new(big.Rat).Quo(from, new(big.Rat).Sub(from, to))
				f := r.Weights[slices.IndexFunc(r.Weights, func(f swot.Flip) bool { return f.Criterion == c.Code && f.Challenger == code })]
				assert.Empty(t, f.Strategy)
				assertNear(t, at, f.To, 1e-16)
				assertNear(t, new(big.Rat).Sub(at, w[k]), f.Change, 1e-16)
				scores := scoresAt(d, k, at)
				assert.Zero(t, scores[leader].Cmp(scores[i]), "exactly tied")
				leads := true
				for j := range d.Codes {
					leads = leads && (slowVetoed(d, j) || scores[j].Cmp(scores[leader]) <= 0)
				}
				assert.Equal(t, leads, f.Leads)
				rounded := scoresAt(d, k, f.To.Rat())
				gap, _ := new(big.Rat).Sub(rounded[leader], rounded[i]).Float64()
				assert.InDelta(t, 0, gap, 1e-14, "tied through the rounded weight")
				if f.Change.Sign() != 0 {
					short := new(big.Rat).Add(w[k], new(big.Rat).Mul(new(big.Rat).Sub(at, w[k]), big.NewRat(999, 1000)))
					near := scoresAt(d, k, short)
					assert.Positive(t, near[leader].Cmp(near[i]), "short of it the leader is ahead")
				}
			}
		}
		assert.Len(t, r.Weights, listed)
		assert.True(t, slices.IsSortedFunc(r.Weights, func(a, b swot.Flip) int { return a.Change.Abs().Cmp(b.Change.Abs()) }))
	})
}

// TestRobust_applied: where the weight that is reported is exact, WeightedSum itself finds the tie.
func TestRobust_applied(t *testing.T) {
	exact := 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		if len(d.Criteria) < 2 {
			return
		}
		d.Criteria = d.Criteria[:2]
		weigh(&d, "0.6", "0.4")
		for i := range d.Scores {
			d.Scores[i] = d.Scores[i][:2]
		}
		r, err := swot.Robust(d)
		require.NoError(t, err)
		for _, f := range r.Weights {
			k := slices.IndexFunc(d.Criteria, func(c swot.Criterion) bool { return c.Code == f.Criterion })
			if back := f.To.Mul(num("1e16")); !back.Mod(num("1e8")).IsZero() {
				continue // a fraction that does not end
			}
			exact++
			moved := d
			moved.Criteria = slices.Clone(d.Criteria)
			moved.Criteria[k].Weight, moved.Criteria[1-k].Weight = f.To, num("1").Sub(f.To)
			ranking, err := swot.WeightedSum(moved)
			require.NoError(t, err)
			var ranks []int
			for _, p := range ranking.Places {
				if p.Code == r.Leaders[0] || p.Code == f.Challenger {
					ranks = append(ranks, p.Rank)
					assert.True(t, p.Tied)
				}
			}
			assert.Equal(t, ranks[0], ranks[1])
			assert.Equal(t, f.Leads, ranks[0] == 1)
		}
	})
	assert.Positive(t, exact)
}

// TestRobust_scoreFlips: the score moves towards the tie until the end of its scale, or reaches it before.
func TestRobust_scoreFlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		r, err := swot.Robust(d)
		require.NoError(t, err)
		if len(r.Leaders) == 0 {
			return
		}
		leader, w, listed := slices.Index(d.Codes, r.Leaders[0]), slowWeights(d), 0
		for k, c := range d.Criteria {
			for i, code := range d.Codes {
				if i == leader || slowVetoed(d, i) || w[k].Sign() == 0 || sameRow(d.Scores[i], d.Scores[leader]) {
					continue
				}
				for _, row := range []int{leader, i} {
					end := c.Max // as far as the score can go
					if (row == leader) != c.LowerIsBetter {
						end = c.Min
					}
					if gapWith(d, leader, i, row, k, end).Sign() > 0 {
						continue
					}
					listed++
					f := r.Scores[slices.IndexFunc(r.Scores, func(f swot.Flip) bool {
						return f.Criterion == c.Code && f.Challenger == code && f.Strategy == d.Codes[row]
					})]
					assert.True(t, f.To.GreaterThanOrEqual(c.Min) && f.To.LessThanOrEqual(c.Max))
					gap, _ := gapWith(d, leader, i, row, k, f.To).Float64()
					assert.InDelta(t, 0, gap, 1e-14)
					assert.True(t, f.To.Sub(d.Scores[row][k]).Sub(f.Change).Abs().LessThanOrEqual(num("1e-15")))
					leads := true
					for j := range d.Codes { // row leader falls to i, or i rises to the leader
						above := row == leader && slowScore(d, j).Cmp(slowScore(d, i)) > 0
						leads = leads && (j == leader || slowVetoed(d, j) || !above)
					}
					assert.Equal(t, leads, f.Leads)
				}
			}
		}
		assert.Len(t, r.Scores, listed)
	})
}

// gapWith is how far the leader is ahead of i if the score of row on criterion k is x.
func gapWith(d swot.Decision, leader, i, row, k int, x decimal.Decimal) *big.Rat {
	d.Scores = slices.Clone(d.Scores)
	d.Scores[row] = slices.Clone(d.Scores[row])
	d.Scores[row][k] = x
	return new(big.Rat).Sub(slowScore(d, leader), slowScore(d, i))
}

func sameRow(a, b []decimal.Decimal) bool { return slices.EqualFunc(a, b, decimal.Decimal.Equal) }

func assertNear(t *rapid.T, want *big.Rat, got decimal.Decimal, tolerance float64) {
	apart, _ := new(big.Rat).Sub(want, got.Rat()).Float64()
	assert.LessOrEqual(t, math.Abs(apart), tolerance, "%s", got)
}
