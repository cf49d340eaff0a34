// Package delivery tells how an agreement stands on a day: what it is in law, how
// far delivery is, what proves it, whether it wants attention, what falls due and
// how long it has been silent.
//
// It is pure: an agreement as the register holds it, a delivery template and a
// day go in, the same answer comes out. It stores nothing. The four axes are
// never mixed, nothing is on track unless something shows that it is, and what no
// source says is unknown.
package delivery

import (
	"cmp"
	"slices"
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/internal/resolve"
	"sanad/vocab"
)

// Rules are what an office may set.
type Rules struct {
	Templates vocab.Templates
	// Dormant is after how many days without evidence an agreement is dormant.
	Dormant int
	// Soon is within how many days something counts as due soon.
	Soon int
}

// DefaultRules are half a year of silence and a month ahead.
func DefaultRules() Rules {
	return Rules{Templates: vocab.ShippedTemplates(), Dormant: 180, Soon: 30}
}

// Standing is how an agreement stands on a day.
type Standing struct {
	On           claim.Date `json:"on"`
	Template     string     `json:"template,omitempty"` // code, "" where no theme has one
	Fits         Reason     `json:"fits,omitzero"`      // why this template
	Legal        Axis       `json:"legal"`
	Delivery     Axis       `json:"delivery"`
	Evidence     Axis       `json:"evidence"`
	Attention    Axis       `json:"attention"`
	Flags        []string   `json:"flags,omitempty"`   // every state of attention that holds
	Expires      claim.Date `json:"expires,omitempty"` // said, or worked out from start and term
	Worked       bool       `json:"worked_out,omitempty"`
	DaysLeft     *int       `json:"days_left,omitempty"`     // to expiry; below 0 past it
	LastWord     claim.Date `json:"last_word,omitempty"`     // the newest any source says anything
	LastEvidence claim.Date `json:"last_evidence,omitempty"` // of the newest proof of delivery
	Silent       *int       `json:"silent,omitempty"`        // days since the last proof, or since the first announcement where there is none
	Promised     []Promise  `json:"promised"`
	Dates        []Date     `json:"dates"`
	Gates        []Gate     `json:"gates,omitempty"`
	Measures     []Progress `json:"measures,omitempty"`
	Rungs        []Rung     `json:"rungs,omitempty"`

	template vocab.Template
}

// Axis is where an agreement stands on one axis, since when, and why.
type Axis struct {
	Code  string        `json:"code"`
	Since claim.Date    `json:"since,omitempty"`
	Why   Reason        `json:"why"`
	From  []register.ID `json:"from,omitempty"` // parts of the record it follows from
}

// Reason is why, as a key of the message catalogues (without its prefix "why.")
// and what stands in its places.
type Reason struct {
	Key  string   `json:"key"`
	Args []string `json:"args,omitempty"`
}

func because(key string, args ...string) Reason { return Reason{Key: key, Args: args} }

// Assess tells how an agreement stands on a day.
func Assess(a register.Agreement, rules Rules, today time.Time) Standing {
	s := Standing{On: dateOf(today)}
	s.template, s.Fits = choose(a, rules.Templates)
	s.Template = s.template.Code
	s.Expires, s.Worked = expiry(a)
	if d, ok := daysBetween(today, s.Expires); ok {
		s.DaysLeft = &d
	}
	s.Dates = dates(a, s, today)
	s.Gates = gates(a, s.template, today)
	s.Measures = measures(a, s.template)
	s.Rungs = rungs(a)
	s.Promised = promises(a)
	s.LastWord = lastWord(a)
	proof := newestProof(a)
	s.LastEvidence = proof
	if from := cmp.Or(proof, firstWord(a)); from != "" {
		if d, ok := daysBetween(today, from); ok {
			d = max(0, -d)
			s.Silent = &d
		}
	}
	s.Legal = legal(a, s, today)
	s.Delivery = progress(a, s)
	s.Evidence = evidence(a, s)
	s.Attention, s.Flags = attention(s, rules, today)
	return s
}

// choose is the template somebody named, else the one that fits the themes.
func choose(a register.Agreement, templates vocab.Templates) (vocab.Template, Reason) {
	if code := a.Instrument.Template.Code(); code != "" {
		if t, ok := templates.ByCode(code); ok {
			return t, because("template.named")
		}
	}
	var themes []string
	for _, v := range a.Themes {
		if c, ok := v.Value.(claim.Code); ok {
			themes = append(themes, c.Code)
		}
	}
	if t, ok := templates.ForThemes(themes); ok {
		return t, because("template.theme")
	}
	return vocab.Template{}, because("template.none")
}

