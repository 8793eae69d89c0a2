package lifetime_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// must is for examples whose input is known to be good.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Models of the examples, beside the published ones.
var (
	central = lifetime.MBGNBD{Unit: lifetime.Week, R: 0.525, Alpha: 6.183, A: 0.891, B: 1.614}
	steady  = lifetime.NBD{Unit: lifetime.Week, R: 0.385, Alpha: 12.1}
	season  = lifetime.BGBB{Unit: lifetime.Year, Alpha: 1.204, Beta: 0.75, Gamma: 0.657, Delta: 2.783}
)

// A passenger who came back twice, last in week 30 of 39, and a donor of four of six years, but not the last.
var (
	passenger = lifetime.History{X: 2, Tx: 213, T: 272}
	donor     = lifetime.History{X: 4, Tx: 5 * lifetime.Year, T: 6 * lifetime.Year}
)

// tenPercent is a discount of 10 % a year.
var tenPercent = lifetime.Annual(decimal.New(10, -2))

func ExampleBGNBD_LogLikelihood() {
	fmt.Printf("%.4f", must(cdnow.LogLikelihood(passenger)))
	// Output: -9.4585
}

func ExampleBGNBD_Alive() {
	fmt.Printf("%.3f now, %.3f later", must(cdnow.Alive(passenger, 0)), must(cdnow.Alive(passenger, 39*lifetime.Week)))
	// Output: 0.727 now, 0.567 later
}

// A daily passenger who has stayed away for years: too unlikely for a float64, but not for its logarithm.
func ExampleBGNBD_LogAlive() {
	daily := lifetime.History{X: 5000, Tx: 5000, T: 6000}
	fmt.Printf("%v, e to the %.1f", must(cdnow.Alive(daily, 0)), must(cdnow.LogAlive(daily)))
	// Output: 0, e to the -897.8
}

func ExampleBGNBD_Purchases() {
	fmt.Printf("%.3f", must(cdnow.Purchases(passenger, 39*lifetime.Week)))
	// Output: 1.226
}

func ExampleBGNBD_PMF() {
	fmt.Printf("none %.3f, one %.3f", must(cdnow.PMF(passenger, 39*lifetime.Week, 0)), must(cdnow.PMF(passenger, 39*lifetime.Week, 1)))
	// Output: none 0.445, one 0.239
}

func ExampleBGNBD_DERT() {
	fmt.Printf("%.2f", must(cdnow.DERT(passenger, tenPercent)))
	// Output: 6.37
}

func ExampleBGNBD_Simulate() {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 3 {
		fmt.Println(len(must(cdnow.Simulate(rng, 3*lifetime.Year))))
	}
	// Output:
	// 10
	// 18
	// 0
}

func ExampleMBGNBD_LogLikelihood() {
	fmt.Printf("%.4f", must(central.LogLikelihood(passenger)))
	// Output: -9.4854
}

func ExampleMBGNBD_Alive() {
	fmt.Printf("%.3f now, %.3f later", must(central.Alive(passenger, 0)), must(central.Alive(passenger, 39*lifetime.Week)))
	// Output: 0.706 now, 0.531 later
}

// A daily passenger who has stayed away for years: too unlikely for a float64, but not for its logarithm.
func ExampleMBGNBD_LogAlive() {
	daily := lifetime.History{X: 5000, Tx: 5000, T: 6000}
	fmt.Printf("%v, e to the %.1f", must(central.Alive(daily, 0)), must(central.LogAlive(daily)))
	// Output: 0, e to the -895.9
}

func ExampleMBGNBD_Purchases() {
	fmt.Printf("%.3f", must(central.Purchases(passenger, 39*lifetime.Week)))
	// Output: 1.263
}

func ExampleMBGNBD_PMF() {
	fmt.Printf("none %.3f, one %.3f", must(central.PMF(passenger, 39*lifetime.Week, 0)), must(central.PMF(passenger, 39*lifetime.Week, 1)))
	// Output: none 0.440, one 0.234
}

func ExampleMBGNBD_DERT() {
	fmt.Printf("%.2f", must(central.DERT(passenger, tenPercent)))
	// Output: 5.97
}

func ExampleMBGNBD_Simulate() {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 3 {
		fmt.Println(len(must(central.Simulate(rng, 3*lifetime.Year))))
	}
	// Output:
	// 14
	// 3
	// 0
}

