package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// assumedDays is how many working days an action takes of which the plan does not say it.
const assumedDays = 20

// plan writes the sheet of each action, what is overdue on the day asked for, the dates that follow and what drives them,
// and what no action answers.
func plan(o options) (string, error) {
	p := seeds.ADOPlan()
	if err := p.Validate(); err != nil {
		return "", err
	}
	timetable, err := schedule.Build(p, schedule.PlanOptions{AsOf: o.on, DefaultDays: assumedDays})
	if err != nil {
		return "", err
	}
	assessed, err := actionplan.Assess(p, o.on, actionplan.AssessOptions{Spans: timetable.Spans()})
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(p.Markdown(actionplan.TextOptions{Language: o.lang}))
	fmt.Fprintf(&out, "\n### On %s\n\n%s", o.on, assessments(p, assessed))
	dates, err := drivers(timetable)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\n### Dates\n\nA1 is assumed to take %d working days.\n\n%s", assumedDays, dates)
	chart, err := p.Gantt(actionplan.TextOptions{Spans: timetable.Spans(), Assessed: assessed})
	if err != nil {
		return "", err
	}
	out.WriteString("\n" + markdown.Fence("mermaid", chart))
	out.WriteString("\n### What the sheet leaves open\n\n" + findings(p.Lint()))

	matrix := seeds.ADOMatrix()
	var strategies []actionplan.Ref
	for _, s := range matrix.Strategies {
		strategies = append(strategies, actionplan.Ref(matrix.StrategyRef(s.Code)))
	}
	unanswered := actionplan.Trace(p, strategies).Unanswered
	fmt.Fprintf(&out, "\nStrategies without an action: %s.\n", codes(unanswered))
	return out.String(), nil
}

// assessments says of each action what is late and what holds it up.
func assessments(p actionplan.Plan, assessed []actionplan.Assessment) string {
	var rows [][]string
	for _, a := range assessed {
		action, _ := p.Action(a.Code)
		state := "in time"
		switch {
		case a.Overdue:
			state = fmt.Sprintf("overdue by %d days", a.DaysLate)
		case a.Late:
			state = fmt.Sprintf("finished %d days late", a.DaysLate)
		case len(a.AtRisk) > 0:
			state = "at risk: " + strings.Join(a.AtRisk, ", ")
		}
		var waiting []string
		for _, code := range a.Waiting {
			waiting = append(waiting, string(code))
		}
		rows = append(rows, []string{string(a.Code), action.What[0], action.Due.String(), a.Status.String(), state, strings.Join(waiting, ", ")})
	}
	return markdown.Table("", []string{"Action", "What", "Due", "Status", "State", "Waits for"}, rows)
}

// drivers writes the dates of each action and the reasons for them.
func drivers(t *schedule.Timetable) (string, error) {
	var why strings.Builder
	for row := range t.All() {
		reasons, err := t.Explain(row.Code)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&why, "\n%s:\n\n", row.Code)
		for _, reason := range reasons {
			fmt.Fprintf(&why, "- %s\n", markdown.Escape(reason.String()))
		}
	}
	return t.Markdown() + why.String(), nil
}

// findings lists what is missing or odd in the plan.
func findings(all []actionplan.Finding) string {
	var rows [][]string
	for _, f := range all {
		rows = append(rows, []string{f.Rule, f.Path, f.Text})
	}
	return markdown.Table("", []string{"Rule", "Where", "What"}, rows)
}

// codes names the parts that references point to, without the identifier of their aggregate.
func codes(refs []actionplan.Ref) string {
	if len(refs) == 0 {
		return "none"
	}
	var names []string
	for _, ref := range refs {
		names = append(names, ref.ID[strings.LastIndex(ref.ID, "/")+1:])
	}
	return strings.Join(names, ", ")
}
