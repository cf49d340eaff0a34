// Package desk is the sheets an officer fills in: a result, a stage reached, money,
// a promise, the days of the instrument, who holds the file, a proof, a statement. A sheet is
// made from vocab, the agreement's template and what is on record; what is typed
// into it becomes one record form, the same that "sanad record" enters, or one
// message a wrong field.
//
// It is pure: it knows no page, no log and no clock. Which words a message has is
// decided where it is shown.
package desk

import (
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/reader/form"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/vocab"
)

// Kind is a sort of sheet, as addresses spell it.
type Kind string

// The sheets, in the order they are offered.
const (
	Result     Kind = "result"
	Stage      Kind = "stage"
	Transfer   Kind = "transfer"
	Commitment Kind = "commitment"
	Dates      Kind = "dates"
	Focal      Kind = "focal"
	Proof      Kind = "proof"
	Statement  Kind = "statement"
)

// Kinds are all sheets.
var Kinds = []Kind{Result, Stage, Transfer, Commitment, Dates, Focal, Proof, Statement}

// About is what a sheet is made from.
type About struct {
	Agreement register.Agreement
	Template  vocab.Template  // that the agreement is delivered by; zero for none
	Templates vocab.Templates // all there are, to choose another
	Names     func(register.ID) string
	Today     time.Time
}

// Input is how a field is typed.
type Input string

// The inputs.
const (
	Text   Input = "text"
	Long   Input = "long" // several lines
	Day    Input = "day"  // a date, no finer than it is known
	Choice Input = "choice"
	File   Input = "file"
)

// Field is one field of a sheet.
type Field struct {
	Name    string // as it is posted; its label and hint are "desk.field.NAME" and "desk.hint.NAME"
	Input   Input
	Need    bool
	Options []Option // of a choice
	Suggest []string // what is often typed
	Value   string   // what stands in it
	Was     string   // what stood in it when the page was made, of what is on record already
	Wrong   *Wrong
}

// Option is one of a choice. Its words are Text, else those of a template in the
// reader's language, else the label of the code in a list of vocab.
type Option struct {
	Value  string
	Text   string
	Words  vocab.Words
	List   string
	Detail string // a unit, a day
}

// Wrong is what is wrong with a field: a key of the messages, "desk.wrong.KEY", and
// what stands in its places.
type Wrong struct {
	Key  string
	Args []string
}

// Sheet is one form with what was typed into it.
type Sheet struct {
	Kind   Kind
	Fields []Field
	More   []Field // what is seldom needed
	Proofs []Field // what proves it

	about About
}

