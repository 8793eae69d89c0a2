package ahp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// TestRandomIndex_At: the tables as printed, at their ends and where they are interpolated: between 1.5371 at 20 and 1.5619
// at 25, and at 18 of the formula (1.7699·18 - 4.3513)/17.
func TestRandomIndex_At(t *testing.T) {
	for _, c := range []struct {
		table ahp.RandomIndex
		n     int
		want  float64
		ok    bool
	}{
		{ahp.AlonsoLamata2006, 3, 0.5247, true},
		{ahp.AlonsoLamata2006, 15, 1.5838, true},
		{ahp.AlonsoLamata2006, 18, 27.5069 / 17, true},
		{ahp.Saaty1980, 1, 0, true},
		{ahp.Saaty1980, 2, 0, true},
		{ahp.Saaty1980, 3, 0.58, true},
		{ahp.Saaty1980, 12, 1.48, true},
		{ahp.Saaty1980, 16, 0, false},
		{ahp.Saaty2005, 12, 1.54, true},
		{ahp.TummalaLing1998, 15, 1.5831, true},
		{ahp.TummalaLing1998, 16, 0, false},
		{ahp.DoneganDodd1991, 16, 1.5078, true},
		{ahp.DoneganDodd1991, 20, 1.5371, true},
		{ahp.DoneganDodd1991, 21, 1.5371 + 0.0248/5, true},
		{ahp.DoneganDodd1991, 95, (1.6213 + 1.6339) / 2, true},
		{ahp.DoneganDodd1991, 100, 1.6339, true},
		{ahp.DoneganDodd1991, 101, 0, false},
		{ahp.Saaty1980, 0, 0, false},
		{9, 3, 0, false},
	} {
		ri, ok := c.table.At(c.n)
		assert.Equal(t, c.ok, ok, "%v at %d", c.table, c.n)
		assert.InDelta(t, c.want, ri, 1e-12, "%v at %d", c.table, c.n)
	}
}

// TestRandomIndex_random: the mean consistency index of random judgements is near every table.
func TestRandomIndex_random(t *testing.T) {
	var state uint64 = 7 // a small generator, so that the test is the same everywhere
	next := func(n uint64) uint64 {
		state = state*6364136223846793005 + 1442695040888963407
		return (state >> 33) % n
	}
	const n, runs = 5, 2000
	sum := 0.0
	for range runs {
		var judgements []ahp.Judgement
		for i, a := range names(n) {
			for _, b := range names(n)[i+1:] {
				value := float64(1 + next(17)) // 1 to 9, and 10 to 17 for 1/2 to 1/9
				if value > 9 {
					value = 1 / (value - 8)
				}
				judgements = append(judgements, ahp.Judgement{a, b, value})
			}
		}
		c, err := ahp.New(names(n), judgements)
		require.NoError(t, err)
		r, err := c.Priorities(ahp.Options{})
		require.NoError(t, err)
		sum += r.CI
	}
	for _, table := range []ahp.RandomIndex{ahp.AlonsoLamata2006, ahp.Saaty1980, ahp.Saaty2005, ahp.TummalaLing1998, ahp.DoneganDodd1991} {
		ri, _ := table.At(n)
		assert.InDelta(t, ri, sum/runs, 0.08, "%v", table)
	}
}
