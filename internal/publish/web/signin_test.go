package web

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"sanad/internal/account"
	"sanad/internal/publish/web/limit"
)

// browser is a browser at a served site.
type browser struct {
	t      *testing.T
	client *http.Client
	at     string
}

func newBrowser(t *testing.T, server *httptest.Server) browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return browser{t, &http.Client{Jar: jar}, server.URL}
}

// see fetches a page, and where it leads on to.
func (b browser) see(path string) (status int, where, body string) {
	b.t.Helper()
	return b.end(b.client.Get(b.at + path))
}

// send sends a form and follows where it leads.
func (b browser) send(path string, typed ...string) (status int, where, body string) {
	b.t.Helper()
	v := url.Values{}
	for i := 0; i+1 < len(typed); i += 2 {
		v.Add(typed[i], typed[i+1])
	}
	return b.end(b.client.PostForm(b.at+path, v))
}

func (b browser) end(r *http.Response, err error) (int, string, string) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		wellFormed(b.t, strings.ReplaceAll(string(body), b.at+"/", "http://example.com/"))
	}
	return r.StatusCode, r.Request.URL.RequestURI(), string(body)
}

const fourWords = "four words in a row"

// TestAccountsFromSetUpToSignOut: the first person comes by the link, invites another,
// who works in their own name; sessions, passwords and codes do what their pages say.
func TestAccountsFromSetUpToSignOut(t *testing.T) {
	s, accounts := staffed(t)
	server := httptest.NewServer(s.handler())
	defer server.Close()
	chief := newBrowser(t, server)
	if status, where, _ := chief.see("/desk"); status != 200 || where != "/signin?next=%2Fdesk" {
		t.Fatalf("a visitor at the desk: %d %s", status, where)
	}
	held, _, err := accounts.ForSetUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status, _, body := chief.send("/welcome/"+held, "name", "A. Chief", "login", "chief", "password", "short", "again", "short"); status != 422 || !strings.Contains(body, "too short") || !strings.Contains(body, `value="A. Chief"`) {
		t.Errorf("a short password: %d", status)
	}
	status, where, body := chief.send("/welcome/"+held, "name", "A. Chief", "login", "chief", "password", fourWords, "again", fourWords)
	if status != 200 || where != "/account" || !strings.Contains(body, "A. Chief") {
		t.Fatalf("set-up: %d %s", status, where)
	}
	if status, _, _ := newBrowser(t, server).see("/welcome/" + held); status != http.StatusGone {
		t.Errorf("the link again: %d", status)
	}
	_, _, body = chief.send("/people", "do", "invite", "name", "B. Clerk", "role", "editor", "agreement", "a0-2")
	link := regexp.MustCompile(`/welcome/[A-Z0-9]+`).FindString(body)
	if link == "" {
		t.Fatal("no link")
	}
	if _, _, body := chief.see("/people"); strings.Contains(body, link) || !strings.Contains(body, "B. Clerk") {
		t.Error("the link stands there again, or the invitation does not")
	}
	clerk := newBrowser(t, server)
	if status, where, _ := clerk.send(link, "name", "Somebody Else", "login", "Clerk", "password", fourWords, "again", fourWords); status != 200 || where != "/account" {
		t.Fatalf("joining: %d %s", status, where)
	}
	// The editor of one agreement records there, in the name they were invited by.
	if status, _, body := clerk.see("/desk/agreements/a0-2"); status != 200 || !strings.Contains(body, "<bdi>B. Clerk</bdi>") {
		t.Errorf("the clerk at a0-2: %d", status)
	}
	for path, want := range map[string]int{"/desk": 200, "/desk/agreements/a0-1": 403, "/people": 403, "/desk/meetings": 403} {
		if status, _, _ := clerk.see(path); status != want {
			t.Errorf("the clerk at %s: %d, want %d", path, status, want)
		}
	}
	// What was done is noted, refusals among it, and secrets are not.
	notes, err := accounts.Newest(t.Context(), 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, n := range notes {
		said += n.Name + " " + n.Act + " " + n.What + " " + http.StatusText(n.Status) + "\n"
	}
	for _, want := range []string{"A. Chief people POST /people: invite B. Clerk editor a0-2 OK", "B. Clerk record GET /desk/agreements/a0-2 OK", "B. Clerk people GET /people Forbidden", "B. Clerk signin POST /welcome/…"} {
		if !strings.Contains(said, want) {
			t.Errorf("not noted: %s in\n%s", want, said)
		}
	}
	if strings.Contains(said, link[len("/welcome/"):]) {
		t.Error("a link is noted")
	}
	// A second session, ended from the first.
	other := newBrowser(t, server)
	if status, where, _ := other.send("/signin", "login", "clerk", "password", fourWords, "next", "/agreements/a0-2"); status != 200 || where != "/agreements/a0-2" {
		t.Errorf("signing in leads to %s (%d)", where, status)
	}
	_, _, body = clerk.see("/account")
	end := regexp.MustCompile(`name="end" value="([A-Z0-9]+)"`).FindStringSubmatch(body)
	if end == nil {
		t.Fatal("the other session is not listed")
	}
	clerk.send("/account/sessions", "end", end[1])
	if _, where, _ := other.see("/account"); !strings.HasPrefix(where, "/signin") {
		t.Errorf("a session that was ended is at %s", where)
	}
	// A generator: its code is asked for, once each.
	_, _, body = clerk.see("/account/code")
	secret := regexp.MustCompile(`name="generator" value="([A-Z2-7]+)"`).FindStringSubmatch(body)
	if secret == nil || !strings.Contains(body, `class="squares"`) {
		t.Fatal("no generator")
	}
	if status, _, body := clerk.send("/account/code", "generator", secret[1], "code", "12345"); status != 403 || !strings.Contains(body, secret[1]) {
		t.Errorf("a wrong code: %d", status)
	}
	// A person who is disabled is out at once.
	_, _, body = chief.see("/people")
	if status, _, _ := chief.send("/people", "do", "disable", "person", "2"); status != 200 {
		t.Errorf("disabling: %d", status)
	}
	if _, where, _ := clerk.see("/account"); !strings.HasPrefix(where, "/signin") {
		t.Errorf("one who is disabled is at %s", where)
	}
	if status, _, _ := chief.send("/people", "do", "disable", "person", "1"); status != http.StatusConflict {
		t.Errorf("nobody is left: %d", status)
	}
	chief.send("/signout")
	if _, where, _ := chief.see("/people"); !strings.HasPrefix(where, "/signin") {
		t.Errorf("one who signed out is at %s", where)
	}
	if status, _, _ := chief.send("/people", "do", "enable", "person", "2"); status != http.StatusUnauthorized {
		t.Errorf("one who signed out enables: %d", status)
	}
}

// TestGuessing: whatever is wrong with a name and a password looks the same, and who
// guesses is soon held back, whether the name is anybody's or not.
func TestGuessing(t *testing.T) {
	s, accounts := staffed(t)
	server := httptest.NewServer(s.handler())
	defer server.Close()
	held, _, err := accounts.ForSetUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := accounts.Follow(t.Context(), held, "chief", "A. Chief", fourWords); err != nil {
		t.Fatal(err)
	}
	s.doors.names = limit.New(limit.Rate{Name: "few", Burst: 3, Every: time.Hour}, time.Now)
	b := newBrowser(t, server)
	answers := map[string][]int{}
	for _, name := range []string{"chief", "nobody"} {
		last := ""
		for range 4 {
			status, _, body := b.send("/signin", "login", name, "password", "wrong words in a row")
			answers[name] = append(answers[name], status)
			last = strings.ReplaceAll(body, name, "NAME")
		}
		if !strings.Contains(last, "Wait a minute") {
			t.Error("nothing is said")
		}
		answers[last] = nil
	}
	if len(answers) != 3 || answers["chief"][0] != 403 || answers["chief"][3] != 429 {
		t.Errorf("%v", answers["chief"])
	}
	for i := range answers["chief"] {
		if answers["chief"][i] != answers["nobody"][i] {
			t.Errorf("try %d: %d and %d", i, answers["chief"][i], answers["nobody"][i])
		}
	}
}

// TestKnocking: an address that tries many names is held back, and that of a proxy on
// this machine is not, since behind it are all.
func TestKnocking(t *testing.T) {
	clock := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	d := newDoors(func() time.Time { return clock })
	tries := func(from string) (n int) {
		r := httptest.NewRequest(http.MethodPost, "/signin", nil)
		r.RemoteAddr = from
		for n < 3*perAddress.Burst && d.knock(r, fmt.Sprint("name ", from, n)) == nil {
			n++
		}
		return n
	}
	if n := tries("198.51.100.7:1000"); n != perAddress.Burst {
		t.Errorf("an address tries %d names", n)
	}
	if n := tries("198.51.100.8:1000"); n != perAddress.Burst {
		t.Errorf("another address tries %d names", n)
	}
	if n := tries("127.0.0.1:1000"); n != 3*perAddress.Burst {
		t.Errorf("those behind a proxy try %d names", n)
	}
	r := httptest.NewRequest(http.MethodPost, "/signin", nil)
	r.RemoteAddr = "127.0.0.1:1000"
	n := 0
	for n < 3*perName.Burst && d.knock(r, "Chief ") == nil {
		n++
	}
	if n != perName.Burst || d.knock(r, "chief") == nil {
		t.Errorf("one name is tried %d times", n)
	}
}

// TestCookies: the session is out of scripts' reach and of other sites', goes encrypted
// where the site is, and what one sees is no cache's to keep.
func TestCookies(t *testing.T) {
	s, accounts := staffed(t)
	s.Address = "https://register.example"
	held, _, err := accounts.ForSetUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := accounts.Follow(t.Context(), held, "chief", "A. Chief", fourWords); err != nil {
		t.Fatal(err)
	}
	h := s.handler()
	post := func(header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/ur/signin", strings.NewReader(url.Values{"login": {"chief"}, "password": {fourWords}, "next": {"//evil.example/"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := post("Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("from another site: %d", w.Code)
	}
	w := post()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/ur/desk" {
		t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
	}
	cookie := w.Result().Cookies()[0]
	if cookie.Name != "__Host-sanad" || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
		t.Errorf("%+v", cookie)
	}
	mine := get(t, h, "/agreements/a0-2", "Cookie", cookie.Name+"="+cookie.Value)
	theirs := get(t, h, "/agreements/a0-2")
	if mine.Header().Get("Cache-Control") != "private, no-cache" || mine.Header().Get("ETag") == theirs.Header().Get("ETag") || !strings.Contains(mine.Body.String(), "A. Chief") || strings.Contains(theirs.Body.String(), "A. Chief") {
		t.Errorf("what one sees: %v", mine.Header())
	}
	if w := get(t, h, "/account", "Cookie", "__Host-sanad=guessed"); w.Code != http.StatusSeeOther {
		t.Errorf("a guessed session: %d", w.Code)
	}
}

