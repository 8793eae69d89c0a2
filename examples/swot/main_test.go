package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// command runs the command and returns its exit code and what it wrote.
func command(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// edited returns the operator's JSON after edit.
func edited(t *testing.T, edit func(doc map[string]any)) string {
	t.Helper()
	code, text, problem := command("", "-write", "json")
	require.Zero(t, code, problem)
	doc := make(map[string]any)
	require.NoError(t, json.Unmarshal([]byte(text), &doc))
	edit(doc)
	out, err := json.Marshal(doc)
	require.NoError(t, err)
	return string(out)
}

// part returns the i-th of the parts of doc called name.
func part(doc map[string]any, name string, i int) map[string]any {
	return doc[name].([]any)[i].(map[string]any)
}

func TestRun_report(t *testing.T) {
	code, out, problem := command("")
	require.Zero(t, code, problem)
	for _, line := range []string{
		"| Strengths<br>S1: new comfortable buses", "| SO<br>SO1: Differentiate", "| ADO GL |  | comfort | S1: ",
		`| share of luxury tickets | \>= 20 % | 2013-06-30 | service windows | commercial director |`,
		"| Factors that no strategy uses | W3 |", "| Factors without evidence | O2 |", "| Strategies without a process | WT1 |",
		"| S1 | ST1, SO1 |", "| W3 | none |", "| impact | Impact | equal | 1 | 5 | Max |  |",
		"| 1 | ST1 | 0.9167 | 0.3333 | 0.2500 | 0.3333 | 4.6667 | high |", // (5-1 + 4-1 + 5-1)/12 = 11/12
		"| 2= | SO1 | 0.7500 |", "No other score is within 0.05 of the first.", "\n```mermaid\n%%{init: ", `    "ST1": [0.75, 1]`,
		"ST1 leads by 0.1667.", "| impact of ST1 | SO1 | 3.0000 | -2.0000 | yes |", "One point or less makes a tie in front: none.",
		"| ST1 | 1.0000 | 1 |",               // it dominates the others
		"| 3 | viability |",                  // impact is worth 3 times viability
		"| impact | 0.5396 |",                // Saaty 1980: the eigenvector of 1 3 2, 1/3 1 1/2, 1/2 2 1
		"| viability | 0.1634 |",             // the same
		"Consistency ratio 0.0088",           // lambda 3.0092, (3.0092 - 3)/2/0.5245
		"| 2 | WO1 | 0.7834 |",               // .5396·3/4 + .1634·2/4 + .2970
		"| SO1 | requires | WO1 | 3 of 4 |",  // as in the seeds
		"- Level 3: WO1\n",                   // which the others rest on
		"- In each other's way: ST1 and SO1", // as in the seeds
		`|requires| `, `(["ST1: Advance purchase`,
	} {
		assert.Contains(t, out, strings.Replace(line, "| share of luxury", "| derived: share of luxury", 1))
	}
	for _, never := range []string{"NaN", "Inf", "%!", "<nil>"} {
		assert.NotContains(t, out, never)
	}
	_, again, _ := command("not read", "-seed", "2")
	assert.Equal(t, out, again, "three criteria are exact: nothing is drawn, and nothing read without -stdin")
}

// TestRun_roundTrip: what is written as JSON, read again, gives the same report and the same JSON; only the note that the
// comparisons are assumed goes.
func TestRun_roundTrip(t *testing.T) {
	_, text, _ := command("", "-write", "json")
	for _, write := range []string{"json", "report", "quadrant", "flowchart"} {
		_, want, _ := command("", "-write", write)
		code, got, problem := command(text, "-stdin", "-write", write)
		require.Zero(t, code, problem)
		assert.Equal(t, strings.Replace(want, "The comparisons are assumed.\n\n", "", 1), got, write)
	}
}

// TestRun_bareMatrix: what package swot marshals is an input as it stands, ranked by the default criteria.
func TestRun_bareMatrix(t *testing.T) {
	text, err := json.Marshal(seeds.ADOMatrix())
	require.NoError(t, err)
	code, out, problem := command(string(text), "-stdin")
	require.Zero(t, code, problem)
	assert.Contains(t, out, "| 1 | ST1 | 0.9167 |")
	assert.Contains(t, out, "Nobody compared the criteria.")
}

func TestRun_draw(t *testing.T) {
	_, report, _ := command("")
	drawings := regexp.MustCompile("(?s)```mermaid\n(.*?)```").FindAllStringSubmatch(report, -1)
	require.Len(t, drawings, 2)
	for i, write := range []string{"quadrant", "flowchart"} {
		code, drawing, problem := command("", "-write", write)
		require.Zero(t, code, problem)
		assert.Equal(t, drawings[i][1], drawing)
	}
}

func TestRun_spanish(t *testing.T) {
	code, out, problem := command("", "-lang", "es")
	require.Zero(t, code, problem)
	for _, word := range []string{"## FODA\n", "| Fortalezas<br>S1: ", "| FA<br>ST1: ", "Debilidades (corregir)", "| Puesto | Estrategia |", "| alta |"} {
		assert.Contains(t, out, word)
	}
	_, out, _ = command(edited(t, func(doc map[string]any) { doc["strategies"] = nil; doc["relations"] = nil }), "-stdin", "-lang", "es-ES")
	assert.Contains(t, out, "## DAFO\n")
	assert.Contains(t, out, "| Quadrants without a strategy | FO, DO, FA, DA |")
}

// TestRun_others: what the operator's matrix does not show.
func TestRun_others(t *testing.T) {
	for name, c := range map[string]struct {
		edit     func(doc map[string]any)
		says     []string
		saysNone []string
	}{
		"no strategies": {
			func(doc map[string]any) { doc["strategies"] = nil; doc["relations"] = nil },
			[]string{"The matrix holds no strategies.", "The matrix holds no relations.", "| Quadrants without a strategy | SO, WO, ST, WT |"},
			[]string{"quadrantChart", "Used by"},
		},
		"an empty matrix": {
			func(doc map[string]any) { doc["strategies"] = nil; doc["relations"] = nil; doc["factors"] = nil },
			[]string{"| Factors without evidence | none |"},
			[]string{"mermaid", "| Brand |"},
		},
		"a tie, which a point less would give too": {
			func(doc map[string]any) {
				part(doc, "strategies", 1)["scores"] = map[string]any{"impact": "5", "viability": "4", "need": "4.8"}
			},
			[]string{"Too close to call, within 0.05 of the first: ST1, SO1.", "need of ST1", "| impact | 0.5396 |"},
			nil,
		},
		"all below the floor": {
			func(doc map[string]any) {
				part(doc, "criteria", 0)["min"], part(doc, "criteria", 0)["floor"] = "0", "5"
				scoreAll(doc, "impact", "4")
			},
			[]string{"Every strategy is below a floor: nobody leads.", "Nobody leads.", "| impact | Impact | equal | 0 | 5 | Max | 5 |"},
			nil,
		},
		"one criterion, lower is better": {
			func(doc map[string]any) {
				doc["criteria"] = []any{map[string]any{"code": "impact", "weight": "1", "min": "1", "max": "5", "lowerIsBetter": true}}
				doc["compare"] = nil
			},
			[]string{"| impact |  | 1 | 1 | 5 | Min |  |", "| 1 | WT1 | 0.5000 |"},
			[]string{"quadrantChart"},
		},
		"four criteria, which are drawn": {
			func(doc map[string]any) {
				doc["criteria"] = append(doc["criteria"].([]any), map[string]any{"code": "cost", "min": "0", "max": "9", "weight": "0", "lowerIsBetter": true})
				scoreAll(doc, "cost", "3")
				doc["compare"] = map[string]any{"elements": []string{"need", "cost", "impact", "viability"}, "judgements": []any{
					judgement("cost", "need", 9), judgement("need", "impact", 9), judgement("impact", "viability", 9), judgement("viability", "cost", 9),
				}}
			},
			[]string{"by 100,000 draws with seed 1:", "| Strategy | Share | Standard error |", "above 0.1. To ask about first:", "| need / impact | 9 | 1 |"},
			nil,
		},
		"strategies that drive each other, and one title twice": {
			func(doc map[string]any) {
				doc["relations"] = []any{
					map[string]any{"from": "ST1", "to": "SO1", "type": "supports"}, map[string]any{"from": "SO1", "to": "ST1", "type": "supports"},
				}
				part(doc, "strategies", 1)["title"] = part(doc, "strategies", 0)["title"]
				goal := part(part(doc, "strategies", 0), "objectives", 0)
				goal["lowerIsBetter"], goal["due"] = true, nil
			},
			[]string{"- Drive each other in a circle: ST1, SO1", "| ST1 = SO1 |", `| \<= 30 % |  | service windows |`, "| ST1 | supports | SO1 |  |"},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, problem := command(edited(t, c.edit), "-stdin")
			require.Zero(t, code, problem)
			for _, text := range c.says {
				assert.Contains(t, out, text)
			}
			for _, text := range append(c.saysNone, "NaN", "%!", "<nil>") {
				assert.NotContains(t, out, text)
			}
		})
	}
}

