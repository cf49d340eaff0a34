package web

import (
	"encoding/json"
	"net/http"

	"sanad/api"
)

// apiTrail streams the trail, the oldest note first.
func (s *site) apiTrail(w http.ResponseWriter, q *request) error {
	after, err := q.number("after", 0)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	out := json.NewEncoder(&steady{w: w, deadline: http.NewResponseController(w)})
	began := false
	for c, err := range s.Accounts.Trail(q.Context(), int64(after)) {
		if err == nil {
			began, err = true, out.Encode(api.Trace{Note: c.Note, Hash: c.Hash})
		}
		if err != nil && began {
			s.Logger.Error("trail broke off", "err", err)
			panic(http.ErrAbortHandler)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
