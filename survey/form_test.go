package survey_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// decoded is the answer in JSON.
func decoded(t *testing.T, text string) (a survey.Answer) {
	require.NoError(t, json.Unmarshal([]byte(text), &a))
	return a
}

func TestForm_Check(t *testing.T) {
	f := form(t, monitoring())
	due := answers{"recommend": survey.Points(10), "punctuality": survey.Points(5)}
	for _, c := range []struct {
		id     survey.QuestionID
		answer string
		want   []survey.AnswerError // nil: clean
	}{
		{"recommend", `57`, []survey.AnswerError{{"recommend", "range", "57"}}},
		{"recommend", `-1`, []survey.AnswerError{{"recommend", "range", "-1"}}},
		{"recommend", `11`, []survey.AnswerError{{"recommend", "range", "11"}}},
		{"recommend", `6.5`, []survey.AnswerError{{"recommend", "integer", "6.5"}}},
		{"recommend", `1e400`, []survey.AnswerError{{"recommend", "integer", "1e400"}}},
		{"recommend", `99999999999999999999.0`, []survey.AnswerError{{"recommend", "range", "99999999999999999999.0"}}},
		{"recommend", `"9"`, []survey.AnswerError{{"recommend", "kind", "9"}}},
		{"recommend", `true`, []survey.AnswerError{{"recommend", "kind", "true"}}},
		{"recommend", `["a","b"]`, []survey.AnswerError{{"recommend", "kind", `["a" "b"]`}}},
		{"recommend", `{"b":1,"a":2}`, []survey.AnswerError{{"recommend", "kind", `rows ["a" "b"]`}}},
		{"recommend", `null`, []survey.AnswerError{{"recommend", "required", ""}}},
		{"recommend", `0`, nil},
		{"why", `"late"`, []survey.AnswerError{{"why", "hidden", "late"}}},
		{"why", `null`, nil},
		{"delay", `0`, []survey.AnswerError{{"delay", "hidden", "0"}}},
		{"noise", `6`, []survey.AnswerError{{"noise", "range", "6"}}},
		{"ease", `1`, nil},
		{"class", `"base"`, nil},
		{"class", `["base"]`, nil},
		{"class", `"third"`, []survey.AnswerError{{"class", "option", "third"}}},
		{"class", `["base","first"]`, []survey.AnswerError{{"class", "many", "2"}}},
		{"class", `1`, []survey.AnswerError{{"class", "kind", "1"}}},
		{"liked", `"film"`, nil},
		{"liked", `["film","price","seat"]`, nil},
		{"liked", `["film","film"]`, []survey.AnswerError{{"liked", "duplicate", "film"}}},
		{"liked", `["film","tea"]`, []survey.AnswerError{{"liked", "option", "tea"}}},
		{"liked", `["film","price","seat","driver"]`, []survey.AnswerError{{"liked", "many", "4"}}},
		{"liked", `false`, []survey.AnswerError{{"liked", "kind", "false"}}},
		{"parts", `{"clean":5}`, nil},
		{"parts", `{"clean":6,"comfort":6.5,"staff":"5"}`, []survey.AnswerError{
			{"parts.clean", "range", "6"},
			{"parts.comfort", "integer", "6.5"},
			{"parts.staff", "kind", `"5"`},
		}},
		{"parts", `{"driver":5,"door":4}`, []survey.AnswerError{{"parts", "row", "door"}, {"parts", "row", "driver"}}},
		{"parts", `5`, []survey.AnswerError{{"parts", "kind", "5"}}},
		{"Q9", `5`, []survey.AnswerError{{"Q9", "unknown", "5"}}},
	} {
		t.Run(string(c.id)+c.answer, func(t *testing.T) {
			r := survey.Response{Answers: maps.Clone(due)}
			r.Answers[c.id] = decoded(t, c.answer)
			assert.Equal(t, c.want, answerErrors(t, f.Check(r)))
		})
	}
}

func TestForm_Check_everyFaultInOrder(t *testing.T) {
	f := form(t, monitoring())
	got := answerErrors(t, f.Check(survey.Response{Answers: answers{
		"Q9": survey.Points(1), "Q8": survey.Points(1), "dirt": survey.Text("mud"), "recommend": survey.Points(0),
		"why": survey.Text("ñandú late"), "class": survey.Text("x"),
	}}))
	assert.Equal(t, []survey.AnswerError{ // ten characters, eleven bytes and more: not long
		{"punctuality", "required", ""},
		{"class", "option", "x"},
		{"dirt", "hidden", "mud"},
		{"Q8", "unknown", "1"},
		{"Q9", "unknown", "1"},
	}, got)
	got = answerErrors(t, f.Check(survey.Response{Answers: answers{
		"recommend": survey.Points(0), "punctuality": survey.Points(1), "why": survey.Text(strings.Repeat("é", 60)),
		"dirt": survey.Points(5), "parts": survey.Grid(map[string]int{"clean": 1}),
	}}))
	assert.Equal(t, []survey.AnswerError{{"why", "long", strings.Repeat("é", 40)}, {"dirt", "kind", "5"}}, got)
}

