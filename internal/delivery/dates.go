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
func dates(a register.Agreement, s Standing, today time.Time) []Date {
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
	add(Date{What: "review", On: dateIn(a.Instrument.Review), Obliges: true, Done: reviewed(a)})
	for _, m := range a.Record.Milestones {
		add(Date{
			What: "milestone", On: dateIn(m.Due), Of: m.ID, Name: milestoneName(m, s.template), Obliges: m.Status.Code() != "not-met",
			Done: isMet(m), Proved: proved(a, m.ID),
		})
	}
	for _, c := range a.Record.Commitments {
		add(Date{
			What: "commitment", On: dateIn(c.Due), Of: c.ID, Name: c.Text.Text(), Obliges: c.Progress.Code() != "abandoned" && c.Progress.Code() != "superseded",
			Done: len(c.Met.Values) > 0 || c.Progress.Code() == "complete", Proved: proved(a, c.ID),
		})
	}
	for _, i := range a.Record.Indicators {
		p := measure(a, i, s.template)
		add(Date{What: "target", On: dateIn(i.Due), Of: i.ID, Name: p.Name, Obliges: true, Done: p.Reached, Proved: p.Reached && p.Grade != "claimed" && p.Grade != "disputed"})
	}
	for _, x := range a.Record.Actions {
		add(Date{What: "action", On: dateIn(x.Due), Of: x.ID, Name: x.Text.Text(), Obliges: true, Done: len(x.Met.Values) > 0, Proved: proved(a, x.ID)})
	}
	for _, m := range a.Record.Meetings {
		add(Date{What: "meeting", On: dateIn(m.Next), Of: m.ID, Name: cmp.Or(m.Body.Text(), m.Name.Text()), Obliges: true, Done: heldSince(a, m)})
	}
	slices.SortStableFunc(out, func(x, y Date) int {
		return cmp.Or(strings.Compare(register.LastDay(x.On), register.LastDay(y.On)), strings.Compare(x.What, y.What), strings.Compare(string(x.Of), string(y.Of)))
	})
	return out
}

// noticeDay is the last day to give notice before the agreement ends or renews
// itself.
func noticeDay(a register.Agreement, s Standing) claim.Date {
	q, ok := shownQuantity(a.Instrument.Notice)
	if !ok || s.Expires == "" {
		return ""
	}
	_, last, known := resolve.Span(s.Expires)
	if !known {
		return ""
	}
	day, ok := addSpan(last, q, -1)
	if !ok {
		return ""
	}
	return dateOf(day)
}

// reviewed says whether a meeting was held on or after the day of the review.
func reviewed(a register.Agreement) bool {
	review := register.LastDay(dateIn(a.Instrument.Review))
	return slices.ContainsFunc(a.Record.Meetings, func(m register.Meeting) bool {
		return register.LastDay(dateIn(m.Date)) >= review
	})
}

// heldSince says whether another meeting came after this one.
func heldSince(a register.Agreement, m register.Meeting) bool {
	day := register.LastDay(dateIn(m.Date))
	return slices.ContainsFunc(a.Record.Meetings, func(o register.Meeting) bool {
		return o.ID != m.ID && register.LastDay(dateIn(o.Date)) > day
	})
}

func isMet(m register.Milestone) bool { return len(m.Met.Values) > 0 || m.Status.Code() == "met" }

// proved says whether something undisputed proves the part.
func proved(a register.Agreement, id register.ID) bool {
	ps := proofs(a, id)
	return len(ps) > 0 && strength(GradeOf(ps[0])) >= strength("reported") && !slices.ContainsFunc(ps, func(e register.Evidence) bool { return GradeOf(e) == "disputed" })
}

// milestoneName is what somebody called the stage, or its name in the template.
func milestoneName(m register.Milestone, t vocab.Template) string {
	if s, ok := t.Stage(m.Code.Code()); ok && m.Name.Text() == "" {
		return s.Label.In("en")
	}
	return cmp.Or(m.Name.Text(), m.Code.Code(), string(m.ID))
}
