package press

import (
	"slices"
	"strings"

	"sanad/internal/reader"
)

// Commitments are what the sides of an agreement say they will do under it. A
// rule finds the words that promise (will, is to, undertakes to, provides for);
// the verb behind them says what; the rest of the clause how much, by when, where
// and on what condition. What is quoted, negated or asked promises nothing, and
// neither do hopes: that trade will grow is nobody's debt.

// written is an agreement as it stands in the reading, with what it was made from.
type written struct {
	g  *group
	at int // in Reading.Agreements
}

// promise is a clause that promises something.
type promise struct {
	rule    string
	from    int // elems of the clause
	name    int // where its subject begins
	modal   int // the word that promises
	verb    int
	to      int // after its last elem
	passive bool
	kind    string
	both    bool // all sides owe it
	about   bool // its subject is the instrument or what it is for
	by      int  // body, -1
}

// vows are verbs behind which a verb with "to" is a promise.
var vows = map[string]string{
	"undertakes": "undertakes-to", "undertake": "undertakes-to", "undertook": "undertakes-to", "undertaken": "undertakes-to",
	"commits": "undertakes-to", "commit": "undertakes-to", "committed": "undertakes-to", "pledges": "undertakes-to", "pledge": "undertakes-to", "pledged": "undertakes-to", "promises": "undertakes-to", "promised": "undertakes-to",
	"agrees": "agrees-to", "agree": "agrees-to", "agreed": "agrees-to",
	"plans": "plans-to", "plan": "plans-to", "intends": "plans-to", "intend": "plans-to",
	"aims": "aims-to", "aim": "aims-to",
}

var vowConfidence = map[string]float64{"will": 0.8, "is-to": 0.75, "undertakes-to": 0.8, "agrees-to": 0.75, "plans-to": 0.65, "aims-to": 0.55, "provides-for": 0.75, "with-doing": 0.7, "item": 0.7}

// writeCommitments adds to the agreements of the reading what the document
// promises under them.
func (d *document) writeCommitments(out *reader.Reading, ws []written, partyID func(int) string) {
	ws = slices.DeleteFunc(slices.Clone(ws), func(w written) bool {
		stage := out.Agreements[w.at].Stage
		return w.g.bg || stage == "ended" || stage == "negotiating"
	})
	if len(ws) == 0 {
		return
	}
	n := 0
	told := map[string]bool{}
	for i := range d.sents {
		if i > 400 || n >= 60 {
			return
		}
		s := &d.sents[i]
		if s.quoted || s.kind == heading || s.kind == row || len(s.items) < 3 {
			continue
		}
		c := &clause{d, s, i, s.items}
		for _, p := range c.promises() {
			w, ok := d.owedUnder(c, p, ws)
			if !ok {
				continue
			}
			o := c.commitment(p, w, partyID)
			if c.hollow(p, o) {
				continue
			}
			key := itoa(w.at) + o.Kind + figureOf(o)
			if told[key] {
				continue
			}
			told[key] = true
			n++
			o.ID = "o" + itoa(n)
			out.Agreements[w.at].Commitments = append(out.Agreements[w.at].Commitments, o)
		}
	}
}

// vain are things that come of an agreement and that nobody can owe.
var vain = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("framework platform basis foundation foundations groundwork opportunity opportunities benchmark boost growth prosperity position perspective view value ties relations relationship relationships momentum trust confidence bridges success understanding impetus") {
		vain[w] = true
	}
}

// hollow: what is said to come of the agreement, with no figure and no day, is a
// hope; so is what is said of an occasion.
func (c *clause) hollow(p promise, o reader.Commitment) bool {
	measured := o.Target != nil || o.Money != nil
	if measured {
		return false
	}
	if p.passive && o.Kind == "other" {
		return true // the ceremony will be held on Monday
	}
	for k := p.verb + 1; k < p.to && k < p.verb+8 && o.Kind != "share-information"; k++ {
		if c.cls(k)&cPrep != 0 && !c.isWord(k, "of", "on", "upon") {
			break
		}
		for t := c.it[k].from; t < c.it[k].to; t++ {
			if vain[c.s.toks[t].low] {
				return true
			}
		}
	}
	if o.Due != nil || p.passive || !p.about || p.by >= 0 && !c.instrumentOwes(p) {
		return false
	}
	switch p.rule {
	case "provides-for", "item", "with-doing":
		return false
	}
	return o.Kind != "set-up-body" && o.Kind != "train" && o.Kind != "study" && o.Kind != "publish" && o.Kind != "meet"
}

