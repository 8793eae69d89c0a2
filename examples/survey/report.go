package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A study is what is known of one brand.
type study struct {
	brand    string
	form     *survey.Form
	promised []survey.Promised
	waves    [2][]survey.Response
	cases    []complaint.Case
}

// studies simulates all brands.
func studies(o options) (all []study, err error) {
	for _, brand := range seeds.ADOBrands() {
		s := study{brand: brand, promised: seeds.ADOPromisedMarks(brand, market)}
		if s.form, err = seeds.ADOQuestionnaire(brand, market).Compile(); err != nil {
			return nil, err
		}
		for wave := range s.waves {
			s.waves[wave] = responses(o, brand, wave)
		}
		if s.cases, err = cases(o, s.form, brand, s.waves[1]); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// tallies counts the answers to a question in both waves.
func (s study) tallies(id survey.QuestionID) (both [2]*survey.Tally, err error) {
	for wave, rs := range s.waves {
		if both[wave], err = s.form.Tally(id, slices.Values(rs)); err != nil {
			return both, err
		}
	}
	return both, nil
}

// report returns the whole report.
func report(o options) (string, error) {
	all, err := studies(o)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# What passengers say, market of %s\n\nSimulated: %d responses of each brand in %s and in %s, seed %d. "+
		"The figures are those of %s. The promised marks are derived, not published.\n",
		market, o.n, waves[0].Format("January 2006"), waves[1].Format("January 2006"), o.seed, waves[1].Format("January 2006"))
	for _, section := range []struct {
		title string
		write func([]study) (string, error)
	}{
		{"Figures", figures}, {"Promised and delivered", gaps}, {"What drives satisfaction", drivers}, {"Complaints", complaints},
	} {
		text, err := section.write(all)
		if err != nil {
			return "", fmt.Errorf("%s: %w", strings.ToLower(section.title), err)
		}
		out.WriteString("\n## " + section.title + "\n\n" + text)
	}
	return out.String(), nil
}

// A comparison compares the answers to a question of two waves.
type comparison func(before, after *survey.Tally, o survey.Options) (survey.Change, error)

// row returns a figure of the last wave with its change since the first.
func (s study) row(label string, id survey.QuestionID, by comparison) (survey.DashboardRow, error) {
	both, err := s.tallies(id)
	if err != nil {
		return survey.DashboardRow{}, err
	}
	c, err := by(both[0], both[1], survey.Options{})
	return survey.DashboardRow{Label: label, Segment: s.brand, Estimate: c.After, Base: both[1].Base(), Change: &c}, err
}

// compareContent compares the shares of the two best points.
func compareContent(before, after *survey.Tally, o survey.Options) (survey.Change, error) {
	first, err := before.Top(2)
	if err != nil {
		return survey.Change{}, err
	}
	second, err := after.Top(2)
	if err != nil {
		return survey.Change{}, err
	}
	return survey.CompareShares(first, second, o)
}

// adjust allows for all changes of d being looked at together.
func adjust(d survey.Dashboard) error {
	changes := make([]survey.Change, len(d.Rows))
	for i, row := range d.Rows {
		changes[i] = *row.Change
	}
	changes, err := survey.AdjustChanges(changes, survey.CorrectionHolm)
	for i := range changes {
		d.Rows[i].Change = &changes[i]
	}
	return err
}

// seen says which figures of d have changed, and since this is a simulation, where that is wrong: moved reports whether
// it moves a figure.
func seen(d survey.Dashboard, moved func(survey.DashboardRow) bool) string {
	isSeen := func(row survey.DashboardRow) bool { return row.Change.AdjustedP < 0.05 }
	return fmt.Sprintf("Changed since %s, at a p-value below 0.05 that allows for all %d changes of the table (Holm): %s. "+
		"False alarms among them, where the simulation moves nothing: %s. Moved by it, and not seen: %s.",
		waves[0].Format("January"), len(d.Rows), named(d, isSeen),
		named(d, func(row survey.DashboardRow) bool { return isSeen(row) && !moved(row) }),
		named(d, func(row survey.DashboardRow) bool { return !isSeen(row) && moved(row) }))
}

// named lists the figures of d that are chosen.
func named(d survey.Dashboard, chosen func(survey.DashboardRow) bool) string {
	var names []string
	for _, row := range d.Rows {
		if chosen(row) {
			names = append(names, row.Segment+" "+row.Label)
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// dashboard returns recommendation and satisfaction of each brand.
func dashboard(all []study) (d survey.Dashboard, err error) {
	for _, figure := range []struct {
		label string
		id    survey.QuestionID
		by    comparison
	}{{"NPS", "recommend", survey.CompareNPS}, {"content", "overall", compareContent}} {
		for _, s := range all {
			row, err := s.row(figure.label, figure.id, figure.by)
			if err != nil {
				return survey.Dashboard{}, err
			}
			d.Rows = append(d.Rows, row)
		}
	}
	return d, adjust(d)
}

// figures shows recommendation and satisfaction, and what of them has changed.
func figures(all []study) (string, error) {
	d, err := dashboard(all)
	return "Content are those who mark the whole trip 4 or 5 of 5. The interval of a change is its own, the p-value allows for all.\n\n" +
		d.Markdown() + "\n" + seen(d, func(row survey.DashboardRow) bool {
		return marks[row.Segment][0] != marks[row.Segment][1]
	}) + "\n", err
}

// gap returns that of an attribute in the last wave.
func (s study) gap(k int) (survey.PromiseGap, error) {
	t, err := s.form.Tally(s.promised[k].Question, slices.Values(s.waves[1]))
	if err != nil {
		return survey.PromiseGap{}, err
	}
	return survey.Gap(s.promised[k], t, survey.Options{})
}

// gaps shows how far the marks are from those promised.
func gaps(all []study) (string, error) {
	var d survey.Dashboard
	for _, s := range all {
		for k, p := range s.promised {
			row, err := s.row(string(p.Question), p.Question, survey.CompareMeans)
			if err != nil {
				return "", err
			}
			g, err := s.gap(k)
			if err != nil {
				return "", err
			}
			row.Gap, row.Actions = &g, seeds.ADOImprovements(s.brand, row.Label)
			d.Rows = append(d.Rows, row)
		}
	}
	if err := adjust(d); err != nil {
		return "", err
	}
	short := named(d, func(row survey.DashboardRow) bool { return row.Gap.Interval.High < 0 })
	return "Mean marks from 1 to 5; a gap below 0 is a promise broken on average. Actions are those of the plan that the promise cites.\n\n" + d.Markdown() +
		"\nShort of the promise, with the whole interval of the gap: " + short + ".\n\n" + seen(d, func(row survey.DashboardRow) bool {
		k := slices.Index(attributes[:], survey.QuestionID(row.Label))
		return marks[row.Segment][0][k] != marks[row.Segment][1][k]
	}) + "\n", nil
}
