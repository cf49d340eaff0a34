package pdf_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sanad/internal/source/decode/pdf"
)

// TestRealFiles reads files that other programs made of our own words: columns
// with words cut by two kinds of hyphen and ruled tables (WeasyPrint), justified
// text with a table of narrow gaps, Urdu drawn in pieces with Latin words, numbers
// and brackets, Chinese over several lines (LibreOffice), a numbered list in Urdu
// set wide (Chromium).
func TestRealFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 4 {
		t.Fatalf("%q, %v", files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(strings.TrimSuffix(f, ".pdf") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		d, err := pdf.Decode(b)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if d.Text != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", f, d.Text, want)
		}
	}
}
