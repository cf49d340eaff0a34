package audit

import (
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text becomes tokens once, from left to right: words, numbers that count or
// measure something, numbers that do not (years, dates, telephone and article
// numbers, ranges), punctuation and sentence ends. Rules then look at a bounded
// number of neighbours, so that time grows with the text's length alone.

type sort uint8

const (
	word   sort = iota
	figure      // a number that counts or measures
	other       // a number that does not
	punct
	stop // the end of a sentence
)

type token struct {
	sort       sort
	start, end int
	text       string // as printed
	low        string // folded to lower case
	num        *num
}

// num is a number as printed.
type num struct {
	value    *big.Rat
	place    *big.Rat // what one unit of the last printed digit is worth
	measured bool     // scaled or fractional or with a unit of measure: printed rounded
	unit     string   // currency, measure or "%"; "" for a count of things
	nouns    []string // what is counted, folded to the singular
	tags     int      // how many nouns were level tags: G2G, government-to-business
	hedge    Hedge
	glued    bool // joined to another number: 4/9, 10:30, 60-70
	plain    bool // bare digits or a number word, nothing before or behind
	verbatim string
}

// lex reads the text into tokens. Offsets count bytes of text.
func lex(text string) []token {
	toks := scan(text)
	toks = joinNumbers(text, toks)
	exclude(toks)
	describe(toks)
	return toks
}

// longest is how many digits a count or amount may have; a longer run of
// digits is an identifier.
const longest = 18

func scan(text string) []token {
	var toks []token
	put := func(k sort, s, e int) {
		toks = append(toks, token{sort: k, start: s, end: e, text: text[s:e], low: strings.ToLower(text[s:e])})
	}
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			if breaks(text, i, toks) {
				put(stop, i, i+1)
			}
			i++
		case unicode.IsSpace(r):
			i += w
		case r >= '0' && r <= '9':
			e := digits(text, i)
			n := parseDigits(text[i:e])
			k := other
			if n != nil {
				k = figure
			}
			// letters straight behind: 200k, 500MW, 1st, 5G, 2Africa
			l := e
			for l < len(text) && isLetter(text[l]) {
				l++
			}
			if l > e {
				suffix := strings.ToLower(text[e:l])
				switch {
				case n != nil && (glueScale[suffix] != nil || gluedUnit[suffix]):
					put(figure, i, e)
					toks[len(toks)-1].num = n
					put(word, e, l)
				default:
					for l < len(text) && (isLetter(text[l]) || text[l] >= '0' && text[l] <= '9') {
						l++
					}
					put(other, i, l)
					if isTag(strings.ToLower(text[i:l])) {
						toks[len(toks)-1].sort = word
					}
				}
				i = l
				continue
			}
			put(k, i, e)
			toks[len(toks)-1].num = n
			i = e
		case unicode.IsLetter(r) || unicode.IsMark(r):
			e := i + w
			for e < len(text) {
				r, w := utf8.DecodeRuneInString(text[e:])
				if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
					e += w
					continue
				}
				// inside a word: B2B, co-operation, company’s, U.S
				if r == '-' || r == '\'' || r == '’' || r == '_' {
					if next, _ := utf8.DecodeRuneInString(text[e+w:]); unicode.IsLetter(next) || r != '’' && unicode.IsDigit(next) {
						e += w
						continue
					}
				}
				break
			}
			put(word, i, e)
			i = e
		default:
			put(punct, i, i+w)
			if (r == '.' || r == '!' || r == '?' || r == '。') && ends(text, i, i+w, toks) {
				toks[len(toks)-1].sort = stop
			}
			i += w
		}
	}
	return toks
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// digits is where the run of digits, and of points and commas between digits,
// that starts at i ends.
func digits(text string, i int) int {
	e := i
	for e < len(text) {
		c := text[e]
		if c >= '0' && c <= '9' {
			e++
			continue
		}
		if (c == '.' || c == ',') && e+1 < len(text) && text[e+1] >= '0' && text[e+1] <= '9' {
			e++
			continue
		}
		break
	}
	return e
}

