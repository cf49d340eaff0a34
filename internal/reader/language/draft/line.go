package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is a line of the text without the white space about it.
type Line struct {
	Span
	Para int // number of its paragraph: what blank lines part
}

// Lines are the lines of a text that have anything in them. Lines that a mailer or a
// printer broke at a fixed width are one, but for those of which begins says that
// they begin something: an item of a list, a heading. Without begins no lines are
// joined.
func Lines(text string, begins func(line string) bool) []Line {
	var out []Line
	para, from := 0, 0 // where the paragraph begins in out
	blank := true
	for at := 0; at <= len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		l := Trim(text, Span{at, end})
		at = end + 1
		if l.Empty() {
			blank = true
			continue
		}
		if blank {
			out = unwrap(text, out, from, begins)
			para, from, blank = para+1, len(out), false
		}
		out = append(out, Line{l, para})
	}
	return unwrap(text, out, from, begins)
}

// Trim is a stretch without the white space and the byte order mark at its ends.
func Trim(text string, s Span) Span {
	space := func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }
	t := text[s.Start:s.End]
	l := strings.TrimLeftFunc(t, space)
	s.Start += len(t) - len(l)
	s.End = s.Start + len(strings.TrimRightFunc(l, space))
	return s
}

// The widths, in characters, between which text is broken.
const narrowest, widest = 50, 110

// unwrap joins in out[from:] each line that goes on in the next: one about as wide as
// the widest, with no sentence's end at its own. There have to be two, and half of
// all lines, before anything is joined.
func unwrap(text string, out []Line, from int, begins func(string) bool) []Line {
	lines := out[from:]
	if len(lines) < 3 || begins == nil {
		return out
	}
	longest := 0
	widths := make([]int, len(lines))
	for i, l := range lines {
		widths[i] = utf8.RuneCountInString(text[l.Start:l.End])
		longest = max(longest, widths[i])
	}
	goesOn := func(i int) bool {
		if i+1 < len(lines) && begins(text[lines[i+1].Start:lines[i+1].End]) {
			return false
		}
		r, _ := utf8.DecodeLastRuneInString(text[lines[i].Start:lines[i].End])
		return widths[i]*10 >= longest*7 && !strings.ContainsRune("۔.:؟?!；。：", r)
	}
	broken := 0
	for i := range len(lines) - 1 {
		if goesOn(i) {
			broken++
		}
	}
	if longest < narrowest || longest > widest || broken < 2 || broken*2 < len(lines)-1 {
		return out
	}
	kept := out[:from]
	open := false
	for i := range lines {
		l, on := lines[i], goesOn(i)
		if open {
			kept[len(kept)-1].End = l.End
		} else {
			kept = append(kept, l)
		}
		open = on
	}
	return kept
}
