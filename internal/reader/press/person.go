package press

import "strings"

// People sign for bodies. A person here is a title, an office and a name, and
// what counts is whom they speak for: "Belarus’s Minister of Justice Oleg X"
// speaks for Belarus’s Ministry of Justice, "Chairman of SIMC" for SIMC.

// officeAt says whether an office begins at i: Minister, Deputy Prime Minister.
func (sc *scanner) officeAt(i int) bool {
	for k := i; k < len(sc.toks) && k < i+5; k++ {
		t := &sc.toks[k]
		if t.kind == mark && (t.low == "-" || t.low == "/") && k > i {
			continue
		}
		if t.kind != word {
			return false
		}
		if t.f&(fCore|fModifier) == 0 && t.low != "member" && t.low != "head" {
			return false
		}
		if sc.coreAt(k) {
			// "Governor House", "President Office", "Director Media" stay what they are.
			return !(k+1 < len(sc.toks) && sc.toks[k+1].is(cOrgHead) && sc.toks[k+1].caps && !sc.toks[k+1].is(cTitle) && sc.toks[k+1].is(cGovHead))
		}
		if t.f&fModifier == 0 {
			return false
		}
	}
	return false
}

// coreAt says whether the office itself stands at k: Minister, Director, but also
// the Executive of "Chief Executive" and a Head that is one of something.
func (sc *scanner) coreAt(k int) bool {
	t := &sc.toks[k]
	switch t.low {
	case "executive":
		return k > 0 && sc.toks[k-1].low == "chief" && !(k+1 < len(sc.toks) && sc.toks[k+1].f&fCore != 0)
	case "member":
		return t.caps && k > 0 && (sc.toks[k-1].low == "cabinet" || sc.toks[k-1].low == "board")
	case "head":
		return k+1 < len(sc.toks) && (sc.toks[k+1].low == "of" || t.caps && sc.toks[k+1].low == ",")
	}
	return t.f&fCore != 0
}

// officeCores are offices themselves.
var officeCores = wordSet(`minister ministers president presidents chairmen secretaries governors secretary chairman chairwoman chairwomen chairperson chair ceo director directors governor mayor chancellor rector dean provost commissioner administrator ambassador ambassadors envoy premier counsellor consul registrar cto cfo coo undersecretary principal founder dpm manager spokesperson spokesman commander md secretary-general co-founder inspector officer councillor councilor plenipotentiary vice-president vice-chancellor undersecretary-general director-general gov`)

// officeModifiers are words that stand before an office.
var officeModifiers = wordSet(`deputy vice senior prime federal union state chief executive managing acting assistant associate permanent first second foreign finance interior defence defense justice trade commerce energy technology it health education agriculture environment transport culture labour planning cabinet under special general minister provincial regional country global group water high additional joint interim then former co petroleum railways information science home law external industry economy principal founding pro honorary royal crown attorney solicitor parliamentary digital climate maritime investment power labor housing works tourism sports fisheries mines treasury women youth security aviation communications operating financial commercial scientific medical marketing strategy revenue operations programme program business academic administrative research product sales liaison presiding`)

