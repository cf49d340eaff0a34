package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/desk"
	"sanad/internal/fault"
	"sanad/internal/meeting"
	decision "sanad/internal/reader/form"
	"sanad/internal/register"
)

// sittingsInMemory are meetings being held, kept nowhere.
type sittingsInMemory map[string]meeting.Sitting

func (s sittingsInMemory) All(context.Context) (all []meeting.Sitting, err error) {
	for _, m := range s {
		all = append(all, m)
	}
	return all, nil
}

func (s sittingsInMemory) Save(_ context.Context, m meeting.Sitting) (meeting.Sitting, error) {
	if m.ID == "" {
		m.ID = "1"
	} else if s[m.ID].Version != m.Version {
		return m, fault.New(fault.Conflict, "saved meanwhile")
	}
	m.Version++
	s[m.ID] = m
	return m, nil
}

func (s sittingsInMemory) Drop(_ context.Context, id string) error {
	delete(s, id)
	return nil
}

// worked is the rich register with a desk, a meeting on record, one being held, and a
// candidate with a stranger's words.
func worked(t *testing.T) Options {
	t.Helper()
	f := rich()
	text := func(s string) register.Field {
		return register.Field{Values: []register.Value{{Value: claim.Text{Text: s}, Text: s, Said: []register.Said{{Source: "s7", Entry: 7}}}}}
	}
	day := func(d claim.Date) register.Field {
		return register.Field{Values: []register.Value{{Value: d, Text: string(d), Said: []register.Said{{Source: "s7", Entry: 7}}}}}
	}
	for _, a := range f.agreements {
		if a.ID != "a0-2" {
			continue
		}
		a.Record.Meetings = []register.Meeting{{
			Part: register.Part{ID: "g7-1", Of: []register.ID{"a0-2"}}, Name: text("Review <b>"), Date: day("2025-12-01"), Next: day("2999-01"),
			Attended: []register.Value{{Text: "A. Officer"}}, Decided: []register.Value{{Text: "a0-2: Go on"}, {Text: "Meet again"}}, Discussed: []register.Value{{Text: "a0-2: nothing heard"}},
		}}
		a.Record.Actions = []register.Action{{Part: register.Part{ID: "x7-1", Of: []register.ID{"g7-1"}}, Text: text("Send the list"), Assigned: text("A. Officer"), Due: day("2025-12-31")}}
		a.Record.Candidates = []register.Candidate{{Part: register.Part{ID: "v7-1"}, For: "a0-2", State: register.Open, Title: text("A report <i>")}}
		a.Record.Focals = []register.Focal{{Part: register.Part{ID: "h7-1"}, By: text(string(a.Sides[0].Party)), Name: text("A. Officer"), From: day("2025-01-01")}}
	}
	o := f.options(t)
	o.Desk = &Desk{
		Author: "A. Officer", Decide: func(context.Context, decision.Form) (int64, error) { return 31, nil },
		Drafts:   &draftsInMemory{all: []Draft{{Author: "A. Officer", Agreement: "a0-2", Kind: desk.Stage, Typed: url.Values{"another": {"Half <u>"}}, Seen: 3, At: time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)}}},
		Sittings: sittingsInMemory{"1": {ID: "1", Version: 3, By: "B. Other", Name: "Held <u>", On: "2026-02-10", Actions: []meeting.Point{{Text: "Do it", About: "a0-2"}}}},
	}
	return o
}

// deskApart is the first of deskPaths that is a sheet to fill in; the others are like it.
const deskApart = 9

// deskPaths are pages of the worked register that a desk is at.
func deskPaths() []string {
	paths := []string{"/desk", "/desk?party=p0-1", "/desk/sources", "/desk/sources/s3", "/desk/meetings", "/desk/meetings/1", "/meetings", "/meetings/g7-1", "/agreements/a0-2"}
	for _, k := range desk.Kinds {
		paths = append(paths, "/desk/agreements/a0-2?what="+string(k))
	}
	return paths
}

// TestDeskPages: every page of the desk is well formed in every language, leads on in
// it, and lets no stranger's words become markup.
func TestDeskPages(t *testing.T) {
	s := newSite(worked(t), mustSub("messages"))
	h := s.handler()
	for _, l := range s.languages {
		for _, path := range deskPaths() {
			w := get(t, h, "/"+l.Tag+path)
			body := w.Body.String()
			if w.Code != http.StatusOK {
				t.Fatalf("%s in %s: %d", path, l.Tag, w.Code)
			}
			for _, link := range wellFormed(t, body).links {
				if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "/"+l.Tag+"/") && !strings.HasSuffix(link, path) {
					t.Errorf("%s in %s: %s leaves the language", path, l.Tag, link)
				}
			}
			for _, bad := range []string{"Review <b>", "<i>", "<u>", ">desk.", ">sitting.", ">agenda.", `action="/desk`} {
				if strings.Contains(body, bad) {
					t.Errorf("%s in %s has %q", path, l.Tag, bad)
				}
			}
		}
	}
	page := get(t, h, "/desk").Body.String()
	for _, words := range []string{"Send the list", "1 thing may belong here", "A. Officer", "Held &lt;u&gt;"} {
		if !strings.Contains(page, words) {
			t.Errorf("the desk does not say %q", words)
		}
	}
	if strings.Index(page, "Send the list") > strings.Index(page, `id="others"`) {
		t.Error("an agreement whose file the officer holds is not theirs")
	}
	page = get(t, h, "/agreements/a0-2").Body.String()
	if !strings.Contains(page, "Go on") || strings.Contains(page, "a0-2: Go on") {
		t.Error("a decision stands with the id it begins with")
	}
}

// TestDeskAddresses: what does not exist at the desk is not found, and what is no
// number is told.
func TestDeskAddresses(t *testing.T) {
	h := New(worked(t))
	for path, want := range map[string]int{
		"/desk/agreements/a99-1": 404, "/desk/sources/s99": 404, "/desk/sources/s3?skip=x": 400, "/desk/agreements/p9-1": 404, "/desk/agreements/a0-2?what=feeling": 404, "/desk/meetings/99": 404, "/meetings/g99-1": 404, "/meetings/a0-2": 404,
	} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if w := get(t, h, "/desk"); w.Header().Get("Cache-Control") != "no-store" {
		t.Error("the desk may be kept by a cache")
	}
	withDesk, without := get(t, h, "/agreements/a0-2").Header().Get("ETag"), get(t, New(rich().options(t)), "/agreements/a0-2").Header().Get("ETag")
	if withDesk == without {
		t.Error("a page with buttons and one without have one tag")
	}
}
