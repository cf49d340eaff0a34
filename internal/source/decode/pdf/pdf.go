// Package pdf reads the text layer of PDF files.
//
// Parsing is PDFium's, compiled to WebAssembly and run by wazero inside this
// process: it is given the file's bytes and nothing else, no file system, no
// clock, no chance and at most 512 MB, so that a malicious file can reach
// nothing and Decode stays a function of its bytes. The engine is compiled at
// the first PDF (some seconds, about 300 MB; where Compiled keeps its code, 0.2
// seconds and 65 MB) and then kept; each document gets an instance of its own,
// thrown away after it. One thing looks
// at a clock: a document that takes longer than Patience is given up, with an
// error and never with another text.
//
// PDFium gives glyphs and where they stand; page.go makes lines, columns, tables
// and paragraphs of them. A page without a text layer is reported as unread, and
// left to package ocr. The package stores nothing.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
)

// Media is the media type of the form.
const Media = "application/pdf"

const (
	// MaxPages is how many pages are read; those after it are reported unread.
	MaxPages = 1000
	// Patience is how long one document may take.
	Patience = 2 * time.Minute

	maxMemory    = 512 << 20
	maxPageChars = 1 << 16 // a dense page of a newspaper has a third of it
	instances    = 2       // documents read at a time
)

// NeedsOCR is the reason for a page that is a picture.
const NeedsOCR = "the page has no text layer: it needs OCR"

// zeros is the engine's source of chance: there is none.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// IsPDF says whether the bytes begin as a PDF does, allowing as readers do for
// some bytes before it.
func IsPDF(b []byte) bool {
	return strings.Contains(string(b[:min(len(b), 1024)]), "%PDF-")
}

// Decode reads the text layer. Pages without one are in Unread.
func Decode(original []byte) (decoded.Document, error) {
	doc := decoded.Document{Media: Media}
	err := open(original, func(in pdfium.Pdfium, ref references.FPDF_DOCUMENT, pages int) error {
		var w decoded.Writer
		var all []page
		chars := 0
		for n := range min(pages, MaxPages) {
			p, err := readPage(in, ref, n)
			if err != nil {
				if dead(err) {
					return err
				}
				doc.Unread = append(doc.Unread, decoded.Unread{Page: n + 1, Reason: "the page cannot be read: it is damaged"})
				p = page{}
			}
			if chars += len(p.glyphs) * 4; chars > decoded.MaxText {
				return decoded.TooLong()
			}
			p.n = n
			p.lay()
			for _, reason := range p.unread {
				doc.Unread = append(doc.Unread, decoded.Unread{Page: n + 1, Reason: reason})
			}
			all = append(all, p)
		}
		if pages > MaxPages {
			doc.Unread = append(doc.Unread, decoded.Unread{Page: MaxPages + 1, Reason: fmt.Sprintf("the file has %d pages; those after page %d are not read", pages, MaxPages)})
		}
		doc.Text, doc.Pages = write(&w, all)
		meta, err := in.GetMetaData(&requests.GetMetaData{Document: ref, Tags: &[]string{"Title", "CreationDate"}})
		if err == nil {
			for _, t := range meta.Tags {
				switch t.Tag {
				case "Title":
					doc.Title = title(t.Value)
				case "CreationDate":
					doc.Created = created(t.Value)
				}
			}
		}
		return nil
	})
	if err != nil {
		return decoded.Document{}, err
	}
	return doc, nil
}

// maxPixels bounds a page's picture: a sheet of A2 at 300 dpi.
const maxPixels = 35e6

// Picture renders a 1-based page for recognition of its text and hands it to
// use as PNG; the bytes are valid during the call. A page so large that its
// picture would have more than maxPixels is rendered coarser.
func Picture(original []byte, page, dpi int, use func(png []byte) error) error {
	return open(original, func(in pdfium.Pdfium, ref references.FPDF_DOCUMENT, pages int) error {
		if page < 1 || page > pages {
			return fault.New(fault.NotFound, "the file has no page %d", page)
		}
		at := requests.Page{ByIndex: &requests.PageByIndex{Document: ref, Index: page - 1}}
		size, err := in.GetPageSize(&requests.GetPageSize{Page: at})
		if err != nil {
			return unrendered(page, err)
		}
		dpi := min(dpi, int(72*math.Sqrt(maxPixels/max(1, size.Width*size.Height))))
		out, err := in.RenderToFile(&requests.RenderToFile{
			OutputFormat: requests.RenderToFileOutputFormatPNG, OutputTarget: requests.RenderToFileOutputTargetBytes,
			RenderPageInDPI: &requests.RenderPageInDPI{
				DPI: dpi, Page: at,
				ImageFormat: requests.RenderImageFormatGrayscale, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
			},
		})
		if err != nil {
			return unrendered(page, err)
		}
		if out.ImageBytes == nil {
			return unrendered(page, errors.New("no picture"))
		}
		return use(*out.ImageBytes)
	})
}

func unrendered(page int, err error) error {
	if dead(err) {
		return err
	}
	return fault.New(fault.Invalid, "page %d cannot be made a picture for OCR: %s", page, decoded.Cut(decoded.Fold(err.Error()), 120)).
		WithHint("print it to a new PDF, or recognise its text elsewhere and add that")
}

