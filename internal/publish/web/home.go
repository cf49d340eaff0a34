package web

import (
	"slices"
	"strings"

	"sanad/internal/register"
)

// home shows what the register is, and one event with its agreements: the
// newest that more than one source reports, because how sources differ is what
// the register is for.
func (s *site) home(q *request) (answer, error) {
	const scan, few, shown, many = 50, 8, 12, 200
	ctx := q.Context()
	totals, err := s.Register.Counts(ctx)
	if err != nil {
		return answer{}, err
	}
	events, err := s.Register.Events(ctx, scan, 0)
	if err != nil {
		return answer{}, err
	}
	page := struct {
		Totals  register.Totals
		Event   *eventPage
		Events  []register.EventRow
		Others  []row
		Sources []register.Source
		Board   *boardPage
		More    bool // the event has more agreements than stand here
	}{Totals: totals}
	if page.Board, err = s.boardPage(q); err != nil {
		return answer{}, err
	}
	if at := featured(events); at >= 0 {
		if page.Event, err = s.eventPage(q, events[at].ID); err != nil {
			return answer{}, err
		}
		page.More = len(page.Event.Rows) > shown
		page.Event.Rows = page.Event.Rows[:min(shown, len(page.Event.Rows))]
		events = slices.Delete(slices.Clone(events), at, at+1)
	}
	page.Events = events[:min(few, len(events))]
	others, err := s.Register.Agreements(ctx, register.Filter{Limit: many})
	if err != nil {
		return answer{}, err
	}
	if page.Event != nil {
		others = slices.DeleteFunc(slices.Clone(others), func(r register.Row) bool { return r.Event == page.Event.ID })
	}
	page.Others = q.rows(others[:min(few, len(others))])
	sources, err := s.Register.Sources(ctx, many, 0)
	if err != nil {
		return answer{}, err
	}
	// What an office enters is a source as well, and no news to a reader.
	sources = slices.DeleteFunc(slices.Clone(sources), func(s register.Source) bool {
		return strings.HasPrefix(s.Reader, "form/") || strings.HasPrefix(s.Reader, "workbook/")
	})
	page.Sources = sources[:min(few, len(sources))]
	return answer{template: "home", facts: q.registerFacts(totals), ld: s.ldRegister(q), card: "/cards/register", title: q.t("home.title"), page: page}, nil
}

// featured is the place of the newest event with more than one source, else of
// the newest with an agreement, else -1. Events come newest first.
func featured(events []register.EventRow) int {
	if i := slices.IndexFunc(events, func(e register.EventRow) bool { return e.Sources > 1 && e.Agreements > 1 }); i >= 0 {
		return i
	}
	return slices.IndexFunc(events, func(e register.EventRow) bool { return e.Agreements > 0 })
}
