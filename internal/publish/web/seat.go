package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// seat is who a request comes from, and what there is to note of it.
type seat struct {
	who     account.Who
	session account.Session
	half    bool   // the password was right and the code is still owed
	by      string // the token or link they came with
	act     account.Act
	what    string // of whom, where the address does not say it
	entry   *int64 // what they entered
}

// known says whether they are anybody: by an account, a token or a link.
func (it *seat) known() bool { return it.who.Person != 0 || it.by != "" }

type seatKey struct{}

// seatOf is who a request comes from; a visitor where nothing says otherwise.
func seatOf(ctx context.Context) *seat {
	if s, ok := ctx.Value(seatKey{}).(*seat); ok {
		return s
	}
	return &seat{}
}

// seated finds out who a request comes from: at a desk without accounts the one person
// it is of, else whoever the browser's session is of. Programs show tokens (apiwho.go).
func (s *site) seated(r *http.Request) (*http.Request, error) {
	it := &seat{}
	switch {
	case s.Accounts == nil && s.Desk != nil && !strings.HasPrefix(r.URL.Path, "/api/"):
		it.who = account.Local(s.Desk.Author)
	case s.Accounts != nil && !strings.HasPrefix(r.URL.Path, "/api/"):
		in, err := s.bySession(r, it)
		if err == nil && !in {
			err = s.bySpeakLink(r, it)
		}
		if err != nil {
			return r, err
		}
	}
	return r.WithContext(context.WithValue(r.Context(), seatKey{}, it)), nil
}

// bySession seats whoever's browser keeps a session that still lasts, wholly or in half.
func (s *site) bySession(r *http.Request, it *seat) (in bool, err error) {
	c, err := r.Cookie(s.cookieName(r))
	if err != nil {
		return false, nil
	}
	who, session, err := s.Accounts.In(r.Context(), c.Value)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	it.session, it.half = session, session.Half
	if !session.Half {
		it.who = who.Who()
	}
	return true, nil
}

// secure says whether browsers reach this site encrypted, by itself or by a proxy
// before it.
func (s *site) secure(r *http.Request) bool {
	return r.TLS != nil || strings.HasPrefix(s.Address, "https://")
}

// cookieName is the name of the session's cookie. One that begins with __Host- a
// browser takes from this very host alone, and encrypted.
func (s *site) cookieName(r *http.Request) string {
	if s.secure(r) {
		return "__Host-sanad"
	}
	return "sanad"
}

// keep has the browser keep its session; "" has it forget.
func (s *site) keep(w http.ResponseWriter, r *http.Request, held string) {
	c := &http.Cookie{Name: s.cookieName(r), Value: held, Path: "/", HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteLaxMode}
	if held == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// note leaves a note of what somebody known did or wanted to do. What anybody may read
// is nobody's business.
func (s *site) note(r *http.Request, it *seat, status int) {
	if s.Accounts == nil || !it.known() || it.act == "" || it.act == account.Read && r.Method == http.MethodGet {
		return
	}
	n := account.Note{Person: it.who.Person, Name: it.who.Name, By: it.by, Act: string(it.act), What: r.Method + " " + shownPath(r.URL.Path), Entry: it.entry, Status: status}
	if it.what != "" {
		n.What += ": " + it.what
	}
	// The request may be over; what was done is noted all the same.
	if err := s.Accounts.Noted(context.WithoutCancel(r.Context()), n); err != nil {
		s.Logger.Error("the trail lacks a note", "note", n, "err", err)
	}
}

// whose tells a page's frame who looks at it.
func (s *site) whose(q *request, f *frame) {
	if s.Accounts == nil {
		return
	}
	f.Entrance = true
	if who := seatOf(q.Context()).who; who.Person != 0 {
		f.Person, f.People = who.Name, s.can(q.Context(), account.People, "")
	}
}

// atTheDesk says whether a page is to offer what is done at a desk.
func (s *site) atTheDesk(q *request, act account.Act, agreement register.ID) bool {
	return s.Desk != nil && s.can(q.Context(), act, agreement)
}

// author is whose name stands with what is entered.
func author(ctx context.Context) string { return seatOf(ctx).who.Name }

// toTheEntrance leads who must sign in to where they do, and from there back.
func (s *site) toTheEntrance(w http.ResponseWriter, q *request, err error) bool {
	if !errors.Is(err, errNobody) || q.Method != http.MethodGet || q.form != html {
		return false
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, q.Request, "/signin?"+url.Values{"next": {q.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
	return true
}

// shownPath is a path as logs may hold it: without what opens something.
func shownPath(path string) string {
	for _, before := range []string{"/welcome/", "/speak/"} {
		if strings.HasPrefix(path, before) {
			return before + "…"
		}
	}
	return path
}
