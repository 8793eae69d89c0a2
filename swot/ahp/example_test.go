package ahp_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// criteria are those of the doc.
func criteria() ahp.Comparison {
	c, err := ahp.New([]string{"impact", "viability", "need"}, []ahp.Judgement{
		{A: "impact", B: "viability", Value: 3},
		{A: "impact", B: "need", Value: 2},
		{A: "need", B: "viability", Value: 2},
	})
	if err != nil {
		panic(err)
	}
	return c
}

// The example of the package's documentation.
func Example() {
	c, err := ahp.New([]string{"impact", "viability", "need"}, []ahp.Judgement{
		{A: "impact", B: "viability", Value: 3}, {A: "impact", B: "need", Value: 2}, {A: "need", B: "viability", Value: 2},
	})
	if err != nil {
		panic(err)
	}
	r, err := c.Priorities(ahp.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f, consistency ratio %.3f", r.Weights, *r.CR)
	// Output: [0.540 0.163 0.297], consistency ratio 0.009
}

// A pair that is judged both ways has to say the same.
func ExampleNew() {
	_, err := ahp.New([]string{"price", "comfort"}, []ahp.Judgement{
		{A: "price", B: "comfort", Value: 3}, {A: "comfort", B: "price", Value: 3},
	})
	fmt.Println(err)
	// Output: ahp: new: judgement 1 of "comfort" and "price" is 3: pair is judged twice, and differently
}

// A printed matrix has its reciprocals rounded.
func ExampleFromMatrix() {
	c, err := ahp.FromMatrix([]string{"price", "comfort", "speed"}, [][]float64{{1, 3, 5}, {0.33, 1, 0}, {0.2, 0, 1}})
	for j := range c.Judgements() {
		fmt.Println(j.A, j.B, j.Value)
	}
	fmt.Println(err)
	// Output:
	// price comfort 3
	// price speed 5
	// <nil>
}

func ExampleComparison_Elements() {
	fmt.Println(criteria().Elements())
	// Output: [impact viability need]
}

func ExampleComparison_Judgements() {
	for j := range criteria().Judgements() {
		fmt.Println(j.A, "is", j.Value, "times", j.B)
	}
	// Output:
	// impact is 3 times viability
	// impact is 2 times need
	// need is 2 times viability
}

func ExampleComparison_Missing() {
	c, _ := ahp.New([]string{"a", "b", "c"}, []ahp.Judgement{{A: "a", B: "b", Value: 2}, {A: "a", B: "c", Value: 4}})
	for a, b := range c.Missing() {
		fmt.Println(a, b)
	}
	// Output: b c
}

// What nobody judged follows from the rest.
func ExampleComparison_Priorities() {
	c, _ := ahp.New([]string{"a", "b", "c"}, []ahp.Judgement{{A: "a", B: "b", Value: 2}, {A: "a", B: "c", Value: 4}})
	r, err := c.Priorities(ahp.Options{Method: ahp.GeometricMean})
	fmt.Printf("%.4f, %s is %.0f times %s, %v\n", r.Weights, r.Filled[0].A, r.Filled[0].Value, r.Filled[0].B, err)
	// Output: [0.5714 0.2857 0.1429], b is 2 times c, <nil>
}

// Somebody said 1/5 where 5 was meant.
func ExampleComparison_Repairs() {
	c, _ := ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{
		{A: "a", B: "b", Value: 2},
		{A: "a", B: "c", Value: 4},
		{A: "a", B: "d", Value: 8},
		{A: "b", B: "c", Value: 2},
		{A: "b", B: "d", Value: 4},
		{A: "c", B: "d", Value: 0.2},
	})
	worst, err := c.Repairs(1, ahp.Options{})
	fmt.Printf("%s is %v times %s; the rest implies %.2f, consistency ratio then %.2f, %v\n",
		worst[0].Judgement.A, worst[0].Judgement.Value, worst[0].Judgement.B, worst[0].Implied, *worst[0].CRAfter, err)
	// Output: d is 5 times c; the rest implies 1.79, consistency ratio then 0.08, <nil>
}

