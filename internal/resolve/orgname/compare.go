package orgname

import (
	"fmt"
	"slices"
	"strings"
)

// The bars. A score at or above Link links at once; from Queue up to Link it is
// put before a person; below Queue the two stay two.
const (
	Link  = 0.90
	Queue = 0.50
)

// The kinds of body Entity.Kind holds; "" is unknown.
const (
	Government    = "government"
	Company       = "company"
	Academic      = "academic"
	International = "international"
	NGO           = "ngo"
	Other         = "other"
)

// The rules a verdict names.
const (
	SameName       = "same-name"      // the same words in the same order, forms of law and little words aside
	SameWords      = "same-words"     // the same words in another order
	Translated     = "translated"     // the same words, some of them in another language
	Transliterated = "transliterated" // the same sounds in another script
	Spelling       = "spelling"       // the same words but for slips of the pen
	Acronym        = "acronym"        // one is called by the other's initials
	Ministry       = "same-ministry"  // ministries of one country, one's fields among the other's
	ShortName      = "short-name"     // the one's words are among the other's
	OtherCountry   = "other-country"  // their countries are two
	OtherPlace     = "other-place"    // their places are two
	OtherNumber    = "other-number"   // their figures are two: First, Second
	OtherWords     = "other-words"    // each has words that tell it from the other
	LittleShared   = "little-shared"  // too few words in common
	Nameless       = "nameless"       // one of them has no name
)

// Entity is a body as a source or the register knows it.
type Entity struct {
	Names   []string // names in use, the fullest first
	Country string   // ISO 3166-1 alpha-2, "" unknown
	Kind    string   // one of the kinds above
	Former  []string // names it had
}

// Verdict is how likely two entities are one.
type Verdict struct {
	Score   float64 // 0 to 1; of pairs said to be 0.9 about nine in ten are one
	Rule    string
	Reasons []string // for the officer who decides, the strongest first
}

// Prepared is an Entity with its names parsed, to be compared many times. It is
// not changed by comparing and may be shared between goroutines.
type Prepared struct {
	names   []Name
	country string
	kind    string
	figured bool // every name has a figure that only its like can match
}

// Prepare parses an entity's names.
func Prepare(e Entity) *Prepared {
	p := &Prepared{country: e.Country, kind: e.Kind, names: make([]Name, 0, len(e.Names)+len(e.Former))}
	for _, s := range e.Names {
		p.names = append(p.names, Parse(s))
	}
	for _, s := range e.Former {
		n := Parse(s)
		n.former = true
		p.names = append(p.names, n)
	}
	p.figured = len(p.names) > 0 && !slices.ContainsFunc(p.names, func(n Name) bool { return !n.figured() })
	return p
}

// Compare says how likely two entities are one. It is symmetric.
func Compare(a, b Entity) Verdict { return Prepare(a).Compare(Prepare(b)) }

// Compare is Compare for prepared entities.
func (p *Prepared) Compare(q *Prepared) Verdict {
	j := judge(p, q)
	v := Verdict{Score: float64(j.score), Rule: j.rule}
	if j.a != nil {
		v.Reasons = j.reasons(p, q)
	} else {
		v.Reasons = []string{"one of the two has no name"}
	}
	return v
}

// Score is Compare's score alone, without the cost of reasons.
func (p *Prepared) Score(q *Prepared) float64 { return float64(judge(p, q).score) }

// judgement is a verdict before it is put in words.
type judgement struct {
	score  float32
	rule   string
	a, b   *Name // the names it rests on
	former bool
	marks  marks
}

// marks are what lowered or raised a score, for the reasons.
type marks uint16

const (
	markCountryKnown marks = 1 << iota // both of one country
	markOtherCountry
	markOneCountry // a country is named on one side alone
	markOtherKind
	markOtherLegal
	markFewWords    // the names say little: no proper name in them
	markNamesDiffer // alike by acronym while the full names are not
	markAside       // whom it is named after is told by one alone
	markPart        // the one is the other's part before or after a dash
	markCalled      // the one is the other without what sort of body it is
)

// judge weighs every name of the one against every name of the other.
func judge(p, q *Prepared) judgement {
	best := judgement{score: -1, rule: Nameless}
	var full float32 = -1 // best between names that are no acronyms
	for i := range p.names {
		for k := range q.names {
			a, b := &p.names[i], &q.names[k]
			if len(a.Tokens) == 0 && len(a.Countries) == 0 || len(b.Tokens) == 0 && len(b.Countries) == 0 {
				continue
			}
			j := judgement{}
			if a.Raw <= b.Raw { // in one order, so that a pair's order does not matter
				j = compareNames(a, b, p, q)
			} else {
				j = compareNames(b, a, q, p)
			}
			j.former = a.former != b.former
			if j.former { // what once had the name need not be what has it now
				j.score *= 0.97
			}
			if a.Acronym == "" && b.Acronym == "" {
				full = max(full, j.score)
			}
			if j.score > best.score || j.score == best.score && sooner(j, best) {
				best = j
			}
		}
	}
	if best.score < 0 {
		best.score = 0
		return best
	}
	// One acronym can stand for several bodies: where both write their names out
	// and the names differ, it proves little.
	if (best.rule == Acronym || best.a.Acronym != "") && full >= 0 && full < 0.3 {
		best.score = min(best.score, 0.45)
		best.marks |= markNamesDiffer
	}
	return best
}

