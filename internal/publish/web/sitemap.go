package web

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"sanad/internal/fault"
	"sanad/internal/register"
)

// sitemapMost is how many addresses one file of a sitemap may hold.
// Source: https://www.sitemaps.org/protocol.html
const sitemapMost = 50_000

// crawled are the classes of things whose pages stand in the sitemap.
var crawled = []struct {
	name  string
	class byte
}{{"agreements", 'a'}, {"parties", 'p'}, {"events", 'e'}, {"sources", 's'}}

const sitemapSpace = `http://www.sitemaps.org/schemas/sitemap/0.9`

// sitemapIndex lists the files of the sitemap. A file begins behind an id, so that
// one that was full keeps its addresses whatever is added.
func (s *site) sitemapIndex(w http.ResponseWriter, r *http.Request) error {
	if s.API == nil {
		return fault.New(fault.NotFound, "there is no sitemap")
	}
	base := s.base(s.ask(r))
	return s.streamXML(w, r, "sitemapindex", func(out io.Writer) error {
		for _, m := range crawled {
			after := register.ID("")
			for {
				ids, err := s.API.Walk.After(r.Context(), register.ID([]byte{m.class}).Class(), after, sitemapMost)
				if err != nil {
					return err
				}
				if len(ids) == 0 {
					break
				}
				at := base + "/sitemaps/" + m.name
				if after != "" {
					at += "?" + url.Values{"after": {string(after)}}.Encode()
				}
				fmt.Fprintf(out, "<sitemap><loc>%s</loc></sitemap>\n", escapedXML(at))
				after = ids[len(ids)-1]
			}
		}
		return nil
	})
}

// sitemap lists the pages of one class of things behind an id.
func (s *site) sitemap(w http.ResponseWriter, r *http.Request) error {
	after := r.URL.Query().Get("after")
	for _, m := range crawled {
		if s.API == nil || m.name != r.PathValue("class") || after != "" && !isID(after, m.class) {
			continue
		}
		ids, err := s.API.Walk.After(r.Context(), register.ID([]byte{m.class}).Class(), register.ID(after), sitemapMost)
		if err != nil {
			return err
		}
		base := s.base(s.ask(r))
		return s.streamXML(w, r, "urlset", func(out io.Writer) error {
			for _, id := range ids {
				fmt.Fprintf(out, "<url><loc>%s</loc></url>\n", escapedXML(base+address(id)))
			}
			return nil
		})
	}
	return fault.New(fault.NotFound, "there is no sitemap at %s", r.URL.Path)
}

// streamXML writes a sitemap file as it is made.
func (s *site) streamXML(w http.ResponseWriter, r *http.Request, root string, body func(io.Writer) error) error {
	h := w.Header()
	h.Set("Content-Type", "application/xml; charset=utf-8")
	h.Set("Cache-Control", aMoment)
	if r.Method == http.MethodHead {
		return nil
	}
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintf(out, "%s<%s xmlns=\"%s\">\n", xml.Header, root, sitemapSpace)
	if err := body(out); err != nil {
		return err
	}
	fmt.Fprintf(out, "</%s>\n", root)
	// A visitor who hangs up is not an error of ours.
	_ = out.Flush()
	return nil
}

func escapedXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // writing to a Builder does not fail
	return b.String()
}

// robots lets every crawler read the pages. What only people at the desk use, and
// what programs read in better order, is not for them.
func (s *site) robots(w http.ResponseWriter, r *http.Request) error {
	text := "User-agent: *\nDisallow: /desk\nDisallow: /known/\nDisallow: /*/known/\nDisallow: /api/\nDisallow: /search\n"
	if s.API != nil {
		text += "Sitemap: " + s.base(s.ask(r)) + "/sitemap.xml\n"
	}
	return writeFile(w, r, "text/plain; charset=utf-8", aMoment, []byte(text))
}

// openSearch lets a browser search the register from its own field.
// Source: https://github.com/dewitt/opensearch
func (s *site) openSearch(w http.ResponseWriter, r *http.Request) error {
	q := s.ask(r)
	base := s.base(q) + prefix(r)
	text := fmt.Sprintf(`%s<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>%s</ShortName><Description>%s</Description><InputEncoding>UTF-8</InputEncoding><Language>%s</Language>
<Url type="text/html" template="%s/search?q={searchTerms}"/>
<Url type="application/json" template="%s/search.json?q={searchTerms}"/>
</OpenSearchDescription>
`, xml.Header, escapedXML(q.t("site.name")), escapedXML(q.t("search.title")), q.Tag, escapedXML(base), escapedXML(base))
	return writeFile(w, r, "application/opensearchdescription+xml; charset=utf-8", aMoment, []byte(text))
}
