package survey_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestQuestionnaire_Validate_sound(t *testing.T) {
	require.NoError(t, monitoring().Validate())
}

func TestQuestionnaire_Validate_zero(t *testing.T) {
	assert.Equal(t, []string{"id required", "questions required"}, faults(t, survey.Questionnaire{}.Validate()))
	_, err := survey.Questionnaire{}.Compile()
	require.ErrorIs(t, err, survey.ErrInvalid)
}

func TestQuestionnaire_Validate_question(t *testing.T) {
	likert := survey.Scale{Min: 1, Max: 5}
	yesNo := []string{"yes", "no"}
	for _, c := range []struct {
		name string
		q    survey.Question
		want []string
	}{
		{"zero", survey.Question{}, []string{"id required", "kind required"}},
		{"no such kind", survey.Question{ID: "Q", Kind: 11}, []string{"kind max"}},
		{"dotted id", survey.Question{ID: "Q.a", Kind: survey.KindNPS}, []string{"id code"}},
		{"long id", survey.Question{ID: survey.QuestionID(strings.Repeat("a", 65)), Kind: survey.KindNPS}, []string{"id code"}},
		{"rating without scale", survey.Question{ID: "Q", Kind: survey.KindRating}, []string{"scale required"}},
		{
			"scale of one point",
			survey.Question{ID: "Q", Kind: survey.KindRating, Scale: survey.Scale{Min: 3, Max: 3}},
			[]string{"scale.max above_min"},
		},
		{
			"scale too wide",
			survey.Question{ID: "Q", Kind: survey.KindNumber, Scale: survey.Scale{Max: 1001}},
			[]string{"scale.max span"},
		},
		{
			"widest scale, an overflow of int",
			survey.Question{ID: "Q", Kind: survey.KindNumber, Scale: survey.Scale{Min: math.MinInt, Max: math.MaxInt}},
			[]string{"scale.max span"},
		},
		{
			"labels",
			survey.Question{ID: "Q", Kind: survey.KindLikert, Scale: survey.Scale{Min: 1, Max: 2, Labels: yesNo[:1]}},
			[]string{"scale.labels labels_count"},
		},
		{"nps of five", survey.Question{ID: "Q", Kind: survey.KindNPS, Scale: likert}, []string{"scale nps_scale"}},
		{
			"nps reversed",
			survey.Question{ID: "Q", Kind: survey.KindNPS, Scale: survey.Scale{Max: 10, Reverse: true}},
			[]string{"scale nps_scale"},
		},
		{
			"csat of two",
			survey.Question{ID: "Q", Kind: survey.KindCSAT, Scale: survey.Scale{Min: 1, Max: 2}},
			[]string{"scale csat_scale"},
		},
		{
			"all unused",
			survey.Question{
				ID: "Q", Kind: survey.KindText, Scale: likert, Options: yesNo, Rows: yesNo, MinChoices: 1, MaxChoices: 2,
			},
			[]string{"maxChoices unused", "minChoices unused", "options unused", "rows unused", "scale unused"},
		},
		{"runes of a choice", survey.Question{ID: "Q", Kind: survey.KindSingle, Options: yesNo, MaxRunes: 9}, []string{"maxRunes unused"}},
		{"too many runes", survey.Question{ID: "Q", Kind: survey.KindText, MaxRunes: 100_001}, []string{"maxRunes max"}},
		{"no options", survey.Question{ID: "Q", Kind: survey.KindSingle}, []string{"options required"}},
		{
			"options",
			survey.Question{ID: "Q", Kind: survey.KindSingle, Options: []string{"a", "", "a", "b"}},
			[]string{"options[1] required", "options[2] option_dup"},
		},
		{ // é composed, and e with a combining accent
			"options alike",
			survey.Question{ID: "Q", Kind: survey.KindSingle, Options: []string{"caf\u00e9", "cafe\u0301"}},
			[]string{"options[1] option_dup"},
		},
		{
			"too many options",
			survey.Question{ID: "Q", Kind: survey.KindMulti, Options: repeat("a", 1001)},
			[]string{"options max"},
		},
		{
			"choices",
			survey.Question{ID: "Q", Kind: survey.KindMulti, Options: yesNo, MinChoices: 4, MaxChoices: 3},
			[]string{"maxChoices above_min", "maxChoices choices", "minChoices choices"},
		},
		{
			"negative",
			survey.Question{ID: "Q", Kind: survey.KindMulti, Options: yesNo, MinChoices: -1},
			[]string{"minChoices min"},
		},
		{"no rows", survey.Question{ID: "Q", Kind: survey.KindMatrix, Scale: likert}, []string{"rows required"}},
		{
			"rows",
			survey.Question{ID: "Q", Kind: survey.KindMatrix, Scale: likert, Rows: []string{"a", "b c", "a"}},
			[]string{"rows[1] code", "rows[2] row_dup"},
		},
		{
			"half refs",
			survey.Question{ID: "Q", Kind: survey.KindNPS, Promise: survey.Ref{Kind: "promise.attribute"}},
			[]string{"promise.id ref_half"},
		},
		{
			"the other half",
			survey.Question{ID: "Q", Kind: survey.KindNPS, Promise: survey.Ref{ID: "x"}},
			[]string{"promise.kind ref_half"},
		},
		{
			"dirty text",
			survey.Question{ID: "Q", Kind: survey.KindNPS, Text: map[string]string{"en": "a\x00"}, Construct: "\xff"},
			[]string{"construct clean", "text[en] clean"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := survey.Questionnaire{ID: uuid.UUID{1}, Questions: []survey.Question{c.q}}
			var want []string
			for _, fault := range c.want {
				want = append(want, "questions[0]."+fault)
			}
			assert.Equal(t, want, faults(t, q.Validate()))
		})
	}
}

