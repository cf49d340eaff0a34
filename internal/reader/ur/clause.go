package ur

import (
	"strings"

	"sanad/internal/reader/language/draft"
)

// rules are how sure each rule is, set by hand between two counts: of the last 21
// real reports, when they were read for the first time, 17 of the 20 agreements had
// the right sides; of the 33 there were before the last three, read again by rules
// mended on them, 34 of 35. That is too few to tell the rules apart by counting.
// docs/READING-QUALITY.md tells of the reports, which are not in the repository.
var rules = map[string]float64{
	"A-ne-B-with": 0.9,  // الف نے ب کے ساتھ
	"A-B-between": 0.88, // الف اور ب کے درمیان
	"A-and-B-ne":  0.8,  // الف اور ب نے
	"with-elided": 0.75, // ب کے ساتھ بھی
	"A-ne-B-se":   0.75, // الف نے ب سے
	"A-then-with": 0.78, // الف … ب کے ساتھ … کرے گی
	"A-B-in":      0.6,  // الف اور ب میں (headlines)
	"both-sides":  0.7,  // دونوں فریقوں نے
	"listed":      0.8,
	"for-each":    0.8, // الف کی جانب سے … اور ب کی جانب سے … نے
	"alone":       0.4,
}

// clauses cuts a sentence where a finite verb is followed by اور or a comma, and
// at the words that always begin a clause.
func clauses(w []word) [][]word {
	var out [][]word
	from := 0
	cut := func(end, next int) {
		if end > from {
			out = append(out, w[from:end])
		}
		from = next
	}
	for i := 0; i < len(w); i++ {
		x := w[i].norm
		switch x {
		case "جبکہ", "تاہم", "لیکن", "مگر", "بلکہ", "چنانچہ", "جہاں", "جن":
			cut(i, i+1)
		case "جب":
			if i+1 < len(w) && w[i+1].norm == "کہ" {
				cut(i, i+2)
				i++
			}
		case "جس", "جو":
			cut(i, i)
		case "کہ":
			cut(i, i+1)
		case "؛", ":", ";", "۔":
			cut(i, i+1)
		case "،", ",", "اور":
			if i > from && finite[w[i-1].norm] && !w[i-1].mark {
				// دی and کی end a clause, but کی also joins two nouns
				if (w[i-1].norm == "کی" || w[i-1].norm == "دی") && x == "اور" && i-2 >= from && heads[w[i-2].norm] != "" {
					continue
				}
				cut(i, i+1)
			}
		default:
			if i > from && signedAt(w[from:i]) && !follows(w[i]) {
				cut(i, i) // a full stop left out: … پر دستخط کیے بارانی …
			}
		}
	}
	cut(len(w), len(w))
	return out
}

// signedAt says whether words end with a finite form of signing.
func signedAt(w []word) bool {
	n := len(w)
	if n < 2 {
		return false
	}
	switch w[n-1].norm {
	case "کیے", "کئے", "ہوئے", "کردیے", "کردیئے", "کردیئےگئے", "ہوگئے":
		return w[n-2].norm == "دستخط"
	}
	return false
}

// follows says whether a word may go on a verb: an auxiliary, or a mark.
func follows(w word) bool {
	return w.mark || finite[w.norm] || strings.HasPrefix(w.norm, "جا") || w.norm == "بغیر"
}

// act is what a clause says is done.
type act struct {
	stage   string
	stageAt draft.Span
	signed  bool // a word for signing is there
	denied  bool
	past    bool
	ahead   bool
	plural  bool
	instr   []found
	refers  bool
}

type found struct {
	at, n int
	kind  string
}

