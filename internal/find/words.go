package find

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words brings a text to the words that it is found by: lower case, compatible forms
// of one letter made one, marks taken off, letters of Arabic script that writers
// exchange written one way, and Chinese, which puts no space between words, as every
// two characters that stand side by side. Whatever is looked for goes the same way.
func words(text string) []string {
	var out []string
	var word strings.Builder
	var han []rune
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
		switch {
		case len(han) == 1:
			out = append(out, string(han))
		case len(han) > 1:
			for i := range len(han) - 1 {
				out = append(out, string(han[i:i+2]))
			}
		}
		han = han[:0]
	}
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			if word.Len() > 0 {
				end()
			}
			han = append(han, r)
		case unicode.Is(unicode.Mn, r), r == 'ـ', r == '’', r == '\'', unicode.Is(unicode.Cf, r):
			// marks, the Arabic lengthener, apostrophes and joiners are no part of a word
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if len(han) > 0 {
				end()
			}
			word.WriteRune(plain(unicode.ToLower(r)))
		default:
			end()
		}
	}
	end()
	return out
}

// plain is the one way a letter is written here.
func plain(r rune) rune {
	switch r {
	case 'ي', 'ى', 'ې':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'ة', 'ۃ', 'ه', 'ھ', 'ۂ', 'ە':
		return 'ہ'
	case 'أ', 'إ', 'ٱ', 'آ':
		return 'ا'
	case 'ؤ':
		return 'و'
	case 'ı':
		return 'i'
	}
	if r >= '٠' && r <= '٩' {
		return '0' + r - '٠'
	}
	if r >= '۰' && r <= '۹' {
		return '0' + r - '۰'
	}
	return r
}
