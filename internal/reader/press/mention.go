package press

import (
	"strings"
	"unicode/utf8"
)

// A mention is a stretch of a sentence that names or refers to somebody: a
// body (ministry, company, institute), a country, a person with their office,
// or a definite reference such as "the Ministry", "both sides", "we". Each
// sentence becomes a row of elems: mentions, instruments, dates and the words
// between them, so that the clause rules see grammar and not spelling.

type elemKind uint8

const (
	eWord    elemKind = iota
	eBody             // an organisation or unknown proper name
	eCountry          // a country, or its government
	ePerson           // a person or an office
	eDef              // "the ministry", "the two countries"
	ePron             // we, they
	eInstr            // an instrument: MoU, agreement
	eDate
	ePlace // a city
	eEvent // the Annual Conference
)

// kinds is a set of them.
type kinds uint16

func (s kinds) has(k elemKind) bool { return s&(1<<k) != 0 }

type elem struct {
	kind     elemKind
	f        feature // of a word
	from, to int     // tokens
	cl       class
	low      string
	body     int // after coreference: index into the document's bodies, -1
	*mention     // never nil: words share an empty one
}

// mention is what an elem that is more than a word says.
type mention struct {
	// eBody, eCountry, ePerson, eDef
	name       span   // as printed, without a leading "the"
	owner      span   // with the possessor: China’s Ministry of Commerce; zero when none
	code       string // country
	acronym    span   // defined in brackets behind the name
	typ        string // vocab.PartyTypes, "" when the words do not say
	affil      []elem // a person's bodies, best first
	domain     string // an office's field: home affairs
	office     string
	vague      bool // a lone capitalised word at the start of a sentence
	adjective  bool // Chinese, Kenyan: a country only as an attribute
	government bool // Government of X
	plural     bool
	ref        string // definite reference: ministry, company, sides, …
	instr      instrument
	date       date
}

var noMention = &mention{}

type span struct{ start, end int }

func (s span) empty() bool { return s.end <= s.start }

// scan turns a sentence's tokens into elems.
type scanner struct {
	d           *document
	text        string
	toks        []token
	title       bool     // the sentence is in title case: capitals tell nothing
	inList      bool     // inside a list of fields
	inItem      bool     // the sentence is an item or a row of a list
	shout       bool     // the sentence is in capitals
	instruments bool     // one was found
	capitals    []answer // what capital says of each token, once it was asked
	out         []elem
}

// answer is what was found out of something that is asked more than once.
type answer uint8

const (
	unasked answer = iota
	yes
	no
)

func (d *document) scan(s *sentence) {
	sc := scanner{d: d, text: d.text, toks: s.toks, inItem: s.kind == item || s.kind == row}
	sc.title, sc.shout = s.look()
	sc.out = d.elems.room(len(s.toks))
	d.capitals = append(d.capitals[:0], make([]answer, len(s.toks))...)
	sc.capitals = d.capitals
	for i := 0; i < len(sc.toks); {
		i = sc.next(i)
	}
	if n := len(s.toks) - len(sc.out); n > 0 {
		d.elems.back(n)
	}
	s.items = withoutSeats(sc.out)
	for k := range s.items {
		s.kinds |= 1 << s.items[k].kind
	}
	if s.kinds.has(eCountry) {
		adjectivesAsStates(s.items)
	}
	s.instruments = sc.instruments
}

// says keeps what an elem says for as long as the document is read.
func (sc *scanner) says(m mention) *mention {
	p := sc.d.mentions.one()
	*p = m
	return p
}

// withoutSeats leaves out where a body sits, when that stands between commas
// behind its name: "Zed Ltd., of Basel, Switzerland, signed".
func withoutSeats(it []elem) []elem {
	word := func(k int, w string) bool { return k < len(it) && it[k].kind == eWord && it[k].low == w }
	first := 0 // nothing before it goes
	for first < len(it) && (it[first].kind != eBody && it[first].kind != ePlace || !word(first+1, ",") && !word(first+1, "-")) {
		first++
	}
	out := it[:first]
	for k := first; k < len(it); k++ {
		out = append(out, it[k])
		if n := basedAt(it, k); n > 0 {
			out = out[:len(out)-1] // "the Bellevue, Wash.-based carrier"
			k += n - 1
			continue
		}
		if it[k].kind != eBody || !word(k+1, ",") || !word(k+2, "of") || k+3 >= len(it) {
			continue
		}
		end := k + 3
		if it[end].kind != ePlace && it[end].kind != eCountry && it[end].kind != eBody {
			continue
		}
		end++
		if word(end, ",") && end+1 < len(it) && (it[end+1].kind == eCountry || it[end+1].kind == ePlace || it[end+1].kind == eBody) && word(end+2, ",") {
			end += 2
		}
		if word(end, ",") && !word(end+1, "and") {
			k = end
		}
	}
	return out
}

// basedAt is how many elems from k on only say where what follows is based:
// "Lagos-based", "Bellevue, Wash.-based".
func basedAt(it []elem, k int) int {
	word := func(k int, w string) bool { return k < len(it) && it[k].kind == eWord && it[k].low == w }
	if it[k].kind != eBody && it[k].kind != ePlace {
		return 0
	}
	n := k + 1
	if word(n, ",") && n+1 < len(it) && (it[n+1].kind == eBody || it[n+1].kind == ePlace) {
		n += 2
		if word(n, ".") {
			n++
		}
	}
	if word(n, "-") && word(n+1, "based") {
		return n + 2 - k
	}
	return 0
}

// look goes over the tokens once: what classes and features there are, whether
// nearly every word begins with a capital, and whether most are in capitals.
func (s *sentence) look() (title, shout bool) {
	caps, words := 0, 0
	upper, long := 0, 0
	for i := range s.toks {
		t := &s.toks[i]
		s.cl |= t.cl
		s.f |= t.f
		if t.kind != word || t.end-t.start < 2 {
			continue
		}
		long++
		if t.upper {
			upper++
		}
		if t.end-t.start < 3 {
			continue
		}
		if t.caps {
			caps++
			words++
		} else if t.cl&cFunc == 0 {
			words++
		}
	}
	return words >= 3 && caps*10 >= words*8, long >= 3 && upper*10 >= long*7
}

func (sc *scanner) word(i int) int {
	t := &sc.toks[i]
	sc.out = append(sc.out, elem{kind: eWord, f: t.f, from: i, to: i + 1, cl: t.cl, low: t.low, body: -1, mention: noMention})
	return i + 1
}

func (sc *scanner) add(e elem) int {
	e.body = -1
	sc.instruments = sc.instruments || e.kind == eInstr
	// "National Centre in the Kingdom of X (NC)": the acronym is the centre’s.
	if e.kind == eCountry && !e.acronym.empty() {
		for k := len(sc.out) - 1; k >= 0 && k >= len(sc.out)-3; k-- {
			o := &sc.out[k]
			if o.kind == eBody && o.acronym.empty() && spells(sc.toks[o.from:o.to], sc.text[e.acronym.start:e.acronym.end]) {
				o.acronym = e.acronym
				if o.code == "" {
					o.code = e.code
				}
				e.acronym = span{}
				break
			}
			if o.kind != eWord || o.cl&(cPrep|cDet) == 0 {
				break
			}
		}
	}
	sc.out = append(sc.out, e)
	return e.to
}

// next reads one elem at token i and returns where the following one begins.
func (sc *scanner) next(i int) int {
	t := &sc.toks[i]
	if to := ticker(sc.toks, i); to > i {
		for ; i < to; i++ {
			sc.word(i)
		}
		return to
	}
	if t.kind == mark || t.kind == poss {
		return sc.word(i)
	}
	if t.caps || t.low[0] <= '9' {
		if d, to := readDate(sc.toks, i); to > i {
			return sc.add(elem{kind: eDate, from: i, to: to, mention: sc.says(mention{date: d})})
		}
	}
	if t.cl&(cAttr|cInstrHead|cDomain) != 0 {
		if in, to := readInstrument(sc.toks, i, sc.title); to > i {
			return sc.add(elem{kind: eInstr, from: i, to: to, mention: sc.says(mention{instr: in, name: sc.span(i, to)})})
		}
	}
	// Most words are small and only words: what follows begins with a capital, a
	// determiner ("the ministry"), a pronoun or "ministries".
	if !t.caps && t.cl&(cDet|cPron) == 0 && t.low != "ministries" {
		return sc.word(i)
	}
	if t.kind == number {
		return sc.word(i)
	}
	if to := messrs(sc.toks, i); to > i {
		sc.out = append(sc.out, elem{kind: eWord, from: i, to: to, cl: cDet, low: "messrs", body: -1, mention: noMention})
		return to
	}
	if e, ok := sc.secondHead(i); ok {
		return sc.add(e)
	}
	if e, ok := sc.person(i); ok {
		return sc.add(e)
	}
	if e, ok := sc.fieldMinistry(i); ok {
		return sc.add(e)
	}
	if e, ok := sc.reference(i); ok {
		return sc.add(e)
	}
	if t.is(cPron) && !t.upper && t.low != "it" && t.low != "he" && t.low != "she" && t.low != "him" {
		return sc.add(elem{kind: ePron, from: i, to: i + 1, low: t.low, cl: t.cl, mention: sc.says(mention{name: sc.span(i, i+1)})})
	}
	if t.low == "it" && !t.upper {
		return sc.add(elem{kind: ePron, from: i, to: i + 1, low: "it", cl: t.cl, mention: sc.says(mention{name: sc.span(i, i+1)})})
	}
	if to := sc.pluralMinistries(i); to > i {
		sc.out = append(sc.out, elem{kind: eWord, f: fPlural | fSort, from: i, to: to, cl: cDet, low: "ministries", body: -1, mention: noMention})
		return to
	}
	if e, ok := sc.officer(i); ok {
		return sc.add(e)
	}
	if e, ok := sc.body(i); ok {
		return sc.add(e)
	}
	return sc.word(i)
}