// sooner orders judgements of one score so that a pair's order does not matter.
func sooner(x, y judgement) bool {
	if y.a == nil {
		return true
	}
	xa, xb, ya, yb := x.a.Raw, x.b.Raw, y.a.Raw, y.b.Raw
	if xa > xb {
		xa, xb = xb, xa
	}
	if ya > yb {
		ya, yb = yb, ya
	}
	if xa != ya {
		return xa < ya
	}
	return xb < yb
}

// most is how many tokens of a name take part in comparing.
const most = 24

// match is how the tokens of two names meet.
type match struct {
	a, b  [most]float32 // how well each token is matched, 0 unmatched
	order bool          // matched tokens stand in one order

	sounds, spelled, translated bool // how some of them were matched
}

func compareNames(a, b *Name, p, q *Prepared) judgement {
	j := judgement{a: a, b: b}
	company := maybeCompany(a, p) && maybeCompany(b, q)

	// Countries: what is stated counts before what the name says.
	ca, cb := p.country, q.country
	if ca == "" && len(a.Countries) == 1 {
		ca = a.Countries[0]
	}
	if cb == "" && len(b.Countries) == 1 {
		cb = b.Countries[0]
	}
	world := p.kind == International && q.kind == International
	known := ca != "" && cb != ""
	if known && ca == cb {
		j.marks |= markCountryKnown
	}
	otherCountry := known && ca != cb && !world

	// Acronyms first: they share no words with the name.
	if s, ok := byAcronym(a, b); ok {
		j.rule, j.score = Acronym, s
		switch {
		case otherCountry:
			j.score, j.marks = j.score*0.4, j.marks|markOtherCountry
		case known && ca == cb, world:
			j.score += 0.02
			if p.kind != "" && p.kind == q.kind {
				j.score += 0.01
			}
		default:
			j.score -= 0.1
		}
		j = kinds(j, p, q, 0.55)
		return clamp(j)
	}

	var m match
	align(a, b, &m)
	w := weigher{company: company}
	var wa, wb, ma, mb float32 // weights and matched weights
	var sharedStrong, sharedAny bool
	quality := float32(1)
	var restA, restB rest
	asideA, asideB := a.aside(), b.aside()
	skip := asideA != asideB // one alone tells whom it is named after
	for i := range min(len(a.Tokens), most) {
		t := &a.Tokens[i]
		if skip && t.aside && m.a[i] == 0 {
			continue
		}
		x := w.of(t, a)
		wa += x
		ma += x * m.a[i]
		if m.a[i] > 0 {
			sharedAny = sharedAny || t.Class != Generic
			sharedStrong = sharedStrong || t.Class <= Number
			if m.a[i] < quality && x > 0.2 {
				quality = m.a[i]
			}
		} else {
			restA.add(t, x)
		}
	}
	for i := range min(len(b.Tokens), most) {
		t := &b.Tokens[i]
		if skip && t.aside && m.b[i] == 0 {
			continue
		}
		x := w.of(t, b)
		wb += x
		mb += x * m.b[i]
		if m.b[i] == 0 {
			restB.add(t, x)
		} else if m.b[i] < quality && x > 0.2 {
			quality = m.b[i]
		}
	}

	// Countries within the names.
	onlyA, onlyB := countriesDiffer(a, b)
	switch {
	case otherCountry:
	case onlyA && onlyB:
		otherCountry = true
	}

	both := restA.n > 0 && restB.n > 0
	switch {
	case len(a.Tokens) == 0 || len(b.Tokens) == 0: // nothing but a country
		if len(a.Tokens) == len(b.Tokens) && slices.Equal(a.Countries, b.Countries) {
			j.rule, j.score = SameName, 0.95
		} else if slices.Equal(a.Countries, b.Countries) && onlyGovernment(a) && onlyGovernment(b) { // a state and its government
			j.rule, j.score = ShortName, 0.92
		} else {
			j.rule, j.score = LittleShared, 0.05
		}
	case restA.n == 0 && restB.n == 0:
		j = wholeMatch(j, &m, quality, a, b, sharedStrong && a.Acronym == "", known || world)
	case ministries(a, b):
		j = ministry(j, a, b, quality)
	case restA.number != "" && restB.number != "":
		j.rule, j.score = OtherNumber, 0.03
	case restA.place && restB.place:
		j.rule, j.score = OtherPlace, 0.03
	case both:
		j = bothDiffer(j, restA, restB, ma/wa, mb/wb, company, sharedAny)
	default:
		r, matched := restA, mb
		if restB.n > 0 {
			r, matched = restB, ma
		}
		j = oneLonger(j, r, matched, company, quality)
		short, long, ml := a, b, m.b[:]
		if restA.n > 0 {
			short, long, ml = b, a, m.a[:]
		}
		j = asked(j, short, long, r, ml, quality)
	}
	if skip && j.score > Queue {
		j.marks |= markAside
		j.score = min(j.score, asideScore(sharedStrong && known))
	}
	if j.score > 0.05 && orderConflict(a, b, &m) {
		j.score = min(j.score, 0.45)
	}

	// What lies outside the words.
	switch {
	case otherCountry:
		j.marks |= markOtherCountry
		strong := j.score
		if company && sharedStrong { // a firm abroad may be the firm or its subsidiary
			if (len(a.Tokens) == 1 || len(b.Tokens) == 1) && !onlyA && !onlyB {
				j.score *= 0.6
			} else {
				j.score *= 0.42
			}
		} else {
			j.score *= 0.1
		}
		if strong > 0.5 {
			j.rule = OtherCountry
		}
	case onlyA != onlyB && j.score > 0.1:
		j.marks |= markOneCountry
		// The country in one name alone: of a government body it says whose it is;
		// of a company it may name a subsidiary.
		other := cb
		if onlyB {
			other = ca
		}
		code := onlyCode(a, b, onlyA)
		switch {
		case other == code && !company:
			j.score *= 0.99
		case other == code && sharedStrong:
			j.score = min(j.score, 0.86)
		case other == code:
			j.score *= 0.95
		case company:
			j.score = min(j.score*0.5, 0.45)
		case world:
			j.score = min(j.score*0.7, 0.6)
		case p.country == "" && q.country == "" && (!sharedStrong):
			j.score = min(j.score*0.75, 0.7)
		default:
			j.score *= 0.88
		}
	}
	if len(a.Legal) > 0 && len(b.Legal) > 0 && legalConflict(a.Legal, b.Legal) && j.score > Queue {
		j.score = min(j.score*0.85, 0.8)
		j.marks |= markOtherLegal
	}
	j = kinds(j, p, q, 0.93)
	return clamp(j)
}

