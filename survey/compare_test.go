package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// comparison is one of the functions that compare two tallies.
type comparison = func(before, after *survey.Tally, o survey.Options) (survey.Change, error)

// figures are what the tests of a comparison look at.
func figures(c survey.Change) []float64 {
	return []float64{c.Difference, c.SE, c.Statistic, c.DF, c.P, c.Effect, c.Interval.Low, c.Interval.High}
}

// 6, 2, 2 against 16, 3, 1 promoters, passives and detractors: mpmath 1.3.0 at 40 digits by the formulas.
func TestCompareNPS(t *testing.T) {
	before, after := split(t, 6, 2, 2), split(t, 16, 3, 1)
	for method, want := range map[survey.Method][]float64{
		survey.MethodWald: {
			35, 27.995535358338836, 1.2501993461459129, 0, 0.21122673562382448, 0.51395616875004664, -19.870241030261761, 89.870241030261761,
		},
		survey.MethodAuto: {
			35, 25.575253695041592, 1.3469332873830183, 0, 0.17800171957590837, 0.49127665582278331, -15.678415602639406, 84.57473667287352,
		},
		survey.MethodTrinomialT: {
			35, 29.367105757714622, 1.1918096488213054, 12.959731313553334, 0.25470401719060638, 0.49160826350037257, -28.46381985739209, 98.46381985739209,
		},
	} {
		got, err := survey.CompareNPS(before, after, survey.Options{Method: method})
		require.NoError(t, err)
		assert.InDeltaSlice(t, want, figures(got), 1e-11, method)
		own, err := before.NPS(survey.Options{Method: method})
		require.NoError(t, err)
		assert.Equal(t, own, got.Before)
		assert.Equal(t, own.Interval.Method, got.Interval.Method)
	}
}

// 3 3 4 2 5 1 3 2 against 4 5 4 3 5 5 4 2 5 4: mpmath 1.3.0 at 40 digits by Welch's formulas.
func TestCompareMeans(t *testing.T) {
	scale := survey.Scale{Min: 1, Max: 5}
	for _, shift := range []int{0, 1_000_000_000} {
		shifted := func(vs ...int) *survey.Tally {
			for i := range vs {
				vs[i] += shift
			}
			return points(t, survey.KindRating, survey.Scale{Min: scale.Min + shift, Max: scale.Max + shift}, vs...)
		}
		before, after := shifted(3, 3, 4, 2, 5, 1, 3, 2), shifted(4, 5, 4, 3, 5, 5, 4, 2, 5, 4)
		got, err := survey.CompareMeans(before, after, survey.Options{})
		require.NoError(t, err)
		assert.InDeltaSlice(t, []float64{
			1.225, 0.54137354706368639, 2.2627629418618284, 13.268260180917514, 0.041038346829117652, 1.0864856506844095,
			0.057832756691277685, 2.3921672433087223,
		}, figures(got), 1e-12)
		assert.Equal(t, survey.MethodStudentT, got.Interval.Method)
		mean, err := after.Mean(survey.Options{})
		require.NoError(t, err)
		assert.Equal(t, mean, got.After)
	}
}

// 3 3 4 2 5 1 3 2 against 4 5 4 3 5 5 4 2 5 4: mpmath 1.3.0 at 40 digits, the pairs counted one by one.
func TestCompareRanks(t *testing.T) {
	scale := survey.Scale{Min: 1, Max: 5}
	before := points(t, survey.KindRating, scale, 3, 3, 4, 2, 5, 1, 3, 2)
	after := points(t, survey.KindRating, scale, 4, 5, 4, 3, 5, 5, 4, 2, 5, 4)
	got, err := survey.CompareRanks(before, after, survey.Options{Small: 10})
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{0.5625, 0, 2.0573239820730994, 0, 0.039655071978372169, 0.5625, 0, 0}, figures(got), 1e-14)
	assert.Equal(t, survey.Estimate{Value: 3, N: 8, Small: true}, got.Before)
	assert.Equal(t, survey.Estimate{Value: 4, N: 10}, got.After)
	assert.Equal(t, got.P, got.AdjustedP)
	roundTrip(t, got)
}

// slowRanks looks at all pairs, and at all answers for the ties.
func slowRanks(before, after []int) (delta, z float64) {
	for _, x := range before {
		for _, y := range after {
			switch {
			case y > x:
				delta++
			case y < x:
				delta--
			}
		}
	}
	n1, n2 := float64(len(before)), float64(len(after))
	n, ties := n1+n2, 0.0
	all := append(append([]int(nil), before...), after...)
	for _, x := range all {
		same := 0.0
		for _, y := range all {
			if x == y {
				same++
			}
		}
		ties += same*same - 1 // t³ - t over the t of a tie
	}
	sigma := math.Sqrt(n1 * n2 / 12 * (n + 1 - ties/(n*(n-1))))
	if sigma == 0 {
		return delta / (n1 * n2), 0
	}
	return delta / (n1 * n2), delta / 2 / sigma
}

