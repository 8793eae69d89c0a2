package actionplan_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A bar is a task as Mermaid reads it.
type bar struct {
	name, id, start, end string
	tags                 []string
}

// The lexer of Mermaid's gantt.jison, in its order: what begins a line that is no task, then tasks.
var (
	entity   = regexp.MustCompile(`#(\w+);`)
	ganttRow = regexp.MustCompile(`(?i)^(%%|accTitle\s*:|accDescr\s*[:{]|accDescription\s|href\s+"|call\s+|click\s+|gantt|dateFormat\s|inclusiveEndDates|` +
		`topAxis|axisFormat\s|tickInterval\s|includes\s|excludes\s|todayMarker\s|weekday\s|weekend\s|\d{4}-\d\d-\d\d|title\s|section\s)`)
	taskRow = regexp.MustCompile(`^([^#:\n;]+):([^#\n;]+)$`)
	tag     = regexp.MustCompile(`^(active|done|crit|milestone|vert)$`)
)

// readGantt reads a chart as Mermaid does: entities first, then line by line.
func readGantt(t require.TestingT, chart string) (title string, bars []bar) {
	require.NotContains(t, chart, "%%")
	coded := entity.ReplaceAllString(chart, "\x01$1\x02") // as encodeEntities, which keeps them from the lexer
	decode := func(s string) string {
		numbers := regexp.MustCompile(`\x01(\d+)\x02`).ReplaceAllString(s, "&#$1;")
		return html.UnescapeString(regexp.MustCompile(`\x01(\w+)\x02`).ReplaceAllString(numbers, "&$1;"))
	}
	lines := strings.Split(strings.TrimSuffix(coded, "\n"), "\n")
	require.Equal(t, "gantt", lines[0])
	for _, line := range lines[1:] {
		line = strings.TrimLeftFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
		if ganttRow.MatchString(line) {
			keyword, rest, _ := strings.Cut(line, " ")
			require.Contains(t, []string{"title", "dateFormat"}, keyword, "a task was taken for a keyword")
			require.NotRegexp(t, "[#;]", rest)
			if keyword == "title" {
				title = decode(rest)
			} else {
				require.Equal(t, "YYYY-MM-DD", rest)
			}
			continue
		}
		parts := taskRow.FindStringSubmatch(line)
		require.NotNil(t, parts, "no task: %q", line)
		var b bar
		b.name = decode(strings.TrimSpace(parts[1]))
		data := strings.Split(parts[2], ",")
		for i := range data {
			data[i] = strings.TrimSpace(data[i])
		}
		for tag.MatchString(data[0]) {
			b.tags, data = append(b.tags, data[0]), data[1:]
		}
		require.Len(t, data, 3, "identifier, start and end")
		b.id, b.start, b.end = data[0], data[1], data[2]
		bars = append(bars, b)
	}
	return title, bars
}

// shown is what a reader is to see of a name: one line of what can be seen.
func shown(text string) string {
	line := strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
	return strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// hostileText draws names that mean something to Mermaid, Markdown or iCalendar.
func hostileText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Just("Form the team"),
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom([]rune("#:;,%`\"'<>&{}[]()|\\-=.\n\r\t 019aé\x00\u00a0\ufeff\u202e\u2028жs"))),
		rapid.Custom(func(t *rapid.T) string {
			keyword := rapid.SampledFrom([]string{
				"title", "section", "click", "dateFormat", "axisFormat", "excludes", "includes", "todayMarker", "gantt", "call", "href",
				"accTitle", "accDescr", "tickInterval", "weekday", "weekend", "topAxis", "inclusiveEndDates", "2013-01-01", "%%{init", "done",
			}).Draw(t, "keyword")
			return rapid.SampledFrom([]string{"", " ", "\ufeff", "\u00a0"}).Draw(t, "before") + keyword +
				rapid.SampledFrom([]string{"", " x", ": x", ";x", "{x}", " a, b"}).Draw(t, "after")
		}),
	)
}

// TestPlan_Gantt_property: whatever names and codes are, Mermaid reads every action back.
func TestPlan_Gantt_property(t *testing.T) {
	codes := []actionplan.Code{"done", "t-done", "t-t-done", "active", "crit", "milestone", "vert", "a.b", "1", "T-1"}
	rapid.Check(t, func(t *rapid.T) {
		p := actionplan.Plan{Title: hostileText().Draw(t, "title")}
		for _, code := range codes {
			p.Actions = append(p.Actions, actionplan.Action{
				Code: code, What: []string{hostileText().Draw(t, "what")}, Start: day("2013-01-02"), Due: day("2013-01-11"),
				Milestone: rapid.Bool().Draw(t, "milestone"), Status: actionplan.Status(rapid.IntRange(0, 6).Draw(t, "status")),
			})
		}
		chart, err := p.Gantt(actionplan.TextOptions{})
		require.NoError(t, err)
		title, bars := readGantt(t, chart)
		assert.Equal(t, shown(p.Title), title)
		require.Len(t, bars, len(codes))
		ids := map[string]bool{}
		for i, b := range bars {
			want := shown(p.Actions[i].What[0])
			if want == "" {
				want = string(codes[i])
			}
			assert.Equal(t, want, b.name)
			assert.Equal(t, "2013-01-02 2013-01-12", b.start+" "+b.end, "the end is exclusive")
			assert.Contains(t, []string{string(codes[i]), "t-" + string(codes[i])}, b.id)
			assert.Equal(t, p.Actions[i].Milestone, slices.Contains(b.tags, "milestone"))
			ids[b.id] = true
		}
		assert.Len(t, ids, len(codes), "each its own identifier")
	})
}

