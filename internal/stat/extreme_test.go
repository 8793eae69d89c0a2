package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// TestProportion_neverNaN: a fuzzer found High = NaN for 2^63-38 of 2^63-1 at the level next to 1. Every method gives finite
// ends in order around the share, for the largest counts and the levels next to 0 and 1.
func TestProportion_neverNaN(t *testing.T) {
	methods := []func(x, n int64, level float64) (stat.Interval, error){
		stat.Wald, stat.AgrestiCoull, stat.Wilson, stat.WilsonCorrected, stat.ClopperPearson, stat.Jeffreys,
	}
	for _, n := range []int64{1, 2, 100, 1e6, 1e9, 1e12, 1e15, 1e18, math.MaxInt64} {
		for _, x := range []int64{0, 1, 2, 37, n / 3, n / 2, n - 38, n - 37, n - 2, n - 1, n} {
			if x < 0 || x > n {
				continue
			}
			for _, level := range []float64{5e-324, 1e-300, 1e-9, 0.5, 0.95, 1 - 1e-9, math.Nextafter(1, 0)} {
				for i, method := range methods {
					got, err := method(x, n, level)
					require.NoError(t, err)
					assert.False(t, math.IsNaN(got.Low) || math.IsNaN(got.High), "method %d, %d of %d at %v: %v", i, x, n, level, got)
					assert.LessOrEqual(t, got.Low, got.High, "method %d, %d of %d at %v", i, x, n, level)
				}
				bounds, err := stat.ClopperPearsonBounds(x, n, level)
				require.NoError(t, err)
				assert.False(t, math.IsNaN(bounds.Low) || math.IsNaN(bounds.High), "bounds, %d of %d at %v: %v", x, n, level, bounds)
			}
		}
	}
}
