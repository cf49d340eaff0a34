package zh

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// token is one word, mark, bracket or value. Chinese has no spaces, so what no
// word of the lexicon explains is gathered into one cName token: it is a name,
// or content that no rule asks about.
type token struct {
	class
	start, end int
	of         int    // of a quantity: where what it is of begins, behind the number
	code       string // of an instrument: its kind
	num        float64
	unit       string
	est        bool
	date       when
}

func (t token) span() draft.Span { return draft.Span{Start: t.start, End: t.end} }

// what is what a quantity is of: its words without the number.
func (t token) what() draft.Span { return draft.Span{Start: max(t.start, t.of), End: t.end} }

// tokenize cuts text[from:to]; folded is the same text in simplified characters.
func tokenize(folded string, from, to int) []token {
	toks := make([]token, 0, (to-from)/5+4)
	s := folded[:to]
	name := -1 // where an open name began
	closeName := func(at int) {
		if name >= 0 {
			end := at
			for end > name && (s[end-1] == ' ' || s[end-1] == '\t') {
				end--
			}
			if end > name {
				toks = append(toks, token{class: cName, start: name, end: end})
			}
			name = -1
		}
	}
	put := func(t token) {
		closeName(t.start)
		toks = append(toks, t)
	}
	for i := from; i < to; {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '，', ',':
			put(token{class: cComma, start: i, end: i + w})
			i += w
			continue
		case '：', ':':
			put(token{class: cColon, start: i, end: i + w})
			i += w
			continue
		case '；', ';':
			put(token{class: cSemi, start: i, end: i + w})
			i += w
			continue
		case '、':
			put(token{class: cEnum, start: i, end: i + w})
			i += w
			continue
		case '《':
			if e := closing(s[i:], '《', '》'); e > 0 {
				put(token{class: cBook, start: i, end: i + e})
				i += e
				continue
			}
		case '“', '「', '『':
			if e := quotedTitle(s[i:], r); e > 0 {
				put(token{class: cBook, start: i, end: i + e})
				i += e
				continue
			}
		case '（', '(', '【':
			end := map[rune]rune{'（': '）', '(': ')', '【': '】'}[r]
			if e := closing(s[i:], r, end); e > 0 {
				if name >= 0 && inName(s[i+w:], i+e, s) {
					i += e
					continue
				}
				put(token{class: cBracket, start: i, end: i + e})
				i += e
				continue
			}
		case ' ', '\t', '\u3000', '\u00a0', '\u200b', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff':
			// A space inside a Latin name belongs to it; elsewhere it ends one.
			if name >= 0 && i > from && s[i-1] < utf8.RuneSelf && i+1 < to && letterOrDigit(s[i+1]) {
				i += w
				continue
			}
			closeName(i)
			i += w
			continue
		}
		switch r {
		case '。', '！', '？', '“', '”', '"', '‘', '’', '「', '」', '『', '』', '—', '–', '|', '!', '?', '…', '•', '·', '*', '#', '▲', '△', '▼', '◆', '\n', '\r':
			if r == '·' && name >= 0 { // inside a transliterated name
				i += w
				continue
			}
			put(token{class: cMark, start: i, end: i + w})
			i += w
			continue
		}
		begins := starting.of(r)
		if begins&startsNumber != 0 {
			if t, ok := countAt(s[i:], i, name < 0 && len(toks) > 0 && toks[len(toks)-1].class == cSign); ok {
				put(t)
				i = t.end
				continue
			}
		}
		if name < 0 || s[i-1] >= utf8.RuneSelf || !letterOrDigit(s[i-1]) {
			if begins&(startsNumber|startsSign) != 0 {
				if t, ok := valueAt(s[i:], i, s[max(from, i-3):i]); ok {
					put(t)
					i = t.end
					continue
				}
			}
			if t, ok := ordinalAt(s[i:]); ok { // 第二届: part of a name
				if name < 0 {
					name = i
				}
				i += t
				continue
			}
		}
		if r < utf8.RuneSelf && letterOrDigit(s[i]) {
			e := i
			for e < to && (letterOrDigit(s[e]) || (s[e] == '-' || s[e] == '.' || s[e] == '&' || s[e] == '\'' || s[e] == '+') && e+1 < to && letterOrDigit(s[e+1])) {
				e++
			}
			if x, ok := lookup(s[i:e]); ok && len(x.text) == e-i {
				put(token{class: x.class, start: i, end: e, code: x.code})
				i = e
				continue
			}
			if name < 0 {
				name = i
			}
			i = e
			continue
		}
		if begins&startsTime != 0 {
			if d, n := relativeAt(s[i:]); n > 0 {
				put(token{class: cDate, start: i, end: i + n, date: d})
				i += n
				continue
			}
		}
		if strings.HasPrefix(s[i:], "会上") && name >= 0 { // 博览会上: 会 is of the name
			i += w
			continue
		}
		if r == '上' && name >= 0 && endsAny(s[name:i], occasionEnds) && !strings.HasPrefix(s[i:], "上海") {
			put(token{class: cLoc, start: i, end: i + w})
			i += w
			continue
		}
		if (r == '和' || r == '同' || r == '及') && name >= 0 && endsWhole(s[name:i]) {
			// …部和泰国…: after a whole name it joins, whatever word it begins
			x := word{class: cWeak}
			if r == '同' {
				x.class = cStrong
			}
			if y, ok := lookup(s[i:]); !ok || y.class == cName {
				put(token{class: x.class, start: i, end: i + w})
				i += w
				continue
			}
		}
		if x, ok := lookupRune(r, s[i:]); ok {
			if x.class == cName {
				if name < 0 {
					name = i
				}
			} else {
				put(token{class: x.class, start: i, end: i + len(x.text), code: x.code})
			}
			i += len(x.text)
			continue
		}
		if begins&startsPlace != 0 {
			if n, _ := place(s[i:]); n > 0 { // 埃及 and 约旦 hold words of the lexicon
				if name < 0 {
					name = i
				}
				i += n
				continue
			}
		}
		if name < 0 {
			name = i
		}
		i += w
	}
	closeName(to)
	shareHead(s, toks)
	return wholePersons(s, toks)
}

