package press

import "strings"

// Attributes are read from the sentences that speak of an agreement: what it is
// for, where and at which occasion it was made, when, and what it is about.

// purpose is the phrase behind the instrument that says what it is for.
func (d *document) purpose(c *candidate) (span, string) {
	s := &d.sents[c.sent]
	it := s.items
	from := c.at + 1
	if c.verb > c.at {
		from = min(from, c.verb+1)
	}
	depth := 0
	for j := from; j < len(it); j++ {
		e := &it[j]
		if e.kind != eWord {
			continue
		}
		if e.low == "(" {
			depth++
		}
		if e.low == ")" {
			depth--
		}
		if depth > 0 {
			continue
		}
		if e.low == ";" || e.low == "while" || e.low == "whereas" {
			break
		}
		start := -1
		switch e.low {
		case "to":
			if j+1 < len(it) && it[j+1].kind == eWord && it[j+1].cl&(cDet|cPrep|cAux) == 0 && s.toks[it[j+1].from].kind == word && j != c.verb-1 && !d.moneyNear(s.toks, it[j+1].from) {
				start = j + 1
			}
		case "for":
			if j+1 < len(it) && it[j+1].kind != eDate && !lasting(it, j+1) && !(it[j+1].kind == eWord && (s.toks[it[j+1].from].kind == number || it[j+1].low == "a" && j+2 < len(it) && it[j+2].low == "period")) {
				start = j + 1
			}
		case "on":
			if j+1 < len(it) && it[j+1].kind != eDate && it[j+1].low != "behalf" && !(it[j+1].low == "the" && j+2 < len(it) && (it[j+2].low == "sidelines" || it[j+2].low == "margins" || it[j+2].low == "side" || it[j+2].low == "occasion")) && it[j+1].kind != eCountry && !weekdayName(it[j+1].low) {
				start = j + 1
			}
		case "at":
			if j > 0 && it[j-1].low == "aimed" {
				start = j + 1
			}
		case "of":
			if j > 0 && j+1 < len(it) && aimWord(it[j-1].low) && strings.HasSuffix(it[j+1].low, "ing") {
				start = j + 1
			}
		case "in", "regarding", "concerning", "covering":
			if j+1 < len(it) && it[j+1].low == "the" && j+3 < len(it) && (it[j+2].low == "field" || it[j+2].low == "fields" || it[j+2].low == "area" || it[j+2].low == "areas") {
				start = j + 4
			} else if e.low != "in" {
				start = j + 1
			}
		}
		if start < 0 || start >= len(it) {
			continue
		}
		for start < len(it) && (it[start].low == "the" || it[start].low == "collaboration" && start+1 < len(it) && it[start+1].low == "on") {
			if it[start].low == "collaboration" {
				start++
			}
			start++
		}
		end := start
		quoted := it[start].low == "\"" || it[start].low == "“"
		for q := start; q < len(it) && q < start+34; q++ {
			w := &it[q]
			if quoted && q > start && (w.low == "\"" || w.low == "”") {
				end = q + 1
				break
			}
			if q > start && (w.low == "”" || w.low == "\"" && s.toks[w.from].tight) {
				break
			}
			if w.kind == eWord && w.low == "," {
				if to := series(it, q); to > 0 {
					end, q = to, to-1
					continue
				}
			}
			if w.kind == eWord && e.low == "to" && (w.low == "between" || w.low == "by" && q+1 < len(it) && strings.HasSuffix(it[q+1].low, "ing")) {
				end = q + 1
				continue
			}
			if w.kind == eWord && (w.low == "," || w.low == "." || w.low == ";" || w.low == ":" || w.low == "while" || w.low == "which" || w.low == "where" || w.low == "–" || w.low == "(" || w.low == "under" && q > start+2 || w.low == "during" || w.low == "whereby" || w.low == "through" && q > start+2 || w.low == "between" && q > start+1 || w.low == "by" && q > start+3 || w.low == "was" || w.low == "were" || w.low == "signed" || w.low == "with" && q > start+1 && e.low != "to" || w.low == "today" || w.low == "at" && q > start+3) {
				break
			}
			if w.kind == eDate {
				break
			}
			end = q + 1
		}
		for end > start && it[end-1].kind == eWord && it[end-1].cl&(cPrep|cConn|cDet) != 0 {
			end--
		}
		if end > start {
			return span{s.toks[it[start].from].start, s.toks[it[end-1].to-1].end}, "purpose-" + e.low
		}
	}
	return span{}, ""
}

