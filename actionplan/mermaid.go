package actionplan

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Gantt returns p as a Mermaid gantt chart, a bar an action that is not cancelled, in the order of the plan. A bar runs over
// the computed days in o.Spans, else from Start to Due, else over the one of them that is set; Mermaid's end is exclusive,
// so it is the day after. What is done, verified or closed is tagged done; what is in progress or blocked, active; what is
// critical by its span or overdue by o.Assessed, crit. Whatever a name holds, it breaks no chart.
//
// It returns [ErrRange] for an action without any day, for computed days that run backwards, and for 9999-12-31. It does not
// ask for a valid plan.
func (p Plan) Gantt(o TextOptions) (string, error) {
	assessed := byCode(o.Assessed)
	var out strings.Builder
	out.WriteString("gantt\n")
	if title := label(p.Title); title != "" {
		out.WriteString("    title " + title + "\n")
	}
	out.WriteString("    dateFormat YYYY-MM-DD\n")
	for i := range p.Actions {
		a := &p.Actions[i]
		if a.Status == Cancelled {
			continue
		}
		start, end, err := o.bar(a)
		if err != nil {
			return "", fmt.Errorf("actionplan: gantt: %w", err)
		}
		var tags []string
		if o.Spans[a.Code].Critical || assessed[a.Code].Overdue {
			tags = append(tags, "crit")
		}
		switch a.Status {
		case Done, Verified, Closed:
			tags = append(tags, "done")
		case InProgress, Blocked:
			tags = append(tags, "active")
		}
		if a.Milestone {
			tags = append(tags, "milestone")
		}
		tags = append(tags, taskID(a.Code), start.String(), end.String())
		out.WriteString("    " + taskName(a) + " :" + strings.Join(tags, ", ") + "\n")
	}
	return out.String(), nil
}

// Flowchart returns p as a Mermaid flowchart, a box an action and an arrow a link, with its type and lag where it is no
// plain finish to start, and with the state of the actions in o.Assessed. Links from or to nothing are left out. It does not
// ask for a valid plan.
func (p Plan) Flowchart(o TextOptions) string {
	assessed := byCode(o.Assessed)
	at := make(map[Code]int, len(p.Actions))
	var out strings.Builder
	out.WriteString("flowchart LR\n")
	for i := range p.Actions {
		a := &p.Actions[i]
		at[a.Code] = i
		name := string(a.Code)
		if len(a.What) > 0 {
			name += ": " + a.What[0]
		}
		if s, ok := assessed[a.Code]; ok {
			name += " (" + strings.ReplaceAll(o.state(s), "\n", ", ") + ")"
		}
		fmt.Fprintf(&out, "    n%d[\"%s\"]\n", i+1, label(name))
	}
	for _, l := range p.Links {
		from, knownFrom := at[l.From]
		to, knownTo := at[l.To]
		if !knownFrom || !knownTo {
			continue
		}
		arrow := "-->"
		if l.Type != FinishStart || l.Lag != 0 {
			arrow += "|\"" + label(l.Type.String())
			if l.Lag != 0 {
				arrow += fmt.Sprintf(" %+d", l.Lag)
			}
			arrow += "\"|"
		}
		fmt.Fprintf(&out, "    n%d %s n%d\n", from+1, arrow, to+1)
	}
	return out.String()
}

// span returns the computed days of an action, else its Start and Due, either of which may be unset.
func (o TextOptions) span(a *Action) (start, finish calendar.Date, err error) {
	start, finish = a.Start, a.Due
	if computed, ok := o.Spans[a.Code]; ok {
		start, finish = computed.Start, computed.Finish
	}
	if !start.IsZero() && !finish.IsZero() && finish.Compare(start) < 0 {
		return start, finish, fmt.Errorf("%.64q ends on %s, before %s: %w", a.Code, finish, start, ErrRange)
	}
	return start, finish, nil
}

// bar returns the first day of an action and the day after its last.
func (o TextOptions) bar(a *Action) (start, end calendar.Date, err error) {
	start, finish, err := o.span(a)
	if err != nil {
		return start, end, err
	}
	if start.IsZero() {
		start = finish
	}
	if finish.IsZero() {
		finish = start
	}
	if start.IsZero() {
		return start, end, fmt.Errorf("%.64q has no day: %w", a.Code, ErrRange)
	}
	end, err = dayAfter(finish)
	return start, end, err
}

// dayAfter returns the exclusive end of what lasts until d, as Mermaid and iCalendar ask for it.
func dayAfter(d calendar.Date) (calendar.Date, error) {
	end, err := d.AddDays(1)
	if err != nil {
		return end, fmt.Errorf("the day after %s: %w", d, ErrRange)
	}
	return end, nil
}

// taskTags are the words that Mermaid takes for a tag where an identifier may stand.
var taskTags = []Code{"done", "active", "crit", "milestone", "vert"}

// taskID returns the identifier of an action in a chart, another for another code.
func taskID(c Code) string {
	if slices.Contains(taskTags, c) || strings.HasPrefix(string(c), "t-") {
		return "t-" + label(string(c))
	}
	return label(string(c))
}

// keywords begin a line of a chart that is no task, in any case of letters.
var keywords = []string{
	"accdescr", "acctitle", "axisformat", "call", "click", "dateformat", "excludes", "gantt", "href", "includes",
	"inclusiveenddates", "section", "tickinterval", "title", "todaymarker", "topaxis", "weekday", "weekend",
}

// taskName returns what an action is called in a chart. A first letter that could make a keyword or a date of the name becomes
// an entity.
func taskName(a *Action) string {
	name := ""
	if len(a.What) > 0 {
		name = label(a.What[0])
	}
	if name == "" {
		name = label(string(a.Code))
	}
	lower := strings.ToLower(name)
	opens := func(keyword string) bool { return strings.HasPrefix(lower, keyword) }
	if slices.ContainsFunc(keywords, opens) || '0' <= name[0] && name[0] <= '9' && strings.HasPrefix(name[min(4, len(name)):], "-") {
		return fmt.Sprintf("#%d;%s", name[0], name[1:])
	}
	return name
}

// label returns text as a Mermaid name: one line without what would end it, and without space around it.
func label(text string) string {
	quoted := markdown.Label(text)
	name := strings.TrimFunc(quoted[1:len(quoted)-1], func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
	return strings.ReplaceAll(name, ":", "#58;")
}
