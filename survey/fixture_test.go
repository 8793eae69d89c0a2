package survey_test

import (
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// answers are those of one respondent.
type answers = map[survey.QuestionID]survey.Answer

// monitoring is a questionnaire of every kind, after the basic promise of a bus operator: punctuality, safety,
// treatment, comfort and cleanliness.
func monitoring() survey.Questionnaire {
	return survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), Version: "2013-1",
		Title: map[string]string{"en": "Your trip", "es": "Su viaje"},
		Questions: []survey.Question{
			{
				ID: "recommend", Kind: survey.KindNPS, Required: true,
				Text: map[string]string{"en": "Would you recommend the line?"},
			},
			{ID: "why", Kind: survey.KindText, MaxRunes: 10, ShowIf: survey.AtMost("recommend", 6)},
			{
				ID: "punctuality", Kind: survey.KindCSAT, Required: true, Construct: "promise",
				Promise: survey.Ref{Kind: "promise.attribute", ID: "0f0e0d0c-0b0a-4908-8706-050403020100/punctuality"},
			},
			{ID: "ease", Kind: survey.KindCES},
			{
				ID: "noise", Kind: survey.KindLikert,
				Scale: survey.Scale{Min: 1, Max: 5, Reverse: true, Labels: []string{"none", "little", "some", "much", "unbearable"}},
			},
			{ID: "delay", Kind: survey.KindNumber, Scale: survey.Scale{Min: -30, Max: 600}, ShowIf: survey.AtMost("punctuality", 3)},
			{ID: "class", Kind: survey.KindSingle, Options: []string{"base", "first", "luxury"}},
			{
				ID: "liked", Kind: survey.KindMulti, Options: []string{"seat", "film", "driver", "price"}, MinChoices: 1, MaxChoices: 3,
				ShowIf: survey.All(survey.AtLeast("recommend", 9), survey.Not(survey.Chose("class", "base"))),
			},
			{
				ID: "parts", Kind: survey.KindMatrix, Rows: []string{"clean", "comfort", "staff"},
				Scale: survey.Scale{Min: 1, Max: 5},
			},
			{ID: "dirt", Kind: survey.KindText, ShowIf: survey.AtMost("parts.clean", 2)},
		},
	}
}

// form compiles q.
func form(t require.TestingT, q survey.Questionnaire) *survey.Form {
	f, err := q.Compile()
	require.NoError(t, err)
	return f
}

// responses makes a response of each.
func responses(all ...answers) iter.Seq[survey.Response] {
	return func(yield func(survey.Response) bool) {
		for _, a := range all {
			if !yield(survey.Response{Answers: a}) {
				return
			}
		}
	}
}

// points is a tally of kind k on its default scale with these answers.
func points(t require.TestingT, k survey.Kind, s survey.Scale, vs ...int) *survey.Tally {
	tally, err := survey.NewTally(k, s)
	require.NoError(t, err)
	for _, v := range vs {
		require.NoError(t, tally.Add(v))
	}
	return tally
}

// split is an NPS tally of so many promoters, passives and detractors, by doubling, so that billions are quick.
func split(t require.TestingT, promoters, passives, detractors int64) *survey.Tally {
	total := points(t, survey.KindNPS, survey.Scale{})
	for v, n := range map[int]int64{10: promoters, 8: passives, 3: detractors} {
		for power := points(t, survey.KindNPS, survey.Scale{}, v); n > 0; n >>= 1 {
			if n&1 == 1 {
				require.NoError(t, total.Merge(power))
			}
			require.NoError(t, power.Merge(power))
		}
	}
	return total
}

// encoded is the binary form of a tally.
func encoded(t require.TestingT, tally *survey.Tally) string {
	data, err := tally.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

// faults returns the faults in err as "path code", without the type's name.
func faults(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	require.ErrorIs(t, err, survey.ErrInvalid)
	var all validator.ValidationErrors
	require.ErrorAs(t, err, &all)
	var out []string
	for _, fault := range all {
		out = append(out, fault.Namespace()[len("Questionnaire."):]+" "+fault.Tag())
	}
	return out
}

// answerErrors returns what is joined in err.
func answerErrors(t *testing.T, err error) (all []survey.AnswerError) {
	t.Helper()
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	for _, one := range joined.Unwrap() {
		var fault survey.AnswerError
		require.True(t, errors.As(one, &fault))
		all = append(all, fault)
	}
	return all
}

// roundTrip asserts that v encodes, decodes and encodes again to the same bytes.
func roundTrip[T any](t *testing.T, v T) T {
	t.Helper()
	first, err := json.Marshal(v)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(first, &back))
	second, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))
	return back
}

// repeat returns n times v.
func repeat[T any](v T, n int) []T { return slices.Repeat([]T{v}, n) }
