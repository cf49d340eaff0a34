// Package language tells in which languages a text is written, and gives each
// part of it to the reader of its language.
//
// Detection goes by script, by the letters only one language uses, and, for
// languages in Latin letters, by their small words; it is enough to choose a
// reader and to say what was left unread, and is no more than that. Tags are
// BCP 47.
//
// A document in several languages is read once for each language that has a
// reader, with everything else blanked out byte for byte: offsets so hold in
// the whole text, and a body named in the first paragraph is still known in the
// last, though another language stands between them. What no reader reads is
// listed as unread, with its language.
//
// The package does no input or output and stores nothing.
package language

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader"
)

// Reader gives each part of a document to the reader of its language.
type Reader struct {
	readers map[string]reader.Reader
}

// New returns a reader that dispatches to readers by language: a key is a BCP 47
// tag, and a text tagged more closely (zh-Hant) goes to the reader of the
// closest key (zh). The readings it returns name in Source.Reader the reader
// that read them, several joined with "+" for a document in several languages.
func New(readers map[string]reader.Reader) reader.Reader {
	r := &Reader{readers: map[string]reader.Reader{}}
	for tag, one := range readers {
		r.readers[strings.ToLower(tag)] = one
	}
	return r
}

// Name is the dispatcher's own; it reads nothing, so no reading bears it except
// one of a document that no reader could read.
func (*Reader) Name() string { return "language/1" }

func (r *Reader) of(tag string) reader.Reader {
	tag = strings.ToLower(tag)
	for {
		if one := r.readers[tag]; one != nil {
			return one
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			return nil
		}
		tag = tag[:i]
	}
}

// longestQuote bounds the quote of an unread stretch, in bytes: it is to show
// which part is meant, not to hold a book.
const longestQuote = 2000

// Read reads every stretch in a language that has a reader.
func (r *Reader) Read(doc reader.Document) (reader.Reading, error) {
	stretches := Stretches(doc.Text)
	for i := range stretches {
		// What only the script is known of, and what has no letters, is in the
		// language the document is said to be in.
		s := &stretches[i]
		if doc.Language != "" && (s.Language == "und" || s.Language == "und-"+scriptOf(doc.Language)) {
			s.Language = doc.Language
		}
	}
	var tags []string // one for each reader that has something to read, in order
	size := map[string]int{}
	for _, s := range stretches {
		if r.of(s.Language) == nil {
			continue
		}
		k := base(s.Language)
		if size[k] == 0 {
			tags = append(tags, s.Language)
		}
		size[k] += s.End - s.Start
	}
	out := reader.Reading{
		Source: reader.Source{
			Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published, Language: doc.Language, URL: doc.URL, Reader: r.Name(),
		},
		Agreements: []reader.Agreement{}, Counts: []reader.Count{},
	}
	if len(tags) > 0 {
		chief := tags[0]
		for _, t := range tags {
			if size[base(t)] > size[base(chief)] {
				chief = t
			}
		}
		if out.Source.Language == "" || r.of(out.Source.Language) == nil {
			out.Source.Language = chief
		}
	} else if out.Source.Language == "" && len(stretches) > 0 {
		out.Source.Language = Detect(doc.Text)
	}
	var names []string
	for _, tag := range tags {
		one := doc
		one.Language = tag
		if base(doc.Language) == base(tag) && doc.Language != "" {
			one.Language = doc.Language
		}
		if len(tags) > 1 || len(stretches) > 1 {
			one.Text = blank(doc.Text, stretches, base(tag))
		}
		got, err := r.of(tag).Read(one)
		if err != nil {
			return out, fmt.Errorf("%s: %w", r.of(tag).Name(), err)
		}
		names = append(names, r.of(tag).Name())
		if out.Source.Title == "" {
			out.Source.Title = got.Source.Title
		}
		if out.Source.Published == "" {
			out.Source.Published = got.Source.Published
		}
		join(&out, got, doc.Text)
	}
	if len(names) > 0 {
		out.Source.Reader = strings.Join(names, "+")
	}
	for _, s := range stretches {
		if r.of(s.Language) != nil || s.Language == "und" {
			continue
		}
		q := trimmed(doc.Text, s)
		if q.End == q.Start {
			continue
		}
		reason := "written in " + Name(s.Language) + "; no reader for it"
		if q.End-q.Start > longestQuote {
			reason += fmt.Sprintf(" (the first part of %d bytes)", q.End-q.Start)
			q.End = q.Start + longestQuote
			for !utf8.RuneStart(doc.Text[q.End]) {
				q.End--
			}
			q.Text = doc.Text[q.Start:q.End]
		}
		out.Unread = append(out.Unread, reader.Unread{Quote: &q, Reason: reason})
	}
	slices.SortStableFunc(out.Agreements, func(a, b reader.Agreement) int { return a.Quote.Start - b.Quote.Start })
	for i := range out.Agreements {
		out.Agreements[i].ID = "a" + strconv.Itoa(i+1)
	}
	return out, nil
}

