package schedule_test

import (
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// day returns a day that exists.
func day(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// later returns the day n days later.
func later(text string, n int) calendar.Date {
	d, err := day(text).AddDays(n)
	if err != nil {
		panic(err)
	}
	return d
}
