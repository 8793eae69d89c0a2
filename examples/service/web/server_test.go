package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/demo"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store/storetest"
	"github.com/seed-4ccf82d5/servicequality/examples/service/web"
)

// A service is the handlers on a database of their own, at a time that the test sets.
type service struct {
	t       *testing.T
	handler http.Handler
	now     time.Time
	log     *bytes.Buffer
}

// each runs a test on each kind of database.
func each(t *testing.T, test func(s *service)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.Store) { test(serve(t, db, false)) })
}

func serve(t *testing.T, db *store.Store, withDemo bool) *service {
	t.Helper()
	firm, err := company.New()
	require.NoError(t, err)
	s := &service{t: t, now: time.Date(2026, 11, 2, 14, 30, 0, 0, time.UTC), log: &bytes.Buffer{}}
	if withDemo {
		require.NoError(t, demo.Fill(t.Context(), db, firm, 1, s.now))
	} else {
		_, err = db.AddPlan(t.Context(), company.Plan(s.now))
		require.NoError(t, err)
	}
	server := web.Server{
		Company: firm, Store: db, Figures: figures.New(firm, db), Now: func() time.Time { return s.now },
		Log: slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	s.handler = server.Handler()
	return s
}

// An answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (s *service) send(r *http.Request) answer {
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, r)
	return answer{recorder.Code, recorder.Header(), recorder.Body.String()}
}

func (s *service) get(path string) answer {
	return s.send(httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, path, nil))
}

func (s *service) post(path, body string) answer {
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return s.send(r)
}

// field returns a field of a JSON object, by the names that lead to it.
func (a answer) field(t *testing.T, path ...string) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal([]byte(a.body), &v), a.body)
	for _, name := range path {
		object, ok := v.(map[string]any)
		require.True(t, ok, "%s in %s", name, a.body)
		v = object[name]
	}
	return v
}

// requireProblem asserts that a is a problem document of a type, and which faults it names, as "path code".
func (a answer) requireProblem(t *testing.T, status int, kind string, faults ...string) {
	t.Helper()
	require.Equal(t, status, a.status, a.body)
	require.Equal(t, "application/problem+json", a.header.Get("Content-Type"))
	var p web.Problem
	decoder := json.NewDecoder(strings.NewReader(a.body))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&p))
	assert.Equal(t, "/problems/"+kind, p.Type)
	assert.Equal(t, status, p.Status)
	assert.NotEmpty(t, p.Title)
	var named []string
	for _, fault := range p.Errors {
		named = append(named, fault.Path+" "+fault.Code)
	}
	assert.Equal(t, faults, named)
}

const clean = `{"id":"7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11","brand":"OCC","market":"Puebla",
	"answers":{"punctuality":4,"safety":5,"treatment":4,"comfort":3,"overall":4,"recommend":9}}`

func TestServer_bodies(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		for name, body := range map[string]string{
			"no JSON": "{", "nothing": "", "two values": clean + clean, "an unknown field": `{"brand":"OCC","x":1}`, "an array": `[]`,
		} {
			t.Run(name, func(t *testing.T) {
				a := s.post("/api/responses", body)
				if name == "an array" {
					a.requireProblem(t, http.StatusBadRequest, "malformed", " type")
					return
				}
				a.requireProblem(t, http.StatusBadRequest, "malformed")
			})
		}
		s.post("/api/responses", `{"brand":7}`).requireProblem(t, http.StatusBadRequest, "malformed", "brand type")
		s.post("/api/responses", `{"brand":"`+strings.Repeat("x", 70_000)+`"}`).requireProblem(t, http.StatusRequestEntityTooLarge, "too-large")
		for _, kind := range []string{"", "text/plain", "application/json; charset=utf-16", "application/jsonx"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/responses", strings.NewReader(clean))
			r.Header.Set("Content-Type", kind)
			s.send(r).requireProblem(t, http.StatusUnsupportedMediaType, "media-type")
		}
	})
}

func TestServer_routes(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		s.get("/nowhere").requireProblem(t, http.StatusNotFound, "not-found")
		wrong := s.get("/api/responses")
		wrong.requireProblem(t, http.StatusMethodNotAllowed, "method")
		assert.Equal(t, "POST", wrong.header.Get("Allow"))
		assert.Equal(t, http.StatusOK, s.get("/healthz").status)
		assert.Contains(t, s.get("/problems/sold-out").body, "not enough seats")
		s.get("/problems/x").requireProblem(t, http.StatusNotFound, "not-found")
		s.get("/?brand=x").requireProblem(t, http.StatusUnprocessableEntity, "invalid", "brand unknown")
		s.get("/?market=x").requireProblem(t, http.StatusUnprocessableEntity, "invalid", "market unknown")
		s.get("/survey/OCC/Nowhere").requireProblem(t, http.StatusNotFound, "not-found")
		s.get("/api/promises/OCC/Nowhere").requireProblem(t, http.StatusNotFound, "not-found")
		s.get("/api/complaints/1").requireProblem(t, http.StatusNotFound, "not-found")
		s.get("/api/sales/7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11").requireProblem(t, http.StatusNotFound, "not-found")
		s.get("/api/customers").requireProblem(t, http.StatusConflict, "too-few")
		s.get("/api/customers?top=0").requireProblem(t, http.StatusUnprocessableEntity, "invalid", "top range")
		for _, page := range []string{"/", "/style.css", "/api/actions", "/nowhere"} {
			h := s.get(page).header
			assert.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'", page)
			assert.NotContains(t, h.Get("Content-Security-Policy"), "script", page)
			assert.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), page)
			assert.NotEmpty(t, h.Get("Referrer-Policy"), page)
		}
	})
}

