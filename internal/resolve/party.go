package resolve

import (
	"slices"
	"strings"
	"sync"

	"sanad/claim"
	"sanad/internal/resolve/orgname"
)

// Party is what a reading says of a body, as the linker needs it.
type Party struct {
	ID      string   `json:"id"` // the body's own id, used if it is a thing of its own
	Reading int64    `json:"reading"`
	Names   []string `json:"names"`             // as printed, the fullest first
	Country string   `json:"country,omitempty"` // ISO 3166-1, "" unknown
	Type    string   `json:"type,omitempty"`    // vocab.PartyTypes
	Former  []string `json:"former,omitempty"`  // names it no longer has
}

// Bodies are compared by package orgname, whose rules name the links and whose
// two bars say what is linked at once and what is put to a person.

// Party links a body and remembers it.
func (l Linker) Party(p Party) (Link, error) {
	link, profile, err := l.FindParty(p)
	if err != nil {
		return link, err
	}
	return link, l.Index.Save(profile.WithParty(p))
}

// FindParty finds the body that p is, and its profile; a profile that knows
// nothing yet where p is a thing of its own. It remembers nothing.
func (l Linker) FindParty(p Party) (Link, Profile, error) {
	link, profile, ok, err := l.familiar(p)
	if ok || err != nil {
		return link, profile, err
	}
	ms, _, err := l.parties(p)
	if err != nil {
		return Link{}, Profile{}, err
	}
	// Where two bodies would do equally well, neither does.
	if len(ms) > 1 {
		slices.SortStableFunc(ms, func(a, b match) int { return a.rank - b.rank })
		if ms[0].rank == ms[1].rank && ms[0].rank > 0 {
			ms = nil
		}
	}
	return linkOf(p.ID, claim.Party, ms)
}

// familiar finds the one known body of which p says nothing new: it has been
// called just so before. Such a body need not be held against everyone it might
// be taken for; lists of thousands name the same few ministries again and again.
func (l Linker) familiar(p Party) (Link, Profile, bool, error) {
	var keys []string
	for _, n := range p.Names {
		keys = append(keys, printed(n))
	}
	candidates, err := l.Index.Find(claim.Party, keys, 0)
	if err != nil || len(candidates) == 0 {
		return Link{}, Profile{}, false, err
	}
	candidates = slices.DeleteFunc(candidates, func(c *Profile) bool { return !c.knows(p) })
	if len(candidates) != 1 {
		return Link{}, Profile{}, false, nil
	}
	c := candidates[0]
	v := orgname.Compare(p.entity(), c.entity())
	if v.Score < orgname.Link {
		return Link{}, Profile{}, false, nil
	}
	return Link{ID: c.ID, Rule: v.Rule, Reasons: v.Reasons, Familiar: true}, *c, true, nil
}

// knows says whether all that is said of a body is known of the profile's.
func (p Profile) knows(more Party) bool {
	for _, n := range more.Names {
		if !slices.Contains(p.Names, n) {
			return false
		}
	}
	return len(more.Names) > 0 && within(more.Former, p.Former) && (more.Country == "" || slices.Equal(p.Countries, []string{more.Country})) && (more.Type == "" || slices.Equal(p.Types, []string{more.Type}))
}

// printed is the key under which a name is found just as it was printed. No key
// of orgname begins so.
func printed(name string) string { return "=" + name }

// PartyDoubts are the bodies that p, linked or not to the thing own, may be.
func (l Linker) PartyDoubts(p Party, own string) ([]Doubt, error) {
	linkable, queued, err := l.parties(p)
	if err != nil {
		return nil, err
	}
	var out []Doubt
	for _, m := range append(linkable, queued...) {
		if m.profile.ID != own {
			out = append(out, Doubt{ID: m.profile.ID, Rule: m.rule, Score: 1000 - m.rank, Reasons: m.reasons})
		}
	}
	slices.SortStableFunc(out, func(a, b Doubt) int { return b.Score - a.Score })
	return out, nil
}

// RuleCounterpart links a body whose name leaves a doubt: on the same occasion
// the body it may be deals with the same counterpart.
const RuleCounterpart = "same-counterpart"

// counterpartBar is how likely two names must be one, in thousandths, for a
// shared counterpart to settle it.
const counterpartBar = 700