// aimWord: nouns for what an agreement is after.
func aimWord(low string) bool {
	switch low {
	case "aim", "aims", "goal", "objective", "purpose", "view", "hope":
		return true
	}
	return false
}

// series is the elem behind the last item of an enumeration of things that the
// comma at q stands in: "telecom services, cloud, and training"; 0 when what follows
// is no such thing.
func series(it []elem, q int) int {
	last := 0
	for j := q + 1; j < len(it) && j < q+16; j++ {
		e := &it[j]
		if e.kind == eWord && e.cl&(cFinite|cSign|cAux|cModal) != 0 && e.low != "to" {
			return 0 // "…, the companies and their banks said"
		}
		if e.kind != eWord || e.cl&(cBarrier|cPron) != 0 || e.low == "with" || e.low == "by" || e.low == "as" || e.low == "including" || e.low == "at" || e.low == "focusing" || e.low == "focused" {
			break
		}
		switch {
		case e.low == "." || e.low == ";" || e.low == ":" || e.low == "(":
			return last
		case e.low == "," && last > 0:
			return last
		case e.low == "and" || e.low == "&":
			last = j + 1
		case last > 0:
			last = j + 1
		}
	}
	return last
}

// moneyNear says whether money is told at token i: "a loan amounting to USD 5 million".
func (d *document) moneyNear(toks []token, i int) bool {
	_, to := d.moneyAt(toks, i)
	return to > i
}

// lasting says whether a stretch of time begins at k: "a further four years".
func lasting(it []elem, k int) bool {
	for j := k; j < len(it) && j < k+4; j++ {
		switch it[j].low {
		case "years", "year", "months", "weeks", "days", "decade", "decades":
			return true
		}
	}
	return false
}

// place is a city behind in or at in the clause of the signing.
func (d *document) place(c *candidate) (span, bool) {
	s := &d.sents[c.sent]
	it := s.items
	hi := max(c.at, c.verb)
	for j := hi; j+1 < len(it); j++ {
		if it[j].kind == eWord && (it[j].low == "which" || it[j].low == "while" || it[j].low == ";") {
			break
		}
		if it[j].kind == eWord && it[j].low == "to" && it[j+1].kind == eWord {
			break
		}
		if it[j].kind == eWord && (it[j].low == "in" || it[j].low == "capital") && it[j+1].kind == ePlace {
			sp := span{s.toks[it[j+1].from].start, s.toks[it[j+1].to-1].end}
			if j+3 < len(it) && it[j+2].low == "," && it[j+3].kind == eCountry && !it[j+3].adjective {
				sp.end = s.toks[it[j+3].to-1].end
			}
			return sp, true
		}
	}
	for j := 0; j+1 < c.at && j < 4; j++ {
		if it[j].kind == eWord && it[j].low == "in" && it[j+1].kind == ePlace {
			return span{s.toks[it[j+1].from].start, s.toks[it[j+1].to-1].end}, true
		}
	}
	return span{}, false
}

