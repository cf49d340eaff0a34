// Package decoded is what the decoders of all forms make: a document's text as
// readers take it, and what the original says about itself.
//
// The text is UTF-8 in the few marks of Markdown that carry structure:
// paragraphs stand apart by a blank line, a heading is a line of its own after
// "# ", a list item a line after "- " or its number, a table row a line
// "| a | b |". Writer is the only place that writes these marks, so that one
// announcement reads alike from every form.
//
// The package reads nothing, keeps nothing and knows no form.
package decoded

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/fault"
)

// Document is one document decoded. Values the original does not state are "".
type Document struct {
	Text      string // UTF-8; every offset counts its bytes
	Media     string // media type of the original form, for example application/pdf
	Title     string
	Publisher string
	Published string // EDTF level 0, in the calendar of the place that wrote it
	Created   string // EDTF: when the file says it was made, which is not when it was published
	URL       string // where the original says it stands
	Language  string // BCP 47

	// Pages holds, for paged forms, the byte offset in Text where each page
	// starts; page n (1-based) is Text[Pages[n-1]:Pages[n]].
	Pages []int
	// Unread is what the original holds that Text does not, or only in doubt.
	Unread []Unread
	// Own is the document's bytes where it is a file within the original, such as
	// an attachment; nil where the original is the document.
	Own []byte
	// Part is which document of the original this is: "item 3: GUID" of a
	// feed, "attachment 1: NAME" of a message; "" where there is only one.
	Part string
}

// Unread is something of the original that is not in the text, and why.
type Unread struct {
	Page   int // 1-based, 0 where the form has no pages
	Reason string
}

// PageAt is the 1-based page of a byte offset, or 0 where there are no pages.
func (d Document) PageAt(offset int) int {
	page := 0
	for page < len(d.Pages) && d.Pages[page] <= offset {
		page++
	}
	return page
}

// MaxText is the longest text a decoder gives, in bytes. An announcement has
// kilobytes; a text of this length is many books.
const MaxText = 32 << 20

// TooLong is the error for a text past MaxText.
func TooLong() error {
	return fault.New(fault.Invalid, "the text in it is longer than %d MB", MaxText>>20).
		WithHint("split it into its announcements")
}

type kind uint8

const (
	none kind = iota
	block
	item
	row
)

// Writer writes a text block by block. White space within a block is folded to
// single blanks; control characters and byte order marks are dropped. The zero
// value is ready.
type Writer struct {
	b    strings.Builder
	last kind
}

// Len is the length of the text so far.
func (w *Writer) Len() int { return w.b.Len() }

// Full says that the text has passed MaxText; what follows is not taken.
func (w *Writer) Full() bool { return w.b.Len() > MaxText }

// Text is the text so far, ending in a line feed unless empty.
func (w *Writer) Text() string {
	if w.b.Len() == 0 {
		return ""
	}
	return w.b.String() + "\n"
}

// Heading writes a heading.
func (w *Writer) Heading(s string) {
	if s = Fold(s); s != "" {
		w.start(block)
		w.b.WriteString("# " + s)
	}
}

// Paragraph writes a paragraph.
func (w *Writer) Paragraph(s string) {
	if s = Fold(s); s != "" {
		w.start(block)
		w.b.WriteString(s)
	}
}

// Line continues a paragraph on a line of its own, as in an address; after
// anything else it is a paragraph.
func (w *Writer) Line(s string) {
	if s = Fold(s); s == "" {
		return
	}
	if w.last != block || w.Full() {
		w.Paragraph(s)
		return
	}
	w.b.WriteString("\n" + s)
}

// Item writes a list item, depth 0 for the outermost list. The mark is "" for
// a bullet, or a number with its point.
func (w *Writer) Item(depth int, mark, s string) {
	if s = Fold(s); s == "" {
		return
	}
	if mark == "" {
		mark = "-"
	}
	w.start(item)
	w.b.WriteString(strings.Repeat("  ", min(max(depth, 0), 8)) + mark + " " + s)
}

// Rows writes a table, its first row being its header as Markdown has it. Cells
// lacking at the end of a row are written empty.
func (w *Writer) Rows(rows [][]string) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	w.end()
	first := true
	for _, r := range rows {
		cells := make([]string, len(r)) // not the width: a million short rows may stand below one long one
		empty := true
		for i, c := range r {
			cells[i] = strings.ReplaceAll(Fold(c), "|", `\|`)
			empty = empty && cells[i] == ""
		}
		if empty || w.Full() {
			continue
		}
		w.start(row)
		w.b.WriteByte('|')
		for _, c := range cells {
			if c == "" {
				w.b.WriteString(" |")
			} else {
				w.b.WriteString(" " + c + " |")
			}
		}
		w.b.WriteString(strings.Repeat(" |", width-len(r)))
		if first {
			w.b.WriteString("\n|" + strings.Repeat("---|", width))
			first = false
		}
	}
	w.end()
}

// end closes a list or table, so that the next one stands apart.
func (w *Writer) end() {
	if w.last != none {
		w.last = block
	}
}

// EndList closes a list, so that an item after it begins another.
func (w *Writer) EndList() { w.end() }

func (w *Writer) start(k kind) {
	switch {
	case w.last == none:
	case w.last == k && k != block:
		w.b.WriteByte('\n')
	default:
		w.b.WriteString("\n\n")
	}
	w.last = k
}

// Fold gives s as it stands in a text: valid UTF-8, white space as single
// blanks, no control characters, none at the ends.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case r == '\u00a0' || r == '\u2028' || r == '\u2029' || unicode.IsSpace(r):
			gap = true
			continue
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\ufeff' || r == '\u00ad' || r == '\u200b':
			// Soft hyphens and zero-width blanks only say where a line may
			// break; left in, they would split words for every reader.
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// Unspaced says that a line and the next join without a blank, as Chinese and
// Japanese do.
func Unspaced(line, next string) bool {
	a, _ := utf8.DecodeLastRuneInString(line)
	b, _ := utf8.DecodeRuneInString(next)
	return ideographic(a) && ideographic(b)
}

func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

// Cut shortens s to at most n bytes on a rune's edge, for names in messages.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
