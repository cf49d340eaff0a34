package press

import (
	"slices"
	"strings"
)

// A communiqué lists what was signed by its titles: "The following ten agreements
// were signed: 1. MoU on visas; 2. MoU on mangoes …". The sides of such an item
// stand elsewhere: in the sentence that opens the list, in its heading, or they are
// the two states that the document is about. Each item is an instrument of its own,
// however alike the sides; a list under a heading that speaks of no instruments
// (what was discussed, who was there, what the articles are) is none of these.

// opening is the sentence or heading behind which such a list stands.
type opening struct {
	sent    int
	instr   instrument // what it calls them
	count   int        // how many it says there are, 0 when it does not
	sure    bool       // it says that what stands behind it was signed, whatever it is called
	sides   []side     // two, or none
	stage   string
	stageAt span
	bg      bool
	told    *candidate // what told it in the plural, nil
	areas   bool       // it calls them by the areas that they cover, so that only their number tells
	inline  int        // token where the list begins in the same sentence, 0 when behind it
}

// title is one item of the list: the tokens from and to of a sentence.
type title struct {
	sent, from, to int
	instr          instrument
	at             int  // elem of the instrument, -1 when it has none
	named          span // its head
	bare           bool // it names no instrument
}

// maxTitles bounds a list, so that reading stays linear whatever a text claims.
const maxTitles = 400

// maxPassed is how many sentences may stand between two titles of a list: those of the
// paragraphs that tell of each.
const maxPassed = 40

// titledLists reads every list of titles, in the order of the text.
func (d *document) titledLists() {
	told := map[int][]*candidate{}
	for _, c := range d.cands {
		told[c.sent] = append(told[c.sent], c)
	}
	gone := map[*candidate]bool{}
	for i := 0; i < len(d.sents); i++ {
		o, ok := d.opens(i, told[i])
		if !ok {
			continue
		}
		list := d.titlesBehind(&o)
		if len(list) == 0 || d.opensLater(i, list[0].sent, told) {
			continue
		}
		d.openSides(&o, told)
		d.readTitles(&o, list, told, gone)
		i = max(i, list[len(list)-1].sent) // no list opens inside a list
	}
	d.drop(gone)
}

// drop takes candidates away, all at once, so that a long text stays quick.
func (d *document) drop(gone map[*candidate]bool) {
	if len(gone) > 0 {
		d.cands = slices.DeleteFunc(d.cands, func(c *candidate) bool { return gone[c] })
	}
}

// opensLater: a nearer sentence opens the list that begins in sentence first.
func (d *document) opensLater(i, first int, told map[int][]*candidate) bool {
	for j := i + 1; j < first && j < i+6; j++ {
		if _, ok := d.opens(j, told[j]); ok {
			return true
		}
	}
	return false
}

// opens says whether sentence i opens a list of instruments: it names several in the
// plural, or as "outcomes" in a heading, or points back to several with "These are:".
func (d *document) opens(i int, told []*candidate) (opening, bool) {
	s := &d.sents[i]
	if s.kind == row || len(s.items) == 0 || len(s.toks) > 120 {
		return opening{}, false
	}
	c := &clause{d, s, i, s.items}
	o := opening{sent: i, stage: "signed"}
	colon := c.endsInColon()
	form := colon || s.kind == heading
	k := -1
	for j := range c.it {
		if c.it[j].kind == eInstr && c.it[j].instr.plural {
			k = j
		}
	}
	switch {
	case k >= 0:
		o.instr = c.it[k].instr
		o.instr.plural = false
		cand := &candidate{}
		c.determiner(cand, k)
		o.count = cand.count
		o.stageAt = c.it[k].name
	case s.kind == heading && c.outcomes():
		o.instr = instrument{kind: "agreement", weak: true}
		o.stageAt = span{s.start, s.end}
	case c.pointsToSeveral():
		o.instr = d.severalBefore(i)
		if o.instr.kind == "" {
			return o, false
		}
		o.stageAt = span{s.start, s.end}
		form = true
	default:
		return o, false
	}
	o.inline = c.inlineList(k)
	form = form || o.inline > 0
	for j := range c.it {
		form = form || c.isWord(j, "following", "below", "list")
	}
	for _, u := range told {
		if u.instr.plural && len(u.sides) >= 2 && !(s.kind == item && u.count == 0) {
			o.told, o.count = u, max(o.count, u.count)
			if u.stage != "" && u.rule != "compound" {
				o.stage, o.stageAt = u.stage, u.stageAt
			}
		}
	}
	if o.told == nil && !form || s.kind == item && !colon {
		return o, false
	}
	if k >= 0 && c.onlyTalked(k) || k < 0 && c.onlyTalked(len(c.it)) {
		return o, false
	}
	if o.count == 0 && c.speaksOfAreas(k) {
		if o.count = d.countBefore(i); o.count == 0 {
			return o, false // the areas within them, not they themselves
		}
		o.areas = true
	}
	o.bg = c.recalls(o.told)
	o.sure = form && k >= 0 && (colon || o.inline > 0) && (c.tellsSigning() || c.isWord(k+1, "are", "were", ":", "include", "such", "as"))
	return o, true
}

