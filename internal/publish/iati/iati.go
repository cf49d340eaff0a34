// Package iati writes agreements as activities of IATI 2.03, one after the other,
// so that a register of any size takes the memory of one agreement.
//
// What stands for what is data, the crosswalk vocab.IATI. An agreement of which the
// standard asks more than is known – somebody who takes part, a day – is not written,
// and neither is a part of its record; both are told, nothing is made up.
package iati

import (
	"bufio"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/internal/resolve"
	"sanad/vocab"
)

// Options say who publishes what.
type Options struct {
	Reporter string    // name of who publishes
	Ref      string    // its identifier; agreements without a reference are numbered under it
	Type     string    // code of the standard's list of organisation types
	On       time.Time // of publication
	Filter   register.Filter
}

// Left is what was not written, and why.
type Left struct {
	Agreement register.ID
	What      string
}

// Write writes the agreements that the filter lets through, and returns how many
// they were; what is not written goes to tell.
func Write(ctx context.Context, out io.Writer, q register.Queries, o Options, tell func(Left)) (written int, err error) {
	buffered := bufio.NewWriter(out)
	w := &writer{w: buffered, ctx: ctx, q: q, o: o, tell: tell}
	w.raw(xml.Header)
	w.open("iati-activities", "version", vocab.IATI().Version, "generated-datetime", o.On.UTC().Format(time.RFC3339))
	err = register.Each(ctx, q, o.Filter, func(row register.Row, a register.Agreement) error {
		ok, err := w.agreement(row, a)
		if ok {
			written++
		}
		return err
	})
	if err != nil {
		return written, err
	}
	if written == 0 {
		return 0, fault.New(fault.NotFound, "no agreement can be written as an activity")
	}
	w.close("iati-activities")
	return written, cmp.Or(w.err, buffered.Flush())
}

type writer struct {
	w    *bufio.Writer
	err  error
	deep int

	ctx  context.Context
	q    register.Queries
	o    Options
	tell func(Left)
	lang string // of the activity
	id   register.ID
}

func (w *writer) raw(s string) {
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}

func (w *writer) escaped(s string) {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil && w.err == nil {
		w.err = err
	}
	w.raw(b.String())
}

// tag begins a tag; of its attributes, in pairs, empty ones are left out.
func (w *writer) tag(name string, attributes []string) {
	w.raw(strings.Repeat(" ", w.deep) + "<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.raw(" " + attributes[i] + `="`)
			w.escaped(attributes[i+1])
			w.raw(`"`)
		}
	}
}

func (w *writer) open(name string, attributes ...string) {
	w.tag(name, attributes)
	w.raw(">\n")
	w.deep++
}

func (w *writer) close(name string) {
	w.deep--
	w.raw(strings.Repeat(" ", w.deep) + "</" + name + ">\n")
}

func (w *writer) empty(name string, attributes ...string) {
	w.tag(name, attributes)
	w.raw("/>\n")
}

func (w *writer) text(name, text string, attributes ...string) {
	w.tag(name, attributes)
	w.raw(">")
	w.escaped(text)
	w.raw("</" + name + ">\n")
}

// narrative writes a text whose language is the activity's or another.
func (w *writer) narrative(text, lang string) {
	if lang == w.lang {
		lang = ""
	}
	w.text("narrative", text, "xml:lang", lang)
}

func (w *writer) narrated(name, text string, attributes ...string) {
	w.open(name, attributes...)
	w.narrative(text, "")
	w.close(name)
}

func (w *writer) left(format string, args ...any) {
	w.tell(Left{w.id, fmt.Sprintf(format, args...)})
}

// back is the standard's code for one of ours; "" where it has none.
func back(list, code string) string { return vocab.IATI().Back[list][code] }

