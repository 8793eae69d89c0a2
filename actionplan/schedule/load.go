package schedule

import (
	"cmp"
	"maps"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// An Overload is a run of days, both ends included, on each of which a person has too many actions at once, and all actions
// that take part in it, in the order of the plan. The zero value is none.
type Overload struct {
	Person   string
	From, To calendar.Date
	Codes    []actionplan.Code
}

// A shift is the beginning (+1) or the end (-1) of an action for a person.
type shift struct{ day, step, task int }

// Overload returns who has more than limit actions on a working day, accountable or responsible, by person and day. An
// action that takes no days loads nobody, nor does one that is cancelled. A limit below 0 reads as 0. Cost: O(n log n) in
// actions times people. It says who is double-booked; it levels nothing.
func (t *Timetable) Overload(limit int) []Overload {
	shifts := map[string][]shift{}
	for i, row := range t.rows {
		if row.EF == row.ES {
			continue
		}
		for _, person := range t.tasks[i].people {
			shifts[person] = append(shifts[person], shift{row.ES, +1, i}, shift{row.EF, -1, i})
		}
	}
	var overloads []Overload
	for _, person := range slices.Sorted(maps.Keys(shifts)) {
		overloads = append(overloads, t.overloads(person, shifts[person], max(0, limit))...)
	}
	return overloads
}

// overloads returns the overloads of one person.
func (t *Timetable) overloads(person string, shifts []shift, limit int) (found []Overload) {
	slices.SortFunc(shifts, func(a, b shift) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.step, b.step), cmp.Compare(a.task, b.task))
	})
	at, over := map[int]bool{}, map[int]bool{} // tasks of the day, and of the run of days
	from := 0
	for len(shifts) > 0 {
		today := shifts
		if end := slices.IndexFunc(shifts, func(s shift) bool { return s.day != shifts[0].day }); end > 0 {
			today = shifts[:end]
		}
		shifts = shifts[len(today):]
		for _, s := range today {
			if s.step < 0 {
				delete(at, s.task)
			} else {
				at[s.task] = true
			}
		}
		switch day := today[0].day; {
		case len(at) <= limit && len(over) > 0:
			found = append(found, t.overload(person, from, day-1, over))
			clear(over)
		case len(at) > limit && len(over) == 0:
			from = day
			maps.Copy(over, at)
		case len(at) > limit:
			for _, s := range today {
				if s.step > 0 {
					over[s.task] = true
				}
			}
		}
	}
	return found
}

// overload returns one run of days.
func (t *Timetable) overload(person string, from, to int, tasks map[int]bool) Overload {
	o := Overload{Person: person, From: t.clock.date(from), To: t.clock.date(to)}
	for _, i := range slices.Sorted(maps.Keys(tasks)) {
		o.Codes = append(o.Codes, t.rows[i].Code)
	}
	return o
}
