package orgname

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed han.txt
var hanText string

// pinyin gives a character's commonest reading; "" where it has none here.
// The table is data rather than the module it comes from, which would add
// 0.8 MB of source for readings of 40,000 characters no organisation uses.
var pinyin = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 9000)
	for line := range strings.Lines(hanText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		syllable, chars, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, r := range chars {
			m[r] = syllable
		}
	}
	return m
})

// Sounds are written in few letters, so that spellings of one sound meet:
// the vowels A, I (also y, e) and U (also o, w, v), and the consonants
// B P T D K G H F S (also sh) J (also z, zh) C (also ch) L M N R.
// Repeats are written once. Arabic script leaves short vowels out and writes
// w, u and o alike, so vowels are cheap in soundLike.

// soundLatin is the sound of a folded Latin word; pin reads q, x, z, c as pinyin does.
func soundLatin(dst []byte, s string, pin bool) []byte {
	start := len(dst)
	put := func(c byte) {
		if len(dst) == start || dst[len(dst)-1] != c {
			dst = append(dst, c)
		}
	}
	for i := 0; i < len(s); i++ {
		next, after := byte(0), byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		if i+2 < len(s) {
			after = s[i+2]
		}
		switch c := s[i]; c {
		case 'a':
			put('A')
		case 'e', 'i', 'y':
			put('I')
		case 'o', 'u', 'v', 'w':
			put('U')
		case 'b', 'd', 'g':
			put(c - 32)
			if next == 'h' {
				i++
			}
		case 'p':
			if next == 'h' {
				put('F')
				i++
			} else {
				put('P')
			}
		case 't':
			switch {
			case next == 'h':
				put('T')
				i++
			case next == 's' || next == 'z' || next == 'c' && after == 'h':
				put('C')
				i++
				if s[i] == 'c' {
					i++
				}
			default:
				put('T')
			}
		case 'k':
			put('K')
			if next == 'h' {
				i++
			}
		case 'q':
			if pin || next == 'i' {
				put('C')
			} else {
				put('K')
			}
		case 'x':
			if pin || i == 0 || next == 'i' {
				put('S')
			} else {
				put('K')
				put('S')
			}
		case 'c':
			switch {
			case next == 'h':
				put('C')
				i++
			case pin:
				put('C')
			case next == 'k':
				put('K')
				i++
			case next == 'e' || next == 'i' || next == 'y':
				put('S')
			default:
				put('K')
			}
		case 's':
			put('S')
			if next == 'h' {
				i++
			} else if next == 'c' && after == 'h' {
				i += 2
			}
		case 'z', 'j':
			put('J')
			if next == 'h' {
				i++
			}
		case 'f':
			put('F')
		case 'h', 'l', 'm', 'n', 'r':
			put(c - 32)
		}
	}
	return dst
}

// arabicLetters gives each folded letter its sound and, after it, how it is
// written in Latin.
var arabicLetters = map[rune]string{
	'ا': "Aa", 'ب': "Bb", 'پ': "Pp", 'ت': "Tt", 'ٹ': "Tt", 'ث': "Ss", 'ج': "Jj", 'چ': "Cch", 'ح': "Hh",
	'خ': "Kkh", 'د': "Dd", 'ڈ': "Dd", 'ذ': "Jz", 'ر': "Rr", 'ڑ': "Rr", 'ز': "Jz", 'ژ': "Jzh", 'س': "Ss",
	'ش': "Ssh", 'ص': "Ss", 'ض': "Jz", 'ط': "Tt", 'ظ': "Jz", 'ع': "Aa", 'غ': "Ggh", 'ف': "Ff", 'ق': "Kq",
	'ک': "Kk", 'گ': "Gg", 'ل': "Ll", 'م': "Mm", 'ن': "Nn", 'ں': "Nn", 'و': "Uw", 'ہ': "Hh", 'ھ': "-h",
	'ی': "Iy", 'ے': "Ie", 'ء': "--",
}

func soundArabic(s string) (text, sound string) {
	var t, b []byte
	for _, r := range s {
		l, ok := arabicLetters[r]
		if !ok || l[0] == '-' && len(l) > 1 && l[1] == '-' {
			continue
		}
		t = append(t, l[1:]...)
		if l[0] != '-' && (len(b) == 0 || b[len(b)-1] != l[0]) {
			b = append(b, l[0])
		}
	}
	// A word's first alif only carries the vowel written after it.
	if len(b) > 2 && b[0] == 'A' && (b[1] == 'I' || b[1] == 'U') {
		b = b[1:]
	}
	return string(t), string(b)
}

var cyrillicLetters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "e", 'ж': "zh", 'з': "z", 'и': "i",
	'і': "i", 'ї': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ў': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "",
	'э': "e", 'ю': "yu", 'я': "ya",
}

