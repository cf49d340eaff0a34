package delivery

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
	"sanad/vocab"
)

// Date is a day that matters.
type Date struct {
	What    string      `json:"what"`           // expiry, notice, review, milestone, commitment, target, action, meeting
	On      claim.Date  `json:"on"`             // keeps its precision: a month is due on its last day
	Of      register.ID `json:"of,omitempty"`   // the part it belongs to
	Name    string      `json:"name,omitempty"` // in the source's or the template's words
	Days    int         `json:"days"`           // from today; below 0 past
	Done    bool        `json:"done"`
	Proved  bool        `json:"proved"`  // by evidence not disputed
	Obliges bool        `json:"obliges"` // somebody owes something by it; an expiry only happens
	Late    bool        `json:"late"`
}

// dates are all days of an agreement that matter, in order.
func dates(a register.Agreement, s Assessment, today time.Time) []Date {
	var out []Date
	add := func(d Date) {
		days, ok := daysBetween(today, d.On)
		if !ok {
			return
		}
		d.Days, d.Late = days, days < 0 && !d.Done && d.Obliges
		out = append(out, d)
	}
	add(Date{What: "expiry", On: s.Expires})
	add(Date{What: "notice", On: noticeDay(a, s), Obliges: false})
	reviewed, shown := heldFrom(a, firstDay(a.Instrument.Review.Date()), "")
	add(Date{What: "review", On: a.Instrument.Review.Date(), Obliges: true, Done: reviewed, Proved: shown})
	for _, m := range a.Record.Milestones {
		add(Date{
			What: "milestone", On: m.Due.Date(), Of: m.ID, Name: milestoneName(m, s.template), Obliges: isMet(m) || m.Status.Code() != "not-met",
			Done: isMet(m), Proved: proved(a, m.ID),
		})
	}
	for _, c := range a.Record.Commitments {
		add(Date{
			What: "commitment", On: c.Due.Date(), Of: c.ID, Name: c.Text.Text(), Obliges: obliges(c),
			Done: isKept(c), Proved: proved(a, c.ID),
		})
	}
	for _, i := range a.Record.Indicators {
		p := measure(a, i, s.template)
		add(Date{What: "target", On: i.Due.Date(), Of: i.ID, Name: p.Name, Obliges: true, Done: p.Reached, Proved: p.Reached && shows(p.Grade)})
	}
	for _, x := range a.Record.Actions {
		add(Date{What: "action", On: x.Due.Date(), Of: x.ID, Name: x.Text.Text(), Obliges: true, Done: len(x.Met.Values) > 0, Proved: proved(a, x.ID)})
	}
	for _, m := range a.Record.Meetings {
		from := firstDay(m.Next.Date())
		if d := m.Date.Date(); d != "" {
			from = dayAfter(d) // any later meeting is the next one, be it early
		}
		held, shown := heldFrom(a, from, m.ID)
		add(Date{What: "meeting", On: m.Next.Date(), Of: m.ID, Name: cmp.Or(m.Body.Text(), m.Name.Text()), Obliges: true, Done: held, Proved: shown})
	}
	slices.SortStableFunc(out, func(x, y Date) int {
		return cmp.Or(strings.Compare(register.LastDay(x.On), register.LastDay(y.On)), strings.Compare(x.What, y.What), strings.Compare(string(x.Of), string(y.Of)))
	})
	return out
}

// heldFrom says whether a meeting, other than the one it follows, was held on or
// after a day, and whether something shows one of those. A review due in March is
// held by a meeting on any day of March.
func heldFrom(a register.Agreement, from string, follows register.ID) (held, shown bool) {
	for _, m := range a.Record.Meetings {
		day := register.LastDay(m.Date.Date())
		if from == "" || m.ID == follows || day < from {
			continue
		}
		held, shown = true, shown || proved(a, m.ID)
	}
	return held, shown
}

// firstDay is the first day a date may mean, "" for an unknown one.
func firstDay(d claim.Date) string {
	first, _, ok := resolve.Span(d)
	if !ok {
		return ""
	}
	return first.Format(time.DateOnly)
}

func dayAfter(d claim.Date) string {
	_, last, ok := resolve.Span(d)
	if !ok {
		return ""
	}
	return last.AddDate(0, 0, 1).Format(time.DateOnly)
}

// isMet says whether a stage was done. Where somebody gives the day and somebody
// says that it was not met, or only in part, the later word stands.
func isMet(m register.Milestone) bool {
	if len(m.Met.Values) == 0 {
		return m.Status.Code() == "met"
	}
	switch m.Status.Code() {
	case "not-met", "partially-met":
		return saidAfter(m.Met, m.Status)
	}
	return true
}

// saidAfter says whether the claim on show in one field came after that in
// another.
func saidAfter(a, b register.Field) bool {
	x, y := a.Values[0].Said, b.Values[0].Said
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	return cmp.Or(strings.Compare(register.LastDay(x[0].Published), register.LastDay(y[0].Published)), cmp.Compare(x[0].Entry, y[0].Entry)) >= 0
}

// milestoneName is what somebody called the stage, or its name in the template.
func milestoneName(m register.Milestone, t vocab.Template) string {
	if s, ok := t.Stage(m.Code.Code()); ok && m.Name.Text() == "" {
		return s.Label.In("en")
	}
	return cmp.Or(m.Name.Text(), m.Code.Code(), string(m.ID))
}
