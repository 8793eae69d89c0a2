package web

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed templates
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"add":     func(a, b float64) float64 { return a + b },
	"sub":     func(a, b float64) float64 { return a - b },
	"percent": func(share float64) float64 { return 100 * share },
	"shape":   func(class int, x, y float64) shape { return shape{class, x, y} },
}).ParseFS(files, "templates/*.html", "templates/*.svg"))

// A shape is the sign of a series at a place.
type shape struct {
	Class int
	X, Y  float64
}

// A message is a page that says one thing.
type message struct{ Title, Text string }

// page sends a page, whole or not at all.
func page(w http.ResponseWriter, status int, name string, data any) error {
	var text bytes.Buffer
	if err := templates.ExecuteTemplate(&text, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = text.WriteTo(w) // the client may have gone
	return nil
}

func style(w http.ResponseWriter, _ *http.Request) error {
	text, err := files.ReadFile("templates/style.css")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "max-age=3600")
	_, _ = w.Write(text) // the client may have gone
	return nil
}

// icon answers browsers that ask for one: there is none, which is no error.
func icon(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
