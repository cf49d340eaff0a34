// Package mirror keeps a copy of another register's log and raises the alarm when
// that log is not what it was: when its checkpoint does not extend the one kept. A
// register can then not rewrite a promise without somebody else holding two states
// of it that it signed.
//
// What a mirror holds is laid out as the log itself (docs/FORMAT.md), below
// <dir>/log, so that package verify and other people's tools check it too.
package mirror

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/verify"
)

// Source gives a log's files by their path below /log. What is not there is a fault
// of kind NotFound.
type Source interface {
	Get(ctx context.Context, path string) ([]byte, error)
}

// Mirror is one copy.
type Mirror struct {
	Dir    string
	Source Source
	Key    string // the verifier key it is held to; "" takes the one kept, or the one first shown
	Now    func() time.Time
}

// Outcome is what a look at the log found.
type Outcome struct {
	Checkpoint verify.Checkpoint
	Before     int64  // size kept before
	Key        string // the verifier key
	First      bool   // the key was taken on trust now: nothing was kept before
}

// Alarm is that the log is not what it was. Both states are kept, each as signed, in
// a file: that is the proof.
type Alarm struct {
	What string
	File string // within the mirror's directory
}

func (a *Alarm) Error() string { return a.What }

// Look fetches what is new and checks it. Trouble of the network changes nothing; an
// *Alarm leaves what was kept as it was, and the proof beside it.
func (m Mirror) Look(ctx context.Context) (Outcome, error) {
	if err := fsx.MkdirDurable(filepath.Join(m.Dir, "log")); err != nil {
		return Outcome{}, err
	}
	lock, err := fsx.TryLock(filepath.Join(m.Dir, "lock"))
	if err != nil {
		return Outcome{}, fault.New(fault.Unavailable, "another program works on %s", m.Dir).WithHint("let it end")
	}
	defer lock.Unlock()
	key, first, err := m.key(ctx)
	if err != nil {
		return Outcome{}, err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return Outcome{}, fault.New(fault.Invalid, "the verifier key is none: %v", err).WithHint("it is one line, as /log/verifier shows it")
	}
	kept, keptSigned, err := m.kept(verifier)
	if err != nil {
		return Outcome{}, err
	}
	// A log that grows meanwhile takes its partial files away: then it is asked again.
	for try := 0; ; try++ {
		shown, signed, err := m.shown(ctx, verifier)
		if err != nil {
			return Outcome{}, err
		}
		out := Outcome{Checkpoint: shown, Before: kept.Size, Key: key, First: first}
		err = m.extend(ctx, kept, keptSigned, shown, signed)
		if fault.Is(err, fault.NotFound) && try < 3 {
			continue
		}
		return out, err
	}
}

// key is the verifier key: the one asked for, which must be the one kept, or the one
// kept, or on a first look the one the log shows.
func (m Mirror) key(ctx context.Context) (key string, first bool, err error) {
	file := filepath.Join(m.Dir, "log", verify.VerifierFile)
	b, err := os.ReadFile(file)
	switch {
	case err == nil:
		key = strings.TrimSpace(string(b))
		if m.Key != "" && m.Key != key {
			return "", false, fault.New(fault.Conflict, "this mirror was made with another key, %s", key).WithHint("mirror into another directory, or find out why the key changed")
		}
		return key, false, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", false, err
	}
	key = m.Key
	if key == "" {
		b, err := m.Source.Get(ctx, verify.VerifierFile)
		if err != nil {
			return "", false, fmt.Errorf("the log's key: %w", err)
		}
		key = strings.TrimSpace(string(b))
	}
	if _, err := note.NewVerifier(key); err != nil {
		return "", false, fault.New(fault.Invalid, "the verifier key is none: %v", err).WithHint("it is one line, as /log/verifier shows it")
	}
	return key, m.Key == "", fsx.WriteDurable(file, []byte(key+"\n"), 0o644)
}

// kept is the state the mirror holds; the empty log where it holds none.
func (m Mirror) kept(verifier note.Verifier) (verify.Checkpoint, []byte, error) {
	signed, err := os.ReadFile(filepath.Join(m.Dir, "log", verify.CheckpointFile))
	if errors.Is(err, fs.ErrNotExist) {
		return verify.Checkpoint{Root: new(verify.Tree).Root()}, nil, nil
	}
	if err != nil {
		return verify.Checkpoint{}, nil, err
	}
	c, err := verify.OpenCheckpoint(signed, verifier)
	if err != nil {
		return c, nil, fault.New(fault.Invalid, "the checkpoint kept in %s is damaged: %v", m.Dir, err).WithHint("restore it from a backup, or mirror anew into another directory")
	}
	return c, signed, nil
}

