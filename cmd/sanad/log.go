package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/register"
)

type verifyCommand struct{}

func (verifyCommand) Run(g *globals) error {
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	r, err := claimlog.Fsck(g.Data, archiveOf(g.Data))
	if err != nil {
		return err
	}
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
	_, err = fmt.Fprintf(g.out, "verified: %s with %s%s\n%s %d %v\n", entries(r.Checkpoint.Size), plural(int(r.Claims), "claim"), withheld,
		r.Checkpoint.Origin, r.Checkpoint.Size, r.Checkpoint.Root)
	return err
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
