package survey_test

import (
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// trip is a short questionnaire of the bus operator, and with it the answers of a passenger who would not recommend it.
func trip() (*survey.Form, survey.Response) {
	form, err := survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
		Questions: []survey.Question{
			{ID: "recommend", Kind: survey.KindNPS, Required: true},
			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommend", 6)},
			{ID: "class", Kind: survey.KindSingle, Options: []string{"base", "first"}},
			{ID: "liked", Kind: survey.KindMulti, Options: []string{"seat", "film", "driver"}},
			{ID: "parts", Kind: survey.KindMatrix, Rows: []string{"clean", "comfort"}, Scale: survey.Scale{Min: 1, Max: 5}},
		},
	}.Compile()
	if err != nil {
		panic(err)
	}
	return form, survey.Response{
		Segments: map[string]string{"brand": "OCC"},
		Answers: map[survey.QuestionID]survey.Answer{
			"recommend": survey.Points(3),
			"why":       survey.Text("an hour late"),
			"class":     survey.Text("base"),
			"liked":     survey.Choices("driver", "seat"),
			"parts":     survey.Grid(map[string]int{"clean": 2}),
		},
	}
}

// holds asks whether a condition holds for the passenger of trip.
func holds(c survey.Condition) bool {
	form, response := trip()
	ok, err := form.Holds(c, response)
	if err != nil {
		panic(err)
	}
	return ok
}

func ExampleAll() {
	fmt.Println(holds(survey.All(survey.AtMost("recommend", 6), survey.Chose("class", "base"))))
	// Output: true
}

func ExampleAny() {
	fmt.Println(holds(survey.Any(survey.AtLeast("recommend", 9), survey.Chose("class", "first"))))
	// Output: false
}

func ExampleNot() {
	unsaid := survey.Not(survey.Answered("parts.comfort"))
	text, _ := json.Marshal(unsaid)
	fmt.Println(holds(unsaid), string(text))
	// Output: true {"op":"not","of":[{"op":"answered","question":"parts.comfort"}]}
}

func ExampleAnswered() {
	fmt.Println(holds(survey.Answered("why")), holds(survey.Answered("parts.comfort")))
	// Output: true false
}

func ExampleEqual() {
	fmt.Println(holds(survey.Equal("recommend", 3)))
	// Output: true
}

func ExampleAtLeast() {
	fmt.Println(holds(survey.AtLeast("recommend", 9)))
	// Output: false
}

// A low mark for cleanliness alone may open a question.
func ExampleAtMost() {
	fmt.Println(holds(survey.AtMost("parts.clean", 2)))
	// Output: true
}

func ExampleChose() {
	fmt.Println(holds(survey.Chose("liked", "driver")), holds(survey.Chose("liked", "film")))
	// Output: true false
}
