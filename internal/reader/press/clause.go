package press

import "strings"

// Clause rules make agreements. Each looks at one instrument or one verb of
// signing in a sentence and finds the sides around it; each has a name, which
// every claim it makes carries. What a rule finds is a candidate; merging
// (merge.go) then brings together the candidates that speak of one instrument.

type candidate struct {
	sent      int
	sides     []side
	instr     instrument
	at        int // elem of the instrument or verb
	verb      int // elem of the verb, -1
	rule      string
	stage     string
	stageAt   span
	kindAt    span
	bg        bool
	weak      bool // sides inferred from people or references
	elided    bool
	def       bool // "the MoU": speaks of one already introduced
	another   bool
	heading   bool
	count     int
	when      date
	whenAt    span
	purposeAt span // where a list says what it is for
	alone     bool // only one side is told, and none is left out by grammar
	apart     bool // one of several told together
	none      bool // "no agreement"
	bare      bool // no instrument named: "signed with"
	staged    bool // its stage is that of the clause it goes on from
	order     int
}

type side struct {
	body int
	e    *elem
	sent int
	via  string // "", person, reference, elided, compound, home
}

// scanClauses runs the rules over every sentence.
func (d *document) scanClauses() {
	for i := range d.sents {
		s := &d.sents[i]
		if len(s.items) < 2 {
			continue
		}
		d.sentenceRules(i)
	}
}

type clause struct {
	d  *document
	s  *sentence
	n  int // sentence index
	it []elem
}

func (d *document) sentenceRules(n int) {
	s := &d.sents[n]
	c := &clause{d, s, n, s.items}
	used := map[int]bool{} // verbs that an instrument has taken
	before := len(d.cands)
	for k := range c.it {
		e := &c.it[k]
		if e.kind == eInstr {
			c.instrument(k, used)
		}
	}
	for k := range c.it {
		e := &c.it[k]
		if e.kind == eWord && !used[k] && e.cl&(cSign|cPartner|cEnter) != 0 && s.toks[e.from].kind == word {
			c.bareVerb(k)
		}
	}
	for k := range c.it {
		c.exploredWith(k)
		c.ordinalWith(k)
		if c.isWord(k, "one", "another", "other", "second", "third") && c.d.last.kind != "" {
			if sides := c.anotherBetween(k); len(sides) >= 2 {
				cand := &candidate{sent: c.n, at: k, verb: -1, rule: "pronoun", sides: sides, another: true, instr: c.d.last, kindAt: span{s.toks[c.it[k].from].start, s.toks[c.it[k].to-1].end}}
				cand.instr.plural = false
				c.commit(cand)
			}
		}
	}
	// In the order of the text, so that what is elided is taken from what precedes.
	made := d.cands[before:]
	for i := 1; i < len(made); i++ {
		for j := i; j > 0 && made[j].at < made[j-1].at; j-- {
			made[j], made[j-1] = made[j-1], made[j]
		}
	}
	c.fill(before)
}

// anotherBetween reads "another between A and B", "another on sport between A and
// B", where the instrument itself is not named again.
func (c *clause) anotherBetween(k int) []side {
	if !c.isWord(k+1, "between", "on", "for", "in") {
		return nil
	}
	for j := k + 1; j < len(c.it) && j < k+9; j++ {
		if c.isWord(j, "between") {
			sides, _ := c.list(j+1, false)
			return sides
		}
		if c.barrier(j) || c.party(j) || c.it[j].kind == eInstr && !c.it[j].instr.weak {
			return nil
		}
	}
	return nil
}

// barrier says whether a new clause begins at elem k.
func (c *clause) barrier(k int) bool {
	e := &c.it[k]
	if e.kind != eWord {
		return false
	}
	switch e.low {
	case ";":
		return true
	case "while", "whereas", "which", "who", "whom", "whose", "because", "although", "though", "whereby", "wherein", "but":
		return true
	case "when", "where":
		return true
	case "that":
		if k > 0 && c.it[k-1].kind == eWord && c.it[k-1].cl&(cFinite|cEnter) != 0 {
			return true
		}
		return k > 0 && c.it[k-1].kind != eWord || k > 0 && c.cls(k-1)&(cPrep|cConn) == 0
	}
	return false
}

func (c *clause) isWord(k int, ws ...string) bool {
	if k < 0 || k >= len(c.it) || c.it[k].kind != eWord && c.it[k].kind != ePron {
		return false
	}
	for _, w := range ws {
		if c.it[k].low == w {
			return true
		}
	}
	return false
}

func (c *clause) party(k int) bool {
	if k < 0 || k >= len(c.it) {
		return false
	}
	switch c.it[k].kind {
	case eBody, ePerson, eDef, ePron:
		return true
	case eCountry:
		return !c.it[k].adjective
	}
	return false
}

func (c *clause) cls(k int) class {
	if k < 0 || k >= len(c.it) || c.it[k].kind != eWord {
		return 0
	}
	return c.it[k].cl
}

// instrument applies the rules that start from a named instrument.
func (c *clause) instrument(k int, used map[int]bool) {
	in := c.it[k].instr
	if c.nested(k) {
		return
	}
	cand := &candidate{sent: c.n, instr: in, at: k, verb: -1, kindAt: c.it[k].name, heading: c.s.kind == heading}
	c.determiner(cand, k)
	verb, passive := c.governor(k)
	cand.verb = verb
	if verb >= 0 {
		used[verb] = true
		if passive && c.isWord(verb-1, "also") {
			cand.another = true
		}
	}
	if !in.weak {
		c.d.last = in
	}
	after := k + 1
	signers := after // where those who signed are told in a passive
	if passive && verb > k {
		signers = verb + 1
	}
	// Rule between: the sides stand behind the instrument or its verb.
	if sides, ok := c.between(k+1, verb); ok && len(sides) >= 2 {
		if in.weak && verb < 0 && !c.it[k].instr.proper && !c.s.first {
			// "cooperation between X and Y" tells of no instrument.
			return
		}
		if in.weak && verb < 0 && (in.noun == "partnership" || in.noun == "collaboration" || in.noun == "framework" || in.noun == "understanding") && in.kind != "strategic-partnership" && in.mods == 0 {
			return
		}
		cand.rule, cand.sides = "between", sides
		c.commit(cand)
		c.morePairs(cand, k)
		// "between A and B, and between C and D"
		for j := k + 1; j < len(c.it); j++ {
			if c.isWord(j, "between") && c.isWord(j-1, "and", ";") && j > k+3 {
				if more, _ := c.list(j+1, false); len(more) >= 2 {
					x := *cand
					x.sides, x.another, x.at, x.staged = more, true, j, true
					c.commit(&x)
				}
			}
			if c.barrier(j) && !(c.isWord(j, ";") && (c.isWord(j+1, "between") || c.isWord(j+2, "between"))) {
				break
			}
		}
		return
	}
	with := c.with(after, verb, k)
	var subj []side
	if verb >= 0 && !passive {
		subj = c.subject(verb)
		if c.it[verb].low == "signing" || c.it[verb].low == "conclusion" {
			for j := verb - 1; j >= 0 && j > verb-6; j-- {
				if c.isWord(j, "witnessed", "witness", "witnessing", "oversaw", "attended", "attend", "graced", "presided", "hosted", "welcomed", "welcomes", "approved", "approves", "after", "since", "marked", "follows", "following", "to") {
					subj = nil
				}
			}
			if by := c.by(k + 1); len(by) > 0 {
				subj = by
			}
		}
	}
	if verb >= 0 && !passive && len(with) == 0 && !in.plural {
		if all := c.signatories(verb); len(all) > 0 {
			cand.rule, cand.sides = "listed", all
			c.commit(cand)
			return
		}
	}
	compound := c.compound(k)
	owner := c.owner(k, verb)
	if cand.none {
		return
	}
	strongVerb := verb >= 0 && c.cls(verb)&cEnd != 0 || verb >= 0 && c.isWord(verb, "have", "has", "put", "came", "set", "sets") || verb >= 0 && (c.cls(verb)&cSign != 0 || c.cls(verb)&cEnter != 0)
	behalf := c.onBehalf(verb)
	switch {
	case len(behalf) >= 2:
		cand.rule, cand.sides = "on-behalf", behalf
		c.commit(cand)
	case c.cabinet(k) && (len(with) > 0 || len(compound) == 2):
		cand.rule = "cabinet-proposal"
		by := c.byBodies(k + 1)
		cand.sides = append(append([]side{}, by...), with...)
		if len(compound) == 2 && len(with) == 0 {
			cand.sides = compound
		}
		if len(by) == 0 && len(with) > 0 {
			cand.elided = true
		}
		if in.plural && len(with) > 1 {
			c.split(cand, by, with)
			return
		}
		c.commit(cand)
	case passive && verb > k && c.isWord(verb, "awarded", "given", "granted") && len(c.awardedTo(verb)) >= 2:
		cand.rule, cand.sides = "award", c.awardedTo(verb)
		c.commit(cand)
	case verb >= 0 && verb < k && c.awards(verb) && len(c.award(k, verb)) >= 2:
		cand.rule, cand.sides = "award", c.award(k, verb)
		c.commit(cand)
	case len(owner) > 0 && len(with) > 0 && !(in.weak && !strongVerb):
		cand.rule = "owner-with"
		c.pair(cand, owner, with)
	case verb < 0 && c.talks(cand, k):
		c.commit(cand)
	case verb < 0 && c.subjectOf(k):
	case cand.another && len(with) == 0 && c.pendingAnother(cand, k):
	case verb >= 0 && !passive && len(subj) > 0 && len(with) > 0:
		cand.rule = "signs-with"
		c.pair(cand, subj, with)
	case verb >= 0 && !passive && len(with) == 0 && c.between2(k, subj) != nil:
		cand.rule, cand.sides = "purpose-between", c.between2(k, subj)
		c.commit(cand)
	case verb >= 0 && !passive && len(with) == 0 && len(c.signedBy(k)) >= 2:
		cand.rule, cand.sides = "passive-by", c.signedBy(k)
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) >= 2 && strongVerb:
		cand.rule, cand.sides = "both-sign", subj
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body == -2 && strongVerb:
		cand.rule, cand.sides, cand.weak = "both-sign", subj, true
		c.commit(cand)
	case passive && len(with) > 0:
		by := c.by(signers)
		cand.rule = "passive-with"
		cand.sides = append(append([]side{}, by...), with...)
		cand.elided = len(by) == 0 && cand.another
		cand.alone = len(by) == 0 && !cand.another
		if len(by) > 0 && len(with) > 0 {
			c.pair(cand, by, with)
			return
		}
		if cand.elided && len(compound) == 2 {
			cand.sides, cand.elided = compound, false
		}
		c.commit(cand)
	case len(compound) >= 2:
		cand.rule, cand.sides = "compound", compound
		if verb < 0 {
			cand.bg = !c.s.first || !cand.heading
		}
		c.commit(cand)
	case passive && len(with) == 0 && len(c.betweenBodies(after)) >= 2:
		cand.rule, cand.sides = "purpose-between", c.betweenBodies(after)
		c.commit(cand)
	case passive && len(c.by(signers)) >= 2:
		cand.rule, cand.sides = "passive-by", c.by(signers)
		cand.weak = true
		c.commit(cand)
	case verb < 0 && len(with) > 0 && !in.weak && (cand.another || c.leads(k) || c.s.kind != para):
		cand.rule = "elided-with"
		cand.elided, cand.alone = cand.another || c.s.kind != para, !cand.another && c.s.kind == para
		c.apart(cand, with)
	case verb >= 0 && !passive && len(subj) == 0 && len(with) > 0 && in.plural && c.unnamedSubject(verb):
		// Told as a number: "53 universities signed MoUs with Z".
	case verb >= 0 && !passive && len(subj) == 0 && len(with) > 0:
		cand.rule, cand.elided = "elided-with", true
		c.apart(cand, with)
	case verb < 0 && len(with) > 0 && c.considered(k) >= 0 && len(c.subject(c.considered(k))) > 0:
		v := c.considered(k)
		cand.rule, cand.stage, cand.verb = "talks", "negotiating", v
		cand.sides = append(append([]side{}, c.subject(v)...), with...)
		c.commit(cand)
	case verb < 0 && len(with) > 0 && (!in.weak || in.noun == "framework" && in.mods > 0) && c.s.kind == para && !cand.another && (c.indefinite(k) || cand.def):
		// "X has signed its largest contract. The contract with Z …"
		if h := c.d.half; cand.def && h != nil && c.n-h.sent <= 3 && c.n > h.sent && kindsAgree(h, cand) {
			cand.rule = "resumed-with"
			cand.verb = -1
			cand.sides = append(append([]side{}, h.sides...), with...)
			c.commit(cand)
			return
		}
		cand.rule, cand.alone = "alone-with", true
		cand.bg = cand.def
		c.apart(cand, with)
	case verb >= 0 && !passive && len(subj) == 0 && !in.weak && c.pairOwner(verb) != nil:
		cand.rule, cand.sides, cand.weak = "both-sign", c.pairOwner(verb), true
		c.commit(cand)
	case verb == 0 && c.s.first && c.s.kind != heading && len(subj) == 0 && !in.weak && (c.it[0].low == "sign" || c.it[0].low == "conclude" || c.it[0].low == "negotiate" || c.it[0].low == "signing"):
		// an action list: "Sign a memorandum to exchange information"
		cand.rule, cand.sides, cand.weak = "action-item", c.d.mainPair(c.n), true
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && !c.d.bodies[subj[0].body].country && !in.weak && c.cls(verb)&cSign != 0 && c.withSome(k):
		// "signed an agreement with four universities"
		cand.rule, cand.sides, cand.alone = "signs-with-unnamed", subj, true
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && in.kind != "treaty" && c.cls(verb)&cSign != 0 && c.s.kind == para:
		// One side is told; a later "the contract with Z" may tell the other.
		cand.sides = subj
		c.d.half = cand
	case verb >= 0 && len(subj) == 1 && subj[0].body >= 0 && in.kind == "treaty" && strongVerb:
		cand.rule, cand.sides = "accedes", subj
		c.commit(cand)
	}
}

