package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"
)

// samples fills a register with the samples of three languages and what is known of
// some of them since.
func samples(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	files := func(patterns ...string) []string {
		var all []string
		for _, p := range patterns {
			found, err := filepath.Glob(filepath.Join("../../corpus", p))
			if err != nil || len(found) == 0 {
				t.Fatal(p, err)
			}
			all = append(all, found...)
		}
		return all
	}
	for _, args := range [][]string{
		append([]string{"add", "--keep"}, files("pk-cn-2025/*.txt", "pk-cn-before/*.txt")...),
		{"record", "--from", "../../corpus/pk-cn-2025.record"},
		append([]string{"add", "--keep"}, files("ur/*.txt", "zh/*.txt", "others/*.txt")...),
	} {
		if _, stderr, err := command(t, data, args...); err != nil {
			t.Fatal(args[0], err, stderr)
		}
	}
	return data
}

// deskServed starts "sanad serve" with a desk on a port of its own, and gives where.
func deskServed(t *testing.T, data string) string {
	t.Helper()
	path, err := exec.LookPath("sanad")
	if err != nil {
		t.Fatal(err)
	}
	serve := exec.Command(path, "--data", data, "serve", "--listen", "127.0.0.1:0", "--desk", "A. Officer")
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		_ = serve.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), " at "); ok {
			at := strings.TrimSuffix(address, "/")
			indexed(t, at)
			return at
		}
	}
	t.Fatal("the register is not served")
	return ""
}

// indexed waits until what was let in is found by searching.
func indexed(t *testing.T, at string) {
	t.Helper()
	for range 200 {
		if _, body := pageAt(t, at+"/en/agreements"); bytes.Contains(body, []byte(`name="attention"`)) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the index does not come up to the register")
}

func pageAt(t *testing.T, address string) (status int, body []byte) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body, err = io.ReadAll(r.Body); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, body
}

// walked is a page that links led to.
type walked struct {
	path string
	root *html.Node
}

var anyNumber = regexp.MustCompile(`\d+(-\d+)?`)

// walk follows the links of a language's pages, and gives at most so many of each kind.
func walk(t *testing.T, at, lang string, most int) []walked {
	t.Helper()
	var all []walked
	queue, seen, kinds := []string{"/" + lang + "/", "/" + lang + "/desk"}, map[string]bool{}, map[string]int{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		bare, _, _ := strings.Cut(path, "#")
		address, query, _ := strings.Cut(bare, "?")
		for _, part := range strings.Split(query, "&") {
			name, _, _ := strings.Cut(part, "=")
			address += " " + name
		}
		kind := anyNumber.ReplaceAllString(address, "#")
		if seen[bare] || kinds[kind] >= most {
			continue
		}
		seen[bare] = true
		r, err := http.Get(at + bare)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		kinds[kind]++
		root, err := html.Parse(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, walked{bare, root})
		for n := range root.Descendants() {
			if href := attribute(n, "href"); n.Data == "a" && strings.HasPrefix(href, "/"+lang+"/") {
				queue = append(queue, href)
			}
		}
	}
	return all
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Latin is whatever letters a page of Urdu or Chinese has none of.
var latin = regexp.MustCompile(`\p{Latin}[\p{Latin}\p{M}\d'’.&-]*`)

// ours are words in Latin letters that are the same in every language: names of
// formats and standards, of the register itself, codes of currencies, the letters by
// which sources and directions go, and what is a hash or a file's end.
var ours = regexp.MustCompile(`^(JSON|CSV|XLSX|PDF|PNG|SVG|Atom|Feed|CSL-JSON|JSON-LD|GeoJSON|JSONL|OpenAPI|gzip|cookie|register\.jsonl\.gz|BibTeX|iCal|UTC|SHA-256|C2SP|tlog-tiles|IATI|URL|Sanad|API|EDTF|ISO|KB|MB|km|json|csv|[A-Z]{3}|[A-Z]|t|[a-z]\d+(-\d+)?)$`)

// marked says whether text stands where a page puts other people's words: what has a
// language or a direction of its own, a quotation, a name set apart, a code.
func marked(n *html.Node, lang string) bool {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		if own := attribute(n, "lang"); own != "" && n.Data != "html" {
			return own != lang
		}
		switch n.Data {
		case "bdi", "q", "blockquote", "code", "pre", "kbd", "cite":
			return true
		}
		if attribute(n, "dir") == "auto" {
			return true
		}
	}
	return false
}

