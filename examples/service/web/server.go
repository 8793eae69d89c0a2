// Package web is the HTTP side of the service: an API in JSON, the survey as a form, and the dashboard.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
)

// A Server answers requests. All fields are mandatory.
type Server struct {
	Company *company.Company
	Store   *store.Store
	Figures *figures.Figures
	Log     *slog.Logger
	Now     func() time.Time
}

// Handler returns everything that s serves.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, handle := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                           s.dashboard,
		"GET /style.css":                     style,
		"GET /survey/{brand}/{market}":       s.form,
		"POST /survey/{brand}/{market}":      s.fillIn,
		"GET /favicon.ico":                   icon,
		"GET /thanks":                        thanks,
		"GET /problems/{type}":               problemPage,
		"GET /healthz":                       s.health,
		"POST /api/responses":                s.addResponse,
		"POST /api/observations":             s.addObservations,
		"GET /api/promises/{brand}/{market}": s.report,
		"POST /api/quotes":                   s.quote,
		"POST /api/sales":                    s.sell,
		"GET /api/sales/{id}":                s.receipt,
		"GET /api/complaints":                s.complaints,
		"POST /api/complaints":               s.openComplaint,
		"GET /api/complaints/{id}":           s.complaint,
		"POST /api/complaints/{id}/events":   s.applyToComplaint,
		"GET /api/customers":                 s.customers,
		"GET /api/actions":                   s.actions,
		"POST /api/actions/{code}/events":    s.applyToAction,
	} {
		mux.Handle(pattern, s.answering(handle))
	}
	sameSite := http.NewCrossOriginProtection()
	sameSite.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, problemError{Problem{Type: "cross-origin"}})
	}))
	return s.logged(secured(s.recovered(sameSite.Handler(s.routed(mux)))))
}

// answering makes a handler of handle: the error that it returns becomes a problem document.
func (s *Server) answering(handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := handle(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// health reports whether the service can work.
func (s *Server) health(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.Store.Ping(ctx); err != nil {
		return problemError{Problem{Type: "unavailable"}}
	}
	return reply(w, http.StatusOK, map[string]string{"status": "ok"})
}
