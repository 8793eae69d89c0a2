package schedule

import (
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A clock numbers the working days of a calendar: day 0 is the first on or after the start of the project, and days before
// it have numbers below 0.
type clock struct {
	calendar    calendar.Calendar
	first, last calendar.Date   // the days that dates goes over
	dates       []calendar.Date // every working day among them
	zero        int             // place of day 0 in dates
}

// newClock returns a clock of the days from first to last at least, with day 0 among them. It returns the errors of
// [calendar.Calendar.Workdays], and [calendar.ErrNoWorkday] if nothing works within 400 years.
func newClock(c calendar.Calendar, first, start, last calendar.Date) (*clock, error) {
	k := &clock{calendar: c.Clone(), first: first, last: last}
	if err := k.index(); err != nil {
		return nil, err
	}
	for k.place(start) == len(k.dates) {
		if !k.grow(0, k.span()+366) {
			return nil, fmt.Errorf("from %s: %w", start, calendar.ErrNoWorkday)
		}
	}
	k.zero = k.place(start)
	return k, nil
}

// index fills in the working days from first to last.
func (k *clock) index() error {
	works, err := k.calendar.Workdays(k.first, k.last)
	if err != nil {
		return err
	}
	k.dates = k.dates[:0:0]
	for d := k.first; ; d = later(d, 1) {
		if works.Works(d) {
			k.dates = append(k.dates, d)
		}
		if d == k.last {
			return nil
		}
	}
}

// later returns the day n days after d, and the first or the last of all days where there is none.
func later(d calendar.Date, n int) calendar.Date {
	moved, err := d.AddDays(n)
	switch {
	case err == nil:
		return moved
	case n < 0:
		moved, _ = calendar.NewDate(1, 1, 1)
	default:
		moved, _ = calendar.NewDate(9999, 12, 31)
	}
	return moved
}

// span returns how many days the clock goes over, less one.
func (k *clock) span() int {
	days, _ := k.last.DaysSince(k.first)
	return days
}

// grow extends the clock by days before and after, and returns false where it cannot be extended further.
func (k *clock) grow(before, after int) bool {
	room := 400*366 - k.span()
	before = min(before, room)
	after = min(after, room-before)
	first, last := later(k.first, -before), later(k.last, after)
	if first == k.first && last == k.last {
		return false
	}
	day0 := calendar.Date{}
	if k.zero < len(k.dates) {
		day0 = k.dates[k.zero]
	}
	k.first, k.last = first, last
	if k.index() != nil {
		return false
	}
	k.zero = k.place(day0)
	return true
}

// cover extends the clock so that it knows the days from low to high by number, or returns [calendar.ErrRange].
func (k *clock) cover(low, high int) error {
	for k.zero+low < 0 {
		if !k.grow(max(k.span(), 30-2*(k.zero+low)), 0) {
			return fmt.Errorf("day %d of the project: %w", low, calendar.ErrRange)
		}
	}
	for k.zero+high >= len(k.dates) {
		if !k.grow(0, max(k.span(), 30+2*(k.zero+high-len(k.dates)))) {
			return fmt.Errorf("day %d of the project: %w", high, calendar.ErrRange)
		}
	}
	return nil
}

// place returns how many working days lie before d.
func (k *clock) place(d calendar.Date) int {
	i, _ := slices.BinarySearchFunc(k.dates, d, calendar.Date.Compare)
	return i
}

// number returns the number of the first working day on or after d, which lies in the clock.
func (k *clock) number(d calendar.Date) int { return k.place(d) - k.zero }

// through returns how many working days lie from day 0 to d, both included, and below 0 how many lie between.
func (k *clock) through(d calendar.Date) int {
	i, works := slices.BinarySearchFunc(k.dates, d, calendar.Date.Compare)
	if works {
		i++
	}
	return i - k.zero
}

// date returns the day of a number that is covered.
func (k *clock) date(number int) calendar.Date { return k.dates[k.zero+number] }
