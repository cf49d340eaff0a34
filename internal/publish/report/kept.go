package report

import (
	"slices"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// outcome is what came of a promise.
type outcome int

const (
	nothing  outcome = iota // nothing is reported
	claimed                 // progress is reported and nothing proves it
	partly                  // some of it is proved
	proved                  // all of it is proved
	disputed                // what would prove it is disputed
)

// kept is what came of one promise.
type kept struct {
	state    outcome
	progress string // vocab.ProgressStates
	actual   string // a figure with its unit, "" for none
	percent  string // of the target
	grade    string // vocab.EvidenceGrades of the best proof
	on       claim.Date
	said     []register.Said
}

// keptOf looks for what came of a promise: in the commitment itself, in an
// indicator that is a part of it, or in one whose target is the same figure.
func keptOf(e entry, p delivery.Promise) kept {
	if m, i, ok := measured(e, p); ok && m.Actual != "" {
		k := kept{state: claimed, actual: register.Words(claim.Quantity{Number: m.Actual, Unit: m.Unit}), percent: m.Percent, grade: m.Grade, on: m.On}
		for _, r := range i.Results {
			if r.ID == m.Series[len(m.Series)-1].Result {
				if v, ok := r.Actual.Shown(); ok {
					k.said = v.Said
				}
			}
		}
		return k.weighed(m.Reached)
	}
	for _, c := range e.Record.Commitments {
		if c.ID != p.Of {
			continue
		}
		k := kept{progress: c.Progress.Code(), grade: gradeOf(e, c.ID)}
		if v, ok := c.Progress.Shown(); ok {
			k.said = v.Said
		}
		if v, ok := c.Met.Shown(); ok {
			k.on, _ = v.Value.(claim.Date)
			k.progress, k.said = "complete", v.Said
		}
		switch k.progress {
		case "limited", "substantial", "complete":
			k.state = claimed
			if k.grade == "" {
				k.grade = "claimed"
			}
			return k.weighed(k.progress == "complete")
		}
		return k
	}
	return kept{}
}

// weighed says how far a reported outcome is proved.
func (k kept) weighed(whole bool) kept {
	switch k.grade {
	case "disputed":
		k.state = disputed
	case "reported", "documented", "verified":
		k.state = partly
		if whole {
			k.state = proved
		}
	}
	return k
}

// measured is the indicator that a promise is measured by.
func measured(e entry, p delivery.Promise) (delivery.Progress, register.Indicator, bool) {
	fits := func(i register.Indicator) bool {
		if i.ID == p.Of || p.Of != "" && slices.Contains(i.Of, p.Of) {
			return true
		}
		v, ok := i.Target.Shown()
		q, isQuantity := v.Value.(claim.Quantity)
		promised, same := p.Value.(claim.Quantity)
		return ok && isQuantity && same && q.Number == promised.Number && q.Unit == promised.Unit
	}
	for _, i := range e.Record.Indicators {
		if !fits(i) {
			continue
		}
		for _, m := range e.S.Measures {
			if m.Of == i.ID {
				return m, i, true
			}
		}
	}
	return delivery.Progress{}, register.Indicator{}, false
}

// gradeOf is the grade of the best proof of a part, disputed where one is, "" for
// none.
func gradeOf(e entry, part register.ID) string {
	best := ""
	order := []string{"", "claimed", "reported", "documented", "verified", "disputed"}
	for _, v := range e.Record.Evidence {
		if g := delivery.GradeOf(v); slices.Contains(v.Of, part) && slices.Index(order, g) > slices.Index(order, best) {
			best = g
		}
	}
	return best
}
