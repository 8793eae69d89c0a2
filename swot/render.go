package swot

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Matrix returns the matrix as a Markdown table of two by two: internal above external, helpful before harmful.
func (l Labels) Matrix(m Matrix) string {
	cell := func(kind Kind) string { return l.word(plurals[kind]) + "\n" + l.factors(m, kind) }
	return markdown.Table("", []string{l.word("matrix"), l.word("helpful"), l.word("harmful")}, [][]string{
		{l.word("internal"), cell(Strength), cell(Weakness)},
		{l.word("external"), cell(Opportunity), cell(Threat)},
	})
}

// TOWS returns the matrix as a Markdown table of three by three: the factors on its edges, and in each quadrant the
// strategies that belong to it. A strategy without a quadrant stands in none.
func (l Labels) TOWS(m Matrix) string {
	side := func(kind Kind) string { return l.word(plurals[kind]) + "\n" + l.factors(m, kind) }
	kinds := m.kinds()
	field := func(q Quadrant) string {
		lines := []string{q.String()}
		for _, s := range m.Strategies {
			if quadrant, fault := derive(s, kinds); fault == "" && quadrant == q {
				lines = append(lines, s.Code+": "+s.Title)
			}
		}
		return strings.Join(lines, "\n")
	}
	return markdown.Table("", []string{"TOWS", side(Strength), side(Weakness)}, [][]string{
		{side(Opportunity), field(SO), field(WO)},
		{side(Threat), field(ST), field(WT)},
	})
}

// factors lists the factors of a kind, one a line.
func (l Labels) factors(m Matrix, kind Kind) string {
	var lines []string
	for _, f := range m.Factors {
		if f.Kind != kind {
			continue
		}
		line := f.Code + ": " + f.Text
		if f.Assumed {
			line += " (" + l.word("assumed") + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// Attributes returns the factors as article 000 of package seeds tables them: what each brand offers in each market, and
// the letter of its class.
func (l Labels) Attributes(m Matrix) string {
	var rows [][]string
	for _, f := range m.Factors {
		class := l.word(f.Kind.String())
		rows = append(rows, []string{l.orAll(f.Brand), l.orAll(f.Market), f.Text, string([]rune(class + "?")[:1]) + ", " + class})
	}
	return markdown.Table("", []string{l.word("brand"), l.word("market"), l.word("attribute"), l.word("class")}, rows)
}

// orAll returns name, or the word for all of them.
func (l Labels) orAll(name string) string {
	if name == "" {
		return l.word("all")
	}
	return name
}

// Ranking returns the places as a Markdown table, with the score, the points on the declared scale where there are any, the
// contribution of each criterion, and whether a place is tied or vetoed.
func (l Labels) Ranking(r Ranking) string {
	var rows [][]string
	for _, place := range r.Places {
		rank := strconv.Itoa(place.Rank)
		if place.Tied {
			rank += " (" + l.word("tied") + ")"
		}
		points := ""
		if place.Points.Valid {
			points = short(place.Points.Decimal)
		}
		class := ""
		if place.Class != 0 {
			class = l.word(place.Class.String())
		}
		rows = append(rows, []string{rank, place.Code, short(place.Score), points, l.contributions(place), class})
	}
	return markdown.Table("rlrr", []string{
		l.word("rank"), l.word("strategy"), l.word("score"), l.word("points"), l.word("contributions"), l.word("priority"),
	}, rows)
}

// short returns d to 4 places, and "?" for a hostile decimal.
func short(d decimal.Decimal) string {
	if accepted().Check(d) != nil {
		return "?"
	}
	return bound.Plain(d.Round(4))
}

// contributions lists what each criterion adds to a score, and the floors that are missed.
func (l Labels) contributions(place Place) string {
	var parts []string
	for _, part := range place.Parts {
		parts = append(parts, part.Code+" "+short(part.Product))
	}
	text := strings.Join(parts, ", ")
	if len(place.Vetoed) > 0 {
		text += "; " + l.word("vetoed") + " " + strings.Join(place.Vetoed, ", ")
	}
	return text
}

// Markdown returns the matrix, and below it the strategies by quadrant, in English.
func (m Matrix) Markdown() string {
	text := Labels(nil).Matrix(m)
	if len(m.Strategies) > 0 {
		text += "\n" + Labels(nil).TOWS(m)
	}
	return text
}

// Markdown returns the places as [Labels.Ranking] does, in English.
func (r Ranking) Markdown() string { return Labels(nil).Ranking(r) }
