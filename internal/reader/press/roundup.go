package press

import "slices"

// A report of a visit tells one by one what it first told in the plural: "The two
// states signed five MoUs. The first MoU was on border posts. They also signed the
// MoU on fish", or all in one breath: "The five MoUs are on A, B, C, D and E." The
// sides are those of the plural. As they are always the same, it is what each is
// about that tells them apart, and that shows where two sentences speak of one.

// roundUps reads what prose tells one by one, after the lists were read.
func (d *document) roundUps() {
	told := map[int][]*candidate{}
	for _, c := range d.cands {
		told[c.sent] = append(told[c.sent], c)
	}
	gone := map[*candidate]bool{}
	var several *candidate // the plural told last, with its two sides
	for i := range d.sents {
		s := &d.sents[i]
		if !s.instruments || s.kind == row || s.quoted {
			continue
		}
		c := &clause{d, s, i, s.items}
		for _, u := range told[i] {
			c.number(u)
			if u.instr.plural && len(u.sides) == 2 && !u.bg && u.stage == "signed" && u.rule != "compound" {
				d.several = true
				if several == nil || u.count > 0 || several.count == 0 || several.sides[0].body != u.sides[0].body {
					several = u
				}
			}
		}
		if u := c.severalTold(); u != nil && (several == nil || several.sent != i) {
			d.several = true
			if two := d.states(i); several == nil && len(two) == 2 {
				u.sides, several = two, u
			}
		}
		if slices.ContainsFunc(told[i], func(u *candidate) bool { return u.title > 0 || u.rule == "listed" }) {
			continue
		}
		if several != nil && i-several.sent <= 60 && c.topics(several, told[i], gone) {
			continue
		}
		if several != nil && i-several.sent <= 60 && s.kind == para {
			told[i] = append(told[i], c.oneOf(several, told[i])...)
			c.nounless(several, told[i])
		}
		if s.kind == para {
			c.coordinated(several, told[i])
		}
	}
	d.drop(gone)
}

// number mends whether u is one or several where the noun does not tell: "one of the
// memoranda" is one, "three Exchange of Notes" are three.
func (c *clause) number(u *candidate) {
	switch {
	case u.at >= len(c.it) || c.it[u.at].kind != eInstr:
	case u.instr.plural && c.oneBefore(u.at):
		u.instr.plural, u.count = false, 0
	case u.count > 1 && u.instr.noun == "exchange":
		u.instr.plural = true
	}
}

// oneBefore: "one of the", "the first of the" before the instrument at k.
func (c *clause) oneBefore(k int) bool {
	for j := k - 1; j > 0 && j > k-5; j-- {
		if c.isWord(j, "of") {
			return c.isWord(j-1, "one", "first", "second", "third", "fourth", "last")
		}
		if c.cls(j)&(cDet|cAttr) == 0 {
			return false
		}
	}
	return false
}

// severalTold is the plural that the sentence tells as signed without saying by whom:
// "They attended the exchange of a series of memoranda"; nil when it tells none.
func (c *clause) severalTold() *candidate {
	for k := range c.it {
		if e := &c.it[k]; e.kind == eInstr && e.instr.plural && (!e.instr.weak || e.instr.noun == "documents") && c.tellsSigning() && !c.onlyTalked(k) {
			u := &candidate{sent: c.n, at: k, verb: -1, instr: e.instr, stage: "signed", stageAt: e.name, kindAt: e.name}
			c.determiner(u, k)
			return u
		}
	}
	return nil
}

// topics reads the subjects of several instruments told in one sentence, when they
// are as many as it counts: "The five MoUs are on A, B, C, D and E".
func (c *clause) topics(several *candidate, told []*candidate, gone map[*candidate]bool) bool {
	for k := range c.it {
		e := &c.it[k]
		if e.kind != eInstr || !e.instr.plural {
			continue
		}
		cand := &candidate{}
		c.determiner(cand, k)
		if cand.count == 0 && several != nil && several.sent != c.n && several.instr.noun == e.instr.noun || cand.count == 0 && several != nil && several.instr.kind == e.instr.kind {
			cand.count = several.count // "signed MoUs on A, B and C", after "three MoUs"
		}
		if cand.count < 2 || cand.count > 40 {
			continue
		}
		from := several
		for _, u := range told {
			if u.at == k && len(u.sides) >= 2 {
				from = u
			}
		}
		if from == nil || from == several && from.sent != c.n && !cand.def && from.count != cand.count || from.bg || from.stage != "signed" {
			continue
		}
		parts := c.parts(c.aboutAt(k), cand.count)
		if len(parts) == 0 {
			continue
		}
		for _, u := range told {
			if u.at == k {
				gone[u] = true
			}
		}
		for _, p := range parts {
			x := c.instance(from, k, "topic")
			x.instr.plural, x.purposeAt = false, p
			c.d.titles++
			x.title = c.d.titles
			c.d.cands = append(c.d.cands, x)
		}
		return true
	}
	return false
}

