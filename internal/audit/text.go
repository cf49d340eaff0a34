package audit

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
)

// reach is how many tokens may stand between two numbers of one statement.
const reach = 16

var thousand = ratio(1000, 1)

// Text finds the statements of a text that can be done again and does them
// again, in text order. Offsets count bytes of text. It reads English.
//
// Time grows with the length of the text, whatever the text is.
func Text(text string) []Finding {
	toks := lex(text)
	s := scanner{text: text, toks: toks, seen: map[int]bool{}}
	from := 0
	for i := range toks {
		if toks[i].sort == stop {
			s.sentence(from, i)
			from = i + 1
		}
	}
	s.sentence(from, len(toks))
	slices.SortStableFunc(s.found, func(a, b Finding) int { return cmp.Compare(first(a), first(b)) })
	return s.found
}

func first(f Finding) int {
	at := f.Spans[0].Start
	for _, s := range f.Spans {
		at = min(at, s.Start)
	}
	return at
}

type scanner struct {
	text  string
	toks  []token
	found []Finding
	seen  map[int]bool // tokens that are the total or percentage of a finding
	past  []int        // figures of earlier sentences, the newest last
}

// sentence runs every rule over toks[from:to].
func (s *scanner) sentence(from, to int) {
	var figs []int
	for i := from; i < to; i++ {
		if s.toks[i].sort == figure && !s.duration(i) {
			figs = append(figs, i)
		}
	}
	if len(figs) > 1 {
		s.sums(figs, from, to)
		s.ratios(figs, from, to)
	}
	s.slashed(from, to)
	s.past = append(s.past, figs...)
	if len(s.past) > 8 {
		s.past = slices.Clone(s.past[len(s.past)-8:])
	}
}

// duration says whether a figure tells a length of time.
func (s *scanner) duration(i int) bool {
	n := s.toks[i].num
	return n.unit == "" && len(n.nouns) > 0 && times[n.nouns[0]] || i+1 < len(s.toks) && times[s.toks[i+1].low]
}

func (s *scanner) span(i int, role string) Span {
	t := s.toks[i]
	return Span{Start: t.start, End: t.end, Text: s.text[t.start:t.end], Role: role}
}

