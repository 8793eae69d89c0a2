package swot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Mermaid returns m as a Mermaid flowchart from factor (a box) to strategy (rounded) to the processes and
// procedures that embody it (framed twice), in the order of the matrix, then the relations between strategies,
// conflicts dashed and without a head, without a fence around it. Every label is quoted and escaped, ids are generated. A code that no factor
// or strategy has is a node of its own, so that drafts can be drawn; unused factors stand alone.
func (m Matrix) Mermaid() string {
	var out strings.Builder
	out.WriteString("flowchart LR\n")
	nodes := make(map[string]string) // what it stands for, to its id
	shapes := map[string][2]string{"f": {"[", "]"}, "s": {"([", "])"}, "p": {"[[", "]]"}}
	node := func(key, prefix, label string) string {
		id, known := nodes[key]
		if !known {
			id = fmt.Sprintf("%s%d", prefix, len(nodes))
			nodes[key] = id
			fmt.Fprintf(&out, "    %s%s%s%s\n", id, shapes[prefix][0], markdown.Label(label), shapes[prefix][1])
		}
		return id
	}
	for _, f := range m.Factors {
		node("f"+f.Code, "f", f.Code+": "+f.Text)
	}
	edges := make(map[[2]string]bool)
	edge := func(from, to string) {
		if !edges[[2]string{from, to}] {
			fmt.Fprintf(&out, "    %s --> %s\n", from, to)
		}
		edges[[2]string{from, to}] = true
	}
	for i, s := range m.Strategies {
		id := node(fmt.Sprint("s", i), "s", s.Code+": "+s.Title)
		for _, code := range s.Uses {
			edge(node("f"+code, "f", code), id)
		}
		for _, r := range s.Embodied {
			edge(id, node("p"+r.Kind+"\x00"+r.ID, "p", strings.TrimSpace(r.Kind+" "+r.ID)))
		}
	}
	at := m.strategyIndexes()
	end := func(code string) string {
		if i, known := at[code]; known {
			return node(fmt.Sprint("s", i), "s", "")
		}
		return node("u"+code, "s", code)
	}
	for _, r := range m.Relations {
		from, to, arrow := end(r.From), end(r.To), "-->"
		if r.Type == Conflicts {
			arrow = "-.-"
		}
		fmt.Fprintf(&out, "    %s %s|%s| %s\n", from, arrow, r.Type, to)
	}
	return out.String()
}

// Mermaid returns d as a Mermaid quadrant chart over the criteria with the codes x and y, without a fence
// around it: each strategy, in the order of d, at its place on the declared scales. Right and up are always
// the better ends, so where lower is better the axis runs down; an arrow leads to each end from the score that
// it stands for. A coordinate is rounded to 4 places. Strategies that come to lie on the same point share it and
// its label, with commas between their codes. A directive before the chart makes room for labels at its edge.
//
// It returns the error of [Decision.Validate], and [ErrNotFound] if no criterion has the code x or y.
func (d Decision) Mermaid(x, y string) (string, error) {
	if err := d.Validate(); err != nil {
		return "", err
	}
	var axes [2]int
	for i, code := range [...]string{x, y} {
		axes[i] = slices.IndexFunc(d.Criteria, func(c Criterion) bool { return c.Code == code })
		if axes[i] < 0 {
			return "", fmt.Errorf("swot: quadrant chart: criterion %.40q: %w", code, ErrNotFound)
		}
	}
	var out strings.Builder
	out.WriteString("%%{init: {\"quadrantChart\": {\"quadrantPadding\": 40}}}%%\nquadrantChart\n")
	for i, axis := range [...]string{"x-axis", "y-axis"} {
		worst, best := d.Criteria[axes[i]].ends()
		fmt.Fprintf(&out, "    %s %s --> %s\n", axis, markdown.Label(worst), markdown.Label(best))
	}
	g := newGrid(d)
	var points []string
	codes := make(map[string][]string) // by point
	for i, code := range d.Codes {
		point := "[" + g.coordinate(i, axes[0]) + ", " + g.coordinate(i, axes[1]) + "]"
		if codes[point] == nil {
			points = append(points, point)
		}
		codes[point] = append(codes[point], code)
	}
	for _, point := range points {
		fmt.Fprintf(&out, "    %s: %s\n", markdown.Label(strings.Join(codes[point], ", ")), point)
	}
	return out.String(), nil
}

// ends returns the labels of the worst and the best end of the scale of c, by its name or else its code. Mermaid
// sets them in the middle of each half, so arrows say that the scores are those of the ends.
func (c Criterion) ends() (worst, best string) {
	name := c.Name
	if name == "" {
		name = c.Code
	}
	from, to := c.Min, c.Max
	if c.LowerIsBetter {
		from, to = to, from
	}
	return "← " + name + " " + bound.Plain(from), name + " " + bound.Plain(to) + " →"
}

// coordinate returns score k of strategy i as 0 (worst) to 1 (best), rounded to 4 places. Mermaid reads "1" and
// "0.75", and not "1.0000".
func (g grid) coordinate(i, k int) string {
	return bound.Plain(quotient(g.gains[i][k], g.span).Round(4))
}