// instance is one of the instruments that u told in the plural, told by the words at
// elem k.
func (c *clause) instance(u *candidate, k int, rule string) *candidate {
	e := &c.it[k]
	x := &candidate{sent: c.n, at: k, verb: -1, rule: rule, instr: e.instr, sides: slices.Clone(u.sides), stage: "signed", stageAt: e.name, kindAt: e.name, apart: true, another: true, weak: true}
	if u.sent == c.n {
		x.verb, x.stageAt, x.when, x.whenAt = u.verb, u.stageAt, u.when, u.whenAt
		return x
	}
	for i := range x.sides {
		x.sides[i].via = "reference"
	}
	return x
}

// aboutAt is the elem behind the words that lead from the instruments at k to what
// they are about; -1 when none do.
func (c *clause) aboutAt(k int) int {
	for j := k + 1; j < len(c.it) && j < k+14 && !c.barrier(j); j++ {
		switch {
		case c.isWord(j, "on", "covering", "cover", "covers", "concerning", "regarding", "include", "includes", "namely", ":"):
			if c.isWord(j, "on") && j+1 < len(c.it) && (c.it[j+1].kind == eDate || c.it[j+1].kind == eWord && weekdayName(c.it[j+1].low)) {
				continue // "signed on Friday"
			}
			return j + 1
		case c.isWord(j, "fields", "areas", "sectors", "field", "area") && c.isWord(j+1, "of"):
			return j + 2
		case c.isWord(j, "relating", "pertaining", "related") && c.isWord(j+1, "to"):
			return j + 2
		}
	}
	return -1
}

// parts cuts an enumeration that begins at elem k into just n parts: at its commas,
// and the last at its last "and". nil when it has not so many.
func (c *clause) parts(k, n int) []span {
	if k < 0 {
		return nil
	}
	var cuts [][2]int
	from, and, depth := k, -1, 0
	j := k
	for ; j < len(c.it) && j < k+120; j++ {
		if c.isWord(j, "(") {
			depth++
		}
		if c.isWord(j, ")") {
			depth--
		}
		if depth > 0 {
			continue
		}
		if c.isWord(j, ":", "including", "such", "among", "range", "variety") {
			return nil // what the parts are is told further on
		}
		if c.barrier(j) && !c.isWord(j, ";") || c.isWord(j, ".", "during", "between") || c.cls(j)&(cAux|cSign|cFinite) != 0 || c.cls(j)&cModal != 0 && !c.isWord(j, "to") || c.it[j].kind == eInstr && !c.it[j].instr.weak {
			break
		}
		switch {
		case c.isWord(j, ",", ";"):
			if j > from {
				cuts = append(cuts, [2]int{from, j})
			}
			from, and = j+1, -1
			if c.isWord(from, "and") {
				from++
			}
		case c.isWord(j, "and") && j > from:
			and = j
		}
	}
	if j > from {
		cuts = append(cuts, [2]int{from, j})
	}
	if len(cuts) == n-1 && and > from {
		cuts[len(cuts)-1][1] = and
		cuts = append(cuts, [2]int{and + 1, j})
	}
	if len(cuts) != n {
		return nil
	}
	out := make([]span, 0, n)
	for _, p := range cuts {
		if p[0] >= p[1] || p[1]-p[0] > 24 {
			return nil
		}
		out = append(out, span{c.s.toks[c.it[p[0]].from].start, c.s.toks[c.it[p[1]-1].to-1].end})
	}
	return out
}

