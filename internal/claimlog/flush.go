package claimlog

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/verify"
)

// recover brings in what the last writer left in the write-ahead log and
// publishes it.
func (l *Log) recover() error {
	w, err := openWAL(l.dir)
	if err != nil {
		return err
	}
	l.wal = w
	left, err := os.ReadFile(filepath.Join(l.dir, walFile))
	if err != nil {
		return errors.Join(err, w.close())
	}
	if len(left) == 0 {
		return nil
	}
	groups, good, err := readWAL(left)
	switch {
	case errors.Is(err, errTorn):
		slog.Warn("a write was cut short and was never acknowledged; it is dropped", "bytes", len(left)-good)
	case err != nil:
		return errors.Join(fault.New(fault.Damaged, "log/wal: byte %d: %w", good, err).
			WithHint("restore log/ from its backup, or move log/wal away to give up what follows that byte"), w.close())
	}
	before := l.tree.Clone()
	tail, err := replay(&l.tree, groups)
	if err != nil {
		return errors.Join(damaged(err), w.close())
	}
	l.tail = tail
	if len(tail) > 0 {
		slog.Info("recovered entries that a stopped writer had acknowledged", "entries", len(tail), "from", before.Size())
	}
	if err := l.flush(); err != nil {
		return errors.Join(err, w.close())
	}
	if err := l.sweep(); err != nil {
		return errors.Join(err, w.close())
	}
	return nil
}

// flush moves the tail into bundles, tiles and bodies, publishes the new
// checkpoint, removes what that replaced and empties the write-ahead log, in
// that order: a crash between any two steps leaves a write-ahead log that
// completes it.
func (l *Log) flush() error {
	if len(l.tail) > 0 {
		if err := l.publish(); err != nil {
			return fmt.Errorf("publish entries %d to %d: %w", l.flushed, l.tree.Size()-1, err)
		}
		// Before the write-ahead log is emptied: while it is not, the next writer
		// looks for what this one did not get to remove.
		if err := l.retire(); err != nil {
			return err
		}
	}
	return l.wal.empty()
}

// retire removes the half-full files of the checkpoint before, which the new
// one has fuller copies of.
func (l *Log) retire() error {
	old, now := partials(l.flushed), partials(l.tree.Size())
	l.flushed, l.tail = l.tree.Size(), nil
	for path := range old {
		if now[path] {
			continue
		}
		path = filepath.Join(l.dir, filepath.FromSlash(path))
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		os.Remove(filepath.Dir(path)) // the .p folder, unless it holds the fuller copy
	}
	return nil
}

// partials are the files of a log's right edge that are not full.
func partials(size int64) map[string]bool {
	paths := map[string]bool{}
	if w := int(size % verify.TileWidth); w > 0 {
		n := size / verify.TileWidth
		paths[verify.TilePath(verify.EntriesLevel, n, w)] = true
		paths[verify.BodyPath(n, w)] = true
	}
	for level, count := 0, size; count > 0; level, count = level+1, count/verify.TileWidth {
		if w := int(count % verify.TileWidth); w > 0 {
			paths[verify.TilePath(level, count/verify.TileWidth, w)] = true
		}
	}
	return paths
}

func (l *Log) publish() error {
	out := publication{dir: l.dir, folders: map[string]bool{}}
	old, err := verify.LoadTree(os.DirFS(l.dir), verify.Checkpoint{Size: l.flushed, Root: l.publishedRoot()})
	if err != nil {
		return damaged(err)
	}
	// Bundles and bodies, from the one the old checkpoint left half full.
	first := l.flushed / verify.TileWidth
	var bundle, body []byte
	if w := int(l.flushed % verify.TileWidth); w > 0 {
		if bundle, err = os.ReadFile(filepath.Join(l.dir, verify.TilePath(verify.EntriesLevel, first, w))); err != nil {
			return damaged(err)
		}
		if body, err = os.ReadFile(filepath.Join(l.dir, verify.BodyPath(first, w))); err != nil {
			return damaged(err)
		}
	}
	index := l.flushed
	for i, e := range l.tail {
		bundle, body = verify.AppendBundle(bundle, e.leaf), append(body, e.body...)
		index++
		if w := int(index % verify.TileWidth); w == 0 || i == len(l.tail)-1 {
			if w == 0 {
				w = verify.TileWidth
			}
			n := (index - 1) / verify.TileWidth
			out.write(verify.TilePath(verify.EntriesLevel, n, w), bundle)
			out.write(verify.BodyPath(n, w), body)
			bundle, body = bundle[:0], body[:0]
		}
		old.Add(tlog.RecordHash(e.leaf), func(level int, n int64, hashes []tlog.Hash) {
			out.write(verify.TilePath(level, n, verify.TileWidth), verify.TileBytes(hashes))
		})
	}
	old.Partial(func(level int, n int64, hashes []tlog.Hash) {
		out.write(verify.TilePath(level, n, len(hashes)), verify.TileBytes(hashes))
	})
	if err := out.done(); err != nil {
		return err
	}
	if old.Root() != l.tree.Root() {
		return fault.New(fault.Damaged, "the tiles hash to another root than the log's")
	}
	signed, err := sign(l.signer, &l.tree)
	if err != nil {
		return err
	}
	return fsx.WriteDurable(filepath.Join(l.dir, verify.CheckpointFile), signed, 0o644)
}

// publishedRoot is the root the current checkpoint file names.
func (l *Log) publishedRoot() tlog.Hash {
	c, err := readCheckpoint(os.DirFS(l.dir), l.verifier)
	if err != nil {
		return tlog.Hash{} // LoadTree then says what does not fit
	}
	return c.Root
}

// sweep looks through the whole log for what a killed writer left: half-full
// files with fuller copies, and files half-written.
func (l *Log) sweep() error {
	keep := partials(l.tree.Size())
	for _, top := range []string{"tile", "body"} {
		err := filepath.WalkDir(filepath.Join(l.dir, top), func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(l.dir, path)
			if err != nil {
				return err
			}
			rel = filepath.ToSlash(rel)
			if d.IsDir() {
				return nil
			}
			stale := strings.Contains(rel, ".p/") && !keep[rel]
			if !stale && !fsx.IsTemporary(rel) {
				return nil
			}
			if err := os.Remove(path); err != nil {
				return err
			}
			os.Remove(filepath.Dir(path)) // the .p folder, if that was its last
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// publication writes files that are durable when done returns.
type publication struct {
	dir     string
	folders map[string]bool
	err     error
}

func (p *publication) write(path string, b []byte) {
	if p.err != nil {
		return
	}
	path = filepath.Join(p.dir, filepath.FromSlash(path))
	folder := filepath.Dir(path)
	if !p.folders[folder] {
		if p.err = fsx.MkdirDurable(folder); p.err != nil {
			return
		}
		p.folders[folder] = true
	}
	p.err = fsx.WriteAtomic(path, b, 0o644, true)
}

func (p *publication) done() error {
	for folder := range p.folders {
		p.err = errors.Join(p.err, fsx.SyncDir(folder))
	}
	return p.err
}
