package swot_test

import (
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// slowWeights are the weights as fractions, equal ones for zeros.
func slowWeights(d swot.Decision) []*big.Rat {
	given, weights := new(big.Rat), make([]*big.Rat, len(d.Criteria))
	for k, c := range d.Criteria {
		weights[k] = c.Weight.Rat()
		given.Add(given, weights[k])
	}
	for k := range weights {
		if given.Sign() == 0 {
			weights[k] = big.NewRat(1, int64(len(weights)))
		}
	}
	return weights
}

// slowUtility is the score of strategy i on criterion k as 0 to 1.
func slowUtility(d swot.Decision, i, k int) *big.Rat {
	c := d.Criteria[k]
	u := new(big.Rat).Sub(d.Scores[i][k].Rat(), c.Min.Rat())
	if c.LowerIsBetter {
		u.Sub(c.Max.Rat(), d.Scores[i][k].Rat())
	}
	return u.Quo(u, new(big.Rat).Sub(c.Max.Rat(), c.Min.Rat()))
}

// slowScore is the formula, in fractions.
func slowScore(d swot.Decision, i int) *big.Rat {
	score := new(big.Rat)
	for k, w := range slowWeights(d) {
		score.Add(score, new(big.Rat).Mul(w, slowUtility(d, i, k)))
	}
	return score
}

// slowVetoed reports whether strategy i is below a floor.
func slowVetoed(d swot.Decision, i int) bool {
	for k, c := range d.Criteria {
		below := d.Scores[i][k].Cmp(c.Floor.Decimal) < 0
		if c.LowerIsBetter {
			below = d.Scores[i][k].Cmp(c.Floor.Decimal) > 0
		}
		if c.Floor.Valid && below {
			return true
		}
	}
	return false
}

// aheadOf reports whether strategy i comes before j.
func aheadOf(d swot.Decision, i, j int) bool {
	if slowVetoed(d, i) != slowVetoed(d, j) {
		return slowVetoed(d, j)
	}
	return slowScore(d, i).Cmp(slowScore(d, j)) > 0
}

// drawDecision draws decisions with many ties: few distinct scores, scales of their own, weights or none,
// floors.
func drawDecision(t *rapid.T) swot.Decision {
	n, m := rapid.IntRange(1, 4).Draw(t, "criteria"), rapid.IntRange(1, 7).Draw(t, "strategies")
	var d swot.Decision
	points := make([]decimal.Decimal, n)
	for k := range n {
		lowest := rapid.Int64Range(-5, 5).Draw(t, "min")
		c := swot.Criterion{
			Code: strconv.Itoa(k), Min: decimal.New(lowest, 0), Max: decimal.New(lowest+rapid.Int64Range(1, 7).Draw(t, "span"), 0),
			LowerIsBetter: rapid.Bool().Draw(t, "lower"),
		}
		if rapid.IntRange(0, 3).Draw(t, "floored") == 0 {
			c.Floor = decimal.NewNullDecimal(drawScore(t, c))
		}
		points[k] = decimal.New(rapid.Int64Range(0, 5).Draw(t, "weight"), 0)
		d.Criteria = append(d.Criteria, c)
	}
	if weights, err := swot.NormalizeWeights(points, 2); err == nil { // all zero: equal
		for k, w := range weights {
			d.Criteria[k].Weight = w
		}
	}
	for i := range m {
		d.Codes = append(d.Codes, "S"+strconv.Itoa(i))
		var row []decimal.Decimal
		for _, c := range d.Criteria {
			row = append(row, drawScore(t, c))
		}
		d.Scores = append(d.Scores, row)
	}
	return d
}

func drawScore(t *rapid.T, c swot.Criterion) decimal.Decimal {
	steps := c.Max.Sub(c.Min).IntPart() * 2
	return c.Min.Add(decimal.New(5*rapid.Int64Range(0, steps).Draw(t, "score"), -1))
}

func TestWeightedSum_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		r, err := swot.WeightedSum(d)
		require.NoError(t, err)
		require.Len(t, r.Places, len(d.Codes))
		for _, p := range r.Places {
			i := slices.Index(d.Codes, p.Code)
			rank, ties := 1, 0
			for j := range d.Codes {
				if aheadOf(d, j, i) {
					rank++
				}
				if !aheadOf(d, j, i) && !aheadOf(d, i, j) {
					ties++
				}
			}
			assert.Equal(t, rank, p.Rank)
			assert.Equal(t, ties > 1, p.Tied)
			assert.Equal(t, slowVetoed(d, i), len(p.Vetoed) > 0)
			exact, _ := decimal.NewFromString(slowScore(d, i).FloatString(16)) // rounds half away from zero
			assert.True(t, exact.Equal(p.Score), "%s %s", exact, p.Score)
			sum := decimal.Decimal{}
			for _, part := range p.Parts {
				sum = sum.Add(part.Product)
			}
			assert.True(t, sum.Sub(p.Score).Abs().LessThan(num("0.0000000000000005")), "the parts make the score")
		}
	})
}

