// Package past opens the register as it stood at an earlier size of its log: the view
// and the index that a register holding only those entries would have, made by the
// same fold. Nothing is worked out backwards, so that what is shown of an earlier day
// is what was known on it, links and judgements among it, and no rule of the fold
// needs a second wording.
//
// It keeps <data>/past/SIZE-DAY/ with register.db and find.db, a directory an opened
// state, and takes the least used away when there are more of them, or more bytes,
// than it was allowed. A state that is asked for is grown from the nearest smaller one
// that lies there, else from nothing: the first costs a fold of that much log, the next
// the difference. One is made at a time; who asks meanwhile waits a little and is then
// told to come back. All of it may be deleted.
//
// The pages of earlier days trust it.
package past

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"sanad/internal/claimlog"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/register"
	"sanad/internal/register/sqlview"
)

// dirName is where states lie below the data directory.
const dirName = "past"

// Options are what a shelf is made from. Data, Present and Rules are needed.
type Options struct {
	Data    string
	Present *sqlview.View // copied where nothing was logged since the day asked for
	Rules   delivery.Rules

	Most     int           // states kept; 0 is 6
	Space    int64         // bytes kept, and the largest register that is opened so; 0 is 2 GiB
	Patience time.Duration // how long who asks waits for a state in the making; 0 is 8 s
	Logger   *slog.Logger
}

// Shelf holds the states that were opened lately. It is safe for concurrent use.
type Shelf struct {
	Options
	root string

	mu     sync.Mutex
	kept   map[key]*State
	making *making
	turn   int64 // counts uses, for which is the least
	closed bool
}

// key is a state: how many entries the log had, on which day. The day matters to what
// is late or silent, not to what was said.
type key struct {
	size int64
	day  string // YYYY-MM-DD
}

func (k key) dir() string { return strconv.FormatInt(k.size, 10) + "-" + k.day }

// State is the register as it stood. Release it when done; it is not to be used then.
type State struct {
	View  *sqlview.View
	Index *find.Index
	Log   *claimlog.View // as it stood, with its root and no signature
	At    time.Time      // the moment for which it stands

	key   key
	shelf *Shelf
	users int
	used  int64
	bytes int64
}

// making is a state being made.
type making struct {
	key  key
	done chan struct{}
	err  error
}

