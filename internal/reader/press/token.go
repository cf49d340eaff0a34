package press

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokens are words, numbers and marks with their byte offsets in the document.
// Markdown emphasis, HTML entities for spaces, tags and link targets are no
// tokens at all, so that a span from one token to a later one still quotes the
// text as printed. A possessive ’s is a token of its own, because "China’s
// Ministry of Commerce" is a country and a body.

type kind uint8

const (
	word   kind = iota
	number      // 1,500 or 4.2
	poss        // ’s, or the ’ after a plural
	mark        // any punctuation, one a token
)

type token struct {
	start, end int
	low        string // lower case, straight apostrophes
	kind       kind
	caps       bool // begins with an upper-case letter
	upper      bool // has two or more letters and no lower-case one
	tight      bool // nothing stands between it and the token before
	f          feature
	cl         class
}

// is says whether the token belongs to any of the classes.
func (t *token) is(c class) bool { return t.cl&c != 0 }

// tokenize appends the tokens of text[from:to] to dst. lows may be nil.
func tokenize(dst []token, text string, from, to int, lows *lowWords) []token {
	prev := -1 // end of the last token
	i := from
	for i < to {
		c := text[i]
		switch {
		case noToken[c]:
			i++
			continue
		case c == '<':
			if j := tagEnd(text, i, to); j > 0 {
				i = j
				continue
			}
		case c == '&':
			if n := entitySpace(text[i:to]); n > 0 {
				i += n
				continue
			}
			if strings.HasPrefix(text[i:to], "&amp;") {
				dst = append(dst, token{start: i, end: i + 5, low: "&", kind: mark, tight: i == prev, cl: lexicon["&"]})
				i += 5
				prev = i
				continue
			}
		case c == ']':
			// A Markdown link keeps its words and loses its address.
			if i+1 < to && text[i+1] == '(' {
				if j := strings.IndexByte(text[i:min(to, i+500)], ')'); j > 0 {
					i += j + 1
					continue
				}
			}
		}
		start := i
		if c < utf8.RuneSelf {
			switch {
			case asciiLetter(c):
				if dst, i = plainWord(dst, text, start, to, prev, lows); i == start {
					i = wordEnd(text, i, to)
					dst = appendWord(dst, text, start, i, prev)
				}
				prev = i
			case c >= '0' && c <= '9':
				var k kind
				i, k = numberEnd(text, i, to)
				if k == word {
					dst = appendWord(dst, text, start, i, prev)
				} else {
					dst = append(dst, token{start: start, end: i, low: text[start:i], kind: number, tight: start == prev})
				}
				prev = i
			case c == '\'':
				i = apostrophe(&dst, text, start, start+1, to, prev)
				prev = i
			default:
				i++
				low := text[start:i]
				dst = append(dst, token{start: start, end: i, low: low, kind: mark, tight: start == prev, cl: marks[c]})
				prev = i
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == '\u00a0' || invisible(r) || unicode.IsSpace(r):
			i += n
		case r == utf8.RuneError && n <= 1:
			i++
		case unicode.IsLetter(r):
			i = wordEnd(text, i, to)
			dst = appendWord(dst, text, start, i, prev)
			prev = i
		case r == '’' || r == '‘' || r == 'ʼ':
			if r == '‘' {
				i += n
				dst = append(dst, token{start: start, end: i, low: "‘", kind: mark, tight: start == prev})
			} else {
				i = apostrophe(&dst, text, start, start+n, to, prev)
			}
			prev = i
		default:
			i += n
			low := text[start:i]
			switch r {
			case '–', '—', '‒', '―':
				low = "–"
			case '‑', '‐', '−':
				low = "-"
			case '“', '”', '„', '«', '»':
				low = "\""
			case '•', '·', '▪', '●', '◦':
				low = "•"
			case '：':
				low = ":"
			}
			dst = append(dst, token{start: start, end: i, low: low, kind: mark, tight: start == prev})
			prev = i
		}
	}
	return dst
}

// invisible says that a character has no shape of its own: marks of direction,
// joiners, soft hyphens, byte order marks. They stand amid any text that was
// copied, and part no words from each other.
func invisible(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }

// noToken holds the bytes that are no part of any token: white space, and the marks
// with which Markdown emphasises.
var noToken = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '*': true, '_': true, '`': true, '\\': true, '#': true, '~': true}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// tagEnd is where an HTML tag that begins at i ends, or 0 when it is none.
func tagEnd(text string, i, to int) int {
	if i+1 >= to || !(asciiLetter(text[i+1]) || text[i+1] == '/' || text[i+1] == '!') {
		return 0
	}
	for j := i + 1; j < to && j < i+300; j++ {
		if text[j] == '>' {
			return j + 1
		}
		if text[j] == '<' || text[j] == '\n' && j > i+200 {
			return 0
		}
	}
	return 0
}

