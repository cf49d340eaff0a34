package press

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sanad/internal/reader"
)

// This file writes what was found as a Reading.

func (d *document) quote(s span) reader.Quote {
	return reader.Quote{Start: s.start, End: s.end, Text: d.text[s.start:s.end]}
}

func (d *document) evidence(s span, rule string, conf float64) reader.Evidence {
	e := reader.Evidence{Rule: rule, Confidence: conf}
	if !s.empty() {
		if len(d.quotes) == cap(d.quotes) {
			d.quotes = make([]reader.Quote, 0, 16)
		}
		d.quotes = append(d.quotes, d.quote(s))
		e.Quote = &d.quotes[len(d.quotes)-1]
	}
	return e
}

// sentenceSpan is a sentence without the number or mark before it.
func (d *document) sentenceSpan(n int) span {
	s := &d.sents[n]
	return span{s.start, s.end}
}

func (d *document) write(out *reader.Reading, groups []*group) {
	ids := map[int]string{}
	partyID := func(b int) string {
		if id, ok := ids[b]; ok {
			return id
		}
		id := "p" + itoa(len(ids)+1)
		ids[b] = id
		return id
	}
	events := map[string]string{}
	// How many announcements there are: agreements told in one sentence are one.
	told := map[int]bool{}
	for _, g := range groups {
		if !g.bg {
			told[g.best.sent] = true
		}
	}
	news := len(told)
	d.news = news
	d.busy, d.bySent = map[int]bool{}, map[int][]*candidate{}
	for _, c := range d.cands {
		d.busy[c.sent] = true
		d.bySent[c.sent] = append(d.bySent[c.sent], c)
	}
	d.findDated()
	d.originate(groups)
	groups = d.byTopic(groups, news)
	shared := d.sharedEvent(len(groups))
	if len(groups) > 0 {
		out.Agreements = make([]reader.Agreement, 0, len(groups))
	}
	var ws []written
	for _, g := range groups {
		if a, ok := d.agreement(g, groups, news, shared, partyID, events); ok {
			a.ID = "a" + itoa(len(out.Agreements)+1)
			ws = append(ws, written{g, len(out.Agreements)})
			out.Agreements = append(out.Agreements, a)
		}
	}
	d.writeCommitments(out, ws, partyID)
	d.writeTerms(out, ws)
	d.writeCounts(out, events, shared)
}

// byTopic splits "two MoUs" between the same sides into the two that the text
// then tells apart: "The MoU on Emerging Technologies commits to …", "The MoU
// on Data cooperation …".
func (d *document) byTopic(groups []*group, news int) []*group {
	if news != 1 || d.titles > 0 {
		return groups
	}
	n := 0
	for i := range d.sents {
		for _, x := range d.counts(&d.sents[i]) {
			n = max(n, int(x.value))
		}
		if i > 40 {
			break
		}
	}
	if n < 2 || n > 12 {
		return groups
	}
	var topics []span
	for i := range d.sents {
		s := &d.sents[i]
		if i > 400 || len(s.items) < 4 {
			continue
		}
		for k := range s.items {
			if k > 2 {
				break
			}
			e := &s.items[k]
			if e.kind != eInstr || e.instr.plural || k+2 >= len(s.items) || s.items[k+1].low != "on" || k > 0 && s.items[0].low != "the" {
				continue
			}
			to := e.to + 1
			from := to
			for to < len(s.toks) && to < from+7 && s.toks[to].kind == word && !s.toks[to].is(cFinite|cAux|cModal|cSign) && (!strings.HasSuffix(s.toks[to].low, "s") || s.toks[to].caps || s.toks[to].is(cDomain)) {
				to++
			}
			if to > from && to < len(s.toks) {
				topics = append(topics, span{s.toks[from].start, s.toks[to-1].end})
			}
		}
	}
	if len(topics) != n {
		return groups
	}
	var out []*group
	for _, g := range groups {
		if g.bg {
			out = append(out, g)
			continue
		}
		for _, t := range topics {
			x := *g
			x.topic = t
			out = append(out, &x)
		}
	}
	return out
}

