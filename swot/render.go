package swot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Matrix returns the factors of m as a Markdown table of two by two: internal and external, helpful and
// harmful, each cell headed by its kind. An assumed factor says so; one without a valid kind is left out.
func (l Labels) Matrix(m Matrix) string {
	cell := func(kind Kind) string {
		return strings.Join(append([]string{l.text(kind.String() + ".many")}, l.factors(m, kind)...), "\n")
	}
	return markdown.Table("", []string{l.text("swot"), l.text("helpful"), l.text("harmful")}, [][]string{
		{l.text("internal"), cell(Strength), cell(Weakness)},
		{l.text("external"), cell(Opportunity), cell(Threat)},
	})
}

// factors returns a line for each factor of the kind.
func (l Labels) factors(m Matrix, kind Kind) (lines []string) {
	for _, f := range m.Factors {
		if f.Kind == kind {
			lines = append(lines, f.Code+": "+f.Text+l.assumed(f))
		}
	}
	return lines
}

// assumed returns the mark of an assumed factor.
func (l Labels) assumed(f Factor) string {
	if f.Assumed {
		return " (" + l.text("assumed") + ")"
	}
	return ""
}

// TOWS returns m as a Markdown table of three by three: strengths and weaknesses across, opportunities and
// threats down, each with its factors and what to do with them (CAME: correct, face, maintain, exploit), and
// where they meet the strategies of that quadrant, each with the factors it uses. Strategies whose quadrant
// [Matrix.Quadrant] cannot tell follow in a list below.
func (l Labels) TOWS(m Matrix) string {
	var cells [WT + 1][]string // by quadrant; at 0 those without one
	byCode := m.kinds()
	for _, s := range m.Strategies {
		ks, unknown := s.kinds(byCode)
		q, _ := ks.quadrant(s.Declared)
		if len(unknown) > 0 {
			q = 0
		}
		cells[q] = append(cells[q], s.Code+": "+s.Title+" ("+strings.Join(s.Uses, ", ")+")")
	}
	head := func(kind Kind) string {
		name := l.text(kind.String()+".many") + " (" + l.text(kind.String()+".verb") + ")"
		return strings.Join(append([]string{name}, l.factors(m, kind)...), "\n")
	}
	cell := func(q Quadrant) string {
		return strings.Join(append([]string{l.text(q.String())}, cells[q]...), "\n")
	}
	var out strings.Builder
	out.WriteString(markdown.Table("", []string{l.text("swot"), head(Strength), head(Weakness)}, [][]string{
		{head(Opportunity), cell(SO), cell(WO)},
		{head(Threat), cell(ST), cell(WT)},
	}))
	if len(cells[0]) > 0 {
		out.WriteString("\n" + markdown.Escape(l.text("unplaced")) + ":\n\n")
	}
	for _, line := range cells[0] {
		out.WriteString("- " + markdown.Escape(line) + "\n")
	}
	return out.String()
}

// Attributes returns the table by which article 000 classes what each brand offers, as Markdown: a row a
// factor with a brand, a market or an attribute of a promise, and the letter of its class. Brands and markets
// stand in the order in which the matrix first names each pair; the attribute is named by its code, the part
// of the ref after the slash.
func (l Labels) Attributes(m Matrix) string {
	type offer struct{ brand, market string }
	order := make(map[offer]int)
	var own []Factor
	for _, f := range m.Factors {
		if f.Brand == "" && f.Market == "" && f.Attribute == (Ref{}) {
			continue
		}
		if at := (offer{f.Brand, f.Market}); order[at] == 0 {
			order[at] = len(order) + 1
		}
		own = append(own, f)
	}
	slices.SortStableFunc(own, func(a, b Factor) int {
		return order[offer{a.Brand, a.Market}] - order[offer{b.Brand, b.Market}]
	})
	var rows [][]string
	for _, f := range own {
		attribute := f.Attribute.ID[strings.LastIndex(f.Attribute.ID, "/")+1:]
		class := l.text(f.Kind.String()) + l.assumed(f)
		rows = append(rows, []string{f.Brand, f.Market, attribute, f.Code + ": " + f.Text, class})
	}
	return markdown.Table("", []string{
		l.text("brand"), l.text("market"), l.text("attribute"), l.text("factor"), l.text("classes"),
	}, rows)
}

// Ranking returns r as a Markdown table, a row a place. A tied rank is marked "=". The columns after the
// score are what each criterion adds to it, headed by the criterion's code; points, priority and the criteria
// below their floor have a column where any place has them. Scores and points are rounded half away from zero
// to 4 places; one that is hostile reads "?".
func (l Labels) Ranking(r Ranking) string {
	criteria := criteriaOf(r)
	header := []string{l.text("rank"), l.text("strategy"), l.text("score")}
	align := "rlr" + strings.Repeat("r", len(criteria))
	points := slices.ContainsFunc(r.Places, func(p Place) bool { return p.Points.Valid })
	classed := slices.ContainsFunc(r.Places, func(p Place) bool { return p.Class != 0 })
	vetoed := slices.ContainsFunc(r.Places, func(p Place) bool { return len(p.Vetoed) > 0 })
	header = append(header, criteria...)
	for _, column := range [...]struct {
		shown      bool
		key, align string
	}{{points, "points", "r"}, {classed, "class", "l"}, {vetoed, "vetoed", "l"}} {
		if column.shown {
			header, align = append(header, l.text(column.key)), align+column.align
		}
	}
	rows := make([][]string, len(r.Places))
	for i, p := range r.Places {
		rows[i] = append([]string{rankText(p), p.Code, short(p.Score)}, products(p, criteria)...)
		if points {
			rows[i] = append(rows[i], shortOr(p.Points))
		}
		if classed {
			rows[i] = append(rows[i], l.text(p.Class.String()))
		}
		if vetoed {
			rows[i] = append(rows[i], strings.Join(p.Vetoed, ", "))
		}
	}
	return markdown.Table(align, header, rows)
}

// criteriaOf returns the codes of the criteria in r, each once.
func criteriaOf(r Ranking) (codes []string) {
	seen := make(map[string]bool)
	for _, p := range r.Places {
		for _, part := range p.Parts {
			if !seen[part.Code] {
				codes = append(codes, part.Code)
			}
			seen[part.Code] = true
		}
	}
	return codes
}

// products returns what each of criteria adds to the score of p, "" for one that p does not have.
func products(p Place, criteria []string) []string {
	cells := make([]string, len(criteria))
	for _, part := range p.Parts {
		cells[slices.Index(criteria, part.Code)] = short(part.Product)
	}
	return cells
}

// rankText returns the rank of p, with "=" at a tie.
func rankText(p Place) string {
	if p.Tied {
		return strconv.Itoa(p.Rank) + "="
	}
	return strconv.Itoa(p.Rank)
}

// short returns d with 4 places, or "?" if it is hostile.
func short(d decimal.Decimal) string {
	if bound.Wide().Check(d) != nil {
		return "?"
	}
	return d.StringFixed(4)
}

// shortOr returns d with 4 places, or "" if it is absent.
func shortOr(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return short(d.Decimal)
}

// Markdown returns m in English: its title, the table of [Labels.Matrix], and that of [Labels.TOWS] if it has
// strategies. It works on drafts.
func (m Matrix) Markdown() string {
	var english Labels
	out := "## " + markdown.Escape(m.Title) + "\n\n" + english.Matrix(m)
	if len(m.Strategies) > 0 {
		out += "\n" + english.TOWS(m)
	}
	return out
}

// Markdown returns r in English, as [Labels.Ranking].
func (r Ranking) Markdown() string { return Labels(nil).Ranking(r) }