func ExampleParetoNBD_LogLikelihood() {
	fmt.Printf("%.4f", must(cdnowPareto.LogLikelihood(passenger)))
	// Output: -9.5541
}

func ExampleParetoNBD_Alive() {
	fmt.Printf("%.3f now, %.3f later", must(cdnowPareto.Alive(passenger, 0)), must(cdnowPareto.Alive(passenger, 39*lifetime.Week)))
	// Output: 0.869 now, 0.615 later
}

// A daily passenger who has stayed away for years: too unlikely for a float64, but not for its logarithm.
func ExampleParetoNBD_LogAlive() {
	daily := lifetime.History{X: 5000, Tx: 5000, T: 6000}
	fmt.Printf("%v, e to the %.1f", must(cdnowPareto.Alive(daily, 0)), must(cdnowPareto.LogAlive(daily)))
	// Output: 0, e to the -890.6
}

func ExampleParetoNBD_Purchases() {
	fmt.Printf("%.3f", must(cdnowPareto.Purchases(passenger, 39*lifetime.Week)))
	// Output: 1.455
}

func ExampleParetoNBD_PMF() {
	fmt.Printf("none %.3f, one %.3f", must(cdnowPareto.PMF(passenger, 39*lifetime.Week, 0)), must(cdnowPareto.PMF(passenger, 39*lifetime.Week, 1)))
	// Output: none 0.408, one 0.219
}

func ExampleParetoNBD_DERT() {
	fmt.Printf("%.2f", must(cdnowPareto.DERT(passenger, tenPercent)))
	// Output: 8.18
}

func ExampleParetoNBD_Simulate() {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 3 {
		fmt.Println(len(must(cdnowPareto.Simulate(rng, 3*lifetime.Year))))
	}
	// Output:
	// 0
	// 0
	// 2
}

func ExampleNBD_LogLikelihood() {
	fmt.Printf("%.4f", must(steady.LogLikelihood(passenger)))
	// Output: -9.0443
}

func ExampleNBD_Alive() {
	fmt.Printf("%.3f now, %.3f later", must(steady.Alive(passenger, 0)), must(steady.Alive(passenger, 39*lifetime.Week)))
	// Output: 1.000 now, 1.000 later
}

func ExampleNBD_Purchases() {
	fmt.Printf("%.3f", must(steady.Purchases(passenger, 39*lifetime.Week)))
	// Output: 1.825
}

func ExampleNBD_PMF() {
	fmt.Printf("none %.3f, one %.3f", must(steady.PMF(passenger, 39*lifetime.Week, 0)), must(steady.PMF(passenger, 39*lifetime.Week, 1)))
	// Output: none 0.258, one 0.267
}

func ExampleNBD_DERT() {
	fmt.Printf("%.2f", must(steady.DERT(passenger, tenPercent)))
	// Output: 25.62
}

func ExampleNBD_Simulate() {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 3 {
		fmt.Println(len(must(steady.Simulate(rng, 3*lifetime.Year))))
	}
	// Output:
	// 9
	// 24
	// 0
}

func ExampleBGBB_LogLikelihood() {
	fmt.Printf("%.4f", must(season.LogLikelihood(donor)))
	// Output: -5.0957
}

func ExampleBGBB_Alive() {
	fmt.Printf("%.3f now, %.3f later", must(season.Alive(donor, 0)), must(season.Alive(donor, 5*lifetime.Year)))
	// Output: 0.749 now, 0.554 later
}

func ExampleBGBB_Purchases() {
	fmt.Printf("%.3f", must(season.Purchases(donor, 5*lifetime.Year)))
	// Output: 2.030
}

func ExampleBGBB_PMF() {
	fmt.Printf("none %.3f, one %.3f", must(season.PMF(donor, 5*lifetime.Year, 0)), must(season.PMF(donor, 5*lifetime.Year, 1)))
	// Output: none 0.339, one 0.099
}

func ExampleBGBB_DERT() {
	fmt.Printf("%.2f", must(season.DERT(donor, tenPercent)))
	// Output: 3.20
}

func ExampleBGBB_Simulate() {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 3 {
		fmt.Println(len(must(season.Simulate(rng, 10*lifetime.Year))))
	}
	// Output:
	// 3
	// 1
	// 10
}
