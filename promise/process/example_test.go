package process_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// id is any identifier.
var id = uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")

// repair is the blueprint of the package's doc.
func repair() process.Blueprint {
	return process.Blueprint{
		ID: id, Name: "repair", Start: "agree",
		Stages: []process.Stage{
			{Code: "agree", Title: "agree on a visit", Span: process.Span{Mean: time.Hour, SD: time.Hour / 2}},
			{Code: "repair", Title: "repair", Span: process.Span{Mean: 20 * time.Hour, SD: 8 * time.Hour}},
			{Code: "check", Title: "check", Span: process.Span{Mean: time.Hour, SD: time.Hour / 4}},
			{Code: "over", Title: "hand over", Outcome: true},
			{Code: "gone", Title: "customer leaves", Outcome: true},
		},
		Edges: []process.Edge{
			{From: "agree", To: "repair", Probability: 0.95},
			{From: "agree", To: "gone", Probability: 0.05},
			{From: "repair", To: "check"},
			{From: "check", To: "over", Probability: 0.9},
			{From: "check", To: "repair", Probability: 0.1, Kind: process.Rework},
		},
	}
}

// repairGraph and repairChain are made from it.
func repairGraph() *process.Graph {
	g, err := process.New(repair())
	if err != nil {
		panic(err)
	}
	return g
}

func repairChain() *process.Chain {
	c, err := repairGraph().Chain()
	if err != nil {
		panic(err)
	}
	return c
}

