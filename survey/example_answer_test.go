package survey_test

import (
	"encoding/json"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// answered shows an answer as a form sends it.
func answered(a survey.Answer) string {
	text, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func ExamplePoints() {
	fmt.Println(answered(survey.Points(9)))
	// Output: 9
}

func ExampleChoices() {
	fmt.Println(answered(survey.Choices("seat", "film")), answered(survey.Choices()))
	// Output: ["seat","film"] null
}

func ExampleText() {
	fmt.Println(answered(survey.Text("an hour late")))
	// Output: "an hour late"
}

func ExampleGrid() {
	fmt.Println(answered(survey.Grid(map[string]int{"comfort": 4, "clean": 2})))
	// Output: {"clean":2,"comfort":4}
}

func ExampleAnswer_Points() {
	var a survey.Answer
	_ = json.Unmarshal([]byte("6.5"), &a) // decodes; Form.Check says that it is not whole
	_, whole := a.Points()
	nine, ok := survey.Points(9).Points()
	fmt.Println(whole, nine, ok)
	// Output: false 9 true
}

// One string is a choice too.
func ExampleAnswer_Choices() {
	options, ok := survey.Text("seat").Choices()
	fmt.Println(options, ok)
	// Output: [seat] true
}

func ExampleAnswer_Text() {
	_, ok := survey.Points(9).Text()
	words, _ := survey.Text("an hour late").Text()
	fmt.Println(ok, words)
	// Output: false an hour late
}

func ExampleAnswer_Grid() {
	rows, ok := survey.Grid(map[string]int{"comfort": 4, "clean": 2}).Grid()
	fmt.Println(rows, ok)
	// Output: map[clean:2 comfort:4] true
}
