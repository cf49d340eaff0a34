// Package docx reads Word documents (Office Open XML, ECMA-376): paragraphs,
// headings, lists, tables, text boxes, footnotes and endnotes, with insertions
// taken, and what is deleted, hidden or crossed out left out.
//
// It unpacks in memory and within limits: entries, sizes and the ratio of
// compression are checked while unpacking, not believed from the directory, so
// that a small file cannot become a large one. Formatting, pictures, comments
// and macros are not read; pictures are reported. It stores nothing.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
)

// Media is the media type of the form.
const Media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const (
	maxEntries = 10_000
	maxPart    = 128 << 20 // one part, unpacked
	maxRatio   = 250       // of a part over a megabyte; XML of real documents stays below 100
	maxDepth   = 256       // of elements
	maxTables  = 8         // of tables within tables
)

// Decode reads a document.
func Decode(original []byte) (decoded.Document, error) {
	doc := decoded.Document{Media: Media}
	z, err := zip.NewReader(bytes.NewReader(original), int64(len(original)))
	if err != nil {
		return doc, fault.New(fault.Invalid, "the document is damaged or truncated: %w", err).WithHint("fetch it again")
	}
	if len(z.File) > maxEntries {
		return doc, fault.New(fault.Invalid, "the document has %d files in it; it may have %d", len(z.File), maxEntries).WithHint("save its text")
	}
	p := &parts{files: map[string]*zip.File{}}
	for _, f := range z.File {
		p.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	main := p.main()
	body, err := p.read(main)
	if err != nil {
		return doc, err
	}
	if body == nil {
		return doc, fault.New(fault.Invalid, "the document has no text part").WithHint("save it again as .docx")
	}
	dir := path.Dir(main)
	r := &reading{headings: map[string]bool{}, lists: map[string]string{}, notes: map[string]string{}}
	if b, err := p.read(dir + "/styles.xml"); err != nil {
		return doc, err
	} else if b != nil {
		if err := r.styles(b); err != nil {
			return doc, broken("styles", err)
		}
	}
	if b, err := p.read(dir + "/numbering.xml"); err != nil {
		return doc, err
	} else if b != nil {
		if err := r.numbering(b); err != nil {
			return doc, broken("lists", err)
		}
	}
	if err := r.document(body); err != nil {
		return doc, broken("text", err)
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		b, err := p.read(dir + "/" + kind + ".xml")
		if err != nil {
			return doc, err
		}
		if b != nil {
			if err := r.document(b); err != nil {
				return doc, broken(kind, err)
			}
		}
	}
	if r.w.Full() {
		return doc, decoded.TooLong()
	}
	doc.Text = r.w.Text()
	if r.pictures > 0 {
		doc.Unread = append(doc.Unread, decoded.Unread{Reason: fmt.Sprintf("%d pictures in the document are not read", r.pictures)})
	}
	if doc.Text == "" {
		err := fault.New(fault.Invalid, "the document has no text")
		if r.pictures > 0 {
			err = fault.New(fault.Invalid, "the document has %d pictures and no text: it needs OCR", r.pictures)
		}
		return doc, err.WithHint("print it to PDF and add that with OCR")
	}
	if b, err := p.read("docprops/core.xml"); err == nil && b != nil {
		core(b, &doc)
	}
	return doc, nil
}

func broken(what string, err error) error {
	if fault.KindOf(err) != fault.Internal {
		return err
	}
	return fault.New(fault.Invalid, "the document is damaged: its %s cannot be read: %w", what, err).WithHint("open it and save it again as .docx")
}

// parts are the files within the document.
type parts struct {
	files map[string]*zip.File
	total int64
}

// main is the path of the text part, as the package's relations name it.
func (p *parts) main() string {
	const usual = "word/document.xml"
	b, err := p.read("_rels/.rels")
	if err != nil || b == nil {
		return usual
	}
	var rels struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := xml.Unmarshal(b, &rels); err != nil {
		return usual
	}
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.ToLower(strings.TrimPrefix(path.Clean(r.Target), "/"))
		}
	}
	return usual
}

