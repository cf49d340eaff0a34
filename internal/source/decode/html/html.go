// Package html reads web pages: the main text, without what a site puts around
// it, and what the page says of itself in metadata.
//
// The main text is found twice, by go-readability (the method of browsers'
// reader views) and by the elements that name it (articleBody, article, main).
// Where readability leaves out much of the named element, tables among it, the
// element is taken; a sentence that neither takes is reported as unread, so that
// nothing is dropped in silence. Metadata comes from schema.org JSON-LD,
// OpenGraph, <meta>, <time> and <html lang>, in that order; page.go writes the
// text, meta.go reads the metadata.
//
// The package follows no link, loads nothing and runs no script.
package html

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"sanad/internal/fault"
	"sanad/internal/source/decode/decoded"
	"sanad/internal/source/decode/text"
)

// Media is the media type of the form.
const Media = "text/html"

const (
	// MaxSize is the largest page taken, in bytes.
	MaxSize = 16 << 20
	// maxNodes bounds the work of finding the main text.
	maxNodes = 400_000
)

// Decode reads a page. ContentType is what the server said of it and address
// where it stands; both may be "".
func Decode(original []byte, contentType, address string) (decoded.Document, error) {
	doc := decoded.Document{Media: Media}
	s, unread, err := characters(original, contentType)
	if err != nil {
		return doc, err
	}
	if unread != "" {
		doc.Unread = append(doc.Unread, decoded.Unread{Reason: unread})
	}
	root, err := parse(s)
	if err != nil {
		return doc, err
	}
	base, _ := url.Parse(address)
	if base == nil || base.Host == "" {
		base = &url.URL{Scheme: "https", Host: "address.invalid"}
	}
	m := metadata(root, base)
	doc.Title, doc.Publisher, doc.Published, doc.URL, doc.Language = m.title, m.publisher, m.published, m.url, m.language

	// Readability works on a copy of its own.
	article, rerr := readability.FromDocument(root, base)
	var found *html.Node
	if rerr == nil {
		found = article.Node
	}
	furniture(root)
	node, left := choose(root, found)
	var w decoded.Writer
	if m.heading != "" && !startsWith(node, m.heading) {
		w.Heading(m.heading)
	}
	render(&w, node)
	if w.Full() {
		return doc, decoded.TooLong()
	}
	doc.Text = w.Text()
	if len(left) > 0 {
		doc.Unread = append(doc.Unread, decoded.Unread{Reason: fmt.Sprintf("left out as not of the main text: %d paragraphs, the first “%s”", len(left), decoded.Cut(left[0], 80))})
	}
	if strings.TrimSpace(doc.Text) == "" {
		return doc, fault.New(fault.Invalid, "the page has no text: it may be made by a script in the browser").
			WithHint("open it in a browser and save its text, or print it to PDF")
	}
	return doc, nil
}

// Fragment gives the text of a piece of HTML that is all main text, as feeds
// and messages carry it.
func Fragment(s string) (string, error) {
	if len(s) > MaxSize {
		return "", tooLarge(len(s))
	}
	root, err := parse(strings.ToValidUTF8(s, "\ufffd"))
	if err != nil {
		return "", err
	}
	var w decoded.Writer
	render(&w, root)
	if w.Full() {
		return "", decoded.TooLong()
	}
	return w.Text(), nil
}

func tooLarge(n int) error {
	return fault.New(fault.Invalid, "the page has %d MB; a page may have %d", n>>20, MaxSize>>20).WithHint("save its text")
}

// characters decodes the page's bytes: as UTF-8 where they are that, else as
// the server or the page says, else by their statistics.
func characters(original []byte, contentType string) (s, unread string, err error) {
	if len(original) > MaxSize {
		return "", "", tooLarge(len(original))
	}
	if utf8.Valid(original) {
		return strings.TrimPrefix(string(original), "\ufeff"), "", nil
	}
	e, name, certain := charset.DetermineEncoding(original[:min(len(original), 1024)], contentType)
	if !certain || name == "utf-8" {
		s, _, err := text.Decode(original, "")
		if err == nil {
			return s, "", nil
		}
		if name != "utf-8" {
			return "", "", err
		}
		clean := strings.ToValidUTF8(string(original), "\ufffd")
		n := strings.Count(clean, "\ufffd")
		return clean, fmt.Sprintf("%d stretches of bytes are not UTF-8, as the page says it is; U+FFFD stands for them", n), nil
	}
	b, err := io.ReadAll(e.NewDecoder().Reader(strings.NewReader(string(original))))
	if err != nil {
		return "", "", fault.New(fault.Invalid, "the page is said to be %s and is not: %w", name, err).WithHint("save its text in UTF-8")
	}
	s = strings.ToValidUTF8(string(b), "\ufffd")
	if n := strings.Count(s, "\ufffd"); n > 0 {
		unread = fmt.Sprintf("%d characters are not in %s, which the page says it is in; U+FFFD stands for them", n, name)
	}
	return s, unread, nil
}

