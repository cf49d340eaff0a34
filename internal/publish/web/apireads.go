package web

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"sanad/api"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/publish/calendar"
	"sanad/internal/register"
)

// What the API reads is encoded from the register's own types: their JSON is what
// package api describes, and tests hold the two together.

// listing is a page of a list of any things.
type listing struct {
	api.Walked
	name  string // of the list in the answer
	items any
	more  map[string]any
}

// MarshalJSON writes the list under its name.
func (l listing) MarshalJSON() ([]byte, error) {
	out := map[string]any{l.name: l.items, "next": l.Next}
	if l.Cursor != "" {
		out["cursor"] = l.Cursor
	}
	for k, v := range l.more {
		out[k] = v
	}
	return json.Marshal(out)
}

// apiIndex is what the API holds, by name.
func (s *site) apiIndex(*request) (any, error) {
	addresses := map[string]string{}
	for _, r := range apiRoutes() {
		if r.path != "" {
			addresses[r.name] = apiRoot + r.path
		}
	}
	return map[string]any{"addresses": addresses, "description": apiRoot + "/openapi.json"}, nil
}

func (s *site) apiAgreements(q *request) (any, error) {
	p, err := q.pagedIDs('a')
	if err != nil {
		return nil, err
	}
	v := q.URL.Query()
	switch {
	case v.Get("event") != "" || v.Get("source") != "":
		return s.agreementsOf(q, p)
	case narrows(q):
		return s.agreementsFound(q, p)
	}
	ids, err := s.API.Walk.After(q.Context(), 'a', register.ID(p.after), p.limit+1)
	if err != nil {
		return nil, err
	}
	return s.agreementRows(q, p, ids, nil)
}

// narrows says whether a list of agreements is narrowed by words or a facet.
func narrows(q *request) bool {
	v := q.URL.Query()
	return v.Get("q") != "" || slices.ContainsFunc(find.Fields, func(f find.Field) bool { return v.Get(string(f)) != "" })
}

// agreementRows are the rows of ids, one of them more than the page has where there
// is a next page.
func (s *site) agreementRows(q *request, p page, ids []register.ID, more map[string]any) (any, error) {
	ids, next := pageOf(ids, p.limit)
	rows, last := []register.Row{}, ""
	if len(ids) > 0 {
		last = string(ids[len(ids)-1])
		var err error
		if rows, err = s.Register.Agreements(q.Context(), register.Filter{IDs: ids}); err != nil {
			return nil, err
		}
		inLogOrder(rows)
	}
	return listing{Walked: q.walked(p, last, next), name: "agreements", items: some(rows), more: more}, nil
}

func inLogOrder(rows []register.Row) {
	slices.SortFunc(rows, func(a, b register.Row) int {
		return cmp.Or(cmp.Compare(a.ID.Sequence(), b.ID.Sequence()), cmp.Compare(a.ID, b.ID))
	})
}

// agreementsFound are those that fit words and facets.
func (s *site) agreementsFound(q *request, p page) (any, error) {
	if s.indexed(q.Context()) == "" {
		return nil, fault.New(fault.Unavailable, "the index is being made").WithHint("try again in a minute, or read the list whole")
	}
	v := q.URL.Query()
	if len(v.Get("q")) > 400 {
		return nil, fault.New(fault.Invalid, "q has %d bytes", len(v.Get("q"))).WithHint("some words are enough")
	}
	facets := map[find.Field][]string{}
	for _, field := range find.Fields {
		for _, value := range v[string(field)] {
			if list, ok := fieldLists[field]; ok && list != "country" && !lists[list].Has(value) {
				return nil, fault.New(fault.Invalid, "%s %q is not in the list", field, short(60, value)).WithHint("%s/lists has the codes", apiRoot)
			}
			facets[field] = append(facets[field], value)
		}
		if len(facets[field]) > 100 {
			return nil, fault.New(fault.Invalid, "%s: %d values", field, len(facets[field])).WithHint("at most 100 of one name")
		}
	}
	r, err := s.Find.Search(q.Context(), find.Query{Text: v.Get("q"), Class: 'a', Facets: facets, Limit: p.limit + 1, Walk: true, After: register.ID(p.after)})
	if err != nil {
		return nil, err
	}
	var ids []register.ID
	for _, f := range r.Found {
		ids = append(ids, register.ID(f.ID))
	}
	var more map[string]any
	if p.after == "" {
		more = map[string]any{"total": r.Total, "facets": r.Facet}
	}
	return s.agreementRows(q, p, ids, more)
}

