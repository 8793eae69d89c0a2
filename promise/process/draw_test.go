package process_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// drawn is a blueprint that has everything that a drawing shows.
func drawn() process.Blueprint {
	return process.Blueprint{
		ID: id, Name: `the "shop"`, Planned: 9, Start: "a",
		Stages: []process.Stage{
			{Code: "a", Number: 1, Title: "call", Lane: process.Customer},
			{Code: "b", Number: 2, Title: "answer", Lane: process.Frontstage, FailPoint: true, Role: "adviser"},
			{Code: "c", Number: 4, Title: "look up", Lane: process.Backstage},
			{Code: "d", Number: 8, Title: "part", Lane: process.Support},
			{Code: "e", Title: "bill", Lane: process.Evidence},
			{Code: "f", Title: "done", Outcome: true},
		},
		Edges: []process.Edge{
			{From: "a", To: "b"},
			{From: "b", To: "c", Probability: 0.25, Label: "asked"},
			{From: "b", To: "a", Probability: 0.75, Kind: process.WinBack},
			{From: "c", To: "d"},
			{From: "d", To: "c", Probability: 0.5, Kind: process.Rework},
			{From: "d", To: "e", Probability: 0.5},
			{From: "e", To: "f"},
		},
		Notes: []string{"a *note*"},
	}
}

func TestGraph_Mermaid_all(t *testing.T) {
	g, err := process.New(drawn())
	require.NoError(t, err)
	assert.Equal(t, `flowchart LR
  subgraph lane0["Evidence"]
    s4["bill"]
  end
  subgraph lane1["Customer"]
    s0["1: call"]
  end
  subgraph lane2["Frontstage"]
    s1["2: answer (fail point)"]
  end
  subgraph lane3["Backstage, out of sight"]
    s2["4: look up"]
  end
  subgraph lane4["Support, out of sight"]
    s3["8: part"]
  end
  s5(["done"])
  s0 --> s1
  s1 -->|"asked, 25 #37;, 3 missing"| s2
  s1 ==>|"75 #37;"| s0
  s2 -->|"5 to 7 missing"| s3
  s3 -.->|"50 #37;"| s2
  s3 -->|"50 #37;"| s4
  s4 --> s5
  style s1 stroke:#c00,stroke-width:3px
  style lane3 stroke-dasharray:6 4
  style lane4 stroke-dasharray:6 4
`, g.Mermaid())
}

func TestGraph_DOT_all(t *testing.T) {
	g, err := process.New(drawn())
	require.NoError(t, err)
	dot := g.DOT()
	for _, line := range []string{
		`digraph "the \"shop\"" {`, `  subgraph cluster_3 {`, `    label="Backstage, out of sight"`,
		`    s1 [label="2: answer (fail point)" color=red penwidth=3]`, `  s5 [label="done" style=rounded]`,
		`  s1 -> s2 [style=solid label="asked, 25 %, 3 missing"]`, `  s3 -> s2 [style=dashed constraint=false label="50 %"]`,
		`  s1 -> s0 [style=bold constraint=false label="75 %"]`,
	} {
		assert.Contains(t, dot, line+"\n")
	}
	assert.Equal(t, strings.Count(dot, "{"), strings.Count(dot, "}"))
}

func TestGraph_Markdown_all(t *testing.T) {
	g, err := process.New(drawn())
	require.NoError(t, err)
	text := g.Markdown()
	for _, part := range []string{
		`**the "shop"**`, "| 2 | answer<br>(fail point)<br>(frontstage) |  | adviser |  |", "| f | done<br>(outcome) |",
		"Of 9 stages no row has: 3, 5 to 7, 9.", `| 2: answer (fail point) | 4: look up | flow | asked, 25 %, 3 missing |`,
		`Note: a \*note\*`,
	} {
		assert.Contains(t, text, part)
	}
}

