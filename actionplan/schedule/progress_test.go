package schedule_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// begun is an action under way.
func begun(code actionplan.Code, days int, started, progress string) actionplan.Action {
	a := work(code, days)
	a.Status, a.Progress = actionplan.InProgress, decimal.RequireFromString(progress)
	if started != "" {
		a.Started = day(started)
	}
	return a
}

// ended is an action that has finished.
func ended(code actionplan.Code, days int, started, finished string) actionplan.Action {
	a := work(code, days)
	a.Status, a.Progress = actionplan.Done, decimal.New(1, 0)
	if started != "" {
		a.Started = day(started)
	}
	if finished != "" {
		a.Finished = day(finished)
	}
	return a
}

// dropped is an action given up.
func dropped(code actionplan.Code) actionplan.Action {
	a := work(code, 5)
	a.Status, a.Start, a.Due = actionplan.Cancelled, day("2013-06-03"), day("2013-06-04")
	return a
}

// dates returns start and finish of an action as text.
func dates(t *schedule.Timetable, c actionplan.Code) [2]string {
	row := rowOf(t, c)
	return [2]string{row.Start.String(), row.Finish.String()}
}

// TestBuild_progress: the second of two actions, as of Thursday 10 January, by what the first has done. The project starts
// on Wednesday the 2nd.
func TestBuild_progress(t *testing.T) {
	for name, test := range map[string]struct {
		first         actionplan.Action
		second        actionplan.Action
		link          actionplan.Link
		override      bool
		first1, next2 [2]string
	}{
		"nothing yet":            {first: work("a", 5), second: work("b", 1), first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-17", "2013-01-17"}},
		"half done, rounded up":  {first: begun("a", 5, "2013-01-03", "0.5"), second: work("b", 1), first1: [2]string{"2013-01-03", "2013-01-14"}, next2: [2]string{"2013-01-15", "2013-01-15"}},
		"just short of done":     {first: begun("a", 5, "2013-01-03", "0.999999"), second: work("b", 1), first1: [2]string{"2013-01-03", "2013-01-10"}, next2: [2]string{"2013-01-11", "2013-01-11"}},
		"worked off, not closed": {first: begun("a", 5, "2013-01-03", "1"), second: work("b", 1), first1: [2]string{"2013-01-03", "2013-01-09"}, next2: [2]string{"2013-01-10", "2013-01-10"}},
		"no day of start":        {first: begun("a", 5, "", "0.2"), second: work("b", 1), first1: [2]string{"2013-01-10", "2013-01-15"}, next2: [2]string{"2013-01-16", "2013-01-16"}},
		"begins later":           {first: begun("a", 5, "2013-01-14", "0.2"), second: work("b", 1), first1: [2]string{"2013-01-14", "2013-01-17"}, next2: [2]string{"2013-01-18", "2013-01-18"}},
		"finished on rest":       {first: ended("a", 5, "2013-01-05", "2013-01-06"), second: work("b", 1), first1: [2]string{"2013-01-05", "2013-01-06"}, next2: [2]string{"2013-01-10", "2013-01-10"}},
		"finished, long lag":     {first: ended("a", 5, "2013-01-02", "2013-01-04"), second: work("b", 1), link: actionplan.Link{Lag: 6}, first1: [2]string{"2013-01-02", "2013-01-04"}, next2: [2]string{"2013-01-15", "2013-01-15"}},
		"done without days":      {first: ended("a", 5, "", ""), second: work("b", 1), first1: [2]string{"2013-01-10", "2013-01-10"}, next2: [2]string{"2013-01-10", "2013-01-10"}},
		"done without finish":    {first: ended("a", 5, "2013-01-03", ""), second: work("b", 1), first1: [2]string{"2013-01-03", "2013-01-09"}, next2: [2]string{"2013-01-10", "2013-01-10"}},
		"retained":               {first: work("a", 5), second: begun("b", 4, "2013-01-03", "0.5"), first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-03", "2013-01-18"}},
		"override":               {first: work("a", 5), second: begun("b", 4, "2013-01-03", "0.5"), override: true, first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-03", "2013-01-11"}},
		"finish with finish":     {first: work("a", 5), second: begun("b", 4, "2013-01-03", "0.5"), link: actionplan.Link{Type: ff}, first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-03", "2013-01-16"}},
		"start is a fact":        {first: work("a", 5), second: begun("b", 4, "2013-01-03", "0.5"), link: actionplan.Link{Type: ss, Lag: 9}, first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-03", "2013-01-11"}},
		"from a start":           {first: begun("a", 5, "2013-01-03", "0.2"), second: work("b", 1), link: actionplan.Link{Type: ss, Lag: 7}, first1: [2]string{"2013-01-03", "2013-01-15"}, next2: [2]string{"2013-01-14", "2013-01-14"}},
		"from a start, to end":   {first: begun("a", 5, "2013-01-03", "0.2"), second: work("b", 2), link: actionplan.Link{Type: sf, Lag: 9}, first1: [2]string{"2013-01-03", "2013-01-15"}, next2: [2]string{"2013-01-14", "2013-01-15"}},
		"into a fact":            {first: work("a", 5), second: ended("b", 1, "2013-01-03", "2013-01-03"), first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-03", "2013-01-03"}},
		"given up":               {first: dropped("a"), second: work("b", 1), link: actionplan.Link{Lag: 90}, first1: [2]string{"2013-01-02", "2013-01-02"}, next2: [2]string{"2013-01-10", "2013-01-10"}},
		"leads to none":          {first: work("a", 5), second: dropped("b"), link: actionplan.Link{Lag: 90}, first1: [2]string{"2013-01-10", "2013-01-16"}, next2: [2]string{"2013-01-02", "2013-01-02"}},
	} {
		p := office(test.first, test.second)
		p.Links = []actionplan.Link{test.link}
		p.Links[0].From, p.Links[0].To = "a", "b"
		require.NoError(t, p.Validate(), name)
		table := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day("2013-01-10"), Override: test.override})
		assert.Equal(t, test.first1, dates(table, "a"), name)
		assert.Equal(t, test.next2, dates(table, "b"), name)
		for row := range table.All() {
			assert.Equal(t, row.TotalFloat, row.LS-row.ES, name)
			assert.Equal(t, row.TotalFloat, row.LF-row.EF, name)
		}
	}
}

// TestBuild_cancelled: what is given up passes its links on, both lags, but makes no finish and holds nobody up.
func TestBuild_cancelled(t *testing.T) {
	p := office(work("a", 3), dropped("x"), dropped("y"), work("b", 1), dropped("z"), dropped("w"))
	p.Links = []actionplan.Link{
		{From: "a", To: "x", Lag: 1},
		{From: "x", To: "y"},
		{From: "y", To: "b", Lag: 2},
		{From: "y", To: "z", Lag: 500},
		{From: "w", To: "b", Lag: 500},
		{From: "w", To: "z", Lag: 500},
	}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
	assert.Equal(t, [2]string{"2013-01-10", "2013-01-10"}, dates(table, "b"))
	assert.Equal(t, day("2013-01-10"), table.Finish())
	assert.Zero(t, rowOf(table, "a").TotalFloat)
	p.Actions[1].Started, p.Actions[1].Progress = day("2013-01-09"), decimal.New(2, -1) // given up half-way: found by a fuzzer
	table = build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day("2013-01-02")})
	assert.Equal(t, [2]string{"2013-01-07", "2013-01-07"}, dates(table, "x"))
	p.Actions[1].Started = calendar.Date{}
	p.Actions = p.Actions[1:3]
	p.Links = p.Links[1:2]
	_, err := schedule.Build(p, schedule.PlanOptions{})
	assert.ErrorIs(t, err, schedule.ErrStart, "what is given up starts no project")
}

// TestBuild_heldTwice: of several links from starts that are facts the latest holds, and none before AsOf.
func TestBuild_heldTwice(t *testing.T) {
	p := office(begun("a", 5, "2013-01-03", "0.2"), work("b", 1), work("c", 1))
	p.Links = []actionplan.Link{
		{From: "a", To: "b", Type: ss, Lag: 8}, {From: "a", To: "b", Type: ss, Lag: 7}, {From: "a", To: "c", Type: ss, Lag: 1},
	}
	table := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day("2013-01-10")})
	assert.Equal(t, "2013-01-15", rowOf(table, "b").Start.String())
	assert.Equal(t, "2013-01-10", rowOf(table, "c").Start.String())
}

