package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/register"
)

// A focal person without an account speaks by a link: following it, their browser keeps
// it, and the sheets of that one agreement are theirs to fill in. What they enter is
// their party's statement, under the name that the link was made out to.

// speakCookie is the name under which a browser keeps a link to speak.
func (s *site) speakCookie(r *http.Request) string { return s.cookieName(r) + "-speak" }

// bySpeakLink seats whoever's browser keeps a link that still holds.
func (s *site) bySpeakLink(r *http.Request, it *seat) error {
	c, err := r.Cookie(s.speakCookie(r))
	if err != nil {
		return nil
	}
	l, err := s.Accounts.Link(r.Context(), c.Value)
	switch {
	case fault.Is(err, fault.NotFound), fault.Is(err, fault.Gone):
		return nil
	case err != nil:
		return err
	case l.Purpose == account.Speak:
		it.who, it.by = l.Speaker(), "link "+l.ID
	}
	return nil
}

// speak has the browser keep a link, and leads to the agreement it is about.
func (s *site) speak(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.entrance(w, r); err != nil {
		return err
	}
	l, err := s.Accounts.Link(r.Context(), r.PathValue("link"))
	if err == nil && l.Purpose != account.Speak {
		err = fault.New(fault.NotFound, "no such link")
	}
	if fault.Is(err, fault.NotFound) {
		if fast := s.doors.knock(r, "links"+client(r)); fast != nil {
			return fast
		}
	}
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: s.speakCookie(r), Value: r.PathValue("link"), Path: "/", HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteLaxMode, Expires: l.Expires,
	})
	http.Redirect(w, r, recordAddress(register.ID(l.Held.Agreement))+"?what=statement", http.StatusSeeOther)
	return nil
}

// speaksFor is what the party is called for which whoever asks speaks on an agreement,
// "" where they enter for the office, which is then told where it gives links.
func (s *site) speaksFor(ctx context.Context, agreement register.ID, names naming) (party, speakers string) {
	if s.can(ctx, account.Record, agreement) {
		if s.Accounts == nil {
			return "", ""
		}
		return "", recordAddress(agreement) + "/speakers"
	}
	for _, id := range s.asNow(ctx, seatOf(ctx).who).SpeaksFor(string(agreement)) {
		return names(register.ID(id)), ""
	}
	return "", ""
}

// speakersView is the page on which the office gives links to speak on an agreement.
type speakersView struct {
	ID      register.ID
	Shown   string
	Parties []register.Name
	Links   []speakerView
	Link    string // one just made, shown this once
	For     string
	Problem string
}

type speakerView struct {
	account.Link
	For string
}

func (s *site) speakersPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	return s.showSpeakers(w, q, http.StatusOK, speakersView{})
}

func (s *site) showSpeakers(w http.ResponseWriter, q *request, status int, page speakersView) error {
	a, err := s.atDesk(q)
	if err != nil {
		return err
	}
	names, err := s.called(q.Context(), a)
	if err != nil {
		return err
	}
	for _, side := range a.Sides {
		page.Parties = append(page.Parties, register.Name{ID: side.Party, Name: names(side.Party)})
	}
	page.ID, page.Shown = a.ID, q.entitled(a.Title.Text(), a.ID, page.Parties)
	open, err := s.speakLinks(q.Context(), a.ID)
	if err != nil {
		return err
	}
	for _, l := range open {
		page.Links = append(page.Links, speakerView{l, names(register.ID(l.Held.Party))})
	}
	return s.show(w, q, status, answer{template: "speakers", title: q.t("speakers.title"), section: "desk", page: page, alone: true})
}

// speakLinks are the links to speak on an agreement that still hold.
func (s *site) speakLinks(ctx context.Context, agreement register.ID) (out []account.Link, err error) {
	all, err := s.Accounts.Links(ctx)
	for _, l := range all {
		if l.Purpose == account.Speak && s.nowCalled(ctx, register.ID(l.Held.Agreement)) == agreement {
			out = append(out, l)
		}
	}
	return out, err
}

// speakers gives a link to speak, or revokes one of this agreement.
func (s *site) speakers(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	a, err := s.atDesk(q)
	if err != nil {
		return err
	}
	if id := r.PostFormValue("revoke"); id != "" {
		return s.revokeSpeaker(w, q, a.ID, id)
	}
	days, _ := strconv.Atoi(r.PostFormValue("days")) // what is no number is refused as no days
	party := register.ID(oneLine(r, "party"))
	if !isSide(a, party) {
		return fault.New(fault.Invalid, "%s is no side of %s", short(60, string(party)), a.ID)
	}
	seatOf(r.Context()).what = "link for " + short(60, oneLine(r, "name"))
	held, l, err := s.Accounts.ForSpeaking(r.Context(), oneLine(r, "name"), account.Held{Agreement: string(a.ID), Party: string(party)}, author(r.Context()), time.Duration(min(days, 1000))*24*time.Hour)
	switch {
	case fault.Is(err, fault.Invalid):
		return s.showSpeakers(w, q, http.StatusUnprocessableEntity, speakersView{Problem: q.t("speakers.wrong")})
	case fault.Is(err, fault.Conflict):
		return s.showSpeakers(w, q, http.StatusConflict, speakersView{Problem: q.t("speakers.known")})
	}
	if err != nil {
		return err
	}
	return s.showSpeakers(w, q, http.StatusOK, speakersView{Link: s.base(q) + prefix(r) + "/speak/" + held, For: l.Name})
}

func isSide(a register.Agreement, party register.ID) bool {
	for _, side := range a.Sides {
		if side.Party == party {
			return true
		}
	}
	return false
}

func (s *site) revokeSpeaker(w http.ResponseWriter, q *request, agreement register.ID, id string) error {
	open, err := s.speakLinks(q.Context(), agreement)
	if err != nil {
		return err
	}
	for _, l := range open {
		if l.ID == id {
			if err := s.Accounts.Revoke(q.Context(), id); err != nil {
				return err
			}
			http.Redirect(w, q.Request, recordAddress(agreement)+"/speakers", http.StatusSeeOther)
			return nil
		}
	}
	return fault.New(fault.NotFound, "no such link of %s", agreement)
}
