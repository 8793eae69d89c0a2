package kano

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

const mostFeatures = 1000

// Diagram returns a Mermaid quadrantChart of features: how much worse it is without to the right, how much better it is with
// upwards. So must-be features are at the lower right, attractive ones at the upper left, one-dimensional ones at the upper
// right. Names come in any text.
//
// It returns [ErrInvalid] for names that are not as many as the results, or empty, [ErrNoAnswers] naming a feature without
// coefficients, [ErrRange] naming one whose coefficients are not within 0 and 1 in size, and [ErrLimit] for more than 1000.
// Reference: Berger et al. (1993), after Timko.
func Diagram(names []string, rs []Result) (string, error) {
	const op = "kano: diagram"
	if len(names) != len(rs) {
		return "", fmt.Errorf("%s: %d names for %d results: %w", op, len(names), len(rs), ErrInvalid)
	}
	if len(rs) > mostFeatures {
		return "", fmt.Errorf("%s: %d features: %w: at most %d", op, len(rs), ErrLimit, mostFeatures)
	}
	var out strings.Builder
	out.WriteString("quadrantChart\n    x-axis \"Hardly missed\" --> \"Sorely missed\"\n    y-axis \"Hardly noticed\" --> \"Delights\"\n")
	for i, c := range [...]Category{CategoryOneDimensional, CategoryAttractive, CategoryIndifferent, CategoryMustBe} {
		fmt.Fprintf(&out, "    quadrant-%d %s\n", i+1, markdown.Label(strings.ReplaceAll(c.String(), "-", " ")))
	}
	for i, r := range rs {
		switch {
		case names[i] == "":
			return "", fmt.Errorf("%s: feature %d has no name: %w", op, i+1, ErrInvalid)
		case r.Better == nil || r.Worse == nil:
			return "", fmt.Errorf("%s: feature %.40q has no coefficients: %w", op, names[i], ErrNoAnswers)
		case !(r.Better.Value >= 0 && r.Better.Value <= 1 && r.Worse.Value >= -1 && r.Worse.Value <= 0):
			return "", fmt.Errorf("%s: feature %.40q: %w", op, names[i], ErrRange)
		}
		fmt.Fprintf(&out, "    %s: [%s, %s]\n", markdown.Label(names[i]), place(0-r.Worse.Value), place(r.Better.Value))
	}
	return out.String(), nil
}

// place returns a share with three digits.
func place(share float64) string {
	return strconv.FormatFloat(math.Round(share*1000)/1000, 'f', -1, 64)
}
