package web

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"sanad/internal/register"
)

// A long text is shown in parts, so that a page of a book is no heavier than one of a
// release. Parts are of so many bytes of the text: where a quote stands follows from
// where it begins, and whoever links to it needs not know the text.

const partBytes = 40_000

// partOf is the part in which words stand that begin at a byte of a text, from 1.
func partOf(start int) int { return max(0, start)/partBytes + 1 }

// partQuery is the query of the page that shows the part, "" for the first.
func partQuery(start int) string {
	if n := partOf(start); n > 1 {
		return "?part=" + strconv.Itoa(n)
	}
	return ""
}

// textPart is a part of a source's text with what is claimed of it.
type textPart struct {
	N, Of      int
	Prev, Next string // addresses, "" at the ends
	Text       string
	Claims     []register.SourceClaim // counted from the part's beginning
}

// partOfText is the n-th part of a text. It begins at a line where one is near and
// ends with the words that began in it, so that parts overlap a little. What is claimed
// of words that the text does not have stands in the last.
func partOfText(text string, claims []register.SourceClaim, n int, at string) textPart {
	p := textPart{Of: max(1, (len(text)+partBytes-1)/partBytes)}
	p.N = min(max(1, n), p.Of)
	from, to := (p.N-1)*partBytes, min(len(text), p.N*partBytes)
	var own []register.SourceClaim
	for _, c := range claims {
		if min(partOf(c.Start), p.Of) == p.N {
			own = append(own, c)
			if c.End > to && c.End <= len(text) && c.End-c.Start <= partBytes {
				to = c.End
			}
		}
	}
	from, to = lineBefore(text, from), runeFrom(text, to)
	p.Text = text[from:to]
	for _, c := range own {
		c.Start, c.End = c.Start-from, c.End-from
		p.Claims = append(p.Claims, c)
	}
	if p.N > 1 {
		p.Prev = at + partQuery((p.N-2)*partBytes)
	}
	if p.N < p.Of {
		p.Next = at + partQuery(p.N*partBytes)
	}
	return p
}

// lineBefore is where the line begins that a byte stands in, or a rune where that is
// too far away.
func lineBefore(text string, at int) int {
	const near = 1000
	if i := strings.LastIndexByte(text[max(0, at-near):at], '\n'); i >= 0 {
		return max(0, at-near) + i + 1
	}
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// runeFrom is the byte itself, or where the rune ends that it stands in.
func runeFrom(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
