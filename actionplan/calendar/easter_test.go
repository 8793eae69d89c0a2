package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// slowEaster is Easter Sunday by Knuth, The Art of Computer Programming, volume 1, section 1.3.2, exercise 14, another
// algorithm than the package's.
func slowEaster(year int) calendar.Date {
	golden, century := year%19+1, year/100+1
	skipped, moon := 3*century/4-12, (8*century+5)/25-5
	sunday := 5*year/4 - skipped - 10
	epact := ((11*golden+20+moon-skipped)%30 + 30) % 30
	if epact == 25 && golden > 11 || epact == 24 {
		epact++
	}
	full := 44 - epact
	if full < 21 {
		full += 30
	}
	full += 7 - (sunday+full)%7
	d, err := calendar.NewDate(year, time.March, 1)
	if err != nil {
		panic(err)
	}
	d, _ = d.AddDays(full - 1)
	return d
}

// TestHoliday_easter_oracle: every year from 1583, when the rule began, to 4999.
func TestHoliday_easter_oracle(t *testing.T) {
	c := calendar.Calendar{Holidays: []calendar.Holiday{{Easter: new(int)}}}
	for from := 1583; from < 5000; from += 300 {
		first, err := calendar.NewDate(from, time.January, 1)
		require.NoError(t, err)
		last, err := calendar.NewDate(from+300, time.December, 31)
		require.NoError(t, err)
		days, err := c.Workdays(first, last)
		require.NoError(t, err)
		for year := from; year < from+300; year++ {
			assert.False(t, days.Works(slowEaster(year)), year)
			eve, _ := slowEaster(year).AddDays(-1)
			assert.True(t, days.Works(eve))
		}
	}
}

// TestCalendar_limits: what lies on the end of a range is valid.
func TestCalendar_limits(t *testing.T) {
	hundred, minus := 100, -100
	monday := calendar.NewWeekdays(time.Monday)
	c := calendar.Calendar{Rest: 127, Off: make([]calendar.Date, 10_000), Holidays: []calendar.Holiday{
		{Easter: &hundred},
		{Easter: &minus},
		{Month: time.January, Day: 31, From: 9999, To: 9999, Every: 9999},
		{Month: time.December, Day: 1},
		{Month: time.March, Nth: 5, Weekday: monday},
		{Month: time.March, Nth: -5, Weekday: monday},
		{Month: time.April, Day: 30, From: 2000, To: 2000},
	}}
	for i := range c.Off {
		c.Off[i] = day("2013-01-01")
	}
	assert.NoError(t, c.Validate())
	_, err := c.Workdays(day("1600-01-01"), day("2000-01-01"))
	assert.NoError(t, err, "400 years")
	assert.Equal(t, day("0001-01-01"), calendar.DateOf(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)))
	assert.Equal(t, day("9999-12-31"), calendar.DateOf(time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC)))
	assert.True(t, calendar.DateOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)).IsZero())
	two := calendar.Calendar{Holidays: []calendar.Holiday{{}, {}}}.Validate()
	assert.NotContains(t, two.Error(), "more")
}

// TestWorkdays_Count_lastDay: the day after the last counts the last, whether it works or rests.
func TestWorkdays_Count_lastDay(t *testing.T) {
	sundays := calendar.Calendar{Rest: calendar.NewWeekdays(time.Sunday)}
	for last, want := range map[string]int{"2013-01-05": 5, "2013-01-06": 5, "2013-01-07": 6} { // from Tuesday 1 January; the 6th is a Sunday
		days, err := sundays.Workdays(day("2013-01-01"), day(last))
		require.NoError(t, err)
		end, _ := day(last).AddDays(1)
		count, err := days.Count(day("2013-01-01"), end)
		require.NoError(t, err)
		assert.Equal(t, want, count, last)
	}
}
