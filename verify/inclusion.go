package verify

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Inclusion is the Merkle inclusion proof of an entry in the checkpoint's tree: the
// hashes from the leaf's sibling up to the root's child (RFC 6962, section 2.1.1).
// The tiles it is made from are checked against the checkpoint's root.
func Inclusion(log fs.FS, c Checkpoint, index int64) ([]tlog.Hash, error) {
	if index < 0 || index >= c.Size {
		return nil, fmt.Errorf("entry %d is not among the checkpoint's %d", index, c.Size)
	}
	return tlog.ProveRecord(c.Size, index, tileHashes(log, c))
}

// Consistency is the Merkle consistency proof from a log of an older size to the
// checkpoint's (RFC 6962, section 2.1.2). From 0 and from the same size it is empty.
func Consistency(log fs.FS, c Checkpoint, old int64) ([]tlog.Hash, error) {
	if old < 0 || old > c.Size {
		return nil, fmt.Errorf("size %d is not within the checkpoint's %d", old, c.Size)
	}
	if old == 0 || old == c.Size {
		return nil, nil
	}
	return tlog.ProveTree(c.Size, old, tileHashes(log, c))
}

// RootAt is the root hash that the log had when it had so many entries, worked out
// from its tiles and proved against the checkpoint c. It is what a citation names. A
// tile that is missing is an error of kind fs.ErrNotExist.
func RootAt(log fs.FS, c Checkpoint, size int64) (tlog.Hash, error) {
	return tlog.TreeHash(size, tileHashes(log, c))
}

// CheckInclusion says whether the path proves that the leaf is the entry with the
// index in the checkpoint's tree.
func CheckInclusion(c Checkpoint, index int64, leaf []byte, path []tlog.Hash) error {
	if index < 0 || index >= c.Size {
		return fmt.Errorf("entry %d is not among the checkpoint's %d", index, c.Size)
	}
	return tlog.CheckRecord(path, c.Size, c.Root, index, tlog.RecordHash(leaf))
}

// CheckConsistency says whether the path proves that the newer log begins with the
// older one.
func CheckConsistency(older, newer Checkpoint, path []tlog.Hash) error {
	switch {
	case older.Size > newer.Size:
		return fmt.Errorf("size %d is more than %d", older.Size, newer.Size)
	case older.Size > 0 && older.Size < newer.Size:
		return tlog.CheckTree(path, newer.Size, newer.Root, older.Size, older.Root)
	case len(path) > 0:
		return errors.New("a proof where none is needed")
	case older.Size > 0 && older.Root != newer.Root:
		return fmt.Errorf("two roots for size %d", older.Size)
	}
	return nil
}

func tileHashes(log fs.FS, c Checkpoint) tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: c.Root}, tiles{log})
}

// tiles reads tiles for package tlog, which checks them against the root.
type tiles struct{ log fs.FS }

// Height implements tlog.TileReader: 256 hashes to a tile.
func (tiles) Height() int { return 8 }

// SaveTiles implements tlog.TileReader.
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles implements tlog.TileReader.
func (t tiles) ReadTiles(list []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(list))
	for i, tile := range list {
		data, err := t.read(tile)
		if err != nil {
			return nil, err
		}
		out[i] = data
	}
	return out, nil
}

// read reads one tile. A log that has grown since may hold a fuller one, whose
// beginning is the same.
func (t tiles) read(tile tlog.Tile) ([]byte, error) {
	data, err := fs.ReadFile(t.log, TilePath(tile.L, tile.N, tile.W))
	for fuller := tile.W + 1; errors.Is(err, fs.ErrNotExist) && fuller <= TileWidth; fuller++ {
		data, err = fs.ReadFile(t.log, TilePath(tile.L, tile.N, fuller))
	}
	if err != nil {
		return nil, err
	}
	if len(data) < tile.W*tlog.HashSize {
		return nil, &Problem{Path: TilePath(tile.L, tile.N, tile.W), What: fmt.Sprintf("%d bytes, want %d", len(data), tile.W*tlog.HashSize)}
	}
	return data[:tile.W*tlog.HashSize], nil
}
