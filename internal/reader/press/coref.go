package press

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// One body, many names. The document’s mentions are unified into bodies: an
// acronym with the name it was defined for, a short form with the one longer
// name it begins, "Pakistan’s IT ministry" with the only ministry whose field
// that is, every name of a state with the state. Definite references ("the
// company", "the two countries") are resolved where a rule needs them.

type body struct {
	id       int
	code     string // country
	typ      string
	name     span // canonical, as printed
	names    []alias
	country  bool
	key      []string // content words of the longest name
	first    int      // sentence of the first mention
	uses     int
	ministry bool
	at       map[int]bool // sentences that name it, for ministries
	next     *body        // whose name begins with the same word
	mention  *elem        // a state’s first mention, a noun before an adjective
}

type alias struct {
	at   span
	acro bool
}

// stopword in names
func nameStop(s string) bool {
	switch s {
	case "the", "of", "and", "for", "a", "an", "de", "&", ",", ".", "-", "(", ")", "'s", "in", "on", "/", "\"", "’":
		return true
	}
	return false
}

// words are the content words of a name. They live as long as the document is read.
func (d *document) words(sp span) []string {
	return d.contentWords(d.tokensOf(sp))
}

// tokensOf are the tokens of a stretch of the text: those of the sentence it stands
// in, where it begins and ends with tokens of it. They are good until the next call.
func (d *document) tokensOf(sp span) []token {
	n := sort.Search(len(d.sents), func(i int) bool { return d.sents[i].start > sp.start }) - 1
	if n >= 0 && sp.end <= d.sents[n].end {
		toks := d.sents[n].toks
		from := sort.Search(len(toks), func(i int) bool { return toks[i].start >= sp.start })
		to := from
		for to < len(toks) && toks[to].end <= sp.end {
			to++
		}
		if to > from && toks[from].start == sp.start && toks[to-1].end == sp.end {
			return toks[from:to]
		}
	}
	d.scratch = tokenize(d.scratch[:0], d.text, sp.start, sp.end, &d.lows)
	return d.scratch
}

// wordsOf are the content words of a name that e, of sentence sent, says: from the
// tokens that are there. They live as long as the document is read.
func (d *document) wordsOf(e *elem, sent int, sp span) []string {
	toks := d.sents[sent].toks
	if e.from >= e.to || sp.start < toks[e.from].start || sp.end > toks[e.to-1].end {
		return d.words(sp) // a bracket further on named it
	}
	toks = toks[e.from:e.to]
	for len(toks) > 0 && toks[0].start < sp.start {
		toks = toks[1:]
	}
	for len(toks) > 0 && toks[len(toks)-1].end > sp.end {
		toks = toks[:len(toks)-1]
	}
	return d.contentWords(toks)
}

// contentWords are the words of toks that tell one name from another.
func (d *document) contentWords(toks []token) []string {
	room := d.nameWords.room(len(toks))
	out := room
	for i := range toks {
		if toks[i].kind == mark || toks[i].kind == poss || nameStop(toks[i].low) {
			continue
		}
		out = append(out, toks[i].low)
	}
	d.nameWords.spare(cap(room) - len(out))
	return out[:len(out):len(out)]
}

func (d *document) newBody(e *elem, sent int) *body {
	b := d.bodySlab.one()
	*b = body{id: len(d.bodies), code: e.code, typ: e.typ, first: sent}
	d.bodies = append(d.bodies, b)
	return b
}

type pending struct {
	e    *elem
	sent int
	key  []string
}

// chain is the bodies whose names begin with one word, in the order they were met.
type chain struct {
	first, last *body
	n           int
}

// offer gives a mention to unify, or a state its body at once.
func (d *document) offer(e *elem, sent int) {
	switch e.kind {
	case eBody:
		d.offered = append(d.offered, pending{e, sent, d.wordsOf(e, sent, e.name)})
	case eCountry:
		d.countryBody(e, sent)
	case ePerson:
		for k := range e.affil {
			d.offer(&e.affil[k], sent)
		}
	}
}

