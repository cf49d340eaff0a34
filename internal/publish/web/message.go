package web

import (
	"html/template"

	"sanad/internal/fault"
	"sanad/internal/publish/message"
	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
	"sanad/internal/register"
)

// messages is the page from which a person copies a message on an agreement.
func (s *site) messages(q *request) (answer, error) {
	id, err := q.id('a')
	if err != nil {
		return answer{}, err
	}
	return s.messagePage(q, address(id), func(l *phrase.Language, o message.Options) (message.Message, error) {
		return message.Of(q.Context(), s.Register, id, l, o)
	})
}

// newsMessages is the same for what is new.
func (s *site) newsMessages(q *request) (answer, error) {
	items, err := news.Of(q.Context(), s.Register, register.NewsFilter{Limit: 20})
	if err != nil {
		return answer{}, err
	}
	return s.messagePage(q, "/feed", func(l *phrase.Language, o message.Options) (message.Message, error) {
		return message.New(items, l, o), nil
	})
}

func (s *site) messagePage(q *request, of string, make func(*phrase.Language, message.Options) (message.Message, error)) (answer, error) {
	corrects := q.URL.Query().Get("corrects")
	if corrects != "" && outside(corrects) == "" {
		return answer{}, fault.New(fault.Invalid, "corrects %q is not an address", corrects)
	}
	type version struct {
		message.Message
		Name string
		Card template.HTML
		File string
	}
	page := struct {
		Of, Title, Corrects string
		Versions            []version
	}{Of: of, Corrects: corrects}
	var all []message.Message
	for _, tag := range phrase.Tags {
		l, err := phrase.In(tag)
		if err != nil {
			return answer{}, err
		}
		m, err := make(l, message.Options{Address: s.base(q), Corrects: corrects, Rules: *s.Rules, Today: s.Now()})
		if err != nil {
			return answer{}, err
		}
		all = append(all, m)
		page.Versions = append(page.Versions, version{
			Message: m, Name: q.label("language", tag), File: of + "/card.svg?lang=" + tag,
			Card: template.HTML(m.Card()), // escaped where it is drawn
		})
	}
	page.Title = all[0].Title
	return answer{template: "message", title: page.Title, page: page, alone: true, json: all}, nil
}

// card is the picture alone.
func (s *site) card(q *request) (answer, error) {
	id, err := q.id('a')
	if err != nil {
		return answer{}, err
	}
	m, err := message.Of(q.Context(), s.Register, id, q.phrases(), message.Options{Address: s.base(q), Rules: *s.Rules, Today: s.Now()})
	return answer{whole: &ready{"image/svg+xml", m.Card()}}, err
}

// newsCard is the picture of what is new.
func (s *site) newsCard(q *request) (answer, error) {
	items, err := news.Of(q.Context(), s.Register, register.NewsFilter{Limit: 20})
	if err != nil {
		return answer{}, err
	}
	m := message.New(items, q.phrases(), message.Options{Address: s.base(q), Rules: *s.Rules, Today: s.Now()})
	return answer{whole: &ready{"image/svg+xml", m.Card()}}, nil
}
