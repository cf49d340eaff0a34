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
	"sanad/internal/fault"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// tx implements register.Tx over one SQL transaction. Rows that a reading adds are
// held until something asks SQL for rows, and the views until the transaction ends.
type tx struct {
	ctx context.Context
	tx  *sql.Tx

	index      index
	recent     recent
	things     map[claim.Subject]register.ID // which thing a subject is, once asked for
	fresh      map[claim.Subject]bool        // linked in this transaction, nothing asked yet
	judged     *bool                         // whether anybody ever judged anything, once asked for
	statements map[string]*sql.Stmt

	claims, subjects           bulk
	views, names               bulk
	lists, sides, cited, about bulk // of agreements

	written bulk
	turn    int64 // of this transaction, for those who follow the view
}

func newTx(ctx context.Context, dbtx *sql.Tx) *tx {
	return &tx{
		// Whoever stops a fold stops it between readings: the driver starts a
		// goroutine for every statement that may be cancelled.
		ctx: context.WithoutCancel(ctx), tx: dbtx, statements: map[string]*sql.Stmt{}, index: newIndex(),
		recent: newRecent(), things: map[claim.Subject]register.ID{}, fresh: map[claim.Subject]bool{},
		claims:   bulk{into: `claim (entry, n, reading, subject, property, passing, object, body)`, columns: 8},
		subjects: bulk{into: `subject (subject, own, thing, anchor, reading, local, link, tied, mention)`, columns: 9},
		views:    bulk{into: `thing (id, class, seq, body)`, columns: 4, conflict: `ON CONFLICT (id) DO UPDATE SET body = excluded.body`},
		names: bulk{
			into: `name (id, name, country, type)`, columns: 4,
			conflict: `ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, type = excluded.type`,
		},
		lists:   bulk{into: `agreement (id, kind, stage, event, newest, passing, seq, body)`, columns: 8},
		sides:   bulk{into: `agreement_side (agreement, party, role)`, columns: 3},
		cited:   bulk{into: `agreement_source (agreement, source)`, columns: 2},
		about:   bulk{into: `agreement_theme (agreement, theme)`, columns: 2},
		written: bulk{into: `written (id, turn, gone)`, columns: 3, conflict: `ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, gone = excluded.gone`},
	}
}

// begin asks whether some claim speaks ahead of the log, and takes its turn.
func (t *tx) begin() error {
	last, err := position(t.ctx, t.tx, "turn")
	if err != nil {
		return err
	}
	t.turn = last + 1
	return t.rowsApart(`SELECT value FROM meta WHERE key = 'ahead'`, nil, func(r *sql.Rows) error {
		t.recent.ahead = true
		return nil
	})
}

// settle writes the rows that readings have added.
func (t *tx) settle() error {
	if t.claims.empty() && t.subjects.empty() {
		return nil
	}
	return cmp.Or(t.claims.write(t), t.subjects.write(t))
}

// finish writes all that is still held.
func (t *tx) finish() error {
	return cmp.Or(t.settle(), t.saveIndex(), t.saveViews(),
		t.execApart(`UPDATE meta SET value = $1 WHERE key = 'turn'`, strconv.FormatInt(t.turn, 10)))
}

func (t *tx) saveViews() error {
	for _, b := range []*bulk{&t.views, &t.names, &t.lists, &t.sides, &t.cited, &t.about, &t.written} {
		if err := b.write(t); err != nil {
			return err
		}
	}
	return nil
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
	if err := t.settle(); err != nil {
		return err
	}
	return t.execApart(query, args...)
}

