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
	Promised  []string // figures promised, number and unit: "100000 people"
	Reference string   // of a standard whose references are one world over, "" else
}

// The rules of agreements.
const (
	RuleSameReference  = "same-reference" // whatever else is said of the two
	RuleSameSidesEvent = "same-sides-and-occasion"
	RuleSameSidesTime  = "same-sides-and-time" // within agreementWindow days
	RuleOneSide        = "one-side"            // one names some of the other's sides on one occasion, with a theme in common, and no other would do
	RuleOnlyOfSide     = "only-of-side"        // the same without a theme in common: no other agreement of the occasion has that side
)

// agreementWindow is how many days may lie between two reports of one signing.
const agreementWindow = 45

// Agreement links an instrument and remembers it.
func (l Linker) Agreement(a Agreement) (Link, error) {
	link, profile, err := l.FindAgreement(a, nil)
	if err != nil {
		return link, err
	}
	return link, l.Index.Save(profile.WithAgreement(a))
}

// FindAgreement finds the instrument that a is, as FindParty does a body,
// passing over things that barred, if not nil, says it must not be.
func (l Linker) FindAgreement(a Agreement, barred func(id string) bool) (Link, Profile, error) {
	a.Sides = sortedSides(a.Sides)
	candidates, err := l.Index.Find(claim.Agreement, a.lookup(), 0)
	if err != nil {
		return Link{}, Profile{}, err
	}
	var ms []match
	for _, c := range candidates {
		if slices.Contains(c.Readings, a.Reading) || barred != nil && barred(c.ID) {
			continue // one document tells an agreement once
		}
		if m, ok := matchAgreement(a, a.when(), c); ok {
			ms = append(ms, m)
		}
	}
	// Of a side alone several agreements may be meant: where two would do, none
	// does; but one with a theme in common goes before those without.
	alike, only := countRule(ms, RuleOneSide), countRule(ms, RuleOnlyOfSide)
	ms = slices.DeleteFunc(ms, func(m match) bool {
		return m.rule == RuleOneSide && alike > 1 || m.rule == RuleOnlyOfSide && (alike > 0 || only > 1)
	})
	return linkOf(a.ID, claim.Agreement, ms)
}

// WithAgreement is the profile with what a reading says of the instrument, and
// its keys.
func (p Profile) WithAgreement(a Agreement) (Profile, []string) {
	p.Sides = sortedSides(append(slices.Clone(p.Sides), a.Sides...))
	p.Events = addSaid(slices.Clone(p.Events), a.Event)
	p.Themes = add(slices.Clone(p.Themes), a.Themes...)
	p.Kinds = addSaid(slices.Clone(p.Kinds), a.Kind)
	p.Promised = addSaid(slices.Clone(p.Promised), a.Promised...)
	p.Dates = addSaid(slices.Clone(p.Dates), a.when())
	p.Readings = add(slices.Clone(p.Readings), a.Reading)
	p.References = addSaid(slices.Clone(p.References), a.Reference)
	keys := append(agreementKeys(p.Sides, p.Events), pledges(p.Sides, p.Promised)...)
	return p, append(keys, prefixed(referenceKey, p.References)...)
}

// when is the day it was signed, or failing that the day it was reported.
func (a Agreement) when() claim.Date {
	if a.Signed != "" {
		return a.Signed
	}
	return a.Published
}

func sortedSides(sides []string) []string {
	sides = slices.Clone(sides)
	slices.Sort(sides)
	return slices.Compact(sides)
}

// agreementKeys are what an agreement is found by. A ministry may have thousands,
// so that by one side alone it is found only where the other side is not told, or
// the occasion is the same: no rule goes further.
func agreementKeys(sides, events []string) []string {
	keys := append(prefixed("side:", sides), onOccasions(sides, events)...)
	switch len(sides) {
	case 0:
	case 1:
		keys = append(keys, "alone:"+sides[0])
	default:
		keys = append(keys, together(sides))
	}
	return keys
}

// lookup are the keys of all agreements that any rule may find a to be, or to be in
// doubt with. Its sides are sorted.
func (a Agreement) lookup() []string {
	if a.Reference != "" {
		alike := a
		alike.Reference = ""
		return append(alike.lookup(), referenceKey+a.Reference)
	}
	if len(a.Sides) < 2 {
		return prefixed("side:", a.Sides)
	}
	keys := append(prefixed("alone:", a.Sides), together(a.Sides))
	keys = append(keys, pledges(a.Sides, a.Promised)...)
	if a.Event != "" {
		keys = append(keys, onOccasions(a.Sides, []string{a.Event})...)
	}
	return keys
}

const referenceKey = "reference:"

// pledges are the keys of an agreement's sides with the figures promised.
func pledges(sides, promised []string) []string {
	var keys []string
	for _, p := range promised {
		keys = append(keys, prefixed("promise:"+p+":", sides)...)
	}
	return keys
}

func together(sides []string) string { return "sides:" + strings.Join(sides, "|") }

func onOccasions(sides, events []string) []string {
	var keys []string
	for _, e := range events {
		keys = append(keys, prefixed("at:"+e+"|", sides)...)
	}
	return keys
}

func prefixed(prefix string, all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = prefix + s
	}
	return out
}

func matchAgreement(a Agreement, date claim.Date, c *Profile) (match, bool) {
	if a.Reference != "" && len(c.References) > 0 {
		if slices.Contains(c.References, a.Reference) {
			return match{c, -1, RuleSameReference, []string{"the same reference, " + a.Reference}}, true
		}
		return match{}, false // whoever gives references tells things apart by them
	}
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
	case sameEvent && min(len(a.Sides), len(c.Sides)) == 1 && (within(a.Sides, c.Sides) || within(c.Sides, a.Sides)):
		// A side alone, on both or on one.
		if s := shared(a.Themes, c.Themes); len(s) > 0 {
			return match{c, 2, RuleOneSide, []string{"one names only a side of the other and no other agreement of the occasion would do", "the same occasion", "both about " + s[0]}}, true
		}
		return match{c, 3, RuleOnlyOfSide, []string{"one names only a side of the other, and no other agreement of the occasion has that side", "the same occasion"}}, true
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

func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

func countRule(ms []match, rule string) int {
	n := 0
	for _, m := range ms {
		if m.rule == rule {
			n++
		}
	}
	return n
}

// Before is how many days a lies before b at least; ok is false where one is
// unknown or they may be one day.
func Before(a, b claim.Date) (days int, ok bool) {
	_, last, ok1 := Span(a)
	first, _, ok2 := Span(b)
	if !ok1 || !ok2 || !last.Before(first) {
		return 0, false
	}
	return int(first.Sub(last).Hours() / 24), true
}
