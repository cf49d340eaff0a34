package claimlog

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/source/archive"
	"sanad/verify"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // recovery tells of itself, here some thousand times
	os.Exit(m.Run())
}

// reading is a reading of a document that says one thing: number n.
func reading(originals *archive.Archive, n, claims int) Reading {
	text := fmt.Sprintf("agreement number %d", n)
	d := archive.DigestOf([]byte(text))
	if originals != nil {
		if _, err := originals.Put([]byte(text)); err != nil {
			panic(err)
		}
	}
	r := Reading{Reader: "test/1", Claims: []claim.Claim{{
		Subject: "d", Property: claim.PropOriginal, Modality: claim.Done, Release: claim.Public,
		Value: claim.DocumentRef{Original: string(d), Text: string(d), Media: "text/plain"},
	}}}
	for i := range claims {
		r.Claims = append(r.Claims, claim.Claim{
			Subject: claim.Subject(fmt.Sprintf("a%d", i+1)), Property: claim.PropPurpose, Modality: claim.Done, Release: claim.Public,
			Value: claim.Text{Text: fmt.Sprint(n)}, Selector: &claim.Selector{Start: 0, End: 9, Quote: "agreement"},
		})
	}
	return r
}

// newLog is a log in a new register, with its archive.
func newLog(t *testing.T) (data string, originals *archive.Archive, l *Log) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "register")
	if err := Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	return data, archive.Open(filepath.Join(data, "archive")), open(t, data)
}

func open(t *testing.T, data string) *Log {
	t.Helper()
	l, err := Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	l.now = func() time.Time { return time.Date(2025, 9, 8, 12, 0, 0, 0, time.UTC) }
	return l
}

func appendAll(t *testing.T, l *Log, readings ...Reading) int64 {
	t.Helper()
	first, err := l.Append(readings...)
	if err != nil {
		t.Fatal(err)
	}
	return first
}

func mustClose(t *testing.T, l *Log) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// mustVerify is the check after each step: everything in data verifies and the
// log has the size.
func mustVerify(t *testing.T, data string, size int64) {
	t.Helper()
	r, err := Fsck(data, archive.Open(filepath.Join(data, "archive")))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("does not verify: %v", p)
	}
	if r.Checkpoint.Size != size {
		t.Errorf("the log has %d entries, want %d", r.Checkpoint.Size, size)
	}
}

// said are the purposes the log holds, one an entry of one claim.
func said(t *testing.T, data string) []string {
	t.Helper()
	v, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for r, err := range v.Records(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range r.Kept[1:] {
			all = append(all, k.Claim.Value.(claim.Text).Text)
		}
	}
	return all
}

// TestTilesAreThoseOfTlog holds the tree against Go's own implementation, over
// sizes around every boundary and in uneven steps.
func TestTilesAreThoseOfTlog(t *testing.T) {
	data, originals, l := newLog(t)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range at {
			out = append(out, stored[i])
		}
		return out, nil
	})
	next := int64(0)
	for _, step := range []int{1, 1, 2, 3, 120, 128, 1, 1, 255, 256, 257, 511} {
		var batch []Reading
		for i := range step {
			batch = append(batch, reading(originals, int(next)+i, 1))
		}
		appendAll(t, l, batch...)
		if err := l.Flush(); err != nil {
			t.Fatal(err)
		}
		v, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		for r, err := range v.Records(context.Background(), next) {
			if err != nil {
				t.Fatal(err)
			}
			hashes, err := tlog.StoredHashes(r.Index, r.Leaf, reader)
			if err != nil {
				t.Fatal(err)
			}
			stored = append(stored, hashes...)
		}
		next += int64(step)
		root, err := tlog.TreeHash(next, reader)
		if err != nil {
			t.Fatal(err)
		}
		if v.Checkpoint.Size != next || v.Checkpoint.Root != root {
			t.Fatalf("checkpoint %d %v, want %d %v", v.Checkpoint.Size, v.Checkpoint.Root, next, root)
		}
		for _, tile := range tlog.NewTiles(8, 0, next) {
			want, err := tlog.ReadTileData(tile, reader)
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(data, "log", verify.TilePath(tile.L, tile.N, tile.W)))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Fatalf("tile %v of a log of %d differs", tile, next)
			}
		}
		mustVerify(t, data, next)
	}
	mustClose(t, l)
	mustVerify(t, data, next)
}

