package agreement

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Mermaid returns a flowchart of who hands over to whom: a box a party, a line from the customer to each party that staffs
// a contact-point team, an arrow a hand-off with what it passes and who carries it, dotted where that is no party. The
// party that owns the whole has a double frame.
func (a Agreement) Mermaid() string {
	var out strings.Builder
	out.WriteString("flowchart LR\n  customer([" + markdown.Label("Customer") + "])\n")
	number := map[string]int{}
	for i, p := range a.Parties {
		open, end := "[", "]"
		if p.Code == a.Owner {
			open, end = "[[", "]]"
		}
		number[p.Code] = i
		fmt.Fprintf(&out, "  p%d%s%s%s\n", i, open, markdown.Label(p.Name), end)
	}
	faces := a.staff(ContactPoint)
	for i, p := range a.Parties {
		if len(faces[p.Code]) > 0 {
			fmt.Fprintf(&out, "  customer --- p%d\n", i)
		}
	}
	for _, h := range a.Handoffs {
		from, known := number[h.From]
		to, also := number[h.To]
		if !known || !also {
			continue
		}
		arrow, carrier := "-->", h.CarriedBy
		if _, party := number[h.CarriedBy]; !party {
			arrow = "-.->"
		}
		if carrier == "" {
			carrier = "nobody"
		}
		label := "carried by " + carrier
		if len(h.Passes) > 0 {
			label = strings.Join(h.Passes, ", ") + ", " + label
		}
		fmt.Fprintf(&out, "  p%d %s|%s| p%d\n", from, arrow, markdown.Label(label), to)
	}
	return out.String()
}

// staff returns the teams of a kind that each party has people in, in the order of the teams.
func (a Agreement) staff(kind TeamKind) map[string][]string {
	type seat struct{ team, party string }
	taken := map[seat]bool{}
	for _, p := range a.People {
		for _, team := range p.Teams {
			taken[seat{team, p.Party}] = true
		}
	}
	teams := map[string][]string{}
	for _, t := range a.Teams {
		for _, p := range a.Parties {
			if t.Kind == kind && taken[seat{t.Code, p.Code}] {
				teams[p.Code] = append(teams[p.Code], t.Code)
			}
		}
	}
	return teams
}

// Markdown returns the agreement as tables of its parties, obligations and hand-offs, and below them the gaps, the
// overlaps and what is wrong with the hand-offs.
func (a Agreement) Markdown() string {
	var out strings.Builder
	owner := a.Owner
	if owner == "" {
		owner = "nobody"
	}
	fmt.Fprintf(&out, "**%s**, owned by %s\n\n", markdown.Escape(a.Name), markdown.Escape(owner))
	out.WriteString(a.partyTable() + "\n" + a.obligationTable())
	if len(a.Handoffs) > 0 {
		var rows [][]string
		for _, h := range a.Handoffs {
			rows = append(rows, []string{h.Code, h.From, h.To, h.CarriedBy, strings.Join(h.Passes, ", "), strings.Join(h.Needs, ", ")})
		}
		out.WriteString("\n" + markdown.Table("", []string{"Hand-off", "From", "To", "Carried by", "Passes", "Needs"}, rows))
	}
	var notes []string
	for _, gap := range a.Gaps() {
		notes = append(notes, "Gap: "+gap)
	}
	for _, o := range a.Overlaps() {
		notes = append(notes, "Overlap: "+o.Activity+", of "+strings.Join(o.Parties, ", "))
	}
	for _, f := range a.HandoffFaults() {
		notes = append(notes, "Hand-off: "+f.String())
	}
	if len(notes) > 0 {
		out.WriteByte('\n')
	}
	for _, note := range notes {
		out.WriteString("- " + markdown.Escape(note) + "\n")
	}
	return out.String()
}

// String returns f as a line of text, such as "item-missing, h2 from dealer to insurer: claim number".
func (f HandoffFault) String() string {
	text := f.Kind.String()
	if f.From != "" || f.To != "" {
		text += strings.TrimRight(", "+f.Handoff, " ") + " from " + f.From + " to " + f.To
	}
	if f.Item != "" {
		text += ": " + f.Item
	}
	return text
}

// partyTable shows what each party brings.
func (a Agreement) partyTable() string {
	contact, resolver := a.staff(ContactPoint), a.staff(Resolver)
	experts, activities := map[string][]string{}, map[string][]string{}
	for _, p := range a.People {
		if p.Role == Expert {
			experts[p.Party] = append(experts[p.Party], p.Code)
		}
	}
	for _, b := range a.Boundaries {
		activities[b.Party] = append(activities[b.Party], b.Activities...)
	}
	var rows [][]string
	for _, p := range a.Parties {
		signed := ""
		if !p.Signed.IsZero() {
			signed = p.Signed.UTC().Format("2006-01-02")
		}
		row := []string{p.Name, p.OutsourcedBy, signed}
		for _, of := range []map[string][]string{contact, resolver, experts, activities} {
			row = append(row, strings.Join(of[p.Code], ", "))
		}
		rows = append(rows, row)
	}
	return markdown.Table("", []string{"Party", "Works for", "Signed", "Contact point", "Resolver", "Experts", "Boundary"}, rows)
}

// obligationTable shows who owes what.
func (a Agreement) obligationTable() string {
	var rows [][]string
	for _, o := range a.Obligations {
		kind := "individual"
		if len(o.Parties) > 1 {
			kind = "collective"
		}
		target := strings.TrimSpace(o.Spec.Target.String() + " " + o.Spec.Unit)
		rows = append(rows, []string{kind, strings.Join(o.Parties, ", "), o.Spec.Text, target, o.Spec.Coverage.String()})
	}
	return markdown.Table("", []string{"Obligation", "Of", "Text", "Target", "Coverage"}, rows)
}
