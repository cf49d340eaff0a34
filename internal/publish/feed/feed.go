// Package feed writes what is new as Atom (RFC 4287) and as JSON Feed 1.1. An
// entry's id is made of the log's origin and the log entry, so that it is the same
// for ever, wherever the register is served from. It stores nothing.
package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"

	"sanad/internal/publish/news"
	"sanad/internal/publish/phrase"
)

// Options are what a feed says of itself.
type Options struct {
	Title   string
	Origin  string // of the log
	Address string // the site's, without a slash at the end
	Self    string // the path of this part of the feed, with its query
	ID      string // the path of its newest part; "" is Self
	Next    string // the path of the part before it in time, "" for none (RFC 5005)
	Hub     string // the WebSub hub that tells of it, "" for none
	Home    string // the path of the page it is a feed of
}

// first is the path of the newest part.
func (o Options) first() string { return cmp.Or(o.ID, o.Self) }

// Links are what a feed's HTTP headers say of it: WebSub finds its hub by them.
func (o Options) Links() []string {
	if o.Hub == "" {
		return nil
	}
	return []string{"<" + o.Hub + `>; rel="hub"`, "<" + o.Address + o.first() + `>; rel="self"`}
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Authors    []atomPerson   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr,omitempty"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes the items as an Atom feed.
func Atom(items []news.Item, l *phrase.Language, o Options) ([]byte, error) {
	f := atomFeed{
		Lang: l.Tag, ID: o.Address + o.first(), Title: clean(o.Title), Updated: stamp(newest(items)), Author: atomPerson{l.T("register")},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: o.Address + o.Self}, {Rel: "alternate", Type: "text/html", Href: o.Address + o.Home}},
	}
	if o.Self != o.first() {
		f.Links = append(f.Links, atomLink{Rel: "first", Type: "application/atom+xml", Href: o.Address + o.first()})
	}
	if o.Next != "" {
		f.Links = append(f.Links, atomLink{Rel: "next", Type: "application/atom+xml", Href: o.Address + o.Next})
	}
	if o.Hub != "" {
		f.Links = append(f.Links, atomLink{Rel: "hub", Href: o.Hub})
	}
	for _, i := range items {
		e := atomEntry{
			ID: i.URN(o.Origin), Title: clean(i.Headline(l)), Published: stamp(i.At), Updated: stamp(i.At),
			Links:      []atomLink{{Rel: "alternate", Type: "text/html", Href: o.Address + "/agreements/" + string(i.Agreement)}, {Rel: "via", Type: "text/html", Href: o.Address + i.Link}},
			Categories: []atomCategory{{Term: string(i.Kind)}}, Content: atomText{Type: "text", Text: clean(words(i, l))},
		}
		if by := clean(i.By); strings.TrimSpace(by) != "" {
			e.Authors = []atomPerson{{by}}
		}
		for _, t := range i.Themes {
			e.Categories = append(e.Categories, atomCategory{Term: t, Label: l.Label("theme", t)})
		}
		f.Entries = append(f.Entries, e)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", " ")
	if err := e.Encode(f); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// words are an entry's body: the sentence, who says it and why.
func words(i news.Item, l *phrase.Language) string {
	out := i.Sentence
	if i.By != "" {
		by := i.By
		if i.Published != "" {
			by = l.T("news.by", i.By, l.Date(i.Published))
		}
		out = strings.TrimSpace(out + "\n— " + by)
	}
	if i.Why != "" && i.Why != i.Sentence {
		out += "\n" + i.Why
	}
	return out
}

func newest(items []news.Item) (at time.Time) {
	at = time.Unix(0, 0) // nothing was ever new
	for _, i := range items {
		if i.At.After(at) {
			at = i.At
		}
	}
	return at
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// clean takes out what XML cannot hold, which a stranger's text may.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}

type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	Home     string       `json:"home_page_url"`
	Self     string       `json:"feed_url"`
	Next     string       `json:"next_url,omitempty"`
	Hubs     []jsonHub    `json:"hubs,omitempty"`
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
}

type jsonHub struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	External  string       `json:"external_url,omitempty"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published string       `json:"date_published"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	About     about        `json:"_sanad"`
}

// about is what a program wants to know without reading sentences.
type about struct {
	Kind      news.Kind `json:"kind"`
	Agreement string    `json:"agreement"`
	Entry     int64     `json:"entry"`
	Undone    bool      `json:"undone,omitempty"`
}

// JSON writes the items as a JSON Feed, version 1.1.
func JSON(items []news.Item, l *phrase.Language, o Options) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: clean(o.Title), Home: o.Address + o.Home, Self: o.Address + o.Self, Language: l.Tag,
		Authors: []jsonAuthor{{l.T("register")}}, Items: []jsonItem{},
	}
	if o.Next != "" {
		f.Next = o.Address + o.Next
	}
	if o.Hub != "" {
		f.Hubs = []jsonHub{{"WebSub", o.Hub}}
	}
	for _, i := range items {
		one := jsonItem{
			ID: i.URN(o.Origin), URL: o.Address + "/agreements/" + string(i.Agreement), Title: clean(i.Headline(l)), Text: clean(words(i, l)),
			Published: stamp(i.At), Tags: append([]string{string(i.Kind)}, i.Themes...),
			About: about{i.Kind, string(i.Agreement), i.Entry, i.Undone},
		}
		if i.By != "" {
			one.Authors = []jsonAuthor{{clean(i.By)}}
		}
		f.Items = append(f.Items, one)
	}
	b, err := json.MarshalIndent(f, "", " ")
	return append(b, '\n'), err
}