func clamp(j judgement) judgement {
	j.score = min(max(j.score, 0), 1)
	return j
}

// kinds lowers a score where the stated kinds cannot both be true.
func kinds(j judgement, p, q *Prepared, by float32) judgement {
	if p.kind == "" || q.kind == "" || p.kind == q.kind || p.kind == Other || q.kind == Other {
		return j
	}
	j.marks |= markOtherKind
	if p.kind != Company && q.kind != Company {
		by = (1 + by) / 2 // an academy may be the government's
	}
	j.score *= by
	return j
}

// wholeMatch judges names none of which has a word the other lacks.
func wholeMatch(j judgement, m *match, quality float32, a, b *Name, strong, known bool) judgement {
	switch {
	case m.sounds:
		j.rule, j.score = Transliterated, 0.97-(1-quality)*1.1
		// A short sound is shared by many names.
		if n := soundWeight(a.Tokens); n < 2 {
			j.score -= 0.06
		}
	case m.spelled:
		j.rule, j.score = Spelling, 0.985-(1-quality)*0.75
		if quality < 0.84 {
			j.score = quality * 0.85
		} else if certain(a, m) { // another name proper is spelled the same
			j.score = min(j.score+0.04, 0.96)
		}
	case quality < 0.7:
		j.rule, j.score = OtherWords, quality
	case quality < 1:
		j.rule, j.score = Translated, 0.86+0.1*quality
	case m.translated:
		j.rule, j.score = Translated, 0.97
	case !m.order:
		j.rule, j.score = SameWords, 0.96
	default:
		j.rule, j.score = SameName, 0.99
	}
	if a.Raw == b.Raw {
		j.score = 1
	}
	if !strong && j.marks&markCountryKnown == 0 {
		j.marks |= markFewWords
		if known || len(a.Tokens) > 2 {
			j.score *= 0.97
		} else {
			j.score *= 0.93
		}
	}
	return j
}

// certain says whether a proper name or place of a is matched exactly.
func certain(a *Name, m *match) bool {
	for i := range min(len(a.Tokens), most) {
		if m.a[i] == 1 && a.Tokens[i].Class <= Place {
			return true
		}
	}
	return false
}

// rest is what one name has and the other lacks.
type rest struct {
	n        int
	weight   float32
	generic  bool // nothing but words that say little
	bare     bool // of these only such as go with any firm: group, holding
	started  bool
	proper   bool
	place    bool
	kind     bool
	number   string
	northern bool
}

func (r *rest) add(t *Token, weight float32) {
	if !r.started {
		r.started, r.generic, r.bare = true, true, true
	}
	r.n++
	r.weight += weight
	if t.Class != Generic {
		r.generic = false
	}
	switch t.Text {
	case "group", "holding", "technology", "enterprise":
	default:
		r.bare = false
	}
	switch t.Class {
	case Proper:
		r.proper = true
	case Place:
		r.place = true
	case Number:
		r.number += t.Text + " "
	case Kind:
		r.kind = true
	case Direction:
		r.northern = true
	}
}

// oneLonger judges names of which one has all the other's words and more.
func oneLonger(j judgement, r rest, matched float32, company bool, quality float32) judgement {
	j.rule = ShortName
	ratio := r.weight / max(matched, 0.3)
	switch {
	case r.generic && company && r.bare:
		j.score = 0.95 - 0.2*ratio
	case r.generic && company: // "International" and "Systems" may name a sister firm
		j.score = 0.87 - 0.2*ratio
	case r.generic:
		j.score = 0.93 - 0.9*ratio
	case company:
		j.score = 0.92 - 0.95*ratio
	default:
		j.score = 0.9 - 1.1*ratio
	}
	if r.place || r.number != "" || r.northern {
		j.score -= 0.2
	}
	if r.kind {
		j.score -= 0.1
	}
	j.score = max(0.02, j.score-(1-quality)*0.7)
	if r.n > 0 && !r.generic {
		j.score = min(j.score, 0.85)
	}
	return j
}

