package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/promise"
)

const observationsAtOnce = 5000

// An observationsBody is what was seen of a line. A case that has a name counts once a specification.
type observationsBody struct {
	Brand        string                `json:"brand"`
	Market       string                `json:"market"`
	Observations []promise.Observation `json:"observations"`
}

func (s *Server) addObservations(w http.ResponseWriter, r *http.Request) error {
	var body observationsBody
	if err := read(w, r, largeBody, &body); err != nil {
		return err
	}
	line, err := s.line(body.Brand, body.Market)
	if err != nil {
		return err
	}
	if n := len(body.Observations); n == 0 || n > observationsAtOnce {
		return invalid("observations", "limit")
	}
	now, wrong := s.Now().UTC(), Problem{Type: "invalid"}
	var all []store.Observation
	for i, o := range body.Observations {
		if o.At.IsZero() {
			o.At = now
		}
		_, err := figures.Holds(line, o)
		found := faultsOf(err)
		if err != nil && found == nil {
			return err
		}
		if !named(o.Case) {
			found = append(found, Fault{"case", "clean"})
		}
		if o.At.After(now.Add(time.Minute)) || o.At.Year() < 2000 {
			found = append(found, Fault{"at", "range"})
		}
		for _, fault := range found {
			wrong.Errors = append(wrong.Errors, Fault{Path: "observations[" + strconv.Itoa(i) + "]." + fault.Path, Code: fault.Code})
		}
		all = append(all, store.Observation{Key: line.Key, Observation: o})
	}
	if wrong.Errors != nil {
		return problemError{wrong}
	}
	added, err := s.Store.AddObservations(r.Context(), all)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, map[string]int64{"added": added})
}

// named reports whether a text may be the name of a case: short, and fit to be stored anywhere.
func named(text string) bool {
	return len(text) <= 100 && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// report says whether the promise of a line is kept.
func (s *Server) report(w http.ResponseWriter, r *http.Request) error {
	line, ok := s.Company.Line(r.PathValue("brand"), r.PathValue("market"))
	if !ok {
		return problemError{Problem{Type: "not-found"}}
	}
	var report promise.Report
	err := s.Figures.Look(r.Context(), func(v figures.View) (err error) {
		report, err = v.Report(line)
		return err
	})
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, report)
}
