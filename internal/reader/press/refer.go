package press

import (
	"slices"
	"strings"
)

// References stand for bodies named elsewhere: a person for the body they head,
// "the company", "it", "both countries", and what grammar leaves out.

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
		if unit < 0 || aff[unit].typ == "" && aff[unit].acronym.empty() && aff[k].typ != "" || d.unitOf(&aff[unit], &aff[k]) {
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
	var uses tally
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
				uses.add(key, 1)
			}
		}
	}
	a, b, third := uses.top3()
	if b.n < 2 || third.n >= b.n {
		return nil
	}
	return []side{at[a.code], at[b.code]}
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
			if x.kind == ePerson && len(x.affil) > 0 {
				x = &x.affil[0] // "His Excellency X, President of Y"
			}
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

// meant is the body that one called only by its sort stands for: in "the
// University’s Vice-Chancellor" the university that the text names most often up to
// there; -1 when the name is no such word or none is known.
func (d *document) meant(n, sent int, sides []side) int {
	b := d.bodies[n]
	if b.country || len(b.key) != 1 || refNouns[b.key[0]] == "" {
		return -1
	}
	hit, uses := -1, 0
	for _, o := range d.bodies {
		if o.country || len(o.key) < 2 || o.first > sent || o.uses <= uses || !slices.Contains(o.key, b.key[0]) {
			continue
		}
		other := false
		for _, s := range sides {
			other = other || s.body == o.id
		}
		if !other {
			hit, uses = o.id, o.uses
		}
	}
	return hit
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
		if x, y := c.d.statePair(); cand.rule != "cabinet-proposal" && c.d.bodies[s.body].code == c.d.home && y != "-" {
			// the state opposite, of the two that the document is about
			if x == c.d.home {
				x = y
			}
			if b = c.d.names["="+x]; b == nil || has[b.id] {
				return
			}
			break
		}
	}
	e := b.mention
	if e == nil {
		return
	}
	cand.sides = append([]side{{body: b.id, e: e, sent: cand.sent, via: "home"}}, cand.sides...)
}
