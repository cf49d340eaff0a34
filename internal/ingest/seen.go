package ingest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"sanad/claim"
	"sanad/internal/claimlog"
	"sanad/internal/fsx"
)

// Seen knows which documents, described how, were read by which reader, so that
// submitting one twice appends once. It follows the log from a position that
// moves in the same transaction as what it learns.
type Seen struct {
	db *sql.DB

	mu    sync.Mutex
	fresh map[[sha256.Size]byte]int64 // appended since the last Follow
}

const seenFile = "ingest.db"

const seenSchema = `
CREATE TABLE IF NOT EXISTS position (next BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (
	key   BLOB   PRIMARY KEY, -- keyOf
	entry BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO position (next) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM position);`

// OpenSeen opens the index in data and brings it up to the log there.
func OpenSeen(ctx context.Context, data string) (*Seen, error) {
	path := filepath.Join(data, seenFile)
	s, err := openSeen(ctx, path)
	if err != nil && ctx.Err() == nil {
		// It is derived: what cannot be read is made anew.
		if err := fsx.RemoveDatabase(path); err != nil {
			return nil, err
		}
		s, err = openSeen(ctx, path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := s.Follow(ctx, data); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// RemoveSeen deletes the index in data; it is made anew when it is next opened.
func RemoveSeen(data string) error { return fsx.RemoveDatabase(filepath.Join(data, seenFile)) }

func openSeen(ctx context.Context, path string) (*Seen, error) {
	db, err := sql.Open("sqlite", fsx.FileURI(path)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=busy_timeout(10000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, seenSchema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Seen{db: db, fresh: map[[sha256.Size]byte]int64{}}, nil
}

// Follow reads what the log has published since.
func (s *Seen) Follow(ctx context.Context, data string) error {
	view, err := claimlog.Read(data)
	if err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var next int64
	if err := tx.QueryRowContext(ctx, `SELECT next FROM position`).Scan(&next); err != nil {
		return err
	}
	if next > view.Size() { // another log than the one it followed
		if _, err := tx.ExecContext(ctx, `DELETE FROM seen`); err != nil {
			return err
		}
		next = 0
	}
	for r, err := range view.Records(ctx, next) {
		if err != nil {
			return err
		}
		if r.Entry.Part == 1 {
			claims := make([]claim.Claim, 0, len(r.Kept))
			for _, k := range r.Kept {
				if k.Claim != nil {
					claims = append(claims, *k.Claim)
				}
			}
			for _, key := range keysOf(r.Entry.Reader, claims) {
				if _, err := tx.ExecContext(ctx, `INSERT INTO seen (key, entry) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET entry = excluded.entry`, key[:], r.Index); err != nil {
					return err
				}
			}
		}
		next = r.Index + 1
	}
	if _, err := tx.ExecContext(ctx, `UPDATE position SET next = $1`, next); err != nil {
		return err
	}
	return tx.Commit()
}

// Entry is where a reading of the key stands in the log.
func (s *Seen) Entry(key [sha256.Size]byte) (int64, bool) {
	s.mu.Lock()
	entry, ok := s.fresh[key]
	s.mu.Unlock()
	if ok {
		return entry, true
	}
	err := s.db.QueryRow(`SELECT entry FROM seen WHERE key = $1`, key[:]).Scan(&entry)
	return entry, err == nil
}

func (s *Seen) add(key [sha256.Size]byte, entry int64) {
	s.mu.Lock()
	s.fresh[key] = entry
	s.mu.Unlock()
}

// Close closes the file.
func (s *Seen) Close() error { return s.db.Close() }

// keysOf are the keys of a reading: its own, and of a publisher's record that one's,
// under which the latest reading of it is found.
func keysOf(reader string, claims []claim.Claim) [][sha256.Size]byte {
	keys := [][sha256.Size]byte{keyOf(reader, claims)}
	if hasReference(claims) {
		keys = append(keys, recordKey(reader, claims))
	}
	return keys
}

// keyOf is equal for readings by one reader of one original described alike. A
// record is described by its own bytes alone.
func keyOf(reader string, claims []claim.Claim) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", reader)
	record := hasReference(claims)
	for _, c := range claims {
		if c.Subject != claim.DocumentSubject || record && c.Property != claim.PropOriginal {
			continue
		}
		switch c.Property {
		case claim.PropOriginal, claim.PropTitle, claim.PropPublisher, claim.PropPublished, claim.PropURL, claim.PropPart, claim.PropLabel:
			fmt.Fprintf(h, "%s %s\n", c.Property, claim.AppendValue(nil, c.Value))
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}
