package survey_test

import (
	"errors"
	"fmt"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func ExampleScale_Valid() {
	stars := survey.Scale{Min: 1, Max: 5}
	fmt.Println(stars.Valid(5), stars.Valid(0))
	// Output: true false
}

func ExampleScale_Score() {
	noise := survey.Scale{Min: 1, Max: 5, Reverse: true} // 1: none at all
	score, _ := noise.Score(1)
	fmt.Println(score)
	_, err := noise.Score(6)
	fmt.Println(err)
	// Output:
	// 5
	// survey: score 6 from 1 to 5: out of range
}

// Everything that is wrong comes back at once.
func ExampleQuestionnaire_Validate() {
	q := survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
		Questions: []survey.Question{
			{ID: "recommend", Kind: survey.KindNPS, Scale: survey.Scale{Min: 1, Max: 5}},
			{ID: "seat", Kind: survey.KindSingle, Options: []string{"aisle", "window", "aisle"}},
			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommended", 6)},
		},
	}
	var faults validator.ValidationErrors
	errors.As(q.Validate(), &faults)
	for _, fault := range faults {
		fmt.Println(fault.Namespace(), fault.Tag())
	}
	// Output:
	// Questionnaire.questions[0].scale nps_scale
	// Questionnaire.questions[1].options[2] option_dup
	// Questionnaire.questions[2].showIf.question code_unknown
}

// Two questions that wait for each other would never be asked.
func ExampleQuestionnaire_Compile() {
	q := survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
		Questions: []survey.Question{
			{ID: "late", Kind: survey.KindSingle, Options: []string{"yes", "no"}, ShowIf: survey.AtLeast("minutes", 5)},
			{
				ID: "minutes", Kind: survey.KindNumber, Scale: survey.Scale{Min: 0, Max: 600},
				ShowIf: survey.Chose("late", "yes"),
			},
		},
	}
	_, err := q.Compile()
	var cycle survey.CycleError
	fmt.Println(errors.As(err, &cycle), cycle.IDs)

	q.Questions[0].ShowIf = survey.Condition{} // always
	form, err := q.Compile()
	fmt.Println(form.Visible(survey.Response{}), err)
	// Output:
	// true [late minutes]
	// [late] <nil>
}

// A factor of a SWOT matrix cites the finding as its evidence.
func ExampleQuestionnaire_FindingRef() {
	q := survey.Questionnaire{ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100")}
	fmt.Println(q.FindingRef("punctuality"))
	// Output: {survey.finding 0f0e0d0c-0b0a-4908-8706-050403020100/punctuality}
}