// instrumentOwes: nearest before the words of promise stands the instrument, not the
// body: "Mr Noor says the agreement will give graduates a broader view".
func (c *clause) instrumentOwes(p promise) bool {
	for k := p.modal - 1; k >= p.name; k-- {
		switch c.it[k].kind {
		case eInstr:
			return true
		case eBody, eDef, ePron:
			return false
		}
		if c.isWord(k, "partnership", "collaboration", "deal", "project", "initiative") {
			return true
		}
	}
	return false
}

// figureOf tells promises of one kind apart: by their figure, else by their words.
func figureOf(o reader.Commitment) string {
	switch {
	case o.Money != nil:
		return o.Money.Quote.Text
	case o.Target != nil:
		return o.Target.Quote.Text
	}
	return strings.ToLower(o.Text)
}

// promises are the promises of a sentence in order.
func (c *clause) promises() []promise {
	if c.unsaid() {
		return nil
	}
	var out []promise
	inside := false
	for k := 0; k < len(c.it) && c.has(cVow); k++ {
		if c.isWord(k, "\"") {
			inside = !inside
		}
		if inside {
			continue
		}
		p, ok := c.vow(k)
		if !ok || c.denies(p) {
			continue
		}
		for p.verb >= 0 {
			next := c.bound(&p)
			if p.kind != "" {
				out = append(out, p)
			}
			k = max(k, p.verb)
			p.verb = next
			if next >= 0 {
				c.call(&p)
			}
		}
	}
	if p, ok := c.listed(); ok && len(out) == 0 {
		out = append(out, p)
	}
	return out
}

// unsaid: the sentence asks, or says that something is not so.
func (c *clause) unsaid() bool {
	if !c.has(cUnsaid) {
		return false
	}
	for k := range c.it {
		if c.cls(k)&cUnsaid != 0 {
			return true
		}
	}
	return false
}

// vow reads the words of promise at elem k and the verb behind them.
func (c *clause) vow(k int) (promise, bool) {
	p := promise{modal: k, by: -1, verb: -1}
	if c.cls(k)&cVow == 0 {
		return p, false
	}
	j := k + 1
	switch rule := vows[c.it[k].low]; {
	case c.isWord(k, "will", "shall"):
		p.rule = "will"
	case c.isWord(k, "is", "are"):
		for c.cls(j)&cAdverb != 0 {
			j++
		}
		if !c.isWord(j, "to") {
			return p, false
		}
		p.rule = "is-to"
		j++
	case c.isWord(k, "with"):
		return c.withDoing(k)
	case c.isWord(k, "provides", "provide") && c.isWord(k+1, "for"):
		return c.providesFor(k)
	case rule != "":
		if c.isWord(j, "itself", "themselves") {
			j++
		}
		if !c.isWord(j, "to") || c.isWord(k-1, "had", "to", "will", "the", "a") {
			return p, false
		}
		p.rule = rule
		j++
	default:
		return p, false
	}
	for j < len(c.it) && c.it[j].kind == eWord && (c.cls(j)&cAdverb != 0 || strings.HasSuffix(c.it[j].low, "ly") && !knownPromise(c.it[j].low) || c.isWord(j, "each", "both", "all")) && c.cls(j)&cNeg == 0 {
		j++
	}
	if c.isWord(j, "be") {
		p.passive = true
		for j++; c.cls(j)&cAdverb != 0; j++ {
		}
	}
	p.verb = j
	p.begin(c)
	return p, c.call(&p)
}

// withDoing reads "with Zed investing US$ 5 million" and "with 15 schools to be
// connected".
func (c *clause) withDoing(k int) (promise, bool) {
	p := promise{modal: k, rule: "with-doing", by: -1, verb: -1, from: k, name: k + 1}
	for j := k + 1; j < len(c.it) && j < k+9; j++ {
		if c.barrier(j) || c.isWord(j, ",", "and") {
			return p, false
		}
		if c.isWord(j, "to") && c.isWord(j+1, "be") {
			p.passive, p.verb = true, j+2
			return p, c.call(&p)
		}
		if c.it[j].kind == eWord && strings.HasSuffix(c.it[j].low, "ing") && j == k+2 && c.it[k+1].kind == eBody {
			p.verb = j
			return p, c.call(&p)
		}
	}
	return p, false
}