// endsInColon: the sentence breaks off with a colon, and perhaps a dash behind it.
func (c *clause) endsInColon() bool {
	toks := c.s.toks
	n := len(toks) - 1
	if n > 0 && (toks[n].low == "-" || toks[n].low == "–") {
		n--
	}
	return toks[n].low == ":"
}

// outcomes: the heading of what a visit led to.
func (c *clause) outcomes() bool {
	for k := range c.s.toks {
		switch c.s.toks[k].low {
		case "outcomes", "deliverables":
			return true
		}
	}
	return false
}

// pointsToSeveral: "These are:", "They include:", "The two sides signed the following:".
func (c *clause) pointsToSeveral() bool {
	for j := 0; j < len(c.it) && j < 3; j++ {
		if c.isWord(j, "these", "they", "those", "others", "other") && c.isWord(j+1, "are", "were", "include", "included", "includes") {
			return true
		}
	}
	if !c.endsInColon() {
		return false
	}
	for j := range c.it {
		if c.isWord(j, "following") && c.tellsSigning() {
			return true
		}
	}
	return false
}

// severalBefore is what the sentences just before i call the instruments they tell of
// in the plural.
func (d *document) severalBefore(i int) instrument {
	for j := i; j >= 0 && j > i-5; j-- {
		for k := range d.sents[j].items {
			if e := &d.sents[j].items[k]; e.kind == eInstr && e.instr.plural {
				in := e.instr
				in.plural = false
				return in
			}
		}
	}
	for k := range d.sents[i].items {
		if d.sents[i].items[k].kind == eWord && d.sents[i].items[k].low == "following" {
			return instrument{kind: "agreement", weak: true}
		}
	}
	return instrument{}
}

// speaksOfAreas: what follows the colon are areas or sectors: "The MoUs cover a range
// of areas, including:".
func (c *clause) speaksOfAreas(k int) bool {
	for j := k + 1; k >= 0 && j < len(c.it); j++ {
		if c.isWord(j, "areas", "sectors", "fields", "topics", "aspects") {
			return true
		}
	}
	return false
}

// countBefore is how many instruments the sentences before i count, 0 when they do not.
func (d *document) countBefore(i int) int {
	for j := i - 1; j >= 0 && j > i-10; j-- {
		for _, x := range d.counts(&d.sents[j]) {
			return int(x.value)
		}
	}
	return 0
}

// tellsSigning: the sentence says that something was signed or exchanged.
func (c *clause) tellsSigning() bool {
	for j := range c.it {
		if c.cls(j)&cSign != 0 || c.isWord(j, "exchanged", "adopted", "finalised", "finalized", "inked", "sealed", "signing", "exchange", "reached") {
			return true
		}
	}
	return false
}

// onlyTalked: the instruments at k are what was talked about, or older ones that
// something else refers to: "discussed the following draft agreements".
func (c *clause) onlyTalked(k int) bool {
	for j := 0; j < k && j < len(c.it) && c.has(cTalk|cOnly); j++ {
		if c.cls(j)&(cTalk|cOnly) != 0 {
			return true
		}
	}
	return false
}

// recalls: the list is of older instruments.
func (c *clause) recalls(told *candidate) bool {
	for j := 0; j < len(c.it) && c.has(cOlder); j++ {
		if c.cls(j)&cOlder != 0 {
			return true
		}
	}
	return told != nil && told.bg && told.when.y > 0
}

