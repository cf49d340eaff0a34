// Package find is how a register is searched and narrowed: every name, title, text
// and quoted sentence by its words in any script, and agreements by what they are
// and how they stand. It follows the register and keeps a file of its own,
// <data>/find.db, that may be deleted at any time.
//
// How an agreement stands depends on the day as well as on the record, so each is
// looked at again when the record changes and on the next day that may change it.
package find

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"sanad/internal/fault"
	"sanad/internal/fsx"
	"sanad/internal/register"
)

//go:embed schema.sql
var schema string

// version goes up with every change of the schema or of what items hold.
const version = "3"

const fileName = "find.db"

// Item is a thing as it is found: an agreement, a party, an event or a source.
type Item struct {
	ID    string
	Class byte   // a, p, e or s
	Name  string // what it is called
	Text  string // what else it is found by
	Rank  int64  // of two that fit alike the higher comes first
	Facet map[Field][]string
	// Recheck is the day from which it may stand otherwise without anything being
	// entered, YYYY-MM-DD; "" where no day does that.
	Recheck string
}

// Field is what agreements are narrowed by.
type Field string

// The fields, in the order pages show them.
const (
	Theme     Field = "theme"
	Partner   Field = "partner" // country of a side
	Party     Field = "party"
	Kind      Field = "kind"
	Stage     Field = "stage"
	Level     Field = "level"
	Owner     Field = "owner"
	Year      Field = "year"
	Legal     Field = "legal"
	Delivery  Field = "delivery"
	Evidence  Field = "evidence"
	Attention Field = "attention"
)

// What only the desk asks for: no page offers it to choose from.
const (
	Owes   Field = "owes"   // late, soon, silent or offered
	Holder Field = "holder" // who has the file, or an action point of it open
)

// kept are all fields that items have.
var kept = slices.Concat(Fields, []Field{Owes, Holder})

// Fields are those that may be chosen from.
var Fields = []Field{Partner, Theme, Kind, Stage, Level, Year, Owner, Legal, Delivery, Evidence, Attention, Party}

// Index is the file. It is safe for concurrent use.
type Index struct {
	db   *sql.DB
	path string
	lock sync.Mutex // of whoever writes
}

// Open opens the index in data, making it anew where it is absent, of another
// version or unreadable.
func Open(ctx context.Context, data string) (*Index, error) {
	path := filepath.Join(data, fileName)
	x, err := open(ctx, path)
	if err == nil {
		return x, nil
	}
	if err := fsx.RemoveDatabase(path); err != nil {
		return nil, err
	}
	return open(ctx, path)
}

// Remove deletes the index in data; it is made anew when it is next opened.
func Remove(data string) error { return fsx.RemoveDatabase(filepath.Join(data, fileName)) }

func open(ctx context.Context, path string) (*Index, error) {
	db, err := sql.Open("sqlite", fsx.FileURI(path)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-16000)&_pragma=busy_timeout(10000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	x := &Index{db: db, path: path}
	var found string
	err = db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'version'`).Scan(&found)
	switch {
	case err == nil && found == version:
		return x, nil
	case err == nil:
		db.Close()
		return nil, fault.New(fault.Invalid, "the index is of version %s", found)
	case !strings.Contains(err.Error(), "no such table"):
		db.Close()
		return nil, err
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		db.Close()
		return nil, err
	}
	if _, err := db.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('version', $1)`, version); err != nil {
		db.Close()
		return nil, err
	}
	return x, nil
}

// Close closes the file.
func (x *Index) Close() error { return x.db.Close() }

// Mark is what the index was last made from, in the words of whoever made it; ""
// for a new one.
func (x *Index) Mark(ctx context.Context) (string, error) {
	var mark string
	err := x.db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'mark'`).Scan(&mark)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return mark, err
}

// Put writes items over those of the same ids, takes out those that are gone, and
// sets the mark, all of it or nothing.
func (x *Index) Put(ctx context.Context, items []Item, gone []string, mark string) error {
	x.lock.Lock()
	defer x.lock.Unlock()
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	for _, id := range gone {
		if err := drop(ctx, tx, id); err != nil {
			return err
		}
	}
	for _, i := range items {
		if err := put(ctx, tx, i); err != nil {
			return fmt.Errorf("%s: %w", i.ID, err)
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('mark', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, mark); err != nil {
		return err
	}
	return tx.Commit()
}

func drop(ctx context.Context, tx *sql.Tx, id string) error {
	var row int64
	err := tx.QueryRowContext(ctx, `SELECT row FROM item WHERE id = $1`, id).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, q := range []string{`DELETE FROM facet WHERE row = $1`, `DELETE FROM words WHERE rowid = $1`, `DELETE FROM item WHERE row = $1`} {
		if _, err := tx.ExecContext(ctx, q, row); err != nil {
			return err
		}
	}
	return nil
}

func put(ctx context.Context, tx *sql.Tx, i Item) error {
	if err := drop(ctx, tx, i.ID); err != nil {
		return err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO item (id, class, name, rank, recheck, seq) VALUES ($1, $2, $3, $4, $5, $6)`, i.ID, string(i.Class), i.Name, i.Rank, i.Recheck, register.ID(i.ID).Sequence())
	if err != nil {
		return err
	}
	row, err := done.LastInsertId()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO words (rowid, name, text) VALUES ($1, $2, $3)`, row, strings.Join(words(i.Name), " "), strings.Join(words(i.Text), " ")); err != nil {
		return err
	}
	for _, field := range kept {
		values := slices.Clone(i.Facet[field])
		slices.Sort(values)
		for _, v := range slices.Compact(values) {
			if v == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO facet (field, value, row) VALUES ($1, $2, $3)`, string(field), v, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// Stale are the ids of things that may stand otherwise on a day than they did when
// they were put.
func (x *Index) Stale(ctx context.Context, day string) ([]string, error) {
	rows, err := x.db.QueryContext(ctx, `SELECT id FROM item WHERE recheck <> '' AND recheck <= $1 ORDER BY id`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		all = append(all, id)
	}
	return all, rows.Err()
}
