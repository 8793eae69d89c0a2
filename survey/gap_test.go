package survey_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestGap_hostile(t *testing.T) {
	tally := points(t, survey.KindCSAT, survey.Scale{}, 3, 4)
	for _, level := range []decimal.Decimal{
		decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(-1, 1e9), decimal.New(0, 1e9), decimal.New(4, -19),
	} {
		_, err := survey.Gap(survey.Promised{Level: level}, tally, survey.Options{})
		require.ErrorIs(t, err, survey.ErrLimit)
	}
}

func TestGap_refuses(t *testing.T) {
	four := survey.Promised{Level: decimal.New(4, 0)}
	tally := points(t, survey.KindCSAT, survey.Scale{}, 3, 4)
	for _, level := range []string{"0.999999999999999999", "5.000000000000000001", "-4", "1000000000000000000"} {
		_, err := survey.Gap(survey.Promised{Level: decimal.RequireFromString(level)}, tally, survey.Options{})
		require.ErrorIs(t, err, survey.ErrRange, level)
	}
	for _, level := range []int64{1, 5} {
		_, err := survey.Gap(survey.Promised{Level: decimal.New(level, 0)}, tally, survey.Options{})
		require.NoError(t, err)
	}
	_, err := survey.Gap(four, tally, survey.Options{Level: 2})
	require.ErrorIs(t, err, survey.ErrRange)
	_, err = survey.Gap(four, tally, survey.Options{Method: survey.MethodStudentT}) // of Kept
	require.ErrorIs(t, err, survey.ErrMethod)
	_, err = survey.Gap(four, points(t, survey.KindCSAT, survey.Scale{}, 3), survey.Options{})
	require.ErrorIs(t, err, survey.ErrTooFew)
	_, err = survey.Gap(four, points(t, survey.KindCSAT, survey.Scale{}), survey.Options{})
	require.ErrorIs(t, err, survey.ErrNoAnswers)
	choices, err := survey.NewChoiceTally([]string{"a"})
	require.NoError(t, err)
	_, err = survey.Gap(four, choices, survey.Options{})
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = survey.Gap(four, &survey.Tally{}, survey.Options{})
	require.ErrorIs(t, err, survey.ErrInvalid)
	_, err = survey.Gap(four, nil, survey.Options{})
	require.ErrorIs(t, err, survey.ErrInvalid)
}

// By hand: 3, 3, 4, 5, 5 have mean 4 and SE √0.2; t of 4 degrees of freedom is 2.7764451051977944 (mpmath 1.3.0). A
// level of 4.5 leaves a gap of -0.5, kept by the two fives.
func TestGap(t *testing.T) {
	tally := points(t, survey.KindCSAT, survey.Scale{}, 3, 3, 4, 5, 5)
	require.NoError(t, tally.Skip(survey.OutcomeHidden))
	promised := survey.Promised{Question: "punctuality", Level: decimal.New(45, -1)}
	got, err := survey.Gap(promised, tally, survey.Options{Method: survey.MethodClopperPearson})
	require.NoError(t, err)
	half := 2.7764451051977944 * math.Sqrt(0.2)
	assert.InDelta(t, -0.5, got.Gap, 1e-15)
	assert.InDelta(t, -0.5-half, got.Interval.Low, 1e-12)
	assert.InDelta(t, -0.5+half, got.Interval.High, 1e-12)
	assert.Equal(t, survey.MethodStudentT, got.Interval.Method)
	assert.InDelta(t, 0.95, got.Interval.Level, 0)
	assert.InDelta(t, 4, got.Delivered.Value, 1e-15)
	kept, err := survey.Proportion(survey.Count{X: 2, N: 5}, survey.Options{Method: survey.MethodClopperPearson})
	require.NoError(t, err)
	assert.Equal(t, kept, got.Kept)
	assert.Equal(t, survey.Base{Responses: 6, Answered: 5, Hidden: 1}, got.Base)
	assert.Equal(t, promised, got.Promised)
	assert.Equal(t, got.Gap, roundTrip(t, got).Gap)
	roundTrip(t, survey.PromiseGap{})
}

// Minutes of delay, at most 10 promised.
func TestGap_atMost(t *testing.T) {
	scale := survey.Scale{Min: -5, Max: 120}
	promised := survey.Promised{Level: decimal.New(10, 0), AtMost: true}
	got, err := survey.Gap(promised, points(t, survey.KindNumber, scale, 0, 10, 11, 39), survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, -5, got.Gap, 1e-12) // mean 15
	assert.InDelta(t, 0.5, got.Kept.Value, 0)
	assert.Less(t, got.Interval.Low, got.Gap)
	assert.Greater(t, got.Interval.High, got.Gap)
}

// The interval of the gap is that of the mean, moved, and turned for AtMost; a reversed question has the same gap as the
// question put the other way round.
func TestGap_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfN(rapid.IntRange(1, 5), 2, 30).Draw(t, "answers")
		promised := survey.Promised{Level: decimal.New(rapid.Int64Range(100, 500).Draw(t, "cents"), -2)}
		level, _ := promised.Level.Float64()
		plain, turned := survey.Scale{Min: 1, Max: 5}, survey.Scale{Min: 1, Max: 5, Reverse: true}
		gap, err := survey.Gap(promised, points(t, survey.KindRating, plain, vs...), survey.Options{})
		require.NoError(t, err)
		kept := 0
		for i, v := range vs {
			if float64(v) >= level {
				kept++
			}
			vs[i] = 6 - v
		}
		reversed, err := survey.Gap(promised, points(t, survey.KindRating, turned, vs...), survey.Options{})
		require.NoError(t, err)
		assert.Equal(t, gap.Interval, reversed.Interval)
		assert.InDelta(t, float64(kept)/float64(len(vs)), gap.Kept.Value, 1e-15)
		assert.InDelta(t, gap.Delivered.Value-level, gap.Gap, 1e-12)
		assert.InDelta(t, gap.Delivered.Interval.Low-level, gap.Interval.Low, 1e-9)
		promised.AtMost = true
		atMost, err := survey.Gap(promised, points(t, survey.KindRating, turned, vs...), survey.Options{})
		require.NoError(t, err)
		assert.InDelta(t, -gap.Gap, atMost.Gap, 1e-12)
		assert.InDelta(t, -gap.Interval.High, atMost.Interval.Low, 1e-9)
	})
}

func TestGap_decimalGlobals(t *testing.T) {
	tally := points(t, survey.KindCSAT, survey.Scale{}, 3, 3, 4, 5, 5)
	promised := survey.Promised{Level: decimal.RequireFromString("4.123456789012345678")}
	before, err := survey.Gap(promised, tally, survey.Options{})
	require.NoError(t, err)
	_, refusal := survey.Gap(survey.Promised{Level: decimal.RequireFromString("5.10")}, tally, survey.Options{})
	precision, trim := decimal.DivisionPrecision, decimal.TrimTrailingZeros
	defer func() { decimal.DivisionPrecision, decimal.TrimTrailingZeros = precision, trim }()
	decimal.DivisionPrecision, decimal.TrimTrailingZeros = 1, !trim
	after, err := survey.Gap(promised, tally, survey.Options{})
	require.NoError(t, err)
	assert.Equal(t, before, after)
	_, again := survey.Gap(survey.Promised{Level: decimal.RequireFromString("5.10")}, tally, survey.Options{})
	assert.Equal(t, refusal.Error(), again.Error())
}
