package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"sanad/api"
	"sanad/internal/account"
	"sanad/internal/find"
	"sanad/internal/publish/web"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/archive"
)

// served is the sample event's register, served to programs.
type served struct {
	testing.TB
	server *httptest.Server
	people *account.Accounts
	data   string
	view   *sqlview.View
	index  *find.Index
	g      *globals
}

// sample is a register of the sample event with a meeting, made once and copied.
var sample = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "sanad-api-")
	return filepath.Join(dir, "data"), err
})

func serveAPI(t testing.TB) served {
	t.Helper()
	data, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		texts, err := filepath.Glob("../../corpus/pk-cn-2025/*.txt")
		if err != nil || len(texts) == 0 {
			t.Fatal("no samples", err)
		}
		if _, stderr, err := command(t, data, append([]string{"add", "--keep"}, texts...)...); err != nil {
			t.Fatal(err, stderr)
		}
		for _, entry := range [][]string{
			{"record", "a0-1", "expires=2027-09-04", "--author", "A. Officer"},
			{"record", "a0-1", "milestone", "code=route-survey", "due=2026-03", "--author", "A. Officer"},
			{"record", "a0-1", "meeting", "name=First meeting", "date=2026-01-15", "--author", "A. Officer"},
		} {
			if _, stderr, err := command(t, data, entry...); err != nil {
				t.Fatal(err, stderr)
			}
		}
	}
	own := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(own, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	return serveData(t, own)
}

// serveData serves a register that is there.
func serveData(t testing.TB, own string) served {
	t.Helper()
	var err error
	s := served{TB: t, data: own, g: &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: context.Background(), Data: own}}
	if s.view, err = openRegister(s.g); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.view.Close() })
	if s.index, err = find.Open(s.g.Context, own); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.index.Close() })
	s.follow()
	originals := archiveOf(own)
	log := &publishedLog{data: own}
	if s.people, err = account.Open(s.g.Context, own, time.Now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.people.Close() })
	s.server = httptest.NewServer(web.New(web.Options{
		Register: s.view, Find: s.index, Log: log, Proofs: log.provable, LogDir: os.DirFS(filepath.Join(own, "log")),
		Text: func(_ context.Context, digest string) ([]byte, error) { return originals.Get(archive.Digest(digest)) },
		API:  apiOf(s.g, s.view, true), Desk: newDesk(s.g, s.view, ""), Accounts: s.people,
	}))
	t.Cleanup(s.server.Close)
	return s
}

// follow brings register and index up to the log.
func (s served) follow() {
	s.Helper()
	if err := followOnce(s.g, s.view); err != nil {
		s.Fatal(err)
	}
	rules, err := rulesFlags{}.rules(s.data)
	if err != nil {
		s.Fatal(err)
	}
	if err := s.index.Follow(s.g.Context, s.view, rules, time.Now(), nil); err != nil {
		s.Fatal(err)
	}
}

func (s served) client() *api.Client { return &api.Client{Address: s.server.URL} }

