package desk

import (
	"cmp"
	"strings"

	"sanad/claim"
	"sanad/internal/reader/record"
	"sanad/internal/register"
)

// codePrefix marks the choice of a stage or an indicator of the template of which
// nothing is on record yet.
const codePrefix = "code:"

// part is the stage or indicator chosen: one on record, or a new one that says its
// code or its own name.
func (w writer) part(choice string, local claim.Subject) (s claim.Subject, fresh bool) {
	chosen, own := w.sheet.value(choice), w.sheet.value("another")
	switch code, isCode := strings.CutPrefix(chosen, codePrefix); {
	case w.sheet.field(choice).Wrong != nil:
		return local, false
	case chosen != "" && own != "":
		w.sheet.wrong("another", "both")
	case isCode:
		w.of(local, w.sheet.about.Agreement.ID)
		w.typed(choice, code, local, claim.PropCode, "")
		return local, true
	case chosen != "":
		return register.SubjectOf(register.ID(chosen)), false
	case own == "":
		w.sheet.wrong(choice, "need")
	default:
		w.of(local, w.sheet.about.Agreement.ID)
		w.say("another", local, claim.PropName, "")
	}
	return local, true
}

func (w writer) result() claim.Subject {
	indicator, fresh := w.part("indicator", "i1")
	r := claim.Subject("r1")
	w.form.Enter(r, claim.PropOf, claim.Ref{Subject: indicator}, "")
	on := w.day("on")
	typed := w.sheet.value("actual")
	if unit := w.sheet.unit(); unit != "" && typed != "" && strings.Trim(typed, "0123456789.,") == "" {
		typed += " " + unit
	}
	v := w.typed("actual", typed, r, claim.PropActual, on)
	if q, ok := v.(claim.Quantity); ok && q.Unit == "" && fresh {
		w.sheet.wrong("actual", "unit", typed)
	}
	w.say("sex", r, claim.PropSex, "")
	w.say("province", r, claim.PropProvince, "")
	w.say("age", r, claim.PropAge, "")
	return r
}

// day is a field that says when something was so. It is no claim of its own.
func (w writer) day(field string) claim.Date {
	typed := w.sheet.value(field)
	if typed == "" {
		return ""
	}
	d := claim.Date(typed)
	if d.Check() != nil {
		w.sheet.wrong(field, "date", typed)
		return ""
	}
	w.past(field, d)
	return d
}

func (w writer) stage() claim.Subject {
	m, _ := w.part("stage", "m1")
	if w.sheet.value("met")+w.sheet.value("due")+w.sheet.value("status") == "" {
		w.sheet.wrong("met", "stage")
	}
	w.past("met", w.say("met", m, claim.PropMet, ""))
	w.say("due", m, claim.PropDue, "")
	w.say("status", m, claim.PropStatus, "")
	if s := w.sheet.value("status"); w.sheet.value("met") != "" && (s == "scheduled" || s == "not-met") {
		w.sheet.wrong("status", "status")
	}
	return m
}

func (w writer) transfer() claim.Subject {
	t := claim.Subject("t1")
	w.of(t, w.sheet.about.Agreement.ID)
	if money := w.sheet.value("money"); money != "" {
		v := w.typed("money", strings.TrimSpace(money+" "+w.sheet.value("rung")), t, claim.PropMoney, "")
		if m, ok := v.(claim.Money); ok && strings.HasPrefix(m.Amount, "-") {
			w.sheet.wrong("money", "negative", money)
		}
	}
	w.past("date", w.say("date", t, claim.PropDate, ""))
	w.say("by", t, claim.PropBy, "")
	w.say("to", t, claim.PropTo, "")
	if by := w.sheet.value("by"); by != "" && by == w.sheet.value("to") {
		w.sheet.wrong("to", "itself")
	}
	w.say("instrument", t, claim.PropInstrument, "")
	return t
}

func (w writer) commitment() claim.Subject {
	o := claim.Subject("o1")
	w.of(o, w.sheet.about.Agreement.ID)
	for _, f := range []struct {
		field    string
		property claim.Property
	}{
		{"text", claim.PropText},
		{"by", claim.PropBy},
		{"to", claim.PropTo},
		{"commitment", claim.PropCommitment},
		{"target", claim.PropTarget},
		{"amount", claim.PropMoney},
		{"due", claim.PropDue},
		{"place", claim.PropPlace},
		{"condition", claim.PropCondition},
		{"verifiable", claim.PropVerifiable},
	} {
		w.say(f.field, o, f.property, "")
	}
	return o
}

