package ur

import (
	"testing"

	"sanad/internal/reader/language/draft/drafttest"
)

// BenchmarkRead reads the samples of the corpus, one document after another.
func BenchmarkRead(b *testing.B) { drafttest.Bench(b, New(), "../../../corpus/ur/*.txt") }
