package main

import (
	"testing"

	"sanad/internal/reader/press"
)

// BenchmarkRead reads each stream of announcements once an operation, for
// profiles: go test -bench Read -cpuprofile cpu.out ./cmd/sanad-bench
func BenchmarkRead(b *testing.B) {
	all, err := streams(1_000_000)
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range all {
		b.Run(s.name, func(b *testing.B) {
			r, size := press.New(), 0
			for _, d := range s.documents {
				size += len(d.Text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range s.documents {
					if _, err := r.Read(d); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
