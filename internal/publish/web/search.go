package web

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/register"
)

// Finder is what searching asks of an index.
type Finder interface {
	// Mark is what the index was last made from; "" where it has not been made yet.
	Mark(ctx context.Context) (string, error)
	Search(ctx context.Context, q find.Query) (find.Results, error)
}

// choice is a field to narrow by: what may be chosen, with how many there are.
type choice struct {
	Name    string
	Chosen  string
	Options []selectable
}

// selectable is one value of a field.
type selectable struct {
	Value, Label string
	N            int
	Chosen       bool
}

// fieldLists are the lists whose codes a field has.
var fieldLists = map[find.Field]string{
	find.Theme: "theme", find.Partner: "country", find.Kind: "kind", find.Stage: "stage", find.Level: "level",
	find.Legal: "legal", find.Delivery: "delivery", find.Evidence: "grade", find.Attention: "attention",
}

// searching says whether the agreements asked for are looked up in the index.
func (s *site) searching(q *request) bool {
	v := q.URL.Query()
	return v.Get("event") == "" && v.Get("source") == "" && s.indexed(q.Context()) != ""
}

// indexed is the mark of the index, "" where there is none to search.
func (s *site) indexed(ctx context.Context) string {
	if s.Find == nil {
		return ""
	}
	mark, err := s.Find.Mark(ctx)
	if err != nil {
		s.Logger.Error("the index cannot be read", "err", err)
	}
	return mark
}

// found are the agreements that fit words and fields, and what else could be chosen.
func (s *site) found(q *request, p part) (rows []register.Row, r find.Results, fields map[find.Field][]string, err error) {
	v := q.URL.Query()
	fields = map[find.Field][]string{}
	for _, field := range find.Fields {
		value := v.Get(string(field))
		if value == "" {
			continue
		}
		if list, ok := fieldLists[field]; ok && list != "country" && !lists[list].Has(value) {
			return nil, r, nil, fault.New(fault.Invalid, "%s %q is not in the list", field, value)
		}
		fields[field] = []string{value}
	}
	r, err = s.Find.Search(q.Context(), find.Query{Text: v.Get("q"), Class: 'a', Facets: fields, Limit: p.limit + 1, Offset: p.offset})
	if err != nil || len(r.Found) == 0 {
		return nil, r, fields, err
	}
	var ids []register.ID
	for _, f := range r.Found {
		ids = append(ids, register.ID(f.ID))
	}
	rows, err = s.Register.Agreements(q.Context(), register.Filter{IDs: ids})
	if err != nil {
		return nil, r, fields, err
	}
	at := map[register.ID]int{}
	for i, id := range ids {
		at[id] = i
	}
	slices.SortStableFunc(rows, func(a, b register.Row) int { return cmp.Compare(at[a.ID], at[b.ID]) })
	return rows, r, fields, nil
}

// choices are the fields as the page offers them. Owners are named; parties are
// chosen from a party's own page.
func (s *site) choices(q *request, r find.Results, chosen map[find.Field][]string) ([]choice, error) {
	var ids []register.ID
	for _, c := range r.Facet[find.Owner] {
		ids = append(ids, register.ID(c.Value))
	}
	names := map[register.ID]register.Name{}
	var err error
	if len(ids) > 0 {
		if names, err = s.Register.Names(q.Context(), ids...); err != nil {
			return nil, err
		}
	}
	var out []choice
	for _, field := range find.Fields {
		if field == find.Party {
			continue
		}
		c := choice{Name: string(field), Chosen: strings.Join(chosen[field], "")}
		for _, n := range r.Facet[field] {
			o := selectable{Value: n.Value, N: n.N, Label: n.Value, Chosen: n.Value == c.Chosen}
			switch list, ok := fieldLists[field]; {
			case ok:
				o.Label = q.label(list, n.Value)
			case field == find.Owner:
				o.Label = cmp.Or(names[register.ID(n.Value)].Name, n.Value)
			}
			c.Options = append(c.Options, o)
		}
		if field == find.Year {
			slices.SortFunc(c.Options, func(a, b selectable) int { return cmp.Compare(b.Value, a.Value) })
		}
		if len(c.Options) > 0 || c.Chosen != "" {
			out = append(out, c)
		}
	}
	return out, nil
}

// search looks for words among everything that has a page.
func (s *site) search(q *request) (answer, error) {
	if s.indexed(q.Context()) == "" {
		return answer{}, fault.New(fault.Unavailable, "the index is being made").WithHint("try again in a minute")
	}
	text := strings.TrimSpace(q.URL.Query().Get("q"))
	if len(text) > 400 {
		return answer{}, fault.New(fault.Invalid, "what is looked for has %d bytes", len(text)).WithHint("some words are enough")
	}
	type hit struct {
		ID   register.ID `json:"id"`
		Name string      `json:"name"`
	}
	type group struct {
		Class string
		Found []hit
		Total int
		All   string // address of all of them
	}
	var groups []group
	if text != "" {
		for _, class := range []struct{ name, all string }{{"agreements", "/agreements"}, {"parties", ""}, {"events", ""}, {"sources", ""}} {
			const few = 12
			r, err := s.Find.Search(q.Context(), find.Query{Text: q.URL.Query().Get("q"), Class: class.name[0], Limit: few})
			if err != nil {
				return answer{}, err
			}
			g := group{Class: class.name, Total: r.Total}
			for _, f := range r.Found {
				g.Found = append(g.Found, hit{register.ID(f.ID), f.Name})
			}
			if class.all != "" && r.Total > few {
				g.All = class.all
			}
			if r.Total > 0 {
				groups = append(groups, g)
			}
		}
	}
	data := map[string]any{}
	list := &sheet{head: []string{"class", "id", "name"}}
	for _, g := range groups {
		for _, f := range g.Found {
			list.rows = append(list.rows, []string{g.Class, string(f.ID), f.Name})
		}
		data[g.Class] = map[string]any{"found": g.Found, "total": g.Total}
	}
	out := answer{
		template: "search", title: q.t("search.title"), section: "search", json: data, csv: list,
		page: struct {
			Text   string
			Groups []group
		}{text, groups},
	}
	if text != "" {
		words := url.Values{"q": {text}}
		out.atom, out.jsonFeed = withQuery("/agreements.atom", words), withQuery("/agreements/feed.json", words)
	}
	return out, nil
}