// execApart and rowsApart are exec and rows for statements that have nothing to do
// with claims and subjects, and so need not wait for those that are held.
func (t *tx) execApart(query string, args ...any) error {
	s, err := t.prepared(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// rows hands each row of a query to scan, which must not ask the same query.
func (t *tx) rows(query string, args []any, scan func(*sql.Rows) error) error {
	if err := t.settle(); err != nil {
		return err
	}
	return t.rowsApart(query, args, scan)
}

func (t *tx) rowsApart(query string, args []any, scan func(*sql.Rows) error) error {
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

func (t *tx) Position() (int64, error) { return position(t.ctx, t.tx, "position") }

func (t *tx) SetPosition(next int64) error { return t.setPosition("position", next) }

func (t *tx) SetShown(next int64) error { return t.setPosition("shown", next) }

func (t *tx) setPosition(of string, next int64) error {
	return t.execApart(`UPDATE meta SET value = $2 WHERE key = $1`, of, strconv.FormatInt(next, 10))
}

func (t *tx) New(id register.ID) bool {
	if id.Class() == claim.Document {
		_, known := t.recent.sources[id.Entry()]
		return known
	}
	return t.recent.whole(id)
}

func (t *tx) Defer(ids []register.ID) error {
	b := bulk{into: `deferred (id)`, columns: 1, conflict: `ON CONFLICT DO NOTHING`}
	for _, id := range ids {
		b.add(string(id))
	}
	return b.write(t)
}

func (t *tx) Deferred(limit int) ([]register.ID, error) {
	var all []register.ID
	err := t.rowsApart(`SELECT id FROM deferred ORDER BY id LIMIT $1`, []any{limit}, func(r *sql.Rows) error {
		var id register.ID
		err := r.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

func (t *tx) Done(id register.ID) error {
	return t.execApart(`DELETE FROM deferred WHERE id = $1`, string(id))
}

func (t *tx) AddReading(s register.Source, rank register.Rank, claims []register.Stated) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := t.lookAhead(s, claims); err != nil {
		return err
	}
	if err := t.execApart(`INSERT INTO reading (entry, original, part, record, rank, own, publisher, published, reason, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		s.Entry, s.Original, s.Part, recordOf(s), int(rank), bit(s.IsOwn()), s.Publisher, string(s.Published), s.Reason, string(body)); err != nil {
		return err
	}
	for _, c := range claims {
		object := ""
		if ref, ok := c.Value.(claim.Ref); ok {
			object = string(ref.Subject)
		}
		t.claims.add(c.Entry, c.N, s.Entry, string(c.Subject), string(c.Property), bit(c.Passing), object, string(c.Claim.Append(nil)))
	}
	return nil
}

// lookAhead remembers the reading, and for good that a claim is on a subject that
// no reading has made yet.
func (t *tx) lookAhead(s register.Source, claims []register.Stated) error {
	if !t.recent.reading(s, claims) || t.recent.ahead {
		return nil
	}
	t.recent.ahead = true
	return t.execApart(`INSERT INTO meta (key, value) VALUES ('ahead', '1') ON CONFLICT DO NOTHING`)
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
	earlier := func(query string, args ...any) error {
		return t.rowsApart(query, args, func(r *sql.Rows) error {
			var e int64
			err := r.Scan(&e)
			if !slices.Contains(entries, e) {
				entries = append(entries, e)
			}
			return err
		})
	}
	err := earlier(`SELECT entry FROM reading WHERE original = $1 AND part = $2 AND entry < $3 AND later IS NULL ORDER BY entry`, later.Original, later.Part, later.Entry)
	if record := recordOf(later); err == nil && record != "" {
		err = earlier(`SELECT entry FROM reading WHERE record = $1 AND record <> '' AND entry < $2 AND later IS NULL ORDER BY entry`, record, later.Entry)
	}
	if err != nil {
		return nil, err
	}
	slices.Sort(entries)
	for _, e := range entries {
		if err := t.execApart(`UPDATE reading SET later = $2 WHERE entry = $1`, e, later.Entry); err != nil {
			return nil, err
		}
		t.recent.later[e] = true
	}
	return entries, nil
}

// recordOf is equal for readings of one record: a publisher's own reference.
func recordOf(s register.Source) string {
	if s.Reference == "" {
		return ""
	}
	return s.Reference + "\n" + s.Publisher
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
	t.subjects.add(string(m.Subject), string(m.Own), string(m.Thing), string(m.Anchor), entry, local, string(link), string(tied), string(mention))
	t.recent.link(m)
	t.things[m.Subject], t.fresh[m.Subject] = m.Thing, true
	return nil
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
	t.things[subject] = id
	if was, ok := t.recent.members[subject]; ok {
		t.recent.relink(was, register.Member{Subject: subject, Own: was.Own, Thing: id, Anchor: anchor, Link: link, Mention: mention})
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
	if m, ok := t.recent.members[subject]; ok {
		return m, nil
	}
	all, err := t.members(`subject = $1`, string(subject))
	if err != nil || len(all) == 0 {
		return register.Member{}, err
	}
	return all[0], nil
}

func (t *tx) Members(id register.ID) ([]register.Member, error) {
	if t.recent.whole(id) {
		return t.recent.membersOf(id), nil
	}
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
			WHERE c.object = $1 AND c.object <> '' AND c.property IN ('party', 'event')
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
	if t.recent.alone(id) {
		return nil, nil
	}
	return t.ids(`SELECT p.thing FROM subject s JOIN claim c ON c.object = s.subject AND c.object <> '' AND c.property IN ('of', 'supports')
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
	return t.ids(`SELECT DISTINCT s.thing FROM claim c JOIN subject s ON s.subject = c.subject WHERE c.object = $1 AND c.object <> '' ORDER BY s.thing`, string(subject))
}

func (t *tx) Pointing(id register.ID, by []claim.Property) ([]register.Stated, error) {
	if t.recent.alone(id) {
		return nil, nil
	}
	args := []any{string(id)}
	var marks []string
	for _, p := range by {
		args = append(args, string(p))
		marks = append(marks, "$"+strconv.Itoa(len(args)))
	}
	return t.stated(`SELECT `+statedColumns+` FROM subject s JOIN claim c ON c.object = s.subject AND c.object <> '' AND c.property IN (`+strings.Join(marks, ", ")+`)
		JOIN reading r ON r.entry = c.reading WHERE s.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, args...)
}

func (t *tx) Forget(id register.ID) error {
	t.index.forget(string(id))
	if err := t.saveViews(); err != nil {
		return err
	}
	for _, statement := range []string{
		`DELETE FROM profile_key WHERE id = $1`, `DELETE FROM profile WHERE id = $1`, `DELETE FROM thing WHERE id = $1`, `DELETE FROM name WHERE id = $1`,
		`DELETE FROM agreement WHERE id = $1`, `DELETE FROM agreement_side WHERE agreement = $1`,
		`DELETE FROM agreement_source WHERE agreement = $1`, `DELETE FROM agreement_theme WHERE agreement = $1`,
	} {
		if err := t.exec(statement, string(id)); err != nil {
			return err
		}
	}
	t.written.add(string(id), t.turn, 1)
	return nil
}

func (t *tx) Ask(subject claim.Subject, doubts []resolve.Doubt) error {
	if !t.fresh[subject] {
		if err := t.execApart(`DELETE FROM doubt WHERE subject = $1`, string(subject)); err != nil {
			return err
		}
	}
	delete(t.fresh, subject)
	for _, d := range doubts {
		reasons, err := json.Marshal(d.Reasons)
		if err != nil {
			return err
		}
		if err := t.execApart(`INSERT INTO doubt (subject, other, rule, score, reasons) VALUES ($1, $2, $3, $4, $5)`,
			string(subject), string(register.SubjectOf(register.ID(d.ID))), d.Rule, d.Score, string(reasons)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) Judge(j register.Judgement) error {
	yes := true
	t.judged = &yes
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
	if t.judged == nil {
		all, err := t.ids(`SELECT lhs FROM judgement LIMIT 1`)
		if err != nil {
			return nil, err
		}
		some := len(all) > 0
		t.judged = &some
	}
	if !*t.judged {
		return nil, nil
	}
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
	if src, ok := t.recent.sources[entry]; ok {
		t.recent.later[entry] = t.recent.later[entry] || src.IsOwn()
	}
	var subjects []claim.Subject
	for _, j := range judged {
		subjects = append(subjects, j.Left, j.Right)
	}
	return subjects, nil
}

func (t *tx) Thing(subject claim.Subject) (register.ID, error) {
	if id, known := t.things[subject]; known {
		return id, nil
	}
	ids, err := t.ids(`SELECT thing FROM subject WHERE subject = $1`, string(subject))
	if err != nil {
		return "", err
	}
	if len(ids) == 0 {
		return "", notFound(sql.ErrNoRows, "subject", subject)
	}
	t.things[subject] = ids[0]
	return ids[0], nil
}

func (t *tx) ThingsOf(entry int64) ([]register.ID, error) {
	if spoken, ok := t.recent.things[entry]; ok {
		return t.thingsOf(spoken)
	}
	return t.ids(`SELECT DISTINCT thing FROM subject WHERE reading = $1
		UNION SELECT s.thing FROM claim c JOIN subject s ON s.subject = c.subject WHERE c.reading = $1
		UNION SELECT s.thing FROM claim c JOIN subject s ON s.subject = c.object WHERE c.reading = $1 AND c.object <> ''`, entry)
}

func (t *tx) thingsOf(subjects map[claim.Subject]bool) ([]register.ID, error) {
	var ids []register.ID
	for s := range subjects {
		id, err := t.Thing(s)
		if fault.Is(err, fault.NotFound) {
			continue // never logged
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

const statedColumns = `c.entry, c.n, c.passing, c.body, r.rank, r.entry, r.publisher, r.published, r.reason, r.own`

func scanStated(r *sql.Rows) (register.Stated, error) {
	var s register.Stated
	var body []byte
	var rank, passing, own int
	var reading int64
	if err := r.Scan(&s.Entry, &s.N, &passing, &body, &rank, &reading, &s.Publisher, &s.Published, &s.Reason, &own); err != nil {
		return s, err
	}
	c, err := claim.Parse(body)
	if err != nil {
		return s, err
	}
	s.Claim, s.Rank, s.Passing, s.Own = c, register.Rank(rank), passing == 1, own == 1
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
	if t.recent.whole(id) {
		return t.recent.claimsOf(id), nil
	}
	return t.stated(`SELECT `+statedColumns+` FROM subject s JOIN claim c ON c.subject = s.subject JOIN reading r ON r.entry = c.reading
		WHERE s.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, string(id))
}

func (t *tx) Said(subject claim.Subject, property claim.Property) ([]register.Stated, error) {
	return t.stated(`SELECT `+statedColumns+` FROM claim c JOIN reading r ON r.entry = c.reading
		WHERE c.subject = $1 AND c.property = $2 AND r.later IS NULL ORDER BY c.entry, c.n`, string(subject), string(property))
}

func (t *tx) SaidIn(entry int64, property claim.Property) ([]register.Stated, error) {
	return t.stated(`SELECT `+statedColumns+` FROM claim c JOIN reading r ON r.entry = c.reading
		WHERE c.reading = $1 AND c.property = $2 ORDER BY c.entry, c.n`, entry, string(property))
}

func (t *tx) Erase(entry int64, by register.Source) error {
	t.recent.told[entry] = true
	return t.execApart(`UPDATE reading SET erased = $2 WHERE entry = $1 AND erased IS NULL`, entry, by.Entry)
}

func (t *tx) Rerank(entry int64, rank register.Rank) error {
	t.recent.rerank(entry, rank)
	return t.exec(`UPDATE reading SET rank = $2 WHERE entry = $1`, entry, int(rank))
}

func (t *tx) CountsOf(event register.ID) ([]register.Stated, error) {
	return t.stated(`SELECT `+statedColumns+` FROM subject e JOIN claim o ON o.object = e.subject AND o.object <> '' AND o.property = 'of'
		JOIN claim c ON c.subject = o.subject AND c.property = 'count' JOIN reading r ON r.entry = c.reading
		WHERE e.thing = $1 AND r.later IS NULL ORDER BY c.entry, c.n`, string(event))
}

func (t *tx) SourceOf(entry int64) (register.Source, error) {
	if s, ok := t.recent.sources[entry]; ok && !t.recent.told[entry] && !t.recent.later[entry] {
		return s, nil
	}
	var s register.Source
	var body []byte
	var later, erased sql.NullInt64
	var rank register.Rank
	find, err := t.prepared(`SELECT source, later, erased, rank FROM reading WHERE entry = $1`)
	if err != nil {
		return s, err
	}
	if err := find.QueryRowContext(t.ctx, entry).Scan(&body, &later, &erased, &rank); err != nil {
		return s, notFound(err, "reading at entry", entry)
	}
	if err := json.Unmarshal(body, &s); err != nil {
		return s, err
	}
	s.Ruled(rank)
	if later.Valid {
		s.Later = register.ID("s" + strconv.FormatInt(later.Int64, 10))
	}
	if erased.Valid {
		s.Erased = &register.Erasure{Entry: erased.Int64}
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
	t.views.add(string(id), class, sequence(id), string(body))
	t.written.add(string(id), t.turn, 0)
	return nil
}

func sequence(id register.ID) int64 { return id.Sequence() }

func (t *tx) putName(id register.ID, name, country, kind string) error {
	t.names.add(string(id), name, country, kind)
	return nil
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
	if err := t.dropRow(a.ID); err != nil {
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
	id := string(a.ID)
	t.lists.add(id, row.Kind, row.Stage, string(row.Event), newest, bit(a.Passing), sequence(a.ID), string(body))
	for _, s := range a.Sides {
		t.sides.add(id, string(s.Party), s.Role)
	}
	for _, s := range a.Sources {
		t.cited.add(id, string(s))
	}
	for _, theme := range row.Themes {
		t.about.add(id, theme)
	}
	return nil
}

// dropRow takes an agreement out of the lists; one that stands in none has no side,
// source or theme there either.
func (t *tx) dropRow(id register.ID) error {
	known, err := t.ids(`SELECT id FROM agreement WHERE id = $1`, string(id))
	if err != nil || len(known) == 0 {
		return err
	}
	for _, statement := range []string{
		`DELETE FROM agreement WHERE id = $1`, `DELETE FROM agreement_side WHERE agreement = $1`,
		`DELETE FROM agreement_source WHERE agreement = $1`, `DELETE FROM agreement_theme WHERE agreement = $1`,
	} {
		if err := t.exec(statement, string(id)); err != nil {
			return err
		}
	}
	return nil
}