func (s *scanner) report(total int, f Finding) {
	if s.seen[total] {
		return
	}
	s.seen[total] = true
	slices.SortStableFunc(f.Spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	s.found = append(s.found, f)
}

// show prints a figure in full, with its currency or unit.
func (n *num) show(v *big.Rat) string {
	switch {
	case n.unit == "":
		return number(v)
	case n.unit == "%":
		return percent(v)
	case slices.Contains([]string{"Gbps", "MW", "MWh", "km", "ha", "acre", "tonne", "ton", "barrel", "percentage point"}, n.unit):
		return number(v) + " " + n.unit
	}
	return n.unit + " " + number(v)
}

var hedgeWords = map[Hedge]string{Nearly: "nearly ", About: "about ", Over: "over ", AtLeast: "at least ", Under: "at most "}

func (n *num) said() string { return hedgeWords[n.hedge] + n.show(n.value) }

// Sums.

type gap uint8

const (
	broken      gap = iota
	comma           // parts of one list
	and             // the last two parts of one list
	totalNext       // "…, a total of": the next figure is the sum of those before
	totalMaybe      // "…, bringing the total to": may count what was before
	partsNext       // "comprising": the next figures are all parts of this one
	partsListed     // a colon or bracket: the next figures are parts, perhaps not all
	partsMaybe      // "including": the next figures are some of this one, and may overlap
	equals
)

var (
	totalCues      = []string{" a total of ", " totalling ", " totaling ", " totals ", " adding up to ", " add up to ", " adds up to ", " summing to ", " sums to ", " sum of ", " combined total of ", " making ", " makes ", " in total ", " in all ", " altogether ", " amounting to ", " total of ", " total : "}
	maybeTotalCues = []string{" total to ", " with a total of ", " tally to ", " number to "}
	notTotalCues   = []string{" of a total of ", " out of ", " from a total ", " against a ", " in a total ", " compared ", " to a total of "}
	partsCues      = []string{" comprising ", " comprises ", " comprised of ", " consisting of ", " consists of ", " made up of ", " composed of ", " broken down ", " namely ", " divided into ", " split into ", " split between "}
	somePartsCues  = []string{" including ", " include ", " includes ", " of which ", " of whom ", " of these ", " of them ", " with ", " among them ", " among which "}
	gapEnders      = set("but or nor than compared against versus vs per each every apiece earlier previously respectively instead rather up down rising former latter out daily monthly yearly annually")
	restWords      = set("rest remaining remainder others other etc balance")
)

// between classes what stands between the neighbouring figures i and j.
func (s *scanner) between(i, j int) gap {
	if j-i-1 > reach || s.toks[i].num.glued || s.toks[j].num.glued {
		return broken
	}
	in := s.toks[i+1 : j]
	var b strings.Builder
	b.WriteByte(' ')
	sep, last, bracket, colon, eq := broken, "", false, false, false
	for k, t := range in {
		switch {
		case t.sort == other:
			// a year with its preposition is part of the item; anything else is not
			if k == 0 || !slices.Contains([]string{"in", "by", "for", "during", "since"}, in[k-1].low) || len(t.text) != 4 {
				return broken
			}
			continue
		case t.sort == figure: // a length of time
			continue
		case gapEnders[t.low]:
			return broken
		case t.low == "," || t.low == ";":
			if sep == broken {
				sep = comma
			}
		case t.low == "and" || t.low == "&" || t.low == "plus":
			sep = and
		case t.low == "+":
			sep = and
		case t.low == "(":
			bracket = true
		case t.low == ")":
			bracket = false
		case t.low == ":":
			colon = true
		case t.low == "=":
			eq = true
		}
		b.WriteString(t.low)
		b.WriteByte(' ')
		last = t.low
	}
	words := b.String()
	// "rose to 500", "one of 24": a preposition that no cue ends with joins the
	// figure to something else
	if (last == "to" || last == "from" || last == "of") && !slices.ContainsFunc(slices.Concat(totalCues, maybeTotalCues, partsCues), func(c string) bool { return strings.HasSuffix(words, c) }) {
		return broken
	}
	if eq {
		return equals
	}
	for _, c := range notTotalCues {
		if strings.Contains(words, c) {
			return broken
		}
	}
	for _, c := range maybeTotalCues {
		if near(words, c, 2) {
			return totalMaybe
		}
	}
	for _, c := range totalCues {
		if near(words, c, 2) {
			return totalNext
		}
	}
	for _, c := range partsCues {
		if strings.Contains(words, c) {
			return partsNext
		}
	}
	for _, c := range somePartsCues {
		if strings.Contains(words, c) && sep != and {
			return partsMaybe
		}
	}
	if colon || bracket {
		return partsListed
	}
	if sep == broken && slices.ContainsFunc(in, func(t token) bool { return t.text == "—" || t.text == "–" }) {
		return partsListed
	}
	return sep
}

// near says whether the cue stands in words with at most n words and no comma
// behind it.
func near(words, cue string, n int) bool {
	i := strings.LastIndex(words, cue)
	if i < 0 {
		return false
	}
	rest := words[i+len(cue):]
	return !strings.ContainsAny(rest, ",;.") && len(strings.Fields(rest)) <= n
}

func (s *scanner) sums(figs []int, from, to int) {
	gaps := make([]gap, len(figs)-1)
	for k := range gaps {
		gaps[k] = s.between(figs[k], figs[k+1])
		if same, _ := alike(s.toks[figs[k]].num, s.toks[figs[k+1]].num); !same && (gaps[k] == comma || gaps[k] == and) && s.toks[figs[k]].num.unit != s.toks[figs[k+1]].num.unit {
			gaps[k] = broken
		}
	}
	joined := func(g gap) bool { return g == comma || g == and }
	const most = 40 // parts of one list
	for k, g := range gaps {
		// parts first: 1 + 7 + 16 = 24; "…, a total of 24"; "…, 24 in all"
		backwards := g == totalNext || g == totalMaybe || g == equals
		trailing := (g == comma || g == partsListed) && k > 0 && gaps[k-1] == and && s.trailingTotal(figs[k+1], to)
		if backwards || trailing {
			a := k
			for a > 0 && joined(gaps[a-1]) && k-a < most {
				a--
			}
			if k-a >= 1 {
				s.sum(figs[a:k+1], figs[k+1], gaps[a:k], g, true, from, to)
				continue
			}
		}
		// total first: 24 = 1 + 7 + 16; "24, made up of …"
		if g == partsNext || g == partsListed || g == partsMaybe || g == equals {
			z := k + 1
			for z < len(gaps) && joined(gaps[z]) && z-k < most {
				z++
			}
			if z > k+1 {
				s.sum(figs[k+1:z+1], figs[k], gaps[k+1:z], g, false, from, to)
			}
		}
	}
	// "the total is made up of …": the total stands in an earlier sentence
	for k, g := range gaps {
		if !joined(g) || k > 0 && joined(gaps[k-1]) {
			continue
		}
		z := k
		for z < len(gaps) && joined(gaps[z]) && z-k < most {
			z++
		}
		if total, ok := s.earlier(figs[k:z+1], from); ok {
			s.sum(figs[k:z+1], total, gaps[k:z], partsNext, false, from, to)
		}
	}
}

// trailingTotal: "…, 24 in all".
func (s *scanner) trailingTotal(i, to int) bool {
	for k := i + 1; k < to && k <= i+4; k++ {
		if s.toks[k].low == "altogether" {
			return true
		}
		if s.toks[k].low == "in" && k+1 < to && (s.toks[k+1].low == "all" || s.toks[k+1].low == "total") {
			return true
		}
		if s.toks[k].sort != word {
			return false
		}
	}
	return false
}

// earlier is the one figure of the sentences just before that counts what these
// parts count, where the words before the parts say they make up "the total".
func (s *scanner) earlier(parts []int, from int) (int, bool) {
	var b strings.Builder
	b.WriteByte(' ')
	for k := max(from, parts[0]-8); k < parts[0]; k++ {
		b.WriteString(s.toks[k].low + " ")
	}
	words := b.String()
	if !strings.Contains(words, " total ") || !slices.ContainsFunc(partsCues, func(c string) bool { return strings.Contains(words, c) }) {
		return 0, false
	}
	at, n := 0, 0
	var before *big.Rat
	for _, p := range s.past {
		same, told := alike(s.toks[p].num, s.toks[parts[0]].num)
		if !same || !told || parts[0]-p > 120 {
			continue
		}
		if before == nil || before.Cmp(s.toks[p].num.value) != 0 {
			n++
		}
		at, before = p, s.toks[p].num.value
	}
	return at, n == 1
}

// sum adds parts and holds them against the total.
func (s *scanner) sum(parts []int, total int, gaps []gap, cue gap, partsFirst bool, from, to int) {
	t := s.toks[total].num
	if t.unit == "%" || t.unit == "percentage point" {
		return
	}
	for _, p := range parts {
		if s.toks[p].num.unit != t.unit {
			return
		}
	}
	if cue == equals && slices.ContainsFunc(gaps, func(g gap) bool { return g != and }) {
		return
	}
	// A list may begin, or go on, with figures of other things: "in 3 cities,
	// 200,000 by Google and 300,000 by Huawei".
	for len(parts) > 2 {
		far, next := parts[len(parts)-1], parts[len(parts)-2]
		if partsFirst {
			far, next = parts[0], parts[1]
		}
		a, b := s.toks[far].num, s.toks[next].num
		if same, _ := alike(a, b); same && mul(a.value, thousand).Cmp(b.value) >= 0 {
			break
		}
		if partsFirst {
			parts, gaps = parts[1:], gaps[1:]
		} else {
			parts, gaps = parts[:len(parts)-1], gaps[:len(gaps)-1]
		}
	}
	a := s.added(parts)
	accepted := t.accepts()
	if t.hedge == Plain { // a total is rounded, not cut off
		accepted.hi = sub(mul(t.value, ratio(2, 1)), accepted.lo)
	}
	v := judge(a.exact, a.may, accepted, a.open)
	if v == Fails && new(big.Rat).Abs(sub(a.exact, t.value)).Cmp(t.rounded()) <= 0 {
		v = CannotTell
	}
	if v == Agrees && !s.alikeAll(parts, total) && t.unit == "" {
		return // it agrees by a hedge or by rounding, of things that are not the same
	}
	if v != Agrees {
		if !s.clear(parts, total, gaps, a, to) {
			return
		}
		switch short := a.exact.Cmp(t.value) < 0; {
		case (cue == partsMaybe || cue == totalMaybe) && short:
			return // some of them, or the total counts earlier ones too
		case cue == partsMaybe || cue == totalMaybe:
			v = CannotTell // the parts may overlap
		case cue == partsListed && short:
			v = CannotTell // perhaps not all are listed
		}
	}
	s.addFinding(parts, total, v)
}

type added struct {
	exact *big.Rat
	may   interval
	open  bool
}

func (s *scanner) added(parts []int) added {
	a := added{exact: new(big.Rat), may: interval{new(big.Rat), new(big.Rat)}}
	for _, p := range parts {
		n := s.toks[p].num
		in := n.input()
		a.exact = add(a.exact, n.value)
		a.may = interval{add(a.may.lo, in.lo), add(a.may.hi, in.hi)}
		a.open = a.open || n.open()
	}
	return a
}

func (s *scanner) alikeAll(parts []int, total int) bool {
	all := append(slices.Clone(parts), total)
	for i, p := range all {
		for _, q := range all[i+1:] {
			if same, _ := alike(s.toks[p].num, s.toks[q].num); !same {
				return false
			}
		}
	}
	return true
}

// clear says whether parts that do not add up are clearly parts of the total:
// they count the same, the list is closed by an "and", nothing is left to a
// rest, the total is no less than the largest part and between half and twice
// the sum, and no part is a thousandth of another. Without that, the figure
// taken for a total is likelier another one than a wrong one.
func (s *scanner) clear(parts []int, total int, gaps []gap, a added, to int) bool {
	if !s.alikeAll(parts, total) || len(gaps) == 0 || gaps[len(gaps)-1] != and {
		return false
	}
	if plus := s.plusOnly(parts); !plus && slices.Contains(gaps[:len(gaps)-1], and) {
		return false
	}
	t := s.toks[total].num.value
	low, high := s.toks[parts[0]].num.value, s.toks[parts[0]].num.value
	for _, p := range parts {
		v := s.toks[p].num.value
		if v.Cmp(low) < 0 {
			low = v
		}
		if v.Cmp(high) > 0 {
			high = v
		}
	}
	two := ratio(2, 1)
	if low.Sign() <= 0 || t.Cmp(high) < 0 || mul(t, two).Cmp(a.exact) < 0 || t.Cmp(mul(a.exact, two)) > 0 || high.Cmp(mul(low, thousand)) > 0 {
		return false
	}
	// what follows each part and the total: "each", "a year", "so far", "the rest"
	for _, p := range append(slices.Clone(parts), total) {
		for k := p + 1; k < to && k <= p+5 && s.toks[k].sort != figure; k++ {
			switch w := s.toks[k].low; w {
			case "each", "apiece", "per", "annually", "yearly", "monthly", "daily", "every", "since", "cumulatively", "worldwide", "globally":
				return false
			case "a":
				if k+1 < to && times[s.toks[k+1].low] {
					return false
				}
			case "so":
				if k+1 < to && s.toks[k+1].low == "far" {
					return false
				}
			}
		}
	}
	for k := min(parts[0], total); k < to && k <= max(parts[len(parts)-1], total)+12; k++ {
		if restWords[s.toks[k].low] {
			return false
		}
	}
	return true
}

func (s *scanner) plusOnly(parts []int) bool {
	for k := 1; k < len(parts); k++ {
		if !slices.ContainsFunc(s.toks[parts[k-1]:parts[k]], func(t token) bool { return t.low == "+" || t.low == "plus" }) {
			return false
		}
	}
	return true
}

func (s *scanner) addFinding(parts []int, total int, v Verdict) {
	t := s.toks[total].num
	f := Finding{Rule: "sum", Said: t.said(), Verdict: v}
	var shown []string
	for _, p := range parts {
		n := s.toks[p].num
		f.Spans = append(f.Spans, s.span(p, "part"))
		shown = append(shown, hedgeWords[n.hedge]+n.show(n.value))
	}
	f.Spans = append(f.Spans, s.span(total, "total"))
	f.Computed = t.show(s.added(parts).exact)
	f.Words = strings.Join(shown, " + ") + " = " + f.Computed + tail(v, f.Said)
	s.report(total, f)
	s.rungs(parts, total)
}

func tail(v Verdict, said string) string {
	switch v {
	case Agrees:
		return ", as said (" + said + ")"
	case CannotTell:
		return ", said to be " + said + "; rounding, hedges or what was counted may explain it"
	}
	return ", said to be " + said
}

var (
	pledging   = set("mou mous memorandum memoranda memorandums loi lois intent intents framework frameworks declaration declarations")
	committing = set("venture ventures jv jvs contract contracts loan loans grant grants")
)

// rungs finds money of memoranda and money of contracts or joint ventures added
// into one total.
func (s *scanner) rungs(parts []int, total int) {
	currency := s.toks[total].num.unit
	if currency == "" || s.toks[total].num.show(ratio(1, 1)) != currency+" 1" {
		return
	}
	soft, hard := new(big.Rat), new(big.Rat)
	for _, p := range parts {
		kind := 0
		for k := p + 1; k < len(s.toks) && k <= p+7 && s.toks[k].sort == word; k++ {
			if s.toks[k].low == "and" {
				break
			}
			if pledging[s.toks[k].low] {
				kind = 1
			}
			if committing[s.toks[k].low] {
				kind = 2
			}
		}
		n := s.toks[p].num
		switch kind {
		case 1:
			soft = add(soft, n.value)
		case 2:
			hard = add(hard, n.value)
		}
	}
	if soft.Sign() == 0 || hard.Sign() == 0 {
		return
	}
	t := s.toks[total].num
	f := Finding{Rule: "rungs", Said: t.said(), Verdict: Fails, Computed: t.show(soft) + " pledged at most; " + t.show(hard) + " apart"}
	for _, p := range parts {
		f.Spans = append(f.Spans, s.span(p, "part"))
	}
	f.Spans = append(f.Spans, s.span(total, "total"))
	slices.SortStableFunc(f.Spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	f.Words = t.show(soft) + " of memoranda or intent is at most pledged and " + t.show(hard) + " of contracts or joint ventures is another rung: the total " + t.said() + " adds the two"
	s.found = append(s.found, f)
}
