package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestServer_responses(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		first := s.post("/api/responses", clean)
		require.Equal(t, http.StatusCreated, first.status, first.body)
		assert.Equal(t, "2026-Q4", first.field(t, "wave"))
		assert.Nil(t, first.field(t, "complaint"))
		assert.Equal(t, http.StatusOK, s.post("/api/responses", clean).status, "the same again")
		s.post("/api/responses", strings.Replace(clean, `"recommend":9`, `"recommend":8`, 1)).requireProblem(t, http.StatusConflict, "conflict")
		s.post("/api/responses", strings.Replace(clean, "Puebla", "Puebl", 1)).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "brand unknown", "market unknown")
		s.post("/api/responses", `{"brand":"OCC","market":"Puebla","answers":{"punctuality":6,"safety":4.5,"treatment":"x","comfort":3,"recommend":2,"pet":"cat"}}`).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "answers.punctuality range", "answers.safety integer", "answers.treatment kind",
				"answers.overall required", "answers.pet unknown")

		angry := s.post("/api/responses", `{"brand":"OCC","market":"Puebla","answers":{"punctuality":1,"safety":1,"treatment":1,"comfort":1,"overall":1,"recommend":0,"why":"It broke down."}}`)
		require.Equal(t, http.StatusCreated, angry.status, angry.body)
		opened := s.get("/api/complaints/" + angry.field(t, "complaint").(string))
		assert.Equal(t, "opened", opened.field(t, "state"))
		assert.Equal(t, "It broke down.", opened.field(t, "complaint", "problem"))
		assert.Contains(t, s.get("/").body, `id="responses">2<`)
	})
}

func TestServer_form(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		blank := s.get("/survey/ADO%20GL/Mexico")
		require.Equal(t, http.StatusOK, blank.status)
		assert.Equal(t, 5*5+11, strings.Count(blank.body, `type="radio"`), "five marks and the readiness to recommend")
		values := url.Values{"id": {"7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11"}, "recommend": {"10"}, "why": {"<b>no</b>"}, "comfort": {"nine"}}
		for _, question := range []string{"punctuality", "safety", "treatment"} {
			values.Set(question, "5")
		}
		send := func(kind string) answer {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/survey/ADO%20GL/Mexico", strings.NewReader(values.Encode()))
			r.Header.Set("Content-Type", kind)
			return s.send(r)
		}
		const form = "application/x-www-form-urlencoded"
		send("multipart/form-data").requireProblem(t, http.StatusUnsupportedMediaType, "media-type")
		again := send(form)
		assert.Equal(t, http.StatusUnprocessableEntity, again.status)
		assert.Contains(t, again.body, "(required)")
		assert.Contains(t, again.body, "(kind)")
		assert.Contains(t, again.body, `value="10" checked`, "what was answered is kept")
		assert.Contains(t, again.body, "&lt;b&gt;no&lt;/b&gt;")
		values.Set("comfort", "4")
		values.Set("overall", "4")
		for range 2 { // twice by mistake
			done := send(form)
			assert.Equal(t, http.StatusSeeOther, done.status, done.body)
			assert.Equal(t, "/thanks", done.header.Get("Location"))
		}
		assert.Contains(t, s.get("/thanks").body, "Thank you")
		assert.Contains(t, s.get("/").body, `id="responses">1<`)
		values.Set("id", "x")
		send(form).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "id required")
		values.Set("why", strings.Repeat("x", 70_000))
		send(form).requireProblem(t, http.StatusRequestEntityTooLarge, "too-large")

		forged := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/survey/ADO%20GL/Mexico", strings.NewReader(values.Encode()))
		forged.Header.Set("Sec-Fetch-Site", "cross-site")
		s.send(forged).requireProblem(t, http.StatusForbidden, "cross-origin")
	})
}

func TestServer_promises(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		const path = "/api/promises/OCC/Puebla"
		assert.Equal(t, "no-evidence", s.get(path).field(t, "base"))
		seen := func(observations string) answer {
			return s.post("/api/observations", `{"brand":"OCC","market":"Puebla","observations":[`+observations+`]}`)
		}
		seen("").requireProblem(t, http.StatusUnprocessableEntity, "invalid", "observations limit")
		seen(`{"spec":"delay","value":3},{"spec":"x"},{"spec":"accident-free","value":2},{"spec":"delay","at":"2030-01-01T00:00:00Z","case":"\u0007"}`).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "observations[1].spec unknown", "observations[2].value value",
				"observations[3].case clean", "observations[3].at range")
		assert.EqualValues(t, 2, seen(`{"spec":"delay","value":3,"case":"1"},{"spec":"delay","value":3,"case":"1"},{"spec":"accident-free","value":1,"case":"1"}`).field(t, "added"))
		assert.Equal(t, "undetermined", s.get(path).field(t, "base"))
		seen(`{"spec":"accident-free","value":0,"case":"2"}`)
		assert.Equal(t, "broken", s.get(path).field(t, "base"), "one accident breaks what is promised always")
	})
}