func TestPlan_Gantt(t *testing.T) {
	p := season()
	p.Actions[0].Start, p.Actions[1].Status = calendar.Date{}, actionplan.Cancelled
	p.Actions[2].Milestone = true
	o := actionplan.TextOptions{
		Spans:    map[actionplan.Code]calendar.Span{"survey": {Start: day("2013-02-01"), Finish: day("2013-02-27"), Critical: true}},
		Assessed: []actionplan.Assessment{{Code: "team", Overdue: true}},
	}
	chart, err := p.Gantt(o)
	require.NoError(t, err)
	_, bars := readGantt(t, chart)
	assert.Equal(t, []bar{
		{"Form the team", "team", "2013-01-11", "2013-01-12", []string{"crit", "active"}},
		{"Ask the passengers", "survey", "2013-02-01", "2013-02-28", []string{"crit", "milestone"}},
	}, bars, "the due day alone, nothing of what is cancelled, and the computed days")
	p.Actions[0].Start, p.Actions[0].Due, p.Actions[0].What, p.Actions[0].Status = day("2013-01-02"), calendar.Date{}, nil, actionplan.Closed
	chart, err = p.Gantt(o)
	require.NoError(t, err)
	_, bars = readGantt(t, chart)
	assert.Equal(t, bar{"team", "team", "2013-01-02", "2013-01-03", []string{"crit", "done"}}, bars[0])

	p.Actions[0].Start = calendar.Date{}
	_, err = p.Gantt(o)
	assert.ErrorIs(t, err, actionplan.ErrRange, "no day")
	p.Actions[0].Due = day("9999-12-31")
	_, err = p.Gantt(o)
	assert.ErrorIs(t, err, actionplan.ErrRange, "no day after")
	o.Spans["team"] = calendar.Span{Start: day("2013-01-02"), Finish: day("2013-01-01")}
	_, err = p.Gantt(o)
	assert.ErrorIs(t, err, actionplan.ErrRange, "backwards")
}

// TestPlan_Flowchart_property: a line a box and an arrow, whatever the names are.
func TestPlan_Flowchart_property(t *testing.T) {
	box := regexp.MustCompile(`^    n\d+\["(([^"#;<>&\x60\\%\pC\x{2028}\x{2029}]|[\p{Cf}\p{Co}\p{Cn}]|#(\w+);)*)"\]$`)
	rapid.Check(t, func(t *rapid.T) {
		p := season()
		for i := range p.Actions {
			p.Actions[i].What = []string{hostileText().Draw(t, "what")}
		}
		lines := strings.Split(strings.TrimSuffix(p.Flowchart(actionplan.TextOptions{}), "\n"), "\n")
		require.Len(t, lines, 6)
		assert.Equal(t, "flowchart LR", lines[0])
		for i, line := range lines[1:4] {
			parts := box.FindStringSubmatch(line)
			require.NotNil(t, parts, line)
			want := strings.TrimSpace(shown(string(p.Actions[i].Code) + ": " + p.Actions[i].What[0]))
			assert.Equal(t, want, html.UnescapeString(entity.ReplaceAllStringFunc(parts[1], func(code string) string {
				if code[1] >= '0' && code[1] <= '9' {
					return "&" + code
				}
				return "&" + code[1:]
			})))
		}
		assert.Equal(t, []string{"    n1 --> n2", "    n2 --> n3"}, lines[4:])
	})
}

func TestPlan_Flowchart(t *testing.T) {
	p := season()
	p.Links[0].Type, p.Links[0].Lag, p.Links[1].Lag = actionplan.StartStart, 2, -1
	p.Links = append(p.Links, actionplan.Link{From: "x", To: "team"}, actionplan.Link{From: "team", To: "survey", Type: actionplan.FinishFinish})
	p.Actions[1].What = nil
	late := []actionplan.Assessment{{Code: "team", Status: actionplan.InProgress, Overdue: true, DaysLate: 3}}
	assert.Equal(t, `flowchart LR
    n1["team#58; Form the team (en curso, vencida hace 3 días)"]
    n2["windows"]
    n3["survey#58; Ask the passengers"]
    n1 -->|"SS +2"| n2
    n2 -->|"FS -1"| n3
    n1 -->|"FF"| n3
`, p.Flowchart(actionplan.TextOptions{Language: "es", Assessed: late}))
}

func FuzzPlan_Gantt(f *testing.F) {
	f.Add("title of it", "section: x")
	f.Add("%%{init: {}}%%", "2013-01-01: #35;")
	f.Fuzz(func(t *testing.T, title, what string) {
		p := season()
		p.Title, p.Actions[0].What = title, []string{what}
		for i := range p.Actions {
			p.Actions[i].Start = day("2013-01-01")
		}
		chart, err := p.Gantt(actionplan.TextOptions{})
		require.NoError(t, err)
		_, bars := readGantt(t, chart)
		assert.Len(t, bars, 3)
		assert.Len(t, strings.Split(p.Flowchart(actionplan.TextOptions{}), "\n"), 7, fmt.Sprintf("%q", what))
	})
}