// morePairs reads the pairs that semicolons set apart behind "between A and B":
// "; C and D, Oman; and E and F".
func (c *clause) morePairs(cand *candidate, k int) {
	if !cand.instr.plural {
		return
	}
	for j := k + 1; j < len(c.it); j++ {
		if !c.isWord(j, ";") {
			continue
		}
		m := j + 1
		for c.isWord(m, "and", "as", "well") {
			m++
		}
		if c.isWord(m, "between") {
			continue
		}
		if more, _ := c.list(m, false); len(more) >= 2 {
			x := *cand
			x.sides, x.another, x.at, x.staged = more, true, j, true
			c.commit(&x)
		}
	}
}

// unnamedSubject: the subject of the verb is only described: "53 universities
// from across India signed".
func (c *clause) unnamedSubject(verb int) bool {
	for j := verb - 1; j >= 0 && !c.barrier(j); j-- {
		if _, ok := pluralNouns[c.it[j].low]; ok && c.it[j].kind == eWord {
			return true
		}
		if c.cls(j)&(cSign|cEnter|cFinite) != 0 {
			return false
		}
	}
	return false
}

// onBehalf reads for whom people sign: "was signed by P on behalf of A and by Q on
// behalf of B", "P signed for A while Q signed for B".
func (c *clause) onBehalf(verb int) []side {
	if verb < 0 || c.cls(verb)&cSign == 0 {
		return nil
	}
	var out []side
	for j := 0; j+1 < len(c.it) && len(out) < 12; j++ {
		on := c.isWord(j, "behalf") && c.isWord(j+1, "of") || c.isWord(j, "signed") && c.isWord(j+1, "for")
		if !on {
			continue
		}
		m := j + 2
		for c.cls(m)&cDet != 0 || c.isWord(m, "government") && c.isWord(m+1, "of") || c.isWord(m, "of") {
			m++
		}
		if m >= len(c.it) || c.it[m].kind != eBody && c.it[m].kind != eCountry || c.it[m].body < 0 {
			continue
		}
		dup := false
		for _, s := range out {
			dup = dup || s.body == c.it[m].body
		}
		if !dup {
			out = append(out, side{body: c.it[m].body, e: &c.it[m], sent: c.n})
		}
	}
	return out
}

// signedBy reads who is to sign, where the clause goes on to say so: "will enter
// into an MoU on culture, to be signed by A and B".
func (c *clause) signedBy(k int) []side {
	for j := k + 1; j+1 < len(c.it) && j < k+20; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "signed") && c.isWord(j-1, "be") && c.isWord(j+1, "by") {
			sides, _ := c.list(j+2, true)
			return sides
		}
	}
	return nil
}

// nested: the instrument at k only says what another is on: "an MoU on a
// partnership agreement between A and B".
func (c *clause) nested(k int) bool {
	j := k - 1
	for j > 0 && (c.cls(j)&(cDet|cAttr) != 0) {
		j--
	}
	return j > 0 && j >= k-3 && c.isWord(j, "on", "for", "regarding", "concerning", "towards") && c.it[j-1].kind == eInstr && !c.it[j-1].instr.weak
}

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
			if e.low == "to" && (c.isWord(j-1, "names", "name", "signatures", "signature", "pen", "came") || c.isWord(j-1, "hands")) {
				continue
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
	for j := k + 1; j < len(c.it) && gap < 28; j++ {
		gap++
		if c.barrier(j) && !c.isWord(j, "which") {
			break
		}
		e := &c.it[j]
		if e.kind == eInstr && gap > 1 && c.cls(j-1)&cAux != 0 {
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
			if e.low == "signed" && c.isWord(j-1, ",", "(") && gap <= 3 && (c.isWord(j+1, "on", "in", "at", "by") || j+1 < len(c.it) && c.it[j+1].kind == eDate) {
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
	case "cut", "cuts":
		return k-j <= 3 && strings.HasPrefix(c.it[k].instr.noun, "deal")
	case "made", "make", "makes", "plan", "completed", "complete", "confirmed", "confirms", "extended", "extend", "launched", "launch", "launches", "launching", "unveiled", "unveils", "announced", "announces", "announce", "announcing", "won", "wins", "awarded", "awards", "award", "bagged", "adopted", "adopt", "adopts", "adopting", "extends", "extending", "penning", "agreed", "agrees", "agree":
		return k-j <= 5
	}
	return k-j <= 6
}

// between reads "between A and B" or "among A, B and C" behind the instrument.
func (c *clause) between(from, verb int) ([]side, bool) {
	gap := 0
	for j := from; j < len(c.it) && gap < 30; j++ {
		gap++
		if c.barrier(j) || c.it[j].kind == eInstr && !c.it[j].instr.weak && c.cls(j-1)&cAux == 0 && !c.nested(j) {
			return nil, false
		}
		if c.isWord(j, "between", "among", "amongst") || c.isWord(j, "involving") {
			sides, _ := c.list(j+1, false)
			if len(sides) == 1 && sides[0].body == -2 {
				p := c.d.mainPair(c.n)
				return p, len(p) >= 2
			}
			return sides, len(sides) >= 2
		}
		if c.isWord(j, "to") && j+1 < len(c.it) && c.it[j+1].kind == eWord && c.cls(j+1)&cDet == 0 && !c.isWord(j+1, "be") {
			return nil, false // a purpose begins
		}
		if c.it[j].kind == eWord && (c.cls(j)&cFinite != 0 && gap > 1 || j != verb && c.isWord(j, "will", "would", "shall")) {
			return nil, false
		}
	}
	return nil, false
}

// between2: officials sign, and the purpose names the bodies: "to enhance
// cooperation between A and B".
func (c *clause) between2(k int, subj []side) []side {
	for _, s := range subj {
		if s.via != "person" && s.body >= 0 {
			return nil
		}
	}
	if len(subj) == 0 {
		return nil
	}
	return c.betweenBodies(k + 1)
}

// betweenBodies reads the bodies that a purpose names: "a letter of intent to
// cooperate in research between A and B".
func (c *clause) betweenBodies(from int) []side {
	for j := from; j < len(c.it) && j < from+39; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "between") {
			sides, _ := c.list(j+1, false)
			orgs := 0
			for _, s := range sides {
				if s.body >= 0 && !c.d.bodies[s.body].country {
					orgs++
				}
			}
			if orgs >= 2 {
				return sides
			}
		}
	}
	return nil
}

