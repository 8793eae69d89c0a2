package schedule_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// rowOf returns a row that is there.
func rowOf(t *schedule.Timetable, c actionplan.Code) schedule.Row {
	row, ok := t.Row(c)
	if !ok {
		panic(c)
	}
	return row
}

// worked counts the working days from one to another, both included, day by day; 0 where to is before from.
func worked(c calendar.Calendar, from, to calendar.Date) (count int) {
	for d := from; d.Compare(to) <= 0; d = later(d.String(), 1) {
		weekday, _ := d.Weekday()
		if slices.Contains(c.On, d) || !c.Rest.Has(weekday) && !slices.Contains(c.Off, d) {
			count++
		}
	}
	return count
}

// TestBuild_slow: dates of drawn plans, counted day by day from the dates alone.
func TestBuild_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(6, fs, ss, ff, sf).Draw(t, "network")
		p := office()
		p.Calendar.Off = []calendar.Date{day("2013-01-01"), day("2013-01-09"), day("2013-01-10")}
		p.Calendar.On = []calendar.Date{day("2013-01-12"), day("2013-01-10")}
		for i, d := range n.Duration {
			a := work(actionplan.Code('A'+rune(i)), int(d)+1)
			if rapid.Bool().Draw(t, "notBefore") {
				a.Start = later("2013-01-05", rapid.IntRange(0, 9).Draw(t, "start"))
			}
			p.Actions = append(p.Actions, a)
		}
		for _, l := range n.Links {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[l.From].Code, To: p.Actions[l.To].Code, Type: l.Type, Lag: int(l.Lag)})
		}
		table, err := schedule.Build(p, schedule.PlanOptions{Start: day("2013-01-05")}) // a Saturday
		require.NoError(t, err)
		first := day("2013-01-07")
		before := func(d calendar.Date) int {
			if d.IsZero() {
				return 0
			}
			return worked(p.Calendar, first, later(d.String(), -1))
		}
		for i, a := range p.Actions {
			row := rowOf(table, a.Code)
			require.Equal(t, a.Days, worked(p.Calendar, row.Start, row.Finish))
			require.Equal(t, 1, worked(p.Calendar, row.Start, row.Start))
			require.Equal(t, 1, worked(p.Calendar, row.Finish, row.Finish))
			require.Equal(t, row.ES, before(row.Start))
			require.Equal(t, row.EF, before(later(row.Finish.String(), 1)))
			held := before(a.Start)
			for _, l := range n.Links {
				if l.To == i {
					from, to := rowOf(table, p.Actions[l.From].Code), 0
					at := from.EF
					if l.Type == ss || l.Type == sf {
						at = from.ES
					}
					if l.Type == ff || l.Type == sf {
						to = a.Days
					}
					held = max(held, at+int(l.Lag)-to)
				}
			}
			require.Equal(t, held, row.ES, "the least that all allow")
		}
	})
}

// TestBuild_standing: where pieces without length, and starts on days of rest, stand.
func TestBuild_standing(t *testing.T) {
	p := office(work("train", 3), work("open", 0), work("next", 1), work("ready", 0))
	p.Actions[1].Milestone, p.Actions[3].Milestone = true, true
	p.Actions[1].Due = day("2013-01-04")
	p.Links = []actionplan.Link{{From: "train", To: "open"}, {From: "open", To: "next"}}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	open := rowOf(table, "open")
	assert.Equal(t, [2]int{3, 3}, [2]int{open.ES, open.EF})
	assert.Equal(t, day("2013-01-04"), open.Start, "the evening of the last day of work, not the morning after")
	assert.Equal(t, day("2013-01-04"), open.LateFinish)
	assert.Zero(t, open.TotalFloat, "in time on its day")
	assert.Equal(t, day("2013-01-07"), rowOf(table, "next").Start)
	assert.Equal(t, day("2013-01-02"), rowOf(table, "ready").Start, "nothing before the first day")
	assert.Equal(t, day("2013-01-07"), rowOf(table, "ready").LateStart)
	assert.Equal(t, day("2013-01-07"), table.Finish())

	p.Actions[1].Due, p.Actions[1].Start = calendar.Date{}, day("2013-01-12") // a Saturday
	open = rowOf(build(p, schedule.PlanOptions{Start: day("2013-01-02")}), "open")
	assert.Equal(t, day("2013-01-14"), open.Start, "not before its own start")

	late := rowOf(build(p, schedule.PlanOptions{Start: day("2013-01-02"), Deadline: day("2012-12-28")}), "ready")
	assert.Equal(t, -2, late.TotalFloat)
	assert.Equal(t, day("2012-12-28"), late.LateFinish, "late dates reach back before the project")
	far := rowOf(build(p, schedule.PlanOptions{Start: day("2013-01-02"), Deadline: day("2063-01-01")}), "next")
	assert.Equal(t, day("2063-01-01"), far.LateFinish)
	assert.Equal(t, far.TotalFloat, worked(p.Calendar, far.Finish, day("2063-01-01"))-1)
}

