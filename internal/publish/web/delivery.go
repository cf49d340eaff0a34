package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/meeting"
	"sanad/internal/publish/report"
	"sanad/internal/register"
)

// standing is how an agreement stands today, as its page shows it.
type standing struct {
	delivery.Assessment
	Law       axis
	Work      axis // how far delivery is
	Proof     axis // what proves it
	Watch     axis // what attention it wants
	Promised  []promise
	Gates     []gate
	Steps     []measure   // of the funnel
	Measures  []measure   // the others
	Apart     [][]measure // groups of those that look alike and are never compared
	Parts     []parts     // results of a part of the people
	Unheard   []string    // steps of the funnel of which nothing is on record
	Silent    []gate      // stages of which nothing is reported
	Offered   []offered   // what may belong here
	Moved     []moved     // targets that moved
	Rungs     []delivery.Rung
	Dates     []due // what is late or still to come
	Template  string
	Expiry    string // in words: expires in 40 days
	Term      voices // who says when it ends
	Silence   string
	Since     claim.Date // the day from which silence is counted
	Otherwise []differing
}

// axis is one of the four, with its reason and who says what it rests on.
type axis struct {
	Name   string
	Code   string
	Since  claim.Date
	Why    string
	Voices voices
}

// Axes are the four.
func (s standing) Axes() []axis { return []axis{s.Law, s.Work, s.Proof, s.Watch} }

type promise struct {
	delivery.Promise
	By, To  register.Name
	Said    voices
	Remarks [][]piece
}

type gate struct {
	delivery.Gate
	Name   string
	Proofs []proof
}

// focal is who holds, or held, the file for a party.
type focal struct {
	meeting.Holder
	Party register.Name
	Told  []said
}

// focals are the focal persons of a day, who holds the file now before who held it.
func focals(a register.Agreement, names map[register.ID]register.Name, today time.Time) (now, before []focal) {
	for _, h := range meeting.Holders(a, today) {
		f := focal{Holder: h, Party: names[h.Party]}
		if h.Told != nil {
			f.Told = saidBy([]register.Said{*h.Told})
		}
		if h.Holds {
			now = append(now, f)
		} else {
			before = append(before, f)
		}
	}
	return now, before
}

// proof is a piece of evidence as lists show it.
type proof struct {
	ID    register.ID
	Title string
	Kind  string
	Grade string
	On    claim.Date
	Link  string // where it can be seen, or ""
	File  string // where the archived file is, or ""
	By    string
	Of    []string // what it proves, in words
}

type measure struct {
	delivery.Progress
	Name, Target, Actual, Baseline string
	Note                           string // what it means, from its template
	Odd                            []string
	Remarks                        [][]piece
}

// due is a day that matters.
type due struct {
	delivery.Date
	Words string // 12 days late
}

func (q *request) standing(a register.Agreement, rules delivery.Rules, s delivery.Assessment, names map[register.ID]register.Name) standing {
	out := standing{Assessment: s, Rungs: s.Rungs}
	on := func(name, list string, x delivery.Axis, says voices) axis {
		return axis{Name: q.t("axis." + name), Code: q.label(list, x.Code), Since: x.Since, Why: q.because(x.Why), Voices: says}
	}
	out.Law = on("legal", "legal", s.Legal, lawSays(a, s.Legal.Why))
	out.Work = on("delivery", "delivery", s.Delivery, partSays(a.Record, s.Delivery.From...))
	out.Proof = on("evidence", "grade", s.Evidence, partSays(a.Record, s.Evidence.From...))
	out.Watch = on("attention", "attention", s.Attention, nil)
	if t, ok := rules.Templates.ByCode(s.Template); ok {
		out.Template = t.Label.In(q.Tag)
	}
	proofs := map[register.ID]proof{}
	for _, e := range a.Record.Evidence {
		proofs[e.ID] = q.proof(e)
	}
	for _, g := range s.Gates {
		shown := gate{Gate: g, Name: g.Name}
		if g.Label != nil && g.Label["en"] == g.Name {
			shown.Name = g.Label.In(q.Tag)
		}
		for _, id := range g.Proofs {
			shown.Proofs = append(shown.Proofs, proofs[id])
		}
		if g.State == "silent" {
			out.Silent = append(out.Silent, shown)
		} else {
			out.Gates = append(out.Gates, shown)
		}
	}
	for _, m := range s.Measures {
		shown := q.measure(m)
		if m.Of == "" {
			out.Unheard = append(out.Unheard, shown.Name)
		} else if m.Step > 0 {
			out.Steps = append(out.Steps, shown)
		} else {
			out.Measures = append(out.Measures, shown)
		}
	}
	for _, m := range slices.Concat(out.Steps, out.Measures) {
		if p, ok := q.parts(m); ok {
			out.Parts = append(out.Parts, p)
		}
	}
	for _, p := range s.Promised {
		p.Text = cmp.Or(out.named(p.Of), p.Text)
		out.Promised = append(out.Promised, promise{Promise: p, By: names[p.By], To: names[p.To], Said: voicesOf(p.Said), Remarks: remarks(p.Remarks)})
	}
	out.Offered = q.offered(a, out.named)
	for _, i := range a.Record.Indicators {
		if m, ok := q.moved(i, out.named(i.ID)); ok {
			out.Moved = append(out.Moved, m)
		}
	}
	for _, d := range s.Dates {
		if !d.Done && (d.Late || d.Days >= 0) {
			out.Dates = append(out.Dates, due{d, q.away(d)})
		}
	}
	if s.DaysLeft != nil {
		out.Expiry = q.n("expiry.left", *s.DaysLeft)
		if *s.DaysLeft < 0 {
			out.Expiry = q.n("expiry.past", -*s.DaysLeft)
		}
	}
	if s.Silent != nil {
		out.Silence, out.Since = q.n("silent.days", *s.Silent), silentSince(s)
	}
	out.Term = termSays(a, s)
	t, _ := rules.Templates.ByCode(s.Template)
	out.Measures, out.Apart = q.apart(out.Measures, t)
	return out
}

