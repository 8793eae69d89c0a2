package schedule_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

func Example() {
	start, _ := calendar.NewDate(2013, time.January, 2)
	p := actionplan.Plan{
		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Title: "Advance purchase",
		Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(time.Saturday, time.Sunday)},
		Actions: []actionplan.Action{
			{Code: "team", What: []string{"Form the working team"}, Days: 3, Start: start},
			{Code: "process", What: []string{"Write the process"}, Days: 5},
			{Code: "windows", What: []string{"Train the service windows"}, Days: 4},
			{Code: "launch", What: []string{"Sell the first ticket ahead"}, Milestone: true},
		},
		Links: []actionplan.Link{
			{From: "team", To: "process"},
			{From: "process", To: "windows", Type: actionplan.StartStart, Lag: 2},
			{From: "process", To: "launch"},
			{From: "windows", To: "launch"},
		},
	}
	t, err := schedule.Build(p, schedule.PlanOptions{})
	if err != nil {
		panic(err)
	}
	for row := range t.All() {
		fmt.Println(row.Code, row.Start, row.Finish, row.TotalFloat)
	}
	reasons, err := t.Explain("windows")
	for _, reason := range reasons {
		fmt.Println(reason)
	}
	fmt.Println(err)
	// Output:
	// team 2013-01-02 2013-01-04 0
	// process 2013-01-07 2013-01-11 0
	// windows 2013-01-09 2013-01-14 0
	// launch 2013-01-14 2013-01-14 0
	// starts after process starts (2013-01-07)
	// with 2 working days between
	// runs over 2 days of rest from 2013-01-12 on
	// may not slip, or it delays launch
	// <nil>
}

// build returns the timetable of a plan that is right.
func build(p actionplan.Plan, o schedule.PlanOptions) *schedule.Timetable {
	t, err := schedule.Build(p, o)
	if err != nil {
		panic(err)
	}
	return t
}

func ExampleCPM() {
	// Two ways to a new price board: printed (3 days, then 1 to hang it) or a leaflet (2 days); the launch takes 2 more.
	n := schedule.Network{
		Duration: []float64{3, 1, 2, 2},
		Links:    []schedule.Link{{From: 0, To: 1}, {From: 1, To: 3}, {From: 2, To: 3}},
	}
	t, err := schedule.CPM(n, schedule.CPMOptions{})
	fmt.Println(t.EarlyStart, t.TotalFloat, t.Finish, err)
	// Output: [0 3 0 4] [0 0 2 0] 6 <nil>
}

func ExampleCPM_deadline() {
	deadline := 5.0
	n := schedule.Network{Duration: []float64{3, 4}, Links: []schedule.Link{{From: 0, To: 1, Lag: -1}}}
	t, err := schedule.CPM(n, schedule.CPMOptions{Deadline: &deadline})
	fmt.Println(t.Finish, t.TotalFloat, err)
	// Output: 6 [-1 -1] <nil>
}

func ExampleTimes_Critical() {
	t, _ := schedule.CPM(schedule.Network{Duration: []float64{3, 2}}, schedule.CPMOptions{})
	fmt.Println(t.Critical(0), t.Critical(1))
	// Output: true false
}

func ExampleTimes_Drivers() {
	n := schedule.Network{Duration: []float64{3, 2, 1}, Links: []schedule.Link{{From: 1, To: 2}, {From: 0, To: 2}}}
	t, _ := schedule.CPM(n, schedule.CPMOptions{})
	for k := range t.Drivers(2) {
		fmt.Println("activity 2 waits for activity", n.Links[k].From)
	}
	// Output: activity 2 waits for activity 0
}

func ExampleTimes_Paths() {
	n := schedule.Network{Duration: []float64{3, 3, 1, 1}, Links: []schedule.Link{{From: 0, To: 2}, {From: 1, To: 2}}}
	t, _ := schedule.CPM(n, schedule.CPMOptions{})
	for path := range t.Paths() {
		fmt.Println(path)
	}
	// Output:
	// [0 2]
	// [1 2]
}

func ExampleBuild() {
	p := office(work("train", 5), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}}
	p.Actions[1].Due = day("2013-01-07")
	t, err := schedule.Build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	row, _ := t.Row("open")
	fmt.Println(row.Start, row.TotalFloat, err) // a working day too late
	// Output: 2013-01-09 -2 <nil>
}

func ExampleBuild_asOf() {
	p := office(work("train", 5), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}}
	p.Actions[0].Status, p.Actions[0].Started = actionplan.InProgress, day("2013-01-03")
	p.Actions[0].Progress = decimal.New(5, -1) // half done on Thursday the tenth: 3 of 5 days left
	t, err := schedule.Build(p, schedule.PlanOptions{AsOf: day("2013-01-10")})
	row, _ := t.Row("open")
	fmt.Println(row.Start, err)
	// Output: 2013-01-15 <nil>
}