// find weighs the words of a clause; ok is false when no instrument is named.
func find(c []word) (a act, ok bool) {
	for i := 0; i < len(c); {
		if n, kind := instruments.at(c, i); n > 0 {
			if kind == "agreement" && strings.HasPrefix(c[i].norm, "دستاویز") && c[i].value.kind != inside {
				i += n
				continue
			}
			a.instr = append(a.instr, found{i, n, kind})
			i += n
			continue
		}
		if c[i].value.kind == countValue {
			a.plural = true
		}
		i++
	}
	if len(a.instr) == 0 {
		return a, false
	}
	first, last := a.instr[0], a.instr[len(a.instr)-1]
	if first.at > 0 && first.at < 4 {
		switch c[first.at-1].norm {
		case "اس", "مذکورہ", "یہ":
			a.refers = true
		}
	}
	a.refers = a.refers || first.at == 0
	at := func(stage string, i, n int) {
		a.stage, a.stageAt = stage, draft.Span{Start: c[i].Start, End: c[i+n-1].End}
	}
	rank := map[string]int{"signed": 1, "in-force": 2, "negotiating": 3, "planned": 4, "approved": 5, "ended": 6}
	set := func(stage string, i, n int) {
		if rank[stage] > rank[a.stage] {
			at(stage, i, n)
		}
	}
	for i := 0; i < len(c); i++ {
		n, code := acts.at(c, i)
		if n == 0 || c[i].mark {
			continue
		}
		switch code {
		case "sign":
			switch c[i].norm {
			case "دستخط", "دستخطوں", "طے", "سائن":
				if intended, agreed := infinitive(c, i+n); intended {
					if agreed {
						set("planned", i, n)
						a.ahead = true
					}
					continue
				}
				a.signed = true
				set("signed", i, n)
			case "قائم":
				if last.kind == "strategic-partnership" {
					a.signed = true
					set("signed", i, n)
				}
			default: // کیا, ہوا: right after the instrument
				if i >= last.at+last.n && i <= last.at+last.n+3 {
					a.signed = true
					set("signed", i, n)
				}
			}
		case "renew":
			a.signed = true
			set("signed", i, n)
		case "talk":
			if !strings.HasPrefix(c[i].norm, "گفتگو") || i > 0 {
				set("negotiating", i, n)
			}
		case "approve":
			set("approved", i, n)
		case "end":
			// ختم of the agreement, not of something it is for
			if i >= first.at {
				set("ended", i, n)
			}
		case "force":
			if i > first.at && i+1 < len(c) && c[i].norm != "موثر" {
				set("in-force", i, n)
			}
		case "plan":
			if i > first.at {
				set("planned", i, n)
				a.ahead = true
			}
		case "neg":
			a.denied = true
		}
	}
	if !a.signed && (a.stage == "" || a.stage == "planned") && byMeans(c, a.instr) {
		return a, false
	}
	end := c[len(c)-1].norm
	if (end == "تھے" || end == "تھی" || end == "تھا" || end == "تھیں") && a.signed {
		a.past = true
	}
	for i := max(0, first.at-2); i < first.at; i++ {
		switch c[i].norm {
		case "پہلے", "پہلا", "سابقہ", "پرانے", "گزشتہ":
			a.past = true
		}
	}
	return a, true
}

// infinitive says whether the verb of signing is one of wanting to (دستخط کرنے کی خواہش),
// and whether that much was agreed.
func infinitive(c []word, i int) (intended, agreed bool) {
	if i >= len(c) || c[i].norm != "کرنے" {
		return false, false
	}
	for k := i + 1; k < len(c) && k < i+5; k++ {
		switch c[k].norm {
		case "تقریب":
			return false, false
		case "اتفاق", "فیصلہ", "ارادہ", "عزم":
			return true, true
		}
	}
	return true, false
}

// byMeans says whether all that is said of agreements is what comes of them:
// معاہدے سے تعاون مضبوط ہوگا.
func byMeans(c []word, instr []found) bool {
	for _, f := range instr {
		k := f.at + f.n
		if k+1 >= len(c) {
			return false
		}
		switch c[k].norm + " " + c[k+1].norm {
		case "کے تحت", "کے مطابق", "کی رو", "کے ذریعے":
			continue
		}
		if c[k].norm != "سے" || c[k+1].norm == "متعلق" || c[k+1].norm == "دستبردار" {
			return false
		}
	}
	return true
}

// caseAt is the first word i of c at or after from with this marker, -1 if none.
func caseAt(c []word, from int, code string) (i, n int) {
	for i := max(from, 0); i < len(c); i++ {
		if c[i].mark {
			continue
		}
		if n, x := markers.at(c, i); n > 0 {
			if x == code {
				return i, n
			}
			i += n - 1
		}
	}
	return -1, 0
}

// both says whether words mean the two last named: دونوں فریقوں.
func both(w []word) bool {
	for i, x := range w {
		switch x.norm {
		case "فریقین", "طرفین":
			return true
		case "دونوں", "تینوں", "چاروں":
			return i+1 < len(w)
		}
	}
	return false
}

func (d *document) sidesOf(w []word) []draft.Side {
	var out []draft.Side
	for _, p := range d.split(w) {
		if s, ok := d.side(p); ok {
			dup := false
			for _, o := range out {
				dup = dup || o.Body == s.Body
			}
			if !dup {
				out = append(out, s)
			}
		}
	}
	return out
}

