package revenue_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing/revenue"
)

// The example of the package's documentation.
func Example() {
	uplift, ok, err := revenue.BreakEvenUplift(decimal.New(960, 0), decimal.New(480, 0), decimal.New(384, 0))
	if err != nil {
		panic(err)
	}
	fmt.Println(uplift.Shift(2), "% more", ok)
	full := revenue.Class{Name: "full", Fare: 960, Demand: revenue.Demand{Mean: 24, SD: 6}}
	early := revenue.Class{Name: "early", Fare: 480}
	level, err := revenue.Littlewood(full, early, 48)
	if err != nil {
		panic(err)
	}
	fmt.Println("keep", level.Protect, "sell early", level.Limit)
	// Output:
	// 500 % more true
	// keep 24 sell early 24
}

// A ticket that costs more to carry than the promotion brings: no number of passengers repairs that.
func ExampleBreakEvenUplift() {
	_, ok, err := revenue.BreakEvenUplift(decimal.New(960, 0), decimal.New(480, 0), decimal.New(576, 0))
	fmt.Println(ok, err)
	// Output: false <nil>
}

// A trip that costs 7200.00 whoever comes, with 84.00 for each passenger, pays from the 9th on.
func ExampleBreakEvenUnits() {
	units, ok, err := revenue.BreakEvenUnits(decimal.New(7200, 0), decimal.New(960, 0), decimal.New(84, 0))
	fmt.Println(units, ok, err)
	// Output: 8.2192 true <nil>
}

// Four prices were tried on the same line.
func ExampleFitElasticity() {
	e, err := revenue.FitElasticity([]revenue.Observation{
		{Price: 960, Units: 21}, {Price: 880, Units: 26}, {Price: 720, Units: 36}, {Price: 480, Units: 91},
	})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.2f, standard error %.2f\n", e.Value, *e.SE)
	// Output: -2.09, standard error 0.09
}

func ExampleElasticity_Interval() {
	e, _ := revenue.FitElasticity([]revenue.Observation{
		{Price: 960, Units: 21}, {Price: 880, Units: 26}, {Price: 720, Units: 36}, {Price: 480, Units: 91},
	})
	low, high, err := e.Interval(0.95)
	fmt.Printf("%.2f to %.2f %v\n", low, high, err)
	// Output: -2.50 to -1.68 <nil>
}

func ExampleElasticity_Units() {
	demand := revenue.Elasticity{Value: -2, Constant: 4e6}
	fmt.Println(demand.Units(500))
	// Output: 16 <nil>
}

// Demand that falls by 3 % where the price rises by 1 % bears a price of half as much again as the cost.
func ExampleOptimalPrice() {
	fmt.Println(revenue.OptimalPrice(10, -3))
	// Output: 15 <nil>
}

func ExampleLerner() {
	index, err := revenue.Lerner(15, 10)
	fmt.Printf("%.4f %v\n", index, err)
	// Output: 0.3333 <nil>
}

// 300 tickets instead of 120; 60 of them only came earlier, and 30 passengers left the dearer brand.
func ExampleDecompose() {
	lift, err := revenue.Decompose(revenue.LiftInput{
		Baseline: 120, Observed: 300, PulledForward: 60, Cannibalised: 30, Price: 960, Promo: 480, Cost: 100, OtherMargin: 900,
	})
	fmt.Println(lift.Gross, lift.Net, lift.MarginChange, err)
	// Output: 180 90 -67800 <nil>
}

// Seats for those who decide late.
func ExampleLittlewood() {
	late := revenue.Class{Name: "late", Fare: 960, Demand: revenue.Demand{Mean: 20, Distribution: revenue.Poisson}}
	level, err := revenue.Littlewood(late, revenue.Class{Name: "early", Fare: 240}, 48)
	fmt.Println(level.Protect, level.Limit, err)
	// Output: 23 25 <nil>
}

func ExampleEMSRb() {
	levels, err := revenue.EMSRb([]revenue.Class{
		{Name: "full", Fare: 960, Demand: revenue.Demand{Mean: 12, SD: 4}},
		{Name: "week ahead", Fare: 720, Demand: revenue.Demand{Mean: 15, SD: 5}},
		{Name: "month ahead", Fare: 480, Demand: revenue.Demand{Mean: 40, SD: 9}},
	}, 48)
	for _, l := range levels {
		fmt.Printf("%s: keep %d, sell at most %d\n", l.Name, l.Protect, l.Limit)
	}
	fmt.Println(err)
	// Output:
	// full: keep 10, sell at most 48
	// week ahead: keep 26, sell at most 38
	// month ahead: keep 48, sell at most 22
	// <nil>
}