// asked raises a score to a question where the shorter name may be what the
// longer is called for short, which only knowledge can tell: its part before or
// after a dash (MARUM – Center for …), its name proper without what sort of body
// it is (Ignite), or without its field (Meezan Bank, Meezan Islamic Bank).
func asked(j judgement, short, long *Name, r rest, matched []float32, quality float32) judgement {
	if quality < 1 || r.place || r.number != "" || r.northern || long.beneath(matched) {
		return j
	}
	switch {
	case long.partMatched(matched) && short.kind != "ministry":
		if j.score < 0.6 {
			j.score, j.marks = 0.6, j.marks|markPart
		}
	case !r.proper && short.named() && (r.kind && len(short.Tokens) == 1 || !r.kind && short.kind != ""):
		if j.score < 0.55 {
			j.score, j.marks = 0.55, j.marks|markCalled
		}
	}
	return j
}

// beneath says whether what the other name lacks is the word of a part of a
// body: its department, its office.
func (n *Name) beneath(matched []float32) bool {
	for i := range min(len(n.Tokens), most) {
		if matched[i] != 0 || n.Tokens[i].Class != Kind {
			continue
		}
		switch n.Tokens[i].Text {
		case "department", "division", "office", "bureau", "school", "college", "hospital", "laboratory", "library", "station", "embassy", "facility", "union", "court", "police", "ministry", "government", "parliament", "press":
			return true
		}
	}
	return false
}

// partMatched says whether all of the name before its dash is matched and none
// of what follows, or the other way about.
func (n *Name) partMatched(matched []float32) bool {
	if n.dash == 0 || n.dash >= min(len(n.Tokens), most) {
		return false
	}
	before, after := 0, 0
	for i := range min(len(n.Tokens), most) {
		switch {
		case matched[i] == 0:
		case i < n.dash:
			before++
		default:
			after++
		}
	}
	total := min(len(n.Tokens), most)
	return before == n.dash && after == 0 || before == 0 && after == total-n.dash && after > 1
}

// named says whether the name begins with a name proper of some length, so
// that what follows need not be told.
func (n *Name) named() bool {
	for i := range n.Tokens {
		if t := &n.Tokens[i]; t.Class == Proper {
			return len(t.Text) >= 4
		}
	}
	return false
}

// aside says whether the name tells whom the body is named after.
func (n *Name) aside() bool {
	for i := range n.Tokens {
		if n.Tokens[i].aside {
			return true
		}
	}
	return false
}

// asideScore is the most that two names can score of which one alone tells whom
// the body is named after: one town may have two, each named after another.
func asideScore(sure bool) float32 {
	if sure {
		return 0.93
	}
	return 0.8
}

// bothDiffer judges names each of which has words the other lacks.
func bothDiffer(j judgement, a, b rest, shareA, shareB float32, company, any bool) judgement {
	share := min(shareA, shareB)
	switch {
	case a.generic && b.generic && company:
		j.rule, j.score = ShortName, 0.86
	case !any:
		j.rule, j.score = LittleShared, 0.02
	case a.place && b.place || a.northern && b.northern:
		j.rule, j.score = OtherPlace, 0.03
	case a.number != "" && b.number != "":
		j.rule, j.score = OtherNumber, 0.03
	default:
		j.rule = OtherWords
		j.score = 0.55 * share * share
		if a.generic || b.generic {
			j.score = 0.7 * share * share
		}
	}
	return j
}

// ministries says whether both names are ministries or departments of state.
func ministries(a, b *Name) bool { return a.kind == "ministry" && b.kind == "ministry" }

// ministry judges two ministries by their fields: "Information Technology and
// Telecommunication" has two, of which the short form names the first.
func ministry(j judgement, a, b *Name, quality float32) judgement {
	fa, fb := fields(a), fields(b)
	if len(fa) > len(fb) {
		fa, fb = fb, fa
	}
	in, first := 0, false
	for _, f := range fa {
		if k := slices.Index(fb, f); k >= 0 {
			in++
			first = first || k == 0
		}
	}
	j.rule = Ministry
	switch {
	case len(fa) == 0:
		j.rule, j.score = LittleShared, 0.15
	case in == len(fa) && len(fa) == len(fb):
		j.score = 0.95
	case in == len(fa) && first:
		j.score = 0.93
	case in == len(fa):
		j.score = 0.6
	case in > 0:
		j.rule, j.score = OtherWords, 0.2
	default:
		j.rule, j.score = OtherWords, 0.03
	}
	if quality < 1 && quality > 0 && in == len(fa) {
		j.score -= (1 - quality) * 0.4
	}
	if j.marks&markCountryKnown == 0 && j.score > 0.3 {
		j.score -= 0.12
	}
	return j
}

// fields are a ministry's fields of work, each its words in byte order, without
// words any of its name's writers may leave out.
func fields(n *Name) []string {
	var all []string
	var cur []string
	part := -1
	close := func() {
		if len(cur) > 0 {
			slices.Sort(cur)
			all = append(all, strings.Join(slices.Compact(cur), " "))
			cur = cur[:0]
		}
	}
	for i := range n.Tokens {
		t := &n.Tokens[i]
		if int(t.Part) != part {
			close()
			part = int(t.Part)
		}
		switch {
		case t.Class == Kind && (t.Text == "ministry" || t.Text == "government"):
		case t.Text == "federal", t.Text == "national", t.Text == "guojia", t.Text == "public", t.Text == "affair", t.Text == "state" && len(n.Tokens) > 3:
		default:
			cur = append(cur, t.Text)
		}
	}
	close()
	return all
}

