package servqual_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// mean returns the mean of fractions, nil of none.
func mean(of []*big.Rat) *big.Rat {
	if len(of) == 0 {
		return nil
	}
	sum := new(big.Rat)
	for _, x := range of {
		sum.Add(sum, x)
	}
	return sum.Quo(sum, big.NewRat(int64(len(of)), 1))
}

// slowFigures are those of a result that are means, in fractions: by dimension, and of the whole.
type slowFigures struct {
	expected, perceived, gap             [3]*big.Rat
	n                                    [3]int64
	gapWeighted, performance, byMeanGaps *big.Rat
	unweighted                           int64
}

// slow computes from the definition, respondent by respondent.
func slow(rows []row) (f slowFigures) {
	starts := [4]int{0, 3, 4, 6}
	var expected, perceived, gap [3][]*big.Rat
	var weightedGap, weightedPerformance []*big.Rat
	meanPoints, pointed := [3]int64{}, int64(0)
	for _, r := range rows {
		var own, ownGap [3]*big.Rat
		for d := range 3 {
			var e, p, g []*big.Rat
			for i := starts[d]; i < starts[d+1]; i++ {
				if r.perceived[i] != none {
					p = append(p, big.NewRat(int64(r.perceived[i]), 1))
				}
				if r.expected != nil && r.expected[i] != none {
					e = append(e, big.NewRat(int64(r.expected[i]), 1))
					if r.perceived[i] != none {
						g = append(g, big.NewRat(int64(r.perceived[i]-r.expected[i]), 1))
					}
				}
			}
			for _, part := range []struct {
				from []*big.Rat
				into *[]*big.Rat
			}{{e, &expected[d]}, {p, &perceived[d]}, {g, &gap[d]}} {
				if m := mean(part.from); m != nil {
					*part.into = append(*part.into, m)
				}
			}
			own[d], ownGap[d] = mean(p), mean(g)
		}
		sum, negative := 0, false
		for _, p := range r.points {
			sum, negative = sum+p, negative || p < 0
		}
		weigh := func(own [3]*big.Rat) *big.Rat {
			total := new(big.Rat)
			for d, m := range own {
				if m == nil || sum != 100 || negative {
					return nil
				}
				total.Add(total, new(big.Rat).Mul(m, big.NewRat(int64(r.points[d]), 100)))
			}
			return total
		}
		byGap, byPerformance := weigh(ownGap), weigh(own)
		if byGap != nil {
			weightedGap = append(weightedGap, byGap)
		}
		if byPerformance != nil {
			weightedPerformance = append(weightedPerformance, byPerformance)
		}
		if byPerformance == nil || r.expected != nil && byGap == nil {
			f.unweighted++
		}
		if sum == 100 && !negative {
			pointed++
			for d, p := range r.points {
				meanPoints[d] += int64(p)
			}
		}
	}
	f.gapWeighted, f.performance = mean(weightedGap), mean(weightedPerformance)
	whole := new(big.Rat)
	for d := range 3 {
		f.expected[d], f.perceived[d], f.gap[d] = mean(expected[d]), mean(perceived[d]), mean(gap[d])
		if f.n[d] = int64(len(gap[d])); f.n[d] == 0 {
			f.n[d] = int64(len(perceived[d]))
		}
		if whole != nil && f.gap[d] != nil && pointed > 0 {
			whole.Add(whole, new(big.Rat).Mul(f.gap[d], big.NewRat(meanPoints[d], 100*pointed)))
		} else {
			whole = nil
		}
	}
	f.byMeanGaps = whole
	return f
}

// same asserts that a figure is the fraction, both nil or to 1e-12.
func same(t tb, want *big.Rat, got *float64, what string) {
	t.Helper()
	if want == nil || got == nil {
		require.True(t, want == nil && got == nil, "%s: %v %v", what, want, got)
		return
	}
	value, _ := want.Float64()
	require.InDelta(t, value, *got, 1e-12, what)
}

