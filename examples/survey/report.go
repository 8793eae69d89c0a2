package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
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
		"The promised marks are derived, not published. Intervals at 95 %%.\n",
		market, o.n, waves[0].Format("January 2006"), waves[1].Format("January 2006"), o.seed)
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

// together is the level of each of six changes, so that all of their intervals hold together at 95 percent (Bonferroni).
const together = 1 - 0.05/6

// figures shows recommendation and satisfaction of each brand, wave by wave, and who was asked.
func figures(all []study) (string, error) {
	var rows, bases [][]string
	for _, s := range all {
		recommend, err := s.tallies("recommend")
		if err != nil {
			return "", err
		}
		var nps [2]survey.Estimate
		for wave, t := range recommend {
			if nps[wave], err = t.NPS(survey.Options{}); err != nil {
				return "", err
			}
			b := t.Base()
			row := []string{s.brand, waves[wave].Format("2006-01")}
			for _, n := range []int64{b.Responses, b.Answered, b.Missing, b.Hidden, b.Invalid, b.Excluded} {
				row = append(row, strconv.FormatInt(n, 10))
			}
			bases = append(bases, row)
		}
		off, half := nps[1].Value-nps[0].Value, stat.Z(together)*math.Hypot(nps[0].SE, nps[1].SE)
		rows = append(rows, []string{s.brand, "NPS", estimate(nps[0], 1), estimate(nps[1], 1), change(off, off-half, off+half)})

		overall, err := s.tallies("overall")
		if err != nil {
			return "", err
		}
		var csat [2]survey.Estimate
		var top [2]survey.Count
		for wave, t := range overall {
			if csat[wave], err = t.CSAT(survey.Options{}); err != nil {
				return "", err
			}
			if top[wave], err = t.Top(2); err != nil {
				return "", err
			}
		}
		between, err := stat.NewcombeDifference(top[1].X, top[1].N, top[0].X, top[0].N, together)
		if err != nil {
			return "", err
		}
		rows = append(rows, []string{
			s.brand, "Content, %", estimate(csat[0], 100), estimate(csat[1], 100),
			change(100*(csat[1].Value-csat[0].Value), 100*between.Low, 100*between.High),
		})
	}
	return markdown.Table("llrrr", []string{"Brand", "Figure", waves[0].Format("2006-01"), waves[1].Format("2006-01"), "Change"}, rows) +
		"\nThe intervals of the six changes hold together; one is marked where it leaves out 0. Who was asked whether he would recommend the line:\n\n" + markdown.Table("llrrrrrr",
		[]string{"Brand", "Wave", "Responses", "Answered", "Missing", "Hidden", "Invalid", "Excluded"}, bases), nil
}

// estimate shows a figure with its interval, times a factor.
func estimate(e survey.Estimate, factor float64) string {
	return fmt.Sprintf("%.1f (%.1f to %.1f)", factor*e.Value, factor*e.Interval.Low, factor*e.Interval.High)
}

// change shows a difference with its interval, marked where that leaves out 0.
func change(off, low, high float64) string {
	text := fmt.Sprintf("%+.1f (%+.1f to %+.1f)", off, low, high)
	if low > 0 || high < 0 {
		text += ", changed"
	}
	return text
}

// gap returns that of an attribute in a wave.
func (s study) gap(k, wave int) (survey.PromiseGap, error) {
	t, err := s.tallies(s.promised[k].Question)
	if err != nil {
		return survey.PromiseGap{}, err
	}
	return survey.Gap(s.promised[k], t[wave], survey.Options{})
}

// gaps shows how far the marks are from those promised.
func gaps(all []study) (string, error) {
	var rows [][]string
	for _, s := range all {
		for k, p := range s.promised {
			row := []string{s.brand, string(p.Question), p.Level.StringFixed(1)}
			for wave := range waves {
				g, err := s.gap(k, wave)
				if err != nil {
					return "", err
				}
				row = append(row, fmt.Sprintf("%+.2f (%+.2f to %+.2f)", g.Gap, g.Interval.Low, g.Interval.High))
				if wave == 1 {
					verdict := "open"
					switch {
					case g.Interval.High < 0:
						verdict = "short"
					case g.Interval.Low >= 0:
						verdict = "kept"
					}
					row = append(row, fmt.Sprintf("%.0f", 100*g.Kept.Value), verdict)
				}
			}
			rows = append(rows, row)
		}
	}
	return "Marks from 1 to 5; a gap below 0 is a promise broken on average, short where its whole interval is.\n\n" +
		markdown.Table("llrrrrl", []string{
			"Brand", "Attribute", "Promised", "Gap " + waves[0].Format("2006-01"), "Gap " + waves[1].Format("2006-01"), "Got it, %", "Promise",
		}, rows), nil
}