// ticker is the end of the bracket at i that says where a firm's shares are traded:
// "(NYSE: ALT)".
func ticker(toks []token, i int) int {
	if toks[i].low != "(" || i+4 >= len(toks) || !toks[i+1].upper && !toks[i+1].caps {
		return i
	}
	colon := false
	for k := i + 1; k < len(toks) && k < i+12; k++ {
		if toks[k].low == ")" {
			if colon {
				return k + 1
			}
			return i
		}
		colon = colon || toks[k].low == ":"
	}
	return i
}

// messrs is the end of the "M/s" at i, which stands before a firm in South Asia.
func messrs(toks []token, i int) int {
	if i+3 >= len(toks) || toks[i].low != "m" || toks[i+1].low != "/" || toks[i+2].low != "s" || !toks[i+2].tight {
		return i
	}
	if toks[i+3].low == "." {
		return i + 4
	}
	return i + 3
}

func (sc *scanner) span(from, to int) span {
	return span{sc.toks[from].start, sc.toks[to-1].end}
}

// capital says whether token i can be part of a name here.
func (sc *scanner) capital(i int) bool {
	if i < 0 || i >= len(sc.capitals) || !sc.toks[i].caps {
		return false
	}
	if a := sc.capitals[i]; a != unasked {
		return a == yes
	}
	if sc.mayName(i) {
		sc.capitals[i] = yes
		return true
	}
	sc.capitals[i] = no
	return false
}

// mayName is capital for a token with a capital that was not asked of before.
func (sc *scanner) mayName(i int) bool {
	t := &sc.toks[i]
	if t.kind != word {
		return false
	}
	if t.upper && !sc.shout && (t.low == "us" || t.low == "it" || t.low == "who" || t.low == "as") {
		return true
	}
	if t.is(cFunc) {
		return false
	}
	if i+1 < len(sc.toks) && sc.toks[i+1].kind == number && (t.low == "rs" || t.f&fMoney != 0 && len(t.low) <= 4 && currencyCodes[t.low] != "") {
		return false // Rs 900 crore
	}
	if i == 0 && t.is(cDet) {
		_, to, _, _ := sc.geo(i)
		return to > 1 // New Delhi
	}
	if (i == 0 || sc.title || sc.toks[i-1].low == "–" || sc.toks[i-1].low == ":") && t.is(cNumber) && !t.upper {
		return false
	}
	if i == 0 && !t.upper && envoyWord(t.low) {
		return false // Representatives of A and B
	}
	if i == 0 && strings.HasSuffix(t.low, "ing") && len(sc.toks) > 1 && sc.toks[1].is(cPrep|cModal|cDet) {
		return false // Turning to …
	}
	if (i == 0 || i == 1 && sc.toks[0].low == "\"") && t.is(cSign|cTalk|cPartner) {
		return false
	}
	if sc.title && t.is(cSign|cEnter|cPartner|cPlan|cTalk|cApprove|cEnd|cFinite) && !t.is(cOrgHead|cDomain) {
		return false
	}
	if i > 0 && sc.toks[i-1].kind == number && (t.upper && unit(t.low) || t.is(cNumber)) {
		return false // 30 MW, 28.3 Million
	}
	return t.low != "may" && t.low != "counterpart" && t.low != "counterparts" && !weekday(t.low)
}

// smallField: a field in small letters within a name, "Ministry of foreign Affairs".
func (sc *scanner) smallField(i int) bool {
	return i+1 < len(sc.toks) && !sc.toks[i].caps && sc.toks[i].is(cDomain) && sc.capital(i+1) && sc.toks[i+1].is(cDomain)
}

// unit: what is measured in capitals.
func unit(low string) bool {
	switch low {
	case "mw", "gw", "kw", "mwh", "gwh", "kwh", "kv", "mva", "km", "mwp", "mt", "tb", "gb":
		return true
	}
	return false
}

// weekday: the full name of a day, which ends the name before it: "the Alto
// University Monday signed".
func weekday(low string) bool {
	switch low {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// geo reads the longest country, adjective or city name at i.
func (sc *scanner) geo(i int) (c country, to int, adj, city bool) {
	t := &sc.toks[i]
	if t.f&fGeo == 0 || !t.caps {
		return country{}, i, false, false
	}
	n := int(t.f >> geoShift)
	for k := min(n, len(sc.toks)-i); k >= 1; k-- {
		var g geoName
		var ok bool
		if k == 1 {
			if t.low == "us" && !t.upper || t.low == "male" || t.upper && i+1 < len(sc.toks) && sc.toks[i+1].low == "$" && sc.toks[i+1].tight {
				continue
			}
			g, ok = geoNames[t.low]
		} else {
			g, ok = sc.d.geoName(span{t.start, sc.toks[i+k-1].end})
		}
		if !ok {
			continue
		}
		if g.city {
			g.name = sc.text[t.start:sc.toks[i+k-1].end]
		}
		return g.country, i + k, g.adj, g.city
	}
	return country{}, i, false, false
}

// geoName is the country, adjective or city of which a stretch of the text is the
// name.
func (d *document) geoName(sp span) (geoName, bool) {
	g, ok := geoNames[string(d.low(sp))]
	return g, ok
}

// low is what lowText makes of a stretch of the text, as a key that lasts until the
// next is made.
func (d *document) low(sp span) []byte {
	s := d.str(sp)
	d.key = d.key[:0]
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == '*' || c == '_' || c == ' ' && i > 0 && s[i-1] == ' ' {
			d.key = append(d.key[:0], lowText(s)...)
			return d.key
		}
		if l := letters[c]; l != 0 {
			c = l
		}
		d.key = append(d.key, c)
	}
	return d.key
}

// lowText is s in lower case with straight apostrophes and single spaces.
func lowText(s string) string {
	if plainLow(s) {
		return s
	}
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	if strings.ContainsAny(s, "\n\t\u00a0*_") || strings.Contains(s, "  ") {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
			return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r == '*' || r == '_'
		}), " ")
	}
	return s
}

// plainLow says whether s is what lowText makes of it.
func plainLow(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c >= 'A' && c <= 'Z' || c == '*' || c == '_' || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return false
		}
	}
	return true
}

var refNouns = map[string]string{
	"ministry": "government", "department": "government", "government": "government", "agency": "government", "authority": "government", "commission": "government", "council": "government", "board": "government", "bureau": "government", "embassy": "government", "secretariat": "government",
	"company": "company", "firm": "company", "bank": "company", "group": "company", "corporation": "company", "startup": "company", "operator": "company", "conglomerate": "company", "giant": "company", "airline": "company", "carrier": "company", "retailer": "company", "lender": "company", "insurer": "company", "manufacturer": "company", "developer": "company", "utility": "company", "charity": "ngo", "hospital": "academic",
	"university": "academic", "institute": "academic", "college": "academic", "school": "academic",
	"organisation": "international", "organization": "international", "association": "ngo", "foundation": "ngo", "union": "international", "fund": "international", "centre": "", "center": "",
}

var pluralNouns = map[string]string{
	"countries": "country", "nations": "country", "governments": "country", "states": "country", "sides": "", "parties": "", "universities": "academic", "institutions": "", "companies": "company", "firms": "company", "organisations": "", "organizations": "", "ministries": "government", "agencies": "", "authorities": "", "entities": "", "partners": "", "banks": "company", "groups": "", "institutes": "academic", "bodies": "", "republics": "country", "ministers": "country", "leaders": "country",
}

