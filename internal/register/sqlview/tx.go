package sqlview

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// tx implements register.Tx over one SQL transaction.
type tx struct {
	ctx context.Context
	tx  *sql.Tx
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.tx.ExecContext(t.ctx, query, args...)
	return err
}

func (t *tx) rows(query string, args []any, scan func(*sql.Rows) error) error {
	return rows(t.ctx, t.tx, query, args, scan)
}

func (t *tx) Position() (int64, error) { return position(t.ctx, t.tx) }

func (t *tx) SetPosition(next int64) error {
	return t.exec(`UPDATE meta SET value = $1 WHERE key = 'position'`, strconv.FormatInt(next, 10))
}

// Find implements resolve.Index.
func (t *tx) Find(class claim.Class, keys []string) ([]resolve.Profile, error) {
	type found struct {
		seq int64
		p   resolve.Profile
	}
	var all []found
	seen := map[string]bool{}
	for _, key := range keys {
		err := t.rows(`SELECT p.seq, p.body FROM profile_key k JOIN profile p ON p.id = k.id WHERE k.class = $1 AND k.key = $2`,
			[]any{string(class), key}, func(r *sql.Rows) error {
				var f found
				var body []byte
				if err := r.Scan(&f.seq, &body); err != nil {
					return err
				}
				if err := json.Unmarshal(body, &f.p); err != nil {
					return err
				}
				if !seen[f.p.ID] {
					seen[f.p.ID] = true
					all = append(all, f)
				}
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(a.seq, b.seq) })
	out := make([]resolve.Profile, len(all))
	for i, f := range all {
		out[i] = f.p
	}
	return out, nil
}

// Save implements resolve.Index.
func (t *tx) Save(p resolve.Profile, keys []string) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	var seq int64
	err = t.tx.QueryRowContext(t.ctx, `SELECT seq FROM profile WHERE id = $1`, p.ID).Scan(&seq)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		if err := t.exec(`INSERT INTO profile (id, seq, class, body) SELECT $1, COUNT(*), $2, $3 FROM profile`, p.ID, string(p.Class), string(body)); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		if err := t.exec(`UPDATE profile SET body = $2 WHERE id = $1`, p.ID, string(body)); err != nil {
			return err
		}
	}
	for _, key := range keys {
		if err := t.exec(`INSERT INTO profile_key (class, key, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, string(p.Class), key, p.ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) AddReading(s register.Source, rank register.Rank, claims []register.Stated) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := t.exec(`INSERT INTO reading (entry, original, rank, source) VALUES ($1, $2, $3, $4)`, s.Entry, s.Original, int(rank), string(body)); err != nil {
		return err
	}
	insert, err := t.tx.PrepareContext(t.ctx, `INSERT INTO claim (entry, n, reading, subject, property, passing, object, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, c := range claims {
		object := ""
		if ref, ok := c.Value.(claim.Ref); ok {
			object = string(ref.Subject)
		}
		passing := 0
		if c.Passing {
			passing = 1
		}
		if _, err := insert.ExecContext(t.ctx, c.Entry, c.N, s.Entry, string(c.Subject), string(c.Property), passing, object, string(c.Claim.Append(nil))); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) Supersede(original string, later register.Source) ([]int64, error) {
	var entries []int64
	err := t.rows(`SELECT entry FROM reading WHERE original = $1 AND entry < $2 AND later IS NULL ORDER BY entry`, []any{original, later.Entry}, func(r *sql.Rows) error {
		var e int64
		err := r.Scan(&e)
		entries = append(entries, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := t.exec(`UPDATE reading SET later = $2 WHERE entry = $1`, e, later.Entry); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

func (t *tx) Link(subject claim.Subject, own, id register.ID, link resolve.Link) error {
	body, err := json.Marshal(register.Link{Subject: subject, Rule: link.Rule, Reasons: link.Reasons})
	if err != nil {
		return err
	}
	entry, _ := subject.Entry()
	local, err := strconv.Atoi(string(subject.Local()[1:]))
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO subject (subject, own, thing, reading, local, link) VALUES ($1, $2, $3, $4, $5, $6)`,
		string(subject), string(own), string(id), entry, local, string(body))
}

func (t *tx) Thing(subject claim.Subject) (register.ID, error) {
	var id register.ID
	err := t.tx.QueryRowContext(t.ctx, `SELECT thing FROM subject WHERE subject = $1`, string(subject)).Scan(&id)
	return id, notFound(err, "subject", subject)
}

func (t *tx) ThingsOf(entry int64) ([]register.ID, error) {
	var ids []register.ID
	err := t.rows(`SELECT DISTINCT thing FROM subject WHERE reading = $1
		UNION SELECT s.thing FROM claim c JOIN subject s ON s.subject = c.subject WHERE c.reading = $1
		UNION SELECT s.thing FROM claim c JOIN subject s ON s.subject = c.object WHERE c.reading = $1 AND c.object <> ''`,
		[]any{entry}, func(r *sql.Rows) error {
			var id register.ID
			err := r.Scan(&id)
			ids = append(ids, id)
			return err
		})
	return ids, err
}

func (t *tx) Links(id register.ID) (links []register.Link, own []register.ID, err error) {
	err = t.rows(`SELECT own, link FROM subject WHERE thing = $1 ORDER BY reading, local`, []any{string(id)}, func(r *sql.Rows) error {
		var o register.ID
		var body []byte
		if err := r.Scan(&o, &body); err != nil {
			return err
		}
		var l register.Link
		if err := json.Unmarshal(body, &l); err != nil {
			return err
		}
		links, own = append(links, l), append(own, o)
		return nil
	})
	return links, own, err
}

const statedColumns = `c.entry, c.n, c.passing, c.body, r.rank, r.source`

func scanStated(r *sql.Rows) (register.Stated, error) {
	var s register.Stated
	var body, source []byte
	var rank, passing int
	if err := r.Scan(&s.Entry, &s.N, &passing, &body, &rank, &source); err != nil {
		return s, err
	}
	c, err := claim.Parse(body)
	if err != nil {
		return s, err
	}
	var src register.Source
	if err := json.Unmarshal(source, &src); err != nil {
		return s, err
	}
	s.Claim, s.Rank, s.Passing = c, register.Rank(rank), passing == 1
	s.Source, s.Publisher, s.Published = src.ID, src.Publisher, src.Published
	return s, nil
}

func (t *tx) stated(query string, args ...any) ([]register.Stated, error) {
	var all []register.Stated
	err := t.rows(query, args, func(r *sql.Rows) error {
		s, err := scanStated(r)
		all = append(all, s)
		return err
	})
	return all, err
}

func (t *tx) Claims(id register.ID) ([]register.Stated, error) {
	return t.stated(`SELECT `+statedColumns+` FROM subject s JOIN claim c ON c.subject = s.subject JOIN reading r ON r.entry = c.reading
		WHERE s.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, string(id))
}

func (t *tx) CountsOf(event register.ID) ([]register.Stated, error) {
	return t.stated(`SELECT `+statedColumns+` FROM subject e JOIN claim o ON o.object = e.subject AND o.property = 'of'
		JOIN claim c ON c.subject = o.subject AND c.property = 'count' JOIN reading r ON r.entry = c.reading
		WHERE e.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, string(event))
}

func (t *tx) SourceOf(entry int64) (register.Source, error) {
	var s register.Source
	var body []byte
	var later sql.NullInt64
	err := t.tx.QueryRowContext(t.ctx, `SELECT source, later FROM reading WHERE entry = $1`, entry).Scan(&body, &later)
	if err != nil {
		return s, notFound(err, "reading at entry", entry)
	}
	if err := json.Unmarshal(body, &s); err != nil {
		return s, err
	}
	if later.Valid {
		s.Later = register.ID("s" + strconv.FormatInt(later.Int64, 10))
	}
	counts, err := t.stated(`SELECT `+statedColumns+` FROM claim c JOIN reading r ON r.entry = c.reading WHERE c.reading = $1 AND c.property = 'count' ORDER BY c.entry, c.n`, entry)
	if err != nil {
		return s, err
	}
	unread, err := t.stated(`SELECT `+statedColumns+` FROM claim c JOIN reading r ON r.entry = c.reading WHERE c.reading = $1 AND c.property = 'unread' ORDER BY c.entry, c.n`, entry)
	if err != nil {
		return s, err
	}
	s.Counts, s.Unread = register.EachValue(counts), register.EachValue(unread)
	return s, nil
}

func (t *tx) put(id register.ID, view any) error {
	body, err := json.Marshal(view)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO thing (id, class, seq, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		string(id), string(id[:1]), sequence(id), string(body))
}

// sequence orders ids as they were logged: a17-3 before a17-10 before a18-1.
func sequence(id register.ID) int64 {
	entry, local, _ := strings.Cut(string(id[1:]), "-")
	e, _ := strconv.ParseInt(entry, 10, 64)
	l, _ := strconv.ParseInt(local, 10, 64)
	return e*100_000 + min(l, 99_999)
}

func (t *tx) putName(id register.ID, name, country, kind string) error {
	return t.exec(`INSERT INTO name (id, name, country, type) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, type = excluded.type`, string(id), name, country, kind)
}

func (t *tx) PutParty(p register.Party) error {
	if err := t.put(p.ID, p); err != nil {
		return err
	}
	return t.putName(p.ID, p.Name(), p.Country.Code(), p.Type.Code())
}

func (t *tx) PutEvent(e register.Event) error {
	if err := t.put(e.ID, e); err != nil {
		return err
	}
	return t.putName(e.ID, e.Name(), "", "")
}

func (t *tx) PutSource(s register.Source) error {
	if err := t.put(s.ID, s); err != nil {
		return err
	}
	return t.putName(s.ID, cmp.Or(s.Title, s.Publisher, string(s.ID)), "", "")
}

func (t *tx) PutAgreement(a register.Agreement, row register.Row) error {
	if err := t.put(a.ID, a); err != nil {
		return err
	}
	if err := t.putName(a.ID, cmp.Or(a.Title.Text(), string(a.ID)), "", ""); err != nil {
		return err
	}
	for _, table := range []string{"agreement_side", "agreement_source", "agreement_theme"} {
		if err := t.exec(`DELETE FROM `+table+` WHERE agreement = $1`, string(a.ID)); err != nil {
			return err
		}
	}
	if err := t.exec(`DELETE FROM agreement WHERE id = $1`, string(a.ID)); err != nil {
		return err
	}
	if len(a.Sources) == 0 {
		return nil // no reading that counts speaks of it: it has a page and stands in no list
	}
	newest := ""
	for _, s := range a.Mentions {
		newest = max(newest, register.LastDay(s.Published))
	}
	body, err := json.Marshal(row)
	if err != nil {
		return err
	}
	passing := 0
	if a.Passing {
		passing = 1
	}
	if err := t.exec(`INSERT INTO agreement (id, kind, stage, event, newest, passing, seq, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		string(a.ID), row.Kind, row.Stage, string(row.Event), newest, passing, sequence(a.ID), string(body)); err != nil {
		return err
	}
	for _, s := range a.Sides {
		if err := t.exec(`INSERT INTO agreement_side (agreement, party, role) VALUES ($1, $2, $3)`, string(a.ID), string(s.Party), s.Role); err != nil {
			return err
		}
	}
	for _, s := range a.Sources {
		if err := t.exec(`INSERT INTO agreement_source (agreement, source) VALUES ($1, $2)`, string(a.ID), string(s)); err != nil {
			return err
		}
	}
	for _, theme := range row.Themes {
		if err := t.exec(`INSERT INTO agreement_theme (agreement, theme) VALUES ($1, $2)`, string(a.ID), theme); err != nil {
			return err
		}
	}
	return nil
}
