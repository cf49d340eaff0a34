package ur

import (
	"slices"
	"strings"

	"sanad/internal/reader/language/draft"
)

// What a side undertakes stands in the future: … کرے گا, … دی جائیں گی; or as what it
// has vowed or must do: … کرنے کا وعدہ کیا, … کرنے کی پابند ہوگی, … کرنا ہوگا. The verb
// must be one of doing (what will be, grow or come about is nobody's debt), and the
// noun before it says what is done. What is denied, supposed or hoped promises
// nothing.

var doing = set("کرے کریں دے دیں بنائے بنائیں بچھائے بچھائیں لگائے لگائیں خریدے خریدیں جائے جائیں کھولے کھولیں")

var undone = set("نہیں نہ اگر سکتا سکتی سکتے ممکن شاید تردید")

// wishes stand before the verb where nothing is done but good is hoped for.
var wishes = set("فروغ مضبوط بہتر بہتری اضافہ موقع مواقع وسعت")

// deeds are nouns of doing and what they promise; those that come first in a clause
// only name what the others are for, so the last decides.
var deeds = map[string]string{
	"تربیت": "train", "تربیتی": "train", "ٹریننگ": "train",
	"تعمیر": "build", "نصب": "build", "تنصیب": "build", "بچھائے": "build", "بچھائیں": "build", "بچھائی": "build", "بچھایا": "build", "بنائے": "build", "بنائیں": "build", "لگائے": "build", "لگائیں": "build", "بچھانے": "build", "بچھانا": "build", "بنانے": "build", "بنانا": "build", "لگانے": "build", "لگانا": "build",
	"قائم": "set-up-body", "قیام": "set-up-body", "تشکیل": "set-up-body", "کھولے": "set-up-body", "کھولیں": "set-up-body", "کھولنے": "set-up-body", "کھولنا": "set-up-body",
	"فراہم": "supply", "مہیا": "supply", "سپلائی": "supply", "خرید": "procure", "خریدے": "procure", "خریدیں": "procure", "خریدنے": "procure", "خریدنا": "procure", "خریداری": "procure", "سرمایہ": "invest",
	"عطیہ": "grant", "گرانٹ": "grant", "وظائف": "grant", "وظیفہ": "grant", "امداد": "grant", "قرض": "lend", "قرضہ": "lend",
	"معلومات": "share-information", "ڈیٹا": "share-information", "مطالعہ": "study", "تحقیق": "study", "سروے": "study", "شائع": "publish", "تعاون": "cooperate",
}

// Undertake is draft.Promiser's.
func (d *document) Undertake(i int) {
	s := &d.sents[i]
	if s.heading || strings.ContainsAny(d.text[s.Start:s.End], "؟“\"") {
		return
	}
	hoped, before := false, -1
	for _, c := range clauses(s.words) {
		hoped = hoped || slices.ContainsFunc(c, func(w word) bool { return hopes[w.norm] })
		p, ok := d.promise(c, before)
		if ok && !hoped {
			d.d.Promises = append(d.d.Promises, p)
			before = p.Body
		}
	}
	d.terms(s)
}

// hopes make of what follows in the sentence a wish.
var hopes = set("امید توقع خواہش")

// vowed are the nouns of a promise behind an infinitive: کرنے کا وعدہ.
var vowed = set("وعدہ وعدے عہد پابند ذمہ یقین ارادہ عزم")

// infinitives of the verbs of doing, as they stand before کا and before ہوگا.
var infinitives = set("کرنے دینے بنانے بچھانے لگانے خریدنے کھولنے کرنا دینا بنانا بچھانا لگانا خریدنا کھولنا کرنی دینی بنانی بچھانی لگانی خریدنی کھولنی")

// vow says how a clause promises: "will", "vowed" or "must", and the place of the
// verb of doing; "" for none.
func vow(c []word) (how string, verb int) {
	end := len(c) - 1
	for end >= 0 && c[end].mark {
		end--
	}
	if end >= 2 && in(c[end].norm, "گا", "گی", "گے") && doing[c[end-1].norm] {
		return "will", end - 1
	}
	must := end >= 2 && (in(c[end].norm, "ہوگا", "ہوگی", "ہونگے") || in(c[end].norm, "گا", "گی", "گے") && in(c[end-1].norm, "ہو", "ہوں"))
	for i := max(0, end-6); i < end; i++ {
		if !infinitives[c[i].norm] {
			continue
		}
		if i+2 <= end && in(c[i+1].norm, "کا", "کی", "کے") && vowed[c[i+2].norm] {
			return "vowed", i
		}
		if must && i+2 >= end && !in(c[i+1].norm, "کا", "کی", "کے", "سے") {
			return "must", i
		}
	}
	return "", 0
}

// promise reads the promise of a clause; before is who owes that of the clause
// before it, -1 for none, and owes this too where the clause names nobody.
func (d *document) promise(c []word, before int) (draft.Promise, bool) {
	p := draft.Promise{Body: -1}
	how, verb := vow(c)
	if how == "" || slices.ContainsFunc(c, func(w word) bool { return undone[w.norm] }) {
		return p, false
	}
	end := len(c) - 1
	for c[end].mark {
		end--
	}
	if slices.ContainsFunc(c[max(0, verb-4):verb+1], func(w word) bool { return wishes[w.norm] }) {
		return p, false
	}
	passive := in(c[verb].norm, "جائے", "جائیں")
	kind, at := deedIn(c[:verb+1])
	if kind == "" {
		return p, false
	}
	from := 0
	if in(c[0].norm, "اور", "،") {
		from = 1
	}
	p.Kind, p.Clause = kind, draft.Span{Start: c[from].Start, End: c[end].End}
	p.Words = p.Clause
	d.owner(&p, c[:at], passive, map[string]string{"vowed": "نے", "must": "کو"}[how])
	switch {
	case p.Body >= 0:
		p.Words.Start = d.behindOwner(p, c)
	case before >= 0 && !passive && !p.Joint && len(d.d.Mentions(p.Clause)) == 0:
		p.Body = before
	}
	d.figures(&p, c[:verb+1])
	return p, p.Body >= 0 || p.Joint
}