func (w *writer) agreement(row register.Row, a register.Agreement) (bool, error) {
	w.id = a.ID
	sides, err := w.sides(row, a)
	if err != nil {
		return false, err
	}
	dates := w.dates(a)
	switch {
	case len(sides) == 0:
		w.left("it is not written: nobody is known to take part in a role of the standard's")
		return false, nil
	case len(dates) == 0:
		w.left("it is not written: no day of it is known")
		return false, nil
	}
	title := textOf(a.Title)
	w.lang = cmp.Or(title.Lang, "en")
	w.open("iati-activity", "xml:lang", w.lang, "last-updated-datetime", w.o.On.UTC().Format(time.RFC3339))
	w.text("iati-identifier", w.identifier(a))
	w.narrated("reporting-org", w.o.Reporter, "ref", w.o.Ref, "type", w.o.Type, "secondary-reporter", "1")
	w.texts("title", "", a.Title.Values, cmp.Or(title.Text, strings.Join(namesOf(row.Sides), ", ")))
	w.texts("description", "1", a.Purpose.Values, cmp.Or(textOf(a.Purpose).Text, title.Text, strings.Join(namesOf(row.Sides), ", ")))
	for _, r := range a.Instrument.Remarks {
		w.texts("description", "2", []register.Value{r}, r.Text)
	}
	for _, s := range sides {
		w.narrated("participating-org", s.name, "role", s.role, "type", s.kind)
	}
	w.empty("activity-status", "code", status(a))
	for _, d := range dates {
		if d.words == "" {
			w.empty("activity-date", "iso-date", d.day, "type", d.kind)
			continue
		}
		w.narrated("activity-date", d.words, "iso-date", d.day, "type", d.kind)
	}
	if code := vocab.CountryCode(a.Place.Text()); code != "" {
		w.empty("recipient-country", "code", code)
	}
	provinces := w.locations(a)
	w.sectors(a)
	if code := back("kind", a.Kind.Code()); code != "" {
		w.empty("default-finance-type", "code", code)
	}
	if err := w.money(a); err != nil {
		return false, err
	}
	for _, e := range a.Record.Evidence {
		w.evidence(e)
	}
	if err := w.related(a); err != nil {
		return false, err
	}
	for _, i := range a.Record.Indicators {
		w.indicator(i, provinces)
	}
	w.close("iati-activity")
	w.unwritten(a)
	return true, w.err
}

// identifier is the agreement's reference, or its id under the publisher's.
func (w *writer) identifier(a register.Agreement) string {
	return cmp.Or(a.Instrument.Reference.Text(), w.o.Ref+"-"+string(a.ID))
}

func textOf(f register.Field) claim.Text {
	v, _ := f.Shown()
	t, _ := v.Value.(claim.Text)
	return t
}

// texts writes the value on show with those of its own source in other languages.
func (w *writer) texts(name, kind string, values []register.Value, otherwise string) {
	w.open(name, "type", kind)
	defer w.close(name)
	written := map[string]bool{}
	for i, v := range values {
		t, _ := v.Value.(claim.Text)
		if t.Text == "" || i > 0 && (v.Said[0].Source != values[0].Said[0].Source || written[t.Lang]) {
			continue
		}
		written[t.Lang] = true
		w.narrative(t.Text, t.Lang)
	}
	if len(written) == 0 {
		w.narrative(otherwise, "")
	}
}

type side struct{ name, role, kind string }

