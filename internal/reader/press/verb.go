package press

import "strings"

// The verb that makes an instrument, the words before it, and verbs that make one
// that is not named.

// leads says whether the instrument opens its clause.
func (c *clause) leads(k int) bool {
	j := k - 1
	for j >= 0 && (c.cls(j)&(cDet|cAttr|cAdverb|cNumber) != 0 || c.it[j].kind == eCountry && c.it[j].adjective) {
		j--
	}
	return j < 0 || c.barrier(j) || c.isWord(j, ",", "and", "also")
}

// indefinite: "an agreement", "a memorandum".
func (c *clause) indefinite(k int) bool {
	for j := k - 1; j >= 0 && j > k-4; j-- {
		if c.isWord(j, "a", "an") {
			return true
		}
		if c.cls(j)&(cAttr|cDomain) == 0 {
			return false
		}
	}
	return false
}

// pairOwner: "their governments’ signing of a MoU": the document’s two states.
func (c *clause) pairOwner(verb int) []side {
	if c.it[verb].low != "signing" && c.it[verb].low != "conclusion" {
		return nil
	}
	for j := verb - 1; j >= 0 && j > verb-5; j-- {
		if c.isWord(j, "their", "our", "governments", "countries", "sides") {
			return c.d.mainPair(c.n)
		}
	}
	return nil
}

// determiner reads the words before the instrument: another, the, two.
func (c *clause) determiner(cand *candidate, k int) {
	for j := k - 1; j >= 0 && j >= k-6; j-- {
		e := &c.it[j]
		if e.kind == eDate {
			continue
		}
		if e.kind == eCountry && e.adjective {
			continue
		}
		if e.kind != eWord {
			break
		}
		if n := numeral(&c.s.toks[e.from]); n > 0 && n < 1000 && e.to == e.from+1 {
			cand.count = n
			continue
		}
		switch e.low {
		case "the", "this", "these", "said", "its", "their":
			cand.def = cand.def || e.low != "its" && e.low != "their"
			continue
		case "above", "mentioned", "aforementioned", "aforesaid", "abovementioned":
			continue
		case "another", "further", "additional", "separate", "second", "similar", "third", "other":
			cand.another = true
			continue
		case "no", "without":
			cand.none = true
			return
		}
		if e.cl&(cDet|cAttr|cAdverb|cDomain|cNumber) == 0 && e.low != "-" && e.low != "year" && e.low != "new" {
			break
		}
	}
}

// bracket is where the brackets that close at elem k open, when a sum stands in
// them; 0 otherwise.
func (c *clause) bracket(k int) int {
	sum := false
	for j := k - 1; j > 0 && j > k-7; j-- {
		if c.isWord(j, "(") {
			if sum {
				return j
			}
			return 0
		}
		sum = sum || c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind == number
	}
	return 0
}

