package press

import "slices"

// Some sentences give only the number of the other sides: "signed MoUs with eight
// universities", "46 States signed the Treaty". Who they are is told further on, in
// a list or in a sentence that says so.

// listedCounterparts reads "X signed MoUs with eight universities", with the
// eight named in a list further on: "The universities are:".
func (d *document) listedCounterparts() {
	for i := range d.sents {
		if i > 200 {
			return
		}
		s := &d.sents[i]
		if d.announced(i) {
			continue
		}
		c := &clause{d, s, i, s.items}
		for k := range s.items {
			e := &s.items[k]
			if e.kind != eInstr || e.instr.weak {
				continue
			}
			v, passive := c.governor(k)
			if v < 0 || passive {
				continue
			}
			if e.instr.plural && d.listedSubjects(c, k, v) {
				return
			}
			n := 0
			for j := k + 1; j+1 < len(s.items) && n == 0; j++ {
				if c.isWord(j, "with") {
					n = numeral(&s.toks[s.items[j+1].from])
				}
			}
			subj := c.subject(v)
			if n < 2 || n > 60 || len(subj) != 1 || subj[0].body < 0 {
				continue
			}
			names := d.namesListed(i+1, n)
			if len(names) == 0 {
				names = d.namesTold(i+1, n, subj[0].body)
			}
			if len(names) == 0 {
				continue
			}
			d.cands = slices.DeleteFunc(d.cands, func(c *candidate) bool { return c.sent == i && c.rule == "signs-with-unnamed" })
			if !e.instr.plural {
				// one agreement of them all
				d.cands = append(d.cands, &candidate{sent: i, at: k, verb: v, rule: "listed", instr: e.instr, sides: append([]side{subj[0]}, names...), stage: "signed", stageAt: e.name, kindAt: e.name})
				return
			}
			for _, x := range names {
				in := e.instr
				in.plural = false
				d.cands = append(d.cands, &candidate{sent: i, at: k, verb: v, rule: "listed", instr: in, sides: []side{subj[0], x}, stage: "signed", stageAt: e.name, kindAt: e.name, apart: true})
			}
			return
		}
	}
}

// listedSubjects reads "four universities have signed separate MoUs with Z", with
// the four named further on; k is the instrument and v its verb.
func (d *document) listedSubjects(c *clause, k, v int) bool {
	n := 0
	for j := 0; j < v && n == 0; j++ {
		if c.it[j].kind != eWord || c.it[j].f&fPlural == 0 {
			continue
		}
		for m := max(0, j-5); m < j && n == 0; m++ {
			n = numeral(&c.s.toks[c.it[m].from])
		}
	}
	with := c.with(k+1, v, k)
	if n < 2 || n > 60 || len(with) != 1 || with[0].body < 0 {
		return false
	}
	names := d.namesListed(c.n+1, n)
	if len(names) == 0 {
		names = d.namesTold(c.n+1, n, with[0].body)
	}
	for _, x := range names {
		in := c.it[k].instr
		in.plural = false
		cand := &candidate{sent: c.n, at: k, verb: v, rule: "listed", instr: in, sides: []side{x, with[0]}, kindAt: c.it[k].name, apart: true}
		c.stage(cand)
		d.cands = append(d.cands, cand)
	}
	return len(names) > 0
}

// signatories reads "46 States signed the Treaty" with the states in a list
// further on, when the list, or the marked part of it, has just that many.
func (c *clause) signatories(v int) []side {
	n := 0
	for j := 0; j+1 < v && j < 12; j++ {
		if c.isWord(j+1, "states", "countries", "nations", "governments", "parties", "members", "economies") {
			if n = numeral(&c.s.toks[c.it[j].from]); n > 0 {
				break
			}
		}
	}
	if n < 3 || n > 250 {
		return nil
	}
	var all, starred []side
	for i := c.n + 1; i < len(c.d.sents) && i < c.n+800; i++ {
		s := &c.d.sents[i]
		if len(s.items) != 1 || s.items[0].kind != eCountry || s.items[0].adjective {
			if len(all) > 0 && s.kind != item && len(s.items) > 3 {
				break
			}
			continue
		}
		x := side{body: s.items[0].body, e: &s.items[0], sent: i}
		all = append(all, x)
		if s.end < len(c.d.text) && c.d.text[s.end] == '*' {
			starred = append(starred, x)
		}
	}
	switch n {
	case len(all):
		return all
	case len(starred):
		return starred
	}
	return nil
}

// announced: the sentence tells of an agreement with its sides.
func (d *document) announced(n int) bool {
	for _, c := range d.cands {
		if c.sent == n && c.rule != "signs-with-unnamed" {
			return true
		}
	}
	return false
}

// namesListed finds a run of exactly n list items that are each one body.
func (d *document) namesListed(from, n int) []side {
	var out []side
	block := -10
	for i := from; i < len(d.sents) && i < from+80; i++ {
		s := &d.sents[i]
		one := s.kind == item && len(s.items) <= 3 && len(s.items) > 0 && s.items[0].kind == eBody && s.items[0].body >= 0
		if one && (len(out) == 0 || s.block == block+1) {
			out = append(out, side{body: s.items[0].body, e: &s.items[0], sent: i})
			block = s.block
			continue
		}
		if len(out) == n {
			return out
		}
		out = nil
	}
	if len(out) == n {
		return out
	}
	return nil
}

// namesTold finds n bodies in the sentences that say who they are: "The
// institutions include A, B and C. One more, D, has joined too."
func (d *document) namesTold(from, n, not int) []side {
	var out []side
	for i := from; i < len(d.sents) && i < from+8; i++ {
		c := &clause{d, &d.sents[i], i, d.sents[i].items}
		who, at := false, -1
		for k := range c.it {
			_, plural := pluralNouns[c.it[k].low]
			who = who || plural || c.it[k].kind == eDef && c.it[k].plural || c.pluralBody(k)
			if who && at < 0 && c.isWord(k, "are", "were", "include", "includes", "included", "including", "comprise", "comprised", ":") {
				at = k
			}
		}
		if at < 0 && len(out) == 0 {
			continue
		}
		before := len(out)
		for k := max(at, 0); k < len(c.it); k++ {
			e := &c.it[k]
			if e.kind == eBody && e.body >= 0 && e.body != not && !c.governed(k) && len(out) < n {
				out = append(out, side{body: e.body, e: e, sent: i})
			}
		}
		if len(out) == n || before > 0 {
			break
		}
	}
	if len(out) < 2 || len(out) != n {
		return nil
	}
	return out
}

// pluralBody: what reads as a name only describes several: "the Peruvian Universities".
func (c *clause) pluralBody(k int) bool {
	e := &c.it[k]
	if e.kind != eBody {
		return false
	}
	_, ok := pluralNouns[c.s.toks[e.to-1].low]
	return ok
}
