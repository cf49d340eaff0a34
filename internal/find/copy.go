package find

import (
	"context"
	"path/filepath"
)

// CopyTo writes the index, as one moment shows it, into another directory, where there
// must be none. Beside a copy of the view it was made from it needs only what came since.
func (x *Index) CopyTo(ctx context.Context, dir string) error {
	_, err := x.db.ExecContext(ctx, `VACUUM INTO $1`, filepath.Join(dir, fileName))
	return err
}