// lead is the name a clause begins with, up to the first word that cannot be of
// it, cut after the word that ends a body's name when more follows.
func (d *document) lead(w []word) []word {
	from := 0
	for from < len(w) {
		if w[from].mark && (w[from].norm != "()" || len(w[from].name) == 0) {
			from++
			continue
		}
		if from == 0 { // a dateline: گوادر (نمائندہ خصوصی)
			for i := 1; i < len(w) && i < 5; i++ {
				if w[i].norm == "()" && len(w[i].name) == 0 {
					from = i + 1
				}
			}
			if from >= len(w) {
				break
			}
		}
		if w[from].value.kind == dateValue {
			from += w[from].value.n
			continue
		}
		n, code := markers.at(w, from)
		if n == 0 || code == "with" || code == "between" {
			break
		}
		from += n
	}
	// ترجمان کے مطابق اتھارٹی: what ends in کے مطابق is no name
	for i := from; i < len(w) && i < from+8; i++ {
		if n, code := markers.at(w, i); n > 0 && code == "edge" && (w[i].norm == "کے" || w[i].norm == "کی") {
			return d.lead(w[i+n:])
		}
	}
	to := from
	for to < len(w) {
		if w[to].value.kind == dateValue || w[to].mark && w[to].norm != "()" && w[to].norm != "،" {
			break
		}
		if n, _ := markers.at(w, to); n > 0 {
			break
		}
		if n, _ := instruments.at(w, to); n > 0 {
			break
		}
		to++
	}
	w = w[from:to]
	if len(w) > 2 && heads[w[0].norm] != "" && heads[w[1].norm] == "" && w[1].norm != "اور" && w[1].norm != "،" && w[1].norm != "آف" && w[1].norm != "()" {
		if _, ok := d.reference(w[0].norm); ok && fronts[w[0].norm] == "" {
			return w[:1]
		}
	}
	for i := range w {
		if heads[w[i].norm] != "" && i > 0 && i+1 < len(w) && heads[w[i+1].norm] == "" && w[i+1].norm != "اور" && w[i+1].norm != "،" && w[i+1].norm != "آف" && w[i+1].norm != "()" && w[i+1].norm != "برائے" {
			return w[:i+1]
		}
	}
	return w
}

type sided struct {
	sides   []draft.Side
	rule    string
	subject []draft.Side
	from    int // where the words after the sides begin
	pre     []word
}

// around finds the sides in a clause.
func (d *document) around(c []word, a act, heading bool, subject []draft.Side) (s sided) {
	ne, nn := caseAt(c, 0, "ne")
	bt, bn := caseAt(c, 0, "between")
	with, wn := caseAt(c, max(ne, 0), "with")
	if with >= 0 && strings.HasPrefix(c[with].norm, "کے") && with+wn < len(c) && c[with+wn].norm == "ساتھ" {
		wn++
	}
	last := a.instr[len(a.instr)-1]
	if bt >= 0 {
		from := 0
		if ne >= 0 && ne < bt {
			from = ne + nn
		}
		zone := c[from:bt]
		s.from = bt + bn
		if both(zone) {
			s.sides, s.rule = draft.Elided(d.pair), "both-sides"
			return s
		}
		s.sides, s.rule = d.sidesOf(zone[edges(zone):]), "A-B-between"
		if len(s.sides) > 0 {
			s.subject = s.sides[:1]
		}
		return s
	}
	var left []draft.Side
	if ne >= 0 {
		zone := c[:ne]
		if both(zone) {
			s.sides, s.rule, s.from = draft.Elided(d.pair), "both-sides", ne+nn
			return s
		}
		left = d.sidesOf(zone[edges(zone):])
		s.subject = left
	}
	if with >= 0 && with < last.at+last.n+12 {
		from := 0
		if ne >= 0 && ne < with {
			from = ne + nn
		}
		zone := c[from:with]
		e := edges(zone)
		s.from = with + wn
		s.pre = zone[:e]
		s.rule = "A-ne-B-with"
		name := zone[e:]
		if ne < 0 && len(left) == 0 {
			// no نے: the first name is the subject, if it is not the other side
			l := d.lead(c[:with])
			s.rule = "with-elided"
			if len(l) > 0 && l[len(l)-1].End <= c[with].Start && (len(name) == 0 || l[0].Start < name[0].Start || len(l) < len(name) && l[0].Start == name[0].Start) {
				if len(name) > 0 && l[0].Start == name[0].Start { // الف ب کے ساتھ
					rest := name[len(l):]
					if len(rest) > 0 && (rest[0].norm == "کا" || rest[0].norm == "کی" || rest[0].norm == "کے") {
						rest = rest[1:]
					}
					if len(rest) > 0 && (d.complete(l) || len(l) == 1 && heads[l[0].norm] != "") {
						left = d.sidesOf(l)
						name = rest
					}
				} else {
					left = d.sidesOf(l)
				}
				if len(left) > 0 {
					s.rule = "A-then-with"
					s.subject = left
				}
			}
		}
		right := d.sidesOf(name)
		if len(right) == 0 {
			return sided{}
		}
		if len(left) == 0 {
			if left = draft.Elided(subject[:min(1, len(subject))]); len(left) == 0 {
				left = d.d.Topical()
			}
			s.rule = "with-elided"
		}
		s.sides = draft.Unique(append(left[:len(left):len(left)], right...))
		return s
	}
	if ne >= 0 && len(left) == 1 {
		// الف نے ب سے ایم او یو کیا
		if se, n := caseAt(c, ne+1, "from"); se > 0 && se < last.at {
			zone := c[ne+nn : se]
			name := zone[edges(zone):]
			if d.complete(name) {
				if right := d.sidesOf(name); len(right) > 0 {
					s.sides, s.rule, s.from = draft.Unique(append(left[:1:1], right...)), "A-ne-B-se", se+n
					return s
				}
			}
		}
	}
	if ne >= 0 {
		s.from = ne + nn
		switch {
		case len(left) > 1:
			s.sides, s.rule = left, "A-and-B-ne"
		case len(left) == 1:
			s.sides, s.rule = left, "alone"
		}
		return s
	}
	// الف اور ب میں معاہدہ
	if in, n := caseAt(c, 0, "in"); in > 0 && in < last.at {
		if zone := c[:in]; heading || d.allComplete(zone) {
			got := d.sidesOf(zone)
			if len(got) > 1 {
				return sided{sides: got, rule: "A-B-in", from: in + n, subject: got[:1]}
			}
		}
	}
	if a.ahead && a.signed {
		// الف اور ب … دستخط کریں گے: the future takes no نے
		from := edges(c[:min(len(c), 6, last.at)])
		if got := d.sidesOf(d.leading(c[from:last.at])); len(got) == 2 {
			return sided{sides: got, rule: "A-and-B-ne", subject: got[:1]}
		}
	}
	return s
}

