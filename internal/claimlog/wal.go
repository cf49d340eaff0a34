package claimlog

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/internal/fsx"
	"sanad/verify"
)

// The write-ahead log holds one record a group:
//
//	"SNDW"                      4 bytes
//	length of the payload       8 bytes, big-endian
//	SHA-256 of the payload      32 bytes
//	payload:
//	  index of the first entry  8 bytes
//	  root of the tree after    32 bytes
//	  number of entries         4 bytes
//	  each: length of the leaf  4 bytes, leaf; length of the body 4 bytes, body
//
// A record cut short at the end of the file was never acknowledged.
const (
	walFile    = "wal"
	walMagic   = "SNDW"
	walHeader  = len(walMagic) + 8 + sha256.Size
	walMaximum = 1 << 31 // no group is near this; a larger length is damage
)

type wal struct {
	f    *os.File
	size int64
}

func openWAL(dir string) (*wal, error) {
	path := filepath.Join(dir, walFile)
	_, err := os.Stat(path)
	isNew := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	if isNew {
		if err := fsx.SyncDir(dir); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &wal{f: f, size: info.Size()}, nil
}

func (w *wal) append(records [][]byte) error {
	// One write for all; a single large record is not copied for it.
	if len(records) > 1 {
		records = [][]byte{bytes.Join(records, nil)}
	}
	for _, r := range records {
		n, err := w.f.Write(r)
		w.size += int64(n)
		if err != nil {
			return err
		}
	}
	return w.f.Sync()
}

func (w *wal) empty() error {
	if w.size == 0 {
		return nil
	}
	if err := w.f.Truncate(0); err != nil {
		return err
	}
	w.size = 0
	return w.f.Sync()
}

func (w *wal) close() error { return w.f.Close() }

func walRecord(first int64, entries []pending, root tlog.Hash) []byte {
	size := walHeader + 8 + tlog.HashSize + 4
	for _, e := range entries {
		size += 8 + len(e.leaf) + len(e.body)
	}
	b := make([]byte, walHeader, size)
	b = binary.BigEndian.AppendUint64(b, uint64(first))
	b = append(b, root[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(entries)))
	for _, e := range entries {
		b = binary.BigEndian.AppendUint32(b, uint32(len(e.leaf)))
		b = append(b, e.leaf...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(e.body)))
		b = append(b, e.body...)
	}
	payload := b[walHeader:]
	sum := sha256.Sum256(payload)
	copy(b, walMagic)
	binary.BigEndian.PutUint64(b[len(walMagic):], uint64(len(payload)))
	copy(b[len(walMagic)+8:], sum[:])
	return b
}

// walGroup is a record read back.
type walGroup struct {
	first   int64
	root    tlog.Hash
	entries []pending
}

// errTorn marks a record that the end of the file cuts short.
var errTorn = errors.New("record cut short")

// readWAL decodes the records of b up to the first that is torn or damaged and
// returns how many bytes were good.
func readWAL(b []byte) (groups []walGroup, good int, err error) {
	for good < len(b) {
		g, n, err := readWALRecord(b[good:])
		if err != nil {
			return groups, good, err
		}
		groups = append(groups, g)
		good += n
	}
	return groups, good, nil
}

func readWALRecord(b []byte) (g walGroup, n int, err error) {
	if len(b) < walHeader {
		if !bytes.HasPrefix([]byte(walMagic), b[:min(len(b), len(walMagic))]) {
			return g, 0, errors.New("record does not begin as one")
		}
		return g, 0, errTorn
	}
	if string(b[:len(walMagic)]) != walMagic {
		return g, 0, errors.New("record does not begin as one")
	}
	length := binary.BigEndian.Uint64(b[len(walMagic):])
	if length > walMaximum {
		return g, 0, fmt.Errorf("record claims %d bytes", length)
	}
	if uint64(len(b)-walHeader) < length {
		return g, 0, errTorn
	}
	payload := b[walHeader : walHeader+int(length)]
	if sum := sha256.Sum256(payload); !bytes.Equal(sum[:], b[len(walMagic)+8:walHeader]) {
		return g, 0, errors.New("record does not match its hash")
	}
	r := bytes.NewReader(payload)
	var head struct {
		First uint64
		Root  [tlog.HashSize]byte
		N     uint32
	}
	if err := binary.Read(r, binary.BigEndian, &head); err != nil {
		return g, 0, fmt.Errorf("record: %w", err)
	}
	g.first, g.root = int64(head.First), head.Root
	for range head.N {
		var e pending
		if e.leaf, err = readSized(r); err != nil {
			return g, 0, err
		}
		if e.body, err = readSized(r); err != nil {
			return g, 0, err
		}
		g.entries = append(g.entries, e)
	}
	if r.Len() != 0 {
		return g, 0, errors.New("record holds more than its entries")
	}
	return g, walHeader + int(length), nil
}

func readSized(r *bytes.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	n := int(binary.BigEndian.Uint32(size[:]))
	if n > r.Len() {
		return nil, errors.New("record: an entry is longer than the record")
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}

// replay adds the groups a writer left to the tree, each checked against the
// root it was acknowledged with. Groups that the checkpoint already covers are
// passed over: their writer died between publishing and emptying the file.
func replay(tree *verify.Tree, groups []walGroup) ([]pending, error) {
	var tail []pending
	for _, g := range groups {
		if g.first+int64(len(g.entries)) <= tree.Size() {
			continue
		}
		if g.first != tree.Size() {
			return nil, &verify.Problem{Path: walFile, What: fmt.Sprintf("goes on at entry %d, the log ends at %d", g.first, tree.Size())}
		}
		for _, e := range g.entries {
			tree.Add(tlog.RecordHash(e.leaf), nil)
		}
		if root := tree.Root(); root != g.root {
			return nil, &verify.Problem{Path: walFile, Place: fmt.Sprintf("entry %d", g.first), What: fmt.Sprintf("hashes to %v, was acknowledged as %v", root, g.root)}
		}
		tail = append(tail, g.entries...)
	}
	return tail, nil
}
