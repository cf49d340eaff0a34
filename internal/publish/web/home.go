package web

import (
	"slices"

	"sanad/internal/register"
)

// home shows what the register is, and one event with its agreements: the
// newest that more than one source reports, because how sources differ is what
// the register is for.
func (s *site) home(q *request) (answer, error) {
	const scan, few, many = 50, 8, 200
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
	}{Totals: totals}
	if at := featured(events); at >= 0 {
		if page.Event, err = s.eventPage(q, events[at].ID); err != nil {
			return answer{}, err
		}
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
	if page.Sources, err = s.Register.Sources(ctx, few, 0); err != nil {
		return answer{}, err
	}
	return answer{template: "home", title: q.t("home.title"), page: page}, nil
}

// featured is the place of the newest event with more than one source, else of
// the newest with an agreement, else -1. Events come newest first.
func featured(events []register.EventRow) int {
	if i := slices.IndexFunc(events, func(e register.EventRow) bool { return e.Sources > 1 && e.Agreements > 1 }); i >= 0 {
		return i
	}
	return slices.IndexFunc(events, func(e register.EventRow) bool { return e.Agreements > 0 })
}
