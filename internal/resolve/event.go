package resolve

import (
	"fmt"
	"strings"

	"sanad/claim"
)

// Event is what a reading says of an occasion.
type Event struct {
	ID        string
	Reading   int64
	Names     []string
	Date      claim.Date // when it was held, "" unknown
	Published claim.Date // when the document was, "" unknown
}

// The rules of events.
const (
	RuleSameEvent = "same-occasion" // names alike and no date against it
)

// eventWindow is how many days may lie between two reports of one occasion.
const eventWindow = 60

// Event links an occasion.
func (l Linker) Event(e Event) (Link, error) {
	var names []string
	for _, n := range e.Names {
		names = addSaid(names, strings.Join(FoldName(strings.ReplaceAll(n, "-", " ")), " "))
	}
	keys := eventKeys(names)
	candidates, err := l.Index.Find(claim.Event, keys)
	if err != nil {
		return Link{}, err
	}
	date := e.Date
	if date == "" {
		date = e.Published
	}
	var ms []match
	for _, c := range candidates {
		days, known := nearest([]claim.Date{date}, c.Dates)
		if known && days > eventWindow {
			continue
		}
		for _, n := range names {
			for _, o := range c.Names {
				a, b := strings.Fields(n), strings.Fields(o)
				if ordinalsDiffer(a, b) {
					continue
				}
				if like := likeness(a, b); like >= 600 {
					reason := fmt.Sprintf("%q and %q share %d %% of their words", n, o, like/10)
					if known {
						reason += fmt.Sprintf(", %d days apart", days)
					}
					ms = append(ms, match{c, 1000 - like, RuleSameEvent, []string{reason}})
				}
			}
		}
	}
	link, profile := Link{ID: e.ID, Rule: RuleFirst}, Profile{ID: e.ID, Class: claim.Event}
	if m, ok := best(ms); ok {
		link, profile = Link{ID: m.profile.ID, Rule: m.rule, Reasons: m.reasons}, m.profile
	}
	profile.Names = add(profile.Names, names...)
	profile.Dates = addSaid(profile.Dates, date)
	profile.Readings = add(profile.Readings, e.Reading)
	return link, l.Index.Save(profile, eventKeys(profile.Names))
}

func eventKeys(names []string) []string {
	var keys []string
	for _, n := range names {
		for _, w := range strings.Fields(n) {
			if !ordinals[w] {
				keys = add(keys, w)
			}
		}
	}
	return keys
}

var ordinals = set("first second third fourth fifth sixth seventh eighth ninth tenth 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th")

// ordinalsDiffer says whether both names count an edition, and not the same
// one; a year counts too.
func ordinalsDiffer(a, b []string) bool {
	for _, is := range []func(string) bool{func(w string) bool { return ordinals[w] }, isYear} {
		x, y := pick(a, is), pick(b, is)
		if x != "" && y != "" && x != y {
			return true
		}
	}
	return false
}

func isYear(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && strings.Trim(w, "0123456789") == ""
}

func pick(words []string, is func(string) bool) string {
	for _, w := range words {
		if is(w) {
			return w
		}
	}
	return ""
}

// likeness is the share of words two names have in common, in thousandths,
// editions and years aside.
func likeness(a, b []string) int {
	skip := func(w string) bool { return ordinals[w] || isYear(w) }
	in := map[string]int{}
	for _, w := range a {
		if !skip(w) {
			in[w] |= 1
		}
	}
	for _, w := range b {
		if !skip(w) {
			in[w] |= 2
		}
	}
	both := 0
	for _, v := range in {
		if v == 3 {
			both++
		}
	}
	if len(in) == 0 {
		return 0
	}
	return both * 1000 / len(in)
}
