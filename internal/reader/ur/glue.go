package ur

import (
	"strings"
	"unicode/utf8"

	"sanad/internal/reader/language/draft"
)

// Urdu is often written without the space after a letter that does not join the
// next one, since nothing shows: پردستخط, اورایران, کےساتھ. ے and ں stand at the end
// of words alone, so a word ends after them wherever they stand; after the other
// letters only a word this reader knows can be told from the beginning of
// another.

// lean are words that lean on the next and may be glued to it, if what is left
// then is a word that is known.
var lean = []string{"اور", "پر", "کا", "کو", "ہر", "ڈاکٹر", "پروفیسر", "صدر", "چانسلر", "ڈائریکٹر", "وزیر", "مشیر", "سفیر", "رجسٹرار"}

// whole begin with a word that leans and are one word.
var whole = []string{"اورنگ", "اوراق", "اورینٹ", "اورل", "وزیراعظم", "وزیراعلی", "پروفیسر", "پروگرام", "کاروبار", "کامیاب", "ڈاکٹرز", "ڈاکٹری", "ڈاکٹرو", "پروفیسرز", "پروفیسرو"}

// cutGlued puts the words of one glued word, from first to last, into out.
func cutGlued(out []word, text string, w word) []word {
	for {
		n := gluedAt(text[w.Start:w.End])
		if n == 0 {
			return append(out, w)
		}
		head := draft.Span{Start: w.Start, End: w.Start + n}
		out = append(out, word{Span: head, norm: norm(text[head.Start:head.End])})
		w.Start = head.End
		w.norm = norm(text[w.Start:w.End])
	}
}

// gluedAt is where the first word of a glued one ends, in bytes; 0 where s is one
// word.
func gluedAt(s string) int {
	if len(s) < 4 {
		return 0
	}
	if n := figureEnd(s); n > 0 {
		return n
	}
	if len(s) < 6 || s[0] < 0x80 { // three letters
		return 0
	}
	for i, r := range s {
		if (r == 'ے' || r == 'ں') && i > 0 {
			end := i + utf8.RuneLen(r)
			if next, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && wordLetter(next) {
				return end
			}
		}
	}
	for _, l := range lean {
		if !strings.HasPrefix(s, l) {
			continue
		}
		n := norm(s)
		rest := strings.TrimPrefix(n, l)
		if utf8.RuneCountInString(rest) < 3 || oneWord(n, l) {
			continue
		}
		if l == "اور" || l == "ڈاکٹر" || l == "پروفیسر" || familiar(rest) {
			return len(l)
		}
	}
	return 0
}

// figureEnd is where digits and letters of Urdu meet in s: 2بلین, جون2023; 0 where
// they do not. The ء and the ھ of a year stay with it.
func figureEnd(s string) int {
	digit := false
	for i, r := range s {
		switch now := isDigit(r); {
		case i > 0 && now != digit:
			if now || wordLetter(r) && utf8.RuneCountInString(s[i:]) > 1 && !strings.HasPrefix(s[i:], "وی") && !strings.HasPrefix(s[i:], "وا") {
				if now && s[0] < 0x80 || !now && r < 0x80 {
					return 0
				}
				return i
			}
			return 0
		default:
			digit = now
		}
	}
	return 0
}

// oneWord says whether n begins with a longer word that begins like l.
func oneWord(n, l string) bool {
	for _, w := range whole {
		if len(w) > len(l) && strings.HasPrefix(w, l) && strings.HasPrefix(n, w) {
			return true
		}
	}
	return false
}

// wordLetter: a letter that begins a word, no sign above one.
func wordLetter(r rune) bool { return r >= 0x620 && r <= 0x6d3 && (r < 0x64b || r > 0x66f) }

// familiar says whether a word is one the rules look for.
func familiar(n string) bool {
	if _, ok := offices[n]; ok || heads[n] != "" || fronts[n] != "" || n == "آج" {
		return true
	}
	for _, t := range []table{instruments, acts, markers, countries} {
		if len(t.phrases[n]) > 0 {
			return true
		}
	}
	for _, l := range lean[5:] { // صدرپروفیسرحسین
		if strings.HasPrefix(n, l) {
			return true
		}
	}
	return false
}
