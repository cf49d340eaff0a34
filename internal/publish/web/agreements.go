package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/account"
	"sanad/internal/audit"
	"sanad/internal/delivery"
	"sanad/internal/find"
	"sanad/internal/publish/calendar"
	"sanad/internal/register"
	"sanad/vocab"
)

func (s *site) agreements(q *request) (answer, error) {
	p, err := q.part()
	if err != nil {
		return answer{}, err
	}
	v := q.URL.Query()
	filter, err := narrowed(v)
	if err != nil {
		return answer{}, err
	}
	var found find.Results
	var choices []choice
	var chosen map[find.Field][]string
	searching := s.searching(q)
	read := func(p part) (rows []register.Row, err error) {
		if searching {
			rows, found, chosen, err = s.found(q, p)
			return rows, err
		}
		narrowed := filter
		narrowed.Limit, narrowed.Offset = p.limit, p.offset
		return s.Register.Agreements(q.Context(), narrowed)
	}
	rows, err := read(part{p.limit + 1, p.offset})
	if err == nil && searching && q.form == html {
		choices, err = s.choices(q, found, chosen)
	}
	if err != nil {
		return answer{}, err
	}
	rows, nav := cut(q, rows, p)
	points := s.placedAll(q, rows, q.whole() && nav.Next != "", read, p.offset)
	list := sheetOf(q, agreementHead, rows, p, &nav, read, agreementLine)
	page := struct {
		Filter  register.Filter
		About   []register.Name // party and event that narrow the list
		Facets  []facet
		Rows    []row
		Pager   pager
		Narrows bool
		Text    string
		Indexed bool
		Choices []choice
		Total   int
	}{
		Text: v.Get("q"), Indexed: found.Facet != nil, Choices: choices, Total: found.Total,
		Filter: filter, Rows: q.rows(rows), Pager: nav,
		Facets:  []facet{{"kind", filter.Kind, vocab.Kinds}, {"stage", filter.Stage, vocab.Stages}, {"theme", filter.Theme, vocab.Themes}},
		Narrows: filter.Kind+filter.Stage+filter.Theme+string(filter.Party)+string(filter.Event)+string(filter.Source) != "" || v.Get("q") != "",
	}
	for _, c := range choices {
		page.Narrows = page.Narrows || c.Chosen != ""
	}
	var ids []register.ID
	for _, id := range []register.ID{filter.Party, filter.Event} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 && q.form == html {
		names, err := s.Register.Names(q.Context(), ids...)
		if err != nil {
			return answer{}, err
		}
		for _, id := range ids {
			page.About = append(page.About, register.Name{ID: id, Name: cmp.Or(names[id].Name, string(id))})
		}
	}
	if filter.Source != "" {
		page.About = append(page.About, register.Name{ID: filter.Source, Name: string(filter.Source)})
	}
	data := map[string]any{"agreements": some(rows), "next": nav.Next}
	v.Del("limit")
	v.Del("offset")
	if found.Facet != nil {
		data["total"], data["facets"] = found.Total, found.Facet
	}
	return answer{
		template: "agreements", title: q.t("nav.agreements"), section: "agreements", next: nav.Next, csv: list, geo: points, atom: withQuery("/agreements.atom", v), jsonFeed: withQuery("/agreements/feed.json", v),
		json: data, page: page,
	}, nil
}

// agreementHead and agreementLine are agreements as rows of a sheet.
var agreementHead = []string{"id", "title", "kind", "stage", "level", "signed", "event", "sides", "themes", "sources", "in_passing"}

func agreementLine(r register.Row) []string {
	var sides []string
	for _, side := range r.Sides {
		sides = append(sides, side.Name)
	}
	return []string{
		string(r.ID), r.Title, r.Kind, r.Stage, r.Level, r.Signed, string(r.Event),
		strings.Join(sides, "; "), strings.Join(r.Themes, "; "), strconv.Itoa(r.Sources), strconv.FormatBool(r.Passing),
	}
}

// agreementSheet is the agreements of a page about something else.
func agreementSheet(rows []register.Row) *sheet {
	s := &sheet{head: agreementHead}
	for _, r := range rows {
		s.rows = append(s.rows, agreementLine(r))
	}
	return s
}

// facet is a list to narrow by, and what is chosen of it.
type facet struct {
	Name, Chosen string
	Codes        vocab.List
}

