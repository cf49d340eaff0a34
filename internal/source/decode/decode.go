// Package decode turns a document's bytes into text, whatever form they are in:
// plain text in any common encoding, Markdown, web pages, PDF, Word documents,
// messages and mailboxes, feeds.
//
// Decode is a function of the bytes and the hint: it opens no file and no
// connection and knows no clock, so the same bytes give the same text for ever,
// and offsets into the text stay true. The form is told from the bytes; name
// and content type only decide where bytes allow several. What a document holds
// that the text does not is in Unread, never dropped in silence; what cannot be
// decoded at all is an error of one line that says what it is instead and what
// to do. Whatever strangers send, Decode does not panic, and its work and output
// have limits.
//
// Each form has a package of its own below this one; what they make is in
// package decoded. Two stand apart: pdf, which holds an engine of some hundred
// megabytes once it is used, and ocr, which runs another program and which
// decode never calls. Nothing is stored here.
package decode

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"sanad/internal/fault"
	"sanad/internal/source"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/docx"
	"sanad/internal/source/decode/feed"
	"sanad/internal/source/decode/html"
	"sanad/internal/source/decode/mail"
	"sanad/internal/source/decode/pdf"
	"sanad/internal/source/decode/text"
)

// Decoded is one document decoded.
type Decoded = decoded.Document

// Unread is something of the original that is not in the text, and why.
type Unread = decoded.Unread

// Hint is what is known of the bytes beside them. All of it may be "".
type Hint struct {
	Name        string // file name
	ContentType string // as a server or a message says it, with its charset
	URL         string // where they stand, for links relative to it
}

// maxAttached is how deep messages within messages are opened.
const maxAttached = 3

// Decode gives the documents that the bytes hold, at least one: a feed has one
// for each item, a message one for its text and one for each attachment. A PDF of
// pictures decodes to a document without text whose Unread names the pages.
func Decode(original []byte, hint Hint) (docs []Decoded, err error) {
	defer func() {
		// The parsers are other people's and the bytes strangers'.
		if crash := recover(); crash != nil {
			docs, err = nil, fault.New(fault.Invalid, "the file cannot be read: its decoder failed (%s)", decoded.Cut(decoded.Fold(fmt.Sprint(crash)), 120)).
				WithHint("save its text, and report the file")
		}
	}()
	return decode(original, hint, 0)
}

