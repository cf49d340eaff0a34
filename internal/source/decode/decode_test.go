package decode_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"sanad/internal/fault"
	"sanad/internal/reader"
	"sanad/internal/reader/press"
	"sanad/internal/source/decode"
)

// The samples in testdata are one invented announcement in our own words.
// announcement.pdf is announcement.html printed by Chromium ("--headless
// --no-pdf-header-footer --print-to-pdf"); the Word document is made below.

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// word makes a Word document of parts; "document" is the text part's body.
func word(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name, s string) {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	put("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)
	put("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)
	for name, s := range parts {
		if name == "document" {
			put("word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document `+ns+`><w:body>`+s+`</w:body></w:document>`)
			continue
		}
		put(name, strings.ReplaceAll(s, "NS", ns))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// announcementWord is the announcement as Word stores it: words cut into runs
// by spelling and by changes, a heading by its style, the table as a table.
func announcementWord(t testing.TB) []byte {
	p := func(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }
	item := func(s string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
	}
	row := func(cells ...string) string {
		s := "<w:tr>"
		for _, c := range cells {
			s += "<w:tc><w:tcPr/>" + p(c) + "</w:tc>"
		}
		return s + "</w:tr>"
	}
	body := `<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Nilmarsh Water Board signs three memoranda at Water Week</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">PORT SELIM, 3 June 2024 – The Nilmarsh </w:t></w:r><w:del><w:r><w:delText>Harbour Trust</w:delText></w:r></w:del><w:ins><w:r><w:t>Water Board</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> signed a memorandum of under</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>standing with Halden Rohr Systems here on Monday on the detection of leaks along 42</w:t></w:r><w:r><w:t xml:space="preserve">` + "\u00a0" + `km of water mains. The memorandum runs for three years.</w:t></w:r></w:p>` +
		p("The Board and the Institute of Hydrology of Oster signed a letter of intent to train 240 technicians at the Board’s school in Port Selim.") +
		p("A third memorandum of understanding, on public-private partnership, was signed between the Board and Quetzal Finance.") +
		p("What the Board will do next:") + item("Open an office for the detection of leaks in Port Selim.") + item("Publish the first figures within a year.") +
		`<w:tbl>` + row("Partner", "Subject", "Term") + row("Halden Rohr Systems", "Leak detection", "3 years") + row("Institute of Hydrology of Oster", "Training", "2 years") + `</w:tbl>` +
		p("“A memorandum binds nobody to buy anything,” said Odile Farran, who chairs the Board.") + p("Invented example; no such agreement exists.")
	return word(t, map[string]string{
		"document":           body,
		"word/styles.xml":    `<w:styles NS><w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering NS><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
		"docProps/core.xml":  `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Three memoranda</dc:title><dc:language>en-GB</dc:language><dcterms:created>2024-06-02T10:00:00Z</dcterms:created></cp:coreProperties>`,
	})
}

func inUTF16(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// TestEveryFormReadsAlike: one announcement, in whatever form it comes, has the
// same sentences, and the press reader finds the same agreements in it.
func TestEveryFormReadsAlike(t *testing.T) {
	plain := sample(t, "announcement.txt")
	w1252, err := charmap.Windows1252.NewEncoder().Bytes(plain)
	if err != nil {
		t.Fatal(err)
	}
	want := agreements(t, string(plain))
	if len(want) != 3 {
		t.Fatalf("the text itself reads as %q", want)
	}
	for _, f := range []struct {
		name                                 string
		bytes                                []byte
		media, title, published, lang, maker string
		lists, tables                        bool
	}{
		{"announcement.txt", plain, "text/plain; charset=utf-8", "", "", "", "", true, true},
		{"announcement.md", plain, "text/markdown; charset=utf-8", "", "", "", "", true, true},
		{"bom.txt", append([]byte("\ufeff"), plain...), "text/plain; charset=utf-8", "", "", "", "", true, true},
		{"utf16.txt", inUTF16(string(plain)), "text/plain; charset=utf-16le", "", "", "", "", true, true},
		{"windows.txt", w1252, "text/plain; charset=windows-1252", "", "", "", "", true, true},
		{"announcement.html", sample(t, "announcement.html"), "text/html", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "en-GB", "The Selim Gazette", true, true},
		{"announcement.docx", announcementWord(t), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Three memoranda", "", "en-GB", "", true, true},
		{"announcement.pdf", sample(t, "announcement.pdf"), "application/pdf", "Nilmarsh Water Board signs three memoranda at Water Week | The Selim Gazette", "", "", "", false, true},
		{"announcement.eml", sample(t, "announcement.eml"), "message/rfc822", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "", "The Selim Gazette – press", true, true},
		{"feed.rss", sample(t, "feed.rss"), "application/rss+xml", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "en-gb", "The Selim Gazette", true, true},
		{"feed.atom", sample(t, "feed.atom"), "application/atom+xml", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "en", "The Selim Gazette", true, true},
		{"feed.json", sample(t, "feed.json"), "application/feed+json", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "en", "The Selim Gazette", true, true},
		// The bytes decide, whatever the name says.
		{"wrong.txt", sample(t, "announcement.pdf"), "application/pdf", "Nilmarsh Water Board signs three memoranda at Water Week | The Selim Gazette", "", "", "", false, true},
		{"wrong.pdf", sample(t, "announcement.html"), "text/html", "Nilmarsh Water Board signs three memoranda at Water Week", "2024-06-03", "en-GB", "The Selim Gazette", true, true},
	} {
		t.Run(f.name, func(t *testing.T) {
			docs, err := decode.Decode(f.bytes, decode.Hint{Name: f.name})
			if err != nil {
				t.Fatal(err)
			}
			d := docs[0]
			if d.Media != f.media || d.Title != f.title || d.Published != f.published || d.Language != f.lang || d.Publisher != f.maker {
				t.Errorf("media %q title %q published %q language %q publisher %q", d.Media, d.Title, d.Published, d.Language, d.Publisher)
			}
			for _, s := range []string{
				"PORT SELIM, 3 June 2024 – The Nilmarsh Water Board signed a memorandum of understanding with Halden Rohr Systems here on Monday on the detection of leaks along 42 km of water mains. The memorandum runs for three years.\n\n",
				"A third memorandum of understanding, on public-private partnership, was signed between the Board and Quetzal Finance.\n\n",
				"“A memorandum binds nobody to buy anything,” said Odile Farran, who chairs the Board.\n",
			} {
				if !strings.Contains(d.Text, s) {
					t.Errorf("without %q:\n%s", s, d.Text)
				}
			}
			if f.lists && !strings.Contains(d.Text, "\n\n- Open an office for the detection of leaks in Port Selim.\n- Publish the first figures within a year.\n\n") {
				t.Errorf("the list is not one:\n%s", d.Text)
			}
			if f.tables && !strings.Contains(d.Text, "\n\n| Partner | Subject | Term |\n|---|---|---|\n| Halden Rohr Systems | Leak detection | 3 years |\n| Institute of Hydrology of Oster | Training | 2 years |\n\n") {
				t.Errorf("the table is not one:\n%s", d.Text)
			}
			if strings.Contains(d.Text, "Harbour Trust") {
				t.Errorf("what stands around the page, or was deleted, is in the text:\n%s", d.Text)
			}
			if got := agreements(t, d.Text); strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("agreements %q, want %q", got, want)
			}
		})
	}
}

func agreements(t *testing.T, text string) []string {
	t.Helper()
	reading, err := press.New().Read(reader.Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range reading.Agreements {
		s := a.Kind + " " + a.Stage + ":"
		for _, p := range a.Parties {
			s += " " + p.Name
		}
		if text[a.Quote.Start:a.Quote.End] != a.Quote.Text {
			t.Errorf("%s: its quote is not in the text", s)
		}
		all = append(all, s)
	}
	return all
}

// TestPlainTextStays: a text in UTF-8 is the file, byte for byte.
func TestPlainTextStays(t *testing.T) {
	for _, s := range []string{"A\r\n\r\nB \t", "\ufeffمفاہمت کی یادداشت – MoU\n", "one\x0cpage\u2028\n"} {
		docs, err := decode.Decode([]byte(s), decode.Hint{Name: "a.txt"})
		if err != nil || len(docs) != 1 || docs[0].Text != s {
			t.Errorf("%q became %+v, %v", s, docs, err)
		}
	}
}

// TestMessageParts: attachments are documents, and one that cannot be read is
// said to be unread.
func TestMessageParts(t *testing.T) {
	docs, err := decode.Decode(sample(t, "announcement.eml"), decode.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[1].Part != "attachment 1: annex.txt" || docs[1].Text != "The annex names no other party.\n" || docs[1].Published != "2024-06-03" {
		t.Errorf("attachments: %+v", docs[1:])
	}
	if len(docs[0].Unread) != 1 || docs[0].Unread[0].Reason != "attachment 2 (figures.zip): the file is not text: a ZIP archive" {
		t.Errorf("unread: %+v", docs[0].Unread)
	}
	box := append([]byte("From press@gazette.example Mon Jun  3 23:30:00 2024\n"), sample(t, "announcement.eml")...)
	box = append(box, "\nFrom a@b.example Tue Jun  4 10:00:00 2024\nFrom: A <a@b.example>\nSubject: Second\nDate: Tue, 4 Jun 2024 10:00:00 +0000\n\nThe second says:\n>From here on nothing.\n"...)
	docs, err = decode.Decode(box, decode.Hint{})
	if err != nil || len(docs) != 3 || docs[1].Part != "message 1, attachment 1: annex.txt" || docs[2].Text != "The second says:\nFrom here on nothing.\n" || docs[2].Part != "message 2" {
		t.Errorf("mailbox: %+v, %v", docs, err)
	}
}

// TestBadInput: what cannot be read is an error of one line that names what is
// wrong, with the next step.
func TestBadInput(t *testing.T) {
	bomb := func() []byte {
		return word(t, map[string]string{"document": "<w:p><w:r><w:t>" + strings.Repeat(" ", 40<<20) + "</w:t></w:r></w:p>"})
	}
	docx := announcementWord(t)
	for _, c := range []struct {
		name  string
		bytes []byte
		want  string
	}{
		{"empty.txt", nil, "the file is empty"},
		{"blank.txt", []byte(" \n\t\n"), "the file is empty"},
		{"bom.txt", []byte("\ufeff\n"), "the file is empty but for white space"},
		{"nul.txt", []byte("a\x00b"), "the file is not text: a NUL at byte 1"},
		{"long.txt", bytes.Repeat([]byte("A line of words.\n"), 2<<20), "the text in it is longer than 32 MB"},
		{"line.txt", bytes.Repeat([]byte("word "), 20<<20), "the line at byte 0 is 100 MB long; a line may have 4"},
		{"surrogate.txt", []byte("half \xed\xa0\x80 pair"), "the file is not UTF-8: half a surrogate pair at byte 5"},
		{"surrogate16.txt", []byte{0xff, 0xfe, 'a', 0, 0, 0xd8, 'b', 0}, "the file is not utf-16le: half a surrogate pair at byte 4"},
		{"cut16.txt", []byte{0xff, 0xfe, 'a', 0, 'b'}, "the file is truncated: it ends within a character of utf-16le at byte 4"},
		{"cut.txt", []byte("– – – – – \xe2\x80"), "the file is truncated: it ends within the character at byte 20"},
		{"broken.txt", []byte("– – – – – \xff –"), "the file is not UTF-8: byte 20 (0xff)"},
		{"random.txt", []byte("\x80\x81\x8d\x8f\x90\x9d\xfe\xff"), "its encoding is unknown: byte 0 (0x80)"},
		{"a.pdf", sample(t, "announcement.pdf")[:20000], "the PDF is damaged or truncated"},
		{"b.pdf", []byte("%PDF-1.7\nnothing"), "the PDF is damaged or truncated"},
		{"locked.pdf", lockedPDF(), "the PDF is protected by a password"},
		{"cut.docx", docx[:len(docx)/2], "the document is damaged or truncated"},
		{"bomb.docx", bomb(), "the document unpacks to more than it may"},
		{"deep.docx", word(t, map[string]string{"document": strings.Repeat("<w:ins>", 300) + strings.Repeat("</w:ins>", 300)}), "nested more than 256 deep"},
		{"empty.docx", word(t, map[string]string{"document": "<w:p/>"}), "the document has no text"},
		{"old.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "a Word, Excel or PowerPoint file from before 2007"},
		{"locked.docx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...), "the document is protected by a password"},
		{"a.zip", zipOf(t, "a.txt"), "a ZIP archive"},
		{"a.xlsx", zipOf(t, "xl/workbook.xml"), "an Excel workbook"},
		{"a.odt", zipOf(t, "content.xml"), "an OpenDocument file"},
		{"a.rtf", []byte(`{\rtf1 text}`), "an RTF document"},
		{"a.gz", []byte("\x1f\x8b\x08\x00"), "a gzip archive"},
		{"scan.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "the file is a picture (image/png): it needs OCR"},
		{"scan.tiff", []byte("II*\x00\x08\x00"), "the file is a picture (image/tiff): it needs OCR"},
		{"deep.html", []byte("<html><body>" + strings.Repeat("<div>", 2000) + "x"), "nested more than 512 deep"},
		{"empty.html", []byte("<!doctype html><html><body><script>render()</script></body></html>"), "the page has no text: it may be made by a script"},
		{"a.xml", []byte("<?xml version='1.0'?><invoice/>"), "XML that is neither a page nor a feed"},
		{"a.json", []byte(`{"a":1}`), "JSON that is not a feed"},
		{"cut.rss", sample(t, "feed.rss")[:700], "the feed is damaged or truncated"},
		{"deep.rss", []byte("<rss><channel>" + strings.Repeat("<a>", 5000)), "the feed is nested more than 256 deep"},
		{"deep.json", []byte(`{"version":"https://jsonfeed.org/version/1.1","items":` + strings.Repeat("[", 5000)), "the feed is nested more than 256 deep"},
		{"none.rss", []byte("<rss version='2.0'><channel><title>T</title></channel></rss>"), "the feed has no items"},
		{"locked.eml", []byte("From: a@b.example\nMIME-Version: 1.0\nSubject: s\nContent-Type: multipart/encrypted; boundary=x\n\n--x--\n"), "the message is encrypted"},
		{"deep.eml", deepMail(), "nested more than 16 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs, err := decode.Decode(c.bytes, decode.Hint{Name: c.name})
			if err == nil {
				t.Fatalf("read as %.200q", docs[0].Text)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%q, want %q", err, c.want)
			}
			if !fault.Is(err, fault.Invalid) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("%v is of kind %s", err, fault.KindOf(err))
			}
			if fault.HintOf(err) == "" {
				t.Errorf("%v: no next step", err)
			}
		})
	}
}

func zipOf(t testing.TB, name string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create(name); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lockedPDF is a PDF whose password nobody knows: its check value is zeros.
func lockedPDF() []byte {
	var b bytes.Buffer
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	obj("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>")
	zeros := "<" + strings.Repeat("00", 32) + ">"
	obj("<</Filter/Standard/V 1/R 2/P -4/O " + zeros + "/U " + zeros + ">>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

func deepMail() []byte {
	var b strings.Builder
	b.WriteString("From: a@b.example\nMIME-Version: 1.0\nSubject: s\n")
	for i := range 40 {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	b.WriteString("\nx\n")
	return []byte(b.String())
}

// TestDecodersArePure: nothing here can open a file or a connection, look at a
// clock or throw dice. Package ocr may; pdf may give a document up after a time,
// and says so.
func TestDecodersArePure(t *testing.T) {
	banned := regexp.MustCompile(`^(net|os|io/ioutil|syscall|unsafe|database|math/rand|crypto/rand|plugin|runtime|golang.org/x/(sys))(/|$)`)
	allowed := map[string]bool{"net/mail": true, "net/url": true, "net/textproto": true, "net/http": true} // the last for DetectContentType
	clock := regexp.MustCompile(`\btime\.(Now|Since|Until|After|Tick|NewTimer|NewTicker|Sleep|Local|LoadLocation)\b|http\.(Get|Client|NewRequest|Transport)|FromURL|ParseURL`)
	for _, dir := range []string{".", "decoded", "docx", "feed", "html", "mail", "pdf", "text"} {
		p, err := build.ImportDir(dir, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range p.Imports {
			if banned.MatchString(i) && !allowed[i] || strings.HasSuffix(i, "decode/ocr") {
				t.Errorf("%s imports %s", dir, i)
			}
		}
		for _, f := range p.GoFiles {
			b, err := os.ReadFile(filepath.Join(dir, f))
			if err != nil {
				t.Fatal(err)
			}
			if found := clock.Find(b); found != nil {
				t.Errorf("%s/%s: %s", dir, f, found)
			}
		}
	}
}

// TestQuoted: the marks of a forwarded message do not stand amid its sentences.
func TestQuoted(t *testing.T) {
	docs, err := decode.Decode([]byte("From: a@b.example\nSubject: Fwd: x\nContent-Type: text/plain\n\nSee below.\n\n> > The Board signed a memorandum\n>> with Halden Rohr.\n>\n> Last.\n"), decode.Hint{Name: "a.eml"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "See below.\n\nThe Board signed a memorandum\nwith Halden Rohr.\n\nLast.\n"; docs[0].Text != want {
		t.Errorf("%q, want %q", docs[0].Text, want)
	}
}