// read unpacks a part, or gives nil where there is none.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, fault.New(fault.Invalid, "the document is protected by a password").WithHint("open it with the password and save it without")
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fault.New(fault.Invalid, "the document is damaged: %s: %w", f.Name, err).WithHint("fetch it again")
	}
	defer rc.Close()
	limit := int64(maxPart)
	if packed := int64(f.CompressedSize64); packed < limit/maxRatio {
		limit = max(packed*maxRatio, 1<<20)
	}
	limit = min(limit, maxPart-p.total)
	b, err := io.ReadAll(io.LimitReader(rc, limit+1))
	if int64(len(b)) > limit {
		return nil, fault.New(fault.Invalid, "the document unpacks to more than it may: %s to over %d MB from %d kB", f.Name, limit>>20, f.CompressedSize64>>10).
			WithHint("do not trust it; if you made it, save its text")
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "the document is damaged: %s: %w", f.Name, err).WithHint("fetch it again")
	}
	p.total += int64(len(b))
	return b, nil
}

// decoder reads XML as other people's programs write it, within maxDepth.
type decoder struct {
	*xml.Decoder
	depth int
}

func newDecoder(b []byte) *decoder {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = charset.NewReaderLabel
	return &decoder{Decoder: d}
}

func (d *decoder) token() (xml.Token, error) {
	t, err := d.Token()
	switch t.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > maxDepth {
			return nil, fault.New(fault.Invalid, "the document's elements are nested more than %d deep", maxDepth).WithHint("save its text")
		}
	case xml.EndElement:
		d.depth--
	}
	return t, err
}

// word says whether an element is WordprocessingML's, in either of its
// namespaces, or of a file that declares none.
func word(n xml.Name) bool {
	return n.Space == "" || n.Space == "w" || strings.Contains(n.Space, "wordprocessingml")
}

func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// reading is what is known of a document while its parts are read.
type reading struct {
	w        decoded.Writer
	headings map[string]bool   // style ids that are headings
	styled   map[string]string // style id → list it belongs to
	lists    map[string]string // list id/level → "bullet", "decimal", …
	notes    map[string]string
	counters map[string]int
	pictures int
}

// styles finds the styles that are headings: by outline level or by name.
func (r *reading) styles(b []byte) error {
	d := newDecoder(b)
	id := ""
	r.styled = map[string]string{}
	for {
		t, err := d.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "style":
			id = value(e, "styleId")
		case "name":
			name := strings.ToLower(value(e, "val"))
			if strings.HasPrefix(name, "heading") || name == "title" || name == "subtitle" {
				r.headings[id] = true
			}
		case "outlineLvl":
			if n, err := strconv.Atoi(value(e, "val")); err == nil && n < 9 && id != "" {
				r.headings[id] = true
			}
		case "numId":
			if id != "" {
				r.styled[id] = value(e, "val")
			}
		}
	}
}

// numbering learns how each list marks its items.
func (r *reading) numbering(b []byte) error {
	d := newDecoder(b)
	abstract := map[string]string{} // abstract id/level → format
	current, level, num := "", "", ""
	for {
		t, err := d.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "abstractNum":
			current = value(e, "abstractNumId")
		case "lvl":
			level = value(e, "ilvl")
		case "numFmt":
			if num == "" {
				abstract[current+"/"+level] = value(e, "val")
			}
		case "num":
			num = value(e, "numId")
		case "abstractNumId":
			for l := range 9 {
				at := strconv.Itoa(l)
				if f, ok := abstract[value(e, "val")+"/"+at]; ok {
					r.lists[num+"/"+at] = f
				}
			}
		}
	}
}

// paragraph is one paragraph being read.
type paragraph struct {
	text    strings.Builder
	style   string
	list    string
	level   int
	heading bool
	joined  bool // its end is deleted: the next paragraph goes on with it
}

// table is one table being read.
type table struct {
	rows  [][]string
	row   []string
	cell  []string
	span  int
	merge map[int]string // column → what a cell above still says
	cont  bool           // the cell continues the one above
	start bool           // … or is such a one
}