func (m Mirror) shown(ctx context.Context, verifier note.Verifier) (verify.Checkpoint, []byte, error) {
	signed, err := m.Source.Get(ctx, verify.CheckpointFile)
	if err != nil {
		return verify.Checkpoint{}, nil, fmt.Errorf("the log's checkpoint: %w", err)
	}
	c, err := verify.OpenCheckpoint(signed, verifier)
	if err != nil {
		return c, nil, fault.New(fault.Invalid, "the checkpoint shown is not signed with the key that this mirror holds the log to: %v", err).
			WithHint("the register may have changed its key: ask it, on another way, before you believe it")
	}
	return c, signed, nil
}

// extend takes the log from the state kept to the one shown.
func (m Mirror) extend(ctx context.Context, kept verify.Checkpoint, keptSigned []byte, shown verify.Checkpoint, signed []byte) error {
	switch {
	case keptSigned != nil && shown.Origin != kept.Origin:
		return m.alarm(keptSigned, signed, fmt.Sprintf("the log calls itself %s, and was %s", shown.Origin, kept.Origin))
	case shown.Size < kept.Size:
		return m.alarm(keptSigned, signed, fmt.Sprintf("the log shows %d entries and had %d: entries were taken out, or an old state is shown", shown.Size, kept.Size))
	case shown.Size == kept.Size && shown.Root != kept.Root:
		return m.alarm(keptSigned, signed, fmt.Sprintf("the log has two states of %d entries: something in it was changed", shown.Size))
	case shown.Size == kept.Size && keptSigned != nil:
		return nil
	}
	// What comes in is checked apart: until it leads to the checkpoint shown, nothing
	// of it is part of the mirror.
	if err := os.RemoveAll(m.coming()); err != nil {
		return err
	}
	defer os.RemoveAll(m.coming())
	dir := os.DirFS(m.coming())
	tree := new(verify.Tree)
	if kept.Size > 0 {
		var err error
		if tree, err = verify.LoadTree(os.DirFS(filepath.Join(m.Dir, "log")), kept); err != nil {
			return fault.New(fault.Invalid, "what is kept in %s is damaged: %v", m.Dir, err).WithHint("restore it from a backup, or mirror anew into another directory")
		}
	}
	tree = tree.Clone()
	var failed error
	save := func(level int, n int64, hashes []tlog.Hash) {
		failed = errors.Join(failed, m.write(verify.TilePath(level, n, len(hashes)), verify.TileBytes(hashes)))
	}
	for n := kept.Size / verify.TileWidth; n*verify.TileWidth < shown.Size; n++ {
		w := int(min(shown.Size-n*verify.TileWidth, verify.TileWidth))
		if err := m.bundle(ctx, n, w); err != nil {
			return err
		}
		records, err := verify.ReadBundle(dir, n, w)
		if err != nil {
			return fault.New(fault.Invalid, "what the log shows of entries %d to %d does not hold together: %v", n*verify.TileWidth, n*verify.TileWidth+int64(w)-1, err).
				WithHint("look again later; if it stays so, tell the register")
		}
		for _, r := range records {
			if r.Index >= tree.Size() {
				tree.Add(tlog.RecordHash(r.Leaf), save)
			}
		}
	}
	if failed != nil {
		return failed
	}
	if tree.Root() != shown.Root {
		return m.broken(ctx, kept, keptSigned, shown, signed)
	}
	tree.Partial(save)
	if failed != nil {
		return failed
	}
	if err := m.takeIn(); err != nil {
		return err
	}
	// The checkpoint goes last: until it stands, the state before does.
	if err := fsx.WriteDurable(filepath.Join(m.Dir, "log", verify.CheckpointFile), signed, 0o644); err != nil {
		return err
	}
	return m.tidy(shown)
}

// coming is where files lie until they are checked.
func (m Mirror) coming() string { return filepath.Join(m.Dir, "coming") }