func entitySpace(s string) int {
	for _, e := range [...]string{"&nbsp;", "&ensp;", "&emsp;", "&#160;", "&zwj;"} {
		if strings.HasPrefix(s, e) {
			return len(e)
		}
	}
	return 0
}

// wordEnd is the end of the word that begins at i: letters and digits, with
// single dots inside initials (U.S., H.E.) and apostrophes inside names (O’Brien).
func wordEnd(text string, i, to int) int {
	start := i
	for i < to {
		c := text[i]
		if c < utf8.RuneSelf {
			if c >= '0' && c <= '9' && i-start >= 5 && text[i-1] >= 'a' && text[i-1] <= 'z' {
				return i // Understanding1: a footnote’s number
			}
			if c >= '0' && c <= '9' && i-start <= 4 && (gluedCurrency(text[start:i]) || i-start == 1 && gluedLetter(text, i, to)) {
				return i // RM170
			}
			if asciiLetter(c) || c >= '0' && c <= '9' {
				i++
				continue
			}
			if c == '.' && initials(text[start:i]) && i+1 <= to {
				// U.S. keeps its last dot too when another initial came before.
				if i+1 < to && asciiLetter(text[i+1]) && (i+2 >= to || !asciiLetter(text[i+2])) {
					i++
					continue
				}
				if strings.IndexByte(text[start:i], '.') >= 0 {
					i++
				}
				return i
			}
			if c == '@' && i > start && i+1 < to && text[i-1] <= 'Z' && text[i+1] >= 'A' && text[i+1] <= 'Z' {
				i++ // P@SHA
				continue
			}
			if c == '\'' && joins(text, start, i, i+1, to) {
				i++
				continue
			}
			return i
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			i += n
			continue
		}
		if r == '’' && joins(text, start, i, i+n, to) {
			i += n
			continue
		}
		return i
	}
	return i
}

// gluedCurrency: currencies written against their number.
func gluedCurrency(s string) bool {
	switch s {
	case "RM", "Rs", "RS", "KES", "Ksh", "KSh", "KSH", "Kshs", "Sh", "Shs", "Tk", "Rp", "Dh", "Dhs", "MVR", "UGX", "TZS", "IDR", "OMR", "KWD", "AUD", "CAD", "CHF", "USD", "EUR", "PKR", "INR", "AED", "SAR", "RMB", "SGD", "MYR", "QAR", "PHP", "NPR", "LKR", "BDT", "NGN", "ZAR", "CNY", "GBP", "JPY":
		return true
	}
	return false
}

// gluedLetter: the letter before i is money, as in R2.4 billion or N12bn, and not
// a name as in R2: a scale follows the digits.
func gluedLetter(text string, i, to int) bool {
	switch text[i-1] {
	case 'N', 'R', 'P', 'K':
	default:
		return false
	}
	for i < to && (text[i] >= '0' && text[i] <= '9' || text[i] == '.' || text[i] == ',') {
		i++
	}
	if i < to && (text[i] == ' ' || text[i] == '-') {
		i++
	}
	for _, w := range [...]string{"million", "billion", "trillion", "bn", "mn", "bil", "mil"} {
		if strings.HasPrefix(text[i:to], w) {
			return true
		}
	}
	return false
}

// initials says whether s is single letters with dots between them.
func initials(s string) bool {
	if len(s) == 0 || len(s) > 9 || len(s)%2 == 0 {
		return false
	}
	for k := 0; k < len(s); k++ {
		if k%2 == 0 && !asciiLetter(s[k]) || k%2 == 1 && s[k] != '.' {
			return false
		}
	}
	return true
}

// joins says whether an apostrophe belongs inside a word: d’Ivoire, O’Brien,
// but never the possessive ’s or a contraction.
func joins(text string, start, i, next, to int) bool {
	if next >= to {
		return false
	}
	r, n := utf8.DecodeRuneInString(text[next:to])
	if !unicode.IsLetter(r) {
		return false
	}
	if r == 's' || r == 'S' {
		after, _ := utf8.DecodeRuneInString(text[next+n:])
		if next+n >= to || !unicode.IsLetter(after) {
			return false
		}
	}
	if unicode.IsLower(r) {
		// We’re, don’t, I’ll are two words.
		e := next
		for e < to && asciiLetter(text[e]) {
			e++
		}
		switch text[next:e] {
		case "re", "ve", "ll", "t", "d", "m":
			return false
		}
	}
	switch r {
	case 'a', 'e', 'i', 'o', 'u':
		return i-start <= 8 && text[i-1] >= 'a' // Hawai’i, Sana’a
	}
	return i-start <= 3 || unicode.IsUpper(r)
}

