package actionplan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// TextOptions say how a plan is written. The zero value is the default.
type TextOptions struct {
	Language string                 // "en" or "es"; any other reads as "en". Defaults to "en".
	Labels   map[string]string      // words of the caller's, by key; they win over the language.
	Spans    map[Code]calendar.Span // computed dates: added to the row "when", and where a chart or a calendar puts an action. Defaults to none.
	Assessed []Assessment           // adds the row "state", and marks in charts what is overdue. Defaults to none.
	Table    bool                   // Markdown has one row an action. Defaults to one sheet an action.
}

// words are the labels of a language, by key; %d stands for a number of days. The English states and risks are their keys.
var words = map[string]map[string]string{
	"en": {
		"what": "What?", "why": "Why?", "who": "Who?", "when": "When?", "where": "Where?", "how": "How?",
		"contingency": "What to do in a contingency?", "cost": "How much?", "state": "State", "action": "Action",
		"accountable": "accountable", "consulted": "consulted", "informed": "informed", "from": "from", "until": "until",
		"measured": "measured", "computed": "computed", "at-risk": "at risk", "waiting": "waits for",
		"overdue": "overdue by %d days", "overdue-1": "overdue by %d day",
		"late": "finished %d days late", "late-1": "finished %d day late",
	},
	"es": {
		"what": "¿Qué?", "why": "¿Por qué?", "who": "¿Quién?", "when": "¿Cuándo?", "where": "¿Dónde?", "how": "¿Cómo?",
		"contingency": "¿Qué hacer en caso de contingencia?", "cost": "¿Cuánto?", "state": "Estado", "action": "Acción",
		"accountable": "rinde cuentas", "consulted": "consultado", "informed": "informado", "from": "desde", "until": "hasta",
		"measured": "se mide en", "computed": "calculado", "at-risk": "en riesgo", "waiting": "espera a",
		"overdue": "vencida hace %d días", "overdue-1": "vencida hace %d día",
		"late": "terminada %d días tarde", "late-1": "terminada %d día tarde",
		"draft": "borrador", "planned": "planificada", "in-progress": "en curso", "blocked": "bloqueada", "done": "hecha",
		"verified": "verificada", "closed": "cerrada", "cancelled": "cancelada", "float": "holgura", "pace": "ritmo",
	},
}

// rowKeys are the rows of the sheet in the order of article 000 of package seeds; cost comes only where one is given, and
// the state only where it was assessed.
var rowKeys = []string{"what", "why", "who", "when", "where", "how", "contingency", "cost", "state"}

// word returns the label of a key, and the key itself where there is none.
func (o TextOptions) word(key string) string {
	if word, ok := o.Labels[key]; ok {
		return word
	}
	language, ok := words[o.Language]
	if !ok {
		language = words["en"]
	}
	if word, ok := language[key]; ok {
		return word
	}
	return key
}

// days returns the label of a key with a number of days in it. A label of the caller's is text, not a format.
func (o TextOptions) days(key string, n int) string {
	if _, own := o.Labels[key]; n == 1 && !own {
		key += "-1"
	}
	return strings.ReplaceAll(o.word(key), "%d", strconv.Itoa(n))
}

// Markdown returns the plan as people read it: one sheet an action, in the order What, Why, Who, When, Where, How, What to
// do in a contingency, then How much where a cost is given; or one table with a row an action. It does not ask for a valid
// plan.
func (p Plan) Markdown(o TextOptions) string {
	assessed := byCode(o.Assessed)
	var out strings.Builder
	if p.Title != "" {
		fmt.Fprintf(&out, "**%s**\n\n", markdown.Escape(p.Title))
	}
	columns, table := rowKeys[:7], [][]string{}
	all := make([]map[string]string, 0, len(p.Actions))
	for _, a := range p.Actions {
		all = append(all, p.cells(a, assessed, o))
	}
	for _, key := range rowKeys[7:] { // a column for a cost or a state only where an action has one
		if slices.ContainsFunc(all, func(cells map[string]string) bool { _, has := cells[key]; return has }) {
			columns = append(slices.Clip(columns), key)
		}
	}
	for i, a := range p.Actions {
		row, sheet := []string{string(a.Code)}, [][]string{}
		for _, key := range columns {
			cell, has := all[i][key]
			row = append(row, cell)
			if has {
				sheet = append(sheet, []string{o.word(key), cell})
			}
		}
		table = append(table, row)
		if !o.Table {
			out.WriteString(markdown.Table("", []string{o.word("action"), string(a.Code)}, sheet) + "\n")
		}
	}
	if o.Table {
		header := []string{o.word("action")}
		for _, key := range columns {
			header = append(header, o.word(key))
		}
		out.WriteString(markdown.Table("", header, table))
	}
	return out.String()
}