// inlineList is the token behind the colon, the dash or "such as" with which a list
// begins in its own sentence; 0 when none does.
func (c *clause) inlineList(k int) int {
	toks := c.s.toks
	from := 0
	if k >= 0 {
		from = c.it[k].to
	}
	for t := from; t+2 < len(toks); t++ {
		switch toks[t].low {
		case ":", "namely", "–", "-", "are", "were", "include", "included", "includes", "including":
		default:
			continue
		}
		if _, _, ok := c.titleHead(t+1, len(toks)); ok || marker(toks, t+1) > 0 {
			return t + 1
		}
	}
	return 0
}

// marker is the token behind "(i)", "i.", "(2)" or "a)" at t; 0 when none stands there.
func marker(toks []token, t int) int {
	open := t < len(toks) && toks[t].low == "("
	if open {
		t++
	}
	if t+1 >= len(toks) || toks[t+1].low != ")" || len(toks[t].low) > 4 {
		return 0
	}
	low := toks[t].low
	if strings.Trim(low, "ivx") != "" && strings.Trim(low, "0123456789") != "" && len(low) > 1 {
		return 0
	}
	return t + 2
}

// titleNouns are heads of titles that name an instrument only where a title is
// expected, with their kinds.
var titleNouns = map[string]string{
	"programme": "other", "program": "other", "plan": "other", "roadmap": "other", "workplan": "other",
	"minutes": "other", "addendum": "agreement", "amendment": "agreement",
	"statement": "declaration", "communique": "declaration", "communiqué": "declaration",
	"letter": "other", "terms": "other", "annex": "other", "document": "agreement",
}

// titleHead reads the noun phrase with which the tokens from and to begin, and says
// whether it is headed by an instrument: "Executive Programme for …", "A tourism
// cooperation document between …". at is the elem of the instrument, -1 when only
// the place tells that it is one.
func (c *clause) titleHead(from, to int) (in instrument, at int, ok bool) {
	toks := c.s.toks
	j := 0
	for t := from; t < to && t < from+12; t++ {
		for j < len(c.it) && c.it[j].to <= t {
			j++
		}
		if j < len(c.it) && c.it[j].kind == eInstr && c.it[j].from == t {
			return c.it[j].instr, j, c.closesTitle(c.it[j].to, to)
		}
		low := toks[t].low
		if kind, is := titleNouns[low]; is && t+1 < to && c.closesTitle(t+1, to) && !c.instrumentAt(j, t+1) {
			return instrument{kind: kind, noun: low, head: t}, -1, true
		}
		if low == "of" && t > from && leadsToTitle(toks[t-1].low) {
			continue
		}
		if toks[t].kind != word {
			if (low == "-" || low == "–") && toks[t].tight || low == "/" || low == "&" || low == "\"" || low == "'" || toks[t].kind == number || toks[t].kind == poss {
				continue
			}
			return instrument{}, -1, false
		}
		if low == "this" || low == "these" || low == "under" || toks[t].cl&(cPrep|cAux|cModal|cFinite|cNeg|cBarrier|cPron) != 0 && !(t == from && toks[t].is(cDet)) || c.acts(t) {
			return instrument{}, -1, false
		}
	}
	return instrument{}, -1, false
}

// acts: a verb at token t makes a sentence of what would be a title: "Cabinet
// approves MoU".
func (c *clause) acts(t int) bool {
	tok := &c.s.toks[t]
	return tok.is(cSign|cApprove|cEnd) && !strings.HasSuffix(tok.low, "ing") || tok.low == "adopted" || tok.is(cEnter) && strings.HasSuffix(tok.low, "ed")
}

// instrumentAt: an instrument begins at token t, at elem j or the next.
func (c *clause) instrumentAt(j, t int) bool {
	for ; j < len(c.it) && c.it[j].from <= t; j++ {
		if c.it[j].kind == eInstr && c.it[j].from == t {
			return true
		}
	}
	return false
}

// leadsToTitle: "Signing of the MoU on …", "Renewal of the Agreement on …".
func leadsToTitle(low string) bool {
	switch low {
	case "signing", "exchange", "renewal", "extension", "conclusion", "adoption", "finalisation", "finalization", "signature":
		return true
	}
	return false
}