// numberEnd is the end of the number at i; the kind is word for 5G and 3rd-like runs.
func numberEnd(text string, i, to int) (int, kind) {
	for i < to {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			i++
		case (c == ',' || c == '.') && i+1 < to && text[i+1] >= '0' && text[i+1] <= '9':
			i++
		case asciiLetter(c):
			j := i
			for j < to && (asciiLetter(text[j]) || text[j] >= '0' && text[j] <= '9') {
				j++
			}
			switch strings.ToLower(text[i:j]) {
			case "mn", "bn", "m", "b", "bil", "mil", "bln", "mln", "k", "km", "mw", "gw", "cr", "tn", "kv", "kw", "sqm", "ha":
				return i, number
			}
			return j, word
		default:
			return i, number
		}
	}
	return i, number
}

// apostrophe appends the token that begins with an apostrophe at start and
// returns where reading goes on.
func apostrophe(dst *[]token, text string, start, next, to, prev int) int {
	if start == prev && len(*dst) > 0 && (*dst)[len(*dst)-1].kind <= number {
		if next < to && (text[next] == 's' || text[next] == 'S') {
			after := rune(' ')
			if next+1 < to {
				after, _ = utf8.DecodeRuneInString(text[next+1 : to])
			}
			if !unicode.IsLetter(after) {
				*dst = append(*dst, token{start: start, end: next + 1, low: "'s", kind: poss, tight: true})
				return next + 1
			}
		}
		last := (*dst)[len(*dst)-1].low
		if strings.HasSuffix(last, "s") {
			*dst = append(*dst, token{start: start, end: next, low: "'s", kind: poss, tight: true})
			return next
		}
	}
	*dst = append(*dst, token{start: start, end: next, low: "'", kind: mark, tight: start == prev})
	return next
}

// plainWord appends the word of ASCII letters alone that begins at start and says
// where it ends: at start, and nothing is appended, when what follows may belong to
// it, which wordEnd decides.
func plainWord(dst []token, text string, start, to, prev int, lows *lowWords) ([]token, int) {
	rest := text[start:to]
	n, uppers, h := lettersIn(rest)
	if n < len(rest) {
		switch c := rest[n]; {
		case c >= utf8.RuneSelf, c >= '0' && c <= '9', c == '@', c == '\'', c == '.' && n == 1:
			return dst, start
		}
	}
	low := rest[:n]
	var cl class
	var f feature
	switch w := dictionary.find(low, h, uppers == 0); {
	case w != nil:
		low, cl, f = w.low, w.cl, w.f
	case uppers > 0:
		low = lows.of(low)
	}
	return append(dst, token{
		start: start, end: start + n, low: low, kind: word, cl: cl, f: f,
		caps: rest[0] <= 'Z', upper: uppers >= 2 && uppers == n, tight: start == prev,
	}), start + n
}

// lettersIn says how many ASCII letters s begins with, how many of these are upper
// case, and the hash of their lower case. It is the innermost loop of reading, and
// apart so that all it needs stays in registers.
//
//go:noinline
func lettersIn(s string) (n, uppers int, h uint32) {
	h = hashSeed
	for n = 0; n < len(s); n++ {
		c := letters[s[n]]
		if c == 0 {
			break
		}
		if c != s[n] {
			uppers++
		}
		h = (h ^ uint32(c)) * hashPrime
	}
	return n, uppers, h
}

// lowWords keeps the words of a document in lower case, of which few need a string of
// their own. They outlive the document when a Reading holds one.
type lowWords struct{ kept strings.Builder }

// of is a word of ASCII letters in lower case.
func (l *lowWords) of(s string) string {
	if l == nil {
		return strings.ToLower(s)
	}
	if l.kept.Cap()-l.kept.Len() < len(s) {
		*l = lowWords{}
		l.kept.Grow(max(512, len(s)))
	}
	at := l.kept.Len()
	for i := 0; i < len(s); i++ {
		l.kept.WriteByte(letters[s[i]])
	}
	return l.kept.String()[at:]
}

func appendWord(dst []token, text string, start, end, prev int) []token {
	s := text[start:end]
	t := token{start: start, end: end, kind: word, tight: start == prev, low: s}
	lower, uppers, letters := false, 0, 0
	for k, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			lower = true
			letters++
		case r >= 'A' && r <= 'Z':
			uppers++
			letters++
			if k == 0 {
				t.caps = true
			}
		case r >= utf8.RuneSelf:
			letters++
			if unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) && k == 0 {
				uppers++
				if k == 0 && unicode.IsUpper(r) {
					t.caps = true
				}
			} else {
				lower = true
			}
		}
	}
	t.upper = uppers >= 2 && !lower
	if s[0] >= '0' && s[0] <= '9' && uppers > 0 {
		t.caps = true
	}
	if uppers > 0 {
		t.low = strings.ToLower(s)
	}
	if end-start > 3 && strings.Contains(t.low, "’") {
		t.low = strings.ReplaceAll(t.low, "’", "'")
	}
	if w := dictionary.find(t.low, hashOf(t.low), true); w != nil {
		t.cl, t.f = w.cl, w.f
	}
	return append(dst, t)
}
