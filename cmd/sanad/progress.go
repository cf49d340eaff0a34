package main

import (
	"fmt"
	"time"

	"sanad/internal/register"
)

// bar tells on a terminal, and only there, how far something is that takes more
// than two seconds.
type bar struct {
	g           *globals
	total, at   int64
	what        string
	start, last time.Time
	shown       bool
}

func newBar(g *globals, total int, what string) *bar {
	now := time.Now()
	return &bar{g: g, total: int64(total), what: what, start: now, last: now}
}

func (b *bar) step() { b.to(b.at+1, b.total) }

// to is a register.Progress.
func (b *bar) to(done, total int64) {
	b.at, b.total = done, total
	if time.Since(b.start) < 2*time.Second || time.Since(b.last) < 200*time.Millisecond || !isTerminal(b.g.err) {
		return
	}
	b.last, b.shown = time.Now(), true
	rate := float64(done) / time.Since(b.start).Seconds()
	left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(b.g.err, "\r%s of %s %s, %.0f a second, %s left \x1b[K", register.Grouped(int(done)), register.Grouped(int(total)), b.what, rate, left)
}

// done clears the line; it is to be called before anything else is printed, too.
func (b *bar) done() {
	if b.shown {
		fmt.Fprint(b.g.err, "\r\x1b[K")
	}
	b.shown = false
}
