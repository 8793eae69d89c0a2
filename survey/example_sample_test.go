package survey_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func ExampleSampleSize() {
	many, _ := survey.SampleSize(0.5, 0.05, survey.SampleOptions{})
	club, _ := survey.SampleSize(0.5, 0.05, survey.SampleOptions{Population: 1000})
	fmt.Println(many, club)
	// Output: 385 278
}

// Half promoters and a sixth detractors, to within five points.
func ExampleSampleSizeNPS() {
	n, _ := survey.SampleSizeNPS(0.5, 1.0/6, 5, survey.SampleOptions{})
	fmt.Println(n)
	// Output: 854
}

func ExampleSampleSizeTwoWaves() {
	n, _ := survey.SampleSizeTwoWaves(0.5, 0.75, 0.95, 0.9)
	fmt.Printf("%.1f answers a wave\n", n)
	// Output: 76.7 answers a wave
}

func ExampleMarginOfError() {
	margin, _ := survey.MarginOfError(0.5, 385, survey.SampleOptions{})
	fmt.Printf("%.1f points\n", 100*margin)
	// Output: 5.0 points
}

// marks is a form of three marks, the last put the other way round.
func marks() *survey.Form {
	form, err := survey.Questionnaire{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
		Questions: []survey.Question{
			{ID: "punctuality", Kind: survey.KindCSAT},
			{ID: "comfort", Kind: survey.KindCSAT},
			{ID: "noise", Kind: survey.KindLikert, Scale: survey.Scale{Min: 1, Max: 5, Reverse: true}},
		},
	}.Compile()
	if err != nil {
		panic(err)
	}
	return form
}

// marked is a response to marks.
func marked(took time.Duration, punctuality, comfort, noise int) survey.Response {
	return survey.Response{Took: took, Answers: map[survey.QuestionID]survey.Answer{
		"punctuality": survey.Points(punctuality), "comfort": survey.Points(comfort), "noise": survey.Points(noise),
	}}
}

// Whoever is as content with the quiet as with the noise did not read. The answer is set aside, and seen to be.
func ExampleForm_Assess() {
	form := marks()
	items := []survey.QuestionID{"punctuality", "comfort", "noise"}
	tally, _ := survey.NewTally(survey.KindCSAT, survey.Scale{})
	for _, r := range []survey.Response{marked(50*time.Second, 4, 5, 2), marked(9*time.Second, 5, 5, 5)} {
		quality, _ := form.Assess(r, items, survey.QualityOptions{Median: time.Minute})
		if quality.Flags != 0 {
			fmt.Println("set aside:", quality.Flags)
			_ = tally.Skip(survey.OutcomeExcluded)
			continue
		}
		mark, _ := r.Answers["punctuality"].Points()
		_ = tally.Add(mark)
	}
	fmt.Printf("%+v\n", tally.Base())
	// Output:
	// set aside: straight-line,speeder
	// {Responses:2 Answered:1 Missing:0 Hidden:0 Invalid:0 Excluded:1}
}

// The rows are scored: little noise is as good as much comfort.
func ExampleForm_Rows() {
	responses := []survey.Response{marked(0, 4, 5, 2), marked(0, 3, 57, 1)}
	rows, _ := marks().Rows([]survey.QuestionID{"comfort", "noise"}, slices.Values(responses))
	for row := range rows {
		fmt.Println(row[0] == survey.Missing, row[1])
	}
	// Output:
	// false 4
	// true 5
}

func ExampleDashboard_Markdown() {
	recommend := recommended(10, 10, 9, 9, 9, 9, 8, 7, 6, 0)
	nps, _ := recommend.NPS(survey.Options{})
	change, _ := survey.CompareNPS(recommended(10, 9, 9, 8, 7, 6, 3, 9), recommend, survey.Options{})
	punctuality := rated(survey.KindCSAT, 5, 4, 4, 3, 4, 5, 3, 3, 2, 2)
	mean, _ := punctuality.Mean(survey.Options{})
	gap, _ := survey.Gap(survey.Promised{Question: "punctuality", Level: decimal.New(4, 0)}, punctuality, survey.Options{})
	fmt.Print(survey.Dashboard{Title: "May", Rows: []survey.DashboardRow{
		{Label: "NPS", Estimate: nps, Base: recommend.Base(), Change: &change},
		{
			Label: "punctuality", Estimate: mean, Base: punctuality.Base(), Gap: &gap,
			Actions: []survey.Ref{{Kind: "actionplan.action", ID: "0f0e0d0c-0b0a-4908-8706-050403020100/A2"}},
		},
	}}.Markdown())
	// Output:
	// # May
	//
	// | Figure | Value | 95 % interval | Answered | Change | Gap to promise | Actions |
	// | --- | ---: | ---: | ---: | ---: | ---: | --- |
	// | NPS | 40.00 | -12.59 to 74.12 | 10 of 10, few | +15.00 (-51.80 to 76.97), p 0.702 |  |  |
	// | punctuality | 3.50 | 2.73 to 4.27 | 10 of 10, few |  | -0.50 (-1.27 to 0.27), at least 4 | A2 |
}

// Of 1200 passengers who were written to, some are known to have moved away, and of some nothing is known.
func ExampleDisposition_Rates() {
	rates, _ := survey.Disposition{
		Complete: 480, Partial: 40, Refused: 200, NonContact: 180, UnknownOther: 200, NotEligible: 100,
	}.Rates()
	fmt.Printf("responded %.1f to %.1f %%, of those contacted %.1f %%\n", 100*rates.RR1, 100*rates.RR5, 100**rates.Cooperation)
	// Output: responded 43.6 to 53.3 %, of those contacted 66.7 %
}
