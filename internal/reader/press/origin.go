package press

// Where a body is from and of what sort it is, when its own name does not say.
// A sort is taken from the words beside the name ("telecoms operator Zed") or
// from the tag of a list entry (G2B); a ministry’s country from the two states a
// document is about, or from the one it speaks from when that is beyond doubt.
// What stays untold stays empty: a country guessed wrong is worse than none.

// originate fills in the sort and the country of the bodies of the groups.
func (d *document) originate(groups []*group) {
	d.sortsBeside()
	tagged := map[int]bool{} // bodies whose sort a tag told
	for _, g := range groups {
		d.sortsTagged(g, tagged)
	}
	x, y := d.statePair()
	votes := map[int]string{} // a body and the one country its agreements point to, "?" when they differ
	for _, g := range groups {
		for _, s := range g.sides {
			b := d.bodies[s.body]
			if b.code != "" || b.country || b.typ != "government" {
				continue
			}
			c := ""
			switch d.otherSides(g, s.body) {
			case x:
				c = y
			case y:
				c = x
			}
			if c == "" {
				continue
			}
			if old, ok := votes[b.id]; ok && old != c {
				c = "?"
			}
			votes[b.id] = c
		}
	}
	for id, c := range votes {
		if c != "?" {
			d.bodies[id].code = c
		}
	}
	if !d.homeSure {
		return
	}
	for _, g := range groups {
		for _, s := range g.sides {
			b := d.bodies[s.body]
			if b.code == "" && b.typ == "government" && votes[b.id] == "" && d.otherSides(g, b.id) != d.home {
				b.code = d.home
			}
		}
	}
}

// otherSides is the country that every side of g but b is of; "" when one is
// untold, "?" when they differ.
func (d *document) otherSides(g *group, b int) string {
	code := "?"
	for i, s := range g.sides {
		if s.body == b {
			continue
		}
		c := d.bodies[s.body].code
		if c == "" {
			return ""
		}
		if code != "?" && code != c {
			return "?"
		}
		code = c
		if i > 64 {
			break
		}
	}
	return code
}

// statePair are the two states a bilateral document is about; "-" twice when it
// is about one, or about more.
func (d *document) statePair() (x, y string) {
	var votes tally
	for i := range d.sents {
		if i > 200 {
			break
		}
		if s := &d.sents[i]; !s.kinds.has(ePerson) && !s.kinds.has(eCountry) && !s.kinds.has(ePlace) {
			continue
		}
		for k := range d.sents[i].items {
			e := &d.sents[i].items[k]
			if e.kind == ePerson && len(e.affil) > 0 {
				e = &e.affil[0]
			}
			if e.kind == eCountry || e.kind == ePlace {
				votes.add(e.code, 1)
				if e.ref == "compound" || d.sents[i].kind == heading {
					votes.add(e.code, 2)
				}
			}
		}
	}
	first, second, third := votes.top3()
	if second.code == "" || third.n*3 > second.n {
		return "-", "-"
	}
	return first.code, second.code
}

// tally counts votes for a few things by their codes, most of them countries.
type tally []vote

type vote struct {
	code string
	n    int
}

func (t *tally) add(code string, n int) {
	for i := range *t {
		if v := &(*t)[i]; v.code == code {
			v.n += n
			return
		}
	}
	*t = append(*t, vote{code, n})
}

func (t tally) of(code string) int {
	for _, v := range t {
		if v.code == code {
			return v.n
		}
	}
	return 0
}

// top3 are the codes with most votes, ties in the order of the alphabet.
func (t tally) top3() (a, b, c vote) {
	before := func(x, y vote) bool {
		return y.code == "" || x.n > y.n || x.n == y.n && x.code < y.code
	}
	for _, v := range t {
		switch {
		case v.code == "":
		case before(v, a):
			a, b, c = v, a, b
		case before(v, b):
			b, c = v, b
		case before(v, c):
			c = v
		}
	}
	return a, b, c
}

// sortsBeside reads what a body is from the noun before its name ("tech giant
// Zed", "the lenders Zed and Why") or from an apposition (", a Dutch insurer,").
func (d *document) sortsBeside() {
	for i := range d.sents {
		c := &clause{d, &d.sents[i], i, d.sents[i].items}
		for k := 0; k < len(c.it) && c.s.kinds.has(eBody); k++ {
			if c.it[k].kind != eBody {
				continue
			}
			if b := d.bodyAt(&c.it[k]); b != nil && b.typ == "" {
				b.typ = c.sortAt(k)
			}
		}
	}
}

func (c *clause) sortAt(k int) string {
	if k > 0 && c.it[k-1].kind == eWord && c.it[k-1].f&fSort != 0 {
		if t := nounSort(c.it[k-1].low); t != "" {
			return t
		}
	}
	if !c.isWord(k+1, ",") || !c.isWord(k+2, "a", "an", "the", "one") {
		return ""
	}
	for j := k + 3; j < len(c.it) && j < k+11 && !c.isWord(j, ",", ".", ";"); j++ {
		if c.it[j].kind == eWord && c.cls(j)&(cPrep|cBarrier|cAux) != 0 {
			break
		}
		if c.it[j].kind != eWord || c.it[j].f&fSort == 0 {
			continue
		}
		if t := nounSort(c.it[j].low); t != "" && !c.isWord(j+1, "of") {
			return t
		}
	}
	return ""
}

// nounSort is the sort of body a common noun tells, "" when it tells none.
func nounSort(low string) string {
	switch low {
	case "group", "organisation", "organization", "centre", "center", "board", "council", "union", "fund", "association":
		return ""
	}
	if t := refNouns[low]; t != "" {
		return t
	}
	return pluralSorts[low]
}

var pluralSorts = map[string]string{
	"companies": "company", "firms": "company", "banks": "company", "operators": "company", "startups": "company", "lenders": "company", "manufacturers": "company", "airlines": "company", "start-up": "company", "provider": "company", "maker": "company", "supplier": "company", "vendor": "company", "multinational": "company",
	"universities": "academic", "colleges": "academic",
	"ministries": "government", "regulator": "government", "regulators": "government",
	"charities": "ngo", "nonprofit": "ngo", "non-profit": "ngo", "ngo": "ngo", "think-tank": "ngo",
}

// sortsTagged: a tag G2G or B2B tells both sides of an entry, and G2B that what
// stands opposite a government is a company. The reverse is not read: the tag is
// also put on agreements between a firm and its foreign parent. What one tag told
// is no ground for reading the next.
func (d *document) sortsTagged(g *group, tagged map[int]bool) {
	if len(g.sides) != 2 || !d.alone(g.best) {
		return
	}
	tag, _ := d.levelTag(g.best.sent)
	a, b := d.bodies[g.sides[0].body], d.bodies[g.sides[1].body]
	if tagged[a.id] || tagged[b.id] {
		return
	}
	for range 2 {
		switch {
		case a.typ != "" && a.typ != "other":
		case tag == "B2B":
			a.typ, tagged[a.id] = "company", true
		case tag == "G2G":
			a.typ, tagged[a.id] = "government", true
		case tag == "G2B" && b.typ == "government" && !tagged[b.id]:
			a.typ, tagged[a.id] = "company", true
		}
		a, b = b, a
	}
}
