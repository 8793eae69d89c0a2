package servqual_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// FuzzTally: any bytes are refused or are a tally in its one form, with finite figures and intervals in order at any level.
func FuzzTally(f *testing.F) {
	good := []int{1, 2, 3, 4, 5, 6}
	f.Add([]byte(encoded(f, tally(f, three(), row{good, []int{7, 7, none, 1, 2, 3}, []int{20, 30, 50}}, row{nil, good, nil}))), 0.95)
	f.Add([]byte(encoded(f, tally(f, three(), row{good, good, nil}, row{good, []int{1, 1, 1, 1, 1, 1}, nil}))), 1-1e-16)
	f.Fuzz(func(t *testing.T, data []byte, level float64) {
		var y servqual.Tally
		if err := y.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, servqual.ErrDecode)
			return
		}
		assert.Equal(t, string(data), encoded(t, &y))
		r, err := y.Result(servqual.Options{Level: level})
		if err != nil {
			return
		}
		for _, x := range []*float64{r.Gap, r.Performance, r.WeightedGap, r.WeightedPerformance, r.GapByMeanWeights} {
			finite(t, x)
		}
		for _, s := range append(r.Items, r.Dimensions...) {
			for _, x := range []*float64{s.Expected, s.Perceived, s.Gap, s.Weight, s.Low, s.High, s.P} {
				finite(t, x)
			}
			assert.True(t, s.Low == nil || *s.Low <= *s.High)
			assert.True(t, s.P == nil || *s.P >= 0 && *s.P <= 1)
		}
		assert.NotContains(t, r.Markdown(), "NaN")
	})
}

// finite asserts that a figure, where there is one, is neither NaN nor infinite.
func finite(t *testing.T, x *float64) {
	t.Helper()
	assert.False(t, x != nil && (math.IsNaN(*x) || math.IsInf(*x, 0)))
}
