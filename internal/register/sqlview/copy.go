package sqlview

import (
	"context"
	"path/filepath"
)

// CopyTo writes the view, as one moment shows it, into another directory, where there
// must be none.
func (v *View) CopyTo(ctx context.Context, dir string) error {
	_, err := v.db.ExecContext(ctx, `VACUUM INTO $1`, filepath.Join(dir, fileName))
	return err
}

// Bytes is how large the view is.
func (v *View) Bytes(ctx context.Context) (int64, error) {
	var pages, size int64
	if err := v.db.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return 0, err
	}
	err := v.db.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&size)
	return pages * size, err
}