// byCode returns assessments by the code of their action.
func byCode(assessments []Assessment) map[Code]Assessment {
	all := make(map[Code]Assessment, len(assessments))
	for _, a := range assessments {
		all[a.Code] = a
	}
	return all
}

// cells returns the text of each row of an action's sheet.
func (p Plan) cells(a Action, assessed map[Code]Assessment, o TextOptions) map[string]string {
	cells := map[string]string{
		"what":        strings.Join(a.What, "\n"),
		"why":         strings.Join(a.Why, "\n"),
		"who":         o.who(a),
		"when":        o.when(a),
		"where":       a.Where,
		"how":         strings.Join(a.How, "\n"),
		"contingency": contingencies(a),
	}
	if a.MeasuredAt != "" && a.MeasuredAt != a.Where {
		cells["where"] += "\n" + o.word("measured") + ": " + a.MeasuredAt
	}
	if a.Cost != nil {
		cells["cost"] = strings.TrimSpace(bound.Digits(*a.Cost) + " " + p.Currency)
	}
	if s, ok := assessed[a.Code]; ok {
		cells["state"] = o.state(s)
	}
	return cells
}

// who lists the people of an action: who answers for it, who does it, who is asked and who is told.
func (o TextOptions) who(a Action) string {
	var lines []string
	add := func(people []string, role string) {
		for _, person := range people {
			if role != "" {
				person += " (" + o.word(role) + ")"
			}
			lines = append(lines, person)
		}
	}
	if a.Accountable != "" {
		add([]string{a.Accountable}, "accountable")
	}
	add(a.Responsible, "")
	add(a.Consulted, "consulted")
	add(a.Informed, "informed")
	return strings.Join(lines, "\n")
}

// when returns the dates of an action: the commitment as it was written and as it is read, and computed ones.
func (o TextOptions) when(a Action) string {
	var lines []string
	if !a.Start.IsZero() {
		lines = append(lines, o.word("from")+" "+a.Start.String())
	}
	switch {
	case !a.Due.IsZero() && a.DueText != "":
		lines = append(lines, o.word("until")+" "+a.Due.String()+" ("+a.DueText+")")
	case !a.Due.IsZero():
		lines = append(lines, o.word("until")+" "+a.Due.String())
	case a.DueText != "":
		lines = append(lines, a.DueText)
	}
	if span, ok := o.Spans[a.Code]; ok {
		lines = append(lines, o.word("computed")+": "+span.Start.String()+" – "+span.Finish.String())
	}
	return strings.Join(lines, "\n")
}

// contingencies lists what to do when: the trigger, the response, who sees to it, and its steps.
func contingencies(a Action) string {
	var lines []string
	for _, c := range a.Contingencies {
		line := c.Trigger + ": " + c.Response
		if c.Owner != "" {
			line += " (" + c.Owner + ")"
		}
		lines = append(lines, line)
		lines = append(lines, c.How...)
	}
	return strings.Join(lines, "\n")
}

// state says where an action stands.
func (o TextOptions) state(s Assessment) string {
	lines := []string{o.word(s.Status.String())}
	switch {
	case s.Overdue:
		lines = append(lines, o.days("overdue", s.DaysLate))
	case s.Late:
		lines = append(lines, o.days("late", s.DaysLate))
	}
	var risks, waiting []string
	for _, risk := range s.AtRisk {
		risks = append(risks, o.word(risk))
	}
	for _, code := range s.Waiting {
		waiting = append(waiting, string(code))
	}
	if len(risks) > 0 {
		lines = append(lines, o.word("at-risk")+": "+strings.Join(risks, ", "))
	}
	if len(waiting) > 0 {
		lines = append(lines, o.word("waiting")+": "+strings.Join(waiting, ", "))
	}
	return strings.Join(lines, "\n")
}