// agreementsOf are those of one event or source, which the register itself knows.
func (s *site) agreementsOf(q *request, p page) (any, error) {
	v := q.URL.Query()
	f := register.Filter{
		Event: register.ID(v.Get("event")), Source: register.ID(v.Get("source")), Party: register.ID(v.Get("party")),
		Kind: v.Get("kind"), Stage: v.Get("stage"), Theme: v.Get("theme"),
	}
	for name, values := range v {
		if !slices.Contains([]string{"event", "source", "party", "kind", "stage", "theme", "limit", "cursor", "lang"}, name) || len(values) > 1 {
			return nil, fault.New(fault.Invalid, "%s does not go with event or source", name).WithHint("with them go party, kind, stage and theme, each once")
		}
	}
	rows, err := s.Register.Agreements(q.Context(), f)
	if err != nil {
		return nil, err
	}
	inLogOrder(rows)
	if p.after != "" {
		after := register.Row{ID: register.ID(p.after)}
		rows = slices.DeleteFunc(rows, func(r register.Row) bool {
			return r.ID.Sequence() < after.ID.Sequence() || r.ID.Sequence() == after.ID.Sequence() && r.ID <= after.ID
		})
	}
	rows, next := pageOf(rows, p.limit)
	last := ""
	if len(rows) > 0 {
		last = string(rows[len(rows)-1].ID)
	}
	return listing{Walked: q.walked(p, last, next), name: "agreements", items: some(rows)}, nil
}

func (s *site) apiAgreement(q *request) (any, error) {
	id, err := q.id('a')
	if err != nil {
		return nil, err
	}
	a, err := s.Register.Agreement(q.Context(), id)
	if err != nil {
		return nil, err
	}
	if a.ID != id {
		return movedTo("/agreements/" + string(a.ID)), nil
	}
	return struct {
		register.Agreement
		Assessment delivery.Assessment `json:"assessment"`
	}{a, delivery.Assess(a, *s.Rules, s.Now())}, nil
}

func (s *site) apiParties(q *request) (any, error) {
	return walkClass(s, q, 'p', "parties", func(ids []register.ID) ([]register.PartyRow, error) { return s.API.Walk.PartiesOf(q.Context(), ids) })
}

func (s *site) apiEvents(q *request) (any, error) {
	return walkClass(s, q, 'e', "events", func(ids []register.ID) ([]register.EventRow, error) { return s.API.Walk.EventsOf(q.Context(), ids) })
}

func (s *site) apiSources(q *request) (any, error) {
	return walkClass(s, q, 's', "sources", func(ids []register.ID) ([]register.Source, error) { return s.documents(q.Context(), ids) })
}

// walkClass is a page of all things of a class.
func walkClass[T any](s *site, q *request, class byte, name string, rows func([]register.ID) ([]T, error)) (any, error) {
	p, err := q.pagedIDs(class)
	if err != nil {
		return nil, err
	}
	ids, last, more, err := s.idsAfter(q, class, p)
	if err != nil {
		return nil, err
	}
	list, err := rows(ids)
	return listing{Walked: q.walked(p, last, more), name: name, items: some(list)}, err
}

// idsAfter are the ids of a page of a class, the last of them, and whether there are more.
func (s *site) idsAfter(q *request, class byte, p page) (ids []register.ID, last string, more bool, err error) {
	of := register.ID([]byte{class}).Class()
	ids, err = s.API.Walk.After(q.Context(), of, register.ID(p.after), p.limit+1)
	ids, more = pageOf(ids, p.limit)
	if len(ids) > 0 {
		last = string(ids[len(ids)-1])
	}
	return ids, last, more, err
}

