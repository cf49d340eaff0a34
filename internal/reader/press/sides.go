package press

import "strings"

// Sides stand around an instrument and its verb: as subject, behind between, with
// or by, as owner, as those on whose behalf somebody signs. This file finds them.

// anotherBetween reads "another between A and B", "another on sport between A and
// B", where the instrument itself is not named again.
func (c *clause) anotherBetween(k int) []side {
	if !c.isWord(k+1, "between", "on", "for", "in") {
		return nil
	}
	for j := k + 1; j < len(c.it) && j < k+9; j++ {
		if c.isWord(j, "between") {
			sides, _ := c.list(j+1, false)
			return sides
		}
		if c.barrier(j) || c.party(j) || c.it[j].kind == eInstr && !c.it[j].instr.weak {
			return nil
		}
	}
	return nil
}

// paired reads the pairs of a list behind "MoUs between": "A and B, C and D as well
// as E and F". Nil when the list is not told in pairs.
func (c *clause) paired(from int) [][]side {
	var out [][]side
	var open []side
	for j := from; j < len(c.it); {
		for j < len(c.it) && !c.party(j) && (c.cls(j)&(cDet|cAttr) != 0 || c.plainWord(j)) && !c.isWord(j, "dan") {
			j++
		}
		if j >= len(c.it) || c.it[j].kind != eBody && c.it[j].kind != eCountry {
			break
		}
		got := c.resolve(j)
		if len(got) != 1 || got[0].body < 0 {
			return nil
		}
		open = append(open, got[0])
		j++
		for c.isWord(j, "(") {
			for j < len(c.it) && !c.isWord(j, ")") {
				j++
			}
			j++
		}
		if len(open) == 2 {
			out, open = append(out, open), nil
		}
		sep := j
		for c.isWord(j, ",", "and", "&", ";", "dan") || c.isWord(j, "as") && c.isWord(j+1, "well") || c.isWord(j, "well") || c.isWord(j, "as") {
			j++
		}
		switch {
		case len(open) == 1 && j-sep == 1 && c.isWord(sep, "and", "&", "dan"):
		case len(open) == 0 && j > sep:
		default:
			j = len(c.it)
		}
	}
	if len(open) > 0 || len(out) < 2 {
		return nil
	}
	return out
}

// signsLater: what stands at k is itself the subject of signing: "a joint venture
// between A and B has signed an agreement with C".
func (c *clause) signsLater(k int) bool {
	for j := k + 2; j < len(c.it); j++ {
		if c.cls(j)&cSign != 0 && (c.cls(j-1)&cAux != 0 || c.it[j-1].kind == eBody) {
			return c.isWord(j-1, "has", "have", "had") || c.it[j-1].kind == eBody
		}
		if c.cls(j)&(cFinite|cModal) != 0 || c.barrier(j) {
			return false
		}
	}
	return false
}

// pairedBehind are the pairs behind the first "between" after the instrument at k.
func (c *clause) pairedBehind(k int) [][]side {
	if !c.has(cAmong) {
		return nil
	}
	for j := k + 1; j < len(c.it); j++ {
		if c.isWord(j, "between", "among", "involving") {
			return c.paired(j + 1)
		}
	}
	return nil
}

// morePairs reads the pairs that semicolons set apart behind "between A and B":
// "; C and D, Oman; and E and F".
func (c *clause) morePairs(cand *candidate, k int) {
	enumerates := cand.instr.plural
	for j := 0; j < k; j++ {
		enumerates = enumerates || c.isWord(j, "included", "include", "including", "were", "are", ":")
	}
	if !enumerates {
		return
	}
	for j := k + 1; j < len(c.it); j++ {
		if !c.isWord(j, ";") {
			continue
		}
		m := j + 1
		for c.isWord(m, "and", "as", "well") {
			m++
		}
		if c.isWord(m, "between") {
			m++
		}
		if more, _ := c.list(m, false); len(more) >= 2 {
			x := *cand
			x.sides, x.another, x.at, x.staged = more, true, j, true
			c.commit(&x)
		}
	}
}

// namely reads who "three parties" are that inked a deal, where the sentence says
// so behind it: "…, namely A, B and C".
func (c *clause) namely(verb int) []side {
	if !c.unnamedSubject(verb) {
		return nil
	}
	for j := verb + 1; j < len(c.it); j++ {
		if c.isWord(j, "namely") || c.isWord(j, "viz") {
			sides, _ := c.list(j+1, true)
			return sides
		}
	}
	return nil
}

// unnamedSubject: the subject of the verb is only described: "53 universities
// from across India signed".
func (c *clause) unnamedSubject(verb int) bool {
	for j := verb - 1; j >= 0 && !c.barrier(j); j-- {
		if c.it[j].kind == eWord && c.it[j].f&fPlural != 0 {
			return true
		}
		if c.cls(j)&(cSign|cEnter|cFinite) != 0 {
			return false
		}
	}
	return false
}

// onBehalf reads for whom people sign: "was signed by P on behalf of A and by Q on
// behalf of B", "P signed for A while Q signed for B".
func (c *clause) onBehalf(verb int) []side {
	if verb < 0 || c.cls(verb)&cSign == 0 || !c.has(cBehalf) {
		return nil
	}
	var out []side
	for j := 0; j+1 < len(c.it) && len(out) < 12; j++ {
		on := c.isWord(j, "behalf") && c.isWord(j+1, "of") || c.isWord(j, "signed") && c.isWord(j+1, "for")
		if !on {
			continue
		}
		m := j + 2
		for c.cls(m)&cDet != 0 || c.isWord(m, "government") && c.isWord(m+1, "of") || c.isWord(m, "of") {
			m++
		}
		if m >= len(c.it) || c.it[m].kind != eBody && c.it[m].kind != eCountry || c.it[m].body < 0 {
			continue
		}
		dup := false
		for _, s := range out {
			dup = dup || s.body == c.it[m].body
		}
		if !dup {
			out = append(out, side{body: c.it[m].body, e: &c.it[m], sent: c.n})
		}
	}
	if len(out) == 1 && c.n+1 < len(c.d.sents) {
		out = append(out, c.behalfAfter(out[0].body)...)
	}
	return out
}

// behalfBefore: somebody signs on behalf of a body that stands before the verb.
func (c *clause) behalfBefore(verb int) bool {
	for j := verb - 1; j > 0 && j > verb-12; j-- {
		if c.isWord(j, "behalf") {
			return true
		}
		if c.cls(j)&(cSign|cFinite|cEnter) != 0 {
			return false
		}
	}
	return false
}