// Open makes a shelf of what lies in data. It makes nothing until it is asked.
func Open(o Options) (*Shelf, error) {
	if o.Most <= 0 {
		o.Most = 6
	}
	if o.Space <= 0 {
		o.Space = 2 << 30
	}
	if o.Patience <= 0 {
		o.Patience = 8 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Shelf{Options: o, root: filepath.Join(o.Data, dirName), kept: map[key]*State{}}
	// What a killed run left half made has no other mark than lying there; folding
	// goes on where it stopped, but whether its log is still the same is not known.
	return s, Remove(o.Data)
}

// Remove deletes all states in data.
func Remove(data string) error { return os.RemoveAll(filepath.Join(data, dirName)) }

// On is the register as it stood when a day, in UTC, was over. A day before the first
// entry is a fault of kind Gone: nothing was known then.
func (s *Shelf) On(ctx context.Context, day time.Time) (*State, error) {
	log, err := claimlog.Read(s.Data)
	if err != nil {
		return nil, err
	}
	end := endOf(day)
	size, err := log.SizeOn(end)
	if err != nil {
		return nil, err
	}
	return s.open(ctx, log, size, end)
}

// At is the register as it stood when its log had so many entries, on the day of the
// last of them.
func (s *Shelf) At(ctx context.Context, size int64) (*State, error) {
	log, err := claimlog.Read(s.Data)
	if err != nil {
		return nil, err
	}
	if size < 1 || size > log.Size() {
		return nil, fault.New(fault.NotFound, "the log never had %d entries", size)
	}
	last, err := log.Record(size - 1)
	if err != nil {
		return nil, err
	}
	if last.Entry.Part < last.Entry.Parts {
		return nil, fault.New(fault.NotFound, "entry %d is a part of a longer reading", size-1)
	}
	return s.open(ctx, log, size, endOf(last.Entry.Time))
}

// endOf is the last second of a day, in UTC.
func endOf(day time.Time) time.Time {
	return day.UTC().Truncate(24 * time.Hour).Add(24*time.Hour - time.Second)
}

func (s *Shelf) open(ctx context.Context, log *claimlog.View, size int64, at time.Time) (*State, error) {
	if size == 0 {
		return nil, fault.New(fault.Gone, "nothing was logged before %s", at.Format(time.DateOnly))
	}
	log, err := log.At(size)
	if err != nil {
		return nil, err
	}
	patience := time.NewTimer(s.Patience)
	defer patience.Stop()
	k := key{size, at.UTC().Format(time.DateOnly)}
	for {
		state, m, err := s.takeOrMake(k, log, at)
		if state != nil || err != nil {
			return state, err
		}
		select {
		case <-m.done:
			if m.err != nil && m.key == k {
				return nil, m.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-patience.C:
			return nil, fault.New(fault.Unavailable, "the register of %s is being put together", k.day).WithHint("ask again in a minute")
		}
	}
}

// takeOrMake gives a state that is there, or else what is being made, which is the one
// asked for where nothing else was.
func (s *Shelf) takeOrMake(k key, log *claimlog.View, at time.Time) (*State, *making, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, fault.New(fault.Unavailable, "the register is being closed")
	}
	if state := s.kept[k]; state != nil {
		s.turn++
		state.users, state.used = state.users+1, s.turn
		return state, nil, nil
	}
	if s.making == nil {
		m := &making{key: k, done: make(chan struct{})}
		s.making = m
		go s.make(m, log, at)
	}
	return nil, s.making, nil
}

// make makes a state for whoever asks next: the one who asked first may have gone.
func (s *Shelf) make(m *making, log *claimlog.View, at time.Time) {
	defer close(m.done)
	began := time.Now()
	state, err := s.build(context.Background(), m.key, log, at)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.making = nil
	if m.err = err; err != nil {
		s.Logger.Error("an earlier state could not be made", "size", m.key.size, "day", m.key.day, "err", err)
		return
	}
	if s.closed {
		state.drop()
		return
	}
	s.turn++
	state.used = s.turn
	s.kept[m.key] = state
	s.tidy(m.key)
	s.Logger.Info("an earlier state was made", "size", m.key.size, "day", m.key.day, "took", time.Since(began).Round(time.Millisecond))
}

// build makes the state's files, from the nearest state before it where there is one.
func (s *Shelf) build(ctx context.Context, k key, log *claimlog.View, at time.Time) (*State, error) {
	if size, err := s.Present.Bytes(ctx); err != nil {
		return nil, err
	} else if size > s.Space {
		return nil, fault.New(fault.Unavailable, "the register has %d bytes, more than may be kept of earlier days", size).
			WithHint("give earlier days more room: sanad serve --past-space")
	}
	dir := filepath.Join(s.root, k.dir())
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	state := &State{Log: log, At: at, key: k, shelf: s}
	err := s.seed(ctx, k, dir)
	if err == nil {
		err = state.grow(ctx, dir)
	}
	if err != nil {
		state.drop()
		return nil, err
	}
	return state, nil
}

// seed copies what the state can grow from, which may be nothing.
func (s *Shelf) seed(ctx context.Context, k key, dir string) error {
	if at, err := s.Present.Position(ctx); err != nil {
		return err
	} else if at == k.size {
		// The register may go on before the copy is taken: grow looks at what came of it.
		return s.Present.CopyTo(ctx, dir)
	}
	from := s.nearest(k)
	if from == nil {
		return nil
	}
	defer from.Release()
	if err := from.View.CopyTo(ctx, dir); err != nil {
		return err
	}
	if from.key.day > k.day {
		return nil // an index goes on by days and not back
	}
	return from.Index.CopyTo(ctx, dir)
}

// nearest is the largest state kept that is not larger, held until it is released.
func (s *Shelf) nearest(k key) *State {
	s.mu.Lock()
	defer s.mu.Unlock()
	var best *State
	for _, state := range s.kept {
		if state.key.size <= k.size && (best == nil || state.key.size > best.key.size) {
			best = state
		}
	}
	if best != nil {
		best.users++
	}
	return best
}

// grow opens the files in dir and brings them up to the state's log and day.
func (state *State) grow(ctx context.Context, dir string) (err error) {
	err = state.fold(ctx, dir)
	if fault.Is(err, fault.Conflict) {
		// It was copied a moment too late, and knows more than it is to know: begin with
		// nothing.
		if err := errors.Join(state.View.Close(), sqlview.Remove(dir)); err != nil {
			return err
		}
		err = state.fold(ctx, dir)
	}
	if err != nil {
		return err
	}
	if state.Index, err = find.Open(ctx, dir); err != nil {
		return err
	}
	if err := state.Index.Follow(ctx, state.View, state.shelf.Rules, state.At, nil); err != nil {
		return err
	}
	state.bytes, err = state.View.Bytes(ctx)
	return err
}

func (state *State) fold(ctx context.Context, dir string) (err error) {
	if state.View, err = sqlview.Open(ctx, dir); err != nil {
		return err
	}
	_, err = register.Fold(ctx, state.Log, state.View, nil)
	return err
}

// drop closes and deletes the state's files.
func (state *State) drop() {
	var err error
	if state.View != nil {
		err = state.View.Close()
	}
	if state.Index != nil {
		err = errors.Join(err, state.Index.Close())
	}
	err = errors.Join(err, os.RemoveAll(filepath.Join(state.shelf.root, state.key.dir())))
	if err != nil {
		state.shelf.Logger.Error("an earlier state could not be taken away", "dir", state.key.dir(), "err", err)
	}
}

// tidy takes away what is too much, the least used first, but for what is in use and
// the one just made.
func (s *Shelf) tidy(but key) {
	for {
		var bytes int64
		var least *State
		for k, state := range s.kept {
			bytes += state.bytes
			if state.users == 0 && k != but && (least == nil || state.used < least.used) {
				least = state
			}
		}
		if least == nil || len(s.kept) <= s.Most && bytes <= s.Space {
			return
		}
		delete(s.kept, least.key)
		least.drop()
	}
}

// Release gives the state back.
func (state *State) Release() {
	s := state.shelf
	s.mu.Lock()
	defer s.mu.Unlock()
	if state.users--; s.closed && state.users == 0 {
		state.drop()
	}
}

// Close takes all states away but those in use, which go when they are released.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for k, state := range s.kept {
		delete(s.kept, k)
		if state.users == 0 {
			state.drop()
		}
	}
	if s.making == nil {
		return Remove(s.Data)
	}
	return nil
}

// Day reads YYYY-MM-DD.
func Day(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	if err != nil {
		return day, fault.New(fault.Invalid, "%q is not a day", text).WithHint("YYYY-MM-DD")
	}
	return day, nil
}
