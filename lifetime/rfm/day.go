package rfm

import (
	"fmt"
	"time"
)

// A Day is a date, counted from 1 for 0001-01-01 in the Gregorian calendar, so that the difference of two is a number
// of days and < is earlier. The zero value is no day.
type Day int32

const (
	lastDay  Day   = 3_652_059     // 9999-12-31
	dayZero  int64 = -719_163      // days from 1970-01-01 to the day before 0001-01-01
	ofDay    int64 = 24 * 60 * 60  // seconds
	dayStyle       = time.DateOnly // 2006-01-02
)

// DayOf returns the date of t in t's own location: convert first where the day of a sale is that of another place, such
// as the shop. It returns no day for a year outside 1 to 9999.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	if year < 1 || year > 9999 {
		return 0
	}
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/ofDay - dayZero)
}

// ParseDay returns the day written as YYYY-MM-DD, or [ErrDay].
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(dayStyle, text)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("rfm: parse day %.40q: %w", text, ErrDay)
	}
	return DayOf(t), nil
}

// String returns d as YYYY-MM-DD, "" for no day and "?" for what is outside the years 1 to 9999.
func (d Day) String() string {
	switch {
	case d == 0:
		return ""
	case !d.valid():
		return "?"
	}
	return time.Unix((int64(d)+dayZero)*ofDay, 0).UTC().Format(dayStyle)
}

// MarshalText returns what String does, or [ErrDay] outside the years 1 to 9999.
func (d Day) MarshalText() ([]byte, error) {
	if d != 0 && !d.valid() {
		return nil, fmt.Errorf("rfm: marshal day %d: %w", d, ErrDay)
	}
	return []byte(d.String()), nil
}

// UnmarshalText sets d to what [ParseDay] reads, or to no day for "". On an error it leaves d alone.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	parsed, err := ParseDay(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// valid reports whether d is a date.
func (d Day) valid() bool { return d >= 1 && d <= lastDay }
