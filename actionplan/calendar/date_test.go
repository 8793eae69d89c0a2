package calendar_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones, wherever the test runs

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// anyDay draws a day of the years 1 to 9999.
func anyDay(t *rapid.T, label string) calendar.Date {
	d, err := day("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(t, label))
	require.NoError(t, err)
	return d
}

// TestDate_againstTime: package time reckons the same way.
func TestDate_againstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t, "day")
		year, month, dayOfMonth := d.YMD()
		want := time.Date(year, month, dayOfMonth, 0, 0, 0, 0, time.UTC)
		assert.Equal(t, want, d.Time(nil))
		weekday, ok := d.Weekday()
		assert.True(t, ok)
		assert.Equal(t, want.Weekday(), weekday)
		assert.Equal(t, want.Format(time.DateOnly), d.String())
		made, err := calendar.NewDate(year, month, dayOfMonth)
		require.NoError(t, err)
		assert.Equal(t, d, made)
		zone := time.FixedZone("", rapid.IntRange(-12*3600, 14*3600).Draw(t, "offset"))
		assert.Equal(t, d, calendar.DateOf(d.Time(zone).Add(12*time.Hour)), "noon of its own location")

		n := rapid.IntRange(-1000, 1000).Draw(t, "n")
		moved, err := d.AddDays(n)
		if err != nil {
			assert.ErrorIs(t, err, calendar.ErrRange)
			return
		}
		assert.Equal(t, want.AddDate(0, 0, n), moved.Time(nil))
		back, ok := moved.DaysSince(d)
		assert.True(t, ok)
		assert.Equal(t, n, back)
		assert.Equal(t, want.AddDate(0, 0, n).Compare(want), moved.Compare(d))
	})
}

func TestDate_roundTrips(t *testing.T) {
	for _, d := range []calendar.Date{{}, day("0001-01-01"), day("9999-12-31"), day("2012-02-29")} {
		text, err := json.Marshal(d)
		require.NoError(t, err)
		back := day("2000-01-01")
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, d, back)
		column, err := d.Value()
		require.NoError(t, err)
		require.NoError(t, back.Scan(column))
		assert.Equal(t, d, back)
	}
	var d calendar.Date
	require.NoError(t, d.Scan([]byte("2013-01-31")))
	assert.Equal(t, day("2013-01-31"), d)
	require.NoError(t, d.Scan(time.Date(2013, 1, 30, 23, 0, 0, 0, time.UTC)))
	assert.Equal(t, day("2013-01-30"), d)
	assert.ErrorIs(t, d.Scan(5), calendar.ErrDate)
	assert.ErrorIs(t, d.Scan("5"), calendar.ErrDate)
	assert.Equal(t, day("2013-01-30"), d, "an error leaves it alone")
}

func TestDate_faults(t *testing.T) {
	for _, text := range []string{"", "2013-1-1", "2013-02-30", "0000-01-01", "2013-13-01", "2013-00-10", " 2013-01-01", "2013-01-01T00:00:00Z", "10000-01-01", strings.Repeat("1", 1<<20)} {
		_, err := calendar.ParseDate(text)
		assert.ErrorIs(t, err, calendar.ErrDate, "%.40q", text)
	}
	for _, ymd := range [][3]int{{0, 1, 1}, {10000, 1, 1}, {2013, 0, 1}, {2013, 13, 1}, {2013, 4, 31}, {2013, 1, 0}, {2013, 2, 29}, {1900, 2, 29}} {
		_, err := calendar.NewDate(ymd[0], time.Month(ymd[1]), ymd[2])
		assert.ErrorIs(t, err, calendar.ErrDate, ymd)
	}
	_, err := calendar.ParseDateLayout("02/01/06", "31/02/13")
	assert.ErrorIs(t, err, calendar.ErrDate)
	_, err = calendar.ParseDateLayout("2006", strings.Repeat("1", 1<<20))
	assert.ErrorIs(t, err, calendar.ErrDate)
	_, err = calendar.ParseDateLayout("15:04", "12:00")
	assert.ErrorIs(t, err, calendar.ErrDate, "a clock has no year")
	for _, n := range []int{math.MaxInt, math.MinInt, 1e9, -1e9} {
		_, err = day("2013-01-01").AddDays(n)
		assert.ErrorIs(t, err, calendar.ErrRange)
	}
	_, err = calendar.Date{}.AddDays(1)
	assert.ErrorIs(t, err, calendar.ErrRange)
	_, ok := calendar.Date{}.Weekday()
	assert.False(t, ok)
	_, ok = calendar.Date{}.DaysSince(day("2013-01-01"))
	assert.False(t, ok)
	year, month, dayOfMonth := calendar.Date{}.YMD()
	assert.Zero(t, year+int(month)+dayOfMonth)
	assert.True(t, calendar.Date{}.Time(time.UTC).IsZero())
	assert.True(t, calendar.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero())
	assert.Equal(t, -1, calendar.Date{}.Compare(day("0001-01-01")))
}

