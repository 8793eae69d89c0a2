package web

import (
	"net/http"
	"strconv"
)

// customers lists those who are worth most; ?top says how many, at most 1000.
func (s *Server) customers(w http.ResponseWriter, r *http.Request) error {
	top := 20
	if text := r.URL.Query().Get("top"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 1000 {
			return invalid("top", "range")
		}
		top = n
	}
	scores, err := s.Figures.Scores(r.Context())
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, scores[:min(top, len(scores))])
}
