package survey_test

import (
	"math"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// npsOf returns a tally of so many promoters, passives and detractors.
func npsOf(promoters, passives, detractors int) *survey.Tally {
	return recommended(slices.Concat(slices.Repeat([]int{10}, promoters), slices.Repeat([]int{7}, passives), slices.Repeat([]int{0}, detractors))...)
}

// TestTally_NPS: 6 promoters, 2 passives and 2 detractors by hand: 40, V = 0.64; Wald 40 ± 100·z·√.064; adjusted (6.75 -
// 2.75)/13; Student's t of 9 degrees of freedom at 0.975 is 2.262157 (R's qt).
func TestTally_NPS(t *testing.T) {
	for method, want := range map[survey.Method][2]float64{
		survey.MethodWald: {-9.5836, 89.5836}, survey.MethodAdjustedWald: {-12.5856, 74.1240},
		survey.MethodAuto: {-12.5856, 74.1240}, survey.MethodTrinomialT: {-20.3242, 100.3242},
	} {
		nps, err := npsOf(6, 2, 2).NPS(survey.Options{Method: method})
		require.NoError(t, err)
		assert.Equal(t, 40.0, nps.Value)
		assert.InDelta(t, want[0], nps.Interval.Low, 5e-5, method)
		assert.InDelta(t, want[1], nps.Interval.High, 5e-5, method)
		assert.Equal(t, int64(10), nps.N)
		assert.True(t, nps.Small)
		if method != survey.MethodAuto {
			assert.Equal(t, method, nps.Interval.Method)
		}
	}
}

// TestTally_NPS_variance: shares of 1/2, 1/3 and 1/6 give 33.3 and a variance of 5/9.
func TestTally_NPS_variance(t *testing.T) {
	nps, err := npsOf(300, 200, 100).NPS(survey.Options{Method: survey.MethodWald})
	require.NoError(t, err)
	assert.InDelta(t, 100.0/3, nps.Value, 1e-12)
	assert.InDelta(t, 100*math.Sqrt(5.0/9/600), nps.SE, 1e-12)
	assert.False(t, nps.Small)
	all, err := npsOf(5, 0, 0).NPS(survey.Options{Method: survey.MethodWald})
	require.NoError(t, err)
	assert.Equal(t, all.Interval.Low, all.Interval.High, "Wald has no width when all agree")
	one, err := npsOf(1, 0, 0).NPS(survey.Options{Small: -1})
	require.NoError(t, err)
	assert.Greater(t, one.Interval.High, one.Interval.Low)
	assert.False(t, one.Small)
	for _, o := range []survey.Options{{Method: survey.MethodWilson}, {Method: survey.MethodStudentT}, {Method: 99}} {
		_, err = npsOf(1, 1, 1).NPS(o)
		assert.ErrorIs(t, err, survey.ErrMethod)
	}
	for _, level := range []float64{math.NaN(), -1, 1, 2, math.Inf(1)} {
		_, err = npsOf(1, 1, 1).NPS(survey.Options{Level: level})
		assert.ErrorIs(t, err, survey.ErrRange)
	}
}

// slowNPS is what each answer is worth, averaged.
func slowNPS(points []int) (score float64) {
	for _, v := range points {
		score += [...]float64{-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100}[v] / float64(len(points))
	}
	return score
}

func TestTally_NPS_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.IntRange(0, 10), 1, 80).Draw(t, "points")
		nps, err := recommended(points...).NPS(survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, slowNPS(points), nps.Value, 1e-10)
		assert.True(t, nps.Value >= -100 && nps.Value <= 100)
		promoters, passives, detractors, err := recommended(points...).Split()
		require.NoError(t, err)
		turned, err := npsOf(int(detractors), int(passives), int(promoters)).NPS(survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, -nps.Value, turned.Value, 1e-12, "the sign turns")
		assert.InDelta(t, -nps.Interval.Low, turned.Interval.High, 1e-10)
		wide, err := recommended(points...).NPS(survey.Options{Level: 0.99})
		require.NoError(t, err)
		assert.True(t, wide.Interval.Low < nps.Interval.Low && wide.Interval.High > nps.Interval.High, "nested in the level")
	})
}

