package survey_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// again asserts that what decodes encodes, and decodes to the same bytes.
func again[T any](t *testing.T, data []byte) {
	var v T
	if json.Unmarshal(data, &v) == nil {
		roundTrip(t, v)
	}
}

func FuzzAnswer(f *testing.F) {
	for _, text := range []string{`null`, `9`, `6.5`, `1e400`, `-0`, `"a"`, `["a","b"]`, `[1]`, `{"clean":2,"x":"<y>"}`, `[`, `"\ud800"`} {
		f.Add([]byte(text))
	}
	compiled := form(f, monitoring())
	f.Fuzz(func(t *testing.T, data []byte) {
		again[survey.Answer](t, data)
		var a survey.Answer
		if json.Valid(data) {
			require.NoError(t, json.Unmarshal(data, &a)) // every JSON value is an answer
		}
		for _, q := range monitoring().Questions { // Check and Outcome agree on what is sound
			r := survey.Response{Answers: answers{q.ID: a}}
			outcome, err := compiled.Outcome(r, q.ID)
			require.NoError(t, err)
			own := false
			for _, fault := range answerErrors(t, compiled.Check(r)) {
				own = own || fault.Code != "required" && fault.Code != "hidden"
			}
			assert.Equal(t, own, outcome == survey.OutcomeInvalid, "%s %s", q.ID, data)
		}
	})
}

func FuzzCondition(f *testing.F) {
	for _, text := range []string{
		`{"op":"atMost","question":"recommend","value":6}`, `{"op":"not","of":[{"op":"chose","question":"class","option":"base"}]}`,
		`{"op":"all","of":[]}`, `{"op":"always"}`, `{"op":"equal"}`, `null`,
	} {
		f.Add([]byte(text))
	}
	compiled := form(f, monitoring())
	f.Fuzz(func(t *testing.T, data []byte) {
		var c survey.Condition
		if json.Unmarshal(data, &c) != nil {
			return
		}
		roundTrip(t, c)
		r := survey.Response{Answers: answers{"recommend": survey.Points(3), "class": survey.Text("base")}}
		holds, err := compiled.Holds(c, r)
		if err != nil {
			return
		}
		opposite, err := compiled.Holds(survey.Not(c), r)
		if !errors.Is(err, survey.ErrLimit) {
			assert.NotEqual(t, holds, opposite)
		}
	})
}