func TestOnward(t *testing.T) {
	for next, want := range map[string]string{
		"/agreements/a0-1?x=1": "/agreements/a0-1?x=1", "": "/desk", "//evil.example": "/desk", `/\evil.example`: "/desk", "https://evil.example/": "/desk", "desk": "/desk", "/a\r\nSet-Cookie: x": "/desk",
	} {
		if got := goingOn(next); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

// accountPages are the pages of accounts, looked at for accessibility beside the desk's.
func accountPages(t *testing.T) (server *httptest.Server, cookie string, paths []string) {
	t.Helper()
	s, accounts := staffed(t)
	server = httptest.NewServer(s.handler())
	t.Cleanup(server.Close)
	held, _, err := accounts.ForSetUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	person, err := accounts.Follow(t.Context(), held, "chief", "A. Chief", fourWords)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := accounts.MakeToken(t.Context(), person, "sync", []account.Act{account.Record}, time.Hour); err != nil {
		t.Fatal(err)
	}
	link, _, err := accounts.ForInvitation(t.Context(), "B. Clerk", account.Held{Role: account.Reader}, "A. Chief")
	if err != nil {
		t.Fatal(err)
	}
	session, _, err := accounts.SignIn(t.Context(), "chief", fourWords, "browser", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	return server, session, []string{"/account", "/account/code", "/people", "/trail", "/desk/agreements/a0-2/speakers", "/signin", "/welcome/" + link}
}

// TestAccountPages: each is well formed in every language, and has its words.
func TestAccountPages(t *testing.T) {
	server, session, paths := accountPages(t)
	for _, tag := range []string{"en", "ur", "zh"} {
		for _, path := range paths {
			r, err := http.NewRequest(http.MethodGet, server.URL+"/"+tag+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.AddCookie(&http.Cookie{Name: "sanad", Value: session})
			status, _, body := browser{t: t, at: server.URL}.end(http.DefaultClient.Do(r))
			if status != 200 {
				t.Errorf("%s in %s: %d", path, tag, status)
			}
			if raw := regexp.MustCompile(`>(account|people|role|token|act|signin|welcome|code|generator|speakers|speak|trail)\.[a-z.]+`).FindString(body); raw != "" {
				t.Errorf("%s in %s shows %q", path, tag, raw)
			}
			if path != "/trail" && !strings.Contains(body, `action="/`+tag+"/") {
				t.Errorf("%s in %s has no form of its language", path, tag)
			}
		}
	}
}
