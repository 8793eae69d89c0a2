package lifetime_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// monthly pays for two years at 10 %, at the end of each month.
var monthly = lifetime.Cash{Rate: tenPercent, Period: lifetime.Month, Periods: 24}

func ExampleHistory_Check() {
	fmt.Println(lifetime.History{X: 1, Tx: 50, T: 40}.Check())
	// Output: lifetime: history: last purchase at 50 days of 40 days: history is impossible
}

func ExampleHistoryAt() {
	visits := []lifetime.Span{12, 30, 95}
	fmt.Println(must(lifetime.HistoryAt(visits, 60)))
	fmt.Println(must(lifetime.HistoryAt(visits, 120)))
	// Output:
	// {2 30 days 60 days}
	// {3 95 days 120 days}
}

func ExampleHistogram_Add() {
	var g lifetime.Histogram
	fmt.Println(g.Add(lifetime.History{T: 100}, 600), g.Add(lifetime.History{X: 1, Tx: 20, T: 100}, 1))
	fmt.Println(g.Customers(), g.Len())
	// Output:
	// <nil> <nil>
	// 601 2
}

func ExampleHistogram_Merge() {
	var north, south lifetime.Histogram
	_ = north.Add(lifetime.History{T: 100}, 600)
	_ = south.Add(lifetime.History{T: 100}, 400)
	fmt.Println(north.Merge(&south), north.Customers(), north.Len())
	// Output: <nil> 1000 1
}

func ExampleHistogram_Rows() {
	var g lifetime.Histogram
	_ = g.Add(lifetime.History{X: 1, Tx: 20, T: 100}, 3)
	_ = g.Add(lifetime.History{T: 70}, 5)
	for h, n := range g.Rows() {
		fmt.Println(n, h)
	}
	// Output:
	// 5 {0 0 days 70 days}
	// 3 {1 20 days 100 days}
}

func ExampleHistogram_Len() {
	fmt.Println(passengers().Len())
	// Output: 1002
}

func ExampleHistogram_Customers() {
	fmt.Println(passengers().Customers())
	// Output: 2357
}

func ExampleDET() {
	fmt.Printf("%.3f", must(lifetime.DET(cdnow, passenger, monthly)))
	// Output: 2.453
}

func ExampleCLV() {
	value := must(lifetime.CLV(cdnow, passenger, decimal.New(1250, -2), monthly))
	fmt.Println(value.StringFixed(2))
	// Output: 30.67
}

func ExampleScore() {
	rows := []lifetime.History{passenger, {T: 272}, {X: 20, Tx: 90, T: 272}}
	for _, p := range must(lifetime.Score(cdnow, rows, 39*lifetime.Week, monthly)) {
		fmt.Printf("alive %.3f, %.3f purchases, %.3f discounted\n", p.Alive, p.Purchases, p.Discounted)
	}
	// Output:
	// alive 0.727, 1.226 purchases, 2.453 discounted
	// alive 1.000, 0.195 purchases, 0.416 discounted
	// alive 0.000, 0.000 purchases, 0.000 discounted
}

// What it costs if a fifth more leave after each trip.
func ExampleErosion() {
	before, after, err := lifetime.Erosion(cdnow, passenger, 0.2, tenPercent)
	fmt.Printf("%.2f purchases, then %.2f: %v", before, after, err)
	// Output: 6.37 purchases, then 5.41: <nil>
}

func ExampleEncodeModel() {
	fmt.Printf("%s", must(lifetime.EncodeModel(cdnow)))
	// Output: {"model":"bg/nbd","unit":7,"r":0.243,"alpha":4.414,"a":0.793,"b":2.426}
}

func ExampleDecodeModel() {
	m := must(lifetime.DecodeModel([]byte(`{"model":"nbd","unit":7,"r":0.385,"alpha":12.1}`)))
	fmt.Println(m == lifetime.Model(steady))
	_, err := lifetime.DecodeModel([]byte(`{"model":"nbd","unit":7,"r":0.385,"beta":1}`))
	fmt.Println(err)
	// Output:
	// true
	// lifetime: decode model: bytes of another form: json: unknown field "beta"
}

func ExampleGammaGamma_Mean() {
	fmt.Printf("$%.2f", must(cdnowSpend.Mean()))
	_, err := lifetime.GammaGamma{P: 6, Q: 0.9, Gamma: 15}.Mean()
	fmt.Println(";", err)
	// Output: $35.22; lifetime: gamma-gamma: expected spend: spend has no mean
}

func ExampleGammaGamma_Expected() {
	fmt.Printf("$%.2f", must(cdnowSpend.Expected(lifetime.Spend{X: 2, Mean: 60})))
	// Output: $55.54
}

func ExampleGammaGamma_Amount() {
	fmt.Println(must(cdnowSpend.Amount(lifetime.Spend{X: 2, Mean: 60}, 2)))
	// Output: 55.54
}

func ExampleGammaGamma_LogLikelihood() {
	fmt.Printf("%.4f", must(cdnowSpend.LogLikelihood(lifetime.Spend{X: 2, Mean: 60})))
	// Output: -5.3794
}

func ExampleGammaGamma_Simulate() {
	s := must(cdnowSpend.Simulate(rand.New(rand.NewPCG(1, 1)), 3))
	fmt.Printf("%d purchases of $%.2f", s.X, s.Mean)
	// Output: 3 purchases of $14.63
}
