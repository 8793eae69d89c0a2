// Package chart draws the pictures of the notebook as PNG: each takes what the library returns and says in its title and on
// its axes what is seen.
package chart

import (
	"bytes"
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// The size of a picture and its resolution.
const (
	width, height = 7 * vg.Inch, 3.9 * vg.Inch
	dpi           = 110
)

// The colours of what was seen and what a model expects.
var (
	seen     = color.RGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff}
	expected = color.RGBA{R: 0xc2, G: 0x57, B: 0x1a, A: 0xff}
	faint    = color.RGBA{R: 0xdd, G: 0xdd, B: 0xdd, A: 0xff}
)

// titled returns an empty plot with its words.
func titled(title, x, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.TextStyle.Font.Size, p.Title.Padding = font.Length(13), vg.Points(8)
	p.BackgroundColor = color.White
	p.Legend.Padding = vg.Points(3)
	grid := plotter.NewGrid()
	grid.Vertical.Width = 0
	grid.Horizontal.Color = faint
	p.Add(grid)
	return p
}

// png draws p, with so much room to the right of it.
func png(p *plot.Plot, right vg.Length) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dpi))
	p.Draw(draw.Crop(draw.New(canvas), vg.Points(6), -vg.Points(12)-right, vg.Points(4), -vg.Points(6)))
	var out bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&out); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return out.Bytes(), nil
}

// line adds a line to the plot and its legend.
func line(p *plot.Plot, points plotter.XYs, c color.Color, dashed bool, legend string) error {
	l, err := plotter.NewLine(points)
	if err != nil {
		return fmt.Errorf("chart: %s: %w", legend, err)
	}
	l.Color, l.Width = c, vg.Points(2)
	if dashed {
		l.Dashes = []vg.Length{vg.Points(6), vg.Points(4)}
	}
	p.Add(l)
	if legend != "" {
		p.Legend.Add(legend, l)
	}
	return nil
}

// pair adds bars of what was seen beside what is expected, with their names below.
func pair(p *plot.Plot, actual, wanted plotter.Values, names []string) error {
	barWidth := vg.Points(200 / float64(len(names)))
	for k, bars := range []struct {
		values plotter.Values
		colour color.Color
		name   string
	}{{actual, seen, "actual"}, {wanted, expected, "expected"}} {
		b, err := plotter.NewBarChart(bars.values, barWidth)
		if err != nil {
			return fmt.Errorf("chart: %s: %w", bars.name, err)
		}
		b.Color, b.LineStyle.Width = bars.colour, 0
		b.Offset = barWidth * font.Length(float64(k)-0.5)
		p.Add(b)
		p.Legend.Add(bars.name, b)
	}
	p.Legend.Top = true
	p.NominalX(names...)
	p.Y.Min, p.Y.Max = 0, 1.05*p.Y.Max
	return nil
}
