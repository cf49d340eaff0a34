package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/witness"
)

type witnessCommand struct {
	Serve witnessServeCommand `cmd:"" help:"Be a witness for registers: sign that their logs only grow."`
	Ask   witnessAskCommand   `cmd:"" help:"Ask the register's own witnesses to sign its log now; sanad serve does it by itself."`
}

type witnessServeCommand struct {
	Dir    string   `arg:"" help:"Where the witness keeps its key and what it signed. Kept for as long as it is a witness." placeholder:"DIR"`
	Log    []string `help:"The public key of a register's log, or a file that holds it, as you have it on another way than its pages. Several, for several." placeholder:"KEY" required:"" sep:"none"`
	Name   string   `help:"Of a new witness: its name, an address without scheme." placeholder:"witness.example/1"`
	Listen string   `help:"Address to listen on." placeholder:"HOST:PORT" default:"127.0.0.1:8090"`
}

func (witnessServeCommand) Help() string {
	return `  sanad witness serve keep --name witness.example/1 --log register.pub

The first run makes the witness's key and prints its public one: give that and the address
to the register, which puts them into its witnesses.json. Any log that speaks C2SP
tlog-witness can be witnessed. The directory must not be put back from an old copy: the
witness would forget what it signed.`
}

func (c witnessServeCommand) Run(g *globals) error {
	var logs []note.Verifier
	for _, key := range c.Log {
		v, err := keyOf(key, note.NewVerifier)
		if err != nil {
			return err
		}
		logs = append(logs, v)
	}
	secret, public, made, err := witness.ReadKey(c.Dir, c.Name)
	if err != nil {
		return err
	}
	signer, err := formats.NewSignerForCosignatureV1(secret)
	if err != nil {
		return fault.New(fault.Damaged, "%s/witness.key is no key: %v", c.Dir, err)
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fault.New(fault.Invalid, "cannot listen on %s: %w", c.Listen, err).WithHint("name a host and a port: --listen 127.0.0.1:8090")
	}
	if made {
		fmt.Fprintf(g.err, "sanad: a key was made in %s; keep witness.key safe\n", c.Dir)
	}
	fmt.Fprintf(g.out, "witnessing %s at http://%s/ as\n%s\n", plural(len(logs), "log"), listener.Addr(), public)
	server := &http.Server{
		Handler:           witness.NewServer(c.Dir, signer, logs, slog.Default()),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	return untilStopped(g.Context, server, listener)
}

type witnessAskCommand struct {
	AllowPrivate bool `help:"Witnesses on private addresses too."`
}

func (witnessAskCommand) Help() string {
	return `The register's witnesses stand in DATA/witnesses.json:
  [{"at": "https://witness.example", "key": "witness.example/1+0123abcd+…"}]`
}

func (c witnessAskCommand) Run(g *globals) error {
	if !claimlog.Exists(g.Data) {
		return claimlog.NotARegister(g.Data)
	}
	list, err := witness.Read(g.Data)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fault.New(fault.Invalid, "the register has no witnesses").WithHint("name them in %s: sanad help witness ask", witness.ConfigFile)
	}
	have, err := askWitnesses(g, c.AllowPrivate)
	fmt.Fprintf(g.out, "%d of %d witnesses signed\n", have, len(list))
	return err
}

// askWitnesses asks the register's witnesses to sign the log as it is now.
func askWitnesses(g *globals, allowPrivate bool) (have int, err error) {
	view, err := claimlog.Read(g.Data)
	if err != nil {
		return 0, err
	}
	a := witness.Asker{Data: g.Data, AllowPrivate: allowPrivate, Agent: "sanad/" + version}
	return a.Ask(g.Context, view.Checkpoint, view.Signed, view)
}

// keepWitnessed asks the witnesses whenever the log has grown, and those that did not
// sign again after a while.
func keepWitnessed(g *globals, log *publishedLog, allowPrivate bool) {
	const again = time.Minute
	var size int64 = -1
	var failed time.Time
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		if view, _, err := log.read(); err == nil && (view.Size() != size || !failed.IsZero() && time.Since(failed) > again) {
			size, failed = view.Size(), time.Time{}
			if _, err := askWitnesses(g, allowPrivate); err != nil && !errors.Is(err, g.Context.Err()) {
				failed = time.Now()
				slog.Error("a witness did not sign", "error", err, "hint", fault.HintOf(err))
			}
		}
		select {
		case <-g.Context.Done():
			return
		case <-tick.C:
		}
	}
}