// document reads a part of paragraphs and tables. What stands in a text box is
// a paragraph after the one it hangs on.
func (r *reading) document(b []byte) error {
	if r.counters == nil {
		r.counters = map[string]int{}
	}
	d := newDecoder(b)
	var open []*paragraph // a text box opens a paragraph within a paragraph
	var tables []*table
	deleted, fallback, inProps := 0, 0, 0
	note, inText, unseen := "", false, false
	before := "" // text of a paragraph whose end is deleted
	put := func(s string) {
		if len(open) > 0 && deleted == 0 && fallback == 0 {
			open[len(open)-1].text.WriteString(s)
		}
	}
	for {
		t, err := d.token()
		if errors.Is(err, io.EOF) {
			if d.depth != 0 {
				return io.ErrUnexpectedEOF
			}
			r.w.Paragraph(before)
			return nil
		}
		if err != nil {
			return err
		}
		if r.w.Full() {
			return decoded.TooLong()
		}
		switch e := t.(type) {
		case xml.CharData:
			if inText {
				put(string(e))
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "p":
				if !word(e.Name) {
					break // of a drawing
				}
				open = append(open, &paragraph{level: -1})
			case "pPr", "rPr", "tcPr", "tblPr", "trPr", "sectPr":
				inProps++
			case "pStyle":
				if len(open) > 0 {
					p := open[len(open)-1]
					p.style = value(e, "val")
					p.heading = p.heading || r.headings[p.style]
					if id := r.styled[p.style]; id != "" && p.list == "" {
						p.list, p.level = id, 0
					}
				}
			case "outlineLvl":
				if n, err := strconv.Atoi(value(e, "val")); err == nil && n < 9 && len(open) > 0 {
					open[len(open)-1].heading = true
				}
			case "ilvl":
				if len(open) > 0 {
					open[len(open)-1].level, _ = strconv.Atoi(value(e, "val"))
				}
			case "numId":
				if len(open) > 0 {
					p := open[len(open)-1]
					p.list = value(e, "val")
					p.level = max(p.level, 0)
				}
			case "r":
				unseen = unseen && !word(e.Name)
			case "vanish", "strike", "dstrike":
				// Of a run; those of a paragraph's mark lie one deeper.
				if off := value(e, "val"); inProps == 1 && off != "0" && off != "false" && off != "off" {
					unseen = true
				}
			case "t":
				inText = word(e.Name) && !unseen
			case "tab", "ptab":
				if inProps == 0 {
					put(" ")
				}
			case "br", "cr":
				put(" ")
			case "noBreakHyphen":
				put("-")
			case "sym":
				put(" ")
			case "del", "moveFrom":
				switch {
				case inProps == 0:
					deleted++
				case inProps == 2 && len(open) > 0: // of a paragraph's mark
					open[len(open)-1].joined = true
				}
			case "Fallback":
				fallback++ // the same drawing again, for older programs
			case "footnoteReference", "endnoteReference":
				put("[" + value(e, "id") + "]")
			case "footnote", "endnote":
				note = "[" + value(e, "id") + "] "
				if kind := value(e, "type"); kind != "" && kind != "normal" {
					note = ""
				}
			case "blip", "imagedata":
				if fallback == 0 {
					r.pictures++
				}
			case "tbl":
				if len(tables) >= maxTables {
					return fault.New(fault.Invalid, "the document's tables are nested more than %d deep", maxTables).WithHint("save its text")
				}
				tables = append(tables, &table{merge: map[int]string{}})
			case "tr":
				if n := len(tables); n > 0 {
					tables[n-1].row = nil
				}
			case "tc":
				if n := len(tables); n > 0 {
					tb := tables[n-1]
					tb.cell, tb.span, tb.cont, tb.start = nil, 1, false, false
				}
			case "gridSpan":
				if n := len(tables); n > 0 {
					if v, err := strconv.Atoi(value(e, "val")); err == nil {
						tables[n-1].span = max(1, min(v, 50))
					}
				}
			case "vMerge":
				if n := len(tables); n > 0 {
					tables[n-1].start = value(e, "val") == "restart"
					tables[n-1].cont = !tables[n-1].start
				}
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				if !word(e.Name) || len(open) == 0 {
					break
				}
				p := open[len(open)-1]
				open = open[:len(open)-1]
				if fallback > 0 {
					break
				}
				text := p.text.String()
				if len(open) == 0 {
					text, before = before+text, ""
				}
				if p.joined && len(open) == 0 {
					before = text
					break
				}
				if n := len(tables); n > 0 {
					if s := decoded.Fold(text); s != "" {
						tables[n-1].cell = append(tables[n-1].cell, s)
					}
					break
				}
				r.write(p, note, text)
				if strings.TrimSpace(text) != "" {
					note = ""
				}
			case "pPr", "rPr", "tcPr", "tblPr", "trPr", "sectPr":
				inProps--
			case "r":
				unseen = false
			case "t":
				inText = false
			case "del", "moveFrom":
				if inProps == 0 && deleted > 0 {
					deleted--
				}
			case "Fallback":
				fallback--
			case "tc":
				if n := len(tables); n > 0 {
					tables[n-1].endCell()
				}
			case "tr":
				if n := len(tables); n > 0 && deleted == 0 && len(tables[n-1].row) <= 1000 {
					tables[n-1].rows = append(tables[n-1].rows, tables[n-1].row)
				}
			case "tbl":
				n := len(tables)
				if n == 0 {
					break
				}
				tb := tables[n-1]
				tables = tables[:n-1]
				r.table(tb, tables)
			}
		}
	}
}