// parseDigits reads 1234, 1,234,567, 12,34,567 and 1,234.5; nil for anything
// else: 1.2.3, 3,5, 0012, or a run too long to be an amount.
func parseDigits(s string) *num {
	whole, frac, point := strings.Cut(s, ".")
	if len(s) > longest+8 || strings.ContainsAny(frac, ".,") || point && frac == "" {
		return nil
	}
	groups := strings.Split(whole, ",")
	if len(groups) > 1 {
		last := len(groups) - 1
		if len(groups[last]) != 3 || len(groups[0]) > 3 {
			return nil
		}
		western, indian := true, len(groups[0]) <= 2
		for _, g := range groups[1:last] {
			western, indian = western && len(g) == 3, indian && len(g) == 2
		}
		if !western && !indian {
			return nil
		}
	}
	plain := strings.Join(groups, "")
	if len(plain) > longest || len(plain) > 1 && plain[0] == '0' {
		return nil
	}
	if point {
		plain += "." + frac
	}
	v, ok := new(big.Rat).SetString(plain)
	if !ok {
		return nil
	}
	place := ratio(1, 1)
	for range frac {
		place = quo(place, ratio(10, 1))
	}
	return &num{value: v, place: place, measured: point, plain: len(groups) == 1 && !point, verbatim: s}
}

// breaks says whether a line's end is a sentence's: before an empty line, a
// bullet, a capital letter or a number that is a list's. Wrapped text goes on
// in lower case or with a figure.
func breaks(text string, i int, toks []token) bool {
	if len(toks) == 0 || toks[len(toks)-1].sort == stop {
		return false
	}
	rest := strings.TrimLeft(text[i+1:min(len(text), i+64)], " \t\r")
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case r == '\n', unicode.IsUpper(r), strings.ContainsRune("-*•–—·|#>", r):
		return true
	case r >= '0' && r <= '9':
		e := digits(rest, 0)
		return e < len(rest) && (rest[e] == '.' || rest[e] == ')')
	}
	return false
}

var abbreviations = set("rs no nos mr mrs ms dr prof approx vs est co ltd inc st art sec fig vol pp u.s i.e e.g ie eg cr mn bn gen sen jan feb mar apr jun jul aug sep sept oct nov dec")

