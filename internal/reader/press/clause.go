package press

import "slices"

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
	aside     bool // told of an instrument that is known: what it provides for
	staged    bool // its stage is that of the clause it goes on from
	order     int
	title     int      // which title of the document’s lists it is, 0 none
	topic     []string // stems of what it is about, see topicOf
	topicRead bool
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
	var used taken
	before := len(d.cands)
	for k := range c.it {
		e := &c.it[k]
		if e.kind == eInstr {
			c.instrument(k, &used)
		}
	}
	for k := range c.it {
		e := &c.it[k]
		if e.kind == eWord && e.cl&(cSign|cPartner|cEnter) != 0 && !used.has(k) && s.toks[e.from].kind == word {
			c.bareVerb(k)
		}
	}
	h := c.d.half // of the sentences before, or of an instrument of this one
	ordinals := h != nil && h.instr.plural && n-h.sent <= 2
	for k := 0; k < len(c.it) && (ordinals || c.has(cExplored|cOther)); k++ {
		if c.has(cExplored) {
			c.exploredWith(k)
		}
		if ordinals {
			c.ordinalWith(k, h)
		}
		if c.cls(k)&cOther != 0 && c.d.last.kind != "" {
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
	c.several(before)
}

// clauseWords begin a clause wherever they stand.
var clauseWords = wordSet(`while whereas which who whom whose because although though whereby wherein but when where`)

// taken are the verbs of a sentence that an instrument has taken.
type taken []int

func (t *taken) put(verb int)     { *t = append(*t, verb) }
func (t taken) has(verb int) bool { return slices.Contains(t, verb) }

// has says whether any word of the sentence belongs to any of the classes: a rule
// that needs one asks first, and most sentences are done with.
func (c *clause) has(cl class) bool { return c.s.cl&cl != 0 }

// barrier says whether a new clause begins at elem k.
func (c *clause) barrier(k int) bool {
	e := &c.it[k]
	if e.kind != eWord {
		return false
	}
	if e.f&fClause != 0 || e.low == ";" {
		return true
	}
	if e.low != "that" {
		return false
	}
	if k > 0 && c.it[k-1].kind == eWord && c.it[k-1].cl&(cFinite|cEnter) != 0 {
		return true
	}
	return k > 0 && c.it[k-1].kind != eWord || k > 0 && c.cls(k-1)&(cPrep|cConn) == 0
}

func (c *clause) isWord(k int, ws ...string) bool {
	if k < 0 || k >= len(c.it) || c.it[k].kind != eWord && c.it[k].kind != ePron {
		return false
	}
	low := c.it[k].low
	for _, w := range ws {
		if len(w) == len(low) && w == low {
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
func (c *clause) instrument(k int, used *taken) {
	in := c.it[k].instr
	if c.nested(k) || k+1 < len(c.it) && c.it[k+1].kind == eInstr && c.it[k+1].from == c.it[k].to {
		return // "Framework Cooperation Programme" is one
	}
	cand := c.d.drafts.one()
	*cand = candidate{sent: c.n, instr: in, at: k, verb: -1, kindAt: c.it[k].name, heading: c.s.kind == heading}
	c.determiner(cand, k)
	verb, passive := c.governor(k)
	cand.verb = verb
	if c.aimOf(k, verb) {
		return
	}
	if p := c.alsoSigned(k); p != nil {
		cand.rule, cand.sides, cand.weak, cand.another, cand.verb = p.rule, p.sides, true, true, p.verb
		c.commit(cand)
		return
	}
	if verb >= 0 {
		used.put(verb)
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
	if c.namelessBetween(k) && len(c.d.states(c.n)) == 2 {
		cand.rule, cand.sides, cand.weak = "between", c.d.states(c.n), true
		c.commit(cand)
		return
	}
	// Rule between: the sides stand behind the instrument or its verb.
	if sides, ok := c.between(k+1, verb); ok && len(sides) >= 2 {
		if c.approvedHere(k) && verb < 0 {
			cand.rule, cand.sides = "between", sides
			c.commit(cand)
			return
		}
		if in.weak && verb < 0 && !c.it[k].instr.proper && !c.s.first {
			// "cooperation between X and Y" tells of no instrument.
			return
		}
		if in.weak && verb < 0 && (in.noun == "partnership" || in.noun == "collaboration" || in.noun == "framework" || in.noun == "understanding") && in.kind != "strategic-partnership" && in.mods == 0 {
			return
		}
		if in.kind == "joint-venture" && verb < 0 && c.signsLater(k) {
			return
		}
		cand.rule, cand.sides = "between", sides
		cand.aside = verb < 0 && cand.def && c.provides(k)
		if pairs := c.pairedBehind(k); in.plural && len(sides) > 3 && pairs != nil {
			for _, p := range pairs {
				x := *cand
				x.sides, x.apart = p, true
				c.commit(&x)
			}
			return
		}
		c.commit(cand)
		c.morePairs(cand, k)
		// "between A and B, and between C and D"
		for j := k + 1; j < len(c.it); j++ {
			if c.isWord(j, "between") && c.isWord(j-1, "and") && j > k+3 {
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
		if c.it[verb].low == "signing" || c.it[verb].low == "conclusion" || c.it[verb].low == "exchange" && c.isWord(verb+1, "of") {
			for j := verb - 1; j >= 0 && j > verb-6; j-- {
				if c.isWord(j, "witnessed", "witness", "witnessing", "oversaw", "attended", "attend", "graced", "presided", "hosted", "welcomed", "welcomes", "approved", "approves", "after", "since", "marked", "follows", "following", "to", "including", "include", "includes", "is", "was", "saw") {
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
	if v := c.ceremony(k); v >= 0 && len(c.subject(v)) >= 2 {
		cand.rule, cand.sides, cand.verb = "ceremony", c.subject(v), v
		c.commit(cand)
		return
	}
	if sides := c.underTalks(k); len(sides) == 2 && !in.weak {
		cand.rule, cand.sides, cand.stage, cand.verb = "talks", sides, "negotiating", k+1
		c.commit(cand)
		return
	}
	if joined := c.joinedBefore(k); len(joined) == 2 {
		cand.rule, cand.sides = "compound", joined
		c.commit(cand)
		return
	}
	compound := c.compound(k)
	owner := c.owner(k, verb)
	if cand.none {
		return
	}
	strongVerb := verb >= 0 && c.cls(verb)&cEnd != 0 || verb >= 0 && c.isWord(verb, "have", "has", "put", "came", "set", "sets") || verb >= 0 && (c.cls(verb)&cSign != 0 || c.cls(verb)&cEnter != 0)
	behalf := c.onBehalf(verb)
	if len(behalf) == 1 && verb >= 0 && !passive && len(with) > 0 && c.behalfBefore(verb) {
		subj = behalf
	}
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
	case len(owner) > 0 && len(with) > 0 && !(in.weak && !strongVerb) && !(verb < 0 && c.comparedWith(k)):
		cand.rule = "owner-with"
		c.pair(cand, owner, with)
	case verb < 0 && c.talks(cand, k):
		c.commit(cand)
	case verb < 0 && !in.weak && c.agreedUnder(cand, k):
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
	case verb >= 0 && !passive && len(with) == 0 && len(subj) > 0 && c.namelessPair(verb) && len(c.d.states(c.n)) == 2:
		cand.rule, cand.sides, cand.weak = "both-sign", c.d.states(c.n), true
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 0 && len(with) == 0 && len(c.namely(verb)) >= 2:
		cand.rule, cand.sides = "both-sign", c.namely(verb)
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
			if c.toBeSigned(k) {
				cand.bg, cand.stage, cand.staged, cand.stageAt = false, "planned", true, cand.kindAt
			}
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
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && !in.weak && !in.plural && c.cls(verb)&cSign != 0 && len(c.purposeWith(k)) > 0:
		cand.rule, cand.sides = "purpose-with", append(append([]side{}, subj...), c.purposeWith(k)...)
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && !c.d.bodies[subj[0].body].country && !in.weak && c.cls(verb)&cSign != 0 && c.withSome(k):
		// "signed an agreement with four universities"
		cand.rule, cand.sides, cand.alone = "signs-with-unnamed", subj, true
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && in.kind != "treaty" && c.cls(verb)&cSign != 0 && c.s.kind == para:
		// One side is told; a later "the contract with Z" may tell the other.
		cand.sides = subj
		c.d.half = cand
	case verb < 0 && len(with) == 0 && !in.weak && c.considered(k) >= 0 && len(c.subject(c.considered(k))) == 2:
		v := c.considered(k)
		cand.rule, cand.stage, cand.verb = "talks", "negotiating", v
		cand.sides = c.subject(v)
		c.commit(cand)
	case verb >= 0 && !passive && len(subj) == 1 && subj[0].body >= 0 && c.openTo(k) && (strongVerb || c.isWord(verb, "joined", "joins", "join")):
		cand.rule, cand.sides = "accedes", subj
		c.commit(cand)
	case len(subj) == 0 && len(with) == 0 && len(c.underBoth(k)) >= 2:
		cand.rule, cand.sides, cand.weak = "both-sign", c.underBoth(k), true
		c.commit(cand)
	case verb >= 0 && len(subj) == 1 && subj[0].body >= 0 && in.kind == "treaty" && strongVerb:
		cand.rule, cand.sides = "accedes", subj
		c.commit(cand)
	case len(subj) == 0 && len(with) == 0 && c.unsided(k, verb, passive) && len(c.d.states(c.n)) == 2:
		cand.rule, cand.sides, cand.weak = "states-implied", c.d.states(c.n), true
		c.commit(cand)
	}
}

// commit gives a candidate its stage and keeps it.
func (c *clause) commit(cand *candidate) {
	var clean []side
	seen := func(body int) bool {
		return slices.ContainsFunc(clean, func(s side) bool { return s.body == body })
	}
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
				if two == nil && s.e.institutions(c) && c.d.allStates(pair) {
					continue // institutions are no states
				}
				if two != nil && (s.e.ref != "" || s.e.institutions(c) || len(pair) < 2) {
					pair = two
				}
			}
			for _, p := range pair {
				if !seen(p.body) {
					clean = append(clean, p)
				}
			}
			continue
		}
		if s.body >= 0 {
			if b := c.d.meant(s.body, c.n, cand.sides); b >= 0 {
				s.body, s.via = b, "reference"
			}
		}
		if s.body < 0 || seen(s.body) {
			continue
		}
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
