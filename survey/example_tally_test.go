package survey_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// recommended is a tally of the readiness to recommend.
func recommended(answers ...int) *survey.Tally {
	tally, err := survey.NewTally(survey.KindNPS, survey.Scale{})
	if err != nil {
		panic(err)
	}
	for _, v := range answers {
		_ = tally.Add(v) // what is off the scale is counted invalid
	}
	return tally
}

// liked is a tally of what passengers liked.
func liked(answers ...[]string) *survey.Tally {
	tally, err := survey.NewChoiceTally([]string{"seat", "film", "driver"})
	if err != nil {
		panic(err)
	}
	for _, options := range answers {
		_ = tally.AddChoices(options)
	}
	return tally
}

func ExampleNewTally() {
	_, err := survey.NewTally(survey.KindNPS, survey.Scale{Min: 1, Max: 5})
	fmt.Println(err)
	tally, err := survey.NewTally(survey.KindRating, survey.Scale{Min: 1, Max: 5})
	fmt.Println(tally, err)
	// Output:
	// survey: new tally: invalid: scale nps_scale
	// rating 1..5 <nil>
}

func ExampleNewChoiceTally() {
	tally, err := survey.NewChoiceTally([]string{"seat", "film", "driver"})
	fmt.Println(tally.Counts(), err)
	// Output: [0 0 0] <nil>
}

func ExampleTally_Add() {
	tally := recommended(10, 9)
	fmt.Println(tally.Add(57))
	fmt.Println(tally.Base().Answered, tally.Base().Invalid)
	// Output:
	// survey: add answer 57 on nps 0..10: out of range
	// 2 1
}

func ExampleTally_AddChoices() {
	tally := liked()
	_ = tally.AddChoices([]string{"driver", "seat"})
	_ = tally.AddChoices([]string{"driver"})
	fmt.Println(tally.Counts(), "of", tally.Base().Answered)
	// Output: [1 0 2] of 2
}

// Those who saw the question and passed on are told from those who never saw it.
func ExampleTally_Skip() {
	tally := recommended(10, 9)
	_ = tally.Skip(survey.OutcomeMissing)
	_ = tally.Skip(survey.OutcomeHidden)
	fmt.Printf("%+v\n", tally.Base())
	// Output: {Responses:4 Answered:2 Missing:1 Hidden:1 Invalid:0 Excluded:0}
}

// A passenger asks for his answers to be erased.
func ExampleTally_Remove() {
	tally := recommended(10, 9, 3)
	fmt.Println(tally.Remove(3), tally.Base().Responses)
	fmt.Println(tally.Remove(3))
	// Output:
	// <nil> 2
	// survey: remove answer 3 from nps 0..10: out of range
}

func ExampleTally_RemoveChoices() {
	tally := liked([]string{"driver", "seat"}, []string{"film"})
	fmt.Println(tally.RemoveChoices([]string{"seat", "driver"}), tally.Counts())
	// Output: <nil> [0 1 0]
}

// A response set aside for its quality is taken back in.
func ExampleTally_Unskip() {
	tally := recommended(10, 9)
	_ = tally.Skip(survey.OutcomeExcluded)
	fmt.Println(tally.Unskip(survey.OutcomeExcluded), tally.Base().Responses)
	// Output: <nil> 2
}

// Two markets together.
func ExampleTally_Merge() {
	mexico, puebla := recommended(10, 9, 3), recommended(9, 7)
	fmt.Println(mexico.Merge(puebla), mexico.Base().Answered)
	fmt.Println(mexico.Merge(liked()))
	// Output:
	// <nil> 5
	// survey: merge tallies: 3 options ["seat" "film" "driver"] does not match nps 0..10
}

func ExampleTally_Base() {
	fmt.Printf("%+v\n", recommended(10, 57, 9).Base())
	// Output: {Responses:3 Answered:2 Missing:0 Hidden:0 Invalid:1 Excluded:0}
}

func ExampleTally_Counts() {
	fmt.Println(recommended(10, 9, 10, 0).Counts())
	// Output: [1 0 0 0 0 0 0 0 0 1 2]
}
