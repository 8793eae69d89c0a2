package chart

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// alive is P(alive) on a grid of repeat purchases and of weeks since the last one. It is a plotter.GridXYZ.
type alive struct {
	purchases, weeks int
	chance           []float64 // by week, then by purchases from 1
}

// Dims returns the columns and rows.
func (a alive) Dims() (columns, rows int) { return a.purchases, a.weeks }

// X returns the purchases of a column.
func (a alive) X(column int) float64 { return float64(column + 1) }

// Y returns the weeks of a row.
func (a alive) Y(row int) float64 { return float64(row) }

// Z returns the chance.
func (a alive) Z(column, row int) float64 { return a.chance[row*a.purchases+column] }

// Alive draws the chance that a customer is still there, by how often he came back and how long ago, for customers first
// seen that many weeks ago. The silence that a frequent customer keeps says more than that of a rare one.
func Alive(m lifetime.Model, purchases, weeks int) ([]byte, error) {
	grid := alive{purchases: purchases, weeks: weeks}
	age := lifetime.Span(weeks) * lifetime.Week
	for silent := range weeks {
		for x := 1; x <= purchases; x++ {
			p, err := m.Alive(lifetime.History{X: x, Tx: age - lifetime.Span(silent)*lifetime.Week, T: age}, 0)
			if err != nil {
				return nil, fmt.Errorf("chart: alive: %w", err)
			}
			grid.chance = append(grid.chance, p)
		}
	}
	p := titled(fmt.Sprintf("Chance that a customer first seen %d weeks ago is still there", weeks), "repeat purchases", "weeks since the last one")
	colours := moreland.SmoothBlueRed()
	colours.SetMin(0)
	colours.SetMax(1)
	shades := colours.Palette(20)
	heat := plotter.NewHeatMap(grid, shades)
	heat.Min, heat.Max, heat.Rasterized = 0, 1, true // no seams between the cells
	p.Add(heat)
	steps := shades.Colors()
	for k := 4; k >= 0; k-- {
		p.Legend.Add(fmt.Sprintf("%.2f", float64(k)/4), swatch{plotter.DefaultLineStyle, steps[min(len(steps)-1, k*len(steps)/4)]})
	}
	p.Legend.Top, p.Legend.XOffs, p.Legend.ThumbnailWidth = true, vg.Points(58), vg.Points(14)
	p.X.Tick.Marker, p.Y.Tick.Marker = every(1, purchases, 1), every(0, weeks, 4)
	p.X.Padding, p.Y.Padding = 0, 0
	return png(p, vg.Points(56))
}

// every returns a tick at each step from the first number to the last.
func every(first, last, step int) plot.ConstantTicks {
	var ticks []plot.Tick
	for v := first; v <= last; v += step {
		ticks = append(ticks, plot.Tick{Value: float64(v), Label: fmt.Sprint(v)})
	}
	return ticks
}

// A swatch is a filled square in a legend.
type swatch struct {
	draw.LineStyle
	fill interface{ RGBA() (r, g, b, a uint32) }
}

// Thumbnail fills the square.
func (s swatch) Thumbnail(c *draw.Canvas) {
	c.FillPolygon(s.fill, []vg.Point{{X: c.Min.X, Y: c.Min.Y}, {X: c.Min.X, Y: c.Max.Y}, {X: c.Max.X, Y: c.Max.Y}, {X: c.Max.X, Y: c.Min.Y}})
}

// Concentration draws what share of all value the best customers hold, from values that fall.
func Concentration(values []float64) ([]byte, error) {
	p := titled("How much of the value the best customers hold", "share of the customers, best first, in %", "share of the value, in %")
	total := 0.0
	for _, v := range values {
		total += v
	}
	points, sum := plotter.XYs{{}}, 0.0
	for i, v := range values {
		sum += v
		points = append(points, plotter.XY{X: 100 * float64(i+1) / float64(len(values)), Y: 100 * sum / total})
	}
	if err := line(p, plotter.XYs{{}, {X: 100, Y: 100}}, faint, true, "all alike"); err != nil {
		return nil, err
	}
	if err := line(p, points, seen, false, "value"); err != nil {
		return nil, err
	}
	return png(p, 0)
}

// Erosion draws the value of the book by how much more readily customers leave, in percent.
func Erosion(worse, value []float64) ([]byte, error) {
	p := titled("What the book is worth if service gets worse", "customers leave more readily by, in %", "value of the book")
	var points plotter.XYs
	for i := range worse {
		points = append(points, plotter.XY{X: worse[i], Y: value[i]})
	}
	if err := line(p, points, expected, false, ""); err != nil {
		return nil, err
	}
	p.Y.Min = 0
	return png(p, 0)
}
