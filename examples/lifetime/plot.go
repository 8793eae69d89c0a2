package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// The plot's size and its margins, in pixels.
const (
	width, height             = 720, 400
	left, right, upper, lower = 70, 20, 50, 50
)

// tick returns the round number, 1, 2 or 5 times a power of ten, of which four to ten make top.
func tick(top float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(top/4)))
	for _, times := range []float64{5, 2} {
		if times*power <= top/4 {
			return times * power
		}
	}
	return power
}

// trackPlot draws the repeat purchases so far, as they were and as expected, with a line at the cut.
func trackPlot(points []rfm.TrackPoint, cut rfm.Day) string {
	first, last, top := points[0].On, points[len(points)-1].On, 1.0
	for _, p := range points {
		top = max(top, float64(p.Actual), p.Expected)
	}
	x := func(on rfm.Day) float64 {
		return left + float64(width-left-right)*float64(on-first)/float64(max(1, last-first))
	}
	y := func(n float64) float64 { return height - lower - float64(height-upper-lower)*n/top }
	var actual, expected, b strings.Builder
	for _, p := range points {
		fmt.Fprintf(&actual, "%.1f,%.1f ", x(p.On), y(float64(p.Actual)))
		fmt.Fprintf(&expected, "%.1f,%.1f ", x(p.On), y(p.Expected))
	}
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">`,
		width, height)
	b.WriteString("\n<title>Repeat purchases, actual and expected</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n")
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"24\" font-size=\"16\">Repeat purchases so far, actual and expected</text>\n", left)
	for n, apart := 0.0, tick(top); n <= top; n += apart {
		fmt.Fprintf(&b, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n", left, width-right, y(n), y(n))
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>\n", left-6, y(n)+4, n)
	}
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\">%v</text>\n", left, height-lower+20, first)
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%v</text>\n", width-right, height-lower+20, last)
	fmt.Fprintf(&b, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n",
		x(cut), x(cut), upper, height-lower)
	fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%d\" fill=\"#555\" text-anchor=\"end\">observed until %v</text>\n",
		max(x(cut), left+180)-6, height-lower-8, cut)
	fmt.Fprintf(&b, "<polyline fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\" points=\"%s\"/>\n",
		strings.TrimSpace(actual.String()))
	fmt.Fprintf(&b, "<polyline fill=\"none\" stroke=\"#c2571a\" stroke-width=\"2\" stroke-dasharray=\"6 4\" points=\"%s\"/>\n",
		strings.TrimSpace(expected.String()))
	for k, label := range []struct{ text, colour string }{
		{"actual", "#1f5fa8"}, {"expected of new customers (BG/NBD)", "#c2571a"},
	} {
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n", left+12, upper+16+18*k, label.colour, label.text)
	}
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">last day of each week</text>\n</svg>\n",
		(left+width-right)/2, height-10)
	return b.String()
}
