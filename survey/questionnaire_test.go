package survey_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func faults(t *testing.T, err error) (list []string) {
	var all validator.ValidationErrors
	require.ErrorIs(t, err, survey.ErrInvalid)
	require.True(t, errors.As(err, &all), "%v", err)
	for _, fault := range all {
		list = append(list, fault.Namespace()+" "+fault.Tag())
	}
	return list
}

// deep nests a condition n times.
func deep(n int) survey.Condition {
	c := survey.Answered("recommend")
	for range n {
		c = survey.Not(c)
	}
	return c
}

func TestQuestionnaire_Validate(t *testing.T) {
	require.NoError(t, trip().Validate())
	for _, c := range []struct {
		name   string
		change func(q []survey.Question)
		want   []string
	}{
		{"id", func(q []survey.Question) { q[2].ID = "a.b"; q[3].ID = "" }, []string{"questions[2].id id", "questions[3].id id"}},
		{"twice", func(q []survey.Question) { q[2].ID = "effort" }, []string{"questions[3].id unique"}},
		{"no kind", func(q []survey.Question) { q[2].Kind = 0 }, []string{"questions[2].kind required"}},
		{"NPS of another scale", func(q []survey.Question) { q[0].Scale = survey.Scale{Min: 1, Max: 5} }, []string{"questions[0].scale scale"}},
		{"NPS reversed", func(q []survey.Question) { q[0].Scale.Reverse = true }, []string{"questions[0].scale scale"}},
		{"no scale", func(q []survey.Question) { q[2].Kind = survey.KindRating }, []string{"questions[2].scale scale"}},
		{"scale of a text", func(q []survey.Question) { q[1].Scale = survey.Scale{Min: 1, Max: 2} }, []string{"questions[1].scale scale"}},
		{"scale backwards", func(q []survey.Question) { q[2].Scale = survey.Scale{Min: 5, Max: 1} }, []string{"questions[2].scale scale"}},
		{"scale too wide", func(q []survey.Question) { q[2].Scale = survey.Scale{Max: 1001} }, []string{"questions[2].scale scale"}},
		{"scale beyond", func(q []survey.Question) { q[2].Scale = survey.Scale{Min: -1 << 62, Max: 1 << 62} }, []string{"questions[2].scale scale"}},
		{"no options", func(q []survey.Question) { q[4].Options = nil }, []string{"questions[4].options options"}},
		{"options twice", func(q []survey.Question) { q[4].Options = []string{"a", "a"} }, []string{"questions[4].options options"}},
		{"options of another form", func(q []survey.Question) { q[4].Options = []string{"\u00e9", "e\u0301"} }, []string{"questions[4].options options"}},
		{"empty option", func(q []survey.Question) { q[4].Options = []string{""} }, []string{"questions[4].options options"}},
		{"options of a text", func(q []survey.Question) { q[1].Options = []string{"a"} }, []string{"questions[1].options options"}},
		{"rows", func(q []survey.Question) { q[6].Rows = []string{"a b"} }, []string{"questions[6].rows rows"}},
		{"choices", func(q []survey.Question) { q[5].MinChoices = 4; q[4].MaxChoices = 1 }, []string{"questions[4].minChoices choices", "questions[5].minChoices choices"}},
		{"unknown question", func(q []survey.Question) { q[1].ShowIf = survey.Answered("x") }, []string{"questions[1].showIf unknown"}},
		{"unknown row", func(q []survey.Question) { q[1].ShowIf = survey.AtMost("clean.door", 2) }, []string{"questions[1].showIf unknown"}},
		{"unknown option", func(q []survey.Question) { q[6].ShowIf = survey.Chose("used", "bar") }, []string{"questions[6].showIf unknown"}},
		{"points of a text", func(q []survey.Question) { q[2].ShowIf = survey.AtMost("why", 2) }, []string{"questions[2].showIf operand"}},
		{"points of a whole matrix", func(q []survey.Question) { q[2].ShowIf = survey.AtMost("clean", 2) }, []string{"questions[2].showIf operand"}},
		{"choice of points", func(q []survey.Question) { q[2].ShowIf = survey.Chose("recommend", "9") }, []string{"questions[2].showIf operand"}},
		{"too deep", func(q []survey.Question) { q[2].ShowIf = deep(32) }, []string{"questions[2].showIf limit"}},
		{"too large", func(q []survey.Question) { q[2].ShowIf = survey.All(make([]survey.Condition, 10_000)...) }, []string{"questions[2].showIf limit"}},
		{"fields", func(q []survey.Question) { q[2].ShowIf = survey.Condition{Op: survey.OpAnswered} }, []string{"questions[2].showIf condition"}},
		{"op", func(q []survey.Question) { q[2].ShowIf = survey.Condition{Op: 99} }, []string{"questions[2].showIf condition"}},
		{"half a reference", func(q []survey.Question) { q[2].Promise.Kind = "x" }, []string{"questions[2].promise.id ref_half"}},
		{"itself", func(q []survey.Question) { q[2].ShowIf = survey.Answered("comfort") }, []string{"questions[2].showIf cycle"}},
	} {
		q := trip()
		c.change(q.Questions)
		var want []string
		for _, fault := range c.want {
			want = append(want, "Questionnaire."+fault)
		}
		assert.Equal(t, want, faults(t, q.Validate()), c.name)
		_, err := q.Compile()
		assert.ErrorIs(t, err, survey.ErrInvalid, c.name)
	}
	q := trip()
	q.Questions[2].ShowIf = deep(31)
	assert.NoError(t, q.Validate(), "32 deep are allowed")
	assert.Equal(t, []string{"Questionnaire.id required", "Questionnaire.questions min"}, faults(t, survey.Questionnaire{}.Validate()))
}

