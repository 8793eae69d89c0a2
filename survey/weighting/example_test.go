package weighting_test

import (
	"errors"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// The example of the package: passengers by age and hour.
func Example() {
	age := weighting.Variable{Name: "age", Categories: []string{"young", "old"}}
	hour := weighting.Variable{Name: "hour", Categories: []string{"day", "night"}}
	table, err := weighting.NewTable(age, hour)
	scores, err2 := weighting.NewScoreTally(0, 10, age, hour)
	if err != nil || err2 != nil {
		panic(errors.Join(err, err2))
	}
	for _, kind := range []struct{ age, hour, n, score int }{{0, 0, 30, 9}, {0, 1, 20, 6}, {1, 0, 10, 10}, {1, 1, 40, 7}} {
		for range kind.n {
			_ = table.Add([]int{kind.age, kind.hour}, 1)
			_ = scores.Add([]int{kind.age, kind.hour}, kind.score, 1)
		}
	}
	w, err := weighting.Rake(table, []weighting.Margin{
		{Variable: "age", Targets: []float64{60, 40}}, {Variable: "hour", Targets: []float64{50, 50}},
	}, weighting.RakeOptions{})
	if err != nil {
		panic(err)
	}
	young, _ := w.Factor([]int{0, 0})
	nps, _ := scores.NPS(w, 0)
	fmt.Printf("a young passenger by day counts for %.2f; 100 answers tell as much as %.0f\n", young, w.Summary().EffectiveN)
	fmt.Printf("NPS %.0f, from %.0f to %.0f; unweighted 20\n", nps.Value, nps.Low, nps.High)
	// Output:
	// a young passenger by day counts for 1.33; 100 answers tell as much as 94
	// NPS 30, from 14 to 46; unweighted 20
}

// passengers returns the table and the answers of three by day and one by night, who are 50 and 50 of the population.
func passengers() (*weighting.Table, *weighting.ScoreTally, []weighting.Margin) {
	hour := weighting.Variable{Name: "hour", Categories: []string{"day", "night"}}
	table, _ := weighting.NewTable(hour)
	scores, _ := weighting.NewScoreTally(0, 10, hour)
	for _, p := range [][2]int{{0, 9}, {0, 10}, {0, 8}, {1, 2}} {
		_ = table.Add([]int{p[0]}, 1)
		_ = scores.Add([]int{p[0]}, p[1], 1)
	}
	return table, scores, []weighting.Margin{{Variable: "hour", Targets: []float64{50, 50}}}
}

func ExampleNewTable() {
	_, err := weighting.NewTable(weighting.Variable{Name: "age", Categories: []string{"young", "young"}})
	fmt.Println(err)
	// Output: weighting: new table: variable "age": category "young" comes twice: invalid
}

func ExampleTable_Add() {
	table, _, _ := passengers()
	fmt.Println(table.Add([]int{1}, -2))
	fmt.Println(table.Add([]int{2}, 1))
	// Output:
	// weighting: add row: design weight -2: out of range: 0, or 0.001 to 2^20
	// weighting: add row: category 2 of "hour": out of range
}

func ExampleTable_Merge() {
	monday, _, _ := passengers()
	tuesday, _, _ := passengers()
	fmt.Println(monday.Merge(tuesday), monday.N())
	// Output: <nil> 8
}

func ExampleTable_N() {
	table, _, _ := passengers()
	fmt.Println(table.N())
	// Output: 4
}

func ExampleTable_Variables() {
	table, _, _ := passengers()
	fmt.Println(table.Variables())
	// Output: [{hour [day night]}]
}

func ExampleRake() {
	table, _, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	fmt.Printf("%.1f passengers of %.0f each tell as much\n", w.Summary().EffectiveN, w.Summary().Mean)
	_, err := weighting.Rake(table, []weighting.Margin{{Variable: "hour", Targets: []float64{50, 60, 10}}}, weighting.RakeOptions{})
	fmt.Println(err)
	// Output:
	// 3.0 passengers of 25 each tell as much
	// weighting: rake: margin of "hour": 3 targets for 2 cells: does not match
}

func ExamplePostStratify() {
	table, _, _ := passengers()
	w, _ := weighting.PostStratify(table, []string{"hour"}, []float64{30, 70})
	day, _ := w.Factor([]int{0})
	night, _ := w.Factor([]int{1})
	fmt.Println(day, night)
	// Output: 10 70
}

func ExampleWeights_Factor() {
	table, _, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	night, _ := w.Factor([]int{1})
	fmt.Println(night)
	// Output: 50
}

func ExampleWeights_Summary() {
	table, _, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	s := w.Summary()
	fmt.Printf("%d rows for %.0f people, design effect %.2f\n", s.N, s.Sum, s.DesignEffect)
	// Output: 4 rows for 100 people, design effect 1.33
}

func ExampleWeights_Trim() {
	table, _, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	w, _ = w.Trim(weighting.TrimOptions{Upper: 1.6}) // at most 1.6 times the mean of 25
	night, _ := w.Factor([]int{1})
	fmt.Printf("%.0f of 50 by night, so a margin is off by %.0f %%\n", night, 100*w.Summary().MarginError)
	// Output: 40 of 50 by night, so a margin is off by 20 %
}

func ExampleNewScoreTally() {
	_, err := weighting.NewScoreTally(10, 0, weighting.Variable{Name: "hour", Categories: []string{"day", "night"}})
	fmt.Println(err)
	// Output: weighting: new score tally: scale from 10 to 0: invalid
}

func ExampleScoreTally_Add() {
	_, scores, _ := passengers()
	fmt.Println(scores.Add([]int{0}, 57, 1))
	// Output: weighting: add answer: value 57 from 0 to 10: out of range
}

func ExampleScoreTally_Merge() {
	_, monday, _ := passengers()
	_, tuesday, _ := passengers()
	fmt.Println(monday.Merge(tuesday))
	// Output: <nil>
}

func ExampleScoreTally_Mean() {
	table, scores, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	mean, _ := scores.Mean(w, 0)
	fmt.Printf("%.2f, from %.2f to %.2f\n", mean.Value, mean.Low, mean.High) // unweighted 7.25
	// Output: 5.50, from 0.90 to 10.10
}

func ExampleScoreTally_NPS() {
	table, scores, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	nps, _ := scores.NPS(w, 0)
	fmt.Printf("%.1f\n", nps.Value) // unweighted 25
	// Output: -16.7
}

func ExampleScoreTally_Share() {
	table, scores, margins := passengers()
	w, _ := weighting.Rake(table, margins, weighting.RakeOptions{})
	share, _ := scores.Share(w, 9, 0)
	fmt.Printf("%.2f, from %.2f to %.2f\n", share.Value, share.Low, share.High) // unweighted 0.5
	// Output: 0.33, from 0.06 to 0.79
}
