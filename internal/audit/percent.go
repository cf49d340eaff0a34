package audit

import (
	"math/big"
	"slices"
	"strings"
)

var (
	adding  = set("add adds added adding")
	rising  = set("increase increased increases increasing rise rises rose rising risen growth grow grew grows growing grown jump jumped jumps gain gained climbed surged surge up raise raised raises raising boost boosted boosts expand expanded expands expansion more higher uptick hike addition")
	falling = set("decrease decreased decreases decreasing decline declined declines declining fall fell falls falling fallen drop dropped drops dropping cut cuts reduce reduced reduction reduces reducing down shrank shrunk lower less fewer contraction")
	hundred = ratio(100, 1)
)

// ratios looks at every percentage of a sentence with the two figures before or
// behind it.
func (s *scanner) ratios(figs []int, from, to int) {
	for k, p := range figs {
		if s.toks[p].num.unit != "%" || s.toks[p].num.glued {
			continue
		}
		switch {
		case s.averaged(p, from, to):
		case k >= 2 && s.addedShare(figs[k-2], figs[k-1], p, from, to, true):
		case k >= 2 && s.growth(figs[k-2], figs[k-1], p, from, to):
		case k >= 2 && s.share(figs[k-2], figs[k-1], p, to):
		case k+2 < len(figs) && s.addedShare(figs[k+1], figs[k+2], p, from, to, false):
		case k+2 < len(figs) && s.growthAhead(p, figs[k+1], figs[k+2], from):
		case k+2 < len(figs) && s.shareAhead(p, figs[k+1], figs[k+2]):
		case k+2 < len(figs) && s.shareOf(p, figs[k+1], figs[k+2]):
		}
	}
}

// averaged: a yearly or average rate, or a percentage of something else named.
func (s *scanner) averaged(p, from, to int) bool {
	for k := max(from, p-5); k < min(to, p+4); k++ {
		switch s.toks[k].low {
		case "average", "annual", "annually", "compound", "cagr", "per", "yearly", "monthly", "respectively", "each", "year-on-year":
			return true
		}
		if k > p && s.toks[k].low == "a" && k+1 < to && times[s.toks[k+1].low] {
			return true
		}
	}
	return false
}

func (s *scanner) words(i, j int) (words []string, breaks bool) {
	if j-i-1 > reach {
		return nil, true
	}
	for _, t := range s.toks[i+1 : j] {
		if t.sort == other && len(t.text) != 4 || t.sort == stop {
			return nil, true
		}
		words = append(words, t.low)
	}
	return words, false
}

func (s *scanner) follows(i int, word string) bool {
	return i+1 < len(s.toks) && s.toks[i+1].low == word
}

// comparable figures are of one unit, no percentages, unglued, and where both
// name what they count, it is the same.
func (s *scanner) comparable(a, b int) bool {
	x, y := s.toks[a].num, s.toks[b].num
	same, _ := alike(x, y)
	// "adding 4 Tbps to 13.2": a figure behind may leave the unit out
	if x.unit != y.unit && (x.unit == "Gbps" || x.unit == "MW" || x.unit == "km") && y.unit == "" && len(y.nouns) == 0 {
		same = true
	}
	return same && x.unit != "%" && y.unit != "%" && x.unit != "percentage point" && y.unit != "percentage point" && !x.glued && !y.glued
}

// borrow gives a figure without unit the unit of the one before it, as printed:
// in "4 Tbps to 13.2" the 13.2 is of Tbps too.
func (s *scanner) borrow(a, b int) (x, y *num) {
	x, y = s.toks[a].num, s.toks[b].num
	if x.unit != "" && y.unit == "" && s.toks[a].end > s.toks[a].start {
		for name, m := range measures {
			if m.unit == x.unit && strings.HasSuffix(s.toks[a].low, name) && !isLetterBefore(s.toks[a].low, name) {
				c := *y
				c.value, c.place, c.unit, c.measured = mul(y.value, m.factor), mul(y.place, m.factor), x.unit, true
				return x, &c
			}
		}
	}
	return x, y
}