// inName says whether a bracket stands inside a name, as in 中资企业(新加坡)协会 or
// 香港中文大学(深圳): it holds a place, or a few Han characters that the name goes
// on after. in is what follows its opening, end where it has closed in s.
func inName(in string, end int, s string) bool {
	close := strings.IndexAny(in, ")）")
	if close <= 0 {
		return false
	}
	in = in[:close]
	for _, r := range in {
		if r < 0x4e00 || r > 0x9fff {
			return false
		}
	}
	if _, ok := countries[in]; ok {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	if next < 0x4e00 || next > 0x9fff || utf8.RuneCountInString(in) > 4 {
		return false
	}
	x, ok := lookup(s[end:])
	return !ok || x.class == cName
}

// quotedTitle is the length of “校企合作协议” and 「合作備忘錄」: quotes about the name
// of an instrument, which are read like 《》.
func quotedTitle(s string, open rune) int {
	e := closing(s, open, map[rune]rune{'“': '”', '「': '」', '『': '』'}[open])
	if e == 0 || e > 160 {
		return 0
	}
	in := s[utf8.RuneLen(open) : e-len("”")]
	for w := range kindWords {
		if w != "文件" && w != "共识" && strings.HasSuffix(in, w) {
			return e
		}
	}
	return 0
}

// wholePersons joins to a person's name after an office the last character that is
// also a word, where that word could not stand: 部长孙家正和….
func wholePersons(s string, toks []token) []token {
	out := toks[:0]
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		if n := len(out); n > 1 && i+1 < len(toks) && t.class == cAdv && t.end-t.start == 3 && out[n-1].class == cName && out[n-1].end == t.start &&
			out[n-1].end-out[n-1].start <= 6 && out[n-2].class == cTitle && out[n-2].end == out[n-1].start {
			switch toks[i+1].class {
			case cWeak, cStrong, cEnum, cComma, cBracket, cMark:
				if !strings.Contains("了过", s[t.start:t.end]) {
					out[n-1].end = t.end
					continue
				}
			}
		}
		out = append(out, t)
	}
	return out
}

// shareHead lets a name have the character it shares with the office after it:
// 商务部长 holds an office of the 商务部.
func shareHead(s string, toks []token) {
	for i := 1; i < len(toks); i++ {
		name, title := &toks[i-1], &toks[i]
		if title.class != cTitle || name.class != cName || name.end != title.start {
			continue
		}
		head, w := utf8.DecodeRuneInString(s[title.start:])
		f := s[name.start:name.end]
		switch head {
		case '部', '局', '厅', '署':
			if !endsAny(f, ministries) {
				continue
			}
		case '市', '省', '县', '州':
			if _, ok := countries[f]; !ok {
				continue
			}
		default:
			continue
		}
		name.end += w
		title.start += w
	}
}