// reference reads a definite reference: "the ministry", "both sides", "the two
// countries", "the company".
func (sc *scanner) reference(i int) (elem, bool) {
	t := &sc.toks[i]
	if !t.is(cDet) {
		return elem{}, false
	}
	switch t.low {
	case "the", "both", "two", "this", "our":
	default:
		return elem{}, false
	}
	j := i + 1
	two := t.low == "both" || t.low == "two"
	for j < len(sc.toks) && j < i+4 {
		w := &sc.toks[j]
		switch w.low {
		case "two", "both", "three":
			two = true
			j++
			continue
		case "the", "brotherly", "friendly", "neighbouring", "neighboring", "respective", "participating", "signatory", "partner", "contracting":
			j++
			continue
		}
		break
	}
	if j >= len(sc.toks) || sc.toks[j].kind != word {
		return elem{}, false
	}
	w := &sc.toks[j]
	if w.f&(fPlural|fRef) == 0 {
		return elem{}, false
	}
	if typ, ok := pluralNouns[w.low]; ok && (two || w.low == "parties" || w.low == "sides") && (!w.caps || sc.title || w.low == "parties" || w.low == "ministers") {
		return elem{kind: eDef, from: i, to: j + 1, mention: sc.says(mention{name: sc.span(i, j+1), ref: typ, plural: true, typ: typ})}, true
	}
	if two || j != i+1 {
		return elem{}, false
	}
	if e, ok := sc.crown(j); ok {
		e.from = i
		return e, true
	}
	if typ, ok := refNouns[w.low]; ok {
		// "the Ministry of X" is a name; "the company Foo" too.
		if j+1 < len(sc.toks) {
			n := &sc.toks[j+1]
			if n.is(cConn) && n.low != "and" && n.low != "in" && n.low != "on" && n.low != "&" && (sc.nextCapital(j+2) || n.low == "of" && sc.smallField(j+2)) || sc.capital(j+1) && w.caps {
				return elem{}, false
			}
			if w.caps && n.is(cOffice) {
				return elem{}, false
			}
		}
		return elem{kind: eDef, from: i, to: j + 1, mention: sc.says(mention{name: sc.span(j, j+1), ref: w.low, typ: typ})}, true
	}
	return elem{}, false
}

func (sc *scanner) nextCapital(i int) bool {
	if i < len(sc.toks) && sc.toks[i].low == "the" {
		i++
	}
	return sc.capital(i)
}

// body reads a proper name at i: a country, a city, an organisation, an event.
func (sc *scanner) body(i int) (elem, bool) {
	start := i
	if !sc.capital(i) {
		return elem{}, false
	}
	if e, ok := sc.unionCompound(i); ok {
		return e, true
	}
	if e, ok := sc.crown(i); ok {
		return e, true
	}
	c, geoEnd, adj, city := sc.geo(i)
	nameFrom := i
	e := elem{from: start, mention: sc.d.mentions.one()}
	j := i
	if geoEnd > i {
		e.code = c.code
		if geoEnd+3 < len(sc.toks) && sc.toks[geoEnd].low == "(" && sc.toks[geoEnd+2].low == ")" && sc.capital(geoEnd+3) {
			if c2, e2, _, _ := sc.geo(geoEnd + 1); c2.code == c.code && e2 == geoEnd+2 {
				geoEnd += 3 // the United States (U.S.) National …
				nameFrom = geoEnd
			}
		}
		if g := sc.governmentAt(geoEnd); g > geoEnd+1 && !city {
			e.kind, e.to, e.government, e.typ = eCountry, g, true, "government"
			e.name = sc.span(i, g)
			return e, true
		}
		if geoEnd < len(sc.toks) && sc.toks[geoEnd].low == "government" && sc.toks[geoEnd].caps && !city && !sc.capital(geoEnd+1) {
			e.kind, e.to, e.government, e.typ = eCountry, geoEnd+1, true, "government"
			e.name = sc.span(i, e.to)
			return e, true
		}
		after := geoEnd
		owned := after < len(sc.toks) && sc.toks[after].kind == poss
		if owned {
			after++
		}
		if !sc.capital(after) || sc.instrAhead(after) || sc.officeAt(after) {
			// Nothing follows that it could own.
			if !owned && after+1 < len(sc.toks) && sc.toks[after].low == "-" && sc.toks[after].tight && sc.capital(after+1) && sc.toks[after+1].tight {
				return sc.compound(i, after, e)
			}
			if !owned && !city && geoEnd < len(sc.toks) && strings.EqualFold(sc.toks[geoEnd].low, "government") {
				e.kind, e.to, e.government, e.typ = eCountry, geoEnd+1, true, "government"
				e.name = sc.span(i, e.to)
				return e, true
			}
			// "UK Singapore agreements": two states, then what they made.
			// "China's IT ministry", "Kenya's energy ministry"
			if m := sc.lowerMinistry(after); m > after {
				e.kind, e.to, e.typ = eBody, m, "government"
				e.name = sc.span(after, m)
				e.owner = sc.span(i, m)
				return e, true
			}
			e.to = geoEnd
			e.name = sc.span(i, geoEnd)
			// "Taiwan-based", "China-backed": said of what follows.
			if !owned && geoEnd+1 < len(sc.toks) && sc.toks[geoEnd].low == "-" && sc.toks[geoEnd].tight && sc.toks[geoEnd+1].kind == word && !sc.toks[geoEnd+1].caps {
				adj = adj || !city
			}
			switch {
			case city:
				e.kind = ePlace
				if c.code == "" {
					return elem{}, false
				}
			case adj:
				e.kind, e.adjective = eCountry, true
			default:
				e.kind, e.typ = eCountry, "government"
			}
			return e, true
		}
		if owned {
			nameFrom = after
			j = after
		} else {
			j = geoEnd
		}
	}
	if geoEnd > i && j == geoEnd && !adj && !city {
		if c2, e2, adj2, city2 := sc.geo(geoEnd); c2.code != "" && c2.code != c.code && !adj2 && !city2 && e2 < len(sc.toks) && sc.instrAhead(e2) {
			sc.add(elem{kind: eCountry, from: i, to: geoEnd, mention: sc.says(mention{code: c.code, name: sc.span(i, geoEnd), typ: "government", adjective: true, ref: "compound"})})
			return elem{kind: eCountry, from: geoEnd, to: e2, mention: sc.says(mention{code: c2.code, name: sc.span(geoEnd, e2), typ: "government", adjective: true, ref: "compound"})}, true
		}
	}
	to, head, hasHead := sc.run(j, nameFrom)
	if to <= j {
		to = j + 1
	}
	if m := sc.lowerMinistry(j); m > to && geoEnd > i {
		to = m
		hasHead, head = true, "ministry"
	}
	if i == 0 && to == 1 && !sc.toks[0].upper && strings.HasSuffix(sc.toks[0].low, "ly") {
		return elem{}, false // Internationally, …
	}
	if i == 0 && to == 1 && !sc.toks[0].upper && sc.toks[0].is(cDomain) && len(sc.toks) > 2 && (sc.toks[1].low == "and" || sc.toks[1].kind == word) && !sc.toks[1].caps && sc.toks[2].kind == word && !sc.toks[2].caps && !sc.toks[1].is(cSign|cEnter|cAux|cFinite|cModal) {
		return elem{}, false // Logistics and transportation company …
	}
	if nameFrom == i && to-i == 1 && sc.toks[i].is(cNotOrg) && !sc.toks[i].is(cOrgHead) {
		return elem{}, false
	}
	if sc.toks[i].low == "government" && to == i+1 || sc.manyOf(nameFrom, to) {
		return elem{}, false
	}
	// "U.S. Customs and Border Protection’s National Targeting Center"
	if head != "" && to+1 < len(sc.toks) && sc.toks[to].kind == poss && sc.capital(to+1) && !sc.officeAt(to+1) && !sc.instrAhead(to+1) {
		if t2, h2, has2 := sc.run(to+1, to+1); has2 && t2 > to+2 {
			nameFrom, to, head = to+1, t2, h2
		}
	}
	cut := to // where the name ends, before a head that several share: "Alto and Beta Universities"
	if to-nameFrom > 1 && len(sc.out) > 0 && sc.out[len(sc.out)-1].low == "and" && sc.out[len(sc.out)-1].kind == eWord {
		switch sc.toks[to-1].low {
		case "universities", "colleges", "polytechnics", "ministries", "councils":
			cut--
		}
	}
	region := sc.toks[nameFrom].f&fRegion != 0
	if region && regionName(string(sc.d.low(sc.span(nameFrom, to)))) {
		return elem{}, false
	}
	e.kind = eBody
	e.to = to
	e.name = sc.span(nameFrom, cut)
	if nameFrom > i && sc.toks[nameFrom-1].kind == poss {
		e.owner = sc.span(i, to)
	}
	// "Government of X", "Republic of X government"
	if (sc.toks[nameFrom].low == "government" || sc.toks[nameFrom].low == "republic") && nameFrom+1 < len(sc.toks) && sc.toks[nameFrom+1].low == "of" {
		for k := nameFrom + 1; k < to; k++ {
			if c, _, a, ct := sc.geo(k); c.code != "" && !a && !ct {
				e.kind, e.code, e.government, e.typ = eCountry, c.code, true, "government"
				break
			}
		}
	}
	if e.kind == eBody && !hasHead && to-nameFrom == 1 && strings.EqualFold(sc.toks[nameFrom].low, "government") && e.code != "" {
		e.kind, e.government, e.typ = eCountry, true, "government"
		e.name = sc.span(i, to)
	}
	if e.kind == eBody {
		if e.code == "" {
			for k := nameFrom; k < to; k++ {
				if !sc.toks[k].caps {
					continue
				}
				if c, ce, _, _ := sc.geo(k); c.code != "" && ce <= to {
					if !sc.joined(k, nameFrom, to) {
						e.code = c.code
					}
					break
				}
			}
		}
		e.typ = typeOf(sc.toks[nameFrom:to], head)
		if region && e.owner.empty() {
			if code := regionCountry[string(sc.d.low(e.name))]; code != "" {
				e.code, e.typ = code, "government"
			}
		}
		e.office = head
		if ev := sc.toks[to-1]; ev.is(cEvent) && occasionHead(ev.low) && to-nameFrom > 1 {
			e.kind = eEvent
		}
	}
	if region && to < len(sc.toks) && sc.toks[to].low == "government" && regionCountry[string(sc.d.low(e.name))] != "" {
		to++ // the Punjab government
		e.to, e.name, e.owner = to, sc.span(nameFrom, to), span{}
	}
	if e.kind == eBody && e.owner.empty() {
		if end := sc.spelledOut(nameFrom, to); end > to {
			to = end
			e.to, e.name = to, sc.span(nameFrom, to)
		}
		if end := sc.nameAgain(i, nameFrom, to); end > to {
			to, e.to = end, end
		}
	}
	// The acronym in brackets, also behind a quoted one.
	if at := sc.seatBefore(nameFrom, to); at > to && e.kind == eBody {
		e.acronym, e.to = sc.bracketed(at)
	} else if a, ae := sc.bracketed(to); ae > to {
		e.acronym = a
		e.to = ae
		e.low = ""
	}
	if e.acronym.empty() && e.kind == eBody && hasHead && to-nameFrom > 1 {
		e.acronym, e.to = sc.calledToo(e.to)
	}
	if !e.acronym.empty() && e.to < len(sc.toks) && sc.toks[e.to].caps && sc.toks[e.to].low == "group" {
		e.to++ // the Alto Development Bank (ADB) Group
	}
	e.vague = i == 0 && to-i == 1 && !sc.toks[i].upper
	return e, true
}