func (w *writer) sides(row register.Row, a register.Agreement) ([]side, error) {
	var ids []register.ID
	for _, s := range a.Sides {
		ids = append(ids, s.Party)
	}
	names, err := w.q.Names(w.ctx, ids...)
	if err != nil {
		return nil, err
	}
	var out []side
	for _, s := range a.Sides {
		one := side{names[s.Party].Name, back("role", s.Role), back("type", names[s.Party].Type)}
		if one.role == "" {
			w.left("%s, %s: the standard has no such role", one.name, s.Role)
			continue
		}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out, nil
}

func namesOf(sides []register.Name) []string {
	var out []string
	for _, s := range sides {
		out = append(out, s.Name)
	}
	return out
}

// status is how far delivery is said to be or, where nobody says, what the stage of
// the instrument lets expect.
func status(a register.Agreement) string {
	if code := back("delivery", a.Instrument.Delivery.Code()); code != "" {
		return code
	}
	switch a.Stage.Code() {
	case "ended":
		return "4"
	case "signed", "in-force":
		return "2"
	}
	return "1"
}

type date struct{ day, kind, words string }

// dates are the days on which it begins and ends, as planned and as it was; where
// none is known the day it was signed, or first reported, with words that say so.
func (w *writer) dates(a register.Agreement) []date {
	var out []date
	add := func(f register.Field, planned, actual string) {
		for _, kind := range []string{planned, actual} {
			for _, v := range f.Values {
				modality := claim.Done
				if kind == planned {
					modality = claim.Planned
				}
				if !slices.ContainsFunc(v.Said, func(s register.Said) bool { return s.Modality == modality }) {
					continue
				}
				if day, ok := dayOf(v); ok {
					out = append(out, date{day, kind, ""})
					break
				}
				w.left("%s: the standard asks for a day", v.Text)
			}
		}
	}
	add(a.Instrument.Effective, "1", "2")
	add(a.Instrument.Expires, "3", "4")
	if slices.ContainsFunc(out, func(d date) bool { return d.kind < "3" }) {
		return out
	}
	if v, ok := a.Signed.Shown(); ok {
		if day, ok := dayOf(v); ok {
			kind := "2"
			if v.Said[0].Modality == claim.Planned {
				kind = "1"
			}
			return append([]date{{day, kind, "The day of signing; no other beginning is known."}}, out...)
		}
	}
	if len(out) > 0 {
		return out
	}
	if day := string(a.When()); isDay(day) {
		return []date{{day, "2", "The day of the first report; no other is known."}}
	}
	return nil
}

func dayOf(v register.Value) (string, bool) {
	d, _ := v.Value.(claim.Date)
	return string(d), isDay(string(d))
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// locations writes the places that results are of, and returns what to call them.
func (w *writer) locations(a register.Agreement) map[string]string {
	refs := map[string]string{}
	for _, i := range a.Record.Indicators {
		for _, r := range i.Results {
			if name := r.Province.Text(); name != "" && refs[name] == "" {
				refs[name] = fmt.Sprintf("place-%d", len(refs)+1)
				w.open("location", "ref", refs[name])
				w.narrated("name", name)
				w.close("location")
			}
		}
	}
	return refs
}

func (w *writer) sectors(a register.Agreement) {
	written := map[string]bool{}
	for _, v := range a.Themes {
		c, _ := v.Value.(claim.Code)
		if code := back("theme", c.Code); code != "" && !written[code] {
			written[code] = true
			w.empty("sector", "vocabulary", "1", "code", code)
		}
	}
}

// money writes planned disbursements, then transactions, as the standard orders them.
func (w *writer) money(a register.Agreement) error {
	var transactions []register.Transfer
	for _, t := range a.Record.Transfers {
		v, ok := t.Money.Shown()
		if !ok {
			continue
		}
		m, _ := v.Value.(claim.Money)
		if v.Said[0].Modality != claim.Planned || m.Nature != "disbursed" {
			transactions = append(transactions, t)
			continue
		}
		d, _ := t.Date.Shown()
		on, _ := d.Value.(claim.Date)
		first, last, known := resolve.Span(on)
		if !known {
			w.left("%s planned: the standard asks for its period", v.Text)
			continue
		}
		w.open("planned-disbursement", "type", "1")
		w.period(first, last)
		w.text("value", m.Amount, "currency", m.Currency, "value-date", first.Format(time.DateOnly))
		if err := w.parties(t); err != nil {
			return err
		}
		w.close("planned-disbursement")
	}
	for _, t := range transactions {
		if err := w.transaction(t); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) period(first, last time.Time) {
	w.empty("period-start", "iso-date", first.Format(time.DateOnly))
	w.empty("period-end", "iso-date", last.Format(time.DateOnly))
}

func (w *writer) transaction(t register.Transfer) error {
	v, _ := t.Money.Shown()
	m, _ := v.Value.(claim.Money)
	code := back("rung", m.Nature)
	d, _ := t.Date.Shown()
	day, known := dayOf(d)
	switch {
	case v.Said[0].Modality != claim.Done:
		w.left("%s: it is %s, and transactions are done", v.Text, v.Said[0].Modality)
		return nil
	case code == "":
		w.left("%s: the standard has no such rung", v.Text)
		return nil
	case !known:
		w.left("%s: the standard asks for its day", v.Text)
		return nil
	}
	w.open("transaction")
	w.empty("transaction-type", "code", code)
	w.empty("transaction-date", "iso-date", day)
	w.text("value", m.Amount, "currency", m.Currency, "value-date", day)
	if len(t.Remarks) > 0 {
		w.texts("description", "", t.Remarks, "")
	}
	if err := w.parties(t); err != nil {
		return err
	}
	if code := back("kind", t.Instrument.Text()); code != "" {
		w.empty("finance-type", "code", code)
	}
	w.close("transaction")
	return nil
}

func (w *writer) parties(t register.Transfer) error {
	for _, p := range []struct {
		name string
		of   register.Field
	}{{"provider-org", t.By}, {"receiver-org", t.To}} {
		id := register.ID(p.of.Text())
		if id == "" {
			continue
		}
		names, err := w.q.Names(w.ctx, id)
		if err != nil {
			return err
		}
		w.narrated(p.name, names[id].Name, "type", back("type", names[id].Type))
	}
	return nil
}

// formats are media types by the ending of an address.
var formats = map[string]string{
	".pdf": "application/pdf", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".jpg": "image/jpeg", ".png": "image/png", ".csv": "text/csv", ".txt": "text/plain",
}

// webPage is the category of documents that have no other.
const webPage = "A12"

func (w *writer) evidence(e register.Evidence) {
	address := e.URL.Text()
	if address == "" {
		w.left("evidence %s: it has no address", e.ID)
		return
	}
	w.open("document-link", "format", cmp.Or(formats[strings.ToLower(path.Ext(address))], "text/html"), "url", address)
	w.narrated("title", cmp.Or(e.Title.Text(), address))
	w.empty("category", "code", cmp.Or(back("proof", e.Proof.Code()), webPage))
	if v, ok := e.Date.Shown(); ok {
		if day, ok := dayOf(v); ok {
			w.empty("document-date", "iso-date", day)
		}
	}
	w.close("document-link")
}

func (w *writer) related(a register.Agreement) error {
	for _, r := range a.Relations {
		if r.Kind != claim.PropImplements || r.Denied {
			w.left("%s %s: the standard has no such relation", r.Kind, r.To)
			continue
		}
		other, err := w.q.Agreement(w.ctx, r.To)
		if err != nil {
			return err
		}
		kind := "1"
		if r.Inverse {
			kind = "2"
		}
		w.empty("related-activity", "ref", w.identifier(other), "type", kind)
	}
	return nil
}

// stretch is a period with what was to be reached in it and what was.
type stretch struct {
	first, last time.Time
	targets     []register.Value
	actuals     []register.Result
}

func (w *writer) indicator(i register.Indicator, provinces map[string]string) {
	name := cmp.Or(i.Name.Text(), i.Code.Code())
	title := name
	if len(i.Remarks) > 0 {
		title = i.Remarks[0].Text
	}
	if name == "" {
		w.left("indicator %s: it has no name", i.ID)
		return
	}
	periods := w.periods(i)
	measure := "1"
	if strings.Contains(unitOf(i), "%") {
		measure = "2"
	}
	w.open("result", "type", "9")
	w.narrated("title", title)
	w.open("indicator", "measure", measure)
	w.narrated("title", name)
	if v, ok := i.Baseline.Shown(); ok {
		q, _ := v.Value.(claim.Quantity)
		on := v.Said[0].AsOf
		day := string(on)
		if !isDay(day) {
			day = ""
		}
		if len(on) >= 4 {
			w.empty("baseline", "year", string(on[:4]), "iso-date", day, "value", q.Number)
		} else {
			w.left("baseline %s of %s: the standard asks for its year", v.Text, name)
		}
	}
	for _, p := range periods {
		w.open("period")
		w.period(p.first, p.last)
		for _, t := range p.targets {
			q, _ := t.Value.(claim.Quantity)
			w.empty("target", "value", q.Number)
		}
		for _, r := range p.actuals {
			w.actual(r, provinces)
		}
		w.close("period")
	}
	w.close("indicator")
	w.close("result")
}

func unitOf(i register.Indicator) string {
	for _, f := range []register.Field{i.Target, i.Baseline} {
		if v, ok := f.Shown(); ok {
			q, _ := v.Value.(claim.Quantity)
			return q.Unit
		}
	}
	return ""
}

func (w *writer) actual(r register.Result, provinces map[string]string) {
	v, _ := r.Actual.Shown()
	q, _ := v.Value.(claim.Quantity)
	if len(r.Sex.Values)+len(r.Age.Values)+len(r.Province.Values) == 0 {
		w.empty("actual", "value", q.Number)
		return
	}
	w.open("actual", "value", q.Number)
	if ref := provinces[r.Province.Text()]; ref != "" {
		w.empty("location", "ref", ref)
	}
	if sex := r.Sex.Code(); sex != "" {
		w.empty("dimension", "name", "sex", "value", sex)
	}
	if age := r.Age.Text(); age != "" {
		w.empty("dimension", "name", "age", "value", age)
	}
	w.close("actual")
}

// periods are the times that targets and results are of, in order.
func (w *writer) periods(i register.Indicator) []stretch {
	var out []stretch
	at := func(on claim.Date) *stretch {
		first, last, known := resolve.Span(on)
		if !known {
			return nil
		}
		for n := range out {
			if out[n].first.Equal(first) && out[n].last.Equal(last) {
				return &out[n]
			}
		}
		out = append(out, stretch{first: first, last: last})
		return &out[len(out)-1]
	}
	due, _ := i.Due.Shown()
	by, _ := due.Value.(claim.Date)
	for _, v := range i.Target.Values {
		for _, s := range v.Said { // the same figure may be the target of several times
			p := at(cmp.Or(s.AsOf, by))
			switch {
			case p == nil:
				w.left("target %s of %s: the standard asks for its period", v.Text, i.ID)
			case !slices.ContainsFunc(p.targets, func(t register.Value) bool { return t.Text == v.Text }):
				p.targets = append(p.targets, v)
			}
		}
	}
	for _, r := range i.Results {
		if p := at(r.On); p != nil && len(r.Actual.Values) > 0 {
			p.actuals = append(p.actuals, r)
		} else {
			w.left("result %s: the standard asks for its period", r.ID)
		}
	}
	slices.SortStableFunc(out, func(a, b stretch) int { return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last)) })
	return out
}

// unwritten tells what of an agreement the standard has no place for.
func (w *writer) unwritten(a register.Agreement) {
	for _, v := range a.Money {
		w.left("%s of the agreement itself: the standard asks for a transaction's day", v.Text)
	}
	for _, part := range []struct {
		n    int
		what string
	}{
		{len(a.Quantities), "quantities"},
		{len(a.Record.Commitments), "commitments"},
		{len(a.Record.Milestones), "stages of delivery"},
		{len(a.Record.Meetings), "meetings"},
		{len(a.Record.Actions), "action points"},
		{len(a.Negatives), "searches that found nothing"},
	} {
		if part.n > 0 {
			w.left("%s (%d): the standard has no place for them", part.what, part.n)
		}
	}
}
