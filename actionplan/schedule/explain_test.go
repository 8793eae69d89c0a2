package schedule_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// why returns the reasons of an action in words, with their kinds.
func why(t require.TestingT, table *schedule.Timetable, c actionplan.Code) (texts []string) {
	reasons, err := table.Explain(c)
	require.NoError(t, err)
	for _, r := range reasons {
		texts = append(texts, r.Kind+": "+r.String())
	}
	return texts
}

// TestTimetable_Explain: each kind of reason.
func TestTimetable_Explain(t *testing.T) {
	p := office(work("a", 3), work("b", 2), work("c", 1), work("d", 4), work("e", 1))
	p.Actions[1].Start, p.Actions[2].Due, p.Actions[4].Start = day("2013-01-07"), day("2013-01-07"), day("2013-01-02")
	p.Links = []actionplan.Link{
		{From: "a", To: "b"},
		{From: "b", To: "c", Lag: -1},
		{From: "b", To: "d", Type: ff, Lag: 2},
		{From: "a", To: "d", Type: sf, Lag: 7},
		{From: "c", To: "d", Type: ss, Lag: -1},
	}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02"), Deadline: day("2013-01-09")})
	assert.Equal(t, []string{"start: the project starts on 2013-01-02", "critical: is 1 working day too late for b"}, why(t, table, "a"))
	assert.Equal(t, []string{
		"link: starts after a finishes (2013-01-04)", "not_before: is not to start before 2013-01-07",
		"critical: is 1 working day too late for c",
	}, why(t, table, "b"))
	assert.Equal(t, []string{
		"link: starts after b finishes (2013-01-08)", "lag: up to 1 working day before that",
		"critical: is 1 working day too late for d", "due: is due on 2013-01-07",
	}, why(t, table, "c"))
	assert.Equal(t, []string{
		"link: finishes after b finishes (2013-01-08)", "lag: with 2 working days between",
		"link: finishes after a starts (2013-01-02)", "lag: with 7 working days between",
		"link: starts after c starts (2013-01-08)", "lag: up to 1 working day before that",
		"critical: is 1 working day too late", "deadline: the deadline is 2013-01-09",
	}, why(t, table, "d"))
	assert.Equal(t, []string{"start: the project starts on 2013-01-02", "float: may slip 5 working days, to finish on 2013-01-09", "deadline: the deadline is 2013-01-09"}, why(t, table, "e"))
	assert.Empty(t, schedule.Reason{}.String())
	assert.Equal(t, "waits (2013-01-02)", schedule.Reason{Kind: "link", On: day("2013-01-02")}.String())
}

// TestTimetable_Explain_asOf: facts, what is left of them, and days of rest.
func TestTimetable_Explain_asOf(t *testing.T) {
	p := office(ended("a", 3, "2013-01-02", "2013-01-04"), begun("b", 4, "2013-01-03", "0.5"), work("c", 1), work("d", 3), dropped("x"))
	p.Calendar.Off = []calendar.Date{day("2013-01-15")}
	p.Links = []actionplan.Link{{From: "a", To: "b", Lag: 1}, {From: "b", To: "c", Type: ss, Lag: 7}, {From: "b", To: "d"}, {From: "b", To: "x"}, {From: "a", To: "c"}}
	table := build(p, schedule.PlanOptions{AsOf: day("2013-01-10")})
	assert.Equal(t, []string{"actual: began on 2013-01-02"}, why(t, table, "a"), "what has finished slips no more")
	assert.Equal(t, []string{
		"actual: began on 2013-01-03", "as_of: what is left cannot be done before 2013-01-10",
		"rest_days: runs over 2 days of rest from 2013-01-05 on", "critical: may not slip, or it delays d",
	}, why(t, table, "b"))
	assert.Equal(t, []string{
		"link: starts after b starts (2013-01-03)", "lag: with 7 working days between", "float: may slip 2 working days, to finish on 2013-01-17",
	}, why(t, table, "c"))
	assert.Equal(t, []string{
		"link: starts after b finishes (2013-01-11)", "rest_days: runs over 1 day of rest from 2013-01-15 on", "critical: may not slip",
	}, why(t, table, "d"))
	assert.Equal(t, "float: may slip 11 working days, to finish on 2013-01-17", why(t, table, "x")[1])
}

