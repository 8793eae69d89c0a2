package lifetime_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// TestSpan_units: a week has 7 days, a mean Julian year 365.25, a month is its twelfth and a quarter its fourth.
func TestSpan_units(t *testing.T) {
	assert.Equal(t, 1.0, float64(lifetime.Day))
	assert.Equal(t, 7.0, float64(lifetime.Week))
	assert.Equal(t, 30.4375, float64(lifetime.Month))
	assert.Equal(t, 91.3125, float64(lifetime.Quarter))
	assert.Equal(t, 365.25, float64(lifetime.Year))
}

func TestSpan_In(t *testing.T) {
	tests := []struct {
		name    string
		s, unit lifetime.Span
		want    float64
	}{
		{"weeks in days", 39 * lifetime.Week, lifetime.Day, 273},
		{"days in weeks", 273, lifetime.Week, 39},
		{"a year in months", lifetime.Year, lifetime.Month, 12},
		{"no time", 0, lifetime.Year, 0},
		{"the longest", 1e9, lifetime.Day, 1e9},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.s.In(test.unit)
			require.NoError(t, err)
			assert.Equal(t, test.want, got)
		})
	}
}

// badSpans are no lengths of time.
var badSpans = map[string]lifetime.Span{
	"negative": -1, "too long": 1e9 + 1, "NaN": lifetime.Span(math.NaN()),
	"infinite": lifetime.Span(math.Inf(1)), "negative infinite": lifetime.Span(math.Inf(-1)),
}

func TestSpan_In_bad(t *testing.T) {
	for name, bad := range badSpans {
		t.Run(name, func(t *testing.T) {
			_, err := bad.In(lifetime.Day)
			require.ErrorIs(t, err, lifetime.ErrSpan)
			_, err = lifetime.Day.In(bad)
			require.ErrorIs(t, err, lifetime.ErrSpan)
		})
	}
	for name, unit := range map[string]lifetime.Span{"no unit": 0, "overflow": 5e-324} {
		t.Run(name, func(t *testing.T) {
			_, err := lifetime.Day.In(unit)
			require.ErrorIs(t, err, lifetime.ErrSpan)
		})
	}
}

func TestSpan_String(t *testing.T) {
	assert.Equal(t, "0 days", lifetime.Span(0).String())
	assert.Equal(t, "1 day", lifetime.Day.String())
	assert.Equal(t, "30.4375 days", lifetime.Month.String())
	assert.Equal(t, "1e+09 days", lifetime.Span(1e9).String())
	assert.Equal(t, "NaN days", badSpans["NaN"].String())
}

// TestSpan_In_back: measured in a unit and multiplied out again, a span is itself but for the last bits.
func TestSpan_In_back(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.Float64Range(0, 1e9).Draw(t, "span")
		unit := rapid.Float64Range(1e-6, 1e9).Draw(t, "unit")
		n, err := lifetime.Span(s).In(lifetime.Span(unit))
		require.NoError(t, err)
		assert.InEpsilon(t, s+1, n*unit+1, 1e-14)
	})
}

func TestSpan_JSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := lifetime.Span(rapid.Float64Range(0, 1e9).Draw(t, "span"))
		text, err := json.Marshal(s)
		require.NoError(t, err)
		var back lifetime.Span
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, s, back)
	})
}
