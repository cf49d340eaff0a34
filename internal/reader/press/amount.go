package press

import (
	"strconv"
	"strings"
)

// Amounts are numbers with what they count: money in its currency and scale
// (US$4.2bn, Rs 5 crore, 10 million euros), quantities in their unit (820 km,
// 100,000 students), and how many agreements there are (nine MoUs).

var scales = map[string]float64{"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "billion": 1e9, "bil": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "k": 1e3, "hundred": 100, "dozen": 12}

var units = map[string]string{
	"year": "years", "years": "years", "yrs": "years", "month": "months", "months": "months", "days": "days", "day": "days", "weeks": "weeks", "week": "weeks",
	"km": "km", "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km", "miles": "mi",
	"mw": "MW", "megawatts": "MW", "megawatt": "MW", "gw": "GW", "gigawatts": "GW", "gigawatt": "GW", "kw": "kW", "kwh": "kWh", "gwh": "GWh", "mwp": "MW",
	"%": "%", "percent": "%", "residents": "people", "midwives": "people", "trainers": "people", "soldiers": "people", "inhabitants": "people", "customers": "people", "users": "people", "patients": "people", "pupils": "people", "migrants": "people", "refugees": "people", "specialists": "people", "experts": "people", "apprentices": "people", "interns": "people", "fishers": "people", "fishermen": "people", "percentage": "%", "tonnes": "t", "tons": "t", "tonne": "t", "hectares": "ha", "hectare": "ha", "ha": "ha", "acres": "acres", "litres": "L", "barrels": "barrels", "tbps": "Tbps", "gbps": "Gbps", "mbps": "Mbps",
	"people": "people", "students": "people", "youth": "people", "youths": "people", "trainees": "people", "professionals": "people", "teachers": "people", "engineers": "people", "workers": "people", "farmers": "people", "graduates": "people", "women": "people", "individuals": "people", "citizens": "people", "officers": "people", "officials": "people", "doctors": "people", "nurses": "people", "learners": "people", "participants": "people", "beneficiaries": "people", "researchers": "people", "scholars": "people", "developers": "people", "entrepreneurs": "people", "employees": "people", "jobs": "jobs", "households": "households", "families": "households",
	"sites": "sites", "schools": "schools", "hospitals": "hospitals", "universities": "universities", "institutions": "institutions", "countries": "countries", "states": "states", "cities": "cities", "villages": "villages", "districts": "districts", "provinces": "provinces", "centres": "centres", "centers": "centres", "offices": "offices", "projects": "projects", "areas": "areas", "companies": "companies", "startups": "companies", "scholarships": "scholarships", "homes": "homes", "housing": "homes", "units": "units", "buses": "buses", "vehicles": "vehicles", "aircraft": "aircraft", "stations": "stations", "towers": "towers", "racks": "racks", "laboratories": "laboratories", "labs": "laboratories", "clinics": "clinics", "farms": "farms", "smes": "companies", "businesses": "companies", "products": "products", "courses": "courses", "programmes": "programmes", "programs": "programmes", "members": "members", "partners": "partners", "seats": "seats", "beds": "beds", "trees": "trees", "satellites": "satellites", "pillars": "areas", "workshops": "workshops",
}

type amount struct {
	value float64
	unit  string // currency or unit
	what  string
	at    span
}

// numberAt reads a number in digits or words with its scale: 1.5 billion, two
// hundred, two hundred and fifty million, 03. to == i when there is none.
func numberAt(toks []token, i int) (float64, int) {
	v, k := plainNumber(toks, i)
	if k == i {
		return 0, i
	}
	if k+3 < len(toks) && toks[k].low == "and" && toks[k+1].low == "a" && toks[k+2].low == "half" && toks[k+3].f&fScale != 0 {
		v += 0.5
		k += 3
	}
	for k < len(toks) {
		if toks[k].low == "-" && toks[k].tight && k+1 < len(toks) && len(toks[k+1].low) > 1 && toks[k+1].f&fScale != 0 {
			k++ // Rs 45,000-crore
		}
		if n, to := added(toks, i, k); to > k {
			v, k = v+n, to
			continue
		}
		if toks[k].f&fScale == 0 {
			break
		}
		s := scales[toks[k].low]
		if len(toks[k].low) == 1 && !toks[k].tight || toks[k].low == "dozen" {
			break
		}
		v *= s
		k++
	}
	return v, k
}

// plainNumber reads digits, or words below a hundred, without a scale.
func plainNumber(toks []token, i int) (float64, int) {
	t := &toks[i]
	switch {
	case t.kind == number:
		f, err := strconv.ParseFloat(strings.ReplaceAll(t.low, ",", ""), 64)
		if err != nil {
			return 0, i
		}
		return f, i + 1
	case t.kind == word && t.f&fNumber != 0:
		n, k := numberWords[t.low], i+1
		if k+1 < len(toks) && n >= 20 && toks[k].low == "-" && toks[k].tight && numberWords[toks[k+1].low] > 0 && numberWords[toks[k+1].low] < 10 {
			n += numberWords[toks[k+1].low]
			k += 2
		}
		return float64(n), k
	}
	return 0, i
}

// added is what the words at k add to the hundreds written out from i on: "two
// hundred and fifty", "three hundred five". to == k when they add nothing.
func added(toks []token, i, k int) (float64, int) {
	if toks[i].kind != word || toks[k-1].low != "hundred" || k-i < 2 {
		return 0, k
	}
	from := k
	if toks[from].low == "and" {
		from++
	}
	if from >= len(toks) || toks[from].kind != word || toks[from].f&fNumber == 0 {
		return 0, k
	}
	n, to := plainNumber(toks, from)
	if n <= 0 || n >= 100 {
		return 0, k
	}
	return n, to
}

// amounts reads the money and the quantities of a sentence.
func (d *document) amounts(s *sentence) (money, quantities []amount) {
	toks := s.toks
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		if t.kind != number && t.kind != mark && t.cl&cNumber == 0 && !t.caps && t.low != "rs" && t.low != "half" && t.low != "a" {
			continue
		}
		if m, to := d.moneyAt(toks, i); to > i {
			money = append(money, m)
			i = to - 1
			continue
		}
		if _, to := readDate(toks, i); to > i {
			i = to - 1
			continue
		}
		if t.kind != number && t.cl&cNumber == 0 {
			continue
		}
		if t.kind == number && i == 0 && s.first && i+1 < len(toks) && toks[i+1].caps {
			continue // a paragraph number
		}
		v, to := numberAt(toks, i)
		if to == i || v == 0 || v == 1 && t.kind == word || numbersPart(toks, i) {
			continue
		}
		// the unit within a few words: "100,000 young students", "two TSU offices"
		k := to
		for k < len(toks) && k < to+4 {
			w := &toks[k]
			if w.kind == mark && w.low == "-" {
				k++
				continue
			}
			if w.low == "per" && k == to && k+1 < len(toks) && (toks[k+1].low == "cent" || toks[k+1].low == "centum") {
				quantities = append(quantities, amount{value: v, unit: "%", what: "per cent", at: span{t.start, toks[k+1].end}})
				i = k + 1
				break
			}
			u, ok := "", false
			if w.f&fUnit != 0 || w.kind == mark {
				u, ok = units[w.low]
			}
			if actors[w.low] && v <= 4 && i > 0 && knownBefore(toks[i-1].low) {
				break // the two countries: who they are, not how many
			}
			if ok && u == "days" && passing(toks, k+1) || ok && u == "years" && celebrated(toks, i) {
				break
			}
			if ok {
				// a longer noun phrase keeps its head: "two partner countries"
				if k+1 < len(toks) && toks[k+1].f&fUnit != 0 && toks[k+1].kind == word {
					k++
					continue
				}
				quantities = append(quantities, amount{value: v, unit: u, what: w.low, at: span{t.start, w.end}})
				i = k
				break
			}
			if w.kind != word || w.is(cPrep|cAux|cModal|cBarrier|cSign|cInstrHead|cMonth|cPron) && w.low != "of" {
				break
			}
			if k < to+3 && len(w.low) > 3 && strings.HasSuffix(w.low, "s") && !strings.HasSuffix(w.low, "ss") && !w.is(cConn|cFunc|cFinite|cEnter) && (t.kind == number || k == to) && (k+1 >= len(toks) || toks[k+1].kind != word || toks[k+1].is(cPrep|cAux|cModal|cConn|cBarrier|cDet|cFinite|cSign)) {
				quantities = append(quantities, amount{value: v, unit: w.low, what: w.low, at: span{t.start, w.end}})
				i = k
				break
			}
			if w.low == "of" && k > to {
				break
			}
			k++
		}
	}
	return money, quantities
}