// closesTitle: what stands at token t goes on with a title or ends it, and does not
// make a sentence of it.
func (c *clause) closesTitle(t, to int) bool {
	toks := c.s.toks
	if t >= to {
		return true
	}
	switch toks[t].low {
	case "of", "on", "for", "in", "between", "to", "with", "regarding", "concerning", "relating", "about", "under", "towards", "b", "among",
		"(", ":", ",", ";", ".", "–", "-", "\"", "'", "and", "&", "signed", "dated", "within", "from", "against", "by":
		return true
	}
	return toks[t].kind == number
}

// titlesBehind are the items of the list that o opens, in the order of the text. An
// item is a bulleted or numbered line, or any line that begins with a title. The list
// ends with a table, with a longer stretch of prose, or with a heading behind which no
// title stands.
func (d *document) titlesBehind(o *opening) []title {
	if o.inline > 0 {
		list := append(d.titlesInline(o), d.titledLines(o, o.sent+1, 1)...)
		if len(list) < 2 {
			return nil
		}
		return list
	}
	behind := d.bareItems(o)
	if o.areas && len(behind) != o.count {
		return nil
	}
	if behind == nil {
		behind = d.titledLines(o, o.sent+1, 4)
	}
	if !o.sure && len(behind) < 2 && !(o.told != nil && o.count == len(behind)) {
		return nil
	}
	return behind
}

// titlesInline cuts the list in the opening sentence at ";" and "(ii)".
func (d *document) titlesInline(o *opening) []title {
	s := &d.sents[o.sent]
	c := &clause{d, s, o.sent, s.items}
	var out []title
	from := o.inline
	cut := func(to int) {
		for from < to && (alsoWord(s.toks[from].low) || s.toks[from].low == "," || s.toks[from].low == ";") {
			from++
		}
		if m := marker(s.toks, from); m > 0 && m < to {
			from = m
		}
		if in, at, ok := c.titleHead(from, to); ok && !in.plural {
			out = append(out, d.newTitle(c, from, to, in, at))
		}
		from = to
	}
	for t := o.inline; t < len(s.toks); t++ {
		if s.toks[t].low == ";" || t > from && marker(s.toks, t) > 0 && s.toks[t].low == "(" || t > from && c.nextTitle(t) {
			cut(t)
		}
	}
	cut(len(s.toks))
	return out
}

// nextTitle: at token t, a comma or "and", one title of an inline list ends and the
// next begins: "MoU on A, MoU on B and an agreement on C".
func (c *clause) nextTitle(t int) bool {
	toks := c.s.toks
	if toks[t].low != "," && toks[t].low != "and" {
		return false
	}
	t++
	for t < len(toks) && alsoWord(toks[t].low) {
		t++
	}
	for t < len(toks) && toks[t].cl&(cDet|cAttr) != 0 && !c.instrumentAt(0, t) {
		t++
	}
	if t >= len(toks) || !c.instrumentAt(0, t) {
		return false
	}
	in, _, ok := c.titleHead(t, len(toks))
	return ok && !in.plural
}

// alsoWord: words of "and", "in addition to", "along with", "as well as".
func alsoWord(low string) bool {
	switch low {
	case "and", "in", "addition", "to", "along", "with", "as", "well":
		return true
	}
	return false
}

func (d *document) newTitle(c *clause, from, to int, in instrument, at int) title {
	t := title{sent: c.n, from: from, to: to, instr: in, at: at}
	switch {
	case at >= 0:
		t.named = c.it[at].name
	case in.noun != "":
		t.named = span{c.s.toks[in.head].start, c.s.toks[in.head].end}
	default:
		t.named = span{c.s.toks[from].start, c.s.toks[to-1].end}
	}
	return t
}

