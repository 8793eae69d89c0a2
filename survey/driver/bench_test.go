package driver_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// BenchmarkLMG: shares from a problem. 16 µs for 8 drivers, 85 µs for 12, 1.8 ms for 16 and 42 ms for 20 (2 cores,
// linux/amd64, Go 1.26).
func BenchmarkLMG(b *testing.B) {
	for _, k := range []int{8, 12, 16, 20} {
		p := problem(b, correlationsOf(correlated(rand.New(rand.NewPCG(1, 2)), 200, k)))
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = p.Shares(driver.MethodLMG)
			}
		})
	}
}

// BenchmarkJohnson12: relative weights from a problem. 19 µs (2 cores, linux/amd64, Go 1.26).
func BenchmarkJohnson12(b *testing.B) {
	p := problem(b, correlationsOf(correlated(rand.New(rand.NewPCG(1, 2)), 200, 12)))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = p.Shares(driver.MethodJohnson)
	}
}

// BenchmarkNewProblem12: a covariance of 12 drivers, solved. 8 µs (2 cores, linux/amd64, Go 1.26).
func BenchmarkNewProblem12(b *testing.B) {
	r, drivers := correlationsOf(correlated(rand.New(rand.NewPCG(1, 2)), 200, 12)), names(12)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = driver.NewProblem("y", drivers, r, 200)
	}
}

// BenchmarkTallyAdd: a row of a response and ten drivers. 64 ns, no allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkTallyAdd(b *testing.B) {
	y, row := tally(b, 10, 10), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0}
	b.ReportAllocs()
	for b.Loop() {
		_ = y.Add(row)
	}
}

// BenchmarkMerge: its cost does not depend on the rows. 95 ns, no allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkMerge(b *testing.B) {
	y, o := tally(b, 10, 10), tally(b, 10, 10, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0})
	b.ReportAllocs()
	for b.Loop() {
		_ = y.Merge(o)
	}
}

// BenchmarkBootstrap: a thousand samples of 200 rows with 6 drivers. 17 ms (2 cores, linux/amd64, Go 1.26).
func BenchmarkBootstrap(b *testing.B) {
	rows, drivers := correlated(rand.New(rand.NewPCG(1, 2)), 200, 6), names(6)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = driver.Bootstrap("y", drivers, rows, driver.BootstrapOptions{Rand: rand.New(rand.NewPCG(3, 4))})
	}
}
