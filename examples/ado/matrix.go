package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

// matrix writes the matrix and what is derived from it, with labels in the language asked for.
func matrix(o options) (string, error) {
	m := seeds.ADOMatrix()
	if err := m.Validate(); err != nil {
		return "", err
	}
	labels, err := swot.LabelsFor(o.lang)
	if err != nil {
		return "", err
	}
	return labels.Matrix(m) + "\n### Strategies by the factors they use\n\n" + labels.TOWS(m) +
		"\n### Attributes by class\n\n" + labels.Attributes(m), nil
}

// strategies writes the ranking, what each strategy is measured by, and what the matrix leaves open.
func strategies(options) (string, error) {
	m := seeds.ADOMatrix()
	decision, err := m.Decision(swot.DefaultCriteria())
	if err != nil {
		return "", err
	}
	ranking, err := swot.WeightedSum(decision)
	if err != nil {
		return "", err
	}
	if ranking, err = ranking.ByScore(decimal.New(80, -2), decimal.New(60, -2)); err != nil {
		return "", err
	}
	drawing, err := decision.Mermaid("viability", "impact")
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("Ranked by impact, viability and need, each from 1 to 5 with equal weight; the scores are derived, for the " +
		"article gives none. A score of 0.8 and more is high priority, of 0.6 and more medium.\n\n")
	out.WriteString(ranking.Markdown())
	if near := ranking.Close(decimal.New(5, -2)); len(near) > 1 {
		fmt.Fprintf(&out, "\nToo close to call: %s.\n", strings.Join(near, ", "))
	}
	out.WriteString("\n" + markdown.Fence("mermaid", drawing))
	robustness, err := robust(decision)
	if err != nil {
		return "", err
	}
	out.WriteString("\n### How firmly the first stands\n\n" + robustness)
	relations, err := related(m)
	if err != nil {
		return "", err
	}
	out.WriteString("\n### What the strategies are to each other\n\n" + relations)
	out.WriteString("\n### Objectives\n\n" + objectives(m))
	out.WriteString("\n### Coverage\n\n" + coverage(m.Coverage()))
	return out.String(), nil
}

// robust writes what it takes to make the first place change hands, and under which weights each strategy leads.
func robust(d swot.Decision) (string, error) {
	r, err := swot.Robust(d)
	if err != nil {
		return "", err
	}
	shares, err := swot.Acceptability(d, swot.AcceptabilityOptions{})
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, s := range shares {
		rows = append(rows, []string{s.Code, s.Exact.RatString(), fmt.Sprintf("%.4f", s.Share)})
	}
	return r.Markdown() + "\nThe share of all possible weights under which a strategy is first, exactly:\n\n" +
		markdown.Table("lrr", []string{"Strategy", "Fraction", "Share"}, rows), nil
}

// related writes the levels of the strategies, and what keeps all of them from being carried out at once.
func related(m swot.Matrix) (string, error) {
	levels, _, err := m.Levels()
	if err != nil {
		return "", err
	}
	var all []string
	for _, s := range m.Strategies {
		all = append(all, s.Code)
	}
	conflicts, err := m.Conflicts(all)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for i, codes := range levels {
		fmt.Fprintf(&out, "- Level %d: %s\n", i+1, strings.Join(codes, ", "))
	}
	for _, c := range conflicts {
		fmt.Fprintf(&out, "- In each other's way: %s and %s\n", c.From, c.To)
	}
	return out.String() + "\n" + markdown.Fence("mermaid", m.Mermaid()), nil
}

// objectives lists what each strategy is measured by and who answers for it.
func objectives(m swot.Matrix) string {
	var rows [][]string
	for _, s := range m.Strategies {
		for _, objective := range s.Objectives {
			rows = append(rows, []string{
				s.Code, objective.Indicator, objective.Target.StringFixed(0) + " " + objective.Unit,
				objective.Due.Format("2006-01-02"), objective.Area, objective.Owner,
			})
		}
	}
	return markdown.Table("llr", []string{"Strategy", "Indicator", "Goal", "Until", "Area of responsibility", "Owner"}, rows)
}

// coverage says which factors and strategies lack something.
func coverage(c swot.Coverage) string {
	var out strings.Builder
	line := func(what string, codes []string) {
		list := "none"
		if len(codes) > 0 {
			list = strings.Join(codes, ", ")
		}
		fmt.Fprintf(&out, "- %s: %s\n", what, list)
	}
	line("Factors that no strategy uses", c.Unused)
	line("Factors without evidence", c.NoEvidence)
	line("Factors assumed", c.Assumed)
	line("Strategies without a process", c.NoProcess)
	var empty []string
	for _, quadrant := range c.Empty {
		empty = append(empty, quadrant.String())
	}
	line("Quadrants without a strategy", empty)
	return out.String()
}