// weigher gives each token its weight.
type weigher struct{ company bool }

func (w weigher) of(t *Token, n *Name) float32 {
	switch t.Class {
	case Proper:
		if len(t.Text) <= 2 {
			return 0.6
		}
		return 1
	case Place, Number:
		return 0.9
	case Direction:
		return 0.7
	case Kind:
		return 0.6
	case Field:
		return 0.7
	}
	if n.kind == "" && w.company || w.company && t.Text == "group" {
		return 0.15
	}
	return 0.5
}

// maybeCompany says whether nothing speaks against a company.
func maybeCompany(n *Name, p *Prepared) bool {
	if p.kind != "" {
		return p.kind == Company
	}
	switch n.kind {
	case "", "bank", "fund", "trust", "center", "union", "office":
		return true
	}
	return len(n.Legal) > 0
}

// countriesDiffer says whether the one and the other name a country the other does not.
func countriesDiffer(a, b *Name) (onlyA, onlyB bool) {
	for _, c := range a.Countries {
		onlyA = onlyA || !slices.Contains(b.Countries, c)
	}
	for _, c := range b.Countries {
		onlyB = onlyB || !slices.Contains(a.Countries, c)
	}
	return onlyA, onlyB
}

func onlyGovernment(n *Name) bool {
	return len(n.Tokens) == 0 || len(n.Tokens) == 1 && n.Tokens[0].Text == "government"
}

func onlyCode(a, b *Name, inA bool) string {
	if !inA {
		a, b = b, a
	}
	for _, c := range a.Countries {
		if !slices.Contains(b.Countries, c) {
			return c
		}
	}
	return ""
}

// legalConflict says whether two forms of law cannot be one body's. Forms that
// English uses for all sorts (Ltd, Co, Inc) conflict with none.
func legalConflict(a, b []string) bool {
	fa, fb := legalFamily(a), legalFamily(b)
	return fa != 0 && fb != 0 && fa != fb
}

func legalFamily(forms []string) byte {
	for _, f := range forms {
		switch f {
		case "gmbh", "llc", "srl", "bv", "kk", "sp":
			return 'p' // private
		case "ag", "jsc", "plc", "spa", "nv", "oy":
			return 's' // shares
		case "ano":
			return 'n'
		}
	}
	return 0
}

// soundWeight is how much sound a name's proper part has, vowels counting little.
func soundWeight(ts []Token) float32 {
	var w float32
	for i := range ts {
		if ts[i].Class == Proper {
			for k := range len(ts[i].Sound) {
				w += soundCost(ts[i].Sound[k])
			}
		} else {
			w += 1
		}
	}
	return w
}

// align matches the tokens of two names: exact ones first, then one word
// against two written apart, then the nearest spellings and sounds.
func align(na, nb *Name, m *match) {
	a, b := na.Tokens[:min(len(na.Tokens), most)], nb.Tokens[:min(len(nb.Tokens), most)]
	m.order = true
	last := -1
	for i := range a {
		for k := range b {
			if m.b[k] == 0 && a[i].Text == b[k].Text && (a[i].Class == b[k].Class || a[i].Class != Number && b[k].Class != Number) {
				m.a[i], m.b[k] = 1, 1
				m.translated = m.translated || a[i].script != b[k].script || a[i].foreign != b[k].foreign && a[i].Class != Number
				if k < last {
					m.order = false
				}
				last = k
				break
			}
		}
	}
	for i := range a { // words that languages part differently
		for k := range b {
			if m.a[i] == 0 && m.b[k] == 0 && a[i].Class != Proper && b[k].Class != Proper {
				if s := alike(a[i].Text, b[k].Text); s > 0 {
					m.a[i], m.b[k] = s, s
					m.translated = true
				}
			}
		}
	}
	joins(a, b, m.a[:], m.b[:], countryLetter(nb), m)
	joins(b, a, m.b[:], m.a[:], countryLetter(na), m)
	for {
		var best float32
		var bi, bk int
		var how byte
		for i := range a {
			if m.a[i] != 0 {
				continue
			}
			for k := range b {
				if m.b[k] != 0 {
					continue
				}
				if s, h := near(&a[i], &b[k]); s > best {
					best, bi, bk, how = s, i, k, h
				}
			}
		}
		if best < 0.7 {
			break
		}
		m.a[bi], m.b[bk] = best, best
		if how == 's' {
			m.sounds = true
		} else {
			m.spelled = true
		}
	}
	rests(a, b, m)
	if na.english != nb.english {
		cognates(a, b, m)
	}
}

// cognates matches words the lexicon does not know that two languages share:
// psychiatry, psiquiatria. Only where the names are in two languages and share a
// word besides: else they are two words of one language.
func cognates(a, b []Token, m *match) {
	shared := false
	for i := range a {
		shared = shared || m.a[i] == 1 && a[i].Class >= Kind
	}
	if !shared {
		return
	}
	for i := range a {
		for k := range b {
			t, u := &a[i], &b[k]
			if m.a[i] != 0 || m.b[k] != 0 || t.Class != Proper || u.Class != Proper || t.script == han || u.script == han || len(t.Text) < 6 || len(u.Text) < 6 {
				continue
			}
			if len(stem(t.Sound, u.Sound)) >= 4 || soundLike(t.Sound, u.Sound) > 0.82 {
				m.a[i], m.b[k] = 0.9, 0.9
				m.translated = true
			}
		}
	}
}

