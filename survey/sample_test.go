package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// Krejcie and Morgan (1970), Determining Sample Size for Research Activities, table 1: 95 %, share 1/2, 5 points. Their
// χ² has two decimal places, so populations are chosen where that does not round another way.
func TestSampleSize(t *testing.T) {
	for population, want := range map[int64]int64{0: 385, 10: 10, 100: 80, 1000: 278, 10_000: 370, 1_000_000: 384} {
		got, err := survey.SampleSize(0.5, 0.05, survey.SampleOptions{Population: population})
		require.NoError(t, err)
		assert.Equal(t, want, got, population)
	}
	got, err := survey.SampleSize(0.5, 0.01, survey.SampleOptions{Level: 0.99}) // 2.5758293²/4/0.01² = 16587.24
	require.NoError(t, err)
	assert.Equal(t, int64(16588), got)
}

// Shares 1/2, 1/3 and 1/6 have variance 5/9, so 5 points need 1.959963984540054²·5/9/0.05² = 853.66.
func TestSampleSizeNPS(t *testing.T) {
	got, err := survey.SampleSizeNPS(0.5, 1.0/6, 5, survey.SampleOptions{})
	require.NoError(t, err)
	assert.Equal(t, int64(854), got)
	polar, err := survey.SampleSizeNPS(0.5, 0.5, 5, survey.SampleOptions{}) // variance 1: four times a share of 1/2
	require.NoError(t, err)
	assert.Equal(t, int64(1537), polar)
	census, err := survey.SampleSizeNPS(0.5, 0.5, 1e-12, survey.SampleOptions{Population: 12_345})
	require.NoError(t, err)
	assert.Equal(t, int64(12_345), census)
	for _, shares := range [][2]float64{{1, 0}, {0, 1}, {0, 0}} {
		_, err = survey.SampleSizeNPS(shares[0], shares[1], 5, survey.SampleOptions{})
		require.ErrorIs(t, err, survey.ErrNoVariance)
	}
	for _, shares := range [][2]float64{{-0.1, 0.5}, {0.5, 0.6}, {math.NaN(), 0}, {0.5, 1.1}} {
		_, err = survey.SampleSizeNPS(shares[0], shares[1], 5, survey.SampleOptions{})
		require.ErrorIs(t, err, survey.ErrRange)
	}
	_, err = survey.SampleSizeNPS(0.5, 0.5, 100, survey.SampleOptions{})
	require.ErrorIs(t, err, survey.ErrRange)
	_, err = survey.SampleSizeNPS(0.7, 0.3+1e-15, 5, survey.SampleOptions{})
	require.NoError(t, err)
}

// R's power.prop.test, first and second example of its page: a power of 0.90 needs n = 76.7, and n = 50 has a power of
// 0.740. Digits: mpmath 1.3.0.
func TestSampleSizeTwoWaves(t *testing.T) {
	got, err := survey.SampleSizeTwoWaves(0.5, 0.75, 0, 0.9)
	require.NoError(t, err)
	assert.InDelta(t, 76.706928451777447, got, 1e-10)
	back, err := survey.SampleSizeTwoWaves(0.75, 0.5, 0.95, 0.74)
	require.NoError(t, err)
	assert.InDelta(t, 49.980861428029725, back, 1e-10)
	for _, c := range []struct {
		before, after, level, power float64
		err                         error
		name                        string
	}{
		{0, 0.5, 0, 0.8, survey.ErrRange, "before"},
		{0.5, 1, 0, 0.8, survey.ErrRange, "after"},
		{0.5, math.NaN(), 0, 0.8, survey.ErrRange, "after"},
		{0.5, 0.5, 0, 0.8, survey.ErrRange, "after"},
		{0.5, 0.6, 1, 0.8, survey.ErrRange, "level"},
		{0.5, 0.6, 0, 0, survey.ErrRange, "power"},
		{0.5, 0.6, 0, 1, survey.ErrRange, "power"},
		{0.5, 0.6, 0, 0.01, survey.ErrRange, "power"}, // less than the level gives by itself
		{0.5, 0.5 + 1e-12, 0, 0.8, survey.ErrLimit, ""},
		{1e-300, 1e-299, 0, 0.8, survey.ErrLimit, ""},
	} {
		_, err := survey.SampleSizeTwoWaves(c.before, c.after, c.level, c.power)
		require.ErrorIs(t, err, c.err)
		assert.ErrorContains(t, err, c.name)
	}
}

