package main

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// value returns what the money has bought by the day, against the dates as agreed.
func (s standing) value() (string, error) {
	ledger, err := spent(s.on)
	if err != nil {
		return "", err
	}
	snapshot, err := earned.Take(s.plan, s.baseline.Spans(), ledger, s.on, earned.ByProgress)
	if err != nil {
		return "", err
	}
	m, err := earned.Measure(snapshot, earned.Options{Scale: 2})
	if err != nil {
		return "", err
	}
	t, err := s.time(snapshot.EV)
	if err != nil {
		return "", err
	}
	money := func(d decimal.Decimal) string { return d.StringFixed(2) + " " + s.plan.Currency }
	estimate := "undefined"
	if m.EAC != nil {
		estimate = money(*m.EAC)
	}
	return markdown.Table("lr", []string{"Figure", "Value"}, [][]string{
		{"budget at completion", money(snapshot.BAC)},
		{"planned value", money(snapshot.PV)},
		{"earned value", money(snapshot.EV)},
		{"actual cost", money(snapshot.AC)},
		{"cost variance", money(m.CV)},
		{"cost performance index", index(m.CPI)},
		{"schedule performance index", index(m.SPI)},
		{"estimate at completion", estimate},
		{"weeks planned", t.Planned.String()},
		{"weeks earned", t.Earned.String()},
		{"weeks ahead", t.Variance.String()},
		{"weeks it will take at this pace", index(t.Forecast)},
	}), nil
}

// time returns the earned schedule in weeks from the start as agreed.
func (s standing) time(ev decimal.Decimal) (earned.TimeMeasures, error) {
	start, err := s.baseline.DateAt(0)
	if err != nil {
		return earned.TimeMeasures{}, err
	}
	var ends []calendar.Date
	for end := start; end.Compare(s.baseline.Finish()) <= 0; {
		if end, err = end.AddDays(7); err != nil {
			return earned.TimeMeasures{}, err
		}
		ends = append(ends, end)
	}
	pv, err := earned.PlannedValue(s.plan, s.baseline.Spans(), ends)
	if err != nil {
		return earned.TimeMeasures{}, err
	}
	passed, _ := s.on.DaysSince(start)
	at := decimal.New(int64(max(0, passed)), 0).DivRound(decimal.New(7, 0), 10)
	t, err := earned.Schedule(pv, ev, at, earned.Options{Scale: 1})
	if err != nil {
		return t, fmt.Errorf("weeks: %w", err)
	}
	return t, nil
}

// index returns a ratio, which may be undefined.
func index(d *decimal.Decimal) string {
	if d == nil {
		return "undefined"
	}
	return d.String()
}