// manyOf: the words say only of what kind several bodies are: Private Sector
// Organizations, First Nations.
func (sc *scanner) manyOf(from, to int) bool {
	switch sc.toks[to-1].low {
	case "organizations", "organisations", "companies", "institutions", "agencies", "authorities", "nations", "enterprises", "stakeholders", "sectors":
	default:
		return false
	}
	for k := from; k < to-1; k++ {
		t := &sc.toks[k]
		switch t.low {
		case "private", "public", "sector", "civil", "society", "first", "development", "several", "government", "local", "competent", "relevant", "regulatory", "national", "international", "higher", "learning", "education", "training", "academic", "research", "financial":
		default:
			return false
		}
	}
	return to-from > 1
}

// crown reads the government of a monarch, with all their titles, up to the state:
// "Government of His Majesty the Sultan and Ruler of Brunei".
func (sc *scanner) crown(i int) (elem, bool) {
	if sc.toks[i].low != "government" || i+4 >= len(sc.toks) || sc.toks[i+1].low != "of" || sc.toks[i+2].low != "his" && sc.toks[i+2].low != "her" {
		return elem{}, false
	}
	for k := i + 3; k < len(sc.toks) && k < i+30; k++ {
		if sc.toks[k].is(cSign | cAux | cModal) {
			return elem{}, false
		}
		if c, to, adj, city := sc.geo(k); to > k && !adj && !city {
			return elem{kind: eCountry, from: i, to: to, mention: sc.says(mention{code: c.code, name: sc.span(k, to), government: true, typ: "government"})}, true
		}
	}
	return elem{}, false
}

// spelledOut is the end of a name that goes on behind to, as the acronym in brackets
// that all its words spell tells: "the Fund for Cooperation in Rural Trade (FCRT)".
func (sc *scanner) spelledOut(from, to int) int {
	if to >= len(sc.toks) || !sc.toks[to].is(cConn) || sc.toks[to].low == "and" || sc.toks[to].low == "&" {
		return to
	}
	k := to
	for k < len(sc.toks) && k < to+12 && (sc.capital(k) || sc.toks[k].is(cConn) || sc.toks[k].low == "the") {
		k++
	}
	a, ae := sc.bracketed(k)
	if ae == k || !sc.capital(k-1) {
		return to
	}
	if spells(sc.toks[from:k], sc.text[a.start:a.end]) {
		return k
	}
	// A made word, as in "Rural Schools Group for Training in Farming (RUSGROUP)".
	if ae != k+3 || a.end-a.start < 5 || sc.text[a.start]|0x20 != sc.toks[from].low[0] || sc.toks[to].low != "in" && sc.toks[to].low != "for" {
		return to
	}
	for m := to; m < k; m++ {
		if _, g, _, _ := sc.geo(m); g > m {
			return to
		}
	}
	return k
}

// calledToo is the acronym that an apposition right before the verb gives the name that
// ends at to: "the Alto Swimming Federation, the KASF, have signed".
func (sc *scanner) calledToo(to int) (span, int) {
	if to+4 >= len(sc.toks) || sc.toks[to].low != "," || sc.toks[to+1].low != "the" || sc.toks[to+3].low != "," {
		return span{}, to
	}
	t := &sc.toks[to+2]
	if !t.upper || t.end-t.start < 3 || !sc.toks[to+4].is(cAux|cSign|cModal) {
		return span{}, to
	}
	return sc.span(to+2, to+3), to + 4
}

// seatBefore is where the acronym stands that a town sets apart from the name that
// ends at to: "University of Trade, Lima (UTL)"; to when none does.
func (sc *scanner) seatBefore(from, to int) int {
	if to-from < 2 || to+1 >= len(sc.toks) || sc.toks[to].low != "," {
		return to
	}
	_, at, _, city := sc.geo(to + 1)
	if at == to+1 || !city {
		return to
	}
	a, ae := sc.bracketed(at)
	if ae == at || sc.toks[from].low[0] != sc.text[a.start]|0x20 {
		return to
	}
	return at
}

// nameAgain is the end of the name in a second tongue that a dash sets behind the
// name that ends at to: "Libraries Peru – Biblioteca Nasa Yuwe signed". A dateline
// and a list with a dash between two sides are not so.
func (sc *scanner) nameAgain(i, from, to int) int {
	if to-from < 2 || to+2 >= len(sc.toks) || sc.inItem || sc.title || sc.toks[to].low != "–" && sc.toks[to].low != "-" && sc.toks[to].low != "—" || sc.toks[to].tight && sc.toks[to+1].tight {
		return to
	}
	k := to + 1
	for k < len(sc.toks) && k < to+7 && sc.capital(k) && !sc.toks[k].is(cOrgHead|cTitle|cOffice) && !sc.toks[k].upper {
		k++
	}
	if k < to+3 || k >= len(sc.toks) {
		return to
	}
	if n := &sc.toks[k]; n.low != "and" && n.low != "(" && !n.is(cAux|cSign|cModal) && n.low != "." {
		return to
	}
	for m := to + 1; m < k; m++ {
		if sc.toks[m].is(cDomain | cAttr | cInstrHead) {
			return to
		}
		if _, g, _, _ := sc.geo(m); g > m {
			return to
		}
	}
	return k
}

// joined: the country word at k is tied to another name, as in Pak-China or
// Franco-German, and so places no body.
func (sc *scanner) joined(k, from, to int) bool {
	dash := func(i int) bool {
		return i > from && i < to-1 && sc.toks[i].tight && (sc.toks[i].low == "-" || sc.toks[i].low == "–") && sc.toks[i+1].caps && sc.toks[i-1].caps
	}
	return dash(k-1) || dash(k+1)
}

