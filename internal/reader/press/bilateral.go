package press

import "strings"

// Between two states a great deal goes without saying. Their governments are
// named by adjectives ("the Kenyan and Dutch governments"), officials sign
// without a word on whose behalf, a communiqué tells that "the following
// documents were signed". These rules supply the states where the document is
// plainly about two.

// adjectivesAsStates reads "the Kenyan and Dutch governments" as the two states.
func adjectivesAsStates(it []elem) {
	for k := range it {
		if it[k].kind != eWord || it[k].low != "governments" && it[k].low != "authorities" && it[k].low != "administrations" {
			continue
		}
		var states []*elem
		for j := k - 1; j >= 0; j-- {
			e := &it[j]
			if e.kind == eCountry && e.ref == "" {
				states = append(states, e)
				continue
			}
			if e.kind != eWord || e.low != "and" && e.low != "," && e.low != "the" {
				break
			}
		}
		for _, e := range states {
			if len(states) > 1 {
				e.adjective, e.typ = false, "government"
			}
		}
	}
}

// governmentAt is the end of "Federal Government", "provisional government" at i
// behind a country; i when there is none.
func (sc *scanner) governmentAt(i int) int {
	if i < len(sc.toks) && sc.toks[i].kind == poss {
		i++
	}
	if i+1 >= len(sc.toks) || !strings.EqualFold(sc.toks[i+1].low, "government") {
		return i
	}
	switch sc.toks[i].low {
	case "federal", "central", "national", "interim", "transitional", "provisional", "union":
		return i + 2
	}
	return i
}

// unitOf: a is a unit of b: "International Cooperation Bureau, Ministry of
// Foreign Affairs".
func (d *document) unitOf(a, b *elem) bool {
	switch a.office {
	case "bureau", "division", "department", "directorate", "section", "unit", "office", "wing", "cell", "service":
	default:
		return false
	}
	return hasWord(d.words(b.name), "ministry") && !hasWord(d.words(a.name), "ministry")
}

// partOfState: a name that is only a part's, or only an adjective, and so does
// not name the state where the text has another name for it.
func partOfState(low string) bool {
	switch low {
	case "scotland", "england", "wales", "northern ireland", "great britain", "america", "trinidad", "bosnia":
		return true
	}
	return onlyAdjective(low)
}

// onlyAdjective: Chilean, but not US.
func onlyAdjective(low string) bool {
	switch low {
	case "us", "u.s.", "u.s", "uk", "u.k.":
		return false
	}
	_, name := countryByName[low]
	_, adj := countryByAdj[low]
	return adj && !name
}

// namesState: the mention is by itself enough to name the state of that code.
func (d *document) namesState(e *elem, code string) bool {
	if e == nil || e.kind != eCountry || e.adjective {
		return false
	}
	low := lowText(d.str(e.name))
	if partOfState(low) {
		return false
	}
	if c, ok := countryByName[low]; ok {
		return c.code == code
	}
	long := false // in full: Government of the Republic of X
	for _, p := range [...]string{"government of ", "the ", "democratic ", "republic of ", "kingdom of ", "commonwealth of ", "state of "} {
		cut := strings.TrimPrefix(low, p)
		long, low = long || len(cut) < len(low) && p != "the ", cut
	}
	return long && countryByName[low].code == code
}

// states are the two states of a bilateral document, as sides; nil when it is
// about one, or about more.
func (d *document) states(sent int) []side {
	x, y := d.statePair()
	a, b := d.names["="+x], d.names["="+y]
	if a == nil || b == nil || a.mention == nil || b.mention == nil {
		return nil
	}
	if p := d.mainPair(sent); len(p) == 2 && p[0].body == b.id {
		a, b = b, a
	}
	return []side{{body: a.id, e: a.mention, sent: sent, via: "reference"}, {body: b.id, e: b.mention, sent: sent, via: "reference"}}
}

