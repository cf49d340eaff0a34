package claimlog

import (
	"os"
	"path/filepath"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/verify"
)

// Place is a claim of the log, or all of an entry's.
type Place struct {
	Entry int64
	N     int // AllClaims for all
}

// AllClaims is every claim of an entry.
const AllClaims = -1

// Withhold takes claims out of the log for good: of each its hash stays, with which
// the log verifies as before, and nothing else. It publishes what was appended first.
// A kill in the middle leaves some of them out and others in; called again it
// completes the work. What mirrors and backups hold is theirs to take out.
func (l *Log) Withhold(places []Place) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken != nil {
		return l.broken
	}
	if err := l.flush(); err != nil {
		l.broken = err
		return err
	}
	bundles := map[int64]map[Place]bool{}
	for _, p := range places {
		if p.Entry < 0 || p.Entry >= l.flushed {
			return fault.New(fault.NotFound, "the log has no entry %d", p.Entry)
		}
		n := p.Entry / verify.TileWidth
		if bundles[n] == nil {
			bundles[n] = map[Place]bool{}
		}
		bundles[n][p] = true
	}
	for n, out := range bundles {
		if err := l.withhold(n, out); err != nil {
			return err
		}
	}
	return nil
}

// withhold writes one bundle's body without the claims.
func (l *Log) withhold(n int64, out map[Place]bool) error {
	w := int(min(verify.TileWidth, l.flushed-n*verify.TileWidth))
	records, err := verify.ReadBundle(os.DirFS(l.dir), n, w)
	if err != nil {
		return damaged(err)
	}
	var body []byte
	for _, r := range records {
		for _, k := range r.Kept {
			if out[Place{r.Index, AllClaims}] || out[Place{r.Index, k.N}] {
				k.Claim = nil
			}
			body = append(k.Append(body), '\n')
		}
	}
	return fsx.WriteDurable(filepath.Join(l.dir, filepath.FromSlash(verify.BodyPath(n, w))), body, 0o644)
}