func TestForm_Check_requiredRows(t *testing.T) {
	q := survey.Questionnaire{ID: uuid.UUID{1}, Questions: []survey.Question{
		{ID: "few", Kind: survey.KindMulti, Options: []string{"a", "b"}, MinChoices: 2},
		{ID: "p", Kind: survey.KindMatrix, Rows: []string{"a", "b"}, Scale: survey.Scale{Min: 1, Max: 3}, Required: true},
	}}
	f := form(t, q)
	assert.Equal(t, []survey.AnswerError{{"p.a", "required", ""}, {"p.b", "required", ""}},
		answerErrors(t, f.Check(survey.Response{})))
	half := survey.Response{Answers: answers{"few": survey.Text("a"), "p": survey.Grid(map[string]int{"b": 3})}}
	assert.Equal(t, []survey.AnswerError{{"few", "few", "1"}, {"p.a", "required", ""}}, answerErrors(t, f.Check(half)))
	outcome, err := f.Outcome(half, "p")
	require.NoError(t, err)
	assert.Equal(t, survey.OutcomeAnswered, outcome) // what is there is sound
}

// More choices than any question can offer: said once, not a hundred thousand times.
func TestForm_Check_flood(t *testing.T) {
	f := form(t, monitoring())
	r := survey.Response{Answers: answers{
		"recommend": survey.Points(10), "punctuality": survey.Points(4), "liked": survey.Choices(repeat("x", 100_000)...),
	}}
	assert.Equal(t, []survey.AnswerError{{"liked", "many", "100000"}}, answerErrors(t, f.Check(r)))
}

func TestForm_Outcome(t *testing.T) {
	f := form(t, monitoring())
	r := survey.Response{Answers: answers{
		"recommend": survey.Points(8), "why": survey.Text("late"), "punctuality": survey.Points(6), "class": survey.Text("base"),
		"parts": decoded(t, `{"clean":5,"comfort":6.5}`),
	}}
	for id, want := range map[survey.QuestionID]survey.Outcome{
		"recommend": survey.OutcomeAnswered, "why": survey.OutcomeHidden, "punctuality": survey.OutcomeInvalid,
		"ease": survey.OutcomeMissing, "class": survey.OutcomeAnswered, "liked": survey.OutcomeHidden,
		"parts": survey.OutcomeInvalid, "parts.clean": survey.OutcomeAnswered, "parts.comfort": survey.OutcomeInvalid,
		"parts.staff": survey.OutcomeMissing,
	} {
		got, err := f.Outcome(r, id)
		require.NoError(t, err)
		assert.Equal(t, want, got, id)
	}
	for _, id := range []survey.QuestionID{"Q9", "parts.driver", "class.base", ""} {
		_, err := f.Outcome(r, id)
		require.ErrorIs(t, err, survey.ErrNotFound)
	}
	r.Answers["parts"] = survey.Points(3)
	got, err := f.Outcome(r, "parts.clean")
	require.NoError(t, err)
	assert.Equal(t, survey.OutcomeInvalid, got)
}

func TestForm_Clean(t *testing.T) {
	f := form(t, monitoring())
	r := survey.Response{
		Segments: map[string]string{"brand": "OCC"},
		Answers: answers{
			"recommend": survey.Points(9), "why": survey.Text("old"), "delay": survey.Points(5), "Q9": survey.Points(1),
			"class": survey.Text("base"), "liked": survey.Text("film"),
		},
	}
	cleaned, dropped := f.Clean(r)
	assert.Equal(t, []survey.QuestionID{"why", "delay", "liked"}, dropped)
	assert.Equal(t, answers{"recommend": survey.Points(9), "class": survey.Text("base"), "Q9": survey.Points(1)}, cleaned.Answers)
	assert.Len(t, r.Answers, 6)
	cleaned.Segments["brand"] = "PLATINUM"
	assert.Equal(t, "OCC", r.Segments["brand"])
	_, dropped = f.Clean(cleaned)
	assert.Empty(t, dropped)
}

