package web

import (
	"strings"

	"sanad/internal/fault"
	"sanad/internal/find"
	"sanad/internal/publish/calendar"
	"sanad/internal/publish/feed"
	"sanad/internal/publish/news"
	"sanad/internal/register"
)

// feedMost is how many pieces of news a feed and its page hold.
const feedMost = 50

// feed is what is new in the whole register.
func (s *site) feed(q *request) (answer, error) {
	return s.newsOf(q, register.NewsFilter{}, "", "/feed", "/feed")
}

func (s *site) partyFeed(q *request) (answer, error) {
	id, err := q.id('p')
	if err != nil {
		return answer{}, err
	}
	p, err := s.Register.Party(q.Context(), id)
	if err != nil {
		return answer{}, err
	}
	return s.newsOf(q, register.NewsFilter{Party: p.ID}, p.Name(), address(p.ID), q.self(address(p.ID)))
}

func (s *site) agreementFeed(q *request) (answer, error) {
	id, err := q.id('a')
	if err != nil {
		return answer{}, err
	}
	a, err := s.Register.Agreement(q.Context(), id)
	if err != nil {
		return answer{}, err
	}
	sides, err := news.Sides(q.Context(), s.Register, a)
	if err != nil {
		return answer{}, err
	}
	return s.newsOf(q, register.NewsFilter{Agreement: a.ID}, q.phrases().Called(a.Title.Text(), a.ID, sides), address(a.ID), q.self(address(a.ID)))
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
	return s.newsOf(q, register.NewsFilter{Theme: code}, q.label("theme", code), "/themes/"+code, q.self("/themes/"+code))
}

// self is the address of a feed of a thing's without its ending: Atom stands at
// the thing's own address, JSON beside it, where the thing's own JSON is taken.
func (q *request) self(home string) string {
	if strings.HasSuffix(q.URL.Path, "/feed.json") {
		return home + "/feed"
	}
	return home
}

func (s *site) newsOf(q *request, filter register.NewsFilter, of, home, self string) (answer, error) {
	filter.Limit = feedMost
	items, err := news.Of(q.Context(), s.Register, filter)
	if err != nil {
		return answer{}, err
	}
	l := q.phrases()
	title := l.T("feed.title")
	if of != "" {
		title = l.T("feed.of", of)
	}
	if q.form == atomDoc || q.form == jsonDoc {
		head, err := s.Log.Head(q.Context())
		if err != nil {
			return answer{}, err
		}
		o := feed.Options{Title: title, Origin: head.Origin, Address: s.base(q), Self: self + string(q.form), Home: home}
		if q.form == atomDoc {
			body, err := feed.Atom(items, l, o)
			return answer{whole: &ready{"application/atom+xml; charset=utf-8", body}}, err
		}
		body, err := feed.JSON(items, l, o)
		return answer{whole: &ready{"application/feed+json; charset=utf-8", body}}, err
	}
	var shown []told
	for _, i := range items {
		shown = append(shown, told{i, i.Headline(l), address(i.Agreement)})
	}
	return answer{template: "feed", title: title, section: "feed", atom: self + ".atom", json: shown, page: newsPage{title, shown, self + ".atom", self + ".json"}}, nil
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
}

// Few are the newest, for a page that is about something else.
func (p newsPage) Few() []told { return p.News[:min(10, len(p.News))] }
