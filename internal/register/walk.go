package register

import (
	"context"
	"io"

	"sanad/claim"
)

// Walk is how everything in the register is read in pieces. The order is that of
// the log: a thing logged later comes later, so that a walk that goes on from the
// last id it saw misses nothing that was there when it began and meets nothing
// twice, whatever is added meanwhile.
type Walk interface {
	// After are the ids of a class behind an id, which need not be of a thing that
	// is still there; "" begins. It gives at most limit, and none at the end.
	After(ctx context.Context, class claim.Class, id ID, limit int) ([]ID, error)

	// PartiesOf and EventsOf are things as lists show them, in the order of the ids.
	PartiesOf(ctx context.Context, ids []ID) ([]PartyRow, error)
	EventsOf(ctx context.Context, ids []ID) ([]EventRow, error)

	// Export writes every view as one line of JSON.
	Export(ctx context.Context, w io.Writer) error
}