// behalfAfter reads the sentence behind "P signed the letter on behalf of A.":
// "Q signed on behalf of B." first is A.
func (c *clause) behalfAfter(first int) []side {
	s := &c.d.sents[c.n+1]
	x := &clause{c.d, s, c.n + 1, s.items}
	for j := range x.it {
		if x.it[j].kind == eInstr && !x.it[j].instr.weak && j > 12 {
			return nil
		}
		if !x.isWord(j, "behalf", "for") || !x.isWord(j-1, "on", "signed", "did") {
			continue
		}
		m := j + 1
		for x.cls(m)&cDet != 0 || x.isWord(m, "of") {
			m++
		}
		if m < len(x.it) && (x.it[m].kind == eBody || x.it[m].kind == eCountry) && x.it[m].body >= 0 && x.it[m].body != first && x.it[m].to-x.it[m].from < 20 {
			return []side{{body: x.it[m].body, e: &x.it[m], sent: c.n + 1}}
		}
	}
	return nil
}

// signedBy reads who is to sign, where the clause goes on to say so: "will enter
// into an MoU on culture, to be signed by A and B".
func (c *clause) signedBy(k int) []side {
	if !c.has(cBy) {
		return nil
	}
	for j := k + 1; j+1 < len(c.it) && j < k+20; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "signed") && c.isWord(j-1, "be") && c.isWord(j+1, "by") {
			sides, _ := c.list(j+2, true)
			return sides
		}
	}
	return nil
}

// provides: a verb right behind the instrument at k tells what it is for, so that the
// bodies named then need not be its sides: "the agreement provides for work between".
func (c *clause) provides(k int) bool {
	return c.isWord(k+1, "provides", "covers", "allows", "enables", "includes", "supports", "promotes", "facilitates", "encourages", "fosters") ||
		c.isWord(k+2, "provides", "covers", "allows", "enables", "includes", "provide", "cover", "allow", "enable", "include", "support", "promote", "facilitate", "foster") && c.cls(k+1)&(cModal|cAdverb) != 0
}

// nested: the instrument at k only says what another is on: "an MoU on a
// partnership agreement between A and B".
func (c *clause) nested(k int) bool {
	j := k - 1
	for j > 0 && (c.cls(j)&(cDet|cAttr) != 0) {
		j--
	}
	return j > 0 && j >= k-3 && c.isWord(j, "on", "for", "regarding", "concerning", "towards") && c.it[j-1].kind == eInstr && !c.it[j-1].instr.weak
}

// between reads "between A and B" or "among A, B and C" behind the instrument.
func (c *clause) between(from, verb int) ([]side, bool) {
	if !c.has(cAmong) {
		return nil, false
	}
	gap := 0
	occasion := false // "during a meeting of the Commission on work between Peru and Chile"
	for j := from; j < len(c.it) && gap < 30; j++ {
		gap++
		occasion = occasion || c.isWord(j, "meeting", "session") && c.isWord(j+1, "of", "on", "for")
		if occasion && c.isWord(j, "between") {
			return nil, false
		}
		if c.barrier(j) || c.it[j].kind == eInstr && !c.it[j].instr.weak && c.cls(j-1)&cAux == 0 && !c.nested(j) {
			return nil, false
		}
		of := j + 1
		if c.isWord(j, "b") && c.isWord(j+1, "/") && c.isWord(j+2, "w") {
			of = j + 3 // b/w
		}
		if c.isWord(j, "between", "among", "amongst", "involving") || of > j+1 {
			sides, _ := c.list(of, false)
			if len(sides) == 1 && sides[0].body == -2 {
				p := c.d.mainPair(c.n)
				if sides[0].e.institutions(c) && c.d.allStates(p) {
					p = c.d.mainBodies() // institutions are no states
				}
				return p, len(p) >= 2
			}
			return sides, len(sides) >= 2
		}
		if c.isWord(j, "to") && j+1 < len(c.it) && c.it[j+1].kind == eWord && c.cls(j+1)&cDet == 0 && !c.isWord(j+1, "be") {
			return nil, false // a purpose begins
		}
		if c.isWord(j, "demonstrates", "demonstrate", "outlines", "outline", "reflects", "reflect", "underscores", "underlines", "highlights", "shows", "reaffirms", "signals", "underscored", "demonstrated", "reflected") {
			return nil, false // "the MoU shows the friendship between A and B"
		}
		if c.it[j].kind == eWord && (c.cls(j)&cFinite != 0 && gap > 1 || j != verb && c.isWord(j, "will", "would", "shall")) {
			return nil, false
		}
	}
	return nil, false
}

// between2: officials sign, and the purpose names the bodies: "to enhance
// cooperation between A and B".
func (c *clause) between2(k int, subj []side) []side {
	for _, s := range subj {
		if s.via != "person" && s.body >= 0 {
			return nil
		}
	}
	if len(subj) == 0 {
		return nil
	}
	return c.betweenBodies(k + 1)
}

// betweenBodies reads the bodies that a purpose names: "a letter of intent to
// cooperate in research between A and B".
func (c *clause) betweenBodies(from int) []side {
	if !c.has(cAmong) {
		return nil
	}
	for j := from; j < len(c.it) && j < from+39; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "between") {
			sides, _ := c.list(j+1, false)
			orgs := 0
			for _, s := range sides {
				if s.body >= 0 && !c.d.bodies[s.body].country {
					orgs++
				}
			}
			if orgs >= 2 {
				return sides
			}
		}
	}
	return nil
}

// with reads the counterparts: the first "with" behind the instrument or its verb.
func (c *clause) with(from, verb, k int) []side {
	if in := &c.it[k].instr; !c.has(cWith) && in.kind != "loan" && in.kind != "grant" {
		return nil
	}
	gap := 0
	purpose := false
	for j := from; j < len(c.it) && gap < 34; j++ {
		gap++
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "with") && c.isWord(j-1, "conjunction", "line", "accordance", "connection", "keeping", "compliance", "consultation", "coordination", "association", "together") && c.isWord(j-2, "in") {
			return nil
		}
		if c.isWord(j, "with") && c.isWord(j-1, "together", "along") && c.isWord(j-2, "and", ",") {
			return nil // "and, together with the Mayor, witnessed"
		}
		if in := &c.it[k].instr; (c.isWord(j, "to") || c.isWord(j, "for") && j+1 < len(c.it) && c.it[j+1].kind == eCountry) && (in.kind == "loan" || in.kind == "grant") && verb >= 0 && verb < k {
			if sides, _ := c.list(j+1, true); len(sides) == 1 && sides[0].via == "" {
				return sides // "signed a loan of $20 million to Zed"
			}
		}
		if c.isWord(j, "with") {
			if c.isWord(j+1, "a", "an", "the") && c.isWord(j+2, "aim", "view", "goal", "objective", "purpose", "support", "focus", "total", "value") {
				return nil
			}
			sides, _ := c.list(j+1, true)
			if len(sides) == 0 {
				sides = c.enumerated(j + 1)
			}
			if len(sides) > 0 {
				return sides
			}
			if purpose {
				return nil
			}
			continue
		}
		if c.isWord(j, "to") && j+1 < len(c.it) && c.it[j+1].kind == eWord && c.cls(j+1)&(cDet|cPrep) == 0 && !c.isWord(j+1, "be") {
			return nil
		}
		if c.isWord(j, "aimed", "under", "following", "during", "after", "before") {
			if c.isWord(j, "aimed") {
				return nil
			}
			purpose = true
		}
		e := &c.it[j]
		if e.kind == eInstr && j > k && verb >= 0 && j != k && gap > 3 {
			return nil
		}
		if e.kind == eWord && e.cl&(cFinite|cSign) != 0 && j != verb && gap > 1 && !(e.cl&cSign != 0 && c.cls(j-1)&cAux != 0) {
			if e.cl&cSign != 0 && verb < 0 {
				continue
			}
			return nil
		}
	}
	return nil
}

