package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"sanad/internal/account"
)

// TestSpeakByLink: somebody without an account follows a link, states something on one
// agreement as their party, takes it back, and reaches nothing else; the office gives
// the link and revokes it.
func TestSpeakByLink(t *testing.T) {
	s := serveAPI(t)
	chief := s.clerk("chief", nil, account.TokenActs...)
	browser := func() *http.Client {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		return &http.Client{Jar: jar}
	}
	read := func(r *http.Response, err error) (int, string, string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r.StatusCode, r.Request.URL.Path, string(b)
	}
	a, err := chief.Agreement(t.Context(), "a0-1")
	if err != nil {
		t.Fatal(err)
	}
	party := a.Sides[0].Party
	office := browser()
	read(office.PostForm(s.server.URL+"/signin", url.Values{"login": {"chief"}, "password": {"four words in a row"}}))
	give := s.server.URL + "/desk/agreements/a0-1/speakers"
	if status, _, _ := read(office.PostForm(give, url.Values{"name": {"F. Focal"}, "party": {"p9999-1"}, "days": {"30"}})); status != http.StatusBadRequest {
		t.Errorf("a link for a party that is no side: %d", status)
	}
	_, _, page := read(office.PostForm(give, url.Values{"name": {"F. Focal"}, "party": {party}, "days": {"30"}}))
	link := regexp.MustCompile(`/speak/[A-Z0-9]+`).FindString(page)
	if link == "" {
		t.Fatal("no link")
	}
	focal := browser()
	status, where, page := read(focal.Get(s.server.URL + "/ur" + link))
	if status != 200 || where != "/ur/desk/agreements/a0-1" {
		t.Fatalf("the link leads to %s (%d)", where, status)
	}
	status, _, page = read(focal.Get(s.server.URL + "/desk/agreements/a0-1?what=statement"))
	if status != 200 || !strings.Contains(page, "You speak for") || strings.Contains(page, "/speakers") {
		t.Fatalf("the sheet: %d", status)
	}
	seen := regexp.MustCompile(`name="seen" value="(\d+)"`).FindStringSubmatch(page)[1]
	sheet := s.server.URL + "/desk/agreements/a0-1/record/"
	status, _, page = read(focal.PostForm(sheet+"statement", url.Values{"seen": {seen}, "remark": {"The survey waits for the permit of the port."}}))
	if status != 200 || !strings.Contains(page, "Entered:") {
		t.Fatalf("stating: %d", status)
	}
	entry := regexp.MustCompile(`name="entry" value="(\d+)"`).FindStringSubmatch(page)[1]
	src, err := chief.Source(t.Context(), "s"+entry)
	if err != nil || src.Source.Publisher != "F. Focal" || src.Source.Standing != "statement" {
		t.Errorf("%+v %v", src.Source, err)
	}
	if _, _, page := read(http.Get(s.server.URL + "/agreements/a0-1")); !strings.Contains(page, "waits for the permit") {
		t.Error("the statement is not on the page")
	}
	for _, path := range []string{"/desk/agreements/a0-2", "/desk", "/account", "/people", "/desk/meetings", "/desk/agreements/a0-1/speakers"} {
		if _, where, _ := read(focal.Get(s.server.URL + path)); where != "/signin" {
			t.Errorf("%s is at %s", path, where)
		}
	}
	// The office's own entries are not theirs to take back; their own are.
	ruled, _, err := command(t, s.data, "record", "a0-1", "notice=90 days", "--author", "F. Focal")
	if err != nil {
		t.Fatal(err)
	}
	s.follow()
	other := regexp.MustCompile(`log entry (\d+)`).FindStringSubmatch(ruled)[1]
	if status, _, _ := read(focal.PostForm(s.server.URL+"/desk/undo", url.Values{"entry": {other}, "agreement": {"a0-1"}})); status != http.StatusForbidden {
		t.Errorf("the office's entry is taken back: %d", status)
	}
	if status, _, page := read(focal.PostForm(s.server.URL+"/desk/undo", url.Values{"entry": {entry}, "agreement": {"a0-1"}})); status != 200 || !strings.Contains(page, "Taken back:") {
		t.Errorf("their own is not: %d", status)
	}
	_, _, page = read(office.Get(give))
	revoke := regexp.MustCompile(`name="revoke" value="([A-Z0-9]+)"`).FindStringSubmatch(page)
	if revoke == nil {
		t.Fatal("the link is not listed")
	}
	if status, _, _ := read(office.PostForm(s.server.URL+"/desk/agreements/a0-2/speakers", url.Values{"revoke": {revoke[1]}})); status != http.StatusNotFound {
		t.Errorf("revoked from another agreement: %d", status)
	}
	read(office.PostForm(give, url.Values{"revoke": {revoke[1]}}))
	if _, where, _ := read(focal.Get(s.server.URL + "/desk/agreements/a0-1")); where != "/signin" {
		t.Errorf("revoked, and at %s", where)
	}
	// What was done by the link is in the trail under the link's id.
	notes, err := s.people.Newest(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		if n.Name == "F. Focal" && n.By == "link "+revoke[1] && n.Entry != nil && n.At.Before(time.Now()) {
			return
		}
	}
	t.Error("the trail does not name the link")
}
