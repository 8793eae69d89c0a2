package actionplan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// TestMarkdown_rows: the rows stand in the order of article 000, and How much only where there is a cost.
func TestMarkdown_rows(t *testing.T) {
	p := season()
	a := &p.Actions[0]
	a.Cost, a.Accountable, a.Consulted, a.Informed, a.Where, a.MeasuredAt = number("1200.50"), "director", []string{"analyst"}, []string{"staff"}, "windows", "office"
	a.Contingencies = []actionplan.Contingency{{Trigger: "high season", Response: "reduced standard", Owner: "deputy", How: []string{"call the deputies"}}}
	a.DueText = "11/01/13"
	p.Actions = p.Actions[:1]
	spans := map[actionplan.Code]calendar.Span{"team": {Start: day("2013-01-03"), Finish: day("2013-01-09")}}
	state := []actionplan.Assessment{{Code: "team", Late: true, DaysLate: 2, AtRisk: []string{"pace"}, Waiting: []actionplan.Code{"x"}}}
	english := p.Markdown(actionplan.TextOptions{Spans: spans, Assessed: state})
	at := -1
	for _, row := range []string{
		"| Action | team |", "| What? | Form the team |", "| Why? |  |", "| Who? | director (accountable)<br>analyst (consulted)<br>staff (informed) |",
		"| When? | from 2013-01-02<br>until 2013-01-11 (11/01/13)<br>computed: 2013-01-03 – 2013-01-09 |",
		"| Where? | windows<br>measured: office |", "| How? |  |", "| What to do in a contingency? | high season: reduced standard (deputy)<br>call the deputies |",
		"| How much? | 1200.50 MXN |", `| State | draft<br>finished 2 days late<br>at risk: pace<br>waits for: x |`,
	} {
		next := strings.Index(english, row)
		require.Greater(t, next, at, row)
		at = next
	}
	spanish := p.Markdown(actionplan.TextOptions{Language: "es", Labels: map[string]string{"what": "¿QUÉ?"}})
	for _, row := range []string{"¿QUÉ?", "¿Por qué?", "¿Quién?", "¿Cuándo?", "¿Dónde?", "¿Cómo?", "¿Qué hacer en caso de contingencia?", "¿Cuánto?"} {
		assert.Contains(t, spanish, "| "+row+" |")
	}
	assert.Equal(t, p.Markdown(actionplan.TextOptions{}), p.Markdown(actionplan.TextOptions{Language: "xx"}))
	a.Due = calendar.Date{}
	assert.Contains(t, p.Markdown(actionplan.TextOptions{}), "| When? | from 2013-01-02<br>11/01/13 |")
	assert.Contains(t, p.Markdown(actionplan.TextOptions{Table: true}), "| team | Form the team |")
}

// TestMarkdown_oneCell: whatever a text holds, a sheet keeps its rows of two cells.
func TestMarkdown_oneCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := season()
		p.Actions = p.Actions[:1]
		p.Actions[0].What = []string{rapid.String().Draw(t, "what")}
		lines := strings.Split(strings.TrimSpace(p.Markdown(actionplan.TextOptions{})), "\n")
		assert.Len(t, lines, 9)
		for _, line := range lines {
			assert.Equal(t, 3, strings.Count(strings.ReplaceAll(strings.ReplaceAll(line, `\\`, ""), `\|`, ""), "|"), line)
		}
	})
}

// TestMarkdown_state: words of the language and of the caller, never read as a format.
func TestMarkdown_state(t *testing.T) {
	p := season()
	p.Actions = p.Actions[:1]
	text := func(s actionplan.Assessment, o actionplan.TextOptions) string {
		s.Code = "team"
		o.Assessed = []actionplan.Assessment{s}
		return p.Markdown(o)
	}
	late := actionplan.Assessment{Status: actionplan.InProgress, Overdue: true, DaysLate: 1, AtRisk: []string{"pace", "float"}, Waiting: []actionplan.Code{"a", "b"}}
	assert.Contains(t, text(late, actionplan.TextOptions{}), "| State | in-progress<br>overdue by 1 day<br>at risk: pace, float<br>waits for: a, b |")
	assert.Contains(t, text(late, actionplan.TextOptions{Language: "es"}), "| Estado | en curso<br>vencida hace 1 día<br>en riesgo: ritmo, holgura<br>espera a: a, b |")
	late.DaysLate = 2
	odd := actionplan.TextOptions{Labels: map[string]string{"overdue": "100%s %d!", "pace": "slow"}}
	assert.Contains(t, text(late, odd), "100%s 2!<br>at risk: slow, float<br>")
	done := actionplan.Assessment{Status: actionplan.Closed, Late: true, DaysLate: 1}
	assert.Contains(t, text(done, actionplan.TextOptions{}), "| State | closed<br>finished 1 day late |")
	assert.Contains(t, text(actionplan.Assessment{Status: 9}, actionplan.TextOptions{}), "| State | ? |")
	for s := actionplan.Draft; s <= actionplan.Cancelled; s++ {
		assert.NotContains(t, text(actionplan.Assessment{Status: s}, actionplan.TextOptions{Language: "es"}), s.String(), "in Spanish")
	}
}

// TestMarkdown_columns: How much and State stand in a table only where an action has one.
func TestMarkdown_columns(t *testing.T) {
	p := season()
	table := p.Markdown(actionplan.TextOptions{Table: true})
	assert.NotContains(t, table, "How much?")
	assert.NotContains(t, table, "State")
	p.Actions[2].Cost = number("5")
	table = p.Markdown(actionplan.TextOptions{Table: true, Assessed: []actionplan.Assessment{{Code: "team"}}})
	assert.Contains(t, table, "| What to do in a contingency? | How much? | State |\n")
	assert.Contains(t, table, "|  | 5 MXN |  |\n")
}
