package verify

import (
	"fmt"
	"testing"
	"testing/fstest"

	"golang.org/x/mod/sumdb/tlog"
)

// TestInclusionAndConsistency: at sizes around a tile's, every entry is proven, and
// proven for no other leaf, place or tree; and every older size is proven to be the
// beginning of the log, and no other root of that size.
func TestInclusionAndConsistency(t *testing.T) {
	var tree Tree
	files := fstest.MapFS{}
	keep := func(level int, n int64, hashes []tlog.Hash) {
		files[TilePath(level, n, len(hashes))] = &fstest.MapFile{Data: TileBytes(hashes)}
	}
	leaf := func(n int64) []byte { return fmt.Appendf(nil, "leaf %d", n) }
	roots := []tlog.Hash{tree.Root()}
	for n := range int64(2*TileWidth + 5) {
		tree.Add(tlog.RecordHash(leaf(n)), keep)
		roots = append(roots, tree.Root())
	}
	tree.Partial(keep)
	for _, size := range []int64{1, 2, 3, TileWidth - 1, TileWidth, TileWidth + 1, 2*TileWidth + 5} {
		c := Checkpoint{Size: size, Root: roots[size]}
		for _, index := range []int64{0, size / 2, size - 1} {
			path, err := Inclusion(files, c, index)
			if err != nil {
				t.Fatalf("entry %d of %d: %v", index, size, err)
			}
			if err := CheckInclusion(c, index, leaf(index), path); err != nil {
				t.Errorf("entry %d of %d: %v", index, size, err)
			}
			if CheckInclusion(c, index, leaf(index+1), path) == nil {
				t.Errorf("entry %d of %d: proven for another leaf", index, size)
			}
			if size > 1 && CheckInclusion(c, (index+1)%size, leaf(index), path) == nil {
				t.Errorf("entry %d of %d: proven at another place", index, size)
			}
			if CheckInclusion(Checkpoint{Size: size, Root: tlog.Hash{1}}, index, leaf(index), path) == nil {
				t.Errorf("entry %d of %d: proven in another tree", index, size)
			}
		}
		for old := range size + 1 {
			path, err := Consistency(files, c, old)
			if err != nil {
				t.Fatalf("%d to %d: %v", old, size, err)
			}
			if err := CheckConsistency(Checkpoint{Size: old, Root: roots[old]}, c, path); err != nil {
				t.Errorf("%d to %d: %v", old, size, err)
			}
			if old > 0 && CheckConsistency(Checkpoint{Size: old, Root: tlog.Hash{1}}, c, path) == nil {
				t.Errorf("%d to %d: another past is proven", old, size)
			}
		}
		for _, index := range []int64{-1, size} {
			if _, err := Inclusion(files, c, index); err == nil {
				t.Errorf("entry %d of %d is proven", index, size)
			}
			if CheckInclusion(c, index, leaf(0), nil) == nil {
				t.Errorf("entry %d of %d passes", index, size)
			}
		}
		if _, err := Consistency(files, c, size+1); err == nil {
			t.Errorf("%d is proven to begin with %d", size, size+1)
		}
	}
	damaged := fstest.MapFS{}
	for path, f := range files {
		damaged[path] = &fstest.MapFile{Data: append([]byte{f.Data[0] ^ 1}, f.Data[1:]...)}
	}
	if _, err := Inclusion(damaged, Checkpoint{Size: 300, Root: roots[300]}, 7); err == nil {
		t.Error("a proof is made from damaged tiles")
	}
}
