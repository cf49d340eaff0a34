// Package corpus holds the sample announcements that tests and the demo read:
// short texts of our own, each with a description of where it comes from and
// an annotation of the agreements it speaks of.
//
// A sample is three files with one name: NAME.txt is the text, NAME.meta.json
// describes it, and NAME.json is the gold annotation, made from the text and
// never by a reader. README.md gives the format and the rules.
//
// Folder pk-cn-2025 sums up, in our words, what nine reports said about the
// Pakistan-China agreements of September and December 2025. They contradict
// one another because the reports did; pk-cn-before sums up what was said before,
// in 2024 and 2025, of training promised by two of the companies. Folder others is invented from
// beginning to end. No file here is a primary document, and nothing in the
// package may be cited as one.
//
// The package never writes and never reads outside the files built into it.
package corpus

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

// FS holds every sample at FOLDER/NAME.txt, FOLDER/NAME.meta.json and
// FOLDER/NAME.json.
//
//go:embed pk-cn-before/*.txt pk-cn-before/*.json pk-cn-2025/*.txt pk-cn-2025/*.json others/*.txt others/*.json ur/*.txt ur/*.json zh/*.txt zh/*.json
var FS embed.FS

// Clauses holds clauses/LANGUAGE.txt: announcements of a few lines, invented, each
// with what is promised in it and the terms it tells. README.md gives the format.
//
//go:embed clauses/*.txt
var Clauses embed.FS

// Document is one sample.
type Document struct {
	Name string          // folder and name without extension: pk-cn-2025/techjuice-ministry-list
	Text []byte          // UTF-8; the gold strings are exact substrings of it
	Meta Meta            // where it comes from
	Gold json.RawMessage // NAME.json as it stands
}

// Meta is NAME.meta.json.
type Meta struct {
	Title     string `json:"title"`     // ours: the first line of the text
	Publisher string `json:"publisher"` // of the report summed up
	Published string `json:"published"` // EDTF level 0; "" when the report is undated
	URL       string `json:"url"`       // of the report summed up; "" when invented
	Language  string `json:"language"`  // BCP 47
	Label     string `json:"label"`     // what the text is; show it wherever the text is shown
	Licence   string `json:"licence"`   // of the text, as an SPDX identifier
	Outlet    string `json:"outlet"`    // letter of the report in README.md; "" when invented
}

// Documents yields every sample in the byte order of its name. A sample that
// cannot be read is yielded with its name and an error, and the rest follow.
func Documents() iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		texts, err := fs.Glob(FS, "*/*.txt")
		if err != nil {
			yield(Document{}, fmt.Errorf("corpus: %w", err))
			return
		}
		slices.Sort(texts)
		for _, path := range texts {
			if !yield(document(strings.TrimSuffix(path, ".txt"))) {
				return
			}
		}
	}
}

func document(name string) (Document, error) {
	d := Document{Name: name}
	var err error
	if d.Text, err = FS.ReadFile(name + ".txt"); err != nil {
		return d, fmt.Errorf("corpus: %w", err)
	}
	meta, err := FS.ReadFile(name + ".meta.json")
	if err != nil {
		return d, fmt.Errorf("corpus: %w", err)
	}
	if err := json.Unmarshal(meta, &d.Meta); err != nil {
		return d, fmt.Errorf("corpus: %s.meta.json: %w", name, err)
	}
	if d.Gold, err = FS.ReadFile(name + ".json"); err != nil {
		return d, fmt.Errorf("corpus: %w", err)
	}
	if !json.Valid(d.Gold) {
		return d, fmt.Errorf("corpus: %s.json: not valid JSON", name)
	}
	return d, nil
}