// TestDate_Time_noMidnight: where clocks go forward at midnight the day begins at one; time.Date answers 23:00 of the day
// before, so that DateOf did not give the day back.
func TestDate_Time_noMidnight(t *testing.T) {
	for zone, text := range map[string]string{"America/Sao_Paulo": "2018-11-04", "America/Havana": "2024-03-10", "America/Santiago": "2024-09-08"} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		start := day(text).Time(location)
		assert.Equal(t, text+" 01:00:00", start.Format(time.DateTime), zone)
		assert.Equal(t, day(text), calendar.DateOf(start))
	}
	for _, zone := range []string{"America/Sao_Paulo", "America/Havana", "America/Mexico_City", "Asia/Beirut", "Europe/Vilnius"} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for d := day("1950-01-01"); d.Compare(day("2026-12-31")) < 0; d, _ = d.AddDays(1) {
			if calendar.DateOf(d.Time(location)) != d {
				assert.Fail(t, "another day", "%s %s", zone, d)
			}
		}
	}
}

// TestDate_Time_noDay: a day that a zone left out begins where the clocks went on: Samoa had no 30 December 2011.
func TestDate_Time_noDay(t *testing.T) {
	apia, err := time.LoadLocation("Pacific/Apia")
	require.NoError(t, err)
	assert.Equal(t, "2011-12-31 00:00:00", day("2011-12-30").Time(apia).Format(time.DateTime))
}

// TestDate_Scan_year: a time beyond the years 1 to 9999 was taken for no date.
func TestDate_Scan_year(t *testing.T) {
	d := day("2013-01-30")
	for _, year := range []int{0, 10_000} {
		assert.ErrorIs(t, d.Scan(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)), calendar.ErrDate)
	}
	assert.Equal(t, day("2013-01-30"), d)
}

func TestWeekdays(t *testing.T) {
	for w := range calendar.Weekdays(128) {
		text, err := w.MarshalText()
		require.NoError(t, err)
		var back calendar.Weekdays
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, w, back)
	}
	_, err := calendar.Weekdays(128).MarshalText()
	assert.ErrorIs(t, err, calendar.ErrUnknown)
	for _, text := range []string{"", "sat,", "sat,sat", "Sat", "saturday", "sat sun", strings.Repeat("sun,", 1000)} {
		_, err := calendar.ParseWeekdays(text)
		assert.ErrorIs(t, err, calendar.ErrUnknown, "%.40q", text)
	}
	assert.Zero(t, calendar.NewWeekdays(-1, 7, 200))
	assert.False(t, calendar.NewWeekdays(time.Monday).Has(9))
	w := calendar.NewWeekdays(time.Monday)
	assert.Error(t, w.UnmarshalText([]byte("x")))
	assert.Equal(t, "mon", w.String())
}

func FuzzParseDate(f *testing.F) {
	f.Add("2013-01-31")
	f.Add("0001-01-01")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := calendar.ParseDate(text); err == nil {
			assert.Equal(t, text, d.String())
		}
	})
}

func FuzzParseDateLayout(f *testing.F) {
	f.Add("02/01/06", "01/02/13")
	f.Fuzz(func(t *testing.T, layout, text string) {
		if d, err := calendar.ParseDateLayout(layout, text); err == nil {
			assert.False(t, d.IsZero())
		}
	})
}

func FuzzParseWeekdays(f *testing.F) {
	f.Add("sat,sun")
	f.Fuzz(func(t *testing.T, text string) {
		if w, err := calendar.ParseWeekdays(text); err == nil {
			back, err := calendar.ParseWeekdays(w.String())
			require.NoError(t, err)
			assert.Equal(t, w, back)
		}
	})
}
