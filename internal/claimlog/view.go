package claimlog

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/verify"
)

// View is the log as one checkpoint publishes it. It takes no lock, writes
// nothing, and stays valid while a writer goes on.
type View struct {
	Checkpoint verify.Checkpoint
	Signed     []byte // the checkpoint as signed
	fs         fs.FS

	mu   sync.Mutex // guards the bundle last read, for who walks entry by entry
	last int64
	kept []verify.Record
}

// Read opens the log in data at its current checkpoint. A log whose writer was
// killed still shows the checkpoint before; Recover brings it up to date.
func Read(data string) (*View, error) {
	verifier, err := Verifier(data)
	if err != nil {
		return nil, err
	}
	log := os.DirFS(filepath.Join(data, logDir))
	signed, err := fs.ReadFile(log, verify.CheckpointFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, NotARegister(data)
	}
	if err != nil {
		return nil, err
	}
	c, err := verify.OpenCheckpoint(signed, verifier)
	if err != nil {
		return nil, fault.New(fault.Damaged, "log/checkpoint: %w", err).WithHint("run sanad verify")
	}
	return &View{Checkpoint: c, Signed: signed, fs: log}, nil
}

// Recover publishes what a killed writer had acknowledged and not yet
// published. It does nothing where nothing is left or a writer is at work.
func Recover(data string) error {
	info, err := os.Stat(filepath.Join(data, logDir, walFile))
	if err != nil || info.Size() == 0 {
		return nil
	}
	l, err := Open(data, 0)
	if fault.Is(err, fault.Unavailable) {
		return nil
	}
	if err != nil {
		return err
	}
	return l.Close()
}

// Size is how many entries the view has.
func (v *View) Size() int64 { return v.Checkpoint.Size }

// Records yields the records from index from to the view's end, in order. After
// an error it stops.
func (v *View) Records(ctx context.Context, from int64) iter.Seq2[verify.Record, error] {
	return func(yield func(verify.Record, error) bool) {
		for n := from / verify.TileWidth; n*verify.TileWidth < v.Size(); n++ {
			if err := ctx.Err(); err != nil {
				yield(verify.Record{}, err)
				return
			}
			records, err := v.bundle(n)
			if err != nil {
				yield(verify.Record{}, err)
				return
			}
			for _, r := range records {
				if r.Index >= from && !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Record is the record with the index.
func (v *View) Record(index int64) (verify.Record, error) {
	if index < 0 || index >= v.Size() {
		return verify.Record{}, fault.New(fault.NotFound, "the log has no entry %d", index)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if n := index / verify.TileWidth; v.kept == nil || v.last != n {
		records, err := v.bundle(n)
		if err != nil {
			return verify.Record{}, err
		}
		v.last, v.kept = n, records
	}
	return v.kept[index%verify.TileWidth], nil
}

// bundle reads bundle n. A writer that has gone on since may have replaced a
// half-full bundle by a fuller one, whose beginning is the same.
func (v *View) bundle(n int64) ([]verify.Record, error) {
	w := int(min(verify.TileWidth, v.Size()-n*verify.TileWidth))
	records, err := verify.ReadBundle(v.fs, n, w)
	for fuller := w + 1; errors.Is(err, fs.ErrNotExist) && fuller <= verify.TileWidth; fuller++ {
		records, err = verify.ReadBundle(v.fs, n, fuller)
	}
	if err != nil {
		return nil, fmt.Errorf("entries from %d: %w", n*verify.TileWidth, damaged(err))
	}
	return records[:w], nil
}

// Inclusion is the proof that the entry with the index is in the log that the
// view's checkpoint signs: the hashes from the leaf's sibling up.
func (v *View) Inclusion(index int64) ([]tlog.Hash, error) {
	if index < 0 || index >= v.Size() {
		return nil, fault.New(fault.NotFound, "the log has no entry %d", index)
	}
	path, err := verify.Inclusion(v.fs, v.Checkpoint, index)
	if err != nil {
		return nil, fmt.Errorf("entry %d: %w", index, damaged(err))
	}
	return path, nil
}

// Consistency is the proof that the log of the view's checkpoint begins with the log
// of an older size.
func (v *View) Consistency(old int64) ([]tlog.Hash, error) {
	if old < 0 || old > v.Size() {
		return nil, fault.New(fault.NotFound, "the log has %d entries, not %d", v.Size(), old)
	}
	path, err := verify.Consistency(v.fs, v.Checkpoint, old)
	if err != nil {
		return nil, damaged(err)
	}
	return path, nil
}
