package kano_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey/kano"
)

// The example of the package: a socket at every seat.
func Example() {
	var t kano.Tally
	for _, group := range []struct {
		n             int
		with, without kano.Answer
	}{
		{12, kano.AnswerLike, kano.AnswerNeutral},    // attractive
		{20, kano.AnswerLike, kano.AnswerDislike},    // one-dimensional
		{8, kano.AnswerExpect, kano.AnswerDislike},   // must-be
		{15, kano.AnswerNeutral, kano.AnswerNeutral}, // indifferent
		{3, kano.AnswerDislike, kano.AnswerLike},     // better without
		{2, kano.AnswerLike, kano.AnswerLike},        // contradictory
	} {
		for range group.n {
			_ = t.Add(group.with, group.without)
		}
	}
	r, err := t.Result(kano.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%v, before %v; better %.2f (%.2f to %.2f), worse %.2f\n",
		r.Category, r.Second, r.Better.Value, r.Better.Low, r.Better.High, r.Worse.Value)
	fmt.Println("ambiguous:", r.Ambiguous) // 20 against 15 of 60 may be chance
	// Output:
	// one-dimensional, before indifferent; better 0.58 (0.45 to 0.70), worse -0.51
	// ambiguous: true
}

func ExampleTable_Category() {
	c, _ := kano.TableClassic.Category(kano.AnswerExpect, kano.AnswerExpect)
	p, _ := kano.TablePouliot.Category(kano.AnswerExpect, kano.AnswerExpect)
	fmt.Println(c, p)
	// Output: indifferent questionable
}

func ExampleTally_Add() {
	var t kano.Tally
	fmt.Println(t.Add(kano.AnswerLike, kano.AnswerNeutral))
	fmt.Println(t.Add(kano.AnswerLike, 0)) // counted as invalid
	// Output:
	// <nil>
	// kano: add answers 1 and 0: out of range
}

func ExampleTally_Remove() {
	var t kano.Tally
	_ = t.Add(kano.AnswerLike, kano.AnswerNeutral)
	fmt.Println(t.Remove(kano.AnswerLike, kano.AnswerNeutral))
	fmt.Println(t.Remove(kano.AnswerLike, kano.AnswerNeutral))
	// Output:
	// <nil>
	// kano: remove answers 1 and 3: out of range
}

func ExampleTally_Skip() {
	var t kano.Tally
	_ = t.Add(kano.AnswerLike, kano.AnswerNeutral)
	t.Skip()
	r, _ := t.Result(kano.Options{})
	fmt.Println(r.N, r.Missing)
	// Output: 1 1
}

func ExampleTally_Unskip() {
	var t kano.Tally
	t.Skip()
	fmt.Println(t.Unskip(), t.Unskip())
	// Output: <nil> kano: unskip: out of range
}

func ExampleTally_Merge() {
	var north, south kano.Tally
	_, _ = north.Add(kano.AnswerLike, kano.AnswerDislike), south.Add(kano.AnswerLike, kano.AnswerDislike)
	_ = north.Merge(&south)
	r, _ := north.Result(kano.Options{})
	fmt.Println(r.Category, r.N)
	// Output: one-dimensional 2
}

func ExampleTally_Result() {
	var t kano.Tally
	for range 9 {
		_ = t.Add(kano.AnswerExpect, kano.AnswerDislike)
	}
	r, _ := t.Result(kano.Options{Rule: kano.RuleBerger})
	fmt.Printf("%v: nobody is happier with it, %.0f %% are unhappier without\n", r.Category, -100*r.Worse.Value)
	// Output: must-be: nobody is happier with it, 100 % are unhappier without
}

func ExampleDiagram() {
	var sockets, brakes kano.Tally
	for range 4 {
		_, _ = sockets.Add(kano.AnswerLike, kano.AnswerNeutral), brakes.Add(kano.AnswerExpect, kano.AnswerDislike)
	}
	_ = sockets.Add(kano.AnswerNeutral, kano.AnswerNeutral)
	s, _ := sockets.Result(kano.Options{})
	b, _ := brakes.Result(kano.Options{})
	text, _ := kano.Diagram([]string{"Sockets", "Brakes"}, []kano.Result{s, b})
	fmt.Print(text)
	// Output:
	// quadrantChart
	//     x-axis "Hardly missed" --> "Sorely missed"
	//     y-axis "Hardly noticed" --> "Delights"
	//     quadrant-1 "one dimensional"
	//     quadrant-2 "attractive"
	//     quadrant-3 "indifferent"
	//     quadrant-4 "must be"
	//     "Sockets": [0, 0.8]
	//     "Brakes": [1, 0]
}
