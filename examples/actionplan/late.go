package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// dates returns when each action was to finish, and when it will.
func (s standing) dates() (string, error) {
	slip := s.now.Slip(s.baseline)
	var rows [][]string
	for row := range s.now.All() {
		a, _ := s.plan.Action(row.Code)
		agreed, _ := s.baseline.Row(row.Code)
		drag, err := s.now.Drag(row.Code)
		if err != nil {
			return "", err
		}
		rows = append(rows, []string{
			string(row.Code), a.Due.String(), agreed.Finish.String(), row.Start.String(), row.Finish.String(),
			strconv.Itoa(slip[row.Code]), strconv.Itoa(row.TotalFloat), strconv.Itoa(drag),
		})
	}
	header := []string{"Action", "Due", "Agreed finish", "Start", "Finish", "Later by", "Float", "Drag"}
	return markdown.Table("lllllrrr", header, rows) + "\nThe last three in working days; drag is what the plan would gain if the action took none.\n", nil
}

// why returns each action that is late, or will be, with the reasons for its dates.
func (s standing) why() (string, error) {
	var out strings.Builder
	for _, a := range s.assessed {
		states := state(a)
		row, _ := s.now.Row(a.Code)
		if action, _ := s.plan.Action(a.Code); a.Status < actionplan.Done && row.Finish.Compare(action.Due) > 0 {
			states = append(states, fmt.Sprintf("will finish on %s, not by %s", row.Finish, action.Due))
		}
		if len(states) == 0 {
			continue
		}
		for _, code := range a.Waiting {
			states = append(states, "waits for "+markdown.Escape(string(code)))
		}
		fmt.Fprintf(&out, "- %s: %s\n", markdown.Escape(string(a.Code)), strings.Join(states, "; "))
		reasons, err := s.now.Explain(a.Code)
		if err != nil {
			return "", err
		}
		for _, reason := range reasons {
			fmt.Fprintf(&out, "  - %s\n", markdown.Escape(reason.String()))
		}
	}
	if out.Len() == 0 {
		return "Nothing.\n", nil
	}
	return out.String(), nil
}

// state says what is wrong with an action on the day, nothing if it goes as it should.
func state(a actionplan.Assessment) (states []string) {
	switch {
	case a.Overdue:
		states = append(states, fmt.Sprintf("overdue by %d days, %d of them working", a.DaysLate, a.WorkdaysLate))
	case a.Late:
		states = append(states, fmt.Sprintf("finished %d days late, %d of them working", a.DaysLate, a.WorkdaysLate))
	}
	if len(a.AtRisk) > 0 {
		states = append(states, "at risk by "+strings.Join(a.AtRisk, " and "))
	}
	return states
}

// contingencies returns which are in force on the day, and what their responses do to the plan.
func (s standing) contingencies() (string, error) {
	active, err := actionplan.Triggered(s.plan, s.on, slices.Values(measured()))
	if err != nil {
		return "", err
	}
	if len(active) == 0 {
		return "None.\n", nil
	}
	rehearsal, err := schedule.Rehearse(s.plan, active, schedule.PlanOptions{AsOf: s.on})
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, a := range s.plan.Actions {
		for _, c := range a.Contingencies {
			if since, on := active[c.Code]; on {
				rows = append(rows, []string{string(c.Code), c.Trigger, since.String(), c.Response, c.Owner})
			}
		}
	}
	return markdown.Table("", []string{"Code", "Trigger", "Since", "Response", "Owner"}, rows) +
		fmt.Sprintf("\nWith the responses on the plan finishes %d working days later, on %s, for %s %s more.\n",
			rehearsal.Slip, rehearsal.With.Finish(), rehearsal.Cost, s.plan.Currency), nil
}

// missing returns what a refusal asks for, or that it was none.
func missing(err error) string {
	if refused, ok := errors.AsType[actionplan.TransitionError](err); ok {
		return strings.Join(refused.Missing, ", ")
	}
	return "nothing"
}
