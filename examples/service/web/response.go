package web

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A responseBody is a response as it is sent. ID makes sending it twice safe; without one it counts each time.
type responseBody struct {
	ID      uuid.UUID                           `json:"id"`
	Brand   string                              `json:"brand"`
	Market  string                              `json:"market"`
	Took    time.Duration                       `json:"took"` // nanoseconds
	Answers map[survey.QuestionID]survey.Answer `json:"answers"`
}

// A recorded says what became of a response. Complaint is the case that it opened.
type recorded struct {
	ID        uuid.UUID  `json:"id"`
	Wave      string     `json:"wave"`
	Complaint *uuid.UUID `json:"complaint,omitempty"`
}

func (s *Server) addResponse(w http.ResponseWriter, r *http.Request) error {
	var body responseBody
	if err := read(w, r, smallBody, &body); err != nil {
		return err
	}
	line, err := s.line(body.Brand, body.Market)
	if err != nil {
		return err
	}
	done, added, err := s.record(r.Context(), line, survey.Response{ID: body.ID, Took: body.Took, Answers: body.Answers})
	if err != nil {
		return err
	}
	return reply(w, created(added), done)
}

// line returns the line of a body.
func (s *Server) line(brand, market string) (*company.Line, error) {
	line, ok := s.Company.Line(brand, market)
	if !ok {
		return nil, problemError{Problem{Type: "invalid", Errors: []Fault{{Path: "brand", Code: "unknown"}, {Path: "market", Code: "unknown"}}}}
	}
	return line, nil
}

// record stores what a passenger of a line answered, without what he was not asked, and opens a case where it must not be
// left alone.
func (s *Server) record(ctx context.Context, line *company.Line, r survey.Response) (recorded, bool, error) {
	if r.ID == uuid.Nil {
		r.ID = uuid.New()
	}
	r.At = s.Now().UTC()
	r.Segments = map[string]string{"brand": line.Key.Brand, "market": line.Key.Market}
	r, _ = line.Form.Clean(r)
	if err := line.Form.Check(r); err != nil {
		return recorded{}, false, err
	}
	done := recorded{ID: r.ID, Wave: company.Wave(r.At)}
	asked := complaint.Complaint{Contact: company.Contact()}
	asked.Problem, _ = r.Answers[company.Why].Text()
	opened, opens, err := complaint.FromResponse(line.Form, r, company.OpensCase(), asked, complaint.PolicyPositiveFeedback)
	if err != nil {
		return recorded{}, false, err
	}
	var cases []complaint.Case
	if opens {
		cases, done.Complaint = append(cases, opened), &opened.Complaint.ID
	}
	added, err := s.Store.AddResponse(ctx, store.Response{Wave: done.Wave, Response: r}, cases...)
	return done, added, err
}