// allComplete says whether words are two bodies' names and nothing else.
func (d *document) allComplete(w []word) bool {
	parts := d.split(w)
	for _, p := range parts {
		if !d.complete(p.w) {
			return false
		}
	}
	return len(parts) == 2
}

// leading is the two names a clause begins with, the second as long as a state's
// name or up to the word that ends a body's.
func (d *document) leading(w []word) []word {
	joined := -1
	for i := range w {
		if w[i].norm == "اور" && i > 0 && joined < 0 && d.complete(w[:i]) {
			joined = i
			continue
		}
		if joined < 0 || i == joined {
			continue
		}
		if name := w[joined+1 : i+1]; states[key(name)] || heads[w[i].norm] != "" && len(name) > 1 {
			return w[:i+1]
		}
	}
	return nil
}

// read makes the tellings of one sentence.
func (d *document) read(s *sentence) {
	began := len(d.d.Tellings)
	var subject []draft.Side
	var segEvent draft.Span
	var segDay draft.Day
	denied := false
	for _, w := range s.words {
		switch w.norm {
		case "تردید", "افواہ", "افواہوں":
			denied = true
		}
	}
	t := d.text[s.Start:s.End]
	denied = denied || strings.Contains(t, "بے بنیاد") || strings.Contains(t, "من گھڑت")
	told := -1
	if s.item && d.listed(s) {
		d.lastFrom, d.lastTo, d.lastPara = began, len(d.d.Tellings), s.para
		return
	}
	sentencePair := d.forEach(s)
	cs := clauses(s.words)
	for ci, c := range cs {
		if ci > 200 {
			break
		}
		if e := d.eventIn(c); !e.Empty() {
			segEvent = e
			if !s.heading {
				d.event = e
			}
		}
		a, ok := find(c)
		if ok && a.stage == "" && ci+1 < len(cs) && relative(cs[ci+1]) {
			// یادداشت پیش کی گئی جس پر … نے دستخط کیے
			for i, w := range cs[ci+1] {
				if w.norm == "دستخط" && !a.signed {
					if intended, _ := infinitive(cs[ci+1], i+1); !intended {
						a.signed, a.stage, a.stageAt = true, "signed", w.Span
					}
				}
			}
		}
		if ok && (a.refers || ci > 0 && relative(c)) && !hasSides(c) {
			d.addTo(c, a, &told)
			continue
		}
		if !ok || relative(c) && told >= 0 {
			if told >= 0 {
				d.extend(told, c)
			} else if day := d.day(c, false); day.Y > 0 {
				segDay = day
				if day.D > 0 {
					d.seen, d.seenAt = day, s.para
				}
			}
			sentencePair = d.remember(c, &subject) || sentencePair
			continue
		}
		if a.stage == "" && !(s.item || s.heading) {
			sentencePair = d.remember(c, &subject) || sentencePair
			continue
		}
		f := d.around(c, a, s.heading, subject)
		if len(f.subject) > 0 {
			subject = f.subject
		}
		if len(f.sides) == 0 && sentencePair && a.stage == "signed" && !hasSides(c) {
			// الف نے ب کے ساتھ … پر اتفاق کیا اور یادداشت پر دستخط کیے
			f.sides, f.rule = draft.Elided(d.pair), "both-sides"
		}
		if len(f.sides) == 0 {
			continue
		}
		if len(f.sides) > 1 {
			d.pair = f.sides
		}
		if denied || a.denied {
			continue
		}
		if a.stage == "" {
			a.stage = "signed"
			if d.intro.stage != "" {
				a.stage = d.intro.stage
			}
			if s.item {
				f.rule = "listed"
			}
		}
		if f.rule == "alone" && (a.stage == "approved" || a.stage == "negotiating" || a.stage == "ended" && s.heading || d.d.Bodies[f.sides[0].Body].Type == "") {
			continue
		}
		if a.plural && d.statesOnly(f.sides) {
			continue
		}
		in := d.instrument(c, a, f.from)
		x := draft.Telling{
			Rule: f.rule, Sentence: s.Span, Heading: s.heading, Background: a.past, Stage: a.stage, StageAt: a.stageAt, Kind: in.kind,
			KindAt: draft.Span{Start: c[in.at].Start, End: c[in.at+in.n-1].End}, Sides: f.sides, Event: segEvent,
		}
		if x.StageAt.Empty() {
			x.StageAt = x.KindAt
		}
		switch a.stage {
		case "signed", "planned", "in-force":
			x.Signed = d.day(c, a.ahead)
			if x.Signed.Y == 0 {
				x.Signed = segDay
			}
			if x.Signed.Y == 0 && a.stage == "signed" && !s.heading && !a.past {
				x.Signed = d.carried(s)
			}
			if a.stage == "in-force" {
				x.Signed = draft.Day{}
			}
		case "ended": // 2021 میں طے پانے والا معاہدہ: the day it was signed, not the day it ended
			x.Signed = d.dayOfSigning(c)
		}
		if x.Signed.Y > 0 {
			d.last = x.Signed.Date
			if x.Signed.D > 0 {
				d.seen, d.seenAt = x.Signed, s.para
			}
		}
		x.Place = d.place(c)
		if s.item {
			if x.Signed.Y == 0 {
				x.Signed = d.intro.day
			}
			if x.Event.Empty() {
				x.Event = d.intro.event
			}
			if x.Place.Empty() {
				x.Place = d.intro.place
			}
		}
		if x.Event.Empty() && a.stage == "signed" && !s.heading && !a.past {
			x.Event = d.event
		}
		for i := range c {
			if c[i].norm == "بین" && i+1 < len(c) && (c[i+1].norm == "الحکومتی" || c[i+1].norm == "الحکومتوں") {
				x.Level, x.LevelAt = "G2G", draft.Span{Start: c[i].Start, End: c[i+1].End}
			}
			if c[i].norm == "بینالحکومتی" {
				x.Level, x.LevelAt = "G2G", c[i].Span
			}
		}
		x.Purpose = d.purpose(c, in, f)
		told = len(d.d.Tellings)
		d.d.Tellings = append(d.d.Tellings, x)
		d.values(told, c)
	}
	if len(d.d.Tellings) > began {
		d.lastFrom, d.lastTo, d.lastPara = began, len(d.d.Tellings), s.para
	}
	if len(subject) > 0 && !s.heading {
		d.d.Topic = subject[0].Body
	}
}

