package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// satisfaction writes the figures of the local surveys, and how far what passengers say is from what was promised.
func satisfaction(o options) (string, error) {
	var figures, bases [][]string
	gaps := map[string]*brandGaps{}
	for _, market := range seeds.ADOMarkets() {
		for _, brand := range seeds.ADOBrands() {
			q := seeds.ADOQuestionnaire(brand, market)
			form, err := q.Compile()
			if err != nil {
				return "", err
			}
			answers := responses(o.seed, q, brand)
			recommend, err := form.Tally("recommend", answers)
			if err != nil {
				return "", err
			}
			overall, err := form.Tally("overall", answers)
			if err != nil {
				return "", err
			}
			nps, err := recommend.NPS(survey.Options{})
			if err != nil {
				return "", err
			}
			csat, err := overall.CSAT(survey.Options{})
			if err != nil {
				return "", err
			}
			figures = append(figures, []string{market, brand, estimate(nps, 1), estimate(csat, 100)})
			bases = append(bases, base(market+", "+brand, recommend.Base()))
			if gaps[brand] == nil {
				gaps[brand] = &brandGaps{}
			}
			if err := gaps[brand].add(form, answers, seeds.ADOPromisedMarks(brand, market)); err != nil {
				return "", err
			}
		}
	}
	promised, err := gapTable(gaps)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Simulated: %d responses to each local questionnaire, seed %d. Intervals at 95 %%.\n\n", passengersAnswer, o.seed)
	out.WriteString(markdown.Table("llrr", []string{"Market", "Brand", "NPS", "Content (4 or 5 of 5), %"}, figures))
	out.WriteString("\n### Who was asked whether he would recommend the line\n\n" + markdown.Table("lrrrrrr",
		[]string{"Questionnaire", "Responses", "Answered", "Missing", "Hidden", "Invalid", "Excluded"}, bases))
	out.WriteString("\n### Promised and delivered\n\nMarks from 1 to 5, all markets of a brand merged; a gap below 0 is a broken promise. " +
		"The promised marks are derived.\n\n" + promised)
	return out.String(), nil
}

// estimate shows a figure with its interval, times a factor.
func estimate(e survey.Estimate, factor float64) string {
	return fmt.Sprintf("%.1f (%.1f to %.1f)", factor*e.Value, factor*e.Interval.Low, factor*e.Interval.High)
}

// base shows how the responses to a question add up.
func base(label string, b survey.Base) []string {
	row := []string{label}
	for _, count := range []int64{b.Responses, b.Answered, b.Missing, b.Hidden, b.Invalid, b.Excluded} {
		row = append(row, strconv.FormatInt(count, 10))
	}
	return row
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

// gapTable shows the gap of each attribute for each brand.
func gapTable(gaps map[string]*brandGaps) (string, error) {
	var rows [][]string
	for _, brand := range seeds.ADOBrands() {
		for i, p := range gaps[brand].promised {
			gap, err := survey.Gap(p, gaps[brand].tallies[i], survey.Options{})
			if err != nil {
				return "", err
			}
			rows = append(rows, []string{
				brand, string(p.Question), p.Level.StringFixed(1), fmt.Sprintf("%.2f", gap.Delivered.Value),
				fmt.Sprintf("%+.2f (%+.2f to %+.2f)", gap.Gap, gap.Interval.Low, gap.Interval.High),
			})
		}
	}
	return markdown.Table("llrrr", []string{"Brand", "Attribute", "Promised", "Delivered", "Gap"}, rows), nil
}