// TestProportion: Newcombe 1998, table I: 81 of 263, 0 of 20 and 1 of 29.
func TestProportion(t *testing.T) {
	for _, c := range []struct {
		x, n      int64
		method    survey.Method
		low, high float64
	}{
		{81, 263, survey.MethodAuto, 0.2553, 0.3662},
		{81, 263, survey.MethodWilson, 0.2553, 0.3662},
		{81, 263, survey.MethodClopperPearson, 0.2527, 0.3676},
		{81, 263, survey.MethodWilsonCC, 0.2535, 0.3682},
		{81, 263, survey.MethodWald, 0.2522, 0.3638},
		{0, 20, survey.MethodWilson, 0, 0.1611},
		{0, 20, survey.MethodClopperPearson, 0, 0.1684},
		{1, 29, survey.MethodWilson, 0.0061, 0.1718},
	} {
		share, err := survey.Proportion(survey.Count{X: c.x, N: c.n}, survey.Options{Method: c.method})
		require.NoError(t, err)
		assert.InDelta(t, c.low, share.Interval.Low, 5e-5, "%d of %d %s", c.x, c.n, c.method)
		assert.InDelta(t, c.high, share.Interval.High, 5e-5, "%d of %d %s", c.x, c.n, c.method)
		p := float64(c.x) / float64(c.n)
		assert.InDelta(t, math.Sqrt(p*(1-p)/float64(c.n)), share.SE, 1e-15)
	}
	for _, method := range []survey.Method{survey.MethodJeffreys, survey.MethodAgrestiCoull} {
		share, err := survey.Proportion(survey.Count{X: 81, N: 263}, survey.Options{Method: method})
		require.NoError(t, err)
		assert.InDelta(t, 0.2553, share.Interval.Low, 1e-3)
	}
	for _, method := range []survey.Method{survey.MethodAdjustedWald, survey.MethodTrinomialT, survey.MethodStudentT, 99} {
		_, err := survey.Proportion(survey.Count{X: 1, N: 2}, survey.Options{Method: method})
		assert.ErrorIs(t, err, survey.ErrMethod)
	}
	for _, c := range []survey.Count{{X: -1, N: 2}, {X: 3, N: 2}, {X: 0, N: -1}} {
		_, err := survey.Proportion(c, survey.Options{})
		assert.ErrorIs(t, err, survey.ErrRange)
	}
	_, err := survey.Proportion(survey.Count{}, survey.Options{})
	assert.ErrorIs(t, err, survey.ErrNoAnswers)
}

// TestProportion_edges: n = 1, 0 of n and n of n stay inside [0, 1]; at n = 1e9 the methods agree with the normal ends to
// 1e-9, as the skew is of the order of 1/n.
func TestProportion_edges(t *testing.T) {
	inside := []survey.Method{survey.MethodWilson, survey.MethodWilsonCC, survey.MethodClopperPearson, survey.MethodJeffreys}
	for _, c := range []survey.Count{{X: 0, N: 1}, {X: 1, N: 1}, {X: 0, N: 1e9}, {X: 1e9, N: 1e9}, {X: 1, N: 1e9}} {
		for _, method := range inside {
			share, err := survey.Proportion(c, survey.Options{Method: method})
			require.NoError(t, err)
			assert.True(t, 0 <= share.Interval.Low && share.Interval.Low <= share.Value && share.Value <= share.Interval.High && share.Interval.High <= 1, "%v %s %v", c, method, share)
		}
	}
	half := 1.959963984540054 * 0.5 / math.Sqrt(1e9)
	for _, method := range append(inside, survey.MethodWald, survey.MethodAgrestiCoull) {
		share, err := survey.Proportion(survey.Count{X: 5e8, N: 1e9}, survey.Options{Method: method})
		require.NoError(t, err)
		assert.InDelta(t, 0.5-half, share.Interval.Low, 1.1e-9, method)
		assert.InDelta(t, 0.5+half, share.Interval.High, 1.1e-9, method)
	}
}

