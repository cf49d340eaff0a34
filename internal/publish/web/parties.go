package web

import (
	"strconv"

	"sanad/internal/publish/calendar"
	"sanad/internal/register"
)

func (s *site) parties(q *request) (answer, error) {
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	rows, err := s.Register.Parties(q.Context(), p.limit+1, p.offset)
	if err != nil {
		return answer{}, err
	}
	rows, nav := cut(q, rows, p)
	read := func(p part) ([]register.PartyRow, error) { return s.Register.Parties(q.Context(), p.limit, p.offset) }
	list := sheetOf(q, []string{"id", "name", "country", "type", "agreements", "sources"}, rows, p, &nav, read, func(r register.PartyRow) []string {
		return []string{string(r.ID), r.Name.Name, r.Country, r.Type, strconv.Itoa(r.Agreements), strconv.Itoa(r.Sources)}
	})
	return answer{
		template: "parties", title: q.t("nav.parties"), section: "parties", next: nav.Next, csv: list,
		json: map[string]any{"parties": some(rows), "next": nav.Next},
		page: struct {
			Parties []register.PartyRow
			Pager   pager
		}{rows, nav},
	}, nil
}

func (s *site) party(q *request) (answer, error) {
	ctx := q.Context()
	p, id, err := thingOf(q, 'p', s.Register.Party)
	if err != nil {
		return answer{}, err
	}
	if p.ID != id {
		return answer{moved: address(p.ID) + string(q.form)}, nil
	}
	switch q.form {
	case atomDoc:
		return s.partyFeed(q)
	case icsDoc:
		all, _, err := calendar.Of(ctx, s.Register, register.Filter{Party: p.ID}, *s.Rules, s.Now())
		if err != nil {
			return answer{}, err
		}
		return s.ics(q, all, p.Name())
	case proofDoc:
		return s.proven(ctx, "party", p)
	}
	limit := dataMost
	if q.form == html {
		limit = listMost + 1
	}
	rows, err := s.Register.Agreements(ctx, register.Filter{Party: p.ID, Limit: limit})
	if err != nil {
		return answer{}, err
	}
	out := answer{
		template: "party", title: p.Name(), section: "parties", of: p.ID, ics: address(p.ID) + ".ics", atom: address(p.ID) + ".atom",
		json: map[string]any{"party": p, "agreements": some(rows)},
	}
	out.csv, out.geo, out.jsonFeed = agreementSheet(rows), s.placedAll(q, rows, false, nil, 0), address(p.ID)+"/feed.json"
	out.facts, out.ld, out.card = q.partyFacts(p, len(rows)), s.ldParty(q, p), "/cards/"+string(p.ID)
	if q.form != html {
		return out, nil
	}
	const most = 60 // of its sources, those logged last
	documents, err := s.documents(ctx, p.Sources[max(0, len(p.Sources)-most):])
	if err != nil {
		return answer{}, err
	}
	more := len(rows) > listMost
	rows = rows[:min(listMost, len(rows))]
	around, partners := q.around(p, rows)
	out.page = struct {
		register.Party
		Fields    []field
		Rows      []row
		More      bool
		Documents []register.Source
		Spoken    int // sources there are
		Around    drawing
		Partners  []partner
	}{p, q.partyFields(p), q.rows(rows), more, documents, len(p.Sources), around, partners}
	return out, nil
}