func TestQuestionnaire_Validate_between(t *testing.T) {
	for _, c := range []struct {
		name   string
		showIf survey.Condition // of the last question, "why"
		want   []string
	}{
		{"unknown question", survey.Answered("Q9"), []string{".question code_unknown"}},
		{"unknown row", survey.AtMost("parts.driver", 2), []string{".question code_unknown"}},
		{"row of no matrix", survey.AtMost("recommend.x", 2), []string{".question code_unknown"}},
		{"points of a text", survey.Equal("dirt", 2), []string{".question operand"}},
		{"points of a matrix", survey.AtLeast("parts", 2), []string{".question operand"}},
		{"choice of points", survey.Chose("recommend", "9"), []string{".question operand"}},
		{"off the scale", survey.AtMost("recommend", 57), []string{".value range"}},
		{"unknown option", survey.Chose("class", "third"), []string{".option option_unknown"}},
		{"not of none", survey.Condition{Op: survey.OpNot}, []string{".of of_one"}},
		{"no such op", survey.Condition{Op: 9}, []string{".op max"}},
		{"unused", survey.Condition{Op: survey.OpAnswered, Question: "class", Value: 3}, []string{".value unused"}},
		{"unused by always", survey.Condition{Question: "class"}, []string{".question unused"}},
		{"unused option", survey.Condition{Op: survey.OpAll, Option: "x"}, []string{".option unused"}},
		{"unused parts", survey.Condition{Of: []survey.Condition{}}, []string{".of unused"}},
		{
			"several, deep", survey.Any(survey.Answered("Q9"), survey.Not(survey.All(survey.Equal("recommend", 11)))),
			[]string{".of[0].question code_unknown", ".of[1].of[0].of[0].value range"},
		},
		{"matrix answered, row compared", survey.All(survey.Answered("parts"), survey.Equal("parts.staff", 5)), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := monitoring()
			q.Questions[1].ShowIf = c.showIf
			var want []string
			for _, fault := range c.want {
				want = append(want, "questions[1].showIf"+fault)
			}
			assert.Equal(t, want, faults(t, q.Validate()))
		})
	}
}

func TestQuestionnaire_Validate_duplicates(t *testing.T) {
	q := monitoring()
	q.Questions[3].ID = "recommend"
	assert.Equal(t, []string{"questions[3].id code_dup"}, faults(t, q.Validate()))
	q.Questions[3].ID, q.Questions[4].ID = "", ""
	assert.Equal(t, []string{"questions[3].id required", "questions[4].id required"}, faults(t, q.Validate()))
}