// TestCompile_cycle: through a row of a matrix too, and only the members are named.
func TestCompile_cycle(t *testing.T) {
	q := trip()
	q.Questions[1].ShowIf = survey.AtMost("clean.seat", 2)
	q.Questions[6].ShowIf = survey.Any(survey.Answered("recommend"), survey.Not(survey.Answered("comfort")))
	q.Questions[2].ShowIf = survey.Answered("why")
	_, err := q.Compile()
	var cycle survey.CycleError
	require.ErrorAs(t, err, &cycle)
	assert.Equal(t, []survey.QuestionID{"why", "clean", "comfort"}, cycle.IDs)
	q = trip()
	q.Questions[0].ShowIf = survey.Answered("comfort") // a forward reference
	assert.NoError(t, q.Validate())
}

func TestJSON(t *testing.T) {
	gap, err := survey.Gap(survey.Promised{Question: "x"}, recommended(1, 2, 3), survey.Options{})
	require.NoError(t, err)
	full := trip()
	full.Questions[0].Text = map[string]string{"en": "Would you?", "es": "¿Lo haría?"}
	for _, value := range []any{
		&full, &survey.Questionnaire{}, &survey.Question{}, &survey.Response{}, &survey.Scale{}, &survey.Estimate{}, &gap, &survey.Condition{},
		&survey.Response{Answers: map[survey.QuestionID]survey.Answer{
			"a": survey.Points(-3), "b": survey.Choices(), "c": survey.Choices("x", "y"), "d": survey.Text("<t>"), "e": survey.Grid(map[string]int{"r": 1}), "f": {},
		}},
	} {
		first, err := json.Marshal(value)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, value))
		again, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	text, err := json.Marshal(trip().Questions[1].ShowIf)
	require.NoError(t, err)
	assert.JSONEq(t, `{"op":"atMost","question":"recommend","value":6}`, string(text))
}

func TestCondition_JSON_faults(t *testing.T) {
	for text, cause := range map[string]error{
		`{"op":"sometimes"}`: survey.ErrUnknown, `{"op":"atMost","question":"a"}`: survey.ErrInvalid,
		`{"op":"answered","question":"a","value":1}`: survey.ErrInvalid, `{"op":"answered","question":""}`: survey.ErrInvalid,
		`{"op":"not","of":[]}`: survey.ErrInvalid, `{"op":"always","if":1}`: survey.ErrInvalid, `[]`: survey.ErrInvalid,
		strings.Repeat(`{"op":"not","of":[`, 32) + `{"op":"always"}` + strings.Repeat(`]}`, 32): survey.ErrLimit,
		`{"op":"all","of":[` + strings.Repeat(`{"op":"always"},`, 10_000) + `{"op":"always"}]}`: survey.ErrLimit,
	} {
		c := survey.Answered("kept")
		assert.ErrorIs(t, json.Unmarshal([]byte(text), &c), cause, "%.80s", text)
		assert.Equal(t, survey.Answered("kept"), c, "an error leaves it alone")
	}
	_, err := json.Marshal(deep(32))
	assert.ErrorIs(t, err, survey.ErrLimit)
	_, err = json.Marshal(survey.Condition{Op: survey.OpNot})
	assert.ErrorIs(t, err, survey.ErrInvalid)
	_, err = json.Marshal(survey.All(survey.Condition{Op: survey.OpNot}))
	assert.ErrorIs(t, err, survey.ErrInvalid)
	for name, c := range map[string]survey.Condition{"deep": deep(32), "fields": {Op: survey.OpAnswered}, "op": {Op: 77}, "part": survey.All(survey.Answered("x"))} {
		_, err := form().Holds(c, survey.Response{})
		assert.Error(t, err, name)
	}
}