func TestForm_Tally(t *testing.T) {
	f := form(t, monitoring())
	rs := responses(
		answers{"recommend": survey.Points(10), "class": survey.Text("first"), "liked": survey.Choices("seat", "film")},
		answers{"recommend": survey.Points(9), "class": survey.Choices("luxury"), "liked": survey.Text("film"), "noise": survey.Points(1)},
		answers{"recommend": survey.Points(57), "liked": survey.Text("film"), "noise": survey.Points(1)},
		answers{"recommend": survey.Points(9), "liked": survey.Choices("film", "film"), "noise": survey.Points(6)},
		answers{"class": survey.Text("base"), "noise": survey.Points(4), "parts": decoded(t, `{"clean":2,"staff":0}`)},
		answers{"recommend": survey.Points(10), "parts": survey.Grid(map[string]int{"clean": 5})},
	)
	for _, c := range []struct {
		id     survey.QuestionID
		counts []int64
		base   survey.Base
	}{
		{
			"recommend",
			[]int64{0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2},
			survey.Base{Responses: 6, Answered: 4, Missing: 1, Invalid: 1},
		},
		{"class", []int64{1, 1, 1}, survey.Base{Responses: 6, Answered: 3, Missing: 3}},
		{"liked", []int64{1, 2, 0, 0}, survey.Base{Responses: 6, Answered: 2, Missing: 1, Invalid: 1, Hidden: 2}},
		{"noise", []int64{0, 1, 0, 0, 2}, survey.Base{Responses: 6, Answered: 3, Missing: 2, Invalid: 1}}, // reversed
		{"parts.clean", []int64{0, 1, 0, 0, 1}, survey.Base{Responses: 6, Answered: 2, Missing: 4}},
		{"parts.staff", []int64{0, 0, 0, 0, 0}, survey.Base{Responses: 6, Missing: 5, Invalid: 1}},
	} {
		tally, err := f.Tally(c.id, rs)
		require.NoError(t, err)
		assert.Equal(t, c.counts, tally.Counts(), c.id)
		assert.Equal(t, c.base, tally.Base(), c.id)
	}
	for id, want := range map[survey.QuestionID]error{
		"why": survey.ErrKind, "parts": survey.ErrKind, "Q9": survey.ErrNotFound, "parts.driver": survey.ErrNotFound,
	} {
		_, err := f.Tally(id, rs)
		require.ErrorIs(t, err, want)
		_, err = f.TallyBy(id, "brand", rs)
		require.ErrorIs(t, err, want)
	}
}

func TestForm_TallyBy_sumsToTally(t *testing.T) {
	f := form(t, monitoring())
	var rs []survey.Response
	for i := range 100 {
		r := survey.Response{Answers: answers{"recommend": survey.Points(i % 13), "class": survey.Text([]string{"base", "first", "x"}[i%3])}}
		if brand := []string{"OCC", "ADO GL", ""}[i%3]; brand != "" {
			r.Segments = map[string]string{"brand": brand}
		}
		rs = append(rs, r)
	}
	for _, id := range []survey.QuestionID{"recommend", "class"} {
		whole, err := f.Tally(id, slices.Values(rs))
		require.NoError(t, err)
		parts, err := f.TallyBy(id, "brand", slices.Values(rs))
		require.NoError(t, err)
		require.Len(t, parts, 3)
		merged := parts[""]
		for _, brand := range []string{"OCC", "ADO GL"} {
			require.NoError(t, merged.Merge(parts[brand]))
		}
		assert.Equal(t, encoded(t, whole), encoded(t, merged))
	}
}

func TestForm_zero(t *testing.T) {
	var f survey.Form
	assert.Empty(t, f.Visible(survey.Response{}))
	require.NoError(t, f.Check(survey.Response{}))
	_, err := f.Tally("recommend", responses())
	require.ErrorIs(t, err, survey.ErrNotFound)
}

// A form keeps nothing of its questionnaire that a caller could change.
func TestForm_immutable(t *testing.T) {
	q := monitoring()
	f := form(t, q)
	q.Questions[7].ShowIf.Of[0].Value = 0
	q.Questions[6].Options[0] = "changed"
	q.Questions[8].Rows[0] = "changed"
	r := survey.Response{Answers: answers{
		"recommend": survey.Points(8), "punctuality": survey.Points(5), "class": survey.Text("base"),
		"parts": survey.Grid(map[string]int{"clean": 3}),
	}}
	require.NoError(t, f.Check(r))
	assert.NotContains(t, f.Visible(r), survey.QuestionID("liked"))
	tally, err := f.Tally("class", responses(r.Answers))
	require.NoError(t, err)
	count, err := tally.Option("base")
	require.NoError(t, err)
	assert.Equal(t, survey.Count{X: 1, N: 1}, count)
}
