package contractual_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

// must is for examples whose input is known to be good.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The passengers of the doc: what a season ticket is worth.
func Example() {
	kept := must(contractual.FromSurvivors([]int64{1000, 631, 468, 382, 326, 289, 262, 241}))
	fit := must(contractual.FitSBG(kept, lifetime.Year, lifetime.FitOptions{}))
	d := lifetime.Annual(decimal.New(10, -2))
	fresh := must(fit.Model.DEL(d))
	loyal := must(fit.Model.DERL(d, 8))
	fmt.Printf("a new holder pays %.2f times, one of eight years %.2f times more", fresh, loyal)
	// Output: a new holder pays 3.69 times, one of eight years 6.84 times more
}

func ExampleFromSurvivors() {
	y, err := contractual.FromSurvivors([]int64{1000, 631, 468})
	fmt.Println(y.Customers(), err)
	_, err = contractual.FromSurvivors([]int64{1000, 631, 700})
	fmt.Println(err)
	// Output:
	// 1000 <nil>
	// contractual: from survivors: count 2 is 700: counts are no survivors
}

func ExampleTally_Add() {
	var y contractual.Tally
	fmt.Println(y.Add(1, false, 369), y.Add(1, true, 631)) // 369 left at the first renewal
	fmt.Println(y.Customers())
	// Output:
	// <nil> <nil>
	// 1000
}

func ExampleTally_Merge() {
	north := must(contractual.FromSurvivors([]int64{400, 300}))
	south := must(contractual.FromSurvivors([]int64{600, 400, 310}))
	fmt.Println(north.Merge(south), north.Customers())
	// Output: <nil> 1000
}

func ExampleTally_Customers() {
	fmt.Println(new(contractual.Tally).Customers())
	// Output: 0
}

func ExampleFitSBG() {
	y := must(contractual.FromSurvivors([]int64{1000, 631, 468, 382, 326, 289, 262, 241}))
	fit := must(contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{}))
	for _, e := range must(fit.Parameters(0)) {
		fmt.Printf("%s %.3f, %.3f to %.3f\n", e.Name, e.Value, e.Low, e.High)
	}
	// Output:
	// alpha 0.704, 0.587 to 0.845
	// beta 1.182, 0.918 to 1.522
}

func ExampleFitBdW() {
	y := must(contractual.FromSurvivors([]int64{1000, 631, 468, 382, 326, 289, 262, 241}))
	simple := must(contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{}))
	fit := must(contractual.FitBdW(y, lifetime.Year, lifetime.FitOptions{}))
	fmt.Printf("c %.2f, AIC better by %.1f", fit.Model.C, simple.AIC()-fit.AIC())
	// Output: c 1.28, AIC better by -0.7
}

func ExampleSBG_LogLikelihood() {
	y := must(contractual.FromSurvivors([]int64{1000, 631, 468, 382, 326, 289, 262, 241}))
	fmt.Printf("%.1f", must(yearly().LogLikelihood(y)))
	// Output: -1680.3
}

func ExampleSBG_Survival() {
	fmt.Printf("%.1f %% hold a ticket for an eighth year", 100*must(yearly().Survival(7)))
	// Output: 23.9 % hold a ticket for an eighth year
}

func ExampleSBG_Retention() {
	fmt.Printf("%.3f at first, %.3f later", must(yearly().Retention(1)), must(yearly().Retention(7)))
	// Output: 0.627 at first, 0.911 later
}

func ExampleSBG_Churn() {
	fmt.Printf("%.1f %% leave at the first renewal", 100*must(yearly().Churn(1)))
	// Output: 37.3 % leave at the first renewal
}

func ExampleSBG_DEL() {
	fmt.Printf("%.2f payments", must(yearly().DEL(tenPercent)))
	// Output: 3.70 payments
}

func ExampleSBG_DERL() {
	fmt.Printf("%.2f payments", must(yearly().DERL(tenPercent, 2)))
	// Output: 4.10 payments
}

func ExampleSBG_Elasticity() {
	fmt.Printf("%.2f %% for a new holder", must(yearly().Elasticity(tenPercent, 0)))
	// Output: 4.71 % for a new holder
}

func ExampleSBG_Erosion() {
	before, after, err := yearly().Erosion(tenPercent, 2, 0.2)
	fmt.Printf("%.2f, and %.2f payments if leaving is likelier by 20 %%: %v", before, after, err)
	// Output: 4.10, and 3.52 payments if leaving is likelier by 20 %: <nil>
}

func ExampleSBG_Simulate() {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 4 {
		fmt.Print(must(yearly().Simulate(rng)), " ")
	}
	// Output: 14 3 9 2
}

// monthly is a ticket that holders leave the more readily the longer they have had it.
var monthly = contractual.BdW{Period: lifetime.Month, Alpha: 0.7, Beta: 9, C: 1.3}

func ExampleBdW_LogLikelihood() {
	y := must(contractual.FromSurvivors([]int64{100, 93, 84}))
	fmt.Printf("%.2f", must(monthly.LogLikelihood(y)))
	// Output: -54.95
}

func ExampleBdW_Survival() {
	fmt.Printf("%.3f", must(monthly.Survival(12)))
	// Output: 0.389
}

func ExampleBdW_Retention() {
	fmt.Printf("%.3f, then %.3f", must(monthly.Retention(1)), must(monthly.Retention(2)))
	// Output: 0.928, then 0.908
}

func ExampleBdW_Churn() {
	fmt.Printf("%.3f", must(monthly.Churn(3)))
	// Output: 0.079
}

func ExampleBdW_DEL() {
	fmt.Printf("%.1f payments", must(monthly.DEL(tenPercent)))
	// Output: 19.0 payments
}

func ExampleBdW_DERL() {
	fmt.Printf("%.1f payments", must(monthly.DERL(tenPercent, 12)))
	// Output: 30.5 payments
}

func ExampleBdW_Elasticity() {
	fmt.Printf("%.1f %%", must(monthly.Elasticity(tenPercent, 12)))
	// Output: 56.7 %
}

func ExampleBdW_Erosion() {
	before, after, err := monthly.Erosion(tenPercent, 12, -0.1) // better service
	fmt.Printf("%.1f, then %.1f payments: %v", before, after, err)
	// Output: 30.5, then 34.2 payments: <nil>
}

func ExampleBdW_Simulate() {
	fmt.Println(must(monthly.Simulate(rand.New(rand.NewPCG(3, 1)))))
	// Output: 3
}
