package zh

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// rules are how sure each rule is, set by hand between two counts: of the last 21
// real reports, when they were read for the first time, 15 of the 24 agreements had
// the right sides; of the 42 before them, read again by rules mended on them, 64 of
// 66. That is too few to tell the rules apart by counting; those that failed most
// when first read are given less. docs/READING-QUALITY.md tells of the reports,
// which are not in the repository.
var rules = map[string]float64{
	"A-with-B-sign":   0.78, // 甲与乙签署
	"A-and-B-sign":    0.65, // 甲、乙和丙共同签署
	"each-with":       0.65, // 甲分别与乙、丙签署
	"also-with":       0.6,  // （甲）还与乙签署
	"both-sides":      0.55, // 双方签署
	"sign-with-after": 0.65, // 甲签署与乙的协议
	"listed":          0.75, // 甲与乙：谅解备忘录
	"talks":           0.7,
	"approval":        0.75,
	"ending":          0.75,
	"alone":           0.35,
}

// act is what a clause says is done: its verb, and how far that makes it.
type act struct {
	tok                 int
	class               class
	stage               string
	stageAt             draft.Span
	denied, past, ahead bool
	each                bool
	from                int // where the words for the sides begin
	instr               int // token of the instrument, -1 when none is named
	refers              bool
}

// clauses cuts tokens at commas and colons.
func clauses(toks []token) [][]token {
	var out [][]token
	from := 0
	for i := 0; i <= len(toks); i++ {
		if i == len(toks) || toks[i].class == cComma || toks[i].class == cColon {
			out = append(out, toks[from:i])
			from = i + 1
		}
	}
	return out
}

// find reads what a clause does; ok is false when it makes no agreement.
func (d *document) find(c []token) (a act, ok bool) {
	a.tok, a.instr = -1, -1
	rank := func(c class) int {
		switch c {
		case cSign, cRenew:
			return 4
		case cPartner:
			return 3
		case cForce:
			return 2
		case cEnd, cTalk:
			return 1
		}
		return 0
	}
	best := 0
	content := d.content(c)
	for i, t := range c {
		r := rank(t.class)
		if content[0] < i && i < content[1] || i > 0 && c[i-1].class == cDe {
			continue // 协议的签订: a noun
		}
		// 有效期延长五年 tells a term; 延长 of an agreement needs one before it.
		if t.class == cRenew {
			switch d.folded[t.start:t.end] {
			case "延长", "延期", "展期":
				r = 2
			}
		}
		if t.class == cSign && d.folded[t.start:t.end] == "签" && !nearInstrument(c, i) {
			r = 0
		}
		if r > best {
			best, a.tok, a.class = r, i, t.class
		}
	}
	if a.tok < 0 {
		a.tok, a.class = d.ceremony(c), cSign
	}
	if a.tok < 0 {
		return a, false
	}
	// the instrument: after the verb, else before it
	for i := a.tok + 1; i < len(c); i++ {
		if d.names(c, i) {
			a.instr = i
			break
		}
	}
	before := -1
	for i := 0; i < a.tok; i++ {
		if d.names(c, i) {
			before = i
			if i > 0 && c[i-1].class == cName && strings.HasSuffix(d.folded[c[i-1].start:c[i-1].end], "该") || i == 0 {
				a.refers = true
			}
			if c[i].class == cCount && i < 3 {
				a.refers = true
			}
		}
	}
	if a.instr < 0 {
		a.instr = before
	}
	word := d.folded[c[a.tok].start:c[a.tok].end]
	if a.instr < 0 && word != "签约" && !strings.HasSuffix(word, "仪式") && word != "续约" && word != "缔约" && word != "续签" {
		return a, false
	}
	if (a.class == cPartner || word == "达成") && a.instr >= 0 && a.instr < a.tok {
		return a, false
	}
	a.stage, a.stageAt = "signed", c[a.tok].span()
	switch a.class {
	case cTalk:
		a.stage = "negotiating"
	case cEnd:
		a.stage = "ended"
	case cForce:
		a.stage = "in-force"
	}
	for i, t := range c {
		switch t.class {
		case cPlan:
			if i < a.tok && (a.stage == "signed" || a.stage == "in-force") {
				if a.class == cForce {
					a.stage = "signed"
				} else {
					a.stage = "planned"
				}
				a.stageAt, a.ahead = t.span(), true
			}
		case cTalk:
			if i < a.tok && a.stage == "signed" && a.class != cTalk {
				// 经磋商签署 has been signed; 正磋商签署 has not
				if i > 0 && d.folded[c[i-1].start:c[i-1].end] == "经" {
					continue
				}
				a.stage, a.stageAt = "negotiating", t.span()
			}
		case cApprove:
			if i < a.tok || i == a.tok+1 {
				w := d.folded[t.start:t.end]
				if w == "通过" || w == "同意" && (i == 0 || c[i-1].class == cRef) && !(i+2 < len(c) && c[i+1].class == cName && hasStrong(c[i+2:max(i+2, a.tok)])) {
					continue // 双方同意, but 同意公司与乙签署 lets it sign
				}
				if a.stage != "ended" {
					a.stage, a.stageAt = "approved", t.span()
					a.from = i + 1
				}
			}
		case cEnd:
			if i < a.tok || a.class != cEnd && i > a.tok && i <= a.instr+2 {
				a.stage, a.stageAt = "ended", t.span()
			}
		case cNeg:
			if i < a.tok {
				a.denied = true
			}
		case cName: // 签署协议后: that was before what this sentence tells
			if i == a.instr+1 && a.instr > a.tok && strings.HasPrefix(d.folded[t.start:t.end], "后") && !strings.HasPrefix(d.folded[t.start:t.end], "后续") {
				a.past = true
			}
		case cAdv: // 签署过: once, before this
			a.past = a.past || i == a.tok+1 && d.folded[t.start:t.end] == "过"
		case cPast:
			a.past = true
		case cWitness:
			if i < a.tok {
				a.from = i + 1
			}
		case cBy:
			if i < a.tok {
				a.from = i + 1
			}
		case cEach:
			if i+1 < len(c) && d.folded[c[i+1].start:c[i+1].end] == "代表" {
				continue // 分别代表双方: each for its own side
			}
			a.each = a.each || i < a.tok
		}
	}
	if a.class == cRenew && a.stage == "signed" && a.from > a.tok {
		a.from = 0
	}
	return a, true
}

