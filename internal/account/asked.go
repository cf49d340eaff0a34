package account

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"

	"sanad/internal/fault"
)

// askedFor is how long an answer is kept for who asks again.
const askedFor = 30 * 24 * time.Hour

// Asked is what a program asked under a key of its own, so that it may ask again and
// change nothing.
type Asked struct {
	At     time.Time // the time that what it enters carries
	Status int       // 0 until there is an answer
	Answer []byte
}

// ErrOtherRequest is a key used for two different requests.
var ErrOtherRequest = fault.New(fault.Conflict, "this Idempotency-Key was used for another request").WithHint("use a new key for each new request")

// Ask keeps that something is asked under a key, or gives what was kept when it was
// asked before. What comes back without an answer is to be done, or to be done again
// with the same time: then it enters the same bytes, which enter once.
func (a *Accounts) Ask(ctx context.Context, person int64, key string, request [sha256.Size]byte) (asked Asked, err error) {
	now := a.stamp()
	err = a.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM asked WHERE at < $1`, now-askedFor.Milliseconds()); err != nil {
			return err
		}
		var before []byte
		var at int64
		err := tx.QueryRowContext(ctx, `SELECT request, at, status, answer FROM asked WHERE person = $1 AND key = $2`, person, key).
			Scan(&before, &at, &asked.Status, &asked.Answer)
		if errors.Is(err, sql.ErrNoRows) {
			asked.At = moment(now)
			_, err = tx.ExecContext(ctx, `INSERT INTO asked (person, key, request, at) VALUES ($1, $2, $3, $4)`, person, key, request[:], now)
			return err
		}
		if err == nil && [sha256.Size]byte(before) != request {
			return ErrOtherRequest
		}
		asked.At = moment(at)
		return err
	})
	return asked, err
}

// Answered keeps the answer to what was asked.
func (a *Accounts) Answered(ctx context.Context, person int64, key string, status int, answer []byte) error {
	_, err := a.db.ExecContext(ctx, `UPDATE asked SET status = $3, answer = $4 WHERE person = $1 AND key = $2`, person, key, status, answer)
	return err
}

// Forget lets go of a key under which nothing was done.
func (a *Accounts) Forget(ctx context.Context, person int64, key string) error {
	_, err := a.db.ExecContext(ctx, `DELETE FROM asked WHERE person = $1 AND key = $2 AND status = 0`, person, key)
	return err
}
