package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sanad/claim"
	"sanad/internal/delivery"
	"sanad/internal/fault"
	"sanad/internal/publish/news"
	"sanad/internal/register"
)

// changesMost is how many pieces of news the page lists.
const changesMost = 100

// change is one property as it was known then and as it is known now.
type change struct {
	Name      string // of the message
	Label     string // where there is no message: the name itself
	Then, Now []value
}

// size is how many there were of something, and are.
type size struct {
	Name      string
	Then, Now int64
}

// changesPage is what changed since an earlier day, of one thing or of the whole.
type changesPage struct {
	Since claim.Date
	Key   string
	Cut   int64 // where a size of the log is named and no day: that
	Of    register.Name
	Link  string
	Born  bool // it was not in the register then
	Moved bool // it was another thing then, which has become one with it

	Changes []change
	Sizes   []size
	News    []told
	More    bool
}

// changes tells what changed since a day, or since the log had so many entries: of one
// agreement, party or event its fields, its standing and what was logged; of the whole
// register how much there was and what was logged.
func (s *site) changes(q *request) (answer, error) {
	v := q.URL.Query()
	d, err := readDated(strings.TrimSpace(v.Get("since")))
	if err != nil {
		return answer{}, fault.New(fault.Invalid, "since: %w", err).WithHint("a day, YYYY-MM-DD")
	}
	t, err := s.opened(q.Context(), d)
	if fault.Is(err, fault.Gone) {
		err = fault.New(fault.NotFound, "nothing was known on %s", d.text)
	}
	if err != nil {
		return answer{}, err
	}
	defer t.Release()
	page := &changesPage{Since: claim.Date(t.Moment.UTC().Format("2006-01-02")), Key: d.text, Cut: d.size}
	filter := register.NewsFilter{From: t.Log.Size, Limit: changesMost + 1}
	if of := register.ID(v.Get("of")); of != "" {
		if err := s.changesOf(q, t, of, page, &filter); err != nil {
			return answer{}, err
		}
	} else if err := s.sizes(q, t, page); err != nil {
		return answer{}, err
	}
	if page.Of.ID == "" || page.Of.ID[0] != 'e' {
		items, err := news.Of(q.Context(), s.Register, filter)
		if err != nil {
			return answer{}, err
		}
		page.More = len(items) > changesMost
		l := q.phrases()
		for _, i := range items[:min(changesMost, len(items))] {
			page.News = append(page.News, told{i, i.Headline(l), address(i.Agreement)})
		}
	}
	title := q.t("changes.title", q.date(page.Since))
	if page.Cut > 0 {
		title = q.n("changes.title.cut", page.Cut)
	}
	return answer{template: "changes", title: title, section: "log", page: page, json: changesJSON(page)}, nil
}

// sizes compares how much the register held.
func (s *site) sizes(q *request, t Then, page *changesPage) error {
	then, err := t.Register.Counts(q.Context())
	if err != nil {
		return err
	}
	now, err := s.Register.Counts(q.Context())
	if err != nil {
		return err
	}
	page.Sizes = []size{
		{"nav.agreements", then.Agreements, now.Agreements}, {"nav.parties", then.Parties, now.Parties},
		{"nav.events", then.Events, now.Events}, {"nav.sources", then.Sources, now.Sources}, {"log.claims", then.Claims, now.Claims},
	}
	return nil
}

// changesOf compares one thing.
func (s *site) changesOf(q *request, t Then, id register.ID, page *changesPage, filter *register.NewsFilter) error {
	if !isID(string(id), cmp.Or(string(id), " ")[0]) || strings.IndexByte("ape", id[0]) < 0 {
		return fault.New(fault.Invalid, "%q is not the id of an agreement, a party or an event", id)
	}
	nowFields, now, err := s.fieldsOf(q, s.Register, id)
	if err != nil {
		return err
	}
	page.Of, page.Link = now, address(now.ID)
	switch now.ID[0] {
	case 'a':
		filter.Agreement = now.ID
	case 'p':
		filter.Party = now.ID
	}
	thenFields, was, err := s.fieldsOf(q, t.Register, now.ID)
	if fault.Is(err, fault.NotFound) {
		page.Born, thenFields, err = true, nil, nil
	}
	if err != nil {
		return err
	}
	page.Moved = !page.Born && was.ID != now.ID
	page.Changes = compared(thenFields, nowFields)
	if now.ID[0] != 'a' || page.Born {
		return nil
	}
	return s.stood(q, t, now.ID, page)
}

