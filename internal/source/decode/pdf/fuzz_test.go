package pdf_test

import (
	"testing"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/pdf"
)

// FuzzPDF: whatever the file, its text is sound or there is an error. A crash
// of the engine is an error, not a panic.
func FuzzPDF(f *testing.F) {
	f.Add(file(at(60, 780, 11, "One line.", "• an item"), picture))
	f.Add(file(at(60, 780, 11, "Partner") + at(250, 780, 11, "Subject") + at(60, 760, 11, "A") + at(250, 760, 11, "B")))
	// The engine takes longer to start than a fuzzer's worker may be silent.
	if _, err := pdf.Decode(file(picture)); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 {
			return
		}
		d, err := pdf.Decode(b)
		decodedtest.Sound(t, len(b), []decoded.Document{d}, err)
	})
}
