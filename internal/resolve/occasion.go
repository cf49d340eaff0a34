package resolve

import (
	"fmt"
	"slices"

	"sanad/claim"
)

// Tie is the occasion that the agreements of a reading were made on, where the
// reading names none.
type Tie struct {
	Event   string // id of the occasion
	Rule    string
	Reasons []string
}

// The rules of ties.
const (
	RuleSameList         = "same-list"           // a dated list whose every agreement one occasion near in time has, one with all its sides
	RuleSameListAndCount = "same-list-and-count" // an undated one, which also counts as many as a report of the occasion
)

const (
	tieAtLeast = 3  // agreements that a list must have to be known by
	tieAtMost  = 40 // a longer list is an office's, not a report of one occasion
)

// Tie finds the occasion that a list of agreements without one was made on: the
// only one that has an agreement with a side of each of them, and with all sides
// of at least one. count is how many the reading says there were, 0 for unsaid.
func (l Linker) Tie(list []Agreement, count int) (tie Tie, ok bool, err error) {
	list = slices.DeleteFunc(slices.Clone(list), func(a Agreement) bool { return len(a.Sides) == 0 })
	if len(list) < tieAtLeast || len(list) > tieAtMost {
		return Tie{}, false, nil
	}
	var events []string
	full := map[string]bool{}
	for i, a := range list {
		candidates, err := l.Index.Find(claim.Agreement, prefixed("side:", sortedSides(a.Sides)))
		if err != nil {
			return Tie{}, false, err
		}
		on := occasionsOf(a, candidates, full)
		if i == 0 {
			events = on
			continue
		}
		events = shared(events, on)
	}
	for _, e := range events {
		if !full[e] {
			continue
		}
		rule, ruled, err := l.tieRule(e, list, count)
		if err != nil {
			return Tie{}, false, err
		}
		if !ruled {
			continue
		}
		if ok {
			return Tie{}, false, nil // where two occasions would do, none does
		}
		ok = true
		tie = Tie{Event: e, Rule: rule, Reasons: []string{fmt.Sprintf("each of its %d agreements has a side of one made there, and one has all sides", len(list))}}
		if rule == RuleSameListAndCount {
			tie.Reasons = append(tie.Reasons, fmt.Sprintf("both count %d", count))
		}
	}
	return tie, ok, nil
}

// occasionsOf are the occasions of known agreements that have a side of a; full
// is told of those with an agreement of exactly its two sides or more.
func occasionsOf(a Agreement, candidates []Profile, full map[string]bool) []string {
	var on []string
	sides := sortedSides(a.Sides)
	for _, c := range candidates {
		days, dated := nearest([]claim.Date{a.when()}, c.Dates)
		if slices.Contains(c.Readings, a.Reading) || dated && days > agreementWindow || len(shared(sides, c.Sides)) == 0 {
			continue
		}
		on = add(on, c.Events...)
		if len(sides) > 1 && slices.Equal(sides, c.Sides) {
			for _, e := range c.Events {
				full[e] = true
			}
		}
	}
	return on
}

// tieRule is the rule by which a list belongs to an occasion: near it in time or,
// where nothing dates the list, counted alike.
func (l Linker) tieRule(event string, list []Agreement, count int) (rule string, ok bool, err error) {
	found, err := l.Index.Find(claim.Event, []string{eventByID(event)})
	if err != nil || len(found) == 0 {
		return "", false, err
	}
	days, dated := nearest([]claim.Date{list[0].when()}, found[0].Dates)
	switch {
	case dated:
		return RuleSameList, days <= eventWindow, nil
	case count > 0 && slices.Contains(found[0].Counts, count):
		return RuleSameListAndCount, true, nil
	}
	return "", false, nil
}