// occasionHead: words that end the name of an occasion and not of a body.
func occasionHead(s string) bool {
	switch s {
	case "congress", "exchange", "assembly", "convention", "anniversary", "event", "session", "talks", "visit", "launch", "consultation", "commemoration":
		return false
	}
	return true
}

// lowerMinistry reads "IT ministry", "energy ministry", "ministry of energy"
// in lower case behind a country.
func (sc *scanner) lowerMinistry(i int) int {
	for k := i; k < len(sc.toks) && k < i+5; k++ {
		t := &sc.toks[k]
		if t.kind != word {
			return 0
		}
		switch t.low {
		case "ministry", "ministries":
			if k+2 < len(sc.toks) && sc.toks[k+1].low == "of" {
				m := k + 2
				for m < len(sc.toks) && m < k+8 && sc.toks[m].kind == word && (sc.toks[m].is(cDomain) || sc.toks[m].low == "and" && m+1 < len(sc.toks) && sc.toks[m+1].is(cDomain)) {
					m++
				}
				if m > k+2 {
					return m
				}
			}
			return k + 1
		case "and", "&":
			if k == i {
				return 0 // "Zed, Peru and Ministry of Trade"
			}
			continue
		}
		if !t.is(cDomain) && !t.upper && !t.caps || t.is(cFunc) && !t.upper || t.is(cSign) {
			return 0
		}
	}
	return 0
}

// pluralMinistries reads "Ministries of Health of", before the states they are
// of; the states then stand for their ministries.
func (sc *scanner) pluralMinistries(i int) int {
	switch sc.toks[i].low {
	case "provinces", "governments", "municipalities", "parliaments", "cities", "universities":
		// "Provinces of A and B": the names alone.
		if i+2 < len(sc.toks) && sc.toks[i].caps && sc.toks[i+1].low == "of" && sc.nextCapital(i+2) {
			return i + 2
		}
		return i
	}
	if sc.toks[i].low != "ministries" || i+3 >= len(sc.toks) || sc.toks[i+1].low != "of" {
		return i
	}
	for k := i + 2; k < len(sc.toks) && k < i+12; k++ {
		t := &sc.toks[k]
		if t.low == "of" {
			n := k + 1
			if n < len(sc.toks) && sc.toks[n].low == "the" {
				n++
			}
			if n >= len(sc.toks) {
				return i
			}
			if sc.toks[n].low == "both" || sc.toks[n].low == "two" {
				return k + 1
			}
			if c, _, adj, city := sc.geo(n); c.code != "" && !adj && !city {
				return k + 1
			}
			return i
		}
		if !t.is(cDomain) && t.low != "and" && t.low != "," && t.low != "&" {
			for k > i+2 && !sc.toks[k-1].is(cDomain) {
				k--
			}
			if k > i+3 {
				return k // "ties between the Ministries of Labour and Health": fields, no names
			}
			return i
		}
	}
	return i
}

// fieldMinistry reads "the IT ministry", "the energy ministry".
func (sc *scanner) fieldMinistry(i int) (elem, bool) {
	if sc.toks[i].low != "the" || i+2 >= len(sc.toks) || sc.toks[i+1].low == "ministry" {
		return elem{}, false
	}
	j := i + 1
	if sc.toks[j].low == "federal" || sc.toks[j].low == "union" {
		j++
	}
	m := sc.lowerMinistry(j)
	if m <= j+1 || sc.toks[m-1].caps {
		return elem{}, false
	}
	return elem{kind: eBody, from: i, to: m, mention: sc.says(mention{name: sc.span(j, m), typ: "government", office: "ministry"})}, true
}

// compound reads "Pakistan-China": two countries joined, an attribute of what follows.
func (sc *scanner) compound(i, dash int, e elem) (elem, bool) {
	c2, to, _, _ := sc.geo(dash + 1)
	if c2.code != "" {
		// A name that goes on makes it an organisation or an event.
		if sc.capital(to) && !sc.instrAhead(to) {
			end, head, _ := sc.run(to, i)
			e.kind, e.to, e.name = eBody, end, sc.span(i, end)
			e.typ, e.office = typeOf(sc.toks[i:end], head), head
			if sc.toks[end-1].is(cEvent) && occasionHead(sc.toks[end-1].low) {
				e.kind = eEvent
			}
			if a, ae := sc.bracketed(end); ae > end {
				e.acronym, e.to = a, ae
			}
			return e, true
		}
		first := elem{kind: eCountry, from: i, to: dash, mention: sc.says(mention{code: e.code, name: sc.span(i, dash), typ: "government", adjective: true, ref: "compound"})}
		sc.add(first)
		sc.word(dash)
		return elem{kind: eCountry, from: dash + 1, to: to, mention: sc.says(mention{code: c2.code, name: sc.span(dash+1, to), typ: "government", adjective: true, ref: "compound"})}, true
	}
	end, head, _ := sc.run(dash+1, i)
	e.kind, e.to, e.name = eBody, end, sc.span(i, end)
	e.typ, e.office = typeOf(sc.toks[i:end], head), head
	return e, true
}

// bidding is the end of a name that bids at j: Save the Children, Teach for Peru.
func (sc *scanner) bidding(j int) int {
	switch sc.toks[j].low {
	case "save", "feed", "teach", "educate", "protect", "care", "doctors", "engineers", "reporters":
	default:
		return j
	}
	if !sc.toks[j].caps || j+2 >= len(sc.toks) {
		return j
	}
	switch sc.toks[j+1].low {
	case "the", "for", "without":
	default:
		return j
	}
	k := j + 2
	for k < len(sc.toks) && sc.toks[k].kind == word && sc.toks[k].caps && !sc.toks[k].is(cFunc) {
		k++
	}
	if k == j+2 {
		return j
	}
	return k
}

