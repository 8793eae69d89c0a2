package survey_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestCondition_JSON(t *testing.T) {
	for text, c := range map[string]survey.Condition{
		`{"op":"always"}`: {},
		`{"op":"atMost","question":"Q1","value":6}`:  survey.AtMost("Q1", 6),
		`{"op":"atLeast","question":"Q1","value":0}`: survey.AtLeast("Q1", 0), // a zero is written
		`{"op":"equal","question":"","value":-1}`:    survey.Equal("", -1),
		`{"op":"chose","question":"Q4","option":""}`: survey.Chose("Q4", ""),
		`{"op":"answered","question":"Q6.clean"}`:    survey.Answered("Q6.clean"),
		`{"op":"all","of":[]}`:                       {Op: survey.OpAll, Of: []survey.Condition{}},
		`{"op":"not","of":[{"op":"any","of":[{"op":"answered","question":"Q1"},{"op":"always"}]}]}`: survey.Not(
			survey.Any(survey.Answered("Q1"), survey.Condition{})),
	} {
		got, err := json.Marshal(c)
		require.NoError(t, err)
		assert.Equal(t, text, string(got))
		assert.Equal(t, c, roundTrip(t, c))
	}
	got, err := json.Marshal(survey.Any()) // nil and empty are written alike
	require.NoError(t, err)
	assert.Equal(t, `{"op":"any","of":[]}`, string(got))
}

func TestCondition_MarshalJSON_refuses(t *testing.T) {
	_, err := survey.Condition{Op: 9}.MarshalJSON()
	require.ErrorIs(t, err, survey.ErrUnknown)
	_, err = survey.Not(survey.Condition{Op: survey.OpAnswered, Value: 1}).MarshalJSON()
	require.ErrorIs(t, err, survey.ErrInvalid)
}

func TestCondition_UnmarshalJSON_refuses(t *testing.T) {
	for text, want := range map[string]error{
		`{"op":"sometimes"}`:      survey.ErrUnknown,
		`{"op":""}`:               survey.ErrUnknown,
		`{}`:                      survey.ErrDecode,
		`{"question":"Q1"}`:       survey.ErrDecode,
		`[]`:                      survey.ErrDecode,
		`{"op":"always"} x`:       survey.ErrDecode,
		`{"op":"always","of":[]}`: survey.ErrDecode,
		`{"op":"answered","question":"Q1","value":3}`:   survey.ErrDecode,
		`{"op":"equal","question":"Q1"}`:                survey.ErrDecode,
		`{"op":"equal","question":"Q1","value":6.5}`:    survey.ErrDecode,
		`{"op":"chose","question":"Q1"}`:                survey.ErrDecode,
		`{"op":"all"}`:                                  survey.ErrDecode,
		`{"op":"all","of":null}`:                        survey.ErrDecode,
		`{"op":"all","of":[null]}`:                      survey.ErrDecode,
		`{"op":"answered","question":"Q1","show":true}`: survey.ErrDecode,
		strings.Repeat(`{"op":"not","of":[`, 33) + `]}`: survey.ErrDecode, // not JSON
		nested(33):   survey.ErrLimit,
		nested(4000): survey.ErrLimit,
		nested(9000): survey.ErrDecode, // deeper than the decoder goes
		`{"op":"all","of":[` + many(9_999) + `]}`:            nil,
		`{"op":"all","of":[` + many(10_000) + `]}`:           survey.ErrLimit,
		`{"op":"all","of":[{"op":"answered","value":1}]}   `: survey.ErrDecode,
	} {
		c := survey.Answered("kept")
		err := c.UnmarshalJSON([]byte(text))
		if want == nil {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, want, "%.60s", text)
		assert.Equal(t, survey.Answered("kept"), c)
	}
	c := survey.Answered("kept")
	require.NoError(t, c.UnmarshalJSON([]byte("null")))
	assert.Equal(t, survey.Answered("kept"), c)
}

// nested is a condition in JSON with so many levels.
func nested(depth int) string {
	return strings.Repeat(`{"op":"not","of":[`, depth-1) + `{"op":"always"}` + strings.Repeat(`]}`, depth-1)
}

// many is a list of n conditions.
func many(n int) string { return strings.Join(repeat(`{"op":"always"}`, n), ",") }