// New is an empty sheet; ok is false where there is none of the kind.
func New(kind Kind, about About) (s Sheet, ok bool) {
	s = Sheet{Kind: kind, about: about}
	switch kind {
	case Result:
		s.Fields = []Field{
			{Name: "indicator", Input: Choice, Options: s.indicators()},
			{Name: "another", Input: Text},
			{Name: "actual", Input: Text, Need: true, Suggest: s.units()},
			{Name: "on", Input: Day, Need: true, Value: s.today()},
		}
		s.More = []Field{
			{Name: "sex", Input: Choice, Options: listed("sex")},
			{Name: "province", Input: Text, Suggest: s.said(claim.PropProvince)},
			{Name: "age", Input: Text, Suggest: s.ages()},
		}
	case Stage:
		s.Fields = []Field{
			{Name: "stage", Input: Choice, Options: s.stages()},
			{Name: "another", Input: Text},
			{Name: "met", Input: Day, Value: s.today()},
			{Name: "due", Input: Day},
			{Name: "status", Input: Choice, Options: listed("status")},
		}
	case Transfer:
		s.Fields = []Field{
			{Name: "money", Input: Text, Need: true, Suggest: []string{"PKR", "CNY", "USD", "EUR"}},
			{Name: "rung", Input: Choice, Need: true, Options: natures()},
			{Name: "date", Input: Day, Need: true, Value: s.today()},
			{Name: "by", Input: Choice, Options: s.sides()},
			{Name: "to", Input: Choice, Options: s.sides()},
		}
		s.More = []Field{{Name: "instrument", Input: Text, Suggest: s.said(claim.PropInstrument)}}
	case Commitment:
		s.Fields = []Field{
			{Name: "text", Input: Long, Need: true},
			{Name: "by", Input: Choice, Options: s.sides()},
			{Name: "due", Input: Day},
			{Name: "target", Input: Text, Suggest: s.units()},
		}
		s.More = []Field{
			{Name: "to", Input: Choice, Options: s.sides()},
			{Name: "commitment", Input: Choice, Options: listed("commitment")},
			{Name: "amount", Input: Text},
			{Name: "place", Input: Text},
			{Name: "condition", Input: Text},
			{Name: "verifiable", Input: Choice, Options: listed("verifiable")},
		}
	case Dates:
		s.Fields = s.days()
	case Focal:
		s.Fields = []Field{
			{Name: "by", Input: Choice, Need: true, Options: s.sides()},
			{Name: "name", Input: Text, Need: true},
			{Name: "office", Input: Text},
			{Name: "from", Input: Day, Need: true, Value: s.today()},
		}
		s.More = []Field{{Name: "until", Input: Day}}
	case Proof:
		s.Fields = []Field{{Name: "supports", Input: Choice, Need: true, Options: s.provable()}}
	case Statement:
		s.Fields = []Field{{Name: "remark", Input: Long, Need: true}}
	default:
		return s, false
	}
	if kind != Dates && kind != Focal {
		s.Proofs = s.proofs()
	}
	s.More = append(s.More, Field{Name: "note", Input: Long})
	return s, true
}

func (s Sheet) today() string { return s.about.Today.Format(time.DateOnly) }

// proofs are the fields of what proves it, the likeliest kinds first.
func (s Sheet) proofs() []Field {
	need := s.Kind == Proof
	return []Field{
		{Name: "file", Input: File},
		{Name: "url", Input: Text},
		{Name: "proof", Input: Choice, Need: need, Options: s.proofKinds()},
		{Name: "publisher", Input: Text, Suggest: s.providers()},
		{Name: "title", Input: Text},
		{Name: "dated", Input: Day},
	}
}

// all are the sheet's fields in order.
func (s *Sheet) all() []*Field {
	var out []*Field
	for _, list := range [][]Field{s.Fields, s.More, s.Proofs} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

// field is the field of a name; a sheet without it has an empty one.
func (s *Sheet) field(name string) *Field {
	for _, f := range s.all() {
		if f.Name == name {
			return f
		}
	}
	return &Field{Name: name}
}

// value is what was typed into a field.
func (s *Sheet) value(name string) string { return s.field(name).Value }

// Fill puts in what was typed. A field that was not posted stays empty.
func (s *Sheet) Fill(typed func(name string) string) {
	for _, f := range s.all() {
		f.Value = strings.TrimSpace(typed(f.Name))
		if f.Input != Long {
			f.Value = strings.Join(strings.Fields(f.Value), " ")
		}
		f.Value = s.known(*f)
		if s.Kind == Dates {
			f.Was = strings.TrimSpace(typed("was." + f.Name))
		}
	}
}

// known is what was chosen, as it is called now: a stage of the template of which
// somebody entered the first word meanwhile has an id since.
func (s *Sheet) known(f Field) string {
	code, isCode := strings.CutPrefix(f.Value, codePrefix)
	if !isCode || slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == f.Value }) {
		return f.Value
	}
	r := s.about.Agreement.Record
	for _, i := range r.Indicators {
		if f.Name == "indicator" && i.Code.Code() == code {
			return string(i.ID)
		}
	}
	for _, m := range r.Milestones {
		if f.Name == "stage" && m.Code.Code() == code {
			return string(m.ID)
		}
	}
	return f.Value
}

