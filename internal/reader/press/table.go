package press

// Tables name agreements without a verb: a row for each, with a column for each
// side. They count only under a header that names sides.

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