// with reads the counterparts: the first "with" behind the instrument or its verb.
func (c *clause) with(from, verb, k int) []side {
	gap := 0
	purpose := false
	for j := from; j < len(c.it) && gap < 34; j++ {
		gap++
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "with") && c.isWord(j-1, "conjunction", "line", "accordance", "connection", "keeping", "compliance", "consultation", "coordination", "association", "together") && c.isWord(j-2, "in") {
			return nil
		}
		if c.isWord(j, "with") {
			if c.isWord(j+1, "a", "an", "the") && c.isWord(j+2, "aim", "view", "goal", "objective", "purpose", "support", "focus", "total", "value") {
				return nil
			}
			sides, _ := c.list(j+1, true)
			if len(sides) == 0 {
				sides = c.enumerated(j + 1)
			}
			if len(sides) > 0 {
				return sides
			}
			if purpose {
				return nil
			}
			continue
		}
		if c.isWord(j, "to") && j+1 < len(c.it) && c.it[j+1].kind == eWord && c.cls(j+1)&(cDet|cPrep) == 0 && !c.isWord(j+1, "be") {
			return nil
		}
		if c.isWord(j, "aimed", "under", "following", "during", "after", "before") {
			if c.isWord(j, "aimed") {
				return nil
			}
			purpose = true
		}
		e := &c.it[j]
		if e.kind == eInstr && j > k && verb >= 0 && j != k && gap > 3 {
			return nil
		}
		if e.kind == eWord && e.cl&(cFinite|cSign) != 0 && j != verb && gap > 1 && !(e.cl&cSign != 0 && c.cls(j-1)&cAux != 0) {
			if e.cl&cSign != 0 && verb < 0 {
				continue
			}
			return nil
		}
	}
	return nil
}

// enumerated reads the names behind a description that announces them: "five
// universities, namely A, B and C", "eight institutes: D and E".
func (c *clause) enumerated(from int) []side {
	plural := false
	for j := from; j < len(c.it) && j < from+10; j++ {
		if _, ok := pluralNouns[c.it[j].low]; ok && c.it[j].kind == eWord {
			plural = true
		}
		if plural && (c.isWord(j, ":", "namely", "including", "–", "—") || c.isWord(j, "such") && c.isWord(j+1, "as")) {
			if c.isWord(j, "such") {
				j++
			}
			sides, _ := c.list(j+1, true)
			return sides
		}
		if c.barrier(j) || c.cls(j)&(cAux|cModal|cSign) != 0 {
			return nil
		}
	}
	return nil
}

// withSome: what stands behind the instrument at k is signed with several that
// are only counted or described: "with French companies".
func (c *clause) withSome(k int) bool {
	if !c.isWord(k+1, "with") {
		return false
	}
	for j := k + 2; j < len(c.it) && j < k+8; j++ {
		if _, ok := pluralNouns[c.it[j].low]; ok && c.it[j].kind == eWord {
			return true
		}
		if c.cls(j)&(cPrep|cAux|cModal|cBarrier) != 0 || c.party(j) {
			return false
		}
	}
	return false
}

// by reads who signed in a passive: "was signed by A and B".
func (c *clause) by(from int) []side {
	for j := from; j < len(c.it) && j < from+14; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "by") {
			// "signed by A and B is …" goes on after the list; "was signed by A, and
			// B will …" begins anew.
			sides, _ := c.list(j+1, from < 2 || c.cls(from-2)&(cAux|cAdverb) != 0)
			return sides
		}
		if c.isWord(j, "witnessed", "announced", "attended") {
			return nil
		}
	}
	return nil
}

// byBodies are the bodies, not people, that are to sign.
func (c *clause) byBodies(from int) []side {
	for j := from; j < len(c.it); j++ {
		if c.isWord(j, "by") && j+1 < len(c.it) {
			sides, _ := c.list(j+1, false)
			var out []side
			for _, s := range sides {
				if s.via == "" && s.body >= 0 && !strings.Contains(lowText(c.d.str(s.e.name)), "cabinet") {
					out = append(out, s)
				}
			}
			if len(out) > 0 {
				return out
			}
			// "by an accredited representative of Sri Lanka"
			for m := j + 1; m < len(c.it) && m < j+8; m++ {
				if c.isWord(m, "representative", "official", "representatives") {
					for q := m + 1; q < len(c.it) && q < m+4; q++ {
						if c.it[q].kind == eCountry {
							return []side{{body: c.it[q].body, e: &c.it[q], sent: c.n}}
						}
					}
				}
			}
		}
	}
	return nil
}

// cabinet says whether a proposal to sign was approved in this sentence.
func (c *clause) cabinet(k int) bool {
	prop, appr := false, false
	for j := range c.it {
		switch c.it[j].low {
		case "proposal", "proposals", "resolution", "request", "cabinet", "permission":
			prop = true
		case "approved", "approval", "cleared", "endorsed", "nod", "granted", "authorised", "authorized":
			appr = true
		}
		if c.it[j].kind == eBody && strings.EqualFold(c.d.str(c.it[j].name), "cabinet") {
			prop = true
		}
	}
	return prop && appr
}

// owner reads whose the agreement is: "its contract with Z", "Kenya’s agreement
// with Z", "a Huawei MoU with Z", "an agreement of X with Y".
func (c *clause) owner(k, verb int) []side {
	if c.isWord(k+1, "of") {
		sides, to := c.list(k+2, false)
		if len(sides) > 0 && to < len(c.it) && sides[0].body >= 0 {
			return sides
		}
	}
	j := k - 1
	for j >= 0 && j > k-6 && (c.cls(j)&(cAttr|cDomain|cAdverb) != 0 && c.cls(j)&cDet == 0 || c.it[j].kind == eDate || c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind == number || c.isWord(j, "-", "year", "existing", "current")) {
		j--
	}
	if j < 0 {
		return nil
	}
	if c.it[j].kind == eBody && j == k-1 && c.s.kind == para && c.it[j].acronym.empty() {
		if b := c.d.bodyAt(&c.it[j]); b != nil && b.uses > 1 {
			return c.resolve(j)
		}
	}
	if c.isWord(j, "'s") && j > 0 && c.party(j-1) {
		return c.resolve(j - 1)
	}
	if c.isWord(j, "its", "their", "our", "his", "her") {
		if verb >= 0 && verb < k && c.cls(verb)&(cSign|cEnter|cEnd) != 0 {
			return nil // the subject of the verb is found anyway
		}
		for m := j - 1; m >= 0; m-- {
			if c.party(m) && !c.governed(m) {
				return c.resolve(m)
			}
		}
	}
	return nil
}

// considered is the verb of weighing that governs the instrument at k: "is
// considering an MoU with Z"; -1 when there is none.
func (c *clause) considered(k int) int {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		if c.cls(j)&cTalk != 0 {
			return j
		}
		if c.cls(j)&(cDet|cAttr|cDomain) == 0 {
			return -1
		}
	}
	return -1
}

// talks reads an agreement under negotiation: "talks between X and Y on a
// framework agreement", "X is in talks with Y on an agreement".
func (c *clause) talks(cand *candidate, k int) bool {
	for j := k - 1; j >= 0 && j > k-24; j-- {
		if c.barrier(j) {
			return false
		}
		if c.cls(j)&cTalk == 0 {
			continue
		}
		for m := j + 1; m < k && m < j+4; m++ {
			if c.isWord(m, "between", "among") {
				cand.sides, _ = c.list(m+1, false)
				cand.rule, cand.stage, cand.verb = "talks", "negotiating", j
				return len(cand.sides) >= 2
			}
			if c.isWord(m, "with") {
				with, _ := c.list(m+1, true)
				subj := c.subject(j)
				if len(subj) == 0 && c.isWord(j-1, "in") {
					subj = c.subject(j - 1)
				}
				cand.sides = append(append([]side{}, subj...), with...)
				cand.rule, cand.stage, cand.verb = "talks", "negotiating", j
				if b := c.d.names["="+c.d.home]; len(subj) == 0 && len(with) == 1 && with[0].body >= 0 && c.d.bodies[with[0].body].country && b != nil && b.mention != nil && with[0].body != b.id {
					// "Talks with Laos on an agreement": of the country that speaks
					cand.sides = []side{{body: b.id, e: b.mention, sent: c.n, via: "home"}, with[0]}
					return true
				}
				if len(subj) == 0 {
					// "The bank said that discussions with Y on an agreement …"
					for m := 0; m < j && len(subj) == 0; m++ {
						if c.party(m) && !c.governed(m) {
							subj = c.resolve(m)
						}
					}
					cand.sides = append(append([]side{}, subj...), with...)
				}
				return len(with) > 0 && len(subj) > 0
			}
		}
	}
	return false
}