// forEach reads a signing told by who signed for whom (الف کی جانب سے … جبکہ ب کی طرف
// سے … نے معاہدے پر دستخط کیے). It says whether it found the two.
func (d *document) forEach(s *sentence) bool {
	if len(s.words) > 120 || s.heading {
		return false
	}
	a, ok := find(s.words)
	if !ok || !a.signed || a.denied || a.plural || a.stage != "signed" {
		return false
	}
	var sides []draft.Side
	from := 0
	for i := 0; i+2 < len(s.words); i++ {
		w := s.words[i:]
		if w[0].norm != "کی" || w[1].norm != "جانب" && w[1].norm != "طرف" || w[2].norm != "سے" {
			continue
		}
		zone := s.words[from:i]
		from = i + 3
		zone = zone[edges(zone):]
		for k := len(zone) - 1; k > 0; k-- { // مراد نے دستخط کیے اور الف
			if n := zone[k-1].norm; n == "نے" || n == "جبکہ" || finite[n] && zone[k].norm != "اور" || zone[k-1].norm == "اور" && !onlyFields(zone[k:]) {
				zone = zone[k:]
				break
			}
		}
		if !d.complete(zone) {
			continue
		}
		if one, ok := d.side(part{zone}); ok {
			sides = append(sides, one)
		}
	}
	sides = draft.Unique(sides)
	if len(sides) != 2 {
		return false
	}
	in := a.instr[0]
	x := draft.Telling{
		Rule: "for-each", Sentence: s.Span, Stage: "signed", StageAt: a.stageAt, Kind: in.kind, Background: a.past,
		KindAt: draft.Span{Start: s.words[in.at].Start, End: s.words[in.at+in.n-1].End}, Sides: sides,
		Signed: d.day(s.words, false), Place: d.place(s.words),
	}
	d.d.Tellings = append(d.d.Tellings, x)
	d.pair = sides
	d.values(len(d.d.Tellings)-1, s.words)
	return true
}

// relative clauses (جس کے تحت …) speak of what was just told.
func relative(c []word) bool { return len(c) > 0 && (c[0].norm == "جس" || c[0].norm == "جو") }

