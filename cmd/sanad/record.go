package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/desk"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/reader/form"
	"sanad/internal/reader/record"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/vocab"
)

// partNames are the parts of a record as people name them.
var partNames = map[string]claim.Class{
	"commitment": claim.Commitment, "milestone": claim.Milestone, "indicator": claim.Indicator, "result": claim.Result,
	"transfer": claim.Transfer, "evidence": claim.Evidence, "meeting": claim.Meeting, "action": claim.Action, "focal": claim.Focal,
}

type recordCommand struct {
	What []string `arg:"" optional:"" help:"An id or @names of the sides, where new a part, and property=value."`
	Side string   `help:"The party that speaks, by id or name: what is entered is its statement, not the office's record." placeholder:"PARTY"`
	On   string   `help:"The day the values are of: YYYY-MM-DD, YYYY-MM or YYYY." placeholder:"DATE"`
	File string   `help:"A file that proves it; it is archived." placeholder:"FILE" type:"path"`
	From string   `help:"Read entries from a file, one a line, as they would stand here." placeholder:"FILE"`
	Note string   `help:"What should stand beside it." placeholder:"TEXT"`
	author
}

func (recordCommand) Help() string {
	return `  sanad record a17-3 expires=2028-09-04 renewal=automatic
  sanad record a17-3 milestone code=rfs due=2026-03
  sanad record m31-1 met=2026-02-28
  sanad record party @Huawei country=CN ownership=private
  sanad record '@Huawei + NAVTTC' indicator code=certified target='1500 people'
  sanad record i32-1 result actual='1703 people' --on 2025-11-30
  sanad record m31-1 evidence proof=permit url=https://example.org/permit --file permit.pdf
  sanad record a17-3 candidate evidence title='Report of a body' remark='it does not say under which agreement'

A candidate may belong where it is entered and counts for nothing until somebody decides with sanad place.

A file of entries has one a line, as they would stand here, lines that set what holds for those below, and searches that found nothing:
  at 2025-12-31T12:00:00Z
  author A. Officer
  '@Huawei + NAVTTC' indicator code=certified target='1500 people' as certified
  :certified candidate result actual='1703 people'
  looked '@Huawei + NAVTTC' for='a report on progress' in='the ministry, its site' on=2025-12-31 reason='asked by the auditor'
"as NAME" names what a line makes, ":NAME" is that thing on later lines, "it" is what the line before made. With "at" a file entered twice is entered once.

Parts: commitment, milestone, indicator, result, transfer, evidence, meeting, action, focal. What may be said of each stands on the page /about/properties.`
}

func (c recordCommand) Run(g *globals) (err error) {
	if (len(c.What) == 0) == (c.From == "") {
		return usageError{fault.New(fault.Invalid, "say what to enter, or a file with --from").WithHint("sanad help record")}
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeDoor()) }()
	e := enterer{g: g, view: view, door: door, made: map[string]claim.Subject{}}
	if c.From == "" {
		outcome, what, err := e.enter(c)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(g.out, "%s, as log entry %d; take it back with: sanad undo %d --reason …\n", what, outcome.Entry, outcome.Entry)
		return err
	}
	return e.from(c)
}

// enterer turns what was typed into forms and lets them in.
type enterer struct {
	g    *globals
	view *sqlview.View
	door *ingest.Door
	at   time.Time                // when it was entered; now, where a file does not say
	last claim.Subject            // what the line before made, which "it" names
	made map[string]claim.Subject // what lines made and named
}

// enter lets one form in. what says in words what was entered.
func (e *enterer) enter(c recordCommand) (outcome ingest.Outcome, what string, err error) {
	name := ""
	if n := len(c.What); n > 2 && c.What[n-2] == "as" {
		name, c.What = c.What[n-1], c.What[:n-2]
	}
	f, err := e.form(c)
	if err != nil {
		return outcome, "", err
	}
	b, err := f.Bytes()
	if err != nil {
		return outcome, "", err
	}
	outcome, err = e.door.Decide(e.g.Context, b)
	if err != nil {
		return outcome, "", err
	}
	subject := f.Claims[0].Subject
	if _, global := subject.Entry(); !global {
		subject = subject.In(outcome.Entry)
	}
	e.last = subject
	if name != "" {
		e.made[name] = subject
	}
	return outcome, fmt.Sprintf("%s: %s", subject.ID(), plural(len(f.Claims), "value")), nil
}