func (c *clause) awards(v int) bool {
	if k := c.at(v); k >= 0 && c.gives(v, k) {
		return true
	}
	return c.isWord(v, "awarded", "awards", "award", "won", "wins", "bagged", "secured", "secures", "clinched", "clinches")
}

// gives: the verb at v gives the loan or grant at k.
func (c *clause) gives(v, k int) bool {
	if in := &c.it[k].instr; in.kind != "loan" && in.kind != "grant" {
		return false
	}
	return c.isWord(v, "received", "receives", "receive", "obtained", "granted", "grants", "extended", "extends", "provided", "provides", "provide", "approved", "approves", "lent")
}

// at is the first instrument behind the verb, -1 when none is near.
func (c *clause) at(v int) int {
	for j := v + 1; j < len(c.it) && j < v+8; j++ {
		if c.it[j].kind == eInstr {
			return j
		}
	}
	return -1
}

// awardedTo reads "a contract was awarded to X by Y".
func (c *clause) awardedTo(v int) []side {
	for j := v + 1; j < len(c.it) && j < v+8; j++ {
		if c.isWord(j, "to") {
			to, _ := c.list(j+1, true)
			return append(append([]side{}, to...), c.by(j+1)...)
		}
	}
	return nil
}

// award reads "X has been awarded a contract by Y", "Y awarded a contract to
// X", "X won a contract from Y".
func (c *clause) award(k, v int) []side {
	subj := c.subject(v)
	if len(subj) == 0 {
		return nil
	}
	given := !c.isWord(v, "received", "receives", "receive", "obtained", "won", "wins", "bagged", "secured", "secures", "clinched", "clinches")
	passive := given && (c.isWord(v-1, "been", "was", "were", "being") || c.isWord(v-2, "been", "was"))
	for j := k + 1; j < len(c.it) && j < k+24; j++ {
		if c.barrier(j) {
			return nil
		}
		lends := given && !passive && c.isWord(j, "for") && c.gives(v, k) && c.party(j+1) && c.it[j+1].kind == eCountry
		if lends || passive && c.isWord(j, "by") || given && !passive && c.isWord(j, "to") || !given && c.isWord(j, "from", "with") {
			sides, _ := c.list(j+1, true)
			if len(sides) > 0 {
				return append(append([]side{}, subj...), sides...)
			}
		}
	}
	return nil
}