// names says whether a token names an instrument. What stands in 《》 need not: of
// 《全球安全倡议》合作的谅解备忘录 the memorandum is one.
func (d *document) names(c []token, i int) bool {
	switch c[i].class {
	case cInstr, cCount:
		return true
	case cBook:
		if d.instrument(c[i]).kind != "agreement" || kindOfTitle(d.folded[c[i].start:c[i].end]) != "" {
			return true
		}
		for _, t := range c[i+1:] {
			if t.class == cInstr {
				return false
			}
		}
		return true
	}
	return false
}

// content is between which tokens a clause says what an agreement is about:
// 关于…的谅解备忘录. A verb in it signs nothing.
func (d *document) content(c []token) [2]int {
	from := -1
	for i, t := range c {
		if t.class == cPrep && d.folded[t.start:t.end] == "关于" && from < 0 {
			from = i
		}
		if t.class == cInstr && from >= 0 {
			return [2]int{from, i}
		}
	}
	return [2]int{len(c), len(c)}
}

// ceremony is the token of 签约仪式 where the clause says between whom it was, and
// -1 where it does not.
func (d *document) ceremony(c []token) int {
	for i, t := range c {
		if t.class != cAdv || i == 0 {
			continue
		}
		switch d.folded[t.start:t.end] {
		case "签约仪式", "签字仪式", "签署仪式", "签约活动":
			if hasStrong(c[:i]) {
				return i
			}
		}
	}
	return -1
}

func nearInstrument(c []token, i int) bool {
	for j := i + 1; j < len(c) && j < i+5; j++ {
		if c[j].class == cInstr || c[j].class == cBook || c[j].class == cCount {
			return true
		}
	}
	return false
}

// chain is a run of names joined by 、 和 及 in ps, and where it stops.
func (d *document) chain(ps []part, i int) (sides []draft.Side, next int) {
	for i < len(ps) {
		if ps[i].kind != 'N' {
			break
		}
		p, last := d.office(ps, i)
		i = last
		// 中国的华为公司: the name is after the 的, when one is
		for i+2 < len(ps) && ps[i+1].kind == 'D' && ps[i+2].kind == 'N' && (i+3 == len(ps) || ps[i+3].kind != 'B' || ps[i+3].class != cInstr) {
			if _, c := countries[d.folded[p.at.Start:p.at.End]]; !c && d.complete(p) {
				break
			}
			i += 2
			p = ps[i]
		}
		holder := i+1 < len(ps) && ps[i+1].kind == 'T'
		if holder && partyOrgan(d.folded[p.at.Start:p.at.End]) {
			// its officer signs for something the text does not say here
		} else if i+1 < len(ps) && d.some(p, ps[i+1]) {
			// 与某州四所大学: they are not named here
		} else if s, ok := d.side(p); ok && len(sides) < 40 {
			sides = append(sides, s)
		}
		i++
		if i+1 < len(ps) && ps[i].kind == 'N' && ps[i+1].kind == 'T' && ps[i].at.Start > p.at.End {
			i++ // 局“一带一路”专员某某
		}
		// offices and the people who hold them stand for the body
		for i < len(ps) && (ps[i].kind == 'T' || ps[i].kind == 'N' && i > 0 && ps[i-1].kind == 'T') {
			i++
		}
		if i+1 < len(ps) && ps[i].kind == 'C' && ps[i].class != cStrong {
			k := i + 1
			for k < len(ps) && (ps[k].kind == 'C' || ps[k].kind == 'B' && ps[k].class == cAdv) {
				k++
			}
			if k < len(ps) && ps[k].kind == 'N' {
				i = k
				continue
			}
		}
		break
	}
	return sides, i
}

// found is what stands before a verb: the sides as the clause names them.
type found struct {
	left, right  []draft.Side
	all          []draft.Side // 甲、乙和丙, or 双方
	place, event draft.Span
	both         bool // 双方
	many         bool // 甲、乙等企业: one agreement with each
	strong       bool // 与 is there, whoever follows it
	counted      bool // 与四所大学: the other sides are only counted
}

// around reads the sides in ps, the words before a verb.
func (d *document) around(ps []part) (f found) {
	ps = d.withoutSubject(ps)
	strong := -1
	for i, p := range ps {
		if p.kind == 'C' && p.class == cStrong {
			strong = i
			break
		}
	}
	if strong < 0 && len(ps) > 1 && ps[0].kind == 'C' && ps[0].class == cWeak && ps[1].kind == 'N' {
		strong = 0 // …, 和甲签订: the subject stands in the clause before
	}
	f.strong = strong >= 0
	if strong >= 0 {
		// left: the last names before it
		for i := 0; i < strong; {
			if ps[i].kind != 'N' {
				i++
				continue
			}
			got, next := d.chain(ps[:strong], i)
			if len(got) > 0 {
				f.left = got
			}
			i = max(next, i+1)
		}
		for i := strong + 1; i < len(ps); i++ {
			if ps[i].kind == 'N' {
				var next int
				f.right, next = d.chain(ps, i)
				f.many = d.among(ps[i:next])
				f.counted = len(f.right) == 0 && i+1 < len(ps) && d.some(ps[i], ps[i+1])
				break
			}
			if ps[i].kind == 'B' && ps[i].class != cAdv && ps[i].class != cQuantity && ps[i].class != cEach {
				break
			}
		}
		// 甲与乙、丙与丁: only the first pair is read here
		return f
	}
	for i := 0; i < len(ps); {
		if ps[i].kind == 'R' {
			f.both = true
		}
		if ps[i].kind != 'N' {
			i++
			continue
		}
		got, next := d.chain(ps, i)
		if len(got) > len(f.all) || len(got) == 1 && len(f.all) < 2 && len(f.all) > 0 && next <= 2 {
			f.all = got
		}
		i = max(next, i+1)
	}
	return f
}

