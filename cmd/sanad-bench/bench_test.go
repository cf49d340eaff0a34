package main

import (
	"path/filepath"
	"strconv"
	"testing"

	"sanad/internal/reader/press"
	form "sanad/internal/reader/workbook"
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

// BenchmarkHandIn lets an office's workbook, and its own list, into a new register once an
// operation.
func BenchmarkHandIn(b *testing.B) {
	mapping, err := form.ParseMapping([]byte(officeMapping))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		make    func(rows int) ([]byte, error)
		mapping *form.Mapping
	}{{"workbook", officeWorkbook, nil}, {"list", officeList, mapping}} {
		file, err := c.make(officeRows)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := handIn(filepath.Join(b.TempDir(), strconv.Itoa(i)), file, c.mapping); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
