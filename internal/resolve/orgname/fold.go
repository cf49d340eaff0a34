package orgname

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type script uint8

const (
	latin script = iota
	arabic
	han
	cyrillic
	otherScript
)

// word is a stretch of one script as the name prints it, folded.
type word struct {
	text   string
	script script
	upper  uint8 // letters printed in capitals
	lower  uint8
	number bool
	sep    byte // what stood before it: ',' '(' ')' '-', dashed or 0
}

// dashed is the sep of a dash with spaces around it, which parts a name from
// what explains it or from the body it belongs to.
const dashed = '~'

// split cuts a name into folded words: case, marks, width and punctuation go,
// a possessive's s goes, letters with full stops between them are joined
// (U.S., S.A.), letters and figures are parted (Sky47), and an ordinal's ending
// goes (21st).
func split(name string) []word {
	if !isASCII(name) {
		name = norm.NFKD.String(name)
	}
	words := make([]word, 0, 8)
	var buf [48]byte
	cur := buf[:0]
	var w word
	sep, letters := byte(0), 0
	flush := func() {
		if len(cur) > 0 {
			w.text = string(cur)
			if w.script == arabic {
				w.text = bareArabic(w.text)
			}
			words = append(words, w)
			cur, sep = cur[:0], 0
		}
		w, letters = word{}, 0
	}
	for i, r := range name {
		c, s, number := foldRune(r)
		if c == 0 {
			if sep == 'o' {
				sep = 0
			}
			switch {
			case unicode.Is(unicode.Mn, r) || r == 'ـ':
			case r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʼ':
				rest := name[i+utf8.RuneLen(r):]
				if possessive(rest) { // the s is skipped as a word of its own below
					flush()
					sep = '\''
				} else if letters == 1 && (cur[0] == 'd' || cur[0] == 'l') { // d'Ivoire
					flush()
				}
			case r == '.' && letters == 1 && len(cur) > 0 && w.script != han:
				letters = 0 // a single letter: U.S.
			case r == '.' && letters == 1:
			case r == '&':
				flush()
				words = append(words, word{text: "&", sep: sep})
				sep = 0
			case r == ',' && w.number && len(cur) > 0 && i+1 < len(name) && name[i+1] >= '0' && name[i+1] <= '9': // 100,000
			case r == ',' || r == '،' || r == '，' || r == ';':
				flush()
				sep = ','
			case r == '(' || r == '[' || r == '（':
				flush()
				sep = '('
			case (r == '-' || r == '–' || r == '—') && spaced(name, i, utf8.RuneLen(r)):
				flush()
				sep = dashed
			case r == '-':
				flush()
				sep = '-'
			case r == ')' || r == ']' || r == '）':
				flush()
				sep = ')'
			default:
				flush()
			}
			continue
		}
		if sep == '\'' && c == 's' { // of the possessive
			sep = 0
			continue
		}
		if len(cur) > 0 && (s != w.script || number != w.number) {
			if w.number && s == latin && ordinalEnd(name[i:]) {
				flush()
				sep = 'o'
			} else {
				flush()
			}
		}
		if sep == 'o' { // within an ordinal's ending
			if unicode.IsLetter(r) {
				continue
			}
			sep = 0
		}
		if len(cur) == 0 {
			w.script, w.number, w.sep = s, number, sep
		}
		if unicode.IsUpper(r) {
			w.upper++
		} else {
			w.lower++
		}
		letters++
		switch c {
		case 'ß':
			cur = append(cur, "ss"...)
		case 'æ':
			cur = append(cur, "ae"...)
		case 'œ':
			cur = append(cur, "oe"...)
		case 'þ':
			cur = append(cur, "th"...)
		default:
			cur = utf8.AppendRune(cur, c)
		}
	}
	flush()
	return words
}

// spaced says whether spaces stand on both sides of the n bytes at i.
func spaced(s string, i, n int) bool {
	return i > 0 && s[i-1] == ' ' && i+n < len(s) && s[i+n] == ' '
}