func decode(b []byte, hint Hint, depth int) ([]Decoded, error) {
	if len(b) > source.MaxSize {
		return nil, source.TooLarge(int64(len(b)))
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, fault.New(fault.Invalid, "the file is empty").WithHint("save or fetch it again")
	}
	kind, params, _ := mime.ParseMediaType(hint.ContentType)
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(hint.Name, `\`, "/")))
	one := func(d Decoded, err error) ([]Decoded, error) {
		if err != nil {
			return nil, err
		}
		return []Decoded{d}, nil
	}
	attached := func(b []byte, name, contentType string) ([]Decoded, error) {
		if depth >= maxAttached {
			return nil, fault.New(fault.Invalid, "messages within messages are opened %d deep", maxAttached)
		}
		return decode(b, Hint{Name: name, ContentType: contentType}, depth+1)
	}
	switch form := formOf(b, kind, ext); form {
	case "pdf":
		return one(pdf.Decode(b))
	case "docx":
		return one(docx.Decode(b))
	case "html":
		return one(html.Decode(b, hint.ContentType, hint.URL))
	case "feed":
		return feed.Decode(plainUTF8(b), hint.URL)
	case "tnef":
		return mail.TNEF(b, attached)
	case "mbox":
		return mail.Mailbox(b, attached)
	case "mail":
		return mail.Decode(b, attached)
	case "text":
		return one(plain(b, params["charset"], kind, ext))
	default:
		return nil, foreign(b, form)
	}
}

// plain decodes text and Markdown.
func plain(b []byte, charset, kind, ext string) (Decoded, error) {
	if what := http.DetectContentType(b); !strings.HasPrefix(what, "text/") && what != "application/octet-stream" {
		return Decoded{}, foreign(b, what)
	}
	s, name, err := text.Decode(b, charset)
	if err != nil {
		return Decoded{}, err
	}
	if len(s) > decoded.MaxText {
		return Decoded{}, decoded.TooLong()
	}
	media := source.MediaText
	if kind == "text/markdown" || ext == ".md" || ext == ".markdown" {
		media = "text/markdown; charset=utf-8"
	}
	if name != "utf-8" {
		media = strings.TrimSuffix(media, "utf-8") + name
	}
	return Decoded{Text: s, Media: media}, nil
}

// formOf names the form: one that has a decoder, or what the file is instead.
func formOf(b []byte, kind, ext string) string {
	switch {
	case pdf.IsPDF(b):
		return "pdf"
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("PK\x05\x06")):
		return zipped(b, ext)
	case bytes.HasPrefix(b, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		return "ole"
	case bytes.HasPrefix(b, []byte(`{\rtf`)):
		return "rtf"
	case mail.IsTNEF(b):
		return "tnef"
	case bytes.HasPrefix(b, []byte{0x1f, 0x8b}):
		return "gzip"
	case bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		return "image/tiff"
	}
	head := strings.TrimLeft(string(plainUTF8(b[:min(len(b), 64<<10)&^3])), "\ufeff \t\r\n")
	if len(b) < 4 {
		head = string(b)
	}
	switch {
	case mail.IsMailbox(b):
		return "mbox"
	case mail.IsMessage(b, ext == ".eml" || ext == ".mht" || ext == ".mhtml" || kind == "message/rfc822" || kind == "multipart/related"):
		return "mail"
	case strings.HasPrefix(head, "<"):
		return markup(head, kind, ext)
	case strings.HasPrefix(head, "{") && (strings.Contains(head, "jsonfeed.org/version") || kind == "application/feed+json"):
		return "feed"
	case (kind == "application/json" || ext == ".json") && json.Valid(plainUTF8(b)):
		return "json"
	case ext != ".txt" && ext != ".md" && (kind == "text/html" || kind == "application/xhtml+xml" || ext == ".html" || ext == ".htm" || ext == ".xhtml"):
		return "html"
	}
	return "text"
}

var (
	prologue = regexp.MustCompile(`(?is)^(\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(\[.*?\]\s*)?>)+`)
	element  = regexp.MustCompile(`^<([A-Za-z][A-Za-z0-9:_-]*)`)
)

// markup tells web pages, feeds and other XML apart by their first element.
func markup(head, kind, ext string) string {
	isDoctype := len(head) > 14 && strings.EqualFold(head[:14], "<!doctype html")
	body := head
	if cut := prologue.FindString(head); cut != "" {
		body = head[len(cut):]
	}
	name := ""
	if m := element.FindStringSubmatch(body); m != nil {
		name = strings.ToLower(m[1])
	}
	switch {
	case isDoctype || name == "html" || name == "head" || name == "body":
		return "html"
	case name == "rss" || name == "feed" || name == "rdf:rdf" || name == "channel" || strings.HasSuffix(name, ":feed"):
		return "feed"
	case ext == ".md" || ext == ".markdown" || ext == ".txt":
		return "text"
	case strings.HasPrefix(head, "<?xml"):
		return "xml"
	case kind == "text/html" || ext == ".html" || ext == ".htm":
		return "html"
	}
	switch name {
	case "p", "div", "article", "section", "main", "h1", "h2", "table", "ul", "ol", "span", "meta", "title", "center", "header", "nav", "script", "style", "link", "a", "b", "br":
		return "html"
	case "":
		return "text"
	}
	if strings.HasSuffix(kind, "xml") || ext == ".xml" {
		return "xml"
	}
	return "text"
}

// zipped says what an archive holds, from the names in it.
func zipped(b []byte, ext string) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		if ext == ".docx" || bytes.Contains(b, []byte("word/")) {
			return "docx" // which will say that it is truncated
		}
		return "zip"
	}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		switch {
		case strings.HasPrefix(name, "word/"):
			return "docx"
		case strings.HasPrefix(name, "xl/"):
			return "xlsx"
		case strings.HasPrefix(name, "ppt/"):
			return "pptx"
		case name == "meta-inf/manifest.xml" || name == "content.xml":
			return "odf"
		case name == "meta-inf/container.xml":
			return "epub"
		}
	}
	if ext == ".docx" {
		return "docx"
	}
	return "zip"
}

// plainUTF8 gives markup that is in UTF-16 as UTF-8, without the declaration
// that would then be wrong.
func plainUTF8(b []byte) []byte {
	wide := bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) ||
		bytes.HasPrefix(b, []byte{'<', 0}) || bytes.HasPrefix(b, []byte{0, '<'}) || bytes.HasPrefix(b, []byte{'{', 0}) || bytes.HasPrefix(b, []byte{0, '{'})
	if !wide {
		return bytes.TrimPrefix(b, []byte("\ufeff"))
	}
	s, _, err := text.Decode(b, "")
	if err != nil {
		return b
	}
	s = strings.TrimPrefix(s, "\ufeff")
	if strings.HasPrefix(s, "<?xml") {
		if _, rest, ok := strings.Cut(s, "?>"); ok {
			s = rest
		}
	}
	if !utf8.ValidString(s) {
		return b
	}
	return []byte(s)
}

// foreign is the error for a file of a form that is not read.
func foreign(b []byte, form string) error {
	what, hint := form, "save it as plain text or Markdown in UTF-8"
	switch form {
	case "ole":
		what, hint = "a Word, Excel or PowerPoint file from before 2007", "save it as .docx or PDF"
		if bytes.Contains(b, utf16le("EncryptedPackage")) || bytes.Contains(b, utf16le("EncryptionInfo")) {
			return fault.New(fault.Invalid, "the document is protected by a password").WithHint("open it with the password and save it without")
		}
	case "rtf":
		what, hint = "an RTF document", "save it as .docx or PDF"
	case "gzip":
		what, hint = "a gzip archive", "unpack it and add what is in it"
	case "zip":
		what, hint = "a ZIP archive", "unpack it and add what is in it"
	case "xlsx":
		what, hint = "an Excel workbook", "a list of agreements goes in with sanad import; save an announcement as PDF"
	case "pptx":
		what, hint = "a PowerPoint presentation", "save it as PDF"
	case "odf":
		what, hint = "an OpenDocument file", "save it as .docx or PDF"
	case "epub":
		what, hint = "an electronic book", "save it as PDF"
	case "xml":
		what, hint = "XML that is neither a page nor a feed", "save its text"
	case "json":
		what, hint = "JSON that is not a feed", "save its text"
	}
	if what == form {
		if media, _, err := mime.ParseMediaType(form); err == nil {
			what = media
		}
	}
	if strings.HasPrefix(what, "image/") {
		return fault.New(fault.Invalid, "the file is a picture (%s): it needs OCR", what).
			WithHint("recognise its text, for example with: tesseract FILE out, and add that; or put it into a PDF and add that with OCR")
	}
	return fault.New(fault.Invalid, "the file is not text: %s", what).WithHint("%s", hint)
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}
