package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// weeks and trips are how much of each brand is simulated.
const (
	weeks = 26
	trips = 120 // a week
)

// promised returns what the brands promise in the market of Puebla.
func promised() (here []promise.Promise) {
	for _, p := range seeds.ADOPromises() {
		if p.Key.Market == seeds.Puebla {
			here = append(here, p)
		}
	}
	return here
}

// brands sets what the brands promise side by side.
func brands(options) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "Market of %s. F is a strength, D a weakness, as the article classes each offer.\n\n", seeds.Puebla)
	for _, p := range promised() {
		fmt.Fprintf(&out, "- %s: %s\n", p.Key.Brand, p.Class.Letter())
	}
	out.WriteString("\n" + promise.SideBySide(promised()))
	return out.String(), nil
}

// late simulates how many of the trips of each week come later than promised: worse for the old buses, and for them worse
// still from week 20 on.
func late(o options, p promise.Promise) (counts, size []int64) {
	random := generator(o.seed, p.Key.Brand)
	chance := map[string]float64{seeds.OCC: 0.16, seeds.ADOGL: 0.07, seeds.Platinum: 0.03}[p.Key.Brand]
	for week := range weeks {
		if p.Key.Brand == seeds.OCC && week == 20 {
			chance = 0.3
		}
		n := int64(0)
		for range trips {
			if random.Float64() < chance {
				n++
			}
		}
		counts, size = append(counts, n), append(size, trips)
	}
	return counts, size
}

// lateness says how late the brands are: as a promise, in sigmas, and on a p chart of the weeks.
func lateness(o options) (string, error) {
	var rows [][]string
	var charts strings.Builder
	for _, p := range promised() {
		counts, size := late(o, p)
		all := int64(0)
		for _, n := range counts {
			all += n
		}
		tally := promise.Tally{Kept: weeks*trips - all, Total: weeks * trips}
		kept, err := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": tally}, promise.Options{})
		if err != nil {
			return "", err
		}
		delay, _ := kept.Spec("delay")
		level, err := sigma.FromCounts(all, weeks*trips, 1)
		if err != nil {
			return "", err
		}
		plain, _ := level.Sigma(sigma.Convention{})
		shifted, _ := level.Sigma(sigma.Convention{Shift: sigma.LongTermShift})
		rows = append(rows, []string{
			p.Key.Brand, percent(level.Yield()), delay.Coverage.String(), delay.Verdict.String(),
			dpmo(level), fmt.Sprintf("%.2f", plain), fmt.Sprintf("%.2f", shifted),
		})
		chart, err := sigma.PChart(counts, size, sigma.ChartOptions{Rules: sigma.NelsonRules(), Baseline: 12})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&charts, "- %s: %s late by the first 12 weeks, limits %s to %s; %s.\n", p.Key.Brand,
			percent(chart.Center[0]), percent(chart.Lower[0]), percent(chart.Upper[0]), signals(chart.Signals))
	}
	return fmt.Sprintf("Simulated: %d weeks of %d trips of each brand, seed %d.\n\n", weeks, trips, o.seed) +
		markdown.Table("lrrlrrr", []string{
			"Brand", "In time", "Promised", "Verdict", "Late in a million", "Sigma, no shift", "Sigma, shift 1.5",
		}, rows) + "\n" + charts.String(), nil
}

// signals says in words what a chart found.
func signals(found []sigma.Signal) string {
	if len(found) == 0 {
		return "no signal: nothing but chance"
	}
	var parts []string
	for _, s := range found[:min(3, len(found))] {
		parts = append(parts, fmt.Sprintf("week %d (%v)", s.Index+1, s.Rule))
	}
	text := "signals in " + strings.Join(parts, ", ")
	if more := len(found) - len(parts); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// levels reads the sigmas of article 002 under three conventions.
func levels(options) (string, error) {
	conventions := []sigma.Convention{{}, {Shift: sigma.LongTermShift}, {Shift: sigma.LongTermShift, Sides: sigma.TwoSided}}
	header := []string{"Process", "Sigma"}
	for _, c := range conventions {
		header = append(header, fmt.Sprintf("Defects per million, shift %v, %v", c.Shift, c.Sides))
	}
	var rows [][]string
	for _, l := range seeds.SigmaLevels() {
		reads, more := fmt.Sprint(l.Sigma), ""
		if l.Below {
			reads, more = "below "+reads, "above "
		}
		row := []string{l.Process, reads}
		for _, c := range conventions {
			level, err := l.Quality(c)
			if err != nil {
				return "", err
			}
			row = append(row, more+dpmo(level))
		}
		rows = append(rows, row)
	}
	return "The article names neither a shift nor whether one tail is meant or two: these are its numbers under three readings.\n\n" +
		markdown.Table("lrrrr", header, rows), nil
}

// dpmo returns defects per million, whole from 100 on.
func dpmo(l sigma.Level) string {
	if l.DPMO() >= 100 {
		return fmt.Sprintf("%.0f", l.DPMO())
	}
	return fmt.Sprintf("%.3g", l.DPMO())
}
