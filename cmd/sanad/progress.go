package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"sanad/internal/register"
)

// bar tells on a terminal, and only there, how far something is that takes more
// than two seconds. It is drawn anew while something works and nothing is told,
// too, so that one long document is seen to go on. A nil bar tells nothing.
type bar struct {
	start time.Time
	was   streams // the command's, while above writes to them
	g     *globals
	end   chan struct{} // closed: draw no more; nil where nothing is drawn

	mu        sync.Mutex
	all, some stretch // documents; pages of the one at hand
	shown     bool
	last      time.Time
}

// stretch is how far something of known length is.
type stretch struct {
	done, total int64
	what        string
	since       time.Time
}

const (
	barPatience = 2 * time.Second        // before anything is shown
	barPause    = 200 * time.Millisecond // between two drawings
)

// newBar begins to tell; close ends it. Until then what the command prints on
// the terminal goes above the line.
func newBar(g *globals, total int, what string) *bar {
	now := time.Now()
	b := &bar{g: g, was: g.streams, start: now, all: stretch{total: int64(total), what: what, since: now}}
	if !isTerminal(g.err) {
		return b
	}
	g.err = above{b, g.err}
	if isTerminal(g.out) {
		g.out = above{b, g.out}
	}
	b.end = make(chan struct{})
	go b.redraw(b.end)
	return b
}

func (b *bar) redraw(end chan struct{}) {
	tick := time.NewTicker(barPause)
	defer tick.Stop()
	for {
		select {
		case <-end:
			return
		case <-tick.C:
			b.mu.Lock()
			b.draw(time.Now())
			b.mu.Unlock()
		}
	}
}

func (b *bar) step() { b.to(b.all.done+1, b.all.total) }

// to is a register.Progress.
func (b *bar) to(done, total int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all.done, b.all.total = done, total
	b.draw(time.Now())
}

// part tells how far the document at hand is; total 0 that it is done.
func (b *bar) part(done, total int64, what string) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.some.what != what {
		b.some = stretch{what: what, since: time.Now()}
	}
	b.some.done, b.some.total = done, total
}

// draw writes the line; the lock is held.
func (b *bar) draw(now time.Time) {
	if b.end == nil || now.Sub(b.start) < barPatience || now.Sub(b.last) < barPause {
		return
	}
	b.last, b.shown = now, true
	fmt.Fprintf(b.was.err, "\r%s\x1b[K", b.line(now))
}

func (b *bar) line(now time.Time) string {
	switch {
	case b.some.total > 0 && b.all.total > 1:
		return fmt.Sprintf("%s of %s %s; %s", register.Grouped(int(b.all.done)), register.Grouped(int(b.all.total)), b.all.what, b.some.say(now))
	case b.some.total > 0:
		return b.some.say(now)
	}
	return b.all.say(now)
}

// say is how far it is, how fast, and how long the rest will take.
func (s stretch) say(now time.Time) string {
	so := now.Sub(s.since)
	far := fmt.Sprintf("%s of %s %s", register.Grouped(int(s.done)), register.Grouped(int(s.total)), s.what)
	if s.done == 0 || so <= 0 {
		return fmt.Sprintf("%s, %s so far", far, so.Round(time.Second))
	}
	rate := float64(s.done) / so.Seconds()
	left := time.Duration(float64(s.total-s.done) / rate * float64(time.Second)).Round(time.Second)
	if rate < 1 {
		return fmt.Sprintf("%s, %.1f a minute, %s left", far, 60*rate, left)
	}
	return fmt.Sprintf("%s, %.0f a second, %s left", far, rate, left)
}

// clear takes the line away; the lock is held.
func (b *bar) clear() {
	if b.shown {
		fmt.Fprint(b.was.err, "\r\x1b[K")
	}
	b.shown = false
}

func (b *bar) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.end == nil {
		return
	}
	close(b.end)
	b.end = nil
	b.clear()
	b.g.streams = b.was
}

// above writes to a terminal on which a bar is drawn.
type above struct {
	b *bar
	w io.Writer
}

func (a above) Write(p []byte) (int, error) {
	a.b.mu.Lock()
	defer a.b.mu.Unlock()
	a.b.clear()
	return a.w.Write(p)
}
