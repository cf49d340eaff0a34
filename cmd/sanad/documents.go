package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/ingest"
	"sanad/internal/reader"
	"sanad/internal/reader/language"
	"sanad/internal/reader/press"
	"sanad/internal/reader/ur"
	"sanad/internal/reader/zh"
	"sanad/internal/source"
	"sanad/internal/source/decode"
	"sanad/internal/source/decode/ocr"
	"sanad/internal/source/fetch"
)

// aboutFlags say of a document what its bytes do not.
type aboutFlags struct {
	Title     string `help:"Title, as its publisher gives it." placeholder:"TEXT"`
	Publisher string `help:"Who published it." placeholder:"NAME"`
	Published string `help:"When: YYYY-MM-DD, YYYY-MM or YYYY." placeholder:"DATE"`
	URL       string `help:"Its original address." placeholder:"URL"`
	Standing  string `help:"How near it stands to the agreements: text, record, statement, press (the default) or social." placeholder:"CODE"`
}

const aboutHelp = `A file NAME.meta.json beside NAME.txt may hold title, publisher, published, url, language, label and standing as a JSON object; flags go before it.`

// about joins the flags with what lies beside the file.
func (a aboutFlags) about(path string) (ingest.About, error) {
	about := ingest.About{Title: a.Title, Publisher: a.Publisher, Published: claim.Date(a.Published), URL: a.URL, Standing: a.Standing}
	if path == "-" {
		return about, nil
	}
	beside := strings.TrimSuffix(path, filepath.Ext(path)) + ".meta.json"
	b, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return about, nil
	}
	if err != nil {
		return about, err
	}
	var meta struct {
		Title     *string `json:"title"`
		Publisher *string `json:"publisher"`
		Published *string `json:"published"`
		URL       *string `json:"url"`
		Language  *string `json:"language"`
		Label     *string `json:"label"`
		Standing  *string `json:"standing"`
	}
	if err := json.Unmarshal(b, &meta); err != nil {
		return about, fault.New(fault.Invalid, "%s: %w", beside, err).WithHint("mend it or move it away")
	}
	fill := func(to *string, from *string) {
		if *to == "" && from != nil {
			*to = *from
		}
	}
	published := string(about.Published)
	fill(&about.Title, meta.Title)
	fill(&about.Publisher, meta.Publisher)
	fill(&published, meta.Published)
	fill(&about.URL, meta.URL)
	fill(&about.Language, meta.Language)
	fill(&about.Label, meta.Label)
	fill(&about.Standing, meta.Standing)
	about.Published = claim.Date(published)
	return about, nil
}

// readers are the program's own readers, each for its language.
func readers() reader.Reader {
	return language.New(map[string]reader.Reader{"en": press.New(), "ur": ur.New(), "zh": zh.New()})
}

// fetchFlags say how documents are fetched.
type fetchFlags struct {
	AllowPrivate bool   `help:"Fetch from loopback and private addresses too."`
	OCR          string `help:"How pages without text are read: auto by an installed tesseract, in the language of their script; or in these of its languages: eng, eng+urd; or off." placeholder:"LANGUAGES" default:"auto"`
}

// recognise is what reads pages without text, nil where that is off.
func (f fetchFlags) recognise(g *globals, b *bar) func([]byte, decode.Decoded) (decode.Decoded, error) {
	t := ocr.Tesseract{Languages: f.OCR}
	switch f.OCR {
	case "off":
		return nil
	case "auto":
		t.Languages = ""
		if !t.Installed() {
			return nil // the pages are named as needing OCR
		}
	}
	return func(original []byte, d decode.Decoded) (decode.Decoded, error) {
		defer b.part(0, 0, "")
		return ocr.Fill(g.Context, original, d, t, func(done, total int) { b.part(int64(done), int64(total), "pages") })
	}
}

func (f fetchFlags) client() *fetch.Client {
	c := fetch.New(version)
	c.AllowPrivate = f.AllowPrivate
	return c
}

// submission gets a document from a file, standard input or an address, with
// what is known of it.
func submission(g *globals, client *fetch.Client, path string, flags aboutFlags) (ingest.Submission, error) {
	if isAddress(path) {
		about, err := flags.about("-")
		if err != nil {
			return ingest.Submission{}, err
		}
		return fetchedSubmission(g.Context, client, path, about)
	}
	original, err := document(g, path)
	if err != nil {
		return ingest.Submission{}, err
	}
	about, err := flags.about(path)
	return ingest.Submission{Original: original, Hint: hint(path), About: about}, err
}

// isAddress says whether an argument is an address, of whatever scheme: which are
// fetched is the client's to say.
func isAddress(path string) bool { return addressed.MatchString(path) }

var addressed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// document reads a file's bytes, or standard input's for "-", without taking
// more than a document may have.
func document(g *globals, path string) ([]byte, error) {
	var from io.Reader = g.in
	if path != "-" {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fault.New(fault.NotFound, "there is no such file").WithHint("check its name, and where you are")
		case err != nil:
			return nil, plainPathError(err)
		case info.IsDir():
			return nil, fault.New(fault.Invalid, "is a directory").WithHint("name its files: %s/*.txt", strings.TrimSuffix(path, "/"))
		case !info.Mode().IsRegular():
			return nil, fault.New(fault.Invalid, "is not a file").WithHint(`pipe it in and name it "-"`)
		case info.Size() > source.MaxSize:
			return nil, source.TooLarge(info.Size())
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, plainPathError(err)
		}
		defer f.Close()
		from = f
	}
	b, err := io.ReadAll(io.LimitReader(from, source.MaxSize+1))
	if err != nil {
		return nil, plainPathError(err)
	}
	if len(b) > source.MaxSize {
		return nil, source.TooLarge(int64(len(b)))
	}
	return b, nil
}

// named puts the document's name before what is wrong with it, unless that
// begins with it, as what is said of addresses may.
func named(path string, err error) error {
	if strings.HasPrefix(err.Error(), path) {
		return err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// plainPathError drops the path, which the caller says once.
func plainPathError(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fault.New(fault.Forbidden, "may not be read").WithHint("ask its owner, or let this user read it")
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// hint is what a file's name says of its form.
func hint(path string) decode.Hint {
	if path == "-" {
		return decode.Hint{}
	}
	return decode.Hint{Name: filepath.Base(path)}
}

// open opens a file, or standard input for "-".
func open(g *globals, path string) (io.Reader, func() error, error) {
	if path == "-" {
		return g.in, func() error { return nil }, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, plainPathError(err)
	}
	return f, f.Close, nil
}
