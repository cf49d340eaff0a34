// Package picture draws what pages show as SVG on the server: a timeline, steps
// towards a target, a matrix's dots, a network of parties, a map. Pictures carry no
// colour or style of their own: classes name what a thing is, and the site's style
// sheet says how that looks on screen, in the dark and in print. What differs in
// meaning differs in shape too, so that nothing is told by colour alone. Every
// picture has a title that a screen reader reads; the table with its numbers and
// the source stand beside it on the page.
package picture

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
	"unicode"
)

// Frame is what every picture is told.
type Frame struct {
	Title    string // what the picture shows, in a sentence
	Mirrored bool   // the page reads from right to left
}

// canvas is a picture being drawn. Places are in user units from the top left of a
// page that reads from left to right; mirrored, from the top right.
type canvas struct {
	Frame
	width, height float64
	b             strings.Builder
}

func (f Frame) canvas(width, height float64) *canvas {
	return &canvas{Frame: f, width: width, height: height}
}

// done is the finished picture. It runs from left to right whatever the page does:
// anchors would else mean another side.
func (c *canvas) done(class string) template.HTML {
	title := html.EscapeString(c.Title)
	return template.HTML(fmt.Sprintf(`<svg class="pic %s" viewBox="0 0 %s %s" direction="ltr" role="img" aria-label="%s"><title>%s</title>%s</svg>`,
		class, number(c.width), number(c.height), title, title, c.b.String())) // every text in it was escaped
}

// x is where a place lies from the left.
func (c *canvas) x(x float64) float64 {
	if c.Mirrored {
		return c.width - x
	}
	return x
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&c.b, `<path class="%s" d="M%s %sL%s %s"/>`, class, number(c.x(x1)), number(y1), number(c.x(x2)), number(y2))
}

func (c *canvas) path(class string, points [][2]float64) {
	fmt.Fprintf(&c.b, `<path class="%s" d="`, class)
	for i, p := range points {
		op := "L"
		if i == 0 {
			op = "M"
		}
		c.b.WriteString(op + number(c.x(p[0])) + " " + number(p[1]))
	}
	c.b.WriteString(`"/>`)
}

func (c *canvas) circle(class string, x, y, r float64) {
	fmt.Fprintf(&c.b, `<circle class="%s" cx="%s" cy="%s" r="%s"/>`, class, number(c.x(x)), number(y), number(r))
}

func (c *canvas) rect(class string, x, y, w, h float64) {
	left := c.x(x)
	if c.Mirrored {
		left -= w
	}
	fmt.Fprintf(&c.b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, number(left), number(y), number(w), number(h))
}

// sides of a text that a place may be at.
const (
	start  = "start"
	middle = "middle"
	end    = "end"
)

// text writes words at a place: from it (start), around it or up to it, in the
// direction of the page. The words themselves run in their own.
func (c *canvas) text(class string, x, y float64, at, words string) {
	// An anchor is told in the words' direction: on a page of the other one it is
	// turned round.
	rtl := rightToLeft(words)
	if rtl != c.Mirrored {
		switch at {
		case start:
			at = end
		case end:
			at = start
		}
	}
	direction := ""
	if rtl {
		direction = ` direction="rtl"`
	}
	fmt.Fprintf(&c.b, `<text class="%s" x="%s" y="%s" text-anchor="%s"%s>%s</text>`,
		class, number(c.x(x)), number(y), at, direction, html.EscapeString(words))
}

// rightToLeft says whether words begin with a letter that runs that way.
func rightToLeft(words string) bool {
	for _, r := range words {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Thaana, unicode.Syriac)
		}
	}
	return false
}

// number writes a coordinate with at most one decimal.
func number(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// wide is about how much room words take at a size, in user units.
func wide(words string, size float64) float64 {
	n := 0.0
	for _, r := range words {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 1
		case r == ' ', r == '.', r == ',', r == 'i', r == 'l':
			n += .3
		default:
			n += .56
		}
	}
	return n * size
}

// fit shortens words to a room.
func fit(words string, size, room float64) string {
	if wide(words, size) <= room {
		return words
	}
	runes := []rune(words)
	for len(runes) > 1 && wide(string(runes), size)+size > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ,.;:–") + "…"
}
