// Package text turns the bytes of a plain text file into UTF-8, whatever
// encoding they are in. A file that is UTF-8 already stays as it is, byte for
// byte, its byte order mark included.
//
// It believes, in this order: a byte order mark; the bytes, where they are valid
// UTF-8; the pattern of NULs that UTF-16 and UTF-32 leave; an encoding stated by
// whoever sent the file; and last the bytes' statistics (guess.go), where one
// encoding makes good sense and every other that reads differently makes much
// less. It never replaces a byte it cannot read and never decides a close call:
// then the error names the byte and the encodings in question.
package text

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
)

// MaxLine is the longest line taken, in bytes. A line is a paragraph; what is
// longer is data, or a text that has lost its line breaks.
const MaxLine = 4 << 20

// Decode gives the text and the name of its encoding as in the WHATWG Encoding
// Standard (utf-32le and utf-32be besides). Stated is the encoding the sender
// names, or "".
func Decode(original []byte, stated string) (text, name string, err error) {
	if len(bytes.TrimSpace(original)) == 0 {
		return "", "", fault.New(fault.Invalid, "the file is empty").WithHint("save or fetch it again")
	}
	text, name, err = decode(original, stated)
	if err != nil {
		return "", "", err
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", "", fault.New(fault.Invalid, "the file is not text: a NUL at byte %d", at).
			WithHint("save it as plain text or Markdown in UTF-8")
	}
	if strings.TrimFunc(text, blank) == "" {
		return "", "", fault.New(fault.Invalid, "the file is empty but for white space").WithHint("save or fetch it again")
	}
	if len(text) > MaxLine {
		for at, rest := 0, text; ; {
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			if n > MaxLine {
				return "", "", fault.New(fault.Invalid, "the line at byte %d is %d MB long; a line may have %d", at, n>>20, MaxLine>>20).
					WithHint("break it into lines, a paragraph each")
			}
			if n == len(rest) {
				break
			}
			at, rest = at+n+1, rest[n+1:]
		}
	}
	return text, name, nil
}

func blank(r rune) bool { return r <= ' ' || r == '\ufeff' || unicode.IsSpace(r) }

func decode(b []byte, stated string) (string, string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe, 0, 0}):
		return utf32of(b[4:], 4, binary.LittleEndian, "utf-32le")
	case bytes.HasPrefix(b, []byte{0, 0, 0xfe, 0xff}):
		return utf32of(b[4:], 4, binary.BigEndian, "utf-32be")
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return utf16of(b[2:], 2, binary.LittleEndian, "utf-16le")
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16of(b[2:], 2, binary.BigEndian, "utf-16be")
	}
	stated = strings.ToLower(strings.TrimSpace(stated))
	if utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
		if bytes.Contains(b, []byte("\x1b$")) {
			if s, err := strict(japanese.ISO2022JP, b); err == nil {
				return s, "iso-2022-jp", nil
			}
		}
		return string(b), "utf-8", nil
	}
	if at := bytes.IndexByte(b, 0); at >= 0 {
		switch wide(b) {
		case 2:
			return utf16of(b, 0, binary.LittleEndian, "utf-16le")
		case -2:
			return utf16of(b, 0, binary.BigEndian, "utf-16be")
		case 4:
			return utf32of(b, 0, binary.LittleEndian, "utf-32le")
		case -4:
			return utf32of(b, 0, binary.BigEndian, "utf-32be")
		}
		return "", "", fault.New(fault.Invalid, "the file is not text: a NUL at byte %d", at).
			WithHint("save it as plain text or Markdown in UTF-8")
	}
	if err := brokenUTF8(b); err != nil {
		return "", "", err
	}
	if stated != "" && stated != "utf-8" && stated != "us-ascii" {
		if e, err := htmlindex.Get(stated); err == nil {
			name, _ := htmlindex.Name(e)
			s, err := strict(e, b)
			if err == nil {
				return s, name, nil
			}
			return "", "", fault.New(fault.Invalid, "the file is said to be %s and is not: %w", name, err).
				WithHint("save it as UTF-8")
		}
	}
	return guess(b)
}

