package iati

import (
	"bytes"
	"os"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	file, err := os.ReadFile("testdata/activities.xml")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		for p, err := range Pieces(bytes.NewReader(file)) {
			if err != nil {
				b.Fatal(err)
			}
			if _, err := Parse(p.Bytes, p.File); err != nil {
				b.Fatal(err)
			}
		}
	}
}
