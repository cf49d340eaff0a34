// Package ur reads announcements of cooperation agreements in Urdu: what a
// ministry or a press office sends out when a memorandum is signed.
//
// It is a small grammar, not a model of the language. Urdu marks with a word
// after each noun what the noun does, and the reader goes by those words: what
// stands before نے acts, what stands before کے ساتھ is the other side, what stands
// before کے درمیان is all sides, and کے لیے, میں, کو, پر close what is neither
// (lexicon.go). A clause is an act when it has a word for an instrument and one
// for signing, ending, approving or talking (clause.go); names are told apart at
// اور and by the words bodies' names begin and end with (name.go). A side left
// out (جبکہ … کے ساتھ بھی) is the one the sentence before spoke of.
//
// Offsets count bytes in the order the text is stored, first letter first,
// whichever way it is shown. Digits may be Latin, Arabic-Indic or Eastern
// Arabic-Indic, numbers may be words (number.go).
//
// What it has no word for it does not guess at. It keeps no state, reads no
// files, and the same text gives the same reading for ever. Nothing is stored.
package ur

import (
	"strings"

	"sanad/internal/reader/language/draft"
)

// New returns the Urdu reader. A text without Urdu in it it returns unread, with
// the reason.
func New() *draft.Reader {
	return &draft.Reader{Language: draft.Language{
		Name: "press-ur/1", Tag: "ur", Written: written, Foreign: "no Urdu in it: this reader reads Urdu", Rules: rules,
		Begin: func(d *draft.Draft) draft.Grammar {
			g := &document{text: d.Text, d: d}
			d.Same, d.Former, d.Own = g.same, former, ownName
			return g
		},
	}}
}

// document is one text being read.
type document struct {
	text     string
	d        *draft.Draft
	sents    []sentence
	last     draft.Date
	pair     []draft.Side
	event    draft.Span
	seen     draft.Day
	seenAt   int
	intro    intro
	lastFrom int
	lastTo   int
	lastPara int
	forms    map[string][]string // words of names compared
}

// intro is what the sentence before a list says of all its items.
type intro struct {
	stage        string
	day          draft.Day
	event, place draft.Span
}

// written says whether a text has Arabic letters.
func written(text string) bool {
	for _, c := range text {
		if c >= 0x600 && c <= 0x6ff || c >= 0x750 && c <= 0x77f || c >= 0xfb50 && c <= 0xfdff || c >= 0xfe70 && c <= 0xfeff {
			return true
		}
	}
	return false
}

// Cut, Count, Tell, Follow and Introduce are draft.Grammar's.
func (d *document) Cut() (sentences int, title draft.Span) {
	d.cut()
	if len(d.sents) > 0 && d.sents[0].heading {
		title = d.sents[0].Span
	}
	return len(d.sents), title
}

func (d *document) Count(i int)     { d.counts(&d.sents[i]) }
func (d *document) Tell(i int)      { d.read(&d.sents[i]) }
func (d *document) Follow(i int)    { d.follow(&d.sents[i]) }
func (d *document) Introduce(i int) { d.introduce(&d.sents[i]) }

// Release is the first full date near the top of the text.
func (d *document) Release() draft.Date {
	for i := range d.sents {
		if i > 4 {
			break
		}
		for _, w := range d.sents[i].words {
			if w.value.kind == dateValue && w.value.when.y > 0 && w.value.when.d > 0 && w.value.when.kind == "date" {
				return w.value.when.resolve(draft.Date{}, draft.Date{}, false)
			}
		}
	}
	return draft.Date{}
}

// counts reads how many agreements a sentence says there are.
func (d *document) counts(s *sentence) {
	for i, w := range s.words {
		if w.value.kind != countValue {
			continue
		}
		end := min(i+w.value.n, len(s.words)) - 1
		at := draft.Span{Start: w.Start, End: s.words[end].End}
		d.d.Counts = append(d.d.Counts, draft.Count{Value: int(w.value.num), At: at, What: at, Event: d.eventIn(s.words[:i])})
	}
}

// introduce keeps what a sentence says of the list that follows it.
func (d *document) introduce(s *sentence) {
	if s.item || s.heading {
		return
	}
	a, ok := find(s.words)
	if ok && a.plural && (a.signed || a.stage != "") && !a.denied {
		d.intro = intro{stage: a.stage, day: d.day(s.words, a.ahead), event: d.eventIn(s.words), place: d.place(s.words)}
		return
	}
	t := d.text[s.Start:s.End]
	if !s.colon && !strings.Contains(t, "درج ذیل") && !strings.Contains(t, "تفصیل") {
		d.intro = intro{}
	}
}