// longestAside is how far a bracket may reach, in bytes.
const longestAside = 400

// closing is the length of a bracketed stretch at the start of s, 0 when it
// does not close nearby.
func closing(s string, open, end rune) int {
	depth := 0
	for i, r := range s[:min(len(s), longestAside)] {
		switch r {
		case open:
			depth++
		case end:
			if depth--; depth == 0 {
				return i + utf8.RuneLen(r)
			}
		case '\n':
			return 0
		}
	}
	return 0
}

func letterOrDigit(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// occasionEnds are the nouns after which 上 means "at".
var occasionEnds = []string{"会", "坛", "式", "展", "周", "节", "会议", "动", "活动", "席", "博览"}

func endsAny(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// endsWhole says whether a name ends as a body's name may, with a word of more than
// one character or a ministry's.
func endsWhole(f string) bool {
	x, ok := suffixOf(f, true)
	return ok && (len(x.text) > 3 || x.text == "部" || x.text == "局")
}

// countAt reads 九项谅解备忘录: a number of instruments, up to the last noun of
// the phrase.
// after a verb of signing the measure word may be left out (签四协议).
func countAt(s string, base int, signed bool) (token, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	if latinDigit(r) < 0 && hanDigit(r) < 0 && r != '十' {
		return token{}, false
	}
	v, n := plainNumber(s)
	if n == 0 || v < 2 || v > 999 {
		return token{}, false
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(s[n:], "余"), "多")
	r, w := utf8.DecodeRuneInString(rest)
	if x, ok := lookup(rest); ok && x.class == cInstr && signed && v < 100 {
		w = 0
	} else if !strings.ContainsRune("项份个宗款", r) {
		return token{}, false
	}
	i := len(s) - len(rest) + w
	end, kind := 0, ""
	for k := 0; k < 40 && i < len(s); k++ {
		r, w := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("，。；：,;:在为将与", r) || latinDigit(r) >= 0 {
			break
		}
		if x, ok := lookup(s[i:]); ok {
			switch x.class {
			case cInstr:
				i += len(x.text)
				end = i
				if kind == "" {
					kind = x.code
				}
				next, _ := utf8.DecodeRuneInString(s[i:])
				if next != '和' && next != '及' && next != '、' {
					k = 40
				}
				continue
			case cWeak, cEnum, cDe, cName, cAdv, cPrep:
				i += len(x.text)
				continue
			default:
				k = 40
				continue
			}
		}
		i += w
	}
	if end == 0 {
		return token{}, false
	}
	return token{class: cCount, start: base, end: base + end, num: float64(v), code: kind}, true
}

// ordinalAt is the length of 第二届 and the like.
func ordinalAt(s string) (int, bool) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return 0, false
	}
	_, n := plainNumber(rest)
	if n == 0 {
		return 0, false
	}
	r, w := utf8.DecodeRuneInString(rest[n:])
	if !strings.ContainsRune("届次轮个季", r) {
		w = 0
	}
	return len("第") + n + w, true
}

// sentence is a stretch that ends with 。 or a line, cut into tokens.
type sentence struct {
	draft.Span
	toks    []token
	heading bool
	item    bool // one of a list
	para    int  // number of its paragraph
	colon   bool // ends with a colon: a list follows
}

// cut makes the sentences of the text. Every byte of it is looked at a bounded number of
// times.
func (d *document) cut() {
	for _, l := range draft.Lines(d.text, nil) {
		d.line(l.Span, l.Para)
	}
}

func (d *document) trim(s draft.Span) draft.Span {
	t := d.text[s.Start:s.End]
	l := strings.TrimLeft(t, " \t\r\u3000\u00a0\ufeff")
	s.Start += len(t) - len(l)
	s.End = s.Start + len(strings.TrimRight(l, " \t\r\u3000\u00a0"))
	return s
}

