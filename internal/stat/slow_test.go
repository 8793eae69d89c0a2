package stat_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// wide returns a zero of 300 bits.
func wide() *big.Float { return new(big.Float).SetPrec(300) }

// slowBinomial is the chance of k or fewer successes among n, each with chance p: the sum of its terms.
func slowBinomial(k, n int64, p *big.Float) *big.Float {
	q := wide().Sub(wide().SetInt64(1), p)
	term, square := wide().SetInt64(1), wide().Copy(q) // qⁿ by squaring
	for rest := n; rest > 0; rest /= 2 {
		if rest%2 == 1 {
			term.Mul(term, square)
		}
		square.Mul(square, square)
	}
	odds, sum := wide().Quo(p, q), wide().Copy(term)
	for j := range k {
		term.Mul(term, odds)
		term.Mul(term, wide().Quo(wide().SetInt64(n-j), wide().SetInt64(j+1)))
		sum.Add(sum, term)
	}
	return sum
}

// TestClopperPearson_slow: at each end the binomial tail beyond it passes the level, so the end is right to eps.
func TestClopperPearson_slow(t *testing.T) {
	for _, n := range []int64{1, 2, 3, 7, 29, 263, 1e4, 1e6, 1e9} {
		for _, x := range []int64{0, 1, 2, 3, 5, 17, 81, n / 3, n / 2} {
			if x > n || x > 5000 {
				continue
			}
			for _, level := range []float64{0.4, 0.5, 0.8, 0.95, 0.9999, 0.999999999, 0.9999999999999} {
				got, err := stat.ClopperPearson(x, n, level)
				require.NoError(t, err)
				if level <= 0.95 { // above, 1 - (1-level)/2 is another level
					bounds, err := stat.ClopperPearsonBounds(x, n, 1-(1-level)/2)
					require.NoError(t, err)
					near(t, got.Low, got.High, bounds, 1e-13, "one side with half the tail")
				}
				tail := wide().SetFloat64((1 - level) / 2)
				if x > 0 {
					eps := min(1e-12, 1e-5*got.Low) // finer than 1e-12 where the end itself is small
					atLeast := func(p float64) *big.Float {
						return wide().Sub(wide().SetInt64(1), slowBinomial(x-1, n, wide().SetFloat64(p)))
					}
					assert.Negative(t, atLeast(got.Low-eps).Cmp(tail), "low end of %d of %d at %v", x, n, level)
					assert.Positive(t, atLeast(got.Low+eps).Cmp(tail), "low end of %d of %d at %v", x, n, level)
				}
				if x < n {
					eps := max(1e-15, min(1e-12, 1e-5*got.High)) // High is 1 less a quantile next to 1
					below := slowBinomial(x, n, wide().SetFloat64(got.High+eps))
					above := slowBinomial(x, n, wide().SetFloat64(got.High-eps))
					assert.Negative(t, below.Cmp(tail), "high end of %d of %d at %v", x, n, level)
					assert.Positive(t, above.Cmp(tail), "high end of %d of %d at %v", x, n, level)
				}
			}
		}
	}
}

// slowBeta is the p-quantile of Beta(a, b) for large a and b: Abramowitz, Stegun (1964), 26.5.22, with z = Φ⁻¹(1-p).
func slowBeta(a, b, z float64) float64 {
	h, l := 2/(1/(2*a-1)+1/(2*b-1)), (z*z-3)/6
	w := z*math.Sqrt(h+l)/h - (1/(2*b-1)-1/(2*a-1))*(l+5.0/6-2/(3*h))
	return a / (a + b*math.Exp(2*w))
}

// TestLarge: a thousand million cases with shares in the middle, where sums are too long.
func TestLarge(t *testing.T) {
	const n = 1e9
	z := stat.Z(0.95)
	for _, x := range []int64{1e8, 3e8, 5e8, 8e8, 999e6} {
		a, b := float64(x), float64(n-x)
		clopper, err := stat.ClopperPearson(x, n, 0.95)
		require.NoError(t, err)
		near(t, slowBeta(a, b+1, z), slowBeta(a+1, b, -z), clopper, 1e-9)
		jeffreys, err := stat.Jeffreys(x, n, 0.95)
		require.NoError(t, err)
		near(t, slowBeta(a+0.5, b+0.5, z), slowBeta(a+0.5, b+0.5, -z), jeffreys, 1e-9)
	}
}

// TestWilson_slow: at each end of the score interval |p̂ - p| is z standard errors of p, in 300 bits.
func TestWilson_slow(t *testing.T) {
	for _, n := range []int64{1, 2, 29, 1e6, 1e9} {
		for _, x := range []int64{0, 1, n / 3, n / 2, n - 1, n} {
			for _, level := range []float64{0.01, 0.95, 0.999999} {
				got, err := stat.Wilson(x, n, level)
				require.NoError(t, err)
				z := wide().SetFloat64(stat.Z(level))
				// (x - np)² - z² n p(1-p): above 0 outside the interval, below 0 inside
				sign := func(end float64) int {
					p := wide().SetFloat64(end)
					gap := wide().Sub(wide().SetInt64(x), wide().Mul(wide().SetInt64(n), p))
					gap.Mul(gap, gap)
					spread := wide().Mul(p, wide().Sub(wide().SetInt64(1), p))
					spread.Mul(spread, wide().SetInt64(n))
					spread.Mul(spread, wide().Mul(z, z))
					return gap.Cmp(spread)
				}
				const eps = 1e-15
				if got.Low > 0 {
					assert.Positive(t, sign(got.Low-min(eps, got.Low/2)), "%d of %d", x, n)
					assert.LessOrEqual(t, sign(got.Low+eps), 0, "%d of %d", x, n)
				}
				if got.High < 1 {
					assert.Positive(t, sign(got.High+eps), "%d of %d", x, n)
					assert.LessOrEqual(t, sign(got.High-eps), 0, "%d of %d", x, n)
				}
			}
		}
	}
}
