// Package claimlog is the only truth about agreements: an append-only log of
// readings, each a leaf of a Merkle tree, with the claims beside it.
//
// It appends, sequences, signs, and yields what was appended. It never asks
// what a claim means, never merges, never forgets. Its files in <data>/log:
//
//	checkpoint, verifier, tile/, body/   as package verify describes
//	wal                                  groups not yet in tiles (wal.go)
//	lock                                 held by the one writer
//
// and <data>/signing.key, the private key, which is not part of the log.
// Ingest writes to it; the register and every verifier read it.
//
// Append returns when its entries are in the write-ahead log on stable storage
// and have their index: one fsync for all groups that wait together. Flush, which
// Close calls, moves them into tiles and bodies and signs the new checkpoint;
// readers see whole groups, from one checkpoint to the next, and nothing else.
package claimlog

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/verify"
)

const (
	logDir  = "log"
	keyFile = "signing.key"

	// flushBytes bounds the write-ahead log, and with it memory and the time
	// recovery takes.
	flushBytes = 16 << 20

	// bodyLine is about how long a body line is, for the first guess at a buffer.
	bodyLine = 512
)

// Reading is one reading of one document, to be appended.
type Reading struct {
	Reader string        // name/version
	Claims []claim.Claim // the first says what was read: property "original" of subject d
}

// Log is the writer's hold on a log. Its methods are safe for concurrent use.
type Log struct {
	dir  string // <data>/log
	now  func() time.Time
	rand io.Reader

	signer   note.Signer
	verifier note.Verifier
	lock     *fsx.Lock

	mu      sync.Mutex // guards what follows
	tree    verify.Tree
	flushed int64 // size of the published checkpoint
	tail    []pending
	wal     *wal
	broken  error // set when the files' state is unknown; nothing more is taken

	queue struct {
		sync.Mutex
		groups  []*group
		leading bool
	}
}

// pending is an entry that the tiles do not hold yet.
type pending struct{ leaf, body []byte }

// Exists says whether data holds a register's log.
func Exists(data string) bool {
	_, err := os.Stat(filepath.Join(data, logDir, verify.CheckpointFile))
	return err == nil
}

// Create makes an empty log in data with a new key. The origin is the log's
// name for ever: a host name and path without scheme, by custom. It refuses a
// directory that holds anything.
func Create(data, origin string) error {
	if origin == "" || strings.ContainsAny(origin, " +\n\t") {
		return fault.New(fault.Invalid, "origin %q: want a name without spaces or plus signs", origin)
	}
	entries, err := os.ReadDir(data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fault.New(fault.Conflict, "%s is not a register and is not empty", data).
			WithHint("name another directory with --data, or an empty one to start a register")
	}
	secret, public, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return err
	}
	var empty verify.Tree
	signed, err := sign(signer, &empty)
	if err != nil {
		return err
	}
	if err := fsx.WriteDurable(filepath.Join(data, keyFile), []byte(secret+"\n"), 0o600); err != nil {
		return err
	}
	if err := fsx.WriteDurable(filepath.Join(data, logDir, verify.VerifierFile), []byte(public+"\n"), 0o644); err != nil {
		return err
	}
	// The checkpoint comes last: where it is, a register is.
	return fsx.WriteDurable(filepath.Join(data, logDir, verify.CheckpointFile), signed, 0o644)
}

func sign(signer note.Signer, t *verify.Tree) ([]byte, error) {
	c := verify.Checkpoint{Origin: signer.Name(), Size: t.Size(), Root: t.Root()}
	return note.Sign(&note.Note{Text: c.Text()}, signer)
}

// NotARegister is the error for a directory without a log.
func NotARegister(data string) error {
	if _, err := os.Stat(data); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "there is no register at %s", data).
			WithHint(`make one with "sanad add", or name its directory with --data`)
	}
	return fault.New(fault.NotFound, "%s is not a register: it has no log/checkpoint", data).
		WithHint("name the register's directory with --data or SANAD_DATA")
}