// ceremony reads "A and B held a signing ceremony for an MoU": the verb that
// has the ceremony as its object, -1 when there is none.
func (c *clause) ceremony(k int) int {
	for j := k - 1; j > 1 && j > k-16; j-- {
		if c.barrier(j) || c.it[j].kind == eInstr {
			return -1
		}
		if !c.isWord(j, "ceremony", "ceremonies") || !c.isWord(j-1, "signing") {
			continue
		}
		for v := j - 2; v >= 0 && v > j-5; v-- {
			if c.isWord(v, "held", "hold", "holds", "conducted", "organised", "organized", "convened") {
				return v
			}
		}
		return -1
	}
	return -1
}

// unsided says whether the instrument at k is told as signed without a word on
// the sides: "the signing of the Export Plan Agreement", "the following
// documents were signed". What is named after something else than its sides, a
// convention of many, is left alone.
func (c *clause) unsided(k, verb int, passive bool) bool {
	in := c.it[k].instr
	if verb < 0 || in.kind == "treaty" || in.kind == "declaration" || c.s.kind == heading || c.s.quoted {
		return false
	}
	if in.weak && !in.proper && in.noun != "document" && in.noun != "documents" {
		return false
	}
	signing := c.it[verb].low == "signing" && verb < k && (c.isWord(verb-1, "the") || c.isWord(verb-1, "was", "saw"))
	if !signing && !(passive && verb > k && c.cls(verb)&cSign != 0) {
		return false
	}
	for j := max(0, k-12); j < len(c.it) && j < k+12; j++ {
		if c.it[j].kind == eBody && j > k && c.it[j].typ != "" || c.isWord(j, "paris") || c.cls(j)&cNeg != 0 || c.isWord(j, "if", "once", "after", "since") {
			return false
		}
		if j > k && c.isWord(j, "by", "with", "between") {
			return false
		}
	}
	return true
}

// willBeHeld: "the Agreement signing … will be held on Friday".
func (c *clause) willBeHeld(k int) bool {
	if !c.isWord(k+1, "signing") {
		return false
	}
	for j := k + 2; j+1 < len(c.it) && j < k+12 && !c.barrier(j); j++ {
		if c.isWord(j, "will", "is", "shall") && c.isWord(j+1, "be", "take", "scheduled", "set", "planned") {
			return true
		}
	}
	return false
}

// signedBefore: the instrument at k is told as signed by a participle, in a
// sentence that ratifies it: "ratification of the Treaty signed in Oslo".
func (c *clause) signedBefore(k int) bool {
	signed := false
	for j := k + 1; j < len(c.it) && j < k+30 && !c.barrier(j); j++ {
		near := j < k+8 || c.isWord(j+1, "in", "at", "on")
		signed = signed || near && c.isWord(j, "signed", "concluded") && c.cls(j-1)&(cAux|cModal) == 0 && !c.isWord(j-1, "be")
	}
	for j := k - 1; signed && j >= 0 && j > k-9; j-- {
		if c.isWord(j, "ratification", "ratifying", "ratify", "ratified", "accession") {
			return true
		}
	}
	return false
}

// lends is what a text on an exchange of notes says is given: "grant" or
// "loan", and where; "" when it gives neither.
func (d *document) lends() (string, span) {
	for i := range d.sents {
		if i > 40 {
			break
		}
		for k := range d.sents[i].items {
			if e := &d.sents[i].items[k]; e.kind == eInstr && (e.instr.kind == "grant" || e.instr.kind == "loan") {
				return e.instr.kind, e.name
			}
		}
	}
	return "", span{}
}

