package calendar_test

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func Example() {
	c := calendar.Calendar{
		Rest: calendar.NewWeekdays(time.Saturday, time.Sunday),
		Holidays: []calendar.Holiday{
			{Name: "New Year", Month: time.January, Day: 1},
			{Name: "Constitution", Month: time.February, Nth: 1, Weekday: calendar.NewWeekdays(time.Monday)},
		},
	}
	from, _ := calendar.NewDate(2013, time.January, 1)
	to, _ := calendar.NewDate(2013, time.December, 31)
	days, err := c.Workdays(from, to)
	if err != nil {
		panic(err)
	}
	due, err := days.Add(from, 10)
	fmt.Println(due, err)
	// Output: 2013-01-16 <nil>
}

// day returns a day that exists.
func day(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// office is the index of 2013 for an office that rests at weekends and on New Year's Day.
func office() calendar.Workdays {
	c := calendar.Calendar{
		Rest: calendar.NewWeekdays(time.Saturday, time.Sunday), Holidays: []calendar.Holiday{{Month: time.January, Day: 1}},
	}
	days, err := c.Workdays(day("2013-01-01"), day("2013-12-31"))
	if err != nil {
		panic(err)
	}
	return days
}

func ExampleNewDate() {
	fmt.Println(calendar.NewDate(2013, time.January, 1))
	_, err := calendar.NewDate(2013, time.February, 30)
	fmt.Println(err)
	// Output:
	// 2013-01-01 <nil>
	// calendar: new date 2013-2-30: no such day
}

func ExampleParseDate() {
	fmt.Println(calendar.ParseDate("2013-01-31"))
	// Output: 2013-01-31 <nil>
}

func ExampleParseDateLayout() {
	dayFirst, _ := calendar.ParseDateLayout("02/01/06", "01/02/13")
	monthFirst, _ := calendar.ParseDateLayout("01/02/06", "01/02/13")
	fmt.Println(dayFirst, monthFirst)
	// Output: 2013-02-01 2013-01-02
}

func ExampleDateOf() {
	early := time.Date(2013, time.January, 1, 3, 0, 0, 0, time.UTC)
	mexico := time.FixedZone("Mexico", -6*3600)
	fmt.Println(calendar.DateOf(early), calendar.DateOf(early.In(mexico)))
	// Output: 2013-01-01 2012-12-31
}

func ExampleDate_IsZero() {
	fmt.Println(calendar.Date{}.IsZero(), day("2013-01-01").IsZero())
	// Output: true false
}

func ExampleDate_YMD() {
	fmt.Println(day("2013-01-31").YMD())
	// Output: 2013 January 31
}

func ExampleDate_Weekday() {
	fmt.Println(day("2013-01-01").Weekday())
	// Output: Tuesday true
}

func ExampleDate_AddDays() {
	fmt.Println(day("2013-02-27").AddDays(2))
	// Output: 2013-03-01 <nil>
}

func ExampleDate_DaysSince() {
	fmt.Println(day("2013-02-01").DaysSince(day("2013-01-01")))
	// Output: 31 true
}

func ExampleDate_Compare() {
	fmt.Println(day("2013-02-01").Compare(day("2013-01-01")))
	// Output: 1
}

func ExampleDate_Time() {
	fmt.Println(day("2013-02-01").Time(time.UTC))
	// Output: 2013-02-01 00:00:00 +0000 UTC
}

func ExampleNewWeekdays() {
	fmt.Println(calendar.NewWeekdays(time.Sunday, time.Saturday))
	// Output: sun,sat
}

func ExampleParseWeekdays() {
	rest, err := calendar.ParseWeekdays("sat,sun")
	fmt.Println(rest.Has(time.Sunday), err)
	// Output: true <nil>
}

func ExampleWeekdays_Has() {
	fmt.Println(calendar.NewWeekdays(time.Sunday).Has(time.Monday))
	// Output: false
}

func ExampleCalendar_Validate() {
	err := calendar.Calendar{Holidays: []calendar.Holiday{{Name: "never", Month: time.February, Day: 30}}}.Validate()
	fmt.Println(err)
	// Output: calendar: validate calendar: invalid calendar: Calendar.holidays[0].day range
}

func ExampleCalendar_Workdays() {
	everyDay := calendar.Calendar{}
	days, err := everyDay.Workdays(day("2013-01-01"), day("2013-01-31"))
	fmt.Println(days.Works(day("2013-01-06")), err) // a Sunday: buses run
	// Output: true <nil>
}

func ExampleWorkdays_Works() {
	fmt.Println(office().Works(day("2013-01-01")), office().Works(day("2013-01-02")))
	// Output: false true
}

func ExampleWorkdays_Next() {
	fmt.Println(office().Next(day("2013-01-05")))
	// Output: 2013-01-07 <nil>
}

func ExampleWorkdays_Prev() {
	fmt.Println(office().Prev(day("2013-01-05")))
	// Output: 2013-01-04 <nil>
}

func ExampleWorkdays_Add() {
	fmt.Println(office().Add(day("2013-01-04"), 1)) // Friday and one: Monday
	// Output: 2013-01-07 <nil>
}

func ExampleWorkdays_Count() {
	fmt.Println(office().Count(day("2013-01-01"), day("2013-02-01")))
	// Output: 22 <nil>
}

func ExampleCalendar_Clone() {
	c := calendar.Calendar{Off: []calendar.Date{day("2013-01-02")}}
	other := c.Clone()
	other.Off[0] = day("2013-01-03")
	fmt.Println(c.Off, other.Off)
	// Output: [2013-01-02] [2013-01-03]
}
