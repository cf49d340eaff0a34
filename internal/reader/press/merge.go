package press

import "slices"

// Merging brings together what the document says of one instrument in several
// places: the headline, the sentence that announces it, "the MoU was signed by
// …", the paragraph that says what it is for. Two candidates speak of one
// instrument when their sides agree, or one names a state and the other its
// ministry, and nothing tells them apart: neither another kind, nor another
// year, nor the word another.

type group struct {
	cands []*candidate
	best  *candidate
	bg    bool
	sides []side
	id    int
	title int  // the title of a list that is among its candidates, 0 none
	topic span // what tells it from its twin
}

func (d *document) merge() []*group {
	var groups []*group
	type key struct {
		body int
		code string
	}
	index := map[key][]int{} // a body, or a country’s code, to groups
	keysOf := func(s side) (ks [2]key, n int) {
		b := d.bodies[s.body]
		ks[0].body = b.id + 1
		if b.code == "" {
			return ks, 1
		}
		ks[1].code = b.code
		return ks, 2
	}
	// What the text says first; headlines then join what they announce.
	var order []*candidate
	for _, c := range d.cands {
		if !c.heading && !d.signersOnly(c) {
			order = append(order, c)
		}
	}
	for _, c := range d.cands {
		if !c.heading && d.signersOnly(c) {
			order = append(order, c)
		}
	}
	for _, c := range d.cands {
		if c.heading {
			order = append(order, c)
		}
	}
	for _, c := range order {
		var hit *group
		var tried []int
		budget := 64
		search := c.sides
		if c.heading {
			if hit = d.under(groups, c); hit != nil {
				search = nil
			}
		}
		for _, s := range search {
			ks, n := keysOf(s)
			for _, k := range ks[:n] {
				l := index[k]
				for x := len(l) - 1; x >= 0 && budget > 0; x-- {
					budget--
					g := groups[l[x]]
					if slices.Contains(tried, g.id) {
						continue
					}
					tried = append(tried, g.id)
					if d.same(g, c) && (hit == nil || g.id < hit.id) {
						hit = g
					}
				}
			}
		}
		if hit == nil && c.def && c.weak && !c.another && !c.bg {
			hit = d.lastSpokenOf(groups, c)
		}
		if hit == nil && d.signersOnly(c) {
			hit = onlyNews(groups, c)
		}
		title := false // c is the title of the one agreement, and tells nothing more of it
		if hit == nil && c.heading && d.sents[c.sent].block == 0 && !c.bg {
			hit = onlyNews(groups, c)
			title = hit != nil && d.noState(hit.sides)
		}
		if hit == nil && d.sents[c.sent].quoted && (c.instr.weak || c.bare) {
			continue // somebody praising a partnership
		}
		if hit == nil {
			hit = &group{id: len(groups), bg: c.bg}
			groups = append(groups, hit)
		}
		hit.cands = append(hit.cands, c)
		hit.title = max(hit.title, c.title)
		if !c.bg {
			hit.bg = false
		}
		if hit.best == nil || !title && strength(c) > strength(hit.best) {
			hit.best = c
			hit.sides = c.sides
		}
		if c != hit.best && d.namesBodies(c) && d.allStates(hit.sides) {
			hit.sides = c.sides // of two states: the bodies that signed for them
		}
		for _, s := range c.sides {
			ks, n := keysOf(s)
			for _, k := range ks[:n] {
				l := index[k]
				if len(l) == 0 || l[len(l)-1] != hit.id {
					index[k] = append(l, hit.id)
				}
			}
		}
	}
	groups = d.withoutUmbrellas(groups)
	for _, g := range groups {
		if !g.bg {
			return groups
		}
	}
	if c := d.mostNamed(); c != nil {
		groups = append(groups, &group{id: len(groups), cands: []*candidate{c}, best: c, sides: c.sides})
	}
	return groups
}

// signersOnly: people sign "the document", which another sentence calls by its name.
func (d *document) signersOnly(c *candidate) bool {
	if !c.def || c.instr.noun != "document" && c.instr.noun != "documents" {
		return false
	}
	for _, s := range c.sides {
		if s.via != "person" {
			return false
		}
	}
	return true
}