func TestCompareRanks_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfN(rapid.IntRange(1, rapid.IntRange(1, 5).Draw(t, "most")), 1, 30)
		before, after := vs.Draw(t, "before"), vs.Draw(t, "after")
		scale := survey.Scale{Min: 1, Max: 5}
		got, err := survey.CompareRanks(points(t, survey.KindRating, scale, before...), points(t, survey.KindRating, scale, after...), survey.Options{})
		require.NoError(t, err)
		delta, z := slowRanks(before, after)
		assert.InDelta(t, delta, got.Effect, 1e-14)
		if math.Abs(z) < 1e7 { // the oracle cancels where all but rounding is tied
			assert.InDelta(t, z, got.Statistic, 1e-7)
		}
	})
}

// Waves in each other's place turn every sign; on one scale the figures are sound whatever the counts.
func TestCompare_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 1e9), rapid.Just[int64](0))
		draw := func(label string) *survey.Tally {
			return split(t, count.Draw(t, "promoters "+label), count.Draw(t, "passives "+label), count.Draw(t, "detractors "+label))
		}
		before, after := draw("before"), draw("after")
		o := survey.Options{
			Level:  rapid.Float64Range(0.01, 0.999999).Draw(t, "level"),
			Method: rapid.SampledFrom([]survey.Method{0, survey.MethodWald, survey.MethodTrinomialT, survey.MethodStudentT}).Draw(t, "method"),
		}
		for _, compare := range []comparison{survey.CompareNPS, survey.CompareMeans, survey.CompareRanks} {
			got, err := compare(before, after, o)
			back, reason := compare(after, before, o)
			if err != nil {
				require.Error(t, reason)
				continue
			}
			require.NoError(t, reason)
			sound(t, got)
			turned(t, got, back)
		}
	})
}

// An estimate of a billion: differences of 1e-9 of the scale are not lost.
func TestCompare_billion(t *testing.T) {
	before, after := split(t, 500_000_000, 0, 500_000_000), split(t, 500_050_000, 0, 499_950_000)
	got, err := survey.CompareNPS(before, after, survey.Options{Method: survey.MethodWald})
	require.NoError(t, err)
	// By hand: both variances are 1 to 1e-8, so SE = 100·√(2e-9), and the scores are 0.01 points apart.
	assert.InDelta(t, 0.01, got.Difference, 1e-13)
	assert.InDelta(t, 100*math.Sqrt(2e-9), got.SE, 1e-9)
	assert.InDelta(t, 0.01/(100*math.Sqrt(2e-9)), got.Statistic, 1e-6)
	means, err := survey.CompareMeans(before, after, survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, got.P, means.P, 1e-6) // two points of equal distance: the same test
	assert.InDelta(t, 2e9-2, means.DF, 1e3)
	ranks, err := survey.CompareRanks(before, after, survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, got.Statistic, ranks.Statistic, 1e-6)
}

// Equal sides have a whole number of degrees; the tables give 2.228 as the quantile of 0.975 of 10 degrees.
func TestCompareMeans_degrees(t *testing.T) {
	scale := survey.Scale{Min: 0, Max: 1000}
	six := func(shift int) *survey.Tally { // s² = 2, SE of the difference √(2·2/6), DF 10
		return points(t, survey.KindNumber, scale, 10+shift, 11+shift, 12+shift, 12+shift, 13+shift, 14+shift)
	}
	got, err := survey.CompareMeans(six(0), six(2), survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 10, got.DF, 1e-12)
	assert.InDelta(t, 2.228*got.SE, (got.Interval.High-got.Interval.Low)/2, 0.0005*got.SE)
	assert.InDelta(t, 2/got.SE, got.Statistic, 1e-12)
}

// Welch's P of so many tens and threes, near 0 and far out, of few and many degrees: mpmath 1.3.0 at 30 digits, from the
// incomplete beta function and, of many degrees, from the integral of the density.
func TestCompareMeans_tail(t *testing.T) {
	for _, c := range []struct {
		before, after    [2]int64
		statistic, df, p float64
	}{
		{[2]int64{3, 4}, [2]int64{4, 4}, 0.25819888974716113, 12.735849056603774, 0.80037881263012441},
		{[2]int64{1, 9}, [2]int64{9, 1}, 5.6568542494923802, 18, 2.29288719944e-5},
		{[2]int64{3, 40}, [2]int64{40, 2}, 17.140969259819148, 81.087487202139021, 1.0903560623554929e-28},
		{[2]int64{3000, 3000}, [2]int64{3010, 2990}, 0.182559477795943, 11997.999999629687, 0.85514676635956787},
		{[2]int64{3000, 3000}, [2]int64{3400, 2600}, 7.3350317370110704, 11997.035006937044, 2.3593262359834964e-13},
	} {
		got, err := survey.CompareMeans(split(t, c.before[0], 0, c.before[1]), split(t, c.after[0], 0, c.after[1]), survey.Options{})
		require.NoError(t, err)
		assert.InEpsilon(t, c.statistic, got.Statistic, 1e-12)
		assert.InEpsilon(t, c.df, got.DF, 1e-12)
		assert.InEpsilon(t, c.p, got.P, 1e-10)
	}
}

