package survey_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// battery is a form of ten ratings, "a" to "j", the second half only for those who gave "a" 2 or more.
func battery(t require.TestingT) (*survey.Form, []survey.QuestionID) {
	q := survey.Questionnaire{ID: [16]byte{1}}
	var ids []survey.QuestionID
	for i := range 10 {
		question := survey.Question{ID: survey.QuestionID(rune('a' + i)), Kind: survey.KindLikert, Scale: survey.Scale{Min: 1, Max: 7, Reverse: i%2 == 1}}
		if i >= 5 {
			question.ShowIf = survey.AtLeast("a", 2)
		}
		q.Questions, ids = append(q.Questions, question), append(ids, question.ID)
	}
	return form(t, q), ids
}

// given answers the items in order, 0 being no answer.
func given(ids []survey.QuestionID, vs ...int) survey.Response {
	r := survey.Response{Answers: answers{}}
	for i, v := range vs {
		if v != 0 {
			r.Answers[ids[i]] = survey.Points(v)
		}
	}
	return r
}

func TestForm_Assess(t *testing.T) {
	f, ids := battery(t)
	sd := math.Sqrt(6.4 / 9) // of 3, 3, 3, 3, 3, 5, 5, 3, 4, 4 by hand: mean 3.6, squares 6.4
	for name, c := range map[string]struct {
		r          survey.Response
		o          survey.QualityOptions
		long, miss int
		irv        float64 // below 0: none
		flags      survey.Flag
	}{
		"careful":          {given(ids, 3, 3, 3, 3, 3, 5, 5, 3, 4, 4), survey.QualityOptions{}, 5, 0, sd, 0},
		"run of five":      {given(ids, 3, 3, 3, 3, 3, 5, 5, 3, 4, 4), survey.QualityOptions{MaxRun: 4}, 5, 0, sd, survey.FlagStraightLine},
		"run that passes":  {given(ids, 3, 3, 3, 3, 3, 5, 5, 3, 4, 4), survey.QualityOptions{MaxRun: 5}, 5, 0, sd, 0},
		"all alike":        {given(ids, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4), survey.QualityOptions{}, 10, 0, 0, survey.FlagStraightLine},
		"over a gap":       {given(ids, 4, 4, 0, 4, 4, 0, 4, 4, 4, 4), survey.QualityOptions{MaxRun: 7}, 8, 2, 0, survey.FlagStraightLine},
		"over an invalid":  {given(ids, 4, 4, 9, 4, 4, 5, 5, 5, 5, 5), survey.QualityOptions{}, 5, 1, math.Sqrt(20.0 / 9 / 8), 0}, // 4 fours, 5 fives
		"flat":             {given(ids, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5), survey.QualityOptions{MinIRV: 0.4}, 9, 0, math.Sqrt(0.1), survey.FlagLowVariance},
		"flat enough":      {given(ids, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5), survey.QualityOptions{MinIRV: 0.3}, 9, 0, math.Sqrt(0.1), 0},
		"half missing":     {given(ids, 3, 4, 3, 4, 3), survey.QualityOptions{}, 1, 5, math.Sqrt(0.3), 0},
		"more missing":     {given(ids, 3, 4, 3, 4), survey.QualityOptions{}, 1, 6, math.Sqrt(1.0 / 3), survey.FlagManyMissing},
		"any missing":      {given(ids, 3, 4, 3, 4, 3, 4, 3, 4, 3), survey.QualityOptions{MaxMissing: 0.05}, 1, 1, math.Sqrt(20.0 / 9 / 8), survey.FlagManyMissing},
		"hidden half":      {given(ids, 1, 4, 3, 4, 3, 4, 4, 4, 4, 4), survey.QualityOptions{}, 1, 0, math.Sqrt(1.5), 0}, // 1 4 3 4 3
		"one answer":       {given(ids, 1), survey.QualityOptions{MinIRV: 1}, 1, 4, -1, survey.FlagManyMissing},
		"nothing answered": {survey.Response{}, survey.QualityOptions{MinIRV: 1}, 0, 5, -1, survey.FlagManyMissing},
	} {
		got, err := f.Assess(c.r, ids, c.o)
		require.NoError(t, err, name)
		assert.Equal(t, c.long, got.LongString, name)
		assert.Equal(t, c.miss, got.Missing, name)
		if c.irv < 0 {
			assert.Nil(t, got.IRV, name)
		} else {
			require.NotNil(t, got.IRV, name)
			assert.InDelta(t, c.irv, *got.IRV, 1e-15, name)
		}
		assert.Equal(t, c.flags, got.Flags, "%s: %v", name, got.Flags)
		roundTrip(t, got)
	}
}