// away is how far a day is, in words.
func (q *request) away(d delivery.Date) string {
	switch {
	case d.Days == 0:
		return q.t("due.today")
	case d.Late:
		return q.n("due.late", -d.Days)
	case d.Days < 0:
		return q.n("due.past", -d.Days)
	}
	return q.n("due.in", d.Days)
}

// because is a reason in the reader's language.
func (q *request) because(r delivery.Reason) string {
	return report.Because(reporting{q.language}, r)
}

func (q *request) measure(m delivery.Progress) measure {
	out := measure{Progress: m, Name: m.Name, Remarks: remarks(m.Remarks)}
	if m.Label != nil && m.Label["en"] == m.Name {
		out.Name = m.Label.In(q.Tag)
	}
	amount := func(n string) string {
		if n == "" {
			return ""
		}
		return register.Words(claim.Quantity{Number: n, Unit: q.reason("measured", m.Unit)})
	}
	out.Target, out.Actual, out.Baseline = amount(m.Target), amount(m.Actual), amount(m.Baseline)
	for _, odd := range m.Odd {
		out.Odd = append(out.Odd, q.because(odd))
	}
	return out
}

func (q *request) proof(e register.Evidence) proof {
	p := proof{
		ID: e.ID, Title: e.Title.Text(), Kind: e.Proof.Code(), Grade: delivery.GradeOf(e), By: e.By.Text(), Link: outside(e.URL.Text()),
	}
	if v, ok := e.Date.Shown(); ok {
		p.On, _ = v.Value.(claim.Date)
	}
	if p.Title == "" {
		p.Title = q.label("proof", p.Kind)
	}
	if p.Title == "" {
		p.Title = string(e.ID)
	}
	if len(e.Document.Values) > 0 {
		p.File = filed(e.ID)
	}
	for _, of := range e.Of {
		p.Of = append(p.Of, string(of))
	}
	return p
}

// met is a meeting on an agreement, with what it decided of it and its action points.
type met struct {
	register.Meeting
	On        claim.Date
	Title     string
	Decisions []string
	Actions   []register.Action
	Remarks   [][]piece
}

// meetings are an agreement's, the newest first.
func (q *request) meetings(a register.Agreement) []met {
	var out []met
	for i := len(a.Record.Meetings) - 1; i >= 0; i-- {
		m := met{Meeting: a.Record.Meetings[i], Remarks: remarks(a.Record.Meetings[i].Remarks)}
		m.On, m.Decisions = m.Date.Date(), meeting.Decided(m.Meeting, a)
		m.Title = cmp.Or(m.Name.Text(), m.Body.Text(), q.t("meeting.untitled", strconv.Itoa(i+1)))
		for _, x := range a.Record.Actions {
			if slices.Contains(x.Of, m.ID) {
				m.Actions = append(m.Actions, x)
			}
		}
		out = append(out, m)
	}
	// They may be entered in any order; one without a day comes last.
	slices.SortStableFunc(out, func(a, b met) int {
		return strings.Compare(register.LastDay(b.On), register.LastDay(a.On))
	})
	return out
}

// relation is another agreement this one has to do with.
type relation struct {
	Words   string // renews, is renewed by
	To      register.Name
	Link    string
	Said    []said
	Rule    string // by which it was found; "" where somebody says it
	Reasons []string
}

func (q *request) relations(a register.Agreement, names map[register.ID]register.Name) []relation {
	var out []relation
	for _, r := range a.Relations {
		key := "relation." + string(r.Kind)
		if r.Inverse {
			key += ".by"
		}
		if r.Denied {
			key += ".not"
		}
		name := names[r.To]
		name.ID = r.To
		if name.Name == "" {
			name.Name = string(r.To)
		}
		out = append(out, relation{Words: q.t(key), To: name, Link: address(r.To), Said: saidBy(r.Said), Rule: r.Rule, Reasons: r.Reasons})
	}
	return out
}

// approval is an approval path as the page of an agreement shows it.
type approval struct {
	Label, Why, Source string
	With               register.Name
	Ownership          string
	Known              bool
	Steps              []approvalStep
}

type approvalStep struct {
	Name, Decides, State string
	Met                  claim.Date
}

func (s *site) approvals(q *request, a register.Agreement, as delivery.Assessment, names map[register.ID]register.Name) ([]approval, error) {
	found, err := delivery.Approvals(a, as, *s.Rules, func(id register.ID) (register.Party, error) { return s.Register.Party(q.Context(), id) })
	if err != nil {
		return nil, err
	}
	var out []approval
	for _, f := range found {
		shown := approval{
			Label: f.Path.Label.In(q.Tag), Why: f.Rule.Label.In(q.Tag), Source: f.Path.Source, With: names[f.Counterpart],
			Ownership: q.label("ownership", f.Ownership), Known: f.Known,
		}
		for _, step := range f.Steps {
			shown.Steps = append(shown.Steps, approvalStep{Name: step.Label.In(q.Tag), Decides: step.Decides.In(q.Tag), State: step.State, Met: step.Met})
		}
		out = append(out, shown)
	}
	return out, nil
}
