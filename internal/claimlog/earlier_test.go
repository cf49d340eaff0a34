package claimlog

import (
	"path/filepath"
	"testing"
	"time"

	"sanad/internal/fault"
)

// TestEarlier: at every size that a log ever had, what is worked out today is the
// checkpoint of that time, and a day is answered with the entries up to its end.
func TestEarlier(t *testing.T) {
	data := filepath.Join(t.TempDir(), "register")
	if err := Create(data, "test.example/log"); err != nil {
		t.Fatal(err)
	}
	start := time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)
	l := open(t, data)
	now := start
	l.Clock(func() time.Time { return now })
	roots := map[int64]string{}
	const days = 600 // past two full tiles
	for n := range days {
		now = start.AddDate(0, 0, n)
		if _, err := l.Append(reading(nil, n, 1)); err != nil {
			t.Fatal(err)
		}
		if n%7 != 0 && n != days-1 {
			continue
		}
		if err := l.Flush(); err != nil {
			t.Fatal(err)
		}
		v, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		roots[v.Size()] = v.Checkpoint.Root.String()
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	v, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	for size, root := range roots {
		then, err := v.At(size)
		if err != nil {
			t.Fatalf("%d entries: %v", size, err)
		}
		if got := then.Checkpoint.Root.String(); got != root || then.Size() != size {
			t.Errorf("%d entries: root %s, was %s", size, got, root)
		}
		records := int64(0)
		for r, err := range then.Records(t.Context(), 0) {
			if err != nil || r.Index != records {
				t.Fatalf("%d entries: entry %d: %v", size, records, err)
			}
			records++
		}
		if records != size {
			t.Errorf("%d entries: walked %d", size, records)
		}
	}
	if _, err := v.At(days + 1); !fault.Is(err, fault.NotFound) {
		t.Errorf("more than there is: %v", err)
	}
	for _, c := range []struct {
		on   time.Time
		size int64
	}{
		{start.Add(-time.Second), 0}, {start, 1}, {start.Add(24*time.Hour - time.Second), 1},
		{start.AddDate(0, 0, 299), 300}, {start.AddDate(9, 0, 0), days},
	} {
		if size, err := v.SizeOn(c.on); err != nil || size != c.size {
			t.Errorf("on %v: %d entries, want %d: %v", c.on, size, c.size, err)
		}
	}
}
