package network

import (
	"cmp"
	"slices"
)

// Agreement is what comparing agreements needs of one.
type Agreement struct {
	ID, Title string
	Sides     []Party
	Themes    []string // codes of vocab.Themes
	Places    []string
	Audiences []string // whom it is for: young people, teachers
}

// Party is a side of an agreement.
type Party struct{ ID, Name, Country string }

// Overlap is two agreements that may promise the same: they share a theme, and a
// side, a place or an audience. That is a reason to look, not a finding.
type Overlap struct {
	A, B      string // ids, the one listed first before
	Themes    []string
	Sides     []Party
	Places    []string
	Audiences []string
}

// shared is how much the two have in common.
func (o Overlap) shared() int {
	return len(o.Themes) + 2*len(o.Sides) + 2*len(o.Places) + 2*len(o.Audiences)
}

// Overlaps are the pairs of agreements that may promise the same, those with the
// most in common first, and how many more there are than most.
func Overlaps(all []Agreement, most int) ([]Overlap, int) {
	type key struct{ theme, of string }
	groups := map[key][]int{}
	for i, a := range all {
		for _, theme := range a.Themes {
			for _, p := range a.Sides {
				groups[key{theme, "side " + p.ID}] = append(groups[key{theme, "side " + p.ID}], i)
			}
			for _, p := range a.Places {
				groups[key{theme, "place " + p}] = append(groups[key{theme, "place " + p}], i)
			}
			for _, w := range a.Audiences {
				groups[key{theme, "audience " + w}] = append(groups[key{theme, "audience " + w}], i)
			}
		}
	}
	// One body may have thousands of agreements on a theme: every one of them
	// beside every other says nothing, and takes for ever.
	const crowd = 200
	seen := map[[2]int]bool{}
	var found []Overlap
	for _, group := range groups {
		if len(group) > crowd {
			continue
		}
		for x, i := range group {
			for _, j := range group[x+1:] {
				pair := [2]int{min(i, j), max(i, j)}
				if i == j || seen[pair] {
					continue
				}
				seen[pair] = true
				found = append(found, compare(all[pair[0]], all[pair[1]]))
			}
		}
	}
	slices.SortFunc(found, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(b.shared(), a.shared()), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	if len(found) > most {
		return found[:most], len(found) - most
	}
	return found, 0
}

func compare(a, b Agreement) Overlap {
	o := Overlap{A: a.ID, B: b.ID, Themes: both(a.Themes, b.Themes), Places: both(a.Places, b.Places), Audiences: both(a.Audiences, b.Audiences)}
	for _, p := range a.Sides {
		if slices.ContainsFunc(b.Sides, func(q Party) bool { return q.ID == p.ID }) {
			o.Sides = append(o.Sides, p)
		}
	}
	return o
}

func both(a, b []string) []string {
	var out []string
	for _, s := range a {
		if slices.Contains(b, s) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Between is a body with two or more partners on one theme, who may compete, or who
// may each have been promised the same.
type Between struct {
	Body     Party
	Theme    string
	Partners []Party
	In       []string // agreements
}

// TwoPartners are the bodies that stand between several partners of other countries
// on one theme, those with the most partners first.
func TwoPartners(all []Agreement) []Between {
	type key struct{ body, theme string }
	found := map[key]*Between{}
	for _, a := range all {
		for _, body := range a.Sides {
			for _, theme := range a.Themes {
				b := found[key{body.ID, theme}]
				if b == nil {
					b = &Between{Body: body, Theme: theme}
					found[key{body.ID, theme}] = b
				}
				for _, p := range a.Sides {
					abroad := p.ID != body.ID && p.Country != "" && p.Country != body.Country
					if abroad && !slices.ContainsFunc(b.Partners, func(q Party) bool { return q.ID == p.ID }) {
						b.Partners = append(b.Partners, p)
						b.In = append(b.In, a.ID)
					}
				}
			}
		}
	}
	var out []Between
	for _, b := range found {
		if len(b.Partners) > 1 {
			out = append(out, *b)
		}
	}
	slices.SortFunc(out, func(a, b Between) int {
		return cmp.Or(cmp.Compare(len(b.Partners), len(a.Partners)), cmp.Compare(a.Body.ID, b.Body.ID), cmp.Compare(a.Theme, b.Theme))
	})
	return out
}

// needs are what agreements of a theme cannot be delivered without, in the trade's
// experience, as themes.
var needs = map[string][]string{
	"data-centre":      {"energy", "fibre", "submarine-cable"}, // power, and two ways out
	"submarine-cable":  {"fibre"},                              // from the landing station inland
	"digital-industry": {"fibre", "training"},
	"e-commerce":       {"fibre", "finance"},
	"emerging-tech":    {"data-centre", "training"},
}

// Dependence is what one agreement needs of others.
type Dependence struct {
	Agreement string
	Theme     string   // that needs
	Need      string   // the theme needed
	On        []string // agreements of that theme in the same country; none may be listed: then nothing in the register provides it
}

// Dependences tell for each agreement which others in its country it builds on by
// its theme, and which it would need and the register does not have. No source says
// so: it follows from the trade.
func Dependences(all []Agreement, home string) []Dependence {
	at := map[string][]string{}
	for _, a := range all {
		if !slices.ContainsFunc(a.Sides, func(p Party) bool { return p.Country == home }) {
			continue
		}
		for _, theme := range a.Themes {
			at[theme] = append(at[theme], a.ID)
		}
	}
	var out []Dependence
	for _, a := range all {
		if !slices.ContainsFunc(a.Sides, func(p Party) bool { return p.Country == home }) {
			continue
		}
		for _, theme := range a.Themes {
			for _, need := range needs[theme] {
				on := slices.DeleteFunc(slices.Clone(at[need]), func(id string) bool { return id == a.ID })
				out = append(out, Dependence{a.ID, theme, need, on})
			}
		}
	}
	return out
}