func TestCompare_noVariance(t *testing.T) {
	for _, n := range []int64{2, 1e9} {
		promoters, passives := split(t, n, 0, 0), split(t, 0, n, 0)
		for method, compare := range map[survey.Method]comparison{
			survey.MethodWald: survey.CompareNPS, survey.MethodTrinomialT: survey.CompareNPS, survey.MethodStudentT: survey.CompareMeans,
		} {
			_, err := compare(promoters, passives, survey.Options{Method: method})
			require.ErrorIs(t, err, survey.ErrNoVariance)
			same, err := compare(promoters, promoters, survey.Options{Method: method})
			require.NoError(t, err)
			assert.Equal(t, []float64{0, 0, 0, same.DF, 1, 0, 0, 0}, figures(same))
			if method != survey.MethodWald {
				assert.InDelta(t, float64(2*n-2), same.DF, 0)
			}
		}
		got, err := survey.CompareNPS(promoters, passives, survey.Options{}) // adjusted: it can tell
		require.NoError(t, err)
		assert.InDelta(t, -100, got.Difference, 0)
		ranks, err := survey.CompareRanks(promoters, passives, survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, -1, ranks.Effect, 0)
		tied, err := survey.CompareRanks(passives, passives, survey.Options{})
		require.NoError(t, err)
		assert.Equal(t, []float64{0, 0, 0, 0, 1, 0, 0, 0}, figures(tied))
	}
}

func TestCompare_refuses(t *testing.T) {
	few, one, none := split(t, 3, 2, 1), split(t, 1, 0, 0), split(t, 0, 0, 0)
	rating := points(t, survey.KindRating, survey.Scale{Max: 10}, 9, 8)
	options, huge := empty(t, true), split(t, 1<<61, 1<<61, 1<<61)
	for _, c := range []struct {
		compare       comparison
		before, after *survey.Tally
		o             survey.Options
		err           error
	}{
		{survey.CompareNPS, rating, rating, survey.Options{}, survey.ErrKind},
		{survey.CompareNPS, none, few, survey.Options{}, survey.ErrNoAnswers},
		{survey.CompareNPS, few, none, survey.Options{}, survey.ErrNoAnswers},
		{survey.CompareNPS, few, one, survey.Options{Method: survey.MethodTrinomialT}, survey.ErrTooFew},
		{survey.CompareNPS, few, few, survey.Options{Method: survey.MethodWilson}, survey.ErrMethod},
		{survey.CompareNPS, few, few, survey.Options{Level: 1}, survey.ErrRange},
		{survey.CompareMeans, options, options, survey.Options{}, survey.ErrKind},
		{survey.CompareMeans, few, one, survey.Options{}, survey.ErrTooFew},
		{survey.CompareMeans, few, few, survey.Options{Method: survey.MethodWald}, survey.ErrMethod},
		{survey.CompareMeans, few, few, survey.Options{Level: -1}, survey.ErrRange},
		{survey.CompareRanks, options, options, survey.Options{}, survey.ErrKind},
		{survey.CompareRanks, none, few, survey.Options{}, survey.ErrNoAnswers},
		{survey.CompareRanks, few, few, survey.Options{Method: survey.MethodStudentT}, survey.ErrMethod},
		{survey.CompareRanks, few, few, survey.Options{Level: 2}, survey.ErrRange},
		{survey.CompareRanks, huge, huge, survey.Options{}, survey.ErrLimit},
	} {
		_, err := c.compare(c.before, c.after, c.o)
		require.ErrorIs(t, err, c.err)
	}
	_, err := survey.CompareRanks(split(t, 1<<61, 1<<61, 0), split(t, 1<<61, 1<<61-1, 0), survey.Options{}) // 2^63-1
	require.NoError(t, err)
	for _, compare := range []comparison{survey.CompareNPS, survey.CompareMeans, survey.CompareRanks} {
		var mismatch survey.MismatchError
		_, err := compare(few, rating, survey.Options{})
		require.ErrorAs(t, err, &mismatch)
		for _, bad := range []*survey.Tally{nil, {}} {
			_, err = compare(few, bad, survey.Options{})
			require.ErrorIs(t, err, survey.ErrInvalid)
			_, err = compare(bad, few, survey.Options{})
			require.ErrorIs(t, err, survey.ErrInvalid)
		}
	}
}
