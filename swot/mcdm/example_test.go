package mcdm_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

// seats are the suppliers of the doc: comfort, years, price.
var seats = mcdm.Problem{
	Values:  [][]float64{{8, 7, 310}, {9, 6, 420}, {6, 9, 260}},
	Weights: []float64{0.5, 0.3, 0.2},
	Cost:    []bool{false, false, true},
}

func Example() {
	r, err := mcdm.TOPSIS(seats, mcdm.TOPSISOptions{Ideal: []float64{10, 10, 200}, AntiIdeal: []float64{0, 0, 500}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f, ranks %v", r.Scores, r.Ranks)
	// Output: [0.754 0.713 0.678], ranks [1 2 3]
}

func ExampleTOPSIS() {
	r, err := mcdm.TOPSIS(seats, mcdm.TOPSISOptions{})
	fmt.Printf("%.3f %v %v", r.Scores, r.Ranks, err)
	// Output: [0.583 0.557 0.443] [1 2 3] <nil>
}

// A point of comfort or a year is hardly felt; a difference of 50 in the price is not, one of 150 decides.
func ExamplePROMETHEE() {
	r, err := mcdm.PROMETHEE(seats, []mcdm.Preference{
		{Shape: mcdm.UShape, Q: 1}, {Shape: mcdm.UShape, Q: 1}, {Shape: mcdm.Linear, Q: 50, P: 150},
	})
	fmt.Printf("%.3f %v %v", r.Scores, r.Ranks, err)
	// Output: [0.160 -0.060 -0.100] [1 2 3] <nil>
}

func ExampleRanks() {
	fmt.Println(mcdm.Ranks([]float64{0.7, 0.9, 0.7, 0.1}))
	// Output: [2 1 2 4]
}

// Comfort matters most, then how long a seat lasts, then its price; nobody can say by how much.
func ExampleROC() {
	w, err := mcdm.ROC(3)
	fmt.Printf("%.3f %v", w, err)
	// Output: [0.611 0.278 0.111] <nil>
}

func ExampleRankSum() {
	w, err := mcdm.RankSum(3)
	fmt.Printf("%.3f %v", w, err)
	// Output: [0.500 0.333 0.167] <nil>
}

// Life is 20 % less important than comfort, and the price 50 % less than life.
func ExampleSWARA() {
	w, err := mcdm.SWARA([]float64{0, 0.2, 0.5})
	fmt.Printf("%.3f %v", w, err)
	// Output: [0.419 0.349 0.233] <nil>
}

func ExampleNormalize() {
	w, err := mcdm.Normalize([]float64{5, 3, 2})
	fmt.Println(w, err)
	// Output: [0.5 0.3 0.2] <nil>
}

// Late buses make bad reviews, bad reviews make fewer passengers, and those pay for fewer repairs.
func ExampleDEMATEL() {
	f, err := mcdm.DEMATEL([][]float64{
		{0, 3, 2}, // late buses
		{0, 0, 4}, // bad reviews
		{1, 0, 0}, // fewer passengers
	}, mcdm.RowColumn)
	fmt.Printf("matters %.2f, drives %.2f, %v", f.Prominence, f.Relation, err)
	// Output: matters [1.88 1.66 2.03], drives [1.00 0.22 -1.22], <nil>
}

func ExampleKendallW() {
	a, ok, err := mcdm.KendallW([][]float64{{1, 2, 3, 4}, {1, 3, 2, 4}, {1, 2, 3, 4}}) // three managers rank four strategies
	fmt.Printf("W %.3f, p %.3f, %v %v", a.W, a.P, ok, err)
	// Output: W 0.911, p 0.042, true <nil>
}

func ExampleSpearman() {
	rho, ok, err := mcdm.Spearman([]float64{1, 2, 3, 4}, []float64{20, 10, 40, 30})
	fmt.Printf("%.2f %v %v", rho, ok, err)
	// Output: 0.60 true <nil>
}

func ExampleTauB() {
	tau, ok, err := mcdm.TauB([]float64{1, 2, 3, 4}, []float64{20, 10, 40, 30})
	fmt.Printf("%.2f %v %v", tau, ok, err)
	// Output: 0.33 true <nil>
}