func TestForm_Assess_speed(t *testing.T) {
	f, ids := battery(t)
	for _, c := range []struct {
		took  time.Duration
		o     survey.QualityOptions
		flags survey.Flag
	}{
		{time.Second, survey.QualityOptions{}, 0},
		{0, survey.QualityOptions{Median: time.Minute}, 0}, // not known
		{19 * time.Second, survey.QualityOptions{Median: time.Minute}, survey.FlagSpeeder},
		{21 * time.Second, survey.QualityOptions{Median: time.Minute}, 0},
		{-time.Second, survey.QualityOptions{Median: time.Minute}, survey.FlagSpeeder}, // a clock set back
		{-time.Second, survey.QualityOptions{}, 0},
		{29 * time.Second, survey.QualityOptions{Median: time.Minute, FasterThan: 0.5}, survey.FlagSpeeder},
		{30 * time.Second, survey.QualityOptions{Median: time.Minute, FasterThan: 0.5}, 0},
	} {
		r := given(ids, 1, 2, 3, 4, 5)
		r.Took = c.took
		got, err := f.Assess(r, ids[:5], c.o)
		require.NoError(t, err)
		assert.Equal(t, c.flags, got.Flags, "%v of %+v", c.took, c.o)
	}
}

// Rows of a matrix are items; texts, choices and a whole matrix are none.
func TestForm_Assess_items(t *testing.T) {
	f := form(t, monitoring())
	r := survey.Response{Answers: answers{"parts": survey.Grid(map[string]int{"clean": 2, "staff": 2}), "noise": survey.Points(2)}}
	got, err := f.Assess(r, []survey.QuestionID{"parts.clean", "parts.comfort", "parts.staff", "noise"}, survey.QualityOptions{})
	require.NoError(t, err)
	assert.Equal(t, survey.Quality{LongString: 3, Missing: 1, IRV: new(float64), Flags: survey.FlagStraightLine}, got)
	none, err := f.Assess(r, nil, survey.QualityOptions{})
	require.NoError(t, err)
	assert.Equal(t, survey.Quality{}, none)
	for id, reason := range map[survey.QuestionID]error{
		"parts": survey.ErrKind, "why": survey.ErrKind, "class": survey.ErrKind, "liked": survey.ErrKind,
		"parts.x": survey.ErrNotFound, "x": survey.ErrNotFound, "": survey.ErrNotFound,
	} {
		_, err := f.Assess(r, []survey.QuestionID{"noise", id}, survey.QualityOptions{})
		require.ErrorIs(t, err, reason, id)
	}
	for name, o := range map[string]survey.QualityOptions{
		"median": {Median: -1}, "faster than": {FasterThan: math.NaN()}, "least variability": {MinIRV: math.Inf(1)},
		"most missing": {MaxMissing: 1.5}, "longest run": {MaxRun: -1},
	} {
		_, err := f.Assess(r, nil, o)
		require.ErrorIs(t, err, survey.ErrRange)
		assert.ErrorContains(t, err, name)
	}
}

// Against the definitions, that look at each pair and each stretch.
func TestForm_Assess_slow(t *testing.T) {
	f, ids := battery(t)
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfN(rapid.IntRange(0, 3), 10, 10).Draw(t, "answers")
		vs[0] = 2
		got, err := f.Assess(given(ids, vs...), ids, survey.QualityOptions{})
		require.NoError(t, err)
		kept := slices.DeleteFunc(slices.Clone(vs), func(v int) bool { return v == 0 })
		longest, squares := 0, 0.0
		for from := range kept {
			for to := from + 1; to <= len(kept); to++ {
				if slices.Max(kept[from:to]) == slices.Min(kept[from:to]) {
					longest = max(longest, to-from)
				}
			}
			for _, other := range kept {
				squares += float64((kept[from] - other) * (kept[from] - other))
			}
		}
		assert.Equal(t, longest, got.LongString)
		assert.Equal(t, len(vs)-len(kept), got.Missing)
		if n := float64(len(kept)); n > 1 {
			assert.InDelta(t, math.Sqrt(squares/(2*n*(n-1))), *got.IRV, 1e-14)
		}
	})
}

func TestFlag(t *testing.T) {
	for flag, text := range map[survey.Flag]string{
		0: "", survey.FlagStraightLine: "straight-line", survey.FlagSpeeder: "speeder", survey.FlagLowVariance: "low-variance",
		survey.FlagManyMissing: "many-missing", survey.FlagStraightLine | survey.FlagSpeeder: "straight-line,speeder",
		15: "straight-line,speeder,low-variance,many-missing",
	} {
		assert.Equal(t, text, flag.String())
		marshalled, err := flag.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, text, string(marshalled))
		var back survey.Flag
		require.NoError(t, back.UnmarshalText(marshalled))
		assert.Equal(t, flag, back)
	}
	turned, err := survey.ParseFlag("speeder,straight-line")
	require.NoError(t, err)
	assert.Equal(t, survey.FlagStraightLine|survey.FlagSpeeder, turned)
	for _, bad := range []string{"slow", ",", "speeder,", "speeder,speeder", "Speeder", " speeder", "?"} {
		flag := survey.FlagLowVariance
		require.ErrorIs(t, flag.UnmarshalText([]byte(bad)), survey.ErrUnknown, bad)
		assert.Equal(t, survey.FlagLowVariance, flag)
	}
	assert.Equal(t, "speeder,?", (survey.FlagSpeeder | 16).String())
	_, err = survey.Flag(16).MarshalText()
	require.ErrorIs(t, err, survey.ErrUnknown)
}
