package staffing_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/promise/staffing"
)

// calls are those of the doc.
var calls = staffing.Load{Arrivals: 100, Per: 30 * time.Minute, Handle: 3 * time.Minute}

func Example() {
	calls := staffing.Load{Arrivals: 100, Per: 30 * time.Minute, Handle: 3 * time.Minute}
	p, err := staffing.Need(calls, staffing.Goal{Level: 0.8, Within: 20 * time.Second, Shrinkage: decimal.New(3, -1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d agents, %d scheduled: %.1f %% in time, mean wait %v", p.Agents, p.Scheduled, 100*p.Level, p.ASA.Round(time.Second))
	// Output: 14 agents, 20 scheduled: 88.8 % in time, mean wait 8s
}

func ExampleLoad_Erlangs() {
	fmt.Println(calls.Erlangs())
	// Output: 10 <nil>
}

// Ten lines for ten erlangs: a fifth of the callers hears that all are busy.
func ExampleErlangB() {
	b, err := staffing.ErlangB(10, 10)
	fmt.Printf("%.3f %v", b, err)
	// Output: 0.215 <nil>
}

func ExampleErlangC() {
	c, err := staffing.ErlangC(14, 10)
	fmt.Printf("%.3f %v", c, err)
	// Output: 0.174 <nil>
}

// With one agent too few nobody falls ever farther behind: some give up.
func ExampleErlangA() {
	a, err := staffing.ErlangA(9, calls, 2*time.Minute)
	fmt.Printf("%.1f %% give up, the others' agents are busy %.1f %% of the time, %v", 100*a.Abandon, 100*a.Occupancy, err)
	// Output: 19.2 % give up, the others' agents are busy 89.8 % of the time, <nil>
}

func ExampleAssess() {
	for _, agents := range []int{10, 12, 14} {
		p, err := staffing.Assess(calls, agents, 20*time.Second)
		fmt.Printf("%d: %.2f in time, mean wait %v, %v\n", agents, p.Level, p.ASA.Round(time.Second), err)
	}
	// Output:
	// 10: 0.00 in time, mean wait 0s, staffing: assess: 10 agents for 10 erlangs: queue grows without end
	// 12: 0.64 in time, mean wait 40s, <nil>
	// 14: 0.89 in time, mean wait 8s, <nil>
}

func ExampleNeed() {
	p, err := staffing.Need(calls, staffing.Goal{Level: 0.9, Within: 10 * time.Second, MaxOccupancy: 0.6})
	fmt.Println(p.Agents, p.Scheduled, err)
	// Output: 17 17 <nil>
}

func ExampleScheduled() {
	fmt.Println(staffing.Scheduled(84, decimal.New(3, -1)))
	// Output: 120 <nil>
}
