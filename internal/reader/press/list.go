package press

import (
	"slices"
	"strings"
)

// Lists and tables name agreements without a verb: "Ministry of X & Company Y:
// fibre (G2B)", "MoU between A and B on …", a table row with a column for each
// side. They count only where the document speaks of agreements just before.

// listRules reads item sentences and table rows that made no candidate.
func (d *document) listRules() {
	made := map[int]bool{}
	for _, c := range d.cands {
		made[c.sent] = true
	}
	ctx, ctxSent := instrument{}, -1000
	var header []string
	headerBlock, lastRow := -10, -10
	var add []*candidate
	for i := range d.sents {
		s := &d.sents[i]
		if s.kind == row {
			cells := d.cells(s)
			if s.block != headerBlock+1 && !(headerBlock >= 0 && s.block <= headerBlock+200 && len(header) == len(cells)) {
				header, headerBlock = nil, -10
			}
			first := s.block != lastRow+1
			lastRow = s.block
			if header == nil && !first {
				continue
			}
			if header == nil {
				if h := headings(d, s, cells); h != nil {
					header, headerBlock = h, s.block
				}
				continue
			}
			if made[i] || len(cells) != len(header) {
				continue
			}
			if c := d.row(i, cells, header, ctx); c != nil {
				add = append(add, c)
			}
			continue
		}
		for k := range s.items {
			if s.items[k].kind == eInstr && (!s.items[k].instr.weak || s.items[k].instr.plural) {
				ctx, ctxSent = s.items[k].instr, i
			}
		}
		if made[i] {
			if s.kind == item {
				ctxSent = i
			}
			continue
		}
		if s.kind == item && s.first && i-ctxSent <= 24 {
			if c := d.listItem(i, ctx); c != nil {
				add = append(add, c)
				ctxSent = i
			}
		}
	}
	d.cands = append(d.cands, add...)
	d.listedCounterparts()
	d.titledLists()
	d.roundUps()
	slices.SortStableFunc(d.cands, func(a, b *candidate) int {
		if a.sent != b.sent {
			return a.sent - b.sent
		}
		return a.at - b.at
	})
}

// listItem reads "A & B: subject (G2B)" and "A – B – subject".
func (d *document) listItem(n int, ctx instrument) *candidate {
	s := &d.sents[n]
	c := &clause{d, s, n, s.items}
	cand := &candidate{sent: n, at: 0, verb: -1, rule: "list", instr: instrument{kind: "agreement"}}
	if ctx.kind != "" {
		cand.instr = ctx
	}
	cand.instr.plural = false
	if in, ok := d.introduced(n); ok && c.itemBetween(cand) {
		cand.instr = in
		cand.instr.plural = false
		return cand
	}
	j := 0
	for j < len(c.it) && !c.party(j) {
		if c.it[j].kind == eInstr {
			return nil
		}
		if c.cls(j)&(cDet|cAttr) == 0 && !(c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind != word) && !(c.it[j].kind == eCountry) {
			return nil
		}
		j++
	}
	if j >= len(c.it) {
		return nil
	}
	take := func(k int) bool {
		ok := false
		for _, x := range c.resolve(k) {
			if x.body >= 0 && x.via == "" {
				cand.sides = append(cand.sides, x)
				ok = true
			}
		}
		return ok
	}
	if !take(j) {
		return nil
	}
	j++
	for j < len(c.it) {
		// "MIIT, China": where a body is, not another side
		if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == eCountry && !c.it[j+1].adjective {
			if b := d.bodies[cand.sides[len(cand.sides)-1].body]; b.code == "" {
				b.code = c.it[j+1].code
			}
			j += 2
			continue
		}
		if c.isWord(j, "(") {
			q := j
			for q < len(c.it) && !c.isWord(q, ")") {
				q++
			}
			j = q + 1
			continue
		}
		if c.isWord(j, "&", "and", "–", "-", "/", "with", "+", ",", "x") {
			q := j + 1
			for q < len(c.it) && (c.cls(q)&cDet != 0 || c.isWord(q, "and", "&")) {
				q++
			}
			if c.party(q) && (len(cand.sides) < 2 || c.isWord(j, "&", "and", ",")) {
				take(q)
				j = q + 1
				continue
			}
		}
		break
	}
	if len(cand.sides) < 2 {
		return nil
	}
	if j < len(c.it) && !c.isWord(j, ":", "–", "-", "(", ".", ";", "for", "on", "to") {
		return nil
	}
	if j+1 < len(c.it) && c.isWord(j, ":", "–", "-", "for", "on", "to") {
		e := j + 1
		for e < len(c.it) && !c.isWord(e, "(", ".", ";") {
			e++
		}
		if e > j+1 {
			cand.purposeAt = span{s.toks[c.it[j+1].from].start, s.toks[c.it[e-1].to-1].end}
		}
	}
	cand.kindAt, cand.stage = span{s.start, s.end}, "signed"
	for k := j; k < len(c.it); k++ {
		if c.it[k].kind == eInstr && c.it[k].instr.kind != "agreement" {
			cand.instr, cand.kindAt = c.it[k].instr, c.it[k].name
		}
	}
	cand.stageAt = cand.kindAt
	return cand
}

