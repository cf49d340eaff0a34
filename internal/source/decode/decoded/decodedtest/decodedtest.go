// Package decodedtest is what every decoder owes its readers, as a check for
// tests and fuzzers.
package decodedtest

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/internal/source/decode/decoded"
)

var edtf = regexp.MustCompile(`^(|\d{4}(-\d\d(-\d\d)?)?)$`)

// Sound holds what a decoder gave for size bytes to its contract: an error of
// one line, or documents in valid UTF-8 of bounded length, never empty in
// silence, with pages in order and dates in EDTF.
func Sound(t testing.TB, size int, docs []decoded.Document, err error) {
	t.Helper()
	if err != nil {
		if strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("an error of several lines: %q", err)
		}
		return
	}
	total := 0
	for _, d := range docs {
		total += len(d.Text)
		for _, s := range []string{d.Text, d.Title, d.Publisher, d.URL, d.Language, d.Part} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("not UTF-8, or with NULs: %.100q", s)
			}
		}
		before := 0
		for _, p := range d.Pages {
			if p < before || p > len(d.Text) {
				t.Fatalf("pages %v of %d bytes", d.Pages, len(d.Text))
			}
			before = p
		}
		if strings.TrimSpace(d.Text) == "" && len(d.Unread) == 0 && len(docs) == 1 && len(d.Pages) == 0 {
			t.Error("empty in silence")
		}
		if !edtf.MatchString(d.Published) || !edtf.MatchString(d.Created) {
			t.Errorf("published %q, created %q", d.Published, d.Created)
		}
	}
	// Table cells over several rows or columns are the most that grows.
	if total > 1<<20+3000*size || total > 2*decoded.MaxText {
		t.Errorf("%d bytes became %d", size, total)
	}
}