// scoreAll gives every strategy the score on the criterion.
func scoreAll(doc map[string]any, criterion, score string) {
	for i := range doc["strategies"].([]any) {
		part(doc, "strategies", i)["scores"].(map[string]any)[criterion] = score
	}
}

// judgement is one in JSON.
func judgement(a, b string, value float64) map[string]any {
	return map[string]any{"a": a, "b": b, "value": value}
}

// TestRun_faults: all of them, a line each, and nothing on standard output.
func TestRun_faults(t *testing.T) {
	text := edited(t, func(doc map[string]any) {
		doc["title"] = ""
		part(doc, "factors", 1)["code"] = "S1"
		part(doc, "strategies", 0)["uses"] = []string{"S1", "X9"}
		part(doc, "strategies", 1)["objectives"] = nil
		part(doc, "strategies", 1)["uses"] = []string{"S1"}
		part(doc, "strategies", 2)["declared"] = "ST"
		delete(part(doc, "strategies", 3)["scores"].(map[string]any), "need")
		part(doc, "strategies", 2)["scores"].(map[string]any)["a\x1b"] = "1"
		part(doc, "relations", 0)["to"] = "nobody\x1b[2J"
		part(doc, "criteria", 0)["weight"] = "0.99"
		part(doc, "criteria", 1)["max"] = "0"
		doc["compare"].(map[string]any)["judgements"] = []any{judgement("impact", "need", 0)}
	})
	code, out, problem := command(text, "-stdin")
	assert.Equal(t, 1, code)
	assert.Empty(t, out)
	assert.NotContains(t, problem, "\x1b")
	got := strings.Split(strings.TrimSuffix(problem, "\n"), "\n")
	want := []string{
		`swot: Matrix.title: required`,
		`swot: Matrix.factors[1].code: code_dup "S1"`,
		`swot: Matrix.strategies[0].uses[1]: code_unknown "X9"`,
		`swot: Matrix.strategies[1].objectives: objective_missing`,
		`swot: Matrix.strategies[1].uses: tows_pair`,
		`swot: Matrix.strategies[2].declared: quadrant_mismatch`,
		`swot: Matrix.relations[0].to: clean`,
		`swot: Matrix.relations[0].to: code_unknown "nobody\x1b[2J"`,
		`swot: Matrix.strategies[2].scores[a?]: clean`,
		`swot: Decision.criteria: dsum1`,
		`swot: Decision.criteria[1].max: scale`,
		`swot: Decision.scores[3][2]: score_missing "WT1"`,
	}
	require.Len(t, got, len(want)+1, problem)
	assert.ElementsMatch(t, want, got[:len(want)])
	assert.Contains(t, got[len(want)], `swot: compare: ahp: new: judgement 0 of "impact" and "need" is 0: `)
}

