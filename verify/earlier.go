package verify

import (
	"errors"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// RootAt is the root hash that the log had when it had so many entries, worked out
// from its tiles and proved against the checkpoint c. It is what a citation names. A
// tile that is missing is an error of kind fs.ErrNotExist.
func RootAt(log fs.FS, c Checkpoint, size int64) (tlog.Hash, error) {
	return tlog.TreeHash(size, tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: c.Root}, tiles{log}))
}

// tiles reads the log's tiles for tlog.
type tiles struct{ fs fs.FS }

// Height is that of tiles of TileWidth.
func (tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(wanted))
	for i, w := range wanted {
		data, err := fs.ReadFile(t.fs, TilePath(w.L, w.N, w.W))
		// A writer that has gone on since may have replaced the tile by a fuller one.
		for fuller := w.W + 1; errors.Is(err, fs.ErrNotExist) && fuller <= TileWidth; fuller++ {
			data, err = fs.ReadFile(t.fs, TilePath(w.L, w.N, fuller))
		}
		if err != nil {
			return nil, err
		}
		out[i] = data[:min(len(data), w.W*tlog.HashSize)]
	}
	return out, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