// ask sends a request and gives the answer with its body read.
func (s served) ask(method, path string, body []byte, header ...string) (*http.Response, []byte) {
	s.Helper()
	r, err := http.NewRequest(method, s.server.URL+path, bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		s.Fatal(err)
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, b
}

// described is an operation of the served OpenAPI document, as far as tests ask.
type described struct {
	OperationID string `json:"operationId"`
	Parameters  []struct{ Name, In string }
	Responses   map[string]struct {
		Content map[string]struct{ Schema json.RawMessage }
	}
}

// description is the served OpenAPI document: its operations by path and method, and
// a compiler of the schemas in it.
func (s served) description() (map[string]map[string]described, *jsonschema.Compiler) {
	s.Helper()
	_, b := s.ask(http.MethodGet, "/api/v1/openapi.json", nil)
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		s.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(descriptionAt, whole); err != nil {
		s.Fatal(err)
	}
	var d struct {
		OpenAPI string
		Info    struct{ Title, Version string }
		Paths   map[string]map[string]described
	}
	if err := json.Unmarshal(b, &d); err != nil {
		s.Fatal(err)
	}
	if d.OpenAPI != "3.1.0" || d.Info.Title == "" || d.Info.Version == "" || len(d.Paths) == 0 {
		s.Fatalf("no OpenAPI 3.1: %.300s", b)
	}
	return d.Paths, c
}

const descriptionAt = "https://register.example/openapi.json"

// examples are addresses of every read, with an id where they take one.
var examples = []string{
	"", "/openapi.json", "/agreements", "/agreements?kind=mou&limit=2", "/agreements?q=huawei", "/agreements?event=e0-1&limit=3", "/agreements?theme=trade&theme=training",
	"/agreements/a0-1", "/parties", "/parties?limit=2", "/parties/p0-1", "/events", "/events/e0-1", "/sources", "/sources?limit=3", "/sources/s0", "/sources/s0/claims",
	"/meetings", "/meetings/MEETING", "/due", "/due?from=2020-01-01&until=2030-01-01", "/log", "/log/entries", "/log/entries?limit=2", "/log/entries/0", "/figures", "/lists", "/templates", "/export",
}

// TestAPIAsDescribed: every path of the description answers, with what its schema
// says; what a path holds and a query takes is described, and operations have names
// of their own.
func TestAPIAsDescribed(t *testing.T) {
	s := serveAPI(t)
	paths, c := s.description()
	var meeting string
	for m, err := range s.client().Meetings(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		meeting = m.ID
	}
	tried := map[string]bool{}
	for _, path := range examples {
		path = strings.ReplaceAll(path, "MEETING", meeting)
		resp, body := s.ask(http.MethodGet, "/api/v1"+path, nil)
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
			continue
		}
		bare, query, _ := strings.Cut(path, "?")
		pattern := "/api/v1" + regexp.MustCompile(`/(log/entries/\d+|(agreements|parties|events|sources|meetings)/[a-z]\d[\d-]*)`).ReplaceAllStringFunc(bare, func(m string) string {
			return m[:strings.LastIndexByte(m, '/')] + "/{id}"
		})
		tried[pattern] = true
		operation, ok := paths[pattern]["get"]
		if !ok {
			t.Errorf("%s is not described", pattern)
			continue
		}
		takes := map[string]bool{}
		for _, p := range operation.Parameters {
			takes[p.In+" "+p.Name] = true
		}
		values, _ := url.ParseQuery(query)
		for name := range values {
			if !takes["query "+name] {
				t.Errorf("%s: %s is not described", pattern, name)
			}
		}
		if strings.Contains(pattern, "{id}") != takes["path id"] {
			t.Errorf("%s: its id is not described", pattern)
		}
		if path == "/export" {
			continue // lines of JSON are no JSON
		}
		at := "#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(pattern) + "/get/responses/200/content/application~1json/schema"
		schema, err := c.Compile(descriptionAt + at)
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
			continue
		}
		got, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", path, err)
		} else if err := schema.Validate(got); err != nil {
			t.Errorf("%s is not as described: %v", path, err)
		}
	}
	names := map[string]string{}
	for path, methods := range paths {
		for method, operation := range methods {
			if other := names[operation.OperationID]; other != "" || operation.OperationID == "" {
				t.Errorf("%s %s is called %q, as %s is", method, path, operation.OperationID, other)
			}
			names[operation.OperationID] = path
		}
		// The trail is for auditors: apiwrite_test.go.
		if _, reads := methods["get"]; reads && !tried[path] && path != "/api/v1/trail" {
			t.Errorf("%s is described and has no example", path)
		}
	}
}

// TestAPITypes: what is served is exactly what the types of package api hold, and the
// pages' own JSON is the same.
func TestAPITypes(t *testing.T) {
	s := serveAPI(t)
	for path, into := range map[string]any{
		"/agreements/a0-1": &api.AgreementNow{}, "/agreements": &api.Agreements{}, "/agreements?q=huawei": &api.Agreements{}, "/parties/p0-1": &api.PartyNow{}, "/parties": &api.Parties{},
		"/events/e0-1": &api.EventNow{}, "/events": &api.Events{}, "/sources/s0": &api.SourceNow{}, "/sources": &api.Sources{}, "/sources/s0/claims": &api.Claims{},
		"/meetings": &api.Meetings{}, "/due": &api.DueDays{}, "/log": &api.LogHead{}, "/log/entries": &api.LogEntries{}, "/figures": &api.Report{}, "/lists": &api.Lists{},
	} {
		_, body := s.ask(http.MethodGet, "/api/v1"+path, nil)
		d := json.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(into); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		again, err := json.Marshal(into)
		if err != nil {
			t.Fatal(err)
		}
		if was, is := plain(t, body), plain(t, again); !reflect.DeepEqual(was, is) {
			t.Errorf("%s is not what package api holds:\n%s\n%s", path, body, again)
		}
	}
	for _, path := range []string{"/agreements/a0-1", "/events/e0-1", "/sources/s0"} {
		_, ours := s.ask(http.MethodGet, "/api/v1"+path, nil)
		_, pages := s.ask(http.MethodGet, path+".json", nil)
		if !reflect.DeepEqual(plain(t, ours), plain(t, pages)) {
			t.Errorf("%s has other JSON than its page", path)
		}
	}
}