// Verifier reads the key that checks the log's checkpoints.
func Verifier(data string) (note.Verifier, error) {
	b, err := os.ReadFile(filepath.Join(data, logDir, verify.VerifierFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, NotARegister(data)
	}
	if err != nil {
		return nil, err
	}
	v, err := note.NewVerifier(strings.TrimSuffix(string(b), "\n"))
	if err != nil {
		return nil, fault.New(fault.Damaged, "log/verifier: %w", err)
	}
	// NewVerifier takes the hash in either case; the file has one spelling.
	if !strings.HasPrefix(string(b), fmt.Sprintf("%s+%08x+", v.Name(), v.KeyHash())) || b[len(b)-1] != '\n' {
		return nil, fault.New(fault.Damaged, "log/verifier: not as it was written")
	}
	return v, nil
}

// Open takes the log in data for writing, recovers what a killed writer left,
// and holds the lock until Close. It waits up to patience for another writer.
func Open(data string, patience time.Duration) (*Log, error) {
	if !Exists(data) {
		return nil, NotARegister(data)
	}
	dir := filepath.Join(data, logDir)
	lock, err := lockWithin(filepath.Join(dir, "lock"), patience)
	if err != nil {
		if fault.Is(err, fault.Unavailable) {
			return nil, fault.New(fault.Unavailable, "the register at %s is being written by another sanad", data).
				WithHint("wait for it to finish, or stop it")
		}
		return nil, err
	}
	l := &Log{dir: dir, lock: lock, now: time.Now, rand: rand.Reader}
	if err := l.open(data); err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	return l, nil
}

func lockWithin(path string, patience time.Duration) (*fsx.Lock, error) {
	const step = 20 * time.Millisecond
	for {
		lock, err := fsx.TryLock(path)
		if err == nil || patience <= 0 || !fault.Is(err, fault.Unavailable) {
			return lock, err
		}
		time.Sleep(step)
		patience -= step
	}
}

func (l *Log) open(data string) error {
	secret, err := os.ReadFile(filepath.Join(data, keyFile))
	if err != nil {
		return fault.New(fault.Unavailable, "the register's signing key: %w", err).
			WithHint("restore signing.key from its backup; without it the log can be read and not appended to")
	}
	if l.signer, err = note.NewSigner(strings.TrimSuffix(string(secret), "\n")); err != nil {
		return fault.New(fault.Damaged, "signing.key: %w", err)
	}
	if l.verifier, err = Verifier(data); err != nil {
		return err
	}
	if l.signer.Name() != l.verifier.Name() || l.signer.KeyHash() != l.verifier.KeyHash() {
		return fault.New(fault.Conflict, "signing.key is not the key of log/verifier")
	}
	c, err := readCheckpoint(os.DirFS(l.dir), l.verifier)
	if err != nil {
		return err
	}
	tree, err := verify.LoadTree(os.DirFS(l.dir), c)
	if err != nil {
		return damaged(err)
	}
	l.tree, l.flushed = *tree, c.Size
	return l.recover()
}

func readCheckpoint(log fs.FS, verifier note.Verifier) (verify.Checkpoint, error) {
	signed, err := fs.ReadFile(log, verify.CheckpointFile)
	if err != nil {
		return verify.Checkpoint{}, err
	}
	c, err := verify.OpenCheckpoint(signed, verifier)
	if err != nil {
		return verify.Checkpoint{}, fault.New(fault.Damaged, "log/checkpoint: %w", err).WithHint("run sanad verify")
	}
	return c, nil
}

func damaged(err error) error {
	var p *verify.Problem
	if errors.As(err, &p) || errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Damaged, "log: %w", err).WithHint("run sanad verify, then restore log/ from its backup")
	}
	return err
}

// group is the entries of one Append, which become visible together.
type group struct {
	readings []Reading
	first    int64
	err      error
	done     chan struct{}
}

// Append appends the readings as one group and returns the index of the first
// entry when all are durable. A reading of more than claim.MaxClaims claims
// takes several neighbouring entries. On an error nothing was appended.
func (l *Log) Append(readings ...Reading) (first int64, err error) {
	for _, r := range readings {
		if err := check(r); err != nil {
			return 0, err
		}
	}
	g := &group{readings: readings, done: make(chan struct{})}
	l.queue.Lock()
	l.queue.groups = append(l.queue.groups, g)
	lead := !l.queue.leading
	l.queue.leading = true
	l.queue.Unlock()
	// The first to wait writes for all who came while the last write ran.
	for lead {
		l.queue.Lock()
		groups := l.queue.groups
		l.queue.groups = nil
		if len(groups) == 0 {
			l.queue.leading = false
			lead = false
		}
		l.queue.Unlock()
		if len(groups) > 0 {
			l.commit(groups)
		}
	}
	<-g.done
	return g.first, g.err
}

