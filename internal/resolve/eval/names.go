package eval

import (
	"io"
	"slices"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/resolve/orgname"
)

var entityKinds = []string{orgname.Government, orgname.Company, orgname.Academic, orgname.International, orgname.NGO, orgname.Other}

// Labelled is a pair of entities a person has labelled.
type Labelled struct {
	Row         int
	Left, Right orgname.Entity
	Same        bool
}

// ReadPairs reads labelled pairs: left, right and same, where wanted with
// left_country, right_country (ISO 3166-1 alpha-2), left_kind, right_kind and
// note. Several names of one side are separated by " | ".
func ReadPairs(r io.Reader) ([]Labelled, error) {
	t, err := newTable(r, []string{"left", "right", "same"}, []string{"left_country", "right_country", "left_kind", "right_kind", "note"})
	if err != nil {
		return nil, err
	}
	var all []Labelled
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		l := Labelled{Row: t.row}
		if l.Left, err = t.entity("left"); err != nil {
			return nil, err
		}
		if l.Right, err = t.entity("right"); err != nil {
			return nil, err
		}
		switch same := strings.ToLower(t.get("same")); same {
		case "1", "yes", "y", "true", "t", "same":
			l.Same = true
		case "0", "no", "n", "false", "f", "different":
		default:
			return nil, t.wrong("same", "%q is neither yes nor no", same).WithHint("write yes where the two are one, no where they are not")
		}
		all = append(all, l)
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Invalid, "the file has no pairs below its first row")
	}
	return all, nil
}

func (t *table) entity(side string) (e orgname.Entity, err error) {
	for name := range strings.SplitSeq(t.get(side), " | ") {
		if name = strings.TrimSpace(name); name != "" {
			e.Names = append(e.Names, name)
		}
	}
	if len(e.Names) == 0 {
		return e, t.wrong(side, "a name is missing")
	}
	if e.Country, err = t.country(side + "_country"); err != nil {
		return e, err
	}
	e.Kind = t.get(side + "_kind")
	if e.Kind != "" && !slices.Contains(entityKinds, e.Kind) {
		return e, t.wrong(side+"_kind", "there is no kind %q; the kinds are %s", e.Kind, strings.Join(entityKinds, ", "))
	}
	return e, nil
}

// Pairs measures orgname.Compare on labelled pairs.
func Pairs(r io.Reader, o Options) (Report, error) {
	o = o.filled()
	labelled, err := ReadPairs(r)
	if err != nil {
		return Report{}, err
	}
	ps := make([]scored, len(labelled))
	orgname.Parse("") // the word lists are read once, outside the clock
	start := o.clock()
	for i, l := range labelled {
		ps[i] = scored{score: orgname.Compare(l.Left, l.Right).Score, one: l.Same}
	}
	seconds := o.since(start)
	for i, l := range labelled {
		ps[i].blocked = meet(orgname.Keys(l.Left), orgname.Keys(l.Right))
		ps[i].example = func() Example {
			v := orgname.Compare(l.Left, l.Right)
			return Example{l.Row, strings.Join(l.Left.Names, " | "), strings.Join(l.Right.Names, " | "), v.Score, v.Rule, v.Reasons}
		}
	}
	rep := report("pairs", ps, o)
	if seconds > 0 {
		rep.PerSecond = float64(len(labelled)) / seconds
	}
	return rep, nil
}

// meet says whether two sorted lists share a key.
func meet(a, b []string) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}
