package sqlview

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"slices"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
)

// index is what the linker remembers, as a transaction knows it. A long list names
// the same bodies again and again: each profile and each key is read once, and
// written once, when the transaction ends.
type index struct {
	profiles map[string]profile
	unsaved  map[string]bool
	under    map[indexKey][]string // the ids under a key, for every key asked for
	keys     map[string][]indexKey // the keys in under, by id
	added    map[string][]indexKey // those not yet written
}

type indexKey struct {
	class claim.Class
	key   string
}

func newIndex() index {
	return index{
		profiles: map[string]profile{}, unsaved: map[string]bool{},
		under: map[indexKey][]string{}, keys: map[string][]indexKey{}, added: map[string][]indexKey{},
	}
}

// profile is a profile with its place in the order of the log.
type profile struct {
	seq int64
	resolve.Profile
}

// Find implements resolve.Index.
func (t *tx) Find(class claim.Class, keys []string) ([]resolve.Profile, error) {
	var all []profile
	seen := map[string]bool{}
	for _, key := range keys {
		ids, err := t.under(indexKey{class, key})
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			p, err := t.profile(id)
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

// under are the ids of the profiles under a key.
func (t *tx) under(k indexKey) ([]string, error) {
	if ids, known := t.index.under[k]; known {
		return ids, nil
	}
	find, err := t.prepared(`SELECT id FROM profile_key WHERE class = $1 AND key = $2`)
	if err != nil {
		return nil, err
	}
	rs, err := find.QueryContext(t.ctx, string(k.class), k.key)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	err = eachRow(rs, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	for _, id := range ids {
		t.index.keys[id] = append(t.index.keys[id], k)
	}
	t.index.under[k] = ids
	return ids, err
}

func (t *tx) profile(id string) (profile, error) {
	if p, known := t.index.profiles[id]; known {
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
	t.index.profiles[id] = p
	return p, nil
}

// Save implements resolve.Index.
func (t *tx) Save(p resolve.Profile, keys []string) error {
	t.index.profiles[p.ID] = profile{sequence(register.ID(p.ID)), p}
	t.index.unsaved[p.ID] = true
	for _, key := range keys {
		k := indexKey{p.Class, key}
		ids, err := t.under(k)
		if err != nil {
			return err
		}
		if slices.Contains(ids, p.ID) {
			continue
		}
		t.index.under[k] = append(ids, p.ID)
		t.index.keys[p.ID] = append(t.index.keys[p.ID], k)
		t.index.added[p.ID] = append(t.index.added[p.ID], k)
	}
	return nil
}

// forget takes a profile out of what the transaction remembers.
func (x *index) forget(id string) {
	for _, k := range x.keys[id] {
		x.under[k] = slices.DeleteFunc(x.under[k], func(other string) bool { return other == id })
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
		body, err := json.Marshal(p.Profile)
		if err != nil {
			return err
		}
		profiles.add(id, p.seq, string(p.Class), string(body))
	}
	for id, added := range t.index.added {
		for _, k := range added {
			keys.add(string(k.class), k.key, id)
		}
	}
	clear(t.index.unsaved)
	clear(t.index.added)
	return cmp.Or(profiles.write(t), keys.write(t))
}