// ends says whether the point, mark or question mark at text[s:e] ends a sentence.
func ends(text string, s, e int, toks []token) bool {
	if text[s] != '.' {
		return true
	}
	if e < len(text) && text[e] != ' ' && text[e] != '\n' && text[e] != '\t' && text[e] != '\r' && text[e] != '"' && text[e] != ')' && !strings.HasPrefix(text[e:], "”") {
		return false
	}
	if len(toks) > 1 && toks[len(toks)-2].end == s {
		before := toks[len(toks)-2]
		if before.sort == word && (abbreviations[before.low] || utf8.RuneCountInString(before.text) == 1 && unicode.IsUpper([]rune(before.text)[0])) {
			return false
		}
	}
	return true
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func power(n int) *big.Rat {
	p := ratio(1, 1)
	for range n {
		p.Mul(p, ratio(10, 1))
	}
	return p
}

var (
	scales = map[string]*big.Rat{
		"hundred": power(2), "thousand": power(3), "lakh": power(5), "lakhs": power(5), "lac": power(5), "lacs": power(5),
		"million": power(6), "millions": power(6), "mn": power(6), "mln": power(6), "crore": power(7), "crores": power(7), "cr": power(7),
		"billion": power(9), "bn": power(9), "bln": power(9), "trillion": power(12), "tn": power(12), "trn": power(12),
	}
	// glueScale is what may be joined to digits. A bare m is metres as often as
	// millions and counts only behind a currency.
	glueScale = map[string]*big.Rat{
		"k": power(3), "m": power(6), "mn": power(6), "mln": power(6), "cr": power(7), "b": power(9), "bn": power(9), "bln": power(9), "tn": power(12), "trn": power(12),
	}
	gluedUnit = set("km mw gw kw tbps gbps mbps pc ha gwh mwh kwh")

	currencies = map[string]string{
		"$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
		"rs": "Rs", "₨": "Rs", "rupee": "Rs", "rupees": "Rs", "pkr": "PKR", "inr": "INR", "₹": "INR",
		"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP",
		"rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "¥", "jpy": "JPY", "yen": "JPY",
		"rm": "MYR", "myr": "MYR", "aed": "AED", "sar": "SAR", "qar": "QAR", "bdt": "BDT", "lkr": "LKR", "chf": "CHF", "ringgit": "MYR",
	}

	// measures are units whose figures are printed rounded; one family is
	// brought to one unit.
	measures = map[string]struct {
		unit   string
		factor *big.Rat
	}{
		"tbps": {"Gbps", power(3)}, "gbps": {"Gbps", power(0)}, "mbps": {"Gbps", ratio(1, 1000)},
		"mw": {"MW", power(0)}, "gw": {"MW", power(3)}, "kw": {"MW", ratio(1, 1000)}, "megawatt": {"MW", power(0)}, "megawatts": {"MW", power(0)}, "gigawatts": {"MW", power(3)},
		"mwh": {"MWh", power(0)}, "gwh": {"MWh", power(3)}, "kwh": {"MWh", ratio(1, 1000)},
		"km": {"km", power(0)}, "kilometres": {"km", power(0)}, "kilometers": {"km", power(0)}, "kilometre": {"km", power(0)}, "kilometer": {"km", power(0)},
		"ha": {"ha", power(0)}, "hectares": {"ha", power(0)}, "hectare": {"ha", power(0)}, "acres": {"acre", power(0)}, "acre": {"acre", power(0)},
		"tonnes": {"tonne", power(0)}, "tonne": {"tonne", power(0)}, "tons": {"ton", power(0)}, "ton": {"ton", power(0)}, "barrels": {"barrel", power(0)},
	}

	numberWords = map[string]int64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
)

func wordNumber(low string) (int64, bool) {
	if n, ok := numberWords[low]; ok {
		return n, true
	}
	tens, one, ok := strings.Cut(low, "-")
	t, isTen := numberWords[tens]
	o, isOne := numberWords[one]
	if ok && isTen && isOne && t >= 20 && o < 10 {
		return t + o, true
	}
	return 0, false
}

// joinNumbers gathers what belongs to a number: the currency before, scale
// words, currency, unit or per-cent sign behind.
func joinNumbers(text string, toks []token) []token {
	var out []token
	for i := 0; i < len(toks); {
		t := toks[i]
		if t.sort == word {
			if n, ok := wordNumber(t.low); ok {
				t.num = &num{value: big.NewRat(n, 1), place: ratio(1, 1), plain: true, verbatim: t.text}
				t.sort = figure
			}
		}
		if t.sort != figure || t.num == nil {
			out = append(out, t)
			i++
			continue
		}
		n := t.num
		// the currency before: $, US$, Rs, Rs., PKR
		for len(out) > 0 {
			p := out[len(out)-1]
			near := strings.TrimSpace(text[p.end:t.start]) == "" && t.start-p.end <= 1
			if p.text == "." && near && len(out) > 1 && out[len(out)-2].low == "rs" && p.sort != stop {
				t.start, n.unit = out[len(out)-2].start, "Rs"
				out = out[:len(out)-2]
				break
			}
			if !near || currencies[p.low] == "" || p.sort != punct && len(p.low) > 3 {
				break
			}
			n.unit, t.start = currencies[p.low], p.start
			out = out[:len(out)-1]
			if p.text == "$" && len(out) > 0 && out[len(out)-1].end == p.start {
				switch before := out[len(out)-1]; before.low {
				case "us":
					t.start = before.start
					out = out[:len(out)-1]
				case "a", "c", "hk", "s", "nz":
					n.unit, t.start = before.low+"$", before.start
					out = out[:len(out)-1]
				}
			}
			break
		}
		// scale and unit behind
		j, scaled := i+1, 0
		for j < len(toks) && scaled < 2 && toks[j].sort == word {
			by := scales[toks[j].low]
			if by == nil && toks[j].start == toks[j-1].end && scaled == 0 {
				by = glueScale[toks[j].low]
				if (toks[j].low == "m" || toks[j].low == "b") && n.unit == "" {
					t.sort = other // 5m: metres or millions
				}
			}
			if by == nil {
				break
			}
			n.value, n.place, n.measured, n.plain = mul(n.value, by), mul(n.place, by), true, false
			t.end = toks[j].end
			scaled++
			j++
		}
		if j < len(toks) {
			u := toks[j]
			switch m, isMeasure := measures[u.low]; {
			case u.text == "%" || u.text == "٪" || u.low == "percent" || u.low == "pc" && u.start == t.end:
				n.unit, n.plain, t.end = "%", false, u.end
				j++
			case u.low == "per" && j+1 < len(toks) && toks[j+1].low == "cent":
				n.unit, n.plain, t.end = "%", false, toks[j+1].end
				j += 2
			case u.low == "us" && j+1 < len(toks) && toks[j+1].low == "dollars":
				n.unit, n.plain, t.end = "USD", false, toks[j+1].end
				j += 2
			case n.unit == "" && u.sort == word && currencies[u.low] != "" && u.low != "rs" && u.low != "rm":
				n.unit, n.plain, t.end = currencies[u.low], false, u.end
				j++
			case n.unit == "" && isMeasure:
				n.unit, n.plain, n.measured, t.end = m.unit, false, true, u.end
				n.value, n.place = mul(n.value, m.factor), mul(n.place, m.factor)
				j++
			}
		}
		if n.unit == "%" && j < len(toks) && (toks[j].low == "point" || toks[j].low == "points") {
			n.unit = "percentage point"
		}
		if n.unit == "%" {
			n.measured = true
		}
		if n.unit != "" {
			n.plain = false
		}
		t.text, t.low = text[t.start:t.end], strings.ToLower(text[t.start:t.end])
		out = append(out, t)
		i = j
	}
	return out
}

var (
	months = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
	// labels stand before numbers that name and do not count.
	labels = set("article section clause phase page no nos number rule chapter para paragraph annex appendix table figure fig resolution version vision volume vol round tier type model class level grade room floor street flight route item step part agenda act bill order circular sector block gate lane tel phone fax call whatsapp mobile helpline ext dial aged age cpec")
	times  = set("year years month months week weeks day days hour hours minute minutes decade decades quarter quarters")
)

// exclude takes from the figures those that count nothing: years, dates,
// telephone numbers, ranges, numbered things, lengths of time.
func exclude(toks []token) {
	at := func(i int) token {
		if i < 0 || i >= len(toks) {
			return token{sort: stop}
		}
		return toks[i]
	}
	adjoin := func(a, b token) bool { return a.end == b.start && a.sort != stop && b.sort != stop }
	out := make([]bool, len(toks))
	named := make([]bool, len(toks)) // rules 5, 6 and 7
	for i := range toks {
		t := &toks[i]
		if t.sort != figure {
			continue
		}
		prev, next := at(i-1), at(i+1)
		n := t.num
		// joined to another number: 2025-09-04, 10:30, 4/9, 60–70, +92-51-111
		if strings.ContainsAny(next.text, "-–—−/:") && next.sort == punct && adjoin(*t, next) {
			after := at(i + 2)
			switch {
			case after.num != nil && adjoin(next, after), after.sort == other && adjoin(next, after):
				n.glued, out[i] = true, true
				if after.num != nil {
					after.num.glued, out[i+2] = true, true
				}
			case after.sort == word && adjoin(next, after) && next.text == "-":
				out[i] = true // 15-day
			}
		}
		if strings.ContainsAny(prev.text, "-–—−/:") && prev.sort == punct && adjoin(prev, *t) && at(i-2).sort == other && adjoin(at(i-2), prev) {
			out[i] = true
		}
		if prev.sort == punct && strings.ContainsAny(prev.text, "#@_/\\&=?") && adjoin(prev, *t) {
			if b := at(i - 2); prev.text == "#" || b.sort == word && adjoin(b, prev) || strings.ContainsAny(b.text, "?/&") && b.sort == punct {
				out[i] = true
			}
		}
		// one number straight after another is a telephone number or a table's row
		if next.num != nil && n.unit == "" && next.num.unit == "" && next.sort != stop && n.plain && next.num.plain {
			out[i], out[i+1] = true, true
		}
		if prev.sort == other && n.plain && prev.num == nil {
			out[i] = true
		}
		// 60 to 70, between 60 and 70
		if b := at(i - 2); (prev.low == "to") && b.sort == figure && b.num.unit == n.unit && (b.num.plain || n.unit != "") && !changes(toks, i-2) {
			out[i], out[i-2] = true, true
		}
		if prev.low == "and" && at(i-2).sort == figure && fromBetween(toks, i-2) {
			out[i], out[i-2] = true, true
		}
		if n.unit == "" && n.plain {
			year := len(n.verbatim) == 4 && n.value.Cmp(ratio(1900, 1)) >= 0 && n.value.Cmp(ratio(2100, 1)) < 0
			label := labels[prev.low] || labels[strings.TrimSuffix(prev.low, "s")] && prev.sort == word ||
				(prev.low == "," || prev.low == "and") && i > 1 && named[i-2] || prev.text == "." && (at(i-2).low == "no" || at(i-2).low == "nos")
			date := months[next.low] && next.text[0] < 'a' || months[prev.low] && prev.sort == word && prev.text[0] < 'a'
			fraction := strings.HasPrefix(next.low, "third") || strings.HasPrefix(next.low, "quarter") || strings.HasPrefix(next.low, "fifth") || next.low == "half"
			// a list's own number: "1." or "(a) 2)" at the start of a line
			numbered := (prev.sort == stop) && (next.text == ")" || next.text == ".") && adjoin(*t, next)
			named[i] = label
			if year || label || date || fraction || numbered {
				out[i] = true
			}
		}
	}
	for i, gone := range out {
		if gone {
			toks[i].sort = other
		}
	}
}

// changes says whether the figure is the start of a change and not of a range:
// "from 60 to 70", "adding 4 to 13".
func changes(toks []token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if toks[k].low == "from" || adding[toks[k].low] || toks[k].low == "+" {
			return true
		}
	}
	return false
}

