package press

import (
	"slices"
	"strings"
)

// Where a body stands in a text says whether it is a side of what the text announces:
// before a verb of signing, behind "with", in the title, in the office of who signs. This
// file tells it as traits, small facts that are weighed by ranking.go. None of them says
// what the rules of grammar made of the text, so that the ranking is a second opinion.

// making is how plainly a sentence tells that an instrument is made.
type making struct {
	level   uint8 // 4: an instrument is signed; 3, 2: less plainly; 1: one is named; 0: none
	at      int   // elem of the instrument, -1 where only a verb tells
	verb    int   // elem of the verb, -1 where only the instrument is named
	passive bool
}

// makings tell it of each of the first sentences.
func (d *document) makings() []making {
	out := make([]making, min(len(d.sents), rankedSentences))
	for i := range out {
		s := &d.sents[i]
		c := &clause{d, s, i, s.items}
		best := making{at: -1, verb: -1}
		for k := range c.it {
			e := &c.it[k]
			switch {
			case e.kind == eInstr && c.isWord(k+1, "is", "are") && c.isWord(k+2, "a", "an"):
				// "A memorandum is a document that …" says what one is.
			case e.kind == eInstr:
				v, passive := c.governor(k)
				if l := c.makingLevel(k, v); l > best.level {
					best = making{l, k, v, passive}
				}
			case best.level < 2 && e.kind == eWord && e.cl&(cSign|cPartner) != 0:
				best = making{level: 2, at: -1, verb: k}
			}
		}
		out[i] = best
	}
	return out
}

func (c *clause) makingLevel(k, verb int) uint8 {
	signs := verb >= 0 && c.cls(verb)&cSign != 0
	enters := verb >= 0 && c.cls(verb)&cEnter != 0
	weak := c.it[k].instr.weak
	switch {
	case signs && !weak:
		return 4
	case signs, enters && !weak:
		return 3
	case enters:
		return 2
	case !weak:
		return 1
	}
	return 0
}

// site is one place where a body is named or stood for.
type site struct {
	sent, item int
	way        uint8 // wayNamed …
	level      uint8 // of the making of its sentence
	pos        uint8 // where it stands beside instrument and verb, 0 where there are none
	conn       uint8 // the word by which it hangs on what stands before it
	e          *elem
}

const (
	wayNamed uint8 = iota
	wayAdjective
	wayPerson // somebody of the body is named
	wayReference
)

// candidateSide is a body that may be a side.
type candidateSide struct {
	body   int
	sites  []site
	traits []trait
	title  bool
	place  int // how far down it stands among the bodies by how often they are named
	score  int // of its traits
	words  []string
}

const (
	rankedSentences = 80
	rankedBodies    = 14
)

// connectives that tell how a name hangs on what stands before it. Their places are
// written in weights.txt; a new one goes to the end.
var connectives = strings.Fields(`with between and by of in at for from to , & among as on ( : 's including namely – - — through under said told “ "`)

// The first codes of a connective are no words.
const (
	connFar   uint8 = iota // none near
	connFirst              // nothing stands before it
	connVerb               // a verb of making
	connOther              // another name
	connWords              // connectives[0]
)

func (c *clause) connective(j int) uint8 {
	if j == 0 {
		return connFirst
	}
	for m := j - 1; m >= 0 && m > j-5; m-- {
		e := &c.it[m]
		if e.kind != eWord {
			if m == j-1 {
				return connOther
			}
			return connFar
		}
		if x := slices.Index(connectives, e.low); x >= 0 {
			return connWords + uint8(x)
		}
		if e.cl&(cSign|cEnter|cPartner) != 0 {
			return connVerb
		}
		if e.cl&cDet == 0 && m <= j-3 {
			return connFar
		}
	}
	return connFar
}

// position of elem j: 1 before instrument and verb, 2 between them, 3 behind both; four
// more in a passive, eight more without a verb.
func (m making) position(j int) uint8 {
	if m.level == 0 {
		return 0
	}
	lo, hi := m.at, m.verb
	if lo < 0 {
		lo = hi
	}
	if hi < 0 {
		hi = lo
	}
	if lo > hi {
		lo, hi = hi, lo
	}
	p := uint8(2)
	switch {
	case j < lo:
		p = 1
	case j > hi:
		p = 3
	}
	if m.passive {
		p += 4
	}
	if m.verb < 0 {
		p += 8
	}
	return p
}