// stem is what two sounds begin with in common, where it is most of the shorter.
func stem(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n*10 < min(len(a), len(b))*6 {
		return ""
	}
	return a[:n]
}

// joins matches one word of a with two or three neighbours of b.
func joins(a, b []Token, ma, mb []float32, lent byte, m *match) {
	for i := range a {
		if ma[i] != 0 || a[i].Class == Number {
			continue
		}
		for k := 0; k+1 < len(b) && ma[i] == 0; k++ {
			if mb[k] != 0 || mb[k+1] != 0 {
				continue
			}
			for n := 2; n <= 3 && k+n <= len(b); n++ {
				if n == 3 && mb[k+2] != 0 {
					break
				}
				if joinEqual(a[i].Text, b[k:k+n]) {
					ma[i] = 1
					for x := range n {
						mb[k+x] = 1
					}
					break
				}
				if !a[i].Acronym || n > 2 {
					continue
				}
				used := initialsEqual(a[i].Text, b[k:], mb[k:])
				if used == 0 && lent != 0 && a[i].Text[0] == lent { // the country's letter stands first: IIT
					used = initialsEqual(a[i].Text[1:], b[k:], mb[k:])
				}
				if used > 0 {
					ma[i] = 0.95
					for x := range used {
						mb[k+x] = 0.95
					}
					m.translated = true
					break
				}
			}
		}
	}
}

func joinEqual(whole string, parts []Token) bool {
	for i := range parts {
		rest, ok := strings.CutPrefix(whole, parts[i].Text)
		if !ok {
			return false
		}
		whole = rest
	}
	return whole == ""
}

// initialsEqual counts the tokens that follow whose initials an acronym is, 0
// where it is not.
func initialsEqual(acronym string, ts []Token, matched []float32) int {
	if len(acronym) > len(ts) || len(acronym) < 2 {
		return 0
	}
	for i := range len(acronym) {
		if matched[i] != 0 || ts[i].Text == "" || ts[i].Text[0] != acronym[i] {
			return 0
		}
	}
	return len(acronym)
}

// countryLetter is the letter a name's country lends an acronym, 0 for none.
func countryLetter(n *Name) byte {
	for i := 0; i+4 <= len(n.initials); i += 4 {
		if n.initials[i+3] == 'c' {
			return n.initials[i]
		}
	}
	return 0
}

// rests compares what is left of proper names as one string by sound: scripts
// part words differently.
func rests(a, b []Token, m *match) {
	if !crossed(a, m.a[:]) && !crossed(b, m.b[:]) {
		return
	}
	var ba, bb [64]byte
	sa, na := leftSound(ba[:0], a, m.a[:])
	sb, nb := leftSound(bb[:0], b, m.b[:])
	if len(sa) == 0 || len(sb) == 0 || na+nb <= 2 {
		return
	}
	if s := soundLike(string(sa), string(sb)); s >= 0.86 {
		for i := range a {
			if m.a[i] == 0 && a[i].Class == Proper {
				m.a[i] = s
			}
		}
		for k := range b {
			if m.b[k] == 0 && b[k].Class == Proper {
				m.b[k] = s
			}
		}
		m.sounds = true
	}
}

func crossed(ts []Token, matched []float32) bool {
	for i := range ts {
		if matched[i] == 0 && ts[i].Class == Proper && ts[i].script != latin {
			return true
		}
	}
	return false
}

func leftSound(dst []byte, ts []Token, matched []float32) ([]byte, int) {
	n := 0
	for i := range ts {
		if matched[i] == 0 && ts[i].Class == Proper && len(dst)+len(ts[i].Sound) < 60 {
			s := ts[i].Sound
			if len(dst) > 0 && len(s) > 0 && dst[len(dst)-1] == s[0] {
				s = s[1:]
			}
			dst = append(dst, s...)
			n++
		}
	}
	return dst, n
}

// near is how alike two tokens are that are not the same, and whether by
// spelling ('e') or by sound ('s').
func near(t, u *Token) (float32, byte) {
	if t.Class == Number || u.Class == Number || t.Acronym && u.Acronym {
		return 0, 0
	}
	if t.script == latin && u.script == latin || t.script == cyrillic && u.script == cyrillic {
		if t.Class != Proper && u.Class != Proper {
			return 0, 0
		}
		return nearLatin(t, u), 'e'
	}
	if t.Class != Proper && u.Class != Proper {
		return 0, 0
	}
	if t.script == han && u.script == han {
		return 0, 0 // one reading or another: near readings are other characters
	}
	if t.Sound == "" || u.Sound == "" {
		return 0, 0
	}
	s := soundLike(t.Sound, u.Sound)
	if s < 0.95 && (t.script == arabic) != (u.script == arabic) {
		// Arabic script may leave short vowels out: the consonants decide.
		var bt, bu [48]byte
		if ft, fu := frame(bt[:0], t.Sound), frame(bu[:0], u.Sound); len(ft) >= 2 && string(ft) == string(fu) && len(t.Sound) < 40 && len(u.Sound) < 40 && s > 0.6 {
			s = max(s, 0.93)
			if len(ft) > 3 {
				s = max(s, 0.95)
			}
		}
	}
	bar := float32(0.86)
	if t.Class != Proper || u.Class != Proper {
		bar = 0.92
	}
	if s < bar {
		return 0, 0
	}
	return s, 's'
}

