package web

import (
	"fmt"
	"math"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// All charts are 360 units wide, about the width of a phone, so that their letters stay readable there.
const (
	chartWidth = 360.0
	left       = 38.0 // of the field in which the marks are
	right      = 348.0
)

// A frame is what all charts have. ID is unique in the page.
type frame struct {
	ID, Title, About string
	Height           float64
	Top, Bottom      float64 // of the field
	Left, Right      float64
	X, Y             []tick
}

// A tick is a label on an axis, at a place in the picture.
type tick struct {
	At   float64
	Text string
}

// A scale takes values to places in the picture.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 {
	v = min(max(v, s.low), s.high)
	return round(s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from))
}

func round(v float64) float64 { return math.Round(v*10) / 10 }

// ticks are about n round values within the scale.
func (s scale) ticks(n int, format string) (all []tick) {
	step := (s.high - s.low) / float64(n)
	unit := math.Pow(10, math.Floor(math.Log10(step)))
	for _, times := range []float64{1, 2, 2.5, 5, 10} {
		if step <= times*unit {
			step = times * unit
			break
		}
	}
	for i := math.Ceil(s.low / step); i*step <= s.high+1e-9; i++ {
		all = append(all, tick{s.at(i * step), fmt.Sprintf(format, i*step)})
	}
	return all
}

// span is a scale over all values, a little wider.
func span(values []float64, from, to float64) scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	room := max((high-low)*0.06, 0.5)
	return scale{low - room, high + room, from, to}
}

// A mark is a value, with its interval where it has one.
type mark struct {
	X, Y, Low, High float64
	Label           string
}

// A series is the marks of a brand. Class picks color and shape, so that neither is needed to tell them apart.
type series struct {
	Name  string
	Class int
	Key   float64 // where its key stands
	Marks []mark
	Line  string
}

// An intervalChart has a value with its interval for each series and wave.
type intervalChart struct {
	frame
	Series []series
}

// An estimated is a figure of a brand in a wave.
type estimated struct {
	Brand, Wave string
	survey.Estimate
}

func newIntervalChart(id, title, unit string, brands, waves []string, all []estimated) intervalChart {
	c := intervalChart{frame: frame{ID: id, Title: title, Height: 230, Top: 30, Bottom: 205, Left: left, Right: right}}
	var values []float64
	for _, e := range all {
		values = append(values, e.Interval.Low, e.Interval.High, e.Value)
	}
	if len(values) == 0 {
		return c
	}
	y := span(values, c.Bottom, c.Top)
	c.Y = y.ticks(5, "%g")
	wide := (right - left) / float64(len(waves))
	at := map[string]float64{}
	for i, wave := range waves {
		at[wave] = left + wide*(float64(i)+0.5)
		c.X = append(c.X, tick{round(at[wave]), wave})
	}
	for i, brand := range brands {
		s := series{Name: brand, Class: i + 1, Key: left + float64(i)*105}
		var path []string
		for _, e := range all {
			if e.Brand != brand {
				continue
			}
			x := round(at[e.Wave] + (float64(i)-float64(len(brands)-1)/2)*min(14, wide/4))
			m := mark{X: x, Y: y.at(e.Value), Low: y.at(e.Interval.Low), High: y.at(e.Interval.High)}
			m.Label = fmt.Sprintf("%s, %s: %.1f%s, %.0f %% interval %.1f to %.1f, %d answers", brand, e.Wave, e.Value, unit, 100*e.Interval.Level, e.Interval.Low, e.Interval.High, e.N)
			s.Marks, path = append(s.Marks, m), append(path, fmt.Sprintf("%g,%g", m.X, m.Y))
		}
		s.Line = strings.Join(path, " ")
		c.Series = append(c.Series, s)
	}
	c.About = fmt.Sprintf("%s of %s in %d waves, each with its interval.", title, strings.Join(brands, ", "), len(waves))
	return c
}

