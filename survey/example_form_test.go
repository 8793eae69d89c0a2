package survey_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func ExampleForm_Visible() {
	form, response := trip()
	response.Answers["recommend"] = survey.Points(9) // who would recommend it is not asked why not
	fmt.Println(form.Visible(response))
	// Output: [recommend class liked parts]
}

// A condition that no question declares may still pick out responses, such as those that open a complaint.
func ExampleForm_Holds() {
	form, response := trip()
	open, err := form.Holds(survey.All(survey.AtMost("recommend", 6), survey.Answered("why")), response)
	fmt.Println(open, err)
	// Output: true <nil>
}

func ExampleForm_Check() {
	form, response := trip()
	fmt.Println(form.Check(response))
	response.Answers["recommend"] = survey.Points(57)
	response.Answers["parts"] = survey.Grid(map[string]int{"clean": 0})
	fmt.Println(form.Check(response))
	// Output:
	// <nil>
	// survey: answer to "recommend": range: "57"
	// survey: answer to "why": hidden: "an hour late"
	// survey: answer to "parts.clean": range: "0"
}

// A passenger goes back and raises his mark: what he wrote under the old one must not be counted.
func ExampleForm_Clean() {
	form, response := trip()
	response.Answers["recommend"] = survey.Points(9)
	clean, dropped := form.Clean(response)
	fmt.Println(dropped, len(clean.Answers), len(response.Answers))
	// Output: [why] 4 5
}

func ExampleForm_Outcome() {
	form, response := trip()
	for _, id := range []survey.QuestionID{"recommend", "parts.clean", "parts.comfort"} {
		outcome, _ := form.Outcome(response, id)
		fmt.Println(id, outcome)
	}
	// Output:
	// recommend answered
	// parts.clean answered
	// parts.comfort missing
}

func ExampleForm_Tally() {
	form, response := trip()
	tally, _ := form.Tally("liked", slices.Values([]survey.Response{response, {}}))
	fmt.Println(tally.Counts(), tally.Base().Answered, tally.Base().Missing)
	// Output: [1 0 1] 1 1
}

func ExampleForm_TallyBy() {
	form, response := trip()
	stranger := survey.Response{Answers: response.Answers} // of no known brand
	tallies, _ := form.TallyBy("recommend", "brand", slices.Values([]survey.Response{response, stranger, response}))
	for _, brand := range slices.Sorted(maps.Keys(tallies)) {
		fmt.Printf("%q %d\n", brand, tallies[brand].Base().Answered)
	}
	// Output:
	// "" 1
	// "OCC" 2
}