func TestQuestionnaire_Compile_cycle(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*survey.Questionnaire)
		ids    []survey.QuestionID
		want   []string
	}{
		{
			"of one", func(q *survey.Questionnaire) { q.Questions[0].ShowIf = survey.Answered("recommend") },
			[]survey.QuestionID{"recommend"},
			[]string{"questions[0].showIf cycle"},
		},
		{
			"of one, through its own row",
			func(q *survey.Questionnaire) { q.Questions[8].ShowIf = survey.AtMost("parts.clean", 2) },
			[]survey.QuestionID{"parts"},
			[]string{"questions[8].showIf cycle"},
		},
		{
			"of three, through a row and a nested condition", func(q *survey.Questionnaire) {
				q.Questions[0].ShowIf = survey.Any(survey.Not(survey.Answered("dirt")))
				q.Questions[8].ShowIf = survey.AtLeast("recommend", 1)
			},
			[]survey.QuestionID{"recommend", "dirt", "parts"},
			[]string{"questions[8].showIf cycle"},
		},
		{
			"two at once", func(q *survey.Questionnaire) {
				q.Questions[0].ShowIf = survey.Answered("why")
				q.Questions[6].ShowIf = survey.Answered("class")
			},
			[]survey.QuestionID{"recommend", "why"},
			[]string{"questions[1].showIf cycle", "questions[6].showIf cycle"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := monitoring()
			c.change(&q)
			_, err := q.Compile()
			assert.Equal(t, c.want, faults(t, err))
			var cycle survey.CycleError
			require.ErrorAs(t, err, &cycle)
			assert.Equal(t, c.ids, cycle.IDs)
			for _, id := range c.ids {
				assert.ErrorContains(t, err, string(id))
			}
		})
	}
}

func TestQuestionnaire_Compile_forward(t *testing.T) {
	q := monitoring()
	q.Questions[0].ShowIf = survey.Answered("dirt") // the last question, which leans on one before it
	require.NoError(t, q.Validate())
}

func TestQuestionnaire_Validate_limits(t *testing.T) {
	deep := survey.Answered("class")
	for range 31 {
		deep = survey.Not(deep)
	}
	itself := make([]survey.Condition, 1)
	itself[0] = survey.All(itself...) // a slice that holds itself: to walk it would never end
	for _, c := range []struct {
		name string
		c    survey.Condition
		ok   bool
	}{
		{"32 deep", deep, true},
		{"33 deep", survey.Not(deep), false},
		{"10,000 parts", survey.All(repeat(survey.Answered("class"), 9_999)...), true},
		{"10,001 parts", survey.All(repeat(survey.Answered("class"), 10_000)...), false},
		{"holds itself", itself[0], false},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := monitoring()
			q.Questions[1].ShowIf = c.c
			err := q.Validate()
			_, holdsErr := form(t, monitoring()).Holds(c.c, survey.Response{})
			_, jsonErr := c.c.MarshalJSON()
			if c.ok {
				require.NoError(t, errors.Join(err, holdsErr, jsonErr))
				return
			}
			assert.Equal(t, []string{"questions[1].showIf limit"}, faults(t, err))
			for _, err := range []error{err, holdsErr, jsonErr} {
				require.ErrorIs(t, err, survey.ErrLimit)
			}
		})
	}
}

func TestQuestionnaire_Validate_tooMany(t *testing.T) {
	q := survey.Questionnaire{ID: uuid.UUID{1}, Questions: make([]survey.Question, 10_001)}
	err := q.Validate()
	assert.Equal(t, []string{"questions max"}, faults(t, err))
	require.ErrorIs(t, err, survey.ErrLimit)
}

// A chain as long as there may be questions: no depth of recursion may break it.
func TestQuestionnaire_Compile_longChain(t *testing.T) {
	q := survey.Questionnaire{ID: uuid.UUID{1}}
	const n = 10_000
	for i := range n {
		question := survey.Question{ID: survey.QuestionID(fmt.Sprint("Q", i)), Kind: survey.KindCSAT}
		if i < n-1 {
			question.ShowIf = survey.Answered(survey.QuestionID(fmt.Sprint("Q", i+1)))
		}
		q.Questions = append(q.Questions, question)
	}
	f := form(t, q)
	assert.Equal(t, []survey.QuestionID{"Q9999"}, f.Visible(survey.Response{}))

	q.Questions[n-1].ShowIf = survey.Answered("Q0")
	_, err := q.Compile()
	var cycle survey.CycleError
	require.ErrorAs(t, err, &cycle)
	assert.Len(t, cycle.IDs, n)
	assert.Less(t, len(err.Error()), 1000)
}

func TestQuestionnaire_JSON(t *testing.T) {
	assert.Equal(t, monitoring(), roundTrip(t, monitoring()))
	roundTrip(t, survey.Questionnaire{})
	roundTrip(t, survey.Question{})
	roundTrip(t, survey.Question{Options: []string{}, Scale: survey.Scale{Labels: []string{}}})
	roundTrip(t, survey.Scale{})
}
