package decode_test

import (
	"strings"
	"testing"

	"sanad/internal/source/decode"
	"sanad/internal/source/decode/docx"
	"sanad/internal/source/decode/feed"
	"sanad/internal/source/decode/html"
	"sanad/internal/source/decode/mail"
	"sanad/internal/source/decode/pdf"
	"sanad/internal/source/decode/text"
)

// Whatever the bytes, a decoder does not panic, gives valid UTF-8 within its
// limits and takes time in proportion. The decoders are called past Decode,
// which would catch a panic.

const most = 1 << 20 // what bytes of a fuzzer's size may grow to

func bounded(t *testing.T, in []byte, docs []decode.Decoded) {
	t.Helper()
	n := 0
	for _, d := range docs {
		n += len(d.Text)
	}
	if n > most+100*len(in) {
		t.Errorf("%d bytes became %d", len(in), n)
	}
}

func FuzzText(f *testing.F) {
	f.Add(sample(f, "announcement.txt"), "")
	f.Add([]byte("caf\xe9 \x93x\x94"), "windows-1252")
	f.Add([]byte{0xff, 0xfe, 'a', 0, 0, 0xd8}, "utf-16")
	f.Fuzz(func(t *testing.T, b []byte, charset string) {
		s, _, err := text.Decode(b, charset)
		docs := []decode.Decoded{{Text: s}}
		if err != nil {
			docs = nil
		}
		sound(t, docs, err)
		bounded(t, b, docs)
		docs, err = decode.Decode(b, decode.Hint{})
		sound(t, docs, err)
	})
}

func FuzzHTML(f *testing.F) {
	f.Add(sample(f, "announcement.html"), "text/html")
	f.Add([]byte("<table><tr><td rowspan=999 colspan=999>a<td>b</table><ol start=-9223372036854775808><li>x"), "")
	f.Add([]byte("<p>\xff&#xD800;&#0;<sup>2</sup><br><br>"), "text/html; charset=utf-8")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		d, err := html.Decode(b, contentType, "https://a.example/b")
		docs := []decode.Decoded{d}
		if err != nil {
			docs = nil
		}
		sound(t, docs, err)
		// A cell over several rows is repeated: at most 50 times 50.
		bounded(t, []byte(strings.Repeat(" ", 20*len(b))), docs)
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(announcementWord(f))
	f.Add(word(f, map[string]string{"document": "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val='9'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:p>"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := docx.Decode(b)
		docs := []decode.Decoded{d}
		if err != nil {
			docs = nil
		}
		sound(t, docs, err)
		// The body past the archive, which a fuzzer seldom leaves whole.
		d, err = docx.Decode(word(t, map[string]string{"document": strings.ToValidUTF8(string(b), "")}))
		docs = []decode.Decoded{d}
		if err != nil {
			docs = nil
		}
		sound(t, docs, err)
		bounded(t, b, docs)
	})
}

func FuzzMail(f *testing.F) {
	f.Add(sample(f, "announcement.eml"))
	f.Add([]byte("From: =?x?Q?=\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nx\n--a--\n"))
	f.Add([]byte("Content-Type: text/plain; format=flowed; delsp=yes\nContent-Transfer-Encoding: base64\n\nYWJj"))
	f.Fuzz(func(t *testing.T, b []byte) {
		attached := func(b []byte, name, kind string) ([]decode.Decoded, error) {
			s, _, err := text.Decode(b, "")
			return []decode.Decoded{{Text: s}}, err
		}
		docs, err := mail.Decode(b, attached)
		sound(t, docs, err)
		bounded(t, b, docs)
		docs, err = mail.Mailbox(b, attached)
		sound(t, docs, err)
	})
}

func FuzzFeed(f *testing.F) {
	f.Add(sample(f, "feed.rss"))
	f.Add(sample(f, "feed.atom"))
	f.Add(sample(f, "feed.json"))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := feed.Decode(b, "https://a.example/feed")
		sound(t, docs, err)
		bounded(t, b, docs)
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(sample(f, "announcement.pdf"))
	f.Add(lockedPDF())
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 {
			return
		}
		d, err := pdf.Decode(b)
		docs := []decode.Decoded{d}
		if err != nil {
			docs = nil
		}
		sound(t, docs, err)
	})
}
