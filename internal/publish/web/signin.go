package web

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sanad/internal/account"
	"sanad/internal/fault"
	"sanad/internal/publish/web/limit"
)

// How fast one may try to sign in, under one name and from one address.
var (
	perName    = limit.Rate{Name: "names", Burst: 10, Every: 30 * time.Second}
	perAddress = limit.Rate{Name: "addresses", Burst: 40, Every: 10 * time.Second}
)

// doors hold back who guesses passwords, codes and links.
type doors struct{ names, addresses *limit.Limiter }

func newDoors(now func() time.Time) doors {
	return doors{limit.New(perName, now), limit.New(perAddress, now)}
}

// knock counts a try under a name from where a request comes. The same holds for names
// that are nobody's, so that it tells nothing of who there is. Behind a proxy on this
// machine everybody comes from one address: there names alone are counted, or one who
// guesses would keep everybody out.
func (d doors) knock(r *http.Request, name string) error {
	from := client(r)
	wait := time.Duration(0)
	if ip := net.ParseIP(from); ip == nil || !ip.IsLoopback() {
		_, wait = d.addresses.Take(from)
	}
	if wait == 0 {
		_, wait = d.names.Take(strings.ToLower(strings.TrimSpace(name)))
	}
	if wait > 0 {
		return tooMany{wait}
	}
	return nil
}

// entrance is the request of a page that only a register with accounts has.
func (s *site) entrance(w http.ResponseWriter, r *http.Request) (*request, error) {
	if s.Accounts == nil {
		return nil, fault.New(fault.NotFound, "this register is served without accounts")
	}
	q := s.ask(r)
	q.form = html
	w.Header().Set("Cache-Control", "no-store")
	return q, nil
}

// doorway is the page where one signs in, gives a code, or joins.
type doorway struct {
	Login   string
	Name    string
	Next    string // where to go on
	Problem string
	Fixed   bool // the login is theirs already
	Purpose account.Purpose
	Action  string
}

// goingOn is an address of this site that a form may lead on to, else the desk.
func goingOn(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n") {
		return "/desk"
	}
	return next
}

func (s *site) signInPage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	return s.showDoorway(w, q, http.StatusOK, "signin", doorway{Next: goingOn(q.URL.Query().Get("next"))})
}

func (s *site) showDoorway(w http.ResponseWriter, q *request, status int, template string, g doorway) error {
	return s.show(w, q, status, answer{template: template, title: q.t(template + ".title"), section: "account", page: g, alone: true})
}

// signIn takes name and password. Whatever is wrong is told in the same words.
func (s *site) signIn(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	g := doorway{Login: short(200, r.PostFormValue("login")), Next: goingOn(r.PostFormValue("next"))}
	if err := s.doors.knock(r, g.Login); err != nil {
		return s.heldBack(w, q, "signin", g, err)
	}
	held, session, err := s.Accounts.SignIn(r.Context(), g.Login, r.PostFormValue("password"), r.UserAgent(), client(r))
	if errors.Is(err, account.ErrRefused) {
		s.Logger.Warn("sign in refused", "from", client(r))
		g.Problem = q.t("signin.refused")
		return s.showDoorway(w, q, http.StatusForbidden, "signin", g)
	}
	if err != nil {
		return err
	}
	return s.comeIn(w, r, held, session, g.Next)
}