// possessive says whether what follows an apostrophe is an s and the word's end.
func possessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	if len(rest) == 1 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// ordinalEnd says whether st, nd, rd, th or er stands here to the word's end.
func ordinalEnd(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch strings.ToLower(s[:2]) {
	case "st", "nd", "rd", "th", "er":
	default:
		return false
	}
	if len(s) == 2 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[2:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldRune is the letter or figure a rune counts as, 0 for what parts words.
func foldRune(r rune) (rune, script, bool) {
	switch {
	case r >= 'a' && r <= 'z':
		return r, latin, false
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A', latin, false
	case r >= '0' && r <= '9':
		return r, latin, true
	case r < utf8.RuneSelf:
		return 0, 0, false
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0', latin, true
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0', latin, true
	}
	if unicode.Is(unicode.Mn, r) {
		return 0, 0, false
	}
	if unicode.Is(unicode.Han, r) || r == '〇' {
		if s, ok := simplified[r]; ok {
			r = s
		}
		return r, han, false
	}
	if r >= 0x0600 && r <= 0x06FF && unicode.IsLetter(r) {
		switch r {
		case 'ـ':
			return 0, 0, false
		case 'ي', 'ى', 'ې', 'ۍ':
			r = 'ی'
		case 'ك', 'ڪ':
			r = 'ک'
		case 'ه', 'ة', 'ۃ', 'ە', 'ۂ':
			r = 'ہ'
		case 'ٱ':
			r = 'ا'
		}
		return r, arabic, false
	}
	r = unicode.ToLower(r)
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return r, cyrillic, false
	case unicode.Is(unicode.Latin, r):
		switch r {
		case 'ı':
			r = 'i'
		case 'ø':
			r = 'o'
		case 'ł':
			r = 'l'
		case 'đ', 'ð':
			r = 'd'
		case 'ə':
			r = 'e'
		}
		return r, latin, false
	case unicode.IsLetter(r):
		return r, otherScript, false
	case unicode.IsDigit(r):
		return r, latin, true
	}
	return 0, 0, false
}

// bareArabic takes the Arabic article off a word where enough is left.
func bareArabic(w string) string {
	if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) >= 3 {
		return rest
	}
	if rest, ok := strings.CutPrefix(w, "لل"); ok && utf8.RuneCountInString(rest) >= 4 {
		return rest
	}
	return w
}

// simplified holds the traditional characters of organisation words, so that
// they find their entry.
var simplified = func() map[rune]rune {
	pairs := []rune("國国學学銀银業业電电發发東东華华會会團团聯联際际廣广門门關关協协經经濟济貿贸衛卫醫医藥药農农鐵铁鋼钢機机車车輪轮灣湾龍龙無无線线網网絡络訊讯資资產产總总團团員员區区縣县市市師师範范術术藝艺術术書书館馆報报體体設设計计開开進进運运輸输動动勞劳處处務务財财稅税審审計计環环境境氣气橋桥漢汉蘭兰寧宁長长陝陕遼辽滬沪雲云貴贵瓊琼島岛爾尔濱滨鄉乡鎮镇園园場场飛飞馬马黨党義义軍军戰战備备質质檢检驗验證证監监險险訓训練练職职專专創创傳传視视廳厅組组織织條条約约權权認认識识語语讀读圖图歐欧亞亚羅罗嶺岭紅红緣缘綠绿藍蓝黃黄點点聲声訪访論论護护參参諮咨詢询標标準准測测繪绘勘勘礦矿煤煤極极熱热燈灯營营執执競竞賽赛遊游旅旅賓宾館馆飯饭店店實实驗验責责任任限限興兴豐丰慶庆陽阳陰阴鄭郑鄧邓趙赵錢钱孫孙吳吴張张劉刘陳陈楊杨許许謝谢賀贺齊齐魯鲁衡衡臺台")
	m := make(map[rune]rune, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != pairs[i+1] {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}()