// themeWords: a word or stem and the theme it tells of.
var themeWords = []struct{ theme, words string }{
	{"submarine-cable", "submarine cable|subsea cable|undersea cable"},
	{"fibre", "fiberisation|fiberization|fibre|fiber |fiber-|broadband|connectivity|5g network"},
	{"data-centre", "data center|data centre|cloud|hosting"},
	{"emerging-tech", "emerging tech|artificial intelligence| ai |quantum|blockchain|robotics|5g|machine learning|internet of things"},
	{"training", "training|skill|workforce|upskill"},
	{"capacity-building", "capacity building|capacity-building|capability building"},
	{"digital-industry", "digital industry|software|outsourcing|start-up|startup|digital econom|it export|it industry|digital transformation|digital services"},
	{"e-commerce", "e-commerce|ecommerce|digital commerce|online marketplace"},
	{"investment", "investment|investor"},
	{"cybersecurity", "cyber security|cybersecurity|cyber-security"},
	{"exploratory", "explore|exploratory"},
	{"trade", "trade|customs|export|import "},
	{"energy", "energy|electricity|solar|hydrogen|power grid|power plant|petroleum| gas "},
	{"environment", "climate|environment|carbon|emission|biodiversity|conservation|waste"},
	{"health", "health|medical|hospital|vaccine|disease|pharma"},
	{"agriculture", "agricultur|food |crop|livestock|fisher|farm"},
	{"education", "education|universit|academic|student|scholarship|research"},
	{"transport", "transport|aviation|air services|railway|shipping|logistics|maritime|highway"},
	{"finance", "banking|financial|fintech|monetary|insurance|capital market"},
	{"security", "security cooperation|defence|defense|police|justice|legal|judicial|mediation|arbitration|crime|counter-terror|extradition|law enforcement"},
	{"culture", "cultur|tourism|sport|heritage|museum|film"},
	{"labour", "labour|labor |migration|employment|workers|manpower"},
	{"science", "science|scientific|space |satellite|nuclear research"},
	{"infrastructure", "infrastructure|housing|construction|road|bridge|water supply|port "},
	{"governance", "public administration|public service|governance|e-government|digital government|civil service"},
}

// theme is a theme with its place among the stems.
type theme struct {
	theme    string
	from, to int
}

const maxStems = 192

var (
	stems   []string
	themes  []theme
	stemsBy [1 << 10][]uint8 // the stems whose first two letters, in either case, have a place
	themeOf [maxStems]uint8
)

func init() {
	for _, t := range themeWords {
		from := len(stems)
		for w := range strings.SplitSeq(t.words, "|") {
			at := stemPlace(w[0], w[1])
			stemsBy[at] = append(stemsBy[at], uint8(len(stems)))
			themeOf[len(stems)] = uint8(len(themes))
			stems = append(stems, w)
		}
		themes = append(themes, theme{t.theme, from, len(stems)})
	}
}

// stemPlace is the place of two bytes in stemsBy, letters in either case alike and
// all white space as blanks. Others may share it.
func stemPlace(a, b byte) int {
	if a == '\n' || a == '\t' {
		a = ' '
	}
	if b == '\n' || b == '\t' {
		b = ' '
	}
	return int(a&31)<<5 | int(b&31)
}

// stemsIn finds every stem at a word’s beginning in one pass: 1 + where each is
// first, or 0, and, a bit each, the themes that have one.
func stemsIn(text string) (found [maxStems]int, told uint64) {
	inWord := false
	for i := 0; i+1 < len(text); i++ {
		c := text[i]
		if !inWord || c == ' ' || c == '\n' || c == '\t' {
			for _, k := range stemsBy[stemPlace(c, text[i+1])] {
				if w := stems[k]; found[k] == 0 && len(w) <= len(text)-i && beginsFolded(text[i:], w) {
					found[k] = i + 1
					told |= 1 << themeOf[k]
				}
			}
		}
		inWord = letters[c] != 0
	}
	return found, told
}

// beginsFolded says whether s, with ASCII letters lowered and white space as
// blanks, begins with low, which is no longer.
func beginsFolded(s, low string) bool {
	for i := 0; i < len(low); i++ {
		if c := s[i]; c != low[i] && letters[c] != low[i] && !(low[i] == ' ' && (c == '\n' || c == '\t')) {
			return false
		}
	}
	return true
}

// themes of a stretch of text, with where each is told.
func (d *document) themes(sp span) (codes []string, at []span) {
	if sp.empty() {
		return nil, nil
	}
	found, told := stemsIn(d.text[sp.start:sp.end])
	for n, t := range themes {
		if told&(1<<n) == 0 {
			continue
		}
		for k := t.from; k < t.to; k++ {
			if i := found[k] - 1; i >= 0 {
				s, e := sp.start+i, sp.start+i+len(stems[k])
				for s < e && d.text[s] == ' ' {
					s++
				}
				for e < sp.end && asciiLetter(d.text[e]) && d.text[e-1] != ' ' {
					e++
				}
				for e > s && d.text[e-1] == ' ' {
					e--
				}
				codes = append(codes, t.theme)
				at = append(at, span{s, e})
				break
			}
		}
	}
	return codes, at
}
