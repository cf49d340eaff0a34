package verify

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Report is what a check of a whole log found.
type Report struct {
	Checkpoint Checkpoint
	Claims     int64 // that the entries commit to
	Withheld   int64 // of those, how many the bodies do not show
	Problems   []*Problem
}

// Log checks a whole log from its bytes: the checkpoint's signature, every
// entry, every tile, every body, and that no other file lies among them. visit,
// if not nil, sees every record that could be read, in order. Trouble with the
// bytes is in the report; the error is for what kept the check from running.
func Log(log fs.FS, verifier note.Verifier, visit func(Record)) (Report, error) {
	var r Report
	bad := func(p *Problem) { r.Problems = append(r.Problems, p) }

	signed, err := fs.ReadFile(log, CheckpointFile)
	if err != nil {
		return r, err
	}
	c, err := OpenCheckpoint(signed, verifier)
	if err != nil {
		// Without a believable size there is nothing to walk.
		bad(&Problem{Path: CheckpointFile, What: strings.TrimPrefix(err.Error(), "checkpoint: ")})
		return r, nil
	}
	r.Checkpoint = c

	seen := map[string]bool{}
	read := func(path string) []byte {
		seen[path] = true
		data, err := fs.ReadFile(log, path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			bad(&Problem{Path: path, What: "is missing"})
		case err != nil:
			bad(&Problem{Path: path, What: err.Error()})
		}
		return data
	}

	// The tree is hashed twice, from the entries and from the lowest tiles. The
	// one that meets the signed root is right, and what differs from it is to
	// blame; where neither does, both are named.
	byEntries := witness{blame: func(index int64) *Problem {
		n := index / TileWidth
		return &Problem{
			Path: TilePath(0, n, width(c.Size, n)), Place: fmt.Sprintf("hash %d", index%TileWidth),
			What: "is not the hash of its entry",
		}
	}}
	byTiles := witness{blame: func(index int64) *Problem {
		n := index / TileWidth
		return &Problem{
			Path: TilePath(EntriesLevel, n, width(c.Size, n)), Place: fmt.Sprintf("entry %d", index),
			What: "does not hash to what its tile holds",
		}
	}}
	for n := int64(0); n*TileWidth < c.Size; n++ {
		w := width(c.Size, n)
		bundle := read(TilePath(EntriesLevel, n, w))
		tile := read(TilePath(0, n, w))
		body := read(BodyPath(n, w))
		if bundle == nil || tile == nil {
			return r, nil // said above; what follows cannot be hashed
		}
		leaves, err := SplitBundle(bundle, w)
		if err != nil {
			bad(&Problem{Path: TilePath(EntriesLevel, n, w), What: err.Error()})
			return r, nil
		}
		if len(tile) != w*tlog.HashSize {
			bad(&Problem{Path: TilePath(0, n, w), What: fmt.Sprintf("%d bytes, want %d", len(tile), w*tlog.HashSize)})
			return r, nil
		}
		for i, leaf := range leaves {
			fromEntry, fromTile := tlog.RecordHash(leaf), tlog.Hash(tile[i*tlog.HashSize:][:tlog.HashSize])
			if fromEntry != fromTile {
				byEntries.differ(n*TileWidth + int64(i))
				byTiles.differ(n*TileWidth + int64(i))
			}
			byEntries.add(fromEntry, read)
			byTiles.add(fromTile, read)
		}
		if body == nil {
			continue
		}
		records, p := joinBodies(n, w, leaves, body)
		if p != nil {
			bad(p)
			continue
		}
		for _, rec := range records {
			r.Claims += int64(len(rec.Kept))
			for _, k := range rec.Kept {
				if k.Claim == nil {
					r.Withheld++
				}
			}
			if visit != nil {
				visit(rec)
			}
		}
	}
	byEntries.finish(read)
	byTiles.finish(read)
	switch {
	case byEntries.tree.Root() == c.Root:
		r.Problems = append(r.Problems, byEntries.problems...)
	case byTiles.tree.Root() == c.Root:
		r.Problems = append(r.Problems, byTiles.problems...)
	default:
		bad(&Problem{Path: CheckpointFile, What: fmt.Sprintf("root %v, but the entries hash to %v", c.Root, byEntries.tree.Root())})
		r.Problems = append(r.Problems, byEntries.problems...)
	}

	for _, top := range []string{"tile", "body"} {
		err := fs.WalkDir(log, top, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && path == top {
				return fs.SkipDir // an empty log has none
			}
			if err != nil {
				return err
			}
			if !d.IsDir() && !seen[path] {
				bad(&Problem{Path: path, What: "is not part of the log"})
			}
			return nil
		})
		if err != nil {
			return r, err
		}
	}
	return r, nil
}

// witness hashes one account of the tree and gathers what speaks against it.
type witness struct {
	tree     Tree
	blame    func(index int64) *Problem
	problems []*Problem
}

func (w *witness) differ(index int64) { w.problems = append(w.problems, w.blame(index)) }

func (w *witness) add(leaf tlog.Hash, read func(string) []byte) {
	w.tree.Add(leaf, func(level int, n int64, hashes []tlog.Hash) { w.compare(level, n, hashes, read) })
}

func (w *witness) finish(read func(string) []byte) {
	w.tree.Partial(func(level int, n int64, hashes []tlog.Hash) { w.compare(level, n, hashes, read) })
}

// compare holds a tile above the lowest level against its file.
func (w *witness) compare(level int, n int64, hashes []tlog.Hash, read func(string) []byte) {
	if level == 0 {
		return // compared hash by hash
	}
	path := TilePath(level, n, len(hashes))
	got, want := read(path), TileBytes(hashes)
	if got != nil && !bytes.Equal(got, want) {
		w.problems = append(w.problems, &Problem{
			Path: path, Place: fmt.Sprintf("byte %d", firstDifference(got, want)),
			What: "is not what the tiles below hash to",
		})
	}
}

// width is how many entries bundle n of a log of the size holds.
func width(size, n int64) int { return int(min(TileWidth, size-n*TileWidth)) }

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
