package press

import (
	"strings"
	"unicode/utf8"
)

// A document is blocks — headings, paragraphs, list items, table rows — and a
// block is sentences. Lines wrapped by hand are one paragraph; a line break is
// a boundary only where the next line is an item, a heading or plainly a new
// paragraph. No sentence is longer than maxSentence tokens, so that one endless
// line cannot make reading it slower than its length.

const maxSentence = 600

type blockKind uint8

const (
	para blockKind = iota
	heading
	item
	row
)

type block struct {
	start, end int // the words, without list marks
	kind       blockKind
	depth      int  // indentation of an item
	listed     bool // it stood behind a bullet or a number
}

// sentence is a run of tokens of one block.
type sentence struct {
	start, end   int
	toks         []token
	kind         blockKind
	block        int // its place among the blocks
	first        bool
	items        []elem
	cl           class   // of all its tokens together
	f            feature // likewise
	kinds        kinds   // of its items; more may be told than there are
	instruments  bool    // names one
	occasion     span    // as occasionIn reads it, once it was asked for
	occasionRead bool
	quoted       bool // stands inside quotation marks: somebody speaks
}

// blocks appends the blocks of text to out, which is empty, in one pass.
func blocks(out []block, text string) []block {
	open := -1 // start of the paragraph being gathered
	openEnd := 0
	openKind := para
	openDepth, openListed := 0, false
	flush := func() {
		if open >= 0 && openEnd > open {
			out = append(out, block{open, openEnd, openKind, openDepth, openListed})
		}
		open = -1
	}
	lastLen := 0
	narrow := narrowLines(text)
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '\n')
		next := 0
		if j < 0 {
			j, next = len(text), len(text)
		} else {
			j += i
			next = j + 1
		}
		s, e := trim(text, i, j)
		indent := s - i
		switch {
		case s >= e:
			flush()
		case text[s] == '{' && text[e-1] == '}': // kramdown attributes
			flush()
		case rule(text[s:e]):
			flush()
		case text[s] == '#':
			flush()
			for s < e && text[s] == '#' {
				s++
			}
			s, e = trim(text, s, e)
			if s < e {
				out = append(out, block{start: s, end: e, kind: heading})
			}
		case text[s] == '|':
			flush()
			out = append(out, block{start: s, end: e, kind: row})
		default:
			body, isItem := bullet(text, s, e)
			width := e - s
			if isItem {
				flush()
				open, openEnd, openKind, openDepth, openListed = body, e, item, indent, true
				if numbered(text, s, e) && text[body-2] != ')' {
					openKind = paraOrItem(text[body:e])
				}
			} else if open >= 0 && !newParagraph(text, open, openEnd, lastLen+narrow, s, e) {
				openEnd = e
			} else {
				flush()
				open, openEnd, openKind, openDepth, openListed = s, e, para, indent, false
			}
			lastLen = width
		}
		i = next
	}
	flush()
	for k := range out {
		if k == 0 && out[k].kind == para && out[k].end-out[k].start < 400 && strings.IndexByte(text[out[k].start:out[k].end], '\n') < 0 {
			if c := text[out[k].end-1]; c != '.' && c != ':' {
				out[k].kind = heading
			}
		}
		if out[k].kind == para && headingLike(text[out[k].start:out[k].end]) {
			out[k].kind = heading
		}
	}
	return out
}

// narrowLines is by how much the lines of a text wrapped to a narrow column fall
// short of usual ones: 0 for a text that has any longer line. Only a line much
// shorter than the column then ends a paragraph.
func narrowLines(text string) int {
	longest, lines, broken := 0, 0, 0
	for s := text; s != "" && lines < 400; lines++ {
		line, rest, _ := strings.Cut(s, "\n")
		longest = max(longest, len(line))
		if len(line) > 20 && rest != "" && rest[0] >= 'a' && rest[0] <= 'z' {
			broken++ // the sentence goes on in the next line
		}
		s = rest
	}
	if lines < 8 || longest > 70 || broken*4 < lines {
		return 0
	}
	return 46 - longest*2/5
}

// paraOrItem tells a numbered paragraph of a release from an item of a list.
func paraOrItem(s string) blockKind {
	for _, w := range [...]string{"Memorand", "MoU ", "MOU ", "Agreement ", "Protocol ", "Letter of ", "Exchange of ", "Declaration of "} {
		if strings.HasPrefix(s, w) {
			return item // the title of an instrument, however long
		}
	}
	if titled, ok := strings.CutPrefix(s, "The "); ok && len(s) < 400 && titleWithSides(titled) {
		return item
	}
	if len(s) > 160 || strings.HasSuffix(s, ".") {
		return para
	}
	return item
}

