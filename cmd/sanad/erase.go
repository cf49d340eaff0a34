package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/fsx"
	"sanad/internal/ingest"
	"sanad/internal/past"
	"sanad/internal/reader/form"
	"sanad/internal/register/sqlview"
)

type eraseCommand struct {
	ID      string `arg:"" help:"The id of a source: of a document, or of a form that a person sent." placeholder:"s17"`
	Ground  string `help:"The law or the order under which it is taken out; it is shown." placeholder:"TEXT" required:""`
	ForGood bool   `help:"Do it. Otherwise what would go is only listed."`
	decider
}

func (eraseCommand) Help() string {
	return `  sanad erase s17 --ground "order 12 of 2026, High Court of …" --reason "names a minor"
  sanad erase s17 --ground … --reason … --for-good

The document, its text, what was read from either, and files attached to a form go out of
log and archive; nobody can bring them back from this register. The log verifies as
before: the hashes stay, and an entry says who took it out, when, and under what. The
same bytes are not let in again. Backups take it out with: sanad backup --erase.
What mirrors and readers have kept is theirs.`
}

func (c eraseCommand) Run(g *globals) error {
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	document := claim.SubjectOfID(c.ID)
	entry, ok := document.Entry()
	if !ok || !strings.HasPrefix(c.ID, "s") || document.Check() != nil {
		return usageError{fault.New(fault.Invalid, "%q is not the id of a source", c.ID).WithHint("s17, as sanad show prints it")}
	}
	if err := claimlog.Recover(g.Data); err != nil {
		return err
	}
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	plan, err := ingest.PlanErasure(g.Context, g.Data, log, entry)
	if err != nil {
		return err
	}
	var sources []string
	for _, first := range plan.Readings {
		sources = append(sources, claim.DocumentSubject.In(first).ID())
	}
	fmt.Fprintf(g.out, "%s and %s of the archive go: %s\n", plural(len(sources), "source"), plural(len(plan.Files), "file"), strings.Join(sources, ", "))
	for _, kept := range plan.Kept {
		fmt.Fprintf(g.out, "the attached file %s stays: other entries refer to it\n", kept)
	}
	if !c.ForGood {
		_, err := fmt.Fprintln(g.out, "nothing was taken out; say --for-good to do it")
		return err
	}
	return c.erase(g, log, entry)
}

func (c eraseCommand) erase(g *globals, log *claimlog.View, entry int64) error {
	alone, err := alone(g.Data)
	if err != nil {
		return err
	}
	defer alone.Unlock()
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	f := c.form(form.Erasure)
	f.Entry, f.Ground = &entry, c.Ground
	out, err := door.Erase(g.Context, log, f)
	if err := errors.Join(err, closeDoor()); err != nil {
		return err
	}
	if err := forget(g.Data); err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	_, err = fmt.Fprintf(g.out, "taken out, as log entry %d says; the register was made anew\n", out.Form)
	return err
}

// forget deletes all that is derived from the log.
func forget(data string) error {
	return errors.Join(sqlview.Remove(data), past.Remove(data), find.Remove(data), ingest.RemoveSeen(data))
}

// servingFile is locked by whoever serves the register, together with others who do.
const servingFile = "serving.lock"

// alone makes sure that nobody serves the register while its derived files are made
// anew: a server would go on showing the old ones.
func alone(data string) (*fsx.Lock, error) {
	lock, err := fsx.TryLock(filepath.Join(data, servingFile))
	if fault.Is(err, fault.Unavailable) {
		return nil, fault.New(fault.Unavailable, "the register at %s is being served", data).WithHint("stop sanad serve first, and start it again afterwards")
	}
	return lock, err
}

// serving keeps the register's derived files as they are while it is served.
func serving(data string) (*fsx.Lock, error) {
	lock, err := fsx.TryShared(filepath.Join(data, servingFile))
	if fault.Is(err, fault.Unavailable) {
		return nil, fault.New(fault.Unavailable, "the register at %s is just being made anew", data).WithHint("start again when that is done")
	}
	if errors.Is(err, os.ErrPermission) {
		return nil, fault.New(fault.Forbidden, "%s: %w", filepath.Join(data, servingFile), err).WithHint("let this user write in the register's directory")
	}
	return lock, err
}
