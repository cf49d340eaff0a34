package press

import "strings"

// How far an instrument has come, whether it is the news or only recalled, and
// when it was signed, as its clause tells.

// stage decides how far the instrument has come, as the clause tells it.
func (c *clause) stage(cand *candidate) {
	v := cand.verb
	if cand.stage == "negotiating" {
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
		return
	}
	if v >= 0 && c.cls(v)&cEnd != 0 {
		cand.stage = "ended"
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
		for j := v - 1; j >= 0 && j > v-4; j-- {
			if c.cls(j)&cNeg != 0 {
				cand.stage = ""
			}
		}
		return
	}
	if j := c.approvedToSign(cand.at); j >= 0 {
		cand.stage = "approved"
		cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
		c.background(cand)
		return
	}
	cand.stage = "signed"
	if v >= 0 {
		cand.stageAt = span{c.s.toks[c.it[v].from].start, c.s.toks[c.it[v].to-1].end}
	} else {
		cand.stageAt = cand.kindAt
	}
	if c.denied(cand) {
		cand.stage = ""
		return
	}
	if v >= 0 {
		low := c.it[v].low
		if c.isWord(v, "approved", "approves") {
			cand.stage = "approved"
		}
		lo := v - 6
		planned := false
		for j := v - 1; j >= 0 && j >= lo; j-- {
			if c.barrier(j) || c.party(j) {
				break
			}
			if c.cls(j)&cModal != 0 && c.it[j].kind == eWord {
				planned = true
				cand.stageAt.start = c.s.toks[c.it[j].from].start
			}
			if c.cls(j)&cNeg != 0 && !c.isWord(j, "without", "nor") {
				cand.stage = ""
				return
			}
			if c.cls(j)&cTalk != 0 {
				cand.stage = "negotiating"
				cand.stageAt.start = c.s.toks[c.it[j].from].start
				return
			}
		}
		if cand.rule == "partners-with" && planned {
			// "will partner with" announces a partnership that exists.
			planned = false
		}
		if planned && cand.instr.kind == "joint-venture" && !c.cabinet(v) {
			// "agreed to form a joint venture" is the agreement itself.
			for j := v - 1; j >= 0 && j > v-4; j-- {
				if c.isWord(j, "agreed", "agree", "agrees") {
					planned = false
				}
			}
		}
		if (planned || cand.rule == "action-item") && cand.rule != "cabinet-proposal" {
			cand.stage = "planned"
		}
		if (low == "sign" || low == "conclude" || low == "ink") && !planned && c.s.kind == para && c.isWord(v-1, "and") {
			cand.stage = "planned"
		}
		if cand.stage == "planned" && c.cabinet(v) {
			cand.stage = "approved"
		}
		for j := v - 1; j >= 0 && j > v-7; j-- {
			if c.isWord(j+1, "and") && j+2 == v && c.cls(v)&cSign != 0 {
				continue // "approved and signed"
			}
			if c.cls(j)&cApprove != 0 && c.it[j].low != "granted" && cand.stage != "" {
				cand.stage = "approved"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
			if c.barrier(j) {
				break
			}
		}
		if low == "proposed" || low == "signing" && c.hasBefore(v, cPlan) {
			cand.stage = "planned"
		}
	} else {
		// No verb: what stands before the instrument?
		for j := cand.at - 1; j >= 0 && j >= cand.at-8; j-- {
			if c.barrier(j) || c.isWord(j, "signing") {
				break
			}
			if c.cls(j)&cTalk != 0 {
				cand.stage = "negotiating"
			}
			if c.cls(j)&cApprove != 0 {
				cand.stage = "approved"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
			if c.cls(j)&cPlan != 0 && cand.stage == "signed" {
				cand.stage = "planned"
			}
			if c.isWord(j, "negotiations", "talks", "negotiation") {
				cand.stage = "negotiating"
				cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
			}
		}
	}
	if cand.rule == "cabinet-proposal" {
		cand.stage = "approved"
		if v >= 0 && cand.stageAt.end > 0 {
			for j := range c.it {
				if c.cls(j)&cApprove != 0 {
					cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
				}
			}
		}
	}
	for j := cand.at + 1; j < len(c.it) && j < cand.at+18; j++ {
		if c.barrier(j) {
			break
		}
		if c.cls(j)&cEnd != 0 && v < 0 && (c.cls(j-1)&cAux != 0) {
			cand.stage = "ended"
			cand.stageAt = span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
		}
		if c.force(j) && c.isWord(j-1, "into") && c.isWord(j-2, "entered", "came", "enters", "comes") {
			if c.cls(j-3)&cModal != 0 || c.isWord(j-3, "it", "once", "yet", "not") || c.isWord(j-4, "once", "when", "before", "until") {
				break // "will enter into force": it has been signed
			}
			cand.stage = "in-force"
			cand.stageAt = span{c.s.toks[c.it[j-2].from].start, c.s.toks[c.it[j].to-1].end}
		}
	}
	for j := cand.at - 1; j >= 0 && j >= cand.at-5; j-- {
		if c.cls(j)&cEnd != 0 && c.it[j].low != "ends" {
			cand.stage = "ended"
		}
	}
	if c.willBeHeld(cand.at) && cand.stage == "signed" {
		cand.stage = "planned"
	}
	ratified := cand.stage == "approved" && c.signedBefore(cand.at)
	if ratified {
		cand.stage = "signed" // "approved the ratification of the Treaty signed in March"
	}
	p := c.prolonged(cand)
	if p >= 0 {
		cand.stage = "in-force"
		cand.stageAt = span{c.s.toks[c.it[p].from].start, c.s.toks[c.it[p].to-1].end}
	}
	if j := c.approvedLater(cand.at); j >= 0 && cand.stage == "signed" && cand.verb < 0 {
		cand.stage, cand.stageAt = "approved", span{c.s.toks[c.it[j].from].start, c.s.toks[c.it[j].to-1].end}
	}
	c.background(cand)
	cand.bg = cand.bg && !ratified && p < 0
}

// denied says whether the sentence tells of the signing only to say that it was
// not so, or that it is only said: "denied that he has signed an MoU with Z",
// "there was a rumour that …".
func (c *clause) denied(cand *candidate) bool {
	if !c.has(cDenied) {
		return false
	}
	from := cand.at
	if cand.verb >= 0 {
		from = min(from, cand.verb)
	}
	for j := from - 1; j >= 0 && j > from-16; j-- {
		if c.isWord(j, "rumour", "rumours", "rumor", "rumors", "rumoured", "rumored", "falsely", "untrue", "refuted", "refutes", "debunked", "debunks") {
			return true
		}
		if !c.isWord(j, "that", "claims", "reports", "having", "signing") {
			continue
		}
		for m := j - 1; m >= 0 && m > j-5; m-- {
			if c.isWord(m, "denied", "denies", "deny", "dismissed", "dismisses", "rejected", "rejects", "denying") {
				return true
			}
		}
	}
	return false
}

// prolonged says whether the clause tells that the validity of the instrument was
// prolonged, and by which verb: "the term of the MoU signed in 2016 has been
// extended for five years". It is the news and the instrument goes on.
func (c *clause) prolonged(cand *candidate) int {
	head := false
	for j := cand.at - 1; j >= 0 && j > cand.at-5; j-- {
		head = head || c.isWord(j, "validity", "term", "duration", "life")
	}
	for j := cand.at + 1; head && j < len(c.it); j++ {
		if c.isWord(j, "extended", "prolonged", "renewed") && c.cls(j-1)&cAux != 0 {
			return j
		}
	}
	return -1
}

// force: the word, also in a headline’s capitals.
func (c *clause) force(j int) bool {
	return c.isWord(j, "force", "effect") || c.it[j].kind == eBody && c.it[j].to == c.it[j].from+1 && c.s.toks[c.it[j].from].low == "force"
}

func (c *clause) hasBefore(v int, cl class) bool {
	for j := v - 1; j >= 0 && j > v-8; j-- {
		if c.cls(j)&cl != 0 {
			return true
		}
	}
	return false
}

// recallWords tell that what follows was made before.
var recallWords = wordSet(`instituted following pursuant since follows recalled existing previous earlier after builds build complements anniversary previously`)

// background says whether the clause only recalls an agreement: "under the
// 2015 MoU", "builds on", "comes after both signed", a date in an earlier year.
func (c *clause) background(cand *candidate) {
	from := cand.at
	if cand.verb >= 0 && cand.verb < from {
		from = cand.verb
	}
	for j := from - 1; j >= 0 && j >= from-14; j-- {
		if c.isWord(j, ",") && c.closesRelative(j) {
			break // "the partnership, which follows a letter of 2024, was sealed by an MoU"
		}
		if c.isWord(j, "following") && c.isWord(j+1, "is", "are") {
			break // "Following is the speech at the signing of"
		}
		if c.isWord(j, "following") && c.isWord(j-1, "the") && c.it[j+1].kind == eInstr {
			continue // "the following documents were signed"
		}
		if c.it[j].kind == eWord && c.it[j].f&fRecall != 0 {
			if cand.stage != "planned" && cand.stage != "negotiating" && (j >= from-7 || c.isWord(j, "after", "following", "follows", "builds", "build")) {
				cand.bg = true
			}
		}
		if c.barrier(j) {
			break
		}
	}
	if cand.aside || c.participleUnder(cand) || c.teaser(cand) || c.recalled(cand) {
		cand.bg = true
	}
	for j := cand.at + 1; j < len(c.it) && j < cand.at+3; j++ {
		if c.isWord(j, "signed") && c.it[j].kind == eWord && cand.verb == j && c.cls(j-1)&cAux == 0 {
			cand.bg = cand.bg || cand.def && c.s.block > 3
		}
	}
	if cand.verb >= 0 && c.cls(cand.verb)&cSign != 0 {
		for j := cand.verb - 1; j >= 0 && j > cand.verb-4; j-- {
			if c.isWord(j, "had") {
				cand.bg = true
			}
			if c.party(j) {
				break
			}
		}
	}
	// Dates in the clause.
	d, at := c.when(cand)
	if !d.zero() {
		d = d.inYearOf(c.d.day, cand.stage == "planned")
		if (cand.stage == "planned" || cand.stage == "negotiating") && c.d.day.y > 0 && d.y > 0 && d.before(c.d.day) {
			return // an older date belongs to something else in the sentence
		}
		cand.when, cand.whenAt = d, at
		if c.d.day.y > 0 && d.y > 0 && d.before(c.d.day) && monthsApart(d, c.d.day) > 2 {
			cand.bg = true
		}
		if c.d.day.y > 0 && d.y > 0 && c.d.day.before(d) && cand.stage == "signed" && cand.verb >= 0 && d.y > c.d.day.y {
			cand.when, cand.whenAt = date{}, span{}
		}
	}
	if cand.bg && cand.stage == "signed" && cand.rule == "compound" {
		cand.stage = "in-force"
		if cand.verb >= 0 {
			cand.stage = "signed"
		}
	}
}

// closesRelative: the comma at k ends a relative clause that a comma began.
func (c *clause) closesRelative(k int) bool {
	for j := k - 1; j > 0 && j > k-16; j-- {
		if c.isWord(j, "which", "who") {
			return c.isWord(j-1, ",")
		}
	}
	return false
}

// closedRelative is the comma that closes the relative clause at k, when a date
// or a phrase of time follows it; -1 otherwise: ", which will run for years, on 3 May".
func (c *clause) closedRelative(k int) int {
	if !c.isWord(k, "which", "who") || !c.isWord(k-1, ",") {
		return -1
	}
	for j := k + 1; j+2 < len(c.it) && j < k+26; j++ {
		if c.it[j].kind == eDate || c.isWord(j, ";") {
			return -1
		}
		if !c.isWord(j, ",") {
			continue
		}
		m := j + 1
		if c.isWord(m, "on", "in") {
			m++
		}
		for m < len(c.it) && m < j+4 && c.it[m].kind == eWord && weekdayName(c.it[m].low) {
			m++
		}
		if m > j+1 && m < len(c.it) && c.it[m].kind == eDate {
			return j
		}
	}
	return -1
}

// participleUnder: "falls under the Framework Agreement signed by A and B".
func (c *clause) participleUnder(cand *candidate) bool {
	if v := cand.verb; v < 0 || v < cand.at || c.cls(v)&cSign == 0 || c.cls(v-1)&cAux != 0 {
		return false
	}
	for j := cand.at - 1; j >= 0 && j > cand.at-6; j-- {
		if c.isWord(j, "under") {
			return j > 0
		}
		if c.cls(j)&(cDet|cAttr|cDomain) == 0 && c.it[j].low != "overarching" && c.it[j].kind != eDate {
			return false
		}
	}
	return false
}

// recalled: no verb makes the instrument here; it is what the news rests on ("the
// MoU between A and B forms the basis for the contract") or is spoken of as known
// ("a historic deal between the two countries"), far down the text.
func (c *clause) recalled(cand *candidate) bool {
	if cand.verb >= 0 {
		return false
	}
	for j := cand.at + 1; j+2 < len(c.it) && c.has(cBasis); j++ {
		if c.isWord(j, "forms", "formed", "form", "laid", "lays", "provides", "provided") && c.isWord(j+1, "the", "a") && c.isWord(j+2, "basis", "foundation", "groundwork") && c.isWord(j+3, "for", "of") {
			return true
		}
	}
	for _, s := range cand.sides {
		if s.via != "reference" {
			return false
		}
	}
	if c.s.block < 2 || cand.rule != "between" {
		return false
	}
	cand.def = true
	return true
}

// teaser: the paragraph breaks off, as the links below an article do.
func (c *clause) teaser(cand *candidate) bool {
	b := c.d.blocks[c.s.block]
	if c.s.block < 2 {
		return false
	}
	text := c.d.text[b.start:b.end]
	return strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…")
}

func monthsApart(a, b date) int {
	if a.m == 0 || b.m == 0 {
		return (b.y - a.y) * 12
	}
	return (b.y-a.y)*12 + b.m - a.m
}

// reported: "announced today that": the clause goes on in what was announced.
func (c *clause) reported(that int) bool {
	j := that - 1
	for j > 0 && (c.it[j].kind == eDate || c.cls(j)&cAdverb != 0) {
		j--
	}
	return c.isWord(j, "announced", "announce", "announces")
}

// when finds the date of signing in the clause of a candidate.
func (c *clause) when(cand *candidate) (date, span) {
	lo, hi := cand.at, cand.at
	if cand.verb >= 0 {
		lo, hi = min(lo, cand.verb), max(hi, cand.verb)
	}
	for lo > 0 && (!c.barrier(lo-1) || c.isWord(lo-1, "when") || c.isWord(lo-1, "that") && c.reported(lo-1)) {
		lo--
	}
	for hi+1 < len(c.it) {
		if c.barrier(hi + 1) {
			q := c.closedRelative(hi + 1)
			if q < 0 {
				break
			}
			hi = q
			continue
		}
		hi++
	}
	toks := c.s.toks
	best, bestAt, bestDist := date{}, span{}, 1<<30
	sayingToday := false
	anchor := cand.at
	if cand.verb >= 0 {
		anchor = cand.verb
	}
	for j := lo; j <= hi; j++ {
		e := &c.it[j]
		dist := j - anchor
		if dist < 0 {
			dist = -dist
		}
		if e.kind != eDate && (e.kind != eWord || !mayTellDay(toks, e.from)) || c.saidOn(j, cand.verb) {
			continue
		}
		if e.kind == eDate {
			if c.isWord(j-1, "until", "by", "since", "from") && e.date.d == 0 {
				continue
			}
			if e.date.y == 0 && e.date.d == 0 {
				continue
			}
			if e.from == 0 || c.s.first && e.from < 6 && c.d.dayAt.start == toks[e.from].start {
				continue // the dateline
			}
			if e.date.m == 0 && cand.verb >= 0 && (dist > 9 || dist > 5 && j < anchor) {
				continue // a year in another phrase
			}
			if dist < bestDist || e.date.y > 0 && e.date.d > 0 && sayingToday && daysApart(e.date, c.d.day) <= 3 {
				best, bestAt, bestDist = e.date, span{toks[e.from].start, toks[e.to-1].end}, dist
			}
			continue
		}
		if best.d > 0 && best.y > 0 && (e.low == "today" || e.low == "yesterday") && daysApart(best, c.d.day) <= 3 {
			continue // "took place today in Accra on 3 May 2025": the day is told in full
		}
		if d, to := relative(toks, e.from, c.d.day); to > e.from && dist < bestDist {
			if cand.stage == "planned" && d.before(c.d.day) && weekdayName(e.low) {
				d = dateOf(d.time().AddDate(0, 0, 7)) // "will sign on Friday": the next one
			}
			best, bestAt, bestDist = d, span{toks[e.from].start, toks[to-1].end}, dist
			sayingToday = e.low == "today" || e.low == "yesterday"
		}
	}
	return best, bestAt
}

// daysApart is how many days lie between two full dates; many when one is not full.
func daysApart(a, b date) int {
	if a.d == 0 || b.d == 0 || a.y == 0 || b.y == 0 {
		return 1 << 20
	}
	n := int(a.time().Sub(b.time()).Hours() / 24)
	return max(n, -n)
}

// sayingWords are verbs of giving out what was made.
var sayingWords = wordSet(`issued said says told stated released published reported added`)

// saidOn says whether the day at j is when something was said and not when it
// was signed: "according to a statement issued on Sunday". verb is the
// candidate's own.
func (c *clause) saidOn(j, verb int) bool {
	for k := j - 1; k >= 0 && k >= j-3; k-- {
		if k != verb && c.it[k].kind == eWord && c.it[k].f&fSaying != 0 {
			return true
		}
	}
	return false
}