// person reads a person or an office at i, with the appositions that follow.
func (sc *scanner) person(i int) (elem, bool) {
	t := &sc.toks[i]
	if t.kind != word || !t.caps && !(t.low == "the") {
		return elem{}, false
	}
	e := elem{kind: ePerson, from: i}
	j := i
	if t.low == "the" {
		if i+1 >= len(sc.toks) || !sc.toks[i+1].caps && !sc.toks[i+1].is(cOffice) {
			return elem{}, false
		}
		j++
	}
	// A country or a body before the office: UK Deputy Prime Minister, US EPA
	// Administrator, Huawei CEO.
	if !sc.officeAt(j) && !sc.titleAt(j) {
		if !sc.capital(j) || sc.toks[j].is(cNotOrg) || sc.toks[j].f&fModifier != 0 {
			return elem{}, false
		}
		c, to, adj, city := sc.geo(j)
		o := to
		if o > j && o < len(sc.toks) && sc.toks[o].kind == poss {
			o++
		}
		if to > j && !city && !sc.lowerOffice(o) {
			o = sc.fieldOffice(o)
		}
		if to > j && !city && o < len(sc.toks) && (sc.officeAt(o) || sc.lowerOffice(o)) {
			e.mention = sc.d.mentions.one()
			e.code = c.code
			e.affil = append(e.affil, elem{kind: eCountry, from: j, to: to, body: -1, mention: sc.says(mention{code: c.code, name: sc.span(j, to), typ: "government", adjective: adj})})
			j = o
		} else {
			// The name of a body, with its acronym, right before an office.
			k := j
			for k < len(sc.toks) && k < j+12 && (sc.capital(k) || sc.toks[k].is(cConn)) && !sc.officeAt(k) && !sc.titleAt(k) {
				k++
			}
			_, k = sc.bracketed(k)
			o := k
			if k < len(sc.toks) && sc.toks[k].kind == poss {
				k++
				o = sc.capitalFields(k)
			}
			if k == j || o >= len(sc.toks) || !sc.officeAt(o) || sc.instrAhead(j) {
				return elem{}, false
			}
			b, ok := sc.bodyBefore(j, k)
			if !ok {
				return elem{}, false
			}
			e.mention = sc.d.mentions.one()
			e.affil = append(e.affil, b)
			e.code = b.code
			j = o
		}
	}
	if e.mention == nil {
		e.mention = sc.d.mentions.one()
	}
	found := false
	for {
		k := sc.office(&e, j)
		if k == j {
			break
		}
		found = true
		j = k
		// "Minister for Home Affairs and Minister for Law Mr K Shanmugam"
		if j+1 < len(sc.toks) && (sc.toks[j].low == "and" || sc.toks[j].low == "&") && sc.officeAt(j+1) {
			j++
			continue
		}
		break
	}
	// "Deputy Director (Fisheries) Ana Roe": a bracket names the field.
	if found && j < len(sc.toks) && sc.toks[j].low == "(" {
		for k := j + 1; k < len(sc.toks) && k < j+8; k++ {
			if sc.toks[k].low == ")" {
				if sc.capital(k+1) || sc.titleAt(k+1) {
					j = k + 1
				}
				break
			}
		}
	}
	// Titles, then the name.
	if j < len(sc.toks) && sc.toks[j].low == "," && found && (sc.titleAt(j+1) || sc.nameAfterComma(j+1)) {
		j++
	}
	nameFrom := j
	if !found && sc.titleAt(j) {
		switch sc.toks[j].low {
		case "sultan", "king", "queen", "prince", "princess", "sheikh", "lady", "sir", "emir", "crown", "general", "lord":
			if sc.orgAt2(j) {
				return elem{}, false // Sultan Qasim University
			}
		}
	}
	for j < len(sc.toks) && sc.titleAt(j) {
		j++
		for j < len(sc.toks) && sc.toks[j].kind == mark && sc.toks[j].low == "." {
			j++
		}
		if j+3 < len(sc.toks) && sc.toks[j].low == "(" && sc.toks[j+1].upper && sc.toks[j+2].low == ")" && sc.capital(j+3) {
			j += 3 // Rear Admiral (NS) Ana Roe
		}
		found = true
	}
	if !found {
		return elem{}, false
	}
	nameTo := sc.personName(j)
	if j > 0 && pluralTitle(sc.toks[j-1].low) {
		nameTo = sc.moreNames(nameTo)
	}
	if nameTo > j {
		e.name = sc.span(nameFrom, nameTo)
		j = nameTo
	} else {
		j = max(nameFrom, i)
		if j == i {
			return elem{}, false
		}
		e.name = sc.span(i, j)
	}
	e.to = sc.postNominals(j)
	sc.appositions(&e)
	return e, true
}

// pluralTitle: a title that several names share.
func pluralTitle(low string) bool {
	switch low {
	case "professors", "drs", "messrs", "ministers", "ambassadors", "doctors", "generals":
		return true
	}
	return false
}