// A gapChart sets delivered marks against promised ones, brand by brand.
type gapChart struct {
	frame
	Groups []gapGroup
}

type gapGroup struct {
	Brand string
	At    float64
	Rows  []gapRow
}

type gapRow struct {
	mark
	Name     string
	Promised float64
	State    string // "kept", "broken", or "open" where the interval holds the promise
}

// A brandGaps is the gaps of a brand.
type brandGaps struct {
	Brand string
	Gaps  []survey.PromiseGap
}

func newGapChart(all []brandGaps) gapChart {
	const row = 21.0
	c := gapChart{frame: frame{ID: "gaps", Title: "Promised and delivered marks", Top: 22, Left: 96, Right: right}}
	var values []float64
	for _, b := range all {
		for _, g := range b.Gaps {
			promised := g.Promised.Level.InexactFloat64()
			values = append(values, promised, promised+g.Interval.Low, promised+g.Interval.High)
		}
	}
	y := c.Top
	if len(values) > 0 {
		x := span(values, c.Left, c.Right)
		c.X = x.ticks(5, "%g")
		for _, b := range all {
			group := gapGroup{Brand: b.Brand, At: y + 12}
			y += row
			for _, g := range b.Gaps {
				promised := g.Promised.Level.InexactFloat64()
				r := gapRow{Name: string(g.Promised.Question), Promised: x.at(promised), State: gapState(g)}
				r.X, r.Y = x.at(promised+g.Gap), y+row/2
				r.Low, r.High = x.at(promised+g.Interval.Low), x.at(promised+g.Interval.High)
				r.Label = fmt.Sprintf("%s, %s: promised %s, delivered %.2f, gap %+.2f (%+.2f to %+.2f), %s", b.Brand, r.Name, g.Promised.Level, g.Delivered.Value, g.Gap, g.Interval.Low, g.Interval.High, r.State)
				group.Rows, y = append(group.Rows, r), y+row
			}
			c.Groups = append(c.Groups, group)
		}
	}
	c.Bottom, c.Height = y+4, y+26
	c.About = "The bar across is the promised mark from 1 to 5, the dot the delivered one with its interval."
	return c
}

// gapState says what the interval of a gap shows.
func gapState(g survey.PromiseGap) string {
	switch {
	case g.Interval.High < 0:
		return "broken"
	case g.Interval.Low >= 0:
		return "kept"
	}
	return "open"
}

// A driverChart shows how much each attribute matters.
type driverChart struct {
	frame
	Bars []bar
}

type bar struct {
	Name, Text, Label string
	Y, Width          float64
}

func newDriverChart(shares []driver.Share) driverChart {
	const row = 30.0
	c := driverChart{frame: frame{ID: "drivers", Title: "What satisfaction is made of", Top: 8, Left: 96, Right: 300}}
	most := 1.0
	for _, s := range shares {
		most = max(most, s.Percent)
	}
	for i, s := range shares {
		c.Bars = append(c.Bars, bar{
			Name: s.Driver, Text: fmt.Sprintf("%.1f %%", s.Percent), Y: c.Top + row*float64(i), Width: round((c.Right - c.Left) * max(0, s.Percent) / most),
			Label: fmt.Sprintf("%s contributes %.1f %% of the explained satisfaction", s.Driver, s.Percent),
		})
	}
	c.Bottom = c.Top + row*float64(len(shares))
	c.Height = c.Bottom + 4
	c.About = "Share of each attribute in what the attributes explain of the satisfaction with the trip."
	return c
}

// A quadrantChart sets how much an attribute matters against how well it is done.
type quadrantChart struct {
	frame
	CrossX, CrossY float64
	Points         []quadrantPoint
}

type quadrantPoint struct {
	mark
	Name, Anchor string
	Shift        float64
	Concentrate  bool
}

