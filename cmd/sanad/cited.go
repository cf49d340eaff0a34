package main

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fault"
	"sanad/verify"
)

// citedFlags are what a citation of a page says of the log.
type citedFlags struct {
	Cited string `help:"Also check what a citation says of the log: how many entries it had, and their root hash." placeholder:"SIZE:ROOT"`
	Entry string `help:"Also check what a citation says of an entry: its index and its leaf hash." placeholder:"INDEX:LEAF"`
}

// checks tells whether a log that verifies is the one that a citation speaks of.
func (c citedFlags) checks(g *globals, log fs.FS, head verify.Checkpoint) error {
	if c.Cited != "" {
		size, root, err := numbered("--cited", c.Cited)
		if err != nil {
			return err
		}
		if size > head.Size {
			return fault.New(fault.Conflict, "the citation speaks of %s, this log has %s", entries(size), entries(head.Size)).
				WithHint("take a newer copy; if it is the newest, entries that were published are gone")
		}
		was, err := verify.RootAt(log, head, size)
		if err != nil {
			return plainPathError(err)
		}
		if was != root {
			return fault.New(fault.Conflict, "the citation and this log part: the root hash of the first %s is %v, not %v", entries(size), was, root).
				WithHint("either the citation was copied wrongly, or the log's past was changed")
		}
		fmt.Fprintf(g.out, "cited: the first %s are those that were cited\n", entries(size))
	}
	if c.Entry == "" {
		return nil
	}
	index, leaf, err := numbered("--entry", c.Entry)
	if err != nil {
		return err
	}
	if index >= head.Size {
		return fault.New(fault.Conflict, "this log has no entry %d", index).WithHint("take a newer copy")
	}
	n := index / verify.TileWidth
	records, err := verify.ReadBundle(log, n, int(min(verify.TileWidth, head.Size-n*verify.TileWidth)))
	if err != nil {
		return plainPathError(err)
	}
	if is := tlog.RecordHash(records[index%verify.TileWidth].Leaf); is != leaf {
		return fault.New(fault.Conflict, "entry %d has the leaf hash %v, not %v", index, is, leaf).
			WithHint("either the citation was copied wrongly, or the log's past was changed")
	}
	fmt.Fprintf(g.out, "cited: entry %d is the one that was cited\n", index)
	return nil
}

// numbered reads NUMBER:HASH.
func numbered(flag, text string) (n int64, h tlog.Hash, err error) {
	number, hash, _ := strings.Cut(text, ":")
	if n, err = strconv.ParseInt(number, 10, 64); err == nil && n >= 0 {
		h, err = tlog.ParseHash(hash)
	}
	if err != nil || n < 0 {
		return 0, h, usageError{fault.New(fault.Invalid, "%s %q is not a number and a hash", flag, text).WithHint("as the citation on the page has it: 1234:8Jx…=")}
	}
	return n, h, nil
}
