package pdf_test

import (
	"os"
	"testing"

	"github.com/tetratelabs/wazero"

	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/decoded/decodedtest"
	"sanad/internal/source/decode/pdf"
)

// FuzzPDF: whatever the file, its text is sound or there is an error. A crash
// of the engine is an error, not a panic.
func FuzzPDF(f *testing.F) {
	f.Add(file(at(60, 780, 11, "One line.", "• an item"), picture))
	f.Add(file(at(60, 780, 11, "Partner") + at(250, 780, 11, "Subject") + at(60, 760, 11, "A") + at(250, 760, 11, "B")))
	keepCompiled(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 {
			return
		}
		d, err := pdf.Decode(b)
		decodedtest.Sound(t, len(b), []decoded.Document{d}, err)
	})
}

// keepCompiled starts the engine and leaves its code to the fuzzer's workers,
// processes of their own: to each, compiling it under the fuzzer's instruments
// would take longer than a worker may be silent.
func keepCompiled(f *testing.F) {
	const at = "SANAD_FUZZ_COMPILED"
	dir := os.Getenv(at)
	if dir == "" {
		dir = f.TempDir()
		if err := os.Setenv(at, dir); err != nil {
			f.Fatal(err)
		}
	}
	kept, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		f.Fatal(err)
	}
	pdf.Compiled = func() wazero.CompilationCache { return kept }
	if _, err := pdf.Decode(file(picture)); err != nil {
		f.Fatal(err)
	}
}