// TestResult_slow: all means are those from the definition in fractions.
func TestResult_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(drawRow(), 1, 12).Draw(t, "rows")
		want := slow(rows)
		r, err := tally(t, three(), rows...).Result(servqual.Options{})
		if want.perceived == [3]*big.Rat{} {
			require.ErrorIs(t, err, servqual.ErrNoAnswers)
			return
		}
		require.NoError(t, err)
		for d, s := range r.Dimensions {
			same(t, want.expected[d], s.Expected, "expected")
			same(t, want.perceived[d], s.Perceived, "perceived")
			same(t, want.gap[d], s.Gap, "gap")
			assert.Equal(t, want.n[d], s.N)
			assert.Equal(t, s.N >= 2, s.Low != nil && s.High != nil)
		}
		same(t, want.gapWeighted, r.WeightedGap, "weighted gap")
		same(t, want.performance, r.WeightedPerformance, "weighted performance")
		same(t, want.byMeanGaps, r.GapByMeanWeights, "by mean weights")
		assert.Equal(t, want.unweighted, r.Unweighted)
		assert.Equal(t, int64(len(rows)), r.N)
		for _, whole := range []struct {
			dims [3]*big.Rat
			got  *float64
		}{{want.gap, r.Gap}, {want.perceived, r.Performance}} {
			var all []*big.Rat
			for _, m := range whole.dims {
				if m != nil {
					all = append(all, m)
				}
			}
			if len(all) < 3 {
				all = nil
			}
			same(t, mean(all), whole.got, "whole")
		}
	})
}

// TestResult_t: R 4.2.2, t.test(c(rep(1, k), rep(0, n-k))), on gaps of an item: interval and p-value for few degrees of
// freedom and for many, on both sides of where the method changes.
func TestResult_t(t *testing.T) {
	for _, test := range []struct {
		n, k         int
		low, high, p float64
	}{
		{3, 1, -1.10088424324982, 1.76755090991649, 0.422649730810374},
		{4, 2, -0.418693115518539, 1.418693115518539, 0.181690113816209},
		{11, 4, 0.024691870722829, 0.702580856549898, 0.0379289714455578},
		{101, 50, 0.395855791342087, 0.594243218558902, 1.62827803250958e-16},
		{10000, 3, -3.94828613898726e-05, 6.39482861389873e-04, 0.0832645151212844},
		{10001, 3, -3.94789127845694e-05, 6.39418918783970e-04, 0.0832645151215928},
		{1000001, 20, 1.12348360204036e-05, 2.87651239796363e-05, 7.7435279603648e-06},
	} {
		y := gaps(t, test.n, test.k)
		for _, s := range []servqual.Stat{result(t, y).Items[0], result(t, y).Dimensions[0]} {
			assert.InEpsilon(t, test.low, *s.Low, 1e-9, test.n)
			assert.InEpsilon(t, test.high, *s.High, 1e-9, test.n)
			assert.InEpsilon(t, test.p, *s.P, 1e-9, test.n)
		}
	}
}

// TestResult_level: R 4.2.2, qt((1+level)/2, df), from gaps of which half are 1: se = 1/(2√df).
func TestResult_level(t *testing.T) {
	for _, test := range []struct {
		df   int
		want [3]float64 // at 0.5, 0.95, 0.99
	}{
		{1, [3]float64{1, 12.70620473617469, 63.65674116287153}},
		{3, [3]float64{0.7648923284043452, 3.1824463052837078, 5.8409093097333544}},
		{9999, [3]float64{0.6745142869373461, 1.9602012636213568, 2.5763210958565974}},
		{1_000_000 - 1, [3]float64{0.6744899955310873, 1.9599663568141066, 2.5758342201053335}},
	} {
		y := gaps(t, test.df+1, (test.df+1)/2)
		for i, level := range []float64{0.5, 0.95, 0.99} {
			r, err := y.Result(servqual.Options{Level: level})
			require.NoError(t, err)
			s := r.Items[0]
			assert.InEpsilon(t, test.want[i], (*s.High-*s.Gap)*2*math.Sqrt(float64(test.df)), 1e-9, "%d %g", test.df, level)
		}
	}
}

