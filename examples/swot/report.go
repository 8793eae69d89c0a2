package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

// text returns what o asks for.
func (in input) text(o options) (string, error) {
	switch o.write {
	case "json":
		return in.encode()
	case "flowchart":
		return in.matrix.Mermaid(), nil
	case "quadrant":
		if len(in.decision.Criteria) < 2 {
			return "", fmt.Errorf("quadrant: two criteria make a chart, not %d", len(in.decision.Criteria))
		}
		return in.quadrant()
	}
	var out strings.Builder
	out.WriteString("# " + markdown.Escape(in.matrix.Title) + "\n\n")
	for _, section := range []struct {
		title string
		write func(options) (string, error)
	}{
		{o.labels["swot"], in.factors},
		{"TOWS: strategies by the factors they use", in.strategies},
		{"Coverage: what is open", in.coverage},
		{"Ranking", in.ranking},
		{"How firmly the first stands", in.robustness},
		{"Weights from comparisons of the criteria (AHP)", in.comparisons},
		{"What the strategies are to each other", in.relations},
	} {
		text, err := section.write(o)
		if err != nil {
			return "", fmt.Errorf("%s: %w", section.title, err)
		}
		fmt.Fprintf(&out, "## %s\n\n%s\n", markdown.Escape(section.title), text)
	}
	return strings.TrimRight(out.String(), "\n") + "\n", nil
}

// factors writes the matrix, and the attributes of brands and markets that it classes.
func (in input) factors(o options) (string, error) {
	out := o.labels.Matrix(in.matrix)
	for _, f := range in.matrix.Factors {
		if f.Brand != "" || f.Market != "" || f.Attribute != (swot.Ref{}) {
			return out + "\n" + o.labels.Attributes(in.matrix), nil
		}
	}
	return out, nil
}

// strategies writes the TOWS table and what each strategy is measured by.
func (in input) strategies(o options) (string, error) {
	var rows [][]string
	for _, s := range in.matrix.Strategies {
		for _, goal := range s.Objectives {
			target, due := ">= ", ""
			if goal.LowerIsBetter {
				target = "<= "
			}
			if !goal.Due.IsZero() {
				due = goal.Due.Format("2006-01-02")
			}
			target = strings.TrimSpace(target + goal.Target.String() + " " + goal.Unit)
			rows = append(rows, []string{s.Code, goal.Indicator, target, due, goal.Area, goal.Owner})
		}
	}
	out := o.labels.TOWS(in.matrix)
	if len(rows) > 0 {
		header := []string{"Strategy", "Indicator", "Goal", "Until", "Area of responsibility", "Owner"}
		out += "\n" + markdown.Table("llr", header, rows)
	}
	return out, nil
}

// coverage writes who uses each factor, and what no part of the matrix answers for.
func (in input) coverage(o options) (string, error) {
	c := in.matrix.Coverage()
	empty, titles, rows := []string(nil), []string(nil), [][]string(nil)
	for _, q := range c.Empty {
		empty = append(empty, o.labels[q.String()])
	}
	for _, alike := range c.SameTitle {
		titles = append(titles, strings.Join(alike, " = "))
	}
	for _, gap := range []struct {
		what  string
		codes []string
	}{
		{"Factors that no strategy uses", c.Unused},
		{"Factors without evidence", c.NoEvidence},
		{"Factors assumed", c.Assumed},
		{"Strategies without a process", c.NoProcess},
		{"Strategies with the same title", titles},
		{"Quadrants without a strategy", empty},
	} {
		rows = append(rows, []string{gap.what, list(gap.codes)})
	}
	out := markdown.Table("", []string{"Open", "Which"}, rows)
	if len(c.UsedBy) == 0 {
		return out, nil
	}
	rows = nil
	for _, f := range in.matrix.Factors {
		rows = append(rows, []string{f.Code, list(c.UsedBy[f.Code])})
	}
	return out + "\n" + markdown.Table("", []string{"Factor", "Used by"}, rows), nil
}

// relations writes the levels of the strategies, and what keeps all of them from being carried out at once.
func (in input) relations(options) (string, error) {
	var out strings.Builder
	levels, cycles, err := in.matrix.Levels()
	if err != nil {
		return "", err
	}
	if len(in.matrix.Relations) == 0 {
		out.WriteString("The matrix holds no relations.\n")
	} else {
		var rows [][]string
		for _, r := range in.matrix.Relations {
			strength := ""
			if r.Strength > 0 {
				strength = fmt.Sprintf("%d of 4", r.Strength)
			}
			rows = append(rows, []string{r.From, r.Type.String(), r.To, strength})
		}
		out.WriteString(markdown.Table("", []string{"Strategy", "does", "to", "Strength"}, rows) + "\n")
		for i, level := range levels {
			fmt.Fprintf(&out, "- Level %d: %s\n", i+1, markdown.Escape(list(level)))
		}
		for _, cycle := range cycles {
			fmt.Fprintf(&out, "- Drive each other in a circle: %s\n", markdown.Escape(list(cycle)))
		}
		conflicts, err := in.matrix.Conflicts(in.decision.Codes)
		if err != nil {
			return "", err
		}
		for _, c := range conflicts {
			fmt.Fprintf(&out, "- In each other's way: %s\n", markdown.Escape(c.From+" and "+c.To))
		}
		out.WriteString("\nEffects end on level 1; what drives the rest stands on the last level and comes first in time.\n")
	}
	if len(in.matrix.Factors)+len(in.matrix.Strategies) > 0 {
		out.WriteString("\n" + markdown.Fence("mermaid", in.matrix.Mermaid()))
	}
	return out.String(), nil
}

// list returns codes with commas between them, or "none".
func list(codes []string) string {
	if len(codes) == 0 {
		return "none"
	}
	return strings.Join(codes, ", ")
}
