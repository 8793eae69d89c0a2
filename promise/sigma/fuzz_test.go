package sigma_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

func FuzzLevel(f *testing.F) {
	f.Add(10.0, 0.0, uint8(0))
	f.Add(0.001, 1.5, uint8(1))
	f.Add(-36.0, 1.0, uint8(0))
	f.Add(5e-324, 10.0, uint8(1))
	f.Fuzz(func(t *testing.T, s, shift float64, sides uint8) {
		c := sigma.Convention{Shift: shift, Sides: sigma.Sides(sides)}
		level, err := sigma.FromSigma(s, c)
		if err != nil {
			assert.ErrorIs(t, err, sigma.ErrRange)
			return
		}
		require.True(t, level.Defect() >= 0 && level.Defect() <= 1 && level.Yield() >= 0 && level.Yield() <= 1, "%+v", level)
		if back, ok := level.Sigma(c); ok && min(level.Defect(), level.Yield()) > 1e-300 {
			assert.InDelta(t, s, back, 1e-12*max(1, math.Abs(s)))
		}
		for _, other := range []sigma.Convention{{}, {Shift: 1.5}, {Sides: sigma.TwoSided}, {Shift: 10, Sides: sigma.TwoSided}} {
			back, ok := level.Sigma(other)
			require.False(t, ok && (math.IsNaN(back) || math.IsInf(back, 0)), "%+v of %+v", other, level)
		}
	})
}

func FuzzFromDefect(f *testing.F) {
	f.Add(3.4e-6)
	f.Add(0.5)
	f.Add(1 - 1e-16)
	f.Fuzz(func(t *testing.T, share float64) {
		level, err := sigma.FromDefect(share)
		if err != nil {
			return
		}
		if s, ok := level.Sigma(sigma.Convention{Sides: sigma.TwoSided}); ok && share > 1e-300 {
			back, err := sigma.FromSigma(s, sigma.Convention{Sides: sigma.TwoSided})
			require.NoError(t, err)
			assert.InEpsilon(t, share, back.Defect(), 1e-11)
		}
	})
}

func FuzzLevel_UnmarshalJSON(f *testing.F) {
	f.Add([]byte(`{"defect":0.1,"yield":0.9}`))
	f.Add([]byte(`{"defect":1e-300,"yield":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var level sigma.Level
		if json.Unmarshal(text, &level) != nil {
			assert.Equal(t, sigma.Level{}, level)
			return
		}
		again, err := json.Marshal(level)
		require.NoError(t, err)
		var back sigma.Level
		require.NoError(t, json.Unmarshal(again, &back))
		assert.Equal(t, level, back)
	})
}

func FuzzRule_UnmarshalText(f *testing.F) {
	f.Add([]byte("six-trend"))
	f.Add([]byte("two-sided"))
	f.Add([]byte("pooled"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var rule sigma.Rule
		if rule.UnmarshalText(text) == nil {
			assert.Equal(t, string(text), rule.String())
		}
		var sides sigma.Sides
		if sides.UnmarshalText(text) == nil {
			assert.Equal(t, string(text), sides.String())
		}
		var within sigma.Within
		if within.UnmarshalText(text) == nil {
			assert.Equal(t, string(text), within.String())
		}
	})
}
