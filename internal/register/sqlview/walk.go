package sqlview

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"sanad/claim"
	"sanad/internal/register"
)

var _ register.Walk = (*View)(nil)

// After implements register.Walk.
func (v *View) After(ctx context.Context, class claim.Class, id register.ID, limit int) ([]register.ID, error) {
	letter := string(rune(class))
	if class == claim.Document {
		letter = "s"
	}
	seq := int64(-1)
	if id != "" {
		seq = sequence(id)
	}
	var list []register.ID
	// Ids of one seq do not exist twice in a class, but a reading of a thousand
	// things and more may give two of them one number.
	err := rows(ctx, v.db, `SELECT id FROM thing WHERE class = $1 AND (seq > $2 OR seq = $2 AND id > $3) ORDER BY seq, id LIMIT $4`,
		[]any{letter, seq, string(id), limit}, func(r *sql.Rows) error {
			var id register.ID
			err := r.Scan(&id)
			list = append(list, id)
			return err
		})
	return list, err
}

// PartiesOf implements register.Walk.
func (v *View) PartiesOf(ctx context.Context, ids []register.ID) ([]register.PartyRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query, args := among(`SELECT n.id, n.name, n.country, n.type,
			(SELECT COUNT(DISTINCT s.agreement) FROM agreement_side s WHERE s.party = n.id),
			(SELECT COUNT(DISTINCT c.source) FROM agreement_side b JOIN agreement_source c ON c.agreement = b.agreement WHERE b.party = n.id)
		FROM name n WHERE n.id IN `, ids)
	var list []register.PartyRow
	err := rows(ctx, v.db, query, args,
		func(r *sql.Rows) error {
			var p register.PartyRow
			err := r.Scan(&p.ID, &p.Name.Name, &p.Country, &p.Type, &p.Agreements, &p.Sources)
			list = append(list, p)
			return err
		})
	inOrder(list, ids, func(p register.PartyRow) register.ID { return p.ID })
	return list, err
}

// EventsOf implements register.Walk.
func (v *View) EventsOf(ctx context.Context, ids []register.ID) ([]register.EventRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query, args := among(`AND t.id IN `, ids)
	list, err := v.eventRows(ctx, query, args)
	inOrder(list, ids, func(e register.EventRow) register.ID { return e.ID })
	return list, err
}

func inOrder[T any](list []T, ids []register.ID, id func(T) register.ID) {
	at := make(map[register.ID]int, len(ids))
	for i, one := range ids {
		at[one] = i
	}
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(at[id(a)], at[id(b)]) })
}
