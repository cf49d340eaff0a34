package claimlog

import (
	"fmt"
	"sort"
	"time"

	"sanad/internal/fault"
	"sanad/verify"
)

// At is the log as it stood when it had so many entries: its checkpoint has the root
// that follows from the tiles, proved against today's, and no signature. That a
// prefix of a log is the log of that time is what the tiles are for.
func (v *View) At(size int64) (*View, error) {
	if size < 0 || size > v.Size() {
		return nil, fault.New(fault.NotFound, "the log never had %d entries", size)
	}
	if size == v.Size() {
		return v, nil
	}
	root, err := verify.RootAt(v.fs, v.Checkpoint, size)
	if err != nil {
		return nil, fmt.Errorf("the root of %d entries: %w", size, damaged(err))
	}
	return &View{Checkpoint: verify.Checkpoint{Origin: v.Checkpoint.Origin, Size: size, Root: root}, fs: v.fs}, nil
}

// SizeOn is how many entries the log had when a moment had passed: those before the
// first that was logged later. It looks at few entries, taking for granted that
// entries are logged in the order of time; where a clock was set back, it ends at one
// of the places where the moment was passed.
func (v *View) SizeOn(moment time.Time) (int64, error) {
	var failed error
	n := sort.Search(int(v.Size()), func(i int) bool {
		r, err := v.Record(int64(i))
		if err != nil {
			failed = err
			return true
		}
		return r.Entry.Time.After(moment)
	})
	return int64(n), failed
}
