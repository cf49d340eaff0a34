package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanad/internal/register/sqlview"
)

// TestJudgedRuledUndoneRebuilt: an officer judges two bodies one and rules on a kind;
// both show. Both are taken back, and the register is made anew from its log: its
// export has the bytes it had before, but for the four forms themselves.
func TestJudgedRuledUndoneRebuilt(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one := write("one.txt", "The Ministry of Communications of Kenya signed an MoU with Example Cable Company Limited on fibre.")
	other := write("other.txt", "The Ministry of Communications of Kenya signed an MoU with Northern Light Networks Limited on fibre.")
	do := func(args ...string) string { t.Helper(); return must(t, data, args...) }
	do("add", "--published", "2025-09-08", "--publisher", "Example Times", one)
	do("add", "--published", "2025-09-09", "--publisher", "Sample Post", other)
	before := exported(t, data)
	if strings.Count(before, `"id":"a`) < 2 {
		t.Fatalf("want two agreements:\n%s", before)
	}

	do("judge", "p0-2", "p1-2", "same", "--reason", "the firm was renamed", "--author", "A. Officer") // entry 2
	do("rule", "a0-1", "kind", "contract", "--reason", "seen the paper", "--author", "A. Officer")    // entry 3
	decided := exported(t, data)
	if !strings.Contains(decided, "seen the paper") || strings.Contains(decided, `{"id":"a1-1"`) {
		t.Fatalf("want one agreement with a ruling:\n%s", decided)
	}

	do("undo", "2", "--reason", "another firm", "--author", "A. Officer")
	do("undo", "3", "--reason", "the wrong paper", "--author", "A. Officer")
	undone := exported(t, data)
	if got := withoutForms(undone); got != before {
		t.Errorf("not restored:\n%s\nbefore:\n%s", got, before)
	}
	do("rebuild")
	if rebuilt := exported(t, data); rebuilt != undone {
		t.Errorf("rebuilt:\n%s\ngrown:\n%s", rebuilt, undone)
	}
	do("verify")
}

// exported is every view of the register, a line each.
func exported(t *testing.T, data string) string {
	t.Helper()
	if _, stderr, err := command(t, data, "list"); err != nil { // which first folds what was added
		t.Fatalf("%v\n%s", err, stderr)
	}
	view, err := sqlview.Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	var b bytes.Buffer
	if err := view.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutForms leaves out the sources that are people's decisions.
func withoutForms(export string) string {
	var kept strings.Builder
	for line := range strings.Lines(export) {
		if !strings.Contains(line, `"reader":"form/1"`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}