// TestResult_edges: one respondent, no variance, no expectations, no answers, wrong level.
func TestResult_edges(t *testing.T) {
	one := []servqual.Dimension{{Name: "x", Items: 1}}
	s := result(t, tally(t, one, row{[]int{5}, []int{3}, nil})).Dimensions[0]
	assert.Equal(t, []any{int64(1), -2.0}, []any{s.N, *s.Gap})
	assert.Nil(t, s.Low)
	assert.Nil(t, s.P)
	assert.Nil(t, s.Weight)
	s = result(t, tally(t, one, row{[]int{5}, []int{3}, nil}, row{[]int{6}, []int{4}, nil})).Dimensions[0]
	assert.Equal(t, []any{-2.0, -2.0}, []any{*s.Low, *s.High}, "no variance")
	assert.Nil(t, s.P)
	s = result(t, tally(t, one, row{nil, []int{3}, nil}, row{nil, []int{5}, nil})).Dimensions[0]
	assert.InDelta(t, 4+12.706204736432095, *s.High, 1e-9, "of the performance: s/√n is 1")
	assert.Nil(t, s.Expected)
	assert.Nil(t, s.P)
	r := result(t, tally(t, three(), row{nil, []int{1, 2, 3, 4, 5, 6}, []int{20, 30, 50}}))
	assert.Nil(t, r.Gap)
	assert.Nil(t, r.WeightedGap)
	assert.Nil(t, r.GapByMeanWeights)
	assert.InDelta(t, .2*2+.3*4+.5*5.5, *r.WeightedPerformance, 1e-12)
	assert.InDelta(t, 11.5/3, *r.Performance, 1e-12)
	assert.Equal(t, "c 2", r.Items[5].Name)

	_, err := tally(t, one).Result(servqual.Options{})
	require.ErrorIs(t, err, servqual.ErrNoAnswers)
	_, err = tally(t, one, row{[]int{5}, []int{none}, nil}).Result(servqual.Options{})
	require.ErrorIs(t, err, servqual.ErrNoAnswers, "expected only")
	_, err = new(servqual.Tally).Result(servqual.Options{})
	require.ErrorIs(t, err, servqual.ErrInvalid)
	for _, level := range []float64{-1, 1, math.NaN()} {
		_, err := tally(t, one).Result(servqual.Options{Level: level})
		require.ErrorIs(t, err, servqual.ErrRange)
	}
}

// TestMarkdown_escapes: a name stays a cell.
func TestMarkdown_escapes(t *testing.T) {
	text := result(t, tally(t, []servqual.Dimension{{Name: "a|b\n<c>", Items: 1}}, row{nil, []int{3}, nil})).Markdown()
	assert.Contains(t, text, "| a\\|b<br>\\<c\\> | 1 |  | 3.00 |  |  |  |  |\n")
	assert.Contains(t, text, "\nThe whole: performance 3.00.\n")
	assert.NotContains(t, servqual.Result{}.Markdown(), "whole")
}

// TestMarkdown_small: numbers that round to nothing have no sign, and no chance is none.
func TestMarkdown_small(t *testing.T) {
	figures := func(gap, p float64) string {
		d := servqual.Stat{Name: "x", N: 9, Gap: new(gap), Low: new(gap - 0.001), High: new(gap + 0.001), P: new(p)}
		return servqual.Result{Dimensions: []servqual.Stat{d}, Gap: new(gap)}.Markdown()
	}
	text := figures(-0.004, 0.001)
	assert.Contains(t, text, "| x | 9 |  |  | 0.00 | -0.01 to 0.00 | 0.001 |  |\n")
	assert.Contains(t, text, "The whole: gap 0.00.\n")
	assert.Contains(t, figures(-12, 0.00099), "| -12.00 | -12.00 to -12.00 | \\< 0.001 |  |\n")
	assert.Contains(t, figures(-0.5, 0), "| -0.50 | -0.50 to -0.50 | \\< 0.001 |  |\n")
}
