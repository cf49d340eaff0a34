package desk

import (
	"slices"

	"sanad/claim"
	"sanad/internal/fault"
	"sanad/internal/reader/form"
	"sanad/internal/register"
)

// PlacedBy is how a new part says what it is of.
func PlacedBy(class claim.Class) claim.Property {
	if class == claim.Evidence {
		return claim.PropSupports
	}
	return claim.PropOf
}

// Place adds to a ruling that a candidate belongs to an agreement or does not, and
// with it all candidates that it proves: one report with several figures is one
// ruling. A candidate that was ruled on is a conflict.
func Place(f *form.Form, a register.Agreement, candidate register.ID, belongs bool) error {
	all := a.Record.Candidates
	main := slices.IndexFunc(all, func(k register.Candidate) bool { return k.ID == candidate })
	if main < 0 {
		return fault.New(fault.NotFound, "%s is no candidate of %s", candidate, a.ID).WithHint("sanad show %s prints its candidates", a.ID)
	}
	for _, k := range all {
		if k.ID != candidate && !slices.Contains(all[main].Of, k.ID) {
			continue
		}
		if k.Ruling != nil {
			return fault.New(fault.Conflict, "%s is %s already", k.ID, k.State).WithHint("take that back first: sanad undo %d --reason …", k.Ruling.Entry)
		}
		f.Place(register.SubjectOf(k.ID), PlacedBy(k.ID.Class()), register.SubjectOf(k.For), belongs)
	}
	return nil
}
