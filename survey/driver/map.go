package driver

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Map is an importance-performance map, as [Quadrants] returns it: where the crosshair lies, the points in their
// order, and the quadrant of each. The zero value is empty.
type Map struct {
	Importance, Performance float64
	Points                  []Point
	Quadrants               []Quadrant
}

// of returns the quadrant in which p lies.
func (m Map) of(p Point) Quadrant {
	switch {
	case p.Importance >= m.Importance && p.Performance >= m.Performance:
		return QuadrantKeepUp
	case p.Importance >= m.Importance:
		return QuadrantConcentrateHere
	case p.Performance >= m.Performance:
		return QuadrantPossibleOverkill
	}
	return QuadrantLowPriority
}

// Markdown returns a table of the points, what to concentrate on first and, in a quadrant, what matters most first.
// Numbers have four digits.
func (m Map) Markdown() string {
	points := slices.Clone(m.Points)
	slices.SortStableFunc(points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(m.of(a), m.of(b)), cmp.Compare(b.Importance, a.Importance), strings.Compare(a.Name, b.Name))
	})
	rows := make([][]string, len(points))
	for i, p := range points {
		rows[i] = []string{p.Name, digits(p.Importance), digits(p.Performance), plain(m.of(p))}
	}
	return markdown.Table("lrrl", []string{"Attribute", "Importance", "Performance", "Quadrant"}, rows)
}

// digits returns x with four digits.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }

// plain returns the name of q in words.
func plain(q Quadrant) string { return strings.ReplaceAll(q.String(), "-", " ") }

// Mermaid returns a quadrantChart: performance to the right, importance upwards, the crosshair in the middle. Each side
// of the crosshair is drawn to a scale of its own, so that the farthest point lies near the edge.
func (m Map) Mermaid() string {
	var out strings.Builder
	out.WriteString("quadrantChart\n    x-axis \"Low performance\" --> \"High performance\"\n")
	out.WriteString("    y-axis \"Low importance\" --> \"High importance\"\n")
	for i, q := range [...]Quadrant{QuadrantKeepUp, QuadrantConcentrateHere, QuadrantLowPriority, QuadrantPossibleOverkill} {
		fmt.Fprintf(&out, "    quadrant-%d %s\n", i+1, markdown.Label(plain(q)))
	}
	farX, farY := 0.0, 0.0
	lowX, lowY := 0.0, 0.0
	for _, p := range m.Points {
		farX, lowX = max(farX, p.Performance-m.Performance), min(lowX, p.Performance-m.Performance)
		farY, lowY = max(farY, p.Importance-m.Importance), min(lowY, p.Importance-m.Importance)
	}
	for _, p := range m.Points {
		x, y := place(p.Performance-m.Performance, lowX, farX), place(p.Importance-m.Importance, lowY, farY)
		fmt.Fprintf(&out, "    %s: [%s, %s]\n", markdown.Label(p.Name), x, y)
	}
	return out.String()
}

// place returns where a distance from the crosshair is drawn: from 0.05 at low through 0.5 at 0 to 0.95 at far.
func place(off, low, far float64) string {
	at := 0.5
	switch {
	case off > 0:
		at = min(0.95, 0.5+0.45*(off/far))
	case off < 0:
		at = max(0.05, min(0.499, 0.5-0.45*(off/low))) // seen to be below
	}
	if math.IsNaN(at) { // a map of numbers that are not finite
		at = 0.5
	}
	return strconv.FormatFloat(math.Round(at*1000)/1000, 'f', -1, 64)
}
