package seeds

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// MexicoHolidays returns the statutory holidays of Mexico as rules: Ley Federal del Trabajo, article 74, as reformed on 17
// January 2006, which moved three of them to Mondays, with their fixed dates before. The federal executive changes hands
// every sixth year, on 1 December until 2018 and on 1 October from 2024. Left out are the days that electoral laws name;
// those of federal elections are Sundays.
func MexicoHolidays() []calendar.Holiday {
	monday := calendar.NewWeekdays(time.Monday)
	return []calendar.Holiday{
		{Name: "New Year's Day", Month: time.January, Day: 1},
		{Name: "Constitution Day", Month: time.February, Day: 5, To: 2005},
		{Name: "Constitution Day", Month: time.February, Nth: 1, Weekday: monday, From: 2006},
		{Name: "Birthday of Benito Juárez", Month: time.March, Day: 21, To: 2005},
		{Name: "Birthday of Benito Juárez", Month: time.March, Nth: 3, Weekday: monday, From: 2006},
		{Name: "Labour Day", Month: time.May, Day: 1},
		{Name: "Independence Day", Month: time.September, Day: 16},
		{Name: "Revolution Day", Month: time.November, Day: 20, To: 2005},
		{Name: "Revolution Day", Month: time.November, Nth: 3, Weekday: monday, From: 2006},
		{Name: "Change of the federal executive", Month: time.December, Day: 1, From: 1934, To: 2018, Every: 6},
		{Name: "Change of the federal executive", Month: time.October, Day: 1, From: 2024, Every: 6},
		{Name: "Christmas Day", Month: time.December, Day: 25},
	}
}
