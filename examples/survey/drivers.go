package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// drivers shows what satisfaction hangs on in the last wave, how well that is done, and what to act on, brand by brand.
func drivers(all []study) (string, error) {
	var out strings.Builder
	out.WriteString("Share of the explained variance of the mark for the whole trip (LMG), in " + waves[1].Format("January 2006") +
		"; the impact is what closing a gap promises. First what to act on. " +
		"The quadrants divide at an equal share for each attribute, and at the promise.\n")
	for _, s := range all {
		text, err := s.drivers()
		if err != nil {
			return "", err
		}
		out.WriteString("\n### " + s.brand + "\n\n" + text)
	}
	return out.String(), nil
}

// drivers shows those of one brand.
func (s study) drivers() (string, error) {
	shares, r2, err := s.shares()
	if err != nil {
		return "", err
	}
	short, quadrant := map[string]float64{}, map[string]driver.Quadrant{}
	points := make([]driver.Point, len(shares))
	for k, share := range shares {
		g, err := s.gap(k)
		if err != nil {
			return "", err
		}
		short[share.Driver] = g.Gap
		points[k] = driver.Point{Name: share.Driver, Importance: share.Percent, Performance: g.Gap}
	}
	ranked, err := driver.Priorities(shares, short)
	if err != nil {
		return "", err
	}
	m, err := driver.Quadrants(points, driver.QuadrantOptions{Crosshair: driver.CrosshairGiven, Importance: 100 / float64(len(points))})
	if err != nil {
		return "", err
	}
	for k, p := range m.Points {
		quadrant[p.Name] = m.Quadrants[k]
	}
	rows := make([][]string, len(ranked))
	for i, p := range ranked {
		rows[i] = []string{
			p.Driver, fmt.Sprintf("%.0f", 100*p.Share), fmt.Sprintf("%+.2f", p.Gap), fmt.Sprintf("%.2f", p.Impact),
			strings.ReplaceAll(quadrant[p.Driver].String(), "-", " "),
		}
	}
	return fmt.Sprintf("The attributes explain %.0f %% of the variance.\n\n", 100*r2) +
		markdown.Table("lrrrl", []string{"Attribute", "Share, %", "Gap", "Impact", "Quadrant"}, rows) +
		"\n" + markdown.Fence("mermaid", m.Mermaid()), nil
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
	rows, err := s.form.Rows(append([]survey.QuestionID{"overall"}, attributes[:]...), slices.Values(s.waves[1]))
	if err != nil {
		return nil, 0, err
	}
	for row := range rows {
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
