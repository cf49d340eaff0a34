package register

import (
	"cmp"
	"slices"
	"strings"

	"sanad/claim"
)

// NewTable lays the sources of an event side by side. list and agreements are
// the event's, in one order.
func NewTable(e Event, list []Row, agreements []Agreement, source func(ID) (Source, error)) (Table, error) {
	var t Table
	ids := slices.Clone(e.Sources)
	for _, a := range agreements {
		for _, id := range a.Sources {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, id := range ids {
		s, err := source(id)
		if err != nil {
			return t, err
		}
		if s.IsOwn() {
			continue // what the office enters is no report of the event
		}
		t.Sources = append(t.Sources, SourceCount{Source: s, Says: s.Counts})
	}
	slices.SortStableFunc(t.Sources, func(a, b SourceCount) int { return cmp.Compare(a.Source.Entry, b.Source.Entry) })
	for i, a := range agreements {
		row := TableRow{Agreement: list[i]}
		for j := range t.Sources {
			cell := cellOf(a, t.Sources[j].Source.ID)
			if cell.Coverage != Absent {
				t.Sources[j].Lists++
			}
			row.Cells = append(row.Cells, cell)
		}
		if a.signatories() > 1 {
			t.Named++
		}
		t.Rows = append(t.Rows, row)
	}
	for i := range t.Rows {
		t.Rows[i].OnlyIn = t.onlyIn(t.Rows[i])
	}
	return t, nil
}

// onlyIn are the sources that list the agreement of a row, where no more than half
// of those that list several agreements do. A source that lists one, or none, does
// not leave the others out.
func (t Table) onlyIn(row TableRow) []ID {
	var have []ID
	lists := 0
	for j, s := range t.Sources {
		if s.Lists < 2 {
			continue
		}
		lists++
		if row.Cells[j].Coverage != Absent {
			have = append(have, s.Source.ID)
		}
	}
	if 2*len(have) > lists {
		return nil
	}
	return have
}

// signatories is how many bodies are sides.
func (a Agreement) signatories() int {
	n := 0
	for _, s := range a.Sides {
		if s.Role == "signatory" {
			n++
		}
	}
	return n
}

// cellOf is how fully a source names an agreement's sides.
func cellOf(a Agreement, source ID) Cell {
	cell := Cell{Coverage: Absent}
	for _, m := range a.Mentions {
		if m.Source == source {
			cell.Said, cell.Coverage = &m, Subject
			break
		}
	}
	if cell.Said == nil {
		return cell
	}
	named, sides := 0, 0
	for _, s := range a.Sides {
		if s.Role != "signatory" {
			continue
		}
		sides++
		if slices.ContainsFunc(s.Said, func(x Said) bool { return x.Source == source }) {
			named++
		}
	}
	switch {
	case named > 0 && named == sides && sides > 1:
		cell.Coverage = Full
	case named > 0:
		cell.Coverage = OneSide
	}
	return cell
}

// EachValue is one value a claim, in log order, for what is listed and not
// weighed against anything.
func EachValue(stated []Stated) []Value {
	var out []Value
	for _, s := range stated {
		out = append(out, Value{Value: s.Value, Text: Words(s.Value), Said: []Said{s.said()}})
	}
	return out
}

// Subject is the document as a subject of claims.
func (s Source) Subject() claim.Subject { return claim.DocumentSubject.In(s.Entry) }

// IsDecision says whether the source is the form of a person's decision, which
// weighs what sources say and is none itself.
func (s Source) IsDecision() bool { return s.Standing == "ruling" }

// IsOwn says whether the office entered it, and so may take it back: by a form
// or a workbook.
func (s Source) IsOwn() bool {
	name, _, _ := strings.Cut(s.Reader, "/")
	return name == "form" || name == "workbook"
}

// Highlights are the claims that quote their source's text, in text order, each
// with the thing it speaks of.
func Highlights(stated []Stated, about map[claim.Subject]ID) []SourceClaim {
	var out []SourceClaim
	for _, s := range stated {
		if s.Selector == nil {
			continue
		}
		c := SourceClaim{About: about[s.Subject], Property: s.Property, Value: s.Value, Text: Words(s.Value), Said: s.said()}
		if ref, ok := s.Value.(claim.Ref); ok {
			c.Value = claim.Ref{Subject: claim.Subject(about[ref.Subject]), Role: ref.Role}
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b SourceClaim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return out
}