// expiry is the day the agreement ends: said, or its start and its term.
func expiry(a register.Agreement) (on claim.Date, worked bool) {
	if d := dateIn(a.Instrument.Expires); d != "" {
		return d, false
	}
	term, ok := shownQuantity(a.Instrument.Term)
	if !ok {
		return "", false
	}
	start := cmp.Or(dateIn(a.Instrument.Effective), dateIn(a.Signed))
	first, _, known := resolve.Span(start)
	if !known {
		return "", false
	}
	end, ok := addSpan(first, term, 1)
	if !ok {
		return "", false
	}
	if len(start) < len("2006-01-02") {
		return claim.Date(end.Format("2006-01")[:min(7, len(start))]), true // no surer than its start
	}
	return dateOf(end), true
}

// addSpan moves a day by a quantity of days, weeks, months or years (UCUM d, wk,
// mo, a, or the English word), sign times.
func addSpan(day time.Time, q claim.Quantity, sign int) (time.Time, bool) {
	n, ok := wholeNumber(q.Number)
	if !ok {
		return day, false
	}
	n *= sign
	switch q.Unit {
	case "d", "day", "days":
		return day.AddDate(0, 0, n), true
	case "wk", "week", "weeks":
		return day.AddDate(0, 0, 7*n), true
	case "mo", "month", "months":
		return day.AddDate(0, n, 0), true
	case "a", "year", "years":
		return day.AddDate(n, 0, 0), true
	}
	return day, false
}

// lastWord is the last day on which a source said anything of the agreement.
func lastWord(a register.Agreement) claim.Date {
	var newest claim.Date
	for _, m := range a.Mentions {
		newest = later(newest, m.Published)
	}
	return later(newest, newestProof(a))
}

// firstWord is when it was signed, or first spoken of.
func firstWord(a register.Agreement) claim.Date {
	if d := dateIn(a.Signed); d != "" {
		return d
	}
	var first claim.Date
	for _, m := range a.Mentions {
		if m.Published != "" && (first == "" || register.LastDay(m.Published) < register.LastDay(first)) {
			first = m.Published
		}
	}
	return first
}

// newestProof is the day of the newest evidence of delivery: its own, or where it
// has none that of what it proves. Text of the agreement proves the promise, not
// delivery.
func newestProof(a register.Agreement) claim.Date {
	var newest claim.Date
	for _, e := range a.Record.Evidence {
		if e.Grade.Code() == "disputed" || e.Proof.Code() == "agreement-text" {
			continue
		}
		newest = later(newest, cmp.Or(dateIn(e.Date), dayOf(a, e.Of)))
	}
	return newest
}

// dayOf is the newest day on which one of the parts was met, measured or held.
func dayOf(a register.Agreement, parts []register.ID) claim.Date {
	var newest claim.Date
	is := func(id register.ID) bool { return slices.Contains(parts, id) }
	for _, m := range a.Record.Milestones {
		if is(m.ID) {
			newest = later(newest, dateIn(m.Met))
		}
	}
	for _, c := range a.Record.Commitments {
		if is(c.ID) {
			newest = later(newest, dateIn(c.Met))
		}
	}
	for _, i := range a.Record.Indicators {
		for _, r := range i.Results {
			if is(r.ID) || is(i.ID) {
				newest = later(newest, r.On)
			}
		}
	}
	for _, m := range a.Record.Meetings {
		if is(m.ID) {
			newest = later(newest, dateIn(m.Date))
		}
	}
	for _, t := range a.Record.Transfers {
		if is(t.ID) {
			newest = later(newest, dateIn(t.Date))
		}
	}
	return newest
}

// proofs are the pieces of evidence of a part, the strongest grade first.
func proofs(a register.Agreement, id register.ID) []register.Evidence {
	var out []register.Evidence
	for _, e := range a.Record.Evidence {
		if slices.Contains(e.Of, id) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y register.Evidence) int { return strength(GradeOf(y)) - strength(GradeOf(x)) })
	return out
}

// GradeOf is the grade somebody gave a proof, or what it is by itself: a file is
// a document, an address without one only a report.
func GradeOf(e register.Evidence) string {
	if code := e.Grade.Code(); code != "" {
		return code
	}
	if len(e.Document.Values) > 0 {
		return "documented"
	}
	return "reported"
}

// strength orders grades: disputed stands apart and counts as nothing shown.
func strength(grade string) int {
	return slices.Index([]string{"disputed", "none", "claimed", "reported", "documented", "verified"}, grade)
}
