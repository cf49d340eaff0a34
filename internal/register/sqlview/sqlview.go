// Package sqlview keeps the register's view in SQLite, one file that may be
// deleted at any time: <data>/register.db, with its -wal and -shm beside it.
//
// It implements register.Store for the fold and register.Queries for everyone
// else. It holds no rules: what is shown, linked and ranked is decided in
// packages register and resolve. SQL is written once, with parameters by number
// ($1) and no SQLite function, so that it can serve another dialect.
package sqlview

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/register"
)

//go:embed schema.sql
var schema string

// schemaVersion goes up with every change of the schema, of what the views
// hold or of how subjects are linked.
const schemaVersion = 22

// fileName is the view's file in the data directory.
const fileName = "register.db"

// View is the register's derived store.
type View struct {
	path string
	db   *sql.DB
}

var (
	_ register.Store   = (*View)(nil)
	_ register.Queries = (*View)(nil)
)

// Open opens the view in data, making it or making it anew where it is absent,
// of another version or unreadable. Fold then fills it.
func Open(ctx context.Context, data string) (*View, error) {
	v := &View{path: filepath.Join(data, fileName)}
	err := v.open(ctx)
	if err == nil {
		return v, nil
	}
	if !errors.Is(err, errOutdated) && !isCorrupt(err) {
		return nil, err
	}
	if err := Remove(data); err != nil {
		return nil, err
	}
	return v, v.open(ctx)
}

// Remove deletes the view in data.
func Remove(data string) error { return fsx.RemoveDatabase(filepath.Join(data, fileName)) }

var errOutdated = errors.New("the view is of another version")

func isCorrupt(err error) bool {
	return strings.Contains(err.Error(), "file is not a database") || strings.Contains(err.Error(), "malformed")
}

func (v *View) open(ctx context.Context) error {
	// The file is derived, so a power cut may cost the last folds: NORMAL.
	db, err := sql.Open("sqlite", fsx.FileURI(v.path)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-32000)&_pragma=busy_timeout(10000)&_txlock=immediate")
	if err != nil {
		return err
	}
	v.db = db
	if err := v.prepare(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	return nil
}

func (v *View) prepare(ctx context.Context) error {
	tx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", v.path, err)
	}
	defer tx.Rollback()
	var tables int
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return fmt.Errorf("%s: %w", v.path, err)
	}
	if tables == 0 {
		if _, err := tx.ExecContext(ctx, schema); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('version', $1), ('position', '0'), ('shown', '0'), ('turn', '0'), ('made', $2)`, strconv.Itoa(schemaVersion), rand.Text()); err != nil {
			return err
		}
		return tx.Commit()
	}
	var version string
	err = tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'version'`).Scan(&version)
	if err != nil || version != strconv.Itoa(schemaVersion) {
		return errOutdated
	}
	return nil
}

// Close closes the file.
func (v *View) Close() error { return v.db.Close() }

// Position implements register.Store and register.Queries.
func (v *View) Position(ctx context.Context) (int64, error) {
	return position(ctx, v.db, "shown")
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func position(ctx context.Context, q querier, of string) (int64, error) {
	var s string
	if err := q.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = $1`, of).Scan(&s); err != nil {
		return 0, err
	}
	return strconv.ParseInt(s, 10, 64)
}

// Update implements register.Store.
func (v *View) Update(ctx context.Context, f func(register.Tx) error) error {
	dbtx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer dbtx.Rollback()
	t := newTx(ctx, dbtx)
	if err := t.begin(); err != nil {
		return err
	}
	if err := f(t); err != nil {
		return err
	}
	if err := t.finish(); err != nil {
		return err
	}
	return dbtx.Commit()
}

// rows runs a query and hands each row to scan; it cannot forget rows.Err.
func rows(ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows) error) error {
	rs, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	return eachRow(rs, scan)
}

func eachRow(rs *sql.Rows, scan func(*sql.Rows) error) error {
	defer rs.Close()
	for rs.Next() {
		if err := scan(rs); err != nil {
			return err
		}
	}
	return rs.Err()
}

// notFound turns no row into a fault that names what was looked for.
func notFound(err error, what string, id any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "there is no %s %v", what, id)
	}
	return err
}
