package survey

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Dashboard brings the figures of a survey together and says what is done about them. The zero value is empty.
type Dashboard struct {
	Title string         `json:"title,omitempty"`
	Rows  []DashboardRow `json:"rows,omitempty"`
}

// A DashboardRow is one figure: what it is and of which segment, the estimate and of whom it speaks, how it has changed,
// how far it is from what was promised, and the actions that improve it, such as {"actionplan.action", "<plan>/A1"}.
// Change, Gap and Actions are left out where there are none. The zero value is an estimate of nobody.
type DashboardRow struct {
	Label    string      `json:"label"`
	Segment  string      `json:"segment,omitempty"`
	Estimate Estimate    `json:"estimate"`
	Base     Base        `json:"base"`
	Change   *Change     `json:"change,omitempty"`
	Gap      *PromiseGap `json:"gap,omitempty"`
	Actions  []Ref       `json:"actions,omitempty"`
}

// Markdown returns d as a heading, where it has a title, and a table: each estimate with its interval, the answers
// behind it and the responses that do not count, then what changed, with interval and adjusted p-value, the gap to the
// promise and the codes of the actions, in columns that are left out where no row has them. Numbers have two decimal
// places in the unit of their figure, "few" marks a small number of answers. Where levels differ, each interval names
// its own. Text is escaped; a promised level beyond 100 digits is "?".
func (d Dashboard) Markdown() string {
	level, heading := d.level(), "Interval"
	if level != 0 {
		heading = percent(level) + " interval"
	}
	columns := []dashboardColumn{
		{"Figure", 'l', func(r DashboardRow) string { return r.Label }},
		{"Segment", 'l', func(r DashboardRow) string { return r.Segment }},
		{"Value", 'r', func(r DashboardRow) string { return twoPlaces(r.Estimate.Value) }},
		{heading, 'r', func(r DashboardRow) string { return r.Estimate.Interval.text(level) }},
		{"Answered", 'r', DashboardRow.answered},
		{"Not counted", 'l', func(r DashboardRow) string { return r.Base.uncounted() }},
		{"Change", 'r', func(r DashboardRow) string { return r.change(level) }},
		{"Gap to promise", 'r', func(r DashboardRow) string { return r.gap(level) }},
		{"Actions", 'l', DashboardRow.actions},
	}
	var header []string
	align, cells := "", make([][]string, len(d.Rows))
	for i, column := range columns {
		values, used := make([]string, len(d.Rows)), i == 0
		for j, row := range d.Rows {
			values[j] = column.cell(row)
			used = used || values[j] != ""
		}
		if !used {
			continue
		}
		header, align = append(header, column.name), align+string(column.align)
		for j, value := range values {
			cells[j] = append(cells[j], value)
		}
	}
	table := markdown.Table(align, header, cells)
	if d.Title == "" {
		return table
	}
	return "# " + markdown.Escape(d.Title) + "\n\n" + table
}

// dashboardColumn says what stands in a column, and on which side.
type dashboardColumn struct {
	name  string
	align rune
	cell  func(DashboardRow) string
}

// level returns the level of all intervals, 0 where they differ.
func (d Dashboard) level() float64 {
	level := 0.0
	for _, row := range d.Rows {
		intervals := []Interval{row.Estimate.Interval}
		if row.Change != nil {
			intervals = append(intervals, row.Change.Interval)
		}
		if row.Gap != nil {
			intervals = append(intervals, row.Gap.Interval)
		}
		for _, i := range intervals {
			if level != 0 && i.Level != 0 && i.Level != level {
				return 0
			}
			level = max(level, i.Level)
		}
	}
	return level
}

// percent shows a level.
func percent(level float64) string { return strconv.FormatFloat(100*level, 'g', 6, 64) + " %" }

// answered shows how many of the responses are behind the figure.
func (r DashboardRow) answered() string {
	text := fmt.Sprintf("%d of %d", r.Base.Answered, r.Base.Responses)
	if r.Estimate.Small {
		text += ", few"
	}
	return text
}

// uncounted shows what became of the other responses.
func (b Base) uncounted() string {
	var parts []string
	for _, o := range []Outcome{OutcomeMissing, OutcomeHidden, OutcomeInvalid, OutcomeExcluded} {
		if n := *b.of(o); n != 0 {
			parts = append(parts, fmt.Sprintf("%d %v", n, o))
		}
	}
	return strings.Join(parts, ", ")
}

// change shows the change with its interval and p-value.
func (r DashboardRow) change(level float64) string {
	if r.Change == nil {
		return ""
	}
	p := "p " + strconv.FormatFloat(r.Change.AdjustedP, 'f', 3, 64)
	if r.Change.AdjustedP < 0.001 {
		p = "p < 0.001"
	}
	return r.Change.Interval.around(r.Change.Difference, level) + ", " + p
}

// gap shows the gap with its interval and what was promised.
func (r DashboardRow) gap(level float64) string {
	if r.Gap == nil {
		return ""
	}
	side := "at least"
	if r.Gap.Promised.AtMost {
		side = "at most"
	}
	return r.Gap.Interval.around(r.Gap.Gap, level) + ", " + side + " " + bound.Plain(r.Gap.Promised.Level)
}

// actions shows the codes of the actions, which are what stands behind the last slash of the ID.
func (r DashboardRow) actions() string {
	codes := make([]string, len(r.Actions))
	for i, action := range r.Actions {
		codes[i] = action.ID[strings.LastIndexByte(action.ID, '/')+1:]
	}
	return strings.Join(codes, ", ")
}

// text shows i, and its level unless that of all is known; "" where there is no interval.
func (i Interval) text(level float64) string {
	text := twoPlaces(i.Low) + " to " + twoPlaces(i.High)
	switch {
	case i.Level == 0:
		return ""
	case level == 0:
		return text + " at " + percent(i.Level)
	}
	return text
}

// around shows a difference with i, its interval.
func (i Interval) around(difference, level float64) string {
	text := signed(difference)
	if interval := i.text(level); interval != "" {
		text += " (" + interval + ")"
	}
	return text
}

// twoPlaces shows x with two places, never "-0.00".
func twoPlaces(x float64) string {
	text := strconv.FormatFloat(x, 'f', 2, 64)
	if text == "-0.00" {
		return "0.00"
	}
	return text
}

// signed shows x with two places and its sign.
func signed(x float64) string {
	if text := twoPlaces(x); text == "0.00" {
		return text
	}
	return fmt.Sprintf("%+.2f", x)
}
