package swot_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// Figures: best of several runs on 2 shared cores, linux/amd64, Go 1.26.

// jurySized is a decision of n strategies by the three default criteria, and largeMatrix a valid matrix.
func jurySized(n int) swot.Decision {
	d := swot.Decision{Criteria: swot.DefaultCriteria()}
	for i := range n {
		at := func(step int) decimal.Decimal { return decimal.New(int64(10+(i*step)%41), -1) }
		d.Codes, d.Scores = append(d.Codes, strconv.Itoa(i)), append(d.Scores, []decimal.Decimal{at(7), at(11), at(13)})
	}
	return d
}

// frontier is a decision about n strategies by m criteria of which each is the best under some weights: points on
// a sphere, rounded to hundredths.
func frontier(n, m int) swot.Decision {
	var d swot.Decision
	for k := range m {
		d.Criteria = append(d.Criteria, swot.Criterion{Code: strconv.Itoa(k), Max: decimal.New(1, 0)})
	}
	rng := rand.New(rand.NewPCG(6, 0))
	for i := range n {
		point, norm := make([]float64, m), 0.0
		for k := range point {
			point[k] = math.Abs(rng.NormFloat64())
			norm = math.Hypot(norm, point[k])
		}
		var row []decimal.Decimal
		for k := range point {
			row = append(row, decimal.New(int64(point[k]/norm*100), -2))
		}
		d.Codes, d.Scores = append(d.Codes, strconv.Itoa(i)), append(d.Scores, row)
	}
	return d
}

func largeMatrix(factors, strategies int) swot.Matrix {
	m := swot.Matrix{ID: busLine().ID, Title: "large"}
	for i := range factors {
		f := busLine().Factors[i%5]
		f.Code = strconv.Itoa(i)
		m.Factors = append(m.Factors, f)
	}
	for i := range strategies {
		s := busLine().Strategies[1]
		at := i % (factors / 5) * 5
		s.Code, s.Uses = strconv.Itoa(i), []string{strconv.Itoa(at), strconv.Itoa(at + 4)} // a strength and a threat
		m.Strategies = append(m.Strategies, s)
	}
	return m
}

// 30 µs, 24 kB, 734 allocations, of which a third is validation.
func BenchmarkWeightedSum15x3(b *testing.B) { benchmarkWeightedSum(b, 15) }

// 25 ms, 14 MB, 378,000 allocations: 3 µs a strategy.
func BenchmarkWeightedSum10k(b *testing.B) { benchmarkWeightedSum(b, 10_000) }

func benchmarkWeightedSum(b *testing.B, n int) {
	d := jurySized(n)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := swot.WeightedSum(d); err != nil {
			b.Fatal(err)
		}
	}
}

// 15 strategies on three criteria, all flips and shifts: 0.16 ms, 121 kB, 3,493 allocations.
func BenchmarkRobust15x3(b *testing.B) {
	d := jurySized(15)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := swot.Robust(d); err != nil {
			b.Fatal(err)
		}
	}
}

// 15 strategies of which none dominates another, on three criteria: 0.31 ms, 225 kB, 7,077
// allocations.
func BenchmarkAcceptabilityExact15x3(b *testing.B) {
	benchmarkAcceptability(b, frontier(15, 3))
}

// 15 strategies of which none dominates another, on six criteria, 100,000 weights: 25 ms,
// 31 kB, 1,426 allocations, none a draw.
func BenchmarkAcceptabilitySampled15x6(b *testing.B) {
	benchmarkAcceptability(b, frontier(15, 6))
}

func benchmarkAcceptability(b *testing.B, d swot.Decision) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := swot.Acceptability(d, swot.AcceptabilityOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// 15 strategies on three criteria: 0.62 ms, 351 kB, 7,179 allocations.
func BenchmarkWeightedProduct15x3(b *testing.B) {
	d := jurySized(15)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := swot.WeightedProduct(d); err != nil {
			b.Fatal(err)
		}
	}
}

// 1,000 factors, 200 strategies, validated and ranked: 4.3 ms, 1.8 MB, 52,700 allocations.
func BenchmarkMatrixToRanking(b *testing.B) {
	m := largeMatrix(1000, 200)
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Validate(); err != nil {
			b.Fatal(err)
		}
		d, err := m.Decision(swot.DefaultCriteria())
		if err != nil {
			b.Fatal(err)
		}
		if _, err = swot.WeightedSum(d); err != nil {
			b.Fatal(err)
		}
	}
}

// 30 factors, 12 strategies, of which every third factor changed: 0.24 ms, 212 kB, 1,939 allocations.
func BenchmarkDiff(b *testing.B) {
	before, after := largeMatrix(30, 12), largeMatrix(30, 12)
	for i := 0; i < len(after.Factors); i += 3 {
		after.Factors[i].Text = "changed"
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := swot.Diff(before, after); err != nil {
			b.Fatal(err)
		}
	}
}

// 30 factors, 12 strategies: 0.15 ms, 54 kB, 1,706 allocations.
func BenchmarkValidate(b *testing.B) {
	m := largeMatrix(30, 12)
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}

// 30 factors, 12 strategies: 0.08 ms, 37 kB, 233 allocations.
func BenchmarkMarkdown(b *testing.B) {
	m := largeMatrix(30, 12)
	b.ReportAllocs()
	for b.Loop() {
		_ = m.Markdown()
	}
}

// 1,000 factors, 1,000 strategies: 0.57 ms, 418 kB, 3,278 allocations.
func BenchmarkCoverage(b *testing.B) {
	m := largeMatrix(1000, 1000)
	b.ReportAllocs()
	for b.Loop() {
		_ = m.Coverage()
	}
}

// 30 factors, 12 strategies: 0.15 ms, 39 kB, 453 allocations.
func BenchmarkMarshalJSON(b *testing.B) {
	m := largeMatrix(30, 12)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}
