package reliability_test

import (
	"math"
	"math/big"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// variance returns the sample variance of what of gives for each row, exactly.
func variance(rows [][]int, of func(row []int) int) *big.Rat {
	return cov(rows, of, of)
}

// cov returns the sample covariance, by its definition.
func cov(rows [][]int, a, b func(row []int) int) *big.Rat {
	n, sumA, sumB, sum := int64(len(rows)), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, row := range rows {
		sumA.Add(sumA, big.NewRat(int64(a(row)), n))
		sumB.Add(sumB, big.NewRat(int64(b(row)), n))
	}
	for _, row := range rows {
		x, y := big.NewRat(int64(a(row)), 1), big.NewRat(int64(b(row)), 1)
		sum.Add(sum, x.Mul(x.Sub(x, sumA), y.Sub(y, sumB)))
	}
	return sum.Quo(sum, big.NewRat(n-1, 1))
}

// item and rest give the score of an item and the sum of all but some items.
func item(i int) func(row []int) int { return func(row []int) int { return row[i] } }

func rest(skip int) func(row []int) int {
	return func(row []int) (sum int) {
		for i, x := range row {
			if i != skip {
				sum += x
			}
		}
		return sum
	}
}

// slowAlpha is alpha of rows by its definition.
func slowAlpha(rows [][]int) (float64, bool) { return slowAlphaWithout(rows, -1) }

func slowAlphaWithout(rows [][]int, skip int) (float64, bool) {
	k, total, parts := int64(len(rows[0])), variance(rows, rest(skip)), new(big.Rat)
	for i := range rows[0] {
		if i != skip {
			parts.Add(parts, variance(rows, item(i)))
		}
	}
	if skip >= 0 {
		k--
	}
	if k < 2 || total.Sign() == 0 {
		return 0, false
	}
	alpha := new(big.Rat).Sub(big.NewRat(1, 1), parts.Quo(parts, total))
	value, _ := alpha.Mul(alpha, big.NewRat(k, k-1)).Float64()
	return value, true
}

// slowItem checks the figures of item i by their definitions.
func slowItem(t tb, rows [][]int, i int, a reliability.Alpha) {
	t.Helper()
	slowPointer(t, a.Items[i].IfDeleted, func() (float64, bool) { return slowAlphaWithout(rows, i) })
	slowPointer(t, a.Items[i].ItemTotal, func() (float64, bool) { return slowCorrelation(rows, item(i), rest(-1)) })
	slowPointer(t, a.Items[i].Corrected, func() (float64, bool) { return slowCorrelation(rows, item(i), rest(i)) })
	mean := new(big.Rat)
	for _, row := range rows {
		mean.Add(mean, big.NewRat(int64(row[i]), int64(len(rows))))
	}
	want, _ := mean.Float64()
	assert.InDelta(t, want, *a.Items[i].Mean, 1e-15)
}

func slowPointer(t tb, got *float64, of func() (float64, bool)) {
	t.Helper()
	want, ok := of()
	require.Equal(t, ok, got != nil)
	if ok {
		assert.InDelta(t, want, *got, 1e-13*(1+math.Abs(want)))
	}
}

func slowCorrelation(rows [][]int, a, b func(row []int) int) (float64, bool) {
	one, other := variance(rows, a), variance(rows, b)
	if one.Sign() == 0 || other.Sign() == 0 {
		return 0, false
	}
	x, _ := one.Float64()
	y, _ := other.Float64()
	z, _ := cov(rows, a, b).Float64()
	return z / math.Sqrt(x*y), true
}
