package contractual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

// BenchmarkFitSBG: seven renewals. 2 cores, linux/amd64, Go 1.26: 115 µs, 190 allocations.
func BenchmarkFitSBG(b *testing.B) {
	y, err := contractual.FromSurvivors(regular)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = contractual.FitSBG(y, lifetime.Year, lifetime.FitOptions{})
	}
}

// BenchmarkSBG_DERL: at 10 % a period, and by the month. 2 cores, linux/amd64, Go 1.26: 68 and 30 µs.
func BenchmarkSBG_DERL(b *testing.B) {
	m := yearly()
	b.Run("yearly", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = m.DERL(tenPercent, 3)
		}
	})
	m.Period = lifetime.Month
	b.Run("monthly", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = m.DERL(tenPercent, 3)
		}
	})
}
