package chart

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

const week = 7 // days

// Frequencies draws how many customers came back how often, and how many the model expects.
func Frequencies(bins []rfm.FrequencyBin) ([]byte, error) {
	p := titled("How many came back how often", "repeat purchases up to the cut", "customers")
	var actual, wanted plotter.Values
	var names []string
	for i, b := range bins {
		actual, wanted = append(actual, float64(b.Customers)), append(wanted, b.Expected)
		names = append(names, bin(b.X, i == len(bins)-1))
	}
	if err := pair(p, actual, wanted, names); err != nil {
		return nil, err
	}
	return png(p, 0)
}

// Holdout draws how often customers came back after the cut, by how often they had before it.
func Holdout(bins []rfm.HoldoutBin) ([]byte, error) {
	p := titled("Who came back after the cut", "repeat purchases up to the cut", "purchases a customer after it")
	var actual, wanted plotter.Values
	var names []string
	for i, b := range bins {
		actual, wanted = append(actual, b.Actual), append(wanted, b.Expected)
		names = append(names, bin(b.X, i == len(bins)-1))
	}
	if err := pair(p, actual, wanted, names); err != nil {
		return nil, err
	}
	p.Legend.Left = true
	return png(p, 0)
}

// bin names a number of purchases.
func bin(x int, last bool) string {
	if last {
		return fmt.Sprintf("%d or more", x)
	}
	return fmt.Sprint(x)
}

// Track draws the repeat purchases so far, week by week, with a line at the cut: what the model was fitted to is left of
// it, what it had not seen is right.
func Track(points []rfm.TrackPoint, cut rfm.Day) ([]byte, error) {
	p := titled("Repeat purchases so far", "weeks", "purchases")
	var actual, wanted plotter.XYs
	first := points[0].On - week
	top := 0.0
	for _, point := range points {
		at := float64(point.On-first) / week
		actual = append(actual, plotter.XY{X: at, Y: float64(point.Actual)})
		wanted = append(wanted, plotter.XY{X: at, Y: point.Expected})
		top = max(top, float64(point.Actual), point.Expected)
	}
	at := float64(cut-first) / week
	if err := line(p, plotter.XYs{{X: at, Y: 0}, {X: at, Y: top}}, faint, true, "cut"); err != nil {
		return nil, err
	}
	if err := line(p, actual, seen, false, "actual"); err != nil {
		return nil, err
	}
	if err := line(p, wanted, expected, true, "expected of new customers"); err != nil {
		return nil, err
	}
	p.Y.Max = 1.05 * top
	p.Legend.Top, p.Legend.Left = true, true
	return png(p, 0)
}
