package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A Problem is a problem document of RFC 9457. Errors says what is wrong where, in the paths and codes of the library.
type Problem struct {
	Type     string  `json:"type"`
	Title    string  `json:"title"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail,omitempty"`
	Instance string  `json:"instance,omitempty"`
	Errors   []Fault `json:"errors,omitempty"`
}

// A Fault is one thing that is wrong with a request.
type Fault struct {
	Path string `json:"path"`
	Code string `json:"code"`
}

// A problemError is a problem on its way to the client.
type problemError struct{ Problem }

func (e problemError) Error() string { return "problem: " + e.Type }

// kinds are the problems that there are, by the last part of their type.
var kinds = map[string]struct {
	status      int
	title, help string
}{
	"malformed":    {http.StatusBadRequest, "The body cannot be read", "The body is to be one JSON value with the fields of the endpoint and no others."},
	"cross-origin": {http.StatusForbidden, "Another site may not send this", "A browser says that a page of another site has sent the request."},
	"not-found":    {http.StatusNotFound, "There is no such thing", "The path, or the identifier in it, names nothing that is here."},
	"method":       {http.StatusMethodNotAllowed, "The method is not allowed here", "The Allow header names those that are."},
	"conflict":     {http.StatusConflict, "The identifier was used for something else", "Send the very same request again, or a new one with a new identifier."},
	"sold-out":     {http.StatusConflict, "There are not enough seats left", "Quote again with fewer seats, or another departure."},
	"transition":   {http.StatusConflict, "That does not follow on the state", "Look at the state first; the errors name what is missing."},
	"too-few":      {http.StatusConflict, "There is too little to learn from yet", "Come back when there is more data."},
	"too-large":    {http.StatusRequestEntityTooLarge, "The body is too large", "Send it in parts."},
	"media-type":   {http.StatusUnsupportedMediaType, "The content type is not taken here", "The API takes application/json in UTF-8, the forms application/x-www-form-urlencoded."},
	"invalid":      {http.StatusUnprocessableEntity, "The request has faults", "Each of the errors has the path of a field and a stable code."},
	"internal":     {http.StatusInternalServerError, "The service has failed", "It is not your fault, and it has been logged."},
	"unavailable":  {http.StatusServiceUnavailable, "The service is not available", "Try again in a moment."},
}

// problemOf says which problem an error is.
func problemOf(err error) Problem {
	var p problemError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p.Problem
	case errors.As(err, &large):
		return Problem{Type: "too-large", Detail: fmt.Sprintf("At most %d bytes are taken.", large.Limit)}
	case errors.Is(err, store.ErrNotFound):
		return Problem{Type: "not-found"}
	case errors.Is(err, store.ErrConflict):
		return Problem{Type: "conflict"}
	case errors.Is(err, store.ErrSoldOut):
		return Problem{Type: "sold-out"}
	case errors.Is(err, figures.ErrTooFew):
		return Problem{Type: "too-few"}
	case errors.Is(err, store.ErrClosed), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Problem{Type: "unavailable"}
	}
	if faults := faultsOf(err); len(faults) > 0 {
		kind := "invalid"
		if errors.As(err, new(complaint.TransitionError)) || errors.As(err, new(actionplan.TransitionError)) || errors.Is(err, complaint.ErrOrder) {
			kind = "transition"
		}
		return Problem{Type: kind, Errors: faults}
	}
	return Problem{Type: "internal"}
}

// faultsOf gathers what the library's errors name, through everything that they are wrapped and joined in.
func faultsOf(err error) (faults []Fault) {
	switch e := any(err).(type) { // each link of the chain in turn
	case validator.ValidationErrors:
		for _, fault := range e {
			faults = append(faults, Fault{Path: fault.Namespace(), Code: fault.Tag()})
		}
		return faults
	case survey.AnswerError:
		return []Fault{{Path: "answers." + string(e.Question), Code: e.Code}}
	case complaint.TransitionError:
		return []Fault{{Path: "kind", Code: "transition"}}
	case actionplan.TransitionError:
		for _, missing := range e.Missing {
			faults = append(faults, Fault{Path: "action", Code: missing})
		}
		return append(faults, Fault{Path: "verb", Code: "transition"})
	case promise.UnknownSpecError:
		return []Fault{{Path: "spec", Code: "unknown"}}
	case interface{ Unwrap() []error }:
		for _, each := range e.Unwrap() {
			faults = append(faults, faultsOf(each)...)
		}
		return faults
	case interface{ Unwrap() error }:
		return faultsOf(e.Unwrap())
	}
	switch {
	case errors.Is(err, complaint.ErrOrder):
		return []Fault{{Path: "at", Code: "order"}}
	case errors.Is(err, promise.ErrValue):
		return []Fault{{Path: "value", Code: "value"}}
	}
	return nil
}

// fail sends the problem that err is. What is the service's own fault is logged; the text of an error is, where it is the
// database's, since that of others may quote what somebody wrote.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	kind := kinds[p.Type]
	if kind.status >= http.StatusInternalServerError {
		text := fmt.Sprintf("%T", err)
		if errors.Is(err, store.ErrDatabase) {
			text = err.Error()
		}
		s.Log.Error("failed", "route", r.Pattern, "error", text)
	}
	p.Type, p.Title, p.Status = "/problems/"+p.Type, kind.title, kind.status
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(kind.status)
	_ = json.NewEncoder(w).Encode(p) // the client may have gone
}

// invalid is a problem with one fault.
func invalid(path, code string) error {
	return problemError{Problem{Type: "invalid", Errors: []Fault{{Path: path, Code: code}}}}
}

// problemPage explains a type of problem.
func problemPage(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("type")
	kind, ok := kinds[name]
	if !ok {
		return problemError{Problem{Type: "not-found"}}
	}
	return page(w, http.StatusOK, "message", message{Title: kind.title, Text: strings.TrimSpace(kind.help)})
}