// unify gives every body mention of the document its body.
func (d *document) unify() {
	if d.names == nil {
		d.names, d.people, d.byFirst = map[string]*body{}, map[string][]elem{}, map[string]chain{}
	}
	d.rejoin()
	for i := range d.sents {
		it := d.sents[i].items
		for k := range it {
			e := &it[k]
			// "the Ministry of Information in Singapore"
			if e.kind == eBody && e.code == "" && e.typ == "government" && k+2 < len(it) && it[k+1].kind == eWord && (it[k+1].low == "in" || it[k+1].low == "of") {
				n := k + 2
				if it[n].low == "the" && n+1 < len(it) {
					n++
				}
				if it[n].kind == eCountry && !it[n].adjective {
					e.code = it[n].code
				}
			}
			d.offer(e, i)
		}
	}
	d.findHome()
	// Longest names first: the short ones then find what they shorten.
	ps := d.offered
	for i := range ps {
		d.order = append(d.order, i)
	}
	slices.SortStableFunc(d.order, func(a, b int) int {
		if n := len(ps[b].key) - len(ps[a].key); n != 0 {
			return n
		}
		if x, y := ps[a].e.owner.empty(), ps[b].e.owner.empty(); x != y {
			if x {
				return 1
			}
			return -1
		}
		return 0
	})
	for _, i := range d.order {
		p := &ps[i]
		if len(p.key) == 0 {
			continue
		}
		b := d.find(p)
		if b == nil {
			b = d.found(p)
		}
		d.attach(b, p)
	}
	for i := range d.sents {
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind == ePerson && d.chief == nil && (e.office == "minister" || e.office == "secretary") && e.domain != "" {
				d.chief = e
			}
			if e.kind == ePerson && len(e.affil) > 0 && !e.name.empty() {
				w := d.wordsOf(e, i, e.name)
				if len(w) > 0 {
					key := w[len(w)-1]
					if _, ok := d.people[key]; !ok {
						d.people[key] = append(slices.Clone(e.affil), elem{kind: ePerson, mention: &mention{domain: e.domain, code: e.code, office: e.office}})
					}
				}
			}
		}
	}
	d.nameInstruments()
}

// found makes the body that p names for the first time, and notes the keys it
// answers to.
func (d *document) found(p *pending) *body {
	b := d.newBody(p.e, p.sent)
	b.key = p.key
	b.ministry = isMinistry(p.key)
	key := d.spaced(p.key)
	if x := d.names[string(key)]; x != nil && b.ministry && b.code == "" {
		d.suffixed("@home")
	}
	d.note(b)
	if len(p.key) >= 3 {
		d.bag(p.key)
		d.note(b)
	}
	c := d.byFirst[p.key[0]]
	if c.last == nil {
		c.first = b
	} else {
		c.last.next = b
	}
	c.last = b
	c.n++
	d.byFirst[p.key[0]] = c
	if d.initialsOf(p.key); len(d.key) >= 3 {
		d.noteNew(b)
	}
	if d.initialsIn(d.str(p.e.name)); len(d.key) >= 3 {
		d.noteNew(b)
	}
	if b.ministry {
		d.organs = append(d.organs, b)
	}
	return b
}

// Keys of d.names are made in d.key, so that looking one up makes no string.

// spaced makes the key of a name: its words with spaces between.
func (d *document) spaced(words []string) []byte {
	d.key = appendSpaced(d.key[:0], words)
	return d.key
}

func appendSpaced(b []byte, words []string) []byte {
	for i, w := range words {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, w...)
	}
	return b
}

// suffixed is the key just made with more behind it.
func (d *document) suffixed(s ...string) []byte {
	for _, x := range s {
		d.key = append(d.key, x...)
	}
	return d.key
}

// note gives the key just made to b.
func (d *document) note(b *body) {
	if _, ok := d.names[string(d.key)]; ok {
		d.names[string(d.key)] = b
		return
	}
	at := d.lasting.Len()
	if at == 0 {
		d.lasting.Grow(256 + len(d.text)/8)
	}
	d.lasting.Write(d.key)
	d.names[d.lasting.String()[at:]] = b
}

