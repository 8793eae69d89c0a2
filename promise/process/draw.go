package process

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// lanes are the lanes from the top of a blueprint down, with what a drawing calls them.
var lanes = []struct {
	lane  Lane
	title string
}{
	{Evidence, "Evidence"},
	{Customer, "Customer"},
	{Frontstage, "Frontstage"},
	{Backstage, "Backstage, out of sight"},
	{Support, "Support, out of sight"},
	{Unplaced, ""},
}

// title returns what a drawing writes on a stage.
func (s Stage) title() string {
	title := s.Title
	if s.Number > 0 {
		title = strconv.Itoa(s.Number) + ": " + title // not "1. ", which some versions of Mermaid take for a list
	}
	if s.FailPoint {
		title += " (fail point)"
	}
	return title
}

// label returns what a drawing writes on an edge: its own label, its probability, and the numbers that it passes over
// because no stage has them.
func (g *Graph) label(e Edge) string {
	var parts []string
	if e.Label != "" {
		parts = append(parts, e.Label)
	}
	if e.Probability > 0 && e.Probability < 1 {
		parts = append(parts, strconv.FormatFloat(e.Probability*100, 'g', 4, 64)+" %")
	}
	from, to := g.b.Stages[g.at[e.From]].Number, g.b.Stages[g.at[e.To]].Number
	if e.Kind == Flow && from > 0 && from+1 < to && g.b.Planned > 0 && !g.numbered(from+1, to-1) {
		parts = append(parts, span(from+1, to-1)+" missing")
	}
	return strings.Join(parts, ", ")
}

// numbered reports whether a stage has a number from first to last.
func (g *Graph) numbered(first, last int) bool {
	for _, s := range g.b.Stages {
		if first <= s.Number && s.Number <= last {
			return true
		}
	}
	return false
}

// Mermaid returns g as a Mermaid flowchart: lanes as boxes from the customer down, dashed beyond the line of
// visibility, one node a stage, with outcomes rounded and fail points marked; flow edges as arrows, rework dotted, win-back
// thick. Whatever a title holds, it stays one label.
func (g *Graph) Mermaid() string {
	var out strings.Builder
	out.WriteString("flowchart LR\n")
	node := func(indent string, i int) {
		opening, closing := "[", "]"
		if g.b.Stages[i].Outcome {
			opening, closing = "([", "])"
		}
		fmt.Fprintf(&out, "%ss%d%s%s%s\n", indent, i, opening, markdown.Label(g.b.Stages[i].title()), closing)
	}
	var hidden []int
	g.byLane(func(number int, title string) {
		fmt.Fprintf(&out, "  subgraph lane%d[%s]\n", number, markdown.Label(title))
		if lanes[number].lane > Frontstage {
			hidden = append(hidden, number)
		}
	}, node, func() { out.WriteString("  end\n") })
	arrows := [...]string{Flow: "-->", Rework: "-.->", WinBack: "==>"}
	for _, e := range g.b.Edges {
		fmt.Fprintf(&out, "  s%d %s", g.at[e.From], arrows[e.Kind])
		if label := g.label(e); label != "" {
			out.WriteString("|" + markdown.Label(label) + "|")
		}
		fmt.Fprintf(&out, " s%d\n", g.at[e.To])
	}
	for i, s := range g.b.Stages {
		if s.FailPoint {
			fmt.Fprintf(&out, "  style s%d stroke:#c00,stroke-width:3px\n", i)
		}
	}
	for _, number := range hidden {
		fmt.Fprintf(&out, "  style lane%d stroke-dasharray:6 4\n", number)
	}
	return out.String()
}

// byLane calls open for each lane that has a stage, node for its stages in the order of declaration, and shut. Stages without
// a lane are in no box.
func (g *Graph) byLane(open func(number int, title string), node func(indent string, i int), shut func()) {
	for number, l := range lanes {
		begun := false
		for i, s := range g.b.Stages {
			if s.Lane != l.lane {
				continue
			}
			indent := "  "
			if l.lane != Unplaced {
				if !begun {
					open(number, l.title)
				}
				begun, indent = true, "    "
			}
			node(indent, i)
		}
		if begun {
			shut()
		}
	}
}

