// Package feed reads RSS, Atom and JSON feeds: each item is a document of its
// own, with the text the feed carries of it.
//
// Parsing is gofeed's, which takes feeds as they are and not only as the
// standards have them; what an item holds as HTML is read as HTML. The package
// opens no address: that an item may hold only a summary of the page it links
// to is said in its Unread. It stores nothing.
package feed

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/html"
)

const (
	// MaxSize is the largest feed taken, in bytes.
	MaxSize = 16 << 20
	// MaxItems is how many items of a feed are read, from the top.
	MaxItems = 2000
	// maxDepth bounds elements or values within each other.
	maxDepth = 256
)

// Item is one item of a feed.
type Item struct {
	ID       string // what the feed calls it: guid or id, else its address, else its title
	Link     string // absolute, "" when it has none
	Whole    bool   // the feed carries content and not only a summary
	Document decoded.Document
}

// Feed is a feed read.
type Feed struct {
	Title string
	Media string
	Items []Item
}

// Decode gives the items as documents.
func Decode(original []byte, address string) ([]decoded.Document, error) {
	f, err := Read(original, address)
	if err != nil {
		return nil, err
	}
	if len(f.Items) == 0 {
		return nil, fault.New(fault.Invalid, "the feed has no items").WithHint("look again later")
	}
	var docs []decoded.Document
	for _, i := range f.Items {
		docs = append(docs, i.Document)
	}
	return docs, nil
}

// Read reads a feed. Address is where it stands, for links relative to it.
func Read(original []byte, address string) (Feed, error) {
	if len(original) > MaxSize {
		return Feed{}, fault.New(fault.Invalid, "the feed has %d MB; a feed may have %d", len(original)>>20, MaxSize>>20).WithHint("add its pages one by one")
	}
	if deep(original) {
		return Feed{}, fault.New(fault.Invalid, "the feed is nested more than %d deep", maxDepth).WithHint("add its pages one by one")
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(original))
	if err != nil {
		return Feed{}, fault.New(fault.Invalid, "the feed is damaged or truncated: %w", oneLine(err)).WithHint("fetch it again, or add its pages one by one")
	}
	f := Feed{Title: decoded.Fold(parsed.Title), Media: media(parsed.FeedType)}
	base, _ := url.Parse(address)
	publisher := f.Title
	if d := parsed.DublinCoreExt; d != nil && len(d.Publisher) > 0 {
		publisher = decoded.Fold(d.Publisher[0])
	}
	total := 0
	for n, it := range parsed.Items {
		if n == MaxItems {
			last := &f.Items[n-1].Document
			last.Unread = append(last.Unread, decoded.Unread{Reason: fmt.Sprintf("the feed has %d items; those after item %d are not read", len(parsed.Items), n)})
			break
		}
		item := Item{ID: strings.TrimSpace(it.GUID), Link: absolute(base, it.Link)}
		if item.ID == "" {
			item.ID = item.Link
		}
		if item.ID == "" {
			item.ID = decoded.Fold(it.Title)
		}
		d := decoded.Document{
			Media: f.Media, Title: plain(it.Title), Publisher: publisher, URL: item.Link, Language: language(parsed.Language),
			Part: fmt.Sprintf("item %d: %s", n+1, decoded.Cut(decoded.Fold(item.ID), 200)),
		}
		if c := it.DublinCoreExt; c != nil && len(c.Publisher) > 0 {
			d.Publisher = decoded.Fold(c.Publisher[0])
		}
		d.Published = decoded.Date(it.Published)
		if d.Published == "" && it.PublishedParsed != nil {
			d.Published = decoded.Date(it.PublishedParsed.Format("2006-01-02"))
		}
		if d.Published == "" {
			// Atom demands only "updated"; RSS 1.0 has dc:date.
			d.Published = decoded.Date(it.Updated)
		}
		body := it.Content
		item.Whole = strings.TrimSpace(body) != ""
		if !item.Whole {
			body = it.Description
		}
		text, err := html.Fragment(body)
		if err != nil {
			d.Unread = append(d.Unread, decoded.Unread{Reason: err.Error()})
		}
		var w decoded.Writer
		if d.Title != "" && !strings.HasPrefix(strings.TrimPrefix(text, "# "), d.Title) {
			w.Heading(d.Title)
		}
		d.Text = w.Text()
		if d.Text != "" && text != "" {
			d.Text += "\n"
		}
		d.Text += text
		switch {
		case d.Text == "" && item.Link == "":
			d.Unread = append(d.Unread, decoded.Unread{Reason: "the feed's item is empty"})
		case item.Whole && text != "":
		case text == "" && item.Link != "":
			d.Unread = append(d.Unread, decoded.Unread{Reason: "the feed has only the title; the text is at " + item.Link})
		case item.Link != "":
			d.Unread = append(d.Unread, decoded.Unread{Reason: "the feed may have only a summary; the whole is at " + item.Link})
		case text == "" && item.Link == "":
			d.Unread = append(d.Unread, decoded.Unread{Reason: "the feed has only the title, and no address"})
		}
		if total += len(d.Text); total > decoded.MaxText {
			return Feed{}, decoded.TooLong()
		}
		item.Document = d
		f.Items = append(f.Items, item)
	}
	return f, nil
}

// deep says whether elements or JSON values nest past maxDepth. It only counts
// brackets, so that the parsers, which recurse, never see such a feed.
func deep(b []byte) bool {
	depth := 0
	if t := bytes.TrimLeft(b, " \t\r\n\ufeff"); len(t) > 0 && t[0] == '{' {
		inString := false
		for i := 0; i < len(t); i++ {
			switch c := t[i]; {
			case inString && c == '\\':
				i++
			case c == '"':
				inString = !inString
			case inString:
			case c == '{' || c == '[':
				if depth++; depth > maxDepth {
					return true
				}
			case c == '}' || c == ']':
				depth--
			}
		}
		return false
	}
	for i := 0; i+1 < len(b); i++ {
		if b[i] != '<' {
			continue
		}
		switch c := b[i+1]; {
		case c == '!' && bytes.HasPrefix(b[i:], []byte("<![CDATA[")):
			end := bytes.Index(b[i:], []byte("]]>"))
			if end < 0 {
				return false
			}
			i += end
		case c == '!' && bytes.HasPrefix(b[i:], []byte("<!--")):
			end := bytes.Index(b[i:], []byte("-->"))
			if end < 0 {
				return false
			}
			i += end
		case c == '/':
			depth--
		case c == '!' || c == '?' || c == ' ':
		default:
			end := bytes.IndexByte(b[i:], '>')
			if end < 0 {
				return false
			}
			if b[i+end-1] != '/' {
				if depth++; depth > maxDepth {
					return true
				}
			}
			i += end
		}
	}
	return false
}

func media(kind string) string {
	switch kind {
	case "atom":
		return "application/atom+xml"
	case "json":
		return "application/feed+json"
	}
	return "application/rss+xml"
}

func absolute(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" || len(link) > 4096 {
		return ""
	}
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// plain reads a title, which feeds write as text, as HTML, or as HTML escaped.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		if t, err := html.Fragment(s); err == nil {
			return decoded.Fold(t)
		}
	}
	return decoded.Fold(s)
}

func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 12 || strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return s
}

func oneLine(err error) error {
	return fmt.Errorf("%s", decoded.Cut(decoded.Fold(err.Error()), 200))
}