// TestBuild_start: the earliest start or fact begins the project; one given may not come after a fact.
func TestBuild_start(t *testing.T) {
	late := work("b", 1)
	late.Start = day("2013-01-07")
	p := office(begun("a", 5, "2013-01-03", "0.2"), late)
	table := build(p, schedule.PlanOptions{})
	assert.Equal(t, "2013-01-03", rowOf(table, "a").Start.String())
	assert.Equal(t, 2, rowOf(table, "b").ES)
	_, err := schedule.Build(p, schedule.PlanOptions{Start: day("2013-01-04"), AsOf: day("2013-01-08")})
	assert.EqualError(t, err, `schedule: build: "a" began on 2013-01-03, before the start of the project: no start`)
	p.Actions[0] = ended("a", 5, "2013-01-03", "2013-01-07")
	_, err = schedule.Build(p, schedule.PlanOptions{Start: day("2013-01-04"), AsOf: day("2013-01-08")})
	assert.ErrorIs(t, err, schedule.ErrStart)
	assert.Equal(t, 4, rowOf(build(p, schedule.PlanOptions{Start: day("2013-01-07")}), "a").LS+4, "as planned, facts do not count")
}

// TestBuild_dueAsOf: a due day bounds what is open, not what has finished.
func TestBuild_dueAsOf(t *testing.T) {
	p := office(ended("a", 5, "2013-01-02", "2013-01-08"), begun("b", 5, "2013-01-02", "0.2"))
	p.Actions[0].Due, p.Actions[1].Due = day("2013-01-03"), day("2013-01-09")
	table := build(p, schedule.PlanOptions{AsOf: day("2013-01-10")})
	assert.Equal(t, 5, rowOf(table, "a").TotalFloat)
	assert.Equal(t, -4, rowOf(table, "b").TotalFloat)
}

