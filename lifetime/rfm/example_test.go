package rfm_test

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// must is for examples whose input is known to be good.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// on is a day of 2026.
func on(month time.Month, day int) rfm.Day {
	return rfm.DayOf(time.Date(2026, month, day, 0, 0, 0, 0, time.UTC))
}

// tickets are the sales of the doc.
func tickets() []rfm.Transaction {
	return []rfm.Transaction{
		{Customer: "Ana", On: on(1, 10), Amount: decimal.New(25000, -2)},
		{Customer: "Bruno", On: on(1, 15), Amount: decimal.New(12000, -2)},
		{Customer: "Ana", On: on(3, 9), Amount: decimal.New(25000, -2)},
		{Customer: "Ana", On: on(1, 3), Amount: decimal.New(18000, -2)}, // late
	}
}

// sold is their log.
func sold() *rfm.Log {
	var l rfm.Log
	if err := l.AddAll(slices.Values(tickets())); err != nil {
		panic(err)
	}
	return &l
}

func Example() {
	endOfJanuary, endOfMarch := on(1, 31), on(3, 31)
	var sales rfm.Log
	if err := sales.AddAll(slices.Values(tickets())); err != nil {
		panic(err)
	}
	for c, err := range sales.Customers(rfm.Options{Cut: endOfJanuary, End: endOfMarch}) {
		if err != nil {
			panic(err)
		}
		fmt.Println(c.ID, "x", c.X, "t_x", c.TxDays, "T", c.TDays, "later", c.HoldoutX)
	}
	// Output:
	// Ana x 1 t_x 7 T 28 later 1
	// Bruno x 0 t_x 0 T 16 later 0
}

func ExampleDayOf() {
	merida := time.FixedZone("Mérida", -6*3600)
	sale := time.Date(2026, 3, 2, 4, 30, 0, 0, time.UTC) // half past ten in the evening before
	fmt.Println(rfm.DayOf(sale), rfm.DayOf(sale.In(merida)))
	// Output: 2026-03-02 2026-03-01
}

func ExampleParseDay() {
	day := must(rfm.ParseDay("2026-03-01"))
	fmt.Println(day, day-must(rfm.ParseDay("2026-02-28")))
	_, err := rfm.ParseDay("2026-02-30")
	fmt.Println(err)
	// Output:
	// 2026-03-01 0001-01-01
	// rfm: parse day "2026-02-30": day is out of range
}

func ExampleNew() {
	yen := must(rfm.New(0))
	fmt.Println(yen.Add("Emi", on(1, 3), decimal.New(12050, -2)))
	// Output: rfm: add "Emi": amount is not exact in minor units
}

func ExampleLog_Add() {
	var sales rfm.Log
	fmt.Println(sales.Add("Ana", on(1, 3), decimal.New(18000, -2)), sales.Len())
	// Output: <nil> 1
}

func ExampleLog_AddMinor() {
	var sales rfm.Log
	fmt.Println(sales.AddMinor("Ana", on(1, 3), 180_00), sales.AddMinor("Ana", on(1, 4), -180_00))
	// Output: <nil> <nil>
}

func ExampleLog_AddAll() {
	var sales rfm.Log
	fmt.Println(sales.AddAll(slices.Values([]rfm.Transaction{{Customer: "Ana", On: on(1, 3)}, {Customer: "Bruno"}})))
	// Output: rfm: row 1: add "Bruno": day 0: day is out of range
}

func ExampleLog_Merge() {
	north, south := sold(), new(rfm.Log)
	_ = south.AddMinor("Carla", on(2, 1), 99_00)
	fmt.Println(north.Merge(south), north.Len())
	// Output: <nil> 3
}

func ExampleLog_Len() {
	fmt.Println(sold().Len())
	// Output: 2
}

func ExampleLog_Days() {
	sales := sold()
	_ = sales.AddMinor("Ana", on(1, 3), 50_00) // the same day again
	fmt.Println(sales.Days())
	// Output: 4
}

func ExampleLog_Last() {
	fmt.Println(sold().Last())
	// Output: 2026-03-09
}

func ExampleLog_Customers() {
	for c, err := range sold().Customers(rfm.Options{}) {
		fmt.Println(c.ID, c.First, c.X, c.Repeat, c.Total, err)
	}
	// Output:
	// Ana 2026-01-03 2 50000 68000 <nil>
	// Bruno 2026-01-15 0 0 12000 <nil>
}

func ExampleLog_Histogram() {
	g := must(sold().Histogram(rfm.Options{}))
	for h, n := range g.Rows() {
		fmt.Println(n, h.X, h.Tx, h.T)
	}
	// Output:
	// 1 0 0 days 53 days
	// 1 2 65 days 65 days
}

func ExampleCustomer_History() {
	for c := range sold().Customers(rfm.Options{}) {
		fmt.Printf("%s %.2f\n", c.ID, must(cdnow.Alive(c.History(), 0)))
	}
	// Output:
	// Ana 0.81
	// Bruno 1.00
}

func ExampleCustomer_Spend() {
	for c := range sold().Customers(rfm.Options{}) {
		s, ok := c.Spend(2)
		fmt.Println(c.ID, s.X, s.Mean, ok)
	}
	// Output:
	// Ana 2 250 true
	// Bruno 0 0 false
}

func ExampleFrequencies() {
	g := must(sold().Histogram(rfm.Options{}))
	for _, bin := range must(rfm.Frequencies(cdnow, g, 2)) {
		fmt.Printf("%d: %d, expected %.2f\n", bin.X, bin.Customers, bin.Expected)
	}
	// Output:
	// 0: 1, expected 1.54
	// 1: 0, expected 0.30
	// 2: 1, expected 0.16
}

func ExampleTrack() {
	o := rfm.Options{Cut: on(1, 31), End: on(3, 31)}
	for _, p := range must(rfm.Track(cdnow, sold(), o, 30)) {
		fmt.Printf("%v %d, expected %.2f\n", p.On, p.Actual, p.Expected)
	}
	// Output:
	// 2026-02-01 1, expected 0.33
	// 2026-03-03 1, expected 0.68
	// 2026-03-31 2, expected 0.97
}

func ExampleByFrequency() {
	o := rfm.Options{Cut: on(1, 31), End: on(3, 31)}
	for _, bin := range must(rfm.ByFrequency(cdnow, sold(), o, 1)) {
		fmt.Printf("%d: %d customers, %.0f purchases each, expected %.2f\n", bin.X, bin.Customers, bin.Actual, bin.Expected)
	}
	// Output:
	// 0: 1 customers, 0 purchases each, expected 0.26
	// 1: 1 customers, 1 purchases each, expected 0.67
}

func ExampleMeasure() {
	foreseen := map[float64]float64{2.5: 3, 0.4: 0, 0.2: 1} // purchases: predicted, actual
	a := must(rfm.Measure(maps.All(foreseen)))
	fmt.Printf("off by %.2f each, %.2f on average, Gini %.2f", a.MAE, a.Bias, a.Gini)
	// Output: off by 0.57 each, -0.30 on average, Gini 0.67
}
