// Package calibrationtest measures how often a reader is right, by how sure it
// said it was: against announcements that a person annotated, in the format of
// corpus/README.md. Tests use it, and "make calibration" prints its tables. It reads
// folders of annotated announcements and stores nothing.
package calibrationtest

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sanad/internal/reader"
)

// Gold is what a person says an announcement holds.
type Gold struct {
	Agreements []Agreement `json:"agreements"`
	Counts     []struct {
		Value int    `json:"value"`
		Text  string `json:"text"`
	} `json:"counts"`
}

// Agreement is one annotated agreement; Signed is nil where the text gives no day.
type Agreement struct {
	Parties []struct {
		Names []string `json:"names"`
	} `json:"parties"`
	Kind   string  `json:"kind"`
	Stage  string  `json:"stage"`
	Signed *string `json:"signed"`
	News   bool    `json:"news"`
	Quote  string  `json:"quote"`

	Quantities []struct {
		Value float64 `json:"value"`
	} `json:"quantities"`
	Money []struct {
		Amount   float64 `json:"amount"`
		Currency string  `json:"currency"`
	} `json:"money"`
}

// Sample is an announcement with its annotation. Fold names the samples it is kept
// apart with when figures are fitted: its folder.
type Sample struct {
	Name, Text, Published, Fold string
	Gold                        Gold
}

// Folder reads the announcements of a folder that have an annotation: NAME.txt,
// NAME.json and, if there is one, NAME.meta.json.
func Folder(dir string) ([]Sample, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []Sample
	for _, f := range files {
		annotation, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".json")
		if os.IsNotExist(err) {
			continue
		}
		text, textErr := os.ReadFile(f)
		if err := errors.Join(err, textErr); err != nil {
			return nil, err
		}
		s := Sample{Name: filepath.Base(f), Text: string(text), Fold: filepath.Base(dir)}
		if err := json.Unmarshal(annotation, &s.Gold); err != nil {
			return nil, errors.Join(errors.New(f), err)
		}
		var meta struct{ Published string }
		if m, err := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".meta.json"); err == nil {
			if err := json.Unmarshal(m, &meta); err != nil {
				return nil, errors.Join(errors.New(f), err)
			}
		}
		s.Published = meta.Published
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, errors.New("no annotated announcements in " + dir)
	}
	return out, nil
}

// Match is the index of the annotated agreement whose sides are those of a and no
// others, one of its kind and stage before any other; -1 if none that is not taken.
func (g Gold) Match(a reader.Agreement, taken map[int]bool) int {
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

func (g Gold) sides(a reader.Agreement, taken map[int]bool) int {
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

// called: one of the names is name, but for marks and small words.
func called(name string, names []string) bool {
	a := content(name)
	return slices.ContainsFunc(names, func(n string) bool { return slices.Equal(a, content(n)) })
}

var marks = strings.NewReplacer("’s", "", "'s", "", "&", " ", ".", "", ",", " ", "(", " ", ")", " ", "/", " ", "-", " ")

// content are the words of a name that count.
func content(s string) []string {
	return slices.DeleteFunc(strings.Fields(marks.Replace(strings.ToLower(s))), func(w string) bool {
		switch w {
		case "the", "of", "and", "for", "a", "an", "de", "in", "on", "’":
			return true
		}
		return false
	})
}