// oneOf reads a sentence that tells of one of several: "The second MoU was on …",
// "One of the agreements …", "Minister N signed the MoU on youth", when it does not
// name its sides.
func (c *clause) oneOf(several *candidate, told []*candidate) []*candidate {
	var out []*candidate
	for k := range c.it {
		e := &c.it[k]
		if e.kind != eInstr || c.nested(k) || e.instr.weak && !bySigning(e.instr.noun) {
			continue
		}
		if slices.ContainsFunc(told, func(u *candidate) bool { return u.at == k && len(u.sides) >= 2 }) {
			continue
		}
		verb, passive := c.governor(k)
		signs := verb >= 0 && c.cls(verb)&cSign != 0
		counted := c.ordinalBefore(k) || c.included(k)
		if e.instr.plural && !counted || !counted && !(signs && c.topicBehind(k)) || c.namesSide(k) {
			continue
		}
		if !signs && !c.saysTopic(k) || e.instr.weak && !signs {
			continue
		}
		x := c.instance(several, k, "one-of")
		x.instr.plural, x.verb = false, verb
		if passive && verb < k {
			x.verb = -1
		}
		c.stage(x)
		if x.stage != "signed" || x.bg || !counted && len(c.d.topicOf(x)) == 0 {
			continue
		}
		x.def = !counted
		x.another = counted
		if counted {
			c.d.titles++
			x.title = c.d.titles
		}
		c.d.cands = append(c.d.cands, x)
		out = append(out, x)
	}
	return out
}

// bySigning: nouns that name an instrument only where one is signed.
func bySigning(noun string) bool {
	switch noun {
	case "protocol", "plan", "programme", "program", "convention", "arrangement":
		return true
	}
	return false
}

// included: the sentence names the instrument at k as one of those told in the plural:
// "The agreements include a memorandum on …".
func (c *clause) included(k int) bool {
	j := k - 1
	for c.cls(j)&(cDet|cAttr|cDomain) != 0 {
		j--
	}
	if !c.isWord(j, "include", "includes", "included", "including") || j == k-1 {
		return false
	}
	for m := j - 1; m >= 0 && m > j-5; m-- {
		if c.it[m].kind == eInstr {
			return c.it[m].instr.plural
		}
	}
	return false
}

// nounless reads what is told of one of several by its number alone: "while the second
// covers tourism", "the sixth was a letter of intent", "and another on schools".
func (c *clause) nounless(several *candidate, told []*candidate) {
	for k := range c.it {
		low := c.it[k].low
		if c.it[k].kind != eWord || c.namesSide(k) {
			continue
		}
		numbered := (ordinals[low] > 1 || low == "last") && c.isWord(k-1, "the")
		if !numbered && !(low == "another" && c.topicBehind(k) && len(told) > 0) {
			continue
		}
		if numbered && ordinals[low] > max(several.count, 2) || numbered && c.cls(k+1)&cAux == 0 && !c.saysTopic(k) && c.cls(k+1)&cEnter == 0 {
			continue
		}
		x := c.instance(several, k, "one-of")
		x.instr.kind, x.instr.noun, x.instr.plural = several.instr.kind, several.instr.noun, false
		t := &c.s.toks[c.it[k].from]
		x.kindAt = span{t.start, t.end}
		x.stageAt = x.kindAt
		if p := k + 2; c.cls(k+1)&cAux != 0 {
			for c.cls(p)&(cDet|cAttr|cDomain) != 0 {
				p++
			}
			if p < len(c.it) && c.it[p].kind == eInstr && !c.it[p].instr.plural {
				x.at, x.instr, x.kindAt = p, c.it[p].instr, c.it[p].name
			}
		}
		c.d.titles++
		x.title = c.d.titles
		c.d.cands = append(c.d.cands, x)
	}
}

// ordinalBefore: the instrument at k is counted among several: "the third MoU",
// "another agreement", "one of the memoranda".
func (c *clause) ordinalBefore(k int) bool {
	for j := k - 1; j >= 0 && j > k-5; j-- {
		if c.it[j].kind != eWord {
			return false
		}
		low := c.it[j].low
		if ordinals[low] > 0 || low == "first" || low == "another" || low == "last" || low == "final" {
			return true
		}
		if low == "one" && c.isWord(j+1, "of") {
			return true
		}
		if c.cls(j)&(cDet|cAttr|cDomain) == 0 && low != "of" && low != "other" {
			return false
		}
	}
	return false
}

// topicBehind: what the instrument at k is about follows it at once.
func (c *clause) topicBehind(k int) bool {
	return c.isWord(k+1, "on", "for", "regarding", "concerning") || c.isWord(k+1, "in") && c.isWord(k+2, "the")
}

