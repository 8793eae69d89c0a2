package swot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// Mermaid returns a flowchart from each factor to the strategies that use it, and on to the processes and procedures that
// embody them. Node names are made up, labels are escaped, so no text can break the drawing.
func (m Matrix) Mermaid() string {
	var out strings.Builder
	out.WriteString("flowchart LR\n")
	factors := map[string]int{}
	for i, f := range m.Factors {
		factors[f.Code] = i
		fmt.Fprintf(&out, "  f%d[%s]\n", i, markdown.Label(f.Code+": "+f.Text))
	}
	processes := map[Ref]int{}
	for i, s := range m.Strategies {
		fmt.Fprintf(&out, "  s%d([%s])\n", i, markdown.Label(s.Code+": "+s.Title))
		for _, code := range s.Uses {
			if at, known := factors[code]; known {
				fmt.Fprintf(&out, "  f%d --> s%d\n", at, i)
			}
		}
		for _, ref := range s.Embodied {
			at, known := processes[ref]
			if !known {
				at = len(processes)
				processes[ref] = at
				fmt.Fprintf(&out, "  p%d[[%s]]\n", at, markdown.Label(ref.Kind+": "+ref.ID))
			}
			fmt.Fprintf(&out, "  s%d --> p%d\n", i, at)
		}
	}
	return out.String()
}

// Mermaid returns a quadrant chart of the strategies by two criteria, x and y by code, each drawn from worst, 0, to best, 1,
// on its declared scale. It returns [ErrNotFound] for an unknown code, and the faults of [Decision.Validate].
func (d Decision) Mermaid(x, y string) (string, error) {
	if err := d.Validate(); err != nil {
		return "", err
	}
	var axes [2]int
	for i, code := range []string{x, y} {
		axes[i] = slices.IndexFunc(d.Criteria, func(c Criterion) bool { return c.Code == code })
		if axes[i] < 0 {
			return "", fmt.Errorf("swot: quadrant chart: criterion %.40q: %w", code, ErrNotFound)
		}
	}
	var out strings.Builder
	out.WriteString("quadrantChart\n")
	for i, axis := range []string{"x-axis", "y-axis"} {
		c := d.Criteria[axes[i]]
		name := c.Name
		if name == "" {
			name = c.Code
		}
		fmt.Fprintf(&out, "  %s %s --> %s\n", axis, markdown.Label("Low "+name), markdown.Label("High "+name))
	}
	for i, code := range d.Codes {
		at := func(axis int) string {
			u, _ := d.Criteria[axes[axis]].utility(d.Scores[i][axes[axis]]).Float64()
			return strconv.FormatFloat(u, 'f', 4, 64)
		}
		fmt.Fprintf(&out, "  %s: [%s, %s]\n", markdown.Label(code), at(0), at(1))
	}
	return out.String(), nil
}
