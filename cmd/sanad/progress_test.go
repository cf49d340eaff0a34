package main

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

// TestStretch: how far, how fast, how long still; slow things by the minute.
func TestStretch(t *testing.T) {
	now := time.Date(2025, 9, 4, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		done, total int64
		so          time.Duration
		want        string
	}{
		{0, 1, 14 * time.Second, "0 of 1 pages, 14s so far"},
		{1200, 3000, 3 * time.Second, "1,200 of 3,000 pages, 400 a second, 5s left"},
		{3, 40, 30 * time.Second, "3 of 40 pages, 6.0 a minute, 6m10s left"},
	} {
		s := stretch{done: c.done, total: c.total, what: "pages", since: now.Add(-c.so)}
		if got := s.say(now); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestBar: nothing in the first two seconds; then a line that what is printed
// takes away and stands above; nothing at all without a terminal.
func TestBar(t *testing.T) {
	var screen bytes.Buffer
	b := &bar{was: streams{err: &screen}, g: &globals{}, end: make(chan struct{}), start: time.Now()}
	b.all = stretch{total: 2, what: "documents", since: b.start}
	b.step()
	if screen.Len() > 0 {
		t.Errorf("shown at once: %q", &screen)
	}
	b.start = b.start.Add(-3 * time.Second)
	b.part(1, 4, "pages")
	b.to(1, 2)
	fmt.Fprintln(above{b, &screen}, "one.txt: the file is empty")
	b.close()
	if want := "\r1 of 2 documents; 1 of 4 pages, 60 a second"; !bytes.HasPrefix(screen.Bytes(), []byte("\r1 of 2 documents; 1 of 4 pages, ")) || !bytes.HasSuffix(screen.Bytes(), []byte(" left\x1b[K\r\x1b[Kone.txt: the file is empty\n")) {
		t.Errorf("%q, want something like %q", &screen, want)
	}
	var plain bytes.Buffer
	g := &globals{streams: streams{err: &plain}}
	quiet := newBar(g, 2, "documents")
	quiet.start = quiet.start.Add(-3 * time.Second)
	quiet.step()
	quiet.close()
	if plain.Len() > 0 || g.err != &plain {
		t.Errorf("without a terminal: %q", &plain)
	}
}