// moreNames is the end of the names that share a title with the one that ends at j:
// "Professors Ana Roe, Max Poe and Jo Doe".
func (sc *scanner) moreNames(j int) int {
	for j+1 < len(sc.toks) {
		k := j
		if sc.toks[k].low == "," {
			k++
		}
		if k < len(sc.toks) && sc.toks[k].low == "and" {
			k++
		}
		n := sc.personName(k)
		if k == j || n == k || n-k > 3 || sc.orgAt(k) {
			return j
		}
		j = n
	}
	return j
}

// postNominals is the end of the letters that follow a name: "AM, MP".
func (sc *scanner) postNominals(j int) int {
	for j < len(sc.toks) {
		k := j
		if sc.toks[k].low == "," {
			k++
		}
		if k >= len(sc.toks) || !sc.toks[k].upper || !postNominal(sc.toks[k].low) {
			return j
		}
		j = k + 1
	}
	return j
}

func postNominal(low string) bool {
	switch low {
	case "mp", "mps", "mla", "mna", "mlc", "mhr", "mep", "am", "ao", "ac", "oam", "qc", "kc", "sc", "obe", "cbe", "mbe", "dbe", "kbe", "cmg", "kcmg", "psm", "jp", "phd", "esq", "pc", "cnzm", "mnzm", "onzm", "dcnzm", "knzm", "egh", "ebs", "cbs", "mgh", "om":
		return true
	}
	return false
}

// officer reads a person without a title, known by the office behind the name:
// "Jane Doe, Head of Trade, Zed Council".
func (sc *scanner) officer(i int) (elem, bool) {
	if !sc.capital(i) || sc.toks[i].upper && (sc.toks[i].end-sc.toks[i].start < 4 || !sc.capital(i+1) || sc.toks[i+1].upper || sc.shout) {
		return elem{}, false // but "KIKUTA Yutaka, Ambassador of Japan"
	}
	k := sc.personName(i)
	if k-i < 2 || k-i > 6 || k+2 >= len(sc.toks) || sc.toks[k].low != "," && (sc.toks[k].low != "of" || sc.toks[k+1].low != "the" || k-i > 3) {
		return elem{}, false
	}
	o := k + 1
	if sc.toks[o].low == "the" || sc.toks[o].low == "its" {
		o++
	}
	if o < len(sc.toks) {
		if _, to, _, city := sc.geo(o); to > o && !city {
			o = to // ", US Ambassador to Peru"
			if o < len(sc.toks) && sc.toks[o].kind == poss {
				o++
			}
		}
	}
	if o >= len(sc.toks) || sc.toks[k].low == "," && !sc.officeAt(o) && !sc.officeOf(o) {
		return elem{}, false
	}
	for m := i; m < k; m++ {
		if sc.toks[m].is(cDomain|cOrgHead|cEvent) || sc.toks[m].upper && sc.toks[m].is(cNotOrg) || sc.toks[m].upper && m > i && m+1 < k && sc.toks[m].end-sc.toks[m].start > 2 {
			return elem{}, false
		}
		if _, to, _, _ := sc.geo(m); to > m {
			return elem{}, false
		}
	}
	e := elem{kind: ePerson, from: i, to: k, mention: sc.says(mention{name: sc.span(i, k)})}
	sc.appositions(&e)
	if sc.toks[k].low == "of" {
		// "Ana Roe of the Zed Council": only a body whose name says that it is one
		return e, len(e.affil) == 1 && e.affil[0].kind == eBody && e.affil[0].office != ""
	}
	return e, len(e.affil) > 0 || e.domain != "" || e.to > k
}

// officeOf: the name of a body and then an office begin at i, as in "Jane Doe, Alto
// Rail President".
func (sc *scanner) officeOf(i int) bool {
	if !sc.capital(i) {
		return false
	}
	k := i
	for k < len(sc.toks) && k < i+6 && sc.capital(k) && !sc.officeAt(k) && !sc.titleAt(k) {
		k++
	}
	_, ok := sc.bodyBefore(i, k)
	return ok && k > i && k < len(sc.toks) && sc.officeAt(k)
}

