package draft

import (
	"strings"
	"unicode/utf8"
)

// Lower is strings.ToLower, which looks up the case of every character, also of the
// scripts that have none.
func Lower(s string) string {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 0xe4 && c <= 0xe9 && i+2 < len(s) && s[i+1]&s[i+2]&0xc0 == 0x80:
			i += 3 // a Chinese character, which has no case
		case c < utf8.RuneSelf && (c < 'A' || c > 'Z'):
			i++
		case c >= 0xd8 && c <= 0xdb && i+1 < len(s) && s[i+1]&0xc0 == 0x80:
			i += 2 // an Arabic letter, likewise
		default:
			return strings.ToLower(s)
		}
	}
	return s
}
