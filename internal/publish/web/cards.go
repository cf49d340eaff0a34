package web

import (
	"path"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/publish/message"
	"sanad/internal/register"
)

// thingCard is the picture that stands for a page where a link to it is shown:
// /cards/p17-2.png, of an event, a source or a theme (theme-fibre) likewise, and
// /cards/register.png. An agreement's is the card of its message.
func (s *site) thingCard(q *request) (answer, error) {
	form := path.Ext(q.URL.Path)
	if form != ".svg" && form != ".png" {
		return answer{}, fault.New(fault.NotFound, "a card ends in .svg or .png")
	}
	name := strings.TrimSuffix(q.PathValue("name"), form)
	title, at, facts, err := s.carded(q, name)
	if err != nil {
		return answer{}, err
	}
	l := q.phrases()
	return s.picture(q, message.About(title, s.base(q)+at, facts, l, s.Now()))
}

// carded is what a card says, and of which page.
func (s *site) carded(q *request, name string) (title, at string, facts []string, err error) {
	ctx := q.Context()
	if code, ok := strings.CutPrefix(name, "theme-"); ok && lists["theme"].Has(code) {
		rows, err := s.Register.Agreements(ctx, register.Filter{Theme: code, Limit: listMost + 1})
		if len(rows) <= listMost {
			facts = []string{q.n("count.agreements", len(rows))}
		}
		return q.label("theme", code), "/themes/" + code, facts, err
	}
	if name == "register" {
		totals, err := s.Register.Counts(ctx)
		return q.t("home.sentence"), "/", q.registerFacts(totals), err
	}
	id := register.ID(name)
	class := byte(0)
	if name != "" {
		class = name[0]
	}
	if !isID(name, class) {
		return "", "", nil, fault.New(fault.NotFound, "%q has no card", name)
	}
	switch class {
	case 'p':
		p, err := s.Register.Party(ctx, id)
		if err != nil {
			return "", "", nil, err
		}
		rows, err := s.Register.Agreements(ctx, register.Filter{Party: p.ID, Limit: listMost + 1})
		return p.Name(), address(p.ID), q.partyFacts(p, len(rows)), err
	case 'e':
		e, err := s.Register.Event(ctx, id)
		if err != nil {
			return "", "", nil, err
		}
		rows, err := s.Register.Agreements(ctx, register.Filter{Event: e.ID, Limit: listMost + 1})
		return e.Name(), address(e.ID), q.eventFacts(e, len(rows)), err
	case 's':
		src, err := s.Register.Source(ctx, id)
		if err != nil {
			return "", "", nil, err
		}
		_, title, at, err := s.citedThing(q, src.ID)
		return title, at, q.sourceFacts(src), err
	}
	return "", "", nil, fault.New(fault.NotFound, "%q has no card", name)
}