// calledKind finds what an agreement is called, in its sentence or the next two:
// "a document known as a Development Grant Agreement"; nil when that says no more.
func (d *document) calledKind(sent int) *elem {
	for i := sent; i < len(d.sents) && i < sent+3; i++ {
		c := &clause{d, &d.sents[i], i, d.sents[i].items}
		for k := range c.it {
			e := &c.it[k]
			if e.kind != eInstr || e.instr.kind == "agreement" {
				continue
			}
			j := k - 1
			for j >= 0 && (c.cls(j)&(cDet|cAttr|cDomain) != 0 || c.it[j].kind == eBody) {
				j--
			}
			if c.isWord(j, "called", "titled", "entitled", "named") || c.isWord(j, "as") && c.isWord(j-1, "known") {
				return e
			}
		}
	}
	return nil
}

// unionCompound reads "EU-Peru" or "Peru-EU" before an instrument as two sides.
func (sc *scanner) unionCompound(i int) (elem, bool) {
	if i+3 >= len(sc.toks) || sc.toks[i+1].kind != mark || sc.toks[i+1].low != "-" && sc.toks[i+1].low != "–" || !sc.toks[i+1].tight {
		return elem{}, false
	}
	one := func(k int) (elem, int) {
		if unionName(sc.toks[k].low) && sc.toks[k].upper {
			return elem{kind: eBody, from: k, to: k + 1, mention: &mention{name: sc.span(k, k+1), typ: "international", ref: "compound"}}, k + 1
		}
		c, to, _, city := sc.geo(k)
		if to == k || city {
			return elem{}, k
		}
		return elem{kind: eCountry, from: k, to: to, mention: &mention{code: c.code, name: sc.span(k, to), typ: "government", adjective: true, ref: "compound"}}, to
	}
	a, to := one(i)
	if to != i+1 {
		return elem{}, false
	}
	b, end := one(i + 2)
	if end == i+2 || a.kind == b.kind || end >= len(sc.toks) || !sc.instrAhead(end) {
		return elem{}, false
	}
	sc.add(a)
	sc.word(i + 1)
	return b, true
}

// unionName: unions of states that make agreements as one.
func unionName(low string) bool {
	switch low {
	case "eu", "asean", "gcc", "efta", "mercosur", "caricom", "eaeu", "sacu", "au", "eac", "comesa", "ecowas", "un":
		return true
	}
	return false
}

// halfOf is the body or the state that half of a compound names, as in EU-Peru; nil
// when the document does not name it by itself.
func (d *document) halfOf(low string) *body {
	if b := d.names[low]; b != nil {
		return b
	}
	if c, ok := countryByName[low]; ok {
		return d.names["="+c.code]
	}
	return d.names["="+countryByAdj[low].code]
}

// toBeSigned: a step is told towards signing the instrument at k: "proposals for
// decisions on the signing of the EU-Peru Agreement".
func (c *clause) toBeSigned(k int) bool {
	signing := false
	for j := k - 1; j >= 0 && j > k-22 && !c.barrier(j); j-- {
		low := c.it[j].low
		if c.it[j].kind == eBody && c.it[j].to == c.it[j].from+1 {
			low = c.s.toks[c.it[j].from].low
		}
		switch low {
		case "signing", "signature", "conclusion":
			signing = true
		case "proposal", "proposals", "steps", "decision", "decisions", "mandate":
			if signing {
				return true
			}
		}
	}
	return false
}

// approvedToSign is the word that approves the signing of the instrument at k:
// "gave approval for the negotiation and signing of an MoU"; -1 when none does.
func (c *clause) approvedToSign(k int) int {
	signing := false
	for j := k - 1; j >= 0 && j > k-14 && !c.barrier(j); j-- {
		signing = signing || c.isWord(j, "signing", "negotiation", "conclusion", "execution")
		if signing && c.isWord(j, "approval", "approved", "authorised", "authorized", "nod", "clearance") && !c.isWord(j-1, "for", "awaiting", "pending", "to") {
			return j
		}
		if c.it[j].kind == eInstr {
			return -1
		}
	}
	return -1
}

// approvedHere: "approved the partnership between A and B".
func (c *clause) approvedHere(k int) bool {
	j := k - 1
	for c.cls(j)&(cDet|cAttr|cDomain) != 0 {
		j--
	}
	return c.isWord(j, "approved", "approves", "endorsed")
}

