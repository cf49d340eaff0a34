package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Addresses begin with the language of the page: /ur/agreements, /zh/agreements.
// Without one they are of the first language, and permanent: /agreements. Pages
// never depend on what a browser says it prefers, so whoever passes an address on
// passes on what was seen; only the front door looks at it, once, and redirects.

// namedLanguage is the key of the language an address names.
type namedLanguage struct{}

// addressed is the request with the language that its address begins with, and
// the address without it. A language without a slash behind it is "moved".
func (s *site) addressed(r *http.Request) (out *http.Request, moved string) {
	tag, rest, slash := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, l := range s.languages {
		if tag != l.Tag {
			continue
		}
		if !slash {
			return r, "/" + tag + "/"
		}
		out = r.WithContext(context.WithValue(r.Context(), namedLanguage{}, l))
		out.URL = &url.URL{Path: "/" + rest, RawQuery: r.URL.RawQuery}
		return out, ""
	}
	return r, ""
}

// prefixOfLanguage is the part of the prefix that names a language.
func prefixOfLanguage(r *http.Request) string {
	if l, ok := r.Context().Value(namedLanguage{}).(*language); ok {
		return "/" + l.Tag
	}
	return ""
}

// language is the one of the request's address.
func (s *site) language(r *http.Request) *language {
	if l, ok := r.Context().Value(namedLanguage{}).(*language); ok {
		return l
	}
	return s.languages[0]
}

// prefix is what addresses of this site begin with on pages in the language, and of
// the day, that the request's address names: "/ur", "/known/2025-10-01", both, or ""
// where it names neither.
func prefix(r *http.Request) string {
	if d := datedOf(r); d != nil {
		return prefixOfLanguage(r) + knownPrefix + d.text
	}
	return prefixOfLanguage(r)
}

// within makes a finished page's own addresses stay in its language. Quotation
// marks of texts are escaped on a page, so that nothing but an attribute of ours
// reads href="/. What is addressed in single quotes leads to another language.
func within(r *http.Request, page []byte) []byte {
	if d := datedOf(r); d != nil {
		return []byte(replacerThen(prefixOfLanguage(r), knownPrefix+d.text).Replace(string(page)))
	}
	l, ok := r.Context().Value(namedLanguage{}).(*language)
	if !ok {
		return page
	}
	return []byte(l.links.Replace(string(page)))
}

// linksIn leads what a page addresses to a language.
func linksIn(tag string) *strings.Replacer {
	var out []string
	for _, attribute := range []string{`href="`, `action="`, `src="`} {
		out = append(out, attribute+"/static/", attribute+"/static/", attribute+"/", attribute+"/"+tag+"/")
	}
	return strings.NewReplacer(out...)
}

// door sends whoever comes to the front page first to it in the language that
// their browser asks for. An address with a language is taken at its word.
func (s *site) door(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/" || prefix(r) != "" || len(s.languages) < 2 || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	w.Header().Add("Vary", "Accept-Language")
	l := pick(s.languages, r.Header.Get("Accept-Language"))
	if l == s.languages[0] {
		return false
	}
	w.Header().Set("Cache-Control", "no-cache")
	http.Redirect(w, r, "/"+l.Tag+"/", http.StatusFound)
	return true
}

// version is a page in one language.
type version struct {
	Tag, Name string
	Dir       string
	Path      string // with the language
	Address   string // the whole, as other sites name it
	Here      bool
}

// versions are this page in every language, the one shown among them.
func (s *site) versions(q *request) []version {
	if len(s.languages) < 2 {
		return nil
	}
	var all []version
	for i, l := range s.languages {
		path := "/" + l.Tag + q.URL.RequestURI()
		whole := s.base(q) + path // of today, whichever day is shown
		if d := datedOf(q.Request); d != nil {
			path = "/" + l.Tag + knownPrefix + d.text + q.URL.RequestURI()
		}
		if i == 0 {
			whole = s.base(q) + q.URL.RequestURI()
		}
		all = append(all, version{Tag: l.Tag, Name: l.words["language.name"], Dir: l.Dir, Path: path, Address: whole, Here: l == q.language})
	}
	return all
}