// introduced: the sentence before the list that item n belongs to says that several
// instruments follow: "The six MoUs signed are as follows:".
func (d *document) introduced(n int) (instrument, bool) {
	for i := n - 1; i >= 0 && i > n-40; i-- {
		s := &d.sents[i]
		if s.kind == item {
			continue
		}
		if s.kind == row || !strings.HasSuffix(strings.TrimRight(d.str(span{s.start, s.end}), " -–\n"), ":") {
			return instrument{}, false
		}
		for k := range s.items {
			if s.items[k].kind == eInstr && s.items[k].instr.plural {
				return s.items[k].instr, true
			}
		}
		return instrument{}, false
	}
	return instrument{}, false
}

// itemBetween reads "Cooperation in shipping between A and B", the subject of an
// agreement with its sides.
func (c *clause) itemBetween(cand *candidate) bool {
	for j := 0; j < len(c.it) && j < 14; j++ {
		if c.it[j].kind == eInstr && !c.it[j].instr.weak || c.barrier(j) || c.cls(j)&(cAux|cModal|cFinite) != 0 {
			return false
		}
		if j == 0 || !c.isWord(j, "between") {
			continue
		}
		sides, _ := c.list(j+1, false)
		for _, x := range sides {
			if x.body < 0 || x.via != "" {
				return false
			}
		}
		cand.sides, cand.stage = sides, "signed"
		cand.kindAt = span{c.s.start, c.s.end}
		cand.stageAt = cand.kindAt
		toks := c.s.toks
		cand.purposeAt = span{toks[0].start, toks[c.it[j].from-1].end}
		return len(sides) >= 2
	}
	return false
}

// levelTag reads (G2G), (G2B) in a sentence.
func (d *document) levelTag(n int) (string, span) {
	s := &d.sents[n]
	for i := range s.toks {
		if s.cl&cTag == 0 {
			break
		}
		switch t := &s.toks[i]; t.low {
		case "g2g", "g2b", "b2b", "b2g":
			code := strings.ToUpper(t.low)
			if code == "B2G" {
				code = "G2B"
			}
			if i+1 < len(s.toks) && (s.toks[i+1].is(cEvent) || s.toks[i+1].low == "investment" || s.toks[i+1].low == "meet") {
				continue
			}
			return code, span{t.start, t.end}
		case "government":
			if i+4 < len(s.toks) && s.toks[i+1].low == "-" && s.toks[i+2].low == "to" {
				switch s.toks[i+4].low {
				case "government":
					return "G2G", span{t.start, s.toks[i+4].end}
				case "business":
					return "G2B", span{t.start, s.toks[i+4].end}
				}
			}
		case "business":
			if i+4 < len(s.toks) && s.toks[i+1].low == "-" && s.toks[i+2].low == "to" && s.toks[i+4].low == "business" {
				return "B2B", span{t.start, s.toks[i+4].end}
			}
		}
	}
	return "", span{}
}
