package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// A formPage is a questionnaire to fill in. ID is drawn when the page is made, so that a form sent twice counts once.
type formPage struct {
	Brand, Market string
	ID            uuid.UUID
	Items         []item
	Faults        bool
}

// An item is a question as it is shown.
type item struct {
	ID       survey.QuestionID
	Text     string
	Words    bool
	Max      int // characters, of words
	Required bool
	Low      string
	High     string
	Choices  []choice
	Given    string
	Fault    string // code
}

type choice struct {
	Value   int
	Checked bool
}

// scales are the points of the kinds of questions that the company asks, and what the ends mean.
var scales = map[survey.Kind]struct {
	min, max  int
	low, high string
}{
	survey.KindCSAT: {1, 5, "not at all", "very"},
	survey.KindNPS:  {0, 10, "never", "certainly"},
}

// form shows the questionnaire of a line.
func (s *Server) form(w http.ResponseWriter, r *http.Request) error {
	line, ok := s.Company.Line(r.PathValue("brand"), r.PathValue("market"))
	if !ok {
		return problemError{Problem{Type: "not-found"}}
	}
	return page(w, http.StatusOK, "form", filled(line, survey.Response{ID: uuid.New()}, nil))
}

// filled is the form of a line with what was answered, and what is wrong with it.
func filled(line *company.Line, r survey.Response, faults []Fault) formPage {
	p := formPage{Brand: line.Key.Brand, Market: line.Key.Market, ID: r.ID, Faults: len(faults) > 0}
	for _, q := range line.Questionnaire.Questions {
		scale := scales[q.Kind]
		shown := item{
			ID: q.ID, Text: q.Text["en"], Words: q.Kind == survey.KindText, Max: q.MaxRunes,
			Required: q.Required, Low: scale.low, High: scale.high,
		}
		shown.Given, _ = r.Answers[q.ID].Text()
		given, answered := r.Answers[q.ID].Points()
		for point := scale.min; !shown.Words && point <= scale.max; point++ {
			shown.Choices = append(shown.Choices, choice{point, answered && point == given})
		}
		for _, fault := range faults {
			if fault.Path == "answers."+string(q.ID) {
				shown.Fault = fault.Code
			}
		}
		p.Items = append(p.Items, shown)
	}
	return p
}

// fillIn takes a form. One with faults comes back with what was answered.
func (s *Server) fillIn(w http.ResponseWriter, r *http.Request) error {
	line, ok := s.Company.Line(r.PathValue("brand"), r.PathValue("market"))
	if !ok {
		return problemError{Problem{Type: "not-found"}}
	}
	if err := media(r, "application/x-www-form-urlencoded"); err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, smallBody)
	if err := r.ParseForm(); err != nil {
		if large := new(http.MaxBytesError); errors.As(err, &large) {
			return err
		}
		return problemError{Problem{Type: "malformed"}}
	}
	id, err := uuid.Parse(r.PostForm.Get("id"))
	if err != nil {
		return invalid("id", "required")
	}
	response := survey.Response{ID: id, Answers: map[survey.QuestionID]survey.Answer{}}
	for _, q := range line.Questionnaire.Questions {
		text := strings.TrimSpace(r.PostForm.Get(string(q.ID)))
		if text == "" {
			continue
		}
		response.Answers[q.ID] = survey.Text(strings.ReplaceAll(text, "\r\n", "\n"))
		if points, err := strconv.Atoi(text); err == nil && q.Kind != survey.KindText {
			response.Answers[q.ID] = survey.Points(points)
		}
	}
	if _, _, err := s.record(r.Context(), line, response); err != nil {
		if faults := faultsOf(err); faults != nil {
			return page(w, http.StatusUnprocessableEntity, "form", filled(line, response, faults))
		}
		return err
	}
	http.Redirect(w, r, "/thanks", http.StatusSeeOther)
	return nil
}

func thanks(w http.ResponseWriter, _ *http.Request) error {
	return page(w, http.StatusOK, "message", message{Title: "Thank you", Text: "Your answers have been stored. They change what we do next."})
}
