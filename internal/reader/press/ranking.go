package press

import (
	"math"
	"slices"
)

// A ranking, learned and not written, is asked where the rules of grammar are silent
// or unsure of the one agreement that a text announces. It weighs every two bodies that
// stand out, and beside them the answer that the text announces nothing, and says how
// likely each answer is. The likeliest two become the sides under the rule "ranked", where
// they are likely enough. Of a text that tells of several agreements it says nothing.

// How likely an answer must be. They were chosen on batches at first sight
// (docs/READING-QUALITY.md).
const (
	rankedNew     = 0.3  // to tell of an agreement that no rule tells
	rankedInstead = 0.3  // to take the place of the sides that a rule found …
	rankedAgainst = 0.2  // … which must be less likely than this
	rankedUnsure  = 0.75 // and of which the rule is less sure than this
)

// rankedLeast is of how many sentences a text must be: the weights were learned from
// whole announcements, and tell little of a few lines.
const rankedLeast = 6

// rankedPair is an answer: two bodies and how likely they are the sides.
type rankedPair struct {
	a, b  *candidateSide
	at    int // the sentence that tells it most plainly, -1
	score int // hundredths
	p     float64
}

// rank weighs the pairs; none is how likely the text announces no agreement.
func (d *document) rank(ms []making) (pairs []rankedPair, none float64) {
	bodies := d.candidateSides(ms)
	for i, a := range bodies {
		for _, b := range bodies[i+1:] {
			traits, at := d.together(a, b, ms)
			pairs = append(pairs, rankedPair{a: a, b: b, at: at, score: a.score + b.score + weigh(traits)})
		}
	}
	nothing := weigh(d.silent(ms))
	top := nothing
	for _, p := range pairs {
		top = max(top, p.score)
	}
	share := func(score int) float64 { return math.Exp(float64(score-top) / 100) }
	sum := share(nothing)
	for i := range pairs {
		pairs[i].p = share(pairs[i].score)
		sum += pairs[i].p
	}
	for i := range pairs {
		pairs[i].p /= sum
	}
	return pairs, share(nothing) / sum
}

// ranked adds to the groups, or mends in them, what the ranking says.
func (d *document) ranked(groups []*group) []*group {
	if d.long || len(d.sents) < rankedLeast {
		return groups
	}
	var news *group
	for _, g := range groups {
		if g.bg {
			continue
		}
		if news != nil {
			return groups
		}
		news = g
	}
	if news != nil && (d.confidence(news) > rankedUnsure || len(news.sides) != 2 || news.best.stage == "negotiating") {
		return groups
	}
	ms := d.makings()
	if !slices.ContainsFunc(ms, func(m making) bool { return m.level > 1 }) {
		return groups
	}
	pairs, _ := d.rank(ms)
	best := d.likeliest(pairs, groups)
	if best == nil {
		return groups
	}
	if news == nil {
		if best.p < rankedNew {
			return groups
		}
		c := d.tellingOf(best, ms)
		if c == nil {
			return groups
		}
		return append(groups, &group{id: len(groups), cands: []*candidate{c}, best: c, sides: c.sides})
	}
	if best.p < rankedInstead || sidesOf(best, news) || d.noState(news.sides) && d.allStates(best.sides()) {
		return groups
	}
	for i := range pairs {
		if sidesOf(&pairs[i], news) && pairs[i].p >= rankedAgainst {
			return groups
		}
	}
	c := *news.best
	c.sides, c.rule, c.weak = best.sides(), "ranked", true
	news.cands, news.best, news.sides = []*candidate{&c}, &c, c.sides
	return groups
}

// likeliest is the likeliest pair that is not told as an agreement of old.
func (d *document) likeliest(pairs []rankedPair, groups []*group) *rankedPair {
	var best *rankedPair
	for i := range pairs {
		p := &pairs[i]
		old := slices.ContainsFunc(groups, func(g *group) bool { return g.bg && sidesOf(p, g) })
		if !old && (best == nil || p.p > best.p) {
			best = p
		}
	}
	return best
}

// sidesOf: both are among the sides of g.
func sidesOf(p *rankedPair, g *group) bool {
	has := func(body int) bool {
		return slices.ContainsFunc(g.sides, func(s side) bool { return s.body == body })
	}
	return has(p.a.body) && has(p.b.body)
}

// sides of the pair, in the order of the text, where the sentence that tells most
// plainly names them, or else where they are first named.
func (p *rankedPair) sides() []side {
	x, y := p.a.side(p.at), p.b.side(p.at)
	if y.sent < x.sent || y.sent == x.sent && y.e.from < x.e.from {
		x, y = y, x
	}
	return []side{x, y}
}

func (b *candidateSide) side(sent int) side {
	best := &b.sites[0]
	for i := range b.sites {
		s := &b.sites[i]
		if s.sent == sent && (best.sent != sent || s.way < best.way) || best.sent != sent && s.way < best.way {
			best = s
		}
	}
	via := "reference"
	if best.sent == sent && best.way == wayNamed {
		via = ""
	}
	return side{body: b.body, e: best.e, sent: best.sent, via: via}
}

// tellingOf is the candidate of a pair that no rule found: at the sentence that tells most
// plainly of an instrument, of those that name both if any does. Nil where that sentence
// denies or ends one.
func (d *document) tellingOf(p *rankedPair, ms []making) *candidate {
	at := p.at
	if at < 0 {
		at = 0
		for i, m := range ms {
			if m.level > ms[at].level {
				at = i
			}
		}
	}
	s := &d.sents[at]
	c := &clause{d, s, at, s.items}
	m := ms[at]
	cand := &candidate{sent: at, at: m.at, verb: m.verb, rule: "ranked", sides: p.sides(), weak: true, heading: s.kind == heading}
	if m.at >= 0 && c.it[m.at].instr.plural {
		return nil // several are only counted
	}
	if m.at >= 0 {
		cand.instr, cand.kindAt = c.it[m.at].instr, c.it[m.at].name
		c.determiner(cand, m.at)
	} else {
		e := &c.it[m.verb]
		cand.at, cand.bare = m.verb, true
		cand.instr.kind = "agreement"
		cand.kindAt = span{s.toks[e.from].start, s.toks[e.to-1].end}
	}
	c.stage(cand)
	if cand.none || cand.stage == "" || cand.stage == "ended" || cand.bg {
		return nil
	}
	return cand
}
