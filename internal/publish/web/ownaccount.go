package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/internal/account"
	"sanad/internal/fault"
)

// own is the page on which somebody looks after their own account.
type own struct {
	account.Someone
	Roles    []heldView
	Sessions []account.Session
	Session  string // the one in use
	Tokens   []account.Token
	Acts     []account.Act
	Audits   bool
	Made     string // a token just made, shown this once
	Problem  string
	Done     string
}

// heldView is a role as a page names it.
type heldView struct {
	account.Held
	Agreement string // what the agreement is called
	Party     string
}

// named are roles with what they are of.
func (s *site) namedRoles(q *request, all []account.Held) []heldView {
	var out []heldView
	for _, h := range all {
		out = append(out, heldView{Held: h, Agreement: h.Agreement, Party: h.Party})
	}
	return out
}

func (s *site) accountPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	return s.showOwn(w, q, http.StatusOK, own{Done: q.doneWords(q.URL.Query().Get("done"))})
}

// doneWords are the words for what was just done, "" for anything else.
func (q *request) doneWords(done string) string {
	if !slices.Contains([]string{"password", "session", "others", "code", "nocode", "revoked"}, done) {
		return ""
	}
	return q.t("account.done." + done)
}

func (s *site) showOwn(w http.ResponseWriter, q *request, status int, page own) (err error) {
	it := seatOf(q.Context())
	if page.Someone, err = s.Accounts.Someone(q.Context(), it.who.Person); err != nil {
		return err
	}
	if page.Sessions, err = s.Accounts.Sessions(q.Context(), it.who.Person); err != nil {
		return err
	}
	if page.Tokens, err = s.Accounts.Tokens(q.Context(), it.who.Person); err != nil {
		return err
	}
	page.Audits = s.can(q.Context(), account.Audit, "")
	page.Session, page.Roles = it.session.ID, s.namedRoles(q, page.Held)
	for _, act := range account.TokenActs {
		if slices.ContainsFunc(page.Held, func(h account.Held) bool { return slices.Contains(account.ActsOf(h.Role), act) }) {
			page.Acts = append(page.Acts, act)
		}
	}
	return s.show(w, q, status, answer{template: "account", title: q.t("account.title"), section: "account", page: page, alone: true})
}

// ownForm is a form of one's own account with its fields read.
func (s *site) ownForm(w http.ResponseWriter, r *http.Request) (*request, int64, error) {
	q, err := s.entrance(w, r)
	if err != nil {
		return nil, 0, err
	}
	return q, seatOf(r.Context()).who.Person, posted(w, r)
}

func (s *site) changePassword(w http.ResponseWriter, r *http.Request) error {
	q, person, err := s.ownForm(w, r)
	if err != nil {
		return err
	}
	again := func(status int, problem string) error {
		return s.showOwn(w, q, status, own{Problem: q.t(problem)})
	}
	if r.PostFormValue("password") != r.PostFormValue("again") {
		return again(http.StatusUnprocessableEntity, "password.twice")
	}
	if err := s.doors.knock(r, "password of "+strconv.FormatInt(person, 10)); err != nil {
		return again(http.StatusTooManyRequests, "signin.fast")
	}
	err = s.Accounts.Change(r.Context(), person, r.PostFormValue("old"), r.PostFormValue("password"), seatOf(r.Context()).session.ID)
	switch {
	case errors.Is(err, account.ErrRefused):
		return again(http.StatusForbidden, "password.old")
	case fault.Is(err, fault.Invalid):
		return again(http.StatusUnprocessableEntity, "password.weak")
	case err != nil:
		return err
	}
	http.Redirect(w, r, "/account?done=password", http.StatusSeeOther)
	return nil
}

