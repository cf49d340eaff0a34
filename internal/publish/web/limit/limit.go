// Package limit holds clients to a rate: each has a bucket of tokens that fills
// evenly, and a request takes one. It keeps buckets in memory alone and forgets
// those that are full again.
package limit

import (
	"sync"
	"time"
)

// Rate is how fast a client may ask: Burst at once, and Every so long one more.
type Rate struct {
	Name  string
	Burst int
	Every time.Duration
}

// Reads and Writes are the usual rates. Reading is bounded only so that one client
// cannot starve the others: forty pages of a thousand things a second are a million
// things in half a minute.
var (
	Reads  = Rate{"reads", 2400, time.Second / 40}
	Writes = Rate{"writes", 60, time.Second}
)

// Refill is how long an empty bucket takes to be full.
func (r Rate) Refill() time.Duration { return time.Duration(r.Burst) * r.Every }

// Limiter holds many clients to one rate. It is safe for concurrent use.
type Limiter struct {
	Rate Rate
	now  func() time.Time

	mu    sync.Mutex
	full  map[string]time.Time // when each client's bucket is full again
	swept time.Time
}

// New makes a limiter by a clock.
func New(r Rate, now func() time.Time) *Limiter {
	return &Limiter{Rate: r, now: now, full: map[string]time.Time{}, swept: now()}
}

// Take takes one token of a client's. left is how many it has then; wait is how
// long until it has one, 0 where the request may go on.
func (l *Limiter) Take(client string) (left int, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.sweep(now)
	full := l.full[client]
	if full.Before(now) {
		full = now
	}
	// A bucket that is full in n times Every lacks n tokens.
	after := full.Add(l.Rate.Every)
	if over := after.Sub(now) - l.Rate.Refill(); over > 0 {
		return 0, over
	}
	l.full[client] = after
	return int((l.Rate.Refill() - after.Sub(now)) / l.Rate.Every), 0
}

// sweep forgets full buckets, once in the time that one takes to fill.
func (l *Limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < l.Rate.Refill() {
		return
	}
	l.swept = now
	for client, full := range l.full {
		if !full.After(now) {
			delete(l.full, client)
		}
	}
}
