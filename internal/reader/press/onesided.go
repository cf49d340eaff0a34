package press

// Reports name only the foreign side where the home side goes without saying:
// "Zed’s model is the subject of an agreement", "cooperation with Zed was
// explored". These rules keep the one side that is told.

// subjectOf reads "Zed’s model is the subject of an agreement": a side that
// owns what an agreement, whose sides are not told, is about.
func (c *clause) subjectOf(k int) bool {
	in := c.it[k].instr
	if in.weak || in.plural || !c.isWord(k-1, "a", "an") || !c.isWord(k-2, "of") || !c.isWord(k-3, "subject") {
		return false
	}
	for j := 0; j < k-3 && j < 3; j++ {
		if c.it[j].kind != eBody || !c.isWord(j+1, "'s") {
			continue
		}
		cand := &candidate{sent: c.n, instr: in, at: k, verb: -1, kindAt: c.it[k].name, rule: "subject-of", sides: c.resolve(j), alone: true, another: true}
		c.commit(cand)
		return true
	}
	return false
}

// comparedWith: the instrument at k is what something else agrees with, "aligns with
// the bank's framework, as well as with Zed's plans": it has no sides here.
func (c *clause) comparedWith(k int) bool {
	for j := k - 1; j > 0 && j > k-9; j-- {
		if c.isWord(j, "with") {
			return c.isWord(j-1, "aligns", "aligned", "align", "aligning", "consistent", "complies", "compliant", "comply", "line", "accordance", "keeping", "compatible", "coincides")
		}
		if c.barrier(j) || c.cls(j)&(cSign|cEnter) != 0 {
			return false
		}
	}
	return false
}

// pendingAnother reads "… signed an MoU on energy, with another on science nearing
// completion": of the sides just told.
func (c *clause) pendingAnother(cand *candidate, k int) bool {
	v := -1
	for j := k + 1; j < len(c.it) && j < k+14 && v < 0; j++ {
		if c.isWord(j, "nearing") || c.isWord(j, "under") && c.isWord(j+1, "negotiation", "discussion") || c.isWord(j, "finalised", "finalized", "negotiated") && c.isWord(j-1, "being") {
			v = j
		}
	}
	if v < 0 || len(c.d.cands) == 0 || c.d.cands[len(c.d.cands)-1].sent != c.n {
		return false
	}
	cand.rule, cand.stage, cand.verb = "talks", "negotiating", v
	cand.sides = c.d.cands[len(c.d.cands)-1].sides
	c.commit(cand)
	return true
}

// ordinalWith reads "Zed signed three of them, the first of which was with A and
// B. The second, on storage, was signed with C": the other side is Zed, whom h tells.
func (c *clause) ordinalWith(k int, h *candidate) {
	if !c.isWord(k, "first", "second", "third", "fourth", "fifth", "last") || !c.isWord(k-1, "the") {
		return
	}
	for j := k + 1; j < len(c.it) && j < k+18; j++ {
		if c.it[j].kind == eInstr && !c.it[j].instr.weak || c.isWord(j, ";", "first", "second", "third", "fourth") {
			return
		}
		if !c.isWord(j, "with") {
			continue
		}
		with, _ := c.list(j+1, true)
		if len(with) == 0 {
			continue
		}
		cand := &candidate{sent: c.n, instr: h.instr, at: k, verb: -1, rule: "ordinal-with", another: true, apart: true, kindAt: span{c.s.toks[c.it[k].from].start, c.s.toks[c.it[k].to-1].end}}
		cand.instr.plural = false
		cand.sides = append(append([]side{}, h.sides...), with...)
		c.commit(cand)
		return
	}
}

// exploredWith reads "cooperation with Zed on X was explored", where Zed is a
// side of another agreement of the same round-up: one that is being talked of.
func (c *clause) exploredWith(k int) {
	if !c.isWord(k, "cooperation", "co-operation", "collaboration") && !(c.it[k].kind == eInstr && c.it[k].instr.noun == "collaboration") || !c.isWord(k+1, "with") {
		return
	}
	v := -1
	for j := k + 2; j < len(c.it) && v < 0; j++ {
		if c.isWord(j, "explored", "discussed") && c.isWord(j-1, "was", "were", "being") {
			v = j
		}
	}
	sides, _ := c.list(k+2, true)
	if v < 0 || len(sides) != 1 || sides[0].via != "" || sides[0].body < 0 || c.d.bodies[sides[0].body].country || !c.d.alreadySide(sides[0].body) {
		return
	}
	e := &c.it[k]
	at := span{c.s.toks[e.from].start, c.s.toks[e.to-1].end}
	c.commit(&candidate{sent: c.n, instr: instrument{kind: "other", noun: "cooperation"}, at: k, verb: v, kindAt: at, rule: "explored-with", stage: "negotiating", sides: sides, alone: true, another: true})
}

// alreadySide: the body is a side of an agreement told before, in a document
// that tells of several.
func (d *document) alreadySide(body int) bool {
	hit := false
	for i, x := range d.cands {
		if i > 200 {
			break
		}
		for _, s := range x.sides {
			hit = hit || s.body == body && !x.bg
		}
	}
	return hit && len(d.cands) >= 3
}
