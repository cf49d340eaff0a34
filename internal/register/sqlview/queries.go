package sqlview

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/internal/resolve/orgname"
)

// Counts implements register.Queries.
func (v *View) Counts(ctx context.Context) (t register.Totals, err error) {
	err = v.db.QueryRowContext(ctx, `SELECT
		(SELECT COUNT(*) FROM agreement WHERE passing = 0),
		(SELECT COUNT(*) FROM thing WHERE class = 'p'),
		(SELECT COUNT(*) FROM thing WHERE class = 'e'),
		(SELECT COUNT(*) FROM reading WHERE later IS NULL AND rank > 0),
		(SELECT COUNT(*) FROM claim)`).Scan(&t.Agreements, &t.Parties, &t.Events, &t.Sources, &t.Claims)
	return t, err
}

// thing reads one view, following redirects.
func (v *View) thing(ctx context.Context, id register.ID, class claim.Class, what string, into any) error {
	if id.Class() != class {
		return fault.New(fault.NotFound, "there is no %s %s", what, id)
	}
	at := id
	if class != claim.Document {
		err := v.db.QueryRowContext(ctx, `SELECT thing FROM subject WHERE own = $1`, string(id)).Scan(&at)
		if err != nil {
			return notFound(err, what, id)
		}
	}
	var body []byte
	if err := v.db.QueryRowContext(ctx, `SELECT body FROM thing WHERE id = $1`, string(at)).Scan(&body); err != nil {
		return notFound(err, what, id)
	}
	return json.Unmarshal(body, into)
}

// Agreement implements register.Queries.
func (v *View) Agreement(ctx context.Context, id register.ID) (a register.Agreement, err error) {
	if err := v.thing(ctx, id, claim.Agreement, "agreement", &a); err != nil {
		return a, err
	}
	siblings, err := v.siblings(ctx, a)
	a.Relations = append(a.Relations, register.Related(a, siblings)...)
	return a, err
}

// maxSiblings bounds how many agreements of the same sides are held against one
// another: two bodies that sign more are asked about in words no rule can tell apart.
const maxSiblings = 64

// siblings are the other agreements of exactly the same two sides or more.
func (v *View) siblings(ctx context.Context, a register.Agreement) ([]register.Agreement, error) {
	var sides []register.ID
	for _, s := range a.Sides {
		if s.Role == "signatory" && !slices.Contains(sides, s.Party) {
			sides = append(sides, s.Party)
		}
	}
	if len(sides) < 2 {
		return nil, nil
	}
	query := `SELECT t.body FROM thing t JOIN agreement_side x ON x.agreement = t.id AND x.role = 'signatory' AND x.party = $1
		WHERE t.id <> $2 AND $3 = (SELECT COUNT(DISTINCT n.party) FROM agreement_side n WHERE n.agreement = t.id AND n.role = 'signatory')`
	args := []any{string(sides[0]), string(a.ID), len(sides)}
	for _, p := range sides[1:] {
		args = append(args, string(p))
		query += ` AND EXISTS (SELECT 1 FROM agreement_side o WHERE o.agreement = t.id AND o.role = 'signatory' AND o.party = $` + strconv.Itoa(len(args)) + `)`
	}
	var all []register.Agreement
	err := rows(ctx, v.db, query+` ORDER BY t.seq`+limit(maxSiblings, 0), args, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		var s register.Agreement
		err := json.Unmarshal(body, &s)
		all = append(all, s)
		return err
	})
	return all, err
}

// Party implements register.Queries.
func (v *View) Party(ctx context.Context, id register.ID) (p register.Party, err error) {
	return p, v.thing(ctx, id, claim.Party, "party", &p)
}

// Event implements register.Queries.
func (v *View) Event(ctx context.Context, id register.ID) (e register.Event, err error) {
	return e, v.thing(ctx, id, claim.Event, "event", &e)
}

// Part implements register.Queries.
func (v *View) Part(ctx context.Context, id register.ID) (p register.Part, err error) {
	if c := id.Class(); c == 0 || !strings.ContainsRune("omirtvgxh", rune(c)) {
		return p, fault.New(fault.NotFound, "there is no part %s", id)
	}
	return p, v.thing(ctx, id, id.Class(), "part", &p)
}