// TestTally_figures_oracle: mean, deviation, median, index and boxes against the answers sorted one by one.
func TestTally_figures_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.IntRange(1, 5), 2, 60).Draw(t, "points")
		tally := marks(points...)
		slices.Sort(points)
		n, sum := float64(len(points)), 0.0
		for _, v := range points {
			sum += float64(v)
		}
		squares := 0.0
		for _, v := range points {
			squares += (float64(v) - sum/n) * (float64(v) - sum/n)
		}
		mean, err := tally.Mean(survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, sum/n, mean.Value, 1e-12)
		sd, err := tally.SD()
		require.NoError(t, err)
		assert.InDelta(t, math.Sqrt(squares/(n-1)), sd, 1e-12)
		assert.InDelta(t, sd/math.Sqrt(n), mean.SE, 1e-12)
		median, err := tally.Median()
		require.NoError(t, err)
		assert.Equal(t, float64(points[(len(points)-1)/2]+points[len(points)/2])/2, median)
		index, err := tally.Index()
		require.NoError(t, err)
		assert.InDelta(t, 100*(sum/n-1)/4, index, 1e-10)
		top, err := tally.Top(2)
		require.NoError(t, err)
		bottom, err := tally.Bottom(3)
		require.NoError(t, err)
		assert.Equal(t, top.N, top.X+bottom.X)
	})
}

// TestTally_Mean: 5, 4, 3: mean 4, SD 1; t of 2 degrees of freedom at 0.975 is 4.302653 (R's qt), z is 1.959964.
func TestTally_Mean(t *testing.T) {
	for method, quantile := range map[survey.Method]float64{survey.MethodAuto: 4.302652730, survey.MethodStudentT: 4.302652730, survey.MethodWald: 1.959963985} {
		mean, err := marks(5, 4, 3).Mean(survey.Options{Method: method})
		require.NoError(t, err)
		assert.InDelta(t, 4+quantile/math.Sqrt(3), mean.Interval.High, 1e-8, method)
		assert.InDelta(t, 4-quantile/math.Sqrt(3), mean.Interval.Low, 1e-8, method)
	}
	_, err := marks(5, 4, 3).Mean(survey.Options{Method: survey.MethodWilson})
	assert.ErrorIs(t, err, survey.ErrMethod)
	_, err = marks(5, 4, 3).Mean(survey.Options{Level: 1})
	assert.ErrorIs(t, err, survey.ErrRange)
	far, err := survey.NewTally(survey.KindNumber, survey.Scale{Min: 1e9, Max: 1e9 + 6})
	require.NoError(t, err)
	for _, v := range []int{1e9, 1e9 + 2} {
		require.NoError(t, far.Add(v))
	}
	sd, err := far.SD()
	require.NoError(t, err)
	assert.InDelta(t, math.Sqrt2, sd, 1e-15, "kept relative to Min")
}