func hasSides(c []word) bool {
	for _, code := range []string{"with", "between", "ne"} {
		if i, _ := caseAt(c, 0, code); i > 0 {
			return true
		}
	}
	return false
}

func (d *document) statesOnly(sides []draft.Side) bool {
	for _, s := range sides {
		if !states[norm(d.d.Str(s.At))] {
			return false
		}
	}
	return true
}

// instrument is the one the clause is about: the first after the sides, else
// the last before them.
func (d *document) instrument(c []word, a act, from int) found {
	for _, f := range a.instr {
		if f.at >= from {
			return f
		}
	}
	return a.instr[len(a.instr)-1]
}

// remember keeps whom a clause without an agreement speaks of: الف نے ب کا دورہ
// کیا, so that دونوں فریقوں after it has a meaning.
func (d *document) remember(c []word, subject *[]draft.Side) (pair bool) {
	if relative(c) {
		return false
	}
	if bt, _ := caseAt(c, 0, "between"); bt > 0 {
		zone := c[:bt]
		zone = zone[edges(zone):]
		if parts := d.split(zone); len(parts) == 2 && d.complete(parts[0].w) && d.complete(parts[1].w) {
			d.pair = d.sidesOf(zone)
			*subject = d.pair[:min(1, len(d.pair))]
			return len(d.pair) == 2
		}
		return false
	}
	ne, nn := caseAt(c, 0, "ne")
	if ne <= 0 {
		return false
	}
	zone := c[:ne]
	zone = zone[edges(zone):]
	if len(zone) == 0 || both(zone) {
		return false
	}
	var left []draft.Side
	for _, p := range d.split(zone) {
		w := p.w
		for i := 1; i+1 < len(w); i++ {
			if w[i].norm == "کے" && offices[w[i+1].norm] {
				w = w[:i]
				break
			}
		}
		if d.complete(w) || len(w) == 1 {
			if s, ok := d.side(part{w}); ok {
				left = append(left, s)
			}
		}
	}
	if len(left) == 0 {
		return false
	}
	*subject = left
	if len(left) == 2 {
		d.pair, pair = left, true
	}
	rest := c[ne+nn:]
	for i := 0; i < len(rest); i++ {
		if i > 0 && (rest[i].norm == "کا" && i+1 < len(rest) && rest[i+1].norm == "دورہ" || rest[i].norm == "سے" && i+1 < len(rest) && rest[i+1].norm == "ملاقات" || rest[i].norm == "کے" && i+1 < len(rest) && rest[i+1].norm == "ساتھ") {
			zone := rest[:i]
			zone = zone[edges(zone):]
			if d.complete(zone) {
				if right := d.sidesOf(zone); len(right) > 0 {
					d.pair = draft.Unique(append(left[:1:1], right...))
					return true
				}
			}
			return pair
		}
	}
	return pair
}

// purpose: the words between the sides and the instrument (… کے لیے معاہدہ), else
// those between نے and the other side.
func (d *document) purpose(c []word, in found, f sided) draft.Span {
	strip := func(w []word) draft.Span {
		for len(w) > 0 {
			if w[0].value.kind == dateValue {
				w = w[min(w[0].value.n, len(w)):]
				continue
			}
			switch w[0].norm {
			case "روز":
				w = w[1:]
				continue
			case "کے":
				if len(w) > 1 && w[1].norm == "روز" {
					w = w[2:]
					continue
				}
			case "بھی", "ایک", "کو", "بین", "الحکومتی", "،", "باضابطہ", "نئے":
				w = w[1:]
				continue
			}
			break
		}
		for len(w) > 0 {
			n := len(w) - 1
			switch w[n].norm {
			case "کے", "کی", "کا", "لیے", "لئے", "ایک", "پر", "میں", "الحکومتی", "بین", "متعلق", "سے", "کیلئے", "حوالے", "بھی", "سلسلے", "()":
				if w[n].norm == "سے" && n > 0 && w[n-1].norm == "حوالے" || w[n].norm != "سے" || n+1 == len(w) {
					w = w[:n]
					continue
				}
			}
			break
		}
		if len(w) == 0 || len(w) > 25 || w[0].value.kind == moneyValue && w[0].value.n >= len(w) {
			return draft.Span{}
		}
		return draft.Span{Start: w[0].Start, End: w[len(w)-1].End}
	}
	if f.from < in.at {
		w := c[f.from:in.at]
		// اتوار کو بیجنگ میں …: when and where come before
		for i := len(w) - 1; i >= 0; i-- {
			if w[i].norm == "کو" && i > 0 && w[i-1].value.kind != noValue {
				w = w[i+1:]
				break
			}
		}
		if s := strip(w); !s.Empty() {
			return s
		}
	}
	if len(f.pre) > 1 {
		if s := strip(f.pre); !s.Empty() && !strings.HasSuffix(norm(d.d.Str(s)), " کو") {
			last := f.pre[len(f.pre)-1].norm
			if last == "لیے" || last == "لئے" || last == "کیلئے" {
				return s
			}
		}
	}
	// معاہدے … ب کے ساتھ بات چیت: the words before the instrument
	if in.at < f.from && in.at > 1 {
		w := c[:in.at]
		for i := len(w) - 1; i > 0; i-- {
			if heads[w[i-1].norm] != "" || w[i-1].norm == "نے" {
				return strip(w[i:])
			}
		}
	}
	return draft.Span{}
}