// candidateSides are the bodies that stand out, with what is told of where they stand.
func (d *document) candidateSides(ms []making) []*candidateSide {
	var all []*candidateSide
	byBody := map[int]*candidateSide{}
	weight := map[int]int{} // how much a body stands out
	lead := 0
	for i := range ms {
		s := &d.sents[i]
		c := &clause{d, s, i, s.items}
		if s.kind != heading && s.prose() {
			lead++
		}
		put := func(id, j int, way uint8, e *elem) {
			if id < 0 {
				return
			}
			b := byBody[id]
			if b == nil {
				b = &candidateSide{body: id}
				byBody[id] = b
				all = append(all, b)
			}
			x := site{sent: i, item: j, way: way, level: ms[i].level, pos: ms[i].position(j), conn: c.connective(j), e: e}
			b.sites = append(b.sites, x)
			weight[id] += max(1, 2*int(x.level))
			switch {
			case s.kind == heading && i < 3:
				b.title = true
				weight[id] += 4
				b.tell(trTitle, way, 0)
				b.tell(trTitleBy, way, x.conn)
			case s.kind == heading:
				b.tell(trHeading, 0, 0)
			case lead <= 1:
				weight[id] += 2
				b.tell(trLead, way, 1)
			case lead <= 3:
				b.tell(trLead, way, 3)
			}
			if x.level > 0 {
				b.tell(trMade, x.level, way)
				b.tell3(trMadeAt, x.level, way, x.pos)
				b.tell3(trMadeBy, x.level, way, x.conn)
				b.tell3(trAtBy, way, x.pos, x.conn)
			} else {
				b.tell(trElsewhere, way, x.conn)
			}
			if s.quoted {
				b.tell(trQuoted, 1, 0)
			} else {
				b.tell(trQuoted, 0, 0)
			}
		}
		for j := range c.it {
			e := &c.it[j]
			switch e.kind {
			case eBody:
				put(e.body, j, wayNamed, e)
			case eCountry:
				if e.adjective {
					put(e.body, j, wayAdjective, e)
				} else {
					put(e.body, j, wayNamed, e)
				}
			case ePerson:
				for x := range e.affil {
					if e.affil[x].body >= 0 {
						put(e.affil[x].body, j, wayPerson, &e.affil[x])
						break
					}
				}
			case eDef:
				if !e.plural {
					for _, r := range c.resolve(j) {
						put(r.body, j, wayReference, e)
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *candidateSide) int { return weight[y.body] - weight[x.body] })
	all = all[:min(len(all), rankedBodies)]
	often := slices.Clone(all)
	slices.SortStableFunc(often, func(x, y *candidateSide) int { return len(y.sites) - len(x.sites) })
	for n, b := range often {
		b.place = n
		d.describe(b)
	}
	return all
}

func (b *candidateSide) tell(t template, v, w uint8) {
	b.traits = append(b.traits, traitOf(t, v, w, 0))
}
func (b *candidateSide) tell3(t template, v, w, x uint8) {
	b.traits = append(b.traits, traitOf(t, v, w, x))
}

// describe tells what the body is and how often it is named.
func (d *document) describe(b *candidateSide) {
	x := d.bodies[b.body]
	name := d.str(d.canonical(x))
	b.words = strings.Fields(strings.ToLower(name))
	sort := d.sortOf(b.body)
	b.tell(trSort, sort, 0)
	b.tell(trTimes, few(len(b.sites)), 0)
	b.tell(trPlace, few(b.place), 0)
	b.tell(trWords, few(len(b.words)), sort)
	if len(b.words) == 1 && !x.country && strings.ToUpper(name) == name {
		b.tell(trAcronym, 0, 0)
	}
	if len(b.sites) == 1 {
		b.tell(trOnce, sort, 0)
	}
	if !slices.ContainsFunc(b.sites, func(s site) bool { return s.way == wayNamed }) {
		b.tell(trUnnamed, 0, 0)
	}
	if x.country && x.code == d.home {
		b.tell(trHome, 0, 0)
	}
	if b.sites[0].sent > 12 {
		b.tell(trLate, 0, 0)
	}
	b.traits = unique(b.traits)
	b.score = weigh(b.traits)
}

// sortOf is a body's sort as a trait has it: its type, or that it is a state.
func (d *document) sortOf(body int) uint8 {
	b := d.bodies[body]
	if b.country {
		return 1
	}
	return uint8(2 + max(0, slices.Index(sorts, b.typ)))
}

var sorts = []string{"", "government", "company", "academic", "international", "ngo", "other"}

// few keeps small numbers and tells large ones roughly.
func few(n int) uint8 {
	switch {
	case n > 8:
		return 9
	case n > 4:
		return 5
	}
	return uint8(n)
}

func unique(f []trait) []trait {
	slices.Sort(f)
	return slices.Compact(f)
}

// together tells how two bodies stand to one another. at is the sentence that tells most
// plainly of an instrument and names both, -1 where none does.
func (d *document) together(a, b *candidateSide, ms []making) (traits []trait, at int) {
	tell := func(t template, v, w, x uint8) { traits = append(traits, traitOf(t, v, w, x)) }
	n, best := 0, 0
	at = -1
	for i := range a.sites {
		for j := range b.sites {
			p, q := &a.sites[i], &b.sites[j]
			if p.sent != q.sent {
				continue
			}
			if p.item == q.item {
				tell(trSameItem, 0, 0, 0)
				continue
			}
			if p.item > q.item {
				p, q = q, p
			}
			n++
			l := p.level
			if l > 0 && int(l) > best {
				best, at = int(l), p.sent
			}
			if l > 0 && d.sents[p.sent].kind == heading {
				l += 8
			}
			tell(trBoth, l, p.pos, q.pos)
			tell(trBothLevel, l, 0, 0)
			tell(trBothBy, p.conn, q.conn, 0)
			tell(trBothAtBy, l, p.conn, q.conn)
			tell(trBothWays, l, p.way, q.way)
			tell(trDistance, l, distance(q.item-p.item), 0)
			names, first, last := between(d.sents[p.sent].items[p.item+1 : q.item])
			if names == 0 {
				tell(trJoined, first, last, 0)
				tell(trJoinedLevel, l, first, last)
			} else {
				tell(trNamesBetween, l, few(names), 0)
			}
		}
	}
	if n == 0 {
		tell(trApart, 0, 0, 0)
	}
	tell(trTogether, few(n), 0, 0)
	tell(trBest, uint8(best), 0, 0)
	traits = append(traits, d.kinship(a, b)...)
	return unique(traits), at
}

func distance(items int) uint8 {
	switch {
	case items <= 2:
		return 2
	case items <= 4:
		return 4
	case items <= 9:
		return 9
	}
	return 10
}

// between counts the names among items, and tells the first and the last word that joins.
func between(items []elem) (names int, first, last uint8) {
	for m := range items {
		e := &items[m]
		if e.kind == eBody || e.kind == eCountry && !e.adjective {
			names++
		}
		if e.kind != eWord {
			continue
		}
		switch e.low {
		case "and", "with", "&", "between", ",", "of", "in", "by", "'s":
			last = connWords + uint8(slices.Index(connectives, e.low))
			if first == 0 {
				first = last
			}
		}
	}
	return names, first, last
}

// kinship tells what two bodies are to one another.
func (d *document) kinship(a, b *candidateSide) []trait {
	var out []trait
	tell := func(t template, v, w uint8) { out = append(out, traitOf(t, v, w, 0)) }
	s, t := d.sortOf(a.body), d.sortOf(b.body)
	tell(trSorts, min(s, t), max(s, t))
	x, y := d.bodies[a.body], d.bodies[b.body]
	switch {
	case x.code == "" || y.code == "":
	case x.code != y.code:
		tell(trStates, 2, 0)
	case x.country != y.country:
		tell(trStates, 0, 0) // a state and a body of it
	default:
		tell(trStates, 1, 0)
	}
	n := 0
	for _, u := range a.words {
		if len(u) > 2 && !nameStop(u) && slices.Contains(b.words, u) {
			n++
		}
	}
	if n > 0 {
		tell(trSharedWords, few(n), 0)
		if n >= min(len(a.words), len(b.words)) {
			tell(trContains, 0, 0)
		}
	}
	if a.title && b.title {
		tell(trBothTitle, 0, 0)
	}
	switch {
	case a.place+b.place == 1:
		tell(trMostNamed, 2, 0)
	case a.place < 3 && b.place < 3:
		tell(trMostNamed, 3, 0)
	}
	return out
}

// silent are the traits of the answer that no pair makes an agreement here.
func (d *document) silent(ms []making) []trait {
	var count [5]int
	var top, head uint8
	for i, m := range ms {
		count[m.level]++
		if m.level > 0 {
			top = max(top, m.level)
		}
		if i < 2 && d.sents[i].kind == heading {
			head = max(head, m.level)
		}
	}
	out := []trait{traitOf(trNone, 0, 0, 0), traitOf(trNoneTop, top, 0, 0), traitOf(trNoneHead, head, 0, 0)}
	for _, l := range []uint8{4, 3, 1} {
		out = append(out, traitOf(trNoneCount, l, few(count[l]), 0))
	}
	if len(d.sents) > 30 {
		out = append(out, traitOf(trNoneLong, 0, 0, 0))
	}
	return out
}
