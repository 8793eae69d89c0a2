package sigma_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

// TestThroughput_byHand: 0.9·0.8 at the first try, 0.95·0.9 in the end.
func TestThroughput_byHand(t *testing.T) {
	y, err := sigma.Throughput([]sigma.Step{{In: 100, Scrap: 5, Rework: 5}, {In: 50, Scrap: 5, Rework: 5}})
	require.NoError(t, err)
	assert.Equal(t, []float64{0.9, 0.8}, y.FirstTime)
	assert.Equal(t, []float64{0.95, 0.9}, y.Final)
	assert.InDelta(t, 0.72, y.Rolled, 1e-15)
	assert.InDelta(t, 0.855, y.Traditional, 1e-15)
	assert.InDelta(t, 0.135, y.HiddenFactory, 1e-15)
	assert.InDelta(t, math.Sqrt(0.72), y.Normalized, 1e-15)
	assert.InDelta(t, 0.3285040669720361, *y.DPU, 1e-15, "-ln 0.72")
}

func TestThroughput_ends(t *testing.T) {
	y, err := sigma.Throughput([]sigma.Step{{In: 10}, {In: 10, Rework: 10}})
	require.NoError(t, err)
	assert.Equal(t, sigma.Yields{FirstTime: []float64{1, 0}, Final: []float64{1, 1}, Traditional: 1, HiddenFactory: 1}, y)
	y, err = sigma.Throughput([]sigma.Step{{In: 1}})
	require.NoError(t, err)
	assert.Equal(t, 0.0, *y.DPU)
	assert.False(t, math.Signbit(*y.DPU))
	long := make([]sigma.Step, 2000)
	for i := range long {
		long[i] = sigma.Step{In: 2, Rework: 1}
	}
	y, err = sigma.Throughput(long)
	require.NoError(t, err)
	assert.Equal(t, 0.0, y.Rolled, "2^-2000 is below every float64")
	assert.InEpsilon(t, 2000*math.Ln2, *y.DPU, 1e-12)
	assert.InDelta(t, 0.5, y.Normalized, 1e-13)
	y, err = sigma.Throughput([]sigma.Step{{In: math.MaxInt64, Rework: 1}})
	require.NoError(t, err)
	assert.InEpsilon(t, math.Pow(2, -63), y.HiddenFactory, 1e-12, "not lost beside 1")
}

func TestThroughput_refuses(t *testing.T) {
	_, err := sigma.Throughput(nil)
	assert.ErrorIs(t, err, sigma.ErrFew)
	for _, s := range []sigma.Step{
		{},
		{In: -1},
		{In: 1, Scrap: -1},
		{In: 1, Rework: -1},
		{In: 2, Scrap: 2, Rework: 1},
		{In: 1, Scrap: 2},
		{In: 5, Scrap: math.MaxInt64, Rework: math.MaxInt64},
	} {
		_, err := sigma.Throughput([]sigma.Step{{In: 1}, s})
		assert.ErrorIs(t, err, sigma.ErrRange, "%+v", s)
		assert.ErrorContains(t, err, "step 1", "%+v", s)
	}
}

// TestThroughput_rolledIsLeast: rolled yield is at most the least of the steps, and at most the traditional.
func TestThroughput_rolledIsLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var steps []sigma.Step
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			in := rapid.Int64Range(1, 1e6).Draw(t, "in")
			scrap := rapid.Int64Range(0, in).Draw(t, "scrap")
			steps = append(steps, sigma.Step{In: in, Scrap: scrap, Rework: rapid.Int64Range(0, in-scrap).Draw(t, "rework")})
		}
		y, err := sigma.Throughput(steps)
		require.NoError(t, err)
		product := 1.0 // oracle
		for i := range steps {
			assert.LessOrEqual(t, y.Rolled, y.FirstTime[i]*(1+1e-14))
			product *= y.FirstTime[i]
		}
		assert.InDelta(t, product, y.Rolled, 1e-13)
		assert.LessOrEqual(t, y.Rolled, y.Traditional)
		assert.InDelta(t, y.Traditional-y.Rolled, y.HiddenFactory, 1e-14)
	})
}