// comeIn keeps a session that has begun and leads on; one before it ends.
func (s *site) comeIn(w http.ResponseWriter, r *http.Request, held string, session account.Session, next string) error {
	if before := seatOf(r.Context()); before.who.Person != 0 {
		if err := s.Accounts.End(r.Context(), before.who.Person, before.session.ID); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	s.keep(w, r, held)
	if session.Half {
		next = "/signin/code?" + url.Values{"next": {next}}.Encode()
	} else {
		who, _, err := s.Accounts.In(r.Context(), held)
		if err != nil {
			return err
		}
		it := seatOf(r.Context())
		it.who, it.act = who.Who(), "signin"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

// heldBack shows the page again to who tries too fast.
func (s *site) heldBack(w http.ResponseWriter, q *request, template string, g doorway, err error) error {
	var fast tooMany
	if !errors.As(err, &fast) {
		return err
	}
	w.Header().Set("Retry-After", strconv.Itoa(seconds(fast.wait)))
	g.Problem = q.t("signin.fast")
	return s.showDoorway(w, q, http.StatusTooManyRequests, template, g)
}

// codePage asks who signed in with a password for the code they owe.
func (s *site) codePage(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	if !seatOf(r.Context()).half {
		http.Redirect(w, r, "/signin", http.StatusSeeOther) // the ten minutes are over
		return nil
	}
	return s.showDoorway(w, q, http.StatusOK, "code", doorway{Next: goingOn(q.URL.Query().Get("next"))})
}

func (s *site) giveCode(w http.ResponseWriter, r *http.Request) error {
	q, err := s.entrance(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	g := doorway{Next: goingOn(r.PostFormValue("next"))}
	it := seatOf(r.Context())
	if !it.half {
		http.Redirect(w, r, "/signin", http.StatusSeeOther)
		return nil
	}
	if err := s.doors.knock(r, "code of "+it.session.ID); err != nil {
		return s.heldBack(w, q, "code", g, err)
	}
	c, err := r.Cookie(s.cookieName(r))
	if err != nil {
		return errNobody
	}
	held, session, err := s.Accounts.Complete(r.Context(), c.Value, strings.ReplaceAll(r.PostFormValue("code"), " ", ""))
	if errors.Is(err, account.ErrCode) {
		g.Problem = q.t("code.wrong")
		return s.showDoorway(w, q, http.StatusForbidden, "code", g)
	}
	if err != nil {
		return err
	}
	return s.comeIn(w, r, held, session, g.Next)
}

// signOut ends the session.
func (s *site) signOut(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.entrance(w, r); err != nil {
		return err
	}
	if it := seatOf(r.Context()); it.who.Person != 0 {
		it.act = "signout"
		if err := s.Accounts.End(r.Context(), it.who.Person, it.session.ID); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	s.keep(w, r, "")
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// welcomePage is where a link leads. Looking at it uses nothing up: programs that look
// at mail before people do follow links too.
func (s *site) welcomePage(w http.ResponseWriter, r *http.Request) error {
	q, l, err := s.byLink(w, r)
	if err != nil {
		return err
	}
	return s.showDoorway(w, q, http.StatusOK, "welcome", doorway{Name: l.Name, Fixed: l.Purpose == account.Reset, Purpose: l.Purpose, Action: r.URL.Path})
}

// byLink is the link that an address names. Who tries many is held back.
func (s *site) byLink(w http.ResponseWriter, r *http.Request) (*request, account.Link, error) {
	q, err := s.entrance(w, r)
	if err != nil {
		return nil, account.Link{}, err
	}
	l, err := s.Accounts.Link(r.Context(), r.PathValue("link"))
	if err == nil && l.Purpose == account.Speak {
		err = fault.New(fault.NotFound, "no such link")
	}
	if fault.Is(err, fault.NotFound) {
		if fast := s.doors.knock(r, "links"+client(r)); fast != nil {
			err = fast
		}
	}
	return q, l, err
}

// welcome makes whoever has the link a person, or gives them their new password, and
// lets them in.
func (s *site) welcome(w http.ResponseWriter, r *http.Request) error {
	q, l, err := s.byLink(w, r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	g := doorway{Login: oneLine(r, "login"), Name: oneLine(r, "name"), Fixed: l.Purpose == account.Reset, Purpose: l.Purpose, Action: r.URL.Path}
	if l.Purpose != account.SetUp {
		g.Name = l.Name // it was the inviter's to say who is invited
	}
	password := r.PostFormValue("password")
	if password != r.PostFormValue("again") {
		g.Problem = q.t("password.twice")
		return s.showDoorway(w, q, http.StatusUnprocessableEntity, "welcome", g)
	}
	person, err := s.Accounts.Follow(r.Context(), r.PathValue("link"), g.Login, g.Name, password)
	switch {
	case fault.Is(err, fault.Invalid):
		g.Problem = q.wrongPassword(g.Login == "" && !g.Fixed || g.Name == "")
	case fault.Is(err, fault.Conflict):
		g.Problem = q.t("welcome.taken")
	case err != nil:
		return err
	}
	if g.Problem != "" {
		return s.showDoorway(w, q, http.StatusUnprocessableEntity, "welcome", g)
	}
	who, err := s.Accounts.Someone(r.Context(), person)
	if err != nil {
		return err
	}
	held, session, err := s.Accounts.SignIn(r.Context(), who.Login, password, r.UserAgent(), client(r))
	if err != nil {
		return err
	}
	return s.comeIn(w, r, held, session, "/account")
}

// wrongPassword says what a password must be, or that names are missing.
func (q *request) wrongPassword(nameless bool) string {
	if nameless {
		return q.t("welcome.names")
	}
	return q.t("password.weak")
}