// open gives do an instance of the engine with the document in it.
func open(original []byte, do func(pdfium.Pdfium, references.FPDF_DOCUMENT, int) error) (err error) {
	pool, err := engine()
	if err != nil {
		return fmt.Errorf("start the PDF engine: %w", err)
	}
	in, err := pool.GetInstance(10 * Patience)
	if err != nil {
		return fault.New(fault.Unavailable, "the PDF engine is busy: %w", err).WithHint("try again")
	}
	var once sync.Once
	late := false
	end := func(isLate bool) {
		once.Do(func() {
			late = isLate
			if isLate {
				_ = in.Kill()
			} else {
				_ = in.Close()
			}
		})
	}
	timer := time.AfterFunc(Patience, func() { end(true) })
	defer func() {
		timer.Stop()
		// A crash inside the sandbox surfaces as an error of the call or as a
		// panic of the binding; both mean the file, not this program.
		crash := recover()
		end(false)
		switch {
		case late:
			err = fault.New(fault.Invalid, "the PDF takes longer than %s to read", Patience).
				WithHint("print it to a new PDF, or save its text")
		case crash != nil || dead(err):
			err = damaged()
		}
	}()
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &original})
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return fault.New(fault.Invalid, "the PDF is protected by a password").
			WithHint("open it with the password and print it to a new PDF")
	case errors.Is(err, pdferrors.ErrSecurity):
		return fault.New(fault.Invalid, "the PDF is encrypted in a way that cannot be read").
			WithHint("open it and print it to a new PDF")
	case err != nil:
		return damaged()
	}
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil || count.PageCount < 1 {
		return fault.New(fault.Invalid, "the PDF has no pages").WithHint("fetch it again; it may be truncated")
	}
	return do(in, opened.Document, count.PageCount)
}

func damaged() error {
	return fault.New(fault.Invalid, "the PDF is damaged or truncated").
		WithHint("fetch it again, or open it and print it to a new PDF")
}

// dead says that the instance cannot go on: its memory is used up, it ran into
// an instruction that must not run, or it was ended.
func dead(err error) bool {
	if err == nil {
		return false
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	s := err.Error()
	return strings.Contains(s, "wasm error") || strings.Contains(s, "module closed") || strings.Contains(s, "panic occurred") || strings.Contains(s, "malloc")
}

// title gives the file's title unless it is what a program left there.
func title(s string) string {
	s = decoded.Fold(strings.TrimSpace(strings.ToValidUTF8(s, "")))
	low := strings.ToLower(s)
	for _, junk := range []string{"microsoft word", "microsoft powerpoint", "untitled", "slide 1", "document1", "print"} {
		if strings.HasPrefix(low, junk) {
			return ""
		}
	}
	for _, junk := range []string{".doc", ".docx", ".pdf", ".indd", ".qxd", ".rtf", ".odt", ".pptx", ".html", ".htm"} {
		if strings.HasSuffix(low, junk) {
			return ""
		}
	}
	if len(s) > 500 {
		return ""
	}
	return s
}

// created reads a date of PDF (ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSS) as EDTF.
func created(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 {
		return ""
	}
	for _, c := range s[:8] {
		if c < '0' || c > '9' {
			return ""
		}
	}
	day, err := time.Parse("20060102", s[:8])
	if err != nil || day.Year() < 1980 {
		return ""
	}
	return day.Format("2006-01-02")
}

// readPage takes a page's glyphs and says what of it cannot be read.
func readPage(in pdfium.Pdfium, ref references.FPDF_DOCUMENT, n int) (page, error) {
	var p page
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: ref, Index: n}}
	text, err := in.GetPageTextStructured(&requests.GetPageTextStructured{Page: at, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return p, err
	}
	bad, seen := 0, 0
	for _, c := range text.Chars {
		r, _ := utf8.DecodeRuneInString(c.Text)
		if len(p.glyphs) >= maxPageChars {
			p.unread = append(p.unread, fmt.Sprintf("the page has more than %d characters; the rest is not read", maxPageChars))
			break
		}
		switch {
		case c.Text == "" || r == utf8.RuneError || r >= 0xe000 && r <= 0xf8ff && !bullets[r]:
			bad++
			r = utf8.RuneError
		case r == '\ufffe' || r == '\uffff':
			r = hyphen
		}
		if r > ' ' && r != utf8.RuneError {
			seen++
		}
		b := c.PointPosition
		p.glyphs = append(p.glyphs, glyph{r: r, left: b.Left, right: b.Right, bottom: min(b.Bottom, b.Top), top: max(b.Bottom, b.Top)})
	}
	objects, pictures, rules := drawn(in, at)
	p.rules = rules
	switch {
	case seen == 0 && bad == 0 && objects > 0 && pictures > 0:
		p.unread = append(p.unread, NeedsOCR)
	case seen == 0 && bad == 0 && objects > 0:
		p.unread = append(p.unread, "the page has drawings and no text layer: if they are letters, it needs OCR")
	case bad*5 > seen:
		p.unread = append(p.unread, fmt.Sprintf("%d of the page's %d characters have no meaning in its fonts: it needs OCR", bad, bad+seen))
	case bad > 0:
		p.unread = append(p.unread, fmt.Sprintf("%d of the page's %d characters have no meaning in its fonts; U+FFFD stands for them", bad, bad+seen))
	case seen < 80 && pictures > 0 && objects <= pictures+3:
		p.unread = append(p.unread, "the page is a picture with a few words over it: it needs OCR")
	}
	return p, nil
}