// TestBuild_durations: what an action takes, by rank of what it says.
func TestBuild_durations(t *testing.T) {
	estimate := &actionplan.Estimate{Optimistic: 1, Likely: 3, Pessimistic: 6} // 19/6
	whole := &actionplan.Estimate{Optimistic: 1, Likely: 2, Pessimistic: 3}
	start, due := day("2013-01-05"), day("2013-01-14") // Saturday to Monday week: 6 days of work
	for name, test := range map[string]struct {
		a    actionplan.Action
		want int
	}{
		"days":      {actionplan.Action{Days: 2, Start: start, Due: due, Estimate: estimate}, 2},
		"dates":     {actionplan.Action{Start: start, Due: due, Estimate: estimate}, 6},
		"rest days": {actionplan.Action{Start: start, Due: day("2013-01-06")}, 0},
		"estimate":  {actionplan.Action{Due: due, Estimate: estimate}, 4},
		"whole":     {actionplan.Action{Estimate: whole}, 2},
		"default":   {actionplan.Action{Due: due}, 7},
		"milestone": {actionplan.Action{Days: 2, Milestone: true, Estimate: estimate}, 0},
		"cancelled": {actionplan.Action{Days: 2, Status: actionplan.Cancelled}, 0},
	} {
		a := test.a
		a.Code, a.What = "a", []string{"x"}
		row := rowOf(build(office(a), schedule.PlanOptions{Start: start, DefaultDays: 7}), "a")
		assert.Equal(t, test.want, row.EF-row.ES, name)
	}
	_, err := schedule.Build(office(work("a", 1), work("b", 0)), schedule.PlanOptions{Start: start})
	assert.EqualError(t, err, `schedule: build: "b" has no days, dates or estimate: no duration`)
	assert.ErrorIs(t, err, schedule.ErrDuration)
}

// TestBuild_due: a due day bounds the action, a deadline every float alike, and neither moves the longest path.
func TestBuild_due(t *testing.T) {
	p := office(work("train", 5), work("print", 2), work("open", 1))
	p.Links = []actionplan.Link{{From: "train", To: "open"}, {From: "print", To: "open"}}
	p.Actions[1].Due = day("2013-01-02")
	o := schedule.PlanOptions{Start: day("2013-01-02")}
	table := build(p, o)
	assert.Equal(t, -1, rowOf(table, "print").TotalFloat)
	assert.True(t, rowOf(table, "print").Critical)
	assert.False(t, rowOf(table, "print").OnLongest)
	o.IgnoreDue = true
	plain := build(p, o)
	assert.Equal(t, 3, rowOf(plain, "print").TotalFloat)
	o.Deadline = day("2013-01-04")
	tight := build(p, o)
	for row := range plain.All() {
		assert.Equal(t, row.TotalFloat-3, rowOf(tight, row.Code).TotalFloat)
		assert.Equal(t, row.OnLongest, rowOf(tight, row.Code).OnLongest)
		assert.Equal(t, row.FreeFloat, rowOf(tight, row.Code).FreeFloat)
	}
}