// condition draws a condition on the questions of trip.
func condition(t *rapid.T, depth int) survey.Condition {
	if depth > 0 {
		switch rapid.IntRange(0, 3).Draw(t, "branch") {
		case 0:
			return survey.Not(condition(t, depth-1))
		case 1:
			return survey.All(condition(t, depth-1), condition(t, depth-1))
		case 2:
			return survey.Any(condition(t, depth-1), condition(t, depth-1))
		}
	}
	return rapid.SampledFrom([]survey.Condition{
		{}, survey.Answered("recommend"), survey.AtLeast("recommend", 9), survey.AtMost("comfort", 2), survey.Equal("effort", 4), survey.Chose("used", "screen"),
	}).Draw(t, "leaf")
}

// TestForm_Visible_oracle: hiding answers again and again until nothing changes gives the same questions.
func TestForm_Visible_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := trip()
		for i := range q.Questions {
			q.Questions[i].ShowIf = condition(t, 2)
		}
		f, err := q.Compile()
		if err != nil {
			require.ErrorAs(t, err, &survey.CycleError{})
			return
		}
		r := answers(map[survey.QuestionID]survey.Answer{})
		for id, answer := range map[survey.QuestionID]survey.Answer{"recommend": survey.Points(9), "comfort": survey.Points(2), "effort": survey.Points(4), "used": survey.Choices("screen")} {
			if rapid.Bool().Draw(t, string(id)) {
				r.Answers[id] = answer
			}
		}
		visible := map[survey.QuestionID]bool{}
		for range len(q.Questions) + 1 { // so often at most does a change pass on
			next := map[survey.QuestionID]bool{}
			for _, question := range q.Questions {
				next[question.ID] = slowHolds(question.ShowIf, r, visible)
			}
			visible = next
		}
		for _, question := range q.Questions {
			assert.Equal(t, visible[question.ID], slices.Contains(f.Visible(r), question.ID), question.ID)
			holds, err := f.Holds(question.ShowIf, r)
			require.NoError(t, err)
			assert.Equal(t, visible[question.ID], holds)
		}
		clean, _ := f.Clean(r)
		assert.Equal(t, f.Visible(r), f.Visible(clean), "a fixpoint")
		text, err := json.Marshal(q)
		require.NoError(t, err)
		var back survey.Questionnaire
		require.NoError(t, json.Unmarshal(text, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
	})
}

// slowHolds is a condition by its definition, given which questions are shown.
func slowHolds(c survey.Condition, r survey.Response, visible map[survey.QuestionID]bool) bool {
	answer, points, given := r.Answers[c.Question], 0, false
	if visible[c.Question] {
		points, given = answer.Points()
	}
	switch c.Op {
	case survey.OpAll:
		for _, part := range c.Of {
			if !slowHolds(part, r, visible) {
				return false
			}
		}
		return true
	case survey.OpAny:
		for _, part := range c.Of {
			if slowHolds(part, r, visible) {
				return true
			}
		}
		return false
	case survey.OpNot:
		return !slowHolds(c.Of[0], r, visible)
	case survey.OpAnswered:
		return given
	case survey.OpAtLeast:
		return given && points >= c.Value
	case survey.OpAtMost:
		return given && points <= c.Value
	case survey.OpEqual:
		return given && points == c.Value
	case survey.OpChose:
		chosen, ok := answer.Choices()
		return ok && visible[c.Question] && len(chosen) == 1 && chosen[0] == c.Option
	}
	return true
}
