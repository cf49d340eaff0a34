package press

// Some announcements never put the two sides and the instrument into one sentence:
// "The country's oldest university and its largest mill have signed an agreement",
// and only later who they are. When no rule of grammar has found an agreement that
// is news, the text says plainly that one was made, and two bodies stand out in it,
// these two are its sides.

// mostNamed is the agreement between the two bodies that stand out, nil when the
// text does not say that one was made or no two bodies do.
func (d *document) mostNamed() *candidate {
	if d.long {
		return nil
	}
	for i := range d.sents {
		if i > 40 {
			break
		}
		s := &d.sents[i]
		if !s.instruments || s.quoted || s.kind == row {
			continue
		}
		c := &clause{d, s, i, s.items}
		for k := range c.it {
			if cand := c.madeHere(k); cand != nil {
				if cand.sides = d.outstanding(i); len(cand.sides) == 2 {
					return cand
				}
				break // nor do two stand out for another instrument of the sentence
			}
		}
	}
	return nil
}

// madeHere is what the clause tells of the instrument at k, without its sides, when it
// tells that it is made, planned or approved and that is no old story; nil otherwise.
func (c *clause) madeHere(k int) *candidate {
	e := &c.it[k]
	if e.kind != eInstr || e.instr.weak || e.instr.plural || e.instr.kind == "treaty" || e.instr.kind == "declaration" {
		return nil
	}
	cand := &candidate{sent: c.n, instr: e.instr, at: k, kindAt: e.name, heading: c.s.kind == heading, rule: "most-named", weak: true}
	c.determiner(cand, k)
	cand.verb, _ = c.governor(k)
	signing := c.isWord(k+1, "signing", "signed") || c.isWord(k-1, "of") && c.isWord(k-2, "signing")
	if cand.none || cand.another || cand.verb < 0 && !signing {
		return nil
	}
	if v := cand.verb; v >= 0 && c.cls(v)&(cSign|cEnter) == 0 {
		return nil
	}
	c.stage(cand)
	if cand.stage == "" || cand.stage == "ended" || cand.bg {
		return nil
	}
	return cand
}

// called is the one body in whose name the word stands by which a reference calls it,
// the bank or the university; -1 when none or several are so called.
func (d *document) called(word string) int {
	hit := -1
	for _, b := range d.bodies {
		if b.country || len(b.key) < 2 || !hasWord(b.key, word) {
			continue
		}
		if hit >= 0 {
			return -1
		}
		hit = b.id
	}
	return hit
}

// prose says whether the sentence has words enough to tell something, as a line with
// the day or the publisher has not.
func (s *sentence) prose() bool {
	n := 0
	for k := range s.toks {
		if s.toks[k].kind == word && !s.toks[k].caps {
			n++
		}
	}
	return n > 4
}

// outstanding are the two bodies that a text which tells in sentence n of an
// agreement names most, and where it counts: in its title, in its first lines, near
// that sentence. None when a third comes close.
func (d *document) outstanding(n int) []side {
	score := map[int]int{}
	first := map[int]side{}
	inText := map[int]bool{}
	lead := 0
	for i := range d.sents {
		s := &d.sents[i]
		w := 1
		switch {
		case s.block == 0 || s.kind == heading && lead == 0:
			w = 4
		case lead < 2:
			w = 3
		case i >= n-1 && i <= n+2:
			w = 3
		}
		if s.kind != heading && s.prose() {
			lead++
		}
		put := func(e *elem, w int) {
			if e.kind != eBody && !(e.kind == eCountry && e.government) || e.body < 0 || e.vague {
				return
			}
			if _, ok := first[e.body]; !ok {
				first[e.body] = side{body: e.body, e: e, sent: i, via: "reference"}
			}
			score[e.body] += w
			if s.kind != heading {
				inText[e.body] = true
			}
		}
		for k := range s.items {
			e := &s.items[k]
			put(e, w)
			for m := range e.affil {
				put(&e.affil[m], 1)
			}
			if e.kind == eDef && !e.plural {
				if b := d.called(e.ref); b >= 0 {
					score[b]++
				}
			}
		}
	}
	a, b, third := -1, -1, 0
	for body := range d.bodies {
		x := score[body]
		if key := d.bodies[body].key; !inText[body] || len(key) == 1 && generic(key[0]) {
			continue // a headline's capitals are no names, nor is "the University"
		}
		switch {
		case x == 0:
		case a < 0 || x > score[a]:
			if b >= 0 {
				third = score[b]
			}
			a, b = body, a
		case b < 0 || x > score[b]:
			if b >= 0 {
				third = score[b]
			}
			b = body
		case x > third:
			third = x
		}
	}
	if b < 0 || score[b] < 7 || third*10 > score[b]*7 {
		return nil
	}
	if first[b].sent < first[a].sent || first[b].sent == first[a].sent && first[b].e.from < first[a].e.from {
		a, b = b, a
	}
	return []side{first[a], first[b]}
}
