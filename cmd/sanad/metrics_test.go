package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sanad/internal/publish/web"
)

// TestMetrics: a monitor sees how many answers each route gave and how, routes and
// never addresses, and how far the pages are behind the log; it is ready when they are
// not.
func TestMetrics(t *testing.T) {
	s := serveAPI(t)
	log := &publishedLog{data: s.data}
	m := newMetrics(log, s.view)
	pages := httptest.NewServer(web.New(web.Options{
		Register: s.view, Find: s.index, Log: log, LogDir: os.DirFS(filepath.Join(s.data, "log")), Observe: m.observe, Now: time.Now,
	}))
	defer pages.Close()
	monitor := httptest.NewServer(m.handler())
	defer monitor.Close()
	get := func(address string) (int, string) {
		t.Helper()
		resp, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(b)
	}
	for _, path := range []string{"/agreements/a0-1", "/agreements/a0-2", "/ur/agreements/a0-1", "/agreements/a9999-1", "/wp-login.php", "/secret-of-a-visitor"} {
		get(pages.URL + path)
	}
	if status, text := get(monitor.URL + "/readyz"); status != http.StatusOK || text != "ready\n" {
		t.Errorf("%d %q", status, text)
	}
	_, text := get(monitor.URL + "/metrics")
	for _, line := range []string{
		`sanad_http_requests_total{route="GET /agreements/{id}",status="200"} 3`,
		`sanad_http_requests_total{route="GET /agreements/{id}",status="404"} 1`,
		`sanad_http_requests_total{route="GET /",status="404"} 2`,
		`sanad_http_request_seconds_count{route="GET /agreements/{id}"} 4`,
		"go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("no line %s", line)
		}
	}
	if strings.Contains(text, "visitor") || strings.Contains(text, "a0-1") {
		t.Error("an address stands in the metrics")
	}
	if _, stderr, err := command(t, s.data, "looked", "a0-1", "--for", "a text", "--in", "the gazette", "--on", "2026-01-01", "--reason", "asked", "--author", "A. Officer"); err != nil {
		t.Fatal(stderr)
	}
	if status, text := get(monitor.URL + "/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(text, "entries shown") {
		t.Errorf("ready though an entry is not shown: %d %q", status, text)
	}
	s.follow()
	if status, _ := get(monitor.URL + "/readyz"); status != http.StatusOK {
		t.Errorf("not ready though all is shown: %d", status)
	}
}
