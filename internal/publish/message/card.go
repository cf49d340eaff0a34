package message

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sanad/internal/publish/phrase"
)

// The card's size, which messaging channels and social media show whole.
const (
	CardWidth, CardHeight = 1200, 630
	margin                = 72
)

// Card draws the message as an SVG of 1200 × 630: text and shapes alone, no
// script, nothing fetched from anywhere. Lines are broken here, because SVG breaks
// none; widths are estimated by script, on the wide side.
func (m Message) Card() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="%[2]d" viewBox="0 0 %[1]d %[2]d" role="img" lang="%[3]s" direction="%[4]s">`, CardWidth, CardHeight, m.Lang, m.Dir)
	fmt.Fprintf(&b, "<title>%s</title>\n", escaped(m.Title))
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#f7f9f5"/>`, CardWidth, CardHeight)
	x, thread := margin, 36
	if m.Dir == "rtl" {
		x, thread = CardWidth-margin, CardWidth-36
	}
	fmt.Fprintf(&b, `<path d="M%[1]d 0V%[2]d" stroke="#a3253c" stroke-width="4"/><circle cx="%[1]d" cy="120" r="11" fill="#a3253c"/>`+"\n", thread, CardHeight)
	body := 30
	if m.Lang == "ur" {
		body = 28
	}
	y := 64.0
	text := func(line string, size int, colour, weight string) {
		y += float64(size) * leading(line)
		fmt.Fprintf(&b, `<text x="%d" y="%.0f" font-size="%d" fill="%s" font-weight="%s" font-family="%s" text-anchor="start">%s</text>`+"\n",
			x, y, size, colour, weight, fonts(m.Lang), escaped(line))
	}
	title := wrap(m.Title, 46, 3)
	for _, line := range title {
		if m.Dir == "rtl" && !strings.ContainsRune(line, '\u2068') {
			line = "\u2068" + line + "\u2069" // a line of Latin letters keeps its own direction
		}
		text(line, 46, "#17211d", "600")
	}
	y += 14
	room := CardHeight - 110.0
	for _, part := range m.fitting(body, room-y) {
		text(part, body, "#4c5953", "400")
	}
	last := m.asOf + " · " + phrase.Plain(m.Link)
	y = CardHeight - 62 - 24*leading(last)
	text(last, 24, "#0b5546", "400")
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// fitting are the card's lines, broken, that a height has room for. Where it has not
// room for all, those before the closing ones go first: a card that says what was
// promised and leaves out that nothing shows it would be half the truth.
func (m Message) fitting(size int, room float64) []string {
	all := make([][]string, len(m.lines))
	high := func() (h float64) {
		for _, parts := range all {
			for _, part := range parts {
				h += float64(size) * leading(part)
			}
		}
		return h
	}
	for i, line := range m.lines {
		all[i] = wrap(line, size, 2)
	}
	for len(all) > 0 && high() > room {
		drop := max(0, len(all)-1-m.closing)
		all = slices.Delete(all, drop, drop+1)
	}
	return slices.Concat(all...)
}

// leading is how far below the one before a line stands, in ems. Nastaliq hangs its
// words from above the line to below it, and needs twice the height of its letters.
func leading(line string) float64 {
	if strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return 2
	}
	return 1.3
}

func fonts(lang string) string {
	switch lang {
	case "ur":
		// Latin letters and numbers first: those of Nastaliq faces are too heavy.
		return "Noto Serif, Cambria, Noto Nastaliq Urdu, Jameel Noori Nastaleeq, Noto Naskh Arabic, serif"
	case "zh":
		return "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
	}
	return "Charter, Cambria, Noto Serif, Liberation Serif, serif"
}

// wrap breaks a line of a size into at most most lines that fit the card; what
// does not fit ends in an ellipsis. An isolate that is open at a break is closed
// there and opened again on the next line, since each line is a paragraph.
func wrap(s string, size, most int) []string {
	width := float64(CardWidth-2*margin) / float64(size)
	var lines []string
	var line strings.Builder
	used, open := 0.0, 0
	flush := func() {
		lines = append(lines, strings.TrimSpace(line.String())+strings.Repeat("\u2069", open))
		line.Reset()
		line.WriteString(strings.Repeat("\u2068", open))
		used = 0
	}
	for _, word := range words(s) {
		w := 0.0
		for _, r := range word {
			w += em(r)
		}
		if used > 0 && used+w > width {
			flush()
		}
		for _, r := range word {
			if used+em(r) > width { // one word longer than a line
				flush()
			}
			line.WriteRune(r)
			used += em(r)
			switch r {
			case '\u2068':
				open++
			case '\u2069':
				open = max(0, open-1)
			}
		}
	}
	flush()
	if len(lines) > most {
		lines = lines[:most]
		last := []rune(lines[most-1])
		closing := ""
		if n := len(last); n > 0 && last[n-1] == '\u2069' {
			closing, last = "\u2069", last[:n-1]
		}
		lines[most-1] = strings.TrimRight(string(last[:max(0, len(last)-2)]), " ") + "…" + closing
	}
	return lines
}

// words are the stretches a line may be broken between: after spaces, and around
// each Han character.
func words(s string) []string {
	var out []string
	var word strings.Builder
	for _, r := range s {
		if unicode.Is(unicode.Han, r) && word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
		word.WriteRune(r)
		if r == ' ' || unicode.Is(unicode.Han, r) {
			out = append(out, word.String())
			word.Reset()
		}
	}
	return append(out, word.String())
}

// em is about how wide a character is, in ems.
func em(r rune) float64 {
	switch {
	case r >= '\u2066' && r <= '\u2069':
		return 0
	case unicode.Is(unicode.Han, r), r >= 0x3000 && r < 0x3040, r >= 0xff00 && r < 0xffef:
		return 1
	case unicode.IsUpper(r):
		return .72
	}
	return .56
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
