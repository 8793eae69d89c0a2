package survey_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// kept clones the rows, which are reused.
func kept(rows func(func([]int) bool)) (all [][]int) {
	rows(func(row []int) bool {
		all = append(all, slices.Clone(row))
		return true
	})
	return all
}

func TestForm_Rows(t *testing.T) {
	f := form(t, monitoring())
	ids := []survey.QuestionID{"noise", "delay", "parts.clean", "recommend"} // reversed, shown if punctuality is low, a row
	rs := responses(
		answers{"noise": survey.Points(2), "punctuality": survey.Points(3), "delay": survey.Points(-5), "parts": survey.Grid(map[string]int{"clean": 1})},
		answers{"noise": survey.Points(9), "punctuality": survey.Points(4), "delay": survey.Points(7), "recommend": survey.Points(57)},
		answers{},
	)
	rows, err := f.Rows(ids, rs)
	require.NoError(t, err)
	const none = survey.Missing
	want := [][]int{{4, -5, 1, none}, {none, none, none, none}, {none, none, none, none}}
	assert.Equal(t, want, kept(rows))
	assert.Equal(t, want, kept(rows), "a second walk")
	for range rows {
		break // early end
	}
	empty, err := f.Rows(nil, rs)
	require.NoError(t, err)
	assert.Equal(t, [][]int{{}, {}, {}}, kept(empty))
	for id, reason := range map[survey.QuestionID]error{
		"parts": survey.ErrKind, "why": survey.ErrKind, "class": survey.ErrKind, "x": survey.ErrNotFound, "noise.x": survey.ErrNotFound,
	} {
		_, err := f.Rows([]survey.QuestionID{id}, rs)
		require.ErrorIs(t, err, reason)
	}
}

// A point that looks like Missing is refused.
func TestForm_Rows_missingPoint(t *testing.T) {
	q := survey.Questionnaire{ID: [16]byte{1}, Questions: []survey.Question{
		{ID: "a", Kind: survey.KindNumber, Scale: survey.Scale{Min: math.MinInt, Max: math.MinInt + 1}},
	}}
	_, err := form(t, q).Rows([]survey.QuestionID{"a"}, responses())
	require.ErrorIs(t, err, survey.ErrRange)
}

// A column of the rows is the tally of its question.
func TestForm_Rows_tally(t *testing.T) {
	f := form(t, monitoring())
	rapid.Check(t, func(t *rapid.T) {
		var all []answers
		for range rapid.IntRange(0, 20).Draw(t, "responses") {
			a := answers{}
			for _, id := range []survey.QuestionID{"recommend", "punctuality", "noise", "delay"} {
				if rapid.Bool().Draw(t, "given") {
					a[id] = survey.Points(rapid.IntRange(-2, 12).Draw(t, string(id)))
				}
			}
			all = append(all, a)
		}
		for _, id := range []survey.QuestionID{"recommend", "noise", "delay"} {
			tally, err := f.Tally(id, responses(all...))
			require.NoError(t, err)
			rows, err := f.Rows([]survey.QuestionID{id}, responses(all...))
			require.NoError(t, err)
			counts, low := make([]int64, len(tally.Counts())), map[survey.QuestionID]int{"recommend": 0, "noise": 1, "delay": -30}[id]
			for row := range rows {
				if row[0] != survey.Missing {
					counts[row[0]-low]++
				}
			}
			assert.Equal(t, tally.Counts(), counts)
		}
	})
}

// What is no whole number is invalid in a row of a matrix too, and never the point 0.
func TestForm_rowsThatAreNoPoints(t *testing.T) {
	f := form(t, survey.Questionnaire{ID: [16]byte{1}, Questions: []survey.Question{
		{ID: "parts", Kind: survey.KindMatrix, Rows: []string{"clean"}, Scale: survey.Scale{Min: 0, Max: 10}},
	}})
	for _, text := range []string{`6.5`, `"9"`, `true`, `1e400`, `[1]`, `{}`} {
		var a survey.Answer
		require.NoError(t, json.Unmarshal([]byte(`{"clean":`+text+`}`), &a))
		r := responses(answers{"parts": a})
		tally, err := f.Tally("parts.clean", r)
		require.NoError(t, err)
		assert.Equal(t, survey.Base{Responses: 1, Invalid: 1}, tally.Base(), text)
		rows, err := f.Rows([]survey.QuestionID{"parts.clean"}, r)
		require.NoError(t, err)
		assert.Equal(t, [][]int{{survey.Missing}}, kept(rows), text)
	}
}
