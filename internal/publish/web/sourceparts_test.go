package web

import (
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"sanad/internal/register"
)

// Of a long text in any script, every part is text, the parts together are the whole,
// and the words that a link names stand marked in the part that the link leads to.
func TestTextInParts(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	words := []string{"cable ", "فائبر ", "光缆", "training\n", "مفاہمتی یادداشت ", "– "}
	for range 20 {
		var b strings.Builder
		for b.Len() < r.Intn(5*partBytes) {
			b.WriteString(words[r.Intn(len(words))])
		}
		text := b.String()
		var claims []register.SourceClaim
		for n := range 200 {
			if text == "" {
				break
			}
			start := runeFrom(text, r.Intn(len(text)))
			if start == len(text) {
				continue
			}
			end := runeFrom(text, min(len(text), start+1+r.Intn(400)))
			claims = append(claims, register.SourceClaim{Said: register.Said{Source: "s5", Entry: 5, N: n, Start: start, End: end, Quote: text[start:end]}})
		}
		claims = append(claims, register.SourceClaim{Said: register.Said{Source: "s5", Entry: 5, N: 9999, Start: len(text) + 3*partBytes, End: len(text) + 3*partBytes + 4, Quote: "lost"}})
		parts := map[string]string{}
		covered := 0
		lost := 0
		for at, n := "/sources/s5", 1; at != ""; n++ {
			p := partOfText(text, claims, n, "/sources/s5")
			if !utf8.ValidString(p.Text) || p.N != n {
				t.Fatalf("part %d of %d is no text", p.N, p.Of)
			}
			from := strings.Index(text, p.Text)
			if p.Text != "" && (from > covered || from < 0) {
				t.Fatalf("between part %d and the one before it something is missing", n)
			}
			covered = max(covered, from+len(p.Text))
			marked, out := highlight(p.Text, p.Claims)
			parts[at] = string(marked)
			lost += len(out)
			at = p.Next
		}
		if covered != len(text) {
			t.Fatalf("the parts hold %d bytes of %d", covered, len(text))
		}
		if lost != 1 {
			t.Errorf("%d quotes are lost, want the one that the text lacks", lost)
		}
		for _, c := range claims[:len(claims)-1] {
			at, fragment, _ := strings.Cut(placeOf(c.Said), "#")
			if !strings.Contains(parts[at], `id="`+fragment+`"`) {
				t.Errorf("%s is not at %s", fragment, at)
			}
		}
	}
}