// namesBodies: "The MoU was signed by body A and body B".
func (d *document) namesBodies(c *candidate) bool {
	if !c.def || c.rule != "passive-by" && c.rule != "between" || len(c.sides) != 2 || c.bg || c.heading {
		return false
	}
	for _, s := range c.sides {
		if s.via != "" || d.bodies[s.body].country || d.bodies[s.body].typ == "" {
			return false
		}
	}
	return true
}

// onlyNews is the one agreement that a text announces; its title speaks of it,
// whatever it calls the sides.
func onlyNews(groups []*group, title *candidate) *group {
	var hit *group
	for i, g := range groups {
		if g.bg || g.best.heading {
			continue
		}
		if hit != nil || i > 64 || !kindsAgree(g.best, title) {
			return nil
		}
		hit = g
	}
	return hit
}

// sameName: both write the instrument’s name alike.
func (d *document) sameName(a, b *candidate) bool {
	return lowText(d.str(a.kindAt)) == lowText(d.str(b.kindAt))
}

// lastSpokenOf: "the MoU was signed by A and B" speaks of the agreement told
// last, even when whom A and B speak for could not be matched with its sides.
func (d *document) lastSpokenOf(groups []*group, c *candidate) *group {
	for i := len(groups) - 1; i >= 0 && i > len(groups)-6; i-- {
		g := groups[i]
		if d.several && (d.topicsDiffer(g.best, c) || c.title > 0 && g.title > 0) {
			continue
		}
		if g.bg || g.best.sent > c.sent || !kindsAgree(g.best, c) || g.best.instr.plural && !c.instr.plural && d.allStates(g.sides) && d.noState(c.sides) {
			continue
		}
		people := true
		for _, s := range c.sides {
			if s.via != "person" {
				people = false
			}
			for _, o := range g.sides {
				if o.body == s.body || d.standsFor(o.body, s.body) {
					return g
				}
			}
		}
		if people {
			return g
		}
	}
	return nil
}

// first is the sentence that first tells of g.
func (g *group) first() int {
	n := g.cands[0].sent
	for _, c := range g.cands {
		n = min(n, c.sent)
	}
	return n
}

// withoutUmbrellas leaves out groups that only say how many agreements two
// states made in all: the count tells that.
func (d *document) withoutUmbrellas(groups []*group) []*group {
	// In the order of the text, by where each is first told.
	slices.SortStableFunc(groups, func(a, b *group) int { return a.first() - b.first() })
	single := false // one instrument between states, told in the singular
	for _, g := range groups {
		single = single || !g.bg && !g.best.instr.plural && d.allStates(g.sides)
	}
	var only *group // what two states made in all, two or three, where nothing else is told
	news := false
	var out []*group
	for i, g := range groups {
		if d.announces(g, groups[i:]) || toldLater(g, groups) {
			continue
		}
		umbrella := true
		for _, c := range g.cands {
			if !c.instr.plural && !(g.best.instr.plural && c.def && d.toldSingly(g, groups)) || c.count == 2 && c.rule != "between" && !single || c.bare || c.apart || c.rule == "accedes" {
				umbrella = false
			}
		}
		for _, s := range g.sides {
			if !d.bodies[s.body].country {
				umbrella = false
			}
		}
		if !umbrella {
			out = append(out, g)
			news = news || !g.bg
		} else if only == nil && !g.bg && !g.best.heading && g.best.rule != "states-implied" && g.best.rule != "compound" && g.best.count > 0 && g.best.count <= 3 {
			only = g
		}
	}
	if only != nil && !news {
		out = append(out, only)
	}
	return out
}

// toldSingly: g tells in the plural what others of the same two sides tell one by one.
func (d *document) toldSingly(g *group, groups []*group) bool {
	if !d.several {
		return false
	}
	n := 0
	for i, o := range groups {
		if i > 64 {
			break
		}
		if o != g && !o.bg && !o.best.instr.plural && len(o.sides) == 2 && len(g.sides) == 2 && d.anyOf(o.sides[0], g.sides) && d.anyOf(o.sides[1], g.sides) {
			n++
		}
	}
	return n > 1
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for n > 0 {
		i--
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b[i:])
}