func (e *enterer) form(c recordCommand) (form.Form, error) {
	f := c.author.form(form.Record, c.Note)
	if !e.at.IsZero() {
		f.At = e.at
	}
	if c.Side != "" {
		side, err := e.subject(c.Side, claim.Party)
		if err != nil {
			return f, err
		}
		f.Side = side
	}
	about, rest, err := e.about(c.What)
	if err != nil {
		return f, err
	}
	subject := about
	offered := len(rest) > 0 && rest[0] == candidateWord
	if offered {
		rest = rest[1:]
	}
	switch class := partNamed(rest); {
	case class != 0 && offered:
		rest, subject = rest[1:], claim.Subject(string(rune(class))+"1")
		f.Offer(subject, desk.PlacedBy(class), claim.Ref{Subject: about})
	case class != 0:
		rest, subject = rest[1:], claim.Subject(string(rune(class))+"1")
		f.Enter(subject, desk.PlacedBy(class), claim.Ref{Subject: about}, "")
	case offered:
		return f, usageError{fault.New(fault.Invalid, "a candidate for what?").WithHint("say the part after it: candidate evidence, candidate result")}
	}
	for _, pair := range rest {
		name, typed, ok := strings.Cut(pair, "=")
		if !ok {
			return f, usageError{fault.New(fault.Invalid, "%q is neither a part nor property=value", pair).WithHint("parts: commitment, milestone, indicator, result, transfer, evidence, meeting, action, focal")}
		}
		if err := e.say(&f, subject, name, typed, claim.Date(c.On)); err != nil {
			return f, err
		}
	}
	if c.File != "" {
		if err := e.attach(&f, subject, c.File); err != nil {
			return f, err
		}
	}
	if len(f.Claims) == 0 {
		return f, usageError{fault.New(fault.Invalid, "nothing is said of %s", about.ID()).WithHint("sanad help record")}
	}
	return f, nil
}

// candidateWord before a part leaves open whether it belongs where it is entered.
const candidateWord = "candidate"

// partNamed is the class of the part that the words begin with, 0 for none.
func partNamed(words []string) claim.Class {
	if len(words) == 0 {
		return 0
	}
	return partNames[words[0]]
}

// say enters one property of the form's subject.
func (e *enterer) say(f *form.Form, s claim.Subject, name, typed string, on claim.Date) error {
	p, ok := vocab.PropertyOf(byte(s.Class()), name)
	if !ok {
		return fault.New(fault.Invalid, "%q is nothing that is said of it", name).WithHint("one of: %s", propertyNames(s.Class()))
	}
	if p.Type == "ref" && (typed == "it" || strings.HasPrefix(typed, "@") || strings.HasPrefix(typed, ":")) {
		to, err := e.subject(typed, claim.Class(p.Refers[0]))
		if err != nil {
			return err
		}
		typed = string(to)
	}
	v, err := record.Value(s.Class(), p, typed)
	if err != nil {
		return err
	}
	if p.Type != "quantity" && p.Type != "code" {
		on = "" // a day or a name is of no day
	}
	f.Enter(s, claim.Property(name), v, on)
	return nil
}

func propertyNames(class claim.Class) string {
	var names []string
	for _, p := range vocab.PropertiesOf(byte(class)) {
		names = append(names, p.Name)
	}
	return strings.Join(names, " ")
}

// attach archives a file as evidence of the form's subject, which may be a piece
// of evidence itself.
func (e *enterer) attach(f *form.Form, s claim.Subject, path string) error {
	b, err := document(e.g, path)
	if err != nil {
		return err
	}
	ref, err := e.door.Attach(b)
	if err != nil {
		return err
	}
	if s.Class() != claim.Evidence && s.Class() != claim.Meeting {
		f.Enter("v1", claim.PropSupports, claim.Ref{Subject: s}, "")
		s = "v1"
	}
	f.Enter(s, claim.PropDocument, ref, "")
	return nil
}

// about is what an entry is about: the words before the first part or pair.
func (e *enterer) about(what []string) (claim.Subject, []string, error) {
	n := slices.IndexFunc(what, func(w string) bool {
		_, part := partNames[w]
		return part || w == candidateWord || strings.Contains(w, "=")
	})
	if n < 0 {
		n = len(what)
	}
	if n == 0 {
		return "", nil, usageError{fault.New(fault.Invalid, "not said of what").WithHint("begin with an id or @names")}
	}
	class, words := claim.Agreement, what[:n]
	if words[0] == "party" && n > 1 {
		class, words = claim.Party, words[1:]
	}
	s, err := e.subject(strings.Join(words, " "), class)
	return s, what[n:], err
}

