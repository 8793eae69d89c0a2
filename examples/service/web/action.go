package web

import (
	"context"
	"net/http"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// An actionView is an action with where it stands today.
type actionView struct {
	actionplan.Action
	Overdue  bool              `json:"overdue"`
	DaysLate int               `json:"daysLate"`
	AtRisk   []string          `json:"atRisk"`
	Verbs    []actionplan.Verb `json:"verbs"`
}

// improvements returns the actions of the plan as they stand today.
func (s *Server) improvements(ctx context.Context) (all []actionView, err error) {
	now := s.Now().In(seeds.ADOZone())
	plan, err := s.Store.Plan(ctx, company.Plan(now).ID)
	if err != nil {
		return nil, err
	}
	stand, err := actionplan.Assess(plan, calendar.DateOf(now), actionplan.AssessOptions{})
	if err != nil {
		return nil, err
	}
	for i, a := range plan.Actions { // Assess keeps their order
		all = append(all, actionView{Action: a, Overdue: stand[i].Overdue, DaysLate: stand[i].DaysLate, AtRisk: stand[i].AtRisk, Verbs: a.Status.Verbs()})
	}
	return all, nil
}

func (s *Server) actions(w http.ResponseWriter, r *http.Request) error {
	all, err := s.improvements(r.Context())
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, all)
}

// applyToAction adds an event to the life of an action; when it happened is the service's to say.
func (s *Server) applyToAction(w http.ResponseWriter, r *http.Request) error {
	var e actionplan.Event
	if err := read(w, r, smallBody, &e); err != nil {
		return err
	}
	e.At = s.Now().In(seeds.ADOZone())
	code := actionplan.Code(r.PathValue("code"))
	plan, err := s.Store.ApplyToPlan(r.Context(), company.Plan(e.At).ID, code, e)
	if err != nil {
		return err
	}
	action, _ := plan.Action(code)
	return reply(w, http.StatusOK, action)
}