// noteNew gives the key just made to b unless another body has it.
func (d *document) noteNew(b *body) {
	if _, ok := d.names[string(d.key)]; !ok {
		d.note(b)
	}
}

// bag makes a key that does not mind the order of words nor their plurals.
func (d *document) bag(words []string) []byte {
	var few [12]string
	k := append(few[:0], words...)
	for i := range k {
		k[i] = singularName(k[i])
	}
	slices.Sort(k)
	d.key = appendSpaced(append(d.key[:0], '#'), k)
	return d.key
}

// singularName is a word of a name without the ending of its plural: city for cities.
func singularName(w string) string {
	if n := len(w) - 3; n > 1 && w[n:] == "ies" {
		return w[:n] + "y"
	}
	return strings.TrimSuffix(w, "s")
}

// initialsOf makes the key of the acronym the words would give.
func (d *document) initialsOf(words []string) []byte {
	d.key = append(d.key[:0], '~')
	for _, w := range words {
		d.key = append(d.key, w[0])
	}
	return d.key
}

// initialsIn makes the key of the acronym that all words of a name would give.
func (d *document) initialsIn(name string) {
	d.key = append(d.key[:0], '~')
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf || c < ' ' || c == '*' || c == '_' {
			d.initialsOf(strings.Fields(lowText(name)))
			return
		}
		if c != ' ' && (i == 0 || name[i-1] == ' ') {
			if l := letters[c]; l != 0 {
				c = l
			}
			d.key = append(d.key, c)
		}
	}
}

// initial makes the key under which the acronym w is noted.
func (d *document) initial(w string) []byte {
	d.key = append(append(d.key[:0], '~'), w...)
	return d.key
}

func isMinistry(key []string) bool {
	return slices.Contains(key, "ministry")
}

// nameInstruments reads "the SADEA" as the agreement that acronym was given to.
func (d *document) nameInstruments() {
	var known map[string]instrument
	for i := range d.sents {
		if !d.sents[i].instruments {
			continue
		}
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind == eInstr && e.instr.acro != "" {
				in := e.instr
				in.acro = ""
				if known == nil {
					known = map[string]instrument{}
				}
				known[e.instr.acro] = in
			}
		}
	}
	if len(known) == 0 {
		return
	}
	for i := range d.sents {
		s := &d.sents[i]
		for k := range s.items {
			e := &s.items[k]
			if e.kind == eBody && e.to == e.from+1 && e.acronym.empty() {
				if in, ok := known[s.toks[e.from].low]; ok {
					e.kind, e.instr, e.body = eInstr, in, -1
					s.instruments = true
					s.kinds |= 1 << eInstr
				}
			}
		}
	}
}

func (d *document) countryBody(e *elem, sent int) {
	if e.code == "" {
		return
	}
	b := d.names["="+e.code]
	if b == nil {
		d.key = append(append(d.key[:0], '='), e.code...)
		b = d.newBody(e, sent)
		b.country, b.typ = true, "government"
		b.code = e.code
		d.note(b)
	}
	e.body = b.id
	b.uses++
	if b.mention == nil || b.mention.adjective && !e.adjective {
		b.mention = e
	}
	if !e.adjective && !onlyAdjective(string(d.low(e.name))) || e.ref == "compound" {
		d.name(b, e.name, false)
	}
	if sent < b.first {
		b.first = sent
	}
	if !e.acronym.empty() {
		d.name(b, e.acronym, true)
	}
}

