package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/ingest"
	publish "sanad/internal/publish/workbook"
	"sanad/internal/reader/workbook"
	"sanad/internal/register"
)

type exportCommand struct {
	File  string `arg:"" help:"Where to write it, or - for standard output." placeholder:"FILE"`
	Form  string `help:"As what: a workbook, activities of IATI 2.03, or a proof, which anyone can check offline." enum:"workbook,iati,proof" default:"workbook"`
	Party string `help:"Only agreements with this party." placeholder:"ID"`
	Event string `help:"Only agreements of this event." placeholder:"ID"`
	Theme string `help:"Only agreements about this theme." placeholder:"CODE"`

	Reporter     string `help:"Of activities: the name of who publishes them; otherwise the register's." placeholder:"NAME"`
	ReporterRef  string `help:"Of activities: its organisation identifier; otherwise the register's name." placeholder:"ID"`
	ReporterType string `help:"Of activities: its type, a code of the standard's." placeholder:"CODE" default:"10"`
}

func (c exportCommand) filter() register.Filter {
	return register.Filter{Party: register.ID(c.Party), Event: register.ID(c.Event), Theme: c.Theme}
}

func (c exportCommand) Run(g *globals) error {
	switch c.Form {
	case "iati":
		return c.activities(g)
	case "proof":
		return c.proofs(g)
	}
	rules, err := rulesFlags{}.rules(g.Data)
	if err != nil {
		return err
	}
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	o := publish.Options{
		Templates: rules.Templates, Origin: log.Checkpoint.Origin,
		Filter: c.filter(),
	}
	if c.File == "-" {
		return publish.Write(g.Context, g.out, view, o)
	}
	var b strings.Builder
	if err := publish.Write(g.Context, &b, view, o); err != nil {
		return err
	}
	if err := fsx.WriteAtomic(c.File, []byte(b.String()), 0o644, false); err != nil {
		return plainPathError(err)
	}
	_, err = fmt.Fprintf(g.out, "%s written\n", c.File)
	return err
}

type importCommand struct {
	File   string `arg:"" help:"A workbook (.xlsx), or activities of IATI 2.0x (.xml) of any size." placeholder:"FILE"`
	Map    string `help:"Read it as an office's own list, by this mapping: DATA/mappings/NAME.json. A new name proposes one." placeholder:"NAME"`
	Check  bool   `help:"Only check it; let nothing in."`
	Over   bool   `help:"Let changes in though the register has changed since the workbook was written."`
	Errors string `help:"Write the workbook with a sheet of what is wrong here." placeholder:"FILE.xlsx"`
	author
}

func (importCommand) Help() string {
	return `What is right is let in, what is wrong is told row by row, and with --errors stands in a copy of the workbook. An office's own list is mapped once:
  sanad import list.xlsx --map foreign-mous   proposes DATA/mappings/foreign-mous.json; look it over, then run it again.
Of a file of activities each is a document of its own. What is wrong is told with its byte, the rest is let in; run again, it lets in only what changed. What is read as what: docs/STANDARDS.md.`
}

func (c importCommand) Run(g *globals) (err error) {
	if holdsActivities(c.File) {
		return importActivities(g, c.File, c.Check)
	}
	original, err := document(g, c.File)
	if err != nil {
		return err
	}
	mapping, err := c.mapping(g, original)
	if err != nil {
		return err
	}
	read, err := workbook.Parse(original, mapping)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if err := c.check(g, read); err != nil {
		return err
	}
	if err := c.tell(g, original, read); err != nil {
		return err
	}
	failed := error(nil)
	if len(read.Problems) > 0 {
		failed = alreadyReported{}
	}
	if c.Check {
		fmt.Fprintf(g.out, "%s checked: %s, %s would be let in\n", c.File, plural(read.Rows, "row"), plural(len(read.Changes), "cell"))
		return failed
	}
	if len(read.Claims) == 0 {
		fmt.Fprintf(g.out, "%s: nothing new\n", c.File)
		return failed
	}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	f := c.author.form("", "")
	outcome, err := door.Import(g.Context, original, read, ingest.Imported{Author: f.Author, Name: filepath.Base(c.File), On: time.Now()})
	if err := errors.Join(err, closeDoor()); err != nil {
		return err
	}
	if !outcome.New {
		fmt.Fprintf(g.out, "%s: known as s%d, nothing new\n", c.File, outcome.Entry)
		return failed
	}
	fmt.Fprintf(g.out, "%s: %s let in from %s, as s%d; take it back with: sanad undo %d --reason …\n",
		c.File, plural(len(read.Changes), "cell"), plural(read.Rows, "row"), outcome.Entry, outcome.Entry)
	return failed
}

// mapping is the mapping by its name. One that does not exist yet is proposed and
// written, for a person to look over before anything is let in.
func (c importCommand) mapping(g *globals, original []byte) (*workbook.Mapping, error) {
	if c.Map == "" {
		return nil, nil
	}
	if strings.ContainsAny(c.Map, `/\.`) {
		return nil, usageError{fault.New(fault.Invalid, "--map %q is a name, not a path", c.Map)}
	}
	path := filepath.Join(g.Data, "mappings", c.Map+".json")
	b, err := os.ReadFile(path)
	if err == nil {
		m, err := workbook.ParseMapping(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return m, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	headings, row, err := workbook.Headings(original)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	b, err = json.MarshalIndent(workbook.Guess(headings, row), "", " ")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if err := fsx.WriteAtomic(path, append(b, '\n'), 0o644, false); err != nil {
		return nil, err
	}
	return nil, fault.New(fault.NotFound, "there was no mapping %s; one is proposed in %s", c.Map, path).WithHint("look it over, then run this again")
}

// check holds what the workbook says against the register.
func (c importCommand) check(g *globals, read *workbook.Read) error {
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	return publish.Check(g.Context, view, read, time.Now(), c.Over)
}

// tell prints what is wrong and writes it into a copy of the workbook.
func (c importCommand) tell(g *globals, original []byte, read *workbook.Read) error {
	const most = 20
	for i, p := range read.Problems {
		if i == most {
			fmt.Fprintf(g.err, "sanad: %s: and %d more; see them all with --errors FILE.xlsx\n", c.File, len(read.Problems)-most)
			break
		}
		report(g.err, fault.New(fault.Invalid, "%s %s!%s: %s", c.File, p.Sheet, p.Cell, p.What).WithHint("%s", cmp.Or(p.Hint, "mend the cell and import again")))
	}
	if c.Errors == "" || len(read.Problems) == 0 {
		return nil
	}
	b, err := publish.WithErrors(original, read.Problems)
	if err != nil {
		return err
	}
	return plainPathError(fsx.WriteAtomic(c.Errors, b, 0o644, false))
}
