package resolve

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sanad/claim"
)

// Agreement is what a reading says of an instrument, with its sides and
// occasion already linked.
type Agreement struct {
	ID        string
	Reading   int64
	Sides     []string // ids of linked parties
	Event     string   // id of the linked event, ""
	Kind      string
	Themes    []string
	Signed    claim.Date
	Published claim.Date
}

// The rules of agreements.
const (
	RuleSameSidesEvent = "same-sides-and-occasion"
	RuleSameSidesTime  = "same-sides-and-time" // within agreementWindow days
	RuleOneSide        = "one-side"            // one names some of the other's sides, with a theme in common, and no other would do
)

// agreementWindow is how many days may lie between two reports of one signing.
const agreementWindow = 45

// Agreement links an instrument.
func (l Linker) Agreement(a Agreement) (Link, error) {
	slices.Sort(a.Sides)
	a.Sides = slices.Compact(a.Sides)
	candidates, err := l.Index.Find(claim.Agreement, agreementKeys(a.Sides))
	if err != nil {
		return Link{}, err
	}
	date := a.Signed
	if date == "" {
		date = a.Published
	}
	var ms []match
	oneSided := 0
	for _, c := range candidates {
		if slices.Contains(c.Readings, a.Reading) {
			continue // one document tells an agreement once
		}
		m, ok := matchAgreement(a, date, c)
		if !ok {
			continue
		}
		if m.rule == RuleOneSide {
			oneSided++
		}
		ms = append(ms, m)
	}
	if oneSided > 1 {
		ms = slices.DeleteFunc(ms, func(m match) bool { return m.rule == RuleOneSide })
	}
	link, profile := Link{ID: a.ID, Rule: RuleFirst}, Profile{ID: a.ID, Class: claim.Agreement}
	if m, ok := best(ms); ok {
		link, profile = Link{ID: m.profile.ID, Rule: m.rule, Reasons: m.reasons}, m.profile
	}
	profile.Sides = add(profile.Sides, a.Sides...)
	slices.Sort(profile.Sides)
	profile.Events = addSaid(profile.Events, a.Event)
	profile.Themes = add(profile.Themes, a.Themes...)
	profile.Kinds = addSaid(profile.Kinds, a.Kind)
	profile.Dates = addSaid(profile.Dates, date)
	profile.Readings = add(profile.Readings, a.Reading)
	return link, l.Index.Save(profile, agreementKeys(profile.Sides))
}

func agreementKeys(sides []string) []string {
	if len(sides) < 2 {
		return prefixed("side:", sides)
	}
	keys := prefixed("side:", sides)
	return add(keys, "sides:"+strings.Join(sides, "|"))
}

func prefixed(prefix string, all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = prefix + s
	}
	return out
}

func matchAgreement(a Agreement, date claim.Date, c Profile) (match, bool) {
	if len(a.Sides) == 0 {
		return match{}, false
	}
	days, dated := nearest([]claim.Date{date}, c.Dates)
	near := !dated || days <= agreementWindow
	sameEvent := a.Event != "" && slices.Contains(c.Events, a.Event)
	otherEvent := a.Event != "" && len(c.Events) > 0 && !sameEvent
	if !near || otherEvent {
		return match{}, false
	}
	apart := "no date against it"
	if dated {
		apart = fmt.Sprintf("%d days apart", days)
	}
	switch {
	case len(a.Sides) >= 2 && slices.Equal(a.Sides, c.Sides) && sameEvent:
		return match{c, 0, RuleSameSidesEvent, []string{"the same sides", "the same occasion", apart}}, true
	case len(a.Sides) >= 2 && slices.Equal(a.Sides, c.Sides) && dated:
		return match{c, 1, RuleSameSidesTime, []string{"the same sides", apart}}, true
	case sameEvent && len(a.Sides) != len(c.Sides) && (within(a.Sides, c.Sides) || within(c.Sides, a.Sides)):
		if s := shared(a.Themes, c.Themes); len(s) > 0 {
			return match{c, 2, RuleOneSide, []string{"one names a side of the other and no other agreement of the occasion would do", "the same occasion", "both about " + s[0]}}, true
		}
	}
	return match{}, false
}

// nearest is the least number of days between a date of a and one of b; known
// is false where either has none.
func nearest(a, b []claim.Date) (days int, known bool) {
	for _, x := range a {
		for _, y := range b {
			d, ok := apart(x, y)
			if ok && (!known || d < days) {
				days, known = d, true
			}
		}
	}
	return days, known
}

// apart is how many days lie at least between two dates of any precision.
func apart(x, y claim.Date) (int, bool) {
	a1, a2, ok1 := Span(x)
	b1, b2, ok2 := Span(y)
	if !ok1 || !ok2 {
		return 0, false
	}
	switch {
	case a2.Before(b1):
		return int(b1.Sub(a2).Hours() / 24), true
	case b2.Before(a1):
		return int(a1.Sub(b2).Hours() / 24), true
	}
	return 0, true
}

// Span is the first and last day an EDTF date may mean; ok is false for an open
// or empty one.
func Span(d claim.Date) (first, last time.Time, ok bool) {
	from, to, ranged := strings.Cut(string(d), "/")
	first, last, ok = day(from)
	if ranged && ok {
		_, last, ok = day(to)
	}
	return first, last, ok
}

func day(s string) (first, last time.Time, ok bool) {
	s = strings.TrimRight(s, "?~%")
	switch len(s) {
	case len("2006"):
		first, err := time.Parse("2006", s)
		return first, first.AddDate(1, 0, -1), err == nil
	case len("2006-01"):
		first, err := time.Parse("2006-01", s)
		return first, first.AddDate(0, 1, -1), err == nil
	case len("2006-01-02"):
		first, err := time.Parse("2006-01-02", s)
		return first, first, err == nil
	}
	return time.Time{}, time.Time{}, false
}
