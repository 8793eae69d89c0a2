package promise_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func ratio(t require.TestingT, text string) promise.Ratio {
	r, err := promise.ParseRatio(text)
	require.NoError(t, err)
	return r
}

// TestPercentile_agreesWithCoverage: "p of cases within v" is met just where the percentile does not exceed v.
func TestPercentile_agreesWithCoverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-3, 3), 1, 40).Draw(t, "values")
		den := rapid.Int64Range(1, 100).Draw(t, "den")
		p, err := promise.RatioOf(rapid.Int64Range(1, den).Draw(t, "num"), den)
		require.NoError(t, err)
		before := slices.Clone(values)
		percentile, err := promise.Percentile(values, p)
		require.NoError(t, err)
		assert.Equal(t, before, values)
		assert.Contains(t, values, percentile)
		for _, limit := range append(values, percentile, math.Nextafter(percentile, -9), rapid.Float64Range(-3, 3).Draw(t, "limit")) {
			tally := promise.Tally{Total: int64(len(values))}
			for _, v := range values {
				if v <= limit {
					tally.Kept++
				}
			}
			assert.Equal(t, percentile <= limit, p.Met(tally), "%v", limit)
		}
	})
}

// TestPercentile_exactRank: ranks that float64 would miss, as .07·100 = 7.000000000000001.
func TestPercentile_exactRank(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(i + 1)
	}
	for text, want := range map[string]float64{"0.07": 7, "0.95": 95, "0.951": 96, "always": 100, "1/3": 34, "0.000000001": 1} {
		got, err := promise.Percentile(hundred, ratio(t, text))
		require.NoError(t, err)
		assert.Equal(t, want, got, text)
	}
	_, err := promise.Percentile(nil, ninety())
	assert.ErrorIs(t, err, promise.ErrNoEvidence)
	_, err = promise.Percentile(hundred, promise.Ratio{})
	assert.ErrorIs(t, err, promise.ErrRatio)
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err = promise.Percentile([]float64{1, v}, ninety())
		assert.ErrorIs(t, err, promise.ErrValue)
	}
}

// TestPercentileRanks: R 4.2.2, the narrowest lo < hi in 0..n+1 with pbinom(hi-1, n, p) - pbinom(lo-1, n, p) >= level. The
// first is David and Nagaraja's (2003), Order Statistics, sec. 7.1: 2 and 9 of ten for the median, 0.9785.
func TestPercentileRanks(t *testing.T) {
	for _, c := range []struct {
		n         int
		p         string
		level     float64
		low, high int
		cover     float64
	}{
		{10, "0.5", 0, 2, 9, 0.978515625},
		{20, "0.5", 0.95, 6, 15, 0.958610534667969},
		{100, "0.95", 0.95, 91, 100, 0.96589117661625},
		{30, "0.9", 0.9, 24, 30, 0.931782053062874},
		{60, "0.99", 0.95, 58, 61, 0.977579835211165},
		{200, "0.25", 0.99, 35, 67, 0.991241228639506},
		{5, "0.5", 0.95, 0, 5, 0.96875},
		{1, "0.000000001", 0.95, 0, 1, 0.999999999},
		{1, "0.999999999", 0.95, 1, 2, 0.999999999},
	} {
		low, high, cover, err := promise.PercentileRanks(c.n, ratio(t, c.p), c.level)
		require.NoError(t, err)
		assert.Equal(t, []int{c.low, c.high}, []int{low, high}, "%v", c)
		assert.InDelta(t, c.cover, cover, 1e-13, "%v", c)
	}
	low, high, cover, err := promise.PercentileRanks(1_000_000_000, ratio(t, "0.5"), 0.95)
	require.NoError(t, err)
	assert.InDelta(t, 2*1.959963984540054*0.5*math.Sqrt(1e9), high-low, 2, "normal at a thousand million cases")
	assert.InDelta(t, 0.95, cover, 1e-4)
	for _, c := range []struct {
		n     int
		p     string
		level float64
		want  error
	}{
		{0, "0.5", 0, promise.ErrNoEvidence},
		{-1, "0.5", 0, promise.ErrNoEvidence},
		{1_000_000_001, "0.5", 0, promise.ErrLimit},
		{9, "always", 0, promise.ErrAlways},
		{9, "0.5", 1, promise.ErrLevel},
		{9, "0.5", math.NaN(), promise.ErrLevel},
	} {
		_, _, _, err := promise.PercentileRanks(c.n, ratio(t, c.p), c.level)
		assert.ErrorIs(t, err, c.want, "%v", c)
	}
	_, _, _, err = promise.PercentileRanks(9, promise.Ratio{}, 0)
	assert.ErrorIs(t, err, promise.ErrRatio)
}