// actors are words for the sides themselves.
var actors = wordSet(`countries sides parties governments leaders presidents ministers organisations organizations institutions agencies companies republics nations states universities ministries partners peoples bodies entities firms`)

// knownBefore: words before a number that make it speak of those already told.
func knownBefore(low string) bool {
	switch low {
	case "the", "both", "our", "these", "between", "all":
		return true
	}
	return false
}

// numbersPart: the number at i is the name of a part or a year: "Section 32", "in 2013".
func numbersPart(toks []token, i int) bool {
	if i == 0 {
		return false
	}
	switch toks[i-1].low {
	case "section", "article", "chapter", "clause", "annex", "phase", "stage", "no", "number", "grade", "level", "law":
		return true
	}
	return yearNumber(&toks[i]) >= 1990 && yearNumber(&toks[i]) < 2060 && (toks[i-1].is(cPrep) && toks[i-1].low != "of" && toks[i-1].low != "with" || toks[i-1].low == "the")
}

// passing: what lasts so long is an occasion and not what was agreed: "a three-day
// visit".
func passing(toks []token, k int) bool {
	for j := k; j < len(toks) && j < k+4; j++ {
		if toks[j].is(cEvent) || toks[j].low == "trip" || toks[j].low == "tour" || toks[j].low == "stay" {
			return true
		}
		if toks[j].kind != word || toks[j].is(cPrep|cAux|cModal) {
			return false
		}
	}
	return false
}