// TestBuild_refuses: each fault by name, whatever else stands in the plan.
func TestBuild_refuses(t *testing.T) {
	hostile, minute := decimal.New(1, 1e9), decimal.New(1, -1e9)
	from := schedule.PlanOptions{Start: day("2013-01-02")}
	for name, test := range map[string]struct {
		change func(p *actionplan.Plan)
		o      schedule.PlanOptions
		want   error
	}{
		"no start":           {func(*actionplan.Plan) {}, schedule.PlanOptions{}, schedule.ErrStart},
		"default below 0":    {func(*actionplan.Plan) {}, schedule.PlanOptions{Start: day("2013-01-02"), DefaultDays: -1}, schedule.ErrRange},
		"default too long":   {func(*actionplan.Plan) {}, schedule.PlanOptions{Start: day("2013-01-02"), DefaultDays: 10_001}, schedule.ErrRange},
		"no code":            {func(p *actionplan.Plan) { p.Actions[0].Code = "" }, from, actionplan.ErrInvalid},
		"code twice":         {func(p *actionplan.Plan) { p.Actions[0].Code = "b" }, from, actionplan.ErrInvalid},
		"unknown code":       {func(p *actionplan.Plan) { p.Links[0].To = "x" }, from, actionplan.ErrInvalid},
		"unknown first":      {func(p *actionplan.Plan) { p.Links[0].From = "x" }, from, actionplan.ErrInvalid},
		"type of link":       {func(p *actionplan.Plan) { p.Links[0].Type = 4 }, from, actionplan.ErrInvalid},
		"lag too long":       {func(p *actionplan.Plan) { p.Links[0].Lag = 10_001 }, from, actionplan.ErrInvalid},
		"lead too long":      {func(p *actionplan.Plan) { p.Links[0].Lag = -10_001 }, from, actionplan.ErrInvalid},
		"days below 0":       {func(p *actionplan.Plan) { p.Actions[0].Days = -1 }, from, actionplan.ErrInvalid},
		"billion days":       {func(p *actionplan.Plan) { p.Actions[0].Days = 1e9 }, from, actionplan.ErrInvalid},
		"status":             {func(p *actionplan.Plan) { p.Actions[0].Status = 8 }, from, actionplan.ErrInvalid},
		"due before start":   {func(p *actionplan.Plan) { p.Actions[0].Start, p.Actions[0].Due = day("2013-01-03"), day("2013-01-02") }, from, actionplan.ErrInvalid},
		"finished, no start": {func(p *actionplan.Plan) { p.Actions[0].Finished = day("2013-01-02") }, from, actionplan.ErrInvalid},
		"finished before": {func(p *actionplan.Plan) {
			p.Actions[0].Started, p.Actions[0].Finished = day("2013-01-03"), day("2013-01-02")
		}, from, actionplan.ErrInvalid},
		"hostile progress":  {func(p *actionplan.Plan) { p.Actions[0].Progress = hostile }, from, actionplan.ErrInvalid},
		"minute progress":   {func(p *actionplan.Plan) { p.Actions[0].Progress = minute }, from, actionplan.ErrInvalid},
		"progress over 1":   {func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(11, -1) }, from, actionplan.ErrInvalid},
		"progress below 0":  {func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(-1, -1) }, from, actionplan.ErrInvalid},
		"NaN estimate":      {func(p *actionplan.Plan) { p.Actions[0].Estimate = &actionplan.Estimate{Likely: math.NaN()} }, from, actionplan.ErrInvalid},
		"infinite estimate": {func(p *actionplan.Plan) { p.Actions[0].Estimate = &actionplan.Estimate{Pessimistic: math.Inf(1)} }, from, actionplan.ErrInvalid},
		"long estimate":     {func(p *actionplan.Plan) { p.Actions[0].Estimate = &actionplan.Estimate{Pessimistic: 10_001} }, from, actionplan.ErrInvalid},
		"holiday":           {func(p *actionplan.Plan) { p.Calendar.Holidays = []calendar.Holiday{{}} }, from, actionplan.ErrInvalid},
		"many actions":      {func(p *actionplan.Plan) { p.Actions = make([]actionplan.Action, 200_001) }, from, actionplan.ErrInvalid},
		"no working day":    {func(p *actionplan.Plan) { p.Calendar.Rest = 127 }, from, calendar.ErrNoWorkday},
		"no working day left": {func(p *actionplan.Plan) {
			p.Calendar.Rest, p.Calendar.On = 127, []calendar.Date{day("2013-01-02")}
		}, from, calendar.ErrRange},
		"centuries":  {func(p *actionplan.Plan) { p.Actions[0].Due = day("9999-12-31") }, from, calendar.ErrRange},
		"end of all": {func(*actionplan.Plan) {}, schedule.PlanOptions{Start: day("9999-12-31")}, calendar.ErrRange},
		"before all": {func(*actionplan.Plan) {}, schedule.PlanOptions{Start: day("0001-01-02"), Deadline: day("0001-01-01")}, calendar.ErrRange},
	} {
		p := office(work("a", 2), work("b", 2))
		p.Links = []actionplan.Link{{From: "a", To: "b"}}
		test.change(&p)
		_, err := schedule.Build(p, test.o)
		assert.ErrorIs(t, err, test.want, name)
		_, err = schedule.Rehearse(p, nil, test.o)
		assert.ErrorIs(t, err, test.want, name)
	}
}

// TestBuild_cycle: a cycle is named by codes, though it leads through what has finished, and a link of an action to itself
// is one.
func TestBuild_cycle(t *testing.T) {
	p := office(work("a", 2), work("b", 2), work("c", 2))
	p.Links = []actionplan.Link{{From: "c", To: "b", Type: ss}, {From: "b", To: "c", Type: ss}, {From: "a", To: "b"}}
	o := schedule.PlanOptions{Start: day("2013-01-02")}
	for range 2 {
		_, err := schedule.Build(p, o)
		var cycle actionplan.CycleError
		require.ErrorAs(t, err, &cycle)
		assert.Equal(t, []actionplan.Code{"b", "c"}, cycle.Codes)
		p.Actions[1].Status, p.Actions[1].Progress = actionplan.Closed, decimal.New(1, 0)
		o.AsOf = day("2013-01-04")
	}
	p.Links = []actionplan.Link{{From: "a", To: "a"}}
	_, err := schedule.Build(p, o)
	assert.ErrorIs(t, err, actionplan.ErrCycle)
}