func isLetterBefore(s, suffix string) bool {
	i := len(s) - len(suffix) - 1
	return i >= 0 && isLetter(s[i])
}

// addedShare: "adding 4 Tbps to 13.2, nearly 40 %"; "+4 Tbps on 13.2"; "raise
// capacity by nearly 40 % by adding 4 Tbps to 13.2".
func (s *scanner) addedShare(a, b, p, from, to int, behind bool) bool {
	if !s.comparable(a, b) {
		return false
	}
	cue := a > from && s.toks[a-1].low == "+"
	for k := max(from, a-4); k < a; k++ {
		cue = cue || adding[s.toks[k].low]
	}
	mid, broke := s.words(a, b)
	if !cue || broke || len(mid) > 8 || !slices.Contains(mid, "to") && !slices.Contains(mid, "on") {
		return false
	}
	if behind {
		rest, broke := s.words(b, p)
		if broke || s.follows(p, "of") {
			return false
		}
		grows := slices.ContainsFunc(rest, func(w string) bool { return rising[w] }) || p+1 < to && rising[s.toks[p+1].low]
		bare := len(rest) > 0 && strings.ContainsAny(rest[len(rest)-1], ",(—–-") && len(rest) <= 6
		hedged := s.toks[p].num.hedge != Plain && len(rest) <= 8 && slices.ContainsFunc(rest, func(w string) bool { return strings.ContainsAny(w, ",(—–;") })
		if !grows && !bare && !hedged {
			return false
		}
	} else {
		rest, broke := s.words(p, a)
		if broke || len(rest) > 8 || s.follows(p, "of") {
			return false
		}
		if !slices.ContainsFunc(s.toks[max(from, p-7):p], func(t token) bool { return rising[t.low] }) {
			return false
		}
	}
	x, y := s.borrow(a, b)
	return s.shareFinding("added-share", x, y, a, b, p, "change", "base", " added to ")
}

// direction is 1 for words of growth, -1 for decline, 0 for none or both.
func direction(words []string) int {
	up := slices.ContainsFunc(words, func(w string) bool { return rising[w] })
	down := slices.ContainsFunc(words, func(w string) bool { return falling[w] })
	switch {
	case up && !down:
		return 1
	case down && !up:
		return -1
	}
	return 0
}

func (s *scanner) lows(i, j int) []string {
	var out []string
	for _, t := range s.toks[max(0, i):min(len(s.toks), j)] {
		out = append(out, t.low)
	}
	return out
}

// fromTo says whether the figures stand as "from a to b", or "to b from a".
func (s *scanner) fromTo(a, b, from int) (before, after int, ok bool) {
	mid, broke := s.words(a, b)
	if broke || len(mid) > 7 {
		return 0, 0, false
	}
	lead := s.lows(max(from, a-4), a)
	switch {
	case slices.Contains(lead, "from") && slices.Contains(mid, "to"):
		return a, b, true
	case slices.Contains(lead, "to") && slices.Contains(mid, "from") && !slices.Contains(mid, "up"):
		return b, a, true
	}
	return 0, 0, false
}

// growth: "from 200,000 to 300,000, an increase of 50 %".
func (s *scanner) growth(a, b, p, from, to int) bool {
	before, after, ok := s.fromTo(a, b, from)
	if !ok || !s.comparable(a, b) || s.follows(p, "of") {
		return false
	}
	rest, broke := s.words(b, p)
	if broke || len(rest) > 12 || slices.Contains(rest, "and") || slices.Contains(rest, "while") {
		return false
	}
	way := direction(append(rest, s.lows(p+1, min(to, p+3))...))
	if way == 0 && len(rest) > 0 && strings.ContainsAny(rest[len(rest)-1], "(,—") {
		way = direction(s.lows(max(from, a-8), a))
	}
	return way != 0 && s.growthFinding(before, after, p, way)
}