// some says whether a name only says where bodies are that q counts: 某州四所大学.
func (d *document) some(p, q part) bool {
	if q.kind != 'B' || q.class != cQuantity || q.at.Start != p.at.End {
		return false
	}
	if _, typ := kindOf(d.folded[p.at.Start:p.at.End]); typ == "academic" || typ == "company" {
		return false // 甲大学、乙大学两所大学
	}
	return endsAny(d.folded[q.at.Start:q.at.End], []string{"大学", "高校", "学校", "企业", "公司", "机构", "单位", "银行", "院校", "协会", "学院", "医院"})
}

// among says whether a chain of names ends with what they are among: 甲、乙等企业.
func (d *document) among(ps []part) bool {
	if len(ps) == 0 {
		return false
	}
	f := d.folded[ps[len(ps)-1].at.Start:ps[len(ps)-1].at.End]
	i := strings.LastIndex(f, "等")
	return i > 0 && endsAny(f[i:], []string{"企业", "公司", "单位", "机构", "高校", "院校", "银行", "大学", "集团"})
}

// withoutSubject leaves out what 就… says a meeting or an agreement is about: no
// side stands between 就 and the next 与 or the verb.
func (d *document) withoutSubject(ps []part) []part {
	out := ps[:0:0]
	skip := false
	for _, p := range ps {
		if p.kind == 'B' && p.class == cPrep {
			switch d.folded[p.at.Start:p.at.End] {
			case "就", "围绕", "针对", "以": // 以视频方式 is how
				skip = true
			case "关于": // what follows is the subject to the end
				return out
			}
		}
		if p.kind == 'C' && p.class == cStrong {
			skip = false
		}
		if !skip || p.kind == 'R' {
			out = append(out, p)
		}
	}
	return out
}

// read makes the tellings of one sentence.
func (d *document) read(s *sentence) {
	began := len(d.d.Tellings)
	if d.waiting != nil {
		if d.waiting.sentences--; d.waiting.sentences < 0 {
			d.stopWaiting()
		}
	}
	var sentenceSubject []draft.Side // who the clauses so far speak of
	var sentencePair []draft.Side
	denied := d.denies(s)
	from := 0
	for i := 0; i <= len(s.toks); i++ {
		if i < len(s.toks) && s.toks[i].class != cSemi {
			continue
		}
		seg := s.toks[from:i]
		from = i + 1
		d.segment(s, seg, denied, &sentenceSubject, &sentencePair)
	}
	if len(d.d.Tellings) > began {
		d.lastFrom, d.lastTo, d.lastPara = began, len(d.d.Tellings), s.para
	}
	if len(sentenceSubject) > 0 && !s.heading {
		d.d.Topic = sentenceSubject[0].Body
	}
}

// denies says whether the sentence as a whole takes back what it tells.
func (d *document) denies(s *sentence) bool {
	return takenBack.any(d.folded[s.Start:s.End])
}

var takenBack = newFinder("否认", "不实", "不属实", "子虚乌有", "谣言", "纯属虚构", "并无此事", "辟谣", "没有任何协议", "未签署任何", "未达成任何", "没有签署任何")

