package promise

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Markdown returns the promise as a table of its specifications. A base specification that is not promised always is
// marked with an asterisk: base promises are what must always be delivered, unless a tolerance is written.
func (p Promise) Markdown() string {
	var rows [][]string
	tolerant := false
	for a, s := range p.Specifications() {
		coverage := s.Coverage.String()
		if a.Tier == Base && !s.Coverage.IsAlways() {
			tolerant = true
			coverage += " *"
		}
		rows = append(rows, []string{a.Name, a.Tier.String(), a.Class.Letter(), s.Text, withUnit(s), coverage, s.Owner})
	}
	text := fmt.Sprintf("**%s**, version %d\n\n", markdown.Escape(p.Key.label()), p.Version) + markdown.Table("",
		[]string{"Attribute", "Proposition", "F/O/D/A", "Specification", "Target", "Coverage", "Owner"}, rows)
	if tolerant {
		text += "\n\\* a base promise with a tolerance\n"
	}
	return text
}

// withUnit returns the target of s and its unit.
func withUnit(s Specification) string { return strings.TrimSpace(s.Target.String() + " " + s.Unit) }

// promised returns the target of s, its unit and its coverage.
func (s Specification) promised() string { return withUnit(s) + ", " + s.Coverage.String() }

// SideBySide returns a Markdown table that compares promises: a row a specification, by code in the order in which the
// promises name them, a column a promise, with target and coverage.
func SideBySide(promises []Promise) string {
	type row struct{ attribute, code string }
	var order []row
	header := []string{"Attribute", "Specification"}
	cells := make([]map[row]string, len(promises))
	for i, p := range promises {
		header = append(header, p.Key.label())
		cells[i] = map[row]string{}
		for a, s := range p.Specifications() {
			at := row{a.Name, s.Code}
			if !slices.Contains(order, at) {
				order = append(order, at)
			}
			cells[i][at] = s.promised()
		}
	}
	var rows [][]string
	for _, at := range order {
		line := []string{at.attribute, at.code}
		for i := range promises {
			line = append(line, cells[i][at])
		}
		rows = append(rows, line)
	}
	return markdown.Table("", header, rows)
}

// Markdown returns the report as a table, a row a specification, and below it the verdict of each tier and the worst
// visible attribute. Shares and bounds are in percent, to one place.
func (r Report) Markdown() string {
	percent := func(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) }
	var rows [][]string
	for _, a := range r.Attributes {
		for _, s := range a.Specs {
			share, interval := "", ""
			if s.Ratio != nil {
				share, interval = percent(*s.Ratio), percent(s.Interval.Low)+" to "+percent(s.Interval.High)
			}
			rows = append(rows, []string{
				a.Code, s.Code, s.Coverage.String(), fmt.Sprintf("%d of %d", s.Tally.Kept, s.Tally.Total), share, interval,
				yesNo(s.Met), s.Verdict.String(),
			})
		}
	}
	text := markdown.Table("llrrrr",
		[]string{"Attribute", "Specification", "Promised", "Kept", "%", "Interval, %", "Met", "Verdict"}, rows)
	text += fmt.Sprintf("\nBase promise: %s. Differentiating promise: %s.", r.Base, r.Differentiating)
	if r.Worst != "" {
		text += " Worst visible attribute: " + markdown.Escape(r.Worst) + "."
	}
	return text + "\n"
}

// yesNo returns "yes" or "no".
func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
