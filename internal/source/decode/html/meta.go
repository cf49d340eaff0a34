package html

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sanad/internal/source/decode/decoded"
)

type meta struct {
	title, publisher, published, url, language string
	heading                                    string // the title as the page shows it
}

// metadata reads what the page says of itself. Of several the first that says
// something counts; a date must be one.
func metadata(root *html.Node, base *url.URL) meta {
	named := map[string]string{} // <meta>, by name, property or itemprop
	say := func(key, value string) {
		key = strings.ToLower(key)
		if value = decoded.Fold(value); key != "" && value != "" && named[key] == "" && len(value) < 2000 {
			named[key] = value
		}
	}
	var m meta
	var graph linked
	var h1 []string
	var times []string
	titleTag := ""
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = language(attr(n, "lang"))
		case atom.Title:
			if titleTag == "" {
				titleTag = decoded.Fold(flatRaw(n))
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				say(attr(n, key), attr(n, "content"))
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				say("canonical", attr(n, "href"))
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") {
				graph.read(flatRaw(n))
			}
		case atom.H1:
			if s := decoded.Fold(flat(n)); s != "" && !skipped(n) {
				h1 = append(h1, s)
			}
		case atom.Time:
			if d := decoded.Date(attr(n, "datetime")); d != "" {
				times = append(times, d)
				if attr(n, "itemprop") == "datePublished" || has(n, "pubdate") || strings.Contains(attr(n, "class"), "published") || strings.Contains(attr(n, "class"), "entry-date") {
					say("time-published", d)
				}
			}
		default:
			if attr(n, "itemprop") == "datePublished" {
				v := attr(n, "content")
				if v == "" {
					v = flat(n)
				}
				say("datepublished", v)
			}
		}
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			if v := named[k]; v != "" {
				return v
			}
		}
		return ""
	}
	m.publisher = firstOf(graph.publisher, get("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"))
	if strings.HasPrefix(m.publisher, "http://") || strings.HasPrefix(m.publisher, "https://") {
		m.publisher = firstOf(named["og:site_name"])
	}
	m.title = firstOf(graph.headline, get("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"))
	site := firstOf(m.publisher, named["og:site_name"])
	m.title = withoutSite(m.title, site)
	if m.title == "" && len(h1) == 1 && !strings.EqualFold(h1[0], site) {
		m.title = h1[0]
	}
	if m.title == "" {
		m.title = withoutSite(titleTag, site)
	}
	m.heading = shownHeading(h1, m.title, titleTag, site)
	if m.heading == "" && len(h1) == 1 && !strings.EqualFold(h1[0], site) {
		m.heading = h1[0]
	}
	if m.heading == "" {
		m.heading = m.title
	}
	for _, d := range []string{
		graph.published,
		get("article:published_time"), get("og:published_time"), get("datepublished"), get("dc.date.issued"), get("dcterms.issued"), get("dcterms.date"), get("dc.date"),
		get("citation_publication_date"), get("citation_date"), get("parsely-pub-date"), get("sailthru.date"), get("pubdate"), get("publish-date"), get("publishdate"), get("publication_date"), get("time-published"), get("date"),
	} {
		if m.published = decoded.Date(d); m.published != "" {
			break
		}
	}
	if m.published == "" && len(times) > 0 {
		// A <time> may be of anything; it is believed where the page has one day only.
		same := true
		for _, t := range times {
			same = same && t == times[0]
		}
		if same {
			m.published = times[0]
		}
	}
	for _, u := range []string{named["canonical"], named["og:url"]} {
		if at, err := base.Parse(u); u != "" && err == nil && (at.Scheme == "https" || at.Scheme == "http") && at.Host != "address.invalid" && at.Host != "" {
			m.url = at.String()
			break
		}
	}
	if m.language == "" {
		m.language = language(firstOf(graph.language, get("content-language", "og:locale", "dc.language", "dcterms.language", "inlanguage")))
	}
	return m
}

// shownHeading is the heading that the page's title repeats, "" where none is.
// Sites head every page with their own name, too, which the title tag ends with.
func shownHeading(h1 []string, title, titleTag, site string) string {
	for _, h := range h1 {
		if strings.EqualFold(h, title) {
			return h
		}
	}
	for _, h := range h1 {
		if !strings.EqualFold(h, site) && strings.Contains(strings.ToLower(titleTag), strings.ToLower(h)) {
			return h
		}
	}
	return ""
}

// language gives a BCP 47 tag of at most language, script and region, or "".
func language(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), ",")
	parts := strings.Split(s, "-")
	for i, p := range parts {
		if p == "" || len(p) > 8 || strings.Trim(strings.ToLower(p), "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return ""
		}
		switch {
		case i == 0:
			if len(p) > 3 || len(p) < 2 {
				return ""
			}
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return strings.Join(parts[:min(len(parts), 3)], "-")
}

// withoutSite cuts the site's name off a title: "Signed | The Gazette".
func withoutSite(title, site string) string {
	if site == "" {
		return title
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		if before, ok := strings.CutSuffix(title, sep+site); ok {
			return before
		}
	}
	return title
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s = decoded.Fold(s); s != "" {
			return s
		}
	}
	return ""
}

func flatRaw(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// linked is what schema.org JSON-LD says of the article on the page.
type linked struct {
	headline, publisher, published, language string
	found                                    bool
}

func (l *linked) read(s string) {
	if len(s) > 1<<20 {
		return
	}
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(s)), &v) != nil {
		return
	}
	names := map[string]string{} // @id → name, for publishers given by reference
	var things []map[string]any
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 16 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			if id, ok := v["@id"].(string); ok {
				if name, ok := v["name"].(string); ok {
					names[id] = name
				}
			}
			things = append(things, v)
			if g, ok := v["@graph"]; ok {
				walk(g, depth+1)
			}
			if g, ok := v["mainEntity"]; ok {
				walk(g, depth+1)
			}
		}
	}
	walk(v, 0)
	for _, t := range things {
		if l.found || !isArticle(t["@type"]) {
			continue
		}
		l.found = true
		l.headline = text1(t["headline"])
		l.published = text1(t["datePublished"])
		l.language = text1(t["inLanguage"])
		switch p := t["publisher"].(type) {
		case string:
			l.publisher = p
		case map[string]any:
			l.publisher = text1(p["name"])
			if id, ok := p["@id"].(string); ok && l.publisher == "" {
				l.publisher = names[id]
			}
		case []any:
			if len(p) > 0 {
				if m, ok := p[0].(map[string]any); ok {
					l.publisher = text1(m["name"])
				}
			}
		}
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "Report" || v == "PressRelease" || v == "LiveBlogPosting" || v == "SocialMediaPosting"
	case []any:
		for _, e := range v {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func text1(v any) string {
	switch v := v.(type) {
	case string:
		if !strings.ContainsAny(v, "<&") {
			return v
		}
		s, err := Fragment(v)
		if err != nil {
			return ""
		}
		return decoded.Fold(s)
	case []any:
		if len(v) > 0 {
			return text1(v[0])
		}
	case map[string]any:
		return text1(v["name"])
	}
	return ""
}
