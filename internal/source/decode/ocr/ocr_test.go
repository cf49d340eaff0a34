package ocr_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sanad/internal/fault"
	"sanad/internal/source/decode/ocr"
	"sanad/internal/source/decode/pdf"
)

// scan is a PDF of four pages: a picture, words, a picture, a picture.
func scan() []byte {
	var b bytes.Buffer
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	words := "BT /F 11 Tf 1 0 0 1 60 700 Tm (The Nilmarsh Water Board signed a memorandum with Halden Rohr Systems on Monday in Port Selim.) Tj ET"
	image := "q 400 0 0 600 40 40 cm /I Do Q"
	b.WriteString("%PDF-1.4\n")
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj("<</Type/Pages/Kids[5 0 R 6 0 R 7 0 R 8 0 R]/Count 4>>")
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	obj("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n\x7f\nendstream")
	for _, content := range []int{9, 10, 9, 9} {
		obj(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>/Contents %d 0 R>>", content))
	}
	for _, s := range []string{image, words} {
		obj(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// reader recognises what it is told to, picture by picture.
type reader struct {
	texts []string
	sizes []string
}

func (*reader) Name(context.Context) (string, error) { return "eyes 1.0", nil }

func (r *reader) Recognize(_ context.Context, b []byte) (string, error) {
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	r.sizes = append(r.sizes, fmt.Sprint(img.Bounds().Dx(), "x", img.Bounds().Dy()))
	s := r.texts[0]
	r.texts = r.texts[1:]
	if s == "fail" {
		return "", errors.New("out of ink")
	}
	return s, nil
}

// TestFill: recognised pages stand where they belong, offsets hold, and every
// page says how it was read.
func TestFill(t *testing.T) {
	original := scan()
	doc, err := pdf.Decode(original)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{texts: []string{"First para-\ngraph,\ntwo lines.\n\nSecond.\n\f", "", "fail"}}
	got, err := ocr.Fill(t.Context(), original, doc, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := "First para-graph, two lines.\n\nSecond.\n\n"
	if want := first + doc.Text; got.Text != want || !slices.Equal(got.Pages, []int{0, len(first), len(want), len(want)}) {
		t.Errorf("pages %v of %q", got.Pages, got.Text)
	}
	var unread []string
	for _, u := range got.Unread {
		unread = append(unread, fmt.Sprint(u.Page, " ", u.Reason))
	}
	if !slices.Equal(unread, []string{
		"1 the page has no text layer; its text was recognised by eyes 1.0 and may be wrong: compare it with the original",
		"3 the page has no text layer and eyes 1.0 sees no text on it",
		"4 the page has no text layer and OCR failed: out of ink",
	}) {
		t.Errorf("unread %q", unread)
	}
	if r.sizes[0] != "2480x3509" && r.sizes[0] != "2479x3508" && r.sizes[0] != "2480x3508" && r.sizes[0] != "2479x3509" {
		t.Errorf("rendered at %s, want an A4 page at 300 dpi", r.sizes[0])
	}
}

// TestFillJoins: lines of Chinese join without a blank. TestFill has the others.
func TestFillJoins(t *testing.T) {
	original := scan()
	doc, err := pdf.Decode(original)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ocr.Fill(t.Context(), original, doc, &reader{texts: []string{"双方签署了谅解备\n忘录。", "", ""}}, nil)
	if err != nil || !strings.HasPrefix(got.Text, "双方签署了谅解备忘录。\n") {
		t.Errorf("%q, %v", got.Text, err)
	}
}

// TestFillFails: where nothing is read because the recogniser fails, that is an
// error, not a document without text.
func TestFillFails(t *testing.T) {
	original := scan()
	doc, err := pdf.Decode(original)
	if err != nil {
		t.Fatal(err)
	}
	doc.Text, doc.Pages = "", []int{0, 0, 0, 0}
	if _, err := ocr.Fill(t.Context(), original, doc, &reader{texts: []string{"fail", "fail", "fail"}}, nil); err == nil || !strings.Contains(err.Error(), "out of ink") {
		t.Errorf("%v", err)
	}
}

// TestInstalled reads pages with the tesseract that is installed, in the language
// of each page's script.
func TestInstalled(t *testing.T) {
	if _, err := (ocr.Tesseract{}).Name(t.Context()); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	for _, c := range []struct {
		file string
		page int
		want string
	}{
		{"bulletin", 2, "Board signed a contract with Ostrava Pumps"}, {"urdu-list", 1, "درمیان پارک کی بسوں"},
	} {
		original, err := os.ReadFile("../pdf/testdata/" + c.file + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		err = pdf.Picture(original, c.page, ocr.DPI, func(png []byte) error {
			s, err := (ocr.Tesseract{}).Recognize(t.Context(), png)
			if s = strings.Join(strings.Fields(s), " "); !strings.Contains(s, c.want) {
				t.Errorf("%s: %q", c.file, s)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestLanguages: which languages a page is read in, by the script that is seen on
// it and what is installed.
func TestLanguages(t *testing.T) {
	for _, c := range []struct{ installed, script, want string }{
		{"eng urd chi_sim", "Latin", "eng"},
		{"eng urd ara", "Arabic", "urd"},
		{"eng ara", "Arabic", "ara"},
		{"eng chi_sim chi_tra", "Korean", "chi_sim+chi_tra"},
		{"eng urd chi_sim", "", "eng+urd+chi_sim"},
		{"eng", "Arabic", "tesseract has none of its languages urd, ara, fas, which the page needs"},
	} {
		path := filepath.Join(t.TempDir(), "tesseract")
		script := "#!/bin/sh\ncase \"$*\" in\n--list-langs) printf 'List of available languages (3):\\n'; for l in " + c.installed + "; do echo $l; done;;\n" +
			"*osd) cat >/dev/null; [ -n '" + c.script + "' ] || exit 1; echo 'Page number: 0'; echo 'Script: " + c.script + "'; echo 'Script confidence: 9';;\n" +
			"*) cat >/dev/null; shift 3; echo \"$*\";;\nesac\n"
		if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		got, err := (ocr.Tesseract{Path: path}).Recognize(t.Context(), []byte("picture"))
		if err != nil {
			got = err.Error()
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s with %s: %q, want %q", c.script, c.installed, got, c.want)
		}
	}
}

// TestTesseract runs a program in tesseract's place: its words, its failures
// and its silence.
func TestTesseract(t *testing.T) {
	program := func(script string) ocr.Tesseract {
		path := filepath.Join(t.TempDir(), "tesseract")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
			t.Fatal(err)
		}
		return ocr.Tesseract{Path: path, Languages: "eng+urd", Timeout: 500 * time.Millisecond}
	}
	r := program(`if [ "$1" = --version ]; then echo "tesseract 5.3.0"; echo more; else echo "$@"; cat; fi`)
	if name, err := r.Name(t.Context()); name != "tesseract 5.3.0" || err != nil {
		t.Errorf("%q, %v", name, err)
	}
	if s, err := r.Recognize(t.Context(), []byte("picture")); s != "stdin stdout -l eng+urd\npicture" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
	r.Languages = "-c x"
	if _, err := r.Recognize(t.Context(), nil); !fault.Is(err, fault.Invalid) {
		t.Errorf("languages: %v", err)
	}
	if _, err := program("echo 'Failed loading language' >&2; exit 1").Recognize(t.Context(), nil); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "Failed loading language") {
		t.Errorf("failure: %v", err)
	}
	start := time.Now()
	if _, err := program("sleep 60").Recognize(t.Context(), nil); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "took longer than") || time.Since(start) > 10*time.Second {
		t.Errorf("silence: %v after %s", err, time.Since(start))
	}
	missing := ocr.Tesseract{Path: filepath.Join(t.TempDir(), "none")}
	if _, err := missing.Name(t.Context()); !fault.Is(err, fault.Unavailable) || fault.HintOf(err) == "" {
		t.Errorf("not installed: %v", err)
	}
}
