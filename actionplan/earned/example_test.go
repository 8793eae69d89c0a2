package earned_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
)

// The example of the package's documentation.
func Example() {
	dec := decimal.RequireFromString
	m, err := earned.Measure(earned.Snapshot{BAC: dec("8"), PV: dec("2.4"), EV: dec("1.6"), AC: dec("3")}, earned.Options{Scale: 2})
	if err != nil {
		panic(err)
	}
	fmt.Println("behind by", m.SV.Neg(), "and over by", m.CV.Neg())
	fmt.Println("each 1.00 spent bought", m.CPI, "so the whole will take", m.EAC)
	// Output:
	// behind by 0.8 and over by 1.4
	// each 1.00 spent bought 0.53 so the whole will take 15
}

// Before anything is spent there is no cost index.
func ExampleMeasure() {
	m, err := earned.Measure(earned.Snapshot{BAC: decimal.New(8, 0)}, earned.Options{})
	fmt.Println(m.CPI == nil, m.EAC == nil, m.TCPI, err)
	// Output: true true 1 <nil>
}

// After three months of four, what is done was to be done two and a third months in.
func ExampleSchedule() {
	pv := []decimal.Decimal{decimal.New(10, 0), decimal.New(30, 0), decimal.New(60, 0), decimal.New(100, 0)}
	t, err := earned.Schedule(pv, decimal.New(40, 0), decimal.New(3, 0), earned.Options{Scale: 4})
	fmt.Println(t.Earned, t.Variance, t.Index, t.Forecast, err)
	// Output: 2.3333 -0.6667 0.7778 5.1429 <nil>
}

func may(day int) calendar.Date {
	return calendar.DateOf(time.Date(2013, time.May, day, 0, 0, 0, 0, time.UTC))
}

// campaign is a plan of two actions in the first weeks of May 2013, resting at weekends.
func campaign() actionplan.Plan {
	return actionplan.Plan{
		Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(time.Saturday, time.Sunday)},
		Actions: []actionplan.Action{
			{
				Code: "write", Start: may(2), Due: may(3), Cost: new(decimal.New(1000, 0)), Status: actionplan.Done,
				Progress: decimal.New(1, 0), Started: may(2), Finished: may(6),
			},
			{
				Code: "train", Start: may(6), Due: may(15), Cost: new(decimal.New(4000, 0)), Status: actionplan.InProgress,
				Progress: decimal.New(25, -2), Started: may(7),
			},
		},
	}
}

// On Thursday 9 May three of the eight days of training were planned, and a quarter of it is done.
func ExampleTake() {
	var costs earned.Ledger
	_ = costs.Add("write", decimal.New(1200, 0))
	_ = costs.Add("train", decimal.New(900, 0))
	s, err := earned.Take(campaign(), nil, &costs, may(9), earned.ByProgress)
	fmt.Println(s.BAC, s.PV, s.EV, s.AC, err)
	// Output: 5000 2500 2000 2100 <nil>
}

// The curve by the ends of three weeks.
func ExamplePlannedValue() {
	pv, err := earned.PlannedValue(campaign(), nil, []calendar.Date{may(4), may(11), may(18)})
	fmt.Println(pv, err)
	// Output: [1000 3500 5000] <nil>
}

func ExampleLedger_Add() {
	var l earned.Ledger
	_ = l.Add("train", decimal.New(90050, -2))
	_ = l.Add("train", decimal.New(-5050, -2)) // a credit
	fmt.Println(l.Total())
	fmt.Println(l.Add("train", decimal.New(1, 1e9)))
	// Output:
	// 850
	// earned: add cost of "train": amount does not fit: too large: at most 1e36
}

func ExampleLedger_Merge() {
	var here, there earned.Ledger
	_ = here.Add("train", decimal.New(100, 0))
	_ = there.Add("train", decimal.New(20, 0))
	fmt.Println(here.Merge(&there), here.Total())
	// Output: <nil> 120
}

func ExampleLedger_Total() {
	fmt.Println(new(earned.Ledger).Total())
	// Output: 0
}

func ExampleLedger_All() {
	var l earned.Ledger
	_ = l.Add("write", decimal.New(7, 0))
	_ = l.Add("train", decimal.New(3, 0))
	for code, cost := range l.All() {
		fmt.Println(code, cost)
	}
	// Output:
	// train 3
	// write 7
}