// mpmath 1.3.0 at 40 digits by the formula.
func TestMarginOfError(t *testing.T) {
	got, err := survey.MarginOfError(0.5, 385, survey.SampleOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 0.049944507001986819, got, 1e-15)
	finite, err := survey.MarginOfError(0.5, 278, survey.SampleOptions{Population: 1000})
	require.NoError(t, err)
	assert.InDelta(t, 0.049966801731620973, finite, 1e-15)
	for _, population := range []int64{1, 7, math.MaxInt64} {
		census, err := survey.MarginOfError(0.5, population, survey.SampleOptions{Population: population})
		require.NoError(t, err)
		assert.InDelta(t, 0, census, 0)
	}
	share, err := survey.Proportion(survey.Count{X: 3e8, N: 1e9}, survey.Options{Method: survey.MethodWald})
	require.NoError(t, err)
	billion, err := survey.MarginOfError(0.3, 1e9, survey.SampleOptions{})
	require.NoError(t, err)
	assert.InDelta(t, share.Interval.High-share.Value, billion, 1e-15)
}

func TestSample_refuses(t *testing.T) {
	for _, c := range []struct {
		share, margin float64
		n             int64
		o             survey.SampleOptions
		name          string
	}{
		{0, 0.05, 1, survey.SampleOptions{}, "share"},
		{1, 0.05, 1, survey.SampleOptions{}, "share"},
		{math.NaN(), 0.05, 1, survey.SampleOptions{}, "share"},
		{0.5, 1, 0, survey.SampleOptions{}, "margin"},
		{0.5, 0, -1, survey.SampleOptions{}, "margin"},
		{0.5, math.Inf(1), -1, survey.SampleOptions{}, "margin"},
		{0.5, 0.05, 1, survey.SampleOptions{Population: -1}, "population"},
		{0.5, 0.05, 1, survey.SampleOptions{Level: 1}, "level"},
		{0.5, 0.05, 1, survey.SampleOptions{Level: math.NaN()}, "level"},
	} {
		_, err := survey.SampleSize(c.share, c.margin, c.o)
		require.ErrorIs(t, err, survey.ErrRange)
		assert.ErrorContains(t, err, c.name)
		_, err = survey.MarginOfError(c.share, c.n, c.o)
		require.ErrorIs(t, err, survey.ErrRange)
	}
	_, err := survey.MarginOfError(0.5, 11, survey.SampleOptions{Population: 10})
	require.ErrorIs(t, err, survey.ErrRange)
	for _, margin := range []float64{1e-9, 5e-324} {
		_, err = survey.SampleSize(0.5, margin, survey.SampleOptions{})
		require.ErrorIs(t, err, survey.ErrLimit)
		census, err := survey.SampleSize(0.5, margin, survey.SampleOptions{Population: 3})
		require.NoError(t, err)
		assert.Equal(t, int64(3), census)
	}
	least, err := survey.SampleSize(0.5, 0.9, survey.SampleOptions{Level: 5e-324, Population: 1})
	require.NoError(t, err)
	assert.Equal(t, int64(1), least)
}

// The margin of the size is met, and one answer less misses it.
func TestSampleSize_least(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share, margin := rapid.Float64Range(0.01, 0.99).Draw(t, "share"), rapid.Float64Range(0.001, 0.5).Draw(t, "margin")
		o := survey.SampleOptions{
			Level:      rapid.Float64Range(0.5, 0.999).Draw(t, "level"),
			Population: rapid.OneOf(rapid.Just[int64](0), rapid.Int64Range(1, 1e5), rapid.Int64Range(1, 1e15)).Draw(t, "population"),
		}
		n, err := survey.SampleSize(share, margin, o)
		require.NoError(t, err)
		met, err := survey.MarginOfError(share, n, o)
		require.NoError(t, err)
		assert.LessOrEqual(t, met, margin*(1+1e-9))
		if n > 1 {
			missed, err := survey.MarginOfError(share, n-1, o)
			require.NoError(t, err)
			assert.GreaterOrEqual(t, missed, margin*(1-1e-9))
		}
	})
}
