// Package account knows the people of a register: how they show who they are, what
// each may do, and what they did.
//
// One function, Can, decides every access from one table (can.go). Everything else
// here keeps what it asks for: people and the roles they hold, their passwords,
// sessions, codes and tokens, the links by which they are invited, and the trail of
// who saw and did what. All of it stands in one file, <data>/accounts.db, with its
// -wal and -shm beside it: the only tables of the program that are migrated
// (migrations/) and not derived from the log. What opens something is kept hashed.
//
// The package says nothing of agreements: what a person enters goes through the
// front door under the name that stands here. It knows no page and no request.
package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"sanad/internal/fault"
	"sanad/internal/fsx"
)

// FileName is the file in the data directory.
const FileName = "accounts.db"

//go:embed migrations/*.sql
var migrations embed.FS

// Accounts are the people of one register. It is safe for concurrent use, also by
// several processes.
type Accounts struct {
	db      *sql.DB
	now     func() time.Time
	cost    cost
	hashing chan struct{} // holds as many as may hash a password at once
}

// Exists says whether a register has accounts.
func Exists(data string) bool {
	_, err := os.Stat(filepath.Join(data, FileName))
	return err == nil
}

// Open opens the accounts in data, making them where there are none and bringing
// them up to this program's tables.
func Open(ctx context.Context, data string, now func() time.Time) (*Accounts, error) {
	path := filepath.Join(data, FileName)
	// Made here, because SQLite would let everybody read it; -wal and -shm follow it.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", fsx.FileURI(path)+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	return &Accounts{db: db, now: now, cost: usual, hashing: make(chan struct{}, 2)}, nil
}

func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	m, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		return err
	}
	_, err = m.Up(ctx)
	return err
}

// Close closes the file.
func (a *Accounts) Close() error { return a.db.Close() }

// Copy writes the accounts of data, as they are at one moment, to a file that is not
// there yet, while others use them.
func Copy(ctx context.Context, data, to string) (err error) {
	db, err := sql.Open("sqlite", fsx.FileURI(filepath.Join(data, FileName))+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO $1`, to); err != nil {
		return fmt.Errorf("%s: %w", FileName, err)
	}
	return os.Chmod(to, 0o600)
}

// stamp is now as the tables keep it.
func (a *Accounts) stamp() int64 { return a.now().UnixMilli() }

// moment is a time of the tables; 0 is none.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// secret is a new one of 160 bits as people and programs hold it, and as it is kept.
func secret() (held string, kept []byte) {
	held = rand.Text() + rand.Text()[:6]
	return held, keptAs(held)
}

func keptAs(held string) []byte {
	h := sha256.Sum256([]byte(held))
	return h[:]
}

// within runs what must happen whole or not at all.
func (a *Accounts) within(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// changed says what is not there where a statement changed nothing.
func changed(r sql.Result, err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fault.New(fault.NotFound, format, args...)
}

// list scans rows one by one.
func list[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
