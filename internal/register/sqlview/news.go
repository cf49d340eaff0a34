package sqlview

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"sanad/internal/register"
)

// spokenOf are the agreements that the reading $1 speaks of: itself, through a
// part of a record, by a judgement, or by taking back a reading that did. A part
// leads to what it is of, and so on up.
const spokenOf = `WITH RECURSIVE reads(entry) AS (
		SELECT $1 UNION SELECT entry FROM reading WHERE later = $1
	), spoken(subject) AS (
		SELECT s.subject FROM subject s JOIN reads ON s.reading = reads.entry
		UNION SELECT c.subject FROM claim c JOIN reads ON c.reading = reads.entry
		UNION SELECT j.lhs FROM judgement j JOIN reads ON j.entry = reads.entry
		UNION SELECT j.rhs FROM judgement j JOIN reads ON j.entry = reads.entry
		UNION SELECT c.object FROM spoken JOIN claim c ON c.subject = spoken.subject AND c.property IN ('of', 'supports')
	)
	SELECT DISTINCT s.own, s.thing FROM spoken JOIN subject s ON s.subject = spoken.subject JOIN agreement a ON a.id = s.thing
	ORDER BY s.reading, s.local`

// readingsOn are the readings that speak of the agreements $1, a JSON list, or of
// parts of their record, and those that took them back.
const readingsOn = `WITH RECURSIVE piece(id) AS (
		SELECT value FROM json_each($1)
		UNION SELECT p.thing FROM piece JOIN subject s ON s.thing = piece.id
			JOIN claim c ON c.object = s.subject AND c.object <> '' AND c.property IN ('of', 'supports')
			JOIN subject p ON p.subject = c.subject AND p.own NOT LIKE 'c%'
	), about(subject) AS (SELECT s.subject FROM piece JOIN subject s ON s.thing = piece.id
	), on_it(entry) AS (
		SELECT c.reading FROM claim c JOIN about ON about.subject = c.subject
		UNION SELECT j.entry FROM judgement j JOIN about ON j.lhs = about.subject
		UNION SELECT j.entry FROM judgement j JOIN about ON j.rhs = about.subject
	)
	SELECT entry FROM on_it UNION SELECT r.later FROM reading r JOIN on_it ON r.entry = on_it.entry WHERE r.later IS NOT NULL`

// spokenOfOne is spokenOf for the agreement $2 alone, found from the agreement down: a
// long list's reading speaks of thousands.
const spokenOfOne = `WITH RECURSIVE reads(entry) AS (
		SELECT $1 UNION SELECT entry FROM reading WHERE later = $1
	), under(own, reading, local, subject) AS (
		SELECT s.own, s.reading, s.local, s.subject FROM subject s WHERE s.thing = $2
		UNION SELECT u.own, u.reading, u.local, c.subject FROM under u
			JOIN claim c ON c.object = u.subject AND c.object <> '' AND c.property IN ('of', 'supports')
	)
	SELECT u.own, $2 FROM under u WHERE EXISTS (SELECT 1 FROM agreement a WHERE a.id = $2) AND (
		EXISTS (SELECT 1 FROM subject s JOIN reads ON s.reading = reads.entry WHERE s.subject = u.subject)
		OR EXISTS (SELECT 1 FROM claim c JOIN reads ON c.reading = reads.entry WHERE c.subject = u.subject)
		OR EXISTS (SELECT 1 FROM judgement j JOIN reads ON j.entry = reads.entry WHERE j.lhs = u.subject OR j.rhs = u.subject))
	ORDER BY u.reading, u.local LIMIT 1`

// newestOn are the newest readings that speak of each of the agreements $1, a JSON
// list: of readingsOn the last.
const newestOn = `WITH RECURSIVE piece(root, id) AS (
		SELECT value, value FROM json_each($1)
		UNION SELECT piece.root, p.thing FROM piece JOIN subject s ON s.thing = piece.id
			JOIN claim c ON c.object = s.subject AND c.object <> '' AND c.property IN ('of', 'supports')
			JOIN subject p ON p.subject = c.subject AND p.own NOT LIKE 'c%'
	), about(root, subject) AS (SELECT piece.root, s.subject FROM piece JOIN subject s ON s.thing = piece.id
	), on_it(root, entry) AS (
		SELECT about.root, c.reading FROM claim c JOIN about ON about.subject = c.subject
		UNION SELECT about.root, j.entry FROM judgement j JOIN about ON j.lhs = about.subject
		UNION SELECT about.root, j.entry FROM judgement j JOIN about ON j.rhs = about.subject
	), newest(root, entry) AS (
		SELECT root, MAX(entry) FROM (SELECT root, entry FROM on_it
			UNION ALL SELECT on_it.root, r.later FROM reading r JOIN on_it ON r.entry = on_it.entry WHERE r.later IS NOT NULL) GROUP BY root
	)
	SELECT newest.root, r.source FROM newest JOIN reading r ON r.entry = newest.entry`