func TestRun_compare(t *testing.T) {
	for says, compare := range map[string]any{
		"elements do not fit: [\"impact\" \"cost\"] are compared":          map[string]any{"elements": []string{"impact", "cost"}},
		"judgements do not connect all elements":                           map[string]any{"elements": []string{"need", "viability", "impact"}},
		"swot: compare: ahp: decode comparison: not a comparison":          []int{1},
		"pair is judged twice":                                             map[string]any{"elements": []string{"a", "b"}, "judgements": []any{judgement("a", "b", 3), judgement("b", "a", 3)}},
		"swot: compare: ahp: new: judgement 0 of \"a\" and \"a\" is 1: ju": map[string]any{"elements": []string{"a"}, "judgements": []any{judgement("a", "a", 1)}},
	} {
		code, out, problem := command(edited(t, func(doc map[string]any) { doc["compare"] = compare }), "-stdin")
		assert.Equal(t, 1, code, says)
		assert.Empty(t, out)
		assert.Contains(t, problem, says)
		assert.Equal(t, 1, strings.Count(problem, "\n"), problem)
	}
}

func TestRun_badJSON(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "no JSON"},
		{" \n", "no JSON"},
		{"null", "null is no matrix"},
		{"{", "unexpected EOF"},
		{"[]", "cannot unmarshal array"},
		{"{} {}", "more than one JSON value"},
		{"{} x", "more than one JSON value"},
		{`{"matrix": {}}`, `unknown field "matrix"`},
		{`{"id": "7"}`, "invalid UUID"},
		{`{"factors": [{"kind": "X"}]}`, `unknown "X"`},
		{`{"criteria": [{"max": 1e1000000000}]}`, "exceeds MaxDecodeExponent"},
		{`{"title": 7}`, "cannot unmarshal number"},
		{strings.Repeat(" ", maxInput+1), "more than 16777216 bytes"},
	} {
		code, out, problem := command(c.text, "-stdin")
		assert.Equal(t, 1, code, c.says)
		assert.Empty(t, out)
		assert.Contains(t, problem, "swot: standard input: ")
		assert.Contains(t, problem, c.says)
		assert.Equal(t, 1, strings.Count(problem, "\n"), problem)
	}
}

