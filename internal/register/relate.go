package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/resolve"
)

// Related are the relations between an agreement and others of the same sides that
// rules find in the words of their sources: one told as a renewal renews the
// nearest earlier one, and so on. They follow from the views alone, so a view made
// anew has them too and a decision taken back restores them.
//
// A person's word on a pair goes before a rule's: on a pair of which somebody
// judged or stated anything, rules are silent. Where the words may mean two
// agreements equally they mean neither.
func Related(a Agreement, siblings []Agreement) []Relation {
	var out []Relation
	for _, s := range siblings {
		if r, ok := told(a, s.ID, siblings); ok && !settled(a, s.ID) {
			out = append(out, r)
		}
		others := append(without(siblings, s.ID), a)
		if r, ok := told(s, a.ID, others); ok && !settled(a, s.ID) {
			r.To, r.Inverse = s.ID, true
			out = append(out, r)
		}
	}
	sortRelations(out)
	return out
}

func sortRelations(list []Relation) {
	slices.SortFunc(list, func(a, b Relation) int {
		return cmp.Or(boolCompare(a.Inverse, b.Inverse), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(string(a.To), string(b.To)))
	})
}

func without(list []Agreement, id ID) []Agreement {
	return slices.DeleteFunc(slices.Clone(list), func(a Agreement) bool { return a.ID == id })
}

// settled says whether people have spoken of the pair.
func settled(a Agreement, other ID) bool {
	return slices.ContainsFunc(a.Relations, func(r Relation) bool { return r.To == other && r.Rule == "" }) ||
		slices.ContainsFunc(a.Decisions, func(d Decision) bool { return d.OnPair(a, other) && d.Verdict == resolve.Different })
}

// OnPair says whether the decision is on the agreement and another thing. A thing
// that has since become one with others is known by its first id alone.
func (d Decision) OnPair(a Agreement, other ID) bool {
	own := func(id ID) bool { return id == a.ID || slices.Contains(a.Also, id) }
	return own(d.Left) && d.Right == other || own(d.Right) && d.Left == other
}

// told is the relation that the words for a tell to an earlier agreement, where
// that is the one named.
func told(a Agreement, to ID, siblings []Agreement) (Relation, bool) {
	for _, m := range a.Mentions {
		t, ok := resolve.Told(m.Quote)
		if !ok || m.Modality == claim.Denied || m.Modality == claim.Planned {
			continue
		}
		earlier, reasons, ok := meant(a, m, t, siblings)
		if !ok || earlier != to {
			continue
		}
		return Relation{
			Kind: t.Relation, To: to, Said: []Said{m}, Rule: t.Rule,
			Reasons: append([]string{fmt.Sprintf("“%s”", t.Words), "the same sides"}, reasons...),
		}, true
	}
	return Relation{}, false
}

// meant is the earlier agreement that the words of a mention mean: one that the
// same document recalls, else the latest of those before; ok is false where none
// or several would do.
func meant(a Agreement, m Said, t resolve.Telling, siblings []Agreement) (id ID, reasons []string, ok bool) {
	type candidate struct {
		of   Agreement
		days int
		same bool // the same document recalls it
	}
	var all []candidate
	for _, s := range siblings {
		if t.Relation != claim.PropImplements && (!compatible(a.Kind.Code(), s.Kind.Code()) || apartInTheme(a, s)) {
			continue
		}
		c := candidate{of: s, same: recalled(s, m.Source)}
		days, dated := resolve.Before(s.When(), a.When())
		if c.days = days; c.same || dated && days > 0 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		return cmp.Or(boolCompare(y.same, x.same), cmp.Compare(x.days, y.days))
	})
	if len(all) == 0 || len(all) > 1 && all[0].same == all[1].same && all[0].days == all[1].days {
		return "", nil, false
	}
	if all[0].same {
		reasons = append(reasons, "the same document recalls it")
	}
	if all[0].days > 0 {
		reasons = append(reasons, fmt.Sprintf("%d days before", all[0].days))
	}
	return all[0].of.ID, reasons, true
}

// recalled says whether a source speaks of an agreement only as of an earlier one.
func recalled(a Agreement, source ID) bool {
	return a.Passing && slices.Contains(a.Sources, source)
}

// compatible says whether two kinds may be one instrument and its renewal.
func compatible(a, b string) bool {
	general := func(k string) bool { return k == "" || k == "agreement" || k == "other" }
	return a == b || general(a) || general(b)
}

// apartInTheme says whether both tell what they are about and share nothing.
func apartInTheme(a, b Agreement) bool {
	return len(a.Themes) > 0 && len(b.Themes) > 0 && !slices.ContainsFunc(a.Themes, func(v Value) bool {
		return slices.ContainsFunc(b.Themes, func(w Value) bool { return v.Text == w.Text })
	})
}