// titledLines are the lines from sentence i on that begin with a title, as long as no
// more than gap blocks stand between two of them.
func (d *document) titledLines(o *opening, i, gap int) []title {
	var out []title
	depth, idle, passed := -1, 0, 0
	for ; i < len(d.sents) && len(out) < maxTitles && idle <= gap && passed < maxPassed; i++ {
		s := &d.sents[i]
		if passed++; !s.first {
			continue
		}
		b := d.blocks[s.block]
		if s.kind == row {
			break
		}
		if b.kind == item && depth >= 0 && b.depth > depth {
			continue // what stands below an item tells of it
		}
		c := &clause{d, s, i, s.items}
		from := c.titleFrom()
		in, at, ok := c.titleHead(from, len(s.toks))
		if !ok || in.plural && (b.kind != item || !c.topicAt(at)) || c.tellsOf(from) {
			idle++
			if s.kind == heading && len(out) > 0 && c.section() {
				break // another section begins
			}
			continue
		}
		if depth < 0 && b.kind == item {
			depth = b.depth
		}
		idle, passed = 0, 0
		out = append(out, d.newTitle(c, from, len(s.toks), in, at))
	}
	return out
}

// section: a heading that numbers itself, "C. Announcements", or says that something
// else follows than was listed.
func (c *clause) section() bool {
	toks := c.s.toks
	if len(toks) > 2 && len(toks[0].low) < 4 && (toks[1].low == "." || toks[1].low == ")") {
		return true
	}
	for t := range toks {
		switch toks[t].low {
		case "announcements", "launches", "inauguration", "inaugurations", "projects", "participants", "background", "next":
			return true
		}
	}
	return false
}

// tellsOf: the line from token from on is a sentence about the instrument with which it
// begins: "The MoU on fish was signed by …", "The MoU on fish commits to:".
func (c *clause) tellsOf(from int) bool {
	depth := 0
	the := from < len(c.s.toks) && c.s.toks[from].low == "the"
	for j := range c.it {
		e := &c.it[j]
		if e.from < from {
			continue
		}
		switch {
		case c.isWord(j, "("):
			depth++
		case c.isWord(j, ")"):
			depth--
		case depth > 0:
		case c.barrier(j), c.isWord(j, "."):
			return false
		case c.cls(j)&cAux != 0 && !c.isWord(j-1, "to"), c.cls(j)&cModal != 0 && e.low != "to":
			return true
		case the && c.cls(j)&cFinite != 0 && strings.HasSuffix(e.low, "s"):
			return true // as a verb: a noun would have no "the" so far before it, and "focus areas" no s
		}
	}
	return false
}

// topicAt: what the plural at elem k is about follows it: "Agreements on A and B".
func (c *clause) topicAt(k int) bool {
	return k >= 0 && c.isWord(k+1, "on", "for", "in", "between", "regarding", "concerning")
}

// titleFrom is the token with which a line's words begin: behind a number, a letter
// or a label such as "MoU 3:".
func (c *clause) titleFrom() int {
	toks := c.s.toks
	if m := marker(toks, 0); m > 0 && m < len(toks) {
		return m
	}
	for t := 0; t < len(toks) && t < 2; t++ {
		if toks[t].kind == word && toks[t].low != "and" && toks[t].low != "also" {
			return t
		}
	}
	return 0
}

// bareItems are the items right behind a sure opening when each is an instrument,
// whatever it is called: they are as many as it counts, or none of them is a sentence.
// nil when they are not so.
func (d *document) bareItems(o *opening) []title {
	if !o.sure && o.count < 2 {
		return nil
	}
	var out []title
	depth, sentences, titled, passed := -1, 0, 0, 0
	for i := o.sent + 1; i < len(d.sents) && len(out) < maxTitles && passed < maxPassed; i++ {
		s := &d.sents[i]
		if passed++; !s.first {
			continue
		}
		b := d.blocks[s.block]
		c := &clause{d, s, i, s.items}
		from := c.titleFrom()
		in, at, ok := c.titleHead(from, len(s.toks))
		if len(out) == 0 && o.told != nil && !b.listed && i < o.sent+3 {
			continue // a sentence or two may stand before the first
		}
		if !b.listed && (!ok || c.tellsOf(from)) || s.kind == row {
			break
		}
		if b.kind == item && depth >= 0 && b.depth > depth {
			continue
		}
		if depth < 0 {
			depth = b.depth
		}
		switch {
		case ok:
			titled++
		case c.sentenceLike():
			sentences++
		}
		if !ok {
			in, at = instrument{}, -1
		}
		t := d.newTitle(c, from, len(s.toks), in, at)
		t.bare = !ok
		passed = 0
		out = append(out, t)
	}
	if len(out) == 0 || o.count != len(out) && (!o.sure || sentences > 0) {
		return nil
	}
	if titled == 0 {
		return out
	}
	// Where others have their titles, what has none and no sides was done, not signed:
	// "Budget handover", "Investment licence granted".
	kept := out[:0]
	for _, t := range out {
		if c := (&clause{d, &d.sents[t.sent], t.sent, d.sents[t.sent].items}); !t.bare || c.joint() {
			kept = append(kept, t)
		}
	}
	return kept
}