func TestForm_Holds(t *testing.T) {
	f := form(t, monitoring())
	r := survey.Response{Answers: answers{
		"recommend": survey.Points(9), "punctuality": survey.Points(57), "ease": survey.Text("7"), "class": survey.Text("first"),
		"why": survey.Text("late"), "liked": survey.Choices("seat", "film"), "noise": survey.Points(5),
		"parts": survey.Grid(map[string]int{"clean": 2, "staff": 9}),
	}}
	for _, c := range []struct {
		name string
		c    survey.Condition
		want bool
	}{
		{"always", survey.Condition{}, true},
		{"all of nothing", survey.All(), true},
		{"any of nothing", survey.Any(), false},
		{"not", survey.Not(survey.Condition{}), false},
		{"equal", survey.Equal("recommend", 9), true},
		{"at least", survey.AtLeast("recommend", 9), true},
		{"at least, more", survey.AtLeast("recommend", 10), false},
		{"at most", survey.AtMost("recommend", 9), true},
		{"at most, less", survey.AtMost("recommend", 8), false},
		{"chosen", survey.Chose("class", "first"), true},
		{"not chosen", survey.Chose("class", "base"), false},
		{"chosen among others", survey.Chose("liked", "film"), true},
		{"off the scale counts as absent", survey.Answered("punctuality"), false},
		{"so it is not at least 4", survey.AtLeast("punctuality", 4), false},
		{"words where points are due", survey.Answered("ease"), false},
		{"not answered", survey.Answered("delay"), false},
		{"compared with nothing", survey.AtMost("delay", 600), false},
		{"hidden", survey.Answered("why"), false},
		{"not of hidden", survey.Not(survey.Answered("why")), true},
		{"raw, not as scored", survey.Equal("noise", 5), true},
		{"row", survey.AtMost("parts.clean", 2), true},
		{"row off its scale", survey.AtLeast("parts.staff", 2), false},
		{"row not answered", survey.Answered("parts.comfort"), false},
		{"matrix with a bad row", survey.Answered("parts"), false},
		{"all", survey.All(survey.Condition{}, survey.Any()), false},
		{"any", survey.Any(survey.Any(), survey.Condition{}), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := f.Holds(c.c, r)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

func TestForm_Holds_refuses(t *testing.T) {
	f := form(t, monitoring())
	for _, c := range []survey.Condition{survey.Answered("Q9"), survey.Not(survey.Equal("class", 1)), {Op: 12}} {
		_, err := f.Holds(c, survey.Response{})
		require.ErrorIs(t, err, survey.ErrInvalid)
	}
}

// The oracle shows everything, hides what its conditions do not show given what is shown, and repeats until nothing
// changes: on a questionnaire without circles it must end, and where it ends is the one answer.
func TestForm_Visible_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "questions")
		ids := []survey.QuestionID{"A", "B", "C", "D", "E", "F", "G", "H"}[:n]
		order := rapid.Permutation(ids).Draw(t, "order") // so that conditions lead forward and back
		q := survey.Questionnaire{ID: uuid.UUID{1}}
		showIf := map[survey.QuestionID]survey.Condition{}
		for i, id := range ids {
			if i > 0 && rapid.Bool().Draw(t, "conditional") {
				showIf[id] = drawCondition(t, ids[:i], 3)
			}
		}
		for _, id := range order {
			q.Questions = append(q.Questions, survey.Question{ID: id, Kind: survey.KindCSAT, ShowIf: showIf[id]})
		}
		given := answers{}
		for _, id := range ids {
			if v := rapid.IntRange(0, 6).Draw(t, "answer"); v > 0 { // 6 is invalid
				given[id] = survey.Points(v)
			}
		}

		shown := map[survey.QuestionID]bool{}
		for _, id := range ids {
			shown[id] = true
		}
		for range ids { // each pass settles one more
			for _, id := range ids {
				shown[id] = slowHolds(showIf[id], given, shown)
			}
		}
		var want []survey.QuestionID
		for _, id := range order {
			if shown[id] {
				want = append(want, id)
			}
		}
		f := form(t, q)
		got := f.Visible(survey.Response{Answers: given})
		assert.ElementsMatch(t, want, got)
		assert.Equal(t, want, got)

		cleaned, dropped := f.Clean(survey.Response{Answers: given})
		assert.Equal(t, got, f.Visible(cleaned)) // a fixpoint
		for _, id := range dropped {
			assert.False(t, shown[id])
		}
		for _, id := range ids {
			raw, err := f.Tally(id, responses(given))
			require.NoError(t, err)
			clean, err := f.Tally(id, responses(cleaned.Answers))
			require.NoError(t, err)
			assert.Equal(t, encoded(t, raw), encoded(t, clean))
		}
	})
}

// drawCondition draws a condition on the questions.
func drawCondition(t *rapid.T, ids []survey.QuestionID, depth int) survey.Condition {
	id := rapid.SampledFrom(ids).Draw(t, "on")
	v := rapid.IntRange(1, 5).Draw(t, "value")
	op := rapid.IntRange(0, 7).Draw(t, "op")
	if depth == 0 && op > 4 {
		op = 1
	}
	parts := func() (of []survey.Condition) {
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			of = append(of, drawCondition(t, ids, depth-1))
		}
		return of
	}
	switch op {
	case 0:
		return survey.Condition{}
	case 1:
		return survey.Answered(id)
	case 2:
		return survey.Equal(id, v)
	case 3:
		return survey.AtLeast(id, v)
	case 4:
		return survey.AtMost(id, v)
	case 5:
		return survey.Not(drawCondition(t, ids, depth-1))
	case 6:
		return survey.Condition{Op: survey.OpAll, Of: parts()}
	}
	return survey.Condition{Op: survey.OpAny, Of: parts()}
}

// slowHolds asks c of answers 1 to 5, given what is shown.
func slowHolds(c survey.Condition, given answers, shown map[survey.QuestionID]bool) bool {
	v, answered := given[c.Question].Points()
	answered = answered && shown[c.Question] && 1 <= v && v <= 5
	held := 0
	for _, part := range c.Of {
		if slowHolds(part, given, shown) {
			held++
		}
	}
	return map[survey.Op]bool{
		survey.OpAlways:   true,
		survey.OpAll:      held == len(c.Of),
		survey.OpAny:      held > 0,
		survey.OpNot:      held == 0,
		survey.OpAnswered: answered,
		survey.OpEqual:    answered && v == c.Value,
		survey.OpAtLeast:  answered && v >= c.Value,
		survey.OpAtMost:   answered && v <= c.Value,
	}[c.Op]
}
