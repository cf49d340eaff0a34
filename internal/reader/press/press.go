// Package press reads announcements of cooperation agreements in English plain
// text and Markdown: what a press office sends out when a memorandum is signed.
//
// It is a small grammar in stages, each in its own file: tokens (token.go) and
// sentences (sentence.go) keep their byte offsets; mentions (mention.go,
// person.go) find bodies, countries, people and instruments (instrument.go);
// coreference (coref.go) decides which mentions are one body; clause rules
// (clause.go), lists and round-ups (list.go, titles.go, table.go, counterparts.go,
// roundup.go) make candidates, merging (merge.go) agreements; where the rules are silent
// or unsure, a learned ranking (ranking.go) chooses the sides; attributes
// (attribute.go, amount.go, date.go) fill them. Every value carries the words
// it was read from and the rule that read it.
//
// The package has no network, clock, randomness or files; the same text gives
// the same Reading for ever. It reads no tables from disk: what it knows of the
// world is in gazetteer.go and lexicon.go, and what was learned in weights.txt. Nothing is stored here.
package press

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/reader"
)

// Reader reads press announcements. The zero value is ready; it holds no state.
type Reader struct{}

// New returns the press reader.
func New() *Reader { return &Reader{} }

// Name is the reader's name and version as it stands in the log.
func (*Reader) Name() string { return "press/1" }

// Read returns what the announcement says of agreements. It does not fail: what
// it cannot read it lists under Unread.
func (r *Reader) Read(doc reader.Document) (reader.Reading, error) {
	out := reader.Reading{
		Source:     reader.Source{Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published, Language: doc.Language, URL: doc.URL, Reader: r.Name()},
		Agreements: []reader.Agreement{}, Counts: []reader.Count{},
	}
	if reason := unreadable(doc.Text, doc.Language); reason != "" {
		out.Unread = append(out.Unread, reader.Unread{Reason: reason})
		return out, nil
	}
	if out.Source.Language == "" {
		out.Source.Language = "en"
	}
	d := newDocument(doc.Text)
	d.cut()
	speaks := d.speaks()
	if speaks || doc.Published == "" {
		d.scanAll()
	}
	d.settle(doc.Title, doc.Published)
	if out.Source.Title == "" && !d.title.empty() {
		out.Source.Title = strings.TrimSpace(d.str(d.title))
	}
	if out.Source.Published == "" {
		out.Source.Published = d.day.edtf()
	}
	if speaks {
		d.unify()
		d.scanClauses()
		d.listRules()
		d.write(&out, d.ranked(d.merge()))
	}
	d.release()
	return out, nil
}

// enoughLatin is how many letters a text needs for its words to be judged.
const enoughLatin = 200

// unreadable says why a text is not English prose, "" when it seems to be.
func unreadable(text, language string) string {
	if language != "" && !strings.HasPrefix(strings.ToLower(language), "en") {
		return "language " + language + ": this reader reads English"
	}
	latin, other := scripts(text[:min(len(text), 20001)])
	if other > latin {
		return "not in Latin script: this reader reads English"
	}
	if latin > enoughLatin && !manyFunctionWords(text[:min(len(text), 6000)]) {
		return "does not read as English: few English function words"
	}
	return ""
}

// scripts counts the letters of English in text and the characters of writing
// systems it is not written in. Where there are none of these, it stops counting
// when there is enough of the others to tell.
func scripts(text string) (latin, other int) {
	foreign := false
	for i := 0; i < len(text) && !foreign; i++ {
		for i+8 <= len(text) && asciiOnly(text[i:i+8]) {
			i += 8
		}
		if i == len(text) {
			break
		}
		// The first bytes of any such character, which are not those of ’ and –.
		foreign = text[i] >= 0xcd && (text[i] != 0xe2 || i+1 < len(text) && text[i+1] >= 0xba)
	}
	for i := 0; i < len(text) && (foreign || latin <= enoughLatin); {
		if c := text[i]; c < utf8.RuneSelf {
			if letters[c] != 0 {
				latin++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if r >= 0x370 && r != '’' && r != '“' && r != '”' && r != '–' && r != '—' && r != '•' && r < 0x2000 || r >= 0x2e80 && r < 0xfb00 {
			other++
		}
	}
	return latin, other
}

// asciiOnly says whether the eight bytes of s are ASCII.
func asciiOnly(s string) bool {
	_ = s[7]
	return (s[0] | s[1] | s[2] | s[3] | s[4] | s[5] | s[6] | s[7]) < utf8.RuneSelf
}

// manyFunctionWords says whether one word in 25 is among the commonest of
// English; of a short text it cannot tell and says yes. It stops as soon as what
// is left cannot change the answer.
func manyFunctionWords(text string) bool {
	n, words := 0, 0
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		if size := spaceAt(text, i); size > 0 {
			i += size
			continue
		}
		start := i
		for i++; i < len(text) && text[i] != ' ' && (letters[text[i]] != 0 || spaceAt(text, i) == 0); i++ {
		}
		words++
		if functionWord(text[start:i]) {
			n++
		}
		if n*25 >= words+(len(text)-i)/2+1 {
			return true
		}
	}
	return words <= 60 || n*25 >= words
}

// spaceAt is how many bytes of white space begin at i, 0 for none.
func spaceAt(text string, i int) int {
	c := text[i]
	if c < utf8.RuneSelf {
		if c == ' ' || c >= '\t' && c <= '\r' {
			return 1
		}
		return 0
	}
	if !utf8.RuneStart(c) {
		return 0
	}
	if r, size := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
		return size
	}
	return 0
}

func functionWord(s string) bool {
	if len(s) > 7 {
		return false
	}
	for _, w := range functionWords[len(s)] {
		if sameFolded(w, s) {
			return true
		}
	}
	return false
}

// functionWords are the commonest words of English, by their length.
var functionWords = [8][]string{1: {"a"}, 2: {"of", "to", "in", "on", "by", "is"}, 3: {"the", "and", "for", "was"}, 4: {"with"}, 7: {"between"}}