// providesFor reads "the agreement provides for the training of 100,000 people".
func (c *clause) providesFor(k int) (promise, bool) {
	p := promise{modal: k, rule: "provides-for", by: -1}
	j := k + 2
	for j < len(c.it) && (c.cls(j)&(cDet|cAttr|cAdverb) != 0) {
		j++
	}
	if j >= len(c.it) || c.it[j].kind != eWord {
		return p, false
	}
	p.verb, p.kind = j, deeds[c.it[j].low]
	p.begin(c)
	p.about = true
	return p, p.kind != ""
}

// listed reads an item that says what is to be done, below a sentence that
// promises it and ends in a colon: "The parties will: – train 500 nurses".
func (c *clause) listed() (promise, bool) {
	p := promise{rule: "item", by: -1}
	if c.s.kind != item || !c.s.first {
		return p, false
	}
	lead := c.d.leadOf(c.n)
	if lead < 0 {
		return p, false
	}
	l := &clause{c.d, &c.d.sents[lead], lead, c.d.sents[lead].items}
	at := -1
	for k := range l.it {
		if l.isWord(k, "will", "shall", "to") || l.it[k].kind == eWord && vows[l.it[k].low] != "" {
			at = k
		}
	}
	if at < 0 || l.unsaid() {
		return p, false
	}
	if c.isWord(0, "to") {
		p.verb = 1
	}
	for k := p.verb; k < 4; k++ {
		if k < len(c.it) && c.it[k].kind == eWord {
			low := c.it[k].low
			if verb, ok := verbOf(low, false); ok && k == p.verb {
				p.kind = c.promiseKind(verb, k, len(c.it))
			} else if deeds[low] != "" && c.isWord(k+1, "of") {
				p.kind, p.verb = deeds[low], k
			}
		}
		if p.kind != "" {
			break
		}
	}
	if p.kind == "" {
		return p, false
	}
	p.to = c.last(len(c.it))
	l.owes(&p, at)
	p.about = !p.both && p.by < 0
	return p, true
}

// leadOf is the sentence ending in a colon below which item n stands, -1 for none.
func (d *document) leadOf(n int) int {
	for i := n - 1; i >= 0 && i > n-30; i-- {
		s := &d.sents[i]
		if s.kind == item {
			continue
		}
		if len(s.toks) > 0 && s.toks[len(s.toks)-1].low == ":" && !s.quoted {
			return i
		}
		return -1
	}
	return -1
}

// begin finds where the clause of a promise begins, and its subject.
func (p *promise) begin(c *clause) {
	p.from = p.modal
	for p.from > 0 && !c.barrier(p.from-1) && !c.isWord(p.from-1, ":") && !c.joinsPromise(p.from-1, p.modal) {
		p.from--
	}
	for p.from < p.modal && c.isWord(p.from, "and", ",", "–", "-", "•") {
		p.from++
	}
	p.name = p.from
	if c.cls(p.from)&cPrep != 0 || c.isWord(p.from, "as", "through") {
		for j := p.modal - 1; j > p.from; j-- {
			if c.isWord(j, ",") {
				p.name = j + 1
				break
			}
		}
	}
}

// joinsPromise: "and" or a comma at k parts this promise from one before it.
func (c *clause) joinsPromise(k, modal int) bool {
	if !c.isWord(k, "and", ",") {
		return false
	}
	for j := k - 1; j >= 0; j-- {
		if c.isWord(j, "will", "shall", "provides") || c.isWord(j, "is", "are") && c.isWord(j+1, "to") {
			return true
		}
	}
	return false
}

// call finds what the verb promises and who owes it.
func (c *clause) call(p *promise) bool {
	if p.verb >= len(c.it) || c.it[p.verb].kind != eWord && c.it[p.verb].kind != eInstr {
		return false
	}
	inflected := p.passive || p.rule == "with-doing"
	verb, ok := verbOf(c.s.toks[c.it[p.verb].from].low, inflected)
	if c.it[p.verb].kind == eInstr && c.it[p.verb].to > c.it[p.verb].from+1 {
		ok = false // "will contract notes"; alone, "grant" and "loan" are verbs behind "will"
	}
	if !ok {
		p.kind = ""
		return false
	}
	p.kind = c.promiseKind(verb, p.verb, len(c.it))
	if p.passive && p.kind == "other" {
		p.kind = ""
		for t := c.it[p.name].from; t < c.it[p.verb].from; t++ {
			if w := &c.s.toks[t]; w.f&fObject != 0 {
				p.kind = objects[w.low]
			}
		}
		if p.kind == "" {
			p.kind = "other"
		}
	}
	if p.kind == "" {
		return false
	}
	c.owes(p, p.modal)
	return true
}

