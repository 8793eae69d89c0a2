package servqual_test

import (
	"errors"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// The example of the package: two dimensions of a bus line.
func Example() {
	t, err := servqual.NewTally([]servqual.Dimension{{Name: "punctuality", Items: 2}, {Name: "treatment", Items: 1}}, 1, 7)
	for _, answers := range []struct{ expected, perceived, points []int }{
		{[]int{7, 7, 6}, []int{5, 6, 6}, []int{70, 30}},
		{[]int{6, 7, 5}, []int{6, 4, 7}, []int{50, 50}},
		{[]int{7, 6, 6}, []int{5, servqual.Missing, 5}, []int{80, 20}},
	} {
		err = errors.Join(err, t.Add(answers.expected, answers.perceived, answers.points))
	}
	r, err2 := t.Result(servqual.Options{})
	if err = errors.Join(err, err2); err != nil {
		panic(err)
	}
	fmt.Print(r.Markdown())
	// Output:
	// | Dimension | N | Expected | Perceived | Gap | Interval | p | Weight |
	// | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
	// | punctuality | 3 | 6.67 | 5.17 | -1.67 | -2.38 to -0.95 | 0.010 | 66.7 |
	// | treatment | 3 | 5.67 | 6.00 | 0.33 | -3.46 to 4.13 | 0.742 | 33.3 |
	//
	// The whole: gap -0.67, weighted gap -0.87, performance 5.58, weighted performance 5.55.
}

// staff returns a tally of one dimension of one item, from 1 to 5.
func staff() *servqual.Tally {
	t, err := servqual.NewTally([]servqual.Dimension{{Name: "staff", Items: 1}}, 1, 5)
	if err != nil {
		panic(err)
	}
	return t
}

func ExampleStandard() {
	for _, d := range servqual.Standard() {
		fmt.Println(d.Name, d.Items)
	}
	// Output:
	// tangibles 4
	// reliability 5
	// responsiveness 4
	// assurance 4
	// empathy 5
}

func ExampleNewTally() {
	_, err := servqual.NewTally([]servqual.Dimension{{Name: "staff"}}, 1, 5)
	fmt.Println(err)
	// Output: servqual: new tally: dimension "staff" has no items: invalid
}

func ExampleTally_Add() {
	t := staff()
	fmt.Println(t.Add([]int{5}, []int{57}, nil))      // not counted
	fmt.Println(t.Add([]int{5}, []int{3}, []int{99})) // counted, unweighted
	r, _ := t.Result(servqual.Options{})
	fmt.Println(r.N, *r.Gap)
	// Output:
	// servqual: add respondent: answer 57 to item 1: out of range
	// servqual: add respondent: points do not sum to 100: out of range
	// 1 -2
}

func ExampleTally_Merge() {
	north, south := staff(), staff()
	_, _ = north.Add([]int{5}, []int{3}, nil), south.Add([]int{5}, []int{4}, nil)
	fmt.Println(north.Merge(south))
	r, _ := north.Result(servqual.Options{})
	fmt.Println(*r.Gap)
	// Output:
	// <nil>
	// -1.5
}

func ExampleTally_Result() {
	t := staff()
	for _, perceived := range []int{3, 4, 5, 4} { // SERVPERF: nobody is asked what he expects
		_ = t.Add(nil, []int{perceived}, nil)
	}
	r, _ := t.Result(servqual.Options{})
	s := r.Dimensions[0]
	fmt.Printf("%.1f, from %.1f to %.1f; gap known: %t\n", *s.Perceived, *s.Low, *s.High, r.Gap != nil)
	// Output: 4.0, from 2.7 to 5.3; gap known: false
}

func ExampleResult_Markdown() {
	t := staff()
	_ = t.Add([]int{5}, []int{3}, []int{100})
	r, _ := t.Result(servqual.Options{})
	fmt.Print(r.Markdown())
	// Output:
	// | Dimension | N | Expected | Perceived | Gap | Interval | p | Weight |
	// | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
	// | staff | 1 | 5.00 | 3.00 | -2.00 |  |  | 100.0 |
	//
	// The whole: gap -2.00, weighted gap -2.00, performance 3.00, weighted performance 3.00.
}
