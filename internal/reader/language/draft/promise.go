package draft

import (
	"slices"
	"strconv"
	"strings"

	"sanad/internal/reader"
)

// Promiser is a Grammar that also reads what the sides undertake and the terms of
// an instrument. Undertake comes last of what is asked of a sentence.
type Promiser interface {
	Undertake(sentence int)
}

// Promise is a clause that says what will be done under an agreement.
type Promise struct {
	Clause, Words Span // the whole clause, and what is promised in it
	Kind          string
	Body          int  // who owes it, -1 untold
	Joint         bool // both sides, the instrument itself, or nobody named: it may be any agreement's
	Target, Money []Valued
	Due           Day
}

// Term is one term of an instrument: of what, the words, and whichever of a number
// with its unit, a code and a date it is.
type Term struct {
	Of     string // term, notice, renewal, binding, effective, expires
	Clause Span
	At     Span
	Valued
	Code string // of vocab; "signing": in effect on signature; "binding": whom it binds shows what it is
	Date Date
}

// Mentions finds the bodies that the text names within a stretch, in the order of
// their words: by their names, and where none of those stands there by what follows
// the country in them, unless two bodies share that.
func (d *Draft) Mentions(in Span) []Side {
	out := d.mentions(in, func(name string) string { return name })
	if len(out) > 0 || d.Own == nil {
		return out
	}
	bodies := map[string]int{}
	for b := range d.Bodies[:min(len(d.Bodies), maxBodies)] {
		bodies[d.Own(d.Str(d.Bodies[b].Names[0]))]++
	}
	return d.mentions(in, func(name string) string {
		if own := d.Own(name); bodies[own] == 1 {
			return own
		}
		return ""
	})
}

// mentions finds the bodies by what is made of their names; "" is looked for nowhere.
func (d *Draft) mentions(in Span, of func(name string) string) []Side {
	var out []Side
	text := d.Text[in.Start:in.End]
	for b := range d.Bodies[:min(len(d.Bodies), maxBodies)] {
		for _, name := range d.Bodies[b].Names {
			words := of(d.Str(name))
			if i := strings.Index(text, words); i >= 0 && words != "" {
				out = append(out, Side{Body: b, At: Span{in.Start + i, in.Start + i + len(words)}})
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b Side) int { return a.At.Start - b.At.Start })
	return out
}

// told is the agreement a clause speaks under: the last told before it or with it,
// of which the body, where there is one, is a side; -1 for none, and where two were
// told in one breath.
func told(groups []*group, at Span, body int) int {
	best, also := -1, false
	for i, g := range groups {
		if g.Sentence.Start > at.Start || g.Background || g.Stage == "ended" || g.Stage == "negotiating" {
			continue
		}
		if body >= 0 && !slices.ContainsFunc(g.Sides, func(s Side) bool { return s.Body == body }) {
			continue
		}
		switch {
		case best < 0 || g.Sentence.Start > groups[best].Sentence.Start:
			best, also = i, false
		case g.Sentence.Start == groups[best].Sentence.Start:
			also = true
		}
	}
	if also {
		return -1
	}
	return best
}

// undertaken adds promises and terms to the agreements, which are as the groups.
func (d *Draft) undertaken(out *reader.Reading, groups []*group, parties map[int]string) {
	n := 0
	for _, p := range d.Promises {
		at := told(groups, p.Clause, p.Body)
		if at < 0 || p.Body < 0 && !p.Joint || n == 60 {
			continue
		}
		n++
		o := d.commitment(p)
		o.ID, o.By = "o"+strconv.Itoa(n), parties[p.Body]
		if p.Body < 0 {
			o.By = ""
		}
		a := &out.Agreements[at]
		if !slices.ContainsFunc(a.Commitments, func(other reader.Commitment) bool { return other.Kind == o.Kind && other.Text == o.Text }) {
			a.Commitments = append(a.Commitments, o)
		}
	}
	for _, t := range d.Terms {
		at := told(groups, t.Clause, -1)
		if at < 0 {
			continue
		}
		a := &out.Agreements[at]
		if a.Terms == nil {
			a.Terms = &reader.Terms{}
		}
		d.term(a, t)
	}
	for i := range out.Agreements {
		a := &out.Agreements[i]
		if a.Terms != nil && *a.Terms == (reader.Terms{}) {
			a.Terms = nil
		}
	}
}

func (d *Draft) commitment(p Promise) reader.Commitment {
	planned := func(at Span, rule string, confidence float64) reader.Evidence {
		e := d.evidence(at, rule, confidence)
		e.Modality = "planned"
		return e
	}
	o := reader.Commitment{Text: strings.Join(strings.Fields(d.Str(p.Words)), " "), Kind: p.Kind, Verifiable: "not-verifiable", Evidence: planned(p.Clause, "will", 0.75)}
	if len(p.Target) > 0 {
		v := p.Target[0]
		o.Target = &reader.Quantity{Value: v.Number, Unit: v.Unit, What: d.Str(v.What), Evidence: planned(v.At, "number-with-unit", 0.75)}
	}
	if len(p.Money) > 0 {
		v := p.Money[0]
		o.Money = &reader.Money{Amount: v.Number, Currency: v.Unit, Nature: "announced", Evidence: planned(v.At, "amount-with-currency", 0.75)}
	}
	if p.Due.Y > 0 {
		value, precision := p.Due.EDTF()
		o.Due = &reader.Date{Value: value, Precision: precision, Evidence: planned(p.Due.At, "due", 0.75)}
	}
	if o.Target != nil || o.Money != nil || o.Due != nil {
		o.Verifiable = "verifiable"
	}
	return o
}

// term writes a term; what was told before stands. What takes effect on signature
// does so on the day of signing, where words tell it.
func (d *Draft) term(a *reader.Agreement, x Term) {
	t, e := a.Terms, d.evidence(x.At, x.Of, 0.8)
	switch x.Code {
	case "signing":
		if a.Signed == nil || a.Signed.Quote == nil || a.Signed.Modality != "" || t.Effective != nil {
			return
		}
		e.Rule = "effective-on-signing"
		t.Effective = &reader.Date{Value: a.Signed.Value, Precision: a.Signed.Precision, Evidence: e}
		return
	case "binding":
		x.Code = bindingBetween(a.Parties)
	}
	value, precision := x.Date.EDTF()
	day := func(to **reader.Date) {
		if *to == nil {
			*to = &reader.Date{Value: value, Precision: precision, Evidence: e}
		}
	}
	length := func(to **reader.Quantity) {
		if *to == nil {
			*to = &reader.Quantity{Value: x.Number, Unit: x.Unit, Evidence: e}
		}
	}
	code := func(to **reader.Coded) {
		if *to == nil {
			*to = &reader.Coded{Code: x.Code, Evidence: e}
		}
	}
	switch x.Of {
	case "term":
		length(&t.Term)
	case "notice":
		length(&t.Notice)
	case "renewal":
		code(&t.Renewal)
	case "binding":
		code(&t.Binding)
	case "effective":
		day(&t.Effective)
	case "expires":
		day(&t.Expires)
	}
}

// bindingBetween is what an instrument that binds is between these parties: of
// governments alone under the law of nations, else under some country's.
func bindingBetween(parties []reader.Party) string {
	if slices.ContainsFunc(parties, func(p reader.Party) bool { return p.Type != "government" }) {
		return "binding-domestic"
	}
	return "binding-international"
}
