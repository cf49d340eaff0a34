package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"time"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/source/decode"
	"sanad/internal/source/fetch"
)

type watchCommand struct {
	Feeds    []string      `arg:"" name:"feed" help:"Addresses of RSS, Atom or JSON feeds."`
	Once     bool          `help:"Look once at each feed that is due, then end."`
	Interval time.Duration `help:"Between looks at a feed." default:"30m"`
	Keep     bool          `help:"Take in items in which no agreement is found, too."`
	Origin   string        `help:"The name of a register that this command starts, for ever: a host name and path." placeholder:"NAME" default:"sanad.local/register"`
	fetchFlags
}

func (watchCommand) Help() string {
	return "What was seen is kept in the register's directory; stopped and started again it goes on where it was."
}

func (c watchCommand) Run(g *globals) error {
	if err := startRegister(g, c.Origin); err != nil {
		return err
	}
	w := fetch.Watcher{
		Client: c.client(), State: filepath.Join(g.Data, "watch.json"), Log: slog.Default(),
		Interval: c.Interval, Longest: 24 * time.Hour,
		Jitter: func(d time.Duration) time.Duration { return d + rand.N(d/10+1) },
		Each:   func(ctx context.Context, it fetch.Item) error { return c.item(g, it) },
	}
	if c.Once {
		return w.Once(g.Context, c.Feeds...)
	}
	return w.Run(g.Context, c.Feeds...)
}

// item lets one item in. The register is opened for it alone, so that others
// can write between items.
func (c watchCommand) item(g *globals, it fetch.Item) error {
	about := ingest.About{Title: it.Title, Publisher: it.Publisher, Published: claim.Date(it.Published), URL: it.URL, Language: it.Language}
	if it.Page {
		about.Retrieved = claim.Date(time.Now().UTC().Format("2006-01-02"))
	}
	if about.Published.Check() != nil {
		about.Published = ""
	}
	door, closeDoor, err := openDoor(g)
	if err != nil {
		return err
	}
	outcomes, err := door.Submit(g.Context, ingest.Submission{
		Original: it.Original, Keep: c.Keep, Recognise: c.recognise(g, nil), About: about, Hint: decode.Hint{ContentType: it.ContentType, URL: it.URL},
	})
	err = errors.Join(err, closeDoor())
	switch {
	case fault.Is(err, fault.NotFound), fault.Is(err, fault.Invalid):
		// For good: it would be no better the next time.
		fmt.Fprintf(g.err, "sanad: %s: %s\n", it.ID, oneLine(err.Error()))
		return nil
	case err != nil:
		return err
	}
	tell(g, it.ID, outcomes)
	return nil
}
