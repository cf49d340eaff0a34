package web

import (
	"slices"

	"sanad/internal/register"
	"sanad/internal/resolve"
)

// elsewhere is another occasion, and whether what was counted there is counted here
// too: the same set, a new one, looked at and undecided, or an open question.
type elsewhere struct {
	register.Name
	Number  int // the largest that a source counts there, 0 for none
	State   string
	Said    []said              // whose word it is
	Reasons []string            // of an open question
	Decided []register.Decision // of an undecided one
}

// The states of two occasions.
const (
	setInThere  = "in-there"  // what was counted here is in the other's count
	setInHere   = "in-here"   // what was counted there is in this one's
	setNew      = "new"       // neither is in the other
	setLookedAt = "undecided" // somebody looked and could not tell
	setOpen     = "open"
)

// questionsOf fills in what is open about an event's agreements, and how the event
// stands to others.
func (s *site) questionsOf(q *request, p *eventPage) error {
	open, err := s.openQuestions(q.Context(), p.ID)
	if err != nil {
		return err
	}
	of := map[register.ID]*elsewhere{}
	var order []register.ID
	other := func(id register.ID) *elsewhere {
		if of[id] == nil {
			of[id] = &elsewhere{Name: register.Name{ID: id}}
			order = append(order, id)
		}
		return of[id]
	}
	for _, r := range p.Relations {
		c := other(r.To)
		c.State, c.Said = setInHere, saidBy(r.Said)
		switch {
		case r.Denied:
			c.State = setNew
		case r.Inverse:
			c.State = setInThere
		}
	}
	for _, d := range p.Decisions {
		if d.Verdict != resolve.Undecided {
			continue
		}
		id := d.Left
		if id == p.ID || slices.Contains(p.Also, id) {
			id = d.Right
		}
		if c := other(id); c.State == "" || c.State == setLookedAt {
			c.State, c.Decided = setLookedAt, append(c.Decided, d)
		}
	}
	for _, x := range open {
		id := x.Left
		if id == p.ID {
			id = x.Right
		}
		if x.Left != p.ID && x.Right != p.ID {
			p.Questions = append(p.Questions, x)
			continue
		}
		if c := other(id); c.State == "" {
			c.State, c.Reasons = setOpen, x.Reasons
		}
	}
	for _, id := range order {
		e, err := s.Register.Event(q.Context(), id)
		if err != nil {
			return err
		}
		c := of[id]
		c.Name, c.Number = register.Name{ID: e.ID, Name: e.Name()}, e.Largest()
		p.Others = append(p.Others, *c)
	}
	return nil
}
