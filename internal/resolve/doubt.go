package resolve

import (
	"fmt"
	"slices"
	"strings"

	"sanad/claim"
)

// Doubt is a thing that a subject may be, or be confused with, and no rule can
// say: a question for a person.
type Doubt struct {
	ID      string // of the other thing
	Rule    string
	Score   int // thousandths: how likely the two are one
	Reasons []string
}

// The rules of doubts, with the scores they give.
const (
	DoubtUndated     = "same-sides-undated"      // the same sides, and nothing says when
	DoubtAgain       = "same-sides-later"        // the same sides again, later: renewed, carried out, or told anew
	DoubtOneSide     = "one-side-elsewhere"      // one names a side of the other, about a theme in common, not told to be of one occasion
	DoubtOtherSide   = "same-side-other-partner" // one side and theme in common on one occasion, with another partner
	againWindowDays  = 3 * 366
	DoubtSamePromise = "same-promise" // a side and a figure in common, told of another occasion: perhaps announced again

	DoubtOtherCount = "same-countries-other-count" // two occasions between the same countries within half a year, counted differently
	DoubtSameCount  = "same-countries-same-count"  // counted alike: perhaps one occasion under two names
	countWindowDays = 183
)

// AgreementDoubts are the questions about an agreement that was linked, or not,
// to the thing own. The likeliest come first.
func (l Linker) AgreementDoubts(a Agreement, own string) ([]Doubt, error) {
	a.Sides = sortedSides(a.Sides)
	candidates, err := l.Index.Find(claim.Agreement, a.lookup(), 0)
	if err != nil {
		return nil, err
	}
	var out []Doubt
	for _, c := range candidates {
		if c.ID == own || slices.Contains(c.Readings, a.Reading) {
			continue
		}
		if d, ok := doubt(a, c, own != a.ID); ok {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Doubt) int { return b.Score - a.Score })
	return out, nil
}

// doubt is the question whether a is also c; linked says that a is known to be
// another thing already.
func doubt(a Agreement, c *Profile, linked bool) (Doubt, bool) {
	days, dated := nearest([]claim.Date{a.when()}, c.Dates)
	sameEvent := a.Event != "" && slices.Contains(c.Events, a.Event)
	themes := shared(a.Themes, c.Themes)
	sides, promised := shared(a.Sides, c.Sides), shared(a.Promised, c.Promised)
	about := func(reasons ...string) []string {
		if len(themes) > 0 {
			reasons = append(reasons, "both about "+themes[0])
		}
		return reasons
	}
	switch {
	case len(a.Sides) >= 2 && slices.Equal(a.Sides, c.Sides) && !dated:
		return Doubt{c.ID, DoubtUndated, 700, about("the same sides", "one of the two is undated")}, true
	case len(a.Sides) >= 2 && slices.Equal(a.Sides, c.Sides) && days <= againWindowDays && len(themes) > 0:
		return Doubt{c.ID, DoubtAgain, 500, about("the same sides", fmt.Sprintf("%d days apart: told anew, renewed, or carried out?", days))}, true
	case !sameEvent && len(sides) > 0 && len(promised) > 0 && (!dated || days <= againWindowDays):
		return Doubt{c.ID, DoubtSamePromise, 480, about(fmt.Sprintf("a side in common, and both promise %s", promised[0]), later(days, dated))}, true
	case sameEvent && len(sides) == 1 && len(a.Sides) == 2 && len(c.Sides) == 2 && len(themes) > 0:
		return Doubt{c.ID, DoubtOtherSide, 400, about("one side in common, another partner", "the same occasion")}, true
	case !sameEvent && len(sides) > 0 && min(len(a.Sides), len(c.Sides)) == 1 && len(themes) > 0 && (!dated || days <= agreementWindow):
		return Doubt{c.ID, DoubtOneSide, 450, about("one names only a side of the other", "not both are told to be of one occasion")}, true
	case sameEvent && !linked && len(sides) > 0 && min(len(a.Sides), len(c.Sides)) == 1:
		return Doubt{c.ID, DoubtOneSide, 350, about("one names only a side of the other", "the same occasion, and more than one agreement would do")}, true
	}
	return Doubt{}, false
}

func later(days int, dated bool) string {
	if !dated {
		return "nothing says how far apart"
	}
	return fmt.Sprintf("%d days apart: announced again?", days)
}

// EventDoubts are the questions about an occasion that was linked, or not, to the
// thing own: whether what was counted there is in the count of another between
// the same countries.
func (l Linker) EventDoubts(e Event, own string) ([]Doubt, error) {
	if e.Count == 0 {
		return nil, nil
	}
	known, err := l.Index.Find(claim.Event, []string{eventByID(own)}, 0)
	if err != nil {
		return nil, err
	}
	countries := e.Countries
	for _, p := range known {
		countries = p.Countries // its own, and those that other readings tell
	}
	candidates, err := l.Index.Find(claim.Event, pairKeys(countries), 0)
	if err != nil {
		return nil, err
	}
	var out []Doubt
	for _, c := range candidates {
		if c.ID == own || len(c.Counts) == 0 || len(c.Countries) > maxEventCountries || editionsDiffer(e.folded(), c.Names) {
			continue
		}
		days, dated := nearest([]claim.Date{e.when()}, c.Dates)
		if dated && days > countWindowDays {
			continue
		}
		d := Doubt{ID: c.ID, Rule: DoubtOtherCount, Score: 450, Reasons: []string{
			"between " + strings.Join(shared(countries, c.Countries), " and "),
			fmt.Sprintf("%d counted on the one, %s on the other", e.Count, numbers(c.Counts)),
		}}
		if slices.Contains(c.Counts, e.Count) {
			d.Rule, d.Score = DoubtSameCount, 550
		}
		if dated {
			d.Reasons = append(d.Reasons, fmt.Sprintf("%d days apart", days))
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b Doubt) int { return b.Score - a.Score })
	return out, nil
}

// editionsDiffer says whether two names call different editions of an occasion,
// of which nobody need be asked.
func editionsDiffer(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool {
			one, other := strings.Fields(x), strings.Fields(y)
			return ordinalsDiffer(one, other) && likeness(one, other) >= 600
		})
	})
}

// numbers lists counts in order: 9 and 10.
func numbers(counts []int) string {
	counts = slices.Clone(counts)
	slices.Sort(counts)
	out := make([]string, len(counts))
	for i, n := range counts {
		out[i] = fmt.Sprint(n)
	}
	return strings.Join(out, " and ")
}
