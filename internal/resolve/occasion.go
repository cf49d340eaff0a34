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

// IsTie says whether a rule is one of ties: what it says of an agreement is the
// register's inference, not a claim.
func IsTie(rule string) bool { return rule == RuleSameList || rule == RuleSameListAndCount }

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
	events, err := l.occasionsOf(list)
	if err != nil {
		return Tie{}, false, err
	}
	for _, e := range events {
		if all, err := l.allMadeOn(e, list); err != nil || !all {
			if err != nil {
				return Tie{}, false, err
			}
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

// occasionsOf are those on which an agreement of the list may have been made: one
// between exactly its two sides or more was.
func (l Linker) occasionsOf(list []Agreement) ([]string, error) {
	var events []string
	for _, a := range list {
		sides := sortedSides(a.Sides)
		if len(sides) < 2 {
			continue
		}
		found, err := l.Index.Find(claim.Agreement, []string{together(sides)}, 0)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if slices.Equal(sides, c.Sides) && a.mayBeOf(c) {
				events = add(events, c.Events...)
			}
		}
	}
	return events, nil
}

// allMadeOn says whether each of the list has a side of an agreement made on the
// occasion.
func (l Linker) allMadeOn(event string, list []Agreement) (bool, error) {
	for _, a := range list {
		found, err := l.Index.Find(claim.Agreement, onOccasions(sortedSides(a.Sides), []string{event}), 0)
		if err != nil {
			return false, err
		}
		if !slices.ContainsFunc(found, a.mayBeOf) {
			return false, nil
		}
	}
	return true, nil
}

// mayBeOf says whether nothing of document or day speaks against an agreement
// being a known one.
func (a Agreement) mayBeOf(c *Profile) bool {
	days, dated := nearest([]claim.Date{a.when()}, c.Dates)
	return !slices.Contains(c.Readings, a.Reading) && (!dated || days <= agreementWindow)
}

// tieRule is the rule by which a list belongs to an occasion: near it in time or,
// where nothing dates the list, counted alike.
func (l Linker) tieRule(event string, list []Agreement, count int) (rule string, ok bool, err error) {
	found, err := l.Index.Find(claim.Event, []string{eventByID(event)}, 0)
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