// Meetings implements register.Queries.
func (v *View) Meetings(ctx context.Context, max, offset int) ([]register.Part, error) {
	var list []register.Part
	err := rows(ctx, v.db, `SELECT body FROM thing WHERE class = 'g' ORDER BY seq DESC`+limit(max, offset), nil, func(r *sql.Rows) error {
		var body []byte
		var p register.Part
		if err := r.Scan(&body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &p); err != nil {
			return err
		}
		list = append(list, p)
		return nil
	})
	return list, err
}

// Source implements register.Queries.
func (v *View) Source(ctx context.Context, id register.ID) (s register.Source, err error) {
	return s, v.thing(ctx, id, claim.Document, "source", &s)
}

// Names implements register.Queries.
func (v *View) Names(ctx context.Context, ids ...register.ID) (map[register.ID]register.Name, error) {
	names := make(map[register.ID]register.Name, len(ids))
	var asked []register.ID
	for _, id := range ids {
		if _, known := names[id]; !known && id != "" {
			names[id] = register.Name{ID: id, Name: string(id)} // a count has none
			asked = append(asked, id)
		}
	}
	for chunk := range slices.Chunk(asked, eachChunk) {
		query, args := among(`SELECT id, name, country, type FROM name WHERE id IN `, chunk)
		err := rows(ctx, v.db, query, args, func(r *sql.Rows) error {
			var n register.Name
			err := r.Scan(&n.ID, &n.Name, &n.Country, &n.Type)
			names[n.ID] = n
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// Agreements implements register.Queries.
func (v *View) Agreements(ctx context.Context, f register.Filter) ([]register.Row, error) {
	var where []string
	var args []any
	narrow := func(clause string, value string) {
		if value != "" {
			args = append(args, value)
			where = append(where, strings.ReplaceAll(clause, "?", "$"+strconv.Itoa(len(args))))
		}
	}
	narrow(`a.kind = ?`, f.Kind)
	narrow(`a.stage = ?`, f.Stage)
	narrow(`a.event = ?`, string(f.Event))
	narrow(`a.id IN (SELECT agreement FROM agreement_side WHERE party = ?)`, string(f.Party))
	narrow(`a.id IN (SELECT agreement FROM agreement_source WHERE source = ?)`, string(f.Source))
	narrow(`a.id IN (SELECT agreement FROM agreement_theme WHERE theme = ?)`, f.Theme)
	if len(f.IDs) > 0 {
		var marks []string
		for _, id := range f.IDs {
			args = append(args, string(id))
			marks = append(marks, "$"+strconv.Itoa(len(args)))
		}
		where = append(where, `a.id IN (`+strings.Join(marks, ", ")+`)`)
	}
	query := `SELECT a.body FROM agreement a`
	if len(where) > 0 {
		query += ` WHERE ` + strings.Join(where, ` AND `)
	}
	// Mentions in passing come after news; then the newest; then log order.
	query += ` ORDER BY a.passing, a.newest DESC, a.seq` + limit(f.Limit, f.Offset)
	var list []register.Row
	err := rows(ctx, v.db, query, args, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		var row register.Row
		if err := json.Unmarshal(body, &row); err != nil {
			return err
		}
		list = append(list, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, v.nameSides(ctx, list)
}

func (v *View) nameSides(ctx context.Context, list []register.Row) error {
	var ids []register.ID
	for _, row := range list {
		for _, s := range row.Sides {
			ids = append(ids, s.ID)
		}
	}
	names, err := v.Names(ctx, ids...)
	if err != nil {
		return err
	}
	for _, row := range list {
		for i, s := range row.Sides {
			row.Sides[i] = names[s.ID]
		}
	}
	return nil
}

func limit(limit, offset int) string {
	if limit <= 0 {
		if offset <= 0 {
			return ""
		}
		limit = 1 << 31
	}
	return fmt.Sprintf(` LIMIT %d OFFSET %d`, limit, max(offset, 0))
}

// Parties implements register.Queries: those with most agreements first.
func (v *View) Parties(ctx context.Context, max, offset int) ([]register.PartyRow, error) {
	var list []register.PartyRow
	err := rows(ctx, v.db, `SELECT n.id, n.name, n.country, n.type, COUNT(DISTINCT s.agreement),
			(SELECT COUNT(DISTINCT c.source) FROM agreement_side b JOIN agreement_source c ON c.agreement = b.agreement WHERE b.party = n.id)
		FROM agreement_side s JOIN name n ON n.id = s.party
		GROUP BY n.id, n.name, n.country, n.type ORDER BY COUNT(DISTINCT s.agreement) DESC, n.name, n.id`+limit(max, offset), nil,
		func(r *sql.Rows) error {
			var p register.PartyRow
			err := r.Scan(&p.ID, &p.Name.Name, &p.Country, &p.Type, &p.Agreements, &p.Sources)
			list = append(list, p)
			return err
		})
	return list, err
}

// Events implements register.Queries: newest first by what is reported of them,
// then those with most agreements.
func (v *View) Events(ctx context.Context, max, offset int) ([]register.EventRow, error) {
	return v.eventRows(ctx, `ORDER BY (SELECT MAX(a.newest) FROM agreement a WHERE a.event = t.id) DESC, 3 DESC, t.seq`+limit(max, offset), nil)
}

// eventRows are the events that the end of a query narrows and sorts.
func (v *View) eventRows(ctx context.Context, end string, args []any) ([]register.EventRow, error) {
	var list []register.EventRow
	err := rows(ctx, v.db, `SELECT t.body, n.name,
			(SELECT COUNT(*) FROM agreement a WHERE a.event = t.id),
			(SELECT COUNT(DISTINCT s.source) FROM agreement a JOIN agreement_source s ON s.agreement = a.id
				JOIN reading r ON r.entry = CAST(substr(s.source, 2) AS BIGINT) WHERE a.event = t.id AND r.own = 0)
		FROM thing t JOIN name n ON n.id = t.id WHERE t.class = 'e' `+end, args,
		func(r *sql.Rows) error {
			var e register.EventRow
			var body []byte
			if err := r.Scan(&body, &e.Name, &e.Agreements, &e.Sources); err != nil {
				return err
			}
			var view register.Event
			if err := json.Unmarshal(body, &view); err != nil {
				return err
			}
			e.ID, e.Date, e.Counted = view.ID, claim.Date(view.Date.Text()), view.Largest()
			if e.Sources < len(view.Sources) {
				e.Sources = len(view.Sources) // reports that count and list nothing
			}
			list = append(list, e)
			return nil
		})
	return list, err
}

// Sources implements register.Queries: the last read first.
func (v *View) Sources(ctx context.Context, max, offset int) ([]register.Source, error) {
	var list []register.Source
	err := rows(ctx, v.db, `SELECT body FROM thing WHERE class = 's' ORDER BY seq DESC`+limit(max, offset), nil, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		var s register.Source
		err := json.Unmarshal(body, &s)
		list = append(list, s)
		return err
	})
	return list, err
}

// Table implements register.Queries.
func (v *View) Table(ctx context.Context, event register.ID) (register.Table, error) {
	e, err := v.Event(ctx, event)
	if err != nil {
		return register.Table{}, err
	}
	var list []register.Row
	var agreements []register.Agreement
	err = v.EachAgreement(ctx, register.Filter{Event: e.ID}, func(row register.Row, a register.Agreement) error {
		list, agreements = append(list, row), append(agreements, a)
		return nil
	})
	if err != nil {
		return register.Table{}, err
	}
	return register.NewTable(e, list, agreements, func(id register.ID) (register.Source, error) { return v.Source(ctx, id) })
}

// SourceClaims implements register.Queries.
func (v *View) SourceClaims(ctx context.Context, source register.ID) ([]register.SourceClaim, error) {
	s, err := v.Source(ctx, source)
	if err != nil {
		return nil, err
	}
	var all []register.Stated
	about := map[claim.Subject]register.ID{s.Subject(): s.ID}
	err = rows(ctx, v.db, `SELECT `+statedColumns+` FROM claim c JOIN reading r ON r.entry = c.reading WHERE c.reading = $1 ORDER BY c.entry, c.n`, []any{s.Entry}, func(r *sql.Rows) error {
		st, err := scanStated(r)
		all = append(all, st)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = rows(ctx, v.db, `SELECT s.subject, s.thing FROM subject s WHERE s.reading = $1`, []any{s.Entry}, func(r *sql.Rows) error {
		var subject claim.Subject
		var id register.ID
		err := r.Scan(&subject, &id)
		about[subject] = id
		return err
	})
	if err != nil {
		return nil, err
	}
	claims := register.Highlights(all, about)
	var ids []register.ID
	for _, c := range claims {
		ids = append(ids, c.About)
		if ref, ok := c.Value.(claim.Ref); ok {
			ids = append(ids, register.ID(ref.Subject))
		}
	}
	names, err := v.Names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for i, c := range claims {
		claims[i].Name = names[c.About].Name
		if ref, ok := c.Value.(claim.Ref); ok {
			claims[i].Text = names[register.ID(ref.Subject)].Name
		}
	}
	return claims, nil
}

// Questions implements register.Queries.
func (v *View) Questions(ctx context.Context, event register.ID) ([]register.Question, error) {
	query := `SELECT a.thing, b.thing, d.rule, d.score, d.reasons
		FROM doubt d JOIN subject a ON a.subject = d.subject JOIN subject b ON b.subject = d.other
		WHERE a.thing <> b.thing AND NOT EXISTS (
			SELECT 1 FROM judgement j JOIN reading r ON r.entry = j.entry AND r.later IS NULL
				JOIN subject x ON x.subject = j.lhs JOIN subject y ON y.subject = j.rhs
			WHERE x.thing = a.thing AND y.thing = b.thing OR x.thing = b.thing AND y.thing = a.thing)`
	var args []any
	if event != "" {
		query += ` AND (a.thing = $1 OR b.thing = $1 OR EXISTS (SELECT 1 FROM agreement g WHERE g.id = a.thing AND g.event = $1)
			AND EXISTS (SELECT 1 FROM agreement g WHERE g.id = b.thing AND g.event = $1))`
		args = append(args, string(event))
	}
	var list []register.Question
	seen := map[[2]register.ID]bool{}
	err := rows(ctx, v.db, query+` ORDER BY d.score DESC, a.reading, a.local, d.other`, args, func(r *sql.Rows) error {
		var q register.Question
		var score int
		var reasons []byte
		if err := r.Scan(&q.Left, &q.Right, &q.Rule, &score, &reasons); err != nil {
			return err
		}
		if seen[[2]register.ID{q.Left, q.Right}] || seen[[2]register.ID{q.Right, q.Left}] {
			return nil // asked from its other side
		}
		seen[[2]register.ID{q.Left, q.Right}] = true
		q.Score = float64(score) / 1000
		err := json.Unmarshal(reasons, &q.Reasons)
		list = append(list, q)
		return err
	})
	return list, err
}

// Export writes every view as one line of JSON, in the order of their ids. The
// same log gives the same bytes.
func (v *View) Export(ctx context.Context, w io.Writer) error {
	return rows(ctx, v.db, `SELECT body FROM thing ORDER BY class, seq`, nil, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		_, err := w.Write(append(body, '\n'))
		return err
	})
}

// Known implements register.Queries.
func (v *View) Known(ctx context.Context, id register.ID) (bool, error) {
	var n int
	err := v.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM subject WHERE own = $1`, string(id)).Scan(&n)
	return n > 0, err
}

// PartiesNamed implements register.Queries.
func (v *View) PartiesNamed(ctx context.Context, name string) ([]register.ID, error) {
	var close, exact []register.ID
	wanted := orgname.Prepare(orgname.Entity{Names: []string{name}})
	err := rows(ctx, v.db, `SELECT body FROM thing WHERE class = 'p' ORDER BY seq`, nil, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		var p register.Party
		if err := json.Unmarshal(body, &p); err != nil {
			return err
		}
		for _, n := range p.Names {
			switch {
			case strings.EqualFold(n.Text, name):
				exact = append(exact, p.ID)
				return nil
			}
		}
		if wanted.Score(orgname.Prepare(orgname.Entity{Names: register.Texts(p.Names), Country: p.Country.Code()})) >= orgname.Link {
			close = append(close, p.ID)
		}
		return nil
	})
	if len(exact) > 0 {
		return exact, err
	}
	return close, err
}