// exempt says whether text is of no language, or of one that the page names: codes and
// hashes, quotations, what stands in an address or is the end of the one it leads to, a document's
// name, and what has a language of its own.
func exempt(n *html.Node, lang, text string) bool {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		switch n.Data {
		case "code", "kbd", "pre", "cite", "q", "blockquote":
			return true
		case "a":
			if strings.Contains(attribute(n, "href"), "/"+text+"/") {
				return true
			}
		}
		if own := attribute(n, "lang"); own != "" && n.Data != "html" {
			return own != lang
		}
	}
	return false
}

// unmarkable says whether an element can hold no marks: its text is a name or a title whole.
func unmarkable(n *html.Node) bool {
	switch n.Data {
	case "title", "option", "text":
		return true
	}
	return false
}

// folded is text for comparing: small letters, single spaces.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// told is everything that sources and entries say, to look up whether words are theirs.
func everythingTold(t *testing.T, at string) string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"pk-cn-2025/*", "pk-cn-before/*", "ur/*", "zh/*", "others/*", "pk-cn-2025.record"} {
		found, err := filepath.Glob(filepath.Join("../../corpus", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, string(b))
		}
	}
	// Readers make titles of what a text says, and the program has a version.
	for _, list := range []string{"/en/agreements.json", "/en/parties.json"} {
		_, body := pageAt(t, at+list)
		all = append(all, string(body))
	}
	return folded(strings.Join(append(all, "A. Officer", "development"), "\n"))
}

// webAddress finds addresses of pages, which are of no language.
var webAddress = regexp.MustCompile(`https?://\S+`)

// counted is a number behind words.
var counted = regexp.MustCompile(`\s+\d+\s*$`)

// isolated is what a text sets apart by characters, where it can hold no elements.
var isolated = regexp.MustCompile("[\u2066-\u2068][^\u2069]*\u2069")

// pieces are the parts of a text in Latin letters, between marks that join them.
func pieces(text string) []string {
	text = isolated.ReplaceAllString(webAddress.ReplaceAllString(text, ""), "")
	cut := func(r rune) bool {
		return strings.ContainsRune("–—:;,·()[]“”\"/|،؛。，；：（）《》", r) || unicode.In(r, unicode.Arabic, unicode.Han)
	}
	var out []string
	for _, p := range strings.FieldsFunc(text, cut) {
		p = counted.ReplaceAllString(p, "")
		if strings.HasSuffix(p, "…") {
			p = p[:max(0, strings.LastIndex(p, " "))]
		}
		if p = strings.Trim(strings.TrimLeft(p, " 0123456789"), " .!?…•=+×\u2066\u2067\u2068\u2069'‘’"); latin.MatchString(p) {
			out = append(out, p)
		}
	}
	return out
}

// texts yields what a page shows or says, with the node it belongs to.
func texts(root *html.Node, yield func(n *html.Node, text string)) {
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			if p := n.Parent.Data; p != "style" && p != "script" && strings.TrimSpace(n.Data) != "" {
				yield(n.Parent, n.Data)
			}
		case html.ElementNode:
			for _, name := range []string{"aria-label", "title", "placeholder", "alt"} {
				if v := attribute(n, name); v != "" {
					yield(&html.Node{Type: html.ElementNode, Data: "title", Parent: n}, v)
				}
			}
		}
	}
}

func TestNoEnglishIsLeft(t *testing.T) {
	at := deskServed(t, samples(t))
	told, known := everythingTold(t, at), map[string]bool{}
	theirs := func(piece string) bool {
		is, seen := known[piece]
		if !seen {
			is = strings.Contains(told, folded(piece))
			known[piece] = is
		}
		return is
	}
	for _, lang := range []string{"ur", "zh"} {
		found := map[string][]string{}
		pages := walk(t, at, lang, 2)
		for _, p := range pages {
			texts(p.root, func(n *html.Node, text string) {
				for _, piece := range pieces(text) {
					words := latin.FindAllString(piece, -1)
					if !slices.ContainsFunc(words, func(w string) bool { return !ours.MatchString(w) }) {
						continue
					}
					switch {
					case exempt(n, lang, piece), unmarkable(n) && theirs(piece):
					case !theirs(piece):
						found["ours: "+piece] = append(found["ours: "+piece], p.path)
					case !marked(n, lang):
						found["bare: "+piece] = append(found["bare: "+piece], p.path)
					}
				}
			})
		}
		t.Logf("%s: %d pages", lang, len(pages))
		for what, where := range found {
			t.Errorf("%s: %q on %d pages, such as %s", lang, what, len(where), where[0])
		}
	}
}
