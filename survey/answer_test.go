package survey_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestAnswer_JSON(t *testing.T) {
	for text, want := range map[string]survey.Answer{
		`null`:                     {},
		`""`:                       {},
		`[]`:                       {},
		`{}`:                       {},
		`{"clean":null}`:           {},
		`9`:                        survey.Points(9),
		`-0`:                       survey.Points(0),
		`6.0`:                      survey.Points(6), // as some clients write a six
		`-9223372036854775808`:     survey.Points(math.MinInt),
		`"late"`:                   survey.Text("late"),
		` [ "seat" , "film" ] `:    survey.Choices("seat", "film"),
		`["seat"]`:                 survey.Choices("seat"),
		`{"staff": 5, "clean": 2}`: survey.Grid(map[string]int{"clean": 2, "staff": 5}),
	} {
		var got survey.Answer
		require.NoError(t, got.UnmarshalJSON([]byte(text)), text)
		assert.Equal(t, want, got, text)
		roundTrip(t, got)
	}
	for text, want := range map[string]string{ // kept for Check to name, and written again
		`6.5`:                             `6.5`,
		`1e400`:                           `1e400`,
		`1e1`:                             `1e1`,
		`99999999999999999999`:            `99999999999999999999`,
		`true`:                            `true`,
		`[1, "a"]`:                        `[1,"a"]`,
		`["a", null]`:                     `["a",null]`,
		`{"clean": 6.5, "staff": "good"}`: `{"clean":6.5,"staff":"good"}`,
	} {
		var a survey.Answer
		require.NoError(t, json.Unmarshal([]byte(text), &a))
		got, err := json.Marshal(a)
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
		roundTrip(t, a)
	}
	for _, text := range []string{``, ` `, `nul`, `9 9`, `"`, `[`, `{`} {
		a := survey.Points(9)
		require.ErrorIs(t, a.UnmarshalJSON([]byte(text)), survey.ErrDecode, text)
		assert.Equal(t, survey.Points(9), a)
	}
}

func TestAnswer_views(t *testing.T) {
	var mixed survey.Answer
	require.NoError(t, json.Unmarshal([]byte(`{"clean":6.5}`), &mixed))
	for _, c := range []struct {
		a                           survey.Answer
		points, choices, text, grid bool
	}{
		{a: survey.Answer{}},
		{a: survey.Points(0), points: true},
		{a: survey.Text("seat"), choices: true, text: true},
		{a: survey.Choices("seat"), choices: true, text: true},
		{a: survey.Choices("seat", "film"), choices: true},
		{a: survey.Grid(map[string]int{"clean": 1}), grid: true},
		{a: mixed},
	} {
		_, points := c.a.Points()
		_, choices := c.a.Choices()
		_, text := c.a.Text()
		_, grid := c.a.Grid()
		assert.Equal(t, []bool{c.points, c.choices, c.text, c.grid}, []bool{points, choices, text, grid})
	}
	for _, none := range []survey.Answer{survey.Choices(), survey.Text(""), survey.Grid(nil)} {
		assert.Equal(t, survey.Answer{}, none)
	}
}

func TestAnswer_immutable(t *testing.T) {
	given, rows := []string{"seat", "film"}, map[string]int{"clean": 1}
	choices, grid := survey.Choices(given...), survey.Grid(rows)
	given[0], rows["clean"] = "price", 5
	out, _ := choices.Choices()
	assert.Equal(t, []string{"seat", "film"}, out)
	out[0] = "price"
	out, _ = choices.Choices()
	assert.Equal(t, "seat", out[0])
	points, _ := grid.Grid()
	assert.Equal(t, map[string]int{"clean": 1}, points)
	points["clean"] = 5
	points, _ = grid.Grid()
	assert.Equal(t, 1, points["clean"])
}

func TestResponse_JSON(t *testing.T) {
	roundTrip(t, survey.Response{})
	r := survey.Response{
		ID: uuid.UUID{7}, At: time.Date(2013, 1, 15, 8, 30, 0, 5, time.UTC), Took: 90 * time.Second,
		Segments: map[string]string{"brand": "ADO GL", "market": "Puebla"},
		Answers: answers{
			"recommend": survey.Points(9), "liked": survey.Choices("<film>"), "why": survey.Text("late & loud"), "ease": {},
			"parts": survey.Grid(map[string]int{"staff": 5, "clean": 2}),
		},
	}
	assert.Equal(t, r, roundTrip(t, r))
}
