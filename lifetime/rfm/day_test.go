package rfm_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

func TestDay_isTime(t *testing.T) {
	first := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3_652_058).Draw(t, "days")
		want := first.AddDate(0, 0, n)
		day := rfm.DayOf(want)
		assert.EqualValues(t, n+1, day)
		assert.Equal(t, want.Format(time.DateOnly), day.String())
		back, err := rfm.ParseDay(day.String())
		require.NoError(t, err)
		assert.Equal(t, day, back)
	})
}

func TestDayOf_location(t *testing.T) {
	late := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", -6*3600))
	assert.Equal(t, "2026-03-01", rfm.DayOf(late).String())
	assert.Equal(t, "2026-03-02", rfm.DayOf(late.UTC()).String())
	assert.Zero(t, rfm.DayOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)))
	assert.Zero(t, rfm.DayOf(time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)))
}

func TestDay_text(t *testing.T) {
	for _, bad := range []string{"", "2026-02-30", "2026-1-1", "0000-01-01", "10000-01-01", "2026-01-01T00:00:00Z", "x"} {
		_, err := rfm.ParseDay(bad)
		require.ErrorIs(t, err, rfm.ErrDay, "%q", bad)
	}
	assert.Equal(t, "?", rfm.Day(-5).String())
	_, err := rfm.Day(4_000_000).MarshalText()
	require.ErrorIs(t, err, rfm.ErrDay)
	var d rfm.Day
	require.NoError(t, json.Unmarshal([]byte(`"2026-03-01"`), &d))
	require.Error(t, json.Unmarshal([]byte(`"2026-02-30"`), &d))
	assert.Equal(t, "2026-03-01", d.String())
	require.NoError(t, json.Unmarshal([]byte(`""`), &d))
	assert.Zero(t, d)
}

func TestReturns_text(t *testing.T) {
	for p := rfm.ReturnsNet; p <= rfm.ReturnsReject; p++ {
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back rfm.Returns
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, p, back)
	}
	assert.Equal(t, "?", rfm.Returns(3).String())
	_, err := rfm.Returns(3).MarshalText()
	require.ErrorIs(t, err, rfm.ErrUnknown)
	_, err = rfm.ParseReturns("")
	require.ErrorIs(t, err, rfm.ErrUnknown)
}

func FuzzParseDay(f *testing.F) {
	f.Add("2026-11-24")
	f.Add("0001-01-01")
	f.Fuzz(func(t *testing.T, text string) {
		if day, err := rfm.ParseDay(text); err == nil {
			assert.Equal(t, text, day.String())
		}
	})
}

func FuzzLogUnmarshal(f *testing.F) {
	f.Add(bytesOf(f, logged(f, []sale{{"ana", 100, 5}, {"ana", 101, -5}, {"bruno", 3, 0}})))
	f.Add([]byte("\x07rfm.log\x01\x00\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l rfm.Log
		if err := l.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, rfm.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &l))
	})
}

func TestLog_UnmarshalBinary_refuses(t *testing.T) {
	good := bytesOf(t, logged(t, []sale{{"a", 100, 5}}))
	l := logged(t, []sale{{"b", 1, 1}})
	head := "\x07rfm.log\x01"
	for _, bad := range []string{
		"", string(good[:len(good)-1]), string(good) + "x",
		head + "\x0e\x00",                                   // nine digits
		head + "\x00\x01\x01a\x00",                          // no day
		head + "\x00\x01\x01a\x01\xff\xff\xff\x7f\x02",      // a day after the last
		head + "\x00\x01\x01a\x02\x05\x02\x00\x02",          // a day twice
		head + "\x00\x02\x01a\x01\x05\x02\x01a\x01\x05\x02", // a customer twice
	} {
		require.ErrorIs(t, l.UnmarshalBinary([]byte(bad)), rfm.ErrDecode, "%q", bad)
	}
	assert.Equal(t, 1, l.Len())
}
