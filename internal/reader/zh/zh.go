// Package zh reads announcements of cooperation agreements in Chinese, in
// simplified and in traditional characters: what an agency or a press office
// sends out when a memorandum is signed.
//
// It is a small grammar, not a model of the language. A sentence is cut into
// the words of lexicon.go and what lies between them (token.go); a clause with
// a word for signing, ending, approving or talking and a word for an instrument
// is an act (clause.go); what stands before its verb are its sides, told from
// the rest by 与, 和, 、 and by the ends of their names (name.go). Where a
// sentence leaves a side out (还与…签署), it is the one the sentence before spoke
// of. Amounts and dates are read in Han and Latin figures (number.go).
//
// What it has no word for it does not guess at. It keeps no state, reads no
// files, and the same text gives the same reading for ever. Nothing is stored.
package zh

import (
	"strings"

	"sanad/internal/reader/language/draft"
)

// New returns the Chinese reader. A text without Chinese in it it returns unread, with
// the reason.
func New() *draft.Reader {
	return &draft.Reader{Language: draft.Language{
		Name: "press-zh/1", Tag: "zh", Written: written, Foreign: "no Chinese in it: this reader reads Chinese", Rules: rules,
		Begin: func(d *draft.Draft) draft.Grammar {
			g := &document{text: d.Text, folded: fold(d.Text), d: d}
			d.Same, d.Former, d.Own = g.same, former, ownName
			return g
		},
	}}
}

// document is one text being read.
type document struct {
	text, folded string
	d            *draft.Draft
	sents        []sentence
	last         draft.Date   // the day last spoken of: 同日
	pair         []draft.Side // the two last named together: 双方
	event        draft.Span   // occasion last named
	seen         draft.Day    // day last named, and in which paragraph
	seenAt       int
	intro        intro // what stands before a list
	lastFrom     int   // tellings of the last sentence that had any
	lastTo       int
	lastPara     int
	officers     map[string]officer // by name
	waiting      *waiting           // an agreement with bodies only counted so far
	forms        map[string]form    // of names compared
	selves       map[string]int     // bodies that speak of themselves, by type
}

// intro is what the sentence before a list says of all its items.
type intro struct {
	stage        string
	day          draft.Day
	event, place draft.Span
	waits        int // sentences since
}

// written says whether a text has Han characters that are not those of a text in
// Japanese or Korean.
func written(text string) bool {
	han, other := 0, 0
	for _, c := range text {
		switch {
		case c >= 0x4e00 && c <= 0x9fff:
			han++
		case c >= 0x3040 && c <= 0x30ff, c >= 0xac00 && c <= 0xd7a3: // kana, hangul
			other++
		}
	}
	return han > 0 && other <= han/4
}

// Cut, Count, Tell, Follow and Introduce are draft.Grammar's.
func (d *document) Cut() (sentences int, title draft.Span) {
	d.cut()
	d.meetOfficers()
	if len(d.sents) > 0 && d.sents[0].heading {
		title = d.sents[0].Span
	}
	return len(d.sents), title
}

func (d *document) Tell(i int) {
	d.read(&d.sents[i])
	if i == len(d.sents)-1 {
		d.stopWaiting()
	}
}

func (d *document) Count(i int)     { d.counts(&d.sents[i]) }
func (d *document) Follow(i int)    { d.follow(&d.sents[i]) }
func (d *document) Introduce(i int) { d.introduce(&d.sents[i]) }

// Release is the first full date near the top of the text.
func (d *document) Release() draft.Date {
	for i := range d.sents {
		if i > 4 {
			break
		}
		at := d.sents[i].Start
		for at < d.sents[i].End {
			c := d.folded[at]
			if c >= '0' && c <= '9' {
				if w, n := dateAt(d.folded[at:d.sents[i].End]); n > 0 && w.y > 0 && w.d > 0 {
					return w.resolve(draft.Date{}, draft.Date{}, false)
				}
				for at < d.sents[i].End && d.folded[at] >= '0' && d.folded[at] <= '9' {
					at++
				}
				continue
			}
			at++
		}
	}
	return draft.Date{}
}

// counts reads how many agreements a sentence says there are.
func (d *document) counts(s *sentence) {
	for i, t := range s.toks {
		if t.class != cCount {
			continue
		}
		event := draft.Span{}
		for j := i; j >= 0 && j > i-30; j-- {
			if s.toks[j].class == cLoc {
				event = d.eventIn(s.toks[:i])
				break
			}
		}
		at := t.span()
		d.d.Counts = append(d.d.Counts, draft.Count{Value: int(t.num), At: at, What: at, Event: event})
	}
}

// introduce keeps what a sentence says of the list that follows it.
func (d *document) introduce(s *sentence) {
	if s.item || s.heading {
		return
	}
	var in intro
	var count, sign bool
	in.stage = "signed"
	for _, t := range s.toks {
		switch t.class {
		case cCount, cInstr:
			count = true
		case cSign:
			sign = true
		case cPlan:
			in.stage = "planned"
		case cApprove:
			in.stage = "approved"
		}
	}
	f := d.folded[s.Start:s.End]
	if count && sign || strings.Contains(f, "签约仪式") || strings.Contains(f, "集中签") {
		for _, c := range clauses(s.toks) {
			if in.day.Y == 0 {
				in.day = d.day(c, len(c), in.stage == "planned")
			}
			if e := d.eventIn(c); in.event.Empty() {
				in.event = e
			}
			if _, place, _ := d.parts(c); in.place.Empty() {
				in.place = place
			}
		}
		d.intro = in
		return
	}
	if !s.colon && !strings.Contains(f, "如下") && !strings.Contains(f, "名单") && !strings.Contains(f, "包括") {
		// a sentence or two may stand between: who was there
		if d.intro.waits++; d.intro.waits > 2 {
			d.intro = intro{}
		}
	}
}