// instrument are the days of the instrument, in the order they are asked for.
var instrument = []struct {
	name     string
	property claim.Property
	input    Input
	of       func(register.Instrument) register.Field
}{
	{"effective", claim.PropEffective, Day, func(i register.Instrument) register.Field { return i.Effective }},
	{"expires", claim.PropExpires, Day, func(i register.Instrument) register.Field { return i.Expires }},
	{"term", claim.PropTerm, Text, func(i register.Instrument) register.Field { return i.Term }},
	{"notice", claim.PropNotice, Text, func(i register.Instrument) register.Field { return i.Notice }},
	{"renewal", claim.PropRenewal, Choice, func(i register.Instrument) register.Field { return i.Renewal }},
	{"review", claim.PropReview, Day, func(i register.Instrument) register.Field { return i.Review }},
	{"terminated", claim.PropTerminated, Day, func(i register.Instrument) register.Field { return i.Terminated }},
	{"binding", claim.PropBinding, Choice, func(i register.Instrument) register.Field { return i.Binding }},
	{"template", claim.PropTemplate, Choice, func(i register.Instrument) register.Field { return i.Template }},
	{"tier", claim.PropTier, Choice, func(i register.Instrument) register.Field { return i.Tier }},
}

// lengths are the words in which people write a length of time, and their units.
var lengths = map[string]string{
	"year": "a", "years": "a", "سال": "a", "برس": "a", "年": "a",
	"month": "mo", "months": "mo", "ماہ": "mo", "مہینے": "mo", "个月": "mo",
	"week": "wk", "weeks": "wk", "ہفتے": "wk", "周": "wk",
	"day": "d", "days": "d", "دن": "d", "天": "d",
}

// inUnits writes "3 years" as 3 a; anything else stays what it is.
func inUnits(typed string) string {
	end := strings.LastIndexAny(typed, "0123456789")
	if end < 0 {
		return typed
	}
	if unit := lengths[strings.ToLower(strings.TrimSpace(typed[end+1:]))]; unit != "" {
		return typed[:end+1] + " " + unit
	}
	return typed
}

// dates enters those terms and days that were changed.
func (w writer) dates() claim.Subject {
	a := register.SubjectOf(w.sheet.about.Agreement.ID)
	changed := false
	for _, d := range instrument {
		f := w.sheet.field(d.name)
		if f.Value == f.Was {
			continue
		}
		changed = true
		if f.Value == "" {
			w.sheet.wrong(d.name, "emptied")
			continue
		}
		w.typed(d.name, inUnits(f.Value), a, d.property, "")
	}
	if !changed {
		w.sheet.wrong(instrument[0].name, "unchanged")
	}
	from := claim.Date(cmp.Or(w.sheet.value("effective"), w.sheet.about.Agreement.Signed.Text()))
	if to := claim.Date(w.sheet.value("expires")); from.Check() == nil && to.Check() == nil && record.Before(to, from) {
		w.sheet.wrong("expires", "before", string(to), string(from))
	}
	return a
}

func (w writer) focal() claim.Subject {
	h := claim.Subject("h1")
	w.of(h, w.sheet.about.Agreement.ID)
	w.say("by", h, claim.PropBy, "")
	w.say("name", h, claim.PropName, "")
	w.say("office", h, claim.PropOffice, "")
	w.say("from", h, claim.PropFrom, "")
	w.say("until", h, claim.PropUntil, "")
	from, until := claim.Date(w.sheet.value("from")), claim.Date(w.sheet.value("until"))
	if from != "" && until != "" && record.Before(until, from) {
		w.sheet.wrong("until", "before", string(until), string(from))
	}
	return h
}

func (w writer) proof() claim.Subject {
	return register.SubjectOf(register.ID(w.sheet.value("supports")))
}

// statement is what somebody has to say of the agreement, in their own words.
func (w writer) statement() claim.Subject {
	a := register.SubjectOf(w.sheet.about.Agreement.ID)
	w.say("remark", a, claim.PropRemark, "")
	return a
}

// proved enters what proves the thing just entered: a file, an address, or both.
func (w writer) proved(about claim.Subject, withFile bool) {
	s := w.sheet
	url := s.value("url")
	if url != "" && !webAddress(url) {
		s.wrong("url", "url", url)
	}
	if !withFile && url == "" {
		for _, f := range []string{"proof", "publisher", "title", "dated"} {
			if s.value(f) != "" {
				s.wrong("file", "nofile")
			}
		}
		return
	}
	if s.value("proof") == "" {
		s.wrong("proof", "need")
	}
	v := claim.Subject("v1")
	w.form.Enter(v, claim.PropSupports, claim.Ref{Subject: about}, "")
	w.say("proof", v, claim.PropProof, "")
	w.say("title", v, claim.PropTitle, "")
	w.say("publisher", v, claim.PropPublisher, "")
	w.say("url", v, claim.PropURL, "")
	w.past("dated", w.say("dated", v, claim.PropDate, ""))
}

func webAddress(s string) bool {
	low := strings.ToLower(s)
	return (strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://")) && !strings.ContainsAny(s, " \"<>")
}
