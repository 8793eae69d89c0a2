package survey_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion, table I, to its four digits, methods 1, 3,
// 4 and 5. Agresti-Coull, Jeffreys, the billion and n = 1 with mpmath 1.3.0 at 30 digits, from the formulas.
var proportionCases = []struct {
	x, n      int64
	method    survey.Method
	low, high float64
	tolerance float64
}{
	{81, 263, survey.MethodWald, 0.2522, 0.3638, 5e-5},
	{81, 263, survey.MethodAuto, 0.2553, 0.3662, 5e-5},
	{81, 263, survey.MethodWilsonCorrected, 0.2535, 0.3682, 5e-5},
	{81, 263, survey.MethodClopperPearson, 0.2527, 0.3676, 5e-5},
	{15, 148, survey.MethodWald, 0.0527, 0.1500, 5e-5},
	{15, 148, survey.MethodWilson, 0.0624, 0.1605, 5e-5},
	{15, 148, survey.MethodWilsonCorrected, 0.0598, 0.1644, 5e-5},
	{15, 148, survey.MethodClopperPearson, 0.0578, 0.1617, 5e-5},
	{0, 20, survey.MethodWald, 0, 0, 0},
	{0, 20, survey.MethodWilson, 0, 0.1611, 5e-5},
	{0, 20, survey.MethodWilsonCorrected, 0, 0.2005, 5e-5},
	{0, 20, survey.MethodClopperPearson, 0, 0.1684, 5e-5},
	{1, 29, survey.MethodWilson, 0.0061, 0.1718, 5e-5},
	{1, 29, survey.MethodWilsonCorrected, 0.0018, 0.1963, 5e-5},
	{1, 29, survey.MethodClopperPearson, 0.0009, 0.1776, 5e-5},
	{81, 263, survey.MethodAgrestiCoull, 0.2552206651899968, 0.3662774316710775, 1e-12},
	{81, 263, survey.MethodJeffreys, 0.2545219349910235, 0.3656474991740824, 1e-12},
	{1, 1_000_000_000, survey.MethodWilson, 1.765245549569631e-10, 5.664934243297439e-9, 1e-20},
	{123456789, 1_000_000_000, survey.MethodWilson, 0.1234364016192789, 0.1234771792736716, 1e-14},
	{0, 1, survey.MethodWilson, 0, 0.7934506856227626, 1e-14},
	{1, 1, survey.MethodWilson, 0.2065493143772374, 1, 1e-14},
}

func TestProportion(t *testing.T) {
	for _, c := range proportionCases {
		got, err := survey.Proportion(survey.Count{X: c.x, N: c.n}, survey.Options{Method: c.method})
		require.NoError(t, err)
		p := float64(c.x) / float64(c.n)
		assert.InDelta(t, p, got.Value, 0)
		assert.InDelta(t, math.Sqrt(p*(1-p)/float64(c.n)), got.SE, 1e-15)
		assert.InDelta(t, c.low, got.Interval.Low, c.tolerance, "%d/%d %v", c.x, c.n, c.method)
		assert.InDelta(t, c.high, got.Interval.High, c.tolerance, "%d/%d %v", c.x, c.n, c.method)
		assert.Equal(t, c.n, got.N)
		if c.method == survey.MethodAuto {
			c.method = survey.MethodWilson
		}
		assert.Equal(t, c.method, got.Interval.Method)
	}
}

func TestProportion_small(t *testing.T) {
	for _, c := range []struct {
		n, small int64
		want     bool
	}{{29, 0, true}, {30, 0, false}, {30, 31, true}, {1, 1, false}} {
		got, err := survey.Proportion(survey.Count{N: c.n}, survey.Options{Small: c.small})
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Small)
		nps, err := split(t, c.n, 0, 0).NPS(survey.Options{Small: c.small})
		require.NoError(t, err)
		assert.Equal(t, c.want, nps.Small)
	}
}