// fieldsOf is what is known of a thing, with its name.
func (s *site) fieldsOf(q *request, from register.Queries, id register.ID) ([]field, register.Name, error) {
	ctx := q.Context()
	switch id[0] {
	case 'p':
		p, err := from.Party(ctx, id)
		return q.partyFields(p), register.Name{ID: p.ID, Name: p.Name()}, err
	case 'e':
		e, err := from.Event(ctx, id)
		return []field{q.several("names", "", e.Names), q.field("date", "", e.Date, nil), q.several("count", "", e.Counts)}, register.Name{ID: e.ID, Name: e.Name()}, err
	}
	a, err := from.Agreement(ctx, id)
	if err != nil {
		return nil, register.Name{}, err
	}
	names, err := from.Names(ctx, agreementIDs(a)...)
	if err != nil {
		return nil, register.Name{}, err
	}
	sides, called := q.sides(a, names)
	all := slices.Concat([]field{sides}, q.known(a, names), q.filed(a, names))
	return all, register.Name{ID: a.ID, Name: q.entitled(a.Title.Text(), a.ID, called)}, nil
}

// stood compares how an agreement stood then, by the rules of now, with how it stands.
func (s *site) stood(q *request, t Then, id register.ID, page *changesPage) error {
	axes := func(from register.Queries, on time.Time) ([]axis, error) {
		a, err := from.Agreement(q.Context(), id)
		if err != nil {
			return nil, err
		}
		return q.standing(a, *s.Rules, delivery.Assess(a, *s.Rules, on), nil).Axes(), nil
	}
	now, err := axes(s.Register, s.Now())
	if err != nil {
		return err
	}
	then, err := axes(t.Register, t.Moment)
	if err != nil {
		return err
	}
	for i := range now {
		if now[i].Code != then[i].Code {
			page.Changes = append(page.Changes, change{Label: now[i].Name, Then: []value{{Text: then[i].Code}}, Now: []value{{Text: now[i].Code}}})
		}
	}
	return nil
}

// compared are the fields of which the values, or their order, are others.
func compared(then, now []field) []change {
	texts := func(f field) []string {
		var out []string
		for _, v := range f.Values {
			out = append(out, v.Text+"\x00"+v.Detail)
		}
		return out
	}
	was := map[string]field{}
	for _, f := range then {
		was[f.Name] = f
	}
	var out []change
	for _, f := range now {
		before := was[f.Name]
		delete(was, f.Name)
		if !slices.Equal(texts(before), texts(f)) {
			out = append(out, change{Name: f.Name, Then: before.Values, Now: f.Values})
		}
	}
	for _, f := range then {
		if before, left := was[f.Name]; left && len(before.Values) > 0 {
			out = append(out, change{Name: f.Name, Then: before.Values})
		}
	}
	return out
}

// changesJSON is the page for programs.
func changesJSON(p *changesPage) any {
	texts := func(values []value) []string {
		out := []string{}
		for _, v := range values {
			out = append(out, v.Text)
		}
		return out
	}
	type property struct {
		Property string   `json:"property"`
		Then     []string `json:"then"`
		Now      []string `json:"now"`
	}
	changes := []property{}
	for _, c := range p.Changes {
		changes = append(changes, property{cmp.Or(strings.TrimPrefix(c.Name, "field."), c.Label), texts(c.Then), texts(c.Now)})
	}
	sizes := map[string]any{}
	for _, s := range p.Sizes {
		_, name, _ := strings.Cut(s.Name, ".")
		sizes[name] = map[string]int64{"then": s.Then, "now": s.Now}
	}
	type entry struct {
		Entry     int64       `json:"entry"`
		Kind      news.Kind   `json:"kind"`
		Agreement register.ID `json:"agreement"`
		Headline  string      `json:"headline"`
		By        string      `json:"by"`
	}
	logged := []entry{}
	for _, n := range p.News {
		logged = append(logged, entry{n.Entry, n.Kind, n.Item.Agreement, n.Headline, n.By})
	}
	return map[string]any{"since": p.Since, "of": p.Of.ID, "new": p.Born, "changes": changes, "sizes": sizes, "logged": logged, "more": p.More}
}