// TestGraph_gaps: a way passes over numbers that no stage has, and says so only where none of them has one.
func TestGraph_gaps(t *testing.T) {
	for other, want := range map[int]string{2: "", 3: "", 4: "", 5: "2 to 4 missing", 9: "2 to 4 missing"} {
		b := process.Blueprint{ID: id, Name: "x", Planned: 9, Start: "a", Stages: []process.Stage{
			{Code: "a", Number: 1, Title: "x"}, {Code: "b", Number: 5, Title: "y"}, {Code: "c", Number: other, Title: "z"},
		}, Edges: []process.Edge{{From: "a", To: "b"}}}
		if other == 5 {
			b.Stages[2].Number = 0
		}
		if label := `|"` + want + `"|`; want != "" {
			assert.Contains(t, graphOf(t, b).Mermaid(), label)
		} else {
			assert.NotContains(t, graphOf(t, b).Mermaid(), "missing", "%d", other)
		}
		b.Planned = 0 // the table announces nothing
		assert.NotContains(t, graphOf(t, b).Mermaid(), "missing")
	}
}

// hostile are titles that would break a drawing that does not escape them.
var hostile = []string{
	`"]`, "end", "a\nb", "subgraph x", "click s0", "style s0", `\`, `\"`, "%%", "s0 --> s1", "<b>", "#quot;", "`", "|x|", "a\tb", "1: x", "}", "[(", "ü…",
}

// TestDrawings_hostile: whatever the texts hold, there is one node a stage and one arrow an edge.
func TestDrawings_hostile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawn()
		text := rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringMatching(`[ -~äß\n\t]{1,20}`))
		b.Name = text.Draw(t, "name")
		for i := range b.Stages {
			b.Stages[i].Title = text.Draw(t, "title")
			b.Stages[i].Actions = []string{text.Draw(t, "action")}
		}
		for k := range b.Edges {
			b.Edges[k].Label = text.Draw(t, "label")
		}
		g, err := process.New(b)
		require.NoError(t, err)
		wellDrawn(t, g)
	})
}

// wellDrawn checks the lines of the drawings one by one.
func wellDrawn(t require.TestingT, g *process.Graph) {
	b := g.Blueprint()
	nodes, arrows := 0, 0
	for line := range strings.Lines(g.Mermaid()) {
		bare := strings.TrimSpace(outsideQuotes(line))
		switch {
		case strings.Contains(bare, "-->"), strings.Contains(bare, "-.->"), strings.Contains(bare, "==>"):
			arrows++
		case bare == `["]` || strings.HasSuffix(bare, `[""]`) && strings.HasPrefix(bare, "s") && !strings.HasPrefix(bare, "subgraph"), strings.HasSuffix(bare, `([""])`):
			nodes++
		default:
			known := bare == "flowchart LR" || bare == "end" || strings.HasPrefix(bare, "subgraph lane") || strings.HasPrefix(bare, "style ")
			require.True(t, known, "%q", line)
		}
	}
	require.Equal(t, len(b.Stages), nodes)
	require.Equal(t, len(b.Edges), arrows)
	nodes, arrows = 0, 0
	for line := range strings.Lines(g.DOT()) {
		bare := strings.TrimSpace(outsideQuotes(line))
		switch {
		case strings.Contains(bare, " -> "):
			arrows++
		case strings.HasPrefix(bare, "s") && strings.Contains(bare, `[label=""`):
			nodes++
		default:
			known := slices.Contains([]string{`digraph "" {`, "rankdir=LR", "newrank=true", "node [shape=box]", `label=""`, "style=dashed", "}"}, bare) || strings.HasPrefix(bare, "subgraph cluster_")
			require.True(t, known, "%q", line)
		}
	}
	require.Equal(t, len(b.Stages), nodes)
	require.Equal(t, len(b.Edges), arrows)
	rows := 0
	for line := range strings.Lines(g.Markdown()) {
		if strings.HasPrefix(line, "| ") {
			rows++
		}
	}
	require.Equal(t, len(b.Stages)+len(b.Edges)+4, rows, "two tables with head and rule")
}

// outsideQuotes returns a line without what its quotes hold, a quote behind a backslash being inside.
func outsideQuotes(line string) string {
	var out strings.Builder
	inside := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			inside = !inside
			out.WriteByte('"')
		case inside && line[i] == '\\':
			i++
		case !inside:
			out.WriteByte(line[i])
		}
	}
	return out.String()
}

func TestDrawings_hostileEach(t *testing.T) {
	for _, text := range hostile {
		b := drawn()
		for i := range b.Stages {
			b.Stages[i].Title = fmt.Sprint(text)
		}
		b.Name, b.Edges[0].Label = text, text
		g, err := process.New(b)
		require.NoError(t, err, text)
		wellDrawn(t, g)
	}
}
