package web

import (
	"cmp"
	"crypto/sha256"
	"html/template"
	"strings"
	"sync"

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
		PNG  string // "" where no browser draws it
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
		if tag == q.Tag {
			page.Title = m.Title
		}
		v := version{
			Message: m, Name: q.label("language", tag), File: of + "/card.svg?lang=" + tag,
			Card: template.HTML(m.Card()), // escaped where it is drawn
		}
		if s.PNG != nil {
			v.PNG = of + "/card.png?lang=" + tag
		}
		page.Versions = append(page.Versions, v)
	}
	page.Title = cmp.Or(page.Title, all[0].Title)
	return answer{template: "message", title: page.Title, page: page, alone: true, json: all}, nil
}

// card is the picture of an agreement's message, as SVG or, with a browser, as PNG.
func (s *site) card(q *request) (answer, error) {
	id, err := q.id('a')
	if err != nil {
		return answer{}, err
	}
	m, err := message.Of(q.Context(), s.Register, id, q.phrases(), message.Options{Address: s.base(q), Rules: *s.Rules, Today: s.Now()})
	if err != nil {
		return answer{}, err
	}
	return s.picture(q, m)
}

// newsCard is the picture of what is new.
func (s *site) newsCard(q *request) (answer, error) {
	items, err := news.Of(q.Context(), s.Register, register.NewsFilter{Limit: 20})
	if err != nil {
		return answer{}, err
	}
	return s.picture(q, message.New(items, q.phrases(), message.Options{Address: s.base(q), Rules: *s.Rules, Today: s.Now()}))
}

func (s *site) picture(q *request, m message.Message) (answer, error) {
	card := m.Card()
	if !strings.HasSuffix(q.URL.Path, ".png") {
		return answer{whole: &ready{"image/svg+xml", card}}, nil
	}
	if s.PNG == nil {
		return answer{}, fault.New(fault.NotFound, "no browser is set up to draw %s", q.URL.Path)
	}
	if png, ok := s.drawn.get(card); ok {
		return answer{whole: &ready{"image/png", png}}, nil
	}
	release, err := s.browser(q.Context())
	if err != nil {
		return answer{}, err
	}
	defer release()
	png, err := s.PNG(q.Context(), card, message.CardWidth, message.CardHeight)
	if err != nil {
		return answer{}, err
	}
	s.drawn.keep(card, png)
	return answer{whole: &ready{"image/png", png}}, nil
}

// drawn are the pictures drawn lately, by what they show: a channel that is posted to
// asks for the same one many times.
type drawn struct {
	mu   sync.Mutex
	last []cardDrawn
}

type cardDrawn struct {
	of  [sha256.Size]byte
	png []byte
}

// keptCards bounds what is kept in memory: a card is some 70 KB.
const keptCards = 64

func (d *drawn) get(svg []byte) ([]byte, bool) {
	of := sha256.Sum256(svg)
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, one := range d.last {
		if one.of == of {
			return one.png, true
		}
	}
	return nil, false
}

func (d *drawn) keep(svg, png []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last = append(d.last[max(0, len(d.last)-keptCards+1):], cardDrawn{sha256.Sum256(svg), png})
}