// values -----------------------------------------------------------------------

func (d *document) values(k int, c []word) {
	t := &d.d.Tellings[k]
	had := len(t.Money)
	defer func() { d.lent(t, c, len(t.Money) > had) }()
	for i := 0; i < len(c); i++ {
		v := c[i].value
		if v.kind == moneyValue || v.kind == quantityValue {
			end := min(i+v.n, len(c)) - 1
			x := draft.Valued{Number: v.num, Unit: v.unit, At: draft.Span{Start: c[i].Start, End: c[end].End}}
			x.Est = i > 0 && (c[i-1].norm == "تقریباً" || c[i-1].norm == "تقریبا" || c[i-1].norm == "لگ" || c[i-1].norm == "قریباً")
			if v.kind == moneyValue {
				t.Money = append(t.Money, x)
			} else {
				x.What = whatOf(c, i)
				t.Quantities = append(t.Quantities, x)
			}
		}
		if n, code := themes.at(c, i); n > 0 {
			t.Themes = append(t.Themes, draft.Theme{Code: code, At: draft.Span{Start: c[i].Start, End: c[i+n-1].End}})
		}
	}
}

// lent makes an agreement that no more is said of one of a loan or of a grant,
// where its money is called that.
func (d *document) lent(t *draft.Telling, c []word, money bool) {
	if !money || t.Kind != "agreement" {
		return
	}
	for _, w := range c {
		kind := ""
		switch w.norm {
		case "قرض", "قرضہ", "قرضے":
			kind = "loan"
		case "گرانٹ":
			kind = "grant"
		}
		if kind != "" {
			t.Kind, t.KindAt = kind, w.Span
			return
		}
	}
}

func (d *document) extend(first int, c []word) {
	for k := first; k < len(d.d.Tellings); k++ {
		d.values(k, c)
	}
}

// addTo reads اس ٹھیکے پر 12 مارچ 2022 کو دستخط کیے گئے تھے: more of the agreement
// spoken of last.
func (d *document) addTo(c []word, a act, told *int) {
	from, to := d.lastFrom, d.lastTo
	if *told >= 0 {
		from, to = *told, len(d.d.Tellings)
	}
	if to-from != 1 || a.plural {
		return
	}
	t := &d.d.Tellings[from]
	if day := d.day(c, a.ahead); t.Signed.Y == 0 && day.Y > 0 && a.signed && !a.denied && (a.stage == "signed" || a.stage == "planned" && t.Stage == "planned") {
		t.Signed = day
	}
	if a.stage == "in-force" && t.Stage == "signed" && !a.denied {
		t.Stage, t.StageAt = a.stage, a.stageAt
	}
	d.values(from, c)
}

// follow lets a sentence that makes no agreement add its figures to the one
// told before it.
func (d *document) follow(s *sentence) {
	if d.lastTo-d.lastFrom != 1 || s.heading || s.item {
		return
	}
	t := norm(d.text[s.Start:s.End])
	definite := false
	for _, w := range []string{"معاہدے کے تحت", "اس معاہدے", "اس ٹھیکے", "ٹھیکے میں", "یادداشت کے تحت", "معاہدے کی مدت", "معاہدے کی مالیت", "ٹھیکے کی مالیت", "اس مقصد", "ٹھیکے کے تحت", "معاہدہ طے پانے", "منصوبے کے تحت", "سمجھوتے کے تحت", "ایم او یو کے تحت", "قرض کی مدت", "منصوبے کی"} {
		definite = definite || strings.Contains(t, norm(w))
	}
	if !definite && s.para != d.lastPara || strings.Contains(t, "اس سے قبل") || strings.Contains(t, "یہ رقوم") {
		return
	}
	for _, w := range s.words {
		if w.value.kind == countValue {
			return
		}
	}
	d.lastPara = s.para
	d.values(d.lastFrom, s.words)
}

// dates ------------------------------------------------------------------------

func (d *document) day(c []word, ahead bool) draft.Day {
	for i := range c {
		if c[i].value.kind != dateValue {
			continue
		}
		end := min(i+c[i].value.n, len(c)) - 1
		if end+2 < len(c) && (c[end+1].norm == "کو" || c[end+1].norm == "سے") && (c[end+2].norm == "ختم" || c[end+2].norm == "شروع" || c[end+2].norm == "منعقد" || c[end+2].norm == "نافذ") {
			continue // the day of the occasion
		}
		w := c[i].value.when
		v := w.resolve(d.d.Published, d.last, ahead)
		if v.Y == 0 {
			continue
		}
		rule := "date-full"
		if w.y == 0 {
			rule = "date-from-release"
		}
		return draft.Day{Date: v, At: draft.Span{Start: c[i].Start, End: c[end].End}, Rule: rule}
	}
	return draft.Day{}
}