// line cuts one line into sentences.
func (d *document) line(l draft.Span, para int) {
	heading := strings.HasPrefix(d.text[l.Start:], "#")
	for l.Start < l.End && (d.text[l.Start] == '#' || d.text[l.Start] == ' ') {
		l.Start++
	}
	item := false
	if n := marker(d.text[l.Start:l.End]); n > 0 {
		item = true
		l.Start += n
		l = d.trim(l)
	}
	first := true
	at := l.Start
	for at < l.End {
		end := l.End
		depth := 0
	scan:
		for i, r := range d.text[at:l.End] {
			switch r {
			case '《', '（', '(', '【':
				depth++
			case '》', '）', ')', '】':
				depth = max(0, depth-1)
			case '。', '！', '？', '!', '?':
				if depth == 0 || r == '。' {
					end = at + i + utf8.RuneLen(r)
					break scan
				}
			}
		}
		for _, q := range []string{"”", "」", "’", "\""} {
			if strings.HasPrefix(d.text[end:l.End], q) {
				end += len(q)
			}
		}
		s := sentence{Span: d.trim(draft.Span{Start: at, End: end}), item: item && first, para: para}
		at = end
		if s.Empty() {
			continue
		}
		t := d.text[s.Start:s.End]
		if first && !item {
			last, _ := utf8.DecodeLastRuneInString(t)
			s.heading = heading || end == l.End && !strings.ContainsRune("。！？；：:;!?”」", last) && (len(d.sents) == 0 || utf8.RuneCountInString(t) <= 40)
			s.colon = last == '：' || last == ':'
		}
		from := s.Start
		if first && !s.heading {
			from += dateline(t)
		}
		s.toks = tokenize(d.folded, from, s.End)
		if len(s.toks) > longestSentence {
			d.d.Long = append(d.d.Long, draft.Span{Start: s.toks[longestSentence].start, End: s.End})
			s.toks = s.toks[:longestSentence]
		}
		d.sents = append(d.sents, s)
		first = false
	}
}

// longestSentence bounds what rules look through, in tokens. Prose has none so
// long; the rest of one is listed as unread.
const longestSentence = 1000

// marker is the length of a list mark: 1. （一） 一、 — • -
func marker(s string) int {
	for _, m := range []string{"——", "—", "–", "- ", "• ", "•", "● ", "●", "· ", "* ", "■"} {
		if strings.HasPrefix(s, m) {
			return len(m)
		}
	}
	open := 0
	for _, m := range []string{"（", "("} {
		if strings.HasPrefix(s, m) {
			open = len(m)
		}
	}
	v, n := plainNumber(s[open:])
	if n == 0 || v > 99 || open+n >= len(s) {
		return 0
	}
	rest := s[open+n:]
	ends := []string{". ", "．", "、", "）", ") ", ".", "）", ")"}
	if open > 0 {
		ends = []string{"）", ")"}
	}
	for _, e := range ends {
		if strings.HasPrefix(rest, e) {
			if e == "." && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
				return 0
			}
			return open + n + len(e)
		}
	}
	return 0
}

// dateline is the length of 新华社北京9月4日电（记者某某） and the like.
func dateline(s string) int {
	at := 0
	if strings.HasPrefix(s, "【") {
		at = closing(s, '【', '】')
	}
	if n := aside(s[at:]); at > 0 && n > 0 {
		return at + n
	}
	for i, k := at, 0; k < 28 && i < len(s); k++ {
		r, w := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("，。；：,;", r) {
			break
		}
		i += w
		if r != '电' && r != '讯' && r != '訊' && r != '電' {
			continue
		}
		if n := aside(s[i:]); n > 0 && (strings.HasSuffix(s[:i-w], "日") || agency(s)) {
			return i + n
		}
	}
	return at
}

// agency says whether a text begins as agencies' and papers' reports do.
func agency(s string) bool {
	for _, p := range []string{"新华", "本报", "中新", "人民", "央视", "本站", "本台", "本网", "据", "中国", "光明", "环球", "本刊", "上证报", "中央社", "巴通社"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// aside is the length of the white space or the bracket s begins with, or of both.
func aside(s string) int {
	n := len(s) - len(strings.TrimLeft(s, " \u3000"))
	for open, end := range map[rune]rune{'（': '）', '(': ')'} {
		if strings.HasPrefix(s[n:], string(open)) {
			if e := closing(s[n:], open, end); e > 0 {
				return n + e
			}
		}
	}
	return n
}