func (d *document) segment(s *sentence, seg []token, denied bool, subject, pair *[]draft.Side) {
	cs := clauses(seg)
	var segPlace, segEvent draft.Span
	var segDate draft.Day
	told := -1 // the first telling of the clause that later clauses add to
	list := false
	for ci, c := range cs {
		if len(c) == 0 {
			continue
		}
		if ci > 400 { // no sentence of prose has so many; a list of names may
			break
		}
		if event := d.eventIn(c); !event.Empty() {
			segEvent = event
			if !s.heading {
				d.event = event
			}
		}
		if first := len(d.d.Tellings); d.nameWaiting(s, c) {
			told = first
			continue
		}
		a, ok := d.find(c)
		if !ok {
			ps, place, _ := d.parts(c)
			if day := d.day(c, len(c), planned(c)); day.Y > 0 && told < 0 {
				segDate = day
				if day.D > 0 {
					d.seen, d.seenAt = day, s.para
				}
			}
			if ci == 0 && segPlace.Empty() && len(cs) > 1 {
				segPlace = place
			}
			if told >= 0 {
				d.extend(told, c)
			}
			list = list || d.enumerates(c)
			if (s.heading || s.item || list) && (told < 0 || list) && d.listed(s, cs, ci, ps, segEvent) {
				told = len(d.d.Tellings) - 1
				d.extend(told, c)
				continue
			}
			d.remember(ps, subject, pair)
			continue
		}
		end := a.tok
		if a.class == cEnd && a.instr > a.tok || a.class == cTalk && a.instr > a.tok && !hasStrong(c[:a.tok]) {
			// 终止与乙的合同: the other side stands after the verb
			end = a.instr
		}
		if a.instr >= 0 && a.instr < a.tok && hasStrong(c[:a.instr]) {
			end = min(end, a.instr)
		}
		front := c[min(a.from, end):end]
		ps, place, event := d.parts(front)
		f := d.around(ps)
		f.place, f.event = place, event
		nested := false
		if len(f.left) == 0 && len(f.right) == 0 && !f.both && len(f.all) < 2 && a.instr > a.tok && hasStrong(c[a.tok:a.instr]) && end != a.instr {
			// 甲签署与乙的协议
			after, _, _ := d.parts(c[a.tok+1 : a.instr])
			if g := d.around(after); len(g.right) > 0 && d.typed(g.left) && d.typed(g.right) {
				f.left, f.right, nested = append(f.all, g.left...), g.right, true
			}
		}
		if a.refers && len(f.left)+len(f.right) == 0 && len(f.all) < 2 {
			if !a.past {
				d.addTo(c, a, ci, cs)
			}
			if !f.both || !a.past {
				continue
			}
		}
		if a.from > 0 && len(f.left) == 0 && len(f.all) == 0 && !f.both && a.stage == "signed" && len(f.right) == 0 {
			continue // someone witnessed a signing of nobody
		}
		sides, rule := d.settle(f, a, nested, *subject, *pair)
		if titled := d.titled(c, a); len(titled) == 2 && (len(sides) != 2 || rule == "both-sides" || !d.typed(sides)) && rule != "each-with" {
			sides, rule = titled, "A-and-B-title"
		}
		if len(sides) == 0 {
			continue
		}
		if len(f.left) > 0 {
			*subject = f.left
		} else if len(f.all) > 0 {
			*subject = f.all
		}
		if len(sides) == 2 || f.both {
			*pair = sides
			d.pair = sides
		}
		if denied || a.denied {
			continue
		}
		if len(f.left)+len(f.right) < 2 && len(f.all) < 2 && (a.class == cTalk || a.class == cForce || a.stage == "approved") && len(f.right) == 0 && !f.both {
			continue
		}
		if rule == "alone" && strings.HasSuffix(d.folded[c[a.tok].start:c[a.tok].end], "仪式") {
			continue
		}
		if rule == "alone" && a.instr >= 0 && c[a.instr].class == cCount && c[a.instr].num > 1 {
			continue // 甲签署九项协议: with whom is not said
		}
		if (a.class == cPartner || f.both) && a.instr >= 0 && !d.typed(sides) {
			continue // 建立学术与业界伙伴关系
		}
		if rule == "also-with" && a.stage == "signed" && told >= 0 && d.d.Tellings[told].Stage != "signed" && d.d.Tellings[told].Stage != "ended" {
			a.stage, a.stageAt = d.d.Tellings[told].Stage, d.d.Tellings[told].StageAt // 同意公司与甲签署…，与乙签署…
		}
		if rule == "alone" && d.d.Bodies[sides[0].Body].Type == "" {
			continue // one word before a verb is no body by that alone
		}
		plural := a.instr >= 0 && c[a.instr].class == cCount && c[a.instr].num > 1
		if plural && d.statesOnly(sides) {
			continue
		}
		t := draft.Telling{
			Rule: rule, Sentence: s.Span, Heading: s.heading, Background: a.past, Stage: a.stage, StageAt: a.stageAt, Kind: "agreement", KindAt: c[a.tok].span(),
			Loose: a.class == cPartner || a.instr < 0 && strings.HasSuffix(d.folded[c[a.tok].start:c[a.tok].end], "仪式"), Place: f.place, Event: f.event,
		}
		if t.Place.Empty() {
			t.Place = segPlace
		}
		if t.Event.Empty() {
			t.Event = segEvent
		}
		t.Signed = d.day(c, a.tok, a.ahead)
		if t.Signed.Y == 0 {
			t.Signed = d.day(c, len(c), a.ahead)
			if a.instr < 0 || t.Signed.At.Start < c[a.tok].end { // a date after the verb is a deadline unless it ends the sentence
				t.Signed = draft.Day{}
			}
		}
		if t.Signed.Y == 0 {
			t.Signed = segDate
		}
		switch a.stage {
		case "approved", "negotiating", "in-force":
			t.Signed = draft.Day{}
		case "ended": // the day it ended is not the day it was signed: 终止与乙于2022年签订的合同
			t.Signed = d.dayBetween(c, a)
		}
		if t.Signed.Y == 0 && a.stage == "signed" && !a.past && !s.heading {
			t.Signed = d.carried(s)
		}
		if t.Signed.Y > 0 {
			d.last = t.Signed.Date
			if t.Signed.D > 0 {
				d.seen, d.seenAt = t.Signed, s.para
			}
		}
		if t.Stage == "signed" && s.item {
			d.inherit(&t)
		}
		if t.Event.Empty() && t.Stage == "signed" && !s.heading {
			t.Event = d.event
		}
		d.level(&t, s, c)
		if f.counted && len(sides) == 1 {
			t.Kind, t.KindAt = d.instruments(c, a)[0].kind, d.instruments(c, a)[0].at
			t.Sides = sides
			d.waiting = &waiting{telling: t, sentences: 3}
			continue
		}
		told = len(d.d.Tellings)
		for k, in := range d.instruments(c, a) {
			x := t
			x.Kind, x.KindAt, x.Title = in.kind, in.at, in.title
			x.Purpose = d.afterSides(d.purpose(c, a, in, cs, ci), sides)
			sets := [][]draft.Side{sides}
			if rule == "each-with" {
				sets = nil
				for _, r := range sides[1:] {
					set := []draft.Side{sides[0], r}
					if r.At.Start < sides[0].At.Start {
						set[0], set[1] = r, sides[0]
					}
					sets = append(sets, set)
				}
			}
			for _, set := range sets {
				y := x
				y.Sides = set
				d.d.Tellings = append(d.d.Tellings, y)
			}
			if k > 4 {
				break
			}
		}
		for k := told; k < len(d.d.Tellings); k++ {
			d.values(k, c, len(d.d.Tellings)-told, k-told)
		}
	}
}

// titled are the sides that the title of an act's instrument names: 《甲与乙关于…》.
func (d *document) titled(c []token, a act) []draft.Side {
	if a.instr < 0 || c[a.instr].class != cBook {
		return nil
	}
	t := d.instrument(c[a.instr]).title
	ps, _, _ := d.parts(tokenize(d.folded, t.Start, t.End))
	f := d.around(ps)
	sides := draft.Unique(append(f.left[:len(f.left):len(f.left)], f.right...))
	if len(sides) != 2 || !d.typed(sides) {
		return nil
	}
	return sides
}

// typed says whether all sides are bodies of a kind their names tell.
func (d *document) typed(sides []draft.Side) bool {
	for _, s := range sides {
		if d.d.Bodies[s.Body].Type == "" {
			return false
		}
	}
	return true
}

// waiting is an agreement of which the text has so far only counted the other sides
// (与四所大学签署); it has a few sentences to name them.
type waiting struct {
	telling   draft.Telling
	sentences int
}

// stopWaiting tells the agreement with the one side that is named.
func (d *document) stopWaiting() {
	if d.waiting == nil {
		return
	}
	t := d.waiting.telling
	t.Rule = "alone"
	d.d.Tellings = append(d.d.Tellings, t)
	d.waiting = nil
}

// nameWaiting tells such agreements, one with each body that a clause names (备忘录
// 包括甲大学、乙大学), and says whether it did.
func (d *document) nameWaiting(s *sentence, c []token) bool {
	if d.waiting == nil {
		return false
	}
	for i, t := range c {
		if w := d.folded[t.start:t.end]; t.class != cAdv || w != "包括" && w != "包含" {
			continue
		}
		ps, _, _ := d.parts(c[i+1:])
		sides, _ := d.chain(ps, 0)
		if len(sides) < 2 || !d.typed(sides) {
			continue
		}
		for _, other := range sides {
			y := d.waiting.telling
			y.Rule, y.Sentence = "each-with", s.Span
			y.Sides = []draft.Side{draft.Elided(y.Sides)[0], other}
			d.d.Tellings = append(d.d.Tellings, y)
		}
		d.waiting = nil
		return true
	}
	return false
}

// dayBetween is the date between a word for ending and one for signing.
func (d *document) dayBetween(c []token, a act) draft.Day {
	end := -1
	for i, t := range c {
		switch {
		case t.class == cEnd:
			end = i
		case t.class == cSign && end >= 0 && i > end:
			return d.day(c[end:i], i-end, false)
		}
	}
	return draft.Day{}
}

// carried is the day of the sentence before, where this one goes on from it:
// 访问期间，双方签署…
func (d *document) carried(s *sentence) draft.Day {
	if d.seenAt != s.para || d.seen.Y == 0 {
		return draft.Day{}
	}
	f := d.folded[s.Start:s.End]
	for _, p := range []string{"访问期间", "期间", "会上", "会后", "会谈后", "仪式上", "席间", "现场", "随后", "活动现场", "活动中", "访问中", "会议期间", "会见后", "其间"} {
		if strings.HasPrefix(f, p) {
			day := d.seen
			day.Rule = "date-carried"
			return day
		}
	}
	return draft.Day{}
}

// planned says whether a clause speaks of what is to come.
func planned(c []token) bool {
	for _, t := range c {
		if t.class == cPlan {
			return true
		}
	}
	return false
}

func hasStrong(c []token) bool {
	for _, t := range c {
		if t.class == cStrong {
			return true
		}
	}
	return false
}

// statesOnly says whether all sides are states.
func (d *document) statesOnly(sides []draft.Side) bool {
	for _, s := range sides {
		if _, ok := countries[d.folded[s.At.Start:s.At.End]]; !ok {
			return false
		}
	}
	return true
}

// settle decides who the sides are when some are left unsaid.
func (d *document) settle(f found, a act, nested bool, subject, pair []draft.Side) ([]draft.Side, string) {
	rule := "A-with-B-sign"
	switch a.stage {
	case "negotiating":
		rule = "talks"
	case "approved":
		rule = "approval"
	case "ended":
		rule = "ending"
	}
	if nested {
		rule = "sign-with-after"
	}
	switch {
	case len(f.right) > 0:
		left := f.left
		if len(left) == 0 {
			if left = draft.Elided(subject[:min(1, len(subject))]); len(left) == 0 {
				left = d.d.Topical()
			}
			if rule == "A-with-B-sign" {
				rule = "also-with"
			}
		}
		if a.each && len(left) > 1 && len(f.right) == 1 { // 甲、乙分别与丙签署
			return append(f.right[:1:1], left...), "each-with"
		}
		if (a.each || f.many) && len(f.right) > 1 && len(left) == 1 {
			return append(left[:1:1], f.right...), "each-with"
		}
		return draft.Unique(append(left[:len(left):len(left)], f.right...)), rule
	case f.both && (len(f.all) == 0 || len(f.all) == 1 && d.d.Bodies[f.all[0].Body].Type == "") && len(f.left) == 0:
		p := pair
		if len(p) == 0 {
			p = d.pair
		}
		return draft.Elided(p), "both-sides"
	case len(f.all) > 1:
		if rule == "A-with-B-sign" {
			rule = "A-and-B-sign"
		}
		return draft.Unique(f.all), rule
	case len(f.left) > 0:
		return f.left, "alone"
	case len(f.all) == 1:
		if f.both && len(pair) > 0 {
			return draft.Elided(pair), "both-sides"
		}
		return f.all, "alone"
	case len(pair) > 1 && !f.strong && a.class != cTalk && a.class != cForce:
		return draft.Elided(pair), "both-sides"
	}
	return nil, ""
}

// founded says whether a name is that of what a clause sets up, with the verb at its
// front: 成立五校联盟. It is no subject.
func founded(f string) bool {
	for _, verb := range []string{"成立", "设立", "组建", "举办", "召开", "举行", "开设", "主办", "承办", "推出", "拓展", "打造"} {
		if strings.HasPrefix(f, verb) {
			return true
		}
	}
	return false
}

// reports says whether the name ps begins with files an announcement: 甲公告.
func (d *document) reports(ps []part) bool {
	for _, p := range ps[1:] {
		if p.kind != 'B' || p.class != cDate && p.class != cAdv && p.class != cReport {
			return false
		}
		if p.class == cReport {
			return d.folded[p.at.Start:p.at.End] == "公告" || d.folded[p.at.Start:p.at.End] == "发布公告"
		}
	}
	return false
}

// remember keeps who a clause without an agreement speaks of, for the clauses
// after it: 甲与乙举行会谈，双方签署…
func (d *document) remember(ps []part, subject, pair *[]draft.Side) {
	strong := -1
	for i, p := range ps {
		if p.kind == 'C' && p.class == cStrong {
			strong = i
			break
		}
	}
	for i := range ps {
		if ps[i].kind == 'R' {
			return
		}
		if ps[i].kind != 'N' {
			continue
		}
		if i > 0 && ps[i-1].kind == 'B' && (ps[i-1].class == cAt || ps[i-1].class == cPrep || ps[i-1].class == cSign) {
			continue
		}
		reports := d.reports(ps[i:])
		if !d.complete(ps[i]) && !reports || d.longDescription(ps[i]) || founded(d.folded[ps[i].at.Start:ps[i].at.End]) {
			continue
		}
		left, next := d.chain(ps, i)
		if len(left) == 0 {
			continue
		}
		if b := &d.d.Bodies[left[0].Body]; reports && b.Type == "" {
			b.Type = "company" // what files announcements is a listed company
		}
		*subject = left
		if len(left) == 2 && strong < 0 {
			*pair = left
			d.pair = left
		}
		for j := next; j+1 < len(ps) && strong < 0; j++ {
			if ps[j].kind == 'B' && ps[j].class == cVisit && ps[j+1].kind == 'N' && d.complete(ps[j+1]) {
				if right, _ := d.chain(ps, j+1); len(right) > 0 {
					*pair = draft.Unique(append(left[:1:1], right...))
					d.pair = *pair
				}
				return
			}
		}
		if strong >= next && strong+1 < len(ps) && ps[strong+1].kind == 'N' && d.complete(ps[strong+1]) {
			right, _ := d.chain(ps, strong+1)
			if len(right) > 0 {
				*pair = draft.Unique(append(left[:len(left):len(left)], right...))
				d.pair = *pair
			}
		}
		return
	}
}

// enumerates says whether a clause announces a list within its sentence: 这五个文件包括.
func (d *document) enumerates(c []token) bool {
	if len(c) == 0 {
		return false
	}
	of := false
	for _, t := range c {
		of = of || t.class == cCount || t.class == cInstr
	}
	f := d.folded[c[0].start:c[len(c)-1].end]
	return of && endsAny(f, []string{"包括", "包含", "分别为", "分别是", "如下", "有", "为"})
}

// longDescription: a stretch too long to be a name is content.
func (d *document) longDescription(p part) bool {
	return utf8.RuneCountInString(d.text[p.at.Start:p.at.End]) > 30
}

// listed reads 甲与乙：谅解备忘录 and 甲与乙的合作协议 where a line is only that.
func (d *document) listed(s *sentence, cs [][]token, ci int, ps []part, event draft.Span) bool {
	var in *token
	at := ci
	if len(cs[ci]) > 0 {
		for k := ci; k < len(cs) && k < ci+2 && in == nil; k++ {
			for j := range cs[k] {
				if t := &cs[k][j]; t.class != cCount && d.names(cs[k], j) {
					in, at = t, k
					break
				}
			}
		}
	}
	if in == nil {
		return false
	}
	// names stop where the instrument begins
	var before []part
	for _, p := range ps {
		if p.at.Start >= in.start {
			break
		}
		before = append(before, p)
	}
	f := d.around(before)
	sides := draft.Unique(append(f.left[:len(f.left):len(f.left)], f.right...))
	if len(sides) < 2 {
		sides = draft.Unique(f.all)
	}
	if len(sides) < 2 {
		return false
	}
	t := draft.Telling{Rule: "listed", Sentence: s.Span, Heading: s.heading, Stage: "signed", StageAt: in.span(), Sides: sides, Event: event}
	for _, c := range cs[ci] {
		switch c.class {
		case cPlan:
			t.Stage, t.StageAt = "planned", c.span()
		case cNeg:
			return false
		case cApprove:
			t.Stage, t.StageAt = "approved", c.span()
		}
	}
	x := d.instrument(*in)
	t.Kind, t.KindAt, t.Title = x.kind, x.at, x.title
	if at != ci {
		t.Purpose = d.modifier(cs[at], indexOf(cs[at], in))
	}
	d.inherit(&t)
	d.level(&t, s, cs[ci])
	d.d.Tellings = append(d.d.Tellings, t)
	d.pair = sides
	return true
}

func indexOf(c []token, t *token) int {
	for i := range c {
		if c[i].start == t.start {
			return i
		}
	}
	return 0
}

// inherit gives an item of a list what the sentence before the list says of all.
func (d *document) inherit(t *draft.Telling) {
	if d.intro.stage == "" {
		return
	}
	if t.Signed.Y == 0 {
		t.Signed = d.intro.day
	}
	if t.Event.Empty() {
		t.Event = d.intro.event
	}
	if t.Place.Empty() {
		t.Place = d.intro.place
	}
	if t.Stage == "signed" && t.Rule == "listed" {
		t.Stage = d.intro.stage
	}
}

// kinds ---------------------------------------------------------------------

type instrumentOf struct {
	kind      string
	at, title draft.Span
	tok       int
}

func (d *document) instrument(t token) instrumentOf {
	x := instrumentOf{kind: t.code, at: t.span()}
	if t.class == cBook {
		x.title = draft.Span{Start: t.start + len("《"), End: t.end - len("》")}
		f := d.folded[x.title.Start:x.title.End]
		x.kind, x.at = kindOfTitle(f), x.title
	}
	if x.kind == "" {
		x.kind = "agreement"
	}
	return x
}

// kindOfTitle is the kind of the longest instrument noun a title ends with, or
// else holds.
func kindOfTitle(f string) string {
	best := ""
	for w := range kindWords {
		if strings.HasSuffix(f, w) && len(w) > len(best) {
			best = w
		}
	}
	if best == "" {
		for w := range kindWords {
			if strings.Contains(f, w) && (len(w) > len(best) || len(w) == len(best) && w < best) {
				best = w
			}
		}
	}
	return kindWords[best]
}

// instruments of an act: one, or each that 和 joins.
func (d *document) instruments(c []token, a act) []instrumentOf {
	if a.instr < 0 {
		return []instrumentOf{{kind: "agreement", at: c[a.tok].span(), tok: a.tok}}
	}
	first := d.instrument(c[a.instr])
	first.tok = a.instr
	out := []instrumentOf{first}
	if c[a.instr].class == cCount {
		return out
	}
	// 框架协议谅解备忘录: of nouns that touch, the last is the head
	for i := a.instr; i+1 < len(c) && c[i+1].class == cInstr && c[i+1].start == c[i].end; i++ {
		out[0] = d.instrument(c[i+1])
		out[0].tok = i + 1
	}
	for i := out[0].tok + 1; i < len(c) && a.instr > a.tok; i++ {
		switch c[i].class {
		case cWeak, cEnum, cName, cMark, cBook, cAdv:
			if c[i].class == cBook {
				x := d.instrument(c[i])
				x.tok = i
				out = append(out, x)
			}
			continue
		case cInstr:
			if i > 0 && (c[i-1].class == cWeak || c[i-1].class == cEnum || i > 1 && c[i-1].class == cName && (c[i-2].class == cWeak || c[i-2].class == cEnum)) && c[i].code != out[0].kind && len(out) == 1 {
				x := d.instrument(c[i])
				x.tok = i
				return append(out, x)
			}
		}
		break
	}
	return out
}

