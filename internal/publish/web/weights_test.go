package web

import (
	"fmt"
	"math/rand"
	"regexp"
	"strings"
	"testing"

	"sanad/claim"
	"sanad/internal/register"
)

// pageMost is what a page may weigh as it is sent, with its style and without pictures.
const pageMost = 100_000

// words are so many words as a text has them: few often, many seldom, none repeated
// as a whole, so that they compress like text and not like a list of zeros.
func wordsOf(r *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		switch {
		case i == 0:
		case i%90 == 0:
			b.WriteString(".\n\n")
		case i%15 == 0:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
		k := int(3000 * r.Float64() * r.Float64() * r.Float64())
		b.WriteString(coinedWord(k))
	}
	return b.String()
}

// coinedWord is the k-th word of a language that nobody speaks.
func coinedWord(k int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	out := ""
	for k = k*7919 + 13; ; k /= 70 {
		out += string(consonants[k%14]) + string(vowels[k/14%5])
		if k < 70 {
			return out
		}
	}
}

// heavy is a register whose pages are as full as pages get: an event of a thousand
// agreements told by ten sources, agreements with many sides and sources, a text as
// long as a book.
func heavy() *fake {
	r := rand.New(rand.NewSource(1))
	f := rich()
	event := f.events[0]
	var sources []*register.Source
	for n := range 10 {
		text := wordsOf(r, 2000)
		if n == 0 {
			text = wordsOf(r, 200_000)
		}
		s := f.source(wordsOf(r, 9), "Publisher "+coinedWord(n), claim.Date(fmt.Sprintf("2025-09-0%d", n%9+1)), "", "en", text)
		sources = append(sources, s)
		event.Sources = append(event.Sources, s.ID)
		for at := 0; at+200 < len(text) && at < 900_000; at += 700 {
			f.claims[s.ID] = append(f.claims[s.ID], register.SourceClaim{
				About: "a0-2", Name: "An agreement", Property: claim.PropPurpose, Text: wordsOf(r, 12),
				Said: register.Said{Source: s.ID, Entry: s.Entry, N: at, Quote: text[at : at+120], Start: at, End: at + 120},
			})
		}
	}
	long := f.events[0]
	table := f.tables[long.ID]
	table.Sources = nil
	for _, s := range sources {
		table.Sources = append(table.Sources, register.SourceCount{Source: *s, Lists: 400})
	}
	table.Rows = nil
	for n := range 1000 {
		id := register.ID(fmt.Sprintf("a%d-1", 2000+n))
		title := wordsOf(r, 12)
		said := []register.Said{}
		for _, s := range sources[n%5 : n%5+4] {
			said = append(said, register.Said{Source: s.ID, Publisher: s.Publisher, Published: s.Published, Entry: s.Entry, Quote: wordsOf(r, 30), Start: 10, End: 200})
		}
		signed := register.Field{Values: []register.Value{{Value: claim.Date("2026-05-05"), Text: "2026-05-05", Said: said}}}
		a := register.Agreement{ID: id, Signed: signed, Title: register.Field{Values: []register.Value{{Value: claim.Text{Text: title}, Text: title, Said: said}}}}
		for _, s := range said {
			a.Sources = append(a.Sources, s.Source)
		}
		f.agreements = append(f.agreements, &a)
		row := register.Row{ID: id, Title: title, Kind: "mou", Stage: "signed", Event: long.ID, Sources: len(said), Signed: "2025-09-04"}
		for k := range 3 {
			name := coinedWord(n*3+k) + " " + coinedWord(n+k*7) + " Company Limited"
			row.Sides = append(row.Sides, register.Name{ID: register.ID(fmt.Sprintf("p%d-%d", 2000+n, k+1)), Name: name, Country: "CN"})
		}
		f.rows[id] = row
		line := register.TableRow{Agreement: row}
		for k, s := range sources {
			cell := register.Cell{Coverage: register.Absent}
			if (n+k)%3 > 0 {
				cell = register.Cell{Coverage: register.Full, Said: &register.Said{Source: s.ID, Publisher: s.Publisher, Entry: s.Entry, N: n, Start: 10 + n*50, End: 60 + n*50}}
			}
			line.Cells = append(line.Cells, cell)
		}
		table.Rows = append(table.Rows, line)
	}
	f.tables[long.ID] = table
	return f
}

// TestWeights: what every public page weighs as it is sent, in each language, of a
// small register and of a full one. With -v it prints all of it.
func TestWeights(t *testing.T) {
	small, full := New(rich().options(t)), New(heavy().options(t))
	type row struct {
		path  string
		bytes int
	}
	var heaviest row
	weigh := func(name string, get func(string) int, paths []string) {
		css := get("/static/sanad.css")
		for _, path := range paths {
			for _, language := range []string{"", "/ur", "/zh"} {
				n := get(language+path) + css
				t.Logf("%-6s %7d %s", name, n, language+path)
				if n > pageMost {
					t.Errorf("%s%s, of a %s register, weighs %d bytes", language, path, name, n)
				}
				if n > heaviest.bytes {
					heaviest = row{language + path, n}
				}
			}
		}
	}
	var pages []string
	for _, a := range asked {
		if a.kind == htmlType {
			pages = append(pages, a.path)
		}
	}
	weigh("small", func(path string) int { return get(t, small, path, "Accept-Encoding", "gzip").Body.Len() }, pages)
	weigh("full", func(path string) int { return get(t, full, path, "Accept-Encoding", "gzip").Body.Len() }, append(pages,
		"/agreements?limit=200", "/parties?limit=200", "/sources?limit=200", "/events?limit=200", "/log?limit=200", "/agreements/a2007-1",
		"/events/e0-1", "/events/e0-1?offset=300", "/sources/s12", "/sources/s12?part=7", "/log/entries/12", "/calendar", "/feed",
	))
	t.Logf("the heaviest is %s: %d bytes", heaviest.path, heaviest.bytes)
}

// The style asks nothing of anybody: what pages ask for is looked at where they are
// read (wellFormed) and in a browser (look).
func TestStyleAsksNothing(t *testing.T) {
	css, err := files.ReadFile("static/sanad.css")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`@import|url\(\s*['"]?(https?:)?//`).Find(css); found != nil {
		t.Errorf("the style has %q", found)
	}
}