func check(r Reading) error {
	if len(r.Claims) == 0 || r.Claims[0].Property != claim.PropOriginal || r.Claims[0].Subject != claim.DocumentSubject {
		return fault.New(fault.Invalid, "a reading's first claim says what was read")
	}
	for i, c := range r.Claims {
		if err := c.Check(); err != nil {
			return fault.New(fault.Invalid, "claim %d: %w", i, err)
		}
	}
	return nil
}

// commit makes the groups durable with one sync and answers them.
func (l *Log) commit(groups []*group) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.broken
	var records [][]byte
	var tail []pending
	tree := l.tree.Clone()
	if err == nil {
		for _, g := range groups {
			g.first = tree.Size()
			var entries []pending
			if entries, err = l.seal(g.readings, tree.Size()); err != nil {
				break
			}
			for _, e := range entries {
				tree.Add(tlog.RecordHash(e.leaf), nil)
			}
			tail = append(tail, entries...)
			records = append(records, walRecord(g.first, entries, tree.Root()))
		}
	}
	if err == nil {
		if err = l.wal.append(records); err != nil {
			// After a failed write or sync the kernel may have dropped the pages:
			// what the file holds is unknown, so this process takes nothing more.
			l.broken = fault.New(fault.Unavailable, "the log could not be written: %w", err).
				WithHint("mend the disk, then start again; nothing acknowledged is lost")
			err = l.broken
		}
	}
	if err == nil {
		l.tree, l.tail = *tree, append(l.tail, tail...)
		if l.wal.size >= flushBytes {
			if err := l.flush(); err != nil {
				l.broken = err // durable all the same: these groups are acknowledged
			}
		}
	}
	for _, g := range groups {
		g.err = err
		close(g.done)
	}
}

// seal turns readings into leaves and bodies, with fresh salts.
func (l *Log) seal(readings []Reading, next int64) ([]pending, error) {
	now := l.now().UTC().Truncate(time.Second)
	var sealed []pending
	var canonical []byte
	for _, r := range readings {
		parts := (len(r.Claims) + claim.MaxClaims - 1) / claim.MaxClaims
		salts := make([]byte, len(claim.Salt{})*len(r.Claims))
		if _, err := io.ReadFull(l.rand, salts); err != nil {
			return nil, fmt.Errorf("salts: %w", err)
		}
		for part := range parts {
			claims := r.Claims[part*claim.MaxClaims : min(len(r.Claims), (part+1)*claim.MaxClaims)]
			e := claim.Entry{
				Kind: claim.Reading, Time: now, Reader: r.Reader, Part: part + 1, Parts: parts,
				Claims: make([]claim.Hash, len(claims)),
			}
			body := make([]byte, 0, len(claims)*bodyLine)
			for n := range claims {
				salt := claim.Salt(salts[:len(claim.Salt{})])
				salts = salts[len(salt):]
				canonical = claims[n].Append(canonical[:0])
				e.Claims[n] = claim.HashOf(salt, canonical)
				body = claim.AppendKept(body, next, n, salt, canonical)
				body = append(body, '\n')
			}
			if err := e.Check(); err != nil {
				return nil, fault.New(fault.Invalid, "%w", err)
			}
			sealed = append(sealed, pending{leaf: e.Append(nil), body: body})
			next++
		}
	}
	return sealed, nil
}

// Size is how many entries the log has, flushed or not.
func (l *Log) Size() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tree.Size()
}

// Flush publishes everything appended: tiles, bodies and a new checkpoint.
func (l *Log) Flush() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken != nil {
		return l.broken
	}
	return l.flush()
}

// Close flushes and gives the log back.
func (l *Log) Close() error {
	err := l.Flush()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.wal != nil {
		err = errors.Join(err, l.wal.close())
	}
	l.broken = fault.New(fault.Unavailable, "the log is closed")
	return errors.Join(err, l.lock.Unlock())
}

// Clock sets what tells the time that entries are logged at; without it, the
// machine's.
func (l *Log) Clock(now func() time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now = now
}