// owes finds who owes a promise whose words of promise are at elem k.
func (c *clause) owes(p *promise, k int) {
	if p.passive {
		for j := p.verb + 1; j < len(c.it) && j < p.verb+24; j++ {
			if c.isWord(j, "by") && j+1 < len(c.it) && c.it[j+1].kind == eBody && c.it[j+1].body >= 0 {
				p.by = c.it[j+1].body
			}
		}
		p.about = true
		return
	}
	if p.rule == "with-doing" {
		p.by = c.it[k+1].body
		return
	}
	for j := p.name; j < k; j++ {
		e := &c.it[j]
		if e.kind == ePron && c.s.toks[e.from].low == "it" || c.isWord(j, "it", "this", "these") && j == p.name {
			p.about = true
			return // the agreement, or whoever was told of last
		}
		if c.isWord(j, "two", "both", "sides", "parties", "partners") && j >= k-2 {
			p.both = true
		}
		if e.kind == eInstr || c.isWord(j, "project", "programme", "program", "initiative", "scheme", "aim", "goal", "target", "plan", "deal", "plant", "centre", "center", "facility", "academy", "fund", "plans", "pact") {
			p.about = true
		}
	}
	party := false
	for j := p.name; j < k; j++ {
		party = party || c.party(j) && !c.governed(j)
	}
	if !party {
		return
	}
	sides := c.subject(k)
	switch {
	case len(sides) == 0:
	case len(sides) > 1 || sides[0].body < 0:
		p.both = true
	default:
		p.by = sides[0].body
	}
}

// bound finds where a promise ends, and the verb of another that shares its
// subject, -1 for none.
func (c *clause) bound(p *promise) (next int) {
	for j := p.verb + 1; j < len(c.it); j++ {
		switch {
		case c.isWord(j, ";", ":") || c.barrier(j) && !c.isWord(j, "where", "when") || c.says(j) || c.isWord(j, ",") && c.isWord(j+1, "with"):
			p.to = c.last(j)
			return -1
		case !c.isWord(j, "and", ","):
			continue
		}
		if c.promisesAgain(j) {
			p.to = c.last(j)
			return -1
		}
		if c.objectless(p, j) || c.towards(p.verb+1, j) {
			continue
		}
		v := j + 1
		if c.isWord(v, "and", "to", "also") {
			v++
		}
		if c.isWord(v, "to", "also", "jointly") {
			v++
		}
		if v+1 >= len(c.it) || c.it[v].kind != eWord || p.rule == "provides-for" {
			continue
		}
		verb, ok := verbOf(c.it[v].low, p.passive || p.rule == "with-doing")
		if !ok || c.isWord(v+1, ".", ",", "and", "of", "for", "in", "to", "services", "programmes", "programs", "facilities", "capacity") && verb != "cooperate" || p.passive {
			continue
		}
		p.to = c.last(j)
		return v
	}
	p.to = c.last(len(c.it))
	return -1
}

// objectless: up to the "and" or comma at j only verbs are told, which share the
// object behind: "share and expand their expertise" is one promise.
func (c *clause) objectless(p *promise, j int) bool {
	for k := p.verb + 1; k < j; k++ {
		if _, verb := verbOf(c.it[k].low, p.passive); !verb && !c.isWord(k, ",", "and") {
			return false
		}
	}
	return !p.passive && p.kind != "cooperate" && !c.isWord(j+1, "to")
}

// towards: between the elems an infinitive of purpose begins, to which a verb behind
// "and" belongs: "set up a committee to follow and evaluate".
func (c *clause) towards(from, to int) bool {
	for k := from; k < to; k++ {
		if c.isWord(k, "to") && c.it[k+1].kind == eWord && c.cls(k+1)&cDet == 0 && c.it[k+1].low != "" && c.s.toks[c.it[k+1].from].kind == word && !c.s.toks[c.it[k+1].from].caps {
			return true
		}
	}
	return false
}

// says: ", the minister said" begins at k.
func (c *clause) says(k int) bool {
	if !c.isWord(k, ",") || len(c.it)-k > 12 {
		return false
	}
	for j := k + 1; j < len(c.it); j++ {
		if c.isWord(j, "said", "says", "added", "according", "announced", "explained", "told") {
			return true
		}
	}
	return false
}

