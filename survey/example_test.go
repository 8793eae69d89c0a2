package survey_test

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// The example of the package's documentation.
func Example() {
	q := survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
		Questions: []survey.Question{
			{ID: "punctuality", Kind: survey.KindCSAT, Required: true},
			{ID: "safety", Kind: survey.KindCSAT},
			{ID: "treatment", Kind: survey.KindCSAT},
			{ID: "comfort", Kind: survey.KindCSAT}, // and cleanliness
			{ID: "recommend", Kind: survey.KindNPS, Required: true},
			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommend", 6)},
		},
	}
	form, err := q.Compile()
	if err != nil {
		panic(err)
	}
	var responses []survey.Response
	for _, a := range [][2]int{{5, 10}, {4, 10}, {4, 9}, {3, 9}, {4, 9}, {5, 9}, {3, 8}, {3, 7}, {2, 6}, {2, 0}, {4, 57}} {
		responses = append(responses, survey.Response{Answers: map[survey.QuestionID]survey.Answer{
			"punctuality": survey.Points(a[0]), "recommend": survey.Points(a[1]),
		}})
	}
	fmt.Println(form.Check(responses[10]))

	recommend, _ := form.Tally("recommend", slices.Values(responses))
	nps, _ := recommend.NPS(survey.Options{})
	fmt.Printf("NPS %.0f, from %.1f to %.1f\n", nps.Value, nps.Interval.Low, nps.Interval.High)
	fmt.Printf("%+v\n", recommend.Base())

	punctuality, _ := form.Tally("punctuality", slices.Values(responses))
	promised := survey.Promised{Question: "punctuality", Level: decimal.New(4, 0)}
	gap, _ := survey.Gap(promised, punctuality, survey.Options{})
	fmt.Printf("gap %.2f, from %.2f to %.2f; %.0f of 11 got it\n",
		gap.Gap, gap.Interval.Low, gap.Interval.High, gap.Kept.Value*11)
	// Output:
	// survey: answer to "recommend": range: "57"
	// NPS 40, from -12.6 to 74.1
	// {Responses:11 Answered:10 Missing:0 Hidden:0 Invalid:1 Excluded:0}
	// gap -0.45, from -1.15 to 0.24; 6 of 11 got it
}