func (d *document) agreement(g *group, all []*group, news int, shared span, partyID func(int) string, events map[string]string) (reader.Agreement, bool) {
	b := g.best
	// The sentence that best tells of it: not a headline when the text says it too.
	main := b
	for _, c := range g.cands {
		if main.heading && !c.heading {
			main = c
		}
	}
	a := reader.Agreement{Evidence: make(map[string]reader.Evidence, 8), Background: g.bg, Themes: []string{}, Quantities: []reader.Quantity{}, Money: []reader.Money{}}
	a.Quote = d.quote(d.sentenceSpan(main.sent))
	a.Rule = b.rule

	kind, kindAt, kindRule := d.kindOf(g)
	a.Kind = kind
	stage, stageAt := b.stage, main.stageAt
	if main.stage != "" {
		stage = main.stage
	}
	for _, c := range g.cands {
		if c.stage == "in-force" && !g.bg && c.rule != "compound" || c.stage == "ended" {
			stage, stageAt = c.stage, c.stageAt
		}
	}
	if g.bg && b.verb < 0 && stage == "signed" {
		stage = "in-force"
	}
	a.Stage = stage
	conf := d.confidence(g)
	a.Confidence = conf
	a.Evidence["kind"] = d.evidence(kindAt, kindRule, kindConfidence)
	st := d.evidence(stageAt, "stage-"+stage, stageConfidence)
	if stage == "planned" {
		st.Modality = "planned"
	}
	a.Evidence["stage"] = st
	if g.bg {
		a.Evidence["background"] = d.evidence(stageAt, "background", 0.75)
	}

	a.Parties = make([]reader.Party, 0, len(g.sides))
	for _, s := range g.sides {
		a.Parties = append(a.Parties, d.party(s, partyID, b, conf))
	}
	a.Level = d.level(g)
	if l, at := d.levelTag(main.sent); l != "" && d.alone(main) {
		a.Level = l
		a.Evidence["level"] = d.evidence(at, "level-tagged", 0.95)
	} else if a.Level != "" {
		a.Evidence["level"] = d.evidence(kindAt, "level-from-parties", round2(conf*0.9))
	}
	// dates
	var when date
	var whenAt span
	rule := "date-in-clause"
	for _, c := range append([]*candidate{main, b}, g.cands...) {
		if c.when.y > 0 && (c.bg == g.bg) {
			when, whenAt = c.when, c.whenAt
			break
		}
	}
	if when.zero() && !g.bg {
		when, whenAt, rule = d.linkedDate(g, stage, news)
	}
	if when.y > 0 && stage != "negotiating" {
		ev := d.evidence(whenAt, rule, round2(dateConfidence[rule]*conf))
		if stage == "planned" || stage == "approved" {
			ev.Modality = "planned"
		}
		a.Signed = &reader.Date{Value: when.edtf(), Precision: when.precision(), Evidence: ev}
	}
	// occasion and place
	ev, ok := d.occasion(main.sent)
	if !ok && !shared.empty() && !g.bg {
		ev, ok = shared, true
	}
	if ok {
		a.Event = d.event(ev, "occasion", events)
	}
	if p, ok := d.place(main); ok {
		a.Place = &reader.Text{Text: d.str(p), Evidence: d.evidence(p, "place-in-clause", 0.75)}
	} else if p := d.ceremonyPlace(); !p.empty() && news == 1 && !g.bg {
		a.Place = &reader.Text{Text: d.str(p), Evidence: d.evidence(p, "place-of-ceremony", 0.75)}
	}
	// purpose
	for _, c := range append([]*candidate{main, b}, g.cands...) {
		if !g.topic.empty() {
			a.Purpose = &reader.Text{Text: d.str(g.topic), Evidence: d.evidence(g.topic, "purpose-topic", 0.8)}
			break
		}
		sp, r := d.purpose(c)
		if !c.purposeAt.empty() {
			sp, r = c.purposeAt, "purpose-in-list"
		}
		if r != "" {
			a.Purpose = &reader.Text{Text: d.str(sp), Evidence: d.evidence(sp, r, 0.75)}
			break
		}
	}
	if sp := d.purposeBehind(g, news); a.Purpose == nil && !sp.empty() {
		a.Purpose = &reader.Text{Text: d.str(sp), Evidence: d.evidence(sp, "purpose-linked", 0.65)}
	}
	look := span{}
	if a.Purpose != nil {
		look = span{a.Purpose.Quote.Start, a.Purpose.Quote.End}
	} else {
		look = d.sentenceSpan(main.sent)
	}
	codes, at := d.themes(look)
	for i, c := range codes {
		a.Themes = append(a.Themes, c)
		a.Evidence["theme:"+c] = d.evidence(at[i], "theme-word", 0.7)
	}
	for _, n := range d.linked(g, news) {
		m, q := d.amounts(&d.sents[n])
		for _, x := range m {
			if len(a.Money) < 24 && !slices.ContainsFunc(a.Money, func(o reader.Money) bool { return o.Amount == x.value && o.Currency == x.unit }) {
				a.Money = append(a.Money, reader.Money{Amount: x.value, Currency: x.unit, Nature: "announced", Evidence: d.evidence(x.at, "money", 0.7)})
			}
		}
		for _, x := range q {
			if len(a.Quantities) < 48 && !slices.ContainsFunc(a.Quantities, func(o reader.Quantity) bool { return o.Value == x.value && o.Unit == x.unit }) {
				a.Quantities = append(a.Quantities, reader.Quantity{Value: x.value, Unit: x.unit, What: x.what, Evidence: d.evidence(x.at, "quantity", 0.6)})
			}
		}
	}
	a.Title = d.titleOf(&a)
	a.Evidence["title"] = d.evidence(d.sentenceSpan(main.sent), "title-from-sides", round2(conf*0.95))
	return a, len(a.Parties) > 0
}