// Scores of up to 18 places on scales of up to 1e9: past what fits into 64 bits, the same.
func TestWeightedSum_large(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := swot.Decision{}
		n, m := rapid.IntRange(1, 4).Draw(t, "criteria"), rapid.IntRange(1, 4).Draw(t, "strategies")
		draw := func(what string) decimal.Decimal {
			places := rapid.Int32Range(0, 18).Draw(t, "places")
			return decimal.New(rapid.Int64Range(-999_999_999, 999_999_999).Draw(t, what), -places)
		}
		for k := range n {
			a, b := draw("end"), draw("end")
			d.Criteria = append(d.Criteria, swot.Criterion{
				Code: strconv.Itoa(k), Min: decimal.Min(a, b), Max: decimal.Max(a, b).Add(num("1e-18")), LowerIsBetter: rapid.Bool().Draw(t, "lower"),
			})
		}
		for i := range m {
			var row []decimal.Decimal
			for _, c := range d.Criteria {
				row = append(row, decimal.Max(c.Min, decimal.Min(c.Max, draw("score"))))
			}
			d.Codes, d.Scores = append(d.Codes, strconv.Itoa(i)), append(d.Scores, row)
		}
		r, err := swot.WeightedSum(d)
		require.NoError(t, err)
		for at, p := range r.Places {
			i := slices.Index(d.Codes, p.Code)
			assert.Equal(t, slowScore(d, i).FloatString(16), p.Score.StringFixed(16))
			for k, part := range p.Parts {
				assert.Equal(t, slowUtility(d, i, k).FloatString(16), part.Value.StringFixed(16))
			}
			if at > 0 {
				order := slowScore(d, slices.Index(d.Codes, r.Places[at-1].Code)).Cmp(slowScore(d, i))
				assert.Equal(t, order == 0, p.Rank == r.Places[at-1].Rank)
				assert.GreaterOrEqual(t, order, 0)
			}
		}
	})
}

// Removing a strategy never changes the order of the others, nor their scores.
func TestWeightedSum_noThirdParty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		whole, err := swot.WeightedSum(d)
		require.NoError(t, err)
		gone := rapid.IntRange(0, len(d.Codes)-1).Draw(t, "gone")
		code := d.Codes[gone]
		d.Codes = slices.Delete(slices.Clone(d.Codes), gone, gone+1)
		d.Scores = slices.Delete(slices.Clone(d.Scores), gone, gone+1)
		rest, err := swot.WeightedSum(d)
		require.NoError(t, err)
		whole.Places = slices.DeleteFunc(whole.Places, func(p swot.Place) bool { return p.Code == code })
		for i, p := range rest.Places {
			assert.Equal(t, whole.Places[i].Code, p.Code)
			assert.True(t, whole.Places[i].Score.Equal(p.Score))
			if i > 0 {
				assert.Equal(t, whole.Places[i-1].Rank == whole.Places[i].Rank, rest.Places[i-1].Rank == p.Rank)
			}
		}
	})
}

// Permuting strategies only reorders tied rows; permuting criteria changes no place at all.
func TestWeightedSum_permutations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		want, err := swot.WeightedSum(d)
		require.NoError(t, err)
		byCode := make(map[string]ranked)
		for _, p := range rankedOf(want) {
			byCode[p.code] = p
		}
		rows, columns := indexes(t, len(d.Codes)), indexes(t, len(d.Criteria))
		mixed := permuted(d, rows, columns)
		got, err := swot.WeightedSum(mixed)
		require.NoError(t, err)
		places := rankedOf(got)
		for i, p := range places {
			assert.Equal(t, byCode[p.code], p)
			if i > 0 && places[i-1].rank == p.rank {
				assert.Less(t, slices.Index(mixed.Codes, places[i-1].code), slices.Index(mixed.Codes, p.code), "ties in input order")
			}
		}
	})
}

// permuted is d with its strategies and criteria in another order.
func permuted(d swot.Decision, rows, columns []int) (mixed swot.Decision) {
	for _, k := range columns {
		mixed.Criteria = append(mixed.Criteria, d.Criteria[k])
	}
	for _, i := range rows {
		mixed.Codes = append(mixed.Codes, d.Codes[i])
		var row []decimal.Decimal
		for _, k := range columns {
			row = append(row, d.Scores[i][k])
		}
		mixed.Scores = append(mixed.Scores, row)
	}
	return mixed
}

func indexes(t *rapid.T, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return rapid.Permutation(all).Draw(t, "permutation")
}

// A score on a turned scale counts as its mirror on a straight one, and a better score never lowers Score.
func TestWeightedSum_mirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		want, err := swot.WeightedSum(d)
		require.NoError(t, err)
		c := &d.Criteria[0]
		mirror := func(x decimal.Decimal) decimal.Decimal { return c.Min.Add(c.Max).Sub(x) }
		c.LowerIsBetter, c.Floor.Decimal = !c.LowerIsBetter, mirror(c.Floor.Decimal)
		for i := range d.Scores {
			d.Scores[i][0] = mirror(d.Scores[i][0])
		}
		got, err := swot.WeightedSum(d)
		require.NoError(t, err)
		assert.Equal(t, rankedOf(want), rankedOf(got))

		best := c.Max
		if c.LowerIsBetter {
			best = c.Min
		}
		before := slowScore(d, 0)
		d.Scores[0][0] = best
		better, err := swot.WeightedSum(d)
		require.NoError(t, err)
		i := slices.IndexFunc(better.Places, func(p swot.Place) bool { return p.Code == d.Codes[0] })
		least, _ := decimal.NewFromString(before.FloatString(16))
		assert.True(t, better.Places[i].Score.GreaterThanOrEqual(least))
	})
}