// run is the end of the proper name that goes on at j and began at from.
func (sc *scanner) run(j, from int) (to int, head string, hasHead bool) {
	to = j
	if b := sc.bidding(j); b > j {
		return b, "organization", true
	}
	gov := false
	sc.inList = false
	for k := j; k < len(sc.toks); {
		t := &sc.toks[k]
		switch {
		case sc.capital(k):
			if k > j && (sc.instrAhead(k) || sc.officeAt(k) && !officeInName(sc.toks, k)) {
				return to, head, hasHead
			}
			if hasHead && t.is(cTitle) && t.end-t.start < 5 && t.low != "sa" {
				return to, head, hasHead
			}
			if hasHead && k > j+1 && sc.toks[k-1].low == "university" && sc.stranger(k) && sc.stranger(k+1) && !sc.capital(k+2) {
				return to, head, hasHead // "director at Alto University Ana Roe says"
			}
			if t.is(cOrgHead) {
				head = t.low
				hasHead = hasHead || !t.is(cDomain) || t.is(cGovHead|cCoHead)
			}
			if t.is(cGovHead) {
				gov = true
			}
			k++
			to = k
			continue
		case k > j && to == k && sc.elided(k):
			k++ // Conférence des Présidents d’Université
			to = k
			continue
		case t.kind == number && t.tight && k > j && to == k:
			k++ // Africa50
			to = k
			continue
		case t.kind == number:
			// "Vision 2030 Council", "Group of 77"
			if k > j && sc.capital(k+1) && !sc.toks[k].tight && to == k && sc.toks[k+1].is(cOrgHead) {
				k++
				continue
			}
			return to, head, hasHead
		case t.kind == mark && t.tight && (t.low == "-" || t.low == "/" || t.low == "–") && k+1 < len(sc.toks) && sc.toks[k+1].tight && sc.toks[k+1].kind <= number && k > j:
			if t.low == "-" || t.low == "/" {
				k += 2
				to = k
				continue
			}
			return to, head, hasHead
		case t.kind == mark && (t.low == "." || t.low == "&") && t.tight && k > j && sc.capital(k+1) && sc.toks[k-1].end-sc.toks[k-1].start == 1 && (t.low == "." || sc.toks[k+1].tight):
			k++ // William H. Gates Foundation, M&S Bank
			continue
		case t.kind == mark && t.low == "." && t.tight && k > j && sc.toks[k-1].is(cAbbrev):
			if k+1 < len(sc.toks) && (sc.capital(k+1) && (!companySuffix(sc.toks[k-1].low) || companySuffix(sc.toks[k+1].low)) || sc.toks[k+1].low == "," && sc.capital(k+2) && sc.toks[k+2].is(cCoHead)) {
				to = k
				k++
				if sc.toks[k].low == "," {
					k++
				}
				continue
			}
			if sc.toks[k-1].is(cGovHead) && k+2 < len(sc.toks) && sc.toks[k+1].low == "of" && sc.capital(k+2) {
				k++ // Dept. of Agriculture
				continue
			}
			if sc.toks[k-1].is(cCoHead) {
				to = k + 1
			}
			return to, head, hasHead
		case t.kind == mark && t.low == "," && k+1 < len(sc.toks) && companySuffix(sc.toks[k+1].low) && sc.toks[k+1].caps:
			k++
			continue
		case t.kind == mark && t.low == "," && gov && k+2 < len(sc.toks) && sc.toks[k+1].low == "and" && sc.inList && sc.capital(k+2) && sc.toks[k+2].is(cDomain) && !sc.toks[k+2].is(cGovHead):
			k += 2 // "Innovation, and Technology"
			continue
		case t.kind == mark && t.low == "," && gov && k+1 < len(sc.toks) && (sc.domainList(k+1) || sc.fieldsGoOn(k)):
			sc.inList = true
			// Department for Science, Innovation and Technology
			k++
			continue
		case t.kind == mark && t.low == "(" && k+2 < len(sc.toks) && sc.insideName(k):
			for k < len(sc.toks) && sc.toks[k].low != ")" {
				k++
			}
			k++
			continue
		case t.kind == poss:
			// Women’s University, People’s Bank: part of the name.
			if k+1 < len(sc.toks) && sc.capital(k+1) && (properPossessor(sc.toks[k-1].low) || sc.toks[k].end-sc.toks[k].start < 4 && !strings.HasSuffix(sc.text[sc.toks[k].start:sc.toks[k].end], "s") && sc.toks[k+1].is(cOrgHead)) {
				k++
				continue
			}
			return to, head, hasHead
		case t.low == "of" || t.low == "for" || t.low == "de" || t.low == "on" || t.low == "in" || t.low == "against" || t.low == "du" || t.low == "des" || t.low == "del" || t.low == "la":
			n := k + 1
			if n < len(sc.toks) && (sc.toks[n].low == "the" || sc.toks[n].low == "la") {
				n++
			}
			if gov && t.low == "of" && sc.smallField(n) {
				n++
			}
			if n >= len(sc.toks) || !sc.capital(n) && !(sc.toks[n].kind == number && hasHead && t.low == "of") {
				return to, head, hasHead
			}
			if sc.instrAhead(n) {
				return to, head, hasHead
			}
			if t.low == "on" && strings.HasSuffix(sc.toks[n].low, "ing") && (sc.toks[k-1].low == "ministry" || sc.toks[k-1].low == "department") {
				return to, head, hasHead // "… the Transport Ministry on Strengthening X"
			}
			switch t.low {
			case "of":
				if k-j >= 2 && sc.parentAt(j, k, n) {
					return to, head, hasHead // the Alto Academy of the Peruvian Ministry of Trade
				}
				if k-j >= 2 && hasHead && !gov && !society(sc.toks[k-1].low) {
					if c, _, adj, _ := sc.geo(n); c.code != "" && !adj && sc.properBefore(j, k) {
						return to, head, hasHead
					}
				}
				if _, g, adj, city := sc.geo(n); g > n+1 && !adj && !city && (k == j+1 || sc.toks[k-1].low == "republic" || sc.toks[k-1].low == "kingdom") {
					k, to = g, g // Republic of Trinidad and Tobago
					continue
				}
				if k == j+1 && landform(sc.toks[j].low) && sc.headOfPlace(n) {
					k = n // Bay of Alto Polytechnic
					continue
				}
				if !hasHead && !sc.toks[k-1].is(cDomain) && !sc.toks[k-1].is(cEvent) || sc.toks[k-1].upper && !gov && !sc.toks[k-1].is(cOrgHead) {
					return to, head, hasHead
				}
			case "for", "on", "in", "against":
				if t.low == "in" && k == j+1 && peopleOf(sc.toks[j].low) && sc.capital(n) {
					k = n // Women in Engineering
					continue
				}
				if !hasHead || t.low == "in" || !sc.toks[k-1].is(cOrgHead) {
					return to, head, hasHead
				}
				if t.low == "on" && strings.HasSuffix(sc.toks[n].low, "ing") {
					return to, head, hasHead // "… the Transport Ministry on Strengthening Cooperation"
				}
				if t.low != "for" && !sc.toks[k-1].is(cGovHead) && sc.toks[k-1].low != "centre" && sc.toks[k-1].low != "center" && sc.toks[k-1].low != "institute" {
					return to, head, hasHead
				}
				if t.low == "for" && sc.toks[k-1].is(cCoHead) && sc.toks[k-1].low != "bank" && !sc.groupFor(k, n) && !sc.toks[k-1].is(cGovHead) {
					return to, head, hasHead
				}
			}
			k = n
			continue
		case t.low == "o" && !t.caps && k > j && to == k && sc.capital(k+1):
			k++ // Te Rūnanga o Ngāti Apa
			continue
		case t.is(cParticle) && t.low != "a" && k > j && sc.capital(k-1) && (sc.capital(k+1) || k+2 < len(sc.toks) && sc.toks[k+1].is(cParticle) && sc.capital(k+2)):
			k++ // Eduardo dos Santos Foundation
			if !sc.capital(k) {
				k++
			}
			continue
		case t.caps && t.end-t.start == 1 && k > j && k+2 < len(sc.toks) && sc.toks[k+1].low == "&" && sc.toks[k+1].tight && sc.toks[k+2].tight && sc.toks[k+2].caps:
			k += 3 // Texas A&M University
			to = k
			continue
		case (t.low == "dan" || t.low == "et" || t.low == "y" || t.low == "und" || t.low == "e") && k > j && sc.capital(k+1) && !(companySuffix(sc.toks[k-1].low) || sc.toks[k-1].low == "bhd"):
			k++
			continue
		case t.low == "and" && gov && k+2 < len(sc.toks) && sc.toks[k+1].low == "the" && sc.capital(k+2) && sc.toks[k+2].is(cDomain) && !sc.bodyAhead(k+2):
			k += 2 // Ministry of Sustainability and the Environment
			continue
		case t.kind == mark && t.low == "," && gov && sc.inList && k+2 < len(sc.toks) && (sc.toks[k+1].low == "and" || sc.toks[k+1].low == "&") && sc.lastField(k+2):
			k += 2 // "Water Supply, and Higher Education of …"
			continue
		case t.low == "and" || t.low == "&":
			if gov && sc.inList && sc.lastField(k+1) || hasHead && sc.studies(k+1) {
				k++
				continue
			}
			if !sc.joinsAnd(j, k, gov, hasHead) {
				return to, head, hasHead
			}
			k++
			continue
		default:
			return to, head, hasHead
		}
	}
	return to, head, hasHead
}

// elided: a French word of a name behind the shortened article or preposition:
// d’Université, l’Eau.
func (sc *scanner) elided(k int) bool {
	t := &sc.toks[k]
	if t.kind != word || len(t.low) < 4 || t.low[0] != 'd' && t.low[0] != 'l' {
		return false
	}
	_, rest, ok := strings.Cut(strings.ReplaceAll(sc.text[t.start:t.end], "’", "'"), "'")
	return ok && len(rest)+3 >= len(t.low)-2 && rest != "" && strings.ToLower(rest[:1]) != rest[:1]
}

// groupFor: a group that is for some field, as in "Industry Group for High
// Technology", and not a firm that acts for a state.
func (sc *scanner) groupFor(k, n int) bool {
	if sc.toks[k-1].low != "group" {
		return false
	}
	_, to, _, _ := sc.geo(n)
	return to == n && sc.toks[n].low != "the"
}

// properBefore: a word that is no word of the trade stands among the tokens, as
// in "Hanseong University" but not in "National University" or "State Bank".
func (sc *scanner) properBefore(j, k int) bool {
	switch sc.toks[j].low {
	case "national", "royal", "state", "central", "federal":
		return false
	}
	for m := j; m < k; m++ {
		t := &sc.toks[m]
		if t.kind == word && !t.is(cDomain|cOrgHead|cAttr|cConn) && !generic(t.low) {
			switch t.low {
			case "open", "diplomatic", "islamic", "central", "people's", "reserve", "agricultural", "democratic", "catholic", "american", "supreme", "chartered", "virtual", "autonomous":
				continue
			}
			return true
		}
	}
	return false
}

// stranger: a capital that is no word of the trade, no place and no acronym, as the
// parts of a person's name are.
func (sc *scanner) stranger(k int) bool {
	if !sc.capital(k) || sc.toks[k].upper || sc.toks[k].cl&^(cParticle|cTitle) != 0 {
		return false
	}
	_, to, _, _ := sc.geo(k)
	return to == k
}

// society: heads of bodies that are called after their state: the Chess Federation of
// Peru.
func society(low string) bool {
	switch low {
	case "federation", "association", "union", "society", "league", "confederation", "chamber", "committee":
		return true
	}
	return false
}

