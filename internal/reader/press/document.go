package press

import (
	"strings"

	"sanad/internal/reader"
)

// document is one text being read: its sentences, the bodies it names, the day
// it was released and the country it speaks from.
type document struct {
	text       string
	blocks     []block
	sents      []sentence
	bodies     []*body
	names      map[string]*body // every key a body answers to
	day        date             // of the release, zero when unknown
	dayAt      span             // where the text says so; empty when the caller said it
	home       string           // country the document speaks from, "" when unknown
	lead       date             // the day leadDay finds, once it was asked for
	leadAt     span
	leadRead   bool
	homeSure   bool // home is beyond doubt
	title      span
	long       bool              // longer than wholeLimit
	people     map[string][]elem // a person's last name to whom they speak for
	cands      []*candidate
	chief      *elem // the first minister named: "the Minister" means them
	last       instrument
	pair       []side // the two states a long document is about
	ministries []*body
	bySent     map[int][]*candidate
	dated      []datedMention
	half       *candidate   // an agreement of which only one side has been told
	news       int          // how many announcements it makes
	busy       map[int]bool // sentences that announce an agreement
	titles     int          // how many titles of lists are agreements
	several    bool         // it tells in the plural of what two sides made

	tokens    slab[token]
	elems     slab[elem]
	mentions  slab[mention]
	nameWords slab[string]
	bodySlab  slab[body]
	drafts    slab[candidate]
	aliases   slab[alias]
	scratch   []token        // of names cut anew
	capitals  []answer       // of the sentence being scanned
	quotes    []reader.Quote // of the Reading; they outlive the document
	byFirst   map[string]chain
	key       []byte          // a key being made
	lasting   strings.Builder // keys that are kept
	lows      lowWords
	offered   []pending // mentions on their way to a body
	order     []int
	organs    []*body // ministries, in the order they were met
}

// wholeLimit is the size up to which every block is read. In a longer text only
// blocks near a trigger word are, so that reading stays linear and quick.
const wholeLimit = 256 << 10

// parse cuts the text and scans the sentences worth scanning.
func (d *document) parse() {
	d.cut()
	d.scanAll()
}

// cut cuts the text into blocks, sentences and tokens. Of a long text it scans the
// sentences at once, and drops those that are not worth keeping.
func (d *document) cut() {
	d.blocks = blocks(d.blocks, d.text)
	d.long = len(d.text) > wholeLimit
	for n, b := range d.blocks {
		if d.long && n > 8 && !triggered(d.text[b.start:b.end]) {
			continue
		}
		room := d.tokens.room((b.end-b.start)/4 + 8)
		toks := tokenize(room, d.text, b.start, b.end, &d.lows)
		if n := cap(room) - len(toks); n > 0 {
			d.tokens.spare(n)
		}
		at := len(d.sents)
		d.sents = sentences(d.sents, d.text, b, n, toks)
		if !d.long {
			continue
		}
		keep := at
		for k := at; k < len(d.sents); k++ {
			d.scan(&d.sents[k])
			if n <= 8 || d.sents[k].tells() {
				d.sents[keep] = d.sents[k]
				keep++
			}
		}
		if keep == at {
			d.tokens.back(min(len(toks), cap(room)))
		}
		clear(d.sents[keep:])
		d.sents = d.sents[:keep]
	}
}

// scanAll scans what cut did not.
func (d *document) scanAll() {
	if d.long {
		return
	}
	for k := range d.sents {
		d.scan(&d.sents[k])
	}
}

// speaks says whether the text can hold an agreement or a count of some at all: it
// names an instrument, has a verb of signing or joining with "with" behind it, or a
// table. Most news does not, and is then neither scanned nor searched for names. A
// rule that makes something of less must be told of here.
func (d *document) speaks() bool {
	if d.long {
		return true
	}
	for i := range d.sents {
		s := &d.sents[i]
		if s.kind == row {
			return true
		}
		verb := false
		for k := range s.toks {
			t := &s.toks[k]
			if t.cl&(cInstrHead|cSign|cPartner|cPrep) == 0 {
				continue
			}
			if t.is(cInstrHead) {
				if _, _, ok := headAt(s.toks, k); ok {
					return true
				}
			}
			verb = verb || t.is(cSign|cPartner)
			if verb && t.low == "with" {
				return true
			}
		}
	}
	return false
}

// tells says whether a sentence of a long text is worth keeping: it names an
// instrument, signs something, lists a side or defines an acronym.
func (s *sentence) tells() bool {
	if s.kind == item || s.kind == row {
		return true
	}
	for k := range s.items {
		e := &s.items[k]
		if e.kind == eInstr || e.kind == eBody && !e.acronym.empty() || e.kind == eWord && e.cl&(cSign|cPartner) != 0 {
			return true
		}
	}
	return false
}

// triggers begin the words without which no sentence makes an agreement.
var triggers = [...]string{"sign", "agree", "memor", "mou", "partner", "treat", "pact", "accord", "loi", "letter of", "contract", "protocol", "deal", "inked", "ink ", "conclu", "conven", "alliance", "joint venture", "framework", "collabor", "team", "strategic", "exchanged", "loan", "grant"}

