package ur

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// word is one word or mark. norm is how it is compared: without vowel signs,
// with one letter for each sound that keyboards write in two ways.
type word struct {
	draft.Span
	norm  string
	mark  bool
	opens openings     // of the tables, once one was asked
	name  []draft.Span // of a bracket: the names it gives
	value value        // of the first word of a number, date, amount
}

// norm brings the spellings of one word together: Arabic ي and ك are written
// for ی and ک, ۂ for ہ, and vowel signs come and go.
func norm(s string) string {
	if normal(s) {
		return s
	}
	return strings.Map(normRune, s)
}

// normRune is what norm writes for r, -1 for nothing.
func normRune(r rune) rune {
	switch r {
	case 'ي', 'ى':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'ۂ', 'ه', 'ة', 'ۃ':
		return 'ہ'
	case 'ئ':
		return 'ئ'
	case 'أ', 'إ':
		return 'ا'
	case '\u200c', '\u200d', '\u200e', '\u200f', 'ـ', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u061c', '\ufeff':
		return -1
	}
	if r >= '۰' && r <= '۹' {
		return '0' + r - '۰'
	}
	if r >= '٠' && r <= '٩' {
		return '0' + r - '٠'
	}
	if nonspacing(r) {
		return -1
	}
	return r
}

// normal says whether s is ASCII and letters of Urdu that norm leaves as they are, as
// most words are.
func normal(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < utf8.RuneSelf {
			continue
		}
		if c < 0xd8 || c > 0xdb || i+1 == len(s) {
			return false
		}
		if i++; !unchanged[rune(c&0x1f)<<6|rune(s[i]&0x3f)-0x600] || s[i]&0xc0 != 0x80 {
			return false
		}
	}
	return true
}

// unchanged are the letters from U+0600 on that norm leaves as they are.
var unchanged = func() (is [0x100]bool) {
	for r := rune(0x620); r < 0x6d4; r++ {
		is[r-0x600] = wordLetter(r) && normRune(r) == r
	}
	return is
}()

// nonspacing says whether r is a sign over or under a letter. Most are letters of
// Urdu, and are told at once.
func nonspacing(r rune) bool {
	if r < 0x300 || r >= 0x620 && r < 0x64b || r > 0x670 && r < 0x6d6 {
		return false
	}
	return unicode.Is(unicode.Mn, r)
}

// isDigit is unicode.IsDigit, which searches a table; letters of Urdu are told at once.
func isDigit(r rune) bool {
	if wordLetter(r) {
		return false
	}
	return unicode.IsDigit(r)
}

func wordRune(r rune) bool {
	if r >= 0x620 && r < 0x64b || r > 0x670 && r < 0x6d4 || r >= 'a' && r <= 'z' || r == ' ' {
		return r != ' '
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\u200c' || r == '\u200d' || r == 'ـ'
}

// tokenize cuts text[from:to] into words and marks. A bracket is one mark that
// holds the names in it.
func tokenize(text string, from, to int) []word {
	var out []word
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if wordRune(r) {
			j := i
			for j < to {
				r, n := utf8.DecodeRuneInString(text[j:to])
				if !wordRune(r) {
					// 1.5, 100,000, B2B-x, AT&T
					if (r == '.' || r == ',' || r == '٫' || r == '٬' || r == '-' || r == '&' || r == '\'') && j+n < to && j > i {
						next, _ := utf8.DecodeRuneInString(text[j+n : to])
						last, _ := utf8.DecodeLastRuneInString(text[i:j])
						digits := isDigit(last) && isDigit(next)
						latin := last < 0x80 && next < 0x80 && wordRune(next) && r != ',' && r != '.'
						if digits || latin {
							j += n
							continue
						}
					}
					break
				}
				j += n
			}
			w := word{Span: draft.Span{Start: i, End: j}, norm: norm(text[i:j])}
			if w.norm != "" {
				out = cutGlued(out, text, w)
			}
			i = j
			continue
		}
		if r == '(' || r == '（' {
			if e := strings.IndexAny(text[i:min(to, i+240)], ")）"); e > 0 {
				_, w := utf8.DecodeRuneInString(text[i+e:])
				in := draft.Span{Start: i + n, End: i + e}
				b := word{Span: draft.Span{Start: i, End: i + e + w}, norm: "()", mark: true, name: namesIn(text, in)}
				if v := dateIn(text, in); v.kind == dateValue {
					b.name, b.value = nil, v
				}
				out = append(out, b)
				i += e + w
				continue
			}
		}
		switch r {
		case ' ', '\t', '\r', '\n', '\u00a0', '"', '“', '”', '‘', '’', '\'', '«', '»', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u061c', '\ufeff', '*':
		default:
			out = append(out, word{Span: draft.Span{Start: i, End: i + n}, norm: string(r), mark: true})
		}
		i += n
	}
	for i := range out {
		if !out[i].mark && (i == 0 || out[i-1].value.kind == 0 || i >= out[i-1].value.until) {
			if v, ok := valueAt(out, i); ok {
				v.until = i + v.n
				for k := i; k < i+v.n; k++ {
					out[k].value = value{kind: inside, until: v.until}
				}
				out[i].value = v
			}
		}
	}
	return out
}

// dateIn is the full date a bracket begins with, as one of the other calendar is
// explained: (4 ستمبر 2025).
func dateIn(text string, in draft.Span) value {
	if r, _ := utf8.DecodeRuneInString(text[in.Start:]); !unicode.IsDigit(r) || in.End-in.Start > 80 {
		return value{}
	}
	w := tokenize(text, in.Start, in.End)
	if len(w) == 0 || w[0].value.kind != dateValue || w[0].value.when.y == 0 {
		return value{}
	}
	v := w[0].value
	v.n = 1
	return v
}