// growthAhead: "rose by 50 % from 200,000 to 300,000".
func (s *scanner) growthAhead(p, a, b, from int) bool {
	before, after, ok := s.fromTo(a, b, from)
	rest, broke := s.words(p, a)
	if !ok || broke || len(rest) > 5 || !s.comparable(a, b) || s.follows(p, "of") || slices.Contains(rest, ",") || slices.Contains(rest, "and") ||
		len(rest) > 1 && direction(rest[1:]) != 0 {
		return false
	}
	way := direction(append(s.lows(max(from, p-5), p), rest...))
	return way != 0 && s.growthFinding(before, after, p, way)
}

func (s *scanner) growthFinding(before, after, p, way int) bool {
	x, y := s.toks[before].num, s.toks[after].num
	if x.value.Sign() <= 0 || x.input().lo.Sign() <= 0 {
		return false
	}
	change := func(from, to *big.Rat) *big.Rat {
		d := quo(sub(to, from), from)
		if way < 0 {
			d.Neg(d)
		}
		return mul(d, hundred)
	}
	exact := change(x.value, y.value)
	if exact.Sign() < 0 {
		return false // the words go one way and the figures the other: not this statement
	}
	i, j := x.input(), y.input()
	ends := []*big.Rat{change(i.lo, j.hi), change(i.hi, j.lo)}
	if ends[0].Cmp(ends[1]) > 0 {
		ends[0], ends[1] = ends[1], ends[0]
	}
	said := s.toks[p].num
	v := judge(exact, interval{ends[0], ends[1]}, said.accepts(), x.open() || y.open())
	f := Finding{
		Rule: "growth", Said: said.said(), Computed: percent(exact), Verdict: v,
		Spans: []Span{s.span(before, "base"), s.span(after, "change"), s.span(p, "percent")},
	}
	verb := " more"
	if way < 0 {
		verb = " less"
	}
	f.Words = "from " + x.said() + " to " + y.said() + " is " + f.Computed + verb + tail(v, f.Said)
	s.report(p, f)
	return true
}

// share: "844 of 9,326 (9.0 %)", "844 out of 9,326 projects, or 9 %".
func (s *scanner) share(a, b, p, to int) bool {
	if !s.partOf(a, b) {
		return false
	}
	rest, broke := s.words(b, p)
	if broke || len(rest) > 9 {
		return false
	}
	bracket := slices.Index(rest, "(")
	switch {
	case bracket >= 0:
		if bracket > 6 || len(rest)-bracket > 3 || slices.Contains(rest[:bracket], ",") || p+1 >= to || s.toks[p+1].low != ")" {
			return false
		}
	default:
		e := len(rest)
		for e > 0 && (hedges[rest[e-1]] != Plain || slices.Contains([]string{"than", "least", "more", "just", "only", "close", "to", "a", "barely"}, rest[e-1])) {
			e--
		}
		lead := strings.Join(rest[max(0, e-3):e], " ")
		if !slices.ContainsFunc([]string{", or", "=", "i.e.", "that is", "which is", "equal to", "equivalent to", "representing", "— or", "– or", ", ie"}, func(c string) bool { return strings.HasSuffix(lead, c) }) {
			return false
		}
	}
	if s.follows(p, "of") && !slices.Contains([]string{"the", "them", "all", "those", "these"}, s.low(p+2)) {
		return false
	}
	return s.shareFinding("share", s.toks[a].num, s.toks[b].num, a, b, p, "part", "whole", " of ")
}

func (s *scanner) low(i int) string {
	if i >= len(s.toks) {
		return ""
	}
	return s.toks[i].low
}

// partOf: a stands before b with "of" or "out of" directly between them.
func (s *scanner) partOf(a, b int) bool {
	if !s.comparable(a, b) {
		return false
	}
	mid, broke := s.words(a, b)
	if broke || len(mid) > 6 || !slices.Contains(mid, "of") || slices.ContainsFunc(mid, func(w string) bool { return w == "," || w == "and" || w == ";" }) {
		return false
	}
	at := slices.Index(mid, "of")
	for _, w := range mid[at+1:] {
		if !slices.Contains([]string{"the", "a", "total", "of", "its", "their", "these", "those", "all", "some", "about", "over", "nearly", "almost", "more", "than", "around"}, w) {
			return false
		}
	}
	return s.toks[a].num.value.Cmp(s.toks[b].num.value) <= 0
}