// find is the body a mention belongs to, nil when it is new.
func (d *document) find(p *pending) *body {
	b := d.names[string(d.spaced(p.key))]
	if b != nil && isMinistry(p.key) && p.e.code == "" && b.code != "" {
		if x := d.names[string(d.suffixed("@home"))]; x != nil {
			return x
		}
		if b.at[p.sent] {
			// "The Ministry of Energy signed with Kenya’s Ministry of Energy": two.
			return nil
		}
	}
	if b != nil && codesAgree(b.code, p.e.code, p.e.owner.empty()) {
		return b
	}
	// A generic name with another owner is another body.
	if p.e.code != "" {
		d.spaced(p.key)
		if b := d.names[string(d.suffixed("@", p.e.code))]; b != nil {
			return b
		}
	}
	// The same words in another order: "United Nations’ Food Agency".
	if len(p.key) >= 3 {
		if b := d.names[string(d.bag(p.key))]; b != nil && codesAgree(b.code, p.e.code, true) {
			return b
		}
	}
	// "US EPA" where the EPA is American.
	if len(p.key) >= 2 && countryWord(p.key[0]) {
		if b := d.names[string(d.spaced(p.key[1:]))]; b != nil && codesAgree(b.code, p.e.code, true) {
			return b
		}
	}
	// "EPA UK" where the EPA is British.
	if n := len(p.key) - 1; n >= 1 && countryWord(p.key[n]) {
		if b := d.names[string(d.spaced(p.key[:n]))]; b != nil && codesAgree(b.code, stateOf(p.key[n]), true) {
			return b
		}
	}
	if b := d.university(p.key); b != nil && codesAgree(b.code, p.e.code, true) {
		return b
	}
	if long := longState(p.key); long != nil {
		if b := d.names[string(d.spaced(long))]; b != nil && codesAgree(b.code, p.e.code, true) {
			return b
		}
	}
	if isMinistry(p.key) {
		var hit *body
		for i, b := range d.organs {
			if i > 512 {
				break
			}
			if b.at[p.sent] || !codesAgree(b.code, p.e.code, true) || slices.Equal(p.key, b.key) || !(subset(p.key, b.key) || fieldOf(p.key, b.key)) {
				continue
			}
			if len(p.key) == 1 {
				continue
			}
			if hit != nil {
				return nil
			}
			hit = b
		}
		return hit
	}
	if len(p.key) == 1 {
		if b := d.names[string(d.initial(p.key[0]))]; b != nil && len(p.key[0]) >= 2 && (d.str(p.e.name) == strings.ToUpper(d.str(p.e.name)) || mixed(d.str(p.e.name))) {
			return b
		}
	}
	// A short form: Huawei for Huawei Technologies, when only one longer name begins so.
	if len(p.key) <= 2 && !p.e.vague || len(p.key) == 1 {
		if generic(p.key[0]) && (len(p.key) == 1 || generic(p.key[1])) {
			return nil
		}
		var hit *body
		same := d.byFirst[p.key[0]]
		for b := same.first; b != nil; b = b.next {
			if len(b.key) >= len(p.key) && shortens(p.key, b.key) && !organs(b.key[len(p.key):]) && codesAgree(b.code, p.e.code, true) {
				if hit != nil {
					return nil
				}
				hit = b
			}
			if same.n > 64 {
				return nil
			}
		}
		return hit
	}
	// The same name with its country before or behind it.
	if len(p.key) >= 3 {
		same := d.byFirst[p.key[0]]
		for b := same.first; b != nil && same.n <= 64; b = b.next {
			if len(b.key) == len(p.key)+1 && slices.Equal(b.key[:len(p.key)], p.key) && countryWord(b.key[len(b.key)-1]) {
				return b
			}
		}
	}
	return nil
}

// stateOf is the code of the state that a word names.
func stateOf(low string) string {
	if c, ok := countryByName[low]; ok {
		return c.code
	}
	return countryByAdj[low].code
}

// university is the body that the words of a name call a university by its place
// alone or in the other order: Alto, Alto University and the University of Alto; nil
// when the document names none.
func (d *document) university(key []string) *body {
	var place string
	switch {
	case len(key) == 1 && !generic(key[0]) && len(key[0]) > 3:
		place = key[0]
	case len(key) == 2 && key[0] == "university":
		place = key[1]
	case len(key) == 2 && key[1] == "university":
		place = key[0]
	default:
		return nil
	}
	if b := d.names[string(d.spaced([]string{"university", place}))]; b != nil {
		return b
	}
	return d.names[string(d.spaced([]string{place, "university"}))]
}

