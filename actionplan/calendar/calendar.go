package calendar

import (
	"fmt"
	"math/bits"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Holiday is a day off by rule, each year from From to To, 0 for open, or every so many years from From on. The rule is
// one of three: Month and Day; Month, Nth and one Weekday (Nth -5 to 5, negative from the end of the month; a fifth that
// the month does not have is no holiday); or Easter, days after Easter Sunday of the Gregorian church, -100 to 100. The
// zero value is invalid.
type Holiday struct {
	Name    string     `json:"name"`
	Month   time.Month `json:"month,omitempty"`
	Day     int        `json:"day,omitempty"` // 29 February is a holiday of leap years
	Nth     int        `json:"nth,omitempty"`
	Weekday Weekdays   `json:"weekday,omitzero"`
	Easter  *int       `json:"easter,omitempty"`
	From    int        `json:"from,omitempty"`
	To      int        `json:"to,omitempty"`
	Every   int        `json:"every,omitempty"` // needs From
}

// A Calendar says which days do not work: the weekly rest, holidays, and single days Off. A day On works whatever the
// rest says, as a make-up day does. The zero value is a calendar on which every day works.
type Calendar struct {
	Rest     Weekdays  `json:"rest,omitzero"`
	Holidays []Holiday `json:"holidays,omitempty"`
	Off      []Date    `json:"off,omitempty"`
	On       []Date    `json:"on,omitempty"`
}

// Clone returns a copy of c that shares nothing with it.
func (c Calendar) Clone() Calendar {
	c.Holidays, c.Off, c.On = slices.Clone(c.Holidays), slices.Clone(c.Off), slices.Clone(c.On)
	for i, h := range c.Holidays {
		if h.Easter != nil {
			days := *h.Easter
			c.Holidays[i].Easter = &days
		}
	}
	return c
}

// Validate returns all faults of c as [FaultsError], or nil: holiday_rule for a rule that is none of the three, max for more
// than 10,000 holidays or days and a name over 4,096 characters, clean for a name that is not valid UTF-8 or has control
// characters but tab and newline, required for an unset day, range for years and numbers outside theirs.
func (c Calendar) Validate() error {
	var faults FaultsError
	add := func(code, format string, args ...any) {
		faults = append(faults, Fault{fmt.Sprintf(format, args...), code})
	}
	if c.Rest >= 1<<7 {
		add("range", "rest")
	}
	for _, list := range []struct {
		name string
		len  int
	}{{"holidays", len(c.Holidays)}, {"off", len(c.Off)}, {"on", len(c.On)}} {
		if list.len > 10_000 {
			add("max", "%s", list.name)
			return faults
		}
	}
	for i, h := range c.Holidays {
		if utf8.RuneCountInString(h.Name) > 4096 {
			add("max", "holidays[%d].name", i)
		} else if !bound.CleanText(h.Name) {
			add("clean", "holidays[%d].name", i)
		}
		if field, code := h.fault(); code != "" {
			add(code, "holidays[%d].%s", i, field)
		}
	}
	for i, d := range c.Off {
		if d.IsZero() {
			add("required", "off[%d]", i)
		}
	}
	for i, d := range c.On {
		if d.IsZero() {
			add("required", "on[%d]", i)
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// fault returns the field and the code of what is wrong with h, "" if nothing is.
func (h Holiday) fault() (field, code string) {
	byDay, byNth, byEaster := h.Day != 0, h.Nth != 0 || h.Weekday != 0, h.Easter != nil
	switch {
	case h.From < 0 || h.From > 9999:
		return "from", "range"
	case h.To < 0 || h.To > 9999 || h.To != 0 && h.To < h.From:
		return "to", "range"
	case h.Every < 0 || h.Every > 9999 || h.Every > 0 && h.From == 0:
		return "every", "range"
	case byEaster && (byDay || byNth || h.Month != 0), byDay && byNth, !byDay && !byNth && !byEaster:
		return "month", "holiday_rule"
	case byEaster && (*h.Easter < -100 || *h.Easter > 100):
		return "easter", "range"
	case !byEaster && (h.Month < time.January || h.Month > time.December):
		return "month", "range"
	case byDay && (h.Day < 1 || h.Day > time.Date(2000, h.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()):
		return "day", "range"
	case byNth && (h.Nth < -5 || h.Nth > 5 || h.Nth == 0):
		return "nth", "range"
	case byNth && (bits.OnesCount8(uint8(h.Weekday)) != 1 || h.Weekday >= 1<<7):
		return "weekday", "range"
	}
	return "", ""
}

// in returns the day of h in a year, and false if it has none.
func (h Holiday) in(year int) (Date, bool) {
	if year < h.From || h.To != 0 && year > h.To || h.Every > 0 && (year-h.From)%h.Every != 0 {
		return Date{}, false
	}
	switch {
	case h.Easter != nil:
		d, err := easter(year).AddDays(*h.Easter)
		return d, err == nil
	case h.Day != 0:
		d, err := NewDate(year, h.Month, h.Day)
		return d, err == nil
	}
	return h.nthIn(year)
}

// nthIn returns the Nth Weekday of the month in a year, and false if the month has not so many.
func (h Holiday) nthIn(year int) (Date, bool) {
	weekday := bits.TrailingZeros8(uint8(h.Weekday))
	last := time.Date(year, h.Month+1, 0, 0, 0, 0, 0, time.UTC)
	day := last.Day() - (int(last.Weekday())-weekday+7)%7 + 7*(h.Nth+1)
	if h.Nth > 0 {
		first := int(time.Date(year, h.Month, 1, 0, 0, 0, 0, time.UTC).Weekday())
		day = 1 + (weekday-first+7)%7 + 7*(h.Nth-1)
	}
	if day < 1 || day > last.Day() {
		return Date{}, false
	}
	d, err := NewDate(year, h.Month, day)
	return d, err == nil
}

// easter returns Easter Sunday of a year. Source: the anonymous Gregorian algorithm, Nature of 20 April 1876, as given by
// Meeus (1991), Astronomical Algorithms, chapter 8.
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	d, _ := NewDate(year, time.Month(n/31), n%31+1) // 22 March to 25 April
	return d
}