// TestTilePaths are the examples of c2sp.org/tlog-tiles.
func TestTilePaths(t *testing.T) {
	for want, got := range map[string]string{
		"tile/0/x001/x234/067":        verify.TilePath(0, 1234067, 256),
		"tile/0/x001/x234/067.p/8":    verify.TilePath(0, 1234067, 8),
		"tile/entries/000":            verify.TilePath(verify.EntriesLevel, 0, 256),
		"tile/entries/x001/000.p/255": verify.TilePath(verify.EntriesLevel, 1000, 255),
		"tile/2/003":                  verify.TilePath(2, 3, 256),
		"body/x001/000":               verify.BodyPath(1000, 256),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestEveryBitIsGuarded flips one bit in every byte of every file that is not
// derived, and each time verify must say so and name the file.
func TestEveryBitIsGuarded(t *testing.T) {
	data, originals, l := newLog(t)
	for i := range 3 {
		appendAll(t, l, reading(originals, i, 2))
	}
	mustClose(t, l)
	mustVerify(t, data, 3)
	flips := 0
	for _, path := range guarded(t, data) {
		whole, err := os.ReadFile(filepath.Join(data, path))
		if err != nil {
			t.Fatal(err)
		}
		for at := range whole {
			bit := byte(1) << (at % 8)
			damaged := bytes.Clone(whole)
			damaged[at] ^= bit
			overwrite(t, filepath.Join(data, path), damaged)
			flips++
			r, err := Fsck(data, originals)
			switch {
			case err != nil && strings.Contains(err.Error(), filepath.Base(path)):
			case err == nil && names(r, path):
			default:
				t.Errorf("bit %d of byte %d of %s: error %v, problems %v", at%8, at, path, err, r.Problems)
			}
		}
		overwrite(t, filepath.Join(data, path), whole)
	}
	mustVerify(t, data, 3)
	t.Logf("%d flips, all found", flips)
}

func names(r verify.Report, path string) bool {
	for _, p := range r.Problems {
		if p.Path == path || path == "log/verifier" && p.Path == "log/checkpoint" {
			return true
		}
	}
	return false
}

// guarded are the files of data that verify answers for.
func guarded(t *testing.T, data string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(data, path)
		if err == nil && !d.IsDir() && rel != keyFile && rel != "log/lock" && rel != "log/wal" {
			all = append(all, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func overwrite(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAFileMissingOrTooMany(t *testing.T) {
	data, originals, l := newLog(t)
	appendAll(t, l, reading(originals, 1, 1), reading(originals, 2, 1))
	mustClose(t, l)
	for _, path := range guarded(t, data) {
		whole, err := os.ReadFile(filepath.Join(data, path))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(data, path)); err != nil {
			t.Fatal(err)
		}
		if r, err := Fsck(data, originals); err == nil && !names(r, path) {
			t.Errorf("without %s: %v", path, r.Problems)
		}
		if err := os.WriteFile(filepath.Join(data, path), whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stray := filepath.Join(data, "log", "tile", "0", "007")
	if err := os.WriteFile(stray, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := Fsck(data, originals); err != nil || !names(r, "log/tile/0/007") {
		t.Errorf("with a stray tile: %v %v", r.Problems, err)
	}
}

// TestACrashAnywhereInAFlush puts together what the disk may hold when the
// writer dies between two steps, and opens it.
func TestACrashAnywhereInAFlush(t *testing.T) {
	data, originals, l := newLog(t)
	for i := range 254 {
		appendAll(t, l, reading(originals, i, 1))
	}
	if err := l.Flush(); err != nil {
		t.Fatal(err)
	}
	for i := range 5 { // over the edge of a tile
		appendAll(t, l, reading(originals, 254+i, 1))
	}
	before := snapshot(t, data) // as a kill leaves it: appended, not published
	if err := l.Flush(); err != nil {
		t.Fatal(err)
	}
	after := snapshot(t, data)
	want := said(t, data)
	mustClose(t, l)

	merge := func(states ...map[string][]byte) map[string][]byte {
		m := map[string][]byte{}
		for _, s := range states {
			for k, v := range s {
				m[k] = v
			}
		}
		return m
	}
	wal, checkpoint := "log/wal", "log/checkpoint"
	some := map[string][]byte{}
	for k, v := range after {
		if strings.HasPrefix(k, "log/tile/entries") {
			some[k] = v
		}
	}
	for name, state := range map[string]map[string][]byte{
		"nothing published":               before,
		"entry bundles written":           merge(before, some),
		"a file half-written":             merge(before, map[string][]byte{"log/tile/0/.tmp-123": []byte("ab")}),
		"all written, old checkpoint":     merge(before, after, map[string][]byte{wal: before[wal], checkpoint: before[checkpoint]}),
		"new checkpoint, log not emptied": merge(before, after, map[string][]byte{wal: before[wal]}),
	} {
		t.Run(name, func(t *testing.T) {
			dir := restore(t, state)
			if err := Recover(dir); err != nil {
				t.Fatal(err)
			}
			mustClose(t, open(t, dir))
			if got := said(t, dir); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("the log says %v, want %v", got, want)
			}
			mustVerify(t, dir, 259)
		})
	}
}

// TestATornWrite cuts the write-ahead log within a record: what was acknowledged
// before stays, what was cut was never acknowledged.
func TestATornWrite(t *testing.T) {
	data, originals, l := newLog(t)
	appendAll(t, l, reading(originals, 1, 1))
	first := l.wal.size
	appendAll(t, l, reading(originals, 2, 1), reading(originals, 3, 1))
	state := snapshot(t, data)
	mustClose(t, l)
	whole := state["log/wal"]
	for cut := first; cut < int64(len(whole)); cut += 1 + (cut-first)/64 { // every byte of the header, then ever fewer
		state["log/wal"] = whole[:cut]
		dir := restore(t, state)
		if err := Recover(dir); err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if got := said(t, dir); len(got) != 1 || got[0] != "1" {
			t.Fatalf("cut at %d: the log says %v, want 1 alone: a group is whole or absent", cut, got)
		}
		mustVerify(t, dir, 1)
	}
	// A whole record that does not match its hash is damage, not a torn write.
	state["log/wal"] = bytes.Clone(whole)
	state["log/wal"][first-1] ^= 1
	dir := restore(t, state)
	if _, err := Open(dir, 0); !fault.Is(err, fault.Damaged) {
		t.Fatalf("a damaged record: %v, want fault.Damaged", err)
	}
	if r, err := Fsck(dir, originals); err != nil || !names(r, "log/wal") {
		t.Errorf("verify of a damaged record: %v %v", r.Problems, err)
	}
}

func snapshot(t *testing.T, data string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(data, path)
		files[filepath.ToSlash(rel)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func restore(t *testing.T, files map[string][]byte) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "restored")
	for path, b := range files {
		path = filepath.Join(data, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return data
}

func TestConcurrentAppends(t *testing.T) {
	data, originals, l := newLog(t)
	var wg sync.WaitGroup
	firsts := make([]int64, 64)
	for i := range firsts {
		wg.Go(func() {
			first, err := l.Append(reading(originals, i, 1))
			if err != nil {
				t.Error(err)
			}
			firsts[i] = first
		})
	}
	wg.Wait()
	mustClose(t, l)
	mustVerify(t, data, int64(len(firsts)))
	all := said(t, data)
	for i, first := range firsts {
		if all[first] != fmt.Sprint(i) {
			t.Errorf("entry %d says %s, its writer was told it is %d", first, all[first], i)
		}
	}
}

func TestALongReadingHasParts(t *testing.T) {
	data, originals, l := newLog(t)
	if first := appendAll(t, l, reading(originals, 1, 2*claim.MaxClaims)); first != 0 {
		t.Errorf("first entry %d", first)
	}
	if first := appendAll(t, l, reading(originals, 2, 1)); first != 3 {
		t.Errorf("the next reading is at %d, want 3: 2,001 claims take three entries", first)
	}
	mustClose(t, l)
	mustVerify(t, data, 4)
}

func TestOneWriter(t *testing.T) {
	data, _, l := newLog(t)
	if _, err := Open(data, 0); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a second writer: %v, want fault.Unavailable", err)
	}
	mustClose(t, l)
	mustClose(t, open(t, data))
	if _, err := l.Append(reading(nil, 1, 1)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("append to a closed log: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir, 0); !fault.Is(err, fault.NotFound) || fault.HintOf(err) == "" {
		t.Errorf("open of no register: %v, hint %q", err, fault.HintOf(err))
	}
	if err := os.WriteFile(filepath.Join(dir, "thesis.doc"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Create(dir, "test.example/log"); !fault.Is(err, fault.Conflict) {
		t.Errorf("create over files: %v", err)
	}
	if err := Create(filepath.Join(dir, "new"), "two words"); !fault.Is(err, fault.Invalid) {
		t.Errorf("an origin of two words: %v", err)
	}
	_, _, l := newLog(t)
	if _, err := l.Append(Reading{Reader: "test/1"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a reading of nothing: %v", err)
	}
	bad := reading(nil, 1, 1)
	bad.Claims[1].Modality = ""
	if _, err := l.Append(bad); !fault.Is(err, fault.Invalid) || l.Size() != 0 {
		t.Errorf("a bad claim: %v, size %d", err, l.Size())
	}
	mustClose(t, l)
}

// TestAFullDisk: an append that fails is said to fail, later ones too, and what
// was acknowledged before is there.
func TestAFullDisk(t *testing.T) {
	data, originals, l := newLog(t)
	appendAll(t, l, reading(originals, 1, 1))
	whole := l.wal.f
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err) // Linux has it
	}
	l.wal.f = full
	for range 2 {
		if _, err := l.Append(reading(originals, 2, 1)); !fault.Is(err, fault.Unavailable) {
			t.Fatalf("append to a full disk: %v", err)
		}
	}
	full.Close()
	whole.Close()
	if err := l.lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	if err := Recover(data); err != nil {
		t.Fatal(err)
	}
	if got := said(t, data); len(got) != 1 || got[0] != "1" {
		t.Errorf("the log says %v, want 1 alone", got)
	}
	mustVerify(t, data, 1)
}

func FuzzReadWAL(f *testing.F) {
	f.Add(walRecord(3, []pending{{leaf: []byte("leaf"), body: []byte("body\n")}}, tlog.Hash{1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		groups, good, err := readWAL(b)
		if good > len(b) || err == nil && good != len(b) {
			t.Fatalf("%d good bytes of %d, %v", good, len(b), err)
		}
		for _, g := range groups {
			again := walRecord(g.first, g.entries, g.root)
			if !bytes.HasPrefix(b, again) {
				t.Fatal("a record does not read back as it was written")
			}
			b = b[len(again):]
		}
	})
}