// longState is a name with its state written out: Universities New Zealand for
// Universities NZ; nil when it ends otherwise.
func longState(key []string) []string {
	n := len(key) - 1
	if n < 1 {
		return nil
	}
	var long []string
	switch key[n] {
	case "nz":
		long = []string{"new", "zealand"}
	case "uk":
		long = []string{"united", "kingdom"}
	case "us", "usa":
		long = []string{"united", "states"}
	case "sa":
		long = []string{"south", "africa"}
	case "png":
		long = []string{"papua", "new", "guinea"}
	default:
		return nil
	}
	return append(slices.Clone(key[:n]), long...)
}

// organs: every word names an organ, as in the Executive Board of a body.
func organs(words []string) bool {
	for _, w := range words {
		switch w {
		case "executive", "board", "secretariat", "conference", "council", "committee", "assembly", "office", "mission", "embassy", "commission":
		default:
			return false
		}
	}
	return len(words) > 0
}

// shortens: the words of a begin the words of b, or are cut from them: Visayas
// Tech for Visayas Technological University.
func shortens(a, b []string) bool {
	same := len(a) < len(b)
	for i, w := range a {
		if w == b[i] {
			continue
		}
		if i == 0 || len(w) < 4 || !strings.HasPrefix(b[i], w) {
			return false
		}
		same = true
	}
	return same
}

func countryWord(s string) bool {
	g, ok := geoNames[s]
	return ok && !g.city
}

// generic words begin too many names to stand for one: heads and fields of bodies,
// countries, cities and the words of genericWords.
func generic(s string) bool { return genericNames[s] }

var genericWords = wordSet(`national nations states kingdom arab republic people's international royal state federal central world united new saudi asian african european global first smart joint`)

// genericNames are all of them.
var genericNames = map[string]bool{}

func codesAgree(a, b string, loose bool) bool {
	return a == b || loose && (a == "" || b == "")
}

