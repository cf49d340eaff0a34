package resolve

import (
	"fmt"
	"slices"
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

	Count     int      // how many agreements the document says were made there, 0 unsaid
	Countries []string // ISO 3166-1: between which, none where not told or too many
}

// The rules of events.
const (
	RuleSameEvent = "same-occasion" // names alike and no date against it
)

// eventWindow is how many days may lie between two reports of one occasion.
const eventWindow = 60

// Event links an occasion and remembers it.
func (l Linker) Event(e Event) (Link, error) {
	link, profile, err := l.FindEvent(e)
	if err != nil {
		return link, err
	}
	return link, l.Index.Save(profile.WithEvent(e))
}

// FindEvent finds the occasion that e is, as FindParty does a body.
func (l Linker) FindEvent(e Event) (Link, Profile, error) {
	names := e.folded()
	candidates, err := l.Index.Find(claim.Event, eventKeys(names), 0)
	if err != nil {
		return Link{}, Profile{}, err
	}
	var ms []match
	for _, c := range candidates {
		days, known := nearest([]claim.Date{e.when()}, c.Dates)
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
	return linkOf(e.ID, claim.Event, ms)
}

// WithEvent is the profile with what a reading says of the occasion, and its keys.
func (p Profile) WithEvent(e Event) (Profile, []string) {
	p.Names = add(slices.Clone(p.Names), e.folded()...)
	p.Dates = addSaid(slices.Clone(p.Dates), e.when())
	p.Countries = addSaid(slices.Clone(p.Countries), e.Countries...)
	if e.Count > 0 {
		p.Counts = add(slices.Clone(p.Counts), e.Count)
	}
	keys := append(eventKeys(p.Names), eventByID(p.ID))
	return p, append(keys, pairKeys(p.Countries)...)
}

// eventByID is the key under which an occasion is found by its id, pairKeys those
// by the countries it was between. No folded word has a colon.
func eventByID(id string) string { return "id:" + id }

func pairKeys(countries []string) []string {
	if len(countries) > maxEventCountries {
		return nil
	}
	var keys []string
	for i, a := range countries {
		for _, b := range countries[i+1:] {
			keys = append(keys, "between:"+min(a, b)+":"+max(a, b))
		}
	}
	return keys
}

// maxEventCountries is how many countries an occasion may be between to be told
// by them: a world forum has all of them.
const maxEventCountries = 3

func (e Event) folded() []string {
	var names []string
	for _, n := range e.Names {
		names = addSaid(names, strings.Join(FoldName(strings.ReplaceAll(n, "-", " ")), " "))
	}
	return names
}

// when is the day it was held, or failing that the day it was reported.
func (e Event) when() claim.Date {
	if e.Date != "" {
		return e.Date
	}
	return e.Published
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
