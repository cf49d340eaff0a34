package sqlview

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
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

	profiles   map[string]profile // read or saved in this transaction
	statements map[string]*sql.Stmt
}

// prepared is a statement compiled once a transaction: a long reading asks the
// same few thousands of times.
func (t *tx) prepared(query string) (*sql.Stmt, error) {
	if s, known := t.statements[query]; known {
		return s, nil
	}
	s, err := t.tx.PrepareContext(t.ctx, query)
	if err == nil {
		t.statements[query] = s
	}
	return s, err
}

func (t *tx) exec(query string, args ...any) error {
	s, err := t.prepared(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// rows hands each row of a query to scan, which must not ask the same query.
func (t *tx) rows(query string, args []any, scan func(*sql.Rows) error) error {
	s, err := t.prepared(query)
	if err != nil {
		return err
	}
	rs, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	return eachRow(rs, scan)
}

func (t *tx) Position() (int64, error) { return position(t.ctx, t.tx) }

func (t *tx) SetPosition(next int64) error {
	return t.exec(`UPDATE meta SET value = $1 WHERE key = 'position'`, strconv.FormatInt(next, 10))
}

// profile is a profile as the transaction knows it, with its place in the order
// of the log.
type profile struct {
	seq int64
	resolve.Profile
}

// Find implements resolve.Index.
func (t *tx) Find(class claim.Class, keys []string) ([]resolve.Profile, error) {
	var all []profile
	seen := map[string]bool{}
	for _, key := range keys {
		ids, err := t.ids(`SELECT id FROM profile_key WHERE class = $1 AND key = $2`, string(class), key)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if seen[string(id)] {
				continue
			}
			seen[string(id)] = true
			p, err := t.profile(string(id))
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b profile) int { return cmp.Compare(a.seq, b.seq) })
	out := make([]resolve.Profile, len(all))
	for i, p := range all {
		out[i] = p.Profile
	}
	return out, nil
}

// profile is read once a transaction: a long list meets the same bodies again and
// again.
func (t *tx) profile(id string) (profile, error) {
	if p, known := t.profiles[id]; known {
		return p, nil
	}
	var p profile
	var body []byte
	find, err := t.prepared(`SELECT seq, body FROM profile WHERE id = $1`)
	if err != nil {
		return p, err
	}
	if err := find.QueryRowContext(t.ctx, id).Scan(&p.seq, &body); err != nil {
		return p, notFound(err, "profile", id)
	}
	if err := json.Unmarshal(body, &p.Profile); err != nil {
		return p, err
	}
	t.profiles[id] = p
	return p, nil
}

// Save implements resolve.Index.
func (t *tx) Save(p resolve.Profile, keys []string) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	err = t.exec(`INSERT INTO profile (id, seq, class, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		p.ID, sequence(register.ID(p.ID)), string(p.Class), string(body))
	if err != nil {
		return err
	}
	t.profiles[p.ID] = profile{sequence(register.ID(p.ID)), p}
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
	if err := t.exec(`INSERT INTO reading (entry, original, part, rank, own, publisher, published, reason, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		s.Entry, s.Original, s.Part, int(rank), bit(s.IsOwn()), s.Publisher, string(s.Published), s.Reason, string(body)); err != nil {
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
		if _, err := insert.ExecContext(t.ctx, c.Entry, c.N, s.Entry, string(c.Subject), string(c.Property), bit(c.Passing), object, string(c.Claim.Append(nil))); err != nil {
			return err
		}
	}
	return nil
}

// bit is how a yes or no is stored.
func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (t *tx) Supersede(later register.Source) ([]int64, error) {
	var entries []int64
	err := t.rows(`SELECT entry FROM reading WHERE original = $1 AND part = $2 AND entry < $3 AND later IS NULL ORDER BY entry`, []any{later.Original, later.Part, later.Entry}, func(r *sql.Rows) error {
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

func (t *tx) Link(m register.Member) error {
	link, err := json.Marshal(m.Link)
	if err != nil {
		return err
	}
	mention, err := json.Marshal(m.Mention)
	if err != nil {
		return err
	}
	entry, _ := m.Subject.Entry()
	local, err := strconv.Atoi(string(m.Subject.Local()[1:]))
	if err != nil {
		return err
	}
	tied := claim.Subject("")
	if m.Mention.Tied != nil {
		tied = m.Mention.At
	}
	return t.exec(`INSERT INTO subject (subject, own, thing, anchor, reading, local, link, tied, mention) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		string(m.Subject), string(m.Own), string(m.Thing), string(m.Anchor), entry, local, string(link), string(tied), string(mention))
}

func (t *tx) Relink(subject claim.Subject, id register.ID, anchor claim.Subject, link register.Link, mention register.Mention) error {
	l, err := json.Marshal(link)
	if err != nil {
		return err
	}
	m, err := json.Marshal(mention)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE subject SET thing = $2, anchor = $3, link = $4, mention = $5 WHERE subject = $1`,
		string(subject), string(id), string(anchor), string(l), string(m))
}

const memberColumns = `subject, own, thing, anchor, link, mention`

func (t *tx) members(query string, args ...any) ([]register.Member, error) {
	var all []register.Member
	err := t.rows(`SELECT `+memberColumns+` FROM subject WHERE `+query+` ORDER BY reading, local`, args, func(r *sql.Rows) error {
		var m register.Member
		var link, mention []byte
		if err := r.Scan(&m.Subject, &m.Own, &m.Thing, &m.Anchor, &link, &mention); err != nil {
			return err
		}
		if err := json.Unmarshal(link, &m.Link); err != nil {
			return err
		}
		if err := json.Unmarshal(mention, &m.Mention); err != nil {
			return err
		}
		all = append(all, m)
		return nil
	})
	return all, err
}

func (t *tx) Member(subject claim.Subject) (register.Member, error) {
	all, err := t.members(`subject = $1`, string(subject))
	if err != nil || len(all) == 0 {
		return register.Member{}, err
	}
	return all[0], nil
}

func (t *tx) Members(id register.ID) ([]register.Member, error) {
	return t.members(`thing = $1`, string(id))
}

func (t *tx) Anchored(subject claim.Subject) ([]register.Member, error) {
	return t.members(`anchor <> '' AND anchor = $1`, string(subject))
}

func (t *tx) Naming(subjects []claim.Subject) ([]claim.Subject, error) {
	var all []claim.Subject
	seen := map[claim.Subject]bool{}
	for _, s := range subjects {
		err := t.rows(`SELECT c.subject FROM claim c JOIN subject s ON s.subject = c.subject
			WHERE c.object = $1 AND c.property IN ('party', 'event')
			UNION SELECT subject FROM subject WHERE tied <> '' AND tied = $1`, []any{string(s)}, func(r *sql.Rows) error {
			var a claim.Subject
			err := r.Scan(&a)
			if err == nil && !seen[a] {
				seen[a] = true
				all = append(all, a)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (t *tx) ids(query string, args ...any) ([]register.ID, error) {
	var all []register.ID
	err := t.rows(query, args, func(r *sql.Rows) error {
		var id register.ID
		err := r.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

func (t *tx) PartsOf(id register.ID) ([]register.ID, error) {
	return t.ids(`SELECT p.thing FROM subject s JOIN claim c ON c.object = s.subject AND c.property IN ('of', 'supports')
			JOIN reading r ON r.entry = c.reading AND r.later IS NULL
			JOIN subject p ON p.subject = c.subject AND p.own NOT LIKE 'c%'
		WHERE s.thing = $1 GROUP BY p.thing ORDER BY MIN(p.reading), MIN(p.local), p.thing`, string(id))
}

func (t *tx) Wholes(part register.ID) ([]register.ID, error) {
	return t.ids(`SELECT DISTINCT w.thing FROM subject s JOIN claim c ON c.subject = s.subject AND c.property IN ('of', 'supports')
			JOIN subject w ON w.subject = c.object
		WHERE s.thing = $1 ORDER BY w.thing`, string(part))
}

func (t *tx) Referring(subject claim.Subject) ([]register.ID, error) {
	return t.ids(`SELECT DISTINCT s.thing FROM claim c JOIN subject s ON s.subject = c.subject WHERE c.object = $1 ORDER BY s.thing`, string(subject))
}

func (t *tx) Pointing(id register.ID, by []claim.Property) ([]register.Stated, error) {
	args := []any{string(id)}
	var marks []string
	for _, p := range by {
		args = append(args, string(p))
		marks = append(marks, "$"+strconv.Itoa(len(args)))
	}
	return t.stated(`SELECT `+statedColumns+` FROM subject s JOIN claim c ON c.object = s.subject AND c.property IN (`+strings.Join(marks, ", ")+`)
		JOIN reading r ON r.entry = c.reading WHERE s.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, args...)
}

func (t *tx) Forget(id register.ID) error {
	delete(t.profiles, string(id))
	for _, statement := range []string{
		`DELETE FROM profile_key WHERE id = $1`, `DELETE FROM profile WHERE id = $1`, `DELETE FROM thing WHERE id = $1`, `DELETE FROM name WHERE id = $1`,
		`DELETE FROM agreement WHERE id = $1`, `DELETE FROM agreement_side WHERE agreement = $1`,
		`DELETE FROM agreement_source WHERE agreement = $1`, `DELETE FROM agreement_theme WHERE agreement = $1`,
	} {
		if err := t.exec(statement, string(id)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) Ask(subject claim.Subject, doubts []resolve.Doubt) error {
	if err := t.exec(`DELETE FROM doubt WHERE subject = $1`, string(subject)); err != nil {
		return err
	}
	for _, d := range doubts {
		reasons, err := json.Marshal(d.Reasons)
		if err != nil {
			return err
		}
		if err := t.exec(`INSERT INTO doubt (subject, other, rule, score, reasons) VALUES ($1, $2, $3, $4, $5)`,
			string(subject), string(register.SubjectOf(register.ID(d.ID))), d.Rule, d.Score, string(reasons)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) Judge(j register.Judgement) error {
	return t.exec(`INSERT INTO judgement (entry, lhs, rhs, verdict) VALUES ($1, $2, $3, $4)`, j.Entry, string(j.Left), string(j.Right), string(j.Verdict))
}

func (t *tx) judgements(query string, args ...any) ([]register.Judgement, error) {
	var all []register.Judgement
	err := t.rows(`SELECT j.entry, j.lhs, j.rhs, j.verdict FROM judgement j JOIN reading r ON r.entry = j.entry WHERE `+query+` ORDER BY j.entry, j.lhs, j.rhs`, args, func(r *sql.Rows) error {
		var j register.Judgement
		err := r.Scan(&j.Entry, &j.Left, &j.Right, &j.Verdict)
		all = append(all, j)
		return err
	})
	return all, err
}

func (t *tx) Judgements(subject claim.Subject) ([]register.Judgement, error) {
	return t.judgements(`r.later IS NULL AND (j.lhs = $1 OR j.rhs = $1)`, string(subject))
}

func (t *tx) Withdraw(entry int64, by register.Source) ([]claim.Subject, error) {
	judged, err := t.judgements(`r.later IS NULL AND j.entry = $1`, entry)
	if err != nil {
		return nil, err
	}
	// Only what the office entered can be taken back; what a source said stays said.
	if err := t.exec(`UPDATE reading SET later = $2 WHERE entry = $1 AND later IS NULL AND own = 1`, entry, by.Entry); err != nil {
		return nil, err
	}
	var subjects []claim.Subject
	for _, j := range judged {
		subjects = append(subjects, j.Left, j.Right)
	}
	return subjects, nil
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

const statedColumns = `c.entry, c.n, c.passing, c.body, r.rank, r.entry, r.publisher, r.published, r.reason`

func scanStated(r *sql.Rows) (register.Stated, error) {
	var s register.Stated
	var body []byte
	var rank, passing int
	var reading int64
	if err := r.Scan(&s.Entry, &s.N, &passing, &body, &rank, &reading, &s.Publisher, &s.Published, &s.Reason); err != nil {
		return s, err
	}
	c, err := claim.Parse(body)
	if err != nil {
		return s, err
	}
	s.Claim, s.Rank, s.Passing = c, register.Rank(rank), passing == 1
	s.Source = register.ID("s" + strconv.FormatInt(reading, 10))
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

func (t *tx) put(id register.ID, class string, view any) error {
	body, err := json.Marshal(view)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO thing (id, class, seq, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		string(id), class, sequence(id), string(body))
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
	if err := t.put(p.ID, "p", p); err != nil {
		return err
	}
	return t.putName(p.ID, p.Name(), p.Country.Code(), p.Type.Code())
}

func (t *tx) PutEvent(e register.Event) error {
	if err := t.put(e.ID, "e", e); err != nil {
		return err
	}
	return t.putName(e.ID, e.Name(), "", "")
}

func (t *tx) PutSource(s register.Source) error {
	class := "s"
	if s.IsDecision() {
		class = "f"
	}
	if err := t.put(s.ID, class, s); err != nil {
		return err
	}
	return t.putName(s.ID, cmp.Or(s.Title, s.Publisher, string(s.ID)), "", "")
}

func (t *tx) PutPart(id register.ID, name string, view any) error {
	if err := t.put(id, string(id[:1]), view); err != nil {
		return err
	}
	return t.putName(id, name, "", "")
}

func (t *tx) PutAgreement(a register.Agreement, row register.Row) error {
	if err := t.put(a.ID, "a", a); err != nil {
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
	if err := t.exec(`INSERT INTO agreement (id, kind, stage, event, newest, passing, seq, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		string(a.ID), row.Kind, row.Stage, string(row.Event), newest, bit(a.Passing), sequence(a.ID), string(body)); err != nil {
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
