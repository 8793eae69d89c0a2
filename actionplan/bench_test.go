package actionplan_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// Figures of the benchmarks: the best of several short runs on 2 cores, linux/amd64, Go 1.26.

// many is a plan of n actions in a row.
func many(n int) actionplan.Plan {
	p := actionplan.Plan{ID: uuid.UUID{1}, Version: 1, Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(0, 6)}}
	for i := range n {
		p.Actions = append(p.Actions, actionplan.Action{
			Code: actionplan.Code(fmt.Sprint("a", i)), What: []string{"do it"}, Why: []string{"so that"}, Accountable: "director",
			Start: day("2013-01-02"), Due: day("2013-03-29"), Status: actionplan.Planned, Refs: []actionplan.Ref{{Kind: "k", ID: fmt.Sprint(i)}},
			Gravity: 1 + i%5, Urgency: 1 + i%4, Tendency: 1 + i%3,
		})
		if i > 0 {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[i-1].Code, To: p.Actions[i].Code})
		}
	}
	return p
}

// sizes runs a benchmark at sizes that show how it grows.
func sizes(b *testing.B, run func(p actionplan.Plan)) {
	for _, n := range []int{1000, 10_000, 100_000} {
		p := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run(p)
			}
		})
	}
}

// BenchmarkValidate: 1,000 actions: 7 ms.
func BenchmarkValidate(b *testing.B) {
	p := many(1000)
	b.ReportAllocs()
	for b.Loop() {
		_ = p.Validate()
	}
}

// BenchmarkAssess: 10,000 actions in a row: 5.5 ms.
func BenchmarkAssess(b *testing.B) {
	sizes(b, func(p actionplan.Plan) { _, _ = actionplan.Assess(p, day("2013-02-01"), actionplan.AssessOptions{}) })
}

// BenchmarkTrace: 10,000 actions: 4 ms.
func BenchmarkTrace(b *testing.B) {
	sizes(b, func(p actionplan.Plan) { _ = actionplan.Trace(p, p.Actions[0].Refs) })
}

// BenchmarkPrioritize: 10,000 actions in a row: 3.2 ms.
func BenchmarkPrioritize(b *testing.B) {
	sizes(b, func(p actionplan.Plan) { _, _ = actionplan.Prioritize(p) })
}

// BenchmarkLint: 10,000 actions in a row, 40,000 findings: 23 ms.
func BenchmarkLint(b *testing.B) {
	sizes(b, func(p actionplan.Plan) { _ = p.Lint() })
}

// BenchmarkTriggered: 1,000 contingencies of 10 metrics, 10,000 observations: 1.7 ms.
func BenchmarkTriggered(b *testing.B) {
	p := many(1000)
	for i := range p.Actions {
		p.Actions[i].Contingencies = []actionplan.Contingency{{
			Code: actionplan.Code(fmt.Sprint("k", i)), Trigger: "t", Response: "r", Metric: fmt.Sprint("m", i%10), AtLeast: number("20"),
		}}
	}
	var obs []actionplan.Observation
	for i := range 10_000 {
		d, _ := day("2013-01-01").AddDays(i % 300)
		obs = append(obs, actionplan.Observation{On: d, Metric: fmt.Sprint("m", i%100), Value: number("21")})
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = actionplan.Triggered(p, day("2013-12-31"), slices.Values(obs))
	}
}

// BenchmarkReplay: 1,000 events: 0.4 ms.
func BenchmarkReplay(b *testing.B) {
	a := lived(b, toDone()[:2]...)
	for len(a.Log) < 1000 {
		a, _ = actionplan.Apply(a, on(4, actionplan.Report))
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = actionplan.Replay(a, a.Log)
	}
}

// edited is a plan with changes in ten of its actions, from the place on.
func edited(p actionplan.Plan, place int) actionplan.Plan {
	p.Actions = slices.Clone(p.Actions)
	for i := range 10 {
		p.Actions[place+i].Due = day("2013-04-30")
	}
	return p
}

// BenchmarkDiff: 1,000 actions, 10 changes: 3.4 ms.
func BenchmarkDiff(b *testing.B) {
	p := many(1000)
	other := edited(p, 500)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = actionplan.Diff(p, other)
	}
}

// BenchmarkPatch: 1,000 actions, 10 changes: 13 ms.
func BenchmarkPatch(b *testing.B) {
	p := many(1000)
	changes, err := actionplan.Diff(p, edited(p, 500))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = actionplan.Patch(p, changes)
	}
}

// BenchmarkMerge: 1,000 actions, 10 changes on each side: 19 ms.
func BenchmarkMerge(b *testing.B) {
	p := many(1000)
	ours, theirs := edited(p, 100), edited(p, 500)
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = actionplan.Merge(p, ours, theirs)
	}
}

// BenchmarkMarkdown: 1,000 actions: 8 ms.
func BenchmarkMarkdown(b *testing.B) {
	p := many(1000)
	b.ReportAllocs()
	for b.Loop() {
		_ = p.Markdown(actionplan.TextOptions{})
	}
}

// BenchmarkGantt: 1,000 actions: 0.7 ms.
func BenchmarkGantt(b *testing.B) {
	p := many(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = p.Gantt(actionplan.TextOptions{})
	}
}

// BenchmarkICalendar: 1,000 actions: 6.2 ms.
func BenchmarkICalendar(b *testing.B) {
	p := many(1000)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = p.ICalendar(stamp(), actionplan.TextOptions{})
	}
}