// numeral is the value of a small number in digits or words, 0 when none.
func numeral(t *token) int {
	if t.kind == number {
		n := 0
		for i := 0; i < len(t.low); i++ {
			c := t.low[i]
			if c == ',' {
				continue
			}
			if c < '0' || c > '9' || n > 1e7 {
				return 0
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	if t.f&fNumber == 0 {
		return 0
	}
	return numberWords[t.low]
}

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}

// governor finds the verb that makes the instrument: active before it, passive after it.
func (c *clause) governor(k int) (int, bool) {
	steps := 0
	for j := k - 1; j >= 0 && steps < 9; j-- {
		e := &c.it[j]
		steps++
		if c.barrier(j) {
			break
		}
		if e.low == ")" {
			if b := c.bracket(j); b > 0 {
				j = b // a sum told again in another currency
				continue
			}
		}
		if e.kind == eWord {
			if (e.low == "have" || e.low == "has" || e.low == "had") && steps <= 5 && !c.it[k].instr.weak && c.cls(j+1)&(cDet|cAttr|cNumber|cDomain) != 0 {
				return j, false
			}
			if e.cl&cEnd != 0 && steps <= 5 && e.low != "ends" {
				return j, false
			}
			if (e.low == "set" || e.low == "sets") && c.isWord(j+1, "up") && c.it[k].instr.kind == "joint-venture" {
				return j, false
			}
			if c.gives(j, k) {
				return j, false
			}
			if e.low == "put" && c.puts(j) || e.low == "came" && c.isWord(j+1, "to") {
				return j, false
			}
			if e.cl&cPartner != 0 && c.isWord(j, "joined", "joins", "join") && c.openTo(k) {
				return j, false
			}
			if e.low == "to" && (c.isWord(j-1, "agreed", "agree", "agrees") && c.cls(j+1)&cDet != 0 || c.raised(j, k)) {
				continue
			}
			if e.low == "under" && c.isWord(j-1, "names", "name", "signatures", "signature") {
				continue
			}
			if e.low == "to" && (c.isWord(j-1, "names", "name", "signatures", "signature", "pen", "came") || c.isWord(j-1, "hands")) {
				continue
			}
			if e.low == "sign" && (c.isWord(j+1, "off") || c.isWord(j+1, "-") && c.isWord(j+2, "off")) {
				break
			}
			if e.cl&(cSign|cEnter) != 0 && c.s.toks[e.from].kind == word && (e.cl&cOrgHead == 0 || !c.s.toks[e.from].caps) {
				if e.cl&cSign == 0 && !c.enterObject(j, k) {
					continue
				}
				if (e.low == "signed" || e.low == "inked" || e.low == "concluded") && j+1 == k && j > 0 && c.cls(j-1)&cDet != 0 && c.it[j-1].low != "each" && c.it[j-1].low != "both" {
					// "the signed MoU" is an attribute
					continue
				}
				return j, false
			}
			if e.cl&(cDet|cAttr|cAdverb|cNumber|cDomain|cPlan) != 0 || e.low == "of" || e.low == "into" || e.low == "-" || e.low == "\"" || e.low == "on" || e.low == "(" || e.low == ")" || e.low == "as" || e.low == "upon" || e.low == "extension" || e.low == "renewal" || e.low == "year" || e.low == "five" || e.low == "up" {
				continue
			}
			if e.low == "and" || e.low == "," {
				// "signed an MoU and an agreement": the verb governs both.
				if steps <= 6 && j > 0 {
					continue
				}
				break
			}
			if c.s.toks[e.from].kind == number {
				continue
			}
			if e.cl&(cPrep|cAux|cModal|cFinite) != 0 {
				break
			}
			continue
		}
		if e.kind == eDate || e.kind == eInstr || e.kind == eCountry && e.adjective {
			continue
		}
		if (e.kind == eBody || e.kind == eEvent) && j == k-1 && e.acronym.empty() {
			continue // the Grey Gulf Framework Agreement
		}
		if e.kind == eCountry && j+1 < len(c.it) && c.isWord(j+1, "-", "–") || j > 0 && c.isWord(j-1, "-", "–") {
			continue
		}
		break
	}
	// Passive: "MoU … was signed", "reached between".
	gap := 0
	relative := false
	for j := k + 1; j < len(c.it) && gap < 28; j++ {
		gap++
		if c.barrier(j) && !c.isWord(j, "which") {
			break
		}
		relative = relative || c.isWord(j, "which")
		e := &c.it[j]
		if e.kind == eInstr && gap > 1 && (relative || c.cls(j-1)&cAux != 0) {
			break
		}
		if e.kind == eWord && e.cl&(cSign|cEnter|cEnd) != 0 {
			p := j - 1
			for p > k && c.cls(p)&cAdverb != 0 {
				p--
			}
			if c.cls(p)&cAux != 0 && c.it[p].low != "has" && c.it[p].low != "have" && c.it[p].low != "had" {
				return j, true
			}
			if c.isWord(p, "be", "being", "been") || j == k+1 {
				if strings.HasSuffix(e.low, "ed") || e.low == "reached" || e.low == "struck" {
					return j, true
				}
			}
			if e.low == "signed" && c.isWord(j-1, ",", "(") && gap <= 14 && (c.isWord(j+1, "on", "in", "at", "by") || j+1 < len(c.it) && c.it[j+1].kind == eDate) {
				return j, true // "The contract, signed on 12 March 2021, …"
			}
			if c.cls(p)&(cAux|cModal) == 0 && e.cl&cSign != 0 && strings.HasSuffix(e.low, "ed") && c.by(j+1) != nil {
				return j, true
			}
			if c.party(j-1) || c.cls(p)&cAux != 0 {
				break
			}
		}
		if e.kind == eWord && e.cl&cFinite != 0 && gap > 2 && c.cls(j-1)&cAux == 0 {
			break
		}
	}
	return -1, false
}

// puts: "put their names to", "put pen to paper on".
func (c *clause) puts(j int) bool {
	for m := j + 1; m < len(c.it) && m < j+4; m++ {
		if c.isWord(m, "names", "name", "signatures", "signature", "pen", "hands") {
			return true
		}
	}
	return false
}

// enterObject: verbs that make an agreement only with the right object close by.
func (c *clause) enterObject(j, k int) bool {
	switch c.it[j].low {
	case "upgraded", "elevated", "upgrade", "elevate":
		return c.it[k].instr.kind == "strategic-partnership"
	case "cut", "cuts":
		return k-j <= 3 && strings.HasPrefix(c.it[k].instr.noun, "deal")
	case "announced", "announces":
		return k-j <= 7
	case "made", "make", "makes", "plan", "completed", "complete", "confirmed", "confirms", "extended", "extend", "launched", "launch", "launches", "launching", "unveiled", "unveils", "announce", "announcing", "won", "wins", "awarded", "awards", "award", "bagged", "adopted", "adopt", "adopts", "adopting", "extends", "extending", "penning", "agreed", "agrees", "agree":
		return k-j <= 5
	}
	return k-j <= 6
}

// bareVerb applies the rules for verbs without a named instrument: "X signed
// with Y", "X has partnered with Y".
func (c *clause) bareVerb(v int) {
	e := &c.it[v]
	low := e.low
	// the preposition must follow at once
	j := v + 1
	for j < len(c.it) && (c.cls(j)&cAdverb != 0 || c.it[j].kind == eDate || c.isWord(j, "up", "hands", "forces", "off")) {
		j++
	}
	with := c.isWord(j, "with")
	if !with && c.d.last.kind == "" {
		return
	}
	cand := &candidate{sent: c.n, at: v, verb: v, bare: true, heading: c.s.kind == heading, kindAt: span{c.s.toks[e.from].start, c.s.toks[e.from].end}}
	cand.instr.kind = "agreement"
	if c.pronominal(cand, v) {
		return
	}
	if !with {
		return
	}
	switch {
	case e.cl&cSign != 0 && !strings.HasSuffix(low, "ing"):
		if c.cls(v-1)&cAux != 0 && c.isWord(v-1, "was", "were", "is", "are") {
			return
		}
		cand.rule = "signs-with-bare"
	case e.cl&cPartner != 0:
		switch low {
		case "partners", "partnered", "partner", "partnering", "teams", "teamed":
		case "joins", "joined", "join", "joining", "ties", "tied", "tie":
			if !c.isWord(v+1, "hands", "forces", "up") {
				return
			}
		default:
			return
		}
		if low == "partner" && c.s.toks[e.from].caps {
			return
		}
		if low == "partner" && v > 0 && c.cls(v-1)&cModal == 0 && !cand.heading {
			return
		}
		if low == "partnering" && c.cls(v-1)&cAux == 0 {
			return
		}
		cand.rule, cand.weak = "partners-with", true
		cand.instr.weak = true
	default:
		return
	}
	others, _ := c.list(j+1, true)
	subj := c.subject(v)
	if len(others) == 0 || len(subj) == 0 {
		return
	}
	if c.pluralBefore(v) {
		cand.bg = true
	}
	if cand.rule == "partners-with" {
		if c.s.quoted {
			return // somebody is proud of a partnership
		}
		for _, s := range append(append([]side{}, others...), subj...) {
			if s.via != "" {
				return
			}
		}
	}
	c.pair(cand, subj, others)
}

// pluralBefore: what is signed at v is what a relative clause says of several that
// are not told one by one: "agreements that A has signed with B".
func (c *clause) pluralBefore(v int) bool {
	for j := v - 1; j > 0; j-- {
		if c.isWord(j, "which", "that") {
			return c.it[j-1].kind == eInstr && c.it[j-1].instr.plural
		}
	}
	return false
}

// pronominal reads what a pronoun stands for: "Huawei signed one with Y",
// "Another was signed by X and Y", "They were agreed between X and Y".
func (c *clause) pronominal(cand *candidate, v int) bool {
	e := &c.it[v]
	if e.cl&cSign == 0 && e.low != "agreed" || c.d.last.kind == "" {
		return false
	}
	cand.instr, cand.bare = c.d.last, false
	cand.instr.plural = false
	if c.isWord(v+1, "one", "another") && c.isWord(v+2, "with") {
		with, _ := c.list(v+3, true)
		subj := c.subject(v)
		if len(with) > 0 && len(subj) > 0 {
			cand.rule, cand.another = "pronoun", true
			c.pair(cand, subj, with)
			return true
		}
	}
	a := v - 1
	for a >= 0 && c.cls(a)&cAdverb != 0 {
		a--
	}
	if a > 0 && c.cls(a)&cAux != 0 {
		p := a - 1
		for p > 0 && c.cls(p)&cAux != 0 {
			p--
		}
		other := c.isWord(p, "another", "one", "third", "second", "other")
		those := c.isWord(p, "they", "these", "both", "it")
		if other || those {
			sides, ok := c.between(v+1, v)
			if !ok {
				sides = c.by(v + 1)
			}
			if !ok && len(sides) < 2 {
				sides = append(sides, c.with(v+1, v, v)...)
			}
			if len(sides) >= 2 {
				cand.rule, cand.sides, cand.another, cand.def = "pronoun", sides, other, those
				c.commit(cand)
				return true
			}
		}
	}
	cand.instr = instrument{kind: "agreement"}
	cand.bare = true
	return false
}