// titleWithSides: s is the title of an agreement between two sides, and no sentence
// that tells something of it.
func titleWithSides(s string) bool {
	if !strings.Contains(s, "Agreement ") && !strings.Contains(s, "Memorandum ") || !strings.Contains(s, "etween ") {
		return false
	}
	for _, verb := range [...]string{" was ", " were ", " is ", " are ", " will ", " has ", " have ", " signed "} {
		if strings.Contains(s, verb) {
			return false
		}
	}
	return true
}

func trim(text string, s, e int) (int, int) {
	for s < e {
		c := text[s]
		if c == ' ' || c == '\t' || c == '\r' || c == '>' && s+1 < e && text[s+1] == ' ' {
			s++
		} else if strings.HasPrefix(text[s:e], "\u00a0") {
			s += 2
		} else if strings.HasPrefix(text[s:e], "\ufeff") {
			s += 3
		} else if strings.HasPrefix(text[s:e], "&nbsp;") {
			s += 6
		} else {
			break
		}
	}
	for e > s {
		c := text[e-1]
		if c == ' ' || c == '\t' || c == '\r' {
			e--
		} else if strings.HasSuffix(text[s:e], "&nbsp;") {
			e -= 6
		} else if strings.HasSuffix(text[s:e], "\u00a0") {
			e -= 2
		} else {
			break
		}
	}
	return s, e
}

// rule says whether the line only draws: ---, ***, ____, \###.
func rule(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '-', '*', '_', '=', '\\', '#', '+', ' ', '~':
		default:
			return false
		}
	}
	return true
}

// bullet finds where the words of a list item begin.
func bullet(text string, s, e int) (int, bool) {
	c := text[s]
	if (c == '-' || c == '*' || c == '+') && s+1 < e && (text[s+1] == ' ' || text[s+1] == '\t') {
		b, _ := trim(text, s+1, e)
		return b, b < e
	}
	for _, m := range [...]string{"•", "·", "▪", "●", "◦", "–", "—", "‣", "o\t"} {
		if strings.HasPrefix(text[s:e], m) {
			b, _ := trim(text, s+len(m), e)
			return b, b < e
		}
	}
	if numbered(text, s, e) {
		i := s
		if text[i] == '(' {
			i++
		}
		for i < e && (text[i] >= '0' && text[i] <= '9' || asciiLetter(text[i])) {
			i++
		}
		for i < e && (text[i] == '.' || text[i] == ')') {
			i++
		}
		b, _ := trim(text, i, e)
		return b, b < e
	}
	return s, false
}

// numbered says whether the line begins with "1.", "2)", "(a)", "b)" or a
// paragraph number set off by a tab or before a capital: "2 The MoU".
func numbered(text string, s, e int) bool {
	i := s
	if i < e && text[i] == '(' {
		i++
	}
	d := i
	for i < e && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	if i == d && i+1 < e && asciiLetter(text[i]) && text[i+1] == ')' {
		i++
		d = -1
	} else if i == d || i-d > 2 {
		return false
	}
	if i+1 < e && (text[i] == '.' || text[i] == ')') {
		c := text[i+1]
		return c == ' ' || c == '\t' || c == '&' || c >= utf8.RuneSelf
	}
	if i+1 < e && text[i] == '\t' {
		return true
	}
	if d >= 0 && i+3 < e && text[i] == ' ' && text[s] != '(' {
		// "2 The MOU", but not "46 States" nor "6 Aug 2019".
		for _, w := range [...]string{"The ", "This ", "In ", "During ", "Under ", "At ", "Both ", "As ", "On ", "Minister ", "Mr ", "Ms ", "Dr "} {
			if strings.HasPrefix(text[i+1:e], w) {
				return true
			}
		}
	}
	return false
}

// newParagraph says whether the line at s starts a new paragraph though no
// empty line stands before it.
// headline: a line of capitalised words without a stop, as the titles of articles
// are printed.
func headline(s string) bool {
	words, caps := 0, 0
	for w := range strings.FieldsSeq(s) {
		if len(w) < 4 {
			continue
		}
		words++
		if w[0] >= 'A' && w[0] <= 'Z' {
			caps++
		}
	}
	return words >= 4 && caps*10 >= words*9 && !strings.ContainsAny(s[len(s)-1:], ".,;:")
}