// approvedLater is the word behind the instrument at k that tells of its
// approval: "The MoU between A and B was given approval by the Cabinet"; -1 when
// none does.
func (c *clause) approvedLater(k int) int {
	if !c.has(cApprove) {
		return -1
	}
	for j := k + 1; j < len(c.it) && j < k+36 && !c.barrier(j); j++ {
		if c.isWord(j, "approved", "approval") && (c.isWord(j-1, "was", "were", "been") || c.isWord(j-1, "given", "granted") && c.isWord(j-2, "was", "were", "been")) {
			return j
		}
	}
	return -1
}

// underTalks reads what is still being talked about: "the agreement currently
// under consideration". The sides are the subject of the sentence, or its states.
func (c *clause) underTalks(k int) []side {
	j := k + 1
	for c.cls(j)&(cAdverb|cAux) != 0 || c.isWord(j, "that", "which") {
		j++
	}
	if !(c.isWord(j, "under") && c.isWord(j+1, "consideration", "negotiation", "discussion", "preparation")) && !(c.isWord(j, "being") && c.isWord(j+1, "negotiated", "finalised", "finalized", "discussed")) {
		return nil
	}
	for v := 0; v < k; v++ {
		if c.cls(v)&(cAux|cModal|cFinite|cEnter) != 0 {
			if sides := c.subject(v); len(sides) == 2 {
				return sides
			}
			break
		}
	}
	return c.d.states(c.n)
}

// alsoSigned: the instrument at k is one more of a row of which the signing was
// told: "the signing of an agreement on visas, a memorandum on fish and a …".
func (c *clause) alsoSigned(k int) *candidate {
	if len(c.d.cands) == 0 {
		return nil
	}
	p := c.d.cands[len(c.d.cands)-1]
	if p.sent != c.n || p.rule != "states-implied" || p.at >= k || p.instr.plural {
		return nil
	}
	j := k - 1
	for c.cls(j)&(cDet|cAttr) != 0 {
		j--
	}
	if j == k-1 || !c.isWord(j, ",", "and") {
		return nil
	}
	for m := p.at + 1; m < k; m++ {
		if c.barrier(m) {
			return nil
		}
	}
	return p
}

// aimOf: the weak instrument at k is what another is to bring about: "signed an
// MoU to establish a framework".
func (c *clause) aimOf(k, verb int) bool {
	if verb < 1 || verb > k || !c.it[k].instr.weak || !c.isWord(verb-1, "to") {
		return false
	}
	for j := verb - 2; j >= 0 && !c.barrier(j); j-- {
		if c.it[j].kind == eInstr && !c.it[j].instr.weak {
			return true
		}
	}
	return false
}

// openTo says whether the instrument at k is one that a state joins by itself:
// the Rio Accords, the Charter of the Seas.
func (c *clause) openTo(k int) bool {
	in := c.it[k].instr
	switch in.noun {
	case "accords", "charter", "compact", "convention", "treaty":
		return in.proper || k > 0 && c.it[k-1].kind == eBody || c.isWord(k+1, "on", "of")
	}
	return false
}

// raised: the "to" at j leads from a verb of raising to a strategic partnership:
// "elevated ties to a strategic partnership".
func (c *clause) raised(j, k int) bool {
	if c.it[k].instr.kind != "strategic-partnership" {
		return false
	}
	for v := j - 1; v >= 0 && v > j-5; v-- {
		if c.isWord(v, "upgraded", "elevated", "upgrade", "elevate") {
			return true
		}
	}
	return false
}

// underBoth reads who will act under an agreement just signed: "Under the MoU
// signed today, A and B will share data".
func (c *clause) underBoth(k int) []side {
	if !c.isWord(0, "under") || k > 6 || c.s.quoted || !c.isWord(k+1, "signed", "concluded", "inked") {
		return nil
	}
	for j := k + 2; j < len(c.it) && j < k+8 && !c.barrier(j); j++ {
		if !c.isWord(j, ",") {
			continue
		}
		sides, to := c.list(j+1, false)
		if len(sides) == 2 && c.cls(to)&(cModal|cAux) != 0 {
			return sides
		}
		return nil
	}
	return nil
}