// scriptOf is the script a language is commonly written in, as far as Stretches
// leaves it open.
func scriptOf(tag string) string {
	b := base(tag)
	if _, ok := latinNames[b]; ok {
		return "Latn"
	}
	switch b {
	case "ur", "ar", "fa", "ps", "sd", "ug":
		return "Arab"
	}
	return ""
}

func trimmed(text string, s Stretch) reader.Quote {
	t := text[s.Start:s.End]
	l := strings.TrimLeft(t, " \t\r\n")
	start := s.Start + len(t) - len(l)
	l = strings.TrimRight(l, " \t\r\n")
	return reader.Quote{Start: start, End: start + len(l), Text: l}
}

// blank is text with every stretch of another language overwritten with spaces,
// lines kept.
func blank(text string, stretches []Stretch, keep string) string {
	b := []byte(text)
	for _, s := range stretches {
		if base(s.Language) == keep {
			continue
		}
		for i := s.Start; i < s.End; i++ {
			if b[i] != '\n' {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// join adds a reading to another, giving its parties and events ids of their
// own: p1 of the second is not p1 of the first. Quotes are taken anew from the
// whole text, in case one reaches over a stretch that was blanked out.
func join(out *reader.Reading, in reader.Reading, text string) {
	parties, events := map[string]bool{}, map[string]bool{}
	for _, a := range out.Agreements {
		for _, p := range a.Parties {
			parties[p.ID] = true
		}
		if a.Event != nil {
			events[a.Event.ID] = true
		}
	}
	p := renumber{prefix: "p", used: parties, ids: map[string]string{}}
	e := renumber{prefix: "e", used: events, ids: map[string]string{}}
	in.EachQuote(func(x *reader.Quote) {
		if x.Start >= 0 && x.Start <= x.End && x.End <= len(text) {
			x.Text = text[x.Start:x.End]
		}
	})
	for _, a := range in.Agreements {
		for i := range a.Parties {
			a.Parties[i].ID = p.id(a.Parties[i].ID)
		}
		if a.Event != nil {
			a.Event.ID = e.id(a.Event.ID)
		}
		out.Agreements = append(out.Agreements, a)
	}
	for _, c := range in.Counts {
		if c.Event != nil {
			c.Event.ID = e.id(c.Event.ID)
		}
		out.Counts = append(out.Counts, c)
	}
	out.Unread = append(out.Unread, in.Unread...)
}

type renumber struct {
	prefix string
	used   map[string]bool
	ids    map[string]string
}

// id is the new id of an old one: the same while free, so that a document in one
// language keeps the ids its reader gave.
func (r *renumber) id(old string) string {
	if id, ok := r.ids[old]; ok {
		return id
	}
	id := old
	for n := len(r.used) + 1; r.used[id]; n++ {
		id = r.prefix + strconv.Itoa(n)
	}
	r.ids[old] = id
	r.used[id] = true
	return id
}