// Newest implements register.Queries.
func (v *View) Newest(ctx context.Context, ids ...register.ID) (map[register.ID]register.Source, error) {
	out := make(map[register.ID]register.Source, len(ids))
	for chunk := range slices.Chunk(ids, eachChunk) {
		list, err := json.Marshal(chunk)
		if err != nil {
			return nil, err
		}
		err = rows(ctx, v.db, newestOn, []any{string(list)}, func(r *sql.Rows) error {
			var id register.ID
			var body []byte
			if err := r.Scan(&id, &body); err != nil {
				return err
			}
			var s register.Source
			err := json.Unmarshal(body, &s)
			out[id] = s
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// newsMost bounds how many agreements are looked through for the news of a party
// or a theme where no first entry is given: the newest by publication.
const newsMost = 1000

// News implements register.Queries. Of a party or a theme without From, it looks
// at the thousand agreements of which sources spoke last.
func (v *View) News(ctx context.Context, f register.NewsFilter) ([]register.News, error) {
	entries, err := v.newsEntries(ctx, f)
	if err != nil {
		return nil, err
	}
	countries := map[register.ID]string{}
	var wrong error
	country := func(id register.ID) string {
		if _, known := countries[id]; !known {
			names, err := v.Names(ctx, id)
			if err != nil {
				wrong = err
			}
			countries[id] = names[id].Country
		}
		return countries[id]
	}
	if f.Party != "" {
		p, err := v.Party(ctx, f.Party)
		if err != nil {
			return nil, err
		}
		f.Party = p.ID
	}
	var out []register.News
	for len(entries) > 0 && (f.Limit <= 0 || len(out) < f.Limit) {
		entry := entries[0]
		entries = entries[1:]
		of, err := v.newsOf(ctx, entry, f.Agreement)
		if err != nil {
			return nil, err
		}
		for _, n := range of {
			if f.Party != "" || f.Theme != "" || f.Country != "" {
				a, err := v.Agreement(ctx, n.Agreement)
				if err != nil {
					return nil, err
				}
				if !f.Takes(a, country) {
					continue
				}
			}
			out = append(out, n)
		}
	}
	return out, wrong
}

// newsEntries are the first entries of the readings to look at, in order.
func (v *View) newsEntries(ctx context.Context, f register.NewsFilter) ([]int64, error) {
	order := "DESC"
	if f.Oldest {
		order = "ASC"
	}
	bounds := fmt.Sprintf(`entry >= %d`, f.From)
	if f.Before > 0 {
		bounds += fmt.Sprintf(` AND entry < %d`, f.Before)
	}
	var entries []int64
	take := func(query string, args ...any) error {
		return rows(ctx, v.db, `SELECT entry FROM reading WHERE `+bounds+query+` ORDER BY entry `+order, args, func(r *sql.Rows) error {
			var e int64
			err := r.Scan(&e)
			entries = append(entries, e)
			return err
		})
	}
	switch {
	case f.Agreement != "":
		err := take(` AND entry IN (`+readingsOn+`)`, `["`+string(f.Agreement)+`"]`)
		return entries, err
	case f.From == 0 && (f.Party != "" || f.Theme != ""):
		list, err := v.Agreements(ctx, register.Filter{Party: f.Party, Theme: f.Theme, Limit: newsMost})
		if err != nil {
			return nil, err
		}
		ids := make([]register.ID, len(list))
		for i, row := range list {
			ids[i] = row.ID
		}
		all, err := json.Marshal(ids)
		if err != nil {
			return nil, err
		}
		err = take(` AND entry IN (`+readingsOn+`)`, string(all))
		return entries, err
	}
	err := take(``)
	return entries, err
}

// newsOf is what one reading is news of, or what it is of one agreement.
func (v *View) newsOf(ctx context.Context, entry int64, one register.ID) ([]register.News, error) {
	var body []byte
	var later sql.NullInt64
	if err := v.db.QueryRowContext(ctx, `SELECT source, later FROM reading WHERE entry = $1`, entry).Scan(&body, &later); err != nil {
		return nil, err
	}
	var s register.Source
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, err
	}
	var out []register.News
	seen := map[register.ID]bool{}
	query, args := spokenOf, []any{entry}
	if one != "" {
		query, args = spokenOfOne, []any{entry, string(one)}
	}
	err := rows(ctx, v.db, query, args, func(r *sql.Rows) error {
		n := register.News{Source: s, Undone: later.Valid}
		if err := r.Scan(&n.Own, &n.Agreement); err != nil {
			return err
		}
		if !seen[n.Agreement] {
			seen[n.Agreement] = true
			out = append(out, n)
		}
		return nil
	})
	return out, err
}