func nearLatin(t, u *Token) float32 {
	a, b := t.Text, u.Text
	long := max(len(a), len(b))
	if long < 4 || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 0
	}
	kind := edits(a, b)
	if kind != far && t.Sound == u.Sound && len(t.Sound) > 2 {
		return 0.95
	}
	switch kind {
	case slip:
		switch {
		case long >= 6:
			return 0.92
		case long == 5:
			return 0.88
		}
		return 0.75
	case vowel:
		if long >= 7 {
			return 0.91
		}
		if long >= 5 {
			return 0.85
		}
		return 0.78
	case consonant:
		switch {
		case long >= 9:
			return 0.86
		case long >= 7:
			return 0.78
		}
		return 0.7
	case two:
		switch {
		case long >= 10:
			return 0.86
		case long >= 7:
			return 0.75
		}
	}
	return 0
}

// orderConflict says whether the same words stand in an order that tells bodies
// apart: North South, South North.
func orderConflict(a, b *Name, m *match) bool {
	if m.order {
		return false
	}
	first := func(n *Name) string {
		for i := range n.Tokens {
			if n.Tokens[i].Class == Direction {
				return n.Tokens[i].Text
			}
		}
		return ""
	}
	count := func(n *Name) (c int) {
		for i := range n.Tokens {
			if n.Tokens[i].Class == Direction {
				c++
			}
		}
		return c
	}
	return count(a) > 1 && count(a) == count(b) && first(a) != first(b)
}

// byAcronym says whether one name is an acronym of the other's words.
func byAcronym(a, b *Name) (float32, bool) {
	var best float32
	try := func(acronym string, n *Name) {
		if acronym == "" || n.Acronym != "" || len(n.initials) < 8 {
			return
		}
		s := acronymOf(acronym, n.initials)
		if s > 0 && len(acronym) <= 3 && n.placed() { // CGS is the survey of each state that has a C
			s -= 0.08
		}
		best = max(best, s)
	}
	try(a.Acronym, b)
	try(b.Acronym, a)
	for _, x := range a.Aliases {
		if x == b.Acronym {
			best = max(best, 0.95)
		}
	}
	for _, x := range b.Aliases {
		if x == a.Acronym {
			best = max(best, 0.95)
		}
	}
	return best, best > 0
}

// placed says whether a name begins with a place within a country.
func (n *Name) placed() bool { return len(n.Tokens) > 0 && n.Tokens[0].Class == Place }

// acronymOf scores an acronym against a name's words, 0 where it is none: each
// word that must give gives its first letter or up to three; little words and
// legal forms may; countries may at either end.
func acronymOf(acronym, initials string) float32 {
	if len(acronym) < 2 || len(acronym) > 10 {
		return 0
	}
	words := len(initials) / 4
	const none = 99
	// cost[j] is the least number of extra letters with j letters used.
	var cost, next [12]uint8
	for j := range cost {
		cost[j] = none
	}
	cost[0] = 0
	for i := range words {
		w := initials[4*i : 4*i+4]
		for j := range next {
			next[j] = none
		}
		for j := 0; j <= len(acronym); j++ {
			if cost[j] == none {
				continue
			}
			edge := j == 0 || j == len(acronym)
			if w[3] == 'o' || w[3] == 'c' && edge {
				c := cost[j]
				if w[3] == 'c' && j == 0 {
					c++
				}
				next[j] = min(next[j], c)
			}
			for k := 1; k <= 3 && j+k <= len(acronym) && w[k-1] == acronym[j+k-1]; k++ {
				c := cost[j] + uint8(k-1)
				if k == 2 && w[:2] == "co" || k == 3 && w[:3] == "com" && i+1 >= words {
					c = cost[j]
				}
				next[j+k] = min(next[j+k], c)
			}
		}
		cost = next
	}
	extra := cost[len(acronym)]
	if extra == none || int(extra) > (len(acronym)-1)/2 {
		return 0
	}
	var s float32
	switch len(acronym) {
	case 2:
		s = 0.6
	case 3:
		s = 0.89
	default:
		s = 0.95
	}
	return s - 0.02*float32(extra)
}

