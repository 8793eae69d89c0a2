package survey_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestTally_Mean_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.SampledFrom([]int{0, 1, -3, 1_000_000_000}).Draw(t, "min")
		s := survey.Scale{Min: low, Max: low + rapid.IntRange(1, 9).Draw(t, "span"), Reverse: rapid.Bool().Draw(t, "reverse")}
		vs := rapid.SliceOfN(rapid.IntRange(s.Min, s.Max), 2, 60).Draw(t, "answers")
		tally := points(t, survey.KindRating, s, vs...)

		var scored []float64 // the oracle keeps every answer
		for _, v := range vs {
			score, err := s.Score(v)
			require.NoError(t, err)
			scored = append(scored, float64(score))
		}
		slices.Sort(scored)
		n, sum, squares := float64(len(scored)), 0.0, 0.0
		for _, x := range scored {
			sum += x
		}
		for _, x := range scored {
			squares += (x - sum/n) * (x - sum/n)
		}
		got, err := tally.Mean(survey.Options{})
		require.NoError(t, err)
		tolerance := 1e-12 * max(1, math.Abs(float64(low))) // of what a float64 of that size can hold
		assert.InDelta(t, sum/n, got.Value, 4*tolerance)
		assert.InDelta(t, math.Sqrt(squares/(n-1)/n), got.SE, 1e-6)
		assert.InDelta(t, got.Interval.Low+got.Interval.High, 2*got.Value, 8*tolerance)

		median, err := tally.Median()
		require.NoError(t, err)
		assert.InDelta(t, (scored[(len(scored)-1)/2]+scored[len(scored)/2])/2, median, 0)
		sd, err := tally.SD()
		require.NoError(t, err)
		assert.InDelta(t, got.SE*math.Sqrt(n), sd, 1e-12)
		index, err := tally.Index()
		require.NoError(t, err)
		assert.InDelta(t, 100*(sum/n-float64(s.Min))/float64(s.Max-s.Min), index, 1e-4)
		assert.True(t, 0 <= index && index <= 100)
	})
}

// By hand: 2, 4, 4, 5, 5, 7 have mean 4.5 and squares 13.5, so s² = 2.7 and SE = √0.45; t of 5 degrees of freedom is
// 2.5705818356363148 (mpmath 1.3.0).
func TestTally_CES(t *testing.T) {
	got, err := points(t, survey.KindCES, survey.Scale{}, 2, 4, 4, 5, 5, 7).CES(survey.Options{})
	require.NoError(t, err)
	half := 2.5705818356363148 * math.Sqrt(0.45)
	assert.InDelta(t, 4.5, got.Value, 0)
	assert.InDelta(t, math.Sqrt(0.45), got.SE, 1e-15)
	assert.InDelta(t, 4.5-half, got.Interval.Low, 1e-12)
	assert.InDelta(t, 4.5+half, got.Interval.High, 1e-12)
	assert.Equal(t, survey.MethodStudentT, got.Interval.Method)
}

func TestTally_Mean_few(t *testing.T) {
	one := points(t, survey.KindRating, survey.Scale{Min: 1, Max: 5}, 4)
	_, err := one.Mean(survey.Options{})
	require.ErrorIs(t, err, survey.ErrTooFew)
	_, err = one.SD()
	require.ErrorIs(t, err, survey.ErrTooFew)
	median, err := one.Median()
	require.NoError(t, err)
	assert.InDelta(t, 4, median, 0)
	alike, err := points(t, survey.KindRating, survey.Scale{Min: 1, Max: 5}, 4, 4, 4).Mean(survey.Options{})
	require.NoError(t, err)
	assert.Equal(t, [4]float64{4, 0, 4, 4}, [4]float64{alike.Value, alike.SE, alike.Interval.Low, alike.Interval.High})
}

// Quantiles of (1+level)/2 with mpmath 1.3.0 at 40 digits: the regularised incomplete beta function bisected up to 30
// degrees of freedom, the density integrated beyond.
var studentCases = []struct {
	level    float64
	df       int64
	quantile float64
}{
	{0.01, 1, 0.015709255323664917},
	{0.01, 1000, 0.012536603759169701},
	{0.01, 999999999, 0.012533469511203123},
	{0.5, 1, 1},
	{0.5, 5, 0.72668684380042265},
	{0.8, 9, 1.3830287383966325},
	{0.95, 1, 12.706204736174693},
	{0.95, 2, 4.3026527297494618},
	{0.95, 9, 2.262157162798205},
	{0.95, 30, 2.0422724563012379},
	{0.95, 1000, 1.9623390808264081},
	{0.95, 9999, 1.9602012636213573},
	{0.95, 10000, 1.9602012398906259},
	{0.95, 999999, 1.9599663568164789},
	{0.95, 999999999, 1.9599639869123251},
	{0.99, 2, 9.9248432009182886},
	{0.99, 9999, 2.5763210958565974},
	{0.999999, 1, 636619.77234875132},
	{0.999999, 30, 6.1190756203738998},
	{0.999999, 10000, 4.8946886163099372},
	{0.999999999999, 1, 636633855803.5593},
	{0.999999999999, 9, 55.543581303263979},
	{0.999999999999, 1000, 7.2239577505187438},
	{0.999999999999, 10000, 7.139761992691773},
}

// Twice the half-width less the standard error is the quantile of Student's t: an independent way to it.
func TestTally_Mean_studentQuantile(t *testing.T) {
	for _, c := range studentCases {
		t.Run(fmt.Sprint(c.level, " ", c.df), func(t *testing.T) {
			tally := split(t, (c.df+1)/2, 1, c.df/2) // df+1 answers
			for _, estimate := range []func(survey.Options) (survey.Estimate, error){
				tally.Mean,
				func(o survey.Options) (survey.Estimate, error) {
					o.Method = survey.MethodTrinomialT
					return tally.NPS(o)
				},
			} {
				got, err := estimate(survey.Options{Level: c.level})
				require.NoError(t, err)
				require.Equal(t, c.df+1, got.N)
				width := (got.Interval.High - got.Interval.Low) / 2 / got.SE
				// Ends of the size of Value lose digits to a narrow interval.
				tolerance := 1e-11 + 4e-16*(math.Abs(got.Value)+1)/got.SE
				assert.InDelta(t, c.quantile, width, tolerance*max(1, c.quantile))
			}
		})
	}
}