// purposeBehind is what a later sentence says the one agreement is for: "The
// memorandum aims to train crews."
func (d *document) purposeBehind(g *group, news int) span {
	if g.bg || news != 1 {
		return span{}
	}
	for n := g.best.sent + 1; n < len(d.sents) && n < g.best.sent+12; n++ {
		it := d.sents[n].items
		for k := 0; k < len(it) && k < 4; k++ {
			if it[k].kind != eInstr || it[k].instr.plural {
				continue
			}
			c := &clause{d, &d.sents[n], n, it}
			if !c.isWord(k-1, "the", "this") || !c.isWord(k+1, "aims", "seeks", "is", "intends", "will", "aimed", "was", "provides", "focuses") {
				continue
			}
			if sp, rule := d.purpose(&candidate{sent: n, at: k, verb: -1}); rule != "" {
				return sp
			}
		}
	}
	return span{}
}

// alone says whether c is the only instrument of its sentence.
func (d *document) alone(c *candidate) bool {
	n := 0
	for k := range d.sents[c.sent].items {
		if e := &d.sents[c.sent].items[k]; e.kind == eInstr && k != c.at {
			n++
		}
	}
	return n == 0
}

func (d *document) titleOf(a *reader.Agreement) string {
	var b strings.Builder
	for i, p := range a.Parties {
		if i > 3 {
			b.WriteString(" and others")
			break
		}
		if i > 0 {
			b.WriteString(" – ")
		}
		b.WriteString(oneLine(p.Name))
	}
	if a.Purpose != nil && len(a.Purpose.Text) < 120 {
		b.WriteString(": ")
		b.WriteString(oneLine(a.Purpose.Text))
	}
	return b.String()
}