// Choose puts a value into a field, where a page leads to a sheet for something.
func (s *Sheet) Choose(name, value string) { s.field(name).Value = value }

// Refuse says from outside that a field is wrong: a file that is too large.
func (s *Sheet) Refuse(name, key string, args ...string) { s.wrong(name, key, args...) }

// Wrongs are the fields that are wrong, in order.
func (s *Sheet) Wrongs() []Field {
	var out []Field
	for _, f := range s.all() {
		if f.Wrong != nil {
			out = append(out, *f)
		}
	}
	return out
}

// wrong says what is wrong with a field; the first word on it stands.
func (s *Sheet) wrong(name, key string, args ...string) {
	if f := s.field(name); f.Wrong == nil {
		f.Wrong = &Wrong{Key: key, Args: args}
	}
}

// OpenMore says whether anything of what is seldom needed was typed or is wrong, so
// that it stands open.
func (s Sheet) OpenMore() bool {
	return slices.ContainsFunc(s.More, func(f Field) bool { return f.Value != "" || f.Wrong != nil })
}

// Read is what the sheet enters, without author and time. withFile says that a file
// comes along: it is proved by it, and whoever archived the file says so with
// Attach. Where ok is false nothing may be entered: Wrongs say why.
func (s *Sheet) Read(withFile bool) (f form.Form, ok bool) {
	f = form.Form{Form: form.Record, Reason: s.value("note")}
	for _, one := range s.all() {
		if one.Need && one.Value == "" {
			s.wrong(one.Name, "need")
		}
		if one.Input == Choice && one.Value != "" && !slices.ContainsFunc(one.Options, func(o Option) bool { return o.Value == one.Value }) {
			s.wrong(one.Name, "choice")
		}
	}
	w := writer{sheet: s, form: &f}
	read := map[Kind]func() claim.Subject{
		Result: w.result, Stage: w.stage, Transfer: w.transfer, Commitment: w.commitment, Dates: w.dates, Focal: w.focal, Proof: w.proof, Statement: w.statement,
	}[s.Kind]
	about := read()
	if len(s.Proofs) > 0 {
		w.proved(about, withFile)
	}
	return f, len(s.Wrongs()) == 0
}

// Attach adds the archived file to the form that a sheet made with a file.
func Attach(f *form.Form, ref claim.DocumentRef) { f.Enter("v1", claim.PropDocument, ref, "") }

// writer turns fields into claims.
type writer struct {
	sheet *Sheet
	form  *form.Form
}

// say enters a field as a property, where anything is typed. It tells what was
// wrong with it by the type of value that is wanted.
func (w writer) say(field string, s claim.Subject, p claim.Property, asOf claim.Date) claim.Value {
	return w.typed(field, w.sheet.value(field), s, p, asOf)
}

func (w writer) typed(field, typed string, s claim.Subject, p claim.Property, asOf claim.Date) claim.Value {
	if typed == "" || w.sheet.field(field).Wrong != nil {
		return nil
	}
	property, known := vocab.PropertyOf(byte(s.Class()), string(p))
	if !known {
		w.sheet.wrong(field, "choice")
		return nil
	}
	v, err := record.Value(s.Class(), property, typed)
	if err != nil {
		w.sheet.wrong(field, property.Type, typed)
		return nil
	}
	if q, ok := v.(claim.Quantity); ok && strings.HasPrefix(q.Number, "-") {
		w.sheet.wrong(field, "negative", typed)
		return nil
	}
	w.form.Enter(s, p, v, asOf)
	return v
}

// past refuses a day that lies ahead: what happened did so by today.
func (w writer) past(field string, v claim.Value) {
	if d, ok := v.(claim.Date); ok && record.Before(claim.Date(w.sheet.today()), d) {
		w.sheet.wrong(field, "future", string(d))
	}
}

// of says what a new part is of.
func (w writer) of(part claim.Subject, whole register.ID) {
	w.form.Enter(part, claim.PropOf, claim.Ref{Subject: register.SubjectOf(whole)}, "")
}
