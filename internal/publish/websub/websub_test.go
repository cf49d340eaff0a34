package websub

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"sanad/internal/fault"
)

const topic = "https://register.example/feed.atom"

// subscriber is a callback on the loopback.
type subscriber struct {
	*httptest.Server
	confirms bool
	status   int // of what is delivered
	asked    []string
	got      []*http.Request
	bodies   []string
}

func newSubscriber(t *testing.T) *subscriber {
	s := &subscriber{confirms: true, status: 200}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			s.asked = append(s.asked, r.URL.RawQuery)
			if !s.confirms {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			fmt.Fprint(w, r.URL.Query().Get("hub.challenge"))
			return
		}
		b, _ := io.ReadAll(r.Body)
		s.got, s.bodies = append(s.got, r), append(s.bodies, string(b))
		w.WriteHeader(s.status)
	}))
	t.Cleanup(s.Close)
	return s
}

// world is a hub whose feed and clock the test sets.
type world struct {
	*Hub
	body string
	now  time.Time
	mark int
	gone bool
}

func newWorld(t *testing.T, data string) *world {
	w := &world{body: "first", now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	w.Hub = &Hub{
		Data: data, AllowPrivate: true, Now: func() time.Time { return w.now }, Version: "test",
		Feed: func(context.Context, string) (Feed, error) {
			if w.gone {
				return Feed{}, fault.New(fault.NotFound, "there is no such feed")
			}
			return Feed{Type: "application/atom+xml", Links: []string{`<` + topic + `>; rel="self"`, `<https://register.example/hub>; rel="hub"`}, Body: []byte(w.body)}, nil
		},
		Mark: func(context.Context) (string, error) { return strconv.Itoa(w.mark), nil },
	}
	return w
}

// change gives the feed another body.
func (w *world) change(body string) { w.body, w.mark = body, w.mark+1 }

func (w *world) send(t *testing.T) {
	t.Helper()
	if err := w.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestSubscribeAndDeliver is the life of a subscription as WebSub says it: asked,
// confirmed with a challenge, told of what changed under a signature, renewed, ended.
func TestSubscribeAndDeliver(t *testing.T) {
	w, s := newWorld(t, t.TempDir()), newSubscriber(t)
	callback := s.URL + "/here?mine=1"
	if err := w.Take(Asked{Topic: topic, Callback: callback, Secret: "a secret", Lease: time.Hour}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	if len(s.asked) != 1 || len(s.got) != 0 {
		t.Fatalf("asked %v, told %d times", s.asked, len(s.got))
	}
	for _, want := range []string{"mine=1", "hub.mode=subscribe", "hub.lease_seconds=3600", "hub.topic=https%3A%2F%2Fregister.example%2Ffeed.atom", "hub.challenge="} {
		if !strings.Contains(s.asked[0], want) {
			t.Errorf("the callback was not asked with %s: %s", want, s.asked[0])
		}
	}
	w.send(t)
	w.mark++ // something was logged that this feed does not tell
	w.send(t)
	if len(s.got) != 0 {
		t.Fatal("told of nothing new")
	}
	w.change("second")
	w.send(t)
	w.send(t)
	if len(s.got) != 1 || s.bodies[0] != "second" {
		t.Fatalf("told %q", s.bodies)
	}
	r := s.got[0]
	if got := r.Header.Get("X-Hub-Signature"); got != "sha256=efeaf08752854b3b6c0ab8cd2cbb4b299478de0d0555194d90c0f066b55568d4" {
		t.Errorf("signature %s", got)
	}
	if r.Header.Get("Content-Type") != "application/atom+xml" || len(r.Header.Values("Link")) != 2 {
		t.Errorf("headers %v", r.Header)
	}
	// A restart forgets nothing.
	again := newWorld(t, w.Data)
	again.now, again.body, again.mark = w.now, w.body, w.mark
	again.send(t)
	if len(s.got) != 1 {
		t.Error("told anew after a restart")
	}
	again.change("third")
	again.send(t)
	if len(s.got) != 2 {
		t.Errorf("told %d times", len(s.got))
	}
	if err := again.Take(Asked{Ends: true, Topic: topic, Callback: callback}); err != nil {
		t.Fatal(err)
	}
	again.send(t)
	again.change("fourth")
	again.send(t)
	if len(s.got) != 2 || !strings.Contains(s.asked[len(s.asked)-1], "hub.mode=unsubscribe") {
		t.Error("told after it was ended")
	}
	if info, err := os.Stat(filepath.Join(w.Data, File)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file with the secrets is %v: %v", info.Mode(), err)
	}
}

func TestLeasesEnd(t *testing.T) {
	w, s := newWorld(t, t.TempDir()), newSubscriber(t)
	if err := w.Take(Asked{Topic: topic, Callback: s.URL, Lease: time.Hour}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	w.now = w.now.Add(2 * time.Hour)
	w.change("second")
	w.send(t)
	if len(s.got) != 0 {
		t.Error("told after the lease")
	}
}

// TestRetries: what was not taken is sent again after longer and longer pauses, as it
// is by then; an answer of 410 ends the subscription, and so does a feed that is gone.
func TestRetries(t *testing.T) {
	w, s := newWorld(t, t.TempDir()), newSubscriber(t)
	if err := w.Take(Asked{Topic: topic, Callback: s.URL}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	s.status = 500
	w.change("second")
	w.send(t)
	w.send(t) // not yet due
	w.change("third")
	w.send(t) // nor is it for another change
	if len(s.got) != 1 {
		t.Fatalf("tried %d times at once", len(s.got))
	}
	for i, wait := range Waits {
		w.now = w.now.Add(wait)
		if i == len(Waits)-1 {
			s.status = 202
		}
		w.send(t)
		if len(s.got) != i+2 {
			t.Fatalf("after %v: tried %d times", wait, len(s.got))
		}
	}
	if last := s.bodies[len(s.bodies)-1]; last != "third" {
		t.Errorf("told %q", last)
	}
	w.now = w.now.Add(time.Hour)
	w.send(t)
	if len(s.got) != len(Waits)+1 {
		t.Error("told again what was taken")
	}
	s.status = http.StatusGone
	w.change("fourth")
	w.send(t)
	w.change("fifth")
	w.send(t)
	if len(s.got) != len(Waits)+2 || len(w.all) != 0 {
		t.Error("told after 410")
	}

	s.status = 200
	if err := w.Take(Asked{Topic: topic, Callback: s.URL}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	w.gone = true
	w.mark++
	w.send(t)
	if len(w.all) != 0 {
		t.Error("a feed that is gone has a subscription")
	}
}

// TestStrangers: what nobody confirmed is not told, private addresses are not dialled,
// redirects not followed, and one host cannot fill the hub.
func TestStrangers(t *testing.T) {
	w, s := newWorld(t, t.TempDir()), newSubscriber(t)
	s.confirms = false
	take := func(a Asked) error { a.Topic = topic; return w.Take(a) }
	if err := take(Asked{Callback: s.URL}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	if len(w.all) != 0 || len(s.asked) != 1 {
		t.Errorf("a subscription that was denied stands; asked %d times", len(s.asked))
	}
	moved := httptest.NewServer(http.RedirectHandler(s.URL, http.StatusFound))
	defer moved.Close()
	if err := take(Asked{Callback: moved.URL}); err != nil {
		t.Fatal(err)
	}
	w.send(t)
	if len(s.asked) != 1 {
		t.Error("a redirect was followed")
	}
	s.confirms = true
	guarded := newWorld(t, t.TempDir())
	guarded.AllowPrivate = false
	if err := guarded.Take(Asked{Topic: topic, Callback: s.URL}); err != nil {
		t.Fatal(err)
	}
	guarded.send(t)
	if len(guarded.all) != 0 || len(s.asked) != 1 {
		t.Error("a private address was dialled")
	}
	for _, bad := range []Asked{
		{Callback: "file:///etc/passwd"}, {Callback: "callback"}, {Callback: "http://user:pass@host.example/"}, {Callback: s.URL + "/" + strings.Repeat("a", 2000)},
		{Callback: s.URL, Secret: strings.Repeat("s", 200)},
	} {
		if err := take(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%v is taken: %v", bad, err)
		}
	}
	if err := guarded.Take(Asked{Topic: topic, Callback: "http://callback.example/", Secret: "s"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a secret for plain http is taken: %v", err)
	}
	for i := range MostOfHost + 5 {
		if err := take(Asked{Callback: s.URL + "/" + strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	w.send(t)
	if len(w.all) != MostOfHost {
		t.Errorf("one host has %d subscriptions", len(w.all))
	}
	var full error
	for range queueMost + 1 {
		full = take(Asked{Callback: s.URL})
	}
	if !fault.Is(full, fault.Unavailable) {
		t.Errorf("the queue takes any number: %v", full)
	}
}