func FuzzQuestionnaire(f *testing.F) {
	f.Add([]byte(`{"id":"0f0e0d0c-0b0a-4908-8706-050403020100","questions":[{"id":"A","kind":"csat"},` +
		`{"id":"B","kind":"multi","options":["x"],"showIf":{"op":"atMost","question":"A","value":3}}]}`))
	f.Add([]byte(`{"questions":[{"id":"A","kind":"nps","showIf":{"op":"answered","question":"A"}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		again[survey.Questionnaire](t, data)
		var q survey.Questionnaire
		if json.Unmarshal(data, &q) != nil {
			return
		}
		compiled, err := q.Compile()
		if err != nil {
			require.ErrorIs(t, err, survey.ErrInvalid)
			return
		}
		cleaned, _ := compiled.Clean(survey.Response{Answers: answers{q.Questions[0].ID: survey.Points(1)}})
		assert.LessOrEqual(t, len(compiled.Visible(cleaned)), len(q.Questions))
	})
}

func FuzzResponse(f *testing.F) {
	f.Add([]byte(`{"answers":{"recommend":3,"why":"late","class":["base"],"liked":["seat"],"parts":{"clean":2},"x":true}}`))
	f.Add([]byte(`{"took":90,"segments":{"brand":"OCC"},"answers":{"recommend":57,"punctuality":null}}`))
	compiled := form(f, monitoring())
	f.Fuzz(func(t *testing.T, data []byte) {
		again[survey.Response](t, data)
		var r survey.Response
		if json.Unmarshal(data, &r) != nil {
			return
		}
		cleaned, dropped := compiled.Clean(r)
		assert.Len(t, cleaned.Answers, len(r.Answers)-len(dropped))
		assert.Equal(t, compiled.Visible(r), compiled.Visible(cleaned))
		for _, fault := range answerErrors(t, compiled.Check(cleaned)) {
			assert.NotEqual(t, "hidden", fault.Code)
		}
		items := []survey.QuestionID{"recommend", "punctuality", "ease", "noise", "delay", "parts.clean", "parts.staff"}
		quality, err := compiled.Assess(r, items, survey.QualityOptions{Median: 1, MinIRV: 1})
		require.NoError(t, err)
		roundTrip(t, quality)
		rows, err := compiled.Rows(items, func(yield func(survey.Response) bool) { yield(r) })
		require.NoError(t, err)
		for row := range rows { // what is missing is hidden, or counted by Assess
			answered := 0
			for _, v := range row {
				if v != survey.Missing {
					answered++
				}
			}
			assert.LessOrEqual(t, quality.LongString, answered)
			assert.LessOrEqual(t, answered+quality.Missing, len(items))
		}
	})
}

func FuzzTally_UnmarshalBinary(f *testing.F) {
	f.Add([]byte(encoded(f, points(f, survey.KindNPS, survey.Scale{}, 9, 10, 0))))
	choices := empty(f, true)
	require.NoError(f, choices.AddChoices([]string{"a", "c"}))
	f.Add([]byte(encoded(f, choices)))
	f.Fuzz(func(t *testing.T, data []byte) {
		tally := points(t, survey.KindNPS, survey.Scale{}, 9)
		before := encoded(t, tally)
		if err := tally.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, survey.ErrDecode)
			assert.Equal(t, before, encoded(t, tally))
			return
		}
		assert.Equal(t, string(data), encoded(t, tally)) // canonical
		b := tally.Base()
		assert.Equal(t, b.Responses, b.Answered+b.Missing+b.Hidden+b.Invalid+b.Excluded)
		for _, n := range append(tally.Counts(), b.Answered, b.Missing, b.Hidden, b.Invalid, b.Excluded) {
			assert.GreaterOrEqual(t, n, int64(0))
		}
		if mean, err := tally.Mean(survey.Options{}); err == nil {
			finite(t, mean)
		}
	})
}

func FuzzProportion(f *testing.F) {
	f.Add(int64(81), int64(263), 0.95, uint8(2))
	f.Add(int64(0), int64(1), 1e-300, uint8(5))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), 1-1e-16, uint8(6))
	f.Fuzz(func(t *testing.T, x, n int64, level float64, method uint8) {
		o := survey.Options{Level: level, Method: survey.Method(method % 10)}
		if got, err := survey.Proportion(survey.Count{X: x, N: n}, o); err == nil {
			finite(t, got)
		}
	})
}

func FuzzTally_NPS(f *testing.F) {
	f.Add(uint16(6), uint16(2), uint16(2), uint8(62), 0.95)
	f.Add(uint16(1), uint16(0), uint16(1), uint8(0), 1-1e-16)
	f.Add(uint16(1), uint16(0), uint16(1), uint8(0), 1e-300)
	f.Fuzz(func(t *testing.T, p, q, d uint16, doublings uint8, level float64) {
		tally := split(t, int64(p), int64(q), int64(d))
		for range doublings % 50 {
			if tally.Merge(tally) != nil {
				break
			}
		}
		for _, m := range []survey.Method{survey.MethodWald, survey.MethodAdjustedWald, survey.MethodTrinomialT} {
			if got, err := tally.NPS(survey.Options{Level: level, Method: m}); err == nil {
				finite(t, got)
				assert.LessOrEqual(t, math.Abs(got.Value), 100.0)
			}
		}
		if got, err := tally.Mean(survey.Options{Level: level}); err == nil {
			finite(t, got)
		}
	})
}

// finite asserts that e holds no NaN, no infinity and ends in order.
func finite(t *testing.T, e survey.Estimate) {
	t.Helper()
	for _, x := range []float64{e.Value, e.SE, e.Interval.Low, e.Interval.High, e.Interval.Level} {
		assert.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%+v", e)
	}
	assert.GreaterOrEqual(t, e.SE, 0.0)
	assert.LessOrEqual(t, e.Interval.Low, e.Interval.High)
}