// nameAfterComma: "Minister for Information, Jane Teo, and …".
func (sc *scanner) nameAfterComma(i int) bool {
	k := sc.personName(i)
	if k-i < 2 || k-i > 4 || sc.orgAt(i) {
		return false
	}
	for m := i; m < k; m++ {
		if m > i+1 && sc.toks[m].upper && postNominal(sc.toks[m].low) {
			continue
		}
		if sc.toks[m].is(cDomain|cOrgHead|cNotOrg) || sc.toks[m].upper {
			return false
		}
		if _, to, _, _ := sc.geo(m); to > m {
			return false
		}
	}
	return k >= len(sc.toks) || sc.toks[k].low == "," || sc.toks[k].low == "and" || sc.toks[k].low == "." || sc.toks[k].is(cSign|cFinite|cAux|cModal)
}

// bodyBefore reads the body whose name fills the tokens from j up to an office at k.
func (sc *scanner) bodyBefore(j, k int) (elem, bool) {
	save := len(sc.out)
	b, ok := sc.body(j)
	sc.out = sc.out[:save]
	if !ok || b.kind != eBody || b.to < k-1 || b.to > k {
		return elem{}, false
	}
	b.body = -1
	return b, true
}

// capitalFields is where the office stands behind the fields it is for, which stand at
// i: "Alto's International Cooperation Director"; i when none does.
func (sc *scanner) capitalFields(i int) int {
	for k := i; k < len(sc.toks) && k < i+5; k++ {
		t := &sc.toks[k]
		if sc.officeAt(k) {
			return k
		}
		if t.is(cOrgHead) || !t.is(cDomain|cAttr) && t.low != "international" && t.low != "regional" && t.low != "and" {
			return i
		}
	}
	return i
}

// lowerOffice: "Kenya's trade minister" in lower case.
func (sc *scanner) lowerOffice(i int) bool {
	for k := i; k < len(sc.toks) && k < i+4; k++ {
		if sc.coreAt(k) {
			return true
		}
		if sc.toks[k].f&fModifier == 0 {
			return false
		}
	}
	return false
}

func (sc *scanner) titleAt(i int) bool {
	if i+1 < len(sc.toks) && sc.toks[i].low == "yang" && sc.toks[i].caps && (sc.toks[i+1].low == "berhormat" || sc.toks[i+1].low == "mulia") {
		return true
	}
	if !(i < len(sc.toks) && sc.toks[i].kind == word && sc.toks[i].caps && sc.toks[i].is(cTitle) && !sc.toks[i].is(cOffice)) {
		return false
	}
	_, to, _, _ := sc.geo(i)
	return to == i // Sri Lanka is no gentleman
}