func envoyWord(low string) bool {
	switch low {
	case "representatives", "officials", "delegates", "delegations", "envoys":
		return true
	}
	return false
}

// fieldOffice is where the office of a long field in lower case stands, behind
// its country: "Nepalese culture, tourism and civil aviation secretary"; i when
// none does.
func (sc *scanner) fieldOffice(i int) int {
	for k := i; k < len(sc.toks) && k < i+10; k++ {
		t := &sc.toks[k]
		if k > i && t.kind == word && !t.caps && t.f&fCore != 0 {
			return k
		}
		if !(t.kind == word && !t.caps && t.is(cDomain)) && t.low != "and" && t.low != "," && t.low != "affairs" {
			return i
		}
	}
	return i
}

// joinedBefore reads the two sides whose names stand right before the
// instrument: "the signing of the Peru and Chile Fisheries Agreement".
func (c *clause) joinedBefore(k int) []side {
	j := k - 1
	if j < 4 || !c.party(j) || !c.isWord(j-1, "and", "&") || !c.party(j-2) || c.it[j].kind == ePerson || c.it[j-2].kind == ePerson {
		return nil
	}
	m := j - 3
	if c.isWord(m, "the") {
		m--
	}
	if !c.isWord(m, "of") || !c.isWord(m-1, "signing", "conclusion", "renewal", "extension") {
		return nil
	}
	return append(c.resolve(j-2), c.resolve(j)...)
}

// nameless says whether the sides are people of whom it is not told, or told of
// one state only, for whom they sign.
func (c *clause) namelessPair(verb int) bool {
	people, states := 0, map[string]bool{}
	for j := 0; j < verb; j++ {
		e := &c.it[j]
		if e.kind == eBody || e.kind == eCountry && !e.adjective || e.kind == ePerson && len(e.affil) > 0 && e.affil[0].kind == eBody {
			return false
		}
		if e.kind != ePerson || e.office != "minister" && e.office != "president" && e.office != "prime minister" && e.office != "secretary" && e.office != "ambassador" {
			continue
		}
		people++
		if e.code != "" {
			states[e.code] = true
		}
	}
	return people >= 2 && len(states) <= 1
}

// namelessBetween: the sides behind the instrument at k are officials of whom
// the text does not say, or says of one state only, for whom they sign.
func (c *clause) namelessBetween(k int) bool {
	if !c.has(cAmong | cBy) {
		return false
	}
	for j := k + 1; j < len(c.it) && j < k+10 && !c.barrier(j); j++ {
		if !c.isWord(j, "between", "by") {
			continue
		}
		people, states := 0, map[string]bool{}
		for m := j + 1; m < len(c.it) && (c.it[m].kind == ePerson || c.isWord(m, "and", ",", "the")); m++ {
			if e := &c.it[m]; e.kind == ePerson {
				if len(e.affil) > 0 && e.affil[0].kind == eBody || e.office == "" {
					return false
				}
				people++
				states[e.code] = true
			}
		}
		return people == 2 && len(states) == 1
	}
	return false
}

// regionName: a part of the world, no body.
func regionName(low string) bool { return regionNames[strings.TrimPrefix(low, "the ")] }

var regionNames = map[string]bool{}

func init() {
	for n := range strings.SplitSeq("middle east,asia pacific,asia-pacific,indo-pacific,southeast asia,south asia,central asia,east asia,latin america,north america,south america,central america,sub-saharan africa,east africa,west africa,southern africa,north africa,horn of africa,western balkans,global south,gulf,caribbean,pacific,mainland,far east,south caucasus,great lakes", ",") {
		regionNames[n] = true
	}
}
