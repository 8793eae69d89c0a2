package figures

import (
	"context"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

// Delay is the specification that the control chart follows.
const Delay = "delay"

// delivery is what was observed of the promises, counted up to a sequence number.
type delivery struct {
	seen    int64
	reports map[promise.Key]*promise.Evaluator
	days    map[dayKey]promise.Tally // of Delay
}

type dayKey struct {
	promise.Key
	day calendar.Date
}

func (d *delivery) catchUp(ctx context.Context, c *company.Company, from *store.Store) error {
	for o, err := range from.Observations(ctx, d.seen) {
		if err != nil {
			return err
		}
		if line, ok := c.Line(o.Key.Brand, o.Key.Market); ok {
			if err := d.count(line, o.Observation); err != nil {
				return err
			}
		}
		d.seen = o.Seq
	}
	return nil
}

func (d *delivery) count(line *company.Line, o promise.Observation) error {
	if d.reports[line.Key] == nil {
		fresh, err := promise.NewEvaluator(line.Promise, promise.Options{FamilyWise: true})
		if err != nil {
			return err
		}
		d.reports[line.Key] = fresh
	}
	if err := d.reports[line.Key].Add(o); err != nil {
		return err
	}
	if o.Spec != Delay {
		return nil
	}
	kept, err := Holds(line, o)
	if err != nil {
		return err
	}
	at := dayKey{line.Key, calendar.DateOf(o.At)}
	tally := d.days[at]
	tally.Total++
	if kept {
		tally.Kept++
	}
	d.days[at] = tally
	return nil
}

// Holds reports whether an observation keeps what the line promises. It returns promise.UnknownSpecError or
// promise.ErrValue for one that it cannot be held against.
func Holds(line *company.Line, o promise.Observation) (bool, error) {
	for _, spec := range line.Promise.Specifications() {
		if spec.Code == o.Spec {
			return spec.Target.Holds(o)
		}
	}
	return false, promise.UnknownSpecError{Code: o.Spec}
}

// Report says of a line whether its promise is kept.
func (v View) Report(line *company.Line) (promise.Report, error) {
	if e := v.f.delivery.reports[line.Key]; e != nil {
		return e.Report()
	}
	return promise.Evaluate(line.Promise, slices.Values([]promise.Observation(nil)), promise.Options{FamilyWise: true})
}

// Control returns the control chart of the share of late trips, day by day, of the last days that were observed. It returns
// sigma.ErrFew where there are none.
func (v View) Control(s Slice, days int) ([]calendar.Date, sigma.Chart, error) {
	byDay := map[calendar.Date]promise.Tally{}
	for at, tally := range v.f.delivery.days {
		if s.holds(s.Wave, at.Brand, at.Market) {
			sum := byDay[at.day]
			sum.Kept, sum.Total = sum.Kept+tally.Kept, sum.Total+tally.Total
			byDay[at.day] = sum
		}
	}
	var axis []calendar.Date
	for day := range byDay {
		axis = append(axis, day)
	}
	slices.SortFunc(axis, calendar.Date.Compare)
	axis = axis[max(0, len(axis)-days):]
	var late, trips []int64
	for _, day := range axis {
		late, trips = append(late, byDay[day].Total-byDay[day].Kept), append(trips, byDay[day].Total)
	}
	chart, err := sigma.PChart(late, trips, sigma.ChartOptions{Rules: sigma.WesternElectricRules()})
	return axis, chart, err
}
