package main

import (
	"cmp"
	"errors"
	"fmt"
	"os/user"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
)

// decider is who decides and why; both stand with the decision for ever.
type decider struct {
	author
	Reason string `help:"Why; it is shown with the decision." placeholder:"TEXT" required:""`
}

// author is whose name stands with what is entered.
type author struct {
	Author string `help:"Who decides or enters." placeholder:"NAME" env:"SANAD_AUTHOR"`
}

// form begins a form with who, when and why.
func (d decider) form(kind string) form.Form { return d.author.form(kind, d.Reason) }

func (a author) form(kind, reason string) form.Form {
	author := a.Author
	if author == "" {
		if u, err := user.Current(); err == nil {
			author = cmp.Or(u.Name, u.Username)
		}
	}
	return form.Form{Form: kind, Author: author, Reason: reason, At: time.Now().UTC().Truncate(time.Millisecond)}
}

// decide submits a form and says where it stands in the log.
func decide(g *globals, f form.Form) (entry int64, err error) {
	b, err := f.Bytes()
	if err != nil {
		return 0, err
	}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return 0, err
	}
	outcome, err := door.Decide(g.Context, b)
	return outcome.Entry, errors.Join(err, closeDoor())
}

// subject is the subject that an id given on the command line stands for.
func subject(id string) (claim.Subject, error) {
	if strings.Contains(id, "/") {
		s := claim.Subject(id)
		return s, s.Check()
	}
	if len(id) < 4 || !strings.Contains(id, "-") || !strings.ContainsRune("ape", rune(id[0])) {
		return "", usageError{fault.New(fault.Invalid, "%q is not the id of an agreement, a party or an event", id).WithHint("sanad list and sanad show print ids")}
	}
	s := claim.SubjectOfID(id)
	if err := s.Check(); err != nil {
		return "", usageError{fault.New(fault.Invalid, "%q is not an id", id)}
	}
	return s, nil
}

type judgeCommand struct {
	Left    string `arg:"" help:"An id."`
	Right   string `arg:"" help:"Another of the same sort."`
	Verdict string `arg:"" help:"same, different or undecided." enum:"same,different,undecided"`
	decider
}

func (c judgeCommand) Run(g *globals) error {
	f := c.form(form.Judgement)
	f.Verdict = c.Verdict
	var err error
	if f.Left, err = subject(c.Left); err != nil {
		return err
	}
	if f.Right, err = subject(c.Right); err != nil {
		return err
	}
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "%s and %s: %s, as log entry %d; take it back with: sanad undo %d --reason …\n", c.Left, c.Right, c.Verdict, entry, entry)
	return err
}

type ruleCommand struct {
	ID       string `arg:"" help:"The id of an agreement, a party or an event; of a source, to rule on its standing."`
	Property string `arg:"" help:"kind, stage, level, signed, place, purpose, title, name, country, type or date; standing of a source."`
	Value    string `arg:"" help:"The value that stands."`
	decider
}

func (c ruleCommand) Run(g *globals) error {
	f := c.form(form.Ruling)
	f.Property = claim.Property(c.Property)
	var err error
	if f.Property == claim.PropStanding && strings.HasPrefix(c.ID, "s") {
		f.About = claim.SubjectOfID(c.ID)
	} else if f.About, err = subject(c.ID); err != nil {
		return err
	}
	f.Value = claim.AppendValue(nil, form.RuledValue(f.Property, c.Value))
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "%s %s: %s, as log entry %d; take it back with: sanad undo %d --reason …\n", c.ID, c.Property, c.Value, entry, entry)
	return err
}

type lookedCommand struct {
	ID  string   `arg:"" help:"The id of an agreement."`
	For string   `help:"What was looked for and not found." placeholder:"TEXT" required:""`
	In  []string `help:"Where; once for each place." placeholder:"PLACE" required:"" sep:"none"`
	On  string   `help:"When: YYYY-MM-DD." placeholder:"DATE" required:""`
	decider
}

func (c lookedCommand) Run(g *globals) error {
	f := c.form(form.Search)
	f.For, f.In, f.On = c.For, c.In, claim.Date(c.On)
	var err error
	if f.About, err = subject(c.ID); err != nil {
		return err
	}
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "%s: looked for %s, nothing found, as log entry %d; take it back with: sanad undo %d --reason …\n", c.ID, c.For, entry, entry)
	return err
}

type undoCommand struct {
	Entry int64 `arg:"" help:"The log entry of the decision."`
	decider
}

func (c undoCommand) Run(g *globals) error {
	f := c.form(form.Withdrawal)
	f.Entry = &c.Entry
	entry, err := decide(g, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "the decision at log entry %d is taken back, as log entry %d\n", c.Entry, entry)
	return err
}