// compound reads "UK-Singapore Digital Economy Agreement", "SIMC-CIETAC MOU".
func (c *clause) compound(k int) []side {
	j := k - 1
	if j >= 2 && c.it[j].kind == eCountry && c.it[j-1].kind == eWord && (c.it[j-1].low == "-" || c.it[j-1].low == "–") && c.it[j-2].kind == eCountry {
		return []side{{body: c.it[j-2].body, e: &c.it[j-2], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 1 && c.it[j].ref == "compound" && c.it[j-1].ref == "compound" {
		return []side{{body: c.it[j-1].body, e: &c.it[j-1], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 2 && c.it[j].kind == eBody && c.isWord(j-1, "–", "-") && c.it[j-2].kind == eBody && c.s.toks[c.it[j].from].tight && c.s.toks[c.it[j-1].from].tight {
		return []side{{body: c.it[j-2].body, e: &c.it[j-2], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 0 && c.it[j].kind == eBody && c.it[j].to-c.it[j].from == 3 {
		t := c.s.toks[c.it[j].from:c.it[j].to]
		if t[1].low == "-" {
			a, b := c.d.names[t[0].low], c.d.names[t[2].low]
			if a != nil && b != nil && a != b {
				ea, eb := c.it[j], c.it[j]
				ma, mb := *ea.mention, *eb.mention
				ea.mention, eb.mention = &ma, &mb
				ea.name = span{t[0].start, t[0].end}
				eb.name = span{t[2].start, t[2].end}
				ea.acronym, eb.acronym = span{}, span{}
				return []side{{body: a.id, e: &ea, sent: c.n, via: "compound"}, {body: b.id, e: &eb, sent: c.n, via: "compound"}}
			}
		}
	}
	return nil
}

// subject reads the sides that stand as subject before the verb.
func (c *clause) subject(verb int) []side {
	j := verb - 1
	// auxiliaries, adverbs, dates between subject and verb
	for j >= 0 {
		e := &c.it[j]
		if e.kind == eDate || e.kind == eWord && (e.cl&(cAux|cModal|cAdverb|cPlan|cNeg) != 0 || e.low == "each" || e.low == "both" || e.low == "all") && !c.barrier(j) {
			j--
			continue
		}
		break
	}
	// Walk back over the noun phrase to its start.
	start := -1
	end := j
	depth := 0
	for ; j >= 0; j-- {
		e := &c.it[j]
		if c.isWord(j, ")") {
			depth++
			continue
		}
		if c.isWord(j, "(") {
			depth--
			continue
		}
		if depth > 0 {
			continue
		}
		if c.barrier(j) {
			if c.isWord(j, "which", "who", "whose", "where") && j > 0 {
				// a relative clause between commas: go on before it when it is closed
				if c.isWord(end, ",") {
					end = j - 1
					continue
				}
			}
			break
		}
		if c.party(j) && !c.governed(j) {
			start = j
			// the list may go on to the left
			p := j - 1
			for p >= 0 && (c.cls(p)&(cDet|cAttr|cDomain|cNumber) != 0 || c.it[p].kind == eCountry && c.it[p].adjective || c.plainWord(p)) {
				p--
			}
			if p >= 0 && c.isWord(p, "and", ",", "&", "as") {
				q := p - 1
				if c.isWord(p, "as") || !c.listGoesOn(q) {
					break
				}
				j = p
				continue
			}
			break
		}
		if e.kind == eWord && e.cl&(cFinite|cSign) != 0 && c.s.toks[e.from].kind == word && start < 0 && !c.isWord(j, "based", "led") {
			// another verb before any subject: it shares the subject of that verb
			if c.isWord(j+1, "and") || c.isWord(j, "met", "agreed", "visited", "launched") {
				continue
			}
			continue
		}
	}
	if start < 0 {
		// "The parliaments of X and Y have ratified"
		for j := 0; j+2 < verb; j++ {
			if c.isWord(j, "parliaments", "governments", "leaders", "presidents", "ministers", "cabinets", "authorities", "representatives", "heads") && c.isWord(j+1, "of") {
				m := j + 2
				for m < verb && c.cls(m)&cDet != 0 {
					m++
				}
				if c.party(m) {
					sides, _ := c.list(m, false)
					return sides
				}
			}
		}
		return nil
	}
	sides, _ := c.list(start, false)
	return sides
}

// plainWord: lower-case modifiers such as "tech giant" before a name.
func (c *clause) plainWord(k int) bool {
	e := &c.it[k]
	if e.kind != eWord || e.to-e.from != 1 {
		return false
	}
	t := &c.s.toks[e.from]
	return t.kind == word && e.cl&(cPrep|cAux|cModal|cBarrier|cSign|cEnter|cFinite|cPron|cConn|cPartner) == 0
}

// listGoesOn: a party or its modifier stands at k.
func (c *clause) listGoesOn(k int) bool {
	first := k
	if c.isWord(k, ",", "and") {
		first--
	}
	if first < 0 || !(c.party(first) || c.it[first].kind == ePlace || c.it[first].kind == eCountry || c.isWord(first, ")") || c.s.toks[c.it[first].from].caps) {
		return false // "… to issue cards, and Y partnered with Z"
	}
	for j := first; j >= 0 && j > k-10; j-- {
		if c.party(j) {
			return true
		}
		if c.it[j].kind == ePlace || c.it[j].kind == eCountry || c.cls(j)&(cPrep|cDet) != 0 || c.isWord(j, ")", "(") || c.plainWord(j) {
			continue
		}
		return false
	}
	return false
}

// governed says whether a preposition governs the mention at k.
func (c *clause) governed(k int) bool {
	j := k - 1
	for j >= 0 && !c.barrier(j) && (c.cls(j)&(cDet|cAttr|cNumber) != 0 || c.it[j].kind == eCountry && c.it[j].adjective || c.plainWord(j) && j > k-5) {
		j--
	}
	// inside a list the first member decides
	for j > 0 && c.isWord(j, "and", ",", "&") {
		p := j - 1
		if c.isWord(p, ",") {
			p--
		}
		if p < 0 || !(c.party(p) || c.it[p].kind == ePlace) {
			return false
		}
		q := p - 1
		for q >= 0 && (c.cls(q)&(cDet|cAttr|cNumber) != 0 || c.it[q].kind == eCountry && c.it[q].adjective || c.plainWord(q) && q > p-5) {
			q--
		}
		if c.isWord(j, ",") && q >= 0 && c.cls(q)&cPrep != 0 {
			return false // "In Kenya, Safaricom signed"
		}
		j = q
	}
	if j < 0 || c.it[j].kind != eWord || c.envoys(j-1) && c.isWord(j, "of", "from") {
		return false
	}
	return c.cls(j)&cPrep != 0 && !c.isWord(j, "as", "since", "after", "before", "until") || c.cls(j) == 0 && c.isWord(j, "to")
}

// envoys: who acts for what follows: "representatives of Peru and Chile".
func (c *clause) envoys(k int) bool {
	return c.isWord(k, "representatives", "officials", "delegates", "delegations", "leaders", "ministers", "parliaments", "governments", "envoys")
}

// list reads coordinated sides from elem k on: A, B and C.
func (c *clause) list(k int, object bool) ([]side, int) {
	var out []side
	last := k
	for j := k; j < len(c.it); {
		// modifiers before a name
		m := j
		skipped := 0
		for m < len(c.it) && (!c.party(m) || c.attributive(m)) && skipped < 9 {
			e := &c.it[m]
			ok := e.kind == eCountry || e.kind == eWord && (e.cl&(cDet|cAttr|cAdverb|cNumber|cDomain) != 0 && e.cl&(cPrep|cModal) == 0 || c.plainWord(m) || e.low == "-" || e.low == "\"" || c.s.toks[e.from].kind == number || e.low == "'s" || e.low == "‘") || e.kind == eCountry && e.adjective || e.kind == ePlace && m+1 < len(c.it) && (c.isWord(m+1, "-", "'s") || c.plainWord(m+1))
			if !ok {
				break
			}
			m++
			skipped++
		}
		if s, ok := c.counterpart(j, m); ok {
			out, last, j = append(out, s), m+1, m+1
			break
		}
		if m >= len(c.it) || !c.party(m) {
			// "with China and Chinese …"
			break
		}
		if len(out) > 0 && m > j && c.it[m].kind == ePron || m > j && c.isWord(m-1, "each", "every") {
			break
		}
		got := c.resolve(m)
		// A new clause: "…, and B signed with C".
		n := m + 1
		for n < len(c.it) && (c.it[n].kind == eDate || c.cls(n)&cAdverb != 0) {
			n++
		}
		if object && len(out) > 0 && n < len(c.it) && c.cls(n)&(cAux|cModal|cFinite|cSign|cEnter) != 0 && !c.isWord(n, "to", "signed") {
			break
		}
		if object && len(out) > 0 && n+1 < len(c.it) && c.isWord(n, "signed", "inked") {
			break
		}
		for _, g := range got {
			dup := false
			for _, o := range out {
				dup = dup || o.body == g.body
			}
			if !dup {
				out = append(out, g)
			}
		}
		last = m + 1
		j = m + 1
		if len(got) > 0 && got[0].body == -2 {
			break
		}
		// brackets and attributes behind the name
		for {
			if c.isWord(j, "(") {
				q := j
				for q < len(c.it) && !c.isWord(q, ")") && q < j+14 {
					q++
				}
				if !c.isWord(q, ")") {
					break
				}
				j = q + 1
				continue
			}
			if c.isWord(j, "'s") && c.plainWord(j+1) {
				break
			}
			if c.isWord(j, "of", "in", "from", "at", "based") {
				q := j + 1
				for q < len(c.it) && (c.cls(q)&cDet != 0 || c.isWord(q, "in")) {
					q++
				}
				if q < len(c.it) && (c.it[q].kind == ePlace || c.it[q].kind == eCountry && !c.it[q].adjective) {
					j = q + 1
					if c.isWord(j, ",") && j+1 < len(c.it) && (c.it[j+1].kind == eCountry && !c.it[j+1].adjective && c.it[q].kind == ePlace) {
						j += 2
					}
					continue
				}
			}
			if c.isWord(j, ",") && c.isWord(j+1, "or") && c.party(j+2) && c.isWord(j+3, ",") {
				j += 3 // "the Zed Group, or Zeg,"
				continue
			}
			if c.isWord(j, "international") || c.cls(j) == 0 && j < len(c.it) && c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind == number && c.s.toks[c.it[j].from].tight {
				j++ // a footnote digit
				continue
			}
			// "Ministry of X, Government of India" and "University of Y, Nigeria"
			if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == eCountry && !c.it[j+1].adjective && c.it[m].kind == eBody &&
				(c.it[j+1].government || j+2 >= len(c.it) || c.isWord(j+2, ",", ";", "and", "&", "to", "for", "on", ".", ":", "(", "with", "in", "at", "signed", "have", "has")) {
				if b := c.d.bodyAt(&c.it[m]); b != nil && b.code == "" {
					b.code = c.it[j+1].code
				}
				j += 2
				continue
			}
			// "Lincoln University, Kuala Lumpur, Malaysia"
			if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == ePlace && c.it[m].kind == eBody && (j+2 >= len(c.it) || c.isWord(j+2, ",", ";", ".", "and", ")")) {
				j += 2
				continue
			}
			// apposition: ", a subsidiary of Y," or ", represented by Z,"
			if c.isWord(j, ",") && (c.isWord(j+1, "a", "an", "the", "represented", "part", "one", "through", "its", "which", "headed", "led") || j+1 < len(c.it) && c.it[j+1].kind == eCountry && c.plainWord(j+2)) {
				q := j + 1
				party := c.party(q) || c.isWord(q, "the") && c.party(q+1)
				for q < len(c.it) && q < j+24 && !c.isWord(q, ",") {
					q++
				}
				if c.isWord(q, ",") && !party && q > j+1 {
					// ", a Dutch firm based in Utrecht, the Netherlands,"
					if c.it[q-1].kind == ePlace && q+2 < len(c.it) && c.it[q+1].kind == eCountry && !c.it[q+1].adjective && c.isWord(q+2, ",") {
						q += 2
					}
					j = q
					if c.isWord(q+1, "and") || c.isWord(q+1, "a", "an") {
						continue
					}
					break
				}
			}
			break
		}
		sep := false
		for j < len(c.it) {
			if c.isWord(j, ",", "and", "&", "/") && c.it[j].low != "/" {
				sep = true
				j++
				continue
			}
			if c.isWord(j, "as") && c.isWord(j+1, "well") && c.isWord(j+2, "as") {
				sep = true
				j += 3
				continue
			}
			if c.isWord(j, "together", "along") && c.isWord(j+1, "with") && (!object || c.party(j+2)) {
				sep = true
				j += 2
				continue
			}
			if c.isWord(j, "both", "with") && sep && object && c.isWord(j, "with") {
				j++
				continue
			}
			break
		}
		if !sep {
			break
		}
	}
	return out, last
}

// counterpart reads "its Kazakh counterpart" among the words from j up to m: the
// state is the side.
func (c *clause) counterpart(j, m int) (side, bool) {
	for k := j; k+1 < len(c.it) && k <= m && k < j+5; k++ {
		if c.it[k].kind == eCountry && c.it[k].adjective && c.isWord(k+1, "counterpart", "counterparts") && c.it[k].body >= 0 {
			return side{body: c.it[k].body, e: &c.it[k], sent: c.n, via: "reference"}, true
		}
	}
	return side{}, false
}

// attributive: the country only says where what follows is from: "US tech giant
// Zed", "eight U.S. universities".
func (c *clause) attributive(k int) bool {
	if c.it[k].kind != eCountry || c.it[k].adjective {
		return false
	}
	if c.isWord(k+1, "'s") && !c.party(k+2) {
		return true // "China’s three operators", "Kenya’s lender Zed"
	}
	switch c.s.toks[c.it[k].from].low {
	case "us", "u.s.", "u.s", "usa", "uk", "u.k.", "uae", "eu":
	default:
		return false
	}
	for j := k + 1; j < len(c.it) && j < k+5; j++ {
		_, plural := pluralNouns[c.it[j].low]
		if j > k+1 && c.it[j].kind == eBody || plural && c.it[j].kind == eWord {
			return true
		}
		if !c.plainWord(j) || c.isWord(j, "and") {
			return false
		}
	}
	return false
}

func (d *document) bodyAt(e *elem) *body {
	if e.body < 0 || e.body >= len(d.bodies) {
		return nil
	}
	return d.bodies[e.body]
}

// resolve turns a mention into sides: a person into whom they speak for, a
// definite reference into the body it points back to. Body -2 stands for "the
// two sides".
func (c *clause) resolve(k int) []side {
	e := &c.it[k]
	switch e.kind {
	case eBody, eCountry:
		// A cabinet decides for its state.
		if b := c.d.bodyAt(e); e.kind == eBody && b != nil && hasWord(b.key, "cabinet") {
			code := b.code
			if code == "" {
				code = c.d.home
			}
			if st := c.d.names["="+code]; st != nil && st.mention != nil {
				return []side{{body: st.id, e: st.mention, sent: c.n, via: "home"}}
			}
			return nil
		}
		if e.body >= 0 {
			return []side{{body: e.body, e: e, sent: c.n}}
		}
	case ePerson:
		return c.d.speaksFor(e, c.n)
	case eDef:
		if e.plural {
			return []side{{body: -2, e: e, sent: c.n, via: "reference"}}
		}
		// a side of the agreement told just before, when it is of that sort
		for x := len(c.d.cands) - 1; x >= 0 && c.d.cands[x].sent >= c.n-2; x-- {
			for _, s := range c.d.cands[x].sides {
				if s.body < 0 {
					continue
				}
				if b := c.d.bodies[s.body]; !b.country && (hasWord(b.key, e.ref) || e.typ == "company" && (b.typ == "company" || b.typ == "")) {
					return []side{{body: b.id, e: e, sent: c.n, via: "reference"}}
				}
			}
		}
		if b := c.d.pointsBack(e, c.n, k); b != nil {
			return []side{{body: b.id, e: e, sent: c.n, via: "reference"}}
		}
	case ePron:
		if e.low == "them" || e.low == "themselves" {
			return c.lastBefore(k, 2)
		}
		if e.low == "they" {
			if both := c.listBefore(k); len(both) >= 2 {
				return both
			}
			if two := c.lastBefore(k, 2); len(two) == 2 && len(c.lastBefore(k, 3)) == 0 {
				return two
			}
			return []side{{body: -2, e: e, sent: c.n, via: "reference"}}
		}
		if e.low == "it" {
			// "The authority said it was considering …"
			for m := k - 1; m >= 0; m-- {
				if c.party(m) && c.it[m].kind != ePron && !c.governed(m) && c.hasVerb(m, k) {
					return c.resolve(m)
				}
			}
			// the subject of the sentence before, when that made an agreement
			for x := len(c.d.cands) - 1; x >= 0 && c.d.cands[x].sent >= c.n-1; x-- {
				if p := c.d.cands[x]; len(p.sides) > 0 && p.sides[0].e != nil && p.sent < c.n {
					return []side{{body: p.sides[0].body, e: e, sent: c.n, via: "reference"}}
				}
			}
			if b := c.d.subjectBefore(c.n); b != nil {
				return []side{{body: b.id, e: e, sent: c.n, via: "reference"}}
			}
			if b := c.d.pointsBack(e, c.n, k); b != nil {
				return []side{{body: b.id, e: e, sent: c.n, via: "reference"}}
			}
		}
	}
	return nil
}

// lastBefore are the last n bodies named before k in the sentence, none when
// fewer are named: "A praised B for the MoU signed between them".
func (c *clause) lastBefore(k, n int) []side {
	var out []side
	for j := k - 1; j >= 0 && len(out) < n; j-- {
		e := &c.it[j]
		if e.kind != eBody && (e.kind != eCountry || e.adjective) || e.body < 0 || len(out) > 0 && out[0].body == e.body {
			continue
		}
		out = append([]side{{body: e.body, e: e, sent: c.n, via: "reference"}}, out...)
	}
	if len(out) < n {
		return nil
	}
	return out
}

// subjectBefore is the body that the sentences before have as subject.
func (d *document) subjectBefore(sent int) *body {
	for i := sent - 1; i >= 0 && i >= sent-3; i-- {
		p := &clause{d, &d.sents[i], i, d.sents[i].items}
		for m := range p.it {
			if m > 30 {
				break
			}
			if p.it[m].kind == eBody && !p.governed(m) {
				return d.bodyAt(&p.it[m])
			}
		}
	}
	return nil
}

// hasVerb: a verb of saying stands between m and k.
func (c *clause) hasVerb(m, k int) bool {
	for j := m + 1; j < k; j++ {
		if c.cls(j)&(cFinite|cEnter) != 0 {
			return true
		}
	}
	return false
}

// listBefore reads what "they" stands for in "A and B announced that they have
// signed": the subject of the same sentence.
func (c *clause) listBefore(k int) []side {
	for j := 0; j < k && j < 40; j++ {
		if c.party(j) && !c.governed(j) && c.it[j].kind != ePron && c.it[j].kind != eDef {
			sides, to := c.list(j, false)
			if to >= k {
				return nil
			}
			for i := range sides {
				sides[i].via = "reference"
			}
			if len(sides) >= 2 {
				return sides
			}
		}
	}
	return nil
}

// speaksFor finds the body a person signs for.
func (d *document) speaksFor(e *elem, sent int) []side {
	aff, domain, code := e.affil, e.domain, e.code
	if len(aff) == 0 && domain == "" {
		w := d.words(e.name)
		if len(w) > 0 {
			if known, ok := d.people[w[len(w)-1]]; ok && len(known) > 0 {
				aff = known[:len(known)-1]
				domain, code = known[len(known)-1].domain, known[len(known)-1].code
			}
		}
	}
	if len(aff) == 0 && domain == "" && e.office == "minister" && d.chief != nil && d.chief != e {
		return d.speaksFor(d.chief, sent)
	}
	unit := -1 // the first body, be it only a unit: "Head of Corporate Affairs, Zed Council"
	for k := range aff {
		if aff[k].kind != eBody || aff[k].body < 0 {
			continue
		}
		if unit < 0 || aff[unit].typ == "" && aff[unit].acronym.empty() && aff[k].typ != "" {
			unit = k
		}
	}
	if unit >= 0 {
		return []side{{body: aff[unit].body, e: &aff[unit], sent: sent, via: "person"}}
	}
	var st *elem
	for k := range aff {
		if aff[k].kind == eCountry && aff[k].body >= 0 {
			st = &aff[k]
			if code == "" {
				code = aff[k].code
			}
			break
		}
	}
	if domain != "" {
		dw := strings.FieldsFunc(domain, func(r rune) bool { return r == ' ' || r == ',' || r == '&' })
		var hit *body
		for _, b := range d.offices() {
			if code != "" && b.code != "" && b.code != code || code == "" && b.code != "" && b.code != d.home || code != "" && b.code == "" && code != d.home {
				continue
			}
			n := 0
			for _, w := range b.key {
				for _, x := range dw {
					if w == x {
						n++
						break
					}
				}
			}
			if n > 0 && (n >= len(b.key)-2 || n >= len(dw)-1) {
				hit = b
				break
			}
		}
		if hit != nil {
			return []side{{body: hit.id, e: e, sent: sent, via: "person"}}
		}
	}
	if st != nil {
		return []side{{body: st.body, e: st, sent: sent, via: "person"}}
	}
	if domain != "" && code == "" && d.home != "" {
		if b := d.names["="+d.home]; b != nil {
			return []side{{body: b.id, e: e, sent: sent, via: "person"}}
		}
	}
	return nil
}

// offices are the ministries and departments of the document, at most 256.
func (d *document) offices() []*body {
	if d.ministries == nil {
		d.ministries = []*body{}
		for _, b := range d.bodies {
			if len(d.ministries) < 256 && !b.country && b.typ == "government" && (b.ministry || hasWord(b.key, "department")) {
				d.ministries = append(d.ministries, b)
			}
		}
	}
	return d.ministries
}

// pointsBack finds what "the company" or "the ministry" refers to.
func (d *document) pointsBack(e *elem, sent, at int) *body {
	budget := 400
	for i := sent; i >= 0 && i > sent-6; i-- {
		items := d.sents[i].items
		from := len(items) - 1
		if i == sent {
			from = at - 1
		}
		for k := from; k >= 0; k-- {
			if budget--; budget < 0 {
				return nil
			}
			x := &items[k]
			if x.kind == eCountry && !x.adjective && e.ref == "government" {
				return d.bodyAt(x)
			}
			if x.kind != eBody || x.body < 0 {
				continue
			}
			b := d.bodies[x.body]
			if e.ref == "" || e.low == "it" {
				return b
			}
			if hasWord(b.key, e.ref) || e.typ != "" && b.typ == e.typ && e.ref != "ministry" && e.ref != "university" || b.typ == "" && e.typ == "company" {
				return b
			}
		}
	}
	return nil
}

func hasWord(key []string, w string) bool {
	for _, k := range key {
		if k == w {
			return true
		}
	}
	return false
}

// mainPair are the two states, or else bodies, the document is about.
func (d *document) mainPair(sent int) []side {
	if sent > 60 {
		sent = 61
		if d.pair != nil {
			return d.pair
		}
	}
	p := d.findPair(sent)
	if sent > 60 {
		d.pair = append([]side{}, p...)
	}
	return p
}

// institutions: the reference says what they are, and not only that they are two.
func (e *elem) institutions(c *clause) bool {
	switch c.s.toks[e.to-1].low {
	case "institutions", "organisations", "organizations", "agencies", "entities", "partners", "groups", "bodies":
		return true
	}
	return false
}

// lastTwo are the two bodies, not states, that the sentence before names, when
// it names just two.
func (d *document) lastTwo(sent int) []side {
	for i := sent - 1; i >= 0 && i >= sent-2; i-- {
		var out []side
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind != eBody || e.body < 0 {
				continue
			}
			dup := false
			for _, o := range out {
				dup = dup || o.body == e.body
			}
			if !dup {
				out = append(out, side{body: e.body, e: e, sent: i, via: "reference"})
			}
		}
		if len(out) == 2 {
			return out
		}
		if len(out) > 0 {
			return nil
		}
	}
	return nil
}

// lastStates are the two states that the subject of the sentence before names, by
// their leaders or themselves, when it names just two.
func (d *document) lastStates(sent int) []side {
	for i := sent - 1; i >= 0 && i >= sent-2; i-- {
		var out []side
		put := func(e *elem) {
			if e.body < 0 || len(out) > 0 && out[0].body == e.body {
				return
			}
			out = append(out, side{body: e.body, e: e, sent: i, via: "reference"})
		}
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind == eWord && e.cl&(cSign|cEnter|cFinite|cPartner|cAux) != 0 {
				break
			}
			if e.kind == eCountry {
				put(e)
			}
			if e.kind == ePerson && len(e.affil) > 0 && e.affil[0].kind == eCountry {
				put(&e.affil[0])
			}
		}
		if len(out) == 2 {
			return out
		}
		if len(out) > 0 {
			return nil
		}
	}
	return nil
}

// mainBodies are the two bodies, not states, that the document names most; none
// when a third is named as often.
func (d *document) mainBodies() []side {
	uses := map[string]int{}
	at := map[string]side{}
	for i := range d.sents {
		if i > 60 {
			break
		}
		for k := range d.sents[i].items {
			if e := &d.sents[i].items[k]; e.kind == eBody && e.body >= 0 {
				key := itoa(e.body)
				if _, ok := at[key]; !ok {
					at[key] = side{body: e.body, e: e, sent: i, via: "reference"}
				}
				uses[key]++
			}
		}
	}
	a, b, third := top3(uses)
	if b == "" || uses[b] < 2 || uses[third] >= uses[b] {
		return nil
	}
	return []side{at[a], at[b]}
}

func (d *document) findPair(sent int) []side {
	type cnt struct {
		e *elem
		n int
		s int
	}
	counts := map[int]*cnt{}
	var order []int
	for i := range d.sents {
		if i > 60 {
			break
		}
		for k := range d.sents[i].items {
			x := &d.sents[i].items[k]
			if x.kind != eCountry || x.body < 0 {
				continue
			}
			p := counts[x.body]
			if p == nil {
				p = &cnt{e: x, s: i}
				counts[x.body] = p
				order = append(order, x.body)
			}
			p.n++
			if i <= sent {
				p.n += 2
			}
			if p.e.adjective && !x.adjective {
				p.e, p.s = x, i
			}
		}
	}
	if len(order) < 2 {
		return nil
	}
	a, b := -1, -1
	for _, o := range order {
		switch {
		case a < 0 || counts[o].n > counts[a].n:
			a, b = o, a
		case b < 0 || counts[o].n > counts[b].n:
			b = o
		}
	}
	return []side{{body: a, e: counts[a].e, sent: counts[a].s, via: "reference"}, {body: b, e: counts[b].e, sent: counts[b].s, via: "reference"}}
}

// pair joins subject and counterparts, one agreement for each counterpart when
// the words say so.
func (c *clause) pair(cand *candidate, subj, with []side) {
	if len(subj) == 1 && subj[0].body == -2 {
		subj = c.d.mainPair(c.n)
	}
	each := false
	for j := range c.it {
		if c.isWord(j, "each", "respectively", "separately", "separate", "individually") {
			each = true
		}
	}
	var with2 []side
	for _, w := range with {
		if w.body >= 0 {
			with2 = append(with2, w)
		}
	}
	with = with2
	if len(with) == 0 {
		if len(subj) >= 2 {
			cand.sides = subj
			c.commit(cand)
		}
		return
	}
	switch {
	case len(with) > 1 && (each || cand.instr.plural && (cand.count == 0 || cand.count >= len(with))):
		if len(subj) > 1 && each && len(subj) != len(with) {
			for _, s := range subj {
				c.split(cand, []side{s}, with)
			}
			return
		}
		c.split(cand, subj, with)
	case len(subj) > 1 && each:
		for _, s := range subj {
			x := *cand
			x.sides = append([]side{s}, with...)
			c.commit(&x)
		}
	default:
		cand.sides = append(append([]side{}, subj...), with...)
		c.commit(cand)
	}
}

// apart commits counterparts without a subject: one agreement each when the
// instrument is in the plural.
func (c *clause) apart(cand *candidate, with []side) {
	if cand.instr.plural && len(with) > 1 && (cand.count == 0 || cand.count >= len(with)) {
		c.split(cand, nil, with)
		return
	}
	cand.sides = with
	c.commit(cand)
}

func (c *clause) split(cand *candidate, subj, with []side) {
	for _, w := range with {
		x := *cand
		x.apart = true
		x.sides = append(append([]side{}, subj...), w)
		c.commit(&x)
	}
}

// bareVerb applies the rules for verbs without a named instrument: "X signed
// with Y", "X has partnered with Y".
func (c *clause) bareVerb(v int) {
	e := &c.it[v]
	low := e.low
	cand := &candidate{sent: c.n, at: v, verb: v, bare: true, heading: c.s.kind == heading, kindAt: span{c.s.toks[e.from].start, c.s.toks[e.from].end}}
	cand.instr.kind = "agreement"
	if c.pronominal(cand, v) {
		return
	}
	// the preposition must follow at once
	j := v + 1
	for j < len(c.it) && (c.cls(j)&cAdverb != 0 || c.it[j].kind == eDate || c.isWord(j, "up", "hands", "forces", "off")) {
		j++
	}
	if !c.isWord(j, "with") {
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
	with, _ := c.list(j+1, true)
	subj := c.subject(v)
	if len(with) == 0 || len(subj) == 0 {
		return
	}
	if cand.rule == "partners-with" {
		for _, s := range append(append([]side{}, with...), subj...) {
			if s.via != "" {
				return
			}
		}
	}
	c.pair(cand, subj, with)
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

// commit gives a candidate its stage and keeps it.
func (c *clause) commit(cand *candidate) {
	var clean []side
	seen := map[int]bool{}
	for _, s := range cand.sides {
		if s.body == -2 {
			pair := c.d.mainPair(c.n)
			if two := c.d.lastStates(c.n); two != nil && s.e != nil && s.e.kind == eDef && s.e.ref == "country" {
				pair = two
			}
			if s.e != nil && s.e.kind == eDef && s.e.ref != "country" {
				two := c.d.lastTwo(c.n)
				if two == nil && s.e.institutions(c) {
					two = c.d.mainBodies()
				}
				if two != nil && (s.e.ref != "" || s.e.institutions(c) || len(pair) < 2) {
					pair = two
				}
			}
			for _, p := range pair {
				if !seen[p.body] {
					seen[p.body] = true
					clean = append(clean, p)
				}
			}
			continue
		}
		if s.body < 0 || seen[s.body] {
			continue
		}
		seen[s.body] = true
		clean = append(clean, s)
	}
	cand.sides = clean
	if len(clean) == 0 {
		return
	}
	if len(clean) == 1 && !cand.elided && !cand.alone && cand.rule != "accedes" {
		return
	}
	if len(clean) == 1 && cand.alone && cand.instr.weak {
		return
	}
	for _, s := range clean {
		if s.via == "person" || s.via == "reference" {
			cand.weak = true
		}
	}
	if !cand.staged {
		c.stage(cand)
	}
	if cand.stage == "" || c.s.quoted && (cand.alone || cand.elided) {
		return
	}
	if c.s.quoted {
		cand.def = true
	}
	for j := max(0, cand.at-12); j < cand.at; j++ {
		if c.it[j].kind == ePron && c.it[j].low == "we" || c.isWord(j, "our") {
			cand.def = true
		}
	}
	cand.order = len(c.d.cands)
	c.d.cands = append(c.d.cands, cand)
}

// fill supplies the side that an elided clause leaves out from the clause
// before it: "X signed with Y, while another MoU with Z".
func (c *clause) fill(from int) {
	for i := from; i < len(c.d.cands); i++ {
		cand := c.d.cands[i]
		if cand.alone && len(cand.sides) == 1 && cand.rule == "passive-with" && cand.sides[0].body >= 0 {
			// The counterpart has been told with its other side before.
			for j := i - 1; j >= 0 && j > i-12; j-- {
				p := c.d.cands[j]
				if len(p.sides) != 2 || p.bg {
					continue
				}
				if p.sides[1].body == cand.sides[0].body || p.sides[0].body == cand.sides[0].body {
					s := p.sides[0]
					if s.body == cand.sides[0].body {
						s = p.sides[1]
					}
					s.via = "elided"
					cand.sides = append([]side{s}, cand.sides...)
					cand.alone = false
					break
				}
			}
			continue
		}
		if !cand.elided || len(cand.sides) > 1 && cand.rule != "cabinet-proposal" {
			continue
		}
		has := map[int]bool{}
		for _, s := range cand.sides {
			has[s.body] = true
		}
		if cand.rule == "cabinet-proposal" {
			c.fillHome(cand, has)
			continue
		}
		// The nearest earlier agreement whose first side can take this one.
		done := false
		for j := i - 1; j >= 0 && j > i-12 && !done; j-- {
			p := c.d.cands[j]
			if p.bg || p.sent < cand.sent-6 || p.elided && len(p.sides) < 2 || len(p.sides) == 0 {
				continue
			}
			s := p.sides[0]
			if has[s.body] {
				// the same pair again: it speaks of the same agreement
				if len(p.sides) == 2 && has[p.sides[0].body] && !cand.another {
					s = p.sides[1]
				} else {
					continue
				}
			}
			s.via = "elided"
			cand.sides = append([]side{s}, cand.sides...)
			done = true
		}
		if !done {
			c.fillHome(cand, has)
		}
	}
	// Drop what stayed one-sided.
	out := c.d.cands[:from]
	for _, cand := range c.d.cands[from:] {
		if len(cand.sides) >= 2 || cand.rule == "accedes" || cand.alone {
			out = append(out, cand)
		}
	}
	c.d.cands = out
}

func (c *clause) fillHome(cand *candidate, has map[int]bool) {
	// the title may name both sides
	if c.d.home == "" {
		return
	}
	b := c.d.names["="+c.d.home]
	if b == nil || has[b.id] {
		return
	}
	for _, s := range cand.sides {
		if c.d.bodies[s.body].code == c.d.home && !c.d.bodies[s.body].country && cand.rule == "cabinet-proposal" {
			return
		}
	}
	e := b.mention
	if e == nil {
		return
	}
	cand.sides = append([]side{{body: b.id, e: e, sent: cand.sent, via: "home"}}, cand.sides...)
}

// stage decides how far the instrument has come, as the clause tells it.
func (c *clause) stage(cand *candidate) {
	v := cand.verb
	if cand.stage == "negotiating" {
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
		return
	}
	if v >= 0 && c.cls(v)&cEnd != 0 {
		cand.stage = "ended"
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
		for j := v - 1; j >= 0 && j > v-4; j-- {
			if c.cls(j)&cNeg != 0 {
				cand.stage = ""
			}
		}
		return
	}
	cand.stage = "signed"
	if v >= 0 {
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
	} else {
		cand.stageAt = cand.kindAt
	}
	if v >= 0 {
		low := c.it[v].low
		if c.isWord(v, "approved", "approves") {
			cand.stage = "approved"
		}
		lo := v - 6
		planned := false
		for j := v - 1; j >= 0 && j >= lo; j-- {
			if c.barrier(j) || c.party(j) {
				break
			}
			if c.cls(j)&cModal != 0 && c.it[j].kind == eWord {
				planned = true
				cand.stageAt.start = c.s.toks[c.it[j].from].start
			}
			if c.cls(j)&cNeg != 0 && !c.isWord(j, "without", "nor") {
				cand.stage = ""
				return
			}
			if c.cls(j)&cTalk != 0 {
				cand.stage = "negotiating"
				cand.stageAt.start = c.s.toks[c.it[j].from].start
				return
			}
		}
		if cand.rule == "partners-with" && planned {
			// "will partner with" announces a partnership that exists.
			planned = false
		}
		if planned && cand.instr.kind == "joint-venture" && !c.cabinet(v) {
			// "agreed to form a joint venture" is the agreement itself.
			for j := v - 1; j >= 0 && j > v-4; j-- {
				if c.isWord(j, "agreed", "agree", "agrees") {
					planned = false
				}
			}
		}
		if (planned || cand.rule == "action-item") && cand.rule != "cabinet-proposal" {
			cand.stage = "planned"
		}
		if (low == "sign" || low == "conclude" || low == "ink") && !planned && c.s.kind == para && c.isWord(v-1, "and") {
			cand.stage = "planned"
		}
		if cand.stage == "planned" && c.cabinet(v) {
			cand.stage = "approved"
		}
		for j := v - 1; j >= 0 && j > v-7; j-- {
			if c.cls(j)&cApprove != 0 && c.it[j].low != "granted" && cand.stage != "" {
				cand.stage = "approved"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
			if c.barrier(j) {
				break
			}
		}
		if low == "proposed" || low == "signing" && c.hasBefore(v, cPlan) {
			cand.stage = "planned"
		}
	} else {
		// No verb: what stands before the instrument?
		for j := cand.at - 1; j >= 0 && j >= cand.at-8; j-- {
			if c.barrier(j) {
				break
			}
			if c.cls(j)&cTalk != 0 {
				cand.stage = "negotiating"
			}
			if c.cls(j)&cApprove != 0 {
				cand.stage = "approved"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
			if c.cls(j)&cPlan != 0 && cand.stage == "signed" {
				cand.stage = "planned"
			}
			if c.isWord(j, "negotiations", "talks", "negotiation") {
				cand.stage = "negotiating"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
		}
	}
	if cand.rule == "cabinet-proposal" {
		cand.stage = "approved"
		if v >= 0 && cand.stageAt.end > 0 {
			for j := range c.it {
				if c.cls(j)&cApprove != 0 {
					cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
				}
			}
		}
	}
	for j := cand.at + 1; j < len(c.it) && j < cand.at+18; j++ {
		if c.barrier(j) {
			break
		}
		if c.cls(j)&cEnd != 0 && v < 0 && (c.cls(j-1)&cAux != 0) {
			cand.stage = "ended"
			cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
		}
		if c.force(j) && c.isWord(j-1, "into") && c.isWord(j-2, "entered", "came", "enters", "comes") {
			cand.stage = "in-force"
			cand.stageAt = span{c.s.toks[c.it[j-2].from].start, c.s.toks[c.it[j].to-1].end}
		}
	}
	for j := cand.at - 1; j >= 0 && j >= cand.at-5; j-- {
		if c.cls(j)&cEnd != 0 && c.it[j].low != "ends" {
			cand.stage = "ended"
		}
	}
	c.background(cand)
}

// force: the word, also in a headline’s capitals.
func (c *clause) force(j int) bool {
	return c.isWord(j, "force", "effect") || c.it[j].kind == eBody && c.it[j].to == c.it[j].from+1 && c.s.toks[c.it[j].from].low == "force"
}

func (c *clause) hasBefore(v int, cl class) bool {
	for j := v - 1; j >= 0 && j > v-8; j-- {
		if c.cls(j)&cl != 0 {
			return true
		}
	}
	return false
}

// background says whether the clause only recalls an agreement: "under the
// 2015 MoU", "builds on", "comes after both signed", a date in an earlier year.
func (c *clause) background(cand *candidate) {
	from := cand.at
	if cand.verb >= 0 && cand.verb < from {
		from = cand.verb
	}
	for j := from - 1; j >= 0 && j >= from-14; j-- {
		if c.isWord(j, ",") && c.closesRelative(j) {
			break // "the partnership, which follows a letter of 2024, was sealed by an MoU"
		}
		if c.isWord(j, "instituted", "following", "pursuant", "since", "follows", "recalled", "existing", "previous", "earlier", "after", "builds", "build", "complements", "anniversary", "previously") {
			if cand.stage != "planned" && cand.stage != "negotiating" && (j >= from-7 || c.isWord(j, "after", "following", "follows", "builds", "build")) {
				cand.bg = true
			}
		}
		if c.barrier(j) {
			break
		}
	}
	if c.participleUnder(cand) || c.teaser(cand) {
		cand.bg = true
	}
	for j := cand.at + 1; j < len(c.it) && j < cand.at+3; j++ {
		if c.isWord(j, "signed") && c.it[j].kind == eWord && cand.verb == j && c.cls(j-1)&cAux == 0 {
			cand.bg = cand.bg || cand.def && c.s.block > 3
		}
	}
	if cand.verb >= 0 && c.cls(cand.verb)&cSign != 0 {
		for j := cand.verb - 1; j >= 0 && j > cand.verb-4; j-- {
			if c.isWord(j, "had") {
				cand.bg = true
			}
			if c.party(j) {
				break
			}
		}
	}
	// Dates in the clause.
	d, at := c.when(cand)
	if !d.zero() {
		d = d.inYearOf(c.d.day, cand.stage == "planned")
		if (cand.stage == "planned" || cand.stage == "negotiating") && c.d.day.y > 0 && d.y > 0 && d.before(c.d.day) {
			return // an older date belongs to something else in the sentence
		}
		cand.when, cand.whenAt = d, at
		if c.d.day.y > 0 && d.y > 0 && d.before(c.d.day) && (d.y < c.d.day.y || monthsApart(d, c.d.day) > 2) {
			cand.bg = true
		}
		if c.d.day.y > 0 && d.y > 0 && c.d.day.before(d) && cand.stage == "signed" && cand.verb >= 0 && d.y > c.d.day.y {
			cand.when, cand.whenAt = date{}, span{}
		}
	}
	if cand.bg && cand.stage == "signed" && cand.rule == "compound" {
		cand.stage = "in-force"
		if cand.verb >= 0 {
			cand.stage = "signed"
		}
	}
}

// closesRelative: the comma at k ends a relative clause that a comma began.
func (c *clause) closesRelative(k int) bool {
	for j := k - 1; j > 0 && j > k-16; j-- {
		if c.isWord(j, "which", "who") {
			return c.isWord(j-1, ",")
		}
	}
	return false
}

// participleUnder: "falls under the Framework Agreement signed by A and B".
func (c *clause) participleUnder(cand *candidate) bool {
	if v := cand.verb; v < 0 || v < cand.at || c.cls(v)&cSign == 0 || c.cls(v-1)&cAux != 0 {
		return false
	}
	for j := cand.at - 1; j >= 0 && j > cand.at-6; j-- {
		if c.isWord(j, "under") {
			return j > 0
		}
		if c.cls(j)&(cDet|cAttr|cDomain) == 0 && c.it[j].low != "overarching" && c.it[j].kind != eDate {
			return false
		}
	}
	return false
}

// teaser: the paragraph breaks off, as the links below an article do.
func (c *clause) teaser(cand *candidate) bool {
	b := c.d.blocks[c.s.block]
	if c.s.block < 2 {
		return false
	}
	text := c.d.text[b.start:b.end]
	return strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…")
}

func monthsApart(a, b date) int {
	if a.m == 0 || b.m == 0 {
		return (b.y - a.y) * 12
	}
	return (b.y-a.y)*12 + b.m - a.m
}

// reported: "announced today that": the clause goes on in what was announced.
func (c *clause) reported(that int) bool {
	j := that - 1
	for j > 0 && (c.it[j].kind == eDate || c.cls(j)&cAdverb != 0) {
		j--
	}
	return c.isWord(j, "announced", "announce", "announces")
}

// when finds the date of signing in the clause of a candidate.
func (c *clause) when(cand *candidate) (date, span) {
	lo, hi := cand.at, cand.at
	if cand.verb >= 0 {
		lo, hi = min(lo, cand.verb), max(hi, cand.verb)
	}
	for lo > 0 && (!c.barrier(lo-1) || c.isWord(lo-1, "when") || c.isWord(lo-1, "that") && c.reported(lo-1)) {
		lo--
	}
	for hi+1 < len(c.it) && !c.barrier(hi+1) {
		hi++
	}
	toks := c.s.toks
	best, bestAt, bestDist := date{}, span{}, 1<<30
	anchor := cand.at
	if cand.verb >= 0 {
		anchor = cand.verb
	}
	for j := lo; j <= hi; j++ {
		e := &c.it[j]
		dist := j - anchor
		if dist < 0 {
			dist = -dist
		}
		if e.kind == eDate {
			if c.isWord(j-1, "until", "by", "since", "from") && e.date.d == 0 {
				continue
			}
			if e.date.y == 0 && e.date.d == 0 {
				continue
			}
			if e.from == 0 || c.s.first && e.from < 6 && c.d.dayAt.start == toks[e.from].start {
				continue // the dateline
			}
			if e.date.m == 0 && cand.verb >= 0 && (dist > 9 || dist > 5 && j < anchor) {
				continue // a year in another phrase
			}
			if dist < bestDist {
				best, bestAt, bestDist = e.date, span{toks[e.from].start, toks[e.to-1].end}, dist
			}
			continue
		}
		if e.kind != eWord {
			continue
		}
		if d, to := relative(toks, e.from, c.d.day); to > e.from && dist < bestDist {
			best, bestAt, bestDist = d, span{toks[e.from].start, toks[to-1].end}, dist
		}
	}
	return best, bestAt
}
