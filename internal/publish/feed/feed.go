// Package feed writes what is new as Atom (RFC 4287) and as JSON Feed 1.1. An
// entry's id is made of the log's origin and the log entry, so that it is the same
// for ever, wherever the register is served from. It stores nothing.
package feed

import (
	"bytes"
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
	Self    string // the feed's own path, with its ending
	Home    string // the path of the page it is a feed of
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
		Lang: l.Tag, ID: o.Address + o.Self, Title: clean(o.Title), Updated: stamp(newest(items)), Author: atomPerson{l.T("register")},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: o.Address + o.Self}, {Rel: "alternate", Type: "text/html", Href: o.Address + o.Home}},
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
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
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