// triggersBy holds the triggers by their first letter.
var triggersBy [26][]string

func init() {
	for _, t := range triggers {
		triggersBy[t[0]-'a'] = append(triggersBy[t[0]-'a'], t)
	}
}

// triggered says whether s holds a trigger word or defines an acronym.
func triggered(s string) bool {
	boundary := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := asciiLetter(c)
		if boundary && letter {
			for _, t := range triggersBy[c|0x20-'a'] {
				if len(s)-i >= len(t) && s[i+1]|0x20 == t[1] && strings.EqualFold(s[i:i+len(t)], t) {
					return true
				}
			}
		}
		if c == '(' && i+2 < len(s) && s[i+1] >= 'A' && s[i+1] <= 'Z' && s[i+2] >= 'A' && s[i+2] <= 'Z' {
			return true
		}
		boundary = !letter
	}
	return false
}

// str is the text of a span.
func (d *document) str(s span) string { return d.text[s.start:s.end] }

// title and day -----------------------------------------------------------

// settle finds the title and the day of the release in the text itself.
func (d *document) settle(title, published string) {
	if len(d.blocks) > 0 {
		b := d.blocks[0]
		if b.kind == heading && b.end-b.start <= 300 {
			d.title = span{b.start, b.end}
		}
	}
	if published != "" {
		d.day = parseEDTF(published)
		d.telling(d.day)
		return
	}
	// A dateline or a line that is only a date, near the top or at the end.
	n := 0
	for i := range d.sents {
		s := &d.sents[i]
		if !s.first {
			continue
		}
		n++
		if n > 7 {
			break
		}
		if d.dateline(s) {
			return
		}
	}
	last := len(d.sents) - 1
	for i := last; i >= 0 && i > last-8; i-- {
		s := &d.sents[i]
		if len(s.toks) <= 14 && s.first && d.dateline(s) {
			return
		}
	}
	// "… was held on 28 August 2024" in the lead or the title.
	n = 0
	for i := range d.sents {
		s := &d.sents[i]
		if n++; n > 3 {
			break
		}
		if s.kind != heading {
			continue
		}
		if low := lowText(d.text[s.start:s.end]); !strings.Contains(low, "statement") && !strings.Contains(low, "release") {
			continue
		}
		for k := range s.items {
			if it := &s.items[k]; it.kind == eDate && it.date.y > 0 && it.date.d > 0 {
				d.day, d.dayAt = it.date, span{s.toks[it.from].start, s.toks[it.to-1].end}
				return
			}
		}
	}
}

// telling finds the day the text was written as its dateline gives it: a page
// published on the 17th may tell "today" of the 16th. Without a year it is the
// publication's; further away than a week it is no dateline.
func (d *document) telling(published date) {
	if published.d == 0 {
		return
	}
	n := 0
	for i := range d.sents {
		s := &d.sents[i]
		if !s.first || s.kind == heading {
			continue
		}
		if n++; n > 4 {
			return
		}
		for k := range s.items {
			it := &s.items[k]
			if it.kind == eDate {
				when := it.date.inYearOf(published, false)
				days := published.time().Sub(when.time()).Hours() / 24
				// What follows a dateline is a dash, a colon or a bracket.
				closed := k+1 < len(s.items) && s.items[k+1].kind == eWord && strings.Contains("– - : ) ( |", s.items[k+1].low)
				if when.d > 0 && it.from <= 9 && closed && days >= 0 && days <= 7 {
					d.day, d.dayAt = when, span{s.toks[it.from].start, s.toks[it.to-1].end}
				}
				return
			}
			if it.kind != ePlace && it.kind != eCountry && !(it.kind == eBody && k == 0) && !(it.kind == eWord && k < 5) {
				break
			}
		}
	}
}

// dateline reads "Islamabad, 4 September 2025 –" or "4 Sept 2025" at the start
// of a sentence, or a short line that holds a full date.
func (d *document) dateline(s *sentence) bool {
	for k := range s.items {
		it := &s.items[k]
		if it.kind == eDate {
			if it.date.y > 0 && it.date.m > 0 && it.date.d > 0 && (it.from <= 9 || len(s.toks) <= 14) {
				d.day, d.dayAt = it.date, span{s.toks[it.from].start, s.toks[it.to-1].end}
				return true
			}
			return false
		}
		if len(s.toks) <= 14 && k < 12 {
			continue
		}
		switch {
		case it.kind == ePlace, it.kind == eCountry && !it.adjective:
		case it.kind == eWord && (it.low == "," || it.low == "(" || it.low == ":" || it.low == "–" || it.low == "-" || it.low == "/" || it.low == "|" || it.low == "." || it.low == "and" || it.low == "&"):
		case it.kind == eWord && weekdayName(it.low):
		case it.kind == eBody && k == 0:
		case it.kind == eWord && (it.low == "date" || it.low == "dated" || it.low == "posted" || it.low == "published" || it.low == "on" || it.low == "press" || it.low == "release"):
		default:
			return false
		}
	}
	return false
}

func weekdayName(s string) bool {
	return weekday(s)
}
