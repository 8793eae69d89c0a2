package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise/process"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// A shop is the car service of article 001 with what is assumed of it, so that it can be computed with.
type shop struct {
	graph *process.Graph
	chain *process.Chain
}

// assumed is what the article does not say of its stages: the least, the likely and the greatest time of the adviser, by
// stage.
var assumed = map[string][3]time.Duration{
	"agree":    {5 * time.Minute, 12 * time.Minute, 40 * time.Minute},
	"prepare":  {30 * time.Minute, 4 * time.Hour, 24 * time.Hour},
	"receive":  {5 * time.Minute, 15 * time.Minute, 45 * time.Minute},
	"instruct": {10 * time.Minute, 20 * time.Minute, 2 * time.Hour},
	"contact":  {5 * time.Minute, 10 * time.Minute, 30 * time.Minute},
}

// ways are assumed too: how likely each way is, and the two ends of a case.
var ways = []process.Edge{
	{From: "agree", To: "prepare", Probability: 0.9},
	{From: "agree", To: "gone", Probability: 0.1, Label: "no date suits"},
	{From: "prepare", To: "receive"},
	{From: "receive", To: "instruct", Probability: 0.92},
	{From: "receive", To: "prepare", Probability: 0.08, Kind: process.Rework, Label: "part is not there"},
	{From: "instruct", To: "contact", Probability: 0.95},
	{From: "instruct", To: "receive", Probability: 0.05, Kind: process.Rework, Label: "ask the customer again"},
	{From: "contact", To: "regular", Probability: 0.75},
	{From: "contact", To: "gone", Probability: 0.15, Label: "stopped coming"},
	{From: "contact", To: "agree", Probability: 0.1, Kind: process.WinBack, Label: "won back"},
}

// newShop adds the assumptions to the blueprint of the article.
func newShop(options) (*shop, error) {
	b := seeds.CarService()
	for i := range b.Stages {
		estimate := assumed[b.Stages[i].Code]
		span, err := process.ThreePoint(estimate[0], estimate[1], estimate[2])
		if err != nil {
			return nil, err
		}
		b.Stages[i].Span = span
		b.Stages[i].FailPoint = b.Stages[i].Code == "prepare"
	}
	b.Stages = append(b.Stages,
		process.Stage{Code: "regular", Title: "stays a regular customer", Outcome: true},
		process.Stage{Code: "gone", Title: "is gone", Outcome: true})
	b.Edges = ways
	b.Notes = append(b.Notes, "assumed: times, probabilities, the fail point, and the ways that the table does not show")
	graph, err := process.New(b)
	if err != nil {
		return nil, err
	}
	chain, err := graph.Chain()
	if err != nil {
		return nil, err
	}
	return &shop{graph, chain}, nil
}

// table is the article's table 3 and its picture.
func (s *shop) table(options) (string, error) {
	var out strings.Builder
	out.WriteString(s.graph.Markdown())
	out.WriteString("\n" + markdown.Fence("mermaid", s.graph.Mermaid()))
	crossings := 0
	for range s.graph.Crossings(process.Visibility) {
		crossings++
	}
	fmt.Fprintf(&out, "\n%d ways cross the line of visibility: what the customer does not see stands or falls with these.\n", crossings)
	return out.String(), nil
}