func in(s string, any ...string) bool { return slices.Contains(any, s) }

// deedIn is what the last noun of doing before the verb promises, and where it
// stands. To provide training is to train; to set a thing up is to set up a body
// only where it is one.
func deedIn(c []word) (kind string, at int) {
	for i := len(c) - 1; i >= max(0, len(c)-5); i-- {
		kind = deeds[c[i].norm]
		if kind == "" {
			continue
		}
		for j := max(0, i-4); j < i && (kind == "supply" || in(c[i].norm, "قائم")); j++ {
			if of := deeds[c[j].norm]; of != "" && kind == "supply" && !in(of, "build", "cooperate") {
				return of, i
			}
		}
		return kind, i
	}
	return "", 0
}

// owner finds who owes it: the body before the words for what is done that no
// postposition makes something else of, or the one that the form of the promise
// asks for: نے of a vow, کو of a duty.
func (d *document) owner(p *draft.Promise, c []word, passive bool, mark string) {
	for _, w := range c {
		if in(w.norm, "دونوں", "فریقین", "تحت", "معاہدے", "یادداشت", "کمپنی", "ادارہ", "وزارت") {
			p.Joint = true
		}
	}
	p.Joint = p.Joint || passive
	if passive || len(c) == 0 {
		return
	}
	for _, m := range d.d.Mentions(draft.Span{Start: c[0].Start, End: c[len(c)-1].End}) {
		next := slices.IndexFunc(c, func(w word) bool { return w.Start >= m.At.End })
		if next >= 0 && c[next].norm != mark && in(c[next].norm, "کو", "کے", "کا", "کی", "میں", "سے", "نے", "پر", "اور") {
			continue
		}
		p.Body = m.Body
		return
	}
}

// ownName is a name without the country it begins with, چین کی شاہین پاور, where at
// least two words are left; else "".
func ownName(name string) string {
	for _, of := range []string{" کی ", " کا ", " کے "} {
		if _, rest, ok := strings.Cut(name, of); ok && strings.Contains(rest, " ") {
			return rest
		}
	}
	return ""
}

// behindOwner is where the words begin that say what is promised.
func (d *document) behindOwner(p draft.Promise, c []word) int {
	for _, m := range d.d.Mentions(p.Clause) {
		if m.Body == p.Body {
			for _, w := range c {
				if w.Start >= m.At.End && !w.mark && !in(w.norm, "نے", "کو") {
					return w.Start
				}
			}
		}
	}
	return p.Clause.Start
}

func (d *document) figures(p *draft.Promise, c []word) {
	for i := range c {
		v := c[i].value
		last := min(i+max(v.n, 1), len(c)) - 1
		at := draft.Span{Start: c[i].Start, End: c[last].End}
		x := draft.Valued{Number: v.num, Unit: v.unit, At: at, What: whatOf(c, i)}
		switch {
		case v.kind == moneyValue:
			p.Money = append(p.Money, x)
		case v.kind == quantityValue && !in(v.unit, "years", "months", "days"):
			p.Target = append(p.Target, x)
		case p.Due.Y == 0:
			p.Due = d.due(c, i, last)
		}
	}
}

// whatOf is what the quantity at word i is of: its words without the number.
func whatOf(c []word, i int) draft.Span {
	v := c[i].value
	last := min(i+max(v.n, 1), len(c)) - 1
	return draft.Span{Start: c[min(i+v.of, last)].Start, End: c[last].End}
}

// due reads a date before تک, a year before it, and a length of time before میں or
// کے اندر, counted from the day of the release.
func (d *document) due(c []word, i, last int) draft.Day {
	until := func(k int) bool {
		for j := k; j < min(k+4, len(c)); j++ {
			if c[j].norm == "تک" {
				return true
			}
		}
		return false
	}
	day := draft.Day{At: draft.Span{Start: c[i].Start, End: c[last].End}}
	switch v := c[i].value; {
	case v.kind == dateValue && until(last+1):
		day.Date = v.when.resolve(d.d.Published, d.last, true)
	case v.kind == 0 && len(c[i].norm) == 4 && strings.HasPrefix(c[i].norm, "20") && until(i+1):
		day.Date = draft.ParseDate(c[i].norm)
	default:
		n, unit, end := spanOfTime(c, i)
		if n == 0 || d.d.Published.Y == 0 || !(phraseAt(c, end, "میں") || phraseAt(c, end, "کے اندر") || phraseAt(c, end, "کے دوران")) {
			return draft.Day{}
		}
		day.At.End = c[end-1].End
		day.Date = d.d.Published.After(n, unit)
	}
	if d.d.Published.Y > 0 && day.Y < d.d.Published.Y {
		return draft.Day{}
	}
	return day
}

// phraseAt says whether the words of the phrase stand at i.
func phraseAt(c []word, i int, phrase string) bool {
	for w := range strings.FieldsSeq(phrase) {
		if i >= len(c) || c[i].norm != w {
			return false
		}
		i++
	}
	return true
}
