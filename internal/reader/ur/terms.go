package ur

import (
	"slices"

	"sanad/internal/reader/language/draft"
)

// Terms are told in a sentence that names the instrument, its length, or its sides:
// مدت تین سال ہے, 30 اپریل 2031 تک مؤثر, باہمی رضامندی سے تجدید کی جا سکے گی, چھ ماہ کے نوٹس پر.
// What is said of an earlier instrument, or supposed, is no term.

var (
	spokenOf = set("معاہدہ معاہدے معاہدۂ یادداشت یادداشتِ دستاویز میمورنڈم سمجھوتہ سمجھوتے ایم یہ مدت میعاد دورانیہ فریق فریقین فریقوں")
	earlier  = set("اگر سابقہ پچھلے پچھلا پچھلی پرانے پرانا گزشتہ")
	lasting  = set("مدت میعاد دورانیہ دورانیے مؤثر موثر نافذ کارآمد برقرار")
	inForce  = set("نافذ مؤثر موثر لاگو کارآمد برقرار")
	leaving  = set("ختم منسوخ دستبردار الگ علیحدہ علیحدگی تنسیخ خاتمہ خاتمے")
	noticed  = set("نوٹس مطلع اطلاع آگاہ")
	renewing = set("تجدید توسیع")
)

// telling is a sentence whose terms are read.
type telling struct {
	d *document
	s *sentence
	w []word
}

// terms reads the terms of an instrument that a sentence tells.
func (d *document) terms(s *sentence) {
	t := telling{d, s, s.words}
	if len(t.w) == 0 || !t.has(spokenOf) || t.has(earlier) {
		return
	}
	for i := range t.w {
		t.length(i)
		t.day(i)
		t.signing(i)
		t.renewal(i)
		t.binding(i)
	}
}

func (t telling) has(words map[string]bool) bool {
	return slices.ContainsFunc(t.w, func(x word) bool { return words[x.norm] })
}

// within says whether one of the words stands at from or up to n words behind it.
func (t telling) within(from, n int, words map[string]bool) bool {
	for i := max(0, from); i < min(from+n, len(t.w)); i++ {
		if words[t.w[i].norm] {
			return true
		}
	}
	return false
}

func (t telling) is(i int, any ...string) bool {
	return i >= 0 && i < len(t.w) && in(t.w[i].norm, any...)
}

func (t telling) put(x draft.Term, from, end int) {
	x.Clause, x.At = t.s.Span, draft.Span{Start: t.w[from].Start, End: t.w[end-1].End}
	t.d.d.Terms = append(t.d.d.Terms, x)
}

// length reads how long the instrument runs, or how long before the end notice is
// to be given.
func (t telling) length(i int) {
	n, unit, end := spanOfTime(t.w, i)
	if n == 0 {
		return
	}
	x := draft.Term{Valued: draft.Valued{Number: float64(n), Unit: unit}}
	switch {
	case t.within(end, 5, noticed):
		if x.Of = "notice"; !t.has(leaving) {
			return
		}
	case t.is(end, "میں", "بعد", "پہلے", "قبل", "سے"), unit == "d" && n < 28:
		return
	case t.has(lasting), t.is(end-1, "سالہ") && t.within(end, 3, spokenOf):
		x.Of = "term"
	default:
		return
	}
	t.put(x, i, end)
}

// day reads the day of entry into force and the last day.
func (t telling) day(i int) {
	v := t.w[i].value
	if v.kind != dateValue {
		return
	}
	when, end := v.when.resolve(t.d.d.Published, t.d.last, true), i+max(v.n, 1)
	x := draft.Term{Date: when}
	switch {
	case when.Y == 0:
		return
	case t.is(end, "سے", "کو") && t.within(end+1, 3, inForce):
		x.Of = "effective"
	case t.is(end, "تک") && t.within(end+1, 3, inForce), t.is(end, "کو") && t.is(end+1, "ختم") && !t.is(end+2, "کر", "کیا"):
		x.Of = "expires"
	default:
		return
	}
	t.put(x, i, end)
}

// signing reads what takes effect on signature: دستخط کی تاریخ سے نافذ.
func (t telling) signing(i int) {
	if !t.is(i, "دستخط", "دستخطوں") || !t.is(i+1, "کی", "کے", "ہوتے") || !t.is(i+2, "تاریخ", "دن", "روز", "وقت", "ساتھ", "ہی", "فوراً", "بعد") || !t.within(i+3, 7, inForce) {
		return
	}
	t.put(draft.Term{Of: "effective", Code: "signing"}, i, i+3)
}

// renewal reads what happens at the end; a renewal of something else is told by
// what stands before it, and energy that renews itself is none.
func (t telling) renewal(i int) {
	if !renewing[t.w[i].norm] || t.is(i+1, "توانائی", "شدہ") {
		return
	}
	of := set("معاہدے معاہدہ یادداشت مدت میعاد اس جس رضامندی اتفاق اتفاقِ منظوری خودکار خودبخود بخود قابل")
	if !t.within(i-6, 6, of) {
		return
	}
	x := draft.Term{Of: "renewal"}
	switch not, may := t.within(i+1, 5, set("نہیں نہ")), t.within(i+1, 5, set("سکے سکتی سکتا سکتے")); {
	case t.within(i-4, 8, set("خودکار خودبخود بخود")):
		if x.Code = "automatic"; not {
			return // not of itself: how else is not told
		}
	case not:
		x.Code = "none"
	case may, t.is(i-1, "قابل"):
		x.Code = "by-agreement"
	default:
		return
	}
	t.put(x, max(0, i-2), min(i+4, len(t.w)))
}

// binding reads what force the instrument has.
func (t telling) binding(i int) {
	law := set("قانونی قانوناً قانونا")
	x := draft.Term{Of: "binding"}
	switch {
	case t.is(i, "پابند", "پابندی", "لازم", "لازمی") && (t.is(i-1, "غیر") || t.within(i-5, 5, law)):
		if x.Code = "binding"; t.is(i-1, "غیر") || t.within(i+1, 3, set("نہیں نہ")) {
			x.Code = "non-binding"
		}
	case t.is(i, "ذمہ", "حقوق", "حق", "فرائض") && t.within(i-2, 2, law) && t.within(i+1, 6, set("نہیں نہ")):
		x.Code = "non-binding"
	default:
		return
	}
	t.put(x, max(0, i-3), min(i+3, len(t.w)))
}

// spanOfTime reads a number of years, months or days at word i; n is 0 where there
// is none.
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
	if k == 0 || v < 1 || v > 999 || i+k >= len(c) {
		return 0, "", i
	}
	switch c[i+k].norm {
	case "سال", "سالہ", "برس":
		unit = "a"
	case "ماہ", "مہینے", "مہینوں":
		unit = "mo"
	case "دن", "روز", "یوم", "دنوں":
		unit = "d"
	default:
		return 0, "", i
	}
	return int(v), unit, i + k + 1
}
