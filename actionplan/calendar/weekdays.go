package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Weekdays is a set of days of the week, text such as "sat,sun", Sunday first. The zero value is empty, text "".
type Weekdays uint8

var weekdayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} // as time.Weekday orders them

// NewWeekdays returns the set of days. A value that is no day of the week is left out.
func NewWeekdays(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, day := range days {
		if day >= time.Sunday && day <= time.Saturday {
			w |= 1 << day
		}
	}
	return w
}

// Has reports whether day is in w.
func (w Weekdays) Has(day time.Weekday) bool {
	return day >= time.Sunday && day <= time.Saturday && w&(1<<day) != 0
}

// ParseWeekdays returns the set in text, names of three letters joined by commas in any order, none twice. It returns
// [ErrUnknown] for any other text, "" too.
func ParseWeekdays(text string) (Weekdays, error) {
	var w Weekdays
	for name := range strings.SplitSeq(text[:min(len(text), 64)], ",") {
		day := slices.Index(weekdayNames, name)
		if day < 0 || w.Has(time.Weekday(day)) {
			return 0, fmt.Errorf("calendar: parse weekdays: %w %.40q", ErrUnknown, text)
		}
		w |= 1 << day
	}
	return w, nil
}

// String returns the names of the days in w, Sunday first, joined by commas.
func (w Weekdays) String() string {
	var names []string
	for day, name := range weekdayNames {
		if w.Has(time.Weekday(day)) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// MarshalText returns the text of [Weekdays.String], or [ErrUnknown] for a value that is no set of days.
func (w Weekdays) MarshalText() ([]byte, error) {
	if w >= 1<<7 {
		return nil, fmt.Errorf("calendar: marshal weekdays: %w %d", ErrUnknown, uint8(w))
	}
	return []byte(w.String()), nil
}

// UnmarshalText sets w to what [ParseWeekdays] reads, and to the empty set for "". On an error it leaves w alone.
func (w *Weekdays) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*w = 0
		return nil
	}
	parsed, err := ParseWeekdays(string(text))
	if err == nil {
		*w = parsed
	}
	return err
}