func TestServer_complaints(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		s.post("/api/complaints", `{"brand":"OCC","market":"Puebla"}`).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "problem required")
		s.post("/api/complaints", `{"brand":"OCC","market":"Puebla","problem":"\u0000","occurred":"2030-01-01T00:00:00Z"}`).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Case.complaint.occurred order", "Case.complaint.problem clean")
		opened := s.post("/api/complaints", `{"brand":"OCC","market":"Puebla","problem":"late"}`)
		require.Equal(t, http.StatusCreated, opened.status, opened.body)
		path := "/api/complaints/" + opened.field(t, "complaint", "id").(string)
		tell := func(event string) answer { s.now = s.now.Add(time.Hour); return s.post(path+"/events", event) }
		tell(`{"kind":"feedback","mood":"positive"}`).requireProblem(t, http.StatusConflict, "transition", "kind transition")
		tell(`{"kind":"feedback"}`).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Event.mood required")
		s.now = s.now.Add(30 * time.Hour)
		assert.Equal(t, []any{"acknowledge"}, s.get(path).field(t, "late"))
		assert.Len(t, s.get("/api/complaints").field(t), 1)
		assert.Equal(t, "acknowledged", tell(`{"kind":"acknowledge"}`).field(t, "state"))
		assert.Equal(t, "awaiting-feedback", tell(`{"kind":"resolve"}`).field(t, "state"))
		assert.NotEqual(t, "closed", tell(`{"kind":"feedback","mood":"negative"}`).field(t, "state"), "it takes positive feedback")
		tell(`{"kind":"resolve"}`)
		assert.Equal(t, "closed", tell(`{"kind":"feedback","mood":"positive"}`).field(t, "state"))
		tell(`{"kind":"resolve"}`).requireProblem(t, http.StatusConflict, "transition", "kind transition")
		assert.Empty(t, s.get("/api/complaints").field(t))
		s.post("/api/complaints/7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11/events", `{"kind":"resolve"}`).requireProblem(t, http.StatusNotFound, "not-found")
	})
}

func TestServer_actions(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		tell := func(event string) answer { return s.post("/api/actions/A2/events", event) }
		tell(`{"verb":"finish","by":"x"}`).requireProblem(t, http.StatusConflict, "transition", "verb transition")
		tell(`{"verb":"start"}`).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Event.by required")
		started := tell(`{"verb":"start","by":"commercial director"}`)
		require.Equal(t, http.StatusOK, started.status, started.body)
		assert.Equal(t, "in-progress", started.field(t, "status"))
		assert.Len(t, s.get("/api/actions").field(t), 2)
		tell(`{"verb":"report","by":"x","progress":1e1000000000}`).requireProblem(t, http.StatusBadRequest, "malformed") // refused by decimal itself
		tell(`{"verb":"report","by":"x","progress":1e9999}`).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Event.progress dsize")
		tell(`{"verb":"report","by":"x","evidence":[{"on":"2026-11-02","metric":"early","value":"1e-9999"}]}`).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Event.evidence[0].value dsize")
		s.post("/api/actions/A9/events", `{"verb":"start","by":"x"}`).requireProblem(t, http.StatusNotFound, "not-found")
	})
}

func TestServer_quotes(t *testing.T) {
	each(t, func(s *service) {
		t := s.t
		cart := func(id, departs, units string) string {
			return `{"id":"` + id + `","customer":"c1","lines":[{"id":"seat","brand":"OCC","market":"Mexico","units":` + units + `,"departs":"` + departs + `"}]}`
		}
		const id, departs = "7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d11", "2026-12-15T22:00:00-06:00"
		quoted := s.post("/api/quotes", cart(id, departs, "2"))
		require.Equal(t, http.StatusOK, quoted.status, quoted.body)
		assert.Equal(t, "960.00 MXN", quoted.field(t, "total"), "two at half of 960.00")

		s.post("/api/sales", cart("00000000-0000-0000-0000-000000000000", departs, "2")).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "id required")
		sold := s.post("/api/sales", cart(id, departs, "10"))
		require.Equal(t, http.StatusCreated, sold.status, sold.body)
		assert.Equal(t, "5280.00 MXN", sold.field(t, "total"), "eight at 480.00 and two at 720.00: the quota of the cheapest is spent")
		again := s.post("/api/sales", cart(id, departs, "10"))
		assert.Equal(t, http.StatusOK, again.status)
		assert.Equal(t, sold.body, again.body)
		assert.Equal(t, sold.body, s.get("/api/sales/"+id).body)
		s.post("/api/sales", cart(id, departs, "9")).requireProblem(t, http.StatusConflict, "conflict")
		assert.Equal(t, "1440.00 MXN", s.post("/api/quotes", cart(id, departs, "2")).field(t, "total"), "two at 720.00 now")
		s.post("/api/quotes", cart(id, departs, "39")).requireProblem(t, http.StatusConflict, "sold-out")
		s.post("/api/sales", cart("7b7d2a34-4c3b-4b6e-9a0e-0a6f8a3c1d12", departs, "39")).requireProblem(t, http.StatusConflict, "sold-out")

		s.post("/api/quotes", `{"lines":[]}`).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "lines limit")
		s.post("/api/quotes", `{"lines":[{"id":"a","brand":"x"},{"id":"a","brand":"OCC","market":"Mexico","units":0,"departs":"2026-12-15T22:30:00Z"},
			{"id":"a","brand":"OCC","market":"Mexico","units":49,"departs":"2020-12-15T22:00:00Z"}]}`).
			requireProblem(t, http.StatusUnprocessableEntity, "invalid", "lines[0].brand unknown", "lines[1].departs timetable", "lines[1].units range",
				"lines[2].departs range", "lines[2].units range")
		s.post("/api/quotes", strings.Replace(cart(id, departs, "1"), `"seat"`, `""`, 1)).requireProblem(t, http.StatusUnprocessableEntity, "invalid", "Cart.lines[0].id required")
	})
}
