package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/delivery"
	"sanad/internal/find"
	"sanad/internal/ingest"
	"sanad/internal/past"
	"sanad/internal/publish/web"
	"sanad/internal/reader/form"
	"sanad/internal/register/sqlview"
	"sanad/internal/source/archive"
	"sanad/internal/source/decode"
)

// chronicle is a register to which something is added day by day, and copies of it as
// it was at the end of each.
type chronicle struct {
	t    *testing.T
	data string
	now  time.Time
}

func newChronicle(t *testing.T, began time.Time) *chronicle {
	c := &chronicle{t: t, data: filepath.Join(t.TempDir(), "data"), now: began}
	if err := claimlog.Create(c.data, "chronicle.example"); err != nil {
		t.Fatal(err)
	}
	return c
}

// through opens the door on the chronicle's day.
func (c *chronicle) through(enter func(context.Context, *ingest.Door) error) {
	c.t.Helper()
	g := &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: c.t.Context(), Data: c.data}
	log, err := claimlog.Open(c.data, writerPatience)
	if err != nil {
		c.t.Fatal(err)
	}
	defer log.Close()
	log.Clock(func() time.Time { return c.now })
	seen, err := ingest.OpenSeen(g.Context, c.data)
	if err != nil {
		c.t.Fatal(err)
	}
	defer seen.Close()
	door := &ingest.Door{Data: c.data, Archive: archiveOf(c.data), Log: log, Reader: readers(), Seen: seen}
	if err := enter(g.Context, door); err != nil {
		c.t.Fatal(err)
	}
}

