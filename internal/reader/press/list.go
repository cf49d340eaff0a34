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
	d.titlesListed()
}

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
		if _, ok := pluralNouns[c.it[j].low]; !ok || c.it[j].kind != eWord {
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

// titlesListed reads "A and B signed four documents", followed by a list of just
// so many titles: each is an agreement of A and B.
func (d *document) titlesListed() {
	for x := 0; x < len(d.cands) && x < 64; x++ {
		u := d.cands[x]
		if !u.instr.plural || len(u.sides) < 2 || u.count > 40 || u.bg || u.heading {
			continue
		}
		n := u.count
		if n == 0 && d.announcesList(u) {
			n = d.itemsRun(u.sent)
		}
		if n < 1 || n == 1 && u.count == 1 {
			continue
		}
		items := d.itemsAfter(u.sent, n)
		if items == nil {
			items = d.itemsCounted(u)
		}
		if items == nil {
			continue
		}
		var made []*candidate
		own := map[int]bool{}
		for _, c := range d.cands {
			own[c.sent] = own[c.sent] || c.rule != "compound" && !c.elided
		}
		for _, n := range items {
			if own[n] {
				continue // it names its sides itself
			}
			c := *u
			c.instr, c.apart, c.count, c.rule, c.another = instrument{kind: "other"}, true, 0, "listed", true
			if u.count > 0 && u.instr.kind != "agreement" {
				c.instr.kind = u.instr.kind // "the six MoUs are": each is one
			}
			s := &d.sents[n]
			c.purposeAt, c.kindAt = span{s.start, s.end}, span{s.start, s.end}
			for k := range s.items {
				if e := &s.items[k]; e.kind == eInstr && k < 8 {
					c.instr, c.kindAt = e.instr, e.name
					c.instr.plural = false
					break
				}
			}
			made = append(made, &c)
		}
		d.cands = slices.DeleteFunc(d.cands, func(c *candidate) bool { return c == u || slices.Contains(items, c.sent) && !own[c.sent] })
		d.cands = append(d.cands, made...)
		return
	}
}

// announcesList: "the following documents were signed:".
func (d *document) announcesList(u *candidate) bool {
	s := &d.sents[u.sent]
	c := &clause{d, s, u.sent, s.items}
	return u.at > 0 && c.isWord(u.at-1, "following") || strings.HasSuffix(strings.TrimRight(d.str(span{s.start, s.end}), "- \n"), ":")
}

// itemsRun is how many items stand right behind a sentence.
func (d *document) itemsRun(from int) int {
	n := 0
	for i := from + 1; i < len(d.sents) && n < 41 && d.sents[i].kind == item; i++ {
		if d.sents[i].first {
			n++
		}
	}
	return n
}

// itemsCounted are the items that begin at most two sentences behind a counted
// plural, when they are as many as it says; then each is one, whatever it names.
func (d *document) itemsCounted(u *candidate) []int {
	for from := u.sent; from < len(d.sents)-1 && from <= u.sent+2; from++ {
		if d.sents[from+1].kind != item {
			continue
		}
		if u.count < 2 || d.itemsRun(from) != u.count {
			return nil
		}
		var out []int
		for i := from + 1; i < len(d.sents) && d.sents[i].kind == item; i++ {
			if d.sents[i].first {
				out = append(out, i)
			}
		}
		return out
	}
	return nil
}

// itemsAfter are the items behind a sentence when there are just n, some of them
// name an instrument and none names its sides.
func (d *document) itemsAfter(from, n int) []int {
	var out []int
	named := 0
	for i := from + 1; i < len(d.sents) && i < from+200; i++ {
		s := &d.sents[i]
		if s.kind != item || !s.first {
			continue
		}
		out = append(out, i)
		for k := range s.items {
			if s.items[k].kind == eInstr {
				named++
				break
			}
		}
		for _, c := range d.cands {
			if c.sent == i && c.rule != "compound" && !c.elided {
				return nil
			}
		}
	}
	if len(out) != n || named*2 < n {
		return nil
	}
	return out
}

// cells are the spans of tokens between the bars of a row.
func (d *document) cells(s *sentence) [][2]int {
	var out [][2]int
	start := -1
	for i := range s.toks {
		if s.toks[i].kind == mark && s.toks[i].low == "|" {
			if start >= 0 {
				out = append(out, [2]int{start, i})
			}
			start = i + 1
		}
	}
	if start >= 0 && start < len(s.toks) {
		out = append(out, [2]int{start, len(s.toks)})
	}
	return out
}

// headings reads a header row: for each column what it holds, "side", "kind",
// "subject", "value", "". nil when the row is no header.
func headings(d *document, s *sentence, cells [][2]int) []string {
	out := make([]string, len(cells))
	sides := 0
	for i, c := range cells {
		for k := c[0]; k < c[1]; k++ {
			switch s.toks[k].low {
			case "party", "parties", "side", "sides", "partner", "partners", "signatory", "signatories", "company", "organisation", "organization", "institution", "counterpart", "between", "entity", "entities", "agency", "ministry", "firm", "country", "university":
				out[i] = "side"
			case "instrument", "type", "kind", "document":
				if out[i] == "" {
					out[i] = "kind"
				}
			case "agreement", "mou", "subject", "area", "title", "purpose", "sector", "scope", "project", "description", "field":
				if out[i] == "" {
					out[i] = "subject"
				}
			case "value", "amount", "worth":
				out[i] = "value"
			}
		}
		if out[i] == "side" {
			sides++
		}
	}
	if sides == 0 {
		return nil
	}
	return out
}

// row reads one row under a header.
func (d *document) row(n int, cells [][2]int, header []string, ctx instrument) *candidate {
	s := &d.sents[n]
	c := &clause{d, s, n, s.items}
	cand := &candidate{sent: n, at: 0, verb: -1, rule: "row", instr: instrument{kind: "agreement"}}
	if ctx.kind != "" {
		cand.instr = ctx
	}
	cand.instr.plural = false
	for i, cell := range cells {
		for k := range s.items {
			e := &s.items[k]
			if e.from < cell[0] || e.to > cell[1] {
				continue
			}
			switch {
			case header[i] == "side" && c.party(k):
				for _, x := range c.resolve(k) {
					if x.body >= 0 && x.via == "" {
						cand.sides = append(cand.sides, x)
					}
				}
			case e.kind == eInstr && (header[i] == "kind" || header[i] == "subject"):
				cand.instr, cand.at = e.instr, k
				cand.kindAt = e.name
			case header[i] == "subject" && cand.purposeAt.empty() && cell[1] > cell[0]:
				cand.purposeAt = span{s.toks[cell[0]].start, s.toks[cell[1]-1].end}
			}
		}
	}
	if len(cand.sides) < 2 {
		return nil
	}
	if cand.kindAt.empty() {
		cand.kindAt = span{s.start, s.end}
	}
	cand.stage, cand.stageAt = "signed", span{s.start, s.end}
	return cand
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
