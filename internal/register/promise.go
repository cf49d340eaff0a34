package register

import (
	"slices"
	"strings"

	"sanad/claim"
)

// promised is a commitment before those of several sources that tell one promise
// are made one.
type promised struct {
	Part
	of map[claim.Property][]Stated
}

// commitment is the promise as its claims, of one source or of several, tell it.
func (p promised) commitment() Commitment {
	one := func(property claim.Property) Field { return field(p.of[property]) }
	return Commitment{
		Part: p.Part, Text: one(claim.PropText), Kind: one(claim.PropCommitment), By: one(claim.PropBy), To: one(claim.PropTo),
		Target: one(claim.PropTarget), Money: one(claim.PropMoney), Due: one(claim.PropDue), Met: one(claim.PropMet),
		Place: one(claim.PropPlace), Condition: one(claim.PropCondition), Verifiable: one(claim.PropVerifiable), Progress: one(claim.PropProgress),
	}
}

// toldOnce makes one of promises that several sources tell: of the same kind and with
// the same figure, or where none gives a figure in nearly the same words. One
// source tells two promises as two, and so do sources that differ on who owes it,
// to whom or by when. The first logged gives its id; also says which ids are now
// which.
func toldOnce(all []promised) (list []Commitment, also map[ID]ID) {
	also = map[ID]ID{}
	var kept []promised
	for _, p := range all {
		at := slices.IndexFunc(kept, func(k promised) bool { return samePromise(k, p) })
		if at < 0 {
			kept = append(kept, p)
			continue
		}
		kept[at] = join(kept[at], p)
		also[p.ID] = kept[at].ID
	}
	for _, p := range kept {
		list = append(list, p.commitment())
	}
	return list, also
}

// join is a promise with what another source says of it.
func join(a, b promised) promised {
	out := promised{Part: a.Part, of: map[claim.Property][]Stated{}}
	for _, p := range []promised{a, b} {
		for property, said := range p.of {
			out.of[property] = append(out.of[property], said...)
		}
	}
	out.Also = append(append(slices.Clone(a.Also), b.ID), b.Also...)
	for _, s := range b.Sources {
		if !slices.Contains(out.Sources, s) {
			out.Sources = append(slices.Clone(out.Sources), s)
		}
	}
	for _, whole := range b.Of {
		if !slices.Contains(out.Of, whole) {
			out.Of = append(slices.Clone(out.Of), whole)
		}
	}
	out.Remarks = append(slices.Clone(a.Remarks), b.Remarks...)
	return out
}

func samePromise(a, b promised) bool {
	if slices.ContainsFunc(a.Sources, func(id ID) bool { return slices.Contains(b.Sources, id) }) {
		return false
	}
	x, y := a.commitment(), b.commitment()
	for _, pair := range [][2]Field{{x.By, y.By}, {x.To, y.To}, {x.Due, y.Due}} {
		if pair[0].Text() != "" && pair[1].Text() != "" && pair[0].Text() != pair[1].Text() {
			return false
		}
	}
	f, g := figures(x), figures(y)
	shared, shorter, either := alike(x.Text.Text(), y.Text.Text())
	switch {
	case x.Kind.Code() == "" || x.Kind.Code() != y.Kind.Code():
		// People and rules name the kind differently: figure and words must agree.
		return f != "" && f == g && shared > 0 && 5*shared >= 3*shorter
	case f != "" || g != "":
		return f == g
	}
	return shared > 0 && 5*shared >= 3*either // three words in five
}

// figures are what a promise can be measured by, "" for nothing.
func figures(c Commitment) string {
	var out []string
	for _, f := range []Field{c.Target, c.Money} {
		v, _ := f.Shown()
		switch v := v.Value.(type) {
		case claim.Quantity:
			out = append(out, v.Number+" "+v.Unit)
		case claim.Money:
			out = append(out, v.Amount+" "+v.Currency)
		}
	}
	return strings.Join(out, " ")
}

// alike counts the words of two texts, short ones left out: those both have, those
// the shorter has, and those either has.
func alike(a, b string) (shared, shorter, either int) {
	words := func(s string) map[string]bool {
		set := map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \t\n.,;:()", r) }) {
			if len(w) > 3 {
				set[w] = true
			}
		}
		return set
	}
	x, y := words(a), words(b)
	for w := range x {
		if y[w] {
			shared++
		}
	}
	return shared, min(len(x), len(y)), len(x) + len(y) - shared
}
