package html_test

import (
	"os"
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/html"
)

// FuzzHTML: whatever the page, its text is sound or there is an error.
func FuzzHTML(f *testing.F) {
	b, err := os.ReadFile("../testdata/announcement.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b, "text/html")
	f.Add([]byte("<table><tr><td rowspan=999 colspan=999>a<td>b</table><ol start=-9223372036854775808><li>x"), "")
	f.Add([]byte("<p>\xff&#xD800;&#0;<sup>2</sup><br><br>"), "text/html; charset=utf-8")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		d, err := html.Decode(b, contentType, "https://a.example/b")
		decodedtest.Sound(t, len(b), []decoded.Document{d}, err)
	})
}
