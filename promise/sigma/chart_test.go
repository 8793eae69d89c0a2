package sigma_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

// TestPChart_juice: Montgomery, 30 samples of 50 cans of frozen orange juice; he prints p = 0.2313, limits 0.0524 and
// 0.4102, and samples 15 and 23 beyond. R 4.2.2 gives the digits.
func TestPChart_juice(t *testing.T) {
	defective := []int64{12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6}
	size := make([]int64, len(defective))
	for i := range size {
		size[i] = 50
	}
	c, err := sigma.PChart(defective, size, sigma.ChartOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 0.2313333333333333, c.Center[0], 1e-15)
	assert.InDelta(t, 0.05242754807192823, c.Lower[29], 1e-15)
	assert.InDelta(t, 0.4102391185947384, c.Upper[29], 1e-15)
	assert.Equal(t, []sigma.Signal{{14, sigma.Beyond3}, {22, sigma.Beyond3}}, c.Signals)
	assert.Equal(t, 0.24, c.Points[0])
}

// boards are Montgomery's nonconformities in 26 samples of 100 circuit boards; he prints c = 19.85, limits 6.48 and 33.22,
// and samples 6 and 20 beyond. R 4.2.2 gives the digits.
var boards = []int64{21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15}

func TestCChart_boards(t *testing.T) {
	c, err := sigma.CChart(boards, sigma.ChartOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 19.84615384615385, c.Center[0], 1e-13)
	assert.InDelta(t, 6.481447167165914, c.Lower[0], 1e-13)
	assert.InDelta(t, 33.21086052514178, c.Upper[0], 1e-13)
	assert.Equal(t, []sigma.Signal{{5, sigma.Beyond3}, {19, sigma.Beyond3}}, c.Signals)
}

