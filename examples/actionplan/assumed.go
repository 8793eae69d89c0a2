package main

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// assumptions say what the plan of package seeds does not, in the words of the report.
func assumptions() []string {
	return []string{
		"the commercial director alone answers for A1, the general director for A2",
		"A1 begins on 2012-12-03 and takes 20 working days; it costs 240000 MXN, A2 150000 MXN",
		"the high season is a week in which 85 % of the seats or more are taken; then what is left takes half as long again, " +
			"for 12000 MXN, and the operations manager sees to it",
		"the events, measurements and bills of both actions",
	}
}

// agreed returns the plan as both directors might have agreed on it before anything happened.
func agreed() actionplan.Plan {
	p := seeds.ADOPlan()
	first, second := &p.Actions[0], &p.Actions[1]
	first.Accountable, first.Start, first.Days, first.Cost = "commercial director", day(2012, 12, 3), 20, units(240_000)
	second.Accountable, second.Cost = "general director", units(150_000)
	season := &first.Contingencies[0]
	season.Metric, season.AtLeast, season.Owner = "seats taken", units(85), "operations manager"
	season.Affects, season.Stretch, season.Cost = []actionplan.Code{"A1", "A2"}, decimal.New(15, -1), units(12_000)
	return p
}

// An episode is an event in the life of an action.
type episode struct {
	code  actionplan.Code
	event actionplan.Event
}

// life returns what happened, in order.
func life() []episode {
	at := func(month time.Month, day int) time.Time {
		year := 2013
		if month > time.October {
			year = 2012
		}
		return time.Date(year, month, day, 18, 0, 0, 0, mexico())
	}
	passengers := actionplan.Ref{Kind: "survey.finding", ID: "assumed/windows"}
	said := func(month time.Month, day int, f actionplan.Feedback) actionplan.Observation {
		return actionplan.Observation{On: calendar.DateOf(at(month, day)), Feedback: f, Source: passengers}
	}
	return []episode{
		{"A1", actionplan.Event{Verb: actionplan.Commit, At: at(11, 26), By: "general director"}},
		{"A1", actionplan.Event{Verb: actionplan.Start, At: at(12, 4), By: "commercial director"}},
		{"A1", actionplan.Event{Verb: actionplan.Report, At: at(12, 14), By: "analyst", Progress: share(25)}},
		{"A1", actionplan.Event{Verb: actionplan.Report, At: at(1, 11), By: "analyst", Progress: share(50)}},
		{"A1", actionplan.Event{Verb: actionplan.Report, At: at(1, 31), By: "analyst", Progress: share(65)}},
		{"A1", actionplan.Event{Verb: actionplan.Finish, At: at(2, 12), By: "commercial director"}},
		{"A2", actionplan.Event{Verb: actionplan.Start, At: at(2, 13), By: "analyst"}},
		{"A2", actionplan.Event{Verb: actionplan.Report, At: at(2, 28), By: "analyst", Progress: share(20)}},
		{"A1", actionplan.Event{
			Verb: actionplan.Verify, At: at(3, 15), By: "analyst", Evidence: []actionplan.Observation{
				{On: day(2013, 3, 15), Metric: "early", Value: units(31)}, said(3, 15, actionplan.Negative),
			},
		}},
		{"A2", actionplan.Event{Verb: actionplan.Report, At: at(3, 27), By: "analyst", Progress: share(45)}},
		{"A1", actionplan.Event{
			Verb: actionplan.Close, At: at(4, 19), By: "general director",
			Evidence: []actionplan.Observation{said(4, 19, actionplan.Positive)},
		}},
		{"A2", actionplan.Event{Verb: actionplan.Report, At: at(4, 30), By: "analyst", Progress: share(75)}},
		{"A2", actionplan.Event{Verb: actionplan.Finish, At: at(5, 31), By: "analyst"}},
	}
}

// followed returns the plan with all that happened before a day.
func followed(p actionplan.Plan, on calendar.Date) (actionplan.Plan, error) {
	for _, e := range life() {
		if calendar.DateOf(e.event.At).Compare(on) >= 0 {
			continue
		}
		var err error
		if p, err = p.Apply(e.code, e.event); err != nil {
			return p, err
		}
	}
	return p, nil
}

// measured returns how many of the seats were taken, in percent, by the day.
func measured() (all []actionplan.Observation) {
	for _, m := range []struct {
		on    calendar.Date
		value int64
	}{
		{day(2012, 12, 10), 62}, {day(2012, 12, 17), 91}, {day(2013, 1, 7), 71}, {day(2013, 1, 28), 66}, {day(2013, 3, 25), 93}, {day(2013, 4, 8), 70},
	} {
		all = append(all, actionplan.Observation{On: m.on, Metric: "seats taken", Value: units(m.value)})
	}
	return all
}

// spent returns the bills that came before a day.
func spent(on calendar.Date) (*earned.Ledger, error) {
	ledger := new(earned.Ledger)
	for _, bill := range []struct {
		on     calendar.Date
		code   actionplan.Code
		amount int64
	}{
		{day(2012, 12, 31), "A1", 90_000},
		{day(2013, 1, 31), "A1", 95_000},
		{day(2013, 2, 28), "A1", 70_000},
		{day(2013, 2, 28), "A2", 35_000},
		{day(2013, 3, 28), "A2", 30_000},
		{day(2013, 4, 30), "A2", 45_000},
		{day(2013, 5, 31), "A2", 38_000},
	} {
		if bill.on.Compare(on) >= 0 {
			continue
		}
		if err := ledger.Add(bill.code, decimal.New(bill.amount, 0)); err != nil {
			return nil, fmt.Errorf("bill of %s: %w", bill.on, err)
		}
	}
	return ledger, nil
}

// mexico is the zone of Mexico City in winter.
func mexico() *time.Location { return time.FixedZone("", -6*60*60) }

func day(year int, month time.Month, day int) calendar.Date {
	return calendar.DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func units(n int64) *decimal.Decimal { return new(decimal.New(n, 0)) }

// share returns a number of percent as a share.
func share(percent int64) *decimal.Decimal { return new(decimal.New(percent, -2)) }
