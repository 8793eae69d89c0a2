package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// complaints shows how the cases of each brand go, and those that are open, the oldest first.
func complaints(all []study) (string, error) {
	var rows [][]string
	var open []openCase
	for _, s := range all {
		var t complaint.Tally
		for _, c := range s.cases {
			if err := t.Add(c); err != nil {
				return "", err
			}
			one, err := openOf(s.brand, c)
			if err != nil {
				return "", err
			}
			if one.row != nil {
				open = append(open, one)
			}
		}
		k, err := t.KPI(survey.Options{})
		if err != nil {
			return "", err
		}
		rows = append(rows, []string{
			s.brand, strconv.FormatInt(k.Cases, 10), strconv.FormatInt(k.Closed, 10), rate(k.FirstContact), rate(k.ReopenRate),
			rate(k.Recovery), days(k.Close.Median), days(k.Close.P90),
		})
	}
	slices.SortStableFunc(open, func(a, b openCase) int { return a.at.Compare(b.at) })
	var oldest [][]string
	for _, one := range open[:min(15, len(open))] {
		oldest = append(oldest, one.row)
	}
	return "One for each passenger who would recommend the line with 3 or less, as of " + today.Format(time.DateOnly) +
		". A case is closed on positive feedback only.\n\n" + markdown.Table("lrrrrrrr", []string{
		"Brand", "Cases", "Closed", "At first contact, %", "Reopened, %", "Recovered, %", "Days to close, median", "90 % within",
	}, rows) + fmt.Sprintf("\n%d are open; the oldest:\n\n", len(open)) + markdown.Table("lllrll", []string{
		"Case", "Brand", "State", "Days", "With", "Late",
	}, oldest), nil
}

// An openCase is a row of the cases that are not settled.
type openCase struct {
	at  time.Time
	row []string
}

// openOf returns the row of a case, none if it is over.
func openOf(brand string, c complaint.Case) (openCase, error) {
	state, err := c.State()
	if err != nil || state == complaint.StateClosed || state == complaint.StateWithdrawn {
		return openCase{}, err
	}
	const day = 24 * time.Hour
	late, err := c.Late(today, complaint.Due{Acknowledge: 3 * day, Resolve: 15 * day, Follow: 7 * day})
	if err != nil {
		return openCase{}, err
	}
	with := c.Complaint.Contact
	if team, assigned := c.Resolver(); assigned {
		with = team
	}
	var overdue []string
	for _, k := range late {
		overdue = append(overdue, k.String())
	}
	return openCase{c.Complaint.At, []string{
		c.Complaint.ID.String()[:8], brand, strings.ReplaceAll(state.String(), "-", " "), days(today.Sub(c.Complaint.At)), with.ID,
		strings.Join(overdue, ", "),
	}}, nil
}

// rate shows a share in percent with its interval, or a dash.
func rate(e *survey.Estimate) string {
	if e == nil {
		return "–"
	}
	return fmt.Sprintf("%.0f (%.0f to %.0f)", 100*e.Value, 100*e.Interval.Low, 100*e.Interval.High)
}

// days shows a duration.
func days(d time.Duration) string { return fmt.Sprintf("%.0f", d.Hours()/24) }