// level is told by a tag in brackets or by 政府间.
func (d *document) level(t *draft.Telling, s *sentence, c []token) {
	if len(c) == 0 {
		return
	}
	from, to := c[0].start, c[len(c)-1].end
	for _, x := range []struct{ text, code string }{{"政府间", "G2G"}, {"（G2G）", "G2G"}, {"(G2G)", "G2G"}, {"（G2B）", "G2B"}, {"(G2B)", "G2B"}, {"（B2B）", "B2B"}, {"(B2B)", "B2B"}} {
		if i := strings.Index(d.folded[from:to], x.text); i >= 0 {
			t.Level, t.LevelAt = x.code, draft.Span{Start: from + i, End: from + i + len(x.text)}
			return
		}
	}
}

// purpose: what it is for. A clause that begins so (就…开展合作, 以扩大…) says it
// best; then 就X签署; then the words before the instrument's noun.
func (d *document) purpose(c []token, a act, in instrumentOf, cs [][]token, ci int) draft.Span {
	for k := ci + 1; k < len(cs) && k < ci+3; k++ {
		n := cs[k]
		if len(n) == 0 {
			continue
		}
		if _, verb := d.find(n); verb {
			break
		}
		f := d.folded[n[0].start:n[len(n)-1].end]
		for _, p := range []string{"就", "以", "为", "旨在", "共同", "推动", "支持", "合作", "联合", "在", "建设", "培训", "用于", "探索", "内容涉及", "涉及", "促进", "开展", "共建", "加强", "围绕", "双方将", "计划", "将", "发展", "深化", "搭建", "打造", "推进", "扩大", "开通", "重点", "拓展", "授权", "致力于", "助力", "提升", "携手", "引进", "聚焦", "明确"} {
			if strings.HasPrefix(f, p) {
				if p == "授权" {
					break
				}
				s := draft.Span{Start: n[0].start, End: n[len(n)-1].end}
				if p == "内容涉及" || p == "涉及" {
					s.Start += len(p)
				}
				return d.trimEnd(s)
			}
		}
		if k == ci+1 && n[0].class != cMoney && n[0].class != cQuantity {
			break
		}
	}
	for i := 0; i < a.tok; i++ {
		if c[i].class == cPrep {
			switch d.folded[c[i].start:c[i].end] {
			case "就", "围绕", "关于", "针对":
				end := c[a.tok].start
				if in.tok < a.tok && in.tok > i {
					end = c[in.tok].start
				}
				for j := i + 1; j < a.tok; j++ {
					if c[j].class == cAdv {
						end = min(end, c[j].start)
						break
					}
				}
				if s := d.trimEnd(draft.Span{Start: c[i].end, End: end}); !s.Empty() {
					return s
				}
			}
		}
	}
	if !in.title.Empty() {
		f := d.folded[in.title.Start:in.title.End]
		best := 0
		for w := range kindWords {
			if strings.HasSuffix(f, w) && len(w) > best {
				best = len(w)
			}
		}
		if len(f) > best {
			return draft.Span{Start: in.title.Start, End: in.title.End - best}
		}
		return draft.Span{}
	}
	return d.modifier(c, in.tok)
}

// modifier is the words right before an instrument's noun.
func (d *document) modifier(c []token, i int) draft.Span {
	if i >= len(c) || i < 1 {
		return draft.Span{}
	}
	from := i
	for from > 0 {
		switch c[from-1].class {
		case cName, cWeak, cEnum, cDe, cTalk, cPrep:
			from--
			continue
		case cAdv:
			if from > 1 && c[from-2].class == cName && c[from-1].start == c[from-2].end {
				from--
				continue
			}
		}
		break
	}
	for from < i && c[from].class != cName {
		from++
	}
	if from == i {
		return draft.Span{}
	}
	for j := i - 1; j > from; j-- { // after the last 的 of 与乙的…
		if c[j].class == cStrong {
			return draft.Span{}
		}
	}
	end := c[i].start
	s := d.trimEnd(draft.Span{Start: c[from].start, End: end})
	if utf8.RuneCountInString(d.text[s.Start:s.End]) < 2 {
		return draft.Span{}
	}
	return s
}

// afterSides keeps of a purpose what stands after the names of the sides.
func (d *document) afterSides(p draft.Span, sides []draft.Side) draft.Span {
	for _, s := range sides {
		if s.At.Start < p.End && s.At.End > p.Start {
			p.Start = min(s.At.End, p.End)
		}
	}
	for trimmed := true; trimmed; {
		trimmed = false
		for _, w := range []string{"之间", "间", "的", "一份", "一项", "，", "了"} {
			if strings.HasPrefix(d.folded[p.Start:p.End], w) {
				p.Start += len(w)
				trimmed = true
			}
		}
	}
	return p
}

func (d *document) trimEnd(s draft.Span) draft.Span {
	for {
		before := s
		f := d.folded[s.Start:s.End]
		for _, w := range []string{"。", "；", "，", " ", "的", "等", "！"} {
			if strings.HasSuffix(f, w) {
				s.End -= len(w)
				break
			}
		}
		if s == before {
			return s
		}
	}
}

// values ----------------------------------------------------------------------