// brokenUTF8 tells a UTF-8 file with a few wrong bytes from another encoding:
// it holds well-formed sequences of several bytes, more than ill-formed ones,
// which other encodings do not make by chance.
func brokenUTF8(b []byte) error {
	good, bad, first := 0, 0, -1
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			if first < 0 {
				first = i
			}
			bad++
			if surrogate(b[i:]) {
				n = 3 // one accident, not three
			}
			if !utf8.FullRune(b[i:]) {
				n = len(b) - i
			}
		} else {
			good++
		}
		i += n
	}
	if first < 0 {
		return nil
	}
	if surrogate(b[first:]) && bad <= good+1 {
		return fault.New(fault.Invalid, "the file is not UTF-8: half a surrogate pair at byte %d", first).
			WithHint("write it again from its origin; iconv -f UTF-8 -c drops the broken character")
	}
	if good < 2 || bad*4 > good {
		return nil
	}
	if !utf8.FullRune(b[first:]) {
		return fault.New(fault.Invalid, "the file is truncated: it ends within the character at byte %d", first).
			WithHint("fetch it again")
	}
	return fault.New(fault.Invalid, "the file is not UTF-8: byte %d (0x%02x)", first, b[first]).
		WithHint("mend that byte, or drop what is broken with: iconv -f UTF-8 -t UTF-8 -c")
}

func surrogate(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xed && b[1] >= 0xa0 && b[1] <= 0xbf && b[2] >= 0x80 && b[2] <= 0xbf
}

// wide recognises UTF-16 and UTF-32 without a byte order mark by where NULs
// stand: 2 or 4 for little endian, negative for big, 0 for neither.
func wide(b []byte) int {
	n := min(len(b), 4096) &^ 3
	if len(b)%2 != 0 || len(b) < 4 {
		return 0
	}
	if n == 0 {
		n = len(b)
	}
	var nul [4]int
	for i, c := range b[:n] {
		if c == 0 {
			nul[i%4]++
		}
	}
	q := n / 4
	switch {
	case q == 0:
		return 0
	case len(b)%4 == 0 && nul[3] == q && nul[2] == q && nul[0] == 0:
		return 4
	case len(b)%4 == 0 && nul[0] == q && nul[1] == q && nul[3] == 0:
		return -4
	case nul[0]+nul[2] == 0 && nul[1]+nul[3] > q*4/5:
		return 2
	case nul[1]+nul[3] == 0 && nul[0]+nul[2] > q*4/5:
		return -2
	}
	return 0
}

func utf16of(b []byte, bom int, order binary.ByteOrder, name string) (string, string, error) {
	var s strings.Builder
	s.Grow(len(b))
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if i+3 < len(b) {
				next = rune(order.Uint16(b[i+2:]))
			}
			both := utf16.DecodeRune(r, next)
			if both == utf8.RuneError {
				return "", "", fault.New(fault.Invalid, "the file is not %s: half a surrogate pair at byte %d", name, i+bom).
					WithHint("write it again from its origin")
			}
			r = both
			i += 2
		}
		s.WriteRune(r)
	}
	if len(b)%2 != 0 {
		return "", "", fault.New(fault.Invalid, "the file is truncated: it ends within a character of %s at byte %d", name, len(b)+bom-1).
			WithHint("fetch it again")
	}
	return s.String(), name, nil
}

func utf32of(b []byte, bom int, order binary.ByteOrder, name string) (string, string, error) {
	var s strings.Builder
	s.Grow(len(b) / 2)
	for i := 0; i+3 < len(b); i += 4 {
		u := order.Uint32(b[i:])
		if u > utf8.MaxRune || !utf8.ValidRune(rune(u)) {
			return "", "", fault.New(fault.Invalid, "the file is not %s: no character at byte %d", name, i+bom).
				WithHint("write it again from its origin")
		}
		s.WriteRune(rune(u))
	}
	if len(b)%4 != 0 {
		return "", "", fault.New(fault.Invalid, "the file is truncated: it ends within a character of %s at byte %d", name, (len(b)&^3)+bom).
			WithHint("fetch it again")
	}
	return s.String(), name, nil
}

// strict decodes b, failing where the encoding has no character.
func strict(e encoding.Encoding, b []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", err
	}
	if at := bytes.IndexRune(out, utf8.RuneError); at >= 0 {
		return "", fault.New(fault.Invalid, "no character near byte %d", near(e, b, at))
	}
	if len(out) > decoded.MaxText*4 {
		return "", decoded.TooLong()
	}
	return string(out), nil
}

// near finds which byte of the input led to offset at of the output, by
// decoding prefixes of growing length.
func near(e encoding.Encoding, b []byte, at int) int {
	lo, hi := 0, len(b)
	for lo < hi {
		mid := (lo + hi) / 2
		out, err := e.NewDecoder().Bytes(b[:mid])
		if err == nil && len(out) <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(lo-1, 0)
}
