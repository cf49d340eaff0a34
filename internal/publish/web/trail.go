package web

import (
	"encoding/hex"
	"net/http"
	"strconv"

	"sanad/internal/account"
	"sanad/internal/fault"
)

// trailMost is how many notes of the trail a page shows, trailChecked how many it checks.
const (
	trailMost    = 100
	trailChecked = 5000
)

// trailPage shows who did and saw what, the newest first, and whether what stands there
// is still what was written: of the newest trailChecked notes. "sanad verify" looks at
// all; programs have them under /api/v1/trail.
func (s *site) trailPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	before, err := q.number("before", 0)
	if err != nil {
		return err
	}
	page := struct {
		Notes  []account.Note
		Older  int64 // the note to go on before, 0 at the end
		Whole  bool
		Broken int64  // the first note that is not what was written
		Head   string // of the last: number and hash
	}{}
	if page.Notes, err = s.Accounts.Newest(q.Context(), int64(before), trailMost+1); err != nil {
		return err
	}
	var more bool
	if page.Notes, more = pageOf(page.Notes, trailMost); more {
		page.Older = page.Notes[len(page.Notes)-1].N
	}
	last, hash, err := s.Accounts.TrailHead(q.Context())
	if err != nil {
		return err
	}
	n, err := s.Accounts.CheckTrail(q.Context(), max(0, last-trailChecked))
	page.Whole = err == nil
	switch {
	case err != nil && !fault.Is(err, fault.Damaged):
		return err
	case err != nil:
		page.Broken = n + 1
	}
	page.Head = strconv.FormatInt(last, 10) + " " + hex.EncodeToString(hash)
	return s.show(w, q, http.StatusOK, answer{template: "trail", title: q.t("trail.title"), section: "account", page: page, alone: true})
}