func romanCyrillic(s string) string {
	var b strings.Builder
	for _, r := range s {
		if l, ok := cyrillicLetters[r]; ok {
			b.WriteString(l)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// romanHan writes characters in pinyin, without tones and spaces.
func romanHan(s string) string {
	var b strings.Builder
	for _, r := range s {
		if p := pinyin()[r]; p != "" {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// soundCost is what leaving a sound out costs.
func soundCost(c byte) float32 {
	switch c {
	case 'A':
		return 0.2
	case 'I', 'U':
		return 0.35
	case 'H':
		return 0.4
	}
	return 1
}

// soundSwap is what taking one sound for another costs.
func soundSwap(a, b byte) float32 {
	if a == b {
		return 0
	}
	if a > b {
		a, b = b, a
	}
	va, vb := soundCost(a) < 0.4, soundCost(b) < 0.4
	switch {
	case va && vb:
		return 0.3
	case a == 'B' && b == 'P', a == 'D' && b == 'T', a == 'G' && b == 'K', a == 'D' && b == 'J', a == 'C' && b == 'S', a == 'C' && b == 'K',
		a == 'C' && b == 'J', a == 'J' && b == 'S', a == 'H' && b == 'K', a == 'G' && b == 'J', a == 'B' && b == 'U', a == 'F' && b == 'U':
		return 0.5
	}
	return 1
}

// soundLike is 1 for one sound, towards 0 for none in common.
func soundLike(a, b string) float32 {
	if a == b {
		return 1
	}
	const most = 40
	if len(a) > most {
		a = a[:most]
	}
	if len(b) > most {
		b = b[:most]
	}
	var wa, wb float32
	for i := range len(a) {
		wa += soundCost(a[i])
	}
	for i := range len(b) {
		wb += soundCost(b[i])
	}
	whole := max((wa+wb)/2, 1.5)
	if d := wa - wb; d > whole*0.6 || -d > whole*0.6 {
		return 0
	}
	var row [most + 1]float32
	for j := range len(b) {
		row[j+1] = row[j] + soundCost(b[j])
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] += soundCost(a[i])
		for j := range len(b) {
			v := min(row[j+1]+soundCost(a[i]), row[j]+soundCost(b[j]), diagonal+soundSwap(a[i], b[j]))
			diagonal, row[j+1] = row[j+1], v
		}
	}
	return max(0, 1-row[len(b)]/whole)
}

// frame is a sound without its vowels, for blocking; where too little is left
// the vowels U and I stay.
func frame(dst []byte, sound string) []byte {
	n := len(dst)
	hard := 0
	for i := range len(sound) {
		if soundCost(sound[i]) == 1 {
			hard++
		}
	}
	for i := range len(sound) {
		c := sound[i]
		if soundCost(c) == 1 || hard < 2 && c != 'A' {
			if len(dst) == n || dst[len(dst)-1] != c {
				dst = append(dst, c)
			}
		}
	}
	return dst
}

// editKind tells what parts two spellings.
type editKind uint8

const (
	same      editKind = iota
	slip               // one letter too many, too few, or two letters swapped
	vowel              // one vowel for another, or one letter of a sound for another
	consonant          // one consonant for another
	two                // two of these
	far
)

// edits compares two spellings of Latin letters (Damerau and Levenshtein, up to two).
func edits(a, b string) editKind {
	if a == b {
		return same
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 2 {
		return far
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 0 && len(b) == 1:
		return slip
	case len(a) == 0:
		return two
	case len(a) == 1 && len(b) == 1:
		if isVowel(a[0]) && isVowel(b[0]) || oneSound(a[0], b[0]) {
			return vowel
		}
		return consonant
	case len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]:
		return slip
	case len(a) == 2 && len(b) == 2:
		return two
	case len(a) == 1 && len(b) == 2 || len(a) == 2 && len(b) == 3 && (a[0] == b[0] || a[1] == b[2]):
		return two
	}
	if distance(a, b) <= 2 {
		return two
	}
	return far
}

// oneSound says whether writers of other scripts use the two letters for one
// sound: Gazprom, Gasprom; Kazan, Cazan; Lviv, Lwiw.
func oneSound(a, b byte) bool {
	switch string([]byte{min(a, b), max(a, b)}) {
	case "sz", "ck", "vw", "kq":
		return true
	}
	return false
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

// distance is the number of edits, swaps counted once, up to 3 (more is 3).
func distance(a, b string) int {
	const most = 32
	if len(a) > most || len(b) > most || len(b)-len(a) > 2 || len(a)-len(b) > 2 {
		return 3
	}
	var rows [3][most + 1]int8
	for j := range len(b) + 1 {
		rows[1][j] = int8(j)
	}
	before, last, now := &rows[0], &rows[1], &rows[2]
	for i := range len(a) {
		now[0] = int8(i + 1)
		least := now[0]
		for j := range len(b) {
			cost := int8(1)
			if a[i] == b[j] {
				cost = 0
			}
			v := min(last[j+1]+1, now[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				v = min(v, before[j-1]+1)
			}
			now[j+1] = v
			least = min(least, v)
		}
		if least > 2 {
			return 3
		}
		before, last, now = last, now, before
	}
	return min(3, int(last[len(b)]))
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }
