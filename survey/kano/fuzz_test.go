package kano_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/kano"
)

// FuzzTally: any bytes are refused or are a tally in its one form, with finite figures in order.
func FuzzTally(f *testing.F) {
	f.Add([]byte(encoded(f, tally(f, 12, 20, 8, 15, 3, 2))), 0.95)
	f.Add([]byte(encoded(f, tally(f, 0, 0, 0, 0, 1))), 1e-300)
	f.Fuzz(func(t *testing.T, data []byte, level float64) {
		var y kano.Tally
		if err := y.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, kano.ErrDecode)
			return
		}
		assert.Equal(t, string(data), encoded(t, &y))
		r, err := y.Result(kano.Options{Level: level, Rule: kano.RuleBerger})
		if err != nil {
			return
		}
		for _, c := range []*kano.Coefficient{r.Better, r.Worse} {
			assert.True(t, c == nil || -1 <= c.Low && c.Low <= c.Value && c.Value <= c.High && c.High <= 1, c)
		}
		for _, x := range []float64{r.TotalStrength, r.CategoryStrength, r.FongBound, r.Functional.Mean, r.Dysfunctional.Mean} {
			assert.False(t, math.IsNaN(x) || math.IsInf(x, 0))
		}
	})
}
