package press

import "strings"

// An occasion is the named event at which agreements are made. It stands in the
// clause that tells of one, or once in the lead of a round-up for all of them.

// occasion is the named event in a sentence: "during the second Kenya–India
// investment forum".
func (d *document) occasion(n int) (span, bool) {
	s := &d.sents[n]
	if !s.occasionRead {
		s.occasion, s.occasionRead = occasionIn(s.toks), true
	}
	return s.occasion, !s.occasion.empty()
}

// occasionIn is the named event among the tokens of a sentence; empty when there is
// none.
func occasionIn(toks []token) span {
	for i := 0; i+1 < len(toks); i++ {
		t := &toks[i]
		if t.cl&cPrep == 0 {
			continue
		}
		ok := false
		switch t.low {
		case "during", "at":
			ok = true
		case "of":
			ok = i > 0 && (toks[i-1].low == "sidelines" || toks[i-1].low == "margins" || toks[i-1].low == "side" || toks[i-1].low == "occasion" || toks[i-1].low == "part")
		}
		if !ok {
			continue
		}
		k := i + 1
		for k < len(toks) && (toks[k].low == "the" || toks[k].low == "a" || toks[k].low == "an" || toks[k].low == "its" || toks[k].low == "this" || toks[k].low == "his" || toks[k].low == "her") {
			k++
		}
		start := k
		capital, head := 0, -1
		for k < len(toks) && k < start+16 {
			w := &toks[k]
			if w.kind == mark && (w.low == "," || w.low == "." || w.low == ";" || w.low == ":" || w.low == "(" && head >= 0) {
				break
			}
			if w.kind == word && w.caps {
				capital++
			}
			if w.kind == word && w.is(cEvent) {
				if w.caps || !(w.low == "visit" || w.low == "meeting" || w.low == "ceremony" || w.low == "talks" || w.low == "session" || w.low == "event" || w.low == "launch") || capital >= 2 && w.low != "visit" {
					head = k
				}
			}
			if w.kind == word && head >= 0 && k > head && !w.caps && w.low != "and" && w.low != "on" && w.low != "of" && w.low != "for" && w.low != "in" {
				break
			}
			if w.kind == word && head >= 0 && k > head && (w.low == "in" || w.low == "on" && !(k+1 < len(toks) && toks[k+1].caps)) {
				break
			}
			if head >= 0 && k > head && w.kind == word && (w.low == "of" || w.low == "for" || w.low == "and") && !(k+1 < len(toks) && toks[k+1].caps) {
				break
			}
			if head < 0 && w.kind == word && !w.caps && w.is(cPrep|cAux|cModal|cSign|cFinite|cBarrier) && w.low != "of" && w.low != "on" && w.low != "for" {
				break
			}
			k++
		}
		// COP27: an occasion known by its acronym
		if head < 0 && start < len(toks) && strings.HasPrefix(toks[start].low, "cop") && len(toks[start].low) == 5 {
			return span{toks[start].start, toks[start].end}
		}
		if head < 0 || capital == 0 {
			continue
		}
		end := head + 1
		for end < k && (toks[end].caps || toks[end].kind == number || toks[end].low == "on" || toks[end].low == "of" || toks[end].low == "for" || toks[end].low == "and" && end+1 < k && toks[end+1].caps || toks[end].low == "the") {
			end++
		}
		for end > head+1 && !toks[end-1].caps && toks[end-1].kind != number {
			end--
		}
		if end+2 < len(toks) && toks[end].low == "(" && toks[end+2].low == ")" && toks[end+1].caps {
			end += 3
		}
		return span{toks[start].start, toks[end-1].end}
	}
	return span{}
}

// sharedEvent is the occasion at which all the agreements were made: one that a
// sentence names for "these agreements", or the only one that the lead of a
// round-up names.
func (d *document) sharedEvent(news int) span {
	for i := range d.sents {
		if !d.signsSeveral(i) {
			continue
		}
		if sp, ok := d.occasion(i); ok {
			return sp
		}
	}
	if news < 2 {
		return span{}
	}
	var lead span
	for i := range d.sents {
		sp, ok := d.occasion(i)
		if !ok {
			continue
		}
		switch {
		case lead.empty() && i <= 4 && d.sents[i].block <= 2:
			lead = sp
		case lead.empty() || d.eventKey(sp) != d.eventKey(lead):
			return span{} // not in the lead, or not the only one
		}
	}
	return lead
}