// oneLine is a value without line breaks and invisible characters.
func oneLine(s string) string {
	if !ascii(s) && strings.ContainsFunc(s, invisible) {
		s = strings.Map(func(r rune) rune {
			if invisible(r) {
				return -1
			}
			return r
		}, s)
	}
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' && s[i] < utf8.RuneSelf {
			continue
		}
		if n := spaceAt(s, i); n > 0 && (n > 1 || s[i] != ' ' || i == 0 || i+1 == len(s) || s[i-1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// party writes one side.
func (d *document) party(s side, partyID func(int) string, c *candidate, conf float64) reader.Party {
	b := d.bodies[s.body]
	name := d.canonical(b)
	if b.country && s.via == "" && d.namesState(s.e, b.code) {
		name = s.e.name // a state goes by what it is called where it signs
	}
	p := reader.Party{ID: partyID(b.id), Role: "signatory", Country: b.code, Type: b.typ}
	if name.empty() {
		p.Name = countryNames[b.code]
	} else {
		p.Name = oneLine(d.str(name))
	}
	if p.Type == "" {
		p.Type = "other"
	}
	at := name
	rule := "named-side"
	if s.e != nil {
		at = s.e.name
		if s.via != "" {
			rule = "side-" + s.via
		}
	}
	cf := conf
	switch s.via {
	case "person":
		cf *= 0.95
	case "elided", "reference", "home":
		cf *= 0.95
	}
	p.Evidence = d.evidence(at, rule, round2(cf))
	if len(b.names) > 1 {
		p.Aliases = make([]reader.Alias, 0, len(b.names)-1)
	}
	for _, al := range b.names {
		if t := oneLine(d.str(al.at)); t != p.Name && !slices.ContainsFunc(p.Aliases, func(x reader.Alias) bool { return x.Name == t }) {
			p.Aliases = append(p.Aliases, reader.Alias{Name: t, Quote: d.quote(al.at)})
		}
	}
	d.former(&p)
	return p
}

func round2(f float64) float64 { return float64(int(f*100+0.5)) / 100 }

// kindOf takes the kind from the candidate that names the instrument best.
func (d *document) kindOf(g *group) (string, span, string) {
	kind, at, rule := d.kindTold(g)
	if kind == "protocol" && d.text[at.start] != 'P' && d.text[at.start] != 'p' {
		if what, at := d.lends(); what != "" {
			return what, at, "kind-of-notes" // notes are exchanged on a grant or a loan
		}
	}
	if kind == "agreement" && !g.bg {
		if in := d.restatedKind(g.best); in != nil {
			return in.instr.kind, in.name, "kind-restated"
		}
		if in := d.roundUpKind(g.best); in != nil {
			return in.instr.kind, in.name, "kind-of-round-up"
		}
	}
	if kind == "agreement" && d.news == 1 && !g.bg {
		if in := d.calledKind(g.best.sent); in != nil {
			return in.instr.kind, in.name, "kind-called"
		}
	}
	return kind, at, rule
}

// restatedKind is what the sentence of c calls the agreement in the phrase that says
// how it was made: "formalised two accords, signing memoranda of understanding".
func (d *document) restatedKind(c *candidate) *elem {
	s := &d.sents[c.sent]
	cl := &clause{d, s, c.sent, s.items}
	for k := c.at + 1; k < len(s.items); k++ {
		e := &s.items[k]
		if e.kind != eInstr || e.instr.weak || e.instr.kind == "agreement" || e.instr.plural != c.instr.plural {
			continue
		}
		if v, passive := cl.governor(k); v > c.at && !passive && cl.isWord(v, "signing", "inking") && cl.isWord(v-1, ",") {
			return e
		}
	}
	return nil
}

// roundUpKind is what the lead calls several instruments, all of one kind, for one
// of them that goes by a word for any: "inked a deal", "exchanged documents".
func (d *document) roundUpKind(c *candidate) *elem {
	switch c.instr.noun {
	case "deal", "deals", "document", "documents", "understanding", "collaboration", "":
	default:
		return nil
	}
	var lead *elem
	for i := range d.sents {
		if i > 5 || i > c.sent {
			break
		}
		cl := &clause{d, &d.sents[i], i, d.sents[i].items}
		for k := range cl.it {
			e := &cl.it[k]
			if e.kind != eInstr || !e.instr.plural || e.instr.weak {
				continue
			}
			if v, _ := cl.governor(k); v < 0 {
				continue
			}
			if lead != nil && lead.instr.kind != e.instr.kind {
				return nil
			}
			lead = e
		}
	}
	if lead == nil || lead.instr.kind == "agreement" {
		return nil
	}
	return lead
}

func (d *document) kindTold(g *group) (string, span, string) {
	pick := g.best
	better := func(c, than *candidate) bool {
		rank := func(x *candidate) int {
			r := 0
			if !x.bare {
				r += 4
			}
			if x.instr.kind != "agreement" {
				r += 3
			}
			if !x.instr.weak {
				r += 2
			}
			return r
		}
		return rank(c) > rank(than)
	}
	for _, c := range g.cands {
		if better(c, pick) {
			pick = c
		}
	}
	if pick.bare && !(d.news == 1 && pick.instr.weak) {
		// "X signed with Y …, while another MoU with Z": the first was one too.
		for _, c := range d.bySent[pick.sent] {
			if c.another && !c.bare && c.at > pick.at {
				return c.instr.kind, c.kindAt, "kind-of-parallel"
			}
		}
		return "agreement", pick.kindAt, "kind-unnamed"
	}
	if (pick.heading || d.news == 1 && (pick.instr.weak || pick.bare)) && pick.instr.kind == "agreement" && !g.bg {
		// The headline says agreement, the text what it is: "the Treaty has been signed".
		for i := range d.sents {
			if i > 40 {
				break
			}
			s := &d.sents[i]
			c := &clause{d, s, i, s.items}
			for k := range s.items {
				e := &s.items[k]
				if e.kind == eInstr && !e.instr.weak && e.instr.kind != "agreement" && !e.instr.plural {
					if v, _ := c.governor(k); v >= 0 && c.cls(v)&cSign != 0 {
						return e.instr.kind, e.name, "kind-in-text"
					}
				}
			}
		}
	}
	if pick.instr.kind == "agreement" && pick.instr.mods == 0 {
		// "an agreement for a $120 million loan"
		it := d.sents[pick.sent].items
		for k := pick.at + 1; k < len(it) && k < pick.at+14; k++ {
			if it[k].kind == eInstr && it[k].instr.mods < 3 && (it[k].instr.noun == "loan" || it[k].instr.noun == "grant") {
				return it[k].instr.noun, span{pick.kindAt.start, it[k].name.end}, "kind-of-object"
			}
			if it[k].kind != eWord {
				continue
			}
			if l := it[k].low; l == "loan" || l == "grant" {
				t := d.sents[pick.sent].toks[it[k].from]
				return l, span{pick.kindAt.start, t.end}, "kind-of-object"
			} else if l == "," || l == ";" || l == "to" || l == "while" {
				break
			}
		}
	}
	if pick.instr.noun == "understanding" && pick.verb >= 0 && d.sents[pick.sent].items[pick.verb].cl&cSign != 0 {
		return "mou", pick.kindAt, "kind-named" // what is signed, not only reached
	}
	return pick.instr.kind, pick.kindAt, "kind-named"
}

// level: who deals with whom, from the types of the sides.
func (d *document) level(g *group) string {
	gov, co, acad, intl, other := 0, 0, 0, 0, 0
	for _, s := range g.sides {
		switch d.bodies[s.body].typ {
		case "government":
			gov++
		case "company":
			co++
		case "academic":
			acad++
		case "international":
			intl++
		default:
			other++
		}
	}
	n := len(g.sides)
	switch {
	case n < 2:
		return ""
	case intl > 0:
		return "international-organisation"
	case gov == n:
		return "G2G"
	case gov > 0 && gov+co == n:
		return "G2B"
	case co == n:
		return "B2B"
	case acad > 0 && acad+gov == n, acad == n:
		return "inter-institutional"
	}
	return ""
}

// linked are the sentences that speak of g: where it is announced, and, when it
// is the document's one agreement, those that say "the MoU" or "the agreement".
func (d *document) linked(g *group, news int) []int {
	seen := map[int]bool{}
	var out []int
	put := func(n int) {
		if !seen[n] && len(out) < 80 {
			seen[n] = true
			out = append(out, n)
		}
	}
	for _, c := range g.cands {
		put(c.sent)
		// what follows in the same paragraph, up to the next agreement
		for n := c.sent + 1; n < len(d.sents) && n < c.sent+4 && d.sents[n].block == d.sents[c.sent].block && !d.busy[n]; n++ {
			put(n)
		}
		if news == 1 {
			for n := c.sent - 1; n >= 0 && n > c.sent-3 && d.sents[n].block == d.sents[c.sent].block; n-- {
				put(n)
			}
		}
	}
	if news == 1 && !g.bg {
		for i := range d.sents {
			if i > 400 {
				break
			}
			s := &d.sents[i]
			modal := false
			for k := range s.items {
				e := &s.items[k]
				modal = modal || e.kind == eWord && (e.low == "will" || e.low == "shall")
				if e.kind == eInstr && (!e.instr.plural || g.best.apart) {
					put(i)
					if i+1 < len(d.sents) && d.sents[i+1].block == s.block && !d.busy[i+1] {
						put(i + 1)
					}
					break
				}
				if e.kind == eDef && e.plural && (e.low == "" && s.block < 14) {
					put(i)
					break
				}
				if modal && s.block < 14 {
					put(i)
					break
				}
				if k < 4 && s.block < 14 && e.kind == eWord && (e.low == "project" || e.low == "programme" || e.low == "program" || e.low == "initiative" || e.low == "scheme") {
					put(i)
					break
				}
				if (k < 5 || i-g.best.sent < 6) && e.kind == eWord && (e.low == "extension" || e.low == "companies" || e.low == "partners" || e.low == "cooperation" || e.low == "collaboration" || e.low == "partnership") {
					put(i)
					break
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// signingHeld is the verb that says when the signing was: "the signing ceremony took
// place last night"; -1 when the sentence does not begin so.
func (c *clause) signingHeld() int {
	if !c.has(cHeld) {
		return -1
	}
	at := -1
	for j := 0; j < len(c.it) && j < 40; j++ {
		if at < 0 && j > 7 {
			return -1
		}
		if c.isWord(j, "signing", "ceremony") && at < 0 {
			at = j
		}
		if at >= 0 && (c.isWord(j, "took") && c.isWord(j+1, "place") || c.isWord(j, "held") && c.cls(j-1)&cAux != 0) {
			return j
		}
	}
	return -1
}

// ceremonyPlace is the city that a sentence on the signing ceremony names: "The
// signing took place at the harbour office in Lindi".
func (d *document) ceremonyPlace() span {
	for i := range d.sents {
		if i > 40 {
			break
		}
		s := &d.sents[i]
		c := &clause{d, s, i, s.items}
		v := c.signingHeld()
		for j := v + 1; v >= 0 && j < len(c.it) && !c.barrier(j); j++ {
			if e := &c.it[j]; e.kind == ePlace && c.isWord(j-1, "in", "at", ",") {
				return span{s.toks[e.from].start, s.toks[e.to-1].end}
			}
		}
	}
	return span{}
}

// linkedDate is a date told in another sentence of the same instrument: "The
// MoU was signed today by …".
func (d *document) linkedDate(g *group, stage string, news int) (date, span, string) {
	for _, m := range d.dated {
		if news > 1 && !m.plural && !(m.def && g.has(m.last)) {
			continue
		}
		if d.day.y == 0 || monthsApart(m.when, d.day) <= 2 && m.when.y >= d.day.y-1 || stage == "ended" || stage == "in-force" {
			return m.when, m.at, "date-linked"
		}
		if m.def && m.when.m > 0 && g.has(m.last) && m.when.before(d.day) && monthsApart(m.when, d.day) <= 18 {
			return m.when, m.at, "date-linked" // a cabinet is told of it months later
		}
	}
	head := false
	for _, c := range g.cands {
		head = head || c.heading && !(c.verb >= 0 && strings.HasPrefix(d.sents[c.sent].items[c.verb].low, "ratif")) || (c.verb < 0 && c.rule == "pronoun" || c.verb >= 0 && d.sents[c.sent].items[c.verb].cl&cSign != 0 && !strings.HasPrefix(d.sents[c.sent].items[c.verb].low, "ratif")) && c.sent < 25 && !d.perfect(c)
	}
	if d.day.y > 0 && g.best.stage == "signed" && (head || g.best.verb < 0 && g.best.sent < 60 && d.roundUp()) {
		if !d.leadRead {
			d.lead, d.leadAt = d.leadDay()
			d.leadRead = true
		}
		if when, at := d.lead, d.leadAt; !when.zero() {
			return when, at, "date-of-lead"
		}
		if d.someDay(g) {
			return date{}, span{}, ""
		}
		return d.day, d.dayAt, "date-of-release"
	}
	return date{}, span{}, ""
}

// someDay: the sentence that best tells of g says only that it was signed of late or
// in the course of a visit, and so not on which day.
func (d *document) someDay(g *group) bool {
	it := d.sents[g.best.sent].items
	visit := -100
	for k := range it {
		if it[k].kind != eWord {
			continue
		}
		switch it[k].low {
		case "recent", "recently":
			if k >= g.best.at-6 && k <= g.best.at+8 {
				return true
			}
		case "during":
			visit = k
		case "visit", "trip", "tour":
			if k-visit < 8 {
				return true
			}
		}
	}
	return false
}

// roundUp: one of the first sentences says that several instruments were signed;
// what it lists was signed then too.
func (d *document) roundUp() bool {
	for i := range d.sents {
		if i > 5 {
			return false
		}
		if d.signsSeveral(i) {
			return true
		}
	}
	return false
}

// leadDay is the one day of the past week on which the first sentences say that
// something was done: people met, a ceremony was held. Two such days tell nothing.
func (d *document) leadDay() (date, span) {
	if d.day.d == 0 {
		return date{}, span{}
	}
	var when date
	var whenAt span
	paras := 0
	for i := range d.sents {
		s := &d.sents[i]
		if s.kind != para || len(s.toks) < 8 {
			continue
		}
		if paras++; paras > 5 {
			break
		}
		c := &clause{d, s, i, s.items}
		for k := range s.items {
			day, at := c.pastDay(k)
			if day.zero() || day == when {
				continue
			}
			if !when.zero() {
				return date{}, span{}
			}
			when, whenAt = day, at
		}
	}
	return when, whenAt
}

// pastDay is the day at elem k when it lies in the week before the release and is
// the day of what the clause tells, not the end of a span of time nor the day of a
// statement.
func (c *clause) pastDay(k int) (date, span) {
	e := &c.it[k]
	toks := c.s.toks
	var day date
	to := e.to
	switch {
	case e.kind == eDate && e.date.d > 0:
		day = e.date.inYearOf(c.d.day, false)
	case e.kind == eWord && mayTellDay(toks, e.from):
		if toks[e.from].low == "the" {
			return date{}, span{}
		}
		day, to = relative(toks, e.from, c.d.day)
	}
	if day.d == 0 || to == e.from {
		return date{}, span{}
	}
	at := span{toks[e.from].start, toks[to-1].end}
	if c.d.dayAt.start <= at.start && at.start < c.d.dayAt.end || e.from < 6 && c.s.first && c.dateline(k) {
		return date{}, span{}
	}
	if c.isWord(k-1, "until", "since", "from", "to", "by", "-", "–", "and", "next", "after") || c.saidOn(k, -1) {
		return date{}, span{}
	}
	ago := c.d.day.time().Sub(day.time()).Hours() / 24
	if ago < 0 || ago > 7 {
		return date{}, span{}
	}
	return day, at
}

// dateline says whether the date at elem k, early in a paragraph, only dates the
// report: a dash, a colon or a bracket stands behind it.
func (c *clause) dateline(k int) bool {
	return k+1 < len(c.it) && c.isWord(k+1, "–", "-", ":", ")", "(", "|", "/")
}

// datedMention is a sentence such as "The MoU was signed on 4 May": when, and
// the candidate of that kind told last before it.
type datedMention struct {
	when        date
	at          span
	plural, def bool
	last        *candidate
}

// findDated gathers the dated mentions of the first sentences, once.
func (d *document) findDated() {
	for i := range d.sents {
		if i > 400 {
			break
		}
		s := &d.sents[i]
		c := &clause{d, s, i, s.items}
		if v := c.signingHeld(); v >= 0 {
			dt, at := c.when(&candidate{sent: i, at: v, verb: v})
			if dt = dt.inYearOf(d.day, false); dt.y > 0 && dt.d > 0 {
				d.dated = append(d.dated, datedMention{when: dt, at: at, plural: true})
			}
		}
		if !s.instruments {
			continue
		}
		for k := range s.items {
			e := &s.items[k]
			if e.kind != eInstr {
				continue
			}
			cand := &candidate{sent: i, instr: e.instr, at: k, verb: -1}
			c.determiner(cand, k)
			v, _ := c.governor(k)
			if e.instr.plural && (v < 0 || c.cls(v)&cSign == 0) && c.witnessed(k) >= 0 {
				v = c.witnessed(k)
			}
			if v < 0 || c.cls(v)&cSign == 0 && !c.isWord(v, "witnessed") && !(cand.def && c.isWord(v, "reached", "reach")) {
				continue
			}
			cand.verb = v
			dt, at := c.when(cand)
			dt = dt.inYearOf(d.day, false)
			if dt.y == 0 {
				continue
			}
			m := datedMention{when: dt, at: at, plural: e.instr.plural, def: cand.def}
			for n := i - 1; n >= 0 && n > i-40 && m.last == nil; n-- {
				for _, x := range d.bySent[n] {
					if !x.heading && kindsAgree(x, cand) {
						m.last = x
					}
				}
			}
			d.dated = append(d.dated, m)
		}
	}
}

// witnessed is the verb of "on Tuesday witnessed the exchange of documents", -1
// when there is none.
func (c *clause) witnessed(k int) int {
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if c.isWord(j, "witnessed") {
			return j
		}
	}
	return -1
}

// has says whether c is among the candidates of g.
func (g *group) has(c *candidate) bool {
	for i, x := range g.cands {
		if i > 64 {
			break
		}
		if x == c {
			return c != nil
		}
	}
	return false
}

// perfect: "has signed", which does not say when.
func (d *document) perfect(c *candidate) bool {
	it := d.sents[c.sent].items
	for j := c.verb - 1; j >= 0 && j > c.verb-4; j-- {
		if l := it[j].low; it[j].kind == eWord && (l == "has" || l == "have" || l == "had" || l == "been") {
			return true
		}
	}
	return false
}

// event writes an occasion, under the id of the same occasion written before.
func (d *document) event(ev span, rule string, events map[string]string) *reader.Event {
	key := d.eventKey(ev)
	id := events[key]
	if id == "" {
		id = "e" + itoa(len(events)+1)
		events[key] = id
	}
	e := &reader.Event{ID: id, Name: d.str(ev), Evidence: d.evidence(ev, rule, 0.8)}
	var at span
	if e.Date, at = d.eventDate(ev); e.Date != "" {
		e.DateQuote = d.evidence(at, "occasion", 0.8).Quote
	}
	return e
}

// writeCounts writes how many agreements the document says there are, on which
// occasion, and between which countries. A report that counts and lists nothing
// still tells of an occasion.
func (d *document) writeCounts(out *reader.Reading, events map[string]string, shared span) {
	seen := map[string]bool{}
	var told span // the body under which those counted just before fall
	toldIn := 0
	for i := range d.sents {
		for _, x := range d.counts(&d.sents[i]) {
			k := itoa(int(x.value)) + " " + x.what
			if seen[k] || len(out.Counts) >= 200 {
				continue
			}
			seen[k] = true
			c := reader.Count{Value: int(x.value), What: oneLine(d.str(x.at)), Countries: d.countriesOf(i), Evidence: d.evidence(x.at, "count", 0.85)}
			at, named := d.occasion(i)
			if !named || events[d.eventKey(at)] == "" && !shared.empty() {
				at = shared // a headline's short name for it is no other occasion
			}
			rule := "occasion"
			if at.empty() {
				if sp := d.fallsUnder(i); !sp.empty() {
					told, toldIn = sp, i
				} else if i > toldIn+3 {
					told = span{}
				}
				at, rule = told, "under-body"
			}
			if !at.empty() {
				c.Event = d.event(at, rule, events)
			}
			out.Counts = append(out.Counts, c)
		}
	}
}

// countriesOf are the countries that a sentence names, if it names two or three:
// those between which the agreements that it counts were made.
func (d *document) countriesOf(n int) []string {
	var codes []string
	for k := range d.sents[n].items {
		e := &d.sents[n].items[k]
		if e.kind == eCountry && e.code != "" && !slices.Contains(codes, e.code) {
			codes = append(codes, e.code)
		}
	}
	if len(codes) < 2 || len(codes) > 3 {
		return nil
	}
	slices.Sort(codes)
	return codes
}