// saysTopic: "The second MoU was on …", "The third covers …".
func (c *clause) saysTopic(k int) bool {
	j := k + 1
	if c.cls(j)&cAux != 0 {
		j++
	}
	return c.isWord(j, "on", "about", "for", "cooperation", "collaboration", "related", "covers", "concerns", "concerned", "covered", "relates", "deals", "regarding", "to", "focuses", "aims", "seeks", "provides") || c.isWord(j, "in") && c.isWord(j+1, "the")
}

// namesSide: a body stands behind the instrument at k as a side of it, so that the
// sides are not those of the plural.
func (c *clause) namesSide(k int) bool {
	for j := k + 1; j+1 < len(c.it) && j < k+40 && c.has(cAmong|cWith) && !c.barrier(j); j++ {
		if c.cls(j)&(cAmong|cWith) == 0 || !c.isWord(j, "between", "with") {
			continue
		}
		m := j + 1
		for c.cls(m)&cDet != 0 {
			m++
		}
		if m < len(c.it) && (c.it[m].kind == eBody && !c.pluralBody(m) || c.it[m].kind == ePerson) {
			return true
		}
	}
	return false
}

// coordinated reads the further instruments of a row of which the sentence names the
// sides once: "exchanged the agreement on food, and an MoU on medicine"; "An MoU on
// trade and a protocol on fish were signed by A and B".
func (c *clause) coordinated(several *candidate, told []*candidate) {
	var p *candidate
	for _, u := range told {
		if len(u.sides) >= 2 && !u.instr.plural && !u.bg && u.stage == "signed" && u.verb >= 0 && c.cls(u.verb)&(cSign|cEnter) != 0 && u.rule != "compound" {
			p = u
			break
		}
	}
	if p == nil {
		return
	}
	for k := range c.it {
		e := &c.it[k]
		if e.kind != eInstr || e.instr.plural || k == p.at || c.nested(k) || !c.inRow(p, k) || c.namesSide(k) && k > p.at && p.rule != "between" {
			continue
		}
		if slices.ContainsFunc(told, func(u *candidate) bool { return u.at == k }) {
			continue
		}
		x := *p
		x.at, x.instr, x.kindAt, x.rule, x.another, x.def, x.sides = k, e.instr, e.name, "coordinated", true, false, slices.Clone(p.sides)
		x.instr.weak = false
		if c.sidesBetween(p, k) {
			if several == nil || several.sent == c.n {
				continue
			}
			x.sides = c.instance(several, k, "").sides
		}
		c.d.cands = append(c.d.cands, &x)
	}
}

// sidesBetween: the sides of p stand behind it and before the instrument at k, and so
// are not those of the latter.
func (c *clause) sidesBetween(p *candidate, k int) bool {
	for _, s := range p.sides {
		if s.e == nil || s.sent != c.n || s.e.from < c.it[p.at].to || s.e.from > c.it[k].from {
			return false
		}
	}
	return true
}

// inRow: the instrument at k stands in one row with that of p: an article before it,
// a comma or "and" before that, and no verb between the two.
func (c *clause) inRow(p *candidate, k int) bool {
	lo, hi := min(p.at, k), max(p.at, k)
	j := hi - 1
	for c.cls(j)&(cAttr|cDomain) != 0 || j >= 0 && c.it[j].kind == eCountry && c.it[j].adjective {
		j--
	}
	also := c.isWord(j-1, ",", "and", ";") || c.isWord(j-1, "as") && c.isWord(j-2, "well") || c.isWord(j-1, "with") && c.isWord(j-2, "along") || c.isWord(j-1, "to") && c.isWord(j-2, "addition")
	if !c.isWord(j, "a", "an", "the") || !also {
		return false
	}
	if !c.topicBehind(hi) || !c.topicBehind(lo) && c.it[lo].instr.weak {
		return false
	}
	if k < p.at && !(p.verb > p.at) {
		return false // the verb stands before the first of the row
	}
	if k > p.at && p.verb > p.at {
		return false // the row ended before its verb
	}
	for m := lo + 1; m < hi; m++ {
		if c.isWord(m, "including", "containing", "comprising", "under", "annexed", "establishing") || c.isWord(m, "with") && !c.party(m+1) && c.cls(m+1)&cDet != 0 && !c.party(m+2) {
			return false // what stands behind is a part of the first
		}
		if c.barrier(m) && !c.isWord(m, ";") || c.cls(m)&(cAux|cSign|cFinite) != 0 || c.cls(m)&cModal != 0 && !c.isWord(m, "to") {
			return false
		}
	}
	return true
}

