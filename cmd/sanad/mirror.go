package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"sanad/internal/fault"
	"sanad/internal/mirror"
	"sanad/internal/register"
)

type mirrorCommand struct {
	Register string        `arg:"" help:"Where the register is served: https://register.example."`
	Dir      string        `arg:"" help:"Where the copy is kept."`
	Key      string        `help:"The register's verifier key, or a file that holds it, as you have it from the register on another way; else the key that it shows on the first look." placeholder:"KEY"`
	Every    time.Duration `help:"Look again and again, this long apart; else once." placeholder:"10m"`
}

func (mirrorCommand) Help() string {
	return `  sanad mirror https://register.example copy
  sanad mirror https://register.example copy --every 10m

Keeps a copy of a register's log and checks that it only ever grows. Where the log was
rewritten, set back or signed twice, the command ends with status 1 at once, and both
states, as signed, lie in a file in the copy's directory: hand that to others.
What is kept is checked from its bytes with: sanad verify --log DIR/log`
}

func (c mirrorCommand) Run(g *globals) error {
	if !strings.HasPrefix(c.Register, "http://") && !strings.HasPrefix(c.Register, "https://") {
		return usageError{fault.New(fault.Invalid, "%q is no address of a register", c.Register).WithHint("https://register.example")}
	}
	if c.Every != 0 && c.Every < time.Second {
		return usageError{fault.New(fault.Invalid, "--every %v is too often", c.Every).WithHint("10m")}
	}
	key := c.Key
	if b, err := os.ReadFile(key); key != "" && err == nil {
		key = strings.TrimSpace(string(b))
	}
	m := mirror.Mirror{Dir: c.Dir, Source: mirror.HTTP{Register: c.Register, Agent: "sanad/" + version}, Key: key, Now: time.Now}
	for {
		err := c.look(g, m)
		var alarm *mirror.Alarm
		if c.Every == 0 || errors.As(err, &alarm) || g.Context.Err() != nil {
			return err
		}
		if err != nil {
			slog.Error("the log could not be followed", "error", err, "hint", fault.HintOf(err))
		}
		select {
		case <-g.Context.Done():
			return nil
		case <-time.After(c.Every):
		}
	}
}

func (c mirrorCommand) look(g *globals, m mirror.Mirror) error {
	out, err := m.Look(g.Context)
	if alarm := (*mirror.Alarm)(nil); errors.As(err, &alarm) {
		return fault.New(fault.Conflict, "ALARM: %s", alarm.What).WithHint("both states, as signed, are in %s: keep it, and show it to others", c.Dir+"/"+alarm.File)
	}
	if err != nil {
		return err
	}
	if out.First {
		fmt.Fprintf(g.err, "sanad: the log's key was taken on trust; compare it with what the register publishes elsewhere:\n%s\n", out.Key)
	}
	_, err = fmt.Fprintf(g.out, "%s: %s, %s new; the log only grew\n%s %d %v\n", c.Register, entries(out.Checkpoint.Size), register.Grouped(int(out.Checkpoint.Size-out.Before)),
		out.Checkpoint.Origin, out.Checkpoint.Size, out.Checkpoint.Root)
	return err
}
