package calendar

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// A Date is a civil day of the years 1 to 9999 in the proleptic Gregorian calendar, without a zone, comparable with ==. The
// zero value is unset: text "", before every day.
type Date struct{ day int32 } // days since 0001-01-01, which is 1

// lastDay is 9999-12-31.
const lastDay = 3652059

// NewDate returns the day, or [ErrDate] if there is none: 30 February, or a year outside 1 to 9999.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 {
		if t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC); t.Day() == day {
			return of(t), nil
		}
	}
	return Date{}, fmt.Errorf("calendar: new date %d-%d-%d: %w", year, month, day, ErrDate)
}

// of returns the day of t, which is of the years 1 to 9999.
func of(t time.Time) Date {
	const toUnix = 719162 // days from 0001-01-01 to 1970-01-01
	year, month, day := t.Date()
	return Date{int32(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400) + toUnix + 1}
}

// DateOf returns the day of t in its own location, unset for a year outside 1 to 9999. Before dawn in UTC it is still the
// day before in Mexico: the caller chooses the location.
func DateOf(t time.Time) Date {
	if year := t.Year(); year < 1 || year > 9999 {
		return Date{}
	}
	return of(t)
}

// ParseDate returns the day in text, as 2013-01-31, or [ErrDate] for any other text.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly)+1)]) // a longer text is refused at once
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("calendar: parse date %.40q: %w", text, ErrDate)
	}
	return of(t), nil
}

// ParseDateLayout returns the day in text by a layout of package time, so that the caller says what 01/02/13 means:
// "02/01/06" is day first, "01/02/06" month first. It returns [ErrDate] for text that does not fit, of more than 100 bytes
// too.
func ParseDateLayout(layout, text string) (Date, error) {
	t, err := time.Parse(layout, text[:min(len(text), 101)])
	if err != nil || len(text) > 100 || t.Year() < 1 || t.Year() > 9999 {
		return Date{}, fmt.Errorf("calendar: parse date %.40q by %.40q: %w", text, layout, ErrDate)
	}
	return of(t), nil
}

// IsZero reports whether d is unset.
func (d Date) IsZero() bool { return d.day == 0 }

// YMD returns year, month and day; 0, 0 and 0 for the unset date.
func (d Date) YMD() (int, time.Month, int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.Time(time.UTC).Date()
}

// Weekday returns the day of the week, and false for the unset date.
func (d Date) Weekday() (time.Weekday, bool) {
	return time.Weekday(d.day % 7), !d.IsZero() // 0001-01-01 is a Monday
}

// AddDays returns the day n days after d, before it for n below 0. It returns [ErrRange] for the unset date and beyond the
// years 1 to 9999.
func (d Date) AddDays(n int) (Date, error) {
	if d.IsZero() || n < 1-int(d.day) || n > lastDay-int(d.day) {
		return Date{}, fmt.Errorf("calendar: add %d days to %s: %w", n, d, ErrRange)
	}
	return Date{d.day + int32(n)}, nil
}

// DaysSince returns how many days d is after e, below 0 if it is before, and false if either is unset.
func (d Date) DaysSince(e Date) (int, bool) {
	return int(d.day) - int(e.day), !d.IsZero() && !e.IsZero()
}

// Compare returns -1, 0 or 1 as d is before, on or after e; the unset date is before every day.
func (d Date) Compare(e Date) int { return cmp.Compare(d.day, e.day) }

// Time returns midnight of d in loc, UTC for nil, and the zero time for the unset date. Where clocks went forward at midnight
// it is the moment they did, which is still d, or the next day if the zone left the whole day out.
func (d Date) Time(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	t := time.Date(1, 1, int(d.day), 0, 0, 0, 0, loc)
	if DateOf(t).Compare(d) < 0 { // no midnight: time.Date answers by the zone before
		_, t = t.ZoneBounds()
	}
	return t
}

// String returns d as 2013-01-31, "" for the unset date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time(time.UTC).Format(time.DateOnly)
}

// MarshalText returns the text of [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText sets d to what [ParseDate] reads, and to the unset date for "". On an error it leaves d alone.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// Value returns the text of [Date.String] for a column, nil for the unset date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan sets d to the text that [Date.Value] wrote, to the day of a time.Time in its own location, and to the unset date for
// nil. It returns [ErrDate] for anything else, a year outside 1 to 9999 too, and then leaves d alone.
func (d *Date) Scan(source any) error {
	switch value := source.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		day := DateOf(value)
		if day.IsZero() {
			return fmt.Errorf("calendar: scan date: year %d: %w", value.Year(), ErrDate)
		}
		*d = day
		return nil
	case string:
		return d.UnmarshalText([]byte(value))
	case []byte:
		return d.UnmarshalText(value)
	}
	return fmt.Errorf("calendar: scan date: %T: %w", source, ErrDate)
}
