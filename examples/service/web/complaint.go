package web

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A complaintBody is what a customer is not content with.
type complaintBody struct {
	ID       uuid.UUID  `json:"id"`
	Brand    string     `json:"brand"`
	Market   string     `json:"market"`
	Problem  string     `json:"problem"`
	Remedy   string     `json:"remedy"`
	Occurred *time.Time `json:"occurred"`
}

// A caseView is a case with what follows from it.
type caseView struct {
	complaint.Case
	State   complaint.State  `json:"state"`
	Allowed []complaint.Kind `json:"allowed"`
	Late    []complaint.Kind `json:"late"`
	Age     time.Duration    `json:"age"` // nanoseconds since it was opened
}

// view says where a case stands at the moment.
func (s *Server) view(c complaint.Case) (v caseView, err error) {
	now := s.Now()
	v.Case, v.Age = c, now.Sub(c.Complaint.At)
	if v.State, err = c.State(); err != nil {
		return v, err
	}
	if v.Allowed, err = c.Allowed(); err != nil {
		return v, err
	}
	v.Late, err = c.Late(now, s.Company.Due)
	return v, err
}

func (s *Server) openComplaint(w http.ResponseWriter, r *http.Request) error {
	var body complaintBody
	if err := read(w, r, smallBody, &body); err != nil {
		return err
	}
	line, err := s.line(body.Brand, body.Market)
	if err != nil {
		return err
	}
	if body.Problem == "" {
		return invalid("problem", "required")
	}
	if body.ID == uuid.Nil {
		body.ID = uuid.New()
	}
	opened, err := complaint.Open(complaint.Complaint{
		ID: body.ID, At: s.Now().UTC(), Contact: company.Contact(), Problem: body.Problem, Remedy: body.Remedy, Occurred: body.Occurred,
		Segments: map[string]string{"brand": line.Key.Brand, "market": line.Key.Market},
	}, complaint.PolicyPositiveFeedback)
	if err != nil {
		return err
	}
	if err := s.Store.OpenComplaint(r.Context(), opened); err != nil {
		return err
	}
	return s.showComplaint(w, r, body.ID, http.StatusCreated)
}

func (s *Server) complaint(w http.ResponseWriter, r *http.Request) error {
	id, err := identified(r)
	if err != nil {
		return err
	}
	return s.showComplaint(w, r, id, http.StatusOK)
}

func (s *Server) showComplaint(w http.ResponseWriter, r *http.Request, id uuid.UUID, status int) error {
	c, err := s.Store.Complaint(r.Context(), id)
	if err != nil {
		return err
	}
	v, err := s.view(c)
	if err != nil {
		return err
	}
	return reply(w, status, v)
}

// complaints lists the open cases, the oldest first.
func (s *Server) complaints(w http.ResponseWriter, r *http.Request) error {
	all := []caseView{}
	for c, err := range s.Store.OpenComplaints(r.Context()) {
		if err != nil {
			return err
		}
		v, err := s.view(c)
		if err != nil {
			return err
		}
		all = append(all, v)
	}
	return reply(w, http.StatusOK, all)
}

// applyToComplaint adds an event; when it happened is the service's to say.
func (s *Server) applyToComplaint(w http.ResponseWriter, r *http.Request) error {
	id, err := identified(r)
	if err != nil {
		return err
	}
	var e complaint.Event
	if err := read(w, r, smallBody, &e); err != nil {
		return err
	}
	e.At = s.Now().UTC()
	c, err := s.Store.ApplyToComplaint(r.Context(), id, e)
	if err != nil {
		return err
	}
	v, err := s.view(c)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, v)
}