// takeIn moves what was checked to where it belongs.
func (m Mirror) takeIn() error {
	return filepath.WalkDir(m.coming(), func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // an empty log has no files
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(m.coming(), file)
		if err != nil {
			return err
		}
		to := filepath.Join(m.Dir, "log", name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
}

// bundle fetches a bundle of entries and its bodies.
func (m Mirror) bundle(ctx context.Context, n int64, w int) error {
	for _, name := range []string{verify.TilePath(verify.EntriesLevel, n, w), verify.BodyPath(n, w)} {
		b, err := m.Source.Get(ctx, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := m.write(name, b); err != nil {
			return err
		}
	}
	return nil
}

// broken tells whether entries that do not lead to the checkpoint shown were damaged
// on the way, or whether the log was rewritten: it asks the log's own tiles for the
// tree as large as the one kept.
func (m Mirror) broken(ctx context.Context, kept verify.Checkpoint, keptSigned []byte, shown verify.Checkpoint, signed []byte) error {
	damaged := fault.New(fault.Invalid, "the entries that the log shows do not lead to its checkpoint of %d entries", shown.Size).
		WithHint("look again later; if it stays so, tell the register")
	if kept.Size == 0 {
		return damaged
	}
	hashes := tlog.TileHashReader(tlog.Tree{N: shown.Size, Hash: shown.Root}, tiles{ctx, m.Source, shown.Size})
	root, err := tlog.TreeHash(kept.Size, hashes)
	if err != nil {
		return damaged // its tiles do not lead there either
	}
	if root != kept.Root {
		return m.alarm(keptSigned, signed, fmt.Sprintf("the first %d entries of the log are not those that it had: its history was rewritten", kept.Size))
	}
	return damaged
}

// alarm keeps both states, as signed.
func (m Mirror) alarm(kept, shown []byte, what string) error {
	name := "fork-" + m.Now().UTC().Format("20060102T150405Z") + ".txt"
	text := "Two states of one log, each signed with its key, that cannot both be true.\n" + what + "\n\nKept here before:\n\n" + string(kept) + "\nShown on " + m.Now().UTC().Format(time.RFC3339) + ":\n\n" + string(shown)
	if err := fsx.WriteDurable(filepath.Join(m.Dir, name), []byte(text), 0o644); err != nil {
		return errors.Join(&Alarm{What: what}, err)
	}
	return &Alarm{What: what, File: name}
}

func (m Mirror) write(name string, b []byte) error {
	file := filepath.Join(m.coming(), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return fsx.WriteAtomic(file, b, 0o644, true)
}

// tidy takes away partial files of other sizes than the log's, which nothing refers
// to any more.
func (m Mirror) tidy(c verify.Checkpoint) error {
	root := filepath.Join(m.Dir, "log")
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(filepath.Dir(file), ".p") {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		if !partial(filepath.ToSlash(name), c.Size) {
			return os.Remove(file)
		}
		return nil
	})
}

// partial says whether a partial file belongs to a log of a size.
func partial(name string, size int64) bool {
	entries := verify.TilePath(verify.EntriesLevel, size/verify.TileWidth, int(max(1, size%verify.TileWidth)))
	bodies := verify.BodyPath(size/verify.TileWidth, int(max(1, size%verify.TileWidth)))
	if size%verify.TileWidth != 0 && (name == entries || name == bodies) {
		return true
	}
	for level := 0; size > 0; level++ {
		if w := int(size % verify.TileWidth); w != 0 && name == verify.TilePath(level, size/verify.TileWidth, w) {
			return true
		}
		size /= verify.TileWidth
	}
	return false
}

// tiles reads another log's hash tiles as package tlog asks for them.
type tiles struct {
	ctx  context.Context
	from Source
	size int64
}

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, w := range wanted {
		b, err := t.from.Get(t.ctx, verify.TilePath(w.L, w.N, w.W))
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// Limited reads at most a file's worth: no file of a log is larger.
func Limited(r io.Reader) ([]byte, error) {
	const most = 64 << 20
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && len(b) > most {
		return nil, fault.New(fault.Invalid, "the file has more than %d MiB", most>>20)
	}
	return b, err
}

// Under is the address of a log's file below the register's address.
func Under(register, name string) string {
	return strings.TrimSuffix(register, "/") + path.Join("/log", name)
}