// PartyByCounterpart finds the body that p may be and that has an agreement with
// the counterpart on the occasion of a; ok is false where none or several have.
func (l Linker) PartyByCounterpart(p Party, a Agreement, counterpart string) (link Link, ok bool, err error) {
	doubts, err := l.PartyDoubts(p, p.ID)
	if err != nil {
		return Link{}, false, err
	}
	for _, d := range doubts {
		if d.Score < counterpartBar || d.ID == counterpart {
			continue
		}
		sides := sortedSides([]string{d.ID, counterpart})
		known, err := l.Index.Find(claim.Agreement, []string{together(sides)}, 0)
		if err != nil {
			return Link{}, false, err
		}
		for _, c := range known {
			if !slices.Equal(c.Sides, sides) || !slices.Contains(c.Events, a.Event) || slices.Contains(c.Readings, p.Reading) {
				continue
			}
			if ok && link.ID != d.ID {
				return Link{}, false, nil
			}
			link, ok = Link{ID: d.ID, Rule: RuleCounterpart, Reasons: append(d.Reasons, "the same counterpart on the same occasion")}, true
			break
		}
	}
	return link, ok, nil
}

// names keeps bodies' names as they are compared: where many names are alike, each is
// held against the others again and again, and taking a name apart costs more than
// comparing it.
type names struct {
	sync.Mutex
	known map[string]*orgname.Prepared
}

var familiar names

// prepared is the entity ready to be compared.
func (n *names) prepared(e orgname.Entity) *orgname.Prepared {
	const most = 20_000 // some ten megabytes; then it begins anew
	key := strings.Join(e.Names, "\x00") + "\x01" + strings.Join(e.Former, "\x00") + "\x01" + e.Country + "\x01" + e.Kind
	n.Lock()
	defer n.Unlock()
	p, ok := n.known[key]
	if !ok {
		if n.known == nil || len(n.known) >= most {
			n.known = map[string]*orgname.Prepared{}
		}
		p = orgname.Prepare(e)
		n.known[key] = p
	}
	return p
}

// Crowd is how many bodies one key leads to. Where more are named so alike that they
// share it, those logged after the first so many meet one another by their other keys
// alone; Crowded says where that is so.
const Crowd = 1000

// parties are the known bodies that p is, and those that it may be.
func (l Linker) parties(p Party) (linkable, queued []match, err error) {
	said := orgname.Prepare(p.entity())
	candidates, err := l.Index.Find(claim.Party, said.Keys(), Crowd)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range candidates {
		known := c.ready()
		if said.Apart(known) || said.Score(known) < orgname.Queue {
			continue // most: of these nobody asks why
		}
		v := said.Compare(known)
		m := match{profile: c, rank: 1000 - int(v.Score*1000+.5), rule: v.Rule, reasons: v.Reasons}
		switch {
		case v.Score >= orgname.Link:
			linkable = append(linkable, m)
		case v.Score >= orgname.Queue:
			queued = append(queued, m)
		}
	}
	return linkable, queued, nil
}

// entity is a body for comparing. Where its readings are not of one mind about
// country or kind, neither speaks for or against.
func entity(names, former, countries, types []string) orgname.Entity {
	e := orgname.Entity{Names: names, Former: former}
	if len(countries) == 1 {
		e.Country = countries[0]
	}
	if len(types) == 1 && types[0] != "other" {
		e.Kind = types[0]
	}
	return e
}

func (p Party) entity() orgname.Entity {
	return entity(p.Names, p.Former, []string{p.Country}, []string{p.Type})
}

// ready is a party ready to be compared.
func (p *Profile) ready() *orgname.Prepared {
	if p.prepared != nil {
		return p.prepared
	}
	return familiar.prepared(p.entity())
}

func (p Profile) entity() orgname.Entity { return entity(p.Names, p.Former, p.Countries, p.Types) }

// WithParty is the profile with what a reading says of the body, and its keys.
func (p Profile) WithParty(more Party) (Profile, []string) {
	p.Names = addSaid(slices.Clone(p.Names), more.Names...)
	p.Former = addSaid(slices.Clone(p.Former), more.Former...)
	p.Countries = addSaid(slices.Clone(p.Countries), more.Country)
	p.Types = addSaid(slices.Clone(p.Types), more.Type)
	p.prepared = orgname.Prepare(p.entity())
	keys := p.prepared.Keys()
	for _, n := range p.Names {
		keys = append(keys, printed(n))
	}
	return p, keys
}