func (s *site) apiParty(q *request) (any, error) {
	id, err := q.id('p')
	if err != nil {
		return nil, err
	}
	p, err := s.Register.Party(q.Context(), id)
	if err != nil {
		return nil, err
	}
	if p.ID != id {
		return movedTo("/parties/" + string(p.ID)), nil
	}
	rows, err := s.Register.Agreements(q.Context(), register.Filter{Party: p.ID})
	if err != nil {
		return nil, err
	}
	inLogOrder(rows)
	rows, more := pageOf(rows, dataLimit)
	w := api.Walked{}
	if more {
		w = q.walked(page{}, string(rows[len(rows)-1].ID), false)
		w.Next = apiRoot + "/agreements?party=" + string(p.ID) + "&cursor=" + w.Cursor
	}
	return listing{Walked: w, name: "agreements", items: some(rows), more: map[string]any{"party": p}}, nil
}

func (s *site) apiEvent(q *request) (any, error) {
	id, err := q.id('e')
	if err != nil {
		return nil, err
	}
	e, err := s.Register.Event(q.Context(), id)
	if err != nil {
		return nil, err
	}
	if e.ID != id {
		return movedTo("/events/" + string(e.ID)), nil
	}
	table, err := s.Register.Table(q.Context(), e.ID)
	return map[string]any{"event": e, "table": table}, err
}

func (s *site) apiSource(q *request) (any, error) {
	src, claims, err := s.sourceAsked(q)
	if err != nil {
		return nil, err
	}
	return map[string]any{"source": src, "claims": some(claims)}, nil
}

func (s *site) apiClaims(q *request) (any, error) {
	_, claims, err := s.sourceAsked(q)
	return map[string]any{"claims": some(claims)}, err
}

func (s *site) sourceAsked(q *request) (register.Source, []register.SourceClaim, error) {
	id, err := q.id('s')
	if err != nil {
		return register.Source{}, nil, err
	}
	src, err := s.Register.Source(q.Context(), id)
	if err != nil {
		return src, nil, err
	}
	claims, err := s.Register.SourceClaims(q.Context(), src.ID)
	return src, claims, err
}

func (s *site) apiMeetings(q *request) (any, error) {
	p, err := q.pagedIDs('g')
	if err != nil {
		return nil, err
	}
	ids, last, more, err := s.idsAfter(q, 'g', p)
	if err != nil {
		return nil, err
	}
	rows := []meetingRow{}
	for _, id := range ids {
		part, err := s.Register.Part(q.Context(), id)
		if err != nil {
			return nil, err
		}
		m, err := s.held(q.Context(), part, 1)
		if fault.Is(err, fault.NotFound) {
			continue // its agreement was taken back
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, rowOf(m, len(part.Of)))
	}
	return listing{Walked: q.walked(p, last, more), name: "meetings", items: rows}, nil
}

func (s *site) apiMeeting(q *request) (any, error) {
	id, err := q.id('g')
	if err != nil {
		return nil, err
	}
	part, err := s.Register.Part(q.Context(), id)
	if err != nil {
		return nil, err
	}
	if part.ID != id {
		return movedTo("/meetings/" + string(part.ID)), nil
	}
	m, err := s.held(q.Context(), part, 1)
	return map[string]any{"meeting": m.Meeting, "agreements": some(part.Of)}, err
}

// apiDue are the open days of a page of agreements.
func (s *site) apiDue(q *request) (any, error) {
	p, err := q.pagedIDs('a')
	if err != nil {
		return nil, err
	}
	ids, last, more, err := s.idsAfter(q, 'a', p)
	if err != nil {
		return nil, err
	}
	from, until, err := q.days()
	if err != nil {
		return nil, err
	}
	l := q.phrases()
	due := []map[string]any{}
	for _, id := range ids {
		days, err := calendar.OfAgreement(q.Context(), s.Register, id, *s.Rules, s.Now())
		if err != nil {
			return nil, err
		}
		for _, e := range days {
			if !isOpen(e) || e.Day.Before(from) || !until.IsZero() && e.Day.After(until) {
				continue
			}
			due = append(due, dueJSON(e, e.Words(l), e.Note(l)))
		}
	}
	return listing{Walked: q.walked(p, last, more), name: "due", items: due}, nil
}