// office reads an office at j with its field and its country; it returns j
// when there is none.
func (sc *scanner) office(e *elem, j int) int {
	if !(sc.officeAt(j) || sc.lowerOffice(j)) {
		return j
	}
	k := j
	core := -1
	field := ""
	for k < len(sc.toks) && k < j+6 {
		t := &sc.toks[k]
		if t.low == "-" || t.low == "/" {
			k++
			continue
		}
		if sc.coreAt(k) {
			core = k
			k++
			if t.low == "gov" && k < len(sc.toks) && sc.toks[k].low == "." {
				k++
			}
			if k+3 < len(sc.toks) && sc.toks[k].low == "-" && sc.toks[k+1].low == "in" && sc.toks[k+3].low == "charge" {
				k += 4 // Minister-in-charge
			}
			continue
		}
		if t.f&fModifier != 0 && (core < 0 || t.low == "general") {
			if t.is(cDomain) {
				field = t.low
			}
			k++
			continue
		}
		break
	}
	if core < 0 {
		return j
	}
	// "General Manager Corporate Services at KPA"
	for m := k; m < len(sc.toks) && m < k+5; m++ {
		if sc.toks[m].low == "at" && m > k {
			k = m
			break
		}
		if !sc.capital(m) && sc.toks[m].low != "and" && sc.toks[m].low != "&" || sc.titleAt(m) {
			break
		}
	}
	e.office = sc.toks[core].low
	if core > j && sc.toks[core-1].low == "prime" {
		e.office = "prime minister"
	}
	// "for Home Affairs", "of Justice of Qatar", "of SIMC", "to Singapore"
	for k+1 < len(sc.toks) {
		t := &sc.toks[k]
		if t.low != "of" && t.low != "for" && t.low != "at" && t.low != "to" && t.low != "," && t.low != "in" {
			break
		}
		if t.low == "to" && !sentTo(e.office) {
			break // "the visit of the President of Chile to Peru": where they went
		}
		n := k + 1
		if sc.toks[n].low == "the" {
			n++
		}
		if n >= len(sc.toks) || !sc.capital(n) {
			break
		}
		if t.low == "," {
			// "Director, National AI Office": only after an office without field.
			if _, to, _, city := sc.geo(n); to > n && !city && (to >= len(sc.toks) || sc.toks[to].kind != poss) {
				// a country: read below
			} else if sc.toks[n].is(cTitle) || sc.officeAt(n) || !sc.orgAt(n) {
				break
			}
			if e.office == "minister" {
				break
			}
		}
		if sc.toks[n].low == "state" && t.low == "of" && (e.office == "minister" || e.office == "secretary") {
			k = n + 1
			continue
		}
		if c, to, _, city := sc.geo(n); to > n && (to >= len(sc.toks) || !sc.capital(to) || sc.officeAt(to) || sc.titleAt(to) || !city && headOfState(e.office) && sc.nameBehind(to)) {
			if !city && t.low != "to" {
				if e.code == "" {
					e.code = c.code
				}
				e.affil = append(e.affil, elem{kind: eCountry, from: n, to: to, body: -1, mention: sc.says(mention{code: c.code, name: sc.span(n, to), typ: "government"})})
			}
			k = to
			continue
		}
		if t.low == "to" {
			break
		}
		if (t.low == "for" || t.low == "of") && sc.toks[n].is(cDomain) && !sc.orgHeadSoon(n) {
			m := n
			for m < len(sc.toks) {
				w := &sc.toks[m]
				if sc.capital(m) && w.is(cDomain) && !w.is(cTitle) {
					m++
					continue
				}
				// "Internal Affairs, Wayamba Development and Cultural Affairs"
				if (w.low == "," || w.low == "and") && sc.capital(m+1) && !sc.officeAt(m+1) && !sc.titleAt(m+1) && sc.capital(m+2) && sc.toks[m+2].is(cDomain) && !sc.toks[m+2].is(cGovHead|cCoHead) && !sc.toks[m+1].upper {
					m += 2
					continue
				}
				if n := sc.fieldsUpTo(m); n > m {
					m = n
					continue
				}
				if (w.low == "and" || w.low == "&" || w.low == "," || w.low == "the") && m+1 < len(sc.toks) && (sc.capital(m+1) && sc.toks[m+1].is(cDomain) && !sc.officeAt(m+1) || w.low != "the" && sc.toks[m+1].low == "the" && sc.capital(m+2) && sc.toks[m+2].is(cDomain) || w.low == "," && sc.toks[m+1].low == "and" && sc.capital(m+2) && sc.toks[m+2].is(cDomain)) {
					m++
					continue
				}
				break
			}
			if m > n {
				e.domain = lowText(sc.text[sc.toks[n].start:sc.toks[m-1].end])
				k = m
				continue
			}
		}
		// "for Enlargement": a field the lexicon does not know.
		if (e.office == "minister" || e.office == "secretary" || e.office == "commissioner" || e.office == "undersecretary") && !sc.orgAt(n) && !sc.toks[n].upper {
			e.domain = sc.toks[n].low
			k = n + 1
			continue
		}
		// The body they head.
		save := len(sc.out)
		b, ok := sc.body(n)
		sc.out = sc.out[:save]
		if !ok || b.kind == eEvent {
			break
		}
		e.affil = append(e.affil, b)
		k = b.to
		if k < len(sc.toks) && sc.toks[k].low == "," && !sc.orgAt(k+1) {
			break
		}
	}
	if e.domain == "" && field != "" {
		e.domain = field
	}
	return k
}

