package docx_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"sanad/internal/source/decode/docx"
)

const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

func file(t *testing.T, body string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	parts := append([]string{"word/document.xml", "<w:document " + ns + "><w:body>" + body + "</w:body></w:document>"}, more...)
	for i := 0; i < len(parts); i += 2 {
		f, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func p(s string) string { return "<w:p><w:r><w:t xml:space='preserve'>" + s + "</w:t></w:r></w:p>" }

func item(list, level, s string) string {
	return "<w:p><w:pPr><w:numPr><w:ilvl w:val='" + level + "'/><w:numId w:val='" + list + "'/></w:numPr></w:pPr><w:r><w:t>" + s + "</w:t></w:r></w:p>"
}

const numbering = "<w:numbering " + ns + "><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>"

// TestBlocks: pieces of WordprocessingML and the text they become.
func TestBlocks(t *testing.T) {
	cell := func(props, s string) string { return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + p(s) + "</w:tc>" }
	for name, c := range map[string]struct {
		body string
		more []string
		text string
	}{
		"runs, tabs, breaks": {
			"<w:p><w:r><w:t>un</w:t></w:r><w:r><w:t>derstanding</w:t><w:tab/><w:t>of</w:t><w:br/><w:t>both</w:t><w:noBreakHyphen/><w:t>sided</w:t></w:r></w:p>", nil,
			"understanding of both-sided\n",
		},
		"changes": {
			"<w:p><w:r><w:t>signed </w:t></w:r><w:del><w:r><w:t>not </w:t><w:delText>x</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>today</w:t></w:r></w:ins></w:p>", nil,
			"signed today\n",
		},
		"a deleted end of a paragraph": {
			"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>The Board signed </w:t></w:r></w:p>" + item("5", "0", "with Halden Rohr.") +
				"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>" + p("Next.") +
				"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Last.</w:t></w:r></w:p>", nil,
			"- The Board signed with Halden Rohr.\n\nNext.\n\nLast.\n",
		},
		"hidden and crossed out": {
			"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>never </w:t></w:r><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>signed</w:t></w:r></w:p>", nil,
			"signed\n",
		},
		"numbers": {
			item("5", "0", "one") + item("5", "1", "sub") + item("5", "1", "sub") + item("5", "0", "two") + item("5", "1", "sub"),
			[]string{"word/numbering.xml", numbering},
			"1. one\n  a) sub\n  b) sub\n2. two\n  a) sub\n",
		},
		"a heading by its level": {
			"<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>" + p("text"), nil,
			"# Head\n\ntext\n",
		},
		"merged cells": {
			"<w:tbl><w:tr>" + cell("", "Side") + cell("<w:gridSpan w:val='2'/>", "What | and when") + "</w:tr><w:tr>" + cell("<w:vMerge w:val='restart'/>", "Board") + cell("", "a") + cell("", "b") +
				"</w:tr><w:tr>" + cell("<w:vMerge/>", "") + cell("", "c") + cell("", "d") + "</w:tr></w:tbl>", nil,
			"| Side | What \\| and when | |\n|---|---|---|\n| Board | a | b |\n| Board | c | d |\n",
		},
		"a table within a cell": {
			"<w:tbl><w:tr>" + cell("", "x") + "<w:tc><w:tbl><w:tr>" + cell("", "in") + cell("", "ner") + "</w:tr></w:tbl>" + p("y") + "</w:tc></w:tr></w:tbl>", nil,
			"| x | in ner y |\n|---|---|\n",
		},
		"footnotes": {
			"<w:p><w:r><w:t>The Board</w:t><w:footnoteReference w:id='2'/><w:t> signed.</w:t></w:r></w:p>",
			[]string{"word/footnotes.xml", "<w:footnotes " + ns + "><w:footnote w:type='separator' w:id='0'>" + "<w:p/>" + "</w:footnote><w:footnote w:id='2'>" + p("of Nilmarsh") + "</w:footnote></w:footnotes>"},
			"The Board[2] signed.\n\n[2] of Nilmarsh\n",
		},
		"a text box, once": {
			"<w:p><w:r><w:t>outer</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("boxed") + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p("boxed") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>", nil,
			"boxed\n\nouter\n",
		},
		"right to left": {
			"<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>مفاہمت کی یادداشت</w:t></w:r></w:p>", nil,
			"مفاہمت کی یادداشت\n",
		},
	} {
		d, err := docx.Decode(file(t, c.body, c.more...))
		if err != nil || d.Text != c.text {
			t.Errorf("%s: %q, %v\nwant %q", name, d.Text, err, c.text)
		}
	}
}

// TestPictures: what is not read is told.
func TestPictures(t *testing.T) {
	d, err := docx.Decode(file(t, p("text")+"<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"))
	if err != nil || len(d.Unread) != 1 || d.Unread[0].Reason != "1 pictures in the document are not read" {
		t.Errorf("%+v, %v", d, err)
	}
	_, err = docx.Decode(file(t, "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"))
	if err == nil || !strings.Contains(err.Error(), "needs OCR") {
		t.Errorf("%v", err)
	}
	// Truncated within the text, in an archive that is whole.
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, _ := z.Create("word/document.xml")
	_, _ = f.Write([]byte("<w:document " + ns + "><w:body>" + p("text")))
	z.Close()
	if _, err = docx.Decode(b.Bytes()); err == nil || !strings.Contains(err.Error(), "the document is damaged: its text cannot be read") {
		t.Errorf("%v", err)
	}
}