// strength orders the candidates of one instrument by how far their sides are
// to be trusted.
func strength(c *candidate) int {
	n := 0
	switch c.rule {
	case "between", "signs-with", "purpose-between", "both-sign", "on-behalf":
		n = 60
	case "signs-with-unnamed", "subject-of", "explored-with":
		n = 30
	case "ordinal-with":
		n = 50
	case "pronoun":
		n = 58
	case "owner-with", "talks", "award", "resumed-with":
		n = 50
	case "one-of":
		n = 45
	case "coordinated":
		n = 55
	case "list", "row", "listed", "title", "topic":
		n = 62
	case "signs-with-bare", "passive-with", "cabinet-proposal":
		n = 55
	case "elided-with", "compound":
		n = 40
	case "passive-by":
		n = 20
	case "partners-with":
		n = 35
	}
	for _, s := range c.sides {
		switch s.via {
		case "person", "reference":
			n -= 15
		case "elided":
			n -= 5
		case "home":
			n -= 16
		}
	}
	if c.heading {
		n -= 12
	}
	if c.bg {
		n -= 8
	}
	if c.bare {
		n -= 3
	}
	if c.def {
		n -= 6
	}
	if c.verb < 0 && c.rule != "list" && c.rule != "row" {
		n -= 4
	}
	if len(c.sides) < 2 {
		n -= 20
	}
	return n
}

// headed: c is the headline right above what b tells, and names the states of those who
// signed.
func (d *document) headed(c, b *candidate) bool {
	return c.heading && !c.instr.plural && !b.instr.plural && len(c.sides) == 2 && len(b.sides) >= 2 && d.allStates(c.sides) && b.sent > c.sent && b.sent <= c.sent+2 && !c.bg && !b.bg
}

// under is the group told right below the headline c, of bodies of the states that it
// names; nil when there is none.
func (d *document) under(groups []*group, c *candidate) *group {
	for i, g := range groups {
		if i > 64 {
			break
		}
		if d.headed(c, g.best) && d.noState(g.sides) {
			return g
		}
	}
	return nil
}