// days reads from and until, both of them within.
func (q *request) days() (from, until time.Time, err error) {
	for name, to := range map[string]*time.Time{"from": &from, "until": &until} {
		s := q.URL.Query().Get(name)
		if s == "" {
			continue
		}
		if *to, err = time.Parse(time.DateOnly, s); err != nil {
			return from, until, fault.New(fault.Invalid, "%s %q is no day", name, short(60, s)).WithHint("write YYYY-MM-DD")
		}
	}
	return from, until, nil
}

func (s *site) apiLog(q *request) (any, error) {
	head, err := s.Log.Head(q.Context())
	return api.LogHead{Origin: head.Origin, Size: head.Size, Root: head.Root, Checkpoint: string(head.Signed), Verifier: verifierKey(s.LogDir)}, err
}

func (s *site) apiEntries(q *request) (any, error) {
	p, err := q.paged()
	if err != nil {
		return nil, err
	}
	head, err := s.Log.Head(q.Context())
	if err != nil {
		return nil, err
	}
	first := int64(0)
	if p.after != "" {
		n, err := strconv.ParseInt(p.after, 10, 64)
		if err != nil || n < 0 || n > 1<<53 {
			return nil, badCursor(q.URL.Query().Get("cursor"))
		}
		first = n + 1
	}
	end := min(first+int64(p.limit), head.Size)
	entries := []LogEntry{}
	if first < end {
		if entries, err = s.Log.Entries(q.Context(), end, int(end-first)); err != nil {
			return nil, err
		}
	}
	slices.Reverse(entries)
	list, last := []api.LogEntry{}, ""
	for _, e := range entries {
		list = append(list, api.LogEntry{Index: e.Index, Time: e.Time.UTC(), Reader: e.Reader, Claims: e.Claims})
		last = strconv.FormatInt(e.Index, 10)
	}
	return listing{Walked: q.walked(p, last, end < head.Size && len(list) > 0), name: "entries", items: list}, nil
}

func (s *site) apiEntry(q *request) (any, error) {
	a, err := s.logEntry(q)
	return a.json, err
}

func (s *site) apiFigures(q *request) (any, error) {
	ask, err := q.narrowing()
	if err != nil {
		return nil, err
	}
	return s.office(q).Make(q.Context(), "figures", ask)
}

func (s *site) apiLists(q *request) (any, error) {
	out := map[string][]api.Code{}
	for name, list := range lists {
		codes := []api.Code{}
		for _, c := range list {
			codes = append(codes, api.Code{Code: c.Code, Label: q.label(name, c.Code), Note: c.Note})
		}
		out[name] = codes
	}
	return api.Lists{Lists: out}, nil
}

func (s *site) apiTemplates(*request) (any, error) {
	return map[string]any{"templates": some(s.Rules.Templates)}, nil
}

// exportStep is how long a client may take for what was written last.
const exportStep = time.Minute

// apiExport streams every view, one a line. A stream that breaks off lacks its last
// chunk, so that nobody takes a part for the whole.
func (s *site) apiExport(w http.ResponseWriter, q *request) error {
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if q.Method == http.MethodHead {
		return nil
	}
	out := &steady{w: w, deadline: http.NewResponseController(w)}
	err := s.API.Walk.Export(q.Context(), out)
	if err != nil && out.began {
		s.Logger.Error("export broke off", "err", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// steady gives each write its own deadline: a whole register takes longer than any
// page, and whoever reads it on may take all the time it needs.
type steady struct {
	w        http.ResponseWriter
	deadline *http.ResponseController
	began    bool
}

func (s *steady) Write(b []byte) (int, error) {
	s.began = true
	// Where there is no connection to set a deadline of, none passes.
	_ = s.deadline.SetWriteDeadline(time.Now().Add(exportStep))
	return s.w.Write(b)
}

// apiDescription is the OpenAPI document.
func (s *site) apiDescription(*request) (any, error) { return describeAPI(s.Version), nil }
