package sqlview

import (
	"cmp"
	"slices"

	"sanad/claim"
	"sanad/internal/register"
)

// recent is what a transaction has added, kept beside the rows it becomes. A thing
// whose first subject is among it has all its subjects and claims here, because what
// gave a thing its id was logged first: its view needs no row read back. One claim
// breaks that, one on a subject that a later reading makes; of such a log everything
// is asked of SQL.
type recent struct {
	members map[claim.Subject]register.Member
	of      map[register.ID][]claim.Subject
	claims  map[claim.Subject][]register.Stated
	pointed map[claim.Subject]bool // another subject is a part of it, or related to it
	sources map[int64]register.Source
	told    map[int64]bool // readings that count agreements, left something unread or were ranked anew
	things  map[int64]map[claim.Subject]bool
	later   map[int64]bool // readings that no longer count
	ahead   bool
}

func newRecent() recent {
	return recent{
		members: map[claim.Subject]register.Member{}, of: map[register.ID][]claim.Subject{}, claims: map[claim.Subject][]register.Stated{},
		pointed: map[claim.Subject]bool{}, sources: map[int64]register.Source{}, told: map[int64]bool{},
		things: map[int64]map[claim.Subject]bool{}, later: map[int64]bool{},
	}
}

// pointers are the properties by which parts and relations point at a thing.
var pointers = map[claim.Property]bool{
	claim.PropOf: true, claim.PropSupports: true, claim.PropRenews: true, claim.PropAmends: true, claim.PropImplements: true,
	claim.PropSupersedes: true, claim.PropReannounces: true, claim.PropIncludes: true,
}

// reading remembers a reading. Whether it speaks ahead of the log is for its caller
// to keep.
func (r *recent) reading(s register.Source, claims []register.Stated) (ahead bool) {
	r.sources[s.Entry] = s
	spoken := map[claim.Subject]bool{}
	r.things[s.Entry] = spoken
	see := func(subject claim.Subject) {
		if subject.Class() == claim.Document {
			return // it is no thing
		}
		spoken[subject] = true
		entry, _ := subject.Entry()
		ahead = ahead || entry > s.Entry
	}
	for _, c := range claims {
		r.claims[c.Subject] = append(r.claims[c.Subject], c)
		r.told[s.Entry] = r.told[s.Entry] || c.Property == claim.PropCount || c.Property == claim.PropUnread
		see(c.Subject)
		if ref, ok := c.Value.(claim.Ref); ok {
			see(ref.Subject)
			r.pointed[ref.Subject] = r.pointed[ref.Subject] || pointers[c.Property]
		}
	}
	return ahead
}

// rerank gives all that a reading says another rank; its source is then asked of SQL.
func (r *recent) rerank(entry int64, rank register.Rank) {
	r.told[entry] = true
	for subject := range r.things[entry] {
		for i, c := range r.claims[subject] {
			if c.Source.Entry() == entry {
				r.claims[subject][i].Rank = rank
			}
		}
	}
}

func (r *recent) link(m register.Member) {
	r.members[m.Subject] = m
	r.of[m.Thing] = append(r.of[m.Thing], m.Subject)
}

// relink moves a subject to another thing.
func (r *recent) relink(was, is register.Member) {
	if was.Thing != is.Thing {
		r.of[was.Thing] = slices.DeleteFunc(r.of[was.Thing], func(s claim.Subject) bool { return s == was.Subject })
		r.of[is.Thing] = append(r.of[is.Thing], is.Subject)
	}
	r.members[is.Subject] = is
}

// whole says whether all that is known of a thing was added here.
func (r *recent) whole(id register.ID) bool {
	_, known := r.members[register.SubjectOf(id)]
	return known && !r.ahead
}

func (r *recent) membersOf(id register.ID) []register.Member {
	all := make([]register.Member, 0, len(r.of[id]))
	for _, s := range r.of[id] {
		all = append(all, r.members[s])
	}
	slices.SortFunc(all, func(a, b register.Member) int { return inLog(a.Subject, b.Subject) })
	return all
}

// inLog orders subjects as the rows of SQL are: by reading, then by number.
func inLog(a, b claim.Subject) int {
	x, _ := a.Entry()
	y, _ := b.Entry()
	l, m := a.Local()[1:], b.Local()[1:]
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(len(l), len(m)), cmp.Compare(l, m))
}

func (r *recent) claimsOf(id register.ID) []register.Stated {
	var all []register.Stated
	for _, s := range r.of[id] {
		for _, c := range r.claims[s] {
			if !r.later[c.Source.Entry()] {
				all = append(all, c)
			}
		}
	}
	slices.SortFunc(all, func(a, b register.Stated) int { return cmp.Or(cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.N, b.N)) })
	return all
}

// alone says whether no other subject points at any of the thing's.
func (r *recent) alone(id register.ID) bool {
	return r.whole(id) && !slices.ContainsFunc(r.of[id], func(s claim.Subject) bool { return r.pointed[s] })
}
