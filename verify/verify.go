// Package verify checks a register's log from bytes alone: tiles, entries,
// bodies and the signed checkpoint. It trusts nothing but the verifier key it
// is given, opens no network connection and writes nothing.
//
// The log is C2SP tlog-tiles (https://c2sp.org/tlog-tiles) with C2SP
// checkpoints (https://c2sp.org/tlog-checkpoint). Beside the entry bundles lie
// bodies, which hold the claims that the entries commit to:
//
//	checkpoint                   the signed tree head
//	verifier                     the key that checks it, in the note format
//	tile/<L>/<N>[.p/<W>]         hashes, 256 to a full tile
//	tile/entries/<N>[.p/<W>]     entries, each behind its length as two bytes
//	body/<N>[.p/<W>]             claims or their hashes, one line each
package verify

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
)

// TileWidth is how many hashes or entries a full tile or bundle holds.
const TileWidth = 256

// Names of the files beside the tiles.
const (
	CheckpointFile = "checkpoint"
	VerifierFile   = "verifier"
)

// EntriesLevel names entry bundles where a tile level is asked for.
const EntriesLevel = -1

// TilePath is where the tile lies: level from 0 or EntriesLevel, number n,
// width w from 1 to 256.
func TilePath(level int, n int64, w int) string {
	name := "entries"
	if level >= 0 {
		name = strconv.Itoa(level)
	}
	return "tile/" + name + "/" + number(n, w)
}

// BodyPath is where the bodies of the entries of bundle n lie.
func BodyPath(n int64, w int) string { return "body/" + number(n, w) }

// number writes n as tlog-tiles does: 1234067 is x001/x234/067.
func number(n int64, w int) string {
	s := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		s = fmt.Sprintf("x%03d/%s", n%1000, s)
	}
	if w < TileWidth {
		s += ".p/" + strconv.Itoa(w)
	}
	return s
}

// Checkpoint is a tree head: the log's origin, its size and its root hash.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// Text is the checkpoint's note text, which is what gets signed.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
}

// OpenCheckpoint checks the signature and reads the tree head.
func OpenCheckpoint(signed []byte, verifier note.Verifier) (Checkpoint, error) {
	n, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("checkpoint: %w", err)
	}
	// The last character of a signature has bits that say nothing; they are to be
	// nought, so that one checkpoint has one spelling.
	for _, sig := range slices.Concat(n.Sigs, n.UnverifiedSigs) {
		if _, err := base64.StdEncoding.Strict().DecodeString(sig.Base64); err != nil {
			return Checkpoint{}, fmt.Errorf("checkpoint: signature of %s: %w", sig.Name, err)
		}
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	if c.Origin != verifier.Name() {
		return Checkpoint{}, fmt.Errorf("checkpoint: origin %q is not the key's name %q", c.Origin, verifier.Name())
	}
	return c, nil
}

func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		return Checkpoint{}, errors.New("checkpoint: want origin, size and root hash, a line each")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return Checkpoint{}, fmt.Errorf("checkpoint: size %q is not a number", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("checkpoint: %w", err)
	}
	return Checkpoint{Origin: lines[0], Size: size, Root: root}, nil
}

// SplitBundle takes an entry bundle of w entries, 1 to 256, apart.
func SplitBundle(data []byte, w int) ([][]byte, error) {
	if w < 1 || w > TileWidth {
		return nil, fmt.Errorf("a bundle of %d entries", w)
	}
	leaves := make([][]byte, 0, w)
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, fmt.Errorf("entry %d of the bundle: length cut short", len(leaves))
		}
		n := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+n {
			return nil, fmt.Errorf("entry %d of the bundle: %d bytes announced, %d there", len(leaves), n, len(data)-2)
		}
		leaves = append(leaves, data[2:2+n:2+n])
		data = data[2+n:]
	}
	if len(leaves) != w {
		return nil, fmt.Errorf("bundle holds %d entries, want %d", len(leaves), w)
	}
	return leaves, nil
}

// AppendBundle adds one leaf to an entry bundle's bytes.
func AppendBundle(b, leaf []byte) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(leaf))), leaf...)
}

// Record is one entry of the log with what is kept of its claims.
type Record struct {
	Index int64
	Leaf  []byte // the entry's canonical bytes
	Entry claim.Entry
	Kept  []claim.Kept // as many as Entry.Claims
}

// ReadBundle reads bundle n of width w with its bodies and checks each claim
// against its entry. It does not check tiles.
func ReadBundle(log fs.FS, n int64, w int) ([]Record, error) {
	path := TilePath(EntriesLevel, n, w)
	data, err := fs.ReadFile(log, path)
	if err != nil {
		return nil, err
	}
	leaves, err := SplitBundle(data, w)
	if err != nil {
		return nil, &Problem{Path: path, What: err.Error()}
	}
	body, err := fs.ReadFile(log, BodyPath(n, w))
	if err != nil {
		return nil, err
	}
	records, p := joinBodies(n, w, leaves, body)
	if p != nil {
		return nil, p
	}
	return records, nil
}

// joinBodies brings the entries of a bundle together with their bodies.
func joinBodies(n int64, w int, leaves [][]byte, body []byte) ([]Record, *Problem) {
	path := BodyPath(n, w)
	records := make([]Record, w)
	for i, leaf := range leaves {
		index := n*TileWidth + int64(i)
		e, err := claim.ParseEntry(leaf)
		if err != nil {
			return nil, &Problem{Path: TilePath(EntriesLevel, n, w), Place: fmt.Sprintf("entry %d", index), What: err.Error()}
		}
		r := Record{Index: index, Leaf: leaf, Entry: e, Kept: make([]claim.Kept, len(e.Claims))}
		for j := range e.Claims {
			line, rest, found := bytes.Cut(body, []byte("\n"))
			place := fmt.Sprintf("entry %d, claim %d", index, j)
			if !found {
				return nil, &Problem{Path: path, Place: place, What: "body ends early"}
			}
			body = rest
			k, err := claim.ParseKept(line)
			if err != nil {
				return nil, &Problem{Path: path, Place: place, What: err.Error()}
			}
			if k.Entry != index || k.N != j || k.Hash != e.Claims[j] {
				return nil, &Problem{Path: path, Place: place, What: "is not the claim the entry commits to"}
			}
			r.Kept[j] = k
		}
		records[i] = r
	}
	if len(body) > 0 {
		return nil, &Problem{Path: path, What: fmt.Sprintf("%d bytes more than the entries commit to", len(body))}
	}
	return records, nil
}

// Problem is one place where the bytes are not what the log commits to.
type Problem struct {
	Path  string // slash-separated, within the data directory or the log
	Place string // within the file, "" for the whole of it
	What  string
}

func (p *Problem) Error() string {
	if p.Place == "" {
		return p.Path + ": " + p.What
	}
	return p.Path + ": " + p.Place + ": " + p.What
}