// signsSeveral: the sentence tells of several instruments and of their signing.
func (d *document) signsSeveral(n int) bool {
	plural, signed := false, false
	if s := &d.sents[n]; s.cl&cSign == 0 || !s.kinds.has(eInstr) {
		return false
	}
	for k := range d.sents[n].items {
		e := &d.sents[n].items[k]
		plural = plural || e.kind == eInstr && e.instr.plural
		signed = signed || e.kind == eWord && e.cl&cSign != 0
	}
	return plural && signed
}

// eventKey is what two mentions of one occasion share: "the second X Forum" and
// "the X forum".
func (d *document) eventKey(sp span) string {
	w := d.words(sp)
	for len(w) > 1 && (ordinals[w[0]] > 0 || w[0] == "first" || w[0][0] >= '0' && w[0][0] <= '9') {
		w = w[1:]
	}
	return strings.Join(w, " ")
}

// eventDate is when the occasion was, where the document dates it: "the forum,
// held in Nairobi from 3 to 5 May 2025"; days that follow each other are an
// interval.
func (d *document) eventDate(ev span) (string, span) {
	words := d.words(ev)
	if len(words) == 0 {
		return "", span{}
	}
	head := words[len(words)-1]
	for i := range d.sents {
		if i > 200 {
			break
		}
		s := &d.sents[i]
		if s.cl&cHeld == 0 {
			continue
		}
		named := s.start <= ev.start && ev.end <= s.end
		met := false
		c := &clause{d, s, i, s.items}
		for k := range s.items {
			e := &s.items[k]
			if e.kind == eWord && k > 0 && e.low == head && s.items[k-1].low == "the" || e.kind == eEvent && strings.HasSuffix(lowText(d.str(e.name)), head) {
				named = true
			}
			met = met || c.cls(k)&cHeld != 0
			if !named || !met {
				continue
			}
			if a, b, ok := readInterval(s.toks, e.from); ok {
				a, b = a.inYearOf(d.day, false), b.inYearOf(d.day, false)
				if a.y > 0 && b.y > 0 {
					return a.edtf() + "/" + b.edtf(), span{s.start, s.end}
				}
			}
			if e.kind == eDate && e.date.m > 0 {
				if w := e.date.inYearOf(d.day, false); w.y > 0 {
					return w.edtf(), span{s.toks[e.from].start, s.toks[e.to-1].end}
				}
			}
		}
	}
	return "", span{}
}

// bodyHeads end the name of a standing body or programme under which agreements
// are made: a working group meets for years, and what it counts is one set.
var bodyHeads = map[string]bool{"group": true, "commission": true, "committee": true, "council": true, "mechanism": true, "partnership": true, "initiative": true, "corridor": true, "programme": true, "program": true, "framework": true, "dialogue": true, "forum": true}

// fallsUnder is the body under which the agreements counted in a sentence fall:
// told in it, or in the next where that goes on about them ("They fall under the
// Joint Commission on Trade").
func (d *document) fallsUnder(n int) span {
	for i := n; i < len(d.sents) && i <= n+1; i++ {
		if i > n && !d.goesOnAbout(i) {
			break
		}
		toks := d.sents[i].toks
		for k := range toks {
			if toks[k].low == "under" || toks[k].low == "within" || toks[k].low == "of" && k > 0 && (toks[k-1].low == "framework" || toks[k-1].low == "umbrella" || toks[k-1].low == "auspices") {
				if sp := bodyNamed(toks[k+1:]); !sp.empty() {
					return sp
				}
			}
		}
	}
	return span{}
}

// goesOnAbout: the sentence begins with the agreements of the one before.
func (d *document) goesOnAbout(n int) bool {
	s := &d.sents[n]
	if len(s.items) == 0 {
		return false
	}
	switch first := s.items[0].low; {
	case first == "they", first == "these", first == "all":
		return true
	case first == "the" && len(s.items) > 1:
		return s.items[1].kind == eInstr && s.items[1].instr.plural
	}
	return s.items[0].kind == eInstr && s.items[0].instr.plural
}

// bodyNamed is the capitalised name at the start of the tokens, if it is a body's.
func bodyNamed(toks []token) span {
	k := 0
	for k < len(toks) && (toks[k].low == "the" || toks[k].low == "a" || toks[k].low == "their") {
		k++
	}
	start, end, head := k, k, false
	for k < len(toks) && k < start+14 {
		w := &toks[k]
		linking := k > start && k+1 < len(toks) && toks[k+1].caps && (w.low == "of" || w.low == "on" || w.low == "for" || w.low == "and" || w.low == "&" || w.low == "-" || w.low == "–")
		if !w.caps && !linking {
			break
		}
		head = head || bodyHeads[w.low]
		k++
		if w.caps {
			end = k
		}
	}
	if !head || end-start < 2 {
		return span{}
	}
	return span{toks[start].start, toks[end-1].end}
}