func TestProportion_refuses(t *testing.T) {
	for _, c := range []survey.Count{{X: -1, N: 3}, {X: 4, N: 3}, {X: -2, N: -1}, {X: 0, N: -1}} {
		_, err := survey.Proportion(c, survey.Options{})
		require.ErrorIs(t, err, survey.ErrRange)
	}
	_, err := survey.Proportion(survey.Count{}, survey.Options{})
	require.ErrorIs(t, err, survey.ErrNoAnswers)
	_, err = survey.Proportion(survey.Count{}, survey.Options{Level: math.NaN()})
	require.ErrorIs(t, err, survey.ErrRange)
	for _, m := range []survey.Method{survey.MethodAdjustedWald, survey.MethodTrinomialT, survey.MethodStudentT, survey.MethodNewcombe, 11} {
		_, err = survey.Proportion(survey.Count{X: 1, N: 2}, survey.Options{Method: m})
		require.ErrorIs(t, err, survey.ErrMethod)
	}
}

func TestProportion_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 3000).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		o := survey.Options{
			Method: survey.Method(rapid.IntRange(1, 6).Draw(t, "method")), Level: rapid.Float64Range(0.05, 0.99).Draw(t, "level"),
		}
		got, err := survey.Proportion(survey.Count{X: x, N: n}, o)
		require.NoError(t, err)
		rest, err := survey.Proportion(survey.Count{X: n - x, N: n}, o)
		require.NoError(t, err)
		o.Level += 0.005
		wider, err := survey.Proportion(survey.Count{X: x, N: n}, o)
		require.NoError(t, err)
		assert.InDelta(t, 1-got.Interval.High, rest.Interval.Low, 1e-11)
		assert.LessOrEqual(t, got.Interval.Low, got.Interval.High)
		if o.Method != survey.MethodAgrestiCoull { // 0 of 2: its low end is -0.042 at 0.99 and -0.039 at 0.995
			assert.LessOrEqual(t, wider.Interval.Low, got.Interval.Low+1e-12)
			assert.GreaterOrEqual(t, wider.Interval.High, got.Interval.High-1e-12)
		}
	})
}

// The exact interval covers every share at least as often as its level says: all answers of all small samples, at shares
// between, next to and at its ends.
func TestProportion_coverage(t *testing.T) {
	for n := int64(1); n <= 50; n++ {
		for _, level := range []float64{0.5, 0.95, 0.99} {
			var ends []survey.Interval
			shares := []float64{0, 1e-9, 0.5, 1}
			for x := range n + 1 {
				got, err := survey.Proportion(survey.Count{X: x, N: n}, survey.Options{Level: level, Method: survey.MethodClopperPearson})
				require.NoError(t, err)
				ends = append(ends, got.Interval)
				shares = append(shares, got.Value, got.Interval.Low-1e-9, got.Interval.High+1e-9)
			}
			for _, p := range shares {
				covered := 0.0
				for x, i := range ends {
					if p = min(1, max(0, p)); i.Low <= p && p <= i.High {
						ways, _ := new(big.Float).SetInt(new(big.Int).Binomial(n, int64(x))).Float64()
						covered += ways * math.Pow(p, float64(x)) * math.Pow(1-p, float64(n)-float64(x))
					}
				}
				assert.GreaterOrEqual(t, covered, level-1e-7, "share %v, n %d", p, n)
			}
		}
	}
}

func TestInterval_Clip(t *testing.T) {
	for _, c := range [][4]float64{ // ends, and ends within -100 and 100
		{-124, -20, -100, -20},
		{10, 106, 10, 100},
		{-20, 20, -20, 20},
		{101, 106, 100, 100},
		{-106, -101, -100, -100},
	} {
		got := survey.Interval{Low: c[0], High: c[1], Level: 0.9, Method: survey.MethodWald}.Clip(-100, 100)
		assert.Equal(t, survey.Interval{Low: c[2], High: c[3], Level: 0.9, Method: survey.MethodWald}, got)
	}
}
