package fetch

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sanad/internal/fault"
)

// clock is a time that passes only in sleep.
type clock struct {
	mu    sync.Mutex
	t     time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{t: time.Date(2024, 6, 3, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func client(c *clock) *Client {
	cl := New("test")
	cl.AllowPrivate, cl.Now, cl.Sleep = true, c.now, c.sleep
	return cl
}

func TestPublic(t *testing.T) {
	for s, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450:4001:830::200e": true, "100.128.0.1": true, "172.32.0.1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "0.1.2.3": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false, "198.18.0.1": false, "192.0.2.1": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "ff02::1": false, "2001:db8::1": false,
		"::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "::10.0.0.1": false, "64:ff9b::a00:1": false, "64:ff9b::808:808": true,
		"2002:a00:1::": false, "2001:0:a00:1::": false, "fec0::1": false,
	} {
		if public(netip.MustParseAddr(s)) != want {
			t.Errorf("%s: public is %v", s, !want)
		}
	}
}

// TestPrivateIsRefused: the connection is not made, whatever the name, and
// whether the address is given or redirected to.
func TestPrivateIsRefused(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer s.Close()
	c := New("test")
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, u := range []string{s.URL, "http://localhost" + port, "http://[::ffff:127.0.0.1]" + port, "http://0x7f000001" + port, "http://2130706433" + port} {
		_, err := c.Get(t.Context(), u)
		if err == nil {
			t.Errorf("%s was fetched", u)
		}
		if (u == s.URL || strings.Contains(u, "localhost")) && (!fault.Is(err, fault.Forbidden) || !strings.Contains(err.Error(), "not an address of the public internet") || fault.HintOf(err) == "") {
			t.Errorf("%s: %v", u, err)
		}
	}
	if asked.Load() != 0 {
		t.Error("the server was reached")
	}
}

// TestGet: an address and what comes of it.
func TestGet(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: sanad\nDisallow: /secret\nAllow: /secret/open$\n")
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"1"`)
		fmt.Fprint(w, "page for ", r.Header.Get("User-Agent"))
	})
	mux.HandleFunc("/zipped", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "unzipped")
		z.Close()
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 100 {
			_, _ = z.Write(make([]byte, 1<<16))
		}
		z.Close()
	})
	mux.HandleFunc("/brotli", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "x")
	})
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 2<<20)) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "cut")
	})
	for _, status := range []int{403, 404, 410, 418, 429, 503} {
		mux.HandleFunc(fmt.Sprintf("/%d", status), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(status)
		})
	}
	redirect := func(from, to string) {
		mux.HandleFunc(from, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
	}
	redirect("/once", "/page#part")
	redirect("/loop", "/loop")
	redirect("/into", "/secret/x")
	redirect("/file", "file:///etc/passwd")
	redirect("/user", "http://a:b@127.0.0.1/")
	mux.HandleFunc("/secret/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "secret") })
	s := httptest.NewServer(mux)
	defer s.Close()
	for _, c := range []struct {
		path, body string
		kind       fault.Kind
		err        string
	}{
		{"/page", "page for Sanad/test", 0, ""},
		{"/once", "page for Sanad/test", 0, ""},
		{"/zipped", "unzipped", 0, ""},
		{"/secret/open", "secret", 0, ""},
		{"/secret/other", "", fault.Forbidden, "robots.txt does not allow it"},
		{"/into", "", fault.Forbidden, "/secret/x: the site's robots.txt does not allow it"},
		{"/loop", "", fault.Invalid, "redirects more than 5 times"},
		{"/file", "", fault.Invalid, "only http and https are fetched, not \"file\""},
		{"/user", "", fault.Invalid, "carries a user name or password"},
		{"/bomb", "", fault.Invalid, "has more than 1 MB"},
		{"/long", "", fault.Invalid, "has more than 1 MB"},
		{"/brotli", "", fault.Invalid, `comes packed as "br"`},
		{"/slow", "", fault.Unavailable, "did not answer whole within 500ms"},
		{"/cut", "", fault.Unavailable, "broke off before all of it had come"},
		{"/404", "", fault.NotFound, "the server has no such page (404 not found)"},
		{"/410", "", fault.Gone, "410 gone"},
		{"/403", "", fault.Forbidden, "the server refuses it (403 forbidden)"},
		{"/418", "", fault.Invalid, "the server answers 418"},
		{"/429", "", fault.Unavailable, "429 too many requests"},
		{"/503", "", fault.Unavailable, "503 service unavailable"},
	} {
		t.Run(c.path, func(t *testing.T) {
			cl := client(newClock())
			cl.MaxSize = 1 << 20
			if c.path == "/slow" {
				cl.Timeout = 500 * time.Millisecond
			}
			r, err := cl.Get(t.Context(), s.URL+c.path)
			if c.err == "" {
				if err != nil || string(r.Body) != c.body || r.Status != 200 {
					t.Errorf("%q %d, %v", r.Body, r.Status, err)
				}
				return
			}
			if !fault.Is(err, c.kind) || !strings.Contains(err.Error(), c.err) || fault.HintOf(err) == "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v (%s, hint %q), want %s: %s", err, fault.KindOf(err), fault.HintOf(err), c.kind, c.err)
			}
			if c.path == "/429" && r.RetryAfter() != 2*time.Minute {
				t.Errorf("retry after %s", r.RetryAfter())
			}
		})
	}
	cl := client(newClock())
	r, err := cl.Get(t.Context(), s.URL+"/once")
	if err != nil || r.URL != s.URL+"/page" || !slices.Equal(r.Redirects, []string{s.URL + "/once"}) || !r.Retrieved.Equal(cl.Now()) {
		t.Errorf("%+v, %v", r, err)
	}
	again, err := cl.GetIfChanged(t.Context(), s.URL+"/page", r.Known())
	if err != nil || !again.NotModified || again.Body != nil {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	for _, bad := range []string{"", "page.html", "ftp://a.example/", "https://", "https://u:p@a.example/", "javascript:alert(1)", "http://a.example:x/", "https://no such host/"} {
		if _, err := cl.Get(t.Context(), bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestPoliteness: robots.txt is asked once a day and hosts are not hurried.
func TestPoliteness(t *testing.T) {
	var robots, pages atomic.Int32
	status := http.StatusOK
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			robots.Add(1)
			w.WriteHeader(status)
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 7\n")
			return
		}
		pages.Add(1)
	}))
	defer s.Close()
	ck := newClock()
	c := client(ck)
	for range 3 {
		if _, err := c.Get(t.Context(), s.URL+"/a"); err != nil {
			t.Fatal(err)
		}
	}
	if robots.Load() != 1 || !slices.Equal(ck.slept, []time.Duration{7 * time.Second, 7 * time.Second}) {
		t.Errorf("robots.txt asked %d times, slept %v", robots.Load(), ck.slept)
	}
	ck.t = ck.t.Add(25 * time.Hour)
	status = http.StatusInternalServerError
	if _, err := c.Get(t.Context(), s.URL+"/a"); !fault.Is(err, fault.Unavailable) || robots.Load() != 2 || pages.Load() != 3 {
		t.Errorf("robots.txt out of order: %v, asked %d times, %d pages", err, robots.Load(), pages.Load())
	}
	status = http.StatusNotFound
	ck.t = ck.t.Add(robotsFailed)
	if _, err := c.Get(t.Context(), s.URL+"/a"); err != nil || robots.Load() != 3 {
		t.Errorf("without robots.txt: %v", err)
	}
}

// TestUnreachable: what is not there is said in a line.
func TestUnreachable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	u := s.URL
	s.Close()
	_, err := client(newClock()).Get(t.Context(), u)
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "cannot be reached: ") || fault.HintOf(err) == "" {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client(newClock()).Get(ctx, u); err == nil {
		t.Error("fetched after the end")
	}
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	if _, err := client(newClock()).Get(t.Context(), secure.URL); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate nobody vouches for: %v", err)
	}
}
