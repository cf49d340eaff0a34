package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"sanad/claim"
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
  sanad record '@Huawei + NAVTTC' indicator code=certified target='1500 people'
  sanad record i32-1 result actual='1703 people' --on 2025-11-30
  sanad record m31-1 evidence proof=permit url=https://example.org/permit --file permit.pdf

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
	e := enterer{g: g, view: view, door: door}
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
	// last is the subject the line before made, which "it" names.
	last claim.Subject
}

// from enters a file line by line; a line that is wrong is told with its number,
// and the others go on.
func (e *enterer) from(c recordCommand) error {
	f, err := os.Open(c.From)
	if err != nil {
		return plainPathError(err)
	}
	defer f.Close()
	var failed error
	entered, known, number := 0, 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		number++
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		one, err := c.line(line)
		var outcome ingest.Outcome
		if err == nil {
			outcome, _, err = e.enter(one)
		}
		switch {
		case err != nil:
			report(e.g.err, fmt.Errorf("%s line %d: %w", c.From, number, err))
			failed = alreadyReported{}
		case outcome.New:
			entered++
		default:
			known++
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s line %d: %w", c.From, number+1, err)
	}
	fmt.Fprintf(e.g.out, "%s entered, %d known before\n", plural(entered, "line"), known)
	return failed
}

// enter lets one form in. what says in words what was entered.
func (e *enterer) enter(c recordCommand) (outcome ingest.Outcome, what string, err error) {
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
	return outcome, fmt.Sprintf("%s: %s", subject.ID(), plural(len(f.Claims), "value")), nil
}

func (e *enterer) form(c recordCommand) (form.Form, error) {
	f := c.author.form(form.Record, c.Note)
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
	if len(rest) > 0 {
		if class, ok := partNames[rest[0]]; ok {
			rest = rest[1:]
			subject = claim.Subject(string(rune(class)) + "1")
			f.Enter(subject, placedBy(class), claim.Ref{Subject: about}, "")
		}
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

// placedBy is how a new part says what it is of.
func placedBy(class claim.Class) claim.Property {
	if class == claim.Evidence {
		return claim.PropSupports
	}
	return claim.PropOf
}

// say enters one property of the form's subject.
func (e *enterer) say(f *form.Form, s claim.Subject, name, typed string, on claim.Date) error {
	p, ok := vocab.PropertyOf(byte(s.Class()), name)
	if !ok {
		return fault.New(fault.Invalid, "%q is nothing that is said of it", name).WithHint("one of: %s", propertyNames(s.Class()))
	}
	if p.Type == "ref" && strings.HasPrefix(typed, "@") {
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
	n := slices.IndexFunc(what, func(w string) bool { _, part := partNames[w]; return part || strings.Contains(w, "=") })
	if n < 0 {
		n = len(what)
	}
	if n == 0 {
		return "", nil, usageError{fault.New(fault.Invalid, "not said of what").WithHint("begin with an id or @names")}
	}
	s, err := e.subject(strings.Join(what[:n], " "), claim.Agreement)
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
// where several do.
func (e *enterer) agreement(names string) (claim.Subject, error) {
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
	switch len(rows) {
	case 0:
		return "", fault.New(fault.NotFound, "no agreement has the sides %s", names)
	case 1:
		return register.SubjectOf(rows[0].ID), nil
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, string(r.ID))
	}
	return "", fault.New(fault.Conflict, "%d agreements have the sides %s", len(rows), names).WithHint("say which: %s", strings.Join(ids, " "))
}

// party is the one party a name finds.
func (e *enterer) party(name string) (register.ID, error) {
	ids, err := e.view.PartiesNamed(e.g.Context, name)
	if err != nil {
		return "", err
	}
	switch len(ids) {
	case 0:
		return "", fault.New(fault.NotFound, "no party is named %q", name)
	case 1:
		return ids[0], nil
	}
	return "", fault.New(fault.Conflict, "%d parties are named %q", len(ids), name).WithHint("say which by its id")
}

// line is a line of a file as the command it would be: words apart by space,
// quotes as in a shell, --on, --note, --side and --author as flags.
func (c recordCommand) line(line string) (recordCommand, error) {
	words, err := split(line)
	if err != nil {
		return c, err
	}
	one := recordCommand{author: c.author, Side: c.Side, On: c.On, Note: c.Note}
	flags := map[string]*string{"--on": &one.On, "--note": &one.Note, "--side": &one.Side, "--author": &one.Author, "--file": &one.File}
	for i := 0; i < len(words); i++ {
		to, flag := flags[words[i]]
		if !flag {
			one.What = append(one.What, words[i])
			continue
		}
		if i++; i == len(words) {
			return c, fault.New(fault.Invalid, "%s without a value", words[i-1])
		}
		*to = words[i]
	}
	return one, nil
}

// split cuts a line into words at spaces, but for what stands in quotes.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	open := false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, open = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if quote != 0 {
		return nil, fault.New(fault.Invalid, "a quote is opened and not closed")
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}
