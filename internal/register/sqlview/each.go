package sqlview

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/register"
)

// eachChunk is how many agreements are read at once.
const eachChunk = 200

// EachAgreement implements register.Walker: what Agreements and Agreement answer, in
// a few statements for all instead of several for each.
func (v *View) EachAgreement(ctx context.Context, f register.Filter, do func(register.Row, register.Agreement) error) error {
	list, err := v.Agreements(ctx, f)
	if err != nil {
		return err
	}
	alike, err := v.alike(ctx)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(list, eachChunk) {
		var ids []register.ID
		for _, row := range chunk {
			ids = append(ids, row.ID)
			ids = append(ids, alike[row.ID]...)
		}
		read, err := v.read(ctx, ids)
		if err != nil {
			return err
		}
		for _, row := range chunk {
			a, known := read[row.ID]
			if !known {
				return fault.New(fault.NotFound, "there is no agreement %s", row.ID)
			}
			var siblings []register.Agreement
			for _, id := range alike[row.ID] {
				if id != row.ID && len(siblings) < maxSiblings {
					siblings = append(siblings, read[id])
				}
			}
			a.Relations = append(slices.Clone(a.Relations), register.Related(a, siblings)...)
			if err := do(row, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// alike are, for every agreement of two sides or more that others have too, all
// agreements of those sides, itself among them, in log order.
func (v *View) alike(ctx context.Context) (map[register.ID][]register.ID, error) {
	sides := map[register.ID][]string{}
	err := rows(ctx, v.db, `SELECT agreement, party FROM agreement_side WHERE role = 'signatory' ORDER BY agreement, party`, nil, func(r *sql.Rows) error {
		var id register.ID
		var party string
		err := r.Scan(&id, &party)
		sides[id] = append(sides[id], party)
		return err
	})
	bySides := map[string][]register.ID{}
	for id, parties := range sides {
		if len(parties) > 1 {
			key := strings.Join(parties, "|")
			bySides[key] = append(bySides[key], id)
		}
	}
	out := map[register.ID][]register.ID{}
	for _, ids := range bySides {
		if len(ids) < 2 {
			continue
		}
		slices.SortFunc(ids, func(a, b register.ID) int { return cmp.Compare(sequence(a), sequence(b)) })
		for _, id := range ids {
			out[id] = ids
		}
	}
	return out, err
}

// read are the views of agreements, by id.
func (v *View) read(ctx context.Context, ids []register.ID) (map[register.ID]register.Agreement, error) {
	out := make(map[register.ID]register.Agreement, len(ids))
	wanted := slices.Clone(ids)
	slices.Sort(wanted)
	for chunk := range slices.Chunk(slices.Compact(wanted), eachChunk) {
		query, args := among(`SELECT id, body FROM thing WHERE id IN `, chunk)
		err := rows(ctx, v.db, query, args, func(r *sql.Rows) error {
			var id register.ID
			var body []byte
			if err := r.Scan(&id, &body); err != nil {
				return err
			}
			var a register.Agreement
			err := json.Unmarshal(body, &a)
			out[id] = a
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// among is a query with its list of ids, and their arguments.
func among(query string, ids []register.ID) (string, []any) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = string(id)
	}
	return query + "(?" + strings.Repeat(", ?", len(ids)-1) + ")", args
}
