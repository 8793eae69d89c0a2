package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

func init() {
	register.DoFn2x1[int, func(string), error](&SimulateSales{})
	register.DoFn2x0[int, func(string)](&SimulateAnswers{})
}

// batch is how many customers or answers are made at once, each batch from a generator of its own.
const batch = 1000

// visits is how often customers come back (Fader, Hardie, Lee 2005).
var visits = lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}

// Simulated returns lines of sales and of answers, the same for the same seed whatever the runner.
func Simulated(s beam.Scope, n int, seed uint64) (sales, answers beam.PCollection) {
	var batches []int
	for from := 0; from < n; from += batch {
		batches = append(batches, from)
	}
	numbers := beam.Reshuffle(s, beam.CreateList(s, batches))
	sales = beam.ParDo(s, &SimulateSales{Count: n, Seed: seed}, numbers)
	return sales, beam.ParDo(s, &SimulateAnswers{Count: n, Seed: seed}, numbers)
}

// SimulateSales makes the sales of a batch of customers who buy first within twelve weeks of 6 January 2025, over 39 weeks.
type SimulateSales struct {
	Count int
	Seed  uint64
}

// ProcessElement emits the lines of the customers from a number on.
func (f *SimulateSales) ProcessElement(from int, emit func(string)) error {
	rng := rand.New(rand.NewPCG(f.Seed, uint64(from)))
	first, err := rfm.ParseDay("2025-01-06")
	if err != nil {
		return err
	}
	for i := from; i < min(f.Count, from+batch); i++ {
		joined := rng.IntN(84)
		times, err := visits.Simulate(rng, lifetime.Span(39*7-joined))
		if err != nil {
			return err
		}
		for _, at := range append([]lifetime.Span{0}, times...) {
			day := first + rfm.Day(joined) + rfm.Day(math.Round(float64(at)))
			emit(fmt.Sprintf("c%08d,%v,%d.%02d", i, day, 5+rng.IntN(60), rng.IntN(100)))
		}
	}
	return nil
}

// SimulateAnswers makes a batch of answers of the passengers of three brands in two waves.
type SimulateAnswers struct {
	Count int
	Seed  uint64
}

// ProcessElement emits as many lines as the batch has customers.
func (f *SimulateAnswers) ProcessElement(from int, emit func(string)) {
	rng := rand.New(rand.NewPCG(f.Seed, uint64(from)+1<<40))
	for range min(f.Count, from+batch) - from {
		brand, wave := rng.IntN(3), 1+rng.IntN(2)
		answer := min(10, rng.IntN(11)+rng.IntN(2+brand+wave))
		emit(fmt.Sprintf("%s,%d,%d", [...]string{"OCC", "ADO GL", "PLATINUM"}[brand], wave, answer))
	}
}
