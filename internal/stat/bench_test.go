package stat_test

import (
	"testing"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// BenchmarkIntervals: 81 of 263 at 95 %. 2 cores, linux/amd64, Go 1.26, no allocation: Wilson 65 ns, Clopper-Pearson
// 2.2 µs; at a level of 1 - 1e-9 the latter takes 3.5 µs.
func BenchmarkIntervals(b *testing.B) {
	for _, bench := range []struct {
		name   string
		method interval
		level  float64
	}{
		{"Wilson", stat.Wilson, 0.95},
		{"ClopperPearson", stat.ClopperPearson, 0.95},
		{"ClopperPearsonNine", stat.ClopperPearson, 1 - 1e-9},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = bench.method(81, 263, bench.level)
			}
		})
	}
}