// add lets documents in.
func (c *chronicle) add(publisher string, texts ...string) {
	c.t.Helper()
	c.through(func(ctx context.Context, door *ingest.Door) error {
		for _, text := range texts {
			_, err := door.Submit(ctx, ingest.Submission{
				Original: []byte(text), Hint: decode.Hint{ContentType: "text/plain; charset=utf-8"},
				About: ingest.About{Publisher: publisher, Published: claim.Date(c.now.Format(time.DateOnly))},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// decide enters a form.
func (c *chronicle) decide(f form.Form) {
	c.t.Helper()
	f.Author, f.At = "A. Officer", c.now
	b, err := f.Bytes()
	if err != nil {
		c.t.Fatal(err)
	}
	c.through(func(ctx context.Context, door *ingest.Door) error {
		_, err := door.Decide(ctx, b)
		return err
	})
}

// copied is the register as it lies, in a directory of its own.
func (c *chronicle) copied() string {
	c.t.Helper()
	to := filepath.Join(c.t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(c.data)); err != nil {
		c.t.Fatal(err)
	}
	return to
}

// servedAt is a register served at a moment.
func servedAt(t *testing.T, data string, now time.Time) http.Handler {
	t.Helper()
	g := &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: t.Context(), Data: data}
	view, err := openRegister(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	rules := delivery.DefaultRules()
	index, err := find.Open(g.Context, data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	if err := index.Follow(g.Context, view, rules, now, nil); err != nil {
		t.Fatal(err)
	}
	return web.New(optionsOf(t, data, view, index, &rules, now))
}

func optionsOf(t *testing.T, data string, view *sqlview.View, index *find.Index, rules *delivery.Rules, now time.Time) web.Options {
	t.Helper()
	shelf, err := past.Open(past.Options{Data: data, Present: view, Rules: *rules, Most: 2, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shelf.Close() })
	originals := archiveOf(data)
	return web.Options{
		Register: view, Find: index, Rules: rules, Address: "https://register.example", Earlier: earlier{shelf},
		Text: func(_ context.Context, digest string) ([]byte, error) { return originals.Get(archive.Digest(digest)) },
		Log:  &publishedLog{data: data}, LogDir: os.DirFS(filepath.Join(data, "log")), Now: func() time.Time { return now },
	}
}

func fetched(t *testing.T, h http.Handler, path string) (status int, body string, header http.Header) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String(), w.Header()
}

// asPresent takes off a page of an earlier day what says that it is one.
func asPresent(body, key string) string {
	for _, over := range []string{`(?s)<aside class="known".*?</aside>\n`, `(?s)<form class="askday".*?</form>\n`, `<title>.*?</title>`} {
		body = regexp.MustCompile(over).ReplaceAllString(body, "")
	}
	body = regexp.MustCompile(`(?m)^<link rel="alternate" type="(application/atom\+xml|text/calendar|application/feed\+json)".*\n`).ReplaceAllString(body, "")
	body = regexp.MustCompile(`<a href="[^"]*">(iCal|Atom|JSON Feed)</a> ?`).ReplaceAllString(body, "")
	return strings.ReplaceAll(body, "/known/"+key+"/", "/")
}

// TestAsKnownOn: what pages show as known on a day is what a register that holds only
// the entries up to its end shows; links, judgements and rulings among it.
func TestAsKnownOn(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2025, 9, n, 10, 0, 0, 0, time.UTC) }
	c := newChronicle(t, day(4))
	copies := map[int]string{}
	c.add("Example Times", "At the Example Forum on 4 September 2025, the Ministry of Communications of Kenya and Northern Cable Company Limited signed an MoU on fibre.",
		"The National Telecom Corporation of Pakistan signed a memorandum of understanding with Example Skills Company Limited on 3 September 2025 to train 1,500 young people in digital skills.")
	copies[4] = c.copied()
	c.now = day(6)
	c.add("Daily Herald", "The Ministry of Communications of Kenya and Northern Cable Company Limited signed a framework agreement on fibre at the Example Forum on 4 September 2025.",
		"The Ministry of Communications of Kenya and Southern Cable Company Limited signed an MoU on data centres on 5 September 2025.")
	copies[6] = c.copied()
	c.now = day(9)
	c.decide(form.Form{Form: form.Ruling, About: claim.SubjectOfID("a0-1"), Property: claim.PropStage, Value: claim.AppendValue(nil, claim.Code{List: "stage", Code: "in-force"}), Reason: "The text was published."})
	c.decide(form.Form{Form: form.Judgement, Left: claim.SubjectOfID("a1-1"), Right: claim.SubjectOfID("a3-1"), Verdict: "same", Reason: "One instrument, told twice."})
	copies[9] = c.copied()

	now := servedAt(t, c.data, day(20))
	pages := []string{
		"/", "/agreements", "/agreements?stage=signed", "/agreements/a0-1", "/agreements/a1-1", "/agreements/a3-1", "/parties", "/parties/p0-1", "/events", "/sources",
		"/sources/s0", "/themes/fibre", "/map", "/calendar", "/figures", "/questions", "/search?q=cable", "/meetings", "/nowhere",
		"/cite/a0-1.bib", "/cite/p0-1.json", "/agreements.json", "/agreements.csv", "/agreements/a0-1.json", "/ur/agreements/a0-1", "/zh/",
	}
	for _, on := range []int{6, 4, 9} {
		key := day(on).Format(time.DateOnly)
		end := day(on).Truncate(24 * time.Hour).Add(24*time.Hour - time.Second)
		alone := servedAt(t, copies[on], end)
		for _, page := range pages {
			known := "/known/" + key + page
			for _, language := range []string{"/ur/", "/zh/"} {
				if rest, ok := strings.CutPrefix(page, language); ok {
					known = language + "known/" + key + "/" + rest
				}
			}
			wantStatus, want, _ := fetched(t, alone, page)
			status, got, header := fetched(t, now, known)
			if status != wantStatus {
				t.Errorf("%s: %d, want %d", known, status, wantStatus)
			}
			isPage := strings.HasPrefix(header.Get("Content-Type"), "text/html")
			if status == 200 && isPage && !strings.Contains(got, `class="known"`) {
				t.Errorf("%s does not say that it is of an earlier day", known)
			}
			if status == 200 && header.Get("X-Robots-Tag") != "noindex" {
				t.Errorf("%s may be indexed", known)
			}
			if a, b := asPresent(got, key), asPresent(want, key); status == 200 && a != b {
				t.Errorf("%s is not what was known:\n%s", known, firstDifference(a, b))
			}
		}
	}
	// It did change: or the comparison says nothing.
	_, first, _ := fetched(t, now, "/known/2025-09-04/agreements/a0-1")
	_, last, _ := fetched(t, now, "/agreements/a0-1")
	if strings.Contains(first, "In force") || !strings.Contains(last, "In force") {
		t.Error("the ruling is known before it was made, or not after")
	}
	if status, _, _ := fetched(t, now, "/known/2025-09-04/agreements/a2-1"); status != http.StatusNotFound {
		t.Errorf("an agreement is known before it was logged: %d", status)
	}
}

// firstDifference is where two texts part, with what stands around.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d\n known %s\n alone %s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// TestKnownAddresses: where the addresses of earlier days lead, and what they say of
// days before the first entry and of days that are not over.
func TestKnownAddresses(t *testing.T) {
	began := time.Date(2025, 9, 4, 10, 0, 0, 0, time.UTC)
	c := newChronicle(t, began)
	c.add("Example Times", "The Ministry of Communications of Kenya and Northern Cable Company Limited signed an MoU on fibre on 4 September 2025.")
	c.now = began.AddDate(0, 0, 5)
	c.add("Daily Herald", "The Ministry of Communications of Kenya and Northern Cable Company Limited signed a framework agreement on fibre on 4 September 2025.")
	h := servedAt(t, c.data, began.AddDate(0, 1, 0))
	for _, a := range []struct {
		path   string
		status int
		to     string
		says   []string
	}{
		{"/agreements/a0-1?known=2025-09-05", 302, "/known/2025-09-05/agreements/a0-1", nil},
		{"/ur/agreements?known=2025-09-05&kind=mou", 302, "/ur/known/2025-09-05/agreements?kind=mou", nil},
		{"/agreements?known=", 302, "/agreements", nil},
		{"/known/2025-09-05/agreements?known=2025-09-06", 200, "", nil}, // the form asks of the present's address
		{"/known/2025-09-05", 302, "/known/2025-09-05/", nil},
		{"/zh/known/2025-09-05", 302, "/zh/known/2025-09-05/", nil},
		{"/known/2025-10-04/agreements", 302, "/agreements", nil}, // today
		{"/ur/known/2031-01-01/agreements?kind=mou", 302, "/ur/agreements?kind=mou", nil},
		{"/known/2025-09-05/log/entries/0", 302, "/log/entries/0", nil},
		{"/known/2025-09-05/agreements/a0-1.ics", 302, "/agreements/a0-1.ics", nil},
		{"/known/2025-09-03/agreements/a0-1", 404, "", []string{"On 3 September 2025 this register held nothing", "4 September 2025", `href="/known/2025-09-04/"`}},
		{"/known/2025-09-03/agreements.json", 404, "", []string{`"began": "2025-09-04"`}},
		{"/ur/known/2025-09-03/", 404, "", []string{`href="/ur/known/2025-09-04/"`, `href='/ur/'`}},
		{"/known/2025-09-31/agreements", 404, "", []string{"There is no such page"}},
		{"/known/1/agreements/a0-1", 200, "", []string{"As the log stood at 1 entry", "4 September 2025", `href="/known/1/parties/p0-1"`, `<link rel="canonical" href="https://register.example/agreements/a0-1">`, `href='/agreements/a0-1'>As known today`, `href="/changes?since=1&amp;of=a0-1"`}},
		{"/known/2/agreements/a0-1", 200, "", []string{"Said otherwise"}},
		{"/known/3/agreements/a0-1", 404, "", nil},
		{"/known/0/agreements/a0-1", 404, "", nil},
		{"/agreements/a0-1", 200, "", []string{`name="known" value="" max="2025-10-03"`}},
		{"/changes?since=2025-09-05&of=a0-1", 200, "", []string{"Framework agreement", "Daily Herald", `href="/log/entries/1"`}},
		{"/changes?since=2025-09-05", 200, "", []string{"How much there was", "Daily Herald"}},
		{"/changes.json?since=1&of=a0-1", 200, "", []string{`"property": "kind"`}},
		{"/changes?since=2025-09-03", 404, "", nil},
		{"/changes?since=yesterday", 400, "", nil},
		{"/changes?since=1&of=s0", 400, "", nil},
		{"/changes", 400, "", nil},
	} {
		status, body, header := fetched(t, h, a.path)
		if status != a.status || header.Get("Location") != a.to {
			t.Errorf("%s: %d to %q, want %d to %q", a.path, status, header.Get("Location"), a.status, a.to)
		}
		for _, words := range a.says {
			if !strings.Contains(body, words) {
				t.Errorf("%s does not say %q", a.path, words)
			}
		}
	}
	// Only as many states are kept as were allowed, and none after the last is closed.
	kept, err := os.ReadDir(filepath.Join(c.data, "past"))
	if err != nil || len(kept) > 2 || slices.ContainsFunc(kept, func(d os.DirEntry) bool { return !d.IsDir() }) {
		t.Errorf("kept: %v %v", kept, err)
	}
}

// TestCitationsCanBeChecked: the command that a page's citation names is true of the
// log then and after it grew, and not of another.
func TestCitationsCanBeChecked(t *testing.T) {
	began := time.Date(2025, 9, 4, 10, 0, 0, 0, time.UTC)
	text := "The Ministry of Communications of Kenya and Northern Cable Company Limited signed an MoU on fibre on 4 September 2025."
	c, other := newChronicle(t, began), newChronicle(t, began)
	other.add("Example Times", text)
	c.add("Example Times", text)
	check := func(data, cited string) (string, error) {
		fields := strings.Fields(cited)
		stdout, stderr, err := command(t, data, fields[1:]...)
		return stdout + stderr, err
	}
	_, body, _ := fetched(t, servedAt(t, c.data, began.AddDate(0, 0, 1)), "/agreements/a0-1")
	m := regexp.MustCompile(`sanad verify --cited [^<]*`).FindString(body)
	cited := html.UnescapeString(m)
	if out, err := check(c.data, cited); err != nil || strings.Count(out, "cited: ") != 2 {
		t.Errorf("%s: %v\n%s", cited, err, out)
	}
	var more []string
	for n := range 300 { // past a tile
		more = append(more, fmt.Sprintf("The Ministry of Communications of Kenya and Cable Company Number %d signed an MoU on fibre on 5 September 2025.", n))
	}
	c.add("Daily Herald", more...)
	if out, err := check(c.data, cited); err != nil {
		t.Errorf("%s, of a log that grew: %v\n%s", cited, err, out)
	}
	// Claims are salted, so that no two logs of the same documents are one.
	if out, err := check(other.data, cited); err == nil || !strings.Contains(out, "part") {
		t.Errorf("%s, of another log: %v\n%s", cited, err, out)
	}
	if out, err := check(other.data, "sanad verify "+cited[strings.Index(cited, "--entry"):]); err == nil || !strings.Contains(out, "leaf hash") {
		t.Errorf("%s, of another log's entry: %v\n%s", cited, err, out)
	}
	for _, wrong := range []string{"--cited 9999:" + strings.Repeat("A", 43) + "=", "--cited 1", "--entry x:y"} {
		if out, err := check(c.data, "sanad verify "+wrong); err == nil || !strings.Contains(out, "hint: ") {
			t.Errorf("%s: %v\n%s", wrong, err, out)
		}
	}
}