// reasons puts a judgement in words.
func (j judgement) reasons(p, q *Prepared) []string {
	a, b := j.a, j.b
	if !slices.ContainsFunc(p.names, func(n Name) bool { return n.Raw == a.Raw }) { // compared in the other order
		p, q = q, p
	}
	if a.Raw == b.Raw && p.country+p.kind > q.country+q.kind { // no name says which stands first
		p, q = q, p
	}
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch j.rule {
	case SameName:
		say("%q has the words of %q", a.Raw, b.Raw)
	case SameWords:
		say("%q has the words of %q in another order", a.Raw, b.Raw)
	case Translated:
		say("%q is %q in another language or short form", a.Raw, b.Raw)
	case Transliterated:
		say("%q sounds like %q in another script", a.Raw, b.Raw)
	case Spelling:
		say("%q and %q differ by spelling alone", a.Raw, b.Raw)
	case Acronym:
		say("%q and %q: one is the acronym of the other", a.Raw, b.Raw)
	case Ministry:
		say("ministries, the fields of the one among those of the other: %q, %q", a.Raw, b.Raw)
	default:
		say("nearest names: %q, %q", a.Raw, b.Raw)
	}
	if j.rule != Acronym {
		var m match
		align(a, b, &m)
		if left := unmatched(a.Tokens, m.a[:]); left != "" {
			say("only in %q: %s", a.Raw, left)
		}
		if left := unmatched(b.Tokens, m.b[:]); left != "" {
			say("only in %q: %s", b.Raw, left)
		}
	}
	if j.former {
		say("one of the names is a former one")
	}
	if j.marks&markAside != 0 {
		say("one alone tells whom the body is named after")
	}
	if j.marks&markPart != 0 {
		say("the one is the other's part beside a dash: the same, or a body within it")
	}
	if j.marks&markCalled != 0 {
		say("the one may be the other, called for short")
	}
	if j.marks&markNamesDiffer != 0 {
		say("their names written out differ")
	}
	if j.marks&markOtherCountry != 0 {
		say("of two countries: %s, %s", country(a, p), country(b, q))
	}
	if j.marks&markCountryKnown != 0 {
		say("both of %s", country(a, p))
	}
	if j.marks&markOneCountry != 0 {
		say("a country is named in one of the names alone")
	}
	if j.marks&markOtherKind != 0 {
		say("of two kinds: %s, %s", p.kind, q.kind)
	}
	if j.marks&markOtherLegal != 0 {
		say("of two legal forms: %s, %s", strings.Join(a.Legal, " "), strings.Join(b.Legal, " "))
	}
	if j.marks&markFewWords != 0 {
		say("the name says little without a country")
	}
	return out
}

func country(n *Name, p *Prepared) string {
	if p.country != "" || len(n.Countries) == 0 {
		return p.country
	}
	return strings.Join(n.Countries, " ")
}

func unmatched(ts []Token, matched []float32) string {
	var left []string
	for i := range min(len(ts), most) {
		if matched[i] == 0 {
			left = append(left, ts[i].Text)
		}
	}
	return strings.Join(left, ", ")
}

// Fingerprint is equal for entities that repeat each other; others may share it.
func (p *Prepared) Fingerprint() uint64 {
	h := uint64(14695981039346656037)
	add := func(s string) {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	for i := range p.names {
		add(p.names[i].Raw)
	}
	add(p.country)
	add(p.kind)
	return h
}

// Repeats says whether two entities say the same letter for letter.
func (p *Prepared) Repeats(q *Prepared) bool {
	return p.country == q.country && p.kind == q.kind &&
		slices.EqualFunc(p.names, q.names, func(a, b Name) bool { return a.Raw == b.Raw && a.former == b.former })
}

// Fuller says whether p says more of its name than q: more words, then more letters.
func (p *Prepared) Fuller(q *Prepared) bool {
	pw, pl := p.fullness()
	qw, ql := q.fullness()
	return pw > qw || pw == qw && pl > ql
}

func (p *Prepared) fullness() (words, letters int) {
	for i := range p.names {
		if n := len(p.names[i].Tokens); n > words || n == words && len(p.names[i].Raw) > letters {
			words, letters = n, len(p.names[i].Raw)
		}
	}
	return words, letters
}

// Country is the entity's country as stated, "" unknown or where it is of no
// country, being international.
func (p *Prepared) Country() string {
	if p.kind == International {
		return ""
	}
	return p.country
}

// Apart says, at little cost, that two entities score below Queue: they are of
// two countries, and no name of either is one word, as a firm's may be that
// works abroad; or their figures differ, as those of numbered schools. Where it says
// nothing, they must be compared.
func (p *Prepared) Apart(q *Prepared) bool {
	if p.country != "" && q.country != "" && p.country != q.country &&
		(p.kind != International || q.kind != International) && p.wordy() && q.wordy() {
		return true
	}
	return p.figured && q.figured && p.otherFigures(q)
}

// figured says whether the name has a figure, and nothing in it that might stand for
// one: no acronym, no word with a figure in it, nobody it is named after.
func (n *Name) figured() bool {
	if n.Acronym != "" || len(n.Aliases) > 0 || n.kind == "ministry" {
		return false
	}
	figure := false
	for i := range n.Tokens {
		t := &n.Tokens[i]
		if t.Acronym || t.aside || t.Class != Number && strings.ContainsAny(t.Text, "0123456789") {
			return false
		}
		figure = figure || t.Class == Number
	}
	return figure
}

// otherFigures says whether no name of the one has a figure of any of the other's.
func (p *Prepared) otherFigures(q *Prepared) bool {
	for i := range p.names {
		for j := range p.names[i].Tokens {
			if t := &p.names[i].Tokens[j]; t.Class == Number && q.has(t.Text) {
				return false
			}
		}
	}
	return true
}

func (p *Prepared) has(figure string) bool {
	for i := range p.names {
		for j := range p.names[i].Tokens {
			if t := &p.names[i].Tokens[j]; t.Class == Number && t.Text == figure {
				return true
			}
		}
	}
	return false
}

// wordy says whether each name has two words or more.
func (p *Prepared) wordy() bool {
	for i := range p.names {
		if len(p.names[i].Tokens) < 2 {
			return false
		}
	}
	return true
}
