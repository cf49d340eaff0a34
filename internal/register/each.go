package register

import "context"

// Walker is a store that reads many agreements at once.
type Walker interface {
	// EachAgreement hands every agreement that the filter lets through to do, in the
	// order of Queries.Agreements. An error of do ends it.
	EachAgreement(ctx context.Context, filter Filter, do func(Row, Agreement) error) error
}

// Each hands every agreement that the filter lets through to do, in the order of
// lists: at once where the register can, else one by one.
func Each(ctx context.Context, q Queries, filter Filter, do func(Row, Agreement) error) error {
	if w, ok := q.(Walker); ok {
		return w.EachAgreement(ctx, filter, do)
	}
	list, err := q.Agreements(ctx, filter)
	if err != nil {
		return err
	}
	for _, row := range list {
		a, err := q.Agreement(ctx, row.ID)
		if err != nil {
			return err
		}
		if err := do(row, a); err != nil {
			return err
		}
	}
	return nil
}
