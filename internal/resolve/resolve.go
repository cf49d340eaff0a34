// Package resolve says which subjects of different readings are one: parties by
// their names, events by name and time, agreements by their sides, occasion and
// time.
//
// Every link names its rule and its reasons. The linker meets subjects in log
// order and its answer depends on nothing else, so a register grown day by day
// and one rebuilt from the log agree. It never changes a claim, never reads a
// document, and knows no SQL: what it remembers of what it has linked, its
// profiles, lies behind Index.
package resolve

import (
	"slices"

	"sanad/claim"
	"sanad/internal/resolve/orgname"
)

// Profile is what the linker remembers of one linked thing. Its fields are a
// stored format of the derived store: change them, rebuild.
type Profile struct {
	ID    string      `json:"id"`
	Class claim.Class `json:"class"`

	Names     []string `json:"names,omitempty"`     // of parties as printed, of events folded
	Countries []string `json:"countries,omitempty"` // ISO 3166-1, of parties and events
	Types     []string `json:"types,omitempty"`     // of parties
	Former    []string `json:"former,omitempty"`    // names that parties no longer have

	Sides    []string     `json:"sides,omitempty"`    // ids of parties, of agreements
	Events   []string     `json:"events,omitempty"`   // ids of events, of agreements
	Themes   []string     `json:"themes,omitempty"`   // of agreements
	Kinds    []string     `json:"kinds,omitempty"`    // of agreements
	Promised []string     `json:"promised,omitempty"` // figures of agreements, with their units
	Counts   []int        `json:"counts,omitempty"`   // of agreements made at events, each source's largest
	Dates    []claim.Date `json:"dates,omitempty"`    // when signed, held or reported
	Readings []int64      `json:"readings,omitempty"` // of agreements: first entries of the readings that speak of it

	References []string `json:"references,omitempty"` // of agreements, as a standard gives them

	prepared *orgname.Prepared // a party's names ready to be compared, where they were made so
}

// Index finds profiles by blocking key and keeps them.
type Index interface {
	// Find returns the profiles under any of the keys, each once, in the order
	// in which they were first logged: of each key the first most alone, 0 for all.
	// They are the index's own, not to be changed.
	Find(class claim.Class, keys []string, most int) ([]*Profile, error)
	// Save keeps a profile under its keys, in place of the one with its ID.
	Save(p Profile, keys []string) error
}

// Link is the linker's word on one subject.
type Link struct {
	ID      string // of the thing the subject is
	Rule    string // RuleFirst where it is a thing of its own
	Reasons []string

	// Familiar: the subject says nothing of the thing that is not known of it, so
	// that nothing new is to be asked about it either.
	Familiar bool
}

// RuleFirst is the rule of a subject that nothing known is the same as.
const RuleFirst = "first"

// Linker links subjects to the things of an index.
type Linker struct{ Index Index }

// match is a candidate with the rule that takes it; a lower rank is surer.
type match struct {
	profile *Profile
	rank    int
	rule    string
	reasons []string
}

// best is the surest match; between equals the one first linked.
func best(ms []match) (match, bool) {
	if len(ms) == 0 {
		return match{}, false
	}
	return slices.MinFunc(ms, func(a, b match) int { return a.rank - b.rank }), true
}

// linkOf is the link to the best of the matches, or to a thing of its own.
func linkOf(own string, class claim.Class, ms []match) (Link, Profile, error) {
	if m, ok := best(ms); ok {
		return Link{ID: m.profile.ID, Rule: m.rule, Reasons: m.reasons}, *m.profile, nil
	}
	return Link{ID: own, Rule: RuleFirst}, Profile{ID: own, Class: class}, nil
}

// add adds what is not there yet, keeping order.
func add[T comparable](to []T, more ...T) []T {
	for _, m := range more {
		if !slices.Contains(to, m) {
			to = append(to, m)
		}
	}
	return to
}

// addSaid is add for words, of which an empty one was not said.
func addSaid[T ~string](to []T, more ...T) []T {
	for _, m := range more {
		if m != "" {
			to = add(to, m)
		}
	}
	return to
}

func shared[T comparable](a, b []T) []T {
	var s []T
	for _, x := range a {
		if slices.Contains(b, x) {
			s = append(s, x)
		}
	}
	return s
}

// Memory is an Index in memory, for tests and evaluation.
type Memory struct {
	profiles []*Profile
	at       map[string]int // by id
	byKey    map[claim.Class]map[string][]int
}

// Find implements Index.
func (m *Memory) Find(class claim.Class, keys []string, most int) ([]*Profile, error) {
	wanted := make([]bool, len(m.profiles))
	for _, k := range keys {
		under := m.byKey[class][k]
		if most > 0 && len(under) > most {
			under = under[:most]
		}
		for _, i := range under {
			wanted[i] = true
		}
	}
	var found []*Profile
	for i, w := range wanted {
		if w {
			found = append(found, m.profiles[i])
		}
	}
	return found, nil
}

// Save implements Index.
func (m *Memory) Save(p Profile, keys []string) error {
	if m.at == nil {
		m.at, m.byKey = map[string]int{}, map[claim.Class]map[string][]int{}
	}
	i, known := m.at[p.ID]
	if known {
		m.profiles[i] = &p
	} else {
		i = len(m.profiles)
		m.at[p.ID] = i
		m.profiles = append(m.profiles, &p)
	}
	if m.byKey[p.Class] == nil {
		m.byKey[p.Class] = map[string][]int{}
	}
	for _, k := range keys {
		under := m.byKey[p.Class][k]
		if at, there := slices.BinarySearch(under, i); !there {
			m.byKey[p.Class][k] = slices.Insert(under, at, i)
		}
	}
	return nil
}
