package main

import (
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// drivers shows what satisfaction hangs on in the last wave, how well that is done, and what to act on.
func drivers(all []study) (string, error) {
	var points []driver.Point
	var rows [][]string
	for _, s := range all {
		shares, r2, err := s.shares()
		if err != nil {
			return "", err
		}
		short := map[string]float64{}
		for k, share := range shares {
			g, err := s.gap(k, 1)
			if err != nil {
				return "", err
			}
			short[share.Driver] = g.Gap
			points = append(points, driver.Point{Name: s.brand + ", " + share.Driver, Importance: share.Percent, Performance: g.Delivered.Value})
		}
		ranked, err := driver.Priorities(shares, short)
		if err != nil {
			return "", err
		}
		for _, p := range ranked {
			rows = append(rows, []string{
				s.brand, p.Driver, fmt.Sprintf("%.0f", 100*p.Share), fmt.Sprintf("%+.2f", p.Gap), fmt.Sprintf("%.2f", p.Impact), fmt.Sprintf("%.2f", r2),
			})
		}
	}
	m, err := driver.Quadrants(points, driver.QuadrantOptions{})
	if err != nil {
		return "", err
	}
	return "Share of the explained variance of the mark for the whole trip (LMG), in " + waves[1].Format("January 2006") +
		"; the impact is what closing a gap promises. First what to act on.\n\n" +
		markdown.Table("llrrrr", []string{"Brand", "Attribute", "Share, %", "Gap", "Impact", "R²"}, rows) +
		"\nImportance is that share, performance the mean mark:\n\n" + m.Markdown() + "\n" + markdown.Fence("mermaid", m.Mermaid()), nil
}

// shares returns what each attribute contributes to the mark for the whole trip in the last wave, and R².
func (s study) shares() ([]driver.Share, float64, error) {
	var names []string
	for _, id := range attributes {
		names = append(names, string(id))
	}
	t, err := driver.NewTally("overall", names, slices.Repeat([]int{1}, 5), slices.Repeat([]int{5}, 5))
	if err != nil {
		return nil, 0, err
	}
	row := make([]int, 5)
	for _, r := range s.waves[1] {
		for i, id := range append([]survey.QuestionID{"overall"}, attributes[:]...) {
			points, given := r.Answers[id].Points()
			if !given {
				points = driver.Missing
			}
			row[i] = points
		}
		if err := t.Add(row); err != nil {
			return nil, 0, err
		}
	}
	p, err := t.Problem()
	if err != nil {
		return nil, 0, err
	}
	shares, err := p.Shares(driver.MethodLMG)
	return shares, p.R2(), err
}
