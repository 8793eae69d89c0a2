package swot

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Flip is one number whose change makes a challenger tie with the leader. The zero value is none.
type Flip struct {
	Criterion  string `json:"criterion"`
	Challenger string `json:"challenger"`
	// Strategy is the one whose score on Criterion moves, the leader or the challenger; "" is the weight of
	// Criterion.
	Strategy string          `json:"strategy"`
	To       decimal.Decimal `json:"to"`     // the weight, 0 to 1, or the score at which they tie, to 16 places
	Change   decimal.Decimal `json:"change"` // To less what it is now
	// Leads says that at the tie nobody is above the two: beyond it, first place changes hands.
	Leads bool `json:"leads"`
}

// A Robustness says what it takes to make the first place of a weighted sum change hands. The zero value has
// no leader.
type Robustness struct {
	Leaders []string `json:"leaders"` // rank 1; the first is the reference of all that follows
	// Margin is the leader's Score less that of the best other, 0 at a tie; absent if there is no other.
	Margin  decimal.NullDecimal `json:"margin,omitzero"`
	Weights []Flip              `json:"weights"` // least change first, then by criterion and challenger
	Scores  []Flip              `json:"scores"`  // the same, in units of the scale
	L1      []WeightShift       `json:"l1"`      // a challenger each, in the order of the decision
	L2      []WeightShift       `json:"l2"`
	// Never are the strategies that another dominates, in the order of the decision: no weights put them
	// first alone. A vetoed strategy dominates nobody here.
	Never []string `json:"never"`
}

// Markdown returns r in English: who leads and by how much, then a table of the weights, one of the scores and
// one of the shifts of all weights that make a tie, where there are any, and who never leads. Numbers are
// rounded half away from zero to 4 places; one that is hostile reads "?".
func (r Robustness) Markdown() string {
	var out strings.Builder
	switch {
	case len(r.Leaders) == 0:
		out.WriteString("Nobody leads.\n")
	case len(r.Leaders) > 1:
		out.WriteString("Tied in front: " + markdown.Escape(strings.Join(r.Leaders, ", ")) + ".\n")
	case r.Margin.Valid:
		out.WriteString(markdown.Escape(r.Leaders[0]) + " leads by " + short(r.Margin.Decimal) + ".\n")
	default:
		out.WriteString(markdown.Escape(r.Leaders[0]) + " is alone.\n")
	}
	if len(r.Weights) > 0 {
		header := []string{"Weight", "Ties with", "At", "Change", "Leads there"}
		out.WriteString("\n" + markdown.Table("llrr", header, flipRows(r.Weights)))
	}
	if len(r.Scores) > 0 {
		header := []string{"Score", "Ties with", "At", "Change", "Leads there"}
		out.WriteString("\n" + markdown.Table("llrr", header, flipRows(r.Scores)))
	}
	if len(r.L1)+len(r.L2) > 0 {
		out.WriteString("\n" + markdown.Table("llr", []string{"All weights", "Ties with", "Distance", "New weights"},
			append(shiftRows("L1", r.L1), shiftRows("L2", r.L2)...)))
	}
	if len(r.Never) > 0 {
		out.WriteString("\nNever first alone: " + markdown.Escape(strings.Join(r.Never, ", ")) + ".\n")
	}
	return out.String()
}

// flipRows returns a row a flip.
func flipRows(flips []Flip) [][]string {
	rows := make([][]string, len(flips))
	for i, f := range flips {
		what, leads := f.Criterion, "no"
		if f.Strategy != "" {
			what += " of " + f.Strategy
		}
		if f.Leads {
			leads = "yes"
		}
		rows[i] = []string{what, f.Challenger, short(f.To), signed(f.Change), leads}
	}
	return rows
}

// shiftRows returns a row a shift, each headed by the norm.
func shiftRows(norm string, shifts []WeightShift) [][]string {
	rows := make([][]string, len(shifts))
	for i, s := range shifts {
		distance, weights := short(s.Distance), make([]string, len(s.Weights))
		for k, w := range s.Weights {
			weights[k] = short(w)
		}
		text := strings.Join(weights, ", ")
		switch {
		case s.Weights == nil:
			distance, text = "", "no weights tie"
		case !s.Feasible:
			text += " (below 0)"
		}
		rows[i] = []string{norm, s.Challenger, distance, text}
	}
	return rows
}

// signed returns d with 4 places and its sign, + above 0.
func signed(d decimal.Decimal) string {
	if text := short(d); text == "?" || d.Sign() <= 0 {
		return text
	}
	return "+" + short(d)
}