func ExampleComparison_Triads() {
	c, _ := ahp.New([]string{"a", "b", "c"}, []ahp.Judgement{
		{A: "a", B: "b", Value: 2}, {A: "b", B: "c", Value: 2}, {A: "a", B: "c", Value: 8},
	})
	fmt.Println(c.Triads(1))
	// Output: [{a b c 0.5}]
}

func ExampleRandomIndex_At() {
	fmt.Println(ahp.Saaty1980.At(5))
	fmt.Println(ahp.Saaty1980.At(16))
	// Output:
	// 1.12 true
	// 0 false
}

func ExampleAggregateJudgements() {
	of := func(value float64) ahp.Comparison {
		c, _ := ahp.New([]string{"price", "comfort"}, []ahp.Judgement{{A: "price", B: "comfort", Value: value}})
		return c
	}
	group, err := ahp.AggregateJudgements([]ahp.Comparison{of(2), of(8)}, nil)
	for j := range group.Judgements() {
		fmt.Printf("%s is %.0f times %s, %v\n", j.A, j.Value, j.B, err)
	}
	// Output: price is 4 times comfort, <nil>
}

// The first of two judges counts three times.
func ExampleAggregatePriorities() {
	of := func(value float64) ahp.Result {
		c, _ := ahp.New([]string{"price", "comfort"}, []ahp.Judgement{{A: "price", B: "comfort", Value: value}})
		r, _ := c.Priorities(ahp.Options{})
		return r
	}
	weights, err := ahp.AggregatePriorities([]ahp.Result{of(4), of(1)}, []float64{3, 1}, ahp.Arithmetic)
	fmt.Printf("%.3f %v\n", weights, err)
	// Output: [0.725 0.275] <nil>
}

// buses is a small hierarchy: comfort is judged, seats are counted.
func buses() ahp.Node {
	goal, _ := ahp.New([]string{"comfort", "seats"}, []ahp.Judgement{{A: "comfort", B: "seats", Value: 3}})
	comfort, _ := ahp.New([]string{"old", "new"}, []ahp.Judgement{{A: "new", B: "old", Value: 4}})
	return ahp.Node{Name: "bus", Compare: goal, Children: []ahp.Node{
		{Name: "comfort", Compare: comfort},
		{Name: "seats", Measured: map[string]float64{"old": 48, "new": 40}},
	}}
}

func ExampleSynthesize() {
	s, err := ahp.Synthesize(buses(), ahp.Options{})
	fmt.Println(s.Alternatives, err)
	fmt.Printf("distributive %.4f, ideal %.4f, same leader: %v\n", s.Distributive, s.Ideal, s.SameLeader)
	// Output:
	// [old new] <nil>
	// distributive [0.2864 0.7136], ideal [0.3134 0.6866], same leader: true
}

// How much would the seats have to count for the old bus to draw level?
func ExampleSynthesis_Flips() {
	s, _ := ahp.Synthesize(buses(), ahp.Options{})
	for _, f := range s.Flips() {
		fmt.Printf("%s: %s ties at %.3f, a change of %+.3f\n", f.Criterion, f.Challenger, f.Weight, f.Change)
	}
	// Output:
	// comfort: old ties at 0.132, a change of -0.618
	// seats: old ties at 0.868, a change of +0.618
}

func ExampleAWOT() {
	groups, _ := ahp.New([]string{"S", "T"}, []ahp.Judgement{{A: "S", B: "T", Value: 3}})
	strengths, _ := ahp.New([]string{"new buses", "network"}, []ahp.Judgement{{A: "network", B: "new buses", Value: 4}})
	threats, _ := ahp.New([]string{"cheaper competitors"}, nil)
	r, err := ahp.AWOT(groups, map[string]ahp.Comparison{"S": strengths, "T": threats}, ahp.Options{})
	for _, f := range r.Factors {
		fmt.Printf("%s %s %.2f\n", f.Group, f.Factor, f.Global)
	}
	fmt.Println(r.Internal, r.External, err)
	// Output:
	// S network 0.60
	// T cheaper competitors 0.25
	// S new buses 0.15
	// 1 -1 <nil>
}
