package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"golang.org/x/mod/sumdb/note"

	"sanad/internal/claimlog"
	"sanad/internal/register"
	"sanad/verify"
)

type verifyCommand struct {
	File string `arg:"" optional:"" help:"Check this proof alone, offline: what sanad export --form proof wrote, or a page's .proof." placeholder:"FILE"`
	Log  string `help:"Check a copied log alone, with the key beside it: the directory of a mirror's log, or of a download." placeholder:"DIR"`
	citedFlags
	Key string `help:"The register's public key, or a file that holds it; else the one in the directory." placeholder:"KEY"`

	Witness []string `help:"Of a proof: the public key of a witness you trust, or a file that holds it. Several, for several." placeholder:"KEY" sep:"none"`
	Quorum  int      `help:"Of a proof: how many of those witnesses must have signed; else all." placeholder:"N" default:"-1"`
}

func (c verifyCommand) Run(g *globals) error {
	switch {
	case c.File != "":
		return c.file(g)
	case c.Log != "":
		return c.copied(g)
	}
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	r, err := claimlog.Fsck(g.Data, archiveOf(g.Data))
	if err != nil {
		return err
	}
	if err := c.verified(g, r, os.DirFS(filepath.Join(g.Data, "log"))); err != nil {
		return err
	}
	return verifiedTrail(g)
}

// verified tells what a check found.
func verified(g *globals, r verify.Report) error {
	for _, p := range r.Problems {
		fmt.Fprintf(g.err, "sanad: %s\n", p)
	}
	if n := len(r.Problems); n > 0 {
		fmt.Fprintf(g.err, "sanad: the register does not verify: %s\n  hint: restore the named files from a backup, then run sanad verify again\n", plural(n, "problem"))
		return alreadyReported{}
	}
	withheld := ""
	if r.Withheld > 0 {
		withheld = fmt.Sprintf(", %s withheld", register.Grouped(int(r.Withheld)))
	}
	_, err := fmt.Fprintf(g.out, "verified: %s with %s%s\n%s %d %v\n", entries(r.Checkpoint.Size), plural(int(r.Claims), "claim"), withheld,
		r.Checkpoint.Origin, r.Checkpoint.Size, r.Checkpoint.Root)
	return err
}

// copied checks a log without a register: nothing but its bytes and a key.
func (c verifyCommand) copied(g *globals) error {
	verifier, err := keyOf(cmp.Or(c.Key, filepath.Join(c.Log, verify.VerifierFile)), note.NewVerifier)
	if err != nil {
		return err
	}
	r, err := verify.Log(os.DirFS(c.Log), verifier, nil)
	if err != nil {
		return plainPathError(err)
	}
	return c.verified(g, r, os.DirFS(c.Log))
}

// verified tells what a check found, and then whether the log is the one cited.
func (c verifyCommand) verified(g *globals, r verify.Report, log fs.FS) error {
	if err := verified(g, r); err != nil {
		return err
	}
	return c.checks(g, log, r.Checkpoint)
}

func entries(n int64) string {
	if n == 1 {
		return "1 entry"
	}
	return register.Grouped(int(n)) + " entries"
}

type logCommand struct {
	Last int64 `short:"n" help:"How many; 0 is all." default:"20"`
}

func (c logCommand) Run(g *globals) error {
	if err := claimlog.Recover(g.Data); err != nil {
		return err
	}
	view, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(g.out, 2, 0, 2, ' ', 0)
	until := int64(0)
	if c.Last > 0 {
		until = max(0, view.Size()-c.Last)
	}
	for i := view.Size() - 1; i >= until; i-- {
		r, err := view.Record(i)
		if err != nil {
			return err
		}
		part := ""
		if r.Entry.Parts > 1 {
			part = fmt.Sprintf("part %d of %d", r.Entry.Part, r.Entry.Parts)
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", i, r.Entry.Time.Format(time.RFC3339), r.Entry.Kind, r.Entry.Reader, plural(len(r.Kept), "claim"), part)
	}
	return w.Flush()
}

// isTerminal says whether w is a terminal, where progress may be shown.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