// enumerated reads the names behind a description that announces them: "five
// universities, namely A, B and C", "eight institutes: D and E".
func (c *clause) enumerated(from int) []side {
	plural := false
	for j := from; j < len(c.it) && j < from+24; j++ {
		if j >= from+10 && !plural {
			return nil
		}
		if c.it[j].kind == eWord && c.it[j].f&fPlural != 0 {
			plural = true
		}
		if plural && c.isWord(from, "one") && c.isWord(from+1, "of") && c.isWord(j, ",") {
			sides, _ := c.list(j+1, true) // "with one of the country’s oldest schools, Alto College"
			return sides
		}
		if plural && (c.isWord(j, ":", "namely", "including", "–", "—") || c.isWord(j, "such") && c.isWord(j+1, "as")) {
			if c.isWord(j, "such") {
				j++
			}
			sides, _ := c.list(j+1, true)
			return sides
		}
		if c.barrier(j) || c.cls(j)&(cAux|cModal|cSign) != 0 {
			return nil
		}
	}
	return nil
}

// withSome: what stands behind the instrument at k is signed with several that
// are only counted or described: "with French companies".
func (c *clause) withSome(k int) bool {
	if !c.isWord(k+1, "with") {
		return false
	}
	for j := k + 2; j < len(c.it) && j < k+8; j++ {
		if c.it[j].kind == eWord && c.it[j].f&fPlural != 0 {
			return true
		}
		if c.cls(j)&(cPrep|cAux|cModal|cBarrier) != 0 || c.party(j) {
			return false
		}
	}
	return false
}

// by reads who signed in a passive: "was signed by A and B".
func (c *clause) by(from int) []side {
	if !c.has(cBy) {
		return nil
	}
	for j := from; j < len(c.it) && j < from+14; j++ {
		if c.barrier(j) {
			return nil
		}
		if c.isWord(j, "by") {
			if c.envoys(j+1) && c.isWord(j+2, "from", "of") {
				sides, _ := c.list(j+3, true)
				return sides
			}
			// "signed by A and B is …" goes on after the list; "was signed by A, and
			// B will …" begins anew.
			sides, _ := c.list(j+1, from < 2 || c.cls(from-2)&(cAux|cAdverb) != 0)
			return sides
		}
		if c.isWord(j, "witnessed", "announced", "attended") {
			return nil
		}
	}
	return nil
}

// byBodies are the bodies, not people, that are to sign.
func (c *clause) byBodies(from int) []side {
	if !c.has(cBy) {
		return nil
	}
	for j := from; j < len(c.it); j++ {
		if c.isWord(j, "by") && j+1 < len(c.it) {
			sides, _ := c.list(j+1, false)
			var out []side
			for _, s := range sides {
				if s.via == "" && s.body >= 0 && !strings.Contains(lowText(c.d.str(s.e.name)), "cabinet") {
					out = append(out, s)
				}
			}
			if len(out) > 0 {
				return out
			}
			// "by an accredited representative of Sri Lanka"
			for m := j + 1; m < len(c.it) && m < j+8; m++ {
				if c.isWord(m, "representative", "official", "representatives") {
					for q := m + 1; q < len(c.it) && q < m+4; q++ {
						if c.it[q].kind == eCountry {
							return []side{{body: c.it[q].body, e: &c.it[q], sent: c.n}}
						}
					}
				}
			}
		}
	}
	return nil
}

// cabinet says whether a proposal to sign was approved in this sentence.
func (c *clause) cabinet(k int) bool {
	if !c.has(cApprove) {
		return false
	}
	prop, appr := false, false
	for j := range c.it {
		switch c.it[j].low {
		case "proposal", "proposals", "resolution", "request", "cabinet", "permission":
			prop = true
		case "approved", "approval", "cleared", "endorsed", "nod", "granted", "authorised", "authorized":
			appr = true
		}
		if e := &c.it[j]; e.kind == eBody && e.name.end-e.name.start == len("cabinet") && strings.EqualFold(c.d.str(e.name), "cabinet") {
			prop = true
		}
	}
	return prop && appr
}

// owner reads whose the agreement is: "its contract with Z", "Kenya’s agreement
// with Z", "a Huawei MoU with Z", "an agreement of X with Y".
func (c *clause) owner(k, verb int) []side {
	if c.isWord(k+1, "of") {
		sides, to := c.list(k+2, false)
		if len(sides) > 0 && to < len(c.it) && sides[0].body >= 0 {
			return sides
		}
	}
	j := k - 1
	for j >= 0 && j > k-6 && (c.cls(j)&(cAttr|cDomain|cAdverb) != 0 && c.cls(j)&cDet == 0 || c.it[j].kind == eDate || c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind == number || c.isWord(j, "-", "year", "existing", "current")) {
		j--
	}
	if j < 0 {
		return nil
	}
	if c.it[j].kind == eBody && j == k-1 && c.s.kind == para && c.it[j].acronym.empty() {
		if b := c.d.bodyAt(&c.it[j]); b != nil && b.uses > 1 {
			return c.resolve(j)
		}
	}
	if c.isWord(j, "'s") && j > 0 && c.party(j-1) {
		return c.resolve(j - 1)
	}
	if c.isWord(j, "its", "their", "our", "his", "her") {
		if verb >= 0 && verb < k && c.cls(verb)&(cSign|cEnter|cEnd) != 0 {
			return nil // the subject of the verb is found anyway
		}
		for m := j - 1; m >= 0; m-- {
			if c.party(m) && !c.governed(m) {
				return c.resolve(m)
			}
		}
	}
	return nil
}

// agreedUnder reads "A and B have agreed to work on fibre under an MoU".
func (c *clause) agreedUnder(cand *candidate, k int) bool {
	j := k - 1
	for j > 0 && c.cls(j)&(cDet|cAttr|cDomain) != 0 {
		j--
	}
	if !c.indefinite(k) || !c.isWord(j, "under", "through", "via") {
		return false
	}
	for v := 1; v < j; v++ {
		if c.isWord(v, "agreed", "agree", "cooperate", "collaborate", "partner") && !c.barrier(v) {
			if subj := c.subject(v); len(subj) >= 2 {
				cand.rule, cand.sides = "both-sign", subj
				return true
			}
		}
	}
	return false
}

