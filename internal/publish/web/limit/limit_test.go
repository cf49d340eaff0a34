package limit

import (
	"testing"
	"time"
)

// TestTake: three at once, then one a second; clients do not take from one another,
// and a bucket that was left alone is full.
func TestTake(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l := New(Rate{"reads", 3, time.Second}, func() time.Time { return now })
	for want := 2; want >= 0; want-- {
		if left, wait := l.Take("a"); left != want || wait != 0 {
			t.Fatalf("left %d after %v, want %d", left, wait, want)
		}
	}
	if _, wait := l.Take("a"); wait != time.Second {
		t.Errorf("wait %v, want a second", wait)
	}
	if left, wait := l.Take("b"); left != 2 || wait != 0 {
		t.Errorf("another client: %d, %v", left, wait)
	}
	now = now.Add(time.Second)
	if left, wait := l.Take("a"); left != 0 || wait != 0 {
		t.Errorf("after a second: %d, %v", left, wait)
	}
	now = now.Add(time.Hour)
	if left, wait := l.Take("a"); left != 2 || wait != 0 {
		t.Errorf("after an hour: %d, %v", left, wait)
	}
	if len(l.full) != 1 {
		t.Errorf("%d buckets are kept, want the one in use", len(l.full))
	}
}