// TestBuild_asOf: as of the first day a plan in which nothing has happened is the plan; later, nothing starts before.
func TestBuild_asOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(6, fs, ss, ff, sf).Draw(t, "network")
		p := office()
		for i, d := range n.Duration {
			p.Actions = append(p.Actions, work(actionplan.Code('A'+rune(i)), int(d)+1))
		}
		for _, l := range n.Links {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[l.From].Code, To: p.Actions[l.To].Code, Type: l.Type, Lag: int(l.Lag)})
		}
		plain := build(p, schedule.PlanOptions{Start: day("2013-01-02")})
		first := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: day("2013-01-01")})
		asOf := later("2013-01-02", rapid.IntRange(0, 20).Draw(t, "day"))
		then := build(p, schedule.PlanOptions{Start: day("2013-01-02"), AsOf: asOf})
		assert.Equal(t, plain.Spans(), first.Spans())
		for row := range then.All() {
			assert.GreaterOrEqual(t, row.Start.Compare(asOf), 0)
			assert.GreaterOrEqual(t, row.ES, rowOf(plain, row.Code).ES)
		}
	})
}

// TestTimetable_Network: estimates of what is left, and none for what is a fact.
func TestTimetable_Network(t *testing.T) {
	p := office(begun("a", 8, "2013-01-02", "0.25"), ended("b", 5, "2013-01-02", "2013-01-03"), work("c", 2), work("d", 0))
	estimate := &actionplan.Estimate{Optimistic: 4, Likely: 8, Pessimistic: 12}
	for i := range p.Actions {
		p.Actions[i].Estimate = estimate
	}
	p.Actions[3].Milestone, p.Actions[2].Due = true, day("2013-01-11")
	table := build(p, schedule.PlanOptions{AsOf: day("2013-01-04")})
	n, estimates := table.Network()
	assert.Equal(t, []actionplan.Estimate{{Optimistic: 3, Likely: 6, Pessimistic: 9}, {Optimistic: 2, Likely: 2, Pessimistic: 2}, *estimate, {}}, estimates)
	assert.Equal(t, []float64{6, 2, 2, 0}, n.Duration)
	assert.Equal(t, []float64{2, 0, 2, 2}, n.NotBefore)
	assert.Equal(t, 8.0, n.NotAfter[2])
	n.Duration[0] = 99
	again, _ := table.Network()
	assert.Equal(t, 6.0, again.Duration[0], "a copy")
	assert.Equal(t, calendar.Date{}, p.Actions[3].Start)
}
