package servqual

import (
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Markdown returns a table of the dimensions, and a line of the figures of the whole. The interval is that of the gap, or of
// what is perceived where there is no gap, at the level that the result was asked for. Numbers have two digits after the
// point, weights one, p-values three, those below 0.001 as such; what is not known is empty. Names are escaped.
func (r Result) Markdown() string {
	rows := make([][]string, len(r.Dimensions))
	for i, s := range r.Dimensions {
		interval := ""
		if s.Low != nil && s.High != nil {
			interval = fixed(s.Low, 2) + " to " + fixed(s.High, 2)
		}
		rows[i] = []string{
			s.Name, strconv.FormatInt(s.N, 10), fixed(s.Expected, 2), fixed(s.Perceived, 2), fixed(s.Gap, 2), interval,
			chance(s.P), fixed(s.Weight, 1),
		}
	}
	var out strings.Builder
	out.WriteString(markdown.Table("lrrrrrrr",
		[]string{"Dimension", "N", "Expected", "Perceived", "Gap", "Interval", "p", "Weight"}, rows))
	var whole []string
	for _, figure := range []struct {
		name  string
		value *float64
	}{
		{"gap", r.Gap},
		{"weighted gap", r.WeightedGap},
		{"performance", r.Performance},
		{"weighted performance", r.WeightedPerformance},
	} {
		if figure.value != nil {
			whole = append(whole, figure.name+" "+fixed(figure.value, 2))
		}
	}
	if len(whole) > 0 {
		out.WriteString("\nThe whole: " + strings.Join(whole, ", ") + ".\n")
	}
	return out.String()
}

// fixed returns x with digits after the point, "" for nil; never "-0.00".
func fixed(x *float64, digits int) string {
	if x == nil {
		return ""
	}
	text := strconv.FormatFloat(*x, 'f', digits, 64)
	if strings.Trim(text, "-0.") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return text
}

// chance returns a p-value, "" for nil.
func chance(p *float64) string {
	if p != nil && *p < 0.001 {
		return "< 0.001"
	}
	return fixed(p, 3)
}
