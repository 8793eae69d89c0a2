package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// satisfaction writes the dashboards of the local surveys: what passengers say, and how far that is from what was
// promised, with the actions that improve it, and how the complaints end.
func satisfaction(o options) (string, error) {
	var scores, content survey.Dashboard
	gaps := map[string]*brandGaps{}
	for _, market := range seeds.ADOMarkets() {
		for _, brand := range seeds.ADOBrands() {
			q := seeds.ADOQuestionnaire(brand, market)
			form, err := q.Compile()
			if err != nil {
				return "", err
			}
			answers, segment := responses(o.seed, q, brand), market+", "+brand
			if err := addRow(&scores, form, answers, "recommend", survey.DashboardRow{Label: "NPS", Segment: segment}, (*survey.Tally).NPS); err != nil {
				return "", err
			}
			if err := addRow(&content, form, answers, "overall", survey.DashboardRow{Label: "content: 4 or 5 of 5", Segment: segment}, (*survey.Tally).CSAT); err != nil {
				return "", err
			}
			if gaps[brand] == nil {
				gaps[brand] = &brandGaps{}
			}
			if err := gaps[brand].add(form, answers, seeds.ADOPromisedMarks(brand, market)); err != nil {
				return "", err
			}
		}
	}
	promised, err := gapDashboard(gaps)
	if err != nil {
		return "", err
	}
	scores.Rows = append(scores.Rows, content.Rows...)
	var out strings.Builder
	fmt.Fprintf(&out, "Simulated: %d responses to each local questionnaire, seed %d.\n\n", passengersAnswer, o.seed)
	out.WriteString(scores.Markdown())
	out.WriteString("\n### Promised and delivered\n\nMarks from 1 to 5, all markets of a brand merged; a gap below 0 is a broken promise. " +
		"The promised marks are derived. Actions are those that the promise cites.\n\n" + promised.Markdown())
	text, err := complaints(o)
	out.WriteString("\n### Complaints\n\n" + text)
	return out.String(), err
}

// addRow adds a figure of the answers to a question.
func addRow(
	d *survey.Dashboard, form *survey.Form, answers func(func(survey.Response) bool), question survey.QuestionID,
	row survey.DashboardRow, figure func(*survey.Tally, survey.Options) (survey.Estimate, error),
) error {
	tally, err := form.Tally(question, answers)
	if err != nil {
		return err
	}
	if row.Estimate, err = figure(tally, survey.Options{}); err != nil {
		return err
	}
	row.Base = tally.Base()
	d.Rows = append(d.Rows, row)
	return nil
}

// brandGaps gathers the marks of one brand over its markets, in the order of the questions.
type brandGaps struct {
	promised []survey.Promised
	tallies  []*survey.Tally
}

// add merges the marks of one market.
func (g *brandGaps) add(form *survey.Form, answers func(func(survey.Response) bool), promised []survey.Promised) error {
	for i, p := range promised {
		tally, err := form.Tally(p.Question, answers)
		if err != nil {
			return err
		}
		if i == len(g.tallies) {
			g.promised, g.tallies = append(g.promised, p), append(g.tallies, tally)
			continue
		}
		if err := g.tallies[i].Merge(tally); err != nil {
			return err
		}
	}
	return nil
}

// gapDashboard shows the gap of each attribute for each brand.
func gapDashboard(gaps map[string]*brandGaps) (survey.Dashboard, error) {
	var d survey.Dashboard
	for _, brand := range seeds.ADOBrands() {
		for i, p := range gaps[brand].promised {
			gap, err := survey.Gap(p, gaps[brand].tallies[i], survey.Options{})
			if err != nil {
				return survey.Dashboard{}, err
			}
			d.Rows = append(d.Rows, survey.DashboardRow{
				Label: string(p.Question), Segment: brand, Estimate: gap.Delivered, Base: gap.Base, Gap: &gap,
				Actions: seeds.ADOImprovements(brand, string(p.Question)),
			})
		}
	}
	return d, nil
}
