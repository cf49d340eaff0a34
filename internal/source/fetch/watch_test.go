package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/internal/fault"
)

// site is a publisher with a feed at /feed whose items link to pages.
type site struct {
	*httptest.Server
	items  []string // newest first
	status map[string]int
	asked  map[string]int
	since  int // polls that were answered "not modified"
}

func newSite(t *testing.T, items ...string) *site {
	s := &site{items: items, status: map[string]int{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked[r.URL.Path]++
		if status := s.status[r.URL.Path]; status != 0 {
			w.Header().Set("Retry-After", "86000")
			w.WriteHeader(status)
			return
		}
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/feed":
			tag := fmt.Sprintf("%q", strings.Join(s.items, ","))
			if r.Header.Get("If-None-Match") == tag {
				s.since++
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", tag)
			fmt.Fprint(w, `<rss version="2.0"><channel><title>Gazette</title>`)
			for _, i := range s.items {
				fmt.Fprintf(w, `<item><title>Title %s</title><guid>id-%s</guid><link>/%s</link><pubDate>Mon, 03 Jun 2024 23:30:00 +0500</pubDate><description>Summary of %s.</description></item>`, i, i, i, i)
			}
			fmt.Fprint(w, `</channel></rss>`)
		case "/bad":
			fmt.Fprint(w, "<rss><channel><item>")
		case "/varying":
			fmt.Fprintf(w, "visit %d", s.asked[r.URL.Path])
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<p>page %s</p>", r.URL.Path)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

type watching struct {
	*Watcher
	clock *clock
	got   []string
	items []Item
	fail  map[string]error
	log   bytes.Buffer
}

func watch(t *testing.T, state string) *watching {
	w := &watching{clock: newClock(), fail: map[string]error{}}
	w.Watcher = &Watcher{
		Client: client(w.clock), State: state, Interval: time.Hour, Longest: 24 * time.Hour,
		Log: slog.New(slog.NewTextHandler(&w.log, nil)),
		Each: func(_ context.Context, i Item) error {
			if err := w.fail[i.ID]; err != nil {
				return err
			}
			w.got = append(w.got, i.ID)
			w.items = append(w.items, i)
			return nil
		},
	}
	return w
}

func (w *watching) once(t *testing.T, feeds ...string) []string {
	t.Helper()
	w.got, w.items = nil, nil
	w.clock.t = w.clock.t.Add(25 * time.Hour)
	if err := w.Once(t.Context(), feeds...); err != nil {
		t.Fatal(err)
	}
	return w.got
}

// TestWatch: each item comes once, the oldest first, over restarts too, and a
// feed that has not changed is not sent again.
func TestWatch(t *testing.T) {
	s := newSite(t, "b", "a")
	state := filepath.Join(t.TempDir(), "watch.json")
	w := watch(t, state)
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-a", "id-b"}) {
		t.Fatalf("first: %q", got)
	}
	i := w.items[0]
	if i.URL != s.URL+"/a" || string(i.Original) != "<p>page /a</p>" || !i.Page || i.Why != "" || i.ContentType != "text/html; charset=utf-8" ||
		i.Title != "Title a" || i.Publisher != "Gazette" || i.Published != "2024-06-03" || i.Feed != s.URL+"/feed" {
		t.Errorf("%+v", i)
	}
	if got := w.once(t, s.URL+"/feed"); got != nil || s.since != 1 {
		t.Errorf("again: %q, not modified %d times", got, s.since)
	}
	s.items = []string{"c", "b", "a"}
	next := watch(t, state)
	next.clock.t = w.clock.t
	if got := next.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-c"}) {
		t.Errorf("after a restart: %q", got)
	}
	// Not due: the publisher is not asked.
	before := s.asked["/feed"]
	if err := next.Once(t.Context(), s.URL+"/feed"); err != nil || s.asked["/feed"] != before {
		t.Errorf("polled before its time, %v", err)
	}
}

// TestSeenAfterSuccess: an item whose callback fails, or that the process does
// not live to finish, comes again; those after it come all the same.
func TestSeenAfterSuccess(t *testing.T) {
	s := newSite(t, "c", "b", "a")
	w := watch(t, filepath.Join(t.TempDir(), "watch.json"))
	w.fail["id-b"] = errors.New("disk full")
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-a", "id-c"}) {
		t.Errorf("first: %q", got)
	}
	if !strings.Contains(w.log.String(), "disk full") {
		t.Errorf("not logged: %s", &w.log)
	}
	if got := w.once(t, s.URL+"/feed"); got != nil {
		t.Errorf("still failing: %q", got)
	}
	delete(w.fail, "id-b")
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-b"}) {
		t.Errorf("mended: %q", got)
	}

	s = newSite(t, "b", "a")
	w = watch(t, filepath.Join(t.TempDir(), "watch.json"))
	ctx, cancel := context.WithCancel(t.Context())
	each := w.Each
	w.Each = func(ctx context.Context, i Item) error {
		if i.ID == "id-b" {
			cancel()
			return ctx.Err()
		}
		return each(ctx, i)
	}
	if err := w.Run(ctx, s.URL+"/feed"); err != nil {
		t.Errorf("ended by its context: %v", err)
	}
	w.Each = each
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-b"}) {
		t.Errorf("resumed: %q", got)
	}
}

