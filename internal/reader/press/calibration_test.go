package press

import (
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sanad/corpus"
	"sanad/internal/reader"
)

// gold is an annotation as corpus/README.md describes it.
type gold struct {
	Agreements []struct {
		Parties []struct {
			Names []string `json:"names"`
		} `json:"parties"`
		Kind   string  `json:"kind"`
		Stage  string  `json:"stage"`
		Signed *string `json:"signed"`
		News   bool    `json:"news"`
	} `json:"agreements"`
	Counts []struct {
		Value int `json:"value"`
	} `json:"counts"`
}

type sample struct {
	name, text, published string
	gold                  gold
}

// goldDir is a folder of annotated announcements that TestCalibration reads
// instead of the repository's own: NAME.txt, NAME.json and, if there is one,
// NAME.meta.json.
//
//	go test ./internal/reader/press -run Calibration -v -args -gold DIR
var goldDir = flag.String("gold", "", "folder of annotated announcements")

// annotated are the announcements of a folder.
func annotated(t *testing.T, dir string) []sample {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no announcements in ", dir, err)
	}
	var out []sample
	for _, f := range files {
		g, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".json")
		if os.IsNotExist(err) {
			continue
		}
		text, err2 := os.ReadFile(f)
		if err = errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		s := sample{name: filepath.Base(f), text: string(text)}
		if err := json.Unmarshal(g, &s.gold); err != nil {
			t.Fatal(f, err)
		}
		var meta struct{ Published string }
		if m, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".meta.json"); err == nil {
			if err := json.Unmarshal(m, &meta); err != nil {
				t.Fatal(f, err)
			}
		}
		s.published = meta.Published
		out = append(out, s)
	}
	return out
}

// samples are the repository's own announcements, the corpus and testdata, unless
// another folder is named.
func samples(t *testing.T) []sample {
	t.Helper()
	if *goldDir != "" {
		return annotated(t, *goldDir)
	}
	var out []sample
	for d, err := range corpus.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		s := sample{name: d.Name, text: string(d.Text), published: d.Meta.Published}
		if err := json.Unmarshal(d.Gold, &s.gold); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return append(out, testdata(t)...)
}

func testdata(t *testing.T) []sample { return annotated(t, "testdata") }

// words of a name that count when names are compared.
func nameWords(s string) []string {
	s = strings.ToLower(strings.NewReplacer("’s", "", "'s", "", "&", " ", ".", "", ",", " ", "(", " ", ")", " ").Replace(s))
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool { return nameStop(w) })
}

func called(name string, names []string) bool {
	a := nameWords(name)
	for _, n := range names {
		if slices.Equal(a, nameWords(n)) {
			return true
		}
	}
	return false
}

// match is the index of the annotated agreement whose sides are those of a, one
// of its kind and stage before any other, -1 if none.
func (g gold) match(a reader.Agreement, taken map[int]bool) int {
	alike := maps.Clone(taken)
	for i, x := range g.Agreements {
		if x.Kind != a.Kind || x.Stage != a.Stage {
			alike[i] = true
		}
	}
	if i := g.sides(a, alike); i >= 0 {
		return i
	}
	return g.sides(a, taken)
}

func (g gold) sides(a reader.Agreement, taken map[int]bool) int {
	for i, x := range g.Agreements {
		if taken[i] || len(x.Parties) != len(a.Parties) {
			continue
		}
		left := slices.Clone(a.Parties)
		for _, p := range x.Parties {
			k := slices.IndexFunc(left, func(q reader.Party) bool { return called(q.Name, p.Names) })
			if k < 0 {
				break
			}
			left = slices.Delete(left, k, k+1)
		}
		if len(left) == 0 {
			return i
		}
	}
	return -1
}

// TestCalibration prints, for claims by how sure the reader said it was, how
// many were right, and fails when claims said to be 0.9 sure are right less
// than eight times in ten.
func TestCalibration(t *testing.T) {
	type bin struct{ n, right int }
	bins := map[int]*bin{}
	tell := func(conf float64, right bool) {
		k := int(conf*20 + 1e-9)
		if bins[k] == nil {
			bins[k] = &bin{}
		}
		bins[k].n++
		if right {
			bins[k].right++
		}
	}
	for _, s := range samples(t) {
		r, err := New().Read(reader.Document{Text: s.text, Published: s.published})
		if err != nil {
			t.Fatal(err)
		}
		taken := map[int]bool{}
		for _, a := range r.Agreements {
			if a.Background {
				continue
			}
			i := s.gold.match(a, taken)
			tell(a.Confidence, i >= 0)
			if i < 0 {
				continue
			}
			taken[i] = true
			x := s.gold.Agreements[i]
			tell(a.Evidence["kind"].Confidence, a.Kind == x.Kind)
			tell(a.Evidence["stage"].Confidence, a.Stage == x.Stage)
			if a.Signed != nil && x.Signed != nil {
				tell(a.Signed.Confidence, a.Signed.Value == *x.Signed)
			}
		}
	}
	keys := make([]int, 0, len(bins))
	for k := range bins {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	high := bin{}
	for _, k := range keys {
		b := bins[k]
		t.Logf("said %.2f–%.2f: %3d claims, %3d right = %.2f", float64(k)/20, float64(k+1)/20, b.n, b.right, float64(b.right)/float64(b.n))
		if k >= 18 {
			high.n += b.n
			high.right += b.right
		}
	}
	if high.n == 0 || high.right*10 < high.n*8 {
		t.Errorf("of %d claims said to be 0.9 sure, %d are right", high.n, high.right)
	}
}