func parse(s string) (*html.Node, error) {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		if strings.Contains(err.Error(), "exceeds") {
			return nil, fault.New(fault.Invalid, "the page's elements are nested more than 512 deep").
				WithHint("save its text, or print it to PDF")
		}
		return nil, fault.New(fault.Invalid, "the page cannot be read as HTML: %w", err).WithHint("save its text")
	}
	n := 0
	for range root.Descendants() {
		if n++; n > maxNodes {
			return nil, fault.New(fault.Invalid, "the page has more than %d elements", maxNodes).WithHint("save its text")
		}
	}
	return root, nil
}

// choose gives the element to read and the sentences it does not hold.
func choose(root, found *html.Node) (*html.Node, []string) {
	named := namedMain(root)
	body := first(root, atom.Body)
	if body == nil {
		body = root
	}
	whole := named
	if whole == nil {
		whole = body
	}
	paragraphs := sentences(whole)
	if found == nil {
		return whole, nil
	}
	have := decoded.Fold(flat(found))
	if named != nil && 2*len(decoded.Fold(flat(named))) < len(have) {
		// It names a teaser or an empty frame, not the text.
		named, whole = nil, body
		paragraphs = sentences(body)
	}
	total, lost := 0, 0
	rows := 0
	var left []string
	for _, p := range paragraphs {
		total += len(p.text)
		if !strings.Contains(have, p.text) {
			lost += len(p.text)
			left = append(left, p.text)
			if p.row {
				rows++
			}
		}
	}
	// A named element is trusted over the reader view where they differ by
	// more than a caption; the whole body only where the view is next to empty.
	if named != nil && (lost*8 > total || rows > 0) || named == nil && lost*2 > total {
		return whole, nil
	}
	return found, left
}

// namedMain is the element that the page itself names as its main text.
func namedMain(root *html.Node) *html.Node {
	var body, article, main []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case attr(n, "itemprop") == "articleBody":
			body = append(body, n)
		case n.DataAtom == atom.Article:
			article = append(article, n)
		case n.DataAtom == atom.Main || attr(n, "role") == "main":
			main = append(main, n)
		}
	}
	longest := func(nodes []*html.Node) (best *html.Node, share float64) {
		all, most := 0, 0
		for _, n := range nodes {
			size := 0
			for _, p := range sentences(n) {
				size += len(p.text)
			}
			all += size
			if size > most {
				best, most = n, size
			}
		}
		if all == 0 {
			return nil, 0
		}
		return best, float64(most) / float64(all)
	}
	if n, share := longest(body); n != nil && share > 0.6 {
		return n
	}
	if n, share := longest(article); n != nil && share > 0.6 {
		return n
	}
	if n, _ := longest(main); n != nil {
		return n
	}
	return nil
}

type sentence struct {
	text string
	row  bool // of a table
}

// sentences are the paragraphs, items and table cells that read as text and not
// as navigation: of some length and mostly outside links.
func sentences(root *html.Node) []sentence {
	var out []sentence
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if skipped(n) {
			return
		}
		switch n.DataAtom {
		case atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Dd, atom.Pre:
			if !holdsBlocks(n) {
				s := decoded.Fold(flat(n))
				inLinks := 0
				for d := range n.Descendants() {
					if d.DataAtom == atom.A {
						inLinks += len(decoded.Fold(flat(d)))
					}
				}
				if len(s) >= 30 && inLinks*2 < len(s) {
					out = append(out, sentence{s, n.DataAtom == atom.Td})
				}
				return
			}
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(root)
	return out
}

func holdsBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if isBlock(d) {
			return true
		}
	}
	return false
}

func startsWith(n *html.Node, heading string) bool {
	s := decoded.Fold(flat(n))
	if len(s) > 4*len(heading)+400 {
		s = s[:4*len(heading)+400]
	}
	return strings.Contains(strings.ToLower(s), strings.ToLower(heading))
}

// furniture takes out of the page what surrounds its text.
func furniture(root *html.Node) {
	var doomed []*html.Node
	var walk func(n *html.Node, inArticle bool)
	walk = func(n *html.Node, inArticle bool) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && (skipped(c) || surrounds(c, inArticle)) {
				doomed = append(doomed, c)
				continue
			}
			walk(c, inArticle || c.DataAtom == atom.Article || c.DataAtom == atom.Main)
		}
	}
	walk(root, false)
	for _, n := range doomed {
		n.Parent.RemoveChild(n)
	}
}

func surrounds(n *html.Node, inArticle bool) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer:
		return true
	case atom.Header:
		return !inArticle
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.Table, atom.Tr, atom.Td, atom.Tbody:
		return false
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu", "menubar":
		return true
	}
	for _, name := range strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		switch name {
		case "related", "share", "sharing", "sharedaddy", "social", "sidebar", "comments", "cookie", "cookies", "newsletter", "subscribe",
			"breadcrumb", "breadcrumbs", "promo", "advert", "advertisement", "ads", "navbar", "pagination", "recommended", "trending", "readmore":
			return true
		}
	}
	return false
}

func first(root *html.Node, a atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == a {
			return n
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