// DOT returns g as a graph in the DOT language of Graphviz, drawn as [Graph.Mermaid] is.
func (g *Graph) DOT() string {
	var out strings.Builder
	fmt.Fprintf(&out, "digraph %s {\n  rankdir=LR\n  newrank=true\n  node [shape=box]\n", quoted(g.b.Name))
	g.byLane(func(number int, title string) {
		fmt.Fprintf(&out, "  subgraph cluster_%d {\n    label=%s\n", number, quoted(title))
		if lanes[number].lane > Frontstage {
			out.WriteString("    style=dashed\n")
		}
	}, func(indent string, i int) {
		fmt.Fprintf(&out, "%ss%d [label=%s", indent, i, quoted(g.b.Stages[i].title()))
		if g.b.Stages[i].Outcome {
			out.WriteString(" style=rounded")
		}
		if g.b.Stages[i].FailPoint {
			out.WriteString(" color=red penwidth=3")
		}
		out.WriteString("]\n")
	}, func() { out.WriteString("  }\n") })
	styles := [...]string{Flow: "solid", Rework: "dashed constraint=false", WinBack: "bold constraint=false"} // only flow sets who stands left of whom
	for _, e := range g.b.Edges {
		fmt.Fprintf(&out, "  s%d -> s%d [style=%s", g.at[e.From], g.at[e.To], styles[e.Kind])
		if label := g.label(e); label != "" {
			out.WriteString(" label=" + quoted(label))
		}
		out.WriteString("]\n")
	}
	out.WriteString("}\n")
	return out.String()
}

// quoted returns text as a string of DOT.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", " ").Replace(text) + `"`
}

// Markdown returns g as the table that a service works by: number and content of each stage, what the customer expects of it
// and what is done; then the numbers that no stage has, the ways between the stages, and the notes.
func (g *Graph) Markdown() string {
	var out strings.Builder
	out.WriteString("**" + markdown.Escape(g.b.Name) + "**\n\n")
	var rows [][]string
	for _, s := range g.b.Stages {
		number := s.Code
		if s.Number > 0 {
			number = strconv.Itoa(s.Number)
		}
		content := []string{s.Title}
		for _, mark := range []struct {
			is   bool
			text string
		}{{s.FailPoint, "fail point"}, {s.Outcome, "outcome"}, {s.Lane != Unplaced, s.Lane.String()}, {len(s.Priorities) > 0, "for " + listed(s.Priorities)}} {
			if mark.is {
				content = append(content, "("+mark.text+")")
			}
		}
		rows = append(rows, []string{number, strings.Join(content, "\n"), bullets(s.Expectations), s.Role, bullets(s.Actions)})
	}
	out.WriteString(markdown.Table("", []string{"Stage", "Content", "The customer expects", "Role", "Actions"}, rows))
	if missing := g.MissingNumbers(); len(missing) > 0 {
		fmt.Fprintf(&out, "\nOf %d stages no row has: %s.\n", g.b.Planned, ranges(missing))
	}
	if len(g.b.Edges) > 0 {
		out.WriteString("\n" + g.ways())
	}
	for _, note := range g.b.Notes {
		out.WriteString("\nNote: " + markdown.Escape(note) + "\n")
	}
	return out.String()
}

// listed returns the names of priorities.
func listed(priorities []Priority) string {
	names := make([]string, len(priorities))
	for i, p := range priorities {
		names[i] = p.String()
	}
	return strings.Join(names, ", ")
}

// ways returns the table of edges.
func (g *Graph) ways() string {
	var rows [][]string
	for _, e := range g.b.Edges {
		rows = append(rows, []string{
			g.b.Stages[g.at[e.From]].title(), g.b.Stages[g.at[e.To]].title(), e.Kind.String(), g.label(e),
		})
	}
	return markdown.Table("", []string{"From", "To", "Kind", "What of it"}, rows)
}

// bullets returns texts as lines of one cell.
func bullets(texts []string) string {
	var out strings.Builder
	for i, text := range texts {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString("• " + text)
	}
	return out.String()
}

// ranges returns numbers in rising order with runs drawn together, "3, 6 to 13".
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		parts = append(parts, span(numbers[i], numbers[last]))
		i = last + 1
	}
	return strings.Join(parts, ", ")
}

// span returns the numbers from first to last, "6 to 13".
func span(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d to %d", first, last)
}