func newQuadrantChart(m driver.Map) quadrantChart {
	c := quadrantChart{frame: frame{ID: "quadrants", Title: "Where to act", Height: 262, Top: 12, Bottom: 220, Left: 44, Right: right}}
	var across, up []float64
	for _, p := range m.Points {
		across, up = append(across, p.Performance), append(up, p.Importance)
	}
	if len(m.Points) == 0 {
		return c
	}
	x, y := roomy(across, c.Left, c.Right), roomy(up, c.Bottom, c.Top)
	c.X, c.Y = x.ticks(4, "%.4g"), y.ticks(5, "%g %%")
	c.CrossX, c.CrossY = x.at(m.Performance), y.at(m.Importance)
	for i, p := range m.Points {
		q := quadrantPoint{Name: p.Name, Anchor: "start", Shift: 9, Concentrate: m.Quadrants[i] == driver.QuadrantConcentrateHere}
		if q.X, q.Y = x.at(p.Performance), y.at(p.Importance); q.X > c.Left+(c.Right-c.Left)*0.66 {
			q.Anchor, q.Shift = "end", -9
		}
		q.Label = fmt.Sprintf("%s: mean mark %.2f, importance %.1f %%, %s", p.Name, p.Performance, p.Importance, m.Quadrants[i])
		c.Points = append(c.Points, q)
	}
	c.About = "Mean mark across, importance upwards; the lines are the means of both."
	return c
}

// roomy is a scale with a quarter of the range free on both sides, for labels.
func roomy(values []float64, from, to float64) scale {
	s := span(values, from, to)
	room := max((s.high-s.low)*0.25, 0.02)
	return scale{s.low - room, s.high + room, from, to}
}

// A controlChart is the share of late trips by day, with its limits.
type controlChart struct {
	frame
	Line, Upper, Lower, Center string
	Points                     []controlPoint
	Signals                    int
}

type controlPoint struct {
	mark
	Signal bool
}

func newControlChart(days []calendar.Date, chart sigma.Chart) controlChart {
	c := controlChart{frame: frame{ID: "control", Title: "Late trips by day", Height: 220, Top: 12, Bottom: 192, Left: left, Right: right}}
	if len(days) == 0 {
		return c
	}
	var values []float64
	for i := range chart.Points {
		values = append(values, 100*chart.Points[i], 100*chart.Upper[i], 100*chart.Lower[i])
	}
	y := span(values, c.Bottom, c.Top)
	y.low = max(0, y.low)
	x := scale{0, float64(max(1, len(days)-1)), left + 6, right - 6}
	c.Y = y.ticks(5, "%g %%")
	rules := map[int][]string{}
	for _, s := range chart.Signals {
		rules[s.Index] = append(rules[s.Index], s.Rule.String())
	}
	var line, upper, lower, center []string
	for i, day := range days {
		place := func(v float64) string { return fmt.Sprintf("%g,%g", x.at(float64(i)), y.at(100*v)) }
		line, upper = append(line, place(chart.Points[i])), append(upper, place(chart.Upper[i]))
		lower, center = append(lower, place(chart.Lower[i])), append(center, place(chart.Center[i]))
		p := controlPoint{mark: mark{X: x.at(float64(i)), Y: y.at(100 * chart.Points[i])}, Signal: rules[i] != nil}
		p.Label = fmt.Sprintf("%s: %.1f %% late", day, 100*chart.Points[i])
		if p.Signal {
			p.Label += ", signal: " + strings.Join(rules[i], ", ")
			c.Signals++
		}
		c.Points = append(c.Points, p)
		if i%7 == 0 && i < len(days)-3 || i == len(days)-1 {
			c.X = append(c.X, tick{p.X, day.String()[5:]})
		}
	}
	c.Line, c.Upper, c.Lower, c.Center = strings.Join(line, " "), strings.Join(upper, " "), strings.Join(lower, " "), strings.Join(center, " ")
	c.About = fmt.Sprintf("Share of trips more than 15 minutes late on %d days, with limits at three sigma and %d signals.", len(days), c.Signals)
	return c
}