// fieldsUpTo is the end of the fields that "and" at m joins to an office's first, where
// only the last is a word the lexicon knows: "and Rainbow and Island Affairs"; m when
// there are none.
func (sc *scanner) fieldsUpTo(m int) int {
	if sc.toks[m].low != "and" && sc.toks[m].low != "&" {
		return m
	}
	for k := m + 1; k < len(sc.toks) && k < m+7; k++ {
		t := &sc.toks[k]
		switch {
		case t.low == "affairs" || t.low == "services" || t.low == "relations":
			return k + 1
		case k > m+1 && (t.low == "and" || t.low == "&"):
		case !sc.capital(k) || t.upper || t.is(cGovHead|cCoHead|cAcadHead) || sc.officeAt(k) || sc.titleAt(k):
			return m
		}
	}
	return m
}

// orgAt: an acronym or a name with an organisation's head begins at i.
func (sc *scanner) orgAt(i int) bool {
	if i < len(sc.toks) && sc.toks[i].low == "the" {
		i++
	}
	if i >= len(sc.toks) || !sc.capital(i) || sc.titleAt(i) {
		return false
	}
	if sc.toks[i].upper && !sc.toks[i].is(cNotOrg) {
		return true
	}
	_, _, has := sc.run(i, i)
	return has
}

// orgAt2: the name that begins at i ends in the head of a body.
func (sc *scanner) orgAt2(i int) bool {
	to, _, has := sc.run(i, i)
	return has && to-i >= 2
}

func (sc *scanner) orgHeadSoon(i int) bool {
	to, _, has := sc.run(i, i)
	return has && to > i && sc.toks[to-1].is(cOrgHead) && !sc.toks[to-1].is(cDomain)
}

// personName is the end of a personal name at j.
func (sc *scanner) personName(j int) int {
	k := j
	for k < len(sc.toks) && k < j+9 {
		t := &sc.toks[k]
		if sc.capital(k) && !(t.is(cOrgHead) && k > j && t.is(cGovHead)) && !sc.instrAhead(k) && !sc.officeAt(k) {
			k++
			if k < len(sc.toks) && sc.toks[k].low == "." && sc.toks[k].tight && sc.toks[k-1].end-sc.toks[k-1].start <= 2 && sc.capital(k+1) {
				k++
			}
			continue
		}
		if t.is(cParticle) && k+1 < len(sc.toks) && (sc.capital(k+1) || sc.toks[k+1].is(cParticle)) && k > j {
			k++
			continue
		}
		if t.low == "-" && t.tight && k > j && k+1 < len(sc.toks) && sc.toks[k+1].tight {
			k += 2
			continue
		}
		break
	}
	return k
}

// ofBody reads the body behind a name that has none yet: "Dr Ana Roe of the Zed
// Agency".
func (sc *scanner) ofBody(e *elem) {
	n := e.to + 1
	if len(e.affil) > 0 || e.name.empty() || e.office != "" || n >= len(sc.toks) || sc.toks[e.to].low != "of" && sc.toks[e.to].low != "from" {
		return
	}
	if sc.toks[n].low == "the" {
		n++
	}
	if !sc.capital(n) {
		return
	}
	save := len(sc.out)
	b, ok := sc.body(n)
	sc.out = sc.out[:save]
	if ok && (b.kind == eBody || b.kind == eCountry && !b.adjective) {
		b.body = -1
		e.affil, e.to = append(e.affil, b), b.to
	}
}

