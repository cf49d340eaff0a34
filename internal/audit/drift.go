package audit

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"sanad/claim"
	"sanad/internal/register"
)

// Point is one dated statement about one indicator.
type Point struct {
	AsOf   claim.Date    `json:"as_of"`            // when it was said
	Actual bool          `json:"actual,omitempty"` // what was reached; otherwise a target
	Parts  []string      `json:"parts"`            // plain decimals: one number, or several that are added
	Per    string        `json:"per,omitempty"`    // "year" for a target of so many a year
	Due    claim.Date    `json:"due,omitempty"`    // by when
	Unit   string        `json:"unit,omitempty"`   // people
	Source []register.ID `json:"source,omitempty"`
}

// Move is what became of a target between two statements.
type Move string

// The moves. All but Same are drift.
const (
	Same    Move = "same"
	Raised  Move = "raised"
	Lowered Move = "lowered"
	Basis   Move = "basis"   // from so many a year to a total, or back: not comparable
	Delayed Move = "delayed" // same number, later date
	Hurried Move = "hurried" // same number, earlier date
	Dated   Move = "dated"   // same number, which now has a date
	Undated Move = "undated" // same number, whose date is no longer told
)

// Change is a target held against the one said before it.
type Change struct {
	From  Point  `json:"from"`
	To    Point  `json:"to"`
	Move  Move   `json:"move"`
	Drift bool   `json:"drift"`
	By    string `json:"by,omitempty"`    // how much a number was raised or lowered
	Share string `json:"share,omitempty"` // of what it was
	Words string `json:"words"`
}

// Reached is the share of a target that an actual figure reaches: never without
// its numerator, its denominator and the date.
//
//	share = actual ÷ the newest total target said on or before the day × 100
type Reached struct {
	Numerator   string     `json:"numerator"`
	Denominator string     `json:"denominator"`
	AsOf        claim.Date `json:"as_of"`
	TargetOf    claim.Date `json:"target_of"` // when the target was said
	Percent     string     `json:"percent"`   // 6.8 %
	Words       string     `json:"words"`
}

// Drifted is one indicator's story.
type Drifted struct {
	Changes []Change  `json:"changes"`
	Reached []Reached `json:"reached"`
	Left    []string  `json:"left,omitempty"` // what could not be used, and why
}

// Targets are the statements a record holds of one indicator: its targets as of
// their days, and its actuals of everybody. A target in so many a year ("people/a")
// is a yearly one; a day by which it is to be reached is a target's own where both
// were entered together.
func Targets(i register.Indicator) []Point {
	var points []Point
	for _, v := range i.Target.Values {
		q, ok := v.Value.(claim.Quantity)
		if !ok {
			continue
		}
		for _, s := range v.Said {
			p := Point{AsOf: cmp.Or(s.AsOf, s.Published), Parts: []string{q.Number}, Due: dueOf(i, s.Entry), Source: []register.ID{s.Source}}
			if unit, yearly := strings.CutSuffix(q.Unit, "/a"); yearly {
				p.Unit, p.Per = unit, "year"
			} else {
				p.Unit = q.Unit
			}
			points = append(points, p)
		}
	}
	for _, r := range i.Results {
		v, _ := r.Actual.Shown()
		if q, ok := v.Value.(claim.Quantity); ok && r.Whole() {
			points = append(points, Point{AsOf: r.On, Actual: true, Parts: []string{q.Number}, Unit: q.Unit, Source: r.Sources})
		}
	}
	return points
}

// dueOf is the day by which the target entered at the log entry was to be reached.
func dueOf(i register.Indicator, entry int64) claim.Date {
	for _, v := range i.Due.Values {
		d, ok := v.Value.(claim.Date)
		if ok && slices.ContainsFunc(v.Said, func(s register.Said) bool { return s.Entry == entry }) {
			return d
		}
	}
	return ""
}

// Number is what the point comes to, with commas, and for a yearly target "a year".
func (p Point) Number() string {
	if p.Per != "" {
		return number(p.sum()) + " a " + p.Per
	}
	return number(p.sum())
}

// Total is the point's number without what it is for: 200,000 of 200,000 a year.
func (p Point) Total() string { return number(p.sum()) }

// Share is the point as a share of another, 0 to 1, for pictures alone.
func (p Point) Share(of Point) float64 {
	if of.sum().Sign() <= 0 {
		return 0
	}
	share, _ := new(big.Rat).Quo(p.sum(), of.sum()).Float64()
	return min(max(share, 0), 1)
}

