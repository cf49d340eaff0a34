// Package sanad_test holds the project to what its documents say of it: which
// package may import which, what a reader may know, and the README's commands.
package sanad_test

import (
	"bytes"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sanad/corpus"
	"sanad/internal/ingest"
	"sanad/internal/reader"
	"sanad/internal/reader/language"
	"sanad/internal/reader/press"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
)

// layers are the project's packages from the ground up, as ARCHITECTURE.md
// draws them: each imports only packages of the lines above its own, or of its
// own line, which is one family.
var layers = [][]string{
	{"claim"},
	{"vocab"},
	{"verify"},
	{"internal/fault"},
	{"internal/fsx"},
	{"internal/account"},
	{"internal/source"},
	{"internal/source/archive"},
	{
		"internal/source/decode", "internal/source/decode/decoded", "internal/source/decode/text", "internal/source/decode/html",
		"internal/source/decode/pdf", "internal/source/decode/docx", "internal/source/decode/mail", "internal/source/decode/feed",
		"internal/source/decode/decoded/decodedtest", "internal/source/decode/ocr",
	},
	{"internal/source/fetch"},
	{
		"internal/reader", "internal/reader/form", "internal/reader/press", "internal/reader/language", "internal/reader/language/draft", "internal/reader/language/draft/drafttest", "internal/reader/calibrationtest", "internal/reader/ur", "internal/reader/zh", "internal/reader/record", "internal/reader/workbook", "internal/reader/iati",
	},
	{"internal/assist"},
	{"internal/claimlog"},
	{"internal/mirror", "internal/witness"},
	{"internal/backup"},
	{"internal/ingest"},
	{"internal/resolve", "internal/resolve/orgname", "internal/resolve/pairs", "internal/resolve/eval"},
	{"internal/register", "internal/register/sqlview"},
	{"internal/audit"},
	{"internal/delivery"},
	{"internal/network"},
	{"internal/meeting"},
	{"internal/desk"},
	{"internal/find"},
	{"internal/past"},
	{"internal/publish/workbook", "internal/publish/iati"},
	{"internal/publish/picture"},
	{"internal/publish/proof"},
	{"internal/publish/phrase"},
	{"internal/publish/news"},
	{"internal/publish/calendar", "internal/publish/feed", "internal/publish/message", "internal/publish/digest", "internal/publish/webhook", "internal/publish/websub"},
	{"internal/publish/report/figures"},
	{"internal/publish/report"},
	{"internal/publish/report/render"},
	{"api"},
	{"internal/publish/web", "internal/publish/web/limit"},
	{"corpus"},
	{"cmd/sanad"},
	{"cmd/sanad-bench"},
	{"cmd/sanad-gallery"},
}

// apart are pairs that must not meet in either direction, whatever their layers.
var apart = [][2]string{
	{"internal/ingest", "internal/register"}, // they meet only in the log
	{"internal/ingest", "internal/resolve"},
	{"internal/reader", "internal/claimlog"},
	{"internal/publish", "internal/ingest"},
}

func TestImportsPointOneWay(t *testing.T) {
	level := map[string]int{}
	for i, family := range layers {
		for _, p := range family {
			level[p] = i
		}
	}
	for _, p := range packages(t) {
		at, listed := level[p]
		if !listed {
			t.Errorf("%s is in no layer; give it one here and in ARCHITECTURE.md", p)
			continue
		}
		for _, i := range imports(t, p) {
			own, ok := strings.CutPrefix(i, "sanad/")
			if !ok {
				if at == level["claim"] && strings.Contains(i, ".") {
					t.Errorf("%s imports %s; it is to import the standard library alone", p, i)
				}
				continue
			}
			if level[own] > at {
				t.Errorf("%s imports %s, which is not below it", p, own)
			}
			for _, a := range apart {
				for _, pair := range [][2]string{a, {a[1], a[0]}} {
					if strings.HasPrefix(p, pair[0]) && strings.HasPrefix(own, pair[1]) {
						t.Errorf("%s imports %s; they are to be apart", p, own)
					}
				}
			}
		}
	}
}

