package verify

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// TestTree holds the tree's right edge against Go's own implementation at every
// size around the boundaries of two levels, also when it is loaded from files.
func TestTree(t *testing.T) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for i, n := range at {
			out[i] = stored[n]
		}
		return out, nil
	})
	var tree Tree
	files := fstest.MapFS{}
	for n := int64(0); n <= TileWidth*TileWidth+3; n++ {
		if n < 5 || n%TileWidth < 2 || n%TileWidth == TileWidth-1 {
			want, err := tlog.TreeHash(n, reader)
			if err != nil {
				t.Fatal(err)
			}
			if got := tree.Root(); got != want || tree.Size() != n {
				t.Fatalf("size %d: root %v, want %v", n, got, want)
			}
			tree.Partial(func(level int, n int64, hashes []tlog.Hash) {
				files[TilePath(level, n, len(hashes))] = &fstest.MapFile{Data: TileBytes(hashes)}
			})
			loaded, err := LoadTree(files, Checkpoint{Size: n, Root: want})
			if err != nil {
				t.Fatalf("size %d: %v", n, err)
			}
			if n > 0 {
				if _, err := LoadTree(files, Checkpoint{Size: n}); err == nil {
					t.Fatalf("size %d: loaded under another root", n)
				}
			}
			clone := loaded.Clone()
			clone.Add(tlog.Hash{1}, nil)
			if loaded.Root() != want {
				t.Fatal("a clone grew its original")
			}
		}
		leaf := fmt.Appendf(nil, "leaf %d", n)
		hashes, err := tlog.StoredHashes(n, leaf, reader)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, hashes...)
		tree.Add(tlog.RecordHash(leaf), nil)
	}
}

func TestCheckpoint(t *testing.T) {
	secret, public, err := note.GenerateKey(rand.Reader, "test.example/log")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(text string) []byte {
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		if err != nil {
			t.Fatal(err)
		}
		return signed
	}
	want := Checkpoint{Origin: "test.example/log", Size: 17, Root: tlog.Hash{1, 2, 3}}
	got, err := OpenCheckpoint(sign(want.Text()), verifier)
	if err != nil || got != want {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
	for name, text := range map[string]string{
		"another log's":      strings.Replace(want.Text(), "test.example", "evil.example", 1),
		"a size with a zero": strings.Replace(want.Text(), "17", "017", 1),
		"a negative size":    strings.Replace(want.Text(), "17", "-17", 1),
		"no root":            "test.example/log\n17\n",
		"a root cut short":   "test.example/log\n17\nAQID\n",
		"nothing but a line": "test.example/log\n",
	} {
		if c, err := OpenCheckpoint(sign(text), verifier); err == nil {
			t.Errorf("%s: opened as %+v", name, c)
		}
	}
	damaged := sign(want.Text())
	damaged[len(damaged)-5] ^= 1
	if _, err := OpenCheckpoint(damaged, verifier); err == nil {
		t.Error("a damaged signature was taken")
	}
}

func FuzzSplitBundle(f *testing.F) {
	f.Add(AppendBundle(AppendBundle(nil, []byte("one")), []byte("two")), 2)
	f.Fuzz(func(t *testing.T, b []byte, w int) {
		leaves, err := SplitBundle(b, w)
		if err != nil {
			return
		}
		var again []byte
		for _, l := range leaves {
			again = AppendBundle(again, l)
		}
		if len(leaves) != w || !bytes.Equal(again, b) {
			t.Fatal("a bundle does not come together as it was")
		}
	})
}

func FuzzJoinBodies(f *testing.F) {
	f.Add([]byte(`{"claims":["AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],"kind":"reading","part":1,"parts":1,"reader":"press/1","time":"2025-09-08T06:30:00Z","v":1}`),
		[]byte(`{"entry":0,"hash":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","n":0}`+"\n"))
	f.Fuzz(func(t *testing.T, leaf, body []byte) {
		records, p := joinBodies(0, 1, [][]byte{leaf}, body)
		if p != nil {
			return
		}
		var again []byte
		for _, k := range records[0].Kept {
			again = append(k.Append(again), '\n')
		}
		if !bytes.Equal(again, body) || !bytes.Equal(records[0].Entry.Append(nil), leaf) {
			t.Fatal("taken, and not as it was written")
		}
	})
}

func FuzzProof(f *testing.F) {
	secret, public, err := note.GenerateKey(rand.Reader, "test.example/log")
	if err != nil {
		f.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		f.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		f.Fatal(err)
	}
	var tree Tree
	leaf := `{"claims":["AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"],"kind":"reading","part":1,"parts":1,"reader":"press/1","time":"2025-09-08T06:30:00Z","v":1}`
	tree.Add(tlog.RecordHash([]byte(leaf)), nil)
	signed, err := note.Sign(&note.Note{Text: Checkpoint{Origin: "test.example/log", Size: 1, Root: tree.Root()}.Text()}, signer)
	if err != nil {
		f.Fatal(err)
	}
	head, err := json.Marshal(ProofHead{Format: ProofFormat, Checkpoint: string(signed)})
	if err != nil {
		f.Fatal(err)
	}
	entry, err := json.Marshal(ProofEntry{Entry: leaf, Path: []string{}, Body: []string{`{"entry":0,"hash":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","n":0}`}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(entry) + "\n" + `{"class":"agreement","thing":{"said":[{"entry":0,"n":0,"source":"s0","modality":"done","confidence":1}]}}` + "\n")
	f.Fuzz(func(t *testing.T, rest string) {
		r, err := Proof(strings.NewReader(string(head)+"\n"+rest), Trust{Log: verifier}, Reading{})
		if err == nil && r.Cited > 0 && len(r.Problems) == 0 {
			t.Fatal("a claim nobody holds is proven") // the only one in this log is withheld
		}
	})
}