// landform: words that begin the names of places, after which bodies are called.
func landform(low string) bool {
	switch low {
	case "bay", "gulf", "isle", "isles", "cape", "horn", "mount", "port", "valley", "coast", "bank", "straits", "land", "city", "county", "state", "district", "province":
		return true
	}
	return false
}

// headOfPlace: at most two capitals from i on and then the head of a body.
func (sc *scanner) headOfPlace(i int) bool {
	for m := i; m < len(sc.toks) && m < i+4 && sc.capital(m); m++ {
		if m > i && sc.toks[m].is(cOrgHead) && !sc.toks[m].is(cDomain) {
			return true
		}
	}
	return false
}

// bodyAhead: the capitals from i on end in the head of a body of its own.
func (sc *scanner) bodyAhead(i int) bool {
	for m := i; m < len(sc.toks) && m < i+9; m++ {
		t := &sc.toks[m]
		if t.is(cOrgHead) && (!t.is(cDomain) || t.is(cGovHead)) && t.caps {
			return true
		}
		if t.low != "and" && t.low != "&" && !sc.capital(m) {
			return false
		}
	}
	return false
}

// coAhead: the capitals from i on end in a word that ends the names of firms.
func (sc *scanner) coAhead(i int) bool {
	for m := i; m < len(sc.toks) && m < i+5 && sc.capital(m); m++ {
		if companySuffix(sc.toks[m].low) || sc.toks[m].low == "corporation" || sc.toks[m].low == "company" {
			return true
		}
	}
	return false
}

// officeAhead: at most three capitals from i on end in the head of an authority.
func (sc *scanner) officeAhead(i int) bool {
	for m := i; m < len(sc.toks) && m < i+3 && sc.capital(m); m++ {
		if sc.toks[m].is(cGovHead) {
			return true
		}
	}
	return false
}

// bankAhead: the capitals from i on end in Bank.
func (sc *scanner) bankAhead(i int) bool {
	for m := i; m < len(sc.toks) && m < i+4 && sc.capital(m); m++ {
		if sc.toks[m].low == "bank" {
			return true
		}
	}
	return false
}

// peopleOf: words that begin the names of societies of people in some field.
func peopleOf(s string) bool {
	switch s {
	case "women", "girls", "youth", "teachers", "partners", "leaders", "engineers", "mothers", "farmers", "scientists", "blacks":
		return true
	}
	return false
}

func companySuffix(s string) bool {
	switch s {
	case "ltd", "ltd.", "inc", "inc.", "limited", "llc", "plc", "llp", "corp", "co":
		return true
	}
	return false
}

func properPossessor(s string) bool {
	switch s {
	case "women", "people", "peoples", "children", "king", "queen", "farmers", "workers", "men", "st", "lloyd", "master", "students", "teachers", "traders", "merchants", "minister", "president", "world", "general", "girls", "boys", "christ", "nation":
		return true
	}
	return false
}

// officeInName: Office of the Prime Minister, Secretary words inside a body's name.
func officeInName(toks []token, k int) bool {
	// "Prime Minister’s Office", "Governor Office"
	for m := k; m < len(toks) && m < k+4; m++ {
		if toks[m].kind == poss {
			return m+1 < len(toks) && toks[m+1].is(cOrgHead)
		}
	}
	return false
}

// domainList says whether a list of fields goes on at i: "Innovation and Technology".
func (sc *scanner) domainList(i int) bool {
	if !sc.capital(i) || !sc.toks[i].is(cDomain) || sc.toks[i].is(cGovHead) {
		return false
	}
	for k := i; k < len(sc.toks) && k < i+6; k++ {
		t := &sc.toks[k]
		if t.low == "and" || t.low == "&" {
			return k+1 < len(sc.toks) && sc.toks[k+1].is(cDomain) && sc.toks[k+1].caps
		}
		if t.low == "," {
			if k+2 < len(sc.toks) && sc.toks[k+1].low == "and" {
				return sc.toks[k+2].is(cDomain) && sc.toks[k+2].caps
			}
			return sc.domainList(k + 1)
		}
		if t.kind != word || !t.is(cDomain) {
			return false
		}
	}
	return false
}

// insideName: a bracket that belongs to a name: (Pvt) Ltd, (M) Sdn Bhd.
func (sc *scanner) insideName(k int) bool {
	if _, to, _, _ := sc.geo(k + 1); to > k+1 && to+1 < len(sc.toks) && sc.toks[to].low == ")" && sc.capital(to+1) && (sc.coAhead(to+1) || sc.bankAhead(to+1)) {
		return true // Alto (Peru) Commercial Bank
	}
	for m := k + 1; m < len(sc.toks) && m < k+4; m++ {
		if sc.toks[m].low == ")" {
			return m+1 < len(sc.toks) && (companySuffix(sc.toks[m+1].low) || sc.toks[m+1].low == "sdn" || sc.toks[m+1].low == "bhd" || sc.toks[m+1].low == "berhad" || sc.toks[m+1].low == "company" || sc.toks[m+1].low == "co")
		}
	}
	return false
}

// joinsAnd decides whether "and" at k belongs to the name that began at j.
func (sc *scanner) joinsAnd(j, k int, gov, hasHead bool) bool {
	if !sc.capital(k + 1) {
		return false
	}
	next := &sc.toks[k+1]
	prev := &sc.toks[k-1]
	if _, to, adj, _ := sc.geo(k + 1); to > k+1 && !adj {
		return false
	}
	if sc.instrAhead(k+1) || sc.officeAt(k+1) {
		return false
	}
	// The acronym behind the longer name decides.
	end := k + 1
	for end < len(sc.toks) && (sc.capital(end) || sc.toks[end].low == "of" || sc.toks[end].low == "and") {
		end++
	}
	if a, ae := sc.bracketed(end); ae > end {
		if spells(sc.toks[k+1:end], sc.text[a.start:a.end]) {
			return false
		}
		if spells(sc.toks[j:end], sc.text[a.start:a.end]) || sc.spellsFields(j, k, end, a) {
			return true
		}
	}
	switch {
	case prev.low == "bill" && next.low == "melinda", prev.low == "newfoundland" && next.low == "labrador", prev.low == "jammu" && next.low == "kashmir":
		return true
	}
	if sc.toks[k].low == "&" && (next.low == "bros" || next.low == "brothers" || next.low == "sons" || next.low == "partners") {
		return true // Zed & Bros Holding
	}
	switch next.low {
	case "co", "company", "sons", "associates":
		if k+2 >= len(sc.toks) || !sc.capital(k+2) {
			return !hasHead // Eli Lilly and Company
		}
	}
	if sc.toks[k].low == "&" && k-j == 1 && !hasHead && !prev.upper && sc.coAhead(k+2) {
		return true // Diesel & Motor Engineering PLC
	}
	if sc.toks[k].low == "&" && prev.is(cDomain) && next.is(cDomain) && !prev.upper && (sc.bodyAhead(k+1) || sc.coAhead(k+1)) {
		return true // Petroleum & Chemical Corporation
	}
	ofName := false // Ministry of … , Department for …
	for m := j; m < k; m++ {
		if sc.toks[m].low == "of" || sc.toks[m].low == "for" || sc.toks[m].low == "on" {
			ofName = true
		}
	}
	nextGov := next.is(cGovHead) && k+2 < len(sc.toks) && (sc.toks[k+2].low == "of" || sc.toks[k+2].low == "for")
	if nextGov {
		return false
	}
	if hasHead && ofName {
		// What follows must be a field, and not a body of its own.
		if !gov && !prev.is(cDomain) {
			return false // the University of Alto and Industry Peru
		}
		if !next.is(cDomain) || next.upper && !prev.upper && !next.is(cDomain) {
			return false
		}
		for m := k + 1; m < end && m < k+6; m++ {
			if sc.toks[m].is(cOrgHead) && !sc.toks[m].is(cDomain) && m > k+1 || sc.toks[m].is(cAcadHead) {
				return false
			}
			if sc.toks[m].low == "and" || sc.toks[m].low == "of" {
				break
			}
		}
		return true
	}
	switch prev.low {
	case "oil", "iron", "food", "water", "sugar", "gas":
		if sc.bodyAhead(k + 1) {
			return true // Oil and Fat Combine, Iron and Steel Works
		}
	}
	if hasHead {
		// "Customs and Border Protection" has its head behind.
		if prev.is(cDomain) && next.is(cDomain) && !prev.is(cCoHead|cAcadHead) && (prev.low == "customs" || prev.low == "trade") {
			return true
		}
		return false
	}
	// No head yet: Food and Agriculture Organization, Trade and Development Agency.
	if !prev.is(cDomain) && !prev.is(cEvent) {
		return sc.toks[k].low == "&" && k-j == 1 && k+2 <= len(sc.toks) && !sc.capital(k+2) && !sc.title && !prev.upper && !next.upper
	}
	if prev.is(cOrgHead) && next.is(cDomain) && !next.is(cOrgHead) {
		return true // Customs and Border Protection
	}
	if prev.upper {
		return false
	}
	if !next.is(cDomain|cOrgHead|cEvent) && sc.officeAhead(k+2) && !next.upper && k-j > 1 {
		return true // Water Supply and Weir Board
	}
	if !next.is(cDomain | cOrgHead | cEvent) {
		return false // … Communication and Transsion Holdings
	}
	for m := k + 1; m < len(sc.toks) && m < k+7; m++ {
		t := &sc.toks[m]
		if t.kind != word || !t.caps && t.low != "and" && t.low != "of" {
			return false
		}
		if t.is(cOrgHead) || t.is(cEvent) {
			return true
		}
	}
	return false
}

