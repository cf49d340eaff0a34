package main

import (
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanad/internal/claimlog"
	"sanad/internal/ingest"
	"sanad/internal/reader/form"
	"sanad/verify"
)

// TestErased: a document taken out under the law is nowhere below the register's
// directory any more, nor what it alone said; the log verifies with the checkpoint
// readers kept; the page says who took it out, when and under what; what others said
// stays; and it is not let in again.
func TestErased(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	do := func(args ...string) string { t.Helper(); return must(t, data, args...) }
	fails := func(says string, args ...string) { t.Helper(); refuses(t, data, says, args...) }
	public := write("public.txt", "The Ministry of Communications of Kenya signed an MoU with Example Cable Company Limited on fibre on 8 September 2025.")
	private := write("private.txt", "The Ministry of Communications of Kenya signed an MoU with Quillfeather Networks Limited on schools on 9 September 2025.")
	do("add", "--published", "2025-09-08", "--publisher", "Example Times", public)
	do("add", "--published", "2025-09-09", "--publisher", "Marbletown Post", private)
	do("add", "--published", "2025-09-10", "--publisher", "Another Post", private) // the same bytes, told otherwise
	do("rule", "a1-1", "kind", "contract", "--reason", "seen the paper", "--author", "A. Officer")
	do("list")
	before, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if holds(t, data, "Quillfeather") == 0 {
		t.Fatal("the register does not hold what is to be taken out")
	}

	ground := []string{"--ground", "order 12 of 2026", "--reason", "names a person", "--author", "A. Officer"}
	fails("s17", append([]string{"erase", "a1-1"}, ground...)...)
	fails("--ground", "erase", "s1", "--reason", "names a person")
	fails("no document", append([]string{"erase", "s40"}, ground...)...)
	if out := do(append([]string{"erase", "s1"}, ground...)...); !strings.Contains(out, "2 sources") || !strings.Contains(out, "s1, s2") || !strings.Contains(out, "--for-good") {
		t.Errorf("the list of what would go: %s", out)
	}
	if holds(t, data, "Quillfeather") == 0 {
		t.Fatal("it went without --for-good")
	}
	lock, err := serving(data)
	if err != nil {
		t.Fatal(err)
	}
	fails("is being served", append([]string{"erase", "s1", "--for-good"}, ground...)...)
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	do(append([]string{"erase", "s1", "--for-good"}, ground...)...)

	for _, words := range []string{"Quillfeather", "Marbletown"} {
		if n := holds(t, data, words); n > 0 {
			t.Errorf("%d files still hold %q", n, words)
		}
	}
	out := do("verify")
	if !strings.Contains(out, "withheld") {
		t.Errorf("verify does not say that something is withheld: %s", out)
	}
	after, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	path, err := after.Consistency(before.Size())
	if err != nil || verify.CheckConsistency(before.Checkpoint, after.Checkpoint, path) != nil {
		t.Error("the log is no longer the one that readers saw", err)
	}
	if list := do("list"); !strings.Contains(list, "Example Cable") || strings.Contains(list, "Quillfeather") {
		t.Errorf("%s", list)
	}
	grown := exported(t, data)
	do("rebuild")
	if rebuilt := exported(t, data); rebuilt != grown {
		t.Error("the register made anew is another")
	}
	for _, says := range []string{`"erased":{"entry":4,"by":"A. Officer"`, "order 12 of 2026", "names a person"} {
		if !strings.Contains(grown, says) {
			t.Errorf("the register does not say %q", says)
		}
	}

	fails("not let in again", "add", "--published", "2025-09-09", private)
	do("verify")

	// Backups follow when they are told to.
	kept := filepath.Join(dir, "backup")
	do("backup", kept, "--erase")
	if n := holds(t, kept, "Quillfeather"); n > 0 {
		t.Errorf("%d files of the backup hold it", n)
	}
}

// TestErasurePage: the page of a document that was taken out says so, under an address
// that stays; its proof and its log entry still answer.
func TestErasurePage(t *testing.T) {
	s := serveAPI(t)
	if _, stderr, err := command(t, s.data, "erase", "s0", "--ground", "order 12 of 2026", "--reason", "names a minor", "--author", "A. Officer", "--for-good"); err != nil {
		t.Fatal(stderr)
	}
	s = serveData(t, s.data)
	for path, says := range map[string]string{
		"/sources/s0": "order 12 of 2026", "/ur/sources/s0": "order 12 of 2026", "/zh/sources/s0": "names a minor",
		"/sources/s0.json": `"ground": "order 12 of 2026"`, "/sources/s0.proof": `\"hash\"`, "/log/entries/0": "",
	} {
		resp, err := http.Get(s.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(b), says) {
			t.Errorf("%s: %s, does not say %q: %v", path, resp.Status, says, err)
		}
	}
}

// holds counts the files below a directory that hold some words.
func holds(t *testing.T, dir, words string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), words) {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestErasureCutShort: killed after any of its steps, an erasure is completed by
// saying it again, with one entry that says so.
func TestErasureCutShort(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	if _, stderr, err := command(t, data, "add", "../../corpus/pk-cn-2025/techjuice-ministry-list.txt"); err != nil {
		t.Fatal(stderr)
	}
	view, err := claimlog.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := ingest.PlanErasure(t.Context(), data, view, 0)
	if err != nil || len(plan.Files) == 0 {
		t.Fatal(plan, err)
	}
	g := &globals{streams: streams{out: io.Discard, err: io.Discard}, Context: t.Context(), Data: data}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		t.Fatal(err)
	}
	f := author{"A. Officer"}.form(form.Erasure, "names a minor")
	entry := int64(0)
	f.Entry, f.Ground = &entry, "order 12"
	// What a kill leaves once the claims are withheld: the files are still there.
	saved := t.TempDir()
	if err := os.CopyFS(saved, os.DirFS(filepath.Join(data, "archive"))); err != nil {
		t.Fatal(err)
	}
	if _, err := door.Erase(t.Context(), view, f); err != nil {
		t.Fatal(err)
	}
	if err := closeDoor(); err != nil {
		t.Fatal(err)
	}
	for _, digest := range plan.Files {
		b, err := os.ReadFile(filepath.Join(saved, string(digest[:2]), string(digest[2:])))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(data, "archive", string(digest[:2]), string(digest[2:])), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, stderr, err := command(t, data, "erase", "s0", "--ground", "order 12", "--reason", "names a minor", "--author", "A. Officer", "--for-good"); err != nil {
		t.Fatal(stderr)
	}
	for _, digest := range plan.Files {
		if _, err := os.Stat(filepath.Join(data, "archive", string(digest[:2]), string(digest[2:]))); err == nil {
			t.Errorf("%s is still there", digest)
		}
	}
	after, err := claimlog.Read(data)
	if err != nil || after.Size() != view.Size()+1 {
		t.Errorf("%d entries, want one more than %d: %v", after.Size(), view.Size(), err)
	}
}