// joint: the line says that something is done together, or between whom.
func (c *clause) joint() bool {
	for j := range c.it {
		if c.isWord(j, "between") || j < 5 && c.isWord(j, "cooperation", "co-operation", "collaboration", "partnership", "exchange") {
			return true
		}
		if e := &c.it[j]; j < 5 && e.kind == eInstr && (e.instr.noun == "collaboration" || e.instr.noun == "partnership") {
			return true
		}
	}
	return false
}

// sentenceLike: the line has a verb of its own, not far from its beginning, and so is
// no title.
func (c *clause) sentenceLike() bool {
	for j := 0; j < len(c.it) && j < 20 && !c.barrier(j) && !(j > 0 && c.isWord(j, "–", "—", ":")); j++ {
		if c.it[j].kind == ePron || c.cls(j)&(cAux|cFinite) != 0 || c.cls(j)&cModal != 0 && !c.isWord(j, "to") {
			return true
		}
	}
	return false
}

// openSides supplies the two sides of what o lists: those of its own sentence, of the
// plural told just before, or the two states of the document.
func (d *document) openSides(o *opening, told map[int][]*candidate) {
	if o.told != nil {
		o.sides = o.told.sides
		return
	}
	for n := o.sent - 1; n >= 0 && n > o.sent-8; n-- {
		for _, u := range told[n] {
			if u.instr.plural && len(u.sides) == 2 && !u.bg {
				o.sides = u.sides
				return
			}
		}
	}
	if two := d.states(o.sent); len(two) == 2 {
		o.sides = two
		return
	}
	x, y := d.statePair()
	if p := d.mainPair(o.sent); len(p) == 2 && y != "-" {
		a, b := d.bodies[p[0].body].code, d.bodies[p[1].body].code
		if a == x && b == y || a == y && b == x {
			o.sides = p
			return
		}
	}
	o.sides = d.titlePair()
}