// promisesAgain: behind the "and" at k a subject of its own promises something.
func (c *clause) promisesAgain(k int) bool {
	for j := k + 2; j < len(c.it) && j < k+14; j++ {
		if c.barrier(j) {
			return false
		}
		if c.isWord(j, "will", "shall", "has", "was", "were", "signed") || c.isWord(j, "is", "are") {
			return true
		}
	}
	return false
}

// last is the end of a clause without the marks behind it.
func (c *clause) last(to int) int {
	for to > 0 && c.isWord(to-1, ".", ",", ";", ":", "and", "–", "-", ")") {
		if c.isWord(to-1, ")") {
			open := false
			for j := to - 2; j >= 0; j-- {
				open = open || c.isWord(j, "(")
			}
			if open {
				break
			}
		}
		to--
	}
	return to
}

// denies: the clause says that it will not be, or does not know.
func (c *clause) denies(p promise) bool {
	for j := p.from; j <= p.verb && j < len(c.it); j++ {
		if c.isWord(j, "not", "no", "never", "neither", "nor", "none", "nobody", "if", "would", "could", "whether", "asked", "hopes", "hoped") || c.cls(j)&cNeg != 0 {
			return true
		}
	}
	for j := p.from - 1; j >= 0 && j > p.from-3; j-- {
		if c.isWord(j, "if", "whether", "how", "what", "who", "when", "why", "not", "unless", "hopes", "hoped", "hope") {
			return true
		}
	}
	return false
}

// owedUnder is the agreement a promise was made under: the one of its sentence or
// paragraph, or of the side that makes it; false where two would do as well.
func (d *document) owedUnder(c *clause, p promise, ws []written) (written, bool) {
	best, second, at := 0, 0, -1
	near := d.nearest(c, p, ws)
	for i, w := range ws {
		score := 0
		if near == w.g {
			score = 3
		}
		switch {
		case p.by >= 0 && w.g.holds(d, p.by):
			score += 3
		case p.by >= 0:
			score = 0 // somebody else's promise
		case len(ws) == 1 && (p.both || p.about && c.ofInstrument(p)):
			score += 3
		case !p.both && !p.about:
			score = 0
		}
		if score > best {
			best, second, at = score, best, i
		} else {
			second = max(second, score)
		}
	}
	if at < 0 || best < 3 || best == second {
		return written{}, false
	}
	return ws[at], true
}

// ofInstrument: the clause names an instrument.
func (c *clause) ofInstrument(p promise) bool {
	for j := p.from; j < p.to; j++ {
		if c.it[j].kind == eInstr {
			return true
		}
	}
	return false
}

// nearest is the agreement told in the sentence of the promise, or last before it in
// the paragraph or the list's lead; nil when none is, or two are.
func (d *document) nearest(c *clause, p promise, ws []written) *group {
	block := c.s.block
	if p.rule == "item" {
		if lead := d.leadOf(c.n); lead >= 0 {
			block = d.sents[lead].block
		}
	}
	var hit *group
	where := -1
	for _, w := range ws {
		for _, x := range w.g.cands {
			if x.heading || x.sent > c.n || d.sents[x.sent].block != block && x.sent != c.n {
				continue
			}
			at := x.sent*1000 + min(x.at, 999)
			if x.sent == c.n && x.at > p.to {
				continue
			}
			if hit != nil && hit != w.g && at == where {
				hit = nil
				continue
			}
			if at > where {
				hit, where = w.g, at
			}
		}
	}
	return hit
}

// holds says whether the body is a side of the agreement.
func (g *group) holds(d *document, body int) bool {
	id := d.bodies[body].id
	return slices.ContainsFunc(g.sides, func(s side) bool { return s.body >= 0 && d.bodies[s.body].id == id })
}

// commitment writes a promise.
func (c *clause) commitment(p promise, w written, partyID func(int) string) reader.Commitment {
	d := c.d
	toks := c.s.toks
	whole := span{toks[c.it[p.from].from].start, toks[c.it[p.to-1].to-1].end}
	words := span{toks[c.it[p.verb].from].start, whole.end}
	if p.passive {
		words.start = toks[c.it[p.name].from].start
	}
	o := reader.Commitment{Text: oneLine(d.str(words)), Kind: p.kind, Evidence: d.evidence(whole, p.rule, vowConfidence[p.rule])}
	o.Modality = "planned"
	if p.by >= 0 {
		o.By = partyID(d.bodies[p.by].id)
	}
	if to := c.owedTo(p, w); to >= 0 {
		o.To = partyID(d.bodies[to].id)
	}
	d.figures(&o, c.s, words)
	if when, at := c.dueBy(p); when.y > 0 {
		o.Due = &reader.Date{Value: when.edtf(), Precision: when.precision(), Evidence: planned(d.evidence(at, "due", 0.75))}
	}
	if at := c.placeOf(p); !at.empty() {
		o.Place = &reader.Text{Text: oneLine(d.str(at)), Evidence: planned(d.evidence(at, "place-of-promise", 0.7))}
	}
	if at := c.conditionOf(p); !at.empty() {
		o.Condition = &reader.Text{Text: oneLine(d.str(at)), Evidence: planned(d.evidence(at, "condition", 0.75))}
	}
	o.Verifiable = "not-verifiable"
	if o.Target != nil || o.Money != nil || o.Due != nil || c.namesThing(p, w) {
		o.Verifiable = "verifiable"
	}
	return o
}

func planned(e reader.Evidence) reader.Evidence {
	e.Modality = "planned"
	return e
}

// figures are the first sum and the first number that the words hold.
func (d *document) figures(o *reader.Commitment, s *sentence, words span) {
	money, quantities := d.amounts(s)
	for _, m := range money {
		if m.at.start >= words.start && m.at.end <= words.end && o.Money == nil {
			o.Money = &reader.Money{Amount: m.value, Currency: m.unit, Nature: "announced", Evidence: planned(d.evidence(m.at, "money", 0.7))}
		}
	}
	for _, q := range quantities {
		span := q.unit == "years" || q.unit == "months" || q.unit == "days" || q.unit == "weeks"
		if q.at.start >= words.start && q.at.end <= words.end && o.Target == nil && !span {
			o.Target = &reader.Quantity{Value: q.value, Unit: q.unit, What: q.what, Evidence: planned(d.evidence(q.at, "quantity", 0.65))}
		}
	}
}

// owedTo is another side named behind "to", "for" or "with", -1 for none.
func (c *clause) owedTo(p promise, w written) int {
	for j := p.verb + 1; j < p.to; j++ {
		e := &c.it[j]
		if e.kind != eBody || e.body < 0 || p.by >= 0 && c.d.bodies[e.body].id == c.d.bodies[p.by].id || !w.g.holds(c.d, e.body) {
			continue
		}
		k := j - 1
		for c.cls(k)&cDet != 0 {
			k--
		}
		if c.isWord(k, "to", "for") && p.kind != "cooperate" {
			return e.body
		}
	}
	return -1
}

// placeOf is the place the promise is to be kept at.
func (c *clause) placeOf(p promise) span {
	for j := p.verb + 1; j < p.to; j++ {
		e := &c.it[j]
		if (e.kind == ePlace || e.kind == eCountry && !e.adjective) && c.isWord(j-1, "in", "at", "across", "near") {
			return span{c.s.toks[e.from].start, c.s.toks[e.to-1].end}
		}
	}
	return span{}
}

// conditionOf is the stretch that makes the promise depend on something.
func (c *clause) conditionOf(p promise) span {
	for j := p.from; j < p.to; j++ {
		switch {
		case c.isWord(j, "subject", "conditional") && c.isWord(j+1, "to", "on", "upon"), c.isWord(j, "upon", "once", "provided") && j > p.from && !c.isWord(j-1, "agreed", "based", "build"), c.isWord(j, "on") && c.isWord(j+1, "condition"):
		default:
			continue
		}
		end := j + 1
		for end < p.to && !(c.isWord(end, ",") || c.barrier(end) && !c.isWord(end-1, "provided", "condition")) {
			end++
		}
		end = c.last(end)
		if end > j+1 {
			return span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[end-1].to-1].end}
		}
	}
	return span{}
}

// namesThing: what is promised has a name, which is no side, place or country.
func (c *clause) namesThing(p promise, w written) bool {
	from := p.verb + 1
	if p.passive {
		from = p.name
	}
	for j := from; j < p.to && !c.isWord(j, "under", "within", "through", "as"); j++ {
		e := &c.it[j]
		switch e.kind {
		case eBody:
			if !e.vague && e.body >= 0 && !w.g.holds(c.d, e.body) && !c.isWord(j-1, "with", "for", "to") {
				return true
			}
		case eWord:
			t := &c.s.toks[e.from]
			if t.caps && !t.upper && e.from > 0 && t.cl&(cNotOrg|cMonth|cDet|cPrep) == 0 && t.f&(fWeekday|fMonth) == 0 && t.kind == word {
				return true
			}
		}
	}
	return false
}
