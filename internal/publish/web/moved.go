package web

import (
	"cmp"
	"slices"
	"strconv"

	"sanad/claim"
	"sanad/internal/audit"
	"sanad/internal/register"
)

// moved is a target that was said anew with another number or day, as a picture
// and in words.
type moved struct {
	Name   string
	Bars   []bar
	Turns  []string // how each target stands to the one before
	Shares []string // how far the targets were reached
	audit.Drifted
}

// bar is one statement; its width is a share of the largest, in hundredths.
type bar struct {
	On     claim.Date
	Words  string
	Width  string
	Actual bool
	Source register.ID
	Notes  [][]piece // the words with which it was entered
}

// moved is an indicator's story where its target did not stay what it was.
func (q *request) moved(i register.Indicator, name string) (moved, bool) {
	points := audit.Targets(i)
	d := audit.Drift(points)
	if !slices.ContainsFunc(d.Changes, func(c audit.Change) bool { return c.Drift }) {
		return moved{}, false
	}
	slices.SortStableFunc(points, func(a, b audit.Point) int { return cmp.Compare(register.LastDay(a.AsOf), register.LastDay(b.AsOf)) })
	largest := points[0]
	for _, p := range points {
		if largest.Share(p) < 1 {
			largest = p
		}
	}
	m := moved{Name: cmp.Or(name, q.called(i)), Drifted: d}
	for _, c := range d.Changes {
		m.Turns = append(m.Turns, q.turn(c))
	}
	for _, r := range d.Reached {
		m.Shares = append(m.Shares, q.t("moved.share", q.amount(r.Numerator), q.amount(r.Denominator), r.Percent, q.date(r.AsOf), q.date(r.TargetOf)))
	}
	for _, p := range points {
		b := bar{On: p.AsOf, Words: q.figureOf(p), Width: strconv.Itoa(int(100*p.Share(largest) + .5)), Actual: p.Actual}
		if len(p.Source) > 0 {
			b.Source = p.Source[0]
			b.Notes = notes(enteredBy(i, b.Source))
		}
		m.Bars = append(m.Bars, b)
	}
	return m, true
}

// figureOf is the number of a statement and what it is for.
func (q *request) figureOf(p audit.Point) string {
	if p.Per == "" {
		return p.Total()
	}
	if per := "moved.per." + p.Per; q.words[per] != "" {
		return q.t(per, p.Total())
	}
	return p.Number()
}

// turn is how a target stands to the one said before it.
func (q *request) turn(c audit.Change) string {
	said := func(p audit.Point) string {
		words := q.figureOf(p)
		if p.Due != "" {
			words = q.t("moved.due", words, q.date(p.Due))
		}
		return q.t("moved.said", words, q.date(p.AsOf))
	}
	move := q.t("moved.move." + string(c.Move))
	if c.By != "" {
		move = q.t("moved.move."+string(c.Move)+".by", c.By, c.Share)
	}
	return q.t("moved.turn", said(c.From), said(c.To), move)
}

// enteredBy are what a source says of an indicator's targets and actuals.
func enteredBy(i register.Indicator, source register.ID) []register.Said {
	var out []register.Said
	add := func(f register.Field) {
		for _, v := range f.Values {
			for _, s := range v.Said {
				if s.Source == source {
					out = append(out, s)
				}
			}
		}
	}
	add(i.Target)
	for _, r := range i.Results {
		add(r.Actual)
	}
	return out
}

// called is an indicator's own name, or its code.
func (q *request) called(i register.Indicator) string {
	return cmp.Or(i.Name.Text(), i.Code.Code(), string(i.ID))
}

// named is what the standing calls the indicator.
func (s standing) named(id register.ID) string {
	for _, m := range slices.Concat(s.Steps, s.Measures) {
		if m.Of == id {
			return m.Name
		}
	}
	return ""
}