// times says what the chain says.
func (s *shop) times(options) (string, error) {
	mean, sd, err := s.chain.Time()
	if err != nil {
		return "", err
	}
	steps, _ := s.chain.Steps()
	var rows [][]string
	visits, shares := s.chain.Visits(), s.chain.TimeShare()
	for _, stage := range s.graph.Blueprint().Stages {
		if !stage.Outcome {
			reach, err := s.chain.Reach(stage.Code)
			if err != nil {
				return "", err
			}
			rows = append(rows, []string{
				stage.Title, minutes(stage.Span.Mean), percent(reach), fmt.Sprintf("%.2f", visits[stage.Code]), percent(shares[stage.Code]),
			})
		}
	}
	var out strings.Builder
	out.WriteString(markdown.Table("lrrrr", []string{"Stage", "Minutes a visit", "Customers who come to it", "Visits", "Share of the time"}, rows))
	outcomes := s.chain.Outcomes()
	fmt.Fprintf(&out, "\nOf all customers %s stay and %s are gone, after %.1f stages and %s minutes on average (standard deviation %s).\n\n",
		percent(outcomes["regular"]), percent(outcomes["gone"]), steps, minutes(mean), minutes(sd))
	rows = nil
	for _, model := range []process.TimeModel{process.Exponential, process.Matched} {
		day, err := s.chain.DoneBy(24*time.Hour, model)
		if err != nil {
			return "", err
		}
		cells := []string{model.String(), percent(day)}
		for _, p := range []float64{0.5, 0.9, 0.95} {
			within, err := s.chain.Quantile(p, model)
			if err != nil {
				return "", err
			}
			cells = append(cells, fmt.Sprintf("%.1f", within.Hours()))
		}
		rows = append(rows, cells)
	}
	out.WriteString(markdown.Table("lrrrr", []string{"Times in the stages", "Done within a day", "Hours for 50 %", "for 90 %", "for 95 %"}, rows))
	out.WriteString("\nWhat one point of probability more on a way would change, the other ways of its stage shrunk in proportion:\n\n")
	rows = nil
	for _, gain := range s.chain.Sensitivity()[:4] {
		rows = append(rows, []string{gain.Edge.From + " to " + gain.Edge.To, fmt.Sprintf("%+.1f", gain.Time/60/100)})
	}
	out.WriteString(markdown.Table("lr", []string{"Way", "Minutes a case"}, rows))
	schedule, err := s.graph.CriticalPath()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\nIf nothing is done twice, the longest way takes %s minutes: %s.\n", minutes(schedule.Makespan), strings.Join(schedule.Critical[0], ", "))
	return out.String(), nil
}

// conformance says how far simulated cases keep to the blueprint, and what they make of it.
func (s *shop) conformance(o options) (string, error) {
	log := process.NewLog(s.graph)
	for _, trace := range s.cases(o) {
		if err := log.Add(trace); err != nil {
			return "", err
		}
	}
	c := log.Conformance()
	fitness, _ := c.Fitness()
	var out strings.Builder
	fmt.Fprintf(&out, "Simulated: %d cases, seed %d. %s fit the blueprint; %d end before their time, %d visit a stage more than once.\n\n",
		c.Total, o.seed, percent(fitness), c.Incomplete, c.ReworkCases)
	var rows [][]string
	for _, move := range c.Illegal {
		rows = append(rows, []string{move.From, move.To, fmt.Sprint(move.Count)})
	}
	out.WriteString(markdown.Table("llr", []string{"From", "To", "Moves that nobody declared"}, rows))
	learnt, err := log.Estimate(process.EstimateOptions{Prior: 1})
	if err != nil {
		return "", err
	}
	chain, err := learnt.Chain()
	if err != nil {
		return "", err
	}
	rows = nil
	for k, e := range learnt.Blueprint().Edges {
		if before := s.graph.Blueprint().Edges[k].Probability; before > 0 {
			rows = append(rows, []string{e.From + " to " + e.To, percent(before), percent(e.Probability)})
		}
	}
	out.WriteString("\nA \"?\" is a stage that nobody declared: the blueprint has a gap there.\n\n")
	out.WriteString(markdown.Table("lrr", []string{"Way", "Assumed", "Seen"}, rows))
	within, err := chain.Quantile(0.95, process.Matched)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\nBy what was seen, 95 %% of the cases are over within %.1f hours.\n", within.Hours())
	return out.String(), nil
}

// failures ranks what may go wrong.
func failures(options) (string, error) {
	ranked, err := process.Rank([]process.FailureMode{
		{Stage: "agree", Name: "nobody answers the call", Severity: 5, Occurrence: 6, Detection: 3},
		{Stage: "agree", Name: "the price is not written down", Severity: 7, Occurrence: 3, Detection: 5},
		{Stage: "prepare", Name: "a part is not ordered", Severity: 6, Occurrence: 5, Detection: 4},
		{Stage: "receive", Name: "damage is not noted", Severity: 6, Occurrence: 2, Detection: 7},
		{Stage: "instruct", Name: "the brakes are left off the list", Severity: 10, Occurrence: 1, Detection: 4},
		{Stage: "contact", Name: "a regular customer is forgotten", Severity: 4, Occurrence: 5, Detection: 8},
	})
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, r := range ranked {
		severe := ""
		if r.Severe {
			severe = "severe"
		}
		rows = append(rows, []string{r.Mode.Stage, r.Mode.Name, fmt.Sprint(r.RPN), percent(r.Cumulative), severe})
	}
	return "Assumed modes and factors.\n\n" + markdown.Table("llrr", []string{"Stage", "What may go wrong", "Risk priority", "Of all, so far", "Whatever the product"}, rows), nil
}

// minutes returns a time in whole minutes, percent a share with a place.
func minutes(d time.Duration) string { return fmt.Sprintf("%.0f", d.Minutes()) }

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }
