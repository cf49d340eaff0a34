// Package meeting makes a meeting's agenda from what agreements owe, and its
// minutes into one entry of the record.
//
// An agenda is a pure function of agreements, the rules by which they are
// followed and a day: it opens with the last meeting's action points and what came
// of each, then what is late, what falls due before the next meeting, what has
// been silent longest, and what wants a decision. Nothing is stored here. Minutes
// are entered as one record form, which is logged like any other source.
package meeting

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/register"
)

// Agenda is what a meeting on a day has before it.
type Agenda struct {
	On        claim.Date `json:"on"`
	Until     claim.Date `json:"until"` // the next meeting, or as far as is looked ahead
	About     int        `json:"about"` // how many agreements
	Last      *Last      `json:"last,omitempty"`
	Late      []Item     `json:"late"`
	Due       []Item     `json:"due"`
	Silent    []Item     `json:"silent"`
	Decisions []Item     `json:"decisions"`
}

// Last is the meeting before, with its action points.
type Last struct {
	ID      register.ID `json:"id"`
	Title   string      `json:"title"`
	On      claim.Date  `json:"on"`
	Actions []Action    `json:"actions"`
}

// Action is an action point and what came of it.
type Action struct {
	ID       register.ID `json:"id"`
	Text     string      `json:"text"`
	Assigned string      `json:"assigned,omitempty"`
	Due      claim.Date  `json:"due,omitempty"`
	Met      claim.Date  `json:"met,omitempty"`
	State    string      `json:"state"` // done, late, open
	Days     int         `json:"days,omitempty"`
}

// Item is one thing to speak of.
type Item struct {
	Agreement register.ID `json:"agreement"`
	Title     string      `json:"title"`
	What      string      `json:"what"` // delivery.Date's, or silent, candidate, stalled, disputed, renewal
	Name      string      `json:"name,omitempty"`
	On        claim.Date  `json:"on,omitempty"`
	Days      int         `json:"days,omitempty"` // from the day of the meeting, below 0 past; of silence, how long
	Of        register.ID `json:"of,omitempty"`
	Ask       []string    `json:"ask,omitempty"`
}

// Build makes the agenda of a meeting about agreements. until is the next meeting
// after it; zero is as far ahead as the rules call soon. names names parties.
func Build(all []register.Agreement, rules delivery.Rules, names func(register.ID) string, today, until time.Time) Agenda {
	if until.IsZero() {
		until = today.AddDate(0, 0, rules.Soon)
	}
	ahead := int(until.Sub(today).Hours() / 24)
	g := Agenda{On: day(today), Until: day(until), About: len(all), Late: []Item{}, Due: []Item{}, Silent: []Item{}, Decisions: []Item{}}
	g.Last = last(all, today)
	told := map[register.ID]bool{} // what the last meeting's actions have said already
	if g.Last != nil {
		for _, x := range g.Last.Actions {
			told[x.ID] = true
		}
	}
	for _, a := range all {
		s := delivery.Assess(a, rules, today)
		item := Item{Agreement: a.ID, Title: Title(a, names)}
		for _, d := range s.Dates {
			if d.Done || d.Of != "" && told[d.Of] {
				continue
			}
			i := item
			i.What, i.Name, i.On, i.Days, i.Of = d.What, d.Name, d.On, d.Days, d.Of
			i.Ask = Whom(a, d.Of, names, today)
			switch {
			case d.Late:
				g.Late = append(g.Late, i)
			case d.Days >= 0 && d.Days <= ahead:
				g.Due = append(g.Due, i)
			}
			told[d.Of] = d.What == "action" || told[d.Of] // one action of a meeting on several agreements is told once
		}
		if slices.Contains(s.Flags, "dormant") && s.Silent != nil {
			i := item
			i.What, i.On, i.Days, i.Ask = "silent", s.LastEvidence, *s.Silent, Whom(a, "", names, today)
			g.Silent = append(g.Silent, i)
		}
		g.Decisions = append(g.Decisions, decisions(a, s, item, ahead)...)
	}
	byDays := func(x, y Item) int { return cmp.Compare(x.Days, y.Days) }
	slices.SortStableFunc(g.Late, byDays)
	slices.SortStableFunc(g.Due, byDays)
	slices.SortStableFunc(g.Silent, func(x, y Item) int { return byDays(y, x) })
	return g
}

// decisions are what an agreement asks its parties to decide.
func decisions(a register.Agreement, s delivery.Assessment, item Item, ahead int) []Item {
	var out []Item
	add := func(what, name string, of register.ID) {
		i := item
		i.What, i.Name, i.Of = what, name, of
		out = append(out, i)
	}
	for _, k := range a.Record.Candidates {
		if k.State == register.Open && k.ID.Class() == claim.Evidence {
			add("candidate", cmp.Or(k.Title.Text(), string(k.ID)), k.ID)
		}
	}
	for _, c := range a.Record.Commitments {
		if c.Progress.Code() == "stalled" {
			add("stalled", c.Text.Text(), c.ID)
		}
	}
	for _, m := range a.Record.Milestones {
		if m.Status.Code() == "not-met" && len(m.Met.Values) == 0 {
			add("stalled", cmp.Or(m.Name.Text(), m.Code.Code()), m.ID)
		}
	}
	if s.Evidence.Code == "disputed" && len(s.Evidence.From) > 0 {
		add("disputed", "", s.Evidence.From[0])
	}
	if s.DaysLeft != nil && *s.DaysLeft >= 0 && *s.DaysLeft <= max(ahead, 90) && a.Instrument.Renewal.Code() != "automatic" {
		add("renewal", "", "")
		out[len(out)-1].On, out[len(out)-1].Days = s.Expires, *s.DaysLeft
	}
	return out
}

// last is the newest meeting held before the day on any of the agreements, with
// its action points, each once.
func last(all []register.Agreement, today time.Time) *Last {
	var newest *Last
	for _, a := range all {
		for _, m := range a.Record.Meetings {
			on := m.Date.Date()
			if on == "" || register.LastDay(on) >= today.Format(time.DateOnly) {
				continue
			}
			if newest == nil || register.LastDay(on) > register.LastDay(newest.On) {
				newest = &Last{ID: m.ID, On: on, Title: NameOf(m)}
			}
		}
	}
	if newest == nil {
		return nil
	}
	newest.Actions = []Action{}
	for _, a := range all {
		for _, x := range Actions(a, newest.ID, today) {
			if !slices.ContainsFunc(newest.Actions, func(y Action) bool { return y.ID == x.ID }) {
				newest.Actions = append(newest.Actions, x)
			}
		}
	}
	return newest
}

// Actions are the action points that a meeting gave an agreement.
func Actions(a register.Agreement, meeting register.ID, today time.Time) []Action {
	var out []Action
	for _, x := range a.Record.Actions {
		if !slices.Contains(x.Of, meeting) {
			continue
		}
		y := Action{ID: x.ID, Text: x.Text.Text(), Assigned: x.Assigned.Text(), Due: x.Due.Date(), Met: x.Met.Date(), State: "open"}
		now := today.Format(time.DateOnly)
		switch {
		case y.Met != "" && first(y.Met) <= now:
			y.State = "done"
		case y.Due != "" && register.LastDay(y.Due) < now:
			y.State = "late"
			due, _ := time.Parse(time.DateOnly, register.LastDay(y.Due))
			y.Days = int(today.Sub(due).Hours() / 24)
		}
		out = append(out, y)
	}
	return out
}

// NameOf is what a meeting is called.
func NameOf(m register.Meeting) string {
	return cmp.Or(m.Name.Text(), m.Body.Text(), string(m.ID))
}

// Title is what an agreement is called: its title, or its sides.
func Title(a register.Agreement, names func(register.ID) string) string {
	if t := a.Title.Text(); t != "" {
		return t
	}
	var sides []string
	for _, s := range a.Sides {
		if s.Role == "" || s.Role == "signatory" {
			sides = append(sides, names(s.Party))
		}
	}
	return cmp.Or(strings.Join(sides, " – "), string(a.ID))
}

// Decided are the decisions of a meeting that concern an agreement: those of
// everything and those that begin with its id, without it.
func Decided(m register.Meeting, a register.Agreement) []string {
	var out []string
	for _, v := range m.Decided {
		about, text := Concerning(v.Text)
		if about == "" || about == a.ID || slices.Contains(a.Also, about) {
			out = append(out, text)
		}
	}
	return out
}

// Concerning parts a decision into the agreement it begins with, if it does, and
// its words.
func Concerning(decision string) (register.ID, string) {
	id, text, ok := strings.Cut(decision, ": ")
	if s := claim.SubjectOfID(id); ok && s.Check() == nil && s.Class() == claim.Agreement {
		return register.ID(id), text
	}
	return "", decision
}

func owing(a register.Agreement, of register.ID) register.ID {
	for _, c := range a.Record.Commitments {
		if c.ID == of {
			return register.ID(c.By.Text())
		}
	}
	return ""
}

func assigned(a register.Agreement, of register.ID) string {
	for _, x := range a.Record.Actions {
		if x.ID == of {
			return x.Assigned.Text()
		}
	}
	return ""
}

func day(t time.Time) claim.Date { return claim.Date(t.Format(time.DateOnly)) }

// When is how far a day is from the meeting, in English.
func (i Item) When() string {
	switch {
	case i.What == "silent":
		return plural(i.Days) + " without evidence"
	case i.On == "":
		return ""
	case i.Days < 0:
		return plural(-i.Days) + " late"
	}
	return "in " + plural(i.Days)
}

func plural(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}