// shareAhead: "9 % (844 of 9,326)".
func (s *scanner) shareAhead(p, a, b int) bool {
	rest, broke := s.words(p, a)
	if broke || len(rest) != 1 || rest[0] != "(" || !s.partOf(a, b) {
		return false
	}
	return s.shareFinding("share", s.toks[a].num, s.toks[b].num, a, b, p, "part", "whole", " of ")
}

// shareOf: "40 % of 500 sites, or 200"; "40 % of 500 (200)".
func (s *scanner) shareOf(p, w, x int) bool {
	mid, broke := s.words(p, w)
	rest, broke2 := s.words(w, x)
	if broke || broke2 || len(mid) == 0 || mid[0] != "of" || len(mid) > 3 || len(rest) > 7 || !s.comparable(w, x) {
		return false
	}
	if slices.ContainsFunc(mid[1:], func(m string) bool { return m != "the" && hedges[m] == Plain }) {
		return false
	}
	last := strings.Join(rest[max(0, len(rest)-2):], " ")
	if last != ", or" && !(strings.HasSuffix(last, "(") && s.low(x+1) == ")") {
		return false
	}
	pc, whole, part := s.toks[p].num, s.toks[w].num, s.toks[x].num
	exact := quo(mul(pc.value, whole.value), hundred)
	i, j := pc.input(), whole.input()
	may := interval{quo(mul(i.lo, j.lo), hundred), quo(mul(i.hi, j.hi), hundred)}
	v := judge(exact, may, part.accepts(), pc.open() || whole.open())
	f := Finding{
		Rule: "share-of", Said: part.said(), Computed: whole.show(exact), Verdict: v,
		Spans: []Span{s.span(p, "percent"), s.span(w, "whole"), s.span(x, "part")},
	}
	f.Words = pc.said() + " of " + whole.said() + " is " + f.Computed + tail(v, f.Said)
	s.report(x, f)
	return true
}

func (s *scanner) shareFinding(rule string, x, y *num, a, b, p int, role, base, joint string) bool {
	if y.value.Sign() <= 0 {
		return false
	}
	i, j := x.input(), y.input()
	if j.lo.Sign() <= 0 {
		return false
	}
	exact := mul(quo(x.value, y.value), hundred)
	may := interval{mul(quo(i.lo, j.hi), hundred), mul(quo(i.hi, j.lo), hundred)}
	said := s.toks[p].num
	v := judge(exact, may, said.accepts(), x.open() || y.open())
	f := Finding{
		Rule: rule, Said: said.said(), Computed: percent(exact), Verdict: v,
		Spans: []Span{s.span(a, role), s.span(b, base), s.span(p, "percent")},
	}
	f.Words = s.printed(a) + joint + s.printed(b) + " is " + f.Computed + tail(v, f.Said)
	s.report(p, f)
	return true
}

func (s *scanner) printed(i int) string {
	return hedgeWords[s.toks[i].num.hedge] + strings.Join(strings.Fields(s.toks[i].text), " ")
}

// slashed: "371/1,045 = 35.5 %", "371/1,045 (35.5 %)".
func (s *scanner) slashed(from, to int) {
	for i := from; i+4 < to; i++ {
		a, slash, b := s.toks[i], s.toks[i+1], s.toks[i+2]
		if slash.low != "/" || a.num == nil || b.num == nil || a.num.unit != "" || !a.num.glued || b.num.value.Cmp(a.num.value) < 0 {
			continue
		}
		p := i + 4
		if mark := s.toks[i+3].low; mark != "=" && mark != "(" {
			continue
		}
		if s.toks[p].sort == punct && p+1 < to {
			p++
		}
		if s.toks[p].sort != figure || s.toks[p].num.unit != "%" {
			continue
		}
		s.shareFinding("share", a.num, b.num, i, i+2, p, "part", "whole", " of ")
	}
}
