package web

import (
	"net/url"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/publish/calendar"
	"sanad/internal/publish/feed"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// feed is what is new in the whole register.
func (s *site) feed(q *request) (answer, error) {
	return s.newsOf(q, register.NewsFilter{}, "", "/feed", "/feed")
}

func (s *site) partyFeed(q *request) (answer, error) {
	p, _, err := thingOf(q, 'p', s.Register.Party)
	if err != nil {
		return answer{}, err
	}
	return s.newsOf(q, register.NewsFilter{Party: p.ID}, p.Name(), address(p.ID), address(p.ID))
}

func (s *site) agreementFeed(q *request) (answer, error) {
	a, _, err := thingOf(q, 'a', s.Register.Agreement)
	if err != nil {
		return answer{}, err
	}
	sides, err := news.Sides(q.Context(), s.Register, a)
	if err != nil {
		return answer{}, err
	}
	return s.newsOf(q, register.NewsFilter{Agreement: a.ID}, q.phrases().Called(a.Title.Text(), a.ID, sides), address(a.ID), address(a.ID))
}

// theme is what agreements there are on a theme, with whom, and what is new of it.
func (s *site) theme(q *request) (answer, error) {
	fed, err := s.themeFeed(q)
	if err != nil || fed.whole != nil {
		return fed, err
	}
	code := strings.TrimSuffix(q.PathValue("id"), string(q.form))
	filter := register.Filter{Theme: code}
	if q.form == icsDoc {
		days, _, err := calendar.Of(q.Context(), s.Register, filter, *s.Rules, s.Now())
		if err != nil {
			return answer{}, err
		}
		return s.ics(q, days, q.label("theme", code))
	}
	filter.Limit = listLimit + 1
	if q.form != html {
		filter.Limit = dataMost
	}
	rows, err := s.Register.Agreements(q.Context(), filter)
	if err != nil {
		return answer{}, err
	}
	fed.csv, fed.geo, fed.ics, fed.jsonFeed = agreementSheet(rows), s.placedAll(q, rows, false, nil, 0), "/themes/"+code+".ics", "/themes/"+code+".json"
	page := struct {
		Code, Label, Note string
		Rows              []row
		More              bool
		Partners          []glance
		News              any
	}{Code: code, Label: q.label("theme", code), Note: q.note("theme", code), Rows: q.rows(rows[:min(listLimit, len(rows))]), More: len(rows) > listLimit, News: fed.page}
	if s.indexed(q.Context()) != "" {
		r, err := s.Find.Search(q.Context(), find.Query{Class: 'a', Facets: map[find.Field][]string{find.Theme: {code}}, Limit: 1})
		if err != nil {
			return answer{}, err
		}
		for _, c := range r.Facet[find.Partner] {
			page.Partners = append(page.Partners, glance{Words: q.label("country", c.Value), N: c.N, Link: "/agreements?partner=" + c.Value + "&theme=" + code})
		}
	}
	fed.facts, fed.card = []string{page.Note}, "/cards/theme-"+code
	fed.json = nil // its JSON is the feed
	fed.template, fed.title, fed.section, fed.page = "theme", page.Label, "agreements", page
	return fed, nil
}

func (s *site) themeFeed(q *request) (answer, error) {
	code := q.PathValue("id")
	if q.form != html {
		code = strings.TrimSuffix(code, string(q.form))
	}
	if !lists["theme"].Has(code) {
		return answer{}, fault.New(fault.NotFound, "theme %q is not in the list", code)
	}
	return s.newsOf(q, register.NewsFilter{Theme: code}, q.label("theme", code), "/themes/"+code, "/themes/"+code)
}

// feedAddresses are where a feed's forms stand, and the query that narrows it.
type feedAddresses struct {
	atom, json string
	query      url.Values
}

func (s *site) newsOf(q *request, filter register.NewsFilter, of, home, self string) (answer, error) {
	at := feedAddresses{atom: self + ".atom", json: self + ".json"}
	if home != "/feed" && !strings.HasPrefix(home, "/themes/") {
		at = feedAddresses{atom: home + ".atom", json: home + "/feed.json"}
	}
	return s.newsBy(q, filter, of, home, at, func(f register.NewsFilter) ([]register.News, error) { return s.Register.News(q.Context(), f) })
}

// newsBy is a part of a feed, or the page of it.
func (s *site) newsBy(q *request, filter register.NewsFilter, of, home string, at feedAddresses, look newsLook) (answer, error) {
	items, older, err := s.newsPart(q, filter, look)
	if err != nil {
		return answer{}, err
	}
	l := q.phrases()
	title := l.T("feed.title")
	if of != "" {
		title = l.T("feed.of", of)
	}
	if q.form == atomDoc || q.form == jsonDoc {
		return s.feedDocument(q, items, older, l, title, home, at)
	}
	var shown []told
	for _, i := range items {
		shown = append(shown, told{i, i.Headline(l), address(i.Agreement)})
	}
	atom, jsonFeed := withQuery(at.atom, at.query), withQuery(at.json, at.query)
	page := newsPage{Title: title, News: shown, Atom: atom, JSON: jsonFeed}
	if older != nil && home == "/feed" {
		page.Older = withQuery("/feed", older)
	}
	return answer{template: "feed", title: title, section: "feed", atom: atom, jsonFeed: jsonFeed, page: page}, nil
}

// feedDocument is the part as Atom or JSON Feed.
func (s *site) feedDocument(q *request, items []news.Item, older url.Values, l *phrase.Language, title, home string, at feedAddresses) (answer, error) {
	head, err := s.Log.Head(q.Context())
	if err != nil {
		return answer{}, err
	}
	path := at.atom
	if q.form == jsonDoc {
		path = at.json
	}
	whole := prefixOfLanguage(q.Request) + withQuery(path, at.query)
	o := feed.Options{
		Title: title, Origin: head.Origin, Address: s.base(q), ID: whole, Home: prefixOfLanguage(q.Request) + home,
		Self: prefixOfLanguage(q.Request) + q.URL.RequestURI(),
	}
	if older != nil {
		for name, values := range at.query {
			older[name] = values
		}
		if tag := q.URL.Query().Get("lang"); tag != "" {
			older.Set("lang", tag)
		}
		o.Next = prefixOfLanguage(q.Request) + withQuery(path, older)
	}
	if s.Hub != nil {
		o.Hub = s.base(q) + hubPath
	}
	out := answer{links: o.Links()}
	if q.form == atomDoc {
		body, err := feed.Atom(items, l, o)
		out.whole = &ready{"application/atom+xml; charset=utf-8", body}
		return out, err
	}
	body, err := feed.JSON(items, l, o)
	out.whole = &ready{"application/feed+json; charset=utf-8", body}
	return out, err
}

// told is a piece of news in a language.
type told struct {
	news.Item
	Headline, Link string
}

// newsPage is what is new, with the feeds that tell the same.
type newsPage struct {
	Title      string
	News       []told
	Atom, JSON string
	Older      string // address of the next part, "" for none
}

// Few are the newest, for a page that is about something else.
func (p newsPage) Few() []told { return p.News[:min(10, len(p.News))] }