// what an instrument is about ------------------------------------------------

// topicOf are the stems of the words that say what the candidate's instrument is
// about; none when the text beside it does not tell.
func (d *document) topicOf(c *candidate) []string {
	if c.topicRead {
		return c.topic
	}
	c.topicRead = true
	s := &d.sents[c.sent]
	cl := &clause{d, s, c.sent, s.items}
	if !c.purposeAt.empty() {
		for k := range s.items {
			if at := s.toks[s.items[k].from].start; at >= c.purposeAt.start && at < c.purposeAt.end {
				c.topic = cl.stems(c.topic, k)
			}
		}
		return c.topic
	}
	if c.at >= len(s.items) || s.items[c.at].kind != eInstr {
		return nil
	}
	for t := s.items[c.at].from; t < s.items[c.at].instr.head && t < s.items[c.at].to; t++ {
		c.topic = topicStem(c.topic, &s.toks[t])
	}
	for j := cl.topicFrom(c.at); j >= 0 && j < len(s.items) && j < c.at+40; j++ {
		if cl.barrier(j) || cl.isWord(j, ",", ".", "between", "by", "during", "under") || cl.cls(j)&(cAux|cSign|cFinite) != 0 || s.items[j].kind == eDate {
			break
		}
		c.topic = cl.stems(c.topic, j)
	}
	return c.topic
}

// topicFrom is the elem with which the subject of the instrument at k begins, behind
// it or behind its sides; -1 when none is told.
func (c *clause) topicFrom(k int) int {
	j := k + 1
	if c.cls(j)&cAux != 0 {
		j++
	}
	if c.isWord(j, "on", "for", "in", "regarding", "concerning", "covers", "covering", "about") {
		return j + 1
	}
	if !c.isWord(j, "between") {
		return -1
	}
	for j++; j < len(c.it) && j < k+24 && !c.barrier(j); j++ {
		if c.isWord(j, "on", "for", "regarding", "concerning") || c.isWord(j, "in") && c.isWord(j+1, "the") {
			return j + 1
		}
		if c.cls(j)&(cAux|cSign|cFinite) != 0 {
			return -1
		}
	}
	return -1
}

// stems adds the stems of elem k.
func (c *clause) stems(out []string, k int) []string {
	e := &c.it[k]
	if e.kind == eCountry || e.kind == ePerson || e.kind == eDate || len(out) > 24 {
		return out
	}
	for t := e.from; t < e.to; t++ {
		out = topicStem(out, &c.s.toks[t])
	}
	return out
}

// topicStem adds what tells the subject in a word: its first five letters, so that
// agriculture and agricultural are alike. Words that say of any agreement what it is
// tell nothing.
func topicStem(out []string, t *token) []string {
	if t.kind != word || len(t.low) < 3 || t.cl&(cFunc|cInstrHead|cGovHead) != 0 || anyTopic[t.low] {
		return out
	}
	low := t.low
	if len(low) > 5 {
		low = low[:5]
	}
	if slices.Contains(out, low) {
		return out
	}
	return append(out, low)
}

// anyTopic are words that say nothing of what an instrument is about.
var anyTopic = wordSet(`cooperation co-operation cooperate collaboration cooperative field fields area areas sector sectors
	establishment establishing establish strengthening strengthen enhancing enhance enhanced promoting promotion promote
	development bilateral mutual joint exchange exchanges matters related relations technical-cooperation general various between
	two both countries country states sides parties nations republic kingdom government governments framework implementation
	further expanding expand deepening deepen areas respective new first second third fourth fifth the and for executive period year years aspects issues subjects topics one two three four five six seven eight nine ten several`)

// topicsDiffer: both tell what they are about, in words that have nothing in common.
func (d *document) topicsDiffer(a, b *candidate) bool {
	x, y := d.topicOf(a), d.topicOf(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return d.topicsShare(a, b) == 0
}

// topicsShare is how many words on the subject both have.
func (d *document) topicsShare(a, b *candidate) int {
	n := 0
	for _, w := range d.topicOf(a) {
		if slices.Contains(d.topicOf(b), w) {
			n++
		}
	}
	return n
}

// alike: both tell of the same subject.
func (d *document) topicsAlike(a, b *candidate) bool {
	n := d.topicsShare(a, b)
	return n > 0 && 2*n >= min(len(d.topicOf(a)), len(d.topicOf(b)))
}