// TestServer_log: what a respondent wrote is in no line of the log, whatever became of it.
func TestServer_log(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		const secret = "Xyzzy Plugh"
		body := strings.NewReplacer(`"recommend":9`, `"recommend":1,"why":"`+secret+`"`)
		s.post("/api/responses", body.Replace(clean))
		s.post("/api/responses", strings.Replace(clean, `"punctuality":4`, `"punctuality":"`+secret+`"`, 1))
		s.post("/api/responses", strings.Replace(clean, "OCC", secret, 1))
		s.post("/api/responses", `{"`+secret+`":1}`)
		s.post("/api/complaints", `{"brand":"OCC","market":"Puebla","problem":"`+secret+`","remedy":"`+secret+`"}`)
		s.post("/api/sales", `{"customer":"`+secret+`"}`)
		s.get("/survey/OCC/" + strings.ReplaceAll(secret, " ", "%20"))
		s.get("/" + strings.ReplaceAll(secret, " ", "%20") + "?q=Plugh")
		r := httptest.NewRequestWithContext(t.Context(), "PLUGH", "/", nil)
		s.send(r)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		gone := httptest.NewRequestWithContext(ended, http.MethodPost, "/api/responses", strings.NewReader(body.Replace(clean)))
		gone.Header.Set("Content-Type", "application/json")
		s.send(gone).requireProblem(t, http.StatusServiceUnavailable, "unavailable")
		log := s.log.String()
		assert.GreaterOrEqual(t, strings.Count(log, "\n"), 10)
		assert.NotContains(t, strings.ToLower(log), "xyzzy")
		assert.NotContains(t, strings.ToLower(log), "plugh")
	})
}

func TestServer_dashboard(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		empty := serve(t, db, false)
		page := empty.get("/")
		assert.Equal(t, http.StatusOK, page.status)
		assert.Contains(t, page.body, "Nobody has answered yet.")
	})
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		s := serve(t, db, true)
		page := s.get("/")
		require.Equal(t, http.StatusOK, page.status)
		assert.Equal(t, 6, strings.Count(page.body, "<svg"))
		assert.Equal(t, 6, strings.Count(page.body, "<desc"))
		assert.NotContains(t, page.body, "<script")
		assert.NotContains(t, page.body, "%!", "a value that could not be written")
		assert.NotContains(t, page.body, "NaN")
		assert.Contains(t, page.body, "2026-Q4")
		assert.Contains(t, page.body, "overdue by 10 days")
		assert.Contains(t, page.body, `id="open">6<`, "of ten complaints three are closed and one is withdrawn")
		for _, state := range []string{"kept", "broken", "open"} {
			assert.Contains(t, page.body, `class="mark `+state+`"`, "a gap that is shown as %s", state)
		}
		assert.Regexp(t, `class="mark broken"><title>OCC, comfort: promised 3.8, delivered 3.0\d, gap -0.7\d .*, broken<`, page.body)
		assert.NotContains(t, page.body, "made up:", "what customers wrote is not shown")
		assert.Less(t, len(s.get("/?brand=OCC&market=Puebla").body), len(page.body))
		assert.EqualValues(t, 3, len(s.get("/api/customers?top=3").field(t).([]any)))
		// Another instance on the same database, with figures of its own, shows the same page.
		other := serve(t, db, true)
		assert.Equal(t, page.body, other.get("/").body)
	})
}

// TestServer_together: many at a time, with looks at the dashboard in between, count each response once.
func TestServer_together(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		server := httptest.NewServer(s.handler)
		defer server.Close()
		anonymous := strings.Replace(clean, `"id":"7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11",`, "", 1)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 10 {
					a, err := server.Client().Post(server.URL+"/api/responses", "application/json", strings.NewReader(anonymous))
					if assert.NoError(t, err) {
						assert.Equal(t, http.StatusCreated, a.StatusCode)
						_, _ = io.Copy(io.Discard, a.Body)
						_ = a.Body.Close()
					}
				}
				a, err := server.Client().Get(server.URL)
				if assert.NoError(t, err) {
					_ = a.Body.Close()
				}
			})
		}
		all.Wait()
		assert.Contains(t, s.get("/").body, `id="responses">80<`)
	})
}

// TestServer_little: a dashboard of next to nothing, or of answers that all agree, shows what it can.
func TestServer_little(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		anonymous := strings.Replace(clean, `"id":"7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11",`, "", 1)
		for n := range 40 {
			require.Equal(t, http.StatusCreated, s.post("/api/responses", anonymous).status)
			if n == 0 {
				s.post("/api/observations", `{"brand":"OCC","market":"Puebla","observations":[{"spec":"delay","value":3}]}`)
			}
			if n < 3 || n > 20 {
				page := s.get("/")
				require.Equal(t, http.StatusOK, page.status, n)
				assert.NotContains(t, page.body, "NaN")
				assert.NotContains(t, page.body, "Inf")
			}
		}
	})
}
