package servqual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// standard returns a tally of the 22 items, and a respondent to them.
func standard(tb testing.TB) (*servqual.Tally, row) {
	tb.Helper()
	y, err := servqual.NewTally(servqual.Standard(), 1, 7)
	require.NoError(tb, err)
	r := row{make([]int, 22), make([]int, 22), []int{20, 30, 20, 10, 20}}
	for i := range 22 {
		r.expected[i], r.perceived[i] = 7-i%3, 1+i%7
	}
	return y, r
}

// 140 ns of processor time for 22 items and points, no allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkServqualAdd(b *testing.B) {
	y, r := standard(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = y.Add(r.expected, r.perceived, r.points)
	}
}

// 190 ns of processor time, whatever the number of respondents (2 cores, linux/amd64, Go 1.26).
func BenchmarkMerge(b *testing.B) {
	y, r := standard(b)
	into, _ := standard(b)
	require.NoError(b, y.Add(r.expected, r.perceived, r.points))
	b.ReportAllocs()
	for b.Loop() {
		_ = into.Merge(y)
	}
}

// 29 µs of processor time (2 cores, linux/amd64, Go 1.26).
func BenchmarkResult(b *testing.B) {
	y, r := standard(b)
	for range 1000 {
		require.NoError(b, y.Add(r.expected, r.perceived, r.points))
		r.perceived[3], r.perceived[7] = 8-r.perceived[3], 8-r.perceived[7]
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = y.Result(servqual.Options{})
	}
}
