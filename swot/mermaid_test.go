package swot_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// The lines that Mermaid's grammars take, stricter than they are. A coordinate is 1, 0 or 0 with digits
// (mermaid, quadrant.jison): "1.0000" is a syntax error there.
var (
	flowLine  = regexp.MustCompile(`^    (f\d+\["[^"\n]*"\]|s\d+\(\["[^"\n]*"\]\)|p\d+\[\["[^"\n]*"\]\]|[fs]\d+ --> [sp]\d+|s\d+ (-->|-\.-)\|[a-z?]*\| s\d+)$`)
	chartLine = regexp.MustCompile(`^    ([xy]-axis "[^"\n]+" --> "[^"\n]+"|"[^"\n]*": \[(1|0(\.\d+)?), (1|0(\.\d+)?)\])$`)
)

// chartHead is what a chart begins with.
const chartHead = "%%{init: {\"quadrantChart\": {\"quadrantPadding\": 40}}}%%\nquadrantChart"

// assertDrawing checks every line of a drawing after its head.
func assertDrawing(t *testing.T, head string, line *regexp.Regexp, drawing string) {
	t.Helper()
	rest, begins := strings.CutPrefix(drawing, head+"\n")
	require.True(t, begins, drawing)
	for l := range strings.Lines(rest) {
		assert.Regexp(t, line, strings.TrimSuffix(l, "\n"))
	}
}

func TestMatrix_Mermaid(t *testing.T) {
	assertDrawing(t, "flowchart LR", flowLine, fullMatrix().Mermaid())
	drawing := nasty().Mermaid()
	assertDrawing(t, "flowchart LR", flowLine, drawing)
	assert.Contains(t, drawing, `["unknown"]`, "an unknown code as itself")
	assert.Equal(t, 1, strings.Count(drawing, `"unknown"`), "once")
	assert.Equal(t, 6, strings.Count(drawing, "-->"), "each pair once")
	assert.Equal(t, "flowchart LR\n", swot.Matrix{}.Mermaid())

	drawing = joined().Mermaid()
	assertDrawing(t, "flowchart LR", flowLine, drawing)
	for _, line := range []string{"s5 -->|requires| s8", "s6 -.-|conflicts| s5", "s8 -->|supports| s6"} {
		assert.Contains(t, drawing, "    "+line+"\n")
	}
	m := joined()
	m.Relations = []swot.Relation{{From: "nobody", To: "SO1"}, {From: "nobody", To: "\"else", Type: 9}}
	drawing = m.Mermaid()
	assertDrawing(t, "flowchart LR", flowLine, drawing)
	assert.Equal(t, 1, strings.Count(drawing, `["nobody"]`), "a draft can be drawn")
}

func TestDecision_Mermaid(t *testing.T) {
	d := fullDecision()
	d.Codes[0], d.Criteria[1].Name, d.Criteria[0].Name = "a\"b\n]:", "", "x-axis \"cost\""
	d.Scores[1][0], d.Scores[1][1] = num("4.9999"), num("1.0001")
	drawing, err := d.Mermaid("impact", "viability")
	require.NoError(t, err)
	assertDrawing(t, chartHead, chartLine, drawing)
	assert.Contains(t, drawing, "\n    y-axis \"← viability 5\" --> \"viability 1 →\"\n", "lower is better: up is better still")
	assert.Contains(t, drawing, "\n    \"ST1\": [1, 1]\n", "0.999975 as Mermaid reads it")
	assert.Contains(t, drawing, "\n    \"WO1\": [0.75, 0.5]\n")

	d = fullDecision()
	d.Scores[2] = d.Scores[0] // one label over another would be unreadable
	drawing, err = d.Mermaid("impact", "viability")
	require.NoError(t, err)
	assertDrawing(t, chartHead, chartLine, drawing)
	assert.Contains(t, drawing, "    \""+d.Codes[0]+", "+d.Codes[2]+"\": [")
	assert.Equal(t, len(d.Codes)-1, strings.Count(drawing, ": ["))

	for _, codes := range [][2]string{{"impact", "elegance"}, {"", "impact"}} {
		_, err = d.Mermaid(codes[0], codes[1])
		assert.ErrorIs(t, err, swot.ErrNotFound)
	}
}