func fromBetween(toks []token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if toks[k].low == "between" {
			return true
		}
	}
	return false
}

// stopWords end what is counted.
var stopWords = set(`of for in on at by to from with under over and or nor but as than per each that which who whom whose where when while will would shall should can could may might must
is are was were be been being has have had do does did signed sign signs set said says say the a an this these those its their his her our it they he she we not no so far about around between among
into through during within after before until since including includes include comprising comprises trained train training certified covering worth implemented completed operating launched enrolled employed combined altogether total totals totalling totaling more up down
if because out off via also then now already yet only just nearly almost some any all both such making make makes adding adds add plus annually yearly monthly daily`)

// vague words in front of a noun do not tell one thing counted from another.
var vague = set("new additional other further young different separate key major such joint bilateral local foreign first last many more")

var folded = map[string]string{
	"memoranda": "mou", "memorandum": "mou", "memorandums": "mou", "mous": "mou", "mou": "mou", "people": "person", "persons": "person",
	"companies": "company", "ventures": "venture", "youths": "youth", "jvs": "venture", "jv": "venture", "universities": "university", "facilities": "facility", "countries": "country", "cities": "city", "children": "child",
}

func fold(low string) string {
	if f, ok := folded[low]; ok {
		return f
	}
	low = strings.TrimSuffix(strings.TrimSuffix(low, "’s"), "'s")
	if strings.HasSuffix(low, "ies") && len(low) > 4 {
		return low[:len(low)-3] + "y"
	}
	if strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && len(low) > 3 {
		return low[:len(low)-1]
	}
	return low
}

