package text_test

import (
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/text"
)

// FuzzText: whatever the bytes and the encoding they are said to be in, the
// text is valid UTF-8 or there is an error; nothing panics.
func FuzzText(f *testing.F) {
	f.Add([]byte("The Board’s 備忘錄\r\n"), "")
	f.Add([]byte("caf\xe9 \x93x\x94"), "windows-1252")
	f.Add([]byte{0xff, 0xfe, 'a', 0, 0, 0xd8}, "utf-16")
	f.Add([]byte("\xba\xcf\xd7\xf7\xd0\xad\xd2\xe9\xd6\xd0\xb9\xfa"), "")
	f.Add([]byte("a\x00b\x00"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, b []byte, charset string) {
		s, _, err := text.Decode(b, charset)
		decodedtest.Sound(t, len(b), []decoded.Document{{Text: s}}, err)
	})
}