// TestReadersArePure: a reader is a function from bytes to claims. What could
// bring in network, files, clock or chance is not in its reach, nor in that of
// anything it imports of ours. Package time is allowed for its calendar; its
// clock is looked for by name.
func TestReadersArePure(t *testing.T) {
	banned := regexp.MustCompile(`^(net|os|io/ioutil|syscall|unsafe|database|math/rand|crypto/rand|log|plugin|runtime|golang.org/x/(net|sys))(/|$)`)
	clock := regexp.MustCompile(`\btime\.(Now|Since|Until|After|Tick|NewTimer|NewTicker|Sleep|Local|LoadLocation)\b`)
	seen := map[string]bool{}
	var look func(p string)
	look = func(p string) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, i := range imports(t, p) {
			if own, ok := strings.CutPrefix(i, "sanad/"); ok {
				look(own)
			} else if banned.MatchString(i) {
				t.Errorf("%s imports %s", p, i)
			}
		}
		for _, file := range sources(t, p) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if found := clock.Find(b); found != nil {
				t.Errorf("%s calls %s", file, found)
			}
		}
	}
	readers := 0
	for _, p := range packages(t) {
		if strings.HasPrefix(p, "internal/reader") && !strings.HasSuffix(p, "test") {
			readers++
			look(p)
		}
	}
	if readers < 2 || !seen["claim"] {
		t.Fatalf("looked at %v", seen)
	}
}

func packages(t *testing.T) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata" || d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != "." {
			return filepath.SkipDir // a module of its own
		}
		if path != "." && len(sources(t, path)) > 0 {
			all = append(all, filepath.ToSlash(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sources(t *testing.T, p string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(p, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}

func imports(t *testing.T, p string) []string {
	t.Helper()
	pkg, err := build.ImportDir(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	return pkg.Imports
}

// TestCorpusReads: every sample reads, every quote is in its text where it says
// it is, and ingest's own check takes it.
func TestCorpusReads(t *testing.T) {
	r := language.New(map[string]reader.Reader{"en": press.New(), "ur": ur.New(), "zh": zh.New()})
	n := 0
	for d, err := range corpus.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		docs, err := ingest.Read(r, ingest.Submission{Original: d.Text})
		if err != nil {
			t.Errorf("%s: %v", d.Name, err)
			continue
		}
		if len(docs) != 1 || docs[0].Text != string(d.Text) {
			t.Errorf("%s: the text is not the file itself", d.Name)
			continue
		}
		docs[0].Reading.EachQuote(func(q *reader.Quote) {
			if q.End > len(d.Text) || string(d.Text[q.Start:q.End]) != q.Text {
				t.Errorf("%s: quotes %q at %d, which the text does not say there", d.Name, q.Text, q.Start)
			}
		})
		n++
	}
	if n < 57 {
		t.Fatalf("%d samples", n)
	}
}

// TestReadme: its first two commands are the ones that show and test the
// project, they exist in the Makefile, and every command of sanad it names is
// one.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile(`(?m)^    \$ (.*)$`).FindAllSubmatch(readme, -1)
	if len(commands) < 2 || string(commands[0][1]) != "make demo" || string(commands[1][1]) != "make test" {
		t.Fatalf("the README's first commands are %q, want make demo and make test", commands)
	}
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	help, err := exec.Command("go", "run", "./cmd/sanad", "help").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands {
		words := strings.Fields(string(c[1]))
		switch {
		case words[0] == "make":
			for _, target := range words[1:] {
				if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(target) + `:`).Match(makefile) {
					t.Errorf("README: %q, but the Makefile makes no %s", c[1], target)
				}
			}
		case words[0] == "./sanad":
			if !bytes.Contains(help, []byte("\n  "+words[1]+" ")) {
				t.Errorf("README: %q, but sanad has no command %s", c[1], words[1])
			}
		}
	}
	ci, err := os.ReadFile(".ci/run")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(ci, []byte("make test")) {
		t.Error(".ci/run does not call make test")
	}
}