// values adds the amounts and quantities of a clause to telling k. Where 分别
// gives as many amounts as there are agreements, each gets its own.
func (d *document) values(k int, c []token, of, nth int) {
	t := &d.d.Tellings[k]
	var money []draft.Valued
	for i, x := range c {
		v := draft.Valued{Number: x.num, Unit: x.unit, At: x.span(), Est: x.est || i > 0 && strings.HasSuffix(d.folded[c[i-1].start:c[i-1].end], "约")}
		switch x.class {
		case cMoney:
			money = append(money, v)
		case cQuantity:
			v.What = x.what()
			t.Quantities = append(t.Quantities, v)
		}
	}
	if of > 1 && len(money) == of {
		money = money[nth : nth+1]
	}
	t.Money = append(t.Money, money...)
	if len(c) > 0 {
		t.Themes = append(t.Themes, d.themes(draft.Span{Start: c[0].start, End: c[len(c)-1].end})...)
	}
}

func (d *document) themes(s draft.Span) (out []draft.Theme) {
	themeWords.each(d.folded[s.Start:s.End], func(k, i int) {
		out = append(out, draft.Theme{Code: themes[k].code, At: draft.Span{Start: s.Start + i, End: s.Start + i + len(themes[k].word)}})
	})
	return out
}

// extend adds what a later clause says to the tellings from first on.
func (d *document) extend(first int, c []token) {
	of := len(d.d.Tellings) - first
	for k := first; k < len(d.d.Tellings); k++ {
		d.values(k, c, of, k-first)
	}
}

// addTo reads 该合同于2022年3月12日签署: more of the agreement spoken of last.
func (d *document) addTo(c []token, a act, ci int, cs [][]token) {
	if d.lastTo-d.lastFrom < 1 || c[a.instr].class == cCount {
		return
	}
	day := d.day(c, len(c), a.ahead)
	for k := d.lastFrom; k < d.lastTo; k++ {
		t := &d.d.Tellings[k]
		if t.Signed.Y == 0 && day.Y > 0 && a.class == cSign && d.lastTo-d.lastFrom == 1 {
			t.Signed = day
		}
		if a.stage == "in-force" && t.Stage == "signed" {
			t.Stage, t.StageAt = a.stage, a.stageAt
		}
	}
	if d.lastTo-d.lastFrom == 1 {
		for _, n := range cs[ci:] {
			d.values(d.lastFrom, n, 1, 0)
		}
	}
}

// follow lets a sentence that makes no agreement add its figures to the one
// told before it.
func (d *document) follow(s *sentence) {
	if d.lastTo <= d.lastFrom || s.heading || s.item {
		return
	}
	f := d.folded[s.Start:s.End]
	into := d.lastFrom
	if d.lastTo-d.lastFrom > 1 && !d.oneAgreement() { // of two, 根据协议 means the one that is a 协议
		into = -1
		for k := d.lastFrom; k < d.lastTo; k++ {
			at := d.d.Tellings[k].KindAt
			for _, w := range []string{"协议", "备忘录", "合同", "协定"} {
				if strings.HasSuffix(d.folded[at.Start:at.End], w) && strings.Contains(f, "根据"+w) {
					if into >= 0 {
						return
					}
					into = k
				}
			}
		}
		if into < 0 {
			return
		}
	}
	definite := pointing.any(f)
	for _, t := range s.toks {
		if t.class == cCount {
			return
		}
	}
	if !definite && s.para != d.lastPara {
		return
	}
	d.lastPara = s.para
	if strings.Contains(f, "上述金额") || strings.Contains(f, "曾") || strings.Contains(f, "此前") || strings.Contains(f, "首份") {
		return
	}
	for _, c := range clauses(s.toks) {
		d.values(into, c, 1, 0)
	}
}

// pointing are words that point to the agreement told last.
var pointing = newFinder("该协议", "该协定", "该合同", "该备忘录", "该谅解备忘录", "该项目", "根据协议", "根据备忘录", "根据合同", "根据协定", "根据新协议", "根据该", "按照协议", "按照合同", "按协议", "协议有效期", "合同金额", "协议一旦", "协议规定", "合同涉及", "依据协议", "合同的", "合同总", "协议为期", "合作期", "有效期", "根据框架协议", "根据意向书", "贷款期限")

// oneAgreement says whether the tellings of the last sentence have the same sides.
func (d *document) oneAgreement() bool {
	first := d.d.Tellings[d.lastFrom].Sides
	for k := d.lastFrom + 1; k < d.lastTo; k++ {
		t := &d.d.Tellings[k]
		if len(t.Sides) != len(first) || t.Kind != "agreement" {
			return false
		}
		for i := range first {
			if t.Sides[i].Body != first[i].Body {
				return false
			}
		}
	}
	return true
}

// dates -----------------------------------------------------------------------

// day is the date a clause gives before token end.
func (d *document) day(c []token, end int, ahead bool) draft.Day {
	for i := 0; i < end && i < len(c); i++ {
		t := c[i]
		if t.class != cDate {
			continue
		}
		at := t.span()
		w := t.date
		if w.kind == "monthOffset" && !ahead && w.off > 0 {
			ahead = true
		}
		v := w.resolve(d.d.Published, d.last, ahead || d.aheadWord(c, i))
		if v.Y == 0 {
			continue
		}
		rule := "date-full"
		if w.y == 0 {
			rule = "date-from-release"
		}
		return draft.Day{Date: v, At: at, Rule: rule}
	}
	return draft.Day{}
}

func (d *document) aheadWord(c []token, i int) bool {
	for j := 0; j < i; j++ {
		if c[j].class == cPlan {
			return true
		}
	}
	return false
}

// eventIn is the occasion of 在…会议上 and …期间 in a clause, and of
// 第六届…博览会举行….
func (d *document) eventIn(c []token) draft.Span {
	for i, t := range c {
		if t.class == cName && strings.HasPrefix(d.folded[t.start:t.end], "第") && i+1 < len(c) && c[i+1].class == cAdv {
			switch d.folded[c[i+1].start:c[i+1].end] {
			case "举行", "举办", "开展", "集中":
				if s := d.occasion(c[i : i+1]); !s.Empty() {
					return s
				}
			}
		}
		if t.class != cLoc {
			continue
		}
		from := i
		for from > 0 && c[from-1].class != cAt && c[from-1].class != cSign && c[from-1].class != cMark {
			from--
		}
		if s := d.occasion(c[from:i]); !s.Empty() {
			return s
		}
	}
	return draft.Span{}
}
