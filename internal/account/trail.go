package account

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"time"

	"sanad/internal/fault"
)

// Note is one line of the trail: who did or saw what. It holds no secret and nothing
// of what was typed.
type Note struct {
	N      int64     `json:"n"`
	At     time.Time `json:"at"`
	Person int64     `json:"person,omitempty"` // 0: nobody who has an account
	Name   string    `json:"name,omitempty"`
	By     string    `json:"by,omitempty"`     // the token or link they came with
	Act    string    `json:"act"`              // what they did, or wanted to do
	What   string    `json:"what,omitempty"`   // the address, or of whom
	Entry  *int64    `json:"entry,omitempty"`  // the log entry that came of it
	Status int       `json:"status,omitempty"` // as it was answered
}

// Chained is a note with what ties it to the one before: Hash is the SHA-256 of the
// hash before, 32 zero bytes for the first, followed by the bytes of Note.
type Chained struct {
	Note json.RawMessage `json:"note"`
	Hash []byte          `json:"hash"`
}

// Noted adds a note to the trail. Its number and time are given here.
func (a *Accounts) Noted(ctx context.Context, n Note) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		last, hash, err := head(ctx, tx)
		if err != nil {
			return err
		}
		n.N, n.At = last+1, moment(a.stamp())
		b, err := json.Marshal(n)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO trail (n, note, hash) VALUES ($1, $2, $3)`, n.N, b, chain(hash, b))
		return err
	})
}

func chain(before, note []byte) []byte {
	h := sha256.New()
	h.Write(before)
	h.Write(note)
	return h.Sum(nil)
}

type querier interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

func head(ctx context.Context, q querier) (n int64, hash []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT n, hash FROM trail ORDER BY n DESC LIMIT 1`).Scan(&n, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, make([]byte, sha256.Size), nil
	}
	return n, hash, err
}

// TrailHead is how many notes there are and the hash of the last: whoever keeps it
// elsewhere can later tell that none before it was changed.
func (a *Accounts) TrailHead(ctx context.Context) (n int64, hash []byte, err error) {
	return head(ctx, a.db)
}

// Trail is the trail from behind a note, the oldest first.
func (a *Accounts) Trail(ctx context.Context, after int64) iter.Seq2[Chained, error] {
	const most = 500
	return func(yield func(Chained, error) bool) {
		for {
			rows, err := a.db.QueryContext(ctx, `SELECT note, hash FROM trail WHERE n > $1 ORDER BY n LIMIT $2`, after, most)
			all, err := list(rows, err, func(rows *sql.Rows) (c Chained, err error) {
				var note []byte
				err = rows.Scan(&note, &c.Hash)
				c.Note = note
				return c, err
			})
			if err != nil {
				yield(Chained{}, err)
				return
			}
			for _, c := range all {
				if !yield(c, nil) {
					return
				}
				after++
			}
			if len(all) < most {
				return
			}
		}
	}
}

// Newest are the last notes before one, the newest first; before 0 is the end.
func (a *Accounts) Newest(ctx context.Context, before int64, most int) ([]Note, error) {
	rows, err := a.db.QueryContext(ctx, `SELECT note FROM trail WHERE $1 = 0 OR n < $1 ORDER BY n DESC LIMIT $2`, before, most)
	return list(rows, err, func(rows *sql.Rows) (n Note, err error) {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return n, err
		}
		return n, json.Unmarshal(b, &n)
	})
}

// CheckTrail holds the trail from behind a note, 0 for the whole, to its hashes and
// numbers, and gives the number of the last that is right. Damaged names the first note
// that is not what was written.
func (a *Accounts) CheckTrail(ctx context.Context, after int64) (n int64, err error) {
	n = after
	before := make([]byte, sha256.Size)
	if after > 0 {
		err := a.db.QueryRowContext(ctx, `SELECT hash FROM trail WHERE n = $1`, after).Scan(&before)
		if errors.Is(err, sql.ErrNoRows) {
			return after - 1, fault.New(fault.Damaged, "note %d of the trail is missing", after)
		}
		if err != nil {
			return n, err
		}
	}
	for c, err := range a.Trail(ctx, after) {
		if err != nil {
			return n, err
		}
		var note Note
		if err := json.Unmarshal(c.Note, &note); err != nil || note.N != n+1 || !bytes.Equal(chain(before, c.Note), c.Hash) {
			return n, fault.New(fault.Damaged, "note %d of the trail is not what was written", n+1).WithHint("put %s back from a backup and compare", FileName)
		}
		n, before = n+1, c.Hash
	}
	return n, nil
}