// same says whether c speaks of the instrument of g.
func (d *document) same(g *group, c *candidate) bool {
	b := g.best
	if c.another && c.sent != b.sent && !c.heading && !b.heading && !d.topicsAlike(b, c) {
		return false
	}
	if d.several && b.instr.plural && !c.instr.plural && !b.heading && !c.heading && b.sent != c.sent && len(d.topicOf(c)) > 0 {
		return false // one of several, told by itself
	}
	if d.several && !b.instr.plural && !c.instr.plural && !b.heading && !c.heading && d.otherTopic(g, c) {
		return false // one of several is about this, another about that
	}
	if d.several && c.sent > b.sent && !b.heading && !c.heading && !c.def && !c.bare && !b.bare && b.instr.kind != c.instr.kind && !b.instr.plural && !c.instr.weak && d.indefinite(c) {
		return false // "an agreement on borders … a memorandum between farmers"
	}
	if d.several && b.instr.kind != c.instr.kind && ownKind(b) && ownKind(c) && !b.heading && !c.heading {
		return false // a protocol is no memorandum
	}
	describes := c.verb < 0 && c.instr.noun == "framework" && !c.instr.proper // "it is a framework between …"
	if !kindsAgree(b, c) && !describes && !(b.sent == c.sent && b.instr.kind == "agreement" && d.restates(b, c)) {
		return false
	}
	if d.headed(c, b) && d.noState(g.sides) {
		return true
	}
	if c.sent == b.sent && c.verb != b.verb && d.signedAnew(b) && d.signedAnew(c) && !d.restates(b, c) {
		return false // "N signed a memorandum on fish, and M signed a memorandum on trade"
	}
	if c.apart && b.apart && c.rule == "listed" && b.rule == "listed" && c.kindAt != b.kindAt {
		return false // two titles of one list
	}
	if g.title != c.title && (g.title > 0 && c.title > 0 || c.sent == b.sent && c.at != b.at && c.rule == "one-of" || b.instr.plural && !b.heading && b.sent < c.sent) {
		return false // each title of a list is one of its own, and none is what announces it
	}
	if c.another && c.sent == b.sent && c.at != b.at && c.stage != b.stage {
		return false // "signed an MoU, with another nearing completion"
	}
	if c.heading && c.instr.plural && (b.rule == "list" || b.rule == "row") {
		return false // the headline of a list speaks of all its entries
	}
	if b.instr.plural && !c.instr.plural && !c.heading && d.allStates(g.sides) && d.noState(c.sides) {
		return false // "the agreement was signed by A and B": one of those two states made
	}
	// One sentence seldom names the same agreement twice.
	for i := len(g.cands) - 1; i >= 0 && i > len(g.cands)-12; i-- {
		o := g.cands[i]
		if o.sent == c.sent && o.at != c.at && !o.def && !c.def && o.instr.kind != c.instr.kind && !o.instr.weak && !c.instr.weak && !d.restates(o, c) {
			return false
		}
	}
	if b.bg != c.bg && !c.def && !b.def && !(c.heading && c.rule == "compound" && b.rule == "compound" && d.sameName(b, c)) {
		return false
	}
	if old := c; b.bg != c.bg {
		if b.bg {
			old = b
		}
		if old.when.y > 0 && d.day.y > 0 && old.when.before(d.day) && monthsApart(old.when, d.day) > 2 {
			return false // "implements the MoU that they signed in 2022"
		}
	}
	if b.bg && c.bg || b.bg != c.bg {
		x, y := b.when, c.when
		if x.y > 0 && y.y > 0 && x.y != y.y {
			return false
		}
	}
	if (b.stage == "signed") != (c.stage == "signed") && !b.heading && !c.heading && b.sent != c.sent && !c.def && !describes && !(c.verb < 0 && c.at <= 1) && !(b.verb < 0 && b.at <= 1) {
		return false
	}
	small, large := c.sides, g.sides
	if c.heading && len(small) == 2 && len(large) == 2 && d.bodies[small[0].body].uses == 1 {
		small = []side{small[1], small[0]} // the known side first
	}
	if len(small) > len(large) {
		small, large = large, small
	}
	if len(small) == 1 && !(c.heading || b.heading || c.def || c.alone && c.sent == b.sent) && !(c.alone && b.alone) {
		return false
	}
	loose := len(small) == 1 || c.weak || b.weak || c.heading || b.heading || c.def || c.rule == "compound" || b.rule == "compound"
	if len(small) < len(large) && !loose {
		return false
	}
	// States named in summary for the bodies that signed.
	if !loose && !b.instr.plural && !c.instr.plural && len(small) == len(large) && (d.allStates(c.sides) && d.noState(g.sides) || d.allStates(g.sides) && d.noState(c.sides)) {
		loose = true
	}
	if loose && len(small) == 2 && !d.anyOf(small[0], large) && d.anyOf(small[1], large) {
		small = []side{small[1], small[0]} // the surer side first
	}
	strict := 0
	taken := make([]bool, len(large))
	for _, s := range small {
		ok := false
		for pass := 0; pass < 2 && !ok; pass++ {
			for i, l := range large {
				if taken[i] {
					continue
				}
				if s.body == l.body && pass == 0 {
					strict++
				}
				if s.body == l.body || pass == 1 && loose && d.standsFor(s.body, l.body) {
					taken[i], ok = true, true
					strict++
					break
				}
				if pass == 1 && loose && strict > 0 && d.mayStandFor(s.body, l.body) {
					taken[i], ok = true, true
					break
				}
			}
		}
		if !ok && s.via != "home" {
			for i, l := range large {
				if !taken[i] && l.via == "home" {
					taken[i], ok = true, true
				}
			}
			// A name that only the headline uses, when the other side agrees.
			if !ok && strict > 0 && (c.heading != b.heading) && len(small) == 2 && len(large) == 2 && (c.heading && d.bodies[s.body].uses == 1) {
				ok = true
			}
			if !ok {
				return false
			}
		}
	}
	return true
}

// restates: b says how a was made, in the same sentence: "formalised an accord,
// signing a memorandum".
func (d *document) restates(a, b *candidate) bool {
	it := d.sents[b.sent].items
	return a.verb >= 0 && b.verb > a.at && b.verb > 0 && it[b.verb].low == "signing" && it[b.verb-1].low == ","
}

