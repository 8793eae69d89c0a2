package reliability_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// intervalOf returns the interval of an alpha of k items and n rows.
func intervalOf(t tb, alpha float64, n int64, k int, level float64) reliability.Interval {
	t.Helper()
	c := matrix(t, even(k, alpha/(float64(k)-float64(k-1)*alpha)), n)
	a, err := c.Alpha(reliability.Options{Level: level})
	require.NoError(t, err)
	require.InDelta(t, alpha, a.Raw, 1e-11)
	return a.Interval
}

func TestInterval_published(t *testing.T) {
	// imaging.mrc-cbu.cam.ac.uk/statswiki/FAQ/cafun: feldt1.return(0.913, 873, 20, 0.95, 0)
	i := intervalOf(t, 0.913, 873, 20, 0.95)
	assert.InDelta(t, 0.9044024, i.Low, 5e-8)
	assert.InDelta(t, 0.9211588, i.High, 5e-8)
}

// digits are the ends in decimals of 50 digits, by Python 3: the series of the incomplete beta function around 0,
// Stirling's series for ln Γ and Newton's method. Both sides of 100,000 degrees of freedom are among them.
var digits = []struct {
	alpha     float64
	n         int64
	k         int
	level     float64
	low, high float64
}{
	{0.8, 100, 4, 0.95, 0.7273317922116511, 0.8571231805086781},
	{0.8, 2, 2, 0.95, -128.5578022955688198, 0.9996912574982652},
	{0.8, 3, 4, 0.5, 0.6475593688190803, 0.9396145502210747},
	{0.8, 9999, 4, 0.95, 0.7935210979814402, 0.8063259084053489},
	{0.8, 10001, 4, 0.99999, 0.7851411214919354, 0.8140092255732032},
	{0.8, 10001, 2, 0.999999999, 0.7739973699855486, 0.8230109092206481},
	{0.8, 100, 4, 0.999999999, 0.4894991030430376, 0.9346587893276362},
	{0.8, 1000, 10, 0.1, 0.7989311216471462, 0.8013009862657940},
	{0.8, 5000, 500, 0.95, 0.7920755245439600, 0.8077719767400109},
	{0.8, 99999, 4, 0.95, 0.7979680724038855, 0.8020166318247918},
	{0.8, 99999, 500, 0.99999, 0.7960203459074774, 0.8039300756691475},
	{0.8, 100003, 4, 0.99999, 0.7953952972515943, 0.8045197622345835},
	{0.8, 100003, 2, 0.999999999, 0.7921207086033063, 0.8075806409996441},
	{0.8, 1000000, 4, 0.95, 0.7993591128040073, 0.8006393576562808},
}

func TestInterval_digits(t *testing.T) {
	for _, c := range digits {
		i := intervalOf(t, c.alpha, c.n, c.k, c.level)
		assert.InDelta(t, c.low, i.Low, 2e-11*math.Abs(c.low), "%+v", c)
		assert.InDelta(t, c.high, i.High, 2e-11, "%+v", c)
	}
}

// TestInterval_large: for a billion rows the interval is that of the normal distribution of ln(1-alpha), whose variance
// is 2/(n-1) + 2/((n-1)(k-1)), to the order of 1/n.
func TestInterval_large(t *testing.T) {
	const z = 1.959963984540054
	for _, n := range []int64{1e9, 1e12, math.MaxInt64} {
		i := intervalOf(t, 0.8, n, 4, 0.95)
		half := z * math.Sqrt(2/float64(n-1)*4/3)
		assert.InDelta(t, 0.8-0.2*math.Expm1(half), i.Low, 1e-9)
		assert.InDelta(t, 0.8-0.2*math.Expm1(-half), i.High, 1e-9)
	}
}

// TestInterval_properties: it is finite, holds what it should, and a higher level holds a lower one.
func TestInterval_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alpha := rapid.Float64Range(0.01, 0.99).Draw(t, "alpha")
		k := rapid.IntRange(2, 40).Draw(t, "k")
		n := rapid.OneOf(rapid.Int64Range(2, 50), rapid.Int64Range(2, 30_000), rapid.Int64Range(2, 1e15)).Draw(t, "n")
		low := rapid.Float64Range(1e-12, 0.99).Draw(t, "level")
		high := rapid.Float64Range(low, 1-1e-12).Draw(t, "higher")
		narrow, wide := intervalOf(t, alpha, n, k, low), intervalOf(t, alpha, n, k, high)
		for _, i := range []reliability.Interval{narrow, wide} {
			require.False(t, math.IsNaN(i.Low) || math.IsInf(i.Low, 0) || math.IsNaN(i.High), "%+v", i)
			require.LessOrEqual(t, i.Low, i.High)
			require.LessOrEqual(t, i.High, 1.0)
		}
		assert.LessOrEqual(t, wide.Low, narrow.Low+1e-9*math.Abs(narrow.Low))
		assert.GreaterOrEqual(t, wide.High, narrow.High-1e-9)
	})
}

// TestInterval_levels: the least and the greatest level have finite ends too.
func TestInterval_levels(t *testing.T) {
	for _, n := range []int64{2, 3, 500, 99_999, 100_003, 1e9, math.MaxInt64} {
		for _, level := range []float64{5e-324, 1e-16, 0.5, 1 - 1e-9, math.Nextafter(1, 0)} {
			i := intervalOf(t, 0.7, n, 3, level)
			assert.False(t, math.IsNaN(i.Low) || math.IsInf(i.Low, 0) || math.IsNaN(i.High), "%d %g %+v", n, level, i)
			assert.LessOrEqual(t, i.Low, i.High, "%d %g", n, level)
			assert.Less(t, i.High, 1+1e-15, "%d %g", n, level)
		}
	}
}