// dayOfSigning is a date that طے پانے or دستخط follows.
func (d *document) dayOfSigning(c []word) draft.Day {
	for i := range c {
		if c[i].value.kind != dateValue {
			continue
		}
		for k := i + c[i].value.n; k < len(c) && k < i+c[i].value.n+4; k++ {
			if c[k].norm == "طے" || c[k].norm == "دستخط" {
				return d.day(c[i:], false)
			}
		}
	}
	return draft.Day{}
}

// listed reads an item of a list that has no verb: الف اور ب: … کا معاہدہ.
func (d *document) listed(s *sentence) bool {
	colon := -1
	for i, w := range s.words {
		if w.norm == ":" || w.norm == "–" || w.norm == "—" {
			colon = i
			break
		}
	}
	if colon < 1 || colon > 40 {
		return false
	}
	parts := d.split(s.words[:colon])
	if len(parts) < 2 {
		return false
	}
	rest := s.words[colon+1:]
	a, ok := find(rest)
	if !ok || a.denied {
		return false
	}
	sides := d.sidesOf(s.words[:colon])
	if len(sides) < 2 {
		return false
	}
	in := a.instr[0]
	x := draft.Telling{
		Rule: "listed", Sentence: s.Span, Stage: a.stage, StageAt: a.stageAt, Sides: sides, Kind: in.kind,
		KindAt: draft.Span{Start: rest[in.at].Start, End: rest[in.at+in.n-1].End},
		Signed: d.intro.day, Event: d.intro.event, Place: d.intro.place,
	}
	if x.Stage == "" || a.stage == "signed" {
		x.Stage, x.StageAt = "signed", x.KindAt
		if d.intro.stage != "" {
			x.Stage = d.intro.stage
		}
	}
	x.Purpose = d.purpose(rest, in, sided{})
	d.d.Tellings = append(d.d.Tellings, x)
	d.values(len(d.d.Tellings)-1, rest)
	d.pair = sides
	return true
}

// carried is the day of the sentence before, where this one goes on from it:
// اس موقع پر دونوں فریقوں نے …
func (d *document) carried(s *sentence) draft.Day {
	if d.seenAt != s.para || d.seen.Y == 0 {
		return draft.Day{}
	}
	t := norm(d.text[s.Start:s.End])
	for _, p := range []string{"اس موقع پر", "اس دوران", "دورے کے دوران", "ملاقات کے دوران", "ملاقات کے بعد", "تقریب میں", "اجلاس کے بعد", "اجلاس میں", "ملاقات میں"} {
		if strings.HasPrefix(t, p) {
			day := d.seen
			day.Rule = "date-carried"
			return day
		}
	}
	return draft.Day{}
}

// occasions end the name of an event.
var occasions = set("کانفرنس میلے میلہ فورم سمٹ نمائش ایکسپو سربراہی کنونشن سیمینار")

// eventIn is the occasion of … کانفرنس میں and … کے دوران.
func (d *document) eventIn(c []word) draft.Span {
	for i := 1; i+1 < len(c); i++ {
		if !occasions[c[i].norm] {
			continue
		}
		next := c[i+1].norm
		if next != "میں" && next != "کے" && next != "کی" && next != "کا" {
			continue
		}
		if next != "میں" && (i+2 >= len(c) || c[i+2].norm != "دوران" && c[i+2].norm != "موقع") {
			continue
		}
		from := edges(c[:i])
		for k := i - 1; k >= from; k-- { // after the last کی of a clause
			if c[k].norm == "کی" || c[k].norm == "کے" || c[k].norm == "والی" || c[k].norm == "والے" || c[k].norm == "والا" || c[k].mark {
				from = k + 1
				break
			}
		}
		if i-from >= 1 && i-from < 10 {
			return draft.Span{Start: c[from].Start, End: c[i].End}
		}
	}
	return draft.Span{}
}

// place is where a signing was: بیجنگ میں, a town this reader knows or one that
// stands right after the day.
func (d *document) place(c []word) draft.Span {
	for i := 1; i < len(c); i++ {
		if c[i].norm != "میں" || c[i].mark {
			continue
		}
		from := edges(c[:i])
		if i-from < 1 || i-from > 3 || occasions[c[i-1].norm] || c[from].value.kind != noValue {
			continue
		}
		n, _ := countries.at(c, from)
		dated := from > 1 && c[from-1].norm == "کو" && c[from-2].value.kind != noValue
		if n == i-from && !states[key(c[from:i])] || dated && n > 0 {
			return draft.Span{Start: c[from].Start, End: c[i-1].End}
		}
	}
	return draft.Span{}
}
