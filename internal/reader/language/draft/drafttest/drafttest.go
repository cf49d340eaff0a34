// Package drafttest holds what the tests of every grammar over draft check: a
// reading told in short lines, its quotes against the text, and that memory grows
// with the text and no faster.
package drafttest

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/internal/reader"
)

// Published is the day the short texts of these tests are published on: a Monday.
const Published = "2025-09-08"

// Lines tells a reading in one line for each agreement, in its order:
// "A + B | mou signed 2025-09-04 (in passing)".
func Lines(r reader.Reading) []string {
	out := []string{}
	for _, a := range r.Agreements {
		var names []string
		for _, p := range a.Parties {
			names = append(names, p.Name)
		}
		s := strings.Join(names, " + ") + " | " + a.Kind + " " + a.Stage
		if a.Signed != nil {
			s += " " + a.Signed.Value
		}
		if a.Background {
			s += " (in passing)"
		}
		out = append(out, s)
	}
	return out
}

// Case is a text and the lines a reading of it is told in.
type Case struct {
	Text string
	Want []string
}

// Reads holds a reader to cases, each published on Published.
func Reads(t *testing.T, r reader.Reader, cases []Case) {
	t.Helper()
	for _, c := range cases {
		got, err := r.Read(reader.Document{Text: c.Text + "\n", Published: Published})
		if err != nil {
			t.Fatal(err)
		}
		Quotes(t, c.Text+"\n", got)
		if lines := Lines(got); !reflect.DeepEqual(lines, c.Want) {
			t.Errorf("%s\n got %q\nwant %q", c.Text, lines, c.Want)
		}
	}
}

// Quotes holds a reading of text to its quotes: each is the text between its
// offsets, whole characters only.
func Quotes(t *testing.T, text string, r reader.Reading) {
	t.Helper()
	r.EachQuote(func(q *reader.Quote) {
		if q.Start < 0 || q.End < q.Start || q.End > len(text) || text[q.Start:q.End] != q.Text || !utf8.ValidString(q.Text) {
			t.Errorf("quote %q at %d–%d is not the text there", q.Text, q.Start, q.End)
		}
	})
}

// Steady holds a reader to what it promises of any text: exact quotes, and the
// same reading twice.
func Steady(t *testing.T, r reader.Reader, text string) {
	t.Helper()
	text = strings.ToValidUTF8(text, "\ufffd")
	doc := reader.Document{Text: text, Published: Published}
	a, err := r.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	Quotes(t, text, a)
	if b, _ := r.Read(doc); !reflect.DeepEqual(a, b) {
		t.Fatal("two readings of one text differ")
	}
}

// Fuzz holds a reader to Steady, from the seeds on.
func Fuzz(f *testing.F, r reader.Reader, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { Steady(t, r, text) })
}

// Bench reads the files of a glob, one document after another.
func Bench(b *testing.B, r reader.Reader, glob string) {
	files, _ := filepath.Glob(glob)
	if len(files) == 0 {
		b.Fatal("no samples")
	}
	var docs []reader.Document
	size := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, reader.Document{Text: string(text), Published: Published})
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := r.Read(d); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// Linear: ten times the text takes no more than some twenty times the memory. That
// the time grows so too is measured by sanad-bench, since a machine at work on other
// things cannot be timed.
func Linear(t *testing.T, r reader.Reader, text string) {
	t.Helper()
	read := func(n int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := r.Read(reader.Document{Text: strings.Repeat(text, n)}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	read(1)
	small, large := read(5), read(50)
	if large > 20*small+1<<20 {
		t.Errorf("%d bytes for the text, %d for ten of it", small, large)
	}
}