func plain(t *testing.T, b []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestAPIWalk: small pages and large give the same things in the same order, each
// once; what is added on the way comes at the end, and the last cursor gives what is
// added after it.
func TestAPIWalk(t *testing.T) {
	s := serveAPI(t)
	c, ctx := s.client(), t.Context()
	ids := func(query url.Values, between func()) (all []string) {
		for a, err := range c.Agreements(ctx, query) {
			if err != nil {
				t.Fatal(err)
			}
			if all = append(all, a.ID); len(all) == 3 && between != nil {
				between()
			}
		}
		return all
	}
	whole := ids(nil, nil)
	if len(whole) < 9 {
		t.Fatalf("%d agreements", len(whole))
	}
	add := func() {
		text := filepath.Join(t.TempDir(), "b.txt")
		words := "The Ministry of Communications of Kenya and Example Skills Company Limited signed a memorandum of understanding on 4 September 2024 to train 1,500 young people."
		if err := os.WriteFile(text, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, stderr, err := command(t, s.data, "add", "--published", "2030-01-01", text); err != nil {
			t.Fatal(err, stderr)
		}
		s.follow()
	}
	if got := ids(url.Values{"limit": {"2"}}, nil); !slices.Equal(got, whole) {
		t.Errorf("pages of two: %v, want %v", got, whole)
	}
	narrowed := ids(url.Values{"kind": {"mou"}}, nil)
	got := ids(url.Values{"limit": {"1"}}, add)
	if len(got) != len(whole)+1 || !slices.Equal(got[:len(whole)], whole) {
		t.Errorf("with one added on the way: %v, want %v and one more", got, whole)
	}
	if again := ids(url.Values{"kind": {"mou"}, "limit": {"1"}}, nil); len(narrowed) == 0 || !slices.Equal(again, append(narrowed, got[len(got)-1])) {
		t.Errorf("narrowed: %v, want %v and %s", again, narrowed, got[len(got)-1])
	}
	var page api.Agreements
	if err := c.Get(ctx, "/agreements", nil, &page); err != nil {
		t.Fatal(err)
	}
	last := page.Cursor
	if err := c.Get(ctx, "/agreements", url.Values{"cursor": {last}}, &page); err != nil || len(page.Agreements) != 0 || page.Cursor != last {
		t.Errorf("behind the end: %+v, %v", page, err)
	}
	for name, n := range map[string]int{"parties": count(t, c.Parties(ctx, url.Values{"limit": {"3"}})), "sources": count(t, c.Sources(ctx, url.Values{"limit": {"3"}})), "events": count(t, c.Events(ctx, nil)), "entries": count(t, c.Entries(ctx, url.Values{"limit": {"4"}})), "due": count(t, c.Due(ctx, url.Values{"limit": {"4"}}))} {
		if n == 0 {
			t.Errorf("no %s", name)
		}
	}
	r, err := c.Export(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	streamed, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := s.view.Export(ctx, &want); err != nil || !bytes.Equal(streamed, want.Bytes()) {
		t.Errorf("the export has %d bytes, want %d (%v)", len(streamed), want.Len(), err)
	}
}

func count[T any](t *testing.T, all func(func(T, error) bool)) (n int) {
	t.Helper()
	seen := map[string]bool{}
	for one, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		b, _ := json.Marshal(one)
		if seen[string(b)] {
			t.Errorf("twice: %s", b)
		}
		seen[string(b)] = true
		n++
	}
	return n
}

// TestAPIProblems: what cannot be answered is a problem with its hint, and reads say
// what is left.
func TestAPIProblems(t *testing.T) {
	s := serveAPI(t)
	for _, c := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/agreements/a999-1", 404, ""},
		{"GET", "/agreements/p0-1", 404, ""},
		{"GET", "/agreements?knd=mou", 400, "it takes: q,"},
		{"GET", "/agreements?kind=promise", 400, "has the codes"},
		{"GET", "/agreements?cursor=!!", 400, "from an answer of the same list"},
		{"GET", "/agreements?cursor=cDAtMQ", 400, "from an answer of the same list"}, // a party's
		{"GET", "/agreements?event=e0-1&year=2025", 400, "with them go"},
		{"GET", "/parties?limit=x", 400, ""},
		{"GET", "/due?from=tomorrow", 400, "YYYY-MM-DD"},
		{"GET", "/nothing", 404, "openapi.json"},
		{"DELETE", "/agreements", 405, ""},
	} {
		resp, body := s.ask(c.method, "/api/v1"+c.path, nil)
		var p api.Problem
		if err := json.Unmarshal(body, &p); err != nil || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s is no problem: %s", c.method, c.path, body)
			continue
		}
		if resp.StatusCode != c.status || p.Status != c.status || !strings.Contains(p.Hint, c.says) {
			t.Errorf("%s %s: %d %+v, want %d %q", c.method, c.path, resp.StatusCode, p, c.status, c.says)
		}
	}
	resp, _ := s.ask(http.MethodGet, "/api/v1/agreements", nil)
	tag := resp.Header.Get("ETag")
	if tag == "" || !strings.Contains(resp.Header.Get("RateLimit"), "r=") || resp.Header.Get("RateLimit-Policy") == "" {
		t.Errorf("headers: %v", resp.Header)
	}
	if resp, body := s.ask(http.MethodGet, "/api/v1/agreements", nil, "If-None-Match", tag); resp.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("what is still so: %d", resp.StatusCode)
	}
	_, err := s.client().Agreement(t.Context(), "a999-1")
	if p, ok := err.(*api.Problem); !ok || p.Status != 404 {
		t.Errorf("the client tells %v", err)
	}
}