// considered is the verb of weighing that governs the instrument at k: "is
// considering an MoU with Z"; -1 when there is none.
func (c *clause) considered(k int) int {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		if c.cls(j)&cTalk != 0 {
			return j
		}
		if c.cls(j)&(cDet|cAttr|cDomain) == 0 {
			return -1
		}
	}
	return -1
}

// talks reads an agreement under negotiation: "talks between X and Y on a
// framework agreement", "X is in talks with Y on an agreement".
func (c *clause) talks(cand *candidate, k int) bool {
	for j := k - 1; j >= 0 && j > k-24; j-- {
		if c.barrier(j) {
			return false
		}
		if c.cls(j)&cTalk == 0 {
			continue
		}
		for m := j + 1; m < k && m < j+4; m++ {
			if c.isWord(m, "between", "among") {
				cand.sides, _ = c.list(m+1, false)
				cand.rule, cand.stage, cand.verb = "talks", "negotiating", j
				return len(cand.sides) >= 2
			}
			if c.isWord(m, "with") {
				with, _ := c.list(m+1, true)
				subj := c.subject(j)
				if len(subj) == 0 && c.isWord(j-1, "in") {
					subj = c.subject(j - 1)
				}
				cand.sides = append(append([]side{}, subj...), with...)
				cand.rule, cand.stage, cand.verb = "talks", "negotiating", j
				if b := c.d.names["="+c.d.home]; len(subj) == 0 && len(with) == 1 && with[0].body >= 0 && c.d.bodies[with[0].body].country && b != nil && b.mention != nil && with[0].body != b.id {
					// "Talks with Laos on an agreement": of the country that speaks
					cand.sides = []side{{body: b.id, e: b.mention, sent: c.n, via: "home"}, with[0]}
					return true
				}
				if len(subj) == 0 {
					// "The bank said that discussions with Y on an agreement …"
					for m := 0; m < j && len(subj) == 0; m++ {
						if c.party(m) && !c.governed(m) {
							subj = c.resolve(m)
						}
					}
					cand.sides = append(append([]side{}, subj...), with...)
				}
				return len(with) > 0 && len(subj) > 0
			}
		}
	}
	return false
}

func (c *clause) awards(v int) bool {
	if k := c.at(v); k >= 0 && c.gives(v, k) {
		return true
	}
	return c.isWord(v, "awarded", "awards", "award", "won", "wins", "bagged", "secured", "secures", "clinched", "clinches")
}

// gives: the verb at v gives the loan or grant at k.
func (c *clause) gives(v, k int) bool {
	if in := &c.it[k].instr; in.kind != "loan" && in.kind != "grant" {
		return false
	}
	return c.isWord(v, "received", "receives", "receive", "obtained", "granted", "grants", "extended", "extends", "provided", "provides", "provide", "approved", "approves", "lent")
}

// at is the first instrument behind the verb, -1 when none is near.
func (c *clause) at(v int) int {
	for j := v + 1; j < len(c.it) && j < v+8; j++ {
		if c.it[j].kind == eInstr {
			return j
		}
	}
	return -1
}

// awardedTo reads "a contract was awarded to X by Y".
func (c *clause) awardedTo(v int) []side {
	for j := v + 1; j < len(c.it) && j < v+8; j++ {
		if c.isWord(j, "to") {
			to, _ := c.list(j+1, true)
			by := c.by(j + 1)
			if len(by) == 0 {
				by = c.by(v + 1) // "was awarded by X to Y"
			}
			return append(append([]side{}, to...), by...)
		}
	}
	return nil
}

// award reads "X has been awarded a contract by Y", "Y awarded a contract to
// X", "X won a contract from Y".
func (c *clause) award(k, v int) []side {
	subj := c.subject(v)
	if len(subj) == 0 {
		return nil
	}
	given := !c.isWord(v, "received", "receives", "receive", "obtained", "won", "wins", "bagged", "secured", "secures", "clinched", "clinches")
	if given && c.isWord(v, "awarded", "awards", "award") && v+1 < k && c.party(v+1) && k-v < 5 {
		return append(append([]side{}, subj...), c.resolve(v+1)...) // "awards Zed a contract"
	}
	passive := given && (c.isWord(v-1, "been", "was", "were", "being") || c.isWord(v-2, "been", "was"))
	for j := k + 1; j < len(c.it) && j < k+24; j++ {
		if c.barrier(j) {
			return nil
		}
		lends := given && !passive && c.isWord(j, "for") && c.gives(v, k) && c.party(j+1) && c.it[j+1].kind == eCountry
		if lends || passive && c.isWord(j, "by") || given && !passive && c.isWord(j, "to") || !given && c.isWord(j, "from", "with") {
			sides, _ := c.list(j+1, true)
			if len(sides) > 0 {
				return append(append([]side{}, subj...), sides...)
			}
		}
	}
	return nil
}

