package claimlog

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/verify"
)

// At is the log as it stood when it had so many entries: its checkpoint has the root
// that follows from the tiles, proved against today's, and no signature. That a
// prefix of a log is the log of that time is what the tiles are for.
func (v *View) At(size int64) (*View, error) {
	if size < 0 || size > v.Size() {
		return nil, fault.New(fault.NotFound, "the log never had %d entries", size)
	}
	if size == v.Size() {
		return v, nil
	}
	root, err := v.root(size)
	if err != nil {
		return nil, err
	}
	return &View{Checkpoint: verify.Checkpoint{Origin: v.Checkpoint.Origin, Size: size, Root: root}, fs: v.fs}, nil
}

// root is the tree's hash when it had so many leaves.
func (v *View) root(size int64) (tlog.Hash, error) {
	tree := tlog.Tree{N: v.Size(), Hash: v.Checkpoint.Root}
	root, err := tlog.TreeHash(size, tlog.TileHashReader(tree, tiles{v.fs}))
	if err != nil {
		return tlog.Hash{}, fmt.Errorf("the root of %d entries: %w", size, damaged(err))
	}
	return root, nil
}

// tiles reads the log's tiles for tlog.
type tiles struct{ fs fs.FS }

// tileHeight is what tlog calls tiles of verify.TileWidth.
const tileHeight = 8

func (tiles) Height() int { return tileHeight }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(wanted))
	for i, w := range wanted {
		data, err := fs.ReadFile(t.fs, verify.TilePath(w.L, w.N, w.W))
		// A writer that has gone on since may have replaced the tile by a fuller one.
		for fuller := w.W + 1; errors.Is(err, fs.ErrNotExist) && fuller <= verify.TileWidth; fuller++ {
			data, err = fs.ReadFile(t.fs, verify.TilePath(w.L, w.N, fuller))
		}
		if err != nil {
			return nil, err
		}
		out[i] = data[:min(len(data), w.W*tlog.HashSize)]
	}
	return out, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// SizeOn is how many entries the log had when a moment had passed: those before the
// first that was logged later. It looks at few entries, taking for granted that
// entries are logged in the order of time; where a clock was set back, it ends at one
// of the places where the moment was passed.
func (v *View) SizeOn(moment time.Time) (int64, error) {
	var failed error
	n := sort.Search(int(v.Size()), func(i int) bool {
		r, err := v.Record(int64(i))
		if err != nil {
			failed = err
			return true
		}
		return r.Entry.Time.After(moment)
	})
	return int64(n), failed
}
