package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A copy of a register's log follows it, verifies by itself, and a log that was
// rewritten ends the command with the proof beside it.
func TestMirrorCommand(t *testing.T) {
	dir := t.TempDir()
	data, copied := filepath.Join(dir, "register"), filepath.Join(dir, "copy")
	call := func(args ...string) (int, string) {
		var out bytes.Buffer
		status := run(context.Background(), args, streams{strings.NewReader(""), &out, &out})
		return status, out.String()
	}
	add := func(data, name, words string) {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
		if status, out := call("--data", data, "add", "--published", "2025-09-08", file); status != 0 {
			t.Fatal(out)
		}
	}
	add(data, "a.txt", "Pakistan's Sample Cloud and China's Example Telecom Co., Ltd. signed a memorandum of understanding on data centres on 8 September 2025.")
	forged := filepath.Join(dir, "forged")
	if err := os.CopyFS(forged, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	from := data
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.StripPrefix("/log/", http.FileServer(http.Dir(filepath.Join(from, "log")))).ServeHTTP(w, r)
	}))
	defer server.Close()
	look := func(want int, words ...string) {
		t.Helper()
		status, out := call("mirror", server.URL, copied)
		if status != want {
			t.Errorf("status %d: %s", status, out)
		}
		for _, w := range words {
			if !strings.Contains(out, w) {
				t.Errorf("does not say %q: %s", w, out)
			}
		}
	}
	look(0, "taken on trust", "1 entry, 1 new; the log only grew")
	add(data, "b.txt", "The Ministry of Samples and Example Works Ltd. signed a memorandum of understanding on fibre on 9 September 2025.")
	look(0, "2 entries, 1 new")
	add(forged, "c.txt", "The Ministry of Samples and Another Works Ltd. signed a memorandum of understanding on fibre on 9 September 2025.")
	from = forged
	look(1, "ALARM: the log has two states of 2 entries", "fork-")
	if status, out := call("verify", "--log", filepath.Join(copied, "log")); status != 0 || !strings.Contains(out, "verified: 2 entries") {
		t.Errorf("the copy: %d %s", status, out)
	}
	file := filepath.Join(copied, "log", "tile", "entries", "000.p", "2")
	if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, out := call("verify", "--log", filepath.Join(copied, "log")); status != 1 || !strings.Contains(out, "tile/entries/000.p/2") {
		t.Errorf("a damaged copy: %d %s", status, out)
	}
	if status, out := call("mirror", "register.example", copied); status != 2 || !strings.Contains(out, "hint: https://") {
		t.Errorf("no address: %d %s", status, out)
	}
}
