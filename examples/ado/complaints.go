package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

const day = 24 * time.Hour

// What the simulation assumes: the day on which the cases are looked at, how long each step may take, who takes complaints
// and who resolves them.
var (
	followed = time.Date(2013, 3, 1, 9, 0, 0, 0, time.UTC)
	due      = complaint.Due{Resolve: 15 * day, Follow: 7 * day}
	window   = complaint.Team{ID: "service window", Role: complaint.RoleContactPoint}
	teams    = [...]complaint.Team{
		{ID: "garage", Role: complaint.RoleResolver},
		{ID: "cleaners", Role: complaint.RoleResolver, Provider: survey.Ref{Kind: "provider", ID: "cleaning"}},
	}
)

// complaints writes how the cases go that the surveys open, and one of them step by step.
func complaints(o options) (string, error) {
	var rows [][]string
	story := ""
	for _, brand := range seeds.ADOBrands() {
		cases, err := casesOf(o, brand)
		if err != nil {
			return "", err
		}
		row, err := closing(brand, cases)
		if err != nil {
			return "", err
		}
		rows = append(rows, row)
		for _, c := range cases {
			if story != "" {
				break
			}
			if story, err = recovered(c); err != nil {
				return "", err
			}
		}
	}
	return "Each passenger who gives comfort the lowest mark has a case, about that attribute of the promise (simulated). Only his " +
		"positive feedback closes it: while he says nothing of the remedy, it stays open. As of " + followed.Format(time.DateOnly) +
		", with intervals at 95 %:\n\n" +
		markdown.Table("lrrrrrrrr", []string{
			"Brand", "Cases", "Closed", "Await feedback", "At first contact, %", "Reopened, %", "Won back, %", "Days to close, median",
			"Late",
		}, rows) + story + "\n" + markdown.Fence("mermaid", complaint.Mermaid(complaint.PolicyPositiveFeedback)), nil
}

// casesOf simulates the cases of a brand in all markets.
func casesOf(o options, brand string) (cases []complaint.Case, err error) {
	rng := generator(o.seed, brand+" complaints")
	for _, market := range seeds.ADOMarkets() {
		q := seeds.ADOQuestionnaire(brand, market)
		form, err := q.Compile()
		if err != nil {
			return nil, err
		}
		comfort := slices.IndexFunc(q.Questions, func(one survey.Question) bool { return one.ID == "comfort" })
		for r := range responses(o.seed, q, brand) {
			c, opened, err := complaint.FromResponse(form, r, survey.AtMost("comfort", 1), complaint.Complaint{
				At: followed.Add(-time.Duration(20+rng.IntN(30)) * day), Contact: window, About: q.Questions[comfort].Promise,
			}, complaint.PolicyPositiveFeedback)
			if err == nil && opened {
				c, err = settle(rng, c)
				cases = append(cases, c)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return cases, nil
}

// settle lets a case run until its customer is content, or does not answer, which is one in six, or the day comes on which
// the cases are looked at.
func settle(rng *rand.Rand, c complaint.Case) (complaint.Case, error) {
	moods := [...]complaint.Mood{
		complaint.MoodPositive, complaint.MoodPositive, complaint.MoodPositive, complaint.MoodNeutral, complaint.MoodNegative,
	}
	at := c.Complaint.At
	for {
		team, mood := teams[rng.IntN(len(teams))], moods[rng.IntN(len(moods))]
		for _, e := range [...]complaint.Event{
			{Kind: complaint.KindAssign, Team: &team}, {Kind: complaint.KindResolve}, {Kind: complaint.KindFeedback, Mood: mood},
		} {
			at = at.Add(time.Duration(1+rng.IntN(8)) * day)
			if at.After(followed) || e.Kind == complaint.KindFeedback && rng.IntN(6) == 0 {
				return c, nil
			}
			e.At = at
			var err error
			if c, err = c.Apply(e); err != nil {
				return c, err
			}
		}
		if mood == complaint.MoodPositive {
			return c, nil
		}
	}
}

// closing returns what the cases of a brand come to.
func closing(brand string, cases []complaint.Case) ([]string, error) {
	var t complaint.Tally
	overdue := 0
	for _, c := range cases {
		if err := t.Add(c); err != nil {
			return nil, err
		}
		late, err := c.Late(followed, due)
		if err != nil {
			return nil, err
		}
		overdue += min(1, len(late))
	}
	k, err := t.KPI(survey.Options{})
	if err != nil {
		return nil, err
	}
	return []string{
		brand, strconv.FormatInt(k.Cases, 10), strconv.FormatInt(k.Closed, 10),
		strconv.FormatInt(k.ByState[complaint.StateAwaitingFeedback], 10), percent(k.FirstContact), percent(k.ReopenRate),
		percent(k.Recovery), fmt.Sprintf("%.0f", k.Close.Median.Hours()/24), strconv.Itoa(overdue),
	}, nil
}

// percent shows a share with its interval, or a dash.
func percent(e *survey.Estimate) string {
	if e == nil {
		return "–"
	}
	return fmt.Sprintf("%.0f (%.0f to %.0f)", 100*e.Value, 100*e.Interval.Low, 100*e.Interval.High)
}

// recovered tells a case that was opened again and closed in the end, event by event, and how it refuses to be closed
// before; "" for another case.
func recovered(c complaint.Case) (string, error) {
	var t complaint.Tally
	if err := t.Add(c); err != nil {
		return "", err
	}
	if k, err := t.KPI(survey.Options{}); err != nil || k.Recovery == nil || k.Recovery.Value == 0 {
		return "", err
	}
	rows, refusal := [][]string{{"0", "", window.ID, complaint.StateOpened.String()}}, error(nil)
	for i, e := range c.Events {
		past := c
		past.Events = c.Events[:i+1]
		state, err := past.State()
		if err != nil {
			return "", err
		}
		if _, err := past.Apply(complaint.Event{Kind: complaint.KindAccept, At: e.At}); refusal == nil && state == complaint.StateAwaitingFeedback {
			refusal = err
		}
		team, _ := past.Resolver()
		rows = append(rows, []string{
			fmt.Sprintf("%.0f", e.At.Sub(c.Complaint.At).Hours()/24), strings.TrimSpace(e.Mood.String() + " " + e.Kind.String()),
			team.ID, state.String(),
		})
	}
	return "\nOne that was won back, day by day:\n\n" + markdown.Table("rlll", []string{"Day", "Event", "With", "State"}, rows) +
		"\nClosing it without being heard of the customer, by his acceptance alone, is refused: " + refusal.Error() + ".\n", nil
}