// isTag says whether a word names a level: g2g, b2b, government-to-business.
func isTag(low string) bool {
	if strings.Contains(low, "-to-") {
		return true
	}
	return len(low) == 3 && low[1] == '2' && strings.ContainsRune("gbcp", rune(low[0])) && strings.ContainsRune("gbcp", rune(low[2]))
}

// describe gives each figure its hedge and what it counts.
func describe(toks []token) {
	for i := range toks {
		n := toks[i].num
		if toks[i].sort != figure {
			continue
		}
		n.hedge = hedgeBefore(toks, i)
		if i+1 < len(toks) && toks[i+1].text == "+" && toks[i+1].start == toks[i].end && (i+2 >= len(toks) || toks[i+2].num == nil) {
			n.hedge = Over
		}
		for k := i + 1; k < len(toks) && k <= i+5 && toks[k].sort == word && !stopWords[toks[k].low]; k++ {
			switch w := toks[k].low; {
			case isTag(w):
				n.tags++
			case !vague[w]:
				n.nouns = append(n.nouns, fold(w))
			}
		}
	}
}

var hedges = map[string]Hedge{
	"nearly": Nearly, "almost": Nearly, "close to": Nearly, "just under": Nearly, "approaching": Nearly, "just short of": Nearly,
	"about": About, "around": About, "roughly": About, "approximately": About, "some": About, "circa": About, "approx": About, "~": About, "≈": About, "estimated": About, "an estimated": About,
	"over": Over, "more than": Over, "above": Over, "upwards of": Over, "exceeding": Over, "well over": Over, ">": Over,
	"at least": AtLeast, "not less than": AtLeast, "no fewer than": AtLeast, "no less than": AtLeast, "minimum": AtLeast, "≥": AtLeast,
	"under": Under, "less than": Under, "fewer than": Under, "below": Under, "up to": Under, "at most": Under, "not more than": Under, "no more than": Under, "<": Under, "as many as": Under, "as much as": Under,
}