// ownKind: what the candidate's instrument is called is no loose word for another kind.
func ownKind(c *candidate) bool {
	switch c.instr.kind {
	case "mou", "loi", "treaty", "declaration":
		return !c.bare
	case "protocol":
		return c.instr.noun == "protocol"
	}
	return false
}

// signedAnew: the candidate's instrument is a new one, and the object of its own verb.
func (d *document) signedAnew(c *candidate) bool {
	return c.verb >= 0 && c.verb < c.at && !c.bare && !c.instr.weak && !c.heading && d.indefinite(c)
}

// otherTopic: one of the sentences that tell of g is about something else.
func (d *document) otherTopic(g *group, c *candidate) bool {
	for i, o := range g.cands {
		if i > 12 {
			break
		}
		if !o.heading && !o.instr.plural && d.topicsDiffer(o, c) {
			return true
		}
	}
	return false
}

// indefinite: the candidate's instrument is told as a new one.
func (d *document) indefinite(c *candidate) bool {
	s := &d.sents[c.sent]
	return (&clause{d, s, c.sent, s.items}).indefinite(c.at)
}

// announces: g only tells in the plural what a list behind it tells one by one.
func (d *document) announces(g *group, groups []*group) bool {
	for _, c := range g.cands {
		if !c.instr.plural || c.count < 2 && !c.apart {
			return false
		}
	}
	told := 0
	for _, o := range groups {
		if o.first() > g.best.sent+40 {
			break // they stand in the order of the text
		}
		if o == g || o.best.title == 0 || o.best.sent < g.best.sent || o.best.sent > g.best.sent+40 {
			continue
		}
		for _, s := range g.sides {
			if d.anyOf(s, o.sides) {
				told++
				break
			}
		}
	}
	return told >= 2
}

// toldLater: g only says that a side signed with some, who are named behind it.
func toldLater(g *group, groups []*group) bool {
	if g.best.rule != "signs-with-unnamed" || len(g.sides) != 1 {
		return false
	}
	for _, o := range groups {
		if o != g && !o.bg && len(o.sides) > 1 && o.best.sent >= g.best.sent && slices.ContainsFunc(o.sides, func(s side) bool { return s.body == g.sides[0].body }) {
			return true
		}
	}
	return false
}

// anyOf: s is one of the sides, or its state, or of it.
func (d *document) anyOf(s side, sides []side) bool {
	for _, x := range sides {
		if x.body == s.body || d.standsFor(x.body, s.body) {
			return true
		}
	}
	return false
}

// standsFor: a state and a body of that state.
func (d *document) standsFor(a, b int) bool {
	x, y := d.bodies[a], d.bodies[b]
	if x.code == "" || y.code == "" || x.code != y.code {
		return false
	}
	return x.country && (y.typ == "government" || y.typ == "") || y.country && (x.typ == "government" || x.typ == "")
}

// mayStandFor: a state and a body whose state the text does not tell.
func (d *document) mayStandFor(a, b int) bool {
	x, y := d.bodies[a], d.bodies[b]
	return x.country && !y.country && y.code == "" && y.typ == "government" || y.country && !x.country && x.code == "" && x.typ == "government"
}

func (d *document) allStates(sides []side) bool {
	for _, s := range sides {
		if !d.bodies[s.body].country {
			return false
		}
	}
	return true
}

func (d *document) noState(sides []side) bool {
	for _, s := range sides {
		if d.bodies[s.body].country {
			return false
		}
	}
	return true
}

func kindsAgree(a, b *candidate) bool {
	if (a.instr.kind == "other") != (b.instr.kind == "other") {
		return false
	}
	if a.instr.kind == b.instr.kind || a.bare || b.bare || a.instr.weak || b.instr.weak {
		return true
	}
	gen := func(c *candidate) bool { return c.instr.kind == "agreement" && c.instr.mods == 0 }
	if a.instr.plural == b.instr.plural && (a.heading && a.instr.kind == "agreement" || b.heading && b.instr.kind == "agreement") {
		return true // headlines are short of words
	}
	return gen(a) || gen(b) || a.heading && b.instr.kind == "agreement" || b.heading && a.instr.kind == "agreement"
}
