package verify

import (
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Tree is the right edge of a log's Merkle tree (RFC 6962, section 2.1): for
// each tile level the hashes of the tile that is not full yet. It is all that
// appending or checking needs, some kilobytes at any size.
type Tree struct {
	size int64
	edge [][]tlog.Hash
}

// Size is how many leaves the tree has.
func (t *Tree) Size() int64 { return t.size }

// Add appends a leaf by its record hash. full is called for each tile that the
// leaf fills, lowest level first, and must not keep hashes.
func (t *Tree) Add(leaf tlog.Hash, full func(level int, n int64, hashes []tlog.Hash)) {
	t.size++
	h, count := leaf, t.size
	for level := 0; ; level++ {
		if level == len(t.edge) {
			t.edge = append(t.edge, make([]tlog.Hash, 0, TileWidth))
		}
		t.edge[level] = append(t.edge[level], h)
		if len(t.edge[level]) < TileWidth {
			return
		}
		hashes := t.edge[level]
		if full != nil {
			full(level, count/TileWidth-1, hashes)
		}
		h, count = subtree(hashes), count/TileWidth
		t.edge[level] = hashes[:0]
	}
}

// Partial calls f for each tile of the right edge that is begun and not full.
func (t *Tree) Partial(f func(level int, n int64, hashes []tlog.Hash)) {
	count := t.size
	for level, hashes := range t.edge {
		if len(hashes) > 0 {
			f(level, count/TileWidth, hashes)
		}
		count /= TileWidth
	}
}

// Root is the tree's Merkle tree hash; of the empty tree SHA-256 of nothing.
func (t *Tree) Root() tlog.Hash {
	if t.size == 0 {
		h, err := tlog.TreeHash(0, nil)
		if err != nil {
			panic(err) // TreeHash of 0 reads nothing
		}
		return h
	}
	// Perfect subtrees from the left, each with its height; two of one height
	// join, as in a binary counter.
	type node struct {
		height int
		hash   tlog.Hash
	}
	var stack []node
	for level := len(t.edge) - 1; level >= 0; level-- {
		for _, h := range t.edge[level] {
			top := node{8 * level, h}
			for len(stack) > 0 && stack[len(stack)-1].height == top.height {
				top = node{top.height + 1, tlog.NodeHash(stack[len(stack)-1].hash, top.hash)}
				stack = stack[:len(stack)-1]
			}
			stack = append(stack, top)
		}
	}
	root := stack[len(stack)-1].hash
	for i := len(stack) - 2; i >= 0; i-- {
		root = tlog.NodeHash(stack[i].hash, root)
	}
	return root
}

// subtree is the hash of a full tile.
func subtree(hashes []tlog.Hash) tlog.Hash {
	row := append([]tlog.Hash(nil), hashes...)
	for len(row) > 1 {
		for i := range len(row) / 2 {
			row[i] = tlog.NodeHash(row[2*i], row[2*i+1])
		}
		row = row[:len(row)/2]
	}
	return row[0]
}

// TileBytes is a tile's file.
func TileBytes(hashes []tlog.Hash) []byte {
	b := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return b
}

// LoadTree reads the right edge of a tree of the checkpoint's size from its
// tiles and checks it against the checkpoint's root.
func LoadTree(log fs.FS, c Checkpoint) (*Tree, error) {
	t := &Tree{size: c.Size}
	for level, count := 0, c.Size; count > 0; level, count = level+1, count/TileWidth {
		row := make([]tlog.Hash, 0, TileWidth)
		if w := int(count % TileWidth); w > 0 {
			path := TilePath(level, count/TileWidth, w)
			data, err := fs.ReadFile(log, path)
			if err != nil {
				return nil, err
			}
			if len(data) != w*tlog.HashSize {
				return nil, &Problem{Path: path, What: fmt.Sprintf("%d bytes, want %d", len(data), w*tlog.HashSize)}
			}
			for ; len(data) > 0; data = data[tlog.HashSize:] {
				row = append(row, tlog.Hash(data[:tlog.HashSize]))
			}
		}
		t.edge = append(t.edge, row)
	}
	if root := t.Root(); root != c.Root {
		return nil, &Problem{Path: CheckpointFile, What: fmt.Sprintf("root %v, but the tiles hash to %v", c.Root, root)}
	}
	return t, nil
}

// Clone is a copy that can grow apart.
func (t *Tree) Clone() *Tree {
	c := &Tree{size: t.size, edge: make([][]tlog.Hash, len(t.edge))}
	for i, row := range t.edge {
		c.edge[i] = append(make([]tlog.Hash, 0, TileWidth), row...)
	}
	return c
}
