package delivery

import (
	"slices"

	"sanad/claim"
	"sanad/internal/register"
)

// Owed is what of an agreement asks for somebody's hand now.
type Owed struct {
	Late    []Date // the longest overdue first
	Soon    []Date // the next first
	Silent  bool   // it is dormant, and since when is known
	Offered int    // evidence that may belong to it and waits for a ruling
}

// Owing tells it from how the agreement stands.
func Owing(a register.Agreement, s Assessment, rules Rules) Owed {
	var o Owed
	for _, d := range s.Dates {
		switch {
		case d.Done:
		case d.Late:
			o.Late = append(o.Late, d)
		case d.Days >= 0 && d.Days <= rules.Soon:
			o.Soon = append(o.Soon, d)
		}
	}
	byDays := func(a, b Date) int { return a.Days - b.Days }
	slices.SortStableFunc(o.Late, byDays)
	slices.SortStableFunc(o.Soon, byDays)
	o.Silent = slices.Contains(s.Flags, "dormant") && s.Silent != nil
	for _, k := range a.Record.Candidates {
		if k.State == register.Open && k.ID.Class() == claim.Evidence {
			o.Offered++
		}
	}
	return o
}