func ExampleTimetable_Row() {
	t := build(office(work("train", 5)), schedule.PlanOptions{Start: day("2013-01-02")})
	row, ok := t.Row("train")
	fmt.Println(row.ES, row.EF, row.Start, row.Finish, ok)
	// Output: 0 5 2013-01-02 2013-01-08 true
}

func ExampleTimetable_All() {
	t := build(office(work("train", 5), work("open", 1)), schedule.PlanOptions{Start: day("2013-01-02")})
	for row := range t.All() {
		fmt.Println(row.Code, row.LateStart)
	}
	// Output:
	// train 2013-01-02
	// open 2013-01-08
}

func ExampleTimetable_Finish() {
	fmt.Println(build(office(work("train", 5)), schedule.PlanOptions{Start: day("2013-01-02")}).Finish())
	// Output: 2013-01-08
}

func ExampleTimetable_Spans() {
	p := office(work("train", 5), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}}
	t := build(p, schedule.PlanOptions{Start: day("2013-01-02"), Deadline: day("2013-01-08")})
	assessed, err := actionplan.Assess(p, day("2013-01-02"), actionplan.AssessOptions{Spans: t.Spans()})
	fmt.Println(assessed[0].Code, assessed[0].AtRisk, err)
	// Output: train [float] <nil>
}

func ExampleTimetable_Network() {
	p := office(work("train", 5), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}}
	p.Actions[0].Estimate = &actionplan.Estimate{Optimistic: 3, Likely: 5, Pessimistic: 13}
	n, estimates := build(p, schedule.PlanOptions{Start: day("2013-01-02")}).Network()
	finish, err := schedule.PERT(n, estimates)
	fmt.Println(finish.Mean, err)
	// Output: 7 <nil>
}

func ExampleTimetable_Slip() {
	p := office(work("train", 5))
	base := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	p.Actions[0].Days = 8
	fmt.Println(build(p, schedule.PlanOptions{Start: day("2013-01-02")}).Slip(base))
	// Output: map[train:3]
}

func ExampleTimetable_DateAt() {
	t := build(office(work("train", 5)), schedule.PlanOptions{Start: day("2013-01-02")})
	fmt.Println(t.DateAt(3.2)) // on the fourth working day
	// Output: 2013-01-07 <nil>
}

func ExampleTimetable_LongestPaths() {
	p := office(work("train", 5), work("print", 5), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}, {From: "print", To: "open"}}
	for path := range build(p, schedule.PlanOptions{Start: day("2013-01-02")}).LongestPaths() {
		fmt.Println(path)
	}
	// Output:
	// [train open]
	// [print open]
}

func ExampleTimetable_Drag() {
	p := office(work("train", 5), work("print", 3), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}, {From: "print", To: "open"}}
	fmt.Println(build(p, schedule.PlanOptions{Start: day("2013-01-02")}).Drag("train"))
	// Output: 2 <nil>
}

func ExampleTimetable_Explain() {
	p := office(work("train", 5), work("print", 3), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}, {From: "print", To: "open", Lag: 1}}
	reasons, err := build(p, schedule.PlanOptions{Start: day("2013-01-02")}).Explain("print")
	for _, reason := range reasons {
		fmt.Println(reason.Kind+":", reason)
	}
	fmt.Println(err)
	// Output:
	// start: the project starts on 2013-01-02
	// float: may slip 1 working day, to finish on 2013-01-07, or it delays open
	// <nil>
}

func ExampleTimetable_Overload() {
	p := office(work("train", 5), work("print", 3), work("open", 1))
	p.Actions[0].Accountable = "commercial director"
	p.Actions[1].Responsible = []string{"commercial director", "printer"}
	for _, o := range build(p, schedule.PlanOptions{Start: day("2013-01-02")}).Overload(1) {
		fmt.Println(o.Person, o.From, o.To, o.Codes)
	}
	// Output: commercial director 2013-01-02 2013-01-04 [train print]
}

func ExampleTimetable_Markdown() {
	fmt.Print(build(office(work("train", 5), work("open", 1)), schedule.PlanOptions{Start: day("2013-01-02")}).Markdown())
	// Output:
	// | Action | Start | Finish | Late start | Late finish | Float | Free float | Critical |
	// | --- | --- | --- | --- | --- | ---: | ---: | --- |
	// | train | 2013-01-02 | 2013-01-08 | 2013-01-02 | 2013-01-08 | 0 | 0 | yes |
	// | open | 2013-01-02 | 2013-01-02 | 2013-01-08 | 2013-01-08 | 4 | 4 |  |
}

