package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

const (
	smallBody = 64 << 10 // of one response, complaint, cart
	largeBody = 2 << 20  // of many observations
)

// media checks the content type, of which the charset, if it is given, is UTF-8.
func media(r *http.Request, want string) error {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || kind != want || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return problemError{Problem{Type: "media-type", Detail: "Send " + want + "."}}
	}
	return nil
}

// read decodes a body of JSON of at most limit bytes: one value, with known fields alone.
func read(w http.ResponseWriter, r *http.Request, limit int64, into any) error {
	if err := media(r, "application/json"); err != nil {
		return err
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, limit))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	if err == nil {
		if _, err = decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = errors.New("more than one value")
		}
	}
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return err
	}
	malformed := Problem{Type: "malformed"}
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		malformed.Errors = []Fault{{Path: wrong.Field, Code: "type"}}
	}
	return problemError{malformed}
}

// reply sends v as JSON.
func reply(w http.ResponseWriter, status int, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return send(w, status, text)
}

// send sends JSON.
func send(w http.ResponseWriter, status int, text []byte) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the client may have gone
	return nil
}

// created is the status of what was made now, or was there already.
func created(now bool) int {
	if now {
		return http.StatusCreated
	}
	return http.StatusOK
}

// identified returns the identifier in the path, of which another form than a UUID names nothing.
func identified(r *http.Request) (uuid.UUID, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return id, problemError{Problem{Type: "not-found"}}
	}
	return id, nil
}
