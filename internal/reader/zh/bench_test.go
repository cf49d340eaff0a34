package zh

import (
	"os"
	"path/filepath"
	"testing"

	"sanad/internal/reader"
)

// BenchmarkRead reads the samples of the corpus, one document after another.
func BenchmarkRead(b *testing.B) {
	files, _ := filepath.Glob("../../../corpus/zh/*.txt")
	if len(files) == 0 {
		b.Fatal("no samples")
	}
	var docs []reader.Document
	size := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, reader.Document{Text: string(text), Published: "2025-09-08"})
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := New().Read(d); err != nil {
				b.Fatal(err)
			}
		}
	}
}
