package lifetime_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// The published fits to CDNOW, a seller of music: BG/NBD of Fader, Hardie, Lee (2005), "Counting Your Customers" the
// Easy Way; Pareto/NBD of Fader, Hardie, Lee (2005), RFM and CLV; gamma-gamma of Fader, Hardie (2013).
var (
	cdnow       = lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	cdnowPareto = lifetime.ParetoNBD{Unit: lifetime.Week, R: 0.553, Alpha: 10.578, S: 0.606, Beta: 11.669}
	cdnowSpend  = lifetime.GammaGamma{P: 6.25, Q: 3.74, Gamma: 15.44}
)

// A simulator is a model that tells what its customers do.
type simulator interface {
	Simulate(rng *rand.Rand, until lifetime.Span) ([]lifetime.Span, error)
}

// cohort returns the histories of n customers of m who bought first over 12 weeks and are observed for 39 from the
// start, on whole days as CDNOW's are.
func cohort(m simulator, n int, seed uint64) []lifetime.History {
	rng := rand.New(rand.NewPCG(seed, 39))
	rows := make([]lifetime.History, n)
	for i := range rows {
		rows[i] = wholeDays(m, rng, lifetime.Span(39*7-rng.IntN(84)))
	}
	return rows
}

// wholeDays simulates a history; purchases of one day are one, and those of the first day belong to the first.
func wholeDays(m simulator, rng *rand.Rand, age lifetime.Span) lifetime.History {
	times, err := m.Simulate(rng, age)
	if err != nil {
		panic(err)
	}
	days := times[:0]
	for _, t := range times {
		if day := lifetime.Span(int(t)); day > 0 && (len(days) == 0 || day > days[len(days)-1]) {
			days = append(days, day)
		}
	}
	h, err := lifetime.HistoryAt(days, age)
	if err != nil {
		panic(err)
	}
	return h
}

// grouped returns the histogram of rows.
func grouped(rows []lifetime.History) *lifetime.Histogram {
	var g lifetime.Histogram
	for _, h := range rows {
		if err := g.Add(h, 1); err != nil {
			panic(err)
		}
	}
	return &g
}

// spends returns what the customers of rows who came back spent.
func spends(rows []lifetime.History, seed uint64) []lifetime.Spend {
	rng := rand.New(rand.NewPCG(seed, 40))
	var all []lifetime.Spend
	for _, h := range rows {
		if h.X > 0 {
			s, err := cdnowSpend.Simulate(rng, h.X)
			if err != nil {
				panic(err)
			}
			s.Mean = float64(int(s.Mean*float64(s.X)*100+0.5)) / 100 / float64(s.X) // whole cents
			all = append(all, s)
		}
	}
	return all
}

// benchmarkFit measures grouping and fitting 2,357 customers, as many as CDNOW's, and a million.
func benchmarkFit(b *testing.B, m simulator, fit func(g *lifetime.Histogram) error) {
	for _, size := range []struct {
		name string
		n    int
	}{{"cdnow", 2357}, {"1M", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			rows := cohort(m, size.n, 1)
			b.ReportAllocs()
			for b.Loop() {
				if err := fit(grouped(rows)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFitBGNBD: 2 cores, linux/amd64, Go 1.26, CPU time of both under the load of others: 1.9 ms, and 0.41 s for a
// million (105,000 distinct histories), of which 0.12 s are the grouping.
func BenchmarkFitBGNBD(b *testing.B) {
	benchmarkFit(b, cdnow, func(g *lifetime.Histogram) error {
		_, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
		return err
	})
}

// BenchmarkFitMBGNBD: 2 cores, linux/amd64, Go 1.26, under the load of others: 2.5 ms;
// without it 0.21 s.
func BenchmarkFitMBGNBD(b *testing.B) {
	benchmarkFit(b, cdnow, func(g *lifetime.Histogram) error {
		_, err := lifetime.FitMBGNBD(g, lifetime.FitOptions{})
		return err
	})
}

// BenchmarkFitParetoNBD: 2 cores, linux/amd64, Go 1.26: 18 ms, and 1.5 s; CPU time of both under the load of others:
// 30 ms, and 3.0 s.
func BenchmarkFitParetoNBD(b *testing.B) {
	benchmarkFit(b, cdnowPareto, func(g *lifetime.Histogram) error {
		_, err := lifetime.FitParetoNBD(g, lifetime.FitOptions{})
		return err
	})
}

// BenchmarkFitGammaGamma: 2 cores, linux/amd64, Go 1.26: 0.95 ms, and 0.15 s for the spends of a million customers.
func BenchmarkFitGammaGamma(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"cdnow", 2357}, {"1M", 1_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			rows := spends(cohort(cdnow, size.n, 1), 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := lifetime.FitGammaGamma(slices.Values(rows), lifetime.FitOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkScore: a million customers, alive now, purchases of 39 weeks, twelve discounted months. 2 cores, linux/amd64,
// Go 1.26: 0.29 s, 73 MB.
func BenchmarkScore(b *testing.B) {
	b.Run("1M", func(b *testing.B) {
		rows := cohort(cdnow, 1_000_000, 1)
		cash := lifetime.Cash{Rate: lifetime.Annual(decimal.New(10, -2)), Period: lifetime.Month, Periods: 12}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := lifetime.Score(cdnow, rows, 39*lifetime.Week, cash); err != nil {
				b.Fatal(err)
			}
		}
	})
}
