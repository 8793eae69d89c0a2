package seeds_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// TestMexicoHolidays: Ley Federal del Trabajo, article 74: the days off that Mexico's labour authority announced for these
// years, and none else. 2005 is the last before the Mondays.
func TestMexicoHolidays(t *testing.T) {
	c := calendar.Calendar{Holidays: seeds.MexicoHolidays()}
	require.NoError(t, c.Validate())
	for year, want := range map[int][]string{
		2005: {"01-01", "02-05", "03-21", "05-01", "09-16", "11-20", "12-25"},
		2006: {"01-01", "02-06", "03-20", "05-01", "09-16", "11-20", "12-01", "12-25"},
		2012: {"01-01", "02-06", "03-19", "05-01", "09-16", "11-19", "12-01", "12-25"},
		2013: {"01-01", "02-04", "03-18", "05-01", "09-16", "11-18", "12-25"},
		2018: {"01-01", "02-05", "03-19", "05-01", "09-16", "11-19", "12-01", "12-25"},
		2023: {"01-01", "02-06", "03-20", "05-01", "09-16", "11-20", "12-25"},
		2024: {"01-01", "02-05", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25"},
		2026: {"01-01", "02-02", "03-16", "05-01", "09-16", "11-16", "12-25"},
		2030: {"01-01", "02-04", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25"},
	} {
		first, err := calendar.ParseDate(fmt.Sprintf("%d-01-01", year))
		require.NoError(t, err)
		last, err := calendar.ParseDate(fmt.Sprintf("%d-12-31", year))
		require.NoError(t, err)
		days, err := c.Workdays(first, last)
		require.NoError(t, err)
		var off []string
		for d := first; d.Compare(last) <= 0; d, _ = d.AddDays(1) {
			if !days.Works(d) {
				off = append(off, d.String()[5:])
			}
		}
		assert.Equal(t, want, off, year)
	}
}

// TestADOPlan_lint: what article 000 leaves open: nobody alone answers for it, and the day is a public holiday.
func TestADOPlan_lint(t *testing.T) {
	found := map[string]bool{}
	for _, f := range seeds.ADOPlan().Lint() {
		found[f.Path+" "+f.Rule] = true
	}
	assert.True(t, found["Plan.actions[0].accountable no_accountable"])
	assert.True(t, found["Plan.actions[0].due due_on_rest_day"])
	assert.True(t, found["Plan.actions[0].contingencies[0].trigger trigger_text_only"])
}

// TestADOPlan_workdays: from Wednesday 2 January to Sunday 31 March 2013 there are 63 Mondays to Fridays; 4 February and 18
// March are off.
func TestADOPlan_workdays(t *testing.T) {
	a, ok := seeds.ADOPlan().Action("A2")
	require.True(t, ok)
	days, err := seeds.ADOPlan().Calendar.Workdays(a.Start, a.Due)
	require.NoError(t, err)
	count, err := days.Count(a.Start, a.Due) // the last day, a Sunday, does not work
	require.NoError(t, err)
	assert.Equal(t, 61, count)
}

// TestCarServicePlan: a chain of stages, whose loop back to the first is the next turn.
func TestCarServicePlan(t *testing.T) {
	p := seeds.CarServicePlan()
	require.NoError(t, p.Validate())
	from, err := calendar.ParseDate("2013-01-02")
	require.NoError(t, err)
	timetable, err := schedule.Build(p, schedule.PlanOptions{Start: from, DefaultDays: 1})
	require.NoError(t, err)
	assert.Equal(t, "2013-01-06", timetable.Finish().String(), "five stages of a day")
	next, err := actionplan.NextTurn(p, uuid.UUID{1})
	require.NoError(t, err)
	assert.Equal(t, []actionplan.Ref{p.ActionRef("stage1")}, next.Actions[0].Refs)
}