// TestTimetable_zero: the zero value is the timetable of no actions, and so is that of a plan without any.
func TestTimetable_zero(t *testing.T) {
	for _, table := range []*schedule.Timetable{{}, build(office(), schedule.PlanOptions{Start: day("2013-01-02")})} {
		assert.True(t, table.Finish().IsZero())
		assert.Empty(t, slices.Collect(table.All()))
		assert.Empty(t, slices.Collect(table.LongestPaths()))
		assert.Empty(t, table.Spans())
		assert.Empty(t, table.Slip(table))
		assert.Empty(t, table.Overload(0))
		_, ok := table.Row("a")
		assert.False(t, ok)
		_, err := table.Drag("a")
		assert.ErrorIs(t, err, actionplan.ErrNotFound)
		_, err = table.Explain("a")
		assert.ErrorIs(t, err, actionplan.ErrNotFound)
		n, estimates := table.Network()
		assert.Empty(t, n.Duration)
		assert.Empty(t, estimates)
	}
	_, err := (&schedule.Timetable{}).DateAt(0)
	assert.ErrorIs(t, err, schedule.ErrRange)
}

// TestTimetable_DateAt: offsets that a simulation gives, far beyond the plan too.
func TestTimetable_DateAt(t *testing.T) {
	p := office(work("train", 5))
	zone := 1
	p.Calendar.Holidays = []calendar.Holiday{{Easter: &zone}}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	zone = 2 // the timetable shares nothing with the plan
	for offset, want := range map[float64]string{
		0: "2013-01-02", 0.5: "2013-01-02", 1: "2013-01-02", 1 + 1e-12: "2013-01-02", 1.1: "2013-01-03", 5: "2013-01-08", 2608: "2023-01-13",
	} {
		got, err := table.DateAt(offset)
		require.NoError(t, err)
		assert.Equal(t, want, got.String(), offset)
	}
	assert.Equal(t, 2608, worked(office().Calendar, day("2013-01-02"), day("2023-01-13"))-10, "ten Easter Mondays among them")
	for _, offset := range []float64{-1, math.NaN(), math.Inf(1), 1e300} {
		_, err := table.DateAt(offset)
		assert.ErrorIs(t, err, schedule.ErrRange)
	}
	_, err := table.DateAt(1e9)
	assert.ErrorIs(t, err, calendar.ErrRange)
}

// TestTimetable_Slip: against baselines near, far and gone, by days of the calendar of the new one.
func TestTimetable_Slip(t *testing.T) {
	p := office(work("train", 5), work("open", 1))
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	early := office(work("train", 5))
	early.Calendar.Rest = calendar.NewWeekdays(time.Sunday)
	assert.Equal(t, map[actionplan.Code]int{"train": 1}, table.Slip(build(early, schedule.PlanOptions{Start: day("2013-01-02")})))
	assert.Equal(t, 267, worked(p.Calendar, day("2011-12-31"), day("2013-01-08")))
	assert.Equal(t, map[actionplan.Code]int{"train": 267}, table.Slip(build(early, schedule.PlanOptions{Start: day("2011-12-26")})))
	assert.Nil(t, table.Slip(build(early, schedule.PlanOptions{Start: day("1313-01-02")})))
	assert.Nil(t, table.Slip(nil))
}

// TestTimetable_Drag: by trying, Finish less Finish with no days; none for what is not on a longest path.
func TestTimetable_Drag(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(6, fs, ss, ff, sf).Draw(t, "network")
		p := office()
		for i, d := range n.Duration {
			p.Actions = append(p.Actions, work(actionplan.Code('A'+rune(i)), int(d)+1))
		}
		for _, l := range n.Links {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[l.From].Code, To: p.Actions[l.To].Code, Type: l.Type, Lag: int(l.Lag)})
		}
		table := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
		for i, a := range p.Actions {
			drag, err := table.Drag(a.Code)
			require.NoError(t, err)
			without, _ := table.Network()
			finish := slowFinish(without, slowStarts(without))
			without.Duration[i] = 0
			require.Equal(t, int(finish-slowFinish(without, slowStarts(without))), drag)
			if !rowOf(table, a.Code).OnLongest {
				require.LessOrEqual(t, drag, 0)
			}
		}
	})
}