// hedgeBefore reads the hedge in the three tokens before a number, the longest
// first; "a" and "the" may stand between.
func hedgeBefore(toks []token, i int) Hedge {
	e := i
	for e > 0 && (toks[e-1].low == "a" || toks[e-1].low == "the" || toks[e-1].low == "+") {
		e--
		if i-e >= 2 {
			break
		}
	}
	for width := 3; width >= 1; width-- {
		if e-width < 0 {
			continue
		}
		var words []string
		for _, t := range toks[e-width : e] {
			if t.sort != word && t.sort != punct {
				words = nil
				break
			}
			words = append(words, t.low)
		}
		if words == nil {
			continue
		}
		h, ok := hedges[strings.Join(words, " ")]
		if ok && !(h == Under && words[0] == "under" && toks[e-1].sort == word && e >= 2 && toks[e-2].low == "signed") {
			return h
		}
	}
	return Plain
}

// open says whether a hedge leaves one side of a figure unbounded.
func (n *num) open() bool { return n.hedge == Over || n.hedge == AtLeast || n.hedge == Under }

// range of an input: what a figure used in a computation may have been before
// it was rounded or hedged. A plain count is exact.
func (n *num) input() interval {
	half := mul(n.place, ratio(1, 2))
	lo, hi := n.value, n.value
	if n.measured {
		lo, hi = sub(lo, half), add(hi, half)
	}
	switch n.hedge {
	case Nearly:
		lo = mul(lo, ratio(9, 10))
	case About:
		lo, hi = mul(lo, ratio(9, 10)), mul(hi, ratio(11, 10))
	}
	if lo.Sign() < 0 {
		lo = new(big.Rat)
	}
	return interval{lo, hi}
}

// accepts is what a computed value may be for the said figure to stand.
func (n *num) accepts() interval {
	half := new(big.Rat)
	if n.measured {
		half = mul(n.place, ratio(1, 2))
	}
	lo, hi := sub(n.value, half), add(n.value, half)
	switch n.hedge {
	case Nearly:
		lo = mul(n.value, ratio(9, 10))
	case About:
		lo, hi = mul(n.value, ratio(9, 10)), mul(n.value, ratio(11, 10))
	case Over, AtLeast:
		hi = nil
	case Under:
		lo = nil
	case Plain:
		if n.measured { // cut off instead of rounded: 30.9 printed as 30
			hi = sub(add(n.value, n.place), quo(n.place, ratio(1_000_000, 1)))
		}
	}
	return interval{lo, hi}
}

// rounded says how far a plain count that ends in zeros may be a rounded one:
// half of the place of its last digit that is not zero.
func (n *num) rounded() *big.Rat {
	half := mul(n.place, ratio(1, 2))
	if n.measured || !n.value.IsInt() || n.value.Sign() == 0 {
		return half
	}
	v, ten, rem := new(big.Int).Set(n.value.Num()), big.NewInt(10), new(big.Int)
	place := ratio(1, 1)
	for {
		q, r := new(big.Int).QuoRem(v, ten, rem)
		if r.Sign() != 0 {
			break
		}
		v, place = q, mul(place, ratio(10, 1))
	}
	if place.Cmp(ratio(1, 1)) == 0 {
		return new(big.Rat)
	}
	return mul(place, ratio(1, 2))
}

// alike says whether two figures count the same; told is whether both say what
// they count.
func alike(a, b *num) (same, told bool) {
	if a.unit != b.unit {
		return false, true
	}
	if a.unit != "" {
		return true, true
	}
	if len(a.nouns) == 0 || len(b.nouns) == 0 {
		return true, false
	}
	return slices.ContainsFunc(a.nouns, func(w string) bool { return slices.Contains(b.nouns, w) }), true
}
