package press

import "slices"

// Some sentences count the instruments that two sides signed and then name each:
// "signed two documents, namely an agreement on customs and an MoU on training".
// Each is an agreement of its own between those sides.

// several puts, for the candidates of a sentence from the given one on, one each
// in the place of a counted one whose instruments are named behind it.
func (c *clause) several(before int) {
	for x := before; x < len(c.d.cands); x++ {
		u := c.d.cands[x]
		if !u.instr.plural || len(u.sides) < 2 || u.heading || u.bg || u.rule == "listed" {
			continue
		}
		from := c.namesEach(u.at)
		if from < 0 {
			continue
		}
		at := c.eachInstrument(from)
		if len(at) < 2 || u.count > 0 && u.count != len(at) && !c.isWord(from-1, "including") {
			continue
		}
		c.d.cands = slices.DeleteFunc(c.d.cands, func(o *candidate) bool {
			return o == u || o.sent == c.n && slices.Contains(at, o.at)
		})
		for _, k := range at {
			o := *u
			o.at, o.instr, o.kindAt = k, c.it[k].instr, c.it[k].name
			o.instr.plural, o.count, o.rule, o.apart, o.another = false, 0, "listed", true, true
			c.d.cands = append(c.d.cands, &o)
		}
		return
	}
}

// namesEach is where the naming begins behind the counted instruments at k: behind
// "namely", "including", "which are" or a colon; -1 when there is none.
func (c *clause) namesEach(k int) int {
	for j := k + 1; j < len(c.it) && j < k+6; j++ {
		if c.isWord(j, "namely", "including", "include", ":") || c.isWord(j, "are", "were") && c.isWord(j-1, "which") {
			return j + 1
		}
		if c.it[j].kind == eInstr || c.cls(j)&(cSign|cModal) != 0 {
			return -1
		}
	}
	return -1
}

// eachInstrument are the instruments from elem k on that begin the items of an
// enumeration.
func (c *clause) eachInstrument(k int) []int {
	var out []int
	begins := true
	for j := k; j < len(c.it); j++ {
		e := &c.it[j]
		switch {
		case e.kind == eInstr && begins && !e.instr.plural && e.instr.noun != "partnership" && e.instr.noun != "cooperation":
			out = append(out, j)
			begins = false
		case c.isWord(j, "and", ",", ";", ")"):
			begins = true
		case c.cls(j)&(cDet|cAttr|cDomain) != 0, e.kind == eCountry && e.adjective:
		default:
			begins = false
		}
	}
	return out
}

// purposeWith reads the counterpart in the purpose of the instrument at k: "signed
// an agreement to build a port with Z".
func (c *clause) purposeWith(k int) []side {
	to := false
	for j := k + 1; j+1 < len(c.it) && j < k+16; j++ {
		if c.barrier(j) || c.isWord(j, ",", ";", "by") || c.it[j].kind == eInstr {
			return nil
		}
		to = to || c.isWord(j, "to", "for")
		if !to || !c.isWord(j, "with") {
			continue
		}
		sides, _ := c.list(j+1, true)
		if len(sides) != 1 || sides[0].via != "" || sides[0].body < 0 || c.d.bodies[sides[0].body].country {
			return nil
		}
		return sides
	}
	return nil
}
