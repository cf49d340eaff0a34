package sqlview

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// index is what the linker remembers, as a transaction knows it. A long list names
// the same bodies again and again: each profile and each key is read once, and
// written once, when the transaction ends.
type index struct {
	profiles map[string]*profile
	unsaved  map[string]bool
	under    map[indexKey][]*profile // what is under a key, for every key asked for, in the order of the log
	keys     map[string][]indexKey   // the keys in under, by id
	added    map[string][]indexKey   // those not yet written
	asked    int                     // counts calls of Find
	crowds   map[string]bool         // keys of bodies of which Find left some out
}

type indexKey struct {
	class claim.Class
	key   string
}

func newIndex() index {
	return index{
		profiles: map[string]*profile{}, unsaved: map[string]bool{},
		under: map[indexKey][]*profile{}, keys: map[string][]indexKey{}, added: map[string][]indexKey{},
		crowds: map[string]bool{},
	}
}

// profile is a profile with its place in the order of the log. It is read when it is
// first asked for.
type profile struct {
	id   string
	seq  int64
	is   *resolve.Profile // nil until it is read
	seen int              // by which call of Find
}

// inOrderOfLog orders profiles by what gave them their ids.
func inOrderOfLog(a, b *profile) int {
	return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.id, b.id))
}

// Find implements resolve.Index.
func (t *tx) Find(class claim.Class, keys []string, most int) ([]*resolve.Profile, error) {
	var all []*profile
	t.index.asked++
	for _, key := range keys {
		under, err := t.under(indexKey{class, key})
		if err != nil {
			return nil, err
		}
		if most > 0 && len(under) > most {
			under = under[:most]
			t.index.crowds[key] = true
		}
		for _, p := range under {
			if p.seen != t.index.asked {
				p.seen = t.index.asked
				all = append(all, p)
			}
		}
	}
	slices.SortFunc(all, inOrderOfLog)
	out := make([]*resolve.Profile, len(all))
	for i, p := range all {
		if err := t.read(p); err != nil {
			return nil, err
		}
		out[i] = p.is
	}
	return out, nil
}

// under is what is under a key, in the order of the log.
func (t *tx) under(k indexKey) ([]*profile, error) {
	if all, known := t.index.under[k]; known {
		return all, nil
	}
	find, err := t.prepared(`SELECT id FROM profile_key WHERE class = $1 AND key = $2`)
	if err != nil {
		return nil, err
	}
	rs, err := find.QueryContext(t.ctx, string(k.class), k.key)
	if err != nil {
		return nil, err
	}
	all := []*profile{}
	err = eachRow(rs, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		all = append(all, t.index.profile(id))
		return err
	})
	for _, p := range all {
		t.index.keys[p.id] = append(t.index.keys[p.id], k)
	}
	slices.SortFunc(all, inOrderOfLog)
	t.index.under[k] = all
	return all, err
}

// profile is the place of a profile, whether it was read or not.
func (x *index) profile(id string) *profile {
	p, known := x.profiles[id]
	if !known {
		p = &profile{id: id, seq: sequence(register.ID(id))}
		x.profiles[id] = p
	}
	return p
}

// read reads a profile, if it was not yet.
func (t *tx) read(p *profile) error {
	if p.is != nil {
		return nil
	}
	find, err := t.prepared(`SELECT body FROM profile WHERE id = $1`)
	if err != nil {
		return err
	}
	var body []byte
	if err := find.QueryRowContext(t.ctx, p.id).Scan(&body); err != nil {
		return notFound(err, "profile", p.id)
	}
	p.is = &resolve.Profile{}
	return json.Unmarshal(body, p.is)
}

// Save implements resolve.Index. What Find gave before stays as it was.
func (t *tx) Save(p resolve.Profile, keys []string) error {
	saved := t.index.profile(p.ID)
	saved.is = &p
	t.index.unsaved[p.ID] = true
	for _, key := range keys {
		k := indexKey{p.Class, key}
		under, err := t.under(k)
		if err != nil {
			return err
		}
		at, there := slices.BinarySearchFunc(under, saved, inOrderOfLog)
		if there {
			continue
		}
		t.index.under[k] = slices.Insert(under, at, saved)
		t.index.keys[p.ID] = append(t.index.keys[p.ID], k)
		t.index.added[p.ID] = append(t.index.added[p.ID], k)
	}
	return nil
}

// forget takes a profile out of what the transaction remembers.
func (x *index) forget(id string) {
	for _, k := range x.keys[id] {
		x.under[k] = slices.DeleteFunc(x.under[k], func(other *profile) bool { return other.id == id })
	}
	delete(x.profiles, id)
	delete(x.unsaved, id)
	delete(x.keys, id)
	delete(x.added, id)
}

// saveIndex writes what was saved.
func (t *tx) saveIndex() error {
	profiles := bulk{into: `profile (id, seq, class, body)`, columns: 4, conflict: `ON CONFLICT (id) DO UPDATE SET body = excluded.body`}
	keys := bulk{into: `profile_key (class, key, id)`, columns: 3, conflict: `ON CONFLICT DO NOTHING`}
	for id := range t.index.unsaved {
		p := t.index.profiles[id]
		body, err := json.Marshal(p.is)
		if err != nil {
			return err
		}
		profiles.add(id, p.seq, string(p.is.Class), string(body))
	}
	for id, added := range t.index.added {
		for _, k := range added {
			keys.add(string(k.class), k.key, id)
		}
	}
	crowds := bulk{into: `crowd (key)`, columns: 1, conflict: `ON CONFLICT DO NOTHING`}
	for key := range t.index.crowds {
		crowds.add(key)
	}
	clear(t.index.unsaved)
	clear(t.index.added)
	clear(t.index.crowds)
	return cmp.Or(profiles.write(t), keys.write(t), crowds.write(t))
}

// Crowds implements register.Queries.
func (v *View) Crowds(ctx context.Context) ([]register.Crowd, error) {
	var ends [][2]int64
	var all []register.Crowd
	err := rows(ctx, v.db, `SELECT COUNT(*) AS n, MIN(p.seq), MAX(p.seq) FROM crowd c JOIN profile_key k ON k.class = 'p' AND k.key = c.key JOIN profile p ON p.id = k.id
		GROUP BY c.key HAVING COUNT(*) > $1 ORDER BY n DESC, c.key`, []any{resolve.Crowd}, func(r *sql.Rows) error {
		var c register.Crowd
		var end [2]int64
		err := r.Scan(&c.Bodies, &end[0], &end[1])
		if !slices.Contains(ends, end) { // of three words each two are a key
			ends, all = append(ends, end), append(all, c)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, end := range ends {
		if all[i].First, err = v.bodyAt(ctx, end[0]); err != nil {
			return nil, err
		}
		if all[i].Last, err = v.bodyAt(ctx, end[1]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// bodyAt is the name of the party of a place in the log.
func (v *View) bodyAt(ctx context.Context, seq int64) (register.Name, error) {
	var n register.Name
	err := v.db.QueryRowContext(ctx, `SELECT n.id, n.name FROM thing t JOIN name n ON n.id = t.id WHERE t.class = 'p' AND t.seq = $1 ORDER BY t.id LIMIT 1`, seq).Scan(&n.ID, &n.Name)
	return n, notFound(err, "party at", strconv.FormatInt(seq, 10))
}
