package ur

import (
	"slices"
	"strings"

	"sanad/internal/reader/language/draft"
)

// What a side undertakes stands in the future: … کرے گا, … دی جائیں گی. The verb before
// گا, گی or گے must be one of doing (what will be, grow or come about is nobody's
// debt), and the noun before it says what is done. What is denied or supposed
// promises nothing.

var doing = set("کرے کریں دے دیں بنائے بنائیں بچھائے بچھائیں لگائے لگائیں خریدے خریدیں جائے جائیں کھولے کھولیں")

var undone = set("نہیں نہ اگر سکتا سکتی سکتے ممکن شاید تردید")

// wishes stand before the verb where nothing is done but good is hoped for.
var wishes = set("فروغ مضبوط بہتر بہتری اضافہ موقع مواقع وسعت")

// deeds are nouns of doing and what they promise; those that come first in a clause
// only name what the others are for, so the last decides.
var deeds = map[string]string{
	"تربیت": "train", "تربیتی": "train", "ٹریننگ": "train",
	"تعمیر": "build", "نصب": "build", "تنصیب": "build", "بچھائے": "build", "بچھائیں": "build", "بچھائی": "build", "بچھایا": "build", "بنائے": "build", "بنائیں": "build", "لگائے": "build", "لگائیں": "build",
	"قائم": "set-up-body", "قیام": "set-up-body", "تشکیل": "set-up-body", "کھولے": "set-up-body", "کھولیں": "set-up-body",
	"فراہم": "supply", "مہیا": "supply", "سپلائی": "supply", "خرید": "procure", "خریدے": "procure", "خریدیں": "procure", "خریداری": "procure", "سرمایہ": "invest",
	"عطیہ": "grant", "گرانٹ": "grant", "وظائف": "grant", "وظیفہ": "grant", "امداد": "grant", "قرض": "lend", "قرضہ": "lend",
	"معلومات": "share-information", "ڈیٹا": "share-information", "مطالعہ": "study", "تحقیق": "study", "سروے": "study", "شائع": "publish", "تعاون": "cooperate",
}

// Undertake is draft.Promiser's.
func (d *document) Undertake(i int) {
	s := &d.sents[i]
	if s.heading || strings.ContainsAny(d.text[s.Start:s.End], "؟“\"") {
		return
	}
	for _, c := range clauses(s.words) {
		if p, ok := d.promise(c); ok {
			d.d.Promises = append(d.d.Promises, p)
		}
	}
	d.terms(s)
}

func (d *document) promise(c []word) (draft.Promise, bool) {
	p := draft.Promise{Body: -1}
	end := len(c) - 1
	for end >= 0 && c[end].mark {
		end--
	}
	if end < 2 || !in(c[end].norm, "گا", "گی", "گے") || !doing[c[end-1].norm] || slices.ContainsFunc(c, func(w word) bool { return undone[w.norm] }) {
		return p, false
	}
	if slices.ContainsFunc(c[max(0, end-5):end], func(w word) bool { return wishes[w.norm] }) {
		return p, false
	}
	passive := in(c[end-1].norm, "جائے", "جائیں")
	kind, at := deedIn(c[:end])
	if kind == "" {
		return p, false
	}
	from := 0
	if in(c[0].norm, "اور", "،") {
		from = 1
	}
	p.Kind, p.Clause = kind, draft.Span{Start: c[from].Start, End: c[end].End}
	p.Words = p.Clause
	d.owner(&p, c[:at], passive)
	if p.Body >= 0 {
		p.Words.Start = d.behindOwner(p, c)
	}
	d.figures(&p, c[:end])
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
// postposition makes something else of.
func (d *document) owner(p *draft.Promise, c []word, passive bool) {
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
		if next >= 0 && in(c[next].norm, "کو", "کے", "کا", "کی", "میں", "سے", "نے", "پر", "اور") {
			continue
		}
		p.Body = m.Body
		return
	}
}

// behindOwner is where the words begin that say what is promised.
func (d *document) behindOwner(p draft.Promise, c []word) int {
	for _, m := range d.d.Mentions(p.Clause) {
		if m.Body == p.Body {
			for _, w := range c {
				if w.Start >= m.At.End && !w.mark {
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
		x := draft.Valued{Number: v.num, Unit: v.unit, At: at, What: at}
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
		if unit == "a" {
			day.Date = draft.Date{Y: d.d.Published.Y + n}
		} else if d.d.Published.M > 0 {
			day.Date = d.d.Published.AddMonths(n)
			day.D = 0
		}
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

// spanOfTime reads a number of years or months at word i; n is 0 where there is none.
func spanOfTime(c []word, i int) (n int, unit string, end int) {
	if v := c[i].value; v.kind == quantityValue {
		switch v.unit {
		case "years":
			return int(v.num), "a", i + v.n
		case "months":
			return int(v.num), "mo", i + v.n
		}
		return 0, "", i
	}
	v, k := number(c, i)
	if k == 0 || v < 1 || v > 99 || i+k >= len(c) {
		return 0, "", i
	}
	switch c[i+k].norm {
	case "سال", "سالہ", "برس":
		return int(v), "a", i + k + 1
	case "ماہ", "مہینے", "مہینوں":
		return int(v), "mo", i + k + 1
	}
	return 0, "", i
}

// terms reads the terms of an instrument that a sentence tells.
func (d *document) terms(s *sentence) {
	w := s.words
	has := func(any ...string) bool {
		return slices.ContainsFunc(w, func(x word) bool { return in(x.norm, any...) })
	}
	if len(w) == 0 || !has("معاہدہ", "معاہدے", "یادداشت", "معاہدۂ", "یہ", "ایم", "مدت", "میعاد") || has("اگر", "سابقہ", "پچھلے", "پرانے", "گزشتہ") {
		return
	}
	put := func(of, code string, at draft.Span, n int, unit string) {
		d.d.Terms = append(d.d.Terms, draft.Term{Of: of, Code: code, Clause: s.Span, At: at, Valued: draft.Valued{Number: float64(n), Unit: unit}})
	}
	whole := draft.Span{Start: w[0].Start, End: w[len(w)-1].End}
	for i := range w {
		n, unit, end := spanOfTime(w, i)
		if n == 0 {
			continue
		}
		at := draft.Span{Start: w[i].Start, End: w[end-1].End}
		switch {
		case has("نوٹس") && has("ختم", "منسوخ", "دستبردار", "الگ"):
			put("notice", "", at, n, unit)
		case has("مدت", "میعاد", "مؤثر", "موثر", "نافذ", "کارآمد") || w[end-1].norm == "سالہ" && end < len(w) && in(w[end].norm, "معاہدہ", "معاہدے", "مفاہمتی", "مفاہمت"):
			put("term", "", at, n, unit)
		}
	}
	switch {
	case has("خودکار", "خودبخود") && has("تجدید", "توسیع") && !has("نہیں"):
		put("renewal", "automatic", whole, 0, "")
	case has("تجدید", "توسیع") && has("قابل"):
		put("renewal", "by-agreement", whole, 0, "")
	}
	if has("پابند", "پابندی") && has("قانونی", "قانوناً", "قانونا") && has("نہیں", "غیر") || has("غیر") && has("پابند") {
		put("binding", "non-binding", whole, 0, "")
	}
}