// namesIn are the names a bracket gives: (این ٹی سی), (NTC).
func namesIn(text string, in draft.Span) []draft.Span {
	t := text[in.Start:in.End]
	for _, no := range []string{"نمائندہ", "رپورٹر", "ڈیسک", "نامہ نگار", "اے پی پی", "این این آئی", "آئی این پی", "یو این", "اسٹاف", "پریس نوٹ", "مانیٹرنگ", "نیوز", "ایجنس", "آن لائن", "خصوصی", "بی ٹو بی", "جی ٹو"} {
		if strings.Contains(t, no) {
			return nil
		}
	}
	var out []draft.Span
	for at := in.Start; at < in.End; {
		end := in.End
		next := in.End
		for i, r := range text[at:in.End] {
			if r == '،' || r == ',' || r == '/' || r == '؛' {
				end, next = at+i, at+i+utf8.RuneLen(r)
				break
			}
		}
		s := trim(text, draft.Span{Start: at, End: end})
		n := utf8.RuneCountInString(text[s.Start:s.End])
		digit := false
		for _, r := range text[s.Start:s.End] {
			digit = digit || unicode.IsDigit(r)
		}
		up := strings.ToUpper(text[s.Start:s.End])
		if n >= 2 && n <= 60 && (!digit || n < 12) && up != "G2G" && up != "G2B" && up != "B2B" && up != "MOU" {
			out = append(out, s)
		}
		at = next
	}
	return out
}

func trim(text string, s draft.Span) draft.Span {
	const space = " \t\r\n\u00a0\u200e\u200f\"“”'‘’«»*#\ufeff"
	t := text[s.Start:s.End]
	l := strings.TrimLeft(t, space)
	s.Start += len(t) - len(l)
	s.End = s.Start + len(strings.TrimRight(l, space))
	return s
}

// sentence is a stretch up to ۔ or the end of a line.
type sentence struct {
	draft.Span
	words   []word
	heading bool
	item    bool
	para    int
	colon   bool
}

// cut makes the sentences of the text.
func (d *document) cut() {
	begins := func(line string) bool { return strings.HasPrefix(line, "#") || marker(line) > 0 }
	for _, l := range draft.Lines(d.text, begins) {
		marked := strings.HasPrefix(d.text[l.Start:], "#")
		d.line(trim(d.text, l.Span), l.Para, marked)
	}
}

func (d *document) line(l draft.Span, para int, heading bool) {
	item := false
	if n := marker(d.text[l.Start:l.End]); n > 0 {
		item = true
		l.Start += n
		l = trim(d.text, l)
	}
	first := true
	for at := l.Start; at < l.End; {
		end := l.End
		for i, r := range d.text[at:l.End] {
			if r == '۔' || r == '؟' || r == '!' || r == '?' || r == '.' && i+1 < l.End-at && d.text[at+i+1] == ' ' && at+i > 0 && d.text[at+i-1] >= 0x80 {
				end = at + i + utf8.RuneLen(r)
				break
			}
		}
		s := sentence{Span: trim(d.text, draft.Span{Start: at, End: end}), item: item && first, para: para}
		at = end
		if s.Empty() {
			continue
		}
		t := d.text[s.Start:s.End]
		last, _ := utf8.DecodeLastRuneInString(t)
		if first && !item {
			s.heading = heading || end == l.End && !strings.ContainsRune("۔؟.:؛!،", last) && (len(d.sents) == 0 || utf8.RuneCountInString(t) < 80)
			s.colon = last == ':'
		}
		s.words = tokenize(d.text, s.Start, s.End)
		s.words = s.words[dateline(s.words):]
		if len(s.words) > longestSentence {
			d.d.Long = append(d.d.Long, draft.Span{Start: s.words[longestSentence].Start, End: s.End})
			s.words = s.words[:longestSentence]
		}
		d.sents = append(d.sents, s)
		first = false
	}
}

// dateline is how many words say where a report comes from and whose it is:
// اسلام آباد (این این آئی), پشاور:
func dateline(w []word) int {
	if len(w) == 0 || w[0].mark {
		return 0
	}
	n, _ := countries.at(w, 0)
	for k := range min(5, len(w)-1) {
		if !w[k].mark {
			continue
		}
		switch {
		case w[k].norm == "()" && (k == n || len(w[k].name) == 0):
			return k + 1
		case w[k].norm == ":" && k == n:
			if k+1 < len(w) && w[k+1].norm == "()" && len(w[k+1].name) == 0 {
				k++
			}
			return k + 1
		}
		return 0
	}
	return 0
}

// longestSentence bounds what rules look through, in words. Prose has none so
// long; the rest of one is listed as unread.
const longestSentence = 1000

// marker is the length of a list mark: ۱۔ 1. • - (الف)
func marker(s string) int {
	for _, m := range []string{"• ", "•", "- ", "– ", "— ", "* ", "● ", "٭ ", "٭"} {
		if strings.HasPrefix(s, m) {
			return len(m)
		}
	}
	i := 0
	if strings.HasPrefix(s, "(") {
		i = 1
	}
	digits := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsDigit(r) {
			break
		}
		i += n
		digits++
	}
	if digits == 0 || digits > 2 {
		return 0
	}
	for _, m := range []string{"۔", ". ", ")", ":", "-", "."} {
		if strings.HasPrefix(s[i:], m) {
			rest := s[i+len(m):]
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsDigit(r) {
				return 0
			}
			return i + len(m)
		}
	}
	return 0
}