// appositions reads what follows a name: ", Chairman of SIMC,", "(Chairman)",
// ", representing X".
func (sc *scanner) appositions(e *elem) {
	sc.ofBody(e)
	for round := 0; round < 3; round++ {
		k := e.to
		if k >= len(sc.toks) {
			return
		}
		if sc.toks[k].low == "," {
			k++
		} else {
			return
		}
		if k < len(sc.toks) && sc.toks[k].low == "the" {
			k++
		}
		if k >= len(sc.toks) {
			return
		}
		// ", Singapore’s Senior Minister of State …"
		start := k
		if c, to, _, city := sc.geo(k); to > k && !city {
			o := to
			if o < len(sc.toks) && sc.toks[o].kind == poss {
				o++
			}
			if o < len(sc.toks) && (sc.officeAt(o) || sc.lowerOffice(o)) {
				if e.code == "" {
					e.code = c.code
				}
				e.affil = append(e.affil, elem{kind: eCountry, from: k, to: to, body: -1, mention: sc.says(mention{code: c.code, name: sc.span(k, to), typ: "government"})})
				k = o
			}
		}
		if !(sc.officeAt(k) || sc.lowerOffice(k)) && sc.officeOf(k) {
			o := k
			for !sc.officeAt(o) {
				o++
			}
			b, _ := sc.bodyBefore(k, o)
			e.affil = append(e.affil, b)
			k = o
		}
		if !(sc.officeAt(k) || sc.lowerOffice(k)) {
			if round == 0 && start == k && (sc.toks[k].upper || strings.HasSuffix(sc.toks[k].low, ".")) && sc.toks[k].end-sc.toks[k].start <= 3 && k+1 < len(sc.toks) && sc.toks[k+1].low == "," {
				e.to = k + 1 // ", SC,"
				continue
			}
			return
		}
		n := sc.office(e, k)
		if n == k {
			return
		}
		e.to = n
		for {
			// "… and Chairman of Y", ", and the Chairman of Y"
			o := e.to
			if o < len(sc.toks) && sc.toks[o].low == "," {
				o++
			}
			if o+2 >= len(sc.toks) || sc.toks[o].low != "and" {
				break
			}
			o++
			if sc.toks[o].low == "the" {
				o++
			}
			if !sc.officeAt(o) {
				break
			}
			if n = sc.office(e, o); n == o {
				break
			}
			e.to = n
		}
	}
}

// sentTo: an office that is held in another country or at a body: Ambassador to Peru.
func sentTo(office string) bool { return !headOfState(office) }

// headOfState: an office of which a state has one.
func headOfState(office string) bool {
	switch office {
	case "president", "presidents", "premier", "premiers", "prime minister", "king", "emperor", "sultan":
		return true
	}
	return false
}

// nameBehind: the capitals at k, behind a country, are the name of a person and not the
// rest of a body's: "President of Peru Ana Roe".
func (sc *scanner) nameBehind(k int) bool {
	n := 0
	for ; k < len(sc.toks) && n < 6; k++ {
		t := &sc.toks[k]
		if t.low == "-" && t.tight {
			continue
		}
		if !sc.capital(k) {
			break
		}
		if t.is(cOrgHead|cInstrHead|cDomain|cEvent) || t.kind != word || sc.instrAhead(k) {
			return false
		}
		n++
	}
	return n >= 2
}

// secondHead reads the second of two heads of state that share the word for their
// office: "Presidents of Peru Ana Roe and Chile Max Poe".
func (sc *scanner) secondHead(i int) (elem, bool) {
	n := len(sc.out)
	if n < 2 || sc.out[n-1].kind != eWord || sc.out[n-1].low != "and" || sc.out[n-2].kind != ePerson || !strings.HasSuffix(sc.out[n-2].office, "s") || !headOfState(sc.out[n-2].office) {
		return elem{}, false
	}
	c, to, adj, city := sc.geo(i)
	if to == i || adj || city || !sc.nameBehind(to) {
		return elem{}, false
	}
	end := sc.personName(to)
	e := elem{kind: ePerson, from: i, to: end, body: -1}
	e.mention = sc.d.mentions.one()
	e.code, e.office, e.name = c.code, sc.out[n-2].office, sc.span(to, end)
	e.affil = append(e.affil, elem{kind: eCountry, from: i, to: to, body: -1, mention: sc.says(mention{code: c.code, name: sc.span(i, to), typ: "government"})})
	return e, true
}