func (s *site) agreement(q *request) (answer, error) {
	ctx := q.Context()
	a, id, err := thingOf(q, 'a', s.Register.Agreement)
	if err != nil {
		return answer{}, err
	}
	if a.ID != id {
		return answer{moved: address(a.ID) + string(q.form)}, nil
	}
	switch q.form {
	case atomDoc:
		return s.agreementFeed(q)
	case icsDoc:
		days, err := calendar.OfAgreement(ctx, s.Register, a.ID, *s.Rules, s.Now())
		if err != nil {
			return answer{}, err
		}
		return s.ics(q, days, string(a.ID))
	case proofDoc:
		return s.proven(ctx, "agreement", a)
	}
	stands := delivery.Assess(a, *s.Rules, s.Now())
	out := answer{template: "agreement", section: "agreements", of: a.ID, ics: address(a.ID) + ".ics", atom: address(a.ID) + ".atom", json: struct {
		register.Agreement
		Assessment delivery.Assessment `json:"assessment"`
	}{a, stands}}
	if q.form == jsonDoc {
		return out, nil
	}
	var ids []register.ID
	for _, side := range a.Sides {
		ids = append(ids, side.Party)
	}
	for _, v := range a.Event.Values {
		ids = append(ids, register.ID(v.Text))
	}
	for _, p := range stands.Promised {
		ids = append(ids, p.By, p.To)
	}
	for _, r := range a.Relations {
		ids = append(ids, r.To)
	}
	for _, f := range a.Record.Focals {
		ids = append(ids, register.ID(f.By.Text()))
	}
	ids = append(ids, register.ID(a.Instrument.Owner.Text()))
	names, err := s.Register.Names(ctx, ids...)
	if err != nil {
		return answer{}, err
	}
	documents, err := s.documents(ctx, a.Sources)
	if err != nil {
		return answer{}, err
	}
	sides, called := q.sides(a, names)
	var own []string
	for _, n := range called {
		own = append(own, n.Name)
	}
	health := audit.Health(audit.Record{Agreement: a, Sources: documents, Sides: own, AsOf: claim.Date(s.Now().UTC().Format(time.DateOnly))})
	totals, refused := audit.Add(audit.Amounts(a))
	shown := q.entitled(a.Title.Text(), a.ID, called)
	approvals, err := s.approvals(q, a, stands, names)
	if err != nil {
		return answer{}, err
	}
	row := register.Row{ID: a.ID, Title: shown, Kind: shownCode(a.Kind), Stage: shownCode(a.Stage), Signed: a.Signed.Text(), Themes: register.Texts(a.Themes)}
	out.csv, out.geo = q.claimSheet(slices.Concat([]field{sides}, q.known(a, names), q.filed(a, names))), s.placedAll(q, []register.Row{row}, false, nil, 0)
	out.jsonFeed = address(a.ID) + "/feed.json"
	out.title, out.facts, out.card = shown, q.agreementFacts(a), address(a.ID)+"/card"
	out.ld = s.ldAgreement(q, a, shown, called, documents)
	var shownProofs []proof
	for _, e := range a.Record.Evidence {
		shownProofs = append(shownProofs, q.proof(e))
	}
	holding, held := focals(a, names, s.Now())
	stood := q.standing(a, *s.Rules, stands, names)
	for i := range stood.Offered {
		if s.atTheDesk(q, account.Rule, a.ID) && stood.Offered[i].State == register.Open {
			stood.Offered[i].Place = recordAddress(a.ID) + "/place"
		}
	}
	var steps []drawing
	for _, m := range stands.Measures {
		if f := q.steps(m, s.Now()); f.SVG != "" {
			steps = append(steps, f)
		}
	}
	known := append([]field{sides}, q.known(a, names)...)
	stood.Otherwise = differ(append(slices.Clip(known), q.field("owner", "", a.Instrument.Owner, names))) // two offices may each say that it is theirs
	out.page = struct {
		register.Agreement
		Shown     string
		Called    []register.Name
		Fields    []field
		Mentions  []said
		Documents []register.Source
		Kind      string
		Stage     string
		Level     string
		Signed    string
		Health    []audit.Score
		Totals    []audit.Total
		Refused   []audit.Refusal
		Standing  standing
		Meetings  []met
		Relations []relation
		Proofs    []proof
		Filed     []field
		Focals    []focal
		Before    []focal
		Desk      bool
		Approvals []approval
		Timeline  drawing
		Steps     []drawing
		Ladders   []drawing
	}{
		Agreement: a, Shown: shown, Called: called,
		Fields:   known,
		Mentions: saidBy(a.Mentions), Documents: documents, Health: health.All(), Totals: totals, Refused: refused,
		Kind: shownCode(a.Kind), Stage: shownCode(a.Stage), Level: shownCode(a.Level), Signed: a.Signed.Text(),
		Standing: stood, Timeline: q.timeline(a, stands, documents, stood.Gates, s.Now()), Steps: steps, Ladders: q.ladders(stands.Rungs), Meetings: q.meetings(a), Relations: q.relations(a, names), Focals: holding, Before: held, Desk: s.atTheDesk(q, account.Record, a.ID) || s.atTheDesk(q, account.State, a.ID), Approvals: approvals, Proofs: shownProofs,
		Filed: q.filed(a, names),
	}
	return out, nil
}

// spoken are the fields of which somebody speaks.
func spoken(fields ...field) []field {
	return slices.DeleteFunc(fields, func(f field) bool { return len(f.Values) == 0 })
}

// shownCode is the code on show, as the register has it.
func shownCode(f register.Field) string { return cmp.Or(f.Code(), f.Text()) }
