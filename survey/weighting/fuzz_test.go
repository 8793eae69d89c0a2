package weighting_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// finite asserts that none of the numbers is NaN or infinite.
func finite(t *testing.T, numbers ...float64) {
	t.Helper()
	for _, x := range numbers {
		assert.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%v", numbers)
	}
}

// FuzzTable: any bytes are refused or are a table or tally in its one form, with finite figures.
func FuzzTable(f *testing.F) {
	f.Add([]byte(encoded(f, table(f, two(), counts(3, 2, 1, 4)))))
	f.Add([]byte(encoded(f, scores(f, two(), counts(3, 2, 1, 4)))))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y weighting.Table
		if err := y.UnmarshalBinary(data); err == nil {
			assert.Equal(t, string(data), encoded(t, &y))
			v := y.Variables()[0]
			targets := make([]float64, len(v.Categories))
			for i := range targets {
				targets[i] = 1
			}
			if w, err := weighting.PostStratify(&y, []string{v.Name}, targets); err == nil {
				s := w.Summary()
				finite(t, s.Sum, s.Min, s.Max, s.Mean, s.DesignEffect, s.EffectiveN, s.MarginError)
			}
		} else {
			require.ErrorIs(t, err, weighting.ErrDecode)
		}
		var s weighting.ScoreTally
		if err := s.UnmarshalBinary(data); err == nil {
			assert.Equal(t, string(data), encoded(t, &s))
		} else {
			require.ErrorIs(t, err, weighting.ErrDecode)
		}
	})
}

// FuzzRake: any table and margins are refused, do not converge, or are met; trimming keeps the total.
func FuzzRake(f *testing.F) {
	f.Add(uint8(30), uint8(20), uint8(10), uint8(40), 1.0, 60.0, 40.0, 50.0, 50.0)
	f.Add(uint8(30), uint8(20), uint8(10), uint8(0), 0.001, 1.0, 1.0, 0.5, 1.5)
	f.Add(uint8(3), uint8(0), uint8(0), uint8(4), 1048576.0, 1e-300, 1e15, 1e15, 0.0)
	f.Add(uint8('='), uint8(0), uint8('Q'), uint8(4), 1048576.0, 1e-300, 1e15, 1e15, 21.0) // once trimmed to nothing: a scale beyond float64
	f.Fuzz(func(t *testing.T, a, b, c, d uint8, design, r0, r1, c0, c1 float64) {
		y := table(t, two(), counts(int(a), int(b), int(c), int(d)))
		_ = y.Add([]int{0, 1}, design)
		w, err := weighting.Rake(y, margins([]float64{r0, r1}, []float64{c0, c1}), weighting.RakeOptions{MaxIterations: 200})
		if err != nil {
			if none, ok := errors.AsType[weighting.NoConvergenceError](err); ok {
				finite(t, none.MarginError)
			}
			return
		}
		s := w.Summary()
		finite(t, s.Sum, s.Min, s.Max, s.Mean, s.DesignEffect, s.EffectiveN)
		assert.InEpsilon(t, r0+r1, s.Sum, 1e-8)
		assert.LessOrEqual(t, s.MarginError, 1e-10)
		trimmed, err := w.Trim(weighting.TrimOptions{Lower: 0.5, Upper: 2})
		require.NoError(t, err)
		assert.InEpsilon(t, s.Sum, trimmed.Summary().Sum, 1e-9)
	})
}