func TestGap(t *testing.T) { // by hand: 5, 4, 3, 4 have mean 4
	level := decimal.RequireFromString
	for _, c := range []struct {
		level  string
		atMost bool
		gap    float64
		kept   int64
	}{{"4.5", false, -0.5, 1}, {"4", false, 0, 3}, {"1", false, 3, 4}, {"5", false, -1, 1}, {"3.5", true, -0.5, 1}, {"5", true, 1, 4}, {"1", true, -3, 0}} {
		g, err := survey.Gap(survey.Promised{Question: "q", Level: level(c.level), AtMost: c.atMost}, marks(5, 4, 3, 4), survey.Options{Method: survey.MethodWald})
		require.NoError(t, err)
		assert.InDelta(t, c.gap, g.Gap, 1e-12, c.level)
		assert.InDelta(t, float64(c.kept)/4, g.Kept.Value, 1e-15, c.level)
		assert.True(t, g.Interval.Low <= g.Gap && g.Gap <= g.Interval.High)
		assert.InDelta(t, g.Interval.High-g.Gap, g.Gap-g.Interval.Low, 1e-12)
		assert.Equal(t, survey.MethodStudentT, g.Interval.Method)
		assert.Equal(t, int64(4), g.Base.Answered)
	}
	for _, bad := range []decimal.Decimal{level("0.9"), level("5.1"), decimal.New(1, 1e9), decimal.New(1, -1e9), level("3.0000000000001")} {
		_, err := survey.Gap(survey.Promised{Level: bad}, marks(5, 4), survey.Options{})
		assert.ErrorIs(t, err, survey.ErrRange)
	}
	_, err := survey.Gap(survey.Promised{Level: level("3")}, marks(5), survey.Options{})
	assert.ErrorIs(t, err, survey.ErrTooFew)
	_, err = survey.Gap(survey.Promised{Level: level("3")}, marks(5, 4), survey.Options{Level: 2})
	assert.ErrorIs(t, err, survey.ErrRange)
}

func TestInterval_Clip(t *testing.T) {
	clipped := survey.Interval{Low: -120, High: 120, Level: 0.9}.Clip(-100, 100)
	assert.Equal(t, survey.Interval{Low: -100, High: 100, Level: 0.9}, clipped)
	assert.Equal(t, 100.0, survey.Interval{Low: 110, High: 120}.Clip(-100, 100).Low)
}

func FuzzProportion(f *testing.F) {
	f.Add(int64(81), int64(263), 0.95, uint8(2))
	f.Fuzz(func(t *testing.T, x, n int64, level float64, method uint8) {
		share, err := survey.Proportion(survey.Count{X: x, N: n}, survey.Options{Level: level, Method: survey.Method(method)})
		if err != nil {
			return
		}
		assert.False(t, math.IsNaN(share.Interval.Low) || math.IsNaN(share.Interval.High))
		assert.LessOrEqual(t, share.Interval.Low, share.Interval.High)
	})
}

// TestFigures_ends: what lies on the end of a range is answered.
func TestFigures_ends(t *testing.T) {
	for _, n := range []int{1, 5} {
		top, err := marks(1, 2, 3, 4, 5).Top(n)
		require.NoError(t, err)
		bottom, err := marks(1, 2, 3, 4, 5).Bottom(n)
		require.NoError(t, err)
		assert.Equal(t, []int64{int64(n), int64(n)}, []int64{top.X, bottom.X})
	}
	two, err := npsOf(1, 0, 1).NPS(survey.Options{Method: survey.MethodTrinomialT})
	require.NoError(t, err)
	assert.InDelta(t, 1270.6204736, two.Interval.High, 1e-5, "t of 1 degree of freedom at 0.975 is 12.7062 (R's qt); V = 1")
	thirty, err := marks(slices.Repeat([]int{5, 4}, 15)...).Mean(survey.Options{})
	require.NoError(t, err)
	assert.False(t, thirty.Small, "30 answers are not few")
	few, err := marks(slices.Repeat([]int{5}, 29)...).CSAT(survey.Options{})
	require.NoError(t, err)
	assert.True(t, few.Small)
	wide := survey.Scale{Min: -500, Max: 500}
	assert.True(t, wide.Valid(-500) && wide.Valid(500) && !wide.Valid(501))
	far, err := survey.NewTally(survey.KindNumber, survey.Scale{Min: 1<<30 - 1, Max: 1 << 30})
	require.NoError(t, err)
	require.NoError(t, far.Add(1<<30))
	var back survey.Tally
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, far)))
	assert.Equal(t, far, &back)
	near, err := survey.NewTally(survey.KindNumber, survey.Scale{Min: -1 << 30, Max: 1 - 1<<30})
	require.NoError(t, err)
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, near)))
	options := make([]string, 1000)
	for i := range options {
		options[i] = string(rune(0x4e00 + i))
	}
	_, err = survey.NewChoiceTally(options)
	assert.NoError(t, err)
}
