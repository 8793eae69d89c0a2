package swot_test

import (
	"math"
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

// exactShares returns "code share" of each strategy.
func exactShares(t require.TestingT, d swot.Decision, ordered bool) (lines []string) {
	shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{Ordered: ordered})
	require.NoError(t, err)
	for _, s := range shares {
		lines = append(lines, s.Code+" "+s.Exact.RatString())
	}
	return lines
}

func TestAcceptability_byHand(t *testing.T) {
	floored := decide([]string{"1", "0"}, []string{"0", "1"}, []string{"0.5", "0.5"})
	floored.Criteria[0].Floor = maybe("0.1")
	for _, c := range []struct {
		name    string
		d       swot.Decision
		ordered bool
		want    []string
	}{
		{"one criterion", decide([]string{"0.2"}, []string{"0.9"}), false, []string{"A 0", "B 1"}},
		{"one strategy", decide([]string{"0.2", "0.1", "0"}), false, []string{"A 1"}},
		{"all zero", decide([]string{"0", "0"}), false, []string{"A 1"}},
		{"two corners", decide([]string{"1", "0"}, []string{"0", "1"}), false, []string{"A 1/2", "B 1/2"}},
		// C has 0.6 throughout, so A is first from w = 0.6 on, and B from 0.6 of the other
		{"a compromise", decide([]string{"1", "0"}, []string{"0", "1"}, []string{"0.6", "0.6"}), false, []string{"A 2/5", "B 2/5", "C 1/5"}},
		{"three corners", decide([]string{"1", "0", "0"}, []string{"0", "1", "0"}, []string{"0", "0", "1"}), false, []string{"A 1/3", "B 1/3", "C 1/3"}},
		// A leads where its weight is over a half: a triangle of half the side
		{"one corner", decide([]string{"1", "0", "0"}, []string{"0", "1", "1"}), false, []string{"A 1/4", "B 3/4"}},
		{"falling weights", decide([]string{"1", "0"}, []string{"0", "1"}), true, []string{"A 1", "B 0"}},
		// of the corners (1,0,0), (1/2,1/2,0), (1/3,1/3,1/3) the distance is 1, 0, -1/3: 0 at a quarter of the last side
		{"falling weights, one corner", decide([]string{"1", "0", "0"}, []string{"0", "1", "1"}), true, []string{"A 3/4", "B 1/4"}},
		{"equal strategies share", decide([]string{"1", "0"}, []string{"0", "1"}, []string{"1", "0"}), false, []string{"A 1/4", "B 1/2", "C 1/4"}},
		{"dominated", decide([]string{"1", "0.5"}, []string{"0", "0.5"}), false, []string{"A 1", "B 0"}},
		{"vetoed, and no rival", floored, false, []string{"A 1/2", "B 0", "C 1/2"}},
		{"none", swot.Decision{Criteria: swot.DefaultCriteria()}, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, exactShares(t, c.d, c.ordered)) })
	}
	floored.Criteria[1].Floor = maybe("0.7")
	assert.Equal(t, []string{"A 0", "B 0", "C 0"}, exactShares(t, floored, false), "all vetoed")
}

// drawJudged draws a decision by three criteria or fewer.
func drawJudged(t *rapid.T) swot.Decision {
	d := drawDecision(t)
	n := min(3, len(d.Criteria))
	for k := range d.Criteria {
		d.Criteria[k].Weight = decimal.Decimal{}
	}
	d.Criteria = d.Criteria[:n]
	for i := range d.Scores {
		d.Scores[i] = d.Scores[i][:n]
	}
	return d
}