// titlePair are the two states that the heading of the document names, when it names
// just two.
func (d *document) titlePair() []side {
	if len(d.sents) == 0 || d.sents[0].kind != heading {
		return nil
	}
	var out []side
	for k := range d.sents[0].items {
		e := &d.sents[0].items[k]
		if e.kind != eCountry || e.body < 0 || len(out) > 0 && out[0].body == e.body {
			continue
		}
		out = append(out, side{body: e.body, e: e, via: "reference"})
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// readTitles makes each title an agreement: with the sides that it names itself, or
// else with those of the opening.
func (d *document) readTitles(o *opening, list []title, told map[int][]*candidate, gone map[*candidate]bool) {
	made := 0
	for n := range list {
		t := &list[n]
		own := d.ownOf(t, told[t.sent])
		for _, c := range told[t.sent] {
			at := d.sents[t.sent].items[c.at].from
			if c.rule == "list" && t.bare && c != own {
				gone[c] = true
			}
			if c != own && (own != nil || !t.bare) && at >= t.from && at < t.to && c != o.told && (own != nil || c.at != t.at || len(c.sides) < 2) {
				gone[c] = true // an instrument that the title only refers to
			}
		}
		if own == nil {
			own = d.titleMade(o, t)
			if own == nil {
				continue
			}
			d.cands = append(d.cands, own)
		}
		made++
		d.titles++
		own.title, own.heading, own.bg = d.titles, false, o.bg
		own.instr.weak = false
		if len(d.topicOf(own)) == 0 {
			own.topic = d.titleTopic(t)
		}
		if own.rule == "list" && !t.bare {
			own.instr.kind, own.kindAt = t.instr.kind, t.named // it says itself what it is
		}
		if o.stage != "signed" {
			own.stage, own.stageAt = o.stage, o.stageAt
		}
	}
	if made == 0 {
		return
	}
	if o.told != nil && (o.told.verb >= 0 || o.told.count > 0 || o.told.heading || made > 1) {
		gone[o.told] = true
	}
}

// titleTopic are the stems of the title's words behind its head.
func (d *document) titleTopic(t *title) []string {
	s := &d.sents[t.sent]
	c := &clause{d, s, t.sent, s.items}
	var out []string
	for k := range c.it {
		if c.it[k].from >= t.from && c.it[k].to <= t.to && k > t.at {
			out = c.stems(out, k)
		}
	}
	return out
}

// ownOf is the candidate that the title itself made with its sides.
func (d *document) ownOf(t *title, told []*candidate) *candidate {
	var own *candidate
	for _, c := range told {
		if c.rule == "list" && t.bare && d.onlyWords(c.sides) {
			continue // "Transport and Logistics – …" are no sides
		}
		at := d.sents[t.sent].items[c.at].from
		if at < t.from || at >= t.to || len(c.sides) < 2 || c.instr.plural || c.rule == "compound" || c.rule == "states-implied" {
			continue
		}
		if own == nil || c.at == t.at && own.at != t.at {
			own = c
		}
	}
	if own != nil && own.at != t.at && t.at >= 0 {
		// The sides stand behind another instrument that the title refers to.
		in := t.instr
		in.plural = false
		own.instr, own.at, own.kindAt = in, t.at, t.named
	}
	return own
}

// onlyWords: nothing but their place tells that the sides are bodies.
func (d *document) onlyWords(sides []side) bool {
	for _, s := range sides {
		if b := d.bodies[s.body]; b.country || b.typ != "" || b.uses > 1 {
			return false
		}
	}
	return true
}

// titleMade makes the agreement of a title that does not make one by itself; nil when
// it names a side of its own that could not be read.
func (d *document) titleMade(o *opening, t *title) *candidate {
	s := &d.sents[t.sent]
	c := &clause{d, s, t.sent, s.items}
	sides, ok := c.titleSides(t)
	if !ok {
		return nil
	}
	if sides == nil {
		sides = o.sides
	}
	if len(sides) < 2 {
		return nil
	}
	cand := &candidate{sent: t.sent, at: max(t.at, 0), verb: -1, rule: "title", instr: t.instr, sides: sides, stage: o.stage, stageAt: o.stageAt, kindAt: t.named}
	cand.instr.plural, cand.instr.weak = false, false
	if t.bare || t.instr.noun == "collaboration" || t.instr.noun == "partnership" {
		cand.instr.kind = "other"
		if o.instr.kind != "agreement" && o.instr.kind != "" {
			cand.instr.kind = o.instr.kind // "the six MoUs are": each is one
		}
	}
	if t.at < 0 {
		end := t.to
		for end > t.from+1 && (s.toks[end-1].kind == mark || s.toks[end-1].low == "and") {
			end--
		}
		cand.purposeAt = span{s.toks[t.from].start, s.toks[end-1].end}
	}
	return cand
}

// titleSides reads the sides in a title: "between A and B", "with C". None without
// false means that it names none, or only by what they are ("between the foreign
// ministries"), so that the opening tells them.
func (c *clause) titleSides(t *title) ([]side, bool) {
	for j := range c.it {
		if c.it[j].from < t.from || c.it[j].from >= t.to {
			continue
		}
		if !c.isWord(j, "between", "with") {
			continue
		}
		m := j + 1
		for c.cls(m)&(cDet|cNumber) != 0 {
			m++
		}
		if m < len(c.it) && c.it[m].kind == eDef && !c.it[m].plural {
			return nil, false // "the Commission on Fish"
		}
		if m >= len(c.it) || c.it[m].kind != eBody && c.it[m].kind != eCountry && c.it[m].kind != ePlace {
			continue
		}
		if plain := c.d.text[c.s.toks[c.it[m].from].start:c.s.toks[c.it[m].to-1].end]; c.it[m].kind == eBody && strings.ToLower(plain) == plain || c.pluralBody(m) {
			continue // "the agriculture ministries"
		}
		if c.isWord(j, "with") {
			return nil, false
		}
		sides, _ := c.list(j+1, false)
		if len(sides) < 2 || sides[0].body < 0 || sides[1].body < 0 {
			return nil, false
		}
		return sides, true
	}
	return nil, true
}
