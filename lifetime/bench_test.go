package lifetime_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// BenchmarkTenure: three lines. 2 cores, linux/amd64, Go 1.26: 1.1 µs, 28 allocations.
func BenchmarkTenure(b *testing.B) {
	years := decimal.New(15, 0)
	lines := []lifetime.Line{line(b, "1", "200"), line(b, "1.5", "120.50"), line(b, "2", "85")}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = lifetime.Tenure(years, lines...)
	}
}

// BenchmarkRateOver: a yearly rate over a month. 2 cores, linux/amd64, Go 1.26: 22 µs, 243 allocations.
func BenchmarkRateOver(b *testing.B) {
	rate := lifetime.Annual(decimal.New(8, -2))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = rate.Over(lifetime.Month)
	}
}

// BenchmarkRetentionValue: without end, over 36 months at a yearly rate, and the longest sum of the longest decimals.
// 2 cores, linux/amd64, Go 1.26: 3 µs and 78 allocations, 37 µs and 360, 3.3 ms and 171.
func BenchmarkRetentionValue(b *testing.B) {
	endless := retained(b, "100", "0.9", "0", "0.1", 0, lifetime.End)
	months := retained(b, "100", "0.97", "0", "0.08", 36, lifetime.Mid)
	months.Cash.Period = lifetime.Month
	worst := retained(b, "999999999.999999999999999999999999999999", "0.999999999999999999999999999997",
		"0.000000000000000000000000000001", "0.0000000000000000000000000000000000000003", 1200, lifetime.Mid)
	for name, r := range map[string]lifetime.Retention{"endless": endless, "months": months, "worst": worst} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = r.Value()
			}
		})
	}
}
