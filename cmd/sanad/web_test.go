package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sanad/internal/source/archive"
)

// newsroom is a publisher's site on the loopback: two releases, a feed of them,
// a feed that is none, and a corner that robots.txt closes.
func newsroom(t *testing.T) *httptest.Server {
	t.Helper()
	release := func(n int) string {
		return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>New lines for the coast, release %d</title>
<meta property="og:site_name" content="Example Times"><meta property="article:published_time" content="2025-09-0%dT08:00:00+05:00"></head>
<body><nav>Home | News | About</nav><article><h1>New lines for the coast, release %d</h1>
<p>The Ministry of Communications of Kenya signed an MoU with %s Cable Company Limited on fibre. The two sides will meet again in the spring, and the ministry said that it expects work to begin soon after.</p>
<p>Officials of both sides spoke of a long and useful cooperation that began with the first lines of the network some years ago.</p></article>
<footer>All rights reserved</footer></body></html>`, n, n, n, []string{"", "Northern", "Southern", "Western"}[n])
	}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /closed/\n")
	})
	for n := 1; n <= 2; n++ {
		mux.HandleFunc(fmt.Sprintf("/releases/%d", n), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, release(n))
		})
	}
	mux.HandleFunc("/closed/3", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, release(3)) })
	mux.Handle("/moved", http.RedirectHandler("/releases/1", http.StatusMovedPermanently))
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Example Times</title>
<item><title>One</title><link>%[1]s/releases/1</link><guid>one</guid></item>
<item><title>Two</title><link>%[1]s/releases/2</link><guid>two</guid></item></channel></rss>`, server.URL)
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<rss><channel>") })
	return server
}

// command runs sanad on a data directory and gives what it printed.
func command(t testing.TB, data string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	path, err := exec.LookPath("sanad")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(path, append([]string{"--data", data}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	return out.String(), errs.String(), err
}

// refuses is that a command fails and says some words.
func refuses(t testing.TB, data, says string, args ...string) {
	t.Helper()
	if _, stderr, err := command(t, data, args...); err == nil || !strings.Contains(stderr, says) {
		t.Errorf("%v: %v %q does not say %q", args, err, stderr, says)
	}
}

func TestAddAddress(t *testing.T) {
	site := newsroom(t)
	data := filepath.Join(t.TempDir(), "data")
	_, stderr, err := command(t, data, "add", site.URL+"/releases/1")
	if err == nil || !strings.Contains(stderr, "private") && !strings.Contains(stderr, "loopback") {
		t.Errorf("a loopback address unasked for: %v\n%s", err, stderr)
	}
	stdout, stderr, err := command(t, data, "add", "--allow-private", site.URL+"/moved")
	if err != nil || !strings.Contains(stdout, "new as s0: 1 agreement") {
		t.Fatalf("add: %v\n%s%s", err, stdout, stderr)
	}
	// The archive holds the very bytes that the server sent.
	resp, err := http.Get(site.URL + "/releases/1")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	sent, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := archive.Open(filepath.Join(data, "archive")).Get(archive.DigestOf(sent)); err != nil || !bytes.Equal(kept, sent) {
		t.Errorf("what was sent is not archived as it came: %v", err)
	}
	stdout, _, err = command(t, data, "show", "s0")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"publisher  Example Times", "published  2025-09-01", "address    " + site.URL + "/releases/1", "language   en"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the source does not say %q:\n%s", want, stdout)
		}
	}
	_, stderr, err = command(t, data, "add", "--allow-private", site.URL+"/closed/3", site.URL+"/absent")
	if err == nil || !strings.Contains(stderr, "robots.txt") || !strings.Contains(stderr, "404") {
		t.Errorf("closed and absent pages: %v\n%s", err, stderr)
	}
	if _, stderr, err := command(t, data, "verify"); err != nil {
		t.Errorf("verify: %v\n%s", err, stderr)
	}
}

func TestWatch(t *testing.T) {
	site := newsroom(t)
	data := filepath.Join(t.TempDir(), "data")
	stdout, stderr, err := command(t, data, "watch", "--once", "--allow-private", site.URL+"/broken", site.URL+"/feed")
	if err == nil || strings.Count(stdout, ": 1 agreement") != 2 {
		t.Fatalf("watch: %v\n%s%s", err, stdout, stderr)
	}
	if !strings.Contains(stderr, "/broken") || !strings.Contains(stderr, "1 of 2 feeds failed") {
		t.Errorf("nothing said of the broken feed:\n%s", stderr)
	}
	// Again, at once: nothing is due; the register has each release once.
	stdout, stderr, err = command(t, data, "watch", "--once", "--allow-private", site.URL+"/feed")
	if err != nil || strings.Contains(stdout, "new as") {
		t.Errorf("watch again: %v\n%s%s", err, stdout, stderr)
	}
	stdout, _, err = command(t, data, "list")
	if err != nil || strings.Count(stdout, "\n") != 2 {
		t.Errorf("list: %v\n%s", err, stdout)
	}
}
