package language_test

import (
	"encoding/json"
	"flag"
	"strconv"
	"strings"
	"testing"

	"sanad/corpus"
	"sanad/internal/reader"
	"sanad/internal/reader/calibrationtest"
	"sanad/internal/reader/language"
	"sanad/internal/reader/press"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
)

// goldDirs are folders of annotated announcements that TestCalibration reads
// instead of the repository's own, with blanks between; each is a fold:
//
//	go test ./internal/reader/language -run Calibration -v -args -gold "DIR DIR"
var goldDirs = flag.String("gold", "", "folders of annotated announcements, blanks between")

// annotated are the samples to judge by: the named folders, or the corpus and the
// press reader's made-up announcements. Of one folder, each fifth of the documents
// is a fold.
func annotated(t *testing.T) []calibrationtest.Sample {
	t.Helper()
	var out []calibrationtest.Sample
	dirs := strings.Fields(*goldDirs)
	if len(dirs) == 0 {
		dirs = []string{"../press/testdata"}
		for d, err := range corpus.Documents() {
			if err != nil {
				t.Fatal(err)
			}
			s := calibrationtest.Sample{Name: d.Name, Text: string(d.Text), Published: d.Meta.Published}
			if err := json.Unmarshal(d.Gold, &s.Gold); err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
	}
	for _, dir := range dirs {
		samples, err := calibrationtest.Folder(dir)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, samples...)
	}
	for i := range out {
		if len(dirs) == 1 {
			out[i].Fold = strconv.Itoa(i % 5)
		}
	}
	return out
}

// TestCalibration prints, for each language, how often claims were right by how
// sure the reader said it was, as it said and as fitted on the other folds. It
// fails when claims said to be 0.9 sure are right less than eight times in ten.
func TestCalibration(t *testing.T) {
	all := language.New(map[string]reader.Reader{"en": press.New(), "ur": ur.New(), "zh": zh.New()})
	byLanguage := map[string][]calibrationtest.Sample{}
	for _, s := range annotated(t) {
		r, err := all.Read(reader.Document{Text: s.Text, Published: s.Published})
		if err != nil {
			t.Fatal(s.Name, err)
		}
		tag, _, _ := strings.Cut(r.Source.Language, "-")
		byLanguage[tag] = append(byLanguage[tag], s)
	}
	for _, x := range []struct{ tag, name string }{{"en", "English"}, {"zh", "Chinese"}, {"ur", "Urdu"}} {
		samples := byLanguage[x.tag]
		claims, err := calibrationtest.Claims(all, samples)
		if err != nil {
			t.Fatal(err)
		}
		if len(claims) == 0 {
			continue
		}
		var b strings.Builder
		calibrationtest.Print(&b, claims)
		t.Logf("%s, %d announcements, as said:\n%s", x.name, len(samples), b.String())
		b.Reset()
		calibrationtest.Print(&b, calibrationtest.Refitted(claims))
		t.Logf("%s, fitted on the other folds:\n%s", x.name, b.String())
		if n, right := calibrationtest.Sure(claims, 0.9); n == 0 || right*10 < n*8 {
			t.Errorf("%s: of %d claims said to be 0.9 sure, %d are right", x.name, n, right)
		}
	}
}