// TestPercentileRanks_slow: against all pairs of ranks, with exact chances.
func TestPercentileRanks_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p, level := rapid.IntRange(1, 25).Draw(t, "n"), rapid.Int64Range(1, 19).Draw(t, "p"), rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		chance := make([]float64, n+1)
		for i := range chance {
			x := new(big.Rat).SetInt(new(big.Int).Binomial(int64(n), int64(i)))
			for range i {
				x.Mul(x, big.NewRat(p, 20))
			}
			for range n - i {
				x.Mul(x, big.NewRat(20-p, 20))
			}
			chance[i], _ = x.Float64()
		}
		width, best := n+2, 0.0
		for from := range chance {
			sum := 0.0
			for to := from; to <= n; to++ {
				sum += chance[to]
				if wide := to + 1 - from; sum >= level && (wide < width || wide == width && sum > best) {
					width, best = wide, sum
				}
			}
		}
		r, err := promise.RatioOf(p, 20)
		require.NoError(t, err)
		low, high, cover, err := promise.PercentileRanks(n, r, level)
		require.NoError(t, err)
		assert.Equal(t, width, high-low)
		assert.InDelta(t, best, cover, 1e-13)
	})
}

// TestNeededCases: Wilks (1941) for 59; R 4.2.2 for all: the least n with qbeta(1-L, n-m, m+1) >= c.
func TestNeededCases(t *testing.T) {
	want := map[string][]int64{"0.95": {59, 93, 124, 153, 181}, "0.9": {29, 46, 61, 76, 89}}
	for text, cases := range want {
		for misses, n := range cases {
			got, err := promise.NeededCases(ratio(t, text), int64(misses), 0)
			require.NoError(t, err)
			assert.Equal(t, n, got, "%s %d", text, misses)
		}
	}
	for misses, n := range []int64{459, 662, 838, 1001, 1157} {
		got, err := promise.NeededCases(ratio(t, "99%"), int64(misses), 0.99)
		require.NoError(t, err)
		assert.Equal(t, n, got)
	}
	got, err := promise.NeededCases(ratio(t, "0.999999"), 0, 0)
	require.NoError(t, err)
	assert.Equal(t, int64(2_995_731), got, "R: ceiling(log(.05)/log(.999999))")
	_, err = promise.NeededCases(promise.Always(), 0, 0)
	assert.ErrorIs(t, err, promise.ErrAlways)
	_, err = promise.NeededCases(promise.Ratio{}, 0, 0)
	assert.ErrorIs(t, err, promise.ErrRatio)
	_, err = promise.NeededCases(ninety(), -1, 0)
	assert.ErrorIs(t, err, promise.ErrRange)
	for _, misses := range []int64{100_000_000_000, 1_000_000_000_000, math.MaxInt64} {
		_, err = promise.NeededCases(ratio(t, "0.95"), misses, 0)
		assert.ErrorIs(t, err, promise.ErrLimit)
	}
	for _, level := range []float64{math.NaN(), -1, 0.49, 1} {
		_, err = promise.NeededCases(ninety(), 0, level)
		assert.ErrorIs(t, err, promise.ErrLevel)
	}
}

// TestNeededCases_verdict: the number is the first for which the verdict is Kept.
func TestNeededCases_verdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coverage := rapid.SampledFrom([]string{"0.000000001", "0.3", "0.5", "0.9", "0.95", "0.999", "2/3"}).Draw(t, "coverage")
		misses, level := rapid.Int64Range(0, 300).Draw(t, "misses"), rapid.Float64Range(0.5, 0.9999).Draw(t, "level")
		n, err := promise.NeededCases(ratio(t, coverage), misses, level)
		require.NoError(t, err)
		assert.Equal(t, promise.Kept, verdict(t, coverage, n-misses, n, promise.Options{Level: level}).Verdict)
		if n > misses {
			assert.NotEqual(t, promise.Kept, verdict(t, coverage, n-1-misses, n-1, promise.Options{Level: level}).Verdict)
		}
	})
}
