// Package calendar reckons with civil days: dates without a zone, and which of them work.
//
// An action that is due ten working days after New Year's Day 2013 in an office that rests at weekends, on 1 January and on
// the first Monday of February:
//
//	c := calendar.Calendar{
//		Rest: calendar.NewWeekdays(time.Saturday, time.Sunday),
//		Holidays: []calendar.Holiday{
//			{Name: "New Year", Month: time.January, Day: 1},
//			{Name: "Constitution", Month: time.February, Nth: 1, Weekday: calendar.NewWeekdays(time.Monday)},
//		},
//	}
//	from, _ := calendar.NewDate(2013, time.January, 1)
//	to, _ := calendar.NewDate(2013, time.December, 31)
//	days, err := c.Workdays(from, to)
//	if err != nil {
//		panic(err)
//	}
//	due, err := days.Add(from, 10)
//	fmt.Println(due, err)
//	// 2013-01-16 <nil>
//
// # Definitions
//
//   - A [Date] is a day of the proleptic Gregorian calendar, years 1 to 9999. A time has a day only in a location, which the
//     caller chooses: before dawn in UTC it is still the day before in Mexico.
//   - Working days: a rest day first rolls forward to the next working day, or backward when counting down, then days are
//     counted, as NumPy's busday_offset does.
//   - A day in Calendar.On works whatever the rest says. A fifth Monday in a month with four is no holiday.
//
// # Numbers
//
// Whole days, exact. [Workdays] holds a bit a day and answers in the same time whatever the distance.
//
// # Errors
//
// [ErrDate] for a day that does not exist, [ErrRange] beyond the years or the index, [ErrNoWorkday] where nothing works; a
// calendar with faults gives a [FaultsError] that names them all.
//
// # References
//
// Meeus (1991), Astronomical Algorithms, chapter 8, for the date of Easter. NumPy reference, busday_offset and busday_count.
package calendar
