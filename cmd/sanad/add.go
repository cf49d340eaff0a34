package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/register"
	"sanad/internal/source/archive"
)

// writerPatience is how long a command waits for another that writes.
const writerPatience = 10 * time.Second

type addCommand struct {
	Files  []string `arg:"" name:"file" help:"Documents: files, http(s) addresses, or - for standard input."`
	Keep   bool     `help:"Take in documents in which no agreement is found, too."`
	Origin string   `help:"The name of a register that this command starts, for ever: a host name and path." placeholder:"NAME" default:"sanad.local/register"`
	fetchFlags
	aboutFlags
}

func (addCommand) Help() string {
	return "A directory that does not exist or is empty becomes a register. " + aboutHelp
}

func (c addCommand) Run(g *globals) (err error) {
	if err := startRegister(g, c.Origin); err != nil {
		return err
	}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeDoor()) }()

	var failed error
	added := 0
	client := c.client()
	bar := newBar(g, len(c.Files), "documents")
	defer bar.close()
	for _, path := range c.Files {
		if err := g.Context.Err(); err != nil {
			return err
		}
		if holdsActivities(path) {
			n, err := addActivities(g, door, path)
			if err != nil {
				report(g.err, named(path, err))
				failed = alreadyReported{}
			}
			added += n
			bar.step()
			continue
		}
		s, err := submission(g, client, path, c.aboutFlags)
		var outcomes []ingest.Outcome
		if err == nil {
			s.Keep, s.Recognise = c.Keep, c.recognise(g, bar)
			outcomes, err = door.Submit(g.Context, s)
		}
		if err != nil {
			report(g.err, named(path, err))
			failed = alreadyReported{}
		}
		added += tell(g, path, outcomes)
		bar.step()
	}
	if err := closeDoor(); err != nil {
		return err
	}
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	totals, err := view.Counts(g.Context)
	if err != nil {
		return err
	}
	fmt.Fprintf(g.out, "%s added; the register holds %s from %s\n", plural(added, "document"),
		plural(int(totals.Agreements), "agreement"), plural(int(totals.Sources), "source"))
	return failed
}

// tell prints what came of a submission and counts what was new.
func tell(g *globals, path string, outcomes []ingest.Outcome) (added int) {
	for _, o := range outcomes {
		name := path
		if o.Part != "" {
			name += " (" + o.Part + ")"
		}
		if !o.New {
			fmt.Fprintf(g.out, "%s  known as s%d, nothing new\n", name, o.Entry)
			continue
		}
		added++
		fmt.Fprintf(g.out, "%s  new as s%d: %s, %s\n", name, o.Entry, plural(len(o.Reading.Agreements), "agreement"), plural(o.Claims, "claim"))
	}
	return added
}

// openDoor opens the register for writing. Closing twice does no harm.
func openDoor(g *globals) (*ingest.Door, func() error, error) {
	log, err := claimlog.Open(g.Data, writerPatience)
	if err != nil {
		return nil, nil, err
	}
	seen, err := ingest.OpenSeen(g.Context, g.Data)
	if err != nil {
		return nil, nil, errors.Join(err, log.Close())
	}
	closed := false
	return &ingest.Door{Data: g.Data, Archive: archiveOf(g.Data), Log: log, Reader: readers(), Seen: seen}, func() error {
		if closed {
			return nil
		}
		closed = true
		return errors.Join(log.Close(), seen.Close())
	}, nil
}

// startRegister makes a register of a directory that does not exist or is
// empty, and refuses one that is something else.
func startRegister(g *globals, origin string) error {
	if claimlog.Exists(g.Data) {
		return nil
	}
	if info, err := os.Stat(g.Data); err == nil && !info.IsDir() {
		return fault.New(fault.Invalid, "%s is a file, not a register's directory", g.Data).WithHint("name a directory with --data")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := claimlog.Create(g.Data, origin); err != nil {
		return err
	}
	fmt.Fprintf(g.err, "sanad: started a register in %s; keep %s safe and apart: it signs the log\n", g.Data, filepath.Join(g.Data, "signing.key"))
	return nil
}

func archiveOf(data string) *archive.Archive { return archive.Open(filepath.Join(data, "archive")) }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", register.Grouped(n), what)
}