func newParagraph(text string, open, openEnd, lastLen, s, e int) bool {
	if open == 0 && lastLen == openEnd && headline(text[:openEnd]) && !headline(text[s:e]) && text[s] >= 'A' && text[s] <= 'Z' {
		return true // a headline right above the lead
	}
	if lastLen >= 110 {
		if c := text[s]; c >= 'a' && c <= 'z' {
			return false // the sentence goes on
		}
		return !midPhrase(text[open:openEnd]) // the text is not wrapped by hand
	}
	r, _ := utf8.DecodeRuneInString(text[s:e])
	startsNew := r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '“' || r == '"' || r == '*' || r == '['
	last := text[openEnd-1]
	if e-s >= 110 {
		return startsNew
	}
	if lastLen < 46 && startsNew && last != ',' {
		return !midPhrase(text[open:openEnd])
	}
	return false
}

// midPhrase says whether a line breaks off inside a phrase.
func midPhrase(s string) bool {
	k := strings.LastIndexAny(s, " \n\t")
	if len(s)-k > 12 {
		return false
	}
	return lexicon[strings.ToLower(s[k+1:])]&(cPrep|cDet|cConn) != 0
}

// headingLike: one short line without a full stop at its end.
func headingLike(s string) bool {
	if len(s) > 220 || len(s) < 3 || strings.IndexByte(s, '\n') >= 0 && len(s) > 160 {
		return false
	}
	s = strings.TrimRight(s, "*_ ")
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case '.', ',', ';', ':', '"', '?', '!':
		return false
	}
	return !strings.HasSuffix(s, "”")
}

// sentences cuts a block's tokens into sentences.
func sentences(dst []sentence, text string, b block, n int, toks []token) []sentence {
	start := 0
	inQuote := false
	opened := false
	emit := func(end int) {
		for start < end && (toks[start].low == "•") {
			start++
		}
		if start < end {
			dst = append(dst, sentence{
				start: toks[start].start, end: toks[end-1].end, toks: toks[start:end:end],
				kind: b.kind, block: n, first: start == 0, quoted: opened || inQuote,
			})
		}
		start = end
		opened = inQuote
	}
	for i := range toks {
		t := &toks[i]
		if t.kind == mark && t.low == "\"" {
			switch open := strings.HasPrefix(text[t.start:], "“"); {
			case open, text[t.start] == '"' && !inQuote:
				inQuote = true
				opened = opened || i-start < 2
			default:
				inQuote = false
			}
			continue
		}
		if i-start >= maxSentence {
			emit(i)
			continue
		}
		if b.kind == row && t.kind == mark && t.low == "|" {
			continue
		}
		if i+1 >= len(toks) {
			break
		}
		if t.kind == mark && (t.low == "." || t.low == "!" || t.low == "?") && ends(toks, i) {
			j := i + 1
			for j < len(toks) && toks[j].kind == mark && (toks[j].low == "\"" || toks[j].low == ")") && toks[j].tight {
				if toks[j].low == "\"" {
					inQuote = false
				}
				j++
			}
			if j > i+1 {
				// The closing mark belongs to this sentence; skip over it.
				emit(j)
				continue
			}
			emit(i + 1)
		} else if t.kind == word && strings.HasSuffix(t.low, ".") && i+1 < len(toks) && !toks[i+1].tight && toks[i+1].is(cStarter) && toks[i+1].caps {
			emit(i + 1) // "… in the U.S. The two sides …"
		}
	}
	if start < len(toks) {
		emit(len(toks))
	}
	return dst
}

// ends says whether the stop at i ends a sentence.
func ends(toks []token, i int) bool {
	if toks[i].low != "." {
		return true
	}
	next := &toks[i+1]
	if next.kind == mark && next.low == "\"" {
		return true
	}
	if next.tight && next.kind != mark {
		return false
	}
	if i > 0 {
		p := &toks[i-1]
		if p.kind == word && toks[i].tight {
			if p.is(cAbbrev) && p.is(cTitle) && p.caps {
				return false // Mr. A. Okoro
			}
			if p.is(cAbbrev) {
				return next.is(cStarter) && next.caps
			}
			if p.end-p.start == 1 && p.caps {
				return next.is(cStarter) && next.caps
			}
		}
	}
	if next.kind == word && !next.caps {
		return false
	}
	return true
}
