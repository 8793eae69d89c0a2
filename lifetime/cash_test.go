package lifetime_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

func TestTiming_text(t *testing.T) {
	for name, timing := range map[string]lifetime.Timing{
		"end": lifetime.End, "mid": lifetime.Mid, "start": lifetime.Start, "flow": lifetime.Flow,
	} {
		assert.Equal(t, name, timing.String())
		text, err := timing.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, name, string(text))
		parsed, err := lifetime.ParseTiming(name)
		require.NoError(t, err)
		assert.Equal(t, timing, parsed)
		read := lifetime.Timing(99)
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, timing, read)
	}
	assert.Zero(t, lifetime.End, "the zero value is the end of each period")
}

func TestTiming_unknown(t *testing.T) {
	for _, text := range []string{"", "End", "end ", "0", "\xff"} {
		_, err := lifetime.ParseTiming(text)
		require.ErrorIs(t, err, lifetime.ErrUnknown, "%q", text)
		timing := lifetime.Start
		require.ErrorIs(t, timing.UnmarshalText([]byte(text)), lifetime.ErrUnknown)
		assert.Equal(t, lifetime.Start, timing, "left alone")
	}
	for _, timing := range []lifetime.Timing{-1, 4} {
		assert.Equal(t, "?", timing.String())
		_, err := timing.MarshalText()
		require.ErrorIs(t, err, lifetime.ErrUnknown)
	}
}

// roundTrip asserts that value, decoded from its JSON, has the same JSON, and returns it.
func roundTrip[T any](t *testing.T, value T) string {
	t.Helper()
	first, err := json.Marshal(value)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(first, &back))
	second, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))
	return string(first)
}

func TestJSON(t *testing.T) {
	roundTrip(t, lifetime.Rate{})
	roundTrip(t, lifetime.Cash{})
	roundTrip(t, lifetime.Line{})
	roundTrip(t, lifetime.Retention{})
	assert.Equal(t, `{"name":"motor","policies":"0.5","profit":"-80.25"}`,
		roundTrip(t, lifetime.Line{Name: "motor", Policies: decimal.New(5, -1), Profit: decimal.New(-8025, -2)}))
	assert.Equal(t, `{"margin":"100","retention":"0.9","growth":"-0.05",`+
		`"cash":{"rate":{"effective":"0.1","per":365.25},"period":30.4375,"periods":36,"timing":"start"}}`,
		roundTrip(t, lifetime.Retention{
			Margin: decimal.New(100, 0), Retention: decimal.New(9, -1), Growth: decimal.New(-5, -2),
			Cash: lifetime.Cash{Rate: lifetime.Annual(decimal.New(1, -1)), Period: lifetime.Month, Periods: 36, Timing: lifetime.Start},
		}))
}

// TestCash_timingInJSON: a timing that does not exist is neither written nor read.
func TestCash_timingInJSON(t *testing.T) {
	_, err := json.Marshal(lifetime.Cash{Timing: 9})
	require.Error(t, err)
	var cash lifetime.Cash
	require.Error(t, json.Unmarshal([]byte(`{"timing":"noon"}`), &cash))
}
