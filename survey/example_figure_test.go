package survey_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// rated is a tally of satisfaction, 1 to 5.
func rated(kind survey.Kind, answers ...int) *survey.Tally {
	tally, err := survey.NewTally(kind, survey.Scale{})
	if err != nil {
		panic(err)
	}
	for _, v := range answers {
		_ = tally.Add(v)
	}
	return tally
}

func ExampleTally_Split() {
	promoters, passives, detractors, _ := recommended(10, 9, 8, 6, 0).Split()
	fmt.Println(promoters, passives, detractors)
	// Output: 2 1 2
}

// Ten answers say little: the interval shows how little.
func ExampleTally_NPS() {
	tally := recommended(10, 10, 10, 9, 9, 9, 8, 7, 6, 0)
	for _, method := range []survey.Method{survey.MethodAuto, survey.MethodWald, survey.MethodTrinomialT} {
		nps, _ := tally.NPS(survey.Options{Method: method})
		fmt.Printf("%.0f, %.1f to %.1f by %v\n", nps.Value, nps.Interval.Low, nps.Interval.High, nps.Interval.Method)
	}
	// Output:
	// 40, -12.6 to 74.1 by adjusted-wald
	// 40, -9.6 to 89.6 by wald
	// 40, -20.3 to 100.3 by trinomial-t
}

// A rating from 0 to 10 is not the readiness to recommend, however alike they look.
func ExampleTally_NPS_ofARating() {
	tally, _ := survey.NewTally(survey.KindRating, survey.Scale{Min: 0, Max: 10})
	_, err := tally.NPS(survey.Options{})
	fmt.Println(err)
	// Output: survey: net promoter score of rating 0..10: not for this kind of question
}

func ExampleTally_CSAT() {
	csat, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 2, 5, 4, 1).CSAT(survey.Options{})
	fmt.Printf("%.1f %% content, %.1f to %.1f %%\n", 100*csat.Value, 100*csat.Interval.Low, 100*csat.Interval.High)
	// Output: 62.5 % content, 30.6 to 86.3 %
}

func ExampleTally_CES() {
	ces, _ := rated(survey.KindCES, 2, 4, 4, 5, 5, 7).CES(survey.Options{})
	fmt.Printf("%.1f, %.2f to %.2f\n", ces.Value, ces.Interval.Low, ces.Interval.High)
	// Output: 4.5, 2.78 to 6.22
}

func ExampleTally_Top() {
	top, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 1).Top(1)
	fmt.Println(top)
	// Output: {1 5}
}

func ExampleTally_Bottom() {
	bottom, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 1).Bottom(2)
	fmt.Println(bottom)
	// Output: {1 5}
}

// Two of three passengers liked the driver; shares of several choices may sum to more than 1.
func ExampleTally_Option() {
	tally := liked([]string{"driver", "seat"}, []string{"driver"}, []string{"film"})
	driver, _ := tally.Option("driver")
	share, _ := survey.Proportion(driver, survey.Options{})
	fmt.Printf("%v %.2f, small: %t\n", driver, share.Value, share.Small)
	// Output: {2 3} 0.67, small: true
}

func ExampleTally_Mean() {
	mean, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 1).Mean(survey.Options{Level: 0.9})
	fmt.Printf("%.1f, %.2f to %.2f\n", mean.Value, mean.Interval.Low, mean.Interval.High)
	// Output: 3.4, 1.95 to 4.85
}

func ExampleTally_Index() {
	index, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 1).Index()
	fmt.Printf("%.0f of 100\n", index)
	// Output: 60 of 100
}

func ExampleTally_Median() {
	median, _ := rated(survey.KindCSAT, 5, 4, 3, 1).Median()
	fmt.Println(median)
	// Output: 3.5
}

func ExampleTally_SD() {
	sd, _ := rated(survey.KindCSAT, 5, 4, 4, 3, 1).SD()
	fmt.Printf("%.3f\n", sd)
	// Output: 1.517
}

// 57 of 60 buses came on time.
func ExampleProportion() {
	for _, method := range []survey.Method{survey.MethodWilson, survey.MethodClopperPearson} {
		share, _ := survey.Proportion(survey.Count{X: 57, N: 60}, survey.Options{Method: method})
		fmt.Printf("%.2f, %.4f to %.4f\n", share.Value, share.Interval.Low, share.Interval.High)
	}
	// Output:
	// 0.95, 0.8630 to 0.9829
	// 0.95, 0.8608 to 0.9896
}

func ExampleInterval_Clip() {
	nps, _ := recommended(10, 10, 9).NPS(survey.Options{})
	shown := nps.Interval.Clip(-100, 100)
	fmt.Printf("%.1f to %.1f, shown to %.0f\n", nps.Interval.Low, nps.Interval.High, shown.High)
	// Output: -6.6 to 106.6, shown to 100
}

// At most ten minutes of delay were promised.
func ExampleGap() {
	delay, _ := survey.NewTally(survey.KindNumber, survey.Scale{Min: 0, Max: 120})
	for _, minutes := range []int{0, 5, 12, 10, 48, 15} {
		_ = delay.Add(minutes)
	}
	promised := survey.Promised{Question: "delay", Level: decimal.New(10, 0), AtMost: true}
	gap, _ := survey.Gap(promised, delay, survey.Options{})
	fmt.Printf("%.0f minutes, %.1f to %.1f; kept to %.0f of %d\n",
		gap.Gap, gap.Interval.Low, gap.Interval.High, gap.Kept.Value*6, gap.Kept.N)
	// Output: -5 minutes, -22.9 to 12.9; kept to 3 of 6
}