func Example() {
	g, err := process.New(process.Blueprint{
		ID: id, Name: "repair", Start: "agree",
		Stages: []process.Stage{
			{Code: "agree", Title: "agree on a visit", Span: process.Span{Mean: time.Hour, SD: time.Hour / 2}},
			{Code: "repair", Title: "repair", Span: process.Span{Mean: 20 * time.Hour, SD: 8 * time.Hour}},
			{Code: "check", Title: "check", Span: process.Span{Mean: time.Hour, SD: time.Hour / 4}},
			{Code: "over", Title: "hand over", Outcome: true},
			{Code: "gone", Title: "customer leaves", Outcome: true},
		},
		Edges: []process.Edge{
			{From: "agree", To: "repair", Probability: 0.95},
			{From: "agree", To: "gone", Probability: 0.05},
			{From: "repair", To: "check"},
			{From: "check", To: "over", Probability: 0.9},
			{From: "check", To: "repair", Probability: 0.1, Kind: process.Rework},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	chain, err := g.Chain()
	if err != nil {
		fmt.Println(err)
		return
	}
	mean, sd, _ := chain.Time()
	fmt.Println(mean.Round(time.Second), sd.Round(time.Second))
	ready, _ := chain.OutcomeBy("over", 48*time.Hour, process.Matched)
	fmt.Printf("%.2f handed over within two days\n", ready)
	for _, gain := range chain.Sensitivity()[:2] {
		fmt.Printf("%s to %s: %+.0f hours\n", gain.Edge.From, gain.Edge.To, gain.Time/3600)
	}
	// Output:
	// 23h10m0s 12h3m38s
	// 0.91 handed over within two days
	// check to over: -25 hours
	// check to repair: +25 hours
}

func ExampleThreePoint() {
	fmt.Println(process.ThreePoint(2*time.Hour, 3*time.Hour, 10*time.Hour))
	// Output: {4h0m0s 1h20m0s} <nil>
}

func ExampleBlueprint_Validate() {
	b := repair()
	b.Edges[3].Probability = 0.7
	b.Edges[4].To = "repaint"
	fmt.Println(b.Validate())
	// Output: process: validate blueprint: invalid: Blueprint.edges[4].to unknown, Blueprint.stages[2].out sum1=check 0.8
}

func ExampleNew() {
	_, err := process.New(process.Blueprint{ID: id, Name: "x", Start: "a", Stages: []process.Stage{{Code: "b", Title: "b"}}})
	fmt.Println(err)
	// Output: process: new graph: process: validate blueprint: invalid: Blueprint.start unknown
}

func ExampleGraph_Blueprint() {
	fmt.Println(repairGraph().Blueprint().Stages[1].Title)
	// Output: repair
}

func ExampleGraph_MissingNumbers() {
	g, err := process.New(process.Blueprint{
		ID: id, Name: "table", Planned: 5, Start: "a",
		Stages: []process.Stage{{Code: "a", Number: 1, Title: "greet"}, {Code: "b", Number: 4, Title: "hand over"}},
	})
	fmt.Println(g.MissingNumbers(), err)
	// Output: [2 3 5] <nil>
}

func ExampleGraph_Unreachable() {
	b := repair()
	b.Stages = append(b.Stages, process.Stage{Code: "forgotten", Title: "forgotten"})
	b.Edges = append(b.Edges, process.Edge{From: "forgotten", To: "gone"})
	g, err := process.New(b)
	fmt.Println(g.Unreachable(), err)
	// Output: [forgotten] <nil>
}

func ExampleGraph_Loops() {
	fmt.Println(repairGraph().Loops())
	// Output: [[repair check]]
}

func ExampleGraph_Topological() {
	fmt.Println(repairGraph().Topological())
	// Output: [agree repair check over gone] <nil>
}

// What the customer no longer sees begins where an edge crosses the line of visibility.
func ExampleGraph_Crossings() {
	b := repair()
	b.Stages[0].Lane, b.Stages[1].Lane, b.Stages[2].Lane = process.Frontstage, process.Backstage, process.Backstage
	g, err := process.New(b)
	for e := range g.Crossings(process.Visibility) {
		fmt.Println(e.From, "to", e.To, err)
	}
	// Output: agree to repair <nil>
}

func ExampleGraph_CriticalPath() {
	s, err := repairGraph().CriticalPath()
	fmt.Println(s.Makespan, s.Critical, err)
	// Output: 22h0m0s [[agree repair check over]] <nil>
}

func ExampleSchedule_DoneBy() {
	s, _ := repairGraph().CriticalPath()
	p, err := s.DoneBy(30 * time.Hour)
	fmt.Printf("%.3f %v\n", p, err)
	// Output: 0.841 <nil>
}

func ExampleGraph_Chain() {
	c, err := repairGraph().Chain()
	fmt.Println(c != nil, err)
	b := repair()
	b.Edges[0].Probability, b.Edges[1].Probability = 0, 0
	g, _ := process.New(b) // it can be drawn, but not computed with
	_, err = g.Chain()
	fmt.Println(err)
	// Output:
	// true <nil>
	// process: chain: stage "agree": invalid: 2 ways out without probabilities
}

func ExampleChain_Steps() {
	mean, variance := repairChain().Steps()
	fmt.Printf("%.3f stages, variance %.3f\n", mean, variance)
	// Output: 3.111 stages, variance 0.704
}

func ExampleChain_StepsOver() {
	p, err := repairChain().StepsOver(3)
	fmt.Printf("%.3f %v\n", p, err)
	// Output: 0.095 <nil>
}

func ExampleChain_StepsGiven() {
	fmt.Println(repairChain().StepsGiven("gone"))
	// Output: 1 true
}

func ExampleChain_Visits() {
	fmt.Printf("%.3f\n", repairChain().Visits()["repair"])
	// Output: 1.056
}

func ExampleChain_Outcomes() {
	fmt.Printf("%.2f\n", repairChain().Outcomes()["gone"])
	// Output: 0.05
}

func ExampleChain_Reach() {
	p, err := repairChain().Reach("check")
	fmt.Printf("%.2f %v\n", p, err)
	// Output: 0.95 <nil>
}

func ExampleChain_Time() {
	mean, sd, err := repairChain().Time()
	fmt.Println(mean, sd.Round(time.Minute), err)
	// Output: 23h10m0s 12h4m0s <nil>
}

func ExampleChain_TimeShare() {
	fmt.Printf("%.3f\n", repairChain().TimeShare()["repair"])
	// Output: 0.911
}

func ExampleChain_DoneBy() {
	for _, model := range []process.TimeModel{process.Exponential, process.Matched} {
		p, err := repairChain().DoneBy(48*time.Hour, model)
		fmt.Printf("%v %.3f %v\n", model, p, err)
	}
	// Output:
	// exponential 0.879 <nil>
	// matched 0.961 <nil>
}

func ExampleChain_OutcomeBy() {
	p, err := repairChain().OutcomeBy("gone", 2*time.Hour, process.Matched)
	fmt.Printf("%.3f %v\n", p, err)
	// Output: 0.048 <nil>
}

// What may be promised so that 95 of 100 cases keep it.
func ExampleChain_Quantile() {
	t, err := repairChain().Quantile(0.95, process.Matched)
	fmt.Println(t.Round(time.Minute), err)
	// Output: 45h18m0s <nil>
}

func ExampleChain_Sensitivity() {
	first := repairChain().Sensitivity()[0]
	fmt.Printf("%s to %s: %+.2f steps, %+.1f hours\n", first.Edge.From, first.Edge.To, first.Steps, first.Time/3600)
	// Output: check to over: -2.35 steps, -24.6 hours
}

func ExampleNewLog() {
	log := process.NewLog(repairGraph())
	fmt.Println(log.Conformance().Fitness())
	// Output: 0 false
}

// trace is a case of these stages.
func trace(stages ...string) (visits []process.Visit) {
	for _, s := range stages {
		visits = append(visits, process.Visit{Stage: s})
	}
	return visits
}

func ExampleLog_Add() {
	log := process.NewLog(repairGraph())
	err := log.Add([]process.Visit{{Stage: "agree", Took: time.Hour}, {Stage: "gone"}})
	fmt.Println(log.Conformance().Total, err)
	// Output: 1 <nil>
}

func ExampleLog_Merge() {
	a, b := process.NewLog(repairGraph()), process.NewLog(repairGraph())
	_ = a.Add(trace("agree", "gone"))
	_ = b.Add(trace("agree"))
	err := a.Merge(b)
	fmt.Println(a.Conformance().Total, err)
	// Output: 2 <nil>
}

func ExampleLog_Conformance() {
	log := process.NewLog(repairGraph())
	_ = log.Add(trace("agree", "repair", "check", "over"))
	_ = log.Add(trace("agree", "repair", "over"))
	_ = log.Add(trace("agree", "paint", "repair"))
	c := log.Conformance()
	fmt.Println(c.Fitting, "of", c.Total, "fit;", c.Incomplete, "incomplete")
	for _, m := range c.Illegal {
		fmt.Printf("%q to %q: %d\n", m.From, m.To, m.Count)
	}
	// Output:
	// 1 of 3 fit; 1 incomplete
	// "agree" to "?": 1
	// "repair" to "over": 1
	// "?" to "repair": 1
}

func ExampleConformance_Fitness() {
	fmt.Println(process.Conformance{Total: 4, Fitting: 3}.Fitness())
	// Output: 0.75 true
}

func ExampleLog_Estimate() {
	log := process.NewLog(repairGraph())
	for range 3 {
		_ = log.Add(trace("agree", "repair", "check", "over"))
	}
	_ = log.Add(trace("agree", "repair", "check", "repair", "check", "over"))
	g, err := log.Estimate(process.EstimateOptions{})
	fmt.Println(g.Blueprint().Edges[4].Probability, err)
	// Output: 0.2 <nil>
}

func ExampleFailureMode_RPN() {
	fmt.Println(process.FailureMode{Stage: "repair", Name: "wrong part", Severity: 7, Occurrence: 3, Detection: 4}.RPN())
	// Output: 84
}

// A brake that fails is looked at first, whatever its product says.
func ExampleRank() {
	ranked, err := process.Rank([]process.FailureMode{
		{Stage: "check", Name: "brakes not tested", Severity: 10, Occurrence: 1, Detection: 2},
		{Stage: "agree", Name: "late call back", Severity: 4, Occurrence: 8, Detection: 3},
	})
	for _, r := range ranked {
		fmt.Printf("%s: %d, %.2f, severe %v\n", r.Mode.Name, r.RPN, r.Cumulative, r.Severe)
	}
	fmt.Println(err)
	// Output:
	// late call back: 96, 0.83, severe false
	// brakes not tested: 20, 1.00, severe true
	// <nil>
}

func ExampleGraph_Mermaid() {
	fmt.Print(repairGraph().Mermaid())
	// Output:
	// flowchart LR
	//   s0["agree on a visit"]
	//   s1["repair"]
	//   s2["check"]
	//   s3(["hand over"])
	//   s4(["customer leaves"])
	//   s0 -->|"95 #37;"| s1
	//   s0 -->|"5 #37;"| s4
	//   s1 --> s2
	//   s2 -->|"90 #37;"| s3
	//   s2 -.->|"10 #37;"| s1
}

func ExampleGraph_DOT() {
	b := repair()
	b.Stages, b.Edges = b.Stages[:2], b.Edges[:1]
	b.Edges[0].Probability = 0
	g, err := process.New(b)
	fmt.Print(g.DOT(), err)
	// Output:
	// digraph "repair" {
	//   rankdir=LR
	//   newrank=true
	//   node [shape=box]
	//   s0 [label="agree on a visit"]
	//   s1 [label="repair"]
	//   s0 -> s1 [style=solid]
	// }
	// <nil>
}

func ExampleGraph_Markdown() {
	b := repair()
	b.Stages, b.Edges = b.Stages[:1], nil
	b.Stages[0].Expectations, b.Stages[0].Actions = []string{"a convenient time"}, []string{"greet", "agree on date and time"}
	b.Stages[0].Number, b.Planned, b.Stages[0].Role = 1, 3, "adviser"
	g, err := process.New(b)
	fmt.Print(g.Markdown(), err)
	// Output:
	// **repair**
	//
	// | Stage | Content | The customer expects | Role | Actions |
	// | --- | --- | --- | --- | --- |
	// | 1 | agree on a visit | • a convenient time | adviser | • greet<br>• agree on date and time |
	//
	// Of 3 stages no row has: 2 to 3.
	// <nil>
}