// TestTimetable_Explain_first: as of a day before the project it is the project's start that holds, and what is done without
// a day has ended by that day.
func TestTimetable_Explain_first(t *testing.T) {
	p := office(work("a", 3), ended("b", 2, "", ""))
	for _, asOf := range []string{"2012-12-20", "2013-01-02"} {
		table := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day(asOf)})
		assert.Equal(t, []string{"start: the project starts on 2013-01-02", "critical: may not slip"}, why(t, table, "a"))
	}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day("2013-01-04")})
	assert.Equal(t, []string{
		"as_of: what is left cannot be done before 2013-01-04", "rest_days: runs over 2 days of rest from 2013-01-05 on", "critical: may not slip",
	}, why(t, table, "a"))
	assert.Equal(t, "actual: began on 2013-01-04", why(t, table, "b")[0])
}

// TestTimetable_Explain_links: the reasons of kind link are the drivers of the network, no more and no less.
func TestTimetable_Explain_links(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(6, fs, ss, ff, sf).Draw(t, "network")
		p := office()
		for i, d := range n.Duration {
			p.Actions = append(p.Actions, work(actionplan.Code('A'+rune(i)), int(d)+1))
			n.Duration[i]++
		}
		for _, l := range n.Links {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[l.From].Code, To: p.Actions[l.To].Code, Type: l.Type, Lag: int(l.Lag)})
		}
		table, times := build(p, schedule.PlanOptions{Start: day("2013-01-02")}), cpm(t, n, schedule.CPMOptions{})
		for i, a := range p.Actions {
			var drivers, explained []actionplan.Link
			for k := range times.Drivers(i) {
				drivers = append(drivers, p.Links[k])
			}
			reasons, err := table.Explain(a.Code)
			require.NoError(t, err)
			for _, r := range reasons {
				if r.Kind == "link" {
					explained = append(explained, *r.Link)
				}
				if r.Link != nil {
					*r.Link = actionplan.Link{} // a copy
				}
			}
			assert.Equal(t, drivers, explained)
			assert.Equal(t, times.Critical(i), slices.ContainsFunc(reasons, func(r schedule.Reason) bool { return r.Kind == "critical" }))
		}
	})
}

// TestTimetable_Overload_slow: by counting the actions of each person day by day.
func TestTimetable_Overload_slow(t *testing.T) {
	people := []string{"", "analyst", "director", "windows"}
	rapid.Check(t, func(t *rapid.T) {
		p := office()
		for i := range rapid.IntRange(0, 7).Draw(t, "actions") {
			a := work(actionplan.Code('A'+rune(i)), rapid.IntRange(1, 5).Draw(t, "days"))
			a.Start = later("2013-01-01", rapid.IntRange(0, 12).Draw(t, "start"))
			a.Accountable = rapid.SampledFrom(people).Draw(t, "accountable")
			a.Responsible = rapid.SliceOfN(rapid.SampledFrom(people[1:]), 0, 3).Draw(t, "responsible")
			a.Milestone = rapid.IntRange(0, 5).Draw(t, "milestone") == 0
			p.Actions = append(p.Actions, a)
		}
		limit := rapid.IntRange(-1, 2).Draw(t, "limit")
		table := build(p, schedule.PlanOptions{Start: day("2013-01-01")})
		assert.Equal(t, slowOverload(p, table, max(0, limit)), table.Overload(limit))
	})
}

// slowOverload counts for each person and working day.
func slowOverload(p actionplan.Plan, table *schedule.Timetable, limit int) (all []schedule.Overload) {
	for _, person := range []string{"analyst", "director", "windows"} {
		run := schedule.Overload{}
		flush := func() {
			if run.Person != "" {
				slices.Sort(run.Codes)
				run.Codes = slices.Compact(run.Codes)
				all = append(all, run)
			}
			run = schedule.Overload{}
		}
		for d := day("2013-01-01"); d.Compare(day("2013-03-01")) < 0; d = later(d.String(), 1) {
			if worked(p.Calendar, d, d) == 0 {
				continue
			}
			var codes []actionplan.Code
			for _, a := range p.Actions {
				row := rowOf(table, a.Code)
				takes := a.Accountable == person || slices.Contains(a.Responsible, person)
				if takes && !a.Milestone && row.Start.Compare(d) <= 0 && row.Finish.Compare(d) >= 0 {
					codes = append(codes, a.Code)
				}
			}
			if len(codes) <= limit {
				flush()
				continue
			}
			if run.Person == "" {
				run.Person, run.From = person, d
			}
			run.To, run.Codes = d, append(run.Codes, codes...)
		}
		flush()
	}
	return all
}