func (tb *table) endCell() {
	s := strings.Join(tb.cell, " ")
	at := len(tb.row)
	switch {
	case tb.cont:
		s = tb.merge[at] // it holds for this row too
	case tb.start:
		tb.merge[at] = s
	default:
		delete(tb.merge, at)
	}
	tb.row = append(tb.row, s)
	for range tb.span - 1 {
		tb.row = append(tb.row, "")
	}
	tb.cell = nil
}

// table writes a table, or puts one within a cell into that cell's words. A
// table of one column only frames its text.
func (r *reading) table(tb *table, outer []*table) {
	wide := 0
	for _, row := range tb.rows {
		wide = max(wide, len(row))
	}
	if n := len(outer); n > 0 {
		for _, row := range tb.rows {
			outer[n-1].cell = append(outer[n-1].cell, strings.Join(row, " "))
		}
		return
	}
	if wide < 2 {
		for _, row := range tb.rows {
			for _, c := range row {
				r.w.Paragraph(c)
			}
		}
		return
	}
	r.w.Rows(tb.rows)
}

func (r *reading) write(p *paragraph, note, text string) {
	s := decoded.Fold(text)
	switch {
	case s == "":
	case p.heading:
		r.w.Heading(s)
	case p.list != "" && p.list != "0":
		level := max(0, min(p.level, 8))
		key := p.list + "/" + strconv.Itoa(level)
		mark := ""
		switch format := r.lists[key]; format {
		case "", "bullet", "none":
		default:
			r.counters[key]++
			for l := level + 1; l < 9; l++ {
				delete(r.counters, p.list+"/"+strconv.Itoa(l))
			}
			mark = number(r.counters[key], format)
		}
		r.w.Item(level, mark, note+s)
	default:
		r.w.Paragraph(note + s)
	}
}

func number(n int, format string) string {
	switch {
	case format == "lowerLetter" && n <= 26:
		return string(rune('a'+n-1)) + ")"
	case format == "upperLetter" && n <= 26:
		return string(rune('A'+n-1)) + "."
	}
	return strconv.Itoa(n) + "."
}

// core reads the document's properties (Dublin Core). Its dates are when the
// file was made, which says nothing of when it was published.
func core(b []byte, doc *decoded.Document) {
	var c struct {
		Title     string `xml:"title"`
		Language  string `xml:"language"`
		Publisher string `xml:"publisher"`
		Created   string `xml:"created"`
		Issued    string `xml:"issued"`
	}
	if xml.Unmarshal(b, &c) != nil {
		return
	}
	doc.Title, doc.Publisher = decoded.Fold(c.Title), decoded.Fold(c.Publisher)
	doc.Created, doc.Published = decoded.Date(c.Created), decoded.Date(c.Issued)
	if l := strings.TrimSpace(c.Language); len(l) >= 2 && len(l) <= 12 && !strings.ContainsAny(l, " ;,") {
		doc.Language = l
	}
}
