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
	"time"

	"sanad/claim"
	"sanad/internal/register"
	"sanad/vocab"
)

// Assessment is how an agreement stands on a day.
type Assessment struct {
	On           claim.Date `json:"on"`
	Template     string     `json:"template,omitempty"` // code, "" where no theme has one
	Fits         Reason     `json:"fits"`               // why this template, or none
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
	cleared  []Gate // steps of an approval path
}

// partition parts a list into those that are so and those that are not.
func partition(gates []Gate, is func(Gate) bool) (yes, no []Gate) {
	for _, g := range gates {
		if is(g) {
			yes = append(yes, g)
		} else {
			no = append(no, g)
		}
	}
	return yes, no
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
func Assess(a register.Agreement, rules Rules, today time.Time) Assessment {
	s := Assessment{On: dateOf(today)}
	a = asOn(a, today)
	s.template, s.Fits = choose(a, rules.Templates)
	s.Template = s.template.Code
	s.Expires, s.Worked = Ends(a)
	if d, ok := daysBetween(today, s.Expires); ok {
		s.DaysLeft = &d
	}
	s.Dates = dates(a, s, today)
	s.Gates = gates(a, s.template, today)
	s.Gates, s.cleared = partition(s.Gates, func(g Gate) bool { return !rules.isApproval(g.Code, s.template) })
	s.Measures = measures(a, s.template)
	s.Rungs = rungs(a)
	s.Promised = promises(a, s.template)
	s.LastWord = lastWord(a)
	proof := newestProof(a, s.template)
	s.LastEvidence = proof
	if from := cmp.Or(proof, firstWord(a)); from != "" {
		if d, ok := daysBetween(today, from); ok {
			d = max(0, -d)
			s.Silent = &d
		}
	}
	s.Legal = legal(a, s, today)
	if s.Legal.Code == "renewed" && past(s.Expires, today) {
		s.DaysLeft = nil // it ran on; to when is not known
	}
	s.Delivery = progress(a, s)
	s.Evidence = evidence(a, s)
	s.Attention, s.Flags = attention(a, s, rules, today)
	return s
}

// choose is the template somebody named, else the one that fits the themes.
func choose(a register.Agreement, templates vocab.Templates) (vocab.Template, Reason) {
	why := because("template.theme")
	if code := a.Instrument.Template.Code(); code != "" {
		if t, ok := templates.ByCode(code); ok {
			return t, because("template.named")
		}
		why = because("template.gone", code) // its file was taken away: said, and the theme tells
	}
	var themes []string
	for _, v := range a.Themes {
		if c, ok := v.Value.(claim.Code); ok {
			themes = append(themes, c.Code)
		}
	}
	if t, ok := templates.ForThemes(themes); ok {
		return t, why
	}
	if why.Key != "template.gone" {
		why = because("template.none")
	}
	return vocab.Template{}, why
}

// lastWord is the last day on which a source said anything of the agreement.
func lastWord(a register.Agreement) claim.Date {
	var newest claim.Date
	for _, m := range a.Mentions {
		newest = later(newest, m.Published)
	}
	for _, e := range a.Record.Evidence {
		newest = later(newest, e.Date.Date())
	}
	for _, m := range a.Record.Meetings {
		newest = later(newest, m.Date.Date())
	}
	for _, p := range allProofs(a) {
		newest = later(newest, p.on)
	}
	return newest
}

// firstWord is when it was signed, or first spoken of.
func firstWord(a register.Agreement) claim.Date {
	if d := a.Signed.Date(); d != "" {
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