// Exact shares sum to exactly 1, whatever the order of strategies and criteria; what is dominated has none; and a
// criterion on which all are alike changes nothing.
func TestAcceptability_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawJudged(t)
		shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{})
		require.NoError(t, err)
		sum, eligible := new(big.Rat), false
		for i, s := range shares {
			assert.Equal(t, d.Codes[i], s.Code)
			assert.Zero(t, s.StdErr)
			f, _ := s.Exact.Float64()
			assert.Equal(t, f, s.Share)
			sum.Add(sum, s.Exact)
			eligible = eligible || !slowVetoed(d, i)
			for j := range d.Codes {
				if !slowVetoed(d, j) && slowDominates(d, j, i) {
					assert.Zero(t, s.Exact.Sign())
				}
			}
		}
		assert.Equal(t, map[bool]string{true: "1", false: "0"}[eligible], sum.RatString())
		want := exactShares(t, d, false)
		mixed := permuted(d, indexes(t, len(d.Codes)), indexes(t, len(d.Criteria)))
		assert.ElementsMatch(t, want, exactShares(t, mixed, false))
		if len(d.Criteria) < 3 {
			d.Criteria = append(slices.Clone(d.Criteria), swot.Criterion{Code: "same", Max: num("9")})
			for i := range d.Scores {
				d.Scores[i] = append(slices.Clone(d.Scores[i]), num("4.5"))
			}
			assert.Equal(t, want, exactShares(t, d, false))
		}
	})
}

// slowDominates reports whether strategy i is nowhere worse than j, and somewhere better.
func slowDominates(d swot.Decision, i, j int) bool {
	better := false
	for k := range d.Criteria {
		order := slowUtility(d, i, k).Cmp(slowUtility(d, j, k))
		if order < 0 {
			return false
		}
		better = better || order > 0
	}
	return better
}

// The share of the points of a fine grid of weights at which a strategy is first.
func TestAcceptability_grid(t *testing.T) {
	const steps = 150
	for seed := range 6 {
		d := frontier(2+seed, 3)
		for _, ordered := range []bool{false, true} {
			shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{Ordered: ordered})
			require.NoError(t, err)
			counts, all := make([]float64, len(d.Codes)), 0.0
			for a := range steps {
				for b := range steps - a {
					w := [...]float64{(float64(a) + 1.0/3) / steps, (float64(b) + 1.0/3) / steps, 0} // within, off the lines
					w[2] = 1 - w[0] - w[1]
					if ordered && (w[0] < w[1] || w[1] < w[2]) {
						continue
					}
					first, best := 0, -1.0
					for i, row := range d.Scores {
						var score float64
						for k := range w {
							score += w[k] * row[k].InexactFloat64()
						}
						if score > best {
							first, best = i, score
						}
					}
					counts[first]++
					all++
				}
			}
			for i, s := range shares {
				assert.InDelta(t, counts[i]/all, s.Share, 0.02, "%d strategies, %s", len(shares), s.Code)
			}
		}
	}
}

// A fourth criterion on which all are alike leaves the shares as they are, but has them sampled.
func TestAcceptability_sampledAgreesWithExact(t *testing.T) {
	d := frontier(9, 3)
	d.Codes, d.Scores = append(d.Codes, "twin"), append(d.Scores, d.Scores[2])
	want, err := swot.Acceptability(d, swot.AcceptabilityOptions{})
	require.NoError(t, err)
	d.Criteria = append(d.Criteria, swot.Criterion{Code: "same", Max: num("1")})
	for i := range d.Scores {
		d.Scores[i] = append(slices.Clone(d.Scores[i]), num("0.3"))
	}
	got, err := swot.Acceptability(d, swot.AcceptabilityOptions{Samples: 40_000, Seed: 11})
	require.NoError(t, err)
	sum := 0.0
	for i, s := range got {
		assert.Nil(t, s.Exact)
		assert.LessOrEqual(t, math.Abs(s.Share-want[i].Share), 5*s.StdErr, s.Code)
		sum += s.Share
	}
	assert.InDelta(t, 1, sum, 1e-12)
	p := 2 * got[2].Share // of the class of two
	assert.InDelta(t, math.Sqrt(p*(1-p)/40_000)/2, got[2].StdErr, 1e-15)
	assert.Equal(t, got[2].Share, got[9].Share)

	again, err := swot.Acceptability(d, swot.AcceptabilityOptions{Samples: 40_000, Seed: 11})
	require.NoError(t, err)
	assert.Equal(t, got, again)
	other, err := swot.Acceptability(d, swot.AcceptabilityOptions{Samples: 40_000, Seed: 12})
	require.NoError(t, err)
	assert.NotEqual(t, got, other)
}