func TestRun_hostileDecimals(t *testing.T) {
	text := edited(t, func(doc map[string]any) {
		part(doc, "criteria", 0)["max"] = "1e10000"
		part(doc, "strategies", 0)["scores"].(map[string]any)["need"] = "1e-10000"
		part(part(doc, "strategies", 1), "objectives", 0)["target"] = "1e10000"
	})
	code, out, problem := command(text, "-stdin")
	assert.Equal(t, 1, code)
	assert.Empty(t, out)
	for _, path := range []string{"Matrix.strategies[0].scores[need]", "Matrix.strategies[1].objectives[0].target", "Decision.criteria[0].max", "Decision.scores[0][2]"} {
		assert.Contains(t, problem, "swot: "+path+": dsize")
	}
}

func TestRun_wrongFlags(t *testing.T) {
	for _, args := range [][]string{
		{"-lang", "fr"}, {"-write", "svg"}, {"-seed", "-1"}, {"matrix.json"}, {"-stdin", "matrix.json"}, {"-colour"},
	} {
		code, out, problem := command("", args...)
		assert.Equal(t, 2, code, "%v", args)
		assert.Empty(t, out)
		assert.Contains(t, problem, "swot: ")
	}
	code, _, help := command("", "-h")
	assert.Zero(t, code)
	assert.Contains(t, help, "-stdin")
}

func TestRun_quadrantOfOne(t *testing.T) {
	text := edited(t, func(doc map[string]any) { doc["criteria"], doc["compare"] = doc["criteria"].([]any)[:1], nil })
	code, _, problem := command(text, "-stdin", "-write", "quadrant")
	assert.Equal(t, 1, code)
	assert.Equal(t, "swot: quadrant: two criteria make a chart, not 1\n", problem)
}

// closed is a pipe that neither gives nor takes.
type closed struct{}

func (closed) Read([]byte) (int, error)  { return 0, errors.New("closed") }
func (closed) Write([]byte) (int, error) { return 0, errors.New("closed") }

func TestRun_closed(t *testing.T) {
	var problem bytes.Buffer
	assert.Equal(t, 1, run(nil, closed{}, closed{}, &problem))
	assert.Equal(t, 1, run([]string{"-stdin"}, closed{}, io.Discard, &problem))
	assert.Equal(t, "swot: closed\nswot: standard input: closed\n", problem.String())
}
