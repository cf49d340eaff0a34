// Package source holds what is true of every document before it is decoded: how
// large one may be. Below it, archive keeps originals, decode turns their bytes
// into the text that every offset counts in, and fetch brings them over the
// network; apart from each other, so that reading stays pure.
package source

import "sanad/internal/fault"

// MaxSize is the largest document taken, in bytes. Announcements are some
// kilobytes; what is larger is something else, or many things in one file.
const MaxSize = 128 << 20

// MediaText is the media type of plain text in UTF-8.
const MediaText = "text/plain; charset=utf-8"

// TooLarge is the error for a document of so many bytes.
func TooLarge(size int64) error {
	return fault.New(fault.Invalid, "the file has %d MB; a document may have %d", size>>20, MaxSize>>20).
		WithHint("split it into parts: its announcements, or the rows of its sheet")
}
