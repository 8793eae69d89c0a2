package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// A standing is the plan on a day.
type standing struct {
	options
	plan     actionplan.Plan
	baseline *schedule.Timetable // as agreed
	now      *schedule.Timetable // by what has happened
	assessed []actionplan.Assessment
}

// stand works out where the plan stands.
func stand(o options) (s standing, err error) {
	s = standing{options: o, plan: agreed()}
	if s.baseline, err = schedule.Build(s.plan, schedule.PlanOptions{}); err != nil {
		return s, err
	}
	if s.plan, err = followed(s.plan, o.on); err != nil {
		return s, err
	}
	if s.now, err = schedule.Build(s.plan, schedule.PlanOptions{AsOf: o.on}); err != nil {
		return s, err
	}
	s.assessed, err = actionplan.Assess(s.plan, o.on, actionplan.AssessOptions{Spans: s.now.Spans()})
	return s, err
}

// text returns how the plan is written.
func (s standing) text() actionplan.TextOptions {
	return actionplan.TextOptions{Language: s.lang, Spans: s.now.Spans(), Assessed: s.assessed}
}

// follow writes the report, and the calendar if one is asked for.
func follow(o options, stdout io.Writer) error {
	s, err := stand(o)
	if err != nil {
		return err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# The action plan of the ADO Group on %s\n\nAssumed, since the article does not say:\n\n", o.on)
	for _, line := range assumptions() {
		fmt.Fprintf(&out, "- %s.\n", line)
	}
	for _, section := range []struct {
		title string
		write func() (string, error)
	}{
		{"Sheet", func() (string, error) { return s.plan.Markdown(s.text()), nil }},
		{"Chart", s.chart},
		{"Dates", s.dates},
		{"Late or at risk, and why", s.why},
		{"Contingencies in force", s.contingencies},
		{"What may happen next", s.next},
		{"Earned value", s.value},
		{"What the sheet leaves open", s.open},
	} {
		text, err := section.write()
		if err != nil {
			return fmt.Errorf("%s: %w", strings.ToLower(section.title), err)
		}
		fmt.Fprintf(&out, "\n## %s\n\n%s", section.title, text)
	}
	if o.ics != "" {
		text, err := s.plan.ICalendar(o.on.Time(mexico()), s.text())
		if err != nil {
			return err
		}
		if err := os.WriteFile(o.ics, []byte(text), 0o600); err != nil {
			return fmt.Errorf("-ics: %w", err)
		}
	}
	_, err = io.WriteString(stdout, out.String())
	return err
}

// chart returns the plan as a Mermaid drawing.
func (s standing) chart() (string, error) {
	chart, err := s.plan.Gantt(s.text())
	return markdown.Fence("mermaid", chart), err
}

// next returns what may happen to each action, and what keeps it from being closed.
func (s standing) next() (string, error) {
	var rows [][]string
	for _, a := range s.plan.Actions {
		var verbs []string
		for _, verb := range a.Status.Verbs() {
			verbs = append(verbs, verb.String())
		}
		lacks := "nothing"
		if a.Status != actionplan.Closed {
			lacks = missing(actionplan.CanClose(a, nil))
		}
		rows = append(rows, []string{string(a.Code), a.Status.String(), strings.Join(verbs, ", "), lacks})
	}
	return markdown.Table("", []string{"Action", "Status", "May", "Missing to close"}, rows), nil
}

// open returns what is missing or odd in the plan, and in the article's own.
func (s standing) open() (string, error) {
	var rows [][]string
	for _, f := range s.plan.Lint() {
		rows = append(rows, []string{f.Rule, f.Path, f.Text})
	}
	_, err := seeds.ADOPlan().Apply("A1", life()[0].event)
	return markdown.Table("", []string{"Rule", "Where", "What"}, rows) +
		fmt.Sprintf("\nAs the article has it, A1 cannot even be committed to: %s.\n", markdown.Escape(missing(err))), nil
}