// spellsFields: the acronym is made of the fields alone, on both sides of the "and"
// at k: the Institute of Rural Trade and Research Ltd (RTR).
func (sc *scanner) spellsFields(j, k, end int, a span) bool {
	if !sc.toks[j].is(cOrgHead) || j+2 >= k || sc.toks[j+1].low != "of" && sc.toks[j+1].low != "for" {
		return false
	}
	return spells(sc.toks[j+2:end], sc.text[a.start:a.end])
}

// spells says whether an acronym is made of the initials of the words.
func spells(toks []token, acronym string) bool {
	k := 0
	letters := 0
	for _, c := range []byte(acronym) {
		if c >= 'A' && c <= 'Z' {
			letters++
		}
	}
	if letters < 2 {
		return false
	}
	hit := 0
	a := strings.ToLower(acronym)
	for i := range toks {
		if toks[i].kind != word || k >= len(a) {
			continue
		}
		if toks[i].low[0] == a[k] {
			k++
			hit++
		} else if toks[i].caps && !toks[i].is(cConn|cFunc) {
			// a word the acronym leaves out
			continue
		}
	}
	if k < len(a) {
		return false
	}
	// The first word must give the first letter.
	return len(toks) > 0 && toks[0].low[0] == a[0]
}

// bracketed reads "(MIIT)" or "(“MIIT”)" or "(hereafter MIIT)" at i: an acronym
// or short name that defines the name before it.
func (sc *scanner) bracketed(i int) (span, int) {
	if i >= len(sc.toks) || sc.toks[i].low != "(" {
		return span{}, i
	}
	k := i + 1
	for k < len(sc.toks) && (sc.toks[k].low == "\"" || sc.toks[k].low == "'" || sc.toks[k].low == "‘" || sc.toks[k].low == "the" || sc.toks[k].low == "hereafter" || sc.toks[k].low == "hereinafter") {
		k++
	}
	s := k
	for k < len(sc.toks) && k < s+4 && (sc.toks[k].kind == word && sc.toks[k].caps || sc.toks[k].low == "-" || sc.toks[k].low == "&" || sc.toks[k].kind == number && sc.toks[k].tight && k > s) {
		k++
	}
	if k == s {
		return span{}, i
	}
	e := k
	for k < len(sc.toks) && (sc.toks[k].low == "\"" || sc.toks[k].low == "'") {
		k++
	}
	if k >= len(sc.toks) || sc.toks[k].low != ")" {
		return span{}, i
	}
	if e-s > 1 && !sc.toks[s].upper || e-s == 1 && !sc.toks[s].upper && !mixed(sc.text[sc.toks[s].start:sc.toks[s].end]) && sc.toks[s].end-sc.toks[s].start > 12 {
		return span{}, i
	}
	if _, to, _, _ := sc.geo(s); to == e && !sc.toks[s].upper {
		return span{}, i // (Greece) tells the country, not an acronym
	}
	return span{sc.toks[s].start, sc.toks[e-1].end}, k + 1
}

func mixed(s string) bool {
	return len(s) > 1 && strings.ToLower(s[1:]) != s[1:]
}

// instrAhead says whether an instrument is named at i, also behind attributes:
// "Digital Economy Agreement" begins at Digital.
func (sc *scanner) instrAhead(i int) bool {
	if sc.toks[i].low == "convention" && i+1 < len(sc.toks) {
		n := i + 1
		if sc.toks[n].low == "and" || sc.toks[n].low == "&" {
			n++
		}
		if n < len(sc.toks) && sc.capital(n) && (n == i+1 && sc.toks[n].is(cOrgHead) || sc.toks[n].is(cEvent)) {
			return false // Convention Centre, Convention and Exhibition Bureau
		}
	}
	in, to := readInstrument(sc.toks, i, sc.title)
	if to > i && in.weak && to < len(sc.toks) && sc.toks[i].caps && sc.toks[to-1].caps && sc.toks[to].caps && sc.toks[to].is(cGovHead) {
		return false // Grants Commission, Financing Board
	}
	if to > i && i > 0 && sc.toks[i-1].caps && sc.toks[i].caps {
		switch in.noun {
		case "alliance", "compact", "charter", "document", "instrument", "collaboration", "understanding":
			return false // Pacific Digital Alliance
		}
	}
	return to > i
}

// multilateral: first words of the development banks that states own together.
func multilateral(low string) bool {
	switch low {
	case "european", "asian", "african", "islamic", "inter", "nordic", "caribbean", "new":
		return true
	}
	return false
}

// typeOf says what sort of party a name is from its words.
func typeOf(toks []token, head string) string {
	var co, gov, acad, org bool
	for i := range toks {
		t := &toks[i]
		if !t.caps {
			continue
		}
		if i == 0 && t.is(cGovHead) && len(toks) > 1 && (toks[1].low == "of" || toks[1].low == "for") {
			return "government"
		}
		switch t.low {
		case "kementerian", "ministerio", "ministère", "ministry", "embassy", "government", "municipality", "parliament", "customs", "directorate", "department", "army", "navy", "police", "court", "treasury", "secretariat":
			gov = true
		case "nations", "unesco", "unicef", "undp", "unido", "fao", "who", "wto", "oecd", "asean", "imf", "itu", "ilo", "unctad", "uncitral", "unhcr", "unep", "wfp", "wipo", "iaea", "adb", "aiib", "ifc", "un", "eu", "gcc", "oic", "sco", "brics", "opec", "saarc", "comesa", "ecowas", "apec", "icao", "imo", "irena", "eib", "ebrd", "esa", "interpol", "unodc", "afdb", "isdb", "eac", "sadc", "au", "cern":
			return "international"
		case "university", "college", "polytechnic", "school", "academy", "universiti", "faculty":
			acad = true
		case "limited", "ltd", "inc", "plc", "llc", "gmbh", "bhd", "berhad", "corp", "corporation", "company", "holdings", "technologies", "group", "bank", "co", "airlines", "airways", "telecom", "motors", "industries", "enterprises", "ventures", "solutions", "systems", "cloud", "digital", "mobile", "pvt", "ag", "sa", "nv":
			co = true
		case "congress", "association", "federation", "foundation", "society", "union", "chamber", "confederation", "alliance", "trust", "club":
			org = true
		}
	}
	low := ""
	if len(toks) > 0 {
		low = toks[0].low
	}
	if len(toks) > 0 && len(toks) <= 3 && toks[0].f&fFirm != 0 {
		co = true
	}
	if co && head == "corporation" && (low == "national" || low == "federal" || low == "state") {
		co = false // as often a state body as a firm
	}
	switch {
	case head == "bank" && len(toks) >= 3 && (toks[len(toks)-2].low == "development" || toks[len(toks)-2].low == "investment") && multilateral(low):
		return "international"
	case low == "world" && len(toks) == 2 && toks[1].low == "bank", low == "european" && len(toks) >= 2 && (toks[1].low == "union" || toks[1].low == "commission"), low == "african" && len(toks) >= 2 && toks[1].low == "union", low == "asian" && len(toks) >= 3 && toks[2].low == "bank":
		return "international"
	case acad && !gov:
		return "academic"
	case gov && !co:
		return "government"
	case gov && head != "company" && head != "limited" && head != "bank":
		return "government"
	case co && head != "authority" && head != "agency" && head != "commission" && head != "office":
		return "company"
	case gov:
		return "government"
	case head == "agency" || head == "authority" || head == "commission" || head == "board" || head == "office" || head == "bureau" || head == "council" || head == "administration" || head == "service":
		return "government"
	case head == "institute":
		return "academic"
	case org:
		return "ngo"
	}
	if len(toks) > 0 && head == "organization" || head == "organisation" {
		return "international"
	}
	return ""
}
