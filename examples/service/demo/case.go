package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A story is a complaint with what happened to it, in hours since it was opened.
type story struct {
	brand, market string
	days          int // ago
	events        []step
}

type step struct {
	hours int
	complaint.Event
}

func stories() []story {
	team := func(id, name string) *complaint.Team {
		return &complaint.Team{ID: id, Name: name, Role: complaint.RoleResolver}
	}
	fleet, desk, insurer := team("fleet", "Fleet"), team("desk", "Service window"), team("insurer", "Insurer")
	told := step{5, complaint.Event{Kind: complaint.KindAcknowledge}}
	given := func(hours int, to *complaint.Team) step {
		return step{hours, complaint.Event{Kind: complaint.KindAssign, Team: to}}
	}
	done := func(hours int) step { return step{hours, complaint.Event{Kind: complaint.KindResolve}} }
	said := func(hours int, mood complaint.Mood) step {
		return step{hours, complaint.Event{Kind: complaint.KindFeedback, Mood: mood}}
	}
	return []story{
		{"OCC", "Puebla", 33, []step{told, given(20, fleet), given(90, insurer), done(400), said(420, complaint.MoodNegative), given(430, desk)}},
		{"OCC", "Tapachula", 26, []step{told, given(20, fleet), done(70), said(90, complaint.MoodNegative), done(130), said(150, complaint.MoodPositive)}},
		{"PLATINUM", "Mexico", 19, []step{told, given(8, desk), done(30), said(60, complaint.MoodPositive)}},
		{"ADO GL", "Mexico", 14, []step{told, given(24, insurer)}},
		{"OCC", "Mexico", 12, []step{told, done(50), said(70, complaint.MoodPositive)}},
		{"ADO GL", "Puebla", 9, []step{told, given(24, fleet), done(120)}},
		{"OCC", "Puebla", 8, []step{told, {30, complaint.Event{Kind: complaint.KindWithdraw}}}},
		{"OCC", "Tapachula", 4, []step{told, given(24, fleet)}},
		{"ADO GL", "Mexico", 2, nil},
		{"OCC", "Mexico", 0, nil},
	}
}

func complaints(ctx context.Context, db *store.Store, c *company.Company, rng *rand.Rand, now time.Time) error {
	for _, s := range stories() {
		line, ok := c.Line(s.brand, s.market)
		if !ok {
			line = c.Lines()[0]
		}
		at := now.UTC().Add(-3*time.Hour).AddDate(0, 0, -s.days)
		opened, err := complaint.Open(complaint.Complaint{
			ID: newID(rng), At: at, Contact: company.Contact(), Problem: "made up: the trip was not as promised",
			Segments: map[string]string{"brand": line.Key.Brand, "market": line.Key.Market},
		}, complaint.PolicyPositiveFeedback)
		if err != nil {
			return err
		}
		for _, e := range s.events {
			e.At = at.Add(time.Duration(e.hours) * time.Hour)
			if opened, err = opened.Apply(e.Event); err != nil {
				return err
			}
		}
		if err := db.OpenComplaint(ctx, opened); err != nil {
			return err
		}
	}
	return nil
}

// improvements is the company's plan, with one action that has begun.
func improvements(now time.Time) (actionplan.Plan, error) {
	p := company.Plan(now)
	progress := decimal.New(35, -2)
	for _, e := range []struct {
		code actionplan.Code
		days int
		actionplan.Event
	}{
		{"A1", 30, actionplan.Event{Verb: actionplan.Commit}},
		{"A1", 25, actionplan.Event{Verb: actionplan.Start}},
		{"A1", 5, actionplan.Event{Verb: actionplan.Report, Progress: &progress}},
	} {
		e.At, e.By = now.AddDate(0, 0, -e.days), "commercial director"
		var err error
		if p, err = p.Apply(e.code, e.Event); err != nil {
			return p, err
		}
	}
	return p, nil
}