// Drift orders the statements by date, holds each target against the one before
// and each actual against the target of its day. A yearly target has no share:
// how many years it meant was not said. Cumulated actuals that fall are told.
func Drift(series []Point) Drifted {
	var d Drifted
	var points []Point
	for _, p := range series {
		if why := p.unusable(); why != "" {
			d.Left = append(d.Left, why)
			continue
		}
		points = append(points, p)
	}
	slices.Sort(d.Left)
	slices.SortStableFunc(points, func(a, b Point) int {
		return cmp.Or(strings.Compare(register.LastDay(a.AsOf), register.LastDay(b.AsOf)), boolean(a.Actual)-boolean(b.Actual),
			strings.Compare(strings.Join(a.Parts, "+")+a.Per+string(a.Due), strings.Join(b.Parts, "+")+b.Per+string(b.Due)))
	})
	var target, actual *Point
	for i := range points {
		p := &points[i]
		if !p.Actual {
			if target != nil {
				if target.Unit != p.Unit {
					d.Left = append(d.Left, fmt.Sprintf("%s and %s count different things", target.words(), p.words()))
				} else {
					d.Changes = append(d.Changes, changed(*target, *p))
				}
			}
			target = p
			continue
		}
		if actual != nil && actual.Unit == p.Unit && p.sum().Cmp(actual.sum()) < 0 {
			d.Left = append(d.Left, fmt.Sprintf("reached %s is less than %s: they cannot both be running totals of one thing", p.words(), actual.words()))
		}
		actual = p
		switch {
		case target == nil:
			d.Left = append(d.Left, p.words()+" comes before any target")
		case target.Unit != p.Unit:
			d.Left = append(d.Left, fmt.Sprintf("%s and %s count different things", target.words(), p.words()))
		case target.Per != "":
			d.Left = append(d.Left, fmt.Sprintf("%s has no share of %s: for how many %ss was not said", p.words(), target.words(), target.Per))
		case target.sum().Sign() <= 0:
			d.Left = append(d.Left, target.words()+" has no shares")
		default:
			r := Reached{
				Numerator: decimal(p.sum()), Denominator: decimal(target.sum()), AsOf: p.AsOf, TargetOf: target.AsOf,
				Percent: percentOf(p.sum(), target.sum()),
			}
			r.Words = fmt.Sprintf("%s of %s = %s, as of %s; target of %s", number(p.sum()), number(target.sum()), r.Percent, p.AsOf, target.AsOf)
			d.Reached = append(d.Reached, r)
		}
	}
	return d
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p Point) unusable() string {
	if register.LastDay(p.AsOf) == "" {
		return strings.Join(p.Parts, " + ") + " has no date"
	}
	if len(p.Parts) == 0 {
		return "a statement of " + string(p.AsOf) + " has no number"
	}
	for _, x := range p.Parts {
		if _, ok := exact(x); !ok {
			return fmt.Sprintf("%q of %s is not a plain decimal", x, p.AsOf)
		}
	}
	return ""
}

func (p Point) sum() *big.Rat {
	sum := new(big.Rat)
	for _, x := range p.Parts {
		v, _ := exact(x)
		sum = add(sum, v)
	}
	return sum
}

// words is the point for people: 60,000 + 240,000 = 300,000 by 2025 (2025-03).
func (p Point) words() string {
	var parts []string
	for _, x := range p.Parts {
		v, _ := exact(x)
		parts = append(parts, number(v))
	}
	w := strings.Join(parts, " + ")
	if len(parts) > 1 {
		w += " = " + number(p.sum())
	}
	if p.Per != "" {
		w += " a " + p.Per
	}
	if p.Due != "" {
		w += " by " + string(p.Due)
	}
	return w + " (" + string(p.AsOf) + ")"
}

func changed(a, b Point) Change {
	c := Change{From: a, To: b, Drift: true}
	x, y := a.sum(), b.sum()
	due := strings.Compare(register.LastDay(a.Due), register.LastDay(b.Due))
	switch order := y.Cmp(x); {
	case a.Per != b.Per:
		c.Move = Basis
	case order > 0:
		c.Move = Raised
	case order < 0:
		c.Move = Lowered
	case a.Due == "" && b.Due != "":
		c.Move = Dated
	case a.Due != "" && b.Due == "":
		c.Move = Undated
	case due < 0:
		c.Move = Delayed
	case due > 0:
		c.Move = Hurried
	default:
		c.Move, c.Drift = Same, false
	}
	c.Words = a.words() + " → " + b.words() + ": " + map[Move]string{
		Same: "the same target", Basis: "not comparable, a rate became a total or the reverse",
		Delayed: "the same number, later", Hurried: "the same number, sooner", Dated: "the same number, which now has a date", Undated: "the same number, without its date",
	}[c.Move]
	switch {
	case c.Move == Raised && x.Sign() > 0:
		c.By, c.Share = number(sub(y, x)), percentOf(sub(y, x), x)
		c.Words += "raised by " + c.By + ", " + c.Share
	case c.Move == Lowered && x.Sign() > 0:
		c.By, c.Share = number(sub(x, y)), percentOf(sub(x, y), x)
		c.Words += "lowered by " + c.By + ", " + c.Share
	case c.Move == Raised || c.Move == Lowered:
		c.Words += string(c.Move)
	}
	return c
}