// TestBadFeed: one that fails is logged and asked less and less; the other
// goes on.
func TestBadFeed(t *testing.T) {
	s := newSite(t, "a")
	w := watch(t, filepath.Join(t.TempDir(), "watch.json"))
	ctx, cancel := context.WithCancel(t.Context())
	start := w.clock.t
	var polls []time.Duration
	w.Client.Sleep = func(ctx context.Context, d time.Duration) error {
		w.clock.t = w.clock.t.Add(d)
		if w.clock.t.Sub(start) > 100*time.Hour {
			cancel()
		}
		for len(polls) < s.asked["/bad"] {
			polls = append(polls, w.clock.t.Sub(start).Truncate(time.Hour))
		}
		return ctx.Err()
	}
	if err := w.Run(ctx, s.URL+"/bad", s.URL+"/feed"); err != nil {
		t.Fatal(err)
	}
	if n := s.asked["/feed"]; n < 90 {
		t.Errorf("the good feed was asked %d times in 100 hours", n)
	}
	if n := s.asked["/bad"]; n < 6 || n > 9 {
		t.Errorf("the bad feed was asked %d times in 100 hours: %v", n, polls)
	}
	if !slices.Equal(w.got, []string{"id-a"}) || !strings.Contains(w.log.String(), "damaged or truncated") {
		t.Errorf("got %q, log %s", w.got, w.log.String()[:200])
	}
}

// TestOnceSaysWhatFailed: the good feed is taken, and the bad one is told of.
func TestOnceSaysWhatFailed(t *testing.T) {
	s := newSite(t, "a")
	w := watch(t, filepath.Join(t.TempDir(), "watch.json"))
	err := w.Once(t.Context(), s.URL+"/bad", s.URL+"/feed")
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "1 of 2 feeds failed") || !slices.Equal(w.got, []string{"id-a"}) {
		t.Errorf("%v, got %q", err, w.got)
	}
}

// TestRetryAfter: a server that asks to be left alone is.
func TestRetryAfter(t *testing.T) {
	s := newSite(t, "a")
	s.status["/feed"] = 503
	w := watch(t, filepath.Join(t.TempDir(), "watch.json"))
	if err := w.Once(t.Context(), s.URL+"/feed"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a feed out of order: %v", err)
	}
	w.clock.t = w.clock.t.Add(23 * time.Hour) // of some 23.9 that it asked for
	if err := w.Once(t.Context(), s.URL+"/feed"); err != nil || s.asked["/feed"] != 1 {
		t.Errorf("asked %d times, %v", s.asked["/feed"], err)
	}
}

// TestPageNotToBeHad: a page gone is replaced by what the feed says, one out of
// reach is waited for through three polls.
func TestPageNotToBeHad(t *testing.T) {
	s := newSite(t, "slow", "gone")
	s.status["/gone"], s.status["/slow"] = 404, 503
	w := watch(t, filepath.Join(t.TempDir(), "watch.json"))
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-gone"}) {
		t.Fatalf("%q", got)
	}
	i := w.items[0]
	if i.Page || string(i.Original) != "# Title gone\n\nSummary of gone.\n" || i.ContentType != "text/markdown; charset=utf-8" || !strings.Contains(i.Why, "no such page") || i.URL != s.URL+"/gone" {
		t.Errorf("%+v", i)
	}
	if got := w.once(t, s.URL+"/feed"); got != nil {
		t.Errorf("second poll: %q", got)
	}
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-slow"}) {
		t.Errorf("third poll: %q", got)
	}
}

// TestKilled: a watcher that is killed while an item is taken in hands over that
// item again, byte for byte, though its page has changed since; and only once.
func TestKilled(t *testing.T) {
	s := newSite(t, "b", "varying", "a")
	state := filepath.Join(t.TempDir(), "watch.json")
	w := watch(t, state)
	var killed Item
	take := w.Each
	w.Each = func(ctx context.Context, i Item) error {
		if i.ID == "id-varying" {
			killed = i
			panic("killed")
		}
		return take(ctx, i)
	}
	func() {
		defer func() { _ = recover() }()
		w.once(t, s.URL+"/feed")
	}()
	if string(killed.Original) != "visit 1" {
		t.Fatalf("%+v", killed)
	}
	w = watch(t, state)
	if got := w.once(t, s.URL+"/feed"); !slices.Equal(got, []string{"id-varying", "id-b"}) || !bytes.Equal(w.items[0].Original, killed.Original) || w.items[0].URL != killed.URL {
		t.Errorf("%q, %+v", got, w.items)
	}
	if got := watch(t, state).once(t, s.URL+"/feed"); got != nil {
		t.Errorf("again: %q", got)
	}
	if _, err := os.Stat(state + ".item"); err == nil {
		t.Error("the item is still kept")
	}
}

// TestState: one watcher keeps a file, and a damaged one is not written over.
func TestState(t *testing.T) {
	s := newSite(t, "a")
	state := filepath.Join(t.TempDir(), "watch.json")
	w := watch(t, state)
	w.Each = func(ctx context.Context, _ Item) error {
		err := watch(t, state).Once(ctx, s.URL+"/feed")
		if !fault.Is(err, fault.Unavailable) {
			t.Errorf("a second watcher: %v", err)
		}
		return nil
	}
	if err := w.Once(t.Context(), s.URL+"/feed"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(state, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := w.Once(t.Context(), s.URL+"/feed"); !fault.Is(err, fault.Damaged) || fault.HintOf(err) == "" {
		t.Errorf("damaged: %v", err)
	}
	if b, _ := os.ReadFile(state); string(b) != "{" {
		t.Errorf("written over: %q", b)
	}
	if err := w.Once(t.Context()); !fault.Is(err, fault.Invalid) {
		t.Errorf("no feed: %v", err)
	}
}