// subject is what an id, @names or "it" stands for.
func (e *enterer) subject(typed string, class claim.Class) (claim.Subject, error) {
	if typed == "it" {
		if e.last == "" {
			return "", fault.New(fault.Invalid, "\"it\" is the thing the line before made, and there is none")
		}
		return e.last, nil
	}
	if name, ok := strings.CutPrefix(typed, ":"); ok {
		if e.made[name] == "" {
			return "", fault.New(fault.Invalid, "nothing above is named %q", name).WithHint("end the line that makes it with: as %s", cmp.Or(name, "NAME"))
		}
		return e.made[name], nil
	}
	names, named := strings.CutPrefix(typed, "@")
	if !named {
		s := claim.SubjectOfID(typed)
		if s.Check() != nil {
			return "", usageError{fault.New(fault.Invalid, "%q is not an id", typed).WithHint("sanad list and sanad show print ids; @names finds an agreement by its sides")}
		}
		return s, nil
	}
	if class == claim.Agreement {
		return e.agreement(names)
	}
	id, err := e.party(names)
	return register.SubjectOf(id), err
}

// agreement is the one agreement that has all the sides named, and no others
// where several do. "A + B as told by P" is the one of them that a source
// published by P speaks of.
func (e *enterer) agreement(names string) (claim.Subject, error) {
	names, publisher, _ := strings.Cut(names, " as told by ")
	var sides []register.ID
	for name := range strings.SplitSeq(names, "+") {
		id, err := e.party(strings.TrimSpace(name))
		if err != nil {
			return "", err
		}
		sides = append(sides, id)
	}
	rows, err := e.view.Agreements(e.g.Context, register.Filter{Party: sides[0]})
	if err != nil {
		return "", err
	}
	rows = slices.DeleteFunc(rows, func(r register.Row) bool {
		return slices.ContainsFunc(sides, func(id register.ID) bool {
			return !slices.ContainsFunc(r.Sides, func(n register.Name) bool { return n.ID == id })
		})
	})
	if exactly := slices.DeleteFunc(slices.Clone(rows), func(r register.Row) bool { return len(r.Sides) != len(sides) }); len(exactly) > 0 {
		rows = exactly
	}
	if publisher != "" {
		if rows, err = e.toldBy(rows, publisher); err != nil {
			return "", err
		}
	}
	switch len(rows) {
	case 0:
		if publisher != "" {
			return "", fault.New(fault.NotFound, "no agreement of %s is told by %q", names, publisher).WithHint("sanad show prints an agreement's sources")
		}
		return "", fault.New(fault.NotFound, "no agreement has the sides %s", names).WithHint("sanad list prints agreements with their sides")
	case 1:
		return register.SubjectOf(rows[0].ID), nil
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, string(r.ID))
	}
	return "", fault.New(fault.Conflict, "%d agreements have the sides %s", len(rows), names).WithHint("say which: %s; or whose report: '@%s as told by PUBLISHER'", strings.Join(ids, " "), names)
}

// toldBy are the agreements of which a source of the publisher speaks.
func (e *enterer) toldBy(rows []register.Row, publisher string) ([]register.Row, error) {
	var told []register.Row
	for _, r := range rows {
		a, err := e.view.Agreement(e.g.Context, r.ID)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(a.Mentions, func(s register.Said) bool { return strings.EqualFold(s.Publisher, publisher) }) {
			told = append(told, r)
		}
	}
	return told, nil
}

// party is the one party a name or an id finds.
func (e *enterer) party(name string) (register.ID, error) {
	if s := claim.SubjectOfID(name); s.Check() == nil && s.Class() == claim.Party {
		return register.ID(name), nil
	}
	ids, err := e.view.PartiesNamed(e.g.Context, name)
	if err != nil {
		return "", err
	}
	switch len(ids) {
	case 0:
		return "", fault.New(fault.NotFound, "no party is named %q", name).WithHint("sanad list prints agreements with their sides")
	case 1:
		return ids[0], nil
	}
	return "", fault.New(fault.Conflict, "%d parties are named %q", len(ids), name).WithHint("say which: the agreement by its id, or the party by %s", strings.Join(idsOf(ids), " or "))
}

func idsOf(ids []register.ID) []string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return words
}