// merging returns two equal ways that meet, each of 4 to 16 days.
func merging() (schedule.Network, []actionplan.Estimate) {
	way := actionplan.Estimate{Optimistic: 4, Likely: 10, Pessimistic: 16}
	return schedule.Network{Links: []schedule.Link{{From: 0, To: 2}, {From: 1, To: 2}}}, []actionplan.Estimate{way, way, {}}
}

func ExamplePERT() {
	n, estimates := merging()
	finish, err := schedule.PERT(n, estimates)
	fmt.Println(finish.Mean, finish.Variance, finish.Path, finish.Optimistic, err) // the other way may well take longer
	// Output: 10 4 [0 2] true <nil>
}

func ExampleNormal_P() {
	fmt.Printf("%.4f\n", schedule.Normal{Mean: 17, Variance: 9}.P(20))
	// Output: 0.8413
}

func ExampleNormal_Quantile() {
	by, err := schedule.Normal{Mean: 17, Variance: 9}.Quantile(0.9)
	fmt.Printf("%.2f %v\n", by, err)
	// Output: 20.84 <nil>
}

func ExampleMoments() {
	fmt.Println(schedule.Moments(actionplan.Estimate{Optimistic: 2, Likely: 4, Pessimistic: 12}, schedule.Triangular))
	// Output: 6 4.666666666666667 <nil>
}

func ExampleSimulate() {
	n, estimates := merging()
	out, err := schedule.Simulate(n, estimates, schedule.SimulateOptions{Seed: 1, Runs: 100_000})
	p, _ := out.P(10)
	fmt.Printf("%.2f %v\n", p, err) // where PERT says 0.50
	// Output: 0.25 <nil>
}

// simulated returns the outcome of some runs of two merging ways.
func simulated(first, runs int) *schedule.Outcome {
	n, estimates := merging()
	out, err := schedule.Simulate(n, estimates, schedule.SimulateOptions{Seed: 1, First: first, Runs: runs})
	if err != nil {
		panic(err)
	}
	return out
}

func ExampleOutcome_Merge() {
	out := simulated(0, 600)
	err := out.Merge(simulated(600, 400)) // made elsewhere
	mean, _ := out.Mean()
	whole, _ := simulated(0, 1000).Mean()
	fmt.Println(out.Runs(), mean == whole, err)
	fmt.Println(out.Merge(simulated(999, 1)))
	// Output:
	// 1000 true <nil>
	// schedule: merge outcomes: run 999: runs counted twice
}

func ExampleOutcome_Runs() {
	fmt.Println(simulated(0, 0).Runs())
	// Output: 10000
}

func ExampleOutcome_Mean() {
	mean, ok := simulated(0, 100_000).Mean()
	fmt.Printf("%.1f %t\n", mean, ok)
	// Output: 11.3 true
}

func ExampleOutcome_P() {
	p, ok := simulated(0, 100_000).P(13)
	fmt.Printf("%.2f %t\n", p, ok)
	// Output: 0.80 true
}

func ExampleOutcome_Quantile() {
	by, ok := simulated(0, 100_000).Quantile(0.8)
	fmt.Printf("%.1f %t\n", by, ok)
	// Output: 13.0 true
}

func ExampleOutcome_Criticality() {
	share, ok := simulated(0, 100_000).Criticality(0)
	fmt.Printf("%.1f %t\n", share, ok)
	// Output: 0.5 true
}

func ExampleRehearse() {
	p := office(work("sell", 10), work("report", 2))
	p.Links = []actionplan.Link{{From: "sell", To: "report"}}
	p.Actions[1].Due = day("2013-01-18")
	p.Actions[0].Contingencies = []actionplan.Contingency{{
		Code: "K1", Trigger: "high passenger season", Response: "reduced service standard", Stretch: decimal.New(15, -1),
	}}
	on := map[actionplan.Code]calendar.Date{"K1": day("2013-01-09")} // 5 of 10 days are left
	r, err := schedule.Rehearse(p, on, schedule.PlanOptions{Start: day("2013-01-02")})
	fmt.Println(r.Slip, r.Moved, r.Missed, strings.Join(r.Gaps, ", "), err)
	// Output: 3 [sell report] [report] no_owner K1 <nil>
}

// office returns a plan that rests at weekends.
func office(actions ...actionplan.Action) actionplan.Plan {
	return actionplan.Plan{
		ID: uuid.NameSpaceURL, Version: 1, Actions: slices.Clone(actions),
		Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(time.Saturday, time.Sunday)},
	}
}

// work returns an action of so many days.
func work(code actionplan.Code, days int) actionplan.Action {
	return actionplan.Action{Code: code, What: []string{string(code)}, Days: days}
}
