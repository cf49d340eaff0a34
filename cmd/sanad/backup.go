package main

import (
	"fmt"

	"sanad/internal/backup"
	"sanad/internal/claimlog"
	"sanad/internal/register"
)

type backupCommand struct {
	Dir   string `arg:"" help:"Where the copy is kept; run again, it is brought up to the register."`
	Erase bool   `help:"Take out of the copy what was erased or withheld in the register since."`
}

func (backupCommand) Help() string {
	return `  sanad --data register backup /backup/register

Copies the log, the archive, the signing key and the office's own files while the
register is in use. Every byte of the log is checked on the way; a copy that is cut off
leaves the one before. What is made anew from these (register.db and others) is left out.
The copy holds the signing key: keep it as safe as the register.`
}

func (c backupCommand) Run(g *globals) error {
	if err := claimlog.Recover(g.Data); err != nil {
		return err
	}
	r, err := backup.To(g.Context, g.Data, c.Dir, c.Erase)
	if err != nil {
		return err
	}
	fmt.Fprintf(g.out, "backed up: %s, %s of them new; %s new in the archive; %s of the office's own\n%s %d %v\n",
		entries(r.Checkpoint.Size), register.Grouped(int(r.Entries)), plural(r.Files, "file"), plural(r.Own, "file"),
		r.Checkpoint.Origin, r.Checkpoint.Size, r.Checkpoint.Root)
	if r.Gone > 0 && !c.Erase {
		fmt.Fprintf(g.err, "sanad: %s of the copy no longer stand so in the register; they are kept\n  hint: if they were erased on purpose: sanad backup %s --erase\n", plural(r.Gone, "file"), c.Dir)
	}
	return nil
}

type restoreCommand struct {
	Dir string `arg:"" help:"The copy that sanad backup made."`
}

func (restoreCommand) Help() string {
	return `  sanad --data new restore /backup/register

Checks the copy whole and puts it back into a directory that holds nothing. What was
appended after the copy was made is not in it: a register that goes on from there shows
another past to whoever mirrored it since, and they will say so. Prefer the newest copy.`
}

func (c restoreCommand) Run(g *globals) error {
	checkpoint, err := backup.From(g.Context, c.Dir, g.Data)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(g.out, "restored: %s into %s\n%s %d %v\n", entries(checkpoint.Size), g.Data, checkpoint.Origin, checkpoint.Size, checkpoint.Root)
	return err
}