// endSessions ends one of one's sessions, or all others.
func (s *site) endSessions(w http.ResponseWriter, r *http.Request) error {
	_, person, err := s.ownForm(w, r)
	if err != nil {
		return err
	}
	id, done := r.PostFormValue("end"), "session"
	if id == "others" {
		done = "others"
		err = s.Accounts.EndOthers(r.Context(), person, seatOf(r.Context()).session.ID)
	} else {
		err = s.Accounts.End(r.Context(), person, id)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done="+done, http.StatusSeeOther)
	return nil
}

// generatorPage shows the secret of a new code generator, as text and as a picture.
func (s *site) generatorPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	return s.showGenerator(w, q, http.StatusOK, account.NewGenerator(), "")
}

func (s *site) showGenerator(w http.ResponseWriter, q *request, status int, generator, problem string) error {
	who, err := s.Accounts.Someone(q.Context(), seatOf(q.Context()).who.Person)
	if err != nil {
		return err
	}
	page := struct {
		Generator, Grouped, Address, Problem string
		Picture                              any
	}{Generator: generator, Grouped: grouped(generator), Address: account.GeneratorAddress(generator, q.t("site.name"), who.Login), Problem: problem}
	if page.Picture, err = squares(page.Address); err != nil {
		return err
	}
	return s.show(w, q, status, answer{template: "generator", title: q.t("generator.title"), section: "account", page: page, alone: true})
}

// grouped sets a secret in fours, as people type it.
func grouped(s string) string {
	var b strings.Builder
	for i, c := range s {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// useGenerator takes the code that shows that somebody's app has the secret, or with
// drop the code of one who wants to be asked for none any more.
func (s *site) useGenerator(w http.ResponseWriter, r *http.Request) error {
	q, person, err := s.ownForm(w, r)
	if err != nil {
		return err
	}
	typed := strings.ReplaceAll(r.PostFormValue("code"), " ", "")
	drop := r.PostFormValue("do") == "drop"
	again := func(status int, problem string) error {
		if drop {
			return s.showOwn(w, q, status, own{Problem: q.t(problem)})
		}
		return s.showGenerator(w, q, status, r.PostFormValue("generator"), q.t(problem))
	}
	if err := s.doors.knock(r, "codes of "+strconv.FormatInt(person, 10)); err != nil {
		return again(http.StatusTooManyRequests, "signin.fast")
	}
	done := "code"
	if drop {
		done = "nocode"
		err = s.Accounts.DropGenerator(r.Context(), person, typed)
	} else {
		err = s.Accounts.UseGenerator(r.Context(), person, r.PostFormValue("generator"), typed)
	}
	if errors.Is(err, account.ErrCode) {
		return again(http.StatusForbidden, "code.wrong")
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done="+done, http.StatusSeeOther)
	return nil
}

// ownTokens makes a token of one's own, which is shown on the answer and never again,
// or revokes one.
func (s *site) ownTokens(w http.ResponseWriter, r *http.Request) error {
	q, person, err := s.ownForm(w, r)
	if err != nil {
		return err
	}
	if id := r.PostFormValue("revoke"); id != "" {
		if err := s.Accounts.RevokeToken(r.Context(), person, id); err != nil {
			return err
		}
		http.Redirect(w, r, "/account?done=revoked", http.StatusSeeOther)
		return nil
	}
	seatOf(r.Context()).what = "token " + short(60, oneLine(r, "name"))
	var acts []account.Act
	for _, word := range r.PostForm["for"] {
		acts = append(acts, account.Act(word))
	}
	days, _ := strconv.Atoi(r.PostFormValue("days")) // what is no number is refused as no days
	held, _, err := s.Accounts.MakeToken(r.Context(), person, r.PostFormValue("name"), acts, time.Duration(min(days, 1000))*24*time.Hour)
	if fault.Is(err, fault.Invalid) {
		return s.showOwn(w, q, http.StatusUnprocessableEntity, own{Problem: q.t("token.wrong")})
	}
	if err != nil {
		return err
	}
	return s.showOwn(w, q, http.StatusOK, own{Made: held})
}