// TestUChart_boards: of samples of 100 boards each, the same chart on another scale.
func TestUChart_boards(t *testing.T) {
	size := make([]float64, len(boards))
	for i := range size {
		size[i] = 100
	}
	counts, err := sigma.CChart(boards, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	units, err := sigma.UChart(boards, size, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	for i := range size {
		assert.InDelta(t, counts.Upper[i]/100, units.Upper[i], 1e-15)
		assert.InDelta(t, counts.Lower[i]/100, units.Lower[i], 1e-15)
	}
	assert.Equal(t, counts.Signals, units.Signals)
}

// TestXmR_loans: Montgomery, cost of processing 20 mortgage loans; he prints means 300.5 and 7.79, limits 279.78 and 321.22
// with d2 of three digits, and 25.45 for the ranges. R 4.2.2 gives the digits.
func TestXmR_loans(t *testing.T) {
	cost := []float64{310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304}
	x, ranges, err := sigma.XmR(cost, sigma.ChartOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 300.5, x.Center[0], 1e-12)
	assert.InDelta(t, 279.7902760578408, x.Lower[0], 1e-12)
	assert.InDelta(t, 321.2097239421592, x.Upper[0], 1e-12)
	assert.InDelta(t, 7.789473684210527, ranges.Center[0], 1e-14)
	assert.InDelta(t, 3.267*7.79, ranges.Upper[0], 0.006, "D4 of the tables and the mean as he rounds them")
	assert.Equal(t, 0.0, ranges.Lower[0])
	assert.Len(t, ranges.Points, 19)
	assert.Equal(t, 22.0, ranges.Points[0])
	assert.Empty(t, x.Signals)
	x.Points[0] = 0
	assert.Equal(t, 310.0, cost[0], "the caller's values are his")
}

// rings are Montgomery's inside diameters of piston rings in mm, 25 groups of five.
var rings = [][]float64{
	{74.030, 74.002, 74.019, 73.992, 74.008},
	{73.995, 73.992, 74.001, 74.011, 74.004},
	{73.988, 74.024, 74.021, 74.005, 74.002},
	{74.002, 73.996, 73.993, 74.015, 74.009},
	{73.992, 74.007, 74.015, 73.989, 74.014},
	{74.009, 73.994, 73.997, 73.985, 73.993},
	{73.995, 74.006, 73.994, 74.000, 74.005},
	{73.985, 74.003, 73.993, 74.015, 73.988},
	{74.008, 73.995, 74.009, 74.005, 74.004},
	{73.998, 74.000, 73.990, 74.007, 73.995},
	{73.994, 73.998, 73.994, 73.995, 73.990},
	{74.004, 74.000, 74.007, 74.000, 73.996},
	{73.983, 74.002, 73.998, 73.997, 74.012},
	{74.006, 73.967, 73.994, 74.000, 73.984},
	{74.012, 74.014, 73.998, 73.999, 74.007},
	{74.000, 73.984, 74.005, 73.998, 73.996},
	{73.994, 74.012, 73.986, 74.005, 74.007},
	{74.006, 74.010, 74.018, 74.003, 74.000},
	{73.984, 74.002, 74.003, 74.005, 73.997},
	{74.000, 74.010, 74.013, 74.020, 74.003},
	{73.982, 74.001, 74.015, 74.005, 73.996},
	{74.004, 73.999, 73.990, 74.006, 74.009},
	{74.010, 73.989, 73.990, 74.009, 74.014},
	{74.015, 74.008, 73.993, 74.000, 74.010},
	{73.982, 73.984, 73.995, 74.017, 74.013},
}

// TestXbar_rings: Montgomery prints means of 74.001, 0.023 (ranges) and 0.0094 (deviations), and for the charts of s limits
// 73.988 and 74.014, and 0.0196. R 4.2.2: means of the ranges and deviations.
func TestXbar_rings(t *testing.T) {
	means, ranges, err := sigma.XbarR(rings, sigma.ChartOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 74.001176, means.Center[0], 1e-11)
	assert.InDelta(t, 0.02324, ranges.Center[0], 1e-13)
	assert.InDelta(t, 2.114*0.02324, ranges.Upper[0], 2e-5, "D4 of the tables")
	assert.InDelta(t, 74.001176+0.577*0.02324, means.Upper[0], 2e-5, "A2 of the tables")
	assert.Equal(t, 0.0, ranges.Lower[0])
	means, deviations, err := sigma.XbarS(rings, sigma.ChartOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 0.009399483885737435, deviations.Center[0], 1e-14)
	assert.InDelta(t, 73.988, means.Lower[0], 0.0005)
	assert.InDelta(t, 74.014, means.Upper[0], 0.001)
	assert.InDelta(t, 0.0196, deviations.Upper[0], 0.00005)
	assert.Empty(t, means.Signals)
	assert.Empty(t, deviations.Signals)
}

// TestXbar_constants holds d2 and d3 to the integrals, and c4 to its product form, through groups of range 1.
func TestXbar_constants(t *testing.T) {
	for n := 2; n <= 25; n++ {
		group := make([]float64, n)
		group[0] = 1
		means, ranges, err := sigma.XbarR([][]float64{group}, sigma.ChartOptions{Width: 1})
		require.NoError(t, err)
		mean, sd := slowRange(n)
		assert.InEpsilon(t, 1/mean/math.Sqrt(float64(n)), means.Upper[0]-means.Center[0], 5e-11, "d2(%d)", n)
		assert.InEpsilon(t, sd/mean, ranges.Upper[0]-1, 1e-9, "d3(%d)", n)
	}
	for _, n := range []int{2, 3, 5, 25, 100, 101, 150, 1000} {
		group := make([]float64, n)
		group[0] = 1
		means, deviations, err := sigma.XbarS([][]float64{group}, sigma.ChartOptions{Width: 1})
		require.NoError(t, err)
		c4, s := slowC4(n), deviations.Center[0]
		assert.InEpsilon(t, s/c4/math.Sqrt(float64(n)), means.Upper[0]-means.Center[0], 1e-11, "c4(%d)", n)
		assert.InEpsilon(t, s*(1+math.Sqrt(1-c4*c4)/c4), deviations.Upper[0], 1e-11, "c4(%d)", n)
	}
}

// slowRange integrates the distribution of the range of n standard normal values, F(w) = n∫φ(x)(Φ(x+w)-Φ(x))^(n-1) dx, by
// the trapezium and Simpson rules.
func slowRange(n int) (mean, sd float64) {
	const step, width = 0.2, 0.01
	tail := func(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
	first, second := 0.0, 0.0
	for k := range 1601 {
		w, below := width*float64(k), 0.0
		for x := -9.0; x <= 9; x += step {
			below += math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) * math.Pow(tail(x)-tail(x+w), float64(n-1))
		}
		weight := 2.0 + 2*float64(k%2) // Simpson
		if k == 0 || k == 1600 {
			weight = 1
		}
		beyond := (1 - float64(n)*step*below) * weight * width / 3
		first += beyond
		second += 2 * w * beyond
	}
	return first, math.Sqrt(second - first*first)
}

// slowC4 multiplies c4 up: c4(2) = √(2/π), c4(n) c4(n+1) = √((n-1)/n).
func slowC4(n int) float64 {
	c := math.Sqrt(2 / math.Pi)
	for k := 2; k < n; k++ {
		c = math.Sqrt(float64(k-1)/float64(k)) / c
	}
	return c
}

func TestCharts_refuse(t *testing.T) {
	nan := math.NaN()
	refuse := func(want error, _ sigma.Chart, err error) {
		t.Helper()
		assert.ErrorIs(t, err, want)
	}
	refuseTwo := func(want error, err error) {
		t.Helper()
		assert.ErrorIs(t, err, want)
	}
	chart := func(want error) func(sigma.Chart, error) {
		return func(c sigma.Chart, err error) { t.Helper(); refuse(want, c, err) }
	}
	charts := func(want error) func(_, _ sigma.Chart, err error) {
		return func(_, _ sigma.Chart, err error) { t.Helper(); refuseTwo(want, err) }
	}
	o := sigma.ChartOptions{}
	chart(sigma.ErrFew)(sigma.PChart(nil, nil, o))
	chart(sigma.ErrSizes)(sigma.PChart([]int64{1}, []int64{1, 2}, o))
	chart(sigma.ErrRange)(sigma.PChart([]int64{0}, []int64{0}, o))
	chart(sigma.ErrRange)(sigma.PChart([]int64{2}, []int64{1}, o))
	chart(sigma.ErrRange)(sigma.PChart([]int64{-1}, []int64{1}, o))
	chart(sigma.ErrFew)(sigma.CChart(nil, o))
	chart(sigma.ErrRange)(sigma.CChart([]int64{-1}, o))
	chart(sigma.ErrFew)(sigma.UChart(nil, nil, o))
	chart(sigma.ErrSizes)(sigma.UChart([]int64{1}, nil, o))
	for _, size := range []float64{0, -1, nan, math.Inf(1)} {
		chart(sigma.ErrRange)(sigma.UChart([]int64{1}, []float64{size}, o))
	}
	charts(sigma.ErrFew)(sigma.XmR([]float64{1}, o))
	charts(sigma.ErrFew)(sigma.XmR(nil, o))
	charts(sigma.ErrRange)(sigma.XmR([]float64{1, nan}, o))
	charts(sigma.ErrRange)(sigma.XmR([]float64{1, 1e151}, o))
	charts(sigma.ErrRange)(sigma.XmR([]float64{1, 2, 3}, sigma.ChartOptions{Baseline: 1}))
	charts(sigma.ErrFew)(sigma.XbarR(nil, o))
	charts(sigma.ErrFew)(sigma.XbarR([][]float64{{1}, {2}}, o))
	charts(sigma.ErrSizes)(sigma.XbarR([][]float64{{1, 2}, {2}}, o))
	charts(sigma.ErrSizes)(sigma.XbarR([][]float64{make([]float64, 26)}, o))
	charts(sigma.ErrRange)(sigma.XbarR([][]float64{{1, math.Inf(-1)}}, o))
	charts(sigma.ErrSizes)(sigma.XbarS([][]float64{{1, 2}, {2}}, o))
	charts(sigma.ErrFew)(sigma.XbarS(nil, o))
	for _, o := range []sigma.ChartOptions{
		{Width: -1}, {Width: 10.1}, {Width: nan}, {Width: math.Inf(1)}, {Baseline: -1}, {Baseline: 3},
	} {
		chart(sigma.ErrRange)(sigma.CChart([]int64{1, 2}, o))
	}
}

// TestCharts_hostile: values as large as they may be give no NaN and no infinity.
func TestCharts_hostile(t *testing.T) {
	huge := []float64{1e150, -1e150, 1e150, 5e-324, 0}
	x, ranges, err := sigma.XmR(huge, sigma.ChartOptions{Rules: every(), Width: 10})
	require.NoError(t, err)
	finite(t, x)
	finite(t, ranges)
	means, deviations, err := sigma.XbarS([][]float64{huge, huge}, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	finite(t, means)
	finite(t, deviations)
	u, err := sigma.UChart([]int64{math.MaxInt64, 0, 1}, []float64{1e-100, 1e100, 1}, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	finite(t, u)
	p, err := sigma.PChart([]int64{math.MaxInt64, 0}, []int64{math.MaxInt64, 1}, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	finite(t, p)
}

func finite(t require.TestingT, c sigma.Chart) {
	for i := range c.Points {
		for _, x := range []float64{c.Points[i], c.Center[i], c.Lower[i], c.Upper[i]} {
			require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%d: %v", i, c)
		}
		require.LessOrEqual(t, c.Lower[i], c.Center[i])
		require.LessOrEqual(t, c.Center[i], c.Upper[i])
	}
}

// TestPChart_sizes: each point has the limits of its own sample, within 0 and 1.
func TestPChart_sizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		size, defective := make([]int64, n), make([]int64, n)
		all, bad := int64(0), int64(0)
		for i := range size {
			size[i] = rapid.Int64Range(1, 1000).Draw(t, "size")
			defective[i] = rapid.Int64Range(0, size[i]).Draw(t, "defective")
			all, bad = all+size[i], bad+defective[i]
		}
		c, err := sigma.PChart(defective, size, sigma.ChartOptions{})
		require.NoError(t, err)
		p := float64(bad) / float64(all)
		for i := range size {
			half := 3 * math.Sqrt(p*(1-p)/float64(size[i]))
			assert.InDelta(t, max(0, p-half), c.Lower[i], 1e-7) // √ of what is 0 but for rounding
			assert.InDelta(t, min(1, p+half), c.Upper[i], 1e-7)
		}
		finite(t, c)
	})
}
