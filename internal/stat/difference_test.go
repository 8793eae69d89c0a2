package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// TestNewcombeDifference: Newcombe (1998), "Interval Estimation for the Difference Between Independent Proportions",
// Table II, method 10, 95 %, all eight contrasts.
func TestNewcombeDifference(t *testing.T) {
	for _, test := range []struct {
		x1, n1, x2, n2 int64
		low, high      float64
	}{
		{56, 70, 48, 80, .0524, .3339},
		{9, 10, 3, 10, .1705, .8090},
		{6, 7, 2, 7, .0582, .8062},
		{5, 56, 0, 29, -.0381, .1926},
		{0, 10, 0, 20, -.1611, .2775},
		{0, 10, 0, 10, -.2775, .2775},
		{10, 10, 0, 20, .6791, 1},
		{10, 10, 0, 10, .6075, 1},
	} {
		got, err := stat.NewcombeDifference(test.x1, test.n1, test.x2, test.n2, 0.95)
		require.NoError(t, err)
		near(t, test.low, test.high, got, 5.01e-5, "%v", test)
	}
}

func TestNewcombeDifference_bad(t *testing.T) {
	for _, bad := range [][4]int64{{-1, 2, 1, 2}, {3, 2, 1, 2}, {1, 2, -1, 2}, {1, 2, 1, 0}} {
		_, err := stat.NewcombeDifference(bad[0], bad[1], bad[2], bad[3], 0.95)
		require.ErrorIs(t, err, stat.ErrCount)
	}
	_, err := stat.NewcombeDifference(1, 2, 1, 2, math.NaN())
	require.ErrorIs(t, err, stat.ErrLevel)
}

// TestNewcombeDifference_properties: the difference inside, within [-1, 1], turned round when the samples change
// places, nested in the level.
func TestNewcombeDifference_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x1, n1 := drawCount(t)
		x2, n2 := drawCount(t)
		level := rapid.Float64Range(1e-6, 1-1e-9).Draw(t, "level")
		got, err := stat.NewcombeDifference(x1, n1, x2, n2, level)
		require.NoError(t, err)
		d := float64(x1)/float64(n1) - float64(x2)/float64(n2)
		assert.LessOrEqual(t, got.Low, d)
		assert.GreaterOrEqual(t, got.High, d)
		assert.GreaterOrEqual(t, got.Low, -1.0)
		assert.LessOrEqual(t, got.High, 1.0)
		turned, err := stat.NewcombeDifference(x2, n2, x1, n1, level)
		require.NoError(t, err)
		near(t, -got.High, -got.Low, turned, 1e-15)
		wider, err := stat.NewcombeDifference(x1, n1, x2, n2, level+(1-level)/2)
		require.NoError(t, err)
		assert.LessOrEqual(t, wider.Low, got.Low+1e-14)
		assert.GreaterOrEqual(t, wider.High, got.High-1e-14)
	})
}
