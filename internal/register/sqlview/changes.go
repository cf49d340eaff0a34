package sqlview

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"sanad/internal/register"
)

var _ register.Changes = (*View)(nil)

// Changed implements register.Changes. A mark names this very file and a turn of it:
// one of a view that was made anew since fits no more, and all is told again.
func (v *View) Changed(ctx context.Context, since string) (all []register.Change, anew bool, mark string, err error) {
	tx, err := v.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, false, "", err
	}
	defer tx.Rollback()
	var made string
	if err := tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'made'`).Scan(&made); err != nil {
		return nil, false, "", err
	}
	turn, err := position(ctx, tx, "turn")
	if err != nil {
		return nil, false, "", err
	}
	of, told, _ := strings.Cut(since, " ")
	after, err := strconv.ParseInt(told, 10, 64)
	if err != nil || of != made {
		anew, after = true, 0
	}
	err = rows(ctx, tx, `SELECT id, gone FROM written WHERE turn > $1 ORDER BY id`, []any{after}, func(r *sql.Rows) error {
		var c register.Change
		var gone int
		if err := r.Scan(&c.ID, &gone); err != nil {
			return err
		}
		c.Gone = gone != 0
		all = append(all, c)
		return nil
	})
	return all, anew, made + " " + strconv.FormatInt(turn, 10), err
}