// compound reads "UK-Singapore Digital Economy Agreement", "SIMC-CIETAC MOU".
func (c *clause) compound(k int) []side {
	j := k - 1
	if j >= 2 && c.it[j].kind == eCountry && c.it[j-1].kind == eWord && (c.it[j-1].low == "-" || c.it[j-1].low == "–") && c.it[j-2].kind == eCountry {
		return []side{{body: c.it[j-2].body, e: &c.it[j-2], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 2 && c.it[j].ref == "compound" && c.it[j-2].ref == "compound" && c.isWord(j-1, "-", "–") {
		return []side{{body: c.it[j-2].body, e: &c.it[j-2], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 1 && c.it[j].ref == "compound" && c.it[j-1].ref == "compound" {
		return []side{{body: c.it[j-1].body, e: &c.it[j-1], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 2 && c.it[j].kind == eBody && c.isWord(j-1, "–", "-") && c.it[j-2].kind == eBody && c.s.toks[c.it[j].from].tight && c.s.toks[c.it[j-1].from].tight {
		return []side{{body: c.it[j-2].body, e: &c.it[j-2], sent: c.n, via: "compound"}, {body: c.it[j].body, e: &c.it[j], sent: c.n, via: "compound"}}
	}
	if j >= 0 && c.it[j].kind == eBody && c.it[j].to-c.it[j].from >= 3 {
		t := c.s.toks[c.it[j].from:c.it[j].to]
		if len(t) > 7 {
			return nil
		}
		if t[1].low == "-" || t[1].low == "–" {
			a, b := c.d.halfOf(t[0].low), c.d.halfOf(t[2].low)
			if a != nil && b != nil && a != b {
				ea, eb := c.it[j], c.it[j]
				ma, mb := *ea.mention, *eb.mention
				ea.mention, eb.mention = &ma, &mb
				ea.name = span{t[0].start, t[0].end}
				eb.name = span{t[2].start, t[2].end}
				ea.acronym, eb.acronym = span{}, span{}
				return []side{{body: a.id, e: &ea, sent: c.n, via: "compound"}, {body: b.id, e: &eb, sent: c.n, via: "compound"}}
			}
		}
	}
	return nil
}

// subject reads the sides that stand as subject before the verb.
func (c *clause) subject(verb int) []side {
	j := verb - 1
	// auxiliaries, adverbs, dates between subject and verb
	for j >= 0 {
		e := &c.it[j]
		if e.kind == eDate || e.kind == eWord && (e.cl&(cAux|cModal|cAdverb|cPlan|cNeg) != 0 || e.low == "each" || e.low == "both" || e.low == "all") && !c.barrier(j) {
			j--
			continue
		}
		break
	}
	if c.isWord(j, "and") {
		if first := c.sharedSubject(j); len(first) > 0 {
			return first
		}
	}
	// Walk back over the noun phrase to its start.
	start := -1
	end := j
	depth := 0
	for ; j >= 0; j-- {
		e := &c.it[j]
		if c.isWord(j, ")") {
			depth++
			continue
		}
		if c.isWord(j, "(") {
			depth--
			continue
		}
		if depth > 0 {
			continue
		}
		if c.barrier(j) {
			if c.isWord(j, "which", "who", "whose", "where") && j > 0 {
				// a relative clause between commas: go on before it when it is closed
				if c.isWord(end, ",") {
					end = j - 1
					continue
				}
			}
			break
		}
		if c.party(j) && !c.governed(j) && !c.ofItsKind(j) {
			start = j
			// the list may go on to the left
			p := j - 1
			if e.kind == eCountry && p >= 0 && c.it[p].kind == eBody && c.it[p].body >= 0 {
				start = p // "Alto University (AU) Canada signed"
				p--
			}
			for p >= 0 && (c.cls(p)&(cDet|cAttr|cDomain|cNumber) != 0 || c.it[p].kind == eCountry && c.it[p].adjective || c.plainWord(p)) {
				p--
			}
			if c.isWord(p, "of") && c.isWord(p-1, "government") {
				for p -= 2; c.cls(p)&cDet != 0; p-- {
				}
			}
			if c.isWord(p, ",") && c.isWord(p-1, "counterpart") {
				for p -= 2; p >= 0 && (c.cls(p)&cDet != 0 || c.it[p].kind == eCountry); p-- {
				}
			}
			if p >= 0 && c.isWord(p, "and", ",", "&", "as") {
				q := p - 1
				if before := c.describedBefore(q); before >= 0 {
					j = before + 1
					continue
				}
				if c.isWord(p, "as") || !c.listGoesOn(q) {
					break
				}
				j = p
				continue
			}
			break
		}
		if e.kind == eWord && e.cl&(cFinite|cSign) != 0 && c.s.toks[e.from].kind == word && start < 0 && !c.isWord(j, "based", "led") {
			// another verb before any subject: it shares the subject of that verb
			if c.isWord(j+1, "and") || c.isWord(j, "met", "agreed", "visited", "launched") {
				continue
			}
			continue
		}
	}
	if start < 0 {
		// "A joint venture between A and B has signed"
		for j := 0; j+2 < verb; j++ {
			if c.it[j].kind == eInstr && c.it[j].instr.kind == "joint-venture" && c.isWord(j+1, "between", "of") && c.signsLater(j) {
				sides, _ := c.list(j+2, false)
				return sides
			}
		}
		// "The parliaments of X and Y have ratified"
		for j := 0; j+2 < verb; j++ {
			if c.isWord(j, "parliaments", "governments", "leaders", "presidents", "ministers", "cabinets", "authorities", "representatives", "heads") && c.isWord(j+1, "of") {
				m := j + 2
				for m < verb && c.cls(m)&cDet != 0 {
					m++
				}
				if c.party(m) {
					sides, _ := c.list(m, false)
					return sides
				}
			}
		}
		return nil
	}
	sides, _ := c.list(start, false)
	return sides
}

// sharedSubject is the subject of the predicate that "and" at k joins to another of
// the same clause, when that has an object of its own: "Alto has chosen the Zed System
// and will sign"; nil when it has none.
func (c *clause) sharedSubject(k int) []side {
	object := -1
	for j := k - 1; j >= 0; j-- {
		if c.barrier(j) || c.isWord(j, ",") {
			return nil
		}
		if c.party(j) && !c.governed(j) {
			object = j
		}
		if object >= 0 && j < object && c.cls(j)&(cAux|cFinite) != 0 && c.s.toks[c.it[j].from].kind == word {
			return c.subject(j)
		}
	}
	return nil
}

// describedBefore is the body that the words closed by the comma at k describe, -1
// when there is none: "Zed, the builder of ports, and Alto signed".
func (c *clause) describedBefore(k int) int {
	if !c.isWord(k, ",") {
		return -1
	}
	for j := k - 2; j > 0 && j > k-30; j-- {
		if c.barrier(j) || c.cls(j)&(cAux|cModal|cSign|cEnter) != 0 {
			return -1
		}
		if c.isWord(j, "and") && c.party(j+1) && c.it[j+1].kind == eBody {
			return -1 // another side stands between
		}
		if !c.isWord(j, ",") || !c.isWord(j+1, "a", "an", "the", "one") {
			continue
		}
		b := j - 1
		if c.isWord(b, ")") {
			for b > 0 && !c.isWord(b, "(") {
				b--
			}
			b--
		}
		if b >= 0 && c.it[b].kind == eBody && (c.seated(j+1) || !c.party(j+1) && !c.party(j+2)) {
			return b
		}
		return -1
	}
	return -1
}

// plainWord: lower-case modifiers such as "tech giant" before a name.
func (c *clause) plainWord(k int) bool {
	if k < 0 || k >= len(c.it) {
		return false // a sentence cut off: "between A, Kenyan"
	}
	e := &c.it[k]
	if e.kind != eWord || e.to-e.from != 1 {
		return false
	}
	t := &c.s.toks[e.from]
	return t.kind == word && e.cl&(cPrep|cAux|cModal|cBarrier|cSign|cEnter|cFinite|cPron|cConn|cPartner) == 0
}

// listGoesOn: a party or its modifier stands at k.
func (c *clause) listGoesOn(k int) bool {
	first := k
	if c.isWord(k, ",", "and") {
		first--
	}
	if first < 0 || !(c.party(first) || c.it[first].kind == ePlace || c.it[first].kind == eCountry || c.isWord(first, ")") || c.s.toks[c.it[first].from].caps) {
		return false // "… to issue cards, and Y partnered with Z"
	}
	for j := first; j >= 0 && j > k-10; j-- {
		if c.party(j) {
			return true
		}
		if c.it[j].kind == ePlace || c.it[j].kind == eCountry || c.cls(j)&(cPrep|cDet) != 0 || c.isWord(j, ")", "(") || c.plainWord(j) {
			continue
		}
		return false
	}
	return false
}

// governed says whether a preposition governs the mention at k.
func (c *clause) governed(k int) bool {
	if c.it[k].kind == eCountry && c.isWord(k-1, "visit", "visits", "visited", "visiting") {
		return true // "a delegation will visit Peru and sign …"
	}
	if c.isWord(k-1, "terms", "provisions") {
		return false // "under its terms Nadir Telecom will train": a comma left out
	}
	j := k - 1
	for j >= 0 && !c.barrier(j) && (c.cls(j)&(cDet|cAttr|cNumber) != 0 || c.it[j].kind == eCountry && c.it[j].adjective || c.plainWord(j) && j > k-5) {
		j--
	}
	// inside a list the first member decides
	for j > 0 && c.isWord(j, "and", ",", "&") {
		p := j - 1
		if c.isWord(p, ",") {
			p--
		}
		if p < 0 || !(c.party(p) || c.it[p].kind == ePlace) {
			return false
		}
		q := p - 1
		for q >= 0 && (c.cls(q)&(cDet|cAttr|cNumber) != 0 || c.it[q].kind == eCountry && c.it[q].adjective || c.plainWord(q) && q > p-5) {
			q--
		}
		if c.isWord(j, ",") && q >= 0 && c.cls(q)&cPrep != 0 {
			return false // "In Kenya, Safaricom signed"
		}
		j = q
	}
	if j < 0 || c.it[j].kind != eWord || c.envoys(j-1) && c.isWord(j, "of", "from") {
		return false
	}
	return c.cls(j)&cPrep != 0 && !c.isWord(j, "as", "since", "after", "before", "until") || c.cls(j) == 0 && c.isWord(j, "to")
}

// envoys: who acts for what follows: "representatives of Peru and Chile".
func (c *clause) envoys(k int) bool {
	return c.isWord(k, "representatives", "officials", "delegates", "delegation", "delegations", "leaders", "ministers", "parliaments", "governments", "government", "envoys", "heads", "presidents", "rectors", "vice-chancellors", "mayors", "chairmen", "chiefs", "executives", "directors", "agencies", "authorities", "services", "ministries", "regulators", "chambers", "police", "armies")
}

// list reads coordinated sides from elem k on: A, B and C.
func (c *clause) list(k int, object bool) ([]side, int) {
	var out []side
	last := k
	for j := k; j < len(c.it); {
		// modifiers before a name
		m := j
		skipped := 0
		for m < len(c.it) && (!c.party(m) || c.attributive(m)) && skipped < 9 {
			e := &c.it[m]
			ok := e.kind == eCountry || e.kind == eWord && (e.cl&(cDet|cAttr|cAdverb|cNumber|cDomain) != 0 && e.cl&(cPrep|cModal) == 0 || c.plainWord(m) || e.low == "-" || e.low == "\"" || c.s.toks[e.from].kind == number || e.low == "'s" || e.low == "‘") || e.kind == eCountry && e.adjective || e.kind == ePlace && m+1 < len(c.it) && (c.isWord(m+1, "-", "'s") || c.plainWord(m+1))
			if !ok {
				break
			}
			m++
			skipped++
		}
		if c.isWord(m, "of") && c.isWord(m-1, "government") && m > j && (c.party(m+1) || c.isWord(m+1, "the") && c.party(m+2)) {
			if m++; !c.party(m) { // "the government of Punjab"
				m++
			}
		}
		if c.peopleOf(m-1) && c.isWord(m, "at", "from", "of") {
			for m++; c.cls(m)&cDet != 0; m++ { // "with researchers at the Zed Institute"
			}
		}
		if s, ok := c.counterpart(j, m); ok {
			out, last = append(out, s), m+1
			break
		}
		if m >= len(c.it) || !c.party(m) {
			// "with China and Chinese …"
			if c.ownedBy(out, j) {
				return nil, j
			}
			break
		}
		if c.isWord(j, "a", "an") && c.it[m].kind == eBody && c.plainWord(m+1) && !c.party(m+2) {
			break // "with a Zed ranking"
		}
		if len(out) > 0 && c.isWord(m-1, ",") && c.isWord(m+1, "reports", "reported", "informs", "informed", "writes", "wrote", "says", "said", "told", "cites") {
			break // "between Alto and Zed, the Daily reports"
		}
		if len(out) > 0 && m > j && c.it[m].kind == ePron || m > j && c.isWord(m-1, "each", "every") {
			break
		}
		got := c.resolve(m)
		// A new clause: "…, and B signed with C".
		n := m + 1
		for n < len(c.it) && (c.it[n].kind == eDate || c.cls(n)&cAdverb != 0) {
			n++
		}
		if object && len(out) > 0 && n < len(c.it) && c.cls(n)&(cAux|cModal|cFinite|cSign|cEnter) != 0 && !c.isWord(n, "to", "signed") {
			break
		}
		if object && len(out) > 0 && n+1 < len(c.it) && c.isWord(n, "signed", "inked") {
			break
		}
		for _, g := range got {
			dup := false
			for _, o := range out {
				dup = dup || o.body == g.body
			}
			if !dup {
				if out == nil {
					out = make([]side, 0, 2)
				}
				out = append(out, g)
			}
		}
		last = m + 1
		j = m + 1
		if len(got) > 0 && got[0].body == -2 {
			if n := len(out) - 1; n == 0 && c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == eBody {
				out = out[:0] // "the two companies, A and B, have signed"
				j++
				continue
			}
			break
		}
		// brackets and attributes behind the name
		for {
			if c.isWord(j, "(") {
				q := j
				for q < len(c.it) && !c.isWord(q, ")") && q < j+14 {
					q++
				}
				if !c.isWord(q, ")") {
					break
				}
				j = q + 1
				continue
			}
			if c.isWord(j, "'s") && c.plainWord(j+1) {
				break
			}
			if c.isWord(j, "of", "in", "from", "at", "based") {
				q := j + 1
				for q < len(c.it) && (c.cls(q)&cDet != 0 || c.isWord(q, "in")) {
					q++
				}
				if c.isWord(j, "of") && c.parent(q) {
					j = q + 1
					continue
				}
				if q < len(c.it) && (c.it[q].kind == ePlace || c.it[q].kind == eCountry && !c.it[q].adjective) {
					j = q + 1
					if c.isWord(j, ",") && j+1 < len(c.it) && (c.it[j+1].kind == eCountry && !c.it[j+1].adjective && c.it[q].kind == ePlace) {
						j += 2
					}
					continue
				}
			}
			// "Department of Ports, Ministry of Trade": the department signs.
			if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == eBody && c.d.isUnit(&c.it[m]) && c.parent(j+1) && !c.d.isUnit(&c.it[j+1]) {
				j += 2
				continue
			}
			// "the Zed Laboratory at Alto University": the university is no side of its own.
			if c.isWord(j, "at", "within") && c.it[m].kind == eBody && unitHead(c.it[m].office) {
				q := j + 1
				for c.cls(q)&cDet != 0 {
					q++
				}
				if q < len(c.it) && c.it[q].kind == eBody && c.it[q].typ == "academic" {
					j = q + 1
					continue
				}
			}
			// "Alto Institute, Satara, India" with a town no list knows.
			if c.isWord(j, ",") && c.it[m].kind == eBody && c.unknownTown(j+1) && (j+4 >= len(c.it) || c.isWord(j+4, ",", ".", ";", "and")) {
				j += 4
				continue
			}
			if c.isWord(j, ",") && c.isWord(j+1, "or") && c.party(j+2) && c.isWord(j+3, ",") {
				j += 3 // "the Zed Group, or Zeg,"
				continue
			}
			if to := c.orElse(m, j); to > j {
				j = to
				continue
			}
			if c.isWord(j, "international") || c.cls(j) == 0 && j < len(c.it) && c.it[j].kind == eWord && c.s.toks[c.it[j].from].kind == number && c.s.toks[c.it[j].from].tight {
				j++ // a footnote digit
				continue
			}
			// "Alto University (AU) Canada": the state only says where it is.
			if j < len(c.it) && c.it[m].kind == eBody && j > m && c.it[j].kind == eCountry && !c.it[j].adjective && c.it[j].ref != "compound" && !c.isWord(j+1, "'s", "-", "–") && !c.party(j+1) {
				j++
				continue
			}
			// "Ministry of X, Government of India" and "University of Y, Nigeria"
			if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == eCountry && !c.it[j+1].adjective && c.it[m].kind == eBody &&
				(c.it[j+1].government || j+2 >= len(c.it) || c.isWord(j+2, ",", ";", "and", "&", "to", "for", "on", ".", ":", "(", "with", "in", "at", "signed", "have", "has") || c.it[j+2].kind == eDate || c.cls(j+2)&cAdverb != 0) {
				if b := c.d.bodyAt(&c.it[m]); b != nil && b.code == "" {
					b.code = c.it[j+1].code
				}
				j += 2
				continue
			}
			// "Lincoln University, Kuala Lumpur, Malaysia"
			if c.isWord(j, ",") && j+1 < len(c.it) && c.it[j+1].kind == ePlace && c.it[m].kind == eBody && (j+2 >= len(c.it) || c.isWord(j+2, ",", ";", ".", "and", ")")) {
				j += 2
				continue
			}
			// apposition: ", a subsidiary of Y," or ", represented by Z,"
			if c.isWord(j, ",") && (c.isWord(j+1, "a", "an", "the", "represented", "part", "one", "through", "its", "which", "headed", "led", "located", "based", "headquartered", "owned", "backed", "formerly") || j+1 < len(c.it) && c.it[j+1].kind == eCountry && c.plainWord(j+2)) {
				q := j + 1
				party := (c.party(q) || c.isWord(q, "the") && c.party(q+1)) && !c.seated(q)
				long := c.described(q)
				for q < len(c.it) && q < j+24 && !c.isWord(q, ",") {
					q++
				}
				if q = max(q, long); c.isWord(q, ",") && !party && q > j+1 {
					// ", a Dutch firm based in Utrecht, the Netherlands,"
					if c.it[q-1].kind == ePlace && q+2 < len(c.it) && c.it[q+1].kind == eCountry && !c.it[q+1].adjective && c.isWord(q+2, ",") {
						q += 2
					}
					j = q
					if c.isWord(q+1, "and") || c.isWord(q+1, "a", "an") || long == q {
						continue
					}
					break
				}
			}
			break
		}
		sep := false
		for j < len(c.it) {
			if c.isWord(j, ",", "and", "&", "/") && c.it[j].low != "/" {
				sep = true
				j++
				continue
			}
			if c.isWord(j, "as") && c.isWord(j+1, "well") && c.isWord(j+2, "as") {
				sep = true
				j += 3
				continue
			}
			if sep && c.isWord(j, "that", "those") && c.isWord(j+1, "of") {
				j += 2 // "the Government of Peru and that of Chile"
				continue
			}
			if c.isWord(j, "together", "along") && c.isWord(j+1, "with") && (!object || c.party(j+2)) {
				sep = true
				j += 2
				continue
			}
			if c.isWord(j, "both", "with") && sep && object && c.isWord(j, "with") {
				j++
				continue
			}
			break
		}
		if !sep {
			break
		}
	}
	return out, last
}

// ownedBy: the states listed up to the last at k only say whose bodies follow it: "Peru,
// Chile and Bolivia's mining agencies". Their ministers would sign for them.
func (c *clause) ownedBy(states []side, k int) bool {
	if k >= len(c.it) || !c.attributive(k) || !c.isWord(k+1, "'s") || len(states) == 0 {
		return false
	}
	for _, s := range states {
		if s.body < 0 || !c.d.bodies[s.body].country {
			return false
		}
	}
	for m := k + 2; m < k+5 && c.plainWord(m); m++ {
		if c.isWord(m, "agencies", "authorities", "universities", "banks", "companies", "chambers", "institutes", "operators", "regulators", "agency", "authority", "university", "bank", "company", "chamber", "institute", "operator", "regulator") {
			return true
		}
	}
	return false
}

// peopleOf: people who act for the body that is named behind them.
func (c *clause) peopleOf(k int) bool {
	return c.isWord(k, "researchers", "scientists", "academics", "experts", "engineers", "colleagues", "representatives", "officials", "partners", "counterparts")
}

// orElse is the end of the other name by which "or" calls the body at m: "Zed
// Education (ZED) or the Ministry of Education (ME)"; j when none follows.
func (c *clause) orElse(m, j int) int {
	if !c.isWord(j, "or") || c.it[m].kind != eBody {
		return j
	}
	n := j + 1
	for c.cls(n)&cDet != 0 {
		n++
	}
	if n < len(c.it) && c.it[n].kind == eBody && !c.it[n].acronym.empty() && !c.it[m].acronym.empty() {
		return n + 1
	}
	return j
}

// unknownTown: one word of no known body and then its state, between commas.
func (c *clause) unknownTown(k int) bool {
	if k+2 >= len(c.it) || c.it[k].kind != eBody || c.it[k].to-c.it[k].from != 1 || c.it[k].typ != "" || c.s.toks[c.it[k].from].upper || !c.isWord(k+1, ",") {
		return false
	}
	b := c.d.bodyAt(&c.it[k])
	return c.it[k+2].kind == eCountry && !c.it[k+2].adjective && b != nil && len(b.key) == 1
}

// isUnit: the body is a department or the like, of which a ministry has several.
func (d *document) isUnit(e *elem) bool {
	if e.typ != "government" {
		return false
	}
	w := d.words(e.name)
	return len(w) > 1 && (w[0] == "department" || w[0] == "directorate" || w[0] == "bureau" || unitHead(w[len(w)-1]) || w[len(w)-1] == "division")
}

// unitHead: heads of units that stand inside a university.
func unitHead(head string) bool {
	switch head {
	case "laboratory", "lab", "department", "faculty", "school", "centre", "center", "institute", "college", "unit", "office":
		return true
	}
	return false
}

// parent: the ministry that the body before belongs to stands at elem q.
func (c *clause) parent(q int) bool {
	return q < len(c.it) && c.it[q].kind == eBody && (c.it[q].office == "ministry" || c.it[q].office == "department" || hasWord(c.d.words(c.it[q].name), "ministry"))
}

// seated: only where the body before sits is told, at most two states of it: "the
// UAE and Canada-headquartered developer".
func (c *clause) seated(q int) bool {
	for j := q; j < len(c.it) && j < q+5; j++ {
		if c.isWord(j, "-") && c.it[j-1].kind == eCountry && c.isWord(j+1, "based", "headquartered", "owned", "backed", "listed", "led") {
			return true
		}
		if c.it[j].kind != eCountry && !c.isWord(j, "the", "and") {
			return false
		}
	}
	return false
}

// described is the comma that ends what is told of a body from elem q on, when
// commas stand inside it and the next side follows: ", the owner, builder and
// operator of large ports, and Zed"; 0 when it is not told so.
func (c *clause) described(q int) int {
	if !c.isWord(q, "a", "an", "the", "one") {
		return 0
	}
	for j := q + 1; j < len(c.it) && j < q+40; j++ {
		if c.barrier(j) || c.cls(j)&(cAux|cModal|cSign) != 0 {
			return 0
		}
		if !c.isWord(j, ",") || j-q < 3 {
			continue
		}
		n := j + 1
		for c.isWord(n, "and", "the") {
			n++
		}
		if n < len(c.it) && c.it[n].kind == eBody && (c.isWord(j+1, "and") || c.isWord(n+1, ",", "(", "and", "to", ".") || n+1 == len(c.it) || c.cls(n+1)&(cAux|cSign) != 0) {
			return j
		}
	}
	return 0
}

// counterpart reads "its Kazakh counterpart" among the words from j up to m: the
// state is the side.
func (c *clause) counterpart(j, m int) (side, bool) {
	for k := j; k+1 < len(c.it) && k <= m && k < j+5; k++ {
		if c.it[k].kind == eCountry && c.it[k].adjective && c.isWord(k+1, "counterpart", "counterparts", "equivalent") && c.it[k].body >= 0 {
			n := k + 2
			if c.isWord(n, ",") {
				n++
			}
			if c.cls(n)&cDet != 0 {
				n++
			}
			if n < len(c.it) && c.it[n].kind == eBody && c.it[n].body >= 0 && (c.it[n].typ != "" || c.it[n].office != "" || !c.it[n].acronym.empty() && n > k+2) {
				return side{body: c.it[n].body, e: &c.it[n], sent: c.n}, true // "its Indian counterpart, Zed,"
			}
			return side{body: c.it[k].body, e: &c.it[k], sent: c.n, via: "reference"}, true
		}
	}
	return side{}, false
}

// ofItsKind: the state only says of which country what follows in small letters is:
// "the first New Zealand university to sign".
func (c *clause) ofItsKind(k int) bool {
	if c.it[k].kind != eCountry || c.it[k].government || k+1 >= len(c.it) || c.it[k+1].kind != eWord {
		return false
	}
	_, one := refNouns[c.it[k+1].low]
	_, many := pluralNouns[c.it[k+1].low]
	return one && c.it[k+1].low != "government" || many && c.it[k+1].low != "governments"
}

// attributive: the country only says where what follows is from: "US tech giant
// Zed", "eight U.S. universities".
func (c *clause) attributive(k int) bool {
	if c.it[k].kind != eCountry || c.it[k].adjective {
		return false
	}
	if c.isWord(k+1, "'s") && !c.party(k+2) {
		return true // "China’s three operators", "Kenya’s lender Zed"
	}
	switch c.s.toks[c.it[k].from].low {
	case "us", "u.s.", "u.s", "usa", "uk", "u.k.", "uae", "eu":
	default:
		return false
	}
	if c.isWord(k+1, "governments", "administrations", "authorities") {
		return false // "the UK and US governments"
	}
	for j := k + 1; j < len(c.it) && j < k+5; j++ {
		if j > k+1 && c.it[j].kind == eBody || c.it[j].kind == eWord && c.it[j].f&fPlural != 0 {
			return true
		}
		if !c.plainWord(j) || c.isWord(j, "and") {
			return false
		}
	}
	return false
}

func (d *document) bodyAt(e *elem) *body {
	if e.body < 0 || e.body >= len(d.bodies) {
		return nil
	}
	return d.bodies[e.body]
}

// pair joins subject and counterparts, one agreement for each counterpart when
// the words say so.
func (c *clause) pair(cand *candidate, subj, with []side) {
	if len(subj) == 1 && subj[0].body == -2 {
		subj = c.d.mainPair(c.n)
	}
	if cand.verb >= 0 && c.cls(cand.verb)&cSign != 0 {
		subj = c.otherState(subj, with)
	}
	each := false
	for j := 0; j < len(c.it) && c.has(cApart); j++ {
		each = each || c.cls(j)&cApart != 0
	}
	var with2 []side
	for _, w := range with {
		if w.body >= 0 {
			with2 = append(with2, w)
		}
	}
	with = with2
	if len(with) == 0 {
		if len(subj) >= 2 {
			cand.sides = subj
			c.commit(cand)
		}
		return
	}
	switch {
	case len(with) > 1 && (each || cand.instr.plural && (cand.count == 0 || cand.count >= len(with))):
		if len(subj) > 1 && each && len(subj) != len(with) {
			for _, s := range subj {
				c.split(cand, []side{s}, with)
			}
			return
		}
		c.split(cand, subj, with)
	case len(subj) > 1 && each:
		for _, s := range subj {
			x := *cand
			x.sides = append([]side{s}, with...)
			c.commit(&x)
		}
	default:
		cand.sides = append(append([]side{}, subj...), with...)
		c.commit(cand)
	}
}

// otherState gives an official who signs with a foreign state, and of whom only the
// office is told, to the other of the two states that the text is about.
func (c *clause) otherState(subj, with []side) []side {
	if len(subj) != 1 || subj[0].via != "person" || subj[0].body < 0 || !c.d.bodies[subj[0].body].country || subj[0].e == nil || subj[0].e.kind != ePerson && subj[0].e.code == "" {
		return subj
	}
	same := false
	for _, w := range with {
		same = same || w.body == subj[0].body || w.body >= 0 && c.d.standsFor(w.body, subj[0].body)
	}
	if e := subj[0].e; !same || e.kind == ePerson && len(e.affil) > 0 {
		return subj
	}
	for _, p := range c.d.mainPair(c.n) {
		if p.body != subj[0].body {
			p.via = "person"
			return []side{p}
		}
	}
	return subj
}

// apart commits counterparts without a subject: one agreement each when the
// instrument is in the plural.
func (c *clause) apart(cand *candidate, with []side) {
	if cand.instr.plural && len(with) > 1 && (cand.count == 0 || cand.count >= len(with)) {
		c.split(cand, nil, with)
		return
	}
	cand.sides = with
	c.commit(cand)
}

func (c *clause) split(cand *candidate, subj, with []side) {
	for _, w := range with {
		x := *cand
		x.apart = true
		x.sides = append(append([]side{}, subj...), w)
		c.commit(&x)
	}
}