// FuzzAPIQuery: whatever is asked for is answered or refused, and never an error of
// ours.
func FuzzAPIQuery(f *testing.F) {
	for _, q := range []string{"kind=mou&limit=2", "cursor=YTAtMQ", "q=%22*&theme=trade", "limit=-1", "cursor=" + strings.Repeat("A", 50), "event=e0-1&source=s0", "from=0000-00-00", "q=%00"} {
		f.Add("/agreements", q)
	}
	f.Add("/log/entries", "cursor=OTk5OTk5OTk5OTk5OTk5OTk5OQ")
	f.Add("/due", "until=2025-02-30")
	f.Add("/agreements/a0-1", "lang=ur")
	s := serveAPI(f)
	f.Fuzz(func(t *testing.T, path, query string) {
		u := &url.URL{Path: "/api/v1" + path, RawQuery: query}
		if !strings.HasPrefix(path, "/") || path == "/export" {
			return
		}
		r := httptest.NewRequest(http.MethodGet, "/api/v1", nil)
		r.URL = u
		w := httptest.NewRecorder()
		s.server.Config.Handler.ServeHTTP(w, r)
		if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
			t.Fatalf("%s?%s: %d %s", path, query, w.Code, w.Body)
		}
	})
}

// TestAPIManual: every example of docs/API.md answers.
func TestAPIManual(t *testing.T) {
	s := serveAPI(t)
	b, err := os.ReadFile("../../docs/API.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^    \$ curl -s http://127\.0\.0\.1:8080(\S+)$`).FindAllSubmatch(b, -1)
	if len(found) < 8 {
		t.Fatalf("%d examples", len(found))
	}
	for _, f := range found {
		if resp, body := s.ask(http.MethodGet, string(f[1]), nil); resp.StatusCode != http.StatusOK || len(body) == 0 {
			t.Errorf("%s: %d %s", f[1], resp.StatusCode, body)
		}
	}
}

// TestSitemap: every thing's page stands in the sitemap once, and each of them is
// there; robots are told where it is.
func TestSitemap(t *testing.T) {
	s := serveAPI(t)
	locations := func(path string) (all []string) {
		resp, body := s.ask(http.MethodGet, path, nil)
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", path, resp.StatusCode, body)
		}
		var x struct {
			Places []struct {
				Loc string `xml:"loc"`
			} `xml:",any"`
		}
		if err := xml.Unmarshal(body, &x); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, p := range x.Places {
			at, ok := strings.CutPrefix(p.Loc, s.server.URL)
			if !ok {
				t.Errorf("%s leads elsewhere", p.Loc)
			}
			all = append(all, at)
		}
		return all
	}
	seen := map[string]bool{}
	for _, file := range locations("/sitemap.xml") {
		for _, page := range locations(file) {
			if seen[page] {
				t.Errorf("%s stands there twice", page)
			}
			seen[page] = true
		}
	}
	for a, err := range s.client().Agreements(t.Context(), nil) {
		if err != nil || !seen["/agreements/"+a.ID] {
			t.Errorf("%s is not in the sitemap (%v)", a.ID, err)
		}
	}
	for _, page := range []string{"/parties/p0-1", "/events/e0-1", "/sources/s0"} {
		if resp, _ := s.ask(http.MethodGet, page, nil); !seen[page] || resp.StatusCode != http.StatusOK {
			t.Errorf("%s: in the sitemap %v, status %d", page, seen[page], resp.StatusCode)
		}
	}
	if got := locations("/sitemaps/agreements?after=a999-1"); len(got) != 0 {
		t.Errorf("behind the end: %v", got)
	}
	if resp, _ := s.ask(http.MethodGet, "/sitemaps/agreements?after=p0-1", nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("behind a party: %d", resp.StatusCode)
	}
	if _, body := s.ask(http.MethodGet, "/robots.txt", nil); !strings.Contains(string(body), "Sitemap: "+s.server.URL+"/sitemap.xml") {
		t.Errorf("robots are told %s", body)
	}
	_, body := s.ask(http.MethodGet, "/ur/opensearch.xml", nil)
	if err := xml.Unmarshal(body, new(struct{})); err != nil || !strings.Contains(string(body), "/ur/search?q={searchTerms}") {
		t.Errorf("opensearch: %v %s", err, body)
	}
}
