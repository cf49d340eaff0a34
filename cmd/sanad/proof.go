package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"sanad/internal/claimlog"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/publish/proof"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
	"sanad/internal/resolve"
	"sanad/internal/witness"
	"sanad/verify"
)

// proofs writes agreements with what proves the claims behind them.
func (c exportCommand) proofs(g *globals) error {
	view, err := openRegister(g)
	if err != nil {
		return err
	}
	defer view.Close()
	log, err := claimlog.Read(g.Data)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return writeProofs(g.Context, w, g.Data, log, view, c.filter()) }
	if c.File == "-" {
		return write(g.out)
	}
	if err := fsx.WriteStream(c.File, 0o644, write); err != nil {
		return plainPathError(err)
	}
	_, err = fmt.Fprintf(g.out, "%s written: check it with sanad verify %s --key KEY, KEY being %s\n", c.File, c.File, filepath.Join(g.Data, "log", verify.VerifierFile))
	return err
}

func writeProofs(ctx context.Context, w io.Writer, data string, log *claimlog.View, view *sqlview.View, filter register.Filter) error {
	key, err := os.ReadFile(filepath.Join(data, "log", verify.VerifierFile))
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(w, 1<<20)
	signed, err := witness.Cosigned(data, log.Signed)
	if err != nil {
		return err
	}
	out, err := proof.NewWriter(buffered, log, signed, strings.TrimSpace(string(key)))
	if err != nil {
		return err
	}
	err = register.Each(ctx, view, filter, func(_ register.Row, a register.Agreement) error {
		return out.Thing("agreement", a)
	})
	return errors.Join(err, buffered.Flush())
}

// file checks a proof file without a register: nothing but its bytes and keys.
func (c verifyCommand) file(g *globals) error {
	trust, err := c.trust(g)
	if err != nil {
		return err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return plainPathError(err)
	}
	defer f.Close()
	if filepath.Ext(c.File) == ".tlog-proof" {
		return entryOf(g, c.File, f, trust)
	}
	r, err := verify.Proof(f, trust, verify.Reading{Words: register.Words, Infers: resolve.IsTie})
	if err != nil {
		return fault.New(fault.Invalid, "%s: %w", c.File, err).
			WithHint("a proof is what sanad export --form proof writes, and what ends in .proof on a register's pages")
	}
	for _, p := range r.Problems {
		fmt.Fprintf(g.err, "sanad: %s: %s\n", c.File, p)
	}
	if n := len(r.Problems) + r.More; n > 0 {
		fmt.Fprintf(g.err, "sanad: %s does not verify: %s\n  hint: ask the register for it again, and keep this file if it still does not\n", c.File, plural(n, "problem"))
		return alreadyReported{}
	}
	logged := ""
	if r.Entries > 0 {
		logged = fmt.Sprintf(", logged %s to %s", r.First.Format(time.DateOnly), r.Last.Format(time.DateOnly))
	}
	_, err = fmt.Fprintf(g.out, "verified: %s; %s held against %s in %s%s\n%s %d %v\n",
		plural(int(r.Things), "thing"), plural(int(r.Cited), "citation"), plural(int(r.Claims), "claim"), entries(r.Entries), logged,
		r.Checkpoint.Origin, r.Checkpoint.Size, r.Checkpoint.Root)
	if err == nil && r.Inferred > 0 {
		_, err = fmt.Fprintf(g.out, "%s of them infer a link from the words, by a rule named there\n", register.Grouped(int(r.Inferred)))
	}
	if err == nil && len(r.Witnesses) > 0 {
		_, err = fmt.Fprintf(g.out, "witnessed by %s\n", strings.Join(r.Witnesses, ", "))
	}
	return err
}

// entryOf checks the proof of one entry.
func entryOf(g *globals, path string, f io.Reader, trust verify.Trust) error {
	const most = 1 << 20 // an entry of 64 KiB, 63 hashes, and a checkpoint
	b, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return err
	}
	p, err := verify.ParseEntryProof(b)
	if err != nil {
		return fault.New(fault.Invalid, "%s: %w", path, err)
	}
	c, e, err := p.Check(trust)
	if err != nil {
		return fault.New(fault.Invalid, "%s: %w", path, err)
	}
	_, err = fmt.Fprintf(g.out, "verified: entry %d, %s by %s with %s\n%s %d %v\n", p.Index, e.Time.Format(time.RFC3339), e.Reader, plural(len(e.Claims), "claim"), c.Origin, c.Size, c.Root)
	return err
}

// trust is what a file is held to: the key asked for, or the register's own.
func (c verifyCommand) trust(g *globals) (verify.Trust, error) {
	key := cmp.Or(c.Key, filepath.Join(g.Data, "log", verify.VerifierFile))
	log, err := keyOf(key, note.NewVerifier)
	if errors.Is(err, os.ErrNotExist) && c.Key == "" {
		err = fault.New(fault.Invalid, "a proof is held to a key, and none is given").
			WithHint("name the register's public key with --key: it stands at /log/verifier, and is worth having from elsewhere than the file")
	}
	if err != nil {
		return verify.Trust{}, err
	}
	trust := verify.Trust{Log: log, Quorum: c.Quorum}
	for _, key := range c.Witness {
		w, err := keyOf(key, witness.Verifier)
		if err != nil {
			return verify.Trust{}, err
		}
		trust.Witnesses = append(trust.Witnesses, w)
	}
	if c.Quorum < 0 {
		trust.Quorum = len(trust.Witnesses)
	}
	if trust.Quorum > len(trust.Witnesses) {
		return trust, usageError{fault.New(fault.Invalid, "--quorum %d of %d witnesses", trust.Quorum, len(trust.Witnesses)).WithHint("name more with --witness")}
	}
	return trust, nil
}

// keyOf is a verifier key: a file that holds it, or the key itself.
func keyOf(key string, parse func(string) (note.Verifier, error)) (note.Verifier, error) {
	text, err := os.ReadFile(key)
	if errors.Is(err, os.ErrNotExist) && strings.Contains(key, "+") {
		text, err = []byte(key), nil
	}
	if err != nil {
		return nil, plainPathError(err)
	}
	v, err := parse(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fault.New(fault.Invalid, "the key %s is none: %v", key, err).WithHint("it is one line, as /log/verifier shows it, or as a witness prints it")
	}
	return v, nil
}