// celebrated: the years at i have passed: "in celebration of 50 years".
func celebrated(toks []token, i int) bool {
	for j := i - 1; j >= 0 && j > i-5; j-- {
		switch l := toks[j].low; {
		case strings.HasPrefix(l, "celebrat"), strings.HasPrefix(l, "commemorat"), strings.HasPrefix(l, "anniversar"), l == "marking", l == "marks", l == "marked":
			return true
		}
	}
	return false
}

var ordinals = map[string]int{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

// counts reads how many agreements a sentence speaks of.
func (d *document) counts(s *sentence) []amount {
	if !s.instruments {
		return nil
	}
	var out []amount
	tagged := 0 // "one G2G MoU, seven G2B MoUs and …": then one counts too
	for k := range s.items {
		if e := &s.items[k]; e.kind == eInstr && (e.instr.plural || e.instr.mods > 0) {
			tagged++
		}
	}
	for k := range s.items {
		e := &s.items[k]
		// "the third MoU that the Ministry has signed": there are three.
		if e.kind == eInstr && (!e.instr.plural || e.instr.noun == "memoranda") && k > 0 && k+1 < len(s.items) && (s.items[k+1].low == "that" || s.items[k+1].low == "which" || s.items[k+1].low == "signed") {
			t := &s.toks[s.items[k-1].from]
			if n := ordinals[t.low]; n > 1 && s.items[k-1].kind == eWord {
				out = append(out, amount{value: float64(n), what: e.instr.noun, at: span{t.start, s.toks[e.to-1].end}})
				continue
			}
		}
		if e.kind != eInstr || !e.instr.plural && tagged < 3 {
			continue
		}
		j := k - 1
		if j >= 3 && s.items[j].low == ")" && s.items[j-2].low == "(" {
			j -= 3 // Seven (7) agreements
		}
		for j >= 0 && j >= k-5 && (s.items[j].kind == eWord && s.items[j].cl&(cDet|cAttr|cAdverb|cDomain) != 0 && s.items[j].cl&cNumber == 0 || s.items[j].kind == eCountry && s.items[j].adjective || s.items[j].kind == eWord && (s.items[j].low == "-" || s.items[j].low == "as" || s.items[j].low == "individual" || s.items[j].low == "different" || s.items[j].low == "more" || s.items[j].low == "other" || s.items[j].low == "such" || s.items[j].low == "digital" || s.items[j].low == "it")) {
			j--
		}
		if j < 0 || s.items[j].kind != eWord {
			continue
		}
		t := &s.toks[s.items[j].from]
		n := numeral(t)
		at := t.start
		if t.low == "dozen" && j > 0 {
			if m := numeral(&s.toks[s.items[j-1].from]); m > 0 && m < 20 {
				n, at = m*12, s.toks[s.items[j-1].from].start
			}
		}
		if j >= 2 && s.items[j-1].low == "-" && numberWords[t.low] > 0 && numberWords[t.low] < 10 {
			if m := numberWords[s.items[j-2].low]; m >= 20 && m < 100 {
				n, at = m+n, s.toks[s.items[j-2].from].start
			}
		}
		if j >= 3 && s.items[j-1].low == "and" && s.items[j-2].low == "hundred" && n < 100 {
			if m := numberWords[s.items[j-3].low]; m > 0 && m < 10 {
				n, at = 100*m+n, s.toks[s.items[j-3].from].start
			}
		}
		if j >= 3 && s.items[j-1].low == "the" && s.items[j-2].low == "of" && s.items[j-3].kind == eWord {
			// "five of the ten agreements": both numbers are told
			t := &s.toks[s.items[j-3].from]
			if m := numeral(t); m > 0 && m < n && yearNumber(t) == 0 {
				out = append(out, amount{value: float64(m), what: e.instr.noun, at: span{t.start, s.toks[e.to-1].end}})
			}
		}
		if n < 1 || n == 1 && (e.instr.plural || t.kind == word && t.low != "one") || n > 100000 || yearNumber(t) > 0 {
			continue
		}
		out = append(out, amount{value: float64(n), what: e.instr.noun, at: span{at, s.toks[e.to-1].end}})
		// "nine MoUs and two agreements"
	}
	return out
}
