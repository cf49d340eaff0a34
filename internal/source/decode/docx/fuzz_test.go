package docx_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/docx"
)

// FuzzDOCX: whatever the archive, and whatever the text part in a whole one,
// the text is sound or there is an error.
func FuzzDOCX(f *testing.F) {
	pack := func(body string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Store})
		_, _ = w.Write([]byte(body))
		z.Close()
		return b.Bytes()
	}
	f.Add(pack("<w:document><w:body>" + p("text") + "</w:body></w:document>"))
	f.Add([]byte("<w:document>" + p("text") + item("1", "0", "x") + "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val='9'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:document>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := docx.Decode(b)
		decodedtest.Sound(t, len(b), []decoded.Document{d}, err)
		d, err = docx.Decode(pack(strings.ToValidUTF8(string(b), "")))
		decodedtest.Sound(t, len(b), []decoded.Document{d}, err)
	})
}