// subset says whether every word of a is a word of b.
func subset(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// fieldOf: "IT ministry" and "Ministry of Information Technology".
func fieldOf(a, b []string) bool {
	exp := func(k []string) []string {
		var out []string
		for _, w := range k {
			switch w {
			case "it":
				out = append(out, "information", "technology")
			case "telecommunication", "telecommunications":
				out = append(out, "telecom")
			case "defense":
				out = append(out, "defence")
			case "labor":
				out = append(out, "labour")
			default:
				out = append(out, w)
			}
		}
		return out
	}
	x, y := exp(a), exp(b)
	return subset(x, y) || subset(y, x) && len(y) >= 3
}

// attach records a mention of b.
func (d *document) attach(b *body, p *pending) {
	e, sent := p.e, p.sent
	e.body = b.id
	b.uses++
	if b.ministry {
		if b.at == nil {
			b.at = map[int]bool{}
		}
		b.at[sent] = true
	}
	if sent < b.first {
		b.first = sent
	}
	if b.code == "" {
		b.code = e.code
	}
	if b.typ == "" {
		b.typ = e.typ
	}
	if !e.owner.empty() {
		d.name(b, e.owner, false)
	}
	d.name(b, e.name, false)
	if !e.acronym.empty() {
		d.name(b, e.acronym, true)
		if len(d.spaced(d.wordsOf(e, sent, e.acronym))) > 0 {
			d.noteNew(b)
		}
	}
	switch known := d.names[string(d.spaced(p.key))]; {
	case known == nil:
		d.note(b)
	case e.code != "" && known != b:
		d.suffixed("@", e.code)
		d.note(b)
	}
}

func (d *document) name(b *body, sp span, acro bool) {
	if len(b.names) >= 12 {
		return
	}
	s := d.str(sp)
	for _, a := range b.names {
		if d.str(a.at) == s {
			return
		}
	}
	if b.names == nil {
		b.names = d.aliases.room(3)
	}
	b.names = append(b.names, alias{sp, acro})
}

// canonical chooses the name a body goes by: its fullest, with its owner when
// the name alone would not tell it from others.
func (d *document) canonical(b *body) span {
	if !b.name.empty() {
		return b.name
	}
	best, bestScore := span{}, -1
	for _, a := range b.names {
		toks := d.tokensOf(a.at)
		words, it := 0, false // content words; one of them is "it"
		for i := range toks {
			if toks[i].kind != mark && toks[i].kind != poss && !nameStop(toks[i].low) {
				words++
				it = it || toks[i].low == "it"
			}
		}
		score := 0
		if b.country {
			score = 100 - words*4
			if strings.Contains(d.str(a.at), ".") || d.str(a.at) == strings.ToUpper(d.str(a.at)) {
				score -= 50
			}
			if partOfState(string(d.low(a.at))) {
				score -= 70
			}
		} else {
			score = words * 4
			if words > 9 {
				score = 4
			}
			if strings.Contains(d.str(a.at), "\n") {
				score--
			}
			owner := false
			allUpper := true
			for i := range toks {
				if toks[i].kind == poss && i+1 < len(toks) {
					owner = true
				}
				if toks[i].kind == word && !toks[i].upper && toks[i].caps {
					allUpper = false
				}
				if toks[i].kind == word && !toks[i].caps && !toks[i].is(cConn|cFunc) {
					score -= 3
				}
			}
			if allUpper && words > 1 {
				score -= 5
			}
			if owner && b.typ != "government" {
				score -= 20 // a company goes by its own name
			}
			if owner && words > 4 {
				score -= 6
			}
			if owner && words == 2 {
				score -= 6
			}
			if owner && b.ministry && words <= 3 {
				if it {
					score -= 2
				}
			}
		}
		if score > bestScore {
			best, bestScore = a.at, score
		}
	}
	if best.empty() && len(b.names) > 0 {
		best = b.names[0].at
	}
	b.name = best
	return best
}

// findHome decides which country the document speaks from: the one whose
// cabinet, ministers or ministries it names without saying whose, or the one
// it names as its own most.
func (d *document) findHome() {
	var votes tally
	sure := "" // the country of a dateline that names it
	for i := range d.sents {
		s := &d.sents[i]
		for k := range s.items {
			e := &s.items[k]
			w := 1
			if i < 6 {
				w = 2
			}
			switch e.kind {
			case eCountry:
				if e.adjective && e.ref == "" {
					continue
				}
				votes.add(e.code, w)
				if i < 5 && k == 0 && k+2 < len(s.items) && s.items[1].low == "," && s.items[2].kind == eDate {
					votes.add(e.code, 6) // a dateline
					sure = e.code
				}
				if e.government {
					votes.add(e.code, 2)
				}
				if k > 1 && (s.items[k-1].low == "of" && s.items[k-2].low == "representative") {
					votes.add(e.code, 6)
				}
			case ePlace:
				if i < 4 && k == 0 && len(s.items) > 1 && s.items[1].kind == eWord && (s.items[1].low == "," || s.items[1].low == "(" || s.items[1].low == ":" || s.items[1].low == "–") {
					votes.add(e.code, 6) // a dateline
				} else if i < 4 && k < 3 {
					votes.add(e.code, 3)
				} else if i < 4 && s.items[k-1].low != "in" && s.items[k-1].low != "at" {
					votes.add(e.code, 1) // "as Islamabad looks to …"
				}
			case eBody:
				if e.code != "" && e.owner.empty() && e.typ == "government" {
					votes.add(e.code, 1)
				}
			case ePerson:
				if e.code != "" {
					votes.add(e.code, 1)
				}
			}
		}
	}
	best, next, _ := votes.top3()
	second := next.code
	d.home = best.code
	d.homeSure = best.code != "" && (sure == best.code || votes.of(second) == 0 || best.n >= 3*votes.of(second) && best.n >= 6)
	// "her official visit to China": the visitor is not Chinese.
	for i := range d.sents {
		if i > 12 {
			break
		}
		s := &d.sents[i]
		if !s.kinds.has(eCountry) {
			continue
		}
		for k := range s.items {
			to := k + 2
			if to < len(s.items) && s.items[to].low == "the" {
				to++
			}
			if (s.items[k].low == "visit" || s.items[k].low == "trip") && to < len(s.items) && s.items[k+1].low == "to" && s.items[to].kind == eCountry && s.items[to].code == d.home {
				d.home = second
				d.homeSure = second != ""
				return
			}
		}
	}
}
