// Package source knows a document before any reader sees it: its bytes, what
// sort of file they are, and the UTF-8 text that every offset counts in. It
// reads no meaning, opens no file and no connection.
package source

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"sanad/internal/fault"
)

// MaxSize is the largest document taken, in bytes. Announcements are some
// kilobytes; what is larger is something else, or many things in one file.
const MaxSize = 128 << 20

// MediaText is the media type of plain text in UTF-8.
const MediaText = "text/plain; charset=utf-8"

// Text is the text of a document's bytes and their media type. The text of a
// plain text file is the file itself, byte for byte. The error says in one line
// what the file is instead, and what to do.
func Text(original []byte) (text, media string, err error) {
	switch {
	case len(original) > MaxSize:
		return "", "", TooLarge(int64(len(original)))
	case len(bytes.TrimSpace(original)) == 0:
		return "", "", fault.New(fault.Invalid, "the file is empty")
	}
	if at := bytes.IndexByte(original, 0); at >= 0 {
		what := http.DetectContentType(original)
		if strings.HasPrefix(what, "text/") || what == "application/octet-stream" {
			what = "binary data"
		}
		return "", "", fault.New(fault.Invalid, "the file is not text: %s, with a NUL at byte %d", what, at).
			WithHint("save it as plain text or Markdown in UTF-8")
	}
	if what := http.DetectContentType(original); !strings.HasPrefix(what, "text/") && what != "application/octet-stream" {
		return "", "", fault.New(fault.Invalid, "the file is not text: %s", what).
			WithHint("save it as plain text or Markdown in UTF-8")
	}
	if at := invalidUTF8(original); at >= 0 {
		return "", "", fault.New(fault.Invalid, "the file is not UTF-8: byte %d (0x%02x)", at, original[at]).
			WithHint("convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8")
	}
	return string(original), MediaText, nil
}

// TooLarge is the error for a document of so many bytes.
func TooLarge(size int64) error {
	return fault.New(fault.Invalid, "the file has %d MB; a document may have %d", size>>20, MaxSize>>20).
		WithHint("split it into its announcements")
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