// With falling weights over 64 criteria the first alone is worth more than any other; the means have large
// denominators there. Of four criteria by hand: A leads by 1, 0, -1/3, -1/2 in the corners of the falling weights.
func TestAcceptability_ordered(t *testing.T) {
	var d swot.Decision
	for k := range 64 {
		d.Criteria = append(d.Criteria, swot.Criterion{Code: strconv.Itoa(k), Max: num("3")})
	}
	a, b := make([]decimal.Decimal, 64), make([]decimal.Decimal, 64)
	a[0], b[63] = num("3"), num("3")
	d.Codes, d.Scores = []string{"A", "B"}, [][]decimal.Decimal{a, b}
	shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{Ordered: true, Samples: 1})
	require.NoError(t, err)
	assert.Equal(t, []float64{1, 0}, []float64{shares[0].Share, shares[1].Share})

	d = decide([]string{"1", "0", "0", "0"}, []string{"0", "1", "1", "1"})
	shares, err = swot.Acceptability(d, swot.AcceptabilityOptions{Ordered: true})
	require.NoError(t, err)
	// P(x > y/3 + z/2), x, y, z independent exponentials: 1/((1 + 1/3)(1 + 1/2))
	assert.InDelta(t, 0.5, shares[0].Share, 5*shares[0].StdErr)
}

func TestAcceptability_refuses(t *testing.T) {
	_, err := swot.Acceptability(jury(), swot.AcceptabilityOptions{Samples: -1})
	assert.ErrorIs(t, err, swot.ErrRange)
	_, err = swot.Acceptability(jury(), swot.AcceptabilityOptions{Samples: 10_000_001})
	assert.ErrorIs(t, err, swot.ErrLimit)
	_, err = swot.Acceptability(swot.Decision{}, swot.AcceptabilityOptions{})
	assert.ErrorIs(t, err, swot.ErrInvalid)
	none := decide([]string{"0", "0", "0", "0"})
	none.Criteria[0].Floor = maybe("1")
	shares, err := swot.Acceptability(none, swot.AcceptabilityOptions{})
	require.NoError(t, err)
	assert.Equal(t, []swot.Share{{Code: "A"}}, shares, "all vetoed")
	none.Criteria[0].Floor = decimal.NullDecimal{}
	shares, err = swot.Acceptability(none, swot.AcceptabilityOptions{})
	require.NoError(t, err)
	assert.Equal(t, []swot.Share{{Code: "A", Share: 1}}, shares, "nothing to score, and first")
}

func TestPareto(t *testing.T) {
	d := decide([]string{"1", "0"}, []string{"0.5", "0.5"}, []string{"0.5", "0.4"}, []string{"0.5", "0.5"}, []string{"0.2", "0.4"})
	d.Criteria[0].Floor = maybe("0.9") // plays no part
	front, by, err := swot.Pareto(d)
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B", "D"}, front, "B and D are equal")
	assert.Equal(t, map[string][]string{"C": {"B", "D"}, "E": {"B", "C", "D"}}, by)
	front, by, err = swot.Pareto(swot.Decision{Criteria: swot.DefaultCriteria()})
	require.NoError(t, err)
	assert.Empty(t, front)
	assert.Empty(t, by)
	_, _, err = swot.Pareto(swot.Decision{})
	assert.ErrorIs(t, err, swot.ErrInvalid)
}

// The front and those behind it as the definition has them; and Never is the same but for vetoed strategies.
func TestPareto_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDecision(t)
		front, by, err := swot.Pareto(d)
		require.NoError(t, err)
		r, err := swot.Robust(d)
		require.NoError(t, err)
		for i, code := range d.Codes {
			var want []string
			never := false
			for j, other := range d.Codes {
				if slowDominates(d, j, i) {
					want = append(want, other)
					never = never || !slowVetoed(d, j)
				}
			}
			assert.Equal(t, want, by[code])
			assert.Equal(t, want == nil, slices.Contains(front, code))
			assert.Equal(t, never, slices.Contains(r.Never, code))
		}
	})
}
