package driver_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// TestBootstrap: against samples drawn one by one, each solved from its rows, and quantiles by their definition.
func TestBootstrap(t *testing.T) {
	rows := correlated(rand.New(rand.NewPCG(4, 4)), 40, 3)
	for _, m := range methods {
		got, err := driver.Bootstrap("y", names(3), rows, driver.BootstrapOptions{
			Method: m, Level: 0.9, Times: 99, Rand: rand.New(rand.NewPCG(5, 5)),
		})
		require.NoError(t, err)
		rng, samples := rand.New(rand.NewPCG(5, 5)), make([][]float64, 3)
		for range 99 {
			sample := make([][]float64, len(rows))
			for i := range sample {
				sample[i] = rows[rng.IntN(len(rows))]
			}
			p, err := driver.FromRows("y", names(3), sample)
			require.NoError(t, err)
			for i, v := range values(t, p, m) {
				samples[i] = append(samples[i], v)
			}
		}
		p, err := driver.FromRows("y", names(3), rows)
		require.NoError(t, err)
		for i, v := range values(t, p, m) {
			slices.Sort(samples[i])
			assert.InDelta(t, v, got[i].Value, 1e-12)
			assert.InDelta(t, samples[i][4], got[i].Interval.Low, 1e-12, "number 5 of 99")
			assert.InDelta(t, samples[i][94], got[i].Interval.High, 1e-12, "number 95 of 99")
			assert.InDelta(t, 0.9, got[i].Interval.Level, 0)
		}
	}
}

// TestBootstrap_between: with 20 samples the quantile of 0.1 is number 2.1, and none lies beyond the ends.
func TestBootstrap_between(t *testing.T) {
	rows := correlated(rand.New(rand.NewPCG(4, 4)), 40, 1)
	ends := func(level float64) driver.Interval {
		shares, err := driver.Bootstrap("y", names(1), rows, driver.BootstrapOptions{Level: level, Times: 20, Rand: rand.New(rand.NewPCG(1, 1))})
		require.NoError(t, err)
		return *shares[0].Interval
	}
	number := func(n int) float64 { return ends((21 - 2*float64(n)) / 21).Low } // p = n/21
	assert.InDelta(t, number(2)+0.1*(number(3)-number(2)), ends(0.8).Low, 1e-12)
	least, wide := number(1), ends(0.999)
	assert.InDelta(t, least, wide.Low, 1e-12)
	assert.GreaterOrEqual(t, wide.High, ends(0.8).High)
}

// TestBootstrap_same: one seed gives the same bits, and the rows are left alone.
func TestBootstrap_same(t *testing.T) {
	rows := correlated(rand.New(rand.NewPCG(6, 6)), 30, 4)
	before := correlated(rand.New(rand.NewPCG(6, 6)), 30, 4)
	one, err := driver.Bootstrap("y", names(4), rows, driver.BootstrapOptions{Times: 50, Rand: rand.New(rand.NewPCG(7, 7))})
	require.NoError(t, err)
	other, err := driver.Bootstrap("y", names(4), rows, driver.BootstrapOptions{Times: 50, Rand: rand.New(rand.NewPCG(7, 7))})
	require.NoError(t, err)
	assert.Equal(t, one, other)
	assert.Equal(t, before, rows)
}

// TestBootstrap_redraw: a driver that varies in few rows is constant in some samples, which are drawn again; one that
// varies in too few of many rows is an error.
func TestBootstrap_redraw(t *testing.T) {
	rows := [][]float64{{1, 0}, {2, 0}, {4, 0}, {3, 1}, {5, 0}, {2, 1}}
	shares, err := driver.Bootstrap("y", names(1), rows, driver.BootstrapOptions{Times: 500, Rand: rand.New(rand.NewPCG(1, 1))})
	require.NoError(t, err)
	assert.GreaterOrEqual(t, shares[0].Interval.Low, 0.0)

	rows = nil
	for i := range 4 {
		rows = append(rows, []float64{float64(i % 3), 0, 0, 0})
	}
	for i := range 3 {
		rows = append(rows, []float64{5, 0, 0, 0})
		rows[4+i][1+i] = 1
	}
	_, err = driver.Bootstrap("y", names(3), rows, driver.BootstrapOptions{Times: 500, Rand: rand.New(rand.NewPCG(1, 1))})
	require.ErrorIs(t, err, driver.ErrSingular)
}

func TestBootstrap_errors(t *testing.T) {
	rows := correlated(rand.New(rand.NewPCG(4, 4)), 30, 2)
	rng := rand.New(rand.NewPCG(1, 1))
	for name, c := range map[string]struct {
		o    driver.BootstrapOptions
		want error
	}{
		"no source": {driver.BootstrapOptions{}, driver.ErrInvalid},
		"level 1":   {driver.BootstrapOptions{Rand: rng, Level: 1}, driver.ErrRange},
		"level NaN": {driver.BootstrapOptions{Rand: rng, Level: math.NaN()}, driver.ErrRange},
		"19 times":  {driver.BootstrapOptions{Rand: rng, Times: 19}, driver.ErrRange},
		"negative":  {driver.BootstrapOptions{Rand: rng, Times: math.MinInt}, driver.ErrRange},
		"too often": {driver.BootstrapOptions{Rand: rng, Times: 100_001}, driver.ErrLimit},
		"no method": {driver.BootstrapOptions{Rand: rng, Method: 99}, driver.ErrRange},
	} {
		_, err := driver.Bootstrap("y", names(2), rows, c.o)
		require.ErrorIs(t, err, c.want, name)
	}
	_, err := driver.Bootstrap("y", names(2), rows[:3], driver.BootstrapOptions{Rand: rng})
	require.ErrorIs(t, err, driver.ErrTooFew)
	_, err = driver.Bootstrap("y", names(2), nil, driver.BootstrapOptions{Rand: rng})
	require.ErrorIs(t, err, driver.ErrTooFew)
}
